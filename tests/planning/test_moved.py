"""Several SKP in a year: the earlier one ends with its post, the new post has its own, none share a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404
from django.test import Client

from kasuari.audit.models import AuditEntry
from kasuari.foundation.refusals import Invalid, NotAllowed
from kasuari.organisation.models import Pegawai, PenetapanPenilai, Penugasan, UnitKerja
from kasuari.planning import operations, queries, tasks
from kasuari.planning.models import Skp, VersiSkp
from kasuari.planning.people import plannable_penugasan
from tests.cast import NOW, TODAY, Cast
from tests.planning_builder import set_skp_for

MOVED = date(2026, 6, 1)


def move(cast: Cast, pegawai: Pegawai, unit: UnitKerja, day: date = MOVED) -> Penugasan:
    """From `day` on in another unit; the earlier appointment ends that day (half-open)."""
    earlier = cast.penugasan(pegawai)
    Penugasan.objects.filter(pk=earlier.pk).update(end_date=day)
    return Penugasan.objects.create(
        pegawai=pegawai, jabatan=earlier.jabatan, unit=unit, jenis="definitif", start_date=day
    )


def system(cast: Cast) -> Any:
    from kasuari.foundation.access import Actor

    return Actor.system("Kasuari", on=TODAY)


def test_the_earlier_skp_ends_on_the_day_before_with_one_event(cast: Cast) -> None:
    skp = set_skp_for(cast, cast.yohana, cast.hendrika)
    move(cast, cast.yohana, cast.dinkes)
    entries = AuditEntry.objects.count()
    assert operations.refresh_spans(by=system(cast), at=NOW) == 1
    skp.refresh_from_db()
    assert (skp.start_date, skp.last_date, skp.state) == (date(2026, 1, 1), date(2026, 5, 31), "ditetapkan")
    assert AuditEntry.objects.count() == entries + 1
    entry = AuditEntry.objects.latest("id")
    assert (entry.kind, entry.object_id) == ("planning.skp_ended", skp.pk)
    assert operations.refresh_spans(by=system(cast), at=NOW) == 0


def test_a_corrected_appointment_gives_the_days_back(cast: Cast) -> None:
    skp = set_skp_for(cast, cast.yohana, cast.hendrika)
    Penugasan.objects.filter(pk=skp.penugasan_id).update(end_date=MOVED)
    operations.refresh_spans(by=system(cast), at=NOW)
    Penugasan.objects.filter(pk=skp.penugasan_id).update(end_date=None)
    assert operations.refresh_spans(by=system(cast), at=NOW) == 0
    assert operations.refresh_spans(by=system(cast), at=NOW, restore=True) == 1
    skp.refresh_from_db()
    assert skp.last_date == date(2026, 12, 31)


def test_the_calendar_ends_skp_each_morning(cast: Cast) -> None:
    skp = set_skp_for(cast, cast.yohana, cast.hendrika)
    move(cast, cast.yohana, cast.dinkes)
    tasks.follow_the_calendar.call()
    skp.refresh_from_db()
    assert skp.last_date == date(2026, 5, 31)


def test_only_the_unit_kepegawaian_ends(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        operations.refresh_spans(by=cast.actor(cast.hendrika), at=NOW)


def test_a_new_post_has_an_skp_of_its_own_after_the_earlier_one(cast: Cast) -> None:
    earlier = set_skp_for(cast, cast.yohana, cast.hendrika)
    new = move(cast, cast.yohana, cast.dinkes)
    (offered,) = plannable_penugasan(cast.yohana.pk, start_date=TODAY, last_date=cast.periode.last_date)
    assert offered.pk == new.pk
    skp = operations.draft_skp(
        periode=cast.periode,
        penugasan=offered,
        pendekatan="kualitatif",
        by=cast.actor(cast.yohana),
        at=NOW,
    )
    earlier.refresh_from_db()
    assert (earlier.last_date, skp.start_date, skp.last_date) == (
        date(2026, 5, 31),
        MOVED,
        date(2026, 12, 31),
    )
    assert earlier.state == "ditetapkan"


def test_two_own_posts_on_the_same_days_are_refused_until_one_ends(cast: Cast) -> None:
    set_skp_for(cast, cast.yohana, cast.hendrika)
    old = cast.penugasan(cast.yohana)
    new = Penugasan.objects.create(
        pegawai=cast.yohana, jabatan=old.jabatan, unit=cast.dinkes, jenis="definitif", start_date=MOVED
    )
    given: dict[str, Any] = {"periode": cast.periode, "penugasan": new, "pendekatan": "kualitatif", "at": NOW}
    with pytest.raises(Invalid) as refused:
        operations.draft_skp(by=cast.actor(cast.yohana), **given)
    assert refused.value.code == "planning.overlap"
    skipped = operations.draft_many(
        periode=cast.periode, penugasan_ids=[new.pk], by=cast.actor(cast.lusia), at=NOW
    )
    assert skipped == {new.pk: "planning.overlap"}
    Penugasan.objects.filter(pk=old.pk).update(end_date=MOVED)
    assert operations.draft_skp(by=cast.actor(cast.yohana), **given).start_date == MOVED


def test_further_duties_run_beside_the_own_post(cast: Cast) -> None:
    set_skp_for(cast, cast.yohana, cast.hendrika)
    old = cast.penugasan(cast.yohana)
    beside = Penugasan.objects.create(
        pegawai=cast.yohana, jabatan=old.jabatan, unit=cast.dinkes, jenis="tugas_tambahan", start_date=MOVED
    )
    skp = operations.draft_skp(
        periode=cast.periode,
        penugasan=beside,
        pendekatan="kualitatif",
        by=cast.actor(cast.yohana),
        at=NOW,
    )
    assert skp.start_date == MOVED


def test_an_appointment_has_one_skp_a_year_in_the_database_too(cast: Cast) -> None:
    skp = set_skp_for(cast, cast.yohana, cast.hendrika)
    with pytest.raises(IntegrityError), transaction.atomic():
        Skp.objects.create(
            periode=skp.periode,
            pegawai=skp.pegawai,
            penugasan=skp.penugasan,
            unit=skp.unit,
            format=skp.format,
            pendekatan=skp.pendekatan,
            start_date=skp.start_date,
            last_date=skp.last_date,
            created_at=NOW,
        )


def test_an_ended_skp_takes_no_new_version(cast: Cast) -> None:
    skp = set_skp_for(cast, cast.yohana, cast.hendrika)
    move(cast, cast.yohana, cast.dinkes)
    operations.refresh_spans(by=system(cast), at=NOW)
    skp.refresh_from_db()
    with pytest.raises(NotAllowed) as refused:
        operations.start_version(
            skp=skp,
            version=skp.version,
            sebab="umpan_balik",
            alasan="Umpan balik triwulan I",
            by=cast.actor(cast.yohana),
            at=NOW,
        )
    assert refused.value.code == "planning.skp_ended"


def test_each_part_of_the_year_is_evaluated_on_its_own_skp(cast: Cast) -> None:
    first = set_skp_for(cast, cast.yohana, cast.hendrika)
    new = move(cast, cast.yohana, cast.dinkes, date(2026, 7, 1))
    operations.refresh_spans(by=system(cast), at=NOW)
    second = set_skp_for(
        cast, cast.yohana, cast.paulus, penugasan=new, unit=new.unit, start_date=date(2026, 7, 1)
    )
    found = [list(queries.evaluable(cast.triwulan(number))) for number in (1, 2, 3, 4)]
    assert found == [[first], [first], [second], [second]]


def test_the_year_is_a_line_of_skp_with_its_gap(cast: Cast) -> None:
    first = set_skp_for(cast, cast.yohana, cast.hendrika, last_date=date(2026, 5, 31))
    new = move(cast, cast.yohana, cast.dinkes)
    second = set_skp_for(
        cast, cast.yohana, cast.hendrika, penugasan=new, unit=new.unit, start_date=date(2026, 6, 11)
    )
    line = queries.year_line(cast.actor(cast.yohana), cast.yohana.pk, 2026)
    assert [(item.skp, item.offset, item.days) for item in line.stretches] == [
        (first, 0, 151),
        (None, 151, 10),
        (second, 161, 204),
    ]
    assert line.days == 365
    with pytest.raises(Http404):
        queries.year_line(cast.actor(cast.markus), cast.yohana.pk, 2026)


def test_the_clerk_sees_who_moved_without_a_new_skp(
    cast: Cast, client: Client, django_assert_num_queries: Callable[..., Any]
) -> None:
    moved = []
    for person in (cast.yohana, cast.markus, cast.rosa):
        set_skp_for(cast, person, cast.hendrika)
        moved.append(move(cast, person, cast.dinkes))
        with django_assert_num_queries(1):
            found = queries.moved_without_skp(cast.periode, on=TODAY)
        assert {row.pk for row in found} == {row.pk for row in moved}
    assert cast.lusia.user is not None
    client.force_login(cast.lusia.user)
    page = client.get("/skp/pindah/")
    assert page.status_code == 200
    assert cast.yohana.nama in page.content.decode()
    assert client.post("/skp/pindah/").status_code == 302
    assert Skp.objects.filter(penugasan__in=moved).count() == 3
    assert queries.moved_without_skp(cast.periode, on=TODAY) == []
    assert "Semua yang pindah" in client.get("/skp/pindah/").content.decode()


def test_nobody_else_sees_that_list(cast: Cast, client: Client) -> None:
    assert cast.hendrika.user is not None
    client.force_login(cast.hendrika.user)
    assert client.get("/skp/pindah/").status_code == 404


def test_the_page_of_the_year_shows_every_skp(cast: Cast, client: Client) -> None:
    set_skp_for(cast, cast.yohana, cast.hendrika, last_date=date(2026, 5, 31))
    new = move(cast, cast.yohana, cast.dinkes)
    set_skp_for(cast, cast.yohana, cast.hendrika, penugasan=new, unit=new.unit, start_date=MOVED)
    assert cast.yohana.user is not None
    client.force_login(cast.yohana.user)
    page = client.get(f"/skp/pegawai/{cast.yohana.pk}/2026/").content.decode()
    assert page.count("year-line__skp") == 2
    assert "31 Mei 2026" in page
    assert client.get("/skp/").content.decode().count("year-line__skp") == 2


def name_penilai(cast: Cast, pegawai: Pegawai, penilai: Pegawai) -> None:
    """From today on somebody else is the penilai."""
    PenetapanPenilai.objects.create(
        pegawai=pegawai,
        penilai=penilai,
        dasar="Surat pendelegasian",
        start_date=TODAY - timedelta(days=1),
        decided_at=NOW,
        decided_by=cast.lusia.user,
    )


def steps(cast: Cast, by: Pegawai | None = None) -> list[tuple[str, Any, str]]:
    changed = queries.penilai_changed(cast.actor(by or cast.lusia), cast.periode, on=TODAY)
    found = queries.after_a_change(cast.periode, changed)
    return [(row.skp.pegawai.nama.split()[0], row.penilai, row.langkah.value) for row in found]


def test_the_clerk_sees_whose_penilai_changed_and_what_comes_next(cast: Cast) -> None:
    for person in (cast.yohana, cast.markus):
        set_skp_for(cast, person, cast.hendrika)
    assert steps(cast) == []
    name_penilai(cast, cast.yohana, cast.stefanus)
    assert steps(cast) == [("Yohana", cast.stefanus, "mulai_versi")]
    assert steps(cast, cast.hendrika) == []
    skp = Skp.objects.get(pegawai=cast.yohana)
    versi = operations.start_version(
        skp=skp,
        version=skp.version,
        sebab="penilai_berganti",
        alasan="Penilai baru",
        by=cast.actor(cast.yohana),
        at=NOW,
    )
    assert steps(cast) == [("Yohana", cast.stefanus, "tunggu")]
    VersiSkp.objects.filter(pk=versi.pk).update(
        state="diajukan", penilai=cast.hendrika, submitted_at=NOW, submitted_by=cast.yohana.user
    )
    assert steps(cast) == [("Yohana", cast.stefanus, "ajukan_lagi")]
    Penugasan.objects.filter(pegawai=cast.hendrika).update(end_date=TODAY)
    assert ("Markus", cast.paulus, "mulai_versi") in steps(cast)


@pytest.mark.parametrize("people", [1, 3])
def test_whose_penilai_changed_asks_the_same_queries_for_one_and_for_three(
    cast: Cast, sign_in: Callable[[Pegawai], Client], django_assert_num_queries: Any, people: int
) -> None:
    for person in (cast.yohana, cast.markus, cast.rosa)[:people]:
        set_skp_for(cast, person, cast.hendrika)
        name_penilai(cast, person, cast.stefanus if person != cast.rosa else cast.hendrika)
    Skp.objects.filter(pegawai=cast.rosa).update(penilai=cast.stefanus)
    client = sign_in(cast.lusia)
    address = "/skp/penilai-berganti/"
    client.get(address)
    with django_assert_num_queries(17):
        page = client.get(address).content.decode()
    assert page.count("memulai versi baru") == people
    assert sign_in(cast.yohana).get(address).status_code == 404


def test_the_page_of_a_person_leads_to_the_line_also_where_there_is_no_skp(
    cast: Cast, sign_in: Callable[[Pegawai], Client]
) -> None:
    address = f"/skp/pegawai/{cast.yohana.pk}/2026/"
    owner = sign_in(cast.yohana)
    assert address in owner.get(f"/pegawai/{cast.yohana.pk}/").content.decode()
    assert "Belum ada SKP pada tahun 2026." in owner.get(address).content.decode()
    assert address not in sign_in(cast.rosa).get(f"/pegawai/{cast.yohana.pk}/").content.decode()
    assert sign_in(cast.rosa).get(address).status_code == 404
    set_skp_for(cast, cast.yohana, cast.hendrika)
    assert "Garis tahun" in owner.get(address).content.decode()
