"""A Chromium, a live server, and a calendar whose day a story sets."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Browser, expect, sync_playwright

from kasuari.foundation import clock
from tests.cast import NOW
from tests.journeys.visitor import Visitor

ROOT = Path(__file__).resolve().parents[2]
BUILT = ROOT / "src" / "kasuari" / "site" / "static" / "kasuari" / "app.js"
RESULTS = ROOT / "test-results"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
]
Visit = Callable[..., Visitor]
PHONE, DESKTOP = (390, 844), (1280, 800)


class Calendar:
    """The moment at which the product stands."""

    def __init__(self) -> None:
        self.at = NOW

    def turn_to(self, day: date, hour: int = 9) -> None:
        self.at = datetime.combine(day, time(hour), tzinfo=timezone.get_default_timezone())


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.journey)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    outcome: Any = yield
    if call.when == "call":
        item.stash[_FAILED] = outcome.get_result().failed


_FAILED = pytest.StashKey[bool]()


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    path = os.environ.get("KASUARI_CHROMIUM", "/usr/bin/chromium")
    if not Path(path).exists():
        pytest.fail(f"The journeys need Chromium, and {path} is not there.")
    if not BUILT.exists():
        pytest.fail("The assets are not built: run make setup.")
    # Playwright keeps an event loop in this thread; the stories still read the database from it.
    with pytest.MonkeyPatch.context() as patched, sync_playwright() as playwright:
        patched.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        expect.set_options(timeout=10_000)
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def calendar(monkeypatch: pytest.MonkeyPatch) -> Calendar:
    found = Calendar()
    monkeypatch.setattr(clock, "now", lambda: found.at)
    return found


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    return request.param  # type: ignore[no-any-return]


@pytest.fixture
def visit(chromium: Browser, live_server: Any, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """Give somebody a browser: `visit()` on a phone, `visit(size=DESKTOP, language="en")` elsewhere."""
    cache.clear()
    visitors: list[Visitor] = []

    def arrive(*, size: tuple[int, int] = PHONE, language: str = "id", **options: Any) -> Visitor:
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]},
            locale={"id": "id-ID", "en": "en-GB"}[language],
            timezone_id="Asia/Jayapura",
            reduced_motion="reduce",
            **{"service_workers": "block"} | options,
        )
        context.set_default_timeout(10_000)
        visitors.append(Visitor(context, live_server.url))
        return visitors[-1]

    yield arrive
    failed = request.node.stash.get(_FAILED, False)
    name = re.sub(r"\W+", "-", request.node.name).strip("-")
    for number, visitor in enumerate(visitors):
        if failed and not visitor.page.is_closed():
            visitor.picture(RESULTS / f"{name}-{number}.png")
        visitor.context.close()
    if not failed:
        assert not [line for visitor in visitors for line in visitor.trouble]


@pytest.fixture(autouse=True)
def worker(jobs_at_once: None) -> None:
    """Rounds and plans for many are drawn up and written by the worker; here it is always there."""
