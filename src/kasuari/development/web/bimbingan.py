"""Pages of coaching and mentoring: whom to ask, the sheet of the session, its signatures, B.1.8."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kasuari.audit.queries import timeline
from kasuari.development import operations, paper
from kasuari.development.access.bimbingan import can_answer, can_begin, can_report, can_write
from kasuari.development.enums.bimbingan import SECTIONS, UMPAN_BALIK_BIMBINGAN, Jawaban
from kasuari.development.events.bimbingan import BIMBINGAN as STORY
from kasuari.development.models import SesiBimbingan
from kasuari.development.operations.bimbingan import side_in
from kasuari.development.queries.bimbingan import (
    Proposal,
    answer_for,
    answer_of,
    answers_received,
    mentors_for,
    my_sessions,
    session_for,
    sessions_of,
)
from kasuari.development.queries.kompetensi import gaps_of
from kasuari.development.queries.rencana import reach
from kasuari.development.web.forms_bimbingan import SessionForm
from kasuari.foundation import clock
from kasuari.foundation.refusals import Invalid
from kasuari.foundation.web.made import made_file
from kasuari.organisation.web.middleware import ActorRequest


@require_GET
def sessions(request: ActorRequest) -> HttpResponse:
    """Every session that I am part of or that was reported to me, and the B.1.8 that I received."""
    context = {"rows": my_sessions(request.actor), "answers": answers_received(request.actor)}
    return render(request, "development/bimbingan.html", context)


@require_http_methods(["GET", "POST"])
def begin(request: ActorRequest, pegawai_id: int) -> HttpResponse:
    """The penilai opens a session, with mentors proposed for one competency."""
    today = clock.today()
    who = reach(request.actor, pegawai_id, on=today)
    pegawai = who.pegawai
    can_begin(request.actor, pegawai_id=pegawai_id, penilai_id=who.penilai_id).or_raise()
    gaps = gaps_of(pegawai_id, on=today)
    chosen = next((gap for gap in gaps if str(gap.kompetensi_id) == request.GET.get("kompetensi")), None)
    proposal = (
        mentors_for(pegawai_id, chosen.kompetensi_id, required=chosen.required, on=today) if chosen else None
    )
    guides = [(request.actor.pegawai_id, _("Saya sendiri"))] + [
        (item.identity.pegawai_id, f"{item.identity.nama}, {item.identity.unit}")
        for item in (proposal.mentors if proposal else ())
    ]
    form = SessionForm(
        request.POST or None,
        gaps=gaps,
        guides=guides,
        initial={"tanggal": today, "kompetensi": chosen.kompetensi_id if chosen else None},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = operations.begin_session(
                pegawai=pegawai,
                pembimbing_id=form.guide_id(pegawai.instansi_id),
                jenis=given["jenis"],
                bentuk=given["bentuk"],
                kompetensi_id=given["kompetensi"],
                tanggal=given["tanggal"],
                tempat=given["tempat"],
                by=request.actor,
                at=clock.now(),
            )
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Sesi dibuka. Pegawai mengisi bagiannya lebih dahulu."))
            return redirect("development:session", made.pk)
    context = {
        "identity": who.identity,
        "pegawai": pegawai,
        "gaps": sorted(gaps, key=lambda gap: -(gap.size or 0)),
        "chosen": chosen,
        "proposal": proposal,
        "far": _is_far(proposal),
        "form": form,
        "earlier": sessions_of(request.actor, pegawai_id),
        "trail": [(_("Pengembangan"), reverse("development:person", args=[pegawai_id]))],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "development/bimbingan_baru.html", context, status=status)


@require_GET
def session(request: ActorRequest, sesi_id: int) -> HttpResponse:
    return _page(request, session_for(request.actor, sesi_id))


@require_POST
def write(request: ActorRequest, sesi_id: int) -> HttpResponse:
    """Save one's own parts, and sign them where that was asked."""
    found = session_for(request.actor, sesi_id)
    can_write(request.actor, found).or_raise()
    version, at = _version(request), clock.now()
    operations.write_session(
        sesi=found, parts=_parts(request, found), version=version, by=request.actor, at=at
    )
    if "tanda_tangani" not in request.POST:
        messages.success(request, _("Tersimpan. Tanda tangan yang sudah ada dilepas karena isinya berubah."))
        return redirect("development:session", sesi_id)
    return sign(request, sesi_id, version=version + 1)


@require_POST
def sign(request: ActorRequest, sesi_id: int, version: int | None = None) -> HttpResponse:
    found = session_for(request.actor, sesi_id)
    operations.sign_session(
        sesi=found,
        version=_version(request) if version is None else version,
        by=request.actor,
        at=clock.now(),
    )
    messages.success(request, _("Anda sudah menandatangani lembar ini."))
    return redirect("development:session", sesi_id)


