"""A secret that is shown once is nowhere in the database, also where the request asked to be repeatable."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.apps import apps

from tests.security.asking import ask, undone
from tests.site.route_table import ROWS
from tests.site.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]

# The write whose answer shows a secret, who sends it, and what the secret looks like in the answer.
SHOWN = {
    "accounts:create_token": ("yohana", r"ksr_[\w-]{30,}"),
    "accounts:activation_codes": ("lusia", r"\b([A-Z0-9]{4}(?:-[A-Z0-9]{4}){2})\b"),
    "feedback:invite": ("hendrika", r"/u/([\w-]{20,})/"),
    "feedback:kartu": ("lusia", r"/s/([\w-]{20,})/"),
}


def stored() -> str:
    """Every value of every table, as text."""
    found = []
    for model in apps.get_models():
        for row in model._base_manager.order_by("pk").values_list():
            found += [
                bytes(value).decode(errors="replace") if isinstance(value, bytes | memoryview) else str(value)
                for value in row
            ]
    return "\n".join(found)


@pytest.mark.parametrize("route", SHOWN)
def test_a_secret_is_kept_nowhere_and_its_answer_is_not_replayed(route: str, world: World) -> None:
    persona, form = SHOWN[route]
    row = next(row for row in ROWS if row.route == route and row.method == "POST")
    with undone():
        sent: dict[str, Any] = {"headers": {"Idempotency-Key": "once"}}
        if route == "accounts:activation_codes":
            sent["data"] = {"user": world.cast.yohana.user_id}
        first = ask(row, persona, world, **sent)
        found = re.search(form, first.content.decode())
        assert first.status_code == 200
        assert found, first.content.decode()
        secret = found.group(found.lastindex or 0).strip()
        assert secret not in stored()
        again = ask(row, persona, world, **sent)
        assert again.status_code == 409
        assert again.json()["code"] == "idempotency.shown_once"
