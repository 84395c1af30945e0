"""Giving feedback: whom, what, and the sentence; later its correction, withdrawal and evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kasuari.feedback import operations, queries
from kasuari.feedback.access import can_correct, can_give, can_withdraw
from kasuari.feedback.enums import Bentuk
from kasuari.feedback.kalimat import PROMPTS
from kasuari.feedback.models import UmpanBalik
from kasuari.feedback.sasaran import part_of
from kasuari.feedback.web.forms_umpan_balik import CorrectForm, GiveForm
from kasuari.foundation import clock
from kasuari.foundation.access import Denied
from kasuari.foundation.files import serve
from kasuari.foundation.refusals import Invalid, NotAllowed, Refusal
from kasuari.foundation.web.numbers import whole_number
from kasuari.organisation import queries as organisation
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.progress.web.views import ACCEPT

if TYPE_CHECKING:
    from kasuari.planning.models import Skp


@require_GET
def choose(request: ActorRequest) -> HttpResponse:
    """Whom to give feedback: who asked, who is due, or anybody by name."""
    actor, on = request.actor, clock.today()
    me, text = actor.pegawai_id, request.GET.get("cari", "").strip()
    ids = [pk for pk in organisation.search(actor, text).pegawai_ids if pk != me] if text else []
    people = organisation.identity_many(ids, on)
    context = {
        "asked": [{"row": row, "tentang": part_of(row).label} for row in queries.asked_of(me)] if me else [],
        "team": queries.due_of(me, on=on) if me else [],
        "text": text,
        "found": [people[pk] for pk in ids if pk in people],
    }
    return render(request, "feedback/choose.html", context)


@require_http_methods(["GET", "POST"])
def give(request: ActorRequest, pegawai_id: int) -> HttpResponse:
    """Two taps and a sentence for one person. A hint is shown once before the words are sent."""
    person = organisation.pegawai_for(request.actor, pegawai_id)
    on = clock.today()
    if request.actor.pegawai_id == person.pk:
        Denied("feedback.own").or_raise()
    skps = queries.giveable_skp(person.pk, on)
    if not skps:
        if request.method == "POST":
            raise NotAllowed("feedback.skp_not_set")
        return render(request, "feedback/give_none.html", {"person": person})
    can_give(request.actor, skps[0], on=on).or_raise()
    if request.method == "GET":
        asked = whole_number(request.GET.get("permintaan", "0") or "0")
        waiting = queries.permintaan_for(request.actor, asked) if asked else None
        start = part_of(waiting).key if waiting else request.GET.get("tentang", "")
        rates = request.actor.pegawai_id == skps[0].penilai_id
        form = _give_form(request, skps, None, initial={"tentang": start, "berkala": rates})
        return _give_page(request, person, skps, form, waiting=waiting)
    form = _give_form(request, skps, request.POST)
    waiting_id = whole_number(request.POST.get("permintaan", "0") or "0")
    waiting = queries.permintaan_for(request.actor, waiting_id) if waiting_id else None
    if not form.is_valid():
        return _give_page(request, person, skps, form, waiting=waiting, status=422)
    data = form.cleaned_data
    try:
        skp, sasaran = queries.part_to_give(request.actor, skps, data["tentang"])
        hints = queries.looked_at(data["teks"], actor=request.actor, skp=skp, on=on)
        if hints and "tetap" not in request.POST:
            return _give_page(request, person, skps, form, waiting=waiting, hints=hints)
        with transaction.atomic():
            given = operations.give(
                skp=skp,
                sasaran=sasaran,
                isian=operations.Isian(
                    sifat=data["sifat"],
                    teks=data["teks"],
                    bentuk=Bentuk.BERKALA if data["berkala"] else Bentuk.INSIDENTIL,
                    langsung=data["langsung"],
                ),
                permintaan=waiting,
                by=request.actor,
                at=clock.now(),
            )
            _keep_evidence(request, given, data["url"])
    except Invalid as refusal:
        form.take(refusal)
    except Refusal as refusal:
        if not refusal.code.startswith("file."):
            raise
        form.add_error(None, str(refusal.reason))
    else:
        messages.success(
            request,
            _("Umpan balik untuk %(name)s tersimpan. Anda dapat meralatnya dalam 24 jam.")
            % {"name": person.nama_lengkap},
        )
        return redirect("feedback:one", umpan_balik_id=given.pk)
    return _give_page(request, person, skps, form, waiting=waiting, status=422)


@require_POST
def wording(request: ActorRequest) -> HttpResponse:
    """What one may look at again in a sentence, as a fragment. Nothing is written."""
    person = organisation.pegawai_for(request.actor, whole_number(request.POST.get("pegawai", "0") or "0"))
    skps = queries.giveable_skp(person.pk, clock.today())
    teks = request.POST.get("teks", "")
    hints = queries.looked_at(teks, actor=request.actor, skp=skps[0], on=clock.today()) if skps else []
    return render(request, "feedback/hints.html", {"hints": hints, "sending": False})


@require_GET
def one(request: ActorRequest, umpan_balik_id: int) -> HttpResponse:
    """One feedback: who said what about which part, its evidence, and what its giver can still do."""
    return _one_page(request, queries.umpan_balik_for(request.actor, umpan_balik_id))


@require_http_methods(["GET", "POST"])
def correct(request: ActorRequest, umpan_balik_id: int) -> HttpResponse:
    row = queries.umpan_balik_for(request.actor, umpan_balik_id)
    can_correct(request.actor, row, at=clock.now(), until=queries.correctable_until(row)).or_raise()
    form = CorrectForm(
        request.POST or None, initial={"sifat": row.sifat, "teks": row.teks, "version": row.version}
    )
    if request.method == "POST" and form.is_valid():
        try:
            operations.correct(umpan_balik=row, **form.cleaned_data, by=request.actor, at=clock.now())
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Umpan balik sudah diralat."))
            return redirect("feedback:one", umpan_balik_id=row.pk)
    context = {"row": row, "said": queries.spoken(row), "form": form, "prompts": PROMPTS}
    return render(request, "feedback/correct.html", context, status=422 if form.errors else 200)


@require_POST
def withdraw(request: ActorRequest, umpan_balik_id: int) -> HttpResponse:
    row = queries.umpan_balik_for(request.actor, umpan_balik_id)
    operations.withdraw(
        umpan_balik=row,
        alasan=request.POST.get("alasan", ""),
        version=whole_number(request.POST.get("version", "")),
        by=request.actor,
        at=clock.now(),
    )
    messages.success(request, _("Umpan balik ditarik. Jejaknya tetap terlihat, kalimatnya tidak."))
    return redirect("feedback:one", umpan_balik_id=row.pk)


@require_POST
def add_evidence(request: ActorRequest, umpan_balik_id: int) -> HttpResponse:
    """A file or a link with one's own feedback."""
    row = queries.umpan_balik_for(request.actor, umpan_balik_id)
    _keep_evidence(request, row, request.POST.get("url", ""), wanted=True)
    messages.success(request, _("Bukti dukung tersimpan."))
    return redirect("feedback:one", umpan_balik_id=row.pk)


