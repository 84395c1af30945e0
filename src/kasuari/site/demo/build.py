"""Build the invented province through the product's own operations: every rule and audit row is real.

The year is 2026. It stands at Wednesday 24 June, inside the window of triwulan II: SKPs are set, triwulan I
is evaluated in the pilot units, and for triwulan II people have written their realisasi and wait for their
penilai.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_noop as _

from kasuari.accounts import operations as accounts
from kasuari.accounts.enums import Role
from kasuari.evaluation import operations as evaluation
from kasuari.foundation.access import Actor
from kasuari.organisation import operations as organisation
from kasuari.organisation import queries as people
from kasuari.planning import operations as planning
from kasuari.planning import queries as plans
from kasuari.progress import operations as progress
from kasuari.site.demo import (
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

if TYPE_CHECKING:
    from kasuari.evaluation.models import Evaluasi
    from kasuari.organisation.models import Instansi, Pegawai, Penugasan, UnitKerja
    from kasuari.planning.models import Indikator, Periode, PeriodeEvaluasi, Skp

TAHUN = 2026
PRACTICE_DATE = date(2026, 6, 24)
ROSTER_DATE = date(2026, 1, 1)
GOVERNOR = ("Yohanis Mahuze", "gubernur")
Report = Callable[[str], None]

# Units whose year is lived in full; elsewhere SKPs are in every stage that a clerk has to chase.
PILOT_UNITS = (
    "Dinas Kesehatan",
    "Dinas Pekerjaan Umum dan Penataan Ruang",
    "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
)
EVALUATED_UNITS = (
    "Puskesmas Perbatasan Sota Indah",
    "Puskesmas Wasur Permai",
    "Bidang Cipta Karya",
    "Bidang Penilaian Kinerja Aparatur dan Penghargaan",
)

# The worked SKPs of the annexes, by the NIP of the invented person who has them, with the pendekatan.
OFFICIAL = {
    "197006151994041937": ("SKP-1", "kuantitatif", "Gubernur"),
    "196910022000031971": ("SKP-2", "kuantitatif", "Gubernur"),
    "197612172000032962": ("SKP-3", "kualitatif", "Gubernur"),
    "198612102011031980": ("SKP-5", "kuantitatif", "Kepala Dinas"),
    "196810012000011912": ("SKP-6", "kuantitatif", "Kepala Bidang"),
    "199410242017042934": ("SKP-7", "kualitatif", "Kepala Puskesmas"),
}
FROM_MATRIX = {
    "200008142023012917": "SKP-9a",
    "199412072021022995": "SKP-9b",
    "198102062014032944": "SKP-9c",
    "199609232018122957": "SKP-9d",
}
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


@dataclass(frozen=True, slots=True)
class Result:
    """A leader's result, or one indikator of it, with the unit that carries it."""

    rhk_id: int
    indikator_id: int | None = None
    unit_id: int | None = None


@dataclass
class Province:
    """What is known while it is being built."""

    instansi: Instansi
    periode: Periode
    report: Report
    actors: dict[int, Actor] = field(default_factory=dict)
    carriers: dict[int, int] = field(default_factory=dict)
    results: dict[int, list[Result]] = field(default_factory=dict)
    heads: list[Skp] = field(default_factory=list)

    def actor(self, pegawai: Pegawai, *, on: date) -> Actor:
        found = self.actors.get(pegawai.pk)
        if found is None:
            if pegawai.user is None:
                raise LookupError(f"{pegawai} has no account")
            found = self.actors[pegawai.pk] = people.actor_for(pegawai.user, on=on)
        return found


