"""What formats A.1.3 and A.1.4 print. PermenPANRB 6/2022, Lampiran BAB II (p. 38 and 43)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kasuari.documents.contracts import Periode, Verifikasi


@dataclass(frozen=True, slots=True, kw_only=True)
class Kotak:
    """One box to tick: `( ) Tahunan`, `(X) Tahunan`."""

    nama: str
    dipilih: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LembarManual:
    """The manual of one indikator: a table of its own. Texts of several lines come line by line."""

    rencana: str
    indikator: str
    tujuan: tuple[str, ...]
    definisi: tuple[str, ...]
    formula: tuple[str, ...]
    satuan: str | None
    kualitas: tuple[Kotak, ...]
    sumber_data: tuple[str, ...]
    periode_pelaporan: tuple[Kotak, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DataManual:
    """Manual indikator kinerja, format A.1.3 (p. 38). `jpt` False leaves out the line that names the SKP of
    JPT and pimpinan unit kerja mandiri, for whom alone the format is made."""

    instansi: str
    periode: Periode
    nama_pegawai: str
    nip: str = ""
    jpt: bool
    manual: tuple[LembarManual, ...]
    printed_at: datetime
    final: bool = True
    verifikasi: Verifikasi | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LembarWorkblock:
    """One workblock, format A.1.4 (p. 43). The lines of a list are numbered on from rutin to
    transformatif."""

    judul: str
    intervensi: str
    pemilik: str
    pihak_terlibat: str
    waktu: str
    penerima_manfaat: str
    tujuan: str
    anggaran: str
    strategi_rutin: tuple[str, ...]
    strategi_transformatif: tuple[str, ...]
    keluaran_rutin: tuple[str, ...]
    keluaran_transformatif: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DataWorkblock:
    """One or more workblocks of an SKP, each on a page of its own."""

    workblock: tuple[LembarWorkblock, ...]
    printed_at: datetime
    nip: str = ""
    final: bool = True
    verifikasi: Verifikasi | None = None
