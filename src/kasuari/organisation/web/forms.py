"""Forms of the organisation's pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kasuari.foundation.refusals import Refusal
from kasuari.organisation.enums import ImportKind
from kasuari.organisation.importing.columns import COLUMNS
from kasuari.organisation.models import ImportRow
from kasuari.organisation.queries import Identity


def day_field(label: Any, **options: Any) -> forms.DateField:
    """A day, chosen with the browser's own calendar."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **options)


class RefusableForm(forms.Form):
    """A form that shows the problems of a refused write at their fields."""

    def take(self, refusal: Refusal) -> None:
        for problem in refusal.problems:
            self.add_error(problem.path if problem.path in self.fields else None, str(problem.message))
        if not refusal.problems:
            self.add_error(None, str(refusal.reason))


class UploadForm(RefusableForm):
    kind = forms.ChoiceField(
        label=_("Isi berkas"),
        choices=ImportKind.choices,
        initial=ImportKind.PEGAWAI,
        help_text=_("Impor unit kerja lebih dahulu, baru pegawainya."),
    )
    effective_date = day_field(
        _("Berlaku mulai"),
        help_text=_("Perubahan yang tidak menyebut TMT dicatat mulai tanggal ini."),
    )
    file = forms.FileField(label=_("Berkas"))


class ReportForm(RefusableForm):
    """ "My penilai is wrong", with the proposals already made."""

    penilai_usulan = forms.ChoiceField(label=_("Seharusnya dinilai oleh"), widget=forms.RadioSelect)
    alasan = forms.CharField(
        label=_("Alasan"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Misalnya: saya dipindahkan ke bidang lain sejak 1 Juni; SK terlampir di kepegawaian."),
    )
    berlaku_date = day_field(_("Berlaku mulai"))

    def __init__(self, *args: Any, proposals: list[Identity], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(item.pegawai_id), f"{item.nama} – {item.jabatan}") for item in proposals]
        choices.append(("lain", str(_("Orang lain"))))
        self.fields["penilai_usulan"].choices = choices  # type: ignore[attr-defined]
        self.fields["cari"] = forms.CharField(
            label=_("NIP orang lain itu"),
            required=False,
            max_length=40,
            help_text=_("Isi NIP lengkap hanya bila Anda memilih “Orang lain”."),
        )
        self.order_fields(["penilai_usulan", "cari", "alasan", "berlaku_date"])


class UnitForm(RefusableForm):
    nama = forms.CharField(label=_("Nama unit"), max_length=200)
    nama_jabatan = forms.CharField(label=_("Nama jabatan pemimpin"), max_length=250, required=False)
    induk = forms.TypedChoiceField(label=_("Berada di bawah"), coerce=int, required=False, empty_value=None)
    start_date = day_field(_("Berlaku mulai"))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, parents: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["induk"].choices = parents  # type: ignore[attr-defined]


class KepalaDaerahForm(RefusableForm):
    nama = forms.CharField(label=_("Nama lengkap"), max_length=200)
    username = forms.RegexField(
        label=_("Nama akun"),
        regex=r"^[a-z0-9._-]{3,40}$",
        help_text=_(
            "Dipakai untuk masuk, karena kepala daerah tidak mempunyai NIP. Huruf kecil tanpa spasi."
        ),
    )
    start_date = day_field(_("Menjabat mulai"))


class RowForm(RefusableForm):
    """The cells of one sheet row that may be mended: those with problems first, then the rest."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, row: ImportRow, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        raw = {key: _shown(value) for key, value in row.raw.items()}
        wrong = {problem["column"]: problem for problem in row.problems if problem["column"]}
        keys = [column for column in COLUMNS[kind] if column.key in raw or column.key in wrong]
        for column in sorted(keys, key=lambda item: item.key not in wrong):
            self.fields[f"sel_{column.key}"] = forms.CharField(
                label=str(column.label),
                required=column.required,
                initial=raw.get(column.key, ""),
                max_length=500,
            )
        self.suggested = {f"sel_{key}": problem.get("suggestion", "") for key, problem in wrong.items()}
        self.wrong = [f"sel_{column.key}" for column in COLUMNS[kind] if column.key in wrong]

    @property
    def cells(self) -> dict[str, str]:
        """What was typed, by column, only where it differs from the sheet."""
        return {
            name.removeprefix("sel_"): self.cleaned_data[name]
            for name in self.changed_data
            if name.startswith("sel_")
        }

    @property
    def first_fields(self) -> list[tuple[forms.BoundField, str]]:
        """The cells with problems, each with the value that would do, or ""."""
        return [(self[name], self.suggested.get(name, "")) for name in self.fields if name in self.wrong]

    @property
    def other_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("sel_") and name not in self.wrong]


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return str(value.get("angka", ""))
    return "" if value is None else str(value)


class DutiesForm(RefusableForm):
    """Duties or functions, one a line."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    butir = forms.CharField(
        required=False,
        max_length=40_000,
        help_text=_("Satu baris satu tugas; dapat ditempel dari dokumen lain."),
        widget=forms.Textarea(attrs={"rows": 14}),
    )

    def __init__(self, data: Any, *, lines: list[str], version: int) -> None:
        super().__init__(data, initial={"butir": "\n".join(lines), "version": version})

    def lines(self) -> dict[str, Any]:
        return {"lines": self.cleaned_data["butir"].splitlines(), "version": self.cleaned_data["version"]}


class DutiesImportForm(RefusableForm):
    """A file or a pasted text of posts and their duties."""

    file = forms.FileField(label=_("Berkas"), required=False)
    teks = forms.CharField(
        label=_("Atau tempel di sini"),
        required=False,
        max_length=2_000_000,
        help_text=_("Jabatan, lalu tab atau titik koma, lalu tugasnya; satu baris satu tugas."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("file") and not (data.get("teks") or "").strip() and not self.errors:
            raise forms.ValidationError(_("Pilih berkas atau tempelkan daftarnya."))
        return data
