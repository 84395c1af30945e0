"""How a seal is computed: SHA-256 over the seal before it and the canonical JSON of its entries.

Pure: entries go in as plain dictionaries, so that a copy of the ledger outside the product can be checked by
the same rule. Canonical JSON has sorted keys, no blanks, UTF-8 as it is, and moments in UTC.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

COLUMNS = (
    "id",
    "at",
    "kind",
    "by_user_id",
    "by_name",
    "object_type",
    "object_id",
    "pegawai_id",
    "data",
)


def canonical(entry: Mapping[str, Any]) -> bytes:
    """One entry as bytes that are the same on every engine."""
    plain = {name: _plain(entry[name]) for name in COLUMNS}
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value


def seal_of(previous: str, entries: Iterable[Mapping[str, Any]]) -> str:
    """The seal of `entries`, in the order of their ids, after the seal `previous` ("" for the first)."""
    digest = hashlib.sha256(previous.encode())
    for entry in entries:
        digest.update(b"\n")
        digest.update(canonical(entry))
    return digest.hexdigest()
