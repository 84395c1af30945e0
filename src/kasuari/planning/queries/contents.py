"""What an SKP says, as one typed read model: results with indikator, perilaku with 21 lines, lampiran."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.formats import date_format
from django.utils.translation import override

from kasuari.planning.enums import (
    ArahTarget,
    Aspek,
    FormatSkp,
    JenisHasilKerja,
    JenisLampiran,
    JenisTarget,
    Perspektif,
    StateSkp,
)
from kasuari.planning.models import Indikator, IndikatorPustaka, ManualIndikator, RencanaHasilKerja, Skp
from kasuari.regulation import manual as manual_law
from kasuari.regulation import perilaku as law
from kasuari.regulation import skp as skp_law

BERPERSPEKTIF = frozenset({FormatSkp.A11.value, FormatSkp.A12.value})
BERASPEK = frozenset({FormatSkp.A17.value})
KUANTITATIF = frozenset({FormatSkp.A12.value, FormatSkp.A17.value})
WITH_MANUAL = Indikator.objects.select_related("manual")
CONTENT_PREFETCH = (
    Prefetch("rencana_hasil_kerja__indikator", queryset=WITH_MANUAL),
    "ekspektasi_khusus",
    "butir_lampiran",
)

_GOLONGAN = {
    "jpt_utama": skp_law.GolonganJabatan.JPT,
    "jpt_madya": skp_law.GolonganJabatan.JPT,
    "jpt_pratama": skp_law.GolonganJabatan.JPT,
    "administrator": skp_law.GolonganJabatan.ADMINISTRASI,
    "pengawas": skp_law.GolonganJabatan.ADMINISTRASI,
    "pelaksana": skp_law.GolonganJabatan.ADMINISTRASI,
    "jf": skp_law.GolonganJabatan.FUNGSIONAL,
}
_SUMBER = {
    "pk": skp_law.SumberHasilKerja.PK,
    "mph": skp_law.SumberHasilKerja.MPH,
    "direktif": skp_law.SumberHasilKerja.DIREKTIF,
    "inisiatif": skp_law.SumberHasilKerja.RENCANA_AKSI,
    "plt": skp_law.SumberHasilKerja.PLT,
    "lainnya": skp_law.SumberHasilKerja.LAIN,
}


@dataclass(frozen=True, slots=True)
class IsiManual:
    """What the manual of an indikator says (format A.1.3). `missing` names the parts of the form that are
    still empty; `asked` how much one is asked for (wajib, disusun or tidak_diminta)."""

    dipahami: bool | None
    tujuan: str
    definisi: str
    formula: str
    satuan: str
    kualitas: str
    sumber_data: str
    periode_pelaporan: str
    asked: str
    filled: int
    total: int
    missing: tuple[str, ...]

    @property
    def complete(self) -> bool:
        return self.total > 0 and not self.missing

    @property
    def begun(self) -> bool:
        return self.filled > 0

    @property
    def lacking(self) -> bool:
        """Whether a manual is asked for and is not complete yet."""
        return self.asked != manual_law.Kewajiban.TIDAK_DIMINTA and not self.complete


NO_MANUAL = IsiManual(
    dipahami=None,
    tujuan="",
    definisi="",
    formula="",
    satuan="",
    kualitas="",
    sumber_data="",
    periode_pelaporan="",
    asked=manual_law.Kewajiban.TIDAK_DIMINTA.value,
    filled=0,
    total=0,
    missing=(),
)


@dataclass(frozen=True, slots=True)
class IsiIndikator:
    """One indikator; `target` is the target in words, "" where none is written. `baseline` None is unknown,
    never zero."""

    id: int
    nomor: int
    teks: str
    aspek: str
    aspek_label: str
    perspektif: str
    perspektif_label: str
    target_jenis: str
    target_teks: str
    target_minimum: Decimal | None
    target_maksimum: Decimal | None
    target_date: date | None
    satuan: str
    arah: str
    target: str
    periksa: bool = False
    baseline: Decimal | None = None
    manual: IsiManual = NO_MANUAL

    @property
    def baseline_words(self) -> str:
        """The baseline with its unit, "" where none is known."""
        return amount_in_words(self.baseline, self.satuan)

    @property
    def arah_label(self) -> str:
        return str(ArahTarget(self.arah).label)

    @property
    def measured(self) -> bool:
        """Whether the target is a number, so that direction and baseline say something."""
        return self.target_jenis in {JenisTarget.ANGKA, JenisTarget.RENTANG}

    @property
    def path_from_rhk(self) -> str:
        return f"indikator/{self.id}"


@dataclass(frozen=True, slots=True)
class IsiRhk:
    """One rencana hasil kerja. `nomor` runs on from utama to tambahan; `provisional` says that the result
    of the
    leader is written as text but not linked to the leader's own SKP yet."""

    id: int
    nomor: int
    jenis: str
    teks: str
    sumber: str
    sumber_label: str
    penugasan_dari: str
    intervensi_id: int | None
    intervensi_teks: str
    indikator: tuple[IsiIndikator, ...]

    @property
    def provisional(self) -> bool:
        return bool(self.intervensi_teks.strip()) and self.intervensi_id is None

    @property
    def utama(self) -> bool:
        return self.jenis == JenisHasilKerja.UTAMA

    @property
    def path(self) -> str:
        return f"hasil_kerja/{self.id}"


