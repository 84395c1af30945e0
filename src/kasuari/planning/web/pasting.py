"""A matrix going in and out: pasted from a spreadsheet, copied for one, printed."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from kasuari.foundation import clock
from kasuari.foundation.refusals import Refusal
from kasuari.foundation.web.made import made_file
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import access, operations, queries
from kasuari.planning.matriks_printing import matriks_paper, matriks_text
from kasuari.planning.models import Matriks
from kasuari.planning.pasting import MOST_SHOWN, PastePlan, plan_paste
from kasuari.planning.web.matriks import trail

LONGEST = 4_000_000


@require_http_methods(["GET", "POST"])
def paste(request: ActorRequest, matriks_id: int) -> HttpResponse:
    """Paste a block: first what it would do. What does not fit is said, and nothing is written."""
    found = queries.matriks_for(request.actor, matriks_id)
    access.can_edit_matriks(request.actor, found).or_raise()
    grid = whole(found, q=request.POST.get("q", ""))
    asked = request.POST if request.method == "POST" else request.GET
    text, place, kolom = asked.get("teks", "")[:LONGEST], asked.get("anggota", ""), asked.get("kolom", "")
    plan: PastePlan | None = None
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            anggota_id = int(place) if place.isascii() and place.isdigit() and len(place) < 16 else None
            plan = plan_paste(
                text, grid=grid, leader=found.skp.pegawai.nama_lengkap, anggota_id=anggota_id, kolom=kolom
            )
            if request.POST.get("act") == "tulis" and not plan.problems:
                _write_plan(request, found, plan)
                count = len(plan.changes)
                words = ngettext("%(count)s sel ditulis.", "%(count)s sel ditulis.", count) % {"count": count}
                messages.success(request, words)
                return redirect("planning:matriks", found.pk)
        except Refusal as reason:
            refusal = reason
    return render(
        request,
        "planning/matriks_paste.html",
        {
            "matriks": found,
            "trail": trail(found),
            "grid": grid,
            "text": text,
            "place": place,
            "kolom": kolom,
            "q": asked.get("q", ""),
            "plan": plan,
            "columns": [_("Pegawai"), _("Indikator"), _("Semula"), _("Menjadi")],
            "shown": plan.changes[:MOST_SHOWN] if plan else (),
            "more": max(0, len(plan.changes) - MOST_SHOWN) if plan else 0,
            "versions": _versions(plan) if plan else "",
            "refusal": refusal,
        },
        status=refusal.status if refusal else 422 if plan and plan.problems else 200,
    )


@require_GET
def copied(request: ActorRequest, matriks_id: int) -> HttpResponse:
    """The whole matrix as a table that a spreadsheet opens and that can be pasted back."""
    found = queries.matriks_for(request.actor, matriks_id)
    name = f"matriks-{found.skp.periode.tahun}-{found.pk}.tsv"
    return made_file(matriks_text(whole(found)), name)


@require_GET
def printed(request: ActorRequest, matriks_id: int) -> HttpResponse:
    """Format A.1.5: this matrix and below it those of its ketua tim."""
    found = queries.matriks_for(request.actor, matriks_id)
    name = f"matriks-{found.skp.periode.tahun}-{found.pk}.pdf"
    return made_file(matriks_paper(found, by=request.actor, at=clock.now()), name)


def whole(found: Matriks, *, q: str = "") -> queries.Grid:
    """Every row of a matrix, or every row whose name fits."""
    kolom = queries.kolom_of(found)
    rows = queries.baris_of(found, on=clock.today(), q=q)
    sel = queries.cells_of(kolom, [row.anggota_id for row in rows])
    return queries.Grid(kolom, rows, sel, {}, len(rows), 1)


def _versions(plan: PastePlan) -> str:
    return ",".join(
        f"{item.isian.anggota_id}:{item.isian.kolom}:{item.isian.version}" for item in plan.changes
    )


def _write_plan(request: ActorRequest, found: Matriks, plan: PastePlan) -> None:
    """Write what was previewed: every cell must still stand as the preview showed it."""
    seen = dict(
        part.rsplit(":", 1) for part in request.POST.get("versi", "").split(",") if part.count(":") == 2
    )
    cells = [
        replace(
            item.isian,
            version=int(number)
            if (number := seen.get(f"{item.isian.anggota_id}:{item.isian.kolom}", "")).isdigit()
            else item.isian.version,
        )
        for item in plan.changes
    ]
    operations.write_cells(matriks=found, cells=cells, by=request.actor, at=clock.now())
