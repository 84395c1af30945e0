"""The pages of pelaksanaan: who sees them, what they save, how many questions they ask the database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from kasuari.organisation.models import Pegawai, Penugasan, UnitKerja
from kasuari.planning.models import Skp
from kasuari.progress import operations
from kasuari.progress.models import BuktiDukung, PenutupanPelaksanaan, Realisasi, RencanaAksi
from kasuari.progress.queries import progress_of, work_for
from tests.cast import NOW, TODAY, Cast
from tests.planning_builder import indikator_of, set_skp_for
from tests.progress.test_operations import PDF

SignIn = Callable[[Pegawai], Client]
HOSTILE = """D'Arcy <b>"tebal"</b> <script>alert(1)</script>"""


@pytest.fixture
def skp(cast: Cast) -> Skp:
    return set_skp_for(cast, cast.yohana, cast.hendrika, atasan=cast.paulus)


def page(cast: Cast, skp: Skp, nomor: int = 2) -> str:
    return reverse("progress:period", args=[skp.pk, cast.triwulan(nomor).pk])


def place(name: str, cast: Cast, skp: Skp) -> str:
    return reverse(f"progress:{name}", args=[skp.pk, cast.triwulan(2).pk, indikator_of(skp)[0].pk])


def bukti_of(cast: Cast, skp: Skp) -> BuktiDukung:
    return operations.add_bukti_file(
        indikator=indikator_of(skp)[0],
        periode_evaluasi=cast.triwulan(2),
        upload=SimpleUploadedFile("kohort.pdf", PDF),
        by=cast.actor(cast.yohana),
        at=NOW,
    )


def test_my_results_open_at_the_running_period(cast: Cast, skp: Skp, sign_in: SignIn) -> None:
    url = reverse("progress:mine")
    assert sign_in(cast.yohana).get(url).content.decode().count("data-autosave") == 4
    assert "Belum ada SKP Anda yang ditetapkan" in sign_in(cast.markus).get(url).content.decode()


def test_my_results_offer_a_choice_between_two_skp(cast: Cast, sign_in: SignIn) -> None:
    mine = [
        set_skp_for(cast, cast.hendrika, cast.paulus, penugasan=penugasan)
        for penugasan in cast.hendrika.penugasan.order_by("pk")
    ]
    text = sign_in(cast.hendrika).get(reverse("progress:mine")).content.decode()
    for one in mine:
        assert reverse("progress:current", args=[one.pk]) in text


def test_a_period_that_has_not_begun_says_so(cast: Cast, skp: Skp, sign_in: SignIn) -> None:
    text = sign_in(cast.yohana).get(page(cast, skp, 3)).content.decode()
    assert "1 Juli 2026" in text
    assert "data-autosave" not in text


def test_the_current_period_is_found(cast: Cast, skp: Skp, sign_in: SignIn) -> None:
    answer = sign_in(cast.yohana).get(reverse("progress:current", args=[skp.pk]))
    assert answer.status_code == 302
    assert answer.headers["Location"] == page(cast, skp)


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("yohana", 200),
        ("hendrika", 200),
        ("paulus", 200),
        ("lusia", 200),
        ("agus", 200),
        ("maria", 200),
        ("markus", 404),
        ("stefanus", 404),
        ("rosa", 404),
    ],
)
def test_who_sees_the_page_and_the_evidence(
    cast: Cast, skp: Skp, sign_in: SignIn, who: str, status: int
) -> None:
    bukti = bukti_of(cast, skp)
    client = sign_in(getattr(cast, who))
    assert client.get(page(cast, skp)).status_code == status
    answer = client.get(reverse("progress:bukti", args=[bukti.pk]))
    assert answer.status_code == status
    if status == 200:
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "attachment" in answer.headers["Content-Disposition"]
        assert b"".join(answer.streaming_content) == PDF  # type: ignore[attr-defined]