@dataclass(frozen=True, slots=True)
class IsiPerilaku:
    """One of the seven values (`nilai` 1-7) with its three lines and the leader's ekspektasi khusus."""

    nilai: int
    key: str
    nama: str
    arti: str
    panduan: tuple[str, ...]
    ekspektasi: tuple[str, ...]

    @property
    def path(self) -> str:
        return f"perilaku/{self.key}"


@dataclass(frozen=True, slots=True)
class IsiSkp:
    """Everything that an SKP says."""

    rhk: tuple[IsiRhk, ...]
    perilaku: tuple[IsiPerilaku, ...]
    dukungan: tuple[str, ...]
    skema: tuple[str, ...]
    konsekuensi: tuple[str, ...]

    @property
    def utama(self) -> tuple[IsiRhk, ...]:
        return tuple(item for item in self.rhk if item.utama)

    @property
    def tambahan(self) -> tuple[IsiRhk, ...]:
        return tuple(item for item in self.rhk if not item.utama)

    @property
    def indikator_count(self) -> int:
        return sum(len(item.indikator) for item in self.rhk)

    @property
    def periksa_count(self) -> int:
        """How many indikator were copied and not looked at since."""
        return sum(indikator.periksa for item in self.rhk for indikator in item.indikator)

    def lampiran(self, jenis: str) -> tuple[str, ...]:
        return {"dukungan": self.dukungan, "skema": self.skema, "konsekuensi": self.konsekuensi}[jenis]


@dataclass(frozen=True, slots=True)
class LeaderResult:
    """A result of the leader that may be intervened. `iki` is given where the leader writes in A.1.1 or
    A.1.2. `planned`: the plan was handed in, it is no mere draft."""

    rhk_id: int
    teks: str
    iki: tuple[str, ...]
    is_set: bool
    planned: bool = False

    @property
    def text(self) -> str:
        """As the column of format A.1.7 prints it (p. 59): the result, and its IKI line by line."""
        return "\n".join((self.teks, *(f"IKI: {line}" for line in self.iki)))


def contents(skp: Skp) -> IsiSkp:
    """The contents of `skp`. Four queries, none when `CONTENT_PREFETCH` was prefetched."""
    found = list(skp.rencana_hasil_kerja.all())
    prefetch_related_objects(found, Prefetch("indikator", queryset=WITH_MANUAL))
    rows = sorted(
        found,
        key=lambda row: (row.jenis != JenisHasilKerja.UTAMA, row.urutan, row.pk),
    )
    khusus: dict[int, list[str]] = {}
    for line in sorted(skp.ekspektasi_khusus.all(), key=lambda item: (item.nilai, item.urutan)):
        khusus.setdefault(line.nilai, []).append(line.teks)
    lampiran: dict[str, list[str]] = {jenis: [] for jenis in JenisLampiran.values}
    for butir in sorted(skp.butir_lampiran.all(), key=lambda item: (item.jenis, item.urutan)):
        lampiran[butir.jenis].append(butir.teks)
    return IsiSkp(
        rhk=tuple(_rhk(row, nomor, skp.format) for nomor, row in enumerate(rows, start=1)),
        perilaku=perilaku_as_read(skp.format, khusus),
        dukungan=tuple(lampiran["dukungan"]),
        skema=tuple(lampiran["skema"]),
        konsekuensi=tuple(lampiran["konsekuensi"]),
    )


def kept_results(stored: Mapping[str, Any], form: str) -> tuple[IsiRhk, ...]:
    """The results of a version as `naskah.to_json` kept it, for whoever reads their words; manuals aside."""
    columns = {column.name: column for column in Indikator._meta.concrete_fields}

    def row(kept: Mapping[str, Any]) -> Indikator:
        known = {name: columns[name].to_python(value) for name, value in kept.items() if name in columns}
        return Indikator(**known)

    return tuple(
        IsiRhk(
            id=item["id"],
            nomor=nomor,
            jenis=item["jenis"],
            teks=item["teks"],
            sumber=item["sumber"],
            sumber_label="",
            penugasan_dari=item["penugasan_dari"],
            intervensi_id=item["intervensi_id"],
            intervensi_teks=item["intervensi_teks"],
            indikator=tuple(
                indikator_as_read(row(kept), number, form, manual=None)
                for number, kept in enumerate(item["indikator"], start=1)
            ),
        )
        for nomor, item in enumerate(stored.get("hasil_kerja", ()), start=1)
    )


