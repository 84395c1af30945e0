"""What happens to an SKP, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from kasuari.foundation.events import Code, Event
from kasuari.planning.enums import JenisLampiran, KelompokJabatan

SKP = "planning.skp"


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
    Event,
    kind="planning.lampiran_changed",
    about=SKP,
    sentence=_("{by} mengubah lampiran SKP: {jenis}."),
    codes={"jenis": Code(JenisLampiran)},
):
    jenis: str
    lines: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ManualWritten(
    Event, kind="planning.manual_written", about=SKP, sentence=_("{by} menulis manual indikator “{teks}”.")
):
    indikator_id: int
    teks: str
    changed: tuple[str, ...]
    lengkap: bool


@dataclass(frozen=True, kw_only=True)
class TemplatInserted(
    Event,
    kind="planning.templat_inserted",
    about=SKP,
    sentence=_("{by} memasukkan {count} baris dari templat lampiran {nama}."),
    codes={"nama": Code(KelompokJabatan)},
):
    templat_id: int
    nama: str
    count: int
    lines: dict[str, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class TemplatTakenOut(
    Event,
    kind="planning.templat_taken_out",
    about=SKP,
    sentence=_("{by} mengeluarkan lagi {count} baris templat lampiran."),
):
    templat_id: int
    count: int


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
