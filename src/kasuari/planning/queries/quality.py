"""How the results and indikator of an SKP are written: advice beside what is lacking, never a block."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from kasuari.foundation.functions import counted
from kasuari.organisation.queries import Duties, duties_of
from kasuari.planning.enums import JenisTarget, StateVersi
from kasuari.planning.hints import hint
from kasuari.planning.models import RencanaHasilKerja, Skp, VersiSkp
from kasuari.planning.queries.checks import Shortcoming, Shortcomings, by_path
from kasuari.planning.queries.contents import (
    BERPERSPEKTIF,
    CONTENT_PREFETCH,
    KUANTITATIF,
    IsiIndikator,
    IsiRhk,
    IsiSkp,
    contents,
    kept_results,
)
from kasuari.regulation import mutu
from kasuari.regulation.mutu import saran as law
from kasuari.regulation.mutu.saran import Pembanding, Saran
from kasuari.regulation.skp import Arah

# More results than this of colleagues are not compared with; nobody's unit is larger.
MOST = 2000
# `regulation.mutu` says the same more exactly: it knows the exception.
SAID_BETTER = frozenset({"skp.target.mutlak"})


@dataclass(frozen=True, slots=True)
class Closeness:
    """How close a result is to the duties of the post, in percent, and the words that decided it."""

    percent: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordingOnDay:
    """Of the indikator of one SKP that ran on a day, how many drew no advice. `path` is that of its unit."""

    path: str
    day: date
    clean: int
    number: int


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the texts of one SKP are held against."""

    duties: Duties
    colleagues: Pembanding
    last_year: Pembanding


def surroundings(skp: Skp) -> Surroundings:
    """The duties of the post, and the results of colleagues and of last year. Three queries."""
    colleague = Q(skp__periode_id=skp.periode_id, skp__unit_id=skp.unit_id) & ~Q(
        skp__pegawai_id=skp.pegawai_id
    )
    earlier = Q(skp__pegawai_id=skp.pegawai_id, skp__periode__tahun=skp.periode.tahun - 1)
    rows = list(
        RencanaHasilKerja.objects.filter(colleague | earlier)
        .order_by("pk")
        .values_list("skp__pegawai_id", "teks")[:MOST]
    )
    return Surroundings(
        duties=duties_of(jabatan_id=skp.penugasan.jabatan_id, unit_id=skp.unit_id),
        colleagues=Pembanding([text for owner, text in rows if owner != skp.pegawai_id]),
        last_year=Pembanding([text for owner, text in rows if owner == skp.pegawai_id]),
    )


def with_quality(
    lacking: Shortcomings, skp: Skp, isi: IsiSkp, around: Surroundings, *, everything: bool = False
) -> Shortcomings:
    """`lacking` with the advice on how `skp` is written. `everything`: also what is only worth saying to who
    is writing just now."""
    found = [item for item in lacking.items if item.code not in SAID_BETTER]
    for item in isi.rhk:
        for path, saran in _advice(skp, item, around):
            # What the completeness check says at the same target comes first.
            if saran.code.startswith(("mutu.target.", "mutu.ukuran.")) and lacking.below(path):
                continue
            if everything or not saran.lunak:
                basis = "; ".join(str(basis) for basis in saran.basis)
                found.append(Shortcoming(saran.code, path, hint(saran), basis, wajib=False))
    return Shortcomings(tuple(found), by_path(found))


def indikator_in_force(days: Sequence[date], *, paths: Iterable[str]) -> Iterator[WordingOnDay]:
    """How the indikator were worded that ran on each of these days in these units and below: those of the
    version that was set last by then. What was set while a unit was practising is left out. A handful of
    queries."""
    within = Q()
    for path in paths:
        within |= Q(unit__path__startswith=path)
    if not within or not days:
        return
    running = Q(set_at__isnull=False, start_date__lte=max(days), last_date__gte=min(days))
    rows = Skp.objects.filter(within & running)
    set_versions = VersiSkp.objects.filter(skp__in=rows, state=StateVersi.DITETAPKAN)
    revised = set(set_versions.values_list("skp_id", flat=True))
    real = set_versions.filter(counted(unit="skp__unit", moment="set_at"))
    kept: dict[int, list[VersiSkp]] = defaultdict(list)
    for versi in real.order_by("set_at", "nomor", "pk"):
        kept[versi.skp_id].append(versi)
    practised = set(rows.exclude(counted(unit="unit", moment="set_at")).values_list("pk", flat=True))
    found = rows.select_related("unit").prefetch_related(*CONTENT_PREFETCH).order_by("pk")
    for skp in found.iterator(chunk_size=500):
        if skp.pk in revised:
            held = [(row.set_at, kept_results(row.isi, skp.format)) for row in kept[skp.pk]]
        else:
            held = [] if skp.pk in practised else [(skp.set_at, contents(skp).rhk)]
        worded = [(_day(moment), _worded(skp, results)) for moment, results in held]
        for day in days:
            told = [counts for since, counts in worded if since <= day]
            if told and skp.start_date <= day <= skp.last_date:
                yield WordingOnDay(skp.unit.path, day, *told[-1])


