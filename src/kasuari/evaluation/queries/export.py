"""The results of everybody in a period, as rows for payroll (TPP) and for entry in the national registry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import F, FilteredRelation, Q, QuerySet
from django.utils.translation import gettext as _

from kasuari.documents.spreadsheet import Cell
from kasuari.evaluation import siasn
from kasuari.evaluation.enums import JalurEvaluasi, PredikatKinerja, RatingKinerja
from kasuari.evaluation.models import AturanTpp, Evaluasi, Keberatan
from kasuari.evaluation.queries.closing import skp_unset, skp_unsigned
from kasuari.evaluation.states import SIGNED
from kasuari.foundation.functions import counted

if TYPE_CHECKING:
    from kasuari.planning.models import PeriodeEvaluasi

TPP_COLUMNS = (
    "NIP",
    "Nama",
    "Unit kerja",
    "Jabatan",
    "Predikat",
    "Rating hasil kerja",
    "Rating perilaku kerja",
    "Kedudukan hukum",
    "Persentase TPP",
    "Dasar",
    "Keterangan",
)
_PENILAI_COLUMNS = (
    *("penilaiGolongan", "penilaiJabatanNama", "penilaiNama", "penilaiNipNrp", "penilaiUnorNama"),
    "statusPenilai",
)
PERIODIK_COLUMNS = (
    *("nip", "pnsDinilaiId", "tahun", "periodikId", "bulanMulaiPenilaian", "bulanSelesaiPenilaian"),
    *("tahunMulaiPenilaian", "tahunSelesaiPenilaian", "hasilKinerjaNilai", "perilakuKerjaNilai"),
    *("kuadranKinerjaNilai", "koefisienId"),
    *_PENILAI_COLUMNS,
)
TAHUNAN_COLUMNS = (
    *("nip", "pnsDinilaiOrang", "tahun", "hasilKinerjaNilai", "perilakuKerjaNilai", "kuadranKinerjaNilai"),
    *_PENILAI_COLUMNS,
)


def tpp_rule_on(instansi_id: int, on: date) -> AturanTpp | None:
    """The rule in force on a day. One query."""
    return tpp_rules(instansi_id).filter(start_date__lte=on).first()


def tpp_rules(instansi_id: int) -> QuerySet[AturanTpp]:
    """Every rule, the latest first."""
    return AturanTpp.objects.filter(instansi_id=instansi_id).select_related("set_by").order_by("-start_date")


def tpp_rows(periode_evaluasi: PeriodeEvaluasi, rule: AturanTpp) -> Iterator[tuple[Cell, ...]]:
    """Everybody with an SKP in the period. Who has no result has no percentage: missing is never zero."""
    for item in _results(periode_evaluasi):
        yield (
            item.nip,
            item.nama,
            item.unit,
            item.jabatan,
            str(PredikatKinerja(item.predikat).label),
            str(RatingKinerja(item.hasil).label),
            str(RatingKinerja(item.perilaku).label),
            item.kedudukan,
            getattr(rule, item.predikat),
            rule.dasar,
            "",
        )
    for rows, words in (
        (skp_unsigned(periode_evaluasi), _("Belum dievaluasi")),
        (skp_unset(periode_evaluasi), _("SKP belum ditetapkan")),
    ):
        columns = ("pegawai__nip", "pegawai__nama", "unit__nama", "penugasan__jabatan__nama")
        for nip, nama, unit, jabatan in rows.values_list(*columns):
            yield (nip, nama, unit, jabatan, None, None, None, None, None, None, words)
    practised = _signed(periode_evaluasi).exclude(pk__in=_counting(periode_evaluasi).values("pk"))
    columns = ("pegawai__nip", "pegawai__nama", "skp__unit__nama", "skp__penugasan__jabatan__nama")
    for nip, nama, unit, jabatan in practised.order_by("pegawai__nama", "pk").values_list(*columns):
        yield (nip, nama, unit, jabatan, None, None, None, None, None, None, _("Masa pengenalan"))


def siasn_rows(periode_evaluasi: PeriodeEvaluasi) -> Iterator[tuple[Cell, ...]]:
    """The signed results in the columns of the web service: `kinerjaperiodik` or, for the year, `skp22`."""
    yearly = periode_evaluasi.jenis == "tahunan"
    months = siasn.months(periode_evaluasi.start_date, periode_evaluasi.last_date)
    year = periode_evaluasi.last_date.year
    for item in _results(periode_evaluasi):
        codes = (
            siasn.rating_code(item.hasil),
            siasn.rating_code(item.perilaku),
            siasn.kuadran_code(item.predikat),
        )
        person = item.penilai
        grade = (person.get("pangkat") or "").rpartition(" / ")[2]
        by = (
            siasn.golongan_code(grade),
            person.get("jabatan"),
            person.get("nama"),
            person.get("nip"),
            person.get("unit_kerja") or person.get("instansi"),
            "ASN" if person.get("nip") else "NON ASN",
        )
        if yearly:
            yield (item.nip, item.siasn_id or None, year, *codes, *by)
        else:
            period = siasn.PERIODIK[periode_evaluasi.jenis]
            factor = siasn.koefisien_code(item.jenjang, item.predikat)
            yield (item.nip, item.siasn_id or None, year, period, *months, *codes, factor, *by)


@dataclass(frozen=True, slots=True)
class _Result:
    """One result that holds: after a decision on an objection, with the ratings of that decision."""

    nip: str | None
    siasn_id: str
    nama: str
    unit: str
    jabatan: str
    jenjang: str
    predikat: str
    hasil: str
    perilaku: str
    kedudukan: str
    penilai: dict[str, Any]


def _signed(periode_evaluasi: PeriodeEvaluasi) -> QuerySet[Evaluasi]:
    return Evaluasi.objects.filter(periode_evaluasi=periode_evaluasi, state__in=SIGNED)


def _counting(periode_evaluasi: PeriodeEvaluasi) -> QuerySet[Evaluasi]:
    """Without what was signed while the unit was practising: nothing follows from it."""
    return _signed(periode_evaluasi).filter(counted(unit="skp__unit", moment="signed_at"))


def _results(periode_evaluasi: PeriodeEvaluasi) -> Iterator[_Result]:
    """Two queries, read as they come."""
    from kasuari.organisation.enums import KedudukanHukum

    changed = {
        row.evaluasi_id: row
        for row in Keberatan.objects.filter(
            evaluasi__periode_evaluasi=periode_evaluasi, state="diputus", keputusan="mengubah"
        ).only("evaluasi_id", "rating_hasil_kerja", "rating_perilaku_kerja")
    }
    day = periode_evaluasi.last_date
    standing = FilteredRelation(
        "pegawai__riwayat_kedudukan",
        condition=Q(pegawai__riwayat_kedudukan__start_date__lte=day)
        & (
            Q(pegawai__riwayat_kedudukan__end_date__isnull=True)
            | Q(pegawai__riwayat_kedudukan__end_date__gt=day)
        ),
    )
    rows = (
        _counting(periode_evaluasi)
        .annotate(standing=standing, held=F("standing__kedudukan"))
        .order_by("skp__unit__path", "pegawai__nama", "pk")
        .values_list(
            *("pk", "pegawai__nip", "pegawai__siasn_id", "pegawai__nama", "skp__unit__nama"),
            *("skp__penugasan__jabatan__nama", "skp__penugasan__jabatan__jenjang", "predikat_berlaku"),
            *("rating_hasil_kerja", "rating_perilaku_kerja", "held", "jalur"),
            *("fakta__penilai", "fakta__atasan_penilai"),
        )
    )
    seen: set[int] = set()
    for row in rows.iterator(chunk_size=2000):
        pk, nip, siasn_id, nama, unit, jabatan, jenjang, predikat, hasil, perilaku, held, jalur, one, two = (
            row
        )
        if pk in seen:
            continue
        seen.add(pk)
        decision = changed.get(pk)
        yield _Result(
            nip=nip,
            siasn_id=siasn_id,
            nama=nama,
            unit=unit,
            jabatan=jabatan,
            jenjang=jenjang,
            predikat=predikat,
            hasil=decision.rating_hasil_kerja if decision else hasil,
            perilaku=decision.rating_perilaku_kerja if decision else perilaku,
            kedudukan=str(KedudukanHukum(held).label) if held else "",
            penilai=(two if jalur == JalurEvaluasi.ATASAN else one) or {},
        )
