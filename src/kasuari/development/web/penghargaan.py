"""The wall of appreciation, thanks to a colleague, and the piagam."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kasuari.development import operations
from kasuari.development.access.penghargaan import can_appreciate
from kasuari.development.queries.penghargaan import (
    appreciation_for,
    certifiable,
    certificate_for,
    certificates_of,
    own_appreciation,
)
from kasuari.development.queries.penghargaan import wall as wall_of
from kasuari.foundation import clock
from kasuari.foundation.files import serve
from kasuari.organisation import queries as organisation
from kasuari.organisation.web.middleware import ActorRequest


@require_GET
def wall(request: ActorRequest) -> HttpResponse:
    """The wall, what I received and gave, and my piagam."""
    me = request.actor.pegawai_id
    own = own_appreciation(request.actor)
    thanked = {row.pegawai_id for row in own if row.pemberi_id == me}
    context = {
        "rows": wall_of(request.actor),
        "received": [row for row in own if row.pegawai_id == me],
        "given": [row for row in own if row.pemberi_id == me],
        "certifiable": certifiable(request.actor, thanked, on=clock.today()),
        "papers": certificates_of(me) if me is not None else [],
    }
    return render(request, "development/apresiasi.html", context)


@require_http_methods(["GET", "POST"])
def give(request: ActorRequest, pegawai_id: int) -> HttpResponse:
    """Thank somebody of one's agency."""
    pegawai = organisation.pegawai_for(request.actor, pegawai_id)
    can_appreciate(request.actor, pegawai_id=pegawai_id).or_raise()
    if request.method == "POST":
        operations.appreciate(
            pegawai=pegawai, teks=request.POST.get("teks", ""), by=request.actor, at=clock.now()
        )
        messages.success(request, _("Apresiasi Anda disampaikan."))
        return redirect("development:wall")
    context = {"pegawai": pegawai, "trail": [(_("Apresiasi"), reverse("development:wall"))]}
    return render(request, "development/apresiasi_baru.html", context)


@require_POST
def step(request: ActorRequest, apresiasi_id: int) -> HttpResponse:
    """Show, take down, or take back."""
    operations.move_appreciation(
        row=appreciation_for(request.actor, apresiasi_id),
        act=request.POST.get("langkah", ""),
        version=_version(request),
        by=request.actor,
        at=clock.now(),
    )
    messages.success(request, _("Apresiasi diperbarui."))
    return redirect("development:wall")


@require_POST
def certify(request: ActorRequest, apresiasi_id: int) -> HttpResponse:
    operations.issue_certificate(
        row=appreciation_for(request.actor, apresiasi_id), by=request.actor, at=clock.now()
    )
    messages.success(request, _("Piagam diterbitkan dan diterima yang bersangkutan."))
    return redirect("development:wall")


@require_GET
def certificate(request: ActorRequest, dokumen_id: int) -> HttpResponse:
    return cast(HttpResponse, serve(certificate_for(request.actor, dokumen_id).file))


def _version(request: HttpRequest) -> int:
    try:
        return int(request.POST.get("version", ""))
    except ValueError:
        return -1
