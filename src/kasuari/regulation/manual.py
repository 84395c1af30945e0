"""The manual indikator kinerja (Lampiran BAB II A.3, format A.1.3): for whom, and what it has to say.

It is written for every indikator of a JPT or pimpinan unit kerja mandiri (A.3.a) and becomes wajib where
the indikator is not understood by all pegawai yet (A.3.b). Others may write one; nobody asks them to.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kasuari.regulation.skp_fakta import FaktaManual, FormatSkp, KualitasKendali, Pendekatan
from kasuari.regulation.verdict import Verdict, berdasar, lampiran, p6

SETIAP_INDIKATOR = lampiran("II", "A.3.a", 37)
BELUM_DIPAHAMI = lampiran("II", "A.3.b", 37)
FORMAT = p6("Format A.1.3", 38)
TINGKAT_KENDALI = lampiran("II", "A.5.a", 44)

UNTUK_JPT = frozenset({FormatSkp.A_1_1, FormatSkp.A_1_2})
# The format of the annex lists three; the levels below belong to results of others (p. 44).
KUALITAS_JPT = (
    KualitasKendali.OUTCOME,
    KualitasKendali.OUTCOME_ANTARA,
    KualitasKendali.OUTPUT_KENDALI_RENDAH,
)
KUALITAS_LAIN = (
    KualitasKendali.OUTCOME_ANTARA,
    KualitasKendali.OUTPUT_KENDALI_RENDAH,
    KualitasKendali.OUTPUT_KENDALI_SEDANG,
    KualitasKendali.OUTPUT_KENDALI_TINGGI,
)
# The order of the form. What is optional with a qualitative approach stands in the second list.
BAGIAN = ("tujuan", "definisi", "formula", "satuan", "kualitas", "sumber_data", "periode_pelaporan")
OPSIONAL_KUALITATIF = frozenset({"formula", "satuan"})


class Kewajiban(StrEnum):
    """How much a manual is asked for."""

    WAJIB = "wajib"
    DISUSUN = "disusun"
    TIDAK_DIMINTA = "tidak_diminta"


@dataclass(frozen=True, slots=True)
class Kelengkapan:
    """How far a manual is: how many of the parts that count are filled."""

    terisi: int
    semua: int

    @property
    def lengkap(self) -> bool:
        return self.terisi == self.semua


@berdasar(SETIAP_INDIKATOR, BELUM_DIPAHAMI)
def kewajiban(*, format: FormatSkp, dipahami: bool | None) -> Verdict[Kewajiban]:  # noqa: A002
    """Whether an indikator needs a manual. `dipahami`: all pegawai understand it; None is not said."""
    if format not in UNTUK_JPT:
        return Verdict(Kewajiban.TIDAK_DIMINTA, "manual.tidak_diminta", (SETIAP_INDIKATOR,))
    if dipahami is False:
        return Verdict(Kewajiban.WAJIB, "manual.wajib", (BELUM_DIPAHAMI,))
    if dipahami:
        return Verdict(Kewajiban.DISUSUN, "manual.sudah_dipahami", (SETIAP_INDIKATOR, BELUM_DIPAHAMI))
    return Verdict(
        Kewajiban.DISUSUN, "manual.belum_dinyatakan", (SETIAP_INDIKATOR, BELUM_DIPAHAMI), ("dipahami",)
    )


@berdasar(FORMAT, TINGKAT_KENDALI)
def kelengkapan(*, manual: FaktaManual, pendekatan: Pendekatan) -> Verdict[Kelengkapan]:
    """Which parts of the form are still empty; formula and satuan are optional with a qualitative
    approach."""
    optional = OPSIONAL_KUALITATIF if pendekatan is Pendekatan.KUALITATIF else frozenset()
    counted = [name for name in BAGIAN if name not in optional]
    missing = tuple(name for name in counted if not str(getattr(manual, name) or "").strip())
    found = Kelengkapan(len(counted) - len(missing), len(counted))
    code = (
        "manual.lengkap" if not missing else "manual.kosong" if not found.terisi else "manual.belum_lengkap"
    )
    return Verdict(found, code, (FORMAT,), missing)


@berdasar(FORMAT, TINGKAT_KENDALI)
def pilihan_kualitas(*, format: FormatSkp) -> Verdict[tuple[KualitasKendali, ...]]:  # noqa: A002
    """The choices of kualitas dan tingkat kendali: the three of the format for JPT, the levels of p. 44 for
    others."""
    if format in UNTUK_JPT:
        return Verdict(KUALITAS_JPT, "manual.kualitas.format", (FORMAT,))
    return Verdict(KUALITAS_LAIN, "manual.kualitas.tingkat_kendali", (TINGKAT_KENDALI,))
