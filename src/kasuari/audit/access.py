"""Who reads the ledger."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kasuari.accounts.enums import Role
from kasuari.foundation.access import Actor, Allowed, Answer, Denied
from kasuari.foundation.reasons import Reason, register

register(
    {
        "audit.not_auditor": Reason(
            _("Catatan audit hanya dapat dibaca oleh auditor."),
            _("Minta auditor instansi Anda memeriksanya."),
        ),
    }
)


def can_read_ledger(actor: Actor) -> Answer:
    """The whole ledger: an auditor of the whole agency."""
    if actor.is_system or actor.has(Role.AUDITOR):
        return Allowed()
    return Denied("audit.not_auditor")
