"""A year of training in the demo: who was assessed before and after a programme, and places to be shared out.

In February the penilai of four units assess their people; in March some take part in a programme; in June all
are assessed again, so that the catalogue says whether it helped. One allocation waits for a decision, another
asks for more than there is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from kasuari.development import operations as development
from kasuari.development.operations import Assessed
from kasuari.development.operations import alokasi as allocating
from kasuari.development.operations import pendaftaran as enrolments
from kasuari.development.queries import dictionary
from kasuari.development.queries.alokasi import Batasan
from kasuari.development.queries.mitra import programmes
from kasuari.foundation.access import Actor
from kasuari.site.demo.growth import MENTOR
from kasuari.site.demo.province import PRACTICE_DATE, Province, nine_on
from kasuari.site.demo.talks import BIDAN

if TYPE_CHECKING:
    from kasuari.organisation.models import Instansi, Pegawai
    from kasuari.planning.models import Skp

PROGRAMME = "PL26-019"  # Komunikasi Efektif dan Umpan Balik yang Membangun
PLACES, EACH = 10, 9  # who take part, and how many people of a unit are assessed
REASONS = {
    1: "Belum terlihat, juga setelah dibimbing dua kali.",
    2: "Terlihat pada tugas rutin, belum ketika keadaannya sulit.",
    3: "Terlihat ajek dalam pekerjaan sehari-hari.",
    4: "Menjadi tempat bertanya bagi rekan seunit.",
}
# What is assessed beside komunikasi in June: the value of the first, the second, … person, over and over.
OTHERS = {
    "pelayanan_publik": (3, 2, 3, 4, 3, 2, 3, 3),
    "orientasi_hasil": (2, 3, 3, 2, 1, 3, 2),
    "kerja_sama": (3, 4, 3, 3, 2),
}


@dataclass(frozen=True, slots=True)
class Stage:
    """`team`: (Pegawai, penilai) of the units that are assessed, unit by unit."""

    province: Province
    team: Sequence[tuple[Pegawai, Pegawai]]
    clerk: Actor

    @property
    def instansi(self) -> Instansi:
        return self.province.instansi

    def actor(self, pegawai: Pegawai) -> Actor:
        return self.province.actor(pegawai, on=PRACTICE_DATE)


def build(province: Province, skps: Sequence[Skp], clerk: Actor) -> None:
    """Through the operations, as those people would; without those whose own story is told elsewhere."""
    by_unit: dict[int, list[tuple[Pegawai, Pegawai]]] = {}
    for skp in skps:
        if skp.penilai is not None and skp.pegawai.nip not in {BIDAN, MENTOR}:
            by_unit.setdefault(skp.unit_id, []).append((skp.pegawai, skp.penilai))
    _live(Stage(province, [pair for pairs in by_unit.values() for pair in pairs[:EACH]], clerk))


def _live(stage: Stage) -> None:
    kamus = {item.kode: item.kompetensi_id for item in dictionary(stage.instansi.pk, on=date(2026, 6, 24))}
    before = {turn: (2, 1, 2, 3, 2)[turn % 5] for turn in range(len(stage.team))}
    lacking = [turn for turn, nilai in before.items() if nilai < 3]
    taking = set(lacking[::2][:PLACES])
    february, june = nine_on(date(2026, 2, 10)), nine_on(date(2026, 6, 15))
    for turn, (pegawai, penilai) in enumerate(stage.team):
        _assess(stage, pegawai, penilai, {kamus["komunikasi"]: before[turn]}, at=february)
    _held(stage, [stage.team[turn][0] for turn in sorted(taking)])
    for turn, (pegawai, penilai) in enumerate(stage.team):
        grown = turn % 9 != 0 if turn in taking else turn % 8 == 0
        values = {kamus["komunikasi"]: min(before[turn] + grown, 4)}
        values |= {kamus[kode]: row[turn % len(row)] for kode, row in OTHERS.items()}
        _assess(stage, pegawai, penilai, values, at=june)
    _allocated(stage)


def _assess(
    stage: Stage, pegawai: Pegawai, penilai: Pegawai, values: dict[int, int], *, at: datetime
) -> None:
    by = stage.actor(penilai)
    sheet = development.begin_evaluation(pegawai=pegawai, by=by, at=at)
    development.save_evaluation(
        evaluasi=sheet,
        results={key: Assessed(nilai, REASONS[nilai]) for key, nilai in values.items()},
        rekomendasi="",
        version=sheet.version,
        by=by,
        at=at,
    )
    sheet.refresh_from_db()
    development.sign_evaluation(evaluasi=sheet, version=sheet.version, by=by, at=at)


def _held(stage: Stage, people: Sequence[Pegawai]) -> None:
    """A programme from the proposal to what everybody says of it."""
    program = programmes(stage.clerk).get(kode=PROGRAMME)
    february, march = nine_on(date(2026, 2, 18)), nine_on(date(2026, 3, 20))
    may = nine_on(date(2026, 5, 20))
    penilai = dict(stage.team)
    for turn, pegawai in enumerate(people):
        own = stage.actor(pegawai)
        row = enrolments.propose(program=program, pegawai=pegawai, by=stage.clerk, at=february)
        enrolments.approve_enrolment(pendaftaran=row, version=row.version, by=stage.clerk, at=february)
        enrolments.invite(pendaftaran=row, version=row.version, by=stage.clerk, at=february)
        enrolments.answer_invitation(pendaftaran=row, accept=True, version=row.version, by=own, at=february)
        enrolments.report_result(
            pendaftaran=row,
            jp_hadir=program.jp - (4 if turn % 6 == 5 else 0),
            hasil="tidak_lulus" if turn % 6 == 5 else "lulus",
            nilai_awal=Decimal(52 + turn % 4 * 4),
            nilai_akhir=Decimal(70 + turn % 5 * 5),
            version=row.version,
            by=stage.clerk,
            at=march,
        )
        enrolments.give_reaction(
            pendaftaran=row, reaksi=(4, 5, 4, 3)[turn % 4], teks="", version=row.version, by=own, at=march
        )
        if turn % 2:
            enrolments.note_behaviour(
                pendaftaran=row,
                perilaku=(4, 3, 4)[turn % 3],
                teks="",
                version=row.version,
                by=stage.actor(penilai[pegawai]),
                at=may,
            )


def _allocated(stage: Stage) -> None:
    """One that can be kept, and one that asks for twenty people with the money of five."""
    at = nine_on(date(2026, 6, 23))
    wide = Batasan(first=date(2026, 7, 1), last=date(2026, 12, 31), anggaran=Decimal(25_000_000))
    narrow = replace(wide, anggaran=Decimal(2_000_000), peserta=20)
    for nama, batasan in (("Pelatihan semester II", wide), ("Semester II dengan anggaran sisa", narrow)):
        made = allocating.ask_allocation(
            instansi=stage.instansi, nama=nama, batasan=batasan, by=stage.clerk, at=at
        )
        allocating.compute_allocation(alokasi_id=made.pk, at=at, progress=lambda done, total: None)
