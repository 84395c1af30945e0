"""People, units and the penilai in the API: the same access and codes as on the pages."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from kasuari.accounts.operations import create_token
from kasuari.organisation import operations
from kasuari.organisation.models import KoreksiPenilai, Pegawai, Penugasan
from tests.cast import LONG_AGO, NOW, Cast

API = "/api/v1"


class ApiClient:
    """A program with the token of one of the cast."""

    def __init__(self, cast: Cast, pegawai: Pegawai) -> None:
        assert pegawai.user is not None
        _, secret = create_token(user=pegawai.user, name="uji", by=cast.actor(pegawai), at=NOW)
        self.headers = {"Authorization": f"Bearer {secret}"}

    def get(self, path: str, **given: Any) -> Any:
        return Client().get(f"{API}{path}", given, headers=self.headers)

    def post(self, path: str, given: dict[str, Any], **headers: str) -> Any:
        body = json.dumps(given)
        return Client().post(
            f"{API}{path}", body, content_type="application/json", headers={**self.headers, **headers}
        )


def test_without_a_token_nothing_is_told(cast: Cast) -> None:
    for path in ("/units", "/people", f"/people/{cast.yohana.pk}/penilai"):
        assert Client().get(f"{API}{path}").status_code == 401


def test_units_are_listed_parents_first_and_found_by_name(cast: Cast) -> None:
    client = ApiClient(cast, cast.yohana)
    answer = client.get("/units").json()
    assert (answer["count"], answer["items"][0]["kode"]) == (5, "prov")
    assert [unit["kode"] for unit in client.get("/units", q="wasur").json()["items"]] == ["pusk2"]
    unit = client.get(f"/units/{cast.dinkes.pk}").json()
    assert unit["leader"]["pegawai_id"] == cast.paulus.pk
    assert [child["kode"] for child in unit["children"]] == ["pusk1", "pusk2"]


def test_people_are_filtered_by_unit_and_words_with_masked_numbers(cast: Cast) -> None:
    client = ApiClient(cast, cast.markus)
    found = client.get("/people", unit_id=cast.puskesmas.pk).json()
    assert {person["id"] for person in found["items"]} == {cast.hendrika.pk, cast.yohana.pk, cast.markus.pk}
    (yohana,) = client.get("/people", q="yohana").json()["items"]
    assert (yohana["nip"], yohana["unit"]) == ("•••• 2901", "Puskesmas Perbatasan Sota Indah")
    (yohana,) = ApiClient(cast, cast.lusia).get("/people", q="yohana").json()["items"]
    assert yohana["nip"] == cast.yohana.nip


def test_personal_data_are_null_for_colleagues(cast: Cast) -> None:
    path = f"/people/{cast.yohana.pk}"
    Pegawai.objects.filter(pk=cast.yohana.pk).update(email="yohana@example.go.id")
    colleague = ApiClient(cast, cast.stefanus).get(path).json()
    assert (colleague["email"], colleague["golongan"], colleague["nip"]) == (None, None, "•••• 2901")
    own = ApiClient(cast, cast.yohana).get(path).json()
    assert (own["email"], own["golongan"], own["nip"]) == ("yohana@example.go.id", "III/c", cast.yohana.nip)


def test_the_penilai_of_a_day_comes_with_its_reason(cast: Cast) -> None:
    client = ApiClient(cast, cast.yohana)
    answer = client.get(f"/people/{cast.yohana.pk}/penilai").json()
    assert (answer["penilai"]["pegawai_id"], answer["atasan"]["pegawai_id"]) == (
        cast.hendrika.pk,
        cast.paulus.pk,
    )
    assert answer["code"] == "kewenangan.jf_memimpin_unit"
    assert "PermenPANRB 6/2022 Lampiran BAB IV A.7 (hlm. 89)" in answer["basis"]
    early = client.get(f"/people/{cast.yohana.pk}/penilai", on="2023-01-05").json()
    assert (early["penilai"]["pegawai_id"], early["code"]) == (
        cast.paulus.pk,
        "kewenangan.naik_karena_kosong",
    )


def test_a_correction_is_reported_once_with_its_key(cast: Cast) -> None:
    client = ApiClient(cast, cast.yohana)
    path = f"/people/{cast.yohana.pk}/penilai-corrections"
    given = {"penilai_usulan_id": cast.paulus.pk, "alasan": "Saya pindah.", "berlaku_date": "2026-06-24"}
    first = client.post(path, given, **{"Idempotency-Key": "satu"})
    again = client.post(path, given, **{"Idempotency-Key": "satu"})
    assert (first.status_code, again.status_code, again.json()) == (201, 201, first.json())
    assert KoreksiPenilai.objects.count() == 1
    other = client.post(path, given)
    assert (other.status_code, other.json()["code"]) == (422, "organisation.correction_open")


def test_refusals_carry_the_codes_of_the_pages(cast: Cast) -> None:
    path = f"/people/{cast.yohana.pk}/penilai-corrections"
    given = {"penilai_usulan_id": cast.yohana.pk, "alasan": " ", "berlaku_date": "2026-06-24"}
    answer = ApiClient(cast, cast.markus).post(path, given)
    assert (answer.status_code, answer.json()["code"]) == (403, "organisation.not_own_penilai")
    answer = ApiClient(cast, cast.yohana).post(path, given)
    assert answer.status_code == 422
    assert [item["code"] for item in answer.json()["problems"]] == [
        "organisation.penilai_self",
        "organisation.reason_missing",
    ]
    stranger = Pegawai.objects.create(
        instansi=operations.ensure_instansi(nama="Lain", kota="Wamena"), nama="Jauh", status="PNS"
    )
    assert ApiClient(cast, cast.lusia).get(f"/people/{stranger.pk}").status_code == 404
    assert ApiClient(cast, cast.lusia).get(f"/people/{stranger.pk}/penilai").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_of_people_costs_the_same(
    cast: Cast, django_assert_num_queries: Callable[[int], Any], count: int
) -> None:
    post = cast.penugasan(cast.lusia)
    for number in range(count):
        pegawai = Pegawai.objects.create(
            instansi=cast.instansi, nama=f"Serupa {number}", nama_cari=f"serupa {number}", status="PNS"
        )
        Penugasan.objects.create(pegawai=pegawai, jabatan=post.jabatan, unit=post.unit, start_date=LONG_AGO)
    client = ApiClient(cast, cast.yohana)
    with django_assert_num_queries(8):
        answer = client.get("/people", q="serupa")
    assert len(answer.json()["items"]) == count
