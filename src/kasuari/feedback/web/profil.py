"""Profiles: for the person and the penilai, in words first; and the guide for the talk of the semester."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kasuari.feedback import queries
from kasuari.feedback.access.putaran import can_decide_nomination
from kasuari.feedback.enums import Kelompok
from kasuari.feedback.models import PesertaPutaran
from kasuari.feedback.profile import Profile, read_profile
from kasuari.foundation import charts
from kasuari.organisation.web.middleware import ActorRequest


@require_GET
def profiles(request: ActorRequest) -> HttpResponse:
    """My own profiles, and those of the people whom I rate."""
    found = queries.profiles(request.actor)
    me = request.actor.pegawai_id
    context = {
        "own": [item for item in found if item.pegawai_id == me],
        "team": [item for item in found if item.pegawai_id != me],
    }
    return render(request, "feedback/profil_360.html", context)


@require_GET
def profile(request: ActorRequest, peserta_id: int) -> HttpResponse:
    peserta = queries.profile_for(request.actor, peserta_id)
    return render(request, "feedback/profil_satu.html", _context(request, peserta))


@require_GET
def guide(request: ActorRequest, peserta_id: int) -> HttpResponse:
    """The talk of the semester, step by step, for the penilai: the profile beside the evidence."""
    peserta = queries.profile_for(request.actor, peserta_id)
    can_decide_nomination(request.actor, peserta).or_raise()
    return render(request, "feedback/panduan_360.html", _context(request, peserta))


def _context(request: ActorRequest, peserta: PesertaPutaran) -> dict[str, Any]:
    instrumen = peserta.putaran.instrumen
    before = queries.profile_before(peserta)
    shown = read_profile(peserta.hasil.isi, instrumen, before=before.hasil.isi if before else None)
    asked = {item["kode"]: item["teks"] for item in instrumen.pertanyaan}
    comments = queries.comments_shown(peserta)
    return {
        "peserta": peserta,
        "putaran": peserta.putaran,
        "shown": shown,
        "before": before,
        "is_own": peserta.pegawai_id == request.actor.pegawai_id,
        "picture": _picture(shown),
        "scale": list(enumerate(instrumen.skala, start=1)),
        "comments": [
            {
                "teks": teks,
                "isi": [item for item in comments if item.pertanyaan == kode],
            }
            for kode, teks in asked.items()
            if any(item.pertanyaan == kode for item in comments)
        ],
        "held": queries.comments_held(peserta),
        "score": Decimal(shown.skor["nilai"]) if shown.skor and shown.skor["nilai"] else None,
        "left_out": [str(Kelompok(name).label) for name in (shown.skor or {}).get("tanpa", [])],
        "weights": [
            (" + ".join(str(Kelompok(name).label) for name in names.split("+")), Decimal(weight))
            for names, weight in (shown.skor or {}).get("bobot", {}).items()
        ],
    }


def _picture(shown: Profile) -> str:
    names = [_("Diri sendiri"), _("Rekan, bawahan, penerima layanan"), _("Atasan")]
    rows = [(item.nama, (item.diri, item.lain, item.atasan)) for item in shown.nilai]
    return charts.dots(_("Diri sendiri di samping orang lain"), names, rows, shown.tertinggi)
