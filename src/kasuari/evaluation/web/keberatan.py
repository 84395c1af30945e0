"""The pages of an objection: filing, both sides, the decision, what followed."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kasuari.audit import queries as audit
from kasuari.documents.queries import documents_of
from kasuari.evaluation import operations, queries
from kasuari.evaluation.access import can_decide, can_explain, can_sign_decision, can_speak, can_watch
from kasuari.evaluation.enums import KeputusanKeberatan
from kasuari.evaluation.models import Evaluasi, Keberatan
from kasuari.evaluation.operations.issuing import D13, KEPUTUSAN, OBJECT_TYPE
from kasuari.evaluation.states import KEBERATAN
from kasuari.evaluation.web.forms import KeberatanForm, PenjelasanForm, PutusanForm
from kasuari.foundation import clock
from kasuari.foundation.files import serve
from kasuari.foundation.refusals import Invalid
from kasuari.foundation.web.numbers import whole_number
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import queries as planning

PER_PAGE = 25


@require_GET
def listed(request: ActorRequest) -> HttpResponse:
    """The objections that I may read, the newest first."""
    page = Paginator(queries.keberatan_visible(request.actor), PER_PAGE).get_page(request.GET.get("halaman"))
    rows = [{"row": row, "label": planning.label(row.evaluasi.periode_evaluasi)} for row in page.object_list]
    columns = [_("Pegawai"), _("Periode"), _("Diajukan"), _("Yang memutus"), _("Keadaan")]
    may_watch = bool(can_watch(request.actor))
    context = {"rows": rows, "page": page, "columns": columns, "may_watch": may_watch}
    return render(request, "evaluation/keberatan_list.html", context)


@require_http_methods(["GET", "POST"])
def file(request: ActorRequest, evaluasi_id: int) -> HttpResponse:
    """The form of an objection, with what the law says about it; a POST files it."""
    evaluasi = queries.evaluasi_for(request.actor, evaluasi_id)
    found = queries.objection(request.actor, evaluasi, on=clock.today())
    if request.actor.pegawai_id != evaluasi.pegawai_id:
        found.answer.or_raise()
    if request.method == "GET":
        return _form(request, evaluasi, found, KeberatanForm())
    form = KeberatanForm(request.POST)
    if form.is_valid():
        try:
            made = operations.file_keberatan(
                evaluasi=evaluasi,
                alasan=form.cleaned_data["alasan"],
                files=request.FILES.getlist("files"),
                by=request.actor,
                at=clock.now(),
            )
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Keberatan Anda tersimpan dan disampaikan kepada atasan penilai."))
            return redirect("evaluation:keberatan", keberatan_id=made.pk)
    return _form(request, evaluasi, found, form, status=422)


def _form(
    request: ActorRequest,
    evaluasi: Evaluasi,
    found: queries.Objection,
    form: KeberatanForm,
    status: int = 200,
) -> HttpResponse:
    shown = queries.explanation(evaluasi, on=clock.today())
    context = {
        "evaluasi": evaluasi,
        "label": planning.label(evaluasi.periode_evaluasi),
        "found": found,
        "shown": shown,
        "form": form,
        "file_errors": form.errors.get("files", ()),
    }
    return render(request, "evaluation/keberatan_form.html", context, status=status)


@require_GET
def page(request: ActorRequest, keberatan_id: int) -> HttpResponse:
    """One objection with both sides, its clock and its story."""
    return _page(request, queries.keberatan_for(request.actor, keberatan_id))


@require_POST
def explain(request: ActorRequest, keberatan_id: int) -> HttpResponse:
    keberatan = queries.keberatan_for(request.actor, keberatan_id)
    can_explain(request.actor, keberatan).or_raise()
    form = PenjelasanForm(request.POST)
    if form.is_valid():
        try:
            operations.explain_keberatan(
                keberatan=keberatan,
                penjelasan=form.cleaned_data["penjelasan"],
                version=form.cleaned_data["version"] or 0,
                by=request.actor,
                at=clock.now(),
            )
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Penjelasan Anda tersimpan."))
            return redirect("evaluation:keberatan", keberatan_id=keberatan.pk)
    return _page(request, keberatan, explain_form=form, status=422)


@require_POST
def reply(request: ActorRequest, keberatan_id: int) -> HttpResponse:
    keberatan = queries.keberatan_for(request.actor, keberatan_id)
    can_speak(request.actor, keberatan).or_raise()
    form = PenjelasanForm(request.POST)
    if form.is_valid():
        try:
            operations.reply_keberatan(
                keberatan=keberatan,
                penjelasan=form.cleaned_data["penjelasan"],
                files=request.FILES.getlist("files"),
                version=form.cleaned_data["version"] or 0,
                by=request.actor,
                at=clock.now(),
            )
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Keterangan tambahan tersimpan."))
            return redirect("evaluation:keberatan", keberatan_id=keberatan.pk)
    return _page(request, keberatan, reply_form=form, status=422)


@require_POST
def withdraw(request: ActorRequest, keberatan_id: int) -> HttpResponse:
    keberatan = queries.keberatan_for(request.actor, keberatan_id)
    operations.withdraw_keberatan(
        keberatan=keberatan,
        version=whole_number(request.POST.get("version", "")),
        by=request.actor,
        at=clock.now(),
    )
    messages.success(request, _("Keberatan dicabut."))
    return redirect("evaluation:keberatan", keberatan_id=keberatan.pk)


@require_POST
def decide(request: ActorRequest, keberatan_id: int) -> HttpResponse:
    keberatan = queries.keberatan_for(request.actor, keberatan_id)
    can_decide(request.actor, keberatan).or_raise()
    form = PutusanForm(request.POST)
    if form.is_valid():
        given = dict(form.cleaned_data)
        version = given.pop("version") or 0
        try:
            operations.decide_keberatan(
                keberatan=keberatan, version=version, **given, by=request.actor, at=clock.now()
            )
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Keputusan tersimpan dan disampaikan kepada kedua pihak."))
            return redirect("evaluation:keberatan", keberatan_id=keberatan.pk)
    return _page(request, keberatan, decide_form=form, status=422)


@require_POST
def sign(request: ActorRequest, keberatan_id: int) -> HttpResponse:
    keberatan = queries.keberatan_for(request.actor, keberatan_id)
    operations.sign_decision(
        keberatan=keberatan,
        version=whole_number(request.POST.get("version", "")),
        by=request.actor,
        at=clock.now(),
    )
    messages.success(request, _("Tanda tangan Anda tersimpan."))
    return redirect("evaluation:keberatan", keberatan_id=keberatan.pk)


@require_GET
def evidence(request: ActorRequest, keberatan_id: int, bukti_id: int) -> HttpResponse:
    """A file of the objection, to those who may read it."""
    keberatan = queries.keberatan_for(request.actor, keberatan_id)
    found = next((item for item in keberatan.bukti.all() if item.pk == bukti_id), None)
    if found is None:
        raise Http404
    return cast(HttpResponse, serve(found.file))


@require_GET
def paper(request: ActorRequest, keberatan_id: int, document_id: int) -> HttpResponse:
    """The decision as it was issued, to those who may read the objection."""
    keberatan = queries.keberatan_for(request.actor, keberatan_id)
    found = documents_of(OBJECT_TYPE, keberatan.evaluasi_id).filter(pk=document_id, kind__in=[D13, KEPUTUSAN])
    row = found.first()
    if row is None:
        raise Http404
    return cast(HttpResponse, serve(row.file))


@require_GET
def watch(request: ActorRequest) -> HttpResponse:
    """What followed the objections of the last year, for the auditor."""
    rows = [
        {
            "item": item,
            "label": planning.label(item.keberatan.evaluasi.periode_evaluasi),
            "worse": [{"row": row, "label": planning.label(row.periode_evaluasi)} for row in item.worse],
        }
        for item in queries.aftermath(request.actor, on=clock.today())
    ]
    return render(request, "evaluation/keberatan_watch.html", {"rows": rows})


def _answer(answer: Any, keberatan: Keberatan, act: str) -> bool:
    return bool(answer) and KEBERATAN.allows(keberatan.state, act)


def _page(request: ActorRequest, keberatan: Keberatan, *, status: int = 200, **forms: Any) -> HttpResponse:
    evaluasi, actor = keberatan.evaluasi, request.actor
    calendar = queries.calendar_of(evaluasi.skp)
    until = queries.decision_deadline(keberatan, calendar, on=clock.today())
    initial = {"version": keberatan.version}
    mine = {keberatan.pegawai_id: "pegawai", keberatan.penilai_id: "penilai"}.get(actor.pegawai_id or 0, "")
    signed = bool(mine) and getattr(keberatan, f"{mine}_signed_at") is not None
    decided = keberatan.state == "diputus"
    context: dict[str, Any] = {
        "keberatan": keberatan,
        "evaluasi": evaluasi,
        "label": planning.label(evaluasi.periode_evaluasi),
        "until": until,
        "is_open": KEBERATAN.allows(keberatan.state, "putuskan"),
        "decided": decided,
        "changed": keberatan.keputusan == KeputusanKeberatan.MENGUBAH,
        "may_explain": _answer(can_explain(actor, keberatan), keberatan, "jelaskan"),
        "may_speak": _answer(can_speak(actor, keberatan), keberatan, "tambahkan"),
        "may_decide": _answer(can_decide(actor, keberatan), keberatan, "putuskan"),
        "may_sign": _answer(can_sign_decision(actor, keberatan), keberatan, "tanda_tangani") and not signed,
        "explain_form": forms.get("explain_form") or PenjelasanForm(initial=initial, auto_id="jelas_%s"),
        "reply_form": forms.get("reply_form") or PenjelasanForm(initial=initial, auto_id="tambah_%s"),
        "decide_form": forms.get("decide_form") or PutusanForm(initial=initial, auto_id="putus_%s"),
        "bukti": list(keberatan.bukti.all()),
        "papers": [
            paper for paper in documents_of(OBJECT_TYPE, evaluasi.pk) if paper.kind in {D13, KEPUTUSAN}
        ]
        if decided
        else [],
        "may_see_result": queries.evaluasi_visible(actor).filter(pk=evaluasi.pk).exists(),
        "story": audit.timeline(object_type="evaluation.keberatan", object_id=keberatan.pk),
    }
    return render(request, "evaluation/keberatan.html", context, status=status)
