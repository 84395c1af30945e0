"""The forms of planning. They read what was typed; the operations decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kasuari.planning.enums import (
    ArahTarget,
    Aspek,
    JenisHasilKerja,
    JenisPeriode,
    JenisTarget,
    Pendekatan,
    Perspektif,
    SebabPerubahan,
    SumberHasilKerja,
    SumberMassal,
)
from kasuari.planning.numbers import read_number
from kasuari.planning.operations import IsianIndikator, IsianRhk, PilihanMassal
from kasuari.planning.operations.inputs import MAX_TEXT
from kasuari.planning.operations.massal.choices import MOST_FROM_LIBRARY
from kasuari.planning.queries import BERASPEK, BERPERSPEKTIF, IsiIndikator, IsiRhk, LeaderResult

_LONG = {"max_length": _("Tulisan ini terlalu panjang; ringkaskan.")}


class NumberField(forms.CharField):
    """A number as Indonesians write it: 85, 3,5, 1.250; also 3.5. Empty is None, never zero."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 20)
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal"}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        text = str(super().clean(value) or "").strip()
        if not text:
            return None
        try:
            return read_number(text)
        except ValueError:
            raise ValidationError(_("Tulis angka biasa, misalnya 85 atau 3,5.")) from None


def number_text(value: Decimal | None) -> str:
    """A stored number as it is shown in its field."""
    if value is None:
        return ""
    return f"{value.normalize():f}".replace(".", ",")


