"""Short ways to partners, programmes, gaps and enrolments in tests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from kasuari.accounts.models import User
from kasuari.development.models import (
    Alokasi,
    EvaluasiKompetensi,
    HasilKompetensi,
    ImporKatalog,
    Kompetensi,
    KompetensiVersi,
    Mitra,
    Pendaftaran,
    ProgramPelatihan,
)
from kasuari.development.operations import alokasi as allocating
from kasuari.development.operations import katalog as catalogue
from kasuari.development.operations import mitra as operations
from kasuari.development.operations import pendaftaran as enrolments
from kasuari.development.operations.mitra import IsianMitra, IsianProgram
from kasuari.development.queries.alokasi import Batasan
from kasuari.foundation.access import Actor
from kasuari.foundation.refusals import Refusal
from kasuari.organisation.models import Pegawai
from tests.cast import LONG_AGO, NOW, TODAY, Cast

JULY = date(2026, 7, 20)


@dataclass(frozen=True)
class Partners:
    """Two partners, each with an account; programmes of the first in every stage that routes ask for."""

    mitra: Mitra
    other: Mitra
    user: User
    other_user: User
    program: ProgramPelatihan  # of communication, open
    draft: ProgramPelatihan
    begun: ProgramPelatihan  # began in June
    other_program: ProgramPelatihan
    proposed: Pendaftaran  # Yohana's
    approved: Pendaftaran  # Markus's
    invited: Pendaftaran  # Yohana's, in `begun`
    finished: Pendaftaran  # Markus's, in `begun`
    theirs: Pendaftaran  # Rosa's, with the other partner, invited
    allocation: Alokasi  # ready
    stopped: Alokasi  # its job has ended
    impor: ImporKatalog  # in preview

    @property
    def actor(self) -> Actor:
        return partner_actor(self.user)


def partner_actor(user: User) -> Actor:
    return Actor(user_id=user.pk, name=user.name, on=TODAY)


def skill(cast: Cast, nama: str = "Komunikasi", kode: str = "komunikasi") -> Kompetensi:
    """A competency of the dictionary."""
    found = Kompetensi.objects.filter(instansi=cast.instansi, kode=kode).first()
    if found is None:
        found = Kompetensi.objects.create(instansi=cast.instansi, kode=kode, jenis="manajerial")
        KompetensiVersi.objects.create(kompetensi=found, nama=nama, level=["a"] * 5, start_date=LONG_AGO)
    return found


def assess(
    cast: Cast,
    person: Pegawai,
    kompetensi: Kompetensi,
    nilai: int,
    *,
    by: Pegawai | None = None,
    on: date = date(2026, 5, 4),
) -> HasilKompetensi:
    """A signed value: 3 is as the standard asks, 2 lacks one step, 1 two."""
    penilai = by or (cast.paulus if person == cast.hendrika else cast.hendrika)
    at = datetime.combine(on, NOW.timetz())
    evaluasi = EvaluasiKompetensi.objects.create(
        pegawai=person,
        evaluator=penilai,
        penugasan=cast.penugasan(person),
        state="ditandatangani",
        tanggal=on,
        created_at=at,
        created_by=penilai.user,
        signed_at=at,
        signed_by=penilai.user,
    )
    return HasilKompetensi.objects.create(
        evaluasi=evaluasi, kompetensi=kompetensi, nama="Komunikasi", nilai=nilai, alasan="Terlihat di rapat"
    )


def partner(cast: Cast, kode: str = "M01", *, agreed: bool = True, **changes: Any) -> Mitra:
    by = cast.actor(cast.lusia)
    isian: dict[str, Any] = {
        "kode": kode,
        "nama": f"Universitas Rekaan {kode}",
        "jenis": "perguruan_tinggi",
        "kota": "Merauke",
    }
    made = operations.write_mitra(
        instansi=cast.instansi, isian=IsianMitra(**(isian | changes)), by=by, at=NOW
    )
    if agreed:
        operations.note_agreement(mitra=made, jenis="mou", end_date=date(2029, 1, 1), by=by, at=NOW)
    return made


def isian_program(kode: str = "P1", **changes: Any) -> IsianProgram:
    given: dict[str, Any] = {
        "kode": kode,
        "judul": f"Komunikasi Efektif {kode}",
        "kompetensi_nama": "Komunikasi",
        "jp": 16,
        "moda": "klasikal",
        "lokasi": "Merauke",
        "biaya": Decimal(1_800_000),
        "kursi": 2,
        "start_date": JULY,
        "last_date": JULY + timedelta(days=2),
    }
    return IsianProgram(**(given | changes))


def programme(
    cast: Cast, mitra: Mitra, kode: str = "P1", *, publish: bool = True, **changes: Any
) -> ProgramPelatihan:
    by = cast.actor(cast.lusia)
    made = operations.write_programme(mitra=mitra, isian=isian_program(kode, **changes), by=by, at=NOW)
    if publish:
        operations.move_programme(program=made, act="terbitkan", version=made.version, by=by, at=NOW)
    return made


def enrol(cast: Cast, program: ProgramPelatihan, person: Pegawai, *, until: str = "diusulkan") -> Pendaftaran:
    """An enrolment up to a state."""
    clerk = cast.actor(cast.lusia)
    open_until = program.batas_daftar or program.start_date
    at = min(NOW, datetime.combine(open_until, NOW.timetz()))
    row = enrolments.propose(program=program, pegawai=person, by=clerk, at=at)
    stages = ("diusulkan", "disetujui", "diundang", "diterima", "selesai")
    wanted = stages.index(until)
    if wanted >= 1:
        enrolments.approve_enrolment(pendaftaran=row, version=row.version, by=clerk, at=NOW)
    if wanted >= 2:
        enrolments.invite(pendaftaran=row, version=row.version, by=clerk, at=NOW)
    if wanted >= 3:
        enrolments.answer_invitation(
            pendaftaran=row, accept=True, version=row.version, by=cast.actor(person), at=NOW
        )
    if wanted >= 4:
        enrolments.report_result(
            pendaftaran=row, jp_hadir=16, hasil="lulus", version=row.version, by=clerk, at=NOW
        )
    return row


def limits(**changes: Any) -> Batasan:
    given: dict[str, Any] = {"first": TODAY, "last": date(2026, 12, 31)}
    return Batasan(**(given | changes))


def allocate_now(cast: Cast, **changes: Any) -> Alokasi:
    """An allocation, computed at once."""
    made = allocating.ask_allocation(
        instansi=cast.instansi,
        nama="Semester II",
        batasan=limits(**changes),
        by=cast.actor(cast.lusia),
        at=NOW,
    )
    allocating.compute_allocation(alokasi_id=made.pk, at=NOW, progress=lambda done, total: None)
    made.refresh_from_db()
    return made


CATALOGUE = (
    "kode,nama,jenis,kota,surel,telepon,status_kerja_sama,berlaku_sampai\n"
    "M09,Pusdiklat Rekaan,Pusdiklat,Makassar,m09@example.org,089000900009,MoU,2029-12-31\n"
)


def partners_of(cast: Cast) -> Partners:
    """What the table of routes asks for."""
    by = cast.actor(cast.lusia)
    komunikasi = skill(cast)
    for person, nilai in ((cast.yohana, 1), (cast.markus, 2)):
        assess(cast, person, komunikasi, nilai)
    mitra, other = partner(cast), partner(cast, "M02")
    akun = [
        operations.open_partner_account(
            mitra=row, username=f"mitra-{row.kode.lower()}", nama=f"Petugas {row.kode}", by=by, at=NOW
        )
        for row in (mitra, other)
    ]
    program = programme(cast, mitra)
    began = {"start_date": date(2026, 6, 22), "last_date": date(2026, 6, 26), "kursi": 5}
    begun = programme(cast, mitra, "P2", **began)
    other_program = programme(cast, other, "P3", start_date=date(2026, 9, 7), last_date=date(2026, 9, 9))
    stopped = allocating.ask_allocation(
        instansi=cast.instansi, nama="Terhenti", batasan=limits(), by=by, at=NOW
    )
    Alokasi.objects.filter(pk=stopped.pk).update(job_id="")
    return Partners(
        mitra=mitra,
        other=other,
        user=akun[0].user,
        other_user=akun[1].user,
        program=program,
        draft=programme(cast, mitra, "P4", publish=False),
        begun=begun,
        other_program=other_program,
        proposed=enrol(cast, program, cast.yohana),
        approved=enrol(cast, program, cast.markus, until="disetujui"),
        invited=enrol(cast, begun, cast.yohana, until="diundang"),
        finished=enrol(cast, begun, cast.markus, until="selesai"),
        theirs=enrol(cast, other_program, cast.rosa, until="diundang"),
        allocation=allocate_now(cast),
        stopped=stopped,
        impor=catalogue.read_catalogue(
            content=CATALOGUE.encode(), name="mitra.csv", jenis="mitra", instansi=cast.instansi, by=by, at=NOW
        ),
    )


def code_of(error: Any) -> str:
    refusal = error.value
    assert isinstance(refusal, Refusal)
    return refusal.code
