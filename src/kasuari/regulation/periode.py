"""Periods, the window in which they are evaluated, and deadlines in working days.

Both ends of a period or a window are counted in: `end_date` is its last day, as printed on the documents.

Counting: a limit "paling lama n hari kerja sejak …" takes the next working day as day 1. The text does not
say so. It is read like this because the trigger (signing, receiving) may happen at the end of a day, and
whoever has n working days must have n whole ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kasuari.regulation.edition import PASAL_PERALIHAN
from kasuari.regulation.parameter import Parameter, berlaku
from kasuari.regulation.verdict import Verdict, berdasar, lampiran, p6


class JenisPeriode(StrEnum):
    BULANAN = "bulanan"
    TRIWULANAN = "triwulanan"
    SEMESTERAN = "semesteran"
    TAHUNAN = "tahunan"


class Langkah(StrEnum):
    """A step that has a limit. The comment names the day that `mulai` means."""

    PENETAPAN_SKP = "penetapan_skp"  # any day of the performance year
    EVALUASI_TAHUNAN = "evaluasi_tahunan"  # any day of the performance year
    PENYAMPAIAN = "penyampaian"  # D.1.1 signed by the penilai
    PENGEMBALIAN = "pengembalian"  # received by the Pegawai
    PELAPORAN = "pelaporan"  # last day of the evaluation window
    TANDA_TANGAN_ATASAN = "tanda_tangan_atasan"  # last day of the evaluation window
    PENYAMPAIAN_ATASAN = "penyampaian_atasan"  # D.1.2 signed by the atasan
    PENGEMBALIAN_ATASAN = "pengembalian_atasan"  # received by the Pegawai
    PELAPORAN_ATASAN = "pelaporan_atasan"  # last day of the evaluation window
    KEBERATAN = "keberatan"  # document received by the Pegawai
    KEPUTUSAN_KEBERATAN = "keputusan_keberatan"  # objection received by the atasan
    PELAPORAN_KEBERATAN = "pelaporan_keberatan"  # last day of the evaluation window


PASAL_14 = p6("Pasal 14 ayat (1)", 10)
PASAL_16 = p6("Pasal 16 ayat (3)", 11)
PASAL_24 = p6("Pasal 24 ayat (2)", 14)
EVALUASI_TAHUNAN = lampiran("IV", "A.8.b", 90)
RENTANG_WAKTU = lampiran("IV", "A.14", 91)

# Months per period, how many there are in a year, and the words of the label.
BULAN_PER_PERIODE: dict[JenisPeriode, int] = {
    JenisPeriode.BULANAN: 1,
    JenisPeriode.TRIWULANAN: 3,
    JenisPeriode.SEMESTERAN: 6,
    JenisPeriode.TAHUNAN: 12,
}
NAMA_BULAN: tuple[str, ...] = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
ROMAWI: tuple[str, ...] = ("I", "II", "III", "IV")

# "Rentang waktu pelaksanaan evaluasi" is not defined; the only example (p. 91) puts 25 September inside that
# of triwulan III and 25 August outside. The last ten calendar days are our default; an agency may set its
# own.
HARI_JENDELA: tuple[Parameter[int], ...] = (Parameter(date(2022, 1, 1), 10, RENTANG_WAKTU),)

BATAS_HARI_KERJA: dict[Langkah, tuple[Parameter[int], ...]] = {
    langkah: (Parameter(date(2022, 1, 1), jumlah, lampiran("V", butir, halaman)),)
    for langkah, jumlah, butir, halaman in (
        (Langkah.PENYAMPAIAN, 14, "A.5", 114),
        (Langkah.PENGEMBALIAN, 14, "A.6", 114),
        (Langkah.PELAPORAN, 30, "A.7", 115),
        (Langkah.TANDA_TANGAN_ATASAN, 14, "A.8", 115),
        (Langkah.PENYAMPAIAN_ATASAN, 7, "A.9", 116),
        (Langkah.PENGEMBALIAN_ATASAN, 7, "A.10", 116),
        (Langkah.PELAPORAN_ATASAN, 30, "A.11", 117),
        (Langkah.KEBERATAN, 14, "B.2", 117),
        (Langkah.KEPUTUSAN_KEBERATAN, 7, "B.6", 117),
        (Langkah.PELAPORAN_KEBERATAN, 30, "B.8", 119),
    )
}
# Limits that are a day of the calendar: (years after the performance year, month, day).
BATAS_TANGGAL: dict[Langkah, tuple[Parameter[tuple[int, int, int]], ...]] = {
    Langkah.PENETAPAN_SKP: (Parameter(date(2022, 1, 1), (0, 1, 31), PASAL_14),),
    Langkah.EVALUASI_TAHUNAN: (Parameter(date(2022, 1, 1), (1, 1, 31), EVALUASI_TAHUNAN),),
}


@dataclass(frozen=True, slots=True)
class Periode:
    """A period with both ends in. `label` is printed, such as "Triwulan II"; `nomor` counts from 1 in the
    year."""

    tahun: int
    jenis: JenisPeriode
    nomor: int
    start_date: date
    end_date: date
    label: str


@dataclass(frozen=True, slots=True)
class Jendela:
    """The days on which an evaluation is carried out, both ends in."""

    start_date: date
    end_date: date

    def __contains__(self, day: date) -> bool:
        return self.start_date <= day <= self.end_date


@dataclass(frozen=True, slots=True, kw_only=True)
class KalenderKerja:
    """Which days are worked: no Sunday, no Saturday in a five-day week, no day of `holidays`.

    `start_date` and `end_date` bound the days that the calendar knows (`end_date` is the first unknown day;
    None: unbounded). Outside them no deadline is computed: a holiday not yet decreed is not a working day.
    """

    holidays: frozenset[date] = frozenset()
    hari_per_minggu: int = 5
    start_date: date | None = None
    end_date: date | None = None

    def __post_init__(self) -> None:
        if self.hari_per_minggu not in (5, 6):
            raise ValueError("hari_per_minggu is 5 or 6")

    def mencakup(self, day: date) -> bool:
        after_start = self.start_date is None or day >= self.start_date
        return after_start and (self.end_date is None or day < self.end_date)

    def hari_kerja(self, day: date) -> bool:
        return day.weekday() < self.hari_per_minggu and day not in self.holidays


@berdasar(PASAL_24, PASAL_16, EVALUASI_TAHUNAN)
def rentang(*, tahun: int, jenis: JenisPeriode, nomor: int = 1) -> Verdict[Periode]:
    """The first and last day of period `nomor` of `tahun`, and its label."""
    basis = (EVALUASI_TAHUNAN,) if jenis is JenisPeriode.TAHUNAN else (PASAL_24, PASAL_16)
    bulan = BULAN_PER_PERIODE[jenis]
    if not 1 <= tahun <= 9998:
        return Verdict(None, "periode.tahun_di_luar_rentang", basis)
    if not 1 <= nomor <= 12 // bulan:
        return Verdict(None, "periode.nomor_di_luar_rentang", basis)
    awal, akhir = (nomor - 1) * bulan + 1, nomor * bulan
    last = date(tahun + akhir // 12, akhir % 12 + 1, 1) - timedelta(days=1)
    periode = Periode(tahun, jenis, nomor, date(tahun, awal, 1), last, _label(tahun, jenis, nomor))
    return Verdict(periode, f"periode.{jenis}", basis)


@berdasar(RENTANG_WAKTU, EVALUASI_TAHUNAN)
def jendela_evaluasi(*, periode: Periode, on: date, hari: int | None = None) -> Verdict[Jendela]:
    """When the period is evaluated: its last `hari` calendar days (None: the default in force on `on`).

    The annual evaluation runs from there, "setiap akhir Desember", to the end of January of the next year.
    """
    bawaan = berlaku(HARI_JENDELA, on)
    if bawaan is None:
        return Verdict(None, "periode.edisi_tidak_ada", (PASAL_PERALIHAN,), ("edisi",))
    jumlah = bawaan.value if hari is None else hari
    panjang = (periode.end_date - periode.start_date).days + 1
    if not 1 <= jumlah <= panjang:
        return Verdict(None, "periode.hari_jendela_di_luar_rentang", (RENTANG_WAKTU,))
    start = periode.end_date - timedelta(days=jumlah - 1)
    if periode.jenis is JenisPeriode.TAHUNAN:
        return Verdict(
            Jendela(start, date(periode.tahun + 1, 1, 31)), "periode.jendela_tahunan", (EVALUASI_TAHUNAN,)
        )
    source = "bawaan" if hari is None else "instansi"
    return Verdict(Jendela(start, periode.end_date), f"periode.jendela_{source}", (RENTANG_WAKTU,))


def tambah_hari_kerja(*, mulai: date, jumlah: int, kalender: KalenderKerja) -> date:
    """The day that is `jumlah` working days after `mulai`; the next working day after `mulai` is day 1.

    `jumlah` 0 gives `mulai` itself. Raises ValueError for a negative `jumlah`.
    """
    if jumlah < 0:
        raise ValueError("jumlah cannot be negative")
    day = mulai
    while jumlah:
        day += timedelta(days=1)
        jumlah -= kalender.hari_kerja(day)
    return day


def hari_kerja_antara(*, mulai: date, sampai: date, kalender: KalenderKerja) -> int:
    """Working days after `mulai` up to and including `sampai`; negative when `sampai` is earlier."""
    if sampai < mulai:
        return -hari_kerja_antara(mulai=sampai, sampai=mulai, kalender=kalender)
    days = (mulai + timedelta(days=step) for step in range(1, (sampai - mulai).days + 1))
    return sum(kalender.hari_kerja(day) for day in days)


def hari_kerja_terakhir(*, sampai: date, kalender: KalenderKerja) -> date:
    """The last working day on or before `sampai`: a limit on a Sunday is kept on the Friday before."""
    day = sampai
    while not kalender.hari_kerja(day):
        day -= timedelta(days=1)
    return day


@berdasar(
    *(riwayat[-1].basis for riwayat in BATAS_TANGGAL.values()),
    *(riwayat[-1].basis for riwayat in BATAS_HARI_KERJA.values()),
)
def batas_waktu(
    *, langkah: Langkah, mulai: date | None, kalender: KalenderKerja | None, on: date
) -> Verdict[date]:
    """The last day on which `langkah` is in time, counted from `mulai`, under the rules of `on`."""
    if langkah in BATAS_TANGGAL:
        return _batas_tanggal(langkah, mulai, on)
    batas = berlaku(BATAS_HARI_KERJA[langkah], on)
    if batas is None:
        return Verdict(None, "periode.edisi_tidak_ada", (PASAL_PERALIHAN,), ("edisi",))
    if mulai is None:
        return Verdict(None, "periode.mulai_belum_ada", (batas.basis,), ("mulai",))
    if kalender is None:
        return Verdict(None, "periode.kalender_belum_ada", (batas.basis,), ("kalender",))
    last = tambah_hari_kerja(mulai=mulai, jumlah=batas.value, kalender=kalender)
    if not (kalender.mencakup(mulai) and kalender.mencakup(last)):
        return Verdict(None, "periode.kalender_tidak_mencakup", (batas.basis,), ("kalender",))
    return Verdict(last, f"periode.batas.{langkah}", (batas.basis,))


def _batas_tanggal(langkah: Langkah, mulai: date | None, on: date) -> Verdict[date]:
    batas = berlaku(BATAS_TANGGAL[langkah], on)
    if batas is None:
        return Verdict(None, "periode.edisi_tidak_ada", (PASAL_PERALIHAN,), ("edisi",))
    if mulai is None:
        return Verdict(None, "periode.mulai_belum_ada", (batas.basis,), ("mulai",))
    years, month, day = batas.value
    return Verdict(date(mulai.year + years, month, day), f"periode.batas.{langkah}", (batas.basis,))


def _label(tahun: int, jenis: JenisPeriode, nomor: int) -> str:
    if jenis is JenisPeriode.BULANAN:
        return NAMA_BULAN[nomor - 1]
    if jenis is JenisPeriode.TAHUNAN:
        return f"Tahun {tahun}"
    return f"{'Triwulan' if jenis is JenisPeriode.TRIWULANAN else 'Semester'} {ROMAWI[nomor - 1]}"
