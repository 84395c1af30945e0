"""From two ratings to a predikat: the kuadran kinerja."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from kasuari.regulation.edition import PASAL_PERALIHAN, edition_on
from kasuari.regulation.verdict import Basis, Verdict, berdasar, lampiran

__all__ = [
    "KUADRAN",
    "PREDIKAT_TUGAS_BELAJAR",
    "SIASN_KUADRAN",
    "SIASN_RATING",
    "CapaianOrganisasi",
    "Predikat",
    "Rating",
    "edition_on",
    "tetapkan_predikat",
    "tetapkan_predikat_tugas_belajar",
]


class Rating(StrEnum):
    """A rating of the hasil kerja or of the perilaku kerja."""

    DIATAS = "diatas"
    SESUAI = "sesuai"
    DIBAWAH = "dibawah"


class Predikat(StrEnum):
    """The predikat kinerja of a Pegawai. `KURANG` is printed as "Kurang/Misconduct"."""

    SANGAT_BAIK = "sangat_baik"
    BAIK = "baik"
    BUTUH_PERBAIKAN = "butuh_perbaikan"
    KURANG = "kurang"
    SANGAT_KURANG = "sangat_kurang"


class CapaianOrganisasi(StrEnum):
    """The capaian kinerja organisasi of the unit that the penilai leads (Lampiran BAB IV B.1, p. 92)."""

    ISTIMEWA = "istimewa"
    BAIK = "baik"
    BUTUH_PERBAIKAN = "butuh_perbaikan"
    KURANG = "kurang"
    SANGAT_KURANG = "sangat_kurang"


KUADRAN_PERIODIK = lampiran("IV", "B.3.a.3", 99)
KUADRAN_TAHUNAN = lampiran("IV", "B.3.b.3", 102)
TIDAK_LULUS_PERIODIK = lampiran("IV", "B.3.a.3.d", 100)
TIDAK_LULUS_TAHUNAN = lampiran("IV", "B.3.b.3.d", 103)

# (hasil kerja, perilaku kerja) -> predikat. One table for the periodic (p. 99) and the annual (p. 102)
# evaluation.
KUADRAN: dict[tuple[Rating, Rating], Predikat] = {
    (Rating.DIATAS, Rating.DIATAS): Predikat.SANGAT_BAIK,
    (Rating.DIATAS, Rating.SESUAI): Predikat.BAIK,
    (Rating.DIATAS, Rating.DIBAWAH): Predikat.KURANG,
    (Rating.SESUAI, Rating.DIATAS): Predikat.BAIK,
    (Rating.SESUAI, Rating.SESUAI): Predikat.BAIK,
    (Rating.SESUAI, Rating.DIBAWAH): Predikat.KURANG,
    (Rating.DIBAWAH, Rating.DIATAS): Predikat.BUTUH_PERBAIKAN,
    (Rating.DIBAWAH, Rating.SESUAI): Predikat.BUTUH_PERBAIKAN,
    (Rating.DIBAWAH, Rating.DIBAWAH): Predikat.SANGAT_KURANG,
}

# Study not finished: Kurang or Sangat Kurang "dengan mempertimbangkan perilaku kerja" (p. 100, 103). The text
# does not say which perilaku gives which; read with the kuadran, only conduct below expectation gives Sangat
# Kurang.
PREDIKAT_TUGAS_BELAJAR: dict[Rating, Predikat] = {
    Rating.DIATAS: Predikat.KURANG,
    Rating.SESUAI: Predikat.KURANG,
    Rating.DIBAWAH: Predikat.SANGAT_KURANG,
}

# The beginning of the code of every verdict about a study that was not finished.
GAGAL_STUDI = "predikat.tugas_belajar_tidak_lulus"

SIASN_RATING: dict[Rating, int] = {Rating.DIATAS: 1, Rating.SESUAI: 2, Rating.DIBAWAH: 3}
SIASN_KUADRAN: dict[Predikat, int] = {
    Predikat.SANGAT_BAIK: 1,
    Predikat.BAIK: 2,
    Predikat.BUTUH_PERBAIKAN: 3,
    Predikat.KURANG: 4,
    Predikat.SANGAT_KURANG: 5,
}


@berdasar(KUADRAN_PERIODIK, KUADRAN_TAHUNAN)
def tetapkan_predikat(
    *, hasil_kerja: Rating | None, perilaku_kerja: Rating | None, on: date
) -> Verdict[Predikat]:
    """The predikat that the kuadran gives, for the periodic and for the annual evaluation alike.

    The code names the cell (`predikat.kuadran.<hasil>_<perilaku>`). A missing rating, or a day before the
    first edition, gives no value.
    """
    basis = (KUADRAN_PERIODIK, KUADRAN_TAHUNAN)
    lacking = _missing(hasil_kerja=hasil_kerja, perilaku_kerja=perilaku_kerja)
    if edition_on(on) is None:
        return _tanpa_edisi()
    if hasil_kerja is None or perilaku_kerja is None:
        return Verdict(None, "predikat.rating_belum_ada", basis, lacking)
    code = f"predikat.kuadran.{hasil_kerja}_{perilaku_kerja}"
    return Verdict(KUADRAN[hasil_kerja, perilaku_kerja], code, basis)


@berdasar(TIDAK_LULUS_PERIODIK, TIDAK_LULUS_TAHUNAN)
def tetapkan_predikat_tugas_belajar(*, perilaku_kerja: Rating | None, on: date) -> Verdict[Predikat]:
    """The predikat of a failed or broken-off tugas belajar: Kurang or Sangat Kurang, by perilaku."""
    basis: tuple[Basis, ...] = (TIDAK_LULUS_PERIODIK, TIDAK_LULUS_TAHUNAN)
    if edition_on(on) is None:
        return _tanpa_edisi()
    if perilaku_kerja is None:
        return Verdict(None, "predikat.rating_belum_ada", basis, ("perilaku_kerja",))
    code = f"{GAGAL_STUDI}.{perilaku_kerja}"
    return Verdict(PREDIKAT_TUGAS_BELAJAR[perilaku_kerja], code, basis)


def _tanpa_edisi() -> Verdict[Predikat]:
    return Verdict(None, "predikat.edisi_tidak_ada", (PASAL_PERALIHAN,), ("edisi",))


def _missing(**ratings: Rating | None) -> tuple[str, ...]:
    return tuple(name for name, rating in ratings.items() if rating is None)
