"""Every object that things happen to tells of them on its page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from kasuari.foundation.events import REGISTRY
from kasuari.organisation import operations as organisation
from kasuari.organisation.models import Pegawai
from kasuari.planning import operations as planning
from tests.cast import NOW
from tests.site.world import World, build_world

SignIn = Callable[[Pegawai], Client]

# The page on which the story of a kind of object is told, who opens it, and a piece of the story.
PAGES: dict[str, tuple[str, str, Callable[[World], list[int]], str]] = {
    "accounts.user": ("accounts:user", "lusia", lambda w: [w.closed.pk], "menutup akun"),
    "development.mitra": ("development:mitra", "lusia", lambda w: [w.mitra.mitra.pk], "mencatat mitra"),
    "development.program": (
        "development:programme",
        "lusia",
        lambda w: [w.mitra.program.pk],
        "menulis program",
    ),
    "development.pendaftaran": (
        "development:enrolment",
        "lusia",
        lambda w: [w.mitra.proposed.pk],
        "mengusulkan",
    ),
    "development.alokasi": (
        "development:allocation",
        "lusia",
        lambda w: [w.mitra.allocation.pk],
        "meminta alokasi",
    ),
    "development.katalog": (
        "development:catalogue_import",
        "lusia",
        lambda w: [w.mitra.impor.pk],
        "membaca berkas",
    ),
    "evaluation.evaluasi": ("evaluation:result", "yohana", lambda w: [w.delivered.pk], "menandatangani"),
    "organisation.import": ("organisation:import", "lusia", lambda w: [w.batch.pk], "membaca berkas"),
    "organisation.unit": ("organisation:unit", "lusia", lambda w: [w.cast.puskesmas.pk], "mengganti nama"),
    "organisation.jabatan": (
        "organisation:duty",
        "lusia",
        lambda w: [w.cast.penugasan(w.cast.yohana).jabatan_id],
        "tugas jabatan",
    ),
    "planning.impor_pk": ("planning:pk_import", "lusia", lambda w: [w.impor_pk.pk], "membaca berkas"),
    "planning.matriks": ("planning:matriks", "hendrika", lambda w: [w.matriks.pk], "matriks"),
    "planning.periode": (
        "planning:period",
        "lusia",
        lambda w: [w.cast.periode.pk],
        "menutup periode kinerja",
    ),
    "planning.pk": (
        "planning:pk",
        "lusia",
        lambda w: [w.pk_item.sasaran.perjanjian_id],
        "menambah indikator",
    ),
    "planning.pustaka": ("planning:library_entry", "lusia", lambda w: [w.butir.pk], "pustaka"),
    "surveys.skm": ("surveys:skm", "lusia", lambda w: [w.survei.ditutup.pk], "menutup survei"),
    "planning.skp": ("planning:skp", "yohana", lambda w: [w.skp.pk], "bukti dukung"),
}
# Objects without a page of their own, and where their story is told instead.
ELSEWHERE = {
    "accounts.api_token": "the profile lists tokens; the ledger tells of them",
    "development.kamus": "the dictionary and the standards are dated; each version stands in its list",
    "development.evaluasi_kompetensi": "a sheet is signed once; the profile lists it with its day",
    "development.keadaan_unit": "the page of places lists what holds; the ledger tells",
    "development.perjalanan": "as the places",
    "development.rencana_pelatihan": "the map of gaps lists every plan issued",
    "development.rencana": "the page of the plan tells it: tests/development",
    "development.belajar": "the development page lists each note with who checked it",
    "development.konversi_jp": "values are dated; each stands in the list with its source",
    "development.bimbingan": "the page of the session tells it: tests/development",
    "development.konseling": "told to nobody: who may read a case reads its page, and no story of it",
    "development.potensi": "the page of a person's potensi tells it: tests/development",
    "development.impor_potensi": "the page of the file tells it: tests/development",
    "development.daftar": "the ledger tells who took a list out",
    "development.penghargaan": "the page of the proposal tells it: tests/development",
    "development.apresiasi": "the wall says who thanked whom and when",
    "development.kredit": "the page of angka kredit tells it: tests/development",
    "evaluation.gangguan": "the calendar says who declared the outage, when and why",
    "evaluation.keberatan": "the page of the objection tells it: tests/evaluation",
    "evaluation.aturan_tpp": "the page of exports lists every rule with its day",
    "evaluation.bundel": "the page of the bundle is the story itself",
    "evaluation.ekspor": "the ledger tells who took results out",
    "evaluation.kalibrasi": "the page of the session tells it: tests/evaluation",
    "evaluation.setelan_batas_pimpinan": "the page of the bound lists every setting with its day",
    "evaluation.setelan_kuota": "the page of the numbers lists every setting with its day",
    "evaluation.penutupan": "the page of closings tells it: tests/evaluation",
    "evaluation.pengingat": "a reminder is a notice to its reader; the ledger tells",
    "foundation.harilibur": "the calendar lists the holidays with their reason",
    "planning.dialog": "the page of the dialog tells it: tests/planning",
    "planning.massal": "the page of the run tells it: tests/planning",
    "planning.templat": "a template is dated; every version stands in its list",
    "feedback.umpan_balik": "its own page shows every wording with its day",
    "feedback.permintaan": "the list of requests is the story itself",
    "feedback.tautan": "the list of links says who made each and what became of it",
    "feedback.tindak_lanjut": "the ladder of Pasal 20 is the story itself",
    "feedback.irama": "the settings list every rhythm with its day",
    "feedback.kata": "the settings list the words that were added",
    "feedback.catatan_pribadi": "private: told to nobody but its author",
    "feedback.putaran": "the page of the round says what was done when; no act of answering is told",
    "feedback.peserta_putaran": "as the round",
    "feedback.instrumen_putaran": "instruments are versioned; each stands in the list",
    "feedback.bobot_putaran": "weights are dated; each stands in the list",
    "rollout.gelombang": "the page of the wave tells it: tests/rollout",
    "rollout.undian": "a draw is one act, told on its page",
    "rollout.uji": "the page of the evaluation tells it",
    "rollout.kekurangan": "the page of the shortcoming tells it",
    "rollout.bantuan": "the page of the unit's signs lists the help that was offered",
    "documents.document": "a paper belongs to an evaluation, whose story names it",
    "rollout.pengumuman": "the page of the announcement tells it to those who oversee",
    "learning.pendamping": "the list of the pendamping shows who they are and since when",
    "learning.pelajaran": "the list of lessons marks what was done",
    "learning.pertanyaan": "the list of questions is the story itself",
    "surveys.denyut": "the page of the wave says what was done when; no act of answering is told",
    "evaluation.capaian_organisasi": "each unit in the list says who set it, when and why",
    "organisation.instansi": "the agency has no page; the ledger tells",
    "organisation.koreksi_penilai": "the list of corrections is the story itself",
    "organisation.pegawai": "the person's page tells the life in appointments",
}


def test_every_kind_of_object_is_told_of_somewhere() -> None:
    about = {event.about for event in REGISTRY.values()}
    assert about - set(PAGES) - set(ELSEWHERE) == set()


@pytest.mark.django_db
@pytest.mark.parametrize("kind", sorted(PAGES))
def test_the_page_of_an_object_has_its_timeline(kind: str, sign_in: SignIn) -> None:
    world = build_world()
    clerk = world.cast.actor(world.cast.lusia)
    if kind == "organisation.unit":
        organisation.rename_unit(
            unit=world.cast.puskesmas,
            nama="Puskesmas Baru",
            start_date=NOW.date(),
            version=0,
            by=clerk,
            at=NOW,
        )
    if kind == "planning.periode":
        planning.close_periode(periode=world.cast.periode, version=0, by=clerk, at=NOW)
    if kind == "organisation.jabatan":
        post = world.cast.penugasan(world.cast.yohana).jabatan
        organisation.set_tugas(jabatan=post, lines=["Melayani ibu"], version=0, by=clerk, at=NOW)
    route, reader, args, piece = PAGES[kind]
    page = BeautifulSoup(
        sign_in(getattr(world.cast, reader)).get(reverse(route, args=args(world))).content, "html.parser"
    )
    story = page.select_one("ol.timeline")
    assert story is not None
    assert piece in story.get_text()
