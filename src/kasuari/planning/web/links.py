"""Where a plan comes from and leads to: the perjanjian kinerja above it, links to the leader, gaps below."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST

from kasuari.foundation import clock
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import access, operations, queries
from kasuari.planning.models import Skp
from kasuari.planning.people import instansi_of
from kasuari.planning.web.replies import version_in

PARTS = {
    "sasaran": gettext_lazy("Rencana hasil kerja"),
    "teks": gettext_lazy("Indikator"),
    "target": gettext_lazy("Target"),
    "arah": gettext_lazy("Arah"),
    "baseline": gettext_lazy("Baseline"),
    "perspektif": gettext_lazy("Perspektif"),
}


@require_GET
def from_pk(request: ActorRequest, skp_id: int) -> HttpResponse:
    """What the perjanjian kinerja of the unit offers to this SKP."""
    skp = queries.skp_for(request.actor, skp_id)
    offer = queries.pk_offer(skp)
    return render(
        request,
        "planning/from_pk.html",
        {
            "skp": skp,
            "offer": offer,
            "final": offer is not None and offer.perjanjian.state == "final",
            "items": [
                {"item": item, "target": queries.pk_target_words(item)}
                for item in (offer.items if offer else ())
            ],
            "changes": [
                {
                    "item": item,
                    "differences": [(PARTS[name], before, after) for name, before, after in item.differences],
                }
                for item in (offer.changed if offer else ())
            ],
            "editable": access.can_edit_skp(request.actor, skp),
            "fields": {"version": skp.version},
            "trail": _trail(skp),
        },
    )


@require_POST
def take(request: ActorRequest, skp_id: int) -> HttpResponse:
    """Take every indicator that is not in the SKP yet."""
    skp = queries.skp_for(request.actor, skp_id)
    count = operations.take_pk(skp=skp, version=version_in(request), by=request.actor, at=clock.now())
    words = ngettext(
        "%(count)s indikator diambil dari perjanjian kinerja.",
        "%(count)s indikator diambil dari perjanjian kinerja.",
        count,
    ) % {"count": count}
    messages.success(request, words if count else _("Semua indikator sudah ada di SKP ini."))
    return redirect(reverse("planning:skp", args=[skp.pk]) + "#hasil-kerja")


@require_POST
def use_change(request: ActorRequest, skp_id: int, indikator_id: int) -> HttpResponse:
    """Write into the draft what the perjanjian kinerja says now."""
    skp = queries.skp_for(request.actor, skp_id)
    operations.use_pk_change(
        skp=skp, version=version_in(request), indikator_id=indikator_id, by=request.actor, at=clock.now()
    )
    messages.success(request, _("Indikator mengikuti perjanjian kinerja."))
    return redirect("planning:from_pk", skp.pk)


@require_POST
def keep(request: ActorRequest, skp_id: int, indikator_id: int) -> HttpResponse:
    """Keep the indikator as it stands."""
    skp = queries.skp_for(request.actor, skp_id)
    operations.decline_pk_change(
        skp=skp, version=version_in(request), indikator_id=indikator_id, by=request.actor, at=clock.now()
    )
    messages.success(request, _("Indikator tetap seperti semula."))
    return redirect("planning:from_pk", skp.pk)


@require_GET
def links(request: ActorRequest, skp_id: int) -> HttpResponse:
    """Provisional results with what of the leader's plan fits, and those that are linked."""
    skp = queries.skp_for(request.actor, skp_id)
    isi = queries.contents(skp)
    proposals = queries.proposals_for(skp)
    proposed = {item.rhk_id for item in proposals}
    above = {row.pk: row for row in skp.rencana_hasil_kerja.all()}
    return render(
        request,
        "planning/links.html",
        {
            "skp": skp,
            "proposals": proposals,
            "waiting": [row for row in isi.rhk if row.provisional and row.id not in proposed],
            "linked": [
                {"rhk": row, "harapan": above[row.id].harapan_teks}
                for row in isi.rhk
                if row.intervensi_id is not None
            ],
            "can_link": access.can_link(request.actor, skp),
            "fields": {"version": skp.version},
            "trail": _trail(skp),
        },
    )


