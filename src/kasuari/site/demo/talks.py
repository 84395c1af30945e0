"""What the demo shows of dialog kinerja and of completing the plans: two talks, reminders, a few plans late.

One record is known to both, with an agreement done and two open; one waits for the other side.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kasuari.foundation.access import Actor
from kasuari.planning import operations as planning
from kasuari.planning import queries as plans
from kasuari.planning.operations import IsianDialog, IsianKesepakatan
from kasuari.site.demo.matrices import KEPALA_BIDANG, KEPALA_PUSKESMAS, Stage

BIDAN = "199410242017042934"


@dataclass(frozen=True, slots=True)
class Chased:
    """Who reminds, and the days on which it happens."""

    clerk: Actor
    first: datetime
    again: datetime


def build(stage: Stage, chased: Chased) -> None:
    """Write the talks down and remind, through the operations."""
    _known(stage)
    _waiting(stage)
    _remind(stage, chased)


def _known(stage: Stage) -> None:
    """Hendrika wrote down what she and Sarlota agreed; Sarlota knows it and adds a word."""
    lead, owner, at = stage.by(KEPALA_PUSKESMAS), stage.by(BIDAN), stage.at
    dialog = planning.begin_dialog(skp=stage.skp(BIDAN), by=lead, at=at)
    planning.write_dialog(
        dialog=dialog,
        version=dialog.version,
        isian=IsianDialog(
            dialog_date=at.date(),
            tempat="Ruang kepala puskesmas",
            topik={
                "hasil_kerja": "Ibu hamil di kampung perbatasan terlayani sesuai standar, bukan sekadar "
                "dikunjungi. Yang paling penting: tidak ada ibu berisiko yang terlambat dirujuk.",
                "perilaku": "Menjelaskan pemeriksaan dengan bahasa yang dipahami ibu dan keluarganya.",
                "sumber_daya": "Perahu untuk kunjungan kampung, dan tenaga pencatat dua hari seminggu.",
                "skema": "Melapor setiap dua minggu dengan register kohort sebagai bukti.",
                "konsekuensi": "Bila tercapai, diusulkan mengikuti pelatihan kegawatdaruratan maternal.",
            },
            kesepakatan=(
                IsianKesepakatan(
                    pihak="pimpinan",
                    teks="Menambah satu tenaga pencatat untuk register kohort",
                    due_date=date(2026, 2, 27),
                ),
                IsianKesepakatan(
                    pihak="pegawai",
                    teks="Menyusun jadwal kunjungan rumah per kampung",
                    due_date=date(2026, 6, 30),
                ),
                IsianKesepakatan(pihak="keduanya", teks="Meninjau daftar ibu hamil berisiko tiap awal bulan"),
            ),
        ),
        by=lead,
        at=at,
    )
    planning.share_dialog(dialog=dialog, version=dialog.version, by=lead, at=at + timedelta(hours=1))
    planning.acknowledge_dialog(
        dialog=dialog,
        version=dialog.version,
        teks="Saya sanggup, asalkan perahu tersedia pada musim hujan.",
        by=owner,
        at=at + timedelta(hours=5),
    )
    first = dialog.kesepakatan.order_by("urutan")[0]
    planning.settle_kesepakatan(
        dialog=dialog, kesepakatan_id=first.pk, done=True, by=lead, at=at + timedelta(days=20)
    )


def _waiting(stage: Stage) -> None:
    """Yan wrote down a talk of the middle of the year; his penilai has not read it yet."""
    owner, at = stage.by(KEPALA_BIDANG), stage.at + timedelta(days=140)
    dialog = planning.begin_dialog(skp=stage.skp(KEPALA_BIDANG), by=owner, at=at)
    planning.write_dialog(
        dialog=dialog,
        version=dialog.version,
        isian=IsianDialog(
            dialog_date=at.date(),
            cara="daring",
            topik={
                "hasil_kerja": "Target gedung yang memenuhi syarat ditinjau lagi setelah cuaca buruk.",
                "lainnya": "Dua anggota tim pindah tugas pada bulan Juli; pengganti perlu disiapkan.",
            },
            kesepakatan=(
                IsianKesepakatan(
                    pihak="pimpinan",
                    teks="Meminta dua pegawai pengganti kepada BKPSDM",
                    due_date=date(2026, 7, 10),
                ),
            ),
        ),
        by=owner,
        at=at,
    )
    planning.share_dialog(dialog=dialog, version=dialog.version, by=owner, at=at + timedelta(hours=2))


def _remind(stage: Stage, chased: Chased) -> None:
    """In January the clerk reminds everybody, in June those who still have only a draft."""
    (root,) = plans.units_at_paths(stage.periode.instansi_id, ("",))
    for at, states in ((chased.first, ()), (chased.again, ("draf",))):
        planning.remind_planning(
            periode=stage.periode, path=root.path, keadaan=states, by=chased.clerk, at=at
        )
