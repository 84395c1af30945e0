"""Allocations of scarce places, the map of gaps of the agency, and the plan that comes of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kasuari.development.access.mitra import (
    can_approve_allocation,
    can_keep_partners,
    can_read_agency,
)
from kasuari.development.enums.mitra import StateAlokasi
from kasuari.development.events.mitra import ALOKASI
from kasuari.development.models import Alokasi
from kasuari.development.operations import alokasi as operations
from kasuari.development.operations.rencana_pelatihan import issue_needs_plan, plans_of
from kasuari.development.queries import alokasi as queries
from kasuari.development.queries.peta import Cell, gap_map
from kasuari.development.web.forms_mitra import AllocationForm
from kasuari.development.words_mitra import decimal_words, group_words, lack_words
from kasuari.foundation import clock
from kasuari.foundation.components.markup import grouped, in_words
from kasuari.foundation.files import serve
from kasuari.foundation.refusals import Invalid
from kasuari.foundation.timeline import story
from kasuari.foundation.web.fragments import asks_for, how_far
from kasuari.foundation.web.numbers import whole_number
from kasuari.foundation.web.running import Running, running
from kasuari.organisation import queries as organisation
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning.web.replies import version_in

ON_A_PAGE = 25
PROVED = 0.00005  # what prints as 0,00 percent
TONES = {
    "menghitung": ("info", "clock"),
    "siap": ("progress", "half"),
    "buntu": ("warn", "alert"),
    "disetujui": ("good", "check"),
    "ditinggalkan": ("neutral", "stop"),
}


@require_http_methods(["GET", "POST"])
def allocations(request: ActorRequest) -> HttpResponse:
    """Every allocation with its figures side by side, and the form that asks for another "
    "with other limits."""
    can_read_agency(request.actor).or_raise()
    today = clock.today()
    initial: dict[str, Any] = {"first": today, "last": today.replace(month=12, day=31), "bagian": 50}
    like = whole_number(request.GET.get("seperti", ""))
    if like:
        before = queries.alokasi_for(request.actor, like)
        limits = queries.Batasan.from_json(before.batasan)
        initial = {name: getattr(limits, name) for name in queries.Batasan.__slots__}
        initial |= {"bagian": round(limits.bagian * 100), "nama": before.nama}
        initial["prioritas"] = round(limits.prioritas * 100)
    form = AllocationForm(request.POST or None, initial=initial)
    if request.method == "POST":
        can_keep_partners(request.actor).or_raise()
        if form.is_valid():
            try:
                made = operations.ask_allocation(
                    instansi=organisation.instansi_for(request.actor),
                    nama=form.cleaned_data["nama"],
                    batasan=form.batasan(),
                    by=request.actor,
                    at=clock.now(),
                )
            except Invalid as refusal:
                form.take(refusal)
            else:
                return redirect("development:allocation", made.pk)
    page = Paginator(queries.allocations(request.actor), ON_A_PAGE).get_page(request.GET.get("halaman"))
    return render(
        request,
        "development/allocations.html",
        {
            "page": page,
            "rows": [{"row": row, "look": TONES[row.state], "figures": _figures(row)} for row in page],
            "columns": [
                _("Alokasi"),
                _("Keadaan"),
                {"label": _("Orang"), "number": True},
                {"label": _("Kesenjangan tertutup"), "number": True},
                {"label": _("Biaya (Rp)"), "number": True},
            ],
            "form": form,
            "may_ask": can_keep_partners(request.actor),
        },
        status=422 if request.method == "POST" else 200,
    )


@require_GET
def allocation(request: ActorRequest, alokasi_id: int) -> HttpResponse:
    """One allocation: how far it is, or who gets a place and who does not."""
    alokasi = queries.alokasi_for(request.actor, alokasi_id)
    here = reverse("development:allocation", args=[alokasi.pk])
    if asks_for(request, "kemajuan"):
        return how_far(request, _working_on(alokasi), url=here)
    return _page(request, alokasi)


