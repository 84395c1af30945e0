"""Words that tell which way is better: what one wants less of, and what turns it round."""

from __future__ import annotations

import re

from kasuari.regulation.skp_fakta import Arah

# What is better when there is less of it.
BENDA_TURUN = re.compile(
    r"\b(?:waktu tunggu|waktu tanggap|waktu respon\w*|waktu pelayanan|waktu penyelesaian|"
    r"lama(?:nya)? (?:pelayanan|penyelesaian|tunggu|rawat|proses)|rata-rata lama|kematian|"
    r"angka kesakitan|stunting|gizi buruk|wasting|prevalensi|kemiskinan|penduduk miskin|pengangguran|"
    r"inflasi|gini|ketimpangan|putus sekolah|buta (?:aksara|huruf)|keluhan|komplain|pengaduan|temuan|"
    r"kesalahan|kekeliruan|kecelakaan|kerusakan|kehilangan|kebocoran|tunggakan|piutang|defisit|emisi|"
    r"pelanggaran|keterlambatan|ketidakhadiran|mangkir|kekerasan|kebakaran|kejahatan|konflik|deviasi|"
    r"kegagalan|gangguan|biaya (?:per|satuan|rata-rata)|kumuh|blank ?spot)\b"
)
# Counted as solved, prevented or brought down, more is better again.
DIBALIK = re.compile(
    r"\b(?:penurunan|menurunnya|berkurangnya|pengurangan|penyelesaian|penanganan|pencegahan|"
    r"pengendalian|penanggulangan|pengentasan|ditindaklanjuti|diselesaikan|terselesaikan|selesai|"
    r"ditangani|tertangani|terlayani|dilayani|diobati|sembuh|kesembuhan|bebas|tanpa|cakupan|dijawab|"
    r"tertagih|pemulihan|pengembalian|teratasi|diatasi|mitigasi|tindak lanjut|tepat waktu)\b"
)
# "Waktu penyelesaian" is a time, not something solved.
WAKTU = re.compile(
    r"\b(?:waktu|lama(?:nya)?)\s+(?:penyelesaian|pelayanan|tunggu|tanggap|respon\w*|proses|rawat)"
)
# What is right at one value or inside a range.
BENDA_TETAP = re.compile(
    r"\b(?:suhu|kelembapan|kelembaban|ph|tekanan darah|tekanan udara|kadar klorin|sisa chlor)\b"
)
TARGET_TURUN = re.compile(
    r"\b(?:maksimal|maksimum|paling lama|paling lambat|paling banyak|paling tinggi|tidak lebih|"
    r"kurang dari|di bawah|dibawah|turun|berkurang|menurun|lebih rendah|lebih sedikit)\b|[≤<]"
)
TARGET_NAIK = re.compile(
    r"(?<!tidak )\b(?:minimal|minimum|paling sedikit|paling rendah|sekurang-kurangnya|lebih dari|"
    r"di atas|diatas|naik|meningkat|bertambah|lebih tinggi|lebih banyak)\b|[≥>]"
)

Ditemukan = tuple[Arah, tuple[str, ...]] | None


def arah_target(aim: str) -> Ditemukan:
    """What the target says by itself; None where it bounds both sides or neither."""
    down, up = TARGET_TURUN.search(aim), TARGET_NAIK.search(aim)
    if down and not up:
        return Arah.TURUN, (down[0],)
    if up and not down:
        return Arah.NAIK, (up[0],)
    return None


def arah_ukuran(measure: str) -> Ditemukan:
    """What is counted: less of it is better, unless it is counted as solved; None where no word is known."""
    if match := BENDA_TETAP.search(measure):
        return Arah.TETAP, (match[0],)
    bad, turned = BENDA_TURUN.search(measure), DIBALIK.search(measure)
    if match := WAKTU.search(measure):
        return Arah.TURUN, (match[0],)
    if bad and turned:
        return Arah.NAIK, (turned[0], bad[0])
    return (Arah.TURUN, (bad[0],)) if bad else None
