"""Everything that can be said about a row: a stable code, how grave it is, and its words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kasuari.organisation.enums import RowVerdict


class Severity(IntEnum):
    NOTED = 1
    WARNED = 2
    REFUSED = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in a cell: the field's key, a code, and a value that would do or ""."""

    column: str
    code: str
    params: dict[str, str] = field(default_factory=dict)
    suggestion: str = ""

    def stored(self) -> dict[str, Any]:
        return {
            "column": self.column,
            "code": self.code,
            "params": self.params,
            "suggestion": self.suggestion,
        }

    @classmethod
    def restored(cls, data: dict[str, Any]) -> Finding:
        return cls(data["column"], data["code"], data.get("params", {}), data.get("suggestion", ""))

    @property
    def severity(self) -> Severity:
        return WORDS[self.code][0]

    @property
    def message(self) -> str:
        """The words in the current language."""
        return str(WORDS[self.code][1]).format(**self.params)


_N, _W, _R = Severity.NOTED, Severity.WARNED, Severity.REFUSED
WORDS: dict[str, tuple[Severity, str | Promise]] = {
    # noted: the value was put in order, nothing to do
    "cell.tidied": (_N, _("Ditulis “{read}”, dibaca sebagai “{stored}”.")),
    "cell.unseen": (_N, _("Spasi atau tanda yang tidak terlihat dibuang.")),
    "cell.formula": (_N, _("Sel ini berisi rumus; yang dipakai adalah hasil hitungannya.")),
    "cell.derived": (_N, _("Kosong; diisi dari kolom lain.")),
    # warned: accepted, but somebody should look
    "cell.not_understood": (_W, _("“{read}” tidak dikenali dan tidak disimpan.")),
    "cell.unusual": (_W, _("Mengandung tanda yang tidak lazim; disimpan apa adanya.")),
    "cell.shortened": (_W, _("Terlalu panjang; disimpan sampai {limit} huruf.")),
    "cell.month_first": (_W, _("“{read}” dibaca dengan bulan di depan: {stored}.")),
    "cell.empty_used_date": (_W, _("Kosong; dipakai tanggal berlaku impor.")),
    "row.birth_differs": (_W, _("Tanggal lahir berbeda dari yang tertulis dalam NIP.")),
    "row.sex_differs": (_W, _("Jenis kelamin berbeda dari yang tertulis dalam NIP.")),
    "row.status_differs": (_W, _("Status berbeda dari susunan NIP.")),
    "file.unit_name_differs": (_W, _("Kode ini milik unit “{unit}”; kode yang dipakai.")),
    "file.superior_unknown": (_W, _("NIP atasan ini tidak ada dalam berkas maupun dalam data.")),
    "file.superior_self": (_W, _("NIP atasan sama dengan NIP pegawai ini.")),
    "file.superior_circle": (_W, _("Pegawai ini tercatat saling menjadi atasan dengan {other}.")),
    "file.starts_later": (_W, _("Tanggal ini sesudah tanggal berlaku impor; baru berlaku mulai {read}.")),
    "file.leader_unknown": (_W, _("NIP pemimpin ini belum ada dalam data pegawai.")),
    "file.start_moved": (
        _W,
        _("TMT tidak lebih baru daripada penugasan yang sekarang; dipakai tanggal berlaku impor."),
    ),
    # refused: the file is not applied until this is mended
    "cell.required": (_R, _("Wajib diisi.")),
    "cell.formula_empty": (
        _R,
        _("Sel ini berisi rumus tanpa hasil. Buka berkasnya, simpan ulang, atau isi nilainya."),
    ),
    "cell.formula_text": (
        _R,
        _("Teks yang dimulai dengan “{mark}” tampak seperti rumus dan tidak dijalankan."),
    ),
    "cell.error": (_R, _("Sel ini berisi galat lembar kerja ({read}).")),
    "cell.no_letters": (_R, _("“{read}” tidak memuat huruf, jadi bukan nama.")),
    "cell.swallowed": (
        _R,
        _("Sel ini menelan baris sesudahnya: tanda kutip pembukanya tidak ditutup. Hapus tanda kutip itu."),
    ),
    "cell.date": (_R, _("“{read}” bukan tanggal yang dikenali. Tulis misalnya 31-12-2025.")),
    "cell.date_range": (_R, _("Tanggal {read} di luar rentang yang masuk akal.")),
    "cell.choice": (_R, _("“{read}” tidak dikenali untuk kolom ini.")),
    "nip.angka_hilang": (
        _R,
        _("NIP tersimpan sebagai angka sehingga angka-angka terakhirnya hilang. Isi ulang NIP sebagai teks."),
    ),
    "nip.bukan_angka": (_R, _("NIP hanya boleh berisi angka.")),
    "nip.nip_lama": (_R, _("Ini NIP lama (9 angka). Isi NIP baru 18 angka.")),
    "nip.panjang": (_R, _("NIP harus 18 angka; ini {digits} angka.")),
    "nip.tanggal_lahir": (_R, _("Delapan angka pertama NIP bukan tanggal lahir yang mungkin.")),
    "nip.bulan_tmt": (_R, _("Bulan pengangkatan dalam NIP tidak mungkin.")),
    "nip.tahun_tmt": (_R, _("Tahun pengangkatan dalam NIP tidak sesuai dengan tahun lahirnya.")),
    "nip.jenis_kelamin": (_R, _("Angka ke-15 NIP (jenis kelamin) harus 1 atau 2.")),
    "nip.nomor_urut": (_R, _("Nomor urut NIP tidak boleh 000.")),
    "row.dates_reversed": (_R, _("Tanggal ini mendahului {other}.")),
    "file.duplicate": (_R, _("Sudah tercantum pada {sheet} baris {row} dengan isi yang berbeda.")),
    "file.other_agency": (_R, _("NIP ini sudah terdaftar pada instansi lain.")),
    "file.unit_unknown": (_R, _("Unit “{read}” tidak dikenal.")),
    "file.unit_ambiguous": (_R, _("Ada beberapa unit bernama “{read}”. Isi kode unitnya.")),
    "file.parent_unknown": (_R, _("Unit atasan “{read}” tidak ada dalam berkas maupun dalam data.")),
    "file.circle": (_R, _("Unit ini menjadi bawahan dari dirinya sendiri.")),
    "file.second_root": (_R, _("Hanya satu unit yang boleh tanpa unit atasan; sudah ada “{unit}”.")),
    "file.second_leader": (_R, _("Unit ini sudah dipimpin {other} ({sheet} baris {row}).")),
    "file.date_passed": (
        _R,
        _("Perubahan yang lebih baru sudah tercatat mulai {other}; tanggal berlakunya harus sesudah itu."),
    ),
    # skipped
    "row.blank": (_N, _("Baris kosong.")),
    "row.note": (_N, _("Bukan baris data (judul, jumlah, atau keterangan).")),
    "row.repeated_header": (_N, _("Judul kolom yang terulang.")),
    "row.title": (_N, _("Judul di atas tabel.")),
    "row.heading": (_N, _("Judul kolom.")),
    "row.no_table": (_N, _("Lembar ini tidak memuat tabel yang dikenali.")),
    "row.hidden_sheet": (
        _N,
        _("Lembar ini tersembunyi, jadi tidak diimpor. Tampilkan lembarnya bila memang perlu."),
    ),
    "row.same_again": (_N, _("Sama persis dengan {sheet} baris {row}.")),
}
SKIPPING = {
    "row.blank",
    "row.note",
    "row.repeated_header",
    "row.same_again",
    "row.title",
    "row.heading",
    "row.no_table",
    "row.hidden_sheet",
}


def verdict_of(findings: Iterable[Finding]) -> str:
    """The verdict of a row: the gravest of its findings."""
    found = list(findings)
    if any(finding.code in SKIPPING for finding in found):
        return RowVerdict.SKIPPED
    gravest = max((finding.severity for finding in found), default=None)
    if gravest is None:
        return RowVerdict.ACCEPTED
    return {
        Severity.NOTED: RowVerdict.NORMALISED,
        Severity.WARNED: RowVerdict.WARNED,
        Severity.REFUSED: RowVerdict.REFUSED,
    }[gravest]
