"""Units by hand, and the person at the head of the agency."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from kasuari.accounts.operations import ensure_users
from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.refusals import Refusal
from kasuari.foundation.rows import write_next
from kasuari.organisation.access import can_change_units, can_import
from kasuari.organisation.enums import JenisJabatan, StatusPegawai
from kasuari.organisation.events import KepalaDaerahAppointed, UnitMoved, UnitRenamed
from kasuari.organisation.importing.applying import place
from kasuari.organisation.models import Instansi, Jabatan, Pegawai, Penugasan, UnitKerja, UnitKerjaVersi
from kasuari.organisation.names import search_form
from kasuari.organisation.queries.units import root_of


@transaction.atomic
def rename_unit(
    *,
    unit: UnitKerja,
    nama: str,
    nama_jabatan: str | None = None,
    start_date: date,
    version: int,
    by: Actor,
    at: datetime,
) -> UnitKerja:
    """Give a unit another name from a day on; what was before stays in its versions.

    Raises NotAllowed, Stale, or Refusal `organisation.unit_name`, `organisation.unit_dates`.
    """
    can_change_units(by, unit.path).or_raise()
    name, post = nama.strip(), unit.nama_jabatan if nama_jabatan is None else nama_jabatan.strip()
    if not name or (name, post) == (unit.nama, unit.nama_jabatan):
        raise Refusal("organisation.unit_name")
    _new_version(unit, start_date, nama=name, nama_jabatan=post, induk_id=unit.induk_id)
    before = unit.nama
    write_next(unit, version, nama=name, nama_jabatan=post)
    record(
        UnitRenamed(
            by=by,
            at=at,
            object_id=unit.pk,
            before=before,
            after=name,
            start_date=start_date.strftime("%d-%m-%Y"),
        )
    )
    unit.refresh_from_db()
    return unit


@transaction.atomic
def move_unit(
    *, unit: UnitKerja, induk: UnitKerja, start_date: date, version: int, by: Actor, at: datetime
) -> UnitKerja:
    """Put a unit, with everything below it, under another one from a day on.

    Raises NotAllowed, Stale, or Refusal `organisation.unit_circle`, `organisation.unit_dates`.
    """
    can_change_units(by, unit.path).or_raise()
    can_change_units(by, induk.path).or_raise()
    if induk.instansi_id != unit.instansi_id or induk.path.startswith(unit.path) or induk.pk == unit.induk_id:
        raise Refusal("organisation.unit_circle")
    before = unit.induk.nama if unit.induk else ""
    _new_version(unit, start_date, nama=unit.nama, nama_jabatan=unit.nama_jabatan, induk_id=induk.pk)
    write_next(unit, version, induk_id=induk.pk)
    place(UnitKerja.objects.filter(instansi_id=unit.instansi_id).order_by("path"))
    record(
        UnitMoved(
            by=by,
            at=at,
            object_id=unit.pk,
            unit=unit.nama,
            before=before,
            after=induk.nama,
            start_date=start_date.strftime("%d-%m-%Y"),
        )
    )
    unit.refresh_from_db()
    return unit


def _new_version(
    unit: UnitKerja, start_date: date, *, nama: str, nama_jabatan: str, induk_id: int | None
) -> None:
    current = unit.versi.filter(end_date__isnull=True).order_by("-start_date").first()
    if current is not None and current.start_date > start_date:
        raise Refusal("organisation.unit_dates")
    given = {"nama": nama, "nama_jabatan": nama_jabatan, "induk_id": induk_id}
    if current is not None and current.start_date == start_date:
        UnitKerjaVersi.objects.filter(pk=current.pk).update(**given)
        return
    UnitKerjaVersi.objects.filter(unit=unit, end_date__isnull=True).update(end_date=start_date)
    UnitKerjaVersi.objects.create(unit=unit, start_date=start_date, **given)


@transaction.atomic
def appoint_kepala_daerah(
    *, instansi: Instansi, nama: str, username: str, start_date: date, by: Actor, at: datetime
) -> Pegawai:
    """Record who is kepala daerah from a day on; the one before ends on that day.

    An official without a NIP who leads the topmost unit and sets the SKP of every JPT (PermenPANRB 6/2022
    Lampiran BAB II C.3, p. 65).

    Raises NotAllowed, or Refusal `organisation.no_root`, `organisation.kepala_daerah_dates`.
    """
    can_import(by).or_raise()
    root = root_of(instansi)
    if root is None:
        raise Refusal("organisation.no_root")
    now = Penugasan.objects.filter(
        pegawai__instansi=instansi,
        jabatan__jenis=JenisJabatan.KEPALA_DAERAH,
        memimpin=True,
        end_date__isnull=True,
    )
    if now.filter(start_date__gte=start_date).exists():
        raise Refusal("organisation.kepala_daerah_dates")
    now.update(end_date=start_date)
    user_id = ensure_users(rows=[(username, nama, "")], by=by, at=at)[username]
    title = root.nama_jabatan or instansi.jabatan_kepala_daerah or "Kepala Daerah"
    jabatan, _ = Jabatan.objects.get_or_create(
        instansi=instansi, nama=title, jenis=JenisJabatan.KEPALA_DAERAH, jenjang=""
    )
    pegawai, _ = Pegawai.objects.get_or_create(
        user_id=user_id,
        defaults={
            "instansi": instansi,
            "nama": nama,
            "nama_cari": search_form(nama),
            "status": StatusPegawai.NON_ASN,
        },
    )
    Penugasan.objects.create(
        pegawai=pegawai, jabatan=jabatan, unit=root, memimpin=True, start_date=start_date
    )
    record(
        KepalaDaerahAppointed(
            by=by,
            at=at,
            object_id=pegawai.pk,
            pegawai_id=pegawai.pk,
            nama=nama,
            jabatan=title,
            start_date=start_date.strftime("%d-%m-%Y"),
            tell=(user_id,),
            link=reverse("organisation:person", args=[pegawai.pk]),
        )
    )
    return pegawai


def ensure_instansi(*, nama: str, kota: str, jabatan_kepala_daerah: str = "", kode: str = "") -> Instansi:
    """The agency of that name, made where there is none. For installing and the demo; no person does this."""
    found, _ = Instansi.objects.get_or_create(
        nama=nama, defaults={"kota": kota, "jabatan_kepala_daerah": jabatan_kepala_daerah, "kode": kode}
    )
    return found
