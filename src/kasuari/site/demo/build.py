"""Build the invented province through the product's own operations: every rule and audit row is real.

The year is 2026. It stands at Wednesday 24 June, inside the window of triwulan II: SKPs are set, triwulan I
is evaluated in the pilot units, and for triwulan II people have written their realisasi and wait for their
penilai.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from kasuari.foundation.access import Actor
from kasuari.organisation import operations as organisation
from kasuari.organisation import queries as people
from kasuari.planning import operations as planning
from kasuari.planning import queries as plans
from kasuari.site.demo import (
    bimbingan,
    content,
    growth,
    judged,
    latihan,
    matrices,
    mitra,
    rounds,
    strategi,
    surveys,
    talks,
    umpan_balik,
    versions,
    waves,
)
from kasuari.site.demo.planned import PILOT_UNITS, plan_all
from kasuari.site.demo.province import (
    PRACTICE_DATE,
    ROSTER_DATE,
    TAHUN,
    Province,
    Report,
    nine_on,
    person_of,
    triwulan_of,
    units_named,
)
from kasuari.site.demo.quarters import evaluate_all, rate_one, record_all, record_heads, set_capaian
from kasuari.site.demo.roster import grant_roles, import_people

EVALUATED_UNITS = (
    "Puskesmas Perbatasan Sota Indah",
    "Puskesmas Wasur Permai",
    "Bidang Cipta Karya",
    "Bidang Penilaian Kinerja Aparatur dan Penghargaan",
)


def build(*, report: Report) -> None:
    """Fill an empty, migrated database. `report` gets one line for each stage."""
    system = Actor.system("Kasuari", on=ROSTER_DATE)
    instansi = import_people(system, report)
    clerk = grant_roles(instansi, system)
    posts = people.post_names(clerk)
    duties = {key: lines for key, name in posts.items() if (lines := content.tugas_jabatan().get(name))}
    organisation.import_tugas(instansi=instansi, duties=duties, by=clerk, at=nine_on(date(2026, 1, 5)))
    report("Membuka tahun kinerja 2026 …")
    periode = planning.open_periode(
        instansi=instansi, tahun=TAHUN, jenis_evaluasi="triwulanan", by=clerk, at=nine_on(date(2026, 1, 5))
    )
    strategi.templates(instansi, clerk, at=nine_on(date(2026, 1, 5)))
    province = Province(instansi, periode, report)
    plan_all(province, clerk)
    report("Membagi peran dan hasil …")
    day = date(2026, 1, 28)
    stage = matrices.Stage(
        periode, person_of, lambda pegawai: province.actor(pegawai, on=day), at=nine_on(day)
    )
    matrices.build(stage)
    report("Mencatat dialog kinerja dan mengingatkan yang belum lengkap …")
    talks.build(
        stage, talks.Chased(clerk, nine_on(date(2026, 1, 20)), nine_on(PRACTICE_DATE - timedelta(days=9)))
    )
    strategi.workblocks(stage)
    first, second = (triwulan_of(periode, nomor) for nomor in (1, 2))
    report("Mencatat realisasi dan menilai triwulan I di unit percontohan …")
    units = {unit.pk for unit in units_named(instansi, EVALUATED_UNITS)}
    team = [skp for skp in plans.evaluable(first) if units & {skp.unit_id, skp.unit_penilai_id}]
    record_all(province, team, first, at=nine_on(date(2026, 3, 24)))
    evaluate_all(province, team, first, at=nine_on(date(2026, 3, 27)))
    record_heads(province, first, at=nine_on(date(2026, 3, 26)))
    report("Mengubah SKP lewat versi baru …")
    changed = date(2026, 4, 13)
    versions.build(
        matrices.Stage(
            periode, person_of, lambda pegawai: province.actor(pegawai, on=changed), at=nine_on(changed)
        )
    )
    report("Mencatat realisasi triwulan II …")
    record_all(province, team, second, at=nine_on(date(2026, 6, 22)), leave_out=7)
    record_heads(province, second, at=nine_on(date(2026, 6, 22)))
    set_capaian(province, team, second, at=nine_on(date(2026, 6, 23)))
    report("Memberi umpan balik triwulan II …")
    umpan_balik.build(
        umpan_balik.Stage(
            instansi, team, lambda pegawai: province.actor(pegawai, on=date(2026, 6, 22)), clerk
        )
    )
    report("Membicarakan pengembangan di satu puskesmas …")
    talked = date(2026, 6, 22)
    growth.build(
        matrices.Stage(
            periode, person_of, lambda pegawai: province.actor(pegawai, on=talked), at=nine_on(talked)
        ),
        clerk,
    )
    bimbingan.build(bimbingan.Stage(lambda pegawai: province.actor(pegawai, on=talked), clerk))
    report("Mulai menilai triwulan II …")
    for turn, skp in enumerate(team):
        if turn % 3 == 0:
            rate_one(province, skp, turn, second, at=nine_on(date(2026, 6, 23)))
    _wrong_penilai(province, at=nine_on(date(2026, 6, 23)))
    report("Memutus keberatan, mengalibrasi, dan menutup triwulan I …")
    judged.build(_judged(province, clerk))
    report("Menjalankan putaran 360 di satu puskesmas …")
    rounds.build(
        rounds.Stage(
            instansi=instansi,
            unit=units_named(instansi, ("Puskesmas Perbatasan Sota Indah",))[0],
            clerk=clerk,
            moderators=(person_of("198207122011022961"), person_of("197401241997121963")),
            actor=lambda pegawai: province.actor(pegawai, on=PRACTICE_DATE),
        )
    )
    report("Mencatat mitra dan katalog pelatihan …")
    mitra.build(instansi=instansi, clerk=clerk, system=system, at=nine_on(PRACTICE_DATE))
    report("Melatih, menilai kembali, dan membagi tempat pelatihan …")
    latihan.build(province, team, clerk)
    report("Menanyai masyarakat dan mengukur denyut …")
    surveys.build(
        surveys.Stage(
            instansi=instansi,
            units=units_named(instansi, ("Puskesmas Perbatasan Sota Indah", "Puskesmas Wasur Permai")),
            clerk=clerk,
            actor=lambda pegawai: province.actor(pegawai, on=PRACTICE_DATE),
            today=PRACTICE_DATE,
        )
    )
    report("Menjalankan uji coba di tiga perangkat daerah …")
    pilots = tuple(units_named(instansi, PILOT_UNITS))
    others = people.units_of(instansi.pk).filter(jenis="1").exclude(pk__in=[unit.pk for unit in pilots])
    waves.build(
        waves.Stage(
            instansi=instansi,
            pilots=pilots,
            others=tuple(others[:12]),
            later=tuple(others[12:15]),
            clerk=clerk,
            reporter=person_of("199410242017042934"),
            helper=person_of("199012132022032971"),
            unit=units_named(instansi, ("Puskesmas Perbatasan Sota Indah",))[0],
            actor=lambda pegawai: province.actor(pegawai, on=PRACTICE_DATE),
        )
    )


def _judged(province: Province, clerk: Actor) -> judged.Stage:
    first, second = (triwulan_of(province.periode, nomor) for nomor in (1, 2))
    return judged.Stage(
        instansi=province.instansi,
        first=first,
        second=second,
        clerk=clerk,
        pyb=province.actor(person_of("197401241997121963"), on=PRACTICE_DATE),
        head=person_of("197612172000032962"),
        unit=units_named(province.instansi, ("Puskesmas Perbatasan Sota Indah",))[0],
        actor=lambda pegawai: province.actor(pegawai, on=PRACTICE_DATE),
    )


def _wrong_penilai(province: Province, *, at: datetime) -> None:
    """Somebody whose penilai does not fit says so; the clerk finds the proposal on the home page."""
    person, proposed = person_of("199407072017121922"), person_of("198403242015012987")
    organisation.report_penilai(
        pegawai=person,
        penilai_usulan_id=proposed.pk,
        alasan="Sejak Mei saya bertugas di puskesmas, jadi pekerjaan saya dilihat oleh kepala puskesmas.",
        berlaku_date=at.date(),
        by=province.actor(person, on=at.date()),
        at=at,
    )
