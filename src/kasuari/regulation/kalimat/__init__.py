"""Words that help: advice on one sentence of feedback. Advice never blocks.

Feedback is about what somebody did and reached (Lampiran BAB III C.1), it is meant to help (C.2), and it
keeps the good name of others (Pasal 10 ayat (3)). The tables of words stand in `kamus`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from kasuari.regulation.kalimat import kamus
from kasuari.regulation.kalimat.kamus import BAKU, Kamus, potong, rata
from kasuari.regulation.verdict import Basis, Verdict, berdasar, lampiran, p6

TENTANG_KINERJA = lampiran("III", "C.1", 69)
UNTUK_MENOLONG = lampiran("III", "C.2", 69)
NAMA_BAIK = p6("Pasal 10 ayat (3)", 8)

# Shorter than this, a text tells what but not when or with which effect.
KATA_TERSEDIKIT = 4


class Perhatian(StrEnum):
    """What a reader would stumble over."""

    HINAAN = "hinaan"
    ORANG_KETIGA = "orang_ketiga"
    DATA_PRIBADI = "data_pribadi"
    SIFAT = "sifat"
    MUTLAK = "mutlak"
    SAMAR = "samar"


@dataclass(frozen=True, slots=True)
class Temuan:
    """One thing found, with the words that decided it and the articles behind it."""

    perhatian: Perhatian
    kata: tuple[str, ...]
    basis: tuple[Basis, ...]

    @property
    def code(self) -> str:
        return f"kalimat.{self.perhatian.value}"


@berdasar(TENTANG_KINERJA, UNTUK_MENOLONG, NAMA_BAIK)
def periksa_kalimat(
    *, teks: str, dikenal: tuple[str, ...] = (), nama_lain: tuple[str, ...] = (), kamus_instansi: Kamus = BAKU
) -> Verdict[tuple[Temuan, ...]]:
    """What to look at again before `teks` is sent, in the order of weight; nothing found is an empty tuple.

    `dikenal` are the names of giver and receiver, who may be named; `nama_lain` names of people around them.
    """
    if not teks.strip():
        return Verdict(None, "kalimat.kosong", (UNTUK_MENOLONG,), ("teks",))
    found = (
        Temuan(Perhatian.HINAAN, _hinaan(teks, kamus_instansi), (NAMA_BAIK,)),
        Temuan(Perhatian.DATA_PRIBADI, _nomor(teks), (TENTANG_KINERJA, NAMA_BAIK)),
        Temuan(
            Perhatian.ORANG_KETIGA,
            _orang_ketiga(teks, dikenal, nama_lain, kamus_instansi),
            (TENTANG_KINERJA, NAMA_BAIK),
        ),
        Temuan(Perhatian.SIFAT, _ada(rata(teks), kamus_instansi.sifat), (TENTANG_KINERJA,)),
        Temuan(Perhatian.MUTLAK, _ada(rata(teks), kamus_instansi.mutlak), (UNTUK_MENOLONG,)),
        Temuan(Perhatian.SAMAR, _samar(teks), (UNTUK_MENOLONG,)),
    )
    kept = tuple(item for item in found if item.kata)
    return Verdict(
        kept,
        "kalimat.perlu_dilihat" if kept else "kalimat.baik",
        (TENTANG_KINERJA, UNTUK_MENOLONG, NAMA_BAIK),
    )


def _ada(teks: str, words: frozenset[str]) -> tuple[str, ...]:
    """Which of `words` stand in `teks` as whole words, also with -nya or -lah; a denial lifts one word.

    "tidak malas" blames nobody; "tidak becus" stands in the table as it is.
    """
    padded = f" {_bare(teks)} "
    found = []
    for word in sorted(words):
        bare = _bare(word)
        for match in re.finditer(rf" {re.escape(bare)}(?:nya|lah|kah|mu)?(?= )", padded):
            before = padded[: match.start() + 1].split()[-1:]
            if before and before[0] in {"tidak", "bukan", "tak", "jangan", "tanpa"} and " " not in bare:
                continue
            found.append(word)
            break
    return tuple(found)


def _bare(teks: str) -> str:
    return re.sub(r"\W+", " ", teks.replace("'", ""))


def _hinaan(teks: str, words: Kamus) -> tuple[str, ...]:
    plain = rata(teks)
    found = list(_ada(plain, words.hinaan))
    tokens = re.findall(r"[\w'-]+", plain)
    for place, word in enumerate(tokens):
        if word not in kamus.HINAAN_SEBUTAN:
            continue
        around = {*tokens[max(0, place - 2) : place], *tokens[place + 1 : place + 2]}
        called = bool(set(tokens[max(0, place - 1) : place]) & kamus.PENGANTAR_SEBUTAN) or len(tokens) == 1
        if called and not around & kamus.BUKAN_SEBUTAN:
            found.append(word)
    return tuple(found)


def _nomor(teks: str) -> tuple[str, ...]:
    return tuple(match.strip() for match in kamus.NOMOR_PRIBADI.findall(teks[: kamus.TERPANJANG]))


def _orang_ketiga(
    teks: str, dikenal: tuple[str, ...], nama_lain: tuple[str, ...], words: Kamus
) -> tuple[str, ...]:
    known = {part for name in dikenal for part in _parts(name)}
    others = {part for name in nama_lain for part in _parts(name)} - known
    found: list[str] = []
    tokens = potong(teks)
    for place, (word, begins) in enumerate(tokens):
        low = word.lower()
        if not word[:1].isupper() or low in known or low in words.bukan_nama or low in kamus.SAPAAN:
            continue
        before = tokens[place - 1][0].lower() if place else ""
        shouted = word.isupper() and len(word) > 1
        named = low in others and len(word) > 2
        addressed = before in kamus.SAPAAN and not begins and not shouted
        joined = before in kamus.PENGHUBUNG and not begins and not shouted and len(word) > 2
        if named or addressed or joined:
            found.append(word)
    return tuple(dict.fromkeys(found))


def _parts(name: str) -> list[str]:
    return [word.lower() for word, _begins in potong(name) if len(word) > 2]


def _samar(teks: str) -> tuple[str, ...]:
    plain = rata(re.sub(r"[^\w\s'-]", " ", teks))
    words = plain.split()
    if plain in kamus.SAMAR or len(words) < KATA_TERSEDIKIT:
        return (plain,)
    return ()
