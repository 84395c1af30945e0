"""The pages of evaluation: who sees them, what they do, how many questions they ask the database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from kasuari.documents.models import Document
from kasuari.evaluation import queries
from kasuari.evaluation.models import CapaianOrganisasi, Evaluasi
from kasuari.organisation.models import Pegawai
from kasuari.planning.models import Skp
from tests.cast import NOW, TODAY, Cast
from tests.evaluation.acts import HASIL, PERILAKU, deliver, give_capaian, rate, sign
from tests.planning_builder import set_skp_for

SignIn = Callable[[Pegawai], Client]
HOSTILE = """D'Arcy <b>tebal</b><script>alert(1)</script>"""
FORM = {
    "rating_hasil_kerja": "sesuai",
    "alasan_hasil_kerja": HASIL,
    "rating_perilaku_kerja": "diatas",
    "alasan_perilaku_kerja": PERILAKU,
    "rekomendasi": "",
    "version": "0",
}


@pytest.fixture
def skp(cast: Cast) -> Skp:
    return set_skp_for(cast, cast.yohana, cast.hendrika, atasan=cast.paulus)


def at(name: str, cast: Cast, skp: Skp) -> str:
    return reverse(f"evaluation:{name}", args=[skp.pk, cast.triwulan(2).pk])


def result(evaluasi: Evaluasi) -> str:
    return reverse("evaluation:result", args=[evaluasi.pk])


def test_the_team_shows_only_people_whose_penilai_i_am(cast: Cast, skp: Skp, sign_in: SignIn) -> None:
    set_skp_for(cast, cast.rosa, cast.stefanus)
    text = sign_in(cast.hendrika).get(reverse("evaluation:team")).content.decode()
    assert "Yohana Basik-Basik" in text
    assert "Rosa" not in text
    assert "Triwulan II" in text
    others = sign_in(cast.stefanus).get(reverse("evaluation:team")).content.decode()
    assert "Yohana" not in others


def test_the_team_of_nobody_says_so_kindly(cast: Cast, skp: Skp, sign_in: SignIn) -> None:
    text = sign_in(cast.yohana).get(reverse("evaluation:team")).content.decode()
    assert "Belum ada yang Anda nilai" in text


def test_the_team_puts_people_on_the_board_and_offers_the_next(cast: Cast, skp: Skp, sign_in: SignIn) -> None:
    other = set_skp_for(cast, cast.markus, cast.hendrika)
    rate(cast, skp)
    text = sign_in(cast.hendrika).get(reverse("evaluation:team")).content.decode()
    assert f'href="{at("rate", cast, other)}"' in text
    assert "belum ditetapkan, jadi evaluasi belum dapat ditandatangani" in text
    assert "is-here" not in text
    shown = queries.team(cast.hendrika.pk, cast.triwulan(2))
    (cell,) = [cell for row in queries.board(shown) for cell in row if cell.members]
    assert (cell.hasil_kerja, cell.perilaku_kerja, cell.predikat) == ("sesuai", "diatas", "baik")
    assert dict(queries.distribution(shown).counts)["baik"] == 1  # type: ignore[index]


def test_the_team_shows_one_period_at_a_time(cast: Cast, skp: Skp) -> None:
    rate(cast, skp)
    for nomor, state, predikat in ((1, "belum_mulai", ""), (2, "dinilai", "baik"), (3, "belum_mulai", "")):
        (member,) = queries.team(cast.hendrika.pk, cast.triwulan(nomor)).members
        assert (member.skp_id, member.state, member.predikat) == (skp.pk, state, predikat)


def test_the_distribution_stands_beside_the_guide_of_the_capaian(cast: Cast, skp: Skp) -> None:
    give_capaian(cast, level="istimewa")
    spread = queries.distribution(queries.team(cast.hendrika.pk, cast.triwulan(2)))
    assert spread.pola is not None
    assert spread.pola.terbanyak == "sangat_baik"
    assert spread.total == 0


