"""Rings of praise and givers who lie apart, in attributed feedback alone; advice with its uncertainty."""

from __future__ import annotations

from itertools import pairwise, permutations
from typing import Any

import pytest

from benchmarks import raters
from kasuari.feedback import givers, queries
from kasuari.feedback.enums import PeranPemberi
from kasuari.feedback.models import UmpanBalik
from kasuari.feedback.queries import pemberi
from kasuari.organisation.models import Pegawai
from tests.cast import NOW, TODAY, Cast
from tests.feedback import rounds
from tests.feedback.acts import SENTENCE
from tests.planning_builder import set_skp_for

pytestmark = pytest.mark.django_db


def team(cast: Cast, size: int) -> list[Pegawai]:
    """People of the puskesmas with a running SKP under Hendrika."""
    people = rounds.staff(cast, cast.puskesmas, [f"Warga {number}" for number in range(size)])
    for person in people:
        set_skp_for(cast, person, cast.hendrika, atasan=cast.paulus)
    return people


def praise(cast: Cast, giver: Pegawai, receiver: Pegawai, sifat: str = "apresiasi") -> None:
    """Straight into the table: how it is given is tested elsewhere, and takes long."""
    (skp,) = queries.giveable_skp(receiver.pk, TODAY)
    UmpanBalik.objects.create(
        skp=skp,
        pegawai=receiver,
        nilai=4,
        pemberi=giver,
        pemberi_akun=giver.user,
        pemberi_nama=giver.nama,
        peran=PeranPemberi.REKAN,
        sifat=sifat,
        teks=SENTENCE,
        given_at=NOW,
    )


def test_a_ring_is_told_to_those_who_read_the_feedback_with_its_chance(cast: Cast) -> None:
    people = team(cast, 12)
    ring = people[:4]
    for giver, receiver in permutations(ring, 2):
        praise(cast, giver, receiver)
    for giver, receiver in pairwise(people[4:]):
        praise(cast, giver, receiver)
    for reader in (cast.hendrika, cast.paulus):
        seen = queries.givers_seen(reader.pk, on=TODAY)
        assert [item.nama for item in seen.lingkaran] == [tuple(sorted(person.nama for person in ring))]
        assert 0 <= seen.lingkaran[0].peluang < 1
    for other in (cast.yohana, cast.stefanus, cast.lusia):
        assert queries.givers_seen(other.pk, on=TODAY) == pemberi.Seen()


def test_colleagues_in_a_small_unit_who_all_praise_one_another_are_no_ring(cast: Cast) -> None:
    for giver, receiver in permutations(team(cast, 5), 2):
        praise(cast, giver, receiver)
    assert queries.givers_seen(cast.hendrika.pk, on=TODAY).lingkaran == ()


def test_a_ring_of_withdrawn_or_improving_feedback_is_none(cast: Cast) -> None:
    people = team(cast, 12)
    for giver, receiver in permutations(people[:4], 2):
        praise(cast, giver, receiver, "perbaikan")
    assert queries.givers_seen(cast.hendrika.pk, on=TODAY).lingkaran == ()


def test_a_giver_who_never_praises_is_told_apart_and_few_givers_are_too_few() -> None:
    """Twelve givers about the same twelve people; one of them always finds fault."""

    def said(givers: int) -> list[tuple[int, str, int, str]]:
        return [
            (giver, str(giver), about, "perbaikan" if giver == 1 or (giver + about) % 4 == 0 else "apresiasi")
            for giver in range(1, givers + 1)
            for about in range(1, 13)
            if giver != about
        ]

    found, enough = givers.apart(said(12))
    assert enough
    assert [item.rater for item in found if item.band == "ketat"] == [1]
    assert all(item.error > 0 for item in found)
    few, enough = givers.apart(said(6))
    assert not enough
    assert {item.band for item in few} == {"belum_cukup"}


@pytest.mark.parametrize("people", [1, 3])
def test_it_is_asked_in_two_queries(people: int, cast: Cast, django_assert_num_queries: Any) -> None:
    for person in team(cast, people):
        praise(cast, cast.markus, person)
    with django_assert_num_queries(2):
        queries.givers_seen(cast.hendrika.pk, on=TODAY)


def test_the_page_of_the_team_tells_it_as_a_reason_to_talk(cast: Cast, sign_in: Any) -> None:
    for giver, receiver in permutations(team(cast, 12)[:4], 2):
        praise(cast, giver, receiver)
    page = sign_in(cast.hendrika).get("/umpan-balik/tim/").content.decode()
    assert "semuanya saling mengapresiasi" in page
    assert "bukan bukti" in page


def test_where_nearly_everybody_praises_a_word_of_improvement_sets_nobody_apart() -> None:
    """Twelve givers praise everybody twice; two of them say one thing that could be better."""
    better = {(1, 2, 0), (5, 9, 0)}
    said = [
        (giver, str(giver), about, "perbaikan" if (giver, about, turn) in better else "apresiasi")
        for giver in range(1, 13)
        for about in range(1, 13)
        for turn in range(2)
        if giver != about
    ]
    found, enough = givers.apart(said)
    assert enough
    assert {item.band for item in found} == {"lazim"}


def test_chance_knows_how_little_others_have_said() -> None:
    """One word of improvement beside ten words of praise is less seldom than six beside sixty."""
    few = givers.Words(praise=0, given=1, praised=10.0, not_praised=0.5)
    many = [givers.Words(praise=0, given=1, praised=10.0, not_praised=0.5)] * 6
    assert 0.05 < givers.seldom([few]) < 0.2
    assert givers.seldom(many) < 0.0001
    assert givers.seldom([]) == 1.0


def test_the_simulated_agencies_of_the_benchmark_keep_their_promise() -> None:
    assert raters.attributed_false_alarms(agencies=6) == 0
    assert raters.attributed_rings_found(agencies=4) == 100
