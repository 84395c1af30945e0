"""Typing paper: a sheet by its number, twice, and what differs side by side."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kasuari.foundation import clock
from kasuari.foundation.refusals import Invalid, Problem, Refusal
from kasuari.foundation.web.numbers import whole_number
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.surveys import operations, queries
from kasuari.surveys.access import can_serve_counter
from kasuari.surveys.enums import StateLembar, StateSurvei, UnsurSkm
from kasuari.surveys.models import LembarKertas, SurveiSkm
from kasuari.surveys.operations import IsianSkm
from kasuari.surveys.operations.kertas import differences, isian_of
from kasuari.surveys.web.answers import DIRI, about_oneself, questions, read


@require_http_methods(["GET", "POST"])
def paper(request: ActorRequest, survei_id: int) -> HttpResponse:
    """The sheets that are not done, and the form for the next."""
    survei = queries.survey_for(request.actor, survei_id)
    standing = queries.standing_of(request.actor)
    can_serve_counter(request.actor, path=survei.unit.path, standing=standing).or_raise()
    isian, reason = IsianSkm({}), None
    problems: tuple[Problem, ...] = ()
    nomor, tanggal = request.POST.get("nomor", ""), request.POST.get("tanggal", "")
    if request.method == "POST":
        isian = read(request.POST)
        try:
            lembar = operations.enter_sheet(
                survei=survei,
                nomor=whole_number(nomor),
                tanggal=_day(tanggal),
                isian=isian,
                standing=standing,
                by=request.actor,
                at=clock.now(),
            )
        except Invalid as refusal:
            problems = refusal.problems
        except Refusal as refusal:
            if refusal.status == 403:
                raise
            reason = refusal.reason
        else:
            messages.success(request, _said(lembar))
            return redirect("surveys:paper", survei_id)
    counts, left = queries.sheets_of(survei)
    wrong = {problem.path: str(problem.message) for problem in problems}
    context: dict[str, Any] = {
        "survei": survei,
        "open": survei.state == StateSurvei.TERBUKA,
        "counts": {"menunggu": 0, "berbeda": 0, "selesai": 0} | counts,
        "left": [{"lembar": row, "mine": _mine(row, request.actor.user_id)} for row in left],
        "questions": questions(survei, isian, problems),
        "diri": about_oneself(isian),
        "saran": isian.saran,
        "nomor": nomor,
        "tanggal": tanggal or clock.today().isoformat(),
        "wrong": wrong,
        "problems": problems,
        "reason": reason,
    }
    return render(request, "surveys/skm_kertas.html", context, status=422 if problems or reason else 200)


@require_http_methods(["GET", "POST"])
def sheet(request: ActorRequest, lembar_id: int) -> HttpResponse:
    """A sheet whose two typings differ: both beside each other, to be looked up on the paper."""
    lembar = queries.sheet_for(request.actor, lembar_id)
    survei, standing = lembar.survei, queries.standing_of(request.actor)
    can_serve_counter(request.actor, path=survei.unit.path, standing=standing).or_raise()
    if lembar.state != StateLembar.BERBEDA and request.method == "GET":
        return redirect("surveys:paper", survei.pk)
    entries = sorted(lembar.entri.all(), key=lambda item: item.ke)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        try:
            operations.resolve_sheet(
                lembar=lembar,
                isian=_resolved(request, lembar),
                standing=standing,
                by=request.actor,
                at=clock.now(),
            )
        except Invalid as refusal:
            problems = refusal.problems
        else:
            messages.success(request, _("Lembar {nomor} ikut dihitung.").format(nomor=lembar.nomor))
            return redirect("surveys:paper", survei.pk)
    context = {
        "survei": survei,
        "lembar": lembar,
        "typists": [item.entered_by.name for item in entries],
        "rows": _rows(survei, lembar),
        "problems": problems,
    }
    return render(request, "surveys/skm_lembar.html", context, status=422 if problems else 200)


def _resolved(request: ActorRequest, lembar: LembarKertas) -> IsianSkm:
    """The first typing with what was chosen for each question that differs: `pilih_<question>` is 1 or 2."""
    first, second = (item.isi for item in sorted(lembar.entri.all(), key=lambda item: item.ke))
    kept = dict(first)
    for name in differences(first, second):
        chosen = request.POST.get(f"pilih_{name}", "")
        if chosen not in {"1", "2"}:
            words = _("Pilih ketikan yang sama dengan kertasnya.")
            raise Invalid("skm.sheet", problems=(Problem("skm.sheet", name, words),))
        source = first if chosen == "1" else second
        kept.pop(name, None)
        if name in source:
            kept[name] = source[name]
    return isian_of(kept)


def _rows(survei: SurveiSkm, lembar: LembarKertas) -> list[dict[str, Any]]:
    """What differs, with both values in words."""
    first, second = (item.isi for item in sorted(lembar.entri.all(), key=lambda item: item.ke))
    words = {item.kode: item for item in questions(survei, IsianSkm({}))}
    people = dict(DIRI)
    rows, values = [], dict[Any, str]()
    for name in sorted(differences(first, second)):
        if name in UnsurSkm.values:
            steps = {step: f"{step} · {label}" for step, label, _on in words[name].pilihan}
            label, values = f"U{words[name].nomor} {UnsurSkm(name).label}", steps
        elif name in people:
            label, values = _about(name), {value: str(words_) for value, words_ in people[name].choices}
        else:
            label, values = _("Saran dari masyarakat"), {}
        shown = [
            str(values.get(isi[name], isi[name])) if name in isi else _("(kosong)") for isi in (first, second)
        ]
        rows.append({"kode": name, "label": label, "first": shown[0], "second": shown[1]})
    return rows


def _about(name: str) -> str:
    return {
        "jenis_kelamin": _("Jenis kelamin"),
        "usia": _("Usia"),
        "pendidikan": _("Pendidikan"),
        "pekerjaan": _("Pekerjaan"),
    }[name]


def _said(lembar: LembarKertas) -> str:
    words = {
        StateLembar.MENUNGGU: _("Lembar {nomor} tersimpan. Serahkan kertasnya kepada pengetik kedua."),
        StateLembar.BERBEDA: _("Dua ketikan lembar {nomor} berbeda. Cocokkan dengan kertasnya."),
        StateLembar.SELESAI: _("Dua ketikan lembar {nomor} sama, jadi ikut dihitung."),
    }
    return words[StateLembar(lembar.state)].format(nomor=lembar.nomor)


def _mine(lembar: LembarKertas, user_id: int | None) -> bool:
    return any(item.entered_by_id == user_id for item in lembar.entri.all())


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return date.min
