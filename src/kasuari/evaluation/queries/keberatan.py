"""Reads of objections: the one gate, whether one may be filed, who decides, what waits, what followed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from kasuari.evaluation.access import can_object, can_watch, keberatan_visible_to
from kasuari.evaluation.enums import JalurEvaluasi, PredikatKinerja, StateKeberatan
from kasuari.evaluation.models import BuktiKeberatan, Evaluasi, Keberatan
from kasuari.evaluation.queries.clocks import FairCalendar, objection_deadline
from kasuari.evaluation.queries.gate import calendar_of
from kasuari.evaluation.states import DELIVERED, OPEN_KEBERATAN
from kasuari.foundation.access import Actor, Answer
from kasuari.foundation.functions import counted
from kasuari.foundation.rows import the_one
from kasuari.organisation import queries as organisation
from kasuari.regulation.keberatan import Kelompok, Pengevaluasi, dapat_keberatan
from kasuari.regulation.verdict import Verdict

if TYPE_CHECKING:
    from kasuari.organisation.models import Penugasan

# How long after an objection a drop or a move is shown to the auditor.
WATCHED = timedelta(days=366)
_JPT = {kind.value for kind in (Kelompok.JPT_UTAMA, Kelompok.JPT_MADYA, Kelompok.JPT_PRATAMA)}
# From the best to the worst.
_RANK = {value: rank for rank, value in enumerate(PredikatKinerja.values)}


def keberatan_rows() -> QuerySet[Keberatan]:
    """Objections with the people, the evaluation and the period that every page shows. Two queries."""
    evidence = Prefetch("bukti", BuktiKeberatan.objects.select_related("file").order_by("pk"))
    return Keberatan.objects.select_related(
        "pegawai",
        "penilai",
        "atasan",
        "evaluasi__pegawai",
        "evaluasi__penilai",
        "evaluasi__periode_evaluasi__periode__instansi",
        "evaluasi__skp__periode__instansi",
        "evaluasi__skp__unit",
        "evaluasi__skp__unit_penilai",
    ).prefetch_related(evidence)


def keberatan_for(actor: Actor, keberatan_id: int) -> Keberatan:
    """One objection within the actor's reach. Raises Http404."""
    found = the_one(keberatan_rows().filter(keberatan_visible_to(actor), pk=keberatan_id))
    if found is None:
        raise Http404
    return found


def keberatan_visible(actor: Actor) -> QuerySet[Keberatan]:
    """Every objection that the actor may read, the newest first."""
    return keberatan_rows().filter(keberatan_visible_to(actor)).order_by("-filed_at", "-pk")


@dataclass(frozen=True, slots=True)
class Objection:
    """Whether the actor may object, in the law's words, until when, and who would decide."""

    answer: Answer
    verdict: Verdict[bool]
    last_date: date | None
    atasan_id: int | None


def objection(
    actor: Actor, evaluasi: Evaluasi, *, calendar: FairCalendar | None = None, on: date
) -> Objection:
    """Six queries at most; the calendar given, four."""
    calendar = calendar or calendar_of(evaluasi.skp)
    until = objection_deadline(evaluasi, calendar, on=on)
    atasan_id = decider_of(evaluasi, on=on)
    verdict = dapat_keberatan(
        kelompok=_kelompok(evaluasi),
        pengevaluasi=_pengevaluasi(evaluasi, on=on),
        diterima=timezone.localtime(evaluasi.delivered_at).date() if evaluasi.delivered_at else None,
        batas=until.last_date if until else None,
        ada_atasan=atasan_id is not None,
        sudah_diputus=evaluasi.keberatan.exclude(state=StateKeberatan.DICABUT).exists(),
        on=on,
    )
    last = until.last_date if until else None
    return Objection(can_object(actor, evaluasi, verdict, last_date=last), verdict, last, atasan_id)


def decider_of(evaluasi: Evaluasi, *, on: date) -> int | None:
    """Who decides an objection: the atasan of the penilai as the evaluation names them, else whoever stands
    above the penilai now ("secara berjenjang", Lampiran BAB V B.2). Never the owner."""
    named = evaluasi.atasan_penilai_id
    if named is not None and not organisation.offices({(named, None)}, on=on)[named, None].away:
        return named
    above = organisation.penilai_of(pegawai_id=evaluasi.penilai_id, on=on).penilai
    if above is None or above.pegawai_id in {evaluasi.pegawai_id, evaluasi.penilai_id}:
        return None
    return above.pegawai_id


