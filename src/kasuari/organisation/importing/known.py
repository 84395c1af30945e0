"""What the tables hold, as plain facts that rows are compared with. One query per table."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from kasuari.organisation.enums import JenisPenugasan
from kasuari.organisation.models import (
    Instansi,
    Jabatan,
    Pegawai,
    Penugasan,
    RiwayatKedudukan,
    RiwayatPangkat,
    UnitKerja,
    UnitKerjaVersi,
)


@dataclass(slots=True)
class KnownUnit:
    """A unit now; `since` is the first day of its present version."""

    id: int
    kode: str
    nama: str
    nama_jabatan: str
    eselon: str
    jenis: str
    induk_kode: str
    perangkat_daerah_kode: str
    pemimpin_nip: str
    since: date


@dataclass(slots=True)
class KnownPost:
    """An appointment that has not ended."""

    id: int
    jabatan: str
    jenis_jabatan: str
    jenjang: str
    eselon: str
    unit_kode: str
    jenis: str
    memimpin: bool
    atasan_nip: str
    since: date


@dataclass(slots=True)
class KnownPerson:
    """A person with what is in force."""

    id: int
    own: dict[str, str]
    post: KnownPost | None = None
    acting: list[KnownPost] = field(default_factory=list)
    rank: tuple[int, str, str, date] | None = None
    standing: tuple[int, str, date] | None = None


@dataclass(slots=True)
class Known:
    """Everything of one agency that an import is compared with."""

    units: dict[str, KnownUnit]
    people: dict[str, KnownPerson] = field(default_factory=dict)
    elsewhere: set[str] = field(default_factory=set)
    jabatan: dict[tuple[str, str, str], int] = field(default_factory=dict)
    leaders: dict[str, tuple[str, str]] = field(default_factory=dict)

    def kodes_by_name(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for unit in self.units.values():
            found.setdefault(folded(unit.nama), []).append(unit.kode)
        return found


OWN_FIELDS = (
    "nama",
    "gelar_depan",
    "gelar_belakang",
    "status",
    "jenis_kelamin",
    "tempat_lahir",
    "tanggal_lahir",
    "email",
    "telepon",
    "pendidikan",
    "instansi_induk",
    "siasn_id",
    "tmt_cpns",
    "akhir_kontrak",
)


def folded(name: str) -> str:
    return " ".join(name.casefold().split())


def known_units(instansi: Instansi) -> dict[str, KnownUnit]:
    """Every unit of the agency by its code. Two queries."""
    since = dict(
        UnitKerjaVersi.objects.filter(unit__instansi=instansi, end_date__isnull=True)
        .order_by("start_date")
        .values_list("unit_id", "start_date")
    )
    rows = UnitKerja.objects.filter(instansi=instansi).values_list(
        "id",
        "kode",
        "nama",
        "nama_jabatan",
        "eselon",
        "jenis",
        "induk__kode",
        "perangkat_daerah__kode",
        "pemimpin_nip",
        "start_date",
    )
    return {
        row[1]: KnownUnit(*row[:6], row[6] or "", row[7] or "", row[8], since.get(row[0], row[9]))
        for row in rows.order_by("path")
    }


def known_for_units(instansi: Instansi) -> Known:
    """What a unit file is compared with. Three queries."""
    nips = Pegawai.objects.filter(instansi=instansi, nip__isnull=False).values_list("nip", "id")
    people = {str(nip): KnownPerson(pk, {}) for nip, pk in nips.order_by("id")}
    return Known(known_units(instansi), people)


def known_for_pegawai(instansi: Instansi) -> Known:
    """What a pegawai file is compared with. Eight queries."""
    known = Known(known_units(instansi))
    by_id: dict[int, KnownPerson] = {}
    for pk, nip, *own in (
        Pegawai.objects.filter(instansi=instansi, nip__isnull=False)
        .order_by("id")
        .values_list("id", "nip", *OWN_FIELDS)
    ):
        person = KnownPerson(pk, {key: _plain(value) for key, value in zip(OWN_FIELDS, own, strict=True)})
        known.people[str(nip)] = by_id[pk] = person
    known.elsewhere = {
        str(nip)
        for nip in Pegawai.objects.exclude(instansi=instansi)
        .filter(nip__isnull=False)
        .order_by("id")
        .values_list("nip", flat=True)
    }
    for row in (
        Penugasan.objects.filter(
            pegawai__instansi=instansi, pegawai__nip__isnull=False, end_date__isnull=True
        )
        .order_by("start_date", "id")
        .values_list(
            "pegawai_id",
            "id",
            "jabatan__nama",
            "jabatan__jenis",
            "jabatan__jenjang",
            "jabatan__eselon",
            "unit__kode",
            "jenis",
            "memimpin",
            "atasan_tercatat_nip",
            "start_date",
        )
    ):
        post, person = KnownPost(*row[1:]), by_id[row[0]]
        if post.jenis == JenisPenugasan.DEFINITIF:
            person.post = post
        else:
            person.acting.append(post)
    for pk, row_id, golongan, pangkat, since in (
        RiwayatPangkat.objects.filter(pegawai__instansi=instansi, end_date__isnull=True)
        .order_by("start_date")
        .values_list("pegawai_id", "id", "golongan", "pangkat", "start_date")
    ):
        if pk in by_id:
            by_id[pk].rank = (row_id, golongan, pangkat, since)
    for pk, row_id, standing, since in (
        RiwayatKedudukan.objects.filter(pegawai__instansi=instansi, end_date__isnull=True)
        .order_by("start_date")
        .values_list("pegawai_id", "id", "kedudukan", "start_date")
    ):
        if pk in by_id:
            by_id[pk].standing = (row_id, standing, since)
    known.jabatan = {
        (nama, jenis, jenjang): pk
        for pk, nama, jenis, jenjang in Jabatan.objects.filter(instansi=instansi)
        .order_by("id")
        .values_list("id", "nama", "jenis", "jenjang")
    }
    return known


def _plain(value: object) -> str:
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)
