"""Who a visitor of the demo may be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from kasuari.accounts.events import DemoPersonasSet
from kasuari.accounts.models import DemoPersona
from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.refusals import NotAllowed


@dataclass(frozen=True, slots=True)
class Persona:
    """One choice of the demo's sign-in page, shown in the order given."""

    user_id: int
    label: str
    description: str = ""


@transaction.atomic
def set_demo_personas(*, personas: Sequence[Persona], by: Actor, at: datetime) -> None:
    """Replace the choices of the demo's sign-in page. Raises NotAllowed for all but the product itself."""
    if not by.is_system:
        raise NotAllowed("accounts.not_clerk")
    DemoPersona.objects.all().delete()
    DemoPersona.objects.bulk_create(
        DemoPersona(user_id=item.user_id, label=item.label, description=item.description, order=order)
        for order, item in enumerate(personas)
    )
    first = personas[0].user_id if personas else 0
    record(DemoPersonasSet(by=by, at=at, object_id=first, count=len(personas)))
