"""One batch of a plan for many, written and taken back with a number of queries that does not grow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import F, ProtectedError, RestrictedError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kasuari.foundation.access import Actor
from kasuari.foundation.events import record_many
from kasuari.foundation.reasons import Reason, register
from kasuari.planning.enums import StateBarisMassal
from kasuari.planning.events.massal import SkpPlanned, SkpPlanUndone
from kasuari.planning.models import (
    BarisMassal,
    ButirLampiran,
    Indikator,
    PeranHasil,
    RencanaHasilKerja,
    RencanaMassal,
    Skp,
)
from kasuari.planning.operations.massal.choices import PilihanMassal
from kasuari.planning.operations.massal.rancangan import Rancangan, rancangan_of
from kasuari.planning.operations.roles import take_in_roles
from kasuari.planning.queries.contents import leader_result

Plan = tuple[BarisMassal, Rancangan, Skp]
_RHK = ("teks", "jenis", "sumber", "penugasan_dari", "intervensi_id", "intervensi_teks")
_WORDS = (
    "teks",
    "target_jenis",
    "target_teks",
    "target_minimum",
    "target_maksimum",
    "target_date",
    "satuan",
    "arah",
)

register(
    {
        "planning.massal_touched": Reason(
            _("SKP ini sudah diubah sejak rencana massal menulisnya."),
            _("Isinya dipertahankan; pemiliknya yang memutuskan."),
        ),
        "planning.massal_gone": Reason(
            _("Pegawai ini tidak lagi termasuk kelompok yang dipilih."),
            _("Susun rencana massal baru bila perlu."),
        ),
    }
)


def write_batch(massal: RencanaMassal, rows: Sequence[BarisMassal], *, by: Actor, at: datetime) -> None:
    """Write the SKP of these rows. What stands is looked at once more, under a lock: who has written since
    the preview is passed over."""
    people = [row.pegawai_id for row in rows]
    standing = Skp.objects.select_for_update().filter(periode=massal.periode, pegawai_id__in=people)
    list(standing.order_by("pk").values_list("pk", flat=True))
    pilihan = replace(PilihanMassal.restored(massal.pilihan), tanpa_skp=False)
    found = {
        item.pegawai_id: item
        for item in rancangan_of(periode=massal.periode, pilihan=pilihan, by=by, at=at, pegawai_ids=people)
    }
    plans: list[Plan] = []
    for row in rows:
        item = found.get(row.pegawai_id)
        row.code = item.alasan if item else "planning.massal_gone"
        if item is None or item.alasan or item.skp is None:
            row.state, row.rhk, row.indikator, row.sumber = StateBarisMassal.DILEWATI, 0, 0, []
        else:
            plans.append((row, item, item.skp))
    if plans:
        _write(massal, plans, by=by, at=at)
    names = ["state", "code", "skp", "made", "skp_version", "rhk", "indikator", "sumber", "tulisan"]
    BarisMassal.objects.bulk_update(rows, names, batch_size=50)


def undo_batch(massal: RencanaMassal, rows: Sequence[BarisMassal], *, by: Actor, at: datetime) -> None:
    """Take back what nobody has touched: a begun SKP as a whole, else exactly the lines that were written."""
    untouched, events = _untouched(rows), []
    made = [row for row in rows if row.made and row.skp_id in untouched]
    filled = [row for row in rows if not row.made and row.skp_id in untouched]
    removed = _remove([untouched[row.skp_id] for row in made if row.skp_id])
    _empty(filled)
    for row in rows:
        skp = untouched.get(row.skp_id or 0)
        if skp is None or (row.made and skp.pk not in removed):
            row.state, row.code = StateBarisMassal.DIPERTAHANKAN, "planning.massal_touched"
            continue
        row.state, row.skp = StateBarisMassal.DIURUNGKAN, None if row.made else row.skp
        link = "" if row.made else reverse("planning:skp", args=[skp.pk])
        events.append(
            SkpPlanUndone(**about(skp, by, at) | {"link": link}, massal_id=massal.pk, removed=row.made)
        )
    record_many(events)
    BarisMassal.objects.bulk_update(rows, ["state", "code", "skp"], batch_size=50)


def digest(*parts: object) -> str:
    """Equal for the same words and target; short enough for a row of many."""
    return sha256("\x1f".join("" if part is None else str(part) for part in parts).encode()).hexdigest()[:16]


def words_of(row: Indikator) -> tuple[object, ...]:
    """What an indikator says: words and target, numbers in one spelling. Aspek and perspektif belong to the
    format of each SKP."""
    values = (getattr(row, name) for name in _WORDS)
    return tuple(f"{value.normalize():f}" if hasattr(value, "normalize") else value for value in values)


def about(skp: Skp, by: Actor, at: datetime) -> dict[str, Any]:
    """The common fields of an event about an SKP whose owner is told; `skp.pegawai` is there already."""
    owner = skp.pegawai.user_id
    return {
        "by": by,
        "at": at,
        "object_id": skp.pk,
        "pegawai_id": skp.pegawai_id,
        "tell": (owner,) if owner and owner != by.user_id else (),
        "link": reverse("planning:skp", args=[skp.pk]),
    }


def _write(massal: RencanaMassal, plans: Sequence[Plan], *, by: Actor, at: datetime) -> None:
    new = [skp for _row, item, skp in plans if item.made]
    old = [skp.pk for _row, item, skp in plans if not item.made]
    for row, item, _skp in plans:
        row.made = item.made
    Skp.objects.bulk_create(new)
    if old:
        Skp.objects.filter(pk__in=old).update(version=F("version") + 1)
    results, lines = _contents(plans)
    for row, item, skp in plans:
        row.skp, row.state = skp, StateBarisMassal.DITULIS
        row.sumber = list(item.sumber)
        row.rhk, row.indikator = len(item.hasil) + item.peran, item.indikator
    take_in_roles(skp_ids=[skp.pk for _row, _item, skp in plans], by=by, at=at)
    versions = dict(
        Skp.objects.filter(pk__in=[skp.pk for _row, _item, skp in plans])
        .order_by()
        .values_list("pk", "version")
    )
    written: dict[int, dict[str, str]] = {}
    for result in results:
        written.setdefault(result.skp_id, {})[f"r{result.pk}"] = digest(result.teks)
    for line in lines:
        written[line.rhk.skp_id][f"i{line.pk}"] = digest(*words_of(line))
    events = []
    for row, item, skp in plans:
        row.skp_version, row.tulisan = versions[skp.pk], written.get(skp.pk, {})
        for butir in item.lampiran:
            row.tulisan[f"l{butir.pk}"] = ""
        events.append(
            SkpPlanned(
                **about(skp, by, at),
                tahun=massal.periode.tahun,
                massal_id=massal.pk,
                made=row.made,
                rhk=row.rhk,
                indikator=row.indikator,
                sumber=item.sumber,
            )
        )
    record_many(events)


def _contents(
    plans: Sequence[Plan],
) -> tuple[list[RencanaHasilKerja], list[Indikator]]:
    """The results, indikator and lampiran of these plans, saved. A link has the words of the leader's result
    of today."""
    linked = (hasil.isian.intervensi_id for _row, item, _skp in plans for hasil in item.hasil)
    wanted = {number for number in linked if number is not None}
    leading = {
        row.pk: leader_result(row).text
        for row in RencanaHasilKerja.objects.filter(pk__in=wanted)
        .select_related("skp")
        .prefetch_related("indikator")
        .order_by("pk")
    }
    results, lines = [], []
    for _row, item, skp in plans:
        for number, hasil in enumerate(item.hasil, start=1):
            columns = {name: getattr(hasil.isian, name) for name in _RHK}
            if columns["intervensi_id"] in leading:
                columns["intervensi_teks"] = leading[columns["intervensi_id"]]
            result = RencanaHasilKerja(skp=skp, urutan=number, sasaran_pk=hasil.sasaran_pk, **columns)
            results.append(result)
            for place, line in enumerate(hasil.indikator, start=1):
                lines.append((result, place, line))
    RencanaHasilKerja.objects.bulk_create(results, batch_size=500)
    made = [Indikator(rhk=result, urutan=place, **line.columns()) for result, place, line in lines]
    Indikator.objects.bulk_create(made, batch_size=500)
    ButirLampiran.objects.bulk_create(
        [butir for _row, item, skp in plans for butir in _attached(item, skp)], batch_size=500
    )
    return results, made


def _attached(item: Rancangan, skp: Skp) -> Iterable[ButirLampiran]:
    for butir in item.lampiran:
        butir.skp = skp
        yield butir


def _untouched(rows: Sequence[BarisMassal]) -> dict[int, Skp]:
    """The SKP of these rows that nobody has touched since, locked."""
    from kasuari.planning.operations.massal.running import UNTOUCHED

    ids = BarisMassal.objects.filter(UNTOUCHED, pk__in=[row.pk for row in rows]).order_by()
    kept = list(ids.values_list("skp_id", flat=True))
    found = Skp.objects.select_for_update(of=("self",)).filter(pk__in=kept).defer("fakta")
    return {skp.pk: skp for skp in found.select_related("pegawai").order_by("pk")}


def _remove(skps: Sequence[Skp]) -> set[int]:
    """Remove SKP that the run began. One that something hangs on is left. Answers which are gone."""
    ids = [skp.pk for skp in skps]
    if not ids:
        return set()
    try:
        with transaction.atomic():
            _let_go(ids)
            Skp.objects.filter(pk__in=ids).delete()
    except (ProtectedError, RestrictedError):
        if len(skps) == 1:
            return set()
        half = len(skps) // 2
        return _remove(skps[:half]) | _remove(skps[half:])
    return set(ids)


def _let_go(ids: Sequence[int]) -> None:
    """Results of others keep the words of what they served; roles of a matrix wait again."""
    RencanaHasilKerja.objects.filter(intervensi__skp_id__in=ids).exclude(skp_id__in=ids).update(
        intervensi=None, intervensi_indikator=None
    )
    RencanaHasilKerja.objects.filter(skp_id__in=ids).update(intervensi=None, intervensi_indikator=None)
    PeranHasil.objects.filter(rhk__skp_id__in=ids).update(rhk=None, teks_masuk="", bagian_masuk=None)


def _empty(rows: Sequence[BarisMassal]) -> None:
    """Take the lines that the run wrote out of drafts that stood before it."""
    results = [int(key[1:]) for row in rows for key in row.tulisan if key[0] == "r"]
    butir = [int(key[1:]) for row in rows for key in row.tulisan if key[0] == "l"]
    if results:
        RencanaHasilKerja.objects.filter(intervensi_id__in=results).update(
            intervensi=None, intervensi_indikator=None
        )
        RencanaHasilKerja.objects.filter(pk__in=results).delete()
    if butir:
        ButirLampiran.objects.filter(pk__in=butir).delete()
    if rows:
        Skp.objects.filter(pk__in=[row.skp_id for row in rows]).update(version=F("version") + 1)
