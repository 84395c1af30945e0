"""Pages of konseling kinerja. What somebody may not read is never put on the page at all."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kasuari.development import operations, paper
from kasuari.development.access.konseling import (
    Bagian,
    can_appoint,
    can_counsel,
    can_report_case,
    can_tell,
)
from kasuari.development.models import KasusKonseling
from kasuari.development.queries.bimbingan import case_for, cases_of, evidence_for
from kasuari.development.queries.rencana import reach
from kasuari.development.web.forms_bimbingan import AppointForm, ReportForm
from kasuari.foundation import clock
from kasuari.foundation.refusals import Invalid
from kasuari.foundation.web.made import made_file
from kasuari.organisation.web.middleware import ActorRequest


@require_GET
def cases(request: ActorRequest) -> HttpResponse:
    """The cases of which I may read something."""
    return render(request, "development/konseling.html", {"rows": cases_of(request.actor)})


@require_http_methods(["GET", "POST"])
def tell(request: ActorRequest, pegawai_id: int) -> HttpResponse:
    """The first step: the penilai tells the person."""
    who = reach(request.actor, pegawai_id, on=clock.today())
    can_tell(request.actor, pegawai_id=pegawai_id, penilai_id=who.penilai_id).or_raise()
    if request.method == "POST":
        made = operations.tell_problem(
            pegawai=who.pegawai,
            disampaikan=request.POST.get("disampaikan", ""),
            by=request.actor,
            at=clock.now(),
        )
        messages.success(request, _("Tersimpan dan disampaikan kepada pegawai."))
        return redirect("development:case", made.pk)
    context = {"identity": who.identity, "trail": [_back()]}
    return render(request, "development/konseling_baru.html", context)


@require_GET
def case(request: ActorRequest, kasus_id: int) -> HttpResponse:
    found, parts = case_for(request.actor, kasus_id)
    return _page(request, found, parts)


@require_POST
def changed(request: ActorRequest, kasus_id: int) -> HttpResponse:
    found, _parts = case_for(request.actor, kasus_id)
    operations.note_change(case=found, version=_version(request), by=request.actor, at=clock.now())
    messages.success(request, _("Dicatat: perilaku sudah berubah. Tidak ada yang dilaporkan."))
    return redirect("development:case", kasus_id)


@require_POST
def report(request: ActorRequest, kasus_id: int) -> HttpResponse:
    """B.1.10 to the unit kepegawaian."""
    found, parts = case_for(request.actor, kasus_id)
    can_report_case(request.actor, found).or_raise()
    form = ReportForm(request.POST, evidence=evidence_for(request.actor, found))
    if form.is_valid():
        try:
            operations.report_problem(case=found, by=request.actor, at=clock.now(), **form.cleaned_data)
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Laporan terkirim kepada unit kepegawaian."))
            return redirect("development:case", kasus_id)
    return _page(request, found, parts, report_form=form, status=422)


@require_POST
def appoint(request: ActorRequest, kasus_id: int) -> HttpResponse:
    found, parts = case_for(request.actor, kasus_id)
    can_appoint(request.actor, found).or_raise()
    form = AppointForm(request.POST)
    if form.is_valid() and (chosen := form.chosen_people(request.actor, on=clock.today())):
        try:
            operations.appoint_counsellor(
                case=found,
                konselor_id=chosen["konselor"],
                by=request.actor,
                at=clock.now(),
                **form.cleaned_data,
            )
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Konselor dan jadwal ditetapkan."))
            return redirect("development:case", kasus_id)
    return _page(request, found, parts, appoint_form=form, status=422)


@require_POST
def notes(request: ActorRequest, kasus_id: int) -> HttpResponse:
    """The counsellor's own notes."""
    found, _parts = case_for(request.actor, kasus_id)
    operations.write_notes(
        case=found,
        catatan=request.POST.get("catatan", ""),
        version=_version(request),
        by=request.actor,
        at=clock.now(),
    )
    messages.success(request, _("Catatan tersimpan. Hanya Anda yang membacanya."))
    return redirect("development:case", kasus_id)


@require_POST
def record(request: ActorRequest, kasus_id: int) -> HttpResponse:
    found, _parts = case_for(request.actor, kasus_id)
    operations.record_counselling(
        case=found,
        rekaman=request.POST.get("rekaman", ""),
        version=_version(request),
        by=request.actor,
        at=clock.now(),
    )
    messages.success(request, _("Rekaman ditandatangani dan disampaikan kepada yang berhak."))
    return redirect("development:case", kasus_id)


@require_GET
def case_paper(request: ActorRequest, kasus_id: int) -> HttpResponse:
    """B.1.10, for whoever may read it; printed anew each time and never stored."""
    found, parts = case_for(request.actor, kasus_id)
    if Bagian.LAPORAN not in parts or not found.permasalahan:
        raise Http404
    return made_file(paper.print_report(found, at=clock.now()), f"laporan-{found.pk}.pdf")


def _page(
    request: ActorRequest,
    found: KasusKonseling,
    parts: frozenset[Bagian],
    *,
    report_form: ReportForm | None = None,
    appoint_form: AppointForm | None = None,
    status: int = 200,
) -> HttpResponse:
    actor = request.actor
    version = {"version": found.version}
    may_report = bool(can_report_case(actor, found)) and found.state == "disampaikan"
    if may_report and report_form is None:
        report_form = ReportForm(initial=version, evidence=evidence_for(actor, found))
    shown = {part.value: getattr(found, part.value, "") for part in (Bagian.DISAMPAIKAN, Bagian.REKAMAN)}
    context = {
        "case": {
            "pk": found.pk,
            "pegawai": found.pegawai,
            "pegawai_id": found.pegawai_id,
            "state": found.state,
            "label": found.get_state_display(),
            "told_at": found.told_at,
            "version": found.version,
        },
        "disampaikan": shown["disampaikan"] if Bagian.DISAMPAIKAN in parts else "",
        "laporan": found if Bagian.LAPORAN in parts and found.permasalahan else None,
        "bukti": [{**item, "tanggal": date.fromisoformat(item["tanggal"])} for item in found.bukti],
        "jadwal": found if Bagian.JADWAL in parts and found.jadwal_at else None,
        "rekaman": shown["rekaman"] if Bagian.REKAMAN in parts else "",
        "catatan": found.catatan if Bagian.CATATAN in parts else "",
        "is_self": actor.pegawai_id == found.pegawai_id,
        "may_report": may_report,
        "may_appoint": bool(can_appoint(actor, found)) and found.state in ("dilaporkan", "ditetapkan"),
        "may_counsel": bool(can_counsel(actor, found)) and found.state == "ditetapkan",
        "report_form": report_form,
        "appoint_form": appoint_form or AppointForm(initial=version | _appointed(found)),
        "trail": [_back()],
    }
    return render(request, "development/konseling_kasus.html", context, status=status)


def _appointed(found: KasusKonseling) -> dict[str, object]:
    """What the form begins with: the appointment that stands."""
    if found.konselor is None:
        return {}
    return {
        "konselor": found.konselor.nama,
        "peran": found.peran_konselor,
        "jadwal_at": found.jadwal_at,
        "tempat": found.tempat,
    }


def _back() -> tuple[str, str]:
    return (_("Konseling"), reverse("development:cases"))


def _version(request: HttpRequest) -> int:
    try:
        return int(request.POST.get("version", ""))
    except ValueError:
        return -1
