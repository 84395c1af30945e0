"""The pages, the API and the commands of objections, clocks and the calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from kasuari import cli
from kasuari.documents.models import Document
from kasuari.documents.queries import content_of
from kasuari.evaluation.models import Evaluasi, Gangguan, Keberatan
from kasuari.organisation.models import Pegawai
from tests.cast import Cast
from tests.evaluation.acts import deliver, give_capaian, rate, sign
from tests.evaluation.test_clocks import outage
from tests.evaluation.test_keberatan import ALASAN, PENJELASAN, decide, explain, object_to
from tests.evaluation.test_rest import Caller
from tests.planning_builder import set_skp_for
from tests.progress.test_operations import PDF

SignIn = Callable[[Pegawai], Client]


@pytest.fixture
def delivered(cast: Cast) -> Evaluasi:
    give_capaian(cast)
    skp = set_skp_for(cast, cast.yohana, cast.hendrika, atasan=cast.paulus)
    return deliver(cast, sign(cast, rate(cast, skp, rating_perilaku_kerja="dibawah")))


def test_the_owner_files_from_the_page_and_a_refusal_keeps_the_words(
    cast: Cast, delivered: Evaluasi, sign_in: SignIn
) -> None:
    client, url = sign_in(cast.yohana), reverse("evaluation:object", args=[delivered.pk])
    assert client.post(url, {"alasan": " "}).status_code == 422
    bad = client.post(
        url, {"alasan": ALASAN, "files": [SimpleUploadedFile(f"{n}.pdf", PDF) for n in range(11)]}
    )
    assert bad.status_code == 422
    assert ALASAN in bad.content.decode()
    answer = client.post(url, {"alasan": ALASAN, "files": SimpleUploadedFile("k.pdf", PDF)})
    filed = Keberatan.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, reverse("evaluation:keberatan", args=[filed.pk]))
    text = client.get(answer["Location"]).content.decode()
    assert "sampai Jumat, 3 Juli, 7 hari kerja lagi" in text
    result = client.get(reverse("evaluation:result", args=[delivered.pk])).content.decode()
    assert "sedang diperiksa" in result


def test_both_sides_and_the_decision_stand_on_the_page(
    cast: Cast, delivered: Evaluasi, sign_in: SignIn
) -> None:
    filed = object_to(cast, delivered)
    page = reverse("evaluation:keberatan", args=[filed.pk])
    assert "Kirim penjelasan" in sign_in(cast.hendrika).get(page).content.decode()
    assert "Kirim penjelasan" not in sign_in(cast.yohana).get(page).content.decode()
    answer = sign_in(cast.hendrika).post(
        reverse("evaluation:keberatan_explain", args=[filed.pk]), {"penjelasan": PENJELASAN, "version": "1"}
    )
    assert answer.status_code == 302
    paulus = sign_in(cast.paulus)
    assert PENJELASAN in paulus.get(page).content.decode()
    url = reverse("evaluation:keberatan_decide", args=[filed.pk])
    assert paulus.post(url, {"keputusan": "mengubah", "version": "2"}).status_code == 422
    given = {
        "keputusan": "mengubah",
        "rating_hasil_kerja": "sesuai",
        "rating_perilaku_kerja": "sesuai",
        "pertimbangan": "Register belum dihitung",
        "version": "2",
    }
    assert paulus.post(url, given).status_code == 302
    decided = sign_in(cast.yohana).get(page).content.decode()
    assert "Mengubah hasil evaluasi" in decided
    assert "Tandatangani sebagai tanda terima" in decided
    result = sign_in(cast.yohana).get(reverse("evaluation:result", args=[delivered.pk])).content.decode()
    assert "D.1.3 menggantikan dokumen evaluasi sebelumnya beserta tanda terimanya" in result
    history = sign_in(cast.yohana).get(reverse("evaluation:history")).content.decode()
    assert "Baik" in history
    assert "Diubah, menunggu tanda terima" in history


def test_the_page_of_a_changed_result_offers_the_receipt_of_the_new_document_alone(
    cast: Cast, delivered: Evaluasi, sign_in: SignIn
) -> None:
    decided = decide(cast, explain(cast, object_to(cast, delivered)))
    page = reverse("evaluation:result", args=[delivered.pk])
    client = sign_in(cast.yohana)
    text = client.get(page).content.decode()
    assert 'id="tanda-terima"' not in text
    assert "Beri tanda terima D.1.3" in text
    assert "tidak diberikan sebelum digantikan" in text
    assert "bersama keputusannya" in text
    assert 'id="tanda-terima"' not in sign_in(cast.hendrika).get(page).content.decode()
    row = Evaluasi.objects.get(pk=delivered.pk)
    answer = client.post(
        reverse("evaluation:acknowledge", args=[row.pk]), {"tanggapan": "setuju", "version": row.version}
    )
    assert answer.status_code == 409
    assert "sudah digantikan oleh D.1.3" in answer.content.decode()
    client.post(reverse("evaluation:keberatan_sign", args=[decided.pk]), {"version": decided.version})
    text = client.get(page).content.decode()
    assert "Beri tanda terima D.1.3" not in text
    assert "Memberi tanda terima" not in text


@pytest.mark.parametrize("count", [1, 3])
def test_the_lists_ask_the_same_number_of_questions(
    cast: Cast, sign_in: SignIn, count: int, django_assert_num_queries: Any
) -> None:
    give_capaian(cast)
    for pegawai in [cast.yohana, cast.markus, cast.rosa][:count]:
        skp = set_skp_for(cast, pegawai, cast.hendrika, atasan=cast.paulus)
        object_to(cast, deliver(cast, sign(cast, rate(cast, skp))), by=pegawai)
    client = sign_in(cast.agus)
    with django_assert_num_queries(7):
        text = client.get(reverse("evaluation:keberatan_list")).content.decode()
    assert text.count("24 Juni 2026") == count
    watch = reverse("evaluation:keberatan_watch")
    assert watch in text
    assert watch not in sign_in(cast.lusia).get(reverse("evaluation:keberatan_list")).content.decode()
    with django_assert_num_queries(8):
        assert client.get(reverse("evaluation:keberatan_watch")).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_whoever_stands_in_sees_people_under_the_same_number_of_questions(
    cast: Cast,
    sign_in: SignIn,
    count: int,
    django_assert_num_queries: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from kasuari.foundation import clock
    from tests.evaluation.test_clocks import AFTER

    monkeypatch.setattr(clock, "now", lambda: AFTER)
    for pegawai in [cast.yohana, cast.markus, cast.rosa][:count]:
        set_skp_for(cast, pegawai, cast.hendrika, atasan=cast.paulus)
    client, url = sign_in(cast.paulus), f"{reverse('evaluation:in_place')}?periode={cast.triwulan(2).pk}"
    with django_assert_num_queries(11):
        text = client.get(url).content.decode()
    assert text.count("tidak mengevaluasi sampai waktunya berakhir") == count + 1  # and the lead


def test_the_explanation_of_a_deadline_names_the_outage(
    cast: Cast, delivered: Evaluasi, sign_in: SignIn
) -> None:
    outage(cast, cast.puskesmas, first=date(2026, 7, 6), last=date(2026, 7, 8))
    text = sign_in(cast.yohana).get(reverse("evaluation:result", args=[delivered.pk])).content.decode()
    assert "sampai Jumat, 17 Juli" in text
    assert "Semula 14 Juli 2026" in text
    assert "Distrik Sota, 6 Juli 2026 sampai 8 Juli 2026: Jaringan putus" in text


def test_the_clerk_keeps_the_calendar(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.lusia)
    page = client.get(reverse("evaluation:calendar"), {"q": "Sota"}).content.decode()
    assert f'value="{cast.puskesmas.pk}"' in page
    given = {
        "wilayah": "Distrik Sota",
        "alasan": "Listrik padam",
        "start_at": "2026-06-22T07:00",
        "end_at": "2026-06-23T20:00",
    }
    url = reverse("evaluation:declare_outage")
    assert client.post(url, given).status_code == 422
    assert client.post(url, {**given, "unit": cast.puskesmas.pk}).status_code == 302
    made = Gangguan.objects.get()
    withdraw = reverse("evaluation:withdraw_outage", args=[made.pk])
    assert client.post(withdraw, {"version": made.version}).status_code == 302
    assert (
        client.post(reverse("evaluation:add_holiday"), {"day": "", "nama": "", "dasar": ""}).status_code
        == 422
    )
    assert "Catat gangguan" not in sign_in(cast.yohana).get(reverse("evaluation:calendar")).content.decode()


def test_the_api_takes_an_objection_to_its_decision(cast: Cast, delivered: Evaluasi) -> None:
    owner, penilai, atasan = (Caller(cast, who) for who in (cast.yohana, cast.hendrika, cast.paulus))
    clocks = owner.get(f"/evaluations/{delivered.pk}/clocks").json()
    assert {"keberatan", "pengembalian"} <= {item["step"] for item in clocks}
    made = Client().post(
        f"/api/v1/evaluations/{delivered.pk}/objection",
        {"alasan": ALASAN, "files": SimpleUploadedFile("k.pdf", PDF)},
        headers=owner.headers,
    )
    assert made.status_code == 200
    path = f"/objections/{made.json()['id']}"
    assert [item["nama"] for item in made.json()["bukti"]] == ["k.pdf"]
    said = penilai.send("post", f"{path}/explanation", {"penjelasan": PENJELASAN, "version": 1})
    assert said.json()["state"] == "dijelaskan"
    wrong = atasan.send(
        "post", f"{path}/decision", {"keputusan": "mengubah", "pertimbangan": "x", "version": 2}
    )
    assert wrong.status_code == 422
    done = atasan.send(
        "post",
        f"{path}/decision",
        {
            "keputusan": "mengubah",
            "pertimbangan": "Register",
            "rating_hasil_kerja": "diatas",
            "rating_perilaku_kerja": "diatas",
            "version": 2,
        },
    )
    assert (done.status_code, done.json()["predikat"]) == (200, "sangat_baik")
    shown = owner.get(f"/evaluations/{delivered.pk}").json()
    assert (shown["predikat"], shown["predikat_berlaku"], shown["jalur"]) == (
        "kurang",
        "sangat_baik",
        "penilai",
    )


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    monkeypatch.setattr(cli, "set_up", lambda **given: None)
    return lambda *words: CliRunner().invoke(cli.main, [str(word) for word in words])


def test_verify_knows_its_own_papers(
    cast: Cast, delivered: Evaluasi, command: Callable[..., Any], tmp_path: Path
) -> None:
    file = tmp_path / "d11.pdf"
    paper = Document.objects.get(kind="D.1.1", replaced_at__isnull=True)
    file.write_bytes(content_of(paper))
    told = command("verify", file)
    assert (told.exit_code, paper.code in told.output, "holds" in told.output) == (0, True, True)
    decide(cast, explain(cast, object_to(cast, delivered)))
    told = command("verify", file)
    assert told.exit_code == 1
    assert "superseded by D.1.3" in told.output
    file.write_bytes(content_of(paper) + b" ")
    told = command("verify", file)
    assert (told.exit_code, f"code {paper.code}" in told.output, "altered" in told.output) == (1, True, True)
    file.write_bytes(b"%PDF-1.7 of somebody else")
    assert "not a document of this house" in command("verify", file).output


def test_recompute_reports_a_difference_by_its_exit_code(
    cast: Cast, delivered: Evaluasi, command: Callable[..., Any]
) -> None:
    whole = "1 evaluations computed again, none of them differ"
    told = command("recompute", "--periode", 2026)
    assert (told.exit_code, told.output) == (0, f"{whole}; 0 closed periods are as they were closed.\n")
    Evaluasi.objects.update(predikat_berlaku="sangat_baik")
    told = command("recompute", "--periode", 2026)
    assert told.exit_code == 1
    assert "predikat_berlaku is sangat_baik, the rules say kurang" in told.output
    assert command("recompute", "--periode", 1999).exit_code == 1
