"""Writes of tindak lanjut."""

from kasuari.development.operations.belajar import (
    Learned,
    check_learning,
    note_learning,
    set_conversion,
)
from kasuari.development.operations.bimbingan import (
    answer_session,
    begin_session,
    report_session,
    sign_session,
    write_session,
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
from kasuari.development.operations.konseling import (
    appoint_counsellor,
    note_change,
    record_counselling,
    report_problem,
    tell_problem,
    write_notes,
)
from kasuari.development.operations.kredit import (
    add_note,
    award_credit,
    cancel_note,
    issue_akumulasi,
    issue_konversi,
)
from kasuari.development.operations.penghargaan import (
    appreciate,
    issue_certificate,
    move_appreciation,
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
    "answer_session",
    "appoint_counsellor",
    "appreciate",
    "award_credit",
    "begin_evaluation",
    "begin_session",
    "cancel_note",
    "check_learning",
    "close_plan",
    "issue_akumulasi",
    "issue_certificate",
    "issue_konversi",
    "load_dictionary",
    "move_action",
    "move_appreciation",
    "note_change",
    "note_learning",
    "propose_plan",
    "record_counselling",
    "remove_action",
    "rename_kompetensi",
    "reopen_plan",
    "report_problem",
    "report_session",
    "retire_kompetensi",
    "return_plan",
    "save_evaluation",
    "say_of_finding",
    "set_conversion",
    "set_standards",
    "sign_evaluation",
    "sign_session",
    "tell_problem",
    "withdraw_plan",
    "write_notes",
    "write_plan",
    "write_session",
]
