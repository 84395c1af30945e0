"""Short ways to arrange waves in tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from kasuari.foundation.trees import segment
from kasuari.organisation.models import Jabatan, Pegawai, Penugasan, UnitKerja
from kasuari.rollout import operations
from kasuari.rollout.models import AnggotaGelombang, Gelombang
from kasuari.rollout.readiness import CRITERIA
from tests.cast import LONG_AGO, NOW, TODAY, Cast


def wave(cast: Cast, *units: UnitKerja, nama: str = "Gelombang 1", jenis: str = "pilot") -> Gelombang:
    """A wave in preparation with these units."""
    by = cast.actor(cast.lusia)
    made = operations.make_wave(instansi=cast.instansi, nama=nama, jenis=jenis, by=by, at=NOW)
    for unit in units:
        operations.add_unit(gelombang=made, unit=unit, by=by, at=NOW)
    return made


def running(cast: Cast, *units: UnitKerja, **given: Any) -> Gelombang:
    """A wave that was started without asking its gate."""
    made = wave(cast, *units, **given)
    assert cast.lusia.user is not None
    Gelombang.objects.filter(pk=made.pk).update(
        state="berjalan", started_at=NOW, started_by=cast.lusia.user, version=0
    )
    made.refresh_from_db()
    return made


def switch(cast: Cast, gelombang: Gelombang, fungsi: str, *, on: bool = True, since: date = TODAY) -> None:
    gelombang.refresh_from_db()
    operations.switch(
        gelombang=gelombang,
        version=gelombang.version,
        fungsi=fungsi,
        on=on,
        tanggal=since,
        alasan="" if on else "Menunggu pelatihan ulang.",
        by=cast.actor(cast.lusia),
        at=NOW,
    )
    gelombang.refresh_from_db()


def lone_unit(cast: Cast, nama: str = "Puskesmas Kimaam", kode: str = "pusk9") -> UnitKerja:
    """A unit in which nobody of the cast works."""
    unit = UnitKerja.objects.create(
        instansi=cast.instansi,
        kode=kode,
        nama=nama,
        jenis="5",
        induk=cast.dinkes,
        perangkat_daerah=cast.dinkes,
        depth=2,
        path="",
        start_date=LONG_AGO,
    )
    unit.path = cast.dinkes.path + segment(unit.pk)
    unit.save(update_fields=["path"])
    return unit


def member(gelombang: Gelombang) -> AnggotaGelombang:
    return AnggotaGelombang.objects.filter(gelombang=gelombang).select_related("unit", "gelombang")[0]


def crew(cast: Cast, unit: UnitKerja, count: int, *, first: int = 1) -> list[Pegawai]:
    """People without an account who work in a unit."""
    post, _made = Jabatan.objects.get_or_create(
        instansi=cast.instansi, nama="Perawat Terampil", jenis="jf", jenjang="terampil"
    )
    made = []
    for number in range(first, first + count):
        person = Pegawai.objects.create(
            instansi=cast.instansi,
            nip=f"1990010120200319{number:02d}",
            nama=f"Perawat {number}",
            nama_cari=f"perawat {number}",
            status="PNS",
        )
        Penugasan.objects.create(pegawai=person, jabatan=post, unit=unit, start_date=LONG_AGO)
        made.append(person)
    return made


def do_without(cast: Cast, gelombang: Gelombang, *, keep: tuple[str, ...] = ()) -> None:
    """Let the gate ask for nothing but what is in `keep`."""
    for item in CRITERIA:
        if item.code in keep:
            continue
        gelombang.refresh_from_db()
        operations.set_threshold(
            gelombang=gelombang,
            version=gelombang.version,
            syarat=item.code,
            ambang=None,
            tanpa="Belum ada sumbernya",
            by=cast.actor(cast.lusia),
            at=NOW,
        )
    gelombang.refresh_from_db()
