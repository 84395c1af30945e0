"""From a low communication score to a confirmed gap, an agreed plan, a seat, and the measured change."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from kasuari.accounts.models import User
from kasuari.development.models import (
    CatatanBelajar,
    EvaluasiKompetensi,
    Kompetensi,
    Pendaftaran,
    ProgramPelatihan,
    RencanaPengembangan,
)
from kasuari.development.operations import mitra as partners
from kasuari.organisation.models import Pegawai
from tests.cast import NOW, PASSWORD, Cast
from tests.development.competence import ask, assess, load
from tests.development.partners import partner, programme
from tests.journeys.conftest import DESKTOP, PHONE, Calendar, Visit
from tests.journeys.visitor import Visitor
from tests.planning_builder import set_skp_for

WHY = "Rujukan terlambat karena keluarga tidak memahami penjelasannya."
GOAL = "Keluarga pasien memahami kapan harus dirujuk."
PDF = b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"


@dataclass
class Growth:
    """The cast, and a partner that offers two programmes for communication: one near with one seat, and one
    for leaders alone."""

    cast: Cast
    petugas: User
    program: ProgramPelatihan
    komunikasi: Kompetensi


@pytest.fixture
def world(transactional_db: None) -> Growth:
    from tests.cast import build_cast

    cast = build_cast()
    for person in (cast.yohana, cast.markus):
        set_skp_for(cast, person, cast.hendrika, atasan=cast.paulus, unit_penilai=cast.puskesmas)
    kamus = load(cast)
    ask(cast, cast.yohana, {kamus["komunikasi"]: 3})
    assess(cast, {kamus["komunikasi"]: 4}, person=cast.markus)
    by = cast.actor(cast.lusia)
    mitra = partner(cast)
    akun = partners.open_partner_account(
        mitra=mitra, username="mitra-m01", nama="Petugas Mitra", by=by, at=NOW
    )
    akun.user.set_password(PASSWORD)
    akun.user.save()
    partners.note_place(unit=cast.puskesmas, tempat="Sota", terpencil=True, koneksi="terbatas", by=by, at=NOW)
    partners.note_journey(
        instansi=cast.instansi, asal="Sota", tujuan="Merauke", hari=1, biaya=300_000, by=by, at=NOW
    )
    program = programme(cast, mitra, kursi=1)
    programme(cast, mitra, "P2", judul="Pidato bagi Pimpinan", sasaran=("jpt",))
    return Growth(cast, akun.user, program, kamus["komunikasi"])


def test_from_a_low_score_to_the_measured_change(
    visit: Visit, world: Growth, calendar: Calendar, tmp_path: Path
) -> None:
    cast = world.cast
    profile = f"/pegawai/{cast.yohana.pk}/pengembangan/"
    hendrika = visit(size=DESKTOP).arrive_as(cast.hendrika)
    yohana = visit(size=PHONE).arrive_as(cast.yohana)

    # The penilai assesses: communication lacks one step, everything else stays unknown.
    evaluate(hendrika, profile, world.komunikasi, "2", WHY)
    assert EvaluasiKompetensi.objects.get(pegawai=cast.yohana).state == "ditandatangani"

    # The development talk: both say that it is so.
    yohana.go("/").look().sees("Bahas hal yang perlu tumbuh")
    yohana.link("Buka pengembangan").click()
    yohana.look().sees(WHY)
    confirm(yohana)
    yohana.sees(re.compile("Penilaian belum dibahas|belum dibahas berdua"))
    hendrika.go(profile)
    confirm(hendrika)
    hendrika.sees("dikonfirmasi berdua")

    # A plan with one action, proposed by her, agreed by the penilai from the home page.
    yohana.go("/pengembangan/")
    yohana.field("Apa yang ingin dicapai tahun ini?").fill(GOAL)
    yohana.send("Mulai rencana")
    yohana.page.locator("summary", has_text="Tambah kegiatan").click()
    yohana.field("Untuk kompetensi").select_option(label="Komunikasi")
    yohana.field("Cara belajar").select_option("pelatihan")
    yohana.field("Kegiatan").fill("Pelatihan komunikasi efektif")
    yohana.field("Ukuran keberhasilan").fill("Keluarga mengulang penjelasan dengan benar")
    yohana.field("Mulai").fill("2026-07-01")
    yohana.field("Selesai").fill("2026-09-30")
    yohana.send("Tambah kegiatan")
    yohana.send("Ajukan rencana")
    yohana.look()
    hendrika.go("/").sees("Setujui rencana pengembangan Yohana Basik-Basik")
    hendrika.link("Baca rencana").click()
    hendrika.send("Setujui rencana")
    hendrika.look().sees(re.compile("Disepakati berdua sejak"))
    assert RencanaPengembangan.objects.get().state == "disepakati"

    # What is advised, with its reasons, and what costs nothing.
    yohana.go("/pelatihan/saran/").look().sees("Komunikasi Efektif P1")
    yohana.sees(re.compile("Perjalanan ke Merauke 1 hari"))
    yohana.sees(re.compile("Mintalah bimbingan Markus Ndiken"))
    yohana.page.locator("summary", has_text="mengapa belum dapat").click()
    yohana.sees(re.compile("Ditujukan bagi JPT"))

    # The seat: computed by the clerk, approved by the PyB, in English.
    lusia, andreas = (in_english(visit, who) for who in (cast.lusia, cast.andreas))
    lusia.go("/alokasi/").look()
    lusia.field("Name").fill("Semester II")
    lusia.send("Compute the allocation")
    lusia.look().sees("Yohana Basik-Basik")
    andreas.page.goto(lusia.page.url)
    andreas.send("Approve the allocation")
    lusia.page.reload()
    lusia.send("Send 1 invitation")
    lusia.look()

    # She accepts from the home page.
    yohana.go("/").sees("Anda diundang mengikuti pelatihan ini.")
    yohana.link("Jawab undangan").click()
    yohana.look()
    yohana.send("Saya ikut")
    yohana.look().sees("Undangan diterima")

    # The partner signs in, reports, and uploads the certificate; a script is refused.
    calendar.turn_to(date(2026, 7, 23))
    mitra = visit(size=PHONE)
    mitra.go("/masuk/")
    mitra.page.get_by_label("NIP").fill(world.petugas.username)
    mitra.page.get_by_label(re.compile("Kata sandi")).fill(PASSWORD)
    mitra.send("Masuk")
    mitra.look().sees("Komunikasi Efektif P1")
    mitra.link("Komunikasi Efektif P1").click()
    mitra.look().sees("Yohana Basik-Basik")
    mitra.page.locator("summary", has_text="Laporkan kehadiran dan hasil").click()
    mitra.field("JP yang dihadiri").fill("16")
    mitra.field("Hasil").select_option("lulus")
    mitra.field("Nilai awal").fill("45")
    mitra.field("Nilai akhir").fill("80")
    mitra.send("Simpan laporan")
    upload(mitra, tmp_path / "sertifikat.pdf", b"<html><script>alert(1)</script></html>")
    mitra.look()
    mitra.go(f"/mitra-saya/program/{world.program.pk}/")
    upload(mitra, tmp_path / "sertifikat.pdf", PDF)
    mitra.look().sees("Sertifikat tersimpan.")

    # She receives the certificate, takes the hours over and says whether it was of use.
    yohana.go("/").look().sees(re.compile("Sertifikatnya sudah ada"))
    yohana.link("Terima hasil").click()
    assert yohana.download(yohana.link("Unduh sertifikat")) == PDF
    yohana.send("Masukkan 16 JP ke catatan belajar")
    yohana.field("Nilai").select_option("4")
    yohana.send("Kirim kesan")
    yohana.look().sees("Kesan peserta: 4 dari 5.")
    assert CatatanBelajar.objects.get().jp == 16
    hendrika.go(profile)
    hendrika.send("Sahkan")
    hendrika.look().sees("16 dari paling sedikit 20 JP")

    # At the next round the gap is gone, and it is said where the training is.
    calendar.turn_to(date(2026, 11, 3))
    for somebody, who in ((hendrika, cast.hendrika), (yohana, cast.yohana)):
        somebody.arrive_as(who)  # four months later nobody is still signed in
    evaluate(hendrika, profile, world.komunikasi, "3", "Keluarga mengulang penjelasan dengan benar.")
    yohana.go("/pengembangan/").look().sees("Tidak ada kompetensi yang dinilai di bawah standar.")
    row = Pendaftaran.objects.get()
    yohana.go(f"/pendaftaran/{row.pk}/").look()
    yohana.sees("kurang 1 langkah, menjadi sesuai standar pada 3 November 2026")
    hendrika.go(f"/pelatihan/{world.program.pk}/").look().sees("1 peserta selesai.")


def in_english(visit: Visit, pegawai: Pegawai) -> Visitor:
    somebody = visit(size=DESKTOP, language="en").arrive_as(pegawai)
    cookie = {"name": "django_language", "value": "en", "url": somebody.home}
    somebody.context.add_cookies([cookie])  # type: ignore[list-item]
    return somebody


def evaluate(penilai: Visitor, profile: str, kompetensi: Kompetensi, value: str, why: str) -> None:
    penilai.go(profile).look()
    penilai.page.get_by_role("button", name=re.compile("valuasi kompetensi$")).click()
    penilai.page.wait_for_url(re.compile("/evaluasi-kompetensi/"))
    penilai.look()
    penilai.page.locator(f"#id_nilai_{kompetensi.pk}").select_option(value)
    penilai.page.locator(f"#id_alasan_{kompetensi.pk}").fill(why)
    penilai.button("Tanda tangani").click()
    penilai.agree()


def confirm(somebody: Visitor) -> None:
    somebody.page.locator("summary", has_text="Sampaikan pandangan Anda").first.click()
    somebody.page.locator("details[open]").get_by_label("benar", exact=True).check()
    somebody.send("Simpan pandangan")


def upload(mitra: Visitor, path: Path, content: bytes) -> None:
    path.write_bytes(content)
    mitra.page.locator("summary", has_text="Unggah sertifikat").click()
    mitra.page.locator("input[type=file]").set_input_files(path)
    mitra.send("Unggah")
