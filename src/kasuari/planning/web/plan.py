"""Reading plans: one's own, the team's, one SKP, its paper."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kasuari.foundation import clock
from kasuari.foundation.access import Actor, Allowed, Answer, Denied
from kasuari.foundation.beside import conditions_beside, pieces
from kasuari.foundation.components.markup import in_words
from kasuari.foundation.presence import Presence
from kasuari.foundation.refusals import Invalid
from kasuari.foundation.timeline import story
from kasuari.foundation.web.made import made_file
from kasuari.organisation.access import can_report_penilai
from kasuari.organisation.queries import kepala_daerah_of
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import access, operations, queries
from kasuari.planning.enums import JenisLampiran, Pendekatan, StatePeriode, StateSkp
from kasuari.planning.models import Skp
from kasuari.planning.operations.drafting import span
from kasuari.planning.people import instansi_of, penugasan_with_people, plannable_penugasan
from kasuari.planning.printing import LAMPIRAN, MANUAL, WITH_MANUAL, paper
from kasuari.planning.queries import IsiRhk, IsiSkp, Shortcomings
from kasuari.planning.states import SKP
from kasuari.planning.web.dialog import open_lines
from kasuari.planning.web.forms import DraftForm, NewRhkForm
from kasuari.planning.web.links import beside


@require_http_methods(["GET", "POST"])
def mine(request: ActorRequest) -> HttpResponse:
    """My SKP by year, and the beginning of a new one for each appointment that has none."""
    actor, today = request.actor, clock.today()
    instansi = instansi_of(actor.pegawai_id)
    periode = queries.current_periode(instansi, today) if instansi else None
    open_now = periode if periode and periode.state == StatePeriode.DIBUKA else None
    rows = list(queries.skp_of(actor.pegawai_id)) if actor.pegawai_id else []
    planned = {row.penugasan_id for row in rows if open_now and row.periode_id == open_now.pk}
    candidates = [
        penugasan
        for penugasan in (
            plannable_penugasan(actor.pegawai_id, start_date=today, last_date=open_now.last_date)
            if actor.pegawai_id and open_now
            else []
        )
        if penugasan.pk not in planned
    ]
    form = DraftForm(request.POST or None)
    refusal = None
    if request.method == "POST" and form.is_valid() and open_now:
        chosen = penugasan_with_people([form.cleaned_data["penugasan"]])
        if not chosen or chosen[0].pegawai_id != actor.pegawai_id:
            raise Http404
        try:
            skp = operations.draft_skp(
                periode=open_now,
                penugasan=chosen[0],
                pendekatan=form.cleaned_data["pendekatan"],
                by=actor,
                at=clock.now(),
            )
        except Invalid as reason:
            refusal = reason.reason
        else:
            return redirect("planning:skp", skp.pk)
    return render(
        request,
        "planning/mine.html",
        {
            "periode": open_now,
            "rows": rows,
            "line": _line(rows),
            "candidates": [
                {"row": row, "span": span(open_now, row), "options": _approaches()} for row in candidates
            ]
            if open_now
            else [],
            "form": form,
            "refusal": refusal,
        },
        status=422 if request.method == "POST" else 200,
    )


def _line(rows: list[Skp]) -> queries.YearLine | None:
    """The latest year as a line, where it holds several SKP."""
    latest = [row for row in rows if row.periode_id == rows[0].periode_id]
    if len(latest) < 2:
        return None
    return queries.line_of(sorted(latest, key=lambda row: (row.start_date, row.pk)))


def _approaches() -> list[tuple[str, str, str]]:
    """The two approaches in plain words (Lampiran BAB II A.7.a.3-4)."""
    return [
        (
            Pendekatan.KUALITATIF.value,
            str(Pendekatan.KUALITATIF.label),
            _(
                "Hasil dan ukurannya diceritakan dalam kalimat. Cocok bila mutu lebih penting "
                "daripada jumlah."
            ),
        ),
        (
            Pendekatan.KUANTITATIF.value,
            str(Pendekatan.KUANTITATIF.label),
            _(
                "Indikator dan target ditulis terpisah, dengan angka dan satuan. Cocok bila hasil "
                "dapat dihitung."
            ),
        ),
    ]


@require_http_methods(["GET", "POST"])
def team(request: ActorRequest) -> HttpResponse:
    """The penilai's SKP: those that wait, with everything needed to set several at once."""
    actor = request.actor
    if actor.pegawai_id is None:
        raise Http404
    if request.method == "POST":
        return _set_several(request)
    instansi = instansi_of(actor.pegawai_id)
    periode = queries.current_periode(instansi, clock.today()) if instansi else None
    rows = list(queries.team_skp(actor.pegawai_id, periode)) if periode else []
    waiting = list(queries.waiting_for(actor.pegawai_id).prefetch_related(*queries.CONTENT_PREFETCH))
    return render(
        request,
        "planning/team.html",
        {
            "periode": periode,
            "waiting": [_waiting(row) for row in waiting],
            "plans_for_many": bool(periode and access.can_plan_many(actor, periode)),
            "versions": list(queries.versions_waiting(actor.pegawai_id)),
            "others": [row for row in rows if row.state != StateSkp.DIAJUKAN],
            "leads": bool(queries.reach_of(actor, on=clock.today()).paths),
            "columns": [_("Pegawai"), _("Jabatan"), _("Keadaan")],
        },
    )


