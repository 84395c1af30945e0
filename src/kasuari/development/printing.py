"""From the credit of a person to the papers and to the JSON kept beside them. Paper is Indonesian."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kasuari.development.documents import DataKredit, print_kredit
from kasuari.development.enums.kredit import JenisKredit
from kasuari.documents.contracts import Periode, TandaTangan, Verifikasi
from kasuari.documents.words import MONTHS, day_in_words
from kasuari.organisation.queries import Identity
from kasuari.progress.queries import number_in_words
from kasuari.regulation.angka_kredit import Kenaikan, tampilkan
from kasuari.regulation.kredit_kumulatif import BarisKonversi
from kasuari.regulation.predikat import Predikat

if TYPE_CHECKING:
    from kasuari.development.queries import CreditRecord
    from kasuari.development.queries.kredit import Credit

PREDIKAT = {
    Predikat.SANGAT_BAIK: "Sangat Baik",
    Predikat.BAIK: "Baik",
    Predikat.BUTUH_PERBAIKAN: "Butuh Perbaikan",
    Predikat.KURANG: "Kurang",
    Predikat.SANGAT_KURANG: "Sangat Kurang",
}
ROWS = (
    (JenisKredit.DASAR, "AK Dasar yang diberikan"),
    (JenisKredit.JF_LAMA, "AK JF lama"),
    (JenisKredit.PENYESUAIAN, "AK Penyesuaian/ Penyetaraan"),
    (None, "AK Konversi"),
    (JenisKredit.PENDIDIKAN, "AK yang diperoleh dari peningkatan pendidikan"),
)
NAMES = {jenis.value: label for jenis, label in ROWS if jenis}
SAY = {
    "jenis": _("Pilih jenisnya."),
    "nilai": _("Tulis angka lebih dari 0, paling besar 2.000."),
    "tanggal": _("Pilih tanggal sampai hari ini."),
    "teks": _("Sebut surat atau keputusan yang menjadi dasarnya."),
    "alasan": _("Tulis alasannya, paling panjang 300 huruf."),
}


def print_konversi(
    held: CreditRecord, signer: Identity, rows: Sequence[BarisKonversi], *, at: datetime, mark: Verifikasi
) -> bytes:
    """KONVERSI PREDIKAT KINERJA KE ANGKA KREDIT of one evaluation."""
    return print_kredit(
        _data(
            held,
            signer,
            rows,
            at=at,
            mark=mark,
            judul="KONVERSI PREDIKAT KINERJA KE ANGKA KREDIT",
            judul_tabel="II. KONVERSI PREDIKAT KINERJA KE ANGKA KREDIT",
            kolom=("Predikat", "Prosentase", "Koefisien per tahun", "Angka kredit yang didapat"),
            baris=tuple(
                (PREDIKAT[row.predikat], share(row), coefficient(row), number(row.kredit)) for row in rows
            ),
            total=("Jumlah", "", "", number(sum((row.kredit for row in rows), Fraction(0)))),
        )
    )


def print_akumulasi(
    held: CreditRecord, signer: Identity, rows: Sequence[BarisKonversi], *, at: datetime, mark: Verifikasi
) -> bytes:
    """AKUMULASI ANGKA KREDIT: what was brought along, then every conversion."""
    brought = held.credit.brought
    first = (("Nilai bawaan", "", "", "", "", number(brought)),) if brought else ()
    return print_kredit(
        _data(
            held,
            signer,
            rows,
            at=at,
            mark=mark,
            judul="AKUMULASI ANGKA KREDIT",
            judul_tabel="II. AKUMULASI ANGKA KREDIT",
            kolom=("Tahun", "Periodik (bulan)", "Predikat", "Prosentase", "Koefisien", "Angka kredit"),
            baris=(
                *first,
                *(
                    (
                        str(row.tahun),
                        months(row),
                        PREDIKAT[row.predikat],
                        share(row),
                        coefficient(row),
                        number(row.kredit),
                    )
                    for row in rows
                ),
            ),
            total=("Jumlah angka kredit yang diperoleh", "", "", "", "", number(held.credit.jumlah)),
        )
    )


def print_penetapan(
    held: CreditRecord,
    signer: Identity,
    rows: Sequence[BarisKonversi],
    *,
    untuk: Kenaikan,
    at: datetime,
    mark: Verifikasi,
) -> bytes:
    """PENETAPAN ANGKA KREDIT. What the year before brought stands as old, this year's conversion as new."""
    credit, year = held.credit, at.year
    old = sum((row.kredit for row in rows if row.tahun < year), Fraction(0))
    new = sum((row.kredit for row in rows if row.tahun >= year), Fraction(0))
    lines, sums = [], [Fraction(0), Fraction(0)]
    for jenis, label in ROWS:
        pair = (old, new) if jenis is None else (credit.of_kind(jenis), Fraction(0))
        sums = [sums[0] + pair[0], sums[1] + pair[1]]
        lines.append((label, *(number(value) if value else "" for value in (*pair, pair[0] + pair[1]))))
    need = next(item for item in credit.needs if item.untuk is untuk)
    words = "pangkat" if untuk is Kenaikan.PANGKAT else "jenjang"
    return print_kredit(
        _data(
            held,
            signer,
            rows,
            at=at,
            mark=mark,
            judul="PENETAPAN ANGKA KREDIT",
            judul_tabel="II. HASIL PENILAIAN ANGKA KREDIT",
            kolom=("Uraian", "Lama", "Baru", "Jumlah"),
            baris=tuple(lines),
            total=("Jumlah angka kredit kumulatif", *(number(value) for value in (*sums, sums[0] + sums[1]))),
            kesimpulan=(
                (f"Angka kredit minimal yang harus dipenuhi untuk kenaikan {words}", number(need.need)),
                ("Kelebihan", number(need.gap)),
            ),
            kalimat=f"DAPAT DIPERTIMBANGKAN UNTUK KENAIKAN {words.upper()} SETINGKAT LEBIH TINGGI",
        )
    )


