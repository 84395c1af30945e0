"""The dictionary, the standards, and the gaps of people: against the standard of the post that they hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.http import Http404

from kasuari.development.enums.kompetensi import Jenis, StateEvaluasiKompetensi
from kasuari.development.models import HasilKompetensi, Kompetensi, KompetensiVersi, StandarKompetensi
from kasuari.foundation.access import Actor
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
    rows = StandarKompetensi.objects.filter(organisation.in_force(on), jabatan_id__in=set(jabatan_ids))
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for jabatan_id, kompetensi_id, level in rows.values_list("jabatan_id", "kompetensi_id", "level"):
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
    rows = KompetensiVersi.objects.filter(
        organisation.in_force(on), kompetensi__instansi_id__in=set(instansi_ids)
    )
    if not retired:
        rows = rows.filter(Q(kompetensi__retired_date__isnull=True) | Q(kompetensi__retired_date__gt=on))
    found: dict[int, list[Butir]] = defaultdict(list)
    ordered = sorted(
        rows.select_related("kompetensi").order_by("nama", "pk"),
        key=lambda row: (ORDER[row.kompetensi.jenis], row.kompetensi.urutan),
    )
    for row in ordered:
        item = row.kompetensi
        found[item.instansi_id].append(
            Butir(
                item.pk,
                item.kode,
                item.jenis,
                row.nama,
                row.arti,
                tuple(row.level),
                item.version,
                row.start_date,
            )
        )
    return defaultdict(tuple, {key: tuple(items) for key, items in found.items()})


def _posts(pegawai_ids: Iterable[int], *, on: date) -> dict[int, tuple[int, int]]:
    """(jabatan, instansi) of each person on a day: the definitive post, else the one that began last. One
    query."""
    rows = organisation.penugasan_rows().filter(organisation.in_force(on), pegawai_id__in=list(pegawai_ids))
    found: dict[int, tuple[int, int]] = {}
    definitive: set[int] = set()
    for pegawai_id, jabatan_id, instansi_id, jenis in rows.order_by("start_date", "pk").values_list(
        "pegawai_id", "jabatan_id", "jabatan__instansi_id", "jenis"
    ):
        is_definitive = jenis == JenisPenugasan.DEFINITIF
        if is_definitive or pegawai_id not in definitive:
            found[pegawai_id] = (jabatan_id, instansi_id)
        if is_definitive:
            definitive.add(pegawai_id)
    return found


def _assessed(pegawai_ids: Iterable[int], *, on: date) -> dict[int, dict[int, tuple[int, Evidence]]]:
    """The last value of each competency by person, with what it rests on. One query."""
    rows = HasilKompetensi.objects.filter(
        evaluasi__pegawai_id__in=list(pegawai_ids),
        evaluasi__state=StateEvaluasiKompetensi.DITANDATANGANI,
        evaluasi__tanggal__lte=on,
        nilai__isnull=False,
    ).order_by("evaluasi__tanggal", "evaluasi_id")
    found: dict[int, dict[int, tuple[int, Evidence]]] = defaultdict(dict)
    for row in rows.select_related("evaluasi"):
        sheet = row.evaluasi
        evidence = Evidence(
            row.pk,
            sheet.pk,
            sheet.evaluator_id,
            sheet.tanggal,
            row.nama,
            row.standar,
            row.alasan,
        )
        found[sheet.pegawai_id][row.kompetensi_id] = (row.nilai or 0, evidence)
    return found
