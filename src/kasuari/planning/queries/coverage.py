"""What a leader's plan still lacks below: indikator that nobody carries, people without a part, results that
serve nothing, circles, and parts that do not add up to the whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from kasuari.foundation.kept import Kept
from kasuari.planning.enums import JenisHasilKerja, MetodeCascading
from kasuari.planning.models import Indikator, Periode, RencanaHasilKerja, Skp
from kasuari.planning.numbers import number_in_words
from kasuari.planning.queries.chains import circles_in, links_above
from kasuari.planning.queries.contents import BERPERSPEKTIF
from kasuari.planning.queries.links import Harapan, expectations_of
from kasuari.planning.queries.skp import skp_rows, team_skp
from kasuari.regulation import cascading as law


@dataclass(frozen=True, slots=True)
class SumFound:
    """An indikator that is split by quantity and whose parts do not agree with it: the words, the article."""

    indikator: Indikator
    code: str
    words: str
    basis: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """Everything that is found for one leader in one year. `skp` are the leader's own."""

    skp: tuple[Skp, ...]
    team: int
    carried: int
    uncarried: tuple[Indikator, ...]
    without_role: tuple[Skp, ...]
    orphans: tuple[RencanaHasilKerja, ...]
    circles: tuple[tuple[RencanaHasilKerja, ...], ...]
    sums: tuple[SumFound, ...]
    harapan: tuple[Harapan, ...]

    @property
    def wrong(self) -> int:
        parts = (self.uncarried, self.without_role, self.orphans, self.circles, self.sums, self.harapan)
        return sum(len(part) for part in parts)


def coverage_of(pegawai_id: int, periode: Periode) -> Coverage:
    """The coverage below one person. At most 9 queries and one for each step of the line above."""
    own = list(skp_rows().filter(pegawai_id=pegawai_id, periode=periode).order_by("start_date", "pk"))
    indikator = list(
        Indikator.objects.filter(rhk__skp__in=own)
        .select_related("rhk__skp")
        .order_by("rhk__skp_id", "rhk__urutan", "urutan")
    )
    team = list(team_skp(pegawai_id, periode))
    rows = list(
        RencanaHasilKerja.objects.filter(
            Q(skp__in=team) | Q(intervensi__skp__pegawai_id=pegawai_id, skp__periode=periode)
        )
        .select_related("skp__pegawai")
        .prefetch_related("indikator")
        .order_by("skp__pegawai__nama", "skp_id", "urutan")
    )
    mine = {item.rhk_id for item in indikator} | _own_results(own)
    by_indikator, by_result = _supporters(rows)
    carried = {item.pk for item in indikator if by_indikator.get(item.pk) or by_result.get(item.rhk_id)}
    expected = [item for item in indikator if item.rhk.jenis == JenisHasilKerja.UTAMA] if team else []
    linked = {row.skp_id for row in rows if row.intervensi_id in mine or row.intervensi_teks}
    harapan = [item for skp in own[:1] for item in expectations_of(skp)]
    return Coverage(
        skp=tuple(own),
        team=len(team),
        carried=sum(item.pk in carried for item in expected),
        uncarried=tuple(item for item in expected if item.pk not in carried),
        without_role=tuple(skp for skp in team if skp.pk not in linked),
        orphans=tuple(row for row in rows if _orphan(row) and row.skp_id in linked),
        circles=tuple(_circles(mine | {row.pk for row in rows})),
        sums=tuple(_sums(indikator, by_indikator, by_result)),
        harapan=tuple(harapan),
    )


def coverage_count(pegawai_id: int, periode: Periode) -> int:
    """How many indikator nobody carries and how many results of the team serve nothing, for the home page;
    0 for whoever leads nobody. At most two queries; a team's rows are few, and reading them is cheaper than
    having them counted."""
    team = _SERVING.rows(pegawai_id=pegawai_id, periode_id=periode.pk)
    if not team:
        return 0
    orphans = sum(not above and not teks and kind not in BERPERSPEKTIF for above, teks, kind in team)
    return orphans + len(_UNCARRIED.rows(pegawai_id=pegawai_id, periode_id=periode.pk))


def _serving(pegawai_id: int, periode_id: int) -> QuerySet[Any, Any]:
    rows = RencanaHasilKerja.objects.filter(skp__penilai_id=pegawai_id, skp__periode_id=periode_id)
    return rows.order_by().values_list("intervensi_id", "intervensi_teks", "skp__format")


