"""Which article is carried out by which function: read from what the rules declare with `berdasar`."""

from __future__ import annotations

from dataclasses import dataclass
from types import FunctionType

from kasuari.regulation import (
    angka_kredit,
    capaian,
    cascading,
    distribusi,
    jam_pelajaran,
    kalimat,
    keberatan,
    kepuasan,
    kewenangan,
    kompetensi,
    kredit_kumulatif,
    kuota,
    manual,
    mutu,
    nip,
    pelaku,
    penetapan,
    perilaku,
    periode,
    perubahan,
    predikat,
    saran,
    skp,
    talenta,
    tenggat,
    tindak_lanjut,
    tugas_belajar,
    umpan_balik,
)
from kasuari.regulation.verdict import Basis

MODULES = (
    jam_pelajaran,
    *(angka_kredit, capaian, cascading, distribusi, kalimat, keberatan, kewenangan, kompetensi, kuota),
    *(saran, kepuasan, kredit_kumulatif, manual, mutu, nip, pelaku, penetapan, periode, perilaku),
    *(perubahan, predikat, skp, talenta, tenggat, tindak_lanjut, tugas_belajar, umpan_balik),
)


@dataclass(frozen=True, slots=True)
class Aturan:
    """One public rule: its name within `kasuari.regulation` (predikat.tetapkan_predikat) and its articles."""

    name: str
    basis: tuple[Basis, ...]


def aturan() -> tuple[Aturan, ...]:
    """Every declared rule, by name."""
    found = {}
    for module in MODULES:
        for name, rule in vars(module).items():
            if isinstance(rule, FunctionType) and rule.__module__ == module.__name__:
                basis = rule.__dict__.get("__basis__")
                if basis:
                    full = f"{module.__name__.rpartition('.')[2]}.{name}"
                    found[full] = Aturan(full, basis)
    return tuple(found[name] for name in sorted(found))


def pasal() -> tuple[tuple[Basis, tuple[str, ...]], ...]:
    """Each article with the names of the rules that carry it out, in the order of regulation and page."""
    rules: dict[Basis, list[str]] = {}
    for rule in aturan():
        for basis in rule.basis:
            rules.setdefault(basis, []).append(rule.name)
    ordered = sorted(rules, key=lambda basis: (_urutan(basis), basis.page, basis.article))
    return tuple((basis, tuple(sorted(set(rules[basis])))) for basis in ordered)


def _urutan(basis: Basis) -> tuple[bool, str]:
    """The performance regulation first, the others after it by name."""
    return basis.regulation != "PermenPANRB 6/2022", basis.regulation
