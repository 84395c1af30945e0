"""Forms of evaluation. They read what was typed; the operations decide."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kasuari.evaluation.enums import (
    AkreditasiStudi,
    BentukBundel,
    IsiBundel,
    JenjangStudi,
    KelulusanStudi,
    KeputusanKeberatan,
    LevelCapaian,
    RatingKinerja,
    Tanggapan,
)
from kasuari.evaluation.models import Evaluasi
from kasuari.foundation.reasons import Words
from kasuari.foundation.refusals import Invalid

# The guidance of the regulation, which it calls an example and no formula (Lampiran BAB IV B.3.a.1-2, p.
# 97-98).
HASIL_KERJA: dict[str, Words] = {
    "diatas": _(
        "Sebagian besar atau seluruh hasil kerja diatas ekspektasi dan tidak ada hasil kerja utama yang "
        "dibawah "
        "ekspektasi. Umpan balik sebagian besar atau seluruhnya menunjukkan respon positif."
    ),
    "sesuai": _(
        "Sebagian besar atau seluruh hasil kerja sesuai ekspektasi dan hanya sebagian kecil hasil kerja "
        "utama yang "
        "dibawah ekspektasi. Umpan balik sebagian menunjukkan respon positif."
    ),
    "dibawah": _(
        "Sebagian besar atau seluruh hasil kerja dibawah ekspektasi. Umpan balik sebagian besar atau "
        "seluruhnya "
        "tidak menunjukkan respon positif."
    ),
}
PERILAKU_KERJA: dict[str, Words] = {
    "diatas": _(
        "Secara konsisten menjalankan nilai dasar ASN untuk diri sendiri dan menjadi penjaga penerapannya "
        "di dalam "
        "atau di luar unit kerjanya."
    ),
    "sesuai": _("Secara konsisten menjalankan nilai dasar ASN untuk diri sendiri."),
    "dibawah": _("Belum secara konsisten menjalankan nilai dasar ASN."),
}


class RefusableForm(forms.Form):
    """A form that can show the problems of a refused operation at its fields."""

    def take(self, refusal: Invalid) -> None:
        """Put each problem at the field that it names, or at the head."""
        for problem in refusal.problems:
            self.add_error(problem.path if problem.path in self.fields else None, str(problem.message))
        if not refusal.problems:
            self.add_error(None, str(refusal.reason))


class SignedField(forms.CharField):
    """Words that a signature needs and a draft does not."""

    def validate(self, value: Any) -> None:
        return None


class RatingForm(RefusableForm):
    """The two ratings with their reasons; a draft may leave any of it empty."""

    use_required_attribute = False

    rating_hasil_kerja = forms.ChoiceField(
        label=_("Rating hasil kerja"),
        choices=RatingKinerja.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    alasan_hasil_kerja = SignedField(
        label=_("Alasan rating hasil kerja"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Sebut hasil dan bukti yang mendasarinya; pegawai akan membacanya."),
    )
    rating_perilaku_kerja = forms.ChoiceField(
        label=_("Rating perilaku kerja"),
        choices=RatingKinerja.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    alasan_perilaku_kerja = SignedField(
        label=_("Alasan rating perilaku kerja"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Sebut perilaku yang Anda lihat atau dengar, bukan sifat orangnya."),
    )
    rekomendasi = forms.CharField(
        label=_("Catatan/rekomendasi"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Dicetak pada dokumen evaluasi (D.1.1)."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    @classmethod
    def of(cls, evaluasi: Evaluasi | None, *, in_place: bool = False) -> RatingForm:
        """The form as it stands. The atasan in the penilai's place (`in_place`) begins with an empty one."""
        seen, evaluasi = evaluasi, evaluasi if evaluasi and in_place == (evaluasi.jalur == "atasan") else None
        names = [name for name in cls.base_fields if name != "version"]
        given: dict[str, Any] = {name: getattr(evaluasi, name) if evaluasi else "" for name in names}
        return cls(initial={**given, "version": seen.version if seen else 0})


