"""Forms of competencies, plans and learning. They read what was typed; the operations decide."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kasuari.development.enums.rencana import BentukBelajar, CaraBelajar, SatuanBelajar
from kasuari.development.models import KegiatanPengembangan
from kasuari.development.queries.kompetensi import Butir, Gap
from kasuari.development.web.forms import KreditField
from kasuari.foundation.refusals import Invalid


def day(**kwargs: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


class OptionalNumber(KreditField):
    """A number that may be left out; None is unknown, not nought."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def clean(self, value: Any) -> Any:
        return super().clean(value) if str(value or "").strip() else None


class Refused(forms.Form):
    """A form that takes the problems of a refusal to its fields."""

    def take(self, refusal: Invalid) -> None:
        """Put each problem at the field that it names, or at the head."""
        for problem in refusal.problems:
            self.add_error(problem.path if problem.path in self.fields else None, str(problem.message))
        if not refusal.problems:
            self.add_error(None, f"{refusal.reason.why} {refusal.reason.next}")


class WordsForm(Refused):
    """A competency in words: name, meaning, five levels."""

    nama = forms.CharField(label=_("Nama kompetensi"), max_length=150)
    arti = forms.CharField(
        label=_("Artinya"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    level = forms.CharField(
        label=_("Lima level, satu baris untuk setiap level"),
        help_text=_("Mulai dari level 1. Tulis apa yang terlihat pada orang di level itu."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def levels(self) -> list[str]:
        return [line for line in self.cleaned_data["level"].splitlines() if line.strip()]


class RenameForm(WordsForm):
    start_date = day(label=_("Berlaku sejak"))
    version = forms.IntegerField(widget=forms.HiddenInput)


class StandardForm(Refused):
    """The level that a post asks for, competency by competency."""

    start_date = day(label=_("Berlaku sejak"))

    def __init__(self, *args: Any, items: Iterable[Butir], present: dict[int, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for item in items:
            choices = [("", _("Tidak diminta"))] + [
                (str(level), f"{level}. {item.level_words(level)}") for level in range(1, 6)
            ]
            self.fields[f"level_{item.kompetensi_id}"] = forms.ChoiceField(
                label=item.nama,
                choices=choices,
                required=False,
                initial=str(present.get(item.kompetensi_id, "")),
            )

    def levels(self) -> dict[int, int | None]:
        return {
            int(name.removeprefix("level_")): int(value) if value else None
            for name, value in self.cleaned_data.items()
            if name.startswith("level_")
        }


class SheetForm(Refused):
    """B.1.9: for each competency a value or none, and its reason."""

    rekomendasi = forms.CharField(
        label=_("Rekomendasi"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, asked: Iterable[Gap], scale: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = list(asked)
        choices = [("", _("Belum dinilai"))] + [
            (str(place), f"{place}. {name}") for place, name in enumerate(scale, start=1)
        ]
        for gap in self.asked:
            self.fields[f"nilai_{gap.kompetensi_id}"] = forms.ChoiceField(
                label=_("Nilai (1–5)"), choices=choices, required=False
            )
            self.fields[f"alasan_{gap.kompetensi_id}"] = forms.CharField(
                label=_("Alasan"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
            )

    def lines(self) -> list[dict[str, Any]]:
        return [
            {
                "gap": gap,
                "nilai": self[f"nilai_{gap.kompetensi_id}"],
                "alasan": self[f"alasan_{gap.kompetensi_id}"],
            }
            for gap in self.asked
        ]


class ActionForm(Refused):
    """One action of a plan."""

    kompetensi = forms.TypedChoiceField(
        label=_("Untuk kompetensi"), required=False, coerce=int, empty_value=None
    )
    cara = forms.ChoiceField(label=_("Cara belajar"), choices=CaraBelajar.choices)
    teks = forms.CharField(label=_("Kegiatan"), max_length=300)
    ukuran = forms.CharField(
        label=_("Ukuran keberhasilan"),
        max_length=300,
        help_text=_("Apa yang terlihat berbeda bila kegiatan ini berhasil?"),
    )
    start_date = day(label=_("Mulai"))
    last_date = day(label=_("Selesai"))
    jp_rencana = OptionalNumber(label=_("Perkiraan JP"))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, asked: Iterable[Gap], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kompetensi"].choices = [  # type: ignore[attr-defined]
            ("", _("Tidak untuk satu kompetensi tertentu")),
            *((gap.kompetensi_id, gap.nama) for gap in asked),
        ]


class LearningForm(Refused):
    """Something that was learned."""

    kegiatan = forms.TypedChoiceField(label=_("Dari rencana"), required=False, coerce=int, empty_value=None)
    bentuk = forms.ChoiceField(label=_("Bentuk belajar"), choices=BentukBelajar.choices)
    teks = forms.CharField(label=_("Kegiatan"), max_length=300)
    penyelenggara = forms.CharField(label=_("Penyelenggara"), max_length=200, required=False)
    start_date = day(label=_("Mulai"))
    last_date = day(label=_("Selesai"))
    jp_tertulis = OptionalNumber(
        label=_("JP menurut sertifikat"),
        help_text=_("Kosongkan bila sertifikatnya tidak menyebut JP; isi jumlah dan satuannya."),
    )
    jumlah = OptionalNumber(label=_("Jumlah"))
    satuan = forms.ChoiceField(label=_("Satuan"), choices=[("", "—"), *SatuanBelajar.choices], required=False)

    def __init__(self, *args: Any, kegiatan: Iterable[KegiatanPengembangan], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kegiatan"].choices = [  # type: ignore[attr-defined]
            ("", _("Di luar rencana")),
            *((row.pk, row.teks) for row in kegiatan),
        ]


class ConversionForm(Refused):
    """What one unit of a form brings."""

    bentuk = forms.ChoiceField(label=_("Bentuk belajar"), choices=BentukBelajar.choices)
    jp = KreditField(label=_("JP"))
    satuan = forms.ChoiceField(label=_("untuk setiap"), choices=SatuanBelajar.choices)
    paling_banyak = OptionalNumber(label=_("Paling banyak untuk satu kegiatan"))
    dasar = forms.CharField(
        label=_("Dasar"),
        max_length=300,
        help_text=_("Misalnya halaman lampiran Peraturan LAN 10/2018, atau keputusan instansi."),
    )
    start_date = day(label=_("Berlaku sejak"))
