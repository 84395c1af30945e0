"""Clocks: outages move the clocks of those whom they hit; reminders and the way to the atasan, once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils.translation import override

from kasuari.accounts.models import Notice
from kasuari.audit.models import AuditEntry
from kasuari.evaluation import operations, queries
from kasuari.evaluation.models import Evaluasi, Gangguan, Pengingat
from kasuari.foundation.access import Actor
from kasuari.foundation.calendar import holidays
from kasuari.foundation.events import tell_sentence
from kasuari.foundation.refusals import Invalid, NotAllowed, Stale
from kasuari.foundation.states import StateRefusal
from kasuari.organisation.models import Penugasan, RiwayatKedudukan, UnitKerja
from kasuari.planning.models import Skp
from tests.cast import NOW, Cast
from tests.evaluation.acts import deliver, give_capaian, rate, sign
from tests.planning_builder import set_skp_for

WIT = NOW.tzinfo
AFTER = datetime(2026, 7, 10, 9, tzinfo=WIT)


def outage(cast: Cast, *units: UnitKerja, first: date, last: date, **given: Any) -> Gangguan:
    """Whole days without the system in these units."""
    return operations.declare_outage(
        instansi_id=cast.instansi.pk,
        wilayah=given.get("wilayah", "Distrik Sota"),
        alasan="Jaringan putus",
        unit_ids=[unit.pk for unit in units],
        start_at=datetime(first.year, first.month, first.day, 7, tzinfo=WIT),
        end_at=datetime(last.year, last.month, last.day, 20, tzinfo=WIT),
        by=cast.actor(given.get("by", cast.lusia)),
        at=given.get("at", datetime(2026, 7, 20, 9, tzinfo=WIT)),
    )


def delivered(cast: Cast, who: Any, penilai: Any, unit: UnitKerja) -> Evaluasi:
    give_capaian(cast, unit=unit)
    skp = set_skp_for(cast, who, penilai, atasan=cast.paulus)
    return deliver(cast, sign(cast, rate(cast, skp, by=penilai), by=penilai), by=penilai)


def objection_day(cast: Cast, evaluasi: Evaluasi) -> Any:
    fresh = Evaluasi.objects.select_related("skp__unit", "skp__unit_penilai").get(pk=evaluasi.pk)
    return queries.objection_deadline(fresh, queries.calendar_of(fresh.skp), on=NOW.date())


def test_three_days_without_the_system_in_one_distrik_move_only_its_clocks(cast: Cast) -> None:
    here = delivered(cast, cast.yohana, cast.hendrika, cast.puskesmas)
    there = delivered(cast, cast.rosa, cast.stefanus, cast.puskesmas_lain)
    before = (objection_day(cast, here).last_date, objection_day(cast, there).last_date)
    assert before == (date(2026, 7, 14), date(2026, 7, 14))
    outage(cast, cast.puskesmas, first=date(2026, 7, 6), last=date(2026, 7, 8))
    moved, still = objection_day(cast, here), objection_day(cast, there)
    assert (moved.last_date, moved.law_date) == (date(2026, 7, 17), date(2026, 7, 14))
    assert [item.wilayah for item in moved.moved_by] == ["Distrik Sota"]
    assert (still.last_date, still.moved, still.moved_by) == (date(2026, 7, 14), False, ())
    late = datetime(2026, 7, 17, 23, 59, tzinfo=WIT)
    fresh = {row.pk: row for row in queries.evaluasi_visible(Actor.system("uji", on=late.date()))}
    file = operations.file_keberatan
    assert (
        file(evaluasi=fresh[here.pk], alasan="Angka", by=cast.actor(cast.yohana), at=late).state == "diajukan"
    )
    with pytest.raises(NotAllowed) as refused:
        file(evaluasi=fresh[there.pk], alasan="Angka", by=cast.actor(cast.rosa), at=late)
    assert refused.value.code == "evaluation.keberatan_lewat_waktu"


def test_an_outage_of_the_penilai_moves_the_penilais_clock_and_not_the_owners(cast: Cast) -> None:
    """Yohana works below Paulus's dinas; an outage at BKPSDM concerns neither."""
    sent = delivered(cast, cast.yohana, cast.hendrika, cast.puskesmas)
    outage(cast, cast.bkpsdm, first=date(2026, 7, 6), last=date(2026, 7, 8))
    assert objection_day(cast, sent).last_date == date(2026, 7, 14)
    outage(cast, cast.dinkes, first=date(2026, 7, 6), last=date(2026, 7, 6), wilayah="Dinas")
    # The puskesmas lies below the dinas.
    assert objection_day(cast, sent).last_date == date(2026, 7, 15)


