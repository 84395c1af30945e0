"""Which of many feasible enrolments close the most weighted gap with the seats and the money that there are.

A person takes at most one place. What must hold: the seats of each programme, the money, the days of travel,
that every group of people (a unit, a sex, the remote districts) reaches a stated part of its proportional
share, a least number of people, and places that were given already. People who are alike are counted
together, the linear relaxation gives a bound that no choice can pass, and a small integer problem around
its answer gives the choice; the gap between the two is stated. One thread and a fixed seed: the same
input, the same answer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

ENOUGH = 0.001  # a choice this near to the bound is not searched further
FRACTION = 1e-6
SECONDS = 40.0
_PENALTY = 1e4

Told = Callable[[int, int], None]
Array = Any


def _sparse() -> Any:
    """Loaded when a matrix is needed: every command and every test would wait for it."""
    from scipy import sparse

    return sparse


@dataclass(frozen=True, slots=True)
class Option:
    """One feasible enrolment: the gap that it closes, weighted, and what it takes."""

    person: int
    programme: int
    value: float
    cost: float
    travel: float


@dataclass(frozen=True, slots=True)
class Task:
    """`seats` by programme, `groups` by person. `share` is the part of its proportional share that each group
    reaches at least; a group may stay less than one person short of it. `given` are options that hold already
    (by their index)."""

    seats: Sequence[int]
    groups: Sequence[Sequence[int]]
    options: Sequence[Option]
    budget: float | None = None
    travel: float | None = None
    share: float = 0.0
    least: int = 0
    given: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Lack:
    """A limit that cannot be kept together with the others, and by how much it would have to give way."""

    what: str  # "budget", "travel", "seats", "share", "least"
    which: int
    amount: float


@dataclass(frozen=True, slots=True)
class Prices:
    """What one more of each would bring: a price of nought means that the limit does not bind."""

    budget: float = 0.0
    travel: float = 0.0
    seats: dict[int, float] = field(default_factory=dict)
    groups: dict[int, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Choice:
    """The options chosen, what they bring, the bound, and the stated gap between the two. `lacks` is not
    empty where nothing meets every limit; nothing is chosen then."""

    chosen: tuple[int, ...]
    value: float
    bound: float
    gap: float
    prices: Prices
    lacks: tuple[Lack, ...] = ()


@dataclass(frozen=True, slots=True)
class _Alike:
    """The people who have the same groups and the same options."""

    people: tuple[int, ...]
    groups: tuple[int, ...]
    options: tuple[tuple[int, ...], ...]  # for each programme, the option of each of `people`


def allocate(task: Task, *, tell: Told = lambda done, total: None) -> Choice:
    """The choice for `task`. `tell` hears how far it is, in parts of 100."""
    tell(5, 100)
    if not task.options:
        return _nothing(task)
    model = _Model(task)
    tell(10, 100)
    relaxed = model.solve()
    if relaxed is None:
        return Choice((), 0.0, 0.0, 0.0, Prices(), model.lacks())
    tell(60, 100)
    bound, x, reduced = relaxed.value, relaxed.x, relaxed.reduced
    whole = None
    for width in (0.0, 0.05, 0.25, None):
        free = np.ones(len(x), bool) if width is None else _near(x, reduced, width)
        whole = model.solve(keep=np.where(free, -1, np.round(x)), seconds=SECONDS / 4)
        if width is None and whole is not None:
            bound = min(bound, whole.bound)  # nothing was held: what the search proved holds for all
        if whole is not None and bound - whole.value <= ENOUGH * max(abs(bound), 1.0):
            break
        tell(80, 100)
    if whole is None:
        return Choice((), 0.0, bound, 1.0, Prices(), model.lacks())
    tell(95, 100)
    chosen = model.people_of(np.round(whole.x).astype(int))
    value = sum(task.options[index].value for index in chosen)
    gap = max(0.0, (bound - value) / bound) if bound > 0 else 0.0
    return Choice(chosen, value, bound, gap, model.prices(relaxed.duals))


def first_come(task: Task) -> tuple[int, ...]:
    """What a list of first come, first served gives: people in their order, each the best place still left
    that the money allows. It knows nothing of fairness."""
    seats, budget, travel = list(task.seats), task.budget, task.travel
    by_person: dict[int, list[int]] = defaultdict(list)
    for index, option in enumerate(task.options):
        by_person[option.person].append(index)
    taken = []
    for person in sorted(by_person):
        for index in sorted(by_person[person], key=lambda item: (-task.options[item].value, item)):
            option = task.options[index]
            if not seats[option.programme]:
                continue
            if budget is not None and option.cost > budget:
                continue
            if travel is not None and option.travel > travel:
                continue
            seats[option.programme] -= 1
            budget = None if budget is None else budget - option.cost
            travel = None if travel is None else travel - option.travel
            taken.append(index)
            break
    return tuple(taken)


def _near(x: Array, reduced: Array, width: float) -> Array:
    """The columns that the integer problem may still change: those between two whole numbers, and those that
    the relaxation would change for next to nothing."""
    between = np.abs(x - np.round(x)) > FRACTION
    return between | (np.abs(reduced) <= width + FRACTION)


def _nothing(task: Task) -> Choice:
    lacks = (Lack("least", 0, float(task.least)),) if task.least else ()
    return Choice((), 0.0, 0.0, 0.0, Prices(), lacks)


@dataclass(frozen=True, slots=True)
class _Answer:
    value: float
    bound: float
    x: Array
    reduced: Array
    duals: Array


class _Model:
    """The matrix: columns are (kind of person, programme) and the total; rows are the limits."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.alike = _alike(task)
        self.columns = [
            (number, options) for number, kind in enumerate(self.alike) for options in kind.options
        ]
        first = [task.options[options[0]] for _, options in self.columns]
        self.kind = np.array([number for number, _ in self.columns], int)
        self.programme = np.array([option.programme for option in first], int)
        self.value = np.array([option.value for option in first], float)
        self.cost = np.array([option.cost for option in first], float)
        self.days = np.array([option.travel for option in first], float)
        self.size = np.array([len(kind.people) for kind in self.alike], float)
        self.members = np.zeros(1 + max((g for groups in task.groups for g in groups), default=-1))
        asked = {option.person for option in task.options}
        for person in asked:
            for group in task.groups[person]:
                self.members[group] += 1
        self.asked = len(asked)
        self._write()

    def _write(self) -> None:
        task, n = self.task, len(self.columns)
        kinds, programmes, groups = len(self.alike), len(task.seats), len(self.members)
        self.first_seat, self.budget_row = kinds, kinds + programmes
        self.travel_row, self.first_group = self.budget_row + 1, self.budget_row + 2
        self.total_row = self.first_group + groups
        each = np.arange(n)
        rows: list[Array] = [
            self.kind,
            kinds + self.programme,
            np.full(n, self.budget_row),
            np.full(n, self.travel_row),
        ]
        cols: list[Array] = [each] * 4
        vals: list[Array] = [np.ones(n), np.ones(n), self.cost, self.days]
        sizes = np.array([len(kind.groups) for kind in self.alike], int)
        flat = np.array([group for kind in self.alike for group in kind.groups], int)
        starts = np.r_[0, np.cumsum(sizes)]
        of_column = sizes[self.kind]
        place = np.arange(of_column.sum()) - np.repeat(np.r_[0, np.cumsum(of_column)[:-1]], of_column)
        inside = flat[np.repeat(starts[self.kind], of_column) + place]
        rows.append(self.first_group + inside)
        cols.append(np.repeat(each, of_column))
        vals.append(np.ones(len(inside)))
        share = task.share * self.members / max(self.asked, 1)
        rows += [self.first_group + np.arange(groups), np.full(n + 1, self.total_row)]
        cols += [np.full(groups, n), np.arange(n + 1)]
        vals += [-share, np.r_[np.ones(n), -1.0]]
        height = self.total_row + 1
        sparse = _sparse()
        self.matrix = sparse.csc_matrix(
            (np.concatenate(vals), (np.concatenate(rows), np.concatenate(cols))), shape=(height, n + 1)
        )
        self.low, self.high = np.full(height, -np.inf), np.full(height, np.inf)
        self.high[:kinds] = self.size
        self.high[kinds : self.budget_row] = task.seats
        self.high[self.budget_row] = np.inf if task.budget is None else task.budget
        self.high[self.travel_row] = np.inf if task.travel is None else task.travel
        self.low[self.first_group : self.total_row] = -1.0 + FRACTION if task.share else -np.inf
        self.low[self.total_row] = self.high[self.total_row] = 0.0
        held = np.zeros(n)
        for index, (_, options) in enumerate(self.columns):
            held[index] = sum(option in task.given for option in options)
        self.least = np.r_[held, float(task.least)]
        self.most = np.r_[self.size[self.kind] if n else [], float(self.asked)]

    def solve(self, *, keep: Array | None = None, seconds: float = SECONDS) -> _Answer | None:
        """The relaxation; with `keep`, whole numbers, those columns held where it is not -1."""
        low: Array = self.least
        high: Array = self.most
        if keep is not None:
            low, high = np.where(keep >= 0, keep, low), np.where(keep >= 0, keep, high)
            low[-1], high[-1] = self.least[-1], self.most[-1]
        worth = np.r_[self.value, 0.0]
        return _run(worth, self.matrix, low, high, self.low, self.high, keep is not None, seconds)

    def lacks(self) -> tuple[Lack, ...]:
        """What would have to give way, each limit with its own slack; the least of it in all."""
        n, sparse = len(self.columns), _sparse()
        soft = [*range(self.first_seat, self.total_row)]
        size = max(self.cost.max(initial=1.0), 1.0)
        days = max(self.days.max(initial=1.0), 1.0)
        unit = {self.budget_row: size, self.travel_row: days}
        slack = sparse.csc_matrix(
            (
                [(1.0 if row >= self.first_group else -1.0) * unit.get(row, 1.0) for row in soft],
                (soft, range(len(soft))),
            ),
            shape=(self.matrix.shape[0], len(soft)),
        )
        fewer = sparse.csc_matrix(([], ([], [])), shape=(self.matrix.shape[0], 1))
        count = sparse.csr_matrix(np.r_[np.zeros(n), 1.0, np.zeros(len(soft)), 1.0])
        matrix = sparse.vstack([sparse.hstack([self.matrix, slack, fewer]), count]).tocsc()
        low = np.r_[self.least[:-1], 0.0, np.zeros(len(soft) + 1)]
        high = np.r_[self.most[:-1], self.most[-1], np.full(len(soft) + 1, np.inf)]
        worth = np.r_[self.value * 1e-6, 0.0, np.full(len(soft), -_PENALTY), -_PENALTY]
        answer = _run(
            worth,
            matrix,
            low,
            high,
            np.r_[self.low, self.task.least],
            np.r_[self.high, np.inf],
            False,
            SECONDS,
        )
        if answer is None:
            return (Lack("given", 0, 0.0),)
        found = []
        for place, row in enumerate(soft):
            amount = float(answer.x[n + 1 + place]) * unit.get(row, 1.0)
            if amount > FRACTION * unit.get(row, 1.0) * 10:
                found.append(self._lack(row, amount))
        if answer.x[-1] > FRACTION * 10:
            found.append(Lack("least", 0, float(answer.x[-1])))
        return tuple(found)

    def _lack(self, row: int, amount: float) -> Lack:
        if row == self.budget_row:
            return Lack("budget", 0, amount)
        if row == self.travel_row:
            return Lack("travel", 0, amount)
        if row >= self.first_group:
            return Lack("share", row - self.first_group, amount)
        return Lack("seats", row - self.first_seat, amount)

    def prices(self, duals: Array) -> Prices:
        def positive(first: int, last: int) -> dict[int, float]:
            found = np.abs(duals[first:last])
            return {int(index): float(found[index]) for index in np.flatnonzero(found > FRACTION)}

        return Prices(
            budget=abs(float(duals[self.budget_row])),
            travel=abs(float(duals[self.travel_row])),
            seats=positive(self.first_seat, self.budget_row),
            groups=positive(self.first_group, self.total_row),
        )

    def people_of(self, counts: Array) -> tuple[int, ...]:
        """Which people take the places that a kind of people got: those who hold them already first, then in
        their order."""
        chosen: list[int] = []
        free: dict[int, list[int]] = {}
        wanted: dict[int, list[tuple[int, tuple[int, ...]]]] = defaultdict(list)
        for column, (number, options) in enumerate(self.columns):
            if counts[column] > 0:
                wanted[number].append((int(counts[column]), options))
        for number, places in wanted.items():
            people = range(len(self.alike[number].people))
            taken: set[int] = set()
            left = []
            for count, options in places:
                held = [who for who in people if options[who] in self.task.given]
                chosen += [options[who] for who in held]
                taken.update(held)
                left.append((count - len(held), options))
            free[number] = [who for who in people if who not in taken]
            for count, options in left:
                for _ in range(count):
                    chosen.append(options[free[number].pop(0)])
        return tuple(sorted(chosen))


