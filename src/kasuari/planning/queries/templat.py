"""Reads of the templates of the lampiran SKP: which stands on a day, which an SKP is offered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kasuari.planning.enums import JenisLampiran, KelompokJabatan
from kasuari.planning.models import SisipanTemplat, Skp, TemplatLampiran

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class TemplatKelompok:
    """The template of one kind of post: the one that stands, those that wait for their day, and how many
    there have been. A standing one without lines says that there is none."""

    kelompok: str
    label: str
    standing: TemplatLampiran | None
    coming: tuple[TemplatLampiran, ...]
    earlier: tuple[TemplatLampiran, ...]

    @property
    def version(self) -> int:
        """How often the templates of this kind of post have been written; it goes with every write."""
        rows = (*self.earlier, *((self.standing,) if self.standing else ()), *self.coming)
        return sum(row.version for row in rows)

    @property
    def line_count(self) -> int:
        return len(self.standing.butir.all()) if self.standing else 0


def templates_of(instansi_id: int, *, on: date) -> list[TemplatKelompok]:
    """Every kind of post with its templates. Two queries."""
    rows: dict[str, list[TemplatLampiran]] = {}
    found = TemplatLampiran.objects.filter(instansi_id=instansi_id).order_by("kelompok", "start_date")
    for row in found.select_related("written_by").prefetch_related("butir"):
        rows.setdefault(row.kelompok, []).append(row)
    return [_kelompok(item, rows.get(item.value, []), on) for item in KelompokJabatan]


def templates_of_kelompok(instansi_id: int, kelompok: str, *, on: date) -> TemplatKelompok | None:
    """The templates of one kind of post; None for a kind that does not exist. Two queries."""
    if kelompok not in KelompokJabatan.values:
        return None
    rows = TemplatLampiran.objects.filter(instansi_id=instansi_id, kelompok=kelompok).order_by("start_date")
    return _kelompok(
        KelompokJabatan(kelompok), rows.select_related("written_by").prefetch_related("butir"), on
    )


def offered_to(skp: Skp, *, on: date) -> list[TemplatLampiran]:
    """The templates that stand for the post of an SKP: that of its kind first, then the general one. For a
    year that has not begun, those of its first day. Two queries."""
    day = max(on, skp.start_date)
    wanted = (skp.penugasan.jabatan.jenis, KelompokJabatan.SEMUA.value)
    rows = (
        TemplatLampiran.objects.filter(
            instansi_id=skp.periode.instansi_id, kelompok__in=wanted, start_date__lte=day
        )
        .order_by("start_date")
        .prefetch_related("butir")
    )
    standing = {row.kelompok: row for row in rows}
    return [standing[name] for name in wanted if name in standing and standing[name].butir.all()]


def standing_lines(templat: TemplatLampiran) -> dict[str, list[str]]:
    """The lines of a template by list, in order. One query, none where they are at hand."""
    found: dict[str, list[str]] = {jenis: [] for jenis in JenisLampiran.values}
    for line in sorted(templat.butir.all(), key=lambda item: item.urutan):
        found[line.jenis].append(line.teks)
    return found


def lines_to_take_out(skp: Skp) -> int:
    """How many lines the last template brought that still stand unchanged. Two queries."""
    held = SisipanTemplat.objects.filter(skp=skp).first()
    if held is None:
        return 0
    standing = set(skp.butir_lampiran.values_list("jenis", "teks"))
    return sum((jenis, line) in standing for jenis, lines in held.lines.items() for line in lines)


def _kelompok(item: KelompokJabatan, rows: Iterable[TemplatLampiran], on: date) -> TemplatKelompok:
    begun: list[TemplatLampiran] = []
    coming: list[TemplatLampiran] = []
    for row in rows:
        (begun if row.start_date <= on else coming).append(row)
    return TemplatKelompok(
        item.value, str(item.label), begun[-1] if begun else None, tuple(coming), tuple(reversed(begun[:-1]))
    )
