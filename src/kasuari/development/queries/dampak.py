"""What came of programmes: reaction, learning, behaviour, and the gap before and after against similar
people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import fmean
from typing import Any, NamedTuple, cast

from django.db.models import Exists, OuterRef, QuerySet

from kasuari.development.effect import FEWEST, Change, Effect, measure
from kasuari.development.enums.kompetensi import StateEvaluasiKompetensi
from kasuari.development.enums.mitra import HasilBelajar, StatePendaftaran
from kasuari.development.models import HasilKompetensi, Pendaftaran, ProgramPelatihan
from kasuari.evaluation.queries import results_that_hold
from kasuari.foundation.kept import Kept
from kasuari.regulation.kompetensi import kesenjangan
from kasuari.regulation.predikat import Rating

STEPS = {Rating.DIBAWAH: -1, Rating.SESUAI: 0, Rating.DIATAS: 1}  # of a rating, around the expectation


class Given(NamedTuple):
    """When a programme was given, and for what."""

    pk: int
    kompetensi_id: int | None
    start_date: date
    last_date: date


@dataclass(frozen=True, slots=True)
class Level:
    """A mean of what people said or reached, and how many it rests on; None below the threshold."""

    n: int
    mean: float | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The four levels of one programme. `effect` is what became of the gap, `result` of the rating of hasil
    kerja, each against similar people; None: not measured yet."""

    finished: int
    reaction: Level
    learning: Level
    passed: Level
    behaviour: Level
    effect: Effect | None
    result: Effect | None


def outcome_of(program: ProgramPelatihan, *, on: date) -> Outcome:
    """What is known of one programme. Three queries, one more where the gap was assessed on both sides."""
    rows = list(Pendaftaran.objects.filter(program=program, state=StatePendaftaran.SELESAI).order_by("pk"))
    given = Given(program.pk, program.kompetensi_id, program.start_date, program.last_date)
    gains = [
        float(row.nilai_akhir - row.nilai_awal)
        for row in rows
        if row.nilai_awal is not None and row.nilai_akhir is not None
    ]
    sides = _sides([given], on=on).get(program.pk) or _Sides({}, {})
    passed = [100.0 * (row.hasil == HasilBelajar.LULUS) for row in rows if row.hasil]
    return Outcome(
        finished=len(rows),
        reaction=_level([float(row.reaksi) for row in rows if row.reaksi]),
        learning=_level(gains),
        passed=_level(passed),
        behaviour=_level([float(row.perilaku) for row in rows if row.perilaku]),
        effect=sides.measured(),
        result=_results(sides, given, on=on) if sides.trained and sides.others else None,
    )


@dataclass(frozen=True, slots=True)
class OwnChange:
    """The steps that one participant lacked before and lacks after; `after` None: not assessed since."""

    before: int
    after: int | None
    on: date | None


def own_change(row: Pendaftaran, *, on: date) -> OwnChange | None:
    """How one participant stood in the competency before the programme, and stands since. None where nobody
    assessed it before. One query."""
    program = row.program
    if program.kompetensi_id is None:
        return None
    values = list(
        HasilKompetensi.objects.filter(
            kompetensi_id=program.kompetensi_id,
            nilai__isnull=False,
            evaluasi__pegawai_id=row.pegawai_id,
            evaluasi__state=StateEvaluasiKompetensi.DITANDATANGANI,
            evaluasi__tanggal__lte=on,
        )
        .order_by("evaluasi__tanggal", "pk")
        .values_list("evaluasi__tanggal", "nilai")
    )
    earlier = [nilai for day, nilai in values if day < program.start_date]
    later = [(day, nilai) for day, nilai in values if day > program.last_date]
    if not earlier:
        return None
    before = kesenjangan(nilai=earlier[-1]).value or 0
    if not later:
        return OwnChange(before, None, None)
    day, nilai = later[0]
    return OwnChange(before, kesenjangan(nilai=nilai).value, day)


def effects_in(instansi_id: int, titles: Collection[tuple[int, str]]) -> dict[tuple[int, str], Decimal]:
    """The part of a step that programmes were measured to close, by (partner, title), of those that were: a
    programme given anew counts what the last one measured did. One query where nothing was finished, else
    three."""
    done = {
        pk: ((mitra_id, judul), Given(pk, kompetensi_id, first, last))
        for pk, mitra_id, judul, kompetensi_id, first, last in _FINISHED.rows(instansi_id=instansi_id)
        if (mitra_id, judul) in titles
    }
    measured = _effects([given for _title, given in done.values()], on=None) if done else {}
    return {done[pk][0]: Decimal(str(round(effect.mean, 3))) for pk, effect in measured.items()}


def _finished(instansi_id: int) -> QuerySet[ProgramPelatihan, Any]:
    finishers = Pendaftaran.objects.filter(program=OuterRef("pk"), state=StatePendaftaran.SELESAI)
    rows = ProgramPelatihan.objects.filter(Exists(finishers), mitra__instansi_id=instansi_id).order_by("pk")
    return rows.values_list("pk", "mitra_id", "judul", "kompetensi_id", "start_date", "last_date")


_FINISHED = Kept(_finished)


