"""What evaluation asks of a person today."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kasuari.evaluation.access import SETTERS
from kasuari.evaluation.access_penutupan import APPROVERS, can_answer_reopening, can_close
from kasuari.evaluation.enums import KeputusanKeberatan, StateEvaluasi, StateKeberatan, StatePenutupan
from kasuari.evaluation.models import Evaluasi, Penutupan
from kasuari.evaluation.queries.capaian import led_by, units_led, units_without_capaian
from kasuari.evaluation.queries.clocks import (
    FairCalendar,
    decision_deadline,
    delivery_deadline,
    fair_calendar,
    return_deadline,
)
from kasuari.evaluation.queries.gate import rating_last_date
from kasuari.evaluation.queries.kalibrasi import kalibrasi_waiting, waiting_in_kalibrasi
from kasuari.evaluation.queries.keberatan import keberatan_waiting, waiting_keberatan
from kasuari.evaluation.queries.route import waiting_for_atasan
from kasuari.evaluation.states import SIGNED
from kasuari.foundation.access import Actor
from kasuari.foundation.presence import EVERYTHING
from kasuari.foundation.worklist import WorkItem
from kasuari.planning import queries as planning
from kasuari.regulation.periode import Langkah

if TYPE_CHECKING:
    from kasuari.planning.models import PeriodeEvaluasi, Skp

_WHY_DECIDE = gettext_lazy("Pegawai menunggu keputusan Anda sebagai atasan pejabat penilai kinerja.")
_WHY_EXPLAIN = gettext_lazy("Pegawai mengajukan keberatan; atasan Anda meminta penjelasan Anda.")
_WHY_SIGN = gettext_lazy("Keberatan sudah diputus. Tanda tangan Anda menandakan bahwa Anda menerimanya.")
_WHY_RECEIVE = gettext_lazy(
    "Keputusan atas keberatan Anda mengubah hasilnya; D.1.3 menggantikan dokumen dan tanda terima lama."
)
# Calendar days after a window in which 14 working days certainly lie.
LONGEST_AFTER = timedelta(days=60)
# How long a period that nobody closed is called to mind.
A_YEAR = timedelta(days=365)


def may_wait(pk: int, *, on: date) -> dict[str, QuerySet[Any]]:
    """Without a row here nothing of that kind waits, and it need not be read."""
    return {
        "evaluation.capaian": led_by(pk, on=on),
        "evaluation.rate": _to_be_rated_by(pk).filter(periode__last_date__gt=on - LONGEST_AFTER),
        "evaluation.in_place": planning.skp_rows().filter(
            atasan_penilai_id=pk, periode__last_date__gt=on - LONGEST_AFTER
        ),
        "evaluation.delivered": _on_their_way(pk),
        "evaluation.keberatan": keberatan_waiting(pk),
        "evaluation.kalibrasi": waiting_in_kalibrasi(pk),
        "evaluation.close": _to_be_closed(on),
        "evaluation.reopen": _reopenings(),
    }


def work_for(actor: Actor, *, on: date, waiting: Container[str] = EVERYTHING) -> list[WorkItem]:
    """People to rate, results to hand over, a result to receive, units to give a capaian, periods to close or
    to open again. At most fourteen queries."""
    sets = "evaluation.capaian" in waiting or bool(actor.scopes(*SETTERS))
    rates = "evaluation.rate" in waiting or "evaluation.in_place" in waiting
    periods = list(planning.windows_since(on, reach=LONGEST_AFTER)) if sets or rates else []
    items = _to_set(actor, periods, on) if sets else []
    official = actor.pegawai_id is None
    if "evaluation.close" in waiting or official:
        items += _to_close(actor, on)
    if "evaluation.reopen" in waiting or official:
        items += _to_reopen(actor)
    if actor.pegawai_id is None:
        return items
    me = actor.pegawai_id
    return [
        *items,
        *(_to_rate(me, periods, on) if "evaluation.rate" in waiting else []),
        *(_in_place(me, periods, on) if "evaluation.in_place" in waiting else []),
        *(_delivered(me, on) if "evaluation.delivered" in waiting else []),
        *(_objections(me, on) if "evaluation.keberatan" in waiting else []),
        *(_calibrations(me) if "evaluation.kalibrasi" in waiting else []),
    ]


def _to_be_closed(on: date) -> QuerySet[PeriodeEvaluasi]:
    """Periods that are over, have results and are not closed."""
    signed = Evaluasi.objects.filter(periode_evaluasi=OuterRef("pk"), state__in=SIGNED)
    over = planning.windows_since(on, reach=A_YEAR).filter(window_last_date__lt=on)
    return over.filter(Exists(signed), periode__state="dibuka", penutupan__isnull=True)


def _to_close(actor: Actor, on: date) -> list[WorkItem]:
    """Periods that are over and not closed, for the unit kepegawaian. Four queries, none for others."""
    periods = list(_to_be_closed(on)) if can_close(actor) else []
    calendar = _calendar(periods[0]) if periods else None
    items = []
    for period in periods:
        until = calendar and calendar.deadline(
            Langkah.PELAPORAN, period.window_last_date, path="", who="kepegawaian", on=on
        )
        items.append(
            WorkItem(
                key=f"evaluation.close.{period.pk}",
                title=_("Tutup evaluasi %(period)s") % {"period": planning.label(period)},
                why=_("Jendelanya sudah berakhir; dengan ditutup, hasilnya dilaporkan (Lampiran BAB V A.7)."),
                action=_("Buka daftar periksa"),
                url=f"{reverse('evaluation:closing')}?periode={period.pk}",
                due_date=until.last_date if until else None,
            )
        )
    return items


def _reopenings() -> QuerySet[Penutupan]:
    return Penutupan.objects.filter(state=StatePenutupan.DIUSULKAN)


def _to_reopen(actor: Actor) -> list[WorkItem]:
    """Proposals to open a period again that the actor may answer. One query, none for others."""
    if not actor.has(*APPROVERS):
        return []
    return [
        WorkItem(
            key=f"evaluation.reopen.{row.periode_evaluasi_id}",
            title=_("Putuskan pembukaan kembali %(period)s")
            % {"period": planning.label(row.periode_evaluasi)},
            why=_("Alasannya: %(alasan)s") % {"alasan": row.pembukaan_alasan},
            action=_("Baca usulan"),
            url=f"{reverse('evaluation:closing')}?periode={row.periode_evaluasi_id}",
        )
        for row in _reopenings().select_related("periode_evaluasi__periode").order_by("proposed_at", "pk")
        if can_answer_reopening(actor, row)
    ]


def _calibrations(pegawai_id: int) -> list[WorkItem]:
    """Sessions of kalibrasi that wait for drafts or for an answer. One query."""
    return [
        WorkItem(
            key=f"evaluation.kalibrasi.{pk}",
            title=(
                _("Jawab usulan kalibrasi %(nama)s") if asks else _("Bawa penilaian ke kalibrasi %(nama)s")
            )
            % {"nama": nama},
            why=_("Peserta lain mengusulkan penyesuaian; Anda yang memutuskan.")
            if asks
            else _("Atasan Anda mengundang para penilai membandingkan penilaian sebelum ditandatangani."),
            action=_("Buka kalibrasi"),
            url=reverse("evaluation:kalibrasi", args=[pk]),
        )
        for pk, nama, asks in kalibrasi_waiting(pegawai_id)
    ]


def _to_set(actor: Actor, periods: Sequence[PeriodeEvaluasi], on: date) -> list[WorkItem]:
    """Units that the actor gives a capaian, for every period whose window is open."""
    open_now = [item for item in periods if item.periode.state == "dibuka" and on <= item.window_last_date]
    led = units_led(actor, on=on) if open_now else set()
    if not led and not actor.scopes(*SETTERS):
        return []
    items = []
    for period in open_now:
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
                        "Tanpa capaian kinerja organisasi, evaluasi di unit itu belum dapat ditandatangani."
                    ),
                    action=_("Tetapkan capaian"),
                    url=f"{reverse('evaluation:capaian')}?periode={period.pk}",
                    due_date=period.window_last_date,
                    count=count,
                )
            )
    return items


def _to_be_rated_by(penilai_id: int) -> QuerySet[Skp]:
    return planning.skp_rows().filter(penilai_id=penilai_id, state="ditetapkan")


def _to_rate(penilai_id: int, periods: Sequence[PeriodeEvaluasi], on: date) -> list[WorkItem]:
    """The periods in which people wait for their rating, as long as the penilai's rating is taken."""
    if not periods:
        return []
    years = {item.periode_id for item in periods}
    rows = (
        _to_be_rated_by(penilai_id)
        .filter(periode_id__in=years)
        .order_by("pk")
        .values_list(
            *("pk", "periode_id", "start_date", "last_date"),
            *("evaluasi__periode_evaluasi_id", "evaluasi__state"),
        )
    )
    skps = {}
    done = set()
    for pk, year, start_date, last_date, evaluated, state in rows:
        skps[pk] = (year, start_date, last_date)
        if evaluated and state != StateEvaluasi.DINILAI:
            done.add((pk, evaluated))
    if not skps:
        return []
    items = []
    for period in _taken(periods, on):
        count = sum(
            year == period.periode_id
            and start_date <= period.last_date
            and period.start_date <= last_date
            and (pk, period.pk) not in done
            for pk, (year, start_date, last_date) in skps.items()
        )
        if count:
            items.append(
                WorkItem(
                    key=f"evaluation.rate.{period.pk}",
                    title=ngettext("Nilai %(count)d orang", "Nilai %(count)d orang", count)
                    % {"count": count},
                    why=_("Evaluasi kinerja %(period)s sedang berlangsung.")
                    % {"period": planning.label(period)},
                    action=_("Mulai menilai"),
                    url=f"{reverse('evaluation:team')}?periode={period.pk}",
                    due_date=period.window_last_date,
                    count=count,
                )
            )
    return items


