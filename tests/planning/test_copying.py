"""Copying an earlier SKP: what comes along, what does not, and the mark that stays until somebody looks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from kasuari.audit.models import AuditEntry
from kasuari.foundation.refusals import Invalid, NotAllowed, Stale
from kasuari.organisation.models import Pegawai, Penugasan
from kasuari.planning import operations, queries
from kasuari.planning.models import Indikator, Skp
from kasuari.planning.operations.copying import in_year
from tests.cast import NOW, Cast
from tests.planning.test_rest import Caller
from tests.planning_builder import last_year_skp, set_skp_for

Begin = Callable[..., Skp]
SignIn = Callable[[Pegawai], Client]


def test_the_whole_year_comes_with_its_lampiran_and_marked(cast: Cast, draft: Begin) -> None:
    old, skp = last_year_skp(cast), draft(cast.yohana, "kuantitatif")
    operations.set_lampiran(
        skp=skp, version=0, jenis="skema", lines=["Tiap bulan"], by=cast.actor(cast.yohana), at=NOW
    )
    operations.copy_skp(skp=skp, version=1, source=old, by=cast.actor(cast.yohana), at=NOW)
    isi = queries.contents(queries.skp_for(cast.actor(cast.yohana), skp.pk))
    assert [item.teks for item in isi.rhk] == list(
        old.rencana_hasil_kerja.order_by("urutan").values_list("teks", flat=True)
    )
    assert (isi.indikator_count, isi.periksa_count) == (4, 4)
    assert (isi.dukungan, isi.skema) == (("dukungan tahun lalu",), ("Tiap bulan",))
    assert isi.perilaku[0].ekspektasi == ()
    assert isi.rhk[1].indikator[1].target == "30 November 2026"
    entry = AuditEntry.objects.latest("id")
    assert (entry.kind, entry.data) == (
        "planning.skp_copied",
        {"dari": 2025, "dari_id": old.pk, "rhk": 2, "indikator": 4},
    )
    assert Skp.objects.get(pk=skp.pk).version == 2


def test_picked_lines_come_alone_and_nothing_comes_twice(cast: Cast, draft: Begin) -> None:
    old, skp, by = last_year_skp(cast), draft(cast.yohana, "kuantitatif"), cast.actor(cast.yohana)
    first = old.rencana_hasil_kerja.order_by("urutan")[0]
    operations.copy_skp(skp=skp, version=0, source=old, rhk_ids=[first.pk], by=by, at=NOW)
    assert (skp.rencana_hasil_kerja.count(), skp.butir_lampiran.count()) == (1, 0)
    with pytest.raises(Invalid) as again:
        operations.copy_skp(skp=skp, version=1, source=old, rhk_ids=[first.pk], by=by, at=NOW)
    assert again.value.code == "planning.nothing_to_copy"
    with pytest.raises(Stale):
        operations.copy_skp(skp=skp, version=0, source=old, by=by, at=NOW)
    operations.copy_skp(skp=skp, version=1, source=old, by=by, at=NOW)
    assert skp.rencana_hasil_kerja.count() == 2


def test_the_leaders_result_is_found_again_or_kept_in_words(cast: Cast, draft: Begin) -> None:
    old = last_year_skp(cast)
    leader = set_skp_for(cast, cast.hendrika, cast.paulus, format="A.1.1")
    one, two = old.rencana_hasil_kerja.order_by("urutan")
    target = leader.rencana_hasil_kerja.order_by("urutan")[0]
    one.intervensi_teks = f"{target.teks.upper()}\nIKI: lama"
    one.save(update_fields=["intervensi_teks"])
    skp = draft(cast.yohana, "kuantitatif")
    operations.copy_skp(skp=skp, version=0, source=old, by=cast.actor(cast.yohana), at=NOW)
    first, second = queries.contents(Skp.objects.get(pk=skp.pk)).rhk
    assert first.intervensi_id == target.pk
    assert first.intervensi_teks.startswith(target.teks)
    assert (second.intervensi_id, second.intervensi_teks) == (None, two.intervensi_teks)
    assert second.provisional


def test_aspek_stays_behind_where_the_format_has_none(cast: Cast, draft: Begin) -> None:
    skp = draft(cast.yohana, "kualitatif")
    operations.copy_skp(skp=skp, version=0, source=last_year_skp(cast), by=cast.actor(cast.yohana), at=NOW)
    assert set(Indikator.objects.filter(rhk__skp=skp).values_list("aspek", flat=True)) == {""}


def test_a_leap_day_moves_to_the_28th() -> None:
    assert in_year(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert in_year(date(2025, 3, 31), 0) == date(2025, 3, 31)


def test_only_the_owner_copies_and_only_what_is_theirs(cast: Cast, draft: Begin) -> None:
    skp, others = draft(cast.yohana), last_year_skp(cast, cast.markus)
    with pytest.raises(Invalid) as refused:
        operations.copy_skp(skp=skp, version=0, source=others, by=cast.actor(cast.yohana), at=NOW)
    assert refused.value.code == "planning.not_own_source"
    old = last_year_skp(cast)
    for person in (cast.hendrika, cast.lusia, cast.markus):
        with pytest.raises(NotAllowed):
            operations.copy_skp(skp=skp, version=0, source=old, by=cast.actor(person), at=NOW)


def test_targets_are_seen_once(cast: Cast, draft: Begin) -> None:
    skp, by = draft(cast.yohana, "kuantitatif"), cast.actor(cast.yohana)
    operations.copy_skp(skp=skp, version=0, source=last_year_skp(cast), by=by, at=NOW)
    with pytest.raises(Stale):
        operations.mark_targets_seen(skp=skp, version=0, by=by, at=NOW)
    with pytest.raises(NotAllowed):
        operations.mark_targets_seen(skp=skp, version=1, by=cast.actor(cast.lusia), at=NOW)
    operations.mark_targets_seen(skp=skp, version=1, by=by, at=NOW)
    assert not Indikator.objects.filter(periksa=True).exists()
    assert AuditEntry.objects.latest("id").data == {"count": 4}
    operations.mark_targets_seen(skp=skp, version=2, by=by, at=NOW)
    assert AuditEntry.objects.filter(kind="planning.targets_seen").count() == 1
    assert Skp.objects.get(pk=skp.pk).version == 2


def test_an_earlier_appointment_of_the_same_year_is_a_source(cast: Cast, draft: Begin) -> None:
    earlier = set_skp_for(
        cast, cast.yohana, cast.hendrika, penugasan=_post(cast), last_date=date(2026, 3, 31)
    )
    skp = draft(cast.yohana)
    assert [row.pk for row in queries.copy_sources(skp)] == [earlier.pk]
    assert queries.copy_sources(earlier) == []


def test_the_pages_copy_with_a_plain_form(cast: Cast, draft: Begin, sign_in: SignIn) -> None:
    skp, client = draft(cast.yohana, "kuantitatif"), sign_in(cast.yohana)
    page = f"/skp/{skp.pk}/salin/"
    assert "Belum ada SKP lama." in client.get(page).content.decode()
    old = last_year_skp(cast)
    assert "SKP 2025" in client.get(page).content.decode()
    assert client.get(f"{page}?dari={skp.pk}").status_code == 404
    assert client.get(f"{page}?dari=x").status_code == 404
    answer = client.post(page, {"version": 0, "dari": old.pk, "act": "semua"})
    assert answer.headers["Location"] == f"/skp/{skp.pk}/#hasil-kerja"
    assert "4 target salinan masih bertanda" in client.get(f"/skp/{skp.pk}/").content.decode()
    assert client.post(page, {"version": 1, "dari": old.pk, "act": "semua"}).status_code == 422
    assert client.post(f"/skp/{skp.pk}/target-diperiksa/", {"version": 1}).status_code == 302
    assert "periksa lagi" not in client.get(f"/skp/{skp.pk}/").content.decode()


def test_the_api_copies_and_says_what_waits(cast: Cast, draft: Begin) -> None:
    old, skp = last_year_skp(cast), draft(cast.yohana, "kuantitatif")
    caller = Caller(cast, cast.yohana)
    assert [row["tahun"] for row in caller.get(f"/skp/{skp.pk}/copy").json()] == [2025]
    answer = caller.send(f"/skp/{skp.pk}/copy", {"version": 0, "source_id": old.pk})
    assert answer.status_code == 200
    assert answer.json()["hasil_kerja"][0]["indikator"][0]["periksa"] is True
    answer = caller.send(f"/skp/{skp.pk}/targets-seen", {"version": 1})
    assert answer.json()["hasil_kerja"][0]["indikator"][0]["periksa"] is False


def _post(cast: Cast, start: date = date(2021, 1, 1)) -> Penugasan:
    """Another appointment of Yohana in her post."""
    main = cast.penugasan(cast.yohana)
    return Penugasan.objects.create(
        pegawai=cast.yohana,
        jabatan=main.jabatan,
        unit=main.unit,
        jenis="tugas_tambahan",
        start_date=start,
    )
