"""The codes with which the national registry takes results: ratings, kuadran, periods, grades.

From the public reference tables of its web service. What is not confirmed there stays empty: the grades of
PPPK, and the coefficient of any predikat but Baik.
"""

from __future__ import annotations

from datetime import date

from kasuari.regulation.predikat import SIASN_KUADRAN, SIASN_RATING, Predikat, Rating

PERIODIK = {"bulanan": 1, "triwulanan": 2}
_RUANG = {"a": 1, "b": 2, "c": 3, "d": 4, "e": 5}
_GOLONGAN = {"I": 1, "II": 2, "III": 3, "IV": 4}
# The coefficient of a pejabat fungsional with predikat Baik, by jenjang.
KOEFISIEN_BAIK = {
    "ahli_pertama": 12,
    "ahli_muda": 22,
    "ahli_madya": 32,
    "ahli_utama": 42,
    "pemula": 52,
    "terampil": 62,
    "mahir": 72,
    "penyelia": 82,
}


def rating_code(rating: str) -> int | None:
    return SIASN_RATING[Rating(rating)] if rating else None


def kuadran_code(predikat: str) -> int | None:
    return SIASN_KUADRAN[Predikat(predikat)] if predikat else None


def golongan_code(golongan: str | None) -> int | None:
    """`III/c` -> 33; None for a grade of a PPPK or none."""
    group, _, room = (golongan or "").rpartition("/")
    group = group.rpartition(" ")[2].strip() or group
    if group not in _GOLONGAN or room not in _RUANG:
        return None
    return _GOLONGAN[group] * 10 + _RUANG[room]


def koefisien_code(jenjang: str, predikat: str) -> int | None:
    """Only of the predikat Baik, whose codes are known."""
    return KOEFISIEN_BAIK.get(jenjang) if predikat == Predikat.BAIK else None


def months(start_date: date, last_date: date) -> tuple[int, int, int, int]:
    """First month, last month, first year, last year."""
    return start_date.month, last_date.month, start_date.year, last_date.year
