"""The API of pelaksanaan and evaluation: the same operations, access and codes as the pages."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kasuari.accounts import operations as accounts
from kasuari.evaluation.models import Evaluasi
from kasuari.organisation.models import Pegawai
from kasuari.planning.models import Skp
from kasuari.progress.models import Realisasi
from tests.cast import NOW, Cast
from tests.evaluation.acts import HASIL, PERILAKU, give_capaian, rate, sign
from tests.planning_builder import indikator_of, set_skp_for
from tests.progress.test_operations import PDF


class Caller:
    """One person's token at the API."""

    def __init__(self, cast: Cast, pegawai: Pegawai) -> None:
        assert pegawai.user is not None
        _row, secret = accounts.create_token(user=pegawai.user, name="uji", by=cast.actor(pegawai), at=NOW)
        self.headers = {"Authorization": f"Bearer {secret}"}

    def get(self, path: str) -> Any:
        return Client().get(f"/api/v1{path}", headers=self.headers)

    def send(self, method: str, path: str, data: dict[str, Any], **headers: str) -> Any:
        act = getattr(Client(), method)
        return act(
            f"/api/v1{path}", data, content_type="application/json", headers={**self.headers, **headers}
        )


RATING = {
    "rating_hasil_kerja": "sesuai",
    "alasan_hasil_kerja": HASIL,
    "rating_perilaku_kerja": "diatas",
    "alasan_perilaku_kerja": PERILAKU,
}


@pytest.fixture
def skp(cast: Cast) -> Skp:
    return set_skp_for(cast, cast.yohana, cast.hendrika, atasan=cast.paulus)


def base(cast: Cast, skp: Skp) -> str:
    return f"/skp/{skp.pk}/periods/{cast.triwulan(2).pk}"


def test_realisasi_is_recorded_and_read_back(cast: Cast, skp: Skp) -> None:
    owner, first = Caller(cast, cast.yohana), indikator_of(skp)[0]
    path = f"{base(cast, skp)}/realisasi/{first.pk}"
    answer = owner.send("put", path, {"teks": "42 dari 50", "nilai": "84.5"})
    assert answer.status_code == 200
    assert (answer.json()["nilai"], answer.json()["version"]) == ("84.5000", 1)
    shown = owner.get(f"{base(cast, skp)}/realisasi").json()
    assert (shown["filled"], shown["total"], shown["closed"]) == (1, 4, False)
    assert shown["realisasi"][1]["nilai"] is None
    stale = owner.send("put", path, {"teks": "lain", "version": 0})
    assert (stale.status_code, stale.json()["code"]) == (409, "stale")
    wrong = owner.send("put", path, {"teks": "lain", "nilai": "1.23456", "version": 1})
    assert wrong.status_code == 422
    assert wrong.json()["problems"][0]["path"] == "nilai"


def test_realisasi_of_somebody_else_is_403_or_404(cast: Cast, skp: Skp) -> None:
    path = f"{base(cast, skp)}/realisasi/{indikator_of(skp)[0].pk}"
    refused = Caller(cast, cast.hendrika).send("put", path, {"teks": "x"})
    assert (refused.status_code, refused.json()["code"]) == (403, "progress.not_owner")
    assert Caller(cast, cast.stefanus).send("put", path, {"teks": "x"}).status_code == 404
    assert Client().put(f"/api/v1{path}", {}, content_type="application/json").status_code == 401
    assert not Realisasi.objects.exists()


def test_evidence_is_added_fetched_and_removed(cast: Cast, skp: Skp) -> None:
    owner, first = Caller(cast, cast.yohana), indikator_of(skp)[0]
    path = f"/api/v1{base(cast, skp)}/realisasi/{first.pk}"
    made = Client().post(
        f"{path}/files",
        {"file": SimpleUploadedFile("kohort.pdf", PDF), "nama": "Kohort"},
        headers=owner.headers,
    )
    assert made.status_code == 201, made.content
    bukti_id = made.json()["id"]
    assert (made.json()["nama"], made.json()["media_type"]) == ("Kohort", "application/pdf")
    file = owner.get(f"/evidence/{bukti_id}/file")
    assert b"".join(file.streaming_content) == PDF
    assert Caller(cast, cast.markus).get(f"/evidence/{bukti_id}/file").status_code == 404
    bad = Client().post(
        f"{path}/files", {"file": SimpleUploadedFile("x.pdf", b"<script>")}, headers=owner.headers
    )
    assert (bad.status_code, bad.json()["code"]) == (422, "file.type")
    link = owner.send("post", f"{base(cast, skp)}/realisasi/{first.pk}/links", {"url": "javascript:alert(1)"})
    assert (link.status_code, link.json()["code"]) == (422, "progress.link")
    assert owner.send("delete", f"/evidence/{bukti_id}", {}).status_code == 204
    assert owner.get(f"/evidence/{bukti_id}").status_code == 404


