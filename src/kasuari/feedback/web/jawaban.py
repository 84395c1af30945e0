"""Answering on a phone: several people at a time, saved as one goes, sent once.

Nothing here writes a log line, and what is sent to these addresses is kept by nobody but the operations.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kasuari.feedback import operations, queries
from kasuari.feedback.enums import StateTugas
from kasuari.feedback.models import TugasPutaran
from kasuari.feedback.operations import IsianJawaban
from kasuari.feedback.web.lembar import NAMED, Sheet, advise, answer_page, isian_of, without_trace
from kasuari.foundation import clock
from kasuari.foundation.calendar import until_words, working_calendar
from kasuari.foundation.refusals import Invalid, Refusal
from kasuari.foundation.web.numbers import whole_number
from kasuari.organisation.web.middleware import ActorRequest

AT_ONCE = 3


@require_GET
def tasks(request: ActorRequest) -> HttpResponse:
    """Everybody whom I am asked about in open rounds."""
    mine = queries.my_tasks(request.actor.pegawai_id)
    on = clock.today()
    waiting = [item for item in mine if item.state == StateTugas.MENUNGGU]
    context = {
        "waiting": waiting,
        "done": [item for item in mine if item.state != StateTugas.MENUNGGU],
        "total": len(mine),
        "until": until_words(waiting[0].peserta.putaran.last_date, on=on, calendar=working_calendar())
        if waiting
        else "",
        "named": NAMED,
        "profiles": bool(queries.profiles(request.actor)),
        "nominations": bool(
            queries.own_nominations(request.actor) or queries.nominations_of_team(request.actor)
        ),
    }
    return render(request, "feedback/tugas_360.html", context)


@without_trace
@require_http_methods(["GET", "POST"])
def answer(request: ActorRequest) -> HttpResponse:
    """Answer about up to three people at once; whoever is complete is sent, whoever is untouched may wait."""
    chosen = _chosen(request)
    if not chosen:
        return redirect("feedback:tugas_360")
    if request.method == "GET":
        drafts = operations.read_drafs(tasks=chosen, by=request.actor)
        return answer_page(
            request, [Sheet(item, drafts.get(item.pk, IsianJawaban({}, {}))) for item in chosen]
        )
    sheets = [Sheet(item, isian_of(request, item)) for item in chosen]
    if request.POST.get("yakin") != "1" and advise(sheets):
        return answer_page(request, sheets, status=422, sure=True)
    sent, left, late = _send(request, sheets)
    if late is not None:
        raise late
    if sent:
        words = ngettext(
            "Jawaban tentang %(n)d orang terkirim.", "Jawaban tentang %(n)d orang terkirim.", sent
        )
        messages.success(request, words % {"n": sent})
    if any(sheet.errors for sheet in left):
        return answer_page(request, left, status=422)
    return redirect("feedback:tugas_360")


def _send(
    request: ActorRequest, sheets: Sequence[Sheet[TugasPutaran]]
) -> tuple[int, list[Sheet[TugasPutaran]], Refusal | None]:
    """How many were sent, the sheets that are left, and a refusal that concerns the whole round."""
    sent, left = 0, []
    untouched = not any(sheet.touched for sheet in sheets)
    for sheet in sheets:
        if not sheet.touched and not untouched:
            left.append(sheet)
            continue
        try:
            first = operations.send_jawaban(tugas=sheet.tugas, isian=sheet.isian, by=request.actor)
        except Invalid as refusal:
            sheet.errors = {problem.path: str(problem.message) for problem in refusal.problems}
            left.append(sheet)
        except Refusal as refusal:
            return sent, left, refusal
        else:
            sent += first
            if not first:
                messages.info(request, _("Jawaban ini sudah Anda kirim sebelumnya; ia dihitung satu kali."))
    return sent, left, None


@without_trace
@require_POST
def draft(request: ActorRequest) -> HttpResponse:
    """Keep what stands on the page, as one goes; answer with advice on the words."""
    sheets = [Sheet(item, isian_of(request, item)) for item in _chosen(request)]
    for sheet in sheets:
        if not sheet.touched:
            continue
        try:
            operations.save_draf(tugas=sheet.tugas, isian=sheet.isian, by=request.actor)
        except Refusal as refusal:
            words = "; ".join(str(problem.message) for problem in refusal.problems) or str(refusal.reason)
            return JsonResponse({"message": words}, status=refusal.status)
    advise(sheets)
    told = {
        f"{code}-{sheet.tugas.pk}": sheet.advice.get(code, "")
        for sheet in sheets
        for code in sheet.isian.teks
    }
    return JsonResponse({"advice": told})


@require_POST
def decline(request: ActorRequest, tugas_id: int) -> HttpResponse:
    tugas = queries.task_for(request.actor, tugas_id)
    operations.decline_tugas(
        tugas=tugas, alasan=request.POST.get("alasan", ""), by=request.actor, at=clock.now()
    )
    messages.success(request, _("Terima kasih sudah memberi tahu. Tugas ini tidak akan diingatkan lagi."))
    return redirect("feedback:tugas_360")


def _chosen(request: HttpRequest) -> list[TugasPutaran]:
    """The tasks that the address names, or the first ones that wait: of one round."""
    asked: Any = request
    sent = request.POST.getlist("tugas") or request.GET.getlist("tugas")
    wanted = [whole_number(text) for text in sent][:AT_ONCE]
    if wanted:
        found = [queries.task_for(asked.actor, pk) for pk in dict.fromkeys(wanted)]
        return [item for item in found if item.peserta.putaran_id == found[0].peserta.putaran_id]
    waiting = queries.next_tasks(asked.actor.pegawai_id, limit=AT_ONCE)
    return [item for item in waiting if item.peserta.putaran_id == waiting[0].peserta.putaran_id]
