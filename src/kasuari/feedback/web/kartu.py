"""Slips for service recipients without an account: printed by the clerk, answered by whoever has one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from kasuari.documents.qr import qr_svg
from kasuari.feedback import operations, queries
from kasuari.feedback.access.putaran import can_run_putaran
from kasuari.feedback.models import Putaran
from kasuari.feedback.operations import IsianJawaban
from kasuari.feedback.operations.tautan_putaran import SETS
from kasuari.feedback.web.lembar import BySlip, Sheet, advise, answer_page, isian_of, without_trace
from kasuari.foundation import clock
from kasuari.foundation.refusals import Invalid, Refusal
from kasuari.foundation.web.numbers import whole_number
from kasuari.foundation.web.secrets import render_once
from kasuari.organisation.web.middleware import ActorRequest

_STATUS = {"putaran.slip_used": 410, "putaran.slip_unknown": 410, "putaran.closed": 410}


class SlipForm(forms.Form):
    """How many slips about each of the people chosen. The operation decides; the form reads."""

    use_required_attribute = False

    peserta = forms.TypedMultipleChoiceField(coerce=whole_number, required=False)
    each = forms.TypedChoiceField(
        label=gettext_lazy("Kartu untuk tiap orang"), coerce=int, choices=[(n, str(n)) for n in SETS]
    )

    def take(self, refusal: Invalid) -> None:
        for problem in refusal.problems:
            self.add_error(problem.path, str(problem.message))


@require_http_methods(["GET", "POST"])
def slips(request: ActorRequest, putaran_id: int) -> HttpResponse:
    """Choose people and how many slips; the slips themselves are shown only in the answer that made them."""
    putaran = queries.putaran_for(request.actor, putaran_id)
    can_run_putaran(request.actor).or_raise()
    queries.takes_answers(putaran)
    text = request.GET.get("q", "").strip()
    rows = queries.slips_for(putaran, text=text)
    form = SlipForm(request.POST or None)
    chosen = [whole_number(item) for item in request.POST.getlist("peserta")]
    chooser: Any = form.fields["peserta"]
    chooser.choices = [(pk, pk) for pk in chosen]
    if request.method == "POST" and form.is_valid():
        try:
            made = operations.make_slips(
                putaran=putaran,
                peserta_ids=form.cleaned_data["peserta"],
                each=form.cleaned_data["each"],
                by=request.actor,
                at=clock.now(),
            )
        except Invalid as refusal:
            form.take(refusal)
        else:
            return _sheet_of_slips(request, putaran, made)
    context = {
        "putaran": putaran,
        "rows": rows,
        "made": [item for item in rows if getattr(item, "dibuat", 0)],
        "form": form,
        "chosen": chosen,
        "q": text,
    }
    return render(request, "feedback/kartu.html", context, status=422 if form.errors else 200)


def _sheet_of_slips(request: ActorRequest, putaran: Putaran, made: list[operations.SlipsOf]) -> HttpResponse:
    root = settings.KASUARI.base_url.rstrip("/")
    people = []
    for item in made:
        addresses = [root + reverse("feedback:isi_kartu", args=[secret]) for secret in item.secrets]
        slips = [
            {"address": address, "qr": mark_safe(qr_svg(address))}  # noqa: S308 - our own drawing
            for address in addresses
        ]
        people.append({"peserta": item.peserta, "slips": slips})
    return render_once(request, "feedback/kartu_siap.html", {"putaran": putaran, "people": people})


@require_POST
def revoke(request: ActorRequest, peserta_id: int) -> HttpResponse:
    peserta = queries.peserta_run_by(request.actor, peserta_id)
    operations.revoke_slips(peserta=peserta, by=request.actor, at=clock.now())
    messages.success(request, _("Kartu yang belum dipakai dicabut."))
    return redirect("feedback:kartu", putaran_id=peserta.putaran_id)


@without_trace
@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """`/s/<secret>/`: opening it uses nothing up; sending does, once.

    It counts no visits: a count would keep when and from where a slip was opened, and nobody guesses 144
    bits.
    """
    tautan = queries.slip_by_token(token)
    if tautan is None:
        return _refused(request, Refusal("putaran.slip_unknown"), status=404)
    actor = getattr(request, "actor", None)
    if actor is not None and actor.pegawai_id is not None:
        return _refused(request, Refusal("putaran.slip_account"), status=403)
    sheet = Sheet(BySlip(tautan.peserta), IsianJawaban({}, {}))
    try:
        operations.check_slip(tautan)
        if request.method == "GET":
            return _page(request, sheet)
        sheet.isian = isian_of(request, sheet.tugas)
        if request.POST.get("yakin") != "1" and advise([sheet]):
            return _page(request, sheet, status=422, sure=True)
        operations.answer_by_slip(tautan=tautan, isian=sheet.isian)
    except Invalid as refusal:
        sheet.errors = {problem.path: str(problem.message) for problem in refusal.problems}
        return _page(request, sheet, status=422)
    except Refusal as refusal:
        return _refused(request, refusal, status=_STATUS.get(refusal.code, refusal.status))
    return _plain(render(request, "feedback/kartu_selesai.html"))


def _page(
    request: HttpRequest, sheet: Sheet[BySlip], *, status: int = 200, sure: bool = False
) -> HttpResponse:
    page = answer_page(request, [sheet], status=status, sure=sure, template="feedback/isi_kartu.html")
    return _plain(page)


def _refused(request: HttpRequest, refusal: Refusal, *, status: int) -> HttpResponse:
    shown = {"reason": refusal.reason}
    return _plain(render(request, "feedback/by_link_closed.html", shown, status=status))


def _plain(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex"
    return response
