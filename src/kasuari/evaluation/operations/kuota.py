"""The agency's own numbers beside the pola distribusi. They advise whoever rates, and block nothing."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from kasuari.evaluation.access import can_keep_calendar, person_of
from kasuari.evaluation.events_kalibrasi import KuotaSet
from kasuari.evaluation.models import SetelanKuota
from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.refusals import Invalid, Problem, Stale
from kasuari.regulation.kuota import PERSEN, AngkaKuota

LONGEST = 300


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
    if not 0 < len(dasar) <= LONGEST:
        found.append(Problem("evaluation.dasar", "dasar", _("Sebut dasarnya, paling banyak 300 huruf.")))
    if start_date < at.date():
        words = _("Angka baru berlaku paling cepat hari ini; yang sudah lewat tidak diubah.")
        found.append(Problem("evaluation.kuota_mundur", "start_date", words))
    if found:
        raise Invalid("evaluation.invalid", problems=tuple(found))
    columns = {**asdict(angka), "tampil": tampil, "dasar": dasar}
    held = SetelanKuota.objects.filter(instansi_id=instansi_id, start_date=start_date).first()
    if held is not None and all(getattr(held, name) == value for name, value in columns.items()):
        return held
    written = {**columns, "set_at": at, "set_by_id": person_of(by)}
    if held is None:
        if version:
            raise Stale
        try:
            with transaction.atomic():
                held = SetelanKuota.objects.create(
                    instansi_id=instansi_id, start_date=start_date, version=1, **written
                )
        except IntegrityError:
            raise Stale from None
    else:
        if not SetelanKuota.objects.filter(pk=held.pk, version=version).update(
            version=F("version") + 1, **written
        ):
            raise Stale
        held.refresh_from_db()
    record(KuotaSet(by=by, at=at, object_id=held.pk, start_date=start_date, **columns))
    return held
