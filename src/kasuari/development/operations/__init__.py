"""Writes of tindak lanjut."""

from kasuari.development.operations.evaluasi_kompetensi import (
    Assessed,
    begin_evaluation,
    save_evaluation,
    sign_evaluation,
)
from kasuari.development.operations.kompetensi import (
    add_kompetensi,
    load_dictionary,
    rename_kompetensi,
    retire_kompetensi,
    set_standards,
)
from kasuari.development.operations.kredit import (
    add_note,
    award_credit,
    cancel_note,
    issue_akumulasi,
    issue_konversi,
)

__all__ = [
    "Assessed",
    "add_kompetensi",
    "add_note",
    "award_credit",
    "begin_evaluation",
    "cancel_note",
    "issue_akumulasi",
    "issue_konversi",
    "load_dictionary",
    "rename_kompetensi",
    "retire_kompetensi",
    "save_evaluation",
    "set_standards",
    "sign_evaluation",
]
