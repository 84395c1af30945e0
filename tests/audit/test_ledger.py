"""The ledger: a row with every write, never changed, sealed in a chain that shows what was altered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from kasuari.accounts import operations as accounts
from kasuari.accounts.models import User
from kasuari.audit import operations
from kasuari.audit.chain import canonical, seal_of
from kasuari.audit.models import AppendOnlyError, AuditEntry, AuditSeal
from kasuari.audit.queries import timeline, verify
from kasuari.audit.tasks import seal
from kasuari.foundation.access import Actor
from kasuari.foundation.refusals import NotAllowed
from kasuari.organisation.models import Pegawai
from tests.append_only import resting_triggers
from tests.cast import NOW, TODAY, Cast

SYSTEM = Actor.system("kasuari", on=TODAY)
SignIn = Callable[[Pegawai], Client]


def write(*names: str, at: datetime = NOW) -> list[AuditEntry]:
    """One audited write per name."""
    for name in names:
        accounts.create_user(username=name, name=name.title(), by=SYSTEM, at=at)
    return list(AuditEntry.objects.order_by("id"))


@pytest.mark.django_db
def test_the_row_and_the_write_stand_or_fall_together() -> None:
    with transaction.atomic():
        accounts.create_user(username="kapal", name="Kapal", by=SYSTEM, at=NOW)
        assert AuditEntry.objects.count() == 1
        transaction.set_rollback(True)
    assert not AuditEntry.objects.exists()
    assert not User.objects.exists()


@pytest.mark.django_db
def test_a_write_whose_row_cannot_be_added_does_not_happen(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_columns: Any) -> None:
        raise DatabaseError("disk full")

    monkeypatch.setattr(AuditEntry.objects, "create", broken)
    with pytest.raises(DatabaseError):
        accounts.create_user(username="kapal", name="Kapal", by=SYSTEM, at=NOW)
    assert not User.objects.exists()


@pytest.mark.django_db
def test_the_orm_refuses_to_change_or_remove_a_row() -> None:
    entry = write("kapal")[0]
    entry.by_name = "orang lain"
    queryset = AuditEntry.objects.all()
    for act in (
        entry.save,
        entry.delete,
        queryset.delete,
        lambda: queryset.update(by_name="x"),
        lambda: queryset.bulk_update([entry], ["by_name"]),
        lambda: AuditEntry.objects.filter(pk=entry.pk)._raw_delete("default"),
        lambda: AuditEntry.objects.update_or_create(pk=entry.pk, defaults={"by_name": "x"}),
    ):
        with pytest.raises(AppendOnlyError):
            act()
    assert AuditEntry.objects.get().by_name == "kasuari"


STATEMENTS = [
    "UPDATE audit_auditentry SET by_name = 'x'",
    "DELETE FROM audit_auditentry",
    "UPDATE audit_auditseal SET digest = 'x'",
    "DELETE FROM audit_auditseal WHERE id > 0",
]


@pytest.mark.django_db
@pytest.mark.parametrize("statement", STATEMENTS)
def test_the_database_refuses_to_change_or_remove_a_row(statement: str) -> None:
    write("kapal")
    operations.seal_entries(by=SYSTEM, at=NOW)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert AuditEntry.objects.get().by_name == "kasuari"
    assert verify().is_whole


@pytest.mark.django_db
def test_the_database_refuses_the_way_around() -> None:
    """TRUNCATE on PostgreSQL, INSERT OR REPLACE on SQLite."""
    write("kapal")
    operations.seal_entries(by=SYSTEM, at=NOW)
    for table in ("audit_auditentry", "audit_auditseal"):
        if connection.vendor == "postgresql":
            statement = f"TRUNCATE {table}"
        else:
            statement = f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"
        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    assert verify().is_whole


def test_canonical_json_is_the_same_for_the_same_moment_in_another_zone() -> None:
    entry = {
        "id": 7,
        "at": datetime(2026, 6, 24, 0, 0, tzinfo=UTC),
        "kind": "k",
        "by_user_id": None,
        "by_name": "D'Arcy <é>",
        "object_type": "o",
        "object_id": 1,
        "pegawai_id": None,
        "data": {"b": 1, "a": [None]},
    }
    elsewhere = {**entry, "at": entry["at"].astimezone(timezone(timedelta(hours=9)))}
    assert canonical(entry) == canonical(elsewhere)
    assert (
        canonical(entry)
        == (
            '{"at":"2026-06-24T00:00:00.000000+00:00","by_name":"D\'Arcy <é>","by_user_id":null,'
            '"data":{"a":[null],"b":1},"id":7,"kind":"k","object_id":1,"object_type":"o","pegawai_id":null}'
        ).encode()
    )
    assert seal_of("", [entry]) != seal_of("x", [entry]) != seal_of("x", [])


@pytest.mark.django_db
def test_seals_form_a_chain_over_all_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operations, "ENTRIES_PER_SEAL", 2)
    entries = write("a1", "b1", "c1")
    assert operations.seal_entries(by=SYSTEM, at=NOW) == 3
    assert operations.seal_entries(by=SYSTEM, at=NOW) == 0
    first, second = AuditSeal.objects.order_by("id")
    assert (first.first_entry_id, first.last_entry_id) == (entries[0].pk, entries[1].pk)
    assert (second.first_entry_id, second.last_entry_id) == (entries[2].pk, entries[2].pk)
    assert (first.previous, second.previous) == ("", first.digest)
    write("d1")
    found = verify()
    assert (found.entries, found.seals, found.unsealed) == (3, 2, 1)
    assert found.is_whole
    assert found.digest == second.digest
    assert verify(expected_digest=first.digest).is_whole


@pytest.mark.django_db
def test_sealing_is_the_products_own_work(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        operations.seal_entries(by=cast.actor(cast.agus), at=NOW)
    write("a1")
    assert seal.call() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_auditentry SET by_name = 'orang lain' WHERE id = %s",
        "DELETE FROM audit_auditentry WHERE id = %s",
        "UPDATE audit_auditentry SET object_id = 0 WHERE id = %s",
    ],
)
def test_verify_names_the_first_place_that_was_altered(
    statement: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operations, "ENTRIES_PER_SEAL", 2)
    entries = write("a1", "b1", "c1", "d1", "e1", "f1")
    operations.seal_entries(by=SYSTEM, at=NOW)
    with resting_triggers(connection), connection.cursor() as cursor:
        cursor.execute(statement, [entries[3].pk])
    breach = verify().breach
    assert breach is not None
    assert (breach.code, breach.first_entry_id, breach.last_entry_id) == (
        "entries_changed",
        entries[2].pk,
        entries[3].pk,
    )


@pytest.mark.django_db
def test_verify_notices_a_seal_that_was_taken_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operations, "ENTRIES_PER_SEAL", 1)
    write("a1", "b1", "c1")
    operations.seal_entries(by=SYSTEM, at=NOW)
    latest = verify().digest
    first, middle, last = AuditSeal.objects.order_by("id").values_list("id", flat=True)
    with resting_triggers(connection), connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_auditseal WHERE id = %s", [middle])
    breach = verify().breach
    assert breach is not None
    assert breach.code == "chain_broken"
    with resting_triggers(connection), connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_auditseal WHERE id IN (%s, %s)", [first, last])
    assert verify().is_whole
    breach = verify(expected_digest=latest).breach
    assert breach is not None
    assert breach.code == "seal_missing"


@pytest.mark.django_db
def test_the_timeline_of_an_object_is_newest_first() -> None:
    user = accounts.create_user(username="kapal", name="Kapal", by=SYSTEM, at=NOW)
    accounts.disable_user(user=user, by=SYSTEM, at=NOW + timedelta(minutes=1))
    items = timeline(object_type="accounts.user", object_id=user.pk)
    assert [item.sentence for item in items] == ["kasuari menutup akun Kapal.", "kasuari membuat akun Kapal."]


def test_the_ledger_is_for_the_auditor_alone(cast: Cast, sign_in: SignIn) -> None:
    for pegawai in (cast.yohana, cast.hendrika, cast.paulus, cast.lusia, cast.andreas, cast.maria):
        assert sign_in(pegawai).get(reverse("audit:ledger")).status_code == 403
    assert sign_in(cast.agus).get(reverse("audit:ledger")).status_code == 200
    assert Client().get(reverse("audit:ledger")).status_code == 302


def test_the_ledger_is_filtered_by_person_kind_and_date(cast: Cast, sign_in: SignIn) -> None:
    assert cast.yohana.user is not None
    write("lama", at=NOW - timedelta(days=3))
    accounts.end_sessions(user=cast.yohana.user, by=cast.actor(cast.yohana), at=NOW)
    browser = sign_in(cast.agus)

    def rows(**query: str) -> list[str]:
        page = BeautifulSoup(browser.get(reverse("audit:ledger"), query).content, "html.parser")
        return [row.select("td")[1].get_text(strip=True) for row in page.select("tbody tr")]

    made, ended = "accounts.user_created", "accounts.sessions_ended"
    assert rows() == [ended, made]
    assert rows(person="basik yohana") == [ended]
    assert rows(kind=made) == [made]
    assert rows(first="2026-06-24") == [ended]
    assert rows(last="2026-06-21") == [made]
    assert rows(last="2026-06-20") == []
    assert rows(first="kemarin") == [ended, made]


def test_the_kinds_to_narrow_by_are_said_in_words_and_sent_as_codes(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.agus)

    def offered(language: str) -> dict[str, str]:
        browser.cookies["django_language"] = language
        page = BeautifulSoup(browser.get(reverse("audit:ledger")).content, "html.parser")
        return {str(item["value"]): item.get_text() for item in page.select("select[name=kind] option")}

    said, english = offered("id"), offered("en")
    assert said["accounts.role_granted"] == "Memberi … peran … mulai …"
    assert english["accounts.sessions_ended"] != said["accounts.sessions_ended"]
    assert len(set(said.values())) == len(said) > 300
    assert not [words for words in (*said.values(), *english.values()) if "{" in words]


def test_the_ledger_takes_the_same_queries_for_one_and_for_three(
    cast: Cast, sign_in: SignIn, django_assert_num_queries: Any
) -> None:
    browser = sign_in(cast.agus)
    for names in (["a1"], ["b1", "c1"]):
        write(*names)
        with django_assert_num_queries(6):
            browser.get(reverse("audit:ledger"))
