"""Partners, their agreements and accounts, their programmes, and what decides who can take part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kasuari.accounts.enums import AccountKind
from kasuari.accounts.operations import create_user
from kasuari.development.access.mitra import can_keep_partners, can_publish
from kasuari.development.enums.mitra import (
    Bahasa,
    JenisMitra,
    JenisPerjanjian,
    Koneksi,
    Moda,
    Sasaran,
    StateProgram,
)
from kasuari.development.events.mitra import (
    AkunMitraOpened,
    JourneyNoted,
    MitraWritten,
    PerjanjianNoted,
    PlaceNoted,
    ProgramMoved,
    ProgramWritten,
)
from kasuari.development.models import (
    AkunMitra,
    KeadaanUnit,
    Mitra,
    Perjalanan,
    PerjanjianMitra,
    ProgramPelatihan,
)
from kasuari.development.queries.kompetensi import names_in
from kasuari.development.states_mitra import PROGRAM
from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.refusals import Invalid, Problem, Stale
from kasuari.foundation.states import StateRefusal

if TYPE_CHECKING:
    from kasuari.organisation.models import Instansi, UnitKerja

LARGEST_COST = Decimal(1_000_000_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class IsianMitra:
    """A partner as written."""

    kode: str
    nama: str
    jenis: str
    kota: str = ""
    email: str = ""
    telepon: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IsianProgram:
    """A programme as written. `kompetensi_nama` finds its competency in the dictionary, or stays words."""

    kode: str
    judul: str
    kompetensi_nama: str
    jp: int
    moda: str
    biaya: Decimal
    kursi: int
    start_date: date
    last_date: date
    lokasi: str = ""
    rumpun: str = ""
    sasaran: tuple[str, ...] = field(default_factory=tuple)
    batas_daftar: date | None = None
    bahasa: str = Bahasa.INDONESIA.value
    luring: bool = False
    sertifikat: bool = False
    prasyarat_id: int | None = None


@transaction.atomic
def write_mitra(
    *,
    instansi: Instansi,
    isian: IsianMitra,
    by: Actor,
    at: datetime,
    mitra: Mitra | None = None,
    version: int = 0,
) -> Mitra:
    """A new partner, or one as it is now. Raises NotAllowed, Invalid, Stale."""
    can_keep_partners(by).or_raise()
    _check(mitra_problems(isian))
    columns = {name: getattr(isian, name) for name in IsianMitra.__slots__}
    try:
        with transaction.atomic():
            if mitra is None:
                mitra = Mitra.objects.create(
                    instansi=instansi, created_at=at, created_by_id=by.user_id, **columns
                )
            elif not Mitra.objects.filter(pk=mitra.pk, version=version).update(
                version=F("version") + 1, **columns
            ):
                raise Stale
    except IntegrityError:
        raise Invalid(
            "development.kode_used", problems=(_at("kode", _("Kode ini sudah dipakai.")),)
        ) from None
    mitra.refresh_from_db()
    record(
        MitraWritten(
            by=by,
            at=at,
            object_id=mitra.pk,
            nama=mitra.nama,
            link=reverse("development:mitra", args=[mitra.pk]),
        )
    )
    return mitra


@transaction.atomic
def note_agreement(
    *,
    mitra: Mitra,
    jenis: str,
    end_date: date | None,
    by: Actor,
    at: datetime,
    nomor: str = "",
    start_date: date | None = None,
) -> PerjanjianMitra:
    """An agreement in force until before `end_date`. Raises NotAllowed, Invalid."""
    can_keep_partners(by).or_raise()
    found = []
    if jenis not in JenisPerjanjian.values:
        found.append(_at("jenis", _("Pilih jenisnya.")))
    if end_date is None or (start_date is not None and end_date <= start_date):
        found.append(_at("end_date", _("Isi tanggal berakhir sesudah tanggal mulai.")))
    if found or end_date is None:
        raise Invalid("development.invalid", problems=tuple(found))
    try:
        with transaction.atomic():
            made = PerjanjianMitra.objects.create(
                mitra=mitra,
                jenis=jenis,
                nomor=nomor.strip()[:100],
                start_date=start_date,
                end_date=end_date,
                created_at=at,
                created_by_id=by.user_id,
            )
    except IntegrityError:
        raise Invalid(
            "development.invalid", problems=(_at("end_date", _("Perjanjian ini sudah dicatat.")),)
        ) from None
    record(
        PerjanjianNoted(
            by=by,
            at=at,
            object_id=mitra.pk,
            jenis=str(JenisPerjanjian(jenis)),
            sampai=made.end_date,
        )
    )
    return made


@transaction.atomic
def open_partner_account(
    *, mitra: Mitra, username: str, nama: str, email: str = "", by: Actor, at: datetime
) -> AkunMitra:
    """An account that reaches this partner's own pages alone; its owner sets the password with an activation
    code. Raises NotAllowed, Invalid."""
    can_keep_partners(by).or_raise()
    user = create_user(username=username, name=nama, email=email, kind=AccountKind.MITRA, by=by, at=at)
    made = AkunMitra.objects.create(user=user, mitra=mitra, created_at=at, created_by_id=by.user_id)
    record(AkunMitraOpened(by=by, at=at, object_id=mitra.pk, username=user.username))
    return made


@transaction.atomic
def write_programme(
    *,
    mitra: Mitra,
    isian: IsianProgram,
    by: Actor,
    at: datetime,
    own_mitra_id: int | None = None,
    program: ProgramPelatihan | None = None,
    version: int = 0,
) -> ProgramPelatihan:
    """A new programme as a draft, or one as it is now. Raises NotAllowed, Invalid, Stale."""
    can_publish(by, mitra_id=mitra.pk, own_mitra_id=own_mitra_id).or_raise()
    _check(programme_problems(isian))
    columns = programme_columns(isian, names_in(mitra.instansi_id, on=at.date()))
    others = ProgramPelatihan.objects.filter(mitra__instansi_id=mitra.instansi_id)
    if program is not None:
        others = others.exclude(pk=program.pk)
    _check_prerequisite(isian.prasyarat_id, program, others)
    try:
        with transaction.atomic():
            if program is None:
                program = ProgramPelatihan.objects.create(
                    mitra=mitra, created_at=at, created_by_id=by.user_id, **columns
                )
            else:
                _change(program, version, columns)
    except IntegrityError:
        raise Invalid(
            "development.kode_used", problems=(_at("kode", _("Kode ini sudah dipakai.")),)
        ) from None
    program.refresh_from_db()
    record(ProgramWritten(by=by, at=at, object_id=program.pk, judul=program.judul))
    return program


def _check_prerequisite(
    prasyarat_id: int | None, program: ProgramPelatihan | None, others: QuerySet[ProgramPelatihan]
) -> None:
    """Raises Invalid where there is no such programme, or it leads back to this one."""
    words: Any = ""
    step = prasyarat_id
    before = dict(others.order_by().values_list("pk", "prasyarat_id")) if step else {}
    if step and step not in before:
        words = _("Program prasyarat ini tidak ditemukan.")
    while step in before and not words:
        step = before.pop(step)
        if program is not None and step == program.pk:
            words = _("Prasyarat tidak boleh berputar kembali ke program itu sendiri.")
    if words:
        raise Invalid("development.invalid", problems=(_at("prasyarat", words),))


@transaction.atomic
def move_programme(
    *,
    program: ProgramPelatihan,
    act: str,
    version: int,
    by: Actor,
    at: datetime,
    own_mitra_id: int | None = None,
) -> ProgramPelatihan:
    """Publish a programme (`terbitkan`), or close it to new enrolments (`tutup`)."""
    can_publish(by, mitra_id=program.mitra_id, own_mitra_id=own_mitra_id).or_raise()
    state = PROGRAM.next(program.state, act)
    changed = ProgramPelatihan.objects.filter(pk=program.pk, version=version, state=program.state).update(
        state=state, version=F("version") + 1
    )
    if not changed:
        raise Stale
    program.refresh_from_db()
    record(ProgramMoved(by=by, at=at, object_id=program.pk, state=str(StateProgram(state))))
    return program


@transaction.atomic
def note_place(
    *, unit: UnitKerja, tempat: str, terpencil: bool, koneksi: str, by: Actor, at: datetime
) -> KeadaanUnit:
    """Where a unit lies and how it is connected; it holds for the units below that have no words of their
    own. Raises NotAllowed, Invalid."""
    can_keep_partners(by).or_raise()
    tempat = " ".join(tempat.split())
    found = []
    if not tempat or len(tempat) > 100:
        found.append(_at("tempat", _("Isi nama tempatnya, paling panjang 100 huruf.")))
    if koneksi not in {"", *Koneksi.values}:
        found.append(_at("koneksi", _("Pilih salah satu.")))
    _check(found)
    given = {"tempat": tempat, "terpencil": terpencil, "koneksi": koneksi}
    if KeadaanUnit.objects.filter(unit=unit, **given).exists():
        return KeadaanUnit.objects.get(unit=unit)
    row, _made = KeadaanUnit.objects.update_or_create(unit=unit, defaults=given)
    record(PlaceNoted(by=by, at=at, object_id=unit.pk, nama=unit.nama))
    return row


@transaction.atomic
def note_journey(
    *,
    instansi: Instansi,
    asal: str,
    tujuan: str,
    hari: int | None,
    biaya: Decimal | None,
    by: Actor,
    at: datetime,
) -> Perjalanan:
    """Days and money there and back; it holds in both directions. Raises NotAllowed, Invalid."""
    can_keep_partners(by).or_raise()
    asal, tujuan = " ".join(asal.split())[:100], " ".join(tujuan.split())[:100]
    found = []
    if not asal:
        found.append(_at("asal", _("Isi tempat asalnya.")))
    if not tujuan or tujuan == asal:
        found.append(_at("tujuan", _("Isi tempat tujuan yang lain dari asalnya.")))
    if hari is None or not 0 <= hari <= 60:
        found.append(_at("hari", _("Isi 0 sampai 60 hari.")))
    if biaya is None or not 0 <= biaya <= LARGEST_COST:
        found.append(_at("biaya", _("Isi biayanya dalam rupiah, tanpa sen.")))
    _check(found)
    if Perjalanan.objects.filter(instansi=instansi, asal=tujuan, tujuan=asal).exists():
        asal, tujuan = tujuan, asal
    given = {"hari": hari, "biaya": biaya}
    same = Perjalanan.objects.filter(instansi=instansi, asal=asal, tujuan=tujuan, **given).first()
    if same is not None:
        return same
    row, _made = Perjalanan.objects.update_or_create(
        instansi=instansi, asal=asal, tujuan=tujuan, defaults=given
    )
    record(JourneyNoted(by=by, at=at, object_id=row.pk, asal=asal, tujuan=tujuan, hari=row.hari))
    return row


def mitra_problems(isian: IsianMitra) -> list[Problem]:
    """Everything that is wrong with a partner as written."""
    limits = {"kode": 30, "nama": 200, "kota": 100, "email": 254, "telepon": 30}
    found = [
        _at(name, _("Terlalu panjang."))
        for name, limit in limits.items()
        if len(getattr(isian, name)) > limit
    ]
    found += [_at(name, _("Wajib diisi.")) for name in ("kode", "nama") if not getattr(isian, name).strip()]
    if isian.jenis not in JenisMitra.values:
        found.append(_at("jenis", _("Pilih jenisnya.")))
    return found


def programme_problems(isian: IsianProgram) -> list[Problem]:
    """Everything that is wrong with a programme as written."""
    limits = {"kode": 30, "judul": 250, "kompetensi_nama": 150, "lokasi": 100, "rumpun": 150}
    found = [
        _at(name, _("Terlalu panjang."))
        for name, limit in limits.items()
        if len(getattr(isian, name)) > limit
    ]
    found += [
        _at(name, _("Wajib diisi."))
        for name in ("kode", "judul", "kompetensi_nama")
        if not getattr(isian, name).strip()
    ]
    if not 1 <= isian.jp <= 2000:
        found.append(_at("jp", _("Isi 1 sampai 2.000 jam pelajaran.")))
    if not 1 <= isian.kursi <= 100_000:
        found.append(_at("kursi", _("Isi setidaknya satu kursi.")))
    if not 0 <= isian.biaya <= LARGEST_COST:
        found.append(_at("biaya", _("Isi biayanya dalam rupiah, tanpa sen.")))
    if isian.moda not in Moda.values:
        found.append(_at("moda", _("Pilih salah satu.")))
    if isian.bahasa not in Bahasa.values:
        found.append(_at("bahasa", _("Pilih salah satu.")))
    if set(isian.sasaran) - set(Sasaran.values):
        found.append(_at("sasaran", _("Pilih dari daftar.")))
    if isian.last_date < isian.start_date:
        found.append(_at("last_date", _("Hari terakhir tidak boleh sebelum hari pertama.")))
    if isian.batas_daftar is not None and isian.batas_daftar > isian.start_date:
        found.append(_at("batas_daftar", _("Batas pendaftaran paling lambat hari pertama.")))
    if isian.moda != Moda.DARING and not isian.lokasi.strip():
        found.append(_at("lokasi", _("Isi tempat kegiatannya.")))
    return found


def programme_columns(isian: IsianProgram, names: Mapping[str, int]) -> dict[str, Any]:
    """The columns of a programme, its competency found by the name that it has or had in the dictionary."""
    by_name = {_folded(name): key for name, key in names.items()}
    columns: dict[str, Any] = {name: getattr(isian, name) for name in IsianProgram.__slots__}
    columns["sasaran"] = list(isian.sasaran)
    if isian.moda == Moda.DARING:
        columns["lokasi"] = ""
    columns["kompetensi_id"] = by_name.get(_folded(isian.kompetensi_nama))
    return columns


def _change(program: ProgramPelatihan, version: int, columns: dict[str, Any]) -> None:
    rows = ProgramPelatihan.objects.filter(pk=program.pk, version=version)
    if not rows.filter(terisi__lte=columns["kursi"]).update(version=F("version") + 1, **columns):
        if rows.exists():
            raise StateRefusal("development.fewer_seats")
        raise Stale


def _folded(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _at(field_name: str, message: Any) -> Problem:
    return Problem("development.field", field_name, message)


def _check(found: list[Problem]) -> None:
    if found:
        raise Invalid("development.invalid", problems=tuple(found))
