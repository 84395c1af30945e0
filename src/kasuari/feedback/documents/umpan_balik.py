"""What B.1.3, B.1.4 and B.1.5 print, and the printing of them. PermenPANRB 6/2022, Lampiran BAB III C, p.
71-77."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum

from kasuari.documents.contracts import Identitas, Periode, PeriodeEvaluasi, TandaTangan, Verifikasi
from kasuari.documents.engine import Template, render
from kasuari.documents.printing import common_fields


class FormatRekaman(StrEnum):
    """The three formats of the record by approach and kind of jabatan."""

    B13 = "B.1.3"
    B14 = "B.1.4"
    B15 = "B.1.5"


@dataclass(frozen=True, slots=True, kw_only=True)
class IkiDirekam:
    """An indikator with what B.1.4 and B.1.5 print beside it."""

    indikator: str
    target: str | None = None
    perspektif: str | None = None
    aspek: str | None = None
    realisasi: tuple[str, ...] = ()
    umpan_balik: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HasilDirekam:
    """A rencana hasil kerja with what was reached and said; feedback belongs to the whole result."""

    no: int
    utama: bool
    rencana: str
    penugasan_dari: str | None = None
    diintervensi: tuple[str, ...] = ()
    iki: tuple[IkiDirekam, ...] = ()
    realisasi: tuple[str, ...] = ()
    umpan_balik: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PerilakuDirekam:
    """One of the seven values in the wording of the format."""

    no: int
    nilai: str
    panduan: tuple[str, ...]
    ekspektasi: tuple[str, ...] = ()
    umpan_balik: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DataRekaman:
    """B.1.3, B.1.4 or B.1.5."""

    format: FormatRekaman
    instansi: str
    periode: Periode
    periode_evaluasi: PeriodeEvaluasi
    pegawai: Identitas
    penilai: Identitas
    hasil_kerja: tuple[HasilDirekam, ...]
    perilaku: tuple[PerilakuDirekam, ...]
    ttd_pegawai: TandaTangan
    ttd_penilai: TandaTangan
    printed_at: datetime
    final: bool = True
    verifikasi: Verifikasi | None = None


_TEMPLATES = {
    FormatRekaman.B13: Template(__package__, "b13.typ"),
    FormatRekaman.B14: Template(__package__, "b14.typ"),
    FormatRekaman.B15: Template(__package__, "b15.typ"),
}


def print_rekaman(data: DataRekaman) -> bytes:
    """The PDF of the record."""
    fields = common_fields(data) | {
        "hasil_kerja": [asdict(item) for item in data.hasil_kerja],
        "perilaku": [asdict(item) for item in data.perilaku],
    }
    return render(
        _TEMPLATES[data.format],
        fields,
        title=f"Rekaman Informasi Umpan Balik Berkelanjutan – {data.pegawai.nama}",
        printed_at=data.printed_at,
    )
