"""What happens in planning, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from kasuari.foundation.events import Event

PERIODE = "planning.periode"
SKP = "planning.skp"
PK = "planning.pk"
IMPOR_PK = "planning.impor_pk"
PUSTAKA = "planning.pustaka"


@dataclass(frozen=True, kw_only=True)
class PeriodeOpened(
    Event, kind="planning.periode_opened", about=PERIODE, sentence=_("{by} membuka periode kinerja {tahun}.")
):
    tahun: int
    jenis_evaluasi: str
    evaluasi: int


@dataclass(frozen=True, kw_only=True)
class PeriodeClosed(
    Event, kind="planning.periode_closed", about=PERIODE, sentence=_("{by} menutup periode kinerja {tahun}.")
):
    tahun: int


@dataclass(frozen=True, kw_only=True)
class SkpDrafted(
    Event, kind="planning.skp_drafted", about=SKP, sentence=_("{by} mulai menyusun SKP {tahun} ({format}).")
):
    tahun: int
    format: str
    pendekatan: str
    penilai_id: int | None
    kewenangan: str


@dataclass(frozen=True, kw_only=True)
class SkpManyDrafted(
    Event,
    kind="planning.skp_many_drafted",
    about=PERIODE,
    sentence=_("{by} menyiapkan {count} draf SKP; {skipped} penugasan dilewati."),
):
    count: int
    skipped: int
    penugasan_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class RhkAdded(
    Event, kind="planning.rhk_added", about=SKP, sentence=_("{by} menambah rencana hasil kerja “{teks}”.")
):
    rhk_id: int
    jenis: str
    teks: str


@dataclass(frozen=True, kw_only=True)
class RhkChanged(
    Event, kind="planning.rhk_changed", about=SKP, sentence=_("{by} mengubah rencana hasil kerja “{teks}”.")
):
    rhk_id: int
    teks: str
    changed: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class RhkRemoved(
    Event, kind="planning.rhk_removed", about=SKP, sentence=_("{by} menghapus rencana hasil kerja “{teks}”.")
):
    rhk_id: int
    teks: str


@dataclass(frozen=True, kw_only=True)
class RhkMoved(
    Event,
    kind="planning.rhk_moved",
    about=SKP,
    sentence=_("{by} memindahkan rencana hasil kerja “{teks}” ke urutan {urutan}."),
):
    rhk_id: int
    teks: str
    urutan: int


@dataclass(frozen=True, kw_only=True)
class IndikatorAdded(
    Event, kind="planning.indikator_added", about=SKP, sentence=_("{by} menambah indikator “{teks}”.")
):
    rhk_id: int
    indikator_id: int
    teks: str


@dataclass(frozen=True, kw_only=True)
class IndikatorChanged(
    Event, kind="planning.indikator_changed", about=SKP, sentence=_("{by} mengubah indikator “{teks}”.")
):
    indikator_id: int
    teks: str
    changed: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class IndikatorRemoved(
    Event, kind="planning.indikator_removed", about=SKP, sentence=_("{by} menghapus indikator “{teks}”.")
):
    indikator_id: int
    teks: str


@dataclass(frozen=True, kw_only=True)
class EkspektasiChanged(
    Event,
    kind="planning.ekspektasi_changed",
    about=SKP,
    sentence=_("{by} mengubah ekspektasi khusus untuk nilai {nama}."),
):
    nilai: int
    nama: str
    lines: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class LampiranChanged(
    Event, kind="planning.lampiran_changed", about=SKP, sentence=_("{by} mengubah lampiran SKP: {nama}.")
):
    jenis: str
    nama: str
    lines: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SkpFilled(
    Event,
    kind="planning.skp_filled",
    about=SKP,
    sentence=_("{by} mengisi SKP: {rhk} rencana hasil kerja dan {indikator} indikator."),
):
    rhk: int
    indikator: int


@dataclass(frozen=True, kw_only=True)
class SkpSubmitted(
    Event, kind="planning.skp_submitted", about=SKP, sentence=_("{by} mengajukan SKP kepada {penilai}.")
):
    penilai: str


@dataclass(frozen=True, kw_only=True)
class SkpWithdrawn(
    Event, kind="planning.skp_withdrawn", about=SKP, sentence=_("{by} menarik kembali SKP yang diajukan.")
):
    pass


@dataclass(frozen=True, kw_only=True)
class SkpReturned(
    Event,
    kind="planning.skp_returned",
    about=SKP,
    sentence=_("{by} mengembalikan SKP dengan {count} catatan."),
):
    count: int


@dataclass(frozen=True, kw_only=True)
class SkpEstablished(Event, kind="planning.skp_set", about=SKP, sentence=_("{by} menetapkan SKP {pegawai}.")):
    pegawai: str
    edition: str


@dataclass(frozen=True, kw_only=True)
class SkpPenilaiChanged(
    Event,
    kind="planning.skp_penilai_changed",
    about=SKP,
    sentence=_("Pejabat penilai kinerja SKP ini menjadi {penilai}."),
):
    penilai: str
    penilai_id: int | None
    kewenangan: str
    on: date


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


@dataclass(frozen=True, kw_only=True)
class PkTaken(
    Event,
    kind="planning.pk_taken",
    about=SKP,
    sentence=_("{by} mengambil {count} indikator dari perjanjian kinerja."),
):
    count: int
    indikator_pk_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class PkChangeUsed(
    Event,
    kind="planning.pk_change_used",
    about=SKP,
    sentence=_("{by} memakai perubahan perjanjian kinerja pada indikator “{teks}”."),
):
    indikator_id: int
    teks: str
    changed: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PkChangeDeclined(
    Event,
    kind="planning.pk_change_declined",
    about=SKP,
    sentence=_("{by} mempertahankan indikator “{teks}” walau perjanjian kinerja berubah."),
):
    indikator_id: int
    teks: str


@dataclass(frozen=True, kw_only=True)
class RhkLinked(
    Event,
    kind="planning.rhk_linked",
    about=SKP,
    sentence=_("{by} menautkan “{teks}” ke hasil kerja pimpinan “{pimpinan}”."),
):
    rhk_id: int
    teks: str
    pimpinan: str
    intervensi_id: int
    intervensi_indikator_id: int | None


@dataclass(frozen=True, kw_only=True)
class RhkUnlinked(
    Event,
    kind="planning.rhk_unlinked",
    about=SKP,
    sentence=_("{by} melepas tautan “{teks}” dari hasil kerja pimpinan."),
):
    rhk_id: int
    teks: str


@dataclass(frozen=True, kw_only=True)
class LinksProposed(
    Event,
    kind="planning.links_proposed",
    about=SKP,
    sentence=_("SKP {pimpinan} sudah ada; {count} hasil kerja tim dapat ditautkan."),
):
    pimpinan: str
    count: int


@dataclass(frozen=True, kw_only=True)
class HarapanTaken(
    Event,
    kind="planning.harapan_taken",
    about=SKP,
    sentence=_("{by} mengambil harapan tim “{teks}” ke dalam SKP."),
):
    rhk_id: int
    teks: str
    people: int


MATRIKS = "planning.matriks"


@dataclass(frozen=True, kw_only=True)
class MatriksOpened(
    Event,
    kind="planning.matriks_opened",
    about=MATRIKS,
    sentence=_("{by} membuka matriks pembagian peran dan hasil dengan {count} pegawai."),
):
    count: int


@dataclass(frozen=True, kw_only=True)
class MatriksMembersRefreshed(
    Event,
    kind="planning.matriks_members_refreshed",
    about=MATRIKS,
    sentence=_("{by} memperbarui daftar pegawai pada matriks; {count} orang ditambahkan."),
):
    count: int


@dataclass(frozen=True, kw_only=True)
class PeranWritten(
    Event,
    kind="planning.peran_written",
    about=MATRIKS,
    sentence=_("{by} menulis peran {pegawai} pada “{kolom}”."),
):
    pegawai: str
    kolom: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class MatriksFilled(
    Event, kind="planning.matriks_filled", about=MATRIKS, sentence=_("{by} menulis {count} sel matriks.")
):
    count: int
    cells: tuple[dict[str, object], ...]


@dataclass(frozen=True, kw_only=True)
class CascadingChosen(
    Event,
    kind="planning.cascading_chosen",
    about=MATRIKS,
    sentence=_("{by} memilih cara membagi “{kolom}”: {nama}."),
):
    indikator_id: int
    kolom: str
    metode: str
    nama: str


@dataclass(frozen=True, kw_only=True)
class AnggotaAdded(
    Event, kind="planning.anggota_added", about=MATRIKS, sentence=_("{by} memasukkan {pegawai} ke matriks.")
):
    anggota_id: int
    pegawai: str


@dataclass(frozen=True, kw_only=True)
class ConsentRequested(
    Event,
    kind="planning.consent_requested",
    about=MATRIKS,
    sentence=_("{by} meminta persetujuan {penilai} agar {pegawai} ikut ({bentuk})."),
):
    anggota_id: int
    pegawai: str
    penilai: str
    bentuk: str


@dataclass(frozen=True, kw_only=True)
class ConsentGiven(
    Event, kind="planning.consent_given", about=MATRIKS, sentence=_("{by} menyetujui {pegawai} ikut.")
):
    anggota_id: int
    pegawai: str


@dataclass(frozen=True, kw_only=True)
class ConsentDeclined(
    Event,
    kind="planning.consent_declined",
    about=MATRIKS,
    sentence=_("{by} tidak menyetujui {pegawai} ikut: {alasan}"),
):
    anggota_id: int
    pegawai: str
    alasan: str


@dataclass(frozen=True, kw_only=True)
class AnggotaEnded(
    Event,
    kind="planning.anggota_ended",
    about=MATRIKS,
    sentence=_("{by} mengakhiri keikutsertaan {pegawai} pada matriks."),
):
    anggota_id: int
    pegawai: str


@dataclass(frozen=True, kw_only=True)
class TimFormed(
    Event,
    kind="planning.tim_formed",
    about=MATRIKS,
    sentence=_("{by} membentuk {nama} dengan {ketua} sebagai ketua."),
):
    tim_id: int
    nama: str
    ketua: str
    start_date: date


@dataclass(frozen=True, kw_only=True)
class TimChanged(Event, kind="planning.tim_changed", about=MATRIKS, sentence=_("{by} mengubah {nama}.")):
    tim_id: int
    nama: str
    changed: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PeranTakenIn(
    Event,
    kind="planning.peran_taken_in",
    about=SKP,
    sentence=_("{count} peran dari matriks masuk ke SKP ini."),
):
    count: int
    teks: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PeranSettled(
    Event,
    kind="planning.peran_settled",
    about=SKP,
    sentence=_("{by} memutuskan peran dari matriks: “{teks}”."),
):
    peran_id: int
    teks: str
    kept: bool


@dataclass(frozen=True, kw_only=True)
class PustakaGrown(
    Event,
    kind="planning.pustaka_grown",
    about=SKP,
    sentence=_("Pustaka mencatat {indikator} indikator SKP ini, {baru} di antaranya calon baru."),
):
    indikator: int
    baru: int


@dataclass(frozen=True, kw_only=True)
class PustakaAdded(
    Event, kind="planning.pustaka_added", about=PUSTAKA, sentence=_("{by} menulis butir pustaka “{teks}”.")
):
    jabatan: str
    teks: str


@dataclass(frozen=True, kw_only=True)
class PustakaChanged(
    Event, kind="planning.pustaka_changed", about=PUSTAKA, sentence=_("{by} mengubah butir pustaka “{teks}”.")
):
    teks: str
    changed: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PustakaDecided(
    Event,
    kind="planning.pustaka_decided",
    about=PUSTAKA,
    sentence=_("{by} menandai butir pustaka “{teks}” sebagai {hasil}."),
):
    teks: str
    hasil: str


@dataclass(frozen=True, kw_only=True)
class PustakaMerged(
    Event,
    kind="planning.pustaka_merged",
    about=PUSTAKA,
    sentence=_("{by} menggabungkan butir pustaka “{teks}” ke “{ke}”."),
):
    teks: str
    ke: str
    ke_id: int


@dataclass(frozen=True, kw_only=True)
class PustakaTaken(
    Event,
    kind="planning.pustaka_taken",
    about=SKP,
    sentence=_("{by} mengambil rencana hasil kerja “{teks}” dari pustaka."),
):
    rhk_id: int
    butir_id: int
    teks: str
    indikator: int


@dataclass(frozen=True, kw_only=True)
class SkpCopied(
    Event,
    kind="planning.skp_copied",
    about=SKP,
    sentence=_("{by} menyalin {rhk} rencana hasil kerja dan {indikator} indikator dari SKP {dari}."),
):
    dari: int
    dari_id: int
    rhk: int
    indikator: int


@dataclass(frozen=True, kw_only=True)
class TargetsSeen(
    Event,
    kind="planning.targets_seen",
    about=SKP,
    sentence=_("{by} menyatakan {count} target salinan sudah diperiksa."),
):
    count: int
