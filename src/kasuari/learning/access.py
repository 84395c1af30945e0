"""Everybody learns and asks; whoever helps the unit of the asker answers, and the unit kepegawaian."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from kasuari.accounts.enums import Role
from kasuari.foundation.access import Actor, Allowed, Answer, Denied
from kasuari.foundation.reasons import Reason, register
from kasuari.organisation.queries import units_led_by

if TYPE_CHECKING:
    from kasuari.learning.models import Pendamping
    from kasuari.organisation.models import UnitKerja

register(
    {
        "learning.no_person": Reason(
            _("Akun ini tidak terhubung dengan data pegawai."),
            _("Masuk dengan akun pegawai agar pelajaran dan pertanyaan tercatat atas nama Anda."),
        ),
        "learning.not_clerk": Reason(
            _("Pertanyaan dijawab oleh pendamping unit dan unit kepegawaian."),
            _("Bila Anda tahu jawabannya, sampaikan kepada mereka."),
        ),
        "learning.not_leader": Reason(
            _("Pendamping ditetapkan oleh unit kepegawaian atas usul pimpinan unit."),
            _("Sampaikan nama yang Anda usulkan kepada pimpinan unit Anda."),
        ),
        "learning.not_appointing": Reason(
            _("Usul pendamping diputuskan oleh unit kepegawaian."), _("Tunggu keputusannya.")
        ),
    }
)


def can_learn(actor: Actor) -> Answer:
    return Allowed() if actor.pegawai_id is not None else Denied("learning.no_person")


def can_answer_questions(actor: Actor, *, helps: bool = False) -> Answer:
    """`helps`: whether the actor is pendamping of whoever asked."""
    return Allowed() if helps or actor.has(Role.KEPEGAWAIAN) else Denied("learning.not_clerk")


def can_appoint(actor: Actor) -> Answer:
    """The unit kepegawaian of the whole agency appoints."""
    if actor.user_id is not None and "" in actor.scopes(Role.KEPEGAWAIAN):
        return Allowed()
    return Denied("learning.not_appointing")


def can_name_champion(actor: Actor, unit: UnitKerja, *, on: date) -> Answer:
    """The unit kepegawaian, or whoever leads the unit or one above it."""
    return Allowed() if can_appoint(actor) or _leads(actor, unit, on) else Denied("learning.not_leader")


def can_end_champion(actor: Actor, pendamping: Pendamping, *, on: date) -> Answer:
    """Those who may name one for the unit, and the pendamping themselves."""
    own = actor.pegawai_id is not None and actor.pegawai_id == pendamping.pegawai_id
    return Allowed() if own else can_name_champion(actor, pendamping.unit, on=on)


def _leads(actor: Actor, unit: UnitKerja, on: date) -> bool:
    if actor.user_id is None or actor.pegawai_id is None:
        return False
    return any(unit.path.startswith(led.path) for led in units_led_by(actor.pegawai_id, on))
