"""Bahasa Indonesia first, English for whoever chooses it."""

from __future__ import annotations

import pytest
from django.test import Client


@pytest.mark.django_db
def test_page_is_indonesian_whatever_the_phone_prefers() -> None:
    answer = Client(headers={"accept-language": "en-US"}).get("/masuk/")
    assert answer.headers["Content-Language"] == "id"


@pytest.mark.django_db
def test_page_is_english_once_chosen() -> None:
    client = Client()
    client.cookies["django_language"] = "en"
    assert client.get("/masuk/").headers["Content-Language"] == "en"
