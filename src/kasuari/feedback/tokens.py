"""The secret of a one-time link: told once, kept as its hash."""

from __future__ import annotations

import hashlib
import secrets


def new_token() -> str:
    """144 bits, impossible to guess or to count through."""
    return secrets.token_urlsafe(18)


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
