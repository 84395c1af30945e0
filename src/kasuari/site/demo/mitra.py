"""Partners of the invented province, their catalogue of 2026, and who can travel where."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_noop as _

from kasuari.accounts import operations as accounts
from kasuari.accounts.queries import demo_personas
from kasuari.development.operations import load_dictionary
from kasuari.development.operations import mitra as partners
from kasuari.development.operations import pendaftaran as enrolments
from kasuari.development.operations.katalog import import_catalogue
from kasuari.development.operations.mitra import IsianProgram
from kasuari.development.queries import dictionary
from kasuari.development.queries.mitra import mitra_rows
from kasuari.foundation.access import Actor
from kasuari.organisation import queries as people

if TYPE_CHECKING:
    from kasuari.accounts.models import User
    from kasuari.development.models import Mitra
    from kasuari.organisation.models import Instansi

# Unit, place, connection, remote.
PLACES = (
    ("Dinas Kesehatan", "Salor", "baik", False),
    ("Puskesmas Perbatasan Sota Indah", "Sota", "terbatas", True),
    ("Puskesmas Wasur Permai", "Merauke", "baik", False),
    ("Badan Kepegawaian dan Pengembangan Sumber Daya Manusia", "Salor", "baik", False),
)
# There and back: days and rupiah.
JOURNEYS = (
    ("Sota", "Merauke", 1, 350_000),
    ("Sota", "Salor", 1, 450_000),
    ("Sota", "Agats", 4, 3_800_000),
    ("Sota", "Tanah Merah", 3, 2_400_000),
    ("Salor", "Merauke", 1, 250_000),
    ("Salor", "Tanah Merah", 3, 2_200_000),
    ("Merauke", "Jayapura", 3, 4_500_000),
    ("Merauke", "Agats", 3, 3_200_000),
)
PARTNER = "M01"
# What the partner itself publishes: one near and open to the midwife, one that asks for the first.
FIRST = IsianProgram(
    kode="AH-26-1",
    judul="Komunikasi Antarpribadi bagi Tenaga Kesehatan",
    kompetensi_nama="Komunikasi",
    jp=12,
    moda="klasikal",
    lokasi="Merauke",
    biaya=Decimal(900_000),
    kursi=12,
    sasaran=("jf", "pelaksana"),
    start_date=date(2026, 8, 10),
    last_date=date(2026, 8, 11),
    batas_daftar=date(2026, 7, 31),
    sertifikat=True,
)
SECOND = IsianProgram(
    kode="AH-26-2",
    judul="Memimpin Dialog dengan Keluarga Pasien",
    kompetensi_nama="Komunikasi",
    jp=16,
    moda="klasikal",
    lokasi="Merauke",
    biaya=Decimal(1_200_000),
    kursi=10,
    sasaran=("jf",),
    start_date=date(2026, 10, 5),
    last_date=date(2026, 10, 6),
    batas_daftar=date(2026, 9, 21),
    sertifikat=True,
)
# What is just over: the partner has still to report it.
OVER = IsianProgram(
    kode="AH-26-0",
    judul="Mencatat Kohort Ibu dan Bayi dengan Rapi",
    kompetensi_nama="Orientasi pada Hasil",
    jp=8,
    moda="klasikal",
    lokasi="Merauke",
    biaya=Decimal(600_000),
    kursi=6,
    sasaran=("jf",),
    start_date=date(2026, 6, 22),
    last_date=date(2026, 6, 23),
    batas_daftar=date(2026, 6, 12),
    sertifikat=True,
)
TOOK_PART = ("198004222013122974", "197306262004122940")
INVITED, PROPOSED = "200010052023042935", "199806022022012901"  # two midwives of the puskesmas at the border


def build(*, instansi: Instansi, clerk: Actor, system: Actor, at: datetime) -> None:
    """Import both files, note what decides who can take part, and let a visitor be one partner."""
    if not dictionary(instansi.pk, on=at.date()):
        load_dictionary(instansi=instansi, by=clerk, at=at)
    for kind, name in (("mitra", "mitra.csv"), ("pelatihan", "pelatihan_mitra.csv")):
        with as_file(files("kasuari.site.demo") / "data" / name) as path:
            result = import_catalogue(jenis=kind, path=path, instansi=instansi, by=clerk, at=at)
        if not result.applied:
            raise RuntimeError(f"{name} was refused: {result.counts}")
    units = {unit.nama: unit for unit in people.units_of(instansi.pk)}
    for name, tempat, koneksi, terpencil in PLACES:
        partners.note_place(
            unit=units[name], tempat=tempat, koneksi=koneksi, terpencil=terpencil, by=clerk, at=at
        )
    for asal, tujuan, hari, biaya in JOURNEYS:
        partners.note_journey(
            instansi=instansi,
            asal=asal,
            tujuan=tujuan,
            hari=hari,
            biaya=Decimal(biaya),
            by=clerk,
            at=at,
        )
    mitra = next(row for row in mitra_rows(clerk) if row.kode == PARTNER)
    akun = partners.open_partner_account(
        mitra=mitra, username="mitra-anim-ha", nama="Theresia Kaize", by=clerk, at=at
    )
    _publish(akun.user, mitra, clerk, at)
    _to_report(akun.user, mitra, clerk, at - timedelta(days=20))
    known = [accounts.Persona(row.user_id, row.label, row.description) for row in demo_personas()]
    shown = accounts.Persona(akun.user_id, _("Mitra pelatihan"), _("Theresia mengurus program kampusnya."))
    accounts.set_demo_personas(personas=[*known, shown], by=system, at=at)


def _publish(user: User, mitra: Mitra, clerk: Actor, at: datetime) -> None:
    """The partner's own programmes, with one person invited and one proposed."""
    by = Actor(user_id=user.pk, name=user.name, on=at.date())
    given: dict[str, Any] = {"own_mitra_id": mitra.pk, "by": by, "at": at}
    first = partners.write_programme(mitra=mitra, isian=FIRST, **given)
    second = partners.write_programme(mitra=mitra, isian=replace(SECOND, prasyarat_id=first.pk), **given)
    for program in (first, second):
        partners.move_programme(program=program, act="terbitkan", version=program.version, **given)
    for nip in (INVITED, PROPOSED):
        pegawai = people.colleagues(clerk).get(nip=nip)
        row = enrolments.propose(program=first, pegawai=pegawai, by=clerk, at=at)
        if nip == INVITED:
            enrolments.approve_enrolment(pendaftaran=row, version=row.version, by=clerk, at=at)
            enrolments.invite(pendaftaran=row, version=row.version, by=clerk, at=at)


def _to_report(user: User, mitra: Mitra, clerk: Actor, at: datetime) -> None:
    """A programme that two people of the puskesmas at the border have attended."""
    by = Actor(user_id=user.pk, name=user.name, on=at.date())
    given: dict[str, Any] = {"own_mitra_id": mitra.pk, "by": by, "at": at}
    program = partners.write_programme(mitra=mitra, isian=OVER, **given)
    partners.move_programme(program=program, act="terbitkan", version=program.version, **given)
    for nip in TOOK_PART:
        pegawai = people.colleagues(clerk).get(nip=nip)
        row = enrolments.propose(program=program, pegawai=pegawai, by=clerk, at=at)
        enrolments.approve_enrolment(pendaftaran=row, version=row.version, by=clerk, at=at)
        enrolments.invite(pendaftaran=row, version=row.version, by=clerk, at=at)
        if pegawai.user is not None:
            own = people.actor_for(pegawai.user, on=at.date())
            enrolments.answer_invitation(pendaftaran=row, accept=True, version=row.version, by=own, at=at)
