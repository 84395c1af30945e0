"""The page of a person's angka kredit, and what the clerk and the penilai do on it."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kasuari.audit.queries import timeline
from kasuari.development import operations, queries
from kasuari.development.access.kredit import can_note, can_sign
from kasuari.development.enums.kredit import UntukKenaikan
from kasuari.development.events.kredit import ABOUT
from kasuari.development.printing import share
from kasuari.development.queries import CreditRecord, kredit_words, months_in_words
from kasuari.development.web.forms import NoteForm
from kasuari.foundation import clock
from kasuari.foundation.files import serve
from kasuari.foundation.refusals import Invalid
from kasuari.organisation.web.middleware import ActorRequest


@require_GET
def mine(request: ActorRequest) -> HttpResponse:
    """My own."""
    if request.actor.pegawai_id is None:
        raise Http404
    return _page(request, _record(request, request.actor.pegawai_id))


@require_GET
def credit(request: ActorRequest, pegawai_id: int) -> HttpResponse:
    return _page(request, _record(request, pegawai_id))


@require_POST
def note(request: ActorRequest, pegawai_id: int) -> HttpResponse:
    """The clerk notes what was brought along."""
    held = _record(request, pegawai_id)
    can_note(request.actor, pegawai_id=pegawai_id, path=held.identity.unit_path).or_raise()
    form = NoteForm(request.POST)
    if form.is_valid():
        try:
            operations.add_note(held=held, by=request.actor, at=clock.now(), **form.cleaned_data)
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Catatan angka kredit tersimpan."))
            return redirect("development:credit", pegawai_id)
    return _page(request, held, form=form, status=422)


@require_POST
def cancel(request: ActorRequest, note_id: int) -> HttpResponse:
    found, held = queries.note_for(request.actor, note_id, on=clock.today())
    operations.cancel_note(
        note=found, held=held, alasan=request.POST.get("alasan", ""), by=request.actor, at=clock.now()
    )
    messages.success(request, _("Catatan itu tidak lagi dihitung."))
    return redirect("development:credit", found.pegawai_id)


@require_POST
def konversi(request: ActorRequest, pegawai_id: int, evaluasi_id: int) -> HttpResponse:
    operations.issue_konversi(
        held=_record(request, pegawai_id), evaluasi_id=evaluasi_id, by=request.actor, at=clock.now()
    )
    messages.success(request, _("Konversi ditandatangani dan dapat diunduh."))
    return redirect("development:credit", pegawai_id)


@require_POST
def akumulasi(request: ActorRequest, pegawai_id: int) -> HttpResponse:
    operations.issue_akumulasi(held=_record(request, pegawai_id), by=request.actor, at=clock.now())
    messages.success(request, _("Akumulasi ditandatangani dan dapat diunduh."))
    return redirect("development:credit", pegawai_id)


@require_POST
def award(request: ActorRequest, pegawai_id: int) -> HttpResponse:
    operations.award_credit(
        held=_record(request, pegawai_id),
        untuk=request.POST.get("untuk", ""),
        by=request.actor,
        at=clock.now(),
    )
    messages.success(request, _("Penetapan angka kredit ditandatangani dan dapat diunduh."))
    return redirect("development:credit", pegawai_id)


@require_GET
def document(request: ActorRequest, pegawai_id: int, document_id: int) -> HttpResponse:
    """A stored paper, to those who may see the credits."""
    held = _record(request, pegawai_id)
    found = next((row for row in queries.papers_of(held) if row.pk == document_id), None)
    if found is None:
        raise Http404
    return cast(HttpResponse, serve(found.file))


def _record(request: ActorRequest, pegawai_id: int) -> CreditRecord:
    return queries.credit_record(request.actor, pegawai_id, on=clock.today())


def _page(
    request: ActorRequest, held: CreditRecord, *, form: NoteForm | None = None, status: int = 200
) -> HttpResponse:
    pegawai_id, credit = held.pegawai.pk, held.credit
    penilai = held.penilai.penilai
    may_note = bool(can_note(request.actor, pegawai_id=pegawai_id, path=held.identity.unit_path))
    may_sign = bool(
        can_sign(request.actor, pegawai_id=pegawai_id, penilai_id=penilai.pegawai_id if penilai else None)
    )
    papers = queries.papers_of(held)
    initial = (
        {"jenis": "dasar", "nilai": kredit_words(credit.suggested_dasar)}
        if credit.suggested_dasar and not credit.notes
        else {}
    )
    context: dict[str, Any] = {
        "held": held,
        "credit": credit,
        "is_self": request.actor.pegawai_id == pegawai_id,
        "jenjang": credit.jenjang.value.replace("_", " ").title() if credit.jenjang else "",
        "jumlah": kredit_words(credit.jumlah),
        "konversi": kredit_words(credit.konversi),
        "rows": [
            {
                "months": months_in_words(row),
                "predikat": row.predikat.value,
                "share": share(row),
                "coefficient": kredit_words(row.koefisien),
                "kredit": kredit_words(row.kredit),
                "tahunan": row.tahunan,
            }
            for row in credit.rows
        ],
        "needs": [
            {
                "label": UntukKenaikan(need.untuk.value).label,
                "fields": {"untuk": need.untuk.value},
                "code": need.code,
                "need": kredit_words(need.need),
                "short": kredit_words(need.short),
                "over": kredit_words(need.gap) if need.enough else "",
                "wait": need.wait,
                "enough": need.enough,
                "awarded": need.awarded,
                "value": min(float(credit.jumlah or 0), float(need.need or 0)),
                "max": float(need.need or 0),
            }
            for need in credit.needs
        ],
        "to_convert": [
            {"id": item.evaluasi_id, "start": item.start_date, "last": item.last_date}
            for item in credit.signed
            if may_sign and credit.rows_of(item)
        ],
        "papers": papers,
        "may_note": may_note,
        "may_sign": may_sign,
        "form": form or NoteForm(initial=initial),
        "story": [
            {"what": item.sentence, "by": "", "at": item.at, "note": "", "icon": ""}
            for item in timeline(object_type=ABOUT, object_id=pegawai_id, limit=20)
        ],
        "trail": [(held.identity.nama, reverse("organisation:person", args=[pegawai_id]))],
    }
    return render(request, "development/kredit.html", context, status=status)
