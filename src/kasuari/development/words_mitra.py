"""What was measured of a programme, and what an allocation lacks, in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from kasuari.development.effect import FEWEST, Effect
from kasuari.development.queries.dampak import Outcome

ROUND = 1_000_000


def decimal_words(value: float, *, places: int = 1, sign: bool = False) -> str:
    """ "0,5" as its reader writes it."""
    text = f"{value:+.{places}f}" if sign else f"{value:.{places}f}"
    text = text.replace("-", "\N{MINUS SIGN}")
    return text if get_language() == "en" else text.replace(".", ",")


def effect_words(effect: Effect | None) -> dict[str, Any]:
    """The measured change as a title, a sentence and how sure it is."""
    if effect is None:
        return {
            "tone": "neutral",
            "title": _("Belum terukur"),
            "text": _(
                "Perlu setidaknya %(n)d peserta yang dinilai sebelum dan sesudahnya, dan orang serupa yang "
                "tidak ikut."
            )
            % {"n": FEWEST},
        }
    given = {
        "n": effect.n,
        "trained": decimal_words(effect.trained),
        "similar": decimal_words(effect.similar),
        "mean": decimal_words(effect.mean, sign=True),
        "low": decimal_words(effect.low, sign=True),
        "high": decimal_words(effect.high, sign=True),
        "controls": effect.controls,
    }
    text = (
        _(
            "Pada %(n)d peserta, kesenjangan mengecil rata-rata %(trained)s langkah; pada "
            "%(controls)d orang serupa "
            "yang tidak ikut, %(similar)s langkah. Selisihnya %(mean)s, dengan rentang 95 "
            "persen dari %(low)s "
            "sampai %(high)s."
        )
        % given
    )
    if effect.unmatched:
        text += " " + ngettext(
            "%(n)d peserta tanpa pembanding tidak ikut dihitung.",
            "%(n)d peserta tanpa pembanding tidak ikut dihitung.",
            effect.unmatched,
        ) % {"n": effect.unmatched}
    if effect.verdict == "helps":
        return {"tone": "good", "title": _("Membantu"), "text": text}
    if effect.verdict == "harms":
        return {"tone": "warn", "title": _("Hasilnya lebih rendah daripada yang tidak ikut"), "text": text}
    return {
        "tone": "info",
        "title": _("Belum terbukti membantu"),
        "text": text + " " + _("Rentang ini memuat nol: bisa jadi hanya kebetulan."),
    }


def result_words(result: Effect | None) -> str:
    """What became of the rating of hasil kerja, in a sentence; says so where too little is known."""
    if result is None:
        return _(
            "Perlu setidaknya %(n)d peserta dengan rating hasil kerja sebelum dan sesudahnya, dan orang "
            "serupa yang tidak ikut."
        ) % {"n": FEWEST}
    text = _(
        "Rating hasil kerja %(n)d peserta berubah rata-rata %(trained)s tingkat; rating %(controls)d orang "
        "serupa yang tidak ikut, %(similar)s tingkat. Selisihnya %(mean)s, dengan rentang 95 persen dari "
        "%(low)s sampai %(high)s."
    ) % {
        "n": result.n,
        "controls": result.controls,
        "trained": decimal_words(result.trained, sign=True),
        "similar": decimal_words(result.similar, sign=True),
        "mean": decimal_words(result.mean, sign=True),
        "low": decimal_words(result.low, sign=True),
        "high": decimal_words(result.high, sign=True),
    }
    if result.verdict == "unproven":
        return text + " " + _("Rentang ini memuat nol: bisa jadi hanya kebetulan.")
    return text


def level_words(outcome: Outcome) -> list[tuple[str, str]]:
    """The other three levels as names and values; "" where too few have spoken."""
    found = []
    for label, level, unit in (
        (_("Reaksi peserta"), outcome.reaction, _("dari 5")),
        (_("Kenaikan nilai tes"), outcome.learning, _("angka")),
        (_("Lulus"), outcome.passed, _("persen")),
        (_("Perubahan cara kerja menurut penilai"), outcome.behaviour, _("dari 5")),
    ):
        value = ""
        if level.mean is not None:
            value = f"{decimal_words(level.mean)} {unit} (n = {level.n})"
        found.append((label, value))
    return found


def lack_words(lacks: Sequence[dict[str, Any]]) -> list[str]:
    """What would have to give way, and by how much."""
    found = []
    for lack in lacks:
        amount = float(lack["jumlah"])
        who = group_words(str(lack["siapa"]))
        if lack["apa"] == "budget":
            rupiah = f"{round(amount * ROUND):,}"
            rupiah = rupiah if get_language() == "en" else rupiah.replace(",", ".")
            found.append(
                _(
                    "Anggaran kurang sekitar Rp%(n)s: tambah anggaran, atau turunkan jumlah peserta paling "
                    "sedikit."
                )
                % {"n": rupiah}
            )
        elif lack["apa"] == "travel":
            found.append(
                _("Hari perjalanan kurang sekitar %(n)s: tambah, atau cari program daring.")
                % {"n": decimal_words(amount, places=0)}
            )
        elif lack["apa"] == "seats":
            found.append(
                _("%(title)s kurang %(n)s kursi: minta tambahan kepada mitranya, atau cari program serupa.")
                % {"title": who or _("Sebuah program"), "n": decimal_words(amount, places=0)}
            )
        elif lack["apa"] == "share":
            found.append(
                _(
                    "%(who)s kurang %(n)s orang dari bagian yang dijamin: turunkan "
                    "bagiannya, atau cari program yang dapat mereka ikuti."
                )
                % {"who": who, "n": decimal_words(amount)}
            )
        elif lack["apa"] == "least":
            found.append(
                _(
                    "Peserta paling sedikit kurang %(n)s orang: turunkan jumlahnya, atau "
                    "tambah program yang layak."
                )
                % {"n": decimal_words(amount, places=0)}
            )
        else:
            found.append(_("Tempat yang sudah diberikan tidak muat di dalam batas yang lain."))
    return found


def group_words(name: str) -> str:
    """A group as people call it."""
    return {
        "sex:M": _("Laki-laki"),
        "sex:F": _("Perempuan"),
        "remote:True": _("Daerah terpencil"),
        "M": _("Laki-laki"),
        "F": _("Perempuan"),
        "True": _("Daerah terpencil"),
    }.get(name, name)
