"""Whom a reminder would reach: who is to act next, who was told lately, who has no account."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import OuterRef, Q, Subquery

from kasuari.organisation import queries as organisation
from kasuari.planning.enums import JenisPengingat, Kelengkapan
from kasuari.planning.models import PengingatPerencanaan, Periode, Skp
from kasuari.planning.people import kewenangan_of_many
from kasuari.planning.queries.completion import OPEN, ORDER, planners

NAMED = 20  # people without an account who are named; the rest is counted


@dataclass(frozen=True, slots=True)
class Pair:
    """Whose planning it is, and who is told; `user_id` None: has no account."""

    pegawai_id: int
    kepada_id: int
    user_id: int | None


@dataclass(frozen=True, slots=True)
class Sending:
    """What a reminder would do, counted in people who are told.

    `owners` hear of their own plan, `penilai` of plans that wait for them; `recent` were told within the
    days of rest, `without_account` cannot be told here.
    """

    owners: tuple[Pair, ...] = ()
    penilai: tuple[Pair, ...] = ()
    recent: int = 0
    without_account: tuple[str, ...] = ()
    without_penilai: int = 0

    @property
    def owner_count(self) -> int:
        return len({pair.kepada_id for pair in self.owners})

    @property
    def penilai_count(self) -> int:
        return len({pair.kepada_id for pair in self.penilai})

    @property
    def count(self) -> int:
        return len({pair.kepada_id for pair in (*self.owners, *self.penilai)})


def sending(
    periode: Periode,
    *,
    on: date,
    at: datetime,
    jeda_hari: int,
    path: str = "",
    keadaan: Iterable[str] = (),
    q: str = "",
    pegawai_id: int | None = None,
) -> Sending:
    """The people who are to act next for the plans that are not set: the owner, or the penilai of a plan that
    was submitted. Three queries, however many people.
    """
    chosen = [item for item in keadaan if item in OPEN] or list(OPEN)
    plans = Skp.objects.filter(
        pegawai=OuterRef("pk"), periode=periode, last_date__gte=on, state=Kelengkapan.DIAJUKAN
    ).order_by("submitted_at", "pk")
    rows = (
        planners(periode, on=on, path=path, keadaan=chosen, q=q, pegawai_id=pegawai_id)
        .annotate(penilai_id=Subquery(plans.values("penilai_id")[:1]))
        .order_by("nama_cari", "pk")
        .values_list("pk", "user_id", "rank", "penilai_id")
    )
    owners: list[Pair] = []
    above: list[tuple[int, int]] = []
    without_penilai = 0
    for pk, user_id, rank, penilai_id in rows:
        if ORDER[rank] != Kelengkapan.DIAJUKAN:
            owners.append(Pair(pk, pk, user_id))
        elif penilai_id is None:
            without_penilai += 1
        else:
            above.append((pk, penilai_id))
    users = _users(penilai_id for _pk, penilai_id in above)
    penilai = [Pair(pk, penilai_id, users.get(penilai_id, ("", None))[1]) for pk, penilai_id in above]
    told = _told(periode, since=at - timedelta(days=jeda_hari))
    return _sorted_out(owners, penilai, told, without_penilai)


def escalation(periode: Periode, *, on: date, at: datetime, jeda_hari: int) -> list[Pair]:
    """Who stands above a plan that is not set after the deadline: the penilai of those who have not
    submitted, the atasan of the penilai of those who have. A number of queries that does not grow."""
    rows = list(planners(periode, on=on, keadaan=OPEN).order_by("pk").values_list("pk", "rank"))
    found = kewenangan_of_many([pk for pk, _rank in rows], on=on)
    pairs = []
    for pk, rank in rows:
        right = found.get(pk)
        if right is None:
            continue
        waiting = ORDER[rank] == Kelengkapan.DIAJUKAN
        above = right.atasan_penilai_id if waiting else right.penilai_id
        if above is not None and above != pk:
            pairs.append((pk, above))
    users = _users(above for _pk, above in pairs)
    since = at - timedelta(days=jeda_hari)
    told = set(
        PengingatPerencanaan.objects.filter(
            periode=periode, jenis=JenisPengingat.ESKALASI, sent_at__gt=since
        ).values_list("kepada_id", flat=True)
    )
    return [
        Pair(pk, above, users[above][1])
        for pk, above in pairs
        if above in users and users[above][1] is not None and above not in told
    ]


def _sorted_out(
    owners: list[Pair], penilai: list[Pair], told: tuple[set[int], set[int]], without_penilai: int
) -> Sending:
    own_told, penilai_told = told
    recent = {pair.kepada_id for pair in owners if pair.kepada_id in own_told}
    recent |= {pair.kepada_id for pair in penilai if pair.kepada_id in penilai_told}
    fresh = [pair for pair in owners if pair.kepada_id not in own_told]
    above = [pair for pair in penilai if pair.kepada_id not in penilai_told]
    missing = {pair.kepada_id for pair in (*fresh, *above) if pair.user_id is None}
    return Sending(
        owners=tuple(pair for pair in fresh if pair.user_id is not None),
        penilai=tuple(pair for pair in above if pair.user_id is not None),
        recent=len(recent),
        without_account=tuple(_names(missing)) if missing else (),
        without_penilai=without_penilai,
    )


def _told(periode: Periode, *, since: datetime) -> tuple[set[int], set[int]]:
    """Who was told lately of the own plan, and who of plans that wait. One query."""
    rows = PengingatPerencanaan.objects.filter(
        ~Q(jenis=JenisPengingat.ESKALASI), periode=periode, sent_at__gt=since
    ).values_list("pegawai_id", "kepada_id")
    own: set[int] = set()
    waiting: set[int] = set()
    for pegawai_id, kepada_id in rows.order_by("pk"):
        (own if pegawai_id == kepada_id else waiting).add(kepada_id)
    return own, waiting


def _users(ids: Iterable[int]) -> dict[int, tuple[str, int | None]]:
    """Name and account of these people. One query; none where there is nobody."""
    wanted = set(ids)
    if not wanted:
        return {}
    rows = organisation.pegawai_rows().filter(pk__gte=min(wanted), pk__lte=max(wanted))
    return {
        pk: (nama, user_id)
        for pk, nama, user_id in rows.order_by("pk").values_list("pk", "nama", "user_id")
        if pk in wanted
    }


def _names(ids: set[int]) -> list[str]:
    return sorted(nama for nama, _user in _users(ids).values())
