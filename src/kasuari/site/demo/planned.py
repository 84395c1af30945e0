"""The year is planned: perjanjian kinerja, and an SKP for everybody in the stage that their unit is at."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from kasuari.foundation.access import Actor
from kasuari.organisation import queries as people
from kasuari.planning import operations as planning
from kasuari.planning import queries as plans
from kasuari.site.demo import content, matrices, strategi
from kasuari.site.demo.province import ROSTER_DATE, TAHUN, Province, Result, nine_on, units_named

if TYPE_CHECKING:
    from kasuari.organisation.models import Penugasan
    from kasuari.planning.models import Skp

# Units whose year is lived in full; elsewhere SKPs are in every stage that a clerk has to chase.
PILOT_UNITS = (
    "Dinas Kesehatan",
    "Dinas Pekerjaan Umum dan Penataan Ruang",
    "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
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


def plan_all(province: Province, clerk: Actor) -> None:
    report, periode = province.report, province.periode
    root = people.root_of(province.instansi)
    if root is None:
        raise LookupError("the province has no topmost unit")
    posts = list(people.people_in(root, on=ROSTER_DATE, below=True))
    pilot = units_named(province.instansi, PILOT_UNITS)
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
            periode=periode, penugasan_ids=ids, pendekatan=approach, by=clerk, at=nine_on(date(2026, 1, 6))
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
    owner, at = province.actor(skp.pegawai, on=day), nine_on(day)
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
            path=path, instansi=province.instansi, by=clerk, at=nine_on(date(2026, 1, 7))
        )
    if not result.applied:
        raise RuntimeError(f"perjanjian_kinerja.csv was refused: {result.counts}")
    for item in plans.indikator_pk_rows(clerk, tahun=TAHUN):
        if item.penanggung_jawab_id is not None:
            province.carriers[item.pk] = item.penanggung_jawab_id
    for perjanjian in plans.perjanjian_rows(clerk, tahun=TAHUN):
        planning.finalise_pk(
            perjanjian=perjanjian, version=perjanjian.version, by=clerk, at=nine_on(date(2026, 1, 7))
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
