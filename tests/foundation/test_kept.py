"""A query whose text is kept answers as the query itself would, whatever it is asked about."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db.models import DateTimeField, Q, QuerySet
from django.db.models.functions import Cast as AsType

from kasuari.foundation.kept import Kept, KeptForOne
from kasuari.organisation.models import Pegawai, Penugasan
from kasuari.planning.models import Periode
from tests.cast import TODAY, Cast
from tests.planning_builder import set_skp_for


def posts(pegawai_id: int, on: date) -> QuerySet[Any, Any]:
    rows = Penugasan.objects.filter(
        Q(end_date__isnull=True) | Q(end_date__gt=on), pegawai_id=pegawai_id, start_date__lte=on
    )
    return rows.order_by("start_date", "pk").values_list("memimpin", "start_date", "pegawai__nama")


def test_it_answers_as_the_query_itself(cast: Cast, django_assert_num_queries: Any) -> None:
    kept = Kept(posts)
    began = Penugasan.objects.filter(pegawai=cast.yohana).order_by("start_date")[0].start_date
    for pegawai in (cast.yohana, cast.hendrika, cast.paulus):
        for on in (TODAY, began, began - timedelta(days=1)):
            expected = [tuple(row) for row in posts(pegawai.pk, on)]
            with django_assert_num_queries(1):
                assert kept.rows(pegawai_id=pegawai.pk, on=on) == expected
            assert kept.first(pegawai_id=pegawai.pk, on=on) == (expected[0] if expected else None)
    assert kept.rows(pegawai_id=cast.yohana.pk, on=TODAY)


def test_the_text_is_built_once(cast: Cast) -> None:
    built = []

    def build(pk: int) -> QuerySet[Any, Any]:
        built.append(pk)
        return Pegawai.objects.filter(pk=pk).values_list("nama")

    kept = Kept(build)
    assert kept.rows(pk=cast.yohana.pk) == [(cast.yohana.nama,)]
    assert kept.rows(pk=cast.hendrika.pk) == [(cast.hendrika.nama,)]
    assert len(built) == 1
    assert built[0] not in {cast.yohana.pk, cast.hendrika.pk}


def test_about_one_or_about_several_it_answers_alike(cast: Cast, django_assert_num_queries: Any) -> None:
    def named(of: Q, on: date) -> QuerySet[Any, Any]:
        rows = Penugasan.objects.filter(of, start_date__lte=on).order_by("pk")
        return rows.values_list("pegawai_id", "pegawai__nama")

    kept = KeptForOne("pegawai_id", named)
    people = [cast.yohana.pk, cast.hendrika.pk]
    each = []
    for pegawai_id in people:
        with django_assert_num_queries(1):
            each += kept.rows([pegawai_id], on=TODAY)
    with django_assert_num_queries(1):
        together = kept.rows(people, on=TODAY)
    assert {pegawai_id for pegawai_id, _nama in each} == set(people)
    assert sorted(together) == sorted(each)
    assert kept.rows([], on=TODAY) == []


def test_days_are_told_apart_and_may_be_counted_from(cast: Cast) -> None:
    def begun_between(since: date, until: date) -> QuerySet[Any, Any]:
        rows = Penugasan.objects.filter(
            start_date__gte=since - timedelta(days=1), start_date__lte=until + timedelta(days=1)
        )
        return rows.order_by("pk").values_list("pk")

    kept = Kept(begun_between)
    days = sorted(Penugasan.objects.values_list("start_date", flat=True).distinct())
    for since in days:
        for until in days:
            assert kept.rows(since=since, until=until) == [tuple(row) for row in begun_between(since, until)]
    assert kept.rows(since=days[0], until=days[0]) != kept.rows(since=days[0], until=days[-1])


def test_what_is_always_the_same_stays(cast: Cast) -> None:
    def leaders(on: date) -> QuerySet[Any, Any]:
        rows = Penugasan.objects.filter(memimpin=True, start_date__gte=date(1999, 1, 1), start_date__lte=on)
        return rows.order_by("pk").values_list("pk", AsType("start_date", DateTimeField()))

    kept = Kept(leaders)
    for on in (TODAY, TODAY - timedelta(days=10_000)):
        assert kept.rows(on=on) == [tuple(row) for row in leaders(on)]
    assert isinstance(kept.rows(on=TODAY)[0][1], datetime)


def test_a_value_that_the_text_leaves_out_is_refused(cast: Cast) -> None:
    with pytest.raises(ValueError, match="does not depend on tahun"):
        Kept(lambda pk, tahun: Pegawai.objects.filter(pk=pk).values_list("pk")).rows(pk=1, tahun=2026)


def test_a_number_in_a_small_column_is_asked_about(cast: Cast) -> None:
    """Django leaves out what a column cannot hold, such as a negative year."""
    kept = Kept(lambda tahun: Periode.objects.filter(tahun=tahun).order_by("pk").values_list("pk"))
    periode = set_skp_for(cast, cast.yohana, cast.hendrika).periode
    assert kept.rows(tahun=2026) == [(periode.pk,)]
    assert kept.rows(tahun=2025) == []


@pytest.mark.parametrize("given", ["text", None, True, datetime(2026, 6, 24, 8, 0)])
def test_only_numbers_and_days_are_taken(db: None, given: object) -> None:
    with pytest.raises(TypeError, match="numbers and days"):
        Kept(lambda it: Pegawai.objects.filter(nama=it).values_list("pk")).rows(it=given)
