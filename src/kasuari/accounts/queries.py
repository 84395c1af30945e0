"""Reads of accounts."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404

from kasuari.accounts.access import can_hold_tokens, can_see_users
from kasuari.accounts.enums import AccountKind
from kasuari.accounts.models import ActivationCode, ApiToken, DemoPersona, Notice, RoleGrant, User
from kasuari.foundation.access import Actor
from kasuari.foundation.events import tell_sentence
from kasuari.foundation.kept import Kept


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One line of news in the current language; `link` is "" where there is no page."""

    sentence: str
    link: str
    at: datetime


def _held_on(on: date) -> Q:
    return (Q(end_date__isnull=True) | Q(end_date__gt=on)) & Q(start_date__lte=on)


def grants_on(*, user_id: int, on: date) -> list[tuple[str, str]]:
    """(role, unit_kode) of every role held on a day; "" means the whole agency. One query."""
    return [(role, unit_kode) for role, unit_kode in _GRANTS.rows(user_id=user_id, on=on)]


# Asked with every page.
_GRANTS = Kept(
    lambda user_id, on: (
        RoleGrant.objects.filter(_held_on(on), user_id=user_id)
        .order_by("id")
        .values_list("role", "unit_kode")
    )
)


def roles_held(*, user_id: int, on: date) -> set[str]:
    """The roles that the account holds on a day, or will hold by a grant made already. One query."""
    running = Q(end_date__isnull=True) | Q(end_date__gt=on)
    return set(RoleGrant.objects.filter(running, user_id=user_id).values_list("role", flat=True))


def holders_of(role: str, *, on: date) -> list[int]:
    """The accounts that hold a role for the whole agency on a day and can sign in. One query."""
    held = RoleGrant.objects.filter(_held_on(on), role=role, unit_kode="", user__is_active=True)
    return list(held.order_by("user_id").values_list("user_id", flat=True).distinct())


def recent_notices(*, user_id: int, limit: int = 10) -> list[NoticeLine]:
    """The latest news for somebody, newest first. One query."""
    return [
        NoticeLine(
            tell_sentence(notice.kind, by=notice.by_name, data=notice.data), notice.link, notice.created_at
        )
        for notice in Notice.objects.filter(user_id=user_id).order_by("-created_at", "-id")[:limit]
    ]


def user_by_username(username: str) -> User | None:
    """The account with this NIP or name, blanks tolerated."""
    return User.objects.filter(username="".join(username.split())).first()


def users_by_ids(ids: set[int]) -> dict[int, User]:
    """Accounts by id. One query."""
    return User.objects.in_bulk(ids)


def users_for(actor: Actor, *, on: date, q: str = "", state: str = "", role: str = "") -> QuerySet[User]:
    """The accounts that match, by name, each with `running_grants` (held on the day or to come).

    `q` is part of a name or of a NIP; `state` is "closed", "open", "unused" (no password yet) or "".
    Raises NotAllowed. Two queries.
    """
    can_see_users(actor).or_raise()
    found = User.objects.order_by("name", "id")
    words = q.split()
    if words and "".join(words).isdigit():
        found = found.filter(username__startswith="".join(words))
    else:
        for word in words[:6]:
            found = found.filter(Q(name__icontains=word) | Q(username__icontains=word))
    if state == "closed":
        found = found.filter(is_active=False)
    elif state == "open":
        found = found.filter(is_active=True)
    elif state == "unused":
        found = found.filter(is_active=True, password__startswith=UNUSABLE_PASSWORD_PREFIX)
    if role:
        found = found.filter(pk__in=RoleGrant.objects.filter(_held_on(on), role=role).values("user_id"))
    running = RoleGrant.objects.filter(Q(end_date__isnull=True) | Q(end_date__gt=on)).order_by(
        "start_date", "id"
    )
    return found.prefetch_related(Prefetch("role_grants", queryset=running, to_attr="running_grants"))


def user_for(actor: Actor, user_id: int) -> User:
    """One account for those who manage accounts. Raises Http404 for everybody else."""
    user = User.objects.filter(pk=user_id).first() if can_see_users(actor) else None
    if user is None:
        raise Http404("account")
    return user


def grants_of(user_id: int) -> list[RoleGrant]:
    """Every role that the account ever held, the latest first."""
    grants = RoleGrant.objects.filter(user_id=user_id).select_related("user", "granted_by")
    return list(grants.order_by("-start_date", "-id"))


def grant_for(actor: Actor, grant_id: int) -> RoleGrant:
    """One grant for those who manage accounts. Raises Http404 for everybody else."""
    grant = (
        RoleGrant.objects.select_related("user").filter(pk=grant_id).first() if can_see_users(actor) else None
    )
    if grant is None:
        raise Http404("grant")
    return grant


def tokens_of(user_id: int) -> list[ApiToken]:
    """The tokens of an account, the latest first."""
    return list(ApiToken.objects.filter(user_id=user_id).order_by("-id"))


def token_for(actor: Actor, token_id: int) -> ApiToken:
    """One's own token. Raises Http404 for anybody else's."""
    token = ApiToken.objects.select_related("user").filter(pk=token_id).first()
    if token is None or not can_hold_tokens(actor, user_id=token.user_id):
        raise Http404("token")
    return token


def open_activation(*, user_id: int, at: datetime) -> ActivationCode | None:
    """The activation code of the account that is still good."""
    return ActivationCode.objects.filter(
        user_id=user_id, used_at__isnull=True, replaced_at__isnull=True, expires_at__gt=at
    ).first()


def demo_personas() -> list[DemoPersona]:
    """The choices of the demo's sign-in page. One query."""
    return list(DemoPersona.objects.filter(user__is_active=True).select_related("user").order_by("order"))


def bearer(secret: str, *, at: datetime) -> User | None:
    """The account that a bearer token stands for, if token and account are good now.

    Marks the day of the token's last use, at most once a day. One query, two on the first use of a day.
    """
    digest = hashlib.sha256(secret.encode()).hexdigest()
    token = (
        ApiToken.objects.select_related("user")
        .filter(digest=digest, revoked_at__isnull=True, expires_at__gt=at, user__is_active=True)
        .exclude(user__kind=AccountKind.MITRA)
        .first()
    )
    if token is None:
        return None
    today = at.date()
    if token.last_used_date != today:
        ApiToken.objects.filter(pk=token.pk).update(last_used_date=today)
    return token.user


def activated_among(user_ids: Collection[int] | QuerySet[Any, Any]) -> int:
    """How many of these accounts are open and have a password of their own; a query of ids stays in the
    database. One query."""
    found = User.objects.filter(pk__in=user_ids, is_active=True)
    return found.exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX).exclude(password="").count()
