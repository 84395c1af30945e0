"""What there may be around an SKP, to be asked before it is read."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet

from kasuari.planning.enums import StateDialog
from kasuari.planning.models import Kesepakatan, PenetapanAtasan, VersiSkp, Workblock
from kasuari.planning.queries.links import provisional
from kasuari.planning.queries.membership import roles_that_may_wait
from kasuari.planning.states import OPEN_VERSION


def may_surround(pk: int, *, on: date) -> dict[str, QuerySet[Any]]:
    """Without a row here the SKP has nothing of that kind, and it need not be read."""
    del on
    return {
        "planning.workblock": Workblock.objects.filter(skp=pk),
        "planning.instead": PenetapanAtasan.objects.filter(skp=pk),
        "planning.kesepakatan": Kesepakatan.objects.filter(
            dialog__skp=pk, dialog__state=StateDialog.DIKETAHUI, done_at__isnull=True
        ),
        "planning.versi": VersiSkp.objects.filter(skp=pk, state__in=OPEN_VERSION),
        "planning.provisional": provisional().filter(skp=pk),
        **roles_that_may_wait(pk),
    }