class AcknowledgeForm(RefusableForm):
    tanggapan = forms.ChoiceField(
        label=_("Tanggapan Anda"), choices=Tanggapan.choices, widget=forms.RadioSelect
    )
    teks = forms.CharField(
        label=_("Penjelasan"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Wajib bila Anda tidak setuju. Ini belum merupakan keberatan."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)


class CapaianForm(RefusableForm):
    level = forms.ChoiceField(
        label=_("Capaian kinerja organisasi"), choices=[("", _("Pilih capaian")), *LevelCapaian.choices]
    )
    dasar = forms.CharField(
        label=_("Dasar"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Misalnya capaian rencana aksi perjanjian kinerja atau trajectory target."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)


class KeberatanForm(RefusableForm):
    """The objection: why, in one's own words."""

    alasan = SignedField(
        label=_("Alasan keberatan"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Sebut bagian mana yang tidak sesuai dan apa buktinya."),
    )


class PenjelasanForm(RefusableForm):
    """Words of one side, with the version that was read."""

    penjelasan = SignedField(label=_("Penjelasan"), widget=forms.Textarea(attrs={"rows": 5}))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)


class PutusanForm(RefusableForm):
    """The decision. The two ratings count only where the result is changed."""

    use_required_attribute = False

    keputusan = forms.ChoiceField(
        label=_("Keputusan"),
        choices=KeputusanKeberatan.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    rating_hasil_kerja = forms.ChoiceField(
        label=_("Rating hasil kerja yang baru"),
        choices=[("", _("Pilih bila hasil diubah")), *RatingKinerja.choices],
        required=False,
    )
    rating_perilaku_kerja = forms.ChoiceField(
        label=_("Rating perilaku kerja yang baru"),
        choices=[("", _("Pilih bila hasil diubah")), *RatingKinerja.choices],
        required=False,
    )
    pertimbangan = SignedField(
        label=_("Pertimbangan"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Sebut keterangan kedua pihak dan bukti yang Anda periksa."),
    )
    rekomendasi = forms.CharField(
        label=_("Rekomendasi"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    tanpa_penjelasan = forms.CharField(
        label=_("Mengapa diputus tanpa penjelasan penilai"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Hanya bila penilai tidak memberi penjelasan, misalnya karena sakit."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)


class HolidayForm(RefusableForm):
    day = forms.DateField(
        label=_("Tanggal"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    nama = forms.CharField(label=_("Nama hari libur"), max_length=200)
    dasar = forms.CharField(
        label=_("Dasar"),
        max_length=300,
        help_text=_("Misalnya Keputusan Gubernur Nomor 12 Tahun 2026."),
    )


class OutageForm(RefusableForm):
    wilayah = forms.CharField(label=_("Wilayah"), max_length=200, help_text=_("Misalnya Distrik Sota."))
    alasan = forms.CharField(
        label=_("Apa yang terganggu"),
        max_length=300,
        help_text=_("Misalnya jaringan putus karena kabel laut rusak."),
    )
    start_at = forms.DateTimeField(
        label=_("Mulai"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"})
    )
    end_at = forms.DateTimeField(
        label=_("Berakhir"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"})
    )


class PenutupanForm(RefusableForm):
    """Why a period is closed although something is left undone."""

    alasan = forms.CharField(
        label=_("Alasan menutup walaupun ada yang belum selesai"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("Wajib bila ada yang belum selesai; tercatat di audit."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class PembukaanForm(RefusableForm):
    """What has to be mended, and for how long."""

    alasan = forms.CharField(
        label=_("Apa yang harus diperbaiki dan mengapa"), widget=forms.Textarea(attrs={"rows": 3})
    )
    hari = forms.IntegerField(
        label=_("Berapa hari dibuka"),
        min_value=1,
        max_value=14,
        initial=3,
        help_text=_("1 sampai 14 hari kalender. Sesudahnya periode tertutup lagi dengan sendirinya."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class BundelForm(RefusableForm):
    """Whose papers, which of them, and in which shape."""

    isi = forms.ChoiceField(label=_("Isi"), choices=IsiBundel.choices)
    bentuk = forms.ChoiceField(label=_("Bentuk"), choices=BentukBundel.choices)

    def __init__(self, *args: Any, units: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = forms.TypedChoiceField(
            label=_("Unit kerja"), coerce=int, choices=units, help_text=_("Semua unit di bawahnya ikut.")
        )


class AturanTppForm(RefusableForm):
    """What each predikat gives, from a day on, by which regulation of the region."""

    start_date = forms.DateField(
        label=_("Berlaku sejak"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    dasar = forms.CharField(
        label=_("Dasar"), max_length=300, help_text=_("Misalnya nomor peraturan gubernur dan pasalnya.")
    )
    sangat_baik = forms.IntegerField(label=_("Sangat Baik (%)"), min_value=0, max_value=200)
    baik = forms.IntegerField(label=_("Baik (%)"), min_value=0, max_value=200)
    butuh_perbaikan = forms.IntegerField(label=_("Butuh Perbaikan (%)"), min_value=0, max_value=200)
    kurang = forms.IntegerField(label=_("Kurang/Misconduct (%)"), min_value=0, max_value=200)
    sangat_kurang = forms.IntegerField(label=_("Sangat Kurang (%)"), min_value=0, max_value=200)


class StudiForm(RefusableForm):
    """How a tugas belajar stands."""

    institusi = forms.CharField(label=_("Nama institusi"), max_length=200)
    jenjang = forms.ChoiceField(label=_("Jenjang"), choices=JenjangStudi.choices)
    luar_negeri = forms.BooleanField(label=_("Di luar negeri"), required=False)
    universitas = forms.ChoiceField(
        label=_("Akreditasi institusi"), choices=[("", "–"), *AkreditasiStudi.choices], required=False
    )
    prodi = forms.ChoiceField(
        label=_("Akreditasi program studi"), choices=[("", "–"), *AkreditasiStudi.choices], required=False
    )
    ipk = forms.DecimalField(
        label=_("IPK"),
        min_value=0,
        max_value=4,
        decimal_places=2,
        required=False,
        help_text=_("Kosongkan bila belum ada."),
    )
    kelulusan = forms.ChoiceField(label=_("Keadaan studi"), choices=KelulusanStudi.choices)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class PenolakanForm(RefusableForm):
    """That the owner did not sign, and who saw it."""

    saksi_nama = forms.CharField(label=_("Nama saksi"), max_length=200)
    saksi_jabatan = forms.CharField(label=_("Jabatan saksi"), max_length=200)
    keterangan = forms.CharField(
        label=_("Keterangan"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kapan, di mana, dan bagaimana pegawai menolak."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
