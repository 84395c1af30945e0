"""Short ways to arrange waves in tests."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from kasuari.foundation.trees import segment
from kasuari.organisation.models import Jabatan, Pegawai, Penugasan, UnitKerja
from kasuari.planning.models import Skp
from kasuari.progress import operations as progress
from kasuari.rollout import operations
from kasuari.rollout.models import AnggotaGelombang, Gelombang, UjiCoba
from kasuari.rollout.outcomes import SOURCES
from kasuari.rollout.readiness import CRITERIA
from tests.cast import LONG_AGO, NOW, TODAY, Cast
from tests.planning_builder import indikator_of


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


def lone_units(cast: Cast, count: int) -> list[UnitKerja]:
    return [lone_unit(cast, f"Puskesmas {number}", f"p{number}") for number in range(count)]


def locked(cast: Cast, **given: Any) -> UjiCoba:
    """An evaluation of the umpan balik, three months before the start and some after it."""
    wanted: dict[str, Any] = {
        "instansi": cast.instansi,
        "nama": "Evaluasi",
        "metode": "did",
        "undian": None,
        "utama": ["umpan_balik"],
        "lain": [],
        "awal_date": date(2026, 5, 1),
        "mulai_date": date(2026, 8, 1),
        "akhir_date": date(2026, 12, 1),
        "by": cast.actor(cast.lusia),
        "at": NOW,
    }
    return operations.lock_trial(**wanted | given)


def observe(cast: Cast, uji: UjiCoba, rows: list[str], *, at: datetime = NOW) -> None:
    """Observations from a file: unit, month, measure, value, people."""
    content = "\n".join(["Kode unit,Bulan,Ukuran,Nilai,Banyak orang", *rows]).encode()
    operations.read_observations(uji=uji, content=content, name="a.csv", by=cast.actor(cast.lusia), at=at)


def practise(cast: Cast, gelombang: Gelombang) -> None:
    operations.begin_practice(gelombang=gelombang, version=0, by=cast.actor(cast.lusia), at=NOW)


def written(cast: Cast, skp: Skp, place: int = 0) -> None:
    """Yohana writes what she reached of one indikator."""
    progress.record_realisasi(
        indikator=indikator_of(skp)[place],
        periode_evaluasi=cast.triwulan(2),
        version=0,
        teks="Register lengkap",
        nilai=None,
        sumber_data="Register",
        by=cast.actor(cast.yohana),
        at=NOW,
    )


def measured(cast: Cast, ukuran: str, start: date, end: date) -> dict[date, tuple[Decimal, int]]:
    """What the puskesmas shows of a measure without a file, by month: the value and of how many."""
    found = SOURCES[ukuran]({cast.puskesmas.pk: cast.puskesmas.path}, start, end)
    return {month: answer for (_unit, month), answer in found.items()}


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
