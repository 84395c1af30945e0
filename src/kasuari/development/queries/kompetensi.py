"""The dictionary, the standards, and the gaps of people: against the standard of the post that they hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from kasuari.development.enums.kompetensi import Jenis, StateEvaluasiKompetensi
from kasuari.development.models import HasilKompetensi, Kompetensi, KompetensiVersi, StandarKompetensi
from kasuari.foundation.access import Actor
from kasuari.foundation.kept import KeptForOne
from kasuari.organisation import queries as organisation
from kasuari.organisation.access import visible_to
from kasuari.organisation.enums import JenisPenugasan
from kasuari.regulation.kompetensi import MEMADAI, kesenjangan

PART = 5000
ORDER = {jenis: place for place, jenis in enumerate(Jenis.values)}


@dataclass(frozen=True, slots=True)
class Butir:
    """A competency in the words of a day."""

    kompetensi_id: int
    kode: str
    jenis: str
    nama: str
    arti: str
    level: tuple[str, ...]
    version: int
    start_date: date

    @property
    def jenis_label(self) -> str:
        return str(Jenis(self.jenis).label)

    def level_words(self, level: int | None) -> str:
        return self.level[level - 1] if level is not None and level <= len(self.level) else ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an assessment rests on. `nama`: what the competency was called on that day."""

    hasil_id: int
    evaluasi_id: int
    evaluator_id: int
    tanggal: date
    nama: str
    standar: int | None
    alasan: str


@dataclass(frozen=True, slots=True)
class Gap:
    """How a person stands in one competency.

    `required` is the level of the dictionary that the post asks for, None where no standard is set.
    `assessed` is the value of B.1.9, 1 to 5, where 3 says "as the standard asks": it is NO level, so never
    subtract one from the other. `size` is how many steps are missing: 0, 1 or 2. None is unknown, not weak.
    """

    kompetensi_id: int
    kode: str
    jenis: str
    nama: str
    required: int | None
    asked: str
    assessed: int | None
    size: int | None
    evidence: Evidence | None

    @property
    def is_gap(self) -> bool:
        return bool(self.size)

    @property
    def is_strength(self) -> bool:
        return self.assessed is not None and self.assessed > MEMADAI


def dictionary(instansi_id: int, *, on: date, retired: bool = False) -> tuple[Butir, ...]:
    """The competencies of an agency in the words of a day, in the order of B.1.9. One query."""
    return _dictionaries([instansi_id], on=on, retired=retired)[instansi_id]


def names_in(instansi_id: int, *, on: date) -> dict[str, int]:
    """The competency behind every name that one has or had up to a day; the newest holder of a name wins.
    One query."""
    rows = KompetensiVersi.objects.filter(kompetensi__instansi_id=instansi_id, start_date__lte=on)
    return dict(rows.order_by("start_date", "pk").values_list("nama", "kompetensi_id"))


def kompetensi_for(actor: Actor, kompetensi_id: int) -> Kompetensi:
    """A competency of the actor's agency. Raises Http404."""
    found = Kompetensi.objects.filter(visible_to(actor), pk=kompetensi_id).order_by("pk").first()
    if found is None:
        raise Http404
    return found


def standards_of(jabatan_ids: Iterable[int], *, on: date) -> dict[int, dict[int, int]]:
    """The level of each competency that these posts ask for on a day, by post. One query."""
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for jabatan_id, kompetensi_id, level in _STANDARDS.rows(set(jabatan_ids), on=on):
        found[jabatan_id][kompetensi_id] = level
    return found


def gaps_of(pegawai_id: int, *, on: date) -> tuple[Gap, ...]:
    """How one person stands in every competency that is asked. Four queries."""
    return gaps_of_many([pegawai_id], on=on).get(pegawai_id, ())


def gaps_of_many(pegawai_ids: Iterable[int], *, on: date) -> dict[int, tuple[Gap, ...]]:
    """How people stand, from the last signed evaluation of each competency. For each 5,000 of them four
    queries.

    Asked are the nine of PermenPANRB 38/2017, the technical ones that the standard of the post names, and
    what was assessed. Who holds no post on the day is left out.
    """
    ids = sorted(set(pegawai_ids))
    found: dict[int, tuple[Gap, ...]] = {}
    for start in range(0, len(ids), PART):
        part = ids[start : start + PART]
        posts = _posts(part, on=on)
        words = _dictionaries({instansi for _, instansi in posts.values()}, on=on)
        standards = standards_of({jabatan for jabatan, _ in posts.values()}, on=on)
        assessed = _assessed(part, on=on)
        for pegawai_id, (jabatan_id, instansi_id) in posts.items():
            asked, last = standards.get(jabatan_id, {}), assessed.get(pegawai_id, {})
            found[pegawai_id] = tuple(
                _gap(butir, asked.get(butir.kompetensi_id), last.get(butir.kompetensi_id))
                for butir in words[instansi_id]
                if butir.jenis != Jenis.TEKNIS or butir.kompetensi_id in asked or butir.kompetensi_id in last
            )
    return found