def build(*, report: Report) -> None:
    """Fill an empty, migrated database. `report` gets one line for each stage."""
    system = Actor.system("Kasuari", on=ROSTER_DATE)
    instansi = _people(system, report)
    clerk = _roles(instansi, system)
    posts = people.post_names(clerk)
    duties = {key: lines for key, name in posts.items() if (lines := content.tugas_jabatan().get(name))}
    organisation.import_tugas(instansi=instansi, duties=duties, by=clerk, at=_moment(date(2026, 1, 5)))
    report("Membuka tahun kinerja 2026 …")
    periode = planning.open_periode(
        instansi=instansi, tahun=TAHUN, jenis_evaluasi="triwulanan", by=clerk, at=_moment(date(2026, 1, 5))
    )
    strategi.templates(instansi, clerk, at=_moment(date(2026, 1, 5)))
    province = Province(instansi, periode, report)
    _plan(province, clerk)
    report("Membagi peran dan hasil …")
    day = date(2026, 1, 28)
    stage = matrices.Stage(periode, _person, lambda pegawai: province.actor(pegawai, on=day), at=_moment(day))
    matrices.build(stage)
    report("Mencatat dialog kinerja dan mengingatkan yang belum lengkap …")
    talks.build(
        stage, talks.Chased(clerk, _moment(date(2026, 1, 20)), _moment(PRACTICE_DATE - timedelta(days=9)))
    )
    strategi.workblocks(stage)
    first, second = (_triwulan(periode, nomor) for nomor in (1, 2))
    report("Mencatat realisasi dan menilai triwulan I di unit percontohan …")
    units = {unit.pk for unit in _units(instansi, EVALUATED_UNITS)}
    team = [skp for skp in plans.evaluable(first) if units & {skp.unit_id, skp.unit_penilai_id}]
    _record(province, team, first, at=_moment(date(2026, 3, 24)))
    _evaluate(province, team, first, at=_moment(date(2026, 3, 27)))
    _record_pk(province, first, at=_moment(date(2026, 3, 26)))
    report("Mengubah SKP lewat versi baru …")
    changed = date(2026, 4, 13)
    versions.build(
        matrices.Stage(
            periode, _person, lambda pegawai: province.actor(pegawai, on=changed), at=_moment(changed)
        )
    )
    report("Mencatat realisasi triwulan II …")
    _record(province, team, second, at=_moment(date(2026, 6, 22)), leave_out=7)
    _record_pk(province, second, at=_moment(date(2026, 6, 22)))
    _set_capaian(province, team, second, at=_moment(date(2026, 6, 23)))
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
            periode, _person, lambda pegawai: province.actor(pegawai, on=talked), at=_moment(talked)
        ),
        clerk,
    )
    report("Mulai menilai triwulan II …")
    for turn, skp in enumerate(team):
        if turn % 3 == 0:
            _rate(province, skp, turn, second, at=_moment(date(2026, 6, 23)))
    _wrong_penilai(province, at=_moment(date(2026, 6, 23)))
    report("Memutus keberatan, mengalibrasi, dan menutup triwulan I …")
    judged.build(_judged(province, clerk))
    report("Menjalankan putaran 360 di satu puskesmas …")
    rounds.build(
        rounds.Stage(
            instansi=instansi,
            unit=_units(instansi, ("Puskesmas Perbatasan Sota Indah",))[0],
            clerk=clerk,
            moderators=(_person("198207122011022961"), _person("197401241997121963")),
            actor=lambda pegawai: province.actor(pegawai, on=PRACTICE_DATE),
        )
    )
    report("Mencatat mitra dan katalog pelatihan …")
    mitra.build(instansi=instansi, clerk=clerk, system=system, at=_moment(PRACTICE_DATE))
    report("Melatih, menilai kembali, dan membagi tempat pelatihan …")
    latihan.build(_trained(province, team, clerk))
    report("Menanyai masyarakat dan mengukur denyut …")
    surveys.build(
        surveys.Stage(
            instansi=instansi,
            units=_units(instansi, ("Puskesmas Perbatasan Sota Indah", "Puskesmas Wasur Permai")),
            clerk=clerk,
            actor=lambda pegawai: province.actor(pegawai, on=PRACTICE_DATE),
            today=PRACTICE_DATE,
        )
    )
    report("Menjalankan uji coba di tiga perangkat daerah …")
    pilots = tuple(_units(instansi, PILOT_UNITS))
    others = people.units_of(instansi.pk).filter(jenis="1").exclude(pk__in=[unit.pk for unit in pilots])
    waves.build(
        waves.Stage(
            instansi=instansi,
            pilots=pilots,
            others=tuple(others[:12]),
            clerk=clerk,
            reporter=_person("199410242017042934"),
            helper=_person("199012132022032971"),
            unit=_units(instansi, ("Puskesmas Perbatasan Sota Indah",))[0],
            actor=lambda pegawai: province.actor(pegawai, on=PRACTICE_DATE),
        )
    )


def _people(system: Actor, report: Report) -> Instansi:
    at = _moment(ROSTER_DATE)
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


