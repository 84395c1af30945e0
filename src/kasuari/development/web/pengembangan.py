"""The page of somebody's development: gaps with their evidence, the talk, B.1.9, the plan, JP."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kasuari.audit.queries import timeline
from kasuari.development import operations, paper
from kasuari.development.access.kompetensi import can_evaluate
from kasuari.development.access.rencana import can_agree, can_check, can_propose, can_talk
from kasuari.development.events.rencana import RENCANA as PLAN_STORY
from kasuari.development.models import EvaluasiKompetensi, RencanaPengembangan
from kasuari.development.operations import Action, Assessed, Learned
from kasuari.development.queries import gaps_of
from kasuari.development.queries.rencana import (
    DevelopmentRecord,
    Reached,
    action_for,
    development_record,
    evaluation_for,
    hasil_for,
    learning_for,
    plan_for,
    reach,
)
from kasuari.development.queries.sumber import sources_of
from kasuari.development.web.forms_pengembangan import ActionForm, LearningForm, SheetForm
from kasuari.foundation import clock
from kasuari.foundation.files import serve
from kasuari.foundation.refusals import Invalid, Refusal
from kasuari.foundation.web.made import made_file
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.regulation.kompetensi import ARTI_SKALA, SKALA

ACTS = {
    "ajukan": "propose_plan",
    "sepakati": "agree_plan",
    "kembalikan": "return_plan",
    "tarik": "withdraw_plan",
    "ubah": "reopen_plan",
    "tutup": "close_plan",
}
SAID = {
    "propose_plan": gettext_lazy("Rencana diajukan; penilai Anda melihatnya di beranda."),
    "withdraw_plan": gettext_lazy("Rencana ditarik kembali; Anda dapat mengubahnya."),
    "agree_plan": gettext_lazy("Rencana disepakati berdua. Kemajuannya dicatat di halaman ini."),
    "return_plan": gettext_lazy("Rencana dikembalikan beserta alasannya."),
    "reopen_plan": gettext_lazy("Rencana dibuka lagi; perubahannya perlu disepakati lagi."),
    "close_plan": gettext_lazy("Rencana ditutup."),
}


@require_GET
def mine(request: ActorRequest) -> HttpResponse:
    """My own."""
    if request.actor.pegawai_id is None:
        raise Http404
    return person(request, request.actor.pegawai_id)


@require_GET
def person(request: ActorRequest, pegawai_id: int) -> HttpResponse:
    """Somebody's development; `tampil=tanda`: what other records tell of their strengths and gaps."""
    if request.GET.get("tampil") != "tanda":
        return _person_page(request, _record(request, pegawai_id))
    who = reach(request.actor, pegawai_id, on=clock.today())
    context = {
        **_frame(request, who, "tanda"),
        "sources": sources_of(request.actor, pegawai_id, on=clock.today()),
    }
    return render(request, "development/tanda.html", context)


@require_POST
def begin(request: ActorRequest, pegawai_id: int) -> HttpResponse:
    """The penilai opens the sheet of B.1.9."""
    held = _record(request, pegawai_id)
    made = operations.begin_evaluation(pegawai=held.pegawai, by=request.actor, at=clock.now())
    return redirect("development:sheet", made.pk)


