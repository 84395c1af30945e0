"""The suite polices the code: undefined variables fail, the clock stands still, the network is shut."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.test import client as test_client
from django.utils import translation

from kasuari.foundation import clock
from kasuari.organisation.models import Pegawai
from tests import migrated
from tests.append_only import let_the_suite_empty_tables
from tests.cast import NOW, Cast, build_cast

let_the_suite_empty_tables()


def _keep_no_contexts(*_args: object, **_kwargs: object) -> None:
    """In the place of what copies the context of every template of every answer; no test looks at them."""


test_client.store_rendered_templates = _keep_no_contexts


# What a test that touches the database asks for.
_WITH_DATABASE = {"db", "transactional_db", "django_db_setup", "live_server"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL only what touches the database runs: the rest is the same on every engine, and costs."""
    if "postgresql" not in settings.DATABASES["default"]["ENGINE"]:
        return
    rest = [item for item in items if not _touches_database(item)]
    if rest and len(rest) < len(items):
        items[:] = [item for item in items if _touches_database(item)]
        config.hook.pytest_deselected(items=rest)


def _touches_database(item: pytest.Item) -> bool:
    if item.get_closest_marker("any_engine") is not None:
        return False
    asked = set(getattr(item, "fixturenames", ()))
    return bool(_WITH_DATABASE & asked) or item.get_closest_marker("django_db") is not None


class UndefinedVariable:
    """What an undefined template variable renders as: a failure."""

    def __contains__(self, item: str) -> bool:
        return item == "%s"

    def __mod__(self, name: object) -> str:
        raise AssertionError(f"undefined template variable {name}")

    def __str__(self) -> str:
        return "%s"

    def __bool__(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _fixed_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test happens on Wednesday 24 June 2026, 09.00 in Salor, inside the window of triwulan II."""
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture(autouse=True)
def _bahasa_indonesia() -> Iterator[None]:
    """A test that spoke English leaves no trace in the next."""
    with translation.override("id"):
        yield


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and address[0] not in {"127.0.0.1", "::1", "localhost"}:
            raise AssertionError(f"a test reached for the network: {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(scope="session", autouse=True)
def _strict_templates() -> None:
    settings.TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UndefinedVariable()


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb: bool, django_db_modify_db_settings: None) -> bool:
    """A database that is there already need not be made."""
    return migrated.take() or django_db_keepdb


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    with django_db_blocker.unblock():
        migrated.keep()


@pytest.fixture
def cast(db: None) -> Cast:
    return build_cast()


@pytest.fixture
def sign_in() -> Callable[[Pegawai], Client]:
    """A browser signed in as one of the cast."""

    def client_of(pegawai: Pegawai) -> Client:
        client = Client()
        assert pegawai.user is not None
        client.force_login(pegawai.user)
        return client

    return client_of


@pytest.fixture
def jobs_at_once(settings: Any) -> None:
    """What is left to the worker is done where it is asked for."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
