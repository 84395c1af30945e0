"""Forms of sign-in, activation, the own account and the clerk's pages."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.utils.translation import gettext_lazy as _

from kasuari.accounts.enums import Role
from kasuari.accounts.models import User


def _password(label: Any, *, new: bool, help_text: Any = "") -> forms.CharField:
    words = "new-password" if new else "current-password"
    return forms.CharField(
        label=label,
        help_text=help_text,
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": words}),
    )


class SignInForm(LoginForm):
    """NIP and password; blanks in the NIP are dropped."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.CharField(
            label=_("NIP"),
            max_length=60,
            widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
        )
        self.fields["password"] = _password(_("Kata sandi"), new=False)
        self.order_fields(["login", "password"])

    def clean_login(self) -> str:
        return "".join(self.cleaned_data["login"].split())


class NewPasswordForm(forms.Form):
    """A password, written twice."""

    password = _password(
        _("Kata sandi baru"),
        new=True,
        help_text=_("Paling sedikit 10 karakter. Beberapa kata yang mudah Anda ingat sudah cukup."),
    )
    again = _password(_("Ulangi kata sandi baru"), new=True)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("password") and cleaned.get("again") and cleaned["password"] != cleaned["again"]:
            self.add_error("again", _("Tidak sama dengan kata sandi di atas."))
        return cleaned


class ActivationForm(NewPasswordForm):
    """First sign-in: the NIP, the code from the clerk, and a new password."""

    username = forms.CharField(
        label=_("NIP"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    code = forms.CharField(
        label=_("Kode aktivasi"),
        max_length=40,
        help_text=_("12 huruf dan angka dari unit kepegawaian, misalnya K7QM-2FXP-9RTB."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}),
    )
    field_order = ["username", "code", "password", "again"]


class PasswordChangeForm(NewPasswordForm):
    """The present password and a new one."""

    current = _password(_("Kata sandi sekarang"), new=False)
    field_order = ["current", "password", "again"]

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_current(self) -> str:
        current: str = self.cleaned_data["current"]
        if not self.user.check_password(current):
            raise forms.ValidationError(_("Kata sandi sekarang tidak cocok."))
        return current


class TokenForm(forms.Form):
    """A name that says which program uses the token, and for how long."""

    name = forms.CharField(
        label=_("Nama token"), max_length=100, help_text=_("Program yang memakainya, misalnya penarik data.")
    )
    days = forms.IntegerField(label=_("Berlaku berapa hari"), min_value=1, max_value=365, initial=90)


class UserForm(forms.Form):
    """A new account."""

    username = forms.CharField(
        label=_("NIP"),
        max_length=60,
        help_text=_("Untuk pejabat tanpa NIP, pakai kata masuk yang disepakati."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    name = forms.CharField(label=_("Nama"), max_length=200)
    email = forms.EmailField(label=_("Surel"), required=False)


class RoleForm(forms.Form):
    """A role by date."""

    role = forms.ChoiceField(label=_("Peran"))
    unit_kode = forms.CharField(
        label=_("Kode unit kerja"),
        max_length=42,
        required=False,
        help_text=_("Kosongkan jika berlaku untuk seluruh instansi."),
    )
    start_date = forms.DateField(
        label=_("Mulai"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    end_date = forms.DateField(
        label=_("Berakhir"),
        required=False,
        help_text=_("Hari pertama peran ini tidak lagi dipegang."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    reason = forms.CharField(
        label=_("Dasar"), max_length=300, required=False, help_text=_("Nomor surat keputusan, jika ada.")
    )

    def __init__(self, *args: Any, roles: list[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"] = forms.ChoiceField(
            label=_("Peran"), choices=[(role.value, role.label) for role in roles]
        )
        self.order_fields(["role", "unit_kode", "start_date", "end_date", "reason"])
