"""Who is the pejabat penilai kinerja of a Pegawai on a day, and why; and who must have an SKP.

Facts are dated, half-open (`end_date` is the first day that no longer counts; None: open). The penilai is the
atasan langsung, at least a pejabat pengawas, or an official with delegated authority (Pasal 1 angka 9).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kasuari.regulation.edition import PASAL_PERALIHAN, edition_on
from kasuari.regulation.verdict import Basis, Verdict, berdasar, lampiran, p6


class JenisJabatan(StrEnum):
    JPT_UTAMA = "jpt_utama"
    JPT_MADYA = "jpt_madya"
    JPT_PRATAMA = "jpt_pratama"
    ADMINISTRATOR = "administrator"
    PENGAWAS = "pengawas"
    PELAKSANA = "pelaksana"
    JF = "jf"


class JenisPenugasan(StrEnum):
    DEFINITIF = "definitif"
    PLT = "plt"
    PLH = "plh"
    PJ = "pj"
    TUGAS_TAMBAHAN = "tugas_tambahan"


class Instansi(StrEnum):
    DAERAH = "daerah"
    PUSAT = "pusat"


class PenilaiMandiri(StrEnum):
    """Who rates a pimpinan unit kerja mandiri: the regulation leaves the choice (p. 65)."""

    KOORDINATOR = "koordinator"
    PIMPINAN_INSTANSI = "pimpinan_instansi"


class KedudukanHukum(StrEnum):
    AKTIF = "aktif"
    TUGAS_BELAJAR = "tugas_belajar"
    HUKUMAN_DISIPLIN = "hukuman_disiplin"
    CLTN = "cltn"
    MPP = "mpp"
    PEMBERHENTIAN_SEMENTARA = "pemberhentian_sementara"
    PEJABAT_NEGARA = "pejabat_negara"
    BERHENTI = "berhenti"


PASAL_1_9 = p6("Pasal 1 angka 9", 4)
BERJENJANG = lampiran("IV", "A.2", 89)
DELEGASI_PLT_PLH = lampiran("IV", "A.3", 89)
PLT_DINILAI = lampiran("IV", "A.5", 89)
JF_MEMIMPIN = lampiran("IV", "A.7", 89)
PUSAT = lampiran("II", "C.2", 65)
DAERAH_JPT = lampiran("II", "C.3.a", 65)
DAERAH_MANDIRI = lampiran("II", "C.3.b", 65)
TUGAS_BELAJAR = lampiran("II", "B", 62)
TIDAK_WAJIB = lampiran("II", "C.8", 65)

JPT = frozenset({JenisJabatan.JPT_UTAMA, JenisJabatan.JPT_MADYA, JenisJabatan.JPT_PRATAMA})
PALING_RENDAH_PENGAWAS = JPT | {JenisJabatan.ADMINISTRATOR, JenisJabatan.PENGAWAS}
# Whose SKP the head of the agency sets, as a pejabat pimpinan tinggi (p. 65).
JPT_PIMPINAN_INSTANSI: dict[Instansi, frozenset[JenisJabatan]] = {
    Instansi.DAERAH: JPT,
    Instansi.PUSAT: frozenset({JenisJabatan.JPT_UTAMA, JenisJabatan.JPT_MADYA}),
}
BASIS_JPT: dict[Instansi, Basis] = {Instansi.DAERAH: DAERAH_JPT, Instansi.PUSAT: PUSAT}
BASIS_MANDIRI: dict[Instansi, Basis] = {Instansi.DAERAH: DAERAH_MANDIRI, Instansi.PUSAT: PUSAT}

# What the head of the agency is called in the codes.
SEBUTAN: dict[Instansi, str] = {Instansi.DAERAH: "kepala_daerah", Instansi.PUSAT: "pimpinan_instansi"}

# Whether a leader of this kind has the authority to rate when nothing is recorded (`delegated` None). A Plh.
# only stands in for a definitive officer who is absent for days, so authority must be given to him expressly
# (A.3).
DELEGASI_BAWAAN: dict[JenisPenugasan, bool] = {
    JenisPenugasan.DEFINITIF: False,
    JenisPenugasan.PLT: True,
    JenisPenugasan.PLH: False,
    JenisPenugasan.PJ: True,
    JenisPenugasan.TUGAS_TAMBAHAN: True,
}
# When several lead one unit, the first kind rates. A Plt. comes before the definitive officer: he is
# appointed only where that officer is permanently prevented (berhalangan tetap).
URUTAN_PEMIMPIN: tuple[JenisPenugasan, ...] = (
    JenisPenugasan.PLH,
    JenisPenugasan.PLT,
    JenisPenugasan.PJ,
    JenisPenugasan.DEFINITIF,
    JenisPenugasan.TUGAS_TAMBAHAN,
)
# In which of several appointments a person is rated: the acting one first (A.5), then the leading one.
URUTAN_DINILAI: tuple[JenisPenugasan, ...] = (
    JenisPenugasan.PLT,
    JenisPenugasan.PJ,
    JenisPenugasan.TUGAS_TAMBAHAN,
    JenisPenugasan.DEFINITIF,
)

WAJIB_SKP: dict[KedudukanHukum, tuple[bool, Basis]] = {
    KedudukanHukum.AKTIF: (True, p6("Pasal 4 dan Pasal 6", 5)),
    KedudukanHukum.TUGAS_BELAJAR: (True, TUGAS_BELAJAR),
    KedudukanHukum.HUKUMAN_DISIPLIN: (True, p6("Pasal 4 dan Pasal 6", 5)),
    KedudukanHukum.CLTN: (False, lampiran("II", "C.8.c", 66)),
    KedudukanHukum.MPP: (False, lampiran("II", "C.8.d", 66)),
    KedudukanHukum.PEMBERHENTIAN_SEMENTARA: (False, lampiran("II", "C.8.b", 66)),
    KedudukanHukum.PEJABAT_NEGARA: (False, lampiran("II", "C.8.a", 66)),
    KedudukanHukum.BERHENTI: (False, p6("Pasal 1 angka 1", 3)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FaktaPenugasan:
    """One dated appointment. `unit` is the unit led when `memimpin`, else the unit worked in.

    `jabatan_jenis` is that of the jabatan the person holds (in an acting appointment: still the own one).
    `delegated`: authority to rate given (True), withheld (False), or not recorded (None: DELEGASI_BAWAAN).
    """

    id: str
    pegawai: str
    unit: str
    jabatan_jenis: JenisJabatan
    jenis: JenisPenugasan = JenisPenugasan.DEFINITIF
    memimpin: bool = False
    start_date: date
    end_date: date | None = None
    delegated: bool | None = None

    def berlaku(self, on: date) -> bool:
        return self.start_date <= on and (self.end_date is None or on < self.end_date)

    @property
    def berwenang(self) -> bool:
        """May the holder rate the people of the unit that this appointment leads?"""
        if self.delegated is not None and self.jenis is not JenisPenugasan.DEFINITIF:
            return self.delegated
        if self.jabatan_jenis in PALING_RENDAH_PENGAWAS and self.jenis is JenisPenugasan.DEFINITIF:
            return True
        return bool(self.delegated) or DELEGASI_BAWAAN[self.jenis]


@dataclass(frozen=True, slots=True, kw_only=True)
class FaktaUnit:
    """One dated unit. `induk` None: the root. `koordinator`: the unit through whose leader it reports, if not
    `induk`.

    In a region the perangkat daerah hang under the root but report through the Sekretariat Daerah.
    """

    id: str
    induk: str | None
    koordinator: str | None = None
    mandiri: bool = False
    start_date: date = date.min
    end_date: date | None = None

    def berlaku(self, on: date) -> bool:
        return self.start_date <= on and (self.end_date is None or on < self.end_date)


@dataclass(frozen=True, slots=True, kw_only=True)
class FaktaPenetapan:
    """A recorded decision: `penilai` rates `pegawai` in these days. It comes before every other rule."""

    pegawai: str
    penilai: str
    start_date: date
    end_date: date | None = None

    def berlaku(self, on: date) -> bool:
        return self.start_date <= on and (self.end_date is None or on < self.end_date)


@dataclass(frozen=True, slots=True)
class Penilai:
    """The penilai and, for reports and objections, the atasan of the penilai (None: there is none).

    A `penugasan` is None for the head of the agency and for a person set by decision without an appointment.
    """

    pegawai: str
    penugasan: str | None = None
    atasan: str | None = None
    penugasan_atasan: str | None = None


class Susunan:
    """The organisation on one day, ready to be asked about many people.

    `pimpinan_instansi` stands for the kepala daerah (or the minister) and needs no appointment.
    """

    def __init__(
        self,
        *,
        on: date,
        penugasan: Iterable[FaktaPenugasan],
        unit: Iterable[FaktaUnit],
        penetapan: Iterable[FaktaPenetapan] = (),
        pimpinan_instansi: str | None = None,
        penilai_mandiri: PenilaiMandiri = PenilaiMandiri.KOORDINATOR,
        instansi: Instansi = Instansi.DAERAH,
    ) -> None:
        self.on = on
        self.pimpinan_instansi = pimpinan_instansi
        self.penilai_mandiri = penilai_mandiri
        self.instansi = instansi
        self.unit = {fact.id: fact for fact in unit if fact.berlaku(on)}
        # The latest decision in force wins; ties by id keep the answer the same on every run.
        in_force = sorted((p for p in penetapan if p.berlaku(on)), key=lambda p: (p.start_date, p.penilai))
        self.penetapan = {fact.pegawai: fact.penilai for fact in in_force}
        self.penugasan: dict[str, list[FaktaPenugasan]] = {}
        self.pemimpin: dict[str, list[FaktaPenugasan]] = {}
        for fact in sorted(penugasan, key=lambda p: (p.start_date, p.id), reverse=True):
            if fact.berlaku(on):
                self.penugasan.setdefault(fact.pegawai, []).append(fact)
                if fact.memimpin:
                    self.pemimpin.setdefault(fact.unit, []).append(fact)
        for leaders in self.pemimpin.values():
            leaders.sort(key=lambda p: URUTAN_PEMIMPIN.index(p.jenis))
        # Of many people the few who rate them are asked about again and again.
        self._ditemukan: dict[str, Verdict[Penilai]] = {}

    def penilai(self, pegawai: str) -> Verdict[Penilai]:
        """The penilai of `pegawai` with the atasan of the penilai."""
        found = self._langsung(pegawai)
        if found.value is None:
            return found
        penilai = found.value.pegawai
        if penilai not in self._ditemukan:
            self._ditemukan[penilai] = self._langsung(penilai)
        above = self._ditemukan[penilai].value
        if above is None or above.pegawai == pegawai:
            return found
        both = Penilai(found.value.pegawai, found.value.penugasan, above.pegawai, above.penugasan)
        return Verdict(both, found.code, found.basis)

    def dinilai_sebagai(self, pegawai: str) -> FaktaPenugasan | None:
        """The appointment in which `pegawai` is rated on the day."""
        ranked = [p for p in self.penugasan.get(pegawai, ()) if p.jenis in URUTAN_DINILAI]
        return min(ranked, key=lambda p: URUTAN_DINILAI.index(p.jenis), default=None)

    def _langsung(self, pegawai: str) -> Verdict[Penilai]:
        if pegawai == self.pimpinan_instansi:
            return Verdict(None, "kewenangan.pimpinan_instansi_tidak_dinilai", (TIDAK_WAJIB,))
        ditetapkan = self.penetapan.get(pegawai)
        if ditetapkan is not None and ditetapkan != pegawai:
            return Verdict(self._orang(ditetapkan), "kewenangan.ditetapkan", (PASAL_1_9,))
        own = self.dinilai_sebagai(pegawai)
        if own is None:
            return Verdict(None, "kewenangan.tidak_ditemukan", (PASAL_1_9,), ("penugasan",))
        if own.unit not in self.unit:
            return Verdict(None, "kewenangan.tidak_ditemukan", (PASAL_1_9,), ("unit",))
        if any(self._jpt_pimpinan_instansi(p) for p in self.penugasan[pegawai]):
            return self._pimpinan_instansi("jpt", BASIS_JPT[self.instansi])
        mandiri = own.memimpin and self.unit[own.unit].mandiri
        if mandiri and self.penilai_mandiri is PenilaiMandiri.PIMPINAN_INSTANSI:
            return self._pimpinan_instansi("mandiri", BASIS_MANDIRI[self.instansi])
        return self._ke_atas(pegawai, own)

    def _jpt_pimpinan_instansi(self, fact: FaktaPenugasan) -> bool:
        """A JPT is who holds the jabatan; acting in one as Plt. makes nobody a pejabat pimpinan tinggi."""
        holds = fact.jenis is JenisPenugasan.DEFINITIF
        return holds and fact.jabatan_jenis in JPT_PIMPINAN_INSTANSI[self.instansi]

    def _ke_atas(self, pegawai: str, own: FaktaPenugasan) -> Verdict[Penilai]:
        """The first leader from the person's place upwards who has authority and is somebody else."""
        step = self._atas(own.unit) if own.memimpin else own.unit
        reason = ""
        seen: set[str] = set()
        while step is not None and step in self.unit and step not in seen:
            seen.add(step)
            leaders = self.pemimpin.get(step, [])
            able = [leader for leader in leaders if leader.berwenang]
            others = [leader for leader in able if leader.pegawai != pegawai]
            # Whoever leads a unit oneself is rated from above it, not by a colleague who leads it too. A Plh.
            # of a few days stays under the officer he stands in for.
            sendiri = any(p.pegawai == pegawai and p.jenis is not JenisPenugasan.PLH for p in able)
            if others and not sendiri:
                return self._verdict(others[0], own, leaders, reason)
            if able:
                reason = reason or "kewenangan.naik_karena_diri_sendiri"
            elif leaders:
                reason = reason or "kewenangan.naik_karena_tanpa_kewenangan"
            elif self._atas(step) is not None:
                reason = reason or "kewenangan.naik_karena_kosong"
            step = self._atas(step)
        if step is not None:
            return Verdict(None, "kewenangan.tidak_ditemukan", (BERJENJANG,), ("unit",))
        return self._pimpinan_instansi("langsung", BERJENJANG, reason)

    def _verdict(
        self, leader: FaktaPenugasan, own: FaktaPenugasan, leaders: list[FaktaPenugasan], reason: str
    ) -> Verdict[Penilai]:
        code, basis = _alasan(leader, own, leaders, self.unit[own.unit], BASIS_MANDIRI[self.instansi])
        if reason:
            code, basis = reason, (PASAL_1_9, BERJENJANG)
        return Verdict(Penilai(leader.pegawai, leader.id), code, basis)

    def _pimpinan_instansi(self, why: str, basis: Basis, reason: str = "") -> Verdict[Penilai]:
        if self.pimpinan_instansi is None:
            return Verdict(None, "kewenangan.tidak_ditemukan", (basis,), ("pimpinan_instansi",))
        code = reason or f"kewenangan.{SEBUTAN[self.instansi]}_{why}"
        return Verdict(Penilai(self.pimpinan_instansi), code, (basis,))

    def _orang(self, pegawai: str) -> Penilai:
        own = self.dinilai_sebagai(pegawai)
        return Penilai(pegawai, own.id if own else None)

    def _atas(self, unit: str) -> str | None:
        fact = self.unit[unit]
        return fact.koordinator or fact.induk


