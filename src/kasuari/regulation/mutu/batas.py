"""Absolute words, and what may be at stake where they are allowed."""

from __future__ import annotations

import re

from kasuari.regulation.mutu import kamus
from kasuari.regulation.mutu.target import PERSEN, angka


def kata_mutlak(text: str, *, target: str) -> list[str]:
    times = [match.span() for match in kamus.BERULANG.finditer(text)]
    measured = kamus.KEPALA_UKURAN.match(text) and _longgar(target)
    found = []
    for match in kamus.KATA_MUTLAK.finditer(text):
        if any(start <= match.start() < end for start, end in times):
            continue
        if kamus.PELUNAK.search(text[: match.start()]) or measured:
            continue
        found.append(match[0])
    return found


def _longgar(target: str) -> bool:
    """A range, or a share below the whole: that leaves room."""
    shares = [angka(match["n"]) for match in PERSEN.finditer(target)]
    if shares:
        return any(share is not None and share < 100 for share in shares)
    return bool(re.match(r"\s*\d", target))


def keberatan(text: str) -> tuple[str, ...]:
    """What is at stake: life, injury, national security, a large loss."""
    found = [match[0] for pattern in kamus.KEBERATAN.values() if (match := pattern.search(text))]
    if not found and (match := kamus.RAWAN.search(text)) and not kamus.TATA_USAHA.search(text):
        found = [match[0]]
    if found and kamus.TATA_USAHA.search(text) and set(found) <= {"rujukan", "jiwa", "bencana", "selamat"}:
        return ()
    return tuple(found)
