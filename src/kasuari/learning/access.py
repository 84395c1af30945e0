"""Everybody learns and asks; the unit kepegawaian answers."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kasuari.accounts.enums import Role
from kasuari.foundation.access import Actor, Allowed, Answer, Denied
from kasuari.foundation.reasons import Reason, register

register(
    {
        "learning.no_person": Reason(
            _("Akun ini tidak terhubung dengan data pegawai."),
            _("Masuk dengan akun pegawai agar pelajaran dan pertanyaan tercatat atas nama Anda."),
        ),
        "learning.not_clerk": Reason(
            _("Pertanyaan dijawab oleh unit kepegawaian."),
            _("Bila Anda tahu jawabannya, sampaikan kepada unit kepegawaian."),
        ),
    }
)


def can_learn(actor: Actor) -> Answer:
    return Allowed() if actor.pegawai_id is not None else Denied("learning.no_person")


def can_answer_questions(actor: Actor) -> Answer:
    return Allowed() if actor.has(Role.KEPEGAWAIAN) else Denied("learning.not_clerk")