def row_json(row: BarisKonversi) -> dict[str, Any]:
    """A row as it is kept: the fraction as text, exact."""
    return {
        "tahun": row.tahun,
        "bulan_awal": row.bulan_awal,
        "bulan_akhir": row.bulan_akhir,
        "predikat": row.predikat.value,
        "jenjang": row.jenjang.value,
        "tahunan": row.tahunan,
        "persentase": str(row.persentase),
        "koefisien": str(row.koefisien),
        "kredit": str(row.kredit),
    }


def credit_json(credit: Credit) -> dict[str, Any]:
    """Everything that a sum was computed from."""
    return {
        "jenjang": credit.jenjang.value if credit.jenjang else "",
        "golongan": credit.golongan,
        "baris": [row_json(row) for row in credit.rows],
        "bawaan": [
            {"jenis": note.jenis, "nilai": str(note.nilai), "tanggal": note.tanggal.isoformat()}
            for note in credit.notes
        ],
        "jumlah": str(credit.jumlah) if credit.jumlah is not None else None,
    }


def number(value: Fraction | None) -> str:
    """Three decimals, always, as the forms of SIASN have them: "18,750"; "" where it is not known."""
    return "" if value is None else tampilkan(value).replace(".", ",")


def share(row: BarisKonversi) -> str:
    """ "150%", or "3/12 × 100%" for less than a year."""
    percent = f"{number_in_words(Decimal(tampilkan(row.persentase * 100)))}%"
    return percent if row.bulan == 12 else f"{row.bulan}/12 × {percent}"


def coefficient(row: BarisKonversi) -> str:
    return number_in_words(Decimal(tampilkan(row.koefisien)))


def months(row: BarisKonversi) -> str:
    """ "Januari–Juni"."""
    first, last = MONTHS[row.bulan_awal - 1], MONTHS[row.bulan_akhir - 1]
    return first if first == last else f"{first}–{last}"


def _data(
    held: CreditRecord,
    signer: Identity,
    rows: Sequence[BarisKonversi],
    *,
    at: datetime,
    mark: Verifikasi,
    judul: str,
    judul_tabel: str,
    kolom: tuple[str, ...],
    baris: tuple[tuple[str, ...], ...],
    total: tuple[str, ...],
    kesimpulan: tuple[tuple[str, str], ...] = (),
    kalimat: str = "",
) -> DataKredit:
    person, signed = held.pegawai, timezone.localtime(at)
    birthday = day_in_words(person.tanggal_lahir) if person.tanggal_lahir else ""
    born = ", ".join(filter(None, (person.tempat_lahir, birthday)))
    return DataKredit(
        judul=judul,
        instansi=held.identity.instansi.upper(),
        periode=_span(rows, signed.date()),
        nip=held.identity.nip,
        perorangan=(
            ("Nama", held.identity.nama),
            ("NIP", held.identity.nip),
            ("Tempat/ tanggal lahir", born),
            ("Jenis kelamin", person.get_jenis_kelamin_display() if person.jenis_kelamin else ""),
            ("Pangkat/ golongan ruang", held.identity.pangkat_golongan),
            ("Jabatan", held.identity.jabatan),
            ("Unit kerja", held.identity.unit),
            ("Instansi", held.identity.instansi),
        ),
        judul_tabel=judul_tabel,
        kolom=kolom,
        baris=baris,
        total=total,
        kesimpulan=kesimpulan,
        kalimat=kalimat,
        ttd_penilai=TandaTangan(
            nama=signer.nama,
            nip=signer.nip or None,
            place=person.instansi.kota or None,
            signed_date=signed.date(),
            signed_at=signed,
        ),
        printed_at=at,
        verifikasi=mark,
    )


def _span(rows: Sequence[BarisKonversi], today: date) -> Periode:
    if not rows:
        return Periode(start_date=today, end_date=today)
    first, last = rows[0], rows[-1]
    end = date(last.tahun + last.bulan_akhir // 12, last.bulan_akhir % 12 + 1, 1)
    return Periode(
        start_date=date(first.tahun, first.bulan_awal, 1), end_date=date.fromordinal(end.toordinal() - 1)
    )
