"""Pages of kalibrasi: the sessions, one session with its agenda, one draft, the minutes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kasuari.evaluation import operations, queries
from kasuari.evaluation.access_kalibrasi import can_answer, can_lead, can_open, can_propose
from kasuari.evaluation.enums import RatingKinerja
from kasuari.evaluation.minutes import minutes_paper
from kasuari.evaluation.models import ButirKalibrasi, SesiKalibrasi
from kasuari.evaluation.states import BUTIR_KALIBRASI
from kasuari.evaluation.web.forms import RefusableForm, SignedField
from kasuari.evaluation.web.periods import chosen_period
from kasuari.foundation import clock
from kasuari.foundation.refusals import Invalid
from kasuari.foundation.timeline import story
from kasuari.foundation.web.made import made_file
from kasuari.foundation.web.numbers import whole_number
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import queries as planning


class SesiForm(RefusableForm):
    """What the session is called, and whom it is about."""

    use_required_attribute = False

    nama = forms.CharField(
        label=gettext_lazy("Nama kalibrasi"),
        max_length=200,
        help_text=gettext_lazy("Misalnya Semua bidan, triwulan II."),
    )
    unit_id = forms.TypedChoiceField(
        label=gettext_lazy("Hanya unit"), required=False, coerce=int, empty_value=None
    )
    jabatan_id = forms.TypedChoiceField(
        label=gettext_lazy("Hanya jabatan"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, choices: queries.Choices, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit_id"].choices = [("", _("Semua unit")), *choices.units]  # type: ignore[attr-defined]
        self.fields["jabatan_id"].choices = [("", _("Semua jabatan")), *choices.jabatan]  # type: ignore[attr-defined]


class UsulanForm(RefusableForm):
    """Other ratings for one draft, and why."""

    use_required_attribute = False

    rating_hasil_kerja = forms.ChoiceField(
        label=gettext_lazy("Rating hasil kerja yang diusulkan"),
        choices=[("", gettext_lazy("Pilih rating")), *RatingKinerja.choices],
        required=False,
    )
    rating_perilaku_kerja = forms.ChoiceField(
        label=gettext_lazy("Rating perilaku kerja yang diusulkan"),
        choices=[("", gettext_lazy("Pilih rating")), *RatingKinerja.choices],
        required=False,
    )
    alasan = SignedField(
        label=gettext_lazy("Alasan"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Sebut hasil, bukti, atau perilaku yang menjadi pembanding."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)


class AlasanForm(RefusableForm):
    """Why a draft stays."""

    use_required_attribute = False

    alasan = SignedField(label=gettext_lazy("Alasan"), widget=forms.Textarea(attrs={"rows": 3}))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)


class JawabanForm(RefusableForm):
    """The penilai's answer."""

    use_required_attribute = False

    terima = forms.ChoiceField(
        label=gettext_lazy("Jawaban Anda"),
        choices=[
            ("ya", gettext_lazy("Terima usulan ke penilaian sementara saya")),
            ("tidak", gettext_lazy("Tidak menerima; penilaian saya tetap")),
        ],
        widget=forms.RadioSelect,
    )
    jawaban = SignedField(
        label=gettext_lazy("Alasan jawaban"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "Bila diterima, alasan ini menjadi alasan rating yang berubah dan dibaca pegawai."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)


class TutupForm(RefusableForm):
    """What the minutes say beside the drafts."""

    catatan = forms.CharField(
        label=gettext_lazy("Catatan"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)


@require_http_methods(["GET", "POST"])
def sessions(request: ActorRequest) -> HttpResponse:
    """The sessions that I lead or take part in; a POST opens one about the period that is shown."""
    period = chosen_period(request, clock.today())
    if request.method == "POST" and (asked := request.POST.get("periode", "")):
        period = planning.periode_evaluasi_for(whole_number(asked))
    choices = queries.kalibrasi_choices(request.actor, period) if period else None
    form = None
    if period is not None and choices is not None:
        may = can_open(request.actor, len(choices.penilai))
        if request.method == "POST":
            may.or_raise()
            form = SesiForm(choices, request.POST)
            if form.is_valid():
                try:
                    made = operations.open_kalibrasi(
                        periode_evaluasi=period, **form.cleaned_data, by=request.actor, at=clock.now()
                    )
                except Invalid as refusal:
                    form.take(refusal)
                else:
                    return redirect("evaluation:kalibrasi", kalibrasi_id=made.pk)
        elif may:
            form = SesiForm(choices)
    context = {
        "rows": [
            {"sesi": item, "label": planning.label(item.periode_evaluasi)}
            for item in queries.sesi_visible(request.actor)[:100]
        ],
        "form": form,
        "period": period,
        "label": planning.label(period) if period else "",
    }
    return render(
        request, "evaluation/kalibrasi_list.html", context, status=422 if form and form.errors else 200
    )


@require_GET
def session(request: ActorRequest, kalibrasi_id: int) -> HttpResponse:
    """One session: who takes part, the agenda, the drafts that I may see."""
    return _page(request, queries.sesi_for(request.actor, kalibrasi_id))


@require_POST
def bring(request: ActorRequest, kalibrasi_id: int) -> HttpResponse:
    sesi = queries.sesi_for(request.actor, kalibrasi_id)
    count = operations.bring_ratings(sesi=sesi, by=request.actor, at=clock.now())
    if count:
        words = ngettext(
            "%(count)d penilaian dibawa ke kalibrasi.", "%(count)d penilaian dibawa ke kalibrasi.", count
        )
        messages.success(request, words % {"count": count})
    else:
        messages.info(
            request, _("Tidak ada penilaian baru. Yang dibawa hanya penilaian sementara dengan kedua rating.")
        )
    return redirect("evaluation:kalibrasi", kalibrasi_id=sesi.pk)


@require_POST
def close(request: ActorRequest, kalibrasi_id: int) -> HttpResponse:
    sesi = queries.sesi_for(request.actor, kalibrasi_id)
    form = TutupForm(request.POST)
    if form.is_valid():
        try:
            operations.close_kalibrasi(
                sesi=sesi,
                catatan=form.cleaned_data["catatan"],
                version=form.cleaned_data["version"] or 0,
                by=request.actor,
                at=clock.now(),
            )
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Kalibrasi ditutup. Berita acaranya dapat dicetak."))
            return redirect("evaluation:kalibrasi", kalibrasi_id=sesi.pk)
    return _page(request, sesi, close_form=form, status=422)


@require_GET
def draft(request: ActorRequest, kalibrasi_butir_id: int) -> HttpResponse:
    """One draft on the table, with what I may do about it."""
    return _draft(request, queries.butir_for(request.actor, kalibrasi_butir_id, on=clock.today()))


@require_POST
def propose(request: ActorRequest, kalibrasi_butir_id: int) -> HttpResponse:
    butir = queries.butir_for(request.actor, kalibrasi_butir_id, on=clock.today())
    form = UsulanForm(request.POST, auto_id="usul_%s")
    if form.is_valid():
        given = dict(form.cleaned_data)
        version = given.pop("version") or 0
        try:
            operations.propose_calibration(
                butir=butir, version=version, **given, by=request.actor, at=clock.now()
            )
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Usulan disampaikan kepada penilainya."))
            return redirect("evaluation:kalibrasi", kalibrasi_id=butir.sesi_id)
    return _draft(request, butir, propose_form=form, status=422)


@require_POST
def keep(request: ActorRequest, kalibrasi_butir_id: int) -> HttpResponse:
    butir = queries.butir_for(request.actor, kalibrasi_butir_id, on=clock.today())
    form = AlasanForm(request.POST, auto_id="tetap_%s")
    if form.is_valid():
        try:
            operations.keep_rating(
                butir=butir,
                alasan=form.cleaned_data["alasan"],
                version=form.cleaned_data["version"] or 0,
                by=request.actor,
                at=clock.now(),
            )
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Tercatat: dibahas dan tetap."))
            return redirect("evaluation:kalibrasi", kalibrasi_id=butir.sesi_id)
    return _draft(request, butir, keep_form=form, status=422)


@require_POST
def answer(request: ActorRequest, kalibrasi_butir_id: int) -> HttpResponse:
    butir = queries.butir_for(request.actor, kalibrasi_butir_id, on=clock.today())
    can_answer(request.actor, butir).or_raise()
    form = JawabanForm(request.POST, auto_id="jawab_%s")
    if form.is_valid():
        try:
            operations.answer_calibration(
                butir=butir,
                terima=form.cleaned_data["terima"] == "ya",
                jawaban=form.cleaned_data["jawaban"],
                version=form.cleaned_data["version"] or 0,
                by=request.actor,
                at=clock.now(),
            )
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(
                request, _("Jawaban tersimpan. Penilaian baru berlaku setelah Anda menandatanganinya.")
            )
            return redirect("evaluation:kalibrasi", kalibrasi_id=butir.sesi_id)
    return _draft(request, butir, answer_form=form, status=422)


@require_GET
def minutes(request: ActorRequest, kalibrasi_id: int) -> HttpResponse:
    """The minutes as PDF, with the drafts that the reader may see; DRAF stands across it until it is
    closed."""
    sesi = queries.sesi_for(request.actor, kalibrasi_id)
    room = queries.room(request.actor, sesi, on=clock.today())
    content = minutes_paper(room, by=request.actor, at=clock.now())
    return made_file(content, "berita-acara-kalibrasi.pdf")


def _page(
    request: ActorRequest, sesi: SesiKalibrasi, *, close_form: TutupForm | None = None, status: int = 200
) -> HttpResponse:
    found = queries.room(request.actor, sesi, on=clock.today())
    me = request.actor.pegawai_id
    mine = next((item for item in found.peserta if item.pegawai_id == me), None)
    context = {
        "sesi": sesi,
        "room": found,
        "label": planning.label(sesi.periode_evaluasi),
        "may_bring": found.open and mine is not None,
        "brought": mine is not None and mine.brought_at is not None,
        "may_close": found.open and bool(can_lead(request.actor, sesi)),
        "close_form": close_form or TutupForm(initial={"version": sesi.version}),
        "team_points": [point for point in found.agenda if len(point.about) > 1],
        "talked": sum(row.butir.state != "terbuka" for row in found.rows),
        "story": story("evaluation.kalibrasi", sesi.pk),
    }
    return render(request, "evaluation/kalibrasi.html", context, status=status)


def _draft(request: ActorRequest, butir: ButirKalibrasi, *, status: int = 200, **forms_: Any) -> HttpResponse:
    sesi, actor = butir.sesi, request.actor
    running = sesi.state == "berlangsung"
    invited = queries.invited(actor, sesi)
    initial = {"version": butir.version}
    unsigned = butir.evaluasi.state == "dinilai"

    def may(answer_: Any, act: str) -> bool:
        return running and bool(answer_) and BUTIR_KALIBRASI.allows(butir.state, act)

    context = {
        "butir": butir,
        "sesi": sesi,
        "label": planning.label(sesi.periode_evaluasi),
        "may_propose": unsigned and may(can_propose(actor, butir, invited=invited), "usulkan"),
        "may_keep": may(can_lead(actor, sesi), "pertahankan"),
        "may_answer": unsigned and may(can_answer(actor, butir), "terima"),
        "propose_form": forms_.get("propose_form") or UsulanForm(initial=initial, auto_id="usul_%s"),
        "keep_form": forms_.get("keep_form") or AlasanForm(initial=initial, auto_id="tetap_%s"),
        "answer_form": forms_.get("answer_form") or JawabanForm(initial=initial, auto_id="jawab_%s"),
    }
    return render(request, "evaluation/kalibrasi_butir.html", context, status=status)
