"""Accounts, roles, passwords, codes and tokens: the exact event, the exact columns, and who may not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from kasuari.accounts import operations, queries
from kasuari.accounts.enums import Role
from kasuari.accounts.models import ActivationCode, ApiToken, DemoPersona, Notice, RoleGrant, User
from kasuari.audit.models import AuditEntry
from kasuari.foundation.access import Actor, Grant
from kasuari.foundation.refusals import Invalid, NotAllowed, Refusal
from kasuari.foundation.states import StateRefusal
from kasuari.organisation.models import Pegawai
from tests.cast import NOW, PASSWORD, TODAY, Cast

SYSTEM = Actor.system("kasuari", on=TODAY)
NEW_PASSWORD = "noken-biru-di-tepi-maro"


def user_of(pegawai: Pegawai) -> User:
    assert pegawai.user is not None
    return User.objects.get(pk=pegawai.user.pk)


def entries() -> list[tuple[str, int, dict[str, Any]]]:
    return list(AuditEntry.objects.order_by("id").values_list("kind", "object_id", "data"))


def administrator(cast: Cast) -> Actor:
    return replace(cast.actor(cast.andreas), grants=frozenset({Grant(Role.ADMINISTRATOR)}))


def test_create_user_makes_an_account_without_a_password(cast: Cast) -> None:
    user = operations.create_user(
        username="19900101 202012 1 901", name=" Dominggus  Kaize ", by=cast.actor(cast.lusia), at=NOW
    )
    user.refresh_from_db()
    assert (user.username, user.name, user.email) == ("199001012020121901", "Dominggus Kaize", "")
    assert not user.has_usable_password()
    assert user.is_active
    assert user.created_at == NOW
    assert entries() == [("accounts.user_created", user.pk, {"name": "Dominggus Kaize"})]


def test_create_user_lists_every_problem_at_once(cast: Cast) -> None:
    with pytest.raises(Invalid) as refusal:
        operations.create_user(username="a b/c", name=" ", email="bukan", by=cast.actor(cast.lusia), at=NOW)
    assert [(item.code, item.path) for item in refusal.value.problems] == [
        ("accounts.username_shape", "username"),
        ("accounts.name_missing", "name"),
        ("accounts.email_shape", "email"),
    ]
    assert entries() == []


def test_create_user_refuses_a_name_that_is_taken(cast: Cast) -> None:
    with pytest.raises(Invalid) as refusal:
        operations.create_user(
            username=user_of(cast.yohana).username, name="Lain", by=cast.actor(cast.lusia), at=NOW
        )
    assert refusal.value.code == "accounts.username_taken"
    assert entries() == []


def test_create_user_is_not_for_everybody(cast: Cast) -> None:
    for pegawai in (cast.yohana, cast.hendrika, cast.agus, cast.andreas):
        with pytest.raises(NotAllowed):
            operations.create_user(username="baru", name="Baru", by=cast.actor(pegawai), at=NOW)


def test_a_clerk_of_one_unit_does_not_manage_the_accounts_of_all(cast: Cast) -> None:
    clerk = replace(cast.actor(cast.lusia), grants=frozenset({Grant(Role.KEPEGAWAIAN, cast.puskesmas.path)}))
    with pytest.raises(NotAllowed):
        operations.disable_user(user=user_of(cast.yohana), by=clerk, at=NOW)


def test_ensure_users_makes_what_is_missing_and_brings_names_up_to_date(cast: Cast) -> None:
    yohana = user_of(cast.yohana)
    rows = [
        (yohana.username, "Yohana Basik-Basik, A.Md.Keb.", ""),
        ("199001012020121901", "Dominggus Kaize", "d@example.org"),
        ("199001012020121902", "Elias Gebze", ""),
    ]
    ids = operations.ensure_users(rows=rows, by=cast.actor(cast.lusia), at=NOW)
    assert list(ids) == [yohana.username, "199001012020121901", "199001012020121902"]
    yohana.refresh_from_db()
    assert yohana.name == "Yohana Basik-Basik, A.Md.Keb."
    assert yohana.check_password(PASSWORD)
    made = [ids["199001012020121901"], ids["199001012020121902"]]
    assert entries() == [
        ("accounts.users_ensured", made[0], {"created": 2, "updated": 1, "user_ids": made}),
    ]
    operations.ensure_users(rows=rows, by=cast.actor(cast.lusia), at=NOW)
    assert len(entries()) == 1
    assert User.objects.filter(username__startswith="19900101").count() == 2


def test_ensure_users_takes_as_many_queries_for_three_as_for_thirty(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    clerk = cast.actor(cast.lusia)
    for start, count in ((100, 3), (200, 30)):
        rows = [(f"{start + number}", f"Orang {number}", "") for number in range(count)]
        with django_assert_num_queries(5):
            operations.ensure_users(rows=rows, by=clerk, at=NOW)


def test_disable_user_closes_the_account_and_ends_live_sessions(
    cast: Cast, sign_in: Callable[[Pegawai], Client]
) -> None:
    browser = sign_in(cast.yohana)
    assert browser.get("/").status_code == 200
    user = operations.disable_user(user=user_of(cast.yohana), by=cast.actor(cast.lusia), at=NOW)
    assert (user.is_active, user.session_epoch, user.disabled_at) == (False, 1, NOW)
    assert user.disabled_by == cast.lusia.user
    assert browser.get("/").status_code == 302
    assert entries() == [("accounts.user_disabled", user.pk, {"name": user.name})]
    with pytest.raises(StateRefusal) as refusal:
        operations.disable_user(user=user, by=cast.actor(cast.lusia), at=NOW)
    assert refusal.value.code == "accounts.already_disabled"


def test_an_account_opened_again_does_not_revive_old_sessions(
    cast: Cast, sign_in: Callable[[Pegawai], Client]
) -> None:
    browser = sign_in(cast.yohana)
    user = operations.disable_user(user=user_of(cast.yohana), by=cast.actor(cast.lusia), at=NOW)
    user = operations.enable_user(user=user, by=cast.actor(cast.lusia), at=NOW)
    assert (user.is_active, user.disabled_at, user.disabled_by) == (True, None, None)
    assert browser.get("/").status_code == 302
    assert [kind for kind, _, _ in entries()] == ["accounts.user_disabled", "accounts.user_enabled"]


def test_the_clerk_touches_neither_the_own_account_nor_that_of_the_auditor(cast: Cast) -> None:
    clerk = cast.actor(cast.lusia)
    for pegawai, code in ((cast.lusia, "accounts.own_account"), (cast.agus, "accounts.protected_role")):
        for act in (operations.disable_user, operations.issue_activation):
            with pytest.raises(NotAllowed) as refusal:
                act(user=user_of(pegawai), by=clerk, at=NOW)
            assert refusal.value.code == code
    assert entries() == []
    operations.disable_user(user=user_of(cast.agus), by=administrator(cast), at=NOW)


def test_grant_role_by_date_ends_sessions_and_tells_the_person(
    cast: Cast, sign_in: Callable[[Pegawai], Client], django_capture_on_commit_callbacks: Any
) -> None:
    browser = sign_in(cast.yohana)
    with django_capture_on_commit_callbacks(execute=True):
        grant = operations.grant_role(
            user=user_of(cast.yohana),
            role=Role.PENGELOLA_KINERJA,
            unit_kode="pusk1",
            start_date=TODAY,
            end_date=date(2026, 12, 31),
            reason="SK 12/2026",
            by=cast.actor(cast.lusia),
            at=NOW,
        )
    assert (grant.role, grant.unit_kode, grant.granted_by) == ("pengelola_kinerja", "pusk1", cast.lusia.user)
    assert browser.get("/").status_code == 302
    assert queries.grants_on(user_id=grant.user_id, on=TODAY) == [("pengelola_kinerja", "pusk1")]
    assert queries.grants_on(user_id=grant.user_id, on=date(2026, 12, 31)) == []
    assert entries() == [
        (
            "accounts.role_granted",
            grant.user_id,
            {
                "name": "Yohana Basik-Basik",
                "role": "pengelola_kinerja",
                "unit_kode": "pusk1",
                "start_date": "2026-06-24",
                "end_date": "2026-12-31",
                "reason": "SK 12/2026",
            },
        )
    ]
    assert Notice.objects.get().user == cast.yohana.user
    lines = queries.recent_notices(user_id=grant.user_id, limit=5)
    assert [line.sentence for line in lines] == [
        "Lusia Samkakai memberi Yohana Basik-Basik peran Pengelola kinerja unit kerja mulai 24 Juni 2026."
    ]


def test_nobody_grants_to_themselves_nor_beyond_their_reach(cast: Cast) -> None:
    clerk = cast.actor(cast.lusia)
    cases = [
        (clerk, cast.lusia, Role.PYB, "accounts.own_account"),
        (administrator(cast), cast.andreas, Role.PYB, "accounts.own_account"),
        (clerk, cast.yohana, Role.ADMINISTRATOR, "accounts.protected_role"),
        (clerk, cast.yohana, Role.AUDITOR, "accounts.protected_role"),
        (clerk, cast.yohana, Role.KEPEGAWAIAN, "accounts.protected_role"),
        (cast.actor(cast.andreas), cast.yohana, Role.PYB, "accounts.not_clerk"),
        (cast.actor(cast.agus), cast.yohana, Role.PYB, "accounts.not_clerk"),
    ]
    for actor, pegawai, role, code in cases:
        with pytest.raises(NotAllowed) as refusal:
            operations.grant_role(user=user_of(pegawai), role=role, start_date=TODAY, by=actor, at=NOW)
        assert refusal.value.code == code
    assert entries() == []
    with pytest.raises(Invalid):
        operations.grant_role(user=user_of(cast.yohana), role="raja", start_date=TODAY, by=SYSTEM, at=NOW)


def test_a_role_is_not_held_twice_on_one_day(cast: Cast) -> None:
    user = user_of(cast.yohana)

    def grant(start: date, end: date | None) -> None:
        operations.grant_role(
            user=user, role=Role.PYB, start_date=start, end_date=end, by=cast.actor(cast.lusia), at=NOW
        )

    grant(date(2026, 3, 1), date(2026, 6, 1))
    grant(date(2026, 6, 1), None)
    for start, end in (
        (date(2026, 5, 31), date(2026, 6, 1)),
        (date(2027, 1, 1), None),
        (date(2026, 1, 1), date(2026, 3, 2)),
    ):
        with pytest.raises(StateRefusal) as refusal:
            grant(start, end)
        assert refusal.value.code == "accounts.role_held"
    grant(date(2026, 1, 1), date(2026, 3, 1))
    with pytest.raises(Invalid):
        grant(date(2025, 2, 1), date(2025, 2, 1))


def test_end_role_ends_it_and_the_sessions(cast: Cast, sign_in: Callable[[Pegawai], Client]) -> None:
    grant = RoleGrant.objects.get(role=Role.AUDITOR)
    browser = sign_in(cast.agus)
    with pytest.raises(NotAllowed):
        operations.end_role(grant=grant, end_date=TODAY, by=cast.actor(cast.lusia), at=NOW)
    operations.end_role(grant=grant, end_date=TODAY, by=administrator(cast), at=NOW)
    assert grant.end_date == TODAY
    assert browser.get("/").status_code == 302
    assert not cast.actor(cast.agus).has(Role.AUDITOR)
    assert cast.actor(cast.agus, on=TODAY - timedelta(days=1)).has(Role.AUDITOR)
    with pytest.raises(StateRefusal):
        operations.end_role(grant=grant, end_date=TODAY, by=administrator(cast), at=NOW)
    assert [kind for kind, _, _ in entries()] == ["accounts.role_ended"]


def test_set_password_is_for_oneself_and_must_be_good(
    cast: Cast, sign_in: Callable[[Pegawai], Client]
) -> None:
    browser = sign_in(cast.yohana)
    with pytest.raises(NotAllowed):
        operations.set_password(
            user=user_of(cast.yohana), password=NEW_PASSWORD, by=cast.actor(cast.lusia), at=NOW
        )
    with pytest.raises(Invalid) as refusal:
        operations.set_password(
            user=user_of(cast.yohana), password="12345678", by=cast.actor(cast.yohana), at=NOW
        )
    assert {item.path for item in refusal.value.problems} == {"password"}
    user = operations.set_password(
        user=user_of(cast.yohana), password=NEW_PASSWORD, by=cast.actor(cast.yohana), at=NOW
    )
    assert user.check_password(NEW_PASSWORD)
    assert browser.get("/").status_code == 302
    assert entries() == [("accounts.password_set", user.pk, {"name": user.name})]


def test_an_activation_code_sets_the_password_once(cast: Cast) -> None:
    user = user_of(cast.markus)
    code = operations.issue_activation(user=user, by=cast.actor(cast.lusia), at=NOW)
    kept = ActivationCode.objects.get()
    assert code.replace("-", "") not in kept.digest
    assert kept.expires_at == NOW + timedelta(days=14)
    assert kept.created_by == cast.lusia.user
    activated = operations.activate_account(
        username=f" {user.username[:8]} {user.username[8:]}", code=code.lower(), password=NEW_PASSWORD, at=NOW
    )
    assert activated.check_password(NEW_PASSWORD)
    assert [kind for kind, _, _ in entries()] == ["accounts.activation_issued", "accounts.activated"]
    with pytest.raises(Refusal) as refusal:
        operations.activate_account(username=user.username, code=code, password=NEW_PASSWORD, at=NOW)
    assert refusal.value.code == "accounts.code"


def test_an_activation_code_that_is_old_replaced_or_of_another_is_refused_alike(cast: Cast) -> None:
    clerk = cast.actor(cast.lusia)
    markus, rosa = user_of(cast.markus), user_of(cast.rosa)
    first = operations.issue_activation(user=markus, by=clerk, at=NOW)
    second = operations.issue_activation(user=markus, by=clerk, at=NOW)
    late = NOW + timedelta(days=14)
    for username, code, at in (
        (markus.username, first, NOW),
        (rosa.username, second, NOW),
        (markus.username, "AAAA-BBBB-CCCC", NOW),
        (markus.username, second, late),
    ):
        with pytest.raises(Refusal) as refusal:
            operations.activate_account(username=username, code=code, password=NEW_PASSWORD, at=at)
        assert refusal.value.code == "accounts.code"
    with pytest.raises(Invalid):
        operations.activate_account(username=markus.username, code=second, password="pendek", at=NOW)
    operations.activate_account(username=markus.username, code=second, password=NEW_PASSWORD, at=NOW)


def test_a_closed_account_gets_neither_code_nor_token(cast: Cast) -> None:
    clerk = cast.actor(cast.lusia)
    code = operations.issue_activation(user=user_of(cast.markus), by=clerk, at=NOW)
    markus = operations.disable_user(user=user_of(cast.markus), by=clerk, at=NOW)
    with pytest.raises(Refusal):
        operations.activate_account(username=markus.username, code=code, password=NEW_PASSWORD, at=NOW)
    with pytest.raises(StateRefusal):
        operations.issue_activation(user=markus, by=clerk, at=NOW)
    with pytest.raises(StateRefusal):
        operations.create_token(user=markus, name="skrip", by=SYSTEM, at=NOW)


def test_a_token_is_kept_as_its_hash_and_expires(cast: Cast) -> None:
    user = user_of(cast.yohana)
    token, secret = operations.create_token(user=user, name="skrip", by=cast.actor(cast.yohana), at=NOW)
    assert secret.startswith("ksr_")
    assert secret not in str(ApiToken.objects.values().get())
    assert token.expires_at == NOW + timedelta(days=90)
    assert queries.bearer(secret, at=NOW) == user
    assert queries.bearer(secret, at=NOW + timedelta(days=90)) is None
    assert queries.bearer(secret + "x", at=NOW) is None
    assert [kind for kind, _, _ in entries()] == ["accounts.token_created"]
    assert secret not in str(entries())


def test_a_token_dies_with_its_revocation_and_with_the_account(cast: Cast) -> None:
    yohana = cast.actor(cast.yohana)
    first, secret = operations.create_token(user=user_of(cast.yohana), name="a", by=yohana, at=NOW)
    _, other = operations.create_token(user=user_of(cast.yohana), name="b", by=yohana, at=NOW)
    operations.revoke_token(token=first, by=yohana, at=NOW)
    assert first.revoked_at == NOW
    assert queries.bearer(secret, at=NOW) is None
    with pytest.raises(StateRefusal):
        operations.revoke_token(token=first, by=yohana, at=NOW)
    assert queries.bearer(other, at=NOW) is not None
    operations.disable_user(user=user_of(cast.yohana), by=cast.actor(cast.lusia), at=NOW)
    assert queries.bearer(other, at=NOW) is None


def test_a_token_is_made_by_its_owner_alone(cast: Cast) -> None:
    for actor in (cast.actor(cast.lusia), administrator(cast)):
        with pytest.raises(NotAllowed):
            operations.create_token(user=user_of(cast.yohana), name="a", by=actor, at=NOW)
    for days in (0, 366):
        with pytest.raises(Invalid) as refusal:
            operations.create_token(user=user_of(cast.yohana), name="a", by=SYSTEM, at=NOW, days=days)
        assert "365" in str(refusal.value.reason)
    with pytest.raises(Invalid):
        operations.create_token(user=user_of(cast.yohana), name="  ", by=SYSTEM, at=NOW)


def test_demo_personas_are_set_by_the_product_alone(cast: Cast) -> None:
    personas = [operations.Persona(user_of(cast.yohana).pk, "Bidan", "Menulis SKP")]
    with pytest.raises(NotAllowed):
        operations.set_demo_personas(personas=personas, by=administrator(cast), at=NOW)
    operations.set_demo_personas(personas=personas, by=SYSTEM, at=NOW)
    operations.set_demo_personas(personas=personas, by=SYSTEM, at=NOW)
    assert DemoPersona.objects.count() == 1
    assert [persona.label for persona in queries.demo_personas()] == ["Bidan"]
