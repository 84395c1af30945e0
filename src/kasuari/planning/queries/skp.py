"""Reads of SKP: the one gate, one's own, the team's, those that can be evaluated."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import Http404

from kasuari.foundation.access import Actor
from kasuari.foundation.counting import number_of
from kasuari.foundation.rows import the_one
from kasuari.foundation.trees import within
from kasuari.planning.access import atasan_turn, visible_to
from kasuari.planning.enums import StateSkp
from kasuari.planning.models import (
    CatatanSkp,
    Indikator,
    PenetapanAtasan,
    Periode,
    PeriodeEvaluasi,
    RencanaHasilKerja,
    Skp,
)
from kasuari.planning.queries.contents import CONTENT_PREFETCH
from kasuari.planning.states import BEFORE_SETTING

PEOPLE = (
    "periode__instansi",
    "pegawai",
    "penilai",
    "atasan_penilai",
    "penugasan__jabatan",
    "unit",
    "unit_penilai",
)


def skp_rows() -> QuerySet[Skp]:
    """SKP with the people, the appointment and the year that every list shows. One query."""
    return Skp.objects.select_related(*PEOPLE)


def skp_for(actor: Actor, skp_id: int) -> Skp:
    """The SKP with all its contents (five queries). Raises Http404 when it is out of the actor's reach."""
    rows = skp_rows().prefetch_related(*CONTENT_PREFETCH)
    found = the_one(rows.filter(visible_to(actor), pk=skp_id))
    if found is None:
        raise Http404
    return found


def skp_visible(actor: Actor, *, periode: Periode | None = None, path: str = "") -> QuerySet[Skp]:
    """Every SKP that the actor may read, newest year first."""
    found = skp_rows().filter(visible_to(actor), within("unit__path", path))
    if periode is not None:
        found = found.filter(periode=periode)
    return found.order_by("-periode__tahun", "pegawai__nama", "pk")


def skp_of(pegawai_id: int, periode: Periode | None = None) -> QuerySet[Skp]:
    """One person's SKP, newest first: several in a year are normal (Lampiran BAB II C.6)."""
    found = skp_rows().filter(pegawai_id=pegawai_id)
    if periode is not None:
        found = found.filter(periode=periode)
    return found.order_by("-periode__tahun", "-start_date", "-pk")


def team_skp(penilai_id: int, periode: Periode) -> QuerySet[Skp]:
    """The SKP whose penilai is `penilai_id`: those waiting to be set first, then by name."""
    return (
        skp_rows()
        .filter(penilai_id=penilai_id, periode=periode)
        .order_by("pegawai__nama", "start_date", "pk")
    )


def waiting_for(penilai_id: int) -> QuerySet[Skp]:
    """SKP that were submitted to `penilai_id` and wait to be set, oldest first."""
    return (
        skp_rows()
        .filter(penilai_id=penilai_id, state=StateSkp.DIAJUKAN, periode__state="dibuka")
        .order_by("submitted_at", "pk")
    )


def evaluable(periode_evaluasi: PeriodeEvaluasi) -> QuerySet[Skp]:
    """Set SKP of anybody that cover a day of the evaluation period, by name."""
    return covering(
        periode_evaluasi.periode_id,
        start_date=periode_evaluasi.start_date,
        last_date=periode_evaluasi.last_date,
    )


def covering(periode_id: int, *, start_date: date, last_date: date) -> QuerySet[Skp]:
    """Set SKP of anybody in a year that cover one of these days, by name."""
    return (
        skp_rows()
        .filter(
            Q(start_date__lte=last_date, last_date__gte=start_date),
            periode_id=periode_id,
            state=StateSkp.DITETAPKAN,
        )
        .order_by("pegawai__nama", "start_date", "pk")
    )


def indikator_total(skp: str = "pk") -> Subquery:
    """How many indikator an SKP has, to annotate rows of which `skp` is the SKP."""
    return number_of(Indikator.objects.filter(rhk__skp=OuterRef(skp)))


def catatan_of(skp: Skp) -> dict[str, list[CatatanSkp]]:
    """What the penilai wrote when the SKP was last returned, by path of the field. One query."""
    found: dict[str, list[CatatanSkp]] = {}
    notes = list(skp.catatan.select_related("written_by").order_by("-written_at", "pk"))
    for note in notes:
        if note.written_at == notes[0].written_at:
            found.setdefault(note.path, []).append(note)
    return found


def set_instead(skp: Skp) -> PenetapanAtasan | None:
    """How the atasan set the running version in the place of the penilai, if so. One query."""
    if skp.set_at is None:
        return None
    rows = skp.penetapan_atasan.filter(set_at=skp.set_at).select_related("atasan", "penilai")
    return rows.order_by("-set_at").first()


def waiting_for_atasan(pegawai_id: int, on: date) -> list[int]:
    """Submitted SKP that this atasan may set on a day because January has passed. One query."""
    rows = late_for_atasan(pegawai_id, on).select_related("periode")
    return [row.pk for row in rows.order_by("submitted_at", "pk") if atasan_turn(row, on)]


def late_for_atasan(pegawai_id: int, on: date) -> QuerySet[Skp]:
    """Submitted SKP of the running year below this atasan."""
    return Skp.objects.filter(
        atasan_penilai_id=pegawai_id,
        state=StateSkp.DIAJUKAN,
        periode__state="dibuka",
        periode__start_date__lte=on,
        periode__last_date__gte=on,
    )


def skp_of_penugasan(periode_id: int, penugasan_ids: Iterable[int]) -> list[int]:
    """The SKP of these appointments in a year. One query."""
    rows = Skp.objects.filter(periode_id=periode_id, penugasan_id__in=list(penugasan_ids))
    return list(rows.order_by("pk").values_list("pk", flat=True))


def unset_owners() -> list[int]:
    """Everybody with an SKP that is not set yet in an open year. One query."""
    rows = Skp.objects.filter(state__in=BEFORE_SETTING, periode__state="dibuka")
    return list(rows.order_by("pegawai_id").values_list("pegawai_id", flat=True).distinct())


def result_texts(periode: Periode) -> list[tuple[int, str]]:
    """(SKP, words) of every result of a year, to compare words with words. One query."""
    rows = RencanaHasilKerja.objects.filter(skp__periode=periode).order_by("pk")
    return list(rows.values_list("skp_id", "teks"))
