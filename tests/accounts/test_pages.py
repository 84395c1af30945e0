"""The pages of accounts: what they show, to whom, and in how many queries."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache
from django.test import Client, override_settings
from django.urls import reverse

from kasuari.accounts import operations
from kasuari.accounts.enums import Role
from kasuari.accounts.models import ActivationCode, ApiToken, RoleGrant, User
from kasuari.audit.models import AuditEntry
from kasuari.foundation.access import Actor
from kasuari.organisation.models import Pegawai
from tests.cast import NOW, PASSWORD, TODAY, Cast

SYSTEM = Actor.system("kasuari", on=TODAY)
NEW_PASSWORD = "noken-biru-di-tepi-maro"
SignIn = Callable[[Pegawai], Client]


@pytest.fixture(autouse=True)
def _no_earlier_attempts() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def demo() -> Any:
    environment = settings.KASUARI.environment.__class__("demo")
    return override_settings(KASUARI=settings.KASUARI.model_copy(update={"environment": environment}))


def user_of(pegawai: Pegawai) -> User:
    assert pegawai.user is not None
    return User.objects.get(pk=pegawai.user.pk)


def enter(browser: Client, nip: str, password: str, **headers: str) -> Any:
    return browser.post(reverse("account_login"), {"login": nip, "password": password}, headers=headers)


def soup(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def test_sign_in_by_nip_with_blanks_in_it(cast: Cast) -> None:
    browser = Client()
    assert browser.get("/").headers["Location"] == "/masuk/?next=/"
    response = enter(browser, " 19890615 201201 2 901 ", PASSWORD)
    assert (response.status_code, response.headers["Location"]) == (302, "/")
    assert browser.get("/").status_code == 200
    entry = AuditEntry.objects.get()
    assert (entry.kind, entry.by_user_id) == ("accounts.signed_in", user_of(cast.yohana).pk)


def test_a_wrong_password_and_an_unknown_nip_are_answered_alike(cast: Cast) -> None:
    answers = []
    for nip in ("198906152012012901", "198906152012012000"):
        response = enter(Client(), nip, "bukan-kata-sandinya")
        answers.append(soup(response).select_one("[role=alert]").get_text(" ", strip=True))
    assert answers[0] == answers[1]
    assert "NIP atau kata sandi tidak cocok" in answers[0]
    assert not AuditEntry.objects.exists()


def test_sign_in_is_refused_after_five_failures_for_one_nip_also_with_the_right_password(cast: Cast) -> None:
    with override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=1):
        for number in range(5):
            enter(Client(), "198906152012012901", "salah", x_forwarded_for=f"203.0.113.{number}")
        response = enter(Client(), "1989 0615 2012012901", PASSWORD, x_forwarded_for="203.0.113.99")
    assert "Terlalu banyak percobaan" in response.content.decode()
    other = enter(Client(), "199107202019031902", PASSWORD)
    assert other.status_code == 302


def test_sign_in_is_throttled_per_address_behind_the_trusted_proxy(cast: Cast) -> None:
    with override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=1):
        for number in range(10):
            enter(Client(), f"1980010120100110{number:02}", "salah", x_forwarded_for="spoofed, 203.0.113.7")
        blocked = enter(Client(), "198906152012012901", PASSWORD, x_forwarded_for="other, 203.0.113.7")
        free = enter(Client(), "198906152012012901", PASSWORD, x_forwarded_for="203.0.113.8")
    assert "Terlalu banyak percobaan" in blocked.content.decode()
    assert free.status_code == 302


def test_without_a_trusted_proxy_the_header_is_not_believed(cast: Cast) -> None:
    for number in range(10):
        enter(Client(), f"1980010120100110{number:02}", "salah", x_forwarded_for=f"203.0.113.{number}")
    blocked = enter(Client(), "198906152012012901", PASSWORD, x_forwarded_for="203.0.113.99")
    assert "Terlalu banyak percobaan" in blocked.content.decode()


def test_a_request_past_the_proxies_is_counted_and_not_an_error(cast: Cast) -> None:
    with override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=2):
        response = enter(Client(), "198906152012012901", PASSWORD, x_forwarded_for="203.0.113.7")
    assert response.status_code == 302


def test_many_attempts_in_a_minute_get_the_waiting_page(cast: Cast) -> None:
    browser = Client()
    for _ in range(60):
        browser.post(reverse("account_login"), {"login": "", "password": ""})
    response = browser.post(reverse("account_login"), {"login": "", "password": ""})
    assert response.status_code == 429
    assert "Tunggu" in soup(response).h1.get_text()


def test_a_closed_account_is_told_so_only_with_its_password(cast: Cast) -> None:
    operations.disable_user(user=user_of(cast.yohana), by=SYSTEM, at=NOW)
    response = enter(Client(), "198906152012012901", PASSWORD)
    assert response.headers["Location"] == reverse("account_inactive")
    assert Client().get(reverse("account_inactive")).status_code == 403
    wrong = enter(Client(), "198906152012012901", "salah")
    assert "NIP atau kata sandi tidak cocok" in wrong.content.decode()


def test_signing_out_needs_a_post(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.yohana)
    assert browser.get(reverse("account_logout")).status_code == 200
    assert browser.get("/").status_code == 200
    browser.post(reverse("account_logout"))
    assert browser.get("/").status_code == 302


def test_nobody_signs_up_or_resets_by_mail(cast: Cast) -> None:
    for address in ("/masuk/signup/", "/masuk/password/reset/", "/masuk/email/"):
        assert Client().get(address).status_code == 404
    assert "Lupa kata sandi?" in Client().get("/masuk/").content.decode()


def test_the_demo_lists_who_one_can_be_and_lets_one_be_them(cast: Cast) -> None:
    personas = [
        operations.Persona(user_of(cast.yohana).pk, "Bidan", "Menulis SKP"),
        operations.Persona(user_of(cast.lusia).pk, "Pengelola kepegawaian"),
    ]
    operations.set_demo_personas(personas=personas, by=SYSTEM, at=NOW)
    browser = Client()
    with demo():
        page = soup(browser.get("/masuk/"))
        assert [button["value"] for button in page.select("button[name=user]")] == [
            str(item.user_id) for item in personas
        ]
        assert browser.post("/masuk/demo/", {"user": personas[1].user_id}).status_code == 302
        assert browser.get(reverse("accounts:users")).status_code == 200
        assert len(soup(browser.get("/masuk/?ganti=1")).select("button[name=user]")) == 2
        assert browser.post("/masuk/demo/", {"user": user_of(cast.maria).pk}).status_code == 404
        assert browser.post("/masuk/demo/", {"user": "x"}).status_code == 404


@pytest.mark.parametrize("environment", ["production", "development", "test"])
def test_outside_the_demo_nobody_is_listed_and_nobody_can_be_chosen(cast: Cast, environment: str) -> None:
    yohana = user_of(cast.yohana)
    operations.set_demo_personas(personas=[operations.Persona(yohana.pk, "Bidan")], by=SYSTEM, at=NOW)
    kind = settings.KASUARI.environment.__class__(environment)
    with override_settings(KASUARI=settings.KASUARI.model_copy(update={"environment": kind})):
        browser = Client()
        assert browser.post("/masuk/demo/", {"user": yohana.pk}).status_code == 404
        assert "Bidan" not in browser.get("/masuk/?ganti=1").content.decode()
        assert browser.get("/").status_code == 302


def test_activation_sets_the_password_and_signs_in(cast: Cast) -> None:
    code = operations.issue_activation(user=user_of(cast.markus), by=SYSTEM, at=NOW)
    browser = Client()
    sent = {"username": "199107202019031902", "code": code, "password": NEW_PASSWORD, "again": NEW_PASSWORD}
    response = browser.post(reverse("accounts:activate"), {**sent, "again": "lain"})
    assert response.status_code == 422
    response = browser.post(reverse("accounts:activate"), {**sent, "password": "pendek", "again": "pendek"})
    assert response.status_code == 422
    assert "terlalu pendek" in response.content.decode().lower()
    assert browser.post(reverse("accounts:activate"), sent).status_code == 302
    assert browser.get("/").status_code == 200
    assert Client().post(reverse("accounts:activate"), sent).status_code == 422


def test_guessing_codes_is_throttled(cast: Cast) -> None:
    browser = Client()
    sent = {"username": "199107202019031902", "code": "A", "password": NEW_PASSWORD, "again": NEW_PASSWORD}
    statuses = [browser.post(reverse("accounts:activate"), sent).status_code for _ in range(11)]
    assert statuses == [422] * 10 + [429]


def test_changing_the_password_keeps_this_session_and_ends_the_others(cast: Cast, sign_in: SignIn) -> None:
    here, there = sign_in(cast.yohana), sign_in(cast.yohana)
    sent = {"current": PASSWORD, "password": NEW_PASSWORD, "again": NEW_PASSWORD}
    wrong = here.post(reverse("accounts:change_password"), {**sent, "current": "salah"})
    assert wrong.status_code == 422
    assert user_of(cast.yohana).check_password(PASSWORD)
    assert here.post(reverse("accounts:change_password"), sent).status_code == 302
    assert here.get("/").status_code == 200
    assert there.get("/").status_code == 302


def test_ending_my_sessions_keeps_this_one(cast: Cast, sign_in: SignIn) -> None:
    here, there = sign_in(cast.yohana), sign_in(cast.yohana)
    here.post(reverse("accounts:end_sessions"))
    assert here.get("/").status_code == 200
    assert there.get("/").status_code == 302


def test_the_language_is_kept_with_the_account(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.yohana)
    browser.post(reverse("accounts:choose_language"), {"language": "en"})
    assert user_of(cast.yohana).language == "en"
    assert soup(browser.get(reverse("accounts:profile"))).html["lang"] == "en"
    assert browser.post(reverse("accounts:choose_language"), {"language": "xx"}).status_code == 422


def test_a_token_is_shown_once_on_the_page_that_makes_it(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.yohana)
    response = browser.post(reverse("accounts:create_token"), {"name": "penarik data", "days": "30"})
    secret = soup(response).select_one("main code").get_text()
    assert secret.startswith("ksr_")
    assert ApiToken.objects.get().expires_at == NOW + timedelta(days=30)
    profile = browser.get(reverse("accounts:profile")).content.decode()
    assert "penarik data" in profile
    assert secret not in profile
    token = ApiToken.objects.get()
    assert sign_in(cast.rosa).post(reverse("accounts:revoke_token", args=[token.pk])).status_code == 404
    assert sign_in(cast.lusia).post(reverse("accounts:revoke_token", args=[token.pk])).status_code == 404
    assert browser.post(reverse("accounts:revoke_token", args=[token.pk])).status_code == 302
    assert ApiToken.objects.get().revoked_at == NOW
    assert browser.post(reverse("accounts:create_token"), {"name": "x", "days": "900"}).status_code == 422


def test_the_clerks_pages_are_for_the_clerk(cast: Cast, sign_in: SignIn) -> None:
    yohana, grant = user_of(cast.yohana), RoleGrant.objects.get(role=Role.PYB)
    lists = [reverse("accounts:users"), reverse("accounts:new_user")]
    objects = [reverse("accounts:user", args=[yohana.pk])]
    posts = [
        reverse("accounts:disable", args=[yohana.pk]),
        reverse("accounts:enable", args=[yohana.pk]),
        reverse("accounts:end_role", args=[grant.pk]),
    ]
    for pegawai in (cast.yohana, cast.hendrika, cast.paulus, cast.agus, cast.andreas):
        browser = sign_in(pegawai)
        assert [browser.get(address).status_code for address in lists] == [403, 403]
        assert [browser.get(address).status_code for address in objects] == [404]
        assert [browser.post(address).status_code for address in posts] == [404, 404, 404]
        assert browser.post(reverse("accounts:activation_codes"), {"user": yohana.pk}).status_code == 403
    clerk = sign_in(cast.lusia)
    assert [clerk.get(address).status_code for address in lists + objects] == [200, 200, 200]


def test_the_list_of_accounts_searches_and_filters(cast: Cast, sign_in: SignIn) -> None:
    clerk = sign_in(cast.lusia)
    operations.create_user(username="199001012020121901", name="Dominggus Kaize", by=SYSTEM, at=NOW)
    operations.disable_user(user=user_of(cast.rosa), by=SYSTEM, at=NOW)

    def names(**query: str) -> list[str]:
        page = soup(clerk.get(reverse("accounts:users"), query))
        return [cell.get_text(strip=True) for cell in page.select("tbody th")]

    assert names(q="basik") == ["Yohana Basik-Basik"]
    assert names(q="19890615 2012") == ["Yohana Basik-Basik"]
    assert names(state="closed") == ["Rosa Ulukyanan"]
    assert names(state="unused") == ["Dominggus Kaize"]
    assert names(role="auditor") == ["Agus Rahawarin"]
    assert names(q="tidak ada") == []


def test_the_list_of_accounts_takes_the_same_queries_for_one_and_for_three(
    cast: Cast, sign_in: SignIn, django_assert_num_queries: Any
) -> None:
    clerk = sign_in(cast.lusia)
    for word, count in (("basik", 1), ("kapal", 3)):
        for number in range(count if word == "kapal" else 0):
            user = operations.create_user(
                username=f"kapal{number}", name=f"Kapal {number}", by=SYSTEM, at=NOW
            )
            operations.grant_role(user=user, role=Role.PYB, start_date=TODAY, by=SYSTEM, at=NOW)
        with django_assert_num_queries(7):
            page = clerk.get(reverse("accounts:users"), {"q": word})
        assert len(soup(page).select("tbody tr")) == count


def test_the_clerk_makes_an_account_gives_a_role_and_closes_it(cast: Cast, sign_in: SignIn) -> None:
    clerk = sign_in(cast.lusia)
    made = clerk.post(reverse("accounts:new_user"), {"username": "kadin.baru", "name": "Kepala Baru"})
    user = User.objects.get(username="kadin.baru")
    assert made.headers["Location"] == reverse("accounts:user", args=[user.pk])
    address = reverse("accounts:user", args=[user.pk])
    given = {"role": "pyb", "start_date": "2026-06-24", "reason": "SK 1"}
    assert clerk.post(address, given).status_code == 302
    again = clerk.post(address, given)
    assert again.status_code == 422
    assert "sudah dipegang" in again.content.decode()
    assert clerk.post(address, {**given, "role": "administrator"}).status_code == 422
    grant = RoleGrant.objects.get(user=user)
    assert clerk.post(reverse("accounts:end_role", args=[grant.pk]), {"end_date": "kapan"}).status_code == 422
    ended = clerk.post(reverse("accounts:end_role", args=[grant.pk]), {"end_date": "2026-07-01"})
    assert ended.status_code == 302
    assert clerk.post(reverse("accounts:disable", args=[user.pk])).status_code == 302
    assert "ditutup sejak" in clerk.get(address).content.decode()
    assert clerk.post(reverse("accounts:enable", args=[user.pk])).status_code == 302
    assert clerk.post(reverse("accounts:enable", args=[user.pk])).status_code == 409
    taken = clerk.post(reverse("accounts:new_user"), {"username": "kadin.baru", "name": "Lain"})
    assert taken.status_code == 422


def test_activation_codes_come_as_a_list_and_name_those_refused(cast: Cast, sign_in: SignIn) -> None:
    clerk = sign_in(cast.lusia)
    chosen = [user_of(cast.yohana).pk, user_of(cast.markus).pk, user_of(cast.agus).pk]
    page = soup(clerk.post(reverse("accounts:activation_codes"), {"user": chosen}))
    assert [cell.get_text() for cell in page.select("tbody th")] == ["Markus Ndiken", "Yohana Basik-Basik"]
    codes = [cell.get_text() for cell in page.select("tbody code")]
    assert ActivationCode.objects.count() == len(set(codes)) == 2
    assert "Agus Rahawarin" in page.select_one(".notice--warn").get_text()
    operations.activate_account(username="199107202019031902", code=codes[0], password=NEW_PASSWORD, at=NOW)
    empty = clerk.post(reverse("accounts:activation_codes"))
    assert "Tidak ada kode" in empty.content.decode()


def test_the_clerk_sees_why_the_auditors_account_is_out_of_reach(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in(cast.lusia).get(reverse("accounts:user", args=[user_of(cast.agus).pk])).content.decode()
    assert "diatur oleh administrator sistem" in page
    refused = sign_in(cast.lusia).post(reverse("accounts:disable", args=[user_of(cast.agus).pk]))
    assert refused.status_code == 403


def test_every_refused_sign_in_takes_the_work_of_one_password(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So the time of an answer does not tell which NIP has an account, or a password, or a closed account."""
    worked: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(self: MD5PasswordHasher, password: str, salt: str, *rest: object) -> str:
        worked.append(password)
        return encode(self, password, salt, *rest)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    closed, without = user_of(cast.markus), user_of(cast.rosa)
    type(closed).objects.filter(pk=closed.pk).update(is_active=False)
    without.set_unusable_password()
    without.save(update_fields=["password"])
    times = []
    for nip in (cast.yohana.nip, cast.markus.nip, cast.rosa.nip, "198906152012012000"):
        worked.clear()
        assert enter(Client(), nip, "bukan-kata-sandinya").status_code == 200
        times.append(len(worked))
    assert times == [1] * 4