def _kelompok(evaluasi: Evaluasi) -> Kelompok:
    post: Penugasan = evaluasi.skp.penugasan
    if post.jabatan.jenis in _JPT:
        return Kelompok(post.jabatan.jenis)
    if post.memimpin and evaluasi.skp.unit.is_mandiri:
        return Kelompok.PIMPINAN_UNIT_MANDIRI
    return Kelompok.LAIN


def _pengevaluasi(evaluasi: Evaluasi, *, on: date) -> Pengevaluasi:
    if evaluasi.jalur == JalurEvaluasi.ATASAN:
        return Pengevaluasi.ATASAN_PENILAI
    signed = timezone.localtime(evaluasi.signed_at).date() if evaluasi.signed_at else on
    head = organisation.kepala_daerah_of(evaluasi.skp.periode.instansi_id, signed)
    return Pengevaluasi.KEPALA_DAERAH if head == evaluasi.penilai_id else Pengevaluasi.PENILAI


def waiting_keberatan(pegawai_id: int) -> list[Keberatan]:
    """What waits for a person: to explain, to decide, to sign. Two queries."""
    return list(keberatan_rows().filter(_waits_for(pegawai_id)).order_by("filed_at", "pk"))


def keberatan_waiting(pegawai_id: int) -> QuerySet[Keberatan]:
    """The bare rows of `waiting_keberatan`, to ask whether there is any."""
    return Keberatan.objects.filter(_waits_for(pegawai_id))


def _waits_for(pegawai_id: int) -> Q:
    explain = Q(penilai_id=pegawai_id, state=StateKeberatan.DIAJUKAN)
    decide = Q(atasan_id=pegawai_id, state__in=OPEN_KEBERATAN)
    sign = Q(state=StateKeberatan.DIPUTUS) & (
        Q(penilai_id=pegawai_id, penilai_signed_at__isnull=True)
        | Q(pegawai_id=pegawai_id, pegawai_signed_at__isnull=True)
    )
    return explain | decide | sign


@dataclass(frozen=True, slots=True)
class Aftermath:
    """What followed an objection: later results by the same penilai that are worse, and moves to other posts.

    No judgement: it is shown to the auditor, who asks.
    """

    keberatan: Keberatan
    worse: tuple[Evaluasi, ...]
    moves: tuple[Penugasan, ...]

    @property
    def noticed(self) -> bool:
        return bool(self.worse or self.moves)


def aftermath(actor: Actor, *, on: date) -> list[Aftermath]:
    """The objections of the last year with what followed them, those with something to see first; without
    what was done in practice.

    Raises NotAllowed for everybody but the auditor. Five queries, however many objections.
    """
    can_watch(actor).or_raise()
    real = counted(unit="evaluasi__skp__unit", moment="filed_at")
    rows = keberatan_rows().filter(real, filed_at__date__gt=on - WATCHED)
    filed = list(rows.order_by("-filed_at", "-pk"))
    if not filed:
        return []
    people = {item.pegawai_id for item in filed}
    results = list(
        Evaluasi.objects.filter(pegawai_id__in=people, state__in=DELIVERED)
        .filter(counted(unit="skp__unit", moment="signed_at"))
        .select_related("periode_evaluasi__periode")
        .defer("fakta")
        .order_by("signed_at")
    )
    earliest = min(timezone.localtime(item.filed_at).date() for item in filed)
    moves = list(organisation.moves_since(people, earliest))
    found = []
    for item in filed:
        day = timezone.localtime(item.filed_at).date()
        held = item.evaluasi.predikat_berlaku
        worse = tuple(
            row
            for row in results
            if row.pegawai_id == item.pegawai_id
            and row.penilai_id == item.penilai_id
            and row.signed_at is not None
            and row.signed_at > item.filed_at
            and _RANK[row.predikat_berlaku] > _RANK[held]
        )
        moved = tuple(post for post in moves if post.pegawai_id == item.pegawai_id and post.start_date > day)
        found.append(Aftermath(item, worse, moved))
    return sorted(found, key=lambda item: not item.noticed)


def disputing(instansi_id: int, on: date) -> list[tuple[int, int]]:
    """Who stands on two sides of a running keberatan of an agency: the pegawai and the penilai, and whoever
    decides between them. One query."""
    running = Keberatan.objects.filter(state__in=OPEN_KEBERATAN, pegawai__instansi_id=instansi_id)
    rows = running.order_by("pk").values_list("pegawai_id", "penilai_id", "atasan_id")
    return [(pegawai, other) for pegawai, *others in rows for other in others]
