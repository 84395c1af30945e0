"""What has to be done soon or is overdue, by whom: what the reminders of the day are made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from kasuari.accounts.enums import Role
from kasuari.accounts.queries import holders_of
from kasuari.evaluation.access_penutupan import APPROVERS
from kasuari.evaluation.enums import JalurEvaluasi, StateEvaluasi, StateKeberatan
from kasuari.evaluation.models import Evaluasi, Keberatan, Penutupan
from kasuari.evaluation.queries.clocks import (
    FairCalendar,
    FairDeadline,
    decision_deadline,
    delivery_deadline,
    fair_calendar,
    objection_deadline,
    path_of,
    return_deadline,
)
from kasuari.evaluation.queries.gate import rating_deadline
from kasuari.evaluation.queries.keberatan import keberatan_rows
from kasuari.evaluation.queries.route import Route, routes_of, unsigned
from kasuari.evaluation.states import DELIVERED, OPEN_KEBERATAN
from kasuari.planning import queries as planning
from kasuari.regulation.periode import Langkah
from kasuari.regulation.tenggat import hari_pengingat

if TYPE_CHECKING:
    from kasuari.organisation.models import Instansi, Pegawai
    from kasuari.planning.models import PeriodeEvaluasi, Skp

# Calendar days after a window, or after a delivery, in which every clock of BAB V has certainly run out.
LONGEST_AFTER = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a reminder is about: a code of `evaluation.subjects` and what fills its words."""

    hal: str
    period: str = ""
    name: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Due:
    """One reminder (`late` False) or one word after the last day. `key` is the same on every run."""

    key: str
    step: str
    subject: Subject
    last_date: date
    late: bool
    tell: tuple[int, ...]
    link: str


@dataclass(frozen=True, slots=True)
class Passed:
    """The evaluation of one SKP that has passed to the atasan."""

    key: str
    skp: Skp
    periode_evaluasi: PeriodeEvaluasi
    route: Route
    last_date: date


def due_on(on: date) -> tuple[list[Due], list[Passed]]:
    """Everything to remind of on a day, and what has passed to the atasan. Whatever was said before is in it
    again: the key tells."""
    periods = list(planning.windows_since(on, reach=LONGEST_AFTER))
    calendars: dict[int, FairCalendar] = {}
    clerks = tuple(holders_of(Role.KEPEGAWAIAN, on=on))
    dues: list[Due] = []
    passed: list[Passed] = []

    def calendar_for(instansi: Instansi) -> FairCalendar:
        if instansi.pk not in calendars:
            calendars[instansi.pk] = fair_calendar(instansi)
        return calendars[instansi.pk]

    for period in periods:
        if period.periode.state != "dibuka":
            continue
        calendar = calendar_for(period.periode.instansi)
        found, gone = _unsigned(period, calendar, on, clerks)
        dues += found
        passed += gone
        dues += _to_report(period, calendar, on, clerks)
    dues += _on_their_way(calendar_for, on, clerks)
    for item in keberatan_rows().filter(state__in=OPEN_KEBERATAN).order_by("pk"):
        dues += _keberatan(item, calendar_for(item.evaluasi.skp.periode.instansi), on, clerks)
    return dues, passed


