"""Who may plan steps, record results and show evidence: the owner, until the evaluation is signed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils import formats
from django.utils.translation import gettext_lazy as _

from kasuari.foundation.access import Actor, Allowed, Answer, Denied
from kasuari.foundation.reasons import Reason, register

if TYPE_CHECKING:
    from kasuari.planning.models import PeriodeEvaluasi, Skp

register(
    {
        "progress.not_owner": Reason(
            _("Pelaksanaan hanya dicatat oleh pemilik SKP."),
            _("Mintalah pegawai yang bersangkutan mencatatnya sendiri."),
        ),
        "progress.skp_not_set": Reason(
            _("SKP ini belum ditetapkan."),
            _("Realisasi dan bukti dukung dapat dicatat setelah pejabat penilai kinerja menetapkan SKP."),
        ),
        "progress.other_year": Reason(
            _("Periode evaluasi itu bukan bagian dari SKP ini."),
            _("Pilih periode evaluasi dari tahun SKP ini."),
        ),
        "progress.not_started": Reason(
            _("Periode ini baru dimulai pada {start}."),
            _("Rencana aksi sudah dapat disusun; realisasi dicatat setelah periodenya dimulai."),
        ),
        "progress.closed": Reason(
            _(
                "Evaluasi periode ini sudah ditandatangani, sehingga realisasi dan buktinya tidak berubah "
                "lagi."
            ),
            _("Bila hasilnya belum tepat, ajukan keberatan pada halaman hasil evaluasi."),
        ),
        "progress.empty": Reason(
            _("Belum ada yang diisi."), _("Tulis realisasi dengan kata-kata, angka, atau keduanya.")
        ),
        "progress.invalid": Reason(_("Ada isian yang belum tepat."), _("Perbaiki isian yang ditandai.")),
        "progress.link": Reason(
            _("Tautan ini tidak dapat dipakai."),
            _("Salin alamat lengkap yang diawali https:// atau http://."),
        ),
        "progress.removed": Reason(
            _("Bukti dukung ini sudah dihapus."), _("Muat ulang halaman untuk melihat bukti yang berlaku.")
        ),
    }
)


def can_plan(actor: Actor, skp: Skp, periode_evaluasi: PeriodeEvaluasi, *, closed: bool) -> Answer:
    """Steps may be planned for any period of the year of a set SKP, also ahead (Pasal 16; Lampiran BAB III
    A)."""
    if actor.pegawai_id != skp.pegawai_id:
        return Denied("progress.not_owner")
    if periode_evaluasi.periode_id != skp.periode_id or not _overlap(skp, periode_evaluasi):
        return Denied("progress.other_year")
    if skp.state != "ditetapkan":
        return Denied("progress.skp_not_set")
    if closed:
        return Denied("progress.closed")
    return Allowed()


def can_record(
    actor: Actor, skp: Skp, periode_evaluasi: PeriodeEvaluasi, *, on: date, closed: bool
) -> Answer:
    """Results and evidence may be recorded once the period has begun (Pasal 16; Lampiran BAB III A)."""
    answer = can_plan(actor, skp, periode_evaluasi, closed=closed)
    if answer and on < periode_evaluasi.start_date:
        start = formats.date_format(periode_evaluasi.start_date, "j F Y")
        return Denied("progress.not_started", (("start", start),))
    return answer


def _overlap(skp: Skp, periode_evaluasi: PeriodeEvaluasi) -> bool:
    return skp.start_date <= periode_evaluasi.last_date and periode_evaluasi.start_date <= skp.last_date
