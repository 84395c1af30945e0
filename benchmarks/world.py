"""A world to measure in: its environment, its people, and real servers over loopback."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DAY = "2026-06-24"  # inside the evaluation window of triwulan II


def environment(at: Path) -> dict[str, str]:
    """The variables of a product that keeps everything in `at` and lives on a fixed day."""
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("KASUARI_")},
        "KASUARI_ENVIRONMENT": "demo",
        "KASUARI_SECRET_KEY": "measured on loopback and thrown away afterwards",
        "KASUARI_DATABASE_URL": os.environ.get("KASUARI_BENCH_DATABASE_URL")
        or f"sqlite:///{at / 'kasuari.db'}",
        "KASUARI_DATA_DIR": str(at / "data"),
        "KASUARI_ALLOWED_HOSTS": "127.0.0.1",
        "KASUARI_SECURE_COOKIES": "false",
        "KASUARI_PRACTICE_DATE": DAY,
        "KASUARI_LOG_LEVEL": "ERROR",
        "DJANGO_SETTINGS_MODULE": "kasuari.site.settings",
        "PYTHONPATH": str(ROOT),
    }


def run(at: Path, *arguments: str) -> str:
    """A Python module in the world `at`; its output. Raises RuntimeError with its words on failure."""
    done = subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=ROOT,
        env=environment(at),
        text=True,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(arguments)}: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout


def populate(at: Path, people: int) -> dict[str, Any]:
    """Make `people` invented people in `at`. What the reader is called, may open, and costs in queries."""
    at.mkdir(parents=True, exist_ok=True)
    found: dict[str, Any] = json.loads(run(at, "benchmarks.people", str(people)).splitlines()[-1])
    return found


@dataclass(frozen=True, slots=True)
class Server:
    """A running server and the session with which it is asked."""

    port: int
    session: str

    def connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)

    def headers(self) -> dict[str, str]:
        cookie = {"Cookie": f"sessionid={self.session}"} if self.session else {}
        return {"Accept-Encoding": "br, gzip", "Connection": "keep-alive", **cookie}


@contextmanager
def serve(at: Path, application: str, *, session: str = "", behind_proxy: bool = False) -> Iterator[Server]:
    """The production server: one process, four threads, as on SQLite."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    options = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "1"]
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "granian",
            *options,
            "--blocking-threads",
            "4",
            "--no-ws",
            "--no-log",
            application,
        ],
        cwd=ROOT,
        env=environment(at) | ({"KASUARI_TRUSTED_PROXIES": "1"} if behind_proxy else {}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port, process)
        yield Server(port, session)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with status {process.returncode}")
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server did not answer within a minute")
