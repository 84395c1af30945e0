"""The clocks of an evaluation and of an objection, for whoever has to act: fair where the system was down.

An outage moves the clock of whoever works in a unit that it hit, and no other (`regulation.tenggat`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from kasuari.evaluation.enums import JalurEvaluasi, KeputusanKeberatan, StateKeberatan
from kasuari.evaluation.models import Evaluasi, Gangguan, Keberatan
from kasuari.foundation.calendar import Deadline, until_words, working_calendar
from kasuari.foundation.trees import parent
from kasuari.regulation import tenggat as law
from kasuari.regulation.periode import Jendela, KalenderKerja, Langkah, hari_kerja_antara

if TYPE_CHECKING:
    from kasuari.organisation.models import Instansi, UnitKerja
    from kasuari.planning.models import PeriodeEvaluasi


@dataclass(frozen=True, slots=True)
class Outage:
    """An outage with the paths of the units that it hit."""

    wilayah: str
    alasan: str
    days: law.Gangguan
    paths: tuple[str, ...]

    def hits(self, path: str) -> bool:
        return any(path.startswith(hit) for hit in self.paths)


@dataclass(frozen=True, slots=True)
class FairDeadline(Deadline):
    """A last day, the day by the law alone, and what moved it. `who` has to act: pegawai, penilai, atasan."""

    step: Langkah
    who: str
    start_date: date
    law_date: date
    moved_by: tuple[Outage, ...]
    words: str
    done_date: date | None = None

    @property
    def moved(self) -> bool:
        return self.last_date != self.law_date


@dataclass(frozen=True, slots=True)
class FairCalendar:
    """The working days of an agency with the outages in force."""

    plain: KalenderKerja
    outages: tuple[Outage, ...]

    def hitting(self, path: str) -> tuple[Outage, ...]:
        return tuple(item for item in self.outages if path and item.hits(path))

    def for_path(self, path: str) -> KalenderKerja:
        """The working days of whoever works in the unit at `path`."""
        return law.tanpa_gangguan(kalender=self.plain, gangguan=[item.days for item in self.hitting(path)])

    def window(self, periode_evaluasi: PeriodeEvaluasi, path: str) -> Jendela:
        """The window of a period for a penilai in the unit at `path`."""
        window = Jendela(periode_evaluasi.window_start_date, periode_evaluasi.window_last_date)
        hitting = tuple(item.days for item in self.hitting(path))
        return law.jendela_adil(jendela=window, kalender=self.plain, gangguan=hitting).value or window

    def deadline(
        self, step: Langkah, start: date | None, *, path: str, who: str, on: date
    ) -> FairDeadline | None:
        """The last day of a step for somebody in the unit at `path`; None while it cannot be computed."""
        if start is None:
            return None
        hitting = self.hitting(path)
        verdict = law.tenggat(
            langkah=step,
            mulai=start,
            kalender=self.plain,
            gangguan=tuple(item.days for item in hitting),
            on=start,
        )
        if verdict.value is None:
            return None
        found = verdict.value
        lost = set(found.terganggu)
        mine = self.for_path(path)
        return FairDeadline(
            last_date=found.last_date,
            working_days_left=hari_kerja_antara(mulai=on, sampai=found.last_date, kalender=mine),
            basis="; ".join(str(item) for item in verdict.basis),
            step=step,
            who=who,
            start_date=start,
            law_date=found.law_date,
            moved_by=tuple(item for item in hitting if lost & set(item.days.days)),
            words=until_words(found.last_date, on=on, calendar=mine),
        )


def fair_calendar(instansi: Instansi) -> FairCalendar:
    """The working days and the outages of an agency. Three queries, two where there was no outage."""
    return FairCalendar(
        plain=working_calendar(days_per_week=instansi.hari_kerja_per_minggu),
        outages=outages_in_force(instansi.pk),
    )


def outages_in_force(instansi_id: int) -> tuple[Outage, ...]:
    rows = (
        Gangguan.objects.filter(instansi_id=instansi_id, withdrawn_at__isnull=True)
        .prefetch_related("units__unit")
        .order_by("start_at", "pk")
    )
    return tuple(
        Outage(
            wilayah=row.wilayah,
            alasan=row.alasan,
            days=law.Gangguan(start_date=_day(row.start_at), last_date=_day(row.end_at)),
            paths=tuple(item.unit.path for item in row.units.all()),
        )
        for row in rows
    )


def path_of(unit: UnitKerja | None) -> str:
    return unit.path if unit else ""


def path_of_signer(evaluasi: Evaluasi) -> str:
    """Where whoever signed works: the unit of the penilai, or the one above it for the atasan."""
    path = path_of(evaluasi.skp.unit_penilai)
    return parent(path) if evaluasi.jalur == JalurEvaluasi.ATASAN else path


def delivery_deadline(evaluasi: Evaluasi, calendar: FairCalendar, *, on: date) -> FairDeadline | None:
    """Until when the signed evaluation must reach its owner (Lampiran BAB V A.5, of the atasan A.9)."""
    by_atasan = evaluasi.jalur == JalurEvaluasi.ATASAN
    step = Langkah.PENYAMPAIAN_ATASAN if by_atasan else Langkah.PENYAMPAIAN
    who = "atasan" if by_atasan else "penilai"
    return calendar.deadline(step, _day_of(evaluasi.signed_at), path=path_of_signer(evaluasi), who=who, on=on)


def return_deadline(evaluasi: Evaluasi, calendar: FairCalendar, *, on: date) -> FairDeadline | None:
    """Until when the owner signs for receipt (Lampiran BAB V A.6, to the atasan A.10)."""
    by_atasan = evaluasi.jalur == JalurEvaluasi.ATASAN
    step = Langkah.PENGEMBALIAN_ATASAN if by_atasan else Langkah.PENGEMBALIAN
    return calendar.deadline(
        step, _day_of(evaluasi.delivered_at), path=path_of(evaluasi.skp.unit), who="pegawai", on=on
    )


def objection_deadline(evaluasi: Evaluasi, calendar: FairCalendar, *, on: date) -> FairDeadline | None:
    """Until when the owner may object to the atasan of the penilai (Lampiran BAB V B.2).

    An electronic document is received on the day on which it is delivered. None where the atasan evaluated:
    that result is final.
    """
    if evaluasi.jalur == JalurEvaluasi.ATASAN:
        return None
    return calendar.deadline(
        Langkah.KEBERATAN,
        _day_of(evaluasi.delivered_at),
        path=path_of(evaluasi.skp.unit),
        who="pegawai",
        on=on,
    )


def decision_deadline(keberatan: Keberatan, calendar: FairCalendar, *, on: date) -> FairDeadline | None:
    """Until when the atasan decides (Lampiran BAB V B.6)."""
    return calendar.deadline(
        Langkah.KEPUTUSAN_KEBERATAN,
        _day_of(keberatan.filed_at),
        path=parent(path_of(keberatan.evaluasi.skp.unit_penilai)),
        who="atasan",
        on=on,
    )


def report_deadline(
    evaluasi: Evaluasi, calendar: FairCalendar, *, decided: bool = False, on: date
) -> FairDeadline | None:
    """Until when the result is reported to the PyB (Lampiran BAB V A.7, A.11 and B.8)."""
    by_atasan = evaluasi.jalur == JalurEvaluasi.ATASAN
    step = (
        Langkah.PELAPORAN_KEBERATAN
        if decided
        else Langkah.PELAPORAN_ATASAN
        if by_atasan
        else Langkah.PELAPORAN
    )
    path = path_of(evaluasi.skp.unit_penilai)
    acts_above = decided or by_atasan
    return calendar.deadline(
        step,
        evaluasi.periode_evaluasi.window_last_date,
        path=parent(path) if acts_above else path,
        who="atasan" if acts_above else "penilai",
        on=on,
    )


def clocks_of(
    evaluasi: Evaluasi, calendar: FairCalendar, *, keberatan: Iterable[Keberatan] = (), on: date
) -> list[FairDeadline]:
    """Every clock that runs or ran for a signed evaluation, in the order of their last days, with the day on
    which the step was done. Nobody returns a document that a decision replaced, and for the one in its place
    (D.1.3) the regulation names no day."""
    filed = [item for item in keberatan if item.state != StateKeberatan.DICABUT]
    first_filed = min((item.filed_at for item in filed), default=None)
    changed = any(item.keputusan == KeputusanKeberatan.MENGUBAH for item in filed)
    replaced = changed and evaluasi.acknowledged_at is None
    back = None if replaced else return_deadline(evaluasi, calendar, on=on)
    found = [
        _done(delivery_deadline(evaluasi, calendar, on=on), evaluasi.delivered_at),
        _done(back, evaluasi.acknowledged_at),
        _done(objection_deadline(evaluasi, calendar, on=on), first_filed),
        *(_done(decision_deadline(item, calendar, on=on), item.decided_at) for item in filed),
    ]
    found.append(report_deadline(evaluasi, calendar, decided=changed, on=on))
    return sorted((item for item in found if item), key=lambda item: (item.last_date, item.step))


def _done(found: FairDeadline | None, at: datetime | None) -> FairDeadline | None:
    return replace(found, done_date=_day_of(at)) if found else None


def _day_of(moment: datetime | None) -> date | None:
    return _day(moment) if moment else None


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()