@pytest.mark.parametrize("count", [1, 3])
def test_the_team_asks_the_same_number_of_questions(
    cast: Cast, sign_in: SignIn, count: int, django_assert_num_queries: Any
) -> None:
    people = [cast.yohana, cast.markus, cast.rosa][:count]
    for pegawai in people:
        one = set_skp_for(cast, pegawai, cast.hendrika, rhk=count)
        rate(cast, one)
    give_capaian(cast)
    client, url = sign_in(cast.hendrika), f"{reverse('evaluation:team')}?periode={cast.triwulan(2).pk}"
    with django_assert_num_queries(11):
        assert client.get(url).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_rating_page_asks_the_same_number_of_questions(
    cast: Cast, sign_in: SignIn, count: int, django_assert_num_queries: Any
) -> None:
    mine = [
        set_skp_for(cast, pegawai, cast.hendrika, rhk=count, indikator=count)
        for pegawai in [cast.yohana, cast.markus, cast.rosa][:count]
    ]
    client, url = sign_in(cast.hendrika), at("rate", cast, mine[0])
    with django_assert_num_queries(30):
        assert client.get(url).status_code == 200


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("hendrika", 200),
        ("yohana", 403),
        ("paulus", 403),
        ("lusia", 403),
        ("agus", 403),
        ("stefanus", 404),
        ("markus", 404),
    ],
)
def test_who_opens_the_rating_page_and_its_draft(
    cast: Cast, skp: Skp, sign_in: SignIn, who: str, status: int
) -> None:
    client = sign_in(getattr(cast, who))
    assert client.get(at("rate", cast, skp)).status_code == status
    assert client.post(at("preview", cast, skp), FORM).status_code == status
    draft = client.get(at("draft", cast, skp))
    assert draft.status_code == status
    if status == 200:
        assert draft.content.startswith(b"%PDF-")
        other = client.get(at("draft", cast, skp) + "?format=D.1.1")
        assert other.content.startswith(b"%PDF-")
    else:
        assert client.post(at("rate", cast, skp), FORM).status_code == status
        assert client.post(at("sign", cast, skp), FORM).status_code == status
        assert not Evaluasi.objects.exists()


def test_the_rating_page_shows_targets_guidance_and_the_cell(cast: Cast, skp: Skp, sign_in: SignIn) -> None:
    rate(cast, skp)
    text = sign_in(cast.hendrika).get(at("rate", cast, skp)).content.decode()
    assert "80–90%" in text
    assert "menjadi penjaga penerapannya" in text
    assert 'data-autosave="' in text
    assert "pill--large" in text
    assert "tanpa bukti dukung" in text


def test_a_rating_page_before_the_window_explains_itself(cast: Cast, skp: Skp, sign_in: SignIn) -> None:
    url = reverse("evaluation:rate", args=[skp.pk, cast.triwulan(3).pk])
    answer = sign_in(cast.hendrika).get(url)
    assert answer.status_code == 200
    assert "21 September 2026" in answer.content.decode()
    assert "data-autosave" not in answer.content.decode()


@pytest.mark.parametrize(
    ("hasil", "perilaku", "words"),
    [
        ("diatas", "diatas", "Sangat Baik"),
        ("sesuai", "dibawah", "Kurang/Misconduct"),
        ("", "diatas", "Pilih kedua rating"),
        ("<script>", "diatas", "Pilih kedua rating"),
    ],
)
def test_the_preview_is_computed_by_the_regulation(
    cast: Cast, skp: Skp, sign_in: SignIn, hasil: str, perilaku: str, words: str
) -> None:
    answer = sign_in(cast.hendrika).post(
        at("preview", cast, skp),
        {"rating_hasil_kerja": hasil, "rating_perilaku_kerja": perilaku},
        headers={"HX-Request": "true"},
    )
    assert words in answer.content.decode()
    assert "<html" not in answer.content.decode()
    assert not Evaluasi.objects.exists()


