"""Closing an evaluation period, and opening it again: by two people, for a reason, until a day.

Rights that the law gives a person run on: whoever received a late result may still object, and the objection
is decided (Lampiran BAB V B). What closes is rating, signing, and the capaian of units.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from kasuari.accounts.queries import holders_of
from kasuari.evaluation.access import person_of
from kasuari.evaluation.access_penutupan import APPROVERS, can_answer_reopening, can_close
from kasuari.evaluation.enums import StatePenutupan
from kasuari.evaluation.events import (
    PeriodClosed,
    ReopeningApproved,
    ReopeningProposed,
    ReopeningRejected,
)
from kasuari.evaluation.models import Penutupan
from kasuari.evaluation.queries.clocks import fair_calendar
from kasuari.evaluation.queries.closing import Checklist, Hal, checklist, figures
from kasuari.evaluation.queries.recompute import recompute
from kasuari.evaluation.states import PENUTUPAN
from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.refusals import Invalid, Problem, Stale
from kasuari.foundation.states import StateRefusal
from kasuari.planning import queries as planning

if TYPE_CHECKING:
    from kasuari.planning.models import PeriodeEvaluasi

LONGEST_REASON = 2000
SHORTEST_REASON = 10
MOST_DAYS = 14


@transaction.atomic
def close_period(
    *, periode_evaluasi: PeriodeEvaluasi, alasan: str, version: int | None, by: Actor, at: datetime
) -> Penutupan:
    """Close a period: nothing in it is rated, signed or set any more.

    Everything signed is computed again first. `alasan` is needed where something was left undone; what is
    somebody's right (`WAJIB`) is waited for. `version` None or 0: it was never closed. Raises NotAllowed,
    Invalid `evaluation.closing_blocked` or `evaluation.closing_differs`, StateRefusal, or Stale.
    """
    can_close(by).or_raise()
    found = Penutupan.objects.filter(periode_evaluasi=periode_evaluasi).first()
    if found is not None and not PENUTUPAN.allows(found.state, "tutup"):
        raise StateRefusal("evaluation.period_closed")
    if (found.version if found else 0) != (version or 0):
        raise Stale
    calendar = fair_calendar(periode_evaluasi.periode.instansi)
    todo = checklist(periode_evaluasi, calendar=calendar, on=at.date())
    alasan = alasan.strip()
    _may_close(todo, alasan)
    wrong = [item for item in recompute(periode_evaluasi.periode, periode_evaluasi=periode_evaluasi) if item]
    if wrong:
        raise Invalid(
            "evaluation.closing_differs",
            problems=tuple(
                Problem(
                    "evaluation.closing_difference",
                    "",
                    _("%(nip)s: %(field)s tersimpan %(stored)s, dihitung %(computed)s.")
                    % {
                        "nip": item.nip,
                        "field": item.field,
                        "stored": item.stored or "–",
                        "computed": item.computed or "–",
                    },
                )
                for item in wrong[:20]
            ),
        )
    predikat, sidik = figures(periode_evaluasi)
    columns: dict[str, Any] = {
        "state": StatePenutupan.DITUTUP,
        "alasan": alasan,
        "angka": {
            "total": todo.total,
            "signed": todo.signed,
            "predikat": predikat,
            "terbuka": {hal.value: count for hal, count in todo.counts.items() if count},
        },
        "sidik": sidik,
        "closed_at": at,
        "closed_by_id": person_of(by),
        "sendiri": False,
        "buka_sampai_date": None,
    }
    again = found is not None
    if found is None:
        try:
            with transaction.atomic():
                found = Penutupan.objects.create(periode_evaluasi=periode_evaluasi, version=1, **columns)
        except IntegrityError:
            raise Stale from None
    else:
        found = _take(found, found.version, **columns)
    _record_closed(found, periode_evaluasi, open_count=todo.excused, again=again, by=by, at=at)
    return found


@transaction.atomic
def close_again(*, by: Actor, at: datetime) -> int:
    """Close what was open again until a day that has passed, as it stands. Answers how many."""
    closed = 0
    rows = Penutupan.objects.filter(state=StatePenutupan.DIBUKA, buka_sampai_date__lt=at.date())
    for row in rows.select_related("periode_evaluasi__periode").order_by("pk"):
        predikat, sidik = figures(row.periode_evaluasi)
        columns = {
            "state": PENUTUPAN.next(row.state, "tutup"),
            "angka": {**row.angka, "predikat": predikat, "signed": sum(predikat.values())},
            "sidik": sidik,
            "closed_at": at,
            "sendiri": True,
            "buka_sampai_date": None,
        }
        found = _take(row, row.version, **columns)
        _record_closed(found, row.periode_evaluasi, open_count=0, again=True, by=by, at=at)
        closed += 1
    return closed


@transaction.atomic
def propose_reopening(
    *, penutupan: Penutupan, alasan: str, hari: int, version: int, by: Actor, at: datetime
) -> Penutupan:
    """Ask that a closed period be opened again for so many days. Raises NotAllowed, Invalid, Stale."""
    can_close(by).or_raise()
    state = PENUTUPAN.next(penutupan.state, "usulkan")
    alasan = alasan.strip()
    problems = []
    if not SHORTEST_REASON <= len(alasan) <= LONGEST_REASON:
        problems.append(
            Problem(
                "evaluation.reopening_reason",
                "alasan",
                _("Tulis apa yang harus diperbaiki dan mengapa, 10 sampai 2.000 huruf."),
            )
        )
    if not 1 <= hari <= MOST_DAYS:
        problems.append(Problem("evaluation.reopening_days", "hari", _("Pilih 1 sampai 14 hari.")))
    if problems:
        raise Invalid("evaluation.invalid", problems=tuple(problems))
    found = _take(
        penutupan,
        version,
        state=state,
        pembukaan_alasan=alasan,
        hari=hari,
        proposed_at=at,
        proposed_by_id=person_of(by),
        approved_at=None,
        approved_by_id=None,
    )
    tell = {user_id for role in APPROVERS for user_id in holders_of(role, on=at.date())}
    record(ReopeningProposed(**_about(found, by, at), tell=tuple(sorted(tell)), alasan=alasan, days=hari))
    return found


@transaction.atomic
def approve_reopening(*, penutupan: Penutupan, version: int, by: Actor, at: datetime) -> Penutupan:
    """Agree, as somebody else: open from now until the last of the days asked for."""
    can_answer_reopening(by, penutupan).or_raise()
    until = at.date() + timedelta(days=penutupan.hari - 1)
    found = _take(
        penutupan,
        version,
        state=PENUTUPAN.next(penutupan.state, "setujui"),
        buka_sampai_date=until,
        approved_at=at,
        approved_by_id=person_of(by),
    )
    record(ReopeningApproved(**_about(found, by, at), tell=_proposer(found), until=until))
    return found


@transaction.atomic
def reject_reopening(*, penutupan: Penutupan, version: int, by: Actor, at: datetime) -> Penutupan:
    """Refuse, as somebody else: it stays closed."""
    can_answer_reopening(by, penutupan).or_raise()
    found = _take(penutupan, version, state=PENUTUPAN.next(penutupan.state, "tolak"))
    record(ReopeningRejected(**_about(found, by, at), tell=_proposer(found)))
    return found


def _may_close(todo: Checklist, alasan: str) -> None:
    words = {
        Hal.JENDELA: _("Jendela evaluasinya belum berakhir."),
        Hal.BELUM_DISAMPAIKAN: _("%(count)d hasil belum disampaikan kepada pegawainya."),
        Hal.KEBERATAN: _("%(count)d keberatan belum diputus."),
        Hal.MASA_KEBERATAN: _("%(count)d pegawai masih dapat mengajukan keberatan."),
    }
    if todo.blocking:
        raise Invalid(
            "evaluation.closing_blocked",
            problems=tuple(
                Problem(f"evaluation.closing_{hal}", "", words[hal] % {"count": todo.counts[hal]})
                for hal in todo.blocking
            ),
        )
    if todo.excused and len(alasan) < SHORTEST_REASON:
        message = _("Tulis mengapa periode ditutup walaupun masih ada yang belum selesai.")
        raise Invalid(
            "evaluation.invalid", problems=(Problem("evaluation.closing_reason", "alasan", message),)
        )
    if len(alasan) > LONGEST_REASON:
        raise Invalid(
            "evaluation.invalid",
            problems=(
                Problem("evaluation.teks_panjang", "alasan", _("Ringkas menjadi paling banyak 2.000 huruf.")),
            ),
        )


def _take(penutupan: Penutupan, version: int, **columns: Any) -> Penutupan:
    taken = Penutupan.objects.filter(pk=penutupan.pk, version=version, state=penutupan.state).update(
        version=F("version") + 1, **columns
    )
    if not taken:
        raise Stale
    return Penutupan.objects.select_related("periode_evaluasi__periode").get(pk=penutupan.pk)


def _record_closed(
    found: Penutupan,
    periode_evaluasi: PeriodeEvaluasi,
    *,
    open_count: int,
    again: bool,
    by: Actor,
    at: datetime,
) -> None:
    record(
        PeriodClosed(
            by=by,
            at=at,
            object_id=found.pk,
            link=_link(periode_evaluasi),
            periode_evaluasi_id=periode_evaluasi.pk,
            period=named(periode_evaluasi),
            open_count=open_count,
            alasan=found.alasan,
            sidik=found.sidik,
            again=again,
        )
    )


def _about(found: Penutupan, by: Actor, at: datetime) -> dict[str, Any]:
    period = found.periode_evaluasi
    return {
        "by": by,
        "at": at,
        "object_id": found.pk,
        "link": _link(period),
        "periode_evaluasi_id": period.pk,
        "period": named(period),
    }


def _proposer(found: Penutupan) -> tuple[int, ...]:
    return (found.proposed_by_id,) if found.proposed_by_id else ()


def named(periode_evaluasi: PeriodeEvaluasi) -> str:
    """The period with its year: "Triwulan II 2026", "Tahun 2026"."""
    label = planning.label(periode_evaluasi)
    year = str(periode_evaluasi.last_date.year)
    return label if year in label else f"{label} {year}"


def _link(periode_evaluasi: PeriodeEvaluasi) -> str:
    return f"{reverse('evaluation:closing')}?periode={periode_evaluasi.pk}"
