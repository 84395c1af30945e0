"""Yohana asks for feedback, a patient answers by QR, Hendrika follows up, and the record is printed."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from kasuari.feedback.models import TautanUmpanBalik, TindakLanjut, UmpanBalik
from kasuari.planning.models import Skp
from tests.cast import Cast
from tests.documents.paper import squeezed, whole_text
from tests.feedback.acts import results
from tests.journeys.conftest import PHONE, Visit
from tests.planning_builder import set_skp_for

BY_MARKUS = "Register kohort bulan Mei lengkap sebelum tanggal lima, sehingga laporan terkirim tepat waktu."
BY_PATIENT = "Saat saya datang tengah malam, diterima dengan sabar dan dijelaskan langkahnya."
NOTE = "Disampaikan pada apel hari Kamis."


@pytest.fixture
def world(transactional_db: None) -> Cast:
    from tests.cast import build_cast

    return build_cast()


@pytest.fixture
def skp(world: Cast) -> Skp:
    set_skp_for(world, world.markus, world.hendrika, unit_penilai=world.puskesmas)
    return set_skp_for(world, world.yohana, world.hendrika, atasan=world.paulus, unit_penilai=world.puskesmas)


def test_from_a_question_to_the_printed_record(visit: Visit, world: Cast, skp: Skp) -> None:
    first = results(skp)[0]
    yohana = visit(size=PHONE).arrive_as(world.yohana)
    yohana.go(f"/skp/{skp.pk}/umpan-balik/minta/?tentang=rhk:{first.pk}").look()
    yohana.page.get_by_label("Kepada siapa").select_option(label=world.markus.nama_lengkap)
    yohana.send("Kirim permintaan")
    yohana.look().sees("Permintaan terkirim kepada Markus Ndiken.")

    # Markus sees it on home and answers; a hint comes once.
    markus = visit(size=PHONE).arrive_as(world.markus)
    markus.go("/").sees("Jawab permintaan umpan balik")
    markus.go("/umpan-balik/beri/").look()
    markus.link("Jawab").click()
    markus.look()
    markus.page.get_by_label(re.compile("^Apresiasi")).check()
    markus.field("Kalimat Anda").fill("Bagus sekali.")
    markus.send("Kirim umpan balik")
    markus.look().sees("Kalimat ini masih umum.")
    assert not UmpanBalik.objects.exists()
    markus.field("Kalimat Anda").fill(BY_MARKUS)
    markus.send("Kirim apa adanya")
    markus.look().sees(BY_MARKUS)

    # A link for a patient, who has no account; the second who comes is told so.
    yohana.go(f"/skp/{skp.pk}/umpan-balik/tautan/?tentang=nilai:1").look()
    yohana.field("Untuk siapa").fill("Pasien poli KIA")
    yohana.send("Buat tautan")
    yohana.look()
    address = yohana.page.locator("code").inner_text()
    expect(yohana.page.locator(".qr svg")).to_be_visible()
    path = "/u/" + address.rstrip("/").rsplit("/", 1)[1] + "/"
    patient = visit(size=PHONE)
    patient.go(path).look().sees("Umpan balik ini bukan tanpa nama.")
    patient.page.get_by_label(re.compile("^Apresiasi")).check()
    patient.field("Kalimat Anda").fill(BY_PATIENT)
    patient.field("Nama Anda").fill("Fransiska Kaize")
    patient.field("Hubungan Anda").fill("pasien")
    patient.send("Kirim umpan balik")
    patient.look().sees("Umpan balik Anda sudah diterima.")
    visit(size=PHONE).go(path).look().sees(re.compile("sudah dipakai"))
    assert TautanUmpanBalik.objects.get().state == "dipakai"

    yohana.go("/umpan-balik/").look().sees(BY_PATIENT)
    yohana.sees(re.compile("Dari Fransiska Kaize"))

    # Hendrika follows up and prints.
    hendrika = visit().arrive_as(world.hendrika)
    hendrika.go("/umpan-balik/tim/").look()
    hendrika.go(f"/skp/{skp.pk}/tindak-lanjut/").look()
    hendrika.page.locator("summary", has_text="Bila ada kemajuan").first.click()
    answer = hendrika.page.locator("details[open]").first
    answer.get_by_label("Tindak lanjut").select_option("apresiasi")
    answer.get_by_label("Catatan").fill(NOTE)
    hendrika.send("Catat tindak lanjut", within=answer)
    hendrika.look().sees("Tindak lanjut tercatat dan pegawai diberi tahu.")
    assert TindakLanjut.objects.get().catatan == NOTE
    hendrika.go(f"/skp/{skp.pk}/umpan-balik/?periode={world.triwulan(2).pk}").look().sees(BY_MARKUS)
    paper = squeezed(whole_text(hendrika.download(hendrika.link("Cetak rekaman"))))
    for said in (
        f"Rekan kerja setingkat ({world.markus.nama_lengkap}): {BY_MARKUS}",
        f"Pasien (Fransiska Kaize): {BY_PATIENT}",
    ):
        assert squeezed(said) in paper
