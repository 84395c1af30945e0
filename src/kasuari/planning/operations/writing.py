"""Writes to the contents of an SKP: results, indikator, ekspektasi khusus, lampiran.

Every write takes the `version` that the writer saw, names the columns that it changes, raises Stale when
somebody else wrote in between, records one event, and leaves `skp.version` at the new number. Writing what
already stands there is no write: no event, the same version.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.urls import reverse

from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.refusals import Invalid, Stale
from kasuari.planning.access import can_add_ekspektasi, can_edit_skp
from kasuari.planning.enums import JenisLampiran, StateSkp
from kasuari.planning.events import (
    EkspektasiChanged,
    IndikatorAdded,
    IndikatorChanged,
    IndikatorRemoved,
    LampiranChanged,
    RhkAdded,
    RhkChanged,
    RhkMoved,
    RhkRemoved,
    SkpFilled,
)
from kasuari.planning.models import (
    ButirLampiran,
    EkspektasiKhusus,
    Indikator,
    RencanaHasilKerja,
    Skp,
)
from kasuari.planning.operations.inputs import (
    MAX_INDIKATOR,
    MAX_RHK,
    IsianIndikator,
    IsianRhk,
    check_indikator,
    check_rhk,
    tidy_lines,
)
from kasuari.planning.operations.links import links_to_pk, refuse_circle, restore_links_to_pk
from kasuari.planning.operations.manual import manuals_and_workblocks, restore_manuals_and_workblocks
from kasuari.planning.queries.contents import leader_result
from kasuari.regulation.perilaku import NILAI

_RHK_COLUMNS = ("teks", "jenis", "sumber", "penugasan_dari", "intervensi_id", "intervensi_teks")
_INDIKATOR_COLUMNS = tuple(item.name for item in fields(IsianIndikator))
_FIRST = 32000  # free places for rows on their way to another urutan


@transaction.atomic
def add_rhk(*, skp: Skp, version: int, rhk: IsianRhk, by: Actor, at: datetime) -> RencanaHasilKerja:
    """Add a result (with the indikator that come with it) at the end."""
    can_edit_skp(by, skp).or_raise()
    rhk = _with_intervensi(skp, rhk.tidy())
    check_rhk(skp, rhk, "hasil_kerja/baru")
    _advance(skp, version)
    count, last = skp.rencana_hasil_kerja.count(), _last(skp.rencana_hasil_kerja)
    if count >= MAX_RHK or len(rhk.indikator) > MAX_INDIKATOR:
        raise Invalid("planning.too_many")
    row = RencanaHasilKerja.objects.create(skp=skp, urutan=last + 1, **_columns(rhk, _RHK_COLUMNS))
    Indikator.objects.bulk_create(
        Indikator(rhk=row, urutan=number, **_columns(item, _INDIKATOR_COLUMNS))
        for number, item in enumerate(rhk.indikator, start=1)
    )
    record(RhkAdded(**_about(skp, by, at), rhk_id=row.pk, jenis=row.jenis, teks=row.teks))
    return row


@transaction.atomic
def append_rhk(
    *, skp: Skp, version: int, rhk: Sequence[IsianRhk], by: Actor, periksa: bool = False
) -> list[RencanaHasilKerja]:
    """Add results with their indikator at the end, for operations that record what they brought.

    `periksa` marks every indikator as copied and not looked at yet.
    """
    can_edit_skp(by, skp).or_raise()
    leaders = _leaders(skp, [item.intervensi_id for item in rhk if item.intervensi_id is not None])
    written = [_with_intervensi(skp, item.tidy(), leaders=leaders) for item in rhk]
    for number, item in enumerate(written, start=1):
        check_rhk(skp, item, f"hasil_kerja/{number}")
    count, last = skp.rencana_hasil_kerja.count(), _last(skp.rencana_hasil_kerja)
    if count + len(written) > MAX_RHK or any(len(item.indikator) > MAX_INDIKATOR for item in written):
        raise Invalid("planning.too_many")
    _advance(skp, version)
    rows = RencanaHasilKerja.objects.bulk_create(
        RencanaHasilKerja(skp=skp, urutan=last + number, **_columns(item, _RHK_COLUMNS))
        for number, item in enumerate(written, start=1)
    )
    Indikator.objects.bulk_create(
        Indikator(rhk=row, urutan=number, periksa=periksa, **_columns(item, _INDIKATOR_COLUMNS))
        for row, source in zip(rows, written, strict=True)
        for number, item in enumerate(source.indikator, start=1)
    )
    return rows


@transaction.atomic
def change_rhk(
    *, skp: Skp, version: int, rhk_id: int, rhk: IsianRhk, by: Actor, at: datetime
) -> RencanaHasilKerja:
    """Change the words, kind, source, assigner or intervensi of a result; its indikator stay."""
    can_edit_skp(by, skp).or_raise()
    row = _rhk(skp, rhk_id)
    rhk = _with_intervensi(skp, rhk.tidy(), before=row)
    check_rhk(skp, rhk, f"hasil_kerja/{row.pk}")
    changes = _rhk_changes(row, rhk)
    if not changes:
        _same(skp, version)
        return row
    _advance(skp, version)
    RencanaHasilKerja.objects.filter(pk=row.pk).update(**changes)
    _apply(row, changes)
    record(RhkChanged(**_about(skp, by, at), rhk_id=row.pk, teks=row.teks, changed=tuple(sorted(changes))))
    return row


@transaction.atomic
def write_rhk(
    *,
    skp: Skp,
    version: int,
    rhk_id: int,
    rhk: IsianRhk,
    indikator: Mapping[int, IsianIndikator | None],
    one_more: bool = False,
    seen: bool = False,
    by: Actor,
    at: datetime,
) -> RencanaHasilKerja:
    """What the form of one result says, as one write: its words and those of its indikator (None removes
    one).

    Indikator that are not named stay. `one_more` adds an empty one to be written next. What was copied counts
    as looked at once it is changed or, with `seen`, once the form that shows it is saved.
    """
    can_edit_skp(by, skp).or_raise()
    row = _rhk(skp, rhk_id)
    rhk = _with_intervensi(skp, rhk.tidy(), before=row)
    check_rhk(skp, rhk, f"hasil_kerja/{row.pk}")
    present = {item.pk: item for item in row.indikator.all()}
    if set(indikator) - set(present):
        raise Invalid("planning.no_such_part")
    columns: dict[int, dict[str, Any]] = {}
    for number, item in indikator.items():
        if item is not None:
            check_indikator(skp, item.tidy(), f"hasil_kerja/{row.pk}/indikator/{number}")
            columns[number] = _changes(present[number], _columns(item.tidy(), _INDIKATOR_COLUMNS))
            if present[number].periksa and (seen or columns[number]):
                columns[number]["periksa"] = False
    removed = [number for number, item in indikator.items() if item is None]
    changes = _rhk_changes(row, rhk)
    below = bool(removed or one_more or any(columns.values()))
    if not changes and not below:
        _same(skp, version)
        return row
    _advance(skp, version)
    if changes:
        RencanaHasilKerja.objects.filter(pk=row.pk).update(**changes)
        _apply(row, changes)
    for number, wanted in columns.items():
        if wanted:
            Indikator.objects.filter(pk=number).update(**wanted)
    Indikator.objects.filter(pk__in=removed).delete()
    if one_more:
        if len(present) - len(removed) >= MAX_INDIKATOR:
            raise Invalid("planning.too_many")
        Indikator.objects.create(rhk=row, urutan=_last(row.indikator) + 1, teks="")
    names = {*changes, "indikator"} if below else set(changes)
    record(RhkChanged(**_about(skp, by, at), rhk_id=row.pk, teks=row.teks, changed=tuple(sorted(names))))
    return row


@transaction.atomic
def remove_rhk(*, skp: Skp, version: int, rhk_id: int, by: Actor, at: datetime) -> None:
    """Remove a result with its indikator. Results of others that intervene it keep its words,
    provisionally."""
    can_edit_skp(by, skp).or_raise()
    row = _rhk(skp, rhk_id)
    _advance(skp, version)
    RencanaHasilKerja.objects.filter(intervensi=row).update(intervensi=None)
    record(RhkRemoved(**_about(skp, by, at), rhk_id=row.pk, teks=row.teks))
    row.delete()


@transaction.atomic
def move_rhk(*, skp: Skp, version: int, rhk_id: int, urutan: int, by: Actor, at: datetime) -> None:
    """Put a result at place `urutan` (from 1) among the results of its own kind; the others close up."""
    can_edit_skp(by, skp).or_raise()
    row = _rhk(skp, rhk_id)
    rows = sorted(skp.rencana_hasil_kerja.all(), key=lambda item: (item.jenis != "utama", item.urutan))
    same = [item for item in rows if item.jenis == row.jenis and item.pk != row.pk]
    place = min(max(urutan, 1), len(same) + 1)
    same.insert(place - 1, row)
    wanted = [*same, *(item for item in rows if item.jenis != row.jenis)]
    wanted.sort(key=lambda item: item.jenis != "utama")
    if [item.pk for item in wanted] == [item.pk for item in rows]:
        _same(skp, version)
        return
    _advance(skp, version)
    RencanaHasilKerja.objects.filter(skp=skp).update(urutan=F("urutan") + _FIRST)
    for number, item in enumerate(wanted, start=1):
        item.urutan = number
    RencanaHasilKerja.objects.bulk_update(wanted, ["urutan"])
    _forget(skp)
    record(RhkMoved(**_about(skp, by, at), rhk_id=row.pk, teks=row.teks, urutan=place))


@transaction.atomic
def add_indikator(
    *, skp: Skp, version: int, rhk_id: int, indikator: IsianIndikator, by: Actor, at: datetime
) -> Indikator:
    """Add an indikator at the end of a result."""
    can_edit_skp(by, skp).or_raise()
    row = _rhk(skp, rhk_id)
    indikator = indikator.tidy()
    check_indikator(skp, indikator, f"hasil_kerja/{row.pk}/indikator/baru")
    _advance(skp, version)
    if row.indikator.count() >= MAX_INDIKATOR:
        raise Invalid("planning.too_many")
    made = Indikator.objects.create(
        rhk=row, urutan=_last(row.indikator) + 1, **_columns(indikator, _INDIKATOR_COLUMNS)
    )
    record(IndikatorAdded(**_about(skp, by, at), rhk_id=row.pk, indikator_id=made.pk, teks=made.teks))
    return made


@transaction.atomic
def change_indikator(
    *, skp: Skp, version: int, indikator_id: int, indikator: IsianIndikator, by: Actor, at: datetime
) -> Indikator:
    """Change the words, aspek or perspektif, or the target of an indikator."""
    can_edit_skp(by, skp).or_raise()
    row = _indikator(skp, indikator_id)
    indikator = indikator.tidy()
    check_indikator(skp, indikator, f"hasil_kerja/{row.rhk_id}/indikator/{row.pk}")
    changes = _changes(row, _columns(indikator, _INDIKATOR_COLUMNS))
    if not changes:
        _same(skp, version)
        return row
    _advance(skp, version)
    Indikator.objects.filter(pk=row.pk).update(periksa=False, **changes)
    _apply(row, changes)
    record(
        IndikatorChanged(
            **_about(skp, by, at), indikator_id=row.pk, teks=row.teks, changed=tuple(sorted(changes))
        )
    )
    return row


@transaction.atomic
def remove_indikator(*, skp: Skp, version: int, indikator_id: int, by: Actor, at: datetime) -> None:
    """Remove an indikator."""
    can_edit_skp(by, skp).or_raise()
    row = _indikator(skp, indikator_id)
    _advance(skp, version)
    record(IndikatorRemoved(**_about(skp, by, at), indikator_id=row.pk, teks=row.teks))
    row.delete()


@transaction.atomic
def set_ekspektasi(
    *, skp: Skp, version: int, nilai: int, lines: Iterable[str], by: Actor, at: datetime
) -> Skp:
    """The ekspektasi khusus on value `nilai` (1-7, Pasal 10 ayat (4)) become exactly `lines`; none removes
    them."""
    can_add_ekspektasi(by, skp).or_raise()
    if not 1 <= nilai <= len(NILAI):
        raise Invalid("planning.no_such_part")
    kept = tidy_lines(lines, f"perilaku/{NILAI[nilai - 1].nilai.value}")
    before = skp.ekspektasi_khusus.filter(nilai=nilai)
    if tuple(before.order_by("urutan").values_list("teks", flat=True)) == kept:
        return _same(skp, version)
    _advance(skp, version)
    before.delete()
    EkspektasiKhusus.objects.bulk_create(
        EkspektasiKhusus(skp=skp, nilai=nilai, urutan=number, teks=line)
        for number, line in enumerate(kept, start=1)
    )
    record(EkspektasiChanged(**_about(skp, by, at), nilai=nilai, nama=NILAI[nilai - 1].nama, lines=kept))
    return skp


@transaction.atomic
def set_lampiran(*, skp: Skp, version: int, jenis: str, lines: Iterable[str], by: Actor, at: datetime) -> Skp:
    """One list of the lampiran (format A.1.8: dukungan, skema, konsekuensi) becomes exactly `lines`."""
    can_edit_skp(by, skp).or_raise()
    if jenis not in JenisLampiran.values:
        raise Invalid("planning.no_such_part")
    kept = tidy_lines(lines, f"lampiran/{jenis}")
    before = skp.butir_lampiran.filter(jenis=jenis)
    if tuple(before.order_by("urutan").values_list("teks", flat=True)) == kept:
        return _same(skp, version)
    _advance(skp, version)
    before.delete()
    ButirLampiran.objects.bulk_create(
        ButirLampiran(skp=skp, jenis=jenis, urutan=number, teks=line)
        for number, line in enumerate(kept, start=1)
    )
    record(LampiranChanged(**_about(skp, by, at), jenis=jenis, lines=kept))
    return skp


@transaction.atomic
def fill_skp(
    *,
    skp: Skp,
    version: int,
    rhk: Sequence[IsianRhk],
    ekspektasi: Mapping[int, Sequence[str]] | None = None,
    lampiran: Mapping[str, Sequence[str]] | None = None,
    by: Actor,
    at: datetime,
) -> Skp:
    """Replace the whole contents at once: what the API sends, what a copied year brings. About fifteen
    queries.

    `ekspektasi` by value 1-7 and `lampiran` by kind; what is left out becomes empty.
    """
    can_edit_skp(by, skp).or_raise()
    if len(rhk) > MAX_RHK or any(len(item.indikator) > MAX_INDIKATOR for item in rhk):
        raise Invalid("planning.too_many")
    leaders = _leaders(skp, [item.intervensi_id for item in rhk if item.intervensi_id is not None])
    written = [_with_intervensi(skp, item.tidy(), leaders=leaders) for item in rhk]
    for number, item in enumerate(written, start=1):
        check_rhk(skp, item, f"hasil_kerja/{number}")
    khusus = {nilai: tidy_lines(lines, f"perilaku/{nilai}") for nilai, lines in (ekspektasi or {}).items()}
    butir = {jenis: tidy_lines(lines, f"lampiran/{jenis}") for jenis, lines in (lampiran or {}).items()}
    if not all(1 <= nilai <= len(NILAI) for nilai in khusus) or set(butir) - set(JenisLampiran.values):
        raise Invalid("planning.no_such_part")
    _advance(skp, version)
    from_pk, kept = links_to_pk(skp), manuals_and_workblocks(skp)
    RencanaHasilKerja.objects.filter(intervensi__skp=skp).update(intervensi=None)
    skp.rencana_hasil_kerja.all().delete()
    skp.ekspektasi_khusus.all().delete()
    skp.butir_lampiran.all().delete()
    rows = RencanaHasilKerja.objects.bulk_create(
        RencanaHasilKerja(skp=skp, urutan=number, **_columns(item, _RHK_COLUMNS))
        for number, item in enumerate(written, start=1)
    )
    Indikator.objects.bulk_create(
        Indikator(rhk=row, urutan=number, **_columns(item, _INDIKATOR_COLUMNS))
        for row, source in zip(rows, written, strict=True)
        for number, item in enumerate(source.indikator, start=1)
    )
    EkspektasiKhusus.objects.bulk_create(
        EkspektasiKhusus(skp=skp, nilai=nilai, urutan=number, teks=line)
        for nilai, lines in sorted(khusus.items())
        for number, line in enumerate(lines, start=1)
    )
    ButirLampiran.objects.bulk_create(
        ButirLampiran(skp=skp, jenis=jenis, urutan=number, teks=line)
        for jenis, lines in sorted(butir.items())
        for number, line in enumerate(lines, start=1)
    )
    restore_links_to_pk(skp, from_pk)
    restore_manuals_and_workblocks(skp, kept)
    _forget(skp)
    count = sum(len(item.indikator) for item in written)
    record(SkpFilled(**_about(skp, by, at), rhk=len(rows), indikator=count))
    return skp


def _about(skp: Skp, by: Actor, at: datetime) -> dict[str, Any]:
    """The common fields of an event about `skp`. The owner hears what somebody else wrote."""
    owner = skp.pegawai.user_id
    return {
        "by": by,
        "at": at,
        "object_id": skp.pk,
        "pegawai_id": skp.pegawai_id,
        "tell": (owner,) if owner and owner != by.user_id else (),
        "link": reverse("planning:skp", args=[skp.pk]),
    }


def _advance(skp: Skp, version: int) -> None:
    """Take the next version of the SKP, or raise Stale."""
    written = (
        Skp.objects.filter(pk=skp.pk, version=version)
        .exclude(state=StateSkp.DITETAPKAN)
        .update(version=F("version") + 1)
    )
    if not written:
        raise Stale
    skp.version = version + 1
    _forget(skp)


def _same(skp: Skp, version: int) -> Skp:
    """Nothing to write; still a stale form is told so."""
    if not Skp.objects.filter(pk=skp.pk, version=version).exists():
        raise Stale
    return skp


def _forget(skp: Skp) -> None:
    """Drop what was prefetched, for it has changed."""
    skp.__dict__.get("_prefetched_objects_cache", {}).clear()


def _rhk(skp: Skp, rhk_id: int) -> RencanaHasilKerja:
    row = RencanaHasilKerja.objects.filter(skp=skp, pk=rhk_id).first()
    if row is None:
        raise Invalid("planning.no_such_part")
    return row


def _indikator(skp: Skp, indikator_id: int) -> Indikator:
    row = Indikator.objects.filter(rhk__skp=skp, pk=indikator_id).first()
    if row is None:
        raise Invalid("planning.no_such_part")
    return row


def _last(rows: Any) -> int:
    found: int | None = rows.aggregate(last=Max("urutan"))["last"]
    return found or 0


def _columns(item: IsianRhk | IsianIndikator, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(item, name) for name in names}


def _changes(row: Any, wanted: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in wanted.items() if _plain(getattr(row, name)) != _plain(value)}


def _rhk_changes(row: RencanaHasilKerja, rhk: IsianRhk) -> dict[str, Any]:
    """What changes of a result; the indikator of an earlier link does not outlive the link."""
    changes = _changes(row, _columns(rhk, _RHK_COLUMNS))
    if "intervensi_id" in changes and row.intervensi_indikator_id is not None:
        changes["intervensi_indikator_id"] = None
    return changes


def _plain(value: Any) -> Any:
    return value.normalize() if isinstance(value, Decimal) else value


def _apply(row: Any, changes: dict[str, Any]) -> None:
    for name, value in changes.items():
        setattr(row, name, value)


def _leaders(skp: Skp, ids: Sequence[int]) -> dict[int, RencanaHasilKerja]:
    if not ids or skp.penilai_id is None:
        return {}
    found = RencanaHasilKerja.objects.filter(
        pk__in=ids, skp__periode_id=skp.periode_id, skp__pegawai_id=skp.penilai_id
    )
    return {row.pk: row for row in found.select_related("skp").prefetch_related("indikator")}


def _with_intervensi(
    skp: Skp,
    rhk: IsianRhk,
    *,
    before: RencanaHasilKerja | None = None,
    leaders: dict[int, RencanaHasilKerja] | None = None,
) -> IsianRhk:
    """With the words of the leader's result that it names. A link that stands already keeps the words of
    its day."""
    if rhk.intervensi_id is None:
        return rhk
    if before is not None and before.intervensi_id == rhk.intervensi_id:
        return replace(rhk, intervensi_teks=before.intervensi_teks)
    found = (_leaders(skp, [rhk.intervensi_id]) if leaders is None else leaders).get(rhk.intervensi_id)
    if found is None:
        raise Invalid("planning.not_leader_result")
    if before is not None:
        refuse_circle(rhk_id=before.pk, intervensi_id=found.pk)
    return replace(rhk, intervensi_teks=leader_result(found).text)
