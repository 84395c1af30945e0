"""What the rules of planning share: who somebody is to an SKP, and whether its year is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from kasuari.accounts.enums import Role
from kasuari.foundation.access import Actor, Allowed, Answer, Denied
from kasuari.foundation.reasons import Reason, register
from kasuari.planning.enums import StatePeriode, StateSkp
from kasuari.planning.states import WRITABLE

if TYPE_CHECKING:
    from kasuari.organisation.models import Penugasan
    from kasuari.planning.models import Periode, Skp, VersiSkp

READERS = (
    Role.KEPEGAWAIAN,
    Role.PYB,
    Role.AUDITOR,
    Role.PEJABAT_PEMBINA_KEPEGAWAIAN,
    Role.PENGELOLA_KINERJA,
)

register(
    {
        "planning.not_owner": Reason(
            _("Hanya pemilik SKP yang dapat mengubah atau mengajukannya."),
            _("Hubungi pegawai yang bersangkutan, atau beri catatan lewat pejabat penilai kinerjanya."),
        ),
        "planning.not_penilai": Reason(
            _("Hanya pejabat penilai kinerja SKP ini yang dapat melakukannya."),
            _("Bila penilai yang tercatat keliru, pakai tombol “Penilai saya salah” di halaman SKP."),
        ),
        "planning.not_atasan": Reason(
            _("Hanya atasan pejabat penilai kinerja SKP ini yang dapat menggantikannya."),
            _("SKP ini ditetapkan oleh pejabat penilai kinerjanya."),
        ),
        "planning.self_approval": Reason(
            _("Tidak seorang pun menetapkan atau mengembalikan SKP-nya sendiri."),
            _("SKP ini ditetapkan oleh pejabat penilai kinerja Anda."),
        ),
        "planning.periode_closed": Reason(
            _("Periode kinerja ini tidak sedang dibuka."),
            _("Tanyakan kepada unit kepegawaian kapan periode dibuka."),
        ),
        "planning.not_writable": Reason(
            _("Isi SKP hanya dapat diubah selama masih draf atau dikembalikan."),
            _("Tarik kembali SKP yang sudah diajukan, atau minta pejabat penilai kinerja mengembalikannya."),
        ),
        "planning.already_set": Reason(
            _("SKP ini sudah ditetapkan dan isinya tidak berubah lagi."),
            _("Mulai versi baru bila harapan kepada Anda berubah; sampai ditetapkan, SKP ini tetap berlaku."),
        ),
        "planning.not_clerk": Reason(
            _("Hanya unit kepegawaian yang dapat membuka dan menutup periode kinerja."),
            _("Hubungi unit kepegawaian instansi Anda."),
        ),
        "planning.no_account": Reason(
            _("Langkah ini harus dilakukan oleh seorang pengguna, bukan oleh sistem."),
            _("Masuk dengan akun Anda, lalu ulangi."),
        ),
    }
)


def is_person(actor: Actor, pegawai_id: int | None) -> bool:
    return actor.pegawai_id is not None and actor.pegawai_id == pegawai_id


def is_owner(actor: Actor, skp: Skp) -> Answer:
    return Allowed() if is_person(actor, skp.pegawai_id) else Denied("planning.not_owner")


def is_near(actor: Actor, versi: VersiSkp) -> Answer:
    near = is_person(actor, versi.skp.pegawai_id) or is_person(actor, versi.penilai_id)
    return Allowed() if near else Denied("planning.not_version_writer")


def is_owner_or_clerk(actor: Actor, penugasan: Penugasan) -> Answer:
    clerk = actor.is_system or actor.has(Role.KEPEGAWAIAN)
    return Allowed() if clerk or is_person(actor, penugasan.pegawai_id) else Denied("planning.not_owner")


def is_not_own(actor: Actor, skp: Skp) -> Answer:
    return Denied("planning.self_approval") if is_person(actor, skp.pegawai_id) else Allowed()


def is_penilai(actor: Actor, skp: Skp) -> Answer:
    return Allowed() if is_person(actor, skp.penilai_id) else Denied("planning.not_penilai")


def is_atasan(actor: Actor, skp: Skp) -> Answer:
    return Allowed() if is_person(actor, skp.atasan_penilai_id) else Denied("planning.not_atasan")


def is_writable(skp: Skp) -> Answer:
    if skp.state == StateSkp.DITETAPKAN:
        return Denied("planning.already_set")
    return Allowed() if skp.state in WRITABLE else Denied("planning.not_writable")


def is_periode_open(periode: Periode) -> Answer:
    return Allowed() if periode.state == StatePeriode.DIBUKA else Denied("planning.periode_closed")
