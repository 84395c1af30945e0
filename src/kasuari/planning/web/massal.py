"""Plans for many: chosen on one page, shown person by person, followed while they are written, taken back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kasuari.accounts.enums import Role
from kasuari.audit.queries import timeline
from kasuari.foundation import clock
from kasuari.foundation.access import Actor
from kasuari.foundation.jobs import job_view
from kasuari.foundation.reasons import explain
from kasuari.foundation.refusals import Invalid
from kasuari.organisation import queries as organisation
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import access, operations, queries
from kasuari.planning.enums import JenisMassal, StateBarisMassal, StateMassal, SumberMassal
from kasuari.planning.models import Indikator, Periode, RencanaMassal
from kasuari.planning.operations import PilihanMassal, PilihanUbah
from kasuari.planning.operations.massal import UNTOUCHED, Kelompok, Rancangan, counts_of, rows_of
from kasuari.planning.people import jabatan_of_instansi, kinds_of_jabatan, units_of
from kasuari.planning.states import MASSAL
from kasuari.planning.web.forms import IndikatorPustakaForm, MassalForm, UbahForm
from kasuari.planning.web.replies import version_in

ON_A_PAGE = 25
NEW_LINES = 2
WORKING = (StateMassal.BERJALAN, StateMassal.MENGURUNGKAN)


@require_http_methods(["GET", "POST"])
def runs(request: ActorRequest) -> HttpResponse:
    """What was planned for many so far, and the choice of a new group with its sources."""
    actor = request.actor
    periode = _periode(actor)
    answer = access.can_plan_many(actor, periode) if periode else None
    if periode is not None and answer is not None:
        answer.or_raise()
    data = request.POST if request.method == "POST" else None
    form = _form(data, actor, periode)
    lines = [IndikatorPustakaForm.empty(data, number) for number in range(NEW_LINES)]
    if data is not None and periode and all([form.is_valid(), *(line.is_valid() for line in lines)]):
        written = [item for item in (line.isian() for line in lines) if item is not None]
        try:
            massal = operations.prepare_massal(
                periode=periode, pilihan=form.pilihan(written), by=actor, at=clock.now()
            )
        except Invalid as refusal:
            words = [str(item.message) for item in refusal.problems] or [str(refusal.reason)]
            form.add_error(None, words)
        else:
            return redirect("planning:massal_run", massal.pk)
    page = Paginator(queries.massal_rows(actor), ON_A_PAGE).get_page(request.GET.get("halaman"))
    return render(
        request,
        "planning/massal.html",
        {
            "periode": periode,
            "form": form,
            "lines": lines,
            "page": page,
            "rows": [
                {"row": row, "words": _words_of(row), "written": row.counts.get("ditulis")} for row in page
            ],
            "clerk": actor.has(Role.KEPEGAWAIAN),
            "columns": [_("Rencana"), _("Dibuat"), _("Ditulis"), _("Keadaan")],
        },
        status=422 if data is not None else 200,
    )


@require_GET
def run(request: ActorRequest, massal_id: int) -> HttpResponse:
    """One run: what it would write, how far it is, or what came of it."""
    massal = queries.massal_for(request.actor, massal_id)
    context = {
        "massal": massal,
        "words": _words_of(massal),
        "fields": {"version": massal.version},
        "may": access.can_run_massal(request.actor, massal),
        "trail": _trail(),
        "rewording": PilihanUbah.restored(massal.pilihan) if massal.jenis == JenisMassal.UBAH else None,
        "story": [
            {"what": item.sentence, "by": "", "at": item.at, "note": "", "icon": ""}
            for item in timeline(object_type="planning.massal", object_id=massal.pk, limit=20)
        ],
    }
    if massal.state == StateMassal.PRATINJAU:
        return render(request, "planning/massal_preview.html", {**context, **_preview(request, massal)})
    return render(
        request, "planning/massal_run.html", {**context, **_progress(massal), **_outcome(request, massal)}
    )


@require_GET
def progress(request: ActorRequest, massal_id: int) -> HttpResponse:
    """How far the worker is: the part of the page that looks again by itself."""
    massal = queries.massal_for(request.actor, massal_id)
    answer = render(
        request,
        "planning/massal_progress.html",
        {
            "massal": massal,
            **_progress(massal),
            "fields": {"version": massal.version},
            "may": access.can_run_massal(request.actor, massal),
        },
    )
    if massal.state not in WORKING:
        answer["HX-Refresh"] = "true"
    return answer


@require_POST
def begin(request: ActorRequest, massal_id: int) -> HttpResponse:
    """Hand it to the worker."""
    massal = queries.massal_for(request.actor, massal_id)
    operations.begin_massal(massal=massal, version=version_in(request), by=request.actor, at=clock.now())
    messages.success(request, _("Rencana sedang ditulis. Halaman ini boleh ditinggalkan dan dibuka lagi."))
    return redirect("planning:massal_run", massal.pk)


@require_POST
def go_on(request: ActorRequest, massal_id: int) -> HttpResponse:
    """Hand what stopped to the worker again."""
    massal = queries.massal_for(request.actor, massal_id)
    operations.continue_massal(massal=massal, version=version_in(request), by=request.actor, at=clock.now())
    messages.success(request, _("Dilanjutkan dari yang belum selesai; yang sudah ditulis tidak diulang."))
    return redirect("planning:massal_run", massal.pk)


@require_POST
def cancel(request: ActorRequest, massal_id: int) -> HttpResponse:
    """Give the preview up."""
    massal = queries.massal_for(request.actor, massal_id)
    operations.cancel_massal(massal=massal, version=version_in(request), by=request.actor, at=clock.now())
    messages.success(request, _("Rencana dibatalkan. Tidak ada SKP yang berubah."))
    return redirect("planning:massal")


@require_http_methods(["GET", "POST"])
def undo(request: ActorRequest, massal_id: int) -> HttpResponse:
    """What would be taken back and what stays, and then the act."""
    massal = queries.massal_for(request.actor, massal_id)
    access.can_run_massal(request.actor, massal).or_raise()
    if request.method == "POST":
        operations.undo_massal(massal=massal, version=version_in(request), by=request.actor, at=clock.now())
        messages.success(request, _("Yang belum disentuh sedang dikembalikan."))
        return redirect("planning:massal_run", massal.pk)
    MASSAL.next(massal.state, "urungkan")
    untouched = massal.baris.filter(UNTOUCHED)
    kept = queries.baris_massal(massal, state=StateBarisMassal.DITULIS).exclude(
        pk__in=untouched.order_by().values("pk")
    )
    page = Paginator(kept, ON_A_PAGE).get_page(request.GET.get("halaman"))
    count = untouched.count()
    return render(
        request,
        "planning/massal_undo.html",
        {
            "massal": massal,
            "count": count,
            "removed": untouched.filter(made=True).count(),
            "kept": kept.count(),
            "page": page,
            "rows": list(page),
            "fields": {"version": massal.version},
            "why_not": None if count else explain("planning.massal_nothing_to_undo"),
            "columns": [_("Pegawai"), _("Jabatan"), _("SKP")],
            "trail": [*_trail(), (_words_of(massal), reverse("planning:massal_run", args=[massal.pk]))],
        },
    )


@require_GET
def wordings(request: ActorRequest, massal_id: int) -> HttpResponse:
    """What the run gave to several people in the same words, and how many still hold it so."""
    massal = _planned(request, massal_id)
    text = request.GET.get("q", "").strip()[:100]
    found = [item for item in operations.groups_of(massal) if text.casefold() in item.teks.casefold()]
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("halaman"))
    return render(
        request,
        "planning/massal_wordings.html",
        {
            "massal": massal,
            "text": text,
            "page": page,
            "rows": list(page),
            "page_base": f"?q={text}",
            "trail": [*_trail(), (_words_of(massal), reverse("planning:massal_run", args=[massal.pk]))],
        },
    )


@require_http_methods(["GET", "POST"])
def reword(request: ActorRequest, massal_id: int, kelompok: str) -> HttpResponse:
    """New words for one of them; the preview follows."""
    massal = _planned(request, massal_id)
    group = next((item for item in operations.groups_of(massal) if item.id == kelompok), None)
    if group is None:
        raise Http404
    data = request.POST if request.method == "POST" else None
    form, line = _reword_forms(data, group)
    used: Any = line or form
    if data is not None and used is not None and used.is_valid():
        pilihan = PilihanUbah(
            kind=group.kind,
            key=group.key,
            teks=form.cleaned_data["teks"] if form else "",
            indikator=line.isian() if line else None,
        )
        try:
            made = operations.prepare_rewording(
                massal=massal, pilihan=pilihan, by=request.actor, at=clock.now()
            )
        except Invalid as refusal:
            used.add_error(None, [str(item.message) for item in refusal.problems] or [str(refusal.reason)])
        else:
            return redirect("planning:massal_run", made.pk)
    return render(
        request,
        "planning/massal_reword.html",
        {
            "massal": massal,
            "group": group,
            "form": form,
            "lines": [line] if line else [],
            "trail": [
                *_trail(),
                (_words_of(massal), reverse("planning:massal_run", args=[massal.pk])),
                (_("Kalimat bersama"), reverse("planning:massal_wordings", args=[massal.pk])),
            ],
        },
        status=422 if data is not None else 200,
    )


def _reword_forms(data: Any, group: Kelompok) -> tuple[UbahForm | None, IndikatorPustakaForm | None]:
    if isinstance(group.sample, Indikator):
        return None, IndikatorPustakaForm.of(data, group.sample)
    return UbahForm(data, initial={"teks": group.teks}), None


def _planned(request: ActorRequest, massal_id: int) -> RencanaMassal:
    massal = queries.massal_for(request.actor, massal_id)
    access.can_run_massal(request.actor, massal).or_raise()
    if massal.jenis != JenisMassal.ISI or massal.state != StateMassal.DITERAPKAN:
        raise Http404
    return massal


def _preview(request: ActorRequest, massal: RencanaMassal) -> dict[str, Any]:
    """Everybody with what would be written; tab by tab what is passed over and why."""
    if massal.jenis == JenisMassal.UBAH:
        return _rewording_preview(request, massal)
    found = operations.rancangan_of(
        periode=massal.periode,
        pilihan=PilihanMassal.restored(massal.pilihan),
        by=request.actor,
        at=clock.now(),
    )
    passed = Counter(item.alasan for item in found if item.alasan)
    written = [item for item in found if not item.alasan]
    unrated = [item for item in written if item.tanpa_penilai]
    show = request.GET.get("tampil", "")
    lists = {"": written, "tanpa_penilai": unrated}
    chosen = lists.get(show, [item for item in found if item.alasan == f"planning.{show}"])
    if show and not chosen:
        raise Http404
    page = Paginator(chosen, ON_A_PAGE).get_page(request.GET.get("halaman"))
    results = sum(len(item.hasil) for item in written)
    return {
        "count": len(written),
        "skipped": sum(passed.values()),
        "made": sum(item.made for item in written),
        "results": results,
        "lines": sum(item.indikator for item in written),
        "roles": sum(item.peran for item in written),
        "by_source": _by_source(written),
        "unrated": len(unrated),
        "tabs": _tabs(len(written), passed, show, unrated=len(unrated)),
        "page": page,
        "page_base": f"?tampil={show}",
        "people": [{"item": item, "sumber": _labels(item.sumber)} for item in page],
        "reason": explain(f"planning.{show}") if show and show not in lists else None,
        "why_not": None if written else explain("planning.massal_nobody"),
    }


def _rewording_preview(request: ActorRequest, massal: RencanaMassal) -> dict[str, Any]:
    rows = rows_of(massal, by=request.actor, at=clock.now())
    passed = Counter(row.code for row in rows if row.code)
    written = [row for row in rows if not row.code]
    show = request.GET.get("tampil", "")
    chosen = [row for row in rows if row.code == (f"planning.{show}" if show else "")]
    if show and not chosen:
        raise Http404
    page = Paginator(chosen, ON_A_PAGE).get_page(request.GET.get("halaman"))
    names = queries.people_by_id(massal.periode.instansi_id, [row.pegawai_id for row in page])
    return {
        "count": len(written),
        "skipped": sum(passed.values()),
        "tabs": _tabs(len(written), passed, show),
        "page": page,
        "page_base": f"?tampil={show}",
        "people": [{"nama": names.get(row.pegawai_id, ""), "skp_id": row.skp_id} for row in page],
        "reason": explain(f"planning.{show}") if show else None,
        "why_not": None if written else explain("planning.massal_nobody"),
    }


def _tabs(written: int, passed: Counter[str], show: str, *, unrated: int = 0) -> list[dict[str, Any]]:
    tabs = [{"label": _("Akan ditulis"), "url": "?tampil=", "active": not show, "count": written}]
    if unrated:
        active = show == "tanpa_penilai"
        tabs.append(
            {
                "label": _("Tanpa penilai"),
                "url": "?tampil=tanpa_penilai",
                "active": active,
                "count": unrated,
            }
        )
    for code, count in passed.most_common():
        key = code.removeprefix("planning.")
        label = _("Dilewati: %(why)s") % {"why": str(explain(code).why).rstrip(".")}
        tabs.append({"label": label, "url": f"?tampil={key}", "active": key == show, "count": count})
    return tabs


def _outcome(request: ActorRequest, massal: RencanaMassal) -> dict[str, Any]:
    """Whom it wrote for and whom not, once it has begun."""
    counts = counts_of(massal)
    state = request.GET.get("tampil") or next((key for key in _SHOWN if counts.get(key)), _SHOWN[0])
    if state not in _SHOWN:
        raise Http404
    page = Paginator(queries.baris_massal(massal, state=state), ON_A_PAGE).get_page(
        request.GET.get("halaman")
    )
    return {
        "counts": counts,
        "reasons": [(explain(code), count) for code, count in queries.reasons_of(massal)],
        "tabs": [
            {
                "label": StateBarisMassal(key).label,
                "url": f"?tampil={key}",
                "active": key == state,
                "count": counts[key],
            }
            for key in _SHOWN
            if counts.get(key) or key == state
        ],
        "page": page,
        "page_base": f"?tampil={state}",
        "rows": [
            {
                "row": row,
                "sumber": _labels(row.sumber),
                "reason": explain(row.code) if row.code else None,
            }
            for row in page
        ],
        "undoable": MASSAL.allows(massal.state, "urungkan"),
        "rewordable": massal.jenis == JenisMassal.ISI and massal.state == StateMassal.DITERAPKAN,
        "columns": [_("Pegawai"), _("Jabatan"), _("Hasil"), _("Sumber atau alasan")],
    }


_SHOWN = ("menunggu", "ditulis", "dilewati", "diurungkan", "dipertahankan")


def _progress(massal: RencanaMassal) -> dict[str, Any]:
    """The worker's own count; where there is none yet, what the rows say."""
    counts = counts_of(massal)
    total = sum(counts.values())
    open_state = "menunggu" if massal.state == StateMassal.BERJALAN else "ditulis"
    view = job_view(massal.job) if massal.job else None
    return {
        "working": massal.state in WORKING,
        "done": total - counts[open_state],
        "total": total,
        "waiting": view is not None and view.state == "ready",
        "stopped": massal.state in WORKING and (view is None or view.is_finished),
    }


