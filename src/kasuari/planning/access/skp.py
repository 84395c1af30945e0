"""Who may see, write, submit, return and set an SKP.

Being the owner, the penilai or the atasan penilai follows from the SKP itself; the other rights are granted
roles. Nobody acts on their own SKP in another role.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kasuari.accounts.enums import Role
from kasuari.foundation.access import Actor, Allowed, Answer, Denied, first_denial
from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.trees import within
from kasuari.planning.access.common import (
    READERS,
    is_atasan,
    is_not_own,
    is_owner,
    is_owner_or_clerk,
    is_penilai,
    is_periode_open,
    is_person,
    is_writable,
)
from kasuari.planning.enums import StateSkp
from kasuari.planning.states import BEFORE_SETTING, OPEN_VERSION
from kasuari.regulation import penetapan

if TYPE_CHECKING:
    from kasuari.organisation.models import Penugasan
    from kasuari.planning.models import Periode, Skp

register(
    {
        "planning.atasan_not_yet": Reason(
            _("Sampai akhir Januari SKP ditetapkan oleh pejabat penilai kinerja."),
            _("Mulai 1 Februari atasannya dapat menetapkan bila pejabat penilai kinerja belum melakukannya."),
        ),
        "planning.atasan_not_initial": Reason(
            _("SKP ini dimulai setelah Januari, jadi batas akhir Januari tidak berlaku."),
            _("SKP ini ditetapkan oleh pejabat penilai kinerjanya."),
        ),
    }
)

# Why it is not the atasan's turn, by the code of the law.
_NOT_THE_ATASAN = {
    "penetapan.penilai": "planning.atasan_not_yet",
    "penetapan.bukan_perencanaan_awal": "planning.atasan_not_initial",
    "penetapan.sudah_ditetapkan": "planning.already_set",
}


def visible_to(actor: Actor) -> Q:
    """The SKP that `actor` may read. Everything else does not exist for them (404)."""
    from kasuari.planning.models import VersiSkp

    if actor.is_system:
        return Q()
    paths = actor.scopes(*READERS)
    if "" in paths:
        return Q()
    seen = Q(pk__in=[])
    for path in paths:
        seen |= within("unit__path", path)
    if actor.pegawai_id is not None:
        me = actor.pegawai_id
        seen |= Q(pegawai_id=me) | Q(penilai_id=me) | Q(atasan_penilai_id=me)
        # Who is penilai now reads what shall be set, also where an earlier penilai set the running version.
        asked = VersiSkp.objects.filter(penilai_id=me, state__in=OPEN_VERSION)
        seen |= Q(pk__in=asked.values("skp_id"))
    return seen


def can_link(actor: Actor, skp: Skp) -> Answer:
    """Only the owner, in an open year. Also once the SKP is set: a link adds where a result leads to and
    changes no word of what was agreed."""
    return first_denial([is_owner(actor, skp), is_periode_open(skp.periode)])


def can_draft(actor: Actor, penugasan: Penugasan, periode: Periode) -> Answer:
    """The appointed person; the unit kepegawaian may prepare an empty draft for anybody else."""
    return first_denial([is_periode_open(periode), is_owner_or_clerk(actor, penugasan)])


def can_edit_skp(actor: Actor, skp: Skp) -> Answer:
    """Only the owner, while it is draf or dikembalikan and the year is open."""
    return first_denial([is_owner(actor, skp), is_writable(skp), is_periode_open(skp.periode)])


def can_write_workblock(actor: Actor, skp: Skp) -> Answer:
    """Only the owner, in an open year. Also once the SKP is set: a workblock says how a result will be
    reached and changes no word of what was agreed."""
    return can_link(actor, skp)


def can_add_ekspektasi(actor: Actor, skp: Skp) -> Answer:
    """The owner while writing; the penilai until the SKP is set (Pasal 10 ayat (4)). The penilai changes
    nothing else."""
    if not is_person(actor, skp.penilai_id) or is_person(actor, skp.pegawai_id):
        return can_edit_skp(actor, skp)
    if skp.state not in BEFORE_SETTING:
        return Denied("planning.already_set")
    return is_periode_open(skp.periode)


def can_submit(actor: Actor, skp: Skp) -> Answer:
    """Only the owner."""
    return first_denial([is_owner(actor, skp), is_periode_open(skp.periode)])


def can_withdraw(actor: Actor, skp: Skp) -> Answer:
    """Only the owner."""
    return can_submit(actor, skp)


def can_set_skp(actor: Actor, skp: Skp) -> Answer:
    """Only the penilai (for JPT of a region the kepala daerah, Lampiran BAB II C.3), never oneself."""
    return first_denial([is_not_own(actor, skp), is_penilai(actor, skp), is_periode_open(skp.periode)])


def can_set_instead(actor: Actor, skp: Skp) -> Answer:
    """Only the atasan of the penilai, once the end of January has passed (Lampiran BAB II C.5)."""
    return first_denial(
        [
            is_not_own(actor, skp),
            is_atasan(actor, skp),
            atasan_turn(skp, actor.on),
            is_periode_open(skp.periode),
        ]
    )


def can_return(actor: Actor, skp: Skp) -> Answer:
    """As setting; the atasan whose turn it is clarifies the ekspektasi, so may give back as well."""
    return can_set_instead(actor, skp) or can_set_skp(actor, skp)


def can_end_skp(actor: Actor) -> Answer:
    """The unit kepegawaian; the system does it when appointments change."""
    if actor.is_system or actor.has(Role.KEPEGAWAIAN):
        return Allowed()
    return Denied("planning.not_clerk")


def can_see_moved(actor: Actor) -> Answer:
    """The unit kepegawaian and the pengelola kinerja, for the units of their grants."""
    near = actor.scopes(Role.KEPEGAWAIAN, Role.PENGELOLA_KINERJA)
    return Allowed() if near else Denied("planning.not_clerk")


def atasan_turn(skp: Skp, on: date) -> Answer:
    """Whether the law lets the atasan of the penilai set this SKP on a day (Lampiran BAB II C.5)."""
    verdict = penetapan.penetap_skp(
        tahun=skp.periode.tahun,
        mulai=skp.start_date,
        ditetapkan=skp.state == StateSkp.DITETAPKAN,
        atasan_ada=skp.atasan_penilai_id is not None,
        on=on,
    )
    if verdict.value is not None and penetapan.Penetap.ATASAN in verdict.value:
        return Allowed()
    return Denied(_NOT_THE_ATASAN.get(verdict.code, "planning.not_atasan"))