def test_autosave_keeps_a_draft_and_tells_of_the_other_tab(cast: Cast, skp: Skp, sign_in: SignIn) -> None:
    client, url = sign_in(cast.hendrika), at("rate", cast, skp)
    first = client.post(url, FORM | {"rating_perilaku_kerja": ""}, headers={"X-Autosave": "1"})
    assert (first.status_code, first.json()) == (200, {"version": 1})
    assert client.post(url, FORM, headers={"X-Autosave": "1"}).status_code == 409
    bad = client.post(url, FORM | {"rating_hasil_kerja": "hebat"}, headers={"X-Autosave": "1"})
    assert bad.status_code == 422
    assert Evaluasi.objects.get().rating_perilaku_kerja == ""
    assert client.post(url, FORM).status_code == 409
    assert client.post(url, FORM | {"version": "1"}).status_code == 302


def test_the_form_cannot_type_a_predikat(cast: Cast, skp: Skp, sign_in: SignIn) -> None:
    give_capaian(cast)
    client = sign_in(cast.hendrika)
    client.post(at("sign", cast, skp), FORM | {"predikat": "sangat_baik", "state": "diterima"})
    row = Evaluasi.objects.get()
    assert (row.predikat, row.state) == ("baik", "ditandatangani")


def test_signing_goes_on_to_the_next_person(cast: Cast, skp: Skp, sign_in: SignIn) -> None:
    give_capaian(cast)
    other = set_skp_for(cast, cast.markus, cast.hendrika)
    client = sign_in(cast.hendrika)
    first = client.post(at("sign", cast, skp), FORM)
    assert first.headers["Location"] == at("rate", cast, other)
    last = client.post(at("sign", cast, other), FORM)
    assert last.headers["Location"].startswith(reverse("evaluation:team"))
    assert set(Evaluasi.objects.values_list("state", flat=True)) == {"ditandatangani"}
    gone = client.get(at("rate", cast, skp))
    assert gone.headers["Location"] == result(Evaluasi.objects.get(skp=skp))


def test_signing_what_is_incomplete_keeps_the_words_and_says_what_is_lacking(
    cast: Cast, skp: Skp, sign_in: SignIn
) -> None:
    answer = sign_in(cast.hendrika).post(
        at("sign", cast, skp), FORM | {"alasan_perilaku_kerja": "", "alasan_hasil_kerja": HOSTILE}
    )
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Tulis alasan rating perilaku kerja." in text
    assert f"Capaian kinerja {cast.puskesmas.nama} belum ditetapkan." in text
    assert "D&#x27;Arcy &lt;b&gt;" in text
    assert "<script>alert" not in text
    row = Evaluasi.objects.get()
    assert (row.state, row.alasan_hasil_kerja) == ("dinilai", HOSTILE)
    assert f'name="version" value="{row.version}"' in text


@pytest.mark.parametrize(
    ("who", "drafted", "signed", "delivered"),
    [
        ("hendrika", 302, 200, 200),
        ("yohana", 404, 404, 200),
        ("paulus", 404, 200, 200),
        ("lusia", 404, 200, 200),
        ("andreas", 404, 200, 200),
        ("maria", 404, 200, 200),
        ("agus", 404, 200, 200),
        ("markus", 404, 404, 404),
        ("stefanus", 404, 404, 404),
    ],
)
def test_who_sees_a_result_at_each_stage(
    cast: Cast, skp: Skp, sign_in: SignIn, who: str, drafted: int, signed: int, delivered: int
) -> None:
    give_capaian(cast)
    client = sign_in(getattr(cast, who))
    row = rate(cast, skp)
    assert client.get(result(row)).status_code == drafted
    row = sign(cast, row)
    assert client.get(result(row)).status_code == signed
    paper = Document.objects.filter(kind="D.1.1").get()
    url = reverse("evaluation:document", args=[row.pk, paper.pk])
    assert read(client, url) == signed
    row = deliver(cast, row)
    assert client.get(result(row)).status_code == delivered
    assert read(client, url) == delivered


def read(client: Client, url: str) -> int:
    """The status of a download, which is read to its end."""
    answer = client.get(url)
    if answer.streaming:
        assert b"".join(answer.streaming_content).startswith(b"%PDF-")  # type: ignore[attr-defined]
    return answer.status_code


