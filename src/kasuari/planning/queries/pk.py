"""Reads of the perjanjian kinerja: by unit and year, what an SKP may take from it, what has changed since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import Http404

from kasuari.foundation.access import Actor
from kasuari.foundation.trees import within
from kasuari.organisation import queries as organisation
from kasuari.planning.access import can_write_pk
from kasuari.planning.enums import ArahTarget, JenisTarget
from kasuari.planning.models import ImporPk, Indikator, IndikatorPk, PerjanjianKinerja, SasaranPk, Skp
from kasuari.planning.numbers import number_in_words
from kasuari.planning.people import units_of
from kasuari.planning.pk_file import IsianPk, KnownUnit, Standing
from kasuari.planning.queries.contents import BERPERSPEKTIF, target_in_words

if TYPE_CHECKING:
    from kasuari.organisation.models import Instansi

STANDING = Q(removed_at__isnull=True)


def isian_of(item: IndikatorPk) -> IsianPk:
    """An indicator as it could be written again; sasaran and program at hand."""
    return IsianPk(
        kode=item.kode,
        no_sasaran=item.sasaran.nomor,
        sasaran=item.sasaran.teks,
        nomor=item.nomor,
        teks=item.teks,
        satuan=item.satuan,
        baseline=_plain(item.baseline),
        target=item.target.normalize() + 0,
        arah=item.arah,
        target_tw1=_plain(item.target_tw1),
        target_tw2=_plain(item.target_tw2),
        target_tw3=_plain(item.target_tw3),
        target_tw4=_plain(item.target_tw4),
        trajektori=item.trajektori,
        program=item.program.nama if item.program else "",
        anggaran=_plain(item.program.anggaran) if item.program else None,
        perspektif=item.perspektif,
        penanggung_jawab_id=item.penanggung_jawab_id,
        penanggung_jawab_teks=item.penanggung_jawab_teks,
    )


def standing_for(instansi: Instansi) -> Standing:
    """Everything that a file is compared with. Three queries."""
    units = [KnownUnit(unit.pk, unit.kode, unit.nama, unit.path) for unit in units_of(instansi.pk)]
    items = IndikatorPk.objects.filter(STANDING, sasaran__perjanjian__unit__instansi=instansi)
    found = {
        (item.sasaran.perjanjian.unit_id, item.sasaran.perjanjian.tahun, item.kode): isian_of(item)
        for item in items.select_related("sasaran__perjanjian", "program")
    }
    final = PerjanjianKinerja.objects.filter(unit__instansi=instansi, state="final")
    return Standing(tuple(units), found, frozenset(final.values_list("unit_id", "tahun")))


def perjanjian_rows(actor: Actor, *, tahun: int | None = None) -> QuerySet[PerjanjianKinerja]:
    """The perjanjian kinerja of the actor's agency, newest year first, with how many indicators each has.

    A perjanjian kinerja is a public promise of the unit: everybody of the agency may read it.
    """
    found = PerjanjianKinerja.objects.filter(_of_agency(actor, "unit__")).select_related("unit")
    if tahun is not None:
        found = found.filter(tahun=tahun)
    standing = Q(sasaran__indikator__isnull=False, sasaran__indikator__removed_at__isnull=True)
    return found.annotate(indikator_count=Count("sasaran__indikator", filter=standing)).order_by(
        "-tahun", "unit__path"
    )


def perjanjian_for(actor: Actor, pk_id: int) -> PerjanjianKinerja:
    """One perjanjian kinerja. Raises Http404 for another agency's."""
    found = perjanjian_rows(actor).filter(pk=pk_id).first()
    if found is None:
        raise Http404
    return found


def perjanjian_of(unit_id: int, tahun: int) -> PerjanjianKinerja | None:
    """The perjanjian kinerja of a unit for a year."""
    return PerjanjianKinerja.objects.select_related("unit").filter(unit_id=unit_id, tahun=tahun).first()


