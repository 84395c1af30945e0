"""What planning does when something happened, below it or in it."""

from __future__ import annotations

from kasuari.foundation.access import Actor
from kasuari.foundation.events import Event
from kasuari.organisation.events import ImportApplied, KoreksiAccepted, UnitMoved
from kasuari.planning.events import (
    SkpDrafted,
    SkpEstablished,
    SkpFilled,
    SkpManyDrafted,
    SkpReturned,
    SkpSetInstead,
    SkpSubmitted,
    SkpWithdrawn,
    VersiEstablished,
    VersiSetInstead,
)
from kasuari.planning.operations import (
    announce_plan,
    grow_library,
    refresh_consents,
    refresh_penilai,
    refresh_spans,
    take_in_roles,
)
from kasuari.planning.queries import skp_of_penugasan, skp_rows, unset_owners


def follow_organisation(event: Event) -> None:
    """Read the penilai anew for the SKP that are not set yet, and let SKP end with their appointments, once
    people, units or penilai have changed."""
    if isinstance(event, KoreksiAccepted):
        people = [event.pegawai_id] if event.pegawai_id else []
    elif isinstance(event, (ImportApplied, UnitMoved)):
        people = unset_owners()
    else:
        return
    by = Actor.system(event.by.name, on=event.at.date())
    refresh_penilai(pegawai_ids=people, by=by, at=event.at)
    refresh_consents(by=by, at=event.at)
    refresh_spans(by=by, at=event.at, restore=True)


def follow_plans(event: Event) -> None:
    """Tell a team whose results wait for a link that the plan of its leader is there. Nothing is linked."""
    if isinstance(event, (SkpSubmitted, VersiEstablished, VersiSetInstead)):
        by = Actor.system(event.by.name, on=event.at.date())
        announce_plan(skp_id=event.object_id, by=by, at=event.at)


def follow_planning(event: Event) -> None:
    """Roles of a matrix that waited enter an SKP as soon as it can be written; where the whole contents were
    replaced, a role finds its result again by its words."""
    if isinstance(event, (SkpDrafted, SkpFilled, SkpReturned, SkpWithdrawn)):
        ids = [event.object_id]
    elif isinstance(event, SkpManyDrafted):
        ids = skp_of_penugasan(event.object_id, event.penugasan_ids)
    else:
        return
    take_in_roles(skp_ids=ids, by=Actor.system(event.by.name, on=event.at.date()), at=event.at)


def follow_setting(event: Event) -> None:
    """Count what was set in the library of its jabatan."""
    if not isinstance(event, (SkpEstablished, SkpSetInstead, VersiEstablished, VersiSetInstead)):
        return
    skp = skp_rows().filter(pk=event.object_id).first()
    if skp is not None:
        grow_library(skp=skp, by=Actor.system(event.by.name, on=event.at.date()), at=event.at)
