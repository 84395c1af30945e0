"""The clerk's pages: partners with their agreements and accounts, files of both, places and journeys."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kasuari.development.access.mitra import can_keep_partners, can_read_agency
from kasuari.development.enums.mitra import StateKatalog
from kasuari.development.events.mitra import KATALOG, MITRA
from kasuari.development.models import Mitra
from kasuari.development.operations import katalog as catalogue
from kasuari.development.operations import mitra as operations
from kasuari.development.queries import mitra as queries
from kasuari.development.queries.letak import journey_rows, place_rows
from kasuari.development.web.forms_mitra import (
    AccountForm,
    AgreementForm,
    JourneyForm,
    KatalogForm,
    MitraForm,
    PlaceForm,
)
from kasuari.development.web.partner import write_programme
from kasuari.foundation import clock
from kasuari.foundation.reasons import explain
from kasuari.foundation.refusals import Invalid, Refusal
from kasuari.foundation.timeline import story
from kasuari.organisation import queries as organisation
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning.web.replies import version_in

ON_A_PAGE = 25


@require_http_methods(["GET", "POST"])
def partners(request: ActorRequest) -> HttpResponse:
    """Every partner; for the clerk also the form that hands in a file."""
    can_read_agency(request.actor).or_raise()
    form = KatalogForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        can_keep_partners(request.actor).or_raise()
        if form.is_valid():
            upload: UploadedFile[bytes] = form.cleaned_data["file"]
            try:
                impor = catalogue.read_catalogue(
                    content=upload.read(),
                    name=upload.name or "berkas",
                    jenis=form.cleaned_data["jenis"],
                    instansi=organisation.instansi_for(request.actor),
                    by=request.actor,
                    at=clock.now(),
                )
            except Refusal as refusal:
                form.add_error("file", str(refusal.reason))
            else:
                return redirect("development:catalogue_import", impor.pk)
    may_write = can_keep_partners(request.actor)
    return render(
        request,
        "development/partners.html",
        {
            "rows": list(queries.mitra_rows(request.actor)),
            "columns": [_("Mitra"), _("Jenis"), _("Kota"), {"label": _("Program terbit"), "number": True}],
            "form": form,
            "may_write": may_write,
            "impor": list(queries.katalog_rows(request.actor)[:5]) if may_write else [],
        },
        status=422 if request.method == "POST" else 200,
    )


@require_http_methods(["GET", "POST"])
def partner_add(request: ActorRequest) -> HttpResponse:
    can_keep_partners(request.actor).or_raise()
    return _write_partner(request, None)


@require_http_methods(["GET", "POST"])
def partner_change(request: ActorRequest, mitra_id: int) -> HttpResponse:
    can_keep_partners(request.actor).or_raise()
    return _write_partner(request, queries.mitra_for(request.actor, mitra_id))


def _write_partner(request: ActorRequest, mitra: Mitra | None) -> HttpResponse:
    initial = {name: getattr(mitra, name) for name in MitraForm.base_fields} if mitra else {}
    form = MitraForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = operations.write_mitra(
                instansi=mitra.instansi if mitra else organisation.instansi_for(request.actor),
                mitra=mitra,
                isian=form.isian(),
                version=form.cleaned_data["version"],
                by=request.actor,
                at=clock.now(),
            )
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Mitra tersimpan."))
            return redirect("development:mitra", made.pk)
    return render(
        request,
        "development/form_page.html",
        {
            "form": form,
            "title": mitra.nama if mitra else _("Mitra baru"),
            "lead": "",
            "trail": [(_("Mitra"), reverse("development:partners"))],
        },
        status=422 if request.method == "POST" else 200,
    )


@require_GET
def partner(request: ActorRequest, mitra_id: int) -> HttpResponse:
    can_read_agency(request.actor).or_raise()
    return _partner_page(request, queries.mitra_for(request.actor, mitra_id))


@require_POST
def agreement(request: ActorRequest, mitra_id: int) -> HttpResponse:
    """Note an agreement."""
    can_keep_partners(request.actor).or_raise()
    mitra = queries.mitra_for(request.actor, mitra_id)
    form = AgreementForm(request.POST)
    if form.is_valid():
        try:
            operations.note_agreement(mitra=mitra, by=request.actor, at=clock.now(), **form.given())
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Perjanjian dicatat."))
            return redirect("development:mitra", mitra.pk)
    return _partner_page(request, mitra, agreement=form, status=422)


@require_POST
def account(request: ActorRequest, mitra_id: int) -> HttpResponse:
    """Open an account for somebody of the partner."""
    can_keep_partners(request.actor).or_raise()
    mitra = queries.mitra_for(request.actor, mitra_id)
    form = AccountForm(request.POST)
    if form.is_valid():
        try:
            operations.open_partner_account(
                mitra=mitra, by=request.actor, at=clock.now(), **form.cleaned_data
            )
        except Invalid as refusal:
            form.add_error(None, str(refusal.reason))
            for problem in refusal.problems:
                form.add_error(problem.path if problem.path in form.fields else None, str(problem.message))
        else:
            messages.success(request, _("Akun dibuka. Berikan kode aktivasinya dari halaman akun."))
            return redirect("development:mitra", mitra.pk)
    return _partner_page(request, mitra, account=form, status=422)


@require_http_methods(["GET", "POST"])
def programme_add(request: ActorRequest, mitra_id: int) -> HttpResponse:
    """A programme of a partner without an account of its own."""
    can_keep_partners(request.actor).or_raise()
    mitra = queries.mitra_for(request.actor, mitra_id)
    return write_programme(request, mitra, back="development:programme")


@require_http_methods(["GET", "POST"])
def programme_change(request: ActorRequest, program_id: int) -> HttpResponse:
    can_keep_partners(request.actor).or_raise()
    program = queries.program_for(request.actor, program_id)
    return write_programme(request, program.mitra, program, back="development:programme")


@require_POST
def programme_move(request: ActorRequest, program_id: int) -> HttpResponse:
    program = queries.program_for(request.actor, program_id)
    operations.move_programme(
        program=program,
        act=request.POST.get("act", ""),
        version=version_in(request),
        by=request.actor,
        at=clock.now(),
    )
    messages.success(request, _("Keadaan program diubah."))
    return redirect("development:programme", program.pk)


@require_GET
def preview(request: ActorRequest, impor_id: int) -> HttpResponse:
    """What the file would do, row by row; those that are refused first."""
    impor = queries.katalog_for(request.actor, impor_id)
    waiting = impor.state == StateKatalog.PRATINJAU
    found = catalogue.catalogue_preview(impor) if waiting else None
    rows = sorted(found.rows, key=lambda row: (not row.refused, row.action == "unchanged")) if found else []
    counts = found.counts if found else impor.counts
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("halaman"))
    refused = counts.get("refused", 0)
    return render(
        request,
        "development/catalogue_import.html",
        {
            "impor": impor,
            "waiting": waiting,
            "page_base": "?",
            "apply_url": reverse("development:catalogue_apply", args=[impor.pk]),
            "cancel_url": reverse("development:catalogue_cancel", args=[impor.pk]),
            "counts": counts,
            "page": page,
            "rows": list(page),
            "words": {
                "new": _("baru"),
                "changed": _("berubah"),
                "unchanged": _("tetap"),
                "none": _("ditolak"),
            },
            "why_not": explain("development.catalogue_refused_rows", count=refused) if refused else None,
            "fields": {"version": impor.version},
            "story": story(KATALOG, impor.pk),
            "trail": [(_("Mitra"), reverse("development:partners"))],
        },
    )


@require_POST
def apply(request: ActorRequest, impor_id: int) -> HttpResponse:
    """Write everything that the file says."""
    impor = queries.katalog_for(request.actor, impor_id)
    catalogue.apply_catalogue(impor=impor, version=version_in(request), by=request.actor, at=clock.now())
    messages.success(
        request,
        _("Berkas diterapkan: %(new)d baru, %(changed)d berubah, %(unchanged)d tetap.")
        % {key: impor.counts.get(key, 0) for key in ("new", "changed", "unchanged")},
    )
    return redirect("development:catalogue_import", impor.pk)


@require_POST
def cancel(request: ActorRequest, impor_id: int) -> HttpResponse:
    impor = queries.katalog_for(request.actor, impor_id)
    catalogue.cancel_catalogue(impor=impor, version=version_in(request), by=request.actor, at=clock.now())
    messages.success(request, _("Impor dibatalkan. Tidak ada data yang berubah."))
    return redirect("development:partners")


@require_http_methods(["GET", "POST"])
def places(request: ActorRequest) -> HttpResponse:
    """Where units lie, how they are connected, and what a journey takes."""
    can_keep_partners(request.actor).or_raise()
    instansi = organisation.instansi_for(request.actor)
    units = [(unit.pk, unit.nama) for unit in organisation.units_of(instansi.pk)]
    wanted = request.POST.get("what", "") if request.method == "POST" else ""
    place = PlaceForm(request.POST if wanted == "place" else None, units=units)
    journey = JourneyForm(request.POST if wanted == "journey" else None)
    form: Any = {"place": place, "journey": journey}.get(wanted)
    if form is not None and form.is_valid():
        try:
            if wanted == "place":
                unit = organisation.unit_for(request.actor, form.cleaned_data.pop("unit"))
                operations.note_place(unit=unit, by=request.actor, at=clock.now(), **form.cleaned_data)
            else:
                operations.note_journey(
                    instansi=instansi, by=request.actor, at=clock.now(), **form.cleaned_data
                )
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Tersimpan."))
            return redirect("development:places")
    return render(
        request,
        "development/places.html",
        {
            "place": place,
            "journey": journey,
            "places": place_rows(instansi.pk),
            "journeys": journey_rows(instansi.pk),
            "place_columns": [_("Unit kerja"), _("Tempat"), _("Sambungan"), _("Terpencil")],
            "journey_columns": [
                _("Antara"),
                {"label": _("Hari"), "number": True},
                {"label": _("Biaya (Rp)"), "number": True},
            ],
            "trail": [(_("Mitra"), reverse("development:partners"))],
        },
        status=422 if request.method == "POST" else 200,
    )


def _partner_page(
    request: ActorRequest,
    mitra: Mitra,
    *,
    agreement: AgreementForm | None = None,
    account: AccountForm | None = None,
    status: int = 200,
) -> HttpResponse:
    may_write = can_keep_partners(request.actor)
    agreements = queries.agreements_of(mitra.pk)
    return render(
        request,
        "development/partner.html",
        {
            "mitra": mitra,
            "may_write": may_write,
            "agreements": agreements,
            "today": clock.today(),
            "accounts": queries.accounts_of(mitra.pk) if may_write else [],
            "rows": queries.programmes_of(mitra)
            if may_write
            else list(queries.programmes(request.actor).filter(mitra=mitra)),
            "columns": [
                _("Program"),
                _("Tanggal"),
                {"label": _("Kursi terisi"), "number": True},
                _("Keadaan"),
            ],
            "agreement_form": agreement or AgreementForm(),
            "account_form": account or AccountForm(),
            "facts": [
                (_("Kode"), mitra.kode),
                (_("Jenis"), mitra.get_jenis_display()),
                (_("Kota"), mitra.kota),
                (_("Surel"), mitra.email),
                (_("Telepon"), mitra.telepon),
            ],
            "story": story(MITRA, mitra.pk),
            "trail": [(_("Mitra"), reverse("development:partners"))],
        },
        status=status,
    )
