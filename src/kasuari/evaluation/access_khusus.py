"""Who acts in special cases: keeps a result after a move, writes down the results of a study."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from kasuari.evaluation.access import _penilai
from kasuari.foundation.access import Actor, Allowed, Answer, Denied
from kasuari.foundation.reasons import Reason, register

if TYPE_CHECKING:
    from kasuari.evaluation.models import PakaiHasil
    from kasuari.planning.models import Skp

register(
    {
        "evaluation.carry_not_owner": Reason(
            _("Kesepakatan ini diberikan oleh pegawai yang pindah."),
            _("Ingatkan pegawai yang bersangkutan untuk membuka halaman ini."),
        ),
        "evaluation.carry_not_moved": Reason(
            _("Pegawai ini tidak pindah dalam periode itu, jadi hasil sebelumnya tidak dapat dipakai."),
            _("Nilailah seperti biasa (Lampiran BAB IV A.13.a)."),
        ),
        "evaluation.carry_nothing": Reason(
            _("Tidak ada hasil evaluasi periodik sebelum kepindahannya yang dapat dipakai."),
            _("Nilailah berdasarkan SKP di unit yang baru."),
        ),
        "evaluation.carry_agreed": Reason(
            _("Kesepakatan ini sudah diberikan."), _("Penilai tinggal memakainya dan menandatangani.")
        ),
        "evaluation.carry_not_agreed": Reason(
            _("Pegawai belum menyetujui pemakaian hasil periode sebelumnya."),
            _("Tunggu persetujuannya, atau nilailah seperti biasa."),
        ),
        "evaluation.study_not_near": Reason(
            _("Hasil studi dicatat oleh pegawai tugas belajar atau pejabat penilai kinerjanya."),
            _("Sampaikan transkripnya kepada salah satu dari keduanya."),
        ),
        "evaluation.refusal_recorded": Reason(
            _("Penolakan ini sudah dicatat."),
            _("Pegawai masih dapat memberi tanda terima bila berubah pikiran."),
        ),
    }
)


def can_propose_carry(actor: Actor, skp: Skp) -> Answer:
    """The penilai of the new SKP."""
    if actor.pegawai_id is not None and actor.pegawai_id == skp.pegawai_id:
        return Denied("evaluation.own")
    return _penilai(actor, skp)


def can_agree_carry(actor: Actor, pakai: PakaiHasil) -> Answer:
    """The Pegawai who moved."""
    if actor.pegawai_id is not None and actor.pegawai_id == pakai.skp.pegawai_id:
        return Allowed()
    return Denied("evaluation.carry_not_owner")


def can_record_study(actor: Actor, skp: Skp) -> Answer:
    """The owner, or the penilai of the home agency (Lampiran BAB IV A.16)."""
    if actor.pegawai_id is not None and actor.pegawai_id in {skp.pegawai_id, skp.penilai_id}:
        return Allowed()
    return Denied("evaluation.study_not_near")
