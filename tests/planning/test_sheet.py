"""A sheet of SKP rows goes out, is edited, and comes back: nothing doubled, nothing overwritten unseen."""

from __future__ import annotations

import io
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from kasuari.audit.models import AuditEntry
from kasuari.documents.spreadsheet import write_rows
from kasuari.foundation.refusals import NotAllowed, Refusal
from kasuari.organisation.models import Pegawai
from kasuari.planning import operations, queries, skp_file
from kasuari.planning.models import ImporSkp, Indikator, RencanaHasilKerja, Skp
from kasuari.planning.operations import IsianIndikator
from tests.cast import NOW, Cast
from tests.planning.conftest import later


def taken_out(cast: Cast, by: Pegawai | None = None) -> list[list[Any]]:
    """The sheet as rows of values, the heading first."""
    content = write_rows(
        skp_file.headers(),
        skp_file.sheet_rows(queries.sheet_skp(cast.actor(by or cast.lusia), cast.periode)),
        choices=skp_file.choices(),
        editable=skp_file.OPEN,
        added=(1,),
    )
    book = load_workbook(io.BytesIO(content))
    return [list(row) for row in book.active.iter_rows(values_only=True)]  # type: ignore[union-attr]


def as_file(rows: list[list[Any]]) -> bytes:
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def put(rows: list[list[Any]], number: int, **cells: Any) -> None:
    for key, value in cells.items():
        rows[number][skp_file.KEYS.index(key)] = value


def added(nip: str | None, **cells: Any) -> list[Any]:
    given = {"nip": nip, **cells}
    return [given.get(key) for key in skp_file.KEYS]


def bring(cast: Cast, rows: list[list[Any]], by: Pegawai | None = None) -> ImporSkp:
    return operations.read_skp_import(
        content=as_file(rows), name="skp.xlsx", periode=cast.periode, by=cast.actor(by or cast.lusia), at=NOW
    )


def use(cast: Cast, impor: ImporSkp, by: Pegawai | None = None) -> ImporSkp:
    return operations.apply_skp_import(
        impor=impor, version=impor.version, by=cast.actor(by or cast.lusia), at=later(2)
    )


def preview(cast: Cast, impor: ImporSkp) -> list[skp_file.SkpRow]:
    return list(operations.preview_of_skp(impor, by=cast.actor(cast.lusia)).rows)


def test_the_sheet_as_it_went_out_changes_nothing(cast: Cast, complete: Callable[..., Skp]) -> None:
    skp = complete(cast.yohana, 2)
    impor = bring(cast, taken_out(cast))
    assert impor.counts == {"rows": 2, "new": 0, "changed": 0, "unchanged": 2, "refused": 0}
    use(cast, impor)
    skp.refresh_from_db()
    assert skp.version == 1
    assert not AuditEntry.objects.filter(kind="planning.skp_sheet_written").exists()


def test_what_was_edited_is_written_once(cast: Cast, complete: Callable[..., Skp]) -> None:
    skp = complete(cast.yohana)
    rows = taken_out(cast)
    put(
        rows,
        1,
        teks="Ibu hamil diperiksa enam kali",
        target_jenis="Angka",
        target_minimum=90,
        satuan="persen",
    )
    rows.append(
        added(cast.yohana.nip, rhk="Balita terimunisasi", teks="Cakupan imunisasi", target_teks="95 persen")
    )
    impor = bring(cast, rows)
    assert (impor.counts["new"], impor.counts["changed"]) == (1, 1)
    use(cast, impor)
    first, second = RencanaHasilKerja.objects.filter(skp=skp).order_by("urutan")
    line = first.indikator.get()
    assert (line.teks, line.target_minimum, line.satuan, line.target_teks) == (
        "Ibu hamil diperiksa enam kali",
        90,
        "persen",
        "",
    )
    assert (second.teks, second.indikator.get().teks) == ("Balita terimunisasi", "Cakupan imunisasi")
    skp.refresh_from_db()
    assert skp.version == 2
    event = AuditEntry.objects.get(kind="planning.skp_sheet_written")
    assert (event.object_id, event.data["count"]) == (skp.pk, 2)
    again = bring(cast, rows)
    assert again.counts["new"] == again.counts["changed"] == 0


