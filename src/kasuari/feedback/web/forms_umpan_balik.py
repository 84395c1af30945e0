"""Forms of attributed feedback. They read what was typed; the operations decide."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kasuari.feedback.enums import (
    BentukPembinaan,
    IramaBerkala,
    KelompokKata,
    Sifat,
    TindakanLanjut,
)
from kasuari.feedback.operations.tautan import DAYS
from kasuari.feedback.operations.umpan_balik import LONGEST_TEXT
from kasuari.feedback.sasaran import choices, line_choices
from kasuari.progress.web.forms import RefusableForm

if TYPE_CHECKING:
    from kasuari.planning.models import Skp

SENTENCE = _("Satu kalimat: apa yang Anda lihat dan apa akibatnya.")


class PartField(forms.ChoiceField):
    """A part of an SKP: a result, a value, or one of its lines."""

    def offer(self, skps: Iterable[Skp], known: dict[int, set[int]] | None = None) -> None:
        """Choose among the parts of these SKP; `known` are the results of each that may be named."""
        found: list[Any] = [("", _("Pilih …"))]
        many = list(skps)
        for skp in many:
            for group, options in choices(skp, known[skp.pk] if known is not None else None):
                if options[0][0].startswith("rhk:"):
                    label = f"{group}: {skp.penugasan.jabatan.nama}" if len(many) > 1 else group
                    found.append((label, options))
                elif skp is many[0]:
                    found.append((group, options))
        found += line_choices()
        self.choices = found

    def validate(self, value: Any) -> None:
        forms.Field.validate(self, value)


class GiveForm(RefusableForm):
    tentang = PartField(label=_("Tentang apa"))
    sifat = forms.ChoiceField(
        label=_("Apa yang ingin disampaikan"), choices=Sifat.choices, widget=forms.RadioSelect
    )
    teks = forms.CharField(
        label=_("Kalimat Anda"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=SENTENCE,
    )
    berkala = forms.BooleanField(label=_("Ini umpan balik berkala (terjadwal)"), required=False)
    langsung = forms.BooleanField(label=_("Sudah saya sampaikan juga secara langsung"), required=False)
    url = forms.CharField(
        label=_("Tautan bukti"),
        required=False,
        max_length=500,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )


class CorrectForm(RefusableForm):
    sifat = forms.ChoiceField(
        label=_("Apa yang ingin disampaikan"), choices=Sifat.choices, widget=forms.RadioSelect
    )
    teks = forms.CharField(
        label=_("Kalimat Anda"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=SENTENCE,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class AskForm(RefusableForm):
    tentang = PartField(label=_("Tentang apa"))
    pemberi = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    pesan = forms.CharField(
        label=_("Pesan singkat"),
        required=False,
        max_length=300,
        help_text=_("Misalnya kejadian yang Anda ingin tanggapannya."),
    )


class InviteForm(RefusableForm):
    tentang = PartField(label=_("Tentang apa"))
    ditujukan = forms.CharField(
        label=_("Untuk siapa"),
        max_length=80,
        help_text=_("Misalnya “Pasien poli KIA” atau “Dosen pembimbing”."),
    )
    days = forms.TypedChoiceField(
        label=_("Berlaku"),
        coerce=int,
        choices=[(days, _("%(days)d hari") % {"days": days}) for days in DAYS],
        initial=14,
    )


class LinkAnswerForm(RefusableForm):
    sifat = forms.ChoiceField(
        label=_("Apa yang ingin disampaikan"), choices=Sifat.choices, widget=forms.RadioSelect
    )
    teks = forms.CharField(
        label=_("Kalimat Anda"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=SENTENCE,
    )
    nama = forms.CharField(
        label=_("Nama Anda"), max_length=100, help_text=_("Nama ini terlihat oleh pegawai dan penilainya.")
    )
    hubungan = forms.CharField(
        label=_("Hubungan Anda"),
        max_length=80,
        help_text=_("Misalnya pasien, keluarga pasien, dosen, atau pemohon layanan."),
    )


class FollowUpForm(RefusableForm):
    rhk = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    maju = forms.TypedChoiceField(
        label=_("Apakah ada kemajuan?"),
        choices=[("1", _("Ada kemajuan")), ("0", _("Belum ada kemajuan"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    tindakan = forms.ChoiceField(label=_("Tindak lanjut"), choices=TindakanLanjut.choices)
    pembinaan = forms.ChoiceField(
        label=_("Bentuk pembinaan"), choices=[("", _("Pilih …")), *BentukPembinaan.choices], required=False
    )
    catatan = forms.CharField(
        label=_("Catatan"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class IramaForm(RefusableForm):
    irama = forms.ChoiceField(label=_("Irama umpan balik berkala"), choices=IramaBerkala.choices)


class UsualIramaForm(IramaForm):
    start_date = forms.DateField(
        label=_("Berlaku mulai"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )


class NoteForm(RefusableForm):
    teks = forms.CharField(label=_("Catatan"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))


class WordForm(RefusableForm):
    kata = forms.CharField(label=_("Kata atau ungkapan"), max_length=60)
    kelompok = forms.ChoiceField(label=_("Kelompok"), choices=KelompokKata.choices)
