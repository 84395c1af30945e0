"""What is in it for me: one's own facts, counted from what is stored. What is missing says what brings it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kasuari.audit.queries import facts_about
from kasuari.development.queries import credit_record, kredit_words
from kasuari.documents.queries import documents_issued_about
from kasuari.feedback.queries import umpan_balik_rows
from kasuari.foundation.calendar import until_words, working_calendar
from kasuari.learning.queries import done_by
from kasuari.planning.queries import label, running_periods
from kasuari.progress.queries import written_by

if TYPE_CHECKING:
    from kasuari.foundation.access import Actor


SKP_COPIED = "planning.skp_copied"


@dataclass(frozen=True, slots=True)
class Gain:
    """One fact about oneself. `value` "" is not known yet; `text` then says what brings it."""

    title: str
    value: str
    text: str
    url: str = ""


def gains_of(actor: Actor, *, on: date) -> list[Gain]:
    """One's own facts of the running year. About twenty queries, on a page that nobody must open."""
    me = actor.pegawai_id
    if me is None:
        return []
    since = timezone.make_aware(datetime.combine(date(on.year, 1, 1), time.min))
    return [
        _not_written_again(me, since),
        _carried(me, since),
        _feedback(me, since),
        _credit(actor, me, on),
        _papers(me, since),
        _time_left(me, on),
        _lessons(me),
    ]


def _not_written_again(me: int, since: datetime) -> Gain:
    title = _("Catatan yang dipakai lagi")
    results, evidence = written_by(me, since=since)
    if not results:
        text = _("Belum ada realisasi tahun ini. Sekali dicatat, ia muncul sendiri ketika Anda dinilai.")
        return Gain(title, "", text, reverse("progress:mine"))
    value = ngettext("%(n)s realisasi", "%(n)s realisasi", results) % {"n": results}
    text = _("Dengan %(n)s bukti. Semuanya muncul sendiri ketika Anda dinilai; tidak ditulis ulang.")
    return Gain(title, value, text % {"n": evidence}, reverse("progress:mine"))


def _carried(me: int, since: datetime) -> Gain:
    title = _("Dibawa dari SKP tahun lalu")
    copied = facts_about(me, kind=SKP_COPIED, since=since)
    number = sum(int(row.get("indikator", 0)) for row in copied)
    if not number:
        text = _("Tahun ini belum ada yang disalin. SKP tahun lalu dapat disalin, lalu diperbarui.")
        return Gain(title, "", text, reverse("planning:mine"))
    value = ngettext("%(n)s indikator", "%(n)s indikator", number) % {"n": number}
    text = _("Dengan targetnya; Anda tinggal memeriksa dan memperbarui.")
    return Gain(title, value, text, reverse("planning:mine"))


def _feedback(me: int, since: datetime) -> Gain:
    title = _("Umpan balik untuk Anda")
    rows = umpan_balik_rows().filter(skp__pegawai_id=me, given_at__gte=since, withdrawn_at__isnull=True)
    number = rows.count()
    if not number:
        text = _("Belum ada tahun ini. Minta kepada orang yang melihat pekerjaan Anda.")
        return Gain(title, "", text, reverse("feedback:mine"))
    value = ngettext("%(n)s umpan balik", "%(n)s umpan balik", number) % {"n": number}
    text = _("Tahun ini, sebelum ada penilaian: masih ada waktu memakainya.")
    return Gain(title, value, text, reverse("feedback:mine"))


def _credit(actor: Actor, me: int, on: date) -> Gain:
    title = _("Angka kredit yang dihitungkan untuk Anda")
    credit = credit_record(actor, me, on=on).credit
    if credit.konversi is None:
        text = _(
            "Belum ada. Dihitung dari predikat yang ditandatangani, bagi PNS dalam jabatan fungsional; "
            "tanpa daftar usulan kegiatan."
        )
        return Gain(title, "", text)
    text = _("Dari predikat Anda sendiri (PerBKN 3/2023), tanpa mengumpulkan berkas kegiatan.")
    return Gain(title, kredit_words(credit.konversi), text)


def _papers(me: int, since: datetime) -> Gain:
    title = _("Dokumen yang tidak perlu Anda ketik")
    number = documents_issued_about(me, since=since)
    if not number:
        text = _("Belum ada tahun ini. SKP dan dokumen evaluasi dibuat sistem begitu ditandatangani.")
        return Gain(title, "", text)
    value = ngettext("%(n)s dokumen", "%(n)s dokumen", number) % {"n": number}
    return Gain(title, value, _("Dibuat sistem dari data Anda, dengan kode yang dapat diperiksa siapa pun."))


def _time_left(me: int, on: date) -> Gain:
    title = _("Sampai penilaian berikutnya")
    periods = [row for row in running_periods(me, on) if row.window_last_date >= on]
    if not periods:
        return Gain(title, "", _("Belum ada SKP yang ditetapkan untuk hari ini, jadi belum ada batasnya."))
    nearest = min(periods, key=lambda row: row.window_last_date)
    value = until_words(nearest.window_last_date, on=on, calendar=working_calendar())
    text = _("Batas penilaian %(periode)s. Yang tercatat sebelum dinilai ikut dibaca.")
    return Gain(title, value, text % {"periode": label(nearest)})


def _lessons(me: int) -> Gain:
    title = _("Yang sudah Anda pelajari")
    number = len(done_by(me))
    if not number:
        text = _("Belum ada. Satu pelajaran tiga menit, dan dapat dibaca tanpa sinyal.")
        return Gain(title, "", text, reverse("learning:lessons"))
    value = ngettext("%(n)s pelajaran", "%(n)s pelajaran", number) % {"n": number}
    text = _("Hanya tercatat selesai; tidak pernah menjadi bahan penilaian.")
    return Gain(title, value, text, reverse("learning:lessons"))