def test_what_changed_meanwhile_is_shown_with_both_values(cast: Cast, complete: Callable[..., Skp]) -> None:
    skp = complete(cast.yohana)
    rows = taken_out(cast)
    line = Indikator.objects.get(rhk__skp=skp)
    operations.change_indikator(
        skp=skp,
        version=skp.version,
        indikator_id=line.pk,
        indikator=IsianIndikator(teks="Tulisan pemilik"),
        by=cast.actor(cast.yohana),
        at=NOW,
    )
    assert bring(cast, rows).counts["unchanged"] == 1  # nobody edited this row offline
    put(rows, 1, teks="Tulisan di lembar")
    impor = bring(cast, rows)
    (row,) = preview(cast, impor)
    codes = {item.code for item in row.problems}
    assert codes == {"skp_file.stale"}
    assert any(
        "Tulisan pemilik" in item.message and "Tulisan di lembar" in item.message for item in row.problems
    )
    with pytest.raises(Refusal, match=r"planning\.sheet_refused_rows"):
        use(cast, impor)
    line.refresh_from_db()
    assert line.teks == "Tulisan pemilik"


def test_direction_and_baseline_go_out_and_come_back(cast: Cast, complete: Callable[..., Skp]) -> None:
    skp = complete(cast.yohana)
    line = Indikator.objects.get(rhk__skp=skp)
    Indikator.objects.filter(pk=line.pk).update(
        target_jenis="angka", target_maksimum=14, satuan="persen", arah="turun", baseline="21.5"
    )
    rows = taken_out(cast)
    assert rows[1][skp_file.KEYS.index("arah")] == "Makin rendah makin baik"
    assert rows[1][skp_file.KEYS.index("baseline")] == 21.5
    put(rows, 1, teks="Persentase balita stunting")
    use(cast, bring(cast, rows))
    line.refresh_from_db()
    assert (line.teks, line.arah, line.baseline) == ("Persentase balita stunting", "turun", Decimal("21.5"))
    rows = taken_out(cast)
    put(rows, 1, baseline="19,75")
    impor = bring(cast, rows)
    assert [(item["before"], item["after"]) for item in preview(cast, impor)[0].changes] == [
        ("21,5", "19,75")
    ]
    use(cast, impor)
    line.refresh_from_db()
    assert line.baseline == Decimal("19.75")


def test_a_column_that_the_sheet_does_not_have_is_left_as_it_stands(
    cast: Cast, complete: Callable[..., Skp]
) -> None:
    skp = complete(cast.yohana)
    Indikator.objects.filter(rhk__skp=skp).update(
        target_jenis="angka", target_maksimum=14, satuan="persen", arah="turun", baseline=21
    )
    kept = [skp_file.KEYS.index(key) for key in ("kunci", "nip", "rhk", "teks")]
    rows = [[row[place] for place in kept] for row in taken_out(cast)]
    rows[1][3] = "Persentase balita stunting"
    use(cast, bring(cast, rows))
    line = Indikator.objects.get(rhk__skp=skp)
    assert (line.teks, line.target_maksimum, line.arah, line.baseline) == (
        "Persentase balita stunting",
        14,
        "turun",
        21,
    )


def test_bad_rows_say_why_and_what_would_do(cast: Cast, complete: Callable[..., Skp]) -> None:
    complete(cast.yohana)
    rows = taken_out(cast)
    put(rows, 1, target_jenis="Angkaa")
    nip = cast.yohana.nip
    rows += [
        added("199999999999999999", rhk="Hasil", teks="Indikator"),
        added(nip, rhk="Hasil", teks="Satu", target_jenis="Angka", target_minimum="lima"),
        added(nip, rhk="Hasil", teks="Dua", target_date="besok"),
        added(nip, rhk="", teks="Tiga"),
        added(nip, rhk="Hasil", teks="Empat"),
        added(nip, rhk="Hasil", teks="Empat"),
    ]
    found = {
        row.row: [(item.column, item.code) for item in row.problems]
        for row in preview(cast, bring(cast, rows))
    }
    assert found == {
        2: [("target_jenis", "skp_file.choice")],
        3: [("nip", "skp_file.unknown")],
        4: [("target_minimum", "skp_file.number")],
        5: [("target_date", "skp_file.date")],
        6: [("rhk", "planning.required")],
        7: [],
        8: [("teks", "skp_file.double")],
    }


def test_what_is_handed_in_does_not_change(cast: Cast, submitted: Callable[..., Skp]) -> None:
    submitted(cast.yohana)
    rows = taken_out(cast)
    assert bring(cast, rows).counts["unchanged"] == 1
    put(rows, 1, teks="Lain")
    (row,) = preview(cast, bring(cast, rows))
    assert [item.code for item in row.problems] == ["planning.not_writable"]


