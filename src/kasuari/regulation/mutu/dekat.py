"""The words of a text that carry meaning, by a key that the forms of one word share."""

from __future__ import annotations

from kasuari.regulation.mutu import kamus


def isi(text: str) -> dict[str, str]:
    """The words of `text` that carry meaning, by their key."""
    found: dict[str, str] = {}
    for word in kamus.kata(kamus.KELUARGA_BERENCANA.sub("kb", text)):
        parts = word.split("-") if "-" in word and word not in kamus.BENTUK_LAIN else [word]
        for part in dict.fromkeys(parts):
            if len(part) > 1 and not part[0].isdecimal() and part not in kamus.HENTI:
                found.setdefault(kamus.dasar(part), part)
    return {stem: word for stem, word in found.items() if stem not in kamus.HENTI_DASAR}


def bidang(words: dict[str, str]) -> set[str]:
    return {name for name, stems in kamus.BIDANG_DASAR.items() if stems & words.keys()}


def tanpa_angka(text: str) -> list[str]:
    return [word for word in kamus.kata(text) if not word[0].isdecimal()]
