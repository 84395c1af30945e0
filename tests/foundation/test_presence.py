"""The conditions of all modules, asked in one query, answer as each of them would by itself."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db.models import Q, QuerySet

from kasuari.foundation.presence import Presence
from kasuari.organisation.models import Pegawai, Penugasan
from kasuari.site.web.views import WAITING
from tests.cast import TODAY, Cast
from tests.planning_builder import set_skp_for


def posts(pk: int, *, on: date) -> dict[str, QuerySet[Any]]:
    rows = Penugasan.objects.filter(pegawai_id=pk)
    return {
        "leads": rows.filter(memimpin=True).order_by("-start_date"),
        "began": rows.filter(start_date__lte=on),
        "begins_within_a_week": rows.filter(start_date__gt=on, start_date__lte=on + timedelta(days=7)),
        "began_in_a_fixed_year": rows.filter(start_date__gte=date(1999, 1, 1)),
        "never": rows.filter(pk__in=[]),
    }


def somebody_else(pk: int, *, on: date) -> dict[str, QuerySet[Any]]:
    return {"others": Pegawai.objects.filter(~Q(pk=pk))}


def test_they_answer_as_each_would_by_itself(cast: Cast, django_assert_num_queries: Any) -> None:
    present = Presence(posts, somebody_else)
    began = (
        Penugasan.objects.filter(pegawai=cast.yohana).order_by("start_date").values_list("start_date")[0][0]
    )
    for pegawai in (cast.yohana, cast.hendrika):
        for on in (TODAY, began, began - timedelta(days=1), began - timedelta(days=8)):
            expected = {
                key
                for source in (posts, somebody_else)
                for key, rows in source(pegawai.pk, on=on).items()
                if rows.exists()
            }
            with django_assert_num_queries(1):
                assert present.of(pegawai.pk, on=on) == expected
    assert "begins_within_a_week" in present.of(cast.yohana.pk, on=began - timedelta(days=1))
    assert "begins_within_a_week" not in present.of(cast.yohana.pk, on=began - timedelta(days=8))


def test_no_condition_at_all_asks_nothing(cast: Cast, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert Presence().of(cast.yohana.pk, on=TODAY) == frozenset()


@pytest.mark.parametrize("days", [0, 7, 200])
def test_the_conditions_of_the_product_answer_as_each_would(cast: Cast, days: int) -> None:
    """Only the thing and the day may enter a condition: a value read elsewhere would be kept."""
    set_skp_for(cast, cast.yohana, cast.hendrika)
    set_skp_for(cast, cast.hendrika, cast.paulus)
    set_skp_for(cast, cast.andreas, cast.hendrika, state="diajukan")
    on = TODAY + timedelta(days=days)
    for pegawai in (cast.hendrika, cast.yohana, cast.paulus, cast.lusia):
        expected = {
            key for ask in WAITING.sources for key, rows in ask(pegawai.pk, on=on).items() if rows.exists()
        }
        assert WAITING.of(pegawai.pk, on=on) == expected