def test_only_the_owner_gets_forms(cast: Cast, skp: Skp, sign_in: SignIn) -> None:
    mine = sign_in(cast.yohana).get(page(cast, skp)).content.decode()
    theirs = sign_in(cast.hendrika).get(page(cast, skp)).content.decode()
    assert mine.count("data-autosave") == 4
    assert "data-autosave" not in theirs
    assert "Belum diisi." in theirs


def test_save_by_the_button(cast: Cast, skp: Skp, sign_in: SignIn) -> None:
    client = sign_in(cast.yohana)
    answer = client.post(
        place("record", cast, skp),
        {"teks": "84 persen", "nilai": "1.084,5", "sumber_data": "Kohort", "version": "0"},
    )
    assert answer.status_code == 302
    row = Realisasi.objects.get()
    assert (row.teks, row.nilai, row.sumber_data, row.version) == (
        "84 persen",
        Decimal("1084.5"),
        "Kohort",
        1,
    )
    assert 'value="1084,5"' in client.get(page(cast, skp)).content.decode()


def test_a_line_of_numbers_shows_no_idle_zeros(cast: Cast, skp: Skp) -> None:
    held = Realisasi(nilai=Decimal("6.0000"))
    item = progress_of(skp, cast.triwulan(2)).indikator[0]
    line = replace(item, earlier=((cast.triwulan(1), held), (cast.triwulan(2), None)))
    assert [str(value) for _label, value in line.values] == ["6", "None"]


def test_autosave_renews_the_version_and_tells_of_the_other_tab(
    cast: Cast, skp: Skp, sign_in: SignIn
) -> None:
    client = sign_in(cast.yohana)
    url = place("record", cast, skp)
    first = client.post(url, {"teks": "a", "version": "0"}, headers={"X-Autosave": "1"})
    assert (first.status_code, first.json()) == (200, {"version": 1})
    old = client.post(url, {"teks": "b", "version": "0"}, headers={"X-Autosave": "1"})
    assert old.status_code == 409
    assert "sudah diubah" in old.json()["message"]
    bad = client.post(url, {"teks": "b", "nilai": "banyak", "version": "1"}, headers={"X-Autosave": "1"})
    assert bad.status_code == 422
    assert Realisasi.objects.get().teks == "a"


def test_a_refused_form_keeps_what_was_typed(cast: Cast, skp: Skp, sign_in: SignIn) -> None:
    answer = sign_in(cast.yohana).post(
        place("record", cast, skp), {"teks": HOSTILE, "nilai": "banyak", "version": "0"}
    )
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "D&#x27;Arcy &lt;b&gt;" in text
    assert "<script>alert" not in text
    assert not Realisasi.objects.exists()


@pytest.mark.parametrize("name", ["record", "add_file", "add_link"])
def test_writing_for_somebody_else_is_403_when_visible_and_404_when_not(
    cast: Cast, skp: Skp, sign_in: SignIn, name: str
) -> None:
    data = {"teks": "x", "url": "https://example.go.id/", "berkas": SimpleUploadedFile("a.pdf", PDF)}
    assert sign_in(cast.hendrika).post(place(name, cast, skp), data).status_code == 403
    data["berkas"] = SimpleUploadedFile("a.pdf", PDF)
    assert sign_in(cast.stefanus).post(place(name, cast, skp), data).status_code == 404
    assert not Realisasi.objects.exists()


def test_an_indikator_of_another_skp_is_404(cast: Cast, skp: Skp, sign_in: SignIn) -> None:
    other = set_skp_for(cast, cast.markus, cast.hendrika)
    url = reverse("progress:record", args=[skp.pk, cast.triwulan(2).pk, indikator_of(other)[0].pk])
    assert sign_in(cast.yohana).post(url, {"teks": "x"}).status_code == 404


