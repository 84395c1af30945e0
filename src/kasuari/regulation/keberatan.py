"""The objection to an evaluation: whether the law gives one, and what its decision makes of the predikat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kasuari.regulation.edition import PASAL_PERALIHAN, edition_on
from kasuari.regulation.pelaku import LEWAT_WAKTU
from kasuari.regulation.predikat import (
    Predikat,
    Rating,
    tetapkan_predikat,
    tetapkan_predikat_tugas_belajar,
)
from kasuari.regulation.verdict import Basis, Verdict, berdasar, lampiran, p6


class Kelompok(StrEnum):
    """The groups of officials of whom some results are final (A.12). `LAIN`: everybody else."""

    JPT_UTAMA = "jpt_utama"
    JPT_MADYA = "jpt_madya"
    JPT_PRATAMA = "jpt_pratama"
    PIMPINAN_UNIT_MANDIRI = "pimpinan_unit_mandiri"
    LAIN = "lain"


class Pengevaluasi(StrEnum):
    """Who evaluated. `MENTERI_KOORDINATOR` and `PIMPINAN_INSTANSI` belong to the centre."""

    PENILAI = "penilai"
    ATASAN_PENILAI = "atasan_penilai"
    MENTERI_KOORDINATOR = "menteri_koordinator"
    PIMPINAN_INSTANSI = "pimpinan_instansi"
    KEPALA_DAERAH = "kepala_daerah"


class Keputusan(StrEnum):
    MENGUATKAN = "menguatkan"
    MENGUBAH = "mengubah"


PASAL_29 = p6("Pasal 29", 16)
DITERIMA = lampiran("V", "B.1", 117)
DIAJUKAN = lampiran("V", "B.2", 117)
DIPUTUS = lampiran("V", "B.5", 117)
REKOMENDASI_BARU = lampiran("V", "B.7", 118)

# (group, who evaluated) -> why the result is final (A.12, p. 90).
FINAL: dict[tuple[Kelompok, Pengevaluasi], Basis] = {
    (Kelompok.JPT_UTAMA, Pengevaluasi.MENTERI_KOORDINATOR): lampiran("IV", "A.12.a", 90),
    (Kelompok.JPT_MADYA, Pengevaluasi.PIMPINAN_INSTANSI): lampiran("IV", "A.12.b", 90),
    (Kelompok.JPT_MADYA, Pengevaluasi.KEPALA_DAERAH): lampiran("IV", "A.12.c", 90),
    (Kelompok.JPT_PRATAMA, Pengevaluasi.KEPALA_DAERAH): lampiran("IV", "A.12.c", 90),
    (Kelompok.PIMPINAN_UNIT_MANDIRI, Pengevaluasi.MENTERI_KOORDINATOR): lampiran("IV", "A.12.d", 90),
    (Kelompok.PIMPINAN_UNIT_MANDIRI, Pengevaluasi.KEPALA_DAERAH): lampiran("IV", "A.12.e", 90),
}


@berdasar(PASAL_29, DITERIMA, DIAJUKAN, LEWAT_WAKTU, *FINAL.values())
def dapat_keberatan(
    *,
    kelompok: Kelompok,
    pengevaluasi: Pengevaluasi,
    diterima: date | None,
    batas: date | None,
    ada_atasan: bool = True,
    sudah_diputus: bool = False,
    on: date,
) -> Verdict[bool]:
    """Whether an objection may be filed on `on`.

    `diterima`: the day on which the document was received; `batas`: the last day for an objection, None while
    it cannot be computed. The code says why not: `final_*`, `belum_diterima`, `tanpa_atasan`,
    `sudah_diputus`, `lewat_waktu`.
    """
    if edition_on(on) is None:
        return Verdict(None, "keberatan.edisi_tidak_ada", (PASAL_PERALIHAN,), ("edisi",))
    if pengevaluasi is Pengevaluasi.ATASAN_PENILAI:
        return Verdict(False, "keberatan.final_atasan", (LEWAT_WAKTU,))
    final = FINAL.get((kelompok, pengevaluasi))
    if final is not None:
        return Verdict(False, f"keberatan.final_{pengevaluasi}", (final,))
    if sudah_diputus:
        return Verdict(False, "keberatan.sudah_diputus", (DIPUTUS,))
    if diterima is None:
        return Verdict(False, "keberatan.belum_diterima", (DITERIMA,))
    if not ada_atasan:
        return Verdict(False, "keberatan.tanpa_atasan", (DIAJUKAN,))
    if batas is not None and on > batas:
        return Verdict(False, "keberatan.lewat_waktu", (DIAJUKAN,))
    return Verdict(True, "keberatan.terbuka", (PASAL_29, DIAJUKAN))


@dataclass(frozen=True, slots=True)
class Hasil:
    """Two ratings and the predikat that the kuadran gives them."""

    hasil_kerja: Rating
    perilaku_kerja: Rating
    predikat: Predikat


@berdasar(DIPUTUS, REKOMENDASI_BARU)
def putusan(
    *,
    keputusan: Keputusan,
    semula: tuple[Rating, Rating],
    hasil_kerja: Rating | None = None,
    perilaku_kerja: Rating | None = None,
    gagal_studi: bool = False,
    on: date,
) -> Verdict[Hasil]:
    """What holds after the decision. The new predikat is again the kuadran's answer, never typed.

    `semula` are the ratings of hasil kerja and perilaku kerja that were objected to. A decision that changes
    names both ratings, and at least one of them is another one. `gagal_studi`: a tugas belajar that was not
    finished, where only the perilaku counts.
    """
    if keputusan is Keputusan.MENGUATKAN:
        hasil_kerja, perilaku_kerja = semula
    lacking = tuple(
        name
        for name, value in (("hasil_kerja", hasil_kerja), ("perilaku_kerja", perilaku_kerja))
        if value is None
    )
    if hasil_kerja is None or perilaku_kerja is None:
        return Verdict(None, "keberatan.rating_belum_ada", (DIPUTUS,), lacking)
    if keputusan is Keputusan.MENGUBAH and (hasil_kerja, perilaku_kerja) == semula:
        return Verdict(None, "keberatan.tidak_ada_yang_berubah", (DIPUTUS,))
    if gagal_studi:
        found = tetapkan_predikat_tugas_belajar(perilaku_kerja=perilaku_kerja, on=on)
    else:
        found = tetapkan_predikat(hasil_kerja=hasil_kerja, perilaku_kerja=perilaku_kerja, on=on)
    if found.value is None:
        return Verdict(None, found.code, found.basis, found.missing)
    basis = (DIPUTUS, *found.basis) if keputusan is Keputusan.MENGUATKAN else (REKOMENDASI_BARU, *found.basis)
    return Verdict(Hasil(hasil_kerja, perilaku_kerja, found.value), f"keberatan.{keputusan}", basis)
