"""Who may make and change accounts, grant roles and hand out codes.

The administrator may do all of it. The clerk (unit kepegawaian of the whole agency) makes accounts, closes
them, hands out activation codes and records ordinary roles. Roles that watch or rule over the clerk are the
administrator's to give, and nobody gives anything to themselves.
"""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from kasuari.accounts.enums import Role
from kasuari.foundation.access import Actor, Allowed, Answer, Denied
from kasuari.foundation.reasons import Reason, register

ORDINARY_ROLES = frozenset({Role.PENGELOLA_KINERJA, Role.PYB, Role.PEJABAT_PEMBINA_KEPEGAWAIAN})
PROTECTED_ROLES = frozenset({Role.ADMINISTRATOR, Role.AUDITOR, Role.KEPEGAWAIAN})

register(
    {
        "accounts.not_clerk": Reason(
            _("Akun dan peran hanya dapat diatur oleh unit kepegawaian atau administrator sistem."),
            _("Hubungi unit kepegawaian instansi Anda."),
        ),
        "accounts.protected_role": Reason(
            _("Peran administrator, auditor, dan unit kepegawaian diatur oleh administrator sistem saja."),
            _("Minta administrator sistem melakukannya."),
        ),
        "accounts.own_account": Reason(
            _("Anda tidak dapat mengubah peran atau akses akun Anda sendiri."),
            _("Minta rekan yang berwenang melakukannya."),
        ),
        "accounts.not_yours": Reason(
            _("Token hanya dapat dibuat dan dicabut oleh pemilik akun."),
            _("Buka halaman akun Anda sendiri."),
        ),
    }
)


def can_see_users(actor: Actor) -> Answer:
    """The list of accounts."""
    if actor.is_system or actor.has(Role.ADMINISTRATOR, Role.KEPEGAWAIAN):
        return Allowed()
    return Denied("accounts.not_clerk")


def can_create_user(actor: Actor) -> Answer:
    return can_see_users(actor)


def can_change_access(actor: Actor, *, user_id: int, held: Collection[str]) -> Answer:
    """Disable, enable, or hand out an activation code; `held` are the roles that the account holds."""
    if actor.is_system:
        return Allowed()
    seen = can_see_users(actor)
    if not seen:
        return seen
    if actor.user_id == user_id:
        return Denied("accounts.own_account")
    if PROTECTED_ROLES.intersection(held) and not actor.has(Role.ADMINISTRATOR):
        return Denied("accounts.protected_role")
    return Allowed()


def can_grant(actor: Actor, *, user_id: int, role: str) -> Answer:
    """Give or end `role` of the account."""
    if actor.is_system:
        return Allowed()
    seen = can_see_users(actor)
    if not seen:
        return seen
    if actor.user_id == user_id:
        return Denied("accounts.own_account")
    if role not in ORDINARY_ROLES and not actor.has(Role.ADMINISTRATOR):
        return Denied("accounts.protected_role")
    return Allowed()


def can_hold_tokens(actor: Actor, *, user_id: int) -> Answer:
    """Make or revoke a token: the owner, or the operator at the command line."""
    if actor.is_system or actor.user_id == user_id:
        return Allowed()
    return Denied("accounts.not_yours")


def grantable_roles(actor: Actor) -> list[Role]:
    """The roles that `actor` may give to somebody else."""
    if actor.is_system or actor.has(Role.ADMINISTRATOR):
        return list(Role)
    return [role for role in Role if role in ORDINARY_ROLES] if can_see_users(actor) else []
