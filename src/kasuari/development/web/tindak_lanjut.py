"""Penghargaan from candidates to the decision, and the list of those who need pembinaan."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kasuari.development.access.tindak_lanjut import (
    OVERSEERS,
    can_decide_award,
    can_propose_award,
    can_withdraw_award,
)
from kasuari.development.enums.tindak_lanjut import BentukPenghargaan, StateUsulan
from kasuari.development.events.tindak_lanjut import PENGHARGAAN
from kasuari.development.models import UsulanPenghargaan
from kasuari.development.operations import tindak_lanjut as operations
from kasuari.development.queries import tindak_lanjut as queries
from kasuari.development.web.forms_tindak_lanjut import PutusanForm, UsulanForm
from kasuari.development.web.narrowing import chosen_unit, narrowed_url, unit_options, units_within
from kasuari.evaluation.enums import RatingKinerja
from kasuari.evaluation.web.periods import period_tabs, period_with_results
from kasuari.foundation import clock
from kasuari.foundation.refusals import Invalid, Refusal
from kasuari.foundation.timeline import story
from kasuari.foundation.web.made import made_file
from kasuari.foundation.web.numbers import whole_number
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import queries as planning
from kasuari.regulation.tindak_lanjut import Pembinaan

PER_PAGE = 25
PEMBINAAN_WORDS = {
    Pembinaan.BIMBINGAN: gettext_lazy("Bimbingan kinerja"),
    Pembinaan.KONSELING: gettext_lazy("Konseling kinerja"),
}
LOOKS = {
    StateUsulan.DIUSULKAN: ("warn", "clock"),
    StateUsulan.DISETUJUI: ("good", "check"),
    StateUsulan.DITOLAK: ("neutral", "stop"),
    StateUsulan.DITARIK: ("neutral", "stop"),
    StateUsulan.DICABUT: ("bad", "stop"),
}


@require_GET
def recognitions(request: ActorRequest) -> HttpResponse:
    """The proposals within reach, and my own awards."""
    units = units_within(request, OVERSEERS)
    unit, state = chosen_unit(request, units), request.GET.get("keadaan", "")
    page = Paginator(queries.awards(request.actor, state=state, unit=unit), PER_PAGE).get_page(
        request.GET.get("halaman")
    )
    narrowed = {"keadaan": state if state in StateUsulan.values else "", "unit": unit.pk if unit else ""}
    here = reverse("development:recognitions")
    context = {
        "page": page,
        "page_url": narrowed_url(here, narrowed),
        "rows": [{"row": row, "look": LOOKS[StateUsulan(row.state)]} for row in page],
        "columns": [_("Pegawai"), _("Bentuk"), _("Predikat"), _("Diusulkan"), _("Keadaan")],
        "states": StateUsulan.choices,
        "chosen": narrowed,
        "units": unit_options(units),
        "reset": here if any(narrowed.values()) else "",
        "tabs": _tabs("recognitions"),
    }
    return render(request, "development/penghargaan.html", context)


@require_GET
def candidates(request: ActorRequest) -> HttpResponse:
    """Whose result of a period can ground an award."""
    period = period_with_results(request, clock.today())
    units = units_within(request, OVERSEERS)
    unit, with_baik = chosen_unit(request, units), bool(request.GET.get("baik"))
    here = reverse("development:recognition_candidates")
    context: dict[str, Any] = {"period": period, "page": None, "rows": [], "tabs": _tabs("candidates")}
    if period is not None:
        found = queries.award_results(request.actor, period, unit=unit, with_baik=with_baik)
        page = Paginator(found, PER_PAGE).get_page(request.GET.get("halaman"))
        narrowed = {"baik": "1" if with_baik else "", "unit": unit.pk if unit else ""}
        address = f"{here}?periode={period.pk}"
        context |= {
            "page": page,
            "page_url": narrowed_url(address, narrowed),
            "rows": [
                {
                    "item": item,
                    "may": can_propose_award(
                        request.actor,
                        pegawai_id=item.evaluasi.pegawai_id,
                        penilai_id=item.evaluasi.penilai_id,
                        path=item.evaluasi.skp.unit.path,
                    ),
                }
                for item in queries.with_proposals(page)
            ],
            "label": planning.label(period),
            "period_tabs": period_tabs(period, here),
            "columns": [_("Pegawai"), _("Unit kerja"), _("Predikat"), _("Usulan")],
            "chosen": narrowed,
            "units": unit_options(units),
            "reset": address if any(narrowed.values()) else "",
        }
    return render(request, "development/penghargaan_calon.html", context)


@require_http_methods(["GET", "POST"])
def propose(request: ActorRequest, evaluasi_id: int) -> HttpResponse:
    """Propose an award on one result."""
    evaluasi = queries.result_to_award(request.actor, evaluasi_id)
    can_propose_award(
        request.actor,
        pegawai_id=evaluasi.pegawai_id,
        penilai_id=evaluasi.penilai_id,
        path=evaluasi.skp.unit.path,
    ).or_raise()
    form = UsulanForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made = operations.propose_award(
                evaluasi=evaluasi, by=request.actor, at=clock.now(), **form.cleaned_data
            )
        except Invalid as refusal:
            form.take(refusal)
        except Refusal as refusal:
            form.add_error(None, f"{refusal.reason.why} {refusal.reason.next}")
        else:
            messages.success(request, _("Usulan disampaikan kepada yang memutus."))
            return redirect("development:recognition", made.pk)
    context = {
        "evaluasi": evaluasi,
        "label": planning.label(evaluasi.periode_evaluasi),
        "form": form,
        "trail": [(_("Calon penerima penghargaan"), reverse("development:recognition_candidates"))],
    }
    return render(request, "development/penghargaan_usul.html", context, status=422 if form.is_bound else 200)


@require_GET
def recognition(request: ActorRequest, usulan_id: int) -> HttpResponse:
    return _page(request, queries.award_for(request.actor, usulan_id))


@require_POST
def decide(request: ActorRequest, usulan_id: int) -> HttpResponse:
    """Approve, refuse, or take an approved award back."""
    usulan = queries.award_for(request.actor, usulan_id)
    can_decide_award(request.actor, usulan).or_raise()
    form = PutusanForm(request.POST)
    act = request.POST.get("putusan", "")
    if form.is_valid():
        given = {"usulan": usulan, "alasan": form.cleaned_data["alasan"], "by": request.actor}
        given |= {"version": form.cleaned_data["version"], "at": clock.now()}
        try:
            if act == "cabut":
                operations.revoke_award(**given)
            elif act in ("setujui", "tolak"):
                sampai = form.cleaned_data["sampai"]
                operations.decide_award(setuju=act == "setujui", sampai=sampai, **given)
            else:
                raise Http404
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Keputusan tersimpan dan disampaikan kepada pengusul."))
            return redirect("development:recognitions")
    return _page(request, usulan, form=form, status=422)


@require_POST
def withdraw(request: ActorRequest, usulan_id: int) -> HttpResponse:
    operations.withdraw_award(
        usulan=queries.award_for(request.actor, usulan_id),
        version=whole_number(request.POST.get("version", ""), otherwise=-1),
        by=request.actor,
        at=clock.now(),
    )
    messages.success(request, _("Usulan ditarik."))
    return redirect("development:recognitions")


@require_POST
def export_recognitions(request: ActorRequest) -> HttpResponse:
    """Every proposal within reach as a spreadsheet."""
    rows = queries.awards(request.actor).select_related("pegawai", "unit", "proposed_by", "decided_by")
    content = operations.export_list(
        name=_("Usulan penghargaan"),
        columns=[
            *("NIP", _("Nama"), _("Unit kerja"), _("Bentuk"), _("Penghargaan"), _("Predikat"), _("Alasan")),
            *(_("Pengusul"), _("Keadaan"), _("Keputusan"), _("Berlaku sampai"), _("Dasar")),
        ],
        rows=(_award_cells(row) for row in rows),
        by=request.actor,
        at=clock.now(),
    )
    return made_file(content, _("Usulan penghargaan") + ".xlsx")


@require_GET
def guidance(request: ActorRequest) -> HttpResponse:
    """Whose result of a period calls for bimbingan or konseling."""
    period = period_with_results(request, clock.today())
    units = units_within(request, OVERSEERS)
    unit, kind = chosen_unit(request, units), request.GET.get("jenis", "")
    here = reverse("development:guidance")
    context: dict[str, Any] = {"period": period, "page": None, "rows": [], "tabs": _tabs("guidance")}
    if period is not None:
        found = queries.guidance_results(request.actor, period, unit=unit, kind=kind)
        page = Paginator(found, PER_PAGE).get_page(request.GET.get("halaman"))
        narrowed = {"jenis": kind if kind in list(Pembinaan) else "", "unit": unit.pk if unit else ""}
        address = f"{here}?periode={period.pk}"
        context |= {
            "page": page,
            "page_url": narrowed_url(address, narrowed),
            "rows": [
                {
                    "item": item,
                    "needs": [(need.value, PEMBINAAN_WORDS[need]) for need in item.needs],
                    "mine": item.evaluasi.penilai_id == request.actor.pegawai_id,
                }
                for item in queries.with_guidance(page)
            ],
            "label": planning.label(period),
            "period_tabs": period_tabs(period, here),
            "kinds": [(kind.value, words) for kind, words in PEMBINAAN_WORDS.items()],
            "columns": [_("Pegawai"), _("Unit kerja"), _("Predikat"), _("Pembinaan"), _("Sudah berjalan")],
            "chosen": narrowed,
            "units": unit_options(units),
            "reset": address if any(narrowed.values()) else "",
        }
    return render(request, "development/pembinaan.html", context)


@require_POST
def export_guidance(request: ActorRequest) -> HttpResponse:
    """The list of a period as a spreadsheet, with the article of each line."""
    period = planning.periode_evaluasi_for(whole_number(request.POST.get("periode", "")))
    unit = chosen_unit(request, units_within(request, OVERSEERS))
    rows = queries.with_guidance(queries.guidance_results(request.actor, period, unit=unit))
    content = operations.export_list(
        name=_("Pembinaan kinerja"),
        columns=[
            *("NIP", _("Nama"), _("Unit kerja"), _("Periode"), _("Predikat"), _("Rating hasil kerja")),
            *(_("Rating perilaku kerja"), _("Pembinaan"), _("Sesi bimbingan"), _("Dasar")),
        ],
        rows=(
            (
                item.evaluasi.pegawai.nip,
                item.evaluasi.pegawai.nama_lengkap,
                item.evaluasi.skp.unit.nama,
                planning.label(period),
                item.evaluasi.get_predikat_berlaku_display(),
                str(RatingKinerja(item.hasil).label),
                str(RatingKinerja(item.perilaku).label),
                ", ".join(str(PEMBINAAN_WORDS[need]) for need in item.needs),
                item.sessions,
                "; ".join(str(basis) for basis in item.verdict.basis),
            )
            for item in rows
        ),
        by=request.actor,
        at=clock.now(),
    )
    return made_file(content, _("Pembinaan kinerja") + ".xlsx")


def _page(
    request: ActorRequest, usulan: UsulanPenghargaan, *, form: PutusanForm | None = None, status: int = 200
) -> HttpResponse:
    look = LOOKS[StateUsulan(usulan.state)]
    context = {
        "usulan": usulan,
        "tone": look[0],
        "icon": look[1],
        "label": planning.label(usulan.evaluasi.periode_evaluasi),
        "may_decide": can_decide_award(request.actor, usulan),
        "may_withdraw": can_withdraw_award(request.actor, usulan) if usulan.state == "diusulkan" else None,
        "fields": {"version": usulan.version},
        "form": form or PutusanForm(initial={"version": usulan.version}),
        "story": story(PENGHARGAAN, usulan.pk),
        "trail": [(_("Penghargaan"), reverse("development:recognitions"))],
    }
    return render(request, "development/penghargaan_putusan.html", context, status=status)


def _award_cells(row: UsulanPenghargaan) -> tuple[Any, ...]:
    return (
        row.pegawai.nip,
        row.pegawai.nama_lengkap,
        row.unit.nama,
        row.get_bentuk_display(),
        row.nama,
        row.get_predikat_display(),
        row.alasan,
        row.proposed_by.name,
        row.get_state_display(),
        row.putusan_teks,
        row.berlaku_sampai_date,
        "Pasal 31 ayat (3)" if row.bentuk == BentukPenghargaan.LAIN else "Pasal 31 ayat (1)",
    )


def _tabs(active: str) -> list[dict[str, Any]]:
    words = (
        ("recognitions", "development:recognitions", _("Penghargaan")),
        ("candidates", "development:recognition_candidates", _("Calon penerima")),
        ("guidance", "development:guidance", _("Pembinaan")),
    )
    return [
        {"label": label, "url": reverse(route), "active": name == active, "count": ""}
        for name, route, label in words
    ]
