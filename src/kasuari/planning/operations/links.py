"""Links from a result to the result of the leader that it serves: accepted, undone, never in a circle.

A person may plan before the leader does: the expected result is written as words and is provisional. When the
leader's plan is there, a link is proposed; accepting it keeps the words of before, so that it can be undone.
On an SKP that is submitted or set a link adds where a result leads to and changes no word of what was agreed.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.refusals import Invalid
from kasuari.planning.access import can_edit_skp, can_link
from kasuari.planning.events import HarapanTaken, LinksProposed, RhkLinked, RhkUnlinked
from kasuari.planning.models import Indikator, RencanaHasilKerja, Skp
from kasuari.planning.operations.inputs import MAX_RHK, IsianRhk, check_rhk
from kasuari.planning.operations.versioning import about_skp, next_version, same_version
from kasuari.planning.queries.chains import chain_above
from kasuari.planning.queries.contents import leader_result
from kasuari.planning.queries.links import expectations_of, provisional
from kasuari.planning.states import WRITABLE

register(
    {
        "planning.circle": Reason(
            _("Tautan ini membentuk lingkaran: hasil kerja pimpinan itu sendiri bertumpu pada hasil ini."),
            _("Pilih hasil kerja pimpinan yang lain, atau lepaskan tautan di bawahnya lebih dahulu."),
        ),
        "planning.indikator_elsewhere": Reason(
            _("Indikator itu bukan bagian dari hasil kerja pimpinan yang dipilih."),
            _("Pilih indikator di bawah hasil kerja yang sama."),
        ),
        "planning.harapan_gone": Reason(
            _("Harapan tim ini sudah tidak ada atau sudah tertaut."),
            _("Muat ulang halaman untuk melihat yang masih menunggu."),
        ),
    }
)


def refuse_circle(*, rhk_id: int, intervensi_id: int) -> None:
    """Raise Invalid `planning.circle` where the result would come to stand above itself."""
    if rhk_id == intervensi_id or rhk_id in chain_above(intervensi_id):
        raise Invalid("planning.circle")


@transaction.atomic
def link_rhk(
    *,
    skp: Skp,
    version: int,
    rhk_id: int,
    intervensi_id: int,
    intervensi_indikator_id: int | None = None,
    by: Actor,
    at: datetime,
) -> RencanaHasilKerja:
    """Link a result to one of the penilai's results of the same year, or to one indikator of it.

    Raises Invalid `planning.not_leader_result`, `planning.indikator_elsewhere` or `planning.circle`.
    """
    can_link(by, skp).or_raise()
    if skp.penilai_id is None:
        raise Invalid("planning.not_leader_result")
    row = _rhk(skp, rhk_id)
    above = (
        RencanaHasilKerja.objects.filter(
            pk=intervensi_id, skp__periode_id=skp.periode_id, skp__pegawai_id=skp.penilai_id
        )
        .select_related("skp")
        .prefetch_related("indikator")
        .first()
    )
    if above is None:
        raise Invalid("planning.not_leader_result")
    if intervensi_indikator_id is not None and intervensi_indikator_id not in {
        item.pk for item in above.indikator.all()
    }:
        raise Invalid("planning.indikator_elsewhere")
    if (row.intervensi_id, row.intervensi_indikator_id) == (intervensi_id, intervensi_indikator_id):
        same_version(skp, version)
        return row
    refuse_circle(rhk_id=row.pk, intervensi_id=above.pk)
    next_version(skp, version)
    if row.intervensi_id is None:
        row.harapan_teks = row.intervensi_teks
    row.intervensi_id, row.intervensi_indikator_id = above.pk, intervensi_indikator_id
    if skp.state in WRITABLE:
        row.intervensi_teks = leader_result(above).text
    row.save(update_fields=["intervensi", "intervensi_indikator", "intervensi_teks", "harapan_teks"])
    record(
        RhkLinked(
            **about_skp(skp, by, at),
            rhk_id=row.pk,
            teks=row.teks,
            pimpinan=above.teks,
            intervensi_id=above.pk,
            intervensi_indikator_id=intervensi_indikator_id,
        )
    )
    return row


@transaction.atomic
def unlink_rhk(*, skp: Skp, version: int, rhk_id: int, by: Actor, at: datetime) -> RencanaHasilKerja:
    """Take a link off; what was expected before stands again, provisionally."""
    can_link(by, skp).or_raise()
    row = _rhk(skp, rhk_id)
    if row.intervensi_id is None:
        same_version(skp, version)
        return row
    next_version(skp, version)
    row.intervensi_id = row.intervensi_indikator_id = None
    if row.harapan_teks and skp.state in WRITABLE:
        row.intervensi_teks = row.harapan_teks
    row.harapan_teks = ""
    row.save(update_fields=["intervensi", "intervensi_indikator", "intervensi_teks", "harapan_teks"])
    record(RhkUnlinked(**about_skp(skp, by, at), rhk_id=row.pk, teks=row.teks))
    return row


@transaction.atomic
def take_harapan(*, skp: Skp, version: int, teks: str, by: Actor, at: datetime) -> RencanaHasilKerja:
    """Make what the team expects of the leader a result in the leader's own draft. The team is then offered
    the link; nothing of theirs changes."""
    can_edit_skp(by, skp).or_raise()
    wanted = " ".join(teks.casefold().split())
    found = next((item for item in expectations_of(skp) if item.key == wanted), None)
    if found is None:
        raise Invalid("planning.harapan_gone")
    isian = IsianRhk(teks=found.teks).tidy()
    check_rhk(skp, isian, "hasil_kerja/baru")
    if skp.rencana_hasil_kerja.count() >= MAX_RHK:
        raise Invalid("planning.too_many")
    next_version(skp, version)
    last = skp.rencana_hasil_kerja.aggregate(last=Max("urutan"))["last"] or 0
    row = RencanaHasilKerja.objects.create(skp=skp, urutan=last + 1, teks=isian.teks)
    record(HarapanTaken(**about_skp(skp, by, at), rhk_id=row.pk, teks=row.teks, people=len(found.people)))
    return row


@transaction.atomic
def announce_plan(*, skp_id: int, by: Actor, at: datetime) -> int:
    """Tell everybody whose provisional result waits for this plan that it is there. Answers how many results
    wait; none records nothing."""
    skp = Skp.objects.select_related("pegawai").get(pk=skp_id)
    waiting = list(
        provisional()
        .filter(skp__penilai_id=skp.pegawai_id, skp__periode_id=skp.periode_id)
        .values_list("pk", "skp__pegawai__user_id")
    )
    if not waiting:
        return 0
    told = tuple(sorted({user_id for _pk, user_id in waiting if user_id is not None}))
    record(
        LinksProposed(
            by=by,
            at=at,
            object_id=skp.pk,
            pegawai_id=skp.pegawai_id,
            tell=told,
            link=reverse("planning:mine"),
            pimpinan=skp.pegawai.nama_lengkap,
            count=len(waiting),
        )
    )
    return len(waiting)


def _rhk(skp: Skp, rhk_id: int) -> RencanaHasilKerja:
    row = RencanaHasilKerja.objects.filter(skp=skp, pk=rhk_id).first()
    if row is None:
        raise Invalid("planning.no_such_part")
    return row


def links_to_pk(skp: Skp) -> dict[tuple[str, str], tuple[int | None, int | None, int]]:
    """By the words of a result and of an indikator: what of the perjanjian kinerja they were taken from."""
    rows = Indikator.objects.filter(rhk__skp=skp).exclude(indikator_pk=None, rhk__sasaran_pk=None)
    return {
        (rhk, teks): (sasaran, source, revision)
        for rhk, teks, sasaran, source, revision in rows.values_list(
            "rhk__teks", "teks", "rhk__sasaran_pk_id", "indikator_pk_id", "indikator_pk_revision"
        )
    }


def restore_links_to_pk(skp: Skp, links: dict[tuple[str, str], tuple[int | None, int | None, int]]) -> None:
    """Tie rows that were written anew in the same words to what they had been taken from."""
    if not links:
        return
    for item in Indikator.objects.filter(rhk__skp=skp).select_related("rhk"):
        found = links.get((item.rhk.teks, item.teks))
        if found is None:
            continue
        sasaran, source, revision = found
        Indikator.objects.filter(pk=item.pk).update(indikator_pk_id=source, indikator_pk_revision=revision)
        RencanaHasilKerja.objects.filter(pk=item.rhk_id).update(sasaran_pk_id=sasaran)
