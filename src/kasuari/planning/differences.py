"""What one version of an SKP says otherwise than another, part by part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext_lazy as _

from kasuari.foundation.reasons import Words
from kasuari.planning.enums import (
    ArahTarget,
    Aspek,
    JenisHasilKerja,
    JenisLampiran,
    KualitasKendali,
    PeriodePelaporan,
    Perspektif,
    SumberHasilKerja,
)
from kasuari.planning.naskah import Naskah, NaskahIndikator, NaskahRhk, as_row
from kasuari.planning.operations.inputs import IsianManual
from kasuari.planning.queries.contents import target_in_words
from kasuari.planning.wording import MANUAL_IN_VERSION
from kasuari.regulation.perilaku import NILAI

Kind = Literal["added", "removed", "changed"]


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that reads otherwise; "" is nothing."""

    label: Words
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Part:
    """A result or an indikator that was added, taken out or changed."""

    id: int
    kind: Kind
    teks: str
    fields: tuple[Field, ...] = ()
    indikator: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of one value or one list of the lampiran that came or went."""

    label: Words
    added: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that differs; `moved` says that only the order of results did."""

    rhk: tuple[Part, ...]
    ekspektasi: tuple[Lines, ...]
    lampiran: tuple[Lines, ...]
    moved: bool

    @property
    def any(self) -> bool:
        return bool(self.rhk or self.ekspektasi or self.lampiran or self.moved)

    @property
    def removed_rhk(self) -> tuple[int, ...]:
        return tuple(item.id for item in self.rhk if item.kind == "removed")

    @property
    def removed_indikator(self) -> tuple[int, ...]:
        """Indikator that were taken out of results that stay."""
        return tuple(row.id for item in self.rhk for row in item.indikator if row.kind == "removed")

    def count(self, kind: Kind) -> int:
        """How many results, indikator and lines were added, removed or changed."""
        parts = sum(
            (item.kind == kind) + sum(row.kind == kind for row in item.indikator) for item in self.rhk
        )
        if kind == "changed":
            # A result that only holds changed indikator is no change of its own.
            parts -= sum(item.kind == "changed" and not item.fields for item in self.rhk)
            return parts
        lines = (*self.ekspektasi, *self.lampiran)
        return parts + sum(len(item.added if kind == "added" else item.removed) for item in lines)


def difference(before: Naskah, after: Naskah) -> Difference:
    """What `after` says otherwise than `before`; parts are matched by their id, never by their words."""
    earlier = {item.id: item for item in before.rhk}
    later = {item.id: item for item in after.rhk}
    parts = []
    for item in after.rhk:
        found = earlier.get(item.id)
        part = _rhk(found, item) if found else _whole(item, "added")
        if part is not None:
            parts.append(part)
    parts += [_whole(item, "removed") for item in before.rhk if item.id not in later]
    kept = [item.id for item in before.rhk if item.id in later]
    return Difference(
        rhk=tuple(parts),
        ekspektasi=tuple(
            lines
            for number, value in enumerate(NILAI, start=1)
            if (
                lines := _lines(
                    value.nama, before.ekspektasi.get(number, ()), after.ekspektasi.get(number, ())
                )
            )
        ),
        lampiran=tuple(
            lines
            for jenis in JenisLampiran
            if (
                lines := _lines(
                    jenis.label, before.lampiran.get(jenis.value, ()), after.lampiran.get(jenis.value, ())
                )
            )
        ),
        moved=kept != [item.id for item in after.rhk if item.id in earlier],
    )


def _rhk(before: NaskahRhk, after: NaskahRhk) -> Part | None:
    one, other = before.isian, after.isian
    found = (
        Field(_("Rencana hasil kerja"), one.teks, other.teks),
        Field(_("Jenis"), _label(JenisHasilKerja, one.jenis), _label(JenisHasilKerja, other.jenis)),
        Field(
            _("Berasal dari"), _label(SumberHasilKerja, one.sumber), _label(SumberHasilKerja, other.sumber)
        ),
        Field(_("Penugasan dari"), one.penugasan_dari, other.penugasan_dari),
        Field(
            _("Rencana hasil kerja pimpinan yang diintervensi"), one.intervensi_teks, other.intervensi_teks
        ),
    )
    changed = tuple(item for item in found if item.before != item.after)
    earlier = {item.id: item for item in before.indikator}
    later = {item.id for item in after.indikator}
    below = [
        part
        for item in after.indikator
        if (part := _indikator(earlier[item.id], item) if item.id in earlier else _sole(item, "added"))
    ]
    below += [_sole(item, "removed") for item in before.indikator if item.id not in later]
    return Part(after.id, "changed", other.teks, changed, tuple(below)) if changed or below else None


def _indikator(before: NaskahIndikator, after: NaskahIndikator) -> Part | None:
    one, other = before.isian, after.isian
    found = (
        Field(_("Indikator"), one.teks, other.teks),
        Field(_("Target"), _target(before), _target(after)),
        Field(_("Aspek"), _label(Aspek, one.aspek), _label(Aspek, other.aspek)),
        Field(_("Perspektif"), _label(Perspektif, one.perspektif), _label(Perspektif, other.perspektif)),
        Field(_("Arah"), _label(ArahTarget, one.arah), _label(ArahTarget, other.arah)),
        *_manual(before.manual, after.manual),
    )
    changed = tuple(item for item in found if item.before != item.after)
    return Part(after.id, "changed", other.teks, changed) if changed else None


def _whole(item: NaskahRhk, kind: Kind) -> Part:
    return Part(item.id, kind, item.isian.teks, indikator=tuple(_sole(row, kind) for row in item.indikator))


def _sole(item: NaskahIndikator, kind: Kind) -> Part:
    """An indikator that came or went, with its target and its manual."""
    target, added = _target(item), kind == "added"
    fields = (Field(_("Target"), "" if added else target, target if added else ""),) if target else ()
    manual = _manual(None, item.manual) if added else _manual(item.manual, None)
    return Part(item.id, kind, item.isian.teks, (*fields, *manual))


def _manual(before: IsianManual | None, after: IsianManual | None) -> tuple[Field, ...]:
    """The parts of the manual that read otherwise."""
    one, other = before or IsianManual(), after or IsianManual()
    found = [Field(_("Manual: dipahami seluruh pegawai"), _said(one.dipahami), _said(other.dipahami))]
    for name, label in MANUAL_IN_VERSION.items():
        found.append(Field(label, _part(one, name), _part(other, name)))
    return tuple(item for item in found if item.before != item.after)


def _part(manual: IsianManual, name: str) -> str:
    value: str = getattr(manual, name)
    if name == "kualitas":
        return _label(KualitasKendali, value)
    return _label(PeriodePelaporan, value) if name == "periode_pelaporan" else value


def _said(dipahami: bool | None) -> str:
    return "" if dipahami is None else str(_("sudah") if dipahami else _("belum"))


def _lines(label: Words, before: tuple[str, ...], after: tuple[str, ...]) -> Lines | None:
    added = tuple(line for line in after if line not in before)
    removed = tuple(line for line in before if line not in after)
    return Lines(label, added, removed) if added or removed else None


def _target(item: NaskahIndikator) -> str:
    return target_in_words(as_row(item))


def _label(
    choices: type[
        JenisHasilKerja
        | SumberHasilKerja
        | Aspek
        | Perspektif
        | ArahTarget
        | KualitasKendali
        | PeriodePelaporan
    ],
    value: str,
) -> str:
    return str(choices(value).label) if value else ""
