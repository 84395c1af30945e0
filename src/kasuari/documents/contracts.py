"""What every printed format needs: people, period, signatures and the verification mark.

Contracts know paper only. The module that owns a format maps its own records to them; nothing here touches a
table. Fields that paper may leave blank are None: a missing value prints as an empty cell, never as zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from kasuari.documents.words import MONTHS, span_in_capitals


@dataclass(frozen=True, slots=True, kw_only=True)
class Identitas:
    """The five rows of a person in the head of a format.

    `instansi` set means that row 5 is headed INSTANSI instead of UNIT KERJA (penilai of a JPT, p. 73 and
    108).
    """

    nama: str
    nip: str | None = None
    pangkat: str | None = None
    jabatan: str | None = None
    unit_kerja: str | None = None
    instansi: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Periode:
    """The period that a format covers; both days belong to it."""

    start_date: date
    end_date: date

    def __post_init__(self) -> None:
        if self.end_date < self.start_date:
            raise ValueError("a period ends on or after its first day")

    @property
    def line(self) -> str:
        return span_in_capitals(self.start_date, self.end_date)


@dataclass(frozen=True, slots=True, kw_only=True)
class TandaTangan:
    """One signature. `signed_at` set prints the line of the electronic signature in the place of the pen's.

    `place` and `signed_date` left out print the dotted line that a pen can fill.
    """

    nama: str
    nip: str | None = None
    place: str | None = None
    signed_date: date | None = None
    signed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verifikasi:
    """The code of a stored document and the address of its public page, `…/v/<code>`."""

    code: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """`pilih salah satu`: all options are printed and those not chosen are struck out (p. 188).

    `selected` None leaves every option standing, as on an unfilled form. Raises ValueError for an answer that
    is not among the options.
    """

    options: tuple[str, ...]
    selected: str | None = None

    def __post_init__(self) -> None:
        if self.selected is not None and self.selected not in self.options:
            raise ValueError(f"{self.selected!r} is not one of {self.options}")


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodeEvaluasi:
    """Which evaluation of the year this is, printed as `TRIWULAN I/II/III/IV-AKHIR` with the others struck
    out.

    The formats say that the periods follow the agency's own (footnote of C.1.1), hence the three builders.
    `number` counts from 1; the last one of the year is also the annual evaluation ("AKHIR").
    """

    label: str
    choice: Choice

    @classmethod
    def triwulan(cls, number: int | None) -> PeriodeEvaluasi:
        return cls._of("TRIWULAN", ("I", "II", "III", "IV-AKHIR"), number)

    @classmethod
    def semester(cls, number: int | None) -> PeriodeEvaluasi:
        return cls._of("SEMESTER", ("I", "II-AKHIR"), number)

    @classmethod
    def bulan(cls, number: int | None) -> PeriodeEvaluasi:
        names = tuple(month.upper() for month in MONTHS)
        return cls._of("BULAN", (*names[:-1], f"{names[-1]}-AKHIR"), number)

    @classmethod
    def tahunan(cls) -> PeriodeEvaluasi:
        return cls._of("TAHUNAN", ("AKHIR",), 1)

    @classmethod
    def _of(cls, label: str, options: tuple[str, ...], number: int | None) -> PeriodeEvaluasi:
        if number is not None and not 1 <= number <= len(options):
            raise ValueError(f"{label} has no period {number}")
        return cls(
            label=label, choice=Choice(options=options, selected=options[number - 1] if number else None)
        )