def _by_source(written: Sequence[Rancangan]) -> list[tuple[str, int]]:
    counted = Counter(source for item in written for source in item.sumber)
    return [(str(SumberMassal(key).label), counted[key]) for key in SumberMassal.values if counted[key]]


def _labels(sources: Sequence[str]) -> str:
    return ", ".join(str(SumberMassal(item).label) for item in sources)


def _words_of(massal: RencanaMassal) -> str:
    """A run in a few words: what it is and when it was made."""
    if massal.jenis == JenisMassal.UBAH:
        return _("Perubahan kalimat %(number)s") % {"number": massal.pk}
    return _("Rencana massal %(tahun)s nomor %(number)s") % {
        "tahun": massal.periode.tahun,
        "number": massal.pk,
    }


def _periode(actor: Actor) -> Periode | None:
    instansi = organisation.instansi_for(actor)
    return queries.current_periode(instansi, clock.today())


def _form(data: Any, actor: Actor, periode: Periode | None) -> MassalForm:
    if periode is None:
        return MassalForm(data, units=(), jabatan=(), kinds=())
    paths = actor.scopes(Role.KEPEGAWAIAN)
    units = [
        (unit.pk, "\u00a0\u00a0" * unit.depth + unit.nama)
        for unit in units_of(periode.instansi_id)
        if any(unit.path.startswith(path) for path in paths)
    ]
    return MassalForm(
        data, units=units, jabatan=jabatan_of_instansi(periode.instansi_id), kinds=kinds_of_jabatan()
    )


def _trail() -> list[tuple[str, str]]:
    return [(_("Rencana massal"), reverse("planning:massal"))]
