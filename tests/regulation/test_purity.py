"""The regulation is a library: standard library only, no clock, no environment, no files at rule time."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import kasuari.regulation

ROOT = Path(kasuari.regulation.__file__).parent
SOURCES = sorted(ROOT.rglob("*.py"))
CLOCK = {"today", "now", "utcnow", "localtime", "gmtime", "time_ns", "monotonic", "perf_counter"}
OUTSIDE = {
    "os",
    "time",
    "io",
    "pathlib",
    "socket",
    "subprocess",
    "urllib",
    "http",
    "sqlite3",
    "random",
    "logging",
}


def _imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


def _faults(source: str) -> list[str]:
    tree = ast.parse(source)
    faults = []
    for name in _imported(tree):
        top = name.partition(".")[0]
        own = name == "kasuari.regulation" or name.startswith("kasuari.regulation.")
        if not own and (top not in sys.stdlib_module_names or top in OUTSIDE):
            faults.append(f"imports {name}")
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in CLOCK:
            faults.append(f"reads the clock: {node.attr}")
        if isinstance(node, ast.Name) and node.id in {"open", "print", "input", "float"}:
            faults.append(f"uses {node.id}")
    return faults


# `nip` looks at a float to say that it has lost digits; it computes with none.
ALLOWED = {"nip.py": ["uses float"]}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_a_module_of_the_regulation_is_pure(path: Path) -> None:
    assert _faults(path.read_text(encoding="utf-8")) == ALLOWED.get(path.name, [])


@pytest.mark.parametrize(
    "source",
    [
        "import django",
        "from kasuari.foundation import clock",
        "import os",
        "from datetime import date\ndate.today()",
        "from datetime import datetime\nx = datetime.now",
        "open('x')",
        "from ..foundation import clock",
    ],
)
def test_the_check_sees_each_kind_of_impurity(source: str) -> None:
    assert _faults(source)