class PeriodeForm(forms.Form):
    """Which year to open, and how often it is evaluated."""

    tahun = forms.IntegerField(
        label=_("Tahun"),
        min_value=2022,
        max_value=2099,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    jenis_evaluasi = forms.ChoiceField(
        label=_("Evaluasi periodik"),
        choices=[(item.value, item.label) for item in (JenisPeriode.TRIWULANAN, JenisPeriode.BULANAN)],
        help_text=_("Instansi memakai satu cara untuk seluruh tahun (Pasal 24)."),
    )


class DraftForm(forms.Form):
    """How the results are described."""

    penugasan = forms.IntegerField(widget=forms.HiddenInput)
    pendekatan = forms.ChoiceField(
        label=_("Pendekatan hasil kerja"), choices=Pendekatan.choices, widget=forms.RadioSelect
    )


class VersiForm(forms.Form):
    """Why a set SKP changes."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    sebab = forms.ChoiceField(label=_("Sebab perubahan"), choices=[("", _("Pilih")), *SebabPerubahan.choices])
    alasan = forms.CharField(
        label=_("Alasan"),
        help_text=_("Satu atau dua kalimat: apa yang berubah dan mengapa. Tercatat bersama versinya."),
        max_length=MAX_TEXT,
        error_messages=_LONG,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class NewRhkForm(forms.Form):
    """A result to begin with; everything else is written on its own page."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    teks = forms.CharField(
        label=_("Rencana hasil kerja"),
        help_text=_(
            "Tulis hasilnya, bukan kegiatannya: “Ibu hamil terlayani sesuai standar”, bukan "
            "“Melayani ibu hamil”."
        ),
        max_length=MAX_TEXT,
        error_messages=_LONG,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    jenis = forms.ChoiceField(label=_("Jenis"), choices=JenisHasilKerja.choices)


class RhkForm(forms.Form):
    """One result."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    teks = forms.CharField(
        label=_("Rencana hasil kerja"),
        help_text=_("Tulis hasilnya, bukan kegiatannya."),
        max_length=MAX_TEXT,
        error_messages=_LONG,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    jenis = forms.ChoiceField(
        label=_("Jenis"),
        choices=JenisHasilKerja.choices,
        help_text=_("Utama berprioritas tinggi; tambahan boleh menyusul sepanjang tahun."),
    )
    sumber = forms.ChoiceField(label=_("Berasal dari"), choices=SumberHasilKerja.choices)
    penugasan_dari = forms.CharField(
        label=_("Penugasan dari"),
        required=False,
        max_length=250,
        error_messages=_LONG,
        help_text=_("Jabatan pimpinan yang menugaskan, misalnya Kepala Puskesmas."),
    )
    intervensi = forms.TypedChoiceField(
        label=_("Rencana hasil kerja pimpinan yang diintervensi"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("Hasil kerja pimpinan yang Anda bantu capai."),
    )
    intervensi_teks = forms.CharField(
        label=_("Bila belum ada di daftar, tuliskan sementara"),
        required=False,
        max_length=2 * MAX_TEXT,
        error_messages=_LONG,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Anda tetap dapat melanjutkan; tautannya diusulkan lagi setelah SKP pimpinan tersedia."),
    )

    def __init__(self, data: Any, *, rhk: IsiRhk, version: int, leaders: Sequence[LeaderResult]) -> None:
        first = {
            "version": version,
            "teks": rhk.teks,
            "jenis": rhk.jenis,
            "sumber": rhk.sumber,
            "penugasan_dari": rhk.penugasan_dari,
            "intervensi": rhk.intervensi_id or "",
            "intervensi_teks": "" if rhk.intervensi_id else rhk.intervensi_teks,
        }
        super().__init__(data, initial=first)
        choices: list[tuple[int | str, str | Promise]] = [("", _("Belum dipilih"))]
        choices += [(item.rhk_id, item.teks) for item in leaders]
        if rhk.intervensi_id and rhk.intervensi_id not in {item.rhk_id for item in leaders}:
            choices.append((rhk.intervensi_id, rhk.intervensi_teks))
        cast(forms.TypedChoiceField, self.fields["intervensi"]).choices = choices

    def isian(self) -> IsianRhk:
        """What was written. A result chosen from the list comes before words."""
        data = self.cleaned_data
        return IsianRhk(
            teks=data["teks"],
            jenis=data["jenis"],
            sumber=data["sumber"],
            penugasan_dari=data["penugasan_dari"],
            intervensi_id=data["intervensi"],
            intervensi_teks=data["intervensi_teks"],
        )


class IndikatorForm(forms.Form):
    """One indikator; only the inputs of the chosen kind of target count."""

    teks = forms.CharField(
        label=_("Indikator kinerja individu"),
        required=False,
        max_length=MAX_TEXT,
        error_messages=_LONG,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Ukuran yang menunjukkan bahwa hasil itu tercapai."),
    )
    aspek = forms.ChoiceField(label=_("Aspek"), required=False)
    perspektif = forms.ChoiceField(label=_("Perspektif"), required=False)
    target_jenis = forms.ChoiceField(
        label=_("Target berupa"), choices=JenisTarget.choices, widget=forms.RadioSelect
    )
    target_teks = forms.CharField(
        label=_("Target"),
        required=False,
        max_length=MAX_TEXT,
        error_messages=_LONG,
        help_text=_("Misalnya 80–90% sistem siap digunakan."),
    )
    target_angka = NumberField(label=_("Angka target"), required=False)
    target_minimum = NumberField(label=_("Dari"), required=False)
    target_maksimum = NumberField(label=_("Sampai"), required=False)
    target_date = forms.DateField(
        label=_("Tanggal target"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    satuan = forms.CharField(
        label=_("Satuan"), required=False, max_length=60, help_text=_("Misalnya %, dokumen, atau hari.")
    )
    arah = forms.ChoiceField(
        label=_("Arah"),
        choices=ArahTarget.choices,
        required=False,
        help_text=_("Mana yang lebih baik: angka yang lebih tinggi, lebih rendah, atau yang tepat."),
    )
    baseline = NumberField(
        label=_("Baseline"),
        required=False,
        help_text=_("Keadaan awal tahun. Kosongkan bila belum diketahui; kosong bukan nol."),
    )
    hapus = forms.BooleanField(label=_("Hapus indikator ini"), required=False)

    def __init__(self, data: Any, *, indikator: IsiIndikator, form: str) -> None:
        one = indikator.target_minimum if indikator.target_minimum is not None else indikator.target_maksimum
        numeric = indikator.target_jenis == JenisTarget.ANGKA
        first = {
            "teks": indikator.teks,
            "aspek": indikator.aspek,
            "perspektif": indikator.perspektif,
            "target_jenis": indikator.target_jenis,
            "target_teks": indikator.target_teks,
            "target_angka": number_text(one) if numeric else "",
            "target_minimum": "" if numeric else number_text(indikator.target_minimum),
            "target_maksimum": "" if numeric else number_text(indikator.target_maksimum),
            "target_date": indikator.target_date,
            "satuan": indikator.satuan,
            "arah": indikator.arah,
            "baseline": number_text(indikator.baseline),
        }
        super().__init__(data, initial=first, prefix=f"i{indikator.id}")
        self.indikator = indikator
        self._offer("aspek", Aspek.choices if form in BERASPEK else None)
        self._offer("perspektif", Perspektif.choices if form in BERPERSPEKTIF else None)

    def _offer(self, name: str, choices: Any) -> None:
        if choices is None:
            del self.fields[name]
            return
        cast(forms.ChoiceField, self.fields[name]).choices = [("", _("Pilih")), *choices]

    def isian(self) -> IsianIndikator | None:
        """What was written; None removes the indikator."""
        data = self.cleaned_data
        if data["hapus"]:
            return None
        arah = data["arah"] or ArahTarget.NAIK.value
        low, high = data["target_minimum"], data["target_maksimum"]
        if data["target_jenis"] == JenisTarget.ANGKA:
            number = data["target_angka"]
            low = None if arah == ArahTarget.TURUN else number
            high = None if arah == ArahTarget.NAIK else number
        return IsianIndikator(
            teks=data["teks"],
            aspek=data.get("aspek", ""),
            perspektif=data.get("perspektif", ""),
            target_jenis=data["target_jenis"],
            target_teks=data["target_teks"],
            target_minimum=low,
            target_maksimum=high,
            target_date=data["target_date"],
            satuan=data["satuan"],
            arah=arah,
            baseline=data.get("baseline"),
        )


class LinesForm(forms.Form):
    """Lists of lines, one textarea each: `parts` maps a field name to (label, hint, lines)."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, data: Any, *, version: int, parts: Mapping[str, tuple[Any, str, Sequence[str]]]
    ) -> None:
        super().__init__(data, initial={"version": version})
        self.names = tuple(parts)
        for name, (label, hint, lines) in parts.items():
            self.fields[name] = forms.CharField(
                label=label,
                help_text=hint,
                required=False,
                initial="\n".join(lines),
                widget=forms.Textarea(attrs={"rows": max(3, len(lines) + 1)}),
            )

    def lines(self) -> dict[str, list[str]]:
        """What was written, line by line."""
        return {name: self.cleaned_data[name].splitlines() for name in self.names}


