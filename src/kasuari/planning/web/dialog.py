"""The dialog kinerja of an SKP: writing it down, sharing it, acknowledging it, adding to it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kasuari.audit.queries import timeline
from kasuari.foundation import clock
from kasuari.foundation.access import Answer, Denied
from kasuari.foundation.components.markup import in_words
from kasuari.foundation.refusals import Invalid
from kasuari.foundation.web.made import made_file
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import operations, queries
from kasuari.planning.access_dialog import (
    can_acknowledge_dialog,
    can_begin_dialog,
    can_edit_dialog,
    can_remark,
    can_share_dialog,
)
from kasuari.planning.dialog_printing import dialog_paper
from kasuari.planning.enums import StateDialog, TopikDialog
from kasuari.planning.models import DialogKinerja, Kesepakatan, Skp
from kasuari.planning.states import DIALOG
from kasuari.planning.web.dialog_forms import DialogForm
from kasuari.planning.web.replies import is_autosave, refused, unreadable, version_in

MORE_ROWS = 3


@require_http_methods(["GET", "POST"])
def dialogs(request: ActorRequest, skp_id: int) -> HttpResponse:
    """Every dialogue about an SKP that one may read, with what is still open; beginning another."""
    skp = queries.skp_for(request.actor, skp_id)
    if request.method == "POST":
        begun = operations.begin_dialog(skp=skp, by=request.actor, at=clock.now())
        return redirect("planning:dialog", begun.pk)
    return render(
        request,
        "planning/dialogs.html",
        {
            "skp": skp,
            "rows": list(queries.dialogs_of(request.actor, skp)),
            "open": open_lines(request, skp),
            "can_begin": can_begin_dialog(request.actor, skp),
            "topics": queries.panduan(),
            "trail": _trail(skp),
            "columns": [_("Tanggal"), _("Ditulis oleh"), _("Kesepakatan"), _("Keadaan")],
        },
    )


@require_http_methods(["GET", "POST"])
def dialog(request: ActorRequest, dialog_id: int) -> HttpResponse:
    """One record: a form for its writer while it is a draft, words to read for everybody else."""
    found = queries.dialog_for(request.actor, dialog_id)
    if request.method == "POST":
        return _write(request, found)
    if can_edit_dialog(request.actor, found):
        extra = MORE_ROWS if request.GET.get("baris") == "lagi" else 0
        return _draft(request, found, DialogForm(None, dialog=found, extra=extra))
    return _shown(request, found)


def _write(request: ActorRequest, found: DialogKinerja) -> HttpResponse:
    can_edit_dialog(request.actor, found).or_raise()
    form = DialogForm(request.POST, dialog=found)
    if not form.is_valid():
        if is_autosave(request):
            return unreadable({name: list(map(str, words)) for name, words in form.errors.items()})
        return _draft(request, found, form, status=422)
    try:
        operations.write_dialog(
            dialog=found,
            version=form.cleaned_data["version"],
            isian=form.isian(),
            by=request.actor,
            at=clock.now(),
        )
        if is_autosave(request):
            return JsonResponse({"version": found.version})
        if request.POST.get("act") == "bagikan":
            operations.share_dialog(dialog=found, version=found.version, by=request.actor, at=clock.now())
            other = found.pimpinan if found.penulis_id == found.skp.pegawai_id else found.skp.pegawai
            messages.success(request, _("Dibagikan kepada %(nama)s untuk diketahui.") % {"nama": other})
            return redirect("planning:dialog", found.pk)
    except Invalid as refusal:
        if is_autosave(request):
            return refused(refusal)
        form.take(refusal)
        return _draft(request, found, form, refusal=refusal, status=422)
    if request.POST.get("act") == "baris":
        return redirect(reverse("planning:dialog", args=[found.pk]) + "?baris=lagi#kesepakatan")
    messages.success(request, _("Draf tersimpan."))
    return redirect("planning:dialog", found.pk)


def _draft(
    request: ActorRequest,
    found: DialogKinerja,
    form: DialogForm,
    *,
    refusal: Invalid | None = None,
    status: int = 200,
) -> HttpResponse:
    if form.is_bound:
        # What was kept meanwhile carries its own version; the words stay as they were typed.
        form.data = {**form.data.dict(), "version": str(found.version)}  # type: ignore[attr-defined]
    return render(
        request,
        "planning/dialog_draft.html",
        {
            "dialog": found,
            "skp": found.skp,
            "form": form,
            "other": found.pimpinan if found.penulis_id == found.skp.pegawai_id else found.skp.pegawai,
            "refusal": refusal.reason if refusal else None,
            "fields": {"version": found.version},
            "trail": _trail(found.skp, listed=True),
        },
        status=status,
    )


def _shown(
    request: ActorRequest, found: DialogKinerja, *, refusal: Invalid | None = None, status: int = 200
) -> HttpResponse:
    actor = request.actor
    side = can_remark(actor, found)
    settled = found.state == StateDialog.DIKETAHUI
    return render(
        request,
        "planning/dialog.html",
        {
            "dialog": found,
            "skp": found.skp,
            "facts": _facts(found),
            "topics": [
                (TopikDialog(row.topik).label, row.teks)
                for topik in TopikDialog.values
                for row in found.topik.all()
                if row.topik == topik
            ],
            "agreements": [_line(row, can_settle=bool(side) and settled) for row in found.kesepakatan.all()],
            "columns": [
                _("Apa"),
                _("Oleh"),
                _("Sampai kapan"),
                _("Keadaan"),
                *([{"label": _("Tindakan"), "hidden": True}] if side and settled else []),
            ],
            "can_settle": bool(side) and settled,
            "can_acknowledge": _act(found, "ketahui", can_acknowledge_dialog(actor, found)),
            "can_withdraw": bool(_act(found, "tarik", can_share_dialog(actor, found)))
            and not found.tanggapan.all(),
            "side": side,
            "refusal": refusal.reason if refusal else None,
            "fields": {"version": found.version},
            "story": [
                {"what": item.sentence, "by": "", "at": item.at, "note": "", "icon": ""}
                for item in timeline(object_type="planning.dialog", object_id=found.pk, limit=20)
            ],
            "trail": _trail(found.skp, listed=True),
        },
        status=status,
    )


@require_POST
def withdraw(request: ActorRequest, dialog_id: int) -> HttpResponse:
    """Take a shared record back to mend it."""
    found = queries.dialog_for(request.actor, dialog_id)
    operations.withdraw_dialog(dialog=found, version=version_in(request), by=request.actor, at=clock.now())
    messages.success(request, _("Catatan ditarik kembali dan dapat diperbaiki."))
    return redirect("planning:dialog", found.pk)


@require_POST
def acknowledge(request: ActorRequest, dialog_id: int) -> HttpResponse:
    """Say that one has read it, with a remark if there is one."""
    found = queries.dialog_for(request.actor, dialog_id)
    try:
        operations.acknowledge_dialog(
            dialog=found,
            version=version_in(request),
            teks=request.POST.get("teks", ""),
            by=request.actor,
            at=clock.now(),
        )
    except Invalid as refusal:
        return _shown(request, found, refusal=refusal, status=422)
    messages.success(request, _("Tercatat bahwa Anda mengetahui catatan ini."))
    return redirect("planning:dialog", found.pk)


@require_POST
def remark(request: ActorRequest, dialog_id: int) -> HttpResponse:
    """Add a remark below."""
    found = queries.dialog_for(request.actor, dialog_id)
    try:
        operations.add_tanggapan(
            dialog=found, teks=request.POST.get("teks", ""), by=request.actor, at=clock.now()
        )
    except Invalid as refusal:
        return _shown(request, found, refusal=refusal, status=422)
    messages.success(request, _("Tanggapan ditambahkan."))
    return redirect(reverse("planning:dialog", args=[found.pk]) + "#tanggapan")


@require_POST
def settle(request: ActorRequest, dialog_id: int, kesepakatan_id: int) -> HttpResponse:
    """Mark an agreement as done, or open it again: the same button takes it back."""
    found = queries.dialog_for(request.actor, dialog_id)
    done = request.POST.get("selesai") == "ya"
    operations.settle_kesepakatan(
        dialog=found, kesepakatan_id=kesepakatan_id, done=done, by=request.actor, at=clock.now()
    )
    messages.success(request, _("Kesepakatan ditandai selesai.") if done else _("Kesepakatan dibuka lagi."))
    return redirect(reverse("planning:dialog", args=[found.pk]) + "#kesepakatan")


@require_POST
def discard(request: ActorRequest, dialog_id: int) -> HttpResponse:
    """Throw a draft away."""
    found = queries.dialog_for(request.actor, dialog_id)
    skp_id = found.skp_id
    operations.discard_dialog(dialog=found, version=version_in(request), by=request.actor, at=clock.now())
    messages.success(request, _("Draf dibuang."))
    return redirect("planning:dialogs", skp_id)


@require_GET
def printed(request: ActorRequest, dialog_id: int) -> HttpResponse:
    """The record on paper; a draft has DRAF across it."""
    found = queries.dialog_for(request.actor, dialog_id)
    name = f"dialog-kinerja-{found.dialog_date:%Y-%m-%d}-{found.pk}.pdf"
    return made_file(dialog_paper(found, by=request.actor, at=clock.now()), name)


def open_lines(request: ActorRequest, skp: Skp) -> list[dict[str, Any]]:
    """What was agreed about an SKP and is not done, for its page and for the list. One query."""
    return [_line(row) for row in queries.open_kesepakatan(request.actor, skp)]


def _line(row: Kesepakatan, *, can_settle: bool = False) -> dict[str, Any]:
    done = row.done_at is not None
    late = not done and row.due_date is not None and row.due_date < clock.today()
    return {
        "row": row,
        "done": in_words(localdate(row.done_at)) if row.done_at else "",
        "state": "selesai" if done else "terlambat" if late else "berjalan",
        "can_settle": can_settle,
        "fields": {"selesai": "" if done else "ya"},
    }


def _act(found: DialogKinerja, act: str, answer: Answer) -> Answer:
    """Access first, then the state table."""
    if not answer or DIALOG.allows(found.state, act):
        return answer
    return Denied("state.not_possible")


def _facts(found: DialogKinerja) -> list[tuple[str, str]]:
    return [
        (_("Tanggal dialog"), in_words(found.dialog_date)),
        (_("Cara dan tempat"), ", ".join(filter(None, (found.get_cara_display(), found.tempat)))),
        (_("Pegawai"), found.skp.pegawai.nama_lengkap),
        (_("Pimpinan"), found.pimpinan.nama_lengkap),
        (_("Yang ikut hadir"), found.peserta_lain or _("tidak ada")),
        (_("Ditulis oleh"), found.penulis.nama_lengkap),
        (_("Dibagikan"), in_words(localdate(found.shared_at)) if found.shared_at else ""),
        (
            _("Diketahui pihak lain"),
            in_words(localdate(found.acknowledged_at)) if found.acknowledged_at else "",
        ),
    ]


def _trail(skp: Skp, *, listed: bool = False) -> list[tuple[str, str]]:
    found = [
        (
            _("SKP %(tahun)s %(nama)s") % {"tahun": skp.periode.tahun, "nama": skp.pegawai},
            reverse("planning:skp", args=[skp.pk]),
        )
    ]
    if listed:
        found.append((_("Dialog kinerja"), reverse("planning:dialogs", args=[skp.pk])))
    return found