def _alike(task: Task) -> list[_Alike]:
    by_person: dict[int, list[int]] = defaultdict(list)
    for index, option in enumerate(task.options):
        by_person[option.person].append(index)
    kinds: dict[Any, list[int]] = defaultdict(list)
    for person in sorted(by_person):
        by_person[person].sort(key=lambda index: task.options[index].programme)
        offers = tuple(
            (option.programme, option.value, option.cost, option.travel)
            for option in (task.options[index] for index in by_person[person])
        )
        kinds[tuple(task.groups[person]), offers].append(person)
    return [
        _Alike(tuple(people), groups, tuple(zip(*(by_person[person] for person in people), strict=True)))
        for (groups, _), people in kinds.items()
    ]


def _run(
    worth: Array,
    matrix: Any,
    low: Array,
    high: Array,
    row_low: Array,
    row_high: Array,
    whole: bool,
    seconds: float,
) -> _Answer | None:
    """Let HiGHS maximise; None where nothing meets every limit, or nothing was found in time."""
    import highspy

    solver, problem = highspy.Highs(), highspy.HighsLp()  # type: ignore[no-untyped-call]
    for name, value in (
        ("output_flag", False),
        ("threads", 1),
        ("parallel", "off"),
        ("random_seed", 0),
        ("time_limit", seconds),
        ("mip_rel_gap", ENOUGH / 2),
    ):
        solver.setOptionValue(name, value)
    problem.num_row_, problem.num_col_ = matrix.shape
    problem.sense_ = highspy.ObjSense.kMaximize
    problem.col_cost_, problem.col_lower_, problem.col_upper_ = worth, low, high
    problem.row_lower_, problem.row_upper_ = row_low, row_high
    problem.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    problem.a_matrix_.start_, problem.a_matrix_.index_ = matrix.indptr, matrix.indices
    problem.a_matrix_.value_ = matrix.data
    if whole:
        last = matrix.shape[1] - 1
        problem.integrality_ = [
            highspy.HighsVarType.kContinuous if column == last else highspy.HighsVarType.kInteger
            for column in range(last + 1)
        ]
    solver.passModel(problem)
    solver.run()
    info, solution = solver.getInfo(), solver.getSolution()
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return None
    if not whole and solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    nothing = np.zeros(0)
    return _Answer(
        value=float(info.objective_function_value),
        bound=float(info.mip_dual_bound if whole else info.objective_function_value),
        x=np.array(solution.col_value),
        reduced=nothing if whole else np.array(solution.col_dual),
        duals=nothing if whole else np.array(solution.row_dual),
    )
