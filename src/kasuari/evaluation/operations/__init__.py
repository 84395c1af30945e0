"""Writes of evaluation: capaian, ratings, signing, delivery, objections, the calendar, reminders, closing."""

from kasuari.evaluation.operations.batas_pimpinan import set_batas_pimpinan
from kasuari.evaluation.operations.bundling import (
    ask_bundle,
    continue_bundle,
    forget_bundles,
    work_bundle,
)
from kasuari.evaluation.operations.calendar import (
    add_holiday,
    cancel_holiday,
    declare_outage,
    withdraw_outage,
)
from kasuari.evaluation.operations.capaian import set_capaian, set_capaian_of_many
from kasuari.evaluation.operations.closing import (
    approve_reopening,
    close_again,
    close_period,
    propose_reopening,
    reject_reopening,
)
from kasuari.evaluation.operations.delivery import acknowledge_evaluasi, deliver_evaluasi, deliver_many
from kasuari.evaluation.operations.export import export_siasn, export_tpp, set_tpp_rule
from kasuari.evaluation.operations.kalibrasi import (
    answer_calibration,
    bring_ratings,
    close_kalibrasi,
    keep_rating,
    open_kalibrasi,
    propose_calibration,
)
from kasuari.evaluation.operations.keberatan import (
    decide_keberatan,
    explain_keberatan,
    file_keberatan,
    reply_keberatan,
    sign_decision,
    withdraw_keberatan,
)
from kasuari.evaluation.operations.khusus import (
    agree_carry,
    propose_carry,
    record_refusal,
    record_study,
    use_carried,
)
from kasuari.evaluation.operations.kuota import set_kuota
from kasuari.evaluation.operations.rating import rate
from kasuari.evaluation.operations.reminding import remind
from kasuari.evaluation.operations.signing import sign_evaluasi

__all__ = [
    "acknowledge_evaluasi",
    "add_holiday",
    "agree_carry",
    "answer_calibration",
    "approve_reopening",
    "ask_bundle",
    "bring_ratings",
    "cancel_holiday",
    "close_again",
    "close_kalibrasi",
    "close_period",
    "continue_bundle",
    "decide_keberatan",
    "declare_outage",
    "deliver_evaluasi",
    "deliver_many",
    "explain_keberatan",
    "export_siasn",
    "export_tpp",
    "file_keberatan",
    "forget_bundles",
    "keep_rating",
    "open_kalibrasi",
    "propose_calibration",
    "propose_carry",
    "propose_reopening",
    "rate",
    "record_refusal",
    "record_study",
    "reject_reopening",
    "remind",
    "reply_keberatan",
    "set_batas_pimpinan",
    "set_capaian",
    "set_capaian_of_many",
    "set_kuota",
    "set_tpp_rule",
    "sign_decision",
    "sign_evaluasi",
    "use_carried",
    "withdraw_keberatan",
    "withdraw_outage",
    "work_bundle",
]
