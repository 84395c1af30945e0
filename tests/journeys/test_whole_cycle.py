"""From a roster to a predikat that its owner has read: the first whole cycle, as people live it."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from playwright.sync_api import expect

from kasuari.accounts import operations as accounts
from kasuari.accounts.enums import Role
from kasuari.evaluation.models import Evaluasi
from kasuari.foundation import clock
from kasuari.foundation.access import Actor
from kasuari.organisation import operations as organisation
from kasuari.organisation.models import Pegawai
from kasuari.organisation.queries import actor_for
from kasuari.planning import operations as planning
from kasuari.planning.models import Indikator, Periode, PeriodeEvaluasi, Skp
from kasuari.planning.operations import IsianRhk
from kasuari.progress import operations as progress
from kasuari.site.demo import content
from tests.cast import PASSWORD
from tests.journeys import roster
from tests.journeys.conftest import DESKTOP, Calendar, Visit
from tests.journeys.paper import photo, text_of
from tests.journeys.qr_reader import address_in
from tests.journeys.visitor import Visitor

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.mark.django_db(transaction=True)
def test_from_a_roster_to_a_predikat(visit: Visit, calendar: Calendar, size: tuple[int, int]) -> None:
    calendar.turn_to(date(2026, 1, 5))
    clerk = _installed(visit, calendar, size)
    _import_units_and_people(clerk, whole=size == DESKTOP)
    _open_the_year(clerk)
    midwife = visit(size=size)
    _activate(clerk, midwife, roster.MIDWIFE)

    calendar.turn_to(date(2026, 1, 8))
    skp = _plan(midwife)
    kepala = visit(size=size).arrive_as(_person(roster.KEPALA_PUSKESMAS))
    calendar.turn_to(date(2026, 1, 9))
    _return_with_a_note(kepala, skp)
    _mend_and_submit_again(midwife, skp)
    calendar.turn_to(date(2026, 1, 12))
    _set(kepala, skp)
    _print_the_plan(midwife, skp)
    _the_others_plan(calendar)

    calendar.turn_to(date(2026, 6, 24))
    _record(midwife, skp)
    _the_others_record(calendar, skp)
    _set_capaian(clerk)
    _evaluate_the_puskesmas(kepala)
    calendar.turn_to(date(2026, 6, 25))
    paper = _read_and_acknowledge(midwife, skp)
    _verify(visit(size=size), paper)


def _state_of(skp: Skp) -> str:
    return Skp.objects.values_list("state", flat=True).get(pk=skp.pk)


def _person(nip: str) -> Pegawai:
    return Pegawai.objects.select_related("user").get(nip=nip)


def _actor(nip: str, calendar: Calendar) -> Actor:
    user = _person(nip).user
    assert user is not None
    return actor_for(user, on=calendar.at.date())


def _installed(visit: Visit, calendar: Calendar, size: tuple[int, int]) -> Visitor:
    """The agency with nobody in it but the account of the clerk, as `kasuari user create` leaves it."""
    system = Actor.system("Kasuari", on=calendar.at.date())
    organisation.ensure_instansi(
        nama="Pemerintah Provinsi Papua Selatan",
        kota="Salor",
        jabatan_kepala_daerah="Gubernur Papua Selatan",
    )
    user = accounts.create_user(
        username=roster.CLERK, name="Skolastika Katarina Watratan", by=system, at=calendar.at
    )
    accounts.set_password(user=user, password=PASSWORD, by=system, at=calendar.at)
    accounts.grant_role(
        user=user, role=Role.KEPEGAWAIAN, start_date=date(2026, 1, 1), by=system, at=calendar.at
    )
    clerk = visit(size=size)
    clerk.go("/masuk/").look()
    return clerk.sign_in(roster.CLERK, PASSWORD).look()


def _import_units_and_people(clerk: Visitor, *, whole: bool) -> None:
    page = clerk.page
    for kind, name, sheet in (
        ("Unit kerja", "unit.xlsx", roster.unit_file(whole=whole)),
        ("Pegawai", "pegawai.xlsx", roster.pegawai_file(whole=whole)),
    ):
        clerk.go("/impor/").look()
        page.get_by_label("Isi berkas").select_option(label=kind)
        page.get_by_label("Berlaku mulai").fill("2026-01-01")
        page.locator("input[type=file]").set_input_files({"name": name, "mimeType": XLSX, "buffer": sheet})
        clerk.button("Baca berkas").click(timeout=60_000)
        page.wait_for_url(re.compile(r"/impor/\d+/$"), timeout=60_000)
        clerk.look()
        if kind == "Pegawai":
            _mend_the_refused_row(clerk)
        clerk.button("Terapkan").click()
        expect(page.get_by_text("Berkas diterapkan")).to_be_visible(timeout=60_000)
        clerk.look()


def _mend_the_refused_row(clerk: Visitor) -> None:
    assert Pegawai.objects.count() == 0
    expect(clerk.button("Terapkan")).to_be_disabled()
    clerk.link("Perbaiki").click()
    clerk.look()
    clerk.field("NIP").fill(roster.BROKEN)
    clerk.send("Simpan dan periksa")
    clerk.sees("sudah beres")


def _open_the_year(clerk: Visitor) -> None:
    page = clerk.page
    clerk.go("/periode/").look()
    clerk.field("Tahun").fill("2026")
    clerk.send("Lihat jendela evaluasinya")
    expect(page.get_by_role("heading", name="Buka tahun kinerja")).to_be_visible()
    clerk.look()
    clerk.send("Buka periode 2026")
    clerk.sees("Triwulan II")
    clerk.look()


def _activate(clerk: Visitor, owner: Visitor, nip: str) -> None:
    """The clerk hands out a code; its owner chooses a password on her own browser and is signed in."""
    clerk.go(f"/masuk/pengguna/?q={nip}").look()
    clerk.send("Buat kode aktivasi untuk yang dicentang")
    code = clerk.page.locator("code").inner_text()
    clerk.look()
    owner.go("/masuk/aktivasi/").look()
    owner.field("NIP").fill(nip)
    owner.field("Kode aktivasi").fill(code)
    owner.field("Kata sandi baru").fill(PASSWORD)
    owner.field("Ulangi kata sandi baru").fill(PASSWORD)
    owner.send("Simpan dan masuk")
    owner.page.wait_for_url(f"{owner.home}/")
    owner.look()


def _plan(midwife: Visitor) -> Skp:
    """The official worked SKP of a midwife: one result typed, three brought along, the rest typed."""
    page, plan = midwife.page, content.official("SKP-7")
    midwife.go("/skp/").look()
    page.get_by_label("Kualitatif").check()
    midwife.send("Mulai menyusun")
    page.wait_for_url(re.compile(r"/skp/\d+/$"))
    midwife.look()
    skp = Skp.objects.get(pegawai__nip=roster.MIDWIFE)
    assert (skp.format, skp.state) == ("A.1.6", "draf")

    first = plan.rhk[0]
    midwife.field("Rencana hasil kerja").fill(first.teks)
    midwife.send("Tambah dan lengkapi")
    page.wait_for_url(re.compile(r"/hasil-kerja/\d+/$"))
    midwife.look()
    midwife.field("Penugasan dari").fill(first.penugasan_dari)
    for number, indikator in enumerate(first.indikator, start=1):
        if (
            page.locator(".card").filter(has=page.get_by_role("heading", name=f"Indikator {number}")).count()
            == 0
        ):
            midwife.send("Simpan dan tambah indikator")
        card = page.locator(".card").filter(has=page.get_by_role("heading", name=f"Indikator {number}"))
        midwife.field("Indikator kinerja individu", within=card).fill(indikator.teks)
    expect(page.locator(".saved")).to_have_attribute("data-state", "saved")
    midwife.look()
    midwife.send("Simpan")
    page.wait_for_url(re.compile(r"/skp/\d+/(#.*)?$"))
    written = Indikator.objects.filter(rhk__skp=skp).order_by("urutan").values_list("teks", flat=True)
    assert list(written) == [item.teks for item in first.indikator]

    _bring_along(skp, plan.rhk[1:])
    midwife.go(f"/skp/{skp.pk}/").look()
    midwife.sees(re.compile("Wajib:"))
    midwife.send("Ajukan kepada penilai")
    midwife.sees("Lampiran")
    midwife.look()
    assert _state_of(skp) == "draf"

    midwife.go(f"/skp/{skp.pk}/lampiran/").look()
    for box, jenis in zip(
        page.locator("main textarea").all(), ("dukungan", "skema", "konsekuensi"), strict=True
    ):
        box.fill("\n".join(plan.lampiran[jenis]))
    midwife.send("Simpan")
    page.wait_for_url(re.compile(rf"/skp/{skp.pk}/(#.*)?$"))
    midwife.look()
    midwife.send("Ajukan kepada penilai")
    assert _state_of(skp) == "diajukan"
    midwife.look()
    return skp


def _bring_along(skp: Skp, results: tuple[IsianRhk, ...]) -> None:
    assert skp.pegawai.user is not None
    by, at = actor_for(skp.pegawai.user, on=date(2026, 1, 8)), clock.now()
    for rhk in results:
        skp.refresh_from_db()
        planning.add_rhk(skp=skp, version=skp.version, rhk=rhk, by=by, at=at)


def _return_with_a_note(kepala: Visitor, skp: Skp) -> None:
    page = kepala.page
    kepala.go("/").look()
    kepala.go("/skp/tim/").look()
    page.get_by_role("link", name=re.compile("Buka SKP")).click()
    page.wait_for_url(re.compile(rf"/skp/{skp.pk}/$"))
    kepala.look()
    page.locator("summary", has_text="Kembalikan dengan catatan").click()
    kepala.field("Catatan untuk seluruh SKP").fill("Sudah baik.")
    page.locator("summary", has_text="Catatan pada bagian tertentu").click()
    page.get_by_label(re.compile("^Hasil kerja 1")).fill(
        "Tambahkan kunjungan rumah bagi ibu hamil risiko tinggi."
    )
    kepala.look()
    kepala.send("Kembalikan dengan catatan")
    assert _state_of(skp) == "dikembalikan"
    kepala.look()


def _mend_and_submit_again(midwife: Visitor, skp: Skp) -> None:
    page = midwife.page
    midwife.go("/").look()
    midwife.go(f"/skp/{skp.pk}/").look()
    midwife.sees("Tambahkan kunjungan rumah bagi ibu hamil risiko tinggi.")
    midwife.link("Ubah").first.click()
    page.wait_for_url(re.compile(r"/hasil-kerja/\d+/$"))
    midwife.sees("Tambahkan kunjungan rumah")
    card = page.locator(".card").filter(has=page.get_by_role("heading", name="Indikator 1"))
    box = midwife.field("Indikator kinerja individu", within=card)
    box.fill(f"{box.input_value()}, termasuk kunjungan rumah bagi ibu hamil risiko tinggi")
    midwife.look()
    midwife.send("Simpan")
    page.wait_for_url(re.compile(r"/skp/\d+/(#.*)?$"))
    midwife.send("Ajukan kepada penilai")
    assert _state_of(skp) == "diajukan"


def _set(kepala: Visitor, skp: Skp) -> None:
    kepala.go(f"/skp/{skp.pk}/").look()
    kepala.button("Tetapkan SKP").click()
    kepala.look()
    kepala.agree()
    kepala.look()
    assert _state_of(skp) == "ditetapkan"


def _print_the_plan(midwife: Visitor, skp: Skp) -> None:
    midwife.go(f"/skp/{skp.pk}/").look()
    printed = text_of(midwife.download(midwife.link("Cetak SKP")))
    assert "SASARAN KINERJA PEGAWAI" in printed
    for rhk in content.official("SKP-7").rhk:
        assert rhk.teks.split("/")[0] in printed
    assert "kunjungan rumah bagi ibu hamil risiko tinggi" in printed
    assert "DRAF" not in printed


def _team() -> list[Pegawai]:
    """Everybody in the puskesmas but its leader."""
    people = Pegawai.objects.filter(penugasan__unit__nama=roster.SOTA).exclude(nip=roster.KEPALA_PUSKESMAS)
    return list(people.select_related("user").distinct().order_by("nama"))


def _the_others_plan(calendar: Calendar) -> None:
    """The colleagues' SKP, through the same operations that the pages call."""
    periode = Periode.objects.get(tahun=2026)
    kepala = _actor(roster.KEPALA_PUSKESMAS, calendar)
    for pegawai in _team():
        if pegawai.nip == roster.MIDWIFE:
            continue
        by, at = _actor(pegawai.nip or "", calendar), calendar.at
        penugasan = pegawai.penugasan.select_related("jabatan", "unit", "pegawai").get()
        skp = planning.draft_skp(periode=periode, penugasan=penugasan, pendekatan="kuantitatif", by=by, at=at)
        isi = content.invented(
            jabatan=penugasan.jabatan.nama, unit=roster.SOTA, memimpin=False, perspektif=False
        )
        skp = planning.fill_skp(
            skp=skp,
            version=skp.version,
            rhk=isi.rhk,
            ekspektasi=isi.ekspektasi,
            lampiran=isi.lampiran,
            by=by,
            at=at,
        )
        skp = planning.submit_skp(skp=skp, version=skp.version, by=by, at=at)
        planning.set_skp(skp=skp, version=skp.version, by=kepala, at=at)


