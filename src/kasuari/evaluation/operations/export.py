"""Taking the results of everybody out: for payroll by the local rule, and for the national registry."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from kasuari.documents.spreadsheet import write_rows
from kasuari.evaluation.access import person_of
from kasuari.evaluation.access_bundel import can_export
from kasuari.evaluation.enums import PredikatKinerja
from kasuari.evaluation.events import ResultsExported, TppRuleSet
from kasuari.evaluation.models import AturanTpp
from kasuari.evaluation.operations.closing import named
from kasuari.evaluation.queries.export import (
    PERIODIK_COLUMNS,
    TAHUNAN_COLUMNS,
    TPP_COLUMNS,
    siasn_rows,
    tpp_rows,
    tpp_rule_on,
)
from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.refusals import Invalid, Problem

if TYPE_CHECKING:
    from kasuari.organisation.models import Instansi
    from kasuari.planning.models import PeriodeEvaluasi

MOST_PERCENT = 200


@transaction.atomic
def set_tpp_rule(
    *,
    instansi: Instansi,
    start_date: date,
    dasar: str,
    percent: dict[str, int],
    by: Actor,
    at: datetime,
) -> AturanTpp:
    """Write down what each predikat gives from a day on. An earlier rule stands for its own days; one that
    begins on the same day is refused. Raises NotAllowed or Invalid."""
    can_export(by).or_raise()
    dasar, problems = dasar.strip(), []
    if not dasar or len(dasar) > 300:
        problems.append(
            Problem("evaluation.tpp_dasar", "dasar", _("Sebut peraturan daerahnya, paling banyak 300 huruf."))
        )
    problems += [
        Problem("evaluation.tpp_persen", name, _("Isi persentase 0 sampai 200."))
        for name in PredikatKinerja.values
        if not 0 <= percent.get(name, -1) <= MOST_PERCENT
    ]
    if problems:
        raise Invalid("evaluation.invalid", problems=tuple(problems))
    try:
        with transaction.atomic():
            rule = AturanTpp.objects.create(
                instansi=instansi,
                start_date=start_date,
                dasar=dasar,
                set_at=at,
                set_by_id=person_of(by),
                **{name: percent[name] for name in PredikatKinerja.values},
            )
    except IntegrityError:
        message = _("Sudah ada aturan yang mulai berlaku pada hari itu; pakai hari lain.")
        raise Invalid(
            "evaluation.invalid", problems=(Problem("evaluation.tpp_hari", "start_date", message),)
        ) from None
    record(
        TppRuleSet(by=by, at=at, object_id=rule.pk, start_date=start_date, dasar=dasar, percent=dict(percent))
    )
    return rule


@transaction.atomic
def export_tpp(*, periode_evaluasi: PeriodeEvaluasi, by: Actor, at: datetime) -> bytes:
    """A spreadsheet for payroll: everybody's predikat and what the local rule of the period's last day gives
    for it. Raises NotAllowed, or Invalid where no rule holds."""
    can_export(by).or_raise()
    rule = tpp_rule_on(periode_evaluasi.periode.instansi_id, periode_evaluasi.last_date)
    if rule is None:
        raise Invalid("evaluation.tpp_rule_missing")
    rows = list(tpp_rows(periode_evaluasi, rule))
    _record(periode_evaluasi, "tpp", len(rows), by, at)
    return write_rows(TPP_COLUMNS, rows, sheet="TPP")


@transaction.atomic
def export_siasn(*, periode_evaluasi: PeriodeEvaluasi, by: Actor, at: datetime) -> bytes:
    """A spreadsheet for the national registry, in the columns and codes of its web service."""
    can_export(by).or_raise()
    yearly = periode_evaluasi.jenis == "tahunan"
    rows = list(siasn_rows(periode_evaluasi))
    _record(periode_evaluasi, "siasn", len(rows), by, at)
    columns = TAHUNAN_COLUMNS if yearly else PERIODIK_COLUMNS
    return write_rows(columns, rows, sheet="skp22" if yearly else "kinerjaperiodik")


def _record(periode_evaluasi: PeriodeEvaluasi, jenis: str, count: int, by: Actor, at: datetime) -> None:
    record(
        ResultsExported(
            by=by,
            at=at,
            object_id=periode_evaluasi.pk,
            period=named(periode_evaluasi),
            jenis=jenis,
            count=count,
        )
    )
