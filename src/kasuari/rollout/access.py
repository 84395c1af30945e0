"""Who arranges waves, signs a go, reports a shortcoming, and sees signs of trouble.

The waves themselves are open to everybody in the agency: nobody should wonder when their turn comes. The unit
kepegawaian of the whole agency arranges; a go is signed by the leaders of the units and the PyB.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from kasuari.accounts.enums import Role
from kasuari.foundation.access import Actor, Allowed, Answer, Denied
from kasuari.foundation.reasons import Reason, register

if TYPE_CHECKING:
    from kasuari.rollout.models import Kekurangan

READERS = (Role.KEPEGAWAIAN, Role.PYB, Role.PEJABAT_PEMBINA_KEPEGAWAIAN, Role.AUDITOR)

register(
    {
        "rollout.not_clerk": Reason(
            _("Hanya unit kepegawaian instansi yang mengatur gelombang."),
            _("Sampaikan usulan Anda kepada unit kepegawaian."),
        ),
        "rollout.not_reader": Reason(
            _("Halaman ini bagi unit kepegawaian, pejabat yang berwenang, dan auditor."),
            _("Hasil yang diumumkan dapat dibaca pada halaman gelombang."),
        ),
        "rollout.invalid": Reason(_("Ada isian yang belum tepat."), _("Perbaiki isian yang ditandai.")),
        "rollout.switched_off": Reason(
            _("{fungsi} belum menyala bagi unit Anda ({gelombang})."),
            _("Yang sudah ditulis tetap tersimpan dan dapat dibaca. Sementara ini pakai cara yang lama."),
        ),
        "rollout.unit_elsewhere": Reason(
            _("{unit} sudah berada dalam {gelombang}."),
            _("Satu unit masuk satu gelombang saja. Keluarkan dahulu dari gelombang itu."),
        ),
        "rollout.unit_within": Reason(
            _("{unit} bertumpang tindih dengan {lain} dalam {gelombang}."),
            _("Unit membawa semua unit di bawahnya. Pilih salah satunya."),
        ),
        "rollout.no_units": Reason(_("Gelombang ini belum berisi unit."), _("Tambahkan unitnya dahulu.")),
        "rollout.running": Reason(
            _("Gelombang ini sudah berjalan."), _("Unitnya tidak diubah lagi; buat gelombang berikut.")
        ),
        "rollout.practised_already": Reason(
            _("Masa pengenalan gelombang ini sudah diakhiri."),
            _("Yang ditulis sesudahnya sungguhan. Untuk berlatih, pakai ruang latihan."),
        ),
        "rollout.comparison": Reason(
            _("Gelombang pembanding tidak dimulai."),
            _("Ubah jenisnya menjadi gelombang berikut bila tiba gilirannya."),
        ),
        "rollout.gate_closed": Reason(
            _("Gerbang belum terbuka: {kurang}."),
            _("Lengkapi yang kurang, atau putuskan tunda dengan alasannya."),
        ),
        "rollout.not_signed": Reason(
            _("Keputusan lanjut belum lengkap ditandatangani: {kurang}."),
            _("Ingatkan mereka; setelah semua menandatangani, gelombang dapat dimulai."),
        ),
        "rollout.no_decision": Reason(
            _("Belum ada keputusan lanjut untuk gelombang ini."), _("Usulkan keputusannya dahulu.")
        ),
        "rollout.signed_already": Reason(
            _("Anda sudah menandatangani keputusan ini."), _("Tidak ada lagi yang perlu dilakukan.")
        ),
        "rollout.not_signer": Reason(
            _("Keputusan ini ditandatangani oleh pimpinan unit dan pejabat yang berwenang."),
            _("Bila Anda memimpin unit itu, minta unit kepegawaian mengusulkan keputusannya lagi."),
        ),
        "rollout.not_material": Reason(
            _("Bahan pertemuan diambil oleh unit kepegawaian, pimpinan, dan pendamping unit itu."),
            _("Minta kepada pendamping atau pimpinan unit Anda."),
        ),
        "rollout.not_announcing": Reason(
            _("Pengumuman ditulis oleh unit kepegawaian dan pejabat yang berwenang."),
            _("Sampaikan isinya kepada unit kepegawaian."),
        ),
        "rollout.not_addressed": Reason(
            _("Pengumuman ini tidak ditujukan kepada Anda."),
            _("Tidak ada yang perlu dilakukan."),
        ),
        "rollout.withdrawn": Reason(_("Pengumuman ini sudah ditarik."), _("Baca pengumuman yang terbaru.")),
        "rollout.not_reporter": Reason(
            _("Yang memastikan perbaikan adalah unit yang melaporkannya."),
            _("Minta pelapor atau rekan seunitnya mencobanya."),
        ),
        "rollout.no_person": Reason(
            _("Laporan dibuat oleh pegawai, atas nama unitnya."),
            _("Masuk dengan akun yang terhubung dengan data pegawai."),
        ),
    }
)


def is_clerk(actor: Actor) -> bool:
    """The unit kepegawaian of the whole agency."""
    return actor.user_id is not None and "" in actor.scopes(Role.KEPEGAWAIAN)


def can_arrange(actor: Actor) -> Answer:
    """Waves, switches, the gate, draws and the parallel run."""
    return Allowed() if is_clerk(actor) else Denied("rollout.not_clerk")


def can_read_reports(actor: Actor) -> Answer:
    """Signs of trouble and the evaluation of the pilot."""
    return Allowed() if "" in actor.scopes(*READERS) else Denied("rollout.not_reader")


def can_take_materials(actor: Actor, *, paths: Iterable[str], answerable: Iterable[str]) -> Answer:
    """Those who oversee the agency, and whoever leads or helps one of the units at `paths`: `answerable`."""
    if "" in actor.scopes(*READERS):
        return Allowed()
    held = tuple(answerable)
    if any(path.startswith(own) or own.startswith(path) for path in paths for own in held):
        return Allowed()
    return Denied("rollout.not_material")


def can_announce(actor: Actor) -> Answer:
    """The unit kepegawaian of the whole agency and the PyB."""
    if actor.user_id is not None and "" in actor.scopes(Role.KEPEGAWAIAN, Role.PYB):
        return Allowed()
    return Denied("rollout.not_announcing")


def reads_every_announcement(actor: Actor) -> bool:
    """Those who oversee the whole agency see every announcement and how many have read it."""
    return "" in actor.scopes(*READERS)


def can_report(actor: Actor) -> Answer:
    """Everybody who works here."""
    if actor.user_id is None or actor.pegawai_id is None:
        return Denied("rollout.no_person")
    return Allowed()


def can_verify(actor: Actor, kekurangan: Kekurangan, *, unit_paths: tuple[str, ...]) -> Answer:
    """Whoever reported it, or works in the unit that did (`unit_paths`: where the actor works)."""
    if actor.user_id is None or actor.pegawai_id is None:
        return Denied("rollout.not_reporter")
    same = any(path.startswith(kekurangan.unit.path) for path in unit_paths)
    if same or actor.pegawai_id == kekurangan.pelapor_id:
        return Allowed()
    return Denied("rollout.not_reporter")