@require_POST
def allocation_act(request: ActorRequest, alokasi_id: int, act: str) -> HttpResponse:
    """One step of an allocation."""
    alokasi = queries.alokasi_for(request.actor, alokasi_id)
    step = STEPS.get(act)
    if step is None:
        raise Http404
    messages.success(request, step(request, alokasi))
    return redirect("development:allocation", alokasi.pk)


@require_http_methods(["GET", "POST"])
def change(request: ActorRequest, alokasi_id: int) -> HttpResponse:
    """A change by hand: first what it costs, then the reason, then it is done."""
    can_keep_partners(request.actor).or_raise()
    alokasi = queries.alokasi_for(request.actor, alokasi_id)
    given = request.POST if request.method == "POST" else request.GET
    masuk, keluar = (
        queries.usulan_in(alokasi, whole_number(given.get(name, ""))) for name in ("masuk", "keluar")
    )
    wrong: list[str] = []
    if request.method == "POST":
        try:
            operations.change_by_hand(
                alokasi=alokasi,
                masuk=masuk,
                keluar=keluar,
                alasan=given.get("alasan", ""),
                below_share=given.get("tetap") == "ya",
                version=version_in(request),
                by=request.actor,
                at=clock.now(),
            )
        except Invalid as refusal:
            wrong = [str(item.message) for item in refusal.problems] or [str(refusal.reason)]
        else:
            messages.success(request, _("Alokasi diubah."))
            return redirect("development:allocation", alokasi.pk)
    effect = queries.change_effect(alokasi, masuk=masuk, keluar=keluar)
    return render(
        request,
        "development/allocation_change.html",
        {
            "alokasi": alokasi,
            "masuk": masuk,
            "keluar": keluar,
            "before": decimal_words(float(effect.before)),
            "after": decimal_words(float(effect.after)),
            "difference": decimal_words(float(effect.difference), places=2, sign=True),
            "loses": effect.difference < 0,
            "breaks": effect.breaks,
            "shares": effect.shares,
            "chosen": [
                (row.pk, f"{row.pegawai.nama} · {row.program.judul}")
                for row in queries.chosen_in(alokasi)[:400]
            ],
            "out": keluar.pk if keluar else "",
            "wrong": wrong,
            "trail": _trail(alokasi),
        },
        status=422 if wrong else 200,
    )


@require_GET
def why(request: ActorRequest, alokasi_id: int, pegawai_id: int) -> HttpResponse:
    """Why somebody gets no place: for the person once it is approved, and for those who oversee."""
    own = request.actor.pegawai_id == pegawai_id
    if own:
        alokasi = queries.approved_about(pegawai_id).filter(pk=alokasi_id).first()
        if alokasi is None:
            raise Http404
    else:
        alokasi = queries.alokasi_for(request.actor, alokasi_id)
    pegawai = organisation.pegawai_for(request.actor, pegawai_id)
    place, reasons = queries.why_not(alokasi, pegawai_id)
    return render(
        request,
        "development/allocation_why.html",
        {
            "alokasi": alokasi,
            "pegawai": pegawai,
            "own": own,
            "place": place,
            "reasons": reasons,
            "trail": [] if own else _trail(alokasi),
        },
    )


@require_GET
def gaps(request: ActorRequest) -> HttpResponse:
    """The gaps of the agency by unit and competency, what closing them takes, and the plans issued."""
    can_read_agency(request.actor).or_raise()
    instansi = organisation.instansi_for(request.actor)
    found = gap_map(instansi.pk, on=clock.today())
    labels = [conditional_escape(item.nama) for item in found.columns]
    unseen = format_html('<span class="muted">{}</span>', _("tidak ditampilkan"))
    papers = list(plans_of(instansi.pk))
    return render(
        request,
        "development/gaps.html",
        {
            "found": found,
            "columns": [_("Unit kerja"), *({"label": item.nama, "number": True} for item in found.columns)],
            "rows": [
                {
                    "row": row,
                    "cells": zip(labels, (_share(cell) or unseen for cell in row.cells), strict=True),
                }
                for row in found.rows
            ],
            "need_columns": [
                _("Kompetensi"),
                {"label": _("Dinilai"), "number": True},
                {"label": _("Dengan kesenjangan"), "number": True},
                {"label": _("Kursi tersedia"), "number": True},
                {"label": _("Biaya termurah bagi semua (Rp)"), "number": True},
            ],
            "papers": papers,
            "year": clock.today().year,
            "may_issue": can_keep_partners(request.actor),
        },
    )


