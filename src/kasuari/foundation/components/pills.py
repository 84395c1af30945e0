"""Every status of the product and how it looks: the one place where a state gets its colour and icon.

A tone never stands alone: each status also has its icon and its word.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.template import TemplateSyntaxError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TONES = ("neutral", "info", "progress", "good", "great", "warn", "bad")


@dataclass(frozen=True, slots=True)
class PillLook:
    tone: str
    icon: str
    label: str | Promise


_WAITING = ("info", "clock")
_DONE = ("good", "check")
_BACK = ("warn", "undo")

LOOKS: dict[str, PillLook] = {
    # predikat kinerja and the two ratings (PermenPANRB 6/2022, Lampiran BAB IV)
    "sangat_baik": PillLook("great", "star", _("Sangat Baik")),
    "baik": PillLook("good", "check", _("Baik")),
    "butuh_perbaikan": PillLook("warn", "up", _("Butuh Perbaikan")),
    "kurang": PillLook("bad", "down", _("Kurang/Misconduct")),
    "sangat_kurang": PillLook("bad", "cross", _("Sangat Kurang")),
    "istimewa": PillLook("great", "star", _("Istimewa")),
    "diatas": PillLook("great", "up", _("Diatas Ekspektasi")),
    "sesuai": PillLook("good", "equal", _("Sesuai Ekspektasi")),
    "dibawah": PillLook("warn", "down", _("Dibawah Ekspektasi")),
    # the life of a document
    "kosong": PillLook("neutral", "dot", _("Belum ada")),
    "belum_mulai": PillLook("neutral", "dot", _("Belum dimulai")),
    "draf": PillLook("neutral", "pencil", _("Draf")),
    "diajukan": PillLook(*_WAITING, _("Diajukan")),
    "dikembalikan": PillLook(*_BACK, _("Dikembalikan")),
    "ditetapkan": PillLook(*_DONE, _("Ditetapkan")),
    "dinilai": PillLook("progress", "half", _("Sedang dinilai")),
    "ditandatangani": PillLook(*_DONE, _("Ditandatangani")),
    "disampaikan": PillLook("info", "send", _("Disampaikan")),
    "diterima": PillLook(*_DONE, _("Diterima")),
    "diubah": PillLook(*_WAITING, _("Diubah, menunggu tanda terima")),
    "ditolak": PillLook("bad", "cross", _("Ditolak")),
    "dibatalkan": PillLook("neutral", "cross", _("Dibatalkan")),
    "digantikan": PillLook("neutral", "layers", _("Digantikan")),
    "berlaku": PillLook(*_DONE, _("Berlaku")),
    "selesai": PillLook(*_DONE, _("Selesai")),
    "berlangsung": PillLook("progress", "half", _("Berlangsung")),
    "berjalan": PillLook("progress", "half", _("Berjalan")),
    "menunggu": PillLook(*_WAITING, _("Menunggu")),
    "terlambat": PillLook("bad", "clock", _("Terlambat")),
    "keberatan": PillLook("warn", "alert", _("Keberatan")),
    "dijelaskan": PillLook("info", "half", _("Sudah dijelaskan penilai")),
    "diputus": PillLook(*_DONE, _("Diputus")),
    "dicabut": PillLook("neutral", "undo", _("Dicabut")),
    "belum": PillLook("neutral", "dot", _("Belum menyusun")),
    "dibagikan": PillLook(*_WAITING, _("Menunggu diketahui")),
    "diketahui": PillLook(*_DONE, _("Diketahui kedua pihak")),
    # periods, accounts, appointments
    "disiapkan": PillLook("neutral", "pencil", _("Disiapkan")),
    "dibuka": PillLook("progress", "half", _("Dibuka")),
    "terbuka": PillLook("progress", "half", _("Terbuka")),
    "ditutup": PillLook("neutral", "lock", _("Ditutup")),
    "aktif": PillLook(*_DONE, _("Aktif")),
    "nonaktif": PillLook("neutral", "lock", _("Nonaktif")),
    "definitif": PillLook("neutral", "dot", _("Definitif")),
    "plt": PillLook("info", "swap", _("Plt.")),
    "plh": PillLook("info", "swap", _("Plh.")),
    # plan items
    "utama": PillLook("info", "flag", _("Utama")),
    "tambahan": PillLook("neutral", "plus", _("Tambahan")),
    # taking part in a matrix
    "langsung": PillLook("neutral", "dot", _("Anggota unit")),
    "diminta": PillLook(*_WAITING, _("Menunggu persetujuan penilai")),
    "tidak_disetujui": PillLook("bad", "cross", _("Tidak disetujui penilainya")),
    # entries of the library
    "calon": PillLook(*_WAITING, _("Calon")),
    "disetujui": PillLook(*_DONE, _("Disetujui")),  # also of taking part in a matrix
    "disembunyikan": PillLook("neutral", "lock", _("Disembunyikan")),
    "digabung": PillLook("neutral", "layers", _("Digabung")),
    # development
    "dicatat": PillLook(*_WAITING, _("Menunggu diperiksa")),
    "disahkan": PillLook(*_DONE, _("Disahkan")),
    "disepakati": PillLook(*_DONE, _("Disepakati berdua")),
    "direncanakan": PillLook("neutral", "calendar", _("Direncanakan")),
    "berubah": PillLook(*_DONE, _("Perilaku sudah berubah")),
    "dilaporkan": PillLook(*_WAITING, _("Dilaporkan ke unit kepegawaian")),
    "direkam": PillLook(*_DONE, _("Selesai direkam")),
    "batal": PillLook("neutral", "cross", _("Batal")),
    # rows of an import
    "accepted": PillLook(*_DONE, _("Diterima")),
    "normalised": PillLook("info", "swap", _("Dirapikan")),
    "warned": PillLook("warn", "alert", _("Perlu diperhatikan")),
    "refused": PillLook("bad", "cross", _("Ditolak")),
    "skipped": PillLook("neutral", "dot", _("Dilewati")),
    "new": PillLook("info", "plus", _("Baru")),
    "changed": PillLook("warn", "pencil", _("Berubah")),
    "unchanged": PillLook("neutral", "equal", _("Tetap")),
}


def look_of(status: object) -> PillLook:
    """The look of `status` (an enum member or its value). Raises TemplateSyntaxError for an unknown one."""
    key = str(getattr(status, "value", status)).lower().replace(" ", "_").replace("-", "_")
    try:
        return LOOKS[key]
    except KeyError:
        raise TemplateSyntaxError(
            f"no pill for the status {key!r}: add it to kasuari.foundation.components.pills; "
            f"there are {', '.join(LOOKS)}"
        ) from None
