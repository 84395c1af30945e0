""" "My penilai is wrong": the form beside the name, and the clerk's list."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kasuari.foundation import clock
from kasuari.foundation.refusals import Invalid, Refusal
from kasuari.organisation import operations, queries
from kasuari.organisation.access import can_decide_corrections, can_decide_koreksi, can_report_penilai
from kasuari.organisation.enums import StateKoreksi
from kasuari.organisation.web.forms import ReportForm
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.organisation.words import why_penilai

ON_A_PAGE = 20


@require_http_methods(["GET", "POST"])
def report(request: ActorRequest, pegawai_id: int) -> HttpResponse:
    """Who should rate instead; a proposal is already chosen."""
    pegawai = queries.pegawai_for(request.actor, pegawai_id)
    can_report_penilai(request.actor, pegawai).or_raise()
    found = queries.penilai_of(pegawai_id=pegawai.pk, on=clock.today())
    proposals = queries.proposals_for(pegawai, found, on=clock.today())
    initial = {
        "berlaku_date": clock.today(),
        "penilai_usulan": str(proposals[0].pegawai_id) if proposals else "lain",
    }
    form = ReportForm(
        request.POST if request.method == "POST" else None, proposals=proposals, initial=initial
    )
    if form.is_valid():
        try:
            operations.report_penilai(
                pegawai=pegawai,
                penilai_usulan_id=_chosen(request, form.cleaned_data),
                alasan=form.cleaned_data["alasan"],
                berlaku_date=form.cleaned_data["berlaku_date"],
                by=request.actor,
                at=clock.now(),
            )
        except Refusal as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Terima kasih. Unit kepegawaian akan memeriksa dan mengabari Anda."))
            return redirect("organisation:person", pegawai.pk)
    context = {
        "pegawai": pegawai,
        "found": found,
        "form": form,
        "why": why_penilai(found.code, found.missing),
    }
    return render(request, "organisation/report_penilai.html", context, status=422 if form.is_bound else 200)


def _chosen(request: ActorRequest, given: dict[str, Any]) -> int:
    """The chosen proposal, or the owner of the whole NIP that was typed; 0 for nobody."""
    if given["penilai_usulan"] != "lain":
        return int(given["penilai_usulan"])
    digits = "".join(char for char in given["cari"] if char.isdigit())
    found = (
        queries.colleagues(request.actor).filter(nip=digits).values_list("pk", flat=True).first()
        if digits
        else None
    )
    return found or 0


@require_GET
def corrections(request: ActorRequest) -> HttpResponse:
    """What waits, then what has been decided."""
    return _list(request)


def _list(request: ActorRequest, *, refused: dict[int, Refusal] | None = None) -> HttpResponse:
    can_decide_corrections(request.actor).or_raise()
    decided = request.GET.get("tahap") == "selesai"
    rows = queries.corrections_for(request.actor)
    waiting = rows.filter(state=StateKoreksi.DIAJUKAN).order_by("submitted_at", "pk")
    page = Paginator(rows.exclude(state=StateKoreksi.DIAJUKAN) if decided else waiting, ON_A_PAGE).get_page(
        request.GET.get("halaman")
    )
    listed = list(page.object_list)
    people = queries.identity_many(
        {pk for row in listed for pk in (row.pegawai_id, row.penilai_semula_id, row.penilai_usulan_id) if pk},
        clock.today(),
    )
    context = {
        "page": page,
        "decided": decided,
        "page_base": "?tahap=selesai" if decided else "?",
        "rows": [
            {
                "koreksi": row,
                "who": people[row.pegawai_id],
                "before": people.get(row.penilai_semula_id or 0),
                "after": people.get(row.penilai_usulan_id or 0),
                "answer": can_decide_koreksi(request.actor, row),
                "refusal": (refused or {}).get(row.pk),
            }
            for row in listed
        ],
        "count": page.paginator.count if not decided else waiting.count(),
    }
    return render(request, "organisation/corrections.html", context, status=422 if refused else 200)


@require_POST
def accept(request: ActorRequest, correction_id: int) -> HttpResponse:
    koreksi = queries.correction_for(request.actor, correction_id)
    operations.accept_koreksi(
        koreksi=koreksi, note=request.POST.get("note", "")[:1000], by=request.actor, at=clock.now()
    )
    messages.success(request, _("Koreksi diterima. Penilai yang baru berlaku dan orangnya sudah dikabari."))
    return redirect("organisation:corrections")


@require_POST
def refuse(request: ActorRequest, correction_id: int) -> HttpResponse:
    koreksi = queries.correction_for(request.actor, correction_id)
    try:
        operations.refuse_koreksi(
            koreksi=koreksi, note=request.POST.get("note", "")[:1000], by=request.actor, at=clock.now()
        )
    except Invalid as refusal:
        return _list(request, refused={koreksi.pk: refusal})
    messages.success(request, _("Koreksi tidak diterima. Orangnya sudah dikabari alasannya."))
    return redirect("organisation:corrections")
