"""Kalibrasi: who sees what, what a proposal can do and cannot, the agenda, the minutes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import IntegrityError, transaction
from django.http import Http404
from django.test import Client
from django.urls import reverse

from kasuari.audit.models import AuditEntry
from kasuari.documents.queries import Standing, standing_of_file
from kasuari.evaluation import operations, queries
from kasuari.evaluation.agenda import Laid, agenda_for
from kasuari.evaluation.models import ButirKalibrasi, Evaluasi, SesiKalibrasi
from kasuari.foundation.refusals import Invalid, NotAllowed, Refusal, Stale
from kasuari.organisation.models import Pegawai, Penugasan
from kasuari.planning.models import Skp
from kasuari.regulation.predikat import Predikat
from tests.cast import NOW, TODAY, Cast
from tests.documents.paper import squeezed, whole_text
from tests.evaluation.acts import HASIL, give_capaian, rate, sign
from tests.evaluation.test_rest import Caller
from tests.planning_builder import set_skp_for

SignIn = Callable[[Pegawai], Client]
WHY = "Dibandingkan dengan rekan yang cakupannya sama, hasilnya melampaui target."


def session(cast: Cast, by: Pegawai | None = None, **changes: Any) -> SesiKalibrasi:
    given: dict[str, Any] = {
        "periode_evaluasi": cast.triwulan(2),
        "nama": "Bidan dan perawat",
        "by": cast.actor(by or cast.paulus),
        "at": NOW,
    }
    return operations.open_kalibrasi(**(given | changes))


def bring(cast: Cast, sesi: SesiKalibrasi, by: Pegawai) -> int:
    return operations.bring_ratings(sesi=sesi, by=cast.actor(by), at=NOW)


def propose(cast: Cast, butir: ButirKalibrasi, by: Pegawai, **changes: Any) -> ButirKalibrasi:
    given: dict[str, Any] = {
        "butir": butir,
        "rating_hasil_kerja": "diatas",
        "rating_perilaku_kerja": "diatas",
        "alasan": WHY,
        "version": butir.version,
        "by": cast.actor(by),
        "at": NOW,
    }
    return operations.propose_calibration(**(given | changes))


def answer(cast: Cast, butir: ButirKalibrasi, by: Pegawai, **changes: Any) -> ButirKalibrasi:
    given: dict[str, Any] = {
        "butir": butir,
        "terima": True,
        "jawaban": "Register kohort menunjukkan cakupan 95 persen.",
        "version": butir.version,
        "by": cast.actor(by),
        "at": NOW,
    }
    return operations.answer_calibration(**(given | changes))


@pytest.fixture
def skps(cast: Cast) -> dict[str, Skp]:
    """Yohana and Markus are rated by Hendrika, Rosa by Stefanus; Paulus stands above both penilai."""
    give_capaian(cast)
    plans = {
        name: set_skp_for(cast, getattr(cast, name), penilai, atasan=cast.paulus)
        for name, penilai in (("yohana", cast.hendrika), ("markus", cast.hendrika), ("rosa", cast.stefanus))
    }
    for name, skp in plans.items():
        rate(cast, skp, by=cast.stefanus if name == "rosa" else cast.hendrika)
    return plans


@pytest.fixture
def sesi(cast: Cast, skps: dict[str, Skp]) -> SesiKalibrasi:
    made = session(cast)
    bring(cast, made, cast.hendrika)
    bring(cast, made, cast.stefanus)
    return made


def butir_of(sesi: SesiKalibrasi, pegawai: Pegawai) -> ButirKalibrasi:
    return ButirKalibrasi.objects.get(sesi=sesi, pegawai=pegawai)


def names(cast: Cast, sesi: SesiKalibrasi, viewer: Pegawai) -> set[str]:
    found = queries.room(cast.actor(viewer), queries.sesi_for(cast.actor(viewer), sesi.pk), on=TODAY)
    return {row.butir.pegawai.nama.split()[0] for row in found.rows}


# opening and bringing


def test_the_atasan_of_several_penilai_opens_and_all_are_invited(cast: Cast, skps: dict[str, Skp]) -> None:
    made = session(cast)
    invited = set(made.peserta.values_list("pegawai_id", flat=True))
    assert invited == {cast.hendrika.pk, cast.stefanus.pk}
    entry = AuditEntry.objects.get(kind="evaluation.kalibrasi_opened")
    assert entry.data["penilai_ids"] == sorted(invited)
    assert session(cast) == made  # the same again is the one that runs
    assert AuditEntry.objects.filter(kind="evaluation.kalibrasi_opened").count() == 1


@pytest.mark.parametrize("who", ["hendrika", "yohana", "lusia", "maria"])
def test_who_is_not_above_two_penilai_opens_none(cast: Cast, skps: dict[str, Skp], who: str) -> None:
    with pytest.raises(NotAllowed) as refusal:
        session(cast, getattr(cast, who))
    assert refusal.value.code == "evaluation.kalibrasi_not_leader"


def test_a_session_about_one_unit_or_post_needs_two_penilai_there(cast: Cast, skps: dict[str, Skp]) -> None:
    with pytest.raises(Invalid) as refusal:
        session(cast, unit_id=cast.puskesmas.pk)
    assert [item.path for item in refusal.value.problems] == ["unit_id"]
    post = cast.penugasan(cast.rosa).jabatan_id
    Penugasan.objects.filter(pegawai=cast.yohana).update(jabatan_id=post)
    made = session(cast, jabatan_id=post)
    assert bring(cast, made, cast.hendrika) == 1  # the midwife, not the nurse
    assert butir_of(made, cast.yohana)


def test_drafts_are_out_of_sight_until_their_penilai_brings_them(cast: Cast, skps: dict[str, Skp]) -> None:
    made = session(cast)
    assert names(cast, made, cast.paulus) == set()
    assert bring(cast, made, cast.hendrika) == 2
    assert bring(cast, made, cast.hendrika) == 0
    assert names(cast, made, cast.paulus) == names(cast, made, cast.stefanus) == {"Yohana", "Markus"}
    held = butir_of(made, cast.yohana)
    assert (held.semula_hasil_kerja, held.semula_perilaku_kerja, held.semula_predikat) == (
        "sesuai",
        "diatas",
        "baik",
    )
    assert held.semula_alasan_hasil_kerja == HASIL
    assert AuditEntry.objects.filter(kind="evaluation.kalibrasi_brought").count() == 1
    with pytest.raises(NotAllowed):
        bring(cast, made, cast.paulus)


# what nobody may see or touch


def test_nobody_sees_or_touches_their_own_record(cast: Cast, skps: dict[str, Skp]) -> None:
    """Hendrika takes part and is herself rated by Stefanus in another post."""
    rate(cast, set_skp_for(cast, cast.hendrika, cast.stefanus, atasan=cast.paulus), by=cast.stefanus)
    made = session(cast)
    for penilai in (cast.hendrika, cast.stefanus):
        bring(cast, made, penilai)
    assert names(cast, made, cast.paulus) == {"Hendrika", "Yohana", "Markus", "Rosa"}
    assert "Hendrika" not in names(cast, made, cast.hendrika)
    own = butir_of(made, cast.hendrika)
    with pytest.raises(Http404):
        queries.butir_for(cast.actor(cast.hendrika), own.pk, on=TODAY)
    with pytest.raises(Http404):
        propose(cast, own, cast.hendrika)
    assert propose(cast, own, cast.paulus).state == "diusulkan"


def test_nobody_sees_or_touches_the_record_of_a_superior(cast: Cast, skps: dict[str, Skp]) -> None:
    """Yohana rates Markus in one post; her own penilai Hendrika is rated by Stefanus in the same session."""
    above = set_skp_for(cast, cast.hendrika, cast.stefanus, atasan=cast.paulus)
    rate(cast, above, by=cast.stefanus)
    second = Penugasan.objects.create(
        pegawai=cast.markus,
        jabatan=cast.penugasan(cast.markus).jabatan,
        unit=cast.puskesmas,
        jenis="tugas_tambahan",
        start_date=TODAY,
    )
    set_skp_for(cast, cast.markus, cast.yohana, atasan=cast.paulus, penugasan=second)
    made = session(cast)
    for penilai in (cast.hendrika, cast.stefanus):
        bring(cast, made, penilai)
    seen = names(cast, made, cast.yohana)
    assert seen == {"Markus", "Rosa"}  # neither herself nor Hendrika
    superior = butir_of(made, cast.hendrika)
    with pytest.raises(Http404):
        propose(cast, superior, cast.yohana)
    # Nor does a count, a point of the agenda or the minutes tell of them.
    room = queries.room(cast.actor(cast.yohana), queries.sesi_for(cast.actor(cast.yohana), made.pk), on=TODAY)
    told = " ".join(str(point.text) for point in room.agenda)
    assert "Hendrika" not in told.replace("Hendrika D'Arcy Wanimbo membawa", "")
    assert room.rows[0].butir.sesi_id == made.pk
    assert len(room.rows) == 2


def test_the_leader_does_not_see_the_record_of_their_own_leader(cast: Cast, skps: dict[str, Skp]) -> None:
    set_skp_for(cast, cast.paulus, cast.maria, atasan=None, format="A.1.2")
    actor = cast.actor(cast.paulus)
    assert {cast.paulus.pk, cast.maria.pk} <= queries.out_of_sight(actor, cast.periode.pk, on=TODAY)


@pytest.mark.parametrize("who", ["yohana", "markus", "lusia", "andreas", "agus"])
def test_who_takes_no_part_does_not_know_of_a_running_session(
    cast: Cast, sesi: SesiKalibrasi, who: str
) -> None:
    with pytest.raises(Http404):
        queries.sesi_for(cast.actor(getattr(cast, who)), sesi.pk)


def test_the_auditor_reads_a_closed_session_but_no_draft_that_is_not_signed(
    cast: Cast, sesi: SesiKalibrasi, skps: dict[str, Skp]
) -> None:
    sign(cast, Evaluasi.objects.get(skp=skps["yohana"]))
    operations.close_kalibrasi(
        sesi=queries.sesi_for(cast.actor(cast.paulus), sesi.pk),
        catatan="",
        version=1,
        by=cast.actor(cast.paulus),
        at=NOW,
    )
    assert names(cast, sesi, cast.agus) == {"Yohana"}
    with pytest.raises(Http404):
        queries.butir_for(cast.actor(cast.agus), butir_of(sesi, cast.rosa).pk, on=TODAY)


# a proposal is a proposal


def test_a_proposal_changes_no_rating_and_keeps_both_values(cast: Cast, sesi: SesiKalibrasi) -> None:
    held = butir_of(sesi, cast.yohana)
    made = propose(cast, held, cast.stefanus)
    assert (made.state, made.semula_predikat, made.usulan_predikat) == ("diusulkan", "baik", "sangat_baik")
    assert (made.proposed_by, made.proposed_at, made.alasan) == (cast.stefanus.user, NOW, WHY)
    draft = Evaluasi.objects.get(pk=held.evaluasi_id)
    assert (draft.rating_hasil_kerja, draft.version) == ("sesuai", 1)
    entry = AuditEntry.objects.get(kind="evaluation.kalibrasi_proposed")
    assert entry.data["semula"] == ["sesuai", "diatas", "baik"]
    assert entry.data["usulan"] == ["diatas", "diatas", "sangat_baik"]


def test_the_penilai_takes_a_proposal_over_and_only_the_signature_makes_it_count(
    cast: Cast, sesi: SesiKalibrasi
) -> None:
    made = propose(cast, butir_of(sesi, cast.yohana), cast.stefanus)
    done = answer(cast, made, cast.hendrika)
    draft = Evaluasi.objects.get(pk=made.evaluasi_id)
    assert (draft.state, draft.predikat, draft.rating_hasil_kerja) == ("dinilai", "", "diatas")
    assert draft.alasan_hasil_kerja == "Register kohort menunjukkan cakupan 95 persen."
    assert draft.alasan_perilaku_kerja != draft.alasan_hasil_kerja  # that rating did not change
    assert (done.state, done.semula_predikat, done.answered_by) == ("diterima", "baik", cast.hendrika.user)
    assert sign(cast, draft).predikat == "sangat_baik"


def test_the_penilai_may_decline_and_nothing_changes(cast: Cast, sesi: SesiKalibrasi) -> None:
    made = propose(cast, butir_of(sesi, cast.yohana), cast.stefanus)
    done = answer(cast, made, cast.hendrika, terima=False, jawaban="Cakupan itu milik seluruh tim.")
    assert (done.state, done.jawaban) == ("ditolak", "Cakupan itu milik seluruh tim.")
    assert Evaluasi.objects.get(pk=made.evaluasi_id).rating_hasil_kerja == "sesuai"
    assert AuditEntry.objects.get(kind="evaluation.kalibrasi_answered").data["diterima"] is False


@pytest.mark.parametrize("who", ["stefanus", "paulus"])
def test_nobody_but_the_penilai_answers(cast: Cast, sesi: SesiKalibrasi, who: str) -> None:
    made = propose(cast, butir_of(sesi, cast.yohana), cast.stefanus)
    with pytest.raises(NotAllowed) as refusal:
        answer(cast, made, getattr(cast, who))
    assert refusal.value.code == "evaluation.kalibrasi_not_penilai"


def test_the_penilai_does_not_propose_on_their_own_rating(cast: Cast, sesi: SesiKalibrasi) -> None:
    with pytest.raises(NotAllowed) as refusal:
        propose(cast, butir_of(sesi, cast.yohana), cast.hendrika)
    assert refusal.value.code == "evaluation.kalibrasi_own_rating"


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"alasan": " "}, "alasan"),
        ({"rating_hasil_kerja": "hebat"}, "rating_hasil_kerja"),
        ({"rating_hasil_kerja": "sesuai"}, "rating_hasil_kerja"),  # both as they were
    ],
)
def test_a_proposal_without_reason_or_difference_is_refused(
    cast: Cast, sesi: SesiKalibrasi, changes: dict[str, str], path: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        propose(cast, butir_of(sesi, cast.yohana), cast.stefanus, **changes)
    assert [item.path for item in refusal.value.problems] == [path]


def test_what_somebody_else_changed_and_what_is_signed_is_not_touched(
    cast: Cast, sesi: SesiKalibrasi
) -> None:
    held = butir_of(sesi, cast.yohana)
    propose(cast, held, cast.stefanus)
    with pytest.raises(Stale):
        propose(cast, held, cast.paulus)
    sign(cast, Evaluasi.objects.get(pk=held.evaluasi_id))
    held.refresh_from_db()
    with pytest.raises(Refusal) as refusal:
        answer(cast, held, cast.hendrika)
    assert refusal.value.code == "evaluation.kalibrasi_ditandatangani"


def test_the_leader_records_what_stays_and_a_closed_session_takes_nothing(
    cast: Cast, sesi: SesiKalibrasi
) -> None:
    by = cast.actor(cast.paulus)
    held = butir_of(sesi, cast.rosa)
    given: dict[str, Any] = {"alasan": "Sudah sesuai bukti.", "version": held.version, "at": NOW}
    with pytest.raises(NotAllowed):
        operations.keep_rating(butir=held, by=cast.actor(cast.stefanus), **given)
    assert operations.keep_rating(butir=held, by=by, **given).state == "dipertahankan"
    with pytest.raises(NotAllowed):
        operations.close_kalibrasi(sesi=sesi, catatan="", version=1, by=cast.actor(cast.hendrika), at=NOW)
    closed = operations.close_kalibrasi(sesi=sesi, catatan="Ukuran disamakan.", version=1, by=by, at=NOW)
    assert (closed.state, closed.closed_by) == ("selesai", cast.paulus.user)
    entry = AuditEntry.objects.get(kind="evaluation.kalibrasi_closed")
    assert (entry.data["butir"], entry.data["diubah"]) == (3, 0)
    with pytest.raises(Refusal) as refusal:
        propose(cast, butir_of(sesi, cast.yohana), cast.stefanus)
    assert refusal.value.code == "evaluation.kalibrasi_selesai"


def test_the_database_keeps_a_penilai_from_being_the_pegawai(cast: Cast, sesi: SesiKalibrasi) -> None:
    held = butir_of(sesi, cast.yohana)
    with pytest.raises(IntegrityError), transaction.atomic():
        ButirKalibrasi.objects.filter(pk=held.pk).update(penilai=cast.yohana)


# the agenda


def laid(key: int, penilai: int = 1, **changes: Any) -> Laid:
    given: dict[str, Any] = {
        "key": key,
        "penilai_id": penilai,
        "penilai": f"Penilai {penilai}",
        "nama": f"Pegawai {key}",
        "hasil_kerja": "sesuai",
        "predikat": "baik",
        "bukti": 1,
    }
    return Laid(**(given | changes))


def codes(people: list[Laid], **peaks: Predikat) -> list[str]:
    found = agenda_for(people, peaks={int(name[1:]): value for name, value in peaks.items()})
    return [point.code.removeprefix("evaluation.agenda.") for point in found]


def test_the_agenda_says_of_few_people_that_nothing_can_be_read() -> None:
    assert codes([laid(1), laid(2)]) == ["too_few"]
    assert codes([laid(key) for key in range(5)]) == []


def test_one_far_from_the_middle_is_an_outlier() -> None:
    people = [*(laid(key) for key in range(5)), laid(9, predikat="kurang")]
    (point,) = agenda_for(people, peaks={})
    assert (point.code, point.about) == ("evaluation.agenda.outlier", (9,))


def test_a_penilai_unlike_the_others_is_told_with_the_chance_of_it() -> None:
    strict = [laid(key) for key in range(8)]
    lenient = [laid(20 + key, 2, hasil_kerja="diatas") for key in range(8)]
    points = agenda_for(strict + lenient, peaks={})
    assert {point.code for point in points} == {"evaluation.agenda.unlike_others"}
    assert "8 dari 8" in str(points[1].text)
    assert "1 dari 100" in str(points[1].certainty)  # 2 in 12,870
    assert "2 penilai diperiksa" in str(points[1].certainty)
    mixed = [laid(40 + key, 3, hasil_kerja="diatas" if key < 4 else "sesuai") for key in range(8)]
    assert codes([*strict[:4], *mixed]) == ["too_few"]


def test_a_team_whose_guide_peaks_elsewhere_is_told_with_what_the_guide_is() -> None:
    people = [laid(key) for key in range(5)]
    assert codes(people, p1=Predikat.BAIK) == []
    (point,) = agenda_for(people, peaks={1: Predikat.SANGAT_BAIK})
    assert point.code == "evaluation.agenda.far_from_guide"
    assert "bukan kuota" in str(point.certainty)


def test_changes_and_missing_evidence_are_points_of_one_person() -> None:
    people = [laid(key) for key in range(5)]
    people += [laid(6, before="sangat_baik"), laid(7, changed=True), laid(8, bukti=0)]
    found = {point.code.rpartition(".")[2]: point.about for point in agenda_for(people, peaks={})}
    assert found == {"changed": (6,), "changed_since": (7,), "without_evidence": (8,)}


# pages


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_a_session_asks_the_same_number_of_questions(
    cast: Cast, skps: dict[str, Skp], sign_in: SignIn, count: int, django_assert_num_queries: Any
) -> None:
    made = session(cast)
    bring(cast, made, cast.stefanus)
    if count == 3:
        bring(cast, made, cast.hendrika)
    client, url = sign_in(cast.paulus), reverse("evaluation:kalibrasi", args=[made.pk])
    with django_assert_num_queries(21):
        assert client.get(url).status_code == 200


def test_the_whole_way_on_the_pages(cast: Cast, skps: dict[str, Skp], sign_in: SignIn) -> None:
    leader, rater, other = (sign_in(person) for person in (cast.paulus, cast.hendrika, cast.stefanus))
    url = reverse("evaluation:kalibrasi_list")
    form = {"periode": cast.triwulan(2).pk, "nama": "Triwulan II"}
    assert leader.post(url, form | {"nama": ""}).status_code == 422
    assert rater.post(url, form).status_code == 403
    assert leader.post(url, form).status_code == 302
    made = SesiKalibrasi.objects.get()
    page = reverse("evaluation:kalibrasi", args=[made.pk])
    home = rater.get(reverse("home")).content.decode()
    assert "Bawa penilaian" in home
    for client in (rater, other):
        assert client.post(reverse("evaluation:kalibrasi_bring", args=[made.pk])).status_code == 302
    held = butir_of(made, cast.yohana)
    assert "Yohana" in other.get(page).content.decode()
    given = {"rating_hasil_kerja": "diatas", "rating_perilaku_kerja": "diatas", "alasan": WHY}
    propose_url = reverse("evaluation:kalibrasi_propose", args=[held.pk])
    assert other.post(propose_url, given | {"alasan": "", "version": 1}).status_code == 422
    assert other.post(propose_url, given | {"version": 1}).status_code == 302
    assert "Jawab usulan" in rater.get(reverse("home")).content.decode()
    shown = BeautifulSoup(
        rater.get(reverse("evaluation:kalibrasi_butir", args=[held.pk])).content, "html.parser"
    )
    assert shown.select("input[type=radio][checked]") == []  # nothing is chosen beforehand
    given = {"terima": "ya", "jawaban": "Register menunjukkannya.", "version": 2}
    assert rater.post(reverse("evaluation:kalibrasi_answer", args=[held.pk]), given).status_code == 302
    close_url = reverse("evaluation:kalibrasi_close", args=[made.pk])
    assert leader.post(close_url, {"catatan": "Ukuran disamakan.", "version": 1}).status_code == 302
    assert "Selesai" in leader.get(page).content.decode()
    story = leader.get(page).content.decode()
    assert "menutup kalibrasi" in story
    assert "menjawab satu usulan" in story


def test_the_minutes_print_both_values_and_leave_out_what_the_reader_may_not_see(
    cast: Cast, sesi: SesiKalibrasi, skps: dict[str, Skp], sign_in: SignIn
) -> None:
    made = propose(cast, butir_of(sesi, cast.yohana), cast.stefanus)
    answer(cast, made, cast.hendrika)
    operations.close_kalibrasi(
        sesi=sesi, catatan="Ukuran disamakan.", version=1, by=cast.actor(cast.paulus), at=NOW
    )
    response = sign_in(cast.paulus).get(reverse("evaluation:kalibrasi_minutes", args=[sesi.pk]))
    assert response["Content-Type"] == "application/pdf"
    text = squeezed(whole_text(response.content))
    for words in ("BERITA ACARA KALIBRASI", "Sesuai / Diatas: Baik", "Diatas / Diatas: Sangat Baik"):
        assert squeezed(words) in text
    for words in ("Usulan diterima penilai", "Ukuran disamakan.", "Stefanus Mahuze", "Rosa Ulukyanan"):
        assert squeezed(words) in text
    assert standing_of_file(response.content)[0] is Standing.CURRENT
    again = sign_in(cast.hendrika).get(reverse("evaluation:kalibrasi_minutes", args=[sesi.pk]))
    assert again.content == response.content  # nothing is hidden from her either
    # Somebody from whom a row is hidden has an extract, which leaves the whole minutes in force.
    set_skp_for(cast, cast.stefanus, cast.yohana, atasan=cast.paulus)
    extract = sign_in(cast.stefanus).get(reverse("evaluation:kalibrasi_minutes", args=[sesi.pk])).content
    found = [standing_of_file(paper) for paper in (response.content, extract)]
    assert [standing for standing, _paper in found] == [Standing.CURRENT] * 2
    assert [paper.kind for _standing, paper in found if paper] == ["berita acara", "kutipan"]


def test_the_api_gives_a_session_and_takes_a_proposal(cast: Cast, sesi: SesiKalibrasi) -> None:
    program = Caller(cast, cast.stefanus)
    listed = program.get("/calibrations").json()
    assert [item["id"] for item in listed["items"]] == [sesi.pk]
    room = program.get(f"/calibrations/{sesi.pk}").json()
    assert len(room["butir"]) == 3
    item = next(row for row in room["butir"] if row["pegawai_id"] == cast.yohana.pk)
    body = {"rating_hasil_kerja": "diatas", "rating_perilaku_kerja": "diatas", "alasan": WHY, "version": 1}
    answer_ = program.send("post", f"/calibration-items/{item['id']}/proposal", body)
    assert (answer_.status_code, answer_.json()["usulan_predikat"]) == (200, "sangat_baik")
