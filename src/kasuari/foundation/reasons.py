"""The words for every code that a refusal can carry: why, and what to do next.

A module registers its codes at import of its `access.py` or `operations.py`. A code without words is a
programming error outside production and is shown as itself in production.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Reason:
    """`why` the act is refused and what can be done `next`, both ready to be shown."""

    why: Words
    next: Words = ""

    def __str__(self) -> str:
        return f"{self.why} {self.next}".strip()


_REASONS: dict[str, Reason] = {}


def register(reasons: dict[str, Reason]) -> None:
    """Add the words of a module. A code may be registered once."""
    for code, reason in reasons.items():
        if code in _REASONS and _REASONS[code] != reason:
            raise RuntimeError(f"reason {code} is registered twice")
        _REASONS[code] = reason


def registered_codes() -> frozenset[str]:
    return frozenset(_REASONS)


def explain(code: str, **params: object) -> Reason:
    """The words for `code` with `params` filled in."""
    found = _REASONS.get(code)
    if found is None:
        if settings.KASUARI.is_production:
            return Reason(code)
        raise LookupError(f"no words are registered for the refusal code {code!r}")
    if not params:
        return found
    return Reason(str(found.why).format(**params), str(found.next).format(**params))


register(
    {
        "stale": Reason(
            _("Isian ini sudah diubah oleh orang lain sejak Anda membukanya."),
            _("Muat ulang halaman untuk melihat perubahan itu, lalu ulangi perubahan Anda."),
        ),
        "state.not_possible": Reason(
            _("Langkah ini tidak dapat dilakukan pada tahap sekarang."),
            _("Muat ulang halaman untuk melihat tahap terakhirnya."),
        ),
        "file.too_large": Reason(
            _("Berkas terlalu besar."),
            _("Perkecil berkas menjadi paling besar {limit} MB, atau simpan sebagai tautan."),
        ),
        "request.too_large": Reason(
            _("Kiriman ini terlalu besar, jadi tidak dibaca dan tidak disimpan."),
            _("Kirim paling banyak {limit} MB sekaligus. Perkecil berkasnya, lalu kirim lagi."),
        ),
        "request.too_long": Reason(
            _("Alamat halaman ini terlalu panjang, jadi tidak dibaca."),
            _("Persingkat kata yang dicari, lalu ulangi."),
        ),
        "file.type": Reason(
            _("Isi berkas tidak dikenali sebagai PDF, gambar, atau dokumen kantor."),
            _("Simpan ulang sebagai PDF, JPG, PNG, DOCX, atau XLSX."),
        ),
        "file.empty": Reason(_("Berkas kosong."), _("Pilih berkas lain.")),
        "idempotency.reused": Reason(
            _("Kunci pengiriman ini sudah dipakai untuk isi yang berbeda."), _("Kirim dengan kunci baru.")
        ),
        "idempotency.running": Reason(
            _("Kiriman yang sama masih diproses."), _("Tunggu sebentar, lalu muat ulang.")
        ),
        "idempotency.shown_once": Reason(
            _("Kiriman ini sudah dijalankan, dan rahasia di dalam jawabannya hanya ditampilkan sekali."),
            _("Kalau jawaban itu tidak sempat terbaca, cabut yang sudah dibuat, lalu buat yang baru."),
        ),
    }
)
