"""Hendrika divides roles in her matrix: as in a spreadsheet on a desktop, cell by cell on a phone."""

from __future__ import annotations

from decimal import Decimal

import pytest
from playwright.sync_api import Locator, Page, expect

from kasuari.planning import operations, queries
from kasuari.planning.models import Matriks, RencanaHasilKerja, SelMatriks, Skp
from kasuari.planning.operations import IsianIndikator, IsianRhk, IsianSel
from kasuari.planning.people import plannable_penugasan
from tests.cast import NOW, TODAY, Cast
from tests.journeys.conftest import DESKTOP, PHONE, Visit
from tests.journeys.visitor import Visitor

ANC = "Ibu hamil terlayani sesuai standar"
LAHIR = "Persalinan dilayani cepat dan akurat"


@pytest.fixture
def world(transactional_db: None) -> Cast:
    from tests.cast import build_cast

    return build_cast()


@pytest.fixture
def matriks(world: Cast) -> Matriks:
    """Two indikator, one of them a number to be split; Yohana has begun her SKP, Markus has not."""
    leader = world.actor(world.hendrika)
    skp = _draft(world, "hendrika")
    operations.fill_skp(
        skp=skp,
        version=skp.version,
        rhk=[
            IsianRhk(
                teks="Pelayanan kesehatan ibu membaik",
                indikator=(
                    IsianIndikator(teks="Ibu hamil puas dengan layanan", perspektif="anggaran"),
                    IsianIndikator(
                        teks="Jumlah kunjungan rumah",
                        target_jenis="angka",
                        target_minimum=Decimal(10),
                        satuan="kunjungan",
                    ),
                ),
            )
        ],
        by=leader,
        at=NOW,
    )
    _draft(world, "yohana")
    return operations.open_matriks(skp=skp, by=leader, at=NOW)


def _draft(world: Cast, name: str) -> Skp:
    pegawai = getattr(world, name)
    penugasan = plannable_penugasan(
        pegawai.pk, start_date=world.periode.start_date, last_date=world.periode.last_date
    )[0]
    return operations.draft_skp(
        periode=world.periode, penugasan=penugasan, pendekatan="kualitatif", by=world.actor(pegawai), at=NOW
    )


def cell(page: Page, row: int, column: int) -> Locator:
    return page.locator(f".mx tbody tr:nth-child({row}) td:nth-child({column + 1})")


def saved(visitor: Visitor) -> None:
    expect(visitor.page.locator("#matriks-status")).to_have_text("Tersimpan.")


def texts(matriks: Matriks) -> dict[tuple[str, int], str]:
    """What the database says, by name and number of the column."""
    grid = queries.grid_of(matriks, on=TODAY)
    return {
        (row.nama.split()[0], number): grid.cell(row.anggota_id, item.key).isi
        for row in grid.baris
        for number, item in enumerate(grid.kolom, start=1)
        if grid.cell(row.anggota_id, item.key).decided
    }


def paste(page: Page, text: str) -> None:
    """What the browser hands over when somebody pastes."""
    page.evaluate(
        """text => { const data = new DataTransfer(); data.setData("text/plain", text);
        document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true,
        cancelable: true})); }""",
        text,
    )


def copied(page: Page) -> str:
    """What the browser would put on the clipboard."""
    text: str = page.evaluate(
        """() => { const data = new DataTransfer();
        document.activeElement.dispatchEvent(new ClipboardEvent("copy", {clipboardData: data, bubbles: true,
        cancelable: true})); return data.getData("text/plain"); }"""
    )
    return text


def test_a_leader_works_in_the_matrix_as_in_a_spreadsheet(
    visit: Visit, world: Cast, matriks: Matriks
) -> None:
    hendrika = visit(size=DESKTOP).arrive_as(world.hendrika)
    page = hendrika.go(f"/matriks/{matriks.pk}/").look().page
    press = page.keyboard.press
    cell(page, 1, 1).focus()
    press("ArrowDown")
    press("Enter")
    page.keyboard.type(ANC)
    press("Shift+Enter")
    page.keyboard.type(LAHIR)
    press("Tab")
    saved(hendrika)
    expect(cell(page, 2, 2)).to_be_focused()
    assert texts(matriks) == {("Yohana", 1): f"{ANC}\n{LAHIR}"}
    assert RencanaHasilKerja.objects.filter(skp__pegawai=world.yohana, sumber="mph").count() == 2
    page.keyboard.type("dibatalkan")
    press("Escape")
    expect(cell(page, 2, 2)).to_be_focused()
    # A block with two roles in one quoted cell, pasted at the first person.
    press("ArrowUp")
    press("ArrowLeft")
    expect(cell(page, 1, 1)).to_be_focused()
    paste(
        page, '"Rujukan tercatat\nObat tersedia"\tKunjungan rumah dilakukan [4 kunjungan]\nTIDAK ADA PERAN\t'
    )
    saved(hendrika)
    assert texts(matriks) == {
        ("Markus", 1): "Rujukan tercatat\nObat tersedia",
        ("Markus", 2): "Kunjungan rumah dilakukan [4 kunjungan]",
        ("Yohana", 1): "TIDAK ADA PERAN",
    }
    press("Control+z")
    expect(page.locator("#matriks-status")).to_have_text("Dibatalkan.")
    assert texts(matriks) == {("Yohana", 1): f"{ANC}\n{LAHIR}"}
    press("Control+y")
    expect(page.locator("#matriks-status")).to_have_text("Diulangi.")
    assert texts(matriks)["Markus", 2] == "Kunjungan rumah dilakukan [4 kunjungan]"
    cell(page, 1, 1).focus()
    press("Shift+ArrowRight")
    assert copied(page) == '"Rujukan tercatat\nObat tersedia"\tKunjungan rumah dilakukan [4 kunjungan]'
    press("Delete")
    saved(hendrika)
    assert texts(matriks) == {("Yohana", 1): "TIDAK ADA PERAN"}
    press("Control+z")
    expect(page.locator("#matriks-status")).to_have_text("Dibatalkan.")
    hendrika.look()


