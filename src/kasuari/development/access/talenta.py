"""Who reads the nine boxes, and who brings potensi in.

The unit kepegawaian, the PyB and the pejabat pembina kepegawaian read the boxes of their units, and the
auditor does; a penilai does not, for a box is no part of an evaluation. A person reads their own box: nobody
should be placed by a record that they cannot read and have mended. The unit kepegawaian brings potensi in,
never its own.
"""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kasuari.accounts.enums import Role
from kasuari.foundation.access import Actor, Allowed, Answer, Denied
from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.trees import within

READERS = (Role.KEPEGAWAIAN, Role.PYB, Role.PEJABAT_PEMBINA_KEPEGAWAIAN, Role.AUDITOR)

register(
    {
        "development.not_reading_talent": Reason(
            _("Peta talenta dibaca unit kepegawaian dan pejabat yang berwenang."),
            _("Kotak Anda sendiri ada di halaman Talenta saya."),
        ),
        "development.not_importing_potential": Reason(
            _("Potensi dimuat oleh unit kepegawaian."),
            _("Sampaikan hasil asesmennya kepada unit kepegawaian instansi Anda."),
        ),
        "development.potential_own": Reason(
            _("Tidak seorang pun mencatat potensinya sendiri."),
            _("Minta rekan lain di unit kepegawaian mencatatnya."),
        ),
        "development.potential_same_day": Reason(
            _("Potensi orang ini pada tanggal asesmen itu sudah tercatat."),
            _("Batalkan dahulu catatan yang keliru, lalu catat yang benar."),
        ),
        "development.potential_cancelled": Reason(
            _("Catatan potensi ini sudah dibatalkan."),
            _("Muat ulang halaman untuk melihat keadaan terakhir."),
        ),
        "development.potential_refused_rows": Reason(
            _("{count} baris belum dapat diterima, jadi tidak ada yang diterapkan."),
            _("Perbaiki baris itu di berkasnya, lalu unggah lagi."),
        ),
    }
)


def can_read_talent(actor: Actor) -> Answer:
    """Whoever oversees some unit so far."""
    if actor.is_system or actor.scopes(*READERS):
        return Allowed()
    return Denied("development.not_reading_talent")


def talent_visible_to(actor: Actor, *, field: str) -> Q:
    """People of the units that the actor oversees; `field` leads to the path of their unit."""
    seen = Q(pk__in=[])
    for scope in actor.scopes(*READERS):
        seen |= within(field, scope) if scope else Q(pk__isnull=False)
    return seen


def can_import_potential(actor: Actor) -> Answer:
    """The unit kepegawaian of the whole agency."""
    if actor.user_id is not None and actor.has(Role.KEPEGAWAIAN):
        return Allowed()
    return Denied("development.not_importing_potential")


def can_note_potential(actor: Actor, *, pegawai_id: int) -> Answer:
    """Likewise, and never about oneself."""
    if not (answer := can_import_potential(actor)):
        return answer
    return Denied("development.potential_own") if actor.pegawai_id == pegawai_id else Allowed()
