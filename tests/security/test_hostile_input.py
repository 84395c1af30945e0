"""Text and numbers that nobody means: every form, every field of the API and every list answers in words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup, SoupStrainer
from django.test import Client
from django.urls import resolve, reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kasuari.site.api import api
from tests.security.asking import (
    SAFE,
    UNUSED,
    address,
    ask,
    body_of,
    client_of,
    is_api,
    operations,
    pages,
    those_who_may,
    undone,
)
from tests.site.route_table import ROWS, Row
from tests.site.world import World

pytestmark = pytest.mark.django_db

NUL = "a\x00b"
LONG = "panjang " * 900
HOSTILE = [
    NUL,
    LONG,
    "9" * 30,
    "9" * 5000,
    "-1",
    "1e400",
    "NaN",
    "²",
    "٣",
    "'; DROP TABLE planning_skp; --",
    "{{ 7*7 }}{% load x %}${7*7}",
    "../../../../etc/passwd",
    "\u202e\u0000\ufeff",
    "0001-01-01",
    "9999-12-31",
    "=cmd|'/C calc'!A0",
]
LISTS = [row for row in ROWS if row.method == "GET" and row.route not in {"gallery:all", "gallery:one"}]


def assert_answered(response: Any, what: str) -> None:
    body_of(response)
    assert response.status_code < 500, f"{what}: {response.status_code}"


# Pages: the forms that the pages really show, found by visiting them.


def forms_of(response: Any) -> Iterator[tuple[str, dict[str, str]]]:
    """(address, fields with their values) of every form that posts."""
    page = BeautifulSoup(response.content, "html.parser", parse_only=SoupStrainer("form", method="post"))
    for form in page.select("form[method=post]"):
        fields = {
            str(field["name"]): str(field.get("value") or "")
            for field in form.select("[name]")
            if field.get("type") != "file"
        }
        action = str(form.get("action") or response.request["PATH_INFO"])
        yield action.split("?")[0] or response.request["PATH_INFO"], fields


def found_forms(world: World) -> dict[tuple[str, ...], tuple[str, str, dict[str, str]]]:
    """Every kind of form once: (address name, fields) -> (persona, address, fields with values)."""
    found: dict[tuple[str, ...], tuple[str, str, dict[str, str]]] = {}
    for persona in ("yohana", "hendrika", "lusia", "paulus"):
        client = client_of(persona, world)
        for row in pages(safe=True):
            if persona not in those_who_may(row) or row.route.startswith("gallery"):
                continue
            response = ask(row, persona, world, client=client)
            if response.streaming or "text/html" not in response.headers.get("Content-Type", ""):
                body_of(response)
                continue
            for action, fields in forms_of(response):
                kind = (resolve(action).view_name, *sorted(set(fields) - {"csrfmiddlewaretoken"}))
                found.setdefault(kind, (persona, action, fields))
    return found


def test_every_form_that_a_page_shows_answers_hostile_text(world: World) -> None:
    """Each field alone, the others as the page shows them, so that the write gets as far as it can."""
    with undone():
        forms = found_forms(world)
        assert len(forms) > 25
        clients = {persona: client_of(persona, world) for persona, _, _ in forms.values()}
        turn = 0
        for persona, action, fields in forms.values():
            names = [name for name in fields if name != "csrfmiddlewaretoken"]
            sent = [dict.fromkeys(names, text) for text in (NUL, "9" * 5000)]
            for name in {re.sub(r"\d+", "0", name): name for name in names}.values():  # a row like another
                turn += 1
                sent += [{**fields, name: text} for text in (HOSTILE[turn % len(HOSTILE)], "9" * 5000)]
            for data in sent:
                with undone():
                    assert_answered(clients[persona].post(action, data), f"POST {action} {data!r:.300}")
                clients[persona] = client_of(persona, world)


@pytest.mark.parametrize("row", pages(safe=False), ids=lambda row: row.label)
def test_every_write_of_the_table_answers_hostile_text(row: Row, world: World) -> None:
    """Also the fields that no page shows, such as lists of ids."""
    persona = (those_who_may(row) or ["yohana"])[0]
    names = [*row.data(world), "version", "user", "skp", "periode", "note", "end_date"]
    for text in (NUL, "9" * 5000, "9" * 30, "²", "-1"):
        with undone():
            response = ask(row, persona, world, data=dict.fromkeys(names, text))
            assert_answered(response, f"{row.label} {text[:20]!r}")


def test_a_search_for_very_many_words_is_answered(world: World) -> None:
    """As many words as an address holds make one condition each, until the database gives up."""
    for persona in ("lusia", "paulus"):
        client = client_of(persona, world)
        for row in LISTS:
            if persona in those_who_may(row) and not row.args(world) and not is_api(row):
                asked = dict.fromkeys(("q", "cari", "person"), "a " * 2500)
                assert_answered(ask(row, persona, world, data=asked, client=client), row.label)


def test_an_address_longer_than_any_search_is_not_read(world: World) -> None:
    answer = client_of("lusia", world).get(reverse("organisation:units"), {"q": "a" * 60_000})
    assert answer.status_code == 413
    assert "terlalu panjang" in answer.content.decode()


# API: the fields that the description names.

OPENAPI = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/")))
TEXTS = [NUL, "\ud800", LONG, "9" * 5000]
VALUES = [NUL, "\ud800", 10**30, -(10**30), 1.5, True, None, [], {"a": []}]


def schema_of(row: Row) -> dict[str, Any]:
    found = OPENAPI["paths"][row.route][row.method.lower()].get("requestBody", {})
    schema: dict[str, Any] = found.get("content", {}).get("application/json", {}).get("schema", {})
    return resolved(schema)


def resolved(schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in schema:
        found: dict[str, Any] = OPENAPI["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
        return found
    return schema


def filled(schema: dict[str, Any], value: Any, depth: int = 0) -> Any:
    """A body of the right shape with `value` in every place for a text, and numbers and choices that fit."""
    schema = resolved(schema)
    for options in ("anyOf", "oneOf"):
        if options in schema:
            return filled(schema[options][0], value, depth)
    if "enum" in schema or "const" in schema:
        return schema.get("const", schema.get("enum", [None])[0])
    kind = schema.get("type")
    if kind == "object":
        inner = {name: filled(part, value, depth + 1) for name, part in schema.get("properties", {}).items()}
        return inner or {"1": [value]}
    if kind == "array":
        return [filled(schema["items"], value, depth + 1)] if depth < 4 else []
    if kind in {"integer", "number"}:
        return 0
    if schema.get("format") == "date":
        return "2026-06-24"
    return value


WITH_BODY = [row for row in operations(safe=False) if schema_of(row)]


@pytest.mark.parametrize("row", WITH_BODY, ids=lambda row: row.label)
def test_every_body_of_the_api_answers_hostile_values(row: Row, world: World) -> None:
    schema = schema_of(row)
    persona = (those_who_may(row) or ["lusia"])[0]
    given = row.data(world)
    bodies = [filled(schema, text) for text in TEXTS if filled(schema, "") != filled(schema, "a")]
    bodies += [{**body, **given} for body in bodies]
    bodies += [{**given, name: value} for name in schema["properties"] for value in VALUES]
    with undone():
        client = client_of(persona, world, api=True)
        for body in bodies:
            with undone():
                response = ask(row, persona, world, data=body, client=client)
                assert_answered(response, f"{row.label} {body!r:.200}")


@pytest.mark.parametrize("row", WITH_BODY, ids=lambda row: row.label)
def test_text_that_cannot_be_kept_is_refused_in_words(row: Row, world: World) -> None:
    """A NUL or half a character is the sender's mistake, not an address that leads nowhere."""
    persona = (those_who_may(row) or ["lusia"])[0]
    texts = [name for name, value in filled(schema_of(row), "teks").items() if value == "teks"]
    for name in texts:
        for value in (NUL, "\ud800", "\udfff x"):
            with undone():
                response = ask(row, persona, world, data={name: value})
                assert response.status_code == 422, f"{row.label} {name} {value!r}"
                assert response.json()["code"]


