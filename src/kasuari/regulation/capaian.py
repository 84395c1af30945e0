"""A proposal for the capaian kinerja organisasi with its arithmetic, and what it means for the leader.

The regulation takes the periodic capaian from the rencana aksi of the perjanjian kinerja or from trajectory
targets of all its indikator (Lampiran BAB IV B.1.c) and leaves the computing to other rules (B.1.e). The
levels below are ours, as dated parameters, read from SE MenPANRB 3/2023: Istimewa exceeds its targets, Sangat
Kurang is without progress in most of them. Whoever the law names decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise

from kasuari.regulation.edition import PASAL_PERALIHAN, edition_on
from kasuari.regulation.parameter import Parameter, berlaku
from kasuari.regulation.predikat import CapaianOrganisasi, Rating
from kasuari.regulation.verdict import Basis, Verdict, berdasar, lampiran

PERIODIK = lampiran("IV", "B.1.c", 92)
PERHITUNGAN = lampiran("IV", "B.1.e", 94)
BATAS_INSTANSI = Basis("Ketentuan instansi", "batas rating hasil kerja pimpinan unit menurut capaiannya")
SE_3 = Basis("SE MenPANRB 3/2023", "penetapan predikat kinerja")
PENAWARAN = Basis("Ketentuan Kasuari", "usulan capaian organisasi")


@dataclass(frozen=True, slots=True, kw_only=True)
class CapaianIndikator:
    """One indikator of the perjanjian kinerja. `target` and `nilai` of the period; None: not known.

    `turun`: lower is better. Without a target of its own the rencana aksi count: `aksi` steps were planned,
    and on `bergerak` of them something was reached.
    """

    id: str
    target: Fraction | None
    nilai: Fraction | None
    turun: bool = False
    aksi: int = 0
    bergerak: int = 0


@dataclass(frozen=True, slots=True)
class Ambang:
    """From which mean percentage a level is proposed, how far one indikator counts, and what share must be
    known."""

    istimewa: Fraction
    baik: Fraction
    butuh_perbaikan: Fraction
    kurang: Fraction
    tertinggi: Fraction
    diketahui: Fraction


@dataclass(frozen=True, slots=True)
class UsulanCapaian:
    """The proposal: each indikator with its percentage (None: unknown), their mean, how many are known."""

    level: CapaianOrganisasi
    persen: tuple[tuple[str, Fraction | None], ...]
    rata: Fraction
    diketahui: int


AMBANG: tuple[Parameter[Ambang], ...] = (
    Parameter(
        date(2022, 1, 1),
        Ambang(
            istimewa=Fraction(100),
            baik=Fraction(90),
            butuh_perbaikan=Fraction(70),
            kurang=Fraction(50),
            tertinggi=Fraction(120),
            diketahui=Fraction(1, 2),
        ),
        PENAWARAN,
    ),
)

_URUTAN = (Rating.DIBAWAH, Rating.SESUAI, Rating.DIATAS)

# The most that the rating hasil kerja of who leads the unit may be, by the capaian of that unit.
BATAS_PIMPINAN: tuple[Parameter[dict[CapaianOrganisasi, Rating]], ...] = (
    Parameter(
        date(2023, 1, 1),
        {
            CapaianOrganisasi.ISTIMEWA: Rating.DIATAS,
            CapaianOrganisasi.BAIK: Rating.SESUAI,
            CapaianOrganisasi.BUTUH_PERBAIKAN: Rating.DIBAWAH,
            CapaianOrganisasi.KURANG: Rating.DIBAWAH,
            CapaianOrganisasi.SANGAT_KURANG: Rating.DIBAWAH,
        },
        SE_3,
    ),
)


@berdasar(PERIODIK, PERHITUNGAN)
def usulan_capaian(*, indikator: tuple[CapaianIndikator, ...], on: date) -> Verdict[UsulanCapaian]:
    """What the system proposes. None where less than the share that must be known is known: missing is never
    zero."""
    ambang = berlaku(AMBANG, on)
    if edition_on(on) is None or ambang is None:
        return Verdict(None, "capaian.edisi_tidak_ada", (PASAL_PERALIHAN,), ("edisi",))
    basis, limit = (PERIODIK, PERHITUNGAN, ambang.basis), ambang.value
    if not indikator:
        return Verdict(None, "capaian.tanpa_indikator", basis, ("indikator",))
    shares = tuple((item.id, _persen(item, limit.tertinggi)) for item in indikator)
    known = [share for _id, share in shares if share is not None]
    if Fraction(len(known), len(shares)) < limit.diketahui:
        lacking = tuple(name for name, share in shares if share is None)
        return Verdict(None, "capaian.belum_cukup_diketahui", basis, lacking)
    mean = sum(known, Fraction(0)) / len(known)
    still = sum(share == 0 for share in known)
    level = _level(mean, known, still, limit)
    return Verdict(UsulanCapaian(level, shares, mean, len(known)), f"capaian.usulan.{level}", (*basis, SE_3))


@berdasar(SE_3, BATAS_INSTANSI)
def batas_rating_pimpinan(
    *, capaian: CapaianOrganisasi | None, tabel: Mapping[CapaianOrganisasi, Rating] | None = None, on: date
) -> Verdict[Rating]:
    """The highest rating hasil kerja for who leads a unit of this capaian. None: no bound.

    `tabel` is what the agency decided instead of the letter (Istimewa to Sangat Kurang, none left out).
    """
    if tabel is not None:
        code, table, basis = "capaian.batas_instansi", tabel, BATAS_INSTANSI
    elif (usual := berlaku(BATAS_PIMPINAN, on)) is not None:
        code, table, basis = "capaian.batas", usual.value, usual.basis
    else:
        return Verdict(None, "capaian.tanpa_batas", (SE_3,))
    if capaian is None:
        return Verdict(None, "capaian.belum_ada", (basis,), ("capaian",))
    return Verdict(table[capaian], f"{code}.{capaian}", (basis,))


def batas_menurun(tabel: Mapping[CapaianOrganisasi, Rating]) -> bool:
    """Whether a lower capaian never allows a higher rating."""
    found = [_URUTAN.index(tabel[level]) for level in CapaianOrganisasi]
    return all(upper >= lower for upper, lower in pairwise(found))


def _persen(item: CapaianIndikator, highest: Fraction) -> Fraction | None:
    if item.nilai is not None and item.target is not None:
        if item.turun:
            if item.nilai <= 0:
                return highest if item.target > 0 else Fraction(100)
            return min(item.target * 100 / item.nilai, highest)
        if item.target == 0:
            return None
        return max(Fraction(0), min(item.nilai * 100 / item.target, highest))
    if item.target is None and item.aksi:
        return Fraction(100 * item.bergerak, item.aksi)
    return None


def _level(mean: Fraction, known: list[Fraction], still: int, limit: Ambang) -> CapaianOrganisasi:
    if 2 * still > len(known):
        return CapaianOrganisasi.SANGAT_KURANG
    if mean > limit.istimewa and min(known) >= 100:
        return CapaianOrganisasi.ISTIMEWA
    for level, lowest in (
        (CapaianOrganisasi.BAIK, limit.baik),
        (CapaianOrganisasi.BUTUH_PERBAIKAN, limit.butuh_perbaikan),
        (CapaianOrganisasi.KURANG, limit.kurang),
    ):
        if mean >= lowest:
            return level
    return CapaianOrganisasi.SANGAT_KURANG
