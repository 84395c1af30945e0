"""From nothing to a running pilot of 200 people: the clerk's own time, by the model that `Clerk` states.

The machine's time is taken from the clock and added. What others do, who activate their accounts and sign the
go, is their time: it is done beside the browser.
"""

from __future__ import annotations

import re
import time
from datetime import date

from playwright.sync_api import expect

from kasuari.accounts.models import User
from kasuari.organisation.models import Pegawai
from kasuari.organisation.queries import actor_for
from kasuari.rollout import operations
from kasuari.rollout.models import Gelombang, TandaTanganGerbang
from tests.journeys import roster
from tests.journeys.conftest import DESKTOP, Calendar, Visit
from tests.journeys.test_plan_a_province import KNOWN_PAGE, NEW_PAGE, READ, Clerk
from tests.journeys.test_whole_cycle import XLSX, _installed

MINUTES, MOST_STEPS, PEOPLE = 30, 90, 200
WITHOUT = "Belum ada sebelum uji coba; disepakati."


class Guided(Clerk):
    """The same hands; how the pages look is looked at elsewhere."""

    def _arrived(self) -> None:
        place = re.sub(r"\d+", "", self.page.url.partition("?")[0])
        self.seconds += KNOWN_PAGE if place in self.seen else NEW_PAGE
        self.seen.add(place)

    def agreed(self, name: str) -> None:
        self._did(4.0)
        self.visitor.button(name).first.click()
        self._did(4.0)
        self.visitor.agree()
        self._arrived()

    def follow(self, name: str) -> None:
        self._did(4.0)
        with self.page.expect_navigation():
            self.visitor.link(name).first.click()
        self._arrived()


def test_two_hundred_people_are_in_a_pilot_within_half_an_hour(visit: Visit, calendar: Calendar) -> None:
    calendar.turn_to(date(2026, 1, 5))
    clerk = Guided(_installed(visit, calendar, DESKTOP))
    began = time.monotonic()
    _bring(clerk, "Impor unit", "Unit kerja", roster.unit_file())
    _bring(clerk, "Impor pegawai", "Pegawai", roster.pegawai_file(count=PEOPLE))
    assert Pegawai.objects.count() == PEOPLE
    _open_the_year(clerk)
    _hand_out_codes(clerk)
    pilot = _waves(clerk)
    _outcomes(clerk)
    _gate(clerk, pilot, calendar)
    pilot.refresh_from_db()
    assert pilot.state == "berjalan"
    total = clerk.seconds + time.monotonic() - began
    figures = f"{clerk.steps} steps take {clerk.seconds:.0f} s of a person, {total:.0f} s in all"
    assert clerk.steps <= MOST_STEPS, figures
    assert total < MINUTES * 60, figures


def _bring(clerk: Guided, step: str, kind: str, sheet: bytes) -> None:
    """The next step of the set-up, a file, its preview, apply."""
    clerk.go("/memulai/")
    clerk.follow(step)
    page = clerk.page
    clerk.choose(page.get_by_label("Isi berkas"), kind)
    clerk.write(page.get_by_label("Berlaku mulai"), "2026-01-01")
    clerk.choose_file("berkas.xlsx", sheet, XLSX)
    clerk._did(4.0)
    clerk.visitor.button("Baca berkas").click(timeout=60_000)
    page.wait_for_url(re.compile(r"/impor/\d+/$"), timeout=60_000)
    clerk._arrived()
    clerk.seconds += READ
    clerk._did(4.0)
    clerk.visitor.button("Terapkan").click()
    expect(page.get_by_text("Berkas diterapkan")).to_be_visible(timeout=60_000)


def _open_the_year(clerk: Guided) -> None:
    clerk.go("/memulai/")
    clerk.follow("Buka periode")
    clerk.write(clerk.visitor.field("Tahun"), "2026")
    clerk.press("Lihat jendela evaluasinya")
    clerk.seconds += READ
    clerk.press("Buka periode 2026")


