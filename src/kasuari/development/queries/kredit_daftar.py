"""Whose angka kredit suffices for the next pangkat or jenjang, and what the others are short of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, overload

from django.db.models import Q

from kasuari.development.access.kredit import can_list_credit, credit_visible_to
from kasuari.development.queries.kredit import PNS, Credit, Need, credits_of
from kasuari.foundation.access import Actor
from kasuari.foundation.trees import within
from kasuari.organisation import queries as organisation
from kasuari.organisation.access import visible_to
from kasuari.organisation.enums import JenisJabatan, JenisPenugasan
from kasuari.regulation.angka_kredit import Jenjang, Kenaikan

if TYPE_CHECKING:
    from kasuari.organisation.models import UnitKerja

CUKUP, KURANG, BELUM_DIKETAHUI = "cukup", "kurang", "belum_diketahui"


@dataclass(frozen=True, slots=True)
class CreditLine:
    """One person of the list."""

    identity: organisation.Identity
    credit: Credit

    def need(self, untuk: Kenaikan) -> Need | None:
        return next((need for need in self.credit.needs if need.untuk == untuk), None)

    def standing(self, untuk: Kenaikan) -> str:
        """cukup, kurang, belum_diketahui, or "" where there is no such kenaikan."""
        need = self.need(untuk)
        if need is None or need.need is None:
            return ""
        if need.gap is None:
            return BELUM_DIKETAHUI
        return CUKUP if need.enough else KURANG


def functional_people(actor: Actor, *, on: date, unit: UnitKerja | None = None) -> list[int]:
    """The PNS in a functional post with a jenjang within reach, by unit and name. Raises NotAllowed. One
    query."""
    can_list_credit(actor).or_raise()
    rows = organisation.penugasan_rows().filter(
        organisation.in_force(on),
        credit_visible_to(actor, field="unit__path"),
        visible_to(actor, prefix="pegawai__"),
        Q(jenis=JenisPenugasan.DEFINITIF, jabatan__jenis=JenisJabatan.JF, pegawai__status=PNS),
        jabatan__jenjang__in=[jenjang.value for jenjang in Jenjang],
    )
    if unit is not None:
        rows = rows.filter(within("unit__path", unit.path))
    return list(rows.order_by("unit__path", "pegawai__nama_cari", "pk").values_list("pegawai_id", flat=True))


class CreditLines(Sequence[CreditLine]):
    """The lines of these people, in their order; only the part that is asked for is computed, with seven
    queries for each 400 people."""

    def __init__(self, pegawai_ids: Sequence[int], *, on: date) -> None:
        self.pegawai_ids, self.on = pegawai_ids, on

    def __len__(self) -> int:
        return len(self.pegawai_ids)

    @overload
    def __getitem__(self, part: int) -> CreditLine: ...
    @overload
    def __getitem__(self, part: slice) -> list[CreditLine]: ...
    def __getitem__(self, part: int | slice) -> CreditLine | list[CreditLine]:
        if isinstance(part, int):
            return self[part : part + 1][0]
        found = credits_of(self.pegawai_ids[part], on=self.on)
        return [CreditLine(identity, credit) for identity, credit in found.values()]

    def __iter__(self) -> Iterator[CreditLine]:
        return iter(self[:])


def narrowed(lines: Sequence[CreditLine], *, untuk: str, standing: str) -> list[CreditLine]:
    """Those who stand so towards one kenaikan, or towards any where none is named; nearest to it first."""
    wanted = [Kenaikan(untuk)] if untuk in list(Kenaikan) else list(Kenaikan)
    found = [line for line in lines if any(line.standing(item) == standing for item in wanted)]

    def short(line: CreditLine) -> float:
        gaps = [need.gap for item in wanted if (need := line.need(item)) and need.gap is not None]
        return -float(max(gaps, default=0))

    return sorted(found, key=short)
