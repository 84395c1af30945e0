"""The worked examples of the annexes pass, but for what the print itself leaves out."""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import kasuari
from kasuari.regulation import perilaku, skp
from kasuari.regulation.perilaku import NILAI, NilaiDasar
from kasuari.regulation.predikat import Predikat, Rating, tetapkan_predikat

DATA = Path(__file__).parent / "data"
# The demonstration lives on the same examples.
EXAMPLES = json.loads(
    (Path(kasuari.__file__).parent / "site" / "demo" / "data" / "skp_contoh_resmi.json").read_text(
        encoding="utf-8"
    )
)
CONTOH: dict[str, dict[str, Any]] = {
    item["id"]: item for item in EXAMPLES["skp"] if not item["id"].startswith("SKP-9")
}
BARIS = json.loads((DATA / "perilaku_berakhlak.json").read_text(encoding="utf-8"))["nilai"]
REDAKSI = EXAMPLES["panduan_perilaku_redaksi_contoh"]
GOLONGAN = {
    "SKP-1": skp.GolonganJabatan.JPT,
    "SKP-2": skp.GolonganJabatan.JPT,
    "SKP-3": skp.GolonganJabatan.JPT,
    "SKP-5": skp.GolonganJabatan.ADMINISTRASI,
    "SKP-6": skp.GolonganJabatan.FUNGSIONAL,
    "SKP-7": skp.GolonganJabatan.FUNGSIONAL,
}
ON = date(2022, 1, 31)
ANGKA = re.compile(r"(?P<a>\d+(?:,\d+)?)\s*(?P<unit>%|unit)?$")
RENTANG = re.compile(r"(?P<a>\d+)\s*%?\s*[-–]\s*(?P<b>\d+)\s*(?P<unit>.+)$")


def _target(printed: str | None) -> skp.FaktaTarget | None:
    """The printed target in the richest shape that holds it: number, range, else the words."""
    if printed is None:
        return None
    if found := ANGKA.fullmatch(printed):
        number = Decimal(found["a"].replace(",", "."))
        return skp.FaktaTarget(
            jenis=skp.JenisTarget.ANGKA, minimum=number, satuan=found["unit"] or "", arah=skp.Arah.NAIK
        )
    if found := RENTANG.fullmatch(printed):
        return skp.FaktaTarget(
            jenis=skp.JenisTarget.RENTANG,
            minimum=Decimal(found["a"]),
            maksimum=Decimal(found["b"]),
            satuan=found["unit"],
        )
    return skp.FaktaTarget(teks=printed)


def _words(printed: str | None) -> skp.FaktaTarget | None:
    return None if printed is None else skp.FaktaTarget(teks=printed)


def _facts(item: dict[str, Any], target: Any) -> skp.FaktaSkp:
    lampiran = item["lampiran"] or {}
    return skp.FaktaSkp(
        format=skp.FormatSkp(item["format"]),
        golongan_jabatan=GOLONGAN[item["id"]],
        start_date=date(2022, 1, 1),
        end_date=date(2022, 12, 31),
        hasil_kerja=tuple(
            skp.FaktaHasilKerja(
                key=str(row["no"]),
                jenis=skp.JenisHasilKerja(row["jenis"]),
                teks=row["rhk"],
                penugasan_dari=row["penugasan_dari"] or "",
                intervensi_teks=row["rhk_pimpinan_diintervensi"] or "",
                indikator=tuple(
                    skp.FaktaIndikator(
                        key=iki["kode"],
                        teks=iki["indikator"],
                        aspek=(skp.Aspek(iki["aspek"].lower()),) if iki["aspek"] else (),
                        perspektif=skp.Perspektif(iki["perspektif"].lower().replace(" ", "_"))
                        if iki["perspektif"]
                        else None,
                        target=target(iki["target"]),
                    )
                    for iki in row["iki"]
                ),
            )
            for row in item["hasil_kerja"]
        ),
        perilaku=tuple(
            skp.FaktaPerilaku(
                nilai=nilai,
                panduan=tuple(row["panduan"]),
                ekspektasi_khusus=tuple(item["perilaku_kerja"][index]["ekspektasi_khusus"]),
            )
            for index, (nilai, row) in enumerate(zip(NilaiDasar, REDAKSI, strict=True))
        ),
        dukungan=tuple(lampiran.get("dukungan_sumber_daya", ())),
        skema=tuple(lampiran.get("skema_pertanggungjawaban", ())),
        konsekuensi=tuple(lampiran.get("konsekuensi", ())),
    )


@pytest.mark.parametrize("target", [_target, _words], ids=["shaped", "words"])
@pytest.mark.parametrize("name", sorted(GOLONGAN))
def test_an_official_example_lacks_only_the_appendix_that_the_print_leaves_out(
    name: str, target: Any
) -> None:
    item = CONTOH[name]
    verdict = skp.periksa(skp=_facts(item, target), on=ON)
    lists = {"lampiran/dukungan", "lampiran/skema", "lampiran/konsekuensi"}
    assert set(verdict.missing) == (set() if item["lampiran"] else lists)
    assert verdict.value is bool(item["lampiran"])