def test_a_withdrawn_outage_moves_nothing_any_more(cast: Cast) -> None:
    sent = delivered(cast, cast.yohana, cast.hendrika, cast.puskesmas)
    made = outage(cast, cast.puskesmas, first=date(2026, 7, 6), last=date(2026, 7, 8))
    with pytest.raises(Stale):
        operations.withdraw_outage(gangguan=made, version=7, by=cast.actor(cast.lusia), at=NOW)
    operations.withdraw_outage(gangguan=made, version=1, by=cast.actor(cast.lusia), at=NOW)
    assert objection_day(cast, sent).last_date == date(2026, 7, 14)
    made.refresh_from_db()
    with pytest.raises(StateRefusal):
        operations.withdraw_outage(gangguan=made, version=2, by=cast.actor(cast.lusia), at=NOW)
    kinds = list(AuditEntry.objects.filter(kind__contains="outage").values_list("kind", flat=True))
    assert sorted(kinds) == ["evaluation.outage_declared", "evaluation.outage_withdrawn"]


def test_an_outage_is_declared_by_the_clerk_with_units_reason_and_times(cast: Cast) -> None:
    with pytest.raises(NotAllowed) as refused:
        outage(cast, cast.puskesmas, first=date(2026, 7, 6), last=date(2026, 7, 8), by=cast.paulus)
    assert refused.value.code == "evaluation.not_clerk"
    with pytest.raises(Invalid) as wrong:
        operations.declare_outage(
            instansi_id=cast.instansi.pk,
            wilayah=" ",
            alasan="",
            unit_ids=[],
            start_at=NOW,
            end_at=NOW - timedelta(hours=1),
            by=cast.actor(cast.lusia),
            at=NOW,
        )
    assert [item.path for item in wrong.value.problems] == ["wilayah", "alasan", "units", "end_at"]
    with pytest.raises(Invalid):
        outage(cast, cast.puskesmas, first=date(2026, 7, 6), last=date(2026, 7, 8), at=NOW)
    first = outage(cast, cast.puskesmas, first=date(2026, 7, 6), last=date(2026, 7, 8))
    assert outage(cast, cast.puskesmas, first=date(2026, 7, 6), last=date(2026, 7, 8)) == first
    assert Gangguan.objects.count() == 1


def test_regional_holidays_are_added_and_only_cancelled_before_they_come(cast: Cast) -> None:
    clerk = cast.actor(cast.lusia)
    given = {"nama": "Hari jadi", "dasar": "Keputusan Gubernur 1/2026", "by": clerk, "at": NOW}
    coming = operations.add_holiday(day=date(2026, 7, 20), **given)
    passed = operations.add_holiday(day=date(2026, 6, 3), **given)
    assert operations.add_holiday(day=date(2026, 7, 20), **given) == coming
    assert AuditEntry.objects.filter(kind="evaluation.holiday_added").count() == 2
    operations.cancel_holiday(holiday=coming, by=clerk, at=NOW)
    with pytest.raises(StateRefusal) as refused:
        operations.cancel_holiday(holiday=passed, by=clerk, at=NOW)
    assert refused.value.code == "evaluation.holiday_passed"
    national = next(item for item in holidays(2026) if item.date > NOW.date() and not item.is_regional)
    with pytest.raises(StateRefusal) as refused:
        operations.cancel_holiday(holiday=national, by=clerk, at=NOW)
    assert refused.value.code == "evaluation.holiday_national"
    with pytest.raises(NotAllowed):
        operations.add_holiday(day=date(2026, 7, 21), **{**given, "by": cast.actor(cast.agus)})
    with pytest.raises(Invalid):
        operations.add_holiday(day=date(1999, 1, 1), **{**given, "nama": ""})


@pytest.fixture
def skp(cast: Cast) -> Skp:
    return set_skp_for(cast, cast.yohana, cast.hendrika, atasan=cast.paulus)


def route(cast: Cast, skp: Skp, on: date, nomor: int = 2) -> Any:
    return queries.route_of(skp, cast.triwulan(nomor), calendar=queries.calendar_of(skp), on=on)


def test_the_way_to_the_atasan_opens_the_day_after_the_window(cast: Cast, skp: Skp) -> None:
    assert not route(cast, skp, date(2026, 6, 30)).is_open
    opened = route(cast, skp, date(2026, 7, 1))
    assert (opened.is_open, opened.reason, opened.atasan_id) == (True, "lewat_waktu", cast.paulus.pk)
    assert "A.11" in opened.basis


