"""What a benchmark reports, and the table and file of a run."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

LATEST = Path(__file__).resolve().parent / "latest.json"


@dataclass(frozen=True, slots=True)
class Result:
    """One figure. `reference`: milliseconds of what it was compared with; None where it is absolute."""

    name: str
    value: float
    unit: str
    budget: float
    reference: float | None = None
    at_least: bool = False

    @property
    def kept(self) -> bool:
        return self.value >= self.budget if self.at_least else self.value <= self.budget


def write(results: list[Result]) -> None:
    """`benchmarks/latest.json`: name, value, unit, budget, reference."""
    rows = []
    for result in results:
        row = asdict(result)
        del row["at_least"]
        rows.append(row)
    LATEST.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")


def table(results: list[Result]) -> str:
    lines = [f"{'name':<20} {'value':>9} {'unit':<8} {'budget':>8}  {'reference':<14} kept"]
    for item in results:
        sign = ">=" if item.at_least else "<="
        reference = "-" if item.reference is None else f"{item.reference:.2f} ms"
        kept = "yes" if item.kept else "NO"
        figure = f"{item.value:>9.2f} {item.unit:<8} {sign}{item.budget:>6g}"
        lines.append(f"{item.name:<20} {figure}  {reference:<14} {kept}")
    return "\n".join(lines)
