"""What stands first in the navigation is what the person has to do with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kasuari.organisation.models import Pegawai, PenetapanPenilai, Penugasan
from kasuari.organisation.queries import actor_for
from kasuari.site.navigation import navigation_for
from tests.cast import NOW, TODAY, Cast

SignIn = Callable[[Pegawai], Client]
pytestmark = pytest.mark.django_db

TEAM = "/tim/"
IN_THE_BAR = 4  # the fifth place of a phone is "Lainnya"


def in_the_bar(person: Pegawai) -> bool:
    """Whether the team is one of the few entries that a phone shows; everybody finds it somewhere."""
    assert person.user is not None
    urls = [item.url for item in navigation_for(actor_for(person.user, on=TODAY), path="/")]
    assert urls.count(TEAM) == 1
    return TEAM in urls[:IN_THE_BAR]


def test_who_leads_a_unit_has_the_team_at_hand(cast: Cast) -> None:
    assert in_the_bar(cast.hendrika)
    assert not in_the_bar(cast.yohana)
    Penugasan.objects.filter(pegawai=cast.hendrika).update(end_date=TODAY)
    assert not in_the_bar(cast.hendrika)


@pytest.mark.parametrize(("begins", "expected"), [(-1, True), (0, True), (1, False)])
def test_who_rates_by_decision_has_it_from_the_day_of_the_decision(
    cast: Cast, begins: int, expected: bool
) -> None:
    PenetapanPenilai.objects.create(
        pegawai=cast.markus,
        penilai=cast.yohana,
        dasar="Surat pendelegasian",
        start_date=TODAY + timedelta(days=begins),
        decided_at=NOW,
        decided_by=cast.lusia.user,
    )
    assert in_the_bar(cast.yohana) is expected


@pytest.mark.parametrize("who", ["yohana", "lusia", "andreas", "agus"])
def test_every_entry_leads_to_a_page_that_opens(cast: Cast, sign_in: SignIn, who: str) -> None:
    person = getattr(cast, who)
    client = sign_in(person)
    shown = navigation_for(actor_for(person.user, on=TODAY), path="/")
    assert {item.url: status for item in shown if (status := client.get(item.url).status_code) >= 400} == {}


def test_a_page_that_is_not_there_offers_the_search_only_to_who_has_it(cast: Cast, sign_in: SignIn) -> None:
    missing = "/tidak-ada-di-sini/"
    assert "cari nama, NIP, atau unit" in sign_in(cast.yohana).get(missing).content.decode()
    assert "cari nama" not in Client().get(missing).content.decode()


def test_the_address_of_a_form_says_so_when_it_is_opened_again(cast: Cast, sign_in: SignIn) -> None:
    answer = sign_in(cast.lusia).get(reverse("rollout:announce"))
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "Alamat ini hanya menerima formulir" in answer.content.decode()


def test_to_know_it_costs_no_query(cast: Cast, django_assert_num_queries: Any) -> None:
    assert cast.yohana.user is not None
    with django_assert_num_queries(2):
        actor = actor_for(cast.yohana.user, on=TODAY)
    with django_assert_num_queries(0):
        navigation_for(actor, path="/")
