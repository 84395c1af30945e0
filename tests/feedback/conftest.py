"""What the tests of feedback share."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def worker(jobs_at_once: None) -> None:
    """Rounds and plans for many are drawn up and written by the worker; here it is always there."""
