from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from unicodedata import category

import pytest

from kasuari.documents.contracts import Choice, Periode
from kasuari.documents.engine import PrintError, Svg, Template, render
from kasuari.planning.documents import print_skp
from tests.documents import examples
from tests.documents.paper import alternative_texts, open_pdf, page_text, squeezed, tags, whole_text

HOSTILE = [
    "D'Arcy <b>tebal</b>",
    '#import "x": *',
    '#import "@preview/cetz:0.3.0"',
    '#read("/kertas.typ")',
    "#sys.inputs.data",
    "#panic()",
    "$x^2$ \\ \\n \\u{41} `kode` *tebal* _miring_",
    "= Judul\n- butir\n+ butir",
    "@rujukan <label> // komentar /* komentar */",
    "{{ nama }} {% include 'x' %}",
    '=HYPERLINK("http://x")',
]


def printed_with(rencana: str) -> bytes:
    data = examples.skp("SKP-7")
    first = replace(data.hasil_kerja[0], rencana=rencana)
    return print_skp(replace(data, hasil_kerja=(first, *data.hasil_kerja[1:])))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_printed_and_never_read(text: str) -> None:
    assert squeezed(text) in squeezed(page_text(printed_with(text), 1))


def test_characters_without_a_glyph_are_printed_as_their_code() -> None:
    text = whole_text(printed_with("Selamat 😀 bekerja 日本 \ue000 akhir"))
    assert "Selamat [U+1F600] bekerja [U+65E5][U+672C] [U+E000] akhir" in text


def test_an_emoji_made_of_several_characters_is_printed_as_codes() -> None:
    text = squeezed(whole_text(printed_with("Tim 👩‍👩‍👧 akhir")))
    assert text.count("[U+1F469]") == 2
    assert "[U+1F467]" in text


# A keycap of a phone, of which the compiler does not say what it cannot print; the rest makes it panic.
MARKS = "".join(chr(code) for code in range(0x300, 0x3000) if category(chr(code)) in {"Mn", "Me", "Mc", "Cf"})


@pytest.mark.parametrize("text", ["1\ufe0f\u20e3", MARKS, "".join(chr(code) for code in range(0x600, 0x700))])
def test_what_the_compiler_cannot_take_is_printed_as_codes(text: str) -> None:
    assert "Butir dengan tanda – akhir" in whole_text(printed_with(f"Butir dengan tanda – akhir {text}"))


def test_right_to_left_text_is_printed() -> None:
    # Presentation forms come back from the font, so letters are counted rather than compared.
    text = whole_text(printed_with("awal שלום akhir"))
    assert all(letter in text for letter in "שלום")


def test_control_characters_become_blanks() -> None:
    assert "awal tengah akhir" in whole_text(printed_with("awal\x07tengah\x00akhir"))


def test_a_very_long_word_is_broken_inside_its_cell() -> None:
    word = "x" * 700
    page = open_pdf(printed_with(word)).pages[0]
    lines = [line.replace("\u200b", "") for line in page.extract_text().splitlines()]
    printed = [line.strip() for line in lines if set(line.strip()) == {"x"}]
    assert len(printed) > 3
    assert max(len(line) for line in printed) < 200
    assert "x" * 700 in squeezed(page.extract_text())


def test_the_same_input_and_moment_give_the_same_bytes() -> None:
    assert print_skp(examples.skp("SKP-5")) == print_skp(examples.skp("SKP-5"))


def test_another_moment_gives_other_bytes() -> None:
    later = examples.skp("SKP-5", printed_at=datetime(2026, 1, 12, 3, 1, tzinfo=UTC))
    assert print_skp(examples.skp("SKP-5")) != print_skp(later)


def test_threads_print_the_same() -> None:
    data = examples.skp("SKP-7")
    with ThreadPoolExecutor(max_workers=3) as pool:
        made = set(pool.map(lambda _: print_skp(data), range(6)))
    assert made == {print_skp(data)}


def test_the_file_says_what_it_is() -> None:
    content = print_skp(examples.skp("SKP-7"))
    pdf = open_pdf(content)
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Sasaran Kinerja Pegawai – Yosefina Mahuze, A.Md.Keb."
    assert pdf.metadata.creation_date == examples.PRINTED_AT
    root = pdf.trailer["/Root"]
    assert root["/Lang"] == "id"  # type: ignore[index]
    assert root["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]  # type: ignore[index]
    xmp = root["/Metadata"].get_object().get_data().decode()  # type: ignore[index]
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in xmp
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp


def test_tables_have_heading_cells() -> None:
    found = tags(print_skp(examples.skp("SKP-1")))
    assert "/H1" in found
    assert found.count("/TH") >= 10


def test_a_picture_without_alternative_text_is_refused(tmp_path: object) -> None:
    class Bare(Template):
        @property
        def source(self) -> bytes:
            return (
                b'#import "/kertas.typ": *\n#set document(title: sys.inputs.title)\n'
                b'#image(bytes(data.picture), format: "svg")'
            )

    picture = Svg('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"></svg>')
    with pytest.raises(PrintError, match="alt"):
        render(
            Bare("x", "bare.typ"),
            {"picture": picture, "final": True},
            title="x",
            printed_at=examples.PRINTED_AT,
        )


@pytest.mark.parametrize("path", ["../engine.py", "/../engine.py", "/etc/passwd"])
def test_a_template_reads_nothing_outside_its_folder(path: str) -> None:
    class Curious(Template):
        @property
        def source(self) -> bytes:
            return f'#set document(title: "x")\n#read("{path}")'.encode()

    with pytest.raises(PrintError):
        render(Curious("x", "curious.typ"), {}, title="x", printed_at=examples.PRINTED_AT)


def test_a_draft_says_so_on_every_page() -> None:
    draft = open_pdf(print_skp(examples.skp("SKP-7", final=False)))
    assert all("DRAF" in page.extract_text() for page in draft.pages)
    assert "DRAF" not in whole_text(print_skp(examples.skp("SKP-7")))


def test_the_code_stands_on_every_page_and_the_qr_code_on_the_last() -> None:
    content = print_skp(examples.skp("SKP-7"))
    pages = open_pdf(content).pages
    assert len(pages) > 1
    assert all(examples.MARK.code in page.extract_text() for page in pages)
    assert f"Kode QR yang membuka {examples.MARK.address}" in alternative_texts(content)


def test_without_a_code_nothing_invites_to_verify() -> None:
    content = print_skp(examples.skp("SKP-7", verifikasi=None))
    assert "verifikasi" not in whole_text(content).lower()
    assert not any("Kode QR" in words for words in alternative_texts(content))


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        print_skp(examples.skp("SKP-7", printed_at=datetime(2026, 1, 1)))


def test_contracts_refuse_what_cannot_be() -> None:
    with pytest.raises(ValueError, match="not one of"):
        Choice(options=("BAIK",), selected="LUMAYAN")
    with pytest.raises(ValueError, match="ends on or after"):
        Periode(start_date=examples.YEAR.end_date, end_date=examples.YEAR.start_date)
    with pytest.raises(ValueError, match="SVG"):
        Svg("<script>")
