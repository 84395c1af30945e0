"""Forms of the rollout. They read what was typed; the operations decide."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kasuari.foundation.functions import Fungsi
from kasuari.foundation.refusals import Invalid
from kasuari.rollout.enums import (
    JenisGelombang,
    JenisUndian,
    Metode,
    PeranSasaran,
    Putusan,
    Sasaran,
    Tingkat,
    Ukuran,
)
from kasuari.rollout.readiness import CRITERIA


def day_field(label: Any, **kwargs: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **kwargs)


class Taking(forms.Form):
    """A form that shows a refusal where it belongs."""

    def take(self, refusal: Invalid) -> None:
        """Put each problem at the field that it names, or at the head."""
        for problem in refusal.problems:
            self.add_error(problem.path if problem.path in self.fields else None, str(problem.message))
        if not refusal.problems:
            self.add_error(None, f"{refusal.reason.why} {refusal.reason.next}")


class WaveForm(Taking):
    nama = forms.CharField(label=_("Nama gelombang"), max_length=120)
    jenis = forms.ChoiceField(label=_("Untuk apa"), choices=JenisGelombang.choices)
    rencana_date = day_field(
        _("Rencana mulai"), required=False, help_text=_("Yang sungguh mulai ditentukan oleh gerbang.")
    )


class SwitchForm(Taking):
    fungsi = forms.ChoiceField(label=_("Fungsi"), choices=Fungsi.choices)
    nyala = forms.ChoiceField(
        label=_("Menjadi"), choices=[("ya", _("Menyala")), ("tidak", _("Mati"))], initial="ya"
    )
    tanggal = day_field(_("Sejak"))
    alasan = forms.CharField(
        label=_("Alasan"),
        max_length=300,
        required=False,
        help_text=_("Wajib bila dimatikan. Orang di unit itu membacanya."),
    )


class ThresholdForm(Taking):
    syarat = forms.ChoiceField(label=_("Syarat"), choices=[(item.code, item.label) for item in CRITERIA])
    ambang = forms.FloatField(
        label=_("Harus mencapai"),
        required=False,
        help_text=_("Kosongkan bila syarat ini tidak dipakai."),
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    tanpa = forms.CharField(label=_("Alasan tidak dipakai"), max_length=300, required=False)


class DecisionForm(Taking):
    putusan = forms.ChoiceField(label=_("Keputusan"), choices=Putusan.choices)
    alasan = forms.CharField(
        label=_("Alasan"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Wajib bila ditunda."),
    )


class DrawForm(Taking):
    jenis = forms.ChoiceField(label=_("Yang diundi"), choices=JenisUndian.choices)
    jumlah = forms.IntegerField(
        label=_("Berapa unit"),
        required=False,
        help_text=_("Bila urutan yang diundi, semua unit ikut."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    benih = forms.CharField(label=_("Benih"), max_length=80)
    asal_benih = forms.CharField(
        label=_("Asal benih"),
        max_length=200,
        help_text=_("Misalnya angka yang disebut enam kepala dinas dalam rapat 3 Juli, disaksikan auditor."),
    )


class TrialForm(Taking):
    nama = forms.CharField(label=_("Nama evaluasi"), max_length=120)
    metode = forms.ChoiceField(
        label=_("Cara"),
        choices=Metode.choices,
        help_text=_(
            "Beberapa unit mulai bersama: beda sebelum-sesudah. Semua unit mulai bergiliran dalam beberapa "
            "gelombang: bertahap, yang melihat perubahan lebih kecil."
        ),
    )
    undian = forms.IntegerField(required=False)
    utama = forms.MultipleChoiceField(
        label=_("Ukuran utama"),
        choices=Ukuran.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Satu atau dua. Dari sinilah kesimpulan diambil."),
        error_messages={"required": _("Pilih satu atau dua ukuran utama.")},
    )
    lain = forms.MultipleChoiceField(
        label=_("Ukuran lain"), choices=Ukuran.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    awal_date = day_field(_("Amatan mulai"))
    mulai_date = day_field(_("Uji coba mulai"))
    akhir_date = day_field(_("Amatan berakhir"))


class ShortcomingForm(Taking):
    judul = forms.CharField(label=_("Apa yang kurang"), max_length=150)
    teks = forms.CharField(label=_("Ceritanya"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))
    halaman = forms.CharField(label=_("Di halaman mana"), max_length=200, required=False)
    tingkat = forms.ChoiceField(label=_("Seberapa mengganggu"), choices=Tingkat.choices)


class AnnouncementForm(Taking):
    judul = forms.CharField(label=_("Judul"), max_length=120)
    teks = forms.CharField(label=_("Isi"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))
    sasaran = forms.ChoiceField(label=_("Untuk siapa"), choices=Sasaran.choices)
    unit = forms.IntegerField(label=_("Unit"), required=False)
    gelombang = forms.IntegerField(label=_("Gelombang"), required=False)
    peran = forms.ChoiceField(
        label=_("Peran"),
        required=False,
        choices=[("", _("Bila satu peran, pilih di sini")), *PeranSasaran.choices],
    )
    last_date = day_field(
        _("Tampil di beranda sampai"), help_text=_("Sesudah itu tetap dapat dibaca di halaman ini.")
    )
