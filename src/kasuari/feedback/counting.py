"""From the opened box to what may be shown. Pure: answers live in memory and only here; what comes out is
what may be seen by somebody, and everything else is forgotten.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from statistics import fmean
from typing import Any

from kasuari.feedback.enums import ANONIM, Kelompok, SumberKomentar
from kasuari.feedback.rater_statistics import (
    USUAL_ICC,
    Severity,
    icc1,
    is_uniform,
    reliability,
    severities,
    trust,
)
from kasuari.feedback.thresholds import (
    BAND,
    FIGURES,
    Node,
    band_of,
    blocks_of,
    figure_of,
    level_of,
    rounded,
    shown_units,
)

ANONYMOUS = tuple(item.value for item in ANONIM)
NAMED = (Kelompok.ATASAN.value, Kelompok.DIRI.value)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer as it lay in an envelope. None: the rater could not say."""

    about: int
    group: str
    values: tuple[int | None, ...]
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the instrument: its code and the value it belongs to."""

    code: str
    value: str


@dataclass(frozen=True, slots=True)
class Scale:
    """What the count has to know of the round."""

    lines: tuple[Line, ...]
    questions: tuple[str, ...]
    highest: int
    band: int
    figures: int


@dataclass(frozen=True, slots=True)
class Comment:
    about: int
    source: str
    question: str
    text: str


@dataclass(slots=True)
class Count:
    """`profiles` by the person they are about, in the shape that is stored; `comments` in no order."""

    profiles: dict[int, dict[str, Any]] = field(default_factory=dict)
    comments: list[Comment] = field(default_factory=list)
    severity: list[Severity] = field(default_factory=list)
    icc: dict[str, float] = field(default_factory=dict)
    answers: int = 0


def count(
    answers: Iterable[Answer],
    scale: Scale,
    *,
    subjects: Iterable[int],
    superior_of: Mapping[int, int | None],
    weights: Mapping[int, Mapping[str, int]],
) -> Count:
    """Everything that may be shown about each of `subjects`. `weights`: by person, where the agency
    scores.
    """
    by_person: dict[int, dict[str, list[Answer]]] = defaultdict(lambda: defaultdict(list))
    result = Count()
    for answer in answers:
        by_person[answer.about][answer.group].append(answer)
        result.answers += 1
    for group in ANONYMOUS:
        found = icc1(
            [_overall(item) for item in groups.get(group, ()) if any(item.values)]
            for groups in by_person.values()
        )
        if found is not None:
            result.icc[group] = round(found, 2)
    differences: dict[int, list[float]] = defaultdict(list)
    for person in subjects:
        groups = by_person.get(person, {})
        profile = _profile(groups, scale, result.icc)
        chosen = weights.get(person)
        if chosen:
            profile["skor"] = _score(profile, chosen, scale)
        result.profiles[person] = profile
        result.comments += _comments(person, groups, scale)
        superior, difference = superior_of.get(person), _difference(profile)
        if superior is not None and difference is not None:
            differences[superior].append(difference)
    result.severity = severities(differences)
    return result


def _overall(answer: Answer) -> float:
    given = [value for value in answer.values if value]
    return sum(given) / len(given)


def _profile(
    groups: Mapping[str, Sequence[Answer]], scale: Scale, icc: Mapping[str, float]
) -> dict[str, Any]:
    """The profile of one person: the two named sources, and the blocks of the others."""
    profile: dict[str, Any] = {"blok": []}
    for name in NAMED:
        given = groups.get(name, ())
        if given:
            profile[name] = {
                line.code: value for line, value in zip(scale.lines, given[0].values, strict=True) if value
            }
    sizes = {name: len(groups.get(name, ())) for name in ANONYMOUS}
    for block in blocks_of(sizes, band=scale.band, figures=scale.figures):
        inside = [answer for name in block.groups for answer in groups[name]]
        shown: dict[str, Any] = {"kelompok": list(block.groups), "n": block.size, "tingkat": block.level}
        if block.level == BAND:
            given_values = [value for answer in inside for value in answer.values if value]
            if given_values:
                shown["rentang"] = band_of(given_values, highest=scale.highest)
        elif block.level == FIGURES:
            shown |= _figures(inside, scale)
            usual = fmean(icc.get(name, USUAL_ICC) for name in block.groups)
            shown["andal"] = trust(reliability(block.size, usual))
            uniform = sum(is_uniform(answer.values) for answer in inside)
            shown["seragam"] = uniform * 2 > block.size
        profile["blok"].append(shown)
    return profile


def _figures(inside: Sequence[Answer], scale: Scale) -> dict[str, Any]:
    """Means by line, and by value from the lines that are shown: no figure rests on what is not."""
    lines: dict[str, dict[str, Any]] = {}
    by_value: dict[str, list[Decimal]] = defaultdict(list)
    for place, line in enumerate(scale.lines):
        given = [value for answer in inside if (value := answer.values[place])]
        found = figure_of(given, highest=scale.highest, figures=scale.figures)
        if found is not None:
            lines[line.code] = {"rata": str(found.mean), "ujung": found.edge}
            by_value[line.value].append(found.mean)
    return {
        "butir": lines,
        "nilai": {
            name: str(rounded(sum(means, Decimal(0)) / len(means))) for name, means in by_value.items()
        },
    }


def _comments(person: int, groups: Mapping[str, Sequence[Answer]], scale: Scale) -> list[Comment]:
    """Open answers: the named ones with their source; the others only where figures are due, in one pile."""
    anonymous = [answer for name in ANONYMOUS for answer in groups.get(name, ())]
    piles: list[tuple[str, Sequence[Answer]]] = [
        (SumberKomentar.ATASAN.value, groups.get(Kelompok.ATASAN.value, ())),
        (SumberKomentar.DIRI.value, groups.get(Kelompok.DIRI.value, ())),
    ]
    if level_of(len(anonymous), band=scale.band, figures=scale.figures) == FIGURES:
        piles.append((SumberKomentar.ANONIM.value, anonymous))
    return [
        Comment(person, source, question, text)
        for source, pile in piles
        for answer in pile
        for question, text in zip(scale.questions, answer.texts, strict=False)
        if text
    ]


def mean_of(figures: Mapping[str, Any]) -> Decimal | None:
    """The mean of shown means (by value) or of one named answer (by line); None where there is none."""
    values = [Decimal(str(value)) for value in figures.values()]
    return sum(values, Decimal(0)) / len(values) if values else None


def _difference(profile: Mapping[str, Any]) -> float | None:
    """The superior's mean minus that of the others, from what is shown; None where either is not."""
    own = mean_of(profile.get(Kelompok.ATASAN.value, {}))
    others = [mean for block in profile["blok"] if (mean := mean_of(block.get("nilai", {}))) is not None]
    if own is None or not others:
        return None
    return float(own - sum(others, Decimal(0)) / len(others))


