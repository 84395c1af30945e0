"""What must hold for every input, tried on generated ones."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kasuari.regulation import angka_kredit, nip, periode
from kasuari.regulation.angka_kredit import Jenjang
from kasuari.regulation.kewenangan import (
    FaktaPenugasan,
    FaktaUnit,
    Instansi,
    JenisJabatan,
    JenisPenugasan,
    PenilaiMandiri,
    Susunan,
)
from kasuari.regulation.periode import BATAS_HARI_KERJA, JenisPeriode, KalenderKerja, Langkah
from kasuari.regulation.predikat import Predikat, Rating, tetapkan_predikat

fast = settings(max_examples=60, deadline=None)
DAYS = st.dates(date(2022, 1, 1), date(2040, 12, 31))
ORDER = list(reversed(Predikat))  # worst first
RATINGS = [Rating.DIBAWAH, Rating.SESUAI, Rating.DIATAS]
ON = date(2026, 12, 31)


@st.composite
def calendars(draw: st.DrawFn) -> KalenderKerja:
    free = draw(st.frozensets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=30))
    return KalenderKerja(holidays=free, hari_per_minggu=draw(st.sampled_from((5, 6))))


@given(st.sampled_from(Rating), st.sampled_from(Rating), DAYS)
@fast
def test_two_ratings_always_give_one_predikat_with_its_article(
    hasil: Rating, perilaku: Rating, on: date
) -> None:
    verdict = tetapkan_predikat(hasil_kerja=hasil, perilaku_kerja=perilaku, on=on)
    assert verdict.value in Predikat
    assert verdict.basis
    assert not verdict.missing


@pytest.mark.parametrize("hasil", RATINGS)
def test_better_conduct_never_gives_a_worse_predikat(hasil: Rating) -> None:
    ranks = [
        ORDER.index(tetapkan_predikat(hasil_kerja=hasil, perilaku_kerja=p, on=ON).value or "")  # type: ignore[arg-type]
        for p in RATINGS
    ]
    assert ranks == sorted(ranks)


@given(st.sampled_from(Predikat), st.sampled_from(Jenjang), st.integers(1, 12))
@fast
def test_months_of_a_year_add_up_to_the_year_exactly(
    predikat: Predikat, jenjang: Jenjang, bulan: int
) -> None:
    def points(months: int) -> Fraction:
        value = angka_kredit.konversi(predikat=predikat, jenjang=jenjang, bulan=months, on=ON).value
        assert value is not None
        return value

    assert points(bulan) * 12 == points(12) * bulan
    assert points(bulan) > 0
    assert isinstance(points(bulan), Fraction)


@given(st.fractions(-1000, 1000, max_denominator=999), st.integers(0, 6))
@fast
def test_what_is_shown_is_never_further_than_half_a_digit(value: Fraction, digits: int) -> None:
    shown = Fraction(angka_kredit.tampilkan(value, digits=digits))
    assert abs(shown - value) <= Fraction(1, 2 * 10**digits)


def test_a_half_is_shown_upwards() -> None:
    assert angka_kredit.tampilkan(Fraction("2.0005")) == "2.001"
    assert angka_kredit.tampilkan(Fraction("2.8125"), digits=2) == "2.81"
    assert angka_kredit.tampilkan(Fraction("9.375"), digits=2) == "9.38"


@given(st.integers(1, 9998), st.sampled_from(JenisPeriode))
@fast
def test_the_periods_of_a_year_follow_each_other_without_gap(tahun: int, jenis: JenisPeriode) -> None:
    count = 12 // periode.BULAN_PER_PERIODE[jenis]
    rows = [periode.rentang(tahun=tahun, jenis=jenis, nomor=n + 1).value for n in range(count)]
    assert all(rows)
    assert rows[0].start_date == date(tahun, 1, 1)  # type: ignore[union-attr]
    assert rows[-1].end_date == date(tahun, 12, 31)  # type: ignore[union-attr]
    for before, after in pairwise(rows):
        assert after.start_date - before.end_date == timedelta(days=1)  # type: ignore[union-attr]


@given(st.dates(date(2026, 1, 1), date(2026, 9, 1)), st.integers(0, 40), calendars())
@fast
def test_counting_forth_and_back_agree(mulai: date, jumlah: int, kalender: KalenderKerja) -> None:
    last = periode.tambah_hari_kerja(mulai=mulai, jumlah=jumlah, kalender=kalender)
    assert periode.hari_kerja_antara(mulai=mulai, sampai=last, kalender=kalender) == jumlah
    assert jumlah == 0 or kalender.hari_kerja(last)


@given(st.dates(date(2026, 1, 1), date(2026, 8, 1)), st.sampled_from(sorted(BATAS_HARI_KERJA)), calendars())
@fast
def test_the_last_day_is_in_time_and_the_next_working_day_is_not(
    mulai: date, langkah: Langkah, kalender: KalenderKerja
) -> None:
    last = periode.batas_waktu(langkah=langkah, mulai=mulai, kalender=kalender, on=mulai).value
    assert last is not None
    limit = BATAS_HARI_KERJA[langkah][0].value

    def used(day: date) -> int:
        return periode.hari_kerja_antara(mulai=mulai, sampai=day, kalender=kalender)

    assert used(last) == limit
    assert used(last - timedelta(days=1)) == limit - 1
    following = periode.tambah_hari_kerja(mulai=last, jumlah=1, kalender=kalender)
    assert used(following) == limit + 1


@pytest.mark.parametrize(("day", "inside"), [(20, False), (21, True), (22, True), (25, True), (30, True)])
def test_the_edges_of_the_window_of_triwulan_three(day: int, inside: bool) -> None:
    tw3 = periode.rentang(tahun=2026, jenis=JenisPeriode.TRIWULANAN, nomor=3).value
    assert tw3 is not None
    window = periode.jendela_evaluasi(periode=tw3, on=ON).value
    assert window is not None
    assert (date(2026, 9, day) in window) is inside
    assert date(2026, 8, 25) not in window
    assert date(2026, 10, 1) not in window


@pytest.mark.parametrize(("start", "day", "covered"), [(2, 1, False), (2, 2, True), (2, 3, True)])
def test_a_calendar_knows_its_days_from_its_first(start: int, day: int, covered: bool) -> None:
    assert KalenderKerja(start_date=date(2026, 1, start)).mencakup(date(2026, 1, day)) is covered


def test_a_week_has_five_or_six_working_days() -> None:
    with pytest.raises(ValueError, match="5 or 6"):
        KalenderKerja(hari_per_minggu=7)
    with pytest.raises(ValueError, match="negative"):
        periode.tambah_hari_kerja(mulai=ON, jumlah=-1, kalender=KalenderKerja())
    assert (
        periode.hari_kerja_antara(mulai=date(2026, 1, 12), sampai=date(2026, 1, 5), kalender=KalenderKerja())
        == -5
    )


@st.composite
def organisations(draw: st.DrawFn) -> Susunan:
    """Up to six units, each below an earlier one, and up to eight people with one to three appointments."""
    count = draw(st.integers(1, 6))
    units = [
        FaktaUnit(
            id=str(n), induk=str(draw(st.integers(0, n - 1))) if n else None, mandiri=draw(st.booleans())
        )
        for n in range(count)
    ]
    appointments = [
        FaktaPenugasan(
            id=f"{who}-{n}",
            pegawai=str(who),
            unit=str(draw(st.integers(0, count - 1))),
            jabatan_jenis=draw(st.sampled_from(JenisJabatan)),
            jenis=draw(st.sampled_from(JenisPenugasan)),
            memimpin=draw(st.booleans()),
            start_date=date(2025, 1, 1),
            delegated=draw(st.sampled_from((None, True, False))),
        )
        for who in range(draw(st.integers(1, 8)))
        for n in range(draw(st.integers(1, 3)))
    ]
    return Susunan(
        on=ON,
        penugasan=appointments,
        unit=units,
        pimpinan_instansi="kepala",
        penilai_mandiri=draw(st.sampled_from(PenilaiMandiri)),
        instansi=draw(st.sampled_from(Instansi)),
    )


@given(organisations())
@fast
def test_nobody_ever_rates_oneself_and_every_penilai_has_authority(susunan: Susunan) -> None:
    for pegawai in susunan.penugasan:
        verdict = susunan.penilai(pegawai)
        assert verdict.basis
        if verdict.value is None:
            assert verdict.missing
            continue
        assert verdict.value.pegawai != pegawai
        assert verdict.value.atasan not in {pegawai, verdict.value.pegawai}
        if verdict.value.pegawai != "kepala":
            held = susunan.penugasan[verdict.value.pegawai]
            chosen = next(fact for fact in held if fact.id == verdict.value.penugasan)
            assert chosen.memimpin
            assert chosen.berwenang


@given(
    st.dates(date(1950, 1, 1), date(2005, 1, 1)),
    st.integers(15, 40),
    st.one_of(st.integers(1, 12), st.integers(13, 99)),
    st.sampled_from("12"),
    st.integers(1, 999),
)
@fast
def test_a_well_made_number_is_accepted_and_taken_apart_again(
    birth: date, age: int, month: int, sex: str, serial: int
) -> None:
    text = f"{birth:%Y%m%d}{birth.year + age}{month:02d}{sex}{serial:03d}"
    parts = nip.urai(text).value
    assert parts is not None
    assert (parts.nip, parts.tanggal_lahir, parts.nomor_urut) == (text, birth, serial)
    assert (parts.bulan_tmt is None) == (month > 12)
    assert parts.jenis == ("pppk" if month > 12 else "pns")


@given(st.one_of(st.text(max_size=25), st.floats(), st.integers(), st.none(), st.booleans(), st.decimals()))
@settings(max_examples=200, deadline=None)
def test_whatever_comes_in_is_answered_and_never_raises(junk: object) -> None:
    verdict = nip.periksa(junk)
    assert verdict.code.startswith("nip.")
    assert verdict.value is not None
    assert verdict.value == "" or (len(verdict.value) == 18 and verdict.value.isdigit())
    assert (verdict.value != "") == (verdict.code in {"nip.pns", "nip.pppk"})


@given(st.dates(date(2026, 1, 8), date(2026, 9, 1)), calendars())
@fast
def test_the_last_working_day_is_the_nearest_before(sampai: date, kalender: KalenderKerja) -> None:
    last = periode.hari_kerja_terakhir(sampai=sampai, kalender=kalender)
    assert last <= sampai
    assert kalender.hari_kerja(last)
    assert periode.hari_kerja_antara(mulai=last, sampai=sampai, kalender=kalender) == 0
