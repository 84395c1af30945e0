"""Who evaluates when something happened: a penilai away, late or moved, a Pegawai moved, another leader.

`kewenangan` says who is whose penilai on a day; this says who carries out the evaluation of one period.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from kasuari.regulation.edition import PASAL_PERALIHAN, edition_on
from kasuari.regulation.periode import Jendela
from kasuari.regulation.verdict import Basis, Verdict, berdasar, lampiran


class Pelaku(StrEnum):
    """Who evaluates. `PENILAI_BARU`: the penilai of the new unit, or the successor of the penilai."""

    PENILAI = "penilai"
    PENILAI_BARU = "penilai_baru"
    ATASAN = "atasan"


class Peran(StrEnum):
    """In which role somebody stands towards the Pegawai."""

    PEGAWAI = "pegawai"
    PENILAI = "penilai"
    ATASAN = "atasan"
    PIMPINAN_PENUGASAN = "pimpinan_penugasan"


PENILAI = lampiran("IV", "A.1-2", 89)
BERHALANGAN = lampiran("IV", "A.2", 89)
PIMPINAN_LAIN = lampiran("IV", "A.4", 89)
LEWAT_WAKTU = lampiran("IV", "A.11", 90)
PEGAWAI_PINDAH_PERIODIK = lampiran("IV", "A.13.a", 91)
PEGAWAI_PINDAH_TAHUNAN = lampiran("IV", "A.13.b", 91)
PENILAI_PINDAH_DI_LUAR = lampiran("IV", "A.14.a", 91)
PENILAI_PINDAH_DALAM = lampiran("IV", "A.14.b", 91)

# Who may give the rating, by who evaluates the period; feedback is open to everybody.
BOLEH_MENILAI: dict[Peran, tuple[frozenset[Pelaku], Basis]] = {
    Peran.PEGAWAI: (frozenset(), PENILAI),
    Peran.PENILAI: (frozenset({Pelaku.PENILAI, Pelaku.PENILAI_BARU}), PENILAI),
    Peran.ATASAN: (frozenset({Pelaku.ATASAN}), LEWAT_WAKTU),
    Peran.PIMPINAN_PENUGASAN: (frozenset(), PIMPINAN_LAIN),
}


@berdasar(
    PENILAI,
    BERHALANGAN,
    LEWAT_WAKTU,
    PEGAWAI_PINDAH_PERIODIK,
    PEGAWAI_PINDAH_TAHUNAN,
    PENILAI_PINDAH_DI_LUAR,
    PENILAI_PINDAH_DALAM,
)
def pelaku_evaluasi(
    *,
    jendela: Jendela,
    tahunan: bool = False,
    penilai_pindah: date | None = None,
    pengganti: bool = False,
    berhalangan_tetap: bool = False,
    pegawai_pindah: bool = False,
    on: date,
) -> Verdict[Pelaku]:
    """Who evaluates a period that has the window `jendela`, as things stand on `on`.

    `penilai_pindah` is the first day on which the penilai no longer holds the post (TMT), `pengganti` whether
    somebody has taken the SKP over since. `pegawai_pindah`: the Pegawai left the unit of this SKP within the
    period. A penilai who moved inside the window evaluates as if he had stayed, until the window ends.
    """
    if edition_on(on) is None:
        return Verdict(None, "pelaku.edisi_tidak_ada", (PASAL_PERALIHAN,), ("edisi",))
    if pegawai_pindah:
        basis = PEGAWAI_PINDAH_TAHUNAN if tahunan else PEGAWAI_PINDAH_PERIODIK
        return Verdict(Pelaku.PENILAI_BARU, "pelaku.pegawai_pindah", (basis,))
    if berhalangan_tetap:
        return Verdict(Pelaku.ATASAN, "pelaku.berhalangan_tetap", (BERHALANGAN,))
    moved = penilai_pindah is not None and penilai_pindah <= on
    if moved and penilai_pindah is not None and penilai_pindah < jendela.start_date:
        if pengganti:
            return Verdict(Pelaku.PENILAI_BARU, "pelaku.penilai_pindah", (PENILAI_PINDAH_DI_LUAR,))
        return Verdict(Pelaku.ATASAN, "pelaku.penilai_pindah", (PENILAI_PINDAH_DI_LUAR, BERHALANGAN))
    if on > jendela.end_date:
        return Verdict(Pelaku.ATASAN, "pelaku.lewat_waktu", (LEWAT_WAKTU,))
    if moved:
        return Verdict(Pelaku.PENILAI, "pelaku.penilai_pindah_dalam_jendela", (PENILAI_PINDAH_DALAM,))
    return Verdict(Pelaku.PENILAI, "pelaku.penilai", (PENILAI,))


@berdasar(PIMPINAN_LAIN)
def boleh_menilai(*, peran: Peran, pelaku: Pelaku) -> Verdict[bool]:
    """Whether somebody in `peran` gives the rating when `pelaku` evaluates. A pimpinan who only gave an
    assignment gives feedback to the penilai instead (A.4)."""
    able, basis = BOLEH_MENILAI[peran]
    answer = pelaku in able
    return Verdict(answer, f"pelaku.{'menilai' if answer else 'tidak_menilai'}.{peran}", (basis,))
