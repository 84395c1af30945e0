"""What every answer carries: a policy without inline script, no sniffing, no frames, no stored copies."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from tests.security.asking import ask, body_of, client_of, is_api, those_who_may, undone
from tests.site.route_table import ROWS, Row
from tests.site.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]
READS = [row for row in ROWS if row.method == "GET"]
PRODUCT = [row for row in READS if "gallery" not in row.route]
DOWNLOADS = ("application/pdf", "application/vnd", "image/", "text/csv", "application/octet-stream")


def policy(response: Any) -> dict[str, list[str]]:
    parts = [part.split() for part in response.headers["Content-Security-Policy"].split(";")]
    return {part[0]: part[1:] for part in parts}


def assert_safe(response: Any) -> None:
    found = policy(response)
    assert found["default-src"] == ["'none'"]
    for name, sources in found.items():
        assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "https:", "http:"} & set(sources), name
    assert "data:" not in found.get("script-src", [])
    if "sandbox" not in found:
        assert found["frame-ancestors"] == ["'none'"]
        assert found["base-uri"] == ["'none'"]
        assert found["form-action"] == ["'self'"]
    assert "allow-scripts" not in found.get("sandbox", [])
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["Referrer-Policy"] in {"same-origin", "no-referrer"}
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in response.headers["Permissions-Policy"]


@pytest.mark.parametrize("row", READS, ids=lambda row: row.label)
def test_every_answer_carries_the_headers_and_is_kept_by_no_cache(row: Row, world: World) -> None:
    allowed = those_who_may(row)
    for persona in {"anonymous", *allowed[-1:]}:
        with undone():
            response = ask(row, persona, world)
            assert_safe(response)
            if "no-cache" not in response.headers.get("Cache-Control", ""):  # the service worker's script
                assert "no-store" in response.headers["Cache-Control"]
            body_of(response)


@pytest.mark.parametrize(
    "row", [row for row in READS if "gallery" not in row.route], ids=lambda row: row.label
)
def test_a_file_is_a_download_of_its_own_type_or_a_paper_that_cannot_act(row: Row, world: World) -> None:
    persona = (those_who_may(row) or ["anonymous"])[0]
    with undone():
        response = ask(row, persona, world)
        content = body_of(response)
    kind = response.headers.get("Content-Type", "")
    if not kind.startswith(DOWNLOADS):
        assert not content.startswith((b"%PDF", b"PK\x03\x04")), "a file under the type of a page"
        return
    assert "html" not in kind
    assert "svg" not in kind
    disposition = response.headers["Content-Disposition"]
    assert disposition.startswith(("attachment", "inline"))
    if disposition.startswith("inline"):
        made_here = kind == "application/pdf" and "sandbox" not in policy(response)
        assert made_here or (kind.startswith("image/") and "sandbox" in policy(response))
    if row.route in {"progress:bukti", "organisation:import_file"} or row.route.endswith("/file"):
        assert disposition.startswith("attachment")
        assert "sandbox" in policy(response)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/tidak-ada/", 404),
        ("GET", "/skp/987654321/", 404),
        ("POST", "/masuk/", 403),
        ("POST", "/hasil/", 403),
        ("DELETE", "/hasil/", 403),
        ("GET", "/masuk/keluar/%00", 404),
        ("GET", "/api/v1/nowhere", 404),
        ("GET", "/api/v1/units", 401),
        ("DELETE", "/api/v1/units", 405),
        ("GET", "/masuk/ditutup/", 403),
    ],
)
def test_an_error_carries_the_headers_too(method: str, path: str, status: int, world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.cast.yohana.user)
    response = client.generic(method, path, "a=b", content_type="application/x-www-form-urlencoded")
    assert response.status_code == status
    assert_safe(response)


def test_a_fault_of_the_program_tells_nothing_and_carries_the_headers(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("the secret of the house")

    monkeypatch.setattr("kasuari.site.web.views.tasks_for", broken)
    client = Client(raise_request_exception=False)
    client.force_login(world.cast.yohana.user)
    response = client.get("/")
    assert response.status_code == 500
    assert_safe(response)
    assert b"secret of the house" not in response.content
    assert b"Traceback" not in response.content
    assert "the secret of the house" in caplog.text


def test_a_host_name_that_is_not_ours_is_refused(world: World) -> None:
    with override_settings(ALLOWED_HOSTS=["kinerja.example.go.id"]):
        response = Client(headers={"host": "evil.example"}).get("/masuk/")
    assert response.status_code == 400
    assert b"evil.example" not in response.content


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "application/x-www-form-urlencoded"])
def test_a_form_in_other_letters_than_utf_8_is_refused(kind: str, world: World) -> None:
    """Also in those that are no letters at all, which Python knows under the same names."""
    form = '--x\r\nContent-Disposition: form-data; name="language"\r\n\r\nen\r\n--x--\r\n'
    for charset in ("hex", "utf-16", "utf-7"):
        answer = client_of("yohana", world).generic(
            "POST", reverse("accounts:choose_language"), form, content_type=f"{kind}; charset={charset}"
        )
        assert answer.status_code == 400


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(world: World) -> None:
    with override_settings(SESSION_COOKIE_SECURE=True, CSRF_COOKIE_SECURE=True):
        client = Client()
        page = client.get(reverse("account_login"), secure=True)
        client.force_login(world.cast.yohana.user)
        client.post(reverse("accounts:choose_language"), {"language": "id"}, secure=True)
        answer = client.post(reverse("accounts:end_sessions"), secure=True)
    session = answer.cookies["sessionid"]
    assert (session["httponly"], session["samesite"], session["secure"]) == (True, "Lax", True)
    for cookie in page.cookies.values():
        assert cookie["samesite"] == "Lax", cookie.key
        assert cookie["secure"], cookie.key
    assert all("Set-Cookie" not in ask(row, "anonymous", world) for row in READS if is_api(row))
