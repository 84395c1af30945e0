"""The steps of an SKP: submit, withdraw, return, set."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kasuari.foundation import clock
from kasuari.foundation.refusals import Invalid
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import operations, queries
from kasuari.planning.models import Skp
from kasuari.planning.web.plan import skp_context
from kasuari.planning.web.replies import version_in

NOTE = "catatan:"


@require_POST
def submit(request: ActorRequest, skp_id: int) -> HttpResponse:
    """Hand it to the penilai; what is lacking stands on the page, each at its place."""
    skp = queries.skp_for(request.actor, skp_id)
    try:
        operations.submit_skp(skp=skp, version=version_in(request), by=request.actor, at=clock.now())
    except Invalid as refusal:
        context = {**skp_context(request, skp), "refusal": refusal.reason, "problems": _with_places(refusal)}
        return render(request, "planning/skp.html", context, status=422)
    messages.success(request, _("SKP diajukan; %(nama)s melihatnya di beranda.") % {"nama": str(skp.penilai)})
    return redirect("planning:skp", skp.pk)


@require_POST
def withdraw(request: ActorRequest, skp_id: int) -> HttpResponse:
    """Take it back."""
    skp = queries.skp_for(request.actor, skp_id)
    operations.withdraw_skp(skp=skp, version=version_in(request), by=request.actor, at=clock.now())
    messages.success(request, _("SKP ditarik kembali dan dapat diubah lagi."))
    return redirect("planning:skp", skp.pk)


@require_POST
def give_back(request: ActorRequest, skp_id: int) -> HttpResponse:
    """Return it with the notes that were written, each at its field."""
    skp = queries.skp_for(request.actor, skp_id)
    paths = _known_paths(skp)
    notes = [
        (name.removeprefix(NOTE), str(text))
        for name, text in request.POST.items()
        if name.startswith(NOTE) and name.removeprefix(NOTE) in paths
    ]
    try:
        operations.return_skp(
            skp=skp, version=version_in(request), notes=notes, by=request.actor, at=clock.now()
        )
    except Invalid as refusal:
        context = {**skp_context(request, skp), "refusal": refusal.reason, "returning": True}
        return render(request, "planning/skp.html", context, status=422)
    messages.success(request, _("SKP dikembalikan dengan catatan."))
    return redirect("planning:skp", skp.pk)


@require_POST
def establish(request: ActorRequest, skp_id: int) -> HttpResponse:
    """Set it. Nothing but the version is read from the form: who sets changes no word."""
    skp = queries.skp_for(request.actor, skp_id)
    operations.set_skp(skp=skp, version=version_in(request), by=request.actor, at=clock.now())
    messages.success(request, _("SKP ditetapkan."))
    return redirect("planning:skp", skp.pk)


@require_POST
def establish_instead(request: ActorRequest, skp_id: int) -> HttpResponse:
    """The atasan sets it in the place of the penilai, with a reason (Lampiran BAB II C.5)."""
    skp = queries.skp_for(request.actor, skp_id)
    try:
        operations.set_skp_instead(
            skp=skp,
            version=version_in(request),
            alasan=request.POST.get("alasan", ""),
            by=request.actor,
            at=clock.now(),
        )
    except Invalid as refusal:
        context = {**skp_context(request, skp), "refusal": refusal.reason}
        return render(request, "planning/skp.html", context, status=422)
    messages.success(
        request, _("SKP ditetapkan. %(nama)s dan pegawainya diberi tahu.") % {"nama": skp.penilai}
    )
    return redirect("planning:skp", skp.pk)


def _with_places(refusal: Invalid) -> list[dict[str, object]]:
    """Every problem with the place on the page where it is mended."""
    return [
        {"message": item.message, "basis": item.basis, "place": _place(item.path)}
        for item in refusal.problems
    ]


def _place(path: str) -> str:
    part, _slash, rest = path.partition("/")
    if part == "hasil_kerja" and rest:
        return f"#rhk-{rest.partition('/')[0]}"
    return f"#{part}" if part in {"perilaku", "lampiran"} else "#hasil-kerja"


def _known_paths(skp: Skp) -> set[str]:
    isi = queries.contents(skp)
    return {
        "",
        *(item.path for item in isi.rhk),
        *(item.path for item in isi.perilaku),
        "lampiran/dukungan",
        "lampiran/skema",
        "lampiran/konsekuensi",
    }
