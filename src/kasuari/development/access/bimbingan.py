"""Who begins, writes, signs and reads a session of bimbingan kinerja (Lampiran BAB III D.4, p. 78-85).

Read by the person and who guides; by the penilai once both have signed (D.4.i); by the atasan, the PyB and
the unit kepegawaian once the penilai has reported it (D.4.j-k). B.1.8 goes to the atasan of the pimpinan
alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kasuari.accounts.enums import Role
from kasuari.development.enums.bimbingan import StateBimbingan
from kasuari.foundation.access import Actor, Allowed, Answer, Denied
from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.trees import within

if TYPE_CHECKING:
    from kasuari.development.models import SesiBimbingan

register(
    {
        "development.not_guiding": Reason(
            _("Bimbingan dibuka oleh penilai bagi pegawainya."),
            _("Minta penilai Anda membuka sesinya."),
        ),
        "development.guide_unknown": Reason(
            _("Pembimbing tidak ditemukan di instansi ini."),
            _("Pilih dari daftar usulan atau tulis NIP-nya."),
        ),
        "development.not_in_session": Reason(
            _("Sesi ini diisi oleh pegawai dan pembimbingnya."), _("Hubungi salah satu dari keduanya.")
        ),
        "development.not_reporting": Reason(
            _("Hasil bimbingan dilaporkan oleh pejabat penilai kinerja."),
            _("Sampaikan kepada penilai pegawai ini."),
        ),
        "development.session_empty": Reason(
            _("Bagian Anda masih kosong."), _("Isi paling sedikit satu baris, lalu tanda tangani.")
        ),
        "development.session_unfinished": Reason(
            _("Sesi ini belum ditandatangani berdua."),
            _("Tunggu sampai pegawai dan pembimbing menandatanganinya."),
        ),
        "development.reported_already": Reason(
            _("Sesi ini sudah dilaporkan kepada atasan."), _("Tidak ada lagi yang perlu dilakukan.")
        ),
        "development.no_superior": Reason(
            _("Atasan dari pimpinan ini tidak tercatat."),
            _("Minta unit kepegawaian memeriksa siapa atasan penilai Anda."),
        ),
        "development.feedback_given": Reason(
            _("Umpan balik atas sesi ini sudah diserahkan."), _("Umpan balik hanya diserahkan satu kali.")
        ),
    }
)

OVERSEE = (Role.KEPEGAWAIAN, Role.PYB)


def sessions_visible_to(actor: Actor) -> Q:
    """The sessions that `actor` may read; the others do not exist for them."""
    seen = Q(pk__in=[])
    me = actor.pegawai_id
    for scope in actor.scopes(*OVERSEE):
        seen |= within("unit__path", scope) & Q(reported_at__isnull=False)
    if me is None:
        return seen
    # Nobody reads about oneself in another role.
    others = seen & ~Q(pegawai_id=me)
    return (
        Q(pegawai_id=me)
        | Q(pembimbing_id=me)
        | Q(penilai_id=me, state=StateBimbingan.SELESAI)
        | Q(atasan_id=me, reported_at__isnull=False)
        | others
    )


def can_begin(actor: Actor, *, pegawai_id: int, penilai_id: int | None) -> Answer:
    if actor.user_id is None or penilai_id is None or actor.pegawai_id != penilai_id:
        return Denied("development.not_guiding")
    return Allowed() if pegawai_id != actor.pegawai_id else Denied("development.not_guiding")


def can_write(actor: Actor, sesi: SesiBimbingan) -> Answer:
    if actor.user_id is None or actor.pegawai_id not in (sesi.pegawai_id, sesi.pembimbing_id):
        return Denied("development.not_in_session")
    return Allowed()


def can_report(actor: Actor, sesi: SesiBimbingan) -> Answer:
    if actor.user_id is None or actor.pegawai_id != sesi.penilai_id:
        return Denied("development.not_reporting")
    return Allowed()


def can_answer(actor: Actor, sesi: SesiBimbingan) -> Answer:
    """B.1.8 is written by the person who was guided."""
    if actor.user_id is None or actor.pegawai_id != sesi.pegawai_id:
        return Denied("development.not_in_session")
    return Allowed()


def can_read_answer(actor: Actor, *, pegawai_id: int, penerima_id: int) -> bool:
    """Its author and the atasan of the pimpinan; neither the guide nor the penilai."""
    return actor.pegawai_id in (pegawai_id, penerima_id)
