"""Who closes an evaluation period, who proposes to open it again, and who else has to agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from kasuari.accounts.enums import Role
from kasuari.evaluation.access import READERS
from kasuari.evaluation.enums import StatePenutupan
from kasuari.foundation.access import Actor, Allowed, Answer, Denied
from kasuari.foundation.reasons import Reason, register

if TYPE_CHECKING:
    from datetime import date

    from kasuari.evaluation.models import Penutupan

APPROVERS = (Role.PYB, Role.PEJABAT_PEMBINA_KEPEGAWAIAN)

register(
    {
        "evaluation.closing_not_reader": Reason(
            _("Penutupan periode hanya dilihat oleh yang mengawasi seluruh instansi."),
            _("Tanyakan kepada unit kepegawaian apakah periode ini sudah ditutup."),
        ),
        "evaluation.closing_not_clerk": Reason(
            _("Hanya unit kepegawaian yang menutup periode evaluasi dan mengusulkan pembukaannya kembali."),
            _("Sampaikan kepada unit kepegawaian apa yang masih perlu diperbaiki."),
        ),
        "evaluation.closing_not_approver": Reason(
            _("Pembukaan kembali disetujui oleh pejabat yang berwenang atau pejabat pembina kepegawaian."),
            _("Usulan ini menunggu keputusan mereka."),
        ),
        "evaluation.closing_same_person": Reason(
            _("Pembukaan kembali memerlukan dua orang; yang mengusulkan tidak menyetujui usulnya sendiri."),
            _("Mintalah pejabat lain memutuskan usulan ini."),
        ),
        "evaluation.period_closed": Reason(
            _("Periode evaluasi ini sudah ditutup, jadi penilaian di dalamnya tidak berubah lagi."),
            _("Bila ada yang harus diperbaiki, minta unit kepegawaian mengusulkan pembukaan kembali."),
        ),
        "evaluation.closing_blocked": Reason(
            _("Periode ini belum dapat ditutup."),
            _("Selesaikan lebih dahulu hal yang ditandai wajib."),
        ),
        "evaluation.closing_differs": Reason(
            _("Ada predikat tersimpan yang berbeda dari hitungan ulang menurut aturannya."),
            _("Jalankan “kasuari recompute” dan minta auditor memeriksa perbedaannya sebelum menutup."),
        ),
    }
)


def can_see_closing(actor: Actor) -> Answer:
    """Those who oversee the whole agency."""
    return Allowed() if actor.is_system or actor.has(*READERS) else Denied("evaluation.closing_not_reader")


def can_close(actor: Actor) -> Answer:
    """The unit kepegawaian of the whole agency."""
    if actor.user_id is not None and actor.has(Role.KEPEGAWAIAN):
        return Allowed()
    return Denied("evaluation.closing_not_clerk")


def can_answer_reopening(actor: Actor, penutupan: Penutupan) -> Answer:
    """An official of the whole agency who is not the one who proposed it."""
    if actor.user_id is None or not actor.has(*APPROVERS):
        return Denied("evaluation.closing_not_approver")
    if actor.user_id == penutupan.proposed_by_id:
        return Denied("evaluation.closing_same_person")
    return Allowed()


def still_open(penutupan: Penutupan | None, *, on: date) -> Answer:
    """Whether anything in the period may still be rated, signed or set on a day."""
    if penutupan is None:
        return Allowed()
    until = penutupan.buka_sampai_date
    if penutupan.state == StatePenutupan.DIBUKA and until is not None and on <= until:
        return Allowed()
    return Denied("evaluation.period_closed")
