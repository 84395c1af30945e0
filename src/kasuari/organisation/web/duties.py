"""Pages of the duties of posts and the functions of units."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kasuari.foundation import clock
from kasuari.foundation.refusals import Refusal
from kasuari.foundation.timeline import story
from kasuari.organisation import operations, queries
from kasuari.organisation.access import can_change_units, can_import
from kasuari.organisation.importing.duties import Read, matched, pairs_in_file, pairs_in_text
from kasuari.organisation.web.forms import DutiesForm, DutiesImportForm
from kasuari.organisation.web.middleware import ActorRequest

ON_A_PAGE = 25


@require_GET
def duties(request: ActorRequest) -> HttpResponse:
    """Every post with how many duties are written for it."""
    can_import(request.actor).or_raise()
    return render(request, "organisation/duties.html", _list(request, DutiesImportForm()))


def _list(request: ActorRequest, form: DutiesImportForm) -> dict[str, Any]:
    text, empty = request.GET.get("cari", "").strip()[:80], request.GET.get("tampil") == "kosong"
    page = Paginator(queries.posts(request.actor, text, empty=empty), ON_A_PAGE).get_page(
        request.GET.get("halaman")
    )
    return {"form": form, "page": page, "rows": list(page), "text": text, "empty": empty}


@require_http_methods(["GET", "POST"])
def duty(request: ActorRequest, jabatan_id: int) -> HttpResponse:
    """The duties of one post, line by line."""
    can_import(request.actor).or_raise()
    jabatan = queries.post_for(request.actor, jabatan_id)
    now = queries.tugas_of(jabatan)
    form = DutiesForm(request.POST or None, lines=now.butir if now else [], version=now.version if now else 0)
    form.fields["butir"].label = _("Tugas jabatan")
    if form.is_valid():
        try:
            operations.set_tugas(jabatan=jabatan, **form.lines(), by=request.actor, at=clock.now())
        except Refusal as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Tugas jabatan tersimpan."))
            return redirect("organisation:duties")
    context: dict[str, Any] = {"form": form, "title": jabatan.nama, "jabatan": jabatan}
    context["story"] = story("organisation.jabatan", jabatan.pk)
    return render(request, "organisation/duty.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def unit_functions(request: ActorRequest, unit_id: int) -> HttpResponse:
    """The functions of one unit, line by line."""
    unit = queries.unit_for(request.actor, unit_id)
    can_change_units(request.actor, unit.path).or_raise()
    now = queries.fungsi_of(unit.pk)
    form = DutiesForm(request.POST or None, lines=now.butir if now else [], version=now.version if now else 0)
    form.fields["butir"].label = _("Fungsi unit kerja")
    if form.is_valid():
        try:
            operations.set_fungsi(unit=unit, **form.lines(), by=request.actor, at=clock.now())
        except Refusal as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Fungsi unit tersimpan."))
            return redirect("organisation:unit", unit.pk)
    context: dict[str, Any] = {"form": form, "title": unit.nama, "unit": unit}
    context["story"] = story("organisation.unit", unit.pk)
    return render(request, "organisation/duty.html", context, status=422 if form.is_bound else 200)


@require_POST
def duties_import(request: ActorRequest) -> HttpResponse:
    """Read a file or a pasted text and show what it would write; with `terapkan`, write it."""
    can_import(request.actor).or_raise()
    form = DutiesImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "organisation/duties.html", _list(request, form), status=422)
    try:
        pairs = _pairs(form)
        read = matched(pairs, queries.post_names(request.actor))
        if request.POST.get("act") == "terapkan" and read.duties:
            return _apply(request, read)
    except Refusal as refusal:
        form.add_error(None, str(refusal.reason))
        return render(request, "organisation/duties.html", _list(request, form), status=422)
    rows = [
        {"nama": read.names[key], "lines": lines}
        for key, lines in sorted(read.duties.items(), key=lambda item: read.names[item[0]])
    ]
    carried = {"teks": "\n".join(f"{name}\t{line}" for name, line in pairs), "act": "terapkan"}
    context = {"read": read, "rows": rows[:200], "more": max(0, len(rows) - 200), "fields": carried}
    return render(request, "organisation/duties_import.html", context)


def _pairs(form: DutiesImportForm) -> list[tuple[str, str]]:
    upload = form.cleaned_data["file"]
    if upload:
        return pairs_in_file(upload.read(), name=upload.name or "berkas")
    return pairs_in_text(form.cleaned_data["teks"])


def _apply(request: ActorRequest, read: Read) -> HttpResponse:
    count = operations.import_tugas(
        instansi=queries.instansi_for(request.actor), duties=read.duties, by=request.actor, at=clock.now()
    )
    words = ngettext("Tugas %(count)d jabatan tersimpan.", "Tugas %(count)d jabatan tersimpan.", count)
    messages.success(request, words % {"count": count})
    return redirect("organisation:duties")
