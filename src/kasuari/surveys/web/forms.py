"""Forms of the surveys. They read what was typed; the operations decide."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kasuari.foundation.refusals import Invalid
from kasuari.surveys.enums import BobotSkm, UnsurSkm


class Taking(forms.Form):
    """A form that shows the problems of a refusal at its fields."""

    def take(self, refusal: Invalid) -> None:
        """Put each problem at the field that it names, or at the head."""
        for problem in refusal.problems:
            self.add_error(problem.path if problem.path in self.fields else None, str(problem.message))
        if not refusal.problems:
            self.add_error(None, f"{refusal.reason.why} {refusal.reason.next}")


def day_field(label: Any, **kwargs: Any) -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs
    )


class PlanForm(Taking):
    """A new survey."""

    unit = forms.ChoiceField(label=_("Unit"))
    layanan = forms.CharField(
        label=_("Layanan"),
        max_length=120,
        help_text=_("Satu survei untuk satu layanan, misalnya Pelayanan KIA."),
    )
    start_date = day_field(_("Hari pertama"))
    last_date = day_field(_("Hari terakhir"))
    populasi = forms.IntegerField(
        label=_("Jumlah pengguna layanan dalam masa itu"),
        required=False,
        min_value=1,
        max_value=100_000_000,
        help_text=_("Dari sini dihitung berapa orang yang perlu menjawab. Kosongkan bila belum diketahui."),
    )
    gratis = forms.BooleanField(label=_("Menurut aturan, layanan ini gratis"), required=False)
    daring = forms.BooleanField(label=_("Layanan daring: tidak bertemu petugas"), required=False)
    pengaduan_terakhir = forms.BooleanField(
        label=_("Cetak sarana sebagai U8 dan pengaduan sebagai U9"), required=False
    )
    bobot = forms.ChoiceField(
        label=_("Bobot tiap unsur"),
        choices=BobotSkm.choices,
        initial=BobotSkm.TEPAT,
        help_text=_(
            "Pakai yang sama dengan laporan tahun sebelumnya. Hasil menurut bobot lain selalu disertakan."
        ),
    )
    batas_alamat = forms.IntegerField(
        label=_("Jawaban dari satu sambungan dalam sepuluh menit"),
        min_value=1,
        max_value=50,
        initial=5,
        help_text=_("Lebih dari ini ditahan dulu. Naikkan bila pengunjung memakai wifi kantor bersama-sama."),
    )

    def __init__(self, *args: Any, units: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", "—"), *units]  # type: ignore[attr-defined]


class FollowUpForm(Taking):
    """What will be done about an unsur."""

    unsur = forms.ChoiceField(label=_("Unsur"), choices=UnsurSkm.choices)
    rencana = forms.CharField(label=_("Yang akan dikerjakan"), max_length=300)
    penanggung_jawab = forms.CharField(label=_("Penanggung jawab"), max_length=120)
    due_date = day_field(_("Selesai paling lambat"))