def test_upload_from_the_phone_and_remove_again(cast: Cast, skp: Skp, sign_in: SignIn) -> None:
    client = sign_in(cast.yohana)
    client.post(place("add_file", cast, skp), {"berkas": SimpleUploadedFile("foto <b>.pdf", PDF)})
    bukti = BuktiDukung.objects.get()
    text = client.get(page(cast, skp)).content.decode()
    assert bukti.nama in text
    assert "<b>.pdf" not in text
    assert client.post(reverse("progress:remove_bukti", args=[bukti.pk])).status_code == 302
    assert client.get(reverse("progress:bukti", args=[bukti.pk])).status_code == 404
    after = BeautifulSoup(client.get(page(cast, skp)).content, "html.parser")
    assert not after.select(f'a[href="{reverse("progress:bukti", args=[bukti.pk])}"]')


@pytest.mark.parametrize("content", [b"<html><script>alert(1)</script>", b"%PDF-1.4 /JavaScript (x)", b""])
def test_a_refused_upload_says_why(cast: Cast, skp: Skp, sign_in: SignIn, content: bytes) -> None:
    answer = sign_in(cast.yohana).post(
        place("add_file", cast, skp), {"berkas": SimpleUploadedFile("bukti.pdf", content)}
    )
    assert answer.status_code == 422
    assert not BuktiDukung.objects.exists()


def test_an_upload_beyond_the_limit_is_refused(cast: Cast, skp: Skp, sign_in: SignIn) -> None:
    class Endless(SimpleUploadedFile):
        """Says that it is 100 MB long without holding them."""

        @property
        def size(self) -> int:  # type: ignore[override]
            return 100 * 1024 * 1024

        @size.setter
        def size(self, value: int) -> None:
            return None

    from kasuari.foundation.refusals import Refusal

    with pytest.raises(Refusal) as refused:
        operations.add_bukti_file(
            indikator=indikator_of(skp)[0],
            periode_evaluasi=cast.triwulan(2),
            upload=Endless("besar.pdf", PDF),
            by=cast.actor(cast.yohana),
            at=NOW,
        )
    assert refused.value.code == "file.too_large"
    assert not BuktiDukung.objects.exists()


def test_a_script_link_is_refused_at_the_field(cast: Cast, skp: Skp, sign_in: SignIn) -> None:
    answer = sign_in(cast.yohana).post(place("add_link", cast, skp), {"url": "javascript:alert(1)"})
    assert answer.status_code == 422
    assert "https:// atau http://" in answer.content.decode()
    assert not BuktiDukung.objects.exists()


def test_a_link_opens_without_saying_where_one_came_from(cast: Cast, skp: Skp, sign_in: SignIn) -> None:
    bukti = operations.add_bukti_link(
        indikator=indikator_of(skp)[0],
        periode_evaluasi=cast.triwulan(2),
        url="https://drive.example.go.id/kohort",
        by=cast.actor(cast.yohana),
        at=NOW,
    )
    answer = sign_in(cast.yohana).get(reverse("progress:bukti", args=[bukti.pk]))
    assert (answer.status_code, answer.headers["Location"]) == (302, "https://drive.example.go.id/kohort")
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_steps_on_the_page(cast: Cast, skp: Skp, sign_in: SignIn) -> None:
    client = sign_in(cast.yohana)
    rhk = indikator_of(skp)[0].rhk
    url = reverse("progress:plan", args=[skp.pk, cast.triwulan(2).pk])
    assert client.post(url, {"rhk": rhk.pk, "teks": HOSTILE, "due_date": "2026-06-30"}).status_code == 302
    step = RencanaAksi.objects.get()
    text = client.get(page(cast, skp)).content.decode()
    assert "D&#x27;Arcy" in text
    assert "<script>alert" not in text
    change = reverse("progress:change_step", args=[skp.pk, step.pk])
    assert client.get(change).status_code == 200
    assert client.post(change, {"teks": "Kunjungan", "version": "0"}).status_code == 302
    assert client.post(change, {"teks": "Lain", "version": "0"}).status_code == 409
    remove = reverse("progress:remove_step", args=[skp.pk, step.pk])
    assert client.post(remove, {"version": "1"}).status_code == 302
    assert not RencanaAksi.objects.exists()
    assert sign_in(cast.stefanus).get(change).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_number_of_questions(
    cast: Cast, sign_in: SignIn, count: int, django_assert_num_queries: Any
) -> None:
    skp = set_skp_for(cast, cast.markus, cast.hendrika, rhk=count, indikator=count)
    for item in indikator_of(skp):
        for number in range(count):
            operations.add_bukti_link(
                indikator=item,
                periode_evaluasi=cast.triwulan(2),
                url=f"https://example.go.id/{number}",
                by=cast.actor(cast.markus),
                at=NOW,
            )
    client, url = sign_in(cast.markus), page(cast, skp)
    with django_assert_num_queries(16):
        assert client.get(url).status_code == 200


