"""Who may see the angka kredit of somebody, who notes what was brought along, and who signs.

The person, the penilai, the atasan and those who oversee see it; for others it does not exist. The unit
kepegawaian notes, the penilai of the day signs (PerBKN 3/2023), nobody for oneself.
"""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kasuari.accounts.enums import Role
from kasuari.foundation.access import Actor, Allowed, Answer, Denied
from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.trees import within

register(
    {
        "development.not_clerk": Reason(
            _("Hanya unit kepegawaian yang mencatat angka kredit bawaan."),
            _("Sampaikan surat atau keputusannya kepada unit kepegawaian instansi Anda."),
        ),
        "development.not_listing_credit": Reason(
            _("Daftar angka kredit dibaca unit kepegawaian dan pejabat yang berwenang."),
            _("Angka kredit Anda sendiri ada di halaman Angka kredit."),
        ),
        "development.own": Reason(
            _("Tidak seorang pun menetapkan angka kreditnya sendiri."),
            _("Langkah ini dilakukan oleh orang lain yang berwenang."),
        ),
        "development.not_penilai": Reason(
            _("Angka kredit ditandatangani oleh pejabat penilai kinerja."),
            _("Bila penilai yang tercatat keliru, pakai tombol “Penilai saya salah”."),
        ),
        "development.invalid": Reason(_("Ada isian yang belum tepat."), _("Perbaiki isian yang ditandai.")),
        "development.noted_already": Reason(
            _("Catatan jenis ini dengan tanggal yang sama sudah ada."),
            _("Batalkan dahulu catatan yang keliru, lalu catat yang benar."),
        ),
        "development.cancelled": Reason(
            _("Catatan ini sudah dibatalkan."), _("Muat ulang halaman untuk melihat keadaan terakhir.")
        ),
        "development.no_credit": Reason(
            _("Belum ada angka kredit yang dapat ditandatangani."),
            _("Konversi memerlukan evaluasi yang sudah ditandatangani pada jabatan fungsional."),
        ),
        "development.not_enough": Reason(
            _("Angka kredit belum mencukupi: kurang {kurang}."),
            _("Penetapan diterbitkan setelah jumlahnya mencukupi."),
        ),
        "development.awarded_already": Reason(
            _("Angka kredit untuk kenaikan ini sudah ditetapkan."),
            _("Penetapan berikutnya dibuat setelah pangkat atau jenjangnya naik."),
        ),
        "development.no_kenaikan": Reason(
            _("Tidak ada kenaikan itu dari pangkat dan jenjang sekarang."),
            _("Pilih kenaikan jenjang bila pangkatnya sudah puncak."),
        ),
    }
)


def can_note(actor: Actor, *, pegawai_id: int, path: str) -> Answer:
    """The unit kepegawaian, for the units of its grant and never for itself."""
    if actor.user_id is None or not actor.has(Role.KEPEGAWAIAN, path=path):
        return Denied("development.not_clerk")
    return Denied("development.own") if actor.pegawai_id == pegawai_id else Allowed()


def can_sign(actor: Actor, *, pegawai_id: int, penilai_id: int | None) -> Answer:
    """The penilai of the day."""
    if actor.pegawai_id == pegawai_id:
        return Denied("development.own")
    if actor.user_id is None or penilai_id is None or actor.pegawai_id != penilai_id:
        return Denied("development.not_penilai")
    return Allowed()


LISTS = (Role.KEPEGAWAIAN, Role.PYB, Role.PEJABAT_PEMBINA_KEPEGAWAIAN, Role.AUDITOR)


def can_list_credit(actor: Actor) -> Answer:
    """Those who oversee some unit."""
    if actor.is_system or actor.scopes(*LISTS):
        return Allowed()
    return Denied("development.not_listing_credit")


def credit_visible_to(actor: Actor, *, field: str) -> Q:
    """People of the units that the actor oversees; `field` leads to the path of their unit."""
    seen = Q(pk__in=[])
    for scope in actor.scopes(*LISTS):
        seen |= within(field, scope) if scope else Q(pk__isnull=False)
    return seen