@pytest.mark.parametrize(
    "body", [b"\xff\xfe", b"[" * 100_000, b'{"version": 1e999}', b'{"a":' * 5000, b"null"]
)
def test_a_body_that_is_no_sound_json_is_refused(body: bytes, world: World) -> None:
    client = client_of("yohana", world, api=True)
    for row in WITH_BODY:
        with undone():
            path = address(row, row.args(world))
            response = client.generic(row.method, path, body, content_type="application/json")
            assert_answered(response, f"{row.label} {body[:20]!r}")


# Addresses: ids and queries.


@pytest.mark.parametrize(
    "row", [row for row in ROWS if "<" in row.route or row.args], ids=lambda row: row.label
)
@pytest.mark.parametrize("number", [2**63, 10**30, UNUSED])
def test_an_id_beyond_every_table_leads_nowhere(row: Row, number: int, world: World) -> None:
    args = row.args(world)
    ids = [name for name in args if name.endswith("_id")]
    persona = (those_who_may(row) or ["yohana"])[0]
    for name in ids:
        if is_api(row) and f"{{{name}}}" not in row.route:
            continue
        with undone():
            response = ask(row, persona, world, args={name: number})
            body_of(response)
            assert response.status_code in {403, 404, 422}, f"{row.label} {name}={number}"


