"""One cell at a time: many spellings in, one stored form out, with what was found on the way.

Every normaliser takes the raw cell and the column's key and returns (value as stored, findings). A value
that cannot be stored is "" with a finding that refuses it. Dates are stored as ISO text.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta

from kasuari.organisation.enums import (
    JenisJabatan,
    JenisKelamin,
    JenisPenugasan,
    JenisUnit,
    KedudukanHukum,
    StatusPegawai,
)
from kasuari.organisation.importing.problems import Finding
from kasuari.regulation import nip as nip_rule

Cell = tuple[str, list[Finding]]
Normaliser = Callable[[object, str], Cell]

EXCEL_DAY_ZERO = date(1899, 12, 30)
SERIALS = range(7_000, 80_000)
EARLIEST, LATEST = date(1920, 1, 1), date(2100, 1, 1)
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("januari", "january", "jan"),
            ("februari", "pebruari", "february", "feb", "peb"),
            ("maret", "march", "mar"),
            ("april", "apr"),
            ("mei", "may"),
            ("juni", "june", "jun"),
            ("juli", "july", "jul"),
            ("agustus", "august", "agu", "ags", "aug", "agt"),
            ("september", "sep", "sept"),
            ("oktober", "october", "okt", "oct"),
            ("november", "nopember", "nov", "nop"),
            ("desember", "december", "des", "dec"),
        ),
        start=1,
    )
    for name in names
}
LIMITS = {
    "nama": 200,
    "gelar_depan": 60,
    "gelar_belakang": 100,
    "tempat_lahir": 100,
    "jabatan": 250,
    "pangkat": 60,
    "nama_jabatan": 250,
    "jabatan_penugasan": 250,
    "pendidikan": 200,
    "instansi_induk": 200,
    "siasn_id": 42,
    "kode": 42,
    "induk_kode": 42,
    "unit_kode": 42,
    "unit_penugasan_kode": 42,
    "perangkat_daerah_kode": 42,
}
# What people and programs write into a cell that has nothing to say.
_NOTHING = {"-", "--", "'", ".", "..", "nan", "NaN", "null", "NULL", "None", "n/a", "N/A"}
_ALIKE_DIGITS = str.maketrans("OoIl", "0011")
_SHEET_ERRORS = {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"}
_CSV_TEXT = re.compile(r'="([^"]*)"')


def plain(raw: object) -> str:
    """Any cell as one line of text in NFC, without control characters and doubled blanks."""
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "ya" if raw else "tidak"
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < 1e15:
        return str(int(raw))
    if isinstance(raw, datetime):
        return raw.date().isoformat()
    if isinstance(raw, date):
        return raw.isoformat()
    if isinstance(raw, (time, timedelta)):
        return str(raw)
    text = unicodedata.normalize("NFC", str(raw))
    text = "".join(" " if char.isspace() else char for char in text if char.isprintable() or char.isspace())
    text = re.sub(r" {2,}", " ", text).strip()
    return found[1].strip() if (found := _CSV_TEXT.fullmatch(text)) else text


def unsafe(raw: object, column: str) -> list[Finding]:
    """What makes a cell unfit before its meaning is asked: a spreadsheet error or a formula as text."""
    text = str(raw).strip() if isinstance(raw, str) else ""
    if text.upper() in _SHEET_ERRORS:
        return [Finding(column, "cell.error", {"read": text})]
    if re.search(r"\n[^\n]*([,;\t|])[^\n]*\1[^\n]*\1", text):
        return [Finding(column, "cell.swallowed")]
    if text[:1] in {"=", "@"} and not _CSV_TEXT.fullmatch(text):
        return [Finding(column, "cell.formula_text", {"mark": text[0]})]
    if text[:1] in {"+", "-"} and re.search(r"[A-Za-z]\w{0,60}\(|[|!]", text):
        return [Finding(column, "cell.formula_text", {"mark": text[0]})]
    return []


def text(raw: object, column: str) -> Cell:
    """Free text within the length of its field."""
    value = plain(raw)
    if value in _NOTHING:
        return "", []
    limit = LIMITS.get(column, 200)
    if len(value) > limit:
        return value[:limit].rstrip(), [Finding(column, "cell.shortened", {"limit": str(limit)})]
    if re.search(r"[<>{}\\]", value):
        return value, [Finding(column, "cell.unusual")]
    return value, []


def nip(raw: object, column: str) -> Cell:
    """A NIP as 18 digits; the codes of refusal are those of `regulation.nip`."""
    read = raw
    if isinstance(raw, str):
        read = unicodedata.normalize("NFKC", plain(raw))
        read = re.sub(r"^(?:nip|nipppk|ni pppk)\b[\s.:]*", "", read, flags=re.IGNORECASE)
    verdict = nip_rule.periksa(read)
    if verdict.code == "nip.kosong":
        return "", []
    if not verdict.value:
        digits = str(len(re.sub(r"\D", "", str(read))))
        meant = nip_rule.periksa(read.translate(_ALIKE_DIGITS)).value if isinstance(read, str) else ""
        return "", [Finding(column, verdict.code, {"digits": digits, "read": plain(raw)}, meant or "")]
    if str(raw) == verdict.value:
        return verdict.value, []
    if plain(raw) == verdict.value and str(raw)[:1] != "=":
        return verdict.value, [Finding(column, "cell.unseen")]
    return verdict.value, [_tidied(column, plain(raw), verdict.value)]


def person_name(raw: object, column: str) -> Cell:
    """A person's name; names in capitals or small letters alone get capitals where names have them."""
    value, found = text(raw, column)
    value = value.replace("’", "'").replace("`", "'").replace("‘", "'")
    if value and not any(char.isalpha() for char in value):
        return "", [Finding(column, "cell.no_letters", {"read": value})]
    letters = [char for char in value if char.isalpha()]
    if len(letters) > 3 and (all(c.isupper() for c in letters) or all(c.islower() for c in letters)):
        tidy = _capitalised(value)
        return tidy, found if tidy == value else [*found, _tidied(column, value, tidy)]
    return value, found


