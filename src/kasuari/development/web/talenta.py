"""The nine boxes with the table behind them, one's own box, and potensi on its way in."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kasuari.development.access.talenta import (
    READERS,
    can_import_potential,
    can_note_potential,
    can_read_talent,
)
from kasuari.development.enums.mitra import StateKatalog
from kasuari.development.enums.tindak_lanjut import NilaiPotensi
from kasuari.development.events.talenta import IMPOR_POTENSI, POTENSI
from kasuari.development.operations import talenta as operations
from kasuari.development.operations.tindak_lanjut import export_list
from kasuari.development.queries import talenta as queries
from kasuari.development.web.forms_tindak_lanjut import AlasanForm, BerkasPotensiForm, PotensiForm
from kasuari.development.web.narrowing import chosen_unit, narrowed_url, unit_options, units_within
from kasuari.evaluation.web.periods import period_tabs, period_with_results
from kasuari.foundation import clock
from kasuari.foundation.reasons import explain
from kasuari.foundation.refusals import Invalid, Refusal
from kasuari.foundation.timeline import story
from kasuari.foundation.web.made import made_file
from kasuari.foundation.web.numbers import whole_number
from kasuari.organisation import queries as organisation
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import queries as planning
from kasuari.planning.web.replies import version_in
from kasuari.regulation.talenta import KELOMPOK_RENCANA_SUKSESI, KOTAK, Kinerja, Potensi

PER_PAGE, CHIPS = 25, 6
KINERJA_WORDS = {
    Kinerja.DIATAS: gettext_lazy("Di atas ekspektasi"),
    Kinerja.SESUAI: gettext_lazy("Sesuai ekspektasi"),
    Kinerja.DIBAWAH: gettext_lazy("Di bawah ekspektasi"),
}


@require_GET
def boxes(request: ActorRequest) -> HttpResponse:
    """The nine boxes of a period, by unit, and who is in them."""
    can_read_talent(request.actor).or_raise()
    period = period_with_results(request, clock.today())
    context: dict[str, Any] = {"period": period, "may_import": can_import_potential(request.actor)}
    if period is not None:
        units = units_within(request, READERS)
        unit, box = chosen_unit(request, units), _box(request)
        here = f"{reverse('development:talent')}?periode={period.pk}"
        narrowed = {"unit": unit.pk if unit else "", "kotak": "" if box is None else str(box)}
        everybody = queries.boxed_results(request.actor, period, on=clock.today(), unit=unit)
        rows = everybody if box is None else everybody.filter(kotak=box)
        page = Paginator(rows, PER_PAGE).get_page(request.GET.get("halaman"))
        found = queries.boxes_of(everybody)
        by_unit = narrowed_url(here, {"unit": narrowed["unit"]})
        context |= {
            "label": planning.label(period),
            "tabs": period_tabs(period, reverse("development:talent")),
            "interim": period.jenis != "tahunan",
            "found": found,
            "board": _board(found, queries.names_in_boxes(everybody, most=CHIPS), address=by_unit),
            "potensi": [label for _value, label in NilaiPotensi.choices],
            "unknown_url": f"{by_unit}&kotak=0",
            "page": page,
            "page_url": narrowed_url(here, narrowed),
            "rows": list(page),
            "columns": [
                _("Pegawai"),
                {"label": _("Kotak"), "number": True},
                _("Unit kerja"),
                _("Predikat"),
                _("Potensi"),
            ],
            "chosen": narrowed,
            "units": unit_options(units),
            "choices": [
                (str(number), _("Kotak %(number)d") % {"number": number}) for number in range(9, 0, -1)
            ]
            + [("0", _("Potensi belum diketahui"))],
            "reset": here if any(narrowed.values()) else "",
        }
    return render(request, "development/talenta.html", context)


@require_GET
def mine(request: ActorRequest) -> HttpResponse:
    """My own box, with both of its axes and where they come from."""
    found = queries.own_box(request.actor, on=clock.today())
    context = {
        "found": found,
        "board": _board(None, {}, here=found.box),
        "potensi": [label for _value, label in NilaiPotensi.choices],
        "label": planning.label(found.evaluasi.periode_evaluasi) if found.evaluasi else "",
        "succession": found.box in KELOMPOK_RENCANA_SUKSESI,
        "trail": [(_("Pengembangan"), reverse("development:development"))],
    }
    return render(request, "development/talenta_saya.html", context)


@require_POST
def export(request: ActorRequest) -> HttpResponse:
    """The boxes of a period as a spreadsheet. An unknown potensi is an empty cell."""
    period = planning.periode_evaluasi_for(whole_number(request.POST.get("periode", "")))
    unit = chosen_unit(request, units_within(request, READERS))
    rows = queries.boxed_results(request.actor, period, on=clock.today(), unit=unit)
    content = export_list(
        name=_("Peta talenta"),
        columns=[
            *("NIP", _("Nama"), _("Unit kerja"), _("Jabatan"), _("Periode"), _("Predikat"), _("Potensi")),
            *(_("Tanggal asesmen"), _("Kotak"), _("Dasar")),
        ],
        rows=(
            (
                row.pegawai.nip,
                row.pegawai.nama_lengkap,
                row.skp.unit.nama,
                row.skp.penugasan.jabatan.nama,
                planning.label(period),
                row.get_predikat_berlaku_display(),
                str(NilaiPotensi(row.potensi).label) if row.potensi else None,
                row.potensi_date,
                row.kotak or None,
                "PermenPANRB 3/2020",
            )
            for row in rows
        ),
        by=request.actor,
        at=clock.now(),
    )
    return made_file(content, _("Peta talenta") + ".xlsx")


@require_http_methods(["GET", "POST"])
def potentials(request: ActorRequest) -> HttpResponse:
    """Hand in a file of potensi, and the files so far."""
    can_import_potential(request.actor).or_raise()
    form = BerkasPotensiForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload: UploadedFile[bytes] = form.cleaned_data["file"]
        try:
            impor = operations.read_potential_file(
                content=upload.read(),
                name=upload.name or "berkas",
                instansi=organisation.instansi_for(request.actor),
                by=request.actor,
                at=clock.now(),
            )
        except Refusal as refusal:
            form.add_error("file", f"{refusal.reason.why} {refusal.reason.next}")
        else:
            return redirect("development:potential_file", impor.pk)
    page = Paginator(queries.import_rows(request.actor), PER_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "form": form,
        "page": page,
        "rows": list(page),
        "columns": [_("Berkas"), _("Diunggah"), {"label": _("Baris"), "number": True}, _("Keadaan")],
        "trail": [(_("Peta talenta"), reverse("development:talent"))],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "development/potensi.html", context, status=status)


@require_GET
def preview(request: ActorRequest, impor_potensi_id: int) -> HttpResponse:
    """What the file would do, row by row; those that are refused first."""
    impor = queries.import_for(request.actor, impor_potensi_id)
    waiting = impor.state == StateKatalog.PRATINJAU
    found = operations.potential_preview(impor, by=request.actor, at=clock.now()) if waiting else None
    rows = sorted(found.rows, key=lambda row: (not row.refused, row.action == "unchanged")) if found else []
    counts = found.counts if found else impor.counts
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("halaman"))
    refused = counts.get("refused", 0)
    context = {
        "impor": impor,
        "waiting": waiting,
        "page_base": "?",
        "apply_url": reverse("development:apply_potential_file", args=[impor.pk]),
        "cancel_url": reverse("development:cancel_potential_file", args=[impor.pk]),
        "counts": counts,
        "page": page,
        "rows": [(row, str(NilaiPotensi(row.nilai).label) if row.nilai else "") for row in page],
        "columns": [_("Baris"), _("Pegawai"), _("Potensi"), _("Tanggal asesmen"), _("Akibat")],
        "why_not": explain("development.potential_refused_rows", count=refused) if refused else None,
        "fields": {"version": impor.version},
        "story": story(IMPOR_POTENSI, impor.pk),
        "trail": [(_("Potensi"), reverse("development:potentials"))],
    }
    return render(request, "development/potensi_berkas.html", context)


@require_POST
def apply(request: ActorRequest, impor_potensi_id: int) -> HttpResponse:
    """Note everything that the file says."""
    impor = queries.import_for(request.actor, impor_potensi_id)
    operations.apply_potential_file(
        impor=impor, version=version_in(request), by=request.actor, at=clock.now()
    )
    messages.success(
        request,
        _("Berkas diterapkan: %(new)d baru, %(changed)d berubah, %(unchanged)d tetap.")
        % {key: impor.counts.get(key, 0) for key in ("new", "changed", "unchanged")},
    )
    return redirect("development:potential_file", impor.pk)


@require_POST
def cancel_file(request: ActorRequest, impor_potensi_id: int) -> HttpResponse:
    impor = queries.import_for(request.actor, impor_potensi_id)
    operations.cancel_potential_file(
        impor=impor, version=version_in(request), by=request.actor, at=clock.now()
    )
    messages.success(request, _("Impor dibatalkan. Tidak ada data yang berubah."))
    return redirect("development:potentials")


@require_http_methods(["GET", "POST"])
def person(request: ActorRequest, pegawai_id: int) -> HttpResponse:
    """Everything that was noted of somebody, and one more note."""
    pegawai, notes = queries.potential_of(request.actor, pegawai_id)
    form = PotensiForm(request.POST if request.method == "POST" else None)
    if form.is_bound:
        can_note_potential(request.actor, pegawai_id=pegawai_id).or_raise()
        if form.is_valid():
            try:
                operations.note_potential(
                    pegawai=pegawai, by=request.actor, at=clock.now(), **form.cleaned_data
                )
            except Invalid as refusal:
                form.take(refusal)
            except Refusal as refusal:
                form.add_error("tanggal", f"{refusal.reason.why} {refusal.reason.next}")
            else:
                messages.success(request, _("Potensi tercatat. Yang bersangkutan diberi tahu."))
                return redirect("development:potential", pegawai_id)
    context = {
        "pegawai": pegawai,
        "notes": notes,
        "form": form,
        "may_note": can_note_potential(request.actor, pegawai_id=pegawai_id),
        "story": story(POTENSI, pegawai_id),
        "trail": [(_("Peta talenta"), reverse("development:talent"))],
    }
    status = 422 if form.is_bound else 200
    return render(request, "development/potensi_orang.html", context, status=status)


@require_POST
def cancel(request: ActorRequest, potensi_id: int) -> HttpResponse:
    potensi = queries.potential_for(request.actor, potensi_id)
    form = AlasanForm(request.POST)
    alasan = form.cleaned_data["alasan"] if form.is_valid() else ""
    operations.cancel_potential(potensi=potensi, alasan=alasan, by=request.actor, at=clock.now())
    messages.success(request, _("Catatan itu tidak lagi berlaku."))
    return redirect("development:potential", potensi.pegawai_id)


def _box(request: ActorRequest) -> int | None:
    asked = request.GET.get("kotak", "")
    return int(asked) if asked in set("0123456789") and asked else None


def _board(
    found: queries.Boxes | None,
    names: dict[int, list[tuple[int, str]]],
    *,
    address: str = "",
    here: int | None = None,
) -> list[dict[str, Any]]:
    """The cells as the component `nine_box` takes them, the highest kinerja above."""
    people: dict[int, list[dict[str, str]]] = defaultdict(list)
    for number, named in names.items():
        people[number] = [
            {"name": name, "url": reverse("organisation:person", args=[key])} for key, name in named
        ]
    return [
        {
            "label": KINERJA_WORDS[kinerja],
            "cells": [
                _cell(KOTAK[kinerja, potensi], found, people, address=address, here=here)
                for potensi in Potensi
            ],
        }
        for kinerja in Kinerja
    ]


def _cell(
    number: int,
    found: queries.Boxes | None,
    people: dict[int, list[dict[str, str]]],
    *,
    address: str,
    here: int | None,
) -> dict[str, Any]:
    count = found.counts.get(number, 0) if found else 0
    tone = "great" if number in KELOMPOK_RENCANA_SUKSESI else "bad" if number == 1 else "warn"
    return {
        "number": number,
        "tone": "good" if number in (4, 5, 6) else tone,
        "count": count,
        "people": people.get(number, []),
        "more": max(count - CHIPS, 0),
        "url": f"{address}&kotak={number}" if address and count else "",
        "here": number == here,
    }