@berdasar(
    PASAL_1_9, BERJENJANG, DELEGASI_PLT_PLH, PLT_DINILAI, JF_MEMIMPIN, PUSAT, DAERAH_JPT, DAERAH_MANDIRI
)
def penilai(
    *,
    pegawai: str,
    on: date,
    penugasan: Iterable[FaktaPenugasan],
    unit: Iterable[FaktaUnit],
    penetapan: Iterable[FaktaPenetapan] = (),
    pimpinan_instansi: str | None = None,
    penilai_mandiri: PenilaiMandiri = PenilaiMandiri.KOORDINATOR,
    instansi: Instansi = Instansi.DAERAH,
) -> Verdict[Penilai]:
    """Who rates `pegawai` on `on`, and why (the code). For many people on one day build a `Susunan` once.

    `penugasan` and `unit` may hold more than the day needs; they are filtered by their dates.
    """
    if edition_on(on) is None:
        return Verdict(None, "kewenangan.edisi_tidak_ada", (PASAL_PERALIHAN,), ("edisi",))
    return Susunan(
        on=on,
        penugasan=penugasan,
        unit=unit,
        penetapan=penetapan,
        pimpinan_instansi=pimpinan_instansi,
        penilai_mandiri=penilai_mandiri,
        instansi=instansi,
    ).penilai(pegawai)


