"""Sessions of bimbingan, whom to ask as a mentor, and cases of konseling."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.http import Http404
from django.utils.timezone import localtime

from kasuari.development.access.bimbingan import can_read_answer, sessions_visible_to
from kasuari.development.access.konseling import Bagian, cases_visible_to, parts_for
from kasuari.development.enums.bimbingan import JenisBimbingan, StateBimbingan
from kasuari.development.enums.kompetensi import StateEvaluasiKompetensi
from kasuari.development.models import (
    HasilKompetensi,
    KasusKonseling,
    SesiBimbingan,
    UmpanBalikBimbingan,
)
from kasuari.feedback import queries as feedback
from kasuari.feedback.access import visible_to as feedback_visible_to
from kasuari.foundation.access import Actor
from kasuari.organisation import queries as organisation
from kasuari.regulation.kompetensi import MEMADAI

MOST_MENTEES, MOST_SHOWN = 3, 8
SHOWN = ("pegawai", "pembimbing", "penilai", "atasan", "unit")


@dataclass(frozen=True, slots=True)
class Mentor:
    """Somebody who could guide: how near (0 same unit, 1 same perangkat daerah, 2 elsewhere), how loaded."""

    identity: organisation.Identity
    jarak: int
    beban: int
    nilai: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """Mentors for one competency, the best first. `penuh`: how many were left out because they guide enough
    people already."""

    mentors: tuple[Mentor, ...]
    penuh: int

    @property
    def has_near(self) -> bool:
        return any(item.jarak < 2 for item in self.mentors)


def sessions_of(actor: Actor, pegawai_id: int) -> list[SesiBimbingan]:
    """The sessions of a person that the actor may read, newest first. One query."""
    rows = SesiBimbingan.objects.filter(sessions_visible_to(actor), pegawai_id=pegawai_id)
    return list(rows.select_related(*SHOWN).order_by("-tanggal", "-pk"))


def my_sessions(actor: Actor) -> list[SesiBimbingan]:
    """Every session that the actor may read, newest first. One query."""
    rows = SesiBimbingan.objects.filter(sessions_visible_to(actor))
    return list(rows.select_related(*SHOWN).order_by("-tanggal", "-pk")[:100])


def session_for(actor: Actor, sesi_id: int) -> SesiBimbingan:
    """One session within reach. Raises Http404."""
    found = (
        SesiBimbingan.objects.filter(sessions_visible_to(actor), pk=sesi_id).select_related(*SHOWN).first()
    )
    if found is None:
        raise Http404
    return found


def answer_of(actor: Actor, sesi: SesiBimbingan) -> UmpanBalikBimbingan | None:
    """B.1.8 of a session, to its author and the atasan of the pimpinan. One query."""
    found = UmpanBalikBimbingan.objects.filter(sesi=sesi).select_related("penerima").first()
    if found is None or not can_read_answer(actor, pegawai_id=sesi.pegawai_id, penerima_id=found.penerima_id):
        return None
    return found


def answer_for(actor: Actor, answer_id: int) -> UmpanBalikBimbingan:
    """One B.1.8. Raises Http404 for everybody but its author and its receiver."""
    found = (
        UmpanBalikBimbingan.objects.filter(pk=answer_id)
        .select_related("penerima", *(f"sesi__{name}" for name in SHOWN))
        .first()
    )
    if found is None or not can_read_answer(
        actor, pegawai_id=found.sesi.pegawai_id, penerima_id=found.penerima_id
    ):
        raise Http404
    return found


def answers_received(actor: Actor) -> list[UmpanBalikBimbingan]:
    """What was handed to me as the atasan of a pimpinan, newest first. One query."""
    if actor.pegawai_id is None:
        return []
    rows = UmpanBalikBimbingan.objects.filter(penerima_id=actor.pegawai_id)
    return list(rows.select_related("sesi__pegawai", "sesi__pembimbing").order_by("-given_at")[:50])


def mentors_for(pegawai_id: int, kompetensi_id: int, *, required: int | None, on: date) -> Proposal:
    """Who stands above the standard of their post, or meets a higher one; near first, then the least loaded.
    Six queries for up to 400 people.

    The list names people and no values.
    """
    mine = organisation.identity(pegawai_id, on)
    good: dict[int, tuple[int, int | None]] = {}
    rows = HasilKompetensi.objects.filter(
        kompetensi_id=kompetensi_id,
        nilai__isnull=False,
        evaluasi__state=StateEvaluasiKompetensi.DITANDATANGANI,
        evaluasi__tanggal__lte=on,
    ).exclude(evaluasi__pegawai_id=pegawai_id)
    for person_id, nilai, standar in rows.order_by("evaluasi__tanggal", "pk").values_list(
        "evaluasi__pegawai_id", "nilai", "standar"
    ):
        good[person_id] = (nilai or 0, standar)
    able = [
        person_id
        for person_id, (nilai, standar) in good.items()
        if nilai > MEMADAI or (nilai == MEMADAI and (standar or 0) > (required or 5))
    ]
    here = set(
        organisation.penugasan_rows()
        .filter(organisation.in_force(on), pegawai_id__in=able)
        .values_list("pegawai_id", flat=True)
    )
    loads = _loads(here)
    people = organisation.identity_many(here, on, with_pangkat=False)
    found = sorted(
        (
            Mentor(item, _distance(mine, item), loads.get(key, 0), good[key][0])
            for key, item in people.items()
        ),
        key=lambda item: (item.jarak, item.beban, -item.nilai, item.identity.nama),
    )
    free = [item for item in found if item.beban < MOST_MENTEES]
    return Proposal(tuple(free[:MOST_SHOWN]), len(found) - len(free))


def case_for(actor: Actor, kasus_id: int) -> tuple[KasusKonseling, frozenset[Bagian]]:
    """A case with the parts that the actor may read. Raises Http404 where that is none."""
    found = (
        KasusKonseling.objects.filter(pk=kasus_id).select_related(*SHOWN[:1], *SHOWN[2:], "konselor").first()
    )
    parts = parts_for(actor, found) if found is not None else frozenset()
    if found is None or not parts:
        raise Http404
    return found, parts


def evidence_for(actor: Actor, case: KasusKonseling) -> list[tuple[int, dict[str, str]]]:
    """The feedback to the person that a report may rest on: what the reporter may read, asked for
    improvement, the newest first. As the report keeps it. One query."""
    rows = feedback.received_by(case.pegawai_id).filter(
        feedback_visible_to(actor), state="diberikan", sifat="perbaikan"
    )
    return [
        (
            row.pk,
            {
                "tanggal": localtime(row.given_at).date().isoformat(),
                "dari": row.pemberi_nama,
                "teks": row.teks,
            },
        )
        for row in rows.order_by("-given_at", "-pk")[:20]
    ]


def cases_of(actor: Actor) -> list[KasusKonseling]:
    """The cases of which the actor may read something, newest first, without their words. One query."""
    rows = KasusKonseling.objects.filter(cases_visible_to(actor)).select_related("pegawai", "konselor")
    words = ("disampaikan", "ekspektasi_khusus", "permasalahan", "upaya", "catatan", "rekaman")
    return list(rows.defer(*words).order_by("-told_at", "-pk")[:100])


def _loads(pegawai_ids: Iterable[int]) -> dict[int, int]:
    """How many people each guides as a mentor by now. One query."""
    rows = SesiBimbingan.objects.filter(
        pembimbing_id__in=list(pegawai_ids), jenis=JenisBimbingan.MENTORING, state=StateBimbingan.TERBUKA
    )
    counted = rows.order_by().values("pembimbing_id").annotate(n=Count("pegawai_id", distinct=True))
    return dict(counted.values_list("pembimbing_id", "n"))


def _distance(mine: organisation.Identity, other: organisation.Identity) -> int:
    if other.unit_id == mine.unit_id:
        return 0
    same = other.perangkat_daerah_id is not None and other.perangkat_daerah_id == mine.perangkat_daerah_id
    return 1 if same else 2
