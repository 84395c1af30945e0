"""Writing for a whole group at once: chosen, shown, written by the worker, and taken back."""

from kasuari.planning.operations.massal.choices import PilihanMassal
from kasuari.planning.operations.massal.rancangan import Rancangan, rancangan_of
from kasuari.planning.operations.massal.rewording import Kelompok, PilihanUbah, groups_of
from kasuari.planning.operations.massal.running import (
    UNTOUCHED,
    begin_massal,
    cancel_massal,
    continue_massal,
    counts_of,
    prepare_massal,
    prepare_rewording,
    rows_of,
    undo_massal,
    work_massal,
)

__all__ = [
    "UNTOUCHED",
    "Kelompok",
    "PilihanMassal",
    "PilihanUbah",
    "Rancangan",
    "begin_massal",
    "cancel_massal",
    "continue_massal",
    "counts_of",
    "groups_of",
    "prepare_massal",
    "prepare_rewording",
    "rancangan_of",
    "rows_of",
    "undo_massal",
    "work_massal",
]
