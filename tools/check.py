"""`make check`: every check, two at a time, with the output of those that fail.

python -m tools.check [NAME ...]
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent


@dataclass(frozen=True, slots=True)
class Check:
    """One command; it passes when it exits 0."""

    name: str
    command: list[str]


def checks() -> list[Check]:
    python = [sys.executable]
    templates = [str(path.relative_to(ROOT)) for path in sorted((ROOT / "src").rglob("*.html"))]
    return [
        Check("types", [*python, "-m", "mypy"]),
        Check("lint", [*python, "-m", "ruff", "check", "."]),
        Check("format", [*python, "-m", "ruff", "format", "--check", "."]),
        Check("import contracts", [str(BIN / "lint-imports"), "--no-cache"]),
        Check("templates", [str(BIN / "djade"), "--target-version", "5.2", "--check", *templates]),
        Check("migrations", [*python, "-m", "django", "makemigrations", "--check", "--dry-run"]),
        Check("translations", [*python, "-m", "tools.messages", "check"]),
        Check("generated docs", [*python, "-m", "tools.docs", "--check"]),
        Check("tracked files", [*python, "-m", "tools.tracked"]),
    ]


def run(check: Check) -> tuple[Check, int, str, float]:
    started = time.monotonic()
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        check.command,
        cwd=ROOT,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return check, done.returncode, done.stdout, time.monotonic() - started


def main(names: list[str]) -> int:
    chosen = [check for check in checks() if not names or check.name in names]
    failed = []
    with ThreadPoolExecutor(max_workers=2) as pool:
        for check, status, output, seconds in pool.map(run, chosen):
            print(f"{'ok  ' if status == 0 else 'FAIL'} {check.name:<18} {seconds:5.1f} s", flush=True)
            if status:
                failed.append(check.name)
                print(output.rstrip() + "\n", flush=True)
    if failed:
        print(f"Failed: {', '.join(failed)}. `make fix` repairs format and generated docs.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
