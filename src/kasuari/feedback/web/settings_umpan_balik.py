"""What the unit kepegawaian keeps: the usual rhythm and the agency's own words."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kasuari.feedback import operations, queries
from kasuari.feedback.access import can_keep_words
from kasuari.feedback.enums import KelompokKata
from kasuari.feedback.giveaway import AUTHOR, EXAMPLES, MOMENT
from kasuari.feedback.web.forms_umpan_balik import UsualIramaForm, WordForm
from kasuari.foundation import clock
from kasuari.foundation.refusals import Invalid
from kasuari.organisation import queries as organisation
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.regulation.kalimat.kamus import BUKAN_NAMA, HINAAN, HINAAN_SEBUTAN, SIFAT
from kasuari.regulation.umpan_balik import IRAMA_LAZIM


@require_http_methods(["GET", "POST"])
def keep(request: ActorRequest) -> HttpResponse:
    """Both lists on one page; a form says which of them it adds to (`daftar`)."""
    can_keep_words(request.actor).or_raise()
    instansi = organisation.instansi_for(request.actor)
    if instansi is None:
        raise Http404
    which = request.POST.get("daftar", "")
    words = WordForm(request.POST if which == "kata" else None)
    rhythm = UsualIramaForm(
        request.POST if which == "irama" else None,
        initial={"start_date": clock.today(), "irama": "triwulanan"},
    )
    if request.method == "POST":
        form = words if which == "kata" else rhythm
        if form.is_bound and form.is_valid():
            try:
                if which == "kata":
                    operations.add_kata(
                        instansi=instansi, **words.cleaned_data, by=request.actor, at=clock.now()
                    )
                else:
                    operations.set_irama(
                        instansi=instansi, **rhythm.cleaned_data, by=request.actor, at=clock.now()
                    )
            except Invalid as refusal:
                form.take(refusal)
            else:
                messages.success(request, _("Pengaturan tersimpan."))
                return redirect("feedback:settings")
    ever = list(queries.kata_ever(instansi.pk))
    own = [row for row in ever if row.removed_at is None]
    context = {
        "words": words,
        "rhythm": rhythm,
        "usual": queries.usual_irama(instansi.pk, on=clock.today()),
        "by_rule": IRAMA_LAZIM[-1],
        "groups": [
            {"label": label, "own": [row for row in own if row.kelompok == value]}
            for value, label in KelompokKata.choices
        ],
        "known": [
            (KelompokKata.HINAAN.label, ", ".join(sorted(HINAAN | HINAAN_SEBUTAN))),
            (KelompokKata.SIFAT.label, ", ".join(sorted(SIFAT))),
            (KelompokKata.PENULIS.label, ", ".join(EXAMPLES[AUTHOR])),
            (_("Waktu yang menunjukkan penulisnya (360)"), ", ".join(EXAMPLES[MOMENT])),
            (KelompokKata.BUKAN_NAMA.label, ", ".join(sorted(BUKAN_NAMA))),
        ],
        "removed": [row for row in ever if row.removed_at is not None],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "feedback/settings.html", context, status=status)


@require_POST
def remove_word(request: ActorRequest, kata_id: int) -> HttpResponse:
    can_keep_words(request.actor).or_raise()
    operations.remove_kata(kata=queries.kata_for(request.actor, kata_id), by=request.actor, at=clock.now())
    messages.success(request, _("Kata dihapus dari daftar instansi."))
    return redirect("feedback:settings")
