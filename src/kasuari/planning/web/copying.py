"""Copying an earlier SKP into the draft."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kasuari.foundation import clock
from kasuari.foundation.refusals import Invalid
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import access, operations, queries
from kasuari.planning.likeness import same_key
from kasuari.planning.web.replies import version_in


@require_http_methods(["GET", "POST"])
def copy(request: ActorRequest, skp_id: int) -> HttpResponse:
    """The earlier SKP of the owner; one is chosen, its lines are ticked, and they go into the draft."""
    skp = queries.skp_for(request.actor, skp_id)
    access.can_edit_skp(request.actor, skp).or_raise()
    sources = queries.copy_sources(skp)
    asked = request.POST if request.method == "POST" else request.GET
    wanted = asked.get("dari", "") or (str(sources[0].pk) if sources else "")
    if wanted and not (wanted.isascii() and wanted.isdigit() and len(wanted) <= 15):
        raise Http404
    source = queries.copy_source(skp, int(wanted)) if wanted else None
    page = reverse("planning:skp", args=[skp.pk])
    refusal = None
    if request.method == "POST" and source is not None:
        chosen = [int(text) for text in request.POST.getlist("rhk") if text.isascii() and text.isdigit()]
        try:
            operations.copy_skp(
                skp=skp,
                version=version_in(request),
                source=source,
                rhk_ids=None if request.POST.get("act") == "semua" else chosen,
                by=request.actor,
                at=clock.now(),
            )
        except Invalid as reason:
            refusal = reason.reason
        else:
            messages.success(request, _("Tersalin. Target yang disalin bertanda “periksa lagi”."))
            return redirect(f"{page}#hasil-kerja")
    written = queries.written_texts(skp)
    return render(
        request,
        "planning/copy.html",
        {
            "skp": skp,
            "sources": sources,
            "source": source,
            "lines": [
                {"item": item, "there": same_key(item.teks) in written}
                for item in (queries.contents(source).rhk if source else ())
            ],
            "refusal": refusal,
            "trail": [(_("SKP saya"), reverse("planning:mine")), (str(skp.periode.tahun), page)],
        },
        status=422 if request.method == "POST" else 200,
    )


@require_POST
def targets_seen(request: ActorRequest, skp_id: int) -> HttpResponse:
    """Every copied target was looked at."""
    skp = queries.skp_for(request.actor, skp_id)
    operations.mark_targets_seen(skp=skp, version=version_in(request), by=request.actor, at=clock.now())
    messages.success(request, _("Semua target salinan ditandai sudah diperiksa."))
    return redirect("planning:skp", skp.pk)
