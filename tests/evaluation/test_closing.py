"""Closing a period: exceptions first, everything computed again, opened only by two people for some days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from kasuari.audit.models import AuditEntry
from kasuari.evaluation import operations, queries
from kasuari.evaluation.models import Evaluasi, Penutupan
from kasuari.evaluation.queries import Hal
from kasuari.foundation.access import Actor
from kasuari.foundation.presence import Presence
from kasuari.foundation.refusals import Invalid, NotAllowed, Stale
from kasuari.foundation.states import StateRefusal
from kasuari.organisation.models import Pegawai
from tests.cast import NOW, TODAY, Cast
from tests.evaluation.acts import deliver, give_capaian, rate, sign
from tests.evaluation.closings import AGAIN, REASON
from tests.evaluation.test_clocks import outage
from tests.evaluation.test_keberatan import decide, explain, object_to
from tests.evaluation.test_keberatan_pages import command
from tests.planning_builder import set_skp_for

__all__ = ["command"]  # a fixture
SignIn = Callable[[Pegawai], Client]
AUGUST = NOW.replace(month=8, day=3)


def evaluated(cast: Cast, pegawai: Pegawai | None = None) -> Evaluasi:
    skp = set_skp_for(cast, pegawai or cast.yohana, cast.hendrika, atasan=cast.paulus)
    return deliver(cast, sign(cast, rate(cast, skp)))


def received(cast: Cast, evaluasi: Evaluasi) -> Evaluasi:
    return operations.acknowledge_evaluasi(
        evaluasi=evaluasi,
        version=evaluasi.version,
        tanggapan="setuju",
        teks="",
        by=cast.actor(cast.yohana),
        at=NOW,
    )


def close(cast: Cast, at: datetime = AUGUST, by: Pegawai | None = None, **changes: Any) -> Penutupan:
    given: dict[str, Any] = {"periode_evaluasi": cast.triwulan(2), "alasan": "", "version": 0}
    return operations.close_period(**(given | changes), by=cast.actor(by or cast.lusia, on=at.date()), at=at)


def reopened(cast: Cast, held: Penutupan, hari: int = 3) -> Penutupan:
    clerk, official = (cast.actor(person, on=AUGUST.date()) for person in (cast.lusia, cast.andreas))
    asked = operations.propose_reopening(
        penutupan=held, alasan=AGAIN, hari=hari, version=held.version, by=clerk, at=AUGUST
    )
    return operations.approve_reopening(penutupan=asked, version=asked.version, by=official, at=AUGUST)


@pytest.fixture
def over(cast: Cast) -> Evaluasi:
    """Triwulan II with one evaluation, received; in August nothing is open any more."""
    give_capaian(cast)
    return received(cast, evaluated(cast))


def open_of(cast: Cast, on: date) -> dict[str, int]:
    period = cast.triwulan(2)
    calendar = queries.fair_calendar(cast.instansi)
    todo = queries.checklist(period, calendar=calendar, on=on)
    return {hal.value: count for hal, count in todo.counts.items() if count}


def test_the_checklist_counts_what_is_open_and_whose_right_still_runs(cast: Cast) -> None:
    give_capaian(cast)
    evaluated(cast)
    set_skp_for(cast, cast.markus, cast.hendrika, atasan=cast.paulus)
    set_skp_for(cast, cast.rosa, cast.stefanus, state="draf")
    assert open_of(cast, TODAY) == {
        "jendela": 1,
        "masa_keberatan": 1,
        "belum_diterima": 1,
        "belum_ditandatangani": 1,
        "skp_belum_ditetapkan": 1,
    }
    assert open_of(cast, AUGUST.date()) == {
        "belum_diterima": 1,
        "belum_ditandatangani": 1,
        "skp_belum_ditetapkan": 1,
    }


def test_who_went_on_to_another_skp_is_not_left_unsigned(cast: Cast) -> None:
    """Lampiran BAB IV A.13.a, p. 91: evaluated by the new penilai."""
    set_skp_for(cast, cast.yohana, cast.hendrika, last_date=date(2026, 5, 31))
    assert open_of(cast, AUGUST.date()) == {"belum_ditandatangani": 1}
    post = cast.penugasan(cast.yohana)
    post.pk, post.start_date, post.unit = None, date(2026, 6, 1), cast.puskesmas_lain
    post.save()
    set_skp_for(cast, cast.yohana, cast.stefanus, penugasan=post, start_date=date(2026, 6, 1))
    assert open_of(cast, AUGUST.date()) == {"belum_ditandatangani": 1}
    rows = queries.open_rows(
        Hal.BELUM_DITANDATANGANI,
        cast.triwulan(2),
        calendar=queries.fair_calendar(cast.instansi),
        on=AUGUST.date(),
    )
    assert [row.start_date for row in rows] == [date(2026, 6, 1)]


def test_a_right_that_runs_keeps_the_period_open_whatever_the_reason(cast: Cast) -> None:
    give_capaian(cast)
    evaluated(cast)
    with pytest.raises(Invalid) as refused:
        close(cast, at=NOW, alasan=REASON)
    assert refused.value.code == "evaluation.closing_blocked"
    assert [item.code for item in refused.value.problems] == [
        "evaluation.closing_jendela",
        "evaluation.closing_masa_keberatan",
    ]
    assert not Penutupan.objects.exists()


def test_what_is_left_undone_needs_a_reason(cast: Cast, over: Evaluasi) -> None:
    set_skp_for(cast, cast.markus, cast.hendrika, atasan=cast.paulus)
    with pytest.raises(Invalid) as refused:
        close(cast)
    assert refused.value.problems[0].path == "alasan"
    held = close(cast, alasan=REASON)
    assert held.angka == {
        "total": 2,
        "signed": 1,
        "predikat": {"baik": 1},
        "terbuka": {"belum_ditandatangani": 1},
    }
    entry = AuditEntry.objects.latest("pk")
    assert (entry.kind, entry.object_type, entry.object_id) == (
        "evaluation.period_closed",
        "evaluation.penutupan",
        held.pk,
    )
    assert entry.data == {
        "periode_evaluasi_id": cast.triwulan(2).pk,
        "period": "Triwulan II 2026",
        "open_count": 1,
        "alasan": REASON,
        "sidik": held.sidik,
        "again": False,
    }


def test_a_stored_predikat_that_differs_keeps_the_period_open(cast: Cast, over: Evaluasi) -> None:
    Evaluasi.objects.update(predikat_berlaku="sangat_baik")  # without a decision on an objection
    with pytest.raises(Invalid) as refused:
        close(cast)
    assert refused.value.code == "evaluation.closing_differs"
    assert "sangat_baik" in str(refused.value.problems[0].message)


def test_nothing_in_a_closed_period_is_rated_signed_or_set(cast: Cast, over: Evaluasi) -> None:
    other = set_skp_for(cast, cast.markus, cast.hendrika, atasan=cast.paulus)
    draft = rate(cast, other)
    close(cast, alasan=REASON)
    later = AUGUST + timedelta(days=1)
    boss = cast.actor(cast.paulus, on=later.date())
    for act in (
        lambda: operations.rate(
            skp=other,
            periode_evaluasi=cast.triwulan(2),
            rating_hasil_kerja="sesuai",
            alasan_hasil_kerja="A",
            rating_perilaku_kerja="sesuai",
            alasan_perilaku_kerja="B",
            rekomendasi="",
            version=draft.version,
            by=boss,
            at=later,
        ),
        lambda: operations.sign_evaluasi(evaluasi=draft, version=draft.version, by=boss, at=later),
        lambda: operations.set_capaian(
            unit=cast.puskesmas,
            periode_evaluasi=cast.triwulan(2),
            level="istimewa",
            dasar="",
            version=1,
            by=cast.actor(cast.lusia, on=later.date()),
            at=later,
        ),
    ):
        with pytest.raises(NotAllowed) as refused:
            act()
        assert refused.value.code == "evaluation.period_closed"


def test_only_the_clerk_closes_and_only_once(cast: Cast, over: Evaluasi) -> None:
    for person in (cast.yohana, cast.paulus, cast.andreas, cast.agus):
        with pytest.raises(NotAllowed):
            close(cast, by=person)
    held = close(cast)
    with pytest.raises(StateRefusal):
        close(cast, version=held.version)
    with pytest.raises(Stale):
        close(cast, version=7, periode_evaluasi=cast.triwulan(1))


def test_two_people_open_it_again_for_some_days(cast: Cast, over: Evaluasi) -> None:
    other = set_skp_for(cast, cast.markus, cast.hendrika, atasan=cast.paulus)
    held = close(cast, alasan=REASON)
    clerk = cast.actor(cast.lusia, on=AUGUST.date())
    asked = operations.propose_reopening(
        penutupan=held, alasan=AGAIN, hari=3, version=held.version, by=clerk, at=AUGUST
    )
    assert queries.period_open(cast.triwulan(2), on=AUGUST.date()).code == "evaluation.period_closed"  # type: ignore[union-attr]
    both = Actor(
        **{
            **{name: getattr(clerk, name) for name in ("user_id", "name", "on", "pegawai_id")},
            "grants": clerk.grants | cast.actor(cast.andreas).grants,
        }
    )
    with pytest.raises(NotAllowed) as refused:
        operations.approve_reopening(penutupan=asked, version=asked.version, by=both, at=AUGUST)
    assert refused.value.code == "evaluation.closing_same_person"
    official = cast.actor(cast.andreas, on=AUGUST.date())
    opened = operations.approve_reopening(penutupan=asked, version=asked.version, by=official, at=AUGUST)
    assert opened.buka_sampai_date == date(2026, 8, 5)
    boss = cast.paulus
    signed = sign(cast, rate(cast, other, by=boss, at=AUGUST), by=boss, at=AUGUST)
    assert signed.state == "ditandatangani"
    assert not queries.period_open(cast.triwulan(2), on=date(2026, 8, 6))
    deliver(cast, signed, by=boss, at=AUGUST)
    system = Actor.system("Kasuari", on=date(2026, 8, 6))
    assert operations.close_again(by=system, at=AUGUST + timedelta(days=2)) == 0
    assert operations.close_again(by=system, at=AUGUST + timedelta(days=3)) == 1
    shut = Penutupan.objects.get()
    assert (shut.state, shut.angka["signed"], shut.sendiri) == ("ditutup", 2, True)
    assert shut.sidik != held.sidik
    assert operations.close_again(by=system, at=AUGUST + timedelta(days=4)) == 0


def test_closing_and_opening_again_wait_on_home_for_who_does_them(cast: Cast, over: Evaluasi) -> None:
    """Lampiran BAB V A.7: reported within 30 working days after the window, until 11 August 2026."""
    on = AUGUST.date()
    home = Presence(queries.may_wait)

    def waits(person: Pegawai) -> list[tuple[str, date | None]]:
        items = queries.work_for(cast.actor(person, on=on), on=on, waiting=home.of(person.pk, on=on))
        return [
            (item.key.rstrip("0123456789"), item.due_date)
            for item in items
            if item.key.startswith(("evaluation.close", "evaluation.reopen"))
        ]

    assert waits(cast.lusia) == [("evaluation.close.", date(2026, 8, 11))]
    assert waits(cast.andreas) == waits(cast.hendrika) == []
    held = close(cast)
    assert waits(cast.lusia) == []
    operations.propose_reopening(
        penutupan=held,
        alasan=AGAIN,
        hari=3,
        version=held.version,
        by=cast.actor(cast.lusia, on=on),
        at=AUGUST,
    )
    assert waits(cast.andreas) == [("evaluation.reopen.", None)]
    assert waits(cast.lusia) == waits(cast.hendrika) == []


def test_a_refused_reopening_leaves_it_closed_and_a_stale_answer_nothing(cast: Cast, over: Evaluasi) -> None:
    held = close(cast)
    clerk, official = (cast.actor(person, on=AUGUST.date()) for person in (cast.lusia, cast.andreas))
    with pytest.raises(Invalid):
        operations.propose_reopening(
            penutupan=held, alasan="singkat", hari=40, version=held.version, by=clerk, at=AUGUST
        )
    asked = operations.propose_reopening(
        penutupan=held, alasan=AGAIN, hari=14, version=held.version, by=clerk, at=AUGUST
    )
    with pytest.raises(Stale):
        operations.approve_reopening(penutupan=asked, version=held.version, by=official, at=AUGUST)
    shut = operations.reject_reopening(penutupan=asked, version=asked.version, by=official, at=AUGUST)
    assert shut.state == "ditutup"
    assert [entry.kind for entry in AuditEntry.objects.order_by("-pk")[:2]] == [
        "evaluation.reopening_rejected",
        "evaluation.reopening_proposed",
    ]


def test_the_database_holds_two_people(cast: Cast, over: Evaluasi) -> None:
    held = reopened(cast, close(cast))
    with pytest.raises(IntegrityError), transaction.atomic():
        Penutupan.objects.filter(pk=held.pk).update(approved_by=held.proposed_by_id)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_shows_exceptions_first(
    cast: Cast, over: Evaluasi, sign_in: SignIn, count: int, django_assert_num_queries: Any
) -> None:
    people = [cast.markus, cast.lusia, cast.agus][:count]
    for person in people:
        set_skp_for(cast, person, cast.hendrika, atasan=cast.paulus)
    client = sign_in(cast.lusia)
    url = f"{reverse('evaluation:closing')}?periode={cast.triwulan(2).pk}&tampil=belum_ditandatangani"
    client.get(url)
    with django_assert_num_queries(18):
        page = BeautifulSoup(client.get(url).content, "html.parser")
    first = page.select(".items li")[0].get_text(" ", strip=True)
    assert "Jendela evaluasi belum berakhir" in first
    assert [row.get_text(strip=True) for row in page.select("#orang th[scope=row]")] == sorted(
        person.nama_lengkap for person in people
    )


def test_the_clerk_closes_and_the_official_answers_on_the_page(
    cast: Cast, over: Evaluasi, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kasuari.foundation.clock.now", lambda: AUGUST)
    monkeypatch.setattr("kasuari.foundation.clock.today", AUGUST.date)
    clerk, period = sign_in(cast.lusia), cast.triwulan(2)
    page = reverse("evaluation:closing") + f"?periode={period.pk}"
    assert "Tutup periode" in clerk.get(page).content.decode()
    assert clerk.post(reverse("evaluation:close_period", args=[period.pk]), {"version": 0}).status_code == 302
    short = {"alasan": "x", "hari": 3, "version": 1}
    assert clerk.post(reverse("evaluation:propose_reopening", args=[period.pk]), short).status_code == 422
    asked = {"alasan": AGAIN, "hari": 3, "version": 1}
    assert clerk.post(reverse("evaluation:propose_reopening", args=[period.pk]), asked).status_code == 302
    assert "menunggu keputusan" in clerk.get(page).content.decode()
    official = sign_in(cast.andreas)
    assert "Setujui" in official.get(page).content.decode()
    official.post(reverse("evaluation:approve_reopening", args=[period.pk]), {"version": 2})
    text = official.get(page).content.decode()
    assert "Dibuka kembali sampai 5 Agustus 2026" in text
    assert sign_in(cast.yohana).get(page).status_code == 403


def test_a_closed_period_whose_content_changed_has_a_broken_seal(
    cast: Cast, over: Evaluasi, command: Callable[..., Any]
) -> None:
    held = close(cast)
    assert list(queries.broken_seals(cast.periode)) == [None]
    told = command("recompute", "--periode", 2026)
    assert told.output.endswith("1 closed periods are as they were closed.\n")
    Evaluasi.objects.filter(pk=over.pk).update(predikat_berlaku="sangat_baik")
    (found,) = queries.broken_seals(cast.periode)
    assert found is not None
    assert (found.periode_evaluasi, found.stored) == (cast.triwulan(2), held.sidik)
    assert found.computed == queries.figures(cast.triwulan(2))[1]
    told = command("recompute", "--periode", 2026)
    assert told.exit_code == 1
    assert "1 of 1 closed periods differ" in told.output
    Evaluasi.objects.filter(pk=over.pk).update(predikat_berlaku="baik")
    assert list(queries.broken_seals(cast.periode)) == [None]


def test_a_decision_after_the_closing_breaks_no_seal(cast: Cast, over: Evaluasi) -> None:
    """The system was down in July, written down after the closing: the right to object is longer."""
    close(cast)
    outage(cast, cast.puskesmas, first=date(2026, 7, 6), last=date(2026, 7, 31), at=AUGUST)
    filed = object_to(cast, over, at=AUGUST)
    decided = decide(
        cast, explain(cast, filed, at=AUGUST), rating_hasil_kerja="dibawah", at=AUGUST.replace(hour=15)
    )
    assert decided.evaluasi.predikat_berlaku == "butuh_perbaikan"
    assert list(queries.broken_seals(cast.periode)) == [None]
