"""The pages of a matrix: all of them, the grid, a cell, a person, an indikator, pasting, printing."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kasuari.foundation import clock
from kasuari.foundation.refusals import Invalid, Refusal
from kasuari.foundation.timeline import story
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import access, operations, queries
from kasuari.planning.enums import MetodeCascading
from kasuari.planning.models import Matriks
from kasuari.planning.operations import IsianSel, StaleCells
from kasuari.planning.people import instansi_of
from kasuari.planning.queries import Baris, Kolom, Sel
from kasuari.planning.web.grid import Cells, grid_html, state_html, state_words


@dataclass(frozen=True, slots=True)
class Written:
    """One cell of a form: what stands there, what was typed, and what somebody else wrote meanwhile."""

    baris: Baris
    kolom: Kolom
    sel: Sel
    typed: str
    theirs: str | None = None
    errors: tuple[str, ...] = ()
    usulan: tuple[queries.Keluaran, ...] = ()

    @property
    def key(self) -> str:
        return f"{self.baris.anggota_id}:{self.kolom.key}"

    @property
    def field(self) -> str:
        return f"isi:{self.key}"

    @property
    def id(self) -> str:
        return f"isi-{self.baris.anggota_id}-{self.kolom.key}"

    @property
    def none(self) -> bool:
        return self.typed == queries.TIDAK_ADA_PERAN

    @property
    def shown(self) -> str:
        return "" if self.none else self.typed


@require_GET
def matrices(request: ActorRequest) -> HttpResponse:
    """My own matrices, those I stand in, those below me, teams I may join, and consents that wait for me."""
    actor = request.actor
    instansi = instansi_of(actor.pegawai_id)
    periode = queries.current_periode(instansi, clock.today()) if instansi else None
    me = actor.pegawai_id
    own = list(queries.skp_of(me, periode)) if me and periode else []
    inside = list(queries.matriks_of_person(me, periode)) if me and periode else []
    readable = queries.matriks_visible(actor)
    if periode is not None:
        readable = readable.filter(skp__periode=periode)
    shown = list(readable[:200])
    standing = {row.skp_id: row for row in shown}
    waiting = list(queries.consents_waiting(me)) if me else []
    return render(
        request,
        "planning/matrices.html",
        {
            "periode": periode,
            "own": [
                {"skp": skp, "matriks": standing.get(skp.pk), "answer": access.can_open_matriks(actor, skp)}
                for skp in own
            ],
            "inside": [row for row in inside if row.skp.pegawai_id != me],
            "others": [
                row
                for row in shown
                if row.skp.pegawai_id != me and row.pk not in {found.pk for found in inside}
            ],
            "teams": [
                {"tim": tim, "field": f"keterangan-{tim.pk}"}
                for tim in (queries.open_teams(instansi.pk, periode) if instansi and periode else [])
                if tim.ketua_id != me and tim.matriks.skp.pegawai_id != me
            ],
            "waiting": queries.consents(waiting[:50]),
            "columns": [_("Pimpinan"), _("Jabatan"), _("Unit")],
        },
    )


@require_POST
def open_one(request: ActorRequest, skp_id: int) -> HttpResponse:
    """Open the matrix of an SKP of mine."""
    skp = queries.skp_for(request.actor, skp_id)
    matriks = operations.open_matriks(skp=skp, by=request.actor, at=clock.now())
    return redirect("planning:matriks", matriks.pk)


@require_GET
def matriks(request: ActorRequest, matriks_id: int) -> HttpResponse:
    """The grid: one page of its people, narrowed by name where asked."""
    found = queries.matriks_for(request.actor, matriks_id)
    answer = access.can_edit_matriks(request.actor, found)
    q = request.GET.get("q", "")[:80]
    number = request.GET.get("halaman", "1")
    page = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1
    grid = queries.window_of(found, on=clock.today(), q=q, page=page)
    title = title_of(found)
    return render(
        request,
        "planning/matriks.html",
        {
            "matriks": found,
            "title": title,
            "lead": leader_of(found),
            "trail": [(_("Matriks"), reverse("planning:matrices"))],
            "table": grid_html(grid, editable=bool(answer), caption=title)
            if grid.kolom and grid.baris
            else "",
            "grid": grid,
            "editable": answer,
            "proposals": _uncarried(found, grid.kolom) if answer else [],
            "story": story("planning.matriks", found.pk),
            "q": q,
            "previous": page_link(q, grid.page - 1) if grid.page > 1 else "",
            "following": page_link(q, grid.page + 1) if grid.page < grid.pages else "",
        },
    )


def page_link(q: str, number: int) -> str:
    return f"?{urlencode({'q': q, 'halaman': number} if q else {'halaman': number})}"


@require_http_methods(["GET", "POST"])
def cell(request: ActorRequest, matriks_id: int, anggota_id: int, kolom: str) -> HttpResponse:
    """One cell as a form."""
    found, columns = _reachable(request, matriks_id)
    chosen = _column(columns, kolom)
    rows = _rows(found, [anggota_id])
    return _form(request, found, rows, [chosen], template="planning/matriks_cells.html", extra={"one": True})


@require_http_methods(["GET", "POST"])
def person(request: ActorRequest, matriks_id: int, anggota_id: int) -> HttpResponse:
    """One person: every indikator below each other, as a phone shows it."""
    found, columns = _reachable(request, matriks_id, write=request.method == "POST")
    rows = _rows(found, [anggota_id])
    return _form(
        request, found, rows, columns, template="planning/matriks_cells.html", extra={"person": rows[0]}
    )


@require_http_methods(["GET", "POST"])
def column(request: ActorRequest, matriks_id: int, kolom: str) -> HttpResponse:
    """One indikator: how it is broken down, how that adds up, and who carries it."""
    found, columns = _reachable(request, matriks_id, write=request.method == "POST")
    chosen = _column(columns, kolom)
    number = request.GET.get("halaman", "1")
    page = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1
    rows = queries.baris_of(found, on=clock.today(), page=max(page, 1))
    keadaan = queries.states_of([chosen])[chosen.key]
    count = queries.members(found, on=clock.today()).order_by().count()
    extra = {
        "column": chosen,
        "proposals": queries.keluaran_of(found, [chosen]) if request.method == "GET" else [],
        "people": [(row.anggota_id, row.nama) for row in rows],
        "state": state_html(chosen, keadaan),
        "state_words": state_words(chosen, keadaan),
        "methods": _methods(),
        "previous": f"?halaman={page - 1}" if page > 1 else "",
        "following": f"?halaman={page + 1}" if page * queries.ROWS < count else "",
    }
    return _form(request, found, rows, [chosen], template="planning/matriks_column.html", extra=extra)


@require_POST
def cascading(request: ActorRequest, matriks_id: int, kolom: str) -> HttpResponse:
    """Choose how a column is broken down."""
    found, columns = _reachable(request, matriks_id, write=True)
    chosen = _column(columns, kolom)
    if chosen.indikator_id is None:
        raise Invalid("planning.no_cascading")
    operations.choose_cascading(
        matriks=found,
        indikator_id=chosen.indikator_id,
        metode=request.POST.get("metode", ""),
        before=request.POST.get("sebelumnya", ""),
        by=request.actor,
        at=clock.now(),
    )
    messages.success(request, _("Cara membagi indikator tersimpan."))
    return redirect("planning:matriks_column", found.pk, chosen.key)


@require_POST
def carry(request: ActorRequest, matriks_id: int, kolom: str) -> HttpResponse:
    """A key output of a workblock becomes the role of a person in this column."""
    found, columns = _reachable(request, matriks_id)
    chosen = _column(columns, kolom)
    numbers = [request.POST.get(name, "") for name in ("butir", "anggota")]
    if not all(text.isascii() and text.isdigit() and len(text) < 16 for text in numbers):
        raise Invalid("planning.no_such_part")
    butir_id, anggota_id = map(int, numbers)
    operations.carry_output(
        matriks=found, butir_id=butir_id, anggota_id=anggota_id, by=request.actor, at=clock.now()
    )
    messages.success(request, _("Keluaran itu menjadi peran pada matriks."))
    return redirect("planning:matriks_column", found.pk, chosen.key)


@require_POST
def cells(request: ActorRequest, matriks_id: int) -> JsonResponse:
    """Cells from the grid, as JSON: `{"cells": [{"a", "k", "v", "isi"}]}`; answers those cells, and how the
    columns stand whose number of roles or shares changed.

    409 brings what stands there now, for the person to choose.
    """
    found = queries.matriks_to_write(request.actor, matriks_id)
    access.can_edit_matriks(request.actor, found).or_raise()
    try:
        wanted = _sent(request)
    except (ValueError, TypeError, KeyError, RequestDataTooBig):
        raise Invalid("planning.invalid") from None
    try:
        written = operations.change_cells(matriks=found, cells=wanted, by=request.actor, at=clock.now())
    except StaleCells as stale:
        return JsonResponse(
            {"code": stale.code, "message": str(stale.reason.why), "cells": _drawn(stale.cells)}, status=409
        )
    except Refusal as refusal:
        words = [str(refusal.reason), *(str(item.message) for item in refusal.problems[:3])]
        return JsonResponse({"code": refusal.code, "message": " ".join(words)}, status=refusal.status)
    moved = {after.kolom for before, after in written if _shares(before) != _shares(after)}
    touched = queries.kolom_named(found, moved) if moved else ()
    states = queries.states_of(touched) if moved else {}
    return JsonResponse(
        {
            "cells": _drawn([after for _before, after in written]),
            "kolom": {item.key: str(state_html(item, states[item.key])) for item in touched},
        }
    )


def title_of(found: Matriks) -> str:
    return _("Matriks peran hasil %(tahun)s") % {"tahun": found.skp.periode.tahun}


def leader_of(found: Matriks) -> str:
    return f"{found.skp.pegawai.nama_lengkap}, {found.skp.penugasan.jabatan.nama}"


def trail(found: Matriks) -> list[tuple[str, str]]:
    return [
        (_("Matriks"), reverse("planning:matrices")),
        (leader_of(found), reverse("planning:matriks", args=[found.pk])),
    ]


def _reachable(
    request: ActorRequest, matriks_id: int, *, write: bool = True
) -> tuple[Matriks, tuple[Kolom, ...]]:
    found = queries.matriks_for(request.actor, matriks_id)
    if write:
        access.can_edit_matriks(request.actor, found).or_raise()
    return found, queries.kolom_of(found)


def _uncarried(found: Matriks, columns: Sequence[Kolom]) -> list[tuple[Kolom, int]]:
    """Columns with key outputs that nobody carries yet, and how many."""
    waiting = Counter(item.kolom for item in queries.keluaran_of(found, columns) if not item.pemikul)
    return [(item, waiting[item.key]) for item in columns if item.key in waiting]


def _proposed(found: Matriks, shown: Sequence[Written]) -> list[Written]:
    """The same cells with the key outputs that each of them does not say yet."""
    offered = queries.keluaran_of(found, list({entry.kolom.key: entry.kolom for entry in shown}.values()))
    return [
        replace(
            entry,
            usulan=tuple(
                item
                for item in offered
                if item.kolom == entry.kolom.key
                and all(anggota != entry.baris.anggota_id for anggota, _name in item.pemikul)
            ),
        )
        for entry in shown
    ]


def _column(columns: Sequence[Kolom], key: str) -> Kolom:
    for item in columns:
        if item.key == key:
            return item
    raise Http404


def _rows(found: Matriks, ids: Sequence[int]) -> tuple[Baris, ...]:
    rows = queries.baris_of(found, on=clock.today(), ids=ids)
    if not rows:
        raise Http404
    return rows


def _form(
    request: ActorRequest,
    found: Matriks,
    rows: Sequence[Baris],
    columns: Sequence[Kolom],
    *,
    template: str,
    extra: Mapping[str, Any],
) -> HttpResponse:
    """Cells as a form that writes those that changed; where somebody else wrote, both texts are shown."""
    stands = queries.cells_of(columns, [row.anggota_id for row in rows])
    blank = [
        Written(row, item, sel, sel.isi)
        for row in rows
        for item in columns
        for sel in (stands.get((row.anggota_id, item.key)) or Sel(row.anggota_id, item.key),)
    ]
    status, shown = 200, blank
    refusal: Refusal | None = None
    if request.method == "POST":
        typed = [_typed(request, entry) for entry in blank]
        changed = [entry for entry, isian in typed if isian is not None]
        try:
            operations.write_cells(
                matriks=found,
                cells=[isian for _entry, isian in typed if isian is not None],
                by=request.actor,
                at=clock.now(),
            )
        except StaleCells as stale:
            theirs = {f"{sel.anggota_id}:{sel.kolom}": sel for sel in stale.cells}
            shown = [
                replace(entry, sel=theirs[entry.key], theirs=theirs[entry.key].isi)
                if entry.key in theirs
                else entry
                for entry, _isian in typed
            ]
            status, refusal = 409, stale
        except Invalid as reason:
            found_at = {item.path: str(item.message) for item in reason.problems}
            shown = [
                replace(
                    entry,
                    errors=tuple(
                        words
                        for path, words in found_at.items()
                        if path == f"sel/{entry.key.replace(':', '/')}"
                    ),
                )
                for entry, _isian in typed
            ]
            status, refusal = 422, reason
        else:
            words = ngettext("%(count)s sel disimpan.", "%(count)s sel disimpan.", len(changed))
            messages.success(request, words % {"count": len(changed)})
            return redirect("planning:matriks", found.pk)
    editable = access.can_edit_matriks(request.actor, found)
    if editable and "column" not in extra:
        shown = _proposed(found, shown)
    return render(
        request,
        template,
        {
            "matriks": found,
            "trail": trail(found),
            "cells": shown,
            "editable": editable,
            "refusal": refusal,
            "stale": status == 409,
            "one": False,
            "person": None,
            "column": None,
            **extra,
        },
        status=status,
    )


def _typed(request: HttpRequest, entry: Written) -> tuple[Written, IsianSel | None]:
    """What the form says about one cell; None where it says nothing new."""
    name = f"isi:{entry.key}"
    version = request.POST.get(f"versi:{entry.key}", "")
    if name not in request.POST or not (version.isascii() and version.isdigit() and len(version) < 10):
        return entry, None
    ticked = request.POST.getlist(f"usul:{entry.key}")[:20]
    isi = "\n".join([request.POST[name], *ticked])
    if request.POST.get(f"tanpa:{entry.key}") and not ticked:
        isi = queries.TIDAK_ADA_PERAN
    isian = IsianSel.of_text(
        anggota_id=entry.baris.anggota_id, kolom=entry.kolom.key, version=int(version), isi=isi
    )
    first = request.POST.get(f"semula:{entry.key}", "").replace("\r\n", "\n")
    if isian.isi == first:
        return replace(entry, typed=isian.isi), None
    return replace(entry, typed=isian.isi), isian


def _sent(request: HttpRequest) -> list[IsianSel]:
    found = json.loads(request.body)
    return [
        IsianSel.of_text(
            anggota_id=int(item["a"]), kolom=str(item["k"])[:20], version=int(item["v"]), isi=str(item["isi"])
        )
        for item in found["cells"]
    ]


def _drawn(cells: Sequence[Sel]) -> list[dict[str, Any]]:
    draw = Cells(editable=True)
    return [
        {"a": sel.anggota_id, "k": sel.kolom, "v": sel.version, "isi": sel.isi, "html": draw.inner(sel)}
        for sel in cells
    ]


def _shares(sel: Sel) -> list[tuple[Any, str]]:
    """What a cell gives to the state of its column: how many roles, with which shares."""
    return [(item.bagian, item.satuan) for item in sel.peran]


def _methods() -> list[tuple[str, str, str]]:
    """The five ways in plain words (Lampiran BAB II A.4)."""
    words = {
        MetodeCascading.ASPEK: _(
            "Indikator dipecah menjadi aspek, komponen, kriteria, atau tahapan kuncinya."
        ),
        MetodeCascading.WILAYAH: _("Setiap orang atau tim memikul indikator yang sama di wilayahnya."),
        MetodeCascading.BEBAN: _("Angka target dibagi; jumlah bagian harus sama dengan target pimpinan."),
        MetodeCascading.LAYANAN: _("Layanan yang mendukung indikator, misalnya dari sekretariat."),
        MetodeCascading.OUTPUT_ANTARA: _(
            "Keluaran antara yang mendukung, tetapi belum mewakili indikatornya."
        ),
    }
    return [(item.value, str(item.label), text) for item, text in words.items()]
