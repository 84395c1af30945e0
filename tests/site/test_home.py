"""The home page gathers what waits from every module without asking more for more of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from kasuari.organisation.models import Pegawai
from tests.cast import Cast
from tests.evaluation.acts import deliver, give_capaian, rate, sign
from tests.planning_builder import set_skp_for

SignIn = Callable[[Pegawai], Client]


@pytest.mark.parametrize("count", [1, 3])
def test_home_asks_the_same_number_of_questions_for_any_team(
    cast: Cast, sign_in: SignIn, count: int, django_assert_num_queries: Any
) -> None:
    team = [cast.yohana, cast.markus, cast.rosa][:count]
    waiting = [set_skp_for(cast, pegawai, cast.hendrika) for pegawai in team]
    set_skp_for(cast, cast.hendrika, cast.paulus)
    give_capaian(cast)
    sign(cast, rate(cast, waiting[0]))
    set_skp_for(cast, cast.andreas, cast.hendrika, state="diajukan")
    client = sign_in(cast.hendrika)
    with django_assert_num_queries(20):
        text = client.get("/").content.decode()
    assert "Isi realisasi Triwulan II" in text
    assert "Sampaikan 1 hasil evaluasi" in text
    assert "1 SKP menunggu Anda tetapkan" in text
    assert (f"Nilai {count - 1} orang" in text) == (count > 1)


def test_home_shows_each_person_their_own_work(cast: Cast, sign_in: SignIn) -> None:
    skp = set_skp_for(cast, cast.yohana, cast.hendrika)
    give_capaian(cast)
    deliver(cast, sign(cast, rate(cast, skp)))
    assert "Baca hasil evaluasi Triwulan II" in sign_in(cast.yohana).get("/").content.decode()
    for other in (cast.hendrika, cast.markus, cast.lusia):
        assert "Baca hasil evaluasi" not in sign_in(other).get("/").content.decode()
