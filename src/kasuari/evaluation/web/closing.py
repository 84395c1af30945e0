"""Closing an evaluation period: what is still open, who has to act, and the reopening by two people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from kasuari.audit.queries import timeline
from kasuari.evaluation import operations, queries
from kasuari.evaluation.access_penutupan import can_answer_reopening, can_close, can_see_closing
from kasuari.evaluation.enums import PredikatKinerja
from kasuari.evaluation.models import Evaluasi, Penutupan
from kasuari.evaluation.operations.closing import named
from kasuari.evaluation.queries import Hal
from kasuari.evaluation.queries.gate import evaluasi_rows
from kasuari.evaluation.web.forms import PembukaanForm, PenutupanForm
from kasuari.evaluation.web.periods import period_tabs, period_to_close
from kasuari.foundation import clock
from kasuari.foundation.reasons import Words
from kasuari.foundation.refusals import Invalid
from kasuari.foundation.web.numbers import whole_number
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import queries as planning

PER_PAGE = 25

# What is open, in words; and who can do something about it.
WORDS: dict[Hal, tuple[Words, Words]] = {
    Hal.JENDELA: (
        gettext_lazy("Jendela evaluasi belum berakhir"),
        gettext_lazy("Tunggu sampai hari terakhir jendelanya lewat."),
    ),
    Hal.BELUM_DISAMPAIKAN: (
        gettext_lazy("Hasil belum disampaikan"),
        gettext_lazy("Penilainya menyampaikan hasil kepada pegawai."),
    ),
    Hal.KEBERATAN: (
        gettext_lazy("Keberatan belum diputus"),
        gettext_lazy("Atasan pejabat penilai kinerja memutusnya."),
    ),
    Hal.MASA_KEBERATAN: (
        gettext_lazy("Masih dapat mengajukan keberatan"),
        gettext_lazy("Tunggu sampai hari terakhirnya lewat; hak ini tidak dapat dilewati."),
    ),
    Hal.BELUM_DITANDATANGANI: (
        gettext_lazy("Belum dievaluasi"),
        gettext_lazy("Penilai, atau atasannya setelah jendela lewat, menilai dan menandatangani."),
    ),
    Hal.SKP_BELUM_DITETAPKAN: (
        gettext_lazy("SKP belum ditetapkan"),
        gettext_lazy("Tanpa SKP yang ditetapkan tidak ada yang dapat dievaluasi."),
    ),
    Hal.BELUM_DITERIMA: (
        gettext_lazy("Tanda terima belum diberikan"),
        gettext_lazy("Pegawai memberi tanda terima, atau penilai mencatat penolakan dengan saksi."),
    ),
}


@require_GET
def page(request: ActorRequest) -> HttpResponse:
    """The checklist of a period, with the people behind one of its lines."""
    can_see_closing(request.actor).or_raise()
    return _page(request, period_to_close(request, clock.today()))


@require_POST
def close(request: ActorRequest, period_id: int) -> HttpResponse:
    can_close(request.actor).or_raise()
    period = planning.periode_evaluasi_for(period_id)
    form = PenutupanForm(request.POST, auto_id="tutup_%s")
    if form.is_valid():
        try:
            operations.close_period(
                periode_evaluasi=period, **form.cleaned_data, by=request.actor, at=clock.now()
            )
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Evaluasi %(period)s sudah ditutup.") % {"period": named(period)})
            return redirect(_address(period.pk))
    return _page(request, period, form=form, status=422)


@require_POST
def propose(request: ActorRequest, period_id: int) -> HttpResponse:
    can_close(request.actor).or_raise()
    period = planning.periode_evaluasi_for(period_id)
    penutupan = queries.closing_for(period_id)
    form = PembukaanForm(request.POST, auto_id="buka_%s")
    if form.is_valid():
        try:
            operations.propose_reopening(
                penutupan=penutupan, **form.cleaned_data, by=request.actor, at=clock.now()
            )
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Usulan tersimpan dan menunggu keputusan pejabat lain."))
            return redirect(_address(period.pk))
    return _page(request, period, reopening=form, status=422)


@require_POST
def approve(request: ActorRequest, period_id: int) -> HttpResponse:
    opened = operations.approve_reopening(**_answered(request, period_id))
    messages.success(
        request, _("Evaluasi %(period)s dibuka kembali.") % {"period": named(opened.periode_evaluasi)}
    )
    return redirect(_address(period_id))


@require_POST
def reject(request: ActorRequest, period_id: int) -> HttpResponse:
    operations.reject_reopening(**_answered(request, period_id))
    messages.success(request, _("Usulan ditolak; periode tetap tertutup."))
    return redirect(_address(period_id))


def _answered(request: ActorRequest, period_id: int) -> dict[str, Any]:
    return {
        "penutupan": queries.closing_for(period_id),
        "version": whole_number(request.POST.get("version", "")),
        "by": request.actor,
        "at": clock.now(),
    }


def _page(
    request: ActorRequest,
    period: Any,
    *,
    form: PenutupanForm | None = None,
    reopening: PembukaanForm | None = None,
    status: int = 200,
) -> HttpResponse:
    if period is None:
        return render(request, "evaluation/closing.html", {"period": None}, status=status)
    today, actor = clock.today(), request.actor
    calendar = queries.fair_calendar(period.periode.instansi)
    todo = queries.checklist(period, calendar=calendar, on=today)
    closing = queries.closing_of(period)
    shut = closing is not None and closing.state != "dibuka"
    items = [
        {
            "hal": hal.value,
            "title": WORDS[hal][0],
            "next": WORDS[hal][1],
            "count": count,
            "must": hal in queries.WAJIB,
            "url": f"{_address(period.pk)}&tampil={hal}#orang" if hal is not Hal.JENDELA else "",
        }
        for hal, count in sorted(todo.counts.items(), key=lambda item: not item[1])
    ]
    open_halls = [hal for hal, count in todo.counts.items() if count and hal is not Hal.JENDELA]
    asked = request.GET.get("tampil", "")
    shown = Hal(asked) if asked in list(Hal) else (open_halls[0] if open_halls else None)
    context = {
        "period": period,
        "label": named(period),
        "tabs": period_tabs(period, reverse("evaluation:closing")),
        "todo": todo,
        "items": items,
        "open_count": sum(bool(count) for count in todo.counts.values()),
        "closing": closing,
        "shut": shut,
        "figures": _figures(closing),
        "may_close": can_close(actor),
        "may_answer": can_answer_reopening(actor, closing) if closing else None,
        "form": form
        or PenutupanForm(auto_id="tutup_%s", initial={"version": closing.version if closing else 0}),
        "reopening": reopening
        or PembukaanForm(
            auto_id="buka_%s", initial={"hari": 3, "version": closing.version if closing else 0}
        ),
        "reopening_open": reopening is not None,
        "fields": {"version": closing.version if closing else 0},
        "story": [
            {"what": item.sentence, "by": "", "at": item.at, "note": "", "icon": ""}
            for item in timeline(object_type="evaluation.penutupan", object_id=closing.pk, limit=20)
        ]
        if closing
        else [],
        **_people(request, shown, period, calendar),
    }
    return render(request, "evaluation/closing.html", context, status=status)


def _people(request: ActorRequest, shown: Hal | None, period: Any, calendar: Any) -> dict[str, Any]:
    """The people behind one line of the checklist, page by page."""
    if shown is None or shown is Hal.JENDELA:
        return {"shown": None, "rows": [], "page": None}
    found = queries.open_rows(shown, period, calendar=calendar, on=clock.today())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("halaman"))
    listed: Sequence[Any] = list(page.object_list)
    if listed and isinstance(listed[0], int):
        listed = list(evaluasi_rows().filter(pk__in=listed).order_by("pegawai__nama", "pk"))
    return {
        "shown": shown.value,
        "shown_title": WORDS[shown][0],
        "page": page,
        "page_url": f"{_address(period.pk)}&tampil={shown}",
        "rows": [_row(item) for item in listed],
        "columns": [_("Pegawai"), _("Unit kerja"), _("Pejabat penilai kinerja")],
    }


def _row(item: Any) -> dict[str, Any]:
    if isinstance(item, Evaluasi):
        url = reverse("evaluation:result", args=[item.pk])
        return {"name": item.pegawai.nama_lengkap, "url": url, "unit": item.skp.unit.nama, "by": item.penilai}
    url = reverse("planning:skp", args=[item.pk])
    return {"name": item.pegawai.nama_lengkap, "url": url, "unit": item.unit.nama, "by": item.penilai}


def _figures(closing: Penutupan | None) -> list[tuple[str, int]]:
    if closing is None:
        return []
    counts = closing.angka.get("predikat", {})
    return [(str(PredikatKinerja(key).label), counts.get(key, 0)) for key in PredikatKinerja.values]


def _address(period_id: int) -> str:
    return f"{reverse('evaluation:closing')}?periode={period_id}"
