"""Forms of partners, programmes and allocations. They read what was typed; the operations decide."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kasuari.development.enums.mitra import (
    Bahasa,
    HasilBelajar,
    JenisKatalog,
    JenisMitra,
    JenisPerjanjian,
    Koneksi,
    Moda,
    Sasaran,
)
from kasuari.development.operations.mitra import IsianMitra, IsianProgram
from kasuari.development.queries.alokasi import Batasan
from kasuari.foundation.refusals import Invalid
from kasuari.planning.numbers import read_number


def day(label: Any, **kwargs: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **kwargs)


class RupiahField(forms.CharField):
    """Money as people here write it: 1.500.000; empty is without a limit where it is not required."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "numeric"}), max_length=20, **kwargs)

    def clean(self, value: Any) -> Any:
        text = str(super().clean(value)).strip().removeprefix("Rp").strip()
        if not text:
            return None
        try:
            return read_number(text).quantize(Decimal(1))
        except (ValueError, ArithmeticError):
            raise ValidationError(_("Tulis angka biasa, misalnya 1.500.000.")) from None


class RefusableForm(forms.Form):
    """A form that shows what an operation refused."""

    def take(self, refusal: Invalid) -> None:
        """Put each problem at the field that it names, or at the head."""
        for problem in refusal.problems:
            self.add_error(problem.path if problem.path in self.fields else None, str(problem.message))
        if not refusal.problems:
            self.add_error(None, f"{refusal.reason.why} {refusal.reason.next}")


class MitraForm(RefusableForm):
    """A partner."""

    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    kode = forms.CharField(label=_("Kode"), max_length=30)
    nama = forms.CharField(label=_("Nama"), max_length=200)
    jenis = forms.ChoiceField(label=_("Jenis"), choices=JenisMitra.choices)
    kota = forms.CharField(label=_("Kota"), max_length=100, required=False)
    email = forms.EmailField(label=_("Surel"), required=False)
    telepon = forms.CharField(label=_("Telepon"), max_length=30, required=False)

    def isian(self) -> IsianMitra:
        return IsianMitra(**{name: self.cleaned_data[name] for name in IsianMitra.__slots__})


class AgreementForm(RefusableForm):
    """An agreement with a partner; the last day counts."""

    jenis = forms.ChoiceField(label=_("Jenis perjanjian"), choices=JenisPerjanjian.choices)
    nomor = forms.CharField(label=_("Nomor"), max_length=100, required=False)
    start_date = day(_("Mulai berlaku"), required=False)
    last_date = day(_("Berlaku sampai dengan"))

    def given(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "jenis": data["jenis"],
            "nomor": data["nomor"],
            "start_date": data["start_date"],
            "end_date": data["last_date"] + timedelta(days=1),
        }


class AccountForm(RefusableForm):
    """An account for somebody of a partner."""

    username = forms.CharField(
        label=_("Nama masuk"), max_length=40, help_text=_("Satu kata, misalnya mitra-anim-ha.")
    )
    nama = forms.CharField(label=_("Nama petugas mitra"), max_length=200)
    email = forms.EmailField(label=_("Surel petugas"), required=False)