def _record(midwife: Visitor, skp: Skp) -> None:
    """A result with a photo as evidence, on whatever device the midwife has."""
    page = midwife.page
    midwife.go("/").look()
    midwife.go(f"/skp/{skp.pk}/pelaksanaan/").look()
    first = page.locator("section[id^=indikator-]").first
    midwife.field("Realisasi", within=first).fill(
        "84 dari 100 ibu hamil terlayani sesuai jam operasional; 6 dilayani di luar jam operasional."
    )
    midwife.field("Sumber data", within=first).fill("Register kohort ibu, Juni 2026")
    expect(first.locator(".saved")).to_have_attribute("data-state", "saved")
    midwife.send("Simpan", within=first)
    midwife.sees("Realisasi tersimpan.")
    first.locator("summary", has_text="Tambah bukti dukung").click()
    first.locator("input[type=file]").set_input_files(
        {"name": "kohort.png", "mimeType": "image/png", "buffer": photo()}
    )
    midwife.look()
    midwife.send("Unggah", within=first)
    midwife.sees("Bukti dukung tersimpan.")
    midwife.look()
    assert midwife.download(first.get_by_role("link", name=re.compile("kohort"))) == photo()


def _the_others_record(calendar: Calendar, midwife: Skp) -> None:
    period = PeriodeEvaluasi.objects.get(jenis="triwulanan", nomor=2)
    for skp in Skp.objects.filter(state="ditetapkan").select_related("pegawai__user"):
        by = _actor(skp.pegawai.nip or "", calendar)
        rows = list(Indikator.objects.filter(rhk__skp=skp).order_by("rhk__urutan", "urutan"))
        for number, indikator in enumerate(rows[1:] if skp == midwife else rows[:2]):
            progress.record_realisasi(
                indikator=indikator,
                periode_evaluasi=period,
                teks=content.realisasi_text("sesuai", number),
                nilai=None,
                sumber_data="Register puskesmas",
                version=None,
                by=by,
                at=calendar.at,
            )


