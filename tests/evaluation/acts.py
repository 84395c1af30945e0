"""Short ways to rate, sign and deliver in tests."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from kasuari.evaluation import operations
from kasuari.evaluation.models import CapaianOrganisasi, Evaluasi
from kasuari.organisation.models import Pegawai, UnitKerja
from kasuari.planning.models import PeriodeEvaluasi, Skp
from tests.cast import NOW, Cast

HASIL = "Cakupan K4 84 persen dari target 80–90 persen, terlihat pada register kohort."
PERILAKU = "Menyapa setiap ibu dengan ramah dan mengingatkan rekan yang terburu-buru."


def give_capaian(
    cast: Cast, unit: UnitKerja | None = None, period: PeriodeEvaluasi | None = None, level: str = "baik"
) -> CapaianOrganisasi:
    assert cast.lusia.user is not None
    return CapaianOrganisasi.objects.create(
        unit=unit or cast.puskesmas,
        periode_evaluasi=period or cast.triwulan(2),
        level=level,
        dasar="Trajectory target triwulan II",
        set_at=NOW,
        set_by=cast.lusia.user,
        version=1,
    )


def rate(cast: Cast, skp: Skp, by: Pegawai | None = None, at: datetime = NOW, **changes: Any) -> Evaluasi:
    given: dict[str, Any] = {
        "skp": skp,
        "periode_evaluasi": cast.triwulan(2),
        "rating_hasil_kerja": "sesuai",
        "alasan_hasil_kerja": HASIL,
        "rating_perilaku_kerja": "diatas",
        "alasan_perilaku_kerja": PERILAKU,
        "rekomendasi": "Diusulkan mengikuti pelatihan kegawatdaruratan.",
        "version": None,
        "by": cast.actor(by or cast.hendrika, on=at.date()),
        "at": at,
    }
    return operations.rate(**(given | changes))


def sign(cast: Cast, evaluasi: Evaluasi, by: Pegawai | None = None, at: datetime = NOW) -> Evaluasi:
    return operations.sign_evaluasi(
        evaluasi=evaluasi, version=evaluasi.version, by=cast.actor(by or cast.hendrika, on=at.date()), at=at
    )


def deliver(cast: Cast, evaluasi: Evaluasi, by: Pegawai | None = None, at: datetime = NOW) -> Evaluasi:
    return operations.deliver_evaluasi(
        evaluasi=evaluasi, version=evaluasi.version, by=cast.actor(by or cast.hendrika, on=at.date()), at=at
    )
