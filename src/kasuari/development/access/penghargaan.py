"""Who appreciates whom, who decides about the wall, and who issues a piagam (Pasal 20 ayat (2), Pasal 31).

Appreciation is read by its giver and the person until the person puts it on the wall, where the whole agency
reads it. A piagam is issued by the penilai, the PyB or the pejabat pembina kepegawaian (Pasal 31 ayat (3)).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kasuari.accounts.enums import Role
from kasuari.development.enums.penghargaan import StateApresiasi
from kasuari.foundation.access import Actor, Allowed, Answer, Denied
from kasuari.foundation.reasons import Reason, register
from kasuari.organisation.access import visible_to

if TYPE_CHECKING:
    from kasuari.development.models import Apresiasi

register(
    {
        "development.own_appreciation": Reason(
            _("Apresiasi diberikan kepada orang lain."), _("Pilih nama rekan Anda.")
        ),
        "development.not_recognised": Reason(
            _("Hanya yang diapresiasi yang menentukan apakah tulisan ini tampil."),
            _("Minta orang tersebut menampilkannya."),
        ),
        "development.not_giver": Reason(
            _("Hanya pemberinya yang dapat menarik apresiasi ini."), _("Hubungi pemberinya.")
        ),
        "development.not_certifying": Reason(
            _("Piagam diterbitkan oleh penilai, PyB, atau pejabat pembina kepegawaian."),
            _("Usulkan kepada salah satu dari mereka."),
        ),
        "development.withdrawn": Reason(
            _("Apresiasi ini sudah ditarik."), _("Tulis apresiasi yang baru bila perlu.")
        ),
    }
)


def appreciation_visible_to(actor: Actor) -> Q:
    """On the wall of one's agency; and one's own, given or received."""
    wall = Q(state=StateApresiasi.TAMPIL) & visible_to(actor, prefix="pegawai__")
    if actor.pegawai_id is None:
        return wall
    me = actor.pegawai_id
    return wall | (~Q(state=StateApresiasi.DITARIK) & (Q(pegawai_id=me) | Q(pemberi_id=me)))


def can_appreciate(actor: Actor, *, pegawai_id: int) -> Answer:
    if actor.user_id is None or actor.pegawai_id is None or actor.pegawai_id == pegawai_id:
        return Denied("development.own_appreciation")
    return Allowed()


def can_show(actor: Actor, row: Apresiasi) -> Answer:
    if actor.user_id is None or actor.pegawai_id != row.pegawai_id:
        return Denied("development.not_recognised")
    return Allowed()


def can_take_back(actor: Actor, row: Apresiasi) -> Answer:
    if actor.user_id is None or actor.pegawai_id != row.pemberi_id:
        return Denied("development.not_giver")
    return Allowed()


def can_certify(actor: Actor, *, pegawai_id: int, penilai_id: int | None, path: str) -> Answer:
    may = actor.pegawai_id is not None and actor.pegawai_id == penilai_id
    may = may or actor.has(Role.PYB, Role.PEJABAT_PEMBINA_KEPEGAWAIAN, path=path)
    if actor.user_id is None or actor.pegawai_id == pegawai_id or not may:
        return Denied("development.not_certifying")
    return Allowed()
