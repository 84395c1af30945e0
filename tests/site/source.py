"""Reading the source of the product as data, for the tests that police it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "kasuari"


@cache
def modules() -> tuple[tuple[Path, ast.Module], ...]:
    """Every Python file of the product with its syntax tree, migrations left out."""
    paths = (path for path in sorted(PACKAGE.rglob("*.py")) if "migrations" not in path.parts)
    return tuple((path, ast.parse(path.read_text(encoding="utf-8"))) for path in paths)


@cache
def templates() -> dict[str, str]:
    """Template name, as a loader finds it -> its text."""
    found = {}
    for path in sorted(PACKAGE.glob("*/templates/**/*")):
        if path.is_file():
            name = path.relative_to(PACKAGE).parts[2:]
            found["/".join(name)] = path.read_text(encoding="utf-8")
    return found


def calls(tree: ast.AST, *names: str) -> Iterator[ast.Call]:
    """Calls of a function or class by one of its names, as `name(…)` or `module.name(…)`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
            if name in names:
                yield node


def place(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"


def strings() -> set[str]:
    """Every string constant of the product."""
    return {
        node.value
        for _, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def without_comments(template: str) -> str:
    return re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", template, flags=re.DOTALL)
