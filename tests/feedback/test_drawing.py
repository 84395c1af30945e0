"""Who is asked about whom: at random, repeatably, fairly, and never where there is a conflict."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kasuari.feedback import operations
from kasuari.feedback.drawing import Draw, Facts, Person, Rules, draw
from kasuari.feedback.models import TugasPutaran
from kasuari.foundation.refusals import Invalid
from kasuari.organisation.models import Penugasan
from tests.cast import NOW, TODAY, Cast
from tests.feedback import rounds

RULES = Rules(peers=5, reports=12, load=8, seed=7)


def agency(units: int = 4, size: int = 12) -> dict[int, Person]:
    """Units whose first person leads; leaders are led by the first of all."""
    return {
        unit * 100 + number: Person(
            unit * 100 + number, unit, (None if unit == 0 else 0) if number == 0 else unit * 100
        )
        for unit in range(units)
        for number in range(size)
    }


def peers(found: Draw) -> list[tuple[int, int]]:
    return [(item.about, item.asked) for item in found.proposals if item.group == "rekan"]


def test_the_same_seed_repeats_the_draw_and_another_does_not() -> None:
    people = agency()
    first, again = (draw(Facts(people, people), RULES) for _ in range(2))
    other = draw(Facts(people, people), Rules(5, 12, 8, seed=8))
    assert first.proposals == again.proposals
    assert set(peers(first)) != set(peers(other))


@settings(max_examples=40, deadline=None)
@given(units=st.integers(1, 5), size=st.integers(1, 16), seed=st.integers(0, 10**6))
def test_every_draw_keeps_the_rules(units: int, size: int, seed: int) -> None:
    people = agency(units, size)
    rules = Rules(peers=5, reports=6, load=8, seed=seed)
    found = draw(Facts(people, people), rules)
    pairs = [(item.about, item.asked) for item in found.proposals]
    assert len(set(pairs)) == len(pairs)
    load = Counter(item.asked for item in found.proposals if item.group in {"rekan", "bawahan"})
    assert max(load.values(), default=0) <= rules.load
    for about, asked in peers(found):
        assert about != asked
        assert people[about].penilai_id != asked
        assert people[asked].penilai_id != about
    assert max(Counter(about for about, _ in peers(found)).values(), default=0) <= rules.peers
    for item in found.proposals:
        if item.group == "bawahan":
            assert people[item.asked].penilai_id == item.about


def test_peers_come_first_from_those_who_share_work() -> None:
    people = agency(units=2, size=12)
    team = frozenset({1, 2, 3, 101, 102, 103})
    found = draw(Facts(people, [1], together=[team]), RULES)
    assert team - {1} <= {asked for about, asked in peers(found)}


def test_pairs_are_not_asked_about_each_other_where_the_team_is_large_enough() -> None:
    people = agency(units=1, size=30)
    found = draw(Facts(people, people), Rules(peers=4, reports=12, load=8, seed=1))
    assert found.mutual == 0
    small = agency(units=1, size=5)
    assert draw(Facts(small, small), Rules(peers=3, reports=12, load=8, seed=1)).mutual > 0


def test_an_excluded_pair_is_never_drawn() -> None:
    people = agency(units=1, size=4)
    excluded = frozenset({(1, 2), (0, 3)})
    found = draw(Facts(people, people, excluded=excluded), RULES)
    assert not excluded & {(item.about, item.asked) for item in found.proposals}


@pytest.mark.django_db
def test_a_round_is_drawn_from_appointments_and_shared_work(cast: Cast) -> None:
    rounds.staff(cast, cast.puskesmas)
    putaran = rounds.drawn(cast)
    about = {tugas.kelompok: set() for tugas in rounds.tasks(putaran, peserta__pegawai=cast.hendrika)}
    for tugas in rounds.tasks(putaran, peserta__pegawai=cast.hendrika):
        about[tugas.kelompok].add(tugas.pengisi)
    assert about["diri"] == {cast.hendrika}
    assert about["atasan"] == {cast.paulus}
    assert {cast.yohana, cast.markus} <= about["bawahan"]
    assert cast.stefanus in about["rekan"]  # under the same penilai
    assert putaran.rekaman["undian"]["tugas"] == TugasPutaran.objects.count()


@pytest.mark.django_db
def test_a_bawahan_who_has_moved_falls_away_at_the_opening(cast: Cast) -> None:
    rounds.staff(cast, cast.puskesmas)
    putaran = rounds.drawn(cast)
    tugas = rounds.tasks(putaran, peserta__pegawai=cast.hendrika, pengisi=cast.yohana)[0]
    Penugasan.objects.filter(pegawai=cast.yohana).update(unit=cast.puskesmas_lain)
    operations.open_putaran(putaran=putaran, version=putaran.version, by=cast.actor(cast.lusia), at=NOW)
    tugas.refresh_from_db()
    assert (tugas.state, tugas.alasan) == ("gugur", "Hubungan atasan dan bawahan sudah berubah.")


@pytest.mark.django_db
def test_who_has_left_falls_away_at_the_opening(cast: Cast) -> None:
    people = rounds.staff(cast, cast.puskesmas)
    putaran = rounds.drawn(cast)
    Penugasan.objects.filter(pegawai=people[0]).update(end_date=TODAY)
    operations.open_putaran(putaran=putaran, version=putaran.version, by=cast.actor(cast.lusia), at=NOW)
    states = set(
        TugasPutaran.objects.filter(pengisi=people[0])
        .exclude(kelompok="atasan")
        .values_list("state", flat=True)
    )
    assert states == {"gugur"}


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["yohana", "hendrika"])
def test_nobody_nominates_oneself_or_the_penilai_as_a_peer(cast: Cast, who: str) -> None:
    rounds.staff(cast, cast.puskesmas)
    putaran = rounds.drawn(cast)
    with pytest.raises(Invalid) as refused:
        operations.nominate(
            peserta=putaran.peserta.get(pegawai=cast.yohana),
            pegawai_id=getattr(cast, who).pk,
            kelompok="rekan",
            by=cast.actor(cast.yohana),
            at=NOW,
        )
    assert refused.value.code == "putaran.nominee"


@pytest.mark.django_db
def test_a_nomination_counts_once_the_penilai_agrees(cast: Cast) -> None:
    rounds.staff(cast, cast.puskesmas)
    putaran = rounds.drawn(cast)
    for person in (cast.yohana, cast.markus):
        operations.nominate(
            peserta=putaran.peserta.get(pegawai=person),
            pegawai_id=cast.rosa.pk,
            kelompok="penerima_layanan",
            by=cast.actor(person),
            at=NOW,
        )
    peserta = putaran.peserta.get(pegawai=cast.yohana)
    operations.approve_nomination(
        peserta=peserta, version=peserta.version, by=cast.actor(cast.hendrika), at=NOW
    )
    operations.open_putaran(putaran=putaran, version=putaran.version, by=cast.actor(cast.lusia), at=NOW)
    states = {
        tugas.peserta.pegawai: tugas.state
        for tugas in rounds.tasks(putaran, pengisi=cast.rosa, sumber="usulan")
    }
    assert states == {cast.yohana: "menunggu", cast.markus: "gugur"}
