"""Every page of planning that no story passes, in both languages and at both sizes."""

from __future__ import annotations

import pytest

from kasuari.organisation.models import Pegawai
from kasuari.planning import operations
from kasuari.planning.models import Skp
from kasuari.planning.operations import IsianIndikator, IsianManual, IsianRhk, IsianWorkblock
from kasuari.planning.people import plannable_penugasan
from tests.cast import NOW, TODAY, Cast
from tests.journeys.conftest import DESKTOP, Visit
from tests.journeys.test_plan_a_province import look_at_both_sizes
from tests.planning.conftest import one_more
from tests.planning_builder import indikator_of, set_skp_for


@pytest.fixture
def world(transactional_db: None) -> Cast:
    from tests.cast import build_cast

    return build_cast()


@pytest.fixture
def pages(world: Cast) -> dict[str, tuple[Pegawai, list[str]]]:
    """Who looks at which pages; each of them has something to show."""
    cast, given = world, {"by": world.actor(world.hendrika), "at": NOW}
    plan = set_skp_for(cast, cast.yohana, cast.hendrika, atasan=cast.paulus, unit_penilai=cast.puskesmas)
    draft = _leader(cast)
    item = indikator_of(draft)[0]
    operations.write_manual(
        skp=draft,
        version=draft.version,
        indikator_id=item.pk,
        manual=IsianManual(tujuan="Mengetahui kepuasan ibu hamil"),
        **given,  # type: ignore[arg-type]
    )
    output = "Layanan ANC dilakukan dengan respon cepat"
    workblock = operations.add_workblock(
        skp=draft,
        workblock=IsianWorkblock(judul="Kelas ibu", indikator_id=item.pk, keluaran_rutin=(output,)),
        **given,  # type: ignore[arg-type]
    )
    matriks = operations.open_matriks(skp=draft, **given)  # type: ignore[arg-type]
    versi = operations.start_version(
        skp=plan,
        version=plan.version,
        sebab="umpan_balik",
        alasan="Umpan balik",
        **given,  # type: ignore[arg-type]
    )
    operations.write_version(versi=versi, version=0, change=one_more, **given)  # type: ignore[arg-type]
    operations.add_butir(
        instansi_id=cast.instansi.pk,
        jabatan_id=plan.penugasan.jabatan_id,
        rhk=IsianRhk(teks="Ibu hamil terlayani", indikator=(IsianIndikator(teks="Cakupan ANC"),)),
        by=cast.actor(cast.lusia),
        at=NOW,
    )
    me, place = f"/skp/{draft.pk}", f"/matriks/{matriks.pk}"
    row = matriks.anggota.get(pegawai=cast.yohana)
    return {
        "leader": (
            cast.hendrika,
            [
                f"/skp/{plan.pk}/dialog/",
                f"/dialog/{_dialog(cast, plan)}/",
                f"{me}/manual/",
                f"{me}/manual/{item.pk}/",
                f"{me}/workblock/",
                f"/workblock/{workblock.pk}/",
                f"/skp/{plan.pk}/versi/",
                f"/skp/{plan.pk}/versi/{versi.pk}/",
                f"{place}/",
                f"{place}/kolom/i{item.pk}/",
                f"{place}/pegawai/{row.pk}/",
                "/skp/tim/cakupan/",
            ],
        ),
        "clerk": (
            cast.lusia,
            [
                "/kelengkapan/",
                "/pustaka/",
                "/skp/massal/",
                "/skp/lembar/",
                "/skp/penilai-berganti/",
                "/templat-lampiran/semua/",
                f"/skp/pegawai/{cast.yohana.pk}/2026/",
            ],
        ),
    }


def _leader(cast: Cast) -> Skp:
    """Hendrika's draft with one indikator."""
    by = cast.actor(cast.hendrika)
    span = {"start_date": cast.periode.start_date, "last_date": cast.periode.last_date}
    skp = operations.draft_skp(
        periode=cast.periode,
        penugasan=plannable_penugasan(cast.hendrika.pk, **span)[0],
        pendekatan="kualitatif",
        by=by,
        at=NOW,
    )
    measure = IsianIndikator(teks="Ibu hamil puas dengan layanan ANC", perspektif="anggaran")
    result = IsianRhk(teks="Pelayanan kesehatan ibu membaik", indikator=(measure,))
    return operations.fill_skp(skp=skp, version=skp.version, rhk=[result], by=by, at=NOW)


def _dialog(cast: Cast, skp: Skp) -> int:
    by = cast.actor(cast.hendrika)
    dialog = operations.begin_dialog(skp=skp, by=by, at=NOW)
    isian = operations.IsianDialog(
        dialog_date=TODAY,
        topik={"hasil_kerja": "Ibu hamil terlayani sesuai standar"},
        kesepakatan=(operations.IsianKesepakatan(teks="Menyusun jadwal kunjungan"),),
    )
    operations.write_dialog(dialog=dialog, version=dialog.version, isian=isian, by=by, at=NOW)
    operations.share_dialog(dialog=dialog, version=dialog.version, by=by, at=NOW)
    return dialog.pk


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_other_page_of_planning_can_be_read_by_everybody(
    visit: Visit, pages: dict[str, tuple[Pegawai, list[str]]], language: str
) -> None:
    for who, paths in pages.values():
        visitor = visit(size=DESKTOP, language=language).arrive_as(who)
        visitor.context.add_cookies([{"name": "django_language", "value": language, "url": visitor.home}])
        for path in paths:
            visitor.go(path)
            assert visitor.page.locator("html").get_attribute("lang") == language
            look_at_both_sizes(visitor)