@require_http_methods(["GET", "POST"])
def sheet(request: ActorRequest, lembar_id: int) -> HttpResponse:
    """B.1.9: its author writes the draft and signs it; others read it signed."""
    found = evaluation_for(request.actor, lembar_id, on=clock.today())
    written = {row.kompetensi_id: row for row in found.hasil.order_by("pk")}
    if found.signed_at is not None and request.method == "GET":
        context = {"sheet": found, "rows": list(written.values()), "trail": [_back(found.pegawai_id)]}
        return render(request, "development/evaluasi_kompetensi_baca.html", context)
    asked = gaps_of(found.pegawai_id, on=clock.today())
    initial: dict[str, Any] = {"rekomendasi": found.rekomendasi, "version": found.version}
    for key, row in written.items():
        initial |= {f"nilai_{key}": row.nilai or "", f"alasan_{key}": row.alasan}
    form = SheetForm(request.POST or None, asked=asked, scale=SKALA, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, found, form)
        except Invalid as refusal:
            form.take(refusal)
        else:
            if "tanda_tangani" not in request.POST:
                messages.success(request, _("Draf tersimpan. Hanya Anda yang melihatnya."))
                return redirect("development:sheet", found.pk)
            messages.success(request, _("Evaluasi kompetensi ditandatangani dan terbaca oleh pegawai."))
            return redirect("development:person", found.pegawai_id)
    context = {
        "sheet": found,
        "trail": [_back(found.pegawai_id)],
        "form": form,
        "lines": form.lines(),
        "scale": list(zip(SKALA, ARTI_SKALA, strict=True)),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "development/evaluasi_kompetensi.html", context, status=status)


@require_GET
def sheet_paper(request: ActorRequest, lembar_id: int) -> HttpResponse:
    found = evaluation_for(request.actor, lembar_id, on=clock.today())
    asked = gaps_of(found.pegawai_id, on=found.tanggal)
    content = paper.print_evaluation(found, asked, by=request.actor, at=clock.now())
    return made_file(content, f"evaluasi-kompetensi-{found.pk}.pdf")


@require_POST
def discuss(request: ActorRequest, hasil_id: int) -> HttpResponse:
    """Confirm a finding, or say what is wrong with it."""
    found, penilai_id = hasil_for(request.actor, hasil_id, on=clock.today())
    operations.say_of_finding(
        hasil=found,
        penilai_id=penilai_id,
        sikap=request.POST.get("sikap", ""),
        catatan=request.POST.get("catatan", ""),
        by=request.actor,
        at=clock.now(),
    )
    messages.success(request, _("Pandangan Anda tersimpan."))
    return redirect("development:person", found.evaluasi.pegawai_id)


@require_POST
def write(request: ActorRequest, pegawai_id: int) -> HttpResponse:
    """The goals of this year's plan, which begins with them."""
    held = _record(request, pegawai_id)
    plan = operations.write_plan(
        held=held,
        tahun=clock.today().year,
        tujuan=request.POST.get("tujuan", ""),
        version=_version(request),
        by=request.actor,
        at=clock.now(),
    )
    messages.success(request, _("Tujuan tersimpan. Sekarang tambahkan kegiatannya."))
    return redirect("development:plan", plan.pk)


@require_GET
def plan(request: ActorRequest, rencana_id: int) -> HttpResponse:
    found, held = plan_for(request.actor, rencana_id, on=clock.today())
    return _plan_page(request, found, held)


@require_POST
def add(request: ActorRequest, rencana_id: int) -> HttpResponse:
    found, held = plan_for(request.actor, rencana_id, on=clock.today())
    can_talk(request.actor, pegawai_id=held.pegawai.pk, penilai_id=held.penilai_id).or_raise()
    form = ActionForm(request.POST, asked=[item.gap for item in held.findings])
    if form.is_valid():
        given = dict(form.cleaned_data)
        version = given.pop("version")
        action = Action(kompetensi_id=given.pop("kompetensi"), **given)
        try:
            operations.add_action(
                plan=found, held=held, action=action, version=version, by=request.actor, at=clock.now()
            )
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Kegiatan ditambahkan."))
            return redirect("development:plan", found.pk)
    return _plan_page(request, found, held, form=form, status=422)


