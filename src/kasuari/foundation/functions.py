"""Which functions of the product are on for somebody: asked here, told by whoever keeps the waves.

The answer travels inside a query that is asked anyway (`actor_for`), as one more column: a switch costs no
query and is never older than the request. Where nobody tells, and for whoever is in no wave, all is on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import Q, Value
from django.db.models.expressions import Combinable
from django.utils.translation import gettext_lazy as _


class Fungsi(models.TextChoices):
    """What can be switched on for one wave after the other."""

    SKP = "skp", _("SKP dan rencana")
    REALISASI = "realisasi", _("Realisasi dan bukti dukung")
    UMPAN_BALIK = "umpan_balik", _("Umpan balik berkelanjutan")
    PUTARAN_360 = "putaran_360", _("Umpan balik 360")
    EVALUASI = "evaluasi", _("Evaluasi kinerja")
    KALIBRASI = "kalibrasi", _("Kalibrasi")
    KEBERATAN = "keberatan", _("Keberatan")
    PENGEMBANGAN = "pengembangan", _("Pengembangan dan angka kredit")


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the product has come for one person on one day. `off` lists what is not on.

    `practice`: everything works and nothing counts.
    """

    wave_id: int | None = None
    wave: str = ""
    off: frozenset[str] = frozenset()
    practice: bool = False

    def has(self, fungsi: str) -> bool:
        return fungsi not in self.off


EVERYTHING_ON = Standing()

Column = Callable[[date], Combinable]
Reading = Callable[[Any, date], Standing]
Counting = Callable[[str, str], Q]
Practising = Callable[[str, datetime], bool]


@dataclass(slots=True)
class _Source:
    column: Column | None = None
    read: Reading | None = None
    uncounted: Counting | None = None
    practises: Practising | None = None


_source = _Source()


def told_by(*, column: Column, read: Reading, uncounted: Counting, practises: Practising) -> None:
    """Name the one who knows: `column(on)` is read beside a row of Pegawai, `read(value, on)` understands it;
    `uncounted(unit, moment)` is the condition of rows made in practice; `practises(nip, at)` asks for one
    person."""
    _source.column, _source.read = column, read
    _source.uncounted, _source.practises = uncounted, practises


def standing_column(on: date) -> Combinable:
    """The column to add to a query of Pegawai."""
    return _source.column(on) if _source.column else Value(None, output_field=models.JSONField())


def standing_from(value: Any, on: date) -> Standing:
    """What the column said."""
    return _source.read(value, on) if _source.read and value else EVERYTHING_ON


def counted(*, unit: str, moment: str) -> Q:
    """Rows that count: `unit` is the path to the unit, `moment` to when the row was made to count.

    Left out is what was made in a unit while it was practising. No query of its own.
    """
    return ~_source.uncounted(unit, moment) if _source.uncounted else Q()


_at_work: ContextVar[bool] = ContextVar("at_work", default=False)


@contextmanager
def at_work() -> Iterator[None]:
    """Inside, the product serves people: what it prints is marked while its subject is practising."""
    token = _at_work.set(True)
    try:
        yield
    finally:
        _at_work.reset(token)


def practises(nip: str, at: datetime) -> bool:
    """Whether the person with this NIP was practising then; for paper. At most one query, none outside
    `at_work`."""
    return bool(_at_work.get() and _source.practises and nip and _source.practises(nip, at))
