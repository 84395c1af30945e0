"""Objections: filed in time, both sides heard, decided once, and what the decision changes."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.http import Http404

from kasuari.accounts import operations as accounts
from kasuari.audit.models import AuditEntry
from kasuari.documents.models import Document
from kasuari.documents.queries import Standing, content_of, standing_of
from kasuari.evaluation import operations, queries
from kasuari.evaluation.models import BuktiKeberatan, Evaluasi, Keberatan
from kasuari.foundation.refusals import Invalid, NotAllowed, Refusal, Stale
from kasuari.foundation.states import StateRefusal
from kasuari.organisation.models import Pegawai, Penugasan
from kasuari.planning.models import Skp
from kasuari.regulation.periode import Langkah
from tests.cast import NOW, Cast
from tests.documents.paper import whole_text
from tests.evaluation.acts import deliver, give_capaian, rate, sign
from tests.planning_builder import set_skp_for
from tests.progress.test_operations import PDF

ALASAN = "Cakupan K4 saya 92 persen, bukan 84 persen; register kohort bulan Mei belum dihitung."
PENJELASAN = "Angka diambil dari laporan yang masuk sampai 20 Juni."
WIT = NOW.tzinfo


@pytest.fixture
def skp(cast: Cast) -> Skp:
    return set_skp_for(cast, cast.yohana, cast.hendrika, atasan=cast.paulus)


@pytest.fixture
def delivered(cast: Cast, skp: Skp) -> Evaluasi:
    """Sesuai and dibawah: Kurang/Misconduct, delivered on 24 June."""
    give_capaian(cast)
    return deliver(cast, sign(cast, rate(cast, skp, rating_perilaku_kerja="dibawah")))


def object_to(cast: Cast, evaluasi: Evaluasi, by: Pegawai | None = None, **given: Any) -> Keberatan:
    at = given.pop("at", NOW)
    fresh = Evaluasi.objects.select_related("skp__penugasan__jabatan", "skp__unit", "penilai").get(
        pk=evaluasi.pk
    )
    return operations.file_keberatan(
        evaluasi=fresh,
        alasan=given.pop("alasan", ALASAN),
        by=cast.actor(by or cast.yohana, on=at.date()),
        at=at,
        **given,
    )


def explain(cast: Cast, keberatan: Keberatan, by: Pegawai | None = None, **given: Any) -> Keberatan:
    return operations.explain_keberatan(
        keberatan=keberatan,
        **{"penjelasan": PENJELASAN, "version": keberatan.version, "at": NOW} | given,
        by=cast.actor(by or cast.hendrika),
    )


def decide(cast: Cast, keberatan: Keberatan, by: Pegawai | None = None, **given: Any) -> Keberatan:
    wanted = {
        "keputusan": "mengubah",
        "pertimbangan": "Register Mei memang belum dihitung.",
        "rekomendasi": "Laporan bulanan diperiksa bersama.",
        "rating_hasil_kerja": "sesuai",
        "rating_perilaku_kerja": "sesuai",
        "version": keberatan.version,
        "at": NOW,
    }
    return operations.decide_keberatan(
        keberatan=keberatan, **wanted | given, by=cast.actor(by or cast.paulus)
    )


def last(kind: str) -> AuditEntry:
    found = AuditEntry.objects.filter(kind=kind).order_by("-id").first()
    assert found is not None
    return found


def test_filing_keeps_reasons_and_evidence_and_records_one_event(cast: Cast, delivered: Evaluasi) -> None:
    made = object_to(cast, delivered, files=[SimpleUploadedFile("kohort.pdf", PDF)])
    assert (made.state, made.version, made.alasan) == ("diajukan", 1, ALASAN)
    assert (made.pegawai_id, made.penilai_id, made.atasan_id) == (
        cast.yohana.pk,
        cast.hendrika.pk,
        cast.paulus.pk,
    )
    assert (made.filed_at, made.filed_by_id) == (NOW, cast.yohana.user_id)
    assert [item.nama for item in made.bukti.all()] == ["kohort.pdf"]
    event = last("evaluation.keberatan_filed")
    assert (event.object_type, event.object_id, event.pegawai_id) == (
        "evaluation.keberatan",
        made.pk,
        cast.yohana.pk,
    )
    # Seven working days after 24 June 2026.
    assert event.data["decision_last_date"] == "2026-07-03"
    assert AuditEntry.objects.filter(kind="evaluation.keberatan_filed").count() == 1


@pytest.mark.parametrize(
    ("at", "code"),
    [
        (datetime(2026, 7, 14, 23, 59, 59, tzinfo=WIT), ""),
        (datetime(2026, 7, 15, 0, 0, tzinfo=WIT), "evaluation.keberatan_lewat_waktu"),
    ],
)
def test_the_last_minute_of_the_last_working_day_is_in_time(
    cast: Cast, delivered: Evaluasi, at: datetime, code: str
) -> None:
    if not code:
        assert object_to(cast, delivered, at=at).filed_at == at
        return
    with pytest.raises(NotAllowed) as refused:
        object_to(cast, delivered, at=at)
    assert refused.value.code == code
    assert "14 Juli 2026" in str(refused.value.reason.why)


def test_a_moment_in_another_zone_is_read_in_the_zone_of_the_agency(cast: Cast, delivered: Evaluasi) -> None:
    from datetime import UTC

    # 15.30 UTC on the 14th is half past midnight of the 15th in Salor.
    with pytest.raises(NotAllowed):
        object_to(cast, delivered, at=datetime(2026, 7, 14, 15, 30, tzinfo=UTC))
    assert object_to(cast, delivered, at=datetime(2026, 7, 14, 14, 59, tzinfo=UTC)).pk


def test_a_holiday_declared_afterwards_gives_the_day_back(cast: Cast, delivered: Evaluasi) -> None:
    late = datetime(2026, 7, 15, 10, tzinfo=WIT)
    with pytest.raises(NotAllowed):
        object_to(cast, delivered, at=late)
    operations.add_holiday(
        day=date(2026, 7, 6),
        nama="Hari jadi provinsi",
        dasar="Keputusan Gubernur 1/2026",
        by=cast.actor(cast.lusia),
        at=NOW,
    )
    assert object_to(cast, delivered, at=late).pk


def test_the_same_objection_sent_twice_is_one(cast: Cast, delivered: Evaluasi) -> None:
    first = object_to(cast, delivered)
    assert object_to(cast, delivered, alasan=f" {ALASAN} ") == first
    with pytest.raises(StateRefusal) as refused:
        object_to(cast, delivered, alasan="Alasan lain")
    assert refused.value.code == "evaluation.keberatan_ada"
    assert Keberatan.objects.count() == 1
    assert AuditEntry.objects.filter(kind="evaluation.keberatan_filed").count() == 1


@pytest.mark.parametrize("who", ["hendrika", "paulus", "markus", "lusia", "andreas", "agus", "maria"])
def test_only_the_owner_objects(cast: Cast, delivered: Evaluasi, who: str) -> None:
    with pytest.raises(NotAllowed) as refused:
        object_to(cast, delivered, by=getattr(cast, who))
    assert refused.value.code == "evaluation.keberatan_not_owner"


def test_an_objection_needs_reasons_and_fit_files(cast: Cast, delivered: Evaluasi) -> None:
    with pytest.raises(Invalid) as refused:
        object_to(cast, delivered, alasan="  ")
    assert [item.path for item in refused.value.problems] == ["alasan"]
    with pytest.raises(Refusal):
        object_to(cast, delivered, files=[SimpleUploadedFile("jahat.exe", b"MZ\x00\x00")])
    with pytest.raises(Invalid):
        object_to(cast, delivered, files=[SimpleUploadedFile(f"{n}.pdf", PDF) for n in range(11)])
    assert not Keberatan.objects.exists()
    assert not BuktiKeberatan.objects.exists()


def test_before_delivery_there_is_nothing_to_object_to(cast: Cast, skp: Skp) -> None:
    give_capaian(cast)
    signed = sign(cast, rate(cast, skp))
    with pytest.raises(NotAllowed) as refused:
        object_to(cast, signed)
    assert refused.value.code == "evaluation.keberatan_belum_diterima"


def test_no_objection_where_the_kepala_daerah_evaluated_a_jpt(cast: Cast) -> None:
    skp = set_skp_for(cast, cast.paulus, cast.maria, format="A.1.2", unit_penilai=cast.provinsi)
    give_capaian(cast, unit=cast.provinsi)
    signed = sign(cast, rate(cast, skp, by=cast.maria), by=cast.maria)
    final = deliver(cast, signed, by=cast.maria)
    with pytest.raises(NotAllowed) as refused:
        object_to(cast, final, by=cast.paulus)
    assert refused.value.code == "evaluation.keberatan_final_pejabat"
    assert "A.12.c" in str(refused.value.reason.why)


def test_the_head_of_a_puskesmas_rated_by_the_dinas_may_object_to_the_kepala_daerah(cast: Cast) -> None:
    skp = set_skp_for(
        cast, cast.hendrika, cast.paulus, atasan=cast.maria, unit_penilai=cast.dinkes, format="A.1.2"
    )
    give_capaian(cast, unit=cast.dinkes)
    sent = deliver(cast, sign(cast, rate(cast, skp, by=cast.paulus), by=cast.paulus), by=cast.paulus)
    assert object_to(cast, sent, by=cast.hendrika).atasan == cast.maria


def test_whoever_decides_is_found_upwards_where_no_atasan_is_named(cast: Cast) -> None:
    give_capaian(cast)
    sent = deliver(cast, sign(cast, rate(cast, set_skp_for(cast, cast.yohana, cast.hendrika))))
    assert object_to(cast, sent).atasan == cast.paulus


def test_only_the_penilai_explains_and_only_once(cast: Cast, delivered: Evaluasi) -> None:
    filed = object_to(cast, delivered)
    for who in (cast.yohana, cast.paulus, cast.stefanus, cast.lusia):
        with pytest.raises(NotAllowed) as refused:
            explain(cast, filed, by=who)
        assert refused.value.code == "evaluation.keberatan_not_penilai"
    heard = explain(cast, filed)
    assert (heard.state, heard.penjelasan_penilai, heard.explained_by_id) == (
        "dijelaskan",
        PENJELASAN,
        cast.hendrika.user_id,
    )
    with pytest.raises(StateRefusal):
        explain(cast, heard)
    with pytest.raises(Stale):
        explain(cast, filed)


def test_the_owner_adds_words_and_files_while_it_is_examined(cast: Cast, delivered: Evaluasi) -> None:
    filed = object_to(cast, delivered)
    by, given = cast.actor(cast.yohana), {"at": NOW}
    with pytest.raises(Invalid):
        operations.reply_keberatan(keberatan=filed, penjelasan=" ", version=1, by=by, **given)
    once = operations.reply_keberatan(
        keberatan=filed,
        penjelasan="Register terlampir",
        files=[SimpleUploadedFile("mei.pdf", PDF)],
        version=1,
        by=by,
        **given,
    )
    twice = operations.reply_keberatan(
        keberatan=once, penjelasan="Juga bulan Juni", version=once.version, by=by, **given
    )
    assert twice.penjelasan_pegawai == "Register terlampir\n\nJuga bulan Juni"
    assert [item.nama for item in twice.bukti.all()] == ["mei.pdf"]
    with pytest.raises(NotAllowed):
        operations.reply_keberatan(
            keberatan=twice, penjelasan="x", version=twice.version, by=cast.actor(cast.hendrika), **given
        )


def test_a_change_gives_a_new_predikat_by_the_kuadran_and_replaces_the_papers(
    cast: Cast, delivered: Evaluasi
) -> None:
    before = {doc.kind: doc.code for doc in Document.objects.filter(replaced_at__isnull=True)}
    assert delivered.predikat == "kurang"
    decided = decide(cast, explain(cast, object_to(cast, delivered)))
    assert (decided.state, decided.keputusan, decided.predikat, decided.predikat_code) == (
        "diputus",
        "mengubah",
        "baik",
        "predikat.kuadran.sesuai_sesuai",
    )
    assert (decided.decided_at, decided.decided_by_id, decided.edition) == (
        NOW,
        cast.paulus.user_id,
        "PermenPANRB-6-2022",
    )
    row = Evaluasi.objects.get(pk=delivered.pk)
    assert (row.predikat, row.predikat_berlaku, row.rating_perilaku_kerja) == ("kurang", "baik", "dibawah")
    for kind in ("C.1.3", "D.1.1", "penjelasan"):
        assert standing_of(before[kind]) is Standing.REPLACED
    current = {doc.kind: doc for doc in Document.objects.filter(replaced_at__isnull=True)}
    assert set(current) == {"D.1.3", "penjelasan"}
    assert standing_of(current["D.1.3"].code) is Standing.CURRENT
    assert Document.objects.get(code=before["D.1.1"]).replaced_by == current["D.1.3"]
    cells = [cell for line in queries.explanation(row, on=NOW.date()).kuadran for cell in line if cell.here]
    assert [(cell.hasil_kerja.value, cell.perilaku_kerja.value) for cell in cells] == [("sesuai", "sesuai")]
    assert current["D.1.3"].data["predikat"] == "baik"
    told = whole_text(content_of(current["penjelasan"]))
    assert "PERTIMBANGAN ATASAN" in told  # these are not the penilai's reasons
    assert "ALASAN PENILAI" not in told
    assert "Lampiran BAB V B.5 (hlm. 117)" in told
    assert [item.predikat for item in queries.signed_predikat([cast.yohana.pk])] == ["baik"]
    event = last("evaluation.keberatan_decided")
    assert (event.data["predikat_before"], event.data["predikat"], event.data["heard"]) == (
        "kurang",
        "baik",
        True,
    )
    assert event.data["late"] is False


def test_upholding_changes_nothing_and_has_a_paper_of_its_own(cast: Cast, delivered: Evaluasi) -> None:
    decided = decide(cast, explain(cast, object_to(cast, delivered)), keputusan="menguatkan")
    assert (decided.keputusan, decided.predikat, decided.rating_hasil_kerja) == ("menguatkan", "", "")
    assert Evaluasi.objects.get().predikat_berlaku == "kurang"
    kinds = set(Document.objects.filter(replaced_at__isnull=True).values_list("kind", flat=True))
    assert kinds == {"C.1.3", "D.1.1", "penjelasan", "keputusan"}


def test_a_decision_lists_everything_that_is_lacking(cast: Cast, delivered: Evaluasi) -> None:
    filed = object_to(cast, delivered)
    with pytest.raises(Invalid) as refused:
        decide(cast, filed, pertimbangan="", rating_perilaku_kerja="")
    assert {item.path for item in refused.value.problems} == {
        "pertimbangan",
        "tanpa_penjelasan",
        "rating_perilaku_kerja",
    }
    with pytest.raises(Invalid) as refused:
        decide(cast, explain(cast, filed), rating_perilaku_kerja="dibawah")
    assert [item.code for item in refused.value.problems] == ["evaluation.tidak_ada_yang_berubah"]
    with pytest.raises(Invalid):
        decide(cast, Keberatan.objects.get(), keputusan="mungkin")
    assert Keberatan.objects.get().state == "dijelaskan"


def test_a_silent_penilai_does_not_hold_the_decision_up(cast: Cast, delivered: Evaluasi) -> None:
    decided = decide(cast, object_to(cast, delivered), tanpa_penjelasan="Penilai dirawat di rumah sakit.")
    assert decided.tanpa_penjelasan == "Penilai dirawat di rumah sakit."
    assert last("evaluation.keberatan_decided").data["heard"] is False


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("yohana", "evaluation.own"),
        ("hendrika", "evaluation.keberatan_not_atasan"),
        ("stefanus", "evaluation.keberatan_not_atasan"),
        ("lusia", "evaluation.keberatan_not_atasan"),
        ("maria", "evaluation.keberatan_not_atasan"),
    ],
)
def test_nobody_but_the_atasan_decides(cast: Cast, delivered: Evaluasi, who: str, code: str) -> None:
    heard = explain(cast, object_to(cast, delivered))
    with pytest.raises(NotAllowed) as refused:
        decide(cast, heard, by=getattr(cast, who))
    assert refused.value.code == code


def test_the_database_lets_nobody_decide_on_themselves(cast: Cast, delivered: Evaluasi) -> None:
    filed = object_to(cast, delivered)
    for atasan in (cast.yohana, cast.hendrika):
        with pytest.raises(DatabaseError), transaction.atomic():
            Keberatan.objects.filter(pk=filed.pk).update(atasan=atasan)


def test_a_decision_is_final(cast: Cast, delivered: Evaluasi) -> None:
    decided = decide(cast, explain(cast, object_to(cast, delivered)))
    with pytest.raises(StateRefusal):
        decide(cast, decided)
    with pytest.raises(StateRefusal):
        operations.withdraw_keberatan(
            keberatan=decided, version=decided.version, by=cast.actor(cast.yohana), at=NOW
        )
    with pytest.raises(StateRefusal) as refused:
        object_to(cast, delivered, alasan="Sekali lagi")
    assert refused.value.code == "evaluation.keberatan_ada"
    for change in ({"predikat": "sangat_baik"}, {"state": "diajukan"}, {"pertimbangan": "lain"}):
        with pytest.raises(DatabaseError, match="decided objection"), transaction.atomic():
            Keberatan.objects.filter(pk=decided.pk).update(**change)


def test_a_decision_from_an_old_page_is_stale(cast: Cast, delivered: Evaluasi) -> None:
    filed = object_to(cast, delivered)
    explain(cast, filed)
    with pytest.raises(Stale):
        decide(cast, filed, tanpa_penjelasan="Tidak ada jawaban.")
    assert not Document.objects.filter(kind="D.1.3").exists()


def test_withdrawn_it_may_be_filed_again_within_the_window(cast: Cast, delivered: Evaluasi) -> None:
    filed = object_to(cast, delivered)
    with pytest.raises(NotAllowed):
        operations.withdraw_keberatan(keberatan=filed, version=1, by=cast.actor(cast.hendrika), at=NOW)
    gone = operations.withdraw_keberatan(keberatan=filed, version=1, by=cast.actor(cast.yohana), at=NOW)
    assert gone.state == "dicabut"
    with pytest.raises(StateRefusal):
        decide(cast, gone, tanpa_penjelasan="x")
    assert object_to(cast, delivered, alasan="Kali ini dengan angka").state == "diajukan"


def test_both_sides_sign_and_the_paper_is_issued_again(cast: Cast, delivered: Evaluasi) -> None:
    decided = decide(cast, explain(cast, object_to(cast, delivered)))
    one = operations.sign_decision(
        keberatan=decided, version=decided.version, by=cast.actor(cast.yohana), at=NOW
    )
    both = operations.sign_decision(keberatan=one, version=one.version, by=cast.actor(cast.hendrika), at=NOW)
    assert (both.pegawai_signed_at, both.penilai_signed_at) == (NOW, NOW)
    again = operations.sign_decision(keberatan=both, version=both.version, by=cast.actor(cast.yohana), at=NOW)
    assert again.version == both.version
    papers = Document.objects.filter(kind="D.1.3").order_by("pk")
    assert [paper.replaced_at is None for paper in papers] == [False, False, True]
    with pytest.raises(NotAllowed):
        operations.sign_decision(keberatan=both, version=both.version, by=cast.actor(cast.lusia), at=NOW)


def receive(cast: Cast, evaluasi: Evaluasi) -> Evaluasi:
    row = Evaluasi.objects.get(pk=evaluasi.pk)
    return operations.acknowledge_evaluasi(
        evaluasi=row, version=row.version, tanggapan="setuju", teks="", by=cast.actor(cast.yohana), at=NOW
    )


@pytest.mark.parametrize("received", [False, True])
def test_a_changed_document_is_received_anew_whatever_was_signed_before(
    cast: Cast, delivered: Evaluasi, received: bool
) -> None:
    """B.7 puts the decision into the document itself (D.1.3), whose signature 10 is the owner's."""
    if received:
        receive(cast, delivered)
    decided = decide(cast, explain(cast, object_to(cast, delivered)))
    row = Evaluasi.objects.get(pk=delivered.pk)
    assert (row.state, row.acknowledged_at) == ("diubah", NOW if received else None)
    with pytest.raises(StateRefusal) as refused:
        receive(cast, delivered)
    assert refused.value.code == "evaluation.receipt_replaced"
    assert not Document.objects.filter(kind="D.1.1", replaced_at__isnull=True).exists()
    calendar = queries.fair_calendar(cast.instansi)
    held = queries.evaluasi_for(cast.actor(cast.yohana), row.pk)
    told = {
        item.step: item.done_date
        for item in queries.clocks_of(held, calendar, keberatan=[decided], on=NOW.date())
    }
    assert (Langkah.PENGEMBALIAN in told) is received  # nobody returns what was replaced
    todo = queries.checklist(cast.triwulan(2), calendar=calendar, on=NOW.date())
    assert todo.counts[queries.Hal.BELUM_DITERIMA] == 1
    items = queries.work_for(cast.actor(cast.yohana), on=NOW.date())
    assert [item.title for item in items] == ["Beri tanda terima hasil yang diubah"]
    operations.sign_decision(keberatan=decided, version=decided.version, by=cast.actor(cast.hendrika), at=NOW)
    assert Evaluasi.objects.get(pk=row.pk).state == "diubah"
    decided.refresh_from_db()
    operations.sign_decision(keberatan=decided, version=decided.version, by=cast.actor(cast.yohana), at=NOW)
    assert Evaluasi.objects.get(pk=row.pk).state == "diterima"
    todo = queries.checklist(cast.triwulan(2), calendar=calendar, on=NOW.date())
    assert todo.counts[queries.Hal.BELUM_DITERIMA] == 0
    words = whole_text(content_of(Document.objects.get(kind="D.1.3", replaced_at__isnull=True)))
    assert "Dokumen ini menggantikan D.1.1 beserta tanda terimanya." in words
    words = whole_text(content_of(Document.objects.get(kind="penjelasan", replaced_at__isnull=True)))
    assert "Menandatangani D.1.3 sebagai tanda terima" in words


