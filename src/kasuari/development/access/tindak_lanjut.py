"""Who proposes, decides and reads a penghargaan, and who reads the lists that follow from predikat.

The penilai sees the people whom they rated; those who oversee see the people of their units; nobody sees a
proposal about oneself before it is approved, and nobody acts on one. The priorities of Pasal 31 ayat (1) are
decided by the PyB or the pejabat pembina kepegawaian, any other award by the latter alone (ayat (3)).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kasuari.accounts.enums import Role
from kasuari.development.enums.tindak_lanjut import BentukPenghargaan, StateUsulan
from kasuari.foundation.access import Actor, Allowed, Answer, Denied
from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.trees import within

if TYPE_CHECKING:
    from kasuari.development.models import UsulanPenghargaan

OVERSEERS = (
    Role.KEPEGAWAIAN,
    Role.PENGELOLA_KINERJA,
    Role.PYB,
    Role.PEJABAT_PEMBINA_KEPEGAWAIAN,
    Role.AUDITOR,
)
PROPOSERS = (Role.KEPEGAWAIAN, Role.PENGELOLA_KINERJA)
DECIDERS = (Role.PYB, Role.PEJABAT_PEMBINA_KEPEGAWAIAN)

register(
    {
        "development.award_not_proposing": Reason(
            _("Penghargaan diusulkan oleh penilai, pengelola kinerja, atau unit kepegawaian."),
            _("Sampaikan nama dan alasannya kepada salah satu dari mereka."),
        ),
        "development.award_own": Reason(
            _("Tidak seorang pun mengusulkan atau memutus penghargaan bagi dirinya sendiri."),
            _("Langkah ini dilakukan oleh orang lain yang berwenang."),
        ),
        "development.award_not_deciding": Reason(
            _("Usulan ini diputus oleh PyB atau pejabat pembina kepegawaian."),
            _("Usulan menunggu keputusan mereka."),
        ),
        "development.award_pembina_only": Reason(
            _("Penghargaan lain hanya diputus oleh pejabat pembina kepegawaian (Pasal 31 ayat (3))."),
            _("Teruskan usulan ini kepadanya."),
        ),
        "development.award_same_person": Reason(
            _("Yang mengusulkan tidak memutus usulannya sendiri."),
            _("Mintalah pejabat lain memutusnya."),
        ),
        "development.award_not_proposer": Reason(
            _("Hanya pengusulnya yang dapat menarik usulan ini."), _("Hubungi pengusulnya.")
        ),
        "development.award_not_yet": Reason(
            _("Predikat ini belum dapat menjadi dasar usulan penghargaan."),
            _("Lihat daftar pembinaan: bimbingan atau konseling dapat membantu lebih dahulu."),
        ),
        "development.award_proposed_already": Reason(
            _("Usulan yang sama atas hasil ini masih berjalan atau sudah disetujui."),
            _("Buka usulan itu dari daftar penghargaan."),
        ),
    }
)


def results_visible_to(actor: Actor) -> Q:
    """On `Evaluasi`: whom the actor rated, and the units that the actor oversees; never oneself."""
    seen = Q(pk__in=[])
    for scope in actor.scopes(*OVERSEERS):
        seen |= within("skp__unit__path", scope) if scope else Q(pk__isnull=False)
    if actor.pegawai_id is None:
        return seen
    return (seen | Q(penilai_id=actor.pegawai_id)) & ~Q(pegawai_id=actor.pegawai_id)


def awards_visible_to(actor: Actor) -> Q:
    """On `UsulanPenghargaan`: one's own once approved; what one proposed; the units that one oversees."""
    seen = Q(pk__in=[])
    for scope in actor.scopes(*OVERSEERS):
        seen |= within("unit__path", scope) if scope else Q(pk__isnull=False)
    if actor.user_id is not None:
        seen |= Q(proposed_by_id=actor.user_id)
    if actor.pegawai_id is None:
        return seen
    me = Q(pegawai_id=actor.pegawai_id)
    return (seen & ~me) | (me & Q(state=StateUsulan.DISETUJUI))


def can_propose_award(actor: Actor, *, pegawai_id: int, penilai_id: int | None, path: str) -> Answer:
    if actor.user_id is None:
        return Denied("development.award_not_proposing")
    if actor.pegawai_id == pegawai_id:
        return Denied("development.award_own")
    rated = actor.pegawai_id is not None and actor.pegawai_id == penilai_id
    if rated or actor.has(*PROPOSERS, path=path):
        return Allowed()
    return Denied("development.award_not_proposing")


def can_decide_award(actor: Actor, usulan: UsulanPenghargaan) -> Answer:
    if actor.user_id is None or not actor.has(*DECIDERS, path=usulan.unit.path):
        return Denied("development.award_not_deciding")
    if actor.pegawai_id == usulan.pegawai_id:
        return Denied("development.award_own")
    if actor.user_id == usulan.proposed_by_id:
        return Denied("development.award_same_person")
    if usulan.bentuk == BentukPenghargaan.LAIN and not actor.has(
        Role.PEJABAT_PEMBINA_KEPEGAWAIAN, path=usulan.unit.path
    ):
        return Denied("development.award_pembina_only")
    return Allowed()


def decidable_by(actor: Actor) -> Q:
    """On `UsulanPenghargaan`: whose proposals wait for the actor, as `can_decide_award` says it of one."""
    found = Q(pk__in=[])
    for scope in actor.scopes(*DECIDERS):
        found |= within("unit__path", scope) if scope else Q(pk__isnull=False)
    any_award = Q(pk__in=[])
    for scope in actor.scopes(Role.PEJABAT_PEMBINA_KEPEGAWAIAN):
        any_award |= within("unit__path", scope) if scope else Q(pk__isnull=False)
    found &= ~Q(bentuk=BentukPenghargaan.LAIN) | any_award
    return found & ~Q(pegawai_id=actor.pegawai_id or 0) & ~Q(proposed_by_id=actor.user_id or 0)


def can_withdraw_award(actor: Actor, usulan: UsulanPenghargaan) -> Answer:
    if actor.user_id is None or actor.user_id != usulan.proposed_by_id:
        return Denied("development.award_not_proposer")
    return Allowed()
