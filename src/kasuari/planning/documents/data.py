"""What the formats of perencanaan print. PermenPANRB 6/2022, Lampiran BAB II, formats A.1.1 to A.1.8."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kasuari.documents.contracts import Identitas, Periode, TandaTangan, Verifikasi
from kasuari.planning.documents.strategi import LembarManual

# Who signs on the right; the atasan does where the penilai had not set by the end of January (C.5).
PENETAP = "Pejabat Penilai Kinerja"


class FormatSkp(StrEnum):
    """The four formats of an SKP by approach and kind of jabatan (p. 32–36 and 55–59)."""

    A11 = "A.1.1"
    A12 = "A.1.2"
    A16 = "A.1.6"
    A17 = "A.1.7"


@dataclass(frozen=True, slots=True, kw_only=True)
class Iki:
    """One indikator kinerja individu. `perspektif` belongs to A.1.1 and A.1.2, `aspek` to A.1.7."""

    indikator: str
    target: str | None = None
    perspektif: str | None = None
    aspek: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HasilKerja:
    """One rencana hasil kerja with its indikator, in the order of print.

    `no` runs on from utama to tambahan. `penugasan_dari` is the jabatan that assigned it (printed by A.1.1,
    A.1.2 and A.1.6); `diintervensi` the leader's result, one line per entry (printed by A.1.7, which adds
    the IKI where that leader is a JPT, pimpinan unit kerja mandiri or the organisation, p. 59).
    """

    no: int
    utama: bool
    rencana: str
    penugasan_dari: str | None = None
    diintervensi: tuple[str, ...] = ()
    iki: tuple[Iki, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Perilaku:
    """One of the seven values: its name and guide lines in the wording of the format, and the leader's
    ekspektasi."""

    no: int
    nilai: str
    panduan: tuple[str, ...]
    ekspektasi: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSkp:
    """An SKP as it stands on paper. `final` False prints DRAF across every page; `manual` (format A.1.3)
    follow it, each on a page of its own."""

    format: FormatSkp
    instansi: str
    periode: Periode
    pegawai: Identitas
    penilai: Identitas
    hasil_kerja: tuple[HasilKerja, ...]
    perilaku: tuple[Perilaku, ...]
    ttd_pegawai: TandaTangan
    ttd_penilai: TandaTangan
    printed_at: datetime
    penetap: str = PENETAP
    final: bool = True
    verifikasi: Verifikasi | None = None
    manual: tuple[LembarManual, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DataLampiran:
    """Lampiran SKP, Format A.1.8 (p. 61): three lists of free lines."""

    instansi: str
    periode: Periode
    nama_pegawai: str
    dukungan_sumber_daya: tuple[str, ...]
    skema_pertanggungjawaban: tuple[str, ...]
    konsekuensi: tuple[str, ...]
    ttd_pegawai: TandaTangan
    ttd_penilai: TandaTangan
    printed_at: datetime
    penetap: str = PENETAP
    final: bool = True
    verifikasi: Verifikasi | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisMatriks:
    """One person. A cell is None while undecided, empty for "tidak ada peran", else its roles."""

    nama: str
    jabatan: str
    sel: tuple[tuple[str, ...] | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TabelMatriks:
    """One table of format A.1.5: the leader beside the indikator, the people below."""

    nama: str
    jabatan: str
    kolom: tuple[str, ...]
    baris: tuple[BarisMatriks, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DataMatriks:
    """Matriks pembagian peran dan hasil, format A.1.5 (p. 48-49); the second level as further tables."""

    tabel: tuple[TabelMatriks, ...]
    printed_at: datetime
    nip: str = ""
    final: bool = True
    verifikasi: Verifikasi | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisKesepakatan:
    """One agreement of a dialog kinerja."""

    teks: str
    pihak: str
    sampai: date | None = None
    selesai: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DataDialog:
    """The record of a dialog kinerja, a form of ours. Each topic is its heading with its lines, each remark
    who wrote it, when, and the words."""

    instansi: str
    periode: Periode
    pegawai: str
    jabatan: str
    pimpinan: str
    jabatan_pimpinan: str
    tanggal: date
    cara: str
    tempat: str
    peserta_lain: str
    topik: tuple[tuple[str, tuple[str, ...]], ...]
    kesepakatan: tuple[BarisKesepakatan, ...]
    tanggapan: tuple[tuple[str, date, str], ...]
    ttd_pegawai: TandaTangan
    ttd_pimpinan: TandaTangan
    printed_at: datetime
    final: bool = True
    verifikasi: Verifikasi | None = None
