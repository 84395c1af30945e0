"""The code of a survey in its address, and the code of the day at the counter."""

from __future__ import annotations

import hmac
import secrets
from datetime import date
from hashlib import sha256

# Without the letters and figures that people mistake for one another.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
PUBLIC_LENGTH, DAY_LENGTH = 8, 5


def new_code() -> str:
    """The public code of a survey."""
    return "".join(secrets.choice(ALPHABET) for _ in range(PUBLIC_LENGTH))


def kode_hari(benih: str, tanggal: date) -> str:
    """The code that hangs at the counter on a day: another every day, known only to who was there."""
    digest = hmac.new(benih.encode(), tanggal.isoformat().encode(), sha256).digest()
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:DAY_LENGTH])


def as_typed(code: str) -> str:
    """A code as people type it: any case, with spaces or dashes between."""
    return "".join(letter for letter in code.upper() if letter.isalnum())
