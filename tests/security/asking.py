"""Requests of the route table as somebody: the whole answer, with every write undone afterwards."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse

from kasuari.accounts.models import User
from tests.site.route_table import PERSONAS, ROWS, Row
from tests.site.world import World

SAFE = {"GET", "HEAD"}
UNUSED = 987_654_321  # an id that nothing has


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written inside never happened."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def is_api(row: Row) -> bool:
    return row.route.startswith("/api/")


def pages(*, safe: bool) -> list[Row]:
    """The page rows that only read, or those that write."""
    return [row for row in ROWS if not is_api(row) and (row.method in SAFE) is safe]


def operations(*, safe: bool) -> list[Row]:
    """The same for the API."""
    return [row for row in ROWS if is_api(row) and (row.method in SAFE) is safe]


def those_who_may(row: Row) -> list[str]:
    """The personas who get the answer of one who may; "disabled" is never among them."""
    answers = row.answers.replace(" ", "")
    return [name for name, answer in zip(PERSONAS, answers, strict=True) if answer == "o"]


def user_of(persona: str, world: World) -> User | None:
    if persona == "anonymous":
        return None
    found = getattr(world.cast, "rosa" if persona == "disabled" else persona).user
    assert isinstance(found, User)
    return User.objects.get(pk=found.pk)  # as it is now: a role that was given ends earlier sessions


def client_of(persona: str, world: World, *, api: bool = False, **options: Any) -> Client:
    """A browser that is signed in as `persona`, or a program with their token."""
    user = user_of(persona, world)
    if api:
        headers = {"Authorization": f"Bearer {world.token(user)}"} if user else {}
        return Client(headers=headers, **options)
    return world.browser(user, **options)


def address(row: Row, args: dict[str, Any]) -> str:
    if is_api(row):
        return re.sub(r"{(\w+)}", lambda found: str(args[found.group(1)]), row.route)
    return reverse(row.route, kwargs=args)


def ask(
    row: Row,
    persona: str,
    world: World,
    *,
    args: dict[str, Any] | None = None,
    data: dict[str, Any] | None = None,
    client: Client | None = None,
    path: str = "",
    **options: Any,
) -> Any:
    """The answer to the row's request as `persona`; `args` and `data` change what the row sends."""
    client = client or client_of(persona, world, api=is_api(row))
    path = path or address(row, {**row.args(world), **(args or {})})
    sent = {**row.data(world), **(data or {})}
    if row.method in SAFE:
        response = client.get(path, sent, **options)
    elif any(isinstance(value, UploadedFile) for value in sent.values()) or not is_api(row):
        response = client.post(path, sent, **options)
    else:
        response = client.generic(
            row.method, path, json.dumps(sent), content_type="application/json", **options
        )
    return response


def body_of(response: Any) -> bytes:
    """The whole body; a file that is streamed is closed once it has been read."""
    return b"".join(response) if response.streaming else response.content
