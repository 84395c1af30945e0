"""What the formats of penilaian print. PermenPANRB 6/2022, Lampiran BAB IV and V, formats C.1.1 to D.1.1."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kasuari.documents.contracts import Identitas, Periode, PeriodeEvaluasi, TandaTangan, Verifikasi
from kasuari.documents.engine import Image
from kasuari.regulation.distribusi import PolaDistribusi
from kasuari.regulation.predikat import CapaianOrganisasi, Predikat, Rating


class FormatHasilEvaluasi(StrEnum):
    """The three formats of the evaluation result by approach and kind of jabatan (p. 105–113)."""

    C11 = "C.1.1"
    C12 = "C.1.2"
    C13 = "C.1.3"


@dataclass(frozen=True, slots=True, kw_only=True)
class UmpanBalik:
    """One feedback with its giver as the formats print it, `Pimpinan` or `Rekan kerja setingkat (nama)`.

    `pemberi` None prints the text alone, as for a summary of anonymous answers.
    """

    teks: str
    pemberi: str | None = None

    @property
    def line(self) -> str:
        return f"{self.pemberi}: {self.teks}" if self.pemberi else self.teks


@dataclass(frozen=True, slots=True, kw_only=True)
class IkiDinilai:
    """An indikator with what C.1.2 and C.1.3 print beside it."""

    indikator: str
    target: str | None = None
    perspektif: str | None = None
    aspek: str | None = None
    realisasi: tuple[str, ...] = ()
    umpan_balik: tuple[UmpanBalik, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HasilDinilai:
    """A rencana hasil kerja as evaluated. C.1.1 prints `realisasi` and `umpan_balik` of the whole result,
    C.1.2 and C.1.3 those of each indikator."""

    no: int
    utama: bool
    rencana: str
    penugasan_dari: str | None = None
    diintervensi: tuple[str, ...] = ()
    iki: tuple[IkiDinilai, ...] = ()
    realisasi: tuple[str, ...] = ()
    umpan_balik: tuple[UmpanBalik, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PerilakuDinilai:
    """One of the seven values with guide lines in the wording of the format, ekspektasi and feedback."""

    no: int
    nilai: str
    panduan: tuple[str, ...]
    ekspektasi: tuple[str, ...] = ()
    umpan_balik: tuple[UmpanBalik, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DataHasilEvaluasi:
    """C.1.1, C.1.2 or C.1.3. Ratings and predikat that are still None print as open choices.

    `pola` is what `kasuari.regulation.distribusi` answers; `counts` adds the real number of Pegawai per
    predikat in the unit to the picture (leave None where a small unit would give people away).
    """

    format: FormatHasilEvaluasi
    instansi: str
    periode: Periode
    periode_evaluasi: PeriodeEvaluasi
    pegawai: Identitas
    penilai: Identitas
    capaian: CapaianOrganisasi | None
    pola: PolaDistribusi | None
    hasil_kerja: tuple[HasilDinilai, ...]
    perilaku: tuple[PerilakuDinilai, ...]
    rating_hasil_kerja: Rating | None
    rating_perilaku_kerja: Rating | None
    predikat: Predikat | None
    ttd_penilai: TandaTangan
    printed_at: datetime
    counts: Mapping[Predikat, int] | None = None
    final: bool = True
    verifikasi: Verifikasi | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DataDokumenEvaluasi:
    """D.1.1 (p. 115), or D.1.2 (p. 116) where `oleh_atasan`: `ttd_penilai` is then the atasan's.

    `lambang` is the state emblem as the agency configured it; without it a frame stands there.
    """

    instansi: str
    periode: Periode
    periode_evaluasi: PeriodeEvaluasi
    pegawai: Identitas
    penilai: Identitas
    atasan_penilai: Identitas
    capaian: CapaianOrganisasi | None
    predikat: Predikat | None
    catatan: str
    ttd_penilai: TandaTangan
    ttd_pegawai: TandaTangan
    printed_at: datetime
    oleh_atasan: bool = False
    lambang: Image | None = None
    final: bool = True
    verifikasi: Verifikasi | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DataKeputusanKeberatan:
    """D.1.3 (p. 118) where the decision changes (`mengubah`), else our form of one that upholds.

    `predikat` is the one that holds after the decision; what it was before stands in `keputusan`.
    """

    instansi: str
    periode: Periode
    periode_evaluasi: PeriodeEvaluasi
    pegawai: Identitas
    penilai: Identitas
    atasan_penilai: Identitas
    capaian: CapaianOrganisasi | None
    predikat: Predikat
    catatan: str
    mengubah: bool
    keberatan: str
    penjelasan_penilai: str
    keputusan: str
    ttd_penilai: TandaTangan
    ttd_pegawai: TandaTangan
    ttd_atasan: TandaTangan
    printed_at: datetime
    lambang: Image | None = None
    final: bool = True
    verifikasi: Verifikasi | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActPossible:
    """Something that the Pegawai can still do and the last day for it (None: no limit)."""

    act: str
    until: date | None = None
    basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataPenjelasan:
    """The page that explains a predikat so that an outsider can recompute it by hand.

    `rating_hasil_kerja` None marks no cell of the kuadran (tugas belajar that failed, Lampiran BAB IV
    B.3.a.3.d); `penjelasan` then says why. `alasan_dari` heads the column of the reasons. `inputs` are label
    and value of what the two ratings rest on.
    """

    instansi: str
    periode: Periode
    periode_evaluasi: PeriodeEvaluasi
    pegawai: Identitas
    penilai: Identitas
    capaian: CapaianOrganisasi | None
    rating_hasil_kerja: Rating | None
    alasan_hasil_kerja: str
    rating_perilaku_kerja: Rating | None
    alasan_perilaku_kerja: str
    alasan_dari: str = "ALASAN PENILAI"
    predikat: Predikat
    penjelasan: str
    basis: tuple[str, ...]
    edition: str
    inputs: tuple[tuple[str, str], ...]
    decided_by: str
    decided_at: datetime
    acts_possible: tuple[ActPossible, ...]
    printed_at: datetime
    final: bool = True
    verifikasi: Verifikasi | None = None