def _set_capaian(clerk: Visitor) -> None:
    clerk.go("/capaian/").look()
    card = clerk.page.locator("div[id^=unit-]").filter(
        has=clerk.page.get_by_role("heading", name=roster.SOTA, exact=True)
    )
    card.locator("summary", has_text="Tetapkan").click()
    clerk.look()
    clerk.field("Capaian kinerja organisasi", within=card).select_option(label="Baik")
    clerk.field("Dasar", within=card).fill("Rencana aksi perjanjian kinerja triwulan II tercapai.")
    clerk.send("Simpan capaian", within=card)
    clerk.sees("Ditetapkan oleh")
    clerk.look()


def _evaluate_the_puskesmas(kepala: Visitor) -> None:
    """Everybody is rated with two ratings and their reasons, seen on the board, signed and told."""
    page, team = kepala.page, _team()
    kepala.go("/").look()
    kepala.go("/tim/").look()
    kepala.link(re.compile("^Nilai .+")).click()
    page.wait_for_url(re.compile(r"/penilaian/\d+/$"))
    for turn, _ in enumerate(team):
        name = page.get_by_role("heading", level=1).inner_text()
        hasil = "Diatas ekspektasi" if turn == 1 else "Sesuai ekspektasi"
        page.locator("#id_rating_hasil_kerja_field").get_by_label(re.compile(hasil, re.IGNORECASE)).check()
        page.locator("#id_rating_perilaku_kerja_field").get_by_label(
            re.compile("Sesuai ekspektasi", re.IGNORECASE)
        ).check()
        expect(page.locator("#predikat")).to_contain_text("Baik")
        kepala.field("Alasan rating hasil kerja").fill(
            f"Realisasi {name} pada dua indikator pertama sesuai target menurut register."
        )
        kepala.field("Alasan rating perilaku kerja").fill(
            f"Saya melihat {name} mendahulukan pasien dan saling mengingatkan dengan ramah."
        )
        if turn == 0:
            kepala.look()
            kepala.send("Simpan sementara")
            kepala.sees("Penilaian sementara tersimpan.")
            kepala.go("/tim/").look()
            page.go_back()
        kepala.button("Tandatangani").click()
        if turn == 0:
            kepala.look()
        kepala.agree()
        kepala.sees(f"Evaluasi {name} sudah ditandatangani.")
    page.wait_for_url(re.compile(r"/tim/"))
    kepala.look()
    assert Evaluasi.objects.filter(state="ditandatangani").count() == len(team)
    kepala.button(re.compile(r"^Sampaikan \d+ hasil")).click()
    kepala.agree()
    kepala.sees(f"{len(team)} hasil disampaikan.")
    kepala.look()


