"""What is unusual about those who gave attributed feedback: rings of praise, and givers who lie apart.

Advice to whoever reads the feedback anyway: the penilai, and the atasan of the penilai. A reason to talk and
never a proof; nothing is changed by it. Anonymous answers play no part.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from kasuari.feedback import givers
from kasuari.feedback.enums import StateUmpanBalik
from kasuari.feedback.models import UmpanBalik
from kasuari.feedback.rater_statistics import MILD, STRICT, rings
from kasuari.planning import queries as planning


@dataclass(frozen=True, slots=True)
class PraiseRing:
    """People who all praised one another; `peluang`: how often luck alone makes such a ring, in percent."""

    nama: tuple[str, ...]
    peluang: float


@dataclass(frozen=True, slots=True)
class GiverApart:
    """Somebody who praises more, or less, than others do of the same people.

    `geser` is the difference in the share of praise, `galat` its standard error, both in percent of what was
    given; `orang`: about how many people.
    """

    nama: str
    arah: str
    geser: int
    galat: int
    orang: int


@dataclass(frozen=True, slots=True)
class Seen:
    """`cukup` False: too few people gave feedback for anything to be said."""

    lingkaran: tuple[PraiseRing, ...] = ()
    pemberi: tuple[GiverApart, ...] = ()
    cukup: bool = False


def givers_seen(pegawai_id: int, *, on: date) -> Seen:
    """What is unusual in the feedback on running SKP that somebody reads as penilai or as the atasan of the
    penilai. Two queries."""
    rows = UmpanBalik.objects.filter(
        Q(skp__penilai_id=pegawai_id) | Q(skp__atasan_penilai_id=pegawai_id),
        skp__start_date__lte=on,
        skp__last_date__gte=on,
        state=StateUmpanBalik.DIBERIKAN,
        pemberi__isnull=False,
    ).order_by("pk")
    said = list(rows.values_list("pemberi_id", "pemberi__nama", "pegawai_id", "sifat"))
    if not said:
        return Seen()
    names = {giver: name for giver, name, _about, _sifat in said}
    beside = _beside(pegawai_id, on=on)
    apart, enough = givers.apart(said)
    return Seen(
        lingkaran=tuple(
            PraiseRing(tuple(sorted(names[pk] for pk in ring.people)), round(100 * ring.chance, 2))
            for ring in rings(givers.praised(said), beside)
        ),
        pemberi=tuple(
            GiverApart(
                nama=names[item.rater],
                arah=item.band,
                geser=round(100 * item.shift),
                galat=round(100 * item.error),
                orang=item.rated,
            )
            for item in apart
            if item.band in {STRICT, MILD}
        ),
        cukup=enough or len(beside) > 1,
    )


def _beside(pegawai_id: int, *, on: date) -> dict[int, int]:
    """By pegawai, from how many colleagues of the same unit they could choose whom to praise."""
    rows = planning.skp_rows().filter(
        Q(penilai_id=pegawai_id) | Q(atasan_penilai_id=pegawai_id), start_date__lte=on, last_date__gte=on
    )
    places = dict(rows.order_by("pk").values_list("pegawai_id", "unit_id"))
    sizes = Counter(places.values())
    return {person: sizes[unit] - 1 for person, unit in places.items()}
