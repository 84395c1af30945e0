"""Writes of the rollout."""

from kasuari.rollout.operations.waves import (
    add_unit,
    begin_practice,
    change_wave,
    end_practice,
    end_wave,
    make_wave,
    note_signal,
    remove_unit,
    switch,
)

__all__ = [
    "add_unit",
    "begin_practice",
    "change_wave",
    "end_practice",
    "end_wave",
    "make_wave",
    "note_signal",
    "remove_unit",
    "switch",
]
