"""A deadline that is fair: working days on which the system did not work for somebody are not counted.

The regulation counts hari kerja and says nothing about a system that is down. Whoever has n working days
must have n whole ones, so a working day that an outage touches counts as none for those whom it hit, and for
nobody else. That is a decision of the agency, not of the regulation; a limit that is a day of the calendar is
not moved.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kasuari.regulation.edition import PASAL_PERALIHAN
from kasuari.regulation.parameter import Parameter, berlaku
from kasuari.regulation.periode import (
    BATAS_TANGGAL,
    RENTANG_WAKTU,
    Jendela,
    KalenderKerja,
    Langkah,
    batas_waktu,
    tambah_hari_kerja,
)
from kasuari.regulation.verdict import Basis, Verdict, berdasar, lampiran

JAM_ADIL = Basis("Ketentuan instansi", "hari gangguan sistem tidak dihitung sebagai hari kerja")
PENGINGAT = Basis("Ketentuan instansi", "pengingat sebelum dan sesudah batas waktu")

# Working days before the last day on which whoever has to act is reminded.
HARI_PENGINGAT: tuple[Parameter[int], ...] = (Parameter(date(2022, 1, 1), 3, PENGINGAT),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gangguan:
    """Days on which the system did not work for somebody, both ends in."""

    start_date: date
    last_date: date

    def __post_init__(self) -> None:
        if self.last_date < self.start_date:
            raise ValueError("an outage ends on or after its first day")

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(
            self.start_date + timedelta(days=step)
            for step in range((self.last_date - self.start_date).days + 1)
        )


@dataclass(frozen=True, slots=True)
class Tenggat:
    """`last_date` is the last day in time, `law_date` what it would be without any outage.

    `terganggu` are the working days between that were not counted.
    """

    last_date: date
    law_date: date
    terganggu: tuple[date, ...] = ()


@berdasar(JAM_ADIL, lampiran("V", "A.5", 114), lampiran("V", "B.2", 117), lampiran("V", "B.6", 117))
def tenggat(
    *,
    langkah: Langkah,
    mulai: date | None,
    kalender: KalenderKerja | None,
    gangguan: tuple[Gangguan, ...] = (),
    on: date,
) -> Verdict[Tenggat]:
    """The last day of `langkah`, counted from `mulai`, for somebody whom `gangguan` hit.

    `tenggat.tetap`: no outage moved it. `tenggat.digeser`: one did, and `terganggu` says which days.
    """
    by_law = batas_waktu(langkah=langkah, mulai=mulai, kalender=kalender, on=on)
    if by_law.value is None or mulai is None or kalender is None or langkah in BATAS_TANGGAL:
        value = Tenggat(by_law.value, by_law.value) if by_law.value else None
        return Verdict(value, "tenggat.tetap" if value else by_law.code, by_law.basis, by_law.missing)
    without = tanpa_gangguan(kalender=kalender, gangguan=gangguan)
    moved = batas_waktu(langkah=langkah, mulai=mulai, kalender=without, on=on)
    if moved.value is None:
        return Verdict(None, moved.code, moved.basis, moved.missing)
    lost = tuple(
        day
        for day in sorted({day for item in gangguan for day in item.days})
        if mulai < day < moved.value and kalender.hari_kerja(day)
    )
    if moved.value == by_law.value:
        return Verdict(Tenggat(moved.value, by_law.value), "tenggat.tetap", moved.basis)
    return Verdict(Tenggat(moved.value, by_law.value, lost), "tenggat.digeser", (*moved.basis, JAM_ADIL))


@berdasar(JAM_ADIL, RENTANG_WAKTU)
def jendela_adil(
    *, jendela: Jendela, kalender: KalenderKerja, gangguan: tuple[Gangguan, ...] = ()
) -> Verdict[Jendela]:
    """The window of the evaluation for a penilai whom `gangguan` hit: as many working days longer as it took
    from the window."""
    lost = {day for item in gangguan for day in item.days if day in jendela and kalender.hari_kerja(day)}
    if not lost:
        return Verdict(jendela, "tenggat.jendela_tetap", (RENTANG_WAKTU,))
    without = tanpa_gangguan(kalender=kalender, gangguan=gangguan)
    last = tambah_hari_kerja(mulai=jendela.end_date, jumlah=len(lost), kalender=without)
    return Verdict(Jendela(jendela.start_date, last), "tenggat.jendela_digeser", (RENTANG_WAKTU, JAM_ADIL))


def tanpa_gangguan(*, kalender: KalenderKerja, gangguan: Iterable[Gangguan]) -> KalenderKerja:
    """The calendar of somebody for whom the days of `gangguan` are no working days."""
    lost = frozenset(day for item in gangguan for day in item.days)
    return replace(kalender, holidays=kalender.holidays | lost) if lost else kalender


@berdasar(PENGINGAT)
def hari_pengingat(*, sampai: date, kalender: KalenderKerja, on: date) -> Verdict[date]:
    """The day from which whoever has to act until `sampai` is reminded."""
    parameter = berlaku(HARI_PENGINGAT, on)
    if parameter is None:
        return Verdict(None, "periode.edisi_tidak_ada", (PASAL_PERALIHAN,), ("edisi",))
    day, left = sampai, parameter.value
    while left:
        day -= timedelta(days=1)
        left -= kalender.hari_kerja(day)

    return Verdict(day, "tenggat.pengingat", (parameter.basis,))