def _share(cell: Cell) -> str:
    """The part that lacks and of how many, for a cell of the map; empty where it must not be shown."""
    if cell.percent is None:
        return ""
    share = f'{cell.percent}% <small class="muted">({cell.lacking}/{cell.known})</small>'
    return mark_safe(f"<span>{share}</span>")  # noqa: S308 - three numbers


@require_POST
def issue_plan(request: ActorRequest) -> HttpResponse:
    """The plan of training needs as a document for the pejabat yang berwenang."""
    instansi = organisation.instansi_for(request.actor)
    issue_needs_plan(instansi=instansi, by=request.actor, at=clock.now())
    messages.success(request, _("Rencana kebutuhan pelatihan terbit dan dapat diunduh."))
    return redirect("development:gaps")


@require_GET
def plan_file(request: ActorRequest, document_id: int) -> HttpResponse:
    """A plan that was issued."""
    can_read_agency(request.actor).or_raise()
    instansi = organisation.instansi_for(request.actor)
    found = next((row for row in plans_of(instansi.pk) if row.pk == document_id), None)
    if found is None:
        raise Http404
    return cast(HttpResponse, serve(found.file))


def _repeat(request: ActorRequest, alokasi: Alokasi) -> str:
    operations.repeat_allocation(
        alokasi=alokasi, version=version_in(request), by=request.actor, at=clock.now()
    )
    return _("Perhitungan diulangi.")


def _approve(request: ActorRequest, alokasi: Alokasi) -> str:
    number = operations.approve_allocation(
        alokasi=alokasi, version=version_in(request), by=request.actor, at=clock.now()
    )
    return ngettext(
        "Alokasi disetujui: %(n)d orang mendapat tempat.",
        "Alokasi disetujui: %(n)d orang mendapat tempat.",
        number,
    ) % {"n": number}


def _invite(request: ActorRequest, alokasi: Alokasi) -> str:
    number = operations.invite_all(alokasi=alokasi, by=request.actor, at=clock.now())
    return ngettext("%(n)d undangan dikirim.", "%(n)d undangan dikirim.", number) % {"n": number}


def _leave(request: ActorRequest, alokasi: Alokasi) -> str:
    operations.leave_allocation(
        alokasi=alokasi, version=version_in(request), by=request.actor, at=clock.now()
    )
    return _("Alokasi ini ditinggalkan.")


STEPS: dict[str, Callable[[ActorRequest, Alokasi], str]] = {
    "ulangi": _repeat,
    "setujui": _approve,
    "undang": _invite,
    "tinggalkan": _leave,
}


def _working_on(alokasi: Alokasi) -> Running | None:
    if alokasi.state != StateAlokasi.MENGHITUNG:
        return None
    return running(alokasi.job_id, _("Menghitung alokasi"))


def _figures(alokasi: Alokasi) -> dict[str, Any]:
    hasil = alokasi.hasil
    if not hasil or alokasi.state == StateAlokasi.BUNTU:
        return {}
    queue = hasil["antre"]
    return {
        "orang": hasil["orang"],
        "layak": hasil["layak"],
        "biaya": hasil["biaya"],
        "hari": hasil["hari"],
        "nilai": decimal_words(hasil["nilai"]),
        "batas": decimal_words(hasil["batas"]),
        "terbaik": hasil["selisih"] < PROVED,
        "selisih": decimal_words(100 * hasil["selisih"], places=2),
        "kali": decimal_words(hasil["nilai"] / queue, places=2) if queue else "",
        "antre": decimal_words(queue),
        "tangan": hasil.get("tangan", 0),
        "biaya_tangan": decimal_words(hasil["nilai"] - hasil["bebas"], places=2, sign=True),
        "detik": decimal_words(hasil.get("detik", 0)),
    }


