"""Set SKP for tests that begin after planning: made as rows, whatever steps planning takes."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from kasuari.organisation.models import Pegawai, UnitKerja
from kasuari.planning.models import (
    ButirLampiran,
    EkspektasiKhusus,
    Indikator,
    Periode,
    RencanaHasilKerja,
    Skp,
)
from tests.cast import Cast

SET_AT = datetime(2026, 1, 20, 1, 0, tzinfo=UTC)


def set_skp_for(
    cast: Cast,
    pegawai: Pegawai,
    penilai: Pegawai,
    *,
    atasan: Pegawai | None = None,
    unit_penilai: UnitKerja | None = None,
    format: str = "A.1.7",  # noqa: A002 - as the column is called
    state: str = "ditetapkan",
    rhk: int = 2,
    indikator: int = 2,
    **columns: Any,
) -> Skp:
    """An SKP of 2026 with `rhk` results of `indikator` indikator each; the last result is tambahan."""
    penugasan = pegawai.penugasan.order_by("-memimpin", "pk").select_related("unit").first()
    assert penugasan is not None
    given: dict[str, Any] = {
        "periode": cast.periode,
        "pegawai": pegawai,
        "penugasan": penugasan,
        "unit": penugasan.unit,
        "penilai": penilai,
        "atasan_penilai": atasan,
        "unit_penilai": unit_penilai or _led_by(penilai),
        "format": format,
        "pendekatan": "kuantitatif" if format in {"A.1.2", "A.1.7"} else "kualitatif",
        "start_date": date(2026, 1, 1),
        "last_date": date(2026, 12, 31),
        "state": state,
        "edition": "PermenPANRB-6-2022",
        "created_at": SET_AT,
    }
    if state == "ditetapkan":
        given |= {"set_at": SET_AT, "set_by": penilai.user}
    skp = Skp.objects.create(**(given | columns))
    jpt = format in {"A.1.1", "A.1.2"}
    for number in range(1, rhk + 1):
        row = RencanaHasilKerja.objects.create(
            skp=skp,
            jenis="tambahan" if 1 < number == rhk else "utama",
            urutan=number,
            teks=f"Ibu hamil terlayani sesuai standar, hasil {number}",
            penugasan_dari="Kepala Puskesmas",
            intervensi_teks="" if jpt else "Kesehatan ibu dan anak di wilayah kerja membaik",
        )
        for order in range(1, indikator + 1):
            Indikator.objects.create(
                rhk=row,
                urutan=order,
                teks=f"Persentase kunjungan K4 ke-{number}.{order}",
                aspek="" if jpt else "kuantitas",
                perspektif="anggaran" if jpt else "",
                target_jenis="rentang",
                target_minimum=Decimal(80),
                target_maksimum=Decimal(90),
                satuan="%",
            )
    EkspektasiKhusus.objects.create(skp=skp, nilai=1, urutan=1, teks="Menyapa setiap ibu dengan ramah")
    return skp


def last_year_skp(cast: Cast, pegawai: Pegawai | None = None, **given: Any) -> Skp:
    """A set SKP of 2025 with a dated target, a lampiran and an ekspektasi khusus."""
    pegawai = pegawai or cast.yohana
    periode, _ = Periode.objects.get_or_create(
        instansi=cast.instansi,
        tahun=2025,
        defaults={
            "start_date": date(2025, 1, 1),
            "last_date": date(2025, 12, 31),
            "jenis_evaluasi": "triwulanan",
            "state": "ditutup",
        },
    )
    skp = set_skp_for(
        cast,
        pegawai,
        cast.hendrika,
        periode=periode,
        start_date=date(2025, 1, 1),
        last_date=date(2025, 12, 31),
        **given,
    )
    last = Indikator.objects.filter(rhk__skp=skp).latest("pk")
    Indikator.objects.filter(pk=last.pk).update(target_jenis="tanggal", target_date=date(2025, 11, 30))
    for jenis in ("dukungan", "skema"):
        ButirLampiran.objects.create(skp=skp, jenis=jenis, urutan=1, teks=f"{jenis} tahun lalu")
    return skp


def indikator_of(skp: Skp) -> list[Indikator]:
    """Its indikator in the order of print, with their result and SKP at hand."""
    return list(
        Indikator.objects.filter(rhk__skp=skp)
        .select_related("rhk__skp__periode__instansi")
        .order_by("rhk__urutan", "urutan")
    )


def _led_by(penilai: Pegawai) -> UnitKerja | None:
    led = penilai.penugasan.filter(memimpin=True).select_related("unit").first()
    return led.unit if led else None
