"""What a citizen sees: nine questions on one light page, without account, cookie or script.

The page is exempt from the CSRF cookie, because it sets none and there is no session to be misused. In its
place stands a signed key in the form, which also makes the same form sent twice one answer, and a page of
another host cannot send it.
"""

from __future__ import annotations

import uuid
from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from kasuari.foundation import clock
from kasuari.foundation.charts import bars
from kasuari.foundation.reasons import Reason, explain
from kasuari.foundation.refusals import Invalid, Problem, Refusal
from kasuari.surveys import queries
from kasuari.surveys.enums import StateSurvei
from kasuari.surveys.models import SurveiSkm
from kasuari.surveys.operations import IsianSkm, receive_answer
from kasuari.surveys.web.answers import about_oneself, questions, read
from kasuari.surveys.words import decimal_of, number

SALT = "surveys.skm"
FORM_LASTS = 2 * 24 * 60 * 60
LANGUAGES = {"id", "en"}


@csrf_exempt
@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, kode: str) -> HttpResponse:
    """`/skm/<code>/`: the form, and where it is sent. `?k=` brings the code of the day out of the QR."""
    with translation.override(_language(request)):
        survei = queries.survey_by_code(kode, named=request.method != "POST")
        if survei is None:
            raise Http404
        if request.method == "POST":
            return _received(request, survei)
        if survei.state != StateSurvei.TERBUKA or not survei.start_date <= clock.today() <= survei.last_date:
            return _told(request, survei, explain("skm.closed"), status=410)
        return _form(request, survei, IsianSkm({}), kode=request.GET.get("k", ""))


@login_not_required
@require_GET
def thanks(request: HttpRequest, kode: str) -> HttpResponse:
    """After the answer; the same for everybody, so it tells nothing about an answer."""
    with translation.override(_language(request)):
        survei = queries.survey_by_code(kode)
        if survei is None:
            raise Http404
        return _plain(request, "surveys/warga_terima.html", survei, {})


@login_not_required
@require_GET
def result(request: HttpRequest, kode: str) -> HttpResponse:
    """What the survey says, for everybody, once it is closed."""
    with translation.override(_language(request)):
        survei = queries.survey_by_code(kode)
        if survei is None or survei.state != StateSurvei.DITUTUP:
            raise Http404
        found = queries.result_of(survei)
        return _plain(
            request,
            "surveys/warga_hasil.html",
            survei,
            {
                "result": found,
                "ikm": number(found.ikm),
                "picture": picture(found),
                "follow_ups": list(survei.tindak_lanjut.order_by("due_date", "pk")),
            },
        )


def picture(found: queries.Result) -> str:
    """The nine unsur as bars of a hundred, with the table behind."""
    points = [
        (f"U{line.nomor} {line.nama}", decimal_of(line.nilai, 2) if line.nilai is not None else None)
        for line in found.lines
    ]
    return bars(translation.gettext("Nilai tiap unsur, dari 25 sampai 100"), points)


def _received(request: HttpRequest, survei: SurveiSkm) -> HttpResponse:
    origin = request.headers.get("Origin")
    key = _key(request.POST.get("kunci", ""), survei)
    if key is None or (origin and origin.partition("://")[2] != request.get_host()):
        return _told(request, survei, explain("skm.form_old"), status=403)
    isian = read(request.POST)
    try:
        receive_answer(
            survei=survei,
            isian=isian,
            kode=request.POST.get("kode", ""),
            key=key,
            address=get_adapter().get_client_ip(request),
            at=clock.now(),
        )
    except Invalid as refusal:
        return _form(
            request,
            survei,
            isian,
            kode=request.POST.get("kode", ""),
            problems=refusal.problems,
            key=request.POST["kunci"],
        )
    except Refusal as refusal:
        status = 429 if refusal.code == "skm.too_many" else 410
        return _told(request, survei, refusal.reason, status=status)
    address = reverse("surveys:thanks", args=[survei.kode])
    language = request.GET.get("bahasa", "")
    response = HttpResponse(status=303)
    response["Location"] = f"{address}?bahasa={language}" if language in LANGUAGES else address
    return response


def _form(
    request: HttpRequest,
    survei: SurveiSkm,
    isian: IsianSkm,
    *,
    kode: str,
    problems: tuple[Problem, ...] = (),
    key: str = "",
) -> HttpResponse:
    wrong = {problem.path: str(problem.message) for problem in problems}
    context = {
        "questions": questions(survei, isian, problems),
        "diri": about_oneself(isian),
        "saran": isian.saran,
        "saran_galat": wrong.get("saran", ""),
        "kode": kode[:20],
        "kode_galat": wrong.get("kode", ""),
        "galat": wrong.get("", ""),
        "wrong": bool(problems),
        "kunci": key or signing.dumps([uuid.uuid4().hex, survei.kode], salt=SALT),
    }
    return _plain(request, "surveys/warga.html", survei, context, status=422 if problems else 200)


def _key(signed: str, survei: SurveiSkm) -> uuid.UUID | None:
    """The key that this form was given, None for one that we did not sign or that is too old."""
    try:
        number_, kode = signing.loads(signed, salt=SALT, max_age=FORM_LASTS)
    except (signing.BadSignature, ValueError):
        return None
    return uuid.UUID(number_) if kode == survei.kode else None


def _told(request: HttpRequest, survei: SurveiSkm, reason: Reason, *, status: int) -> HttpResponse:
    return _plain(request, "surveys/warga_tutup.html", survei, {"reason": reason}, status=status)


def _language(request: HttpRequest) -> str:
    asked = request.GET.get("bahasa", "")
    return asked if asked in LANGUAGES else "id"


def _plain(
    request: HttpRequest, template: str, survei: SurveiSkm, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    language = translation.get_language()
    other = "id" if language == "en" else "en"
    shown = {
        "survei": survei,
        "bahasa": language,
        "lain": other,
        "lain_nama": {"id": "Bahasa Indonesia", "en": "English"}[other],
        "hasil_url": reverse("surveys:public_result", args=[survei.kode])
        if survei.state == StateSurvei.DITUTUP
        else "",
    }
    response = render(request, template, shown | context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response