def test_an_outage_in_the_window_keeps_the_way_shut_as_long(cast: Cast, skp: Skp) -> None:
    outage(cast, cast.puskesmas, first=date(2026, 6, 24), last=date(2026, 6, 26))
    assert not route(cast, skp, date(2026, 7, 3)).is_open
    assert route(cast, skp, date(2026, 7, 4)).is_open


def test_the_atasan_evaluates_in_the_penilais_place_and_it_is_final(cast: Cast, skp: Skp) -> None:
    give_capaian(cast)
    private = rate(cast, skp)
    with pytest.raises(NotAllowed) as refused:
        rate(cast, skp, by=cast.paulus, version=private.version)
    assert refused.value.code == "evaluation.not_penilai"
    draft = rate(cast, skp, by=cast.paulus, at=AFTER, version=private.version, rating_hasil_kerja="diatas")
    assert (draft.jalur, draft.jalur_code, draft.penilai_id) == (
        "atasan",
        "pelaku.lewat_waktu",
        cast.hendrika.pk,
    )
    with pytest.raises(NotAllowed) as refused:
        rate(cast, skp, at=AFTER, version=draft.version)
    assert refused.value.code == "evaluation.atasan_began"
    signed = sign(cast, draft, by=cast.paulus, at=AFTER)
    assert (signed.predikat, signed.predikat_berlaku, signed.signed_by_id) == (
        "sangat_baik",
        "sangat_baik",
        cast.paulus.user_id,
    )
    with pytest.raises(NotAllowed):
        deliver(cast, signed, at=AFTER)
    sent = deliver(cast, signed, by=cast.paulus, at=AFTER)
    steps = {
        item.step.value: item.last_date
        for item in queries.clocks_of(sent, queries.calendar_of(sent.skp), on=AFTER.date())
    }
    # Seven working days after Friday 10 July 2026, and no objection.
    assert steps["penyampaian_atasan"] == steps["pengembalian_atasan"] == date(2026, 7, 21)
    assert "keberatan" not in steps
    with pytest.raises(NotAllowed) as refused:
        operations.file_keberatan(evaluasi=sent, alasan="x", by=cast.actor(cast.yohana), at=AFTER)
    assert refused.value.code == "evaluation.keberatan_final_atasan"
    kinds = {doc.kind for doc in queries_documents(sent)}
    assert kinds == {"C.1.3", "D.1.2", "penjelasan"}


def queries_documents(evaluasi: Evaluasi) -> Any:
    from kasuari.documents.queries import documents_of

    return documents_of("evaluation.evaluasi", evaluasi.pk).filter(replaced_at__isnull=True)


def leave(cast: Cast, day: date) -> None:
    Penugasan.objects.filter(pegawai=cast.hendrika, memimpin=True).update(end_date=day)


def test_a_penilai_who_moved_outside_the_window_does_not_evaluate(cast: Cast, skp: Skp) -> None:
    leave(cast, date(2026, 5, 25))
    give_capaian(cast)
    with pytest.raises(NotAllowed) as refused:
        rate(cast, skp)
    assert refused.value.code == "evaluation.penilai_moved"
    assert "A.14.a" in str(refused.value.reason.why)
    assert rate(cast, skp, by=cast.paulus).jalur_code == "pelaku.penilai_pindah"


def test_a_penilai_who_moved_inside_the_window_still_evaluates(cast: Cast, skp: Skp) -> None:
    leave(cast, date(2026, 6, 22))
    assert rate(cast, skp).jalur == "penilai"
    with pytest.raises(NotAllowed):
        rate(cast, skp, by=cast.paulus, version=1)


def test_a_penilai_who_is_away_is_stood_in_for(cast: Cast, skp: Skp) -> None:
    RiwayatKedudukan.objects.create(pegawai=cast.hendrika, kedudukan="cltn", start_date=date(2026, 6, 1))
    assert route(cast, skp, NOW.date()).reason == "berhalangan_tetap"
    assert rate(cast, skp, by=cast.paulus).jalur_code == "pelaku.berhalangan_tetap"


def test_a_pegawai_who_moved_is_evaluated_from_the_new_skp(cast: Cast) -> None:
    old = set_skp_for(cast, cast.yohana, cast.hendrika, atasan=cast.paulus, last_date=date(2026, 5, 10))
    assert rate(cast, old).jalur == "penilai"
    other = Penugasan.objects.create(
        pegawai=cast.yohana,
        jabatan=cast.penugasan(cast.yohana).jabatan,
        unit=cast.puskesmas_lain,
        jenis="tugas_tambahan",
        start_date=date(2026, 5, 11),
    )
    new = set_skp_for(
        cast,
        cast.yohana,
        cast.stefanus,
        atasan=cast.paulus,
        penugasan=other,
        unit=cast.puskesmas_lain,
        start_date=date(2026, 5, 11),
    )
    with pytest.raises(NotAllowed) as refused:
        rate(cast, old, version=1, rating_hasil_kerja="diatas")
    assert refused.value.code == "evaluation.pegawai_moved"
    assert "A.13.a" in str(refused.value.reason.why)
    give_capaian(cast, unit=cast.puskesmas_lain, level="istimewa")
    assert sign(cast, rate(cast, new, by=cast.stefanus), by=cast.stefanus).capaian_level == "istimewa"