@require_GET
def late(request: ActorRequest) -> HttpResponse:
    """SKP that their penilai had not set by the end of January, for the atasan (Lampiran BAB II C.5)."""
    if request.actor.pegawai_id is None:
        raise Http404
    waiting = queries.waiting_for_atasan(request.actor.pegawai_id, clock.today())
    return render(
        request,
        "planning/late.html",
        {
            "rows": list(queries.skp_rows().filter(pk__in=waiting).order_by("submitted_at", "pk")),
            "columns": [_("Pegawai"), _("Pejabat penilai kinerja"), _("Diajukan")],
            "trail": [(_("SKP tim saya"), reverse("planning:team"))],
        },
    )


def _waiting(row: Skp) -> dict[str, Any]:
    """One SKP that waits: what it says, and what it lacks."""
    isi = queries.contents(row)
    return {"skp": row, "isi": isi, "lacking": queries.shortcomings(row, on=row.start_date, isi=isi)}


def _set_several(request: ActorRequest) -> HttpResponse:
    """Set every SKP that was ticked, each on its own: one that is refused does not stop the others."""
    chosen = []
    for value in request.POST.getlist("skp"):
        found = re.fullmatch(r"(\d{1,15}):(\d{1,9})", value)
        if found is None:
            raise Http404
        chosen.append((queries.skp_for(request.actor, int(found[1])), int(found[2])))
    outcome = operations.set_many(chosen=chosen, by=request.actor, at=clock.now())
    for skp, _code, reason in outcome.refused:
        messages.error(request, f"{skp.pegawai.nama_lengkap}: {reason}")
    if outcome.done:
        messages.success(request, _("%(count)s SKP ditetapkan.") % {"count": outcome.done})
    elif not chosen:
        messages.warning(request, _("Belum ada SKP yang dicentang."))
    return redirect("planning:team")


@require_GET
def skp(request: ActorRequest, skp_id: int) -> HttpResponse:
    """One SKP with what can be done with it."""
    found = queries.skp_for(request.actor, skp_id)
    return render(request, "planning/skp.html", skp_context(request, found))


@require_GET
def printed(request: ActorRequest, skp_id: int, part: str) -> HttpResponse:
    """The PDF of the SKP ("skp"), its lampiran ("lampiran"), its manuals ("manual") or the SKP together with
    its manuals ("skp-dan-manual"): official once set, with DRAF until then."""
    found = queries.skp_for(request.actor, skp_id)
    kinds = {
        "skp": found.format,
        "lampiran": LAMPIRAN,
        "manual": MANUAL,
        "skp-dan-manual": f"{found.format}{WITH_MANUAL}",
    }
    if part not in kinds:
        raise Http404
    content = paper(skp=found, kind=kinds[part], by=request.actor, at=clock.now())
    name = f"{part}-{found.periode.tahun}-{found.pegawai.nip or found.pegawai_id}.pdf"
    return made_file(content, name)


