"""For the clerk: set SKP whose penilai is another person today, and what each of them needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db.models import Q

from kasuari.accounts.enums import Role
from kasuari.foundation.access import Actor
from kasuari.foundation.trees import within
from kasuari.organisation import queries as organisation
from kasuari.planning.enums import StateSkp, StateVersi
from kasuari.planning.models import Periode, Skp, VersiSkp
from kasuari.planning.people import pegawai_named
from kasuari.planning.queries.skp import skp_rows
from kasuari.planning.states import OPEN_VERSION

if TYPE_CHECKING:
    from kasuari.organisation.models import Pegawai


class Langkah(StrEnum):
    """What comes next for an SKP whose penilai changed (Lampiran BAB II C.7)."""

    MULAI_VERSI = "mulai_versi"
    AJUKAN_LAGI = "ajukan_lagi"
    TUNGGU = "tunggu"
    CARI_PENILAI = "cari_penilai"


@dataclass(frozen=True, slots=True)
class PenilaiBerganti:
    """A set SKP, who is the penilai now (None: nobody is), the version that is prepared, and what comes
    next."""

    skp: Skp
    penilai: Pegawai | None
    versi: VersiSkp | None
    langkah: Langkah


def penilai_changed(actor: Actor, periode: Periode, *, on: date) -> list[tuple[int, int | None]]:
    """The running set SKP within the actor's grants whose penilai of the day is not the one they name, by the
    name of their owner: the SKP and who the penilai is now (None: nobody). The number of queries does not
    grow with them."""
    reach = Q(pk__in=[])
    for path in actor.scopes(Role.KEPEGAWAIAN, Role.PENGELOLA_KINERJA):
        reach |= within("unit__path", path) if path else Q(pk__isnull=False)
    running = Skp.objects.filter(
        reach, periode=periode, state=StateSkp.DITETAPKAN, start_date__lte=on, last_date__gte=on
    )
    named = list(running.order_by("pegawai__nama_cari", "pk").values_list("pk", "pegawai_id", "penilai_id"))
    people = {pegawai_id for _pk, pegawai_id, _penilai in named}
    now = organisation.superiors_for_people(pegawai_ids=people, on=on)
    return [
        (pk, now[pegawai_id].penilai_id)
        for pk, pegawai_id, penilai_id in named
        if pegawai_id in now and now[pegawai_id].penilai_id != penilai_id
    ]


def after_a_change(periode: Periode, changed: Sequence[tuple[int, int | None]]) -> list[PenilaiBerganti]:
    """What each of these SKP needs, in their order. Three queries, none for nobody."""
    if not changed:
        return []
    ids = [pk for pk, _penilai in changed]
    people = pegawai_named(periode.instansi_id, {now for _pk, now in changed if now is not None})
    versions = {
        versi.skp_id: versi
        for versi in VersiSkp.objects.filter(skp__in=ids, state__in=OPEN_VERSION)
        .defer("isi", "dasar", "fakta")
        .order_by("pk")
    }
    rows = skp_rows().filter(pk__in=ids).defer("fakta").in_bulk()
    return [
        PenilaiBerganti(rows[pk], people.get(now or 0), versions.get(pk), _next(versions.get(pk), now))
        for pk, now in changed
    ]


def _next(versi: VersiSkp | None, penilai_id: int | None) -> Langkah:
    if penilai_id is None:
        return Langkah.CARI_PENILAI
    if versi is None:
        return Langkah.MULAI_VERSI
    stuck = versi.state == StateVersi.DIAJUKAN and versi.penilai_id != penilai_id
    return Langkah.AJUKAN_LAGI if stuck else Langkah.TUNGGU