def test_the_examples_that_print_their_appendix_pass_and_their_advice_is_known() -> None:
    advice = {
        name: sorted({item.code for item in skp.periksa(skp=_facts(CONTOH[name], _target), on=ON).saran})
        for name in sorted(GOLONGAN)
    }
    wording = "skp.perilaku.redaksi_format_lain"
    assert advice == {
        "SKP-1": [wording],
        "SKP-2": [wording],
        "SKP-3": ["skp.penugasan_dari.kosong", wording],
        "SKP-5": [wording],
        "SKP-6": [wording],
        "SKP-7": ["skp.intervensi.kosong", wording, "skp.target.mutlak"],
    }


@pytest.mark.parametrize("name", sorted(GOLONGAN))
def test_an_example_in_the_wording_of_its_own_format_gets_no_advice_on_wording(name: str) -> None:
    facts = _facts(CONTOH[name], _target)
    own = skp.perilaku_baku(format=facts.format)
    printed = {row.nilai: row.panduan for row in own}
    assert [row.nilai for row in own] == list(NilaiDasar)
    verdict = skp.periksa(
        skp=skp.FaktaSkp(**{**{f: getattr(facts, f) for f in facts.__slots__}, "perilaku": own}), on=ON
    )
    assert not [item for item in verdict.kekurangan if item.code.startswith("skp.perilaku")]
    assert all(len(lines) == 3 for lines in printed.values())


@pytest.mark.parametrize("change", ["foreign", "blank", "fourth", "twice"])
def test_a_changed_perilaku_line_is_noticed_at_its_place(change: str) -> None:
    facts = _facts(CONTOH["SKP-7"], _target)
    rows = list(skp.perilaku_baku(format=facts.format))
    first = rows[0]
    lines = {
        "foreign": (first.panduan[0], "Datang tepat waktu", first.panduan[2]),
        "blank": (first.panduan[0], " ", first.panduan[2]),
        "fourth": (*first.panduan, "Datang tepat waktu"),
        "twice": first.panduan,
    }[change]
    rows[0] = skp.FaktaPerilaku(nilai=first.nilai, panduan=lines)
    if change == "twice":
        rows.append(first)
    fields = {name: getattr(facts, name) for name in facts.__slots__} | {"perilaku": tuple(rows)}
    verdict = skp.periksa(skp=skp.FaktaSkp(**fields), on=ON)
    place = "perilaku/berorientasi_pelayanan"
    expected = {
        "foreign": ("skp.perilaku.panduan_asing", f"{place}/panduan/2"),
        "blank": ("skp.perilaku.panduan_tidak_ada", f"{place}/panduan/2"),
        "fourth": ("skp.perilaku.panduan_asing", f"{place}/panduan/4"),
        "twice": ("skp.perilaku.nilai_ganda", place),
    }[change]
    assert [(item.code, item.path) for item in verdict.wajib] == [expected]


@pytest.mark.parametrize(
    "format_", ["A.1.1", "A.1.2", "A.1.6", "A.1.7", "B.1.3", "B.1.4", "B.1.5", "C.1.1", "C.1.2", "C.1.3"]
)
def test_the_lines_are_worded_as_the_format_prints_them(format_: str) -> None:
    for nilai, row in zip(NILAI, BARIS, strict=True):
        assert nilai.nama == row["nilai"]
        printed = [
            next(words["teks"] for words in line["redaksi_format"] if format_ in words["format"]).rstrip(".")
            for line in row["panduan"]
        ]
        ours = list(perilaku.panduan(nilai=nilai.nilai, format=format_))
        assert ours == [
            re.sub(r"\b\d+esame", "sesame", line).replace("sesame ASN", "sesama ASN") for line in printed
        ]


def test_the_lines_of_pasal_ten_are_word_for_word() -> None:
    for nilai, row in zip(NilaiDasar, BARIS, strict=True):
        lines = perilaku.panduan(nilai=nilai, format="Pasal 10")
        assert [line[0].lower() + line[1:] for line in lines] == [line["teks"] for line in row["panduan"]]


def test_the_examples_are_rated_as_the_kuadran_says_except_skp_five() -> None:
    """SKP-5 (p. 205-208) prints Butuh Perbaikan for Sesuai and Dibawah; the kuadran is the rule."""
    ratings = {
        "DIATAS EKSPEKTASI": Rating.DIATAS,
        "SESUAI EKSPEKTASI": Rating.SESUAI,
        "DIBAWAH EKSPEKTASI": Rating.DIBAWAH,
    }
    differing = []
    for name, item in CONTOH.items():
        evaluasi = item["evaluasi"]
        verdict = tetapkan_predikat(
            hasil_kerja=ratings[evaluasi["rating_hasil_kerja"]],
            perilaku_kerja=ratings[evaluasi["rating_perilaku_kerja"]],
            on=ON,
        )
        if verdict.value != Predikat(evaluasi["predikat"].lower().replace(" ", "_")):
            differing.append((name, verdict.value))
    assert differing == [("SKP-5", Predikat.KURANG)]
