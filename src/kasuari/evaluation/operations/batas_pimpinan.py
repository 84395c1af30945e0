"""How far the capaian of a unit bounds the rating of who leads it: the agency's own rule, from a day on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kasuari.evaluation.access import can_set_batas
from kasuari.evaluation.enums import RatingKinerja
from kasuari.evaluation.events_kalibrasi import BatasPimpinanSet
from kasuari.evaluation.models import SetelanBatasPimpinan
from kasuari.evaluation.operations.settling import settle, settling_problems
from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.refusals import Invalid, Problem
from kasuari.regulation.capaian import batas_menurun
from kasuari.regulation.predikat import CapaianOrganisasi, Rating


@transaction.atomic
def set_batas_pimpinan(
    *,
    instansi_id: int,
    start_date: date,
    tabel: Mapping[str, str],
    dasar: str,
    version: int,
    by: Actor,
    at: datetime,
) -> SetelanBatasPimpinan:
    """Set the highest rating hasil kerja for each capaian from `start_date` (today or later) until the next.

    It holds for periods that end on that day or later, so what was signed is never judged anew. `version` is
    that of the row of the same day as the writer saw it, 0 where there was none. Raises NotAllowed, Invalid
    with every breach, Stale. What already stands there changes nothing.
    """
    can_set_batas(by).or_raise()
    dasar = dasar.strip()
    given = {level.value: tabel.get(level.value, "") for level in CapaianOrganisasi}
    found = [
        Problem("evaluation.rating", level, _("Pilih salah satu dari ketiga rating."))
        for level, rating in given.items()
        if rating not in RatingKinerja.values
    ]
    own = {} if found else {CapaianOrganisasi(level): Rating(value) for level, value in given.items()}
    if own and not batas_menurun(own):
        words = _("Capaian yang lebih rendah tidak boleh membuka rating yang lebih tinggi.")
        found.append(Problem("evaluation.batas_menurun", "istimewa", words))
    words = _("Batas baru berlaku paling cepat hari ini; yang sudah lewat tidak diubah.")
    found += settling_problems(
        dasar=dasar, start_date=start_date, at=at, code="evaluation.batas_mundur", too_early=words
    )
    if found:
        raise Invalid("evaluation.invalid", problems=tuple(found))
    columns: dict[str, Any] = {**given, "dasar": dasar}
    held, changed = settle(
        SetelanBatasPimpinan,
        instansi_id=instansi_id,
        start_date=start_date,
        columns=columns,
        version=version,
        by=by,
        at=at,
    )
    if changed:
        record(BatasPimpinanSet(by=by, at=at, object_id=held.pk, start_date=start_date, **columns))
    return held
