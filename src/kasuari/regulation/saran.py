"""The regulation's example of how results and feedback become a rating hasil kerja, as arithmetic.

Lampiran BAB IV B.3.a.1.d calls it "contoh panduan": an example that may be used. It is a suggestion, which
the penilai weighs with the pola distribusi and the contribution of others (point e); it never is the rating.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kasuari.regulation.edition import PASAL_PERALIHAN, edition_on
from kasuari.regulation.predikat import Rating
from kasuari.regulation.verdict import Verdict, berdasar, lampiran

CONTOH = lampiran("IV", "B.3.a.1.d", 97)
BANDINGKAN = lampiran("IV", "B.3.a.1.e", 98)


@dataclass(frozen=True, slots=True)
class HasilTerukur:
    """A hasil kerja beside its expectation; `letak` None where it cannot be told from what is recorded."""

    utama: bool
    letak: Rating | None


@dataclass(frozen=True, slots=True)
class UmpanBalikDihitung:
    """Feedback on the hasil kerja of the period: how many say that it was good, how many that it should be
    better."""

    positif: int = 0
    perbaikan: int = 0

    @property
    def total(self) -> int:
        return self.positif + self.perbaikan


@berdasar(CONTOH, BANDINGKAN)
def saran_hasil_kerja(
    *, hasil: tuple[HasilTerukur, ...], umpan_balik: UmpanBalikDihitung, on: date
) -> Verdict[Rating]:
    """What the example suggests. "Sebagian besar" is read as more than half, "sebagian kecil" as less.

    Diatas: most results above, no utama below, most feedback positive. Dibawah: most results below, most
    feedback not positive. Sesuai: most at or above, few utama below, some feedback positive. No value where
    a result cannot be told (`hasil` is missing), where nobody gave feedback (`umpan_balik`), or where results
    and feedback point to different ratings: then it is the penilai who weighs.
    """
    if edition_on(on) is None:
        return Verdict(None, "saran.edisi_tidak_ada", (PASAL_PERALIHAN,), ("edisi",))
    if not hasil or any(item.letak is None for item in hasil):
        return Verdict(None, "saran.hasil_belum_terukur", (CONTOH,), ("hasil",))
    if not umpan_balik.total:
        return Verdict(None, "saran.umpan_balik_belum_ada", (CONTOH,), ("umpan_balik",))
    above = sum(item.letak is Rating.DIATAS for item in hasil)
    below = sum(item.letak is Rating.DIBAWAH for item in hasil)
    utama = [item for item in hasil if item.utama]
    utama_below = sum(item.letak is Rating.DIBAWAH for item in utama)
    most_positive = 2 * umpan_balik.positif > umpan_balik.total
    if 2 * above > len(hasil) and not utama_below and most_positive:
        return Verdict(Rating.DIATAS, "saran.diatas", (CONTOH, BANDINGKAN))
    if 2 * below > len(hasil) and not most_positive:
        return Verdict(Rating.DIBAWAH, "saran.dibawah", (CONTOH, BANDINGKAN))
    few_below = 2 * utama_below < len(utama) if utama else True
    if 2 * (len(hasil) - below) > len(hasil) and few_below and umpan_balik.positif:
        return Verdict(Rating.SESUAI, "saran.sesuai", (CONTOH, BANDINGKAN))
    return Verdict(None, "saran.tidak_searah", (CONTOH, BANDINGKAN))
