"""Everything that a person's page shows, gathered in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kasuari.foundation.access import Actor, Answer
from kasuari.organisation.access import can_see_personal
from kasuari.organisation.models import KoreksiPenilai, Pegawai, Penugasan, RiwayatKedudukan, RiwayatPangkat
from kasuari.organisation.queries.authority import PenilaiFound, penilai_of
from kasuari.organisation.queries.directory import masked
from kasuari.organisation.queries.identities import Identity, identity


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """A person on a day. Unless `personal` allows, `nip` is masked and the histories are empty."""

    pegawai: Pegawai
    identity: Identity
    personal: Answer
    nip: str
    penilai: PenilaiFound
    appointments: list[Penugasan]
    ranks: list[RiwayatPangkat]
    standings: list[RiwayatKedudukan]
    open_correction: KoreksiPenilai | None


def person_record(actor: Actor, pegawai: Pegawai, *, on: date) -> PersonRecord:
    """The record as `actor` may read it."""
    found = penilai_of(pegawai_id=pegawai.pk, on=on)
    appointments = list(
        Penugasan.objects.filter(pegawai=pegawai)
        .select_related("jabatan", "unit")
        .order_by("-start_date", "-pk")
    )
    paths = tuple({post.unit.path for post in appointments if post.end_date is None or post.end_date > on})
    personal = can_see_personal(actor, pegawai_id=pegawai.pk, paths=paths, superiors=found.superiors)
    return PersonRecord(
        pegawai=pegawai,
        identity=identity(pegawai, on),
        personal=personal,
        nip=(pegawai.nip or "") if personal else masked(pegawai.nip or ""),
        penilai=found,
        appointments=appointments,
        ranks=list(pegawai.riwayat_pangkat.order_by("-start_date")) if personal else [],
        standings=list(pegawai.riwayat_kedudukan.order_by("-start_date")) if personal else [],
        open_correction=pegawai.koreksi_penilai.filter(state="diajukan")
        .select_related("penilai_usulan")
        .first(),
    )