def skp_context(request: ActorRequest, found: Skp) -> dict[str, Any]:
    """Everything that the page of an SKP shows."""
    actor = request.actor
    isi = queries.contents(found)
    quantitative = found.format in queries.KUANTITATIF
    has_manuals = any(item.manual.begun or item.manual.lacking for rhk in isi.rhk for item in rhk.indikator)
    has_targets = quantitative or any(item.target for rhk in isi.rhk for item in rhk.indikator)
    final = found.state == StateSkp.DITETAPKAN
    lacking = queries.shortcomings(found, on=found.start_date, isi=isi)
    notes = {} if final else queries.catatan_of(found)
    editable = access.can_edit_skp(actor, found)
    present = AROUND.of(found.pk, on=actor.on)
    around = pieces("planning.skp", actor, (found, None), present=present)
    if editable:
        lacking = queries.with_quality(lacking, found, isi, queries.surroundings(found))
    return {
        "skp": found,
        "isi": isi,
        "owner": actor.pegawai_id is not None and actor.pegawai_id == found.pegawai_id,
        "final": final,
        "lacking": lacking,
        "groups": [
            {
                "label": label,
                "none": none,
                "results": [
                    {
                        **_result(item, lacking, notes, editable, found.version),
                        "pieces": around.get(f"rhk:{item.id}", []),
                        "is_first": item is rows[0],
                        "is_last": item is rows[-1],
                    }
                    for item in rows
                ],
            }
            for label, none, rows in (
                (_("Utama"), _("Belum ada hasil kerja utama."), isi.utama),
                (_("Tambahan"), _("Kosong; dapat ditambahkan pada tahun berjalan."), isi.tambahan),
            )
        ],
        "pieces": around.get("", []),
        "general": [
            item for item in lacking.items if item.path in _GENERAL or item.path.startswith("perspektif/")
        ]
        if editable
        else [],
        "perilaku": [{"item": item, "notes": _notes_below(notes, item.path)} for item in isi.perilaku],
        "lampiran": [
            {
                "jenis": jenis,
                "label": JenisLampiran(jenis).label,
                "lines": isi.lampiran(jenis),
                "lacking": lacking.at(f"lampiran/{jenis}") if editable else (),
                "notes": _notes_below(notes, f"lampiran/{jenis}"),
            }
            for jenis in JenisLampiran.values
        ],
        "manual": queries.manual_count(isi),
        "manual_asked": queries.manual_asked(found),
        "leads": found.penugasan.memimpin,
        "workblock_count": queries.workblocks_of(found).count() if "planning.workblock" in present else 0,
        "templates": queries.offered_to(found, on=clock.today()) if editable and not _annexed(isi) else [],
        "roles": _roles(actor, found) if present & _ROLES else [],
        "notes": notes.get("", []),
        "noted": bool(notes) and found.state == StateSkp.DIKEMBALIKAN,
        "editable": editable,
        "can_ekspektasi": access.can_add_ekspektasi(actor, found),
        "can_submit": _step(found, "ajukan", access.can_submit(actor, found)),
        "can_withdraw": _step(found, "tarik", access.can_withdraw(actor, found)),
        "can_set": _step(found, "tetapkan", access.can_set_skp(actor, found)),
        "can_set_instead": _step(found, "gantikan", access.can_set_instead(actor, found)),
        "can_return": _step(found, "kembalikan", access.can_return(actor, found)),
        "late": _late(found, actor.on),
        "instead": queries.set_instead(found) if final and "planning.instead" in present else None,
        "agreements": open_lines(request, found) if "planning.kesepakatan" in present else [],
        "steps": _track(found),
        "beside": beside(request, found, provisional="planning.provisional" in present),
        "open_version": queries.open_version(found) if final and "planning.versi" in present else None,
        "may_change": access.can_start_version(actor, found),
        "new_rhk": NewRhkForm(initial={"version": found.version}),
        "adding_open": not isi.rhk,
        "indikator_columns": _indikator_columns(found, has_targets=has_targets, has_manuals=has_manuals),
        "has_targets": has_targets,
        "has_manuals": has_manuals,
        "quantitative": quantitative,
        "berperspektif": found.format in queries.BERPERSPEKTIF,
        "beraspek": found.format in queries.BERASPEK,
        "can_report": can_report_penilai(actor, found.pegawai),
        "penilai_unit": found.unit_penilai.nama if found.unit_penilai else "",
        "penilai_jabatan": found.unit_penilai.nama_jabatan if found.unit_penilai else "",
        "facts": _identity_facts(found),
        "story": story("planning.skp", found.pk),
        "fields": {"version": found.version},
        "note_fields": _note_fields(isi),
        "returning": False,
        "refusal": None,
        "problems": (),
    }


def _annexed(isi: IsiSkp) -> bool:
    """Whether each list of the lampiran says something."""
    return all(isi.lampiran(jenis) for jenis in JenisLampiran.values)


def _roles(actor: Actor, found: Skp) -> list[dict[str, Any]]:
    """Roles of a matrix that wait for this SKP or were taken away, with what the reader can do about each."""
    if actor.pegawai_id not in {found.pegawai_id, found.penilai_id}:
        return []
    editable, keeps = access.can_edit_skp(actor, found), access.can_keep_role(actor, found)
    return [
        {
            "role": item,
            "acts": [
                (label, {"version": found.version, "act": act})
                for act, label, allowed in (
                    ("pakai", _("Pakai kalimat matriks"), editable and not item.dicabut),
                    ("pertahankan", _("Pertahankan di SKP"), keeps and item.dicabut),
                    ("hapus", _("Hapus dari SKP"), editable and item.dicabut),
                )
                if allowed
            ],
        }
        for item in queries.roles_waiting(found)
    ]


