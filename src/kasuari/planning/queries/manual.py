"""Reads of the manual indikator: for everybody of the agency once the plan was handed in."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.http import Http404

from kasuari.foundation.access import Actor
from kasuari.organisation.access import visible_to as agency_of
from kasuari.planning.access import visible_to
from kasuari.planning.enums import StateSkp
from kasuari.planning.models import Indikator, Skp
from kasuari.planning.queries.contents import IsiIndikator, IsiManual, IsiSkp, manual_of
from kasuari.planning.queries.skp import PEOPLE
from kasuari.regulation import manual as law
from kasuari.regulation.skp import FormatSkp


@dataclass(frozen=True, slots=True)
class ManualCount:
    """How many indikator of an SKP have a complete manual, of how many, and how many are wajib and lack."""

    complete: int
    total: int
    begun: int
    wajib_lacking: int

    @property
    def all_complete(self) -> bool:
        return self.total > 0 and self.complete == self.total


def manual_count(isi: IsiSkp) -> ManualCount:
    """Of what was read already."""
    rows: list[IsiIndikator] = [row for item in isi.rhk for row in item.indikator]
    return ManualCount(
        complete=sum(row.manual.complete for row in rows),
        total=len(rows),
        begun=sum(row.manual.begun for row in rows),
        wajib_lacking=sum(row.manual.lacking and row.manual.asked == law.Kewajiban.WAJIB for row in rows),
    )


def manual_asked(skp: Skp) -> bool:
    """Whether the regulation asks for manuals in an SKP of this format."""
    found = law.kewajiban(format=FormatSkp(skp.format), dipahami=None)
    return found.value is not law.Kewajiban.TIDAK_DIMINTA


def kualitas_choices(form: str) -> tuple[str, ...]:
    """Which kualitas dan tingkat kendali may be chosen in an SKP of format `form`."""
    return tuple(item.value for item in law.pilihan_kualitas(format=FormatSkp(form)).value or ())


def indikator_with_manual(actor: Actor, indikator_id: int) -> tuple[Indikator, IsiManual]:
    """One indikator with its manual, to be read.

    The manual of a JPT or pimpinan unit kerja mandiri is there so that all pegawai understand the indikator
    (Lampiran BAB II A.3.b): whoever is of the agency reads it once the plan was handed in. The team of any
    leader reads it already while it is a draft; otherwise it is seen by who sees the SKP. Raises Http404.
    """
    seen = visible_to(actor)
    readable = Skp.objects.filter(seen) if seen else Skp.objects.all()
    if seen and actor.pegawai_id is not None:
        mine = Skp.objects.filter(pegawai_id=actor.pegawai_id, penilai__isnull=False).order_by()
        same = agency_of(actor, prefix="periode__")
        handed_in = Q(state__in=(StateSkp.DIAJUKAN, StateSkp.DITETAPKAN), format__in=list(law.UNTUK_JPT))
        leader = Q(pegawai_id__in=mine.values("penilai_id"), periode_id__in=mine.values("periode_id"))
        readable = Skp.objects.filter(seen | (same & (handed_in | leader)))
    row = (
        Indikator.objects.filter(pk=indikator_id)
        .select_related("manual", "indikator_pk__program", "rhk", *(f"rhk__skp__{name}" for name in PEOPLE))
        .first()
    )
    if row is None or not readable.filter(pk=row.rhk.skp_id).exists():
        raise Http404
    return row, manual_of(row, row.rhk.skp.format, getattr(row, "manual", None))
