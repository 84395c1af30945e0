"""What the results of a tugas belajar say: the guide from an IPK to a predikat, by level and accreditation.

The regulation calls the tables a guide for the expectation (Lampiran BAB II B.5-6, p. 63). A study that was
not finished leaves only Kurang or Sangat Kurang (`predikat.tetapkan_predikat_tugas_belajar`).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

from kasuari.regulation.edition import PASAL_PERALIHAN, edition_on
from kasuari.regulation.predikat import Predikat
from kasuari.regulation.verdict import Verdict, berdasar, lampiran

DALAM_NEGERI = lampiran("II", "B.5", 63)
LUAR_NEGERI = lampiran("II", "B.6", 63)
KETEPATAN = lampiran("II", "B.7", 63)


class JenjangStudi(StrEnum):
    S1 = "s1"
    LANJUT = "lanjut"  # profesi, S-2, S-3


class Akreditasi(StrEnum):
    A = "A"
    B = "B"
    C = "C"


# The lowest IPK of Sangat Baik, Baik and Butuh Perbaikan; below the last: Kurang. `None`: abroad.
BATAS: dict[tuple[JenjangStudi, Akreditasi | None], tuple[Decimal, Decimal, Decimal]] = {
    (JenjangStudi.S1, Akreditasi.A): (Decimal("3.51"), Decimal("3.01"), Decimal("2.76")),
    (JenjangStudi.S1, Akreditasi.B): (Decimal("3.61"), Decimal("3.10"), Decimal("2.76")),
    (JenjangStudi.S1, Akreditasi.C): (Decimal("3.71"), Decimal("3.20"), Decimal("2.76")),
    (JenjangStudi.LANJUT, Akreditasi.A): (Decimal("3.51"), Decimal("3.20"), Decimal("3.00")),
    (JenjangStudi.LANJUT, Akreditasi.B): (Decimal("3.61"), Decimal("3.25"), Decimal("3.00")),
    (JenjangStudi.LANJUT, Akreditasi.C): (Decimal("3.71"), Decimal("3.30"), Decimal("3.00")),
    (JenjangStudi.S1, None): (Decimal("3.51"), Decimal("3.01"), Decimal("2.76")),
    (JenjangStudi.LANJUT, None): (Decimal("3.51"), Decimal("3.20"), Decimal("3.00")),
}
URUTAN = (Predikat.SANGAT_BAIK, Predikat.BAIK, Predikat.BUTUH_PERBAIKAN)
# The weakest accreditation of the programme for which the row of the university holds.
PRODI_MINIMAL: dict[Akreditasi, Akreditasi] = {
    Akreditasi.A: Akreditasi.C,
    Akreditasi.B: Akreditasi.C,
    Akreditasi.C: Akreditasi.B,
}
IPK_TERTINGGI = Decimal("4.00")


@berdasar(DALAM_NEGERI, LUAR_NEGERI)
def panduan_ipk(
    *,
    jenjang: JenjangStudi,
    luar_negeri: bool,
    universitas: Akreditasi | None,
    prodi: Akreditasi | None,
    ipk: Decimal | None,
    on: date,
) -> Verdict[Predikat]:
    """What the guide makes of an IPK, rounded to two decimals as the tables are. It guides the ekspektasi and
    decides no rating."""
    basis = LUAR_NEGERI if luar_negeri else DALAM_NEGERI
    if edition_on(on) is None:
        return Verdict(None, "tugas_belajar.edisi_tidak_ada", (PASAL_PERALIHAN,), ("edisi",))
    if ipk is None:
        return Verdict(None, "tugas_belajar.ipk_belum_ada", (basis,), ("ipk",))
    if not 0 <= ipk <= IPK_TERTINGGI:
        return Verdict(None, "tugas_belajar.ipk_di_luar_skala", (basis,))
    row: Akreditasi | None = None
    if not luar_negeri:
        lacking = tuple(
            name for name, value in (("universitas", universitas), ("prodi", prodi)) if value is None
        )
        if universitas is None or prodi is None:
            return Verdict(None, "tugas_belajar.akreditasi_belum_ada", (basis,), lacking)
        if prodi > PRODI_MINIMAL[universitas]:
            return Verdict(None, "tugas_belajar.di_luar_panduan", (basis,))
        row = universitas
    value = ipk.quantize(Decimal("0.01"))
    for predikat, lowest in zip(URUTAN, BATAS[jenjang, row], strict=True):
        if value >= lowest:
            return Verdict(predikat, f"tugas_belajar.{predikat}", (basis,))
    return Verdict(Predikat.KURANG, "tugas_belajar.kurang", (basis,))
