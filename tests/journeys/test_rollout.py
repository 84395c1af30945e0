"""From the set-up through a pilot of three units and its evaluation to the signed go of the second wave."""

from __future__ import annotations

import re
from datetime import date

import numpy as np
import pytest

from kasuari.organisation.models import UnitKerja
from kasuari.rollout import operations
from kasuari.rollout.models import Gelombang, HasilUji, Kekurangan, UjiCoba
from tests.cast import NOW, Cast
from tests.documents.paper import page_text
from tests.journeys.conftest import DESKTOP, PHONE, Calendar, Visit
from tests.rollout.acts import crew, do_without, lone_unit, wave

OUTCOME = "Umpan balik per orang"


@pytest.fixture
def world(transactional_db: None) -> Cast:
    from tests.cast import build_cast

    return build_cast()


def others(cast: Cast, count: int) -> list[UnitKerja]:
    """Puskesmas to compare with, five people each."""
    made = []
    for number in range(count):
        unit = lone_unit(cast, f"Puskesmas Kampung {number + 1}", f"kp{number}")
        crew(cast, unit, 5, first=1 + 5 * (number % 15))
        made.append(unit)
    return made


def observed(trial: UjiCoba) -> bytes:
    """A file with three months before and three after: the pilot units gain two pieces of feedback."""
    noise = np.random.default_rng(4)
    lines = ["Kode unit,Bulan,Ukuran,Nilai,Banyak orang"]
    kodes = dict(UnitKerja.objects.values_list("pk", "kode"))
    for row in trial.unit:
        for month in range(4, 10):
            value = 1 + noise.normal(0, 0.3) + (2 if row["mulai"] and month >= 7 else 0)
            lines.append(f"{kodes[row['unit']]},2026-{month:02d},{OUTCOME},{value:.3f},5")
    return "\n".join(lines).encode()


def test_from_the_set_up_to_the_second_wave(visit: Visit, world: Cast, calendar: Calendar) -> None:
    clerk = world.actor(world.lusia)
    units = others(world, 9)
    wave(world, *units, nama="Pembanding", jenis="pembanding")
    second = wave(world, world.puskesmas_lain, nama="Gelombang kedua", jenis="lanjutan")
    do_without(world, second, keep=("kekurangan",))
    extra = [lone_unit(world, f"Puskesmas Uji {number}", f"uji{number}") for number in (1, 2)]
    for number, unit in enumerate(extra):
        crew(world, unit, 5, first=80 + 5 * number)

    # The clerk is led through the set-up, makes the pilot of three units and fixes what it is judged by.
    lusia = visit(size=DESKTOP).arrive_as(world.lusia)
    lusia.go("/memulai/").look().sees("Waktu Anda sendiri")
    lusia.go("/gelombang/").look()
    lusia.field("Nama gelombang").fill("Uji coba puskesmas")
    lusia.send("Buat gelombang")
    lusia.look().sees("Gelombang dibuat.")
    pilot = Gelombang.objects.get(nama="Uji coba puskesmas")
    for unit in (world.puskesmas, *extra):
        operations.add_unit(gelombang=pilot, unit=unit, by=clerk, at=NOW)
    lusia.go(f"/gelombang/{pilot.pk}/").look().sees("Puskesmas Uji 1")
    do_without(world, pilot, keep=("kekurangan",))
    lusia.go("/uji-coba/").look()
    lusia.field("Nama evaluasi").fill("Puskesmas 2026")
    lusia.page.get_by_role("group", name="Ukuran utama").get_by_label(OUTCOME).check()
    lusia.field("Amatan mulai").fill("2026-04-01")
    lusia.field("Uji coba mulai").fill("2026-07-01")
    lusia.field("Amatan berakhir").fill("2026-10-01")
    lusia.button("Tetapkan").click()
    lusia.agree()
    lusia.look().sees("Rencana yang ditetapkan")

    # The gate is proposed, signed by whom it concerns, and the pilot starts.
    lusia.go(f"/gelombang/{pilot.pk}/gerbang/").look()
    lusia.page.get_by_text("Usulkan keputusan").first.click()
    lusia.send("Usulkan")
    for person, size in ((world.hendrika, PHONE), (world.andreas, PHONE)):
        signer = visit(size=size).arrive_as(person)
        signer.go(f"/gelombang/{pilot.pk}/gerbang/").look()
        signer.send("Tanda tangani keputusan ini")
        signer.sees("Tanda tangan Anda tercatat.")
    lusia.go(f"/gelombang/{pilot.pk}/gerbang/")
    lusia.button("Mulai gelombang").click()
    lusia.agree()
    lusia.sees("Gelombang dimulai")

    # Two shortcomings are reported from the unit; the second wave has to wait for them.
    yohana = visit(size=PHONE).arrive_as(world.yohana)
    for title in ("Foto bukti hilang", "Tombol kirim tertutup"):
        yohana.go("/kekurangan/").look()
        yohana.field("Apa yang kurang").fill(title)
        yohana.field("Ceritanya").fill("Terjadi setiap kali sinyal putus di tengah jalan.")
        yohana.field("Seberapa mengganggu").select_option("berat")
        yohana.send("Laporkan")
        yohana.sees("Terima kasih.")
    lusia.go(f"/gelombang/{second.pk}/gerbang/").look().sees("Kekurangan berat yang terbuka")
    for item in Kekurangan.objects.order_by("pk"):
        lusia.go(f"/kekurangan/{item.pk}/").look()
        lusia.send("Akan diperbaiki")
        lusia.field("Dalam versi").fill("1.4.2")
        lusia.send("Minta dipastikan")
        yohana.go(f"/kekurangan/{item.pk}/").look()
        yohana.send("Ya, sudah beres")

    # In October the pilot is evaluated; the page for the governor says it in one sentence.
    calendar.turn_to(date(2026, 10, 5))
    trial = UjiCoba.objects.get()
    operations.read_observations(
        uji=trial, content=observed(trial), name="amatan.csv", by=clerk, at=calendar.at
    )
    lusia.go(f"/uji-coba/{trial.pk}/")
    lusia.send("Hitung hasil")
    lusia.look().sees(re.compile(rf"{OUTCOME} naik \d,\d"))
    assert HasilUji.objects.get().isi["ukuran"]["umpan_balik"]["p"] <= 0.05
    pdf = lusia.page.request.get(f"{lusia.home}/uji-coba/{trial.pk}/laporan/pimpinan.pdf").body()
    assert re.search(r"terlihat perubahan: .* naik \d", page_text(pdf, 0))

    # The go of the second wave, signed; it starts.
    lusia.go(f"/gelombang/{second.pk}/gerbang/").sees("Semua syarat terpenuhi.")
    lusia.page.get_by_text("Usulkan keputusan").first.click()
    lusia.send("Usulkan")
    for person in (world.stefanus, world.andreas):
        signer = visit(size=PHONE).arrive_as(person)
        signer.go(f"/gelombang/{second.pk}/gerbang/")
        signer.send("Tanda tangani keputusan ini")
    lusia.go(f"/gelombang/{second.pk}/gerbang/")
    lusia.button("Mulai gelombang").click()
    lusia.agree()
    second.refresh_from_db()
    assert second.state == "berjalan"