def test_a_paper_of_another_evaluation_is_404(cast: Cast, skp: Skp, sign_in: SignIn) -> None:
    give_capaian(cast)
    mine = deliver(cast, sign(cast, rate(cast, skp)))
    theirs = sign(cast, rate(cast, set_skp_for(cast, cast.markus, cast.hendrika)))
    paper = Document.objects.filter(object_id=theirs.pk).first()
    assert paper is not None
    url = reverse("evaluation:document", args=[mine.pk, paper.pk])
    assert sign_in(cast.yohana).get(url).status_code == 404


def test_the_result_explains_itself_and_names_the_days(cast: Cast, skp: Skp, sign_in: SignIn) -> None:
    give_capaian(cast)
    row = deliver(cast, sign(cast, rate(cast, skp, alasan_hasil_kerja=HOSTILE)))
    text = sign_in(cast.yohana).get(result(row)).content.decode()
    for words in (
        "is-here",
        "Anda di sini",
        "Lampiran BAB IV B.3.a.3 (hlm. 99)",
        "PermenPANRB-6-2022",
        "14 Juli 2026",
        "Puskesmas Perbatasan Sota Indah",
        "Trajectory target triwulan II",
        "Kepala Puskesmas Sota",
        "80–90%",
        "Menerima tidak berarti menyetujui",
    ):
        assert words in text
    assert "D&#x27;Arcy &lt;b&gt;" in text
    assert "<script>alert" not in text


def test_the_owner_acknowledges_once(cast: Cast, skp: Skp, sign_in: SignIn) -> None:
    give_capaian(cast)
    row = deliver(cast, sign(cast, rate(cast, skp)))
    client, url = sign_in(cast.yohana), reverse("evaluation:acknowledge", args=[row.pk])
    refused = client.post(url, {"tanggapan": "tidak_setuju", "teks": "", "version": row.version})
    assert refused.status_code == 422
    assert "Tulis bagian mana" in refused.content.decode()
    assert client.post(url, {"tanggapan": "setuju", "version": row.version}).status_code == 302
    assert client.post(url, {"tanggapan": "setuju", "version": row.version}).status_code == 409
    row.refresh_from_db()
    assert (row.state, row.tanggapan) == ("diterima", "setuju")
    text = client.get(result(row)).content.decode()
    assert "Diterima dan setuju" in text
    assert "tanda-terima" not in text
    assert sign_in(cast.hendrika).post(url, {"tanggapan": "setuju"}).status_code == 403
    assert sign_in(cast.rosa).post(url, {"tanggapan": "setuju"}).status_code == 404


def test_deliver_from_the_team_page(cast: Cast, skp: Skp, sign_in: SignIn) -> None:
    give_capaian(cast)
    row = sign(cast, rate(cast, skp))
    url = reverse("evaluation:deliver_many")
    sign_in(cast.stefanus).post(url, {"periode": cast.triwulan(2).pk})
    row.refresh_from_db()
    assert row.state == "ditandatangani"
    assert sign_in(cast.hendrika).post(url, {"periode": cast.triwulan(2).pk}).status_code == 302
    row.refresh_from_db()
    assert row.state == "disampaikan"
    one = reverse("evaluation:deliver", args=[row.pk])
    assert sign_in(cast.hendrika).post(one, {"version": row.version}).status_code == 409
    assert sign_in(cast.paulus).post(one, {"version": row.version}).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_my_results_ask_the_same_number_of_questions(
    cast: Cast, sign_in: SignIn, count: int, django_assert_num_queries: Any
) -> None:
    skp = set_skp_for(cast, cast.yohana, cast.hendrika)
    assert cast.hendrika.user is not None
    for nomor in range(1, count + 1):
        Evaluasi.objects.create(
            skp=skp,
            periode_evaluasi=cast.triwulan(nomor),
            pegawai=cast.yohana,
            penilai=cast.hendrika,
            state="disampaikan",
            rating_hasil_kerja="sesuai",
            rating_perilaku_kerja="sesuai",
            predikat="baik",
            predikat_berlaku="baik",
            edition="PermenPANRB-6-2022",
            signed_at=NOW,
            signed_by=cast.hendrika.user,
        )
    client = sign_in(cast.yohana)
    with django_assert_num_queries(5):
        text = client.get(reverse("evaluation:history")).content.decode()
    assert text.count("Triwulan") == count


