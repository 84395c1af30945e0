"""A page of another site cannot make a signed-in browser write."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from kasuari.audit.models import AuditEntry
from tests.security.asking import address, ask, client_of, operations, pages, those_who_may, undone
from tests.site.route_table import ROWS, Row
from tests.site.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]
READS = [row for row in ROWS if row.method == "GET" and row.route != "gallery:all"]
# What a citizen sends carries no right of anybody: there is no session and no cookie to be misused. A signed
# key in the form and the check of the origin stand in its place (tests/surveys).
WITHOUT_SESSION = {"surveys:answer"}
METHODS = ("POST", "PUT", "PATCH", "DELETE")
ADDRESSES = [
    row
    for row in {row.route: row for row in ROWS if not row.route.startswith("/api/")}.values()
    if row.route not in WITHOUT_SESSION
]


@pytest.mark.parametrize(
    "row", [row for row in pages(safe=False) if row.route not in WITHOUT_SESSION], ids=lambda row: row.label
)
def test_a_write_without_the_token_of_the_page_is_refused(row: Row, world: World) -> None:
    persona = (those_who_may(row) or ["yohana"])[0]
    before = AuditEntry.objects.count()
    with undone():
        client = client_of(persona, world, enforce_csrf_checks=True)
        response = ask(row, persona, world, client=client, headers={"origin": "https://evil.example"})
        assert response.status_code == 403
        assert AuditEntry.objects.count() == before
        plain = ask(row, persona, world, client=client)
        assert plain.status_code == 403
        assert AuditEntry.objects.count() == before


@pytest.mark.parametrize("row", ADDRESSES, ids=lambda row: row.route)
def test_no_page_is_exempt_whatever_the_method(row: Row, world: World) -> None:
    persona = (those_who_may(row) or ["yohana"])[0]
    with undone():
        client = client_of(persona, world, enforce_csrf_checks=True)
        path = address(row, row.args(world))
        answers = {method: client.generic(method, path).status_code for method in METHODS}
    assert answers == dict.fromkeys(METHODS, 403)


# Papers without a moment of signing of their own, which nobody has asked for yet in the world of the table.
PAPERS = {
    "development:sheet_paper",
    "feedback:print",
    "planning:dialog_print",
    "planning:matriks_print",
    "planning:workblock_print",
    "planning:workblocks_print",
}


@pytest.mark.parametrize("row", READS, ids=lambda row: row.label)
def test_reading_writes_nothing(row: Row, world: World) -> None:
    """A link or a picture on another site may fetch any address: fetching must change nothing.

    A paper that is asked for the first time is issued, with a code that verifies; asked again it is the same.
    """
    for persona in those_who_may(row)[:1] or ["anonymous"]:
        with undone():
            client = client_of(persona, world, api=row.route.startswith("/api/"))
            before = AuditEntry.objects.latest("pk").pk
            for written in ({"documents.issued"} if row.route in PAPERS else set(), set()):
                b"".join(ask(row, persona, world, client=client))
                entries = AuditEntry.objects.filter(pk__gt=before).order_by("pk")
                assert set(entries.values_list("kind", flat=True)) == written
                before = AuditEntry.objects.latest("pk").pk


@pytest.mark.parametrize("row", pages(safe=False), ids=lambda row: row.label)
def test_a_write_is_not_reached_by_a_link(row: Row, world: World) -> None:
    """GET answers 405 or shows a page; it does not do what POST does."""
    persona = (those_who_may(row) or ["yohana"])[0]
    with undone():
        client = client_of(persona, world)
        before = AuditEntry.objects.count()
        response = client.get(address(row, row.args(world)), row.data(world))
        assert response.status_code in {200, 302, 403, 404, 405, 409}
        assert AuditEntry.objects.count() == before


@pytest.mark.parametrize("row", operations(safe=False), ids=lambda row: row.label)
def test_the_api_takes_no_session_so_it_needs_no_token_of_a_page(row: Row, world: World) -> None:
    persona = (those_who_may(row) or ["yohana"])[0]
    with undone():
        browser = client_of(persona, world, enforce_csrf_checks=True)
        assert ask(row, persona, world, client=browser).status_code == 401


def test_the_token_of_one_browser_is_not_good_in_another(world: World) -> None:
    with undone():
        here, there = (Client(enforce_csrf_checks=True) for _ in range(2))
        for client in (here, there):
            client.force_login(world.cast.yohana.user)
            client.get(reverse("accounts:profile"))
        stolen = here.cookies["csrftoken"].value
        path = reverse("accounts:choose_language")
        sent = {"language": "id", "csrfmiddlewaretoken": stolen}
        assert there.post(path, sent).status_code == 403
        assert here.post(path, sent).status_code == 302
