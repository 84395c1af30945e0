"""The form in which a dialog kinerja is written down: the talk, a field a topic, a few rows of agreements."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kasuari.foundation.refusals import Invalid
from kasuari.planning.enums import CaraDialog, PihakDialog
from kasuari.planning.models import DialogKinerja, Kesepakatan
from kasuari.planning.operations import IsianDialog, IsianKesepakatan
from kasuari.planning.operations.dialog import MAX_AGREEMENTS
from kasuari.planning.queries import panduan

SPARE = 2  # empty rows that stand ready


def _day(label: Any, *, required: bool, help_text: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class DialogForm(forms.Form):
    """What was talked about. `rows` is how many agreements there is room for."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    dialog_date = _day(_("Tanggal dialog"), required=True)
    cara = forms.ChoiceField(label=_("Cara"), choices=CaraDialog.choices)
    tempat = forms.CharField(
        label=_("Tempat"), required=False, max_length=200, help_text=_("Misalnya ruang kepala puskesmas.")
    )
    peserta_lain = forms.CharField(
        label=_("Yang ikut hadir"),
        required=False,
        max_length=500,
        help_text=_("Selain pegawai dan pimpinannya, bila ada."),
    )

    def __init__(self, data: Any, *, dialog: DialogKinerja, extra: int = 0) -> None:
        agreed = list(dialog.kesepakatan.all())
        said = {row.topik: row.teks for row in dialog.topik.all()}
        super().__init__(
            data,
            initial={
                "version": dialog.version,
                "dialog_date": dialog.dialog_date,
                "cara": dialog.cara,
                "tempat": dialog.tempat,
                "peserta_lain": dialog.peserta_lain,
            },
        )
        self.topics = panduan()
        for topic in self.topics:
            self.fields[f"topik-{topic.topik}"] = forms.CharField(
                label=topic.label,
                required=False,
                initial=said.get(topic.topik, ""),
                help_text=str(topic.tanya),
                widget=forms.Textarea(attrs={"rows": 3}),
            )
        sent = sum(f"sepakat-{number}-teks" in data for number in range(MAX_AGREEMENTS)) if data else 0
        self.rows = min(max(sent, len(agreed) + SPARE + extra), MAX_AGREEMENTS)
        for number in range(self.rows):
            self._add_row(number, agreed[number] if number < len(agreed) else None)

    def _add_row(self, number: int, row: Kesepakatan | None) -> None:
        name = f"sepakat-{number}"
        self.fields[f"{name}-teks"] = forms.CharField(
            label=_("Apa yang disepakati"),
            required=False,
            initial=row.teks if row else "",
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        self.fields[f"{name}-pihak"] = forms.ChoiceField(
            label=_("Oleh siapa"),
            required=False,
            choices=PihakDialog.choices,
            initial=row.pihak if row else PihakDialog.PEGAWAI,
        )
        self.fields[f"{name}-sampai"] = _day(_("Sampai kapan"), required=False)
        self.fields[f"{name}-sampai"].initial = row.due_date if row else None

    @property
    def topic_fields(self) -> list[dict[str, Any]]:
        return [{"topic": topic, "field": self[f"topik-{topic.topik}"]} for topic in self.topics]

    @property
    def agreement_fields(self) -> list[dict[str, Any]]:
        return [
            {
                "number": number + 1,
                "teks": self[f"sepakat-{number}-teks"],
                "pihak": self[f"sepakat-{number}-pihak"],
                "sampai": self[f"sepakat-{number}-sampai"],
            }
            for number in range(self.rows)
        ]

    def isian(self) -> IsianDialog:
        """The record as it was typed."""
        data = self.cleaned_data
        return IsianDialog(
            dialog_date=data["dialog_date"],
            cara=data["cara"],
            tempat=data["tempat"],
            peserta_lain=data["peserta_lain"],
            topik={topic.topik: data[f"topik-{topic.topik}"] for topic in self.topics},
            kesepakatan=tuple(
                IsianKesepakatan(
                    pihak=data[f"sepakat-{number}-pihak"] or PihakDialog.PEGAWAI.value,
                    teks=data[f"sepakat-{number}-teks"],
                    due_date=data[f"sepakat-{number}-sampai"],
                )
                for number in range(self.rows)
            ),
        )

    def take(self, refusal: Invalid) -> None:
        """Put each problem of a refused write at its field."""
        written = [n for n in range(self.rows) if self.cleaned_data.get(f"sepakat-{n}-teks", "").strip()]
        for problem in refusal.problems:
            part, _slash, rest = problem.path.partition("/")
            if part == "topik":
                name = f"topik-{rest}"
            elif part == "kesepakatan" and rest.isdigit() and int(rest) <= len(written):
                field = "sampai" if problem.code == "planning.agreement_early" else "teks"
                name = f"sepakat-{written[int(rest) - 1]}-{field}"
            else:
                name = part
            self.add_error(name if name in self.fields else None, str(problem.message))
