"""Who keeps partners and programmes, who enrols whom, and who decides about scarce places.

A partner's account reaches that partner's own programmes and the people whom it may expect. The unit
kepegawaian keeps partners, agrees to enrolments and asks for allocations; the pejabat yang berwenang approves
an allocation. Nobody agrees to a place of their own.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kasuari.accounts.enums import Role
from kasuari.foundation.access import Actor, Allowed, Answer, Denied
from kasuari.foundation.reasons import Reason, register

OVERSEE = (Role.KEPEGAWAIAN, Role.PYB, Role.PEJABAT_PEMBINA_KEPEGAWAIAN, Role.AUDITOR)

register(
    {
        "development.not_partner_clerk": Reason(
            _("Mitra, katalog, dan alokasi diurus oleh unit kepegawaian."),
            _("Sampaikan usulan Anda kepada unit kepegawaian instansi."),
        ),
        "development.not_this_partner": Reason(
            _("Hanya mitra penyelenggara atau unit kepegawaian yang melakukan ini."),
            _("Hubungi unit kepegawaian bila ada yang keliru."),
        ),
        "development.not_proposer": Reason(
            _("Pegawai diusulkan oleh dirinya sendiri, penilainya, atau unit kepegawaian."),
            _("Sampaikan usulan kepada pegawai itu atau penilainya."),
        ),
        "development.own_place": Reason(
            _("Tidak seorang pun menyetujui tempatnya sendiri."),
            _("Mintalah rekan lain di unit kepegawaian."),
        ),
        "development.not_invited": Reason(
            _("Undangan dijawab oleh pegawai yang diundang."), _("Ingatkan pegawai itu untuk menjawab.")
        ),
        "development.not_behaviour_writer": Reason(
            _("Perubahan cara kerja dicatat oleh pejabat penilai kinerja."),
            _("Bila penilai yang tercatat keliru, pakai tombol “Penilai saya salah”."),
        ),
        "development.not_allocation_approver": Reason(
            _("Alokasi disetujui oleh pejabat yang berwenang."),
            _("Unit kepegawaian menyiapkannya, pejabat yang berwenang memutuskan."),
        ),
        "development.not_agency_reader": Reason(
            _("Peta, pendaftaran, dan alokasi instansi dibaca unit kepegawaian dan pimpinan yang berwenang."),
            _("Lihat kesenjangan dan pelatihan Anda sendiri di halaman pengembangan."),
        ),
        "development.seats_full": Reason(
            _("Kursi program ini sudah penuh."),
            _("Pilih program lain, atau minta kursi tambahan kepada mitra."),
        ),
        "development.no_agreement": Reason(
            _("Perjanjian kerja sama dengan mitra ini tidak berlaku pada tanggal kegiatan."),
            _("Catat perjanjian yang baru pada halaman mitra, lalu ulangi."),
        ),
        "development.not_active": Reason(
            _("Pegawai ini tidak lagi memegang jabatan pada tanggal kegiatan, atau sedang tidak aktif."),
            _("Batalkan pendaftarannya dan berikan kursinya kepada orang lain."),
        ),
        "development.enrolled_already": Reason(
            _("Pegawai ini sudah terdaftar pada program ini."), _("Buka pendaftaran yang sudah ada.")
        ),
        "development.programme_closed": Reason(
            _("Pendaftaran program ini sudah ditutup."), _("Pilih program lain yang masih dibuka.")
        ),
        "development.not_begun": Reason(
            _("Program ini belum dimulai."), _("Laporkan kehadiran sejak hari pertama kegiatan.")
        ),
        "development.fewer_seats": Reason(
            _("Kursi tidak dapat kurang dari jumlah yang sudah terisi."),
            _("Batalkan pendaftaran yang tidak jadi lebih dahulu."),
        ),
        "development.kode_used": Reason(_("Kode ini sudah dipakai."), _("Pilih kode lain.")),
        "development.scale": Reason(
            _("Pilih angka dari 1 sampai 5."), _("Pilih salah satu, lalu kirim lagi.")
        ),
        "development.catalogue_refused_rows": Reason(
            _("Masih ada {count} baris yang ditolak; belum ada yang disimpan."),
            _("Perbaiki berkasnya menurut saran, lalu unggah lagi."),
        ),
        "development.nothing_to_plan": Reason(
            _("Belum ada kompetensi yang dinilai dan ditandatangani."),
            _("Rencana disusun setelah evaluasi kompetensi pertama ditandatangani."),
        ),
        "development.swap_limits": Reason(
            _("Perubahan ini melampaui batas: {batas}."),
            _("Keluarkan orang lain lebih dahulu, atau hitung alokasi baru dengan batas yang lebih longgar."),
        ),
        "development.swap_share": Reason(
            _("Perubahan ini mengurangi bagian kelompok lain: {kelompok}."),
            _("Lihat akibatnya, lalu nyatakan bahwa Anda mengetahuinya dan tulis alasannya."),
        ),
        "development.swap_nothing": Reason(
            _("Belum ada yang dipilih untuk masuk atau keluar."), _("Pilih setidaknya satu orang.")
        ),
        "development.allocation_running": Reason(
            _("Perhitungan ini masih berjalan."), _("Tunggu sampai selesai.")
        ),
        "development.allocation_limits": Reason(
            _("Batas alokasi belum benar."), _("Perbaiki isian yang ditandai.")
        ),
    }
)


def can_keep_partners(actor: Actor) -> Answer:
    """The unit kepegawaian, for the whole agency."""
    if actor.is_system or actor.has(Role.KEPEGAWAIAN):
        return Allowed()
    return Denied("development.not_partner_clerk")


def can_publish(actor: Actor, *, mitra_id: int, own_mitra_id: int | None) -> Answer:
    """The partner its own programmes; the unit kepegawaian every partner's."""
    if own_mitra_id == mitra_id or can_keep_partners(actor):
        return Allowed()
    return Denied("development.not_this_partner")


