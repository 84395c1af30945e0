"""The API as a whole: tokens, one shape of errors, writes that happen once, a true description."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from ninja import Schema
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from kasuari.accounts import operations
from kasuari.accounts.models import User
from kasuari.foundation.access import Actor
from kasuari.foundation.models import IdempotencyKey
from kasuari.organisation.models import Pegawai
from kasuari.site import api as assembled
from kasuari.site import settings as shipped
from kasuari.site.wsgi import application
from tests.cast import NOW, TODAY, Cast

SYSTEM = Actor.system("kasuari", on=TODAY)
ERROR_KEYS = {"code", "message", "next", "problems"}


@pytest.fixture(autouse=True)
def _no_earlier_requests() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def secret_of(pegawai: Pegawai, **options: Any) -> str:
    assert pegawai.user is not None
    user = User.objects.get(pk=pegawai.user.pk)
    return operations.create_token(user=user, name="test", by=SYSTEM, at=NOW, **options)[1]


def bearer(pegawai: Pegawai) -> Client:
    return Client(headers={"authorization": f"Bearer {secret_of(pegawai)}"})


def description() -> dict[str, Any]:
    found: dict[str, Any] = Client().get("/api/v1/openapi.json").json()
    return found


@pytest.mark.django_db
def test_the_description_is_public_and_names_every_error() -> None:
    document = description()
    assert document["openapi"].startswith("3.")
    operations_found = [
        (path, method, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]
    assert len(operations_found) > 15
    for path, method, operation in operations_found:
        assert {"401", "403", "404", "409", "422", "429"} <= set(operation["responses"]), f"{method} {path}"
        assert operation["security"], f"{method} {path}"


def test_the_api_speaks_of_people_units_periods_skp_realisasi_evaluations_and_documents(db: None) -> None:
    paths = " ".join(description()["paths"])
    for word in ("people", "units", "period", "skp", "realisasi", "evalua", "document"):
        assert word in paths


def test_nothing_is_answered_without_a_token_that_is_good_now(cast: Cast) -> None:
    address = "/api/v1/units"
    old = secret_of(cast.yohana, days=1)
    operations_client = bearer(cast.yohana)
    assert operations_client.get(address).status_code == 200
    browser = Client()
    assert cast.yohana.user is not None
    browser.force_login(cast.yohana.user)
    for client, header in (
        (Client(), None),
        (browser, None),
        (Client(), "Bearer ksr_unknown"),
        (Client(), f"Basic {old}"),
        (Client(), "Bearer "),
    ):
        response = client.get(address, headers={"authorization": header} if header else {})
        assert response.status_code == 401
        assert response.headers["WWW-Authenticate"] == "Bearer"
        assert response.json()["code"] == "not_authenticated"
        assert set(response.json()) == ERROR_KEYS
    operations.disable_user(user=cast.yohana.user, by=SYSTEM, at=NOW)
    assert operations_client.get(address).status_code == 401


def test_a_token_runs_out(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    client = bearer(cast.yohana)
    assert client.get("/api/v1/units").status_code == 200
    monkeypatch.setattr("kasuari.foundation.clock.now", lambda: NOW + timedelta(days=90))
    assert client.get("/api/v1/units").status_code == 401


def test_what_does_not_exist_is_said_in_the_same_shape(cast: Cast) -> None:
    client = bearer(cast.yohana)
    for address in ("/api/v1/units/999999", "/api/v1/nowhere", "/api/v1/"):
        response = client.get(address)
        assert response.status_code == 404
        assert response.json()["code"] == "not_found"
        assert set(response.json()) == ERROR_KEYS


def test_wrong_input_is_listed_field_by_field_in_the_language_asked_for(cast: Cast) -> None:
    client = bearer(cast.yohana)
    found = {}
    for language in ("id", "en"):
        response = client.get(
            "/api/v1/units", {"page": "x", "page_size": "101"}, headers={"accept-language": language}
        )
        assert response.status_code == 422
        body = response.json()
        assert body["code"] == "invalid"
        assert [item["path"] for item in body["problems"]] == ["page", "page_size"]
        found[language] = body
    assert found["id"]["problems"][0]["message"] == "Isi dengan bilangan bulat."
    assert found["id"]["message"] != found["en"]["message"]
    assert [item["code"] for item in found["id"]["problems"]] == [
        item["code"] for item in found["en"]["problems"]
    ]


def test_a_page_is_capped_and_counts(cast: Cast) -> None:
    client = bearer(cast.lusia)
    body = client.get("/api/v1/units", {"page_size": 2, "page": 2}).json()
    assert (len(body["items"]), body["count"], body["page"], body["pages"]) == (2, 5, 2, 3)
    beyond = client.get("/api/v1/units", {"page": 9}).json()
    assert (beyond["items"], beyond["count"]) == ([], 5)


def test_too_many_requests_of_one_token_wait(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    client = bearer(cast.yohana)
    monkeypatch.setattr(assembled, "REQUESTS_PER_MINUTE", 3)
    monkeypatch.setattr("kasuari.foundation.clock.machine_now", lambda: NOW)
    assert [client.get("/api/v1/units").status_code for _ in range(4)] == [200, 200, 200, 429]
    refused = client.get("/api/v1/units")
    assert refused.json()["code"] == "too_many_requests"
    assert 0 < int(refused.headers["Retry-After"]) <= 61
    assert bearer(cast.markus).get("/api/v1/units").status_code == 200
    monkeypatch.setattr("kasuari.foundation.clock.machine_now", lambda: NOW + timedelta(minutes=1))
    assert client.get("/api/v1/units").status_code == 200


def test_a_write_that_came_too_early_may_be_sent_again_with_its_key(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To be told to wait is no answer to what was asked."""
    client = bearer(cast.yohana)
    monkeypatch.setattr(assembled, "REQUESTS_PER_MINUTE", 0)
    assert write(client, cast, idempotency_key="dini").status_code == 429
    monkeypatch.setattr(assembled, "REQUESTS_PER_MINUTE", 9)
    later = write(client, cast, idempotency_key="dini")
    assert later.status_code == 422
    assert "Idempotent-Replay" not in later.headers


