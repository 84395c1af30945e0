"""The pages on which surveys are listed, run and read."""

from __future__ import annotations

from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kasuari.accounts.enums import Role
from kasuari.documents.qr import qr_svg
from kasuari.foundation import clock
from kasuari.foundation.access import Denied
from kasuari.foundation.charts import sparkline
from kasuari.foundation.files import serve
from kasuari.foundation.refusals import Invalid
from kasuari.foundation.timeline import story
from kasuari.foundation.trees import within
from kasuari.foundation.web.numbers import whole_number
from kasuari.organisation import queries as organisation
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.surveys import operations, queries
from kasuari.surveys.access import can_decide_batch, can_follow_up, can_run_skm, can_serve_counter
from kasuari.surveys.codes import kode_hari
from kasuari.surveys.enums import BobotSkm, StateSurvei
from kasuari.surveys.events import ABOUT
from kasuari.surveys.models import SurveiSkm
from kasuari.surveys.web.forms import FollowUpForm, PlanForm
from kasuari.surveys.web.warga import picture
from kasuari.surveys.words import decimal_of, number

MUTU_TONE = {"A": "great", "B": "good", "C": "warn", "D": "bad"}
MUTU_ICON = {"A": "star", "B": "check", "C": "up", "D": "down"}


@require_GET
def surveys(request: ActorRequest) -> HttpResponse:
    """Every survey of the agency with its index."""
    rows = []
    for item in queries.surveys_for(request.actor)[:200]:
        found = queries.result_of(item) if item.state == StateSurvei.DITUTUP else None
        rows.append({"survei": item, "ikm": number(found.ikm) if found else "", **_grade(found)})
    return render(request, "surveys/skm.html", {"rows": rows, "runs": request.actor.has(Role.KEPEGAWAIAN)})


