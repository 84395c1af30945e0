"""What a person writes into an SKP, checked field by field before anything is saved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.refusals import Invalid, Problem
from kasuari.planning.enums import (
    ArahTarget,
    Aspek,
    JenisHasilKerja,
    JenisTarget,
    PeriodePelaporan,
    Perspektif,
    SumberHasilKerja,
)
from kasuari.planning.models import Skp
from kasuari.planning.queries.contents import BERASPEK, BERPERSPEKTIF
from kasuari.regulation import manual as manual_law
from kasuari.regulation.skp import FormatSkp

MAX_TEXT = 2000
MAX_LINES = 40
MAX_RHK = 60
MAX_INDIKATOR = 30
LARGEST = Decimal(10) ** 13
# A definition or formula of a manual fills half a page of the annex; this is four of them.
LONGEST = 4 * MAX_TEXT

register(
    {
        "planning.invalid": Reason(
            _("Isian belum dapat disimpan."), _("Perbaiki bagian yang ditandai, lalu simpan lagi.")
        ),
        "planning.not_leader_result": Reason(
            _("Rencana hasil kerja itu bukan milik SKP pejabat penilai kinerja Anda pada periode ini."),
            _("Pilih dari daftar, atau tuliskan sementara dengan kata-kata sendiri."),
        ),
        "planning.no_such_part": Reason(
            _("Bagian SKP ini sudah tidak ada."), _("Muat ulang halaman untuk melihat isi terbarunya.")
        ),
        "planning.too_many": Reason(
            _("SKP ini sudah memuat terlalu banyak baris."), _("Gabungkan atau hapus baris yang tidak perlu.")
        ),
    }
)

_REQUIRED = _("Bagian ini wajib diisi.")
_TOO_LONG = _("Tulisan ini terlalu panjang; ringkaskan.")
_CHOICE = _("Pilih salah satu dari daftar.")
_NUMBER = _("Tulis angka biasa, misalnya 85 atau 3,5.")
_UNUSED_ASPEK = _("Format SKP ini tidak memakai aspek.")
_UNUSED_PERSPEKTIF = _("Format SKP ini tidak memakai perspektif.")


@dataclass(frozen=True, slots=True, kw_only=True)
class IsianIndikator:
    """One indikator as written; its words may wait until the SKP is submitted. A number target has
    `target_minimum` ("at least"), `target_maksimum` ("at most")
    or the same in both; a range has both; only the fields of `target_jenis` are kept. `baseline` is where the
    year began, in `satuan`; None is unknown."""

    teks: str
    aspek: str = ""
    perspektif: str = ""
    target_jenis: str = JenisTarget.TEKS.value
    target_teks: str = ""
    target_minimum: Decimal | None = None
    target_maksimum: Decimal | None = None
    target_date: date | None = None
    satuan: str = ""
    arah: str = ArahTarget.NAIK.value
    baseline: Decimal | None = None

    def tidy(self) -> IsianIndikator:
        """Without surrounding blanks and without what belongs to another kind of target."""
        numeric = self.target_jenis in {JenisTarget.ANGKA, JenisTarget.RENTANG}
        return replace(
            self,
            teks=tidy(self.teks),
            target_teks=tidy(self.target_teks) if self.target_jenis == JenisTarget.TEKS else "",
            target_minimum=self.target_minimum if numeric else None,
            target_maksimum=self.target_maksimum if numeric else None,
            target_date=self.target_date if self.target_jenis == JenisTarget.TANGGAL else None,
            satuan=tidy(self.satuan) if numeric else "",
            baseline=self.baseline if numeric else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class IsianRhk:
    """One rencana hasil kerja as written. `intervensi_id` is a result of the penilai's own SKP; without it
    `intervensi_teks` is provisional. `indikator` is used when the result is added, not when it is changed."""

    teks: str
    jenis: str = JenisHasilKerja.UTAMA.value
    sumber: str = SumberHasilKerja.LAINNYA.value
    penugasan_dari: str = ""
    intervensi_id: int | None = None
    intervensi_teks: str = ""
    indikator: tuple[IsianIndikator, ...] = ()

    def tidy(self) -> IsianRhk:
        return replace(
            self,
            teks=tidy(self.teks),
            penugasan_dari=tidy(self.penugasan_dari),
            intervensi_teks=tidy(self.intervensi_teks),
            indikator=tuple(item.tidy() for item in self.indikator),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class IsianManual:
    """A manual as written, part by part of format A.1.3; every part may wait. `dipahami`: whether all pegawai
    understand the indikator as it stands, None where that is not said."""

    dipahami: bool | None = None
    tujuan: str = ""
    definisi: str = ""
    formula: str = ""
    satuan: str = ""
    kualitas: str = ""
    sumber_data: str = ""
    periode_pelaporan: str = ""

    def tidy(self) -> IsianManual:
        names = ("tujuan", "definisi", "formula", "satuan", "sumber_data")
        texts: dict[str, Any] = {name: tidy(getattr(self, name)) for name in names}
        return replace(self, **texts)

    @property
    def empty(self) -> bool:
        return self == IsianManual()


MANUAL_COLUMNS = tuple(item.name for item in fields(IsianManual))


def tidy(text: str) -> str:
    """Without control characters, trailing blanks and empty ends; line breaks stay."""
    kept = "".join(letter for letter in text.replace("\r\n", "\n") if letter >= " " or letter == "\n")
    return "\n".join(line.rstrip() for line in kept.split("\n")).strip()


def tidy_lines(lines: Iterable[str], path: str) -> tuple[str, ...]:
    """The lines that say something. Raises Invalid where there are too many or one is too long."""
    kept = tuple(line for line in (tidy(line) for line in lines) if line)
    if len(kept) > MAX_LINES:
        raise Invalid("planning.too_many")
    problems = tuple(
        Problem("planning.too_long", f"{path}/{number}", _TOO_LONG)
        for number, line in enumerate(kept, start=1)
        if len(line) > MAX_TEXT
    )
    if problems:
        raise Invalid("planning.invalid", problems=problems)
    return kept


def check_rhk(skp: Skp, rhk: IsianRhk, path: str) -> None:
    """Raises Invalid with every problem of the result and its indikator."""
    problems = [*_rhk_problems(rhk, path)]
    for number, item in enumerate(rhk.indikator, start=1):
        problems += _indikator_problems(skp, item, f"{path}/indikator/{number}")
    if problems:
        raise Invalid("planning.invalid", problems=tuple(problems))


def check_indikator(skp: Skp, indikator: IsianIndikator, path: str) -> None:
    """Raises Invalid with every problem of the indikator."""
    problems = tuple(_indikator_problems(skp, indikator, path))
    if problems:
        raise Invalid("planning.invalid", problems=problems)


def check_manual(skp: Skp, manual: IsianManual, path: str) -> None:
    """Raises Invalid with every problem of a manual."""
    problems = tuple(_manual_problems(skp, manual, path))
    if problems:
        raise Invalid("planning.invalid", problems=problems)


def _manual_problems(skp: Skp, manual: IsianManual, path: str) -> Iterator[Problem]:
    limits = {"tujuan": MAX_TEXT, "definisi": LONGEST, "formula": LONGEST, "satuan": 60}
    for name, limit in (limits | {"sumber_data": MAX_TEXT}).items():
        yield from _text(getattr(manual, name), f"{path}/{name}", limit=limit)
    offered = manual_law.pilihan_kualitas(format=FormatSkp(skp.format)).value or ()
    yield from _choice(manual.kualitas, ["", *(item.value for item in offered)], f"{path}/kualitas")
    yield from _choice(manual.periode_pelaporan, ["", *PeriodePelaporan.values], f"{path}/periode_pelaporan")


def _rhk_problems(rhk: IsianRhk, path: str) -> Iterator[Problem]:
    yield from _text(rhk.teks, f"{path}/teks", required=True)
    yield from _text(rhk.intervensi_teks, f"{path}/intervensi_teks", limit=2 * MAX_TEXT)
    yield from _text(rhk.penugasan_dari, f"{path}/penugasan_dari", limit=250)
    yield from _choice(rhk.jenis, JenisHasilKerja.values, f"{path}/jenis")
    yield from _choice(rhk.sumber, SumberHasilKerja.values, f"{path}/sumber")


def _indikator_problems(skp: Skp, item: IsianIndikator, path: str) -> Iterator[Problem]:
    yield from _text(item.teks, f"{path}/teks")
    yield from _text(item.target_teks, f"{path}/target")
    yield from _text(item.satuan, f"{path}/target/satuan", limit=60)
    yield from _choice(item.target_jenis, JenisTarget.values, f"{path}/target_jenis")
    yield from _choice(item.arah, ArahTarget.values, f"{path}/arah")
    yield from _choice(item.aspek, ["", *Aspek.values], f"{path}/aspek")
    yield from _choice(item.perspektif, ["", *Perspektif.values], f"{path}/perspektif")
    if item.aspek and skp.format not in BERASPEK:
        yield Problem("planning.aspek_unused", f"{path}/aspek", _UNUSED_ASPEK)
    if item.perspektif and skp.format not in BERPERSPEKTIF:
        yield Problem("planning.perspektif_unused", f"{path}/perspektif", _UNUSED_PERSPEKTIF)
    for value in (item.target_minimum, item.target_maksimum):
        if value is not None and (not value.is_finite() or abs(value) > LARGEST):
            yield Problem("planning.not_a_number", f"{path}/target", _NUMBER)
    if item.baseline is not None and (not item.baseline.is_finite() or abs(item.baseline) > LARGEST):
        yield Problem("planning.not_a_number", f"{path}/baseline", _NUMBER)


def lacking(path: str) -> Problem:
    """Something must be written at `path`."""
    return Problem("planning.required", path, _REQUIRED)


def too_long(path: str) -> Problem:
    """What stands at `path` is too long."""
    return Problem("planning.too_long", path, _TOO_LONG)


def not_a_choice(path: str) -> Problem:
    """What stands at `path` is none of its choices."""
    return Problem("planning.not_a_choice", path, _CHOICE)


def _text(text: str, path: str, *, required: bool = False, limit: int = MAX_TEXT) -> Iterator[Problem]:
    if required and not text:
        yield lacking(path)
    if len(text) > limit:
        yield too_long(path)


def _choice(value: str, allowed: Sequence[str], path: str) -> Iterator[Problem]:
    if value not in allowed:
        yield not_a_choice(path)
