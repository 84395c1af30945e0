"""For the clerk: set SKP whose penilai is another person today, and what each of them needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db.models import Q

from kasuari.accounts.enums import Role
from kasuari.foundation.access import Actor
from kasuari.foundation.trees import within
from kasuari.planning.enums import StateSkp, StateVersi
from kasuari.planning.models import Periode, Skp, VersiSkp
from kasuari.planning.people import kewenangan_of_many, pegawai_named
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


def penilai_changed(actor: Actor, periode: Periode, *, on: date) -> list[PenilaiBerganti]:
    """The running set SKP within the actor's grants whose penilai of the day is not the one they name, by
    name. The number of queries does not grow with them."""
    reach = Q(pk__in=[])
    for path in actor.scopes(Role.KEPEGAWAIAN, Role.PENGELOLA_KINERJA):
        reach |= within("unit__path", path) if path else Q(pk__isnull=False)
    running = Skp.objects.filter(
        reach, periode=periode, state=StateSkp.DITETAPKAN, start_date__lte=on, last_date__gte=on
    )
    named = list(running.order_by("pk").values_list("pk", "pegawai_id", "penilai_id"))
    now = kewenangan_of_many({pegawai_id for _pk, pegawai_id, _penilai in named}, on=on)
    changed = {
        pk: now[pegawai_id].penilai_id
        for pk, pegawai_id, penilai_id in named
        if pegawai_id in now and now[pegawai_id].penilai_id != penilai_id
    }
    if not changed:
        return []
    people = pegawai_named(periode.instansi_id, [found for found in changed.values() if found is not None])
    versions = {
        versi.skp_id: versi
        for versi in VersiSkp.objects.filter(skp__in=changed, state__in=OPEN_VERSION)
        .defer("isi", "dasar", "fakta")
        .order_by("pk")
    }
    rows = skp_rows().filter(pk__in=changed).order_by("pegawai__nama_cari", "pk").defer("fakta")
    return [
        PenilaiBerganti(
            skp,
            people.get(changed[skp.pk] or 0),
            versions.get(skp.pk),
            _next(versions.get(skp.pk), changed[skp.pk]),
        )
        for skp in rows
    ]


def _next(versi: VersiSkp | None, penilai_id: int | None) -> Langkah:
    if penilai_id is None:
        return Langkah.CARI_PENILAI
    if versi is None:
        return Langkah.MULAI_VERSI
    stuck = versi.state == StateVersi.DIAJUKAN and versi.penilai_id != penilai_id
    return Langkah.AJUKAN_LAGI if stuck else Langkah.TUNGGU
