"""What the demo shows of guidance that is done and of konseling kinerja: few cases, each at another step.

A mentoring waits for its B.1.8 and a coaching has one. Of the four cases one is closed because the conduct
has changed, one waits for a counsellor, one has its day, one is recorded. Who reads which words is the
product's own rule (Lampiran BAB III D.5).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from kasuari.development import operations as development
from kasuari.development.queries.bimbingan import evidence_for
from kasuari.foundation.access import Actor
from kasuari.site.demo.growth import MENTOR
from kasuari.site.demo.matrices import KEPALA_BIDANG, KEPALA_DINAS_PU, KEPALA_PUSKESMAS
from kasuari.site.demo.province import nine_on, person_of
from kasuari.site.demo.talks import BIDAN

if TYPE_CHECKING:
    from kasuari.development.models import KasusKonseling, SesiBimbingan
    from kasuari.organisation.models import Pegawai

KEPALA_DINAS = "197612172000032962"
KEPALA_PUSKESMAS_LAIN = "198608242015022985"
PERAWAT_PIKET = "199204062022212939"
PERAWAT_RUANG = "199509012023041974"
KONSELOR = "197609192000031983"  # outside the Dinas Kesehatan


@dataclass(frozen=True, slots=True)
class Stage:
    """Somebody to act for each, and the clerk."""

    actor: Callable[[Pegawai], Actor]
    clerk: Actor

    def by(self, nip: str) -> Actor:
        return self.actor(person_of(nip))


@dataclass(frozen=True, slots=True)
class Told:
    """What a penilai told somebody, and what the report says when nothing has changed."""

    tentang: str
    penilai: str
    disampaikan: str
    permasalahan: str = ""
    upaya: str = ""


PIKET = Told(
    PERAWAT_PIKET,
    KEPALA_PUSKESMAS,
    "Laporan April terlambat empat hari dan perubahan jadwal jaga bulan Mei baru dikabarkan sehari "
    "sebelumnya; "
    "tiga rekan menunggu. Kita sepakati: perubahan dikabarkan seminggu sebelumnya.",
    "Pada 6 dan 9 Juni jadwal jaga kembali berubah tanpa kabar. Dua malam hanya dijaga satu perawat, "
    "dan satu "
    "pemeriksaan tertunda dua jam.",
    "Membicarakannya pada 1 Juni, membuat papan jadwal bersama, dan menawarkan pertukaran jaga dengan rekan.",
)
RUANG = Told(
    PERAWAT_RUANG,
    KEPALA_PUSKESMAS,
    "Rekan merasa dibentak di depan pasien pada 8 dan 12 Juni. Saya minta teguran disampaikan di "
    "ruang rapat.",
    "Membentak rekan di depan pasien pada 8, 12, dan 18 Juni; dua rekan meminta pindah jadwal.",
    "Membicarakannya pada 15 Juni dan menawarkan waktu bicara setiap Senin.",
)
LAPORAN = Told(
    KEPALA_PUSKESMAS_LAIN,
    KEPALA_DINAS,
    "Undangan rapat bulanan dinas tidak dijawab tiga kali berturut-turut, sehingga jatah obat puskesmas "
    "tidak ikut "
    "dibahas.",
    "Empat rapat bulanan dinas tidak dihadiri tanpa kabar dan tanpa wakil; pembahasan vaksin tertunda.",
    "Menelepon setelah tiap rapat dan menawarkan kehadiran lewat video.",
)
RAPAT = Told(
    KEPALA_BIDANG,
    KEPALA_DINAS_PU,
    "Dua rapat Maret dimulai 40 menit terlambat dan tamu dari kabupaten menunggu. Mohon wakilkan bila "
    "terhalang.",
)


def build(stage: Stage) -> None:
    """Write it down through the operations, as those people would."""
    _coaching(stage)
    _mentoring(stage)
    _changed(stage)
    recorded = _reported(stage, PIKET, told_on=date(2026, 6, 1), reported=date(2026, 6, 11), evidence=True)
    _appoint(stage, recorded, KONSELOR, "independen", at=nine_on(date(2026, 6, 12)), days=5)
    _record(stage, recorded, at=nine_on(date(2026, 6, 18)))
    waits = _reported(stage, LAPORAN, told_on=date(2026, 6, 3), reported=date(2026, 6, 16))
    _appoint(stage, waits, KEPALA_DINAS, "penilai", at=nine_on(date(2026, 6, 17)), days=9)
    _reported(stage, RUANG, told_on=date(2026, 6, 15), reported=date(2026, 6, 22))


def _coaching(stage: Stage) -> None:
    """Signed, reported to the atasan, and answered with B.1.8."""
    made = _session(
        stage,
        KEPALA_PUSKESMAS,
        date(2026, 5, 12),
        jenis="coaching",
        own={
            "tujuan": [["Kelengkapan buku KIA", "80 %", "95 %", "Mengisi di depan ibu"]],
            "fakta": [["95 %", "84 %", "Buku tertinggal di rumah", "Kunjungan tidak dikabarkan"]],
            "peluang": [["Mengirim pesan sehari sebelum kunjungan"]],
        },
        others={"langkah": [["Kelengkapan buku KIA", "Kader mengingatkan keluarga", "Tidak"]]},
    )
    day = nine_on(date(2026, 5, 13))
    development.report_session(sesi=made, by=stage.by(KEPALA_PUSKESMAS), at=day)
    development.answer_session(
        sesi=made,
        jawaban=("ya", "ya", "ya", "ya", "ya", "sebagian", "ya", "ya", "ya"),
        catatan="Waktunya cukup. Lain kali saya ingin contoh dari puskesmas lain.",
        by=stage.by(BIDAN),
        at=day + timedelta(hours=3),
    )


def _mentoring(stage: Stage) -> None:
    """Signed by both; the midwife has not said yet how it was."""
    _session(
        stage,
        MENTOR,
        date(2026, 6, 18),
        jenis="mentoring",
        own={
            "tujuan": [
                [
                    "Menjelaskan tanda bahaya dengan bahasa keluarga",
                    "18 Juni sampai 31 Juli",
                    "Keluarga bertanya balik",
                    "Keluarga mengulang penjelasan dengan benar",
                ]
            ]
        },
        others={
            "jurnal": [
                [
                    "18 Juni, posyandu",
                    "Kartu bergambar dan cara bertanya",
                    "Memakai kartu di dua kampung",
                    "10 Juli",
                ]
            ]
        },
    )


def _session(
    stage: Stage,
    guide: str,
    day: date,
    *,
    jenis: str,
    own: dict[str, Sequence[Sequence[str]]],
    others: dict[str, Sequence[Sequence[str]]],
) -> SesiBimbingan:
    at = nine_on(day)
    made = development.begin_session(
        pegawai=person_of(BIDAN),
        pembimbing_id=person_of(guide).pk,
        jenis=jenis,
        bentuk="shadowing" if jenis == "mentoring" else "",
        kompetensi_id=None,
        tanggal=day,
        tempat="Puskesmas Perbatasan Sota Indah",
        by=stage.by(KEPALA_PUSKESMAS),
        at=at,
    )
    for nip, parts in ((BIDAN, own), (guide, others)):
        development.write_session(sesi=made, parts=parts, version=made.version, by=stage.by(nip), at=at)
        made.refresh_from_db()
    for nip in (BIDAN, guide):
        development.sign_session(sesi=made, version=made.version, by=stage.by(nip), at=at)
        made.refresh_from_db()
    return made


def _changed(stage: Stage) -> None:
    case = _tell(stage, RAPAT, at=nine_on(date(2026, 3, 30)))
    development.note_change(
        case=case, version=case.version, by=stage.by(RAPAT.penilai), at=nine_on(date(2026, 4, 27))
    )


def _tell(stage: Stage, told: Told, *, at: datetime) -> KasusKonseling:
    return development.tell_problem(
        pegawai=person_of(told.tentang), disampaikan=told.disampaikan, by=stage.by(told.penilai), at=at
    )


def _reported(
    stage: Stage, told: Told, *, told_on: date, reported: date, evidence: bool = False
) -> KasusKonseling:
    """B.1.10, with the umpan balik that it rests on where there is one."""
    lead = stage.by(told.penilai)
    case = _tell(stage, told, at=nine_on(told_on))
    development.report_problem(
        case=case,
        ekspektasi_khusus="",
        permasalahan=told.permasalahan,
        serupa=False,
        upaya=told.upaya,
        bukti_ids=[key for key, _kept in evidence_for(lead, case)][:2] if evidence else [],
        version=case.version,
        by=lead,
        at=nine_on(reported),
    )
    case.refresh_from_db()
    return case


def _appoint(
    stage: Stage, case: KasusKonseling, counsellor: str, peran: str, *, at: datetime, days: int
) -> None:
    development.appoint_counsellor(
        case=case,
        konselor_id=person_of(counsellor).pk,
        peran=peran,
        jadwal_at=at + timedelta(days=days, hours=1),
        tempat="Ruang konsultasi BKPSDM, lantai dua",
        version=case.version,
        by=stage.clerk,
        at=at,
    )
    case.refresh_from_db()
    development.write_notes(
        case=case,
        catatan="Mulai dari apa yang membuatnya berat; jangan mulai dari daftar kejadian.",
        version=case.version,
        by=stage.by(counsellor),
        at=at + timedelta(hours=1),
    )
    case.refresh_from_db()


def _record(stage: Stage, case: KasusKonseling, *, at: datetime) -> None:
    development.record_counselling(
        case=case,
        rekaman="Beban jaga malam bertambah sejak dua rekan pindah. Disepakati: perubahan ditulis di papan "
        "jadwal paling lambat tiga hari sebelumnya, dan jadwal jaga ditinjau bersama kepala puskesmas pada "
        "1 Juli.",
        version=case.version,
        by=stage.by(KONSELOR),
        at=at,
    )