def _read_and_acknowledge(midwife: Visitor, skp: Skp) -> bytes:
    """She reads why, receives without agreeing, and takes the document home."""
    page = midwife.page
    midwife.go("/").look()
    midwife.go("/hasil/").look()
    midwife.link(re.compile("Triwulan II")).click()
    page.wait_for_url(re.compile(r"/evaluasi/\d+/$"))
    midwife.look()
    midwife.sees("Predikat tidak dipilih atau diketik")
    midwife.sees(re.compile("84 dari 100 ibu hamil terlayani"))
    page.get_by_label("Diterima, tetapi tidak setuju").check()
    midwife.send("Tandatangani tanda terima")
    expect(page.locator(".field__error").first).to_be_visible()
    midwife.look()
    page.get_by_label("Diterima, tetapi tidak setuju").check()
    midwife.field("Penjelasan").fill("Banjir di bulan Mei belum dipertimbangkan.")
    midwife.send("Tandatangani tanda terima")
    midwife.sees("Tanda terima tersimpan.")
    midwife.look()
    evaluasi = Evaluasi.objects.get(skp=skp)
    assert (evaluasi.tanggapan, evaluasi.tanggapan_teks) == (
        "tidak_setuju",
        "Banjir di bulan Mei belum dipertimbangkan.",
    )
    current = page.locator("li").filter(has_text="D.1.1").filter(has_text="Berlaku").last
    paper = midwife.download(current.get_by_role("link"))
    printed = text_of(paper)
    assert "DOKUMEN EVALUASI KINERJA PEGAWAI" in printed
    assert "Sarlota Gebze" in printed
    return paper


def _verify(stranger: Visitor, paper: bytes) -> None:
    """Anybody with the paper in hand scans its code; nothing but its standing is told."""
    address = urlsplit(address_in(paper))
    assert f"{address.scheme}://{address.netloc}" == settings.KASUARI.base_url.rstrip("/")
    stranger.go(address.path).look()
    stranger.sees("Dokumen ini asli dan masih berlaku.")
    expect(stranger.page.locator("main")).not_to_contain_text("Sarlota")
    forged = f"{address.path[:-1]}{'2' if address.path[-1] != '2' else '3'}"
    stranger.go(forged).look()
    stranger.sees("Kode ini tidak dikenal")
