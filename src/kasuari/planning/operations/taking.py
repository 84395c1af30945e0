"""From the perjanjian kinerja into the SKP of who leads the unit (Lampiran BAB II A.2.a.3).

A sasaran becomes a main result, each of its indicators an IKI of it. What is in the SKP already is never
taken twice; what changes in the perjanjian later is offered, and written only when the owner says so.
"""

from __future__ import annotations

from datetime import datetime
from itertools import groupby

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.refusals import Invalid
from kasuari.planning.access import can_edit_skp
from kasuari.planning.enums import JenisHasilKerja, SumberHasilKerja
from kasuari.planning.events import PkChangeDeclined, PkChangeUsed, PkTaken
from kasuari.planning.models import Indikator, IndikatorPk, RencanaHasilKerja, SasaranPk, Skp
from kasuari.planning.operations.inputs import MAX_INDIKATOR, MAX_RHK
from kasuari.planning.operations.versioning import about_skp, next_version, same_version
from kasuari.planning.queries.pk import PkChange, PkOffer, columns_of, pk_offer

register(
    {
        "planning.no_pk": Reason(
            _("Tidak ada perjanjian kinerja yang dapat diambil ke dalam SKP ini."),
            _("Hanya pimpinan unit yang mengambilnya; unit kepegawaian mengisi perjanjian kinerja unitnya."),
        ),
    }
)


@transaction.atomic
def take_pk(*, skp: Skp, version: int, by: Actor, at: datetime) -> int:
    """Take every indicator that is not in the SKP yet; answers how many. A result or an IKI that the owner
    wrote in the same words is linked instead of doubled."""
    can_edit_skp(by, skp).or_raise()
    offer = _offer(skp)
    if not offer.items:
        same_version(skp, version)
        return 0
    next_version(skp, version)
    rows = list(skp.rencana_hasil_kerja.prefetch_related("indikator").order_by("urutan"))
    last = max((row.urutan for row in rows), default=0)
    for sasaran, items in groupby(offer.items, key=lambda item: item.sasaran):
        row = _result_for(sasaran, rows)
        if row is None:
            last += 1
            row = RencanaHasilKerja.objects.create(
                skp=skp,
                urutan=last,
                teks=sasaran.teks,
                sumber=SumberHasilKerja.PERJANJIAN_KINERJA,
                penugasan_dari=skp.unit_penilai.nama_jabatan if skp.unit_penilai else "",
                sasaran_pk=sasaran,
            )
            rows.append(row)
        elif row.sasaran_pk_id != sasaran.pk:
            RencanaHasilKerja.objects.filter(pk=row.pk).update(
                sasaran_pk=sasaran,
                jenis=JenisHasilKerja.UTAMA,
                sumber=SumberHasilKerja.PERJANJIAN_KINERJA,
            )
        _take_items(row, list(items))
    if len(rows) > MAX_RHK:
        raise Invalid("planning.too_many")
    record(
        PkTaken(
            **about_skp(skp, by, at),
            count=len(offer.items),
            indikator_pk_ids=tuple(item.pk for item in offer.items),
        )
    )
    return len(offer.items)


@transaction.atomic
def use_pk_change(*, skp: Skp, version: int, indikator_id: int, by: Actor, at: datetime) -> Indikator:
    """Write into the draft what the perjanjian kinerja says now about one indikator."""
    can_edit_skp(by, skp).or_raise()
    change = _change(skp, indikator_id)
    if change is None:
        raise Invalid("planning.no_such_part")
    row, source = change.indikator, change.source
    columns = columns_of(source)
    if not source.perspektif:
        del columns["perspektif"]
    next_version(skp, version)
    if row.rhk.sasaran_pk_id == source.sasaran_id:
        RencanaHasilKerja.objects.filter(pk=row.rhk_id).update(teks=source.sasaran.teks)
    Indikator.objects.filter(pk=row.pk).update(indikator_pk_revision=source.revision, **columns)
    record(
        PkChangeUsed(
            **about_skp(skp, by, at),
            indikator_id=row.pk,
            teks=source.teks,
            changed=tuple(name for name, _before, _after in change.differences),
        )
    )
    row.refresh_from_db()
    return row


@transaction.atomic
def decline_pk_change(*, skp: Skp, version: int, indikator_id: int, by: Actor, at: datetime) -> None:
    """Keep an indikator as it stands; where its source was taken out, it is no longer linked to it."""
    can_edit_skp(by, skp).or_raise()
    change = _change(skp, indikator_id)
    gone = next((row for row in _offer(skp).gone if row.pk == indikator_id), None)
    if change is None and gone is None:
        raise Invalid("planning.no_such_part")
    next_version(skp, version)
    if change is not None:
        row = change.indikator
        Indikator.objects.filter(pk=row.pk).update(indikator_pk_revision=change.source.revision)
    elif gone is not None:
        row = gone
        Indikator.objects.filter(pk=row.pk).update(indikator_pk=None, indikator_pk_revision=0)
    record(PkChangeDeclined(**about_skp(skp, by, at), indikator_id=row.pk, teks=row.teks))


def _offer(skp: Skp) -> PkOffer:
    offer = pk_offer(skp)
    if offer is None:
        raise Invalid("planning.no_pk")
    return offer


def _change(skp: Skp, indikator_id: int) -> PkChange | None:
    return next((item for item in _offer(skp).changed if item.indikator.pk == indikator_id), None)


def _result_for(sasaran: SasaranPk, rows: list[RencanaHasilKerja]) -> RencanaHasilKerja | None:
    linked = next((row for row in rows if row.sasaran_pk_id == sasaran.pk), None)
    same = (row for row in rows if row.sasaran_pk_id is None and _folded(row.teks) == _folded(sasaran.teks))
    return linked or next(same, None)


def _take_items(row: RencanaHasilKerja, items: list[IndikatorPk]) -> None:
    present = {_folded(item.teks): item for item in row.indikator.all() if item.indikator_pk_id is None}
    last = row.indikator.aggregate(last=Max("urutan"))["last"] or 0
    if row.indikator.count() + len(items) > MAX_INDIKATOR:
        raise Invalid("planning.too_many")
    for item in items:
        own = present.get(_folded(item.teks))
        if own is not None:
            # Its own target stays; where it differs, the change is offered.
            Indikator.objects.filter(pk=own.pk).update(indikator_pk=item, indikator_pk_revision=0)
            continue
        last += 1
        Indikator.objects.create(
            rhk=row,
            urutan=last,
            indikator_pk=item,
            indikator_pk_revision=item.revision,
            **columns_of(item),
        )


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
