"""Key outputs of workblocks (format A.1.4) as proposals for roles in the matrix of the same leader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kasuari.planning.enums import BagianWorkblock, SifatStrategi
from kasuari.planning.likeness import same_key
from kasuari.planning.models import ButirWorkblock, Matriks, PeranHasil, Workblock
from kasuari.planning.queries.contents import BERPERSPEKTIF
from kasuari.planning.queries.kolom import Kolom


@dataclass(frozen=True, slots=True)
class Keluaran:
    """One key output, in the column of the indikator that its workblock serves.

    `pemikul` are those whose cell in that column says it in these words, by (anggota, name).
    """

    id: int
    kolom: str
    teks: str
    judul: str
    transformatif: bool
    pemikul: tuple[tuple[int, str], ...] = ()

    @property
    def names(self) -> list[str]:
        return [name for _anggota, name in self.pemikul]


def keluaran_of(matriks: Matriks, kolom: Sequence[Kolom]) -> list[Keluaran]:
    """The key outputs for these columns, in the order of the workblocks. A workblock that names no indikator
    proposes nothing. One query where the leader has no workblock, at most three elsewhere."""
    if not Workblock.objects.filter(skp_id=matriks.skp_id).exists():  # cheap: every matrix asks it
        return []
    per_indikator = matriks.skp.format in BERPERSPEKTIF
    columns = {item.indikator_id if per_indikator else item.rhk_id: item for item in kolom if not item.lama}
    place = "workblock__indikator_id" if per_indikator else "workblock__indikator__rhk_id"
    lines = (
        ButirWorkblock.objects.filter(
            workblock__skp_id=matriks.skp_id,
            bagian=BagianWorkblock.KELUARAN,
            **{f"{place}__in": [number for number in columns if number is not None]},
        )
        .order_by("workblock__urutan", "sifat", "urutan")
        .values_list("pk", place, "teks", "workblock__judul", "sifat")
    )
    found = [(pk, columns[number], " ".join(teks.split()), *rest) for pk, number, teks, *rest in lines]
    if not found:
        return []
    carried = _carried({item.kolom_id for _pk, item, *_rest in found})
    return [
        Keluaran(
            pk,
            item.key,
            teks,
            judul,
            sifat == SifatStrategi.TRANSFORMATIF,
            tuple(carried.get((item.kolom_id, same_key(teks)), ())),
        )
        for pk, item, teks, judul, sifat in found
    ]


def _carried(kolom_ids: set[int | None]) -> dict[tuple[int | None, str], list[tuple[int, str]]]:
    """Who carries which words in these columns. One query."""
    found: dict[tuple[int | None, str], list[tuple[int, str]]] = {}
    rows = PeranHasil.objects.filter(sel__kolom_id__in=kolom_ids - {None}, dicabut=False)
    for kolom_id, teks, anggota_id, nama in rows.order_by("sel__anggota__urutan", "pk").values_list(
        "sel__kolom_id", "teks", "sel__anggota_id", "sel__anggota__pegawai__nama"
    ):
        found.setdefault((kolom_id, same_key(teks)), []).append((anggota_id, nama))
    return found
