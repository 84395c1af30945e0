"""Writes of planning: the year, drafting, the contents, and the way from draf to ditetapkan."""

from kasuari.planning.operations.drafting import change_penilai, draft_many, draft_skp, refresh_penilai
from kasuari.planning.operations.inputs import IsianIndikator, IsianRhk
from kasuari.planning.operations.links import announce_plan, link_rhk, take_harapan, unlink_rhk
from kasuari.planning.operations.periods import close_periode, open_periode
from kasuari.planning.operations.pk import (
    add_indikator_pk,
    apply_pk_import,
    cancel_pk_import,
    change_indikator_pk,
    finalise_pk,
    import_pk_file,
    preview_of,
    read_pk_import,
    remove_indikator_pk,
    reopen_pk,
)
from kasuari.planning.operations.submission import return_skp, set_skp, submit_skp, withdraw_skp
from kasuari.planning.operations.taking import decline_pk_change, take_pk, use_pk_change
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
from kasuari.planning.pk_file import IsianPk

__all__ = [
    "IsianIndikator",
    "IsianPk",
    "IsianRhk",
    "add_indikator",
    "add_indikator_pk",
    "add_rhk",
    "announce_plan",
    "apply_pk_import",
    "cancel_pk_import",
    "change_indikator",
    "change_indikator_pk",
    "change_penilai",
    "change_rhk",
    "close_periode",
    "decline_pk_change",
    "draft_many",
    "draft_skp",
    "fill_skp",
    "finalise_pk",
    "import_pk_file",
    "link_rhk",
    "move_rhk",
    "open_periode",
    "preview_of",
    "read_pk_import",
    "refresh_penilai",
    "remove_indikator",
    "remove_indikator_pk",
    "remove_rhk",
    "reopen_pk",
    "return_skp",
    "set_ekspektasi",
    "set_lampiran",
    "set_skp",
    "submit_skp",
    "take_harapan",
    "take_pk",
    "unlink_rhk",
    "use_pk_change",
    "withdraw_skp",
    "write_rhk",
]
