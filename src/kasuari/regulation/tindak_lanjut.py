"""What may follow from a predikat: a proposal for a penghargaan, or pembinaan. Never a hukuman disiplin.

Pasal 31 names the awards and no predikat that they need; Pasal 33 leaves sanctions to other law. Which
predikat may ground a proposal is therefore a dated reading of ours: apresiasi follows progress (Pasal 20
ayat (2)), so work or conduct below the expectation grounds none. What each rating calls for follows from what
the annex says bimbingan and konseling are for.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from kasuari.regulation.edition import PASAL_PERALIHAN, edition_on
from kasuari.regulation.parameter import Parameter, berlaku
from kasuari.regulation.predikat import Predikat, Rating
from kasuari.regulation.verdict import Verdict, berdasar, lampiran, p6


class Bentuk(StrEnum):
    """The awards of Pasal 31."""

    SUKSESI = "suksesi"
    PENGEMBANGAN = "pengembangan"
    LAIN = "lain"


class Kelayakan(StrEnum):
    """How far a predikat carries a proposal."""

    DIUTAMAKAN = "diutamakan"
    DAPAT = "dapat"
    BELUM = "belum"


class Pembinaan(StrEnum):
    """The two kinds of Pasal 21."""

    BIMBINGAN = "bimbingan"
    KONSELING = "konseling"


PASAL_20 = p6("Pasal 20 ayat (2)", 12)
PASAL_31_1 = p6("Pasal 31 ayat (1)", 17)
PASAL_31_3 = p6("Pasal 31 ayat (3)", 17)
PASAL_21 = p6("Pasal 20 ayat (3) huruf c dan Pasal 21", 13)
BIMBINGAN = lampiran("III", "D.4.a", 78)
KONSELING = lampiran("III", "D.5.a", 85)

_PASAL = {Bentuk.SUKSESI: PASAL_31_1, Bentuk.PENGEMBANGAN: PASAL_31_1, Bentuk.LAIN: PASAL_31_3}
KELAYAKAN: tuple[Parameter[dict[Predikat, Kelayakan]], ...] = (
    Parameter(
        date(2022, 1, 1),
        {
            Predikat.SANGAT_BAIK: Kelayakan.DIUTAMAKAN,
            Predikat.BAIK: Kelayakan.DAPAT,
            Predikat.BUTUH_PERBAIKAN: Kelayakan.BELUM,
            Predikat.KURANG: Kelayakan.BELUM,
            Predikat.SANGAT_KURANG: Kelayakan.BELUM,
        },
        PASAL_20,
    ),
)


@berdasar(PASAL_20, PASAL_31_1, PASAL_31_3)
def kelayakan_penghargaan(*, predikat: Predikat | None, bentuk: Bentuk, on: date) -> Verdict[Kelayakan]:
    """Whether a predikat can ground a proposal for such an award, and whether it goes before others."""
    basis = (_PASAL[bentuk], PASAL_20)
    found = berlaku(KELAYAKAN, on)
    if found is None:
        return Verdict(None, "tindak_lanjut.edisi_tidak_ada", (PASAL_PERALIHAN,), ("edisi",))
    if predikat is None:
        return Verdict(None, "tindak_lanjut.predikat_belum_ada", basis, ("predikat",))
    answer = found.value[predikat]
    return Verdict(answer, f"tindak_lanjut.{answer}", basis)


@berdasar(PASAL_21, BIMBINGAN, KONSELING)
def pembinaan(
    *, hasil_kerja: Rating | None, perilaku_kerja: Rating | None, on: date
) -> Verdict[tuple[Pembinaan, ...]]:
    """What two ratings call for: bimbingan for hasil kerja below the expectation, konseling for perilaku
    kerja below it, both, or nothing."""
    if edition_on(on) is None:
        return Verdict(None, "tindak_lanjut.edisi_tidak_ada", (PASAL_PERALIHAN,), ("edisi",))
    given = {"hasil_kerja": hasil_kerja, "perilaku_kerja": perilaku_kerja}
    if lacking := tuple(name for name, rating in given.items() if rating is None):
        return Verdict(None, "tindak_lanjut.rating_belum_ada", (PASAL_21,), lacking)
    called, basis = [], [PASAL_21]
    if hasil_kerja is Rating.DIBAWAH:
        called.append(Pembinaan.BIMBINGAN)
        basis.append(BIMBINGAN)
    if perilaku_kerja is Rating.DIBAWAH:
        called.append(Pembinaan.KONSELING)
        basis.append(KONSELING)
    code = "_dan_".join(called) or "tanpa_pembinaan"
    return Verdict(tuple(called), f"tindak_lanjut.{code}", tuple(basis))
