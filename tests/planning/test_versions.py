"""A set SKP changes only by a new version: what stays, what goes, who may, and what every version keeps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from kasuari.audit.models import AuditEntry
from kasuari.documents.models import Document
from kasuari.foundation.refusals import Invalid, NotAllowed, Stale
from kasuari.foundation.states import StateRefusal
from kasuari.organisation.models import Pegawai, PenetapanPenilai, Penugasan
from kasuari.planning import operations, queries
from kasuari.planning.differences import difference
from kasuari.planning.models import (
    Indikator,
    KolomMatriks,
    PeranHasil,
    RencanaHasilKerja,
    Skp,
    VersiSkp,
)
from kasuari.planning.naskah import NEW, Naskah, NaskahIndikator, from_json, naskah_of
from kasuari.planning.operations import IsianIndikator, IsianPeran
from kasuari.progress import operations as progress
from kasuari.progress.models import Realisasi
from tests.cast import NOW, TODAY, Cast
from tests.evaluation.acts import give_capaian, rate, sign
from tests.planning.conftest import later, one_more

Begin = Callable[..., Skp]
Start = Callable[..., VersiSkp]


def write(cast: Cast, versi: VersiSkp, change: Callable[[Naskah], Naskah], by: Pegawai | None = None) -> None:
    operations.write_version(
        versi=versi, version=versi.version, change=change, by=cast.actor(by or cast.yohana), at=later(4)
    )


def establish(cast: Cast, versi: VersiSkp, *, issue: bool = False) -> VersiSkp:
    operations.submit_version(versi=versi, version=versi.version, by=cast.actor(cast.yohana), at=later(5))
    return operations.set_version(
        versi=versi, version=versi.version, by=cast.actor(cast.hendrika), at=later(6), issue=issue
    )


def test_a_set_skp_is_not_written(cast: Cast, running: Begin) -> None:
    skp = running(cast.yohana)
    with pytest.raises(NotAllowed) as refused:
        operations.remove_rhk(
            skp=skp,
            version=skp.version,
            rhk_id=skp.rencana_hasil_kerja.all()[0].pk,
            by=cast.actor(cast.yohana),
            at=NOW,
        )
    assert refused.value.code == "planning.already_set"


def test_starting_leaves_the_running_version_and_records_one_event(
    cast: Cast, running: Begin, started: Start
) -> None:
    skp = running(cast.yohana)
    before, entries = naskah_of(skp), AuditEntry.objects.count()
    versi = started(skp)
    assert (versi.nomor, versi.state, versi.penilai_id) == (2, "draf", cast.hendrika.pk)
    assert from_json(versi.isi) == before
    skp.refresh_from_db()
    assert (skp.state, skp.nomor_versi) == ("ditetapkan", 1)
    assert AuditEntry.objects.count() == entries + 1
    entry = AuditEntry.objects.latest("id")
    assert (entry.kind, entry.object_id) == ("planning.versi_started", skp.pk)
    assert entry.data["alasan"] == "Puskesmas mendapat tugas imunisasi kejar"


def test_the_first_version_is_kept_as_it_was_set(cast: Cast, running: Begin, started: Start) -> None:
    skp = running(cast.yohana)
    started(skp)
    first = VersiSkp.objects.get(skp=skp, nomor=1)
    skp.refresh_from_db()
    assert (first.state, first.fakta, first.set_at) == ("ditetapkan", skp.fakta, skp.set_at)


@pytest.mark.parametrize("name", ["markus", "paulus", "lusia", "agus"])
def test_only_owner_and_penilai_start(cast: Cast, running: Begin, started: Start, name: str) -> None:
    skp = running(cast.yohana)
    with pytest.raises(NotAllowed) as refused:
        started(skp, getattr(cast, name))
    assert refused.value.code == "planning.not_version_writer"


def test_the_penilai_starts_and_writes_and_the_owner_signs(
    cast: Cast, running: Begin, started: Start
) -> None:
    versi = started(running(cast.yohana), cast.hendrika)
    write(cast, versi, one_more, cast.hendrika)
    with pytest.raises(NotAllowed) as refused:
        operations.submit_version(
            versi=versi, version=versi.version, by=cast.actor(cast.hendrika), at=later(5)
        )
    assert refused.value.code == "planning.not_owner"
    establish(cast, versi)
    assert versi.state == "ditetapkan"


def test_a_reason_is_asked(cast: Cast, running: Begin) -> None:
    skp = running(cast.yohana)
    for sebab, alasan in (("", "Ada tugas"), ("penugasan_baru", "  "), ("bosan", "Ada tugas")):
        with pytest.raises(Invalid) as refused:
            operations.start_version(
                skp=skp, version=skp.version, sebab=sebab, alasan=alasan, by=cast.actor(cast.yohana), at=NOW
            )
        assert refused.value.code == "planning.no_change_reason"


def test_one_version_is_prepared_at_a_time(cast: Cast, running: Begin, started: Start) -> None:
    skp = running(cast.yohana)
    started(skp)
    with pytest.raises(Invalid) as refused:
        started(skp, cast.hendrika)
    assert refused.value.code == "planning.version_open"


def test_a_draft_is_changed_directly(cast: Cast, draft: Begin, started: Start) -> None:
    with pytest.raises(NotAllowed) as refused:
        started(draft(cast.yohana))
    assert refused.value.code == "planning.not_set_yet"


def test_setting_keeps_rows_and_takes_out_what_is_gone(cast: Cast, running: Begin, started: Start) -> None:
    skp = running(cast.yohana)
    first, second = skp.rencana_hasil_kerja.order_by("urutan")
    measure, lost = first.indikator.get(), second.indikator.get()
    versi = started(skp)
    write(cast, versi, one_more)
    entries = AuditEntry.objects.count()
    establish(cast, versi)
    assert AuditEntry.objects.count() == entries + 2
    entry = AuditEntry.objects.latest("id")
    assert entry.kind == "planning.versi_set"
    counted = {name: entry.data[name] for name in ("added", "removed", "changed", "loosened")}
    assert counted == {"added": 2, "removed": 2, "changed": 1, "loosened": 0}
    skp = Skp.objects.get(pk=skp.pk)
    assert (skp.state, skp.nomor_versi, skp.set_at) == ("ditetapkan", 2, later(6))
    kept, new = skp.rencana_hasil_kerja.order_by("urutan")
    assert (kept.pk, kept.teks) == (first.pk, "Ibu hamil dan ibu nifas terlayani")
    assert kept.indikator.get().pk == measure.pk
    assert new.indikator.get().teks == "Cakupan imunisasi kejar"
    assert RencanaHasilKerja.of_all_versions.get(pk=second.pk).versi_akhir == 1
    assert Indikator.of_all_versions.get(pk=lost.pk).versi_akhir == 1


def test_every_version_reads_and_prints_as_it_was(cast: Cast, running: Begin, started: Start) -> None:
    skp = running(cast.yohana)
    earlier = Skp.objects.get(pk=skp.pk).fakta
    versi = started(skp)
    write(cast, versi, one_more)
    establish(cast, versi)
    first, now = VersiSkp.objects.filter(skp=skp).order_by("nomor")
    assert first.fakta == earlier
    assert [row["teks"] for row in now.fakta["hasil_kerja"]] == [
        "Ibu hamil dan ibu nifas terlayani",
        "Anak usia sekolah terimunisasi lengkap",
    ]
    assert Skp.objects.get(pk=skp.pk).fakta == now.fakta
    assert now.fakta["versi"] == 2


def test_the_paper_of_an_earlier_version_stays_and_no_longer_holds(
    cast: Cast, submitted: Begin, started: Start
) -> None:
    from kasuari.documents.queries import Standing, content_of, standing_of_file
    from kasuari.planning.versi_printing import paper_of_version

    reader = cast.actor(cast.yohana)
    skp = submitted(cast.yohana, 2)
    operations.set_skp(skp=skp, version=skp.version, by=cast.actor(cast.hendrika), at=later(2))
    document = Document.objects.get(kind=skp.format, object_id=skp.pk)
    versi = started(skp)
    write(cast, versi, one_more)
    establish(cast, versi, issue=True)
    document.refresh_from_db()
    assert document.replaced_at is not None
    assert document.replaced_by is not None
    assert document.replaced_by.title.endswith("versi 2")
    first = VersiSkp.objects.get(skp=skp, nomor=1)
    assert paper_of_version(versi=first, kind=skp.format, by=reader, at=later(9)) == content_of(document)
    printed = paper_of_version(versi=versi, kind=skp.format, by=reader, at=later(9))
    assert printed == content_of(document.replaced_by)
    # One that nobody printed while it ran is issued late, and its code says that it holds no longer.
    Document.objects.filter(object_id=skp.pk, replaced_by__isnull=False).update(object_type="elsewhere")
    late = paper_of_version(versi=first, kind=skp.format, by=reader, at=later(10))
    standing, issued = standing_of_file(late)
    assert issued is not None
    assert (standing, issued.object_id) == (Standing.REPLACED, first.pk)
    assert paper_of_version(versi=first, kind=skp.format, by=reader, at=later(11)) == late


def test_realisasi_stays_with_kept_parts_and_in_the_history_of_others(
    cast: Cast, running: Begin, started: Start
) -> None:
    skp = running(cast.yohana)
    first, second = skp.rencana_hasil_kerja.order_by("urutan")
    period = cast.triwulan(2)
    for row in (first, second):
        progress.record_realisasi(
            indikator=row.indikator.select_related("rhk__skp__periode").get(),
            periode_evaluasi=period,
            version=0,
            teks="Tercapai",
            nilai=Decimal(85),
            sumber_data="Kohort",
            by=cast.actor(cast.yohana),
            at=later(3),
        )
    versi = started(skp)
    write(cast, versi, one_more)
    establish(cast, versi)
    assert Realisasi.objects.count() == 2
    from kasuari.progress import queries as done

    found = done.progress_of(queries.skp_for(cast.actor(cast.yohana), skp.pk), period)
    assert [(row.indikator.id, row.filled) for row in found.indikator] == [
        (first.indikator.get().pk, True),
        (found.indikator[1].indikator.id, False),
    ]
    assert found.indikator[1].realisasi is None
    assert done.filled_counts([skp.pk], period)[skp.pk].realisasi == 1
    (ended,) = done.ended_results(found.skp)
    assert (ended.indikator.rhk_id, ended.nilai) == (second.pk, 85)


def test_progress_on_the_running_version_goes_on_while_one_is_prepared(
    cast: Cast, running: Begin, started: Start
) -> None:
    skp = running(cast.yohana)
    versi = started(skp)
    write(cast, versi, one_more)
    measure = Indikator.objects.filter(rhk__skp=skp).select_related("rhk__skp__periode").latest("pk")
    progress.record_realisasi(
        indikator=measure,
        periode_evaluasi=cast.triwulan(2),
        version=0,
        teks="Tercapai",
        nilai=None,
        sumber_data="",
        by=cast.actor(cast.yohana),
        at=later(5),
    )
    assert Realisasi.objects.get().indikator_id == measure.pk
    assert queries.evaluable(cast.triwulan(2)).filter(pk=skp.pk).exists()


def test_two_people_saving_are_told(cast: Cast, running: Begin, started: Start) -> None:
    versi = started(running(cast.yohana))
    other = VersiSkp.objects.select_related("skp__periode").get(pk=versi.pk)
    write(cast, versi, one_more)
    with pytest.raises(Stale):
        write(cast, other, lambda naskah: naskah.without_rhk(naskah.rhk[0].id), cast.hendrika)
    assert len(from_json(VersiSkp.objects.get(pk=versi.pk).isi).rhk) == 2


def test_writing_the_same_is_no_write(cast: Cast, running: Begin, started: Start) -> None:
    versi = started(running(cast.yohana))
    entries = AuditEntry.objects.count()
    write(cast, versi, lambda naskah: naskah)
    assert (versi.version, AuditEntry.objects.count()) == (0, entries)


def test_a_version_without_a_change_is_not_submitted(cast: Cast, running: Begin, started: Start) -> None:
    versi = started(running(cast.yohana))
    with pytest.raises(Invalid) as refused:
        operations.submit_version(versi=versi, version=0, by=cast.actor(cast.yohana), at=later(5))
    assert refused.value.code == "planning.nothing_changed"


def test_who_is_no_longer_penilai_is_refused_with_that_reason(
    cast: Cast, running: Begin, started: Start
) -> None:
    skp = running(cast.yohana)
    versi = started(skp)
    write(cast, versi, one_more)
    operations.submit_version(versi=versi, version=versi.version, by=cast.actor(cast.yohana), at=later(5))
    _name(cast, cast.stefanus)
    for act in (
        lambda: operations.set_version(
            versi=versi, version=versi.version, by=cast.actor(cast.hendrika), at=later(6)
        ),
        lambda: started(skp, cast.hendrika),
    ):
        with pytest.raises(NotAllowed) as refused:
            act()
        assert refused.value.code == "planning.no_longer_penilai"
    versi.refresh_from_db()
    assert versi.state == "diajukan"


def _handed_in(cast: Cast, running: Begin, started: Start) -> VersiSkp:
    versi = started(running(cast.yohana))
    write(cast, versi, one_more)
    return operations.submit_version(
        versi=versi, version=versi.version, by=cast.actor(cast.yohana), at=later(5)
    )


def _instead(cast: Cast, versi: VersiSkp, by: Pegawai, alasan: str = "Penilai pindah tugas") -> VersiSkp:
    return operations.set_version_instead(
        versi=versi, version=versi.version, alasan=alasan, by=cast.actor(by), at=later(6)
    )


def test_where_the_penilai_left_and_nobody_took_over_the_atasan_sets_with_a_reason(
    cast: Cast, running: Begin, started: Start
) -> None:
    versi = _handed_in(cast, running, started)
    with pytest.raises(NotAllowed, match=r"planning\.penilai_still_there"):
        _instead(cast, versi, cast.paulus)
    Penugasan.objects.filter(pegawai=cast.hendrika).update(end_date=TODAY)
    with pytest.raises(NotAllowed, match=r"planning\.not_atasan"):
        _instead(cast, versi, cast.hendrika)
    with pytest.raises(Invalid, match=r"planning\.no_reason"):
        _instead(cast, versi, cast.paulus, "  ")
    _instead(cast, versi, cast.paulus)
    skp = Skp.objects.get(pk=versi.skp_id)
    assert (skp.nomor_versi, skp.set_by, skp.penilai) == (2, cast.paulus.user, cast.hendrika)
    assert skp.fakta["ditetapkan_atasan"] == versi.fakta["ditetapkan_atasan"] == "Penilai pindah tugas"
    kept = queries.set_instead(skp)
    assert kept is not None
    assert (kept.atasan, kept.penilai) == (cast.paulus, cast.hendrika)
    entry = AuditEntry.objects.filter(kind="planning.versi_set_instead").get()
    assert (entry.pegawai_id, entry.data["alasan"]) == (cast.yohana.pk, "Penilai pindah tugas")
    issued = Document.objects.filter(object_type="planning.skp", object_id=skp.pk).order_by("pk").last()
    assert issued is not None


def test_a_new_penilai_goes_before_the_atasan(cast: Cast, running: Begin, started: Start) -> None:
    versi = _handed_in(cast, running, started)
    _name(cast, cast.stefanus)
    with pytest.raises(NotAllowed, match=r"planning\.new_penilai"):
        _instead(cast, versi, cast.paulus)


def test_submitted_again_it_reaches_the_new_penilai_who_sets_it(
    cast: Cast, running: Begin, started: Start
) -> None:
    skp = running(cast.yohana)
    versi = started(skp)
    write(cast, versi, one_more)
    operations.submit_version(versi=versi, version=versi.version, by=cast.actor(cast.yohana), at=later(5))
    _name(cast, cast.stefanus)
    assert not queries.skp_visible(cast.actor(cast.stefanus)).filter(pk=skp.pk).exists()
    operations.withdraw_version(versi=versi, version=versi.version, by=cast.actor(cast.yohana), at=later(6))
    operations.submit_version(versi=versi, version=versi.version, by=cast.actor(cast.yohana), at=later(7))
    assert queries.skp_visible(cast.actor(cast.stefanus)).filter(pk=skp.pk).exists()
    operations.set_version(
        versi=versi, version=versi.version, by=cast.actor(cast.stefanus), at=later(8), issue=False
    )
    skp.refresh_from_db()
    assert (skp.penilai_id, skp.nomor_versi) == (cast.stefanus.pk, 2)
    assert VersiSkp.objects.get(skp=skp, nomor=1).penilai_id == cast.hendrika.pk


def test_returned_with_notes_and_submitted_again(cast: Cast, running: Begin, started: Start) -> None:
    versi = started(running(cast.yohana))
    write(cast, versi, one_more)
    by, penilai = cast.actor(cast.yohana), cast.actor(cast.hendrika)
    operations.submit_version(versi=versi, version=versi.version, by=by, at=later(5))
    with pytest.raises(Invalid):
        operations.return_version(versi=versi, version=versi.version, notes=[("", " ")], by=penilai, at=NOW)
    operations.return_version(
        versi=versi, version=versi.version, notes=[("", "Targetnya terlalu rendah")], by=penilai, at=later(6)
    )
    assert queries.catatan_of_version(versi)[""][0].teks == "Targetnya terlalu rendah"
    operations.submit_version(versi=versi, version=versi.version, by=by, at=later(7))
    assert versi.state == "diajukan"


def test_given_up_and_taken_up_again_with_what_was_written(
    cast: Cast, running: Begin, started: Start
) -> None:
    skp = running(cast.yohana)
    versi = started(skp)
    write(cast, versi, one_more)
    by = cast.actor(cast.yohana)
    operations.cancel_version(versi=versi, version=versi.version, by=by, at=later(5))
    assert queries.open_version(skp) is None
    operations.resume_version(versi=versi, version=versi.version, by=by, at=later(6))
    assert versi.state == "draf"
    assert from_json(versi.isi).rhk[0].isian.teks == "Ibu hamil dan ibu nifas terlayani"
    operations.cancel_version(versi=versi, version=versi.version, by=by, at=later(7))
    second = started(skp)
    write(cast, second, one_more)
    establish(cast, second)
    versi = VersiSkp.objects.select_related("skp__periode").get(pk=versi.pk)
    with pytest.raises(Invalid) as refused:
        operations.resume_version(versi=versi, version=versi.version, by=by, at=later(9))
    assert refused.value.code == "planning.version_outdated"


def test_a_submitted_version_is_withdrawn_before_it_is_given_up(
    cast: Cast, running: Begin, started: Start
) -> None:
    versi = started(running(cast.yohana))
    write(cast, versi, one_more)
    by = cast.actor(cast.yohana)
    operations.submit_version(versi=versi, version=versi.version, by=by, at=later(5))
    with pytest.raises(StateRefusal):
        operations.cancel_version(versi=versi, version=versi.version, by=by, at=later(6))
    with pytest.raises(NotAllowed) as refused:
        write(cast, versi, lambda naskah: naskah.without_rhk(naskah.rhk[0].id))
    assert refused.value.code == "planning.version_not_writable"


def test_a_set_version_never_moves_again(cast: Cast, running: Begin, started: Start) -> None:
    versi = started(running(cast.yohana))
    write(cast, versi, one_more)
    establish(cast, versi)
    by = cast.actor(cast.yohana)
    with pytest.raises(NotAllowed):
        write(cast, versi, lambda naskah: naskah.without_rhk(naskah.rhk[0].id))
    for act in (operations.cancel_version, operations.withdraw_version, operations.resume_version):
        with pytest.raises(StateRefusal):
            act(versi=versi, version=versi.version, by=by, at=later(9))


def test_links_of_the_team_follow_kept_results_and_come_loose_from_others(
    cast: Cast, running: Begin, complete: Begin, started: Start
) -> None:
    leader = running(cast.hendrika, 2)
    first, second = leader.rencana_hasil_kerja.order_by("urutan")
    skp = complete(cast.yohana, 2)
    for row, above in zip(skp.rencana_hasil_kerja.order_by("urutan"), (first, second), strict=True):
        operations.link_rhk(
            skp=skp,
            version=skp.version,
            rhk_id=row.pk,
            intervensi_id=above.pk,
            intervensi_indikator_id=above.indikator.get().pk,
            by=cast.actor(cast.yohana),
            at=later(3),
        )
    versi = started(leader, cast.hendrika)
    write(cast, versi, one_more, cast.hendrika)
    operations.submit_version(versi=versi, version=versi.version, by=cast.actor(cast.hendrika), at=later(5))
    operations.set_version(
        versi=versi, version=versi.version, by=cast.actor(cast.paulus), at=later(6), issue=False
    )
    kept, loose = skp.rencana_hasil_kerja.order_by("urutan")
    assert (kept.intervensi_id, kept.intervensi_indikator_id) == (first.pk, first.indikator.get().pk)
    assert (loose.intervensi_id, loose.intervensi_indikator_id) == (None, None)
    assert loose.intervensi_teks
    assert AuditEntry.objects.filter(kind="planning.versi_set").get().data["loosened"] == 1


def test_a_kept_row_keeps_what_it_was_taken_from(cast: Cast, running: Begin, started: Start) -> None:
    skp = running(cast.yohana)
    row = skp.rencana_hasil_kerja.order_by("urutan")[0]
    RencanaHasilKerja.objects.filter(pk=row.pk).update(harapan_teks="Harapan semula")
    Indikator.objects.filter(rhk=row).update(
        baseline=Decimal(70),
        cascading="wilayah",
        indikator_pk_revision=3,
        target_jenis="angka",
        target_teks="",
        target_minimum=Decimal(80),
        satuan="%",
    )
    versi = started(skp)
    write(cast, versi, one_more)
    establish(cast, versi)
    row.refresh_from_db()
    measure = row.indikator.get()
    assert row.harapan_teks == "Harapan semula"
    assert (measure.baseline, measure.cascading, measure.indikator_pk_revision) == (70, "wilayah", 3)


def test_a_link_accepted_meanwhile_is_not_lost(cast: Cast, running: Begin, started: Start) -> None:
    skp, leader = running(cast.yohana), running(cast.hendrika)
    versi = started(skp)
    write(cast, versi, one_more)
    row, above = skp.rencana_hasil_kerja.order_by("urutan")[0], leader.rencana_hasil_kerja.all()[0]
    operations.link_rhk(
        skp=Skp.objects.get(pk=skp.pk),
        version=skp.version,
        rhk_id=row.pk,
        intervensi_id=above.pk,
        by=cast.actor(cast.yohana),
        at=later(4),
    )
    establish(cast, versi)
    row.refresh_from_db()
    assert row.intervensi_id == above.pk


def _under(above: RencanaHasilKerja) -> Callable[[Naskah], Naskah]:
    def change(naskah: Naskah) -> Naskah:
        item = naskah.rhk[0]
        return naskah.with_rhk(replace(item, isian=replace(item.isian, intervensi_id=above.pk)))

    return change


def test_a_result_is_not_put_under_its_own_child(cast: Cast, running: Begin, started: Start) -> None:
    skp, leader = running(cast.yohana), running(cast.hendrika)
    own, above = skp.rencana_hasil_kerja.order_by("urutan")[0], leader.rencana_hasil_kerja.all()[0]
    RencanaHasilKerja.objects.filter(pk=above.pk).update(intervensi=own)
    versi = started(skp)
    with pytest.raises(Invalid) as refused:
        write(cast, versi, _under(above))
    assert refused.value.code == "planning.circle"


def test_a_circle_that_was_closed_meanwhile_is_refused_when_the_version_is_set(
    cast: Cast, running: Begin, started: Start
) -> None:
    skp, leader = running(cast.yohana), running(cast.hendrika)
    own, above = skp.rencana_hasil_kerja.order_by("urutan")[0], leader.rencana_hasil_kerja.all()[0]
    versi = started(skp)
    write(cast, versi, _under(above))
    RencanaHasilKerja.objects.filter(pk=above.pk).update(intervensi=own)
    operations.submit_version(versi=versi, version=versi.version, by=cast.actor(cast.yohana), at=later(5))
    with pytest.raises(Invalid) as refused:
        operations.set_version(
            versi=versi, version=versi.version, by=cast.actor(cast.hendrika), at=later(6), issue=False
        )
    assert refused.value.code == "planning.circle"
    assert Skp.objects.get(pk=skp.pk).nomor_versi == 1


def test_a_new_link_leads_to_a_result_of_the_penilai(cast: Cast, running: Begin, started: Start) -> None:
    skp, leader, other = running(cast.yohana), running(cast.hendrika), running(cast.markus)
    versi = started(skp)
    with pytest.raises(Invalid) as refused:
        write(cast, versi, _under(other.rencana_hasil_kerja.all()[0]))
    assert refused.value.code == "planning.not_leader_result"
    above = leader.rencana_hasil_kerja.all()[0]
    write(cast, versi, _under(above))
    establish(cast, versi)
    row = skp.rencana_hasil_kerja.order_by("urutan")[0]
    assert row.intervensi_id == above.pk
    assert row.intervensi_teks.startswith(above.teks)


def test_a_range_the_wrong_way_round_is_named_at_its_target(
    cast: Cast, running: Begin, started: Start
) -> None:
    versi = started(running(cast.yohana))

    def ten_to_five(naskah: Naskah) -> Naskah:
        item = naskah.rhk[0]
        below = item.indikator[0]
        target = replace(
            below.isian,
            target_jenis="rentang",
            target_minimum=Decimal(10),
            target_maksimum=Decimal(5),
            satuan="%",
        )
        return naskah.with_rhk(replace(item, indikator=(replace(below, isian=target),)))

    write(cast, versi, ten_to_five)
    with pytest.raises(Invalid) as refused:
        operations.submit_version(versi=versi, version=versi.version, by=cast.actor(cast.yohana), at=later(5))
    assert refused.value.code == "planning.incomplete"
    (problem,) = refused.value.problems
    item = from_json(versi.isi).rhk[0]
    assert (problem.code, problem.path) == (
        "skp.target.terbalik",
        f"hasil_kerja/{item.id}/indikator/{item.indikator[0].id}/target",
    )


def test_the_difference_says_every_part(cast: Cast, running: Begin) -> None:
    before = naskah_of(running(cast.yohana))
    item = before.rhk[0]
    below = item.indikator[0]
    target = replace(
        below.isian, target_jenis="angka", target_minimum=Decimal("82.5"), target_teks="", satuan="%"
    )
    after = replace(
        before.with_rhk(replace(item, indikator=(replace(below, isian=target),))),
        ekspektasi={1: ("Menyapa setiap ibu",)},
        lampiran={**before.lampiran, "dukungan": ("Motor trail untuk kunjungan",)},
    )
    found = difference(before, after)
    (part,) = found.rhk
    assert (part.kind, part.fields) == ("changed", ())
    (measure,) = part.indikator
    assert [(str(row.label), row.before, row.after) for row in measure.fields] == [
        ("Target", "Komplain lebih sedikit daripada tahun lalu", "82,5%")
    ]
    assert [(row.added, row.removed) for row in found.ekspektasi] == [(("Menyapa setiap ibu",), ())]
    assert found.lampiran[0].removed == ("Tenaga administratif untuk mencatat register kohort",)
    assert (found.count("added"), found.count("removed"), found.count("changed")) == (2, 1, 1)
    assert not difference(before, before).any
    assert difference(before, replace(before, rhk=before.rhk[::-1])).moved


def _name(cast: Cast, penilai: Pegawai) -> None:
    """From today on somebody else is Yohana's penilai."""
    PenetapanPenilai.objects.create(
        pegawai=cast.yohana,
        penilai=penilai,
        dasar="Surat pendelegasian",
        start_date=TODAY - timedelta(days=1),
        decided_at=NOW,
        decided_by=cast.lusia.user,
    )


