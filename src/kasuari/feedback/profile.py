"""A profile in words: strengths, what to grow, self against others, change, what to do next. Pure reading.

Every number here stands in the stored result already; nothing is worked out from what was not shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kasuari.feedback.enums import Kelompok, Rentang
from kasuari.feedback.rater_statistics import FIRST_HINT, FOR_TALK, SOLID
from kasuari.feedback.thresholds import BAND, FIGURES
from kasuari.foundation.reasons import Words
from kasuari.regulation.perilaku import NILAI

MOST_LINES = 3
FAR_APART = Decimal("0.75")
CHANGED = Decimal("0.3")

TRUST: dict[str, Words] = {
    FIRST_HINT: gettext_lazy("Anggap sebagai petunjuk awal: penilaian dari sedikit orang mudah berubah."),
    FOR_TALK: gettext_lazy("Cukup untuk bahan percakapan; jangan dijadikan satu-satunya dasar."),
    SOLID: gettext_lazy("Cukup kuat: penilaian dari orang lain kemungkinan besar serupa."),
}
NEXT: dict[str, Words] = {
    "berorientasi_pelayanan": gettext_lazy(
        "Tanyakan kepada tiga penerima layanan apa yang paling menyulitkan mereka, lalu benahi satu."
    ),
    "akuntabel": gettext_lazy(
        "Pilih satu janji kerja minggu ini, catat tenggatnya, dan kabari lebih dulu bila meleset."
    ),
    "kompeten": gettext_lazy(
        "Pilih satu keterampilan, pelajari dua jam minggu ini, lalu ajarkan kepada seorang rekan."
    ),
    "harmonis": gettext_lazy(
        "Dalam rapat berikut, dengarkan sampai selesai sebelum menanggapi, lalu ulangi maksudnya."
    ),
    "loyal": gettext_lazy(
        "Sampaikan keberatan lewat jalur yang benar, dan jaga nama rekan saat mereka tidak hadir."
    ),
    "adaptif": gettext_lazy(
        "Coba satu cara baru selama dua minggu, catat hasilnya, dan putuskan bersama penilai Anda."
    ),
    "kolaboratif": gettext_lazy("Ajak satu orang dari luar tim menyumbang gagasan sebelum Anda memutuskan."),
}
_ANY_NEXT = gettext_lazy(
    "Minta satu contoh nyata kepada penilai Anda, dan sepakati satu kebiasaan baru untuk sebulan."
)


@dataclass(frozen=True, slots=True)
class LineSeen:
    """One line: what oneself said, what the others, and how far apart (others minus self)."""

    teks: str
    nilai: str
    diri: Decimal | None
    lain: Decimal | None

    @property
    def gap(self) -> Decimal | None:
        return None if self.diri is None or self.lain is None else self.lain - self.diri


@dataclass(frozen=True, slots=True)
class SourceSeen:
    """A group as it is told: its name, how many answered, what may show, and how far to trust it."""

    nama: str
    jumlah: str
    tingkat: str
    rentang: str
    percaya: str
    seragam: bool


@dataclass(frozen=True, slots=True)
class ValueSeen:
    nilai: str
    nama: str
    diri: Decimal | None
    atasan: Decimal | None
    lain: Decimal | None


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything that the page of a profile says."""

    kekuatan: tuple[LineSeen, ...]
    tumbuh: tuple[LineSeen, ...]
    titik_buta: tuple[LineSeen, ...]
    tersembunyi: tuple[LineSeen, ...]
    sumber: tuple[SourceSeen, ...]
    nilai: tuple[ValueSeen, ...]
    butir: tuple[LineSeen, ...]
    perubahan: tuple[str, ...]
    langkah: tuple[str, ...]
    skor: Mapping[str, Any] | None
    tertinggi: int

    @property
    def has_others(self) -> bool:
        return any(line.lain is not None for line in self.butir)


def value_name(code: str) -> str:
    """The printed name of a value; a composed instrument may have its own words."""
    return next((item.nama for item in NILAI if item.nilai.value == code), code)


