"""Who rates whom, for every person of an invented province, against the structural superior in the roster."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date, datetime
from pathlib import Path

import pytest

from kasuari.regulation import kewenangan, nip
from kasuari.regulation.kewenangan import (
    FaktaPenugasan,
    FaktaUnit,
    JenisJabatan,
    JenisPenugasan,
    PenilaiMandiri,
    Susunan,
)

DATA = Path(__file__).parent / "data"
ON = date(2026, 1, 1)
GUBERNUR = "gubernur"

JABATAN = {
    "JPT MADYA": JenisJabatan.JPT_MADYA,
    "JPT PRATAMA": JenisJabatan.JPT_PRATAMA,
    "ADMINISTRATOR": JenisJabatan.ADMINISTRATOR,
    "PENGAWAS": JenisJabatan.PENGAWAS,
    "PELAKSANA": JenisJabatan.PELAKSANA,
}
PENUGASAN = {"PLT": JenisPenugasan.PLT, "PLH": JenisPenugasan.PLH, "TT": JenisPenugasan.TUGAS_TAMBAHAN}
MANDIRI = {"3", "4", "5", "6"}  # UPTD, school, puskesmas, RSUD


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


PEOPLE = _rows("roster.csv")
UNITS = _rows("unor.csv")
NAMA = {row["Id"]: row["NamaUnor"] for row in UNITS}
LEADER = {row["Id"]: row["PemimpinNip"] for row in UNITS}
CODES = {
    "jf_memimpin_unit": 177,
    "kepala_daerah_jpt": 32,
    "koordinator_unit_mandiri": 11,
    "pimpinan_unit": 799,
    "plh_tidak_mengganti": 10,
    "plt": 70,
    "plt_dinilai_unit_plt": 9,
}
ROOT = next(row["Id"] for row in UNITS if not row["DiatasanId"])
SETDA = next(row["Id"] for row in UNITS if row["NamaUnor"] == "Sekretariat Daerah")


def _day(text: str) -> date:
    return datetime.strptime(text, "%d-%m-%Y").date()


def _units() -> list[FaktaUnit]:
    """The perangkat daerah hang under the root and report through the Sekretariat Daerah."""
    return [
        FaktaUnit(
            id=row["Id"],
            induk=row["DiatasanId"] or None,
            koordinator=SETDA if row["DiatasanId"] == ROOT and row["Id"] != SETDA else None,
            mandiri=row["JenisUnorId"] in MANDIRI,
        )
        for row in UNITS
    ]


def _appointments() -> list[FaktaPenugasan]:
    facts = []
    for row in PEOPLE:
        who = row["NIP BARU"]
        jabatan = JABATAN.get(row["JENJANG"], JenisJabatan.JF)
        unit = row["UNOR ID"]
        structural = row["JENIS JABATAN"] == "Struktural"
        leads = structural and (
            LEADER[unit] == who or row["KEDUDUKAN HUKUM"] in {"CLTN", "Masa Persiapan Pensiun"}
        )
        facts.append(
            FaktaPenugasan(
                id=f"{who}-D",
                pegawai=who,
                unit=unit,
                jabatan_jenis=jabatan,
                memimpin=leads,
                start_date=_day(row["TMT JABATAN"]),
            )
        )
        if row["JENIS PENUGASAN"] in PENUGASAN:
            facts.append(
                FaktaPenugasan(
                    id=f"{who}-{row['JENIS PENUGASAN']}",
                    pegawai=who,
                    unit=row["UNOR PENUGASAN ID"],
                    jabatan_jenis=jabatan,
                    jenis=PENUGASAN[row["JENIS PENUGASAN"]],
                    memimpin=True,
                    start_date=_day(row["TMT PENUGASAN"]),
                )
            )
    return facts


def _susunan(mandiri: PenilaiMandiri = PenilaiMandiri.KOORDINATOR) -> Susunan:
    return Susunan(
        on=ON,
        penugasan=_appointments(),
        unit=_units(),
        pimpinan_instansi=GUBERNUR,
        penilai_mandiri=mandiri,
    )


@pytest.fixture(scope="module")
def susunan() -> Susunan:
    return _susunan()


def _differences(susunan: Susunan) -> dict[str, str]:
    """NIP -> code, for everybody whose penilai is not the structural superior."""
    verdicts = {row["NIP BARU"]: susunan.penilai(row["NIP BARU"]) for row in PEOPLE}
    assert all(verdict.value for verdict in verdicts.values())
    return {
        row["NIP BARU"]: verdicts[row["NIP BARU"]].code
        for row in PEOPLE
        if verdicts[row["NIP BARU"]].value.pegawai != row["NIP ATASAN"]
    }


def test_only_the_jpt_and_one_plt_differ_from_the_structural_superior(susunan: Susunan) -> None:
    different = _differences(susunan)
    jpt = {row["NIP BARU"] for row in PEOPLE if row["JENJANG"].startswith("JPT")}
    plt = {nip for nip, code in different.items() if nip not in jpt}
    assert {nip for nip in different if nip in jpt} == jpt
    assert [different[nip] for nip in plt] == ["kewenangan.plt_dinilai_unit_plt"]
    (perencana,) = plt
    acting = next(p for p in susunan.penugasan[perencana] if p.jenis is JenisPenugasan.PLT)
    assert NAMA[acting.unit] == "Sekretariat"
    verdict = susunan.penilai(perencana)
    assert verdict.value is not None
    assert verdict.value.pegawai == LEADER[susunan.unit[acting.unit].induk or ""]
    assert kewenangan.PLT_DINILAI in verdict.basis


def test_with_the_kepala_daerah_rating_the_independent_units_only_their_leaders_change(
    susunan: Susunan,
) -> None:
    changed = set(_differences(_susunan(PenilaiMandiri.PIMPINAN_INSTANSI)).items()) - set(
        _differences(susunan).items()
    )
    leaders = {LEADER[row["Id"]] for row in UNITS if row["JenisUnorId"] in MANDIRI}
    assert {nip for nip, _ in changed} == leaders
    assert {code for _, code in changed} == {"kewenangan.kepala_daerah_mandiri"}


def test_nobody_rates_oneself_and_everybody_below_the_governor_has_an_atasan_of_the_penilai(
    susunan: Susunan,
) -> None:
    for row in PEOPLE:
        found = susunan.penilai(row["NIP BARU"]).value
        assert found is not None
        assert found.pegawai != row["NIP BARU"]
        assert (found.atasan is None) == (found.pegawai == GUBERNUR)


def test_how_often_each_reason_occurs(susunan: Susunan) -> None:
    codes = Counter(susunan.penilai(row["NIP BARU"]).code.removeprefix("kewenangan.") for row in PEOPLE)
    assert codes.total() == 1108
    assert codes == CODES


def test_every_nip_of_the_roster_is_one_and_says_its_kind() -> None:
    kinds = Counter()
    for row in PEOPLE:
        verdict = nip.periksa(row["NIP BARU"])
        assert verdict.value == row["NIP BARU"]
        assert verdict.code == f"nip.{row['STATUS'].lower()}"
        kinds[verdict.code] += 1
    assert kinds == {"nip.pns": 903, "nip.pppk": 205}
