"""What every command, request and test waits for stays small."""

from __future__ import annotations

import subprocess
import sys

import pytest

COMMAND = "import sys, django; django.setup()"
REQUEST = f"{COMMAND}; from django.urls import get_resolver; get_resolver().url_patterns"


@pytest.mark.parametrize(
    ("start", "late"),
    [
        (REQUEST, {"highspy", "scipy"}),
        (
            COMMAND,
            {"highspy", "scipy", "numpy", "ninja", "openpyxl", "kasuari.site.urls", "kasuari.planning.tasks"},
        ),
    ],
)
def test_what_takes_long_to_load_is_loaded_when_it_is_needed(start: str, late: set[str]) -> None:
    """The numerical libraries take longer than all of the product; a command needs no page and no task."""
    ask = f"{start}; print(sorted(set(sys.modules) & {late}))"
    done = subprocess.run([sys.executable, "-c", ask], text=True, capture_output=True, check=True)
    assert done.stdout.strip() == "[]"
