"""Which edition of the performance rules governs a day.

A result stores the id of its edition, so that an old year can be recomputed under its own rules.
"""

from __future__ import annotations

from datetime import date

from kasuari.regulation.parameter import Parameter, berlaku
from kasuari.regulation.verdict import p6

PASAL_PERALIHAN = p6("Pasal 39 dan Pasal 41", 19)

# In force since 7 February 2022. July to December 2021 was still evaluated under PermenPANRB 8/2021
# (Pasal 39), so the first performance year of this edition is the whole of 2022.
EDISI: tuple[Parameter[str], ...] = (Parameter(date(2022, 1, 1), "PermenPANRB-6-2022", PASAL_PERALIHAN),)


def edition_on(on: date) -> str | None:
    """The id of the edition that governs `on`; None for a day before the editions this library holds."""
    edisi = berlaku(EDISI, on)
    return edisi.value if edisi else None
