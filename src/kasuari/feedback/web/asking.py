"""My feedback: what I received, gave and asked for; requests to colleagues and links for others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kasuari.documents.qr import qr_svg
from kasuari.feedback import operations, queries
from kasuari.feedback.access import can_ask, can_invite
from kasuari.feedback.enums import StateTautan
from kasuari.feedback.sasaran import part_of, sasaran_in
from kasuari.feedback.web.forms_umpan_balik import AskForm, InviteForm
from kasuari.foundation import clock
from kasuari.foundation.refusals import Invalid, Refusal
from kasuari.foundation.web.numbers import whole_number
from kasuari.foundation.web.secrets import render_once
from kasuari.organisation import queries as organisation
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import queries as planning

if TYPE_CHECKING:
    from kasuari.planning.models import Skp

SHOWN = 100


@require_GET
def mine(request: ActorRequest) -> HttpResponse:
    """What I received; with `?bagian=` what I gave, or what I asked for."""
    actor = request.actor
    part = request.GET.get("bagian", "")
    part = part if part in {"diberikan", "diminta"} else "diterima"
    context: dict[str, Any] = {
        "part": part,
        "tabs": [
            {"label": label, "url": f"?bagian={key}", "active": key == part, "count": ""}
            for key, label in (
                ("diterima", _("Yang diterima")),
                ("diberikan", _("Yang diberikan")),
                ("diminta", _("Yang diminta")),
            )
        ],
        "ucapan": [],
        "requests": [],
        "links": [],
        "running": queries.giveable_skp(actor.pegawai_id, clock.today()) if actor.pegawai_id else [],
    }
    if part == "diterima" and actor.pegawai_id:
        context["ucapan"] = [queries.spoken(row) for row in queries.received_by(actor.pegawai_id)[:SHOWN]]
    elif part == "diberikan" and actor.user_id:
        rows = queries.given_by(actor.user_id)[:SHOWN]
        context["ucapan"] = [
            {"said": queries.spoken(row), "kepada": row.pegawai.nama_lengkap} for row in rows
        ]
    elif actor.pegawai_id:
        asked = queries.asked_by(actor.pegawai_id)[:SHOWN]
        context["requests"] = [{"row": row, "tentang": part_of(row).label} for row in asked]
        links = queries.links_of(actor)[:SHOWN]
        context["links"] = [
            {
                "row": row,
                "tentang": part_of(row).label,
                "open": row.state == StateTautan.TERBUKA and row.expires_at > clock.now(),
                "state": _("Lewat masa berlaku")
                if row.state == StateTautan.TERBUKA and row.expires_at <= clock.now()
                else row.get_state_display(),
            }
            for row in links
        ]
    return render(request, "feedback/mine.html", context)


@require_http_methods(["GET", "POST"])
def ask(request: ActorRequest, skp_id: int) -> HttpResponse:
    """Ask a colleague for feedback on one part of my SKP."""
    skp = planning.skp_for(request.actor, skp_id)
    can_ask(request.actor, skp, on=clock.today()).or_raise()
    if request.method == "GET":
        return _ask_page(request, skp, None)
    form = AskForm(request.POST)
    form.fields["tentang"].offer([skp])  # type: ignore[attr-defined]
    if form.is_valid():
        try:
            asked = operations.ask(
                skp=skp,
                sasaran=sasaran_in(skp, form.cleaned_data["tentang"]),
                pemberi=organisation.pegawai_for(request.actor, form.cleaned_data["pemberi"]),
                pesan=form.cleaned_data["pesan"],
                by=request.actor,
                at=clock.now(),
            )
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(
                request, _("Permintaan terkirim kepada %(name)s.") % {"name": asked.pemberi.nama_lengkap}
            )
            return redirect(f"{reverse('feedback:mine')}?bagian=diminta")
    return _ask_page(request, skp, form, status=422)


@require_POST
def cancel(request: ActorRequest, permintaan_id: int) -> HttpResponse:
    row = queries.permintaan_for(request.actor, permintaan_id)
    operations.cancel_request(
        permintaan=row,
        version=whole_number(request.POST.get("version", "")),
        by=request.actor,
        at=clock.now(),
    )
    messages.success(request, _("Permintaan dibatalkan."))
    return redirect(f"{reverse('feedback:mine')}?bagian=diminta")


@require_POST
def decline(request: ActorRequest, permintaan_id: int) -> HttpResponse:
    row = queries.permintaan_for(request.actor, permintaan_id)
    operations.decline_request(
        permintaan=row,
        alasan=request.POST.get("alasan", ""),
        version=whole_number(request.POST.get("version", "")),
        by=request.actor,
        at=clock.now(),
    )
    messages.success(request, _("Terima kasih sudah mengabari. Yang meminta sudah diberi tahu."))
    return redirect("feedback:choose")


@require_http_methods(["GET", "POST"])
def invite(request: ActorRequest, skp_id: int) -> HttpResponse:
    """A link with its QR for one feedback by somebody without an account. It is shown only in this answer."""
    skp = planning.skp_for(request.actor, skp_id)
    form = InviteForm(request.POST or None, initial={"tentang": request.GET.get("tentang", "")})
    form.fields["tentang"].offer([skp])  # type: ignore[attr-defined]
    can_invite(request.actor, skp, on=clock.today()).or_raise()
    if request.method == "POST" and form.is_valid():
        try:
            tautan, secret = operations.invite(
                skp=skp,
                sasaran=sasaran_in(skp, form.cleaned_data["tentang"]),
                ditujukan=form.cleaned_data["ditujukan"],
                days=form.cleaned_data["days"],
                by=request.actor,
                at=clock.now(),
            )
        except Invalid as refusal:
            form.take(refusal)
        except Refusal as refusal:
            if refusal.code != "feedback.too_many_links":
                raise
            form.add_error(None, str(refusal.reason))
        else:
            path = reverse("feedback:by_link", args=[secret])
            address = settings.KASUARI.base_url.rstrip("/") + path
            return render_once(
                request,
                "feedback/link_made.html",
                {
                    "tautan": tautan,
                    "tentang": part_of(tautan).label,
                    "address": address,
                    "qr": mark_safe(qr_svg(address)),  # noqa: S308 - our own drawing of our own address
                },
            )
    context = {"skp": skp, "form": form}
    return render(request, "feedback/invite.html", context, status=422 if form.errors else 200)


@require_POST
def revoke(request: ActorRequest, tautan_id: int) -> HttpResponse:
    tautan = queries.tautan_for(request.actor, tautan_id)
    operations.revoke_link(tautan=tautan, by=request.actor, at=clock.now())
    messages.success(request, _("Tautan dicabut dan tidak dapat dipakai lagi."))
    return redirect(f"{reverse('feedback:mine')}?bagian=diminta")


def _ask_page(request: ActorRequest, skp: Skp, form: AskForm | None, *, status: int = 200) -> HttpResponse:
    text = request.GET.get("cari", "").strip()
    if text:
        ids = list(organisation.search(request.actor, text).pegawai_ids)[:20]
        people = [(pk, item.nama) for pk, item in organisation.identity_many(ids, clock.today()).items()]
    else:
        near = planning.skp_rows().filter(unit_id=skp.unit_id, periode_id=skp.periode_id, state="ditetapkan")
        people = [(row.pegawai_id, row.pegawai.nama_lengkap) for row in near.order_by("pegawai__nama")[:60]]
        if skp.penilai is not None:
            people.insert(0, (skp.penilai.pk, skp.penilai.nama_lengkap))
    found = {pk: name for pk, name in people if pk != skp.pegawai_id}
    if form is None:
        form = AskForm(initial={"tentang": request.GET.get("tentang", "")})
        form.fields["tentang"].offer([skp])  # type: ignore[attr-defined]
    context = {
        "skp": skp,
        "form": form,
        "people": list(found.items()),
        "text": text,
        "chosen": str(form["pemberi"].value() or ""),
    }
    return render(request, "feedback/ask.html", context, status=status)
