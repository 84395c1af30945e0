"""Pages of units: the tree with its search box, one unit, and the clerk's changes to it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from kasuari.foundation import clock
from kasuari.foundation.refusals import Refusal
from kasuari.foundation.timeline import story
from kasuari.foundation.web.fragments import asks_for
from kasuari.organisation import operations, queries
from kasuari.organisation.access import can_change_units, can_import
from kasuari.organisation.models import UnitKerja
from kasuari.organisation.queries import directory
from kasuari.organisation.queries.directory import MOST
from kasuari.organisation.web.forms import KepalaDaerahForm, UnitForm
from kasuari.organisation.web.middleware import ActorRequest

ON_A_PAGE = 25


@require_GET
def units(request: ActorRequest) -> HttpResponse:
    """The tree from the top, or with `q` what was found."""
    text = request.GET.get("q", "").strip()[:100]
    context: dict[str, Any] = {"text": text, "can_import": can_import(request.actor)}
    if text:
        context |= _found(request, text)
    else:
        root = queries.root_of(queries.instansi_for(request.actor))
        context |= {"root": root, "nodes": _tree(root) if root else [], "results": None}
    part = asks_for(request, "hasil")
    template = "organisation/units_found.html" if part else "organisation/units.html"
    return render(request, template, context)


def _found(request: ActorRequest, text: str) -> dict[str, Any]:
    found = queries.search(request.actor, text)
    page = Paginator(found.pegawai_ids, ON_A_PAGE).get_page(request.GET.get("halaman"))
    return {
        "results": page,
        "lines": directory.lines_of(request.actor, list(page.object_list), on=clock.today()),
        "found": found,
        "most": MOST,
        "page_base": "?" + urlencode({"q": text}),
        "root": None,
        "nodes": [],
    }


def _tree(root: UnitKerja) -> list[dict[str, Any]]:
    children = [_node(node) for node in queries.children_of(root, on=clock.today())]
    return [
        {
            "label": root.nama,
            "url": reverse("organisation:unit", args=[root.pk]),
            "meta": "",
            "children": children,
            "children_url": "",
            "open": True,
        }
    ]


def _node(node: queries.UnitNode) -> dict[str, Any]:
    return {
        "label": node.unit.nama,
        "url": reverse("organisation:unit", args=[node.unit.pk]),
        "meta": ngettext("%(count)d orang", "%(count)d orang", node.people) % {"count": node.people},
        "children": [],
        "children_url": reverse("organisation:branch", args=[node.unit.pk]) if node.has_children else "",
        "open": False,
    }


@require_GET
def branch(request: ActorRequest, unit_id: int) -> HttpResponse:
    """The units directly below one, for a branch of the tree that is opened."""
    unit = queries.unit_for(request.actor, unit_id)
    nodes = [_node(node) for node in queries.children_of(unit, on=clock.today())]
    return render(request, "organisation/branch.html", {"nodes": nodes})


@require_GET
def unit(request: ActorRequest, unit_id: int) -> HttpResponse:
    """One unit: who leads it, what is below, who works there, what it was called."""
    found = queries.unit_for(request.actor, unit_id)
    below = request.GET.get("lingkup") == "semua"
    page = Paginator(queries.people_in(found, on=clock.today(), below=below), ON_A_PAGE).get_page(
        request.GET.get("halaman")
    )
    return render(
        request,
        "organisation/unit.html",
        {
            "unit": found,
            "trail": [
                (item.nama, reverse("organisation:unit", args=[item.pk]))
                for item in queries.line_of(found)[:-1]
            ],
            "leader": queries.leader_of(found.pk, clock.today()),
            "nodes": [_node(node) for node in queries.children_of(found, on=clock.today())],
            "page": page,
            "lines": directory.lines_of_posts(request.actor, list(page.object_list), within_unit=found.pk),
            "below": below,
            "page_base": "?lingkup=semua" if below else "?",
            "versions": list(found.versi.select_related("induk").order_by("-start_date")),
            "story": story("organisation.unit", found.pk),
            "can_change": can_change_units(request.actor, found.path),
        },
    )


@require_http_methods(["GET", "POST"])
def change(request: ActorRequest, unit_id: int) -> HttpResponse:
    """Another name or another place for a unit, from a day on."""
    found = queries.unit_for(request.actor, unit_id)
    can_change_units(request.actor, found.path).or_raise()
    parents = [
        (item.pk, f"{'– ' * item.depth}{item.nama}")
        for item in UnitKerja.objects.filter(instansi=found.instansi, end_date__isnull=True).order_by("path")
        if not item.path.startswith(found.path)
    ]
    initial = {
        "nama": found.nama,
        "nama_jabatan": found.nama_jabatan,
        "induk": found.induk_id,
        "start_date": clock.today(),
        "version": found.version,
    }
    form = UnitForm(request.POST if request.method == "POST" else None, parents=parents, initial=initial)
    if form.is_valid():
        try:
            _change(request, found, form.cleaned_data)
        except Refusal as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Perubahan unit tersimpan."))
            return redirect("organisation:unit", found.pk)
    status = 422 if form.is_bound else 200
    return render(request, "organisation/unit_change.html", {"unit": found, "form": form}, status=status)


def _change(request: ActorRequest, found: UnitKerja, given: dict[str, Any]) -> None:
    version, start = given["version"], given["start_date"]
    induk = queries.unit_for(request.actor, given["induk"]) if given["induk"] else None
    renamed = (given["nama"], given["nama_jabatan"]) != (found.nama, found.nama_jabatan)
    if induk is not None and induk.pk != found.induk_id:
        found = operations.move_unit(
            unit=found, induk=induk, start_date=start, version=version, by=request.actor, at=clock.now()
        )
        version = found.version
        if not renamed:
            return
    operations.rename_unit(
        unit=found,
        nama=given["nama"],
        nama_jabatan=given["nama_jabatan"],
        start_date=start,
        version=version,
        by=request.actor,
        at=clock.now(),
    )


@require_http_methods(["GET", "POST"])
def kepala_daerah(request: ActorRequest) -> HttpResponse:
    """Record who is kepala daerah."""
    can_import(request.actor).or_raise()
    instansi = queries.instansi_for(request.actor)
    form = KepalaDaerahForm(request.POST or None, initial={"start_date": clock.today()})
    if form.is_valid():
        try:
            pegawai = operations.appoint_kepala_daerah(
                instansi=instansi, **form.cleaned_data, by=request.actor, at=clock.now()
            )
        except Refusal as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Kepala daerah tercatat."))
            return redirect("organisation:person", pegawai.pk)
    now = queries.kepala_daerah_of(instansi.pk, clock.today())
    context = {
        "form": form,
        "instansi": instansi,
        "now": queries.identity(now, clock.today()) if now else None,
    }
    return render(request, "organisation/kepala_daerah.html", context, status=422 if form.is_bound else 200)