def _roles(instansi: Instansi, system: Actor) -> Actor:
    """Grant the roles of the personas and put them on the sign-in page. Answers the clerk."""
    at = _moment(ROSTER_DATE)
    auditor = next(
        row.pegawai
        for row in people.people_in(_units(instansi, ("Inspektorat",))[0], on=ROSTER_DATE, below=True)
        if row.jabatan.nama.startswith("Auditor")
    )
    roles = {
        "Petugas kepegawaian BKPSDM": Role.KEPEGAWAIAN,
        "Pejabat yang berwenang": Role.PYB,
        "Auditor": Role.AUDITOR,
    }
    clerk, choices = system, []
    for nip, label, description in PERSONAS:
        person = _person(nip) if nip else auditor
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


def _plan(province: Province, clerk: Actor) -> None:
    report, periode = province.report, province.periode
    root = people.root_of(province.instansi)
    if root is None:
        raise LookupError("the province has no topmost unit")
    posts = list(people.people_in(root, on=ROSTER_DATE, below=True))
    pilot = _units(province.instansi, PILOT_UNITS)
    # One in forty outside the pilot units has not begun: the clerk has somebody to look for.
    main = [
        post
        for turn, post in enumerate(_main_posts(posts))
        if turn % 40 or post.memimpin or any(post.unit.path.startswith(unit.path) for unit in pilot)
    ]
    report(f"Menyusun draf SKP untuk {len(main)} orang …")
    by_approach: dict[str, list[int]] = {"kuantitatif": [], "kualitatif": []}
    for post in main:
        by_approach[OFFICIAL.get(post.pegawai.nip or "", ("", _usual_approach(post), ""))[1]].append(post.pk)
    for approach, ids in by_approach.items():
        planning.draft_many(
            periode=periode, penugasan_ids=ids, pendekatan=approach, by=clerk, at=_moment(date(2026, 1, 6))
        )
    _promise(province, clerk)
    skps = list(plans.skp_visible(clerk, periode=periode))
    report("Mengisi, mengajukan, dan menetapkan SKP …")
    # Leaders plan before those whom they lead, so that what they plan can be served.
    order = sorted(enumerate(skps), key=lambda pair: (pair[1].unit.depth, not pair[1].penugasan.memimpin))
    for turn, skp in order:
        inside = any(skp.unit.path.startswith(unit.path) for unit in pilot)
        leader = skp.format in {"A.1.1", "A.1.2"}
        stage = "set" if inside or leader or turn % 10 < 7 else ("submitted" if turn % 10 < 9 else "draft")
        if stage == "submitted" and turn % 40 == 18:
            stage = "returned"
        _one_skp(province, skp, stage=stage, day=date(2026, 1, 8) + timedelta(days=turn % 15))


def _one_skp(province: Province, skp: Skp, *, stage: str, day: date) -> None:
    if stage == "draft" or skp.penilai is None:
        return
    owner, at = province.actor(skp.pegawai, on=day), _moment(day)
    isi = _contents(skp)
    nip, leader = skp.pegawai.nip or "", skp.penugasan.memimpin
    if nip not in OFFICIAL and leader and plans.pk_offer(skp) is not None:
        _take(skp, isi, owner, at=at)
        province.heads.append(skp)
    else:
        above = [] if nip in OFFICIAL or nip in FROM_MATRIX else province.results.get(skp.penilai.pk, [])
        skp = planning.fill_skp(
            skp=skp,
            version=skp.version,
            rhk=content.serving(isi.rhk, [result.rhk_id for result in above]),
            ekspektasi=isi.ekspektasi,
            lampiran=isi.lampiran,
            by=owner,
            at=at,
        )
        _serve(skp, above, owner, at=at)
        if nip in OFFICIAL:
            skp = strategi.manual(skp, OFFICIAL[nip][0], owner, at=at)
    if leader:
        province.results.setdefault(skp.pegawai.pk, _results(province, skp))
    skp = planning.submit_skp(skp=skp, version=skp.version, by=owner, at=at)
    if stage == "returned" and skp.penilai is not None:
        planning.return_skp(
            skp=skp,
            version=skp.version,
            notes=[("", "Sebutkan ukuran keberhasilan yang dapat diperiksa, lalu ajukan lagi.")],
            by=province.actor(skp.penilai, on=day),
            at=at + timedelta(days=2),
        )
    if stage == "set" and skp.penilai is not None:
        planning.set_skp(
            skp=skp,
            version=skp.version,
            by=province.actor(skp.penilai, on=day),
            at=at + timedelta(days=2),
            issue=False,
        )


