"""`kasuari serve` and `kasuari worker`: the production server, the worker beside it, and the static files."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection

from kasuari.site.commands.address import require_free

RESTART_SECONDS = 2.0
STOP_SECONDS = 20  # for the requests that are being answered when the server is told to stop
PARENT_SECONDS = 1.0
Say = Callable[[str], None]


def serve(*, bind: str, port: int, workers: int, threads: int, with_worker: bool) -> None:
    """Answer requests until the process is told to stop.

    On SQLite one process with threads, because there one process writes at a time; else two per core unless
    `workers` says otherwise. With `with_worker` a `kasuari worker` runs beside the server and ends with it.
    """
    from granian import Granian
    from granian.constants import Interfaces

    require_free(bind, port)
    collect_static()
    # A forked server would take over the open database of this process, and whatever lock a thread holds.
    multiprocessing.set_start_method("spawn", force=True)
    server = Granian(
        "kasuari.site.wsgi:application",
        address=bind,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers or default_workers(),
        blocking_threads=threads,
        log_access=False,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
    )
    if not with_worker:
        server.serve()
        return
    with worker_beside():
        server.serve()


def default_workers() -> int:
    """One on SQLite, two per core on PostgreSQL."""
    return 1 if connection.vendor == "sqlite" else 2 * (os.cpu_count() or 1)


@contextmanager
def worker_beside() -> Iterator[None]:
    """Keep a worker process running; it is started again when it dies, and ends when this process does."""
    stop = threading.Event()
    keeper = threading.Thread(target=_keep_worker, args=(stop,), name="worker-keeper", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        stop.set()
        keeper.join()


def _keep_worker(stop: threading.Event) -> None:
    command = [sys.executable, "-m", "kasuari.cli", "worker", "--beside", str(os.getpid())]
    while not stop.is_set():
        with subprocess.Popen(command) as worker:  # noqa: S603 - ourselves
            while worker.poll() is None and not stop.wait(0.2):
                pass
            worker.terminate()
        stop.wait(RESTART_SECONDS)


def work(*, threads: int, beside: int | None = None) -> None:
    """Run jobs until told to stop by SIGTERM or SIGINT, or until `beside` is no longer the parent process.

    A server that is killed cannot end its worker; the worker notices and ends by itself.
    """
    from kasuari.foundation.jobs import run_worker

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    if beside is not None:
        threading.Thread(target=_watch_parent, args=(beside, stop), daemon=True).start()
    run_worker(stop=stop, threads=threads)


def _watch_parent(parent: int, stop: threading.Event) -> None:
    while os.getppid() == parent and not stop.wait(PARENT_SECONDS):
        pass
    stop.set()


def collect_static() -> bool:
    """Compress and hash the static files where the server wants that; nothing when they have not changed.

    Answers whether it had to be done.
    """
    if "Manifest" not in settings.STORAGES["staticfiles"]["BACKEND"]:
        return False
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    state = _state_of_sources()
    if stamp.exists() and stamp.read_text(encoding="utf-8") == state:
        return False
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(state, encoding="utf-8")
    return True


def _state_of_sources() -> str:
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: str(found[0])):
            state = Path(storage.path(name)).stat()
            digest.update(f"{name} {state.st_size} {state.st_mtime_ns}\n".encode())
    return digest.hexdigest()