def test_a_refusal_to_sign_is_of_the_document_that_stands(cast: Cast, delivered: Evaluasi) -> None:
    given = {
        "evaluasi": delivered, "version": delivered.version, "saksi_nama": "Markus Ndiken",
        "saksi_jabatan": "Perawat", "keterangan": "Di ruang kepala puskesmas.",
    }  # fmt: skip
    operations.record_refusal(**given, by=cast.actor(cast.hendrika), at=NOW)
    decide(cast, explain(cast, object_to(cast, delivered)))
    todo = queries.checklist(cast.triwulan(2), calendar=queries.fair_calendar(cast.instansi), on=NOW.date())
    assert todo.counts[queries.Hal.BELUM_DITERIMA] == 1
    row = Evaluasi.objects.select_related("pegawai", "penilai", "atasan_penilai").get(pk=delivered.pk)
    with pytest.raises(StateRefusal) as refused:
        operations.record_refusal(
            **(given | {"evaluasi": row, "version": row.version}), by=cast.actor(cast.hendrika), at=NOW
        )
    assert refused.value.code == "evaluation.receipt_replaced"


def test_upholding_leaves_the_first_document_to_be_received(cast: Cast, delivered: Evaluasi) -> None:
    decide(cast, explain(cast, object_to(cast, delivered)), keputusan="menguatkan")
    assert Evaluasi.objects.get(pk=delivered.pk).state == "disampaikan"
    receive(cast, delivered)
    assert set(Document.objects.filter(replaced_at__isnull=True).values_list("kind", flat=True)) == {
        "C.1.3",
        "D.1.1",
        "keputusan",
        "penjelasan",
    }


