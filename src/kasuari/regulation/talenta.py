"""The nine boxes of manajemen talenta: kinerja from the predikat, potensi as it was assessed elsewhere.

How potensi is measured is not asked here, and where it begins to be high differs between agencies: it comes
as one of three words. Without an assessment there is no box; unknown is not low.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from kasuari.regulation.parameter import Parameter, berlaku
from kasuari.regulation.predikat import Predikat
from kasuari.regulation.verdict import Basis, Verdict, berdasar


class Potensi(StrEnum):
    """The axis across."""

    RENDAH = "rendah"
    MENENGAH = "menengah"
    TINGGI = "tinggi"


class Kinerja(StrEnum):
    """The axis upwards."""

    DIATAS = "diatas"
    SESUAI = "sesuai"
    DIBAWAH = "dibawah"


MANAJEMEN_TALENTA = Basis("PermenPANRB 3/2020", "Lampiran, sembilan kotak manajemen talenta")
MULAI = date(2020, 1, 1)

KINERJA: tuple[Parameter[dict[Predikat, Kinerja]], ...] = (
    Parameter(
        MULAI,
        {
            Predikat.SANGAT_BAIK: Kinerja.DIATAS,
            Predikat.BAIK: Kinerja.SESUAI,
            Predikat.BUTUH_PERBAIKAN: Kinerja.DIBAWAH,
            Predikat.KURANG: Kinerja.DIBAWAH,
            Predikat.SANGAT_KURANG: Kinerja.DIBAWAH,
        },
        MANAJEMEN_TALENTA,
    ),
)
KOTAK: dict[tuple[Kinerja, Potensi], int] = {
    (Kinerja.DIATAS, Potensi.RENDAH): 4,
    (Kinerja.DIATAS, Potensi.MENENGAH): 7,
    (Kinerja.DIATAS, Potensi.TINGGI): 9,
    (Kinerja.SESUAI, Potensi.RENDAH): 2,
    (Kinerja.SESUAI, Potensi.MENENGAH): 5,
    (Kinerja.SESUAI, Potensi.TINGGI): 8,
    (Kinerja.DIBAWAH, Potensi.RENDAH): 1,
    (Kinerja.DIBAWAH, Potensi.MENENGAH): 3,
    (Kinerja.DIBAWAH, Potensi.TINGGI): 6,
}
KELOMPOK_RENCANA_SUKSESI = (7, 8, 9)


@berdasar(MANAJEMEN_TALENTA)
def kotak(*, predikat: Predikat | None, potensi: Potensi | None, on: date) -> Verdict[int]:
    """The box, 1 to 9. The code names both axes (`talenta.diatas_tinggi`)."""
    found = berlaku(KINERJA, on)
    if found is None:
        return Verdict(None, "talenta.belum_berlaku", (MANAJEMEN_TALENTA,), ("parameter",))
    given = {"predikat": predikat, "potensi": potensi}
    lacking = tuple(name for name, fact in given.items() if fact is None)
    if predikat is None or potensi is None:
        return Verdict(None, f"talenta.{lacking[0]}_belum_diketahui", (MANAJEMEN_TALENTA,), lacking)
    kinerja = found.value[predikat]
    return Verdict(KOTAK[kinerja, potensi], f"talenta.{kinerja}_{potensi}", (MANAJEMEN_TALENTA,))
