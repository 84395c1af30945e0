"""Writes of planning: the year, drafting, the contents, and the way from draf to ditetapkan."""

from kasuari.planning.operations.drafting import change_penilai, draft_many, draft_skp, refresh_penilai
from kasuari.planning.operations.inputs import IsianIndikator, IsianRhk
from kasuari.planning.operations.matriks import (
    IsianPeran,
    IsianSel,
    StaleCells,
    change_cells,
    choose_cascading,
    write_cell,
    write_cells,
)
from kasuari.planning.operations.membership import (
    add_member,
    apply_to_join,
    change_team,
    decide_member,
    end_member,
    form_team,
    open_matriks,
    refresh_consents,
    refresh_members,
)
from kasuari.planning.operations.periods import close_periode, open_periode
from kasuari.planning.operations.roles import settle_role, take_in_roles
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
    "IsianPeran",
    "IsianRhk",
    "IsianSel",
    "StaleCells",
    "add_indikator",
    "add_member",
    "add_rhk",
    "apply_to_join",
    "change_cells",
    "change_indikator",
    "change_penilai",
    "change_rhk",
    "change_team",
    "choose_cascading",
    "close_periode",
    "decide_member",
    "draft_many",
    "draft_skp",
    "end_member",
    "fill_skp",
    "form_team",
    "move_rhk",
    "open_matriks",
    "open_periode",
    "refresh_consents",
    "refresh_members",
    "refresh_penilai",
    "remove_indikator",
    "remove_rhk",
    "return_skp",
    "set_ekspektasi",
    "set_lampiran",
    "set_skp",
    "settle_role",
    "submit_skp",
    "take_in_roles",
    "withdraw_skp",
    "write_cell",
    "write_cells",
    "write_rhk",
]
