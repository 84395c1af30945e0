"""What happens in planning, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from kasuari.foundation.events import Event

PERIODE = "planning.periode"
SKP = "planning.skp"
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
