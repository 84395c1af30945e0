"""Two clerks at once and the last seat, with real transactions on either engine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections

from kasuari.development.models import Pendaftaran, ProgramPelatihan
from kasuari.development.operations import pendaftaran as operations
from kasuari.foundation.refusals import Refusal
from tests.cast import NOW, Cast, build_cast
from tests.development.partners import enrol, partner, programme, skill
from tests.security.test_concurrency import together


@pytest.fixture
def committed(transactional_db: None) -> Iterator[Cast]:
    """The cast in the database itself, so that several connections see it."""
    yield build_cast()
    connections.close_all()


@pytest.mark.concurrency
def test_clerks_at_once_never_pass_the_number_of_seats(committed: Cast) -> None:
    cast = committed
    skill(cast)
    program = programme(cast, partner(cast), kursi=2)
    people = (cast.yohana, cast.markus, cast.rosa, cast.stefanus)
    rows = [enrol(cast, program, person).pk for person in people]
    clerk = cast.actor(cast.lusia)

    def approve(number: int) -> str:
        row = Pendaftaran.objects.select_related("program__mitra", "pegawai").get(pk=rows[number])
        try:
            operations.approve_enrolment(pendaftaran=row, version=row.version, by=clerk, at=NOW)
        except Refusal as refusal:
            return refusal.code
        return "seat"

    answers: list[Any] = together(approve)
    assert sorted(answers) == ["development.seats_full", "development.seats_full", "seat", "seat"]
    assert ProgramPelatihan.objects.get().terisi == 2
    assert Pendaftaran.objects.filter(state="disetujui").count() == 2