@pytest.fixture
def remind(django_capture_on_commit_callbacks: Any) -> Callable[[date], int]:
    """The job of a morning, with its notices. Answers how many reminders were sent."""

    def at_dawn(on: date) -> int:
        at = datetime(on.year, on.month, on.day, 5, 30, tzinfo=WIT)
        with django_capture_on_commit_callbacks(execute=True):
            return operations.remind(by=Actor.system("Kasuari", on=on), at=at)

    return at_dawn


def told(cast: Cast, person: Any) -> list[str]:
    return list(Notice.objects.filter(user=person.user).order_by("pk").values_list("kind", flat=True))


def test_the_penilai_is_reminded_once_and_then_it_passes_to_the_atasan(
    cast: Cast, remind: Callable[[date], int]
) -> None:
    for who in (cast.yohana, cast.markus):
        set_skp_for(cast, who, cast.hendrika, atasan=cast.paulus, start_date=date(2026, 4, 1))
    assert remind(date(2026, 6, 24)) == 0
    assert remind(date(2026, 6, 25)) == 1  # three working days before 30 June
    assert remind(date(2026, 6, 26)) == 0
    assert told(cast, cast.hendrika) == ["evaluation.reminded"]
    assert remind(date(2026, 7, 1)) == 3  # one word to atasan and penilai, one to each of the two people
    assert remind(date(2026, 7, 2)) == 0
    assert told(cast, cast.paulus) == ["evaluation.escalated"]
    entry = AuditEntry.objects.filter(kind="evaluation.escalated").latest("pk")
    with override("en"):  # each reader is told in their own language
        sentence = tell_sentence(entry.kind, by="", data=entry.data)
        assert "passed to the superior of the appraiser" in sentence
    assert "beralih kepada atasan" in tell_sentence(entry.kind, by="", data=entry.data)
    old = {key: entry.data[key] for key in ("step", "subject", "last_date")}
    assert entry.data["subject"] in tell_sentence(entry.kind, by="", data=old)
    assert told(cast, cast.yohana) == ["evaluation.atasan_route_opened"]
    event = AuditEntry.objects.filter(kind="evaluation.atasan_route_opened").latest("id")
    assert (event.object_type, event.data["reason"]) == ("planning.skp", "lewat_waktu")


def test_each_step_reminds_before_and_tells_after_its_last_day_once(
    cast: Cast, remind: Callable[[date], int]
) -> None:
    sent = delivered(cast, cast.yohana, cast.hendrika, cast.puskesmas)
    remind(date(2026, 7, 9))  # three working days before 14 July: receipt and objection
    keys = set(Pengingat.objects.values_list("key", flat=True))
    assert {f"pengembalian:{sent.pk}:ingat", f"keberatan:{sent.pk}:ingat"} <= keys
    assert told(cast, cast.yohana).count("evaluation.reminded") == 2
    fresh = queries.evaluasi_visible(Actor.system("uji", on=NOW.date())).get(pk=sent.pk)
    filed = operations.file_keberatan(
        evaluasi=fresh,
        alasan="Angka saya lain",
        by=cast.actor(cast.yohana),
        at=datetime(2026, 7, 10, 9, tzinfo=WIT),
    )
    remind(date(2026, 7, 22))  # decided by 21 July
    assert Pengingat.objects.filter(key=f"keputusan:{filed.pk}:lewat").count() == 1
    assert "evaluation.escalated" in told(cast, cast.lusia)
    before = Pengingat.objects.count()
    assert remind(date(2026, 7, 22)) == 0
    assert Pengingat.objects.count() == before


def test_recompute_finds_nothing_and_then_what_was_altered(cast: Cast, skp: Skp) -> None:
    give_capaian(cast)
    signed = sign(cast, rate(cast, skp))
    assert list(queries.recompute(cast.periode)) == [None]
    Evaluasi.objects.filter(pk=signed.pk).update(predikat_berlaku="sangat_baik")
    (found,) = queries.recompute(cast.periode)
    assert found is not None
    assert (found.field, found.stored, found.computed) == ("predikat_berlaku", "sangat_baik", "baik")