def sasaran_of(perjanjian_id: int) -> list[SasaranPk]:
    """The sasaran that have a standing indicator, each with its indicators at hand. Two queries."""
    rows = SasaranPk.objects.filter(perjanjian_id=perjanjian_id).order_by("nomor")
    items = IndikatorPk.objects.filter(STANDING).select_related("program", "penanggung_jawab")
    found = rows.prefetch_related(Prefetch("indikator", queryset=items.order_by("nomor", "pk")))
    return [row for row in found if row.indikator.all()]


def indikator_pk_for(actor: Actor, indikator_pk_id: int) -> IndikatorPk:
    """One standing indicator of the actor's agency. Raises Http404."""
    found = (
        IndikatorPk.objects.filter(
            STANDING, _of_agency(actor, "sasaran__perjanjian__unit__"), pk=indikator_pk_id
        )
        .select_related("sasaran__perjanjian__unit", "program", "penanggung_jawab")
        .first()
    )
    if found is None:
        raise Http404
    return found


def indikator_pk_rows(
    actor: Actor, *, tahun: int | None = None, unit_id: int | None = None
) -> QuerySet[IndikatorPk]:
    """Standing indicators of the actor's agency in the order of the papers."""
    found = IndikatorPk.objects.filter(STANDING, _of_agency(actor, "sasaran__perjanjian__unit__"))
    if tahun is not None:
        found = found.filter(sasaran__perjanjian__tahun=tahun)
    if unit_id is not None:
        found = found.filter(sasaran__perjanjian__unit_id=unit_id)
    return found.select_related("sasaran__perjanjian__unit", "program", "penanggung_jawab").order_by(
        "-sasaran__perjanjian__tahun", "sasaran__perjanjian__unit__path", "sasaran__nomor", "nomor", "pk"
    )


def unit_choices(actor: Actor) -> list[tuple[int, str]]:
    """Units for which a perjanjian kinerja may be written: perangkat daerah and unit kerja mandiri."""
    instansi = organisation.instansi_for(actor)
    return [
        (unit.pk, unit.nama)
        for unit in units_of(instansi.pk)
        if unit.depth <= 1 or unit.is_mandiri
        if can_write_pk(actor, unit.path)
    ]


def impor_pk_for(actor: Actor, impor_id: int) -> ImporPk:
    """One import, for whoever may write. Raises Http404."""
    found = impor_pk_rows(actor).filter(pk=impor_id).first()
    if found is None:
        raise Http404
    return found


def impor_pk_rows(actor: Actor) -> QuerySet[ImporPk]:
    """Imports of perjanjian kinerja, newest first; none for whoever may not write."""
    if not can_write_pk(actor):
        return ImporPk.objects.none()
    return (
        ImporPk.objects.filter(_of_agency(actor, ""))
        .select_related("instansi", "file", "created_by")
        .order_by("-pk")
    )


@dataclass(frozen=True, slots=True)
class PkOffer:
    """What an SKP may take from the perjanjian kinerja of its unit: `items` are not in it yet."""

    perjanjian: PerjanjianKinerja
    items: tuple[IndikatorPk, ...]
    changed: tuple[PkChange, ...]
    gone: tuple[Indikator, ...]

    @property
    def anything(self) -> bool:
        return bool(self.items or self.changed or self.gone)


@dataclass(frozen=True, slots=True)
class PkChange:
    """An indikator of the SKP whose source has changed since it was taken: what would be different."""

    indikator: Indikator
    source: IndikatorPk
    differences: tuple[tuple[str, str, str], ...]  # name of the part, as it stands, as the PK says


