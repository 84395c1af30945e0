"""The columns of a matrix: the indikator of the leader, or the results of the ketua tim."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from kasuari.planning.enums import JenisTarget
from kasuari.planning.models import Indikator, KolomMatriks, Matriks, RencanaHasilKerja
from kasuari.planning.queries.contents import BERPERSPEKTIF, target_in_words
from kasuari.regulation.cascading import Metode


@dataclass(frozen=True, slots=True)
class Kolom:
    """One column: an indikator of the leader, or a result of the ketua tim. `key` names it in addresses.

    `lama`: what it stood for is no longer in the leader's SKP; its cells are kept.
    """

    key: str
    nomor: int
    teks: str
    rhk_teks: str
    kolom_id: int | None
    rhk_id: int | None
    indikator_id: int | None
    cascading: str = ""
    induk: Decimal | None = None
    satuan: str = ""
    target: str = ""
    lama: bool = False

    @property
    def metode(self) -> Metode | None:
        return Metode(self.cascading) if self.cascading else None

    @property
    def beban(self) -> bool:
        return self.cascading == Metode.BEBAN


def kolom_of(matriks: Matriks) -> tuple[Kolom, ...]:
    """Its columns as the leader's SKP has them now, then those whose result is gone but whose cells are not.

    At most three queries. A column that lost its result finds it again by its words.
    """
    kept = list(KolomMatriks.objects.filter(matriks=matriks).order_by("pk"))
    by_indikator = {row.indikator_id: row for row in kept if row.indikator_id}
    by_rhk = {row.rhk_id: row for row in kept if row.rhk_id}
    orphans = {row.teks: row for row in reversed(kept) if row.indikator_id is None and row.rhk_id is None}
    found: list[Kolom] = []
    if matriks.skp.format in BERPERSPEKTIF:
        measures = Indikator.objects.filter(rhk__skp_id=matriks.skp_id).select_related("rhk")
        for item in measures.order_by("-rhk__jenis", "rhk__urutan", "urutan", "pk"):
            known = by_indikator.get(item.pk) or orphans.pop(item.teks, None)
            found.append(_kolom(len(found) + 1, item.rhk, item, item, known))
    else:
        results = RencanaHasilKerja.objects.filter(skp_id=matriks.skp_id).prefetch_related("indikator")
        for result in results.order_by("-jenis", "urutan"):
            below = list(result.indikator.all())
            known = by_rhk.get(result.pk) or orphans.pop(result.teks, None)
            found.append(_kolom(len(found) + 1, result, None, below[0] if len(below) == 1 else None, known))
    found += [
        Kolom(f"k{row.pk}", len(found) + number, row.teks, "", row.pk, None, None, lama=True)
        for number, row in enumerate(orphans.values(), start=1)
    ]
    return tuple(found)


def kolom_named(matriks: Matriks, keys: Iterable[str]) -> tuple[Kolom, ...]:
    """Those columns alone, as `kolom_of` gives them but for their number. One query for indikator."""
    wanted = set(keys)
    if any(not key.startswith("i") for key in wanted):
        return tuple(item for item in kolom_of(matriks) if item.key in wanted)
    rows = KolomMatriks.objects.filter(matriks=matriks, indikator_id__in=[int(key[1:]) for key in wanted])
    return tuple(
        _kolom(0, row.indikator.rhk, row.indikator, row.indikator, row)
        for row in rows.select_related("indikator__rhk").order_by("pk")
        if row.indikator is not None
    )


def _kolom(
    nomor: int,
    result: RencanaHasilKerja,
    item: Indikator | None,
    measured: Indikator | None,
    known: KolomMatriks | None,
) -> Kolom:
    return Kolom(
        key=f"i{item.pk}" if item else f"r{result.pk}",
        nomor=nomor,
        teks=item.teks if item else result.teks,
        rhk_teks=result.teks if item else "",
        kolom_id=known.pk if known else None,
        rhk_id=result.pk,
        indikator_id=measured.pk if measured else None,
        cascading=measured.cascading if measured else "",
        induk=_whole(measured),
        satuan=measured.satuan if measured else "",
        target=target_in_words(measured) if measured else "",
    )


def _whole(item: Indikator | None) -> Decimal | None:
    """The number that the parts add up to; None where the target is words, a day or a true range."""
    if item is None or item.target_jenis != JenisTarget.ANGKA:
        return None
    return item.target_minimum if item.target_minimum is not None else item.target_maksimum
