"""The page of a person: appointments, who rates and why, and what may be read by whom."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kasuari.foundation import clock
from kasuari.foundation.components.markup import in_words
from kasuari.organisation import queries
from kasuari.organisation.access import can_report_penilai
from kasuari.organisation.models import Pegawai
from kasuari.organisation.queries.identities import jabatan_words
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.organisation.words import why_penilai


@require_GET
def person(request: ActorRequest, pegawai_id: int) -> HttpResponse:
    """One person of the agency, as the reader may see it."""
    pegawai = queries.pegawai_for(request.actor, pegawai_id)
    today = clock.today()
    found = queries.person_record(request.actor, pegawai, on=today)
    line = queries.unit_for(request.actor, found.identity.unit_id) if found.identity.unit_id else None
    return render(
        request,
        "organisation/person.html",
        {
            "pegawai": pegawai,
            "record": found,
            "is_self": request.actor.pegawai_id == pegawai.pk,
            "trail": [
                (item.nama, reverse("organisation:unit", args=[item.pk]))
                for item in (queries.line_of(line) if line else [])
            ],
            "facts": _facts(pegawai, found),
            "appointments": [
                {"words": jabatan_words(post), "post": post, "running": _running(post, today)}
                for post in found.appointments
            ],
            "why": why_penilai(found.penilai.code, found.penilai.missing),
            "basis": [str(item) for item in found.penilai.basis],
            "led": queries.units_led_by(pegawai.pk, today),
            "can_report": can_report_penilai(request.actor, pegawai),
            "story": _life(found),
            "tahun": today.year,
        },
    )


def _running(post: Any, on: Any) -> bool:
    return bool(post.start_date <= on and (post.end_date is None or post.end_date > on))


def _facts(pegawai: Pegawai, found: queries.PersonRecord) -> list[tuple[str, Any]]:
    facts: list[tuple[str, Any]] = [
        (_("NIP"), found.nip or _("tidak mempunyai NIP")),
        (_("Status"), pegawai.get_status_display()),
    ]
    if found.personal:
        facts += [
            (_("Pangkat, golongan"), found.identity.pangkat_golongan),
            (_("Kedudukan hukum"), found.standings[0].get_kedudukan_display() if found.standings else ""),
            (_("Tempat, tanggal lahir"), _born(pegawai)),
            (_("Pendidikan"), pegawai.pendidikan),
            (_("Surel"), pegawai.email),
            (_("Nomor HP"), pegawai.telepon),
        ]
    if pegawai.instansi_induk and pegawai.instansi_induk != pegawai.instansi.nama:
        facts.append((_("Instansi induk"), pegawai.instansi_induk))
    return facts


def _born(pegawai: Pegawai) -> str:
    born = in_words(pegawai.tanggal_lahir) if pegawai.tanggal_lahir else ""
    return ", ".join(part for part in (pegawai.tempat_lahir, str(born)) if part)


def _life(found: queries.PersonRecord) -> list[dict[str, Any]]:
    """Appointments, ranks and standings in one line of time, newest first."""
    story = [
        {
            "what": _("Mulai menjabat %(jabatan)s") % {"jabatan": jabatan_words(post)},
            "by": "",
            "at": post.start_date,
            "note": post.unit.nama,
            "icon": "flag",
        }
        for post in found.appointments
    ]
    story += [
        {
            "what": _("Pangkat %(rank)s") % {"rank": rank},
            "by": "",
            "at": rank.start_date,
            "note": "",
            "icon": "up",
        }
        for rank in found.ranks
    ]
    story += [
        {
            "what": _("Kedudukan hukum: %(standing)s") % {"standing": item.get_kedudukan_display()},
            "by": "",
            "at": item.start_date,
            "note": "",
            "icon": "dot",
        }
        for item in found.standings
    ]
    return sorted(story, key=lambda item: item["at"], reverse=True)
