"""Who has lost an account, a role, a password or a place loses what came with it, at once and everywhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from kasuari.accounts import operations, queries
from kasuari.accounts.enums import Role
from kasuari.accounts.models import ApiToken, User
from kasuari.foundation.access import Actor
from kasuari.organisation.models import Pegawai, Penugasan
from tests.cast import NOW, PASSWORD, TODAY
from tests.security.asking import ask, body_of, client_of, is_api, those_who_may, undone
from tests.site.route_table import ROWS
from tests.site.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]
SYSTEM = Actor.system("kasuari", on=TODAY)
NEW_PASSWORD = "noken-biru-di-tepi-maro"
OPEN = {"set_language", "account_inactive", "account_login", "accounts:activate", "account_logout"}


def user_of(person: Pegawai) -> User:
    return User.objects.get(pk=person.user_id)


def disable(world: World) -> None:
    operations.disable_user(user=user_of(world.cast.yohana), by=world.cast.actor(world.cast.lusia), at=NOW)


def change_password(world: World) -> None:
    yohana = world.cast.yohana
    operations.set_password(
        user=user_of(yohana), password=NEW_PASSWORD, by=world.cast.actor(yohana), at=NOW
    )  # fmt: skip


def give_role(world: World) -> None:
    operations.grant_role(
        user=user_of(world.cast.yohana), role=Role.PYB, start_date=TODAY, by=SYSTEM, at=NOW
    )  # fmt: skip


def end_sessions(world: World) -> None:
    yohana = world.cast.yohana
    operations.end_sessions(user=user_of(yohana), by=world.cast.actor(yohana), at=NOW)


def activate_again(world: World) -> None:
    code = operations.issue_activation(user=user_of(world.cast.yohana), by=SYSTEM, at=NOW)
    assert world.cast.yohana.nip
    operations.activate_account(username=world.cast.yohana.nip, code=code, password=NEW_PASSWORD, at=NOW)


@pytest.mark.parametrize("end", [disable, change_password, give_role, end_sessions, activate_again])
def test_a_live_session_ends_on_every_address(end: Callable[[World], None], world: World) -> None:
    """Every address of the product, not only the home page."""
    alive = []
    with undone():
        browser = client_of("yohana", world)
        assert browser.get("/").status_code == 200
        end(world)
        for row in ROWS:
            if is_api(row) or row.route in OPEN or "anonymous" in those_who_may(row):
                continue
            response = ask(row, "yohana", world, client=browser)
            location = response.headers.get("Location", "")
            if response.status_code != 404 and not location.startswith("/masuk/"):
                alive.append(f"{row.label}: {response.status_code}")
            body_of(response)
    assert alive == []


def test_a_token_ends_with_its_account_and_does_not_come_back_with_it(world: World) -> None:
    with undone():
        program = client_of("yohana", world, api=True)
        assert program.get("/api/v1/units").status_code == 200
        disable(world)
        assert program.get("/api/v1/units").status_code == 401
        operations.enable_user(user=user_of(world.cast.yohana), by=SYSTEM, at=NOW)
        assert program.get("/api/v1/units").status_code == 401
        assert not ApiToken.objects.filter(user_id=world.cast.yohana.user_id, revoked_at=None).exists()


def test_an_activation_code_ends_with_its_account_and_does_not_come_back_with_it(world: World) -> None:
    """A code that was on its way when the account was closed opens nothing after it is opened again."""
    with undone():
        code = operations.issue_activation(user=user_of(world.cast.yohana), by=SYSTEM, at=NOW)
        disable(world)
        operations.enable_user(user=user_of(world.cast.yohana), by=SYSTEM, at=NOW)
        assert queries.open_activation(user_id=user_of(world.cast.yohana).pk, at=NOW) is None
        sent = {
            "username": world.cast.yohana.nip,
            "code": code,
            "password": NEW_PASSWORD,
            "again": NEW_PASSWORD,
        }
        assert Client().post(reverse("accounts:activate"), sent).status_code == 422


def test_a_lost_password_ends_the_tokens_too(world: World) -> None:
    """Whoever gets a new code from the clerk may have lost more than the password."""
    with undone():
        program = client_of("yohana", world, api=True)
        activate_again(world)
        assert program.get("/api/v1/units").status_code == 401


def test_an_ended_role_is_gone_from_session_and_token(world: World) -> None:
    grant = world.cast.lusia.user.role_grants.get(role=Role.KEPEGAWAIAN)
    with undone():
        browser, program = (client_of("lusia", world, api=api) for api in (False, True))
        body = {"level": "baik", "dasar": "x", "version": 1}
        path = f"/api/v1/units/{world.cast.puskesmas.pk}/periods/{world.period.pk}/capaian"
        operations.end_role(grant=grant, end_date=TODAY, by=SYSTEM, at=NOW)
        assert program.put(path, body, content_type="application/json").status_code == 403
        assert browser.get(reverse("accounts:users")).status_code == 302
        again = client_of("lusia", world)
        assert again.get(reverse("accounts:users")).status_code == 403
        assert again.get(reverse("organisation:imports")).status_code == 403
        assert again.get(reverse("planning:skp", args=[world.skp.pk])).status_code == 404


def test_a_role_that_begins_tomorrow_opens_nothing_today(world: World) -> None:
    with undone():
        operations.grant_role(
            user=user_of(world.cast.markus),
            role=Role.KEPEGAWAIAN,
            start_date=TODAY + timedelta(days=1),
            by=SYSTEM,
            at=NOW,
        )
        assert client_of("markus", world).get(reverse("accounts:users")).status_code == 403


def test_a_leader_who_moved_sets_nothing_of_the_people_left_behind(world: World) -> None:
    """The successor does; the former leader is refused although the SKP still names them."""
    with undone():
        Penugasan.objects.filter(pegawai=world.cast.hendrika).update(end_date=TODAY)
        answer = client_of("hendrika", world).post(
            reverse("planning:set", args=[world.waiting.pk]), {"version": world.waiting.version}
        )
        assert answer.status_code == 403
        world.waiting.refresh_from_db()
        assert world.waiting.state == "diajukan"


def test_who_left_reads_their_own_past_and_nothing_of_others(world: World) -> None:
    with undone():
        Penugasan.objects.filter(pegawai=world.cast.yohana).update(end_date=TODAY)
        browser = client_of("yohana", world)
        assert browser.get(reverse("evaluation:result", args=[world.delivered.pk])).status_code == 200
        assert client_of("markus", world).get(
            reverse("evaluation:result", args=[world.delivered.pk])
        ).status_code == 404  # fmt: skip
        assert browser.get("/").status_code == 200


# Signing in.


def enter(browser: Client, nip: str | None, password: str, **headers: str) -> Any:
    return browser.post(reverse("account_login"), {"login": nip, "password": password}, headers=headers)


def test_signing_in_changes_the_name_of_the_session(world: World) -> None:
    """A session that somebody else planted is not the one that gets signed in."""
    with undone():
        browser = Client()
        browser.get(reverse("account_login"))
        session = browser.session
        session["planted"] = True
        session.save()
        browser.cookies["sessionid"] = session.session_key
        assert enter(browser, world.cast.yohana.nip, PASSWORD).status_code == 302
        assert browser.cookies["sessionid"].value != session.session_key
        assert Client(headers={"cookie": f"sessionid={session.session_key}"}).get("/").status_code == 302


def test_a_lock_made_by_somebody_else_ends_by_itself_and_leaves_the_session_alone(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Trying on while it is locked does not make it longer."""
    now = [1_000_000.0]
    monkeypatch.setattr("allauth.core.internal.ratelimit.time.time", lambda: now[0])
    nip = world.cast.yohana.nip
    with undone():
        inside = client_of("yohana", world)
        for _ in range(5):
            enter(Client(REMOTE_ADDR="203.0.113.9"), nip, "salah")
        assert "Terlalu banyak" in enter(Client(), nip, PASSWORD).content.decode()
        for seconds in range(10, 300, 30):
            now[0] = 1_000_000.0 + seconds
            enter(Client(REMOTE_ADDR="203.0.113.9"), nip, "salah")
        assert inside.get("/").status_code == 200
        now[0] = 1_000_000.0 + 301
        assert enter(Client(), nip, PASSWORD).status_code == 302


