"""A disagreement goes through keberatan to D.1.3; an evaluation that the penilai left goes to the atasan."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path

import pypdf
import pytest

from kasuari.documents.models import Document
from kasuari.evaluation.models import Evaluasi, Keberatan
from kasuari.organisation.models import Pegawai
from tests.cast import Cast
from tests.evaluation.acts import deliver, give_capaian, rate, sign
from tests.journeys.conftest import DESKTOP, PHONE, Calendar, Visit
from tests.planning_builder import set_skp_for
from tests.progress.test_operations import PDF


@pytest.fixture
def world(transactional_db: None) -> Cast:
    from tests.cast import build_cast

    return build_cast()


@pytest.fixture
def delivered(world: Cast) -> Evaluasi:
    """Yohana's result: Kurang/Misconduct, for conduct below expectation."""
    give_capaian(world)
    skp = set_skp_for(world, world.yohana, world.hendrika, atasan=world.paulus)
    return deliver(world, sign(world, rate(world, skp, rating_perilaku_kerja="dibawah")))


def words_of(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def test_a_disagreement_ends_in_d13(
    visit: Visit, world: Cast, delivered: Evaluasi, calendar: Calendar, tmp_path: Path
) -> None:
    evidence = tmp_path / "register.pdf"
    evidence.write_bytes(PDF)
    earlier = Document.objects.get(object_id=delivered.pk, kind="D.1.1", replaced_at__isnull=True)

    yohana = visit(size=PHONE).arrive_as(world.yohana)
    yohana.go(f"/evaluasi/{delivered.pk}/").look()
    yohana.sees(re.compile("sampai Selasa, 14 Juli"))
    yohana.link("Ajukan keberatan").click()
    yohana.look()
    yohana.field("Alasan keberatan").fill("Keluhan yang dipakai bukan tentang saya; register terlampir.")
    yohana.page.set_input_files("#files", str(evidence))
    yohana.button("Ajukan keberatan").click()
    yohana.agree()
    yohana.look()
    yohana.sees(re.compile("Keputusan ditunggu sampai Jumat, 3 Juli"))

    filed = Keberatan.objects.get()
    hendrika = visit(size=DESKTOP).arrive_as(world.hendrika)
    hendrika.go("/")
    hendrika.link("Beri penjelasan").click()
    hendrika.look()
    hendrika.field("Penjelasan").fill("Keluhan itu saya terima lewat kotak saran pada bulan Mei.")
    hendrika.send("Kirim penjelasan")
    hendrika.look()

    calendar.turn_to(date(2026, 7, 2))
    paulus = visit(size=DESKTOP).arrive_as(world.paulus)
    paulus.go("/").link("Buka keberatan").click()
    paulus.look()
    paulus.page.get_by_text("Mengubah hasil evaluasi").click()
    paulus.field("Rating hasil kerja yang baru").select_option("sesuai")
    paulus.field("Rating perilaku kerja yang baru").select_option("sesuai")
    paulus.field("Pertimbangan").fill("Keluhan itu tentang petugas lain, terbukti dari register.")
    paulus.button("Tetapkan keputusan").click()
    paulus.agree()
    paulus.look()

    yohana.go(f"/keberatan/{filed.pk}/").look()
    yohana.sees("Mengubah hasil evaluasi")
    yohana.send("Tandatangani sebagai tanda terima")
    yohana.look()
    paper = words_of(yohana.download(yohana.page.get_by_role("link", name=re.compile("D.1.3")).first))
    for part in ("KEBERATAN", "PENJELASAN PEJABAT PENILAI KINERJA", "register terlampir", "BAIK"):
        assert part.replace(" ", "") in paper.replace(" ", "").replace("\n", "")
    yohana.go(f"/evaluasi/{delivered.pk}/").look()
    yohana.sees("Keputusan atas keberatan mengubah predikat ini.")
    stranger = visit(size=PHONE)
    stranger.go(f"/v/{earlier.code}").look()
    stranger.sees(re.compile("digantikan|tidak berlaku", re.IGNORECASE))


def test_an_evaluation_that_the_penilai_left_goes_to_the_atasan(
    visit: Visit, world: Cast, calendar: Calendar
) -> None:
    give_capaian(world)
    set_skp_for(world, world.yohana, world.hendrika, atasan=world.paulus, start_date=date(2026, 4, 1))
    calendar.turn_to(date(2026, 7, 1))
    paulus = visit(size=DESKTOP).arrive_as(world.paulus)
    paulus.go("/")
    paulus.link("Lihat siapa").click()
    paulus.look()
    paulus.sees(re.compile("tidak mengevaluasi sampai waktunya berakhir"))
    paulus.link("Evaluasi").click()
    paulus.look()
    for name in ("rating_hasil_kerja", "rating_perilaku_kerja"):
        paulus.page.locator(f"input[name={name}][value=sesuai]").check(force=True)
    paulus.field("Alasan rating hasil kerja").fill("Cakupan sesuai target.")
    paulus.field("Alasan rating perilaku kerja").fill("Melayani dengan ramah.")
    paulus.button("Tandatangani").click()
    paulus.agree()
    signed = Evaluasi.objects.get()
    assert (signed.jalur, signed.predikat) == ("atasan", "baik")
    paulus.go(f"/evaluasi/{signed.pk}/").look()
    paulus.send("Sampaikan kepada pegawai")
    owner: Pegawai = world.yohana
    yohana = visit(size=PHONE).arrive_as(owner)
    yohana.go(f"/evaluasi/{signed.pk}/").look()
    yohana.sees(re.compile("Hasil ini final"))
    paper = words_of(yohana.download(yohana.page.get_by_role("link", name=re.compile("D.1.2")).first))
    assert "6.AtasanPejabatPenilaiKinerja" in paper.replace(" ", "")
