"""A round at its edges: nobody answers, and a rater whose account is closed after answering."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from kasuari.accounts.models import User
from kasuari.audit.models import AuditEntry
from kasuari.feedback.models import PesertaPutaran
from tests.cast import Cast
from tests.feedback import rounds
from tests.feedback.rounds import Said

pytestmark = pytest.mark.django_db


def test_a_round_that_nobody_answered_says_so_and_is_released(cast: Cast, sign_in: Any) -> None:
    rounds.staff(cast, cast.puskesmas)
    putaran = rounds.release(cast, rounds.counted(cast, rounds.opened(cast)))
    assert AuditEntry.objects.get(kind="feedback.putaran_counted").data["jawaban"] == 0
    mine = PesertaPutaran.objects.get(putaran=putaran, pegawai=cast.yohana)
    page = sign_in(cast.yohana).get(reverse("feedback:profil_satu", args=[mine.pk]))
    assert page.status_code == 200
    assert "Belum cukup jawaban untuk berkata banyak" in page.content.decode()


def test_the_answers_of_a_rater_who_is_disabled_afterwards_still_count(cast: Cast) -> None:
    rounds.staff(cast, cast.puskesmas)
    putaran = rounds.opened(cast)
    mine = rounds.tasks(putaran, state="menunggu", pengisi=cast.markus)
    for tugas in mine:
        rounds.answer(cast, tugas, Said(3))
    User.objects.filter(pk=cast.markus.user_id).update(is_active=False)
    rounds.counted(cast, putaran)
    assert mine
    assert AuditEntry.objects.get(kind="feedback.putaran_counted").data["jawaban"] == len(mine)
