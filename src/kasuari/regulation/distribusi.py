"""The guide that the regulation draws: how the predikat of a unit ideally spread for a capaian organisasi.

The regulation prints five curves without numbers and says which predikat most people ideally get. The
plotting points below were measured on those pictures; they are a picture and never a quota.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kasuari.regulation.edition import PASAL_PERALIHAN, edition_on
from kasuari.regulation.parameter import Parameter, berlaku
from kasuari.regulation.predikat import CapaianOrganisasi, Predikat
from kasuari.regulation.verdict import Basis, Verdict, berdasar, lampiran

PANDUAN = lampiran("IV", "B.2", 94)
TITIK_GAMBAR = lampiran("IV", "B.2.b-f", 94)

# The order of the horizontal axis in the printed curves (p. 94-96).
SUMBU: tuple[Predikat, ...] = (
    Predikat.SANGAT_KURANG,
    Predikat.KURANG,
    Predikat.BUTUH_PERBAIKAN,
    Predikat.BAIK,
    Predikat.SANGAT_BAIK,
)

TERBANYAK: dict[CapaianOrganisasi, tuple[Predikat, Basis]] = {
    CapaianOrganisasi.ISTIMEWA: (Predikat.SANGAT_BAIK, lampiran("IV", "B.2.b", 94)),
    CapaianOrganisasi.BAIK: (Predikat.BAIK, lampiran("IV", "B.2.c", 95)),
    CapaianOrganisasi.BUTUH_PERBAIKAN: (Predikat.BUTUH_PERBAIKAN, lampiran("IV", "B.2.d", 95)),
    CapaianOrganisasi.KURANG: (Predikat.KURANG, lampiran("IV", "B.2.e", 96)),
    CapaianOrganisasi.SANGAT_KURANG: (Predikat.SANGAT_KURANG, lampiran("IV", "B.2.f", 97)),
}

# Heights along SUMBU in twentieths of a line of the printed grid, whose seventh line is the top; every peak
# stands on the sixth.
TITIK: tuple[Parameter[dict[CapaianOrganisasi, tuple[int, ...]]], ...] = (
    Parameter(
        date(2022, 1, 1),
        {
            CapaianOrganisasi.ISTIMEWA: (4, 8, 12, 50, 120),
            CapaianOrganisasi.BAIK: (10, 20, 40, 120, 40),
            CapaianOrganisasi.BUTUH_PERBAIKAN: (10, 30, 120, 30, 10),
            CapaianOrganisasi.KURANG: (40, 120, 40, 15, 10),
            CapaianOrganisasi.SANGAT_KURANG: (120, 50, 15, 8, 3),
        },
        TITIK_GAMBAR,
    ),
)


@dataclass(frozen=True, slots=True)
class PolaDistribusi:
    """The curve to draw: `titik` pairs each predikat, left to right, with its height; `terbanyak` peaks."""

    capaian: CapaianOrganisasi
    terbanyak: Predikat
    titik: tuple[tuple[Predikat, int], ...]


@berdasar(PANDUAN, *(basis for _, basis in TERBANYAK.values()))
def pola_distribusi(*, capaian: CapaianOrganisasi | None, on: date) -> Verdict[PolaDistribusi]:
    """The curve that goes with `capaian`: a consideration for the penilai, no quota (B.2.a, p. 94)."""
    titik = berlaku(TITIK, on)
    if edition_on(on) is None or titik is None:
        return Verdict(None, "distribusi.edisi_tidak_ada", (PASAL_PERALIHAN,), ("edisi",))
    if capaian is None:
        return Verdict(None, "distribusi.capaian_belum_ada", (PANDUAN,), ("capaian",))
    terbanyak, basis = TERBANYAK[capaian]
    pola = PolaDistribusi(capaian, terbanyak, tuple(zip(SUMBU, titik.value[capaian], strict=True)))
    return Verdict(pola, f"distribusi.{capaian}", (PANDUAN, basis))
