"""A clerk plans the whole year for 1,100 people in one sitting, and types no indikator twice.

How long a person needs is told by a model, for a browser that is driven is faster than anybody. For each
act `Clerk` adds what an unhurried person takes, after keystroke-level models with a margin: 20 s to take in a
page that is new, 6 s for one seen before, 4 s to find and press a button or a link, 5 s for a choice or a
tick, 20 s to pick a file on the disk, and 0.5 s for each character typed (about 24 words a minute). Reading
what is decided upon is counted on top: 60 s for each preview. What the machine needs is taken from the clock
and added. The agency's roster, what 370 people planned last year and a library that was approved in earlier
years are there when the clerk begins; the sum counts everything after that, from opening the year to the last
draft. What owners and penilai do afterwards is their own time and is played by three.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from datetime import date
from importlib.resources import as_file, files

import pytest
from django.test import override_settings
from django.urls import reverse
from playwright.sync_api import Locator, expect

from kasuari.accounts import operations as accounts
from kasuari.accounts.enums import Role
from kasuari.foundation.access import Actor
from kasuari.foundation.jobs import run_worker
from kasuari.organisation import operations as organisation
from kasuari.organisation.models import Instansi, Jabatan, Pegawai, Penugasan
from kasuari.planning.likeness import same_key
from kasuari.planning.models import (
    BarisMassal,
    ButirLampiran,
    ButirPustaka,
    Indikator,
    IndikatorPk,
    IndikatorPustaka,
    Periode,
    RencanaHasilKerja,
    RencanaMassal,
    Skp,
)
from kasuari.site.demo import content
from tests.journeys import roster
from tests.journeys.conftest import DESKTOP, PHONE, Calendar, Visit
from tests.journeys.visitor import Visitor

MINUTES = 15
NEW_PAGE, KNOWN_PAGE, PRESS, CHOICE, FILE, CHARACTER, READ = 20.0, 6.0, 4.0, 5.0, 20.0, 0.5, 60.0
SHARED_RESULT = "Masyarakat menerima layanan yang ramah dan tanpa pungutan"
SHARED_INDIKATOR = "Jumlah pengaduan masyarakat yang terbukti atas layanannya"
EXPECTED = "Sasaran perjanjian kinerja perangkat daerah tercapai"
LAMPIRAN = {
    "Dukungan sumber daya": "Perangkat kerja dan jaringan internet yang memadai",
    "Skema pertanggungjawaban": "Reviu bersama pimpinan setiap bulan",
    "Konsekuensi": "Prioritas pengembangan kompetensi bila harapan tercapai",
}
LAST_YEAR = 3  # every third person has planned before
ROSTER_DAY = date(2025, 1, 1)
LAWFUL = {
    "planning.massal_own",
    "planning.exempt_cltn",
    "planning.exempt_mpp",
    "planning.exempt_pemberhentian_sementara",
}


class Clerk:
    """The clerk's hands: every act is done in the browser and its human time is added."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor, self.page = visitor, visitor.page
        self.seconds = 0.0
        self.steps = 0
        self.typed: list[str] = []
        self.seen: set[str] = set()

    def _did(self, seconds: float) -> None:
        self.steps += 1
        self.seconds += seconds

    def _arrived(self) -> None:
        place = re.sub(r"\d+", "", self.page.url.partition("?")[0])
        self.seconds += KNOWN_PAGE if place in self.seen else NEW_PAGE
        self.seen.add(place)
        look_at_both_sizes(self.visitor)

    def go(self, path: str) -> None:
        self._did(PRESS)
        self.visitor.go(path)
        self._arrived()

    def press(self, name: str | re.Pattern[str]) -> None:
        self._did(PRESS)
        with self.page.expect_navigation(timeout=60_000):
            self.visitor.button(name).first.click()
        self._arrived()

    def open(self, words: str) -> None:
        self._did(PRESS)
        self.page.locator("summary", has_text=words).first.click()

    def choose_file(self, name: str, content: bytes, kind: str) -> None:
        self._did(FILE)
        upload = {"name": name, "mimeType": kind, "buffer": content}
        self.page.locator("input[type=file]").first.set_input_files(upload)

    def write(self, field: Locator, words: str) -> None:
        self._did(CHOICE + CHARACTER * len(words))
        self.typed.append(words)
        field.fill(words)

    def choose(self, field: Locator, label: str) -> None:
        self._did(CHOICE)
        field.select_option(label=label)

    def tick(self, box: Locator) -> None:
        self._did(CHOICE)
        box.check()

    def read(self) -> None:
        """Look a preview over before deciding."""
        self.seconds += READ


