"""The year of one person as a line of SKP, and who moved without a new one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.http import Http404

from kasuari.accounts.enums import Role
from kasuari.foundation.access import Actor
from kasuari.foundation.trees import within
from kasuari.organisation import queries as organisation
from kasuari.planning.access import visible_to
from kasuari.planning.models import Periode, Skp
from kasuari.planning.queries.skp import skp_rows

if TYPE_CHECKING:
    from kasuari.organisation.models import Penugasan


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some days of a year: those of one SKP, or days without one (`skp` None). `offset` and `days` count
    days from 1 January."""

    start_date: date
    last_date: date
    skp: Skp | None
    offset: int
    days: int


@dataclass(frozen=True, slots=True)
class YearLine:
    """The year of one person: its stretches in order; SKP that run beside each other overlap in it."""

    periode: Periode
    stretches: tuple[Stretch, ...]
    days: int

    @property
    def skp(self) -> tuple[Skp, ...]:
        return tuple(item.skp for item in self.stretches if item.skp is not None)

    @property
    def gaps(self) -> tuple[Stretch, ...]:
        return tuple(item for item in self.stretches if item.skp is None)


def year_line(actor: Actor, pegawai_id: int, tahun: int) -> YearLine:
    """The SKP of one person in one year that the actor may read. Raises Http404 where there is none. One
    query."""
    rows = list(
        skp_rows()
        .filter(visible_to(actor), pegawai_id=pegawai_id, periode__tahun=tahun)
        .order_by("start_date", "pk")
    )
    if not rows:
        raise Http404
    return line_of(rows)


def line_of(rows: list[Skp]) -> YearLine:
    """The line of SKP of one person and year, in order of their first day. No query."""
    periode = rows[0].periode
    stretches: list[Stretch] = []
    covered = rows[0].start_date
    for skp in rows:
        if skp.start_date > covered:
            stretches.append(_stretch(periode, covered, skp.start_date - timedelta(days=1), None))
        stretches.append(_stretch(periode, skp.start_date, skp.last_date, skp))
        covered = max(covered, skp.last_date + timedelta(days=1))
    if covered <= periode.last_date:
        stretches.append(_stretch(periode, covered, periode.last_date, None))
    return YearLine(periode, tuple(stretches), (periode.last_date - periode.start_date).days + 1)


def moved_without_skp(periode: Periode, *, on: date, path: str = "") -> list[Penugasan]:
    """Own posts that began within the year and have no SKP, of people who had one in an earlier post; with
    the person, the post and the unit, by name. One query."""
    rows = (
        organisation.penugasan_rows()
        .filter(
            Q(end_date__isnull=True) | Q(end_date__gt=on),
            within("unit__path", path),
            ~Exists(Skp.objects.filter(periode=periode, penugasan=OuterRef("pk"))),
            Exists(Skp.objects.filter(periode=periode, pegawai=OuterRef("pegawai_id"))),
            jenis="definitif",
            start_date__gt=periode.start_date,
            start_date__lte=min(on, periode.last_date),
            pegawai__instansi_id=periode.instansi_id,
        )
        .exclude(jabatan__jenis="kepala_daerah")
    )
    return list(
        rows.select_related("pegawai", "jabatan", "unit").order_by("pegawai__nama_cari", "start_date", "pk")
    )


def moved_within(actor: Actor, periode: Periode, *, on: date) -> list[Penugasan]:
    """The same for the units of the actor's grants. One query for each of them."""
    paths = actor.scopes(Role.KEPEGAWAIAN, Role.PENGELOLA_KINERJA)
    found: dict[int, Penugasan] = {}
    for path in [""] if "" in paths else paths:
        for row in moved_without_skp(periode, on=on, path=path):
            found.setdefault(row.pk, row)
    return list(found.values())


def _stretch(periode: Periode, start: date, last: date, skp: Skp | None) -> Stretch:
    return Stretch(start, last, skp, (start - periode.start_date).days, (last - start).days + 1)
