"""The pages of a partner: its own programmes, the people whom it may expect, and what it reports of them."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kasuari.development.enums.mitra import TERLIHAT_MITRA, StatePendaftaran
from kasuari.development.models import Mitra, Pendaftaran, ProgramPelatihan
from kasuari.development.operations import mitra as operations
from kasuari.development.operations import pendaftaran as enrolments
from kasuari.development.queries import dictionary
from kasuari.development.queries import mitra as queries
from kasuari.development.queries.pendaftaran import pendaftaran_for
from kasuari.development.states_mitra import PROGRAM
from kasuari.development.web.forms_mitra import ProgrammeForm, ReportForm
from kasuari.foundation import clock
from kasuari.foundation.files import serve
from kasuari.foundation.refusals import Invalid, Refusal
from kasuari.organisation.importing.checked_rows import nearest
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning.web.replies import version_in


@require_GET
def home(request: ActorRequest) -> HttpResponse:
    """What the partner offers, with how many come."""
    mitra = queries.my_partner(request.actor)
    agreements = queries.agreements_of(mitra.pk)
    return render(
        request,
        "development/partner_home.html",
        {
            "mitra": mitra,
            "agreements": agreements,
            "agreed": any(item.end_date > clock.today() for item in agreements),
            "rows": queries.programmes_of(mitra),
            "columns": [
                _("Program"),
                _("Tanggal"),
                {"label": _("Kursi terisi"), "number": True},
                _("Keadaan"),
            ],
        },
    )


@require_GET
def programme(request: ActorRequest, program_id: int) -> HttpResponse:
    """One programme and the people whom the partner may expect."""
    mitra, program = _own(request, program_id)
    return _programme_page(request, mitra, program)


@require_http_methods(["GET", "POST"])
def programme_add(request: ActorRequest) -> HttpResponse:
    """A new programme, as a draft."""
    mitra = queries.my_partner(request.actor)
    return write_programme(request, mitra, own_mitra_id=mitra.pk, back="development:partner_programme")


@require_http_methods(["GET", "POST"])
def programme_change(request: ActorRequest, program_id: int) -> HttpResponse:
    mitra, program = _own(request, program_id)
    return write_programme(
        request, mitra, program, own_mitra_id=mitra.pk, back="development:partner_programme"
    )


@require_POST
def programme_move(request: ActorRequest, program_id: int) -> HttpResponse:
    """Publish, or close to new enrolments."""
    mitra, program = _own(request, program_id)
    operations.move_programme(
        program=program,
        act=request.POST.get("act", ""),
        version=version_in(request),
        own_mitra_id=mitra.pk,
        by=request.actor,
        at=clock.now(),
    )
    messages.success(request, _("Keadaan program diubah."))
    return redirect("development:partner_programme", program.pk)


@require_POST
def report(request: ActorRequest, pendaftaran_id: int) -> HttpResponse:
    """Attendance and result of one participant."""
    mitra, row = _expected(request, pendaftaran_id)
    form = ReportForm(request.POST, prefix=f"p{row.pk}")
    if form.is_valid():
        try:
            enrolments.report_result(
                pendaftaran=row, own_mitra_id=mitra.pk, by=request.actor, at=clock.now(), **form.cleaned_data
            )
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Laporan tersimpan."))
            return redirect("development:partner_programme", row.program_id)
    return _programme_page(request, mitra, row.program, wrong={row.pk: form}, status=422)


@require_POST
def certificate(request: ActorRequest, pendaftaran_id: int) -> HttpResponse:
    """The certificate of one participant; what is no document or picture is refused by its content."""
    mitra, row = _expected(request, pendaftaran_id)
    upload = request.FILES.get("berkas")
    if upload is None:
        raise Refusal("file.empty")
    enrolments.upload_certificate(
        pendaftaran=row,
        upload=upload,
        version=version_in(request),
        own_mitra_id=mitra.pk,
        by=request.actor,
        at=clock.now(),
    )
    messages.success(request, _("Sertifikat tersimpan."))
    return redirect("development:partner_programme", row.program_id)


@require_GET
def certificate_file(request: ActorRequest, pendaftaran_id: int) -> HttpResponse:
    """The certificate that the partner uploaded."""
    _mitra, row = _expected(request, pendaftaran_id)
    if row.sertifikat is None:
        raise Http404
    return cast(HttpResponse, serve(row.sertifikat))


def write_programme(
    request: ActorRequest,
    mitra: Mitra,
    program: ProgramPelatihan | None = None,
    *,
    own_mitra_id: int | None = None,
    back: str,
) -> HttpResponse:
    """The form of a programme, for its partner and for the clerk."""
    initial: dict[str, Any] = {}
    if program is not None:
        initial = {name: getattr(program, name) for name in ProgrammeForm.base_fields}
        initial["prasyarat"] = program.prasyarat_id
    others = queries.prerequisites_for(mitra, program)
    form = ProgrammeForm(request.POST or None, others=others, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = operations.write_programme(
                mitra=mitra,
                program=program,
                isian=form.isian(),
                version=form.cleaned_data["version"],
                own_mitra_id=own_mitra_id,
                by=request.actor,
                at=clock.now(),
            )
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Program tersimpan."))
            if made.kompetensi_id is None:
                messages.warning(request, _unknown_kompetensi(made))
            return redirect(back, made.pk)
    trail = (
        [(mitra.nama, reverse("development:partner_home"))]
        if own_mitra_id
        else [
            (_("Mitra"), reverse("development:partners")),
            (mitra.nama, reverse("development:mitra", args=[mitra.pk])),
        ]
    )
    title = program.judul if program else _("Program baru")
    return render(
        request,
        "development/form_page.html",
        {"form": form, "title": title, "lead": mitra.nama, "trail": trail},
        status=422 if request.method == "POST" else 200,
    )


def _unknown_kompetensi(program: ProgramPelatihan) -> str:
    """That no gap leads to a programme whose competency the dictionary does not know, and the nearest one."""
    known = dictionary(program.mitra.instansi_id, on=clock.today())
    near = nearest(program.kompetensi_nama, [item.nama for item in known])
    words = _(
        "Kompetensi “%(name)s” belum ada dalam kamus kompetensi, jadi program ini belum disarankan kepada "
        "siapa pun."
    ) % {"name": program.kompetensi_nama}
    return " ".join([words, *([_("Mungkin maksudnya %(near)s?") % {"near": near}] if near else [])])


def _own(request: ActorRequest, program_id: int) -> tuple[Mitra, ProgramPelatihan]:
    mitra = queries.my_partner(request.actor)
    return mitra, queries.program_for(request.actor, program_id)


def _expected(request: ActorRequest, pendaftaran_id: int) -> tuple[Mitra, Pendaftaran]:
    mitra = queries.my_partner(request.actor)
    row = pendaftaran_for(request.actor, pendaftaran_id)
    if row.state not in TERLIHAT_MITRA:
        raise Http404
    return mitra, row


def _programme_page(
    request: ActorRequest,
    mitra: Mitra,
    program: ProgramPelatihan,
    *,
    wrong: dict[int, ReportForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    people = []
    begun = program.start_date <= clock.today()
    for row in queries.expected_by(mitra, program.pk):
        initial = {name: getattr(row, name) for name in ReportForm.base_fields}
        people.append(
            {
                "row": row,
                "reports": begun and row.state in {"diterima", "hadir", "selesai"},
                "form": (wrong or {}).get(row.pk) or ReportForm(initial=initial, prefix=f"p{row.pk}"),
                "may_certify": row.state == StatePendaftaran.SELESAI,
            }
        )
    return render(
        request,
        "development/partner_programme.html",
        {
            "mitra": mitra,
            "program": program,
            "people": people,
            "begun": begun,
            "acts": [
                {"label": label, "fields": {"act": act, "version": program.version}}
                for act, label in (("terbitkan", _("Terbitkan")), ("tutup", _("Tutup pendaftaran")))
                if PROGRAM.allows(program.state, act)
            ],
            "trail": [(mitra.nama, reverse("development:partner_home"))],
        },
        status=status,
    )
