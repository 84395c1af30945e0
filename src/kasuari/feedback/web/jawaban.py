"""Answering on a phone: several people at a time, saved as one goes, sent once.

Nothing here writes a log line, and what is sent to these addresses is kept by nobody but the operations.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kasuari.feedback import operations, queries
from kasuari.feedback.enums import Kelompok, StateTugas
from kasuari.feedback.giveaway import findings
from kasuari.feedback.models import TugasPutaran
from kasuari.feedback.operations import IsianJawaban
from kasuari.feedback.profile import value_name
from kasuari.foundation import clock
from kasuari.foundation.calendar import until_words, working_calendar
from kasuari.foundation.refusals import Invalid, Refusal
from kasuari.foundation.web.numbers import whole_number
from kasuari.organisation.web.middleware import ActorRequest

AT_ONCE = 3
_NAME = "\0"  # stands where the name of a field goes
NAMED = {Kelompok.ATASAN, Kelompok.DIRI}


def _without_trace(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Nothing that is sent here is kept beside the operation itself: no repeated answer, no error report."""
    guarded: Any = sensitive_post_parameters()(view)
    guarded.leaves_no_trace = True
    return guarded  # type: ignore[no-any-return]


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


@dataclass
class Sheet:
    """What one task has on the page: what was chosen and written, and what is wrong or deserves a look."""

    tugas: TugasPutaran
    isian: IsianJawaban
    errors: dict[str, str] = field(default_factory=dict)
    advice: dict[str, str] = field(default_factory=dict)

    @property
    def touched(self) -> bool:
        return bool(self.isian.nilai) or any(self.isian.teks.values())


@_without_trace
@require_http_methods(["GET", "POST"])
def answer(request: ActorRequest) -> HttpResponse:
    """Answer about up to three people at once; whoever is complete is sent, whoever is untouched may wait."""
    chosen = _chosen(request)
    if not chosen:
        return redirect("feedback:tugas_360")
    if request.method == "GET":
        drafts = operations.read_drafs(tasks=chosen, by=request.actor)
        return _page(request, [Sheet(item, drafts.get(item.pk, IsianJawaban({}, {}))) for item in chosen])
    sheets = [Sheet(item, _isian(request, item)) for item in chosen]
    if request.POST.get("yakin") != "1" and _advise(sheets):
        return _page(request, sheets, status=422, sure=True)
    sent, left, late = _send(request, sheets)
    if late is not None:
        raise late
    if sent:
        words = ngettext(
            "Jawaban tentang %(n)d orang terkirim.", "Jawaban tentang %(n)d orang terkirim.", sent
        )
        messages.success(request, words % {"n": sent})
    if any(sheet.errors for sheet in left):
        return _page(request, left, status=422)
    return redirect("feedback:tugas_360")


def _send(request: ActorRequest, sheets: Sequence[Sheet]) -> tuple[int, list[Sheet], Refusal | None]:
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


@_without_trace
@require_POST
def draft(request: ActorRequest) -> HttpResponse:
    """Keep what stands on the page, as one goes; answer with advice on the words."""
    sheets = [Sheet(item, _isian(request, item)) for item in _chosen(request)]
    for sheet in sheets:
        if not sheet.touched:
            continue
        try:
            operations.save_draf(tugas=sheet.tugas, isian=sheet.isian, by=request.actor)
        except Refusal as refusal:
            words = "; ".join(str(problem.message) for problem in refusal.problems) or str(refusal.reason)
            return JsonResponse({"message": words}, status=refusal.status)
    _advise(sheets)
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


def _isian(request: HttpRequest, tugas: TugasPutaran) -> IsianJawaban:
    """What the form says about one task. What is no step of the scale is left to the operation to refuse."""
    instrumen = tugas.peserta.putaran.instrumen
    given = {item["kode"]: request.POST.get(f"{item['kode']}-{tugas.pk}", "") for item in instrumen.butir}
    texts = {
        item["kode"]: request.POST.get(f"{item['kode']}-{tugas.pk}", "").replace("\r\n", "\n").strip()
        for item in instrumen.pertanyaan
    }
    return IsianJawaban(
        {
            code: int(text) if text.isdecimal() and len(text) < 4 else 99
            for code, text in given.items()
            if text
        },
        {code: text for code, text in texts.items() if text},
    )