def can_propose(actor: Actor, *, pegawai_id: int, path: str, penilai_id: int | None) -> Answer:
    """The person, the penilai of the day, the unit kepegawaian of the unit."""
    if actor.is_system or actor.has(Role.KEPEGAWAIAN, path=path):
        return Allowed()
    if actor.pegawai_id is not None and actor.pegawai_id in {pegawai_id, penilai_id}:
        return Allowed()
    return Denied("development.not_proposer")


def can_agree(actor: Actor, *, pegawai_id: int) -> Answer:
    """The unit kepegawaian, never for oneself."""
    if actor.pegawai_id is not None and actor.pegawai_id == pegawai_id:
        return Denied("development.own_place")
    return can_keep_partners(actor)


def can_withdraw(actor: Actor, *, pegawai_id: int) -> Answer:
    """The person, or the unit kepegawaian."""
    if actor.pegawai_id is not None and actor.pegawai_id == pegawai_id:
        return Allowed()
    return can_keep_partners(actor)


def can_answer_invitation(actor: Actor, *, pegawai_id: int) -> Answer:
    if actor.pegawai_id is not None and actor.pegawai_id == pegawai_id:
        return Allowed()
    return Denied("development.not_invited")


def can_note_behaviour(actor: Actor, *, pegawai_id: int, penilai_id: int | None) -> Answer:
    """The penilai of the day."""
    if penilai_id is not None and actor.pegawai_id == penilai_id != pegawai_id:
        return Allowed()
    return Denied("development.not_behaviour_writer")


def can_approve_allocation(actor: Actor) -> Answer:
    """The pejabat yang berwenang or the pejabat pembina kepegawaian."""
    if actor.user_id is not None and actor.has(Role.PYB, Role.PEJABAT_PEMBINA_KEPEGAWAIAN):
        return Allowed()
    return Denied("development.not_allocation_approver")


def can_read_agency(actor: Actor) -> Answer:
    """Gaps, budget and allocations of the whole agency."""
    if actor.is_system or actor.has(*OVERSEE):
        return Allowed()
    return Denied("development.not_agency_reader")