def _in_place(atasan_id: int, periods: Sequence[PeriodeEvaluasi], on: date) -> list[WorkItem]:
    """People whose evaluation has passed to me. One query where nobody below me is left unsigned."""
    items = []
    below = (
        list(
            planning.skp_rows()
            .filter(atasan_penilai_id=atasan_id, periode_id__in={item.periode_id for item in periods})
            .order_by()
            .values_list("periode_id", flat=True)
            .distinct()
        )
        if periods
        else []
    )
    for period in periods:
        if period.periode_id not in below or period.periode.state != "dibuka":
            continue
        count = len(waiting_for_atasan(atasan_id, period, calendar=_calendar(period), on=on))
        if count:
            items.append(
                WorkItem(
                    key=f"evaluation.in_place.{period.pk}",
                    title=ngettext(
                        "Evaluasi %(count)d orang menggantikan penilainya",
                        "Evaluasi %(count)d orang menggantikan penilainya",
                        count,
                    )
                    % {"count": count},
                    why=_("Penilainya tidak mengevaluasi, berhalangan tetap, atau sudah pindah."),
                    action=_("Lihat siapa"),
                    url=f"{reverse('evaluation:in_place')}?periode={period.pk}",
                    due_date=rating_last_date(period, _calendar(period)),
                    count=count,
                )
            )
    return items


