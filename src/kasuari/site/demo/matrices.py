"""The matrices of the demo: those of the annexes under the people who have their SKP, and one puskesmas.

Anak Lampiran 2 (MPH-1, MPH-2) lives in the Bidang Cipta Karya, whose people of a seksi take part with the
consent of its head; Anak Lampiran 3 (MPH-3, MPH-4) in the Puskesmas Perbatasan Sota Indah with its tim kerja.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from kasuari.foundation.access import Actor
from kasuari.planning import operations as planning
from kasuari.planning import queries as plans
from kasuari.planning.operations import IsianSel
from kasuari.site.demo import content

if TYPE_CHECKING:
    from kasuari.organisation.models import Pegawai
    from kasuari.planning.models import Matriks, Periode, Skp

KEPALA_DINAS_PU = "196910022000031971"
KEPALA_BIDANG = "198612102011031980"
KEPALA_SEKSI = "199409012020031969"
KEPALA_PUSKESMAS = "198403242015012987"
KETUA_UKP = "199012132022032971"
TIM_UKP = "Tim Kerja UKP Kefarmasian dan Laboratorium"

# Rows of the annexes, in their order, by the NIP of who has the part in the demo.
MPH_2 = ("196810012000011912", "198407212016122901", "198102062014032944", "199609232018122957")
MPH_4 = (
    "199811142024212933",
    "199410242017042934",
    "198507282018012974",
    "199806022022012901",
    "198004222013122974",
    "200008142023012917",
    "199412072021022995",
)


@dataclass(frozen=True, slots=True)
class Stage:
    """Who is who, and when this happens."""

    periode: Periode
    person: Callable[[str], Pegawai]
    actor: Callable[[Pegawai], Actor]
    at: datetime

    @property
    def on(self) -> date:
        return self.at.date()

    def by(self, nip: str) -> Actor:
        return self.actor(self.person(nip))

    def skp(self, nip: str) -> Skp:
        found = plans.skp_of(self.person(nip).pk, self.periode).first()
        if found is None:
            raise LookupError(f"{nip} has no SKP")
        return found

    def open(self, nip: str) -> Matriks:
        return planning.open_matriks(skp=self.skp(nip), by=self.by(nip), at=self.at)


def build(stage: Stage) -> None:
    """Open and fill the matrices through the operations, as their leaders would."""
    _cipta_karya(stage)
    _puskesmas(stage)


def _cipta_karya(stage: Stage) -> None:
    above = stage.open(KEPALA_DINAS_PU)
    _annex(stage, above, "MPH-1", (KEPALA_BIDANG,), by=KEPALA_DINAS_PU)
    below = stage.open(KEPALA_BIDANG)
    for nip in MPH_2:
        row = planning.add_member(
            matriks=below,
            pegawai_id=stage.person(nip).pk,
            keterangan="Pengembangan dan pelayanan aplikasi SIMBG",
            by=stage.by(KEPALA_BIDANG),
            at=stage.at,
        )
        if nip != MPH_2[1]:
            planning.decide_member(
                anggota=row,
                version=row.version,
                agree=True,
                by=stage.by(KEPALA_SEKSI),
                at=stage.at + timedelta(hours=2),
            )
    _annex(stage, below, "MPH-2", MPH_2, by=KEPALA_BIDANG)


def _puskesmas(stage: Stage) -> None:
    matriks = stage.open(KEPALA_PUSKESMAS)
    _from_plans(stage, matriks)
    planning.form_team(
        matriks=matriks,
        nama=TIM_UKP,
        ketua_id=stage.person(KETUA_UKP).pk,
        start_date=stage.on,
        terbuka=True,
        by=stage.by(KEPALA_PUSKESMAS),
        at=stage.at,
    )
    kolom = plans.kolom_of(matriks)
    for item, metode in zip(kolom, ("wilayah", "layanan"), strict=False):
        if item.indikator_id is not None:
            planning.choose_cascading(
                matriks=matriks,
                indikator_id=item.indikator_id,
                metode=metode,
                before="",
                by=stage.by(KEPALA_PUSKESMAS),
                at=stage.at,
            )
    team = stage.open(KETUA_UKP)
    for nip in MPH_4:
        planning.add_member(
            matriks=team, pegawai_id=stage.person(nip).pk, by=stage.by(KETUA_UKP), at=stage.at
        )
    _annex(stage, team, "MPH-4", MPH_4, by=KETUA_UKP)


def _annex(stage: Stage, matriks: Matriks, name: str, people: Sequence[str], *, by: str) -> None:
    """The roles of a matrix of the annexes, word for word, in the first columns."""
    rows = {row.pegawai_id: row for row in plans.baris_of(matriks, on=stage.on)}
    kolom = plans.kolom_of(matriks)
    cells = [
        IsianSel.of_text(
            anggota_id=rows[stage.person(nip).pk].anggota_id,
            kolom=kolom[number].key,
            version=0,
            isi="\n".join(roles) or plans.TIDAK_ADA_PERAN,
        )
        for nip, line in zip(people, content.annex_matrix(name), strict=True)
        for number, roles in enumerate(line)
    ]
    planning.write_cells(matriks=matriks, cells=cells, by=stage.by(by), at=stage.at)


def _from_plans(stage: Stage, matriks: Matriks) -> None:
    """What the people of the unit have in their SKP, each under one indikator of the leader."""
    kolom = plans.kolom_of(matriks)
    cells = []
    rows = plans.baris_of(matriks, on=stage.on)
    for turn, row in enumerate(rows):
        skp = plans.skp_of(row.pegawai_id, stage.periode).first()
        results = [item.teks for item in plans.contents(skp).rhk] if skp is not None else []
        for number, item in enumerate(kolom):
            roles = [teks for place, teks in enumerate(results) if (place + turn) % len(kolom) == number]
            if not roles and row is rows[-1]:
                continue  # left undecided
            cells.append(
                IsianSel.of_text(
                    anggota_id=row.anggota_id,
                    kolom=item.key,
                    version=0,
                    isi="\n".join(roles) or plans.TIDAK_ADA_PERAN,
                )
            )
    planning.write_cells(matriks=matriks, cells=cells, by=stage.by(KEPALA_PUSKESMAS), at=stage.at)