@berdasar(BERJENJANG)
def atasan_penilai(
    *,
    pegawai: str,
    on: date,
    penugasan: Iterable[FaktaPenugasan],
    unit: Iterable[FaktaUnit],
    penetapan: Iterable[FaktaPenetapan] = (),
    pimpinan_instansi: str | None = None,
    penilai_mandiri: PenilaiMandiri = PenilaiMandiri.KOORDINATOR,
    instansi: Instansi = Instansi.DAERAH,
) -> Verdict[Penilai]:
    """The atasan of the penilai: who rates the penilai. Above the head of the agency there is none."""
    susunan = Susunan(
        on=on,
        penugasan=penugasan,
        unit=unit,
        penetapan=penetapan,
        pimpinan_instansi=pimpinan_instansi,
        penilai_mandiri=penilai_mandiri,
        instansi=instansi,
    )
    if edition_on(on) is None:
        return Verdict(None, "kewenangan.edisi_tidak_ada", (PASAL_PERALIHAN,), ("edisi",))
    own = susunan.penilai(pegawai)
    if own.value is None:
        return own
    above = susunan.penilai(own.value.pegawai)
    if above.value is not None and above.value.pegawai == pegawai:
        return Verdict(None, "kewenangan.atasan_diri_sendiri", (BERJENJANG,), ("atasan",))
    return above


