"""Passwords, activation codes and API tokens. A secret is shown once and kept as its hash alone."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from kasuari.accounts.access import can_change_access, can_hold_tokens
from kasuari.accounts.enums import AccountKind
from kasuari.accounts.events import (
    AccountActivated,
    ActivationIssued,
    PasswordSet,
    TokenCreated,
    TokenRevoked,
)
from kasuari.accounts.models import ActivationCode, ApiToken, User
from kasuari.accounts.queries import roles_held
from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.refusals import Invalid, NotAllowed, Problem, Refusal
from kasuari.foundation.states import StateRefusal

TOKEN_PREFIX = "ksr_"  # noqa: S105 - what a token begins with, so that scanners of leaks know it
TOKEN_DAYS = 90
LONGEST_TOKEN_DAYS = 365
ACTIVATION_DAYS = 14
_CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # without those that look alike
_CODE_LENGTH = 12

register(
    {
        "accounts.password": Reason(
            _("Kata sandi ini belum dapat dipakai."), _("Perbaiki sesuai petunjuk lalu simpan lagi.")
        ),
        "accounts.closed": Reason(
            _("Akun ini sedang ditutup."), _("Buka kembali akun ini sebelum membuat kode atau token.")
        ),
        "accounts.code": Reason(
            _("NIP atau kode aktivasi tidak cocok, atau kodenya sudah lewat masa berlaku."),
            _("Periksa lagi penulisannya, atau minta kode baru kepada unit kepegawaian."),
        ),
        "accounts.token_days": Reason(
            _("Masa berlaku token paling lama {limit} hari."), _("Isi dengan 1 sampai {limit} hari.")
        ),
        "accounts.token_revoked": Reason(
            _("Token ini sudah dicabut."), _("Muat ulang halaman untuk melihat keadaan terakhirnya.")
        ),
    }
)


def digest_of(secret: str) -> str:
    """SHA-256 of a secret of full entropy; what is kept of it."""
    return hashlib.sha256(secret.encode()).hexdigest()


def withdraw_tokens(user: User, *, at: datetime) -> None:
    """Refuse every token of the account from now on. Part of another write, which records it."""
    ApiToken.objects.filter(user=user, revoked_at__isnull=True).update(revoked_at=at)


def withdraw_codes(user: User, *, at: datetime) -> None:
    """Take the force from an activation code that is still open. Part of another write, which records it."""
    ActivationCode.objects.filter(user=user, used_at__isnull=True, replaced_at__isnull=True).update(
        replaced_at=at
    )


def _check_password(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        problems = tuple(Problem("accounts.password", "password", words) for words in error.messages)
        raise Invalid("accounts.password", problems=problems) from None


@transaction.atomic
def set_password(*, user: User, password: str, by: Actor, at: datetime) -> User:
    """Change the password of one's own account (or, at the command line, of any). All sessions end.

    The caller has checked the present password. Raises NotAllowed, or Invalid("accounts.password") with
    what is wrong with the new one.
    """
    if not by.is_system and by.user_id != user.pk:
        raise NotAllowed("accounts.not_yours")
    _check_password(password, user)
    User.objects.filter(pk=user.pk).update(
        password=make_password(password), session_epoch=F("session_epoch") + 1
    )
    record(PasswordSet(by=by, at=at, object_id=user.pk, name=user.name))
    user.refresh_from_db()
    return user


@transaction.atomic
def issue_activation(*, user: User, by: Actor, at: datetime) -> str:
    """A code, like `K7QM-2FXP-9RTB`, with which `user` sets a password within 14 days, once.

    An earlier code of the account loses its force. Raises NotAllowed, or StateRefusal("accounts.closed").
    """
    can_change_access(by, user_id=user.pk, held=roles_held(user_id=user.pk, on=by.on)).or_raise()
    if not user.is_active:
        raise StateRefusal("accounts.closed")
    code = "".join(secrets.choice(_CODE_LETTERS) for _place in range(_CODE_LENGTH))
    withdraw_codes(user, at=at)
    ActivationCode.objects.create(
        user=user,
        digest=digest_of(code),
        created_at=at,
        created_by_id=by.user_id,
        expires_at=at + timedelta(days=ACTIVATION_DAYS),
    )
    record(ActivationIssued(by=by, at=at, object_id=user.pk, name=user.name))
    return "-".join(code[place : place + 4] for place in range(0, _CODE_LENGTH, 4))


@transaction.atomic
def activate_account(*, username: str, code: str, password: str, at: datetime) -> User:
    """Set the password of the account with its activation code, blanks and dashes tolerated.

    Sessions and tokens of the account end: whoever needs a new code may have lost more than a password.

    A wrong name, a wrong code, a used, replaced or old one and a closed account are refused alike:
    Refusal("accounts.code"). Raises Invalid("accounts.password") for a password that will not do; the
    code then stays good.
    """
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    found = (
        ActivationCode.objects.select_related("user")
        .filter(
            digest=digest_of(plain),
            user__username="".join(username.split()),
            user__is_active=True,
            used_at__isnull=True,
            replaced_at__isnull=True,
            expires_at__gt=at,
        )
        .first()
    )
    if found is None:
        raise Refusal("accounts.code")
    user = found.user
    _check_password(password, user)
    if not ActivationCode.objects.filter(pk=found.pk, used_at__isnull=True, replaced_at__isnull=True).update(
        used_at=at
    ):
        raise Refusal("accounts.code")
    User.objects.filter(pk=user.pk).update(
        password=make_password(password), session_epoch=F("session_epoch") + 1
    )
    withdraw_tokens(user, at=at)
    owner = Actor(user_id=user.pk, name=user.name, on=at.date())
    record(AccountActivated(by=owner, at=at, object_id=user.pk))
    user.refresh_from_db()
    return user


@transaction.atomic
def create_token(
    *, user: User, name: str, by: Actor, at: datetime, days: int = TOKEN_DAYS
) -> tuple[ApiToken, str]:
    """A bearer token that acts with the rights of `user` for `days` days: the row and the secret, shown once.

    Raises NotAllowed, StateRefusal("accounts.closed" or "accounts.partner_account"),
    Invalid("accounts.invalid") without a name or Invalid("accounts.token_days") beyond a year.
    """
    can_hold_tokens(by, user_id=user.pk).or_raise()
    if not user.is_active:
        raise StateRefusal("accounts.closed")
    if user.kind == AccountKind.MITRA:
        raise StateRefusal("accounts.partner_account")
    name = " ".join(name.split())[:100]
    if not name:
        raise Invalid("accounts.invalid")
    if not 1 <= days <= LONGEST_TOKEN_DAYS:
        raise Invalid("accounts.token_days", limit=LONGEST_TOKEN_DAYS)
    secret = TOKEN_PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        user=user, name=name, digest=digest_of(secret), created_at=at, expires_at=at + timedelta(days=days)
    )
    record(
        TokenCreated(
            by=by,
            at=at,
            object_id=token.pk,
            name=user.name,
            token=name,
            expires_at=token.expires_at.isoformat(),
            tell=(user.pk,),
        )
    )
    return token, secret


@transaction.atomic
def revoke_token(*, token: ApiToken, by: Actor, at: datetime) -> ApiToken:
    """Refuse a token from now on. Raises NotAllowed, or StateRefusal("accounts.token_revoked")."""
    can_hold_tokens(by, user_id=token.user_id).or_raise()
    if not ApiToken.objects.filter(pk=token.pk, revoked_at__isnull=True).update(revoked_at=at):
        raise StateRefusal("accounts.token_revoked")
    record(TokenRevoked(by=by, at=at, object_id=token.pk, name=token.user.name, token=token.name))
    token.refresh_from_db()
    return token
