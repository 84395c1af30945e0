"""A moment and its person are set together."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


def pair(stem: str, name: str) -> models.CheckConstraint:
    """`<stem>_at` and `<stem>_by` are both set or both empty."""
    at, by = f"{stem}_at__isnull", f"{stem}_by__isnull"
    return models.CheckConstraint(
        condition=Q(**{at: True, by: True}) | Q(**{at: False, by: False}), name=name
    )
