"""What happens to a perjanjian kinerja and its files, in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from kasuari.foundation.events import Event

PK = "planning.pk"
IMPOR_PK = "planning.impor_pk"


@dataclass(frozen=True, kw_only=True)
class PkItemAdded(
    Event, kind="planning.pk_item_added", about=PK, sentence=_("{by} menambah indikator PK “{teks}”.")
):
    indikator_pk_id: int
    kode: str
    teks: str


@dataclass(frozen=True, kw_only=True)
class PkItemChanged(
    Event, kind="planning.pk_item_changed", about=PK, sentence=_("{by} mengubah indikator PK “{teks}”.")
):
    indikator_pk_id: int
    kode: str
    teks: str
    changed: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PkItemRemoved(
    Event, kind="planning.pk_item_removed", about=PK, sentence=_("{by} mengeluarkan indikator PK “{teks}”.")
):
    indikator_pk_id: int
    kode: str
    teks: str


@dataclass(frozen=True, kw_only=True)
class PkFinalised(
    Event,
    kind="planning.pk_finalised",
    about=PK,
    sentence=_("{by} menetapkan perjanjian kinerja {unit} {tahun}."),
):
    unit: str
    tahun: int


@dataclass(frozen=True, kw_only=True)
class PkReopened(
    Event,
    kind="planning.pk_reopened",
    about=PK,
    sentence=_("{by} membuka perjanjian kinerja {unit} {tahun} untuk diubah."),
):
    unit: str
    tahun: int


@dataclass(frozen=True, kw_only=True)
class PkImportRead(
    Event,
    kind="planning.pk_import_read",
    about=IMPOR_PK,
    sentence=_("{by} membaca berkas perjanjian kinerja {file_name}: {rows} baris, {refused} ditolak."),
):
    file_name: str
    rows: int
    refused: int


@dataclass(frozen=True, kw_only=True)
class PkApplyAsked(
    Event,
    kind="planning.pk_apply_asked",
    about=IMPOR_PK,
    sentence=_("{by} meminta berkas perjanjian kinerja {file_name} diterapkan di latar belakang."),
):
    file_name: str


@dataclass(frozen=True, kw_only=True)
class PkApplyReturned(
    Event,
    kind="planning.pk_apply_returned",
    about=IMPOR_PK,
    sentence=_("Berkas {file_name} belum diterapkan dan kembali menjadi pratinjau; belum ada yang disimpan."),
):
    file_name: str
    code: str


@dataclass(frozen=True, kw_only=True)
class PkApplyRepeated(
    Event,
    kind="planning.pk_apply_repeated",
    about=IMPOR_PK,
    sentence=_("{by} meminta pekerjaan atas berkas {file_name} diulang."),
):
    file_name: str


@dataclass(frozen=True, kw_only=True)
class PkImported(
    Event,
    kind="planning.pk_imported",
    about=IMPOR_PK,
    sentence=_(
        "{by} menerapkan berkas perjanjian kinerja {file_name}: {new} baru, {changed} berubah, "
        "{unchanged} tetap."
    ),
):
    file_name: str
    new: int
    changed: int
    unchanged: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class PkImportCancelled(
    Event,
    kind="planning.pk_import_cancelled",
    about=IMPOR_PK,
    sentence=_("{by} membatalkan impor perjanjian kinerja {file_name}."),
):
    file_name: str
