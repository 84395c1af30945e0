"""The pages and the API of versions: a plain form is enough, lists keep their number of queries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from kasuari.organisation.models import Pegawai, Penugasan
from kasuari.planning import operations
from kasuari.planning.models import Skp, VersiSkp
from kasuari.planning.naskah import from_json
from tests.cast import TODAY, Cast
from tests.planning.conftest import LAMPIRAN, later, one_more
from tests.planning.test_rest import Caller

Begin = Callable[..., Skp]
Start = Callable[..., VersiSkp]
Queries = Callable[..., Any]


def browser(pegawai: Pegawai) -> Client:
    client = Client()
    assert pegawai.user is not None
    client.force_login(pegawai.user)
    return client


def soup(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content.decode(), "html.parser")


def address(versi: VersiSkp, rest: str = "") -> str:
    return f"/skp/{versi.skp_id}/versi/{versi.pk}/{rest}"


def test_from_the_page_of_the_skp_to_a_version_that_runs(cast: Cast, running: Begin) -> None:
    skp = running(cast.yohana)
    owner, penilai = browser(cast.yohana), browser(cast.hendrika)
    page = soup(owner.get(f"/skp/{skp.pk}/"))
    assert page.select_one(f'a[href="/skp/{skp.pk}/versi/"]') is not None
    begun = owner.post(
        f"/skp/{skp.pk}/versi/",
        {"version": skp.version, "sebab": "penugasan_baru", "alasan": "Imunisasi kejar"},
    )
    versi = VersiSkp.objects.get(skp=skp, state="draf")
    assert (begun.status_code, begun["Location"]) == (302, address(versi))
    added = owner.post(
        address(versi, "hasil-kerja/"), {"version": 0, "teks": "Anak terimunisasi lengkap", "jenis": "utama"}
    )
    assert added.status_code == 302
    form = soup(owner.get(added["Location"])).select_one("form#hasil-kerja")
    assert form is not None
    kept = owner.post(
        added["Location"],
        {
            "version": 1,
            "teks": "Anak terimunisasi lengkap",
            "jenis": "utama",
            "sumber": "direktif",
            "penugasan_dari": "Kepala Puskesmas",
            "intervensi": "",
            "intervensi_teks": "Kesehatan anak membaik",
            "act": "indikator",
        },
    )
    assert kept.status_code == 302
    item = from_json(VersiSkp.objects.get(pk=versi.pk).isi).rhk[-1]
    (measure,) = item.indikator
    prefix = f"i{measure.id}-"
    owner.post(
        added["Location"],
        {
            "version": 2,
            "teks": "Anak terimunisasi lengkap",
            "jenis": "utama",
            "sumber": "direktif",
            "penugasan_dari": "Kepala Puskesmas",
            "intervensi": "",
            "intervensi_teks": "Kesehatan anak membaik",
            f"{prefix}teks": "Cakupan imunisasi",
            f"{prefix}target_jenis": "teks",
            f"{prefix}target_teks": "95% anak sasaran",
        },
    )
    page = soup(owner.get(address(versi)))
    changes = page.select_one("#perubahan")
    assert changes is not None
    assert "Anak terimunisasi lengkap" in changes.text
    assert [item.text for item in changes.select("ins")] == ["95% anak sasaran"]
    assert owner.post(address(versi, "ajukan/"), {"version": 3}).status_code == 302
    home = soup(penilai.get("/")).text
    assert "Versi 2 SKP" in home
    assert soup(penilai.get(address(versi))).select_one("#keputusan") is not None
    assert penilai.post(address(versi, "tetapkan/"), {"version": 4}).status_code == 302
    page = soup(owner.get(f"/skp/{skp.pk}/"))
    assert "Anak terimunisasi lengkap" in page.text
    assert "Versi 2 berlaku sejak" in page.text
    listed = soup(owner.get(f"/skp/{skp.pk}/versi/"))
    assert [item.text.strip() for item in listed.select(".card .pill")] == ["Berlaku", "Digantikan"]


def test_what_was_taken_out_is_put_back(cast: Cast, running: Begin, started: Start) -> None:
    versi = started(running(cast.yohana))
    owner = browser(cast.yohana)
    item = from_json(versi.isi).rhk[1]
    assert owner.get(address(versi, f"hasil-kerja/{item.id}/")).status_code == 200
    owner.post(address(versi, f"hasil-kerja/{item.id}/keluarkan/"), {"version": 0})
    page = soup(owner.get(address(versi)))
    assert [found.text for found in page.select("#perubahan h3 del")] == [item.isian.teks]
    owner.post(address(versi, f"hasil-kerja/{item.id}/pulihkan/"), {"version": 1})
    assert item in from_json(VersiSkp.objects.get(pk=versi.pk).isi).rhk
    assert owner.post(address(versi, "hasil-kerja/999/pulihkan/"), {"version": 2}).status_code == 404


def test_lines_are_written_and_kept_by_themselves(cast: Cast, running: Begin, started: Start) -> None:
    versi = started(running(cast.yohana))
    owner = browser(cast.yohana)
    assert owner.get(address(versi, "lampiran/")).status_code == 200
    kept = owner.post(
        address(versi, "lampiran/"),
        {"version": 0, "dukungan": "Motor trail", "skema": "Reviu bulanan", "konsekuensi": "Pelatihan"},
        headers={"X-Autosave": "1"},
    )
    assert kept.json() == {"version": 1}
    given = {f"nilai_{number}": "" for number in range(1, 8)} | {"version": 1, "nilai_1": "Menyapa ramah"}
    assert owner.get(address(versi, "perilaku/")).status_code == 200
    assert owner.post(address(versi, "perilaku/"), given).status_code == 302
    naskah = from_json(VersiSkp.objects.get(pk=versi.pk).isi)
    assert (naskah.lampiran["dukungan"], naskah.ekspektasi[1]) == (("Motor trail",), ("Menyapa ramah",))
    stale = owner.post(address(versi, "perilaku/"), given, headers={"X-Autosave": "1"})
    assert stale.status_code == 409


def test_a_draft_that_saves_itself_never_removes(cast: Cast, running: Begin, started: Start) -> None:
    versi = started(running(cast.yohana))
    item = from_json(versi.isi).rhk[0]
    below = item.indikator[0]
    given = {
        "version": 0,
        "teks": "Ibu hamil terlayani",
        "jenis": "utama",
        "sumber": "lainnya",
        "penugasan_dari": item.isian.penugasan_dari,
        "intervensi": "",
        "intervensi_teks": item.isian.intervensi_teks,
        f"i{below.id}-teks": below.isian.teks,
        f"i{below.id}-target_jenis": "teks",
        f"i{below.id}-target_teks": below.isian.target_teks,
        f"i{below.id}-hapus": "on",
    }
    path = address(versi, f"hasil-kerja/{item.id}/")
    kept = browser(cast.yohana).post(path, given, headers={"X-Autosave": "1"})
    assert kept.json() == {"version": 1}
    found = from_json(VersiSkp.objects.get(pk=versi.pk).isi).rhk[0]
    assert (found.isian.teks, found.indikator) == ("Ibu hamil terlayani", (below,))
    browser(cast.yohana).post(path, given | {"version": 1})
    assert from_json(VersiSkp.objects.get(pk=versi.pk).isi).rhk[0].indikator == ()


def test_what_is_lacking_stands_on_the_page(cast: Cast, running: Begin, started: Start) -> None:
    versi = started(running(cast.yohana))
    operations.write_version(
        versi=versi,
        version=0,
        change=lambda naskah: replace(naskah, lampiran={}),
        by=cast.actor(cast.yohana),
        at=later(4),
    )
    refused = browser(cast.yohana).post(address(versi, "ajukan/"), {"version": 1})
    assert refused.status_code == 422
    assert "Tuliskan dukungan sumber daya" in soup(refused).text


def test_nobody_else_writes_and_strangers_see_nothing(cast: Cast, running: Begin, started: Start) -> None:
    versi = started(running(cast.yohana))
    for person, status in ((cast.paulus, 403), (cast.lusia, 403), (cast.markus, 404), (cast.stefanus, 404)):
        path = address(versi, "hasil-kerja/")
        answer = browser(person).post(path, {"version": 0, "teks": "Hasil", "jenis": "utama"})
        assert answer.status_code == status


def test_a_penilai_who_was_replaced_reads_why(cast: Cast, running: Begin, started: Start) -> None:
    versi = started(running(cast.yohana))
    write = {"versi": versi, "by": cast.actor(cast.yohana)}
    operations.write_version(version=0, change=one_more, at=later(4), **write)
    operations.submit_version(version=1, at=later(5), **write)
    VersiSkp.objects.filter(pk=versi.pk).update(penilai=cast.stefanus)
    refused = browser(cast.hendrika).post(address(versi, "tetapkan/"), {"version": 2})
    assert refused.status_code == 403
    assert "bukan lagi pejabat penilai kinerja" in soup(refused).text


@pytest.mark.parametrize("results", [1, 3])
def test_the_page_of_a_version_asks_the_same_number_of_questions(
    cast: Cast, running: Begin, started: Start, results: int, django_assert_num_queries: Queries
) -> None:
    versi = started(running(cast.yohana, results))
    client = browser(cast.yohana)
    client.get(address(versi))
    with django_assert_num_queries(10):
        assert client.get(address(versi)).status_code == 200


@pytest.mark.parametrize("changes", [1, 3])
def test_the_list_of_versions_asks_the_same_number_of_questions(
    cast: Cast, running: Begin, started: Start, changes: int, django_assert_num_queries: Queries
) -> None:
    skp = running(cast.yohana)
    for number in range(changes):
        versi = started(skp)
        operations.cancel_version(versi=versi, version=0, by=cast.actor(cast.yohana), at=later(5 + number))
    client = browser(cast.yohana)
    client.get(f"/skp/{skp.pk}/versi/")
    with django_assert_num_queries(10):
        page = client.get(f"/skp/{skp.pk}/versi/")
    assert len(soup(page).select(".card .pill")) == changes + 1


def test_the_api_goes_the_whole_way(cast: Cast, running: Begin) -> None:
    skp = running(cast.yohana)
    owner, penilai = Caller(cast, cast.yohana), Caller(cast, cast.hendrika)
    path = f"/skp/{skp.pk}/versions"
    begun = owner.send(
        path, {"version": skp.version, "sebab": "umpan_balik", "alasan": "Umpan balik triwulan II"}
    )
    assert begun.status_code == 201
    versi = begun.json()
    assert (versi["nomor"], versi["state"], versi["berlaku"]) == (2, "draf", False)
    first = versi["hasil_kerja"][0]
    result = {name: first[name] for name in ("id", "jenis", "sumber", "penugasan_dari", "intervensi_teks")}
    measure = {"id": first["indikator"][0]["id"], "teks": "Pemeriksaan ANC", "target_teks": "Naik"}
    body = {
        "version": 0,
        "hasil_kerja": [
            {**result, "teks": "Ibu hamil terlayani", "indikator": [measure]},
            {
                "teks": "Anak terimunisasi",
                "intervensi_teks": "Kesehatan anak membaik",
                "indikator": [{"teks": "Cakupan", "target_teks": "95%"}],
            },
        ],
        "lampiran": LAMPIRAN,
    }
    own = f"{path}/{versi['id']}"
    written = owner.send(own, body, "put").json()
    kinds = [(item["kind"], item["teks"]) for item in written["perubahan"]["hasil_kerja"]]
    gone = versi["hasil_kerja"][1]["teks"]
    assert kinds == [("changed", "Ibu hamil terlayani"), ("added", "Anak terimunisasi"), ("removed", gone)]
    assert owner.send(own, body, "put").status_code == 409
    strange = {**body, "version": 1, "hasil_kerja": [{**result, "id": 424242, "teks": "Milik siapa"}]}
    assert owner.send(own, strange, "put").json()["code"] == "planning.no_such_part"
    assert owner.send(f"{own}/submit", {"version": 1}).json()["state"] == "diajukan"
    assert owner.send(f"{own}/set", {"version": 2}).status_code == 403
    back = penilai.send(f"{own}/return", {"version": 2, "notes": [{"teks": "Perjelas targetnya"}]})
    assert back.json()["state"] == "dikembalikan"
    assert owner.send(f"{own}/submit", {"version": 3}).status_code == 200
    done = penilai.send(f"{own}/set", {"version": 4}).json()
    assert (done["state"], done["berlaku"]) == ("ditetapkan", True)
    assert done["hasil_kerja"][0]["id"] == first["id"]
    assert [item["nomor"] for item in owner.get(path).json()] == [2, 1]
    line = owner.get(f"/people/{cast.yohana.pk}/skp-line/2026").json()
    assert [(item["skp_id"], item["start_date"]) for item in line] == [(skp.pk, "2026-01-01")]


def test_the_atasan_sets_on_the_page_once_the_penilai_left(
    cast: Cast, running: Begin, started: Start
) -> None:
    versi = started(running(cast.yohana))
    operations.write_version(versi=versi, version=0, change=one_more, by=cast.actor(cast.yohana), at=later(4))
    operations.submit_version(versi=versi, version=1, by=cast.actor(cast.yohana), at=later(5))
    atasan, owner = browser(cast.paulus), browser(cast.yohana)
    assert soup(atasan.get(address(versi))).select_one("#keputusan") is None
    given = {"version": 2, "alasan": "Penilai pensiun"}
    api = f"/skp/{versi.skp_id}/versions/{versi.pk}/set-as-atasan"
    refused = Caller(cast, cast.paulus).send(api, given)
    assert (refused.status_code, refused.json()["code"]) == (403, "planning.penilai_still_there")
    Penugasan.objects.filter(pegawai=cast.hendrika).update(end_date=TODAY)
    assert "bukan lagi penilai pegawai ini" in owner.get(address(versi)).content.decode()
    page = soup(atasan.get(address(versi)))
    assert page.select_one(f'#keputusan form[action="{address(versi, "gantikan/")}"]') is not None
    assert atasan.post(address(versi, "gantikan/"), {"version": 2}).status_code == 422
    assert atasan.post(address(versi, "gantikan/"), given).status_code == 302
    shown = owner.get(f"/skp/{versi.skp_id}/").content.decode()
    assert "SKP ini ditetapkan oleh atasan pejabat penilai kinerja" in shown
