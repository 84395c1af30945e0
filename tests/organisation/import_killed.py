"""A worker that takes a breath in the middle of an import, to be killed there: python -m … FOLDER MOMENT."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from unittest import mock

import django

django.setup()

from datetime import timedelta  # noqa: E402

from kasuari.foundation.jobs.worker import work_once  # noqa: E402

journal = Path(sys.argv[1])


def wait(*args: object, **kwargs: object) -> None:
    journal.touch()
    time.sleep(60)


with mock.patch(sys.argv[2], wait):
    work_once(name="to be killed", lease=timedelta(seconds=1.2))
