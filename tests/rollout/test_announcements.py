"""Announcements: for whom they are, who has read them, and what may be known of that; the gate on home."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import translation

from kasuari.accounts.models import Notice
from kasuari.audit.models import AuditEntry
from kasuari.foundation.refusals import Invalid, NotAllowed, Stale
from kasuari.learning import operations as learning
from kasuari.organisation.models import Pegawai
from kasuari.rollout import operations, queries
from kasuari.rollout.models import Pengumuman, TandaBaca
from kasuari.site.web.views import tasks_for, waiting_for
from tests.cast import NOW, TODAY, Cast
from tests.rollout.acts import crew, do_without, wave

SignIn = Callable[[Pegawai], Client]
pytestmark = pytest.mark.django_db


def announced(cast: Cast, sasaran: str = "semua", **given: Any) -> Pengumuman:
    values = {"judul": "Pelatihan", "teks": "Senin di aula.", "last_date": TODAY + timedelta(days=7)} | given
    by = cast.actor(cast.lusia)
    return operations.announce(instansi=cast.instansi, sasaran=sasaran, by=by, at=NOW, **values)


def waits_for(cast: Cast, person: Pegawai) -> list[str]:
    actor = cast.actor(person)
    return [str(task.item.title) for task in tasks_for(actor, on=TODAY, waiting=waiting_for(actor, on=TODAY))]


def test_each_audience_sees_its_own_on_home_until_it_is_read(cast: Cast) -> None:
    learning.name_champion(
        unit=cast.puskesmas, pegawai=cast.markus, start_date=TODAY, by=cast.actor(cast.lusia), at=NOW
    )
    announced(cast, judul="Untuk semua")
    announced(cast, "unit", unit=cast.dinkes, judul="Untuk dinas")
    announced(cast, "gelombang", gelombang=wave(cast, cast.puskesmas), judul="Untuk gelombang")
    announced(cast, "peran", peran="pimpinan", judul="Untuk pimpinan")
    announced(cast, "peran", peran="pendamping", judul="Untuk pendamping")
    announced(cast, "peran", peran="kepegawaian", judul="Untuk kepegawaian")
    told = {
        cast.yohana: {"semua", "dinas", "gelombang"},
        cast.markus: {"semua", "dinas", "gelombang", "pendamping"},
        cast.hendrika: {"semua", "dinas", "gelombang", "pimpinan"},
        cast.rosa: {"semua", "dinas"},
        cast.lusia: {"semua", "kepegawaian"},
        cast.agus: {"semua"},
    }
    for person, wanted in told.items():
        seen = {
            title.removeprefix("Untuk ") for title in waits_for(cast, person) if title.startswith("Untuk")
        }
        assert seen == wanted, person.nama
    item = Pengumuman.objects.get(judul="Untuk gelombang")
    by = cast.actor(cast.yohana)
    assert operations.mark_read(pengumuman=item, by=by, at=NOW) is True
    assert operations.mark_read(pengumuman=item, by=by, at=NOW) is False
    assert AuditEntry.objects.filter(kind="rollout.announcement_read").count() == 1
    assert "Untuk gelombang" not in waits_for(cast, cast.yohana)
    with pytest.raises(NotAllowed) as refusal:
        operations.mark_read(pengumuman=item, by=cast.actor(cast.lusia), at=NOW)
    assert refusal.value.code == "rollout.not_addressed"
    with pytest.raises(Http404):
        queries.announcement_for(cast.actor(cast.rosa), item.pk)
    later = cast.actor(cast.rosa, on=TODAY + timedelta(days=8))
    assert not [
        task
        for task in tasks_for(later, on=later.on, waiting=waiting_for(later, on=later.on))
        if str(task.item.title).startswith("Untuk")
    ]


def test_an_announcement_costs_home_no_query_until_it_waits(
    cast: Cast, sign_in: SignIn, django_assert_num_queries: Any
) -> None:
    item = announced(cast, "unit", unit=cast.puskesmas_lain)
    client = sign_in(cast.yohana)
    client.get("/")
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(
        connection,
    ) as before:
        client.get("/")
    Pengumuman.objects.filter(pk=item.pk).update(unit=cast.puskesmas)
    with django_assert_num_queries(len(before) + 1):
        assert "Pelatihan" in client.get("/").content.decode()
    for number in range(2):
        announced(cast, judul=f"Lagi {number}")
    with django_assert_num_queries(len(before) + 1):
        assert "Lagi 1" in client.get("/").content.decode()


def test_numbers_by_unit_for_those_who_oversee_and_names_for_whoever_tells_them(cast: Cast) -> None:
    people = crew(cast, cast.puskesmas, 4)
    item = announced(cast, "unit", unit=cast.dinkes)
    operations.mark_read(pengumuman=item, by=cast.actor(cast.yohana), at=NOW)

    def seen(person: Pegawai) -> list[tuple[str, int, int, tuple[str, ...]]]:
        rows = queries.receipts_of(item, cast.actor(person), on=TODAY)
        return [(row.nama, row.people, row.read, row.names) for row in rows]

    # Three in the dinas and the other puskesmas are too few to be shown, also together.
    assert seen(cast.lusia) == [("Puskesmas Perbatasan Sota Indah", 7, 1, ())]
    assert seen(cast.yohana) == []
    everybody = announced(cast)
    own = queries.receipts_of(everybody, cast.actor(cast.hendrika), on=TODAY)
    assert [(row.nama, row.people) for row in own] == [("Puskesmas Perbatasan Sota Indah", 7)]
    (sota,) = seen(cast.hendrika)
    assert sota[1:3] == (7, 1)
    assert "Markus Ndiken" in sota[3]
    assert "Yohana Basik-Basik" not in sota[3]
    assert people[0].nama in sota[3]
    (wasur,) = seen(cast.stefanus)
    assert wasur[0] == "Puskesmas Wasur Permai"
    assert wasur[1] == 2


def test_a_withdrawn_announcement_leaves_home_and_its_readers_are_told(
    cast: Cast, sign_in: SignIn, django_capture_on_commit_callbacks: Any
) -> None:
    item = announced(cast)
    operations.mark_read(pengumuman=item, by=cast.actor(cast.yohana), at=NOW)
    given: dict[str, Any] = {"pengumuman": item, "by": cast.actor(cast.andreas), "at": NOW}
    with pytest.raises(NotAllowed):
        operations.withdraw_announcement(**given | {"by": cast.actor(cast.paulus)}, alasan="Keliru")
    with pytest.raises(Invalid):
        operations.withdraw_announcement(alasan=" ", **given)
    with django_capture_on_commit_callbacks(execute=True):
        operations.withdraw_announcement(alasan="Jadwalnya berubah.", **given)
    with pytest.raises(Stale):
        operations.withdraw_announcement(alasan="Jadwalnya berubah.", **given)
    told = Notice.objects.filter(kind="rollout.announcement_withdrawn")
    assert [notice.user for notice in told] == [cast.yohana.user]
    assert "Pelatihan" not in waits_for(cast, cast.markus)
    page = sign_in(cast.markus).get(reverse("rollout:announcement", args=[item.pk])).content.decode()
    assert "Jadwalnya berubah." in page
    assert "Sudah saya baca" not in page
    with pytest.raises(Invalid) as refusal:
        operations.mark_read(pengumuman=item, by=cast.actor(cast.markus), at=NOW)
    assert refusal.value.code == "rollout.withdrawn"


def test_the_page_says_what_is_missing_and_speaks_english(cast: Cast, sign_in: SignIn) -> None:
    clerk = sign_in(cast.lusia)
    sent = {"judul": "Pelatihan", "teks": "Senin", "sasaran": "unit", "last_date": "2026-06-01"}
    answer = clerk.post(reverse("rollout:announce"), sent)
    assert answer.status_code == 422
    for words in ("Pilih unitnya.", "Pilih hari ini atau sesudahnya."):
        assert words in answer.content.decode()
    assert not Pengumuman.objects.exists()
    sent |= {"unit": str(cast.puskesmas.pk), "last_date": "2026-06-30"}
    assert clerk.post(reverse("rollout:announce"), sent).status_code == 302
    assert clerk.post(reverse("rollout:announce"), sent).status_code == 302
    made = Pengumuman.objects.get()
    assert (made.unit, made.last_date) == (cast.puskesmas, date(2026, 6, 30))
    yohana, path = sign_in(cast.yohana), reverse("rollout:announcement", args=[made.pk])
    with translation.override("en"):
        yohana.cookies["django_language"] = "en"
        assert "I have read it" in yohana.get(path).content.decode()
    assert yohana.post(reverse("rollout:mark_read", args=[made.pk])).status_code == 302
    assert TandaBaca.objects.get().pegawai == cast.yohana


def test_an_announcement_stays_a_fortnight_unless_said_otherwise(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in(cast.lusia).get(reverse("rollout:announcements")).content.decode()
    assert f'name="last_date" value="{TODAY + timedelta(days=14):%Y-%m-%d}"' in page


def test_a_gate_that_waits_for_a_signature_stands_on_home(cast: Cast) -> None:
    prepared = wave(cast, cast.puskesmas)
    do_without(cast, prepared)
    found = operations.propose_decision(
        gelombang=prepared, putusan="lanjut", by=cast.actor(cast.lusia), at=NOW
    )
    words = "Tanda tangani keputusan Gelombang 1"
    assert words in waits_for(cast, cast.hendrika)
    assert words in waits_for(cast, cast.andreas)
    assert words not in waits_for(cast, cast.yohana)
    operations.sign_decision(keputusan=found, by=cast.actor(cast.hendrika), at=NOW)
    assert words not in waits_for(cast, cast.hendrika)
    operations.propose_decision(
        gelombang=prepared, putusan="tunda", alasan="Sinyal.", by=cast.actor(cast.lusia), at=NOW
    )
    assert waits_for(cast, cast.andreas).count(words) == 1  # the new one alone
