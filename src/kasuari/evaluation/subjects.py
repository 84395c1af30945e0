"""What a reminder is about, in the language of whoever reads it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

SUBJECTS: dict[str, Any] = {
    "evaluasi": ngettext_lazy(
        "%(count)d orang belum Anda evaluasi untuk %(period)s",
        "%(count)d orang belum Anda evaluasi untuk %(period)s",
        "count",
    ),
    "jalur_atasan": ngettext_lazy(
        "evaluasi %(period)s untuk %(count)d orang beralih kepada atasan pejabat penilai kinerja",
        "evaluasi %(period)s untuk %(count)d orang beralih kepada atasan pejabat penilai kinerja",
        "count",
    ),
    "tanpa_atasan": _("%(count)d evaluasi %(period)s tidak punya atasan yang dapat menggantikan penilai"),
    "tanda_tangan_atasan": ngettext_lazy(
        "evaluasi %(period)s untuk %(count)d orang belum ditandatangani atasan pejabat penilai kinerja",
        "evaluasi %(period)s untuk %(count)d orang belum ditandatangani atasan pejabat penilai kinerja",
        "count",
    ),
    "pelaporan": _("hasil evaluasi %(period)s belum dilaporkan kepada pejabat yang berwenang"),
    "penyampaian": _("hasil evaluasi %(period)s %(name)s belum disampaikan"),
    "pengembalian": _("tanda terima hasil evaluasi %(period)s %(name)s"),
    "keberatan": _("waktu mengajukan keberatan atas hasil %(period)s"),
    "keputusan": _("keberatan %(name)s belum diputus"),
}


def subject(code: str, *, period: str = "", name: str = "", count: int = 0) -> str:
    """The words of a subject in the current language."""
    return str(SUBJECTS[code] % {"period": period, "name": name, "count": count})
