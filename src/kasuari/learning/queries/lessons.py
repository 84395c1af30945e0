"""Reads of learning: what one has done and still may do, who is ready, what was asked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404

from kasuari.accounts.enums import Role
from kasuari.foundation.access import Actor
from kasuari.learning.enums import Peran, StatePertanyaan
from kasuari.learning.lessons import PELAJARAN, Pelajaran
from kasuari.learning.models import PelajaranSelesai, Pertanyaan
from kasuari.learning.queries.champions import questions_to_answer
from kasuari.organisation import queries as organisation


def roles_of(actor: Actor) -> list[Peran]:
    """For which roles somebody learns. One query."""
    roles = [Peran.PEGAWAI]
    if actor.pegawai_id is not None and organisation.units_led_by(actor.pegawai_id, actor.on):
        roles += [Peran.PENILAI, Peran.PIMPINAN]
    granted = (
        (Peran.KEPEGAWAIAN, (Role.KEPEGAWAIAN,)),
        (Peran.PYB, (Role.PYB, Role.PEJABAT_PEMBINA_KEPEGAWAIAN)),
        (Peran.AUDITOR, (Role.AUDITOR,)),
    )
    return roles + [peran for peran, needed in granted if actor.has(*needed)]


def done_by(pegawai_id: int | None) -> set[str]:
    """The lessons that somebody has done. One query."""
    return set(PelajaranSelesai.objects.filter(pegawai_id=pegawai_id or 0).values_list("kode", flat=True))


def lessons_done(pegawai_ids: Iterable[int], *, on: date) -> tuple[float | None, int | None]:
    """The share in percent of these people who had done every lesson of a pegawai by a day, and of how many
    people that is; (None, None) for nobody. For the gate of a wave. One query."""
    wanted = set(pegawai_ids)
    if not wanted:
        return None, None
    needed = [item.kode for item in PELAJARAN if item.peran is Peran.PEGAWAI]
    rows = PelajaranSelesai.objects.filter(pegawai_id__in=wanted, kode__in=needed, done_date__lte=on)
    count: dict[int, int] = {}
    for pegawai_id in rows.values_list("pegawai_id", flat=True):
        count[pegawai_id] = count.get(pegawai_id, 0) + 1
    ready = sum(1 for number in count.values() if number == len(needed))
    return 100 * ready / len(wanted), len(wanted)


def lesson_for(kode: str) -> Pelajaran:
    """A lesson. Raises Http404."""
    found = next((item for item in PELAJARAN if item.kode == kode), None)
    if found is None:
        raise Http404
    return found


def questions_for(actor: Actor, *, cari: str = "", langkah: str = "") -> QuerySet[Pertanyaan]:
    """What the agency asked and was answered, newest answer first; one's own also while they wait."""
    rows = Pertanyaan.objects.filter(instansi__pegawai=actor.pegawai_id)
    rows = rows.filter(Q(state=StatePertanyaan.TERJAWAB) | Q(pegawai_id=actor.pegawai_id))
    if langkah:
        rows = rows.filter(langkah=langkah)
    for word in cari.split()[:5]:
        rows = rows.filter(Q(teks__icontains=word) | Q(jawaban__icontains=word))
    return rows.order_by("-answered_at", "-pk")


def questions_waiting(actor: Actor) -> list[Pertanyaan]:
    """What waits for an answer, oldest first, for those who answer: a pendamping sees those of the people
    they help, the unit kepegawaian all. One query."""
    if actor.pegawai_id is None:
        return []
    if actor.has(Role.KEPEGAWAIAN):
        rows = Pertanyaan.objects.filter(instansi__pegawai=actor.pegawai_id, state=StatePertanyaan.MENUNGGU)
    else:
        rows = questions_to_answer(actor.pegawai_id, on=actor.on)
    return list(rows.order_by("asked_at", "pk")[:50])


def question_for(actor: Actor, pertanyaan_id: int) -> Pertanyaan:
    """A question to answer, or one's own. Raises Http404."""
    rows = Pertanyaan.objects.filter(pk=pertanyaan_id, instansi__pegawai=actor.pegawai_id)
    if not actor.has(Role.KEPEGAWAIAN):
        helped = questions_to_answer(actor.pegawai_id or 0, on=actor.on).order_by().values("pk")
        rows = rows.filter(
            Q(state=StatePertanyaan.TERJAWAB) | Q(pegawai_id=actor.pegawai_id) | Q(pk__in=helped)
        )
    found = rows.select_related("pegawai").order_by("pk").first()
    if found is None:
        raise Http404
    return found
