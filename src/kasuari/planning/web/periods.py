"""The clerk's pages: years, their windows, how far planning is."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kasuari.accounts.enums import Role
from kasuari.foundation import clock
from kasuari.foundation.refusals import Invalid
from kasuari.foundation.timeline import story
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import operations, queries
from kasuari.planning.access import can_open_periode, can_see_moved
from kasuari.planning.people import instansi_of
from kasuari.planning.web.forms import PeriodeForm
from kasuari.planning.web.replies import version_in

OVERSEERS = (
    Role.KEPEGAWAIAN,
    Role.PYB,
    Role.AUDITOR,
    Role.PEJABAT_PEMBINA_KEPEGAWAIAN,
)


@require_http_methods(["GET", "POST"])
def periods(request: ActorRequest) -> HttpResponse:
    """Every year, and the form that opens another with a preview of its windows."""
    instansi = instansi_of(request.actor.pegawai_id)
    answer = can_open_periode(request.actor)
    if request.method == "POST":
        answer.or_raise()
    asked = request.POST if request.method == "POST" else request.GET
    form = PeriodeForm(asked) if "tahun" in asked else PeriodeForm(initial={"tahun": clock.today().year})
    preview = []
    if form.is_bound and form.is_valid():
        tahun, jenis = form.cleaned_data["tahun"], form.cleaned_data["jenis_evaluasi"]
        preview = queries.planned_windows(
            tahun=tahun, jenis_evaluasi=jenis, on=clock.today().replace(year=tahun, month=1, day=1)
        )
        if request.method == "POST" and instansi is not None:
            try:
                periode = operations.open_periode(
                    instansi=instansi, tahun=tahun, jenis_evaluasi=jenis, by=request.actor, at=clock.now()
                )
            except Invalid as refusal:
                form.add_error("tahun", str(refusal.reason))
            else:
                messages.success(request, _("Periode %(tahun)s dibuka.") % {"tahun": tahun})
                return redirect("planning:period", periode.pk)
    return render(
        request,
        "planning/periods.html",
        {
            "periodes": list(queries.periodes(instansi.pk if instansi else None)),
            "form": form,
            "preview": preview,
            "can_open": answer,
            "columns": [_("Tahun"), _("Keadaan"), _("Evaluasi periodik"), _("Dibuka")],
            "window_columns": _window_columns(),
            "open_fields": {"tahun": form["tahun"].value(), "jenis_evaluasi": form["jenis_evaluasi"].value()},
        },
        status=422 if request.method == "POST" else 200,
    )


def _window_columns() -> list[str]:
    return [_("Periode evaluasi"), _("Kinerja"), _("Dievaluasi pada")]


@require_GET
def period(request: ActorRequest, periode_id: int) -> HttpResponse:
    """One year: its windows, and the completion of every perangkat daerah for those who oversee it."""
    periode = queries.periode_for(periode_id)
    scopes = request.actor.scopes(*OVERSEERS, Role.PENGELOLA_KINERJA)
    path = min(scopes, default="") if scopes else ""
    return render(
        request,
        "planning/period.html",
        {
            "periode": periode,
            "windows": [
                {"row": row, "label": queries.label(row)} for row in queries.periode_evaluasi(periode)
            ],
            "may_see_moved": can_see_moved(request.actor),
            "completion": queries.completion(periode, path) if scopes else None,
            "units": queries.completion_by_unit(periode, path=path) if scopes else [],
            "can_open": can_open_periode(request.actor),
            "story": story("planning.periode", periode.pk),
            "trail": [(_("Periode kinerja"), reverse("planning:periods"))],
            "unit_columns": [
                _("Unit kerja"),
                *(
                    {"label": label, "number": True}
                    for label in (_("SKP"), _("Draf"), _("Diajukan"), _("Dikembalikan"), _("Ditetapkan"))
                ),
            ],
            "window_columns": _window_columns(),
            "open_url": reverse("planning:periods"),
            "close_url": reverse("planning:period_close", args=[periode.pk]),
            "fields": {"version": periode.version},
            "open_fields": {"tahun": periode.tahun, "jenis_evaluasi": periode.jenis_evaluasi},
        },
    )


@require_POST
def close(request: ActorRequest, periode_id: int) -> HttpResponse:
    """Close a year."""
    periode = queries.periode_for(periode_id)
    operations.close_periode(periode=periode, version=version_in(request), by=request.actor, at=clock.now())
    messages.success(request, _("Periode %(tahun)s ditutup.") % {"tahun": periode.tahun})
    return redirect(reverse("planning:periods"))
