"""The penilai's side: who is due, the record of an SKP and its paper, the ladder of Pasal 20, notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kasuari.feedback import operations, queries
from kasuari.feedback.access import (
    can_answer_irama,
    can_decide,
    can_invite,
    can_note,
    can_propose_irama,
    can_read_record,
)
from kasuari.feedback.enums import IramaBerkala, StateIrama, TindakanLanjut
from kasuari.feedback.printing import rekaman_paper
from kasuari.feedback.web.forms_umpan_balik import FollowUpForm, IramaForm, NoteForm
from kasuari.foundation import clock
from kasuari.foundation.calendar import until_words, working_calendar
from kasuari.foundation.refusals import Invalid
from kasuari.foundation.web.made import made_file
from kasuari.organisation import queries as organisation
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import queries as planning
from kasuari.progress.queries import period_of, periods_of, rhk_in

if TYPE_CHECKING:
    from kasuari.planning.models import PeriodeEvaluasi, Skp


@require_GET
def team(request: ActorRequest) -> HttpResponse:
    """Everybody whom I rate: when the next umpan balik berkala is due, and the way to each ladder."""
    actor, on = request.actor, clock.today()
    found = queries.due_of(actor.pegawai_id, on=on) if actor.pegawai_id else []
    calendar = working_calendar() if found else None
    rows = [
        {
            "tempo": item,
            "until": until_words(item.due_date, on=on, calendar=calendar)
            if item.due_date and calendar
            else "",
            "late": item.due_date is not None and item.due_date < on,
            "irama": IramaBerkala(item.irama).label if item.irama else "",
        }
        for item in found
    ]
    context = {
        "rows": rows,
        "columns": [_("Pegawai"), _("Berikutnya"), _("Irama"), _("Tindakan")],
        "seen": queries.givers_seen(actor.pegawai_id, on=on) if actor.pegawai_id else None,
    }
    return render(request, "feedback/team.html", context)


@require_GET
def record(request: ActorRequest, skp_id: int) -> HttpResponse:
    """Everything said about one SKP, by result and value; `?periode=` narrows it to a period."""
    skp = planning.skp_for(request.actor, skp_id)
    can_read_record(request.actor, skp).or_raise()
    period = _period(skp, request.GET.get("periode", ""))
    shown = queries.rekaman_of(skp, period)
    steps = queries.tindak_lanjut_of(skp)
    on = clock.today()
    agreed = queries.irama_of(skp, on=on)
    proposed = queries.irama_proposed(skp)
    context = {
        "skp": skp,
        "shown": shown,
        "period": period,
        "steps": steps,
        "agreed": IramaBerkala(agreed.irama).label if agreed else "",
        "is_owner": request.actor.pegawai_id == skp.pegawai_id,
        "may_decide": bool(can_decide(request.actor, skp)),
        "may_invite": bool(can_invite(request.actor, skp, on=on)),
        "rhythm": agreed,
        "proposed": proposed,
        "may_propose": bool(can_propose_irama(request.actor, skp, on=on)),
        "may_answer": proposed is not None and bool(can_answer_irama(request.actor, proposed, on=on)),
        "irama_form": IramaForm(initial={"irama": agreed.irama if agreed else "bulanan"}),
        "tabs": [
            {"label": _("Sepanjang tahun"), "url": "?", "active": period is None, "count": ""},
            *(
                {
                    "label": planning.label(item),
                    "url": f"?periode={item.pk}",
                    "active": period is not None and period.pk == item.pk,
                    "count": "",
                }
                for item in periods_of(skp)
            ),
        ],
    }
    return render(request, "feedback/record.html", context)


@require_GET
def print_record(request: ActorRequest, skp_id: int, period_id: int) -> HttpResponse:
    """B.1.3, B.1.4 or B.1.5 of a period."""
    skp = planning.skp_for(request.actor, skp_id)
    can_read_record(request.actor, skp).or_raise()
    content = rekaman_paper(skp, period_of(skp, period_id), by=request.actor, at=clock.now())
    return made_file(content, "rekaman-umpan-balik.pdf")


@require_http_methods(["GET", "POST"])
def ladder(request: ActorRequest, skp_id: int) -> HttpResponse:
    """What follows after feedback, result by result, as Pasal 20 orders it."""
    skp = planning.skp_for(request.actor, skp_id)
    can_decide(request.actor, skp).or_raise()
    if request.method == "GET":
        return _ladder_page(request, skp, None)
    form = FollowUpForm(request.POST)
    if form.is_valid():
        data = dict(form.cleaned_data)
        rhk = rhk_in(skp, data.pop("rhk"))
        try:
            operations.decide(skp=skp, rhk=rhk, **data, by=request.actor, at=clock.now())
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Tindak lanjut tercatat dan pegawai diberi tahu."))
            return redirect("feedback:ladder", skp_id=skp.pk)
    return _ladder_page(request, skp, form, status=422)


@require_POST
def propose_rhythm(request: ActorRequest, skp_id: int) -> HttpResponse:
    """Propose the rhythm, as pegawai or as penilai, from today on."""
    skp = planning.skp_for(request.actor, skp_id)
    can_propose_irama(request.actor, skp, on=clock.today()).or_raise()
    made = operations.propose_irama(
        skp=skp,
        irama=request.POST.get("irama", ""),
        start_date=clock.today(),
        by=request.actor,
        at=clock.now(),
    )
    if made.state == StateIrama.DISEPAKATI:
        messages.success(request, _("Irama umpan balik berkala disepakati."))
    else:
        messages.success(request, _("Usul irama terkirim. Ia berlaku setelah disetujui yang lain."))
    return redirect("feedback:record", skp_id=skp.pk)


@require_POST
def answer_rhythm(request: ActorRequest, skp_id: int) -> HttpResponse:
    """Say yes or no to the rhythm that the other proposed."""
    skp = planning.skp_for(request.actor, skp_id)
    can_propose_irama(request.actor, skp, on=clock.today()).or_raise()
    waiting = queries.irama_proposed(skp)
    if waiting is None or str(waiting.pk) != request.POST.get("irama", ""):
        messages.info(request, _("Usul ini sudah diganti atau sudah dijawab. Lihat yang terbaru di bawah."))
    elif request.POST.get("jawaban") == "setujui":
        operations.agree_irama(irama=waiting, by=request.actor, at=clock.now())
        messages.success(request, _("Irama umpan balik berkala disepakati."))
    else:
        operations.decline_irama(irama=waiting, by=request.actor, at=clock.now())
        messages.success(request, _("Usul tidak disetujui; irama yang ada tetap berlaku."))
    return redirect("feedback:record", skp_id=skp.pk)


@require_http_methods(["GET", "POST"])
def notes(request: ActorRequest, pegawai_id: int) -> HttpResponse:
    """My private notes about somebody whom I rate. To everybody else this page does not exist."""
    person = organisation.pegawai_for(request.actor, pegawai_id)
    may_write = can_note(request.actor, queries.penilai_ids_of(person.pk, on=clock.today()))
    held = list(queries.notes_about(request.actor, person.pk))
    if not may_write and not held:
        raise Http404
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.write_catatan(
                pegawai=person, teks=form.cleaned_data["teks"], by=request.actor, at=clock.now()
            )
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Catatan tersimpan. Hanya Anda yang dapat membacanya."))
            return redirect("feedback:notes", pegawai_id=person.pk)
    context = {"person": person, "held": held, "form": form, "may_write": bool(may_write)}
    response = render(request, "feedback/notes.html", context, status=422 if form.errors else 200)
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
def erase_note(request: ActorRequest, pegawai_id: int, catatan_id: int) -> HttpResponse:
    note = queries.catatan_for(request.actor, pegawai_id, catatan_id)
    operations.erase_catatan(catatan=note, by=request.actor, at=clock.now())
    messages.success(request, _("Catatan dihapus untuk selamanya."))
    return redirect("feedback:notes", pegawai_id=pegawai_id)


def _period(skp: Skp, chosen: str) -> PeriodeEvaluasi | None:
    return period_of(skp, int(chosen)) if chosen.isascii() and chosen.isdigit() and len(chosen) < 16 else None


def _ladder_page(
    request: ActorRequest, skp: Skp, form: FollowUpForm | None, *, status: int = 200
) -> HttpResponse:
    sent = str(form["rhk"].value()) if form is not None else ""
    rows: list[dict[str, Any]] = [
        {
            "item": item,
            "steps": _steps(item),
            "forms": [] if item.taken_over or not item.umpan_balik_baru else _forms(item, form, sent),
            "failed": form if form is not None and sent == str(item.rhk.id) else None,
        }
        for item in queries.ladder_of(skp)
    ]
    return render(request, "feedback/ladder.html", {"skp": skp, "rows": rows}, status=status)


def _forms(item: queries.Jenjang, form: FollowUpForm | None, sent: str) -> list[dict[str, Any]]:
    """The two answers to "is there progress?" with what the law offers for each."""
    found = []
    for maju, verdict, title in (
        ("1", item.bila_maju, _("Bila ada kemajuan")),
        ("0", item.bila_tidak, _("Bila belum ada kemajuan")),
    ):
        if verdict.value is None:
            continue
        mine = form is not None and sent == str(item.rhk.id) and str(form["maju"].value()) == maju
        found.append(
            {
                "maju": maju,
                "title": title,
                "basis": "; ".join(str(basis) for basis in verdict.basis),
                "acts": [(act.value, TindakanLanjut(act.value).label) for act in verdict.value.tindakan],
                "pembinaan": any(act.value == "pembinaan" for act in verdict.value.tindakan),
                "takeover": any(act.value == "pengambilalihan" for act in verdict.value.tindakan),
                "open": mine,
                "tindakan": form["tindakan"].value() if mine and form else "",
                "catatan": form["catatan"].value() if mine and form else "",
            }
        )
    return found


def _steps(item: queries.Jenjang) -> list[dict[str, str]]:
    """The ladder as steps: where this result stands now."""
    order = ("belum_maju", "tetap_belum_maju", "diambil_alih")
    now = order.index(item.tahap) if item.tahap in order else (0 if not item.riwayat else -1)
    if now == -1:  # no feedback since the last step: the ladder stands where that step left it
        now = 1 if not item.riwayat[-1].maju else 0
    words = (
        (_("Umpan balik dan penyesuaian"), "Pasal 20 ayat (3)"),
        (_("Tetap belum maju"), "Pasal 20 ayat (6)"),
        (_("Diambil alih"), "Pasal 20 ayat (7)"),
    )
    return [
        {"label": label, "note": note, "state": "done" if index < now else "now" if index == now else "next"}
        for index, (label, note) in enumerate(words)
    ]