def _advise(sheets: Sequence[Sheet]) -> bool:
    """Put advice beside words that give their author away; whether there was any."""
    for sheet in sheets:
        if sheet.tugas.kelompok in NAMED:
            continue
        for code, text in sheet.isian.teks.items():
            found = findings(text)
            if found:
                sheet.advice[code] = found[0].advice
    return any(sheet.advice for sheet in sheets)


def _page(
    request: ActorRequest, sheets: Sequence[Sheet], *, status: int = 200, sure: bool = False
) -> HttpResponse:
    putaran = sheets[0].tugas.peserta.putaran
    instrumen = putaran.instrumen
    several = len(sheets) > 1
    steps = _steps(instrumen.skala)
    names = [escape(sheet.tugas.peserta.pegawai.nama) for sheet in sheets] if several else []
    sections: list[dict[str, Any]] = []
    for item in instrumen.butir:
        if not sections or sections[-1]["nilai"] != item["nilai"]:
            sections.append({"nilai": item["nilai"], "nama": value_name(item["nilai"]), "butir": []})
        sections[-1]["butir"].append(_line(item, sheets, names, steps))
    context = {
        "sheets": sheets,
        "putaran": putaran,
        "sections": sections,
        "scale": list(enumerate(instrumen.skala, start=1)),
        "questions": [
            {
                "tugas": sheet.tugas,
                "nama": f"{item['kode']}-{sheet.tugas.pk}",
                "teks": item["teks"],
                "isi": sheet.isian.teks.get(item["kode"], ""),
                "errors": [sheet.errors[item["kode"]]] if item["kode"] in sheet.errors else [],
                "advice": sheet.advice.get(item["kode"], ""),
            }
            for sheet in sheets
            for item in instrumen.pertanyaan
        ],
        "named": [sheet.tugas for sheet in sheets if sheet.tugas.kelompok in NAMED],
        "anonymous": [sheet.tugas for sheet in sheets if sheet.tugas.kelompok not in NAMED],
        "wrong": sum(len(sheet.errors) for sheet in sheets),
        "general": [sheet.errors[""] for sheet in sheets if "" in sheet.errors],
        "sure": sure,
        "several": several,
    }
    return render(request, "feedback/isi_360.html", context, status=status)


def _steps(words: Sequence[str]) -> str:
    """The steps of one line for one person, with a mark where the name of the field goes.

    The words of the scale are told once, at the head of the page; the last step says that one cannot say.
    """
    shown = [(number, str(number)) for number in range(1, len(words) + 1)]
    return "".join(
        f'<label><input type="radio" name="{_NAME}" value="{value}" aria-labelledby="k{value}">{text}</label>'
        for value, text in [*shown, (0, escape(_("Belum melihat")))]
    )


def _line(item: dict[str, str], sheets: Sequence[Sheet], names: Sequence[str], steps: str) -> SafeString:
    """One line with the steps for each person. Not drawn by components: there are hundreds of them.

    `names` are those of the people, escaped; empty where the page is about one alone.
    """
    text, rows = escape(item["teks"]), []
    for place, sheet in enumerate(sheets):
        code = item["kode"]
        row = steps.replace(_NAME, f"{code}-{sheet.tugas.pk}")
        chosen = sheet.isian.nilai.get(code)
        if chosen is not None:
            row = row.replace(f'value="{chosen}"', f'value="{chosen}" checked', 1)
        wrong = sheet.errors.get(code)
        error = f'<p class="field__error">{escape(wrong)}</p>' if wrong else ""
        who = f'<p class="ask__who">{names[place]}</p>' if names else ""
        label = names[place] if names else text
        rows.append(f'{who}{error}<div class="steps5" role="radiogroup" aria-label="{label}">{row}</div>')
    css = " ask--error" if any(item["kode"] in sheet.errors for sheet in sheets) else ""
    return mark_safe(  # noqa: S308 - every part was escaped above
        f'<fieldset class="ask{css}"><legend>{text}</legend>{"".join(rows)}</fieldset>'
    )
