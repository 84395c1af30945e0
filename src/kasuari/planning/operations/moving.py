"""When somebody moves to another post: the earlier SKP ends on the day before, the new post has its own
(Lampiran BAB II C.6, p. 65)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.refusals import Invalid
from kasuari.planning.access import can_end_skp
from kasuari.planning.events import SkpEnded
from kasuari.planning.models import Skp
from kasuari.regulation import perubahan as law

register(
    {
        "planning.overlap": Reason(
            _("Pada hari yang sama Anda masih tercatat dalam jabatan lain yang sudah ber-SKP."),
            _(
                "Minta unit kepegawaian mengakhiri penugasan lama; setelah itu SKP jabatan baru dapat "
                "disusun."
            ),
        ),
    }
)


def refresh_spans(
    *, by: Actor, at: datetime, pegawai_ids: Iterable[int] | None = None, restore: bool = False
) -> int:
    """Let every SKP of an open year end with its appointment; `restore` also gives days back where the end of
    an appointment was corrected. Answers how many changed; one event for each."""
    can_end_skp(by).or_raise()
    wanted = Q(penugasan__end_date__isnull=False, last_date__gte=F("penugasan__end_date"))
    if restore:
        wanted |= Q(last_date__lt=F("periode__last_date"))
    rows = Skp.objects.filter(wanted, periode__state="dibuka")
    if pegawai_ids is not None:
        rows = rows.filter(pegawai_id__in=list(pegawai_ids))
    changed = 0
    for skp in rows.select_related("penugasan__jabatan", "pegawai", "periode").order_by("pk"):
        last = _last_date(skp)
        if last is not None and last != skp.last_date:
            changed += _end(skp, last, by=by, at=at)
    return changed


@transaction.atomic
def _end(skp: Skp, last: date, *, by: Actor, at: datetime) -> int:
    before = skp.last_date
    written = Skp.objects.filter(pk=skp.pk, last_date=before).update(last_date=last, version=F("version") + 1)
    if written:
        record(
            SkpEnded(
                by=by,
                at=at,
                object_id=skp.pk,
                pegawai_id=skp.pegawai_id,
                tell=(skp.pegawai.user_id,) if skp.pegawai.user_id else (),
                link=reverse("planning:skp", args=[skp.pk]),
                jabatan=skp.penugasan.jabatan.nama,
                last_date=last,
                before=before,
            )
        )
    return written


def _last_date(skp: Skp) -> date | None:
    """The last day by the appointment; None where it no longer touches the days of the SKP."""
    span = law.Rentang(skp.penugasan.start_date, skp.penugasan.end_date)
    found = law.masa_skp(tahun=skp.periode.tahun, penugasan=span).value
    return found.last_date if found is not None and found.last_date >= skp.start_date else None


def refuse_overlap(skp: Skp, others: Iterable[Skp]) -> None:
    """Raise Invalid `planning.overlap` where a second own post would be planned for the same days. Further
    duties (tugas tambahan, Pj., Plt.) run beside the own post and are no move."""
    if skp.penugasan.jenis != "definitif":
        return
    for other in others:
        if (
            other.penugasan_id != skp.penugasan_id
            and other.penugasan.jenis == "definitif"
            and other.start_date <= skp.last_date
            and skp.start_date <= other.last_date
        ):
            raise Invalid("planning.overlap")
