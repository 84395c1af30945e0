"""Is a rencana hasil kerja or an indikator well written? Advice over Indonesian text, never a block.

Readable rules: every verdict names the words that decided it (`kata`). The tables stand in `mutu_kata`, the
reading of targets in `mutu_target`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from fractions import Fraction

from kasuari.regulation import mutu_kata as kata_mutu
from kasuari.regulation import mutu_target as baca
from kasuari.regulation.mutu_kata import kata
from kasuari.regulation.verdict import Basis, T, Verdict, berdasar, lampiran, p6

HASIL_BUKAN_AKTIVITAS = p6("Anak Lampiran 1 Tabel 1", 120)
HASIL_BUKAN_AKTIVITAS_2 = p6("Anak Lampiran 1 Tabel 2", 122)
BAHASA_HASIL = lampiran("II", "A.5", 49)
MUTLAK = lampiran("II", "A.7.a.7", 51)
SATUAN_TERUKUR = lampiran("II", "A.7.a.4.c", 50)
SPESIFIK = lampiran("II", "A.7.a.8", 51)
NARASI = lampiran("II", "A.7.a.3", 50)
SUMBER_DATA = p6("Format A.1.3", 37)
PERAN = lampiran("II", "A.5.f", 46)

# Below this a text is far from the duties; from this on a text is a copy of the other.
JAUH = Fraction(3, 10)
SALINAN = Fraction(17, 20)


class JenisPernyataan(StrEnum):
    """What a statement is (Anak Lampiran 1): a result, an activity, or only the name of a field."""

    HASIL = "hasil"
    AKTIVITAS = "aktivitas"
    KATEGORI = "kategori"


@dataclass(frozen=True, slots=True)
class VerdictMutu(Verdict[T]):
    """A verdict with the words that decided it."""

    kata: tuple[str, ...] = ()


@berdasar(HASIL_BUKAN_AKTIVITAS, HASIL_BUKAN_AKTIVITAS_2, BAHASA_HASIL)
def jenis_pernyataan(*, teks: str) -> VerdictMutu[JenisPernyataan]:
    """Whether `teks` states a result, an activity or a category. None where there is nothing to read."""
    basis = (HASIL_BUKAN_AKTIVITAS, HASIL_BUKAN_AKTIVITAS_2, BAHASA_HASIL)
    words = [word for word in kata(teks) if not word[0].isdecimal()]
    if not words:
        return VerdictMutu(None, "mutu.pernyataan.kosong", basis, ("teks",))
    foreign = set(words) & kata_mutu.ASING
    if len(foreign) >= 2 and not set(words) & kata_mutu.INDONESIA:
        return VerdictMutu(None, "mutu.pernyataan.bahasa_lain", basis, ("teks",), tuple(sorted(foreign)))
    kind, code, decided = _pernyataan(words)
    return VerdictMutu(kind, f"mutu.pernyataan.{code}", basis, kata=decided)


def _pernyataan(words: list[str]) -> tuple[JenisPernyataan, str, tuple[str, ...]]:
    hasil, aktivitas = JenisPernyataan.HASIL, JenisPernyataan.AKTIVITAS
    start = _lewati_pengantar(words)
    first = words[start]
    text = kata_mutu.NAMA_TETAP.sub("_", " ".join(words))
    quality = _mutu(text)
    if found := re.match(r"(?:hampir )?(?:tidak|tak) (?:ada|terjadi|terdapat|ditemukan|muncul)\b", text):
        return hasil, "keadaan", (found[0],)
    if _kata_kerja(first) or first in kata_mutu.BERTINDAK:
        if not (first in {"ikut", "turut"} and start):
            return aktivitas, "aktivitas", (first,)
    if first in kata_mutu.SAYA and any(_kata_kerja(word) for word in words[1:4]):
        return aktivitas, "aktivitas", (first, next(w for w in words[1:4] if _kata_kerja(w)))
    first = words[0]
    if first in kata_mutu.PELAKSANA:
        acara = next((word for word in words[1:] if word not in kata_mutu.PENGISI), "")
        bare = not words[1:] or (not acara and len(words) > 1)
        if (acara in kata_mutu.ACARA or bare) and not quality:
            return aktivitas, "terselubung", tuple(filter(None, (first, acara or words[-1])))
        return hasil, "bentuk_hasil", (first, *quality)
    if _bentuk_nya(first) or _keadaan_ter(first) or first in {"meningkat", "menurun", "membaik", "bertambah"}:
        return hasil, "bentuk_hasil", (first,)
    if first in kata_mutu.KEPALA_HASIL and len(words) > 1:
        return hasil, "ukuran", (first,)
    if first in kata_mutu.UBAH and set(words[1:3]) & kata_mutu.YANG_DIUBAH:
        return hasil, "perubahan", (first, *(word for word in words[1:3] if word in kata_mutu.YANG_DIUBAH))
    if quality:
        return hasil, "bermutu", quality
    head = [word for word in words[:3] if word in kata_mutu.KEGIATAN]
    if head and (receiver := _penerima(words, head)):
        return aktivitas, "kegiatan_kepada", (head[0], receiver)
    return _predikat(words, text, head)


def _predikat(
    words: list[str], text: str, head: Sequence[str]
) -> tuple[JenisPernyataan, str, tuple[str, ...]]:
    """Does a noun do, undergo or become something? The first word is never a verb here."""
    subject_acts = words[0] in kata_mutu.KEGIATAN
    attributive = False
    for before, word in zip(words, words[1:], strict=False):
        if word in {"dapat", "telah", "sudah", "akan", "mampu", "bisa", "tidak", "lebih", "sangat", "semakin"}:
            attributive = before == "yang" or (attributive and before in {"dan", "serta", "atau"})
            continue
        attributive = before in {"yang", "cara"} or (
            attributive
            and before in {"dan", "serta", "atau", "dapat", "telah", "sudah", "akan", "tidak", "lebih", "mampu"}
        )
        if attributive or before in {"untuk", "guna", "dalam", "oleh", "rangka", "cara", "tanpa"}:
            continue
        if _pasif(word) or _keadaan_ter(word):
            if words[0] in kata_mutu.ACARA and word in kata_mutu.PELAKSANA:
                return JenisPernyataan.AKTIVITAS, "terselubung", (words[0], word)
            return JenisPernyataan.HASIL, "penerima", (word,)
        if not subject_acts and (_kata_kerja(word) or _kata_kerja_ber(word)):
            return JenisPernyataan.HASIL, "penerima", (word,)
    plain = text.split()
    for place, word in enumerate(plain[1:], start=1):
        follower = plain[place + 1] if place + 1 < len(plain) else ""
        ends = follower in {"", "di", "pada", "dari", "oleh", "dalam", "untuk", "sebelum", "setelah", "sejak",
                            "dan", "bagi", "atas", "dengan", "kepada", "tahun", "bulan", "pakai", "dipakai",
                            "jalan", "oleh", "ke", "terhadap", "sepanjang", "selama", "akhir", "menjadi",
                            "mengukur", "bekerja", "nib"}  # fmt: skip
        if word in kata_mutu.SIFAT and (ends or _kata_kerja(follower)):
            return JenisPernyataan.HASIL, "keadaan", (word,)
    return JenisPernyataan.KATEGORI, "kategori", tuple(head) or tuple(words[:3])


def _lewati_pengantar(words: list[str]) -> int:
    """Where an active verb stands behind words that change nothing; 0 where none does."""
    for place, word in enumerate(words[:5]):
        if place and (_kata_kerja(word) or word in kata_mutu.BERTINDAK):
            return place
        if word not in kata_mutu.PENGANTAR:
            break
    return 0


def _kata_kerja(word: str) -> bool:
    """A verb with me-: somebody does. Not "meningkatnya", "meningkat", "menteri"."""
    if not word.startswith("me") or word in kata_mutu.BUKAN_KATA_KERJA_ME or _bentuk_nya(word):
        return False
    if word in {"meningkat", "menurun", "membaik", "menguat", "meluas"}:
        return False
    return bool(re.match(r"me(?:m|n|ng|ny)?-\w", word) or (len(word) >= 5 and re.match(r"me[mnlrwy]", word)))


def _kata_kerja_ber(word: str) -> bool:
    return len(word) >= 6 and word.startswith("ber") and word not in kata_mutu.BUKAN_BER


def _bentuk_nya(word: str) -> bool:
    """ "Meningkatnya", "ditetapkannya", "lancarnya": the -nya that names what has come about."""
    if not word.endswith("nya") or len(word) < 6:
        return False
    return word not in {"lainnya", "diantaranya", "biasanya", "sebaiknya", "bertanya", "mempunyai", "selanjutnya"}


def _keadaan_ter(word: str) -> bool:
    return len(word) >= 6 and word.startswith("ter") and word not in kata_mutu.BUKAN_TER


def _pasif(word: str) -> bool:
    return len(word) >= 5 and word.startswith("di") and word not in kata_mutu.BUKAN_PASIF


def _penerima(words: list[str], head: Sequence[str]) -> str:
    rest = words[1:]
    known = kata_mutu.KEPADA | (kata_mutu.KEPADA_KOORDINASI if set(head) & kata_mutu.KOORDINASI else frozenset())
    return next((word for word in rest if word in known), "")


def _mutu(text: str) -> tuple[str, ...]:
    """The words with which `text` says how well or how soon."""
    found = [match[0] for pattern in kata_mutu.MUTU if (match := pattern.search(text))]
    for match in re.finditer(r"\b(?:yang|secara|dengan)(?: (?:lebih|sangat|semakin|tidak))? ([\w-]+)", text):
        if match[1] in kata_mutu.SIFAT or match[1].startswith(("berkualitas", "bermutu")):
            found.append(match[0])
    return tuple(found)


@berdasar(MUTLAK)
def mutlak(
    *, rhk: str = "", indikator: str = "", target: str = "", jabatan: str = "", utama: bool | None = None
) -> VerdictMutu[bool]:
    """Whether a target leaves no room for error where it should. `kata`: the absolute words, or, where the
    exception holds, the words that show what is at stake."""
    texts = [_rata(text) for text in (rhk, indikator, target)]
    if not any(texts):
        return VerdictMutu(None, "mutu.mutlak.kosong", (MUTLAK,), ("indikator",))
    found = tuple(word for text in texts for word in _kata_mutlak(text, target=texts[2]))
    if not found:
        full = bool(re.search(r"(?<![\d.,])100\s*(?:%|persen)", texts[2]))
        return VerdictMutu(False, "mutu.mutlak.seratus_persen" if full else "mutu.mutlak.tidak", (MUTLAK,))
    if kata_mutu.JPT.search(_rata(jabatan)):
        return VerdictMutu(False, "mutu.mutlak.jpt", (MUTLAK,), kata=found)
    stake = _keberatan(" ".join((*texts, "")))
    if stake and utama is not False:
        return VerdictMutu(False, "mutu.mutlak.dikecualikan", (MUTLAK,), kata=stake)
    return VerdictMutu(True, "mutu.mutlak.ya", (MUTLAK,), kata=found)


def _kata_mutlak(text: str, *, target: str) -> list[str]:
    times = [match.span() for match in kata_mutu.BERULANG.finditer(text)]
    measured = kata_mutu.KEPALA_UKURAN.match(text) and _longgar(target)
    found = []
    for match in kata_mutu.KATA_MUTLAK.finditer(text):
        if any(start <= match.start() < end for start, end in times):
            continue
        if kata_mutu.PELUNAK.search(text[: match.start()]) or measured:
            continue
        found.append(match[0])
    return found


def _longgar(target: str) -> bool:
    """A range, or a share below the whole: that leaves room."""
    shares = [baca.angka(match["n"]) for match in baca.PERSEN.finditer(target)]
    if shares:
        return any(share is not None and share < 100 for share in shares)
    return bool(re.match(r"\s*\d", target))


def _keberatan(text: str) -> tuple[str, ...]:
    """What is at stake: life, injury, national security, a large loss."""
    found = [match[0] for pattern in kata_mutu.KEBERATAN.values() if (match := pattern.search(text))]
    if not found and (match := kata_mutu.RAWAN.search(text)) and not kata_mutu.TATA_USAHA.search(text):
        found = [match[0]]
    if found and kata_mutu.TATA_USAHA.search(text) and set(found) <= {"rujukan", "jiwa", "bencana", "selamat"}:
        return ()
    return tuple(found)


@berdasar(SATUAN_TERUKUR, SPESIFIK)
def bentuk_target(*, target: str, indikator: str = "") -> VerdictMutu[bool]:
    """Whether `target` is written so that nobody can tell what is meant: True, with a code that says how."""
    basis = (SATUAN_TERUKUR, SPESIFIK)
    text, measure = _rata(target), _rata(indikator)
    if kosong(target):
        return VerdictMutu(None, "mutu.target.kosong", basis, ("target",))
    for rule in (_tulisan, _tanggal, _rentang, _persen, _skala, _satuan):
        if fault := rule(text, measure):
            code, word = fault
            return VerdictMutu(True, f"mutu.target.{code}", basis, kata=(word,))
    return VerdictMutu(False, "mutu.target.baik", basis)


def kosong(target: str) -> bool:
    """Nothing is written, or only a stroke."""
    return not target.strip(" \t\r\n-–—.,;:/\"'") or _rata(target) in {"n/a", "belum ada", "tbd", "nihil data"}


Cacat = tuple[str, str] | None


def _tulisan(text: str, _measure: str) -> Cacat:
    for pattern, code in (
        (baca.TEMPAT_KOSONG, "tanpa_angka"),
        (baca.GANDA, "salah_tulis"),
        (baca.CAMPUR, "salah_tulis"),
        (baca.GANTUNG, "rentang_putus"),
    ):
        if match := pattern.search(text):
            return code, match[0].strip()
    for match in re.finditer(baca.ANGKA, baca.tanpa_tanggal(text)):
        if baca.angka(match[0]) is None:
            return "angka_rancu", match[0]
    return None


def _tanggal(text: str, _measure: str) -> Cacat:
    days = list(baca.tanggal(text))
    for words, day in days:
        if day is None:
            return "tanggal_mustahil", words
    if len(days) == 2 and days[0][1] and days[1][1] and re.search(r"\d\s*(?:-|–|—|s\.?d\.?|s/d|sampai|hingga)\s*\d", text):
        if days[0][1] > days[1][1] and all(re.search(r"\d{4}", words) for words, _day in days):
            return "rentang_terbalik", f"{days[0][0]} – {days[1][0]}"
    return None


def _rentang(text: str, _measure: str) -> Cacat:
    if baca.PERUBAHAN.search(text):
        return None
    for item in baca.rentang(baca.tanpa_tanggal(text)):
        first, last = item.satuan_awal, item.satuan_akhir
        if first and last and first != last:
            return "satuan_campur", item.kata
        if first == "%" and not last and not item.kata.rstrip().endswith("%") and re.search(r"\d\s*[^\W\d_]", item.kata):
            word = item.kata.split()[-1]
            if word in baca.SATUAN:
                return "satuan_campur", item.kata
        if item.awal > item.akhir:
            return "rentang_terbalik", item.kata
    return None


def _persen(text: str, measure: str) -> Cacat:
    plain = baca.tanpa_tanggal(text)
    if baca.BAGIAN_BOLEH_LEBIH.search(f"{measure} {text}"):
        growing = True
    else:
        growing = False
    for match in baca.PERSEN.finditer(plain):
        number = baca.angka(match["n"])
        if number is not None and number > 100 and not growing:
            return "lebih_dari_seratus", match[0].strip()
    if match := re.match(r"[-–]\d[\d.,]*\s*(?:%|[^\W\d_]+)?", plain):
        if not baca.BOLEH_NEGATIF.search(measure):
            return "negatif", match[0].strip()
    if re.fullmatch(r"\d+(?:[.,]\d+)?", plain) and re.match(r"(?:persentase|presentase|prosentase)\b", measure):
        number = baca.angka(plain)
        if number is not None and number > 100 and not growing:
            return "lebih_dari_seratus", plain
    return None


def _skala(text: str, _measure: str) -> Cacat:
    for match in baca.SKALA.finditer(text):
        part, whole = baca.angka(match["a"]), baca.angka(match["b"])
        if part is not None and whole is not None and part > whole:
            return "melebihi_skala", match[0]
    if baca.PERUBAHAN.search(text) or re.search(r"\b(?:turun|naik|meningkat|berkurang)\b", text):
        return None
    for match in baca.DARI_JUMLAH.finditer(baca.tanpa_tanggal(text)):
        part, whole = baca.angka(match["a"]), baca.angka(match["b"])
        if part is not None and whole is not None and part > whole:
            return "melebihi_jumlah", match[0].strip()
    return None


def _satuan(text: str, measure: str) -> Cacat:
    words = re.findall(r"%|‰|[^\W\d_]+(?:-[^\W\d_]+)*|\d+", text)
    numbered = any(word[0].isdecimal() or word in baca.KATA_ANGKA for word in words)
    if not numbered and words and all(word in baca.SATUAN or word in {"kerja", "per", "/"} for word in words):
        return "tanpa_angka", text
    if re.fullmatch(r"[≥≤<>=~±]*\s*\d+(?:[.,]\d+)*", text) and not baca.MENYEBUT_SATUAN.search(measure):
        return "tanpa_satuan", text
    for match in baca.ANGKA_SATUAN.finditer(text):
        number = baca.angka(match["n"])
        if number is not None and number % 1 and match["s"] in baca.BULAT and "," in match["n"]:
            return "pecahan", match[0]
    return None


@berdasar(SATUAN_TERUKUR, SPESIFIK, NARASI, SUMBER_DATA)
def keterukuran(*, indikator: str, target: str | None) -> VerdictMutu[bool]:
    """Whether what is promised can be counted. `missing` names what is not said: target, satuan, ukuran,
    and, which alone never makes it unmeasurable, sumber and periode. `target` None or "" stands for one
    narrative, as the qualitative style writes it."""
    basis = (SATUAN_TERUKUR, SPESIFIK, NARASI, SUMBER_DATA)
    measure, aim = _rata(indikator), _rata(target or "")
    if not measure and kosong(aim):
        return VerdictMutu(False, "mutu.ukuran.kosong", basis, ("indikator", "target", "satuan"))
    lacking: list[str] = []
    decided: tuple[str, ...]
    if kosong(aim):
        decided = _terhitung(measure)
        if not decided:
            lacking += ["target"] if _UKURAN.match(measure) else ["ukuran", "target", "satuan"]
    else:
        decided = _terhitung(aim) or _bernilai(f"{measure} {aim}", aim)
        if re.fullmatch(r"\W*\d+(?:[.,]\d+)*\W*", aim) and not baca.MENYEBUT_SATUAN.search(measure):
            lacking.append("satuan")
        elif not decided:
            lacking += ["target", "satuan"]
        elif measure and "%" in aim and not _UKURAN.search(measure) and _SAMAR.search(measure):
            lacking.append("ukuran")
    measurable = not lacking
    whole = f"{measure} {aim}"
    lacking += [name for name, pattern in (("sumber", _SUMBER), ("periode", _PERIODE)) if not pattern.search(whole)]
    vague = tuple(match[0] for match in _SAMAR.finditer(whole))
    code = "mutu.ukuran.terukur" if measurable else "mutu.ukuran.belum"
    return VerdictMutu(measurable, code, basis, tuple(lacking), decided if measurable else vague)


_UKURAN = re.compile(
    r"\b(?:persentase|presentase|prosentase|jumlah|banyaknya|indeks|nilai|skor|rasio|tingkat|angka|cakupan|rata|"
    r"proporsi|waktu|lama|luas|panjang|volume|predikat|opini|akreditasi|prevalensi|capaian|realisasi|ketepatan|"
    r"kecepatan|frekuensi|laju|pertumbuhan|kesesuaian|kelengkapan|kehadiran|penurunan|peningkatan|level|peringkat)\b"
)
_SAMAR = re.compile(
    r"\b(?:optimal|maksimal(?!\s*\d)|efektif|efisien|baik|memadai|signifikan|prima|berkualitas|bermutu|cukup|"
    r"secukupnya|sebanyak-banyaknya|secepatnya|segera|memuaskan|puas|bersih|nyaman|tertib|lancar|kondusif|"
    r"meningkat|sesuai kebutuhan|sesuai target|tepat sasaran|banyak|beberapa|luar biasa|dan lain-lain|dsb|dll|"
    r"terbaik|tinggi|rapi|lengkap|cepat|ramah|profesional)\b"
)
_BANDING = re.compile(
    r"\b(?:turun|menurun|berkurang|naik|meningkat|bertambah|membaik|lebih (?:tinggi|rendah|banyak|sedikit|cepat))\b"
    r".*\b(?:dari|dibanding\w*|daripada)\s+(?:(?:realisasi|capaian|angka|periode|data)\s+)?(?:tahun|bulan|periode|"
    r"semester|triwulan|sebelumnya|baseline|lalu|20\d\d)"
)
_NOL = re.compile(r"\b(?:(?:hampir )?tidak (?:ada|terjadi|terdapat|ditemukan)|nihil|nol|zero|bebas (?:dari )?temuan)\b")
_BERTINGKAT = re.compile(
    r"\b(?:predikat|opini|akreditasi|kategori|peringkat|grade|level|indeks|nilai|skor|sakip|lakip|lkjip|"
    r"sertifikat|sertifikasi)\b"
)
_TINGKATAN = re.compile(
    r"\b(?:wtp|wdp|wtm|paripurna|utama|madya|dasar|unggul|a|aa|b|bb|c|cc|d|sangat baik|baik|istimewa|memuaskan|"
    r"sangat memuaskan|emas|perak|informatif|tinggi|hijau|terakreditasi|bintang|maju|mandiri)\b"
)
_PERIODE = re.compile(
    r"\b(?:hari|minggu|pekan|bulan\w*|triwulan\w*|tw|semester|tahun\w*|jam|menit|tanggal|20\d\d|paling lambat|"
    r"paling lama|harian|mingguan|januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|"
    r"desember|sebelum)\b"
)
_SUMBER = re.compile(
    r"\b(?:berdasarkan|menurut|hasil (?:survei|survey|pengukuran|audit|evaluasi|pemeriksaan)|survei|survey|"
    r"aplikasi|laporan|register|rekap\w*|buku|sistem|data|skm|ikm|sakip|lhp|opini|bpk|bps|log|daftar hadir|"
    r"berita acara|simpeg|siak|dapodik|sipd)\b"
)
_SATUAN_BEBAS = re.compile(r"\d(?:[\d.,]*\d)?\s*(?:\([^)]*\)\s*)?(?:%|‰|[^\W\d_]{1,})")


def _terhitung(text: str) -> tuple[str, ...]:
    """The number with its unit, the day, the comparison or the nought that makes `text` countable."""
    if days := [words for words, day in baca.tanggal(text) if day]:
        return tuple(days)
    if match := re.search(r"\b(?:tanggal|pukul|minggu ke-?|tw|triwulan)\s*(?:\d+|i{1,3}|iv)\b", text):
        return (match[0],)
    if match := _SATUAN_BEBAS.search(text):
        return (match[0],)
    if match := re.fullmatch(r"\W*(?:rp\.?\s*)?\d[\d.,]*\W*", text):
        return (match[0],)
    if match := baca.RUPIAH.search(text):
        return (match[0],)
    words = text.split()
    for number, unit in zip(words, words[1:], strict=False):
        if number in baca.KATA_ANGKA and unit in (baca.SATUAN | baca.KATA_ANGKA | {"kerja"}):
            return (f"{number} {unit}",)
    for pattern in (_BANDING, _NOL, re.compile(r"\bpada hari yang sama\b")):
        if match := pattern.search(text):
            return (match[0],)
    if re.search(r"\b(?:predikat|opini|akreditasi|nilai sakip)\b", text) and (
        match := re.search(r"\b(?:predikat|opini|akreditasi|nilai sakip)\s+(?:minimal\s+)?" + _TINGKATAN.pattern, text)
    ):
        return (match[0],)
    return ()


def _bernilai(text: str, aim: str) -> tuple[str, ...]:
    """A step of a known ladder ("WTP", "BB", "Paripurna") where the indikator speaks of one."""
    step = _TINGKATAN.search(aim)
    if step and (_BERTINGKAT.search(text) or step[0] in {"wtp", "wdp"}) and len(aim.split()) <= 5:
        return (step[0],)
    if re.search(r"\b(?:januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember)\b", aim):
        return (aim,)
    return ()


@berdasar(PERAN)
def relevansi(*, teks: str, tugas: Iterable[str], jabatan: str = "") -> VerdictMutu[Fraction]:
    """How close `teks` is to the duties of the post and the functions of the unit, from 0 to 1, with the
    words they share. None where no duties are known: missing is never zero."""
    duties = [text for text in tugas if kata(text)]
    if not duties or not kata(teks):
        lacking = tuple(name for name, fact in (("tugas", duties), ("teks", kata(teks))) if not fact)
        return VerdictMutu(None, "mutu.relevansi.tidak_diketahui", (PERAN,), lacking)
    mine, theirs = _isi(teks), _isi(" ".join((*duties, jabatan)))
    strong = [word for stem, word in mine.items() if stem in theirs and stem not in kata_mutu.UMUM_DASAR]
    weak = [word for stem, word in mine.items() if stem in theirs and stem in kata_mutu.UMUM_DASAR]
    specific = [stem for stem in mine if stem not in kata_mutu.UMUM_DASAR]
    fields, fields_there = _bidang(mine), _bidang(theirs)
    common = sorted(fields & fields_there)
    score = Fraction(min(len(weak), 3), 20)
    if strong:
        score += (Fraction(45, 100), Fraction(70, 100), Fraction(85, 100))[min(len(strong), 3) - 1]
        if 2 * len(strong) >= len(specific):
            score += Fraction(1, 10)
        if fields and fields_there and not common:
            score /= 2
    if common:
        score = max(score + Fraction(15, 100), Fraction(45, 100))
    score = min(score, Fraction(1))
    words = tuple(dict.fromkeys((*strong, *weak, *(f"bidang {name}" for name in common if not strong))))
    code = "mutu.relevansi.jauh" if score < JAUH else "mutu.relevansi.dekat"
    return VerdictMutu(score, code, (PERAN,), kata=words)


def _isi(text: str) -> dict[str, str]:
    """The words of `text` that carry meaning, by their key."""
    found: dict[str, str] = {}
    for word in kata(text):
        parts = word.split("-") if "-" in word and word not in kata_mutu.BENTUK_LAIN else [word]
        for part in dict.fromkeys(parts):
            if len(part) > 1 and not part[0].isdecimal() and part not in kata_mutu.HENTI:
                found.setdefault(kata_mutu.dasar(part), part)
    return {stem: word for stem, word in found.items() if stem not in kata_mutu.HENTI_DASAR}


def _bidang(words: dict[str, str]) -> set[str]:
    return {name for name, stems in kata_mutu.BIDANG_DASAR.items() if stems & words.keys()}


@berdasar(PERAN, SPESIFIK)
def kemiripan(*, teks: str, lain: str) -> VerdictMutu[Fraction]:
    """How alike two texts are, from 0 to 1; other numbers do not make another text. `kata`: what differs."""
    basis = (PERAN, SPESIFIK)
    one, other = _tanpa_angka(teks), _tanpa_angka(lain)
    if not one or not other:
        lacking = tuple(name for name, words in (("teks", one), ("lain", other)) if not words)
        return VerdictMutu(None, "mutu.salinan.kosong", basis, lacking)
    if one == other:
        return VerdictMutu(Fraction(1), "mutu.salinan.sama", basis)
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    same = sum(block.size for block in matcher.get_matching_blocks())
    ordered = Fraction(2 * same, len(one) + len(other))
    mixed = Fraction(2 * len(set(one) & set(other)), len(set(one)) + len(set(other)))
    score = max(ordered, mixed)
    differs = tuple(word for word in dict.fromkeys((*one, *other)) if (word in one) != (word in other))
    return VerdictMutu(score, f"mutu.salinan.{'mirip' if score >= SALINAN else 'berbeda'}", basis, kata=differs)


def _tanpa_angka(text: str) -> list[str]:
    return [word for word in kata(text) if not word[0].isdecimal()]


def _rata(text: str) -> str:
    return " ".join(text[: kata_mutu.TERPANJANG].replace("\u00a0", " ").lower().split())


BasisMutu = tuple[Basis, ...]
