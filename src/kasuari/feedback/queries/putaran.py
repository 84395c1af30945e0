"""Reads of 360 rounds themselves: which there are, how far each is, who still has to answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from kasuari.feedback.access.putaran import can_read_units, can_run_putaran, runs
from kasuari.feedback.enums import StateNominasi, StatePutaran, StateTautan, StateTugas
from kasuari.feedback.models import (
    BobotPutaran,
    InstrumenPutaran,
    Putaran,
    TautanPutaran,
    TugasPutaran,
)
from kasuari.feedback.states import PUTARAN
from kasuari.foundation.access import Actor
from kasuari.foundation.refusals import Stale
from kasuari.organisation import queries as organisation


def putaran_visible(actor: Actor) -> QuerySet[Putaran]:
    """The rounds that the actor runs or oversees, newest first."""
    found = Putaran.objects.filter(runs(actor)).select_related("instrumen")
    return found.order_by("-start_date", "-pk")


def putaran_for(actor: Actor, putaran_id: int) -> Putaran:
    """A round to run. Raises Http404 for whoever has no part in it; NotAllowed comes from the operations."""
    found = (
        Putaran.objects.filter(pk=putaran_id)
        .select_related("instrumen", "instansi", "moderator", "moderator_pengganti")
        .first()
    )
    if found is None or not (can_run_putaran(actor) or can_read_units(actor)):
        raise Http404
    return found


def units_by_path(instansi_id: int, paths: Iterable[str]) -> dict[str, int]:
    """The id of each unit at `paths`. One query."""
    wanted = set(paths)
    return {path: pk for pk, path in organisation.unit_paths_of(instansi_id) if path in wanted}


def instruments(instansi_id: int) -> list[InstrumenPutaran]:
    """The newest version of each instrument of an agency. One query."""
    rows = InstrumenPutaran.objects.filter(instansi_id=instansi_id).order_by("nama", "versi")
    return list({row.nama: row for row in rows}.values())


def weights(instansi_id: int) -> list[BobotPutaran]:
    """Every weight of an agency, the newest first. One query."""
    rows = BobotPutaran.objects.filter(instansi_id=instansi_id)
    return list(rows.order_by("jenis_jabatan", "-start_date"))


def may(putaran: Putaran, act: str, *, version: int) -> None:
    """Raises StateRefusal where the round is not at a stage for `act`, Stale where it has changed since."""
    PUTARAN.next(putaran.state, act)
    if putaran.version != version:
        raise Stale


def takes_answers(putaran: Putaran) -> None:
    """Raises StateRefusal where the round takes no answers, and so needs no slips."""
    PUTARAN.next(putaran.state, "kartu")


@dataclass(frozen=True, slots=True)
class Ledger:
    """How far a round is, as whoever runs it sees it: tasks by state, nominations approved, raters left."""

    tugas: dict[str, int]
    peserta: int
    disetujui: int
    pengisi_tersisa: int
    kartu: int = 0
    kartu_dipakai: int = 0

    @property
    def asked(self) -> int:
        return sum(self.tugas.get(state, 0) for state in ("menunggu", "selesai", "menolak"))

    @property
    def done(self) -> int:
        return self.tugas.get("selesai", 0)


def ledger_of(putaran: Putaran) -> Ledger:
    """Four queries."""
    rows = TugasPutaran.objects.filter(peserta__putaran=putaran)
    states = dict(rows.order_by().values_list("state").annotate(Count("pk")))
    left = rows.filter(state=StateTugas.MENUNGGU).aggregate(n=Count("pengisi_id", distinct=True))["n"]
    people = putaran.peserta.aggregate(
        all=Count("pk"), approved=Count("pk", filter=Q(state=StateNominasi.DISETUJUI))
    )
    slips = TautanPutaran.objects.filter(peserta__putaran=putaran).aggregate(
        all=Count("pk"), used=Count("pk", filter=Q(state=StateTautan.DIPAKAI))
    )
    return Ledger(states, people["all"], people["approved"], left, slips["all"], slips["used"])


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who still has tasks: for chasing. Whom the tasks are about is not told."""

    nama: str
    unit: str
    jumlah: int


def raters_left(putaran: Putaran, *, on: date, limit: int = 50) -> list[Waiting]:
    """Those with tasks left, most tasks first."""
    rows = (
        TugasPutaran.objects.filter(peserta__putaran=putaran, state=StateTugas.MENUNGGU)
        .order_by()
        .values_list("pengisi_id")
        .annotate(n=Count("pk"))
        .order_by("-n", "pengisi_id")[:limit]
    )
    counts = dict(rows)
    people = organisation.identity_many(list(counts), on, with_pangkat=False)
    return [Waiting(people[pk].nama, people[pk].unit, n) for pk, n in counts.items() if pk in people]


def reasons_given(putaran: Putaran, *, limit: int = 50) -> list[str]:
    """Why raters declined, without who and about whom."""
    rows = TugasPutaran.objects.filter(peserta__putaran=putaran, state=StateTugas.MENOLAK).exclude(alasan="")
    return sorted(rows.order_by("alasan").values_list("alasan", flat=True)[:limit])


def rounds_past_last_day(*, on: date) -> list[Putaran]:
    """Open rounds whose last day has passed."""
    return list(Putaran.objects.filter(state=StatePutaran.TERBUKA, last_date__lt=on).order_by("pk"))


def rounds_to_remind() -> list[Putaran]:
    """Open rounds that remind by themselves."""
    rows = Putaran.objects.filter(state=StatePutaran.TERBUKA).order_by("pk")
    return [putaran for putaran in rows if putaran.pengingat]
