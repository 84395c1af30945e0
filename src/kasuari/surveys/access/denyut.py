"""Who runs the pulse and who reads it: as in a 360 round. The result of the whole agency is everybody's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from kasuari.accounts.enums import Role
from kasuari.foundation.access import Actor, Allowed, Answer, Denied
from kasuari.foundation.reasons import Reason, register

if TYPE_CHECKING:
    from kasuari.surveys.models import UndanganDenyut

READS_PULSE = (Role.KEPEGAWAIAN, Role.PYB, Role.PEJABAT_PEMBINA_KEPEGAWAIAN)

register(
    {
        "denyut.not_clerk": Reason(
            _("Denyut hanya dijalankan oleh unit kepegawaian."), _("Hubungi unit kepegawaian instansi Anda.")
        ),
        "denyut.not_asked": Reason(
            _("Anda tidak diundang pada denyut ini."),
            _("Undangan dibuat ketika denyut dibuka; Anda akan ikut pada denyut berikutnya."),
        ),
    }
)


def can_run_pulse(actor: Actor) -> Answer:
    if actor.is_system or actor.has(Role.KEPEGAWAIAN):
        return Allowed()
    return Denied("denyut.not_clerk")


def reads_pulse(actor: Actor) -> bool:
    """Whether the actor reads results by unit."""
    return actor.is_system or actor.has(*READS_PULSE)


def can_answer_pulse(actor: Actor, undangan: UndanganDenyut | None) -> Answer:
    if undangan is not None and actor.pegawai_id == undangan.pegawai_id:
        return Allowed()
    return Denied("denyut.not_asked")
