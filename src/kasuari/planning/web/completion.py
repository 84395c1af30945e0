"""How complete planning is: units down the tree, names, reminders, export, the schedule of reminders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods

from kasuari.documents.spreadsheet import write_csv, write_rows
from kasuari.foundation import clock
from kasuari.foundation.calendar import until_words, working_calendar
from kasuari.foundation.components.markup import in_words
from kasuari.foundation.refusals import Invalid, NotAllowed
from kasuari.foundation.trees import ancestors
from kasuari.foundation.web.days import DaysField
from kasuari.foundation.web.made import made_file
from kasuari.foundation.web.numbers import whole_number
from kasuari.organisation.queries.directory import masked
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import operations, queries
from kasuari.planning.access import can_see_moved
from kasuari.planning.access_dialog import can_remind, can_schedule
from kasuari.planning.enums import Kelengkapan, StatePeriode
from kasuari.planning.models import Periode
from kasuari.planning.people import instansi_of, units_by_path
from kasuari.planning.queries import Reach, Sending
from kasuari.planning.queries.reminding import NAMED

ON_A_PAGE = 25
NOT_SET = "terbuka"  # every state but set


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page of completion was asked for: the year, the unit (None: all of a divided reach), how the
    names are narrowed."""

    periode: Periode
    reach: Reach
    unit: Any
    roots: Sequence[Any]
    keadaan: str
    q: str

    @property
    def path(self) -> str:
        return self.unit.path if self.unit else ""

    @property
    def states(self) -> list[str]:
        if self.keadaan == NOT_SET:
            return list(queries.OPEN)
        return [self.keadaan] if self.keadaan else []

    def query(self, **changed: Any) -> str:
        fields = {"unit": self.unit.pk if self.unit else "", "keadaan": self.keadaan, "q": self.q}
        return urlencode({name: value for name, value in (fields | changed).items() if value})


def _asked(request: ActorRequest) -> Asked:
    """Raises Http404 for who oversees and leads nothing, and for a unit out of reach."""
    given = request.POST if request.method == "POST" else request.GET
    today = clock.today()
    instansi = instansi_of(request.actor.pegawai_id)
    periode = queries.current_periode(instansi, today) if instansi else None
    reach = queries.reach_of(request.actor, on=today)
    if instansi is None or not reach.paths:
        raise Http404
    if periode is None:
        raise NoYear
    roots = queries.units_at_paths(instansi.pk, reach.paths)
    chosen = whole_number(given.get("unit", ""))
    unit = queries.unit_in_reach(reach, chosen, instansi.pk) if chosen else None
    if unit is None and len(roots) == 1:
        unit = roots[0]
    keadaan = given.get("keadaan", "")
    return Asked(
        periode=periode,
        reach=reach,
        unit=unit,
        roots=roots,
        keadaan=keadaan if keadaan in {*Kelengkapan.values, NOT_SET} else "",
        q=given.get("q", "")[:80].strip(),
    )


class NoYear(Exception):
    """No year of the agency is open on this day."""


@require_GET
def completion(request: ActorRequest) -> HttpResponse:
    """One unit: the numbers of every unit below, and the names, filtered and a page at a time."""
    try:
        asked = _asked(request)
    except NoYear:
        return render(request, "planning/completion_none.html", {})
    today = clock.today()
    on = queries.day_in(asked.periode, today)
    by_place = queries.tallies(asked.periode, on=on, path=asked.path)
    units = queries.units_below(asked.unit) if asked.unit else asked.roots
    found = _people(asked, on)
    tally = _tally(asked, by_place)
    paginator = Paginator(queries.planner_rows(found, asked.periode, request.actor, on=on), ON_A_PAGE)
    if not asked.q:  # the sums say how many there are; to count again reads everybody once more
        paginator.count = sum(tally.of(item) for item in asked.states or queries.ORDER)
    page = paginator.get_page(request.GET.get("halaman"))
    reminding = bool(asked.unit) and asked.reach.reminds(asked.path)
    return render(
        request,
        "planning/completion.html",
        {
            "asked": asked,
            "tally": tally,
            "done": tally.of(Kelengkapan.DITETAPKAN),
            "acting": reminding,
            "stats": _stats(asked, tally),
            "units": [
                {
                    "row": row,
                    "url": "?" + asked.query(unit=row.unit.pk, keadaan="", q=""),
                    "cells": [(str(item.label), row.tally.of(item.value)) for item in Kelengkapan],
                }
                for row in queries.unit_tallies(units, by_place)
            ],
            "unit_columns": _unit_columns(),
            "page": page,
            "people": [
                {
                    "row": row,
                    "keadaan": queries.ORDER[row.rank],
                    "fields": {"unit": asked.unit.pk, "pegawai": row.pk} if reminding else {},
                    "open": queries.ORDER[row.rank] in queries.OPEN,
                    "told": in_words(localdate(row.told_at)) if row.told_at else "",
                    "attrs": {"aria-label": _("Ingatkan %(nama)s") % {"nama": row.nama_lengkap}},
                }
                for row in page.object_list
            ],
            "people_columns": [
                _("Pegawai"),
                _("Unit kerja"),
                _("Keadaan"),
                _("Terakhir diingatkan"),
                *([{"label": _("Tindakan"), "hidden": True}] if reminding else []),
            ],
            "page_base": "?" + (asked.query() + "&" if asked.query() else ""),
            "choices": _choices(),
            "trail": _trail(asked),
            "until": until_words(
                queries.deadline_of(asked.periode),
                on=today,
                calendar=working_calendar(days_per_week=asked.periode.instansi.hari_kerja_per_minggu),
            ),
            "reminding": reminding and asked.periode.state == StatePeriode.DIBUKA,
            "remind_url": reverse("planning:remind") + "?" + asked.query(),
            "export": {
                form: reverse("planning:completion_export", args=[form]) + "?" + asked.query()
                for form in ("xlsx", "csv")
            },
            "reset": "?" + asked.query(keadaan="", q="") if asked.keadaan or asked.q else "",
            "can_see_moved": can_see_moved(request.actor),
            "can_schedule": can_schedule(request.actor),
        },
    )


