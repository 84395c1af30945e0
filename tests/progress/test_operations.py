"""Writing steps, results and evidence: the exact event, the exact columns, and who may not."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from kasuari.audit.models import AuditEntry
from kasuari.foundation.models import StoredFile
from kasuari.foundation.refusals import Invalid, NotAllowed, Refusal, Stale
from kasuari.planning.models import Skp
from kasuari.progress import operations
from kasuari.progress.models import BuktiDukung, Realisasi, RencanaAksi
from tests.cast import NOW, Cast
from tests.planning_builder import indikator_of, set_skp_for

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture
def skp(cast: Cast) -> Skp:
    return set_skp_for(cast, cast.yohana, cast.hendrika)


def record(cast: Cast, skp: Skp, **changes: object) -> Realisasi:
    given: dict[str, object] = {
        "indikator": indikator_of(skp)[0],
        "periode_evaluasi": cast.triwulan(2),
        "teks": "42 dari 50 ibu hamil terlayani",
        "nilai": Decimal("84"),
        "sumber_data": "Register kohort",
        "version": None,
        "by": cast.actor(cast.yohana),
        "at": NOW,
    }
    return operations.record_realisasi(**(given | changes))  # type: ignore[arg-type]


def last_event() -> AuditEntry:
    found = AuditEntry.objects.order_by("-id").first()
    assert found is not None
    return found


def test_record_realisasi_writes_columns_and_one_event(cast: Cast, skp: Skp) -> None:
    written = record(cast, skp)
    row = Realisasi.objects.get()
    assert (row.teks, row.nilai, row.sumber_data, row.version) == (
        "42 dari 50 ibu hamil terlayani",
        Decimal("84"),
        "Register kohort",
        1,
    )
    assert (row.recorded_at, row.recorded_by_id) == (NOW, cast.yohana.user_id)
    assert AuditEntry.objects.count() == 1
    event = last_event()
    assert (event.kind, event.object_type, event.object_id) == (
        "progress.realisasi_recorded",
        "planning.skp",
        skp.pk,
    )
    assert event.pegawai_id == cast.yohana.pk
    assert event.data["nilai"] == "84"
    assert event.data["version"] == written.version == 1


def test_record_realisasi_without_number_is_unknown_not_zero(cast: Cast, skp: Skp) -> None:
    record(cast, skp, nilai=None)
    assert Realisasi.objects.get().nilai is None
    assert last_event().data["nilai"] is None


def test_record_realisasi_again_with_the_same_words_records_nothing(cast: Cast, skp: Skp) -> None:
    record(cast, skp)
    again = record(cast, skp, version=1)
    assert again.version == 1
    assert AuditEntry.objects.count() == 1


def test_record_realisasi_from_an_old_page_is_stale_and_changes_nothing(cast: Cast, skp: Skp) -> None:
    record(cast, skp)
    record(cast, skp, teks="43 dari 50", version=1)
    with pytest.raises(Stale):
        record(cast, skp, teks="40 dari 50", version=1)
    with pytest.raises(Stale):
        record(cast, skp, teks="40 dari 50", version=None)
    assert Realisasi.objects.get().teks == "43 dari 50"
    assert AuditEntry.objects.count() == 2


@pytest.mark.parametrize("who", ["hendrika", "markus", "stefanus", "lusia", "agus", "maria"])
def test_record_realisasi_by_somebody_else_is_not_allowed(cast: Cast, skp: Skp, who: str) -> None:
    with pytest.raises(NotAllowed) as refused:
        record(cast, skp, by=cast.actor(getattr(cast, who)))
    assert refused.value.code == "progress.not_owner"
    assert not Realisasi.objects.exists()
    assert not AuditEntry.objects.exists()


def test_record_realisasi_of_a_draft_skp_is_refused(cast: Cast) -> None:
    draft = set_skp_for(cast, cast.markus, cast.hendrika, state="draf")
    with pytest.raises(NotAllowed) as refused:
        record(cast, draft, by=cast.actor(cast.markus))
    assert refused.value.code == "progress.skp_not_set"


def test_record_realisasi_before_the_period_is_refused(cast: Cast, skp: Skp) -> None:
    with pytest.raises(NotAllowed) as refused:
        record(cast, skp, periode_evaluasi=cast.triwulan(3))
    assert refused.value.code == "progress.not_started"
    assert "1 Juli 2026" in str(refused.value.reason.why)


def test_record_realisasi_after_the_evaluation_is_signed_is_refused(cast: Cast, skp: Skp) -> None:
    record(cast, skp)
    with transaction.atomic():
        operations.close_pelaksanaan(
            skp=skp, periode_evaluasi=cast.triwulan(2), by=cast.actor(cast.hendrika), at=NOW
        )
    with pytest.raises(NotAllowed) as refused:
        record(cast, skp, teks="lain", version=1)
    assert refused.value.code == "progress.closed"
    record(cast, skp, periode_evaluasi=cast.triwulan(1))


def test_record_realisasi_lists_every_wrong_field(cast: Cast, skp: Skp) -> None:
    with pytest.raises(Invalid) as refused:
        record(cast, skp, teks="x" * 5001, nilai=Decimal("1.23456"), sumber_data="y" * 301)
    assert [problem.path for problem in refused.value.problems] == ["teks", "sumber_data", "nilai"]


@pytest.mark.parametrize("nilai", [Decimal("NaN"), Decimal("Infinity"), Decimal(10) ** 14])
def test_record_realisasi_refuses_numbers_that_cannot_be_kept(cast: Cast, skp: Skp, nilai: Decimal) -> None:
    with pytest.raises(Invalid):
        record(cast, skp, nilai=nilai)


def test_record_realisasi_with_nothing_is_refused(cast: Cast, skp: Skp) -> None:
    with pytest.raises(Invalid) as refused:
        record(cast, skp, teks="  ", nilai=None, sumber_data="")
    assert refused.value.code == "progress.empty"


def test_add_bukti_file_keeps_the_file_under_its_hash(cast: Cast, skp: Skp) -> None:
    bukti = operations.add_bukti_file(
        indikator=indikator_of(skp)[0],
        periode_evaluasi=cast.triwulan(2),
        upload=SimpleUploadedFile("kohort juni.pdf", PDF, content_type="text/html"),
        by=cast.actor(cast.yohana),
        at=NOW,
    )
    assert bukti.file is not None
    assert (bukti.nama, bukti.file.media_type, bukti.url) == ("kohort juni.pdf", "application/pdf", "")
    assert [entry.kind for entry in AuditEntry.objects.all()] == ["progress.bukti_added"]
    assert last_event().data["sha256"] == bukti.file.sha256


def test_record_realisasi_after_evidence_came_first_is_not_stale(cast: Cast, skp: Skp) -> None:
    operations.add_bukti_link(
        indikator=indikator_of(skp)[0],
        periode_evaluasi=cast.triwulan(2),
        url="https://drive.example.go.id/kohort",
        by=cast.actor(cast.yohana),
        at=NOW,
    )
    assert Realisasi.objects.get().version == 0
    assert record(cast, skp).version == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("skrip.pdf", b"%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n%%EOF"),
        ("halaman.pdf", b"<!doctype html><script>alert(1)</script>"),
        ("gambar.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        ("program.pdf", b"MZ\x90\x00" + b"\x00" * 200),
        ("kosong.pdf", b""),
    ],
)
def test_add_bukti_file_refuses_what_is_not_a_document(
    cast: Cast, skp: Skp, name: str, content: bytes
) -> None:
    with pytest.raises(Refusal) as refused:
        operations.add_bukti_file(
            indikator=indikator_of(skp)[0],
            periode_evaluasi=cast.triwulan(2),
            upload=SimpleUploadedFile(name, content),
            by=cast.actor(cast.yohana),
            at=NOW,
        )
    assert refused.value.code in {"file.type", "file.empty"}
    assert not StoredFile.objects.exists()
    assert not BuktiDukung.objects.exists()
    assert not AuditEntry.objects.exists()


def test_add_bukti_file_refuses_a_macro_workbook(cast: Cast, skp: Skp) -> None:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/vbaProject.bin", "x")
    with pytest.raises(Refusal) as refused:
        operations.add_bukti_file(
            indikator=indikator_of(skp)[0],
            periode_evaluasi=cast.triwulan(2),
            upload=SimpleUploadedFile("rekap.xlsx", kept.getvalue()),
            by=cast.actor(cast.yohana),
            at=NOW,
        )
    assert refused.value.code == "file.type"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "ftp://example.go.id/x",
        "//example.go.id/x",
        "https://",
        "https://a:b@example.go.id/",
        "https://example.go.id/a b",
        "https://example.go.id/\nx",
        'https://example.go.id/"onclick=x',
        "https://example.go.id/" + "a" * 500,
        "http://[::1",
    ],
)
def test_add_bukti_link_refuses_what_is_no_plain_web_address(cast: Cast, skp: Skp, url: str) -> None:
    with pytest.raises(Invalid) as refused:
        operations.add_bukti_link(
            indikator=indikator_of(skp)[0],
            periode_evaluasi=cast.triwulan(2),
            url=url,
            by=cast.actor(cast.yohana),
            at=NOW,
        )
    assert refused.value.code == "progress.link"
    assert not BuktiDukung.objects.exists()


def test_remove_bukti_keeps_the_row_and_tells_once(cast: Cast, skp: Skp) -> None:
    by = cast.actor(cast.yohana)
    bukti = operations.add_bukti_link(
        indikator=indikator_of(skp)[0],
        periode_evaluasi=cast.triwulan(2),
        url="https://example.go.id/foto",
        nama="Foto kegiatan",
        by=by,
        at=NOW,
    )
    operations.remove_bukti(bukti=bukti, by=by, at=NOW)
    bukti.refresh_from_db()
    assert (bukti.removed_at, bukti.removed_by_id) == (NOW, cast.yohana.user_id)
    with pytest.raises(Refusal) as refused:
        operations.remove_bukti(bukti=bukti, by=by, at=NOW)
    assert refused.value.code == "progress.removed"
    assert [entry.kind for entry in AuditEntry.objects.order_by("id")] == [
        "progress.bukti_added",
        "progress.bukti_removed",
    ]


def test_steps_are_planned_changed_and_removed_with_one_event_each(cast: Cast, skp: Skp) -> None:
    by = cast.actor(cast.yohana)
    rhk = indikator_of(skp)[0].rhk
    period = cast.triwulan(3)
    step = operations.plan_action(
        rhk=rhk, periode_evaluasi=period, teks=" Kunjungan rumah ", due_date=date(2026, 8, 1), by=by, at=NOW
    )
    second = operations.plan_action(rhk=rhk, periode_evaluasi=period, teks="Rujukan", by=by, at=NOW)
    assert (step.urutan, second.urutan, step.teks) == (1, 2, "Kunjungan rumah")
    operations.change_action(
        rencana_aksi=step, teks="Kunjungan rumah K4", due_date=None, version=0, by=by, at=NOW
    )
    assert (step.teks, step.version, step.due_date) == ("Kunjungan rumah K4", 1, None)
    with pytest.raises(Stale):
        operations.remove_action(rencana_aksi=step, version=0, by=by, at=NOW)
    operations.remove_action(rencana_aksi=step, version=1, by=by, at=NOW)
    assert list(RencanaAksi.objects.values_list("teks", flat=True)) == ["Rujukan"]
    assert [entry.kind for entry in AuditEntry.objects.order_by("id")] == [
        "progress.rencana_aksi_planned",
        "progress.rencana_aksi_planned",
        "progress.rencana_aksi_changed",
        "progress.rencana_aksi_removed",
    ]


def test_a_step_outside_its_period_or_without_words_is_refused(cast: Cast, skp: Skp) -> None:
    rhk = indikator_of(skp)[0].rhk
    with pytest.raises(Invalid) as refused:
        operations.plan_action(
            rhk=rhk,
            periode_evaluasi=cast.triwulan(2),
            teks=" ",
            due_date=date(2026, 7, 1),
            by=cast.actor(cast.yohana),
            at=NOW,
        )
    assert [problem.path for problem in refused.value.problems] == ["teks", "due_date"]
    with pytest.raises(NotAllowed):
        operations.plan_action(
            rhk=rhk, periode_evaluasi=cast.triwulan(2), teks="x", by=cast.actor(cast.hendrika), at=NOW
        )


def test_the_time_of_the_act_decides_not_the_day_of_the_actor(cast: Cast, skp: Skp) -> None:
    by = replace(cast.actor(cast.yohana), on=date(2026, 8, 1))
    with pytest.raises(NotAllowed):
        record(cast, skp, periode_evaluasi=cast.triwulan(3), by=by, at=NOW)
    record(cast, skp, periode_evaluasi=cast.triwulan(3), by=by, at=NOW + timedelta(days=30))