def _unsigned(
    period: PeriodeEvaluasi, calendar: FairCalendar, on: date, clerks: tuple[int, ...]
) -> tuple[list[Due], list[Passed]]:
    """Whom the penilai has not evaluated: a reminder to the penilai, then the way to the atasan."""
    rows = list(unsigned(period))
    routes = routes_of(rows, period, calendar=calendar, on=on)
    label = planning.label(period)
    by_penilai: dict[int, list[Skp]] = {}
    by_atasan: dict[int, list[Skp]] = {}
    passed, orphans = [], []
    for skp in rows:
        route = routes[skp.pk]
        if route.is_open:
            last = calendar.window(period, path_of(skp.unit_penilai)).end_date
            passed.append(Passed(f"jalur:{skp.pk}:{period.pk}", skp, period, route, last))
            by_atasan.setdefault(route.atasan_id or 0, []).append(skp)
        elif route.pelaku == "atasan":
            orphans.append(skp)
        elif route.pelaku == "penilai" and skp.penilai_id:
            by_penilai.setdefault(skp.penilai_id, []).append(skp)
    dues = []
    for penilai_id, mine in by_penilai.items():
        last = calendar.window(period, path_of(mine[0].unit_penilai)).end_date
        subject = Subject("evaluasi", period=label, count=len(mine))
        link = f"{reverse('evaluation:team')}?periode={period.pk}"
        if _near(last, calendar, path_of(mine[0].unit_penilai), on):
            dues.append(
                Due(
                    f"evaluasi:{period.pk}:{penilai_id}:ingat", "evaluasi", subject, last, False,
                    _users(mine[0].penilai), link,
                )
            )  # fmt: skip
    for atasan_id, below in by_atasan.items():
        last = calendar.window(period, path_of(below[0].unit_penilai)).end_date
        subject = Subject("jalur_atasan", period=label, count=len(below))
        link = f"{reverse('evaluation:in_place')}?periode={period.pk}"
        told = _users(below[0].atasan_penilai, *{skp.penilai_id: skp.penilai for skp in below}.values())
        dues.append(
            Due(f"jalur:{period.pk}:{atasan_id}:lewat", "jalur_atasan", subject, last, True, told, link)
        )
        if atasan_id:
            dues += _atasan_signs(period, atasan_id, below, calendar, on, link)
    dues += _atasan_late(period, by_atasan, calendar, on, clerks)
    if orphans and clerks:
        subject = Subject("tanpa_atasan", period=label, count=len(orphans))
        last = period.window_last_date
        link = reverse("planning:period", args=[period.periode_id])
        dues.append(Due(f"jalur:{period.pk}:0:lewat", "jalur_atasan", subject, last, True, clerks, link))
    return dues, passed


def _atasan_signs(
    period: PeriodeEvaluasi,
    atasan_id: int,
    below: Sequence[Skp],
    calendar: FairCalendar,
    on: date,
    link: str,
) -> Iterator[Due]:
    """What passed to the atasan is signed within 14 working days after the window (Lampiran BAB V A.8)."""
    subject = Subject("tanda_tangan_atasan", period=planning.label(period), count=len(below))
    path = path_of(below[0].unit_penilai)
    until = rating_deadline(period, calendar, path=path)
    atasan = _users(below[0].atasan_penilai)
    key = f"tanda_tangan_atasan:{period.pk}:{atasan_id}"
    yield from _both(key, subject, until, calendar, on, atasan, atasan, link, path=path)


def _atasan_late(
    period: PeriodeEvaluasi,
    by_atasan: Mapping[int, Sequence[Skp]],
    calendar: FairCalendar,
    on: date,
    clerks: tuple[int, ...],
) -> Iterator[Due]:
    """What no atasan has signed in time: to the clerks one word for all of them with the same last day."""
    late: Counter[date] = Counter()
    for below in (below for atasan_id, below in by_atasan.items() if atasan_id):
        until = rating_deadline(period, calendar, path=path_of(below[0].unit_penilai))
        if until is not None and _over(until, on):
            late[until.last_date] += len(below)
    link = f"{reverse('evaluation:closing')}?periode={period.pk}"
    for last, count in late.items() if clerks else ():
        subject = Subject("tanda_tangan_atasan", period=planning.label(period), count=count)
        key = f"tanda_tangan_atasan:{period.pk}:semua:{last}:lewat"
        yield Due(key, Langkah.TANDA_TANGAN_ATASAN, subject, last, True, clerks, link)


def _to_report(
    period: PeriodeEvaluasi, calendar: FairCalendar, on: date, clerks: tuple[int, ...]
) -> Iterator[Due]:
    """The results of a period reach the PyB within 30 working days after its window (Lampiran BAB V A.7).

    They do when it is closed. Of an open period the clerks are reminded; afterwards the officials are told
    too. A period in which nobody had an SKP has nothing to report. Two queries once the day is near.
    """
    until = calendar.deadline(Langkah.PELAPORAN, period.window_last_date, path="", who="kepegawaian", on=on)
    subject = Subject("pelaporan", period=planning.label(period))
    officials = (
        {user for role in APPROVERS for user in holders_of(role, on=on)} if _over(until, on) else set()
    )
    link = f"{reverse('evaluation:closing')}?periode={period.pk}"
    after = tuple(sorted({*clerks, *officials}))
    told = list(_both(f"pelaporan:{period.pk}", subject, until, calendar, on, clerks, after, link, path=""))
    closed = Penutupan.objects.filter(periode_evaluasi=period)
    if told and planning.evaluable(period).exists() and not closed.exists():
        yield from told


