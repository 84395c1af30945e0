"""The library: the clerk keeps it, people take from it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kasuari.foundation import clock
from kasuari.foundation.refusals import Invalid, Refusal
from kasuari.foundation.timeline import story
from kasuari.organisation import queries as organisation
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import access, operations, queries
from kasuari.planning.enums import StatePustaka
from kasuari.planning.models import ButirPustaka
from kasuari.planning.operations import IsianRhk
from kasuari.planning.people import jabatan_of_instansi
from kasuari.planning.states import PUSTAKA
from kasuari.planning.web.forms import ButirForm, IndikatorPustakaForm
from kasuari.planning.web.replies import version_in

ON_A_PAGE = 25
NEW_LINES = 3
TABS = (StatePustaka.CALON, StatePustaka.DISETUJUI, StatePustaka.DISEMBUNYIKAN)


@require_GET
def library(request: ActorRequest) -> HttpResponse:
    """The clerk's library, state by state: the most used first."""
    access.can_curate(request.actor).or_raise()
    counts = queries.state_counts(request.actor)
    state = request.GET.get("tampil") or next((tab for tab in TABS if counts.get(tab)), StatePustaka.CALON)
    if state not in TABS:
        raise Http404
    jabatan_id, text = _number(request.GET.get("jabatan", "")), request.GET.get("q", "").strip()[:100]
    rows = queries.butir_visible(request.actor, state=state, jabatan_id=jabatan_id, q=text)
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("halaman"))
    filters = {"tampil": state, "jabatan": jabatan_id or "", "q": text}
    return render(
        request,
        "planning/pustaka.html",
        {
            "page": page,
            "rows": [_line(row) for row in page],
            "page_base": "?" + urlencode(filters),
            "tabs": [
                {
                    "label": tab.label,
                    "url": "?" + urlencode({**filters, "tampil": tab.value}),
                    "active": tab == state,
                    "count": counts.get(tab, 0),
                }
                for tab in TABS
            ],
            "state": state,
            "text": text,
            "jabatan": jabatan_id or "",
            "jabatan_options": queries.jabatan_in_library(request.actor),
            "reset": f"?tampil={state}" if text or jabatan_id else "",
            "approvable": PUSTAKA.allows(state, "setujui"),
            "hidable": PUSTAKA.allows(state, "sembunyikan"),
        },
    )


@require_POST
def decide(request: ActorRequest) -> HttpResponse:
    """Approve or hide every entry that was ticked, each on its own."""
    access.can_curate(request.actor).or_raise()
    act = request.POST.get("act", "")
    if act not in {"setujui", "sembunyikan"}:
        raise Http404
    done = 0
    for chosen in request.POST.getlist("butir"):
        found = re.fullmatch(r"(\d{1,15}):(\d{1,9})", chosen)
        if found is None:
            raise Http404
        butir = queries.butir_for(request.actor, int(found[1]))
        try:
            operations.decide_butir(
                butir=butir, version=int(found[2]), act=act, by=request.actor, at=clock.now()
            )
            done += 1
        except Refusal as refusal:
            messages.error(request, f"{butir.teks[:80]}: {refusal.reason}")
    if act == "setujui":
        words = ngettext("%(count)s butir disetujui.", "%(count)s butir disetujui.", done)
    else:
        words = ngettext("%(count)s butir disembunyikan.", "%(count)s butir disembunyikan.", done)
    if done:
        messages.success(request, words % {"count": done})
    else:
        messages.warning(request, _("Belum ada butir yang dicentang."))
    return redirect("planning:library")


@require_http_methods(["GET", "POST"])
def add(request: ActorRequest) -> HttpResponse:
    """Write an entry for a jabatan, once for everybody who holds it."""
    access.can_curate(request.actor).or_raise()
    instansi = organisation.instansi_for(request.actor)
    data = request.POST if request.method == "POST" else None
    form = ButirForm(data, jabatan=jabatan_of_instansi(instansi.pk))
    lines = [IndikatorPustakaForm.empty(data, number) for number in range(NEW_LINES)]
    if data is not None and all([form.is_valid(), *(line.is_valid() for line in lines)]):
        try:
            butir = operations.add_butir(
                instansi_id=instansi.pk,
                jabatan_id=form.cleaned_data["jabatan"],
                rhk=IsianRhk(
                    teks=form.cleaned_data["teks"],
                    indikator=tuple(item for item in (line.isian() for line in lines) if item is not None),
                ),
                by=request.actor,
                at=clock.now(),
            )
        except Invalid as refusal:
            form.add_error("teks", str(refusal.reason))
        else:
            messages.success(request, _("Butir pustaka tersimpan dan langsung ditawarkan."))
            return redirect(f"{reverse('planning:library')}?tampil=disetujui&jabatan={butir.jabatan_id}")
    context = {"form": form, "lines": lines, "trail": _trail()}
    return render(request, "planning/pustaka_new.html", context, status=422 if data is not None else 200)


