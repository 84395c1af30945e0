"""The year of one person as a line of SKP, and for the clerk who moved without a new one."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from kasuari.foundation import clock
from kasuari.foundation.refusals import Refusal
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import access, operations, queries
from kasuari.planning.models import Periode
from kasuari.planning.people import instansi_of


@require_GET
def year(request: ActorRequest, pegawai_id: int, tahun: int) -> HttpResponse:
    """Every SKP of one person in a year, one after the other."""
    line = queries.year_line(request.actor, pegawai_id, tahun)
    return render(
        request,
        "planning/year.html",
        {
            "line": line,
            "pegawai": line.skp[0].pegawai,
            "periode": line.periode,
            "columns": [_("Jabatan"), _("Masa"), _("Penilai"), _("Versi"), _("Keadaan")],
        },
    )


@require_http_methods(["GET", "POST"])
def moved(request: ActorRequest) -> HttpResponse:
    """Who moved within the year and has no SKP for the new post; one button prepares the drafts."""
    actor = request.actor
    if not access.can_see_moved(actor):
        raise Http404
    periode = _periode(request)
    rows = queries.moved_within(actor, periode, on=clock.today()) if periode is not None else []
    if request.method == "POST":
        access.can_open_periode(actor).or_raise()
        if periode is None:
            raise Http404
        try:
            skipped = operations.draft_many(
                periode=periode, penugasan_ids=[row.pk for row in rows], by=actor, at=clock.now()
            )
        except Refusal as refusal:
            messages.error(request, str(refusal.reason))
        else:
            made = len(rows) - len(skipped)
            words = ngettext("%(count)s draf SKP disiapkan.", "%(count)s draf SKP disiapkan.", made)
            messages.success(request, words % {"count": made})
        return redirect("planning:moved")
    return render(
        request,
        "planning/moved.html",
        {
            "periode": periode,
            "rows": rows,
            "columns": [_("Pegawai"), _("Jabatan baru"), _("Sejak")],
            "can_draft": access.can_open_periode(actor),
        },
    )


def _periode(request: ActorRequest) -> Periode | None:
    instansi = instansi_of(request.actor.pegawai_id)
    return queries.current_periode(instansi, clock.today()) if instansi else None
