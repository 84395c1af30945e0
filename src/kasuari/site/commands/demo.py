"""`kasuari demo`: an invented province in the middle of a year, ready to be walked through."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable
from pathlib import Path

Say = Callable[[str], None]
PRACTICE_DATE = "2026-06-24"
BUILT = "built"


def demo_environment(folder: Path, *, bind: str, port: int) -> dict[str, str]:
    """The settings of the demo. Its secret is made once and kept in the folder; no other setting counts."""
    folder.mkdir(parents=True, exist_ok=True)
    open_to_all = bind not in {"127.0.0.1", "localhost", "::1"}
    return {
        "KASUARI_ENVIRONMENT": "demo",
        "KASUARI_SECRET_KEY": _secret(folder / "secret"),
        "KASUARI_DATABASE_URL": f"sqlite:///{(folder / 'kasuari.db').resolve()}",
        "KASUARI_DATA_DIR": str((folder / "data").resolve()),
        "KASUARI_BASE_URL": f"http://localhost:{port}",
        "KASUARI_ALLOWED_HOSTS": "*" if open_to_all else "",
        "KASUARI_BIND": bind,
        "KASUARI_PORT": str(port),
        "KASUARI_SECURE_COOKIES": "false",
        "KASUARI_PRACTICE_DATE": PRACTICE_DATE,
        "KASUARI_LOG_LEVEL": "WARNING",
    }


def take_environment(environment: dict[str, str]) -> None:
    """Put the demo's settings in the place of all others."""
    for name in [name for name in os.environ if name.startswith("KASUARI_")]:
        del os.environ[name]
    os.environ.update(environment)


def _secret(path: Path) -> str:
    if not path.exists():
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as kept:
            kept.write(secrets.token_urlsafe(48))
    return path.read_text(encoding="utf-8").strip()


def make_fresh(folder: Path, *, forget: bool = False) -> None:
    """Take away what an interrupted build left behind; a finished demo stays unless told to `forget` it."""
    if (folder / BUILT).exists() and not forget:
        return
    (folder / BUILT).unlink(missing_ok=True)
    for name in ("kasuari.db", "kasuari.db-wal", "kasuari.db-shm"):
        (folder / name).unlink(missing_ok=True)
    shutil.rmtree(folder / "data", ignore_errors=True)
    (folder / "data").mkdir(parents=True)


def build_once(folder: Path, *, say: Say) -> bool:
    """Build the province unless it stands. Django is set up. Answers whether it was built now."""
    if (folder / BUILT).exists():
        return False
    from kasuari.site.demo import build

    build.build(report=say)
    (folder / BUILT).touch()
    return True


def welcome(*, port: int) -> list[str]:
    """What to print before the server starts: the address and who one can be."""
    from kasuari.accounts.queries import demo_personas

    lines = [f"Kasuari is at http://localhost:{port}", "The sign-in page lets you choose who to be:"]
    lines += [f"  {persona.label}: {persona.user.name}" for persona in demo_personas()]
    return [*lines, "Press Ctrl+C to stop. `make demo-reset` starts afresh."]