def _page(request: ActorRequest, alokasi: Alokasi) -> HttpResponse:
    ready = alokasi.state in {StateAlokasi.SIAP, StateAlokasi.DISETUJUI}
    q = request.GET.get("q", "")
    show = "tanpa" if request.GET.get("tampil") == "tanpa" else "dapat"
    rows: Any = []
    if ready:
        rows = queries.without_place(alokasi, q=q) if show == "tanpa" else queries.chosen_in(alokasi)
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("halaman"))
    here = reverse("development:allocation", args=[alokasi.pk])
    waiting = queries.to_invite(alokasi) if alokasi.state == StateAlokasi.DISETUJUI else 0
    limits = queries.Batasan.from_json(alokasi.batasan)
    approval = can_approve_allocation(request.actor)
    return render(
        request,
        "development/allocation.html",
        {
            "alokasi": alokasi,
            "look": TONES[alokasi.state],
            "running": _working_on(alokasi),
            "ready": ready,
            "figures": _figures(alokasi),
            "lacks": lack_words(alokasi.hasil.get("kurang", []))
            if alokasi.state == StateAlokasi.BUNTU
            else [],
            "weight": round(100 * limits.prioritas),
            "limits": [
                (_("Program yang mulai dari"), in_words(limits.first)),
                (_("Program yang mulai sampai dengan"), in_words(limits.last)),
                (
                    _("Anggaran (Rp)"),
                    grouped(limits.anggaran) if limits.anggaran is not None else _("tanpa batas"),
                ),
                (_("Hari perjalanan"), limits.hari if limits.hari is not None else _("tanpa batas")),
                (
                    _("Perjalanan terlama bagi satu orang (hari)"),
                    limits.most_days if limits.most_days is not None else _("tanpa batas"),
                ),
                (_("Bagian yang dijamin"), f"{limits.bagian * 100:.0f}%"),
                (_("Peserta paling sedikit"), limits.peserta),
                (_("Bobot tambahan prioritas Pasal 31"), f"{limits.prioritas * 100:.0f}%"),
            ],
            "shares": [
                {**row, "nama": group_words(row["nama"]), "percent": round(100 * row["dapat"] / row["orang"])}
                for row in queries.shares_of(alokasi)
            ][:12]
            if ready
            else [],
            "show": show,
            "q": q,
            "tabs": [
                {"label": _("Mendapat tempat"), "url": here, "active": show == "dapat", "count": None},
                {
                    "label": _("Belum mendapat"),
                    "url": f"{here}?tampil=tanpa",
                    "active": show == "tanpa",
                    "count": None,
                },
            ],
            "page": page,
            "page_base": f"?tampil={show}&q={q}",
            "rows": list(page),
            "may_change": alokasi.state == StateAlokasi.SIAP and can_keep_partners(request.actor),
            "approve": None if approval else approval,
            "may_invite": bool(waiting) and can_keep_partners(request.actor),
            "waiting": waiting,
            "may_keep": can_keep_partners(request.actor),
            "can_leave": alokasi.state in {"siap", "buntu", "menghitung"},
            "fields": {"version": alokasi.version},
            "story": story(ALOKASI, alokasi.pk),
            "trail": [(_("Alokasi pelatihan"), reverse("development:allocations"))],
        },
    )


def _trail(alokasi: Alokasi) -> list[tuple[str, str]]:
    return [
        (_("Alokasi pelatihan"), reverse("development:allocations")),
        (alokasi.nama, reverse("development:allocation", args=[alokasi.pk])),
    ]
