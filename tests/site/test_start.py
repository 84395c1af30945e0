"""What every command, request and test waits for stays small."""

from __future__ import annotations

import subprocess
import sys

ASK = """
import sys
import django
django.setup()
from django.urls import get_resolver
get_resolver().url_patterns
print(sorted({name.split(".")[0] for name in sys.modules} & {"highspy", "scipy"}))
"""


def test_the_numerical_libraries_are_loaded_when_they_are_needed() -> None:
    """They take longer to load than all of the product."""
    done = subprocess.run([sys.executable, "-c", ASK], text=True, capture_output=True, check=True)
    assert done.stdout.strip() == "[]"
