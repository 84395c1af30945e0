"""Forms of penghargaan and of manajemen talenta."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from kasuari.development.enums.tindak_lanjut import BentukPenghargaan, NilaiPotensi
from kasuari.development.web.forms_pengembangan import Refused, day

_LINES = forms.Textarea(attrs={"rows": 3})


class UsulanForm(Refused):
    """A proposal."""

    bentuk = forms.ChoiceField(label=_("Bentuk penghargaan"), choices=BentukPenghargaan.choices)
    nama = forms.CharField(
        label=_("Nama penghargaan"),
        max_length=150,
        required=False,
        help_text=_("Hanya untuk penghargaan lain, misalnya Bidan Teladan."),
    )
    alasan = forms.CharField(
        label=_("Alasan"),
        max_length=500,
        widget=_LINES,
        help_text=_("Sebut hasil dan bukti yang membuatnya layak, bukan sifatnya."),
    )


class PutusanForm(Refused):
    """A decision."""

    alasan = forms.CharField(label=_("Alasan keputusan"), max_length=500, widget=_LINES)
    sampai = day(
        label=_("Prioritas berlaku sampai"),
        required=False,
        help_text=_("Bila kosong: sampai akhir tahun berikutnya."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class AlasanForm(Refused):
    """A reason for taking something back."""

    alasan = forms.CharField(label=_("Alasan"), max_length=300, widget=_LINES)


class PotensiForm(Refused):
    """The potensi of one person."""

    nilai = forms.ChoiceField(label=_("Potensi"), choices=NilaiPotensi.choices)
    tanggal = day(label=_("Tanggal asesmen"))
    dasar = forms.CharField(
        label=_("Dasar"), max_length=200, help_text=_("Asesmen atau surat tempat nilai ini berasal.")
    )


class BerkasPotensiForm(Refused):
    """A spreadsheet of potensi."""

    file = forms.FileField(label=_("Berkas"))
