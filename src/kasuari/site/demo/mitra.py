"""Partners of the invented province, their catalogue of 2026, and who can travel where."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from django.utils.translation import gettext_noop as _

from kasuari.accounts import operations as accounts
from kasuari.accounts.queries import demo_personas
from kasuari.development.operations import load_dictionary
from kasuari.development.operations import mitra as partners
from kasuari.development.operations.katalog import import_catalogue
from kasuari.development.queries import dictionary
from kasuari.development.queries.mitra import mitra_rows
from kasuari.foundation.access import Actor
from kasuari.organisation import queries as people

if TYPE_CHECKING:
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
    known = [accounts.Persona(row.user_id, row.label, row.description) for row in demo_personas()]
    shown = accounts.Persona(akun.user_id, _("Mitra pelatihan"), _("Theresia mengurus program kampusnya."))
    accounts.set_demo_personas(personas=[*known, shown], by=system, at=at)
