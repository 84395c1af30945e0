"""From a version that is set to the rows of its SKP.

A kept part keeps its row, and with it realisasi, rencana aksi, links of the team, cells of a matrix and what
it was taken from in the perjanjian kinerja; only the columns that the version changed are written. A part
that was taken out keeps its row as well, marked with the last version that held it, and whatever leaned on it
is provisional again.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.db.models import F

from kasuari.planning.enums import JenisLampiran
from kasuari.planning.models import (
    ButirLampiran,
    EkspektasiKhusus,
    Indikator,
    KolomMatriks,
    ManualIndikator,
    PeranHasil,
    RencanaHasilKerja,
    Skp,
)
from kasuari.planning.naskah import (
    INDIKATOR_COLUMNS,
    RHK_COLUMNS,
    Naskah,
    NaskahIndikator,
    NaskahRhk,
    in_order,
)
from kasuari.planning.operations.inputs import IsianManual
from kasuari.planning.operations.links import refuse_circle
from kasuari.planning.queries.contents import leader_result

_FIRST = 16000  # free places for rows on their way to another urutan
_OWN = tuple(name for name in RHK_COLUMNS if not name.startswith("intervensi"))


def apply_version(*, skp: Skp, before: Naskah, after: Naskah) -> int:
    """Make the rows of `skp` say `after`; `before` is what the version began from. Answers how many links of
    others came loose. The caller holds the SKP and records the event."""
    last = skp.nomor_versi  # as it was read before the new version took over
    rows = {row.pk: row for row in skp.rencana_hasil_kerja.all()}
    kept = {item.id for item in after.rhk if item.id in rows}
    loosened = _take_out([pk for pk in rows if pk not in kept], last)
    skp.rencana_hasil_kerja.update(urutan=F("urutan") + _FIRST)
    for urutan, item in enumerate(in_order(after.rhk), start=1):
        row = rows.get(item.id)
        if row is None:
            row = _add(skp, item, urutan)
            _write_manuals(row, item, None)
            continue
        began = before.rhk_of(item.id)
        _change(skp, row, item, began, urutan)
        loosened += _change_indikator(row, item, last)
        _write_manuals(row, item, began)
    _replace_lines(skp, after)
    return loosened


def _change(skp: Skp, row: RencanaHasilKerja, item: NaskahRhk, began: NaskahRhk | None, urutan: int) -> None:
    columns: dict[str, Any] = {name: getattr(item.isian, name) for name in _OWN}
    # A link may have been accepted on the running version meanwhile: only what was written here is taken.
    if began is None or item.intervensi != began.intervensi:
        columns |= _intervensi(skp, item, row)
    RencanaHasilKerja.objects.filter(pk=row.pk).update(urutan=urutan, **columns)
    if item.peran_id is not None:
        PeranHasil.objects.filter(pk=item.peran_id, rhk_id=row.pk).update(teks_masuk=item.isian.teks)


def _add(skp: Skp, item: NaskahRhk, urutan: int) -> RencanaHasilKerja:
    columns = {name: getattr(item.isian, name) for name in _OWN}
    row = RencanaHasilKerja.objects.create(skp=skp, urutan=urutan, **columns, **_intervensi(skp, item, None))
    Indikator.objects.bulk_create(
        Indikator(rhk=row, urutan=number, **_columns(below))
        for number, below in enumerate(item.indikator, start=1)
    )
    if item.peran_id is not None:
        _fill_role(item.peran_id, row)
    return row


def _fill_role(peran_id: int, row: RencanaHasilKerja) -> None:
    role = PeranHasil.objects.filter(pk=peran_id).select_related("sel__kolom__indikator").first()
    if role is None:
        return
    PeranHasil.objects.filter(pk=role.pk).update(rhk=row, teks_masuk=role.teks)
    source = role.sel.kolom.indikator
    if source is not None and source.rhk_id == row.intervensi_id:
        RencanaHasilKerja.objects.filter(pk=row.pk).update(intervensi_indikator=source)


def _change_indikator(row: RencanaHasilKerja, item: NaskahRhk, last: int) -> int:
    present = {indikator.pk: indikator for indikator in row.indikator.all()}
    kept = {below.id for below in item.indikator}
    loosened = _take_out_indikator([pk for pk in present if pk not in kept], last)
    row.indikator.update(urutan=F("urutan") + _FIRST)
    for urutan, below in enumerate(item.indikator, start=1):
        if below.id in present:
            Indikator.objects.filter(pk=below.id).update(urutan=urutan, **_columns(below))
        else:
            Indikator.objects.create(rhk=row, urutan=urutan, **_columns(below))
    return loosened


def _write_manuals(row: RencanaHasilKerja, item: NaskahRhk, began: NaskahRhk | None) -> None:
    """The manuals that the version changed; the rows of the result stand in its order already."""
    earlier = {below.id: below.manual for below in began.indikator} if began is not None else {}
    wanted = {
        urutan: below.manual
        for urutan, below in enumerate(item.indikator, start=1)
        if below.manual is not None and below.manual != (earlier.get(below.id) or IsianManual())
    }
    if not wanted:
        return
    for urutan, pk in Indikator.objects.filter(rhk=row, urutan__in=wanted).values_list("urutan", "pk"):
        manual = wanted[urutan]
        if manual.empty:
            ManualIndikator.objects.filter(indikator_id=pk).delete()
        else:
            ManualIndikator.objects.update_or_create(indikator_id=pk, defaults=asdict(manual))


def _intervensi(skp: Skp, item: NaskahRhk, row: RencanaHasilKerja | None) -> dict[str, Any]:
    """The link that was written, where the leader's result still runs and stands above; else its words."""
    wanted, words = item.intervensi
    columns: dict[str, Any] = {"intervensi_id": None, "intervensi_teks": words}
    if row is not None and row.intervensi_id != wanted:
        columns["intervensi_indikator_id"] = None
    if wanted is None:
        return columns
    above = (
        RencanaHasilKerja.objects.filter(pk=wanted, skp__periode_id=skp.periode_id)
        .exclude(skp__pegawai_id=skp.pegawai_id)
        .select_related("skp")
        .prefetch_related("indikator")
        .first()
    )
    if above is None:
        return columns
    if row is not None:
        refuse_circle(rhk_id=row.pk, intervensi_id=above.pk)
    return columns | {"intervensi_id": above.pk, "intervensi_teks": words or leader_result(above).text}


