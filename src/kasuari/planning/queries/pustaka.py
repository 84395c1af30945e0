"""Reads of the library: for the clerk every entry, for a person what suits their SKP, nearest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import Http404

from kasuari.foundation.access import Actor
from kasuari.organisation import queries as organisation
from kasuari.planning.access import can_curate
from kasuari.planning.enums import StatePustaka
from kasuari.planning.likeness import jabatan_stem, same_key, words_of
from kasuari.planning.models import ButirPustaka, IndikatorPustaka, PemakaianPustaka, Skp
from kasuari.planning.people import jabatan_of_instansi
from kasuari.planning.queries.contents import target_in_words
from kasuari.planning.queries.copying import written_texts

SHOWN = 40


@dataclass(frozen=True, slots=True)
class IndikatorSuggestion:
    """One indikator of a library entry; `target` in words, "" where each year writes its own."""

    id: int
    teks: str
    target: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A library entry for one SKP. `nearness`: 0 the own jabatan, 1 another level of it, 2 the same kind of
    unit. `skp` is from how many set SKP it comes; 0 where the unit kepegawaian wrote it."""

    id: int
    teks: str
    jabatan: str
    nearness: int
    skp: int
    indikator: tuple[IndikatorSuggestion, ...]
    taken: bool


def counted(rows: QuerySet[ButirPustaka]) -> QuerySet[Any]:
    """With `skp`, `orang` and `unit`: from how many set SKP, people and units the entry comes."""
    return rows.annotate(skp=_uses("skp"), orang=_uses("skp__pegawai"), unit=_uses("skp__unit"))


def _uses(field: str) -> Coalesce:
    # A subquery each: joined counts would multiply with one another.
    found = (
        PemakaianPustaka.objects.filter(indikator__butir=OuterRef("pk"))
        .order_by()
        .values("indikator__butir")
        .annotate(number=Count(field, distinct=True))
        .values("number")
    )
    return Coalesce(Subquery(found), Value(0), output_field=IntegerField())


def butir_visible(
    actor: Actor, *, state: str = "", jabatan_id: int | None = None, q: str = ""
) -> QuerySet[ButirPustaka]:
    """Entries of the actor's agency with their numbers, most used first; to all but the clerk only approved
    ones. Two queries with their indikator."""
    found = ButirPustaka.objects.filter(jabatan__instansi_id=organisation.instansi_for(actor).pk)
    if not can_curate(actor):
        found = found.filter(state=StatePustaka.DISETUJUI)
    found = found.filter(state=state) if state else found.exclude(state=StatePustaka.DIGABUNG)
    if jabatan_id is not None:
        found = found.filter(jabatan_id=jabatan_id)
    return (
        counted(_searched(found, q))
        .select_related("jabatan", "digabung_ke")
        .prefetch_related("indikator")
        .order_by("-skp", "jabatan__nama", "pk")
    )


def butir_for(actor: Actor, butir_id: int) -> ButirPustaka:
    """One entry that the actor may read. Raises Http404."""
    found = butir_visible(actor).filter(pk=butir_id).first()
    if found is None:
        raise Http404
    return found


def state_counts(actor: Actor) -> dict[str, int]:
    """How many entries there are in each state. One query."""
    rows = ButirPustaka.objects.filter(jabatan__instansi_id=organisation.instansi_for(actor).pk)
    return dict(rows.order_by().values_list("state").annotate(Count("pk")))


def jabatan_in_library(actor: Actor) -> list[tuple[int, str]]:
    """The jabatan that have entries, by name. One query."""
    rows = ButirPustaka.objects.filter(jabatan__instansi_id=organisation.instansi_for(actor).pk)
    return list(
        rows.order_by("jabatan__nama", "jabatan_id").values_list("jabatan_id", "jabatan__nama").distinct()
    )


def merge_targets(butir: ButirPustaka) -> list[ButirPustaka]:
    """The entries of the same jabatan into which `butir` may be merged, most used first. One query."""
    rows = ButirPustaka.objects.filter(jabatan_id=butir.jabatan_id).exclude(pk=butir.pk)
    return list(counted(rows.exclude(state=StatePustaka.DIGABUNG)).order_by("-skp", "pk")[:100])


def suggestions(skp: Skp, *, q: str = "") -> list[Suggestion]:
    """What the library has for this SKP, at most 40, nearest and most used first. Five queries."""
    own = skp.penugasan.jabatan
    stem = jabatan_stem(own.nama)
    alike = {
        pk
        for pk, nama in jabatan_of_instansi(skp.periode.instansi_id)
        if pk != own.pk and jabatan_stem(nama) == stem
    }
    here = PemakaianPustaka.objects.filter(
        indikator__butir=OuterRef("pk"), skp__unit__jenis=skp.unit.jenis, skp__format=skp.format
    )
    rows = (
        counted(_searched(ButirPustaka.objects.filter(state=StatePustaka.DISETUJUI), q))
        .filter(jabatan__instansi_id=skp.periode.instansi_id)
        .alias(here=Exists(here))
        .filter(Q(jabatan_id__in={own.pk, *alike}) | Q(here=True))
        .select_related("jabatan")
        .prefetch_related("indikator")
    )
    written = written_texts(skp)
    found = [_suggestion(row, own.pk, alike, written) for row in rows]
    return sorted(found, key=lambda item: (item.nearness, -item.skp, item.id))[:SHOWN]


def entries_by_jabatan(jabatan_ids: Iterable[int], *, most: int) -> dict[int, list[ButirPustaka]]:
    """The `most` used approved entries of each jabatan with their indikator. Two queries."""
    rows = counted(ButirPustaka.objects.filter(state=StatePustaka.DISETUJUI, jabatan_id__in=set(jabatan_ids)))
    found: dict[int, list[ButirPustaka]] = {}
    for row in rows.prefetch_related("indikator").order_by("jabatan_id", "-skp", "pk"):
        kept = found.setdefault(row.jabatan_id, [])
        if len(kept) < most:
            kept.append(row)
    return found


def _searched(rows: QuerySet[ButirPustaka], q: str) -> QuerySet[ButirPustaka]:
    for word in words_of(q)[:6]:
        rows = rows.filter(
            Q(teks__icontains=word)
            | Q(jabatan__nama__icontains=word)
            | Q(pk__in=IndikatorPustaka.objects.filter(teks__icontains=word).order_by().values("butir_id"))
        )
    return rows


def _suggestion(row: Any, own: int, alike: set[int], written: set[str]) -> Suggestion:
    return Suggestion(
        id=row.pk,
        teks=row.teks,
        jabatan=row.jabatan.nama,
        nearness=0 if row.jabatan_id == own else 1 if row.jabatan_id in alike else 2,
        skp=row.skp,
        indikator=tuple(
            IndikatorSuggestion(item.pk, item.teks, target_in_words(item))
            for item in sorted(row.indikator.all(), key=lambda item: item.pk)
        ),
        taken=same_key(row.teks) in written,
    )
