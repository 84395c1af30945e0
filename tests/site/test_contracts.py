"""The import contracts hold, and they bite: a planted import is refused by the contract that it breaks."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def lint_imports(at: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=at,
        env={**os.environ, "PYTHONPATH": str(at / "src")},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    ignored = shutil.ignore_patterns("__pycache__", "static", "locale", "templates")
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=ignored)
    shutil.copy(ROOT / ".importlinter", tmp_path)
    return tmp_path


def plant(root: Path, module: str, statement: str) -> None:
    path = root / "src" / Path(*module.split(".")).with_suffix(".py")
    path.write_text(path.read_text(encoding="utf-8") + f"\n{statement}\n", encoding="utf-8")


def test_contracts_are_kept_by_the_code_as_it_stands() -> None:
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("module", "statement", "contract"),
    [
        ("kasuari.foundation.trees", "import kasuari.evaluation.enums", "Modules are a staircase"),
        ("kasuari.planning.states", "import kasuari.progress.events", "Modules are a staircase"),
        ("kasuari.regulation.predikat", "import django.conf", "The law is a library"),
        ("kasuari.evaluation.states", "import kasuari.planning.models", "Only planning reads the tables"),
    ],
)
def test_contracts_refuse_a_planted_import(copy: Path, module: str, statement: str, contract: str) -> None:
    plant(copy, module, statement)
    done = lint_imports(copy)
    assert done.returncode == 1
    broken = [line for line in done.stdout.splitlines() if line.endswith("BROKEN")]
    assert any(line.startswith(contract) for line in broken), done.stdout


def test_contracts_refuse_a_module_that_has_no_step_on_the_staircase(copy: Path) -> None:
    (copy / "src" / "kasuari" / "utils.py").write_text("", encoding="utf-8")
    done = lint_imports(copy)
    assert done.returncode == 1
    assert "kasuari.utils" in done.stdout + done.stderr


def tables_asked_by_name(source: str, *, own: str) -> list[str]:
    """Calls of `get_model` that name a table of another module, or that do not say plainly which."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or getattr(node.func, "attr", getattr(node.func, "id", "")) not in {
            "get_model",
            "get_models",
        }:
            continue
        named = node.args[0] if node.args else None
        label = named.value if isinstance(named, ast.Constant) and isinstance(named.value, str) else ""
        if label.partition(".")[0] != own:
            found.append(ast.unparse(node))
    return found


def test_no_module_reaches_another_ones_table_by_its_name() -> None:
    """An import contract does not see `apps.get_model`, the one way round it."""
    package = ROOT / "src" / "kasuari"
    for path in sorted(package.rglob("*.py")):
        own = path.relative_to(package).parts[0]
        found = tables_asked_by_name(path.read_text(encoding="utf-8"), own=own)
        assert found == [], f"{path.relative_to(ROOT)}: ask the queries of that module"


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('apps.get_model("planning", "Skp")', False),
        ('apps.get_model("planning.Skp")', False),
        ('apps.get_model("organisation", "Pegawai")', True),
        ('apps.get_model("organisation.Pegawai")', True),
        ("django.apps.apps.get_model(label)", True),
        ("get_model('audit', 'AuditEntry')", True),
        ("apps.get_models()", True),
    ],
)
def test_a_table_asked_by_name_is_found(source: str, *, found: bool) -> None:
    assert bool(tables_asked_by_name(source, own="planning")) is found
