"""The dictionary, the standards of posts, and what the forms of learning bring."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kasuari.development import operations, queries
from kasuari.development.access.kompetensi import can_keep_dictionary
from kasuari.development.queries.rencana import conversions_of
from kasuari.development.web.forms_pengembangan import (
    ConversionForm,
    RenameForm,
    StandardForm,
    WordsForm,
)
from kasuari.foundation import clock
from kasuari.foundation.refusals import Invalid
from kasuari.organisation import queries as organisation
from kasuari.organisation.web.middleware import ActorRequest

if TYPE_CHECKING:
    from kasuari.organisation.models import Instansi

POSTS_A_PAGE = 25


@require_GET
def kompetensi(request: ActorRequest) -> HttpResponse:
    """The competencies of the agency in the words of today."""
    return _dictionary_page(request)


@require_POST
def load(request: ActorRequest) -> HttpResponse:
    operations.load_dictionary(instansi=_instansi(request), by=request.actor, at=clock.now())
    messages.success(request, _("Sembilan kompetensi wajib siap dipakai."))
    return redirect("development:kompetensi")


@require_POST
def add(request: ActorRequest) -> HttpResponse:
    can_keep_dictionary(request.actor).or_raise()
    form = WordsForm(request.POST)
    if form.is_valid():
        try:
            operations.add_kompetensi(
                instansi=_instansi(request),
                nama=form.cleaned_data["nama"],
                arti=form.cleaned_data["arti"],
                level=form.levels(),
                by=request.actor,
                at=clock.now(),
            )
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Kompetensi teknis ditambahkan."))
            return redirect("development:kompetensi")
    return _dictionary_page(request, form=form, status=422)


@require_http_methods(["GET", "POST"])
def rename(request: ActorRequest, kompetensi_id: int) -> HttpResponse:
    """Other words from a day on; what was found under the old ones keeps them."""
    found = queries.kompetensi_for(request.actor, kompetensi_id)
    can_keep_dictionary(request.actor).or_raise()
    today = clock.today()
    words = next(
        (
            item
            for item in queries.dictionary(found.instansi_id, on=today, retired=True)
            if item.kompetensi_id == found.pk
        ),
        None,
    )
    if words is None:
        raise Http404
    form = RenameForm(
        request.POST or None,
        initial={
            "nama": words.nama,
            "arti": words.arti,
            "level": "\n".join(words.level),
            "start_date": today,
            "version": found.version,
        },
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            operations.rename_kompetensi(
                kompetensi=found,
                nama=given["nama"],
                arti=given["arti"],
                level=form.levels(),
                start_date=given["start_date"],
                version=given["version"],
                by=request.actor,
                at=clock.now(),
            )
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Kata baru tersimpan. Hasil lama tetap memakai nama lamanya."))
            return redirect("development:kompetensi")
    status = 422 if request.method == "POST" else 200
    context = {"words": words, "item": found, "form": form, "trail": [_back()]}
    return render(request, "development/kompetensi_ubah.html", context, status=status)


@require_POST
def retire(request: ActorRequest, kompetensi_id: int) -> HttpResponse:
    found = queries.kompetensi_for(request.actor, kompetensi_id)
    operations.retire_kompetensi(
        kompetensi=found, version=_version(request), by=request.actor, at=clock.now()
    )
    messages.success(request, _("Kompetensi ini tidak lagi diminta. Hasil lama tetap tersimpan."))
    return redirect("development:kompetensi")


@require_GET
def posts(request: ActorRequest) -> HttpResponse:
    """The posts whose standard can be set."""
    can_keep_dictionary(request.actor).or_raise()
    text = request.GET.get("q", "").strip()
    page = Paginator(organisation.posts(request.actor, text), POSTS_A_PAGE).get_page(request.GET.get("page"))
    standards = queries.standards_of([row.pk for row in page], on=clock.today())
    rows = [{"jabatan": row, "set": len(standards.get(row.pk, {}))} for row in page]
    return render(
        request, "development/standar.html", {"rows": rows, "page": page, "q": text, "trail": [_back()]}
    )


@require_http_methods(["GET", "POST"])
def standard(request: ActorRequest, jabatan_id: int) -> HttpResponse:
    """The standard of one post."""
    jabatan = organisation.post_for(request.actor, jabatan_id)
    can_keep_dictionary(request.actor).or_raise()
    today = clock.today()
    form = StandardForm(
        request.POST or None,
        items=queries.dictionary(jabatan.instansi_id, on=today),
        present=queries.standards_of([jabatan.pk], on=today).get(jabatan.pk, {}),
        initial={"start_date": today},
    )
    if request.method == "POST" and form.is_valid():
        try:
            operations.set_standards(
                jabatan=jabatan,
                levels=form.levels(),
                start_date=form.cleaned_data["start_date"],
                by=request.actor,
                at=clock.now(),
            )
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Standar kompetensi jabatan ini tersimpan."))
            return redirect("development:standards")
    status = 422 if request.method == "POST" else 200
    lines = [form[name] for name in form.fields if name.startswith("level_")]
    context = {"jabatan": jabatan, "form": form, "lines": lines, "trail": [_back()]}
    return render(request, "development/standar_jabatan.html", context, status=status)


@require_http_methods(["GET", "POST"])
def conversions(request: ActorRequest) -> HttpResponse:
    """What one unit of each form brings: entered by the clerk from the annex that holds."""
    can_keep_dictionary(request.actor).or_raise()
    instansi = _instansi(request)
    form = ConversionForm(request.POST or None, initial={"start_date": clock.today().replace(month=1, day=1)})
    if request.method == "POST" and form.is_valid():
        try:
            operations.set_conversion(
                instansi=instansi, by=request.actor, at=clock.now(), **form.cleaned_data
            )
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Nilai JP tersimpan; catatan yang menunggu sudah dihitung."))
            return redirect("development:conversions")
    status = 422 if request.method == "POST" else 200
    context = {"rows": conversions_of(instansi.pk), "form": form, "trail": [_back()]}
    return render(request, "development/konversi_jp.html", context, status=status)


def _dictionary_page(
    request: ActorRequest, *, form: WordsForm | None = None, status: int = 200
) -> HttpResponse:
    items = queries.dictionary(_instansi(request).pk, on=clock.today())
    groups: dict[str, list[Any]] = {}
    for item in items:
        groups.setdefault(item.jenis, []).append(item)
    context = {
        "groups": groups,
        "may": bool(can_keep_dictionary(request.actor)),
        "form": form or WordsForm(),
        "complete": len(groups.get("manajerial", ())) == 8,
    }
    return render(request, "development/kompetensi.html", context, status=status)


def _instansi(request: ActorRequest) -> Instansi:
    """The agency of the actor. Raises Http404 for accounts without one."""
    found = organisation.instansi_of(request.actor.pegawai_id)
    if found is None:
        raise Http404
    return found


def _back() -> tuple[str, str]:
    return (_("Kamus kompetensi"), reverse("development:kompetensi"))


def _version(request: HttpRequest) -> int:
    try:
        return int(request.POST.get("version", ""))
    except ValueError:
        return -1
