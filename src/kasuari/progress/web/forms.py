"""Forms of pelaksanaan. They read what was typed; the operations decide."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kasuari.foundation.refusals import Invalid
from kasuari.progress.queries import IndikatorProgress


class RefusableForm(forms.Form):
    """A form that can show the problems of a refused operation at its fields."""

    def take(self, refusal: Invalid) -> None:
        """Put each problem at the field that it names, or at the head."""
        for problem in refusal.problems:
            self.add_error(problem.path if problem.path in self.fields else None, str(problem.message))
        if not refusal.problems:
            self.add_error(None, str(refusal.reason))


class DesimalField(forms.CharField):
    """A number as people here write it: `1.250,5`; also `1250.5`. Empty is None, never zero."""

    def to_python(self, value: Any) -> Any:
        text = re.sub(r"\s", "", super().to_python(value) or "")
        if not text:
            return None
        if not re.fullmatch(r"-?\d{1,3}(\.\d{3})+(,\d+)?|-?\d+(,\d+)?|-?\d+\.\d+", text):
            raise forms.ValidationError(_("Tulis angka, misalnya 85 atau 85,5."))
        if "," in text or re.fullmatch(r"-?\d{1,3}(\.\d{3})+", text):
            text = text.replace(".", "").replace(",", ".")
        try:
            return Decimal(text)
        except InvalidOperation:
            raise forms.ValidationError(_("Tulis angka, misalnya 85 atau 85,5.")) from None


class RealisasiForm(RefusableForm):
    """What was reached on one indikator; either words or a number may be left out."""

    teks = forms.CharField(
        label=_("Realisasi"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Apa hasilnya, bukan apa kegiatannya."),
    )
    nilai = DesimalField(
        label=_("Angka"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    sumber_data = forms.CharField(label=_("Sumber data"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    @classmethod
    def of(cls, row: IndikatorProgress) -> RealisasiForm:
        """The form as it stands."""
        held = row.realisasi
        return cls(
            auto_id=f"i{row.indikator.id}_%s",
            initial={
                "teks": held.teks if held else "",
                "nilai": _shown(held.nilai) if held else "",
                "sumber_data": held.sumber_data if held else "",
                "version": row.version,
            },
        )


class LinkForm(RefusableForm):
    url = forms.CharField(
        label=_("Alamat tautan"), widget=forms.URLInput(attrs={"placeholder": "https://"}), max_length=500
    )
    nama = forms.CharField(label=_("Nama bukti"), required=False, max_length=200)


class StepForm(RefusableForm):
    teks = forms.CharField(label=_("Langkah"), widget=forms.Textarea(attrs={"rows": 2}))
    due_date = forms.DateField(
        label=_("Selesai paling lambat"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )


def _shown(nilai: Decimal | None) -> str:
    return "" if nilai is None else f"{nilai.normalize():f}".replace(".", ",")