@pytest.mark.parametrize("proxies", [0, 1, 2])
def test_throttling_is_not_evaded_by_any_header(proxies: int, world: World) -> None:
    """The address is the one that the outermost trusted proxy saw; what comes before is the client's tale."""
    seen = "203.0.113.7" + ", 10.0.0.1" * max(proxies - 1, 0)
    names = ("x_forwarded_for", "x_real_ip", "forwarded", "client_ip", "cf_connecting_ip", "true_client_ip")
    with undone(), override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=proxies):
        for number in range(10):
            tale = f"198.51.100.{number}"
            headers = dict.fromkeys(names, tale)
            headers["x_forwarded_for"] = f"{tale}, {seen}" if proxies else tale
            enter(Client(), f"1980010120100110{number:02}", "salah", **headers)
        headers = (
            {"x_forwarded_for": f"198.51.100.99, {seen}"} if proxies else {"x_forwarded_for": "198.51.100.99"}
        )
        blocked = enter(Client(), world.cast.yohana.nip, PASSWORD, **headers)
    assert "Terlalu banyak" in blocked.content.decode()


def test_a_name_written_otherwise_is_the_same_name_for_throttling(world: World) -> None:
    nip = world.cast.yohana.nip
    assert nip
    with undone():
        for number, written in enumerate(
            (nip, f" {nip}", f"{nip[:8]} {nip[8:]}", f"{nip}\t", f"{nip}\u00a0")
        ):
            enter(Client(REMOTE_ADDR=f"203.0.113.{number}"), written, "salah")
        assert "Terlalu banyak" in enter(Client(), nip, PASSWORD).content.decode()


ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "\\\\evil.example",
    "http:evil.example",
    "https:/evil.example",
    "///evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "\t//evil.example",
    " //evil.example",
    "/%09/evil.example",
    "//testserver@evil.example/",
    "https://testserver.evil.example/",
    "/\r\nLocation: https://evil.example",
    "\x00//evil.example",
]


@pytest.mark.parametrize("target", ELSEWHERE)
def test_nobody_is_sent_to_another_site(target: str, world: World) -> None:
    """Signing in, signing out, the language: every address that takes `next`."""
    account = {"login": world.cast.yohana.nip, "password": PASSWORD, "next": target}
    english = {"language": "en", "next": target}
    with undone():
        answers = [
            Client().post(reverse("account_login"), account),
            client_of("yohana", world).get(reverse("account_login"), {"next": target}),
            client_of("yohana", world).post(reverse("account_logout"), {"next": target}),
            Client().post(reverse("set_language"), english),
            client_of("yohana", world).post(reverse("accounts:choose_language"), english),
        ]
        for response in answers:
            location = response.headers.get("Location", "/")
            assert location.startswith("/"), location
            assert not location.startswith(("//", "/\\", "/\t")), location
            assert not urlsplit(location).netloc


def test_next_within_the_house_is_followed(world: World) -> None:
    with undone():
        sent = {"login": world.cast.yohana.nip, "password": PASSWORD, "next": "/hasil/"}
        assert Client().post(reverse("account_login"), sent).headers["Location"] == "/hasil/"
