"""Who may see, rate, sign, deliver and acknowledge, and who sets the capaian of a unit.

A rating that is not signed belongs to the penilai alone; the owner sees the result once it is delivered.
Nobody acts on their own evaluation in another role.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import formats
from django.utils.translation import gettext_lazy as _

from kasuari.accounts.enums import Role
from kasuari.evaluation.enums import StateEvaluasi
from kasuari.evaluation.states import DELIVERED
from kasuari.foundation.access import Actor, Allowed, Answer, Denied
from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.trees import within

if TYPE_CHECKING:
    from kasuari.evaluation.models import Evaluasi
    from kasuari.organisation.models import UnitKerja
    from kasuari.planning.models import PeriodeEvaluasi, Skp

READERS = (
    Role.KEPEGAWAIAN,
    Role.PENGELOLA_KINERJA,
    Role.PYB,
    Role.PEJABAT_PEMBINA_KEPEGAWAIAN,
    Role.AUDITOR,
)

SETTERS = (Role.KEPEGAWAIAN, Role.PENGELOLA_KINERJA, Role.PEJABAT_PEMBINA_KEPEGAWAIAN)

register(
    {
        "evaluation.own": Reason(
            _("Tidak seorang pun menilai dirinya sendiri."),
            _("Evaluasi Anda dilakukan oleh pejabat penilai kinerja Anda."),
        ),
        "evaluation.not_penilai": Reason(
            _("Hanya pejabat penilai kinerja SKP ini, yaitu {penilai}, yang dapat melakukannya."),
            _(
                "Bila penilai yang tercatat keliru, pakai tombol “Penilai saya salah” atau hubungi unit "
                "kepegawaian."
            ),
        ),
        "evaluation.skp_not_set": Reason(
            _("SKP ini belum ditetapkan, jadi belum ada yang dapat dievaluasi."),
            _("Tetapkan SKP lebih dahulu."),
        ),
        "evaluation.other_year": Reason(
            _("SKP ini tidak berlaku pada periode evaluasi itu."), _("Pilih periode lain dari tahun SKP ini.")
        ),
        "evaluation.window_not_open": Reason(
            _("Evaluasi periode ini baru dibuka pada {start}."),
            _("Sampai hari itu, beri umpan balik dan pantau realisasi."),
        ),
        "evaluation.window_passed": Reason(
            _("Waktu pejabat penilai kinerja untuk mengevaluasi periode ini berakhir pada {last}."),
            _(
                "Evaluasi dilakukan oleh atasan pejabat penilai kinerja dan bersifat final (Lampiran BAB IV "
                "A.11)."
            ),
        ),
        "evaluation.signed": Reason(
            _("Evaluasi ini sudah ditandatangani dan isinya tidak berubah lagi."),
            _("Perubahan hanya melalui keputusan atas keberatan pegawai (Lampiran BAB V B)."),
        ),
        "evaluation.not_owner": Reason(
            _("Tanda terima hanya diberikan oleh pegawai yang dievaluasi."),
            _("Ingatkan pegawai yang bersangkutan untuk membuka halaman hasilnya."),
        ),
        "evaluation.incomplete": Reason(
            _("Evaluasi ini belum lengkap sehingga belum dapat ditandatangani."),
            _("Lengkapi bagian yang ditandai, lalu tandatangani."),
        ),
        "evaluation.invalid": Reason(_("Ada isian yang belum tepat."), _("Perbaiki isian yang ditandai.")),
        "evaluation.capaian_not_setter": Reason(
            _("Capaian kinerja unit ini ditetapkan oleh pimpinan satu tingkat di atasnya."),
            _("Hubungi pimpinan itu, pengelola kinerja, atau unit kepegawaian."),
        ),
        "evaluation.capaian_own_unit": Reason(
            _("Pimpinan tidak menetapkan capaian kinerja unit yang dipimpinnya sendiri."),
            _("Capaian unit ini ditetapkan oleh pimpinan satu tingkat di atasnya atau unit kepegawaian."),
        ),
    }
)


def visible_to(actor: Actor) -> Q:
    """The evaluations that `actor` may read. Everything else does not exist for them (404)."""
    if actor.is_system:
        return Q()
    settled = ~Q(state=StateEvaluasi.DINILAI)
    seen = Q(pk__in=[])
    for path in actor.scopes(*READERS):
        seen |= within("skp__unit__path", path) & settled if path else settled
    me = actor.pegawai_id
    if me is None:
        return seen
    return (
        (seen & ~Q(pegawai_id=me))
        | Q(penilai_id=me, state=StateEvaluasi.DINILAI, skp__penilai_id=me)
        | (Q(penilai_id=me) & settled)
        | (Q(atasan_penilai_id=me) & settled)
        | Q(pegawai_id=me, state__in=DELIVERED)
    )


def can_rate(
    actor: Actor, skp: Skp, periode_evaluasi: PeriodeEvaluasi, *, on: date, last_date: date | None
) -> Answer:
    """Only the penilai, from the first day of the window until `last_date` (Lampiran BAB IV A.1-2, A.11; V
    A.8).

    `last_date` is the day from which the atasan alone evaluates, None while the calendar does not reach it.
    """
    answer = _penilai(actor, skp)
    if not answer:
        return answer
    if skp.state != "ditetapkan":
        return Denied("evaluation.skp_not_set")
    covers = skp.start_date <= periode_evaluasi.last_date and periode_evaluasi.start_date <= skp.last_date
    if periode_evaluasi.periode_id != skp.periode_id or not covers:
        return Denied("evaluation.other_year")
    if on < periode_evaluasi.window_start_date:
        return Denied("evaluation.window_not_open", (("start", _day(periode_evaluasi.window_start_date)),))
    if last_date is not None and on > last_date:
        return Denied("evaluation.window_passed", (("last", _day(last_date)),))
    return Allowed()


def can_deliver(actor: Actor, evaluasi: Evaluasi) -> Answer:
    """The penilai who signed (Lampiran BAB V A.5)."""
    if actor.pegawai_id == evaluasi.pegawai_id:
        return Denied("evaluation.own")
    if actor.pegawai_id is None or actor.pegawai_id != evaluasi.penilai_id:
        return Denied("evaluation.not_penilai", (("penilai", evaluasi.penilai.nama_lengkap),))
    return Allowed()


def can_acknowledge(actor: Actor, evaluasi: Evaluasi) -> Answer:
    """The Pegawai who was evaluated, nobody else (Lampiran BAB V A.6)."""
    if actor.pegawai_id is None or actor.pegawai_id != evaluasi.pegawai_id:
        return Denied("evaluation.not_owner")
    return Allowed()


def can_set_capaian(actor: Actor, unit: UnitKerja, *, leads_unit: bool, leads_above: bool) -> Answer:
    """The leader one level above, the unit kepegawaian, the pengelola kinerja or the head of the agency.

    Source: SE MenPANRB 3/2023 for the leader; the roles record what that leader decided. Whoever leads the
    unit
    does not set its capaian, except where nobody stands above.
    """
    if leads_unit and unit.induk_id is not None:
        return Denied("evaluation.capaian_own_unit")
    if leads_above or actor.is_system:
        return Allowed()
    if actor.has(*SETTERS, path=unit.path):
        return Allowed()
    return Denied("evaluation.capaian_not_setter")


def _penilai(actor: Actor, skp: Skp) -> Answer:
    if actor.pegawai_id is not None and actor.pegawai_id == skp.pegawai_id:
        return Denied("evaluation.own")
    if actor.pegawai_id is None or actor.pegawai_id != skp.penilai_id:
        name = skp.penilai.nama_lengkap if skp.penilai else "–"
        return Denied("evaluation.not_penilai", (("penilai", name),))
    return Allowed()


def _day(day: date) -> str:
    return formats.date_format(day, "j F Y")
