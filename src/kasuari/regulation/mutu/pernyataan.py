"""The form of a statement: what its first word is, and whether something comes about or is called good."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise

from kasuari.regulation.mutu import kamus


class JenisPernyataan(StrEnum):
    """What a statement is (Anak Lampiran 1): a result, an activity, or only the name of a field."""

    HASIL = "hasil"
    AKTIVITAS = "aktivitas"
    KATEGORI = "kategori"


Putusan = tuple[JenisPernyataan, str, tuple[str, ...]]


def pernyataan(words: list[str], full: str) -> Putusan:
    hasil, aktivitas = JenisPernyataan.HASIL, JenisPernyataan.AKTIVITAS
    start = _lewati_pengantar(words)
    first = words[start]
    text = kamus.NAMA_TETAP.sub("_", " ".join(words))
    quality = _mutu(kamus.NAMA_TETAP.sub("_", full))
    if found := re.match(r"(?:hampir )?(?:tidak|tak) (?:ada|terjadi|terdapat|ditemukan|muncul)\b", text):
        return hasil, "keadaan", (found[0],)
    if _kata_kerja(first) or first in kamus.BERTINDAK:
        return aktivitas, "aktivitas", (first,)
    if first in kamus.SAYA and any(_kata_kerja(word) for word in words[1:4]):
        return aktivitas, "aktivitas", (first, next(w for w in words[1:4] if _kata_kerja(w)))
    if first in kamus.BERSAMA and (own := next((w for w in words[2:6] if _kata_kerja(w)), "")):
        return aktivitas, "aktivitas", (first, own)
    first = words[0]
    if first in kamus.PELAKSANA:
        acara = next((word for word in words[1:] if word not in kamus.PENGISI), "")
        if (acara in kamus.ACARA or not acara) and not quality:
            return aktivitas, "terselubung", tuple(filter(None, (first, acara or words[-1])))
        return hasil, "bentuk_hasil", (first, *quality)
    if _bentuk_nya(first) or _keadaan_ter(first) or first in {"meningkat", "menurun", "membaik", "bertambah"}:
        return hasil, "bentuk_hasil", (first,)
    if first in kamus.KEPALA_HASIL and len(words) > 1:
        return hasil, "ukuran", (first,)
    if first in kamus.UBAH and set(words[1:3]) & kamus.YANG_DIUBAH:
        return hasil, "perubahan", (first, *(word for word in words[1:3] if word in kamus.YANG_DIUBAH))
    if quality:
        return hasil, "bermutu", quality
    head = [word for word in words[:3] if _perbuatan(word)]
    if head and (receiver := _penerima(words, head)):
        return aktivitas, "kegiatan_kepada", (head[0], receiver)
    if first in kamus.PENDAMPINGAN and len(words) > 3:
        return aktivitas, "kegiatan_kepada", (first, words[1])
    return _predikat(words, text, head)


def _predikat(words: list[str], text: str, head: Sequence[str]) -> Putusan:
    """Does a noun do, undergo or become something? The first word is never a verb here."""
    subject_acts = _perbuatan(words[0]) or words[0] in kamus.KEGIATAN or words[0] in {"program", "standar"}
    attributive = False
    for before, word in pairwise(words):
        if word in {"dapat", "telah", "sudah", "akan", "bisa", "tidak", "lebih", "sangat", "semakin"}:
            attributive = before == "yang" or (attributive and before in {"dan", "serta", "atau"})
            continue
        attributive = before in {"yang", "cara"} or (
            attributive
            and before
            in {"dan", "serta", "atau", "dapat", "telah", "sudah", "akan", "tidak", "lebih", "mampu"}
        )
        if attributive or before in {"untuk", "guna", "dalam", "oleh", "rangka", "cara", "tanpa"}:
            continue
        if _pasif(word) or _keadaan_ter(word):
            if words[0] in kamus.ACARA and word in kamus.PELAKSANA:
                return JenisPernyataan.AKTIVITAS, "terselubung", (words[0], word)
            return JenisPernyataan.HASIL, "penerima", (word,)
        if word in kamus.BERLANGSUNG:
            return JenisPernyataan.HASIL, "keadaan", (word,)
        if not subject_acts and (_kata_kerja(word) or _kata_kerja_ber(word)):
            return JenisPernyataan.HASIL, "penerima", (word,)
    plain = text.split()
    for place, word in enumerate(plain[1:], start=1):
        follower = plain[place + 1] if place + 1 < len(plain) else ""
        ends = not follower or follower in kamus.SETELAH_SIFAT
        known = word in kamus.SIFAT and not (subject_acts and word in kamus.SIFAT_NAMA)
        if (known or (word in kamus.TIBA and not subject_acts)) and (ends or _kata_kerja(follower)):
            return JenisPernyataan.HASIL, "keadaan", (word,)
    return JenisPernyataan.KATEGORI, "kategori", tuple(head) or tuple(words[:3])


def _lewati_pengantar(words: list[str]) -> int:
    """Where an active verb stands behind words that change nothing; 0 where none does."""
    for place, word in enumerate(words[:5]):
        if place and (_kata_kerja(word) or word in kamus.BERTINDAK):
            return place
        if word not in kamus.PENGANTAR:
            break
    return 0


def _kata_kerja(word: str) -> bool:
    """A verb with me-: somebody does. Not "meningkatnya", "meningkat", "menteri"."""
    if not word.startswith("me") or word in kamus.BUKAN_KATA_KERJA_ME or _bentuk_nya(word):
        return False
    if word in {"meningkat", "menurun", "membaik", "menguat", "meluas"}:
        return False
    return bool(re.match(r"me(?:m|n|ng|ny)?-\w", word) or (len(word) >= 5 and re.match(r"me[mnlrwy]", word)))


def _kata_kerja_ber(word: str) -> bool:
    return len(word) >= 6 and word.startswith("ber") and word not in kamus.BUKAN_BER


def _bentuk_nya(word: str) -> bool:
    """ "Meningkatnya", "ditetapkannya", "lancarnya": the -nya that names what has come about."""
    if not word.endswith("nya") or len(word) < 6:
        return False
    return word not in {
        "lainnya",
        "diantaranya",
        "biasanya",
        "sebaiknya",
        "bertanya",
        "mempunyai",
        "selanjutnya",
    }


def _keadaan_ter(word: str) -> bool:
    return len(word) >= 6 and word.startswith("ter") and word not in kamus.BUKAN_TER


def _pasif(word: str) -> bool:
    return len(word) >= 5 and word.startswith("di") and word not in kamus.BUKAN_PASIF


def _perbuatan(word: str) -> bool:
    """The name of a doing: one of the list, or peN-…-an ("penyampaian")."""
    if word in kamus.BUKAN_PERBUATAN:
        return False
    return word in kamus.KEGIATAN or bool(re.fullmatch(r"pe[mn]\w{3,}an", word))


def _penerima(words: list[str], head: Sequence[str]) -> str:
    rest = words[1:]
    undergone = next((place for place, word in enumerate(rest) if _pasif(word)), len(rest))
    rest = rest[:undergone]
    known = kamus.KEPADA | (kamus.KEPADA_KOORDINASI if set(head) & kamus.KOORDINASI else frozenset())
    return next((word for word in rest if word in known), "")


def _mutu(text: str) -> tuple[str, ...]:
    """The words with which `text` says how well or how soon."""
    found = [match[0] for pattern in kamus.MUTU if (match := pattern.search(text))]
    described = re.finditer(r"\b(?:yang|secara|dengan)(?: (?:lebih|sangat|semakin|tidak))? ([\w-]+)", text)
    found += [match[0] for match in described if match[1] in kamus.SIFAT]
    return tuple(found)
