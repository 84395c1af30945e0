"""Writes of planning: the year, drafting, the contents, and the way from draf to ditetapkan."""

from kasuari.planning.operations.copying import copy_skp, mark_targets_seen
from kasuari.planning.operations.drafting import change_penilai, draft_many, draft_skp, refresh_penilai
from kasuari.planning.operations.inputs import IsianIndikator, IsianRhk
from kasuari.planning.operations.periods import close_periode, open_periode
from kasuari.planning.operations.pustaka import (
    add_butir,
    change_butir,
    decide_butir,
    grow_library,
    merge_butir,
    take_butir,
)
from kasuari.planning.operations.submission import return_skp, set_skp, submit_skp, withdraw_skp
from kasuari.planning.operations.writing import (
    add_indikator,
    add_rhk,
    change_indikator,
    change_rhk,
    fill_skp,
    move_rhk,
    remove_indikator,
    remove_rhk,
    set_ekspektasi,
    set_lampiran,
    write_rhk,
)

__all__ = [
    "IsianIndikator",
    "IsianRhk",
    "add_butir",
    "add_indikator",
    "add_rhk",
    "change_butir",
    "change_indikator",
    "change_penilai",
    "change_rhk",
    "close_periode",
    "copy_skp",
    "decide_butir",
    "draft_many",
    "draft_skp",
    "fill_skp",
    "grow_library",
    "mark_targets_seen",
    "merge_butir",
    "move_rhk",
    "open_periode",
    "refresh_penilai",
    "remove_indikator",
    "remove_rhk",
    "return_skp",
    "set_ekspektasi",
    "set_lampiran",
    "set_skp",
    "submit_skp",
    "take_butir",
    "withdraw_skp",
    "write_rhk",
]
