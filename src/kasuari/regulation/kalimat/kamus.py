"""The words that `kalimat` looks at. An agency adds words of its own and leaves others out."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

TERPANJANG = 4000
KATA = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?|\d+")


def _kumpulan(text: str) -> frozenset[str]:
    return frozenset(" ".join(text.split()).split(" / "))


# Always an insult, whatever stands around them.
HINAAN = _kumpulan(
    """goblok / goblog / tolol / dungu / bodoh / bodohnya / idiot / bego / begok / bloon / blo'on / oon /
    bangsat / bajingan / keparat / brengsek / berengsek / sialan / kampret / kunyuk / bedebah / jahanam /
    biadab / laknat / pecundang / penjilat / lonte / pelacur / bencong / banci / sinting / edan / geblek /
    gembel / tai / kontol / memek / ngentot / puki / pukimak / anjir / anjay / asu / jancok / bangke /
    kurang ajar / tidak tahu diri / tak tahu diri / tidak tahu malu / tak tahu malu / muka tembok / muka dua
    / otak udang / otak kosong / makan gaji buta / cacat mental / biang kerok / benalu / parasit / cari muka
    / sok pintar / sok tahu / kampungan / banyak bacot / bacot / orang hutan / manusia tidak berguna / tidak
    berotak / tak berotak"""
)
# An insult where it is called at somebody: "dasar babi", "kerjanya sampah", "kamu monyet".
HINAAN_SEBUTAN = _kumpulan(
    """anjing / babi / monyet / kera / sampah / setan / iblis / gila / kerbau / keledai / hama"""
)
PENGANTAR_SEBUTAN = _kumpulan(
    """dasar / seperti / kayak / macam / ibarat / si / kau / kamu / anda / lu / loe / dia / otak / otaknya /
    muka / mukanya / kerjanya / kelakuannya / memang / benar-benar / orangnya"""
)
# Words of work that make the same word plain: "kayak anjing" is none, "vaksin anjing" is.
BUKAN_SEBUTAN = _kumpulan(
    """vaksin / vaksinasi / gigitan / ternak / kandang / daging / pakan / peternak / populasi / bank /
    tempat /
    tumpukan / pengelolaan / pengangkutan / buang / membuang / truk / rabies / hama / pengendalian / digigit
    / pemusnahan"""
)
# A judgement of the person where a description of what they do would help.
SIFAT = _kumpulan(
    """malas / pemalas / lelet / lemot / lamban / ceroboh / sombong / angkuh / cengeng / manja / egois / pelit
    / munafik / pembohong / licik / judes / cerewet / pemarah / payah / keras kepala / besar kepala / tidak
    becus / tak becus / nggak becus / tidak kompeten / tidak bisa apa-apa / tidak berguna / tidak
    bertanggung jawab / suka bohong / plin-plan / kepala batu / jorok / penakut / baperan / lebay / tukang
    gosip / tukang bohong / asal-asalan"""
)
# Nobody always or never does anything.
MUTLAK = _kumpulan(
    """selalu / tidak pernah / tak pernah / nggak pernah / semua orang / setiap kali / sama sekali tidak"""
)
# Praise or blame that tells nothing alone.
SAMAR = _kumpulan(
    """bagus / baik / mantap / hebat / oke / ok / sip / keren / jelek / buruk / kurang / cukup / lumayan /
    tingkatkan / pertahankan / semangat / terima kasih / good job / lanjutkan / kerja bagus / luar biasa /
    tolong diperbaiki / kurang bagus / kurang baik / sudah baik / sudah bagus / mantap sekali / bagus sekali
    / baik sekali / top / pertahankan prestasinya / tingkatkan lagi / semangat terus / perlu ditingkatkan /
    terus semangat"""
)
# What stands before a name.
SAPAAN = _kumpulan(
    """pak / bapak / bp / bu / ibu / sdr / saudara / sdri / saudari / dr / drg / dokter / suster / zuster / ns
    / bidan / mantri / kak / kakak / mbak / mas / om / tante / mama / bapa / kaka / ade / adik / nona / tuan
    / nyonya / ny / tn / si / bernama / almarhum / almarhumah / haji / hajah / pendeta / pastor / ustaz /
    pater / bruder"""
)
# "lebih rajin daripada Markus", "bertengkar dengan Rosa": a capital after these is likely a name.
PENGHUBUNG = _kumpulan(
    """dengan / oleh / bersama / kepada / terhadap / daripada / dibanding / dibandingkan / istri /
    suami / anak"""
)
# Capitals that are no names of people.
BUKAN_NAMA = _kumpulan(
    """kepala / sekretaris / camat / lurah / gubernur / bupati / wali / wakil / direktur / ketua / kabid /
    kasubag / kasi / kadis / kapus / plt / plh / pj / penilai / pimpinan / atasan / atasannya / pegawai /
    pejabat / hamil / bersalin / menyusui / nifas / rumah / tangga / kota / kandung / desa / kampung /
    distrik / kecamatan / kabupaten / provinsi / puskesmas / posyandu / pustu / polindes / rsud / rs / poli
    / kia / kb / igd / ugd / dinas / badan / bidang / seksi / subbagian / bagian / unit / instalasi / tim /
    pokja / kelompok / sekolah / sma / smk / smp / sd / paud / tk / bkpsdm / bkn / bappeda / bpkad /
    inspektorat / kementerian / kemenpan / ptk / opd / skpd / asn / pns / pppk / tni / polri / polsek /
    polres / koramil / kodim / papua / selatan / merauke / salor / sota / wasur / boven / digoel / mappi /
    asmat / indonesia / jakarta / jayapura / senin / selasa / rabu / kamis / jumat / sabtu / minggu /
    januari / februari / maret / april / mei / juni / juli / agustus / september / oktober / november /
    desember / tuhan / allah / natal / paskah / lebaran / idul / ramadan / bahasa / inggris / undang-undang
    / peraturan / permenpan / perda / sop / skp / rhk / iki / excel / word / whatsapp / zoom / email /
    internet / e-kinerja / simpeg / siasn / srikandi / sicantik / penyelia / ahli / umum / gigi / spesialis
    / pertama / muda / madya / utama / terampil / mahir / pelaksana / perawat / bidan / dokter / guru /
    pasien / keluarga / warga / masyarakat / pelanggan / pemohon / siswa / murid / mahasiswa / dosen / orang
    / saya / kami / beliau / anda / rekan / teman / staf / petugas / bapak / ibu / dan / yang / di / ke /
    dari / pada / untuk / dalam"""
)
NOMOR_PRIBADI = re.compile(
    r"(?<!\d)(?:\d[ .-]?){15,17}\d(?!\d)|(?<!\d)(?:\+62|62|0)[ -]?8[\d -]{7,13}\d(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Kamus:
    """The words in force for one agency."""

    hinaan: frozenset[str] = HINAAN
    sifat: frozenset[str] = SIFAT
    mutlak: frozenset[str] = MUTLAK
    bukan_nama: frozenset[str] = BUKAN_NAMA

    def dengan(
        self,
        *,
        hinaan: frozenset[str] = frozenset(),
        sifat: frozenset[str] = frozenset(),
        bukan_nama: frozenset[str] = frozenset(),
        abaikan: frozenset[str] = frozenset(),
    ) -> Kamus:
        """These words with more of a kind, and without those to leave alone."""
        return Kamus(
            hinaan=(self.hinaan | hinaan) - abaikan,
            sifat=(self.sifat | sifat) - abaikan,
            mutlak=self.mutlak - abaikan,
            bukan_nama=self.bukan_nama | bukan_nama,
        )


BAKU = Kamus()


def rata(teks: str) -> str:
    """`teks` in lower case, letters repeated for emphasis and signs put for letters undone, single spaces."""
    plain = unicodedata.normalize("NFKC", teks[:TERPANJANG]).lower().replace("’", "'")
    plain = re.sub(r"([^\W\d_])\1{2,}", r"\1", plain)
    plain = re.sub(r"(?<=[a-z])[0@](?=[a-z])", lambda sign: {"0": "o", "@": "a"}[sign.group()], plain)
    return " ".join(plain.split())


def potong(teks: str) -> list[tuple[str, bool]]:
    """The words of `teks` as written, and whether each begins a sentence."""
    plain = unicodedata.normalize("NFKC", teks[:TERPANJANG]).replace("’", "'")
    found: list[tuple[str, bool]] = []
    end = 0
    for match in KATA.finditer(plain):
        between = plain[end : match.start()]
        first = not found or bool(re.search(r"[.!?:;\n“\"(]", between))
        word = match.group()
        ends_here = word.endswith(".")
        found.append((word.rstrip("."), first))
        end = match.end() - (1 if ends_here and word.rstrip(".").lower() not in SAPAAN else 0)
    return found