@berdasar(TIDAK_WAJIB, TUGAS_BELAJAR)
def wajib_skp(*, kedudukan_hukum: KedudukanHukum | None, on: date) -> Verdict[bool]:
    """Is a Pegawai in this kedudukan hukum subject to planning? Four cases are exempt (C.8, p. 65-66)."""
    if edition_on(on) is None:
        return Verdict(None, "kewenangan.edisi_tidak_ada", (PASAL_PERALIHAN,), ("edisi",))
    if kedudukan_hukum is None:
        return Verdict(None, "kewenangan.kedudukan_hukum_belum_ada", (TIDAK_WAJIB,), ("kedudukan_hukum",))
    wajib, basis = WAJIB_SKP[kedudukan_hukum]
    return Verdict(wajib, f"kewenangan.{'wajib' if wajib else 'tidak_wajib'}_skp.{kedudukan_hukum}", (basis,))


def _alasan(
    leader: FaktaPenugasan,
    own: FaktaPenugasan,
    leaders: list[FaktaPenugasan],
    own_unit: FaktaUnit,
    basis_mandiri: Basis,
) -> tuple[str, tuple[Basis, ...]]:
    """Why this leader rates: first what is special about the rated person, then about the leader."""
    if own.memimpin and own_unit.mandiri:
        return "kewenangan.koordinator_unit_mandiri", (basis_mandiri,)
    if own.memimpin and own.jenis is JenisPenugasan.PLT:
        return "kewenangan.plt_dinilai_unit_plt", (PLT_DINILAI,)
    if leader.jenis is JenisPenugasan.PLT:
        return "kewenangan.plt", (PASAL_1_9, DELEGASI_PLT_PLH)
    if leader.jenis is JenisPenugasan.PLH:
        return "kewenangan.plh_didelegasikan", (PASAL_1_9, DELEGASI_PLT_PLH)
    if leader.jenis is JenisPenugasan.PJ:
        return "kewenangan.pj", (PASAL_1_9,)
    if leader.jabatan_jenis is JenisJabatan.JF:
        return "kewenangan.jf_memimpin_unit", (PASAL_1_9, JF_MEMIMPIN)
    if any(other.jenis is JenisPenugasan.PLH for other in leaders):
        return "kewenangan.plh_tidak_mengganti", (PASAL_1_9, DELEGASI_PLT_PLH)
    return "kewenangan.pimpinan_unit", (PASAL_1_9,)
