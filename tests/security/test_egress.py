"""The product calls nobody: the one door outward is Django's mail, and only where it is set."""

from __future__ import annotations

import ast
from pathlib import Path

import kasuari

CALLS = {
    *("aiohttp", "ftplib", "http.client", "httpx", "requests", "smtplib", "socket", "ssl", "telnetlib"),
    *("urllib.request", "urllib3", "xmlrpc", "websockets"),
}
# Where the name of the machine is asked, and whether a port is free.
NO_CALL = {"foundation/jobs/worker.py": {"gethostname"}, "site/commands/address.py": {"socket"}}


def test_no_module_opens_a_connection() -> None:
    root = Path(kasuari.__file__).parent
    found = []
    for path in sorted(root.rglob("*.py")):
        place = str(path.relative_to(root))
        for node in ast.walk(ast.parse(path.read_text())):
            names = (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
                if isinstance(node, ast.ImportFrom)
                else []
            )
            if place not in NO_CALL and set(names) & CALLS:
                found.append(f"{place}:{node.lineno} {names}")
            used = isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "socket"
            if used and node.attr.islower() and node.attr not in NO_CALL[place]:
                found.append(f"{place}:{node.lineno} socket.{node.attr}")
    assert found == []