def _people(asked: Asked, on: Any) -> Any:
    """The people behind the filters, in all of the reach."""
    found = queries.planners(asked.periode, on=on, path=asked.path, keadaan=asked.states, q=asked.q)
    if asked.unit is None:
        found = found.filter(queries.below_any(asked.reach.paths))
    return found


def _tally(asked: Asked, by_place: dict[str, queries.Tally]) -> queries.Tally:
    if asked.unit is not None:
        return queries.tally_of(by_place, asked.path)
    inside = {place: tally for place, tally in by_place.items() if asked.reach.covers(place)}
    return queries.tally_of(inside)


def _stats(asked: Asked, tally: queries.Tally) -> list[dict[str, Any]]:
    return [
        {
            "label": str(item.label),
            "value": tally.of(item.value),
            "url": "?" + asked.query(keadaan=item.value, q="") + "#orang",
        }
        for item in Kelengkapan
    ]


def _unit_columns() -> list[Any]:
    return [
        _("Unit kerja"),
        {"label": _("Orang"), "number": True},
        *({"label": str(item.label), "number": True} for item in Kelengkapan),
        {"label": _("Selesai"), "number": True},
    ]


def _choices() -> list[tuple[str, str]]:
    return [(NOT_SET, _("Semua yang belum ditetapkan")), *((i.value, str(i.label)) for i in Kelengkapan)]


def _trail(asked: Asked) -> list[tuple[str, str]]:
    """The units above, as far as they are in reach."""
    if asked.unit is None:
        return []
    above = [path for path in ancestors(asked.path)[:-1] if asked.reach.covers(path)]
    return [
        (unit.nama, "?" + asked.query(unit=unit.pk, keadaan="", q=""))
        for unit in (units_by_path(above) if above else [])
    ]


@require_http_methods(["GET", "POST"])
def remind(request: ActorRequest) -> HttpResponse:
    """Whom a reminder would reach, in numbers; and sending it. One person needs no second page."""
    try:
        asked = _asked(request)
    except NoYear as none:
        raise Http404 from none
    can_remind(request.actor, asked.reach.reminding).or_raise()
    if asked.unit is None:
        raise Http404
    if not asked.reach.reminds(asked.path):
        raise NotAllowed("planning.not_reminding")
    given = request.POST if request.method == "POST" else request.GET
    pegawai_id = whole_number(given.get("pegawai", "")) or None
    refusal = None
    if request.method == "POST":
        try:
            sent = operations.remind_planning(
                periode=asked.periode,
                path=asked.path,
                keadaan=asked.states,
                q=asked.q,
                pegawai_id=pegawai_id,
                by=request.actor,
                at=clock.now(),
            )
        except Invalid as reason:
            refusal = reason.reason
        else:
            messages.success(request, _said(sent))
            return redirect(reverse("planning:completion") + "?" + asked.query() + "#orang")
    on = queries.day_in(asked.periode, clock.today())
    return render(
        request,
        "planning/remind.html",
        {
            "asked": asked,
            "sending": queries.sending(
                asked.periode,
                on=on,
                at=clock.now(),
                jeda_hari=queries.jadwal_on(asked.periode.instansi_id, clock.today()).jeda_hari,
                path=asked.path,
                keadaan=asked.states,
                q=asked.q,
                pegawai_id=pegawai_id,
            ),
            "most": NAMED,
            "refusal": refusal,
            "fields": {
                "unit": asked.unit.pk,
                "keadaan": asked.keadaan,
                "q": asked.q,
                "pegawai": pegawai_id or "",
            },
            "back": reverse("planning:completion") + "?" + asked.query(),
            "trail": [(_("Kelengkapan perencanaan"), reverse("planning:completion") + "?" + asked.query())],
        },
        status=422 if refusal else 200,
    )


