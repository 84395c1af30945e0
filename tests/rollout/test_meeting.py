"""Materials for a meeting out of the agency's own data, one's own facts, and papers of practice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from kasuari.audit.models import AuditEntry
from kasuari.documents.printing import in_practice, nip_of
from kasuari.foundation.events import REGISTRY
from kasuari.foundation.functions import at_work
from kasuari.learning import operations as learning
from kasuari.organisation.models import Pegawai
from kasuari.planning.documents import DataMatriks, DataWorkblock, print_matriks, print_workblock
from kasuari.planning.models import Indikator, Skp
from kasuari.planning.naskah import naskah_of, to_json
from kasuari.rollout import operations
from kasuari.rollout.models import Gelombang
from kasuari.rollout.outcomes import SOURCES
from kasuari.rollout.queries import gains_of
from kasuari.rollout.queries.gains import SKP_COPIED
from tests.cast import NOW, TODAY, Cast
from tests.documents.paper import open_pdf, whole_text
from tests.planning_builder import SET_AT, set_skp_for
from tests.rollout.acts import (
    locked,
    lone_unit,
    measured,
    member,
    observe,
    practise,
    running,
    switch,
    wave,
    written,
)

SignIn = Callable[[Pegawai], Client]
pytestmark = pytest.mark.django_db


def test_the_sheet_says_what_the_agency_knows_and_no_more(cast: Cast, sign_in: SignIn) -> None:
    made = wave(cast, cast.puskesmas)
    path = reverse("rollout:materials", args=[made.pk, "lembar"])
    before = whole_text(sign_in(cast.lusia).get(path).content)
    assert "Belum ada yang berubah" in before
    assert "Hendrika" in before  # nobody helps yet, so the leader is asked
    learning.name_champion(
        unit=cast.puskesmas, pegawai=cast.markus, start_date=TODAY, by=cast.actor(cast.lusia), at=NOW
    )
    switch(cast, made, "skp", since=TODAY + timedelta(days=7))
    answer = sign_in(cast.markus).get(path)
    assert answer["Content-Type"] == "application/pdf"
    text = whole_text(answer.content)
    for words in (
        "SKP dan rencana · direncanakan 1 Juli 2026",
        "Markus Ndiken, pendamping Puskesmas Perbatasan Sota Indah",
        "3 orang di sini",
        "Pasal 29 PermenPANRB 6/2022",
        "Batas penilaian Triwulan II",
    ):
        assert words in text, words
    assert "Hendrika" not in text
    assert len(open_pdf(answer.content).pages) == 1
    page = open_pdf(answer.content).pages[0].mediabox
    assert (round(page.width), round(page.height)) == (595, 842)  # A4
    assert sign_in(cast.yohana).get(path).status_code == 403
    slides = sign_in(cast.hendrika).get(reverse("rollout:unit_materials", args=[member(made).pk, "salindia"]))
    assert len(open_pdf(slides.content).pages) == 7
    assert "Mari mencoba" in whole_text(slides.content)
    assert sign_in(cast.lusia).get(reverse("rollout:materials", args=[made.pk, "poster"])).status_code == 404


def test_ones_own_facts_are_counted_and_what_is_missing_is_said(cast: Cast, sign_in: SignIn) -> None:
    def facts() -> dict[str, str]:
        return {item.title: item.value for item in gains_of(cast.actor(cast.yohana), on=TODAY)}

    assert set(facts().values()) == {""}
    skp = set_skp_for(cast, cast.yohana, cast.hendrika)
    written(cast, skp)
    now = facts()
    assert now["Catatan yang dipakai lagi"] == "1 realisasi"
    assert now["Sampai penilaian berikutnya"] != ""
    assert now["Angka kredit yang dihitungkan untuk Anda"] == ""
    page = sign_in(cast.yohana).get(reverse("rollout:for_me")).content.decode()
    assert "1 realisasi" in page
    assert "Minta kepada orang yang melihat pekerjaan Anda" in page
    with translation.override("en"):
        client = sign_in(cast.markus)
        client.cookies["django_language"] = "en"
        assert "No result this year yet" in client.get(reverse("rollout:for_me")).content.decode()


def test_what_was_carried_over_is_what_the_ledger_says(cast: Cast) -> None:
    assert SKP_COPIED in REGISTRY
    AuditEntry.objects.create(
        at=NOW,
        kind=SKP_COPIED,
        by_name="Yohana",
        object_type="planning.skp",
        object_id=1,
        pegawai_id=cast.yohana.pk,
        data={"dari": 2025, "rhk": 2, "indikator": 5},
    )
    found = {item.title: item.value for item in gains_of(cast.actor(cast.yohana), on=TODAY)}
    assert found["Dibawa dari SKP tahun lalu"] == "5 indikator"


def test_ones_own_facts_cost_the_same_for_more_of_them(cast: Cast) -> None:
    actor, counts = cast.actor(cast.yohana), []
    skp = set_skp_for(cast, cast.yohana, cast.hendrika)
    for place in (0, 1):
        written(cast, skp, place)
        with CaptureQueriesContext(connection) as asked:
            gains_of(actor, on=TODAY)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 30


def test_the_wording_and_the_results_are_outcomes_without_a_file(cast: Cast) -> None:
    skp = set_skp_for(cast, cast.yohana, cast.hendrika)
    january, april, june, july = (date(2026, month, 1) for month in (1, 4, 6, 7))
    wording = measured(cast, "mutu_indikator", january, july)
    assert [(month.month, people) for month, (_share, people) in wording.items()] == [
        (month, 4) for month in range(1, 7)
    ]  # in every month, though the SKP was set in January
    assert 0 <= wording[january][0] <= 100
    Indikator.objects.filter(rhk__skp=skp).update(teks="", target_teks="", target_jenis="teks")
    assert measured(cast, "mutu_indikator", january, july)[january][0] == 100  # not written yet: no advice
    Indikator.objects.filter(rhk__skp=skp).update(teks="Banyaknya kegiatan", target_teks="banyak sekali")
    assert measured(cast, "mutu_indikator", january, july)[january][0] < 100
    assert measured(cast, "realisasi", april, july) == {june: (Decimal(0), 4)}
    written(cast, skp)
    assert measured(cast, "realisasi", april, july) == {june: (Decimal(25), 4)}
    made = Gelombang.objects.filter(pk=running(cast, cast.puskesmas).pk)
    assert measured(cast, "realisasi", april, july) == {}  # off here: not known, and not nought
    made.update(
        started_at=NOW - timedelta(days=60),
        sakelar={"realisasi": [["2026-01-01", True]]},
        pengenalan_start_at=NOW - timedelta(days=1),
        pengenalan_end_at=NOW + timedelta(days=1),
    )
    assert measured(cast, "realisasi", april, july) == {june: (Decimal(0), 4)}


def test_feedback_of_a_unit_is_known_from_the_month_in_which_it_is_on(cast: Cast) -> None:
    made = running(cast, cast.puskesmas)
    april, july = date(2026, 4, 1), date(2026, 7, 1)
    assert measured(cast, "umpan_balik", april, july) == {}
    Gelombang.objects.filter(pk=made.pk).update(
        started_at=NOW - timedelta(days=60), sakelar={"umpan_balik": [["2026-05-10", True]]}
    )
    found = measured(cast, "umpan_balik", april, july)
    assert [(month.month, value) for month, (value, _people) in found.items()] == [(6, 0)]


def test_what_was_brought_from_outside_is_not_counted_over(cast: Cast) -> None:
    made = wave(cast, cast.puskesmas)
    wave(cast, lone_unit(cast), nama="Pembanding", jenis="pembanding")
    trial = locked(cast)
    Gelombang.objects.filter(pk=made.pk).update(
        state="berjalan",
        started_at=NOW - timedelta(days=90),
        started_by=cast.lusia.user,
        sakelar={"umpan_balik": [["2026-01-01", True]]},
    )
    observe(cast, trial, [f"{cast.puskesmas.kode},2026-05,umpan_balik,0.8,20"])
    later = NOW + timedelta(days=40)
    assert operations.take_observations(uji=trial, by=cast.actor(cast.lusia), at=later) == 2  # June and July
    assert trial.amatan.get(bulan_date=date(2026, 5, 1)).nilai == Decimal("0.8")


def test_the_wording_of_a_month_is_that_of_the_version_that_ran_then(cast: Cast) -> None:
    skp = set_skp_for(cast, cast.yohana, cast.hendrika)
    Indikator.objects.filter(rhk__skp=skp).update(
        teks="Banyaknya kegiatan", target_teks="banyak sekali", target_jenis="teks"
    )
    poor = to_json(naskah_of(Skp.objects.get(pk=skp.pk)))
    Indikator.objects.filter(rhk__skp=skp).update(teks="", target_teks="", target_jenis="teks")
    good = to_json(naskah_of(Skp.objects.get(pk=skp.pk)))
    for nomor, isi, moment in ((1, poor, skp.set_at), (2, good, NOW - timedelta(days=60))):
        skp.versi.create(nomor=nomor, state="ditetapkan", isi=isi, set_at=moment, set_by=cast.hendrika.user)
    found = measured(cast, "mutu_indikator", date(2026, 3, 1), date(2026, 6, 1))
    shares = {month.month: share for month, (share, _people) in found.items()}
    assert shares[3] < 100  # set on 25 April: March ran on the first version
    assert (shares[4], shares[5]) == (100, 100)


def test_the_wording_of_practice_is_no_outcome(cast: Cast) -> None:
    set_skp_for(cast, cast.yohana, cast.hendrika)
    Gelombang.objects.filter(pk=running(cast, cast.puskesmas).pk).update(
        pengenalan_start_at=SET_AT - timedelta(days=1), pengenalan_end_at=SET_AT + timedelta(days=1)
    )
    assert measured(cast, "mutu_indikator", date(2026, 1, 1), date(2026, 7, 1)) == {}


@pytest.mark.parametrize("people", [1, 3])
def test_the_wording_costs_the_same_for_more_skp(cast: Cast, people: int) -> None:
    for pegawai in (cast.yohana, cast.markus, cast.rosa)[:people]:
        set_skp_for(cast, pegawai, cast.hendrika)
    with CaptureQueriesContext(connection) as asked:
        SOURCES["mutu_indikator"]({cast.dinkes.pk: cast.dinkes.path}, date(2026, 1, 1), date(2026, 7, 1))
    assert len(asked) == 8


def test_a_paper_is_marked_by_whomever_it_is_about(cast: Cast) -> None:
    nip = cast.yohana.nip
    by_head = SimpleNamespace(pegawai=SimpleNamespace(nip=nip))
    by_signature = SimpleNamespace(pegawai="Yohana", ttd_pegawai=SimpleNamespace(nip=nip))
    assert [nip_of(item) for item in (by_head, by_signature, SimpleNamespace(nip=nip), object())] == [
        nip,
        nip,
        nip,
        "",
    ]
    made = wave(cast, cast.puskesmas)
    assert not in_practice(nip or "", NOW)
    practise(cast, made)
    with at_work():
        assert in_practice(nip or "", NOW)
        assert not in_practice(cast.rosa.nip or "", NOW)
        assert not in_practice("", NOW)


def test_a_matrix_and_a_workblock_of_practice_say_so(cast: Cast, sign_in: SignIn) -> None:
    practise(cast, wave(cast, cast.puskesmas))
    for nip, marked in ((cast.hendrika.nip or "", True), (cast.stefanus.nip or "", False)):
        with at_work():
            papers = (
                print_matriks(DataMatriks(tabel=(), printed_at=NOW, nip=nip)),
                print_workblock(DataWorkblock(workblock=(), printed_at=NOW, nip=nip)),
            )
        assert [("MASA PENGENALAN" in whole_text(content)) for content in papers] == [marked, marked]