def _day(moment: datetime | None) -> date:
    return timezone.localtime(moment).date() if moment else date.max


def _worded(skp: Skp, results: Iterable[IsiRhk]) -> tuple[int, int]:
    """Of the indikator of these results, how many drew no advice, and how many there are."""
    bound = skp.format not in BERPERSPEKTIF
    clean = [
        all(saran.lunak for _path, saran in _indikator(skp, item, row, bound=bound))
        for item in results
        for row in item.indikator
    ]
    return sum(clean), len(clean)


def closeness(skp: Skp, item: IsiRhk, around: Surroundings) -> Closeness | None:
    """How close `item` is to the duties; None where nobody wrote any."""
    verdict = mutu.relevansi(teks=_words(item), tugas=around.duties.all, jabatan=skp.penugasan.jabatan.nama)
    return None if verdict.value is None else Closeness(int(verdict.value * 100), verdict.kata)


def _words(item: IsiRhk) -> str:
    return " ".join((item.teks, *(row.teks for row in item.indikator)))


def _advice(skp: Skp, item: IsiRhk, around: Surroundings) -> Iterator[tuple[str, Saran]]:
    path = f"{item.path}/teks"
    bound = skp.format not in BERPERSPEKTIF
    for saran in law.tentang_pernyataan(rhk=item.teks):
        yield path, saran
    for saran in law.tentang_mutlak(rhk=item.teks, jpt=not bound, utama=item.utama):
        yield path, saran
    post = skp.penugasan.jabatan.nama
    for saran in law.tentang_relevansi(teks=_words(item), tugas=around.duties.all, jabatan=post):
        yield path, saran
    if copied := around.colleagues.salinan(item.teks):
        yield path, Saran("mutu.salinan.rekan", "rhk", (mutu.SPESIFIK,), (copied,))
    if copied := around.last_year.salinan(item.teks):
        yield path, Saran("mutu.salinan.tahun_lalu", "rhk", (mutu.TERKINI,), (copied,))
    for row in item.indikator:
        yield from _indikator(skp, item, row, bound=bound)


def _indikator(skp: Skp, item: IsiRhk, row: IsiIndikator, *, bound: bool) -> Iterator[tuple[str, Saran]]:
    places = {name: f"{item.path}/{row.path_from_rhk}/{name}" for name in ("teks", "target", "arah")}
    found: list[Saran] = []
    if not row.teks.strip() and not row.target:
        return
    # What stands in the result was said there; here it only tells what is at stake.
    found += [
        saran
        for saran in law.tentang_mutlak(
            rhk=item.teks, indikator=row.teks, target=row.target, jpt=not bound, utama=item.utama
        )
        if saran.field != "rhk"
    ]
    malformed = row.target_jenis == JenisTarget.TEKS and list(
        law.tentang_target(target=row.target, indikator=row.teks)
    )
    found += malformed or []
    if skp.format in KUANTITATIF and not malformed and row.target:
        for saran in law.tentang_ukuran(indikator=row.teks, target=row.target):
            # Only a JPT or the leader of a unit kerja mandiri writes a manual indikator.
            if saran.code != "mutu.ukuran.sumber_periode" or not bound:
                found.append(saran)
    if row.measured:
        found += law.tentang_arah(indikator=row.teks, target="", arah=Arah(row.arah))
    for saran in found:
        yield places[saran.field if saran.field in {"target", "arah"} else "teks"], saran
