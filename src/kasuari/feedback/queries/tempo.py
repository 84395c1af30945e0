"""When umpan balik berkala is due: the agreed rhythm, else the agency's usual one, else that of the rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Max, Q, QuerySet
from django.utils.timezone import localtime

from kasuari.feedback.enums import Bentuk, StateIrama, StateUmpanBalik
from kasuari.feedback.models import IramaUmpanBalik, UmpanBalik
from kasuari.planning import queries as planning
from kasuari.regulation import umpan_balik as law
from kasuari.regulation.parameter import berlaku
from kasuari.regulation.verdict import Basis

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
    """Only the days of `due_of`, for the home page. Three queries over few columns."""
    few = ("start_date", "set_at", "periode__instansi_id")
    rows = team_of(penilai_id, on=on).select_related(None).select_related("periode").only(*few)
    return sorted(item.due_date for item in _tempos(list(rows), penilai_id, on) if item.due_date)


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


def _tempo(
    skp: Skp, own: IramaUmpanBalik | None, usual: IramaUmpanBalik | None, last: object, on: date
) -> Tempo:
    row = own or usual
    terakhir = localtime(last).date() if last is not None else None  # type: ignore[arg-type]
    begun = max(skp.start_date, localtime(skp.set_at).date() if skp.set_at else skp.start_date)
    verdict = law.jatuh_tempo(
        irama=law.Irama(row.irama) if row else None,
        sejak=max(begun, row.start_date) if row else begun,
        terakhir=terakhir,
        on=on,
    )
    rule = berlaku(law.IRAMA_LAZIM, on)
    return Tempo(
        skp=skp,
        due_date=verdict.value,
        terakhir=terakhir,
        irama=row.irama if row else (rule.value.value if rule else ""),
        disepakati=own is not None,
        basis=verdict.basis,
    )
