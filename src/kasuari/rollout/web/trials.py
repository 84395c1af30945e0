"""Draws, plans of evaluation, observations, results and the two reports."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kasuari.foundation import clock
from kasuari.foundation.charts import bars
from kasuari.foundation.files import largest_request
from kasuari.foundation.refusals import Invalid, Refusal
from kasuari.foundation.web.made import made_file
from kasuari.foundation.web.numbers import whole_number
from kasuari.organisation.queries import instansi_for
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.rollout import operations, printing, queries
from kasuari.rollout.access import can_arrange, can_read_reports
from kasuari.rollout.enums import Ukuran
from kasuari.rollout.models import UjiCoba
from kasuari.rollout.web.forms import DrawForm, TrialForm
from kasuari.rollout.words import findings


@require_GET
def draws(request: ActorRequest) -> HttpResponse:
    return _draws(request)


@require_POST
def draw_units(request: ActorRequest) -> HttpResponse:
    can_arrange(request.actor).or_raise()
    form = DrawForm(request.POST)
    if form.is_valid():
        try:
            made = operations.draw_units(
                instansi=instansi_for(request.actor),
                unit_ids=[whole_number(item) for item in request.POST.getlist("unit")],
                by=request.actor,
                at=clock.now(),
                **form.cleaned_data,
            )
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Undian tercatat dan diumumkan."))
            return redirect("rollout:draw", made.pk)
    return _draws(request, form=form, status=422)


@require_GET
def draw(request: ActorRequest, undian_id: int) -> HttpResponse:
    found = queries.draw_for(request.actor, undian_id)
    drawn = {row["unit"]: place for place, row in enumerate(found.hasil, start=1)}
    context = {
        "draw": found,
        "rows": [{**row, "place": drawn.get(row["unit"])} for row in found.calon],
        "trail": [(_("Undian unit"), reverse("rollout:draws"))],
    }
    return render(request, "rollout/draw.html", context)


@require_GET
def trials(request: ActorRequest) -> HttpResponse:
    can_read_reports(request.actor).or_raise()
    return _trials(request)


@require_POST
def lock(request: ActorRequest) -> HttpResponse:
    can_arrange(request.actor).or_raise()
    form = TrialForm(request.POST)
    if form.is_valid():
        given = dict(form.cleaned_data)
        number = given.pop("undian")
        try:
            made = operations.lock_trial(
                instansi=instansi_for(request.actor),
                undian=queries.draw_for(request.actor, number) if number else None,
                by=request.actor,
                at=clock.now(),
                **given,
            )
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Rencana evaluasi ditetapkan; ukurannya tidak berubah lagi."))
            return redirect("rollout:trial", made.pk)
    return _trials(request, form=form, status=422)


@require_GET
def trial(request: ActorRequest, uji_id: int) -> HttpResponse:
    return _page(request, queries.trial_for(request.actor, uji_id))


@require_POST
def observe(request: ActorRequest, uji_id: int) -> HttpResponse:
    """Count what the product knows, or take a file."""
    can_arrange(request.actor).or_raise()
    found, upload = queries.trial_for(request.actor, uji_id), request.FILES.get("berkas")
    given: dict[str, Any] = {"uji": found, "by": request.actor, "at": clock.now()}
    if upload is None:
        number = operations.take_observations(**given)
    else:
        if (upload.size or 0) > largest_request():
            raise Http404
        try:
            number = operations.read_observations(content=upload.read(), name=upload.name or "", **given)
        except Refusal as refusal:
            if refusal.status != Invalid.status:
                raise
            said = [str(problem.message) for problem in refusal.problems] or [str(refusal.reason)]
            return _page(request, found, problems=said, status=422)
    messages.success(request, _("%(n)d amatan baru.") % {"n": number})
    return redirect("rollout:trial", found.pk)


@require_POST
def estimate(request: ActorRequest, uji_id: int) -> HttpResponse:
    can_arrange(request.actor).or_raise()
    found = queries.trial_for(request.actor, uji_id)
    operations.estimate_trial(uji=found, by=request.actor, at=clock.now())
    messages.success(request, _("Hasil dihitung."))
    return redirect("rollout:trial", found.pk)


@require_GET
def report(request: ActorRequest, uji_id: int, untuk: str) -> HttpResponse:
    """The page for the governor, or the report for the specialist, as PDF."""
    found = queries.trial_for(request.actor, uji_id)
    result = queries.latest_result(found)
    if result is None or untuk not in {"pimpinan", "ahli"}:
        raise Http404
    act = printing.print_short if untuk == "pimpinan" else printing.print_long
    return made_file(act(found, result, at=clock.now()), f"uji-coba-{found.pk}-{untuk}.pdf")


def _draws(request: ActorRequest, *, form: DrawForm | None = None, status: int = 200) -> HttpResponse:
    may = bool(can_arrange(request.actor))
    rows = queries.candidates(instansi_for(request.actor), on=clock.today()) if may else []
    near = queries.alike(rows)
    free = {str(row.unit_id) for row in rows if not row.wave}
    chosen = set(request.POST.getlist("unit")) if form is not None else free
    context = {
        "draws": list(queries.draws_of(request.actor)),
        "rows": [
            {
                "unit": row,
                "chosen": str(row.unit_id) in chosen,
                "alike": ", ".join(other.nama for other in near[row.unit_id]),
            }
            for row in rows
        ],
        "may": may,
        "form": form or DrawForm(),
    }
    return render(request, "rollout/draws.html", context, status=status)


def _trials(request: ActorRequest, *, form: TrialForm | None = None, status: int = 200) -> HttpResponse:
    context = {
        "trials": list(queries.trials_of(request.actor)),
        "draws": [
            (row.pk, f"{row.get_jenis_display()}, {row.benih}") for row in queries.draws_of(request.actor)
        ],
        "may": bool(can_arrange(request.actor)),
        "form": form or TrialForm(),
    }
    return render(request, "rollout/trials.html", context, status=status)


def _page(
    request: ActorRequest, found: UjiCoba, *, problems: list[str] | None = None, status: int = 200
) -> HttpResponse:
    result = queries.latest_result(found)
    seen = findings(found, result.isi) if result is not None else []
    context = {
        "trial": found,
        "primary": [Ukuran(code).label for code in found.utama],
        "other": [Ukuran(code).label for code in found.lain],
        "began": [row for row in found.unit if row["mulai"]],
        "compared": [row for row in found.unit if not row["mulai"]],
        "observed": found.amatan.count(),
        "coverage": [{"label": Ukuran(row.ukuran).label, "row": row} for row in queries.coverage_of(found)],
        "result": result,
        "findings": [
            {
                "item": item,
                "chart": bars(_("Sebelum dan sesudah"), item.points) if item.points else "",
            }
            for item in seen
        ],
        "problems": problems or [],
        "may": bool(can_arrange(request.actor)),
        "trail": [(_("Evaluasi uji coba"), reverse("rollout:trials"))],
    }
    return render(request, "rollout/trial.html", context, status=status)
