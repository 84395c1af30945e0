"""The labelled sentences, and how well the rules read them. The benchmarks measure the same way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from kasuari.regulation import mutu

FOLDER = Path(__file__).parent / "data" / "mutu"
PARTS = ("setelan", "pegangan")
FLAGS = ("aktivitas", "kategori", "mutlak", "target", "tidak_terukur", "jauh")


@dataclass(slots=True)
class Score:
    """How often a flag was raised rightly, wrongly, and not raised though it should have been."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def load(part: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((FOLDER / f"{part}.yaml").read_text(encoding="utf-8"))
    return content


def judgements(part: str) -> Iterator[tuple[str, bool, bool, str]]:
    """Flag, whether the label wants it, whether the rules raise it, and the sentence."""
    content = load(part)
    for label, text, *_source in content["kind"]:
        kind = mutu.jenis_pernyataan(teks=text).value
        for flag in ("aktivitas", "kategori"):
            yield flag, label == flag, kind == flag, text
    for label, indikator, target, jabatan, *_source in content["absolute"]:
        found = mutu.mutlak(indikator=indikator, target=target, jabatan=jabatan).value
        yield "mutlak", label, bool(found), f"{indikator} | {target} | {jabatan}"
    for label, indikator, target, *_source in content["target"]:
        found = mutu.bentuk_target(indikator=indikator, target=target).value
        yield "target", label, bool(found), f"{indikator} | {target}"
    for label, indikator, target, *_source in content["measurable"]:
        found = mutu.keterukuran(indikator=indikator, target=target).value
        yield "tidak_terukur", not label, not found, f"{indikator} | {target}"
    for label, text, jabatan in content["relevance"]:
        close = mutu.relevansi(teks=text, tugas=content["tugas"][jabatan], jabatan=jabatan)
        yield "jauh", not label, close.code == "mutu.relevansi.jauh", f"{text} | {jabatan}"


def scores(part: str) -> dict[str, Score]:
    """One score per flag."""
    found = {flag: Score() for flag in FLAGS}
    for flag, wanted, raised, _text in judgements(part):
        found[flag].right += wanted and raised
        found[flag].wrong += raised and not wanted
        found[flag].missed += wanted and not raised
    return found


def together(part: str) -> Score:
    """All flags in one."""
    parts = scores(part).values()
    return Score(sum(s.right for s in parts), sum(s.wrong for s in parts), sum(s.missed for s in parts))
