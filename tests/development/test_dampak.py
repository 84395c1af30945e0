"""Did it help? The arithmetic on invented people whose true change is known, and the level of results."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from datetime import date
from random import Random
from typing import Any, TypeVar

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from kasuari.development.effect import Change, measure
from kasuari.development.models import Pendaftaran
from kasuari.development.queries.dampak import outcome_of
from kasuari.organisation.models import Pegawai
from tests.cast import NOW, Cast
from tests.development.partners import assess, partner, programme, skill
from tests.evaluation.acts import give_capaian, rate, sign
from tests.planning_builder import set_skp_for

Row = TypeVar("Row", bound=Model)
SignIn = Callable[[Pegawai], Client]
APRIL, OCTOBER = NOW.replace(month=4, day=2), NOW.replace(month=10, day=5)


def person(dice: Random, kinds: int, *, more: float) -> Change:
    """Somebody whose chance to close a step depends on the kind of people, and by `more` on the training."""
    kind = dice.randrange(kinds)
    before = 1 + kind % 2
    return Change(kind, before, before - (dice.random() < 0.3 + 0.1 * (kind % 3) + more))


@pytest.mark.parametrize("true", [0.0, 0.3])
@pytest.mark.parametrize(("trained", "others", "kinds"), [(8, 8, 2), (12, 8, 6), (20, 60, 4)])
def test_the_range_holds_the_true_effect_as_often_as_it_says(
    true: float, trained: int, others: int, kinds: int
) -> None:
    dice = Random(20260624)
    found = [
        measure(
            [person(dice, kinds, more=true) for _ in range(trained)],
            [person(dice, kinds, more=0) for _ in range(others)],
        )
        for _ in range(400)
    ]
    known = [effect for effect in found if effect is not None]
    assert sum(effect.mean for effect in known) / len(known) == pytest.approx(true, abs=0.03)
    assert sum(effect.low <= true <= effect.high for effect in known) / len(known) > 0.93
    if not true:
        assert sum(effect.verdict == "helps" for effect in known) / len(known) < 0.05


def test_people_without_anybody_alike_are_left_out_and_counted() -> None:
    trained = [Change("a", 1, 0)] * 5 + [Change("b", 2, 0)] * 3
    effect = measure(trained, [Change("a", 1, 1), Change("a", 1, 0), Change("c", 1, 0)])
    assert effect is not None
    assert (effect.n, effect.controls, effect.unmatched, effect.mean) == (5, 2, 3, 0.5)


def test_whole_steps_leave_a_doubt_even_where_all_moved_alike() -> None:
    effect = measure([Change("a", 1, 0)] * 5, [Change("a", 1, 1)] * 5)
    assert effect is not None
    assert (effect.mean, effect.verdict) == (1.0, "helps")
    assert 0.3 < effect.low < effect.high < 1.7
    assert effect.high - effect.low > 0.5


@pytest.mark.django_db
def test_the_rating_afterwards_is_set_beside_similar_people(cast: Cast, sign_in: SignIn) -> None:
    """Five trained in May rise from below to as expected; two others stay. The second quarter, in which the
    training was, is not looked at."""
    komunikasi = skill(cast)
    program = programme(
        cast, partner(cast), kursi=9, start_date=date(2026, 5, 11), last_date=date(2026, 5, 12), publish=False
    )
    for nomor in (1, 2, 3):
        give_capaian(cast, period=cast.triwulan(nomor))
    post = cast.penugasan(cast.yohana)
    real = set_skp_for(cast, cast.yohana, cast.hendrika, atasan=cast.paulus)
    signed = [
        sign(
            cast,
            rate(cast, real, at=at, periode_evaluasi=cast.triwulan(nomor), rating_hasil_kerja=rating),
            at=at,
        )
        for nomor, at, rating in ((1, APRIL, "dibawah"), (2, NOW, "diatas"), (3, OCTOBER, "sesuai"))
    ]
    for number in range(7):
        pegawai = Pegawai.objects.create(
            instansi=cast.instansi, nip=f"19900101202001{number:04d}", nama=f"Rekan {number}", status="pns"
        )
        held = type(post).objects.create(
            pegawai=pegawai, jabatan=post.jabatan, unit=post.unit, start_date=date(2024, 1, 1)
        )
        for day in (date(2026, 4, 1), date(2026, 6, 15)):
            assess(cast, pegawai, komunikasi, 2, on=day)
        skp = _like(real, pegawai=pegawai, penugasan=held)
        took = number < 5
        for evaluasi in signed:
            rating = evaluasi.rating_hasil_kerja
            if evaluasi.periode_evaluasi == cast.triwulan(3) and not took:
                rating = "dibawah"
            _like(evaluasi, pegawai=pegawai, skp=skp, rating_hasil_kerja=rating)
        if took:
            Pendaftaran.objects.create(program=program, pegawai=pegawai, state="selesai", created_at=NOW)
    type(program).objects.filter(pk=program.pk).update(state="ditutup")
    assert outcome_of(program, on=NOW.date()).result is None
    found = outcome_of(program, on=OCTOBER.date())
    assert found.effect is not None
    assert (found.effect.mean, found.effect.verdict) == (0.0, "unproven")
    assert found.result is not None
    assert (found.result.n, found.result.controls, found.result.mean) == (5, 2, 1.0)
    page = sign_in(cast.yohana).get(reverse("development:programme", args=[program.pk])).content.decode()
    assert "Perlu setidaknya 5 peserta dengan rating hasil kerja" in page


def _like(row: Row, **changes: Any) -> Row:
    """Another row that is the same but for the changes."""
    made = copy(row)
    made.pk, made._state.adding = None, True
    for name, value in changes.items():
        setattr(made, name, value)
    made.save()
    return made


@pytest.mark.django_db
def test_who_took_another_programme_for_it_is_nobody_to_compare_with(cast: Cast) -> None:
    """Five took the one, one took the other and rose; only the two who took nothing stand beside."""
    komunikasi = skill(cast)
    mitra = partner(cast)
    days = {"start_date": date(2026, 5, 11), "last_date": date(2026, 5, 12), "publish": False}
    program, other = programme(cast, mitra, **days), programme(cast, mitra, "P2", **days)
    post = cast.penugasan(cast.yohana)
    for number in range(8):
        pegawai = Pegawai.objects.create(
            instansi=cast.instansi, nip=f"19900101202001{number:04d}", nama=f"Rekan {number}", status="pns"
        )
        _like(post, pegawai=pegawai)
        taken = program if number < 5 else other if number == 5 else None
        assess(cast, pegawai, komunikasi, 2, on=date(2026, 4, 1))
        assess(cast, pegawai, komunikasi, 3 if taken else 2, on=date(2026, 6, 15))
        if taken:
            Pendaftaran.objects.create(program=taken, pegawai=pegawai, state="selesai", created_at=NOW)
    effect = outcome_of(program, on=NOW.date()).effect
    assert effect is not None
    assert (effect.n, effect.controls, effect.similar, effect.mean) == (5, 2, 0.0, 1.0)