def _promise(province: Province, clerk: Actor) -> None:
    """The perjanjian kinerja of six perangkat daerah, set in the second week of January."""
    province.report("Mengimpor perjanjian kinerja …")
    with as_file(files("kasuari.site.demo") / "data" / "perjanjian_kinerja.csv") as path:
        result = planning.import_pk_file(
            path=path, instansi=province.instansi, by=clerk, at=_moment(date(2026, 1, 7))
        )
    if not result.applied:
        raise RuntimeError(f"perjanjian_kinerja.csv was refused: {result.counts}")
    for item in plans.indikator_pk_rows(clerk, tahun=TAHUN):
        if item.penanggung_jawab_id is not None:
            province.carriers[item.pk] = item.penanggung_jawab_id
    for perjanjian in plans.perjanjian_rows(clerk, tahun=TAHUN):
        planning.finalise_pk(
            perjanjian=perjanjian, version=perjanjian.version, by=clerk, at=_moment(date(2026, 1, 7))
        )


def _take(skp: Skp, isi: content.Isi, owner: Actor, *, at: datetime) -> None:
    """The SKP of a head whose unit has a perjanjian kinerja: its results, with the usual annex."""
    planning.take_pk(skp=skp, version=skp.version, by=owner, at=at)
    for nilai, lines in isi.ekspektasi.items():
        planning.set_ekspektasi(skp=skp, version=skp.version, nilai=nilai, lines=lines, by=owner, at=at)
    for jenis, lines in isi.lampiran.items():
        planning.set_lampiran(skp=skp, version=skp.version, jenis=jenis, lines=lines, by=owner, at=at)


def _results(province: Province, skp: Skp) -> list[Result]:
    """What those below may serve: each result, and each indikator of the perjanjian kinerja with who carries
    it."""
    found = []
    for rhk in skp.rencana_hasil_kerja.prefetch_related("indikator").order_by("urutan"):
        named = [item for item in rhk.indikator.all() if item.indikator_pk_id]
        found += [Result(rhk.pk, item.pk, province.carriers.get(item.indikator_pk_id or 0)) for item in named]
        if not named:
            found.append(Result(rhk.pk))
    return found


def _serve(skp: Skp, above: list[Result], owner: Actor, *, at: datetime) -> None:
    """Name the indikator that this unit carries, where the leader took it from the perjanjian kinerja."""
    carried = [result for result in above if result.unit_id == skp.unit_id and result.indikator_id]
    if not carried:
        return
    rows = list(skp.rencana_hasil_kerja.filter(intervensi__isnull=False).order_by("urutan"))
    for number, rhk in enumerate(rows):
        result = carried[number % len(carried)]
        planning.link_rhk(
            skp=skp,
            version=skp.version,
            rhk_id=rhk.pk,
            intervensi_id=result.rhk_id,
            intervensi_indikator_id=result.indikator_id,
            by=owner,
            at=at,
        )


def _contents(skp: Skp) -> content.Isi:
    nip = skp.pegawai.nip or ""
    if nip in OFFICIAL:
        skp_id, _approach, assigned_by = OFFICIAL[nip]
        return content.official(skp_id, penugasan_dari=assigned_by if skp_id in {"SKP-1", "SKP-2"} else "")
    if nip in FROM_MATRIX:
        return content.from_matrix(FROM_MATRIX[nip])
    if nip == matrices.KETUA_UKP:
        return content.team_leader()
    return content.invented(
        jabatan=skp.penugasan.jabatan.nama,
        unit=skp.unit.nama,
        memimpin=skp.penugasan.memimpin,
        perspektif=skp.format == "A.1.2",
    )


def _record(
    province: Province, team: Iterable[Skp], evaluasi: PeriodeEvaluasi, *, at: datetime, leave_out: int = 0
) -> None:
    """Everybody's realisasi with a link as evidence; one indikator in `leave_out` stays unwritten."""
    for turn, skp in enumerate(team):
        owner = province.actor(skp.pegawai, on=at.date())
        for number, indikator in enumerate(_indicators(skp)):
            if leave_out and (turn + number) % leave_out == 0:
                continue
            progress.record_realisasi(
                indikator=indikator,
                periode_evaluasi=evaluasi,
                teks=content.realisasi_text(_rating(turn, "hasil_kerja"), turn + number),
                nilai=_reached(indikator, _rating(turn, "hasil_kerja")),
                sumber_data="Laporan triwulan unit",
                version=None,
                by=owner,
                at=at,
            )
            if number == 0:
                progress.add_bukti_link(
                    indikator=indikator,
                    periode_evaluasi=evaluasi,
                    url="https://arsip.example.go.id/laporan-triwulan",
                    nama="Laporan triwulan",
                    by=owner,
                    at=at,
                )


