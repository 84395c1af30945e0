"""Every generated page: `python -m tools.docs` writes them, `--check` compares them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def generators() -> list[str]:
    """The modules that write a page each."""
    return sorted(f"tools.{path.stem}" for path in (ROOT / "tools").glob("gen_*.py"))


def main(arguments: list[str]) -> int:
    mode = "--check" if "--check" in arguments else "--write"
    status = 0
    for module in generators():
        status |= subprocess.run([sys.executable, "-m", module, mode], cwd=ROOT, check=False).returncode
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
