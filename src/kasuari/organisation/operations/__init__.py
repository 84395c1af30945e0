"""Writes of the organisation: imports, corrections of the penilai, units, the kepala daerah."""

from kasuari.organisation.operations.duties import import_tugas, set_fungsi, set_tugas
from kasuari.organisation.operations.import_jobs import proceed_import, receive_import, repeat_import
from kasuari.organisation.operations.imports import (
    ImportResult,
    apply_import,
    cancel_import,
    import_file,
    mend_row,
    read_import,
)
from kasuari.organisation.operations.penilai import accept_koreksi, refuse_koreksi, report_penilai
from kasuari.organisation.operations.units import (
    appoint_kepala_daerah,
    ensure_instansi,
    move_unit,
    rename_unit,
)

__all__ = [
    "ImportResult",
    "accept_koreksi",
    "apply_import",
    "appoint_kepala_daerah",
    "cancel_import",
    "ensure_instansi",
    "import_file",
    "import_tugas",
    "mend_row",
    "move_unit",
    "proceed_import",
    "read_import",
    "receive_import",
    "refuse_koreksi",
    "rename_unit",
    "repeat_import",
    "report_penilai",
    "set_fungsi",
    "set_tugas",
]
