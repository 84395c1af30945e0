"""The people of the province, their units, and whom a visitor can be."""

from __future__ import annotations

from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from django.utils.translation import gettext_noop as _

from kasuari.accounts import operations as accounts
from kasuari.accounts.enums import Role
from kasuari.foundation.access import Actor
from kasuari.organisation import operations as organisation
from kasuari.organisation import queries as people
from kasuari.site.demo.province import PRACTICE_DATE, ROSTER_DATE, Report, nine_on, person_of, units_named

if TYPE_CHECKING:
    from kasuari.organisation.models import Instansi

GOVERNOR = ("Yohanis Mahuze", "gubernur")


# Kept as written here, and said in the language of whoever looks at the sign-in page.
PERSONAS = (
    ("199410242017042934", _("Bidan"), _("Sarlota menulis realisasi dari ponsel di puskesmas perbatasan.")),
    (
        "198403242015012987",
        _("Kepala puskesmas"),
        _("Hendrika menilai tim puskesmas di sela melayani pasien."),
    ),
    ("198612102011031980", _("Pegawai"), _("Yan memimpin Bidang Cipta Karya dan memiliki SKP kuantitatif.")),
    (
        "197612172000032962",
        _("Kepala dinas"),
        _("Nur'aini memimpin Dinas Kesehatan dan menilai para kepala."),
    ),
    (
        "198207122011022961",
        _("Petugas kepegawaian BKPSDM"),
        _("Skolastika menjalankan siklus untuk 1.108 orang."),
    ),
    (
        "197401241997121963",
        _("Pejabat yang berwenang"),
        _("Albertus menerima laporan dan menindaklanjutinya."),
    ),
    ("", _("Auditor"), _("Membaca semua, mengubah apa pun tidak.")),
)


def import_people(system: Actor, report: Report) -> Instansi:
    at = nine_on(ROSTER_DATE)
    instansi = organisation.ensure_instansi(
        nama="Pemerintah Provinsi Papua Selatan",
        kota="Salor",
        jabatan_kepala_daerah="Gubernur Papua Selatan",
    )
    for kind, name in (("unit", "unit.csv"), ("pegawai", "pegawai.csv")):
        report(f"Mengimpor {name} …")
        with as_file(files("kasuari.site.demo") / "data" / name) as path:
            result = organisation.import_file(
                kind=kind, path=path, effective_date=ROSTER_DATE, by=system, at=at
            )
        if not result.applied:
            raise RuntimeError(f"{name} was refused: {result.counts}")
    organisation.appoint_kepala_daerah(
        instansi=instansi, nama=GOVERNOR[0], username=GOVERNOR[1], start_date=ROSTER_DATE, by=system, at=at
    )
    return instansi


def grant_roles(instansi: Instansi, system: Actor) -> Actor:
    """Grant the roles of the personas and put them on the sign-in page. Answers the clerk."""
    at = nine_on(ROSTER_DATE)
    auditor = next(
        row.pegawai
        for row in people.people_in(units_named(instansi, ("Inspektorat",))[0], on=ROSTER_DATE, below=True)
        if row.jabatan.nama.startswith("Auditor")
    )
    roles = {
        "Petugas kepegawaian BKPSDM": Role.KEPEGAWAIAN,
        "Pejabat yang berwenang": Role.PYB,
        "Auditor": Role.AUDITOR,
    }
    clerk, choices = system, []
    for nip, label, description in PERSONAS:
        person = person_of(nip) if nip else auditor
        if person.user is None:
            raise LookupError(f"{person} has no account")
        if label in roles:
            accounts.grant_role(
                user=person.user, role=roles[label], start_date=ROSTER_DATE, reason="Demo", by=system, at=at
            )
        choices.append(accounts.Persona(person.user.pk, label, description))
        if label == "Petugas kepegawaian BKPSDM":
            clerk = people.actor_for(person.user, on=PRACTICE_DATE)
    accounts.set_demo_personas(personas=choices, by=system, at=at)
    return clerk
