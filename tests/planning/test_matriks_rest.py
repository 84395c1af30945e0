"""The API of the matrix: read a page, write a cell once."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kasuari.planning import operations, queries
from kasuari.planning.models import Matriks, PeranHasil, Skp
from kasuari.planning.operations import IsianRhk
from tests.cast import NOW, Cast
from tests.planning.test_matriks import ANC, leader_skp, matriks, row_of, write
from tests.planning.test_rest import Caller
from tests.planning_builder import set_skp_for

__all__ = ["leader_skp", "matriks"]
Begin = Callable[..., Skp]


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


def test_the_api_opens_a_matrix_and_divides_it_among_people_and_teams(cast: Cast, leader_skp: Skp) -> None:
    leader, stefanus = Caller(cast, cast.hendrika), Caller(cast, cast.stefanus)
    opened = leader.send(f"/skp/{leader_skp.pk}/matrix", {})
    assert opened.status_code == 201
    path = f"/matrices/{opened.json()['id']}"
    asked = leader.send(f"{path}/members", {"pegawai_id": cast.rosa.pk, "keterangan": "Imunisasi"}).json()
    assert (asked["state"], asked["penilai_id"]) == ("diminta", cast.stefanus.pk)
    answered = stefanus.send(f"/consents/{asked['id']}", {"version": asked["version"], "setuju": True})
    assert answered.json()["state"] == "disetujui"
    formed = leader.send(
        f"{path}/teams", {"nama": "Tim KIA", "ketua_id": cast.yohana.pk, "start_date": "2026-05-04"}
    )
    assert formed.status_code == 201
    assert [item["nama"] for item in leader.get(f"{path}/teams").json()] == ["Tim KIA"]
    kolom = leader.get(path).json()["kolom"][1]["key"]
    chosen = {"metode": "beban", "sebelumnya": ""}
    way = f"{path}/columns/{kolom}/cascading"
    assert leader.send(way, chosen, "put").status_code == 204
    assert leader.send(way, {**chosen, "metode": "aspek"}, "put").status_code == 409
    ended = leader.send(f"{path}/members/{asked['id']}/end", {"version": answered.json()["version"]})
    assert ended.json()["state"] == "selesai"


def test_the_api_proposes_links_and_refuses_what_is_not_the_leaders(
    cast: Cast, leader_skp: Skp, draft: Begin
) -> None:
    Skp.objects.filter(pk=leader_skp.pk).update(state="ditetapkan")
    skp, owner = draft(cast.yohana), Caller(cast, cast.yohana)
    written = operations.fill_skp(
        skp=skp,
        version=skp.version,
        rhk=[IsianRhk(teks="Ibu hamil terlayani", intervensi_teks="Pelayanan kesehatan ibu membaik")],
        by=cast.actor(cast.yohana),
        at=NOW,
    )
    (proposal,) = owner.get(f"/skp/{skp.pk}/links").json()
    above = proposal["usul"][0]["rhk_id"]
    path = f"/skp/{skp.pk}/links/{proposal['rhk_id']}"
    own = {"version": written.version, "intervensi_id": proposal["rhk_id"]}
    assert owner.send(path, own, "put").json()["code"] == "planning.not_leader_result"
    linked = owner.send(path, {"version": written.version, "intervensi_id": above}, "put")
    assert linked.json()["intervensi_id"] == above
    removed = owner.send(f"{path}/remove", {"version": written.version + 1})
    assert removed.json() == {
        "rhk_id": proposal["rhk_id"],
        "intervensi_id": None,
        "intervensi_teks": "Pelayanan kesehatan ibu membaik",
    }
