"""The sheet on which one answers: its lines and steps, what was chosen, the advice beside the words.

It is the same for a rater with a task and for a service recipient with a slip.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Generic, TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from kasuari.feedback import queries
from kasuari.feedback.enums import Kelompok
from kasuari.feedback.giveaway import findings
from kasuari.feedback.models import PesertaPutaran, TugasPutaran
from kasuari.feedback.operations import IsianJawaban
from kasuari.feedback.profile import value_name
from kasuari.foundation.refusals import Refusal
from kasuari.foundation.web.middleware import answer_refusal

_NAME = "\0"  # stands where the name of a field goes
_LABEL = "\1"  # and its label
NAMED = {Kelompok.ATASAN, Kelompok.DIRI}


def without_trace(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Nothing that is sent here is kept beside the operation itself: no repeated answer, no error report, and
    no line in the log, whose moment would tell when somebody answered or tried to."""

    @wraps(view)
    def quiet(request: HttpRequest, *given: Any, **named: Any) -> HttpResponse:
        try:
            response: Any = view(request, *given, **named)
        except Refusal as refusal:
            response = answer_refusal(request, refusal)
        response._has_been_logged = True  # Django asks this of every answer from 400 on
        return response  # type: ignore[no-any-return]

    guarded: Any = sensitive_post_parameters()(quiet)
    guarded.leaves_no_trace = True
    return guarded  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class BySlip:
    """What a slip asks: it stands in no ledger of tasks, so its number is 0."""

    peserta: PesertaPutaran
    pk: int = 0
    kelompok: str = Kelompok.PENERIMA_LAYANAN.value


Asked = TugasPutaran | BySlip


A = TypeVar("A", TugasPutaran, BySlip)


@dataclass
class Sheet(Generic[A]):
    """What one task has on the page: what was chosen and written, and what is wrong or deserves a look."""

    tugas: A
    isian: IsianJawaban
    errors: dict[str, str] = field(default_factory=dict)
    advice: dict[str, str] = field(default_factory=dict)

    @property
    def touched(self) -> bool:
        return bool(self.isian.nilai) or any(self.isian.teks.values())


def isian_of(request: HttpRequest, tugas: Asked) -> IsianJawaban:
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


def advise(sheets: Sequence[Sheet[Any]]) -> bool:
    """Put advice beside words that give their author away; whether there was any."""
    written = [sheet for sheet in sheets if sheet.tugas.kelompok not in NAMED and sheet.isian.teks]
    if not written:
        return False
    daftar = queries.daftar_of(written[0].tugas.peserta.putaran.instansi_id)
    for sheet in written:
        for code, text in sheet.isian.teks.items():
            found = findings(text, daftar)
            if found:
                sheet.advice[code] = found[0].advice
    return any(sheet.advice for sheet in sheets)


def answer_page(
    request: HttpRequest,
    sheets: Sequence[Sheet[Any]],
    *,
    status: int = 200,
    sure: bool = False,
    template: str = "feedback/isi_360.html",
) -> HttpResponse:
    """The page of these sheets, empty or as they were sent."""
    putaran = sheets[0].tugas.peserta.putaran
    instrumen = putaran.instrumen
    several, by_slip = len(sheets) > 1, isinstance(sheets[0].tugas, BySlip)
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
        "questions": _questions(instrumen.pertanyaan, sheets),
        "named": [sheet.tugas for sheet in sheets if sheet.tugas.kelompok in NAMED],
        "anonymous": [sheet.tugas for sheet in sheets if sheet.tugas.kelompok not in NAMED],
        "wrong": sum(len(sheet.errors) for sheet in sheets),
        "general": [sheet.errors[""] for sheet in sheets if "" in sheet.errors],
        "sure": sure,
        "several": several,
        "by_slip": by_slip,
        "send_url": request.path if by_slip else reverse("feedback:isi_360"),
        "draft_url": "" if by_slip else reverse("feedback:draf_360"),
    }
    return render(request, template, context, status=status)


def _questions(asked: Sequence[dict[str, str]], sheets: Sequence[Sheet[Any]]) -> list[SafeString]:
    """The open questions for each person. An empty field is drawn once, and the others are copies of it."""
    empty, found = "", []
    for sheet in sheets:
        for item in asked:
            code, name = item["kode"], f"{item['kode']}-{sheet.tugas.pk}"
            label = item["teks"]
            if len(sheets) > 1:
                label = f"{sheet.tugas.peserta.pegawai.nama}: {label}"
            if code in sheet.isian.teks or code in sheet.errors or code in sheet.advice:
                errors = [sheet.errors[code]] if code in sheet.errors else []
                given = (sheet.isian.teks.get(code, ""), errors, sheet.advice.get(code, ""))
                found.append(_field(name, label, *given))
                continue
            empty = empty or _field(_NAME, _LABEL)
            drawn = empty.replace(_NAME, name).replace(_LABEL, escape(label))
            found.append(mark_safe(drawn))  # noqa: S308 - the label was escaped
    return found


def _field(
    name: str, label: str, value: str = "", errors: Sequence[str] = (), advice: str = ""
) -> SafeString:
    given = {"name": name, "label": label, "value": value, "errors": errors, "advice": advice}
    return render_to_string("feedback/pertanyaan.html", given)


def _steps(words: Sequence[str]) -> str:
    """The steps of one line for one person, with a mark where the name of the field goes.

    The words of the scale are told once, at the head of the page; the last step says that one cannot say.
    """
    shown = [(number, str(number)) for number in range(1, len(words) + 1)]
    return "".join(
        f'<label><input type="radio" name="{_NAME}" value="{value}" aria-labelledby="k{value}">{text}</label>'
        for value, text in [*shown, (0, escape(_("Belum melihat")))]
    )


def _line(item: dict[str, str], sheets: Sequence[Sheet[Any]], names: Sequence[str], steps: str) -> SafeString:
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