def test_the_capaian_page_offers_what_i_may_set(cast: Cast, skp: Skp, sign_in: SignIn) -> None:
    set_skp_for(cast, cast.rosa, cast.stefanus)
    url = reverse("evaluation:capaian")
    above = sign_in(cast.paulus).get(url).content.decode()
    assert cast.puskesmas.nama in above
    assert cast.puskesmas_lain.nama in above
    assert cast.puskesmas.nama in sign_in(cast.lusia).get(url).content.decode()
    for who in (cast.hendrika, cast.yohana, cast.agus):
        assert "Tidak ada unit yang capaiannya Anda tetapkan." in sign_in(who).get(url).content.decode()


def test_the_capaian_is_set_on_its_page(cast: Cast, skp: Skp, sign_in: SignIn) -> None:
    url = reverse("evaluation:set_capaian", args=[cast.triwulan(2).pk, cast.puskesmas.pk])
    form = {"level": "baik", "dasar": HOSTILE, "version": "0"}
    assert sign_in(cast.stefanus).post(url, form).status_code == 403
    client = sign_in(cast.paulus)
    refused = client.post(url, form | {"level": "hebat"})
    assert refused.status_code == 422
    assert client.post(url, form).status_code == 302
    assert client.post(url, form | {"level": "kurang"}).status_code == 409
    assert CapaianOrganisasi.objects.get().level == "baik"
    text = client.get(reverse("evaluation:capaian")).content.decode()
    assert "<script>alert" not in text
    assert "Ditetapkan oleh Paulus Kaize" in text


@pytest.mark.parametrize("count", [1, 3])
def test_the_capaian_page_asks_the_same_number_of_questions(
    cast: Cast, sign_in: SignIn, count: int, django_assert_num_queries: Any
) -> None:
    pairs = [
        (cast.yohana, cast.hendrika),
        (cast.rosa, cast.stefanus),
        (cast.hendrika, cast.paulus),
    ][:count]
    for pegawai, penilai in pairs:
        set_skp_for(cast, pegawai, penilai)
    client = sign_in(cast.lusia)
    with django_assert_num_queries(13):
        text = client.get(reverse("evaluation:capaian")).content.decode()
    assert text.count("Simpan capaian") == count


def test_home_tells_the_penilai_and_the_owner_what_to_do(cast: Cast, skp: Skp) -> None:
    set_skp_for(cast, cast.markus, cast.hendrika)
    give_capaian(cast)
    penilai, owner = cast.actor(cast.hendrika), cast.actor(cast.yohana)
    (item,) = queries.work_for(penilai, on=TODAY)
    assert (item.title, item.count) == ("Nilai 2 orang", 2)
    assert item.due_date is not None
    assert item.due_date.isoformat() == "2026-06-30"
    assert queries.work_for(owner, on=TODAY) == []
    row = sign(cast, rate(cast, skp))
    titles = [str(item.title) for item in queries.work_for(penilai, on=TODAY)]
    assert titles == ["Nilai 1 orang", "Sampaikan 1 hasil evaluasi"]
    deliver(cast, row)
    (item,) = queries.work_for(owner, on=TODAY)
    assert item.title == "Baca hasil evaluasi Triwulan II"
    assert item.due_date is not None
    assert item.due_date.isoformat() == "2026-07-14"


def test_home_asks_whoever_may_for_a_capaian_that_is_missing(cast: Cast, skp: Skp) -> None:
    set_skp_for(cast, cast.rosa, cast.stefanus)
    for who in (cast.paulus, cast.lusia):
        (item,) = queries.work_for(cast.actor(who), on=TODAY)
        assert (item.title, item.count) == ("Tetapkan capaian 2 unit", 2)
    give_capaian(cast)
    (item,) = queries.work_for(cast.actor(cast.paulus), on=TODAY)
    assert item.count == 1
    for other in (cast.agus, cast.yohana, cast.andreas):
        assert queries.work_for(cast.actor(other), on=TODAY) == []


