"""Forms of bimbingan and konseling."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kasuari.development.enums.bimbingan import BentukMentoring, JenisBimbingan, PeranKonselor
from kasuari.development.queries.kompetensi import Gap
from kasuari.development.web.forms_pengembangan import Refused, day
from kasuari.organisation import queries as organisation
from kasuari.organisation.web.choosing import ChoosesPeople, PersonField


def by_nip(instansi_id: int, nip: str) -> int | None:
    """The person with this NIP in the agency; None where there is none. One query."""
    digits = "".join(filter(str.isdigit, nip))
    rows = organisation.pegawai_rows().filter(instansi_id=instansi_id, nip=digits) if digits else None
    return rows.order_by("pk").values_list("pk", flat=True).first() if rows is not None else None


class SessionForm(Refused):
    """A session of coaching or mentoring."""

    jenis = forms.ChoiceField(label=_("Jenis"), choices=JenisBimbingan.choices)
    kompetensi = forms.TypedChoiceField(
        label=_("Tentang kompetensi"), required=False, coerce=int, empty_value=None
    )
    pembimbing = forms.TypedChoiceField(label=_("Pembimbing"), required=False, coerce=int, empty_value=None)
    nip = forms.CharField(
        label=_("atau NIP pembimbing lain"),
        required=False,
        max_length=25,
        help_text=_("Untuk orang yang tidak ada dalam daftar usulan."),
    )
    bentuk = forms.ChoiceField(
        label=_("Bentuk mentoring"), choices=[("", "—"), *BentukMentoring.choices], required=False
    )
    tanggal = day(label=_("Tanggal"))
    tempat = forms.CharField(label=_("Tempat"), max_length=200)

    def __init__(
        self, *args: Any, gaps: Iterable[Gap], guides: Iterable[tuple[int | None, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kompetensi"].choices = [  # type: ignore[attr-defined]
            ("", _("Tidak tentang satu kompetensi")),
            *((gap.kompetensi_id, gap.nama) for gap in gaps),
        ]
        self.fields["pembimbing"].choices = list(guides)  # type: ignore[attr-defined]

    def guide_id(self, instansi_id: int) -> int | None:
        """Whoever was named by NIP, else who was chosen."""
        nip = self.cleaned_data["nip"]
        found: int | None = by_nip(instansi_id, nip) if nip else self.cleaned_data["pembimbing"]
        return found


class ReportForm(Refused):
    """B.1.10."""

    ekspektasi_khusus = forms.CharField(
        label=_("Apakah Anda memiliki ekspektasi khusus terhadap yang bersangkutan? Jika ya, apa?"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    permasalahan = forms.CharField(
        label=_("Permasalahan perilaku kerja yang menghambat kinerja individu, unit, atau tim"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    serupa = forms.TypedChoiceField(
        label=_("Apakah permasalahan serupa juga terjadi pada pegawai lainnya?"),
        choices=[("ya", _("Ya")), ("tidak", _("Tidak"))],
        coerce=lambda value: value == "ya",
        widget=forms.RadioSelect,
    )
    upaya = forms.CharField(
        label=_("Yang sudah Anda lakukan untuk memperbaikinya"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    bukti_ids = forms.TypedMultipleChoiceField(
        label=_("Umpan balik yang menjadi bukti"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Yang dipilih ikut dalam laporan dan terbaca oleh unit kepegawaian."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, *, evidence: Iterable[tuple[int, dict[str, str]]] = (), **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        field: Any = self.fields["bukti_ids"]
        field.choices = [
            (key, f"{item['tanggal']} · {item['dari']}: {item['teks'][:200]}") for key, item in evidence
        ]


class AppointForm(ChoosesPeople, Refused):
    """The counsellor, the time and the place."""

    people = ("konselor",)

    konselor = PersonField(label=_("Konselor"))
    peran = forms.ChoiceField(label=_("Sebagai"), choices=PeranKonselor.choices)
    jadwal_at = forms.DateTimeField(
        label=_("Waktu"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    tempat = forms.CharField(
        label=_("Tempat"), max_length=200, help_text=_("Pilih tempat yang menjaga kerahasiaan.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