@require_http_methods(["GET", "POST"])
def entry(request: ActorRequest, butir_id: int) -> HttpResponse:
    """One entry: its wording, its indikator, and into which other it may be merged."""
    access.can_curate(request.actor).or_raise()
    butir = queries.butir_for(request.actor, butir_id)
    data = request.POST if request.method == "POST" else None
    form = ButirForm(data, jabatan=None, initial={"teks": butir.teks, "version": butir.version})
    lines = [IndikatorPustakaForm.of(data, row) for row in _indikator(butir)]
    if data is not None and all([form.is_valid(), *(line.is_valid() for line in lines)]):
        try:
            operations.change_butir(
                butir=butir,
                version=form.cleaned_data["version"] or 0,
                teks=form.cleaned_data["teks"],
                indikator={line.indikator.id: line.isian() for line in lines},
                by=request.actor,
                at=clock.now(),
            )
        except Invalid as refusal:
            form.add_error("teks", str(refusal.reason))
        else:
            messages.success(request, _("Butir pustaka tersimpan."))
            return redirect("planning:library_entry", butir.pk)
    return render(
        request,
        "planning/pustaka_entry.html",
        {
            "butir": butir,
            "story": story("planning.pustaka", butir.pk),
            "form": form,
            "lines": lines,
            "targets": [(row.pk, _short(row)) for row in queries.merge_targets(butir)],
            "fields": {"version": butir.version},
            "trail": _trail(),
        },
        status=422 if data is not None else 200,
    )


@require_POST
def merge(request: ActorRequest, butir_id: int) -> HttpResponse:
    """Merge the entry into another of the same jabatan."""
    access.can_curate(request.actor).or_raise()
    butir = queries.butir_for(request.actor, butir_id)
    into = queries.butir_for(request.actor, _number(request.POST.get("ke", "")) or 0)
    operations.merge_butir(
        butir=butir, version=version_in(request), into=into, by=request.actor, at=clock.now()
    )
    messages.success(request, _("Kedua butir digabung; hitungannya menjadi satu."))
    return redirect("planning:library_entry", into.pk)


@require_GET
def offer(request: ActorRequest, skp_id: int) -> HttpResponse:
    """What the library has for this SKP, own jabatan first."""
    skp = queries.skp_for(request.actor, skp_id)
    access.can_edit_skp(request.actor, skp).or_raise()
    text = request.GET.get("q", "").strip()[:100]
    found = queries.suggestions(skp, q=text)
    groups = (
        (0, _("Untuk jabatan Anda: %(jabatan)s") % {"jabatan": skp.penugasan.jabatan.nama}),
        (1, _("Dari jenjang lain jabatan yang sama")),
        (2, _("Dari jabatan lain di unit sejenis")),
    )
    return render(
        request,
        "planning/pustaka_offer.html",
        {
            "skp": skp,
            "text": text,
            "groups": [
                {"label": label, "items": items}
                for nearness, label in groups
                if (items := [item for item in found if item.nearness == nearness])
            ],
            "fields": {"version": skp.version},
            "trail": [(_("SKP saya"), reverse("planning:mine")), (str(skp.periode.tahun), _page(skp.pk))],
        },
    )


@require_POST
def take(request: ActorRequest, skp_id: int, butir_id: int) -> HttpResponse:
    """Put one entry into the draft and go back to look at it."""
    skp = queries.skp_for(request.actor, skp_id)
    access.can_edit_skp(request.actor, skp).or_raise()
    butir = queries.butir_for(request.actor, butir_id)
    row = operations.take_butir(
        skp=skp, version=version_in(request), butir=butir, by=request.actor, at=clock.now()
    )
    messages.success(request, _("Masuk ke draf. Periksa targetnya sebelum diajukan."))
    return redirect(f"{_page(skp.pk)}#rhk-{row.pk}")


def _page(skp_id: int) -> str:
    return reverse("planning:skp", args=[skp_id])


def _trail() -> list[tuple[str, str]]:
    return [(_("Pustaka"), reverse("planning:library"))]


def _line(row: Any) -> dict[str, Any]:
    return {
        "row": row,
        "indikator": [
            {"teks": item.teks, "target": queries.target_in_words(item)} for item in _indikator(row)
        ],
        "choice": f"{row.pk}:{row.version}",
    }


def _indikator(butir: ButirPustaka) -> Sequence[Any]:
    return sorted(butir.indikator.all(), key=lambda item: item.pk)


def _short(row: Any) -> str:
    text = row.teks if len(row.teks) <= 90 else f"{row.teks[:89]}…"
    return f"{text} ({row.skp} SKP)"


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 15 else None
