"""Rating, signing, delivering, acknowledging: the exact event, the exact columns, and who may not."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.http import Http404

from kasuari.audit.models import AuditEntry
from kasuari.documents.models import Document
from kasuari.evaluation import operations, queries
from kasuari.evaluation.models import CapaianOrganisasi, Evaluasi
from kasuari.foundation.refusals import Invalid, NotAllowed, Stale
from kasuari.foundation.states import StateRefusal
from kasuari.planning.models import Periode, PeriodeEvaluasi, Skp
from kasuari.progress import operations as progress
from kasuari.progress.models import PenutupanPelaksanaan
from kasuari.regulation.predikat import KUADRAN
from tests.cast import NOW, Cast
from tests.evaluation.acts import HASIL, deliver, give_capaian, rate, sign
from tests.planning_builder import indikator_of, set_skp_for
from tests.progress.test_operations import PDF


@pytest.fixture
def skp(cast: Cast) -> Skp:
    return set_skp_for(cast, cast.yohana, cast.hendrika, atasan=cast.paulus)


def kinds() -> list[str]:
    return list(AuditEntry.objects.order_by("id").values_list("kind", flat=True))


def test_rate_makes_an_incomplete_draft_and_one_event(cast: Cast, skp: Skp) -> None:
    made = rate(cast, skp, rating_perilaku_kerja="", alasan_perilaku_kerja="")
    assert (made.state, made.version, made.predikat) == ("dinilai", 1, "")
    assert (made.pegawai_id, made.penilai_id, made.atasan_penilai_id) == (
        cast.yohana.pk,
        cast.hendrika.pk,
        cast.paulus.pk,
    )
    assert (made.rating_hasil_kerja, made.alasan_hasil_kerja, made.rating_perilaku_kerja) == (
        "sesuai",
        HASIL,
        "",
    )
    assert (made.rated_at, made.rated_by_id) == (NOW, cast.hendrika.user_id)
    assert kinds() == ["evaluation.rated"]
    event = AuditEntry.objects.get()
    assert (event.object_type, event.object_id, event.pegawai_id) == (
        "evaluation.evaluasi",
        made.pk,
        cast.yohana.pk,
    )
    assert event.data["rating_hasil_kerja"] == "sesuai"


def test_rate_the_same_again_records_nothing(cast: Cast, skp: Skp) -> None:
    rate(cast, skp)
    assert rate(cast, skp, version=1).version == 1
    assert kinds() == ["evaluation.rated"]


def test_rate_in_two_tabs_is_stale_in_the_second(cast: Cast, skp: Skp) -> None:
    rate(cast, skp)
    rate(cast, skp, version=1, rating_hasil_kerja="diatas")
    for version in (None, 1, 5):
        with pytest.raises(Stale):
            rate(cast, skp, version=version, rating_hasil_kerja="dibawah")
    assert Evaluasi.objects.get().rating_hasil_kerja == "diatas"


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("yohana", "evaluation.own"),
        ("paulus", "evaluation.not_penilai"),
        ("stefanus", "evaluation.not_penilai"),
        ("markus", "evaluation.not_penilai"),
        ("lusia", "evaluation.not_penilai"),
        ("andreas", "evaluation.not_penilai"),
        ("maria", "evaluation.not_penilai"),
        ("agus", "evaluation.not_penilai"),
    ],
)
def test_only_the_penilai_rates_and_signs(cast: Cast, skp: Skp, who: str, code: str) -> None:
    give_capaian(cast)
    with pytest.raises(NotAllowed) as refused:
        rate(cast, skp, by=getattr(cast, who))
    assert refused.value.code == code
    draft = rate(cast, skp)
    with pytest.raises((NotAllowed, Http404)):
        sign(cast, draft, by=getattr(cast, who))
    assert Evaluasi.objects.get().state == "dinilai"
    assert kinds() == ["evaluation.rated"]


def test_rate_of_an_skp_that_is_not_set_is_refused(cast: Cast) -> None:
    submitted = set_skp_for(cast, cast.markus, cast.hendrika, state="diajukan")
    with pytest.raises(NotAllowed) as refused:
        rate(cast, submitted)
    assert refused.value.code == "evaluation.skp_not_set"


def test_rate_before_the_window_says_when_it_opens(cast: Cast, skp: Skp) -> None:
    with pytest.raises(NotAllowed) as refused:
        rate(cast, skp, periode_evaluasi=cast.triwulan(3))
    assert refused.value.code == "evaluation.window_not_open"
    assert "21 September 2026" in str(refused.value.reason.why)


def test_rate_after_the_window_is_late_then_belongs_to_the_atasan(cast: Cast, skp: Skp) -> None:
    give_capaian(cast)
    late = datetime(2026, 7, 20, 10, tzinfo=NOW.tzinfo)  # 14 working days after 30 June
    signed = sign(cast, rate(cast, skp, at=late), at=late)
    assert signed.fakta["late"] is True
    other = set_skp_for(cast, cast.markus, cast.hendrika)
    with pytest.raises(NotAllowed) as refused:
        rate(cast, other, at=late + timedelta(days=1))
    assert refused.value.code == "evaluation.window_passed"
    assert "20 Juli 2026" in str(refused.value.reason.why)
    assert "atasan pejabat penilai kinerja" in str(refused.value.reason.next)


def test_rate_refuses_unknown_ratings_and_endless_words(cast: Cast, skp: Skp) -> None:
    with pytest.raises(Invalid) as refused:
        rate(cast, skp, rating_hasil_kerja="istimewa", alasan_perilaku_kerja="x" * 5001)
    assert [item.path for item in refused.value.problems] == ["rating_hasil_kerja", "alasan_perilaku_kerja"]
    assert not Evaluasi.objects.exists()


def test_sign_freezes_facts_issues_documents_and_tells_once(cast: Cast, skp: Skp) -> None:
    give_capaian(cast)
    first = indikator_of(skp)[0]
    by = cast.actor(cast.yohana)
    progress.record_realisasi(
        indikator=first,
        periode_evaluasi=cast.triwulan(2),
        teks="42 dari 50",
        nilai=Decimal("84"),
        sumber_data="Kohort",
        version=None,
        by=by,
        at=NOW,
    )
    bukti = progress.add_bukti_file(
        indikator=first,
        periode_evaluasi=cast.triwulan(2),
        upload=SimpleUploadedFile("kohort.pdf", PDF),
        by=by,
        at=NOW,
    )
    AuditEntry.objects.all()
    signed = sign(cast, rate(cast, skp))
    assert (signed.state, signed.predikat, signed.predikat_code, signed.edition) == (
        "ditandatangani",
        "baik",
        "predikat.kuadran.sesuai_diatas",
        "PermenPANRB-6-2022",
    )
    assert (signed.signed_at, signed.signed_by_id, signed.version) == (NOW, cast.hendrika.user_id, 2)
    assert (signed.capaian_level, signed.capaian_unit_nama) == ("baik", cast.puskesmas.nama)
    fakta = signed.fakta
    row = fakta["hasil_kerja"][0]["indikator"][0]
    assert row["target"] == "80–90%"
    assert (row["realisasi"]["teks"], row["realisasi"]["nilai"]) == ("42 dari 50", "84")
    assert bukti.file is not None
    assert row["bukti"][0]["sha256"] == bukti.file.sha256 == hashlib.sha256(PDF).hexdigest()
    assert fakta["hasil_kerja"][0]["indikator"][1]["realisasi"] is None
    assert fakta["capaian"]["sumber"] == "periode"
    assert fakta["capaian"]["set_by"] == "Lusia Samkakai"
    assert fakta["pegawai"]["pangkat"] == "Penata / III/c"
    assert fakta["penilai"]["jabatan"] == "Kepala Puskesmas Sota"
    assert fakta["atasan_penilai"]["jabatan"] == "Kepala Dinas Kesehatan"
    assert fakta["late"] is False
    assert any("hlm. 99" in item for item in fakta["basis"])
    assert sorted(Document.objects.values_list("kind", flat=True)) == ["C.1.3", "D.1.1", "penjelasan"]
    for document in Document.objects.select_related("file"):
        stored = Path(settings.KASUARI.data_dir) / "files" / document.sha256[:2] / document.sha256[2:4]
        assert (stored / document.sha256).read_bytes().startswith(b"%PDF-")
        assert document.pegawai_id == cast.yohana.pk
    assert kinds().count("evaluation.signed") == 1
    assert PenutupanPelaksanaan.objects.get().skp_id == skp.pk


@pytest.mark.parametrize(("pair", "predikat"), KUADRAN.items(), ids=lambda item: str(item))
def test_the_predikat_is_the_cell_of_the_kuadran(
    cast: Cast, skp: Skp, pair: tuple[str, str], predikat: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kasuari.evaluation.operations.signing.issue_signed", lambda *a, **k: None)
    give_capaian(cast)
    signed = sign(cast, rate(cast, skp, rating_hasil_kerja=str(pair[0]), rating_perilaku_kerja=str(pair[1])))
    assert signed.predikat == str(predikat)
    assert signed.predikat_code == f"predikat.kuadran.{pair[0]}_{pair[1]}"


def test_sign_lists_everything_that_is_lacking(cast: Cast, skp: Skp) -> None:
    draft = rate(
        cast,
        skp,
        rating_hasil_kerja="",
        alasan_hasil_kerja=" ",
        rating_perilaku_kerja="",
        alasan_perilaku_kerja="",
        rekomendasi="belum ada",
    )
    with pytest.raises(Invalid) as refused:
        sign(cast, draft)
    assert refused.value.code == "evaluation.incomplete"
    assert [item.path for item in refused.value.problems] == [
        "rating_hasil_kerja",
        "alasan_hasil_kerja",
        "rating_perilaku_kerja",
        "alasan_perilaku_kerja",
        "capaian",
    ]
    assert cast.puskesmas.nama in str(refused.value.problems[-1].message)
    assert Evaluasi.objects.get().state == "dinilai"


def test_sign_twice_is_refused_the_second_time(cast: Cast, skp: Skp) -> None:
    give_capaian(cast)
    draft = rate(cast, skp)
    sign(cast, draft)
    with pytest.raises(StateRefusal) as refused:
        sign(cast, draft)
    assert refused.value.code == "evaluation.signed"
    assert kinds().count("evaluation.signed") == 1
    assert Document.objects.count() == 3


def test_sign_from_an_old_page_is_stale(cast: Cast, skp: Skp) -> None:
    give_capaian(cast)
    draft = rate(cast, skp)
    rate(cast, skp, version=1, rating_hasil_kerja="dibawah")
    with pytest.raises(Stale):
        sign(cast, draft)
    assert Evaluasi.objects.get().state == "dinilai"


def test_a_signed_evaluation_is_changed_by_no_operation(cast: Cast, skp: Skp) -> None:
    give_capaian(cast)
    signed = sign(cast, rate(cast, skp))
    with pytest.raises(StateRefusal) as refused:
        rate(cast, skp, version=signed.version, rating_hasil_kerja="diatas")
    assert refused.value.code == "evaluation.signed"
    frozen = signed.fakta
    operations.set_capaian(
        unit=cast.puskesmas,
        periode_evaluasi=cast.triwulan(2),
        level="kurang",
        dasar="Dihitung ulang",
        version=1,
        by=cast.actor(cast.lusia),
        at=NOW,
    )
    with pytest.raises(NotAllowed):
        progress.record_realisasi(
            indikator=indikator_of(skp)[0],
            periode_evaluasi=cast.triwulan(2),
            teks="lain",
            nilai=None,
            sumber_data="",
            version=None,
            by=cast.actor(cast.yohana),
            at=NOW,
        )
    signed.refresh_from_db()
    assert (signed.fakta, signed.capaian_level) == (frozen, "baik")


@pytest.mark.parametrize(
    "change",
    [
        {"predikat": "sangat_baik"},
        {"rating_hasil_kerja": "diatas"},
        {"alasan_hasil_kerja": "lain"},
        {"fakta": {}},
        {"state": "dinilai"},
        {"capaian_level": "istimewa"},
        {"signed_at": NOW + timedelta(days=1)},
    ],
)
def test_the_database_itself_refuses_to_change_a_signed_evaluation(
    cast: Cast, skp: Skp, change: dict[str, object]
) -> None:
    give_capaian(cast)
    signed = sign(cast, rate(cast, skp))
    with pytest.raises(DatabaseError, match="signed evaluation"), transaction.atomic():
        Evaluasi.objects.filter(pk=signed.pk).update(**change)


def test_the_database_refuses_a_signed_evaluation_without_predikat(cast: Cast, skp: Skp) -> None:
    draft = rate(cast, skp)
    with pytest.raises(DatabaseError), transaction.atomic():
        Evaluasi.objects.filter(pk=draft.pk).update(state="ditandatangani")


def test_deliver_starts_the_clocks_and_tells_the_owner(cast: Cast, skp: Skp) -> None:
    give_capaian(cast)
    delivered = deliver(cast, sign(cast, rate(cast, skp)))
    assert (delivered.state, delivered.delivered_at, delivered.delivered_by_id) == (
        "disampaikan",
        NOW,
        cast.hendrika.user_id,
    )
    event = AuditEntry.objects.order_by("-id").first()
    assert event is not None
    assert event.kind == "evaluation.delivered"
    assert event.data["keberatan_last_date"] == "2026-07-14"
    papers = Document.objects.filter(kind="penjelasan").order_by("pk")
    assert [paper.replaced_at is None for paper in papers] == [False, True]


def test_deliver_before_signing_or_twice_is_refused(cast: Cast, skp: Skp) -> None:
    give_capaian(cast)
    draft = rate(cast, skp)
    with pytest.raises(StateRefusal):
        deliver(cast, draft)
    delivered = deliver(cast, sign(cast, draft))
    with pytest.raises(StateRefusal):
        deliver(cast, delivered)
    assert kinds().count("evaluation.delivered") == 1


@pytest.mark.parametrize("who", ["yohana", "paulus", "stefanus", "lusia", "maria"])
def test_deliver_by_somebody_else_is_not_allowed(cast: Cast, skp: Skp, who: str) -> None:
    give_capaian(cast)
    signed = sign(cast, rate(cast, skp))
    with pytest.raises(NotAllowed):
        deliver(cast, signed, by=getattr(cast, who))


def test_deliver_many_is_all_or_nothing(cast: Cast, skp: Skp) -> None:
    give_capaian(cast)
    other = set_skp_for(cast, cast.markus, cast.hendrika)
    first, second = sign(cast, rate(cast, skp)), sign(cast, rate(cast, other))
    second.version = 99
    with pytest.raises(Stale):
        operations.deliver_many(evaluasi=[first, second], by=cast.actor(cast.hendrika), at=NOW)
    assert set(Evaluasi.objects.values_list("state", flat=True)) == {"ditandatangani"}
    assert "evaluation.delivered" not in kinds()
    second.version = 2
    assert len(operations.deliver_many(evaluasi=[first, second], by=cast.actor(cast.hendrika), at=NOW)) == 2
    assert kinds().count("evaluation.delivered") == 2


def acknowledge(cast: Cast, evaluasi: Evaluasi, **changes: object) -> Evaluasi:
    given: dict[str, object] = {
        "evaluasi": evaluasi,
        "tanggapan": "setuju",
        "teks": "",
        "version": evaluasi.version,
        "by": cast.actor(cast.yohana),
        "at": NOW,
    }
    return operations.acknowledge_evaluasi(**(given | changes))  # type: ignore[arg-type]


def test_acknowledge_is_receipt_and_issues_d11_with_both_signatures(cast: Cast, skp: Skp) -> None:
    give_capaian(cast)
    delivered = deliver(cast, sign(cast, rate(cast, skp)))
    received = acknowledge(cast, delivered, tanggapan="tidak_setuju", teks=" Cakupan saya 90 persen ")
    assert (received.state, received.tanggapan, received.tanggapan_teks) == (
        "diterima",
        "tidak_setuju",
        "Cakupan saya 90 persen",
    )
    assert (received.acknowledged_at, received.acknowledged_by_id) == (NOW, cast.yohana.user_id)
    papers = Document.objects.filter(kind="D.1.1").order_by("pk")
    assert [paper.replaced_at is None for paper in papers] == [False, True]
    assert kinds()[-1] == "evaluation.acknowledged"


def test_acknowledge_without_agreeing_needs_words(cast: Cast, skp: Skp) -> None:
    give_capaian(cast)
    delivered = deliver(cast, sign(cast, rate(cast, skp)))
    with pytest.raises(Invalid) as refused:
        acknowledge(cast, delivered, tanggapan="tidak_setuju")
    assert [item.path for item in refused.value.problems] == ["teks"]
    with pytest.raises(Invalid):
        acknowledge(cast, delivered, tanggapan="entahlah")


def test_acknowledge_before_delivery_or_by_somebody_else_is_refused(cast: Cast, skp: Skp) -> None:
    give_capaian(cast)
    signed = sign(cast, rate(cast, skp))
    with pytest.raises(StateRefusal):
        acknowledge(cast, signed)
    delivered = deliver(cast, signed)
    for who in (cast.hendrika, cast.markus, cast.lusia, cast.maria):
        with pytest.raises(NotAllowed) as refused:
            acknowledge(cast, delivered, by=cast.actor(who))
        assert refused.value.code == "evaluation.not_owner"


def set_level(cast: Cast, by: object, **changes: object) -> CapaianOrganisasi:
    given: dict[str, object] = {
        "unit": cast.puskesmas,
        "periode_evaluasi": cast.triwulan(2),
        "level": "baik",
        "dasar": "Trajectory target",
        "version": None,
        "by": by,
        "at": NOW,
    }
    return operations.set_capaian(**(given | changes))  # type: ignore[arg-type]


def test_set_capaian_by_the_leader_above_records_one_event(cast: Cast) -> None:
    held = set_level(cast, cast.actor(cast.paulus))
    assert (held.level, held.dasar, held.version, held.set_by_id) == (
        "baik",
        "Trajectory target",
        1,
        cast.paulus.user_id,
    )
    assert kinds() == ["evaluation.capaian_set"]
    assert AuditEntry.objects.get().data["level_before"] == ""
    assert set_level(cast, cast.actor(cast.paulus), version=1).version == 1
    assert kinds() == ["evaluation.capaian_set"]
    with pytest.raises(Stale):
        set_level(cast, cast.actor(cast.lusia), level="kurang", version=None)


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("hendrika", "evaluation.capaian_own_unit"),
        ("yohana", "evaluation.capaian_not_setter"),
        ("stefanus", "evaluation.capaian_not_setter"),
        ("agus", "evaluation.capaian_not_setter"),
        ("andreas", "evaluation.capaian_not_setter"),
    ],
)
def test_set_capaian_by_somebody_else_is_refused(cast: Cast, who: str, code: str) -> None:
    with pytest.raises(NotAllowed) as refused:
        set_level(cast, cast.actor(getattr(cast, who)))
    assert refused.value.code == code
    assert not CapaianOrganisasi.objects.exists()


@pytest.mark.parametrize("who", ["paulus", "lusia", "maria"])
def test_set_capaian_is_for_the_leader_above_the_clerk_and_the_head(cast: Cast, who: str) -> None:
    assert set_level(cast, cast.actor(getattr(cast, who))).level == "baik"


def test_set_capaian_refuses_an_unknown_level(cast: Cast) -> None:
    with pytest.raises(Invalid):
        set_level(cast, cast.actor(cast.lusia), level="lumayan")


def last_year(cast: Cast) -> PeriodeEvaluasi:
    year = Periode.objects.create(
        instansi=cast.instansi,
        tahun=2025,
        start_date=date(2025, 1, 1),
        last_date=date(2025, 12, 31),
        jenis_evaluasi="triwulanan",
    )
    return PeriodeEvaluasi.objects.create(
        periode=year,
        jenis="tahunan",
        nomor=1,
        start_date=date(2025, 1, 1),
        last_date=date(2025, 12, 31),
        window_start_date=date(2025, 12, 22),
        window_last_date=date(2026, 1, 31),
    )


def test_the_annual_evaluation_falls_back_on_last_years_capaian(cast: Cast, skp: Skp) -> None:
    give_capaian(cast, period=last_year(cast), level="istimewa")
    december = datetime(2026, 12, 28, 9, tzinfo=NOW.tzinfo)
    signed = sign(cast, rate(cast, skp, at=december, periode_evaluasi=cast.tahunan()), at=december)
    assert signed.capaian_level == "istimewa"
    assert (signed.fakta["capaian"]["sumber"], signed.fakta["capaian"]["tahun"]) == ("tahun_lalu", 2025)


def test_a_periodic_evaluation_does_not_borrow_the_annual_capaian(cast: Cast, skp: Skp) -> None:
    give_capaian(cast, period=last_year(cast), level="istimewa")
    with pytest.raises(Invalid) as refused:
        sign(cast, rate(cast, skp))
    assert [item.path for item in refused.value.problems] == ["capaian"]


def test_this_years_capaian_comes_before_last_years(cast: Cast, skp: Skp) -> None:
    give_capaian(cast, period=last_year(cast), level="istimewa")
    give_capaian(cast, period=cast.tahunan(), level="kurang")
    used = queries.capaian_used(skp, cast.tahunan())
    assert (used.level, used.tahun_lalu) == ("kurang", False)


def test_the_annual_predikat_is_a_fresh_judgement_beside_the_periodic_ones(cast: Cast, skp: Skp) -> None:
    give_capaian(cast)
    sign(cast, rate(cast, skp, rating_hasil_kerja="diatas"))
    give_capaian(cast, period=cast.tahunan())
    december = datetime(2026, 12, 28, 9, tzinfo=NOW.tzinfo)
    annual = sign(
        cast,
        rate(cast, skp, at=december, periode_evaluasi=cast.tahunan(), rating_hasil_kerja="dibawah"),
        at=december,
    )
    assert annual.predikat == "butuh_perbaikan"
    assert [item["predikat"] for item in annual.fakta["periodik"]] == ["sangat_baik"]
