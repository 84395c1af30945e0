"""A number or rule of the agency that holds from a day until the next: how any of them is written."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from kasuari.evaluation.access import person_of
from kasuari.evaluation.models import SetelanBatasPimpinan, SetelanKuota
from kasuari.foundation.access import Actor
from kasuari.foundation.refusals import Problem, Stale
from kasuari.foundation.rows import write_next

LONGEST = 300

Setelan = TypeVar("Setelan", SetelanBatasPimpinan, SetelanKuota)


def settling_problems(
    *, dasar: str, start_date: date, at: datetime, code: str, too_early: str | Promise
) -> list[Problem]:
    """What is wrong with the basis (1 to 300 letters) and the day (today or later) of a setting."""
    found = []
    if not 0 < len(dasar) <= LONGEST:
        found.append(Problem("evaluation.dasar", "dasar", _("Sebut dasarnya, paling banyak 300 huruf.")))
    if start_date < at.date():
        found.append(Problem(code, "start_date", too_early))
    return found


def settle(
    kind: type[Setelan],
    *,
    instansi_id: int,
    start_date: date,
    columns: dict[str, Any],
    version: int,
    by: Actor,
    at: datetime,
) -> tuple[Setelan, bool]:
    """The setting from `start_date` on as `columns` say, and whether anything changed.

    `version` is that of the row of the same day as the writer saw it, 0 where there was none. Raises Stale.
    """
    held = kind.objects.filter(instansi_id=instansi_id, start_date=start_date).first()
    if held is not None and all(getattr(held, name) == value for name, value in columns.items()):
        return held, False
    written = {**columns, "set_at": at, "set_by_id": person_of(by)}
    if held is not None:
        write_next(held, version, **written)
        return held, True
    if version:
        raise Stale
    try:
        with transaction.atomic():
            made = kind.objects.create(instansi_id=instansi_id, start_date=start_date, version=1, **written)
    except IntegrityError:
        raise Stale from None
    return made, True
