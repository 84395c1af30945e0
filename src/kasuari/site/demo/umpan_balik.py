"""Feedback in the invented province: what penilai, colleagues and a patient said in triwulan II."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from kasuari.feedback import operations as feedback
from kasuari.feedback.operations import Isian
from kasuari.feedback.sasaran import Sasaran
from kasuari.foundation.access import Actor
from kasuari.planning import queries as plans

if TYPE_CHECKING:
    from kasuari.organisation.models import Instansi, Pegawai
    from kasuari.planning.models import Skp

# (kind, result or value of BerAKHLAK, sentence) as a penilai says it.
BY_PENILAI = (
    (
        "apresiasi",
        0,
        "Hasil bulan Mei selesai tiga hari lebih awal, sehingga rapat evaluasi memakai data terbaru.",
    ),
    (
        "perbaikan",
        0,
        "Laporan April terlambat empat hari dan tiga rekan menunggu; kirim datanya dahulu bila perlu.",
    ),
    ("apresiasi", 2, "Ketika data dua aplikasi berbeda, menelusuri sumbernya sampai jelas sebelum melapor."),
    (
        "apresiasi",
        1,
        "Pada pelayanan Senin yang padat, menyapa setiap orang dan memberi tahu perkiraan waktunya.",
    ),
    (
        "perbaikan",
        7,
        "Rapat tim 10 Juni dimulai tanpa bahan; bagikan bahannya sehari sebelumnya agar semua siap.",
    ),
)
BY_COLLEAGUE = (
    ("apresiasi", 3, "Mengajari dua rekan baru memakai aplikasi pelaporan sampai mereka bisa sendiri."),
    ("apresiasi", 4, "Menggantikan jaga malam ketika rekan sakit, padahal baru selesai piket."),
    ("perbaikan", 6, "Perubahan jadwal bulan Mei dikabarkan sehari sebelumnya; kabari seminggu sebelumnya."),
)
BY_PATIENT = (
    "Saat saya datang tengah malam, diterima dengan sabar dan dijelaskan langkahnya sampai saya tenang."
)
LINKED_NIP = "199410242017042934"  # Sarlota, a midwife


@dataclass(frozen=True, slots=True)
class Stage:
    """What the scene needs: the agency, the people of the pilot units, and somebody to act for each."""

    instansi: Instansi
    team: Sequence[Skp]
    actor: Callable[[Pegawai], Actor]
    clerk: Actor


def build(stage: Stage) -> None:
    """Give, ask, invite and follow up, through the operations of the product."""
    feedback.set_irama(
        instansi=stage.instansi,
        irama="bulanan",
        start_date=date(2026, 4, 1),
        by=stage.clerk,
        at=_moment(date(2026, 3, 30)),
    )
    for turn, skp in enumerate(stage.team):
        _from_penilai(stage, skp, turn)
        if turn % 2 == 0:
            _from_colleague(stage, skp, turn)
    linked = next((skp for skp in stage.team if skp.pegawai.nip == LINKED_NIP), None)
    if linked is not None:
        _from_patient(stage, linked)
        _follow_up(stage, linked)
        _rhythm(stage, linked)


def _rhythm(stage: Stage, skp: Skp) -> None:
    """The penilai proposes; it waits for the yes of the pegawai."""
    if skp.penilai is None or skp.penilai.user is None:
        return
    day = date(2026, 6, 22)
    feedback.propose_irama(
        skp=skp, irama="dua_mingguan", start_date=day, by=stage.actor(skp.penilai), at=_moment(day)
    )


def _from_penilai(stage: Stage, skp: Skp, turn: int) -> None:
    if skp.penilai is None or skp.penilai.user is None:
        return
    sifat, place, teks = BY_PENILAI[turn % len(BY_PENILAI)]
    day = date(2026, 5, 25) + timedelta(days=turn % 20)
    feedback.give(
        skp=skp,
        sasaran=_part(skp, place),
        isian=Isian(sifat=sifat, teks=teks, bentuk="berkala", langsung=turn % 4 == 0),
        by=stage.actor(skp.penilai),
        at=_moment(day),
    )


def _from_colleague(stage: Stage, skp: Skp, turn: int) -> None:
    near = [row for row in stage.team if row.unit_id == skp.unit_id and row.pegawai_id != skp.pegawai_id]
    if not near:
        return
    giver = near[turn % len(near)].pegawai
    if giver.user is None:
        return
    sifat, value, teks = BY_COLLEAGUE[turn // 2 % len(BY_COLLEAGUE)]
    feedback.give(
        skp=skp,
        sasaran=Sasaran(nilai=value),
        isian=Isian(sifat=sifat, teks=teks),
        by=stage.actor(giver),
        at=_moment(date(2026, 6, 11)),
    )


def _from_patient(stage: Stage, skp: Skp) -> None:
    """A link that a patient used, one that is open, and a question that waits for the penilai."""
    owner = stage.actor(skp.pegawai)
    tautan, _secret = feedback.invite(
        skp=skp,
        sasaran=Sasaran(nilai=1),
        ditujukan="Ibu nifas di ruang bersalin",
        by=owner,
        at=_moment(date(2026, 6, 12)),
    )
    feedback.answer_by_link(
        tautan=tautan,
        isian=Isian(sifat="apresiasi", teks=BY_PATIENT),
        nama="Fransina Kaize",
        hubungan="pasien",
        at=_moment(date(2026, 6, 14)),
    )
    feedback.invite(
        skp=skp,
        sasaran=Sasaran(nilai=1),
        ditujukan="Peserta kelas ibu hamil",
        days=30,
        by=owner,
        at=_moment(date(2026, 6, 22)),
    )
    if skp.penilai is not None:
        feedback.ask(
            skp=skp,
            sasaran=_part(skp, 0),
            pemberi=skp.penilai,
            pesan="Terutama tentang cara saya mencatat rujukan bulan Juni.",
            by=owner,
            at=_moment(date(2026, 6, 22)),
        )


def _follow_up(stage: Stage, skp: Skp) -> None:
    first = skp.rencana_hasil_kerja.order_by("-jenis", "urutan").first()
    if first is None or skp.penilai is None:
        return
    by = stage.actor(skp.penilai)
    feedback.give(
        skp=skp,
        sasaran=Sasaran(rhk_id=first.pk, rhk_teks=first.teks),
        isian=Isian(
            sifat="apresiasi", teks="Rujukan 9 Juni disiapkan dalam dua puluh menit; ibu dan bayi selamat."
        ),
        by=by,
        at=_moment(date(2026, 6, 16)),
    )
    feedback.decide(
        skp=skp,
        rhk=first,
        maju=True,
        tindakan="apresiasi",
        catatan="Disampaikan pada apel 17 Juni.",
        by=by,
        at=_moment(date(2026, 6, 17)),
    )


def _part(skp: Skp, place: int) -> Sasaran:
    """The first result for 0, else the value of that number."""
    if place:
        return Sasaran(nilai=place)
    first = plans.contents(skp).rhk[0] if plans.contents(skp).rhk else None
    return Sasaran(rhk_id=first.id, rhk_teks=first.teks) if first else Sasaran(nilai=1)


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(9), tzinfo=timezone.get_default_timezone())
