"""The pulse: asked, sealed, counted once; nothing joins an answer to a person, no difference tells."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.http import Http404
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kasuari.audit.models import AuditEntry
from kasuari.feedback import sealing
from kasuari.foundation.refusals import Invalid, NotAllowed, Refusal, Stale
from kasuari.organisation.models import Pegawai
from kasuari.surveys import operations, queries
from kasuari.surveys.butir_denyut import BUTIR
from kasuari.surveys.models import AmplopDenyut, Denyut, HasilDenyut, UndanganDenyut
from kasuari.surveys.penghitungan import count
from kasuari.surveys.tasks.denyut import close_overdue_waves
from tests.cast import NOW, TODAY, Cast
from tests.surveys.acts import answered_pulse, open_wave, planned_wave

SignIn = Callable[[Pegawai], Client]
pytestmark = pytest.mark.django_db
A, B, C = "0000001.", "0000001.0000002.", "0000001.0000003."


def values(step: int, **other: int) -> list[int]:
    return [other.get(item.kode, step) for item in BUTIR]


def test_a_unit_below_the_threshold_is_not_shown_and_not_left_over_by_a_difference() -> None:
    shown = count([(B, values(4))] * 6 + [(C, values(2))] * 3, ambang=5)
    assert set(shown) == {A}  # B with A would tell the three of C
    assert shown[A]["jawaban"] == 9
    assert shown[A]["butir"]["M1"]["m"] == "3.3"
    assert set(count([(B, values(4))] * 6 + [(C, values(2))] * 5, ambang=5)) == {A, B, C}
    assert count([(B, values(4))] * 4, ambang=5) == {}


def test_cannot_say_makes_an_item_smaller_and_the_difference_is_looked_at_for_each_item() -> None:
    answers = [(B, values(4, T1=2))] * 6 + [(C, values(2, T1=4))] * 2 + [(C, values(2, T1=0))] * 3
    shown = count(answers, ambang=5)
    assert set(shown) == {A, B, C}
    assert "T1" not in shown[C]["butir"]
    assert ("T1" in shown[A]["butir"]) != ("T1" in shown[B]["butir"])  # never both: two answers are left over
    assert "T" not in shown[C]["skala"]


def test_a_reversed_item_counts_the_other_way_about_and_unanimous_answers_stay_open() -> None:
    shown = count([(B, values(5, F4R=1))] * 6, ambang=5)
    assert shown[B]["butir"]["M1"] == {"m": "4.8", "e": 1}
    assert shown[B]["butir"]["F4R"] == {"m": "1.2", "e": -1}
    assert shown[B]["skala"]["F"] == "4.8"


def test_three_waves_a_year_and_no_more(cast: Cast) -> None:
    for month in (2, 5, 8):
        planned_wave(
            cast, nama=f"Denyut {month}", start_date=date(2026, month, 1), last_date=date(2026, month, 9)
        )
    with pytest.raises(Invalid) as refused:
        planned_wave(cast, nama="Satu lagi")
    assert [problem.path for problem in refused.value.problems] == ["start_date"]
    planned_wave(cast, nama="Tahun depan", start_date=date(2027, 2, 1), last_date=date(2027, 2, 9))
    with pytest.raises(Invalid):
        planned_wave(cast, nama="Ambang", start_date=date(2027, 5, 1), last_date=date(2027, 5, 9), ambang=4)


def test_an_answer_is_sealed_counts_once_and_leaves_no_trace(cast: Cast) -> None:
    denyut = open_wave(cast)
    before = AuditEntry.objects.count()
    assert answered_pulse(cast, denyut, cast.yohana) is True
    assert answered_pulse(cast, denyut, cast.yohana) is False
    assert AuditEntry.objects.count() == before
    assert AmplopDenyut.objects.count() == 1
    assert len(bytes(AmplopDenyut.objects.get().isi)) == denyut.panjang + 28
    names = {field.name for model in (UndanganDenyut, AmplopDenyut) for field in model._meta.get_fields()}
    assert not {name for name in names if name.endswith(("_at", "_date"))}
    assert "pegawai" not in {field.name for field in AmplopDenyut._meta.get_fields()}


def test_nobody_answers_for_another_and_nothing_after_the_last_day(cast: Cast) -> None:
    denyut = open_wave(cast)
    theirs = UndanganDenyut.objects.get(denyut=denyut, pegawai=cast.markus)
    given: dict[str, Any] = {"denyut": denyut, "nilai": {item.kode: 3 for item in BUTIR}}
    with pytest.raises(NotAllowed):
        operations.answer_pulse(undangan=theirs, by=cast.actor(cast.yohana), at=NOW, **given)
    with pytest.raises(Refusal) as late:
        operations.answer_pulse(
            undangan=theirs, by=cast.actor(cast.markus), at=NOW.replace(month=7, day=20), **given
        )
    assert late.value.code == "denyut.closed"
    with pytest.raises(Invalid) as refused:
        operations.answer_pulse(
            denyut=denyut, undangan=theirs, nilai={"M1": 6}, by=cast.actor(cast.markus), at=NOW
        )
    assert len(refused.value.problems) == len(BUTIR)


def test_a_closed_wave_keeps_what_may_be_shown_and_destroys_the_key(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    denyut = open_wave(cast)
    for person in (cast.yohana, cast.markus, cast.hendrika, cast.stefanus, cast.rosa, cast.paulus):
        answered_pulse(cast, denyut, person, step=4)
    for person in (cast.yohana, cast.andreas):
        with pytest.raises(NotAllowed):
            operations.close_pulse(denyut=denyut, version=1, by=cast.actor(person), at=NOW)
    with pytest.raises(Stale):
        operations.close_pulse(denyut=denyut, version=9, by=cast.actor(cast.lusia), at=NOW)
    with django_capture_on_commit_callbacks(execute=True):
        done = operations.close_pulse(denyut=denyut, version=1, by=cast.actor(cast.lusia), at=NOW)
    assert (done.state, done.jawaban) == ("ditutup", 6)
    assert not AmplopDenyut.objects.exists()
    with pytest.raises(sealing.KeyGone):
        sealing.seal_of(denyut.kunci, length=denyut.panjang)
    shown = HasilDenyut.objects.filter(denyut=denyut).values_list("unit_id", flat=True)
    assert set(shown) <= {cast.provinsi.pk, cast.dinkes.pk}  # three and two in the puskesmas are too few
    found = queries.pulse_by_unit(
        [cast.provinsi.pk, cast.dinkes.pk, cast.puskesmas.pk],
        start_date=date(2026, 1, 1),
        last_date=date(2026, 12, 31),
    )
    assert cast.puskesmas.pk not in found
    assert next(iter(found.values()))[0][2]["M"] == Decimal("4.0")
    with pytest.raises(Http404):
        queries.wave_for(cast.actor(cast.yohana), denyut.pk)


def test_a_wave_closes_by_itself_after_its_last_day(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    from kasuari.foundation import clock

    denyut = open_wave(cast)
    assert close_overdue_waves.call() == 0
    monkeypatch.setattr(clock, "now", lambda: NOW.replace(month=8))
    assert close_overdue_waves.call() == 1
    assert Denyut.objects.get(pk=denyut.pk).state == "ditutup"


def test_the_page_asks_keeps_what_was_chosen_and_thanks(cast: Cast, sign_in: SignIn) -> None:
    open_wave(cast)
    browser, page = sign_in(cast.yohana), reverse("surveys:pulse")
    assert browser.get(page).content.decode().count("<fieldset") == 12
    wrong = browser.post(page, {"M1": "4"})
    assert wrong.status_code == 422
    assert wrong.content.decode().count("ask--error") == 11
    assert wrong.content.decode().count(" checked") == 1
    assert browser.post(page, {item.kode: "4" for item in BUTIR}).status_code == 302
    assert "Anda sudah menjawab" in browser.get(page).content.decode()
    assert "Jawab denyut" not in browser.get(reverse("home")).content.decode()
    assert "Jawab denyut" in sign_in(cast.markus).get(reverse("home")).content.decode()


@pytest.mark.parametrize("units", [1, 3])
def test_the_results_cost_the_same_for_one_and_for_three_units(cast: Cast, units: int) -> None:
    denyut = open_wave(cast)
    isi = {"jawaban": 9, "butir": {}, "skala": {"M": "4.0"}}
    for unit in (cast.provinsi, cast.dinkes, cast.puskesmas)[:units]:
        HasilDenyut.objects.create(denyut=denyut, unit=unit, isi=isi)
    with CaptureQueriesContext(connection) as caught:
        rows = queries.results_of(denyut)
    assert (len(rows), len(caught)) == (units, 2)
    assert rows[0].trend["M"] == [(date(2026, 6, 30), Decimal("4.0"))]
    assert queries.invitation_of(cast.yohana.pk, on=TODAY) is not None
