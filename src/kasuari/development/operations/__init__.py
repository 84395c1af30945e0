"""Writes of tindak lanjut."""

from kasuari.development.operations.belajar import (
    Learned,
    check_learning,
    note_learning,
    set_conversion,
)
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
from kasuari.development.operations.rencana import (
    Action,
    add_action,
    agree_plan,
    close_plan,
    move_action,
    propose_plan,
    remove_action,
    reopen_plan,
    return_plan,
    say_of_finding,
    withdraw_plan,
    write_plan,
)

__all__ = [
    "Action",
    "Assessed",
    "Learned",
    "add_action",
    "add_kompetensi",
    "add_note",
    "agree_plan",
    "award_credit",
    "begin_evaluation",
    "cancel_note",
    "check_learning",
    "close_plan",
    "issue_akumulasi",
    "issue_konversi",
    "load_dictionary",
    "move_action",
    "note_learning",
    "propose_plan",
    "remove_action",
    "rename_kompetensi",
    "reopen_plan",
    "retire_kompetensi",
    "return_plan",
    "save_evaluation",
    "say_of_finding",
    "set_conversion",
    "set_standards",
    "sign_evaluation",
    "withdraw_plan",
    "write_plan",
]