def test_formulas_are_asleep_and_the_key_is_locked(cast: Cast, complete: Callable[..., Skp]) -> None:
    skp = complete(cast.yohana)
    Indikator.objects.filter(rhk__skp=skp).update(teks='=HYPERLINK("x")')
    content = write_rows(
        skp_file.headers(),
        skp_file.sheet_rows(queries.sheet_skp(cast.actor(cast.lusia), cast.periode)),
        choices=skp_file.choices(),
        editable=skp_file.OPEN,
        added=(1,),
    )
    page = load_workbook(io.BytesIO(content)).active
    assert page is not None
    cell = page.cell(2, skp_file.KEYS.index("teks") + 1)
    assert (cell.data_type, cell.quotePrefix, cell.protection.locked) == ("s", True, False)
    nip = page.cell(2, 2)
    assert (nip.value, nip.data_type, nip.protection.locked) == (cast.yohana.nip, "s", True)
    assert page.cell(2, 1).protection.locked
    assert page.protection.sheet
    assert len(page.data_validations.dataValidation) == len(skp_file.choices())
    impor = operations.read_skp_import(
        content=content, name="skp.xlsx", periode=cast.periode, by=cast.actor(cast.lusia), at=NOW
    )
    assert impor.counts["unchanged"] == 1


def test_a_penilai_brings_back_only_those_below(cast: Cast, complete: Callable[..., Skp]) -> None:
    complete(cast.yohana)
    complete(cast.rosa)
    assert [row[1] for row in taken_out(cast, cast.hendrika)[1:]] == [cast.yohana.nip]
    rows = taken_out(cast)
    for row in rows[1:]:
        row[skp_file.KEYS.index("teks")] = "Lain"
    impor = bring(cast, rows, cast.hendrika)
    assert (impor.counts["changed"], impor.counts["refused"]) == (1, 1)
    with pytest.raises(Http404):
        queries.impor_skp_for(cast.actor(cast.stefanus), impor.pk)
    with pytest.raises(NotAllowed):
        bring(cast, rows, cast.yohana)


def test_the_command_line_reports_every_row(cast: Cast, complete: Callable[..., Skp], tmp_path: Path) -> None:
    skp = complete(cast.yohana)
    rows = taken_out(cast)
    put(rows, 1, teks="Dari baris perintah")
    path = tmp_path / "skp.xlsx"
    path.write_bytes(as_file(rows))
    from kasuari.foundation.access import Actor

    by = Actor.system("kasuari", on=NOW.date())
    dry = operations.import_skp_file(path=path, periode=cast.periode, dry_run=True, by=by, at=NOW)
    assert (dry.applied, dry.rows[0]["action"]) == (False, "changed")
    assert Indikator.objects.get(rhk__skp=skp).teks != "Dari baris perintah"
    assert operations.import_skp_file(path=path, periode=cast.periode, dry_run=False, by=by, at=NOW).applied
    assert Indikator.objects.get(rhk__skp=skp).teks == "Dari baris perintah"


def test_the_pages_take_out_and_bring_back(
    cast: Cast, complete: Callable[..., Skp], sign_in: Callable[[Pegawai], Client]
) -> None:
    complete(cast.yohana)
    client = sign_in(cast.lusia)
    page = client.get(reverse("planning:sheets"))
    assert page.status_code == 200
    answer = client.get(reverse("planning:sheet_download"), {"unit": cast.puskesmas.pk})
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    rows = [list(row) for row in load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True)]  # type: ignore[union-attr]
    put(rows, 1, teks="Dari lembar")
    upload = io.BytesIO(as_file(rows))
    upload.name = "skp.xlsx"
    answer = client.post(reverse("planning:sheets"), {"file": upload})
    impor = ImporSkp.objects.get()
    assert answer["Location"] == reverse("planning:sheet", args=[impor.pk])
    assert "Dari lembar" in client.get(answer["Location"]).content.decode()
    client.post(reverse("planning:sheet_apply", args=[impor.pk]), {"version": 0})
    assert Indikator.objects.get().teks == "Dari lembar"
    broken = io.BytesIO(b"not a table")
    broken.name = "x.xlsx"
    assert client.post(reverse("planning:sheets"), {"file": broken}).status_code == 422
