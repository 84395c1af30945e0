"""Templates of the lampiran SKP: dated, kept by the clerk, put into a draft and taken out again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from kasuari.audit.models import AuditEntry
from kasuari.foundation.refusals import Invalid, NotAllowed, Stale
from kasuari.organisation.models import Pegawai
from kasuari.planning import operations, queries
from kasuari.planning.models import Skp, TemplatLampiran
from tests.cast import NOW, TODAY, Cast

Begin = Callable[..., Skp]
SignIn = Callable[[Pegawai], Client]
LINES = {"dukungan": ["Pelatihan"], "skema": ["Dilaporkan setiap bulan"], "konsekuensi": ["Penghargaan"]}


def _template(
    cast: Cast, kelompok: str = "jf", day: date = TODAY, version: int = 0, **given: object
) -> TemplatLampiran:
    at = given.get("at", NOW)
    assert isinstance(at, datetime)
    return operations.write_templat(
        instansi=cast.instansi,
        kelompok=kelompok,
        start_date=day,
        lines=given.get("lines", LINES),  # type: ignore[arg-type]
        version=version,
        by=cast.actor(cast.lusia),
        at=at,
    )


def test_what_is_in_force_is_never_rewritten_and_a_change_has_its_day(cast: Cast) -> None:
    first = _template(cast, at=NOW - timedelta(days=30), day=TODAY - timedelta(days=30))
    with pytest.raises(Invalid, match="templat_in_force"):
        _template(cast, day=TODAY - timedelta(days=1), version=1)
    second = _template(cast, day=TODAY + timedelta(days=7), version=1, lines={"skema": ["Setiap triwulan"]})
    found = queries.templates_of_kelompok(cast.instansi.pk, "jf", on=TODAY)
    assert found is not None
    assert (found.standing, found.coming, found.version) == (first, (second,), 2)
    later = queries.templates_of_kelompok(cast.instansi.pk, "jf", on=TODAY + timedelta(days=7))
    assert later is not None
    assert (later.standing, later.earlier) == (second, (first,))
    assert queries.standing_lines(first) == LINES


def test_two_clerks_do_not_overwrite_each_other(cast: Cast) -> None:
    _template(cast)
    with pytest.raises(Stale):
        _template(cast, lines={"skema": ["Lain"]})
    before = AuditEntry.objects.count()
    _template(cast, version=1)
    assert AuditEntry.objects.count() == before
    _template(cast, version=1, lines={"skema": ["Lain"]})
    assert AuditEntry.objects.order_by("-pk")[0].kind == "planning.templat_written"


def test_only_the_clerk_writes(cast: Cast) -> None:
    with pytest.raises(NotAllowed, match="templat_not_clerk"):
        operations.write_templat(
            instansi=cast.instansi,
            kelompok="jf",
            start_date=TODAY,
            lines=LINES,
            version=0,
            by=cast.actor(cast.hendrika),
            at=NOW,
        )


def test_a_draft_takes_a_template_in_and_out_again(cast: Cast, draft: Begin) -> None:
    templat = _template(cast)
    _template(cast, kelompok="pengawas")
    skp, actor = draft(cast.yohana), cast.actor(cast.yohana)
    operations.set_lampiran(skp=skp, version=0, jenis="skema", lines=["Setiap pekan"], by=actor, at=NOW)
    assert [row.pk for row in queries.offered_to(skp, on=TODAY)] == [templat.pk]

    def lines() -> dict[str, tuple[str, ...]]:
        isi = queries.contents(Skp.objects.get(pk=skp.pk))
        return {jenis: isi.lampiran(jenis) for jenis in LINES}

    given = {"skp": skp, "templat_id": templat.pk, "by": actor, "at": NOW}
    assert operations.insert_templat(version=skp.version, **given) == 3
    assert lines()["skema"] == ("Setiap pekan", "Dilaporkan setiap bulan")
    assert AuditEntry.objects.order_by("-pk")[0].data["count"] == 3
    assert operations.insert_templat(version=skp.version, **given) == 0
    operations.set_lampiran(
        skp=skp, version=skp.version, jenis="dukungan", lines=["Pelatihan USG"], by=actor, at=NOW
    )
    assert queries.lines_to_take_out(skp) == 2
    assert operations.take_out_templat(skp=skp, version=skp.version, by=actor, at=NOW) == 2
    assert lines() == {"dukungan": ("Pelatihan USG",), "skema": ("Setiap pekan",), "konsekuensi": ()}
    with pytest.raises(Invalid, match="templat_gone"):
        operations.take_out_templat(skp=skp, version=skp.version, by=actor, at=NOW)


def test_a_template_of_another_post_or_day_is_not_taken(cast: Cast, draft: Begin) -> None:
    other = _template(cast, kelompok="pengawas")
    coming = _template(cast, day=TODAY + timedelta(days=1))
    skp, actor = draft(cast.yohana), cast.actor(cast.yohana)
    for row in (other, coming):
        with pytest.raises(Invalid, match="templat_not_offered"):
            operations.insert_templat(skp=skp, version=0, templat_id=row.pk, by=actor, at=NOW)
    with pytest.raises(NotAllowed, match="not_owner"):
        operations.insert_templat(
            skp=skp, version=0, templat_id=other.pk, by=cast.actor(cast.hendrika), at=NOW
        )


def test_the_pages_do_it_with_plain_forms(cast: Cast, draft: Begin, sign_in: SignIn) -> None:
    clerk = sign_in(cast.lusia)
    sent = {"version": 0, "berlaku": "2026-06-24", "skema": "Setiap bulan\n\nSetiap triwulan"}
    assert clerk.post("/templat-lampiran/jf/", sent).status_code == 302
    assert (
        clerk.post("/templat-lampiran/jf/", {**sent, "berlaku": "2026-06-23", "version": 1}).status_code
        == 422
    )
    assert "24 Juni 2026" in clerk.get("/templat-lampiran/").content.decode()
    assert clerk.get("/templat-lampiran/bupati/").status_code == 404
    skp, owner = draft(cast.yohana), sign_in(cast.yohana)
    assert "Masukkan templat: Jabatan fungsional" in owner.get(f"/skp/{skp.pk}/").content.decode()
    templat = TemplatLampiran.objects.get()
    address = f"/skp/{skp.pk}/lampiran/templat/{templat.pk}/masukkan/"
    page = owner.post(address, {"version": 0}, follow=True).content.decode()
    assert "Urungkan 2 baris templat" in page
    assert "Setiap triwulan" in page
    page = owner.post(
        f"/skp/{skp.pk}/lampiran/templat/keluarkan/", {"version": 1}, follow=True
    ).content.decode()
    assert "2 baris templat dikeluarkan lagi" in page