def look_at_both_sizes(visitor: Visitor) -> None:
    for width, height in (DESKTOP, PHONE):
        visitor.page.set_viewport_size({"width": width, "height": height})
        visitor.look()
    visitor.page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})


@pytest.fixture
def _a_queue() -> Iterator[None]:
    with override_settings(TASKS={"default": {"BACKEND": "kasuari.foundation.jobs.backend.LeaseBackend"}}):
        yield


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_a_queue")
def test_the_whole_province_is_planned_in_under_15_minutes(visit: Visit, calendar: Calendar) -> None:
    calendar.turn_to(date(2026, 1, 5))
    _roster_of_the_province(calendar)
    visitor = visit(size=DESKTOP).arrive_as(_person(roster.CLERK))
    clerk = Clerk(visitor)

    _open_the_year(clerk)
    _import_the_promises(clerk)
    _approve_the_library(clerk)
    massal = _choose_and_preview(clerk)
    machine = _apply_and_watch(clerk, massal)
    _what_came_of_it(massal)

    # Every indikator of some six thousand came from somewhere; the clerk wrote one.
    assert clerk.typed.count(SHARED_INDIKATOR) == 1
    assert len(clerk.typed) == len(set(clerk.typed))
    assert Indikator.objects.filter(rhk__skp__periode__tahun=2026).count() > 4_000
    total = clerk.seconds + machine
    assert total < MINUTES * 60, f"{clerk.steps} steps take {total:.0f} s"

    _owners_hand_in_and_the_penilai_sets(visit, calendar)


def _roster_of_the_province(calendar: Calendar) -> None:
    """People and units, a governor and the clerk; last year's plans of every third, and a library."""
    system = Actor.system("Kasuari", on=calendar.at.date())
    instansi = organisation.ensure_instansi(
        nama="Pemerintah Provinsi Papua Selatan", kota="Salor", jabatan_kepala_daerah="Gubernur Papua Selatan"
    )
    for kind, name in (("unit", "unit.csv"), ("pegawai", "pegawai.csv")):
        with as_file(files("kasuari.site.demo") / "data" / name) as path:
            result = organisation.import_file(
                kind=kind, path=path, effective_date=ROSTER_DAY, by=system, at=calendar.at
            )
        assert result.applied
    organisation.appoint_kepala_daerah(
        instansi=instansi,
        nama="Thomas Ndiken",
        username="gubernur",
        start_date=ROSTER_DAY,
        by=system,
        at=calendar.at,
    )
    user = _person(roster.CLERK).user
    assert user is not None
    accounts.grant_role(user=user, role=Role.KEPEGAWAIAN, start_date=ROSTER_DAY, by=system, at=calendar.at)
    _library(user.pk, calendar)
    _last_year(instansi, user.pk, calendar)


def _library(user_id: int, calendar: Calendar) -> None:
    """What was approved in earlier years; the results of midwives wait for the clerk."""
    rows, lines = [], []
    leading = set(Penugasan.objects.filter(memimpin=True).values_list("jabatan_id", flat=True))
    for jabatan in Jabatan.objects.exclude(jenis="kepala_daerah"):
        isi = content.invented(
            jabatan=jabatan.nama, unit="unit kerjanya", memimpin=jabatan.pk in leading, perspektif=False
        )
        state = "calon" if jabatan.nama.startswith("Bidan") else "disetujui"
        for rhk in isi.rhk:
            decided = {"decided_at": calendar.at, "decided_by_id": user_id} if state == "disetujui" else {}
            butir = ButirPustaka(
                jabatan=jabatan,
                teks=rhk.teks,
                kunci=same_key(rhk.teks),
                state=state,
                created_at=calendar.at,
                **decided,
            )
            rows.append(butir)
            lines += [(butir, item) for item in rhk.indikator]
    ButirPustaka.objects.bulk_create(rows)
    names = ("teks", "aspek", "perspektif", "target_jenis", "target_teks", "satuan", "arah")
    numbers = ("target_minimum", "target_maksimum")
    IndikatorPustaka.objects.bulk_create(
        IndikatorPustaka(
            butir=butir,
            kunci=same_key(item.teks),
            **{name: getattr(item, name) for name in (*names, *numbers)},
        )
        for butir, item in lines
    )


