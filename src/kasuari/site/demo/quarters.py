"""What people have reached in a quarter, and how they were rated."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from kasuari.evaluation import operations as evaluation
from kasuari.foundation.access import Actor
from kasuari.progress import operations as progress
from kasuari.site.demo import content
from kasuari.site.demo.province import PRACTICE_DATE, Province, person_of
from kasuari.site.demo.roster import PERSONAS

if TYPE_CHECKING:
    from kasuari.evaluation.models import Evaluasi
    from kasuari.planning.models import Indikator, PeriodeEvaluasi, Skp


def record_all(
    province: Province, team: Iterable[Skp], evaluasi: PeriodeEvaluasi, *, at: datetime, leave_out: int = 0
) -> None:
    """Everybody's realisasi with a link as evidence; one indikator in `leave_out` stays unwritten."""
    for turn, skp in enumerate(team):
        owner = province.actor(skp.pegawai, on=at.date())
        for number, indikator in enumerate(_indicators(skp)):
            if leave_out and (turn + number) % leave_out == 0:
                continue
            progress.record_realisasi(
                indikator=indikator,
                periode_evaluasi=evaluasi,
                teks=content.realisasi_text(_rating(turn, "hasil_kerja"), turn + number),
                nilai=_reached(indikator, _rating(turn, "hasil_kerja")),
                sumber_data="Laporan triwulan unit",
                version=None,
                by=owner,
                at=at,
            )
            if number == 0:
                progress.add_bukti_link(
                    indikator=indikator,
                    periode_evaluasi=evaluasi,
                    url="https://arsip.example.go.id/laporan-triwulan",
                    nama="Laporan triwulan",
                    by=owner,
                    at=at,
                )


def record_heads(province: Province, evaluasi: PeriodeEvaluasi, *, at: datetime) -> None:
    """What the heads have reached on the perjanjian kinerja, around the target of the quarter; the last of
    each stays unwritten."""
    steps = (Decimal(1), Decimal("1.02"), Decimal("0.93"), Decimal(1))
    for skp in province.heads:
        for number, indikator in enumerate(_indicators(skp)[:-1]):
            source = indikator.indikator_pk
            target = getattr(source, f"target_tw{evaluasi.nomor}") if source else None
            if target is None:
                continue
            progress.record_realisasi(
                indikator=indikator,
                periode_evaluasi=evaluasi,
                teks="",
                nilai=(target * steps[(number + skp.pk) % len(steps)]).quantize(Decimal("0.1")),
                sumber_data="Laporan capaian perjanjian kinerja",
                version=None,
                by=province.actor(skp.pegawai, on=at.date()),
                at=at,
            )


def set_capaian(province: Province, team: Iterable[Skp], evaluasi: PeriodeEvaluasi, *, at: datetime) -> None:
    clerk = _clerk(province)
    for unit in {
        skp.unit_penilai.pk: skp.unit_penilai for skp in team if skp.unit_penilai is not None
    }.values():
        evaluation.set_capaian(
            unit=unit,
            periode_evaluasi=evaluasi,
            level="baik",
            dasar="Capaian rencana aksi perjanjian kinerja triwulan terhadap target.",
            by=clerk,
            at=at,
        )


def _clerk(province: Province) -> Actor:
    nip = next(nip for nip, label, _about in PERSONAS if label.startswith("Petugas"))
    return province.actor(person_of(nip), on=PRACTICE_DATE)


def evaluate_all(province: Province, team: list[Skp], evaluasi: PeriodeEvaluasi, *, at: datetime) -> None:
    """Rate, sign, deliver and acknowledge everybody whose penilai is an ASN with a set SKP period."""
    set_capaian(province, team, evaluasi, at=at - timedelta(days=1))
    for turn, skp in enumerate(team):
        rated = rate_one(province, skp, turn, evaluasi, at=at)
        if rated is None or skp.penilai is None:
            continue
        penilai = province.actor(skp.penilai, on=at.date())
        signed = evaluation.sign_evaluasi(evaluasi=rated, version=rated.version, by=penilai, at=at)
        sent = evaluation.deliver_evaluasi(
            evaluasi=signed, version=signed.version, by=penilai, at=at + timedelta(days=4)
        )
        _acknowledge(province, sent, turn, at=at + timedelta(days=11))


def rate_one(
    province: Province, skp: Skp, turn: int, evaluasi: PeriodeEvaluasi, *, at: datetime
) -> Evaluasi | None:
    """The two ratings with their reasons, as a draft of the penilai."""
    if skp.penilai is None:
        return None
    hasil, perilaku = _rating(turn, "hasil_kerja"), _rating(turn, "perilaku_kerja")
    if skp.penugasan.memimpin and hasil == "diatas":
        hasil = "sesuai"  # no higher than the capaian of the unit, Baik (SE MenPANRB 3/2023)
    return evaluation.rate(
        skp=skp,
        periode_evaluasi=evaluasi,
        rating_hasil_kerja=hasil,
        alasan_hasil_kerja=content.reason("hasil_kerja", hasil),
        rating_perilaku_kerja=perilaku,
        alasan_perilaku_kerja=content.reason("perilaku_kerja", perilaku),
        rekomendasi="Lanjutkan; bahas rencana aksi triwulan berikut bersama pimpinan.",
        version=None,
        by=province.actor(skp.penilai, on=at.date()),
        at=at,
    )


def _acknowledge(province: Province, sent: Evaluasi, turn: int, *, at: datetime) -> None:
    if turn % 9 == 8:
        return
    agrees = turn % 9 != 4
    evaluation.acknowledge_evaluasi(
        evaluasi=sent,
        tanggapan="setuju" if agrees else "tidak_setuju",
        teks="" if agrees else "Cuaca buruk di bulan Februari belum dipertimbangkan.",
        version=sent.version,
        by=province.actor(sent.pegawai, on=at.date()),
        at=at,
    )


def _rating(turn: int, kind: str) -> str:
    """Mostly as expected, a few above, a few below; the two kinds do not move together."""
    step = turn * (3 if kind == "hasil_kerja" else 5) % 11
    return "diatas" if step in {1, 4} else "dibawah" if step == 7 else "sesuai"


def _reached(indikator: Indikator, rating: str) -> Decimal | None:
    """A figure near the target; None where the target is words."""
    low, high = indikator.target_minimum, indikator.target_maksimum
    if low is None or high is None:
        return None
    step = {"diatas": Decimal("1.04"), "sesuai": Decimal(1), "dibawah": Decimal("0.8")}[rating]
    return ((low + high) / 2 * step).quantize(Decimal("0.1"))


def _indicators(skp: Skp) -> list[Indikator]:
    return [
        item
        for rhk in sorted(skp.rencana_hasil_kerja.all(), key=lambda row: row.urutan)
        for item in sorted(rhk.indikator.all(), key=lambda row: row.urutan)
    ]
