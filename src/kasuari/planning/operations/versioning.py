"""What the writes to an SKP share: the next version of it, and the common fields of an event about it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from kasuari.foundation.access import Actor
from kasuari.foundation.refusals import Stale
from kasuari.foundation.rows import write_next
from kasuari.planning.models import Skp


def next_version(skp: Skp, version: int) -> None:
    """Take the next version of the SKP in the state in which it was seen, or raise Stale."""
    write_next(skp, version)
    skp.__dict__.get("_prefetched_objects_cache", {}).clear()


def same_version(skp: Skp, version: int) -> None:
    """Nothing to write; still a stale form is told so."""
    if not Skp.objects.filter(pk=skp.pk, version=version).exists():
        raise Stale


def about_skp(skp: Skp, by: Actor, at: datetime) -> dict[str, Any]:
    """The common fields of an event about `skp`. The owner hears what somebody else wrote."""
    owner = skp.pegawai.user_id
    return {
        "by": by,
        "at": at,
        "object_id": skp.pk,
        "pegawai_id": skp.pegawai_id,
        "tell": (owner,) if owner and owner != by.user_id else (),
        "link": reverse("planning:skp", args=[skp.pk]),
    }
