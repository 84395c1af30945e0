"""Short ways to give, ask and follow up in tests."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from kasuari.feedback import operations
from kasuari.feedback.models import PermintaanUmpanBalik, TautanUmpanBalik, TindakLanjut, UmpanBalik
from kasuari.feedback.sasaran import Sasaran
from kasuari.organisation.models import Pegawai
from kasuari.planning.models import RencanaHasilKerja, Skp
from tests.cast import NOW, Cast

SENTENCE = "Register kohort bulan Mei lengkap sebelum tanggal lima, sehingga laporan terkirim tepat waktu."
HARMONIS = Sasaran(nilai=4)


def results(skp: Skp) -> list[RencanaHasilKerja]:
    return list(skp.rencana_hasil_kerja.order_by("-jenis", "urutan"))


def about(rhk: RencanaHasilKerja) -> Sasaran:
    return Sasaran(rhk_id=rhk.pk, rhk_teks=rhk.teks)


def give(
    cast: Cast,
    skp: Skp,
    by: Pegawai,
    *,
    sasaran: Sasaran = HARMONIS,
    teks: str = SENTENCE,
    sifat: str = "apresiasi",
    at: datetime = NOW,
    **isian: Any,
) -> UmpanBalik:
    return operations.give(
        skp=skp,
        sasaran=sasaran,
        isian=operations.Isian(sifat=sifat, teks=teks, **isian),
        by=cast.actor(by, on=at.date()),
        at=at,
    )


def ask(cast: Cast, skp: Skp, pemberi: Pegawai, *, sasaran: Sasaran = HARMONIS) -> PermintaanUmpanBalik:
    return operations.ask(
        skp=skp, sasaran=sasaran, pemberi=pemberi, pesan="", by=cast.actor(skp.pegawai), at=NOW
    )


def invite(
    cast: Cast, skp: Skp, *, sasaran: Sasaran = HARMONIS, days: int = 14
) -> tuple[TautanUmpanBalik, str]:
    return operations.invite(
        skp=skp,
        sasaran=sasaran,
        ditujukan="Pasien poli KIA",
        days=days,
        by=cast.actor(skp.pegawai),
        at=NOW,
    )


def decide(
    cast: Cast, skp: Skp, tindakan: str, *, maju: bool, hours: int = 1, rhk: int = 0, **given: Any
) -> TindakLanjut:
    at = NOW + timedelta(hours=hours)
    return operations.decide(
        skp=skp,
        rhk=results(skp)[rhk],
        maju=maju,
        tindakan=tindakan,
        by=cast.actor(cast.hendrika),
        at=at,
        **given,
    )
