"""Breaking an indicator of the leader down to those who carry it (Lampiran BAB II A.4, p. 39-43).

Direct cascading splits the indicator itself, so that reaching every part reaches the whole; non-direct
cascading supports it and need not add up.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kasuari.regulation.verdict import Verdict, berdasar, lampiran

LANGSUNG = lampiran("II", "A.4.f.2", 41)
TIDAK_LANGSUNG = lampiran("II", "A.4.f.b.2", 43)
BEBAN = lampiran("II", "A.4.f.1.c", 41)


class Metode(StrEnum):
    """The five approaches; the first three are direct."""

    ASPEK = "aspek"
    WILAYAH = "wilayah"
    BEBAN = "beban"
    LAYANAN = "layanan"
    OUTPUT_ANTARA = "output_antara"

    @property
    def langsung(self) -> bool:
        return self in {Metode.ASPEK, Metode.WILAYAH, Metode.BEBAN}


@dataclass(frozen=True, slots=True)
class Pembagian:
    """What the parts add up to beside the whole; `selisih` is parts minus whole, 0 when they agree."""

    induk: Decimal
    jumlah: Decimal
    selisih: Decimal


@berdasar(LANGSUNG, BEBAN, TIDAK_LANGSUNG)
def periksa_pembagian(
    *, metode: Metode | None, induk: Decimal | None, anak: Iterable[Decimal | None]
) -> Verdict[Pembagian]:
    """Whether the parts add up to the leader's target, in the unit of that target.

    Only a split of a quantitative burden must add up (p. 41); for the other methods there is no sum, and
    the code says so. A part without a number is missing, never zero: then there is no verdict on the sum.
    """
    if metode is None:
        return Verdict(None, "cascading.metode_belum_dipilih", (LANGSUNG, TIDAK_LANGSUNG), ("metode",))
    if metode is not Metode.BEBAN:
        basis = LANGSUNG if metode.langsung else TIDAK_LANGSUNG
        return Verdict(None, "cascading.tidak_dijumlahkan", (basis,))
    parts = list(anak)
    if not parts:
        return Verdict(None, "cascading.belum_dibagi", (BEBAN,), ("anak",))
    missing = (*(("induk",) if induk is None else ()), *(("anak",) if None in parts else ()))
    if induk is None or missing:
        return Verdict(None, "cascading.angka_belum_lengkap", (BEBAN,), missing)
    total = sum((part for part in parts if part is not None), Decimal(0))
    difference = total - induk
    code = (
        "cascading.sama" if difference == 0 else "cascading.lebih" if difference > 0 else "cascading.kurang"
    )
    return Verdict(Pembagian(induk, total, difference), code, (BEBAN,))
