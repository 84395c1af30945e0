"""The pohon kinerja: from the promise of a unit to each person, folded, found, lit up, and measured."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kasuari.organisation.models import Pegawai
from kasuari.planning import operations
from kasuari.planning import queries as planning
from kasuari.planning.models import Indikator, RencanaHasilKerja, Skp
from kasuari.progress import queries
from kasuari.progress.models import Realisasi
from tests.cast import NOW, TODAY, Cast
from tests.pk_builder import pk_csv
from tests.planning_builder import set_skp_for

SignIn = Callable[[Pegawai], Client]


class Grown:
    """Paulus has taken the perjanjian kinerja; Hendrika carries the maternal deaths, Yohana serves her."""

    def __init__(self, cast: Cast) -> None:
        clerk = cast.actor(cast.lusia)
        impor = operations.read_pk_import(
            content=pk_csv(), name="pk.csv", instansi=cast.instansi, by=clerk, at=NOW
        )
        operations.apply_pk_import(impor=impor, version=0, by=clerk, at=NOW)
        self.paulus = set_skp_for(cast, cast.paulus, cast.maria, format="A.1.2", rhk=0, state="draf")
        operations.take_pk(skp=self.paulus, version=0, by=cast.actor(cast.paulus), at=NOW)
        Skp.objects.filter(pk=self.paulus.pk).update(state="diajukan")
        self.deaths = Indikator.objects.get(indikator_pk__kode="PK-01")
        self.hendrika = set_skp_for(cast, cast.hendrika, cast.paulus, rhk=1, indikator=1)
        self.carried = RencanaHasilKerja.objects.get(skp=self.hendrika)
        RencanaHasilKerja.objects.filter(pk=self.carried.pk).update(
            intervensi=self.deaths.rhk, intervensi_indikator=self.deaths
        )
        self.yohana = set_skp_for(cast, cast.yohana, cast.hendrika, rhk=1, indikator=1)
        self.served = RencanaHasilKerja.objects.get(skp=self.yohana)
        RencanaHasilKerja.objects.filter(pk=self.served.pk).update(intervensi=self.carried)
        self.way = [
            f"u{cast.dinkes.pk}",
            f"s{self.deaths.rhk.sasaran_pk_id}",
            f"p{self.deaths.indikator_pk_id}",
            f"r{self.carried.pk}",
            f"r{self.served.pk}",
        ]


@pytest.fixture
def grown(cast: Cast) -> Grown:
    return Grown(cast)


def _keys(nodes: list[planning.TreeNode]) -> list[object]:
    return [[node.key, _keys(node.children)] if node.children else node.key for node in nodes]


def test_the_tree_leads_from_the_unit_to_each_person(cast: Cast, grown: Grown) -> None:
    roots = planning.tree_of(cast.actor(cast.rosa), cast.periode, grown.way)
    assert [node.key for node in roots] == [grown.way[0]]
    node = roots[0]
    for key in grown.way[1:]:
        node = next(child for child in node.children if child.key == key)
    assert (node.who, node.post, node.below) == ("Yohana Basik-Basik", "Bidan Penyelia", 1)


def test_an_indicator_of_the_perjanjian_names_who_carries_it(cast: Cast, grown: Grown) -> None:
    nodes = planning.branches_of(cast.actor(cast.rosa), cast.periode, grown.way[1])
    assert [(node.teks, node.target, node.who, node.below) for node in nodes] == [
        ("Angka kematian ibu", "240 per 100.000 KH", "Paulus Kaize", 1),
        ("Prevalensi stunting", "22,5 persen", "Paulus Kaize", 0),
    ]


def test_an_indicator_that_no_plan_has_taken_says_so(cast: Cast, grown: Grown, sign_in: SignIn) -> None:
    Indikator.objects.filter(pk=grown.deaths.pk).update(indikator_pk=None)
    page = sign_in(cast.rosa).get(f"/pohon-kinerja/?buka={'.'.join(grown.way[:2])}").content.decode()
    assert "belum diambil ke SKP" in page


def test_at_first_the_units_with_a_perjanjian_are_open(cast: Cast, grown: Grown) -> None:
    (unit,) = planning.tree_of(cast.actor(cast.rosa), cast.periode, None)
    assert unit.open
    assert [node.kind for node in unit.children] == ["s", "s"]
    assert unit.children[0].children == []


def test_the_way_of_a_person_goes_up_to_the_unit(cast: Cast, grown: Grown) -> None:
    path = planning.path_of_person(cast.actor(cast.rosa), cast.periode, cast.yohana.pk)
    assert path.keys == set(grown.way)
    assert path.loose == ()


def test_two_people_see_where_their_work_meets(cast: Cast, grown: Grown, sign_in: SignIn) -> None:
    set_skp_for(cast, cast.markus, cast.hendrika, rhk=1, indikator=1)
    RencanaHasilKerja.objects.filter(skp__pegawai=cast.markus).update(intervensi=grown.carried)
    client, address = sign_in(cast.yohana), f"/pohon-kinerja/?pegawai={cast.markus.pk}"
    beside = f"{address}&amp;dan={cast.yohana.pk}"
    assert beside in client.get(address).content.decode()
    assert "Bandingkan" not in client.get(f"/pohon-kinerja/?pegawai={cast.yohana.pk}").content.decode()
    page = client.get(beside.replace("&amp;", "&")).content.decode()
    assert "Markus Ndiken dan Yohana Basik-Basik" in page
    meeting = page.split("Pekerjaan keduanya bertemu di:")[1].split("</ul>")[0]
    assert meeting.count("<li>") == 1
    assert grown.carried.teks in meeting
    apart = client.get(f"/pohon-kinerja/?pegawai={cast.yohana.pk}&dan={cast.rosa.pk}").content.decode()
    assert "belum bertemu di satu sasaran" in apart


def test_a_result_that_leads_nowhere_is_told(cast: Cast, grown: Grown, sign_in: SignIn) -> None:
    RencanaHasilKerja.objects.filter(pk=grown.carried.pk).update(intervensi=None, intervensi_indikator=None)
    path = planning.path_of_person(cast.actor(cast.rosa), cast.periode, cast.yohana.pk)
    assert (path.keys, path.loose) == (frozenset(), (grown.served.teks,))
    page = sign_in(cast.rosa).get(f"/pohon-kinerja/?pegawai={cast.yohana.pk}").content.decode()
    assert "belum tertaut sampai ke sasaran" in page


def test_drafts_are_counted_but_not_shown_to_everybody(cast: Cast, grown: Grown) -> None:
    Skp.objects.filter(pk=grown.yohana.pk).update(state="draf")
    key = f"r{grown.carried.pk}"
    others = planning.branches_of(cast.actor(cast.rosa), cast.periode, key)
    assert [(node.kind, node.teks) for node in others][-1] == ("d", "1 rencana masih draf")
    for pegawai in (cast.yohana, cast.hendrika, cast.lusia, cast.agus):
        nodes = planning.branches_of(cast.actor(pegawai), cast.periode, key)
        assert [node.key for node in nodes][-1] == f"r{grown.served.pk}"
    assert planning.path_of_person(cast.actor(cast.rosa), cast.periode, cast.yohana.pk).keys == frozenset()


def test_more_branches_than_fit_are_told(cast: Cast, grown: Grown, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kasuari.planning.queries.tree.MOST", 1)
    nodes = planning.branches_of(cast.actor(cast.rosa), cast.periode, grown.way[1])
    assert [node.teks for node in nodes] == ["Angka kematian ibu", "1 lagi; pakai pencarian"]


def test_the_team_sees_the_draft_of_its_leader(cast: Cast, grown: Grown) -> None:
    Skp.objects.filter(pk=grown.hendrika.pk).update(state="draf")
    nodes = planning.branches_of(cast.actor(cast.yohana), cast.periode, grown.way[2])
    assert [node.key for node in nodes] == [f"r{grown.carried.pk}"]


def test_a_search_finds_texts_and_names_within_reach(cast: Cast, grown: Grown) -> None:
    actor = cast.actor(cast.rosa)
    assert [hit.key for hit in planning.search_tree(actor, cast.periode, "kematian")] == [grown.way[2]]
    assert [hit.key for hit in planning.search_tree(actor, cast.periode, "yohana")] == [grown.way[4]]
    Skp.objects.filter(pk=grown.yohana.pk).update(state="draf")
    assert planning.search_tree(actor, cast.periode, "yohana") == []
    assert planning.search_tree(actor, cast.periode, "k") == []


def test_what_is_no_key_is_left_out() -> None:
    assert planning.open_keys("u1.u1.x2.s3.<b>.u" + "9" * 20) == ["u1", "s3"]
    assert len(planning.open_keys(".".join(f"u{n}" for n in range(999)))) == 80


# --- progress ----------------------------------------------------------------------------------------


def _reach(item: Indikator, cast: Cast, nilai: object, nomor: int = 2, teks: str = "") -> None:
    Realisasi.objects.create(
        indikator=item,
        periode_evaluasi=cast.triwulan(nomor),
        nilai=nilai,
        teks=teks,
        recorded_at=NOW,
        recorded_by=item.rhk.skp.pegawai.user,
    )


@pytest.mark.parametrize(
    ("arah", "low", "high", "nilai", "state", "percent"),
    [
        ("naik", 80, None, 80, "reached", 100),
        ("naik", 80, 90, 85, "reached", 106),
        ("naik", 80, 90, 95, "exceeded", 119),
        ("naik", 80, None, 95, "exceeded", 119),
        ("naik", 80, None, 40, "on_way", 50),
        ("naik", 80, None, 0, "on_way", 0),
        ("turun", None, 240, 240, "reached", 100),
        ("turun", None, 240, 300, "on_way", 80),
        ("turun", None, 240, 200, "exceeded", 120),
        ("turun", None, 240, 0, "exceeded", None),
        ("turun", 5, 10, 8, "reached", 125),
        ("turun", 5, 10, 4, "exceeded", 250),
        ("turun", 5, 10, 12, "on_way", 83),
        ("turun", None, 0, 0, "reached", 100),
        ("turun", None, 0, 3, "on_way", 0),
        ("tetap", 5, 5, 4, "on_way", 80),
        ("tetap", 5, 5, 5, "reached", 100),
        ("tetap", 2, 8, 6, "reached", 100),
        ("tetap", 2, 8, 9, "missed", 112),
        ("naik", None, None, 4, "told", None),
    ],
)
def test_progress_is_told_in_words_and_percent(
    cast: Cast, arah: str, low: int | None, high: int | None, nilai: int, state: str, percent: int | None
) -> None:
    skp = set_skp_for(cast, cast.yohana, cast.hendrika, rhk=1, indikator=1)
    item = Indikator.objects.get(rhk__skp=skp)
    _reach(item, cast, nilai)
    measure = planning.Measure(
        item.pk,
        skp.pk,
        None if low is None else Decimal(low),
        None if high is None else Decimal(high),
        arah,
    )
    found = queries.reached_of([measure], actor=cast.actor(cast.yohana), periode=cast.periode, on=TODAY)
    assert found[item.pk] == queries.Reached(state, percent)


def test_missing_is_unknown_and_never_zero(cast: Cast, grown: Grown, sign_in: SignIn) -> None:
    page = sign_in(cast.rosa).get(f"/pohon-kinerja/?buka={'.'.join(grown.way[:2])}").content.decode()
    assert "belum ada data" in page
    assert not re.search(r"\b0%", page)


def test_below_the_target_of_the_quarter_is_behind(cast: Cast, grown: Grown) -> None:
    stunting = Indikator.objects.get(indikator_pk__kode="PK-02")
    spending = Indikator.objects.get(indikator_pk__kode="PK-03")
    _reach(stunting, cast, Decimal("24.0"))
    _reach(spending, cast, Decimal(45))
    roots = planning.tree_of(cast.actor(cast.rosa), cast.periode, [grown.way[0], *_sasaran(grown)])
    measures = [item for root in roots for s in root.children for p in s.children for item in p.measures]
    found = queries.reached_of(measures, actor=cast.actor(cast.rosa), periode=cast.periode, on=TODAY)
    assert found[stunting.pk] == queries.Reached("behind", 94)
    assert found[spending.pk] == queries.Reached("on_way", 47)


def _sasaran(grown: Grown) -> list[str]:
    rows = RencanaHasilKerja.objects.filter(skp=grown.paulus).order_by("pk")
    return [f"s{row.sasaran_pk_id}" for row in rows]


def test_progress_of_a_person_is_only_for_those_who_see_the_skp(cast: Cast, grown: Grown) -> None:
    item = Indikator.objects.get(rhk=grown.served)
    _reach(item, cast, 85)
    measure = planning.Measure(item.pk, grown.yohana.pk, Decimal(80), Decimal(90), "naik")

    def seen(pegawai: Pegawai) -> str:
        actor = cast.actor(pegawai)
        return queries.reached_of([measure], actor=actor, periode=cast.periode, on=TODAY)[item.pk].state

    assert [seen(person) for person in (cast.yohana, cast.hendrika, cast.agus)] == ["reached"] * 3
    assert [seen(person) for person in (cast.rosa, cast.markus)] == ["private"] * 2


def test_a_period_that_has_not_begun_does_not_count(cast: Cast, grown: Grown) -> None:
    _reach(grown.deaths, cast, 240, nomor=3)
    measure = planning.Measure(grown.deaths.pk, grown.paulus.pk, None, Decimal(240), "turun", public=True)
    found = queries.reached_of([measure], actor=cast.actor(cast.rosa), periode=cast.periode, on=TODAY)
    assert found[grown.deaths.pk].state == "unknown"


# --- the page ----------------------------------------------------------------------------------------


def _svg(page: str) -> ElementTree.Element:
    found = re.search(r"<svg class=\"pohon__svg\".*?</svg>", page, re.DOTALL)
    assert found is not None
    return ElementTree.fromstring(found[0])


def test_picture_and_list_show_the_same_nodes(cast: Cast, grown: Grown, sign_in: SignIn) -> None:
    page = sign_in(cast.rosa).get(f"/pohon-kinerja/?pegawai={cast.yohana.pk}").content.decode()
    svg = _svg(page)
    drawn = [item.get("id") for item in svg.iter() if (item.get("class") or "").startswith("pohon__node")]
    assert len(drawn) == len(set(drawn)) == page.count('class="tree__node')
    assert {f"n-{key}" for key in grown.way} <= set(drawn)
    lit = [item for item in svg.iter() if "is-path" in (item.get("class") or "") and item.tag == "a"]
    assert len(lit) == 5
    assert "di jalur yang disorot" in (lit[0].get("aria-label") or "")


def test_every_node_with_branches_is_a_link_that_folds(cast: Cast, grown: Grown, sign_in: SignIn) -> None:
    client = sign_in(cast.rosa)
    page = client.get("/pohon-kinerja/?buka=").content.decode()
    unit = next(item for item in _svg(page).iter("a"))
    assert unit.get("aria-expanded") == "false"
    opened = client.get(unit.get("href") or "").content.decode()
    nodes = list(_svg(opened).iter("a"))
    assert [node.get("aria-expanded") for node in nodes] == ["true", "false", "false"]
    folded = client.get(nodes[0].get("href") or "").content.decode()
    assert len(list(_svg(folded).iter("a"))) == 1


def test_a_branch_comes_as_a_fragment_of_the_same_page(cast: Cast, grown: Grown, sign_in: SignIn) -> None:
    client, address = sign_in(cast.rosa), f"/pohon-kinerja/?buka={grown.way[0]}"
    fragment = client.get(address, headers={"HX-Request": "true", "HX-Target": "pohon"}).content.decode()
    assert fragment.lstrip().startswith('<div id="pohon"')
    assert "<html" not in fragment
    assert fragment.strip() in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("sorot=x1", 404),
        ("sorot=u1.u2", 404),
        ("pegawai=999999", 404),
        ("pegawai=1&dan=999999", 404),
        ("buka=zzz", 200),
        ("cari=zzz", 200),
    ],
)
def test_strange_addresses_are_answered(
    cast: Cast, grown: Grown, sign_in: SignIn, query: str, status: int
) -> None:
    assert sign_in(cast.rosa).get(f"/pohon-kinerja/?{query}").status_code == status


def test_no_rating_is_in_the_tree(cast: Cast, grown: Grown, sign_in: SignIn) -> None:
    page = sign_in(cast.agus).get(f"/pohon-kinerja/?pegawai={cast.yohana.pk}").content.decode()
    assert "ekspektasi" not in page.lower()


def test_home_and_skp_lead_to_the_tree(cast: Cast, grown: Grown, sign_in: SignIn) -> None:
    client = sign_in(cast.yohana)
    for address in ("/", f"/skp/{grown.yohana.pk}/"):
        assert f"/pohon-kinerja/?pegawai={cast.yohana.pk}" in client.get(address).content.decode()


@pytest.mark.parametrize("people", [1, 3])
def test_the_tree_asks_the_same_for_one_and_for_three(
    cast: Cast, grown: Grown, sign_in: SignIn, people: int
) -> None:
    for pegawai in (cast.markus, cast.rosa)[: people - 1]:
        skp = set_skp_for(cast, pegawai, cast.hendrika, rhk=2)
        RencanaHasilKerja.objects.filter(skp=skp).update(intervensi=grown.carried)
    client, address = sign_in(cast.agus), f"/pohon-kinerja/?buka={'.'.join(grown.way)}"
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    assert len(captured) == 16


def test_the_api_gives_the_children_of_a_node(cast: Cast, grown: Grown) -> None:
    from kasuari.accounts import operations as accounts

    assert cast.rosa.user is not None
    token = accounts.create_token(user=cast.rosa.user, name="uji", by=cast.actor(cast.rosa), at=NOW)[1]
    client = Client(headers={"Authorization": f"Bearer {token}"})
    _reach(grown.deaths, cast, 240)
    assert [row["key"] for row in client.get("/api/v1/tree").json()] == [grown.way[0]]
    rows = client.get(f"/api/v1/tree?node={grown.way[1]}").json()
    assert [(row["teks"], row["progress"], row["percent"]) for row in rows] == [
        ("Angka kematian ibu", "reached", 100),
        ("Prevalensi stunting", "unknown", None),
    ]
    assert client.get("/api/v1/tree?node=x").status_code == 404
    items = client.get("/api/v1/pk?tahun=2026").json()
    assert [item["kode"] for item in items["items"]] == ["PK-01", "PK-02", "PK-03"]
    assert items["items"][0]["target_triwulan"] == ["240.0000"] * 4
    assert client.get("/api/v1/coverage").json()["gaps"] == []
