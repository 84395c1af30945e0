from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from django.db import IntegrityError, transaction
from django.test import Client

from kasuari import documents
from kasuari.documents import operations
from kasuari.documents.contracts import Verifikasi
from kasuari.documents.models import Document
from kasuari.documents.operations import issue_document, new_code, verification_mark, withdraw_document
from kasuari.documents.queries import (
    Standing,
    content_of,
    current_document,
    current_saying,
    documents_of,
    standing_of,
    standing_of_file,
)
from kasuari.foundation import events
from kasuari.foundation.access import Actor
from kasuari.foundation.events import Event
from kasuari.foundation.refusals import Refusal, Stale
from kasuari.planning.documents import print_skp
from tests.cast import NOW
from tests.documents import examples

pytestmark = pytest.mark.django_db
BY = Actor(user_id=None, name="dr. Benediktus D'Arcy Gebze", on=NOW.date())


@pytest.fixture
def recorded(monkeypatch: pytest.MonkeyPatch) -> list[Event]:
    found: list[Event] = []
    monkeypatch.setattr(events, "_sinks", [found.append])
    monkeypatch.setattr(events, "_listeners", [])
    return found


def issue(**changes: Any) -> Document:
    given: dict[str, Any] = {
        "kind": "A.1.6",
        "title": "SKP Yosefina Mahuze 2026",
        "object_type": "planning.skp",
        "object_id": 7,
        "pegawai_id": 3,
        "print_with": lambda mark: print_skp(examples.skp("SKP-7", verifikasi=mark)),
        "by": BY,
        "at": NOW,
        "data": {"rhk": 4},
    }
    return issue_document(**(given | changes))


def test_an_issued_document_is_kept_as_printed(recorded: list[Event]) -> None:
    issued = issue()
    issued.refresh_from_db()
    assert content_of(issued) == print_skp(examples.skp("SKP-7", verifikasi=verification_mark(issued.code)))
    assert (issued.kind, issued.object_type, issued.object_id, issued.pegawai_id) == (
        "A.1.6",
        "planning.skp",
        7,
        3,
    )
    assert (issued.issued_at, issued.issued_by_name, issued.data) == (NOW, BY.name, {"rhk": 4})
    assert issued.file.name == "SKP Yosefina Mahuze 2026.pdf"
    assert issued.sha256 == issued.file.sha256
    assert [event.kind for event in recorded] == ["documents.issued"]
    assert recorded[0].data() == {
        "title": issued.title,
        "code": issued.code,
        "sha256": issued.sha256,
        "replaces": "",
    }


def test_a_title_of_any_length_is_kept() -> None:
    long = "Laporan Survei Kepuasan Masyarakat – " + "Layanan " * 60
    issued = issue(title=long)
    assert issued.title == long[:290]
    assert issued.file.name.endswith(".pdf")


def test_a_paper_that_says_the_same_is_found_while_it_holds() -> None:
    issued = issue()
    about = ("A.1.6", "planning.skp", 7)
    assert current_saying({"rhk": 4}, *about) == issued
    assert current_saying({"rhk": 5}, *about) is None
    withdraw_document(document=issued, by=BY, at=NOW)
    assert current_saying({"rhk": 4}, *about) is None


def test_the_qr_code_opens_the_page_of_its_own_document() -> None:
    seen: list[Verifikasi] = []

    def print_with(mark: Verifikasi) -> bytes:
        seen.append(mark)
        return print_skp(examples.skp("SKP-7", verifikasi=mark))

    issued = issue(print_with=print_with)
    assert [mark.code for mark in seen] == [issued.code]
    assert seen[0].address.endswith(f"/v/{issued.code}")
    page = Client().get(f"/v/{seen[0].address.rsplit('/', 1)[1]}")
    assert page.status_code == 200


def test_a_later_document_takes_the_place_of_the_earlier(recorded: list[Event]) -> None:
    first = issue()
    second = issue(at=NOW + timedelta(days=1))
    first.refresh_from_db()
    assert (first.replaced_at, first.replaced_by) == (NOW + timedelta(days=1), second)
    assert standing_of(first.code) is Standing.REPLACED
    assert standing_of(second.code) is Standing.CURRENT
    assert current_document("A.1.6", "planning.skp", 7) == second
    assert list(documents_of("planning.skp", 7)) == [second, first]
    assert recorded[-1].data()["replaces"] == first.code


def test_documents_of_other_kinds_and_objects_stay_current() -> None:
    first, lampiran, other = issue(), issue(kind="A.1.8"), issue(object_id=8)
    assert {standing_of(item.code) for item in (first, lampiran, other)} == {Standing.CURRENT}


def test_a_paper_that_says_the_same_is_given_again_and_a_draft_bears_no_code() -> None:
    def printed(at: datetime, **changes: Any) -> bytes:
        return operations.paper_as_it_stands(
            contract=replace(examples.skp("SKP-7"), printed_at=at, **changes),
            print_with=print_skp,
            kind="A.1.6",
            title="SKP",
            object_type="planning.skp",
            object_id=7,
            by=BY,
            at=at,
        )

    first, later = printed(NOW), NOW + timedelta(days=1)
    assert printed(later) == first
    other = printed(later, instansi="PEMERINTAH PROVINSI REKAAN")
    assert standing_of_file(first)[0] is Standing.REPLACED
    assert standing_of_file(other)[0] is Standing.CURRENT
    assert standing_of_file(printed(later, final=False)) == (Standing.UNKNOWN, None)
    assert Document.objects.count() == 2


