"""Making, closing and opening accounts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from kasuari.accounts.access import can_change_access, can_create_user
from kasuari.accounts.enums import AccountKind
from kasuari.accounts.events import (
    LanguageChosen,
    SessionsEnded,
    SignedIn,
    UserCreated,
    UserDisabled,
    UserEnabled,
    UsersEnsured,
)
from kasuari.accounts.models import User
from kasuari.accounts.operations.secrets import withdraw_codes, withdraw_tokens
from kasuari.accounts.queries import roles_held
from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.refusals import Invalid, NotAllowed, Problem
from kasuari.foundation.states import StateRefusal

_AT_ONCE = 500
_USERNAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{1,39}")

register(
    {
        "accounts.invalid": Reason(
            _("Data akun belum lengkap atau belum benar."), _("Perbaiki isian yang ditandai.")
        ),
        "accounts.username_taken": Reason(
            _("Sudah ada akun dengan NIP atau nama masuk ini."), _("Cari akun itu di daftar akun.")
        ),
        "accounts.already_disabled": Reason(
            _("Akun ini sudah ditutup."), _("Tidak ada yang perlu dilakukan.")
        ),
        "accounts.already_active": Reason(_("Akun ini masih terbuka."), _("Tidak ada yang perlu dilakukan.")),
    }
)


@transaction.atomic
def create_user(
    *,
    username: str,
    name: str,
    email: str = "",
    kind: str = AccountKind.PEGAWAI,
    by: Actor,
    at: datetime,
) -> User:
    """Make an account without a password; its owner sets one with an activation code.

    `username` is the NIP, blanks tolerated, or an agreed word. Raises NotAllowed, or Invalid with every
    problem at once, or Invalid("accounts.username_taken").
    """
    can_create_user(by).or_raise()
    username, name, email = "".join(username.split()), " ".join(name.split()), email.strip()
    problems = _problems(username, name, email)
    if problems:
        raise Invalid("accounts.invalid", problems=problems)
    user = User(
        username=username, name=name, email=email, kind=kind, created_at=at, password=make_password(None)
    )
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError:
        raise Invalid("accounts.username_taken") from None
    record(UserCreated(by=by, at=at, object_id=user.pk, name=user.name))
    return user


def _problems(username: str, name: str, email: str) -> tuple[Problem, ...]:
    found = []
    if not _USERNAME.fullmatch(username):
        found.append(
            Problem(
                "accounts.username_shape",
                "username",
                _("Isi dengan NIP, atau kata masuk dari 2 sampai 40 huruf, angka, titik, atau garis."),
            )
        )
    if not name or len(name) > 200:
        found.append(Problem("accounts.name_missing", "name", _("Isi nama, paling banyak 200 karakter.")))
    if email:
        try:
            validate_email(email)
        except ValidationError:
            found.append(Problem("accounts.email_shape", "email", _("Alamat surel ini tidak dapat dipakai.")))
    return tuple(found)


@transaction.atomic
def ensure_users(*, rows: Sequence[tuple[str, str, str]], by: Actor, at: datetime) -> dict[str, int]:
    """An account for each (username, name, email): made where missing, name and e-mail brought up to date.

    An empty e-mail leaves the one that is there. Answers username -> user id for every row. Two writes and
    one read per 500 rows, one event for all; no event when nothing changes. Raises NotAllowed.
    """
    can_create_user(by).or_raise()
    wanted = {username: (name, email) for username, name, email in rows}
    names = list(wanted)
    found: dict[str, User] = {}
    for start in range(0, len(names), _AT_ONCE):
        batch = User.objects.filter(username__in=names[start : start + _AT_ONCE])
        found |= {user.username: user for user in batch.only("id", "username", "name", "email")}
    changed = []
    for username, user in found.items():
        name, email = wanted[username]
        if user.name != name or (email and user.email != email):
            user.name, user.email = name, email or user.email
            changed.append(user)
    User.objects.bulk_update(changed, ["name", "email"], batch_size=_AT_ONCE)
    made = User.objects.bulk_create(
        [
            User(username=username, name=name, email=email, created_at=at, password=make_password(None))
            for username, (name, email) in wanted.items()
            if username not in found
        ],
        batch_size=_AT_ONCE,
    )
    if made or changed:
        record(
            UsersEnsured(
                by=by,
                at=at,
                object_id=(made or changed)[0].pk,
                created=len(made),
                updated=len(changed),
                user_ids=tuple(user.pk for user in made),
            )
        )
    return {user.username: user.pk for user in [*found.values(), *made]}


@transaction.atomic
def disable_user(*, user: User, by: Actor, at: datetime) -> User:
    """Close an account: its sessions end, its tokens and its activation code lose their force for good.

    Raises NotAllowed, or StateRefusal("accounts.already_disabled").
    """
    can_change_access(by, user_id=user.pk, held=roles_held(user_id=user.pk, on=by.on)).or_raise()
    changed = User.objects.filter(pk=user.pk, is_active=True).update(
        is_active=False,
        session_epoch=F("session_epoch") + 1,
        disabled_at=at,
        disabled_by_id=by.user_id,
    )
    if not changed:
        raise StateRefusal("accounts.already_disabled")
    withdraw_tokens(user, at=at)
    withdraw_codes(user, at=at)
    record(UserDisabled(by=by, at=at, object_id=user.pk, name=user.name))
    user.refresh_from_db()
    return user


@transaction.atomic
def enable_user(*, user: User, by: Actor, at: datetime) -> User:
    """Open a closed account again. Raises NotAllowed, or StateRefusal("accounts.already_active")."""
    can_change_access(by, user_id=user.pk, held=roles_held(user_id=user.pk, on=by.on)).or_raise()
    changed = User.objects.filter(pk=user.pk, is_active=False).update(
        is_active=True, session_epoch=F("session_epoch") + 1, disabled_at=None, disabled_by=None
    )
    if not changed:
        raise StateRefusal("accounts.already_active")
    record(UserEnabled(by=by, at=at, object_id=user.pk, name=user.name))
    user.refresh_from_db()
    return user


@transaction.atomic
def end_sessions(*, user: User, by: Actor, at: datetime) -> User:
    """Sign one's own account out everywhere. Raises NotAllowed for somebody else's account."""
    if by.user_id != user.pk:
        raise NotAllowed("accounts.not_yours")
    User.objects.filter(pk=user.pk).update(session_epoch=F("session_epoch") + 1)
    record(SessionsEnded(by=by, at=at, object_id=user.pk))
    user.refresh_from_db()
    return user


@transaction.atomic
def choose_language(*, user: User, language: str, by: Actor, at: datetime) -> User:
    """Keep the language of one's own account. Raises NotAllowed, or Invalid for an unknown language."""
    if by.user_id != user.pk:
        raise NotAllowed("accounts.not_yours")
    if language not in dict(settings.LANGUAGES):
        raise Invalid("accounts.invalid")
    if not User.objects.filter(pk=user.pk).exclude(language=language).update(language=language):
        return user
    record(LanguageChosen(by=by, at=at, object_id=user.pk, language=language))
    user.refresh_from_db()
    return user


@transaction.atomic
def record_sign_in(*, user: User, by: Actor, at: datetime) -> None:
    """Write down that somebody signed in with their password or code."""
    record(SignedIn(by=by, at=at, object_id=user.pk))