def _result(
    item: IsiRhk, lacking: Shortcomings, notes: dict[str, list[Any]], editable: Answer, version: int
) -> dict[str, Any]:
    """One result with what is lacking, what was noted, and the fields of the buttons that move it."""
    own = lacking.below(item.path) if editable else ()
    return {
        "item": item,
        "lacking": own,
        "notes": _notes_below(notes, item.path),
        "up_fields": {"version": version, "arah": "naik"},
        "down_fields": {"version": version, "arah": "turun"},
    }


def _indikator_columns(skp: Skp, *, has_targets: bool, has_manuals: bool) -> list[str]:
    columns = [_("Indikator")]
    if skp.format in queries.BERASPEK:
        columns.append(_("Aspek"))
    if skp.format in queries.BERPERSPEKTIF:
        columns.append(_("Perspektif"))
    columns += [_("Target")] if has_targets else []
    return [*columns, _("Manual")] if has_manuals else columns


def _note_fields(isi: IsiSkp) -> list[dict[str, str]]:
    """One place for a note per part of the SKP."""
    fields = [
        {
            "name": f"catatan:{item.path}",
            "id": f"catatan-rhk-{item.id}",
            "label": _("Hasil kerja %(nomor)s: %(teks)s") % {"nomor": item.nomor, "teks": item.teks[:80]},
        }
        for item in isi.rhk
    ]
    fields += [
        {"name": f"catatan:{item.path}", "id": f"catatan-nilai-{item.nilai}", "label": item.nama}
        for item in isi.perilaku
    ]
    fields += [
        {
            "name": f"catatan:lampiran/{jenis}",
            "id": f"catatan-{jenis}",
            "label": str(JenisLampiran(jenis).label),
        }
        for jenis in JenisLampiran.values
    ]
    return fields


# Beside what planning itself asks stand the conditions of modules above that show something on this page.
AROUND = Presence(queries.may_surround, conditions_beside("planning.skp"))
_ROLES = frozenset(queries.roles_that_may_wait(0))
_GENERAL = {"hasil_kerja", "format", "golongan_jabatan", "start_date", "end_date", ""}


def _notes_below(notes: dict[str, list[Any]], path: str) -> list[Any]:
    return [
        note for key, found in notes.items() if key == path or key.startswith(f"{path}/") for note in found
    ]


def _step(skp: Skp, act: str, answer: Answer) -> Answer:
    """Whether the step can be taken now: access first, then the state table."""
    if not answer:
        return answer
    return Allowed() if SKP.allows(skp.state, act) else Denied("state.not_possible")


def _late(skp: Skp, on: date) -> bool:
    """Submitted and not set by the end of January: the atasan may set it (Lampiran BAB II C.5)."""
    return skp.state == StateSkp.DIAJUKAN and bool(access.atasan_turn(skp, on))


def _track(skp: Skp) -> list[dict[str, str]]:
    """Draf, diajukan (or dikembalikan), ditetapkan."""
    order = [StateSkp.DRAF, StateSkp.DIAJUKAN, StateSkp.DITETAPKAN]
    now = StateSkp.DIAJUKAN if skp.state == StateSkp.DIKEMBALIKAN else StateSkp(skp.state)
    items = []
    for state in order:
        before, after = order.index(state) < order.index(now), order.index(state) > order.index(now)
        label, mark = str(state.label), "done" if before else "next" if after else "now"
        if state == now and skp.state == StateSkp.DIKEMBALIKAN:
            label, mark = str(StateSkp.DIKEMBALIKAN.label), "back"
        if state == now == StateSkp.DITETAPKAN:
            mark = "done"
        note = ""
        if state == StateSkp.DIAJUKAN and skp.submitted_at:
            note = in_words(localdate(skp.submitted_at))
        if state == StateSkp.DITETAPKAN and skp.set_at:
            note = in_words(localdate(skp.set_at))
        items.append({"label": label, "state": mark, "note": note})
    return items


def _identity_facts(skp: Skp) -> list[tuple[str, str]]:
    version = [(_("Versi"), str(skp.nomor_versi))] if skp.nomor_versi > 1 else []
    return [
        *version,
        (_("Periode penilaian"), f"{in_words(skp.start_date)} – {in_words(skp.last_date)}"),
        (_("Format"), f"{skp.format} ({skp.get_pendekatan_display()})"),
        (_("Atasan pejabat penilai"), str(skp.atasan_penilai or _nobody_above(skp))),
    ]


def _nobody_above(skp: Skp) -> str:
    """Above the kepala daerah there is no atasan; elsewhere one is lacking. One query."""
    on = min(clock.today(), skp.last_date)
    head = kepala_daerah_of(skp.periode.instansi_id, on) if skp.penilai_id else None
    return _("tidak ada; pejabat penilainya kepala daerah") if head and head == skp.penilai_id else ""
