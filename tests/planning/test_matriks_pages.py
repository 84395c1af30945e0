"""The pages of a matrix, as a phone without JavaScript posts them, and its paper."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kasuari.organisation.models import Pegawai
from kasuari.planning import operations, queries
from kasuari.planning.documents import BarisMatriks, DataMatriks, TabelMatriks, print_matriks
from kasuari.planning.models import AnggotaMatriks, Indikator, Matriks, PeranHasil, SelMatriks, Skp
from kasuari.planning.operations import IsianIndikator, IsianRhk
from kasuari.planning.pasting import plan_paste, read_block
from tests.cast import NOW, TODAY, Cast
from tests.documents.paper import in_order, open_pdf, squeezed, whole_text
from tests.planning.test_matriks import ANC, LAHIR, leader_skp, matriks, row_of, write
from tests.planning.test_matriks_members import add, form_team, team_matrix

__all__ = ["leader_skp", "matriks"]
Begin = Callable[..., Skp]
SignIn = Callable[[Pegawai], Client]
SOURCE = Path(__file__).parent.parent / "data" / "skp_contoh_resmi.json"
OFFICIAL: dict[str, dict[str, Any]] = {
    item["id"]: item for item in json.loads(SOURCE.read_text(encoding="utf-8"))["mph"]
}


def _text(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined, no-any-return]


def _grid(matriks: Matriks) -> queries.Grid:
    return queries.grid_of(matriks, on=TODAY)


def test_the_way_from_the_skp_to_a_role_on_plain_forms(
    cast: Cast, leader_skp: Skp, draft: Begin, sign_in: SignIn
) -> None:
    leader, skp = sign_in(cast.hendrika), draft(cast.yohana)
    assert "Buat matriks dari SKP ini" in _text(leader.get("/matriks/"))
    answer = leader.post(f"/matriks/buka/{leader_skp.pk}/")
    matriks = Matriks.objects.get()
    assert answer.headers["Location"] == f"/matriks/{matriks.pk}/"
    row, kolom = row_of(matriks, cast.yohana), queries.kolom_of(matriks)[0]
    page = f"/matriks/{matriks.pk}/sel/{row.pk}/{kolom.key}/"
    assert f'href="sel/{row.pk}/{kolom.key}/"' in _text(leader.get(f"/matriks/{matriks.pk}/"))
    key = f"{row.pk}:{kolom.key}"
    answer = leader.post(page, {f"versi:{key}": 0, f"semula:{key}": "", f"isi:{key}": f"{ANC}\r\n{LAHIR}"})
    assert answer.status_code == 302
    assert list(PeranHasil.objects.order_by("urutan").values_list("teks", flat=True)) == [ANC, LAHIR]
    assert ANC in _text(sign_in(cast.yohana).get(f"/skp/{skp.pk}/"))
    answer = leader.post(page, {f"versi:{key}": 0, f"semula:{key}": "", f"isi:{key}": "Kalimat lain"})
    assert answer.status_code == 409
    shown = _text(answer)
    assert f"{ANC}\n{LAHIR}" in shown
    assert "Kalimat lain" in shown
    form = {f"versi:{key}": 1, f"semula:{key}": f"{ANC}\n{LAHIR}", f"isi:{key}": "x", f"tanpa:{key}": "ya"}
    leader.post(page, form)
    assert SelMatriks.objects.get().tanpa_peran is True
    assert "tidak ada peran" in _text(leader.get(f"/matriks/{matriks.pk}/"))


def test_the_grid_saves_one_cell_and_answers_that_cell(cast: Cast, matriks: Matriks, sign_in: SignIn) -> None:
    leader, row = sign_in(cast.hendrika), row_of(matriks, cast.markus)
    key, address = queries.kolom_of(matriks)[0].key, f"/matriks/{matriks.pk}/sel/"

    def send(version: int, isi: str) -> Any:
        cells = [{"a": row.pk, "k": key, "v": version, "isi": isi}]
        return leader.post(address, json.dumps({"cells": cells}), content_type="application/json")

    answer = send(0, "A & <b>")
    assert answer.status_code == 200
    cell = answer.json()["cells"]
    assert [(item["a"], item["k"], item["v"], item["isi"]) for item in cell] == [(row.pk, key, 1, "A & <b>")]
    assert "A &amp; &lt;b&gt; <i>belum di SKP</i>" in cell[0]["html"]
    assert "1 peran" in answer.json()["kolom"][key]
    answer = send(0, "Lain")
    assert (answer.status_code, answer.json()["cells"][0]["isi"]) == (409, "A & <b>")
    answer = send(1, "x" * 2001)
    assert (answer.status_code, answer.json()["code"]) == (422, "planning.cell_problems")
    assert leader.post(address, "[]", content_type="application/json").status_code == 422
    assert sign_in(cast.yohana).post(address, "{}", content_type="application/json").status_code == 403


@pytest.mark.parametrize("people", [1, 3])
def test_pages_ask_the_same_queries_for_one_and_for_three(
    cast: Cast, matriks: Matriks, sign_in: SignIn, people: int
) -> None:
    AnggotaMatriks.objects.filter(matriks=matriks, pegawai=cast.markus).delete()
    for number, person in enumerate([cast.rosa, cast.agus][: people - 1], start=10):
        AnggotaMatriks.objects.create(
            matriks=matriks, pegawai=person, urutan=number, requested_at=NOW, start_date=TODAY
        )
    leader, kolom = sign_in(cast.hendrika), queries.kolom_of(matriks)[0].key
    for address, count in (("", 12), (f"kolom/{kolom}/", 12), ("anggota/", 8), ("tempel/", 10)):
        leader.get(f"/matriks/{matriks.pk}/{address}")
        with CaptureQueriesContext(connection) as captured:
            assert leader.get(f"/matriks/{matriks.pk}/{address}").status_code == 200
        assert (address, len(captured)) == (address, count)


def test_five_hundred_people_open_in_pages_and_are_found_by_name(
    cast: Cast, matriks: Matriks, sign_in: SignIn
) -> None:
    people = Pegawai.objects.bulk_create(
        Pegawai(
            instansi=cast.instansi,
            nama=f"Pegawai {number:03}",
            nama_cari=f"pegawai {number:03}",
            status="pns",
        )
        for number in range(500)
    )
    AnggotaMatriks.objects.bulk_create(
        AnggotaMatriks(matriks=matriks, pegawai=person, urutan=number, requested_at=NOW, start_date=TODAY)
        for number, person in enumerate(people, start=10)
    )
    leader = sign_in(cast.hendrika)
    shown = _text(leader.get(f"/matriks/{matriks.pk}/"))
    assert shown.count("<tr data-a=") == queries.ROWS
    assert "Halaman 1 dari 9, 502 pegawai" in shown
    assert _text(leader.get(f"/matriks/{matriks.pk}/?halaman=9")).count("<tr data-a=") == 22
    assert _text(leader.get(f"/matriks/{matriks.pk}/?halaman=99")).count("<tr data-a=") == 22
    found = _text(leader.get(f"/matriks/{matriks.pk}/?q=pegawai+499"))
    assert (found.count("<tr data-a="), "Pegawai 499" in found) == (1, True)
    block = "\n".join(f"Pegawai {number:03}\tPeran {number}" for number in range(500))
    answer = leader.post(
        f"/matriks/{matriks.pk}/tempel/",
        {"teks": f"PEGAWAI\tJumlah kunjungan rumah\n{block}", "act": "tulis"},
    )
    assert answer.status_code == 302
    assert PeranHasil.objects.count() == 500
    assert "500 peran" in _text(leader.get(f"/matriks/{matriks.pk}/"))


@pytest.mark.parametrize(
    ("block", "words"),
    [
        ("a\tb\tc", "Blok ini memuat 3 kolom"),
        ("a\nb\nc", "Blok ini memuat 3 baris"),
        (
            "PEGAWAI\tIndikator rekaan\nMarkus Ndiken\ta",
            "“Indikator rekaan” bukan indikator pada matriks ini",
        ),
        ("NAMA\tJumlah kunjungan rumah\nSiti Rekaan\ta", "“Siti Rekaan” tidak ada di matriks ini"),
        ("NAMA\tJumlah kunjungan rumah\nMarkus Ndiken\ta\tb", "lebih banyak kolom daripada judulnya"),
    ],
)
def test_a_paste_that_does_not_fit_says_what_and_writes_nothing(
    cast: Cast, matriks: Matriks, sign_in: SignIn, block: str, words: str
) -> None:
    answer = sign_in(cast.hendrika).post(f"/matriks/{matriks.pk}/tempel/", {"teks": block, "act": "tulis"})
    assert answer.status_code == 422
    assert words in _text(answer)
    assert not SelMatriks.objects.exists()


def test_a_paste_is_previewed_and_a_cell_changed_meanwhile_is_refused(
    cast: Cast, matriks: Matriks, sign_in: SignIn
) -> None:
    leader, address = sign_in(cast.hendrika), f"/matriks/{matriks.pk}/tempel/"
    form = {"teks": f'"{ANC}\n{LAHIR}"\ttidak ada peran', "anggota": row_of(matriks, cast.yohana).pk}
    shown = _text(leader.post(address, form))
    assert "2 sel akan ditulis" in shown
    assert not SelMatriks.objects.exists()
    row, kolom = row_of(matriks, cast.yohana), queries.kolom_of(matriks)
    versions = f"{row.pk}:{kolom[0].key}:0,{row.pk}:{kolom[1].key}:0"
    write(cast, matriks, cast.yohana, 0, "Sudah ada")
    answer = leader.post(address, {**form, "act": "tulis", "versi": versions})
    assert answer.status_code == 409
    assert [item.teks for item in PeranHasil.objects.all()] == ["Sudah ada"]
    answer = leader.post(address, {**form, "act": "tulis", "versi": versions.replace(":0,", ":1,")})
    assert answer.status_code == 302
    assert list(PeranHasil.objects.order_by("urutan").values_list("teks", flat=True)) == [ANC, LAHIR]


def test_what_is_copied_can_be_pasted_back(cast: Cast, matriks: Matriks, sign_in: SignIn) -> None:
    write(cast, matriks, cast.yohana, 0, f'{ANC}\nKata "dikutip"')
    write(cast, matriks, cast.markus, 1, "Kunjungan dilakukan [4,5 kunjungan]")
    write(cast, matriks, cast.markus, 0, "tidak ada peran")
    write(cast, matriks, cast.yohana, 1, "=1+1 kunjungan dilakukan")
    text = _text(sign_in(cast.hendrika).get(f"/matriks/{matriks.pk}/salin/"))
    assert "\t'=1+1" in text  # no formula in whatever opens it
    assert read_block(text)[0] == [
        "PEGAWAI",
        "JABATAN",
        "Ibu hamil puas dengan layanan ANC",
        "Jumlah kunjungan rumah",
    ]
    plan = plan_paste(text, grid=_grid(matriks), leader="Hendrika D'Arcy Wanimbo")
    assert (plan.problems, plan.changes) == ((), ())
    printed = text.replace(
        "PEGAWAI\tJABATAN", "PEGAWAI\tJABATAN\tOUTCOME ANTARA\nHendrika D'Arcy Wanimbo\tKepala"
    )
    assert plan_paste(printed, grid=_grid(matriks), leader="Hendrika D'Arcy Wanimbo").problems == ()


def test_members_and_teams_on_plain_forms(
    cast: Cast, matriks: Matriks, draft: Begin, sign_in: SignIn
) -> None:
    leader, address = sign_in(cast.hendrika), f"/matriks/{matriks.pk}/anggota/"
    assert "Rosa Ulukyanan" in _text(leader.get(f"{address}?q=rosa"))
    assert leader.post(address, {"pegawai": cast.rosa.pk, "keterangan": "Bidan"}).status_code == 302
    row = row_of(matriks, cast.rosa)
    assert "Menunggu persetujuan penilai" in _text(leader.get(f"/matriks/{matriks.pk}/"))
    assert leader.post(address, {"pegawai": cast.rosa.pk}).status_code == 422
    penilai = sign_in(cast.stefanus)
    assert "Rosa Ulukyanan" in _text(penilai.get("/matriks/"))
    page = f"/persetujuan/{row.pk}/"
    assert penilai.post(page, {"version": row.version, "act": "tolak", "alasan": ""}).status_code == 422
    assert penilai.post(page, {"version": row.version, "act": "tolak", "alasan": "Beban"}).status_code == 302
    assert "Beban" in _text(leader.get(address))
    form = {"nama": "Tim Ibu", "ketua": cast.yohana.pk, "mulai": "2026-06-24", "terbuka": "ya"}
    assert leader.post(f"/matriks/{matriks.pk}/tim/", form).status_code == 302
    tim = matriks.tim.get()
    assert "Tim Ibu" in _text(sign_in(cast.rosa).get("/matriks/"))
    answer = sign_in(cast.agus).post(f"/tim/{tim.pk}/gabung/", {"keterangan": "Saya bantu data"})
    assert answer.status_code == 302
    ending = {"version": tim.version, "act": "akhiri", "selesai": "2026-07-01"}
    assert leader.post(f"/tim/{tim.pk}/ubah/", ending).status_code == 302
    ended = leader.post(f"/matriks/{matriks.pk}/anggota/{row.pk}/akhiri/", {"version": 1})
    assert ended.status_code == 302


def test_a_role_that_waits_is_visible_to_owner_and_penilai(
    cast: Cast, matriks: Matriks, submitted: Begin, sign_in: SignIn
) -> None:
    skp = submitted(cast.yohana)
    write(cast, matriks, cast.yohana, 0, ANC)
    for person in (cast.yohana, cast.hendrika):
        assert "Masuk ke SKP ini begitu isinya dapat diubah." in _text(sign_in(person).get(f"/skp/{skp.pk}/"))
    assert "belum di SKP" in _text(sign_in(cast.hendrika).get(f"/matriks/{matriks.pk}/"))


def _official(name: str) -> TabelMatriks:
    found = OFFICIAL[name]
    return TabelMatriks(
        nama=found["pimpinan"]["nama"],
        jabatan=found["pimpinan"]["jabatan"],
        kolom=tuple(found["kolom"]),
        baris=tuple(
            BarisMatriks(
                nama=row["nama"], jabatan=row["jabatan"], sel=tuple(tuple(cell) for cell in row["sel"])
            )
            for row in found["baris"]
        ),
    )


@pytest.mark.parametrize(("first", "second"), [("MPH-1", "MPH-2"), ("MPH-3", "MPH-4")])
def test_the_official_matrices_are_printed_word_for_word(first: str, second: str) -> None:
    content = print_matriks(DataMatriks(tabel=(_official(first), _official(second)), printed_at=NOW))
    labels = ["MATRIKS PEMBAGIAN PERAN DAN HASIL"]
    for name in (first, second):
        found = OFFICIAL[name]
        labels += ["PEGAWAI", "JABATAN", "OUTCOME ANTARA/ OUTPUT/ LAYANAN", found["pimpinan"]["nama"]]
        words = squeezed(whole_text(content))
        for line in [
            *found["kolom"],
            *(role for row in found["baris"] for cell in row["sel"] for role in cell),
        ]:
            assert squeezed(line) in words, line
    in_order(whole_text(content), labels)
    none = sum(not cell for name in (first, second) for row in OFFICIAL[name]["baris"] for cell in row["sel"])
    assert squeezed(whole_text(content)).count("TIDAKADAPERAN") == none
    page = open_pdf(content).pages[0].mediabox
    assert page.width > page.height


@pytest.mark.parametrize(("first", "second"), [("MPH-1", "MPH-2"), ("MPH-3", "MPH-4")])
def test_the_official_matrices_live_in_the_product_and_are_printed(
    cast: Cast, draft: Begin, sign_in: SignIn, first: str, second: str
) -> None:
    """Hendrika has the column of the annex, Yohana is the ketua; the second level are others of the cast."""
    leader, by = draft(cast.hendrika), cast.actor(cast.hendrika)
    operations.fill_skp(
        skp=leader,
        version=0,
        rhk=[
            IsianRhk(teks="Hasil kerja", indikator=(IsianIndikator(teks=OFFICIAL[first]["kolom"][0]),)),
        ],
        by=by,
        at=NOW,
    )
    matriks = operations.open_matriks(skp=leader, by=by, at=NOW)
    draft(cast.yohana)
    form_team(cast, matriks, cast.yohana)
    write(cast, matriks, cast.yohana, 0, "\n".join(OFFICIAL[first]["baris"][0]["sel"][0]))
    ketua = Skp.objects.get(pegawai=cast.yohana)
    team = operations.open_matriks(skp=ketua, by=cast.actor(cast.yohana), at=NOW)
    people = [cast.markus, cast.rosa, cast.stefanus, cast.lusia, cast.agus, cast.andreas, cast.paulus]
    for person, line in zip(people, OFFICIAL[second]["baris"], strict=False):
        add(cast, team, person, by=cast.yohana)
        for number, roles in enumerate(line["sel"]):
            isi = "\n".join(roles) or queries.TIDAK_ADA_PERAN
            write(cast, team, person, number, isi, by=cast.yohana)
    content = sign_in(cast.hendrika).get(f"/matriks/{matriks.pk}/cetak/").content
    words = squeezed(whole_text(content))
    roles = [
        role for name in (first, second) for row in OFFICIAL[name]["baris"] for c in row["sel"] for role in c
    ]
    assert [role for role in roles if squeezed(role) not in words] == []
    for person in [cast.hendrika, cast.yohana, *people[: len(OFFICIAL[second]["baris"])]]:
        assert squeezed(person.nama_lengkap) in words


def test_a_wide_matrix_is_laid_across_and_goes_on_below() -> None:
    table = TabelMatriks(
        nama="Hendrika",
        jabatan="Kepala Puskesmas",
        kolom=tuple(f"Indikator nomor {number}" for number in range(1, 9)),
        baris=(BarisMatriks(nama="Yohana", jabatan="Bidan", sel=((), None, *[("Peran",)] * 6)),),
    )
    content = print_matriks(DataMatriks(tabel=(table,), printed_at=NOW))
    page = open_pdf(content).pages[0].mediabox
    assert page.width > page.height
    in_order(whole_text(content), ["Indikator nomor 6", "Yohana", "PEGAWAI", "Indikator nomor 7", "Yohana"])


def test_the_team_is_printed_below_its_leader(
    cast: Cast, matriks: Matriks, draft: Begin, sign_in: SignIn
) -> None:
    team = team_matrix(cast, matriks, draft)
    add(cast, team, cast.markus, by=cast.yohana)
    write(cast, team, cast.markus, 0, "Pemeriksaan dicatat lengkap", by=cast.yohana)
    content = sign_in(cast.paulus).get(f"/matriks/{matriks.pk}/cetak/").content
    in_order(
        whole_text(content), ["Hendrika", "Markus", "Yohana", ANC, "Yohana", "Markus", "Pemeriksaan dicatat"]
    )


def test_the_way_of_breaking_down_is_chosen_on_its_page(
    cast: Cast, matriks: Matriks, sign_in: SignIn
) -> None:
    leader, kolom = sign_in(cast.hendrika), queries.kolom_of(matriks)[1]
    page = f"/matriks/{matriks.pk}/kolom/{kolom.key}/"
    assert "Langsung, menurut wilayah" in _text(leader.get(page))
    answer = leader.post(f"{page}cara/", {"metode": "beban", "sebelumnya": ""})
    assert answer.headers["Location"] == page
    assert Indikator.objects.get(pk=kolom.indikator_id).cascading == "beban"
    assert leader.post(f"{page}cara/", {"metode": "aspek", "sebelumnya": ""}).status_code == 409
    assert leader.post(f"{page}cara/", {"metode": "rekaan", "sebelumnya": "beban"}).status_code == 422
