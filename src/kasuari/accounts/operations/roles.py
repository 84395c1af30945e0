"""Giving and ending roles, by date."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kasuari.accounts.access import can_grant
from kasuari.accounts.enums import AccountKind, Role
from kasuari.accounts.events import RoleEnded, RoleGranted
from kasuari.accounts.models import RoleGrant, User
from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.refusals import Invalid, Problem
from kasuari.foundation.states import StateRefusal

register(
    {
        "accounts.role_held": Reason(
            _("Peran ini sudah dipegang pada masa yang sama."), _("Akhiri dahulu peran yang berjalan.")
        ),
        "accounts.role_dates": Reason(
            _("Tanggal peran belum benar."), _("Tanggal berakhir harus sesudah tanggal mulai.")
        ),
        "accounts.role_over": Reason(
            _("Peran ini sudah berakhir."), _("Muat ulang halaman untuk melihat keadaan terakhirnya.")
        ),
        "accounts.partner_account": Reason(
            _("Akun mitra tidak memegang peran dan token."), _("Akun ini hanya membuka halaman mitranya.")
        ),
        "accounts.role_unknown": Reason(_("Peran ini tidak dikenal."), _("Pilih peran dari daftar.")),
    }
)


@transaction.atomic
def grant_role(
    *,
    user: User,
    role: str,
    start_date: date,
    by: Actor,
    at: datetime,
    end_date: date | None = None,
    unit_kode: str = "",
    reason: str = "",
) -> RoleGrant:
    """Give `role` from `start_date` until before `end_date`, for a unit and those below or the whole agency.

    The person's sessions end. Raises NotAllowed, Invalid("accounts.role_unknown"),
    Invalid("accounts.role_dates"), or StateRefusal("accounts.role_held") where the days overlap.
    """
    if role not in Role.values:
        raise Invalid("accounts.role_unknown")
    can_grant(by, user_id=user.pk, role=role).or_raise()
    if user.kind == AccountKind.MITRA:
        raise StateRefusal("accounts.partner_account")
    if end_date is not None and end_date <= start_date:
        raise Invalid(
            "accounts.role_dates",
            problems=(
                Problem(
                    "accounts.role_dates", "end_date", _("Tanggal berakhir harus sesudah tanggal mulai.")
                ),
            ),
        )
    User.objects.select_for_update().get(pk=user.pk)  # two grants at once: the second sees the first
    overlapping = RoleGrant.objects.filter(
        Q(end_date__isnull=True) | Q(end_date__gt=start_date), user=user, role=role, unit_kode=unit_kode
    )
    if end_date is not None:
        overlapping = overlapping.filter(start_date__lt=end_date)
    if overlapping.exists():
        raise StateRefusal("accounts.role_held")
    grant = RoleGrant.objects.create(
        user=user,
        role=role,
        unit_kode=unit_kode,
        start_date=start_date,
        end_date=end_date,
        granted_at=at,
        granted_by_id=by.user_id,
        reason=reason[:300],
    )
    User.objects.filter(pk=user.pk).update(session_epoch=F("session_epoch") + 1)
    record(
        RoleGranted(
            by=by,
            at=at,
            object_id=user.pk,
            name=user.name,
            role=role,
            unit_kode=unit_kode,
            start_date=start_date,
            end_date=end_date,
            reason=reason[:300],
            tell=(user.pk,),
        )
    )
    return grant


@transaction.atomic
def end_role(*, grant: RoleGrant, end_date: date, by: Actor, at: datetime) -> RoleGrant:
    """End a role before `end_date` (exclusive). The person's sessions end.

    Raises NotAllowed, Invalid("accounts.role_dates") for a day not after the start, or
    StateRefusal("accounts.role_over") when it ends earlier already.
    """
    can_grant(by, user_id=grant.user_id, role=grant.role).or_raise()
    if end_date <= grant.start_date:
        raise Invalid("accounts.role_dates")
    changed = RoleGrant.objects.filter(
        Q(end_date__isnull=True) | Q(end_date__gt=end_date), pk=grant.pk
    ).update(end_date=end_date)
    if not changed:
        raise StateRefusal("accounts.role_over")
    User.objects.filter(pk=grant.user_id).update(session_epoch=F("session_epoch") + 1)
    record(
        RoleEnded(
            by=by,
            at=at,
            object_id=grant.user_id,
            name=grant.user.name,
            role=grant.role,
            unit_kode=grant.unit_kode,
            end_date=end_date,
            tell=(grant.user_id,),
        )
    )
    grant.refresh_from_db()
    return grant