@require_POST
def step(request: ActorRequest, rencana_id: int) -> HttpResponse:
    """Propose, agree, return, take back, open again, or close."""
    found, held = plan_for(request.actor, rencana_id, on=clock.today())
    name = ACTS.get(request.POST.get("langkah", ""))
    if name is None:
        raise Http404
    given: dict[str, Any] = {
        "plan": found,
        "version": _version(request),
        "by": request.actor,
        "at": clock.now(),
    }
    if name not in ("propose_plan", "withdraw_plan"):
        given["held"] = held
    if name == "return_plan":
        given["alasan"] = request.POST.get("alasan", "")
    getattr(operations, name)(**given)
    messages.success(request, SAID[name])
    return redirect("development:plan", found.pk)


@require_POST
def action(request: ActorRequest, kegiatan_id: int) -> HttpResponse:
    """How far an action has come; in a draft it can be taken out."""
    found, held = action_for(request.actor, kegiatan_id, on=clock.today())
    act = request.POST.get("langkah", "")
    given: dict[str, Any] = {"by": request.actor, "at": clock.now()}
    if act == "hapus":
        operations.remove_action(kegiatan=found, held=held, version=_version(request), **given)
        messages.success(request, _("Kegiatan dihapus dari rencana."))
    else:
        operations.move_action(
            kegiatan=found,
            held=held,
            act=act,
            kemajuan=request.POST.get("kemajuan", ""),
            version=_version(request),
            **given,
        )
        messages.success(request, _("Kemajuan tercatat."))
    return redirect("development:plan", found.rencana_id)


@require_POST
def learn(request: ActorRequest, pegawai_id: int) -> HttpResponse:
    """Note something that was learned, with its evidence."""
    held = _record(request, pegawai_id)
    can_talk(request.actor, pegawai_id=pegawai_id, penilai_id=held.penilai_id).or_raise()
    form = LearningForm(request.POST, kegiatan=held.kegiatan)
    if form.is_valid():
        given = dict(form.cleaned_data)
        learned = Learned(kegiatan_id=given.pop("kegiatan"), **given)
        try:
            operations.note_learning(
                held=held,
                learned=learned,
                upload=request.FILES.get("berkas"),
                by=request.actor,
                at=clock.now(),
            )
        except Invalid as refusal:
            form.take(refusal)
        except Refusal as refusal:
            form.add_error(None, f"{refusal.reason.why} {refusal.reason.next}")
        else:
            messages.success(request, _("Tercatat. JP dihitung setelah buktinya diperiksa."))
            return redirect("development:person", pegawai_id)
    return _person_page(request, held, form=form, status=422)


@require_POST
def check(request: ActorRequest, belajar_id: int) -> HttpResponse:
    found, held = learning_for(request.actor, belajar_id, on=clock.today())
    operations.check_learning(
        belajar=found,
        held=held,
        accept=request.POST.get("langkah") == "sahkan",
        alasan=request.POST.get("alasan", ""),
        by=request.actor,
        at=clock.now(),
    )
    messages.success(request, _("Catatan belajar sudah diperiksa."))
    return redirect("development:person", found.pegawai_id)


@require_GET
def evidence(request: ActorRequest, belajar_id: int) -> HttpResponse:
    """The file of a note of learning."""
    found, _held = learning_for(request.actor, belajar_id, on=clock.today())
    if found.file is None:
        raise Http404
    return cast(HttpResponse, serve(found.file))


def _save(request: ActorRequest, found: EvaluasiKompetensi, form: SheetForm) -> None:
    given, at = form.cleaned_data, clock.now()
    results = {}
    for gap in form.asked:
        nilai, alasan = given[f"nilai_{gap.kompetensi_id}"], given[f"alasan_{gap.kompetensi_id}"]
        if nilai or alasan:
            results[gap.kompetensi_id] = Assessed(int(nilai) if nilai else None, alasan)
    operations.save_evaluation(
        evaluasi=found,
        results=results,
        rekomendasi=given["rekomendasi"],
        version=given["version"],
        by=request.actor,
        at=at,
    )
    if "tanda_tangani" in request.POST:
        operations.sign_evaluation(evaluasi=found, version=given["version"] + 1, by=request.actor, at=at)