def _score(profile: Mapping[str, Any], weights: Mapping[str, int], scale: Scale) -> dict[str, Any]:
    """The weighted mean from what is shown, on 0-100. Groups without figures are left out, never zero, and
    the weights of the others are put to 100 again; `tanpa` names what is left out.
    """
    parts: list[tuple[list[str], Decimal]] = []
    for name in NAMED:
        mean = mean_of(profile.get(name, {}))
        if mean is not None:
            parts.append(([name], mean))
    for block in profile["blok"]:
        mean = mean_of(block.get("nilai", {}))
        if mean is not None:
            parts.append((block["kelompok"], mean))
    weighed = [(names, mean, sum(weights.get(name, 0) for name in names)) for names, mean in parts]
    total = sum(weight for _names, _mean, weight in weighed)
    present = {name for names, _mean, _weight in weighed for name in names}
    left_out = [name for name, weight in weights.items() if weight and name not in present]
    if not total:
        return {"nilai": None, "tanpa": left_out, "bobot": {}}
    mean = sum((mean * weight for _names, mean, weight in weighed), Decimal(0)) / total
    return {
        "nilai": str(rounded((mean - 1) / (scale.highest - 1) * 100)),
        "tanpa": left_out,
        "bobot": {
            "+".join(names): str(rounded(Decimal(weight * 100) / total))
            for names, _mean, weight in weighed
            if weight
        },
    }


@dataclass(frozen=True, slots=True)
class UnitFact:
    """A unit of the round: `path` in the tree, and the different people in it who answered anonymously."""

    unit_id: int
    path: str
    raters: int


def count_units(
    answers: Iterable[Answer],
    scale: Scale,
    *,
    units: Sequence[UnitFact],
    unit_of: Mapping[int, str],
    profiles: Mapping[int, Mapping[str, Any]],
) -> dict[int, dict[str, Any]]:
    """What may be shown of units with all below them: `unit_of` gives the path of each person's unit."""
    by_path: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        if answer.group in ANONYMOUS and answer.about in unit_of:
            by_path[unit_of[answer.about]].append(answer)
    hidden: dict[str, int] = defaultdict(int)
    about: dict[str, int] = defaultdict(int)
    for person, path in unit_of.items():
        blocks = profiles[person]["blok"]
        hidden[path] += sum(block["n"] for block in blocks if block["tingkat"] != FIGURES)
        about[path] += bool(blocks)
    nodes, roots = _tree(units, by_path, hidden, about)
    shown = shown_units(roots, figures=scale.figures)
    place = {line.code: number for number, line in enumerate(scale.lines)}
    lines_of: dict[str, list[int]] = defaultdict(list)
    for line in scale.lines:
        lines_of[line.value].append(place[line.code])
    found: dict[int, dict[str, Any]] = {}
    for unit in units:
        if unit.path not in shown:
            continue
        inside = [answer for path, rows in by_path.items() if path.startswith(unit.path) for answer in rows]
        values = {}
        for name, places in lines_of.items():
            rows = [[value for number in places if (value := answer.values[number])] for answer in inside]
            if sum(map(bool, rows)) < scale.figures:
                continue
            given = [value for row in rows for value in row]
            figure = figure_of(given, highest=scale.highest, figures=scale.figures)
            if figure is not None:
                values[name] = {"rata": str(figure.mean), "ujung": figure.edge}
        found[unit.unit_id] = {"n": len(inside), "orang": nodes[unit.path].people, "nilai": values}
    return found


def _tree(
    units: Sequence[UnitFact],
    by_path: Mapping[str, Sequence[Answer]],
    hidden: Mapping[str, int],
    about: Mapping[str, int],
) -> tuple[dict[str, Node], list[Node]]:
    nodes: dict[str, Node] = {}
    roots: list[Node] = []
    ordered = sorted(units, key=lambda item: item.path)
    above: list[Node] = []
    for unit in ordered:
        node = nodes[unit.path] = Node(unit.path, 0, 0, unit.raters, 0)
        while above and not unit.path.startswith(above[-1].key):
            above.pop()
        (above[-1].children if above else roots).append(node)
        above.append(node)
    for unit in ordered:
        for end in range(len(unit.path), 0, -1):
            holder = nodes.get(unit.path[:end])
            if holder is not None:
                holder.size += len(by_path.get(unit.path, ()))
                holder.hidden += hidden.get(unit.path, 0)
                holder.people += about.get(unit.path, 0)
    return nodes, roots
