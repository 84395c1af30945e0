"""Forms of angka kredit. They read what was typed; the operations decide."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kasuari.development.enums.kredit import JenisKredit
from kasuari.foundation.refusals import Invalid
from kasuari.planning.numbers import read_number


class KreditField(forms.CharField):
    """A number as Indonesians write it: 12,5; also 12.5."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "decimal"}), max_length=12, **kwargs)

    def clean(self, value: Any) -> Any:
        try:
            return read_number(str(super().clean(value)))
        except ValueError:
            raise ValidationError(_("Tulis angka biasa, misalnya 50 atau 12,5.")) from None


class NoteForm(forms.Form):
    """Credits that were brought along."""

    jenis = forms.ChoiceField(label=_("Jenis"), choices=JenisKredit.choices)
    nilai = KreditField(label=_("Angka kredit"))
    tanggal = forms.DateField(
        label=_("Berlaku sejak"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    teks = forms.CharField(
        label=_("Dasar"), max_length=300, help_text=_("Nomor dan tanggal surat atau keputusannya.")
    )

    def take(self, refusal: Invalid) -> None:
        """Put each problem at the field that it names, or at the head."""
        for problem in refusal.problems:
            self.add_error(problem.path if problem.path in self.fields else None, str(problem.message))
        if not refusal.problems:
            self.add_error(None, f"{refusal.reason.why} {refusal.reason.next}")