def test_an_evaluation_goes_its_whole_way(cast: Cast, skp: Skp) -> None:
    give_capaian(cast)
    penilai, owner = Caller(cast, cast.hendrika), Caller(cast, cast.yohana)
    draft = penilai.send("put", f"{base(cast, skp)}/rating", RATING)
    assert draft.status_code == 200, draft.content
    pk = draft.json()["id"]
    assert (draft.json()["state"], draft.json()["predikat"], draft.json()["fakta"]) == ("dinilai", "", {})
    assert owner.get(f"/evaluations/{pk}").status_code == 404
    signed = penilai.send("post", f"/evaluations/{pk}/sign", {"version": 1})
    assert (signed.status_code, signed.json()["predikat"]) == (200, "baik")
    again = penilai.send("post", f"/evaluations/{pk}/sign", {"version": 2})
    assert (again.status_code, again.json()["code"]) == (409, "evaluation.signed")
    delivered = penilai.send("post", f"/evaluations/{pk}/deliver", {"version": 2})
    assert delivered.json()["objection_last_date"] == "2026-07-14"
    received = owner.send(
        "post",
        f"/evaluations/{pk}/acknowledge",
        {"tanggapan": "tidak_setuju", "teks": "90 persen", "version": 3},
    )
    assert (received.status_code, received.json()["state"]) == (200, "diterima")
    papers = owner.get(f"/evaluations/{pk}/documents").json()
    assert sorted(item["kind"] for item in papers if item["current"]) == ["C.1.3", "D.1.1", "penjelasan"]
    paper = owner.get(f"/evaluations/{pk}/documents/{papers[0]['id']}/file")
    assert b"".join(paper.streaming_content).startswith(b"%PDF-")


def test_the_same_rating_sent_twice_with_a_key_happens_once(cast: Cast, skp: Skp) -> None:
    penilai = Caller(cast, cast.hendrika)
    answers = [
        penilai.send("put", f"{base(cast, skp)}/rating", RATING, **{"Idempotency-Key": "satu"})
        for _ in range(2)
    ]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].json() == answers[1].json()
    assert Evaluasi.objects.get().version == 1


def test_what_is_lacking_is_listed_with_its_article(cast: Cast, skp: Skp) -> None:
    penilai = Caller(cast, cast.hendrika)
    draft = penilai.send("put", f"{base(cast, skp)}/rating", {"rating_hasil_kerja": "sesuai"})
    answer = penilai.send("post", f"/evaluations/{draft.json()['id']}/sign", {"version": 1})
    assert (answer.status_code, answer.json()["code"]) == (422, "evaluation.incomplete")
    assert answer.json()["problems"][-1]["basis"].endswith("BAB IV B.1.g")
    unknown = penilai.send("put", f"{base(cast, skp)}/rating", {"rating_hasil_kerja": "hebat"})
    assert unknown.status_code == 422


def test_others_may_not_rate(cast: Cast, skp: Skp) -> None:
    for who, status, code in (
        (cast.yohana, 403, "evaluation.own"),
        (cast.paulus, 403, "evaluation.not_penilai"),
        (cast.stefanus, 404, "not_found"),
    ):
        answer = Caller(cast, who).send("put", f"{base(cast, skp)}/rating", RATING)
        assert (answer.status_code, answer.json()["code"]) == (status, code)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_number_of_questions(
    cast: Cast, count: int, django_assert_num_queries: Any
) -> None:
    give_capaian(cast)
    for pegawai in [cast.yohana, cast.markus, cast.rosa][:count]:
        sign(cast, rate(cast, set_skp_for(cast, pegawai, cast.hendrika)))
    clerk = Caller(cast, cast.lusia)
    with django_assert_num_queries(6):
        answer = clerk.get("/evaluations?state=ditandatangani")
    assert answer.json()["count"] == count
    assert Caller(cast, cast.stefanus).get("/evaluations").json()["count"] == 0


def test_the_capaian_is_set_over_the_api(cast: Cast) -> None:
    path = f"/units/{cast.puskesmas.pk}/periods/{cast.triwulan(2).pk}/capaian"
    answer = Caller(cast, cast.paulus).send("put", path, {"level": "baik", "dasar": "Trajectory target"})
    assert (answer.status_code, answer.json()["level"], answer.json()["version"]) == (200, "baik", 1)
    refused = Caller(cast, cast.hendrika).send("put", path, {"level": "istimewa", "version": 1})
    assert (refused.status_code, refused.json()["code"]) == (403, "evaluation.capaian_own_unit")
