"""Who may do what in a 360 round, and who reads what comes out.

A profile is read by the person it is about and by their penilai; nobody else, whatever their role. The unit
kepegawaian runs rounds and reads units. The moderators read open answers without knowing of whom they speak.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kasuari.accounts.enums import Role
from kasuari.feedback.enums import StatePutaran
from kasuari.foundation.access import Actor, Allowed, Answer, Denied
from kasuari.foundation.reasons import Reason, register

if TYPE_CHECKING:
    from kasuari.feedback.models import PesertaPutaran, Putaran, TugasPutaran

READS_UNITS = (Role.KEPEGAWAIAN, Role.PYB, Role.PEJABAT_PEMBINA_KEPEGAWAIAN)

register(
    {
        "putaran.not_clerk": Reason(
            _("Putaran 360 hanya dijalankan oleh unit kepegawaian."),
            _("Hubungi unit kepegawaian instansi Anda."),
        ),
        "putaran.not_penilai": Reason(
            _("Nominasi hanya disetujui oleh pejabat penilai kinerja pegawai itu."),
            _("Bila penilai yang tercatat keliru, hubungi unit kepegawaian."),
        ),
        "putaran.not_own_nomination": Reason(
            _("Hanya pegawai yang bersangkutan yang dapat mengusulkan pengisi bagi dirinya."),
            _("Sampaikan usulan Anda kepadanya."),
        ),
        "putaran.not_rater": Reason(
            _("Tugas ini bukan tugas Anda."), _("Buka daftar tugas 360 Anda sendiri.")
        ),
        "putaran.not_moderator": Reason(
            _("Jawaban terbuka hanya dibaca oleh moderator putaran ini."),
            _("Hubungi unit kepegawaian untuk mengetahui siapa moderatornya."),
        ),
        "putaran.not_unit_reader": Reason(
            _("Hasil per unit hanya dibaca oleh unit kepegawaian, PyB, dan pejabat pembina kepegawaian."),
            _("Mintalah ringkasannya kepada unit kepegawaian."),
        ),
    }
)


def can_run_putaran(actor: Actor) -> Answer:
    """Planning, drawing, opening, closing, releasing and reminding: the unit kepegawaian."""
    if actor.is_system or actor.has(Role.KEPEGAWAIAN):
        return Allowed()
    return Denied("putaran.not_clerk")


def can_decide_nomination(actor: Actor, peserta: PesertaPutaran) -> Answer:
    if actor.pegawai_id is not None and actor.pegawai_id == peserta.penilai_id:
        return Allowed()
    return Denied("putaran.not_penilai")


def can_nominate(actor: Actor, peserta: PesertaPutaran) -> Answer:
    if actor.pegawai_id is not None and actor.pegawai_id == peserta.pegawai_id:
        return Allowed()
    return Denied("putaran.not_own_nomination")


def can_answer(actor: Actor, tugas: TugasPutaran) -> Answer:
    if actor.pegawai_id is not None and actor.pegawai_id == tugas.pengisi_id:
        return Allowed()
    return Denied("putaran.not_rater")


def can_moderate(actor: Actor, putaran: Putaran) -> Answer:
    if actor.pegawai_id is not None and actor.pegawai_id in {
        putaran.moderator_id,
        putaran.moderator_pengganti_id,
    }:
        return Allowed()
    return Denied("putaran.not_moderator")


def can_read_units(actor: Actor) -> Answer:
    return Allowed() if actor.has(*READS_UNITS) else Denied("putaran.not_unit_reader")


def runs(actor: Actor) -> Q:
    """The rounds whose running `actor` sees."""
    return Q() if can_run_putaran(actor) or actor.has(*READS_UNITS) else Q(pk__in=[])


def profiles_of(actor: Actor) -> Q:
    """The released profiles that `actor` may read: one's own, and those of the people one rates."""
    me = actor.pegawai_id
    if me is None:
        return Q(pk__in=[])
    released = Q(putaran__state=StatePutaran.DIRILIS)
    return released & (Q(pegawai_id=me) | Q(penilai_id=me))
