"""Pages of the templates of the lampiran: the clerk keeps them, an SKP takes them in."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kasuari.foundation import clock
from kasuari.foundation.components.markup import in_words
from kasuari.foundation.refusals import Invalid
from kasuari.organisation import queries as organisation
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import access, operations, queries
from kasuari.planning.enums import JenisLampiran
from kasuari.planning.queries import TemplatKelompok
from kasuari.planning.web.replies import version_in

HINTS = {
    "dukungan": gettext_lazy("Satu baris satu dukungan, misalnya “Pegawai membutuhkan pelatihan …”."),
    "skema": gettext_lazy("Satu baris satu kesepakatan: kapan dilaporkan dan data apa yang dilaporkan."),
    "konsekuensi": gettext_lazy("Satu baris satu konsekuensi, bila ekspektasi terpenuhi dan bila tidak."),
}


class TemplatForm(forms.Form):
    """The three lists of a template and the day from which it stands."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    berlaku = forms.DateField(
        label=gettext_lazy("Berlaku mulai"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Versi sebelumnya tetap tersimpan. SKP yang sudah memakainya tidak berubah."),
    )

    def __init__(self, data: Any, *, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        for jenis in JenisLampiran:
            self.fields[jenis.value] = forms.CharField(
                label=jenis.label,
                help_text=HINTS[jenis.value],
                required=False,
                widget=forms.Textarea(attrs={"rows": 4}),
            )

    def lines(self) -> dict[str, list[str]]:
        """What was written, line by line."""
        return {jenis: self.cleaned_data[jenis].splitlines() for jenis in JenisLampiran.values}


@require_GET
def templates(request: ActorRequest) -> HttpResponse:
    """Every kind of post with its template of today."""
    access.can_write_templat(request.actor).or_raise()
    instansi = organisation.instansi_for(request.actor)
    return render(
        request,
        "planning/templates_lampiran.html",
        {
            "rows": queries.templates_of(instansi.pk, on=clock.today()),
            "columns": [
                _("Kelompok jabatan"),
                {"label": _("Jumlah baris"), "number": True},
                _("Berlaku mulai"),
                _("Berikutnya"),
            ],
            "trail": [(_("Periode kinerja"), reverse("planning:periods"))],
        },
    )


@require_http_methods(["GET", "POST"])
def templat(request: ActorRequest, kelompok: str) -> HttpResponse:
    """The template of one kind of post, to be written from a day on."""
    access.can_write_templat(request.actor).or_raise()
    instansi, today = organisation.instansi_for(request.actor), clock.today()
    found = queries.templates_of_kelompok(instansi.pk, kelompok, on=today)
    if found is None:
        raise Http404
    data = request.POST if request.method == "POST" else None
    form = TemplatForm(data, initial=_first(found, today))
    if data is not None and form.is_valid():
        day = form.cleaned_data["berlaku"]
        try:
            operations.write_templat(
                instansi=instansi,
                kelompok=kelompok,
                start_date=day,
                lines=form.lines(),
                version=form.cleaned_data["version"],
                by=request.actor,
                at=clock.now(),
            )
        except Invalid as refusal:
            for problem in refusal.problems:
                form.add_error(problem.path.partition("/")[0], str(problem.message))
            if not refusal.problems:
                form.add_error(None, str(refusal.reason))
        else:
            messages.success(
                request,
                _("Templat %(nama)s tersimpan, berlaku mulai %(tanggal)s.")
                % {"nama": found.label, "tanggal": in_words(day)},
            )
            return redirect("planning:templates")
    return render(
        request,
        "planning/templat_form.html",
        {
            "found": found,
            "form": form,
            "lists": [form[jenis] for jenis in JenisLampiran.values],
            "history": [
                {"row": row, "lines": queries.standing_lines(row)} for row in (*found.coming, *found.earlier)
            ],
            "trail": [(_("Templat lampiran SKP"), reverse("planning:templates"))],
        },
        status=422 if data is not None else 200,
    )


@require_POST
def insert(request: ActorRequest, skp_id: int, templat_id: int) -> HttpResponse:
    """Put the lines of a template into the lampiran of a draft."""
    skp = queries.skp_for(request.actor, skp_id)
    count = operations.insert_templat(
        skp=skp, version=version_in(request), templat_id=templat_id, by=request.actor, at=clock.now()
    )
    if count:
        words = ngettext(
            "%(count)s baris templat dimasukkan. Sesuaikan dengan kesepakatan Anda.",
            "%(count)s baris templat dimasukkan. Sesuaikan dengan kesepakatan Anda.",
            count,
        )
        messages.success(request, words % {"count": count})
    else:
        messages.info(request, _("Semua baris templat sudah ada di lampiran."))
    return redirect("planning:lampiran", skp.pk)


@require_POST
def take_out(request: ActorRequest, skp_id: int) -> HttpResponse:
    """Take out again what the last template brought."""
    skp = queries.skp_for(request.actor, skp_id)
    count = operations.take_out_templat(
        skp=skp, version=version_in(request), by=request.actor, at=clock.now()
    )
    words = ngettext(
        "%(count)s baris templat dikeluarkan lagi.", "%(count)s baris templat dikeluarkan lagi.", count
    )
    messages.success(request, words % {"count": count})
    return redirect("planning:lampiran", skp.pk)


def _first(found: TemplatKelompok, today: date) -> dict[str, Any]:
    """The lines as they stand, to be written from today on."""
    lines = queries.standing_lines(found.standing) if found.standing else {}
    return {
        "version": found.version,
        "berlaku": today,
        **{jenis: "\n".join(lines.get(jenis, [])) for jenis in JenisLampiran.values},
    }