def pk_offer(skp: Skp) -> PkOffer | None:
    """What the perjanjian kinerja offers to this SKP; None where it is not the SKP of who leads the unit
    (Lampiran BAB II A.2.a.3), or the unit has none. Three queries."""
    if skp.format not in BERPERSPEKTIF or not skp.penugasan.memimpin:
        return None
    perjanjian = perjanjian_of(skp.unit_id, skp.periode.tahun)
    if perjanjian is None:
        return None
    items = list(
        IndikatorPk.objects.filter(sasaran__perjanjian=perjanjian)
        .select_related("sasaran", "program")
        .order_by("sasaran__nomor", "nomor", "pk")
    )
    taken = list(
        Indikator.objects.filter(rhk__skp=skp, indikator_pk__isnull=False)
        .select_related("rhk", "indikator_pk")
        .order_by("rhk__urutan", "urutan")
    )
    by_source = {item.indikator_pk_id: item for item in taken}
    sources = {item.pk: item for item in items}
    changes = []
    for row in taken:
        source = sources.get(row.indikator_pk_id or 0)
        if source and source.removed_at is None and source.revision != row.indikator_pk_revision:
            changes.append(PkChange(row, source, tuple(_differences(row, source))))
    return PkOffer(
        perjanjian,
        tuple(item for item in items if item.removed_at is None and item.pk not in by_source),
        tuple(changes),
        tuple(
            row
            for row in taken
            if (source := sources.get(row.indikator_pk_id or 0)) is None or source.removed_at is not None
        ),
    )


def target_of(item: IndikatorPk) -> dict[str, Decimal | None]:
    """The target as an indikator of an SKP stores it: at least, at most, or both."""
    low = None if item.arah == ArahTarget.TURUN else item.target
    high = None if item.arah == ArahTarget.NAIK else item.target
    return {"target_minimum": low, "target_maksimum": high}


def quarter_target(item: IndikatorPk, nomor: int) -> Decimal | None:
    """The target at the end of a quarter (1-4); None where none is written."""
    found: Decimal | None = getattr(item, f"target_tw{nomor}")
    return found


def pk_target_words(item: IndikatorPk) -> str:
    """ "85 persen"; "paling banyak 240 per 100.000 KH" reads from the direction, which stands beside it."""
    return f"{number_in_words(item.target)} {item.satuan}".strip()


def columns_of(item: IndikatorPk) -> dict[str, object]:
    """The columns of an indikator that is taken from this one."""
    return {
        "teks": item.teks,
        "perspektif": item.perspektif,
        "target_jenis": JenisTarget.ANGKA.value,
        "target_teks": "",
        "target_date": None,
        "satuan": item.satuan,
        "arah": item.arah,
        "baseline": item.baseline,
        **target_of(item),
    }


def _differences(row: Indikator, source: IndikatorPk) -> Iterable[tuple[str, str, str]]:
    wanted = Indikator(**columns_of(source))
    pairs = [
        ("sasaran", row.rhk.teks, source.sasaran.teks),
        ("teks", row.teks, source.teks),
        ("target", target_in_words(row), target_in_words(wanted)),
        ("arah", row.get_arah_display(), wanted.get_arah_display()),
        ("baseline", number_in_words(row.baseline), number_in_words(source.baseline)),
    ]
    if source.perspektif:
        pairs.append(("perspektif", row.get_perspektif_display(), wanted.get_perspektif_display()))
    return [(name, before, after) for name, before, after in pairs if before != after]


def _plain(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.normalize() + 0


def _of_agency(actor: Actor, prefix: str) -> Q:
    """Rows of the actor's agency; `prefix` leads to the unit (or is empty on a row that names the agency)."""
    if actor.is_system:
        return Q()
    if actor.pegawai_id is not None:
        return Q(**{f"{prefix}instansi__pegawai": actor.pegawai_id})
    paths = {grant.scope for grant in actor.grants}
    if "" in paths or not prefix:
        return Q() if "" in paths else Q(pk__in=[])
    seen = Q(pk__in=[])
    for path in paths:
        seen |= within(f"{prefix}path", path)
    return seen


def pk_of_units(unit_ids: Iterable[int], tahun: int) -> list[IndikatorPk]:
    """The standing indicators of these units for a year, in the order of the papers. One query."""
    rows = IndikatorPk.objects.filter(
        STANDING,
        sasaran__perjanjian__unit_id__in=set(unit_ids),
        sasaran__perjanjian__tahun=tahun,
    )
    return list(rows.select_related("sasaran__perjanjian").order_by("sasaran__nomor", "nomor", "pk"))