def _hand_out_codes(clerk: Guided) -> None:
    """A sheet of codes for each page of accounts; then everybody sets a password of their own."""
    number = 1
    while User.objects.filter(activation_codes__isnull=True, password__startswith="!").exists():
        clerk.go(f"/masuk/pengguna/?state=unused&halaman={number}")
        clerk.press("Buat kode aktivasi untuk yang dicentang")
        number += 1
        assert number < 12
    User.objects.filter(password__startswith="!").update(
        password=User.objects.get(username=roster.CLERK).password
    )


def _waves(clerk: Guided) -> Gelombang:
    """The pilot and what it is compared with."""
    for nama, jenis, unit in (
        ("Uji coba 2026", "Uji coba (pilot)", "Dinas Kesehatan"),
        ("Pembanding 2026", "Pembanding", "Sekretariat Daerah"),
    ):
        clerk.go("/gelombang/")
        clerk.write(clerk.visitor.field("Nama gelombang"), nama)
        clerk.choose(clerk.visitor.field("Untuk apa"), jenis)
        clerk.press("Buat gelombang")
        clerk.write(clerk.visitor.field("Cari unit untuk dimasukkan"), unit)
        clerk.press("Cari unit")
        clerk.tick(clerk.page.get_by_label(unit, exact=True))
        clerk.press("Masukkan ke gelombang")
    return Gelombang.objects.get(jenis="pilot")


def _outcomes(clerk: Guided) -> None:
    clerk.go("/memulai/")
    clerk.follow("Tetapkan ukuran")
    clerk.write(clerk.visitor.field("Nama evaluasi"), "Uji coba 2026")
    group = clerk.page.get_by_role("group", name="Ukuran utama")
    clerk.tick(group.get_by_label("Umpan balik per orang"))
    for label, day in (
        ("Amatan mulai", "2025-10-01"),
        ("Uji coba mulai", "2026-02-01"),
        ("Amatan berakhir", "2026-07-01"),
    ):
        clerk.write(clerk.visitor.field(label), day)
    clerk.seconds += READ
    clerk.agreed("Tetapkan")


def _gate(clerk: Guided, pilot: Gelombang, calendar: Calendar) -> None:
    """Signal, switches and thresholds; the proposal; the start once it is signed."""
    clerk.go(f"/gelombang/{pilot.pk}/")
    clerk.open("Catat sinyal")
    clerk.choose(clerk.page.get_by_label("Yang terukur"), "Terbatas: hanya pada jam atau tempat tertentu")
    clerk.press("Simpan")
    for fungsi in ("SKP dan rencana", "Realisasi dan bukti dukung", "Umpan balik berkelanjutan"):
        clerk.open("Ubah sakelar")
        clerk.choose(clerk.visitor.field("Fungsi"), fungsi)
        clerk.write(clerk.visitor.field("Sejak"), "2026-01-05")
        clerk.press("Simpan sakelar")
    clerk.follow("Gerbang: syarat, keputusan, tanda tangan")
    clerk.seconds += READ
    for syarat in ("Pelajaran selesai", "Denyut kesiapan"):
        clerk.open("Ubah syarat")
        clerk.choose(clerk.visitor.field("Syarat"), syarat)
        clerk.write(clerk.visitor.field("Alasan tidak dipakai"), WITHOUT)
        clerk.press("Simpan syarat")
    clerk.open("Usulkan keputusan")
    clerk.press("Usulkan")
    clerk.visitor.sees("Keputusan diusulkan")
    for line in TandaTanganGerbang.objects.select_related("keputusan__gelombang", "pegawai__user"):
        assert line.pegawai.user is not None
        by = actor_for(line.pegawai.user, on=calendar.at.date())
        operations.sign_decision(keputusan=line.keputusan, by=by, at=calendar.at)
    clerk.go(f"/gelombang/{pilot.pk}/gerbang/")
    clerk.agreed("Mulai gelombang")