class ButirForm(forms.Form):
    """The wording of a library entry; with `jabatan` also for whom it is."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    jabatan = forms.TypedChoiceField(label=_("Jabatan"), coerce=int)
    teks = forms.CharField(
        label=_("Rencana hasil kerja"),
        help_text=_("Tulis hasilnya, bukan kegiatannya, dan tanpa nama orang."),
        max_length=MAX_TEXT,
        error_messages=_LONG,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        data: Any,
        *,
        jabatan: Sequence[tuple[int, str]] | None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        if jabatan is None:
            del self.fields["jabatan"]
        else:
            cast(forms.TypedChoiceField, self.fields["jabatan"]).choices = [
                ("", _("Pilih jabatan")),
                *jabatan,
            ]


class IndikatorPustakaForm(IndikatorForm):
    """An indikator of the library: aspek and perspektif both, for the entry may serve several formats. A
    baseline belongs to one year of one person."""

    baseline = None  # type: ignore[assignment]

    @classmethod
    def of(cls, data: Any, row: Any) -> IndikatorPustakaForm:
        """The form of a stored indikator."""
        names = ("aspek", "perspektif", "target_jenis", "target_teks", "target_minimum", "target_maksimum")
        given = {name: getattr(row, name) for name in (*names, "teks", "satuan", "arah")}
        made = cls(data, indikator=_blank(row.pk, **given), form="")
        made.fields["teks"].required = True
        return made

    @classmethod
    def empty(cls, data: Any, number: int) -> IndikatorPustakaForm:
        """The form of an indikator that is not there yet."""
        return cls(data, indikator=_blank(number), form="")

    def _offer(self, name: str, choices: Any) -> None:
        super()._offer(name, Aspek.choices if name == "aspek" else Perspektif.choices)

    def isian(self) -> IsianIndikator | None:
        """What was written; None removes the indikator, and a line that stayed empty is none."""
        return super().isian() if self.cleaned_data["teks"].strip() else None


def _blank(number: int, **given: Any) -> IsiIndikator:
    columns: dict[str, Any] = {
        "teks": "",
        "aspek": "",
        "aspek_label": "",
        "perspektif": "",
        "perspektif_label": "",
        "target_jenis": JenisTarget.TEKS.value,
        "target_teks": "",
        "target_minimum": None,
        "target_maksimum": None,
        "target_date": None,
        "satuan": "",
        "arah": ArahTarget.NAIK.value,
        "target": "",
    }
    return IsiIndikator(id=number, nomor=number, **(columns | given))


class MassalForm(forms.Form):
    """Whom a plan for many is for, and what it is written from."""

    unit = forms.TypedChoiceField(label=_("Unit kerja"), required=False, coerce=int, empty_value=None)
    jabatan = forms.TypedChoiceField(label=_("Jabatan"), required=False, coerce=int, empty_value=None)
    jenis_jabatan = forms.MultipleChoiceField(
        label=_("Jenis jabatan"), required=False, widget=forms.CheckboxSelectMultiple
    )
    keadaan = forms.ChoiceField(
        label=_("Keadaan SKP"),
        choices=[("", _("Semua yang masih kosong")), ("tanpa_skp", _("Hanya yang belum punya SKP"))],
        required=False,
    )
    sumber = forms.MultipleChoiceField(
        label=_("Ambil isi dari"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[item for item in SumberMassal.choices if item[0] != SumberMassal.TEMPLAT],
        help_text=_("Pustaka dipakai bagi yang belum punya SKP lama. Tidak ada kalimat yang dikarang."),
    )
    paling_banyak = forms.IntegerField(
        label=_("Butir pustaka tiap orang, paling banyak"), min_value=1, max_value=MOST_FROM_LIBRARY
    )
    pendekatan = forms.ChoiceField(label=_("Pendekatan hasil kerja"), choices=Pendekatan.choices)
    teks = forms.CharField(
        label=_("Rencana hasil kerja"),
        required=False,
        max_length=MAX_TEXT,
        error_messages=_LONG,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Ditulis sekali untuk semua orang dalam kelompok ini."),
    )
    harapan = forms.CharField(
        label=_("Hasil kerja pimpinan yang didukung (sementara)"),
        required=False,
        max_length=MAX_TEXT,
        error_messages=_LONG,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Hanya bagi hasil kerja yang belum menyebutnya dan tidak mirip dengan rencana pimpinannya."
        ),
    )
    dukungan = forms.CharField(
        label=_("Dukungan sumber daya"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    skema = forms.CharField(
        label=_("Skema pertanggungjawaban"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    konsekuensi = forms.CharField(
        label=_("Konsekuensi"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(
        self,
        data: Any,
        *,
        units: Sequence[tuple[int, str]],
        jabatan: Sequence[tuple[int, str]],
        kinds: Sequence[tuple[str, Any]],
    ) -> None:
        initial = {
            "sumber": [item.value for item in SumberMassal if item != SumberMassal.TEMPLAT],
            "paling_banyak": 4,
            "pendekatan": Pendekatan.KUANTITATIF.value,
        }
        super().__init__(data, initial=initial)
        self.fields["unit"].choices = [("", _("Semua unit")), *units]  # type: ignore[attr-defined]
        self.fields["jabatan"].choices = [("", _("Semua jabatan")), *jabatan]  # type: ignore[attr-defined]
        self.fields["jenis_jabatan"].choices = kinds  # type: ignore[attr-defined]

    def pilihan(self, lines: Sequence[IsianIndikator]) -> PilihanMassal:
        """What was chosen, with the template where its result was written."""
        given = self.cleaned_data
        teks = given["teks"].strip()
        return PilihanMassal(
            unit_id=given["unit"],
            jabatan_id=given["jabatan"],
            jenis_jabatan=tuple(given["jenis_jabatan"]),
            tanpa_skp=given["keadaan"] == "tanpa_skp",
            sumber=tuple(given["sumber"]),
            paling_banyak=given["paling_banyak"],
            pendekatan=given["pendekatan"],
            templat=(IsianRhk(teks=teks, indikator=tuple(lines)),) if teks else (),
            harapan=given["harapan"],
            lampiran={name: tuple(given[name].splitlines()) for name in ("dukungan", "skema", "konsekuensi")},
        )


class UbahForm(forms.Form):
    """New words for a result that many hold."""

    teks = forms.CharField(
        label=_("Rencana hasil kerja"),
        max_length=MAX_TEXT,
        error_messages=_LONG,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
