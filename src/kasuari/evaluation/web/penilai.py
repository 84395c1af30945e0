"""The penilai's pages: the team, one person, signing, handing over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kasuari.evaluation import operations, queries
from kasuari.evaluation.enums import PredikatKinerja, RatingKinerja
from kasuari.evaluation.hints import Hint
from kasuari.evaluation.states import SIGNED
from kasuari.evaluation.web.forms import HASIL_KERJA, PERILAKU_KERJA, RatingForm
from kasuari.evaluation.web.periods import chosen_period, period_tabs
from kasuari.foundation import clock
from kasuari.foundation.calendar import until_words
from kasuari.foundation.refusals import Invalid, Refusal
from kasuari.foundation.timeline import story
from kasuari.foundation.web.addresses import addresses
from kasuari.foundation.web.fragments import asks_for
from kasuari.foundation.web.numbers import whole_number
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import queries as planning
from kasuari.progress.queries import period_of

PER_PAGE = 20
# Hints of one kind that the page of a team shows.
MOST_ALIKE = 3


@require_GET
def team(request: ActorRequest) -> HttpResponse:
    """My team in one period: list, board, distribution beside its guide, the next person to rate."""
    on = clock.today()
    period = chosen_period(request, on)
    if period is None or request.actor.pegawai_id is None:
        return render(request, "evaluation/team_empty.html", {"period": None})
    shown = queries.team(request.actor.pegawai_id, period)
    if not shown.members:
        context = {"period": period, "tabs": period_tabs(period, reverse("evaluation:team"))}
        return render(request, "evaluation/team_empty.html", context)
    return render(request, "evaluation/team.html", team_context(shown, on=on, page=_page_number(request)))


@require_GET
def contribution(request: ActorRequest) -> HttpResponse:
    """My team side by side by its roles in the matrices of the year (Lampiran BAB IV B.3.a.1.e)."""
    period = chosen_period(request, clock.today())
    context: dict[str, Any] = {"period": period, "label": "", "comparison": []}
    if period is not None and request.actor.pegawai_id is not None:
        shown = queries.team(request.actor.pegawai_id, period)
        context |= {"label": planning.label(period), "comparison": queries.comparison(shown)}
    return render(request, "evaluation/contribution.html", context)


def _page_number(request: ActorRequest) -> int:
    return whole_number(request.GET.get("halaman", "")) or 1


@require_POST
def place(request: ActorRequest) -> HttpResponse:
    """Put one person of my team on the board: the two ratings as a draft, whatever reasons stand there.

    Answers with the board and the distribution anew to htmx, else goes back to the team.
    """
    on = clock.today()
    period = planning.periode_evaluasi_for(whole_number(request.POST.get("periode", "")))
    chosen, _colon, version = request.POST.get("orang", "").partition(":")
    given = {name: request.POST.get(name, "") for name in ("rating_hasil_kerja", "rating_perilaku_kerja")}
    errors = [] if chosen and all(given.values()) else [_("Pilih orangnya dan kedua ratingnya.")]
    if not errors:
        skp = planning.skp_for(request.actor, whole_number(chosen))
        held = queries.evaluasi_of(skp, period)
        operations.rate(
            skp=skp,
            periode_evaluasi=period,
            **given,
            alasan_hasil_kerja=held.alasan_hasil_kerja if held else "",
            alasan_perilaku_kerja=held.alasan_perilaku_kerja if held else "",
            rekomendasi=held.rekomendasi if held else "",
            version=whole_number(version),
            by=request.actor,
            at=clock.now(),
        )
    by_part = asks_for(request, "papan")
    if not errors and not by_part:
        messages.success(request, _("Penilaian sementara tersimpan."))
        return redirect(f"{reverse('evaluation:team')}?periode={period.pk}")
    if request.actor.pegawai_id is None:
        raise Http404
    context = team_context(queries.team(request.actor.pegawai_id, period), on=on, errors=errors)
    if not context["team"].members:
        raise Http404
    template = "evaluation/team_board.html" if by_part else "evaluation/team.html"
    return render(request, template, context, status=422 if errors else 200)


def team_context(
    shown: queries.Team, *, on: date, errors: Sequence[str] = (), page: int = 1
) -> dict[str, Any]:
    """Everything that the page of a team shows, and its board alone. One query."""
    period = shown.periode_evaluasi
    is_open = period.window_start_date <= on
    return {
        "period": period,
        "label": planning.label(period),
        "tabs": period_tabs(period, reverse("evaluation:team")),
        "team": shown,
        "next": shown.next_after(),
        "board_rows": board_rows(shown),
        "board_columns": [str(RatingKinerja(item).label) for item in ("dibawah", "sesuai", "diatas")],
        "spread": spread_of(shown),
        "hints": gathered(queries.team_hints(shown)),
        "page": Paginator(shown.members, PER_PAGE).get_page(page),
        "page_url": f"?periode={period.pk}&",
        "is_open": is_open,
        "is_late": period.window_last_date < on,
        "placeable": [
            (f"{item.skp_id}:{item.version}", item.nama_lengkap)
            for item in shown.to_rate
            if is_open and item.jalur != "atasan"
        ],
        "ratings": RatingKinerja.choices,
        "place_errors": errors,
    }


def gathered(hints: Sequence[Hint]) -> list[Hint]:
    """At most a few hints of one kind; the others stand on the pages of the people whom they are about."""
    kept: list[Hint] = []
    for code, same in groupby(hints, key=lambda hint: hint.code):
        found = list(same)
        kept += found[:MOST_ALIKE]
        if len(found) > MOST_ALIKE:
            words = _("Saran yang sama ada pada %(count)d orang lagi; lihat di halaman masing-masing.")
            kept.append(Hint(code, words % {"count": len(found) - MOST_ALIKE}))
    return kept


def spread_of(shown: queries.Team, *, chosen: tuple[int, str] | None = None) -> dict[str, Any]:
    """The distribution as its fragment takes it. One query."""
    period = shown.periode_evaluasi
    kuota = queries.kuota_on(period.periode.instansi_id, period.last_date)
    found = queries.distribution(shown, kuota=kuota, chosen=chosen)
    return {
        "labels": [str(PredikatKinerja(item.value).label) for item, _count in found.counts],
        "actual": [count for _item, count in found.counts],
        "guide": [height for _item, height in found.pola.titik] if found.pola else [],
        "total": found.total,
        "kuota": found.kuota,
        "team_total": shown.total,
    }


def board_rows(shown: queries.Team) -> list[dict[str, Any]]:
    """The board as the component takes it."""
    rate = addresses("evaluation:rate", shown.periode_evaluasi.pk)
    return [
        {
            "label": str(RatingKinerja(row[0].hasil_kerja.value).label),
            "cells": [
                {
                    "predikat": cell.predikat.value,
                    "count": len(cell.members),
                    "here": False,
                    "people": [
                        {"name": item.nama_lengkap, "url": rate(item.skp_id)} for item in cell.members
                    ],
                }
                for cell in row
            ],
        }
        for row in queries.board(shown)
    ]


@require_http_methods(["GET", "POST"])
def rating(request: ActorRequest, skp_id: int, period_id: int) -> HttpResponse:
    """One person: targets, results and evidence beside the two ratings. A POST saves the draft."""
    skp = planning.skp_for(request.actor, skp_id)
    period = period_of(skp, period_id)
    if request.method == "GET":
        return _page(request, skp, period)
    by_itself = request.headers.get("X-Autosave") == "1"
    form = RatingForm(request.POST)
    if form.is_valid():
        try:
            written = operations.rate(
                skp=skp, periode_evaluasi=period, **form.cleaned_data, by=request.actor, at=clock.now()
            )
        except Refusal as refusal:
            if by_itself:
                words = "; ".join(str(item.message) for item in refusal.problems) or str(refusal.reason)
                return JsonResponse({"message": words}, status=refusal.status)
            if not isinstance(refusal, Invalid):
                raise
            form.take(refusal)
        else:
            if by_itself:
                return JsonResponse({"version": written.version})
            messages.success(request, _("Penilaian sementara tersimpan."))
            return redirect("evaluation:rate", skp_id=skp.pk, period_id=period.pk)
    if by_itself:
        return JsonResponse({"message": str(next(iter(form.errors.values()))[0])}, status=422)
    return _page(request, skp, period, form=form, status=422)


@require_POST
def preview(request: ActorRequest, skp_id: int, period_id: int) -> HttpResponse:
    """The predikat that the two chosen ratings would give, as a fragment. Nothing is written."""
    skp = planning.skp_for(request.actor, skp_id)
    period = period_of(skp, period_id)
    _answer(request, skp, period).or_raise()
    hasil, perilaku = (
        request.POST.get("rating_hasil_kerja", ""),
        request.POST.get("rating_perilaku_kerja", ""),
    )
    found = _preview(hasil, perilaku, period, queries.study_of(skp, period))
    mine = _team_of_penilai(request, skp, period)
    spread = spread_of(mine, chosen=(skp.pk, found["predikat"])) if mine and found["predikat"] else None
    return render(request, "evaluation/predikat.html", {"preview": found, "spread": spread})


@require_POST
def sign(request: ActorRequest, skp_id: int, period_id: int) -> HttpResponse:
    """Save what stands in the form, sign it, and go on to the next person."""
    skp = planning.skp_for(request.actor, skp_id)
    period = period_of(skp, period_id)
    _answer(request, skp, period).or_raise()
    form = RatingForm(request.POST)
    if form.is_valid():
        try:
            draft = operations.rate(
                skp=skp, periode_evaluasi=period, **form.cleaned_data, by=request.actor, at=clock.now()
            )
            signed = operations.sign_evaluasi(
                evaluasi=draft, version=draft.version, by=request.actor, at=clock.now()
            )
        except Invalid as refusal:
            form.take(refusal)
            saved = queries.evaluasi_of(skp, period)
            form.data = {**form.data.dict(), "version": str(saved.version if saved else 0)}  # type: ignore[attr-defined]
        else:
            messages.success(
                request,
                _("Evaluasi %(name)s sudah ditandatangani.") % {"name": skp.pegawai.nama_lengkap},
            )
            shown = queries.team(signed.penilai_id, period)
            following = shown.next_after(skp.pk)
            if following is None:
                return redirect(f"{reverse('evaluation:team')}?periode={period.pk}")
            return redirect("evaluation:rate", skp_id=following.skp_id, period_id=period.pk)
    return _page(request, skp, period, form=form, status=422)


@require_POST
def deliver(request: ActorRequest, evaluasi_id: int) -> HttpResponse:
    evaluasi = queries.evaluasi_for(request.actor, evaluasi_id)
    operations.deliver_evaluasi(
        evaluasi=evaluasi,
        version=whole_number(request.POST.get("version", "")),
        by=request.actor,
        at=clock.now(),
    )
    messages.success(
        request, _("Hasil evaluasi %(name)s sudah disampaikan.") % {"name": evaluasi.pegawai.nama_lengkap}
    )
    return redirect("evaluation:result", evaluasi_id=evaluasi.pk)


@require_POST
def deliver_all(request: ActorRequest) -> HttpResponse:
    """Hand over every signed result of my team in the period."""
    period = planning.periode_evaluasi_for(whole_number(request.POST.get("periode", "")))
    mine = queries.evaluasi_visible(request.actor).filter(
        penilai_id=request.actor.pegawai_id, periode_evaluasi=period, state="ditandatangani"
    )
    done = operations.deliver_many(evaluasi=list(mine), by=request.actor, at=clock.now())
    count = len(done)
    words = ngettext("%(count)d hasil disampaikan.", "%(count)d hasil disampaikan.", count)
    messages.success(request, words % {"count": count})
    return redirect(f"{reverse('evaluation:team')}?periode={period.pk}")


def _answer(request: ActorRequest, skp: Any, period: Any) -> Any:
    return queries.may_rate(request.actor, skp, period, on=clock.today())


def _team_of_penilai(request: ActorRequest, skp: Any, period: Any) -> queries.Team | None:
    """The team in which the person is compared: that of the penilai who rates, None for the atasan."""
    if request.actor.pegawai_id is None or request.actor.pegawai_id != skp.penilai_id:
        return None
    return queries.team(request.actor.pegawai_id, period)


def _preview(hasil: str, perilaku: str, period: Any, study: queries.Study | None) -> dict[str, Any]:
    known = [value if value in RatingKinerja.values else "" for value in (hasil, perilaku)]
    verdict = queries.predikat_of(
        known[0],
        known[1],
        on=period.last_date,
        gagal_studi=study is not None and study.failed,
    )
    return {
        "predikat": verdict.value.value if verdict.value else "",
        "hasil": RatingKinerja(known[0]).label if known[0] else "",
        "perilaku": RatingKinerja(known[1]).label if known[1] else "",
        "basis": "; ".join(str(item) for item in verdict.basis),
    }


def _page(
    request: ActorRequest, skp: Any, period: Any, *, form: RatingForm | None = None, status: int = 200
) -> HttpResponse:
    on = clock.today()
    calendar = queries.calendar_of(skp)
    answer = queries.may_rate(request.actor, skp, period, on=on, calendar=calendar)
    if request.actor.pegawai_id is None or request.actor.pegawai_id != skp.penilai_id:
        answer.or_raise()
    shown = queries.side_by_side(skp, period)
    if shown.evaluasi is not None and shown.evaluasi.state in SIGNED:
        return redirect("evaluation:result", evaluasi_id=shown.evaluasi.pk)
    mine = _team_of_penilai(request, skp, period)
    following = mine.next_after(skp.pk) if mine else None
    in_place = request.actor.pegawai_id == skp.atasan_penilai_id
    form = form or RatingForm.of(shown.evaluasi, in_place=in_place)
    hasil = str(form["rating_hasil_kerja"].value() or "")
    perilaku = str(form["rating_perilaku_kerja"].value() or "")
    context = {
        "skp": skp,
        "period": period,
        "label": planning.label(period),
        "shown": shown,
        "form": form,
        "preview": _preview(hasil, perilaku, period, queries.study_of(skp, period)),
        "why_not": None if answer else answer,
        "may_rate": bool(answer),
        "saran": queries.saran_of(shown),
        "hasil_kerja_words": HASIL_KERJA,
        "perilaku_kerja_words": PERILAKU_KERJA,
        "until": until_words(period.window_last_date, on=on, calendar=calendar.plain),
        "is_late": period.window_last_date < on and not in_place,
        "in_place": in_place,
        "next": following,
        "hints": [hint for hint in queries.team_hints(mine) if skp.pk in hint.about] if mine else [],
        "annual": period.jenis == "tahunan",
    }
    context["spread"] = spread_of(mine) if mine else None
    context["story"] = story("evaluation.evaluasi", shown.evaluasi.pk) if shown.evaluasi else []
    return render(request, "evaluation/rate.html", context, status=status)
