"""A worker in a process of its own: python -m tests.foundation.worker_process SECONDS_OF_LEASE."""

from __future__ import annotations

import signal
import sys
import threading
from datetime import timedelta

import django

django.setup()

from kasuari.foundation.jobs import run_worker  # noqa: E402

stop = threading.Event()
signal.signal(signal.SIGTERM, lambda *_: stop.set())
run_worker(stop=stop, lease=timedelta(seconds=float(sys.argv[1])), poll_seconds=0.1, schedule=False)