def _last_year(instansi: Instansi, clerk: int, calendar: Calendar) -> None:
    periode = Periode.objects.create(
        instansi=instansi,
        tahun=2025,
        start_date=date(2025, 1, 1),
        last_date=date(2025, 12, 31),
        jenis_evaluasi="triwulanan",
        state="ditutup",
        opened_at=calendar.at,
        opened_by_id=clerk,
    )
    posts = Penugasan.objects.filter(jenis="definitif").exclude(jabatan__jenis="kepala_daerah")
    chosen = [
        row for row in posts.select_related("jabatan", "unit").order_by("pk") if row.pk % LAST_YEAR == 0
    ]
    skps = [
        Skp(
            periode=periode,
            pegawai_id=row.pegawai_id,
            penugasan=row,
            unit=row.unit,
            format="A.1.7",
            pendekatan="kuantitatif",
            start_date=periode.start_date,
            last_date=periode.last_date,
            state="ditetapkan",
            edition="2022",
            created_at=calendar.at,
            set_at=calendar.at,
            set_by_id=clerk,
        )
        for row in chosen
    ]
    Skp.objects.bulk_create(skps)
    results, lines, butir = [], [], []
    for skp, row in zip(skps, chosen, strict=True):
        isi = content.invented(
            jabatan=row.jabatan.nama, unit=row.unit.nama, memimpin=row.memimpin, perspektif=False
        )
        for number, rhk in enumerate(isi.rhk, start=1):
            result = RencanaHasilKerja(
                skp=skp, urutan=number, teks=rhk.teks, intervensi_teks=rhk.intervensi_teks, sumber=rhk.sumber
            )
            results.append(result)
            for place, item in enumerate(rhk.indikator, start=1):
                columns = {name: getattr(item, name) for name in type(item).__slots__}
                lines.append(Indikator(rhk=result, urutan=place, **columns))
        for jenis, words in isi.lampiran.items():
            butir += [
                ButirLampiran(skp=skp, jenis=jenis, urutan=n, teks=teks) for n, teks in enumerate(words, 1)
            ]
    RencanaHasilKerja.objects.bulk_create(results)
    Indikator.objects.bulk_create(lines)
    ButirLampiran.objects.bulk_create(butir)


def _open_the_year(clerk: Clerk) -> None:
    clerk.go("/periode/")
    clerk.write(clerk.visitor.field("Tahun"), "2026")
    clerk.press("Lihat jendela evaluasinya")
    clerk.press("Buka periode 2026")
    assert Periode.objects.get(tahun=2026).state == "dibuka"


def _import_the_promises(clerk: Clerk) -> None:
    clerk.go("/perjanjian-kinerja/")
    promises = (files("kasuari.site.demo") / "data" / "perjanjian_kinerja.csv").read_bytes()
    clerk.choose_file("perjanjian_kinerja.csv", promises, "text/csv")
    clerk.press("Baca berkas")
    clerk.read()
    clerk.press("Terapkan")
    assert IndikatorPk.objects.count() == 33


def _approve_the_library(clerk: Clerk) -> None:
    clerk.go("/pustaka/?tampil=calon")
    boxes = clerk.page.locator("input[name=butir]")
    clerk.read()
    for number in range(boxes.count()):
        clerk.tick(boxes.nth(number))
    clerk.press("Setujui yang dicentang")
    assert not ButirPustaka.objects.filter(state="calon").exists()


