"""A moment and its person are set together."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


def pair(stem: str, name: str) -> models.CheckConstraint:
    """Both `<stem>_at` and `<stem>_by`, or neither."""
    both_empty = Q(**{f"{stem}_at__isnull": True, f"{stem}_by__isnull": True})
    both_set = Q(**{f"{stem}_at__isnull": False, f"{stem}_by__isnull": False})
    return models.CheckConstraint(condition=both_empty | both_set, name=name)
