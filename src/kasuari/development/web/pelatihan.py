"""The catalogue, a programme, what is recommended to a person, and the enrolments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from kasuari.development.access.mitra import (
    can_agree,
    can_answer_invitation,
    can_keep_partners,
    can_note_behaviour,
    can_publish,
    can_read_agency,
    can_withdraw,
)
from kasuari.development.enums.mitra import Moda, StatePendaftaran
from kasuari.development.events.mitra import PENDAFTARAN, PROGRAM
from kasuari.development.models import Pendaftaran
from kasuari.development.operations import pendaftaran as operations
from kasuari.development.operations import take_over_learning
from kasuari.development.queries import mitra as partners
from kasuari.development.queries import pendaftaran as queries
from kasuari.development.queries.dampak import OwnChange, outcome_of, own_change
from kasuari.development.queries.kompetensi import dictionary
from kasuari.development.queries.rekomendasi import recommendations_for
from kasuari.development.states_mitra import PENDAFTARAN as MOVES
from kasuari.development.states_mitra import PROGRAM as PROGRAM_MOVES
from kasuari.development.web.forms_mitra import ReportForm
from kasuari.development.words_mitra import effect_words, level_words, result_words
from kasuari.foundation import clock
from kasuari.foundation.components.markup import in_words
from kasuari.foundation.files import serve
from kasuari.foundation.refusals import Invalid
from kasuari.foundation.timeline import story
from kasuari.foundation.web.addresses import addresses
from kasuari.foundation.web.numbers import whole_number
from kasuari.organisation import queries as organisation
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning.web.replies import version_in

ON_A_PAGE = 24
TONES = {
    "diusulkan": ("info", "clock"),
    "disetujui": ("progress", "half"),
    "diundang": ("info", "bell"),
    "diterima": ("good", "check"),
    "hadir": ("good", "check"),
    "selesai": ("great", "star"),
    "ditolak": ("neutral", "stop"),
    "batal": ("neutral", "stop"),
}


@require_GET
def catalogue(request: ActorRequest) -> HttpResponse:
    """What partners offer from today on; `lewat`: also what is over."""
    asked = request.GET
    today = clock.today()
    past = asked.get("lewat") == "ya"
    kompetensi_id = whole_number(asked.get("kompetensi", ""))
    instansi = organisation.instansi_for(request.actor)
    rows = partners.found_programmes(
        request.actor,
        q=asked.get("q", ""),
        moda=asked.get("moda", "") if asked.get("moda") in Moda.values else "",
        kompetensi_id=kompetensi_id or None,
        on=None if past else today,
    )
    page = Paginator(rows, ON_A_PAGE).get_page(asked.get("halaman"))
    kept = {key: asked[key] for key in ("q", "moda", "kompetensi", "lewat") if asked.get(key)}
    return render(
        request,
        "development/catalogue.html",
        {
            "page": page,
            "page_base": "?" + "&".join(f"{key}={value}" for key, value in kept.items()),
            "rows": list(page),
            "asked": {key: asked.get(key, "") for key in ("q", "moda", "kompetensi", "lewat")},
            "moda": Moda.choices,
            "kompetensi": [(item.kompetensi_id, item.nama) for item in dictionary(instansi.pk, on=today)],
            "reset": reverse("development:catalogue") if kept else "",
            "oversees": can_read_agency(request.actor),
            "is_pegawai": request.actor.pegawai_id is not None,
        },
    )


@require_GET
def programme(request: ActorRequest, program_id: int) -> HttpResponse:
    """One programme, what came of it, and who of the agency is in it."""
    program = partners.program_for(request.actor, program_id)
    outcome = outcome_of(program, on=clock.today())
    oversees = can_read_agency(request.actor)
    keeps = can_keep_partners(request.actor)
    people = list(queries.enrolments_in(request.actor, program_id=program.pk)) if oversees else []
    where = queries.standings(people, on=clock.today()) if people else {}
    return render(
        request,
        "development/programme.html",
        {
            "program": program,
            "free": program.kursi - program.terisi,
            "facts": [
                (_("Penyelenggara"), program.mitra.nama),
                (_("Kompetensi"), program.kompetensi_nama),
                (_("Moda"), program.get_moda_display()),
                (_("Tempat"), program.lokasi or (_("daring") if program.moda == Moda.DARING else "")),
                (_("Bahasa pengantar"), program.get_bahasa_display()),
                (_("JP"), program.jp),
                (_("Prasyarat"), program.prasyarat.judul if program.prasyarat else _("tidak ada")),
                (_("Paket luring"), _("ada") if program.luring else _("tidak ada")),
                (_("Sertifikat"), _("ya") if program.sertifikat else _("tidak")),
            ],
            "outcome": outcome,
            "effect": effect_words(outcome.effect),
            "result": result_words(outcome.result),
            "levels": level_words(outcome),
            "people": [{"row": row, "standing": where[row.pk], "look": TONES[row.state]} for row in people],
            "people_columns": [_("Nama"), _("Keadaan"), _("Catatan")],
            "keeps": keeps,
            "acts": [
                {"label": label, "fields": {"act": act, "version": program.version}}
                for act, label in (("terbitkan", _("Terbitkan")), ("tutup", _("Tutup pendaftaran")))
                if keeps and PROGRAM_MOVES.allows(program.state, act)
            ],
            "may_join": request.actor.pegawai_id is not None
            and program.state == "terbit"
            and (program.batas_daftar or program.start_date) >= clock.today(),
            "own": {"pegawai_id": request.actor.pegawai_id or ""},
            "story": story(PROGRAM, program.pk) if oversees else [],
            "trail": [(_("Katalog pelatihan"), reverse("development:catalogue"))],
        },
    )


@require_POST
def propose(request: ActorRequest, program_id: int) -> HttpResponse:
    """Propose oneself, somebody whose penilai one is, or as the clerk anybody."""
    program = partners.program_for(request.actor, program_id)
    pegawai = organisation.pegawai_for(request.actor, whole_number(request.POST.get("pegawai_id", "")))
    row = operations.propose(
        program=program,
        pegawai=pegawai,
        alasan=request.POST.get("alasan", ""),
        by=request.actor,
        at=clock.now(),
    )
    messages.success(request, _("Usulan tersimpan dan menunggu persetujuan unit kepegawaian."))
    return redirect("development:enrolment", row.pk)


@require_GET
def my_recommendations(request: ActorRequest) -> HttpResponse:
    if request.actor.pegawai_id is None:
        raise Http404
    return _recommendations(request, request.actor.pegawai_id)


@require_GET
def recommendations(request: ActorRequest, pegawai_id: int) -> HttpResponse:
    return _recommendations(request, pegawai_id)


def _recommendations(request: ActorRequest, pegawai_id: int) -> HttpResponse:
    """Every gap of a person with what would close it, and why; always with what costs nothing."""
    found = recommendations_for(request.actor, pegawai_id, on=clock.today())
    read, propose = addresses("development:programme"), addresses("development:propose")
    enrolled = queries.enrolments_of(pegawai_id)
    return render(
        request,
        "development/recommendations.html",
        {
            "found": found,
            "items": [
                {
                    "gap": item.gap,
                    "mentors": item.mentors,
                    "offers": [
                        {
                            "offer": offer,
                            "url": read(offer.programme.program_id),
                            "propose": propose(offer.programme.program_id),
                        }
                        for offer in item.offers
                    ],
                    "others": [
                        {"offer": offer, "url": read(offer.programme.program_id)} for offer in item.others
                    ],
                }
                for item in found.items
            ],
            "is_self": found.is_self,
            "enrolled": [{"row": row, "look": TONES[row.state]} for row in enrolled],
            "fields": {"pegawai_id": pegawai_id},
            "trail": [
                (
                    _("Pengembangan saya") if found.is_self else found.nama,
                    reverse("development:person", args=[pegawai_id]),
                )
            ],
        },
    )


@require_GET
def enrolments(request: ActorRequest) -> HttpResponse:
    """Every enrolment of the agency, for those who oversee."""
    state = request.GET.get("keadaan", "")
    state = state if state in StatePendaftaran.values else ""
    page = Paginator(queries.enrolments_in(request.actor, state=state), ON_A_PAGE).get_page(
        request.GET.get("halaman")
    )
    rows = list(page)
    where = queries.standings(rows, on=clock.today())
    return render(
        request,
        "development/enrolments.html",
        {
            "page": page,
            "page_base": f"?keadaan={state}",
            "rows": [{"row": row, "standing": where[row.pk], "look": TONES[row.state]} for row in rows],
            "columns": [_("Nama"), _("Program"), _("Keadaan"), _("Catatan")],
            "state": state,
            "states": StatePendaftaran.choices,
            "trail": [(_("Katalog pelatihan"), reverse("development:catalogue"))],
        },
    )


@require_GET
def enrolment(request: ActorRequest, pendaftaran_id: int) -> HttpResponse:
    return _enrolment_page(request, queries.pendaftaran_for(request.actor, pendaftaran_id))


@require_POST
def enrolment_act(request: ActorRequest, pendaftaran_id: int, act: str) -> HttpResponse:
    """One step of an enrolment."""
    row = queries.pendaftaran_for(request.actor, pendaftaran_id)
    step = STEPS.get(act)
    if step is None:
        raise Http404
    try:
        step(request, row)
    except Invalid as refusal:
        problems = [str(item.message) for item in refusal.problems] or [str(refusal.reason)]
        return _enrolment_page(request, row, wrong=problems, status=422)
    messages.success(request, _("Tersimpan."))
    return redirect("development:enrolment", row.pk)


@require_GET
def enrolment_certificate(request: ActorRequest, pendaftaran_id: int) -> HttpResponse:
    """The certificate, to those who see the enrolment."""
    row = queries.pendaftaran_for(request.actor, pendaftaran_id)
    if row.sertifikat is None:
        raise Http404
    return cast(HttpResponse, serve(row.sertifikat))


def _given(request: ActorRequest, row: Pendaftaran) -> dict[str, Any]:
    return {"pendaftaran": row, "version": version_in(request), "by": request.actor, "at": clock.now()}


def _answer(accept: bool) -> Callable[[ActorRequest, Pendaftaran], Any]:
    return lambda request, row: operations.answer_invitation(
        accept=accept, alasan=request.POST.get("alasan", ""), **_given(request, row)
    )


def _report(request: ActorRequest, row: Pendaftaran) -> None:
    can_publish(request.actor, mitra_id=row.program.mitra_id, own_mitra_id=None).or_raise()
    form = ReportForm(request.POST)
    if not form.is_valid():
        raise Invalid("development.invalid")
    operations.report_result(**{**_given(request, row), **form.cleaned_data})


def _scale(request: ActorRequest) -> int:
    return whole_number(request.POST.get("nilai", ""))


STEPS: dict[str, Callable[[ActorRequest, Pendaftaran], Any]] = {
    "setujui": lambda request, row: operations.approve_enrolment(**_given(request, row)),
    "undang": lambda request, row: operations.invite(**_given(request, row)),
    "terima": _answer(True),
    "tolak": _answer(False),
    "batalkan": lambda request, row: operations.withdraw(
        alasan=request.POST.get("alasan", ""), **_given(request, row)
    ),
    "laporan": _report,
    "kesan": lambda request, row: operations.give_reaction(
        reaksi=_scale(request), teks=request.POST.get("teks", ""), **_given(request, row)
    ),
    "catat-jp": lambda request, row: take_over_learning(pendaftaran=row, by=request.actor, at=clock.now()),
    "perilaku": lambda request, row: operations.note_behaviour(
        perilaku=_scale(request), teks=request.POST.get("teks", ""), **_given(request, row)
    ),
}


def _enrolment_page(
    request: ActorRequest, row: Pendaftaran, *, wrong: list[str] | None = None, status: int = 200
) -> HttpResponse:
    actor, person = request.actor, row.pegawai_id
    standing = queries.standings([row], on=clock.today())[row.pk]
    over = row.state == StatePendaftaran.SELESAI
    penilai = None
    if over and actor.pegawai_id not in {None, person}:
        penilai = organisation.superiors_of(pegawai_id=person, on=clock.today()).penilai_id
    begun = row.program.start_date <= clock.today()
    clerk = can_keep_partners(actor)
    return render(
        request,
        "development/enrolment.html",
        {
            "row": row,
            "look": TONES[row.state],
            "standing": standing,
            "wrong": wrong or [],
            "fields": {"version": row.version},
            "may_approve": MOVES.allows(row.state, "setujui") and can_agree(actor, pegawai_id=person),
            "may_invite": MOVES.allows(row.state, "undang") and can_agree(actor, pegawai_id=person),
            "may_answer": row.state == StatePendaftaran.DIUNDANG
            and can_answer_invitation(actor, pegawai_id=person),
            "may_withdraw": MOVES.allows(row.state, "batalkan") and can_withdraw(actor, pegawai_id=person),
            "may_report": clerk and begun and row.state in {"diterima", "hadir", "selesai"},
            "report": ReportForm(initial={name: getattr(row, name) for name in ReportForm.base_fields}),
            "may_react": over and can_answer_invitation(actor, pegawai_id=person),
            "may_take": over
            and bool(row.jp_hadir)
            and can_answer_invitation(actor, pegawai_id=person)
            and not queries.hours_taken(row),
            "may_note": over and can_note_behaviour(actor, pegawai_id=person, penilai_id=penilai),
            "scale": [(number, str(number)) for number in range(1, 6)],
            "facts": [
                (_("Pegawai"), row.pegawai.nama_lengkap),
                (_("Unit saat didaftarkan"), row.unit.nama if row.unit else ""),
                (_("Kesenjangan saat didaftarkan"), _steps(row.kesenjangan_awal)),
                (_("Sebelum dan sesudah"), _changed(own_change(row, on=clock.today()))),
                (_("JP dihadiri"), row.jp_hadir),
                (_("Hasil"), row.get_hasil_display()),
                (_("Nilai awal dan akhir"), _scores(row)),
                (_("Alasan"), row.alasan),
            ],
            "story": story(PENDAFTARAN, row.pk),
            "trail": [(row.program.judul, reverse("development:programme", args=[row.program_id]))],
        },
        status=status,
    )


def _steps(size: int | None) -> str:
    return "" if size is None else ngettext("%(n)d langkah", "%(n)d langkah", size) % {"n": size}


def _changed(change: OwnChange | None) -> str:
    """What the assessments before and after a programme say of its participant."""
    if change is None:
        return ""
    before = _standing(change.before)
    if change.after is None or change.on is None:
        return _("%(before)s; belum dinilai lagi sesudah pelatihan") % {"before": before}
    return _("%(before)s, menjadi %(after)s pada %(day)s") % {
        "before": before,
        "after": _standing(change.after),
        "day": in_words(change.on),
    }


def _standing(size: int) -> str:
    if not size:
        return _("sesuai standar")
    return ngettext("kurang %(n)d langkah", "kurang %(n)d langkah", size) % {"n": size}


def _scores(row: Pendaftaran) -> str:
    if row.nilai_awal is None or row.nilai_akhir is None:
        return ""
    return f"{row.nilai_awal:.0f} → {row.nilai_akhir:.0f}"
