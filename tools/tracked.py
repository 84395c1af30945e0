"""What must not stand in a tracked file: registry addresses, paths of one machine, more than 800 lines.

python -m tools.tracked
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 800
CODE = {".py", ".html", ".css", ".js", ".mjs", ".typ", ".txt", ".toml", ".sh"}

# Written in pieces so that this file does not find itself.
FOREIGN = re.compile(
    "|".join(
        [
            r"pypi\." + r"org",
            r"python" + r"hosted\.org",
            r"registry\." + r"npmjs",
            r"(?<![\w.])/" + r"home/\w+/",
            r"(?<![\w.])/" + r"Users/\w+/",
            r"(?<![\w.])/" + r"work/(?:main|shared)\b",
            r"(?<![\w.])/" + r"opt/(?:pypi|wheels)\b",
        ]
    )
)
GENERATED = {"LICENSE", "requirements.lock", "package-lock.json", "tools/bootstrap.txt"}


def tracked_files() -> list[Path]:
    """Every file that git tracks and that still exists."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def text_of(path: Path) -> str | None:
    """The text of a file, or None for a binary one."""
    content = path.read_bytes()
    if b"\0" in content[:8000]:
        return None
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return None


def problems() -> list[str]:
    found = []
    for path in tracked_files():
        text = text_of(path)
        if text is None:
            continue
        name = path.relative_to(ROOT).as_posix()
        lines = text.splitlines()
        found += [
            f"{name}:{number}: {match.group()}"
            for number, line in enumerate(lines, 1)
            for match in FOREIGN.finditer(line)
        ]
        if path.suffix in CODE and name not in GENERATED and len(lines) > LONGEST:
            found.append(f"{name}: {len(lines)} lines; {LONGEST} is the most")
    return found


if __name__ == "__main__":
    wrong = problems()
    print("\n".join(wrong) if wrong else "no foreign address, no machine path, no file over 800 lines")
    sys.exit(1 if wrong else 0)