def test_counts_of_attempts_outlive_a_morning_of_sign_ins() -> None:
    """An entry or two for each of an agency's people: with too few places, counts of guesses make room."""
    assert shipped.CACHES["default"]["OPTIONS"]["MAX_ENTRIES"] >= 20_000


def write(client: Client, cast: Cast, **headers: str) -> Any:
    """A write that is refused by the rules of the product, whatever its body."""
    return client.post("/api/v1/skp/999999/submit", {}, content_type="application/json", headers=headers)


def test_a_write_sent_twice_with_its_key_is_answered_from_the_first(cast: Cast) -> None:
    client = bearer(cast.yohana)
    first = write(client, cast, idempotency_key="abc")
    second = write(client, cast, idempotency_key="abc")
    assert (first.status_code, first.content) == (second.status_code, second.content)
    assert "Idempotent-Replay" not in first.headers
    assert second.headers["Idempotent-Replay"] == "true"
    assert IdempotencyKey.objects.count() == 1
    assert write(client, cast).headers.get("Idempotent-Replay") is None
    other = client.post(
        "/api/v1/skp/999998/submit",
        {},
        content_type="application/json",
        headers={"idempotency-key": "abc"},
    )
    assert (other.status_code, other.json()["code"]) == (409, "idempotency.reused")
    elsewhere = write(bearer(cast.markus), cast, idempotency_key="abc")
    assert "Idempotent-Replay" not in elsewhere.headers


def test_a_body_that_is_no_json_is_refused_in_the_same_shape(cast: Cast) -> None:
    document = description()
    path = next(
        path
        for path, methods in document["paths"].items()
        if "requestBody" in methods.get("post", {}) and "{" not in path
    )
    response = bearer(cast.lusia).post(path, b"{not json", content_type="application/json")
    assert response.status_code == 422
    assert response.json()["code"] == "unreadable"


@pytest.fixture
def _connection_stays_open() -> Iterator[None]:
    """The transaction of the test outlives the requests, as with Django's own test client."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("_connection_stays_open")
def test_the_answers_are_those_that_the_description_promises(cast: Cast) -> None:
    """Each operation with generated input, as the clerk: no server error, answers that fit their schema."""
    header = {"Authorization": f"Bearer {secret_of(cast.lusia)}"}
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    checks = [
        not_a_server_error,
        status_code_conformance,
        content_type_conformance,
        response_schema_conformance,
    ]
    tried = 0
    for result in schema.get_all_operations():
        operation = result.ok()
        tried += 1

        @settings(
            max_examples=4,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def answered_as_promised(case: Any) -> None:
            case.call_and_validate(headers={**header, "Accept-Encoding": "identity"}, checks=checks)

        answered_as_promised()
    assert tried > 15


def test_no_two_schemas_have_the_same_name() -> None:
    """The description keeps one for each name: of two, one would be described falsely."""

    def below(kind: type[Schema]) -> Iterator[type[Schema]]:
        for child in kind.__subclasses__():
            yield child
            yield from below(child)

    places: dict[str, set[str]] = {}
    for schema in below(Schema):
        if schema.__module__.startswith("kasuari."):
            places.setdefault(schema.__name__, set()).add(schema.__module__)
    assert {name: sorted(found) for name, found in places.items() if len(found) > 1} == {}