@pytest.mark.parametrize("count", [1, 3])
def test_home_asks_the_same_number_of_questions(
    cast: Cast, count: int, django_assert_num_queries: Any
) -> None:
    for pegawai in [cast.yohana, cast.markus, cast.rosa][:count]:
        set_skp_for(cast, pegawai, cast.hendrika)
    actor = cast.actor(cast.hendrika)
    with django_assert_num_queries(8):
        assert queries.work_for(actor, on=TODAY)


def test_home_asks_for_ratings_as_long_as_they_are_taken(cast: Cast, skp: Skp) -> None:
    actor = cast.actor(cast.hendrika)

    def keys(on: date) -> list[str]:
        return [item.key for item in queries.work_for(actor, on=on)]

    second, third = (f"evaluation.rate.{cast.triwulan(nomor).pk}" for nomor in (2, 3))
    last = queries.rating_last_date(cast.triwulan(2), queries.calendar_of(skp))
    assert last is not None
    assert last > cast.triwulan(2).window_last_date
    assert second in keys(cast.triwulan(2).window_start_date)
    assert second in keys(last)
    assert second not in keys(cast.triwulan(2).window_start_date - timedelta(days=1))
    assert second not in keys(last + timedelta(days=1))
    assert keys(cast.triwulan(3).window_last_date) == [third]


def test_the_annual_page_shows_the_periodic_results_beside(
    cast: Cast, skp: Skp, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    give_capaian(cast)
    sign(cast, rate(cast, skp, rating_hasil_kerja="dibawah"))
    december = datetime(2026, 12, 28, 9, tzinfo=NOW.tzinfo)
    monkeypatch.setattr("kasuari.foundation.clock.now", lambda: december)
    url = reverse("evaluation:rate", args=[skp.pk, cast.tahunan().pk])
    text = sign_in(cast.hendrika).get(url).content.decode()
    assert "tidak dirata-ratakan" in text
    assert "Butuh Perbaikan" in text


def test_one_level_is_given_to_the_chosen_units_that_have_none(cast: Cast, skp: Skp, sign_in: SignIn) -> None:
    set_skp_for(cast, cast.rosa, cast.stefanus)
    period = cast.triwulan(2)
    url = reverse("evaluation:set_capaian_many", args=[period.pk])
    give_capaian(cast, unit=cast.puskesmas_lain, level="kurang")
    form = {
        "level": "baik",
        "dasar": "Trajectory target",
        "unit": [cast.puskesmas.pk, cast.puskesmas_lain.pk],
    }
    assert sign_in(cast.hendrika).post(url, form).status_code == 422
    client = sign_in(cast.lusia)
    assert client.post(url, form | {"unit": []}).status_code == 422
    assert client.post(url, form | {"level": "hebat"}).status_code == 422
    assert client.post(url, form | {"unit": ["x", "9" * 30]}).status_code == 422
    assert CapaianOrganisasi.objects.count() == 1
    assert client.post(url, form).status_code == 302
    levels = CapaianOrganisasi.objects.filter(periode_evaluasi=period).values_list("unit_id", "level")
    assert dict(levels) == {cast.puskesmas.pk: "baik", cast.puskesmas_lain.pk: "kurang"}


def test_the_capaian_page_narrows_to_a_name_and_to_what_is_missing(
    cast: Cast, skp: Skp, sign_in: SignIn
) -> None:
    set_skp_for(cast, cast.rosa, cast.stefanus)
    give_capaian(cast)
    client, url = sign_in(cast.lusia), reverse("evaluation:capaian")

    def units(**asked: str) -> list[str]:
        page = BeautifulSoup(client.get(url, asked).content, "html.parser")
        return [card["id"].removeprefix("unit-") for card in page.select("div[id^=unit-]")]

    without_first = [str(cast.puskesmas_lain.pk), str(cast.puskesmas.pk)]
    assert units() == without_first
    assert units(belum="1") == without_first[:1]
    assert units(q=cast.puskesmas.nama) == without_first[1:]
    assert units(q="tidak ada yang bernama begini") == []
