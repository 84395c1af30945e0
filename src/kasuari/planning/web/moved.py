"""The year of one person as a line of SKP, and for the clerk who moved without a new one."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods

from kasuari.foundation import clock
from kasuari.foundation.refusals import Refusal
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import access, operations, queries
from kasuari.planning.models import Periode
from kasuari.planning.people import instansi_of, person_within_reach


@require_GET
def year(request: ActorRequest, pegawai_id: int, tahun: int) -> HttpResponse:
    """Every SKP of one person in a year, one after the other."""
    try:
        line: queries.YearLine | None = queries.year_line(request.actor, pegawai_id, tahun)
    except Http404:
        line = None
    pegawai = (
        line.skp[0].pegawai if line else person_within_reach(request.actor, pegawai_id, on=clock.today())
    )
    return render(
        request,
        "planning/year.html",
        {
            "line": line,
            "pegawai": pegawai,
            "tahun": tahun,
            "columns": [_("Jabatan"), _("Masa"), _("Penilai"), _("Versi"), _("Keadaan")],
        },
    )


NEXT = {
    queries.Langkah.MULAI_VERSI: gettext_lazy(
        "Pegawai berbicara dengan penilai barunya, lalu memulai versi baru dengan sebab “Pejabat penilai "
        "kinerja berganti”."
    ),
    queries.Langkah.AJUKAN_LAGI: gettext_lazy(
        "Versi %(nomor)s diajukan kepada penilai lama. Pegawai menariknya lalu mengajukannya lagi."
    ),
    queries.Langkah.TUNGGU: gettext_lazy(
        "Versi %(nomor)s sedang disusun; tidak ada yang perlu Anda lakukan."
    ),
    queries.Langkah.CARI_PENILAI: gettext_lazy(
        "Belum ada penilai hari ini. Lengkapi pimpinan unitnya, atau tetapkan penilainya."
    ),
}
ON_A_PAGE = 50


@require_GET
def penilai(request: ActorRequest) -> HttpResponse:
    """Set SKP whose penilai is another person today, with what each of them needs."""
    actor = request.actor
    if not access.can_see_moved(actor):
        raise Http404
    periode = _periode(request)
    rows = queries.penilai_changed(actor, periode, on=clock.today()) if periode is not None else []
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("halaman"))
    shown = queries.after_a_change(periode, list(page.object_list)) if periode is not None else []
    return render(
        request,
        "planning/penilai_berganti.html",
        {
            "periode": periode,
            "page": page,
            "rows": [
                {"row": row, "next": NEXT[row.langkah] % {"nomor": row.versi.nomor if row.versi else ""}}
                for row in shown
            ],
            "columns": [_("Pegawai"), _("Penilai di SKP"), _("Penilai sekarang"), _("Langkah berikutnya")],
        },
    )


@require_http_methods(["GET", "POST"])
def moved(request: ActorRequest) -> HttpResponse:
    """Who moved within the year and has no SKP for the new post; one button prepares the drafts."""
    actor = request.actor
    if not access.can_see_moved(actor):
        raise Http404
    periode = _periode(request)
    rows = queries.moved_within(actor, periode, on=clock.today()) if periode is not None else []
    if request.method == "POST":
        access.can_open_periode(actor).or_raise()
        if periode is None:
            raise Http404
        try:
            skipped = operations.draft_many(
                periode=periode, penugasan_ids=[row.pk for row in rows], by=actor, at=clock.now()
            )
        except Refusal as refusal:
            messages.error(request, str(refusal.reason))
        else:
            made = len(rows) - len(skipped)
            words = ngettext("%(count)s draf SKP disiapkan.", "%(count)s draf SKP disiapkan.", made)
            messages.success(request, words % {"count": made})
        return redirect("planning:moved")
    return render(
        request,
        "planning/moved.html",
        {
            "periode": periode,
            "rows": rows,
            "columns": [_("Pegawai"), _("Jabatan baru"), _("Sejak")],
            "can_draft": access.can_open_periode(actor),
        },
    )


def _periode(request: ActorRequest) -> Periode | None:
    instansi = instansi_of(request.actor.pegawai_id)
    return queries.current_periode(instansi, clock.today()) if instansi else None
