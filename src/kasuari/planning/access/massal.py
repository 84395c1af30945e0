"""Who may plan for many, and take SKP rows out as a sheet and bring them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kasuari.accounts.enums import Role
from kasuari.foundation.access import Actor, Answer, Denied
from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.trees import within
from kasuari.planning.access.common import is_periode_open

if TYPE_CHECKING:
    from kasuari.planning.models import Periode, RencanaMassal

register(
    {
        "planning.not_planner": Reason(
            _("Rencana untuk banyak pegawai disusun oleh unit kepegawaian atau pejabat penilai kinerja."),
            _("Susun SKP Anda sendiri di halaman “SKP saya”."),
        ),
        "planning.not_own_massal": Reason(
            _("Rencana massal ini hanya dijalankan dan diurungkan oleh pembuatnya."),
            _("Hubungi pembuatnya, atau susun rencana massal Anda sendiri."),
        ),
    }
)


def can_plan_many(actor: Actor, periode: Periode) -> Answer:
    """The unit kepegawaian for the units of its grant, and every penilai for the people they rate. Whom the
    run reaches is asked person by person (`reach_of`)."""
    if actor.user_id is None:
        return Denied("planning.no_account")
    if not actor.scopes(Role.KEPEGAWAIAN) and not _rates_somebody(actor):
        return Denied("planning.not_planner")
    return is_periode_open(periode)


def massal_visible_to(actor: Actor) -> Q:
    """The runs that `actor` may read: one's own, and every one for the unit kepegawaian of the agency."""
    if actor.is_system:
        return Q()
    if actor.has(Role.KEPEGAWAIAN):
        return Q(periode__instansi__pegawai=actor.pegawai_id) if actor.pegawai_id is not None else Q()
    return Q(created_by_id=actor.user_id) if actor.user_id is not None else Q(pk__in=[])


def can_run_massal(actor: Actor, massal: RencanaMassal) -> Answer:
    """Whoever made it, and the unit kepegawaian of the whole agency."""
    if actor.user_id is None:
        return Denied("planning.no_account")
    if massal.created_by_id != actor.user_id and not actor.has(Role.KEPEGAWAIAN):
        return Denied("planning.not_own_massal")
    return is_periode_open(massal.periode)


def sheet_reach(actor: Actor) -> Q:
    """The SKP whose rows `actor` may take out as a sheet and bring back: one's own, those one rates, and for
    the unit kepegawaian those of the units of its grant. The command line acts for it."""
    if actor.is_system:
        return Q()
    reach = Q(pk__in=[])
    for path in actor.scopes(Role.KEPEGAWAIAN):
        reach |= within("unit__path", path) if path else Q(pk__isnull=False)
    if actor.pegawai_id is not None:
        reach |= Q(pegawai_id=actor.pegawai_id) | Q(penilai_id=actor.pegawai_id)
    return reach


def impor_skp_visible_to(actor: Actor) -> Q:
    """Sheets that came back: one's own."""
    if actor.is_system:
        return Q()
    return Q(created_by_id=actor.user_id) if actor.user_id is not None else Q(pk__in=[])


def can_bring_sheet(actor: Actor, periode: Periode) -> Answer:
    """Whoever may write somebody's draft, in an open year; which rows is asked SKP by SKP (`sheet_reach`)."""
    if actor.is_system:
        return is_periode_open(periode)
    return can_plan_many(actor, periode)


def _rates_somebody(actor: Actor) -> bool:
    from kasuari.organisation.queries import units_led_by
    from kasuari.planning.models import Skp

    if actor.pegawai_id is None:
        return False
    if units_led_by(actor.pegawai_id, actor.on):
        return True
    return Skp.objects.filter(penilai_id=actor.pegawai_id).exists()