@require_POST
def report(request: ActorRequest, sesi_id: int) -> HttpResponse:
    found = session_for(request.actor, sesi_id)
    operations.report_session(sesi=found, by=request.actor, at=clock.now())
    messages.success(request, _("Hasil bimbingan dilaporkan kepada atasan Anda."))
    return redirect("development:session", sesi_id)


@require_GET
def session_paper(request: ActorRequest, sesi_id: int) -> HttpResponse:
    found = session_for(request.actor, sesi_id)
    return made_file(
        paper.print_session(found, by=request.actor, at=clock.now()), f"bimbingan-{found.pk}.pdf"
    )


@require_POST
def answer(request: ActorRequest, sesi_id: int) -> HttpResponse:
    """B.1.8 to the atasan of the pimpinan."""
    found = session_for(request.actor, sesi_id)
    given = [request.POST.get(f"jawaban_{number}", "") for number in range(1, 10)]
    made = operations.answer_session(
        sesi=found,
        jawaban=given,
        catatan=request.POST.get("catatan", ""),
        by=request.actor,
        at=clock.now(),
    )
    messages.success(
        request,
        _("Umpan balik diserahkan kepada %(name)s; pembimbing dan penilai Anda tidak membacanya.")
        % {"name": made.penerima.nama_lengkap},
    )
    return redirect("development:session", sesi_id)


@require_GET
def answer_paper(request: ActorRequest, jawaban_id: int) -> HttpResponse:
    found = answer_for(request.actor, jawaban_id)
    return made_file(paper.print_answer(found, at=clock.now()), f"umpan-balik-bimbingan-{found.pk}.pdf")


def _page(request: ActorRequest, found: SesiBimbingan) -> HttpResponse:
    actor = request.actor
    writing = bool(can_write(actor, found)) and found.state == "terbuka"
    side = side_in(found, actor)
    parts = []
    for item in SECTIONS[found.jenis]:
        own = writing and item.pihak == side
        rows = [list(row) for row in found.isi.get(item.key, ())]
        if own:
            # One empty row more than is filled in: a phone need not scroll past what nobody uses.
            rows += [[""] * len(item.kolom)] * min(1, item.rows - len(rows))
        cells = [
            [
                {"name": f"{item.key}_{y}_{x}", "label": label, "value": row[x] if x < len(row) else ""}
                for x, label in enumerate(item.kolom)
            ]
            for y, row in enumerate(rows)
        ]
        spare = cells.pop() if own and len(cells) > 1 and not any(rows[-1]) else None
        parts.append({"section": item, "own": own, "rows": cells, "spare": spare})
    signed = found.pegawai_signed_at if side == "pegawai" else found.pembimbing_signed_at
    given = answer_of(actor, found)
    context = {
        "sesi": found,
        "parts": parts,
        "writing": writing,
        "signed": signed,
        "may_report": bool(can_report(actor, found)) and found.state == "selesai" and not found.reported_at,
        "may_answer": bool(can_answer(actor, found)) and found.state == "selesai" and given is None,
        "given": given,
        "subjects": _numbered(),
        "answers": [(value, label) for value, label in Jawaban.choices],
        "story": [
            {"what": item.sentence, "by": "", "at": item.at, "note": "", "icon": ""}
            for item in timeline(object_type=STORY, object_id=found.pk, limit=20)
        ],
        "trail": [(_("Bimbingan"), reverse("development:sessions"))],
    }
    return render(request, "development/bimbingan_sesi.html", context)


def _numbered() -> list[tuple[str, list[tuple[int, str]]]]:
    number = iter(range(1, 10))
    return [(subject, [(next(number), line) for line in lines]) for subject, lines in UMPAN_BALIK_BIMBINGAN]


def _parts(request: HttpRequest, found: SesiBimbingan) -> dict[str, list[list[str]]]:
    """The rows of one's own parts, as they were typed."""
    return {
        item.key: [
            [request.POST.get(f"{item.key}_{y}_{x}", "") for x in range(len(item.kolom))]
            for y in range(item.rows)
        ]
        for item in SECTIONS[found.jenis]
        if any(f"{item.key}_{y}_0" in request.POST for y in range(item.rows))
    }


def _is_far(proposal: Proposal | None) -> bool:
    return proposal is not None and bool(proposal.mentors) and not proposal.has_near


def _version(request: HttpRequest) -> int:
    try:
        return int(request.POST.get("version", ""))
    except ValueError:
        return -1
