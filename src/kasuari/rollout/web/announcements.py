"""Announcements: the list, one of them with who has read it, and what its authors do."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kasuari.foundation import clock
from kasuari.foundation.refusals import Invalid
from kasuari.foundation.timeline import story
from kasuari.organisation.queries import instansi_for, unit_for, units_of
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.rollout import operations, queries
from kasuari.rollout.access import can_announce, reads_every_announcement
from kasuari.rollout.enums import Sasaran
from kasuari.rollout.events import PENGUMUMAN, AnnouncementRead
from kasuari.rollout.models import Pengumuman
from kasuari.rollout.operations.announcements import audience_of
from kasuari.rollout.web.forms import AnnouncementForm, Taking

MOST, MOST_UNITS = 60, 400
FORTNIGHT = timedelta(days=14)


@require_GET
def announcements(request: ActorRequest) -> HttpResponse:
    return _list(request)


@require_POST
def announce(request: ActorRequest) -> HttpResponse:
    can_announce(request.actor).or_raise()
    form = AnnouncementForm(request.POST)
    form.is_valid()
    given: dict[str, Any] = form.cleaned_data
    unit_id, wave_id = given.get("unit"), given.get("gelombang")
    sasaran = given.get("sasaran", "")
    try:
        made = operations.announce(
            instansi=instansi_for(request.actor),
            judul=given.get("judul", ""),
            teks=given.get("teks", ""),
            sasaran=sasaran,
            unit=unit_for(request.actor, unit_id) if unit_id and sasaran == Sasaran.UNIT else None,
            gelombang=queries.wave_for(request.actor, wave_id)
            if wave_id and sasaran == Sasaran.GELOMBANG
            else None,
            peran=given.get("peran", ""),
            last_date=given.get("last_date"),
            by=request.actor,
            at=clock.now(),
        )
    except Invalid as refusal:
        form.take(refusal)
        return _list(request, form=form, status=422)
    messages.success(request, _("Diumumkan. Pengumuman tampil di beranda mereka."))
    return redirect("rollout:announcement", made.pk)


@require_GET
def announcement(request: ActorRequest, pengumuman_id: int) -> HttpResponse:
    return _page(request, queries.announcement_for(request.actor, pengumuman_id))


@require_POST
def read(request: ActorRequest, pengumuman_id: int) -> HttpResponse:
    found = queries.announcement_for(request.actor, pengumuman_id)
    operations.mark_read(pengumuman=found, by=request.actor, at=clock.now())
    messages.success(request, _("Terima kasih. Tercatat bahwa Anda sudah membacanya."))
    return redirect("rollout:announcement", found.pk)


@require_POST
def withdraw(request: ActorRequest, pengumuman_id: int) -> HttpResponse:
    found = queries.announcement_for(request.actor, pengumuman_id)
    can_announce(request.actor).or_raise()
    form = Taking(request.POST)
    form.full_clean()
    try:
        operations.withdraw_announcement(
            pengumuman=found, alasan=request.POST.get("alasan", ""), by=request.actor, at=clock.now()
        )
    except Invalid as refusal:
        form.take(refusal)
        return _page(request, found, form=form, status=422)
    messages.success(request, _("Pengumuman ditarik; yang sudah membacanya diberi tahu."))
    return redirect("rollout:announcement", found.pk)


def _list(request: ActorRequest, *, form: AnnouncementForm | None = None, status: int = 200) -> HttpResponse:
    may = bool(can_announce(request.actor))
    rows = list(queries.announcements_for(request.actor)[:MOST])
    context: dict[str, Any] = {
        "rows": [{"row": row, "audience": audience_of(row)} for row in rows],
        "may": may,
        "form": form or AnnouncementForm(initial={"last_date": clock.today() + FORTNIGHT}),
        "today": clock.today(),
    }
    if may:
        units = units_of(instansi_for(request.actor).pk).filter(jenis__in=("0", "1", "3", "4", "5", "6"))
        choose = _("Bila satu unit, pilih di sini")
        context["units"] = [("", choose), *((str(row.pk), row.nama) for row in units[:MOST_UNITS])]
        waves = queries.waves_of(request.actor)
        choose = _("Bila satu gelombang, pilih di sini")
        context["waves"] = [("", choose), *((str(row.pk), row.nama) for row in waves)]
    return render(request, "rollout/announcements.html", context, status=status)


def _page(
    request: ActorRequest, found: Pengumuman, *, form: Taking | None = None, status: int = 200
) -> HttpResponse:
    rows = queries.receipts_of(found, request.actor, on=clock.today())
    # Who has read it is told by numbers alone, so the single acts stay out of the story.
    without = (AnnouncementRead.kind,)
    events = story(PENGUMUMAN, found.pk, without=without) if reads_every_announcement(request.actor) else []
    context = {
        "item": found,
        "audience": audience_of(found),
        "waits": not getattr(found, "is_read", False)
        and found.withdrawn_at is None
        and queries.is_addressed(request.actor, found),
        "receipts": rows,
        "people": sum(row.people for row in rows),
        "read": sum(row.read for row in rows),
        "may": bool(can_announce(request.actor)) and found.withdrawn_at is None,
        "form": form,
        "story": events,
        "trail": [(_("Pengumuman"), reverse("rollout:announcements"))],
    }
    return render(request, "rollout/announcement.html", context, status=status)
