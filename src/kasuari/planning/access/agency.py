"""Who opens the year, and keeps perjanjian kinerja, the library and the templates of the lampiran."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kasuari.accounts.enums import Role
from kasuari.foundation.access import Actor, Allowed, Answer, Denied
from kasuari.foundation.reasons import Reason, register

register(
    {
        "planning.pk_not_clerk": Reason(
            _("Hanya unit kepegawaian yang dapat menulis perjanjian kinerja."),
            _("Sampaikan perubahannya kepada unit kepegawaian instansi Anda."),
        ),
        "planning.templat_not_clerk": Reason(
            _("Templat lampiran hanya disusun oleh unit kepegawaian."),
            _("Usulkan isinya kepada unit kepegawaian; lampiran SKP Anda tetap dapat ditulis sendiri."),
        ),
        "planning.not_curator": Reason(
            _("Hanya unit kepegawaian yang merawat pustaka rencana hasil kerja."),
            _("Usulkan perbaikannya kepada unit kepegawaian instansi Anda."),
        ),
    }
)


def can_open_periode(actor: Actor) -> Answer:
    """Only the unit kepegawaian, for the whole agency."""
    if actor.user_id is None:
        return Denied("planning.no_account")
    return Allowed() if actor.has(Role.KEPEGAWAIAN) else Denied("planning.not_clerk")


def can_write_pk(actor: Actor, path: str = "") -> Answer:
    """The unit kepegawaian, for the units of its grant; the command line acts for it."""
    if actor.is_system or actor.has(Role.KEPEGAWAIAN, path=path):
        return Allowed()
    return Denied("planning.pk_not_clerk")


def can_finalise_pk(actor: Actor, path: str) -> Answer:
    """As writing, but by a person: setting and opening a perjanjian kinerja is an act of somebody."""
    if actor.user_id is None:
        return Denied("planning.no_account")
    return can_write_pk(actor, path)


def can_curate(actor: Actor) -> Answer:
    """The library is kept by the unit kepegawaian, for the whole agency."""
    if actor.user_id is None:
        return Denied("planning.no_account")
    return Allowed() if actor.has(Role.KEPEGAWAIAN) else Denied("planning.not_curator")


def can_write_templat(actor: Actor) -> Answer:
    """Only the unit kepegawaian, for the whole agency."""
    if actor.user_id is None:
        return Denied("planning.no_account")
    return Allowed() if actor.has(Role.KEPEGAWAIAN) else Denied("planning.templat_not_clerk")
