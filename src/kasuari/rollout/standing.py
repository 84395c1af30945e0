"""How far the product has come for one person: told to `kasuari.foundation.functions`."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import JSONObject
from django.utils import timezone

from kasuari.foundation.functions import Fungsi, Standing
from kasuari.organisation.queries import in_force, pegawai_rows, penugasan_rows, unit_rows
from kasuari.rollout.enums import StateGelombang
from kasuari.rollout.models import AnggotaGelombang
from kasuari.rollout.models.gelombang import switched


def column(on: date) -> Combinable:
    """The wave of the row of Pegawai beside it; of several, the earliest. NULL where there is none."""
    posts = penugasan_rows().filter(
        in_force(on),
        pegawai_id=OuterRef(OuterRef("pk")),
        unit__path__startswith=OuterRef("_path"),
    )
    said = JSONObject(
        id=F("gelombang_id"),
        nama=F("gelombang__nama"),
        state=F("gelombang__state"),
        sakelar=F("gelombang__sakelar"),
        mulai=F("gelombang__pengenalan_start_at"),
        akhir=F("gelombang__pengenalan_end_at"),
    )
    # The path as a column of the member, not by a join: SQLite would begin at the units, which are many.
    path = unit_rows().filter(pk=OuterRef("unit_id")).values("path")
    members = AnggotaGelombang.objects.alias(_path=Subquery(path)).filter(Exists(posts))
    members = members.order_by("gelombang__urutan", "pk")
    return Subquery(members.annotate(said=said).values("said")[:1])


def read(value: Any, on: date) -> Standing:
    """What the column said. In practice everything is on; before the start everything is off."""
    said = json.loads(value) if isinstance(value, str) else value
    switches = said["sakelar"]
    if isinstance(switches, str):
        switches = json.loads(switches)
    practice = said["mulai"] is not None and said["akhir"] is None
    if practice:
        return Standing(said["id"], said["nama"], practice=True)
    running = said["state"] != StateGelombang.DISIAPKAN
    off = frozenset(item.value for item in Fungsi if not (running and is_on(switches, item.value, on)))
    return Standing(said["id"], said["nama"], off=off)


def is_on(switches: dict[str, Any], fungsi: str, on: date) -> bool:
    """By its switch. Whoever was once evaluated may always object (Pasal 29)."""
    if switched(switches, fungsi, on):
        return True
    return fungsi == Fungsi.KEBERATAN and any(
        state and since <= on.isoformat() for since, state in switches.get(Fungsi.EVALUASI.value, ())
    )


def uncounted(unit: str, moment: str) -> Q:
    """Rows made in a unit of a wave while it was practising."""
    practising = AnggotaGelombang.objects.filter(
        Q(gelombang__pengenalan_end_at__isnull=True) | Q(gelombang__pengenalan_end_at__gt=OuterRef(moment)),
        gelombang__pengenalan_start_at__lte=OuterRef(moment),
    ).alias(_path=ExpressionWrapper(OuterRef(f"{unit}__path"), output_field=CharField()))
    return Q(Exists(practising.filter(_path__startswith=F("unit__path"))))


def practises(nip: str, at: datetime) -> bool:
    """Whether the unit of a person was practising then. One query."""
    on = timezone.localtime(at).date()
    found = pegawai_rows().filter(nip=nip).annotate(said=column(on)).values_list("said", flat=True).first()
    return bool(found) and read(found, on).practice
