"""Who speaks in the development talk, who agrees to a plan, and who looks at the evidence of learning.

The profile and the plan are read by the person, the penilai, the atasan and those who oversee (the same as
other personal data). Only the two of the talk write in them.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kasuari.accounts.enums import Role
from kasuari.development.enums.rencana import Pihak
from kasuari.foundation.access import Actor, Allowed, Answer, Denied
from kasuari.foundation.reasons import Reason, register

register(
    {
        "development.not_in_talk": Reason(
            _("Dialog pengembangan diisi oleh pegawai dan penilainya."),
            _("Sampaikan pandangan Anda kepada salah satu dari keduanya."),
        ),
        "development.not_owner": Reason(
            _("Hanya pegawai yang bersangkutan yang dapat mengajukan rencananya."),
            _("Minta pegawai tersebut mengajukannya."),
        ),
        "development.not_agreeing": Reason(
            _("Hanya pejabat penilai kinerja yang dapat menyetujui rencana ini."),
            _("Bila penilai yang tercatat keliru, pakai tombol “Penilai saya salah”."),
        ),
        "development.plan_empty": Reason(
            _("Rencana ini belum mempunyai kegiatan."),
            _("Tambahkan paling sedikit satu kegiatan, lalu ajukan."),
        ),
        "development.plan_not_agreed": Reason(
            _("Kemajuan dicatat setelah rencana disepakati berdua."),
            _("Ajukan rencana ini dan minta persetujuan penilai."),
        ),
        "development.reason_missing": Reason(
            _("Alasan belum diisi."), _("Tulis satu atau dua kalimat supaya dapat diperbaiki.")
        ),
        "development.own_learning": Reason(
            _("Catatan belajar diperiksa oleh orang lain."),
            _("Tunggu penilai Anda atau unit kepegawaian memeriksanya."),
        ),
        "development.not_checking": Reason(
            _("Catatan belajar diperiksa oleh penilai atau unit kepegawaian."),
            _("Hubungi salah satu dari keduanya."),
        ),
        "development.learned_already": Reason(
            _("Kegiatan belajar yang sama sudah dicatat."),
            _("Lihat daftar di halaman ini; catat lagi hanya bila harinya lain."),
        ),
        "development.no_hours": Reason(
            _("Belum ada JP yang dilaporkan mitra untuk pelatihan ini."),
            _("Tunggu laporan mitra, atau minta unit kepegawaian menanyakannya."),
        ),
        "development.hours_taken": Reason(
            _("JP pelatihan ini sudah ada di catatan belajar."), _("Lihat halaman pengembangan Anda.")
        ),
        "development.conversion_dates": Reason(
            _("Sudah ada nilai untuk bentuk ini yang berlaku pada atau sesudah tanggal ini."),
            _("Pilih tanggal berlaku yang lebih baru."),
        ),
    }
)


def side_of(actor: Actor, *, pegawai_id: int, penilai_id: int | None) -> Pihak | None:
    """As which of the two somebody speaks; None for everybody else."""
    if actor.user_id is None or actor.pegawai_id is None:
        return None
    if actor.pegawai_id == pegawai_id:
        return Pihak.PEGAWAI
    return Pihak.PENILAI if actor.pegawai_id == penilai_id else None


def can_talk(actor: Actor, *, pegawai_id: int, penilai_id: int | None) -> Answer:
    """Either of the two."""
    if side_of(actor, pegawai_id=pegawai_id, penilai_id=penilai_id) is None:
        return Denied("development.not_in_talk")
    return Allowed()


def can_propose(actor: Actor, *, pegawai_id: int) -> Answer:
    if actor.user_id is None or actor.pegawai_id != pegawai_id:
        return Denied("development.not_owner")
    return Allowed()


def can_agree(actor: Actor, *, pegawai_id: int, penilai_id: int | None) -> Answer:
    if side_of(actor, pegawai_id=pegawai_id, penilai_id=penilai_id) is not Pihak.PENILAI:
        return Denied("development.not_agreeing")
    return Allowed()


def can_check(actor: Actor, *, pegawai_id: int, penilai_id: int | None, path: str) -> Answer:
    """The penilai, or the unit kepegawaian of the unit; nobody for oneself."""
    if actor.pegawai_id == pegawai_id:
        return Denied("development.own_learning")
    if actor.user_id is not None and (
        actor.pegawai_id == penilai_id or actor.has(Role.KEPEGAWAIAN, path=path)
    ):
        return Allowed()
    return Denied("development.not_checking")
