"""When umpan balik berkala is due: the agreed rhythm, else the agency's usual one, else that of the rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery
from django.utils.timezone import localtime

from kasuari.feedback.enums import Bentuk, StateIrama, StateUmpanBalik
from kasuari.feedback.models import IramaUmpanBalik, UmpanBalik
from kasuari.foundation.kept import Kept
from kasuari.planning import queries as planning
from kasuari.regulation import umpan_balik as law
from kasuari.regulation.parameter import berlaku
from kasuari.regulation.verdict import Basis, Verdict

if TYPE_CHECKING:
    from kasuari.planning.models import Skp


@dataclass(frozen=True, slots=True)
class Tempo:
    """One SKP of the team: when the next umpan balik berkala is due, and after which rhythm.

    `terakhir` None: none was given yet. `disepakati`: the rhythm was agreed for this SKP.
    """

    skp: Skp
    due_date: date | None
    terakhir: date | None
    irama: str
    disepakati: bool
    basis: tuple[Basis, ...]


def due_of(penilai_id: int, *, on: date) -> list[Tempo]:
    """Every running SKP of the penilai's people, the one that is due first on top. Three queries."""
    found = _tempos(list(team_of(penilai_id, on=on)), penilai_id, on)
    return sorted(found, key=lambda item: (item.due_date or date.max, item.skp.pegawai.nama, item.skp.pk))


def due_days(penilai_id: int, *, on: date) -> list[date]:
    """Only the days of `due_of`, for the home page. Two queries."""
    team = _TEAM.rows(penilai_id=penilai_id, on=on)
    rhythms = _RHYTHMS.rows(penilai_id=penilai_id, on=on) if team else []
    own = {skp_id: Agreed(*said) for skp_id, _agency, *said in rhythms if skp_id is not None}
    usual = {agency: Agreed(*said) for skp_id, agency, *said in rhythms if skp_id is None}
    due = (
        _due(start_date, set_at, own.get(skp_id) or usual.get(agency), last, on).value
        for skp_id, start_date, set_at, agency, last in team
    )
    return sorted(day for day in due if day)


def _tempos(skps: list[Skp], penilai_id: int, on: date) -> list[Tempo]:
    """Two queries, none for nobody."""
    if not skps:
        return []
    ids = [skp.pk for skp in skps]
    last = dict(
        UmpanBalik.objects.filter(
            skp_id__in=ids,
            pemberi_id=penilai_id,
            bentuk=Bentuk.BERKALA,
            state=StateUmpanBalik.DIBERIKAN,
        )
        .order_by()
        .values_list("skp_id")
        .annotate(last=Max("given_at"))
    )
    agencies = {skp.periode.instansi_id for skp in skps}
    rhythms = list(
        IramaUmpanBalik.objects.filter(
            Q(skp_id__in=ids) | Q(skp__isnull=True, instansi_id__in=agencies),
            state=StateIrama.DISEPAKATI,
            start_date__lte=on,
        ).order_by("start_date")
    )
    own = {row.skp_id: row for row in rhythms if row.skp_id is not None}
    usual = {row.instansi_id: row for row in rhythms if row.skp_id is None}
    return [
        _tempo(skp, own.get(skp.pk), usual.get(skp.periode.instansi_id), last.get(skp.pk), on) for skp in skps
    ]


def _team_with_last(penilai_id: int, on: date) -> QuerySet[Any, Any]:
    """The team with what dates its next umpan balik berkala, the last one among it."""
    given = (
        UmpanBalik.objects.filter(
            skp=OuterRef("pk"),
            pemberi_id=penilai_id,
            bentuk=Bentuk.BERKALA,
            state=StateUmpanBalik.DIBERIKAN,
        )
        .order_by()
        .values("skp")
        .annotate(last=Max("given_at"))
        .values("last")
    )
    rows = team_of(penilai_id, on=on).order_by().annotate(last=Subquery(given))
    return rows.values_list("pk", "start_date", "set_at", "periode__instansi_id", "last")


def _rhythms(penilai_id: int, on: date) -> QuerySet[Any, Any]:
    """The rhythms agreed for the SKP of the team and the usual ones of its agencies, the newest last."""
    team = team_of(penilai_id, on=on).order_by()
    rows = IramaUmpanBalik.objects.filter(
        Q(skp__in=team.values("pk"))
        | Q(skp__isnull=True, instansi_id__in=team.values("periode__instansi_id")),
        state=StateIrama.DISEPAKATI,
        start_date__lte=on,
    )
    return rows.order_by("start_date", "pk").values_list("skp_id", "instansi_id", "irama", "start_date")


_TEAM = Kept(_team_with_last)
_RHYTHMS = Kept(_rhythms)


def team_of(penilai_id: int, *, on: date) -> QuerySet[Skp]:
    """The running SKP of the penilai's people."""
    return planning.skp_rows().filter(
        penilai_id=penilai_id,
        state="ditetapkan",
        start_date__lte=on,
        last_date__gte=on,
        periode__state="dibuka",
    )


def irama_of(skp: Skp, *, on: date) -> IramaUmpanBalik | None:
    """What both agreed on for one SKP. One query."""
    agreed = IramaUmpanBalik.objects.filter(skp=skp, state=StateIrama.DISEPAKATI, start_date__lte=on)
    return agreed.select_related("set_by", "agreed_by").order_by("-start_date").first()


def irama_proposed(skp: Skp) -> IramaUmpanBalik | None:
    """The rhythm that waits for the yes of the other. One query."""
    waiting = IramaUmpanBalik.objects.filter(skp=skp, state=StateIrama.DIUSULKAN)
    found = waiting.select_related("set_by").first()
    if found is not None:
        found.skp = skp
    return found


def usual_irama(instansi_id: int, *, on: date) -> list[IramaUmpanBalik]:
    """The usual rhythms of an agency, the one in force or to come first. One query."""
    rows = IramaUmpanBalik.objects.filter(instansi_id=instansi_id, skp__isnull=True)
    return list(rows.select_related("set_by").order_by("-start_date"))


@dataclass(frozen=True, slots=True)
class Agreed:
    """What of an agreed rhythm dates the next umpan balik berkala."""

    irama: str
    start_date: date


def _due(
    start_date: date,
    set_at: datetime | None,
    row: IramaUmpanBalik | Agreed | None,
    last: datetime | None,
    on: date,
) -> Verdict[date]:
    begun = max(start_date, localtime(set_at).date() if set_at else start_date)
    return law.jatuh_tempo(
        irama=law.Irama(row.irama) if row else None,
        sejak=max(begun, row.start_date) if row else begun,
        terakhir=localtime(last).date() if last is not None else None,
        on=on,
    )


def _tempo(
    skp: Skp, own: IramaUmpanBalik | None, usual: IramaUmpanBalik | None, last: datetime | None, on: date
) -> Tempo:
    row = own or usual
    verdict = _due(skp.start_date, skp.set_at, row, last, on)
    rule = berlaku(law.IRAMA_LAZIM, on)
    return Tempo(
        skp=skp,
        due_date=verdict.value,
        terakhir=localtime(last).date() if last is not None else None,
        irama=row.irama if row else (rule.value.value if rule else ""),
        disepakati=own is not None,
        basis=verdict.basis,
    )
