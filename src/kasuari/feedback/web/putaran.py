"""The pages on which the unit kepegawaian runs 360 rounds, and what an agency sees of units."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kasuari.feedback import operations, queries
from kasuari.feedback.access.putaran import can_read_units, can_run_putaran
from kasuari.feedback.enums import JenisJabatanBobot, Kelompok
from kasuari.feedback.models import InstrumenPutaran, Putaran
from kasuari.feedback.profile import value_name
from kasuari.feedback.states import PUTARAN
from kasuari.feedback.tasks.putaran import count_in_background, draw_in_background
from kasuari.foundation import clock
from kasuari.foundation.jobs.progress import job_view
from kasuari.foundation.refusals import Invalid
from kasuari.foundation.web.days import DaysField
from kasuari.foundation.web.numbers import whole_number
from kasuari.organisation import queries as organisation
from kasuari.organisation.web.choosing import ChoosesPeople, PersonField
from kasuari.organisation.web.middleware import ActorRequest


class PlanForm(ChoosesPeople):
    """A new round. The operation decides; the form reads."""

    use_required_attribute = False
    people = ("moderator", "moderator_pengganti")

    nama = forms.CharField(label=gettext_lazy("Nama putaran"), max_length=120)
    start_date = forms.DateField(
        label=gettext_lazy("Hari pertama"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    last_date = forms.DateField(
        label=gettext_lazy("Hari terakhir menjawab"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    unit = forms.MultipleChoiceField(
        label=gettext_lazy("Unit, dengan semua di bawahnya"), widget=forms.CheckboxSelectMultiple
    )
    instrumen = forms.ChoiceField(label=gettext_lazy("Instrumen"))
    rekan_per_orang = forms.IntegerField(
        label=gettext_lazy("Rekan yang diundi untuk tiap orang"),
        initial=6,
        help_text=gettext_lazy(
            "Enam membuat lima jawaban cukup mungkin tercapai walau satu orang tidak menjawab."
        ),
    )
    beban_maksimum = forms.IntegerField(
        label=gettext_lazy("Tugas undian paling banyak untuk satu orang"), initial=10
    )
    ambang_rentang = forms.IntegerField(
        label=gettext_lazy("Ambang gambaran umum"),
        initial=3,
        help_text=gettext_lazy("Boleh dinaikkan, tidak boleh di bawah 3 jawaban."),
    )
    ambang_angka = forms.IntegerField(
        label=gettext_lazy("Ambang angka"),
        initial=5,
        help_text=gettext_lazy("Boleh dinaikkan, tidak boleh di bawah 5 jawaban."),
    )
    pengingat = DaysField(
        label=gettext_lazy("Pengingat otomatis"),
        required=False,
        max_length=40,
        initial="7, 3, 1",
        help_text=gettext_lazy("Berapa hari sebelum hari terakhir, misalnya 7, 3, 1. Kosong: tidak ada."),
    )
    moderator = PersonField(
        label=gettext_lazy("Moderator jawaban terbuka"),
        help_text=gettext_lazy("Ia membaca jawaban terbuka tanpa tahu penulisnya dan tentang siapa."),
    )
    moderator_pengganti = PersonField(
        label=gettext_lazy("Moderator pengganti"),
        help_text=gettext_lazy("Ia membaca jawaban tentang moderator pertama."),
    )

    def take(self, refusal: Invalid) -> None:
        for problem in refusal.problems:
            self.add_error(problem.path if problem.path in self.fields else None, str(problem.message))


class PengingatForm(forms.Form):
    """On which days before its end a round reminds by itself."""

    use_required_attribute = False

    version = forms.IntegerField(widget=forms.HiddenInput)
    pengingat = DaysField(
        label=gettext_lazy("Hari sebelum hari terakhir"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("Misalnya 7, 3, 1. Kosong: tidak ada pengingat otomatis."),
    )


def _plan_form(request: ActorRequest, data: Any = None) -> PlanForm:
    form = PlanForm(data)
    instansi = organisation.instansi_for(request.actor)
    root = organisation.root_of(instansi)
    nodes = organisation.children_of(root, on=clock.today()) if root else []
    units = [(str(root.pk), root.nama)] if root else []
    field: Any = form.fields["unit"]
    field.choices = units + [(str(node.unit.pk), node.unit.nama) for node in nodes]
    chooser: Any = form.fields["instrumen"]
    found = queries.instruments(instansi.pk)
    chooser.choices = [(str(item.pk), str(item)) for item in found] or [("0", "BerAKHLAK")]
    # Whoever moderated the last round usually does it again.
    last = (
        queries.putaran_visible(request.actor).select_related(*form.people).first() if data is None else None
    )
    if last is not None:
        form.initial.update({name: getattr(last, name).nama for name in form.people})
    return form


@require_http_methods(["GET", "POST"])
def rounds(request: ActorRequest) -> HttpResponse:
    """Every round, and the form for the next one."""
    if not can_read_units(request.actor):
        can_run_putaran(request.actor).or_raise()
    if request.method == "POST":
        can_run_putaran(request.actor).or_raise()
        form = _plan_form(request, request.POST)
        if form.is_valid() and (made := _plan(request, form)) is not None:
            messages.success(request, _("Putaran disiapkan. Undi pengisinya bila waktunya tiba."))
            return redirect("feedback:putaran_satu", putaran_id=made.pk)
        return _rounds(request, form, status=422)
    return _rounds(request, _plan_form(request) if can_run_putaran(request.actor) else None)


def _rounds(request: ActorRequest, form: PlanForm | None, *, status: int = 200) -> HttpResponse:
    rows = list(queries.putaran_visible(request.actor)[:50])
    return render(request, "feedback/putaran.html", {"rows": rows, "form": form}, status=status)


def _plan(request: ActorRequest, form: PlanForm) -> Putaran | None:
    people = form.chosen_people(request.actor, on=clock.today())
    if len(people) < len(form.people):
        return None
    given = dict(form.cleaned_data)
    instansi = organisation.instansi_for(request.actor)
    chosen = whole_number(given.pop("instrumen"))
    instrumen = next((item for item in queries.instruments(instansi.pk) if item.pk == chosen), None)
    try:
        return operations.plan_putaran(
            instansi=instansi,
            unit_ids=[whole_number(text) for text in given.pop("unit")],
            instrumen=instrumen,
            by=request.actor,
            at=clock.now(),
            moderator_id=people["moderator"],
            moderator_pengganti_id=people["moderator_pengganti"],
            **given,
        )
    except Invalid as refusal:
        form.take(refusal)
        return None


@require_GET
def one(request: ActorRequest, putaran_id: int) -> HttpResponse:
    """A round: how far it is, what comes next, who still has to answer."""
    return _one(request, queries.putaran_for(request.actor, putaran_id))


def _one(request: ActorRequest, putaran: Putaran, form: PengingatForm | None = None) -> HttpResponse:
    job = job_view(str(putaran.job_id)) if putaran.job_id else None
    report = putaran.rekaman.get("hitungan", {})
    people = organisation.identity_many(
        [item["penilai_id"] for item in report.get("keketatan", [])], clock.today(), with_pangkat=False
    )
    runs = bool(can_run_putaran(request.actor))
    context = {
        "putaran": putaran,
        "ledger": queries.ledger_of(putaran),
        "left": queries.raters_left(putaran, on=clock.today()) if runs else [],
        "reasons": queries.reasons_given(putaran) if runs else [],
        "job": job if job and not job.is_finished else None,
        "undian": putaran.rekaman.get("undian"),
        "severity": [
            {"nama": people[item["penilai_id"]].nama, **item}
            for item in report.get("keketatan", [])
            if runs and item["penilai_id"] in people
        ],
        "rings": queries.rings_found(putaran, on=clock.today()) if runs else [],
        "runs": runs,
        "reminders": form
        or PengingatForm(
            initial={"version": putaran.version, "pengingat": ", ".join(map(str, putaran.pengingat))}
        ),
        "may_choose": runs and PUTARAN.allows(putaran.state, "ingat"),
        "choosing": form is not None,
    }
    return render(request, "feedback/putaran_satu.html", context, status=422 if form else 200)


@require_GET
def units(request: ActorRequest, putaran_id: int) -> HttpResponse:
    """By value and unit, as far as the thresholds let it show."""
    putaran, found = queries.unit_results(request.actor, putaran_id)
    codes = list(dict.fromkeys(item["nilai"] for item in putaran.instrumen.butir))
    rows = [
        {
            "unit": item.unit,
            "n": item.isi["n"],
            "orang": item.isi["orang"],
            "values": [
                (value_name(code), figure and {**figure, "rata": Decimal(figure["rata"])})
                for code in codes
                for figure in (item.isi["nilai"].get(code),)
            ],
        }
        for item in found
    ]
    columns = [_("Unit"), _("Orang"), _("Jawaban"), *(value_name(code) for code in codes)]
    return render(
        request, "feedback/putaran_unit.html", {"putaran": putaran, "rows": rows, "columns": columns}
    )


@require_POST
def draw(request: ActorRequest, putaran_id: int) -> HttpResponse:
    """Draw in the background; the page of the round shows how far it is."""
    putaran = queries.putaran_for(request.actor, putaran_id)
    can_run_putaran(request.actor).or_raise()
    queries.may(putaran, "undi", version=_version(request))
    job = draw_in_background.enqueue(putaran.pk, putaran.version, request.actor.name)
    operations.note_job(putaran=putaran, job_id=str(job.id))
    messages.success(request, _("Pengisi sedang diundi. Anda boleh meninggalkan halaman ini."))
    return redirect("feedback:putaran_satu", putaran_id=putaran.pk)


@require_POST
def open_round(request: ActorRequest, putaran_id: int) -> HttpResponse:
    putaran = queries.putaran_for(request.actor, putaran_id)
    operations.open_putaran(putaran=putaran, version=_version(request), by=request.actor, at=clock.now())
    messages.success(request, _("Putaran dibuka. Semua pengisi melihat tugasnya di beranda."))
    return redirect("feedback:putaran_satu", putaran_id=putaran.pk)


@require_POST
def remind(request: ActorRequest, putaran_id: int) -> HttpResponse:
    putaran = queries.putaran_for(request.actor, putaran_id)
    count = operations.remind_raters(putaran=putaran, by=request.actor, at=clock.now())
    words = ngettext("%(count)d orang diingatkan.", "%(count)d orang diingatkan.", count)
    messages.success(request, words % {"count": count})
    return redirect("feedback:putaran_satu", putaran_id=putaran.pk)


@require_POST
def choose_reminders(request: ActorRequest, putaran_id: int) -> HttpResponse:
    """On which days before its end it reminds by itself."""
    putaran = queries.putaran_for(request.actor, putaran_id)
    can_run_putaran(request.actor).or_raise()
    form = PengingatForm(request.POST)
    if form.is_valid():
        try:
            operations.choose_pengingat(
                putaran=putaran, by=request.actor, at=clock.now(), **form.cleaned_data
            )
        except Invalid as refusal:
            for problem in refusal.problems:
                form.add_error(problem.path, str(problem.message))
        else:
            messages.success(request, _("Hari pengingat disimpan."))
            return redirect("feedback:putaran_satu", putaran_id=putaran.pk)
    return _one(request, putaran, form)


@require_POST
def close(request: ActorRequest, putaran_id: int) -> HttpResponse:
    putaran = queries.putaran_for(request.actor, putaran_id)
    closed = operations.close_putaran(
        putaran=putaran, version=_version(request), by=request.actor, at=clock.now()
    )
    job = count_in_background.enqueue(closed.pk)
    operations.note_job(putaran=closed, job_id=str(job.id))
    messages.success(request, _("Putaran ditutup. Jawaban sedang dihitung, lalu kuncinya dimusnahkan."))
    return redirect("feedback:putaran_satu", putaran_id=putaran.pk)


@require_POST
def release(request: ActorRequest, putaran_id: int) -> HttpResponse:
    putaran = queries.putaran_for(request.actor, putaran_id)
    operations.release_putaran(putaran=putaran, version=_version(request), by=request.actor, at=clock.now())
    messages.success(request, _("Hasil dirilis kepada semua peserta dan penilainya."))
    return redirect("feedback:putaran_satu", putaran_id=putaran.pk)


def _version(request: ActorRequest) -> int:
    return whole_number(request.POST.get("version", ""))


class InstrumenForm(forms.Form):
    """An instrument as text: a line each, "nilai: butir"."""

    use_required_attribute = False

    nama = forms.CharField(label=gettext_lazy("Nama instrumen"), max_length=120)
    skala = forms.CharField(
        label=gettext_lazy("Kata skala, satu baris satu, dari yang terendah"), widget=forms.Textarea
    )
    butir = forms.CharField(
        label=gettext_lazy("Butir, satu baris satu: “nilai: perilaku”"), widget=forms.Textarea
    )
    pertanyaan = forms.CharField(
        label=gettext_lazy("Pertanyaan terbuka, satu baris satu"), required=False, widget=forms.Textarea
    )


def as_text(instrumen: InstrumenPutaran) -> dict[str, str]:
    """An instrument as the form takes it: to begin the next version from."""
    return {
        "nama": instrumen.nama,
        "skala": "\n".join(instrumen.skala),
        "butir": "\n".join(f"{item['nilai']}: {item['teks']}" for item in instrumen.butir),
        "pertanyaan": "\n".join(item["teks"] for item in instrumen.pertanyaan),
    }


class BobotForm(forms.Form):
    """Weights of the groups, in percent."""

    use_required_attribute = False

    jenis_jabatan = forms.ChoiceField(
        label=gettext_lazy("Jenis jabatan"), choices=JenisJabatanBobot.choices, required=False
    )
    atasan = forms.IntegerField(label=Kelompok.ATASAN.label, min_value=0, max_value=100, initial=0)
    rekan = forms.IntegerField(label=Kelompok.REKAN.label, min_value=0, max_value=100, initial=0)
    bawahan = forms.IntegerField(label=Kelompok.BAWAHAN.label, min_value=0, max_value=100, initial=0)
    penerima_layanan = forms.IntegerField(
        label=Kelompok.PENERIMA_LAYANAN.label, min_value=0, max_value=100, initial=0
    )
    diri = forms.IntegerField(label=Kelompok.DIRI.label, min_value=0, max_value=100, initial=0)
    start_date = forms.DateField(
        label=gettext_lazy("Berlaku sejak"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    dasar = forms.CharField(label=gettext_lazy("Dasar"), max_length=300)


def _rules(
    request: ActorRequest, *, instrumen: InstrumenForm | None = None, bobot: BobotForm | None = None
) -> HttpResponse:
    instansi = organisation.instansi_for(request.actor)
    known = queries.instruments(instansi.pk)
    context = {
        "instruments": known,
        "weights": queries.weights(instansi.pk),
        "instrumen_form": instrumen or InstrumenForm(initial=as_text(known[0]) if known else {}),
        "bobot_form": bobot or BobotForm(),
    }
    return render(request, "feedback/aturan_360.html", context, status=422 if instrumen or bobot else 200)


@require_GET
def rules(request: ActorRequest) -> HttpResponse:
    """Instruments and weights: versions and days, never changed afterwards."""
    can_run_putaran(request.actor).or_raise()
    return _rules(request)


@require_POST
def compose(request: ActorRequest) -> HttpResponse:
    can_run_putaran(request.actor).or_raise()
    form = InstrumenForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        lines = [line.partition(":") for line in given["butir"].splitlines() if line.strip()]
        try:
            operations.make_instrumen(
                instansi=organisation.instansi_for(request.actor),
                nama=given["nama"],
                skala=[line for line in given["skala"].splitlines() if line.strip()],
                butir=[operations.Butir(nilai.strip(), teks.strip()) for nilai, _mark, teks in lines],
                pertanyaan=[line for line in given["pertanyaan"].splitlines() if line.strip()],
                by=request.actor,
                at=clock.now(),
            )
        except Invalid as refusal:
            form.add_error(None, str(refusal.reason))
        else:
            messages.success(request, _("Instrumen tersimpan sebagai versi baru."))
            return redirect("feedback:aturan_360")
    return _rules(request, instrumen=form)


@require_POST
def weigh(request: ActorRequest) -> HttpResponse:
    can_run_putaran(request.actor).or_raise()
    form = BobotForm(request.POST)
    if form.is_valid():
        given = dict(form.cleaned_data)
        try:
            operations.set_bobot(
                instansi=organisation.instansi_for(request.actor),
                jenis_jabatan=given["jenis_jabatan"],
                bobot={item.value: given[item.value] for item in Kelompok},
                dasar=given["dasar"],
                start_date=given["start_date"],
                by=request.actor,
                at=clock.now(),
            )
        except Invalid as refusal:
            form.add_error(None, str(refusal.reason))
        else:
            messages.success(request, _("Bobot tersimpan."))
            return redirect("feedback:aturan_360")
    return _rules(request, bobot=form)
