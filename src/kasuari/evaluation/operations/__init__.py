"""Writes of evaluation: capaian, ratings, signing, delivery, receipt."""

from kasuari.evaluation.operations.capaian import set_capaian, set_capaian_of_many
from kasuari.evaluation.operations.delivery import acknowledge_evaluasi, deliver_evaluasi, deliver_many
from kasuari.evaluation.operations.rating import rate
from kasuari.evaluation.operations.signing import sign_evaluasi

__all__ = [
    "acknowledge_evaluasi",
    "deliver_evaluasi",
    "deliver_many",
    "rate",
    "set_capaian",
    "set_capaian_of_many",
    "sign_evaluasi",
]