def _take_out(ids: list[int], last: int) -> int:
    """Results that the new version leaves out, with their indikator."""
    if not ids:
        return 0
    below = list(Indikator.objects.filter(rhk_id__in=ids).order_by("pk").values_list("pk", flat=True))
    leaning = RencanaHasilKerja.objects.filter(intervensi_id__in=ids)
    loosened = leaning.update(intervensi=None, intervensi_indikator=None)
    loosened += _take_out_indikator(below, last)
    KolomMatriks.objects.filter(rhk_id__in=ids).update(rhk=None)
    PeranHasil.objects.filter(rhk_id__in=ids).update(rhk=None)
    RencanaHasilKerja.objects.filter(pk__in=ids).update(versi_akhir=last)
    return loosened


def _take_out_indikator(ids: list[int], last: int) -> int:
    """Indikator that the new version leaves out; who served one serves its result as a whole."""
    if not ids:
        return 0
    loosened = RencanaHasilKerja.objects.filter(intervensi_indikator_id__in=ids).update(
        intervensi_indikator=None
    )
    KolomMatriks.objects.filter(indikator_id__in=ids).update(indikator=None)
    Indikator.objects.filter(pk__in=ids).update(versi_akhir=last)
    return loosened


def _replace_lines(skp: Skp, after: Naskah) -> None:
    skp.ekspektasi_khusus.all().delete()
    skp.butir_lampiran.all().delete()
    EkspektasiKhusus.objects.bulk_create(
        EkspektasiKhusus(skp=skp, nilai=nilai, urutan=number, teks=line)
        for nilai, lines in sorted(after.ekspektasi.items())
        for number, line in enumerate(lines, start=1)
    )
    ButirLampiran.objects.bulk_create(
        ButirLampiran(skp=skp, jenis=jenis, urutan=number, teks=line)
        for jenis in JenisLampiran.values
        for number, line in enumerate(after.lampiran.get(jenis, ()), start=1)
    )


def _columns(item: NaskahIndikator) -> dict[str, Any]:
    return {name: getattr(item.isian, name) for name in INDIKATOR_COLUMNS}