def read_profile(isi: Mapping[str, Any], instrumen: Any, *, before: Mapping[str, Any] | None) -> Profile:
    """The stored result in words. `before`: the stored result of the round before, with the same lines."""
    top = len(instrumen.skala)
    lines = tuple(_line(item, isi) for item in instrumen.butir)
    known = sorted((line for line in lines if line.lain is not None), key=lambda line: line.lain or 0)
    # What is as usual for the person is neither: where all is the same, there is nothing to name.
    usual = median([line.lain for line in known if line.lain is not None]) if known else Decimal(0)
    high = tuple(line for line in reversed(known) if (line.lain or 0) > usual)[:MOST_LINES]
    low = tuple(line for line in known if (line.lain or 0) < usual)[:MOST_LINES]
    apart = sorted((line for line in lines if line.gap is not None), key=lambda line: line.gap or 0)
    blind = tuple(line for line in apart if (line.gap or 0) <= -FAR_APART)[:MOST_LINES]
    hidden = tuple(line for line in reversed(apart) if (line.gap or 0) >= FAR_APART)[:MOST_LINES]
    order = list(dict.fromkeys(item["nilai"] for item in instrumen.butir))
    values = tuple(_value(code, lines, isi, instrumen) for code in order)
    weak = list(dict.fromkeys(line.nilai for line in (*blind, *low)))[:2]
    return Profile(
        kekuatan=high,
        tumbuh=low,
        titik_buta=blind,
        tersembunyi=hidden,
        sumber=tuple(_source(block) for block in isi["blok"]),
        nilai=values,
        butir=lines,
        perubahan=_changes(isi, before, order),
        langkah=tuple(str(NEXT.get(code, _ANY_NEXT)) for code in weak) or (str(_ANY_NEXT),),
        skor=isi.get("skor"),
        tertinggi=top,
    )


def _sources_of(isi: Mapping[str, Any], code: str) -> list[Decimal]:
    """What each source that shows figures says of one line; every source counts the same."""
    found = []
    superior = isi.get(Kelompok.ATASAN.value, {}).get(code)
    if superior:
        found.append(Decimal(superior))
    for block in isi["blok"]:
        figure = block.get("butir", {}).get(code)
        if figure:
            found.append(Decimal(figure["rata"]))
    return found


def _mean(values: Sequence[Decimal]) -> Decimal | None:
    return (sum(values, Decimal(0)) / len(values)).quantize(Decimal("0.1")) if values else None


def _line(item: Mapping[str, str], isi: Mapping[str, Any]) -> LineSeen:
    own = isi.get(Kelompok.DIRI.value, {}).get(item["kode"])
    return LineSeen(
        teks=item["teks"],
        nilai=item["nilai"],
        diri=Decimal(own) if own else None,
        lain=_mean(_sources_of(isi, item["kode"])),
    )


def _value(code: str, lines: Sequence[LineSeen], isi: Mapping[str, Any], instrumen: Any) -> ValueSeen:
    codes = [item["kode"] for item in instrumen.butir if item["nilai"] == code]
    superior = [Decimal(v) for k in codes if (v := isi.get(Kelompok.ATASAN.value, {}).get(k))]
    others = [Decimal(block["nilai"][code]) for block in isi["blok"] if code in block.get("nilai", {})]
    return ValueSeen(
        nilai=code,
        nama=value_name(code),
        diri=_mean([line.diri for line in lines if line.nilai == code and line.diri is not None]),
        atasan=_mean(superior),
        lain=_mean(others),
    )


def _source(block: Mapping[str, Any]) -> SourceSeen:
    names = [str(Kelompok(name).label) for name in block["kelompok"]]
    shown = block["tingkat"] in {BAND, FIGURES}
    return SourceSeen(
        nama=_(" dan ").join(names),
        jumlah=_("%(count)d jawaban") % {"count": block["n"]} if shown else _("belum cukup jawaban"),
        tingkat=block["tingkat"],
        rentang=str(Rentang(block["rentang"]).label) if block.get("rentang") else "",
        percaya=str(TRUST[block["andal"]]) if block.get("andal") else "",
        seragam=bool(block.get("seragam")),
    )


def _by_groups(isi: Mapping[str, Any]) -> dict[tuple[str, ...], Mapping[str, str]]:
    return {tuple(block["kelompok"]): block["nilai"] for block in isi["blok"] if "nilai" in block}


def _changes(
    isi: Mapping[str, Any], before: Mapping[str, Any] | None, order: Sequence[str]
) -> tuple[str, ...]:
    """What the same groups say otherwise than last time, where it is more than chance and rounding."""
    if before is None:
        return ()
    earlier, told = _by_groups(before), []
    for groups, values in _by_groups(isi).items():
        for code in order:
            if code not in values or code not in earlier.get(groups, {}):
                continue
            moved = Decimal(values[code]) - Decimal(earlier[groups][code])
            if abs(moved) >= CHANGED:
                who = _(" dan ").join(str(Kelompok(name).label) for name in groups)
                words = (
                    _("%(value)s naik menurut %(who)s.")
                    if moved > 0
                    else _("%(value)s turun menurut %(who)s.")
                )
                told.append(words % {"value": value_name(code), "who": who.lower()})
    return tuple(told)
