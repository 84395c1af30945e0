"""What the rules advise about one rencana hasil kerja or indikator. Advice never blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kasuari.regulation import mutu
from kasuari.regulation.mutu import kamus
from kasuari.regulation.mutu.batas import kata_mutlak
from kasuari.regulation.mutu.kamus import kata, rata
from kasuari.regulation.mutu.pernyataan import JenisPernyataan
from kasuari.regulation.skp_fakta import Arah
from kasuari.regulation.verdict import Basis

# Every code that an advice can carry, so that whoever puts them into words can be checked for completeness.
CODES: frozenset[str] = frozenset(
    {
        "mutu.arah.naik",
        "mutu.arah.tetap",
        "mutu.arah.turun",
        "mutu.mutlak.dikecualikan",
        "mutu.mutlak.seratus_persen",
        "mutu.mutlak.ya",
        "mutu.pernyataan.aktivitas",
        "mutu.pernyataan.bahasa_lain",
        "mutu.pernyataan.kategori",
        "mutu.pernyataan.kegiatan_kepada",
        "mutu.pernyataan.terselubung",
        "mutu.relevansi.jauh",
        "mutu.salinan.rekan",
        "mutu.salinan.tahun_lalu",
        "mutu.target.angka_rancu",
        "mutu.target.lebih_dari_seratus",
        "mutu.target.melebihi_jumlah",
        "mutu.target.melebihi_skala",
        "mutu.target.negatif",
        "mutu.target.pecahan",
        "mutu.target.rentang_putus",
        "mutu.target.rentang_terbalik",
        "mutu.target.salah_tulis",
        "mutu.target.satuan_campur",
        "mutu.target.tanggal_mustahil",
        "mutu.target.tanpa_angka",
        "mutu.target.tanpa_satuan",
        "mutu.ukuran.belum",
        "mutu.ukuran.kosong",
        "mutu.ukuran.sumber_periode",
    }
)


@dataclass(frozen=True, slots=True)
class Saran:
    """One piece of advice at `field` (rhk, indikator or target).

    `kata`: the words that decided it. `contoh`: a better wording, where one can be made of the own words.
    `lunak`: only worth saying to whoever asks for everything.
    """

    code: str
    field: str
    basis: tuple[Basis, ...]
    kata: tuple[str, ...] = ()
    contoh: str = ""
    lunak: bool = False


def tentang_pernyataan(*, rhk: str) -> Iterator[Saran]:
    """Is it a result?"""
    verdict = mutu.jenis_pernyataan(teks=rhk)
    bad = verdict.value in {JenisPernyataan.AKTIVITAS, JenisPernyataan.KATEGORI}
    if bad or verdict.code == "mutu.pernyataan.bahasa_lain":
        example = contoh_hasil(rhk) if verdict.value is JenisPernyataan.AKTIVITAS else ""
        yield Saran(verdict.code, "rhk", verdict.basis[:1], verdict.kata, example)


def tentang_mutlak(
    *, rhk: str = "", indikator: str = "", target: str = "", jabatan: str = "", jpt: bool = False,
    utama: bool | None = None,
) -> Iterator[Saran]:  # fmt: skip
    """Does the target leave room for error? The exception is said too, so that nobody wonders."""
    verdict = mutu.mutlak(rhk=rhk, indikator=indikator, target=target, jabatan=jabatan, jpt=jpt, utama=utama)
    if verdict.code in CODES:
        lunak = verdict.code != "mutu.mutlak.ya"
        fields = {"rhk": rhk, "indikator": indikator, "target": target}
        absolute = (name for name, text in fields.items() if kata_mutlak(rata(text), target=rata(target)))
        found = next(absolute, "target")
        yield Saran(verdict.code, found, verdict.basis, verdict.kata, lunak=lunak)


def tentang_target(*, target: str, indikator: str = "") -> Iterator[Saran]:
    """Is the target written so that it can be read?"""
    verdict = mutu.bentuk_target(target=target, indikator=indikator)
    if verdict.value:
        yield Saran(verdict.code, "target", verdict.basis[:1], verdict.kata)


def tentang_arah(*, indikator: str, target: str, arah: Arah) -> Iterator[Saran]:
    """Do the words tell another direction than the one that was chosen? What is meant exactly stays so."""
    verdict = mutu.arah(indikator=indikator, target=target)
    if verdict.value is not None and verdict.value is not arah and arah is not Arah.TETAP:
        yield Saran(verdict.code, "arah", verdict.basis[:1], verdict.kata)


def tentang_ukuran(*, indikator: str, target: str | None) -> Iterator[Saran]:
    """Can it be counted? `kata` are the things that are not said."""
    verdict = mutu.keterukuran(indikator=indikator, target=target)
    soft = tuple(name for name in verdict.missing if name in {"sumber", "periode"})
    hard = tuple(name for name in verdict.missing if name not in soft)
    if not verdict.value:
        field = "indikator" if "ukuran" in hard or "indikator" in hard else "target"
        yield Saran(verdict.code, field, verdict.basis[:2], hard or verdict.kata)
    elif soft:
        yield Saran("mutu.ukuran.sumber_periode", "indikator", (mutu.SUMBER_DATA,), soft, lunak=True)


def tentang_relevansi(*, teks: str, tugas: Iterable[str], jabatan: str = "") -> Iterator[Saran]:
    """Does it belong to the duties of the post?"""
    verdict = mutu.relevansi(teks=teks, tugas=tugas, jabatan=jabatan)
    if verdict.code == "mutu.relevansi.jauh":
        yield Saran(verdict.code, "rhk", verdict.basis, verdict.kata)


class Pembanding:
    """Texts of others, prepared once, against which many texts are held."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = [
            (text, frozenset(word for word in kata(text) if not word[0].isdecimal())) for text in texts
        ]

    def salinan(self, teks: str) -> str:
        """The first text that `teks` repeats, "" where there is none."""
        words = frozenset(word for word in kata(teks) if not word[0].isdecimal())
        for text, other in self._texts:
            # Cheap first: texts that share few words cannot be copies.
            if 2 * len(words & other) < len(words | other):
                continue
            value = mutu.kemiripan(teks=teks, lain=text).value
            if value is not None and value >= mutu.SALINAN:
                return text
        return ""


def contoh_hasil(teks: str) -> str:
    """ "Menyusun laporan bulanan" as "Laporan bulanan tersusun tepat waktu"; "" where no form is known."""
    words = teks.strip(" .;\"'“”-•").split()
    if len(words) < 2 or len(words) > 14:
        return ""
    verb, rest = words[0].lower(), " ".join(words[1:])
    if verb in kamus.MENJADI_NYA:
        return f"{kamus.MENJADI_NYA[verb]} {rest}"
    if verb in kamus.MENJADI_TER:
        return f"{rest[:1].upper()}{rest[1:]} {kamus.MENJADI_TER[verb]}"
    return ""
