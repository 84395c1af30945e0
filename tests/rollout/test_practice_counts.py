"""Familiarisation in the evaluation: everything works, and nothing of it counts or is watched."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kasuari.evaluation import queries
from kasuari.evaluation.queries import Hal
from kasuari.organisation.models import Pegawai
from kasuari.rollout import operations
from kasuari.rollout.models import Gelombang
from tests.cast import NOW, Cast
from tests.evaluation.acts import deliver, give_capaian, rate, sign
from tests.evaluation.test_keberatan import decide, explain, object_to
from tests.planning_builder import set_skp_for
from tests.rollout.acts import wave

pytestmark = pytest.mark.django_db

SignIn = Callable[[Pegawai], Client]
JULY = date(2026, 7, 2)


def practising(cast: Cast) -> Gelombang:
    made = wave(cast, cast.puskesmas)
    operations.begin_practice(gelombang=made, version=0, by=cast.actor(cast.lusia), at=NOW)
    made.refresh_from_db()
    return made


def todo(cast: Cast, on: date = JULY) -> queries.Checklist:
    return queries.checklist(cast.triwulan(2), calendar=queries.fair_calendar(cast.instansi), on=on)


def test_a_period_is_closed_without_those_who_practise(
    cast: Cast, sign_in: SignIn, django_assert_num_queries: Any
) -> None:
    give_capaian(cast)
    give_capaian(cast, unit=cast.puskesmas_lain)
    practising(cast)
    deliver(cast, sign(cast, rate(cast, set_skp_for(cast, cast.yohana, cast.hendrika, atasan=cast.paulus))))
    set_skp_for(cast, cast.markus, cast.hendrika)
    real = sign(
        cast,
        rate(cast, set_skp_for(cast, cast.rosa, cast.stefanus, atasan=cast.paulus), by=cast.stefanus),
        by=cast.stefanus,
    )
    calendar = queries.fair_calendar(cast.instansi)
    with django_assert_num_queries(8):
        found = queries.checklist(cast.triwulan(2), calendar=calendar, on=JULY)
    assert (found.total, found.signed, found.practising) == (1, 1, 2)
    assert {hal for hal, count in found.counts.items() if count} == {Hal.BELUM_DISAMPAIKAN}  # Rosa's
    for hal in (Hal.BELUM_DITANDATANGANI, Hal.BELUM_DITERIMA, Hal.MASA_KEBERATAN):
        assert list(queries.open_rows(hal, cast.triwulan(2), calendar=calendar, on=JULY)) == []
    counts, _sidik = queries.figures(cast.triwulan(2))
    assert counts == {real.predikat: 1}
    asked = {"periode": cast.triwulan(2).pk}
    page = sign_in(cast.lusia).get(reverse("evaluation:closing"), asked).content.decode()
    assert "2 orang di unit yang masih dalam masa pengenalan tidak ikut dihitung" in page


def test_after_the_familiarisation_everybody_counts_again(cast: Cast) -> None:
    give_capaian(cast)
    made = practising(cast)
    signed = sign(cast, rate(cast, set_skp_for(cast, cast.yohana, cast.hendrika)))
    set_skp_for(cast, cast.markus, cast.hendrika)
    operations.end_practice(
        gelombang=made, version=made.version, by=cast.actor(cast.lusia), at=NOW + timedelta(days=1)
    )
    found = todo(cast)
    # Markus is to be evaluated in earnest; what was signed in practice stays practice.
    assert (found.total, found.signed, found.practising) == (1, 0, 0)
    assert found.counts[Hal.BELUM_DITANDATANGANI] == 1
    assert queries.figures(signed.periode_evaluasi)[0] == {}


def test_an_objection_in_practice_is_not_watched(cast: Cast) -> None:
    give_capaian(cast)
    skp = set_skp_for(cast, cast.yohana, cast.hendrika, atasan=cast.paulus)
    practising(cast)
    sent = deliver(cast, sign(cast, rate(cast, skp, rating_perilaku_kerja="dibawah")))
    decide(cast, explain(cast, object_to(cast, sent)))
    assert queries.aftermath(cast.actor(cast.agus), on=JULY) == []
    Gelombang.objects.update(
        pengenalan_start_at=NOW - timedelta(days=9), pengenalan_end_at=NOW - timedelta(days=2)
    )
    assert len(queries.aftermath(cast.actor(cast.agus), on=JULY)) == 1
