"""Potensi on its way in, the nine boxes, one's own box, and whose angka kredit suffices."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.test import Client
from django.urls import reverse

from kasuari.audit.models import AuditEntry
from kasuari.development.models import PotensiPegawai
from kasuari.development.operations import talenta as operations
from kasuari.development.queries import kredit_daftar
from kasuari.development.queries import talenta as queries
from kasuari.foundation.access import Actor
from kasuari.foundation.refusals import Invalid, NotAllowed, Refusal, Stale
from kasuari.foundation.states import StateRefusal
from kasuari.organisation.models import Pegawai
from kasuari.regulation.angka_kredit import Kenaikan
from tests.cast import NOW, TODAY, Cast
from tests.development.acts import bring, credit
from tests.development.follow_up import note, potensi_csv
from tests.evaluation.acts import deliver, give_capaian, rate, sign
from tests.planning_builder import set_skp_for

SignIn = Callable[[Pegawai], Client]
pytestmark = pytest.mark.django_db


def evaluated(cast: Cast, *people: Pegawai, hasil: str = "diatas") -> None:
    give_capaian(cast)
    for person in people or (cast.yohana,):
        skp = set_skp_for(cast, person, cast.hendrika, atasan=cast.paulus)
        rated = rate(cast, skp, rating_hasil_kerja=hasil, rating_perilaku_kerja="diatas")
        deliver(cast, sign(cast, rated))


def placed(cast: Cast, by: Actor | None = None) -> list[tuple[str, int]]:
    rows = queries.boxed_results(by or cast.actor(cast.lusia), cast.triwulan(2), on=TODAY)
    return [(row.pegawai.nama, row.kotak) for row in rows]


def test_an_unknown_potensi_is_no_box_and_never_a_low_one(cast: Cast) -> None:
    evaluated(cast)
    rows = queries.boxed_results(cast.actor(cast.lusia), cast.triwulan(2), on=TODAY)
    assert placed(cast) == [(cast.yohana.nama, 0)]
    assert (queries.boxes_of(rows).counts, queries.boxes_of(rows).unknown) == ({}, 1)
    note(cast, nilai="tinggi")
    assert placed(cast) == [(cast.yohana.nama, 9)]
    assert queries.boxes_of(rows.all()).succession == 1


@pytest.mark.parametrize(("hasil", "nilai", "box"), [("sesuai", "menengah", 5), ("dibawah", "rendah", 1)])
def test_the_database_places_as_the_regulation_does(cast: Cast, hasil: str, nilai: str, box: int) -> None:
    evaluated(cast, hasil=hasil)
    note(cast, nilai=nilai)
    assert placed(cast) == [(cast.yohana.nama, box)]
    assert queries.own_box(cast.actor(cast.yohana), on=TODAY).box == box


def test_the_latest_assessment_that_is_not_cancelled_holds(cast: Cast) -> None:
    evaluated(cast)
    note(cast, nilai="rendah", tanggal=date(2024, 5, 2))
    last = note(cast, nilai="tinggi", tanggal=date(2026, 2, 2))
    assert placed(cast) == [(cast.yohana.nama, 9)]
    operations.cancel_potential(potensi=last, alasan="Salah orang", by=cast.actor(cast.lusia), at=NOW)
    assert placed(cast) == [(cast.yohana.nama, 4)]
    with pytest.raises(StateRefusal):
        operations.cancel_potential(potensi=last, alasan="Lagi", by=cast.actor(cast.lusia), at=NOW)
    assert note(cast, nilai="menengah", tanggal=date(2026, 2, 2)).pk != last.pk
    told = AuditEntry.objects.filter(kind="development.potential_cancelled").get()
    assert told.data["alasan"] == "Salah orang"


def test_who_reads_the_boxes(cast: Cast) -> None:
    evaluated(cast)
    note(cast)
    for person in (cast.yohana, cast.markus, cast.hendrika, cast.paulus):
        with pytest.raises(NotAllowed):
            placed(cast, by=cast.actor(person))
        with pytest.raises(Http404):
            queries.potential_of(cast.actor(person), cast.yohana.pk)
    for person in (cast.andreas, cast.agus):
        assert placed(cast, by=cast.actor(person)) == [(cast.yohana.nama, 9)]
    assert queries.own_box(cast.actor(cast.markus), on=TODAY).code == "talenta.predikat_belum_diketahui"


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"nilai": "sedang"}, {"nilai"}),
        ({"tanggal": date(2026, 6, 25)}, {"tanggal"}),
        ({"dasar": " "}, {"dasar"}),
    ],
)
def test_a_wrong_note_names_its_field(cast: Cast, changes: dict[str, Any], fields: set[str]) -> None:
    with pytest.raises(Invalid) as refused:
        note(cast, **changes)
    assert {problem.path for problem in refused.value.problems} == fields
    assert not PotensiPegawai.objects.exists()


def test_the_clerk_alone_notes_never_oneself_and_a_day_once(cast: Cast) -> None:
    for person in (cast.hendrika, cast.andreas, cast.agus):
        with pytest.raises(NotAllowed):
            note(cast, by=cast.actor(person))
    with pytest.raises(NotAllowed) as refused:
        note(cast, person=cast.lusia)
    assert refused.value.code == "development.potential_own"
    note(cast)
    with pytest.raises(Refusal) as again:
        note(cast, nilai="rendah")
    assert again.value.code == "development.potential_same_day"


def test_a_file_is_shown_with_what_is_wrong_and_taken_as_a_whole_or_not_at_all(
    cast: Cast, sign_in: SignIn
) -> None:
    clerk = sign_in(cast.lusia)
    bad = potensi_csv(
        f"{cast.yohana.nip},tinggi,02-02-2026,Asesmen 2026",
        "199999999999999999,tinggi,02-02-2026,Asesmen 2026",
        f"{cast.markus.nip},85,02-02-2026,Asesmen 2026",
        f"{cast.lusia.nip},tinggi,02-02-2026,Asesmen 2026",
        f"{cast.rosa.nip},tinggi,kemarin,Asesmen 2026",
        f"{cast.yohana.nip},rendah,02-02-2026,Asesmen 2026",
    )
    made = clerk.post(reverse("development:potentials"), {"file": SimpleUploadedFile("p.csv", bad)})
    shown = BeautifulSoup(clerk.get(made["Location"]).content, "html.parser")
    words = shown.select_one("table").get_text(" ")  # type: ignore[union-attr]
    for said in (
        "NIP ini tidak ada",
        "bukan rendah, menengah, atau tinggi",
        "potensinya sendiri",
        "tidak terbaca",
        "sudah ada pada baris 2",
    ):
        assert said in words
    impor = queries.import_rows(cast.actor(cast.lusia)).get()
    assert impor.counts == {"rows": 6, "refused": 5, "new": 1, "changed": 0, "unchanged": 0}
    with pytest.raises(StateRefusal):
        operations.apply_potential_file(impor=impor, version=0, by=cast.actor(cast.lusia), at=NOW)
    assert not PotensiPegawai.objects.exists()


def test_a_good_file_is_applied_once_and_a_corrected_one_replaces_its_days(cast: Cast) -> None:
    by = cast.actor(cast.lusia)

    def read(*lines: str, name: str = "p.csv") -> Any:
        return operations.read_potential_file(
            content=potensi_csv(*lines), name=name, instansi=cast.instansi, by=by, at=NOW
        )

    first = read(f"{cast.yohana.nip},Tinggi,2026-02-02,A", f"{cast.markus.nip},sedang,2026-02-02,A")
    with pytest.raises(Stale):
        operations.apply_potential_file(impor=first, version=9, by=by, at=NOW)
    operations.apply_potential_file(impor=first, version=0, by=by, at=NOW)
    assert PotensiPegawai.objects.count() == 2
    with pytest.raises(StateRefusal):
        operations.apply_potential_file(impor=first, version=1, by=by, at=NOW)
    second = read(f"{cast.yohana.nip},rendah,2026-02-02,B", f"{cast.markus.nip},menengah,2026-02-02,A")
    assert second.counts == {"rows": 2, "refused": 0, "new": 0, "changed": 1, "unchanged": 1}
    operations.apply_potential_file(impor=second, version=0, by=by, at=NOW)
    held = PotensiPegawai.objects.filter(pegawai=cast.yohana).order_by("pk")
    assert [(row.nilai, row.cancelled_at is None) for row in held] == [("tinggi", False), ("rendah", True)]
    assert held[0].alasan == "Diganti oleh berkas p.csv"
    told = AuditEntry.objects.filter(kind="development.potential_file_applied").order_by("pk")
    assert [(row.data["new"], row.data["changed"]) for row in told] == [(2, 0), (0, 1)]


def test_a_file_given_up_changes_nothing(cast: Cast) -> None:
    by = cast.actor(cast.lusia)
    impor = operations.read_potential_file(
        content=potensi_csv(f"{cast.yohana.nip},tinggi,2026-02-02,A"),
        name="p.csv",
        instansi=cast.instansi,
        by=by,
        at=NOW,
    )
    operations.cancel_potential_file(impor=impor, version=0, by=by, at=NOW)
    with pytest.raises(StateRefusal):
        operations.apply_potential_file(impor=impor, version=1, by=by, at=NOW)
    assert not PotensiPegawai.objects.exists()


@pytest.mark.parametrize("people", [1, 2])
def test_the_page_asks_the_same_number_of_questions(
    cast: Cast, sign_in: SignIn, people: int, django_assert_num_queries: Any
) -> None:
    evaluated(cast, *(cast.yohana, cast.markus)[:people])
    for person in (cast.yohana, cast.markus)[:people]:
        note(cast, person=person)
    clerk = sign_in(cast.andreas)
    clerk.get(reverse("development:talent"))
    with django_assert_num_queries(13):
        page = clerk.get(reverse("development:talent"))
    soup = BeautifulSoup(page.content, "html.parser")
    cell = soup.select_one('.board a[href$="kotak=9"]').find_parent("td")  # type: ignore[union-attr]
    assert len(cell.select("li")) == people  # type: ignore[union-attr]
    assert len(soup.select("table.table tbody tr")) == people


def test_ones_own_page_shows_the_box_and_where_it_comes_from(cast: Cast, sign_in: SignIn) -> None:
    evaluated(cast)
    note(cast)
    page = BeautifulSoup(sign_in(cast.yohana).get(reverse("development:my_talent")).content, "html.parser")
    here = page.select_one(".board .is-here")
    assert here is not None
    assert "Kotak 9" in here.get_text()
    assert "Asesmen 2026" in page.select_one("main").get_text()  # type: ignore[union-attr]


def test_the_export_leaves_an_unknown_potensi_empty(cast: Cast, sign_in: SignIn) -> None:
    evaluated(cast, cast.yohana, cast.markus)
    note(cast)
    answer = sign_in(cast.lusia).post(reverse("development:export_talent"), {"periode": cast.triwulan(2).pk})
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    found = [(row[6], row[8]) for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert found == [("Tinggi", 9), (None, None)]


def test_the_list_says_who_has_enough_and_what_the_others_are_short_of(cast: Cast) -> None:
    give_capaian(cast)
    sign(cast, rate(cast, set_skp_for(cast, cast.yohana, cast.hendrika, atasan=cast.paulus)))
    july = date(2026, 7, 1)
    actor = cast.actor(cast.lusia, on=july)
    lines = kredit_daftar.CreditLines(kredit_daftar.functional_people(actor, on=july), on=july)
    by_name = {line.identity.pegawai_id: line for line in lines}
    yohana = by_name[cast.yohana.pk]
    assert yohana.credit == credit(cast, on=july).credit
    assert (yohana.standing(Kenaikan.PANGKAT), yohana.standing(Kenaikan.JENJANG)) == ("kurang", "")
    assert by_name[cast.hendrika.pk].standing(Kenaikan.PANGKAT) == "belum_diketahui"
    bring(cast, "93.75")
    again = kredit_daftar.CreditLines([cast.yohana.pk, cast.hendrika.pk], on=july)
    enough = kredit_daftar.narrowed(again, untuk="pangkat", standing="cukup")
    assert [line.identity.pegawai_id for line in enough] == [cast.yohana.pk]
    assert kredit_daftar.narrowed(again, untuk="", standing="kurang") == []
    for person in (cast.yohana, cast.hendrika):
        with pytest.raises(NotAllowed):
            kredit_daftar.functional_people(cast.actor(person), on=july)


@pytest.mark.parametrize("people", [1, 3])
def test_the_list_asks_the_same_for_one_and_for_three(
    cast: Cast, people: int, django_assert_num_queries: Any
) -> None:
    ids = [cast.yohana.pk, cast.markus.pk, cast.hendrika.pk][:people]
    with django_assert_num_queries(7):
        assert len(kredit_daftar.CreditLines(ids, on=TODAY)[:]) == people


def test_the_page_of_credits_narrows_and_exports(cast: Cast, sign_in: SignIn) -> None:
    bring(cast, "500")
    clerk = sign_in(cast.lusia)
    page = clerk.get(reverse("development:credits"), {"keadaan": "cukup", "untuk": "pangkat"})
    rows = BeautifulSoup(page.content, "html.parser").select("table.table tbody tr")
    assert [row.select_one("a").get_text() for row in rows] == [cast.yohana.nama_lengkap]  # type: ignore[union-attr]
    whole = BeautifulSoup(clerk.get(reverse("development:credits")).content, "html.parser")
    assert len(whole.select("table.table tbody tr")) > 1
    sheet = openpyxl.load_workbook(BytesIO(clerk.post(reverse("development:export_credits")).content)).active
    mine = next(row for row in sheet.iter_rows(min_row=2, values_only=True) if row[0] == cast.yohana.nip)
    assert (mine[6], mine[7], mine[8], mine[9]) == (500, 100, None, "Cukup")
