"""Forms of the rollout. They read what was typed; the operations decide."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kasuari.foundation.functions import Fungsi
from kasuari.foundation.refusals import Invalid
from kasuari.rollout.enums import JenisGelombang


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