def _record_pk(province: Province, evaluasi: PeriodeEvaluasi, *, at: datetime) -> None:
    """What the heads have reached on the perjanjian kinerja, around the target of the quarter; the last of
    each stays unwritten."""
    steps = (Decimal(1), Decimal("1.02"), Decimal("0.93"), Decimal(1))
    for skp in province.heads:
        for number, indikator in enumerate(_indicators(skp)[:-1]):
            source = indikator.indikator_pk
            target = getattr(source, f"target_tw{evaluasi.nomor}") if source else None
            if target is None:
                continue
            progress.record_realisasi(
                indikator=indikator,
                periode_evaluasi=evaluasi,
                teks="",
                nilai=(target * steps[(number + skp.pk) % len(steps)]).quantize(Decimal("0.1")),
                sumber_data="Laporan capaian perjanjian kinerja",
                version=None,
                by=province.actor(skp.pegawai, on=at.date()),
                at=at,
            )


def _set_capaian(province: Province, team: Iterable[Skp], evaluasi: PeriodeEvaluasi, *, at: datetime) -> None:
    clerk = _clerk(province)
    for unit in {
        skp.unit_penilai.pk: skp.unit_penilai for skp in team if skp.unit_penilai is not None
    }.values():
        evaluation.set_capaian(
            unit=unit,
            periode_evaluasi=evaluasi,
            level="baik",
            dasar="Capaian rencana aksi perjanjian kinerja triwulan terhadap target.",
            by=clerk,
            at=at,
        )


def _clerk(province: Province) -> Actor:
    nip = next(nip for nip, label, _about in PERSONAS if label.startswith("Petugas"))
    return province.actor(_person(nip), on=PRACTICE_DATE)


def _evaluate(province: Province, team: list[Skp], evaluasi: PeriodeEvaluasi, *, at: datetime) -> None:
    """Rate, sign, deliver and acknowledge everybody whose penilai is an ASN with a set SKP period."""
    _set_capaian(province, team, evaluasi, at=at - timedelta(days=1))
    for turn, skp in enumerate(team):
        rated = _rate(province, skp, turn, evaluasi, at=at)
        if rated is None or skp.penilai is None:
            continue
        penilai = province.actor(skp.penilai, on=at.date())
        signed = evaluation.sign_evaluasi(evaluasi=rated, version=rated.version, by=penilai, at=at)
        sent = evaluation.deliver_evaluasi(
            evaluasi=signed, version=signed.version, by=penilai, at=at + timedelta(days=4)
        )
        _acknowledge(province, sent, turn, at=at + timedelta(days=11))


def _rate(
    province: Province, skp: Skp, turn: int, evaluasi: PeriodeEvaluasi, *, at: datetime
) -> Evaluasi | None:
    """The two ratings with their reasons, as a draft of the penilai."""
    if skp.penilai is None:
        return None
    hasil, perilaku = _rating(turn, "hasil_kerja"), _rating(turn, "perilaku_kerja")
    if skp.penugasan.memimpin and hasil == "diatas":
        hasil = "sesuai"  # no higher than the capaian of the unit, Baik (SE MenPANRB 3/2023)
    return evaluation.rate(
        skp=skp,
        periode_evaluasi=evaluasi,
        rating_hasil_kerja=hasil,
        alasan_hasil_kerja=content.reason("hasil_kerja", hasil),
        rating_perilaku_kerja=perilaku,
        alasan_perilaku_kerja=content.reason("perilaku_kerja", perilaku),
        rekomendasi="Lanjutkan; bahas rencana aksi triwulan berikut bersama pimpinan.",
        version=None,
        by=province.actor(skp.penilai, on=at.date()),
        at=at,
    )


def _judged(province: Province, clerk: Actor) -> judged.Stage:
    first, second = (_triwulan(province.periode, nomor) for nomor in (1, 2))
    return judged.Stage(
        instansi=province.instansi,
        first=first,
        second=second,
        clerk=clerk,
        pyb=province.actor(_person("197401241997121963"), on=PRACTICE_DATE),
        head=_person("197612172000032962"),
        unit=_units(province.instansi, ("Puskesmas Perbatasan Sota Indah",))[0],
        actor=lambda pegawai: province.actor(pegawai, on=PRACTICE_DATE),
    )


