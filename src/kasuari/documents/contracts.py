"""What every printed format needs: people, period, signatures and the verification mark.

Contracts know paper only. The module that owns a format maps its own records to them; nothing here touches a
table. Fields that paper may leave blank are None: a missing value prints as an empty cell, never as zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from kasuari.documents.words import span_in_capitals


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
