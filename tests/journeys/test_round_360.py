"""A 360 round of a puskesmas, from the draw to the guide for the talk: on a phone and on a desktop."""

from __future__ import annotations

import re

import pytest

from kasuari.feedback.models import AmplopJawaban, KomentarPutaran, Putaran
from tests.cast import Cast
from tests.feedback import rounds
from tests.feedback.rounds import Said
from tests.journeys.conftest import Visit


@pytest.fixture
def world(transactional_db: None) -> Cast:
    from tests.cast import build_cast

    cast = build_cast()
    rounds.staff(cast, cast.puskesmas)
    return cast


def test_a_round_is_lived_from_the_draw_to_the_talk(world: Cast, visit: Visit, size: tuple[int, int]) -> None:
    putaran = rounds.planned(world, ambang_angka=5)
    clerk = visit(size=size).arrive_as(world.lusia)
    clerk.go(f"/putaran/{putaran.pk}/").look()
    clerk.send("Undi pengisi")
    clerk.go("/putaran/").look()

    penilai = visit(size=size).arrive_as(world.hendrika)
    penilai.go("/").link("Periksa").click()
    penilai.sees("Daftar pengisi 360")
    penilai.look()
    heading = penilai.page.get_by_role("heading", name="Yohana Basik-Basik", exact=True)
    card = penilai.page.locator("section.card").filter(has=heading)
    penilai.send("Setujui daftar ini", within=card)
    penilai.sees("Daftar pengisi Yohana Basik-Basik disetujui.")

    clerk.go(f"/putaran/{putaran.pk}/")
    clerk.send("Buka untuk dijawab")
    clerk.look()
    yohana = visit(size=size).arrive_as(world.yohana)
    yohana.go("/").link("Isi sekarang").click()
    yohana.look()
    yohana.page.locator("a.button--small").first.click()
    yohana.sees("Dengan kata-kata Anda")
    for group in yohana.page.get_by_role("radiogroup").all():
        group.locator("label", has_text="3").first.click()
    words = yohana.page.locator("textarea").first
    words.fill("Ia mendengarkan sampai pasien selesai bicara.")
    yohana.look()
    yohana.send("Kirim")
    yohana.sees(re.compile("Jawaban tentang 1 orang terkirim"))
    assert AmplopJawaban.objects.count() == 1

    # A slip for a patient, who has no account; the second who comes is told so.
    clerk.go(f"/putaran/{putaran.pk}/").link("Kartu penerima layanan").click()
    clerk.sees("Serahkan kartu kepada petugas loket")
    clerk.look()
    clerk.page.get_by_label(re.compile("Yohana Basik-Basik")).check()
    clerk.send("Buat dan tampilkan kartu")
    clerk.look()
    path = "/s/" + clerk.page.locator("code").first.inner_text().rstrip("/").rsplit("/", 1)[1] + "/"
    patient = visit(size=size)
    patient.go(path).look().sees("Pelayanan oleh Yohana Basik-Basik")
    for group in patient.page.get_by_role("radiogroup").all():
        group.locator("label", has_text="4").first.click()
    patient.send("Kirim")
    patient.look().sees("Jawaban Anda sudah masuk ke kotak tersegel.")
    visit(size=size).go(path).look().sees("Kartu ini sudah dipakai.")
    assert AmplopJawaban.objects.count() == 2

    rounds.answered(world, putaran, lambda tugas: Said(2 + (tugas.pengisi_id + tugas.peserta_id) % 3))
    clerk.go(f"/putaran/{putaran.pk}/")
    clerk.button("Tutup sekarang").click()
    clerk.agree()
    clerk.sees("kuncinya dimusnahkan")
    assert not AmplopJawaban.objects.exists()

    moderator = visit(size=size).arrive_as(world.andreas)
    moderator.go(f"/360/moderasi/{putaran.pk}/").look()
    while KomentarPutaran.objects.filter(state="menunggu").exists():
        moderator.page.get_by_role("button", name="Tampilkan").first.click()
        moderator.page.wait_for_load_state("networkidle")
    clerk.go(f"/putaran/{putaran.pk}/")
    clerk.button("Rilis hasil").click()
    clerk.agree()
    clerk.look()
    clerk.link("Hasil per unit").click()
    clerk.look()

    yohana.go("/360/profil/").look()
    yohana.page.get_by_role("link", name="Semester I 2026").first.click()
    yohana.sees("Langkah berikutnya")
    yohana.look()
    penilai.go("/360/profil/")
    penilai.link("Yohana Basik-Basik").click()
    penilai.link("Panduan percakapan").click()
    penilai.sees("Percakapan semester dengan Yohana Basik-Basik")
    penilai.look()
    assert Putaran.objects.get().state == "dirilis"


def test_the_pages_of_a_round_speak_english(world: Cast, visit: Visit) -> None:
    rounds.opened(world)
    yohana = visit(language="en").arrive_as(world.yohana)
    yohana.go("/masuk/profil/")
    yohana.context.add_cookies([{"name": "django_language", "value": "en", "url": yohana.home}])
    yohana.go("/360/")
    yohana.sees("Waiting for your answer")
    yohana.look()
