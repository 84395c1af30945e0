"""The pohon kinerja: from the perjanjian kinerja of each unit down to the results of each person.

A node has a key of one letter and a number: `u` unit, `s` sasaran, `p` indicator of a perjanjian kinerja
(with the IKI of who leads the unit), `r` result, `i` indikator. What hangs below which node is read only for
nodes that are open, all of one kind at once: the number of queries depends neither on people nor on what is
open.

Everybody of the agency sees the plans that were handed in: texts, names and posts. Drafts are seen by those
who may read them and by the team of their owner; to others a node says how many plans below are still drafts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import ngettext

from kasuari.foundation.access import Actor
from kasuari.organisation.names import search_form
from kasuari.planning.access import visible_to
from kasuari.planning.enums import StateSkp
from kasuari.planning.models import (
    Indikator,
    IndikatorPk,
    Periode,
    PerjanjianKinerja,
    RencanaHasilKerja,
    SasaranPk,
    Skp,
)
from kasuari.planning.people import units_by_id
from kasuari.planning.queries.chains import links_above
from kasuari.planning.queries.contents import target_in_words
from kasuari.planning.queries.pk import STANDING, pk_target_words

KEY = re.compile(r"[uspri]\d{1,12}")
SHOWN = (StateSkp.DIAJUKAN, StateSkp.DITETAPKAN)
MOST = 100  # branches of one node at once
MOST_OPEN = 80
MOST_UNITS = 8  # open at first
FOUND = 12  # of each kind, in a search


@dataclass(frozen=True, slots=True)
class Measure:
    """An indikator to be measured: whose SKP, the target as numbers, and those of the quarters."""

    indikator_id: int
    skp_id: int
    minimum: Decimal | None
    maksimum: Decimal | None
    arah: str
    quarters: tuple[Decimal | None, ...] = ()
    public: bool = False


@dataclass(slots=True)
class TreeNode:
    """One node. `below` is how many branches it has: -1 where they
    are not counted, None where nothing can hang below it; `skp_id` leads to
    the plan that it stands in; `measures` are the indikator by which its progress is told."""

    key: str
    teks: str
    who: str = ""
    post: str = ""
    target: str = ""
    state: str = ""
    below: int | None = None
    skp_id: int | None = None
    pegawai_id: int | None = None
    measures: tuple[Measure, ...] = ()
    children: list[TreeNode] = field(default_factory=list)
    open: bool = False
    on_path: bool = False

    @property
    def kind(self) -> str:
        return self.key[0]


@dataclass(frozen=True, slots=True)
class Path:
    """The way from a person or a node up to the units: keys on it, and results that lead nowhere yet."""

    keys: frozenset[str]
    loose: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TreeHit:
    """One thing that a search found."""

    key: str
    teks: str
    meta: str


def open_keys(text: str) -> list[str]:
    """Keys as an address carries them ("u1.s2"), each once; what is no key is left out."""
    return [key for key in dict.fromkeys(text.split(".")) if KEY.fullmatch(key)][:MOST_OPEN]


def readable(actor: Actor, periode: Periode) -> QuerySet[Skp]:
    """The plans of a year whose results the actor sees in the tree."""
    found, mine = Skp.objects.filter(periode=periode), visible_to(actor)
    if not mine:
        return found  # whoever may read every plan
    seen = Q(state__in=SHOWN) | mine
    if actor.pegawai_id is not None:
        leaders = Skp.objects.filter(periode=periode, pegawai_id=actor.pegawai_id, penilai__isnull=False)
        seen |= Q(pegawai_id__in=leaders.order_by().values("penilai_id"))
    return found.filter(seen)


def tree_of(
    actor: Actor, periode: Periode, opened: Iterable[str] | None, *, path: Path | None = None
) -> list[TreeNode]:
    """The units with what is open below them (None: those with a perjanjian kinerja); what lies on `path` is
    marked. Eight queries whatever is open, three where nothing is."""
    on_path = path.keys if path else frozenset()
    loader = _Loader(actor, periode)
    roots = loader.units()
    if opened is None:
        opened = [node.key for node in roots if node.state == "promised"][:MOST_UNITS]
    open_now = set(opened)
    loader.open(open_now)
    _grow(roots, loader.branches(), open_now, on_path, seen=frozenset())
    return roots


def branches_of(actor: Actor, periode: Periode, key: str) -> list[TreeNode]:
    """What hangs directly below one node."""
    loader = _Loader(actor, periode)
    loader.open({key})
    return loader.branches().get(key, [])


def path_of_person(actor: Actor, periode: Periode, pegawai_id: int) -> Path:
    """The way from everything that a person has planned up to the units. Three queries and one for each step
    of the line above."""
    own = RencanaHasilKerja.objects.filter(
        skp__in=readable(actor, periode).order_by(), skp__pegawai_id=pegawai_id
    )
    return _path(list(own.order_by("pk").values_list("pk", flat=True)), set())


def path_of_node(actor: Actor, periode: Periode, key: str) -> Path:
    """The way from one node up to its unit."""
    kind, number = key[0], int(key[1:])
    if kind == "u":
        return Path(frozenset({key}))
    if kind in "sp":
        model: Any = SasaranPk if kind == "s" else IndikatorPk
        prefix = "" if kind == "s" else "sasaran__"
        row = (
            model.objects.filter(pk=number, **{f"{prefix}perjanjian__unit__instansi_id": periode.instansi_id})
            .values_list(f"{prefix}perjanjian__unit_id", f"{prefix}pk" if prefix else "pk")
            .first()
        )
        return Path(frozenset({key, f"u{row[0]}", f"s{row[1]}"})) if row else Path(frozenset())
    seen = readable(actor, periode).order_by()
    if kind == "i":
        item = Indikator.objects.filter(pk=number, rhk__skp__in=seen).values_list("rhk_id", flat=True).first()
        return _path([item], {key}) if item else Path(frozenset())
    exists = RencanaHasilKerja.objects.filter(pk=number, skp__in=seen).exists()
    return _path([number], set()) if exists else Path(frozenset())


def search_tree(actor: Actor, periode: Periode, text: str) -> list[TreeHit]:
    """Results and indikator by a part of their text or by the name of their owner, and what the perjanjian
    kinerja say. Three queries."""
    text = text.strip()[:100]
    if len(text) < 2:
        return []
    seen = readable(actor, periode).order_by()
    named = Q(skp__pegawai__nama_cari__contains=search_form(text))
    rows = (
        RencanaHasilKerja.objects.filter(Q(teks__icontains=text) | named, skp__in=seen)
        .select_related("skp__pegawai", "skp__penugasan__jabatan")
        .order_by("skp__pegawai__nama", "urutan", "pk")
    )
    items = (
        Indikator.objects.filter(teks__icontains=text, indikator_pk__isnull=True, rhk__skp__in=seen)
        .select_related("rhk__skp__pegawai", "rhk__skp__penugasan__jabatan")
        .order_by("rhk__skp__pegawai__nama", "pk")
    )
    sources = (
        IndikatorPk.objects.filter(
            STANDING,
            Q(teks__icontains=text) | Q(sasaran__teks__icontains=text),
            sasaran__perjanjian__tahun=periode.tahun,
            sasaran__perjanjian__unit__instansi_id=periode.instansi_id,
        )
        .select_related("sasaran__perjanjian__unit")
        .order_by("sasaran__perjanjian__unit__path", "nomor", "pk")
    )
    found = [TreeHit(f"p{row.pk}", row.teks, row.sasaran.perjanjian.unit.nama) for row in sources[:FOUND]]
    found += [TreeHit(f"r{row.pk}", row.teks, _owner_words(row.skp)) for row in rows[:FOUND]]
    found += [TreeHit(f"i{row.pk}", row.teks, _owner_words(row.rhk.skp)) for row in items[:FOUND]]
    return found


def _owner_words(skp: Skp) -> str:
    return f"{skp.pegawai.nama_lengkap}, {skp.penugasan.jabatan.nama}"


def _grow(
    nodes: Sequence[TreeNode],
    branches: dict[str, list[TreeNode]],
    opened: set[str],
    on_path: frozenset[str],
    *,
    seen: frozenset[str],
) -> None:
    """Hang the branches below the open nodes; a node that already stands above itself is not opened again."""
    for node in nodes:
        node.on_path = node.key in on_path
        node.open = node.key in opened and node.below != 0 and node.key not in seen
        if node.open:
            node.children = branches.get(node.key, [])
            _grow(node.children, branches, opened, on_path, seen=seen | {node.key})


def _path(rhk_ids: list[int], keys: set[str]) -> Path:
    links = links_above(rhk_ids)
    rows: dict[int, Any] = {
        row["pk"]: row
        for row in RencanaHasilKerja.objects.filter(pk__in=links).values(
            "pk", "teks", "sasaran_pk_id", "skp__unit_id", "skp__penugasan__memimpin", "skp__unit__depth"
        )
    }
    named = {indikator for _above, indikator in links.values() if indikator is not None}
    sources = dict(Indikator.objects.filter(pk__in=named).values_list("pk", "indikator_pk_id"))
    rooted: set[int] = set()
    for start in rhk_ids:
        steps: list[int] = []
        now: int | None = start
        while now is not None and now in rows and now not in steps:
            steps.append(now)
            now = links[now][0]
        top = rows.get(steps[-1]) if steps else None
        if top is None or not _at_top(top, links):
            continue
        rooted.add(start)
        keys.add(f"u{top['skp__unit_id']}")
        for step in steps:
            row = rows[step]
            keys.add(f"s{row['sasaran_pk_id']}" if row["sasaran_pk_id"] else f"r{step}")
            indikator = links[step][1]
            if indikator is not None:
                source = sources.get(indikator)
                keys.add(f"p{source}" if source else f"i{indikator}")
    loose = tuple(rows[pk]["teks"] for pk in rhk_ids if pk in rows and pk not in rooted)
    return Path(frozenset(keys if rooted else ()), loose)


def _at_top(row: dict[str, Any], links: dict[int, tuple[int | None, int | None]]) -> bool:
    """Whether a result stands directly below a unit: of who leads it, and serving nothing above."""
    if links[row["pk"]][0] is not None or not row["skp__penugasan__memimpin"]:
        return False
    return row["sasaran_pk_id"] is not None or row["skp__unit__depth"] <= 1


class _Loader:
    """Everything that the open nodes need, by kind."""

    def __init__(self, actor: Actor, periode: Periode) -> None:
        self.periode = periode
        self.opened: dict[str, list[int]] = {kind: [] for kind in "uspri"}
        self.seen = readable(actor, periode).order_by()

    def open(self, keys: Iterable[str]) -> None:
        """The nodes whose branches are wanted."""
        for key in keys:
            if KEY.fullmatch(key):
                self.opened[key[0]].append(int(key[1:]))

    def units(self) -> list[TreeNode]:
        """Units with a perjanjian kinerja, and perangkat daerah whose leader's plan serves nothing above.
        Three queries."""
        pk = PerjanjianKinerja.objects.filter(
            unit__instansi_id=self.periode.instansi_id, tahun=self.periode.tahun
        )
        leading = (
            self._top().filter(skp__unit__depth__lte=1).values_list("skp__unit_id", flat=True).distinct()
        )
        with_pk = set(pk.order_by().values_list("unit_id", flat=True))
        led = set(leading.order_by())
        return [
            TreeNode(f"u{unit.pk}", unit.nama, below=-1, state="promised" if unit.pk in with_pk else "")
            for unit in sorted(units_by_id(with_pk | led), key=lambda unit: unit.pk not in with_pk)
        ]

    def _top(self) -> QuerySet[RencanaHasilKerja]:
        """Results of who leads a unit that serve no result above."""
        return RencanaHasilKerja.objects.filter(
            skp__in=self.seen, skp__penugasan__memimpin=True, intervensi__isnull=True
        )

    def branches(self) -> dict[str, list[TreeNode]]:
        """By key of each open node: what hangs below it. Nothing is asked for what is not open."""
        found: dict[str, list[TreeNode]] = {}
        if any(self.opened.values()):
            self._sasaran(found)
            self._indikator_pk(found)
            results = self._results(found)
            self._indikator(found, results)
        for key, nodes in found.items():
            if (more := len(nodes) - MOST) > 0:
                words = ngettext("%(count)d lagi; pakai pencarian", "%(count)d lagi; pakai pencarian", more)
                rest = TreeNode(f"d{key}rest", words % {"count": more}, state="hidden")
                found[key] = [*nodes[:MOST], rest]
        return found

    def _sasaran(self, found: dict[str, list[TreeNode]]) -> None:
        standing = IndikatorPk.objects.filter(STANDING, sasaran=OuterRef("pk"))
        rows = SasaranPk.objects.filter(
            Exists(standing), perjanjian__unit_id__in=self.opened["u"], perjanjian__tahun=self.periode.tahun
        )
        for row in rows.annotate(unit_id=F("perjanjian__unit_id")).order_by("perjanjian__unit_id", "nomor"):
            found.setdefault(f"u{row.unit_id}", []).append(TreeNode(f"s{row.pk}", row.teks, below=-1))

    def _indikator_pk(self, found: dict[str, list[TreeNode]]) -> None:
        """Each with the IKI of who leads the unit, whose progress is that of the organisation."""
        taken = Indikator.objects.filter(rhk__skp__in=self.seen).select_related(
            "rhk__skp__pegawai", "rhk__skp__penugasan__jabatan"
        )
        rows = (
            IndikatorPk.objects.filter(STANDING, sasaran_id__in=self.opened["s"])
            .annotate(
                below=Count(
                    "indikator__pendukung",
                    filter=Q(indikator__pendukung__versi_akhir__isnull=True),
                    distinct=True,
                )
            )
            .prefetch_related(Prefetch("indikator", queryset=taken.order_by("pk"), to_attr="taken"))
            .order_by("sasaran_id", "nomor", "pk")
        )
        for row in rows:
            carriers: list[Indikator] = row.taken
            first = carriers[0] if carriers else None
            low = None if row.arah == "turun" else row.target
            high = None if row.arah == "naik" else row.target
            quarters = (row.target_tw1, row.target_tw2, row.target_tw3, row.target_tw4)
            node = TreeNode(
                f"p{row.pk}",
                row.teks,
                who=first.rhk.skp.pegawai.nama_lengkap if first else "",
                post=first.rhk.skp.penugasan.jabatan.nama if first else "",
                target=pk_target_words(row),
                state="" if first else "untaken",
                below=row.below,
                skp_id=first.rhk.skp_id if first else None,
                pegawai_id=first.rhk.skp.pegawai_id if first else None,
                measures=tuple(
                    Measure(item.pk, item.rhk.skp_id, low, high, row.arah, quarters, public=True)
                    for item in carriers[:1]
                ),
            )
            found.setdefault(f"s{row.sasaran_id}", []).append(node)

    def _results(self, found: dict[str, list[TreeNode]]) -> dict[int, TreeNode]:
        """Results below units, sasaran, indicators and results, in one query; drafts that the reader may not
        see are counted in another."""
        opened = self.opened
        whole = Q(intervensi_indikator__isnull=True)
        below = (
            Q(intervensi_indikator_id__in=opened["i"])
            | Q(intervensi_indikator__indikator_pk_id__in=opened["p"])
            | (whole & Q(intervensi_id__in=opened["r"]))
            | (whole & Q(intervensi__sasaran_pk_id__in=opened["s"]))
            | Q(
                intervensi__isnull=True,
                sasaran_pk__isnull=True,
                skp__unit_id__in=opened["u"],
                skp__penugasan__memimpin=True,
            )
        )
        direct = Count(
            "pendukung",
            filter=Q(pendukung__intervensi_indikator__isnull=True, pendukung__versi_akhir__isnull=True),
            distinct=True,
        )
        measures = Count("indikator", filter=Q(indikator__versi_akhir__isnull=True), distinct=True)
        rows = (
            RencanaHasilKerja.objects.filter(below, skp__periode=self.periode)
            .annotate(
                shown=Exists(self.seen.filter(pk=OuterRef("skp_id"))),
                below=measures + direct,
                by_pk=F("intervensi_indikator__indikator_pk_id"),
                by_sasaran=F("intervensi__sasaran_pk_id"),
            )
            .select_related("skp__pegawai", "skp__penugasan__jabatan")
            .order_by("skp__unit__path", "skp__pegawai__nama", "urutan", "pk")
        )
        results: dict[int, TreeNode] = {}
        hidden: dict[str, int] = {}
        for row in rows:
            parent = _parent_of(row)
            if not row.shown:
                hidden[parent] = hidden.get(parent, 0) + 1
                continue
            node = TreeNode(
                f"r{row.pk}",
                row.teks,
                who=row.skp.pegawai.nama_lengkap,
                post=row.skp.penugasan.jabatan.nama,
                state="" if row.skp.state in SHOWN else "draft",
                below=row.below,
                skp_id=row.skp_id,
                pegawai_id=row.skp.pegawai_id,
            )
            results[row.pk] = node
            found.setdefault(parent, []).append(node)
        for parent, count in hidden.items():
            words = ngettext("%(count)d rencana masih draf", "%(count)d rencana masih draf", count)
            found.setdefault(parent, []).append(
                TreeNode(f"d{parent}", words % {"count": count}, state="hidden")
            )
        return results

    def _indikator(self, found: dict[str, list[TreeNode]], results: dict[int, TreeNode]) -> None:
        """The indikator of every result that is shown: to tell its progress, and as branches where it is
        open."""
        wanted = Q(rhk_id__in=set(results) | set(self.opened["r"]))
        # What a leader added to a sasaran without its being in the perjanjian kinerja.
        wanted |= Q(rhk__sasaran_pk_id__in=self.opened["s"], indikator_pk__isnull=True)
        rows = (
            Indikator.objects.filter(wanted, rhk__skp__in=self.seen)
            .annotate(below=Count("pendukung", filter=Q(pendukung__versi_akhir__isnull=True), distinct=True))
            .select_related("rhk__skp__pegawai")
            .order_by("rhk_id", "urutan")
        )
        opened = set(self.opened["r"])
        mine: dict[str, list[TreeNode]] = {}
        for row in rows:
            measure = Measure(
                row.pk, row.rhk.skp_id, row.target_minimum, row.target_maksimum, row.arah, public=False
            )
            if row.rhk_id in results:
                results[row.rhk_id].measures += (measure,)
            parent = f"r{row.rhk_id}"
            if row.rhk.sasaran_pk_id in self.opened["s"] and row.indikator_pk_id is None:
                parent = f"s{row.rhk.sasaran_pk_id}"
            if row.rhk_id in opened or parent[0] == "s":
                mine.setdefault(parent, []).append(
                    TreeNode(
                        f"i{row.pk}",
                        row.teks,
                        target=target_in_words(row),
                        below=row.below,
                        skp_id=row.rhk.skp_id,
                        pegawai_id=row.rhk.skp.pegawai_id,
                        measures=(measure,),
                    )
                )
        for key, nodes in mine.items():
            before = found.get(key, [])
            found[key] = [*before, *nodes] if key[0] == "s" else [*nodes, *before]


def _parent_of(row: Any) -> str:
    """Below which node a result hangs."""
    if row.intervensi_indikator_id is not None:
        return f"p{row.by_pk}" if row.by_pk else f"i{row.intervensi_indikator_id}"
    if row.intervensi_id is not None:
        return f"s{row.by_sasaran}" if row.by_sasaran else f"r{row.intervensi_id}"
    return f"u{row.skp.unit_id}"