def test_roles_of_a_matrix_that_waited_come_in_with_the_version(
    cast: Cast, running: Begin, started: Start
) -> None:
    skp, leader = running(cast.yohana), running(cast.hendrika)
    by = cast.actor(cast.hendrika)
    matriks = operations.open_matriks(skp=leader, by=by, at=later(3))
    row, kolom = matriks.anggota.get(pegawai=cast.yohana), queries.kolom_of(matriks)[0]
    given: dict[str, Any] = {"matriks": matriks, "anggota_id": row.pk, "kolom": kolom.key, "by": by}

    def roles(*words: str, version: int) -> None:
        peran = [IsianPeran(teks=item) for item in words]
        operations.write_cell(peran=peran, tanpa_peran=False, version=version, at=later(3), **given)

    roles("Kelas ibu hamil terselenggara", version=0)
    assert PeranHasil.objects.get().rhk_id is None
    versi = started(skp)
    assert from_json(versi.isi).rhk[-1].isian.teks == "Kelas ibu hamil terselenggara"
    roles("Kelas ibu hamil terselenggara", "Posyandu remaja berjalan", version=1)
    operations.take_roles(versi=versi, version=0, by=cast.actor(cast.yohana), at=later(4))
    naskah = from_json(versi.isi)
    assert [item.isian.teks for item in naskah.rhk[-2:]] == [
        "Kelas ibu hamil terselenggara",
        "Posyandu remaja berjalan",
    ]
    write(cast, versi, _measured)
    establish(cast, versi)
    first, second = PeranHasil.objects.order_by("urutan")
    assert first.rhk is not None
    assert second.rhk is not None
    assert (first.rhk.skp_id, first.teks_masuk) == (skp.pk, "Kelas ibu hamil terselenggara")
    assert first.rhk.intervensi_indikator_id == leader.rencana_hasil_kerja.all()[0].indikator.get().pk
    assert queries.roles_waiting(queries.skp_for(cast.actor(cast.yohana), skp.pk)) == []


