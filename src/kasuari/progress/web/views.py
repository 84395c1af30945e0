"""Pages of pelaksanaan: my results in a period, evidence, steps."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kasuari.foundation import clock
from kasuari.foundation.beside import pieces
from kasuari.foundation.files import ACCEPTED, serve
from kasuari.foundation.refusals import Invalid, Refusal
from kasuari.foundation.timeline import story
from kasuari.foundation.web.numbers import whole_number
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import queries as planning
from kasuari.progress import operations, queries
from kasuari.progress.access import can_plan, can_record
from kasuari.progress.web.forms import LinkForm, RealisasiForm, StepForm

# What a phone's file picker is asked for; the content decides.
ACCEPT = ",".join(sorted({*ACCEPTED.values(), ".jpeg"}))


@require_GET
def mine(request: ActorRequest) -> HttpResponse:
    """My results: the running period of my SKP, a choice where I have several, kind words where none."""
    me, on = request.actor.pegawai_id, clock.today()
    rows = queries.running_skp(me, on) if me is not None else []
    if len(rows) == 1:
        found = queries.current_period(rows[0], on)
        if found is not None:
            return _page(request, rows[0].pk, found.pk)
    return render(request, "progress/mine.html", {"rows": rows})


@require_GET
def current(request: ActorRequest, skp_id: int) -> HttpResponse:
    """The period that runs now."""
    skp = planning.skp_for(request.actor, skp_id)
    found = queries.current_period(skp, clock.today())
    if found is None:
        raise Http404
    return redirect("progress:period", skp_id=skp.pk, period_id=found.pk)


@require_GET
def period(request: ActorRequest, skp_id: int, period_id: int) -> HttpResponse:
    return _page(request, skp_id, period_id)


@require_POST
def record(request: ActorRequest, skp_id: int, period_id: int, indikator_id: int) -> HttpResponse:
    """Save one realisasi: by the button, or by itself while it is written (`X-Autosave`)."""
    skp = planning.skp_for(request.actor, skp_id)
    found = queries.period_of(skp, period_id)
    item = queries.indikator_in(skp, indikator_id)
    by_itself = request.headers.get("X-Autosave") == "1"
    form = RealisasiForm(request.POST, auto_id=f"i{item.pk}_%s")
    if form.is_valid():
        try:
            written = operations.record_realisasi(
                indikator=item,
                periode_evaluasi=found,
                **form.cleaned_data,
                by=request.actor,
                at=clock.now(),
            )
        except Refusal as refusal:
            if by_itself:
                return _not_kept(refusal)
            if not isinstance(refusal, Invalid):
                raise
            form.take(refusal)
        else:
            if by_itself:
                return JsonResponse({"version": written.version})
            messages.success(request, _("Realisasi tersimpan."))
            return _back(skp.pk, found.pk, item.pk)
    if by_itself:
        first = next(iter(form.errors.values()))
        return JsonResponse({"message": str(first[0])}, status=422)
    return _page(request, skp_id, period_id, realisasi={item.pk: form}, status=422)


@require_POST
def add_file(request: ActorRequest, skp_id: int, period_id: int, indikator_id: int) -> HttpResponse:
    skp = planning.skp_for(request.actor, skp_id)
    found = queries.period_of(skp, period_id)
    item = queries.indikator_in(skp, indikator_id)
    upload = request.FILES.get("berkas")
    if not isinstance(upload, UploadedFile):
        raise Refusal("file.empty")
    operations.add_bukti_file(
        indikator=item,
        periode_evaluasi=found,
        upload=upload,
        nama=request.POST.get("nama", ""),
        by=request.actor,
        at=clock.now(),
    )
    messages.success(request, _("Bukti dukung tersimpan."))
    return _back(skp.pk, found.pk, item.pk)


@require_POST
def add_link(request: ActorRequest, skp_id: int, period_id: int, indikator_id: int) -> HttpResponse:
    skp = planning.skp_for(request.actor, skp_id)
    found = queries.period_of(skp, period_id)
    item = queries.indikator_in(skp, indikator_id)
    form = LinkForm(request.POST, auto_id=f"t{item.pk}_%s")
    if form.is_valid():
        try:
            operations.add_bukti_link(
                indikator=item,
                periode_evaluasi=found,
                **form.cleaned_data,
                by=request.actor,
                at=clock.now(),
            )
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Tautan tersimpan."))
            return _back(skp.pk, found.pk, item.pk)
    return _page(request, skp_id, period_id, links={item.pk: form}, status=422)


@require_GET
def show_bukti(request: ActorRequest, bukti_id: int) -> HttpResponse:
    """The file itself, or the place on the web that the link names."""
    bukti = queries.bukti_for(request.actor, bukti_id)
    if bukti.file is not None:
        return cast(HttpResponse, serve(bukti.file))
    response = HttpResponseRedirect(bukti.url)
    response["Referrer-Policy"] = "no-referrer"
    return response


@require_POST
def drop_bukti(request: ActorRequest, bukti_id: int) -> HttpResponse:
    bukti = queries.bukti_for(request.actor, bukti_id)
    row = bukti.realisasi
    operations.remove_bukti(bukti=bukti, by=request.actor, at=clock.now())
    messages.success(request, _("Bukti dukung dihapus."))
    return _back(row.indikator.rhk.skp_id, row.periode_evaluasi_id, row.indikator_id)


@require_POST
def plan(request: ActorRequest, skp_id: int, period_id: int) -> HttpResponse:
    skp = planning.skp_for(request.actor, skp_id)
    found = queries.period_of(skp, period_id)
    rhk = queries.rhk_in(skp, whole_number(request.POST.get("rhk", "")))
    form = StepForm(request.POST, auto_id=f"r{rhk.pk}_%s")
    if form.is_valid():
        try:
            operations.plan_action(
                rhk=rhk, periode_evaluasi=found, **form.cleaned_data, by=request.actor, at=clock.now()
            )
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Rencana aksi tersimpan."))
            return redirect(f"{_url(skp.pk, found.pk)}#rhk-{rhk.pk}")
    return _page(request, skp_id, period_id, steps={rhk.pk: form}, status=422)


@require_http_methods(["GET", "POST"])
def change_step(request: ActorRequest, skp_id: int, rencana_aksi_id: int) -> HttpResponse:
    step = queries.action_for(request.actor, skp_id, rencana_aksi_id)
    given = {"teks": step.teks, "due_date": step.due_date}
    form = StepForm(request.POST or None, initial=given)
    if request.method == "POST" and form.is_valid():
        try:
            operations.change_action(
                rencana_aksi=step,
                version=whole_number(request.POST.get("version", "")),
                **form.cleaned_data,
                by=request.actor,
                at=clock.now(),
            )
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Rencana aksi tersimpan."))
            return redirect(f"{_url(skp_id, step.periode_evaluasi_id)}#rhk-{step.rhk_id}")
    context = {"step": step, "form": form, "back": _url(skp_id, step.periode_evaluasi_id)}
    status = 422 if form.errors else 200
    return render(request, "progress/step.html", context, status=status)


@require_POST
def remove_step(request: ActorRequest, skp_id: int, rencana_aksi_id: int) -> HttpResponse:
    step = queries.action_for(request.actor, skp_id, rencana_aksi_id)
    back = f"{_url(skp_id, step.periode_evaluasi_id)}#rhk-{step.rhk_id}"
    operations.remove_action(
        rencana_aksi=step,
        version=whole_number(request.POST.get("version", "")),
        by=request.actor,
        at=clock.now(),
    )
    messages.success(request, _("Rencana aksi dihapus."))
    return redirect(back)


def _page(
    request: ActorRequest,
    skp_id: int,
    period_id: int,
    *,
    realisasi: dict[int, RealisasiForm] | None = None,
    links: dict[int, LinkForm] | None = None,
    steps: dict[int, StepForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of a period; a form that was refused stands in its place with what was typed."""
    skp = planning.skp_for(request.actor, skp_id)
    found = queries.period_of(skp, period_id)
    shown = queries.progress_of(skp, found)
    may_plan = can_plan(request.actor, skp, found, closed=shown.closed)
    may_record = can_record(request.actor, skp, found, on=clock.today(), closed=shown.closed)
    around = pieces("progress.period", request.actor, (skp, found))
    results: list[dict[str, Any]] = []
    for item in shown.rhk:
        rows = [
            {
                "row": row,
                "form": (realisasi or {}).get(row.indikator.id) or RealisasiForm.of(row),
                "link_form": (links or {}).get(row.indikator.id)
                or LinkForm(auto_id=f"t{row.indikator.id}_%s"),
                "link_open": row.indikator.id in (links or {}),
            }
            for row in item.indikator
        ]
        results.append(
            {
                "rhk": item.rhk,
                "steps": item.rencana_aksi,
                "indikator": rows,
                "pieces": around.get(f"rhk:{item.rhk.id}", []),
                "step_form": (steps or {}).get(item.rhk.id) or StepForm(auto_id=f"r{item.rhk.id}_%s"),
                "step_open": item.rhk.id in (steps or {}),
            }
        )
    context = {
        "skp": skp,
        "shown": shown,
        "period": found,
        "label": planning.label(found),
        "is_owner": request.actor.pegawai_id == skp.pegawai_id,
        "tabs": [
            {
                "label": planning.label(other),
                "url": _url(skp.pk, other.pk),
                "active": other.pk == found.pk,
                "count": "",
            }
            for other in queries.periods_of(skp)
        ],
        "results": results,
        "pieces": around.get("", []),
        "ended": [
            {
                "label": planning.label(row.periode_evaluasi),
                "row": row,
                "nilai": queries.number_in_words(row.nilai),
            }
            for row in queries.ended_results(skp)
        ],
        "may_plan": bool(may_plan),
        "may_record": bool(may_record),
        "why_not": None if may_record else may_record,
        "next_empty": next(
            (
                row.indikator.id
                for item in shown.rhk
                for row in item.indikator
                if may_record and not row.filled
            ),
            None,
        ),
        "accept": ACCEPT,
        "story": story("planning.skp", skp.pk, only="progress."),
    }
    return render(request, "progress/period.html", context, status=status)


def _not_kept(refusal: Refusal) -> JsonResponse:
    words = "; ".join(str(problem.message) for problem in refusal.problems) or str(refusal.reason)
    return JsonResponse({"message": words}, status=refusal.status)


def _url(skp_id: int, period_id: int) -> str:
    return reverse("progress:period", args=[skp_id, period_id])


def _back(skp_id: int, period_id: int, indikator_id: int) -> HttpResponse:
    return redirect(f"{_url(skp_id, period_id)}#indikator-{indikator_id}")