WORDS = ["q", "halaman", "tampil", "lingkup", "tahap", "periode", "tahun", "jenis_evaluasi", "state", "role"]
WORDS += ["person", "kind", "first", "last", "format", "next", "sort", "order_by", "page", "page_size", "on"]
WORDS += ["unit_id", "induk_id", "pegawai_id", "periode_id", "penilai_id", "ganti", "urut"]
query_value = st.one_of(
    st.sampled_from(
        [*HOSTILE, "-pk", "pegawai__user__password", "password", "?", "1;SELECT 1", "%s", "__class__"]
    ),
    st.integers().map(str),
    st.text(max_size=40),
    st.dates().map(str),
)
queries = st.dictionaries(st.one_of(st.sampled_from(WORDS), st.text(max_size=12)), query_value, max_size=6)


@pytest.mark.parametrize("row", LISTS, ids=lambda row: row.label)
def test_hostile_sorting_filters_and_pages_are_answered(row: Row, world: World) -> None:
    persona = (those_who_may(row) or ["anonymous"])[-1]
    client = client_of(persona, world, api=is_api(row))

    @settings(
        max_examples=2,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(query=queries)
    def answered(query: dict[str, str]) -> None:
        with undone():
            sent = {name: value.encode("utf-8", "surrogatepass") for name, value in query.items()}
            assert_answered(client.get(address(row, row.args(world)), sent), f"{row.label} {query!r}")

    answered()
    for number in range(3):
        with undone():
            sent = {name: HOSTILE[(place + number * 5) % len(HOSTILE)] for place, name in enumerate(WORDS)}
            response = client.get(address(row, row.args(world)), sent)
            assert_answered(response, f"{row.label} {number}")


@pytest.mark.parametrize(
    "path",
    ["/%00", "/v/%00", "/v/%ff%fe", "/skp/1%00/", "/masuk/%F0%9F%98%80/", "/api/v1/%00", "/" + "a" * 5000],
)
def test_a_hostile_address_is_answered(path: str, world: World) -> None:
    for client in (Client(), client_of("yohana", world), client_of("yohana", world, api=True)):
        assert client.generic("GET", path).status_code < 500


HEADERS = ("cookie", "authorization", "idempotency-key", "hx-target", "accept-language")
HEADER_TEXTS = ("\x00", "Bearer \x00", "ÿ" * 300, "sessionid=\x00; csrftoken=\x01", "Bearer " + "a" * 9000)


@pytest.mark.parametrize("name", HEADERS)
def test_headers_with_hostile_text_are_answered(name: str, world: World) -> None:
    client = client_of("yohana", world)
    for text in HEADER_TEXTS:
        for path in ("/", "/unit/", "/api/v1/units", "/masuk/"):
            with undone():
                assert client.get(path, headers={name: text}).status_code < 500, text[:20]


def test_no_write_of_the_table_is_forgotten() -> None:
    assert {row.method for row in ROWS} - SAFE <= {"POST", "PUT", "PATCH", "DELETE"}
    assert len(WITH_BODY) > 10
