"""What the demo shows of development: standards, one evaluation with a gap, a plan, guidance, thanks."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from kasuari.development import operations as development
from kasuari.development.operations import Action, Assessed, Learned
from kasuari.development.queries import dictionary
from kasuari.development.queries.rencana import DevelopmentRecord, development_record
from kasuari.foundation.access import Actor
from kasuari.organisation import queries as people
from kasuari.site.demo.matrices import KEPALA_PUSKESMAS, Stage
from kasuari.site.demo.talks import BIDAN

USUAL_LEVEL = 2
MENTOR = "199003152012012966"  # Elisabeth, a midwife in the same puskesmas
# A value and the reason for it; what is not named here was not observed.
SEEN = {
    "integritas": (4, "Melaporkan selisih stok obat tanpa diminta."),
    "komunikasi": (
        2,
        "Penjelasan kepada keluarga ibu hamil masih memakai istilah medis; dua keluarga keliru jadwal.",
    ),
    "pelayanan_publik": (3, "Mengikuti standar pelayanan antenatal."),
    "kerja_sama": (3, "Ikut bergantian menjaga pos di kampung perbatasan."),
}


def build(stage: Stage, clerk: Actor) -> None:
    """Write it down through the operations, as those people would."""
    _standards(stage, clerk)
    owner, lead, at = stage.by(BIDAN), stage.by(KEPALA_PUSKESMAS), stage.at
    pegawai = stage.person(BIDAN)
    kamus = {item.kode: item for item in dictionary(pegawai.instansi_id, on=stage.on)}
    sheet = development.begin_evaluation(pegawai=pegawai, by=lead, at=at)
    development.save_evaluation(
        evaluasi=sheet,
        results={kamus[kode].kompetensi_id: Assessed(*seen) for kode, seen in SEEN.items()},
        rekomendasi="Mendampingi penyuluh berpengalaman selama satu triwulan.",
        version=sheet.version,
        by=lead,
        at=at,
    )
    sheet.refresh_from_db()
    development.sign_evaluation(evaluasi=sheet, version=sheet.version, by=lead, at=at)
    finding = sheet.hasil.get(kompetensi_id=kamus["komunikasi"].kompetensi_id)
    held = development_record(owner, pegawai.pk, on=stage.on)
    for actor in (owner, lead):
        development.say_of_finding(
            hasil=finding, penilai_id=held.penilai_id, sikap="benar", catatan="", by=actor, at=at
        )
    _mentor(stage, kamus["komunikasi"].kompetensi_id)
    _plan(stage, kamus["komunikasi"].kompetensi_id)
    _session(stage, kamus["komunikasi"].kompetensi_id)
    thanks = development.appreciate(
        pegawai=pegawai,
        teks="Tiga malam menjaga ibu hamil berisiko di kampung sampai perahu rujukan datang.",
        by=lead,
        at=at,
    )
    development.move_appreciation(row=thanks, act="tampilkan", version=thanks.version, by=owner, at=at)


def _standards(stage: Stage, clerk: Actor) -> None:
    instansi = stage.person(BIDAN).instansi
    development.load_dictionary(instansi=instansi, by=clerk, at=stage.at)
    for nip in (BIDAN, KEPALA_PUSKESMAS):
        post = people.penugasan_on(stage.person(nip).pk, on=stage.on)[0]
        development.set_standards(
            jabatan=post.jabatan,
            levels={item.kompetensi_id: USUAL_LEVEL for item in dictionary(instansi.pk, on=stage.on)},
            start_date=date(stage.on.year, 1, 1),
            by=clerk,
            at=stage.at,
        )


def _mentor(stage: Stage, kompetensi_id: int) -> None:
    """A colleague who is strong where the midwife is not."""
    lead, at = stage.by(KEPALA_PUSKESMAS), stage.at
    sheet = development.begin_evaluation(pegawai=stage.person(MENTOR), by=lead, at=at)
    words = "Keluarga mengulang penjelasannya dengan benar sebelum pulang."
    development.save_evaluation(
        evaluasi=sheet,
        results={kompetensi_id: Assessed(4, words)},
        rekomendasi="Mendampingi bidan yang lebih muda.",
        version=sheet.version,
        by=lead,
        at=at,
    )
    sheet.refresh_from_db()
    development.sign_evaluation(evaluasi=sheet, version=sheet.version, by=lead, at=at)


def _plan(stage: Stage, kompetensi_id: int) -> None:
    owner, lead, at = stage.by(BIDAN), stage.by(KEPALA_PUSKESMAS), stage.at
    pk = stage.person(BIDAN).pk

    def held(by: Actor) -> DevelopmentRecord:
        return development_record(by, pk, on=stage.on)

    plan = development.write_plan(
        held=held(owner),
        tahun=stage.on.year,
        tujuan="Keluarga ibu hamil memahami jadwal dan tanda bahaya dari penjelasan saya.",
        version=0,
        by=owner,
        at=at,
    )
    for cara, teks, ukuran, jp in (
        ("mentoring", "Mendampingi penyuluh di tiga kampung", "Keluarga dapat mengulang pesannya", None),
        ("pelatihan", "Pelatihan komunikasi antarpribadi", "Lulus praktik dengan pasien", Decimal(12)),
    ):
        development.add_action(
            plan=plan,
            held=held(owner),
            action=Action(
                cara=cara,
                teks=teks,
                ukuran=ukuran,
                start_date=date(stage.on.year, 7, 1),
                last_date=date(stage.on.year, 9, 30),
                kompetensi_id=kompetensi_id,
                jp_rencana=jp,
            ),
            version=plan.version,
            by=owner,
            at=at,
        )
    development.propose_plan(plan=plan, version=plan.version, by=owner, at=at)
    development.agree_plan(plan=plan, held=held(lead), version=plan.version, by=lead, at=at)
    learned = development.note_learning(
        held=held(owner),
        learned=Learned(
            bentuk="seminar",
            teks="Seminar pelayanan ibu hamil di daerah kepulauan",
            penyelenggara="Universitas rekaan",
            start_date=date(stage.on.year, 5, 6),
            last_date=date(stage.on.year, 5, 6),
            jp_tertulis=Decimal(6),
        ),
        upload=None,
        by=owner,
        at=at,
    )
    development.check_learning(belajar=learned, held=held(lead), accept=True, alasan="", by=lead, at=at)


def _session(stage: Stage, kompetensi_id: int) -> None:
    """A coaching that waits for the signature of the leader."""
    owner, lead, at = stage.by(BIDAN), stage.by(KEPALA_PUSKESMAS), stage.at
    made = development.begin_session(
        pegawai=stage.person(BIDAN),
        pembimbing_id=stage.person(KEPALA_PUSKESMAS).pk,
        jenis="coaching",
        bentuk="",
        kompetensi_id=kompetensi_id,
        tanggal=stage.on - timedelta(days=1),
        tempat="Ruang kepala puskesmas",
        by=lead,
        at=at,
    )
    development.write_session(
        sesi=made,
        parts={
            "tujuan": [["Persentase ibu hamil diperiksa enam kali", "68 %", "85 %", "Jadwal yang dipahami"]],
            "fakta": [["85 %", "72 %", "Keluarga lupa jadwal", "Penjelasan terlalu cepat"]],
            "peluang": [["Meminta keluarga mengulang penjelasan sebelum pulang"]],
        },
        version=made.version,
        by=owner,
        at=at,
    )