def test_a_disabled_account_does_not_end_an_objection(cast: Cast, delivered: Evaluasi) -> None:
    heard = explain(cast, object_to(cast, delivered))
    assert cast.yohana.user is not None
    accounts.disable_user(user=cast.yohana.user, by=cast.actor(cast.lusia), at=NOW)
    assert decide(cast, heard).predikat == "baik"


def test_who_may_read_an_objection(cast: Cast, delivered: Evaluasi) -> None:
    filed = object_to(cast, delivered)
    for who in (cast.yohana, cast.hendrika, cast.paulus, cast.lusia, cast.agus, cast.andreas):
        assert queries.keberatan_for(cast.actor(who), filed.pk) == filed
    for who in (cast.markus, cast.stefanus, cast.rosa):
        with pytest.raises(Http404):
            queries.keberatan_for(cast.actor(who), filed.pk)


def test_the_auditor_sees_a_later_drop_and_a_move(cast: Cast, skp: Skp, delivered: Evaluasi) -> None:
    decide(cast, explain(cast, object_to(cast, delivered)))
    auditor = cast.actor(cast.agus)
    (calm,) = queries.aftermath(auditor, on=NOW.date())
    assert not calm.noticed
    later = datetime(2026, 9, 25, 9, tzinfo=WIT)
    give_capaian(cast, period=cast.triwulan(3))
    again = rate(cast, skp, at=later, periode_evaluasi=cast.triwulan(3), rating_hasil_kerja="dibawah")
    deliver(cast, sign(cast, again, at=later), at=later)
    Penugasan.objects.create(
        pegawai=cast.yohana,
        jabatan=cast.penugasan(cast.yohana).jabatan,
        unit=cast.puskesmas_lain,
        start_date=date(2026, 10, 1),
    )
    (item,) = queries.aftermath(auditor, on=date(2026, 10, 2))
    assert [row.predikat_berlaku for row in item.worse] == ["butuh_perbaikan"]
    assert [post.unit for post in item.moves] == [cast.puskesmas_lain]
    with pytest.raises(NotAllowed):
        queries.aftermath(cast.actor(cast.lusia), on=NOW.date())
    assert queries.aftermath(auditor, on=NOW.date() + timedelta(days=400)) == []


def test_a_fault_while_deciding_leaves_nothing_half(
    cast: Cast, delivered: Evaluasi, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = explain(cast, object_to(cast, delivered))
    papers = Document.objects.count()

    def cut(*args: object, **kwargs: object) -> None:
        raise RuntimeError("power cut")

    with monkeypatch.context() as broken:
        broken.setattr("kasuari.evaluation.operations.keberatan.record", cut)
        with pytest.raises(RuntimeError):
            decide(cast, heard)
    assert Keberatan.objects.get().state == "dijelaskan"
    assert Evaluasi.objects.get().predikat_berlaku == "kurang"
    assert Document.objects.count() == papers
    assert not Document.objects.filter(replaced_at__isnull=False, kind="D.1.1").exists()
