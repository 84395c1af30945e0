"""The pilot of three perangkat daerah beside others, its evaluation, and what was found lacking."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from random import Random
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from kasuari.foundation.access import Actor
from kasuari.foundation.functions import Fungsi
from kasuari.learning import operations as learning
from kasuari.rollout import operations, queries, readiness

if TYPE_CHECKING:
    from kasuari.organisation.models import Instansi, Pegawai, UnitKerja

SEED = 2026
WITHOUT = "Sumbernya belum ada ketika uji coba dimulai; disepakati dalam rapat 9 Januari."
REPORTED = (
    (
        "Tombol kirim tertutup papan ketik",
        "Di ponsel kecil tombolnya baru terlihat setelah papan ketik ditutup.",
        "sedang",
        "0.1.3",
    ),
    (
        "Foto bukti hilang ketika sinyal putus",
        "Setelah tersambung lagi, fotonya harus diunggah ulang.",
        "berat",
        "0.1.4",
    ),
    (
        "Tanggal pada pengingat membingungkan",
        "Tertulis sisa hari kerja, kami mengira hari kalender.",
        "ringan",
        "",
    ),
)


QUESTIONS = (
    (
        "Kalau bulan ini belum ada hasil, apa yang ditulis?",
        "Tulis belum ada, dengan sebabnya. Yang kosong tidak dibaca sebagai nol.",
    ),
    ("Bolehkah indikator diubah setelah SKP ditetapkan?", ""),
)
ANNOUNCED = (
    (
        "Pelatihan tiga menit tersedia tanpa sinyal",
        "Buka Belajar, lalu “Simpan untuk tanpa sinyal”. Pelajarannya dapat dibaca di pustu dan di perahu.",
    ),
    (
        "Batas penilaian Triwulan II",
        "Realisasi April sampai Juni dilengkapi sebelum penilai mulai menilai pada 1 Juli.\n"
        "Jaringan putus di unit Anda? Kabari unit kepegawaian; harinya tidak dihitung.",
    ),
)


@dataclass(frozen=True, slots=True)
class Stage:
    """The units, and who acts."""

    instansi: Instansi
    pilots: tuple[UnitKerja, ...]
    others: tuple[UnitKerja, ...]
    later: tuple[UnitKerja, ...]
    clerk: Actor
    reporter: Pegawai
    helper: Pegawai
    unit: UnitKerja
    actor: Callable[[Pegawai], Actor]


def build(stage: Stage) -> None:
    """Everything through the operations that people use, from January on."""
    clerk, early = stage.clerk, _moment(date(2026, 1, 9))
    pilot = operations.make_wave(
        instansi=stage.instansi, nama="Uji coba 2026", jenis="pilot", by=clerk, at=early
    )
    for unit in stage.pilots:
        operations.add_unit(gelombang=pilot, unit=unit, by=clerk, at=early)
    compared = operations.make_wave(
        instansi=stage.instansi, nama="Pembanding 2026", jenis="pembanding", by=clerk, at=early
    )
    for unit in stage.others:
        operations.add_unit(gelombang=compared, unit=unit, by=clerk, at=early)
    trial = operations.lock_trial(
        instansi=stage.instansi,
        nama="Tiga perangkat daerah, 2026",
        metode="did",
        undian=None,
        utama=["tepat_waktu", "umpan_balik"],
        lain=["realisasi"],
        awal_date=date(2025, 10, 1),
        mulai_date=date(2026, 2, 1),
        akhir_date=date(2026, 6, 1),
        by=clerk,
        at=early,
    )
    _start(stage, pilot.pk)
    random, lines = Random(SEED), ["Kode unit,Bulan,Ukuran,Nilai,Banyak orang"]  # noqa: S311 - invented
    for unit, gain in [(row, 1.0) for row in stage.pilots] + [(row, 0.0) for row in stage.others]:
        for year, month in (
            (2025, 10),
            (2025, 11),
            (2025, 12),
            (2026, 1),
            (2026, 2),
            (2026, 3),
            (2026, 4),
            (2026, 5),
        ):
            after = gain if (year, month) >= (2026, 2) else 0.0
            for code, start, step, spread in (
                ("tepat_waktu", 58, 24, 5),
                ("umpan_balik", 0.8, 1.4, 0.25),
                ("realisasi", 61, 3, 6),
            ):
                value = start + after * step + random.gauss(0, spread)
                lines.append(f"{unit.kode},{year}-{month:02d},{code},{max(value, 0):.2f},40")
    operations.read_observations(
        uji=trial,
        content="\n".join(lines).encode(),
        name="amatan.csv",
        by=clerk,
        at=_moment(date(2026, 6, 3)),
    )
    operations.estimate_trial(uji=trial, by=clerk, at=_moment(date(2026, 6, 4)))
    _register(stage)
    _help(stage)
    _next(stage)


def _start(stage: Stage, pilot_id: int) -> None:
    """Through the gate, with every function on from February."""
    clerk, at = stage.clerk, _moment(date(2026, 1, 28))
    for item in readiness.CRITERIA:
        wave = queries.wave_for(clerk, pilot_id)
        operations.set_threshold(
            gelombang=wave,
            version=wave.version,
            syarat=item.code,
            ambang=None,
            tanpa=WITHOUT,
            by=clerk,
            at=at,
        )
    for fungsi in Fungsi:
        wave = queries.wave_for(clerk, pilot_id)
        operations.switch(
            gelombang=wave,
            version=wave.version,
            fungsi=fungsi.value,
            on=True,
            tanggal=at.date(),
            by=clerk,
            at=at,
        )
    decision = operations.propose_decision(
        gelombang=queries.wave_for(clerk, pilot_id), putusan="lanjut", by=clerk, at=at
    )
    for line in decision.tanda_tangan.select_related("pegawai__user").order_by("pk"):
        operations.sign_decision(keputusan=decision, by=stage.actor(line.pegawai), at=at)
    wave = queries.wave_for(clerk, pilot_id)
    operations.start_wave(gelombang=wave, version=wave.version, by=clerk, at=at)


def _register(stage: Stage) -> None:
    """Three shortcomings: one repaired and verified, one repaired, one new."""
    clerk, reporter = stage.clerk, stage.actor(stage.reporter)
    for turn, (judul, teks, tingkat, rilis) in enumerate(REPORTED):
        at = _moment(date(2026, 5, 11 + turn))
        found = operations.report_shortcoming(
            unit=stage.unit, judul=judul, teks=teks, tingkat=tingkat, by=reporter, at=at
        )
        if not rilis:
            continue
        operations.decide_shortcoming(kekurangan=found, version=0, accept=True, alasan="", by=clerk, at=at)
        found.refresh_from_db()
        operations.repair_shortcoming(kekurangan=found, version=1, rilis=rilis, by=clerk, at=at)
        found.refresh_from_db()
        if turn == 0:
            operations.verify_shortcoming(kekurangan=found, version=2, by=reporter, at=at)


def _help(stage: Stage) -> None:
    """Somebody to ask first, a question on its way to them, and two announcements of which one is read."""
    clerk, at = stage.clerk, _moment(date(2026, 6, 15))
    helper = stage.helper
    learning.name_champion(unit=stage.unit, pegawai=helper, start_date=at.date(), by=clerk, at=at)
    asked = learning.ask_question(
        langkah="realisasi", teks=QUESTIONS[0][0], by=stage.actor(stage.reporter), at=at
    )
    learning.answer_question(pertanyaan=asked, jawaban=QUESTIONS[0][1], by=stage.actor(helper), at=at)
    learning.ask_question(langkah="skp", teks=QUESTIONS[1][0], by=stage.actor(stage.reporter), at=at)
    wave = next(row for row in queries.waves_of(clerk) if row.jenis == "pilot")
    targets: tuple[dict[str, Any], ...] = ({"sasaran": "semua"}, {"sasaran": "gelombang", "gelombang": wave})
    for (judul, teks), target in zip(ANNOUNCED, targets, strict=True):
        made = operations.announce(
            instansi=stage.instansi,
            judul=judul,
            teks=teks,
            last_date=date(2026, 7, 31),
            by=clerk,
            at=at,
            **target,
        )
    for person in (helper, stage.reporter):
        operations.mark_read(pengumuman=made, by=stage.actor(person), at=_moment(date(2026, 6, 16)))


def _next(stage: Stage) -> None:
    """The second wave, still before its gate: of its three units the signal was measured at two."""
    clerk, at = stage.clerk, _moment(date(2026, 6, 18))
    wave = operations.make_wave(
        instansi=stage.instansi,
        nama="Gelombang kedua",
        jenis="lanjutan",
        rencana_date=date(2026, 10, 1),
        by=clerk,
        at=at,
    )
    members = [operations.add_unit(gelombang=wave, unit=unit, by=clerk, at=at) for unit in stage.later]
    for member, signal in zip(members, ("baik", "terbatas"), strict=False):
        operations.note_signal(anggota=member, sinyal=signal, by=clerk, at=at)


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(10)))
