"""How the text of a target is read: numbers as Indonesians write them, units, ranges and dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from kasuari.regulation.mutu.kamus import SIFAT, kumpulan, rata

BULAN = {
    name: number
    for number, names in enumerate(
        ("januari jan", "februari feb pebruari", "maret mar", "april apr", "mei", "juni jun", "juli jul",
         "agustus agu agt", "september sep sept", "oktober okt", "november nov nopember", "desember des"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_BULAN = "|".join(sorted(BULAN, key=len, reverse=True))
TANGGAL_KATA = re.compile(rf"\b(\d{{1,2}})\s+({_BULAN})\b\.?(?:\s+(\d{{4}}))?")
TANGGAL_ANGKA = re.compile(r"(?<![\d.,])(\d{1,2})([-/])(\d{1,2})\2(\d{4})(?!\d)")
TANGGAL_ISO = re.compile(r"(?<![\d.,])(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
JAM = re.compile(
    r"\b(?:[01]?\d|2[0-4])[.:][0-5]\d\b(?=\s*(?:[-–—]|s\.?d|wi[bt]|wita|sampai))|"
    r"(?<=[-–—])\s*\b(?:[01]?\d|2[0-4])[.:][0-5]\d\b(?=\s*(?:wi|$))"
)
TAHUN_AJARAN = re.compile(r"\b20\d\d\s*[/\-–]\s*20\d\d\b")

# A number is bounded, so that a text of thousands of digits is not read from each of them to its end.
ANGKA = r"\d{1,30}(?:[.,]\d{1,30}){0,9}"
_SATUAN = r"(?:%|‰|persen|[^\W\d_]+)"
RENTANG = re.compile(
    rf"(?P<a>{ANGKA})\s*(?P<sa>{_SATUAN})?\s*(?:-|–|—|s\.?\s?[d/]\.?d?\.?(?=\s|\d)|s/d|sampai(?: "
    rf"dengan)?|hingga)\s*[≥≤<>]?\s*"
    rf"(?P<b>{ANGKA})\s*(?P<sb>{_SATUAN})?"
)
ANTARA = re.compile(
    rf"\bantara\s+(?P<a>{ANGKA})\s*(?P<sa>{_SATUAN})?\s+dan\s+(?P<b>{ANGKA})\s*(?P<sb>{_SATUAN})?"
)
BATAS = re.compile(
    rf"(?:minimal|paling sedikit|min\.?|≥|>=?)\s*(?P<a>{ANGKA})\s*(?P<sa>{_SATUAN})?.*?"
    rf"(?:maksimal|paling banyak|maks\.?|≤|<=?)\s*(?P<b>{ANGKA})\s*(?P<sb>{_SATUAN})?"
)
SKALA = re.compile(
    rf"(?P<a>{ANGKA})\s*(?:dari\s+)?(?:skala|maksimal|poin dari)\s*(?:1\s*[-–]\s*)?(?P<b>{ANGKA})"
)
DARI_JUMLAH = re.compile(
    rf"(?<!turun dari )\b(?P<a>{ANGKA})\s*(?P<sa>[^\W\d_]+\s+)?dari\s+(?P<b>{ANGKA})\s*(?!%|persen)"
)
PERSEN = re.compile(rf"(?P<minus>(?:(?<=\s)|^)[-–]\s?)?(?P<n>{ANGKA})\s*(?:%|persen\b)")
ANGKA_SATUAN = re.compile(rf"(?P<n>{ANGKA})\s*(?P<s>%|‰|[^\W\d_]+)?")
RUPIAH = re.compile(r"\brp\.?\s*(?P<n>[\d.,]+\d)")

KATA_ANGKA = kumpulan(
    """
    nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas belas puluh seratus
    ratus seribu ribu juta miliar milyar triliun setengah sekali setahun sebulan seminggu sehari
    sejam semester
    """
)
SATUAN = kumpulan(
    """
    % ‰ rp persen prosen dokumen laporan kegiatan orang hari minggu pekan bulan tahun kali unit
    paket buah berkas surat naskah peserta jam menit detik rupiah km m meter m2 m3 ha hektar hektare
    ton kg kilogram gram liter poin point eksemplar desa kampung kelurahan distrik kecamatan sekolah
    siswa guru pasien pegawai asn layanan produk aplikasi data rekomendasi sertifikat sertipikat
    rancangan modul peraturan perda perkada keputusan sk spm sp2d spj akta kartu ktp ktp-el kk kasus
    permohonan aduan pengaduan kunjungan pertemuan rapat lokasi titik ruas kelompok keluarga rumah
    ekor batang bibit benih lembar halaman triwulan semester angkatan kelas lulusan usulan arsip
    boks box jenis judul berita konten video artikel sampel ibu bayi balita anak petani nelayan umkm
    koperasi pelaku opd skpd pd puskesmas hk jp sks rekaman database server perangkat menara
    bangunan gedung jembatan pohon bidang set stel tahapan tahap materi bahan nota notula catatan
    register daftar indikator inovasi hasil kajian telaahan jawaban respons klien penerima kendaraan
    alat pengguna informasi
    """
)  # fmt: skip
BULAT = kumpulan(
    """
    dokumen laporan orang peserta siswa guru pasien pegawai kegiatan berkas surat ekor unit
    sertifikat akta kali
    """
)
WAKTU = {
    "jam": 1,
    "hari": 24,
    "minggu": 168,
    "pekan": 168,
    "bulan": 720,
    "tahun": 8760,
    "menit": 0,
    "detik": 0,
}
# The indikator names the unit itself, as the official examples do ("Indeks …: 90", p. 131).
MENYEBUT_SATUAN = re.compile(
    r"\b(?:indeks|nilai|skor|persentase|presentase|prosentase|rasio|jumlah|banyaknya|proporsi|cakupan|angka|"
    r"nomor|rata[\s–-]*rata (?:nilai|skor|jumlah)|persen|ikm|ipm|sakip|level|peringkat|tahun)\b|"
    r"\(\s*(?:%|persen|"
    r"dokumen|laporan|orang|hari|bulan|jam|menit|kali|unit|km|ha|ton|rp|rupiah|poin)\s*\)"
)
BAGIAN_BOLEH_LEBIH = re.compile(
    r"\b(?:pertumbuhan|tumbuh|kenaikan|peningkatan|pertambahan|laju|realisasi|capaian|pencapaian|rasio|"
    r"inflasi|"
    r"deviasi|selisih|perubahan|penerimaan|produktivitas|terhadap target|dari target|dibanding\w*|"
    r"tahun (?:lalu|sebelumnya))\b"
)
BAGIAN_PASTI = re.compile(r"\b(?:tepat waktu|lengkap|benar|puas|lulus|hadir|kehadiran|kelulusan|kepatuhan)\b")
BOLEH_NEGATIF = re.compile(r"\b(?:inflasi|deviasi|selisih|perubahan|pertumbuhan|laju|defisit|surplus|suhu)\b")
TEMPAT_KOSONG = re.compile(
    r"^(?:\.{2,}|…+|_{2,}|-{2,}|\?+|x{1,4}|n{1,2}|beberapa|sekian|banyak|tbd)\s*(?:%|persen|[^\W\d_]+)?\s*$"
)
CAMPUR = re.compile(r"\b\d+[oOlI]\d*\s*(?:%|persen)|\b[oOlI]\d+\s*(?:%|persen)|\b\d+[oO]\b")
GANDA = re.compile(r"%\s*%|\d(?:,,|\.\.+)\d|,\d+,|≥\s*≤|≤\s*≥|[><]\s*[<>]")
HUBUNG = re.compile(r"\d\s*(?:-|–|—|s\.?d\.?|s/d|sampai|hingga)\s*\d")
GANTUNG = re.compile(rf"^{ANGKA}\s*%?\s*(?:-|–|—|s/?d\.?|sampai)\s*%?\s*$|^(?:–|—|s/?d\.?|sampai)\s*{ANGKA}")
PERUBAHAN = re.compile(r"\b(?:dari|turun|naik|semula|menjadi)\b.*\b(?:menjadi|ke)\b")


@dataclass(frozen=True, slots=True)
class Rentang:
    """Two numbers with the units as written."""

    awal: Decimal
    akhir: Decimal
    satuan_awal: str
    satuan_akhir: str
    kata: str


def angka(text: str) -> Decimal | None:
    """A number as Indonesians write it: "25,0", "11.250", "61,95"; also "3.5". None when it is none."""
    parts = text.split(".")
    if "," in text:
        whole, _, fraction = text.partition(",")
        if "," in fraction or "." in fraction:
            return None
        groups = whole.split(".")
        if len(groups) > 1 and not _ribuan(groups):
            return None
        return _decimal(f"{''.join(groups)}.{fraction}")
    if len(parts) == 1:
        return _decimal(text)
    if _ribuan(parts):
        return _decimal("".join(parts))
    return _decimal(text) if len(parts) == 2 else None


def _ribuan(groups: list[str]) -> bool:
    return 1 <= len(groups[0]) <= 3 and groups[0] != "0" and all(len(group) == 3 for group in groups[1:])


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def tanpa_tanggal(text: str) -> str:
    """`text` without dates, times of day and school years, which look like ranges and are none."""
    for pattern in (TANGGAL_ISO, TANGGAL_ANGKA, TANGGAL_KATA, TAHUN_AJARAN, JAM):
        text = pattern.sub(" ", text)
    return text


def tanggal(text: str) -> Iterator[tuple[str, date | None]]:
    """Every date in `text`: as written, and as a day or None where the calendar has no such day."""
    found = [
        *((at.start(), at[0], _day(at[3], int(at[2]), at[1])) for at in TANGGAL_ISO.finditer(text)),
        *((at.start(), at[0], _day(at[1], int(at[3]), at[4])) for at in TANGGAL_ANGKA.finditer(text)),
        # Without a year, a leap year: nobody is corrected for 29 February.
        *(
            (at.start(), at[0], _day(at[1], BULAN[at[2]], at[3] or "2024"))
            for at in TANGGAL_KATA.finditer(text)
        ),
    ]
    for _place, words, day in sorted(found, key=lambda item: item[0]):
        yield words, day


def _day(day: str, month: int, year: str) -> date | None:
    try:
        return date(int(year), month, int(day))
    except ValueError:
        return None


ANGKA_KATA = {
    word: str(number)
    for number, word in enumerate(
        [
            "nol",
            "satu",
            "dua",
            "tiga",
            "empat",
            "lima",
            "enam",
            "tujuh",
            "delapan",
            "sembilan",
            "sepuluh",
            "sebelas",
        ]
    )
}
_ANGKA_KATA = re.compile(rf"\b(?:{'|'.join(ANGKA_KATA)})\b(?! (?:belas|puluh|ratus|ribu|juta))")


def dengan_angka(text: str) -> str:
    """`text` with "lima" as "5"; "lima belas" stays."""
    return _ANGKA_KATA.sub(lambda match: ANGKA_KATA[match[0]], text)


def rentang(text: str) -> Iterator[Rentang]:
    """Every range in `text`, which has no dates any more."""
    for pattern in (RENTANG, ANTARA, BATAS):
        for match in pattern.finditer(text):
            low, high = angka(match["a"]), angka(match["b"])
            if low is not None and high is not None:
                yield Rentang(low, high, _satuan(match["sa"]), _satuan(match["sb"]), match[0].strip())


def _satuan(text: str | None) -> str:
    word = (text or "").strip()
    if word in {"%", "persen", "prosen"}:
        return "%"
    return word if word in SATUAN or word in WAKTU else ""


def kosong(target: str) -> bool:
    """Nothing is written, or only a stroke."""
    return not target.strip(" \t\r\n-–—.,;:/\"'") or rata(target) in {
        "n/a",
        "belum ada",
        "tbd",
        "nihil data",
    }


Cacat = tuple[str, str] | None


def _tulisan(text: str, _measure: str) -> Cacat:
    for pattern, code in (
        (TEMPAT_KOSONG, "tanpa_angka"),
        (GANDA, "salah_tulis"),
        (CAMPUR, "salah_tulis"),
        (GANTUNG, "rentang_putus"),
    ):
        if match := pattern.search(text):
            return code, match[0].strip()
    for match in re.finditer(ANGKA, tanpa_tanggal(text)):
        if angka(match[0]) is None:
            return "angka_rancu", match[0]
    return None


def _hari(text: str, _measure: str) -> Cacat:
    days = list(tanggal(text))
    for words, day in days:
        if day is None:
            return "tanggal_mustahil", words
    if len(days) == 2 and HUBUNG.search(text):
        (first, start), (last, end) = days
        dated = all(re.search(r"\d{4}", words) for words in (first, last))
        if dated and start and end and start > end:
            return "rentang_terbalik", f"{first} – {last}"
    return None


def _jangkauan(text: str, _measure: str) -> Cacat:
    if PERUBAHAN.search(text):
        return None
    for item in rentang(dengan_angka(tanpa_tanggal(text))):
        first, last = item.satuan_awal, item.satuan_akhir
        if first and last and first != last:
            return "satuan_campur", item.kata
        if item.awal > item.akhir:
            return "rentang_terbalik", item.kata
    return None


def _persen(text: str, measure: str) -> Cacat:
    plain = tanpa_tanggal(text)
    growing = bool(BAGIAN_BOLEH_LEBIH.search(f"{measure} {text}")) and not BAGIAN_PASTI.search(measure)
    for match in PERSEN.finditer(plain):
        number = angka(match["n"])
        if number is not None and number > 100 and not growing:
            return "lebih_dari_seratus", match[0].strip()
    below = re.match(r"[-–]\d[\d.,]*\s*(?:%|[^\W\d_]+)?", plain)
    if below and not BOLEH_NEGATIF.search(measure):
        return "negatif", below[0].strip()
    if re.fullmatch(r"\d+(?:[.,]\d+)?", plain) and re.match(
        r"(?:persentase|presentase|prosentase)\b", measure
    ):
        number = angka(plain)
        if number is not None and number > 100 and not growing:
            return "lebih_dari_seratus", plain
    return None


def _skala(text: str, _measure: str) -> Cacat:
    for match in SKALA.finditer(text):
        part, whole = angka(match["a"]), angka(match["b"])
        if part is not None and whole is not None and part > whole:
            return "melebihi_skala", match[0]
    if PERUBAHAN.search(text) or re.search(r"\b(?:turun|naik|meningkat|berkurang)\b", text):
        return None
    for match in DARI_JUMLAH.finditer(tanpa_tanggal(text)):
        part, whole = angka(match["a"]), angka(match["b"])
        if part is not None and whole is not None and part > whole:
            return "melebihi_jumlah", match[0].strip()
    return None


def _tanpa_satuan(text: str, measure: str) -> Cacat:
    words = re.findall(r"%|‰|[^\W\d_]+(?:-[^\W\d_]+)*|\d+", text)
    numbered = any(word[0].isdecimal() or word in KATA_ANGKA for word in words)
    if not numbered and words and all(word in SATUAN or word in {"kerja", "per", "/"} for word in words):
        return "tanpa_angka", text
    if not numbered and len(words) == 2 and words[0] in BULAT and words[1] in SIFAT:
        return "tanpa_angka", text
    if re.fullmatch(r"[≥≤<>=~±]*\s*\d+(?:[.,]\d+)*", text) and not MENYEBUT_SATUAN.search(measure):
        return "tanpa_satuan", text
    for match in ANGKA_SATUAN.finditer(text):
        number = angka(match["n"])
        if number is not None and number % 1 and match["s"] in BULAT and "," in match["n"]:
            return "pecahan", match[0]
    return None


def cacat(text: str, measure: str) -> Cacat:
    """The first fault of a target that stands in lower case with single spaces: its code and the words."""
    rules = (_tulisan, _hari, _jangkauan, _persen, _skala, _tanpa_satuan)
    return next((fault for rule in rules if (fault := rule(text, measure))), None)
