"""Is an SKP complete and well formed? Every shortcoming at once, each at its field, with its article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from kasuari.regulation import manual, perilaku
from kasuari.regulation.edition import PASAL_PERALIHAN, edition_on
from kasuari.regulation.perilaku import NilaiDasar
from kasuari.regulation.skp_fakta import (
    Arah,
    Aspek,
    FaktaHasilKerja,
    FaktaIndikator,
    FaktaManual,
    FaktaPerilaku,
    FaktaSkp,
    FaktaTarget,
    FormatEvaluasi,
    FormatSkp,
    GolonganJabatan,
    JenisHasilKerja,
    JenisTarget,
    KualitasKendali,
    Pendekatan,
    PeriodePelaporan,
    Perspektif,
    SumberHasilKerja,
)
from kasuari.regulation.verdict import Basis, Verdict, berdasar, lampiran, p6

__all__ = [
    "CODES",
    "Arah",
    "Aspek",
    "FaktaHasilKerja",
    "FaktaIndikator",
    "FaktaManual",
    "FaktaPerilaku",
    "FaktaSkp",
    "FaktaTarget",
    "FormatEvaluasi",
    "FormatSkp",
    "GolonganJabatan",
    "JenisHasilKerja",
    "JenisTarget",
    "Kekurangan",
    "KualitasKendali",
    "Pendekatan",
    "PeriodePelaporan",
    "Perspektif",
    "Severity",
    "SumberHasilKerja",
    "VerdictSkp",
    "format_evaluasi",
    "format_skp",
    "periksa",
    "perilaku_baku",
]

HASIL_KERJA = p6("Pasal 7 ayat (3) huruf a", 6)
UKURAN = p6("Pasal 9 ayat (2)", 7)
HASIL = p6("Pasal 9 ayat (1)", 7)
PERIODE = p6("Pasal 1 angka 4", 3)
UTAMA_JPT = lampiran("II", "A.2.a.1", 27)
UTAMA_JAJF = lampiran("II", "A.6.a", 49)
PK_UTAMA = lampiran("II", "A.2.a.3", 27)
PLT_UTAMA = lampiran("II", "A.6.d", 50)
EMPAT_PERSPEKTIF = lampiran("II", "A.2.a.8", 29)
ANGGARAN = lampiran("II", "A.2.a.8.d", 29)
FORMAT_JPT = lampiran("II", "A.2.c", 31)
FORMAT_JAJF = lampiran("II", "A.7.c", 54)
FORMAT_EVALUASI = lampiran("IV", "B.3.a.3.e", 100)
KUALITATIF = lampiran("II", "A.7.a.3", 50)
KUANTITATIF = lampiran("II", "A.7.a.4", 50)
ASPEK = lampiran("II", "A.7.a.5", 51)
MUTLAK = lampiran("II", "A.7.a.7", 51)
BATAS_WAKTU = lampiran("II", "A.7.a.8.c", 51)
INTERVENSI = p6("Format A.1.7 kolom (2)", 57)
INTERVENSI_MPH = lampiran("II", "A.5.i", 47)
PENUGASAN = p6("Format A.1.1, A.1.2, A.1.6", 32)
DUKUNGAN = p6("Pasal 7 ayat (3) huruf b, Pasal 11", 6)
SKEMA = p6("Pasal 7 ayat (3) huruf c, Pasal 12", 6)
KONSEKUENSI = p6("Pasal 7 ayat (3) huruf d, Pasal 13", 6)
LAMPIRAN_SKP = lampiran("II", "A.8.e", 61)

FORMAT_SKP: dict[tuple[bool, Pendekatan], FormatSkp] = {
    (True, Pendekatan.KUALITATIF): FormatSkp.A_1_1,
    (True, Pendekatan.KUANTITATIF): FormatSkp.A_1_2,
    (False, Pendekatan.KUALITATIF): FormatSkp.A_1_6,
    (False, Pendekatan.KUANTITATIF): FormatSkp.A_1_7,
}
FORMAT_HASIL_EVALUASI: dict[FormatSkp, FormatEvaluasi] = {
    FormatSkp.A_1_1: FormatEvaluasi.C_1_1,
    FormatSkp.A_1_2: FormatEvaluasi.C_1_2,
    FormatSkp.A_1_6: FormatEvaluasi.C_1_1,
    FormatSkp.A_1_7: FormatEvaluasi.C_1_3,
}
BERPERSPEKTIF = frozenset({FormatSkp.A_1_1, FormatSkp.A_1_2})
KUANTITATIF_SKP = frozenset({FormatSkp.A_1_2, FormatSkp.A_1_7})

# A hasil kerja from these sources is always utama.
SELALU_UTAMA: dict[SumberHasilKerja, Basis] = {
    SumberHasilKerja.PK: PK_UTAMA,
    SumberHasilKerja.PLT: PLT_UTAMA,
    SumberHasilKerja.PLH: PLT_UTAMA,
    SumberHasilKerja.JF_STRUKTURAL: PLT_UTAMA,
}
# Sources that no hasil kerja of the pimpinan needs to stand behind: the study of a tugas belajar (p. 62).
TANPA_INTERVENSI = frozenset({SumberHasilKerja.TUGAS_BELAJAR})

# An indikator that opens with one of these names its own satuan, as official examples do ("Indeks …: 90").
MENYEBUT_SATUAN = frozenset({"indeks", "nilai", "skor", "persentase", "presentase", "rasio"})
# "Kata-kata seperti" semua, selalu, tidak pernah, setiap (p. 51), and the synonym that the examples use.
KATA_MUTLAK = re.compile(r"\b(semua|seluruh|selalu|tidak pernah|setiap)\b", re.IGNORECASE)
# A range at the head of a text, such as "80 – 90% sistem siap"; not a date such as 10-12-2026.
RENTANG_TEKS = re.compile(
    r"\s*(?P<awal>\d+(?:[.,]\d+)*)\s*%?"
    r"\s*(?:-|–|—|s\.?d\.?|sampai)"
    r"\s*(?P<akhir>\d+(?:[.,]\d+)*)(?!\s*[-–/\d])"
)


# Every code a `Kekurangan` can carry, so that whoever puts them into words can be checked for completeness.
CODES: frozenset[str] = frozenset(
    {
        "skp.aspek.kosong",
        "skp.format.tidak_sesuai_jabatan",
        "skp.golongan_jabatan.kosong",
        "skp.hasil_kerja.ganda",
        "skp.hasil_kerja.tanpa_utama",
        "skp.hasil_kerja.teks_kosong",
        "skp.indikator.teks_kosong",
        "skp.indikator.tidak_ada",
        "skp.intervensi.kosong",
        "skp.jenis.harus_utama",
        "skp.jenis.kosong",
        "skp.lampiran.dukungan_kosong",
        "skp.lampiran.konsekuensi_kosong",
        "skp.lampiran.skema_kosong",
        "skp.manual.belum_lengkap",
        "skp.penugasan_dari.kosong",
        "skp.perilaku.nilai_ganda",
        "skp.perilaku.nilai_tidak_ada",
        "skp.perilaku.panduan_asing",
        "skp.perilaku.panduan_tidak_ada",
        "skp.perilaku.redaksi_format_lain",
        "skp.periode.kosong",
        "skp.periode.lintas_tahun",
        "skp.periode.terbalik",
        "skp.perspektif.belum_ada",
        "skp.perspektif.kosong",
        "skp.perspektif.tanpa_anggaran",
        "skp.target.belum_terukur",
        "skp.target.bukan_angka",
        "skp.target.di_luar_tahun",
        "skp.target.dua_angka",
        "skp.target.kosong",
        "skp.target.mutlak",
        "skp.target.satuan_kosong",
        "skp.target.terbalik",
        "skp.target.tidak_lengkap",
    }
)


class Severity(StrEnum):
    """`wajib` stops the SKP from being set; `saran` is said and may be left."""

    WAJIB = "wajib"
    SARAN = "saran"


@dataclass(frozen=True, slots=True)
class Kekurangan:
    """One shortcoming. `path` points at the field by keys: "hasil_kerja/2/indikator/1/perspektif"."""

    code: str
    path: str
    basis: tuple[Basis, ...]
    severity: Severity = Severity.WAJIB


@dataclass(frozen=True, slots=True)
class VerdictSkp(Verdict[bool]):
    """`value`: nothing `wajib` is lacking. `missing`: the paths of what is. `kekurangan`: everything."""

    kekurangan: tuple[Kekurangan, ...] = ()

    @property
    def wajib(self) -> tuple[Kekurangan, ...]:
        return tuple(item for item in self.kekurangan if item.severity is Severity.WAJIB)

    @property
    def saran(self) -> tuple[Kekurangan, ...]:
        return tuple(item for item in self.kekurangan if item.severity is Severity.SARAN)


@berdasar(FORMAT_JPT, FORMAT_JAJF)
def format_skp(
    *, golongan_jabatan: GolonganJabatan | None, pimpinan_unit_mandiri: bool, pendekatan: Pendekatan | None
) -> Verdict[FormatSkp]:
    """A.1.1 or A.1.2 for JPT and pimpinan unit kerja mandiri, A.1.6 or A.1.7 for the others."""
    lacking = tuple(
        name
        for name, fact in (("golongan_jabatan", golongan_jabatan), ("pendekatan", pendekatan))
        if fact is None
    )
    if golongan_jabatan is None or pendekatan is None:
        return Verdict(None, "skp.format.fakta_kurang", (FORMAT_JPT, FORMAT_JAJF), lacking)
    jpt = golongan_jabatan is GolonganJabatan.JPT or pimpinan_unit_mandiri
    return Verdict(
        FORMAT_SKP[jpt, pendekatan],
        f"skp.format.{'jpt_pukm' if jpt else 'ja_jf'}_{pendekatan}",
        (FORMAT_JPT if jpt else FORMAT_JAJF,),
    )


@berdasar(FORMAT_EVALUASI)
def format_evaluasi(*, format_skp: FormatSkp) -> Verdict[FormatEvaluasi]:
    """The format in which the evaluation of an SKP of `format_skp` is written."""
    return Verdict(FORMAT_HASIL_EVALUASI[format_skp], "skp.format_evaluasi", (FORMAT_EVALUASI,))


@berdasar(
    HASIL_KERJA, HASIL, UKURAN, PERIODE, UTAMA_JPT, UTAMA_JAJF, PK_UTAMA, PLT_UTAMA, EMPAT_PERSPEKTIF,
    ANGGARAN, KUALITATIF, KUANTITATIF, ASPEK, MUTLAK, BATAS_WAKTU, INTERVENSI, INTERVENSI_MPH, PENUGASAN,
    DUKUNGAN, SKEMA, KONSEKUENSI, LAMPIRAN_SKP, perilaku.PASAL_10, manual.BELUM_DIPAHAMI,
)  # fmt: skip
def periksa(*, skp: FaktaSkp, on: date) -> VerdictSkp:
    """Everything that `skp` lacks under the rules of `on`, in the order of the form."""
    if edition_on(on) is None:
        return VerdictSkp(None, "skp.edisi_tidak_ada", (PASAL_PERALIHAN,), ("edisi",))
    parts = (_format, _periode, _hasil_kerja, _perspektif, _perilaku, _lampiran)
    found = tuple(item for part in parts for item in part(skp))
    wajib = [item for item in found if item.severity is Severity.WAJIB]
    code = "skp.lengkap" if not found else "skp.lengkap_dengan_saran" if not wajib else "skp.belum_lengkap"
    basis = tuple(dict.fromkeys(basis for item in wajib for basis in item.basis))
    missing = tuple(dict.fromkeys(item.path for item in wajib))
    return VerdictSkp(not wajib, code, basis or (HASIL_KERJA,), missing, found)


def perilaku_baku(*, format: FormatSkp) -> tuple[FaktaPerilaku, ...]:  # noqa: A002
    """The 21 lines as `format` prints them, without ekspektasi khusus."""
    return tuple(
        FaktaPerilaku(nilai=nilai, panduan=perilaku.panduan(nilai=nilai, format=format))
        for nilai in NilaiDasar
    )


def _format(skp: FaktaSkp) -> Iterator[Kekurangan]:
    if skp.golongan_jabatan is None:
        yield Kekurangan("skp.golongan_jabatan.kosong", "golongan_jabatan", (FORMAT_JPT, FORMAT_JAJF))
        return
    pendekatan = Pendekatan.KUANTITATIF if skp.format in KUANTITATIF_SKP else Pendekatan.KUALITATIF
    right = format_skp(
        golongan_jabatan=skp.golongan_jabatan,
        pimpinan_unit_mandiri=skp.pimpinan_unit_mandiri,
        pendekatan=pendekatan,
    )
    if right.value is not skp.format:
        yield Kekurangan("skp.format.tidak_sesuai_jabatan", "format", right.basis)


def _periode(skp: FaktaSkp) -> Iterator[Kekurangan]:
    for name, day in (("start_date", skp.start_date), ("end_date", skp.end_date)):
        if day is None:
            yield Kekurangan("skp.periode.kosong", name, (PERIODE,))
    if skp.start_date and skp.end_date:
        if skp.end_date < skp.start_date:
            yield Kekurangan("skp.periode.terbalik", "end_date", (PERIODE,))
        elif skp.start_date.year != skp.end_date.year:
            yield Kekurangan("skp.periode.lintas_tahun", "end_date", (PERIODE,))


def _hasil_kerja(skp: FaktaSkp) -> Iterator[Kekurangan]:
    if not any(item.jenis is JenisHasilKerja.UTAMA for item in skp.hasil_kerja):
        basis = UTAMA_JPT if skp.format in BERPERSPEKTIF else UTAMA_JAJF
        yield Kekurangan("skp.hasil_kerja.tanpa_utama", "hasil_kerja", (basis,))
    seen: set[str] = set()
    for item in skp.hasil_kerja:
        path = f"hasil_kerja/{item.key}"
        words = _rata(item.teks)
        if not words:
            yield Kekurangan("skp.hasil_kerja.teks_kosong", f"{path}/teks", (HASIL,))
        elif words in seen:
            yield Kekurangan("skp.hasil_kerja.ganda", f"{path}/teks", (HASIL,))
        seen.add(words)
        yield from _jenis(item, path)
        yield from _intervensi(skp.format, item, path)
        if skp.format is not FormatSkp.A_1_7 and not item.penugasan_dari.strip():
            # Saran: the official example prints a result without it (p. 168).
            yield Kekurangan(
                "skp.penugasan_dari.kosong", f"{path}/penugasan_dari", (PENUGASAN,), Severity.SARAN
            )
        if not item.indikator:
            yield Kekurangan("skp.indikator.tidak_ada", f"{path}/indikator", (HASIL_KERJA, UKURAN))
        for indikator in item.indikator:
            yield from _indikator(skp, indikator, f"{path}/indikator/{indikator.key}")


def _jenis(item: FaktaHasilKerja, path: str) -> Iterator[Kekurangan]:
    if item.jenis is None:
        yield Kekurangan("skp.jenis.kosong", f"{path}/jenis", (UTAMA_JPT, UTAMA_JAJF))
    elif item.jenis is JenisHasilKerja.TAMBAHAN and item.sumber in SELALU_UTAMA:
        yield Kekurangan("skp.jenis.harus_utama", f"{path}/jenis", (SELALU_UTAMA[item.sumber],))


def _intervensi(form: FormatSkp, item: FaktaHasilKerja, path: str) -> Iterator[Kekurangan]:
    if form in BERPERSPEKTIF or item.intervensi_teks.strip() or item.sumber in TANPA_INTERVENSI:
        return
    # A.1.6 has no column for it, so there it is advice.
    if form is FormatSkp.A_1_7:
        yield Kekurangan("skp.intervensi.kosong", f"{path}/intervensi_teks", (INTERVENSI, INTERVENSI_MPH))
    else:
        yield Kekurangan(
            "skp.intervensi.kosong", f"{path}/intervensi_teks", (INTERVENSI_MPH,), Severity.SARAN
        )


def _indikator(skp: FaktaSkp, item: FaktaIndikator, path: str) -> Iterator[Kekurangan]:
    kuantitatif = skp.format in KUANTITATIF_SKP
    if not item.teks.strip():
        yield Kekurangan(
            "skp.indikator.teks_kosong", f"{path}/teks", (KUANTITATIF if kuantitatif else KUALITATIF,)
        )
    if skp.format in BERPERSPEKTIF and item.perspektif is None:
        yield Kekurangan("skp.perspektif.kosong", f"{path}/perspektif", (EMPAT_PERSPEKTIF,))
    if skp.format is FormatSkp.A_1_7 and not item.aspek:
        yield Kekurangan("skp.aspek.kosong", f"{path}/aspek", (UKURAN, ASPEK))
    if item.target is not None and not _kosong(item.target):
        yield from _target(skp, item, item.target, f"{path}/target")
    elif kuantitatif:
        yield Kekurangan("skp.target.kosong", f"{path}/target", (HASIL_KERJA, KUANTITATIF))
    if skp.format not in BERPERSPEKTIF:
        teks = item.target.teks if item.target else ""
        if KATA_MUTLAK.search(teks):
            yield Kekurangan("skp.target.mutlak", f"{path}/target", (MUTLAK,), Severity.SARAN)
        elif KATA_MUTLAK.search(item.teks) and not kuantitatif:
            yield Kekurangan("skp.target.mutlak", f"{path}/teks", (MUTLAK,), Severity.SARAN)
    needed = manual.kewajiban(format=skp.format, dipahami=item.dipahami)
    if needed.value is manual.Kewajiban.WAJIB:
        approach = Pendekatan.KUANTITATIF if kuantitatif else Pendekatan.KUALITATIF
        found = manual.kelengkapan(manual=item.manual or FaktaManual(), pendekatan=approach)
        if found.missing:
            yield Kekurangan("skp.manual.belum_lengkap", f"{path}/manual", needed.basis)


def _kosong(target: FaktaTarget) -> bool:
    return not (target.teks.strip() or target.tanggal) and target.minimum is None and target.maksimum is None


def _target(skp: FaktaSkp, item: FaktaIndikator, target: FaktaTarget, path: str) -> Iterator[Kekurangan]:
    shape = (KUANTITATIF if skp.format in KUANTITATIF_SKP else KUALITATIF,)
    low, high = target.minimum, target.maksimum
    if any(number is not None and not number.is_finite() for number in (low, high)):
        yield Kekurangan("skp.target.bukan_angka", path, shape)
        return
    if target.jenis is JenisTarget.TEKS:
        yield from _target_teks(skp, target, path, shape)
    elif target.jenis is JenisTarget.TANGGAL:
        yield from _target_tanggal(skp, target, path, shape)
    else:
        rentang = target.jenis is JenisTarget.RENTANG
        if (rentang and (low is None or high is None)) or (low is None and high is None):
            yield Kekurangan("skp.target.tidak_lengkap", path, shape)
        elif low is not None and high is not None and low > high:
            yield Kekurangan("skp.target.terbalik", path, shape)
        elif not rentang and low is not None and high is not None and low != high:
            yield Kekurangan("skp.target.dua_angka", path, shape)
        if skp.format in KUANTITATIF_SKP and not target.satuan.strip() and not _menyebut_satuan(item.teks):
            yield Kekurangan("skp.target.satuan_kosong", f"{path}/satuan", (KUANTITATIF,))


def _target_teks(
    skp: FaktaSkp, target: FaktaTarget, path: str, shape: tuple[Basis, ...]
) -> Iterator[Kekurangan]:
    if not target.teks.strip():
        yield Kekurangan("skp.target.tidak_lengkap", path, shape)
        return
    rentang = RENTANG_TEKS.match(target.teks)
    if rentang and _angka(rentang["awal"]) > _angka(rentang["akhir"]):
        yield Kekurangan("skp.target.terbalik", path, shape)
    if skp.format in KUANTITATIF_SKP and not any(letter.isdigit() for letter in target.teks):
        yield Kekurangan("skp.target.belum_terukur", path, (KUANTITATIF,), Severity.SARAN)


def _target_tanggal(
    skp: FaktaSkp, target: FaktaTarget, path: str, shape: tuple[Basis, ...]
) -> Iterator[Kekurangan]:
    if target.tanggal is None:
        yield Kekurangan("skp.target.tidak_lengkap", path, shape)
    elif skp.start_date and target.tanggal.year != skp.start_date.year:
        yield Kekurangan("skp.target.di_luar_tahun", path, (PERIODE, BATAS_WAKTU))


def _perspektif(skp: FaktaSkp) -> Iterator[Kekurangan]:
    """All four perspectives should be met over the whole SKP; Anggaran must be there."""
    if skp.format not in BERPERSPEKTIF:
        return
    used = {indikator.perspektif for item in skp.hasil_kerja for indikator in item.indikator}
    for perspektif in Perspektif:
        if perspektif in used:
            continue
        if perspektif is Perspektif.ANGGARAN:
            yield Kekurangan("skp.perspektif.tanpa_anggaran", "perspektif/anggaran", (ANGGARAN,))
        else:
            path = f"perspektif/{perspektif}"
            yield Kekurangan("skp.perspektif.belum_ada", path, (EMPAT_PERSPEKTIF,), Severity.SARAN)


def _perilaku(skp: FaktaSkp) -> Iterator[Kekurangan]:
    for nilai in NilaiDasar:
        path = f"perilaku/{nilai}"
        rows = [row for row in skp.perilaku if row.nilai is nilai]
        if not rows:
            yield Kekurangan("skp.perilaku.nilai_tidak_ada", path, (perilaku.PASAL_10,))
            continue
        if len(rows) > 1:
            yield Kekurangan("skp.perilaku.nilai_ganda", path, (perilaku.PASAL_10,))
        printed = rows[0].panduan
        own = perilaku.panduan(nilai=nilai, format=skp.format)
        for index in range(max(len(own), len(printed))):
            yield from _panduan(nilai, index, own, printed, f"{path}/panduan/{index + 1}")


def _panduan(
    nilai: NilaiDasar, index: int, own: tuple[str, ...], printed: tuple[str, ...], path: str
) -> Iterator[Kekurangan]:
    if index >= len(own):
        yield Kekurangan("skp.perilaku.panduan_asing", path, (perilaku.PASAL_10,))
    elif index >= len(printed) or not printed[index].strip():
        yield Kekurangan("skp.perilaku.panduan_tidak_ada", path, (perilaku.PASAL_10,))
    elif _rata(printed[index]) == _rata(own[index]):
        return
    elif _rata(printed[index]) in {_rata(words) for words in perilaku.redaksi_resmi(nilai, index)}:
        yield Kekurangan("skp.perilaku.redaksi_format_lain", path, (perilaku.PASAL_10,), Severity.SARAN)
    else:
        yield Kekurangan("skp.perilaku.panduan_asing", path, (perilaku.PASAL_10,))


def _lampiran(skp: FaktaSkp) -> Iterator[Kekurangan]:
    lists = (
        ("dukungan", skp.dukungan, DUKUNGAN),
        ("skema", skp.skema, SKEMA),
        ("konsekuensi", skp.konsekuensi, KONSEKUENSI),
    )
    for name, lines, basis in lists:
        if not any(line.strip() for line in lines):
            yield Kekurangan(f"skp.lampiran.{name}_kosong", f"lampiran/{name}", (basis, LAMPIRAN_SKP))


def _menyebut_satuan(teks: str) -> bool:
    words = _rata(teks).split(maxsplit=1)
    return bool(words) and words[0] in MENYEBUT_SATUAN


def _angka(text: str) -> Decimal:
    """A number as Indonesians write it: "1.250,5", and "2.5" where the dot cannot part thousands."""
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", text):
        text = text.replace(".", "")
    whole, *rest = re.split(r"[.,]", text)
    return Decimal(f"{whole}.{''.join(rest) or '0'}")


def _rata(text: str) -> str:
    """Words without the accidents of spacing, case and closing punctuation."""
    return " ".join(text.split()).rstrip(".;, ").casefold()