def _gap(butir: Butir, required: int | None, last: tuple[int, Evidence] | None) -> Gap:
    nilai, evidence = last or (None, None)
    return Gap(
        kompetensi_id=butir.kompetensi_id,
        kode=butir.kode,
        jenis=butir.jenis,
        nama=butir.nama,
        required=required,
        asked=butir.level_words(required),
        assessed=nilai,
        size=kesenjangan(nilai=nilai).value,
        evidence=evidence,
    )


def _dictionaries(
    instansi_ids: Iterable[int], *, on: date, retired: bool = False
) -> dict[int, tuple[Butir, ...]]:
    """By agency. One query."""
    kept = _WITH_RETIRED if retired else _IN_USE
    found: dict[int, list[Butir]] = defaultdict(list)
    for instansi_id, _urutan, kompetensi_id, kode, jenis, nama, arti, level, version, start_date in sorted(
        kept.rows(set(instansi_ids), on=on), key=lambda row: (ORDER[row[4]], row[1])
    ):
        found[instansi_id].append(
            Butir(kompetensi_id, kode, jenis, nama, arti, tuple(level), version, start_date)
        )
    return defaultdict(tuple, {key: tuple(items) for key, items in found.items()})


def _posts(pegawai_ids: Collection[int], *, on: date) -> dict[int, tuple[int, int]]:
    """(jabatan, instansi) of each person on a day: the definitive post, else the one that began last. One
    query."""
    found: dict[int, tuple[int, int]] = {}
    definitive: set[int] = set()
    for pegawai_id, jabatan_id, instansi_id, jenis in _POSTS.rows(pegawai_ids, on=on):
        is_definitive = jenis == JenisPenugasan.DEFINITIF
        if is_definitive or pegawai_id not in definitive:
            found[pegawai_id] = (jabatan_id, instansi_id)
        if is_definitive:
            definitive.add(pegawai_id)
    return found


def _assessed(pegawai_ids: Collection[int], *, on: date) -> dict[int, dict[int, tuple[int, Evidence]]]:
    """The last value of each competency by person, with what it rests on. One query."""
    found: dict[int, dict[int, tuple[int, Evidence]]] = defaultdict(dict)
    for pegawai_id, kompetensi_id, nilai, *evidence in _ASSESSED.rows(pegawai_ids, on=on):
        found[pegawai_id][kompetensi_id] = (nilai, Evidence(*evidence))
    return found


def _post_rows(of: Q, *, on: date) -> QuerySet[Any, Any]:
    rows = organisation.penugasan_rows().filter(of, organisation.in_force(on)).order_by("start_date", "pk")
    return rows.values_list("pegawai_id", "jabatan_id", "jabatan__instansi_id", "jenis")


def _standard_rows(of: Q, *, on: date) -> QuerySet[Any, Any]:
    rows = StandarKompetensi.objects.filter(of, organisation.in_force(on)).order_by("pk")
    return rows.values_list("jabatan_id", "kompetensi_id", "level")


def _wordings(of: Q, *, on: date) -> QuerySet[Any, Any]:
    rows = KompetensiVersi.objects.filter(of, organisation.in_force(on)).order_by("nama", "pk")
    return rows.values_list(
        "kompetensi__instansi_id",
        "kompetensi__urutan",
        "kompetensi_id",
        "kompetensi__kode",
        "kompetensi__jenis",
        "nama",
        "arti",
        "level",
        "kompetensi__version",
        "start_date",
    )


def _wordings_in_use(of: Q, *, on: date) -> QuerySet[Any, Any]:
    in_use = Q(kompetensi__retired_date__isnull=True) | Q(kompetensi__retired_date__gt=on)
    return _wordings(of & in_use, on=on)


def _assessed_rows(of: Q, *, on: date) -> QuerySet[Any, Any]:
    rows = HasilKompetensi.objects.filter(
        of,
        evaluasi__state=StateEvaluasiKompetensi.DITANDATANGANI,
        evaluasi__tanggal__lte=on,
        nilai__isnull=False,
    )
    return rows.order_by("evaluasi__tanggal", "evaluasi_id").values_list(
        "evaluasi__pegawai_id",
        "kompetensi_id",
        "nilai",
        "pk",
        "evaluasi_id",
        "evaluasi__evaluator_id",
        "evaluasi__tanggal",
        "nama",
        "standar",
        "alasan",
    )


_POSTS = KeptForOne("pegawai_id", _post_rows)
_STANDARDS = KeptForOne("jabatan_id", _standard_rows)
_WITH_RETIRED = KeptForOne("kompetensi__instansi_id", _wordings)
_IN_USE = KeptForOne("kompetensi__instansi_id", _wordings_in_use)
_ASSESSED = KeptForOne("evaluasi__pegawai_id", _assessed_rows)
