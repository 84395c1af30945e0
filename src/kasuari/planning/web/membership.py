"""Who takes part in a matrix: its people, its teams, consents, applications; and roles on the SKP page."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from kasuari.foundation import clock
from kasuari.foundation.access import Answer
from kasuari.foundation.refusals import Invalid, Refusal
from kasuari.organisation import queries as organisation
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import access, operations, queries
from kasuari.planning.enums import StateAnggota
from kasuari.planning.models import AnggotaMatriks, Matriks
from kasuari.planning.states import ANGGOTA_MATRIKS, CARRYING, IN_MATRIX
from kasuari.planning.web.matriks import trail
from kasuari.planning.web.replies import version_in

FOUND = 10


@require_http_methods(["GET", "POST"])
def members(request: ActorRequest, matriks_id: int) -> HttpResponse:
    """The people of a matrix with how they came to it; a search that adds others; its teams."""
    found = queries.matriks_for(request.actor, matriks_id)
    refusal: Refusal | None = None
    if request.method == "POST":
        access.can_edit_matriks(request.actor, found).or_raise()
        try:
            if request.POST.get("act") == "perbarui":
                count = operations.refresh_members(matriks=found, by=request.actor, at=clock.now())
                words = ngettext("%(count)s pegawai ditambahkan.", "%(count)s pegawai ditambahkan.", count)
                messages.success(request, words % {"count": count})
            else:
                _add(request, found)
            return redirect("planning:matriks_members", found.pk)
        except Invalid as reason:
            refusal = reason
    return _members(request, found, refusal)


def _add(request: ActorRequest, found: Matriks) -> None:
    row = operations.add_member(
        matriks=found,
        pegawai_id=_number(request.POST.get("pegawai", "")),
        keterangan=request.POST.get("keterangan", ""),
        by=request.actor,
        at=clock.now(),
    )
    if row.state == StateAnggota.DIMINTA:
        words = _("Persetujuan %(penilai)s diminta. Sambil menunggu, perannya sudah dapat ditulis.")
        messages.success(request, words % {"penilai": str(row.penilai)})
    else:
        messages.success(request, _("%(nama)s masuk ke matriks.") % {"nama": str(row.pegawai)})


def _members(request: ActorRequest, found: Matriks, refusal: Refusal | None) -> HttpResponse:
    q = request.GET.get("q", "")[:80].strip()
    answer = access.can_edit_matriks(request.actor, found)
    second = {item.skp.pegawai_id: item for item in queries.second_level(found)}
    rows = (
        AnggotaMatriks.objects.filter(matriks=found)
        .select_related("pegawai", "penilai", "decided_by")
        .order_by("urutan", "pk")
    )
    shown = [row for row in rows if row.state in IN_MATRIX or row.state == StateAnggota.SELESAI]
    present = {row.pegawai_id for row in shown if row.state in IN_MATRIX}
    candidates = []
    if q and answer:
        ids = [pk for pk in organisation.search(request.actor, q).pegawai_ids if pk not in present]
        people = organisation.identity_many(ids[:FOUND], clock.today())
        candidates = [people[pk] for pk in ids[:FOUND] if pk in people and pk != found.skp.pegawai_id]
    return render(
        request,
        "planning/matriks_members.html",
        {
            "matriks": found,
            "trail": trail(found),
            "editable": answer,
            "rows": [
                {"row": row, "can_end": _can(answer, row, "akhiri"), "fields": {"version": row.version}}
                for row in shown
            ],
            "teams": [
                {
                    "tim": tim,
                    "fields": {"version": tim.version, "terbuka": "" if tim.terbuka else "ya"},
                    "matriks": second.get(tim.ketua_id),
                }
                for tim in queries.tim_of(found)
            ],
            "heads": [row.pegawai for row in shown if row.state in CARRYING],
            "q": q,
            "candidates": [
                {"who": person, "field": f"keterangan-{person.pegawai_id}"} for person in candidates
            ],
            "columns": [
                _("Pegawai"),
                _("Keadaan"),
                _("Penilainya"),
                _("Sejak"),
                {"label": _("Tindakan"), "hidden": True},
            ],
            "refresh_fields": {"act": "perbarui"},
            "today": clock.today(),
            "refusal": refusal,
        },
        status=422 if refusal else 200,
    )


def _can(answer: Answer, row: AnggotaMatriks, act: str) -> bool:
    return bool(answer) and ANGGOTA_MATRIKS.allows(row.state, act)


@require_POST
def end(request: ActorRequest, matriks_id: int, anggota_id: int) -> HttpResponse:
    """Somebody no longer takes part."""
    found = queries.matriks_for(request.actor, matriks_id)
    row = queries.member_of(found, anggota_id)
    operations.end_member(anggota=row, version=version_in(request), by=request.actor, at=clock.now())
    messages.success(request, _("%(nama)s tidak lagi ikut.") % {"nama": str(row.pegawai)})
    return redirect("planning:matriks_members", found.pk)


@require_POST
def team_form(request: ActorRequest, matriks_id: int) -> HttpResponse:
    """Form a tim kerja."""
    found = queries.matriks_for(request.actor, matriks_id)
    access.can_edit_matriks(request.actor, found).or_raise()
    try:
        tim = operations.form_team(
            matriks=found,
            nama=request.POST.get("nama", ""),
            ketua_id=_number(request.POST.get("ketua", "")),
            start_date=_day(request.POST.get("mulai", "")),
            terbuka=request.POST.get("terbuka") == "ya",
            by=request.actor,
            at=clock.now(),
        )
    except Invalid as refusal:
        return _members(request, found, refusal)
    messages.success(
        request, _("%(nama)s dibentuk. Ketuanya dapat membuka matriks tim.") % {"nama": tim.nama}
    )
    return redirect("planning:matriks_members", found.pk)


@require_POST
def team_change(request: ActorRequest, tim_id: int) -> HttpResponse:
    """Open a team for applications, close it, or end it."""
    tim = queries.team_for(request.actor, tim_id)
    ending = request.POST.get("act") == "akhiri"
    operations.change_team(
        tim=tim,
        version=version_in(request),
        terbuka=None if ending else request.POST.get("terbuka") == "ya",
        end_date=_day(request.POST.get("selesai", "")) if ending else None,
        by=request.actor,
        at=clock.now(),
    )
    messages.success(request, _("Perubahan tim tersimpan."))
    return redirect("planning:matriks_members", tim.matriks_id)


@require_POST
def join(request: ActorRequest, tim_id: int) -> HttpResponse:
    """Apply to take part."""
    tim = queries.team_for(request.actor, tim_id)
    row = operations.apply_to_join(
        tim=tim, keterangan=request.POST.get("keterangan", ""), by=request.actor, at=clock.now()
    )
    words = _("Pengajuan terkirim. %(penilai)s akan memutuskannya.")
    messages.success(request, words % {"penilai": str(row.penilai)})
    return redirect("planning:consent", row.pk)


@require_http_methods(["GET", "POST"])
def consent(request: ActorRequest, anggota_id: int) -> HttpResponse:
    """What is asked of the penilai: who, for what, with which roles; agree, or decline with a reason."""
    row = queries.consent_for(request.actor, anggota_id)
    refusal: Refusal | None = None
    if request.method == "POST":
        access.can_decide_anggota(request.actor, row).or_raise()
        try:
            operations.decide_member(
                anggota=row,
                version=version_in(request),
                agree=request.POST.get("act") == "setujui",
                alasan=request.POST.get("alasan", ""),
                by=request.actor,
                at=clock.now(),
            )
        except Invalid as reason:
            refusal = reason
        else:
            messages.success(request, _("Keputusan Anda tersimpan dan sudah disampaikan."))
            return redirect("planning:consent", row.pk)
    waits = row.state == StateAnggota.DIMINTA
    return render(
        request,
        "planning/consent.html",
        {
            "row": row,
            "roles": queries.roles_of_row(row),
            "answer": access.can_decide_anggota(request.actor, row) if waits else None,
            "waits": waits,
            "refusal": refusal,
            "fields": {"version": row.version},
            "agree_fields": {"version": row.version, "act": "setujui"},
        },
        status=422 if refusal else 200,
    )


@require_POST
def role(request: ActorRequest, skp_id: int, peran_id: int) -> HttpResponse:
    """The owner decides on a role from a matrix that waits or was taken away."""
    skp = queries.skp_for(request.actor, skp_id)
    act = request.POST.get("act", "")
    if act not in {"pakai", "pertahankan", "hapus"}:
        raise Http404
    operations.settle_role(
        skp=skp, version=version_in(request), peran_id=peran_id, act=act, by=request.actor, at=clock.now()
    )
    messages.success(request, _("Tersimpan."))
    return redirect("planning:skp", skp.pk)


def _number(text: Any) -> int:
    return int(text) if str(text).isascii() and str(text).isdigit() and len(str(text)) < 16 else 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid("planning.team_date") from None
