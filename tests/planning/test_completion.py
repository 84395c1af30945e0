"""How complete planning is, by unit and by name, and reminding those who are to act next."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import openpyxl
import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kasuari.accounts.models import Notice, RoleGrant
from kasuari.audit.models import AuditEntry
from kasuari.foundation.access import Actor
from kasuari.foundation.refusals import Invalid, NotAllowed
from kasuari.organisation.models import Pegawai, RiwayatKedudukan
from kasuari.planning import operations, queries
from kasuari.planning.enums import Kelengkapan
from kasuari.planning.models import JadwalPengingat, PengingatPerencanaan, Periode, Skp
from kasuari.regulation.periode import KalenderKerja
from tests.cast import LONG_AGO, NOW, TODAY, Cast
from tests.planning_builder import set_skp_for

SignIn = Callable[[Pegawai], Client]
ALL = {"paulus", "hendrika", "yohana", "markus", "stefanus", "rosa", "lusia", "agus", "andreas"}


@pytest.fixture
def stages(cast: Cast) -> Cast:
    """Yohana waits for Hendrika, Markus was given back, Rosa has a draft, Paulus is done."""
    set_skp_for(
        cast,
        cast.yohana,
        cast.hendrika,
        state="diajukan",
        submitted_at=NOW,
        submitted_by=cast.yohana.user,
        rhk=0,
    )
    set_skp_for(cast, cast.markus, cast.hendrika, state="dikembalikan", rhk=0)
    set_skp_for(cast, cast.rosa, cast.stefanus, state="draf", rhk=0)
    set_skp_for(cast, cast.paulus, cast.maria, format="A.1.1", rhk=0)
    return cast


def _states(cast: Cast, path: str = "") -> dict[str, str]:
    rows = queries.planners(cast.periode, on=TODAY, path=path)
    names = {person.pk: name for name, person in vars(cast).items() if isinstance(person, Pegawai)}
    return {names[row.pk]: queries.ORDER[row.rank] for row in rows}


def test_everybody_who_owes_an_skp_counts_once(stages: Cast) -> None:
    found = _states(stages)
    assert set(found) == ALL  # Maria, the governor, owes none; Hendrika has two appointments
    assert {name: state for name, state in found.items() if state != "belum"} == {
        "yohana": "diajukan",
        "markus": "dikembalikan",
        "rosa": "draf",
        "paulus": "ditetapkan",
    }


def test_who_is_exempt_is_not_missing(stages: Cast) -> None:
    """Lampiran BAB II C.8: cuti di luar tanggungan negara."""
    RiwayatKedudukan.objects.filter(pegawai=stages.agus).update(kedudukan="cltn")
    assert set(_states(stages)) == ALL - {"agus"}


def test_with_several_skp_the_least_complete_counts(stages: Cast) -> None:
    extra = stages.yohana.penugasan.create(
        jabatan=stages.penugasan(stages.yohana).jabatan,
        unit=stages.puskesmas,
        jenis="tugas_tambahan",
        start_date=LONG_AGO,
    )
    set_skp_for(stages, stages.yohana, stages.hendrika, penugasan=extra, state="draf", rhk=0)
    assert _states(stages)["yohana"] == "draf"


def test_an_skp_that_ended_does_not_cover_the_rest_of_the_year(stages: Cast) -> None:
    Skp.objects.filter(pegawai=stages.paulus).update(last_date=date(2026, 5, 31))
    assert _states(stages)["paulus"] == "belum"


def test_the_counts_of_every_level_are_those_of_the_names(stages: Cast) -> None:
    by_place = queries.tallies(stages.periode, on=TODAY)
    whole = queries.tally_of(by_place)
    assert (whole.total, whole.open, whole.percent_set) == (9, 8, 11)
    assert whole.cells == [5, 1, 1, 1, 1]
    (root,) = queries.units_at_paths(stages.instansi.pk, ("",))
    below = queries.unit_tallies(queries.units_below(root), by_place)
    assert [(row.unit.nama, row.tally.cells) for row in below] == [
        ("BKPSDM", [3, 0, 0, 0, 0]),
        ("Dinas Kesehatan", [2, 1, 1, 1, 1]),
    ]
    dinkes = queries.unit_tallies(queries.units_below(stages.dinkes), by_place)
    assert [(row.unit.nama, row.tally.cells) for row in dinkes] == [
        ("Puskesmas Perbatasan Sota Indah", [1, 0, 1, 1, 0]),
        ("Puskesmas Wasur Permai", [1, 1, 0, 0, 0]),
    ]
    assert set(_states(stages, stages.puskesmas.path)) == {"hendrika", "yohana", "markus"}


def test_a_unit_without_people_has_no_percentage(stages: Cast) -> None:
    assert queries.tally_of({}).percent_set is None


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("lusia", {""}),
        ("agus", {""}),
        ("andreas", {""}),
        ("maria", {""}),
        ("paulus", {"dinkes"}),
        ("hendrika", {"puskesmas"}),
        ("yohana", set()),
    ],
)
def test_a_leader_sees_the_own_part(stages: Cast, name: str, places: set[str]) -> None:
    reach = queries.reach_of(stages.actor(getattr(stages, name)), on=TODAY)
    assert set(reach.paths) == {getattr(stages, place).path if place else "" for place in places}
    leads = {"maria": 1, "paulus": 1, "hendrika": 1, "lusia": 1, "andreas": 1}
    assert len(reach.reminding) == leads.get(name, 0)


def _remind(cast: Cast, by: str = "lusia", at: datetime = NOW, **given: Any) -> queries.Sending:
    return operations.remind_planning(
        periode=cast.periode, by=cast.actor(getattr(cast, by)), at=at, **({"path": ""} | given)
    )


def _told(kind: str) -> set[int]:
    return set(Notice.objects.filter(kind=kind).values_list("user_id", flat=True))


def test_who_is_to_act_next_is_told(
    stages: Cast, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        found = _remind(stages, path=stages.dinkes.path)
    assert (found.owner_count, found.penilai_count, found.recent, found.without_account) == (4, 1, 0, ())
    assert _told("planning.reminded") == {
        getattr(stages, name).user_id for name in ("hendrika", "markus", "stefanus", "rosa")
    }
    assert _told("planning.penilai_reminded") == {stages.hendrika.user_id}
    assert PengingatPerencanaan.objects.filter(jenis="langsung").count() == 5
    kinds = AuditEntry.objects.filter(at=NOW, kind__contains="reminded").values_list("kind", "data")
    assert dict(kinds)["planning.reminded"] == {"tahun": 2026, "batas": "2026-01-31", "count": 4}


def test_nobody_is_told_twice_within_the_days_of_rest(stages: Cast) -> None:
    _remind(stages, path=stages.puskesmas.path)
    again = _remind(stages, path=stages.dinkes.path, at=NOW + timedelta(days=2))
    assert ({pair.pegawai_id for pair in again.owners}, again.recent) == (
        {stages.stefanus.pk, stages.rosa.pk},
        2,
    )
    with pytest.raises(Invalid) as refused:
        _remind(stages, path=stages.dinkes.path, at=NOW + timedelta(days=2))
    assert refused.value.code == "planning.nobody_to_remind"
    later = _remind(stages, path=stages.puskesmas.path, at=NOW + timedelta(days=3, minutes=1))
    assert (later.owner_count, later.recent) == (2, 0)


def test_those_without_an_account_are_named(stages: Cast) -> None:
    Pegawai.objects.filter(pk=stages.rosa.pk).update(user=None)
    found = _remind(stages, path=stages.puskesmas_lain.path)
    assert (found.owner_count, found.without_account) == (1, ("Rosa Ulukyanan",))
    assert not PengingatPerencanaan.objects.filter(pegawai=stages.rosa).exists()


def test_one_person_is_reminded_and_a_set_plan_never(stages: Cast) -> None:
    found = _remind(stages, pegawai_id=stages.rosa.pk)
    assert [pair.pegawai_id for pair in found.owners] == [stages.rosa.pk]
    with pytest.raises(Invalid):
        _remind(stages, pegawai_id=stages.paulus.pk)


def test_only_one_state_is_reminded(stages: Cast) -> None:
    found = _remind(stages, keadaan=[Kelengkapan.DIAJUKAN])
    assert (found.owner_count, found.penilai_count) == (0, 1)


@pytest.mark.parametrize("name", ["agus", "yohana", "markus", "stefanus"])
def test_who_may_not_remind_of_the_puskesmas(stages: Cast, name: str) -> None:
    with pytest.raises(NotAllowed) as refused:
        _remind(stages, by=name, path=stages.puskesmas.path)
    assert refused.value.code == "planning.not_reminding"


def test_a_leader_reminds_the_own_unit_and_no_other(stages: Cast) -> None:
    assert _remind(stages, by="hendrika", path=stages.puskesmas.path).owner_count == 2
    with pytest.raises(NotAllowed):
        _remind(stages, by="hendrika", path=stages.dinkes.path)


def test_a_pengelola_kinerja_reminds_the_unit_of_the_grant(stages: Cast) -> None:
    RoleGrant.objects.create(
        user=stages.rosa.user,
        role="pengelola_kinerja",
        unit_kode="pusk2",
        start_date=LONG_AGO,
        granted_at=NOW,
    )
    assert _remind(stages, by="rosa", path=stages.puskesmas_lain.path).owner_count == 2
    with pytest.raises(NotAllowed):
        _remind(stages, by="rosa", path=stages.puskesmas.path)


def test_in_a_closed_year_nobody_is_reminded(stages: Cast) -> None:
    Periode.objects.update(state="ditutup")
    stages.periode.refresh_from_db()
    with pytest.raises(NotAllowed) as refused:
        _remind(stages)
    assert refused.value.code == "planning.periode_closed"


# The calendar of early 2026: 31 January is a Saturday, so 30 January is the last working day.
CALENDAR = KalenderKerja(holidays=frozenset({date(2026, 1, 1), date(2026, 1, 16)}))


def _by_calendar(cast: Cast, day: date) -> int:
    at = timezone.make_aware(datetime(day.year, day.month, day.day, 7, 30))
    return operations.remind_by_calendar(
        periode=cast.periode, kalender=CALENDAR, by=Actor.system("Kasuari", on=day), at=at
    )


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2026, 1, 15), 9),  # ten working days before 30 January, with a holiday between
        (date(2026, 1, 19), 0),
        (date(2026, 1, 23), 9),  # five
        (date(2026, 1, 24), 0),  # a Saturday
        (date(2026, 1, 28), 9),  # two
        (date(2026, 1, 29), 0),
    ],
)
def test_the_calendar_reminds_before_the_deadline(cast: Cast, day: date, told: int) -> None:
    assert _by_calendar(cast, day) == told
    assert _by_calendar(cast, day) == 0  # the same morning again tells nobody twice


def test_after_the_deadline_those_above_are_told_as_well(
    stages: Cast, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        _by_calendar(stages, date(2026, 2, 2))
    above = _told("planning.escalated")
    # Yohana waits for Hendrika: her atasan Paulus hears; Markus and Rosa are their penilai's to ask.
    assert {stages.paulus.user_id, stages.hendrika.user_id, stages.stefanus.user_id} <= above
    assert stages.yohana.user_id not in above
    rows = PengingatPerencanaan.objects.filter(jenis="eskalasi", pegawai=stages.yohana)
    assert [row.kepada for row in rows] == [stages.paulus]
    with django_capture_on_commit_callbacks(execute=True):
        assert _by_calendar(stages, date(2026, 2, 2)) == 0
        assert _by_calendar(stages, date(2026, 2, 3)) == 0


def test_the_schedule_is_the_agencys_from_a_day_on(cast: Cast) -> None:
    clerk = cast.actor(cast.lusia)
    for start, before in ((TODAY, [3]), (TODAY + timedelta(days=30), [7, 1, 7])):
        operations.choose_jadwal(
            periode=cast.periode,
            start_date=start,
            hari_sebelum=before,
            hari_sesudah=[],
            jeda_hari=2,
            by=clerk,
            at=NOW,
        )
    assert queries.jadwal_on(cast.instansi.pk, TODAY - timedelta(days=1)) == queries.Jadwal()
    assert queries.jadwal_on(cast.instansi.pk, TODAY).hari_sebelum == (3,)
    assert queries.jadwal_on(cast.instansi.pk, date(2027, 1, 5)).hari_sebelum == (7, 1)
    assert JadwalPengingat.objects.count() == 2
    assert AuditEntry.objects.latest("id").kind == "planning.jadwal_pengingat_chosen"


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ({"hari_sebelum": [0]}, "hari_sebelum"),
        ({"hari_sesudah": list(range(1, 10))}, "hari_sesudah"),
        ({"jeda_hari": 0}, "jeda_hari"),
        ({"start_date": TODAY - timedelta(days=1)}, "start_date"),
    ],
)
def test_a_schedule_that_cannot_be_is_refused(cast: Cast, given: dict[str, Any], path: str) -> None:
    usual: dict[str, Any] = {"start_date": TODAY, "hari_sebelum": [5], "hari_sesudah": [1], "jeda_hari": 3}
    with pytest.raises(Invalid) as refused:
        operations.choose_jadwal(periode=cast.periode, by=cast.actor(cast.lusia), at=NOW, **(usual | given))
    assert [item.path for item in refused.value.problems] == [path]
    with pytest.raises(NotAllowed):
        operations.choose_jadwal(periode=cast.periode, by=cast.actor(cast.hendrika), at=NOW, **usual)


def _soup(response: Any) -> BeautifulSoup:
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def test_the_clerk_drills_down_to_names(stages: Cast, sign_in: SignIn) -> None:
    client = sign_in(stages.lusia)
    page = _soup(client.get("/kelengkapan/"))
    units = [row.th.get_text(" ", strip=True) for row in page.select("#unit tbody tr")]
    assert units == ["BKPSDM", "Dinas Kesehatan"]
    cells = [cell.get_text(strip=True) for cell in page.select("#unit tbody tr")[1].select("td")]
    assert cells == ["6", "2", "1", "1", "1", "1", "16%"]
    assert "SKP ditetapkan dari 9 orang" in page.get_text(" ", strip=True)
    assert page.select_one("a[href^='/kelengkapan/ingatkan/']") is not None
    assert len(page.select("#orang tbody form button")) == 8  # Paulus is done
    link = page.select_one("#unit tbody a[href*='unit=']")
    assert link is not None
    below = _soup(client.get(f"/kelengkapan/?unit={stages.puskesmas.pk}"))
    assert next(
        row.th.a.get_text(strip=True) if row.th.a else row.th.get_text(" ", strip=True)
        for row in below.select("#orang tbody tr")
    ).startswith("Hendrika")
    only = _soup(client.get(f"/kelengkapan/?unit={stages.dinkes.pk}&keadaan=draf"))
    names = [row.th.get_text(" ", strip=True) for row in only.select("#orang tbody tr")]
    assert len(names) == 1
    assert names[0].startswith("Rosa Ulukyanan")
    found = _soup(client.get("/kelengkapan/?q=basik"))
    assert len(found.select("#orang tbody tr")) == 1


def test_the_deadline_is_said_in_working_terms(stages: Cast, sign_in: SignIn) -> None:
    words = _soup(sign_in(stages.lusia).get("/kelengkapan/")).get_text(" ", strip=True)
    assert "lewat sejak Sabtu, 31 Januari" in words


def test_a_leader_sees_the_own_unit_and_gets_no_other(stages: Cast, sign_in: SignIn) -> None:
    client = sign_in(stages.hendrika)
    page = _soup(client.get("/kelengkapan/"))
    assert "Puskesmas Perbatasan Sota Indah" in page.h1.find_parent("header").get_text()  # type: ignore[union-attr]
    assert client.get(f"/kelengkapan/?unit={stages.dinkes.pk}").status_code == 404
    assert client.get(f"/kelengkapan/?unit={stages.puskesmas_lain.pk}").status_code == 404
    assert sign_in(stages.yohana).get("/kelengkapan/").status_code == 404


def test_reminding_asks_with_numbers_and_then_tells(stages: Cast, sign_in: SignIn) -> None:
    Pegawai.objects.filter(pk=stages.rosa.pk).update(user=None)
    client = sign_in(stages.lusia)
    page = _soup(client.get(f"/kelengkapan/ingatkan/?unit={stages.dinkes.pk}"))
    words = page.get_text(" ", strip=True)
    assert "3 pegawai akan diingatkan menyelesaikan SKP-nya" in words
    assert "1 pejabat penilai kinerja akan diingatkan menetapkan" in words
    assert "Rosa Ulukyanan" in words
    form = page.select_one("form[action='/kelengkapan/ingatkan/']")
    assert form is not None
    fields = {item["name"]: item.get("value", "") for item in form.select("input[name]")}
    answer = client.post("/kelengkapan/ingatkan/", fields, follow=True)
    said = _soup(answer).get_text(" ", strip=True)
    assert "3 orang diingatkan." in said
    assert "Belum punya akun: Rosa Ulukyanan." in said
    again = _soup(client.get(f"/kelengkapan/ingatkan/?unit={stages.dinkes.pk}"))
    assert again.select_one("form[action='/kelengkapan/ingatkan/'] button") is None
    assert client.post("/kelengkapan/ingatkan/", fields).status_code == 422


@pytest.mark.parametrize("name", ["agus"])
def test_who_may_look_but_not_remind_is_told_so(stages: Cast, sign_in: SignIn, name: str) -> None:
    client = sign_in(getattr(stages, name))
    page = _soup(client.get("/kelengkapan/"))
    assert page.select_one("a[href^='/kelengkapan/ingatkan/']") is None
    assert client.post("/kelengkapan/ingatkan/", {"unit": stages.dinkes.pk}).status_code == 403


def test_the_export_neutralises_formulas_and_masks_what_one_may_not_read(
    stages: Cast, sign_in: SignIn
) -> None:
    Pegawai.objects.filter(pk=stages.rosa.pk).update(nama="=HYPERLINK(1)", nama_cari="hyperlink 1")
    answer = sign_in(stages.lusia).get("/kelengkapan/ekspor/csv/")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 10
    rosa = next(line for line in lines if "HYPERLINK" in line)
    assert rosa.startswith("'=HYPERLINK(1)")
    assert stages.rosa.nip in rosa
    book = openpyxl.load_workbook(
        io.BytesIO(sign_in(stages.hendrika).get("/kelengkapan/ekspor/xlsx/").content)
    )
    rows = list(book.active.iter_rows(values_only=True))  # type: ignore[union-attr]
    assert len(rows) == 4
    assert stages.yohana.nip not in str(rows)
    assert sign_in(stages.lusia).get("/kelengkapan/ekspor/pdf/").status_code == 404


@pytest.mark.parametrize("people", [1, 3])
def test_the_pages_ask_the_same_for_one_person_and_for_three(
    cast: Cast, sign_in: SignIn, people: int
) -> None:
    keep = [cast.yohana, cast.markus, cast.hendrika][:people]
    for person in cast.people:
        if person not in keep:
            person.penugasan.filter(memimpin=False).update(start_date=date(2026, 12, 1))
    client = sign_in(cast.lusia)
    path = f"/kelengkapan/?unit={cast.puskesmas.pk}"
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    assert len(asked) == PAGE_QUERIES


PAGE_QUERIES = 15


def test_the_clerk_sets_the_schedule_on_a_page(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.lusia)
    form = {"start_date": "2026-12-01", "hari_sebelum": "10, 3", "hari_sesudah": "2", "jeda_hari": "4"}
    assert client.post("/kelengkapan/jadwal/", form).status_code == 302
    row = JadwalPengingat.objects.get()
    assert (row.hari_sebelum, row.hari_sesudah, row.jeda_hari) == ([10, 3], [2], 4)
    wrong = client.post("/kelengkapan/jadwal/", {**form, "hari_sebelum": "sepuluh"})
    assert wrong.status_code == 422
    assert "angka" in wrong.content.decode()
    assert sign_in(cast.hendrika).get("/kelengkapan/jadwal/").status_code == 403
