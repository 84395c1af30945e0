"""What planning does when something happened, below it or in it."""

from __future__ import annotations

from kasuari.foundation.access import Actor
from kasuari.foundation.events import Event
from kasuari.organisation.events import ImportApplied, KoreksiAccepted, UnitMoved
from kasuari.planning.events import SkpEstablished
from kasuari.planning.operations import grow_library, refresh_penilai
from kasuari.planning.queries import skp_rows, unset_owners


def follow_organisation(event: Event) -> None:
    """Read the penilai anew for the SKP that are not set yet, once people, units or penilai have changed."""
    if isinstance(event, KoreksiAccepted):
        people = [event.pegawai_id] if event.pegawai_id else []
    elif isinstance(event, (ImportApplied, UnitMoved)):
        people = unset_owners()
    else:
        return
    by = Actor.system(event.by.name, on=event.at.date())
    refresh_penilai(pegawai_ids=people, by=by, at=event.at)


def follow_setting(event: Event) -> None:
    """Count what was set in the library of its jabatan."""
    if not isinstance(event, SkpEstablished):
        return
    skp = skp_rows().filter(pk=event.object_id).first()
    if skp is not None:
        grow_library(skp=skp, by=Actor.system(event.by.name, on=event.at.date()), at=event.at)