def _objections(pegawai_id: int, on: date) -> list[WorkItem]:
    """Objections to explain, to decide or to sign. One query where there is none."""
    items = []
    for row in waiting_keberatan(pegawai_id):
        if row.atasan_id == pegawai_id:
            title, why, action = _("Putuskan keberatan %(name)s"), _WHY_DECIDE, _("Buka keberatan")
        elif row.state == StateKeberatan.DIAJUKAN and row.penilai_id == pegawai_id:
            title, why, action = _("Jelaskan penilaian %(name)s"), _WHY_EXPLAIN, _("Beri penjelasan")
        elif row.pegawai_id == pegawai_id and row.keputusan == KeputusanKeberatan.MENGUBAH:
            title, why, action = _("Beri tanda terima hasil yang diubah"), _WHY_RECEIVE, _("Buka keputusan")
        else:
            title, why, action = (
                _("Tandatangani keputusan keberatan %(name)s"),
                _WHY_SIGN,
                _("Buka keputusan"),
            )
        until = (
            decision_deadline(row, fair_calendar(row.evaluasi.skp.periode.instansi), on=on)
            if row.state != StateKeberatan.DIPUTUS
            else None
        )
        items.append(
            WorkItem(
                key=f"evaluation.keberatan.{row.pk}",
                title=title % {"name": row.pegawai.nama_lengkap},
                why=why,
                action=action,
                url=reverse("evaluation:keberatan", args=[row.pk]),
                due_date=until.last_date if until else None,
            )
        )
    return items