@require_http_methods(["GET", "POST"])
def plan(request: ActorRequest) -> HttpResponse:
    """A new survey, by the unit kepegawaian."""
    scopes = request.actor.scopes(Role.KEPEGAWAIAN)
    if not scopes:
        if request.method == "GET":
            raise Http404
        can_run_skm(request.actor, path="").or_raise()
    form = PlanForm(request.POST or None, units=_units(request, scopes))
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        unit = organisation.unit_for(request.actor, whole_number(given.pop("unit")))
        try:
            made = operations.plan_skm(
                unit=unit, isian=operations.IsianSurvei(**given), by=request.actor, at=clock.now()
            )
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Survei disiapkan. Buka bila loket sudah siap."))
            return redirect("surveys:skm", made.pk)
    return render(request, "surveys/skm_baru.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
def survey(request: ActorRequest, survei_id: int) -> HttpResponse:
    """What a survey says, and what can be done with it."""
    return _page(request, queries.survey_for(request.actor, survei_id))


@require_POST
def open_survey(request: ActorRequest, survei_id: int) -> HttpResponse:
    survei = queries.survey_for(request.actor, survei_id)
    operations.open_skm(survei=survei, version=_version(request), by=request.actor, at=clock.now())
    messages.success(request, _("Survei dibuka. Pasang kode QR di loket."))
    return redirect("surveys:skm", survei_id)


@require_POST
def close(request: ActorRequest, survei_id: int) -> HttpResponse:
    survei = queries.survey_for(request.actor, survei_id)
    operations.close_skm(survei=survei, version=_version(request), by=request.actor, at=clock.now())
    messages.success(request, _("Survei ditutup dan hasilnya dapat dibaca semua orang."))
    return redirect("surveys:skm", survei_id)


@require_GET
def counter(request: ActorRequest, survei_id: int) -> HttpResponse:
    """The poster with the QR and the code of the day: for the wall, or for a screen at the counter."""
    survei = queries.survey_for(request.actor, survei_id)
    standing = queries.standing_of(request.actor)
    can_serve_counter(request.actor, path=survei.unit.path, standing=standing).or_raise()
    today = kode_hari(survei.benih, clock.today())
    address = settings.KASUARI.base_url.rstrip("/") + reverse("surveys:answer", args=[survei.kode])
    context = {
        "survei": survei,
        "kode": today,
        "alamat": address.split("//", 1)[-1],
        "qr_hari": _drawn(f"{address}?k={today}"),
        "qr_tetap": _drawn(address),
        "hari": clock.today(),
        "open": survei.state == StateSurvei.TERBUKA,
    }
    return render(request, "surveys/skm_loket.html", context)


@require_POST
def decide(request: ActorRequest, tumpukan_id: int) -> HttpResponse:
    """Whether answers that were held back count."""
    found = queries.batch_for(request.actor, tumpukan_id)
    operations.decide_batch(
        tumpukan=found,
        keputusan=request.POST.get("keputusan", ""),
        alasan=request.POST.get("alasan", ""),
        standing=queries.standing_of(request.actor),
        by=request.actor,
        at=clock.now(),
    )
    messages.success(request, _("Keputusan tersimpan beserta alasannya."))
    return redirect("surveys:skm", found.survei_id)


@require_POST
def follow_up(request: ActorRequest, survei_id: int) -> HttpResponse:
    survei = queries.survey_for(request.actor, survei_id)
    standing = queries.standing_of(request.actor)
    can_follow_up(request.actor, path=survei.unit.path, standing=standing).or_raise()
    form = FollowUpForm(request.POST)
    if form.is_valid():
        try:
            operations.plan_follow_up(
                survei=survei, standing=standing, by=request.actor, at=clock.now(), **form.cleaned_data
            )
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Tindak lanjut tercatat."))
            return redirect("surveys:skm", survei_id)
    return _page(request, survei, form=form, status=422)


@require_POST
def finish(request: ActorRequest, tindak_id: int) -> HttpResponse:
    found = queries.follow_up_for(request.actor, tindak_id)
    operations.finish_follow_up(
        tindak_lanjut=found,
        hasil=request.POST.get("hasil", ""),
        standing=queries.standing_of(request.actor),
        by=request.actor,
        at=clock.now(),
    )
    messages.success(request, _("Hasil tindak lanjut tercatat."))
    return redirect("surveys:skm", found.survei_id)


@require_POST
def issue(request: ActorRequest, survei_id: int) -> HttpResponse:
    survei = queries.survey_for(request.actor, survei_id)
    operations.issue_report(survei=survei, by=request.actor, at=clock.now())
    messages.success(request, _("Laporan diterbitkan dan dapat diunduh."))
    return redirect("surveys:skm", survei_id)


@require_GET
def report(request: ActorRequest, survei_id: int) -> HttpResponse:
    """The report in force."""
    found = queries.report_of(queries.survey_for(request.actor, survei_id))
    if found is None:
        raise Http404
    return cast(HttpResponse, serve(found.file))


def _page(
    request: ActorRequest, survei: SurveiSkm, *, form: FollowUpForm | None = None, status: int = 200
) -> HttpResponse:
    actor, path = request.actor, survei.unit.path
    standing = queries.standing_of(actor)
    runs = bool(can_run_skm(actor, path=path))
    serves = bool(can_serve_counter(actor, path=path, standing=standing))
    decides = can_decide_batch(actor, path=path, standing=standing)
    follows = bool(can_follow_up(actor, path=path, standing=standing))
    inside = runs or serves
    shown = inside or survei.state == StateSurvei.DITUTUP
    result = queries.result_of(survei, on=clock.today()) if shown else None
    trend = queries.trend_of(survei) if survei.state == StateSurvei.DITUTUP else []
    context: dict[str, Any] = {
        "survei": survei,
        "result": result,
        "ikm": number(result.ikm) if result else "",
        "ni": number(result.hasil.ni, 4) if result and result.hasil else "",
        "tanpa_biaya": number(result.tanpa_biaya) if result else "",
        **_grade(result),
        "picture": picture(result) if result and result.responden else "",
        "lines": [
            {
                "line": line,
                "nrr": number(line.nrr, 4),
                "nilai": number(line.nilai),
                "tone": MUTU_TONE.get(line.mutu, "neutral"),
                "icon": MUTU_ICON.get(line.mutu, "dot"),
            }
            for line in (result.lines if result else ())
        ],
        "lain": [
            (str(BobotSkm(bobot).label), number(ikm), grade)
            for bobot, ikm, grade in (result.lain if result else ())
        ],
        "trend": _trend(trend) if len(trend) > 1 else "",
        "profile": queries.profile_of(survei) if shown and result and result.responden else [],
        "texts": queries.texts_of(survei) if inside else [],
        "batches": queries.batches_of(survei) if runs else [],
        "may_decide": bool(decides),
        "why_not": decides if isinstance(decides, Denied) else None,
        "sheets": queries.sheets_of(survei)[0] if inside else {},
        "follow_ups": list(survei.tindak_lanjut.select_related("done_by").order_by("due_date", "pk")),
        "form": form
        or FollowUpForm(initial={"unsur": result.terendah.kode if result and result.terendah else ""}),
        "report": queries.report_of(survei) if survei.state == StateSurvei.DITUTUP else None,
        "runs": runs,
        "serves": serves,
        "follows": follows,
        "over": survei.last_date < clock.today(),
        "story": story(ABOUT, survei.pk),
        "public": reverse("surveys:public_result", args=[survei.kode]),
    }
    return render(request, "surveys/skm_satu.html", context, status=status)


def _grade(result: queries.Result | None) -> dict[str, str]:
    mutu = result.mutu if result else ""
    return {"mutu": mutu, "tone": MUTU_TONE.get(mutu, "neutral"), "icon": MUTU_ICON.get(mutu, "dot")}


def _trend(points: list[tuple[Any, Any]]) -> SafeString:
    return sparkline(
        _("Indeks layanan ini dari waktu ke waktu"),
        [(f"{day:%m/%Y}", decimal_of(ikm, 2) if ikm is not None else None) for day, ikm in points],
    )


def _units(request: ActorRequest, scopes: list[str]) -> list[tuple[int, str]]:
    if not scopes or request.actor.pegawai_id is None:
        return []
    rows = organisation.unit_rows().filter(instansi__pegawai=request.actor.pegawai_id, end_date__isnull=True)
    below = Q()
    for scope in [] if "" in scopes else scopes:
        below |= within("path", scope)
    return [
        (pk, "\u2003" * depth + nama)
        for pk, depth, nama in rows.filter(below).order_by("path").values_list("pk", "depth", "nama")
    ]


def _drawn(address: str) -> SafeString:
    return mark_safe(qr_svg(address))  # noqa: S308 - drawn by the program out of its own address


def _version(request: ActorRequest) -> int:
    return whole_number(request.POST.get("version", ""))
