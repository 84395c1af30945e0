"""What makes a promise countable: a number with its unit, a day, a comparison, a step of a known ladder."""

from __future__ import annotations

import re
from itertools import pairwise

from kasuari.regulation.mutu import target

UKURAN = re.compile(
    r"\b(?:persentase|presentase|prosentase|jumlah|banyaknya|indeks|nilai|skor|rasio|tingkat|angka|"
    r"cakupan|rata|"
    r"proporsi|waktu|lama|luas|panjang|volume|predikat|opini|akreditasi|prevalensi|capaian|realisasi|"
    r"ketepatan|"
    r"kecepatan|frekuensi|laju|pertumbuhan|kesesuaian|kelengkapan|kehadiran|penurunan|peningkatan|level|"
    r"peringkat)\b"
)
SAMAR = re.compile(
    r"\b(?:optimal|maksimal(?!\s*\d)|efektif|efisien|baik|memadai|signifikan|prima|berkualitas|bermutu|cukup|"
    r"secukupnya|sebanyak-banyaknya|secepatnya|segera|memuaskan|puas|bersih|nyaman|tertib|lancar|kondusif|"
    r"meningkat|sesuai kebutuhan|sesuai target|tepat sasaran|banyak|beberapa|luar biasa|dan lain-lain|"
    r"dsb|dll|"
    r"terbaik|tinggi|rapi|lengkap|cepat|ramah|profesional)\b"
)
_BANDING = re.compile(
    r"\b(?:turun|menurun|berkurang|naik|meningkat|bertambah|membaik|lebih (?:tinggi|rendah|banyak|"
    r"sedikit|cepat))\b"
    r".*\b(?:dari|dibanding\w*|daripada)\s+(?:(?:realisasi|capaian|angka|periode|data)\s+)?(?:tahun|"
    r"bulan|periode|"
    r"semester|triwulan|sebelumnya|baseline|lalu|20\d\d)"
)
_NOL = re.compile(
    r"\b(?:(?:hampir )?tidak (?:ada|terjadi|terdapat|ditemukan)|nihil|nol|zero|bebas (?:dari )?temuan)\b"
)
_BERTINGKAT = re.compile(
    r"\b(?:predikat|opini|akreditasi|kategori|peringkat|grade|level|indeks|nilai|skor|sakip|lakip|lkjip|"
    r"sertifikat|sertifikasi)\b"
)
_TINGKATAN = re.compile(
    r"\b(?:wtp|wdp|wtm|paripurna|utama|madya|dasar|unggul|a|aa|b|bb|c|cc|d|sangat baik|baik|istimewa|"
    r"memuaskan|"
    r"sangat memuaskan|emas|perak|informatif|tinggi|hijau|terakreditasi|bintang|maju|mandiri)\b"
)
PERIODE = re.compile(
    r"\b(?:hari|minggu|pekan|bulan\w*|triwulan\w*|tw|semester|tahun\w*|jam|menit|tanggal|20\d\d|paling "
    r"lambat|"
    r"paling lama|harian|mingguan|januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|"
    r"november|"
    r"desember|sebelum)\b"
)
SUMBER = re.compile(
    r"\b(?:berdasarkan|menurut|hasil (?:survei|survey|pengukuran|audit|evaluasi|pemeriksaan)|survei|survey|"
    r"aplikasi|laporan|register|rekap\w*|buku|sistem|data|skm|ikm|sakip|lhp|opini|bpk|bps|log|daftar hadir|"
    r"berita acara|simpeg|siak|dapodik|sipd)\b"
)
_SATUAN_BEBAS = re.compile(r"\d(?:[\d.,]{0,60}\d)?\s*(?:\([^()]{0,200}\)\s*)?(?:%|‰|[^\W\d_]{1,})")


def terhitung(text: str) -> tuple[str, ...]:
    """The number with its unit, the day, the comparison or the nought that makes `text` countable."""
    if days := [words for words, day in target.tanggal(text) if day]:
        return tuple(days)
    if match := re.search(r"\b(?:tanggal|pukul|minggu ke-?|tw|triwulan)\s*(?:\d+|i{1,3}|iv)\b", text):
        return (match[0],)
    if match := _SATUAN_BEBAS.search(text):
        return (match[0],)
    if match := re.fullmatch(r"\W*(?:rp\.?\s*)?\d[\d.,]*\W*", text):
        return (match[0],)
    if match := target.RUPIAH.search(text):
        return (match[0],)
    words = text.split()
    if match := re.search(rf"{UKURAN.pattern}\D{{0,30}}\d[\d.,]*", text):
        return (match[0],)
    for number, unit in pairwise(words):
        if number in target.KATA_ANGKA and unit in (target.SATUAN | target.KATA_ANGKA | {"kerja"}):
            return (f"{number} {unit}",)
    for pattern in (_BANDING, _NOL, re.compile(r"\bpada hari yang sama\b")):
        if match := pattern.search(text):
            return (match[0],)
    if re.search(r"\b(?:predikat|opini|akreditasi|nilai sakip)\b", text) and (
        match := re.search(
            r"\b(?:predikat|opini|akreditasi|nilai sakip)\s+(?:minimal\s+)?" + _TINGKATAN.pattern, text
        )
    ):
        return (match[0],)
    return ()


def bernilai(text: str, aim: str) -> tuple[str, ...]:
    """A step of a known ladder ("WTP", "BB", "Paripurna") where the indikator speaks of one."""
    step = _TINGKATAN.search(aim)
    if step and (_BERTINGKAT.search(text) or step[0] in {"wtp", "wdp"}) and len(aim.split()) <= 5:
        return (step[0],)
    if re.search(
        r"\b(?:januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember)\b", aim
    ):
        return (aim,)
    return ()