def _over(until: FairDeadline | None, on: date) -> bool:
    return until is not None and until.last_date < on


def _on_their_way(
    calendar_for: Callable[[Instansi], FairCalendar], on: date, clerks: tuple[int, ...]
) -> Iterator[Due]:
    """Results that were signed and not delivered, delivered and not returned, and those one may object to."""
    since = timezone.make_aware(datetime.combine(on - LONGEST_AFTER, time.min))
    objected = Keberatan.objects.filter(evaluasi=OuterRef("pk")).exclude(state=StateKeberatan.DICABUT)
    rows = (
        Evaluasi.objects.filter(state=StateEvaluasi.DITANDATANGANI)
        | Evaluasi.objects.filter(state__in=DELIVERED, delivered_at__gte=since)
    ).select_related(
        "periode_evaluasi__periode__instansi",
        "skp__unit",
        "skp__unit_penilai",
        "pegawai",
        "penilai",
        "atasan_penilai",
    )
    for row in rows.annotate(objected=Exists(objected)).defer("fakta").order_by("pk"):
        calendar = calendar_for(row.periode_evaluasi.periode.instansi)
        label, name = planning.label(row.periode_evaluasi), row.pegawai.nama_lengkap
        link = reverse("evaluation:result", args=[row.pk])
        signer, above = (
            (_users(row.atasan_penilai), clerks)
            if row.jalur == JalurEvaluasi.ATASAN
            else (_users(row.penilai), _users(row.penilai, row.atasan_penilai))
        )
        if row.state == StateEvaluasi.DITANDATANGANI:
            subject = Subject("penyampaian", period=label, name=name)
            yield from _both(
                f"penyampaian:{row.pk}", subject, delivery_deadline(row, calendar, on=on),
                calendar, on, signer, above, link, path=path_of(row.skp.unit_penilai),
            )  # fmt: skip
            continue
        path = path_of(row.skp.unit)
        owner = _users(row.pegawai)
        if row.state == StateEvaluasi.DISAMPAIKAN:
            subject = Subject("pengembalian", period=label, name=name)
            yield from _both(
                f"pengembalian:{row.pk}", subject, return_deadline(row, calendar, on=on),
                calendar, on, owner, (*owner, *signer), link, path=path,
            )  # fmt: skip
        if not row.objected:
            subject = Subject("keberatan", period=label)
            yield from _both(
                f"keberatan:{row.pk}", subject, objection_deadline(row, calendar, on=on),
                calendar, on, owner, (), link, path=path,
            )  # fmt: skip


def _keberatan(item: Keberatan, calendar: FairCalendar, on: date, clerks: tuple[int, ...]) -> Iterator[Due]:
    subject = Subject("keputusan", name=item.pegawai.nama_lengkap)
    waiting: Sequence[Pegawai] = (
        (item.atasan, item.penilai) if item.state == StateKeberatan.DIAJUKAN else (item.atasan,)
    )
    yield from _both(
        f"keputusan:{item.pk}",
        subject,
        decision_deadline(item, calendar, on=on),
        calendar,
        on,
        _users(*waiting),
        (*_users(item.atasan, item.pegawai), *clerks),
        reverse("evaluation:keberatan", args=[item.pk]),
        path="",
    )


def _both(
    key: str,
    subject: Subject,
    until: FairDeadline | None,
    calendar: FairCalendar,
    on: date,
    before: tuple[int, ...],
    after: tuple[int, ...],
    link: str,
    *,
    path: str,
) -> Iterator[Due]:
    """The reminder before the last day to `before`, or the word after it to `after`."""
    if until is None:
        return
    if _over(until, on):
        if after:
            yield Due(f"{key}:lewat", until.step, subject, until.last_date, True, after, link)
    elif before and _near(until.last_date, calendar, path, on):
        yield Due(f"{key}:ingat", until.step, subject, until.last_date, False, before, link)


def _near(last_date: date, calendar: FairCalendar, path: str, on: date) -> bool:
    day = hari_pengingat(sampai=last_date, kalender=calendar.for_path(path), on=on).value
    return day is not None and day <= on <= last_date


def _users(*people: Pegawai | None) -> tuple[int, ...]:
    return tuple(person.user_id for person in people if person is not None and person.user_id)
