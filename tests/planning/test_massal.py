"""Plans for many: what would be written, what is passed over and why, the run by a worker, taking it back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.http import Http404
from django.test import override_settings

from kasuari.audit.models import AuditEntry
from kasuari.foundation.jobs import job_view
from kasuari.foundation.jobs.worker import work_once
from kasuari.foundation.models import Job
from kasuari.foundation.refusals import Invalid, NotAllowed, Stale
from kasuari.organisation.models import Jabatan, Pegawai, Penugasan, RiwayatKedudukan
from kasuari.planning import operations, queries
from kasuari.planning.models import (
    BarisMassal,
    ButirLampiran,
    Indikator,
    Periode,
    RencanaHasilKerja,
    RencanaMassal,
    Skp,
)
from kasuari.planning.operations import IsianIndikator, IsianRhk, PilihanMassal, PilihanUbah
from tests.cast import NOW, Cast
from tests.planning.conftest import LAMPIRAN, later

TEMPLAT = (
    IsianRhk(
        teks="Warga terlayani tanpa menunggu lama",
        indikator=(
            IsianIndikator(
                teks="Waktu tunggu layanan",
                aspek="waktu",
                target_jenis="angka",
                target_maksimum=Decimal(30),
                satuan="menit",
                arah="turun",
            ),
        ),
    ),
)


@pytest.fixture(autouse=True)
def _a_queue() -> Iterator[None]:
    """Work waits until a worker takes it, as in production."""
    with override_settings(TASKS={"default": {"BACKEND": "kasuari.foundation.jobs.backend.LeaseBackend"}}):
        yield


@pytest.fixture
def jalankan(cast: Cast) -> Callable[..., RencanaMassal]:
    """Prepare, begin and work a run to its end."""

    def run(by: Pegawai | None = None, **pilihan: Any) -> RencanaMassal:
        actor = cast.actor(by or cast.lusia)
        wanted = {"templat": TEMPLAT, "sumber": ("templat",), **pilihan}
        massal = operations.prepare_massal(
            periode=cast.periode, pilihan=PilihanMassal(**wanted), by=actor, at=NOW
        )
        operations.begin_massal(massal=massal, version=0, by=actor, at=NOW)
        return work(massal)

    return run


def work(massal: RencanaMassal) -> RencanaMassal:
    by = queries.massal_actor(massal.pk, on=NOW.date())
    operations.work_massal(massal_id=massal.pk, by=by, now=lambda: NOW)
    return RencanaMassal.objects.select_related("periode").get(pk=massal.pk)


def states(massal: RencanaMassal) -> dict[str, str]:
    rows = massal.baris.select_related("pegawai")
    return {row.pegawai.nama.split()[0]: row.code or row.state for row in rows}


def test_a_template_written_once_reaches_everybody_but_who_plans(
    cast: Cast, jalankan: Callable[..., RencanaMassal]
) -> None:
    massal = jalankan(lampiran={"dukungan": LAMPIRAN["dukungan"]})
    assert massal.state == "diterapkan"
    assert states(massal) == {
        **dict.fromkeys(
            ("Paulus", "Andreas", "Hendrika", "Stefanus", "Agus", "Markus", "Yohana", "Rosa"), "ditulis"
        ),
        "Lusia": "planning.massal_own",
    }
    skp = Skp.objects.get(pegawai=cast.yohana)
    assert (skp.state, skp.format, skp.penilai_id) == ("draf", "A.1.7", cast.hendrika.pk)
    row = skp.rencana_hasil_kerja.get()
    assert (row.teks, row.penugasan_dari) == (TEMPLAT[0].teks, "Kepala Puskesmas Sota")
    line = row.indikator.get()
    assert (line.teks, line.aspek, line.target_maksimum, line.periksa) == (
        "Waktu tunggu layanan",
        "waktu",
        30,
        True,
    )
    assert ButirLampiran.objects.filter(skp=skp).count() == 1


def test_every_skp_has_its_own_event_and_its_owner_is_told(
    cast: Cast, jalankan: Callable[..., RencanaMassal], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        massal = jalankan(unit_id=cast.puskesmas.pk)
    events = list(AuditEntry.objects.filter(kind="planning.skp_planned").order_by("pk"))
    assert [row.object_id for row in events] == list(
        massal.baris.order_by("urutan").values_list("skp_id", flat=True)
    )
    assert {row.by_user_id for row in events} == {cast.lusia.user_id}
    assert events[-1].data == {
        "tahun": 2026,
        "massal_id": massal.pk,
        "made": True,
        "rhk": 1,
        "indikator": 1,
        "sumber": ["templat"],
    }
    assert list(AuditEntry.objects.filter(object_type="planning.massal").values_list("kind", flat=True)) == [
        "planning.massal_prepared",
        "planning.massal_begun",
        "planning.massal_applied",
    ]
    assert cast.yohana.user is not None
    assert cast.yohana.user.notices.filter(kind="planning.skp_planned").count() == 1


def test_what_somebody_wrote_is_never_overwritten(
    cast: Cast,
    complete: Callable[..., Skp],
    submitted: Callable[..., Skp],
    draft: Callable[..., Skp],
    jalankan: Callable[..., RencanaMassal],
) -> None:
    own = complete(cast.yohana)
    submitted(cast.markus)
    empty = draft(cast.hendrika)
    massal = jalankan(unit_id=cast.dinkes.pk)
    assert states(massal) | {"Rosa": "", "Stefanus": "", "Paulus": ""} == {
        "Yohana": "planning.massal_written",
        "Markus": "planning.massal_submitted",
        "Hendrika": "ditulis",
        **dict.fromkeys(("Rosa", "Stefanus", "Paulus"), ""),
    }
    assert own.rencana_hasil_kerja.get().teks.startswith("Ibu hamil")
    empty.refresh_from_db()
    assert (empty.version, empty.rencana_hasil_kerja.get().teks) == (1, TEMPLAT[0].teks)
    assert not massal.baris.get(pegawai=cast.hendrika).made


def test_reasons_of_law_and_of_the_data_are_told(cast: Cast, jalankan: Callable[..., RencanaMassal]) -> None:
    RiwayatKedudukan.objects.filter(pegawai=cast.rosa).update(kedudukan="cltn")
    RiwayatKedudukan.objects.filter(pegawai=cast.markus).delete()
    Pegawai.objects.create(
        instansi=cast.instansi,
        nip="199001012020011001",
        nama="Bruno Kwipalo",
        nama_cari="bruno",
        status="pns",
    )
    found = states(jalankan())
    assert found["Rosa"] == "planning.exempt_cltn"
    assert found["Markus"] == "planning.standing_unknown"
    assert found["Bruno"] == "planning.massal_no_post"


def test_the_library_helps_who_has_no_earlier_skp(
    cast: Cast, complete: Callable[..., Skp], jalankan: Callable[..., RencanaMassal]
) -> None:
    before = complete(cast.yohana)
    last_year = Periode.objects.create(
        instansi=cast.instansi,
        tahun=2025,
        start_date=date(2025, 1, 1),
        last_date=date(2025, 12, 31),
        jenis_evaluasi="triwulanan",
        state="ditutup",
        opened_at=NOW,
        opened_by=cast.lusia.user,
    )
    Skp.objects.filter(pk=before.pk).update(periode=last_year)
    perawat = Jabatan.objects.get(nama="Perawat Terampil")
    operations.add_butir(
        instansi_id=cast.instansi.pk,
        jabatan_id=perawat.pk,
        rhk=IsianRhk(
            teks="Pasien terawat", indikator=(IsianIndikator(teks="Keluhan pasien", aspek="kualitas"),)
        ),
        by=cast.actor(cast.lusia),
        at=NOW,
    )
    massal = jalankan(unit_id=cast.puskesmas.pk, sumber=("salin", "pustaka"), templat=())
    rows = {row.pegawai_id: row for row in massal.baris.all()}
    assert rows[cast.yohana.pk].sumber == ["salin"]
    assert rows[cast.markus.pk].sumber == ["pustaka"]
    assert rows[cast.hendrika.pk].code == "planning.massal_no_words"
    copied = Skp.objects.get(pegawai=cast.yohana, periode=cast.periode)
    assert copied.rencana_hasil_kerja.get().teks == before.rencana_hasil_kerja.get().teks
    assert {row.jenis for row in copied.butir_lampiran.all()} == {"dukungan", "skema", "konsekuensi"}
    nurse = Skp.objects.get(pegawai=cast.markus)
    assert nurse.rencana_hasil_kerja.get().indikator.get().aspek == "kualitas"


def test_a_penilai_plans_for_those_below_and_for_nobody_else(
    cast: Cast, jalankan: Callable[..., RencanaMassal]
) -> None:
    massal = jalankan(cast.hendrika)
    assert states(massal) == {"Yohana": "ditulis", "Markus": "ditulis"}
    with pytest.raises(NotAllowed, match=r"planning\.not_planner"):
        jalankan(cast.yohana)
    with pytest.raises(Http404):
        queries.massal_for(cast.actor(cast.stefanus), massal.pk)
    other = operations.prepare_massal(
        periode=cast.periode, pilihan=PilihanMassal(templat=TEMPLAT), by=cast.actor(cast.hendrika), at=NOW
    )
    with pytest.raises(NotAllowed, match=r"planning\.not_own_massal"):
        operations.begin_massal(massal=other, version=0, by=cast.actor(cast.stefanus), at=NOW)


def test_a_choice_without_words_is_refused(cast: Cast) -> None:
    for pilihan, code in (
        (PilihanMassal(sumber=()), "planning.massal_no_sources"),
        (PilihanMassal(pendekatan="lain"), "planning.pendekatan"),
        (PilihanMassal(templat=(IsianRhk(teks=" "),)), "planning.invalid"),
    ):
        with pytest.raises(Invalid) as refused:
            operations.prepare_massal(
                periode=cast.periode, pilihan=pilihan, by=cast.actor(cast.lusia), at=NOW
            )
        assert refused.value.code == code


def test_choices_survive_being_kept() -> None:
    pilihan = PilihanMassal(
        unit_id=3, jenis_jabatan=("jf",), templat=TEMPLAT, lampiran={"skema": ("Reviu",)}, sumber=("salin",)
    ).tidy()
    assert PilihanMassal.restored(pilihan.stored()).stored() == pilihan.stored()
    assert pilihan.sumber == ("salin", "templat")


def test_a_worker_that_died_is_followed_without_doubling(
    cast: Cast, jalankan: Callable[..., RencanaMassal], monkeypatch: pytest.MonkeyPatch
) -> None:
    from kasuari.planning.operations.massal import running

    monkeypatch.setattr(running, "BATCH", 3)
    by = cast.actor(cast.lusia)
    massal = operations.prepare_massal(
        periode=cast.periode, pilihan=PilihanMassal(templat=TEMPLAT, sumber=()), by=by, at=NOW
    )
    operations.begin_massal(massal=massal, version=0, by=by, at=NOW)
    calls: list[tuple[int, int]] = []

    def dies(done: int, total: int) -> None:
        calls.append((done, total))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        operations.work_massal(massal_id=massal.pk, by=by, now=lambda: NOW, progress=dies)
    assert calls == [(4, 9)]
    assert Skp.objects.count() == 3
    massal = work(massal)
    assert massal.counts["ditulis"] == Skp.objects.count() == RencanaHasilKerja.objects.count() == 8
    work(massal)
    assert Skp.objects.count() == 8
    assert AuditEntry.objects.filter(kind="planning.skp_planned").count() == 8


def test_the_job_shows_how_far_it_is(cast: Cast) -> None:
    by = cast.actor(cast.lusia)
    massal = operations.prepare_massal(
        periode=cast.periode, pilihan=PilihanMassal(templat=TEMPLAT, sumber=()), by=by, at=NOW
    )
    massal = operations.begin_massal(massal=massal, version=0, by=by, at=NOW)
    job = Job.objects.get(pk=massal.job)
    assert (job.task, job.args) == ("kasuari.planning.tasks.write_massal", [massal.pk])
    assert work_once(name="w")
    view = job_view(massal.job)
    assert view is not None
    assert (view.state, view.done, view.total) == ("done", 9, 9)
    job.refresh_from_db()
    assert job.result["ditulis"] == 8


def test_who_begins_meanwhile_is_passed_over(cast: Cast, complete: Callable[..., Skp]) -> None:
    by = cast.actor(cast.lusia)
    massal = operations.prepare_massal(
        periode=cast.periode, pilihan=PilihanMassal(templat=TEMPLAT, sumber=()), by=by, at=NOW
    )
    operations.begin_massal(massal=massal, version=0, by=by, at=NOW)
    own = complete(cast.yohana)
    massal = work(massal)
    assert states(massal)["Yohana"] == "planning.massal_written"
    assert own.rencana_hasil_kerja.count() == 1


def test_taking_back_leaves_what_was_touched(cast: Cast, jalankan: Callable[..., RencanaMassal]) -> None:
    massal = jalankan(unit_id=cast.puskesmas.pk)
    skp = Skp.objects.select_related("periode", "pegawai").get(pegawai=cast.yohana)
    operations.set_lampiran(
        skp=skp, version=skp.version, jenis="skema", lines=["Reviu"], by=cast.actor(cast.yohana), at=later(1)
    )
    by = cast.actor(cast.lusia)
    massal = operations.undo_massal(massal=massal, version=massal.version, by=by, at=later(2))
    assert massal.state == "mengurungkan"
    massal = work(massal)
    assert massal.state == "diurungkan"
    assert states(massal) == {
        "Yohana": "planning.massal_touched",
        "Markus": "diurungkan",
        "Hendrika": "diurungkan",
    }
    assert list(Skp.objects.values_list("pegawai_id", flat=True)) == [cast.yohana.pk]
    assert AuditEntry.objects.filter(kind="planning.skp_plan_undone").count() == 2
    assert (massal.counts["diurungkan"], massal.counts["dipertahankan"]) == (2, 1)


def test_taking_back_empties_a_draft_that_stood_before(
    cast: Cast, draft: Callable[..., Skp], jalankan: Callable[..., RencanaMassal]
) -> None:
    skp = draft(cast.yohana)
    massal = jalankan(unit_id=cast.puskesmas.pk, lampiran={"skema": ("Reviu",)})
    by = cast.actor(cast.lusia)
    work(operations.undo_massal(massal=massal, version=massal.version, by=by, at=later(2)))
    skp.refresh_from_db()
    assert (skp.state, skp.rencana_hasil_kerja.count(), skp.butir_lampiran.count()) == ("draf", 0, 0)
    assert Skp.objects.count() == 1


def test_nothing_to_take_back_is_said(cast: Cast, jalankan: Callable[..., RencanaMassal]) -> None:
    massal = jalankan(unit_id=cast.puskesmas.pk)
    Skp.objects.update(version=9)
    with pytest.raises(Invalid, match=r"planning\.massal_nothing_to_undo"):
        operations.undo_massal(massal=massal, version=massal.version, by=cast.actor(cast.lusia), at=later(2))


def test_a_run_begins_once(cast: Cast) -> None:
    by = cast.actor(cast.lusia)
    massal = operations.prepare_massal(
        periode=cast.periode, pilihan=PilihanMassal(templat=TEMPLAT), by=by, at=NOW
    )
    other = RencanaMassal.objects.select_related("periode").get(pk=massal.pk)
    operations.begin_massal(massal=massal, version=0, by=by, at=NOW)
    with pytest.raises(Stale):
        operations.begin_massal(massal=other, version=0, by=by, at=NOW)
    assert BarisMassal.objects.count() == 9


def reword(cast: Cast, massal: RencanaMassal, kind: str, **columns: Any) -> RencanaMassal:
    group = next(item for item in operations.groups_of(massal) if item.kind == kind)
    by = cast.actor(cast.lusia)
    made = operations.prepare_rewording(
        massal=massal, pilihan=PilihanUbah(kind=kind, key=group.key, **columns), by=by, at=later(3)
    )
    return work(operations.begin_massal(massal=made, version=0, by=by, at=later(3)))


def test_new_words_reach_all_who_hold_the_old_ones(
    cast: Cast, jalankan: Callable[..., RencanaMassal]
) -> None:
    massal = jalankan(unit_id=cast.puskesmas.pk)
    mine = Indikator.objects.select_related("rhk__skp__periode").get(rhk__skp__pegawai=cast.yohana)
    operations.change_indikator(
        skp=mine.rhk.skp,
        version=0,
        indikator_id=mine.pk,
        indikator=IsianIndikator(teks="Waktu tunggu saya"),
        by=cast.actor(cast.yohana),
        at=later(1),
    )
    groups = operations.groups_of(massal)
    assert [(item.kind, item.holders, item.given) for item in groups] == [("r", 3, 3), ("i", 2, 3)]
    done = reword(
        cast,
        massal,
        "i",
        indikator=IsianIndikator(
            teks="Waktu tunggu pendaftaran",
            target_jenis="angka",
            target_maksimum=Decimal(20),
            satuan="menit",
            arah="turun",
        ),
    )
    assert states(done) == {
        "Yohana": "planning.massal_reworded",
        "Markus": "ditulis",
        "Hendrika": "ditulis",
    }
    line = Indikator.objects.get(rhk__skp__pegawai=cast.markus)
    assert (line.teks, line.target_maksimum, line.aspek) == ("Waktu tunggu pendaftaran", 20, "waktu")
    assert Indikator.objects.get(pk=mine.pk).teks == "Waktu tunggu saya"
    assert AuditEntry.objects.filter(kind="planning.skp_reworded").count() == 2
    # The run behind it still knows its words, and both can be taken back, the later one first.
    assert [item.holders for item in operations.groups_of(massal)] == [3, 2]
    by = cast.actor(cast.lusia)
    done = work(operations.undo_massal(massal=done, version=done.version, by=by, at=later(5)))
    assert done.counts["diurungkan"] == 2
    line.refresh_from_db()
    assert (line.teks, line.target_maksimum) == ("Waktu tunggu layanan", 30)
    massal.refresh_from_db()
    massal = work(operations.undo_massal(massal=massal, version=massal.version, by=by, at=later(6)))
    assert massal.counts["diurungkan"] == 2


def test_what_is_handed_in_keeps_its_words(cast: Cast, jalankan: Callable[..., RencanaMassal]) -> None:
    massal = jalankan(unit_id=cast.puskesmas.pk)
    Skp.objects.filter(pegawai=cast.yohana).update(state="diajukan")
    done = reword(cast, massal, "r", teks="Warga terlayani dengan cepat")
    assert states(done)["Yohana"] == "planning.massal_submitted"
    texts = set(RencanaHasilKerja.objects.values_list("teks", flat=True))
    assert texts == {"Warga terlayani dengan cepat", TEMPLAT[0].teks}
    with pytest.raises(Invalid, match=r"planning\.massal_no_such_words"):
        operations.prepare_rewording(
            massal=massal, pilihan=PilihanUbah(kind="r", key="0", teks="x"), by=cast.actor(cast.lusia), at=NOW
        )


@pytest.mark.parametrize("people", [1, 3])
def test_a_batch_asks_as_often_for_three_as_for_one(
    people: int, cast: Cast, django_assert_num_queries: Any
) -> None:
    by = cast.actor(cast.hendrika if people == 3 else cast.stefanus)
    if people == 3:
        Penugasan.objects.filter(pegawai=cast.rosa).update(unit=cast.puskesmas)
    massal = operations.prepare_massal(
        periode=cast.periode, pilihan=PilihanMassal(templat=TEMPLAT, sumber=()), by=by, at=NOW
    )
    operations.begin_massal(massal=massal, version=0, by=by, at=NOW)
    assert massal.baris.count() == people
    with django_assert_num_queries(43):
        operations.work_massal(massal_id=massal.pk, by=by, now=lambda: NOW)


def test_what_serves_nothing_yet_names_the_leader_provisionally(
    cast: Cast, complete: Callable[..., Skp], jalankan: Callable[..., RencanaMassal]
) -> None:
    leader = complete(cast.hendrika)
    RencanaHasilKerja.objects.filter(skp=leader).update(teks="Warga terlayani dengan cepat dan ramah")
    jalankan(unit_id=cast.dinkes.pk, harapan="Pelayanan membaik")
    row = RencanaHasilKerja.objects.get(skp__pegawai=cast.yohana)
    assert (row.intervensi_id, row.intervensi_teks) == (None, "Warga terlayani dengan cepat dan ramah")
    other = RencanaHasilKerja.objects.get(skp__pegawai=cast.rosa)
    assert other.intervensi_teks == "Pelayanan membaik"  # the head of her puskesmas plans in the same batch
    head = RencanaHasilKerja.objects.get(skp__pegawai=cast.paulus)
    assert head.intervensi_teks == ""
