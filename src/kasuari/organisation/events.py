"""What happens in the organisation."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from kasuari.foundation.events import Event


@dataclass(frozen=True, kw_only=True)
class ImportRead(
    Event,
    kind="organisation.import_read",
    about="organisation.import",
    sentence=_("{by} membaca berkas {file_name}: {rows} baris, {refused} ditolak."),
):
    file_name: str
    rows: int
    refused: int


@dataclass(frozen=True, kw_only=True)
class ImportReceived(
    Event,
    kind="organisation.import_received",
    about="organisation.import",
    sentence=_("{by} mengunggah berkas {file_name} untuk dibaca di latar belakang."),
):
    file_name: str


@dataclass(frozen=True, kw_only=True)
class ImportFailed(
    Event,
    kind="organisation.import_failed",
    about="organisation.import",
    sentence=_("Berkas {file_name} tidak dapat dibaca."),
):
    file_name: str
    code: str


@dataclass(frozen=True, kw_only=True)
class ImportApplyAsked(
    Event,
    kind="organisation.import_apply_asked",
    about="organisation.import",
    sentence=_("{by} meminta berkas {file_name} diterapkan di latar belakang."),
):
    file_name: str


@dataclass(frozen=True, kw_only=True)
class ImportReturned(
    Event,
    kind="organisation.import_returned",
    about="organisation.import",
    sentence=_("Berkas {file_name} belum diterapkan dan kembali menjadi pratinjau; belum ada yang disimpan."),
):
    file_name: str
    code: str


@dataclass(frozen=True, kw_only=True)
class ImportRepeated(
    Event,
    kind="organisation.import_repeated",
    about="organisation.import",
    sentence=_("{by} meminta pekerjaan atas berkas {file_name} diulang."),
):
    file_name: str


@dataclass(frozen=True, kw_only=True)
class ImportRowMended(
    Event,
    kind="organisation.import_row_mended",
    about="organisation.import",
    sentence=_("{by} memperbaiki baris {row} pada lembar {sheet}."),
):
    sheet: str
    row: int
    columns: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ImportApplied(
    Event,
    kind="organisation.import_applied",
    about="organisation.import",
    sentence=_("{by} menerapkan berkas {file_name}: {new} baru, {changed} berubah, {unchanged} tetap."),
):
    file_name: str
    kind_of_rows: str
    new: int
    changed: int
    unchanged: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class ImportCancelled(
    Event,
    kind="organisation.import_cancelled",
    about="organisation.import",
    sentence=_("{by} membatalkan impor {file_name}."),
):
    file_name: str


@dataclass(frozen=True, kw_only=True)
class PenilaiReported(
    Event,
    kind="organisation.penilai_reported",
    about="organisation.koreksi_penilai",
    sentence=_("{by} menyampaikan bahwa pejabat penilai kinerja {pegawai} keliru."),
):
    pegawai: str
    penilai_semula: str
    penilai_usulan: str


@dataclass(frozen=True, kw_only=True)
class KoreksiAccepted(
    Event,
    kind="organisation.koreksi_accepted",
    about="organisation.koreksi_penilai",
    sentence=_(
        "{by} menerima koreksi: pejabat penilai kinerja {pegawai} menjadi {penilai} mulai {start_date}."
    ),
):
    pegawai: str
    penilai: str
    start_date: str
    note: str


@dataclass(frozen=True, kw_only=True)
class KoreksiRefused(
    Event,
    kind="organisation.koreksi_refused",
    about="organisation.koreksi_penilai",
    sentence=_("{by} tidak menerima koreksi pejabat penilai kinerja {pegawai}: {note}"),
):
    pegawai: str
    note: str


@dataclass(frozen=True, kw_only=True)
class UnitRenamed(
    Event,
    kind="organisation.unit_renamed",
    about="organisation.unit",
    sentence=_("{by} mengganti nama unit {before} menjadi {after} mulai {start_date}."),
):
    before: str
    after: str
    start_date: str


@dataclass(frozen=True, kw_only=True)
class UnitMoved(
    Event,
    kind="organisation.unit_moved",
    about="organisation.unit",
    sentence=_("{by} memindahkan unit {unit} ke bawah {after} mulai {start_date}."),
):
    unit: str
    before: str
    after: str
    start_date: str


@dataclass(frozen=True, kw_only=True)
class KepalaDaerahAppointed(
    Event,
    kind="organisation.kepala_daerah_appointed",
    about="organisation.pegawai",
    sentence=_("{by} mencatat {nama} sebagai {jabatan} mulai {start_date}."),
):
    nama: str
    jabatan: str
    start_date: str


@dataclass(frozen=True, kw_only=True)
class TugasSet(
    Event,
    kind="organisation.tugas_set",
    about="organisation.jabatan",
    sentence=_("{by} menulis {lines} tugas jabatan {jabatan}."),
):
    jabatan: str
    lines: int


@dataclass(frozen=True, kw_only=True)
class FungsiSet(
    Event,
    kind="organisation.fungsi_set",
    about="organisation.unit",
    sentence=_("{by} menulis {lines} fungsi unit {unit}."),
):
    unit: str
    lines: int


@dataclass(frozen=True, kw_only=True)
class TugasImported(
    Event,
    kind="organisation.tugas_imported",
    about="organisation.instansi",
    sentence=_("{by} mengimpor {lines} tugas untuk {posts} jabatan."),
):
    posts: int
    lines: int