def perilaku_as_read(format: str, khusus: Mapping[int, Sequence[str]]) -> tuple[IsiPerilaku, ...]:  # noqa: A002
    """The seven values in the words of a format, with the ekspektasi khusus by value 1-7."""
    return tuple(
        IsiPerilaku(
            nilai=number,
            key=value.nilai.value,
            nama=value.nama,
            arti=value.arti,
            panduan=law.panduan(nilai=value.nilai, format=format),
            ekspektasi=tuple(khusus.get(number, ())),
        )
        for number, value in enumerate(law.NILAI, start=1)
    )


def facts(skp: Skp, isi: IsiSkp | None = None) -> skp_law.FaktaSkp:
    """`skp` as `regulation.skp.periksa` wants it; keys in paths are primary keys."""
    isi = isi or contents(skp)
    perilaku = tuple(
        skp_law.FaktaPerilaku(
            nilai=law.NilaiDasar(item.key), panduan=item.panduan, ekspektasi_khusus=item.ekspektasi
        )
        for item in isi.perilaku
    )
    return skp_law.FaktaSkp(
        format=skp_law.FormatSkp(skp.format),
        golongan_jabatan=golongan_jabatan(skp.penugasan.jabatan.jenis),
        pimpinan_unit_mandiri=skp.penugasan.memimpin and skp.unit.is_mandiri,
        start_date=skp.start_date,
        end_date=skp.last_date,
        hasil_kerja=tuple(_fakta_rhk(item) for item in isi.rhk),
        perilaku=perilaku,
        dukungan=isi.dukungan,
        skema=isi.skema,
        konsekuensi=isi.konsekuensi,
    )


def golongan_jabatan(jenis: str) -> skp_law.GolonganJabatan | None:
    """The group of jabatan that decides the format; None for those without an SKP (kepala daerah)."""
    return _GOLONGAN.get(jenis)


def leader_results(skp: Skp, *, penilai_id: int | None = None) -> list[LeaderResult]:
    """What the penilai's own SKP of the same year offers to be intervened; `penilai_id` where a version is
    asked of another penilai. Three queries, none without a penilai."""
    penilai_id = penilai_id or skp.penilai_id
    if penilai_id is None:
        return []
    rows = (
        RencanaHasilKerja.objects.filter(skp__periode_id=skp.periode_id, skp__pegawai_id=penilai_id)
        .select_related("skp")
        .prefetch_related("indikator")
        .order_by("skp_id", "-jenis", "urutan")
    )
    return [leader_result(row) for row in rows]


def leader_result(row: RencanaHasilKerja) -> LeaderResult:
    """One result of a leader as it can be intervened."""
    iki: tuple[str, ...] = ()
    if row.skp.format in BERPERSPEKTIF:
        iki = tuple(item.teks for item in sorted(row.indikator.all(), key=lambda item: item.urutan))
    state = row.skp.state
    planned = state in {StateSkp.DIAJUKAN, StateSkp.DITETAPKAN}
    return LeaderResult(row.pk, row.teks, iki, state == StateSkp.DITETAPKAN, planned)


def target_in_words(item: Indikator | IndikatorPustaka) -> str:
    """A target as documents print it: "61,95%", "80–90%", "7–8 bulan", "31 Desember 2026". Always
    Indonesian."""
    if item.target_jenis == JenisTarget.TEKS:
        return item.target_teks
    if item.target_jenis == JenisTarget.TANGGAL:
        day = item.target_date if isinstance(item, Indikator) else None
        if day is None:
            return ""
        with override("id"):
            return date_format(day, "j F Y")
    numbers = [_number(value) for value in (item.target_minimum, item.target_maksimum) if value is not None]
    if not numbers:
        return ""
    return _with_unit(numbers[0] if len(set(numbers)) == 1 else "–".join(numbers), item.satuan)


def amount_in_words(value: Decimal | None, satuan: str) -> str:
    """A number with its unit as documents print it: "61,95%", "5 hari"; "" where no number is known."""
    return "" if value is None else _with_unit(_number(value), satuan)


def _with_unit(number: str, satuan: str) -> str:
    return f"{number}{'' if satuan.startswith('%') else ' '}{satuan}".strip()


def _number(value: Decimal) -> str:
    whole, _, fraction = f"{value.normalize():,f}".partition(".")
    return whole.replace(",", ".") + (f",{fraction}" if fraction else "")