def _uncarried(pegawai_id: int, periode_id: int) -> QuerySet[Any, Any]:
    to_it = RencanaHasilKerja.objects.filter(intervensi_indikator=OuterRef("pk"))
    to_all = RencanaHasilKerja.objects.filter(
        intervensi=OuterRef("rhk_id"), intervensi_indikator__isnull=True
    )
    rows = Indikator.objects.filter(
        ~Exists(to_it),
        ~Exists(to_all),
        rhk__skp__pegawai_id=pegawai_id,
        rhk__skp__periode_id=periode_id,
        rhk__jenis=JenisHasilKerja.UTAMA,
    )
    return rows.order_by().values_list("pk")


_SERVING = Kept(_serving)
_UNCARRIED = Kept(_uncarried)


def _own_results(own: list[Skp]) -> set[int]:
    rows = RencanaHasilKerja.objects.filter(skp__in=own).order_by("pk")
    return set(rows.values_list("pk", flat=True))


def _supporters(
    rows: Iterable[RencanaHasilKerja],
) -> tuple[dict[int, list[RencanaHasilKerja]], dict[int, list[RencanaHasilKerja]]]:
    """Results by the indikator that they serve, and by the result where they name no indikator of it."""
    by_indikator: dict[int, list[RencanaHasilKerja]] = {}
    by_result: dict[int, list[RencanaHasilKerja]] = {}
    for row in rows:
        if row.intervensi_indikator_id is not None:
            by_indikator.setdefault(row.intervensi_indikator_id, []).append(row)
        elif row.intervensi_id is not None:
            by_result.setdefault(row.intervensi_id, []).append(row)
    return by_indikator, by_result


def _orphan(row: RencanaHasilKerja) -> bool:
    """A result of JA or JF that serves no result of the leader (Lampiran BAB II A.7)."""
    if row.skp.format in BERPERSPEKTIF:
        return False
    return row.intervensi_id is None and not row.intervensi_teks.strip()


def _circles(rhk_ids: set[int]) -> list[tuple[RencanaHasilKerja, ...]]:
    rings = circles_in(links_above(rhk_ids))
    if not rings:
        return []
    ids = {pk for ring in rings for pk in ring}
    rows = RencanaHasilKerja.objects.select_related("skp__pegawai").in_bulk(ids)
    return [tuple(rows[pk] for pk in ring) for ring in rings]


def _sums(
    indikator: list[Indikator],
    by_indikator: dict[int, list[RencanaHasilKerja]],
    by_result: dict[int, list[RencanaHasilKerja]],
) -> Iterable[SumFound]:
    count = Counter(item.rhk_id for item in indikator)
    for item in indikator:
        if item.cascading != MetodeCascading.BEBAN:
            continue
        parts = [*by_indikator.get(item.pk, ())]
        if count[item.rhk_id] == 1:
            parts += by_result.get(item.rhk_id, ())
        verdict = law.periksa_pembagian(
            metode=law.Metode.BEBAN,
            induk=target_number(item),
            anak=[_part_of(row, item.satuan) for row in parts],
        )
        if verdict.code not in {"cascading.sama", "cascading.belum_dibagi"}:
            basis = "; ".join(str(basis) for basis in verdict.basis)
            yield SumFound(item, verdict.code, _words(verdict.code, verdict.value, item.satuan), basis)


def target_number(item: Indikator) -> Decimal | None:
    """The one number of a target; None where it is words, a day, a range or not written."""
    numbers = {value for value in (item.target_minimum, item.target_maksimum) if value is not None}
    return numbers.pop() if len(numbers) == 1 else None


def _part_of(row: RencanaHasilKerja, satuan: str) -> Decimal | None:
    """What a supporting result carries in the unit of the whole: its first indikator in that unit."""
    wanted = satuan.strip().casefold()
    own = sorted(row.indikator.all(), key=lambda item: item.urutan)
    same = [item for item in own if item.satuan.strip().casefold() == wanted]
    return target_number(same[0]) if same else None


def _words(code: str, found: law.Pembagian | None, satuan: str) -> str:
    if found is None:
        return _(
            "Belum dapat dijumlahkan: target Anda atau bagian salah satu pegawai belum berupa satu angka "
            "dalam %(satuan)s."
        ) % {"satuan": satuan or _("satuan yang sama")}
    words = {
        "satuan": satuan,
        "jumlah": number_in_words(found.jumlah),
        "induk": number_in_words(found.induk),
        "selisih": number_in_words(abs(found.selisih)),
    }
    if code == "cascading.lebih":
        more = _("Bagian tim berjumlah %(jumlah)s %(satuan)s, lebih %(selisih)s dari target Anda %(induk)s.")
        return more % words
    less = _("Bagian tim berjumlah %(jumlah)s %(satuan)s, kurang %(selisih)s dari target Anda %(induk)s.")
    return less % words
