"""The 18-digit NIP of a PNS and NI PPPK: what it must look like and what it says.

PNS: birth date (8), year and month of TMT CPNS (6), sex (1), serial (3). PPPK: birth date (8), year of
appointment (4), a marker above 12 where a PNS has the month (2, commonly 21), sex (1), serial (3).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from kasuari.regulation.verdict import Basis, Verdict, berdasar

SUSUNAN_PNS = Basis("PerBKN 22/2007", "susunan NIP")
SUSUNAN_PPPK = Basis("Praktik SIASN", "susunan NI PPPK")

PANJANG = 18
PANJANG_NIP_LAMA = 9
USIA_PALING_MUDA = 15
USIA_PALING_TUA = 75
# The largest whole number up to which every whole number has a float of its own.
FLOAT_TERBESAR = 2**53

_ILMIAH = re.compile(r"[+-]?\d+(?:[.,]\d+)?[eE][+-]?\d+")
_NOL_DESIMAL = re.compile(r"[.,]0+$")
_PEMISAH = re.compile(r"[\s.\-_/'\"`\u2018\u2019\u201c\u201d\u00a0\u200b-\u200f\u2060\ufeff]+")


class JenisNip(StrEnum):
    PNS = "pns"
    PPPK = "pppk"


class JenisKelamin(StrEnum):
    LAKI_LAKI = "M"
    PEREMPUAN = "F"


KELAMIN: dict[str, JenisKelamin] = {"1": JenisKelamin.LAKI_LAKI, "2": JenisKelamin.PEREMPUAN}


@dataclass(frozen=True, slots=True)
class UraianNip:
    """What the digits say. `bulan_tmt` is None for PPPK, whose number holds a marker there (`penanda`)."""

    nip: str
    jenis: JenisNip
    tanggal_lahir: date
    tahun_tmt: int
    bulan_tmt: int | None
    penanda: str
    jenis_kelamin: JenisKelamin
    nomor_urut: int


@berdasar(SUSUNAN_PNS, SUSUNAN_PPPK)
def periksa(text: object) -> Verdict[str]:
    """The NIP as 18 digits, with the code `nip.pns` or `nip.pppk`; value "" and a code where it cannot be
    one.

    Blanks, dots, dashes, quotes and a trailing ".0" are removed. Whole numbers are taken as they are; a
    float, or a number in scientific notation, has lost digits (`nip.angka_hilang`) once it is above 2^53.
    Only None and blank text are `nip.kosong`, with "nip" as missing.
    """
    digits, fault = _digits(text)
    fault = fault or _fault(digits)
    if fault:
        return Verdict("", fault, (SUSUNAN_PNS, SUSUNAN_PPPK), ("nip",) if fault == "nip.kosong" else ())
    if int(digits[12:14]) > 12:
        return Verdict(digits, "nip.pppk", (SUSUNAN_PPPK,))
    return Verdict(digits, "nip.pns", (SUSUNAN_PNS,))


@berdasar(SUSUNAN_PNS, SUSUNAN_PPPK)
def urai(text: object) -> Verdict[UraianNip]:
    """The parts of a NIP; value None and the code of `periksa` where it is none."""
    verdict = periksa(text)
    nip = verdict.value
    if not nip:
        return Verdict(None, verdict.code, verdict.basis, verdict.missing)
    pppk = verdict.code == "nip.pppk"
    uraian = UraianNip(
        nip=nip,
        jenis=JenisNip.PPPK if pppk else JenisNip.PNS,
        tanggal_lahir=date(int(nip[:4]), int(nip[4:6]), int(nip[6:8])),
        tahun_tmt=int(nip[8:12]),
        bulan_tmt=None if pppk else int(nip[12:14]),
        penanda=nip[12:14] if pppk else "",
        jenis_kelamin=KELAMIN[nip[14]],
        nomor_urut=int(nip[15:]),
    )
    return Verdict(uraian, verdict.code, verdict.basis)


def _digits(text: object) -> tuple[str, str]:
    """The digits of the input and, when they cannot be read, the code of the fault."""
    if text is None:
        return "", "nip.kosong"
    if isinstance(text, bool):
        return "", "nip.bukan_angka"
    if isinstance(text, float):
        if not text.is_integer():
            return "", "nip.bukan_angka"
        return (str(int(text)), "") if abs(text) <= FLOAT_TERBESAR else ("", "nip.angka_hilang")
    if isinstance(text, Decimal):
        whole = text.is_finite() and text == text.to_integral_value()
        return (str(int(text)), "") if whole else ("", "nip.bukan_angka")
    raw = str(text).strip()
    if _ILMIAH.fullmatch(raw):
        return "", "nip.angka_hilang"
    digits = _PEMISAH.sub("", _NOL_DESIMAL.sub("", raw))
    if len(digits) != PANJANG:
        digits = _PEMISAH.sub("", raw)
    if not digits:
        return "", "nip.kosong"
    return (digits, "") if digits.isascii() and digits.isdigit() else ("", "nip.bukan_angka")


def _fault(digits: str) -> str:
    """The code of the first thing wrong with the digits, or ""."""
    if len(digits) == PANJANG_NIP_LAMA:
        return "nip.nip_lama"
    if len(digits) != PANJANG:
        return "nip.panjang"
    try:
        lahir = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return "nip.tanggal_lahir"
    if lahir.year < 1900:
        return "nip.tanggal_lahir"
    if digits[12:14] == "00":
        return "nip.bulan_tmt"
    if not USIA_PALING_MUDA <= int(digits[8:12]) - lahir.year <= USIA_PALING_TUA:
        return "nip.tahun_tmt"
    if digits[14] not in KELAMIN:
        return "nip.jenis_kelamin"
    return "nip.nomor_urut" if digits[15:] == "000" else ""