def _rhk(row: RencanaHasilKerja, nomor: int, form: str) -> IsiRhk:
    return IsiRhk(
        id=row.pk,
        nomor=nomor,
        jenis=row.jenis,
        teks=row.teks,
        sumber=row.sumber,
        sumber_label=row.get_sumber_display(),
        penugasan_dari=row.penugasan_dari,
        intervensi_id=row.intervensi_id,
        intervensi_teks=row.intervensi_teks,
        indikator=tuple(
            indikator_as_read(item, number, form, manual=getattr(item, "manual", None))
            for number, item in enumerate(
                sorted(row.indikator.all(), key=lambda item: (item.urutan, item.pk)), start=1
            )
        ),
    )


def indikator_as_read(
    row: Indikator, nomor: int, form: str, *, manual: ManualIndikator | None
) -> IsiIndikator:
    """One row as it is read in an SKP of format `form`; also one that is not saved."""
    return IsiIndikator(
        id=row.pk,
        nomor=nomor,
        teks=row.teks,
        aspek=row.aspek,
        aspek_label=str(Aspek(row.aspek).label) if row.aspek else "",
        perspektif=row.perspektif,
        perspektif_label=str(Perspektif(row.perspektif).label) if row.perspektif else "",
        target_jenis=row.target_jenis,
        target_teks=row.target_teks,
        target_minimum=row.target_minimum,
        target_maksimum=row.target_maksimum,
        target_date=row.target_date,
        satuan=row.satuan,
        arah=row.arah,
        baseline=row.baseline,
        target=target_in_words(row),
        manual=manual_of(row, form, manual),
        periksa=row.periksa,
    )


def manual_of(row: Indikator, form: str, manual: ManualIndikator | None) -> IsiManual:
    """The manual of an indikator in an SKP of format `form`; one that nobody wrote is empty."""
    held = manual or ManualIndikator(indikator=row)
    said = fakta_manual(held)
    asked = manual_law.kewajiban(format=skp_law.FormatSkp(form), dipahami=held.dipahami)
    whole = manual_law.kelengkapan(manual=said, pendekatan=_pendekatan(form))
    if asked.value is None or whole.value is None:
        raise ValueError(f"no rule for {form}")
    return IsiManual(
        dipahami=held.dipahami,
        tujuan=held.tujuan,
        definisi=held.definisi,
        formula=held.formula,
        satuan=held.satuan,
        kualitas=held.kualitas,
        sumber_data=held.sumber_data,
        periode_pelaporan=held.periode_pelaporan,
        asked=asked.value.value,
        filled=whole.value.terisi,
        total=whole.value.semua,
        missing=whole.missing,
    )


def fakta_manual(held: ManualIndikator | IsiManual) -> skp_law.FaktaManual:
    """A manual as the regulation looks at it."""
    return skp_law.FaktaManual(
        tujuan=held.tujuan,
        definisi=held.definisi,
        formula=held.formula,
        satuan=held.satuan,
        kualitas=skp_law.KualitasKendali(held.kualitas) if held.kualitas else None,
        sumber_data=held.sumber_data,
        periode_pelaporan=skp_law.PeriodePelaporan(held.periode_pelaporan)
        if held.periode_pelaporan
        else None,
    )


def _pendekatan(form: str) -> skp_law.Pendekatan:
    return skp_law.Pendekatan.KUANTITATIF if form in KUANTITATIF else skp_law.Pendekatan.KUALITATIF


def _fakta_rhk(item: IsiRhk) -> skp_law.FaktaHasilKerja:
    return skp_law.FaktaHasilKerja(
        key=str(item.id),
        jenis=skp_law.JenisHasilKerja(item.jenis),
        teks=item.teks,
        penugasan_dari=item.penugasan_dari,
        intervensi_teks=item.intervensi_teks,
        sumber=_SUMBER[item.sumber],
        indikator=tuple(_fakta_indikator(indikator) for indikator in item.indikator),
    )


def _fakta_indikator(item: IsiIndikator) -> skp_law.FaktaIndikator:
    return skp_law.FaktaIndikator(
        key=str(item.id),
        teks=item.teks,
        aspek=(skp_law.Aspek(item.aspek),) if item.aspek else (),
        perspektif=skp_law.Perspektif(item.perspektif) if item.perspektif else None,
        target=skp_law.FaktaTarget(
            jenis=skp_law.JenisTarget(item.target_jenis),
            teks=item.target_teks if item.target_jenis == JenisTarget.TEKS else "",
            minimum=item.target_minimum,
            maksimum=item.target_maksimum,
            tanggal=item.target_date,
            satuan=item.satuan,
            arah=skp_law.Arah(item.arah),
        ),
        dipahami=item.manual.dipahami,
        manual=fakta_manual(item.manual),
    )
