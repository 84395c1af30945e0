"""What a browser fetches on its first visit: sign-in page, home page and all they point to."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from benchmarks.results import Result
from benchmarks.world import Server, populate, serve

NAME = "first_visit.kb"
# The service worker and the manifest are fetched after the page stands; they count all the same.
IN_PAGE = re.compile(r"""(?:src|href|data-sw)=["']([^"']+)["']""")
IN_STYLE = re.compile(r"""url\(["']?([^"')]+)["']?\)""")


def measure(at: Path) -> list[Result]:
    world = at / "first-visit"
    found = populate(world, 60)
    with serve(world, "kasuari.site.wsgi:application", session=found["session"]) as server:
        anonymous = Server(server.port, "")
        total, seen = visit(anonymous, found["sign_in"], set())
        more, _ = visit(server, "/", seen)
    return [Result(NAME, round((total + more) / 1024, 1), "KB", 100)]


def visit(server: Server, path: str, seen: set[str]) -> tuple[int, set[str]]:
    """Bytes on the wire of a page and of whatever it points to that was not fetched before."""
    total, page = fetch(server, path)
    waiting = [(path, found) for found in IN_PAGE.findall(page)]
    while waiting:
        source, reference = waiting.pop()
        address = urlsplit(urljoin(f"http://127.0.0.1{source}", reference))
        if address.hostname != "127.0.0.1":
            raise RuntimeError(f"{source} points to another host: {reference}")
        if not is_asset(address.path) or address.path in seen:
            continue
        seen.add(address.path)
        size, text = fetch(server, address.path)
        total += size
        if address.path.endswith(".css"):
            waiting += [
                (address.path, found) for found in IN_STYLE.findall(text) if not found.startswith("data:")
            ]
    return total, seen


def is_asset(path: str) -> bool:
    return bool(re.search(r"\.(css|js|svg|png|ico|webp|woff2?|webmanifest)$", path))


def fetch(server: Server, path: str) -> tuple[int, str]:
    """(bytes of head and body as sent, the text decoded). Raises RuntimeError unless it is 200."""
    connection = server.connect()
    connection.request("GET", path, headers=server.headers())
    response = connection.getresponse()
    body = response.read()
    if response.status != 200:
        raise RuntimeError(f"{path} answered {response.status}")
    head = sum(len(name) + len(value) + 4 for name, value in response.getheaders())
    return head + len(body), decoded(body, response.getheader("Content-Encoding", "") or "")


def decoded(body: bytes, encoding: str) -> str:
    if encoding == "br":
        import brotli

        body = brotli.decompress(body)
    elif encoding == "gzip":
        import gzip

        body = gzip.decompress(body)
    return body.decode("utf-8", errors="replace")
