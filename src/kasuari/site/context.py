"""What every page shows around its content."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from kasuari.foundation import clock
from kasuari.rollout.web.middleware import shown_on
from kasuari.site.navigation import navigation_for


def shell(request: HttpRequest) -> dict[str, Any]:
    """`navigation`, the rehearsal date for the banner, whether this is the demo, how far the rollout is."""
    actor = getattr(request, "actor", None)
    return {
        "navigation": navigation_for(actor, path=request.path) if actor is not None else [],
        "actor": actor,
        "standing": shown_on(request) if actor is not None else None,
        "practice_date": clock.practice_date(),
        "environment": settings.KASUARI.environment.value,
    }