def day(raw: object, column: str, *, born: bool = False) -> Cell:
    """A date in one of many forms, as ISO text. dd-mm-yyyy, ISO and date cells are taken as they are."""
    if isinstance(raw, datetime):
        return _in_range(raw.date(), column, [])
    if isinstance(raw, date):
        return _in_range(raw, column, [])
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        return _serial(float(raw), column)
    read = plain(raw)
    if read in {"", "-", "0", "00-00-0000", "0000-00-00", "null", "NULL"}:
        return "", []
    parsed, finding = _parsed_day(read, column, born=born)
    if parsed is None:
        return "", [finding or Finding(column, "cell.date", {"read": read})]
    return _in_range(parsed, column, [finding] if finding else [])


def birth_day(raw: object, column: str) -> Cell:
    """A date of birth: two-digit years belong to the past."""
    return day(raw, column, born=True)


def _serial(number: float, column: str) -> Cell:
    if number == 0:
        return "", []
    if int(number) not in SERIALS:
        return "", [Finding(column, "cell.date", {"read": plain(number)})]
    found = EXCEL_DAY_ZERO + timedelta(days=int(number))
    return _in_range(found, column, [_tidied(column, plain(number), _shown(found))])


def _parsed_day(read: str, column: str, *, born: bool) -> tuple[date | None, Finding | None]:
    cut = re.sub(r"[T ]\d{1,2}[:.]\d{2}.*$", "", read)
    cut = re.sub(r"^(senin|selasa|rabu|kamis|jumat|jum'at|sabtu|minggu),? ", "", cut, flags=re.IGNORECASE)
    if found := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", cut):
        made = _date(int(found[1]), int(found[2]), int(found[3]))
        return made, None if made is None or cut == made.isoformat() else _tidied(column, read, _shown(made))
    if found := re.fullmatch(r"(\d{4})(\d{2})(\d{2})", cut):
        made = _date(int(found[1]), int(found[2]), int(found[3]))
        return made, _tidied(column, read, _shown(made)) if made else None
    if re.fullmatch(r"\d{5}(?:[.,]\d+)?", cut) and int(cut[:5]) in SERIALS:
        made = EXCEL_DAY_ZERO + timedelta(days=int(cut[:5]))
        return made, _tidied(column, read, _shown(made))
    if found := re.fullmatch(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})", cut):
        first, second, year = int(found[1]), int(found[2]), _year(found[3], born=born)
        made = _date(year, second, first)
        if made is None and (swapped := _date(year, first, second)) is not None:
            params = {"read": read, "stored": _shown(swapped)}
            return swapped, Finding(column, "cell.month_first", params)
        same = made is not None and read == made.strftime("%d-%m-%Y")
        return made, None if made is None or same else _tidied(column, read, _shown(made))
    if found := re.fullmatch(r"(\d{1,2})[\s\-./]*([A-Za-z]{3,9})[\s\-./]*(\d{4}|\d{2})", cut):
        month = MONTHS.get(found[2].lower(), 0)
        made = _date(_year(found[3], born=born), month, int(found[1]))
        return made, _tidied(column, read, _shown(made)) if made else None
    return None, None