def _effects(programs: list[Given], *, on: date | None) -> dict[int, Effect]:
    """The effect by programme, of those that can be measured. Two queries."""
    measured = {pk: sides.measured() for pk, sides in _sides(programs, on=on).items()}
    return {pk: effect for pk, effect in measured.items() if effect is not None}


@dataclass(frozen=True, slots=True)
class _Sides:
    """The changes of those who took a programme, and of those who took nothing for its competency."""

    trained: dict[int, Change]
    others: dict[int, Change]

    def measured(self) -> Effect | None:
        return measure(list(self.trained.values()), list(self.others.values()))


def _sides(programs: list[Given], *, on: date | None) -> dict[int, _Sides]:
    """Both sides of each programme. Two queries."""
    kompetensi = {row.kompetensi_id for row in programs if row.kompetensi_id}
    took = list(
        Pendaftaran.objects.filter(program__kompetensi_id__in=kompetensi, state=StatePendaftaran.SELESAI)
        .order_by("pk")
        .values_list("program_id", "program__kompetensi_id", "pegawai_id")
    )
    if not took:
        return {}
    history = _history(kompetensi, on)
    trained_in: dict[int, set[int]] = defaultdict(set)
    for _program, kompetensi_id, pegawai_id in took:
        trained_in[kompetensi_id].add(pegawai_id)
    found = {}
    for program in programs:
        if program.kompetensi_id is None:
            continue
        people = {pegawai_id for program_id, _k, pegawai_id in took if program_id == program.pk}
        sides = _Sides({}, {})
        for pegawai_id, values in history[program.kompetensi_id].items():
            change = _around(values, program.start_date, program.last_date)
            if change is not None and pegawai_id in people:
                sides.trained[pegawai_id] = change
            elif change is not None and pegawai_id not in trained_in[program.kompetensi_id]:
                sides.others[pegawai_id] = change
        found[program.pk] = sides
    return found


def _results(sides: _Sides, program: Given, *, on: date) -> Effect | None:
    """What became of the rating of hasil kerja: the last period that ended before the programme and the first
    that began after it, of the same people. Similar is who had the same rating, kind of jabatan and of unit.
    One query."""
    people = {**sides.trained, **sides.others}
    ratings: dict[int, list[tuple[date, date, str]]] = defaultdict(list)
    signed: QuerySet[Any, Any] = results_that_hold()
    rows = signed.filter(pegawai_id__in=people, periode_evaluasi__last_date__lte=on)
    for pegawai_id, first, last, rating in rows.order_by(
        "periode_evaluasi__last_date", "periode_evaluasi__start_date", "pk"
    ).values_list(
        "pegawai_id", "periode_evaluasi__start_date", "periode_evaluasi__last_date", "hasil_berlaku"
    ):
        ratings[pegawai_id].append((first, last, rating))

    def change(pegawai_id: int) -> list[Change]:
        before = [rating for _first, last, rating in ratings[pegawai_id] if last < program.start_date]
        after = [rating for first, _last, rating in ratings[pegawai_id] if first > program.last_date]
        if not before or not after:
            return []
        _size, *kind = cast(tuple[Any, ...], people[pegawai_id].kind)
        start, end = STEPS[Rating(before[-1])], STEPS[Rating(after[0])]
        return [Change((start, *kind), -start, -end)]  # what rises closes

    return measure(
        [item for pk in sides.trained for item in change(pk)],
        [item for pk in sides.others for item in change(pk)],
    )


_Value = tuple[date, int, str, str]


def _around(values: list[_Value], first: date, last: date) -> Change | None:
    """The last assessment before the programme and the first after it, of a person who had a gap."""
    before = [value for value in values if value[0] < first]
    after = [value for value in values if value[0] > last]
    if not before or not after:
        return None
    start, end = before[-1], after[0]
    size, left = kesenjangan(nilai=start[1]).value, kesenjangan(nilai=end[1]).value
    if not size or left is None:
        return None
    return Change((size, start[2], start[3]), size, left)


def _history(kompetensi_ids: Iterable[int], on: date | None) -> dict[int, dict[int, list[_Value]]]:
    """Every signed value by competency and person, in order of its day, with what makes people similar."""
    rows = HasilKompetensi.objects.filter(
        kompetensi_id__in=set(kompetensi_ids),
        nilai__isnull=False,
        evaluasi__state=StateEvaluasiKompetensi.DITANDATANGANI,
    )
    if on is not None:
        rows = rows.filter(evaluasi__tanggal__lte=on)
    found: dict[int, dict[int, list[_Value]]] = defaultdict(lambda: defaultdict(list))
    for kompetensi_id, pegawai_id, *value in rows.order_by("evaluasi__tanggal", "pk").values_list(
        "kompetensi_id",
        "evaluasi__pegawai_id",
        "evaluasi__tanggal",
        "nilai",
        "evaluasi__penugasan__jabatan__jenis",
        "evaluasi__penugasan__unit__jenis",
    ):
        found[kompetensi_id][pegawai_id].append(tuple(value))  # type: ignore[arg-type]
    return found


def _level(values: list[float]) -> Level:
    return Level(len(values), fmean(values) if len(values) >= FEWEST else None)
