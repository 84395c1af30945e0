"""The contents of an SKP as a value: what a version begins from, what is written in it, what it sets.

A result or indikator that stands in the running version keeps its id, so that everything that points at it
stays; what is new has an id above `NEW`, which is no row yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from kasuari.planning.enums import JenisHasilKerja, JenisLampiran
from kasuari.planning.models import Indikator, ManualIndikator, RencanaHasilKerja, Skp
from kasuari.planning.operations.inputs import MANUAL_COLUMNS, IsianIndikator, IsianManual, IsianRhk
from kasuari.planning.queries.contents import (
    WITH_MANUAL,
    IsiRhk,
    IsiSkp,
    indikator_as_read,
    perilaku_as_read,
)

NEW = 10**15
RHK_COLUMNS = ("teks", "jenis", "sumber", "penugasan_dari", "intervensi_id", "intervensi_teks")
INDIKATOR_COLUMNS = tuple(item.name for item in fields(IsianIndikator))


@dataclass(frozen=True, slots=True)
class NaskahIndikator:
    """One indikator as it shall stand, with its manual. `manual` None: the version was begun before manuals
    were part of it and leaves the one that runs alone."""

    id: int
    isian: IsianIndikator
    manual: IsianManual | None = None

    @property
    def is_new(self) -> bool:
        return self.id > NEW


@dataclass(frozen=True, slots=True)
class NaskahRhk:
    """One result as it shall stand. `peran_id` is the role of a matrix that it came from."""

    id: int
    isian: IsianRhk
    indikator: tuple[NaskahIndikator, ...] = ()
    peran_id: int | None = None

    @property
    def is_new(self) -> bool:
        return self.id > NEW

    @property
    def intervensi(self) -> tuple[int | None, str]:
        return self.isian.intervensi_id, self.isian.intervensi_teks


@dataclass(frozen=True, slots=True)
class Naskah:
    """Everything that an SKP says: results in their order, ekspektasi by value 1-7, lampiran by kind."""

    rhk: tuple[NaskahRhk, ...] = ()
    ekspektasi: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    lampiran: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def rhk_of(self, rhk_id: int) -> NaskahRhk | None:
        return next((item for item in self.rhk if item.id == rhk_id), None)

    def with_rhk(self, rhk: NaskahRhk) -> Naskah:
        """With this result in the place of the one of the same id, or at the end."""
        if self.rhk_of(rhk.id) is None:
            return replace(self, rhk=(*self.rhk, rhk))
        return replace(self, rhk=tuple(rhk if item.id == rhk.id else item for item in self.rhk))

    def without_rhk(self, rhk_id: int) -> Naskah:
        return replace(self, rhk=tuple(item for item in self.rhk if item.id != rhk_id))

    def with_manual(self, indikator_id: int, manual: IsianManual) -> Naskah:
        """With this manual for the indikator of that id, wherever it stands."""
        return replace(
            self,
            rhk=tuple(
                replace(
                    item,
                    indikator=tuple(
                        replace(row, manual=manual) if row.id == indikator_id else row
                        for row in item.indikator
                    ),
                )
                for item in self.rhk
            ),
        )

    def new_id(self) -> int:
        """A free id for a result or indikator that is no row yet."""
        taken = [NEW, *(item.id for item in self.rhk)]
        taken += [row.id for item in self.rhk for row in item.indikator]
        return max(taken) + 1


def naskah_of(skp: Skp) -> Naskah:
    """The running contents of an SKP. Four queries, none when `CONTENT_PREFETCH` was prefetched."""
    found = list(skp.rencana_hasil_kerja.all())
    prefetch_related_objects(found, Prefetch("indikator", queryset=WITH_MANUAL))
    rows = sorted(
        found,
        key=lambda row: (row.jenis != JenisHasilKerja.UTAMA, row.urutan, row.pk),
    )
    ekspektasi: dict[int, list[str]] = {}
    for line in sorted(skp.ekspektasi_khusus.all(), key=lambda item: (item.nilai, item.urutan)):
        ekspektasi.setdefault(line.nilai, []).append(line.teks)
    lampiran: dict[str, list[str]] = {jenis: [] for jenis in JenisLampiran.values}
    for butir in sorted(skp.butir_lampiran.all(), key=lambda item: (item.jenis, item.urutan)):
        lampiran[butir.jenis].append(butir.teks)
    return Naskah(
        rhk=tuple(
            NaskahRhk(
                row.pk,
                IsianRhk(**{name: getattr(row, name) for name in RHK_COLUMNS}),
                tuple(
                    NaskahIndikator(
                        item.pk,
                        IsianIndikator(**{name: getattr(item, name) for name in INDIKATOR_COLUMNS}),
                        _manual_of(item),
                    )
                    for item in sorted(row.indikator.all(), key=lambda item: (item.urutan, item.pk))
                ),
            )
            for row in rows
        ),
        ekspektasi={nilai: tuple(lines) for nilai, lines in ekspektasi.items()},
        lampiran={jenis: tuple(lines) for jenis, lines in lampiran.items()},
    )


def to_json(naskah: Naskah) -> dict[str, Any]:
    """As it is stored; numbers become text, so that none is rounded."""
    return {
        "hasil_kerja": [
            {
                "id": item.id,
                "peran_id": item.peran_id,
                **{name: getattr(item.isian, name) for name in RHK_COLUMNS},
                "indikator": [
                    {"id": row.id, **asdict(row.isian), "manual": asdict(row.manual) if row.manual else None}
                    for row in item.indikator
                ],
            }
            for item in naskah.rhk
        ],
        "ekspektasi": {str(nilai): list(lines) for nilai, lines in naskah.ekspektasi.items() if lines},
        "lampiran": {jenis: list(lines) for jenis, lines in naskah.lampiran.items()},
    }


def from_json(stored: Mapping[str, Any]) -> Naskah:
    """What `to_json` wrote. A column that came later takes its default."""
    return Naskah(
        rhk=tuple(
            NaskahRhk(
                item["id"],
                IsianRhk(**{name: item[name] for name in RHK_COLUMNS}),
                tuple(
                    NaskahIndikator(row["id"], _indikator(row), _manual(row.get("manual")))
                    for row in item["indikator"]
                ),
                item.get("peran_id"),
            )
            for item in stored.get("hasil_kerja", ())
        ),
        ekspektasi={int(nilai): tuple(lines) for nilai, lines in stored.get("ekspektasi", {}).items()},
        lampiran={jenis: tuple(lines) for jenis, lines in stored.get("lampiran", {}).items()},
    )


def as_read(naskah: Naskah, skp: Skp) -> IsiSkp:
    """The read model that pages, papers and checks take."""
    ordered = in_order(naskah.rhk)
    kept = [row.id for item in ordered for row in item.indikator if row.manual is None]
    running = ManualIndikator.objects.filter(indikator_id__in=kept) if kept else ()
    manuals = {row.indikator_id: row for row in running}
    labels = RencanaHasilKerja()
    found = []
    for nomor, item in enumerate(ordered, start=1):
        labels.sumber = item.isian.sumber
        found.append(
            IsiRhk(
                id=item.id,
                nomor=nomor,
                sumber_label=labels.get_sumber_display(),
                indikator=tuple(
                    indikator_as_read(
                        as_row(row), number, skp.format, manual=_manual_row(row) or manuals.get(row.id)
                    )
                    for number, row in enumerate(item.indikator, start=1)
                ),
                **{name: getattr(item.isian, name) for name in RHK_COLUMNS},
            )
        )
    lampiran = {jenis: tuple(naskah.lampiran.get(jenis, ())) for jenis in JenisLampiran.values}
    return IsiSkp(rhk=tuple(found), perilaku=perilaku_as_read(skp.format, naskah.ekspektasi), **lampiran)


def in_order(rhk: Iterable[NaskahRhk]) -> list[NaskahRhk]:
    """Utama before tambahan, each in the order given."""
    return sorted(rhk, key=lambda item: item.isian.jenis != JenisHasilKerja.UTAMA)


def as_row(item: NaskahIndikator) -> Indikator:
    """An unsaved row with the same words, for what reads rows."""
    return Indikator(pk=item.id, **{name: getattr(item.isian, name) for name in INDIKATOR_COLUMNS})


def _manual_of(row: Indikator) -> IsianManual:
    held = getattr(row, "manual", None)
    return IsianManual(**{name: getattr(held, name) for name in MANUAL_COLUMNS}) if held else IsianManual()


def _manual(stored: Mapping[str, Any] | None) -> IsianManual | None:
    return None if stored is None else IsianManual(**stored)


def _manual_row(item: NaskahIndikator) -> ManualIndikator | None:
    if item.manual is None:
        return None
    return ManualIndikator(**{name: getattr(item.manual, name) for name in MANUAL_COLUMNS})


def _indikator(stored: Mapping[str, Any]) -> IsianIndikator:
    known = {name: stored[name] for name in INDIKATOR_COLUMNS if name in stored}
    columns = {column.name: column for column in Indikator._meta.concrete_fields}
    return IsianIndikator(**{name: columns[name].to_python(value) for name, value in known.items()})