class ProgrammeForm(RefusableForm):
    """One programme of a partner."""

    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    kode = forms.CharField(label=_("Kode"), max_length=30)
    judul = forms.CharField(label=_("Judul"), max_length=250)
    kompetensi_nama = forms.CharField(
        label=_("Kompetensi"),
        max_length=150,
        help_text=_("Tulis namanya seperti dalam kamus kompetensi, misalnya Komunikasi."),
    )
    moda = forms.ChoiceField(label=_("Moda"), choices=Moda.choices)
    lokasi = forms.CharField(
        label=_("Tempat"), max_length=100, required=False, help_text=_("Kosongkan untuk program daring.")
    )
    start_date = day(_("Hari pertama"))
    last_date = day(_("Hari terakhir"))
    batas_daftar = day(_("Batas pendaftaran"), required=False)
    kursi = forms.IntegerField(label=_("Kursi"), min_value=1)
    jp = forms.IntegerField(label=_("JP"), min_value=1)
    biaya = RupiahField(label=_("Biaya per kursi (Rp)"), help_text=_("Tulis 0 bila tanpa biaya."))
    bahasa = forms.ChoiceField(label=_("Bahasa pengantar"), choices=Bahasa.choices)
    sasaran = forms.MultipleChoiceField(
        label=_("Ditujukan bagi"),
        choices=Sasaran.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tanpa pilihan berarti bagi semua."),
    )
    rumpun = forms.CharField(
        label=_("Rumpun jabatan"), max_length=150, required=False, help_text=_("Kosongkan bila bagi semua.")
    )
    prasyarat = forms.TypedChoiceField(
        label=_("Program prasyarat"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("Yang harus diselesaikan lebih dahulu, dari program mitra yang sama."),
    )
    luring = forms.BooleanField(label=_("Ada paket luring bagi yang tanpa sambungan tetap"), required=False)
    sertifikat = forms.BooleanField(label=_("Bersertifikat"), required=False)

    def __init__(self, data: Any = None, *, others: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        field: Any = self.fields["prasyarat"]
        field.choices = [("", _("Tidak ada")), *others]

    def isian(self) -> IsianProgram:
        given = {
            name: value for name, value in self.cleaned_data.items() if name in set(IsianProgram.__slots__)
        }
        given |= {"sasaran": tuple(given["sasaran"]), "prasyarat_id": self.cleaned_data["prasyarat"]}
        return IsianProgram(**given)


class KatalogForm(forms.Form):
    """A file of partners or programmes."""

    jenis = forms.ChoiceField(label=_("Isi berkas"), choices=JenisKatalog.choices)
    file = forms.FileField(label=_("Berkas"))


class PlaceForm(RefusableForm):
    """Where a unit lies."""

    unit = forms.TypedChoiceField(label=_("Unit kerja"), coerce=int)
    tempat = forms.CharField(label=_("Tempat"), max_length=100, help_text=_("Misalnya Merauke atau Agats."))
    koneksi = forms.ChoiceField(
        label=_("Sambungan internet"), required=False, choices=[("", _("Belum diketahui")), *Koneksi.choices]
    )
    terpencil = forms.BooleanField(label=_("Daerah terpencil"), required=False)

    def __init__(self, data: Any = None, *, units: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["unit"].choices = units  # type: ignore[attr-defined]


class JourneyForm(RefusableForm):
    """Days and money there and back."""

    asal = forms.CharField(label=_("Dari"), max_length=100)
    tujuan = forms.CharField(label=_("Ke"), max_length=100)
    hari = forms.IntegerField(label=_("Hari pergi-pulang"), min_value=0, max_value=60)
    biaya = RupiahField(label=_("Biaya pergi-pulang (Rp)"))


class ReportForm(RefusableForm):
    """What the partner reports of one participant."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    jp_hadir = forms.IntegerField(label=_("JP yang dihadiri"), min_value=0)
    hasil = forms.ChoiceField(
        label=_("Hasil"), required=False, choices=[("", _("Belum selesai")), *HasilBelajar.choices]
    )
    nilai_awal = forms.DecimalField(label=_("Nilai awal (0–100)"), required=False, localize=False)
    nilai_akhir = forms.DecimalField(label=_("Nilai akhir (0–100)"), required=False, localize=False)


class AllocationForm(RefusableForm):
    """The limits of an allocation."""

    nama = forms.CharField(label=_("Nama"), max_length=150, help_text=_("Misalnya Pelatihan semester II."))
    first = day(_("Program yang mulai dari"))
    last = day(_("Program yang mulai sampai dengan"))
    anggaran = RupiahField(
        label=_("Anggaran (Rp)"),
        required=False,
        help_text=_("Biaya kursi dan perjalanan. Kosong: tanpa batas."),
    )
    hari = forms.IntegerField(
        label=_("Hari perjalanan seluruhnya"),
        min_value=0,
        required=False,
        help_text=_("Kosong: tanpa batas."),
    )
    most_days = forms.IntegerField(
        label=_("Perjalanan terlama bagi satu orang (hari)"), min_value=0, required=False
    )
    bagian = forms.IntegerField(
        label=_("Bagian yang dijamin (%)"),
        min_value=0,
        max_value=100,
        initial=50,
        help_text=_(
            "Setiap unit, laki-laki dan perempuan, serta daerah terpencil mendapat setidaknya sekian persen "
            "dari bagian sebandingnya."
        ),
    )
    peserta = forms.IntegerField(label=_("Peserta paling sedikit"), min_value=0, required=False, initial=0)
    prioritas = forms.IntegerField(
        label=_("Bobot tambahan prioritas Pasal 31 (%)"),
        min_value=0,
        max_value=100,
        required=False,
        initial=20,
        help_text=_(
            "Kesenjangan pegawai dengan prioritas pengembangan kompetensi yang disetujui dihitung sekian "
            "persen lebih besar. Ini kebijakan instansi; isi 0 bila tidak dipakai."
        ),
    )

    def batasan(self) -> Batasan:
        data = self.cleaned_data
        return Batasan(
            first=data["first"],
            last=data["last"],
            anggaran=data["anggaran"],
            hari=data["hari"],
            most_days=data["most_days"],
            bagian=Decimal(data["bagian"]) / 100,
            peserta=data["peserta"] or 0,
            prioritas=Decimal(20 if data["prioritas"] is None else data["prioritas"]) / 100,
        )
