"""Copying an earlier SKP into a draft: whole or line by line, every target to be looked at again."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.refusals import Invalid, Stale
from kasuari.planning.access import can_edit_skp
from kasuari.planning.enums import JenisHasilKerja
from kasuari.planning.events import SkpCopied, TargetsSeen
from kasuari.planning.likeness import same_key
from kasuari.planning.models import ButirLampiran, Indikator, Skp
from kasuari.planning.operations.inputs import IsianIndikator, IsianRhk
from kasuari.planning.operations.manual import copy_manuals
from kasuari.planning.operations.pustaka import fitted
from kasuari.planning.operations.writing import append_rhk
from kasuari.planning.queries.contents import CONTENT_PREFETCH
from kasuari.planning.queries.copying import leaders_by_text, written_texts

register(
    {
        "planning.not_own_source": Reason(
            _("SKP itu bukan SKP Anda yang lebih dahulu."), _("Pilih sumber dari daftar.")
        ),
        "planning.nothing_to_copy": Reason(
            _("Tidak ada yang disalin: draf ini sudah memuat semua yang dipilih."),
            _("Pilih baris lain, atau lanjutkan menulis."),
        ),
    }
)

_INDIKATOR = tuple(item.name for item in fields(IsianIndikator))


@transaction.atomic
def copy_skp(
    *,
    skp: Skp,
    version: int,
    source: Skp,
    rhk_ids: Collection[int] | None = None,
    by: Actor,
    at: datetime,
) -> Skp:
    """Add the results of an earlier SKP of the same person to the draft; `rhk_ids` picks some.

    What the draft has already stays as it is. A manual comes with its indikator. The whole also brings the
    lists of the lampiran that are still empty. Ekspektasi khusus are not copied: the pimpinan sets them anew
    (Pasal 10 ayat (4)). A result of the leader is linked again where the leader's SKP of this year has the
    same one, else its words stay.
    """
    can_edit_skp(by, skp).or_raise()
    if source.pegawai_id != skp.pegawai_id or source.pk == skp.pk:
        raise Invalid("planning.not_own_source")
    source = Skp.objects.select_related("periode").prefetch_related(*CONTENT_PREFETCH).get(pk=source.pk)
    written = written_texts(skp)
    leaders = leaders_by_text(skp.periode_id, [skp.penilai_id]).get(skp.penilai_id or 0, {})
    isian = [
        item
        for item in carried(source, form=skp.format, tahun=skp.periode.tahun, leaders=leaders, only=rhk_ids)
        if same_key(item.teks) not in written
    ]
    lampiran = carried_lampiran(source, skp) if rhk_ids is None else []
    if not isian and not lampiran:
        raise Invalid("planning.nothing_to_copy")
    append_rhk(skp=skp, version=version, rhk=isian, by=by, periksa=True)
    ButirLampiran.objects.bulk_create(lampiran)
    copy_manuals(source, skp)
    record(
        SkpCopied(
            **_about(skp, by, at),
            dari=source.periode.tahun,
            dari_id=source.pk,
            rhk=len(isian),
            indikator=sum(len(item.indikator) for item in isian),
        )
    )
    return skp


@transaction.atomic
def mark_targets_seen(*, skp: Skp, version: int, by: Actor, at: datetime) -> Skp:
    """The owner says that every copied target was looked at and is right."""
    can_edit_skp(by, skp).or_raise()
    waiting = Indikator.objects.filter(rhk__skp=skp, periksa=True)
    count = waiting.count()
    if not Skp.objects.filter(pk=skp.pk, version=version).update(version=F("version") + int(count > 0)):
        raise Stale
    if not count:
        return skp
    skp.version = version + 1
    waiting.update(periksa=False)
    record(TargetsSeen(**_about(skp, by, at), count=count))
    return skp


def carried(
    source: Skp,
    *,
    form: str,
    tahun: int,
    leaders: Mapping[str, int],
    only: Collection[int] | None = None,
) -> list[IsianRhk]:
    """The results of `source` (its contents prefetched) as they are written into an SKP of `form` in `tahun`.

    `leaders` maps the text of the leader's results of that year to their ids. A date moves with the year.
    """
    years = tahun - source.periode.tahun
    rows = sorted(
        (row for row in source.rencana_hasil_kerja.all() if only is None or row.pk in only),
        key=lambda row: (row.jenis != JenisHasilKerja.UTAMA, row.urutan, row.pk),
    )
    return [
        IsianRhk(
            teks=row.teks,
            jenis=row.jenis,
            sumber=row.sumber,
            penugasan_dari=row.penugasan_dari,
            intervensi_id=leaders.get(same_key(row.intervensi_teks.partition("\n")[0])),
            intervensi_teks=row.intervensi_teks,
            indikator=tuple(
                fitted(_moved(item, years), form)
                for item in sorted(row.indikator.all(), key=lambda item: (item.urutan, item.pk))
            ),
        )
        for row in rows
    ]


def carried_lampiran(source: Skp, skp: Skp) -> list[ButirLampiran]:
    """The lines of the lampiran of `source` for those lists that are empty in `skp`; not saved yet."""
    written = set(ButirLampiran.objects.filter(skp=skp).values_list("jenis", flat=True)) if skp.pk else set()
    return [
        ButirLampiran(skp=skp, jenis=line.jenis, urutan=line.urutan, teks=line.teks)
        for line in source.butir_lampiran.all()
        if line.jenis not in written
    ]


def _moved(item: Indikator, years: int) -> IsianIndikator:
    columns: dict[str, Any] = {name: getattr(item, name) for name in _INDIKATOR}
    columns["target_date"] = in_year(item.target_date, years)
    if years:
        columns["baseline"] = None  # where that year began, not this one
    return IsianIndikator(**columns)


def in_year(day: date | None, years: int) -> date | None:
    """The same day so many years later; 29 February becomes the 28th."""
    if day is None or not years:
        return day
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _about(skp: Skp, by: Actor, at: datetime) -> dict[str, Any]:
    owner = skp.pegawai.user_id
    return {
        "by": by,
        "at": at,
        "object_id": skp.pk,
        "pegawai_id": skp.pegawai_id,
        "tell": (owner,) if owner and owner != by.user_id else (),
        "link": reverse("planning:skp", args=[skp.pk]),
    }
