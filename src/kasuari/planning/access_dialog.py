"""Who may write, read, acknowledge and add to a dialog kinerja, and who may remind of planning.

A draft is its writer's own: nobody else knows of it, whatever their role. Once shared it is read by the two,
by the penilai and the atasan of the SKP, and by the unit kepegawaian and the auditor.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kasuari.accounts.enums import Role
from kasuari.foundation.access import Actor, Allowed, Answer, Denied, first_denial
from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.trees import within
from kasuari.planning.access import can_set_instead
from kasuari.planning.enums import StateDialog, StatePeriode

if TYPE_CHECKING:
    from kasuari.planning.models import DialogKinerja, Periode, Skp

DIALOG_READERS = (Role.KEPEGAWAIAN, Role.AUDITOR)
OVERSEERS = (
    Role.KEPEGAWAIAN,
    Role.PYB,
    Role.AUDITOR,
    Role.PEJABAT_PEMBINA_KEPEGAWAIAN,
    Role.PENGELOLA_KINERJA,
)
REMINDERS = (Role.KEPEGAWAIAN, Role.PENGELOLA_KINERJA)

register(
    {
        "planning.dialog_not_side": Reason(
            _("Dialog kinerja dicatat oleh pegawai dan pimpinannya sendiri."),
            _("Mintalah salah satu dari keduanya untuk menuliskannya."),
        ),
        "planning.dialog_not_writer": Reason(
            _("Catatan ini hanya diubah oleh penulisnya."),
            _("Tulis tanggapan Anda di bawah catatan, atau minta penulisnya memperbaiki."),
        ),
        "planning.dialog_fixed": Reason(
            _("Catatan yang sudah dibagikan tidak berubah lagi."),
            _("Tambahkan tanggapan, atau tarik kembali selama pihak lain belum mengetahuinya."),
        ),
        "planning.dialog_own": Reason(
            _("Catatan ini Anda tulis sendiri; yang mengetahuinya adalah pihak lain."),
            _("Tunggu pihak lain membacanya."),
        ),
        "planning.not_reminding": Reason(
            _("Pengingat dikirim oleh unit kepegawaian, pengelola kinerja, dan pimpinan unit."),
            _("Minta salah satunya mengirim pengingat."),
        ),
        "planning.not_schedule": Reason(
            _("Jadwal pengingat diatur oleh unit kepegawaian."),
            _("Hubungi unit kepegawaian instansi Anda."),
        ),
    }
)


def dialog_visible_to(actor: Actor) -> Q:
    """The dialog kinerja that `actor` may read."""
    if actor.is_system:
        return Q()
    seen = Q(pk__in=[])
    for path in actor.scopes(*DIALOG_READERS):
        seen |= within("skp__unit__path", path) if path else Q(pk__isnull=False)
    if actor.pegawai_id is None:
        return seen & ~Q(state=StateDialog.DRAF)
    me = actor.pegawai_id
    seen |= Q(skp__pegawai_id=me) | Q(pimpinan_id=me)
    seen |= Q(skp__penilai_id=me) | Q(skp__atasan_penilai_id=me)
    return Q(penulis_id=me) | (seen & ~Q(state=StateDialog.DRAF))


def can_begin_dialog(actor: Actor, skp: Skp) -> Answer:
    """The owner and the penilai; from February the atasan as well, where the SKP still waits (C.5)."""
    near = actor.pegawai_id is not None and actor.pegawai_id in (skp.pegawai_id, skp.penilai_id)
    side = Allowed() if near or can_set_instead(actor, skp) else Denied("planning.dialog_not_side")
    return first_denial([side, _open(skp.periode)])


def can_edit_dialog(actor: Actor, dialog: DialogKinerja) -> Answer:
    """Only the writer, as long as it is a draft."""
    if not _is(actor, dialog.penulis_id):
        return Denied("planning.dialog_not_writer")
    return Allowed() if dialog.state == StateDialog.DRAF else Denied("planning.dialog_fixed")


def can_share_dialog(actor: Actor, dialog: DialogKinerja) -> Answer:
    """Only the writer; the same for taking it back."""
    return Allowed() if _is(actor, dialog.penulis_id) else Denied("planning.dialog_not_writer")


def can_acknowledge_dialog(actor: Actor, dialog: DialogKinerja) -> Answer:
    """Only the other side."""
    if _is(actor, dialog.penulis_id):
        return Denied("planning.dialog_own")
    return _side(actor, dialog)


def can_remark(actor: Actor, dialog: DialogKinerja) -> Answer:
    """Either side, once the record is shared; also for marking an agreement as done."""
    return _side(actor, dialog)


def can_remind(actor: Actor, paths: Sequence[str]) -> Answer:
    """The unit kepegawaian and the pengelola kinerja for their units; a leader for those of `paths`."""
    if actor.user_id is None:
        return Denied("planning.no_account")
    return Allowed() if actor.scopes(*REMINDERS) or paths else Denied("planning.not_reminding")


def can_schedule(actor: Actor) -> Answer:
    """The unit kepegawaian of the whole agency."""
    if actor.user_id is not None and actor.has(Role.KEPEGAWAIAN):
        return Allowed()
    return Denied("planning.not_schedule")


def _side(actor: Actor, dialog: DialogKinerja) -> Answer:
    near = actor.pegawai_id is not None and actor.pegawai_id in (dialog.skp.pegawai_id, dialog.pimpinan_id)
    return Allowed() if near else Denied("planning.dialog_not_side")


def _open(periode: Periode) -> Answer:
    return Allowed() if periode.state == StatePeriode.DIBUKA else Denied("planning.periode_closed")


def _is(actor: Actor, pegawai_id: int | None) -> bool:
    return actor.pegawai_id is not None and actor.pegawai_id == pegawai_id
