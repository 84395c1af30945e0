"""Duties of posts and functions of units: who writes them, what a file or a pasted text becomes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from kasuari.audit.models import AuditEntry
from kasuari.foundation.access import Actor
from kasuari.foundation.refusals import NotAllowed, Refusal, Stale
from kasuari.organisation import operations, queries
from kasuari.organisation.importing.duties import matched, pairs_in_file, pairs_in_text
from kasuari.organisation.models import Jabatan, Pegawai, TugasJabatan
from tests.cast import NOW, TODAY, Cast

SignIn = Callable[[Pegawai], Client]
DUTIES = ["Menolong persalinan normal", "Memberikan asuhan ibu nifas"]


def clerk(cast: Cast) -> Actor:
    assert cast.lusia.user is not None
    return queries.actor_for(cast.lusia.user, on=TODAY)


def post_of(person: Pegawai) -> Jabatan:
    return person.penugasan.select_related("jabatan").get().jabatan


def test_the_clerk_writes_duties_and_one_event_says_so(cast: Cast) -> None:
    before = AuditEntry.objects.count()
    row = operations.set_tugas(
        jabatan=post_of(cast.yohana), lines=[*DUTIES, "", "- Menolong persalinan normal"], version=0,
        by=clerk(cast), at=NOW,
    )  # fmt: skip
    assert (row.butir, row.version) == (DUTIES, 1)
    assert AuditEntry.objects.count() == before + 1
    assert AuditEntry.objects.order_by("-pk").values_list("kind", flat=True)[0] == "organisation.tugas_set"
    unit = cast.yohana.penugasan.get().unit
    operations.set_fungsi(unit=unit, lines=["Pelayanan ibu dan anak"], version=0, by=clerk(cast), at=NOW)
    found = queries.duties_of(jabatan_id=row.jabatan_id, unit_id=unit.pk)
    assert found.all == (*DUTIES, "Pelayanan ibu dan anak")


def test_writing_over_somebody_is_stale_and_too_much_is_refused(cast: Cast) -> None:
    post, by = post_of(cast.yohana), clerk(cast)
    operations.set_tugas(jabatan=post, lines=DUTIES, version=0, by=by, at=NOW)
    for version in (0, 7):
        with pytest.raises(Stale):
            operations.set_tugas(jabatan=post, lines=["Lain"], version=version, by=by, at=NOW)
    with pytest.raises(Refusal, match="duties_too_long"):
        operations.set_tugas(jabatan=post, lines=["a" * 501], version=1, by=by, at=NOW)
    assert TugasJabatan.objects.get().butir == DUTIES


def test_nobody_but_the_clerk_writes_duties(cast: Cast) -> None:
    assert cast.hendrika.user is not None
    by = queries.actor_for(cast.hendrika.user, on=TODAY)
    with pytest.raises(NotAllowed):
        operations.set_tugas(jabatan=post_of(cast.yohana), lines=DUTIES, version=0, by=by, at=NOW)
    with pytest.raises(NotAllowed):
        operations.import_tugas(instansi=cast.yohana.instansi, duties={}, by=by, at=NOW)


@pytest.mark.parametrize(
    "content",
    [
        "Jabatan;Tugas\nBidan;Menolong\n;Merawat\nX;Y",
        "No,Uraian Tugas,Nama Jabatan\n1,Menolong,bidan\n2,Merawat,\n3,Y,X",
    ],
)
def test_a_file_is_read_with_the_post_carried_down(content: str) -> None:
    read = matched(pairs_in_file(content.encode(), name="tugas.csv"), {4: "Bidan"})
    assert (read.duties, read.unknown, read.lines) == ({4: ["Menolong", "Merawat"]}, {"X": 1}, 2)


def test_a_pasted_text_is_read_and_nonsense_is_refused() -> None:
    assert pairs_in_text("Bidan\tMenolong\nMerawat\n\nX; Y") == [
        ("Bidan", "Menolong"),
        ("Bidan", "Merawat"),
        ("X", "Y"),
    ]
    with pytest.raises(Refusal, match="no_header"):
        pairs_in_file(b"a,b\n1,2", name="x.csv")
    with pytest.raises(Refusal, match="empty"):
        matched([], {})


def test_the_import_is_shown_first_and_applied_on_request(cast: Cast, sign_in: SignIn) -> None:
    client, post = sign_in(cast.lusia), post_of(cast.yohana)
    file = SimpleUploadedFile("t.csv", f"Jabatan;Tugas\n{post.nama.upper()};Menolong\nTukang <b>;Y".encode())
    page = BeautifulSoup(
        client.post(reverse("organisation:duties_import"), {"file": file}).content, "html.parser"
    )
    assert not TugasJabatan.objects.exists()
    assert "Tukang <b>" in page.get_text()
    form = page.select_one("form[action$='/tugas-jabatan/impor/']")
    assert form is not None
    given = {str(field["name"]): str(field["value"]) for field in form.select("input[type=hidden]")}
    assert client.post(reverse("organisation:duties_import"), given).status_code == 302
    assert TugasJabatan.objects.get(jabatan=post).butir == ["Menolong"]
    assert client.post(reverse("organisation:duties_import"), {}).status_code == 422


@pytest.mark.parametrize("posts", [1, 3])
def test_the_list_of_posts_costs_the_same(
    cast: Cast, sign_in: SignIn, django_assert_num_queries: Callable[..., object], posts: int
) -> None:
    Jabatan.objects.filter(instansi=cast.yohana.instansi, penugasan__isnull=True).delete()
    names = [
        Jabatan(instansi=cast.yohana.instansi, nama=f"Juru Rekaan {n}", jenis="pelaksana")
        for n in range(posts)
    ]
    for row in Jabatan.objects.bulk_create(names):
        TugasJabatan.objects.create(jabatan=row, butir=["Satu"], version=1)
    client = sign_in(cast.lusia)
    client.get(reverse("organisation:duties"))
    with django_assert_num_queries(QUERIES):  # type: ignore[attr-defined]
        page = client.get(reverse("organisation:duties"), {"cari": "rekaan"})
    assert page.content.count(b"Juru Rekaan") == posts


QUERIES = 6
