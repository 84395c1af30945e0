"""Is a rencana hasil kerja or an indikator well written? Advice over Indonesian text, never a block.

Readable rules: every verdict names the words that decided it (`kata`). The tables of words stand in `kamus`,
the reading of targets in `target`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from fractions import Fraction

from kasuari.regulation.mutu import kamus, ukuran
from kasuari.regulation.mutu.arah import arah_target, arah_ukuran
from kasuari.regulation.mutu.batas import kata_mutlak, keberatan
from kasuari.regulation.mutu.dekat import bidang, isi, tanpa_angka
from kasuari.regulation.mutu.kamus import kata, rata
from kasuari.regulation.mutu.pernyataan import JenisPernyataan, pernyataan
from kasuari.regulation.mutu.target import (
    MENYEBUT_SATUAN,
    cacat,
    dengan_angka,
    kosong,
    rentang,
    tanpa_tanggal,
)
from kasuari.regulation.skp_fakta import Arah
from kasuari.regulation.verdict import T, Verdict, berdasar, lampiran, p6

HASIL_BUKAN_AKTIVITAS = p6("Anak Lampiran 1 Tabel 1", 120)
HASIL_BUKAN_AKTIVITAS_2 = p6("Anak Lampiran 1 Tabel 2", 122)
BAHASA_HASIL = lampiran("II", "A.5.b.8", 49)
MUTLAK = lampiran("II", "A.7.a.7", 51)
SATUAN_TERUKUR = lampiran("II", "A.7.a.4.c", 50)
SPESIFIK = lampiran("II", "A.7.a.8", 51)
NARASI = lampiran("II", "A.7.a.3", 50)
SUMBER_DATA = p6("Format A.1.3", 38)
TERKINI = lampiran("II", "A.7.a.9.c", 52)
PERAN = lampiran("II", "A.5.f.7", 46)

# Below this a text is far from the duties; from this on a text is a copy of the other.
JAUH = Fraction(3, 10)
SALINAN = Fraction(17, 20)


@dataclass(frozen=True, slots=True)
class VerdictMutu(Verdict[T]):
    """A verdict with the words that decided it."""

    kata: tuple[str, ...] = ()


@berdasar(HASIL_BUKAN_AKTIVITAS, HASIL_BUKAN_AKTIVITAS_2, BAHASA_HASIL)
def jenis_pernyataan(*, teks: str) -> VerdictMutu[JenisPernyataan]:
    """Whether `teks` states a result, an activity or a category. None where there is nothing to read."""
    basis = (HASIL_BUKAN_AKTIVITAS, HASIL_BUKAN_AKTIVITAS_2, BAHASA_HASIL)
    every = kata(teks)
    words = [word for word in every if not word[0].isdecimal()]
    if not words:
        return VerdictMutu(None, "mutu.pernyataan.kosong", basis, ("teks",))
    foreign = set(words) & kamus.ASING
    if len(foreign) >= 2 and not set(words) & kamus.INDONESIA:
        return VerdictMutu(None, "mutu.pernyataan.bahasa_lain", basis, ("teks",), tuple(sorted(foreign)))
    kind, code, decided = pernyataan(words, " ".join(every) + ("%" if "%" in teks else ""))
    return VerdictMutu(kind, f"mutu.pernyataan.{code}", basis, kata=decided)


@berdasar(MUTLAK)
def mutlak(
    *,
    rhk: str = "",
    indikator: str = "",
    target: str = "",
    jabatan: str = "",
    jpt: bool = False,
    utama: bool | None = None,
) -> VerdictMutu[bool]:
    """Whether a target leaves no room for error where it should. `kata`: the absolute words, or, where the
    exception holds, the words that show what is at stake. The rule binds JA and JF, not `jpt`; it excepts
    only a hasil kerja utama, where `utama` is known."""
    texts = [rata(text) for text in (rhk, indikator, target)]
    if not any(texts):
        return VerdictMutu(None, "mutu.mutlak.kosong", (MUTLAK,), ("indikator",))
    found = tuple(word for text in texts for word in kata_mutlak(text, target=texts[2]))
    if not found:
        full = bool(re.search(r"(?<![\d.,])100\s*(?:%|persen)", texts[2]))
        return VerdictMutu(False, "mutu.mutlak.seratus_persen" if full else "mutu.mutlak.tidak", (MUTLAK,))
    if jpt or kamus.JPT.search(rata(jabatan)):
        return VerdictMutu(False, "mutu.mutlak.jpt", (MUTLAK,), kata=found)
    stake = keberatan(" ".join((*texts, "")))
    if stake and utama is not False:
        return VerdictMutu(False, "mutu.mutlak.dikecualikan", (MUTLAK,), kata=stake)
    return VerdictMutu(True, "mutu.mutlak.ya", (MUTLAK,), kata=found)


@berdasar(SATUAN_TERUKUR, SPESIFIK)
def bentuk_target(*, target: str, indikator: str = "") -> VerdictMutu[bool]:
    """Whether `target` is written so that nobody can tell what is meant: True, with a code that says how."""
    basis = (SATUAN_TERUKUR, SPESIFIK)
    text, measure = rata(target), rata(indikator)
    if kosong(target):
        return VerdictMutu(None, "mutu.target.kosong", basis, ("target",))
    if fault := cacat(text, measure):
        code, word = fault
        return VerdictMutu(True, f"mutu.target.{code}", basis, kata=(word,))
    return VerdictMutu(False, "mutu.target.baik", basis)


@berdasar(SATUAN_TERUKUR, SPESIFIK, NARASI, SUMBER_DATA)
def keterukuran(*, indikator: str, target: str | None) -> VerdictMutu[bool]:
    """Whether what is promised can be counted. `missing` names what is not said: target, satuan, ukuran,
    and, which alone never makes it unmeasurable, sumber and periode. `target` None or "" stands for one
    narrative, as the qualitative style writes it."""
    basis = (SATUAN_TERUKUR, SPESIFIK, NARASI, SUMBER_DATA)
    measure, aim = rata(indikator), rata(target or "")
    if not measure and kosong(aim):
        return VerdictMutu(False, "mutu.ukuran.kosong", basis, ("indikator", "target", "satuan"))
    lacking: list[str] = []
    decided: tuple[str, ...]
    if kosong(aim):
        decided = ukuran.terhitung(measure)
        if not decided:
            lacking += ["target"] if ukuran.UKURAN.match(measure) else ["ukuran", "target", "satuan"]
    else:
        decided = ukuran.terhitung(aim) or ukuran.bernilai(f"{measure} {aim}", aim)
        if re.fullmatch(r"[^\w%‰]*\d+(?:[.,]\d+)*[^\w%‰]*", aim) and not MENYEBUT_SATUAN.search(measure):
            lacking.append("satuan")
        elif not decided and MENYEBUT_SATUAN.search(measure) and (number := re.search(r"\d[\d.,]*", aim)):
            decided = (number[0],)
        elif not decided:
            lacking += ["target", "satuan"]
        elif measure and "%" in aim and not ukuran.UKURAN.search(measure) and ukuran.SAMAR.search(measure):
            lacking.append("ukuran")
    measurable = not lacking
    whole = f"{measure} {aim}"
    lacking += [
        name
        for name, pattern in (("sumber", ukuran.SUMBER), ("periode", ukuran.PERIODE))
        if not pattern.search(whole)
    ]
    vague = tuple(match[0] for match in ukuran.SAMAR.finditer(whole))
    code = "mutu.ukuran.terukur" if measurable else "mutu.ukuran.belum"
    return VerdictMutu(measurable, code, basis, tuple(lacking), decided if measurable else vague)


@dataclass(frozen=True, slots=True)
class Bacaan:
    """One way to read a target of two numbers: a range, or a fall from where the year began."""

    rentang: bool
    minimum: Decimal | None
    maksimum: Decimal | None
    baseline: Decimal | None
    satuan: str
    arah: Arah


@berdasar(SATUAN_TERUKUR, SPESIFIK)
def arah(*, indikator: str, target: str = "") -> VerdictMutu[Arah]:
    """Which way is better, as far as the words tell: "paling lama" in the target first, then what is counted
    ("waktu tunggu", "keluhan"), unless it is counted as solved. None where no word tells."""
    basis = (SATUAN_TERUKUR, SPESIFIK)
    measure, aim = rata(indikator), rata(target)
    if not measure and kosong(aim):
        return VerdictMutu(None, "mutu.arah.kosong", basis, ("indikator",))
    found = arah_target(aim) or arah_ukuran(measure)
    if found is None:
        return VerdictMutu(None, "mutu.arah.tidak_disebut", basis)
    way, words = found
    return VerdictMutu(way, f"mutu.arah.{way}", basis, kata=words)


@berdasar(SATUAN_TERUKUR, SPESIFIK)
def bacaan_target(*, target: str, indikator: str = "") -> VerdictMutu[tuple[Bacaan, ...]]:
    """The two ways to read a range whose first number is the larger one ("10–5 %"): the likelier first.

    It may be a range written the wrong way round, or a fall from the first to the second number, where lower
    is better. Which one is meant only the writer knows; the words of the indikator say which is likelier."""
    basis = (SATUAN_TERUKUR, SPESIFIK)
    if kosong(target):
        return VerdictMutu(None, "mutu.bacaan.kosong", basis, ("target",))
    text = dengan_angka(tanpa_tanggal(rata(target)))
    turned = next((item for item in rentang(text) if item.awal > item.akhir), None)
    if turned is None or (turned.satuan_awal and turned.satuan_awal != turned.satuan_akhir):
        return VerdictMutu((), "mutu.bacaan.satu", basis)
    way = arah(indikator=indikator)
    falls = way.value is Arah.TURUN
    high, low, unit = turned.awal, turned.akhir, turned.satuan_akhir
    span = Bacaan(True, low, high, None, unit, Arah.TURUN if falls else Arah.TETAP)
    fall = Bacaan(False, None, low, high, unit, Arah.TURUN)
    code = "mutu.bacaan.turun" if falls else "mutu.bacaan.rentang"
    return VerdictMutu((fall, span) if falls else (span, fall), code, basis, kata=(turned.kata, *way.kata))


@berdasar(PERAN)
def relevansi(*, teks: str, tugas: Iterable[str], jabatan: str = "") -> VerdictMutu[Fraction]:
    """How close `teks` is to the duties of the post and the functions of the unit, from 0 to 1, with the
    words they share. None where no duties are known: missing is never zero."""
    duties = [text for text in tugas if kata(text)]
    if not duties or not kata(teks):
        lacking = tuple(name for name, fact in (("tugas", duties), ("teks", kata(teks))) if not fact)
        return VerdictMutu(None, "mutu.relevansi.tidak_diketahui", (PERAN,), lacking)
    mine, theirs = isi(teks), isi(" ".join((*duties, jabatan)))
    strong = [word for stem, word in mine.items() if stem in theirs and stem not in kamus.UMUM_DASAR]
    weak = [word for stem, word in mine.items() if stem in theirs and stem in kamus.UMUM_DASAR]
    specific = [stem for stem in mine if stem not in kamus.UMUM_DASAR]
    fields, fields_there = bidang(mine), bidang(theirs)
    common = sorted(fields & fields_there)
    score = Fraction(min(len(weak), 3), 20)
    if strong:
        score += (Fraction(45, 100), Fraction(70, 100), Fraction(85, 100))[min(len(strong), 3) - 1]
        if 2 * len(strong) >= len(specific):
            score += Fraction(1, 10)
        if fields and fields_there and not common and 2 * len(strong) < len(specific):
            score /= 2
    if common:
        score = max(score + Fraction(15, 100), Fraction(45, 100))
    score = min(score, Fraction(1))
    words = tuple(dict.fromkeys((*strong, *weak, *(f"bidang {name}" for name in common if not strong))))
    code = "mutu.relevansi.jauh" if score < JAUH else "mutu.relevansi.dekat"
    return VerdictMutu(score, code, (PERAN,), kata=words)


@berdasar(SPESIFIK, TERKINI)
def kemiripan(*, teks: str, lain: str) -> VerdictMutu[Fraction]:
    """How alike two texts are, from 0 to 1; other numbers do not make another text. `kata`: what differs."""
    basis = (SPESIFIK, TERKINI)
    one, other = tanpa_angka(teks), tanpa_angka(lain)
    if not one or not other:
        lacking = tuple(name for name, words in (("teks", one), ("lain", other)) if not words)
        return VerdictMutu(None, "mutu.salinan.kosong", basis, lacking)
    if one == other:
        return VerdictMutu(Fraction(1), "mutu.salinan.sama", basis)
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    same = sum(block.size for block in matcher.get_matching_blocks())
    ordered = Fraction(2 * same, len(one) + len(other))
    mixed = Fraction(2 * len(set(one) & set(other)), len(set(one)) + len(set(other)))
    score = max(ordered, mixed)
    differs = tuple(word for word in dict.fromkeys((*one, *other)) if (word in one) != (word in other))
    return VerdictMutu(
        score, f"mutu.salinan.{'mirip' if score >= SALINAN else 'berbeda'}", basis, kata=differs
    )
