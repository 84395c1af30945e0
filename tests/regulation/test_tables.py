"""Every table is total, and the generated page of articles is current."""

from __future__ import annotations

import ast
import inspect
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from kasuari.regulation import (
    angka_kredit,
    distribusi,
    kewenangan,
    periode,
    perubahan,
    predikat,
    skp,
    talenta,
    tindak_lanjut,
)
from kasuari.regulation.catalogue import aturan, pasal
from kasuari.regulation.parameter import Parameter, berlaku
from kasuari.regulation.predikat import CapaianOrganisasi, Predikat, Rating
from kasuari.regulation.verdict import Basis
from tools import gen_articles, generated


def test_every_pair_of_ratings_has_a_predikat() -> None:
    assert set(predikat.KUADRAN) == set(product(Rating, repeat=2))
    counts = {p: list(predikat.KUADRAN.values()).count(p) for p in Predikat}
    assert list(counts.values()) == [1, 3, 2, 2, 1]


def test_every_predikat_and_potensi_has_its_own_box() -> None:
    assert set(talenta.KOTAK) == set(product(talenta.Kinerja, talenta.Potensi))
    assert sorted(talenta.KOTAK.values()) == list(range(1, 10))
    assert all(set(item.value) == set(Predikat) for item in talenta.KINERJA)
    assert all(set(item.value) == set(Predikat) for item in tindak_lanjut.KELAYAKAN)


def test_every_reason_of_a_change_leads_to_a_version_or_to_a_new_skp() -> None:
    assert set(perubahan.PERLAKUAN) == set(perubahan.Sebab)
    new = {sebab for sebab, (answer, _basis) in perubahan.PERLAKUAN.items() if answer == "skp_baru"}
    assert new == {perubahan.Sebab.PEGAWAI_PINDAH}
    assert all(basis for _answer, basis in perubahan.PERLAKUAN.values())


def test_a_failed_study_narrows_to_kurang_or_sangat_kurang() -> None:
    assert set(predikat.PREDIKAT_TUGAS_BELAJAR) == set(Rating)
    assert set(predikat.PREDIKAT_TUGAS_BELAJAR.values()) == {Predikat.KURANG, Predikat.SANGAT_KURANG}


def test_every_rating_and_predikat_has_its_siasn_code() -> None:
    assert predikat.SIASN_RATING == {Rating.DIATAS: 1, Rating.SESUAI: 2, Rating.DIBAWAH: 3}
    assert [predikat.SIASN_KUADRAN[p] for p in Predikat] == [1, 2, 3, 4, 5]


def test_every_capaian_has_a_curve_whose_peak_is_the_predikat_of_most_people() -> None:
    assert set(distribusi.TERBANYAK) == set(CapaianOrganisasi)
    for parameter in distribusi.TITIK:
        assert set(parameter.value) == set(CapaianOrganisasi)
        for capaian, heights in parameter.value.items():
            assert max(heights) == 120  # the sixth of seven lines, in twentieths
            peak = distribusi.SUMBU[heights.index(max(heights))]
            assert peak is distribusi.TERBANYAK[capaian][0]


def test_every_jenjang_and_predikat_has_its_figures() -> None:
    assert all(set(p.value) == set(angka_kredit.Jenjang) for p in angka_kredit.ANGKA)
    assert all(set(p.value) == set(Predikat) for p in angka_kredit.PERSENTASE)
    for parameter in angka_kredit.ANGKA:
        for row in parameter.value.values():
            assert set(row.golongan) <= set(angka_kredit.URUTAN_GOLONGAN)
            assert row.pangkat == row.koefisien * 4


def test_every_step_has_one_limit() -> None:
    assert set(periode.BATAS_HARI_KERJA) | set(periode.BATAS_TANGGAL) == set(periode.Langkah)
    assert not set(periode.BATAS_HARI_KERJA) & set(periode.BATAS_TANGGAL)
    assert set(periode.BULAN_PER_PERIODE) == set(periode.JenisPeriode)


def test_every_format_and_kedudukan_is_decided() -> None:
    assert set(skp.FORMAT_SKP) == set(product((True, False), skp.Pendekatan))
    assert set(skp.FORMAT_SKP.values()) == set(skp.FORMAT_HASIL_EVALUASI) == set(skp.FormatSkp)
    assert set(kewenangan.WAJIB_SKP) == set(kewenangan.KedudukanHukum)
    assert (
        set(kewenangan.URUTAN_PEMIMPIN) == set(kewenangan.DELEGASI_BAWAAN) == set(kewenangan.JenisPenugasan)
    )


def test_the_codes_of_skp_are_those_that_its_source_yields() -> None:
    """Each `Kekurangan(...)` call has its code first, a literal or `skp.lampiran.{name}_kosong`."""
    found = set()
    for node in ast.walk(ast.parse(inspect.getsource(skp))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Kekurangan":
            code = node.args[0]
            if isinstance(code, ast.Constant):
                found.add(code.value)
            else:
                found |= {f"skp.lampiran.{name}_kosong" for name in ("dukungan", "skema", "konsekuensi")}
    assert found == skp.CODES


DASAR = Basis("Contoh", "Pasal 1")
RIWAYAT = (Parameter(date(2024, 7, 1), "baru", DASAR), Parameter(date(2022, 1, 1), "lama", DASAR))


@pytest.mark.parametrize(
    ("on", "value"),
    [
        (date(2021, 12, 31), None),
        (date(2022, 1, 1), "lama"),
        (date(2024, 6, 30), "lama"),
        (date(2024, 7, 1), "baru"),
        (date(2024, 7, 2), "baru"),
    ],
)
def test_a_parameter_holds_from_its_first_day_until_the_next(on: date, value: str | None) -> None:
    found = berlaku(RIWAYAT, on)
    assert (found.value if found else None) == value


def test_the_page_of_articles_is_current_and_no_rule_is_without_a_case() -> None:
    assert gen_articles.main(["--check"]) == 0


def test_every_declared_rule_names_a_page_of_the_print() -> None:
    assert {rule.name for rule in aturan()} == {name for _, names in pasal() for name in names}
    for basis, _ in pasal():
        assert basis.article
        assert basis.page > 0 or basis.regulation != "PermenPANRB 6/2022"


def test_the_check_notices_a_stale_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stale = tmp_path / "articles.md"
    stale.write_text("old", encoding="utf-8")
    monkeypatch.setattr(generated, "ROOT", tmp_path)
    monkeypatch.setattr(gen_articles, "PAGE", stale)
    assert gen_articles.main(["--check"]) == 1
    assert gen_articles.main(["--write"]) == 0
    assert gen_articles.main(["--check"]) == 0
