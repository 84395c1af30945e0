"""The empty database as the migrations leave it, kept in `var/` from one run of the suite to the next.

Nearly all of the time in which a run gets ready goes into the migrations. The copy is named by what made it,
so that a new migration or another Django makes a new one. On PostgreSQL nothing is kept.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "var" / "suite"


def made_by() -> str:
    """Changes with every migration of ours and with the packages that have some."""
    found = hashlib.sha256(f"{version('Django')} {version('django-allauth')}".encode())
    for path in sorted((ROOT / "src").glob("kasuari/*/migrations/*.py")):
        found.update(path.name.encode())
        found.update(path.read_bytes())
    return found.hexdigest()[:20]


def _database() -> Path | None:
    """Where this run has its database; None where it is no file."""
    default = settings.DATABASES["default"]
    return Path(default["TEST"]["NAME"]) if default["ENGINE"].endswith("sqlite3") else None


def give(database: Path) -> bool:
    """Put the kept database there; False where none is kept. Whoever gets none makes it with `migrate`."""
    try:
        shutil.copyfile(KEPT / f"{made_by()}.db", database)
    except FileNotFoundError:
        return False
    return True


def take() -> bool:
    """Put the kept database where this run will look for one."""
    database = _database()
    return database is not None and give(database)


def keep() -> None:
    """Keep the database of this run, which nobody has written to yet, and forget the earlier ones."""
    database, kept = _database(), KEPT / f"{made_by()}.db"
    if database is None or kept.exists() or not database.exists():  # a run without a test of the database
        return
    KEPT.mkdir(parents=True, exist_ok=True)
    written = KEPT / f"{kept.stem}.{os.getpid()}"
    with sqlite3.connect(database) as source, sqlite3.connect(written) as copy:
        source.backup(copy)
    copy.close()
    source.close()
    for old in KEPT.glob("*.db"):
        old.unlink(missing_ok=True)
    written.replace(kept)
