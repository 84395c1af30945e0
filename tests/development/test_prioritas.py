"""The priority of Pasal 31 from the predikat of a closed period to the seat that it moves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from kasuari.development.models import Alokasi
from kasuari.development.operations import alokasi as operations
from kasuari.development.operations import tindak_lanjut as awards
from kasuari.development.queries import alokasi as queries
from kasuari.development.queries import tindak_lanjut as grounds
from kasuari.development.queries.rekomendasi import recommendations_for
from kasuari.evaluation.models import Evaluasi
from kasuari.foundation.refusals import Refusal
from kasuari.organisation.models import Pegawai
from tests.cast import Cast
from tests.development.follow_up import decide, propose
from tests.development.partners import assess, limits, partner, programme, skill
from tests.evaluation.acts import deliver, give_capaian, rate, sign
from tests.evaluation.test_closing import AUGUST, close, received
from tests.planning_builder import set_skp_for

SignIn = Callable[[Pegawai], Client]
pytestmark = pytest.mark.django_db
SEPTEMBER = date(2026, 9, 7)


def closed_result(cast: Cast, pegawai: Pegawai, **ratings: str) -> Evaluasi:
    skp = set_skp_for(cast, pegawai, cast.hendrika, atasan=cast.paulus)
    evaluasi = deliver(cast, sign(cast, rate(cast, skp, **ratings)))
    return received(cast, evaluasi) if pegawai == cast.yohana else evaluasi


@pytest.fixture
def closed(cast: Cast) -> dict[str, Evaluasi]:
    """Triwulan II is closed: Markus is Sangat Baik, Yohana Butuh Perbaikan. Both lack one step of the one
    seat's competency, and Yohana came first."""
    give_capaian(cast)
    found = {
        "yohana": closed_result(cast, cast.yohana, rating_hasil_kerja="dibawah"),
        "markus": closed_result(cast, cast.markus, rating_hasil_kerja="diatas"),
    }
    held = close(cast, alasan="Markus sedang bertugas di kampung dan menerima hasilnya nanti.")
    assert held.state == "ditutup"
    komunikasi = skill(cast)
    for person in (cast.yohana, cast.markus):
        assess(cast, person, komunikasi, 2)
    programme(cast, partner(cast), kursi=1, start_date=SEPTEMBER, last_date=SEPTEMBER)
    return found


def allocate(cast: Cast, **changes: Any) -> Alokasi:
    made = operations.ask_allocation(
        instansi=cast.instansi,
        nama="Semester II",
        batasan=limits(first=AUGUST.date(), **changes),
        by=cast.actor(cast.lusia, on=AUGUST.date()),
        at=AUGUST,
    )
    operations.compute_allocation(alokasi_id=made.pk, at=AUGUST, progress=lambda done, total: None)
    made.refresh_from_db()
    return made


def test_a_predikat_of_a_closed_period_moves_the_seat_and_says_so(
    cast: Cast, closed: dict[str, Evaluasi], sign_in: SignIn
) -> None:
    august = {"at": AUGUST, "by": cast.actor(cast.hendrika, on=AUGUST.date())}
    before = allocate(cast)
    assert queries.chosen_in(before).get().pegawai == cast.yohana
    with pytest.raises(Refusal) as not_yet:
        propose(cast, grounds.result_to_award(august["by"], closed["yohana"].pk), **august)
    assert not_yet.value.code == "development.award_not_yet"

    result = grounds.result_to_award(august["by"], closed["markus"].pk)
    usulan = propose(cast, result, **august)
    assert queries.chosen_in(allocate(cast)).get().pegawai == cast.yohana  # proposed only
    decide(cast, usulan, by=cast.actor(cast.andreas, on=AUGUST.date()), at=AUGUST)

    made = allocate(cast)
    place = queries.chosen_in(made).get()
    assert (place.pegawai, place.prioritas, place.nilai) == (cast.markus, True, Decimal("0.6"))
    (other,) = queries.without_place(made)
    assert (other.pegawai, other.prioritas, other.nilai) == (cast.yohana, False, Decimal("0.5"))
    (item,) = recommendations_for(cast.actor(cast.markus), cast.markus.pk, on=AUGUST.date()).items
    assert "Didahulukan: prioritas pengembangan kompetensi (Pasal 31)." in [
        reason.text for reason in item.offers[0].reasons
    ]
    page = sign_in(cast.lusia).get(reverse("development:allocation", args=[made.pk])).content
    (row,) = (li for li in BeautifulSoup(page, "html.parser").select("main li") if "Ndiken" in li.get_text())
    assert "prioritas Pasal 31" in row.get_text()

    operations.approve_allocation(
        alokasi=made, version=made.version, by=cast.actor(cast.andreas, on=AUGUST.date()), at=AUGUST
    )
    why = reverse("development:allocation_why", args=[made.pk, cast.yohana.pk])
    told = sign_in(cast.yohana).get(why).content.decode()
    assert "prioritas Pasal 31" in told
    assert "Ndiken" not in told


def test_a_priority_ends_with_its_predikat(cast: Cast, closed: dict[str, Evaluasi]) -> None:
    """Revoked after an objection, or past its last day, it weighs nothing."""
    by, official = (cast.actor(person, on=AUGUST.date()) for person in (cast.hendrika, cast.andreas))
    usulan = propose(cast, grounds.result_to_award(by, closed["markus"].pk), by=by, at=AUGUST)
    decide(cast, usulan, by=official, at=AUGUST, sampai=date(2026, 8, 31))
    assert queries.chosen_in(allocate(cast)).get().pegawai == cast.markus
    later = operations.Pairs.of(cast.instansi.pk, limits(first=date(2026, 9, 1)), on=date(2026, 9, 1))
    assert {pair.value for pair in later.pairs} == {Decimal("0.5")}
    awards.revoke_award(
        usulan=usulan, alasan="Predikatnya berubah.", version=usulan.version, by=official, at=AUGUST
    )
    assert queries.chosen_in(allocate(cast)).get().pegawai == cast.yohana


def test_without_extra_weight_the_priority_is_not_named_as_the_reason(
    cast: Cast, closed: dict[str, Evaluasi]
) -> None:
    by = cast.actor(cast.hendrika, on=AUGUST.date())
    usulan = propose(cast, grounds.result_to_award(by, closed["markus"].pk), by=by, at=AUGUST)
    decide(cast, usulan, by=cast.actor(cast.andreas, on=AUGUST.date()), at=AUGUST)
    made = allocate(cast, prioritas=Decimal(0))
    assert {row.nilai for row in made.usulan.all()} == {Decimal("0.5")}
    without = queries.without_place(made).get()
    _place, (why,) = queries.why_not(made, without.pegawai_id)
    assert "Pasal 31" not in why.reason
