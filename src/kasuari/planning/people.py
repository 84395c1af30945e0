"""What planning asks of the organisation: appointments, legal standing, the penilai of a day, printed identities."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Q

from kasuari.foundation.trees import within

if TYPE_CHECKING:
    from kasuari.organisation.models import Instansi, Pegawai, Penugasan, UnitKerja
    from kasuari.planning.models import Skp

# In which appointment a person plans when several run: leading ones first, acting ones last, for those are written
# as a main result into the SKP of the person's own post (Lampiran BAB II A.6.d).
_ORDER = {"tugas_tambahan": 1, "definitif": 2, "pj": 3, "plt": 4}
_ACTING = {"plt": "Plt. ", "plh": "Plh. ", "pj": "Pj. "}


@dataclass(frozen=True, slots=True)
class Kewenangan:
    """Who sets the SKP of somebody on a day, the atasan of that penilai, the unit led, and the code of the reason."""

    penilai_id: int | None
    atasan_penilai_id: int | None
    unit_penilai_id: int | None
    code: str


def kewenangan_on(pegawai_ids: Iterable[int], *, on: date) -> dict[int, Kewenangan]:
    """The penilai of each person on a day, by the regulation (`regulation.kewenangan`), whatever their number."""
    wanted = set(pegawai_ids)
    susunan = _susunan(on)
    found = {}
    for pegawai_id in wanted:
        verdict = susunan.penilai(str(pegawai_id))
        value = verdict.value
        unit_id = None
        if value is not None and value.penugasan is not None:
            unit_id = int(next(p.unit for p in susunan.penugasan[value.pegawai] if p.id == value.penugasan))
        found[pegawai_id] = Kewenangan(
            penilai_id=int(value.pegawai) if value else None,
            atasan_penilai_id=int(value.atasan) if value and value.atasan else None,
            unit_penilai_id=unit_id,
            code=verdict.code,
        )
    return found


def _susunan(on: date) -> Any:
    from kasuari.regulation import kewenangan as law

    running = _running(on)
    rows = list(
        apps.get_model("organisation", "Penugasan")._default_manager.filter(running).select_related("jabatan")
    )
    head = next((str(row.pegawai_id) for row in rows if row.jabatan.jenis == "kepala_daerah"), None)
    return law.Susunan(
        on=on,
        penugasan=[
            law.FaktaPenugasan(
                id=str(row.pk),
                pegawai=str(row.pegawai_id),
                unit=str(row.unit_id),
                jabatan_jenis=law.JenisJabatan(row.jabatan.jenis),
                jenis=law.JenisPenugasan(row.jenis),
                memimpin=row.memimpin,
                start_date=row.start_date,
                end_date=row.end_date,
            )
            for row in rows
            if row.jabatan.jenis != "kepala_daerah"
        ],
        unit=[
            law.FaktaUnit(
                id=str(row.pk),
                induk=str(row.induk_id) if row.induk_id else None,
                mandiri=row.is_mandiri,
                start_date=row.start_date,
                end_date=row.end_date,
            )
            for row in apps.get_model("organisation", "UnitKerja")._default_manager.all()
        ],
        penetapan=[
            law.FaktaPenetapan(
                pegawai=str(row.pegawai_id),
                penilai=str(row.penilai_id),
                start_date=row.start_date,
                end_date=row.end_date,
            )
            for row in apps.get_model("organisation", "PenetapanPenilai")._default_manager.all()
        ],
        pimpinan_instansi=head,
    )


def kedudukan_on(pegawai_ids: Iterable[int], *, on: date) -> dict[int, str]:
    """The legal standing of each person on a day; who has none recorded is left out. One query."""
    rows = apps.get_model("organisation", "RiwayatKedudukan")._default_manager.filter(
        _running(on), pegawai_id__in=set(pegawai_ids)
    )
    return dict(rows.order_by("start_date").values_list("pegawai_id", "kedudukan"))


def penugasan_with_people(ids: Iterable[int]) -> list[Penugasan]:
    """These appointments with person, post and unit, in order of id. One query."""
    rows = apps.get_model("organisation", "Penugasan")._default_manager.filter(pk__in=list(ids))
    return list(rows.select_related("pegawai", "jabatan", "unit").order_by("pk"))


def plannable_penugasan(pegawai_id: int, *, start_date: date, last_date: date) -> list[Penugasan]:
    """The appointments of a person that touch these days and carry an SKP, the main one first. One query."""
    rows = (
        apps.get_model("organisation", "Penugasan")
        ._default_manager.filter(
            Q(end_date__isnull=True) | Q(end_date__gt=start_date),
            pegawai_id=pegawai_id,
            start_date__lte=last_date,
        )
        .exclude(jenis="plh")
        .exclude(jabatan__jenis="kepala_daerah")
        .select_related("pegawai", "jabatan", "unit")
    )
    return sorted(rows, key=lambda row: (_rank(row), -row.start_date.toordinal(), row.pk))


def instansi_of(pegawai_id: int | None) -> Instansi | None:
    """The agency of a person. One query."""
    if pegawai_id is None:
        return None
    found: Instansi | None = (
        apps.get_model("organisation", "Instansi")._default_manager.filter(pegawai=pegawai_id).first()
    )
    return found


def units_at(instansi_id: int, *, depth: int, path: str = "") -> list[UnitKerja]:
    """The units of an agency that stand at `depth` of the tree (0: the root), at or below `path`. One query."""
    rows = apps.get_model("organisation", "UnitKerja")._default_manager.filter(
        within("path", path), instansi_id=instansi_id, depth=depth, end_date=None
    )
    return list(rows.order_by("nama", "pk"))


def main_penugasan(pegawai: Pegawai, *, on: date, unit_id: int | None = None) -> Penugasan | None:
    """The appointment in which somebody stands on paper on a day; leading `unit_id` comes before all. One query."""
    rows = pegawai.penugasan.filter(_running(on)).select_related("jabatan", "unit")
    leads = unit_id
    return min(
        rows, key=lambda row: (not (row.memimpin and row.unit_id == leads), _rank(row), row.pk), default=None
    )


def identity_of(pegawai: Pegawai, *, on: date, unit_id: int | None = None) -> dict[str, Any]:
    """A person as documents print them on a day: nama, nip, pangkat, jabatan, unit_kerja (None: blank). Two queries."""
    return _identity(pegawai, main_penugasan(pegawai, on=on, unit_id=unit_id), on)


def identity_of_owner(skp: Skp, *, on: date) -> dict[str, Any]:
    """The owner in the appointment that the SKP is about."""
    return _identity(skp.pegawai, skp.penugasan, on)


def _identity(pegawai: Pegawai, penugasan: Penugasan | None, on: date) -> dict[str, Any]:
    rank = pegawai.riwayat_pangkat.filter(_running(on)).order_by("-start_date").first()
    acting = _ACTING.get(penugasan.jenis, "") if penugasan else ""
    return {
        "pegawai_id": pegawai.pk,
        "nama": pegawai.nama_lengkap,
        "nip": pegawai.nip or None,
        "pangkat": str(rank) if rank else None,
        "jabatan": f"{acting}{_post(penugasan)}" if penugasan else None,
        "unit_kerja": penugasan.unit.nama if penugasan else None,
        "instansi": None,
    }


def _post(penugasan: Penugasan) -> str:
    """The title; who leads a unit stands in that unit's title where their own post is another."""
    if penugasan.memimpin and penugasan.jenis != "definitif" and penugasan.unit.nama_jabatan:
        return penugasan.unit.nama_jabatan
    return penugasan.jabatan.nama


def _rank(row: Penugasan) -> tuple[int, bool]:
    return (
        _ORDER.get(row.jenis, 9) if row.memimpin or row.jenis != "tugas_tambahan" else 5,
        not row.memimpin,
    )


def _running(on: date) -> Q:
    return Q(start_date__lte=on) & (Q(end_date__isnull=True) | Q(end_date__gt=on))
