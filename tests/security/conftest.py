"""The world of the route table, built once per file; a test undoes what it asks for with `undone`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import transaction

from tests.site.world import World, build_world


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[World]:
    """Nothing of it outlives the file."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        found = build_world()
        found.everybody_enters()
        yield found
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _no_earlier_attempts() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()
