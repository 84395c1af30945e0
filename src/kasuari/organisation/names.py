"""The forms of a name: as it is searched, and as it is printed."""

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


def with_titles(nama: str, gelar_depan: str, gelar_belakang: str) -> str:
    """A name with its titles, as printed on documents."""
    depan = f"{gelar_depan} " if gelar_depan else ""
    belakang = f", {gelar_belakang}" if gelar_belakang else ""
    return f"{depan}{nama}{belakang}"
