"""What a sign of trouble means, in words: what was seen in a unit, and from when on it is shown."""

from __future__ import annotations

from django.utils.translation import gettext as _

from kasuari.rollout.enums import Tanda
from kasuari.rollout.queries.signs import LEFT_BEHIND, MANY, SHOWN_FROM, Seen
from kasuari.rollout.queries.units import LEAST


def seen_in_words(seen: Seen) -> str:
    """One sign of one unit."""
    values = {"percent": seen.percent, "of": seen.of, "days": LEFT_BEHIND.days, "many": MANY}
    said = {
        Tanda.TERLAMBAT: _("%(percent)s persen dari %(of)s orang belum mengajukan SKP."),
        Tanda.SALINAN: _(
            "%(percent)s persen dari %(of)s SKP memuat kalimat yang sama persis "
            "dalam %(many)s SKP atau lebih."
        ),
        Tanda.NILAI_SAMA: _("Semua %(of)s evaluasi mendapat dua rating yang sama."),
        Tanda.SATU_AKUN: _("Satu akun mengajukan SKP bagi %(percent)s persen dari %(of)s orang."),
        Tanda.TERBENGKALAI: _(
            "%(percent)s persen dari %(of)s orang memulai SKP lebih dari %(days)s hari lalu "
            "dan belum mengajukannya."
        ),
    }
    return said[seen.tanda] % values


def rule_in_words(tanda: Tanda) -> str:
    """What is looked at, and from which share on it is shown."""
    values = {
        "from": round(100 * SHOWN_FROM[tanda]),
        "least": LEAST,
        "days": LEFT_BEHIND.days,
        "many": MANY,
    }
    said = {
        Tanda.TERLAMBAT: _(
            "Sesudah batas penetapan SKP, dan sesudah gelombangnya berjalan %(days)s hari: "
            "dari %(from)s persen orang di unit."
        ),
        Tanda.SALINAN: _(
            "Kalimat yang sama persis dalam %(many)s SKP atau lebih di unit itu: dari %(from)s persen SKP."
        ),
        Tanda.NILAI_SAMA: _(
            "Semua evaluasi empat bulan terakhir mendapat dua rating yang sama, "
            "paling sedikit %(least)s evaluasi."
        ),
        Tanda.SATU_AKUN: _(
            "Satu akun mengajukan SKP bagi %(many)s orang lain atau lebih: "
            "dari %(from)s persen orang di unit."
        ),
        Tanda.TERBENGKALAI: _(
            "SKP yang dimulai lebih dari %(days)s hari lalu dan belum diajukan: "
            "dari %(from)s persen orang di unit."
        ),
    }
    return said[tanda] % values
