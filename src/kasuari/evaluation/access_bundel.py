"""Who takes the papers or the results of many people out at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kasuari.accounts.enums import Role
from kasuari.foundation.access import Actor, Allowed, Answer, Denied
from kasuari.foundation.reasons import Reason, register

if TYPE_CHECKING:
    from kasuari.organisation.models import UnitKerja

TAKERS = (Role.KEPEGAWAIAN, Role.PENGELOLA_KINERJA, Role.PYB, Role.PEJABAT_PEMBINA_KEPEGAWAIAN)

register(
    {
        "evaluation.bundle_not_taker": Reason(
            _("Dokumen satu unit diambil oleh unit kepegawaian, pengelola kinerja, atau pejabat berwenang."),
            _("Dokumen Anda sendiri ada di halaman hasil Anda."),
        ),
        "evaluation.export_not_taker": Reason(
            _("Ekspor untuk TPP dan SIASN hanya diambil oleh unit kepegawaian."),
            _("Mintalah berkasnya kepada unit kepegawaian instansi Anda."),
        ),
        "evaluation.bundle_nobody": Reason(
            _("Belum ada evaluasi yang ditandatangani di unit dan periode itu."),
            _("Pilih unit atau periode lain."),
        ),
        "evaluation.bundle_too_large": Reason(
            _("PDF gabungan paling banyak memuat {most} dokumen, sedangkan pilihan ini memuat {count}."),
            _("Pilih unit yang lebih kecil, atau minta bentuk ZIP."),
        ),
        "evaluation.tpp_rule_missing": Reason(
            _("Belum ada aturan TPP yang berlaku pada hari terakhir periode itu."),
            _("Catat dahulu persentase dan dasar peraturan daerahnya di bawah."),
        ),
    }
)


def can_bundle(actor: Actor, unit: UnitKerja) -> Answer:
    """Those who oversee the unit."""
    if actor.user_id is not None and actor.has(*TAKERS, path=unit.path):
        return Allowed()
    return Denied("evaluation.bundle_not_taker")


def can_take(actor: Actor) -> Answer:
    """Whoever oversees some unit."""
    if actor.user_id is not None and actor.scopes(*TAKERS):
        return Allowed()
    return Denied("evaluation.bundle_not_taker")


def can_export(actor: Actor) -> Answer:
    """The unit kepegawaian of the whole agency."""
    if actor.user_id is not None and actor.has(Role.KEPEGAWAIAN):
        return Allowed()
    return Denied("evaluation.export_not_taker")


def bundel_visible_to(actor: Actor) -> Q:
    """One's own. Everything else does not exist (404)."""
    return Q(created_by_id=actor.user_id) if actor.user_id is not None else Q(pk__in=[])
