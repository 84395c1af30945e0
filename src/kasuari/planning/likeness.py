"""When two texts are the same text, when two jabatan are alike, and whether a text names somebody."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from hashlib import sha256
from itertools import pairwise

_LEVELS = re.compile(
    r"\b(ahli (pertama|muda|madya|utama)|pemula|terampil|mahir|penyelia|pelaksana( lanjutan)?)\b"
)
_WORD = re.compile(r"\w+")
_NUMBER_OF_A_PERSON = re.compile(r"(?<!\d)\d{8}[ .]?\d{6}[ .]?\d[ .]?\d{3}(?!\d)")


def words_of(text: str) -> list[str]:
    """The words of a text without case, accents, punctuation and blanks."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return _WORD.findall("".join(letter for letter in plain if not unicodedata.combining(letter)))


def same_key(text: str) -> str:
    """Equal for texts that say the same words in the same order. Fits a column of 40."""
    return sha256(" ".join(words_of(text)).encode()).hexdigest()[:40]


def jabatan_stem(nama: str) -> str:
    """A jabatan without its level: "Bidan Penyelia" and "Bidan Ahli Muda" are both "bidan"."""
    return " ".join(_LEVELS.sub(" ", " ".join(words_of(nama))).split())


def names_somebody(text: str, names: Iterable[str]) -> bool:
    """Whether a text carries a NIP or one of `names`: two of its words beside each other, or its only one."""
    if _NUMBER_OF_A_PERSON.search(text):
        return True
    words = words_of(text)
    beside = {*words, *pairwise(words)}
    for name in names:
        parts = words_of(name)
        wanted: Iterable[object] = pairwise(parts) if len(parts) > 1 else parts
        if any(part in beside for part in wanted):
            return True
    return False
