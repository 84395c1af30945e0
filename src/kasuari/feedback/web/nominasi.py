"""Nominations: one's own list of raters, and those of one's team."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kasuari.feedback import operations, queries
from kasuari.feedback.access.putaran import can_decide_nomination, can_nominate
from kasuari.feedback.enums import Kelompok, StateTugas
from kasuari.feedback.models import PesertaPutaran
from kasuari.foundation import clock
from kasuari.foundation.refusals import Invalid
from kasuari.foundation.web.numbers import whole_number
from kasuari.organisation import queries as organisation
from kasuari.organisation.web.middleware import ActorRequest

FOUND = 8


@require_GET
def lists(request: ActorRequest) -> HttpResponse:
    """My own list of raters, where I may propose a few, and the lists of my team, which I approve."""
    own = queries.own_nominations(request.actor)
    words = request.GET.get("q", "").strip()
    found: list[Any] = []
    if own and words:
        ids = organisation.search(request.actor, words).pegawai_ids[:FOUND]
        people = organisation.identity_many(list(ids), clock.today(), with_pangkat=False)
        found = [people[pk] for pk in ids if pk in people and pk != request.actor.pegawai_id]
    context = {
        "own": [_list(item) for item in own],
        "team": [_list(item) for item in queries.nominations_of_team(request.actor)],
        "q": words,
        "found": found,
        "groups": [(item.value, item.label) for item in (Kelompok.PENERIMA_LAYANAN, Kelompok.REKAN)],
    }
    return render(request, "feedback/nominasi.html", context)


def _list(peserta: PesertaPutaran) -> dict[str, Any]:
    """A list of raters by group, without those who were struck."""
    rows: dict[str, list[Any]] = {}
    for tugas in peserta.tugas.all():
        if tugas.state != StateTugas.GUGUR and tugas.kelompok != Kelompok.DIRI:
            rows.setdefault(str(Kelompok(tugas.kelompok).label), []).append(tugas)
    return {"peserta": peserta, "groups": rows}


@require_POST
def propose(request: ActorRequest, peserta_id: int) -> HttpResponse:
    peserta = queries.peserta_for(request.actor, peserta_id)
    can_nominate(request.actor, peserta).or_raise()
    made = operations.nominate(
        peserta=peserta,
        pegawai_id=whole_number(request.POST.get("pegawai", "")),
        kelompok=request.POST.get("kelompok", ""),
        by=request.actor,
        at=clock.now(),
    )
    messages.success(
        request,
        _("%(name)s diusulkan. Penilai Anda akan memeriksanya.") % {"name": made.pengisi.nama_lengkap},
    )
    return redirect("feedback:nominasi")


@require_POST
def approve(request: ActorRequest, peserta_id: int) -> HttpResponse:
    peserta = queries.peserta_for(request.actor, peserta_id)
    can_decide_nomination(request.actor, peserta).or_raise()
    operations.approve_nomination(
        peserta=peserta,
        version=whole_number(request.POST.get("version", "")),
        by=request.actor,
        at=clock.now(),
    )
    messages.success(
        request, _("Daftar pengisi %(name)s disetujui.") % {"name": peserta.pegawai.nama_lengkap}
    )
    return redirect("feedback:nominasi")


@require_POST
def strike(request: ActorRequest, tugas_id: int) -> HttpResponse:
    tugas = queries.proposed_for(request.actor, tugas_id)
    can_decide_nomination(request.actor, tugas.peserta).or_raise()
    try:
        drawn = operations.strike_rater(
            tugas=tugas, alasan=request.POST.get("alasan", ""), by=request.actor, at=clock.now()
        )
    except Invalid as refusal:
        messages.error(request, str(refusal.reason))
        return redirect("feedback:nominasi")
    if drawn is None:
        messages.success(request, _("%(name)s dicoret.") % {"name": tugas.pengisi.nama_lengkap})
    else:
        messages.success(
            request,
            _("%(name)s dicoret; undian memilih %(other)s.")
            % {"name": tugas.pengisi.nama_lengkap, "other": drawn.pengisi.nama_lengkap},
        )
    return redirect("feedback:nominasi")
