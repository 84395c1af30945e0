"""The perjanjian kinerja: a file read with its reasons, all or nothing, by hand, set and opened again."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kasuari.audit.models import AuditEntry
from kasuari.foundation.access import Actor
from kasuari.foundation.refusals import Invalid, NotAllowed, Refusal, Stale
from kasuari.foundation.states import StateRefusal
from kasuari.organisation.models import Pegawai
from kasuari.planning import operations, queries
from kasuari.planning.models import ImporPk, IndikatorPk, PerjanjianKinerja, ProgramPk, SasaranPk
from kasuari.planning.pk_file import PkFile, read_pk_file
from kasuari.planning.queries.pk import standing_for
from tests.cast import NOW, TODAY, Cast
from tests.pk_builder import HEADINGS, ROWS, isian_pk, pk_csv

SignIn = Callable[[Pegawai], Client]


def _read(cast: Cast, *rows: str) -> PkFile:
    return read_pk_file(pk_csv(*rows), name="pk.csv", standing=standing_for(cast.instansi))


def _apply(cast: Cast, *rows: str) -> ImporPk:
    clerk = cast.actor(cast.lusia)
    impor = operations.read_pk_import(
        content=pk_csv(*rows), name="pk.csv", instansi=cast.instansi, by=clerk, at=NOW
    )
    return operations.apply_pk_import(impor=impor, version=impor.version, by=clerk, at=NOW)


def _row(**changes: str) -> str:
    """The second row with some cells changed, by heading."""
    values = {
        "kode": "PK-03",
        "tahun": "2026",
        "unor_id": "dinkes",
        "opd": "Dinas Kesehatan",
        "no_sasaran": "2",
        "sasaran": "Tata kelola dinas membaik",
        "no_indikator": "3",
        "indikator": "Penyerapan anggaran",
        "satuan": "persen",
        "baseline_2025": "",
        "target_2026": "95",
        "polaritas": "naik",
        "target_tw1": "15",
        "target_tw2": "40",
        "target_tw3": "70",
        "target_tw4": "95",
        "tipe_trajektori": "kumulatif",
        "program": "Program Penunjang",
        "anggaran_rp": "12750000000",
        "perspektif_usulan": "Anggaran",
        "penanggung_jawab": "",
        **changes,
    }
    return ",".join(f'"{values[name]}"' for name in HEADINGS.split(","))


def test_a_file_becomes_sasaran_programmes_and_indicators(cast: Cast) -> None:
    impor = _apply(cast)
    assert impor.counts == {"rows": 3, "new": 3, "changed": 0, "unchanged": 0, "refused": 0, "warned": 0}
    perjanjian = PerjanjianKinerja.objects.get()
    assert (perjanjian.unit, perjanjian.tahun, perjanjian.state) == (cast.dinkes, 2026, "draf")
    deaths, stunting, spending = IndikatorPk.objects.order_by("kode")
    assert (deaths.arah, deaths.target, deaths.baseline, deaths.trajektori) == (
        "turun",
        240,
        265,
        "batas_atas",
    )
    assert deaths.penanggung_jawab == cast.puskesmas_lain
    assert (stunting.baseline, stunting.target, stunting.target_tw1) == (25, Decimal("22.5"), Decimal("24.4"))
    assert (spending.perspektif, spending.trajektori) == ("anggaran", "kumulatif")


def test_a_budget_that_repeats_with_every_indicator_is_kept_once(cast: Cast) -> None:
    _apply(cast)
    assert list(ProgramPk.objects.order_by("pk").values_list("nama", "anggaran")) == [
        ("Program Kesehatan", Decimal(48_250_000_000)),
        ("Program Penunjang", Decimal(12_750_000_000)),
    ]


def test_the_same_file_again_changes_nothing(cast: Cast) -> None:
    _apply(cast)
    before = list(IndikatorPk.objects.order_by("pk").values_list("pk", "revision"))
    version = PerjanjianKinerja.objects.get().version
    assert _apply(cast).counts["unchanged"] == 3
    assert list(IndikatorPk.objects.order_by("pk").values_list("pk", "revision")) == before
    assert PerjanjianKinerja.objects.get().version == version
    assert SasaranPk.objects.count() == 2


def test_a_changed_row_says_what_changes(cast: Cast) -> None:
    _apply(cast)
    (row,) = _read(cast, _row(baseline_2025="91,3", target_2026="96", target_tw4="96")).rows
    assert row.action == "changed"
    assert [(item["column"], item["before"], item["after"]) for item in row.changes] == [
        ("target", "95", "96"),
        ("target_tw4", "95", "96"),
    ]


@pytest.mark.parametrize(
    ("changes", "code", "column", "suggestion"),
    [
        ({"kode": ""}, "pk.required", "kode", ""),
        ({"target_2026": ""}, "pk.required", "target", ""),
        ({"target_2026": "95 persen"}, "pk.number", "target", "95"),
        ({"target_2026": "1e99"}, "pk.number", "target", "199"),
        ({"target_2026": "9" * 20}, "pk.number_large", "target", ""),
        ({"polaritas": "naek"}, "pk.choice", "arah", "naik"),
        ({"tipe_trajektori": "kumulatip"}, "pk.choice", "trajektori", "kumulatif"),
        ({"unor_id": "", "opd": "Dinas Kesehatn"}, "pk.unit_unknown", "unit_nama", "Dinas Kesehatan"),
        ({"tahun": "26"}, "pk.year", "tahun", ""),
        ({"no_sasaran": "satu"}, "pk.whole", "no_sasaran", ""),
        ({"indikator": "=1+1"}, "cell.formula_text", "teks", ""),
    ],
)
def test_a_row_that_cannot_be_taken_says_why_and_what_would_do(
    cast: Cast, changes: dict[str, str], code: str, column: str, suggestion: str
) -> None:
    (row,) = _read(cast, _row(**changes)).rows
    assert row.verdict == "refused"
    found = next(item for item in row.problems if item.code == code)
    assert (found.column, found.suggestion) == (column, suggestion)
    assert found.message


def test_a_word_that_is_not_known_is_answered_with_those_that_are(cast: Cast) -> None:
    (row,) = _read(cast, _row(perspektif_usulan="Umum")).rows
    assert row.problems[0].message == (
        "“Umum” tidak dikenali; pilihannya: penerima layanan, proses bisnis, penguatan internal, anggaran."
    )


@pytest.mark.parametrize(
    ("second", "code"),
    [
        ({"kode": "PK-03"}, "pk.duplicate"),
        ({"kode": "PK-04", "sasaran": "Tata kelola dinas makin baik"}, "pk.sasaran_differs"),
        ({"kode": "PK-04", "anggaran_rp": "1"}, "pk.budget_differs"),
    ],
)
def test_rows_that_contradict_each_other_are_refused(cast: Cast, second: dict[str, str], code: str) -> None:
    rows = _read(cast, _row(), _row(**second)).rows
    assert [row.verdict for row in rows] == ["accepted", "refused"]
    assert [item.code for item in rows[1].problems] == [code]


def test_a_trajectory_that_falls_or_misses_the_target_is_a_warning(cast: Cast) -> None:
    (row,) = _read(cast, _row(target_tw3="30", target_tw4="90")).rows
    assert row.verdict == "warned"
    assert [item.code for item in row.problems] == ["pk.cumulative_falls", "pk.last_quarter"]


def test_one_refused_row_stops_the_whole_file(cast: Cast) -> None:
    clerk = cast.actor(cast.lusia)
    content = pk_csv(*ROWS, _row(kode="PK-04", target_2026="banyak"))
    impor = operations.read_pk_import(
        content=content, name="pk.csv", instansi=cast.instansi, by=clerk, at=NOW
    )
    with pytest.raises(Refusal) as refused:
        operations.apply_pk_import(impor=impor, version=0, by=clerk, at=NOW)
    assert refused.value.code == "planning.pk_refused_rows"
    assert not IndikatorPk.objects.exists()


def test_a_spreadsheet_with_numbers_is_read_as_numbers(cast: Cast) -> None:
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet = book.add_worksheet("PK")
    sheet.write_row(0, 0, ["Daftar perjanjian kinerja"])
    sheet.write_row(2, 0, ["Kode", "Tahun", "OPD", "No Sasaran", "Sasaran", "Indikator", "Satuan", "Target"])
    sheet.write_string(2, 8, "Polaritas")
    row = ["X-1", 2026, "Dinas Kesehatan", 1, "Membaik", "Indeks", "indeks", 11.25, "naik"]
    sheet.write_row(3, 0, row)
    book.close()
    found = read_pk_file(buffer.getvalue(), name="pk.xlsx", standing=standing_for(cast.instansi))
    assert [row.verdict for row in found.rows] == ["accepted"]
    assert found.rows[0].isian is not None
    assert found.rows[0].isian.target == Decimal("11.25")


def test_points_between_three_figures_are_thousands(cast: Cast) -> None:
    (row,) = _read(cast, _row(target_2026="12.400", target_tw4="12.400")).rows
    assert row.isian is not None
    assert row.isian.target == 12400


def test_only_the_clerk_imports(cast: Cast) -> None:
    for pegawai in (cast.paulus, cast.andreas, cast.agus, cast.yohana):
        with pytest.raises(NotAllowed):
            operations.read_pk_import(
                content=pk_csv(), name="pk.csv", instansi=cast.instansi, by=cast.actor(pegawai), at=NOW
            )


def test_applying_twice_or_from_an_old_page_is_refused(cast: Cast) -> None:
    impor = _apply(cast)
    clerk = cast.actor(cast.lusia)
    with pytest.raises(StateRefusal):
        operations.apply_pk_import(impor=impor, version=impor.version, by=clerk, at=NOW)
    other = operations.read_pk_import(
        content=pk_csv(), name="pk.csv", instansi=cast.instansi, by=clerk, at=NOW
    )
    with pytest.raises(Stale):
        operations.cancel_pk_import(impor=other, version=7, by=clerk, at=NOW)


def test_a_command_line_import_leaves_nothing_behind_on_a_dry_run(cast: Cast, tmp_path: Path) -> None:
    file = tmp_path / "pk.csv"
    file.write_bytes(pk_csv())
    by = Actor.system("kasuari", on=TODAY)
    entries = AuditEntry.objects.count()
    result = operations.import_pk_file(path=file, instansi=cast.instansi, dry_run=True, by=by, at=NOW)
    assert (result.applied, result.counts["new"], AuditEntry.objects.count()) == (False, 3, entries)
    assert not ImporPk.objects.exists()
    assert operations.import_pk_file(path=file, instansi=cast.instansi, by=by, at=NOW).applied
    assert [line["verdict"] for line in result.rows] == ["accepted"] * 3


def test_an_indicator_by_hand_records_one_event(cast: Cast) -> None:
    clerk, entries = cast.actor(cast.lusia), AuditEntry.objects.count()
    item = operations.add_indikator_pk(unit=cast.dinkes, tahun=2026, isian=isian_pk(), by=clerk, at=NOW)
    entry = AuditEntry.objects.latest("id")
    assert AuditEntry.objects.count() == entries + 1
    assert (entry.kind, entry.data["kode"]) == ("planning.pk_item_added", "PK-00")
    with pytest.raises(Invalid) as twice:
        operations.add_indikator_pk(unit=cast.dinkes, tahun=2026, isian=isian_pk(), by=clerk, at=NOW)
    assert twice.value.code == "planning.pk_kode_used"
    changed = operations.change_indikator_pk(
        item=item, version=1, isian=isian_pk(target=Decimal(95)), by=clerk, at=NOW
    )
    assert (changed.target, changed.revision) == (95, 2)
    assert AuditEntry.objects.latest("id").data["changed"] == ["target"]
    with pytest.raises(Stale):
        operations.change_indikator_pk(
            item=item, version=1, isian=isian_pk(target=Decimal(96)), by=clerk, at=NOW
        )
    operations.remove_indikator_pk(item=changed, version=2, by=clerk, at=NOW)
    assert queries.sasaran_of(changed.sasaran.perjanjian_id) == []
    with pytest.raises(NotAllowed):
        operations.add_indikator_pk(
            unit=cast.dinkes, tahun=2026, isian=isian_pk(), by=cast.actor(cast.paulus), at=NOW
        )


def test_an_indicator_without_its_words_is_refused(cast: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        operations.add_indikator_pk(
            unit=cast.dinkes, tahun=2026, isian=isian_pk(satuan=" "), by=cast.actor(cast.lusia), at=NOW
        )
    assert refused.value.code == "planning.pk_invalid"


def test_a_perjanjian_that_is_set_is_opened_before_it_changes(cast: Cast) -> None:
    _apply(cast)
    clerk = cast.actor(cast.lusia)
    perjanjian = queries.perjanjian_rows(clerk).get()
    operations.finalise_pk(perjanjian=perjanjian, version=perjanjian.version, by=clerk, at=NOW)
    (row,) = _read(cast, _row(target_2026="96", target_tw4="96", baseline_2025="91,3")).rows
    assert [item.code for item in row.problems] == ["pk.final"]
    assert [row.action for row in _read(cast).rows] == ["unchanged"] * 3
    with pytest.raises(Refusal) as refused:
        operations.add_indikator_pk(unit=cast.dinkes, tahun=2026, isian=isian_pk(), by=clerk, at=NOW)
    assert refused.value.code == "planning.pk_final"
    operations.reopen_pk(perjanjian=perjanjian, version=perjanjian.version, by=clerk, at=NOW)
    operations.add_indikator_pk(unit=cast.dinkes, tahun=2026, isian=isian_pk(), by=clerk, at=NOW)


def test_an_empty_perjanjian_is_not_set(cast: Cast) -> None:
    empty = PerjanjianKinerja.objects.create(unit=cast.bkpsdm, tahun=2026)
    with pytest.raises(Invalid) as refused:
        operations.finalise_pk(perjanjian=empty, version=0, by=cast.actor(cast.lusia), at=NOW)
    assert refused.value.code == "planning.pk_empty"
    with pytest.raises(NotAllowed):
        operations.finalise_pk(perjanjian=empty, version=0, by=Actor.system("kasuari", on=TODAY), at=NOW)


def test_the_clerk_hands_in_a_file_on_plain_forms(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.lusia)
    upload = SimpleUploadedFile("pk.csv", pk_csv(*ROWS, _row(kode="PK-09", polaritas="naek")))
    answer = client.post("/perjanjian-kinerja/", {"file": upload})
    impor = ImporPk.objects.get()
    assert answer.headers["Location"] == f"/perjanjian-kinerja/impor/{impor.pk}/"
    page = client.get(answer.headers["Location"]).content.decode()
    assert "1 ditolak" in page
    assert "naek" in page
    assert client.post(f"/perjanjian-kinerja/impor/{impor.pk}/terapkan/", {"version": 0}).status_code == 409
    answer = client.post("/perjanjian-kinerja/", {"file": SimpleUploadedFile("pk.csv", pk_csv())})
    second = ImporPk.objects.latest("pk")
    answer = client.post(f"/perjanjian-kinerja/impor/{second.pk}/terapkan/", {"version": 0})
    assert (answer.status_code, IndikatorPk.objects.count()) == (302, 3)
    assert "Dinas Kesehatan" in client.get("/perjanjian-kinerja/").content.decode()


def test_a_file_that_is_no_table_is_said_at_its_field(cast: Cast, sign_in: SignIn) -> None:
    answer = sign_in(cast.lusia).post(
        "/perjanjian-kinerja/", {"file": SimpleUploadedFile("a.csv", b"a,b\n1,2\n")}
    )
    assert answer.status_code == 422
    assert "judul kolom" in answer.content.decode()


def test_the_clerk_writes_an_indicator_on_plain_forms(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.lusia)
    form = {
        "version": 0,
        "unit": cast.dinkes.pk,
        "tahun": 2026,
        "kode": "A-1",
        "no_sasaran": 1,
        "sasaran": "Membaik",
        "nomor": 1,
        "teks": "Indeks",
        "satuan": "indeks",
        "target": "3,5",
        "arah": "naik",
        "trajektori": "posisi",
        "anggaran": "1.250.000",
        "program": "Program",
    }
    assert client.post("/perjanjian-kinerja/tambah/", form).status_code == 302
    item = IndikatorPk.objects.get()
    assert item.program is not None
    assert (item.target, item.program.anggaran) == (Decimal("3.5"), 1_250_000)
    page = client.get(f"/perjanjian-kinerja/indikator/{item.pk}/").content.decode()
    assert 'value="3,5"' in page
    change = {**form, "version": 1, "target": "4"}
    assert client.post(f"/perjanjian-kinerja/indikator/{item.pk}/", change).status_code == 302
    item.refresh_from_db()
    assert item.target == 4
    stale = {**change, "target": "5"}
    assert client.post(f"/perjanjian-kinerja/indikator/{item.pk}/", stale).status_code == 409


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_the_same_for_one_and_for_three(cast: Cast, sign_in: SignIn, rows: int) -> None:
    _apply(cast, *ROWS[:rows])
    client, pk = sign_in(cast.yohana), PerjanjianKinerja.objects.get().pk
    client.get(f"/perjanjian-kinerja/{pk}/")
    with CaptureQueriesContext(connection) as captured:
        client.get(f"/perjanjian-kinerja/{pk}/")
    assert len(captured) == 8