@require_GET
def evidence(request: ActorRequest, bukti_umpan_id: int) -> HttpResponse:
    """The file itself, or the place on the web that the link names."""
    bukti = queries.bukti_for(request.actor, bukti_umpan_id)
    if bukti.file is not None:
        return cast(HttpResponse, serve(bukti.file))
    response = HttpResponseRedirect(bukti.url)
    response["Referrer-Policy"] = "no-referrer"
    return response


def _give_form(
    request: ActorRequest, skps: list[Skp], data: Any, *, initial: dict[str, Any] | None = None
) -> GiveForm:
    form = GiveForm(data, initial=initial)
    known = {skp.pk: queries.known_results(request.actor, skp) for skp in skps}
    form.fields["tentang"].offer(skps, known)  # type: ignore[attr-defined]
    return form


def _keep_evidence(request: ActorRequest, row: UmpanBalik, url: str, *, wanted: bool = False) -> None:
    upload = request.FILES.get("berkas")
    given: dict[str, Any] = {"umpan_balik": row, "by": request.actor, "at": clock.now()}
    if isinstance(upload, UploadedFile):
        operations.add_bukti_file(upload=upload, **given)
    if url.strip():
        operations.add_bukti_link(url=url, **given)
    elif wanted and not isinstance(upload, UploadedFile):
        raise Refusal("file.empty")


def _give_page(
    request: ActorRequest,
    person: Any,
    skps: list[Skp],
    form: GiveForm,
    *,
    waiting: Any = None,
    hints: Any = (),
    status: int = 200,
) -> HttpResponse:
    context = {
        "person": person,
        "skp": skps[0],
        "form": form,
        "waiting": waiting,
        "hints": hints,
        "sending": bool(hints),
        "descriptions": {key: question for key, (question, _example) in PROMPTS.items()},
        "examples": [example for _question, example in PROMPTS.values()],
        "accept": ACCEPT,
    }
    return render(request, "feedback/give.html", context, status=status)


def _one_page(request: ActorRequest, row: UmpanBalik) -> HttpResponse:
    until = queries.correctable_until(row)
    stands = row.state == "diberikan"
    mine = can_withdraw(request.actor, row)
    context = {
        "row": row,
        "said": queries.spoken(row),
        "may_correct": stands and bool(can_correct(request.actor, row, at=clock.now(), until=until)),
        "may_withdraw": stands and bool(mine),
        "until": until,
        "earlier": list(row.redaksi.order_by("-replaced_at")) if mine else [],
        "accept": ACCEPT,
    }
    return render(request, "feedback/one.html", context)
