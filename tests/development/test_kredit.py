"""Angka kredit of a person: what counts, who notes, who signs, and what the papers say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from typing import Any

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pypdf import PdfReader

from kasuari.audit.models import AuditEntry
from kasuari.development import operations
from kasuari.development.models import CatatanKredit, PenetapanKredit
from kasuari.development.queries import credit_record, kredit_words
from kasuari.documents.models import Document
from kasuari.documents.queries import Standing, content_of, standing_of, standing_of_file
from kasuari.evaluation.models import Evaluasi
from kasuari.foundation.refusals import Invalid, NotAllowed
from kasuari.organisation.models import Jabatan, Pegawai, Penugasan, RiwayatPangkat
from kasuari.planning.models import Skp
from tests.cast import NOW, TODAY, Cast
from tests.development.acts import bring, credit
from tests.evaluation.acts import deliver, give_capaian, rate, sign
from tests.evaluation.test_keberatan import decide, explain, object_to
from tests.planning_builder import set_skp_for

SignIn = Callable[[Pegawai], Client]
pytestmark = pytest.mark.django_db


@pytest.fixture
def skp(cast: Cast) -> Skp:
    give_capaian(cast)
    return set_skp_for(cast, cast.yohana, cast.hendrika, atasan=cast.paulus)


@pytest.fixture
def signed(cast: Cast, skp: Skp) -> int:
    """The second quarter of Yohana, Penyelia III/c, predikat Baik: 3/12 × 100 % × 25."""
    return sign(cast, rate(cast, skp)).pk


def page(person: Pegawai) -> str:
    return reverse("development:credit", args=[person.pk])


def test_nothing_signed_is_unknown_and_not_nought(cast: Cast, skp: Skp) -> None:
    found = credit(cast).credit
    assert (found.code, found.jumlah, found.konversi) == ("angka_kredit.predikat_belum_ada", None, None)
    assert [need.gap for need in found.needs] == [None, None]


def test_a_rating_that_is_not_signed_does_not_count(cast: Cast, skp: Skp) -> None:
    rate(cast, skp)
    assert credit(cast).credit.jumlah is None


def test_a_signed_quarter_counts_once_it_is_over(cast: Cast, signed: int) -> None:
    assert credit(cast).credit.jumlah is None  # 24 June: the quarter is not over
    found = credit(cast, on=date(2026, 7, 1)).credit
    assert found.jumlah == Fraction(25, 4)
    assert [(need.untuk.value, need.need, need.gap) for need in found.needs] == [
        ("pangkat", Fraction(100), Fraction(-375, 4)),
        ("jenjang", None, None),
    ]
    assert found.needs[0].wait == "3 tahun 9 bulan"


def test_what_was_brought_along_counts_from_its_day_until_it_is_cancelled(cast: Cast, signed: int) -> None:
    note = bring(cast, "93.75")
    assert credit(cast, on=date(2026, 7, 1)).credit.jumlah == 100
    assert credit(cast, on=date(2022, 12, 31)).credit.jumlah is None
    operations.cancel_note(
        note=note, held=credit(cast), alasan="Salah orang", by=cast.actor(cast.lusia), at=NOW
    )
    assert credit(cast, on=date(2026, 7, 1)).credit.jumlah == Fraction(25, 4)
    with pytest.raises(Invalid) as refused:
        operations.cancel_note(note=note, held=credit(cast), alasan="Lagi", by=cast.actor(cast.lusia), at=NOW)
    assert refused.value.code == "development.cancelled"
    told = AuditEntry.objects.filter(kind__startswith="development.").order_by("pk")
    assert [row.kind for row in told] == ["development.kredit_noted", "development.kredit_note_cancelled"]
    assert told[1].data["alasan"] == "Salah orang"


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"nilai": Decimal(0)}, {"nilai"}),
        ({"nilai": Decimal(2001)}, {"nilai"}),
        ({"nilai": None, "teks": " "}, {"nilai", "teks"}),
        ({"tanggal": date(2026, 6, 25)}, {"tanggal"}),
        ({"jenis": "bonus"}, {"jenis"}),
    ],
)
def test_a_wrong_note_names_every_field(cast: Cast, changes: dict[str, object], fields: set[str]) -> None:
    with pytest.raises(Invalid) as refused:
        bring(cast, **changes)
    assert {problem.path for problem in refused.value.problems} == fields
    assert not CatatanKredit.objects.exists()


def test_the_same_note_twice_is_refused(cast: Cast) -> None:
    bring(cast)
    with pytest.raises(Invalid) as refused:
        bring(cast, "50")
    assert refused.value.code == "development.noted_already"
    assert CatatanKredit.objects.count() == 1


def test_only_the_clerk_notes_and_never_for_oneself(cast: Cast) -> None:
    for person in (cast.yohana, cast.hendrika, cast.agus, cast.andreas):
        with pytest.raises(NotAllowed):
            bring(cast, by=cast.actor(person))
    with pytest.raises(NotAllowed) as refused:
        bring(cast, held=credit(cast, cast.lusia))
    assert refused.value.code == "development.own"


def test_the_conversion_of_a_quarter_is_signed_by_the_penilai(cast: Cast, signed: int) -> None:
    at = NOW.replace(month=7, day=10)
    held = credit(cast, on=at.date())
    for person in (cast.yohana, cast.paulus, cast.lusia):
        with pytest.raises(NotAllowed):
            operations.issue_konversi(held=held, evaluasi_id=signed, by=cast.actor(person), at=at)
    by = cast.actor(cast.hendrika, on=at.date())
    issued = operations.issue_konversi(held=held, evaluasi_id=signed, by=by, at=at)
    text = PdfReader(BytesIO(content_of(issued))).pages[0].extract_text()
    for words in ("KONVERSI PREDIKAT KINERJA KE ANGKA KREDIT", "3/12 × 100%", "6,250", "III/c", issued.code):
        assert words in text
    assert issued.data["jumlah"] == "25/4"
    again = operations.issue_konversi(held=held, evaluasi_id=signed, by=by, at=at)
    assert (again.pk, Document.objects.filter(kind="AK-KONVERSI").count()) == (issued.pk, 1)
    with pytest.raises(Http404):
        operations.issue_konversi(held=held, evaluasi_id=signed + 1000, by=by, at=at)


def test_the_annual_predikat_takes_the_place_of_the_quarter(cast: Cast, skp: Skp, signed: int) -> None:
    december = NOW.replace(month=12, day=29)
    give_capaian(cast, period=cast.tahunan())
    sign(cast, rate(cast, skp, at=december, periode_evaluasi=cast.tahunan()), at=december)
    held = credit(cast, on=date(2026, 12, 31))
    assert held.credit.jumlah == 25
    with pytest.raises(Invalid) as refused:
        operations.issue_konversi(held=held, evaluasi_id=signed, by=cast.actor(cast.hendrika), at=december)
    assert refused.value.code == "development.no_credit"


def test_the_annual_predikat_covers_the_year_of_whoever_moved(cast: Cast) -> None:
    """Lampiran BAB IV A.13.b and B.3.b: one fresh judgement over the year, by the new penilai."""
    give_capaian(cast, period=cast.tahunan())
    set_skp_for(cast, cast.yohana, cast.hendrika, last_date=date(2026, 6, 30))
    post = cast.penugasan(cast.yohana)
    Penugasan.objects.filter(pk=post.pk).update(end_date=date(2026, 7, 1))
    second = Penugasan.objects.create(
        pegawai=cast.yohana, jabatan=post.jabatan, unit=post.unit, start_date=date(2026, 7, 1)
    )
    start = date(2026, 8, 1)
    new = set_skp_for(cast, cast.yohana, cast.hendrika, penugasan=second, start_date=start)
    december = NOW.replace(month=12, day=29)
    sign(cast, rate(cast, new, at=december, periode_evaluasi=cast.tahunan()), at=december)
    assert credit(cast, on=date(2026, 12, 30)).credit.jumlah is None  # the year is not over
    found = credit(cast, on=date(2026, 12, 31)).credit
    assert [(row.bulan_awal, row.bulan_akhir) for row in found.rows] == [(1, 6), (8, 12)]  # not July
    assert found.jumlah == Fraction(11, 12) * 25


def test_a_kenaikan_jenjang_begins_anew(cast: Cast, skp: Skp, sign_in: SignIn) -> None:
    """What the jenjang below brought is shown by its conversions and not counted for the next kenaikan."""
    post = cast.penugasan(cast.yohana)
    mahir = Jabatan.objects.create(
        instansi=cast.instansi, nama="Bidan Mahir", jenis=post.jabatan.jenis, jenjang="mahir"
    )
    Penugasan.objects.filter(pk=post.pk).update(start_date=date(2026, 4, 1))
    Penugasan.objects.create(
        pegawai=cast.yohana,
        jabatan=mahir,
        unit=post.unit,
        start_date=date(2020, 1, 1),
        end_date=date(2026, 4, 1),
    )
    april = NOW.replace(month=4, day=2)
    give_capaian(cast, period=cast.triwulan(1))
    first = sign(cast, rate(cast, skp, at=april, periode_evaluasi=cast.triwulan(1)), at=april)
    sign(cast, rate(cast, skp))
    bring(cast, "40")  # of 2023
    found = credit(cast, on=date(2026, 7, 1))
    assert (found.credit.since, found.credit.jumlah) == (date(2026, 4, 1), Fraction(25, 4))
    assert [(row.jenjang.value, row.kredit) for row in found.credit.earlier] == [("mahir", Fraction(25, 8))]
    quarter = next(item for item in found.credit.signed if item.evaluasi_id == first.pk)
    assert [row.kredit for row in found.credit.rows_of(quarter)] == [Fraction(25, 8)]
    shown = sign_in(cast.yohana).get(page(cast.yohana)).content.decode()
    assert "Dihitung sejak naik jenjang pada 1 April 2026" in shown


def test_papers_of_credit_verify_until_a_newer_one_takes_their_place(
    cast: Cast, skp: Skp, signed: int
) -> None:
    july, december = NOW.replace(month=7, day=10), NOW.replace(month=12, day=31)
    by = cast.actor(cast.hendrika, on=july.date())
    bring(cast, "95")
    held = credit(cast, on=july.date())
    quarter = operations.issue_konversi(held=held, evaluasi_id=signed, by=by, at=july)
    total = operations.issue_akumulasi(held=held, by=by, at=july)
    operations.award_credit(held=held, untuk="pangkat", by=by, at=july)
    for paper in (quarter, total, Document.objects.get(kind="AK-PENETAPAN")):
        content = content_of(paper)
        assert standing_of_file(content) == (Standing.CURRENT, paper)
        assert standing_of_file(content.replace(b"%PDF-1.7", b"%PDF-1.6")) == (Standing.ALTERED, paper)
    give_capaian(cast, period=cast.tahunan())
    year = sign(cast, rate(cast, skp, at=december, periode_evaluasi=cast.tahunan()), at=december)
    later = credit(cast, on=december.date())
    annual = operations.issue_konversi(held=later, evaluasi_id=year.pk, by=by, at=december)
    assert standing_of_file(content_of(quarter))[0] is Standing.REPLACED
    quarter.refresh_from_db()
    assert quarter.replaced_by == annual


def test_a_decision_on_an_objection_takes_the_conversion_back(
    cast: Cast, signed: int, django_capture_on_commit_callbacks: Any
) -> None:
    july = NOW.replace(month=7, day=10)
    by = cast.actor(cast.hendrika, on=july.date())
    paper = operations.issue_konversi(held=credit(cast, on=july.date()), evaluasi_id=signed, by=by, at=july)
    objection = explain(cast, object_to(cast, deliver(cast, Evaluasi.objects.get(pk=signed))))
    with django_capture_on_commit_callbacks(execute=True):
        decide(cast, objection, rating_hasil_kerja="diatas", rating_perilaku_kerja="diatas")
    assert standing_of(paper.code) is Standing.REPLACED


def test_an_award_needs_enough_and_is_given_once(cast: Cast, signed: int) -> None:
    at = NOW.replace(month=7, day=10)
    by = cast.actor(cast.hendrika, on=at.date())
    with pytest.raises(Invalid) as refused:
        operations.award_credit(held=credit(cast, on=at.date()), untuk="pangkat", by=by, at=at)
    assert refused.value.code == "development.not_enough"
    assert "93,75" in str(refused.value.reason.why)
    bring(cast, "95")
    held = credit(cast, on=at.date())
    made = operations.award_credit(held=held, untuk="pangkat", by=by, at=at)
    assert made.jumlah == Decimal("101.25")
    paper = Document.objects.get(kind="AK-PENETAPAN")
    text = PdfReader(BytesIO(content_of(paper))).pages[0].extract_text()
    for words in ("AK JF lama", "95,000", "6,250", "101,250", "DAPAT DIPERTIMBANGKAN UNTUK KENAIKAN PANGKAT"):
        assert words in text
    for again in (held, credit(cast, on=at.date())):
        with pytest.raises(Invalid) as refused:
            operations.award_credit(held=again, untuk="pangkat", by=by, at=at)
        assert refused.value.code == "development.awarded_already"
    with pytest.raises(Invalid) as refused:
        operations.award_credit(held=held, untuk="jenjang", by=by, at=at)
    assert refused.value.code == "development.no_kenaikan"
    assert PenetapanKredit.objects.count() == 1


def test_an_award_is_computed_again_from_what_was_kept(cast: Cast, signed: int) -> None:
    at = NOW.replace(month=7, day=10)
    bring(cast, "95")
    made = operations.award_credit(
        held=credit(cast, on=at.date()), untuk="pangkat", by=cast.actor(cast.hendrika), at=at
    )
    rows = sum((Fraction(row["kredit"]) for row in made.rincian["baris"]), Fraction(0))
    brought = sum((Fraction(row["nilai"]) for row in made.rincian["bawaan"]), Fraction(0))
    assert rows + brought == Fraction(made.rincian["jumlah"]) == Fraction(405, 4)


def test_a_pppk_and_a_post_without_jenjang_have_none(cast: Cast, sign_in: SignIn) -> None:
    Pegawai.objects.filter(pk=cast.markus.pk).update(status="PPPK")
    assert credit(cast, cast.markus).credit.code == "development.bukan_pns"
    assert "PPPK dapat memegang" in sign_in(cast.markus).get(reverse("development:mine")).content.decode()
    shown = sign_in(cast.paulus).get(reverse("development:mine")).content.decode()
    assert "Belum ada jabatan fungsional dengan jenjang" in shown


def test_a_golongan_outside_the_jenjang_is_said(cast: Cast, signed: int, sign_in: SignIn) -> None:
    RiwayatPangkat.objects.filter(pegawai=cast.yohana).update(golongan="IV/a")
    needs = credit(cast).credit.needs
    assert {need.code for need in needs} == {"angka_kredit.golongan_bukan_jenjang"}
    assert (
        "minta unit kepegawaian memeriksanya" in sign_in(cast.yohana).get(page(cast.yohana)).content.decode()
    )


def test_a_colleague_does_not_learn_of_it(cast: Cast, signed: int) -> None:
    for person in (cast.markus, cast.stefanus):
        with pytest.raises(Http404):
            credit_record(cast.actor(person), cast.yohana.pk, on=TODAY)


def test_the_clerk_notes_on_the_page_and_mends_what_was_wrong(
    cast: Cast, signed: int, sign_in: SignIn
) -> None:
    browser = sign_in(cast.lusia)
    place = reverse("development:note", args=[cast.yohana.pk])
    given = {"jenis": "dasar", "nilai": "dua", "tanggal": "2023-01-01", "teks": "SK 1/2023"}
    refused = browser.post(place, given)
    assert refused.status_code == 422
    assert "Tulis angka biasa" in refused.content.decode()
    assert "SK 1/2023" in refused.content.decode()
    assert browser.post(place, given | {"nilai": "12,5"}).status_code == 302
    assert CatatanKredit.objects.get().nilai == Decimal("12.5")
    twice = browser.post(place, given | {"nilai": "12,5"})
    assert (twice.status_code, CatatanKredit.objects.count()) == (422, 1)
    assert "12,5" in sign_in(cast.yohana).get(reverse("development:mine")).content.decode()


def test_the_page_asks_the_database_the_same_for_one_and_three_notes(
    cast: Cast, signed: int, sign_in: SignIn, django_assert_num_queries: Callable[[int], object]
) -> None:
    browser = sign_in(cast.lusia)
    bring(cast)
    for count in (1, 3):
        while CatatanKredit.objects.count() < count:
            bring(cast, tanggal=date(2023, 1 + CatatanKredit.objects.count(), 1))
        browser.get(page(cast.yohana))
        with django_assert_num_queries(28):  # type: ignore[attr-defined]
            assert browser.get(page(cast.yohana)).status_code == 200


def test_a_number_is_written_as_its_reader_writes_it() -> None:
    for language, words in (("id", "3,125"), ("en", "3.125")):
        with translation.override(language):
            assert kredit_words(Fraction(25, 8)) == words
