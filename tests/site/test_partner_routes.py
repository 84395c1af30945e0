"""Every address and API operation as a partner's account: its own pages, and 404 everywhere else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from kasuari.accounts.web.narrow import SHARED
from kasuari.development.enums.mitra import PARTNER_HOME, PARTNER_ROUTES
from tests.site.route_table import ROWS, Row
from tests.site.test_routes import page_routes
from tests.site.world import World, build_world

pytestmark = pytest.mark.django_db

# What a stranger may see, and the way in and out.
OPEN = {
    "home": 302,  # to the partner's own page
    "documents:verification": 404,
}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        yield build_world()
        transaction.set_rollback(True)


def status(row: Row, client: Client, world: World) -> int:
    if row.route.startswith("/api/"):
        path = re.sub(r"{(\w+)}", lambda found: str(row.args(world)[found.group(1)]), row.route)
        data = json.dumps({}) if row.method != "GET" else ""
        return client.generic(row.method, path, data, content_type="application/json").status_code
    path = reverse(row.route, kwargs=row.args(world))
    with transaction.atomic():
        response = client.get(path) if row.method == "GET" else client.post(path, {})
        transaction.set_rollback(True)
    if response.streaming:
        b"".join(response)  # type: ignore[arg-type]
    return response.status_code


def test_a_partner_gets_its_own_pages_and_404_everywhere_else(world: World) -> None:
    client = Client()
    client.force_login(world.mitra.user)
    reached = {}
    for row in ROWS:
        if row.route in SHARED or row.route in PARTNER_ROUTES or row.route in {"home", PARTNER_HOME}:
            continue
        reached[row.label] = status(row, client, world)
    assert {label: code for label, code in reached.items() if code != 404} == {}
    assert len(reached) > 300


def test_what_a_partner_reaches_exists_and_answers(world: World) -> None:
    assert page_routes() >= PARTNER_ROUTES | SHARED | {PARTNER_HOME}
    client = Client()
    client.force_login(world.mitra.user)
    for name, args, code in (
        (PARTNER_HOME, [], 200),
        ("development:partner_programme", [world.mitra.program.pk], 200),
        ("development:partner_programme_change", [world.mitra.program.pk], 200),
        ("development:partner_programme_add", [], 200),
        ("development:partner_certificate_file", [world.mitra.finished.pk], 404),
        ("accounts:profile", [], 200),
        ("home", [], 302),
    ):
        assert client.get(reverse(name, args=args)).status_code == code, name
