"""The form of a name in which people are searched."""

from __future__ import annotations

import re
import unicodedata


def search_form(name: str) -> str:
    """Small letters without accents and apostrophes; every other sign becomes one blank.

    "D'Arcy Basik-Basik" and "d’arcy basik basik" are the same.
    """
    bare = "".join(
        char for char in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(char)
    )
    bare = re.sub(r"['’‘`ʼ]", "", bare)
    return re.sub(r"[\W_]+", " ", bare).strip()[:240]
