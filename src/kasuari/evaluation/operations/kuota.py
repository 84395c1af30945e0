"""The agency's own numbers beside the pola distribusi. They advise whoever rates, and block nothing."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kasuari.evaluation.access import can_keep_calendar
from kasuari.evaluation.events_kalibrasi import KuotaSet
from kasuari.evaluation.models import SetelanKuota
from kasuari.evaluation.operations.settling import settle, settling_problems
from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.refusals import Invalid, Problem
from kasuari.regulation.kuota import PERSEN, AngkaKuota


@transaction.atomic
def set_kuota(
    *,
    instansi_id: int,
    start_date: date,
    tampil: bool,
    angka: AngkaKuota,
    dasar: str,
    version: int,
    by: Actor,
    at: datetime,
) -> SetelanKuota:
    """Set the numbers that hold from `start_date` (today or later) until the next.

    `version` is that of the row of the same day as the writer saw it, 0 where there was none. Raises
    NotAllowed, Invalid with every breach, Stale. What already stands there changes nothing.
    """
    can_keep_calendar(by).or_raise()
    dasar = dasar.strip()
    shares = {name: value for name, value in asdict(angka).items() if name != "terbaca_dari"}
    found = [
        Problem("evaluation.kuota_persen", name, _("Isi angka 0 sampai 100."))
        for name, value in shares.items()
        if not 0 <= value <= PERSEN
    ]
    if not 1 <= angka.terbaca_dari <= 1000:
        found.append(Problem("evaluation.kuota_orang", "terbaca_dari", _("Isi angka 1 sampai 1.000.")))
    words = _("Angka baru berlaku paling cepat hari ini; yang sudah lewat tidak diubah.")
    found += settling_problems(
        dasar=dasar, start_date=start_date, at=at, code="evaluation.kuota_mundur", too_early=words
    )
    if found:
        raise Invalid("evaluation.invalid", problems=tuple(found))
    columns = {**asdict(angka), "tampil": tampil, "dasar": dasar}
    held, changed = settle(
        SetelanKuota,
        instansi_id=instansi_id,
        start_date=start_date,
        columns=columns,
        version=version,
        by=by,
        at=at,
    )
    if changed:
        record(KuotaSet(by=by, at=at, object_id=held.pk, start_date=start_date, **columns))
    return held
