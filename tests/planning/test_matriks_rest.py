"""The API of the matrix: read a page, write a cell once."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kasuari.planning import queries
from kasuari.planning.models import Matriks, PeranHasil
from tests.cast import NOW, Cast
from tests.planning.test_matriks import ANC, leader_skp, matriks, row_of, write
from tests.planning.test_rest import Caller
from tests.planning_builder import set_skp_for

__all__ = ["leader_skp", "matriks"]


def test_a_matrix_is_read_by_those_in_it(cast: Cast, matriks: Matriks) -> None:
    write(cast, matriks, cast.yohana, 0, f"{ANC} [5 ibu]")
    yohana = Caller(cast, cast.yohana)
    listed = yohana.get("/matrices").json()
    assert [(item["id"], item["pimpinan"]) for item in listed["items"]] == [
        (matriks.pk, "Hendrika D'Arcy Wanimbo")
    ]
    assert yohana.get("/matrices?tahun=2025").json()["count"] == 0
    found = yohana.get(f"/matrices/{matriks.pk}").json()
    assert [row["nama"] for row in found["anggota"]] == ["Markus Ndiken", "Yohana Basik-Basik"]
    assert [(item["teks"], item["peran_count"], item["keadaan"]) for item in found["kolom"]] == [
        ("Ibu hamil puas dengan layanan ANC", 1, "cascading.metode_belum_dipilih"),
        ("Jumlah kunjungan rumah", 0, "cascading.metode_belum_dipilih"),
    ]
    (sel,) = found["sel"]
    assert (sel["version"], sel["tanpa_peran"], sel["peran"][0]["teks"]) == (1, False, ANC)
    assert (Decimal(sel["peran"][0]["bagian"]), sel["peran"][0]["satuan"]) == (Decimal(5), "ibu")
    assert Caller(cast, cast.rosa).get(f"/matrices/{matriks.pk}").status_code == 404


def test_a_cell_is_written_once_for_one_key_and_refused_when_stale(cast: Cast, matriks: Matriks) -> None:
    hendrika, row = Caller(cast, cast.hendrika), row_of(matriks, cast.yohana)
    address = f"/api/v1/matrices/{matriks.pk}/cells/{row.pk}/{queries.kolom_of(matriks)[0].key}"
    body = {"version": 0, "peran": [{"teks": f" {ANC}\n "}]}
    headers = {**hendrika.headers, "Idempotency-Key": "sel-1"}
    for _ in range(2):
        answer = Client().put(address, body, content_type="application/json", headers=headers)
        assert (answer.status_code, answer.json()["version"]) == (200, 1)
    assert [item.teks for item in PeranHasil.objects.all()] == [ANC]
    answer = Client().put(address, body, content_type="application/json", headers=hendrika.headers)
    assert (answer.status_code, answer.json()["code"]) == (409, "stale")
    none = {"version": 1, "peran": [{"teks": " "}]}
    answer = Client().put(address, none, content_type="application/json", headers=hendrika.headers)
    assert (answer.status_code, answer.json()["code"]) == (422, "planning.cell_problems")
    member = Caller(cast, cast.yohana)
    answer = Client().put(address, body, content_type="application/json", headers=member.headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "planning.not_matrix_leader")


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_asks_the_same_queries_for_one_and_for_three(
    cast: Cast, matriks: Matriks, many: int
) -> None:
    for leader, penilai in [(cast.stefanus, cast.paulus), (cast.paulus, cast.maria)][: many - 1]:
        skp = set_skp_for(cast, leader, penilai, format="A.1.1")
        Matriks.objects.create(skp=skp, opened_at=NOW, opened_by=leader.user)
    caller = Caller(cast, cast.lusia)
    caller.get("/matrices")
    with CaptureQueriesContext(connection) as captured:
        assert caller.get("/matrices").json()["count"] == many
    assert len([query for query in captured if "foundation_cache" not in query["sql"]]) == 5
