"""What the table of routes asks of the rollout. Nobody of the cast works in these units."""

from __future__ import annotations

from dataclasses import dataclass

from kasuari.organisation.models import UnitKerja
from kasuari.rollout.models import AnggotaGelombang, Gelombang
from tests.cast import Cast
from tests.rollout.acts import lone_unit, member, running, wave


@dataclass(frozen=True)
class Rollout:
    """A wave in preparation with a unit, one that runs, and a unit in none."""

    wave: Gelombang
    member: AnggotaGelombang
    running: Gelombang
    free_unit: UnitKerja


def rollout_of(cast: Cast) -> Rollout:
    prepared = wave(cast, lone_unit(cast), nama="Gelombang percontohan")
    started = running(cast, lone_unit(cast, "Puskesmas Bupul", "pusk8"), nama="Gelombang berjalan")
    return Rollout(
        wave=prepared,
        member=member(prepared),
        running=started,
        free_unit=lone_unit(cast, "Puskesmas Muting", "pusk7"),
    )