def _measured(naskah: Naskah) -> Naskah:
    for number, item in enumerate(naskah.rhk, start=1):
        if not item.indikator:
            measure = NaskahIndikator(NEW + 500 + number, IsianIndikator(teks="Laporan", target_teks="Empat"))
            naskah = naskah.with_rhk(replace(item, indikator=(measure,)))
    return naskah


def test_an_evaluation_keeps_which_version_it_rated(cast: Cast, running: Begin, started: Start) -> None:
    skp = running(cast.yohana)
    give_capaian(cast)
    signed = sign(cast, rate(cast, skp))
    assert signed.fakta["skp"]["versi"] == 1
    earlier = signed.fakta["hasil_kerja"]
    versi = started(skp)
    write(cast, versi, one_more)
    establish(cast, versi)
    signed.refresh_from_db()
    assert (signed.skp_id, signed.fakta["skp"]["versi"]) == (skp.pk, 1)
    assert signed.fakta["hasil_kerja"] == earlier


def test_a_cell_of_a_matrix_outlives_a_result_that_is_taken_out(
    cast: Cast, running: Begin, started: Start
) -> None:
    leader = running(cast.hendrika, 2)
    Indikator.objects.filter(rhk=leader.rencana_hasil_kerja.order_by("urutan")[1]).update(
        teks="Kunjungan nifas"
    )
    matriks = operations.open_matriks(skp=leader, by=cast.actor(cast.hendrika), at=later(3))
    row, kolom = matriks.anggota.get(pegawai=cast.yohana), queries.kolom_of(matriks)[1]
    operations.write_cell(
        matriks=matriks,
        anggota_id=row.pk,
        kolom=kolom.key,
        peran=[IsianPeran(teks="Kunjungan nifas terlaksana")],
        tanpa_peran=False,
        version=0,
        by=cast.actor(cast.hendrika),
        at=later(3),
    )
    versi = started(leader, cast.hendrika)
    write(cast, versi, one_more, cast.hendrika)
    operations.submit_version(versi=versi, version=versi.version, by=cast.actor(cast.hendrika), at=later(5))
    operations.set_version(
        versi=versi, version=versi.version, by=cast.actor(cast.paulus), at=later(6), issue=False
    )
    assert KolomMatriks.objects.get(matriks=matriks).indikator_id is None
    old = [item for item in queries.kolom_of(matriks) if item.lama]
    assert [item.teks for item in old] == [kolom.teks]
    assert PeranHasil.objects.get().teks == "Kunjungan nifas terlaksana"
