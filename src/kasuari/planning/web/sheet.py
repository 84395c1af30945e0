"""The sheet of SKP rows: taken out, brought back, shown against what stands, written as a whole."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kasuari.accounts.enums import Role
from kasuari.foundation import clock
from kasuari.foundation.access import Actor
from kasuari.foundation.reasons import explain
from kasuari.foundation.refusals import Refusal
from kasuari.foundation.web.made import made_file
from kasuari.organisation import queries as organisation
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import access, operations, queries
from kasuari.planning.enums import StateImporPk
from kasuari.planning.models import Periode
from kasuari.planning.people import units_of
from kasuari.planning.skp_xlsx import sheet_of
from kasuari.planning.web.replies import version_in

ON_A_PAGE = 25
TABS = (
    ("refused", gettext_lazy("Ditolak")),
    ("new", gettext_lazy("Baru")),
    ("changed", gettext_lazy("Berubah")),
    ("unchanged", gettext_lazy("Tetap")),
)


class SheetForm(forms.Form):
    """The sheet that comes back."""

    file = forms.FileField(label=gettext_lazy("Berkas"))


@require_http_methods(["GET", "POST"])
def sheets(request: ActorRequest) -> HttpResponse:
    """Taking a sheet out for a unit, and bringing one back."""
    actor = request.actor
    periode = _periode(actor)
    access.can_bring_sheet(actor, periode).or_raise()
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload: UploadedFile[bytes] = form.cleaned_data["file"]
        try:
            impor = operations.read_skp_import(
                content=upload.read(),
                name=upload.name or "skp.xlsx",
                periode=periode,
                by=actor,
                at=clock.now(),
            )
        except Refusal as refusal:
            form.add_error("file", str(refusal.reason))
        else:
            return redirect("planning:sheet", impor.pk)
    paths = actor.scopes(Role.KEPEGAWAIAN)
    return render(
        request,
        "planning/sheets.html",
        {
            "periode": periode,
            "form": form,
            "units": [
                (unit.pk, "\u00a0\u00a0" * unit.depth + unit.nama)
                for unit in (units_of(periode.instansi_id) if paths else [])
                if any(unit.path.startswith(path) for path in paths)
            ],
            "impor": list(queries.impor_skp_rows(actor)[:5]),
            "trail": [(_("Rencana massal"), reverse("planning:massal"))],
        },
        status=422 if request.method == "POST" else 200,
    )


@require_GET
def download(request: ActorRequest) -> HttpResponse:
    """The rows of a unit and below as XLSX."""
    actor = request.actor
    periode = _periode(actor)
    access.can_bring_sheet(actor, periode).or_raise()
    text = request.GET.get("unit", "")
    unit_id = int(text) if re.fullmatch(r"\d{1,15}", text, re.ASCII) else None
    return made_file(
        sheet_of(queries.sheet_skp(actor, periode, unit_id=unit_id)), f"skp-{periode.tahun}.xlsx"
    )


@require_GET
def sheet(request: ActorRequest, impor_skp_id: int) -> HttpResponse:
    """What the sheet would do, tab by tab."""
    impor = queries.impor_skp_for(request.actor, impor_skp_id)
    waiting = impor.state == StateImporPk.PRATINJAU
    found = operations.preview_of_skp(impor, by=request.actor) if waiting else None
    counts = found.counts if found else impor.counts
    show = request.GET.get("tampil") or next((key for key, _label in TABS if counts.get(key)), "unchanged")
    if show not in dict(TABS):
        raise Http404
    chosen = [row for row in found.rows if _tab_of(row) == show] if found else []
    page = Paginator(chosen, ON_A_PAGE).get_page(request.GET.get("halaman"))
    refused = counts.get("refused", 0)
    return render(
        request,
        "planning/sheet.html",
        {
            "impor": impor,
            "waiting": waiting,
            "apply_url": reverse("planning:sheet_apply", args=[impor.pk]),
            "cancel_url": reverse("planning:sheet_cancel", args=[impor.pk]),
            "counts": counts,
            "tabs": [
                {
                    "label": label,
                    "url": f"?tampil={key}",
                    "active": key == show,
                    "count": counts.get(key, 0),
                }
                for key, label in TABS
                if counts.get(key) or key == show
            ],
            "page": page,
            "page_base": f"?tampil={show}",
            "rows": [
                {
                    "row": row,
                    "title": row.values["teks"] or row.values["rhk"] or _("(tanpa tulisan)"),
                    "problems": row.problems,
                }
                for row in page
            ],
            "why_not": explain("planning.sheet_refused_rows", count=refused) if refused else None,
            "fields": {"version": impor.version},
            "trail": [
                (_("Rencana massal"), reverse("planning:massal")),
                (_("Lembar kerja SKP"), reverse("planning:sheets")),
            ],
        },
    )


@require_POST
def apply(request: ActorRequest, impor_skp_id: int) -> HttpResponse:
    """Write everything that the sheet says."""
    impor = operations.apply_skp_import(
        impor=queries.impor_skp_for(request.actor, impor_skp_id),
        version=version_in(request),
        by=request.actor,
        at=clock.now(),
    )
    words = _("Lembar diterapkan: %(new)d baru, %(changed)d berubah, %(unchanged)d tetap.")
    messages.success(
        request, words % {key: impor.counts.get(key, 0) for key in ("new", "changed", "unchanged")}
    )
    return redirect("planning:sheets")


@require_POST
def cancel(request: ActorRequest, impor_skp_id: int) -> HttpResponse:
    """Give the preview up."""
    operations.cancel_skp_import(
        impor=queries.impor_skp_for(request.actor, impor_skp_id),
        version=version_in(request),
        by=request.actor,
        at=clock.now(),
    )
    messages.success(request, _("Lembar dibatalkan. Tidak ada SKP yang berubah."))
    return redirect("planning:sheets")


def _periode(actor: Actor) -> Periode:
    found = queries.current_periode(organisation.instansi_for(actor), clock.today())
    if found is None:
        raise Http404
    return found


def _tab_of(row: Any) -> str:
    return "refused" if row.refused else str(row.action)
