"""Opening the year and beginning an SKP: format and penilai by the regulation, once, and for whom not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kasuari.audit.models import AuditEntry
from kasuari.foundation.access import Actor
from kasuari.foundation.refusals import Invalid, NotAllowed, Stale
from kasuari.organisation.models import Pegawai, Penugasan, RiwayatKedudukan
from kasuari.planning import operations, queries
from kasuari.planning.models import Periode, Skp
from tests.cast import NOW, TODAY, Cast

Begin = Callable[..., Skp]


@pytest.mark.parametrize(
    ("name", "pendekatan", "form", "penilai"),
    [
        ("paulus", "kualitatif", "A.1.1", "maria"),
        ("paulus", "kuantitatif", "A.1.2", "maria"),
        ("hendrika", "kualitatif", "A.1.1", "paulus"),
        ("yohana", "kualitatif", "A.1.6", "hendrika"),
        ("yohana", "kuantitatif", "A.1.7", "hendrika"),
    ],
)
def test_format_and_penilai_follow_from_the_organisation(
    cast: Cast, draft: Begin, name: str, pendekatan: str, form: str, penilai: str
) -> None:
    skp = draft(getattr(cast, name), pendekatan)
    assert (skp.format, skp.penilai_id) == (form, getattr(cast, penilai).pk)
    assert (skp.start_date, skp.last_date) == (date(2026, 1, 1), date(2026, 12, 31))
    entry = AuditEntry.objects.latest("id")
    assert (entry.kind, entry.data["format"]) == ("planning.skp_drafted", form)


def test_a_leading_appointment_comes_before_the_functional_post(cast: Cast, draft: Begin) -> None:
    skp = draft(cast.hendrika)
    assert skp.penugasan_id == cast.penugasan(cast.hendrika, "tugas_tambahan").pk
    assert skp.unit_penilai_id == cast.dinkes.pk
    assert skp.atasan_penilai_id == cast.maria.pk


def test_beginning_twice_answers_the_same_skp(cast: Cast, draft: Begin) -> None:
    assert draft(cast.yohana).pk == draft(cast.yohana).pk
    assert AuditEntry.objects.filter(kind="planning.skp_drafted").count() == 1


@pytest.mark.parametrize("kedudukan", ["cltn", "mpp", "pemberhentian_sementara"])
def test_who_is_not_subject_to_planning_is_told_why(cast: Cast, draft: Begin, kedudukan: str) -> None:
    RiwayatKedudukan.objects.filter(pegawai=cast.yohana).update(kedudukan=kedudukan)
    with pytest.raises(Invalid) as refused:
        draft(cast.yohana)
    assert refused.value.code == f"planning.exempt_{kedudukan}"
    assert "BAB II C.8" in str(refused.value.reason.next)


def test_an_unrecorded_standing_is_not_taken_for_aktif(cast: Cast, draft: Begin) -> None:
    RiwayatKedudukan.objects.filter(pegawai=cast.yohana).delete()
    with pytest.raises(Invalid) as refused:
        draft(cast.yohana)
    assert refused.value.code == "planning.standing_unknown"


def test_an_appointment_that_ended_before_the_year_carries_no_skp(cast: Cast) -> None:
    penugasan = cast.penugasan(cast.yohana)
    Penugasan.objects.filter(pk=penugasan.pk).update(end_date=date(2026, 1, 1))
    penugasan = cast.penugasan(cast.yohana)
    with pytest.raises(Invalid) as refused:
        operations.draft_skp(
            periode=cast.periode,
            penugasan=penugasan,
            pendekatan="kualitatif",
            by=cast.actor(cast.yohana),
            at=NOW,
        )
    assert refused.value.code == "planning.outside_periode"


def test_an_appointment_within_the_year_gives_its_own_span(cast: Cast) -> None:
    penugasan = cast.penugasan(cast.yohana)
    Penugasan.objects.filter(pk=penugasan.pk).update(start_date=date(2026, 3, 2), end_date=date(2026, 9, 1))
    skp = operations.draft_skp(
        periode=cast.periode,
        penugasan=cast.penugasan(cast.yohana),
        pendekatan="kualitatif",
        by=cast.actor(cast.yohana),
        at=NOW,
    )
    assert (skp.start_date, skp.last_date) == (date(2026, 3, 2), date(2026, 8, 31))
    assert list(queries.evaluable(cast.triwulan(4)).filter(penilai=cast.hendrika)) == []


def test_nobody_drafts_for_a_colleague(cast: Cast) -> None:
    with pytest.raises(NotAllowed) as refused:
        operations.draft_skp(
            periode=cast.periode,
            penugasan=cast.penugasan(cast.yohana),
            pendekatan="kualitatif",
            by=cast.actor(cast.markus),
            at=NOW,
        )
    assert refused.value.code == "planning.not_owner"


def _queries_for(cast: Cast, people: list[Pegawai]) -> tuple[int, dict[int, str]]:
    ids = list(Penugasan.objects.filter(pegawai__in=people).values_list("pk", flat=True))
    with CaptureQueriesContext(
        connection,
    ) as caught:
        skipped = operations.draft_many(
            periode=cast.periode, penugasan_ids=ids, by=cast.actor(cast.lusia), at=NOW
        )
    return len(caught), skipped


def test_many_drafts_cost_as_many_queries_as_one(cast: Cast) -> None:
    one, _ = _queries_for(cast, [cast.markus])
    three, skipped = _queries_for(cast, [cast.yohana, cast.rosa, cast.maria])
    assert one == three
    assert list(skipped.values()) == ["planning.no_skp_for_post"]
    assert Skp.objects.count() == 3
    entry = AuditEntry.objects.latest("id")
    assert (entry.kind, entry.data["count"], entry.data["skipped"]) == ("planning.skp_many_drafted", 2, 1)
    _queries_for(cast, [cast.yohana, cast.markus])
    assert Skp.objects.count() == 3
    assert AuditEntry.objects.filter(kind="planning.skp_many_drafted").count() == 2


def test_only_the_clerk_drafts_for_many(cast: Cast) -> None:
    for who in (cast.actor(cast.hendrika), cast.actor(cast.agus)):
        with pytest.raises(NotAllowed):
            operations.draft_many(periode=cast.periode, penugasan_ids=[1], by=who, at=NOW)


def test_opening_a_year_creates_its_windows(cast: Cast) -> None:
    periode = operations.open_periode(
        instansi=cast.instansi, tahun=2027, jenis_evaluasi="bulanan", by=cast.actor(cast.lusia), at=NOW
    )
    windows = queries.periode_evaluasi(periode)
    assert [item.jenis for item in windows] == ["bulanan"] * 12 + ["tahunan"]
    assert (windows[-1].window_start_date, windows[-1].window_last_date) == (
        date(2027, 12, 22),
        date(2028, 1, 31),
    )
    assert queries.label(windows[2]) == "Maret"
    entry = AuditEntry.objects.latest("id")
    assert (entry.kind, entry.data) == (
        "planning.periode_opened",
        {"tahun": 2027, "jenis_evaluasi": "bulanan", "evaluasi": 13},
    )
    assert queries.current_periode(cast.instansi, date(2027, 5, 1)) == periode


def test_a_year_opens_once(cast: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        operations.open_periode(
            instansi=cast.instansi, tahun=2026, jenis_evaluasi="triwulanan", by=cast.actor(cast.lusia), at=NOW
        )
    assert refused.value.code == "planning.periode_exists"
    assert Periode.objects.count() == 1


@pytest.mark.parametrize(("tahun", "jenis"), [(2021, "triwulanan"), (10000, "bulanan"), (2027, "tahunan")])
def test_a_year_outside_the_rules_is_refused(cast: Cast, tahun: int, jenis: str) -> None:
    with pytest.raises(Invalid):
        operations.open_periode(
            instansi=cast.instansi, tahun=tahun, jenis_evaluasi=jenis, by=cast.actor(cast.lusia), at=NOW
        )


@pytest.mark.parametrize("name", ["yohana", "paulus", "agus", "andreas", "maria"])
def test_only_the_clerk_opens_and_closes(cast: Cast, name: str) -> None:
    by: Actor = cast.actor(getattr(cast, name))
    with pytest.raises(NotAllowed):
        operations.open_periode(instansi=cast.instansi, tahun=2027, jenis_evaluasi="bulanan", by=by, at=NOW)
    with pytest.raises(NotAllowed):
        operations.close_periode(periode=cast.periode, version=0, by=by, at=NOW)


def test_closing_and_opening_again(cast: Cast) -> None:
    lusia = cast.actor(cast.lusia)
    operations.close_periode(periode=cast.periode, version=0, by=lusia, at=NOW)
    with pytest.raises(Stale):
        operations.close_periode(
            periode=Periode(pk=cast.periode.pk, state="dibuka"), version=0, by=lusia, at=NOW
        )
    reopened = operations.open_periode(
        instansi=cast.instansi, tahun=2026, jenis_evaluasi="triwulanan", by=lusia, at=NOW
    )
    assert (reopened.pk, reopened.state, reopened.evaluasi.count()) == (cast.periode.pk, "dibuka", 5)


def test_work_of_owner_penilai_and_clerk(cast: Cast, submitted: Begin, draft: Begin) -> None:
    def keys(pegawai: Pegawai, on: date = TODAY) -> list[str]:
        return [item.key.rsplit(".", 1)[0] for item in queries.work_for(cast.actor(pegawai, on=on), on=on)]

    assert keys(cast.yohana) == ["planning.draft"]
    submitted(cast.yohana)
    draft(cast.markus)
    assert keys(cast.yohana) == []
    assert keys(cast.markus) == ["planning.finish"]
    assert keys(cast.hendrika) == ["planning.draft", "planning.set"]
    assert keys(cast.maria) == []
    assert keys(cast.lusia, date(2027, 1, 4)) == ["planning.open"]
    item = queries.work_for(cast.actor(cast.hendrika), on=TODAY)[1]
    assert (item.count, item.due_date) == (1, date(2026, 1, 31))
    RiwayatKedudukan.objects.filter(pegawai=cast.rosa).update(kedudukan="cltn")
    assert keys(cast.rosa) == []
