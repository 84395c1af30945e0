"""Somebody at a browser: goes to pages, looks at each with a critical eye, notices what goes wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Request, Response, expect

from kasuari.organisation.models import Pegawai

AXE_RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
SMALLEST = 360
# An answer with 4xx is part of a story; the page that shows it is looked at like any other.
_ANSWERED = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d")


class Visitor:
    """One person with a browser of their own (`context`), which remembers who is signed in."""

    def __init__(self, context: BrowserContext, home: str) -> None:
        self.context = context
        self.home = home
        self.page = context.new_page()
        self.trouble: list[str] = []
        self.offline = False
        self._axe = Axe()
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.trouble.append(f"script error: {error}"))
        self.page.on("request", self._asked)
        self.page.on("response", self._answered)

    # Going somewhere

    def go(self, path: str) -> Visitor:
        self.page.goto(f"{self.home}{path}")
        return self

    def sign_in(self, nip: str, password: str) -> Visitor:
        """Through the sign-in page, as everybody does."""
        self.go("/masuk/")
        self.page.get_by_label("NIP").fill(nip)
        self.page.get_by_label(re.compile("Kata sandi|Password")).fill(password)
        self.page.get_by_role("button", name=re.compile("^(Masuk|Sign in)$")).click()
        self.page.wait_for_url(f"{self.home}/")
        return self

    def arrive_as(self, pegawai: Pegawai) -> Visitor:
        """Signed in already, where the story is about something else."""
        client = Client()
        assert pegawai.user is not None
        client.force_login(pegawai.user)
        key = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": self.home}])
        return self

    # Finding and doing

    def field(self, label: str, *, within: Locator | None = None) -> Locator:
        """The control with this label, whether or not it says that it may stay empty."""
        words = re.compile(rf"^\s*{re.escape(label)}\s*(\(.*\))?\s*$")
        return (within or self.page).get_by_label(words)

    def button(self, name: str | re.Pattern[str], *, within: Locator | None = None) -> Locator:
        return (within or self.page).get_by_role("button", name=name, exact=isinstance(name, str))

    def link(self, name: str | re.Pattern[str], *, within: Locator | None = None) -> Locator:
        return (within or self.page).get_by_role("link", name=name, exact=isinstance(name, str))

    def send(self, name: str, *, within: Locator | None = None) -> None:
        """Press the button that sends a form, and wait for the page that answers."""
        with self.page.expect_navigation():
            self.button(name, within=within).click()

    def agree(self) -> None:
        """Say yes in the dialog that asks before an act."""
        dialog = self.page.locator("dialog[open]")
        expect(dialog).to_be_visible()
        with self.page.expect_navigation():
            dialog.locator("button").last.click()

    def download(self, trigger: Locator) -> bytes:
        """What a link to a document brings."""
        address = trigger.get_attribute("href")
        assert address, "the link leads nowhere"
        answer = self.context.request.get(f"{self.home}{address}" if address.startswith("/") else address)
        assert answer.ok, f"{address} answered {answer.status}"
        return answer.body()

    def sees(self, text: str | re.Pattern[str]) -> None:
        expect(self.page.get_by_text(text).first).to_be_visible()

    # Looking critically

    def look(self) -> Visitor:
        """The page at hand has no axe violation, does not scroll sideways, and nothing went wrong on it."""
        self._check_sideways()
        self._check_axe()
        assert not self.trouble, "\n".join(self.trouble)
        return self

    def _check_axe(self) -> None:
        found = self._axe.run(self.page, options=AXE_RULES).response["violations"]
        lines = [
            f"{item['id']}: {item['help']}: {node['target']} {node['html'][:200]} {node['failureSummary']}"
            for item in found
            for node in item["nodes"][:3]
        ]
        assert not lines, f"axe on {self.page.url}\n" + "\n".join(lines)

    def _check_sideways(self) -> None:
        size = self.page.viewport_size
        assert size is not None
        widths = [size["width"], SMALLEST] if size["width"] < 600 else [size["width"]]
        for width in widths:
            if width != size["width"]:
                self.page.set_viewport_size({"width": width, "height": size["height"]})
            self.page.wait_for_load_state("networkidle")
            needed = self.page.evaluate("document.scrollingElement.scrollWidth")
            assert needed <= width, f"{self.page.url} needs {needed} px where {width} are there"
        if len(widths) > 1:
            self.page.set_viewport_size(size)

    @contextmanager
    def cut_off(self) -> Iterator[None]:
        """Without a line for a while."""
        self.offline = True
        self.context.set_offline(True)
        yield
        self.context.set_offline(False)
        self.offline = False

    def picture(self, path: Path, *, whole: bool = True) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=path, full_page=whole, animations="disabled")

    # Noticing

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type != "error" or _ANSWERED.match(message.text):
            return
        if self.offline and "net::ERR_INTERNET_DISCONNECTED" in message.text:
            return
        self.trouble.append(f"{self.page.url}: {message.text}")

    def _asked(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in {"data", "blob"}:
            return
        if f"{address.scheme}://{address.netloc}" != self.home:
            self.trouble.append(f"{self.page.url} asked another host: {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 500:
            self.trouble.append(f"{response.request.method} {response.url} answered {response.status}")
