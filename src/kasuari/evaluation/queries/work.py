"""What evaluation asks of a person today."""

from __future__ import annotations

from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kasuari.evaluation.access import SETTERS
from kasuari.evaluation.enums import StateEvaluasi
from kasuari.evaluation.models import Evaluasi
from kasuari.evaluation.queries.capaian import units_led, units_without_capaian
from kasuari.evaluation.queries.gate import (
    calendar_of,
    delivery_deadline,
    evaluasi_rows,
    rating_last_date,
    return_deadline,
)
from kasuari.foundation.access import Actor
from kasuari.foundation.worklist import WorkItem
from kasuari.planning import queries as planning

# Calendar days after a window in which 14 working days certainly lie.
LONGEST_AFTER = timedelta(days=60)


def work_for(actor: Actor, *, on: date) -> list[WorkItem]:
    """People to rate, results to hand over, a result to receive, units to give a capaian.

    At most twelve queries; four for somebody who leads nobody and has no result waiting.
    """
    items = _to_set(actor, on)
    if actor.pegawai_id is None:
        return items
    return [
        *items,
        *_to_rate(actor.pegawai_id, on),
        *_to_deliver(actor.pegawai_id, on),
        *_to_receive(actor.pegawai_id, on),
    ]


def _to_set(actor: Actor, on: date) -> list[WorkItem]:
    """Units that the actor gives a capaian, for every period whose window is open."""
    led = units_led(actor, on=on)
    if not led and not actor.scopes(*SETTERS):
        return []
    items = []
    for year in planning.periodes().filter(state="dibuka").prefetch_related("evaluasi"):
        for period in year.evaluasi.all():
            if not period.window_start_date <= on <= period.window_last_date:
                continue
            count = units_without_capaian(actor, period, led=led)
            if count:
                items.append(
                    WorkItem(
                        key=f"evaluation.capaian.{period.pk}",
                        title=ngettext(
                            "Tetapkan capaian %(count)d unit", "Tetapkan capaian %(count)d unit", count
                        )
                        % {"count": count},
                        why=_(
                            "Tanpa capaian kinerja organisasi, evaluasi di unit itu belum dapat "
                            "ditandatangani."
                        ),
                        action=_("Tetapkan capaian"),
                        url=f"{reverse('evaluation:capaian')}?periode={period.pk}",
                        due_date=period.window_last_date,
                        count=count,
                    )
                )
    return items


def _to_rate(penilai_id: int, on: date) -> list[WorkItem]:
    skps = list(
        planning.skp_rows()
        .filter(
            penilai_id=penilai_id,
            state="ditetapkan",
            periode__evaluasi__window_start_date__lte=on,
            periode__evaluasi__window_last_date__gte=on - LONGEST_AFTER,
        )
        .prefetch_related("periode__evaluasi")
        .distinct()
        .order_by("pk")
    )
    if not skps:
        return []
    done = set(
        Evaluasi.objects.filter(skp_id__in=[skp.pk for skp in skps])
        .exclude(state=StateEvaluasi.DINILAI)
        .order_by("pk")
        .values_list("skp_id", "periode_evaluasi_id")
    )
    calendar = calendar_of(skps[0])
    counts: dict[int, int] = {}
    periods = {}
    for skp in skps:
        for period in skp.periode.evaluasi.all():
            covers = skp.start_date <= period.last_date and period.start_date <= skp.last_date
            last = rating_last_date(period, calendar) or period.window_last_date + LONGEST_AFTER
            if covers and period.window_start_date <= on <= last and (skp.pk, period.pk) not in done:
                counts[period.pk] = counts.get(period.pk, 0) + 1
                periods[period.pk] = period
    return [
        WorkItem(
            key=f"evaluation.rate.{pk}",
            title=ngettext("Nilai %(count)d orang", "Nilai %(count)d orang", count) % {"count": count},
            why=_("Evaluasi kinerja %(period)s sedang berlangsung.")
            % {"period": planning.label(periods[pk])},
            action=_("Mulai menilai"),
            url=f"{reverse('evaluation:team')}?periode={pk}",
            due_date=periods[pk].window_last_date,
            count=count,
        )
        for pk, count in counts.items()
    ]


def _to_deliver(penilai_id: int, on: date) -> list[WorkItem]:
    waiting = list(
        evaluasi_rows()
        .filter(penilai_id=penilai_id, state=StateEvaluasi.DITANDATANGANI)
        .order_by("signed_at", "pk")
    )
    if not waiting:
        return []
    oldest = waiting[0]
    due = delivery_deadline(oldest, calendar_of(oldest.skp), on=on)
    count = len(waiting)
    return [
        WorkItem(
            key="evaluation.deliver",
            title=ngettext("Sampaikan %(count)d hasil evaluasi", "Sampaikan %(count)d hasil evaluasi", count)
            % {"count": count},
            why=_("Sudah ditandatangani, tetapi belum sampai kepada pegawainya."),
            action=_("Sampaikan"),
            url=f"{reverse('evaluation:team')}?periode={oldest.periode_evaluasi_id}",
            due_date=due.last_date if due else None,
            count=count,
        )
    ]


def _to_receive(pegawai_id: int, on: date) -> list[WorkItem]:
    waiting = list(
        evaluasi_rows()
        .filter(pegawai_id=pegawai_id, state=StateEvaluasi.DISAMPAIKAN)
        .order_by("delivered_at", "pk")
    )
    if not waiting:
        return []
    calendar = calendar_of(waiting[0].skp)
    items = []
    for item in waiting:
        due = return_deadline(item, calendar, on=on)
        items.append(
            WorkItem(
                key=f"evaluation.receive.{item.pk}",
                title=_("Baca hasil evaluasi %(period)s") % {"period": planning.label(item.periode_evaluasi)},
                why=_("Hasil evaluasi Anda sudah ada. Beri tanda terima; menerima tidak berarti menyetujui."),
                action=_("Buka hasil"),
                url=reverse("evaluation:result", args=[item.pk]),
                due_date=due.last_date if due else None,
            )
        )
    return items
