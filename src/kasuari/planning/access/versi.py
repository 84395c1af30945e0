"""Who may begin, write, submit, return and set a new version of a set SKP."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from kasuari.foundation.access import Actor, Allowed, Answer, Denied, first_denial
from kasuari.foundation.reasons import Reason, register
from kasuari.planning.access.common import (
    is_atasan,
    is_near,
    is_not_own,
    is_owner,
    is_periode_open,
    is_person,
)
from kasuari.planning.enums import StateSkp, StateVersi
from kasuari.planning.people import kewenangan_of
from kasuari.planning.states import VERSION_WRITABLE
from kasuari.regulation import penetapan

if TYPE_CHECKING:
    from kasuari.planning.models import Skp, VersiSkp

register(
    {
        "planning.not_set_yet": Reason(
            _("SKP ini belum ditetapkan, jadi belum perlu versi baru."),
            _("Ubah isinya langsung selama masih draf atau dikembalikan."),
        ),
        "planning.skp_ended": Reason(
            _("SKP ini sudah berakhir, jadi tidak diubah lagi."),
            _("Tuliskan harapan yang baru di SKP jabatan yang sekarang."),
        ),
        "planning.not_version_writer": Reason(
            _("Versi baru SKP hanya disusun oleh pemilik SKP atau pejabat penilai kinerjanya."),
            _("Sampaikan usul Anda kepada salah satu dari keduanya."),
        ),
        "planning.no_longer_penilai": Reason(
            _("Anda bukan lagi pejabat penilai kinerja pegawai ini."),
            _(
                "Pegawai dapat menarik lalu mengajukannya lagi agar sampai kepada penilainya sekarang; bila "
                "belum ada penggantinya, atasan Anda dapat menetapkannya."
            ),
        ),
        "planning.penilai_still_there": Reason(
            _("Pejabat penilai kinerja yang menerima versi ini masih menjadi penilainya."),
            _("Ia yang menetapkan. Atasannya baru dapat melakukannya bila penilai itu tiada lagi."),
        ),
        "planning.new_penilai": Reason(
            _("Pegawai ini sudah mempunyai pejabat penilai kinerja yang baru."),
            _("Minta pegawai menarik versi ini lalu mengajukannya lagi; penilai barunya yang menetapkan."),
        ),
        "planning.version_not_writable": Reason(
            _("Versi ini hanya dapat diubah selama masih draf atau dikembalikan."),
            _(
                "Tarik kembali versi yang sudah diajukan, atau minta pejabat penilai kinerja "
                "mengembalikannya."
            ),
        ),
    }
)


def can_start_version(actor: Actor, skp: Skp) -> Answer:
    """The owner or the penilai, once the SKP is set (Pasal 14 ayat (2), Pasal 20 ayat (3))."""
    near = is_person(actor, skp.pegawai_id) or is_person(actor, skp.penilai_id)
    return first_denial(
        [
            Allowed() if near else Denied("planning.not_version_writer"),
            Allowed() if skp.state == StateSkp.DITETAPKAN else Denied("planning.not_set_yet"),
            Allowed() if skp.last_date >= actor.on else Denied("planning.skp_ended"),
            is_periode_open(skp.periode),
        ]
    )


def can_write_version(actor: Actor, versi: VersiSkp) -> Answer:
    """The owner or the penilai of the version, while it is draf or dikembalikan."""
    writable = versi.state in VERSION_WRITABLE
    return first_denial(
        [
            is_near(actor, versi),
            Allowed() if writable else Denied("planning.version_not_writable"),
            is_periode_open(versi.skp.periode),
        ]
    )


def can_cancel_version(actor: Actor, versi: VersiSkp) -> Answer:
    """The owner or the penilai; the state table says when."""
    return first_denial([is_near(actor, versi), is_periode_open(versi.skp.periode)])


def can_submit_version(actor: Actor, versi: VersiSkp) -> Answer:
    """Only the owner, who signs it by this (Pasal 14 ayat (3))."""
    return first_denial([is_owner(actor, versi.skp), is_periode_open(versi.skp.periode)])


def can_set_version(actor: Actor, versi: VersiSkp) -> Answer:
    """Only the penilai whom it is asked of, never oneself. Who set the version before and is no longer the
    penilai is told so."""
    if is_person(actor, versi.penilai_id):
        right: Answer = Allowed()
    elif is_person(actor, versi.skp.penilai_id):
        right = Denied("planning.no_longer_penilai")
    else:
        right = Denied("planning.not_penilai")
    return first_denial([is_not_own(actor, versi.skp), right, is_periode_open(versi.skp.periode)])


def can_set_version_instead(actor: Actor, versi: VersiSkp) -> Answer:
    """The atasan of the penilai, where the penilai whom the version was handed to is the penilai no more and
    nobody took over (Lampiran BAB II C.5 and C.7)."""
    near = first_denial(
        [is_not_own(actor, versi.skp), is_atasan(actor, versi.skp), is_periode_open(versi.skp.periode)]
    )
    if not near or versi.state != StateVersi.DIAJUKAN:
        return near
    now = kewenangan_of(versi.skp.pegawai_id, on=actor.on).penilai_id
    verdict = penetapan.penetap_versi(
        penilai_tetap=now is not None and now == versi.penilai_id,
        penilai_baru=now is not None and now not in (versi.penilai_id, actor.pegawai_id),
        atasan_ada=True,
    )
    if verdict.value == penetapan.Penetap.ATASAN:
        return Allowed()
    new = verdict.code == "penetapan.versi_penilai_baru"
    return Denied("planning.new_penilai" if new else "planning.penilai_still_there")


def can_return_version(actor: Actor, versi: VersiSkp) -> Answer:
    """As setting; the atasan who steps in clarifies the ekspektasi, so may give back as well."""
    set_it = can_set_version(actor, versi)
    return set_it if set_it else can_set_version_instead(actor, versi) or set_it
