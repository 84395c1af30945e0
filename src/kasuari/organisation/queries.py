"""Reads of the organisation: who acts, who leads whom on a date, units, search."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kasuari.accounts.queries import grants_on
from kasuari.foundation.access import Actor, Grant
from kasuari.organisation.models import Pegawai, UnitKerja

if TYPE_CHECKING:
    from kasuari.accounts.models import User


def actor_for(user: User, *, on: date) -> Actor:
    """The signed-in person with the roles held on a day. At most three queries."""
    pegawai_id = Pegawai.objects.filter(user_id=user.pk).values_list("pk", flat=True).first()
    held = grants_on(user_id=user.pk, on=on)
    kodes = {kode for _, kode in held if kode}
    paths = dict(UnitKerja.objects.filter(kode__in=kodes).values_list("kode", "path")) if kodes else {}
    grants = frozenset(
        Grant(role, paths[kode] if kode else "") for role, kode in held if not kode or kode in paths
    )
    return Actor(user_id=user.pk, name=user.name, on=on, pegawai_id=pegawai_id, grants=grants)
