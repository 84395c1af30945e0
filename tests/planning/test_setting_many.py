"""A penilai sets several SKP at once: each read, none that lacks something, none set behind a stale page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kasuari.audit.models import AuditEntry
from kasuari.organisation.models import Pegawai
from kasuari.planning import operations
from kasuari.planning.models import RencanaHasilKerja, Skp
from tests.cast import Cast
from tests.planning.conftest import later


def test_each_is_set_on_its_own(cast: Cast, submitted: Callable[..., Skp]) -> None:
    one, two = submitted(cast.yohana), submitted(cast.markus)
    outcome = operations.set_many(
        chosen=[(one, one.version), (two, two.version + 1)], by=cast.actor(cast.hendrika), at=later(5)
    )
    assert outcome.done == 1
    assert [(skp.pk, code) for skp, code, _reason in outcome.refused] == [(two.pk, "stale")]
    assert dict(Skp.objects.values_list("pk", "state")) == {one.pk: "ditetapkan", two.pk: "diajukan"}
    assert AuditEntry.objects.filter(kind="planning.skp_set").count() == 1


def test_what_lacks_something_is_not_set(cast: Cast, submitted: Callable[..., Skp]) -> None:
    skp = submitted(cast.yohana)
    RencanaHasilKerja.objects.filter(skp=skp).delete()
    outcome = operations.set_many(chosen=[(skp, skp.version)], by=cast.actor(cast.hendrika), at=later(5))
    assert [code for _skp, code, _reason in outcome.refused] == ["planning.incomplete"]


def test_only_the_penilai_sets(cast: Cast, submitted: Callable[..., Skp]) -> None:
    skp = submitted(cast.yohana)
    for by in (cast.yohana, cast.lusia, cast.paulus):
        outcome = operations.set_many(chosen=[(skp, skp.version)], by=cast.actor(by), at=later(5))
        assert outcome.done == 0


def test_the_page_shows_each_with_what_it_says(
    cast: Cast, submitted: Callable[..., Skp], sign_in: Callable[[Pegawai], Client]
) -> None:
    one, two = submitted(cast.yohana), submitted(cast.markus)
    RencanaHasilKerja.objects.filter(skp=two).delete()
    page = sign_in(cast.hendrika).get(reverse("planning:team")).content.decode()
    assert f'value="{one.pk}:{one.version}"' in page
    assert f'value="{two.pk}:{two.version}"' not in page
    assert "Belum dapat ditetapkan karena belum lengkap" in page


@pytest.mark.parametrize("names", [["yohana"], ["yohana", "markus", "rosa"]])
def test_the_page_asks_as_often_for_three_as_for_one(
    names: list[str],
    cast: Cast,
    submitted: Callable[..., Skp],
    sign_in: Callable[[Pegawai], Client],
    django_assert_num_queries: Any,
) -> None:
    for name in names:
        submitted(getattr(cast, name))
    Skp.objects.update(penilai=cast.hendrika)
    client = sign_in(cast.hendrika)
    client.get(reverse("planning:team"))
    with django_assert_num_queries(17):
        client.get(reverse("planning:team"))