def _choose_and_preview(clerk: Clerk) -> RencanaMassal:
    clerk.go("/skp/massal/")
    page, visitor = clerk.page, clerk.visitor
    clerk.open("Tulis hasil kerja bersama")
    clerk.write(visitor.field("Rencana hasil kerja"), SHARED_RESULT)
    card = page.locator(".card").filter(has=page.get_by_role("heading", name="Indikator 1")).last
    clerk.write(visitor.field("Indikator kinerja individu", within=card), SHARED_INDIKATOR)
    clerk.choose(visitor.field("Aspek", within=card), "Kualitas")
    clerk.choose(visitor.field("Perspektif", within=card), "Penerima Layanan")
    clerk.write(visitor.field("Target", within=card), "Paling banyak satu dalam setahun")
    clerk.write(visitor.field("Hasil kerja pimpinan yang didukung (sementara)"), EXPECTED)
    clerk.open("Tulis lampiran bersama")
    for label, words in LAMPIRAN.items():
        clerk.write(visitor.field(label), words)
    clerk.press("Lihat pratinjau")
    clerk.read()
    visitor.sees(re.compile(r"SKP akan ditulis"))
    assert Skp.objects.filter(periode__tahun=2026).count() == 0
    clerk.open("hasil,")
    return RencanaMassal.objects.get()


def _apply_and_watch(clerk: Clerk, massal: RencanaMassal) -> float:
    """The worker runs beside the server; the page follows it by itself until all is done."""
    started = time.monotonic()
    clerk.press("Terapkan")
    expect(clerk.page.locator("#kemajuan progress")).to_be_visible()
    stop = threading.Event()
    worker = threading.Thread(
        target=run_worker, kwargs={"stop": stop, "poll_seconds": 0.2, "schedule": False}, name="worker"
    )
    worker.start()
    try:
        expect(clerk.page.locator("#kemajuan progress")).to_have_count(0, timeout=90_000)
    finally:
        stop.set()
        worker.join()
    machine = time.monotonic() - started
    massal.refresh_from_db()
    assert massal.state == "diterapkan"
    clerk.read()
    look_at_both_sizes(clerk.visitor)
    return machine


def _what_came_of_it(massal: RencanaMassal) -> None:
    reasons = set(massal.baris.exclude(code="").values_list("code", flat=True))
    assert reasons <= LAWFUL, reasons
    planned = Skp.objects.filter(periode__tahun=2026)
    assert planned.count() == massal.counts["ditulis"] > 1_080
    assert not planned.exclude(rencana_hasil_kerja__isnull=False).exists()
    sources = {source for row in BarisMassal.objects.filter(state="ditulis") for source in row.sumber}
    assert sources == {"pk", "salin", "pustaka", "templat"}
    heads = Indikator.objects.filter(indikator_pk__isnull=False).values_list("rhk__skp", flat=True)
    assert len(set(heads)) >= 5


def _owners_hand_in_and_the_penilai_sets(visit: Visit, calendar: Calendar) -> None:
    """Two of the puskesmas look their drafts over and hand them in; their leader sets both at once."""
    calendar.turn_to(date(2026, 1, 8))
    team = Skp.objects.filter(
        penilai__nip=roster.KEPALA_PUSKESMAS, pegawai__nip__in=roster.STAFF, periode__tahun=2026
    ).select_related("pegawai__user")
    for skp in team.order_by("pk")[:2]:
        owner = visit(size=PHONE).arrive_as(skp.pegawai)
        owner.go(reverse("planning:skp", args=[skp.pk])).look()
        owner.send("Ajukan kepada penilai")
        skp.refresh_from_db()
        assert skp.state == "diajukan", owner.page.locator("main").inner_text()[:1500]
    kepala = visit(size=PHONE).arrive_as(_person(roster.KEPALA_PUSKESMAS))
    kepala.go("/skp/tim/").look()
    for number, fold in enumerate(kepala.page.locator("main form details").all()):
        fold.locator("summary").click()
        kepala.page.locator("input[name=skp]").nth(number).check()
    kepala.look()
    kepala.button("Tetapkan yang dicentang").click()
    kepala.agree()
    kepala.sees("2 SKP ditetapkan.")
    assert Skp.objects.filter(periode__tahun=2026, state="ditetapkan").count() == 2


def _person(nip: str) -> Pegawai:
    return Pegawai.objects.select_related("user").get(nip=nip)
