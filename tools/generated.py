"""Generated pages: print, write and check them the same way, with Django set up for those that need it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"


def set_up_django() -> None:
    """Load the product with the settings of the suite: no database is opened, every registry is filled."""
    sys.path[:0] = [str(ROOT)]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    import_rooms()


def import_rooms() -> None:
    """Import every module of the product, so that what registers itself at import is registered."""
    import importlib
    import pkgutil

    import kasuari

    for found in pkgutil.walk_packages(kasuari.__path__, "kasuari."):
        if ".migrations" not in found.name and not found.name.endswith(("__main__", "wsgi", "asgi")):
            importlib.import_module(found.name)


def main(page: Callable[[], str], *, path: Path, arguments: list[str]) -> int:
    """`--write` writes the page, `--check` answers 1 when the file differs, nothing prints it."""
    text = page()
    name = path.relative_to(ROOT).as_posix()
    if "--write" in arguments:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    elif "--check" in arguments:
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            print(f"{name} is out of date: run make docs")
            return 1
    else:
        sys.stdout.write(text)
    return 0


def cell(text: object) -> str:
    """`text` on one line, safe inside a Markdown table."""
    return " ".join(str(text).split()).replace("|", "\\|")
