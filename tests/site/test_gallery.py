"""The gallery shows every component, and the shell around it keeps its promises."""

from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from kasuari.foundation.components import declared_names
from kasuari.site.web.offline import KEPT


@pytest.fixture
def page(client: Client) -> BeautifulSoup:
    response = client.get(reverse("gallery:all"))
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


@pytest.mark.django_db
def test_gallery_shows_every_component(page: BeautifulSoup) -> None:
    shown = [section["id"].removeprefix("komponen-") for section in page.select("section.specimen")]
    assert shown == declared_names()


@pytest.mark.django_db
def test_ids_are_unique_although_examples_stand_twice(page: BeautifulSoup) -> None:
    once = [tag["id"] for tag in page.select("[id]")]
    doubled = {identity for identity in once if once.count(identity) > 1}
    assert doubled <= {"toasts", "salinan-toasts"}


@pytest.mark.django_db
def test_one_component_has_its_own_page(client: Client) -> None:
    assert client.get(reverse("gallery:one", args=["board"])).status_code == 200
    assert client.get(reverse("gallery:one", args=["unknown"])).status_code == 404


@pytest.mark.django_db
def test_shell_names_its_language_skips_to_the_content_and_asks_no_other_host(page: BeautifulSoup) -> None:
    assert page.html["lang"] == "id"
    assert page.select_one("a.skip-link")["href"] == "#" + page.main["id"]
    assert page.main.select_one("header h1").get_text() == "Komponen"
    addresses = [tag.get("src") or tag.get("href") for tag in page.select("script, link, img, use")]
    assert all(address.startswith("/") for address in addresses)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("cookie", "value", "attribute"),
    [("theme", "dark", "dark"), ("theme", "light", "light"), ("theme", '"><b>', None)],
)
def test_theme_comes_from_the_cookie_so_that_nothing_flashes(
    client: Client, cookie: str, value: str, attribute: str | None
) -> None:
    client.cookies[cookie] = value
    html = BeautifulSoup(client.get(reverse("gallery:one", args=["pill"])).content, "html.parser").html
    assert html.get("data-theme") == attribute


@pytest.mark.skipif(finders.find("kasuari/sw.js") is None, reason="the assets are not built")
@pytest.mark.django_db
def test_service_worker_keeps_only_what_exists(client: Client) -> None:
    response = client.get(reverse("service_worker"))
    assert response["Content-Type"] == "text/javascript"
    kept = json.loads(response.content.decode().split("self.kept=", 1)[1].split(";", 1)[0])
    assert len(kept) == len(KEPT)
    assert [name for name in KEPT if finders.find(f"kasuari/{name}") is None] == []


@pytest.mark.django_db
def test_offline_page_says_nothing_of_the_reader(client: Client) -> None:
    html = client.get(reverse("offline")).content.decode()
    assert "data-user" not in html
    assert "tersimpan di perangkat ini" in html