def test_a_pasted_block_that_does_not_fit_writes_nothing(visit: Visit, world: Cast, matriks: Matriks) -> None:
    hendrika = visit(size=DESKTOP).arrive_as(world.hendrika)
    page = hendrika.go(f"/matriks/{matriks.pk}/").page
    cell(page, 1, 1).focus()
    with page.expect_navigation():
        paste(page, "satu\tdua\ttiga")
    hendrika.look().sees("Belum ada yang ditulis, karena ada yang tidak muat.")
    hendrika.sees("Blok ini memuat 3 kolom")
    assert not SelMatriks.objects.exists()
    hendrika.field("Isi blok").fill(
        "PEGAWAI\tJABATAN\tJumlah kunjungan rumah\nMarkus Ndiken\tPerawat\tRumah dikunjungi"
    )
    hendrika.send("Lihat pratinjau")
    hendrika.look().sees("1 sel akan ditulis")
    hendrika.send("Tulis ke matriks")
    assert texts(matriks) == {("Markus", 2): "Rumah dikunjungi"}


def test_two_leaders_at_one_cell_both_texts_are_shown(visit: Visit, world: Cast, matriks: Matriks) -> None:
    hendrika = visit(size=DESKTOP).arrive_as(world.hendrika)
    page = hendrika.go(f"/matriks/{matriks.pk}/").page
    grid = queries.grid_of(matriks, on=TODAY)
    other = IsianSel.of_text(
        anggota_id=grid.baris[0].anggota_id, kolom=grid.kolom[0].key, version=0, isi="Tulisan di ponsel"
    )
    operations.write_cells(matriks=matriks, cells=[other], by=world.actor(world.hendrika), at=NOW)
    cell(page, 1, 1).focus()
    page.keyboard.press("Enter")
    page.keyboard.type("Tulisan di meja")
    page.keyboard.press("Enter")
    dialog = page.locator("#matriks-bentrok")
    expect(dialog).to_be_visible()
    expect(dialog.locator("[data-theirs]")).to_have_text("Tulisan di ponsel")
    expect(dialog.locator("[data-mine]")).to_have_text("Tulisan di meja")
    hendrika.look()
    dialog.get_by_role("button", name="Pakai tulisan saya").click()
    saved(hendrika)
    assert texts(matriks) == {("Markus", 1): "Tulisan di meja"}


def test_what_was_typed_survives_a_lost_line(visit: Visit, world: Cast, matriks: Matriks) -> None:
    hendrika = visit(size=DESKTOP).arrive_as(world.hendrika)
    page = hendrika.go(f"/matriks/{matriks.pk}/").page
    cell(page, 1, 1).focus()
    with hendrika.cut_off():
        page.keyboard.press("Enter")
        page.keyboard.type(ANC)
        page.keyboard.press("Enter")
        expect(page.locator("#matriks-status")).to_contain_text("Belum tersimpan")
    hendrika.go(f"/matriks/{matriks.pk}/")
    saved(hendrika)
    assert texts(matriks) == {("Markus", 1): ANC}


def test_a_phone_shows_one_person_or_one_indikator(visit: Visit, world: Cast, matriks: Matriks) -> None:
    hendrika = visit(size=PHONE).arrive_as(world.hendrika)
    hendrika.go(f"/matriks/{matriks.pk}/").look()
    expect(hendrika.page.locator(".mx td").first).to_be_hidden()
    hendrika.link("Yohana Basik-Basik").click()
    hendrika.look()
    hendrika.page.locator("textarea").first.fill(ANC)
    hendrika.page.get_by_label("Tidak ada peran").last.check()
    hendrika.send("Simpan")
    assert texts(matriks) == {("Yohana", 1): ANC, ("Yohana", 2): "TIDAK ADA PERAN"}
    hendrika.link("Jumlah kunjungan rumah").click()
    hendrika.page.get_by_text("Langsung, menurut beban target kuantitatif").click()
    hendrika.send("Simpan cara membagi")
    hendrika.look()
    hendrika.page.locator("textarea").first.fill("Kunjungan rumah di barat [4 kunjungan]")
    hendrika.send("Simpan")
    hendrika.sees("Jumlah bagian 4 kunjungan, kurang 6 kunjungan dari target 10 kunjungan")


def test_a_penilai_elsewhere_is_asked_and_answers(
    visit: Visit, world: Cast, matriks: Matriks, size: tuple[int, int]
) -> None:
    hendrika = visit(size=size).arrive_as(world.hendrika)
    hendrika.go(f"/matriks/{matriks.pk}/anggota/?q=Rosa").look()
    hendrika.send("Masukkan")
    hendrika.look().sees("Persetujuan Stefanus Mahuze diminta")
    stefanus = visit(size=size).arrive_as(world.stefanus)
    stefanus.go("/").sees("1 penugasan lintas unit menunggu persetujuan Anda")
    stefanus.link("Putuskan").click()
    stefanus.look()
    stefanus.send("Setujui")
    stefanus.look().sees("Keputusan Anda tersimpan")
    stefanus.go("/matriks/").look()
