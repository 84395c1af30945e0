"""Coaching, mentoring and their papers; konseling and who reads which of its words; appreciation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.http import Http404
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from kasuari.accounts.models import RoleGrant
from kasuari.audit.models import AuditEntry
from kasuari.development import operations
from kasuari.development.access.konseling import Bagian
from kasuari.development.models import KasusKonseling
from kasuari.development.queries.bimbingan import (
    answer_for,
    answer_of,
    case_for,
    cases_of,
    mentors_for,
    session_for,
)
from kasuari.development.queries.penghargaan import appreciation_for, certificate_for, wall
from kasuari.documents.queries import Standing, standing_of
from kasuari.foundation.refusals import Invalid, NotAllowed, Refusal, Stale
from kasuari.organisation.models import Pegawai
from tests.cast import LONG_AGO, NOW, TODAY, Cast
from tests.development.competence import ask, assess, load
from tests.development.guidance import ANSWERS, NOTES, PROBLEM, RECORD, TOLD, case, session, thanks

SignIn = Callable[[Pegawai], Client]
pytestmark = pytest.mark.django_db
EVERYBODY = ("yohana", "markus", "hendrika", "stefanus", "paulus", "lusia", "andreas", "agus", "rosa")


def readers(cast: Cast, read: Callable[[Pegawai], object]) -> set[str]:
    found = set()
    for name in EVERYBODY:
        try:
            read(getattr(cast, name))
        except Http404:
            continue
        found.add(name)
    return found


def text_of(client: Client, name: str, pk: int) -> str:
    page = client.get(reverse(name, args=[pk]))
    assert page.status_code == 200
    return " ".join(
        " ".join(sheet.extract_text().split()) for sheet in PdfReader(BytesIO(page.content)).pages
    )


def test_a_session_is_read_step_by_step_by_whom_the_annex_names(cast: Cast) -> None:
    def may(made: Any) -> set[str]:
        return readers(cast, lambda who: session_for(cast.actor(who), made.pk))

    assert may(session(cast, guide=cast.stefanus)) == {"yohana", "stefanus"}
    assert may(session(cast, guide=cast.stefanus, until="signed", days=1)) == {
        "yohana",
        "stefanus",
        "hendrika",
    }
    assert may(session(cast, guide=cast.stefanus, until="reported", days=2)) == {
        "yohana",
        "stefanus",
        "hendrika",
        "paulus",
        "lusia",
        "andreas",
    }


def test_a_change_takes_the_signatures_off(cast: Cast) -> None:
    made = session(cast)
    owner, guide = cast.actor(cast.yohana), cast.actor(cast.hendrika)
    operations.sign_session(sesi=made, version=made.version, by=owner, at=NOW)
    made.refresh_from_db()
    with pytest.raises(Stale):
        operations.sign_session(sesi=made, version=made.version - 1, by=guide, at=NOW)
    operations.write_session(
        sesi=made,
        parts={"langkah": [["K6", "Lain", "ya"]], "tujuan": [["Bukan bagian saya"]]},
        version=made.version,
        by=guide,
        at=NOW,
    )
    made.refresh_from_db()
    assert (made.pegawai_signed_at, made.state) == (None, "terbuka")
    assert made.isi["tujuan"][0][0] == "Cakupan K6"
    with pytest.raises(NotAllowed):
        operations.sign_session(sesi=made, version=made.version, by=cast.actor(cast.paulus), at=NOW)


def test_only_the_penilai_opens_and_reports_and_nobody_signs_an_empty_part(cast: Cast) -> None:
    made = session(cast, until="begun")
    with pytest.raises(Invalid) as refused:
        operations.sign_session(sesi=made, version=made.version, by=cast.actor(cast.yohana), at=NOW)
    assert refused.value.code == "development.session_empty"
    with pytest.raises(Refusal):
        operations.report_session(sesi=made, by=cast.actor(cast.hendrika), at=NOW)
    with pytest.raises(NotAllowed):
        session(cast, penilai=cast.paulus)
    with pytest.raises(Invalid):
        session(cast, guide=cast.yohana)


def test_b18_is_read_by_its_author_and_the_atasan_of_the_leader_alone(cast: Cast) -> None:
    made = session(cast, until="reported")
    answer = operations.answer_session(
        sesi=made, jawaban=ANSWERS, catatan="Terburu-buru.", by=cast.actor(cast.yohana), at=NOW
    )
    assert readers(cast, lambda who: answer_for(cast.actor(who), answer.pk)) == {"yohana", "paulus"}
    assert answer_of(cast.actor(cast.hendrika), made) is None
    assert not AuditEntry.objects.filter(data__icontains="Terburu").exists()
    with pytest.raises(Invalid):
        operations.answer_session(sesi=made, jawaban=ANSWERS, catatan="", by=cast.actor(cast.yohana), at=NOW)


def test_a_mentor_is_proposed_by_competency_place_and_load(cast: Cast) -> None:
    kamus = load(cast)
    item = kamus["komunikasi"]
    assert mentors_for(cast.yohana.pk, item.pk, required=2, on=TODAY).mentors == ()
    assess(cast, {item: 4}, person=cast.markus)
    assess(cast, {item: 5}, person=cast.rosa, penilai=cast.stefanus)
    found = mentors_for(cast.yohana.pk, item.pk, required=2, on=TODAY)
    assert [(row.identity.pegawai_id, row.jarak, row.beban) for row in found.mentors] == [
        (cast.markus.pk, 0, 0),
        (cast.rosa.pk, 1, 0),
    ]
    for person, penilai in (
        (cast.yohana, cast.hendrika),
        (cast.rosa, cast.stefanus),
        (cast.stefanus, cast.paulus),
    ):
        session(cast, jenis="mentoring", guide=cast.markus, person=person, penilai=penilai, until="begun")
    found = mentors_for(cast.yohana.pk, item.pk, required=2, on=TODAY)
    assert ([row.identity.pegawai_id for row in found.mentors], found.penuh) == ([cast.rosa.pk], 1)


def test_a_mentor_with_nobody_near_is_said_so(cast: Cast, sign_in: SignIn) -> None:
    kamus = load(cast)
    item = kamus["komunikasi"]
    ask(cast, cast.yohana, {item: 2})
    url = reverse("development:begin_session", args=[cast.yohana.pk]) + f"?kompetensi={item.pk}"
    client = sign_in(cast.hendrika)
    assert "Belum ada yang dapat diusulkan" in client.get(url).content.decode()
    assess(cast, {item: 5}, person=cast.lusia, penilai=cast.andreas)
    page = client.get(url).content.decode()
    assert "Tidak ada yang dekat." in page
    assert "Lusia" in page


def test_the_papers_of_guidance_follow_the_annex(cast: Cast, sign_in: SignIn) -> None:
    coaching = session(cast, until="reported")
    mentoring = session(cast, jenis="mentoring", until="signed", days=1)
    answer = operations.answer_session(
        sesi=coaching, jawaban=ANSWERS, catatan="", by=cast.actor(cast.yohana), at=NOW
    )
    client = sign_in(cast.yohana)
    for name, pk, expected in (
        (
            "development:session_paper",
            coaching.pk,
            (
                "PELAKSANAAN COACHING",
                "TUJUAN: APA YANG INGIN SAYA CAPAI?",
                "(diisi oleh Pegawai)",
                "BASELINE TARGET (JIKA ADA)",
                "FAKTA: DIMANA SAYA SEKARANG?",
                "PELUANG: APA YANG DAPAT SAYA LAKUKAN?",
                "LANGKAH KEDEPAN: APA YANG AKAN SAYA LAKUKAN KE DEPAN?",
                "Jadwal bersama distrik",
                "*Jika diperlukan penyesuaian indikator/ target kinerja maka dilakukan perubahan SKP",
                "Pimpinan/ Pihak Lain yang Diberikan Penugasan Khusus",
            ),
        ),
        (
            "development:session_paper",
            mentoring.pk,
            ("PELAKSANAAN MENTORING", "JURNAL MENTORING", "TARGET WAKTU RENCANA AKSI", "USG dasar"),
        ),
        (
            "development:answer",
            answer.pk,
            (
                "UMPAN BALIK PELAKSANAAN BIMBINGAN KINERJA",
                "TENTANG PIMPINAN/ PIHAK LAIN YANG DIBERIKAN PENUGASAN KHUSUS",
                "6. Lebih banyak menggunakan metode bertanya dibandingkan menggurui",
                "9. Saya memahami maksud dan tujuan kegiatan bimbingan kinerja ini",
            ),
        ),
    ):
        text = text_of(client, name, pk)
        for words in expected:
            assert words in text, words


PARTS = {
    "told": {"yohana": "dlj r", "hendrika": "dlj"},
    "reported": {"yohana": "dlj r", "hendrika": "dlj", "lusia": "lj", "andreas": "lj"},
    "appointed": {
        "yohana": "dlj r",
        "hendrika": "dlj",
        "lusia": "lj",
        "andreas": "lj",
        "stefanus": "ljrc",
    },
}
LETTERS = {
    Bagian.DISAMPAIKAN: "d",
    Bagian.LAPORAN: "l",
    Bagian.JADWAL: "j",
    Bagian.REKAMAN: "r",
    Bagian.CATATAN: "c",
}


def seen(cast: Cast, made: KasusKonseling) -> dict[str, set[str]]:
    """The parts that each of everybody may read."""
    found = {}
    for name in EVERYBODY:
        try:
            _row, parts = case_for(cast.actor(getattr(cast, name)), made.pk)
        except Http404:
            continue
        found[name] = {LETTERS[part] for part in parts}
    return found


@pytest.mark.parametrize("until", list(PARTS))
def test_a_case_is_read_by_those_named_and_by_nobody_else(until: str, cast: Cast) -> None:
    made = case(cast, until=until)
    assert seen(cast, made) == {name: set(parts) - {" "} for name, parts in PARTS[until].items()}
    listed = {name for name in EVERYBODY if cases_of(cast.actor(getattr(cast, name)))}
    assert listed == set(PARTS[until])


@pytest.mark.parametrize(
    ("peran", "konselor", "readers_of_record"),
    [
        ("penilai", "hendrika", {"yohana", "hendrika", "paulus"}),
        ("pejabat", "stefanus", {"yohana", "hendrika", "paulus", "stefanus"}),
        ("independen", "stefanus", {"yohana", "stefanus", "lusia", "andreas"}),
    ],
)
def test_the_record_goes_to_whom_the_annex_names(
    peran: str, konselor: str, readers_of_record: set[str], cast: Cast
) -> None:
    made = case(cast, until="recorded", peran=peran, konselor=getattr(cast, konselor))
    found = seen(cast, made)
    assert {name for name, parts in found.items() if "r" in parts} == readers_of_record
    assert {name for name, parts in found.items() if "c" in parts} == {konselor}


def test_no_role_lets_somebody_read_the_counsellors_notes_about_oneself(cast: Cast) -> None:
    made = case(cast, until="recorded", peran="independen")
    for role in ("kepegawaian", "pyb", "auditor", "administrator"):
        RoleGrant.objects.create(user=cast.yohana.user, role=role, start_date=LONG_AGO, granted_at=NOW)
    assert seen(cast, made)["yohana"] == {"d", "l", "j", "r"}
    with pytest.raises(NotAllowed):
        operations.appoint_counsellor(
            case=made,
            konselor_id=cast.rosa.pk,
            peran="independen",
            jadwal_at=NOW + timedelta(days=1),
            tempat="x",
            version=made.version,
            by=cast.actor(cast.yohana),
            at=NOW,
        )


def test_a_counsellor_is_chosen_by_name_and_the_form_asks_where_several_fit(
    cast: Cast, sign_in: SignIn
) -> None:
    made = case(cast, until="reported")
    given = {
        "version": made.version,
        "peran": "pejabat",
        "jadwal_at": "2026-07-01T09:00",
        "tempat": "Ruang tenang",
    }
    clerk, address = sign_in(cast.lusia), reverse("development:appoint_counsellor", args=[made.pk])
    asked = clerk.post(address, {**given, "konselor": "us"})
    assert asked.status_code == 422
    page = BeautifulSoup(asked.content, "html.parser")
    assert page.select_one("input[name=tempat]")["value"] == "Ruang tenang"
    assert page.select_one(f"input[name=konselor_pilih][value='{cast.stefanus.pk}']")
    # Half a name is not enough to entrust somebody with a case, even if nobody else bears it.
    half = clerk.post(address, {**given, "konselor": "stefanus"})
    assert "Satu orang cocok" in half.content.decode()
    # A choice that the words no longer fit is not taken.
    stale = clerk.post(address, {**given, "konselor": "nobody", "konselor_pilih": cast.stefanus.pk})
    assert "Tidak ada yang cocok" in stale.content.decode()
    assert (
        clerk.post(address, {**given, "konselor": "us", "konselor_pilih": cast.stefanus.pk}).status_code
        == 302
    )
    made.refresh_from_db()
    assert made.konselor == cast.stefanus


def test_the_words_of_a_case_stand_in_its_row_and_nowhere_else(cast: Cast, sign_in: SignIn) -> None:
    """No audit row, notice, document, job or stored file tells them, and there are no admin screens."""
    made = case(cast, until="recorded")
    sign_in(cast.hendrika).get(reverse("development:case_paper", args=[made.pk]))
    told = []
    for model in apps.get_models():
        if model is KasusKonseling or not model._meta.managed:
            continue
        for row in model._default_manager.values():
            text = str(row)
            told += [
                (model.__name__, words) for words in (TOLD, PROBLEM, NOTES, RECORD) if words[:20] in text
            ]
    assert told == []
    assert not apps.is_installed("django.contrib.admin")
    entries = AuditEntry.objects.filter(kind="development.counselling_step")
    assert entries.count() == 5
    assert {(entry.pegawai_id, tuple(entry.data)) for entry in entries} == {(None, ("langkah",))}
    assert not any("Yohana" in str(vars(entry)) for entry in entries)


@pytest.mark.parametrize(
    ("who", "hidden"),
    [
        ("yohana", (NOTES,)),
        ("hendrika", (NOTES,)),
        ("lusia", (TOLD, NOTES, RECORD)),
        ("paulus", (TOLD, PROBLEM, NOTES)),
        ("stefanus", (TOLD,)),
    ],
)
def test_the_page_of_a_case_holds_no_word_that_its_reader_may_not_read(
    who: str, hidden: tuple[str, ...], cast: Cast, sign_in: SignIn
) -> None:
    made = case(cast, until="recorded")
    page = sign_in(getattr(cast, who)).get(reverse("development:case", args=[made.pk])).content.decode()
    for words in hidden:
        assert words not in page
    shown = {TOLD, PROBLEM, NOTES, RECORD} - set(hidden)
    for words in shown:
        assert words in page


def test_an_appointment_that_stands_is_what_the_form_begins_with(cast: Cast, sign_in: SignIn) -> None:
    made = case(cast, until="appointed")
    text = sign_in(cast.lusia).get(reverse("development:case", args=[made.pk])).content.decode()
    assert "Ganti konselor atau jadwal" in text
    assert f'value="{cast.stefanus.nama}"' in text
    assert 'value="Ruang tamu BKPSDM"' in text


def test_konseling_goes_its_way_and_no_other(cast: Cast) -> None:
    for who in (cast.paulus, cast.lusia, cast.yohana):
        with pytest.raises(NotAllowed):
            operations.tell_problem(pegawai=cast.yohana, disampaikan="x", by=cast.actor(who), at=NOW)
    made = case(cast)
    given: dict[str, Any] = {"version": made.version, "by": cast.actor(cast.hendrika), "at": NOW}
    with pytest.raises(Invalid) as refused:
        operations.report_problem(
            case=made, ekspektasi_khusus="", permasalahan=" ", serupa=None, upaya="", **given
        )
    assert [problem.path for problem in refused.value.problems] == ["permasalahan", "upaya", "serupa"]
    operations.note_change(case=made, **given)
    made.refresh_from_db()
    assert made.state == "berubah"
    with pytest.raises(Refusal):
        operations.note_change(case=made, **(given | {"version": made.version}))
    other = case(cast, until="reported", told="Yang lain.")
    appoint: dict[str, Any] = {
        "case": other,
        "jadwal_at": NOW + timedelta(days=1),
        "tempat": "Ruang tenang",
        "version": other.version,
        "at": NOW,
    }
    for konselor, peran in (
        (cast.hendrika, "independen"),
        (cast.stefanus, "penilai"),
        (cast.yohana, "pejabat"),
    ):
        with pytest.raises(Invalid) as refused:
            operations.appoint_counsellor(
                konselor_id=konselor.pk, peran=peran, by=cast.actor(cast.lusia), **appoint
            )
        assert refused.value.code == "development.counsellor_wrong"
    with pytest.raises(NotAllowed):
        operations.appoint_counsellor(
            konselor_id=cast.stefanus.pk, peran="pejabat", by=cast.actor(cast.hendrika), **appoint
        )


def test_b110_follows_the_annex(cast: Cast, sign_in: SignIn) -> None:
    made = case(cast, until="reported")
    text = text_of(sign_in(cast.lusia), "development:case_paper", made.pk)
    for words in (
        "LAPORAN PERMASALAHAN PERILAKU KERJA",
        "MASALAH: APA PERMASALAHAN PERILAKU KERJA PEGAWAI DIDASARKAN PADA NILAI DASAR ASN?",
        "(diisi oleh pejabat penilai kinerja)",
        PROBLEM,
        "RETROSPEKTIF: APA YANG SUDAH ANDA LAKUKAN UNTUK PERBAIKAN PERILAKU KERJA PEGAWAI?",
        "Pejabat Penilai Kinerja",
    ):
        assert words in text, words


def test_appreciation_reaches_the_wall_by_the_wish_of_its_receiver(cast: Cast) -> None:
    made = thanks(cast)
    assert readers(cast, lambda who: appreciation_for(cast.actor(who), made.pk)) == {"yohana", "hendrika"}
    for who, act in ((cast.hendrika, "tampilkan"), (cast.yohana, "tarik")):
        with pytest.raises(NotAllowed):
            operations.move_appreciation(row=made, act=act, version=made.version, by=cast.actor(who), at=NOW)
    assert wall(cast.actor(cast.rosa)) == []
    shown = thanks(cast, show=True)
    assert wall(cast.actor(cast.rosa)) == [shown]
    with pytest.raises(NotAllowed):
        thanks(cast, giver=cast.yohana)


def test_a_certificate_can_be_verified(cast: Cast) -> None:
    made = thanks(cast, show=True)
    for who in (cast.markus, cast.yohana, cast.agus):
        with pytest.raises(NotAllowed):
            operations.issue_certificate(row=made, by=cast.actor(who), at=NOW)
    issued = operations.issue_certificate(row=made, by=cast.actor(cast.hendrika), at=NOW)
    assert standing_of(issued.code) is Standing.CURRENT
    assert operations.issue_certificate(row=made, by=cast.actor(cast.andreas), at=NOW) == issued
    assert certificate_for(cast.actor(cast.yohana), issued.pk) == issued
