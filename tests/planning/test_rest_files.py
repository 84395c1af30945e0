"""The API for files, previewed, applied and refused, and for the schedule of reminders."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from openpyxl import load_workbook

from kasuari.organisation.models import Pegawai
from kasuari.planning.models import ImporPk, ImporSkp, IndikatorPk, JadwalPengingat, RencanaHasilKerja, Skp
from tests.cast import Cast
from tests.pk_builder import ROWS, pk_csv
from tests.planning.test_rest import Caller
from tests.planning.test_sheet import as_file, put

Begin = Callable[..., Skp]


@pytest.fixture
def clerk(cast: Cast) -> Caller:
    return Caller(cast, cast.lusia)


def test_a_perjanjian_kinerja_is_previewed_and_applied(cast: Cast, clerk: Caller) -> None:
    answer = clerk.upload("/pk-imports", "pk.csv", pk_csv())
    assert (answer.status_code, answer.json()["state"]) == (201, "pratinjau")
    impor = answer.json()
    rows = clerk.get(f"/pk-imports/{impor['id']}/rows").json()["items"]
    assert (len(rows), IndikatorPk.objects.count()) == (impor["counts"]["rows"], 0)
    assert {row["verdict"] for row in rows} <= {"accepted", "warned"}
    applied = clerk.send(f"/pk-imports/{impor['id']}/apply", {"version": impor["version"]})
    assert (applied.status_code, applied.json()["state"]) == (200, "diterapkan")
    assert IndikatorPk.objects.count() == impor["counts"]["new"]
    again = clerk.send(f"/pk-imports/{impor['id']}/apply", {"version": impor["version"]})
    assert again.status_code == 409
    assert clerk.get(f"/pk-imports/{impor['id']}/rows").json()["items"] == []
    assert [item["id"] for item in clerk.get("/pk-imports").json()["items"]] == [impor["id"]]


def test_a_refused_row_stops_the_file_with_the_code_of_the_page(cast: Cast, clerk: Caller) -> None:
    content = pk_csv(ROWS[0].replace("dinkes,Dinas Kesehatan", "tidak-ada,Dinas Lain"), ROWS[1])
    impor = clerk.upload("/pk-imports", "pk.csv", content).json()
    refused = clerk.get(f"/pk-imports/{impor['id']}/rows?verdict=refused").json()["items"]
    assert len(refused) == impor["counts"]["refused"] > 0
    assert all(row["problems"][0]["message"] for row in refused)
    answer = clerk.send(f"/pk-imports/{impor['id']}/apply", {"version": 0})
    assert (answer.status_code, answer.json()["code"]) == (409, "planning.pk_refused_rows")
    assert not IndikatorPk.objects.exists()
    assert clerk.send(f"/pk-imports/{impor['id']}/cancel", {"version": 0}).json()["state"] == "dibatalkan"
    assert clerk.upload("/pk-imports", "pk.csv", b"").status_code == 422


@pytest.mark.parametrize("path", ["/pk-imports", "/pk-imports/1/rows", "/reminder-schedule"])
def test_only_the_unit_kepegawaian_does(cast: Cast, path: str) -> None:
    assert Caller(cast, cast.hendrika).get(path).status_code == 403


def test_a_sheet_goes_out_and_comes_back(cast: Cast, clerk: Caller, complete: Begin) -> None:
    skp = complete(cast.yohana)
    book = load_workbook(io.BytesIO(clerk.get("/skp-sheet").content))
    rows = [list(row) for row in book.active.iter_rows(values_only=True)]  # type: ignore[union-attr]
    put(rows, 1, rhk="Ibu hamil terlayani penuh")
    impor = clerk.upload("/skp-sheets", "skp.xlsx", as_file(rows)).json()
    assert (impor["state"], impor["counts"]["changed"]) == ("pratinjau", 1)
    [row] = clerk.get(f"/skp-sheets/{impor['id']}/rows").json()["items"]
    assert (row["action"], row["values"]["rhk"]) == ("changed", "Ibu hamil terlayani penuh")
    other = Caller(cast, cast.hendrika)
    assert other.get(f"/skp-sheets/{impor['id']}").status_code == 404
    applied = clerk.send(f"/skp-sheets/{impor['id']}/apply", {"version": impor["version"]})
    assert applied.json()["state"] == "diterapkan"
    assert RencanaHasilKerja.objects.get(skp=skp).teks == "Ibu hamil terlayani penuh"
    assert (
        clerk.send(f"/skp-sheets/{impor['id']}/cancel", {"version": impor["version"] + 1}).status_code == 409
    )


def test_a_sheet_that_names_somebody_out_of_reach_is_refused(cast: Cast, complete: Begin) -> None:
    complete(cast.yohana)
    leader: Pegawai = cast.stefanus
    content = f"NIP,Rencana hasil kerja,Indikator\n{cast.yohana.nip},Hasil lain,Ukuran lain\n"
    caller = Caller(cast, leader)
    impor = caller.upload("/skp-sheets", "skp.csv", content.encode()).json()
    assert impor["counts"]["refused"] == 1
    answer = caller.send(f"/skp-sheets/{impor['id']}/apply", {"version": 0})
    assert (answer.status_code, answer.json()["code"]) == (409, "planning.sheet_refused_rows")
    assert (ImporSkp.objects.count(), ImporPk.objects.count()) == (1, 0)


def test_the_schedule_is_read_and_chosen(cast: Cast, clerk: Caller) -> None:
    first = clerk.get("/reminder-schedule").json()
    assert (first["now"]["start_date"], first["now"]["hari_sebelum"], first["chosen"]) == (
        None,
        [10, 5, 2],
        [],
    )
    sent = {"start_date": "2026-06-24", "hari_sebelum": [2, 5], "hari_sesudah": [], "jeda_hari": 4}
    made = clerk.send("/reminder-schedule", sent)
    assert (made.status_code, made.json()["hari_sebelum"]) == (201, [5, 2])
    assert clerk.get("/reminder-schedule").json()["now"] == made.json()
    wrong = clerk.send("/reminder-schedule", {**sent, "start_date": "2026-06-23", "jeda_hari": 0})
    assert wrong.status_code == 422
    assert [item["path"] for item in wrong.json()["problems"]] == ["jeda_hari", "start_date"]
    assert JadwalPengingat.objects.count() == 1
