"""What the regulation's example would suggest for one person, with its arithmetic. No rating."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kasuari.planning.reaching import Keadaan
from kasuari.regulation.predikat import Rating
from kasuari.regulation.saran import HasilTerukur, UmpanBalikDihitung, saran_hasil_kerja
from kasuari.regulation.verdict import Verdict

if TYPE_CHECKING:
    from kasuari.evaluation.queries.person import SideBySide
    from kasuari.progress.queries import IndikatorProgress, RhkProgress

_PLACES = {
    Keadaan.MELAMPAUI: Rating.DIATAS,
    Keadaan.TERCAPAI: Rating.SESUAI,
    Keadaan.BELUM: Rating.DIBAWAH,
    Keadaan.MELESET: Rating.DIBAWAH,
}


@dataclass(frozen=True, slots=True)
class SaranHasil:
    """One hasil kerja in the arithmetic; `letak` None where the records do not tell."""

    nomor: int
    teks: str
    utama: bool
    letak: Rating | None


@dataclass(frozen=True, slots=True)
class Saran:
    """The suggestion (`verdict.value`, None where there is none) and everything that it counted."""

    verdict: Verdict[Rating]
    hasil: tuple[SaranHasil, ...]
    hasil_positif: int
    hasil_perbaikan: int
    perilaku_positif: int
    perilaku_perbaikan: int
    nilai_disebut: int

    def count(self, letak: Rating | None) -> int:
        return sum(item.letak is letak for item in self.hasil)

    @property
    def diatas(self) -> int:
        return self.count(Rating.DIATAS)

    @property
    def sesuai(self) -> int:
        return self.count(Rating.SESUAI)

    @property
    def dibawah(self) -> int:
        return self.count(Rating.DIBAWAH)

    @property
    def unknown(self) -> int:
        return self.count(None)


def saran_of(shown: SideBySide) -> Saran:
    """From targets, realisasi and feedback that are already at hand. No query.

    A result lies below where one of its indikator does, above where all of them do. In a period that ends
    before the SKP does, a target that is not reached yet tells nothing.
    """
    over = shown.periode_evaluasi.last_date >= shown.skp.last_date
    hasil = tuple(
        SaranHasil(item.rhk.nomor, item.rhk.teks, item.rhk.utama, _place(item, over=over))
        for item in shown.progress.rhk
    )
    on_results = [ucapan for part in shown.said.hasil for ucapan in part.standing]
    on_values = [part.standing for part in shown.said.perilaku if part.standing]
    spoken = [ucapan for part in on_values for ucapan in part]
    praise = sum(ucapan.praises for ucapan in on_results)
    verdict = saran_hasil_kerja(
        hasil=tuple(HasilTerukur(item.utama, item.letak) for item in hasil),
        umpan_balik=UmpanBalikDihitung(praise, len(on_results) - praise),
        on=shown.periode_evaluasi.last_date,
    )
    good = sum(ucapan.praises for ucapan in spoken)
    return Saran(
        verdict=verdict,
        hasil=hasil,
        hasil_positif=praise,
        hasil_perbaikan=len(on_results) - praise,
        perilaku_positif=good,
        perilaku_perbaikan=len(spoken) - good,
        nilai_disebut=len(on_values),
    )


def _place(item: RhkProgress, *, over: bool) -> Rating | None:
    places = [_of(row, over=over) for row in item.indikator]
    if Rating.DIBAWAH in places:
        return Rating.DIBAWAH
    if not places or None in places:
        return None
    return Rating.DIATAS if set(places) == {Rating.DIATAS} else Rating.SESUAI


def _of(row: IndikatorProgress, *, over: bool) -> Rating | None:
    found = row.standing
    if found is None or (found.keadaan is Keadaan.BELUM and not over):
        return None
    return _PLACES[found.keadaan]
