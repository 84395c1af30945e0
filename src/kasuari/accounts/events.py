"""What happens to accounts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from kasuari.accounts.enums import Role
from kasuari.foundation.events import Code, Event


@dataclass(frozen=True, kw_only=True)
class UserCreated(
    Event, kind="accounts.user_created", about="accounts.user", sentence=_("{by} membuat akun {name}.")
):
    name: str


@dataclass(frozen=True, kw_only=True)
class UsersEnsured(
    Event,
    kind="accounts.users_ensured",
    about="accounts.user",
    sentence=_("{by} membuat {created} akun dan memperbarui {updated} akun sesuai data pegawai."),
):
    """One bulk write; `user_ids` are the accounts that were made. `object_id` is the first one touched."""

    created: int
    updated: int
    user_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class UserDisabled(
    Event, kind="accounts.user_disabled", about="accounts.user", sentence=_("{by} menutup akun {name}.")
):
    name: str


@dataclass(frozen=True, kw_only=True)
class UserEnabled(
    Event,
    kind="accounts.user_enabled",
    about="accounts.user",
    sentence=_("{by} membuka kembali akun {name}."),
):
    name: str


@dataclass(frozen=True, kw_only=True)
class RoleGranted(
    Event,
    kind="accounts.role_granted",
    about="accounts.user",
    sentence=_("{by} memberi {name} peran {role} mulai {start_date}."),
    codes={"role": Code(Role)},
):
    name: str
    role: str
    unit_kode: str
    start_date: date
    end_date: date | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class RoleEnded(
    Event,
    kind="accounts.role_ended",
    about="accounts.user",
    sentence=_("{by} mengakhiri peran {role} yang dipegang {name} mulai {end_date}."),
    codes={"role": Code(Role)},
):
    name: str
    role: str
    unit_kode: str
    end_date: date


@dataclass(frozen=True, kw_only=True)
class PasswordSet(
    Event,
    kind="accounts.password_set",
    about="accounts.user",
    sentence=_("{by} mengganti kata sandi akun {name}."),
):
    name: str


@dataclass(frozen=True, kw_only=True)
class ActivationIssued(
    Event,
    kind="accounts.activation_issued",
    about="accounts.user",
    sentence=_("{by} membuat kode aktivasi untuk {name}."),
):
    name: str


@dataclass(frozen=True, kw_only=True)
class AccountActivated(
    Event,
    kind="accounts.activated",
    about="accounts.user",
    sentence=_("{by} mengaktifkan akunnya dengan kode aktivasi."),
):
    pass


@dataclass(frozen=True, kw_only=True)
class SessionsEnded(
    Event,
    kind="accounts.sessions_ended",
    about="accounts.user",
    sentence=_("{by} mengeluarkan akunnya dari semua perangkat."),
):
    pass


@dataclass(frozen=True, kw_only=True)
class LanguageChosen(
    Event,
    kind="accounts.language_chosen",
    about="accounts.user",
    sentence=_("{by} memilih bahasa {language}."),
):
    language: str


@dataclass(frozen=True, kw_only=True)
class SignedIn(Event, kind="accounts.signed_in", about="accounts.user", sentence=_("{by} masuk.")):
    pass


@dataclass(frozen=True, kw_only=True)
class TokenCreated(
    Event,
    kind="accounts.token_created",
    about="accounts.api_token",
    sentence=_("{by} membuat token API {token} untuk {name}."),
):
    name: str
    token: str
    expires_at: str


@dataclass(frozen=True, kw_only=True)
class TokenRevoked(
    Event,
    kind="accounts.token_revoked",
    about="accounts.api_token",
    sentence=_("{by} mencabut token API {token} milik {name}."),
):
    name: str
    token: str


@dataclass(frozen=True, kw_only=True)
class DemoPersonasSet(
    Event,
    kind="accounts.demo_personas_set",
    about="accounts.user",
    sentence=_("{by} menentukan {count} orang yang dapat dipilih di demo."),
):
    count: int