def test_an_altered_copy_is_told_from_a_stranger() -> None:
    issued = issue()
    content = content_of(issued)
    assert standing_of_file(content) == (Standing.CURRENT, issued)
    assert standing_of_file(content.replace(b"%%EOF", b"%%EoF")) == (Standing.ALTERED, issued)
    assert standing_of_file(b"%PDF-1.7 of somebody else") == (Standing.UNKNOWN, None)
    carried = f"<pdf:Keywords>{issued.code}</pdf:Keywords>".encode()
    assert carried in content
    assert standing_of_file(content.replace(carried, b"")) == (Standing.UNKNOWN, None)


def test_a_document_can_be_withdrawn_once(recorded: list[Event]) -> None:
    issued = issue()
    withdraw_document(document=issued, by=BY, at=NOW)
    assert standing_of(issued.code) is Standing.REPLACED
    assert current_document("A.1.6", "planning.skp", 7) is None
    with pytest.raises(Stale):
        withdraw_document(document=issued, by=BY, at=NOW)
    assert [event.kind for event in recorded] == ["documents.issued", "documents.withdrawn"]


def test_a_refused_print_leaves_the_earlier_document_in_place(recorded: list[Event]) -> None:
    first = issue()
    with pytest.raises(Refusal, match=r"file\.type"):
        issue(print_with=lambda mark: b"<script>alert(1)</script>")
    first.refresh_from_db()
    assert first.replaced_at is None
    assert Document.objects.count() == 1
    assert len(recorded) == 1


def test_a_clash_of_two_issuers_is_stale_and_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    first = issue()
    monkeypatch.setattr(operations, "new_code", lambda: first.code)
    with pytest.raises(Stale), transaction.atomic():
        issue()
    first.refresh_from_db()
    assert first.replaced_at is None


def test_the_table_refuses_two_current_documents() -> None:
    first = issue()
    first.pk, first.code = None, new_code()
    with pytest.raises(IntegrityError), transaction.atomic():
        first.save()


def test_codes_are_unlike_one_another_and_easy_to_read() -> None:
    codes = {new_code() for _ in range(500)}
    assert len(codes) == 500
    assert not set("".join(codes)) & set("01ILO")
    assert all(len(code) == 14 for code in codes)


@pytest.mark.parametrize("typed", [str.lower, lambda code: code.replace("-", ""), lambda code: f" {code} "])
def test_a_code_copied_by_hand_is_understood(typed: Any) -> None:
    assert standing_of(typed(issue().code)) is Standing.CURRENT


@pytest.mark.parametrize("code", ["", "K7QM-3XWD-9RTA", "x" * 500, "' OR 1=1 --", "../../etc/passwd", "%00"])
def test_an_unknown_code_is_unknown(code: str) -> None:
    assert standing_of(code) is Standing.UNKNOWN


def test_anybody_may_ask_and_learns_no_name() -> None:
    issued = issue()
    page = Client().get(f"/v/{issued.code}")
    text = page.content.decode()
    assert page.status_code == 200
    assert "Dokumen ini asli dan masih berlaku." in text
    assert issued.code in text
    for secret in ("Yosefina", "Benediktus", "SKP", issued.sha256, "A.1.6"):
        assert secret not in text
    assert page["Cache-Control"] == "no-store"


def test_a_replaced_document_is_said_to_hold_no_longer() -> None:
    first = issue()
    issue(at=NOW + timedelta(days=1))
    page = Client().get(f"/v/{first.code}")
    assert page.status_code == 200
    assert "asli, tetapi sudah tidak berlaku" in page.content.decode()


def test_an_unknown_code_answers_404_and_says_so() -> None:
    page = Client().get("/v/K7QM-3XWD-9RTA")
    assert page.status_code == 404
    assert "tidak dapat dinyatakan asli" in page.content.decode()


def test_a_hostile_code_is_shown_as_text() -> None:
    page = Client().get("/v/%3Cscript%3Ealert(1)%3C%2Fscript%3E"[:60])
    assert page.status_code == 404
    assert "<script>alert(1)" not in page.content.decode()


def test_the_page_only_reads() -> None:
    assert Client().post("/v/K7QM-3XWD-9RTA").status_code == 405


def test_a_page_whose_bytes_look_like_a_script_by_chance_is_kept() -> None:
    printed = print_skp(examples.skp("SKP-7"))
    issued = issue(print_with=lambda mark: printed + b"\n%/JS (")
    assert content_of(issued).endswith(b"/JS (")


def test_every_sentence_of_the_module_has_an_english_translation() -> None:
    module = Path(documents.__file__).parent
    with (module / "locale/en/LC_MESSAGES/django.po").open("rb") as source:
        catalogue = {str(message.id): message.string for message in read_po(source) if message.id}
    template = (module / "templates/documents/verification.html").read_text(encoding="utf-8")
    said = set(re.findall(r'{% translate "([^"]+)"', template))
    said |= {
        re.sub(r"{{ (\w+) }}", r"%(\1)s", words) for words in re.findall(r"asvar \w+ %}(.+?){% end", template)
    }
    said |= set(re.findall(r'_\("([^"]+)"\)', (module / "events.py").read_text(encoding="utf-8")))
    assert len(said) > 8
    assert {words for words in said if not catalogue.get(words)} == set()