def _record(request: ActorRequest, pegawai_id: int) -> DevelopmentRecord:
    return development_record(request.actor, pegawai_id, on=clock.today())


def _person_page(
    request: ActorRequest, held: DevelopmentRecord, *, form: LearningForm | None = None, status: int = 200
) -> HttpResponse:
    pegawai_id, actor = held.pegawai.pk, request.actor
    is_self = actor.pegawai_id == pegawai_id
    # Of oneself nobody needs to know the penilai here: the own side of the talk is open, the others are not.
    penilai_id = None if is_self else held.penilai_id
    is_penilai = penilai_id is not None and actor.pegawai_id == penilai_id
    # Only a role can reach into the unit of somebody else.
    path = held.identity.unit_path if actor.grants and not is_self and not is_penilai else ""
    context = {
        **_frame(request, held.who, ""),
        "held": held,
        "jp": held.jp,
        "may_talk": bool(can_talk(actor, pegawai_id=pegawai_id, penilai_id=penilai_id)),
        "may_evaluate": bool(can_evaluate(actor, pegawai_id=pegawai_id, penilai_id=penilai_id)),
        "may_check": bool(can_check(actor, pegawai_id=pegawai_id, penilai_id=penilai_id, path=path)),
        "draft": next((row for row in held.sheets if row.signed_at is None), None),
        "signed": [row for row in held.sheets if row.signed_at is not None],
        "form": form or LearningForm(kegiatan=held.kegiatan),
    }
    return render(request, "development/pengembangan.html", context, status=status)


def _frame(request: ActorRequest, who: Reached, show: str) -> dict[str, Any]:
    """What the two sides of the page share."""
    pegawai_id = who.pegawai.pk
    here = reverse("development:person", args=[pegawai_id])
    nama = who.pegawai.nama_lengkap
    return {
        "nama": nama,
        "is_self": request.actor.pegawai_id == pegawai_id,
        "trail": [(nama, reverse("organisation:person", args=[pegawai_id]))],
        "tabs": [
            {"label": label, "url": url, "active": show == key, "count": None}
            for key, label, url in (
                ("", _("Profil dan rencana"), here),
                ("tanda", _("Tanda dari catatan lain"), f"{here}?tampil=tanda"),
            )
        ],
    }


def _plan_page(
    request: ActorRequest,
    found: RencanaPengembangan,
    held: DevelopmentRecord,
    *,
    form: ActionForm | None = None,
    status: int = 200,
) -> HttpResponse:
    pegawai_id, actor = held.pegawai.pk, request.actor
    asked = [item.gap for item in (*held.gaps, *held.unknown, *held.met, *held.strengths)]
    may_talk = bool(can_talk(actor, pegawai_id=pegawai_id, penilai_id=held.penilai_id))
    initial = {"version": found.version, "start_date": clock.today()}
    context = {
        "held": held,
        "trail": [_back(pegawai_id)],
        "plan": found,
        "is_self": actor.pegawai_id == pegawai_id,
        "may_write": may_talk and found.state == "draf",
        "may_note": may_talk and found.state == "disepakati",
        "may_propose": bool(can_propose(actor, pegawai_id=pegawai_id)),
        "may_agree": bool(can_agree(actor, pegawai_id=pegawai_id, penilai_id=held.penilai_id)),
        "form": form or ActionForm(asked=asked, initial=initial),
        "story": [
            {"what": item.sentence, "by": "", "at": item.at, "note": "", "icon": ""}
            for item in timeline(object_type=PLAN_STORY, object_id=pegawai_id, limit=20)
        ],
    }
    return render(request, "development/rencana.html", context, status=status)


def _back(pegawai_id: int) -> tuple[str, str]:
    return (_("Pengembangan"), reverse("development:person", args=[pegawai_id]))


def _version(request: HttpRequest) -> int:
    try:
        return int(request.POST.get("version", ""))
    except ValueError:
        return -1