def _trained(province: Province, team: Sequence[Skp], clerk: Actor) -> latihan.Stage:
    """Some people of each unit, without those whose own story is told elsewhere."""
    told = {talks.BIDAN, growth.MENTOR}
    by_unit: dict[int, list[Skp]] = {}
    for skp in team:
        if skp.pegawai.nip not in told:
            by_unit.setdefault(skp.unit_id, []).append(skp)
    return latihan.Stage(
        instansi=province.instansi,
        team=[
            (skp.pegawai, skp.penilai)
            for rows in by_unit.values()
            for skp in rows[: latihan.EACH]
            if skp.penilai
        ],
        clerk=clerk,
        actor=lambda pegawai: province.actor(pegawai, on=PRACTICE_DATE),
        moment=_moment,
    )


def _wrong_penilai(province: Province, *, at: datetime) -> None:
    """Somebody whose penilai does not fit says so; the clerk finds the proposal on the home page."""
    person, proposed = _person("199407072017121922"), _person("198403242015012987")
    organisation.report_penilai(
        pegawai=person,
        penilai_usulan_id=proposed.pk,
        alasan="Sejak Mei saya bertugas di puskesmas, jadi pekerjaan saya dilihat oleh kepala puskesmas.",
        berlaku_date=at.date(),
        by=province.actor(person, on=at.date()),
        at=at,
    )


def _acknowledge(province: Province, sent: Evaluasi, turn: int, *, at: datetime) -> None:
    if turn % 9 == 8:
        return
    agrees = turn % 9 != 4
    evaluation.acknowledge_evaluasi(
        evaluasi=sent,
        tanggapan="setuju" if agrees else "tidak_setuju",
        teks="" if agrees else "Cuaca buruk di bulan Februari belum dipertimbangkan.",
        version=sent.version,
        by=province.actor(sent.pegawai, on=at.date()),
        at=at,
    )


def _rating(turn: int, kind: str) -> str:
    """Mostly as expected, a few above, a few below; the two kinds do not move together."""
    step = turn * (3 if kind == "hasil_kerja" else 5) % 11
    return "diatas" if step in {1, 4} else "dibawah" if step == 7 else "sesuai"


def _reached(indikator: Indikator, rating: str) -> Decimal | None:
    """A figure near the target; None where the target is words."""
    low, high = indikator.target_minimum, indikator.target_maksimum
    if low is None or high is None:
        return None
    step = {"diatas": Decimal("1.04"), "sesuai": Decimal(1), "dibawah": Decimal("0.8")}[rating]
    return ((low + high) / 2 * step).quantize(Decimal("0.1"))


def _indicators(skp: Skp) -> list[Indikator]:
    return [
        item
        for rhk in sorted(skp.rencana_hasil_kerja.all(), key=lambda row: row.urutan)
        for item in sorted(rhk.indikator.all(), key=lambda row: row.urutan)
    ]


def _main_posts(posts: Iterable[Penugasan]) -> list[Penugasan]:
    """One appointment a person: the one with which they lead, else the definitive one."""
    order = {"tugas_tambahan": 0, "definitif": 1, "pj": 2, "plt": 3}
    chosen: dict[int, Penugasan] = {}
    for post in posts:
        if post.jenis not in order:
            continue
        before = chosen.get(post.pegawai_id)
        if before is None or order[post.jenis] < order[before.jenis]:
            chosen[post.pegawai_id] = post
    return list(chosen.values())


def _usual_approach(post: Penugasan) -> str:
    in_annex = post.pegawai.nip in FROM_MATRIX or post.pegawai.nip == matrices.KETUA_UKP
    return "kualitatif" if in_annex else "kuantitatif"


def _triwulan(periode: Periode, nomor: int) -> PeriodeEvaluasi:
    found = plans.periode_evaluasi(periode)
    return next(item for item in found if item.jenis == "triwulanan" and item.nomor == nomor)


def _units(instansi: Instansi, names: tuple[str, ...]) -> list[UnitKerja]:
    found = {unit.nama: unit for unit in instansi.unit_kerja.filter(nama__in=names)}
    return [found[name] for name in names]


def _person(nip: str) -> Pegawai:
    system = Actor.system("Kasuari", on=ROSTER_DATE)
    return people.colleagues(system).get(nip=nip)


def _moment(day: date) -> datetime:
    """Nine in the morning of a day, in the zone of the agency."""
    return timezone.make_aware(datetime.combine(day, time(9)))