def _taken(periods: Sequence[PeriodeEvaluasi], on: date) -> list[PeriodeEvaluasi]:
    """Those of `periods` in which the penilai's rating is taken on a day. No query while their windows are
    open, one where one has closed."""
    taken = [item for item in periods if on <= item.window_last_date]
    closed = [item for item in periods if item.window_last_date < on]
    calendar = _calendar(closed[0]) if closed else None
    for item in closed:
        last = rating_last_date(item, calendar) if calendar else None
        if on <= (last or item.window_last_date + LONGEST_AFTER):
            taken.append(item)
    return taken


def _on_their_way(pegawai_id: int) -> QuerySet[Evaluasi]:
    return Evaluasi.objects.filter(
        Q(penilai_id=pegawai_id, jalur="penilai", state=StateEvaluasi.DITANDATANGANI)
        | Q(atasan_penilai_id=pegawai_id, jalur="atasan", state=StateEvaluasi.DITANDATANGANI)
        | Q(pegawai_id=pegawai_id, state=StateEvaluasi.DISAMPAIKAN)
    )


def _delivered(pegawai_id: int, on: date) -> list[WorkItem]:
    """Results on their way: those to hand over as penilai, and one's own to receive. Two queries at most."""
    rows = list(
        _on_their_way(pegawai_id)
        .select_related("periode_evaluasi__periode__instansi", "skp__unit", "skp__unit_penilai")
        .only(
            *("state", "jalur", "skp__unit__path", "skp__unit_penilai__path"),
            "signed_at",
            "delivered_at",
            "periode_evaluasi__jenis",
            "periode_evaluasi__nomor",
            "periode_evaluasi__last_date",
            "periode_evaluasi__periode__instansi__hari_kerja_per_minggu",
        )
        .order_by("delivered_at", "signed_at", "pk")
    )
    if not rows:
        return []
    calendar = _calendar(rows[0].periode_evaluasi)
    signed = [row for row in rows if row.state == StateEvaluasi.DITANDATANGANI]
    delivered = [row for row in rows if row.state == StateEvaluasi.DISAMPAIKAN]
    return [
        *_to_deliver(signed, calendar, on),
        *(_to_receive(row, calendar, on) for row in delivered),
    ]


def _to_deliver(signed: Sequence[Evaluasi], calendar: FairCalendar, on: date) -> list[WorkItem]:
    if not signed:
        return []
    oldest = signed[0]
    due = delivery_deadline(oldest, calendar, on=on)
    count = len(signed)
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


def _to_receive(delivered: Evaluasi, calendar: FairCalendar, on: date) -> WorkItem:
    due = return_deadline(delivered, calendar, on=on)
    return WorkItem(
        key=f"evaluation.receive.{delivered.pk}",
        title=_("Baca hasil evaluasi %(period)s") % {"period": planning.label(delivered.periode_evaluasi)},
        why=_("Hasil evaluasi Anda sudah ada. Beri tanda terima; menerima tidak berarti menyetujui."),
        action=_("Buka hasil"),
        url=reverse("evaluation:result", args=[delivered.pk]),
        due_date=due.last_date if due else None,
    )


def _calendar(periode_evaluasi: PeriodeEvaluasi) -> FairCalendar:
    """The working days of the agency whose period this is. Two queries."""
    return fair_calendar(periode_evaluasi.periode.instansi)
