"""Numbers that come as text from an address or a form."""

from __future__ import annotations

LONGEST = 18  # digits that every id of every database can hold


def whole_number(text: str, *, otherwise: int = 0) -> int:
    """The whole number that `text` writes with the digits 0–9; `otherwise` for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST else otherwise