def _said(sent: Sending) -> str:
    """How many were told, and who could not be."""
    words = [
        ngettext("%(count)s orang diingatkan.", "%(count)s orang diingatkan.", sent.count)
        % {"count": sent.count}
    ]
    if sent.recent:
        words.append(
            ngettext(
                "%(count)s orang baru saja diingatkan, jadi dilewati.",
                "%(count)s orang baru saja diingatkan, jadi dilewati.",
                sent.recent,
            )
            % {"count": sent.recent}
        )
    if sent.without_account:
        named = ", ".join(sent.without_account[:NAMED])
        more = len(sent.without_account) - NAMED
        words.append(_("Belum punya akun: %(nama)s.") % {"nama": named})
        if more > 0:
            words.append(
                ngettext("Dan %(count)s orang lagi.", "Dan %(count)s orang lagi.", more) % {"count": more}
            )
    return " ".join(words)


@require_GET
def export(request: ActorRequest, form: str) -> HttpResponse:
    """Everybody behind the filters, as a spreadsheet or as CSV."""
    if form not in {"csv", "xlsx"}:
        raise Http404
    try:
        asked = _asked(request)
    except NoYear as none:
        raise Http404 from none
    on = queries.day_in(asked.periode, clock.today())
    rows = queries.planner_rows(_people(asked, on), asked.periode, request.actor, on=on)
    readable = queries.reads_nip_in(request.actor, asked.path)
    headers = [
        _("Nama"),
        _("NIP"),
        _("Jabatan"),
        _("Unit kerja"),
        _("Keadaan"),
        _("Pejabat penilai kinerja"),
        _("Terakhir diingatkan"),
        _("Punya akun"),
    ]
    lines = (
        (
            row.nama_lengkap,
            (row.nip or "") if readable else masked(row.nip or ""),
            row.jabatan_nama,
            row.unit_nama,
            str(Kelengkapan(queries.ORDER[row.rank]).label),
            row.penilai_nama,
            localdate(row.told_at) if row.told_at else None,
            _("ya") if row.user_id else _("belum"),
        )
        for row in rows.iterator(chunk_size=2000)
    )
    content = write_csv(headers, lines) if form == "csv" else write_rows(headers, lines)
    name = f"kelengkapan-{asked.periode.tahun}-{on:%Y-%m-%d}.{form}"
    return made_file(content, name)


class JadwalForm(forms.Form):
    """When planning is reminded of by itself."""

    start_date = forms.DateField(
        label=gettext_lazy("Berlaku mulai"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    hari_sebelum = DaysField(
        label=gettext_lazy("Pengingat sebelum batas"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Berapa hari kerja sebelum batas, misalnya 10, 5, 2. Kosong: tidak ada."),
    )
    hari_sesudah = DaysField(
        label=gettext_lazy("Eskalasi sesudah batas"),
        required=False,
        max_length=60,
        help_text=gettext_lazy(
            "Berapa hari kerja sesudah batas; penilai dan atasannya ikut diberi tahu. Kosong: tidak ada."
        ),
    )
    jeda_hari = forms.IntegerField(
        label=gettext_lazy("Jeda"),
        min_value=1,
        max_value=60,
        help_text=gettext_lazy("Selama sekian hari orang yang sama tidak diingatkan lagi."),
    )


@require_http_methods(["GET", "POST"])
def schedule(request: ActorRequest) -> HttpResponse:
    """The schedule in force, those that were chosen, and another from a day on."""
    can_schedule(request.actor).or_raise()
    today = clock.today()
    instansi = instansi_of(request.actor.pegawai_id)
    periode = queries.current_periode(instansi, today) if instansi else None
    if instansi is None or periode is None:
        raise Http404
    now = queries.jadwal_on(instansi.pk, today)
    form = JadwalForm(
        request.POST or None,
        initial={
            "start_date": today,
            "hari_sebelum": ", ".join(map(str, now.hari_sebelum)),
            "hari_sesudah": ", ".join(map(str, now.hari_sesudah)),
            "jeda_hari": now.jeda_hari,
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            operations.choose_jadwal(periode=periode, by=request.actor, at=clock.now(), **form.cleaned_data)
        except Invalid as refusal:
            for problem in refusal.problems:
                form.add_error(problem.path, str(problem.message))
        else:
            messages.success(request, _("Jadwal pengingat disimpan."))
            return redirect("planning:reminder_schedule")
    return render(
        request,
        "planning/schedule.html",
        {
            "form": form,
            "now": now,
            "rows": list(queries.jadwal_rows(instansi.pk)),
            "columns": [_("Berlaku mulai"), _("Sebelum batas"), _("Sesudah batas"), _("Jeda"), _("Oleh")],
            "trail": [(_("Kelengkapan perencanaan"), reverse("planning:completion"))],
        },
        status=422 if request.method == "POST" else 200,
    )