def test_home_asks_for_results_that_are_missing(cast: Cast, skp: Skp) -> None:
    actor = cast.actor(cast.yohana)
    (item,) = work_for(actor, on=TODAY)
    assert (item.title, item.why, item.count) == ("Isi realisasi Triwulan II", "4 indikator belum diisi.", 4)
    assert item.due_date is not None
    assert item.due_date.isoformat() == "2026-06-30"
    for row in indikator_of(skp):
        operations.record_realisasi(
            indikator=row,
            periode_evaluasi=cast.triwulan(2),
            teks="selesai",
            nilai=None,
            sumber_data="",
            version=None,
            by=actor,
            at=NOW,
        )
    assert work_for(actor, on=TODAY) == []
    assert work_for(cast.actor(cast.hendrika), on=TODAY) == []


@pytest.mark.parametrize("count", [1, 3])
def test_home_asks_one_question_for_the_results_that_are_missing(
    cast: Cast, count: int, django_assert_num_queries: Any
) -> None:
    year = {"start_date": date(2026, 1, 1), "last_date": date(2026, 12, 31)}
    for penugasan in posts_of(cast, cast.yohana, count):
        set_skp_for(cast, cast.yohana, cast.hendrika, penugasan=penugasan, **year)
    set_skp_for(cast, cast.markus, cast.hendrika)
    actor = cast.actor(cast.yohana)
    with django_assert_num_queries(1):
        found = work_for(actor, on=TODAY)
    assert [item.count for item in found] == [4] * count


def test_home_does_not_ask_for_results_of_a_period_that_is_closed_or_far(cast: Cast, skp: Skp) -> None:
    actor = cast.actor(cast.yohana)
    assert work_for(actor, on=date(2026, 5, 20)) == []
    assert work_for(actor, on=date(2026, 12, 28))[0].title == "Isi realisasi Triwulan IV"
    PenutupanPelaksanaan.objects.create(
        skp=skp, periode_evaluasi=cast.triwulan(1), closed_at=NOW, closed_by=cast.hendrika.user
    )
    assert len(work_for(actor, on=TODAY)) == 1
    PenutupanPelaksanaan.objects.create(
        skp=skp, periode_evaluasi=cast.triwulan(2), closed_at=NOW, closed_by=cast.hendrika.user
    )
    assert work_for(actor, on=TODAY) == []


def posts_of(cast: Cast, pegawai: Pegawai, count: int) -> list[Penugasan]:
    """`count` appointments of one person, in as many units."""
    first = cast.penugasan(pegawai)
    others = UnitKerja.objects.exclude(pk=first.unit_id).order_by("pk")[: count - 1]
    return [
        first,
        *(
            Penugasan.objects.create(
                pegawai=pegawai,
                jabatan=first.jabatan,
                unit=unit,
                jenis="tugas_tambahan",
                start_date=first.start_date,
            )
            for unit in others
        ),
    ]
