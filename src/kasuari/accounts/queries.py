"""Reads of accounts."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from kasuari.accounts.models import RoleGrant


def grants_on(*, user_id: int, on: date) -> list[tuple[str, str]]:
    """(role, unit_kode) of every role held on a day; "" means the whole agency. One query."""
    held = RoleGrant.objects.filter(
        Q(end_date__isnull=True) | Q(end_date__gt=on), user_id=user_id, start_date__lte=on
    )
    return list(held.order_by("id").values_list("role", "unit_kode"))
