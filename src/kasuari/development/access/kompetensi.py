"""Who keeps the dictionary and the standards, and who assesses whom (PermenPANRB 6/2022 Lampiran BAB III
D.4.h).

The dictionary is read by everybody in the agency. An evaluation is made by the penilai; from its signature on
it is read by the person, the penilai, the atasan and those who oversee.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kasuari.accounts.enums import Role
from kasuari.foundation.access import Actor, Allowed, Answer, Denied
from kasuari.foundation.reasons import Reason, register

register(
    {
        "development.not_dictionary_clerk": Reason(
            _("Kamus dan standar kompetensi dijaga oleh unit kepegawaian."),
            _("Sampaikan usulan perubahannya kepada unit kepegawaian instansi Anda."),
        ),
        "development.dictionary_loaded": Reason(
            _("Kamus wajib sudah dimuat."), _("Ubah katanya satu per satu bila perlu.")
        ),
        "development.kode_taken": Reason(
            _("Sudah ada kompetensi dengan nama ini."), _("Pilih nama lain, atau ubah nama yang sudah ada.")
        ),
        "development.kompetensi_dates": Reason(
            _("Sudah ada perubahan yang berlaku pada atau sesudah tanggal ini."),
            _("Pilih tanggal berlaku yang lebih baru."),
        ),
        "development.kompetensi_required": Reason(
            _("Kompetensi manajerial dan sosio kultural ditetapkan pemerintah pusat."),
            _("Hanya kompetensi teknis yang dapat dihentikan."),
        ),
        "development.own_evaluation": Reason(
            _("Tidak seorang pun menilai kompetensinya sendiri."),
            _("Sampaikan pandangan Anda dalam dialog pengembangan."),
        ),
        "development.not_evaluator": Reason(
            _("Kompetensi dinilai oleh pejabat penilai kinerja."),
            _("Bila penilai yang tercatat keliru, pakai tombol “Penilai saya salah”."),
        ),
        "development.nothing_assessed": Reason(
            _("Belum ada satu pun kompetensi yang dinilai."),
            _("Isi nilai dan alasannya pada kompetensi yang sudah Anda amati; yang lain boleh kosong."),
        ),
        "development.no_post": Reason(
            _("Pegawai ini tidak memegang jabatan pada hari ini."),
            _("Minta unit kepegawaian memeriksa penugasannya."),
        ),
    }
)


def can_keep_dictionary(actor: Actor) -> Answer:
    """The unit kepegawaian, for the whole agency."""
    if actor.is_system or actor.has(Role.KEPEGAWAIAN):
        return Allowed()
    return Denied("development.not_dictionary_clerk")


def can_evaluate(actor: Actor, *, pegawai_id: int, penilai_id: int | None) -> Answer:
    """The penilai of the day."""
    if actor.pegawai_id == pegawai_id:
        return Denied("development.own_evaluation")
    if actor.user_id is None or penilai_id is None or actor.pegawai_id != penilai_id:
        return Denied("development.not_evaluator")
    return Allowed()