def _year(digits: str, *, born: bool) -> int:
    number = int(digits)
    if len(digits) == 4:
        return number
    # Civil servants are born before 2015 at the latest; a TMT before 1950 is nobody's any more.
    return 2000 + number if number < (15 if born else 50) else 1900 + number


def _date(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _in_range(found: date, column: str, findings: list[Finding]) -> Cell:
    if not EARLIEST <= found < LATEST:
        return "", [Finding(column, "cell.date_range", {"read": _shown(found)})]
    return found.isoformat(), findings


def _shown(found: date) -> str:
    return f"{found.day:02}-{found.month:02}-{found.year:04}"


def one_of(words: Mapping[str, str], *, refuse: bool = True) -> Normaliser:
    """A normaliser for a closed list: `words` maps each known spelling (small letters) to what is stored.

    What is not in it is met with the nearest spelling, else with the first one of every choice.
    """

    first = {stored: word for word, stored in reversed(list(words.items())) if not word.isdigit()}
    offered = list(first.values())[::-1]

    def choice(raw: object, column: str) -> Cell:
        read = plain(raw)
        key = _key(read)
        if not key:
            return "", []
        if key in words:
            return words[key], []
        close = difflib.get_close_matches(key, words, n=1, cutoff=0.8)
        suggestion = close[0] if close else ", ".join(offered)
        code = "cell.choice" if refuse else "cell.not_understood"
        return "", [Finding(column, code, {"read": read}, suggestion)]

    return choice


def _key(read: str) -> str:
    return re.sub(r"[\s._/\-]+", " ", read.lower()).strip()


SEX = {
    **dict.fromkeys(
        ("m", "l", "lk", "laki laki", "laki", "pria", "male", "1", "lelaki"), JenisKelamin.LAKI_LAKI.value
    ),
    **dict.fromkeys(("f", "p", "pr", "perempuan", "wanita", "female", "2"), JenisKelamin.PEREMPUAN.value),
}
STATUS = {
    **dict.fromkeys(
        ("pns", "cpns", "pns pusat", "pns daerah", "pegawai negeri sipil"), StatusPegawai.PNS.value
    ),
    **dict.fromkeys(
        ("pppk", "p3k", "pppk penuh waktu", "pppk paruh waktu", "pegawai pemerintah dengan perjanjian kerja"),
        StatusPegawai.PPPK.value,
    ),
}
KEDUDUKAN = {
    **dict.fromkeys(
        ("aktif", "pns aktif", "pppk aktif", "01", "1", "aktif bekerja"), KedudukanHukum.AKTIF.value
    ),
    **dict.fromkeys(
        (
            "cltn",
            "cuti di luar tanggungan negara",
            "cuti diluar tanggungan negara",
            "02",
            "perpanjangan cltn",
            "13",
        ),
        KedudukanHukum.CLTN.value,
    ),
    **dict.fromkeys(("tugas belajar", "tubel", "03"), KedudukanHukum.TUGAS_BELAJAR.value),
    **dict.fromkeys(
        ("pemberhentian sementara", "diberhentikan sementara", "04"),
        KedudukanHukum.PEMBERHENTIAN_SEMENTARA.value,
    ),
    **dict.fromkeys(("masa persiapan pensiun", "mpp", "20", "bebas tugas"), KedudukanHukum.MPP.value),
    **dict.fromkeys(
        (
            "pns kena hukuman disiplin",
            "hukuman disiplin",
            "kena hukuman disiplin",
            "15",
            "menjalani hukuman disiplin",
            "pppk kena hukuman disiplin",
        ),
        KedudukanHukum.HUKUMAN_DISIPLIN.value,
    ),
}
PENUGASAN = {
    **dict.fromkeys(("d", "definitif", "def"), JenisPenugasan.DEFINITIF.value),
    **dict.fromkeys(("plt", "pelaksana tugas"), JenisPenugasan.PLT.value),
    **dict.fromkeys(("plh", "pelaksana harian"), JenisPenugasan.PLH.value),
    **dict.fromkeys(("pj", "penjabat"), JenisPenugasan.PJ.value),
    **dict.fromkeys(("tt", "tugas tambahan"), JenisPenugasan.TUGAS_TAMBAHAN.value),
}
JENIS_UNIT = {
    **{value: value for value in JenisUnit.values},
    **dict.fromkeys(("instansi", "pemerintah"), JenisUnit.INSTANSI.value),
    **dict.fromkeys(("perangkat daerah", "opd", "skpd", "dinas", "badan"), JenisUnit.PERANGKAT_DAERAH.value),
    **dict.fromkeys(("struktural", "bagian struktural", "bidang", "seksi"), JenisUnit.STRUKTURAL.value),
    **dict.fromkeys(("uptd", "upt"), JenisUnit.UPTD.value),
    **dict.fromkeys(("sekolah", "satuan pendidikan"), JenisUnit.SEKOLAH.value),
    "puskesmas": JenisUnit.PUSKESMAS.value,
    **dict.fromkeys(("rumah sakit", "rsud", "rs"), JenisUnit.RUMAH_SAKIT.value),
    "instalasi": JenisUnit.INSTALASI.value,
}
JENJANG = {
    **{
        value.replace("_", " "): value
        for value in (
            "pemula",
            "terampil",
            "mahir",
            "penyelia",
            "ahli_pertama",
            "ahli_muda",
            "ahli_madya",
            "ahli_utama",
        )
    },
    **dict.fromkeys(("pelaksana", "administrator", "pengawas", "jpt utama", "jpt madya", "jpt pratama"), ""),
}
KEAHLIAN = tuple(key for key, value in JENJANG.items() if value)
JABATAN_BY_LEVEL = {
    "jpt utama": JenisJabatan.JPT_UTAMA,
    "jpt madya": JenisJabatan.JPT_MADYA,
    "jpt pratama": JenisJabatan.JPT_PRATAMA,
    "administrator": JenisJabatan.ADMINISTRATOR,
    "pengawas": JenisJabatan.PENGAWAS,
    "pelaksana": JenisJabatan.PELAKSANA,
    **dict.fromkeys(KEAHLIAN, JenisJabatan.JF),
}
JABATAN_BY_KIND = {
    **dict.fromkeys(
        ("fungsional tertentu", "jf", "jft", "fungsional", "jabatan fungsional", "2"), JenisJabatan.JF
    ),
    **dict.fromkeys(
        ("fungsional umum", "jfu", "pelaksana", "jabatan pelaksana", "4", "staf"), JenisJabatan.PELAKSANA
    ),
}
JABATAN_BY_ESELON = {
    "I.a": JenisJabatan.JPT_MADYA,
    "I.b": JenisJabatan.JPT_MADYA,
    "II.a": JenisJabatan.JPT_PRATAMA,
    "II.b": JenisJabatan.JPT_PRATAMA,
    "III.a": JenisJabatan.ADMINISTRATOR,
    "III.b": JenisJabatan.ADMINISTRATOR,
    "IV.a": JenisJabatan.PENGAWAS,
    "IV.b": JenisJabatan.PENGAWAS,
    "V.a": JenisJabatan.PELAKSANA,
}
ESELON_CODES = {
    "10": "I.a",
    "11": "I.a",
    "12": "I.b",
    "21": "II.a",
    "22": "II.b",
    "31": "III.a",
    "32": "III.b",
    "41": "IV.a",
    "42": "IV.b",
    "51": "V.a",
    "52": "V.b",
    "99": "",
}
PANGKAT = {
    "I/a": "Juru Muda",
    "I/b": "Juru Muda Tingkat I",
    "I/c": "Juru",
    "I/d": "Juru Tingkat I",
    "II/a": "Pengatur Muda",
    "II/b": "Pengatur Muda Tingkat I",
    "II/c": "Pengatur",
    "II/d": "Pengatur Tingkat I",
    "III/a": "Penata Muda",
    "III/b": "Penata Muda Tingkat I",
    "III/c": "Penata",
    "III/d": "Penata Tingkat I",
    "IV/a": "Pembina",
    "IV/b": "Pembina Tingkat I",
    "IV/c": "Pembina Utama Muda",
    "IV/d": "Pembina Utama Madya",
    "IV/e": "Pembina Utama",
}
PPPK_GRADES = (
    "I",
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    "XI",
    "XII",
    "XIII",
    "XIV",
    "XV",
    "XVI",
    "XVII",
)
_ROMAN_OF = {"1": "I", "2": "II", "3": "III", "4": "IV"}

sex = one_of(SEX, refuse=False)
status = one_of(STATUS)
kedudukan = one_of(KEDUDUKAN)
jenis_penugasan = one_of(PENUGASAN)
jenis_unit = one_of(JENIS_UNIT)


def eselon(raw: object, column: str) -> Cell:
    """ "II.a", from "II/a", "2a", "IIA" or the registry's code "21"; none is ""."""
    read = plain(raw)
    if not read or read.lower() in {"-", "non eselon", "non", "noneselon"}:
        return "", []
    if read in ESELON_CODES:
        return ESELON_CODES[read], []
    found = re.fullmatch(r"(?:eselon\s*)?([ivIV]{1,3}|[1-5])\s*[./\- ]?\s*([abAB])", read)
    if found is None:
        return "", [Finding(column, "cell.not_understood", {"read": read})]
    value = f"{_ROMAN_OF.get(found[1], found[1].upper())}.{found[2].lower()}"
    return value, [] if value == read else [_tidied(column, read, value)]


def golongan(raw: object, column: str) -> Cell:
    """ "III/b" for PNS, "IX" for PPPK, from "IIIb", "3/B", "Penata Muda Tk. I (III/b)", "Gol. IX"."""
    read = plain(raw)
    if not read or read == "-":
        return "", []
    inside = re.search(r"\(([^()]*)\)", read)
    core = re.sub(
        r"^(gol(ongan)?\.?|ruang)\s*",
        "",
        inside[1] if inside else read.rpartition(",")[2].strip(),
        flags=re.IGNORECASE,
    ).strip()
    found = re.fullmatch(r"([ivIV]{1,3}|[1-4])\s*[./\- ]?\s*([a-eA-E])", core)
    value = f"{_ROMAN_OF.get(found[1], found[1].upper())}/{found[2].lower()}" if found else core.upper()
    if value not in PANGKAT and value not in PPPK_GRADES:
        near = difflib.get_close_matches(value, [*PANGKAT, *PPPK_GRADES], n=1)
        return "", [Finding(column, "cell.choice", {"read": read}, near[0] if near else "")]
    return value, [] if value == read else [_tidied(column, read, value)]


def email(raw: object, column: str) -> Cell:
    """An address in small letters; what is none is not stored."""
    read = plain(raw)
    value = read.lower().replace(" ", "").removeprefix("mailto:").rstrip(".,;")
    if not value or value == "-":
        return "", []
    if len(value) > 254 or not re.fullmatch(
        r"[^@\s<>()\"',;]+@[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?\.[a-z]{2,}", value
    ):
        return "", [Finding(column, "cell.not_understood", {"read": read})]
    return value, [] if value == read else [_tidied(column, read, value)]


def phone(raw: object, column: str) -> Cell:
    """Digits, with 0 or + in front. A number cell has lost its leading zero and gets it back."""
    read = plain(raw)
    if not read or read == "-":
        return "", []
    value = re.sub(r"[\s.\-()/']", "", re.split(r"[;,]| / ", read)[0])
    value = f"0{value}" if re.fullmatch(r"8\d{7,12}", value) else value
    if not re.fullmatch(r"\+?\d{6,15}", value):
        return "", [Finding(column, "cell.not_understood", {"read": read})]
    return value, [] if value == read else [_tidied(column, read, value)]


def _tidied(column: str, read: str, stored: str) -> Finding:
    return Finding(column, "cell.tidied", {"read": read, "stored": stored})


_SMALL = {"bin", "binti", "dari", "van", "de", "der", "da", "dos", "el", "al"}


def _capitalised(value: str) -> str:
    words = []
    for number, word in enumerate(value.lower().split(" ")):
        if number and word in _SMALL:
            words.append(word)
        else:
            words.append(re.sub(r"(^|[-'(.])(\w)", lambda found: found[1] + found[2].upper(), word))
    return " ".join(words)
