"""Reads for copying: which earlier SKP a person has, and which results of the leaders a copy finds again."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, Q
from django.http import Http404

from kasuari.planning.likeness import same_key
from kasuari.planning.models import RencanaHasilKerja, Skp
from kasuari.planning.queries.contents import CONTENT_PREFETCH

MOST_SOURCES = 10


def copy_sources(skp: Skp) -> list[Skp]:
    """The earlier SKP of the same person that say something, latest first: of earlier years, and of an
    earlier appointment in the same year. Each with `hasil`, how many results it has. One query."""
    rows = (
        Skp.objects.filter(pegawai_id=skp.pegawai_id)
        .exclude(pk=skp.pk)
        .filter(
            Q(periode__tahun__lt=skp.periode.tahun)
            | Q(periode_id=skp.periode_id, start_date__lt=skp.start_date)
            | Q(periode_id=skp.periode_id, last_date__lt=skp.last_date)
        )
        .select_related("periode", "penugasan__jabatan", "unit")
        .annotate(hasil=Count("rencana_hasil_kerja", filter=Q(rencana_hasil_kerja__versi_akhir__isnull=True)))
        .filter(hasil__gt=0)
        .order_by("-periode__tahun", "-start_date", "-pk")
    )
    return list(rows[:MOST_SOURCES])


def copy_source(skp: Skp, source_id: int) -> Skp:
    """One of them with its contents. Raises Http404."""
    if source_id not in {row.pk for row in copy_sources(skp)}:
        raise Http404
    return (
        Skp.objects.select_related("periode", "penugasan__jabatan", "unit")
        .prefetch_related(*CONTENT_PREFETCH)
        .get(pk=source_id)
    )


def written_texts(skp: Skp) -> set[str]:
    """The texts of the results that a draft has already, as keys that compare. One query."""
    rows = RencanaHasilKerja.objects.filter(skp=skp)
    return {same_key(teks) for teks in rows.values_list("teks", flat=True)}


def leaders_by_text(periode_id: int, penilai_ids: Iterable[int | None]) -> dict[int, dict[str, int]]:
    """By leader: the text of each result in their SKP of the year, as a key, and its id. One query."""
    rows = RencanaHasilKerja.objects.filter(
        skp__periode_id=periode_id, skp__pegawai_id__in={pk for pk in penilai_ids if pk is not None}
    )
    found: dict[int, dict[str, int]] = {}
    for pk, pegawai_id, teks in rows.order_by("skp_id", "urutan").values_list(
        "pk", "skp__pegawai_id", "teks"
    ):
        found.setdefault(pegawai_id, {}).setdefault(same_key(teks), pk)
    return found


def results_of(pegawai_ids: Iterable[int | None], periode_id: int) -> dict[int, list[tuple[int, str]]]:
    """The results in the SKP of each person in a year: (id, text). One query."""
    rows = RencanaHasilKerja.objects.filter(
        skp__periode_id=periode_id, skp__pegawai_id__in={pk for pk in pegawai_ids if pk is not None}
    )
    found: dict[int, list[tuple[int, str]]] = {}
    for pk, pegawai_id, teks in rows.order_by("skp_id", "urutan").values_list(
        "pk", "skp__pegawai_id", "teks"
    ):
        found.setdefault(pegawai_id, []).append((pk, teks))
    return found
