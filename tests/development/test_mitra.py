"""Partners: what they may do, and that nothing else of the agency can be seen with their account."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from kasuari.accounts import operations as accounts
from kasuari.accounts.enums import Role
from kasuari.audit.models import AuditEntry
from kasuari.development import operations as growth
from kasuari.development.models import Mitra, Pendaftaran, PerjanjianMitra, ProgramPelatihan
from kasuari.development.operations import katalog as catalogue
from kasuari.development.operations import mitra as operations
from kasuari.development.operations import pendaftaran as enrolments
from kasuari.development.queries import mitra as queries
from kasuari.development.queries.pendaftaran import pendaftaran_for
from kasuari.foundation.access import Actor
from kasuari.foundation.refusals import Invalid, NotAllowed, Refusal, Stale
from kasuari.foundation.states import StateRefusal
from kasuari.foundation.timeline import story
from kasuari.organisation.models import Pegawai
from tests.cast import NOW, TODAY, Cast
from tests.development.partners import (
    assess,
    code_of,
    enrol,
    isian_program,
    partner,
    partner_actor,
    partners_of,
    programme,
    skill,
)

SignIn = Callable[[Pegawai], Client]
pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
DATA = Path("src/kasuari/site/demo/data")


def told() -> list[str]:
    return list(AuditEntry.objects.order_by("pk").values_list("kind", flat=True))


def browser_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_partner_is_noted_with_its_agreement(cast: Cast) -> None:
    made = partner(cast)
    assert (made.nama, made.perjanjian.get().end_date) == ("Universitas Rekaan M01", date(2029, 1, 1))
    assert told()[-2:] == ["development.mitra_written", "development.perjanjian_noted"]
    with pytest.raises(Invalid) as twice:
        partner(cast)
    assert code_of(twice) == "development.kode_used"
    with pytest.raises(Stale):
        operations.write_mitra(
            instansi=cast.instansi,
            mitra=made,
            isian=operations.IsianMitra(kode="M01", nama="Lain", jenis="lsm"),
            version=7,
            by=cast.actor(cast.lusia),
            at=NOW,
        )


@pytest.mark.parametrize("who", ["yohana", "hendrika", "andreas", "agus"])
def test_only_the_clerk_keeps_partners(cast: Cast, who: str) -> None:
    made = partner(cast)
    by = cast.actor(getattr(cast, who))
    with pytest.raises(NotAllowed):
        operations.note_agreement(mitra=made, jenis="pks", end_date=date(2030, 1, 1), by=by, at=NOW)
    with pytest.raises(NotAllowed):
        operations.write_programme(mitra=made, isian=isian_program(), by=by, at=NOW)


def test_a_programme_finds_its_competency_and_is_hidden_until_it_is_published(cast: Cast) -> None:
    komunikasi, made = skill(cast), partner(cast)
    draft = programme(cast, made, publish=False)
    assert draft.kompetensi_id == komunikasi.pk
    assert list(queries.programmes(cast.actor(cast.yohana))) == []
    with pytest.raises(Http404):
        queries.program_for(cast.actor(cast.yohana), draft.pk)
    operations.move_programme(program=draft, act="terbitkan", version=0, by=cast.actor(cast.lusia), at=NOW)
    assert [row.pk for row in queries.programmes(cast.actor(cast.yohana))] == [draft.pk]
    unknown = programme(cast, made, "P9", kompetensi_nama="Menyelam")
    assert (unknown.kompetensi_id, unknown.kompetensi_nama) == (None, "Menyelam")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kursi": 0}, "kursi"),
        ({"biaya": Decimal(-1)}, "biaya"),
        ({"moda": "terbang"}, "moda"),
        ({"lokasi": ""}, "lokasi"),
        ({"last_date": date(2026, 1, 1)}, "last_date"),
        ({"sasaran": ("menteri",)}, "sasaran"),
        ({"batas_daftar": date(2027, 1, 1)}, "batas_daftar"),
    ],
)
def test_a_wrong_programme_names_the_field(cast: Cast, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        programme(cast, partner(cast), **changes)
    assert [problem.path for problem in refused.value.problems] == [field]


def test_a_partner_account_reads_its_own_and_nothing_else(cast: Cast) -> None:
    made = partners_of(cast)
    me = made.actor
    assert queries.my_partner(me) == made.mitra
    assert queries.program_for(me, made.draft.pk) == made.draft
    assert pendaftaran_for(me, made.invited.pk) == made.invited
    for gate in (
        lambda: queries.program_for(me, made.other_program.pk),
        lambda: pendaftaran_for(me, made.theirs.pk),
        lambda: pendaftaran_for(me, made.proposed.pk),  # not invited yet: unknown to the partner
        lambda: pendaftaran_for(me, made.approved.pk),
        lambda: queries.mitra_for(me, made.mitra.pk),
        lambda: queries.my_partner(cast.actor(cast.lusia)),
    ):
        with pytest.raises(Http404):
            gate()
    assert [row.pegawai_id for row in queries.expected_by(made.mitra, made.begun.pk)] == [
        cast.markus.pk,
        cast.yohana.pk,
    ]
    assert queries.expected_by(made.mitra, made.other_program.pk) == []


def test_a_partner_account_opens_no_page_of_the_agency(cast: Cast) -> None:
    made = partners_of(cast)
    mine = browser_of(made.user)
    home = mine.get("/")
    assert (home.status_code, home["Location"]) == (302, reverse("development:partner_home"))
    shown = mine.get(reverse("development:partner_home"))
    assert shown.status_code == 200
    page = shown.content.decode()
    assert "Yohana" not in page
    assert reverse("organisation:units") not in page
    refused = [
        reverse("organisation:units"),
        reverse("organisation:person", args=[cast.yohana.pk]),
        reverse("planning:mine"),
        reverse("progress:tree"),
        reverse("development:catalogue"),
        reverse("development:recommendations", args=[cast.yohana.pk]),
        reverse("development:enrolment", args=[made.invited.pk]),
        reverse("development:partner_programme", args=[made.other_program.pk]),
        reverse("development:allocations"),
        "/api/v1/people",
        "/api/v1/openapi.json",
    ]
    assert {path: mine.get(path).status_code for path in refused} == dict.fromkeys(refused, 404)
    for path, data in (
        (reverse("development:partner_report", args=[made.theirs.pk]), {}),
        (reverse("development:partner_certificate", args=[made.theirs.pk]), {}),
        (reverse("development:partner_programme_move", args=[made.other_program.pk]), {"act": "tutup"}),
        (reverse("accounts:create_token"), {"name": "x", "days": 5}),
        (reverse("development:propose", args=[made.program.pk]), {"pegawai_id": cast.rosa.pk}),
    ):
        assert mine.post(path, data).status_code == 404


def test_a_partner_account_takes_no_role_and_no_token(cast: Cast) -> None:
    made = partners_of(cast)
    with pytest.raises(StateRefusal) as refused:
        accounts.grant_role(
            user=made.user,
            role=Role.AUDITOR,
            start_date=TODAY,
            by=Actor.system("Kasuari", on=TODAY),
            at=NOW,
        )
    assert code_of(refused) == "accounts.partner_account"
    with pytest.raises(StateRefusal) as no_token:
        accounts.create_token(user=made.user, name="x", by=made.actor, at=NOW)
    assert code_of(no_token) == "accounts.partner_account"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("Komunikasi", ""),
        ("Komunikas", "belum ada dalam kamus kompetensi, jadi program ini belum disarankan"),
        ("Astronomi", "“Astronomi” belum ada dalam kamus"),
    ],
)
def test_a_competency_that_the_dictionary_does_not_know_is_said(cast: Cast, written: str, told: str) -> None:
    made = partners_of(cast)
    form = {
        "version": 0,
        "kode": "P9",
        "judul": "Kelas baru",
        "kompetensi_nama": written,
        "moda": "daring",
        "start_date": "2026-09-01",
        "last_date": "2026-09-02",
        "kursi": 10,
        "jp": 12,
        "biaya": "0",
        "bahasa": "id",
    }
    page = browser_of(made.user).post(reverse("development:partner_programme_add"), form, follow=True)
    text = page.content.decode()
    assert "Program tersimpan." in text
    assert (told in text) if told else ("belum ada dalam kamus" not in text)
    assert ("Mungkin maksudnya Komunikasi?" in text) is (written == "Komunikas")


def test_a_partner_publishes_and_reports_in_the_browser(cast: Cast) -> None:
    made = partners_of(cast)
    mine = browser_of(made.user)
    added = mine.post(
        reverse("development:partner_programme_add"),
        {
            **{
                name: getattr(isian_program("P8"), name)
                for name in ("kode", "judul", "kompetensi_nama", "moda")
            },
            "version": 0,
            "lokasi": "Agats",
            "start_date": "2026-09-01",
            "last_date": "2026-09-02",
            "kursi": 10,
            "jp": 12,
            "biaya": "1.500.000",
            "bahasa": "id",
            "sasaran": ["jf"],
        },
    )
    new = ProgramPelatihan.objects.get(kode="P8")
    assert added["Location"] == reverse("development:partner_programme", args=[new.pk])
    assert (new.mitra_id, new.biaya, new.sasaran) == (made.mitra.pk, 1_500_000, ["jf"])
    row = made.invited
    enrolments.answer_invitation(
        pendaftaran=row, accept=True, version=row.version, by=cast.actor(cast.yohana), at=NOW
    )
    path = reverse("development:partner_programme", args=[made.begun.pk])
    assert "Yohana" in mine.get(path).content.decode()
    key = f"p{row.pk}"
    sent = {f"{key}-version": row.version, f"{key}-jp_hadir": 99, f"{key}-hasil": "lulus"}
    wrong = mine.post(reverse("development:partner_report", args=[row.pk]), sent)
    assert wrong.status_code == 422
    assert "Isi 0 sampai 16 JP" in wrong.content.decode()
    sent |= {f"{key}-jp_hadir": 16, f"{key}-nilai_awal": "40", f"{key}-nilai_akhir": "80"}
    assert mine.post(reverse("development:partner_report", args=[row.pk]), sent).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.jp_hadir, row.hasil, row.nilai_akhir) == ("selesai", 16, "lulus", 80)
    assert told()[-1] == "development.result_reported"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("sertifikat.pdf", b"<html><script>alert(1)</script></html>", "file.type"),
        ("sertifikat.pdf", PDF.replace(b"/Type", b"/JavaScript (x) /Type"), "file.type"),
        ("sertifikat.png", b"#!/bin/sh\nrm -rf /\n", "file.type"),
        ("sertifikat.svg", b"<svg onload='x()' xmlns='http://www.w3.org/2000/svg'/>", "file.type"),
        ("sertifikat.pdf", b"", "file.empty"),
    ],
)
def test_a_certificate_that_is_a_script_is_refused_by_its_content(
    cast: Cast, name: str, content: bytes, code: str
) -> None:
    made = partners_of(cast)
    with pytest.raises(Refusal) as refused:
        enrolments.upload_certificate(
            pendaftaran=made.finished,
            upload=SimpleUploadedFile(name, content, content_type="application/pdf"),
            version=made.finished.version,
            own_mitra_id=made.mitra.pk,
            by=made.actor,
            at=NOW,
        )
    assert code_of(refused) == code
    made.finished.refresh_from_db()
    assert made.finished.sertifikat is None


def test_a_certificate_reaches_the_person_as_a_download(cast: Cast, sign_in: SignIn) -> None:
    made = partners_of(cast)
    sent = {"version": made.finished.version, "berkas": SimpleUploadedFile("s.pdf", PDF)}
    path = reverse("development:partner_certificate", args=[made.finished.pk])
    assert browser_of(made.other_user).post(path, sent).status_code == 404
    sent["berkas"].seek(0)  # type: ignore[union-attr]
    assert browser_of(made.user).post(path, sent).status_code == 302
    got = sign_in(cast.markus).get(reverse("development:enrolment_certificate", args=[made.finished.pk]))
    assert (b"".join(got), got["X-Content-Type-Options"]) == (PDF, "nosniff")  # type: ignore[arg-type]
    assert (
        sign_in(cast.yohana)
        .get(reverse("development:enrolment_certificate", args=[made.finished.pk]))
        .status_code
        == 404
    )


def test_an_approved_place_takes_a_seat_and_a_free_one_comes_back(cast: Cast) -> None:
    skill(cast)
    program = programme(cast, partner(cast), kursi=1)
    first, second = enrol(cast, program, cast.yohana), enrol(cast, program, cast.markus)
    by = cast.actor(cast.lusia)
    enrolments.approve_enrolment(pendaftaran=first, version=first.version, by=by, at=NOW)
    with pytest.raises(StateRefusal) as full:
        enrolments.approve_enrolment(pendaftaran=second, version=second.version, by=by, at=NOW)
    assert code_of(full) == "development.seats_full"
    second.refresh_from_db()
    assert second.state == "diusulkan"
    enrolments.invite(pendaftaran=first, version=first.version, by=by, at=NOW)
    enrolments.answer_invitation(
        pendaftaran=first,
        accept=False,
        alasan="Jadwal piket",
        version=first.version,
        by=cast.actor(cast.yohana),
        at=NOW,
    )
    program.refresh_from_db()
    assert (first.state, program.terisi) == ("ditolak", 0)
    enrolments.approve_enrolment(pendaftaran=second, version=second.version, by=by, at=NOW)
    program.refresh_from_db()
    assert program.terisi == 1


@pytest.mark.parametrize(("language", "word"), [("id", "Disetujui"), ("en", "Approved")])
def test_the_story_of_an_enrolment_is_told_in_the_language_of_its_reader(
    cast: Cast, language: str, word: str
) -> None:
    skill(cast)
    row = enrol(cast, programme(cast, partner(cast)), cast.yohana, until="disetujui")
    with override(language):
        (told_last, *_earlier) = story("development.pendaftaran", row.pk)
        assert f"“{word}”" in told_last["what"]


def test_who_proposes_agrees_and_answers(cast: Cast) -> None:
    skill(cast)
    program = programme(cast, partner(cast))
    for who in ("markus", "stefanus", "agus"):
        with pytest.raises(NotAllowed):
            enrolments.propose(
                program=program, pegawai=cast.yohana, by=cast.actor(getattr(cast, who)), at=NOW
            )
    row = enrolments.propose(program=program, pegawai=cast.yohana, by=cast.actor(cast.hendrika), at=NOW)
    with pytest.raises(StateRefusal) as twice:
        enrolments.propose(program=program, pegawai=cast.yohana, by=cast.actor(cast.yohana), at=NOW)
    assert code_of(twice) == "development.enrolled_already"
    for who in ("yohana", "hendrika", "andreas"):
        with pytest.raises(NotAllowed):
            enrolments.approve_enrolment(
                pendaftaran=row, version=0, by=cast.actor(getattr(cast, who)), at=NOW
            )
    own = enrolments.propose(program=program, pegawai=cast.lusia, by=cast.actor(cast.lusia), at=NOW)
    with pytest.raises(NotAllowed) as refused:
        enrolments.approve_enrolment(pendaftaran=own, version=0, by=cast.actor(cast.lusia), at=NOW)
    assert code_of(refused) == "development.own_place"


def test_without_an_agreement_nobody_is_enrolled_but_the_governments_own_need_none(cast: Cast) -> None:
    skill(cast)
    none = programme(cast, partner(cast, agreed=False))
    with pytest.raises(StateRefusal) as refused:
        enrol(cast, none, cast.yohana)
    assert code_of(refused) == "development.no_agreement"
    ends = partner(cast, "M03", agreed=False)
    operations.note_agreement(
        mitra=ends, jenis="pks", end_date=date(2026, 7, 21), by=cast.actor(cast.lusia), at=NOW
    )
    with pytest.raises(StateRefusal):
        enrol(cast, programme(cast, ends, "P5"), cast.yohana)
    own = programme(cast, partner(cast, "M04", agreed=False, jenis="bpsdm"), "P6")
    assert enrol(cast, own, cast.yohana).state == "diusulkan"


def test_who_moved_is_said_and_who_left_gives_the_place_back(cast: Cast, sign_in: SignIn) -> None:
    skill(cast)
    program = programme(cast, partner(cast), kursi=5)
    moved = enrol(cast, program, cast.markus, until="disetujui")
    left = enrol(cast, program, cast.yohana, until="disetujui")
    post = cast.penugasan(cast.markus)
    type(post).objects.filter(pk=post.pk).update(unit=cast.puskesmas_lain)
    type(post).objects.filter(pegawai=cast.yohana).update(end_date=TODAY)
    page = sign_in(cast.lusia).get(reverse("development:enrolment", args=[moved.pk])).content.decode()
    assert "sekarang bertugas di Puskesmas Wasur Permai" in page
    with pytest.raises(StateRefusal) as refused:
        enrolments.invite(pendaftaran=left, version=left.version, by=cast.actor(cast.lusia), at=NOW)
    assert code_of(refused) == "development.not_active"
    assert enrolments.withdraw_departed(by=Actor.system("Kasuari", on=TODAY), at=NOW) == 1
    left.refresh_from_db()
    program.refresh_from_db()
    assert (left.state, program.terisi) == ("batal", 1)
    assert enrolments.withdraw_departed(by=Actor.system("Kasuari", on=TODAY), at=NOW) == 0


def test_a_file_is_shown_applied_as_a_whole_and_repeated_without_change(cast: Cast) -> None:
    skill(cast)
    by = cast.actor(cast.lusia)
    given = {"instansi": cast.instansi, "by": by, "at": NOW}
    dry = catalogue.import_catalogue(jenis="mitra", path=DATA / "mitra.csv", dry_run=True, **given)
    assert (dry.applied, dry.counts["new"], Mitra.objects.count()) == (False, 12, 0)
    for kind, name, rows in (("mitra", "mitra.csv", 12), ("pelatihan", "pelatihan_mitra.csv", 60)):
        first = catalogue.import_catalogue(jenis=kind, path=DATA / name, **given)
        assert (first.applied, first.counts["new"], first.counts["refused"]) == (True, rows, 0)
        again = catalogue.import_catalogue(jenis=kind, path=DATA / name, **given)
        assert (again.counts["unchanged"], again.counts["new"], again.counts["changed"]) == (rows, 0, 0)
    assert (Mitra.objects.count(), PerjanjianMitra.objects.count()) == (12, 7)
    program = ProgramPelatihan.objects.get(kode="PL26-020")
    assert (program.kompetensi.kode, program.sasaran) == ("komunikasi", ["administrator", "pengawas", "jf"])  # type: ignore[union-attr]
    assert (program.state, program.kursi, program.biaya) == ("terbit", 5, 1_950_000)


def test_a_file_with_one_wrong_row_writes_nothing_and_says_where(cast: Cast, tmp_path: Path) -> None:
    partner(cast)
    head = "kode,judul,mitra_kode,kompetensi,jp,moda,biaya,kursi,tanggal_mulai,tanggal_selesai,lokasi\n"
    good = "A1,Satu,M01,Komunikasi,8,online,0,5,2026-08-01,2026-08-02,daring\n"
    bad = "A2,Dua,M7,Komunikasi,x,luar angkasa,nol,5,2026-08-40,2026-08-02,Merauke\n"
    path = tmp_path / "katalog.csv"
    path.write_text(head + good + bad, encoding="utf-8")
    found = catalogue.import_catalogue(
        jenis="pelatihan", path=path, instansi=cast.instansi, by=cast.actor(cast.lusia), at=NOW
    )
    assert (found.applied, found.counts["refused"], ProgramPelatihan.objects.count()) == (False, 1, 0)
    assert {item["column"] for item in found.rows[1]["problems"]} == {
        "mitra_kode",
        "jp",
        "moda",
        "biaya",
        "start_date",
    }


def test_fewer_seats_than_people_refuse_the_whole_file(cast: Cast) -> None:
    skill(cast)
    made = partner(cast)
    program = programme(cast, made)
    for person in (cast.yohana, cast.markus):
        enrol(cast, program, person, until="disetujui")
    with pytest.raises(StateRefusal) as refused:
        operations.write_programme(
            mitra=made,
            program=program,
            isian=isian_program(kursi=1),
            version=ProgramPelatihan.objects.get().version,
            by=cast.actor(cast.lusia),
            at=NOW,
        )
    assert code_of(refused) == "development.fewer_seats"


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_ask_the_same_number_of_queries(
    cast: Cast, sign_in: SignIn, rows: int, django_assert_num_queries: Any
) -> None:
    komunikasi = skill(cast)
    made = partner(cast)
    for number in range(rows):
        program = programme(cast, made, f"P{number}", start_date=TODAY + timedelta(days=9 + number))
        enrol(cast, program, cast.yohana, until="diundang")
    assess(cast, cast.yohana, komunikasi, 1)
    account = operations.open_partner_account(
        mitra=made, username="mitra-m01", nama="Petugas", by=cast.actor(cast.lusia), at=NOW
    )
    clerk, mine, hers = sign_in(cast.lusia), browser_of(account.user), sign_in(cast.yohana)
    for client, name, args, number in (
        (clerk, "development:partners", [], 6),
        (clerk, "development:catalogue", [], 8),
        (clerk, "development:enrolments", [], 8),
        (mine, "development:partner_home", [], 7),
        (hers, "development:my_recommendations", [], 18),
    ):
        path = reverse(name, args=args)
        client.get(path)
        with django_assert_num_queries(number):
            assert client.get(path).status_code == 200


def test_the_partner_learns_nothing_of_a_person_but_the_name(cast: Cast) -> None:
    made = partners_of(cast)
    page = (
        browser_of(made.user)
        .get(reverse("development:partner_programme", args=[made.begun.pk]))
        .content.decode()
    )
    assert "Markus" in page
    for secret in (cast.markus.nip, cast.yohana.nip, "Puskesmas", "Terlihat di rapat"):
        assert str(secret) not in page
    # Of who is only proposed or agreed to, not even the name: they appear with the invitation.
    early = (
        browser_of(made.user)
        .get(reverse("development:partner_programme", args=[made.program.pk]))
        .content.decode()
    )
    assert made.program.judul in early
    for row in (made.proposed, made.approved):
        assert row.pegawai.nama not in early
    assert partner_actor(made.user).pegawai_id is None
    assert Pendaftaran.objects.filter(program__mitra=made.mitra).count() == 4


def test_prerequisites_come_with_the_file_and_lead_to_no_circle(cast: Cast, tmp_path: Path) -> None:
    skill(cast)
    partner(cast)
    path = tmp_path / "katalog.csv"
    head = "kode,judul,mitra_kode,kompetensi,jp,moda,biaya,kursi,tanggal_mulai,tanggal_selesai,prasyarat\n"
    tail = ",M01,Komunikasi,8,online,0,5,2026-08-01,2026-08-02,"
    given = {"jenis": "pelatihan", "path": path, "instansi": cast.instansi, "at": NOW}

    def read(*lines: tuple[str, str, str]) -> Any:
        rows = (f"{kode},{judul}{tail}{first}\n" for kode, judul, first in lines)
        path.write_text(head + "".join(rows), encoding="utf-8")
        return catalogue.import_catalogue(**given, by=cast.actor(cast.lusia))

    lines = (("A2", "Lanjut", "A1"), ("A1", "Dasar", ""))
    assert read(*lines).applied
    advanced = ProgramPelatihan.objects.get(kode="A2")
    assert advanced.prasyarat == ProgramPelatihan.objects.get(kode="A1")
    assert read(*lines).counts["unchanged"] == 2
    for wrong in (("A1", "Dasar", "A2"), ("A3", "Lain", "B9")):
        found = read(lines[0], wrong)
        assert (found.applied, [item["column"] for item in found.rows[1]["problems"]]) == (
            False,
            ["prasyarat"],
        )
    assert read(("A2", "Lanjut", "")).counts["changed"] == 1
    assert ProgramPelatihan.objects.get(kode="A2").prasyarat is None


def test_a_programme_keeps_its_competency_when_that_is_renamed(cast: Cast) -> None:
    komunikasi = skill(cast)
    made = partner(cast)
    before = programme(cast, made)
    growth.rename_kompetensi(
        kompetensi=komunikasi,
        nama="Komunikasi Publik",
        arti="",
        level=("a", "b", "c", "d", "e"),
        start_date=TODAY,
        version=komunikasi.version,
        by=cast.actor(cast.lusia),
        at=NOW,
    )
    old = programme(cast, made, "P2", kompetensi_nama="Komunikasi")
    new = programme(cast, made, "P3", kompetensi_nama="Komunikasi Publik")
    assert {row.kompetensi_id for row in (before, old, new)} == {komunikasi.pk}
