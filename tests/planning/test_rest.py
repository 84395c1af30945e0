"""The API of planning: the same operations, access and refusals as the pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kasuari.accounts import operations as accounts
from kasuari.organisation.models import Pegawai
from kasuari.planning.models import Skp
from tests.cast import NOW, Cast
from tests.planning.conftest import LAMPIRAN

Begin = Callable[..., Skp]


class Caller:
    """One person's token at the API."""

    def __init__(self, cast: Cast, pegawai: Pegawai) -> None:
        assert pegawai.user is not None
        _row, secret = accounts.create_token(user=pegawai.user, name="uji", by=cast.actor(pegawai), at=NOW)
        self.headers = {"Authorization": f"Bearer {secret}"}

    def get(self, path: str) -> Any:
        return Client().get(f"/api/v1{path}", headers=self.headers)

    def send(self, path: str, data: dict[str, Any], method: str = "post") -> Any:
        act = getattr(Client(), method)
        return act(f"/api/v1{path}", data, content_type="application/json", headers=self.headers)

    def upload(self, path: str, name: str, content: bytes) -> Any:
        """Hand in a file."""
        return Client().post(
            f"/api/v1{path}", {"file": SimpleUploadedFile(name, content)}, headers=self.headers
        )


CONTENTS: dict[str, Any] = {
    "hasil_kerja": [
        {
            "teks": "Pengaduan dijawab cepat dan akurat",
            "intervensi_teks": "Pelayanan puskesmas membaik",
            "indikator": [
                {
                    "teks": "Rata-rata waktu proses",
                    "aspek": "waktu",
                    "target_jenis": "rentang",
                    "target_minimum": "2",
                    "target_maksimum": "3.5",
                    "satuan": "hari",
                    "arah": "turun",
                }
            ],
        }
    ],
    "ekspektasi": {"1": ["Senyum"]},
    "lampiran": LAMPIRAN,
}


def test_an_skp_goes_the_whole_way_over_the_api(cast: Cast) -> None:
    owner, penilai = Caller(cast, cast.yohana), Caller(cast, cast.hendrika)
    years = owner.get("/periods").json()
    assert (years[0]["tahun"], len(years[0]["evaluasi"])) == (2026, 5)
    made = owner.send(
        "/skp",
        {
            "periode_id": cast.periode.pk,
            "penugasan_id": cast.penugasan(cast.yohana).pk,
            "pendekatan": "kuantitatif",
        },
    )
    assert made.status_code == 201
    number, version = made.json()["id"], made.json()["version"]
    assert {item["code"] for item in made.json()["kekurangan"]} >= {"skp.hasil_kerja.tanpa_utama"}
    early = owner.send(f"/skp/{number}/submit", {"version": version})
    assert (early.status_code, early.json()["code"]) == (422, "planning.incomplete")
    assert early.json()["problems"][0]["basis"].startswith("PermenPANRB 6/2022")
    filled = owner.send(f"/skp/{number}", {"version": version, **CONTENTS}, method="put")
    assert filled.status_code == 200
    assert filled.json()["hasil_kerja"][0]["indikator"][0]["target"] == "2–3,5 hari"
    assert filled.json()["ekspektasi"]["1"] == ["Senyum"]
    stale = owner.send(f"/skp/{number}", {"version": version, **CONTENTS}, method="put")
    assert (stale.status_code, stale.json()["code"]) == (409, "stale")
    version = filled.json()["version"]
    version = owner.send(f"/skp/{number}/submit", {"version": version}).json()["version"]
    returned = penilai.send(
        f"/skp/{number}/return", {"version": version, "notes": [{"path": "", "teks": "Hampir"}]}
    )
    assert returned.json()["state"] == "dikembalikan"
    version = owner.send(f"/skp/{number}/submit", {"version": returned.json()["version"]}).json()["version"]
    own = owner.send(f"/skp/{number}/set", {"version": version})
    assert (own.status_code, own.json()["code"]) == (403, "planning.self_approval")
    changed = penilai.send(f"/skp/{number}/set", {"version": version, "hasil_kerja": []})
    assert (changed.status_code, changed.json()["problems"][0]["path"]) == (422, "hasil_kerja")
    done = penilai.send(f"/skp/{number}/set", {"version": version})
    assert (done.json()["state"], done.json()["edition"]) == ("ditetapkan", "PermenPANRB-6-2022")
    assert done.json()["hasil_kerja"][0]["teks"] == "Pengaduan dijawab cepat dan akurat"


def test_what_is_out_of_reach_does_not_exist(cast: Cast, complete: Begin) -> None:
    skp, stranger = complete(cast.yohana), Caller(cast, cast.stefanus)
    assert stranger.get(f"/skp/{skp.pk}").status_code == 404
    assert stranger.send(f"/skp/{skp.pk}/set", {"version": skp.version}).status_code == 404
    assert stranger.get("/skp").json()["count"] == 0
    foreign = {
        "periode_id": cast.periode.pk,
        "penugasan_id": cast.penugasan(cast.markus).pk,
        "pendekatan": "kualitatif",
    }
    assert stranger.send("/skp", foreign).status_code == 404


@pytest.mark.parametrize(
    "change",
    [
        {"aspek": "lain"},
        {"target_jenis": "rentang", "target_minimum": "banyak"},
        {"teks": None},
    ],
)
def test_a_wrong_shape_is_refused_and_nothing_is_written(
    cast: Cast, complete: Begin, change: dict[str, Any]
) -> None:
    skp = complete(cast.yohana)
    rows = [{"teks": "A", "indikator": [{"teks": "B", **change}]}]
    answer = Caller(cast, cast.yohana).send(
        f"/skp/{skp.pk}", {"version": skp.version, "hasil_kerja": rows}, method="put"
    )
    assert answer.status_code == 422
    assert Skp.objects.get(pk=skp.pk).version == skp.version


def test_the_list_filters_and_costs_the_same_with_one_and_three(cast: Cast, complete: Begin) -> None:
    clerk, counts = Caller(cast, cast.lusia), []
    clerk.get("/skp")
    for people in ([cast.yohana], [cast.markus, cast.rosa]):
        for pegawai in people:
            complete(pegawai)
        with CaptureQueriesContext(connection) as caught:
            found = clerk.get("/skp?tahun=2026&state=draf").json()
        counts.append((found["count"], len(caught)))
    assert [count for count, _ in counts] == [1, 3]
    assert counts[0][1] == counts[1][1]
    assert clerk.get(f"/skp?pegawai_id={cast.rosa.pk}").json()["count"] == 1
    assert clerk.get("/skp?state=lain").status_code == 422
