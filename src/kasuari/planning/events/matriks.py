"""What happens to a matriks pembagian peran dan hasil, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from kasuari.foundation.events import Code, Event
from kasuari.planning.enums import BentukPenugasan, MetodeCascading

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
    sentence=_("{by} memilih cara membagi “{kolom}”: {metode}."),
    codes={"metode": Code(MetodeCascading, none=_("belum dipilih"))},
):
    indikator_id: int
    kolom: str
    metode: str


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
    codes={"bentuk": Code(BentukPenugasan, small=True)},
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
