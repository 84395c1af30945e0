"""Links that can be proposed, and what a team expects of its leader that no plan of the leader says yet."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.db.models import F, QuerySet

from kasuari.planning.enums import StateSkp
from kasuari.planning.matching import Match, best_matches
from kasuari.planning.models import Periode, RencanaHasilKerja, Skp
from kasuari.planning.queries.contents import LeaderResult, leader_results

# A leader's plan counts for proposals once it was handed in; the list to choose from shows drafts too.
PLANNED = (StateSkp.DIAJUKAN, StateSkp.DITETAPKAN)
AT_ONCE = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A leader's result that fits, with the words that both share."""

    result: LeaderResult
    match: Match


@dataclass(frozen=True, slots=True)
class Proposal:
    """A provisional result with the leader's results that fit it, the best first."""

    rhk_id: int
    teks: str
    harapan: str
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Harapan:
    """What people of a team expect of their leader in the same words; `key` is the words folded."""

    key: str
    teks: str
    people: tuple[str, ...]
    rhk_ids: tuple[int, ...]


def provisional() -> QuerySet[RencanaHasilKerja]:
    """Results whose leader's result is written as words but not linked."""
    return RencanaHasilKerja.objects.filter(intervensi__isnull=True).exclude(intervensi_teks="")


def proposals_for(skp: Skp) -> list[Proposal]:
    """For each provisional result of an SKP what of the leader's plan fits. Three queries, one where nothing
    is provisional."""
    if skp.penilai_id is None:
        return []
    rows = list(provisional().filter(skp=skp).order_by("urutan"))
    return _proposals(rows, skp) if rows else []


def proposable_count(pegawai_id: int, periode: Periode) -> tuple[int, int | None]:
    """For how many provisional results of a person the leader's plan has something alike, and in which SKP
    the first is. One query, two more for each SKP with any."""
    # The SKP first and the links in Python: an index of results without a link would be walked for everybody.
    written = RencanaHasilKerja.objects.filter(
        skp__pegawai_id=pegawai_id,
        skp__periode=periode,
        skp__penilai__skp__periode=periode,
        skp__penilai__skp__state__in=PLANNED,
    ).select_related("skp")
    only = ("teks", "intervensi", "intervensi_teks", "skp__penilai", "skp__periode", "skp__pegawai")
    rows = [
        row
        for row in written.only(*only).order_by("skp_id", "urutan").distinct()
        if row.intervensi_id is None and row.intervensi_teks
    ]
    found = [
        (len(proposals), skp_id)
        for skp_id, own in groupby(rows, key=lambda row: row.skp_id)
        if (proposals := _proposals(kept := list(own), kept[0].skp))
    ]
    return sum(count for count, _skp_id in found), found[0][1] if found else None


def _proposals(rows: list[RencanaHasilKerja], skp: Skp) -> list[Proposal]:
    results = {item.rhk_id: item for item in leader_results(skp) if item.planned}
    found = []
    for row in rows:
        matches = best_matches(row.intervensi_teks, [(key, item.text) for key, item in results.items()])
        candidates = tuple(Candidate(results[match.key], match) for match in matches[:AT_ONCE])
        if candidates:
            found.append(Proposal(row.pk, row.teks, row.intervensi_teks, candidates))
    return found


def expectations_of(skp: Skp) -> list[Harapan]:
    """What the team of this SKP's owner expects and nothing in this SKP is alike, most people first. Two
    queries."""
    team = (
        provisional()
        .filter(skp__penilai_id=skp.pegawai_id, skp__periode_id=skp.periode_id)
        .annotate(nama=F("skp__pegawai__nama"))
        .order_by("skp__pegawai__nama", "pk")
        .values_list("pk", "intervensi_teks", "nama")
    )
    own = list(RencanaHasilKerja.objects.filter(skp=skp).order_by("pk").values_list("pk", "teks"))
    grouped: dict[str, tuple[str, list[str], list[int]]] = {}
    for pk, teks, nama in team:
        key = " ".join(teks.casefold().split())
        _words, people, ids = grouped.setdefault(key, (teks, [], []))
        if nama not in people:
            people.append(nama)
        ids.append(pk)
    found = [
        Harapan(key, teks, tuple(people), tuple(ids))
        for key, (teks, people, ids) in grouped.items()
        if not best_matches(teks, own)
    ]
    return sorted(found, key=lambda item: (-len(item.people), item.key))
