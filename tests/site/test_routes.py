"""Every address and API operation × persona → status. A route that is missing from the table fails."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.shortcuts import resolve_url
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from kasuari.documents.queries import Standing, standing_of_file
from kasuari.site.api import api
from tests.documents.paper import whole_text
from tests.site.papers import MORE, OFFICIAL, UNCODED
from tests.site.route_table import PERSONAS, ROWS, Row
from tests.site.world import World, build_world

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[World]:
    """Built once; every request is undone, and so is the world."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        found = build_world()
        found.everybody_enters()
        yield found
        transaction.set_rollback(True)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.label)
def test_route_answers_each_persona_as_the_access_rules_say(row: Row, world: World) -> None:
    answers = {}
    for persona in PERSONAS:
        with transaction.atomic():
            answers[persona] = ask(row, persona, world)
            transaction.set_rollback(True)
    assert answers == {persona: row.expected(persona) for persona in PERSONAS}


def ask(row: Row, persona: str, world: World) -> int:
    """The status of the request as `persona`; signing in first is 302 towards the sign-in page only."""
    user = (
        None
        if persona == "anonymous"
        else getattr(world.cast, "rosa" if persona == "disabled" else persona).user
    )
    if row.route.startswith("/api/"):
        path = re.sub(r"{(\w+)}", lambda found: str(row.args(world)[found.group(1)]), row.route)
        headers = {"Authorization": f"Bearer {world.token(user)}"} if user else {}
        if persona == "disabled":
            type(user).objects.filter(pk=user.pk).update(is_active=False)
        client, data = Client(raise_request_exception=True), row.data(world)
        if any(isinstance(value, UploadedFile) for value in data.values()):
            return client.post(path, data, headers=headers).status_code
        response = client.generic(
            row.method, path, json.dumps(data), content_type="application/json", headers=headers
        )
        if response.streaming:
            b"".join(response)  # a file is closed once it has been read
        return response.status_code
    client = world.browser(user, raise_request_exception=True)
    if persona == "disabled":
        type(user).objects.filter(pk=user.pk).update(is_active=False)
    path = reverse(row.route, kwargs=row.args(world))
    response = client.get(path) if row.method == "GET" else client.post(path, row.data(world))
    if response.streaming:
        b"".join(response)  # a file is closed once it has been read
    if response.headers.get("Content-Type") == "application/pdf":
        assert row.route in OFFICIAL.keys() | UNCODED.keys(), f"say in papers.py which paper {row.route} is"
    if response.status_code == 302 and row.expected(persona) != 302:
        return 302
    if response.status_code == 302:
        to_sign_in = response["Location"].split("?")[0] == resolve_url(settings.LOGIN_URL)
        assert to_sign_in is (row.answers.replace(" ", "")[list(PERSONAS).index(persona)] == "-"), (
            f"{persona} was sent to {response['Location']}"
        )
    return response.status_code


PRINTS = [
    *((OFFICIAL[row.route], row) for row in ROWS if row.route in OFFICIAL and row.method == "GET"),
    *MORE,
]


@pytest.mark.parametrize(("kind", "row"), PRINTS, ids=lambda given: getattr(given, "route", given))
def test_a_paper_bears_its_code_and_an_altered_one_is_told(kind: str, row: Row, world: World) -> None:
    client = Client()
    client.force_login(world.cast.yohana.user)
    prints = []
    with transaction.atomic():
        for language in ("id", "en"):
            client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
            response = client.get(reverse(row.route, kwargs=row.args(world)))
            prints.append(b"".join(response) if response.streaming else response.content)
        standing, found = standing_of_file(prints[0])
        assert found is not None
        assert (standing, found.kind) == (Standing.CURRENT, kind)
        assert found.code in whole_text(prints[0])
        assert prints[1] == prints[0]  # paper is Indonesian: the language of the page makes no second one
        assert standing_of_file(prints[0].replace(b"%%EOF", b"% %EOF")) == (Standing.ALTERED, found)
        transaction.set_rollback(True)


def page_routes() -> set[str]:
    """Every named address outside the API, with its namespace."""
    return set(_names(get_resolver().url_patterns, ""))


def _names(patterns: list[URLPattern | URLResolver], namespace: str) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace == "api":
                continue
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _names(pattern.url_patterns, inner)
        else:
            assert pattern.name, f"{pattern.pattern} has no name"
            yield f"{namespace}{pattern.name}"


def api_operations() -> set[str]:
    """Every operation of the API as `METHOD /path`."""
    paths = api.get_openapi_schema(path_prefix="/api/v1/")["paths"]
    return {f"{method.upper()} {path}" for path, methods in paths.items() for method in methods}


def test_every_page_stands_in_the_table() -> None:
    listed = {row.route for row in ROWS if not row.route.startswith("/api/")}
    assert page_routes() - listed == set()
    assert listed - page_routes() == set()


def test_every_api_operation_stands_in_the_table() -> None:
    listed = {f"{row.method} {row.route}" for row in ROWS if row.route.startswith("/api/")}
    assert api_operations() - listed == set()
    assert listed - api_operations() == set()


def test_every_row_answers_every_persona() -> None:
    assert [row.label for row in ROWS if len(row.answers.replace(" ", "")) != len(PERSONAS)] == []
    assert len({row.label for row in ROWS}) == len(ROWS)
