"""What comes after a rating: the atasan in the penilai's place, objections, a closed period, kalibrasi, a
bundle, awards and potensi."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from django.utils import timezone

from kasuari.development.operations import talenta
from kasuari.development.operations import tindak_lanjut as awards
from kasuari.development.queries import tindak_lanjut as results
from kasuari.documents.spreadsheet import write_rows
from kasuari.evaluation import operations as evaluation
from kasuari.evaluation import queries
from kasuari.foundation.access import Actor
from kasuari.planning import queries as plans
from kasuari.site.demo import content

if TYPE_CHECKING:
    from kasuari.evaluation.models import ButirKalibrasi, Evaluasi, SesiKalibrasi
    from kasuari.organisation.models import Instansi, Pegawai, UnitKerja
    from kasuari.planning.models import PeriodeEvaluasi, Skp

OBJECTION = (
    "Realisasi bulan Februari dihitung dari kunjungan yang batal karena sungai pasang. Kunjungan "
    "penggantinya pada 3 dan 4 Maret tercatat di register dan belum dihitung."
)
SAID = "Saya menilai dari laporan akhir Februari; register bulan Maret belum saya terima waktu itu."
ANSWERED = "Register Maret saya serahkan pada 6 Maret dan ditandatangani petugas penerima."
WEIGHED = (
    "Register dan tanda terimanya diperiksa bersama kedua pihak. Kunjungan pengganti sah, sehingga target "
    "triwulan terlampaui."
)
RUNNING = (
    "Dua hasil kerja dinilai dari data sebelum tanggal 20 Juni, padahal laporan akhirnya saya kirim pada "
    "21 Juni."
)


@dataclass(frozen=True, slots=True)
class Stage:
    """The agency, its periods, and who acts."""

    instansi: Instansi
    first: PeriodeEvaluasi
    second: PeriodeEvaluasi
    clerk: Actor
    pyb: Actor
    head: Pegawai  # of the dinas, atasan of the heads of its puskesmas
    unit: UnitKerja  # a puskesmas that is evaluated
    actor: Callable[[Pegawai], Actor]


def build(stage: Stage) -> None:
    """From April to the eve of today, through the operations that people use."""
    _in_place(stage)
    _decided(stage)
    evaluation.close_period(
        periode_evaluasi=stage.first,
        alasan="Unit di luar percontohan belum mengevaluasi triwulan I; mereka mulai pada triwulan II.",
        version=None,
        by=stage.clerk,
        at=_moment(date(2026, 5, 18)),
    )
    evaluation.ask_bundle(
        periode_evaluasi=stage.first,
        unit=stage.unit,
        isi="dokumen",
        bentuk="gabungan",
        by=stage.clerk,
        at=_moment(date(2026, 6, 22)),
    )
    _calibrated(stage)
    _running(stage)
    _awarded(stage)
    _assessed(stage)


def _in_place(stage: Stage) -> None:
    """A penilai was away until the window had passed, so the atasan evaluated (D.1.2)."""
    waiting = queries.unsigned(stage.first).filter(
        atasan_penilai=stage.head, penilai__user__isnull=False, pegawai__user__isnull=False
    )
    skp = waiting.select_related("pegawai__user", "unit_penilai", "periode__instansi").order_by("pk").first()
    if skp is None or skp.unit_penilai is None:
        raise LookupError("nobody below the head of the dinas is left to be evaluated")
    evaluation.set_capaian(
        unit=skp.unit_penilai,
        periode_evaluasi=stage.first,
        level="baik",
        dasar="Capaian rencana aksi perjanjian kinerja triwulan terhadap target.",
        by=stage.clerk,
        at=_moment(date(2026, 3, 30)),
    )
    by, at = stage.actor(stage.head), _moment(date(2026, 4, 10))
    rated = _rate(skp, stage.first, "sesuai", "sesuai", by=by, at=at)
    signed = evaluation.sign_evaluasi(evaluasi=rated, version=rated.version, by=by, at=at)
    sent = evaluation.deliver_evaluasi(
        evaluasi=signed, version=signed.version, by=by, at=_moment(date(2026, 4, 13))
    )
    evaluation.acknowledge_evaluasi(
        evaluasi=sent,
        tanggapan="setuju",
        teks="",
        version=sent.version,
        by=stage.actor(skp.pegawai),
        at=_moment(date(2026, 4, 16)),
    )


def _decided(stage: Stage) -> None:
    """An objection to the first quarter, heard on both sides and decided with a change (D.1.3)."""
    held = _results(stage, stage.first, tanggapan="tidak_setuju")[0]
    owner, penilai = stage.actor(held.pegawai), stage.actor(held.penilai)
    head = stage.actor(stage.head)
    filed = evaluation.file_keberatan(evaluasi=held, alasan=OBJECTION, by=owner, at=_moment(date(2026, 4, 8)))
    said = evaluation.explain_keberatan(
        keberatan=filed, penjelasan=SAID, version=filed.version, by=penilai, at=_moment(date(2026, 4, 9))
    )
    heard = evaluation.reply_keberatan(
        keberatan=said, penjelasan=ANSWERED, version=said.version, by=owner, at=_moment(date(2026, 4, 10))
    )
    decided = evaluation.decide_keberatan(
        keberatan=heard,
        keputusan="mengubah",
        pertimbangan=WEIGHED,
        rekomendasi="Pertahankan pencatatan kunjungan pengganti pada hari yang sama.",
        rating_hasil_kerja="diatas",
        rating_perilaku_kerja="diatas",
        version=heard.version,
        by=head,
        at=_moment(date(2026, 4, 14)),
    )
    for who, day in ((penilai, 15), (owner, 16)):
        decided = evaluation.sign_decision(
            keberatan=decided, version=decided.version, by=who, at=_moment(date(2026, 4, day))
        )


def _running(stage: Stage) -> None:
    """Somebody was evaluated at the beginning of the window, and objects; the penilai has explained."""
    skp = _unrated(stage)[0]
    if skp.penilai is None:
        raise LookupError("a member of the puskesmas has no penilai")
    penilai, owner, at = stage.actor(skp.penilai), stage.actor(skp.pegawai), _moment(date(2026, 6, 22))
    rated = _rate(skp, stage.second, "dibawah", "sesuai", by=penilai, at=at)
    signed = evaluation.sign_evaluasi(evaluasi=rated, version=rated.version, by=penilai, at=at)
    sent = evaluation.deliver_evaluasi(evaluasi=signed, version=signed.version, by=penilai, at=at)
    later = _moment(date(2026, 6, 23))
    filed = evaluation.file_keberatan(evaluasi=sent, alasan=RUNNING, by=owner, at=later)
    evaluation.explain_keberatan(
        keberatan=filed,
        penjelasan="Laporan akhir itu masuk setelah saya menilai; saya belum membacanya.",
        version=filed.version,
        by=penilai,
        at=later,
    )


def _calibrated(stage: Stage) -> None:
    """One session that is closed with its minutes, and one in which a proposal waits for an answer."""
    head, at = stage.actor(stage.head), _moment(date(2026, 6, 23))
    done = evaluation.open_kalibrasi(
        periode_evaluasi=stage.second, nama="Puskesmas, triwulan II", by=head, at=at
    )
    brought = _bring(stage, done, at=at)
    for butir in brought[:1]:
        proposed = evaluation.propose_calibration(
            butir=butir,
            rating_hasil_kerja=butir.semula_hasil_kerja,
            rating_perilaku_kerja=_other(butir.semula_perilaku_kerja),
            alasan="Rekan dengan bukti serupa di puskesmas lain dinilai begitu untuk perilakunya.",
            version=butir.version,
            by=head,
            at=at,
        )
        evaluation.answer_calibration(
            butir=proposed,
            terima=True,
            jawaban="Setuju; bukti di register dan catatan rekan menunjukkan hal yang sama.",
            version=proposed.version,
            by=stage.actor(butir.penilai),
            at=at,
        )
    for butir in brought[1:2]:
        evaluation.keep_rating(
            butir=butir,
            alasan="Buktinya sudah dibandingkan dengan puskesmas lain dan tetap.",
            version=butir.version,
            by=head,
            at=at,
        )
    evaluation.close_kalibrasi(
        sesi=queries.sesi_for(head, done.pk),
        catatan="Dua penilai membandingkan rancangan penilaian mereka dengan bukti di register.",
        version=queries.sesi_for(head, done.pk).version,
        by=head,
        at=at,
    )
    again = evaluation.open_kalibrasi(
        periode_evaluasi=stage.second, nama="Puskesmas, lanjutan", by=head, at=at
    )
    for butir in _bring(stage, again, at=at)[-1:]:
        evaluation.propose_calibration(
            butir=butir,
            rating_hasil_kerja=_other(butir.semula_hasil_kerja),
            rating_perilaku_kerja=butir.semula_perilaku_kerja,
            alasan="Bandingkan dengan rekan yang cakupan kunjungannya sama; register keduanya serupa.",
            version=butir.version,
            by=head,
            at=at,
        )


def _other(rating: str) -> str:
    return "diatas" if rating == "sesuai" else "sesuai"


def _bring(stage: Stage, sesi: SesiKalibrasi, *, at: datetime) -> list[ButirKalibrasi]:
    """Every penilai lays their drafts on the table."""
    for row in sesi.peserta.select_related("pegawai__user").order_by("pegawai_id"):
        evaluation.bring_ratings(sesi=sesi, by=stage.actor(row.pegawai), at=at)
    rows = sesi.butir.select_related("penilai__user", "evaluasi", "sesi__pimpinan").order_by("pk")
    return list(rows.exclude(penilai=stage.head))


def _awarded(stage: Stage) -> None:
    """A priority that holds, and a proposal that waits."""
    good = list(
        results.award_results(stage.clerk, stage.first, unit=stage.unit, with_baik=True).exclude(
            penilai__user=None
        )[:2]
    )
    at = _moment(date(2026, 6, 3))
    for turn, held in enumerate(good):
        usulan = awards.propose_award(
            evaluasi=held,
            bentuk="pengembangan" if turn == 0 else "suksesi",
            nama="",
            alasan="Menolong persalinan rujukan di malam hari tanpa keterlambatan selama satu triwulan.",
            by=stage.actor(held.penilai),
            at=at,
        )
        if turn == 0:
            awards.decide_award(
                usulan=usulan,
                setuju=True,
                alasan="Didukung register rujukan; dipakai pada pembagian kursi pelatihan tahun depan.",
                sampai=None,
                version=usulan.version,
                by=stage.pyb,
                at=_moment(date(2026, 6, 10)),
            )


def _assessed(stage: Stage) -> None:
    """Potensi from a spreadsheet, for most of those who were evaluated."""
    held = results.award_results(stage.clerk, stage.first, with_baik=True)
    people = [row.pegawai for row in held if row.pegawai_id != stage.clerk.pegawai_id]
    words = ("menengah", "tinggi", "rendah", "menengah", "tinggi")
    rows = [
        (
            person.nip,
            person.nama_lengkap,
            words[turn % len(words)],
            date(2026, 2, 12),
            "Asesmen kompetensi 2026",
        )
        for turn, person in enumerate(people)
        if turn % 6 != 5
    ]
    impor = talenta.read_potential_file(
        content=write_rows(("NIP", "Nama", "Potensi", "Tanggal Asesmen", "Dasar"), rows),
        name="potensi-2026.xlsx",
        instansi=stage.instansi,
        by=stage.clerk,
        at=_moment(date(2026, 6, 15)),
    )
    talenta.apply_potential_file(
        impor=impor, version=impor.version, by=stage.clerk, at=_moment(date(2026, 6, 15))
    )


def _results(stage: Stage, period: PeriodeEvaluasi, **wanted: str) -> list[Evaluasi]:
    """Delivered results of people below the head, whose penilai and atasan can act."""
    rows = queries.evaluasi_visible(stage.clerk).filter(
        periode_evaluasi=period,
        atasan_penilai=stage.head,
        penilai__user__isnull=False,
        pegawai__user__isnull=False,
        **wanted,
    )
    return list(rows.order_by("pk"))


def _unrated(stage: Stage) -> list[Skp]:
    """The SKP of the puskesmas that nobody has rated in the second quarter."""
    rated = queries.evaluasi_visible(stage.clerk).filter(periode_evaluasi=stage.second)
    rows = plans.evaluable(stage.second).filter(
        unit=stage.unit, penilai__user__isnull=False, atasan_penilai=stage.head
    )
    return list(rows.exclude(pk__in=rated.order_by().values("skp_id")).order_by("-pk"))


def _rate(
    skp: Skp, period: PeriodeEvaluasi, hasil: str, perilaku: str, *, by: Actor, at: datetime
) -> Evaluasi:
    return evaluation.rate(
        skp=skp,
        periode_evaluasi=period,
        rating_hasil_kerja=hasil,
        alasan_hasil_kerja=content.reason("hasil_kerja", hasil),
        rating_perilaku_kerja=perilaku,
        alasan_perilaku_kerja=content.reason("perilaku_kerja", perilaku),
        rekomendasi="Bahas rencana aksi triwulan berikut bersama pimpinan.",
        version=None,
        by=by,
        at=at,
    )


def _moment(day: date) -> datetime:
    """Ten in the morning, in the zone of the agency."""
    return timezone.make_aware(datetime.combine(day, time(10)))
