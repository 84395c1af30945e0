"""Telling connections apart for ten minutes without keeping an address.

What is kept is a short code made from the network of the connection, the survey and the slot of ten minutes,
with the key of the day. The key lies outside the database and is destroyed when the day is over: from then on
the code leads to nobody, not even with a list of every address there is. Two slots and two surveys give two
codes, so nobody can be followed from one to the next.
"""

from __future__ import annotations

import hmac
import ipaddress
from datetime import date, datetime, timedelta
from functools import lru_cache
from hashlib import sha256

from kasuari.feedback.sealing import KeyGone, destroy_key, make_key, seal_of

SLOT_MINUTES = 10
_LENGTH = 16


def slot_of(at: datetime) -> int:
    """The ten minutes of the day in which a moment lies."""
    return (at.hour * 60 + at.minute) // SLOT_MINUTES


def sidik_of(address: str, *, survei_id: int, tanggal: date, slot: int) -> str:
    """The code of a connection; of IPv6 the network of a household counts."""
    message = f"{survei_id} {slot} {_network(address)}".encode()
    return hmac.new(_key(_name(tanggal)), message, sha256).hexdigest()[:_LENGTH]


def forget_keys(*, on: date, days: int = 7) -> None:
    """Destroy the keys of the days before `on`."""
    for back in range(1, days + 1):
        destroy_key(_name(on - timedelta(days=back)))
    _key.cache_clear()


def _name(tanggal: date) -> str:
    return f"skm-{tanggal:%Y%m%d}"


@lru_cache(maxsize=2)
def _key(name: str) -> bytes:
    while True:
        make_key(name)
        try:
            found = seal_of(name, length=0).key
        except KeyGone:
            continue
        if len(found) == 32:  # not one that another process is still writing
            return found


def _network(address: str) -> str:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "?"
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found, 64), strict=False).network_address)
    return str(found)