@require_POST
def link(request: ActorRequest, skp_id: int, rhk_id: int) -> HttpResponse:
    """Accept a proposed link."""
    skp = queries.skp_for(request.actor, skp_id)
    operations.link_rhk(
        skp=skp,
        version=version_in(request),
        rhk_id=rhk_id,
        intervensi_id=_number(request, "intervensi"),
        by=request.actor,
        at=clock.now(),
    )
    messages.success(request, _("Hasil kerja tertaut. Anda dapat melepasnya lagi di bawah."))
    return redirect("planning:links", skp.pk)


@require_POST
def unlink(request: ActorRequest, skp_id: int, rhk_id: int) -> HttpResponse:
    """Take a link off."""
    skp = queries.skp_for(request.actor, skp_id)
    operations.unlink_rhk(
        skp=skp, version=version_in(request), rhk_id=rhk_id, by=request.actor, at=clock.now()
    )
    messages.success(request, _("Tautan dilepas."))
    return redirect("planning:links", skp.pk)


@require_GET
def coverage(request: ActorRequest) -> HttpResponse:
    """What the actor's plan lacks below."""
    actor = request.actor
    if actor.pegawai_id is None:
        raise Http404
    instansi = instansi_of(actor.pegawai_id)
    periode = queries.current_periode(instansi, clock.today()) if instansi else None
    found = queries.coverage_of(actor.pegawai_id, periode) if periode else None
    own = found.skp[0] if found and found.skp else None
    places = queries.matrices_of([skp.pk for skp in found.skp]) if found and found.uncarried else {}
    return render(
        request,
        "planning/coverage.html",
        {
            "periode": periode,
            "found": found,
            "own": own,
            "uncarried": [
                {"item": item, "matriks_id": places.get(item.rhk.skp_id), "kolom": f"i{item.pk}"}
                for item in (found.uncarried if found else ())
            ],
            "expected": found.carried + len(found.uncarried) if found else 0,
            "editable": access.can_edit_skp(actor, own) if own else None,
            "trail": [(_("SKP tim saya"), reverse("planning:team"))],
        },
    )


@require_POST
def take_harapan(request: ActorRequest, skp_id: int) -> HttpResponse:
    """Make what the team expects a result in the leader's own draft."""
    skp = queries.skp_for(request.actor, skp_id)
    row = operations.take_harapan(
        skp=skp,
        version=version_in(request),
        teks=request.POST.get("teks", "")[:4000],
        by=request.actor,
        at=clock.now(),
    )
    messages.success(request, _("Harapan tim masuk ke draf Anda; lengkapi indikatornya."))
    return redirect("planning:rhk_change", skp.pk, row.pk)


def beside(request: ActorRequest, skp: Skp, *, provisional: bool = True) -> dict[str, Any]:
    """What the page of an SKP says about links, the way in the tree, and for its owner what waits.

    `provisional`: whether any of its results is not linked yet.
    """
    tree = f"{reverse('progress:tree')}?pegawai={skp.pegawai_id}"
    if request.actor.pegawai_id != skp.pegawai_id:
        return {"tree": tree, "pk": 0, "links": 0}
    offer = queries.pk_offer(skp)
    editable = bool(access.can_edit_skp(request.actor, skp))
    count = len(offer.items) + len(offer.changed) + len(offer.gone) if offer and editable else 0
    links = len(queries.proposals_for(skp)) if provisional and access.can_link(request.actor, skp) else 0
    return {"tree": tree, "pk": count, "links": links}


def _number(request: ActorRequest, name: str) -> int:
    text = request.POST.get(name, "")
    if not text.isascii() or not text.isdigit() or len(text) > 15:
        raise Http404
    return int(text)


def _trail(skp: Skp) -> list[tuple[str, str]]:
    return [
        (_("SKP %(tahun)s") % {"tahun": skp.periode.tahun}, reverse("planning:skp", args=[skp.pk])),
    ]
