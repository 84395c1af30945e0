"""Corrections of the penilai, and what waits for the clerk."""

from __future__ import annotations

from collections.abc import Container
from datetime import date

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kasuari.foundation.access import Actor
from kasuari.foundation.presence import EVERYTHING
from kasuari.foundation.trees import ancestors
from kasuari.foundation.worklist import WorkItem
from kasuari.organisation.access import can_decide_corrections, can_import, visible_to
from kasuari.organisation.enums import ImportState, StateKoreksi
from kasuari.organisation.models import ImportBatch, KoreksiPenilai, Pegawai, Penugasan, UnitKerja
from kasuari.organisation.queries.authority import PenilaiFound, in_force, leaders_of
from kasuari.organisation.queries.identities import Identity, identity_many


def corrections_for(actor: Actor) -> QuerySet[KoreksiPenilai]:
    """Corrections that the actor may read: the clerk all of the agency, everybody the own ones."""
    rows = KoreksiPenilai.objects.select_related(
        "pegawai", "penilai_semula", "penilai_usulan", "submitted_by"
    )
    rows = rows.filter(visible_to(actor, prefix="pegawai__"))
    if not can_decide_corrections(actor):
        rows = rows.filter(pegawai_id=actor.pegawai_id or 0)
    return rows.order_by("-submitted_at", "-pk")


def correction_for(actor: Actor, correction_id: int) -> KoreksiPenilai:
    """One correction. Raises Http404 where it is out of reach."""
    found = corrections_for(actor).filter(pk=correction_id).first()
    if found is None:
        raise Http404
    return found


def proposals_for(pegawai: Pegawai, found: PenilaiFound, *, on: date) -> list[Identity]:
    """Who could be the penilai instead: the superior in the registry first, then the leaders upwards."""
    posts = Penugasan.objects.filter(in_force(on), pegawai=pegawai).order_by("-start_date", "-pk")
    rows = list(posts.values_list("atasan_tercatat_nip", "unit__path"))
    nips = [nip for nip, _path in rows if nip]
    recorded = list(
        Pegawai.objects.filter(instansi_id=pegawai.instansi_id, nip__in=nips)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    paths = {step for _nip, path in rows for step in ancestors(path)}
    line = list(
        UnitKerja.objects.filter(path__in=paths).order_by("-depth", "path").values_list("pk", flat=True)
    )
    leaders = leaders_of(line, on)
    chain = [leaders[pk].pegawai_id for pk in line if pk in leaders]
    if found.atasan is not None:
        chain.append(found.atasan.pegawai_id)
    excluded = {pegawai.pk, found.penilai.pegawai_id if found.penilai else 0}
    ids = [pk for pk in dict.fromkeys([*recorded, *chain]) if pk not in excluded]
    people = identity_many(ids, on)
    return [people[pk] for pk in ids if pk in people]


def work_for(actor: Actor, *, on: date, waiting: Container[str] = EVERYTHING) -> list[WorkItem]:
    """What waits for the clerk: open corrections and imports in preview. Two queries, none for others."""
    if not can_import(actor) or actor.is_system:
        return []
    items = []
    waiting = (
        corrections_for(actor).filter(state=StateKoreksi.DIAJUKAN).exclude(pegawai_id=actor.pegawai_id or 0)
    )
    if count := waiting.order_by().count():
        items.append(
            WorkItem(
                key="organisation.corrections",
                title=_("Koreksi penilai menunggu keputusan"),
                why=_("Pegawai menyampaikan bahwa penilainya keliru dan menunggu jawaban Anda."),
                action=_("Periksa koreksi"),
                url=reverse("organisation:corrections"),
                count=count,
            )
        )
    drafts = ImportBatch.objects.filter(visible_to(actor), state=ImportState.PREVIEW).order_by("-pk")
    ids = list(drafts.values_list("pk", flat=True)[:100])
    if ids:
        only = reverse("organisation:import", args=[ids[0]])
        items.append(
            WorkItem(
                key="organisation.imports",
                title=_("Impor menunggu diterapkan"),
                why=_("Berkas sudah dibaca; belum ada yang disimpan sampai Anda menerapkannya."),
                action=_("Lihat pratinjau"),
                url=only if len(ids) == 1 else reverse("organisation:imports"),
                count=len(ids),
            )
        )
    return items
