"""Plans before the leader's plan: provisional, proposed, accepted, undone; gaps go up; never a circle."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kasuari.accounts.queries import recent_notices
from kasuari.audit.models import AuditEntry
from kasuari.foundation.refusals import Invalid, NotAllowed, Stale
from kasuari.organisation.models import Pegawai
from kasuari.planning import operations, queries
from kasuari.planning.matching import best_matches, words_of
from kasuari.planning.models import Indikator, RencanaHasilKerja, Skp
from kasuari.planning.operations import IsianRhk
from kasuari.planning.queries.chains import chain_above, circles_in, links_above
from tests.cast import NOW, Cast
from tests.planning_builder import set_skp_for

Begin = Callable[..., Skp]
SignIn = Callable[[Pegawai], Client]
HARAPAN = "Pelayanan kesehatan ibu dan anak membaik"


def _leader(cast: Cast, *texts: str, state: str = "diajukan") -> Skp:
    """Hendrika's plan with these results."""
    skp = set_skp_for(cast, cast.hendrika, cast.paulus, format="A.1.1", rhk=0, state=state)
    for number, teks in enumerate(texts, start=1):
        row = RencanaHasilKerja.objects.create(skp=skp, urutan=number, teks=teks)
        Indikator.objects.create(rhk=row, urutan=1, teks=f"Ukuran {teks}", perspektif="anggaran")
    return skp


def _only(skp: Skp) -> RencanaHasilKerja:
    return RencanaHasilKerja.objects.get(skp=skp)


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("Pelayanan kesehatan ibu dan anak membaik", 1),
        ("Kesehatan ibu hamil", 1),
        ("Tata kelola keuangan puskesmas", 2),
        ("Gizi balita tercukupi", None),
        ("dan yang di", None),
    ],
)
def test_the_best_match_is_the_one_with_the_most_words_in_common(text: str, best: int | None) -> None:
    candidates = [
        (1, "Meningkatnya kesehatan ibu hamil dan anak di wilayah kerja"),
        (2, "Membaiknya tata kelola keuangan puskesmas"),
    ]
    found = best_matches(text, candidates)
    assert (found[0].key if found else None) == best


def test_endings_and_small_words_do_not_count() -> None:
    assert words_of("Pelayanannya, dan yang di Puskesmas") == {"pelayanan", "puskesmas"}


def test_a_plan_may_be_submitted_before_the_leader_has_one(cast: Cast, complete: Begin) -> None:
    skp = complete(cast.yohana)
    assert queries.contents(skp).rhk[0].provisional
    assert not queries.shortcomings(skp, on=skp.start_date).wajib
    submitted = operations.submit_skp(skp=skp, version=skp.version, by=cast.actor(cast.yohana), at=NOW)
    assert submitted.state == "diajukan"
    assert queries.proposals_for(skp) == []


def test_a_quantitative_plan_without_any_expectation_still_lacks_it(cast: Cast, draft: Begin) -> None:
    skp = draft(cast.yohana, "kuantitatif")
    by = cast.actor(cast.yohana)
    operations.add_rhk(skp=skp, version=skp.version, rhk=IsianRhk(teks="Terlayani"), by=by, at=NOW)
    codes = {item.code for item in queries.shortcomings(skp, on=skp.start_date).wajib}
    assert "skp.intervensi.kosong" in codes
    skp = queries.skp_for(by, skp.pk)
    row = _only(skp)
    operations.change_rhk(
        skp=skp,
        version=skp.version,
        rhk_id=row.pk,
        by=by,
        at=NOW,
        rhk=IsianRhk(teks="Terlayani", intervensi_teks=HARAPAN),
    )
    codes = {item.code for item in queries.shortcomings(skp, on=skp.start_date).wajib}
    assert "skp.intervensi.kosong" not in codes


def test_when_the_leader_has_planned_links_are_proposed_and_nothing_is_linked(
    cast: Cast, complete: Begin
) -> None:
    skp = complete(cast.yohana)
    _leader(cast, "Kesehatan ibu dan anak di wilayah kerja membaik", "Tata kelola puskesmas tertib")
    (proposal,) = queries.proposals_for(skp)
    assert [item.result.teks for item in proposal.candidates] == [
        "Kesehatan ibu dan anak di wilayah kerja membaik"
    ]
    assert "ibu" in proposal.candidates[0].match.shared
    assert _only(skp).intervensi_id is None
    assert queries.proposable_count(cast.yohana.pk, cast.periode) == (1, skp.pk)


def test_home_does_not_ask_where_nothing_is_alike(cast: Cast, complete: Begin) -> None:
    complete(cast.yohana)
    _leader(cast, "Tata kelola puskesmas tertib")
    assert queries.proposable_count(cast.yohana.pk, cast.periode) == (0, None)


def test_a_draft_of_the_leader_proposes_nothing_yet(cast: Cast, complete: Begin) -> None:
    skp = complete(cast.yohana)
    _leader(cast, HARAPAN, state="draf")
    assert queries.proposals_for(skp) == []
    assert queries.proposable_count(cast.yohana.pk, cast.periode) == (0, None)


def test_a_link_is_accepted_with_one_act_and_undone(cast: Cast, complete: Begin) -> None:
    skp, above = complete(cast.yohana), _leader(cast, HARAPAN)
    target, by = _only(above), cast.actor(cast.yohana)
    entries = AuditEntry.objects.count()
    row = operations.link_rhk(
        skp=skp, version=skp.version, rhk_id=_only(skp).pk, intervensi_id=target.pk, by=by, at=NOW
    )
    assert AuditEntry.objects.count() == entries + 1
    row.refresh_from_db()
    assert (row.intervensi_id, row.harapan_teks) == (target.pk, HARAPAN)
    assert row.intervensi_teks.startswith(HARAPAN + "\nIKI: ")
    with pytest.raises(Stale):
        operations.unlink_rhk(skp=skp, version=0, rhk_id=row.pk, by=by, at=NOW)
    operations.unlink_rhk(skp=skp, version=skp.version, rhk_id=row.pk, by=by, at=NOW)
    row.refresh_from_db()
    assert (row.intervensi_id, row.intervensi_teks, row.harapan_teks) == (None, HARAPAN, "")
    assert AuditEntry.objects.latest("id").kind == "planning.rhk_unlinked"


def test_a_link_on_a_submitted_plan_changes_no_word_of_it(cast: Cast, submitted: Begin) -> None:
    skp, above = submitted(cast.yohana), _leader(cast, "Layanan ibu dan anak membaik")
    row = operations.link_rhk(
        skp=skp,
        version=skp.version,
        rhk_id=_only(skp).pk,
        intervensi_id=_only(above).pk,
        by=cast.actor(cast.yohana),
        at=NOW,
    )
    row.refresh_from_db()
    assert (row.intervensi_id, row.intervensi_teks) == (_only(above).pk, HARAPAN)


def test_only_the_owner_links_and_only_to_the_penilai(cast: Cast, complete: Begin) -> None:
    skp, above = complete(cast.yohana), _leader(cast, HARAPAN)
    other = set_skp_for(cast, cast.stefanus, cast.paulus, rhk=1)
    given = {"skp": skp, "version": skp.version, "rhk_id": _only(skp).pk, "at": NOW}
    with pytest.raises(NotAllowed):
        operations.link_rhk(**given, intervensi_id=_only(above).pk, by=cast.actor(cast.hendrika))
    with pytest.raises(Invalid) as refused:
        operations.link_rhk(**given, intervensi_id=_only(other).pk, by=cast.actor(cast.yohana))
    assert refused.value.code == "planning.not_leader_result"
    elsewhere = Indikator.objects.filter(rhk__skp=other).earliest("pk")
    with pytest.raises(Invalid) as refused:
        operations.link_rhk(
            **given,
            intervensi_id=_only(above).pk,
            intervensi_indikator_id=elsewhere.pk,
            by=cast.actor(cast.yohana),
        )
    assert refused.value.code == "planning.indikator_elsewhere"


def _circle(cast: Cast) -> tuple[Skp, RencanaHasilKerja, RencanaHasilKerja]:
    """Yohana's result serves Hendrika's; by a mistake of dates Hendrika's penilai is Yohana."""
    below = set_skp_for(cast, cast.yohana, cast.hendrika, rhk=1, state="draf")
    above = set_skp_for(cast, cast.hendrika, cast.yohana, rhk=1, state="draf")
    lower, upper = _only(below), _only(above)
    RencanaHasilKerja.objects.filter(pk=lower.pk).update(intervensi=upper)
    return above, lower, upper


def test_a_circle_is_refused_with_its_reason(cast: Cast) -> None:
    above, lower, upper = _circle(cast)
    by = cast.actor(cast.hendrika)
    with pytest.raises(Invalid) as refused:
        operations.link_rhk(skp=above, version=0, rhk_id=upper.pk, intervensi_id=lower.pk, by=by, at=NOW)
    assert refused.value.code == "planning.circle"
    assert "lingkaran" in str(refused.value.reason)
    with pytest.raises(Invalid) as refused:
        operations.change_rhk(
            skp=above,
            version=0,
            rhk_id=upper.pk,
            by=by,
            at=NOW,
            rhk=IsianRhk(teks=upper.teks, intervensi_id=lower.pk),
        )
    assert refused.value.code == "planning.circle"


def test_an_indikator_is_not_moved_under_its_own_child(cast: Cast) -> None:
    above, lower, upper = _circle(cast)
    own = Indikator.objects.filter(rhk=upper).earliest("pk")
    RencanaHasilKerja.objects.filter(pk=lower.pk).update(intervensi_indikator=own)
    child = Indikator.objects.filter(rhk=lower).earliest("pk")
    with pytest.raises(Invalid) as refused:
        operations.link_rhk(
            skp=above,
            version=0,
            rhk_id=upper.pk,
            intervensi_id=lower.pk,
            intervensi_indikator_id=child.pk,
            by=cast.actor(cast.hendrika),
            at=NOW,
        )
    assert refused.value.code == "planning.circle"


def test_a_circle_that_is_in_the_data_ends_every_walk(cast: Cast) -> None:
    _above, lower, upper = _circle(cast)
    RencanaHasilKerja.objects.filter(pk=upper.pk).update(intervensi=lower)
    assert chain_above(lower.pk) == [upper.pk, lower.pk]
    links = links_above([lower.pk])
    assert circles_in(links) == [tuple(sorted((lower.pk, upper.pk)))]
    found = queries.coverage_of(cast.hendrika.pk, cast.periode)
    assert [sorted(row.pk for row in ring) for ring in found.circles] == [sorted((lower.pk, upper.pk))]
    actor = cast.actor(cast.agus)
    assert queries.path_of_person(actor, cast.periode, cast.yohana.pk).keys == frozenset()
    assert queries.tree_of(actor, cast.periode, [f"r{lower.pk}", f"r{upper.pk}"]) == []


def test_another_link_does_not_keep_the_indikator_of_the_earlier(cast: Cast, complete: Begin) -> None:
    skp, above = complete(cast.yohana), _leader(cast, HARAPAN, "Tata kelola tertib")
    first, second = RencanaHasilKerja.objects.filter(skp=above).order_by("urutan")
    by, row = cast.actor(cast.yohana), _only(skp)
    operations.link_rhk(
        skp=skp,
        version=skp.version,
        rhk_id=row.pk,
        intervensi_id=first.pk,
        intervensi_indikator_id=first.indikator.get().pk,
        by=by,
        at=NOW,
    )
    operations.change_rhk(
        skp=skp,
        version=skp.version,
        rhk_id=row.pk,
        by=by,
        at=NOW,
        rhk=IsianRhk(teks=row.teks, intervensi_id=second.pk),
    )
    row.refresh_from_db()
    assert (row.intervensi_id, row.intervensi_indikator_id) == (second.pk, None)


def test_the_team_is_told_once_when_the_leader_hands_the_plan_in(
    cast: Cast, complete: Begin, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    complete(cast.yohana)
    complete(cast.markus)
    skp = complete(cast.hendrika)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        operations.submit_skp(skp=skp, version=skp.version, by=cast.actor(cast.hendrika), at=NOW)
    entry = AuditEntry.objects.filter(kind="planning.links_proposed").get()
    assert (entry.object_id, entry.data["count"]) == (skp.pk, 2)
    assert cast.yohana.user_id is not None
    assert any(
        "ditautkan" in str(item.sentence) for item in recent_notices(user_id=cast.yohana.user_id, limit=9)
    )


def test_gaps_go_up_to_the_leader_who_takes_one_over(cast: Cast, complete: Begin) -> None:
    complete(cast.yohana)
    complete(cast.markus)
    skp = _leader(cast, "Tata kelola puskesmas tertib", state="draf")
    (harapan,) = queries.expectations_of(skp)
    assert (harapan.teks, len(harapan.people)) == (HARAPAN, 2)
    by = cast.actor(cast.hendrika)
    row = operations.take_harapan(skp=skp, version=skp.version, teks=HARAPAN.upper(), by=by, at=NOW)
    assert (row.teks, AuditEntry.objects.latest("id").data["people"]) == (HARAPAN, 2)
    assert queries.expectations_of(skp) == []
    with pytest.raises(Invalid) as refused:
        operations.take_harapan(skp=skp, version=skp.version, teks=HARAPAN, by=by, at=NOW)
    assert refused.value.code == "planning.harapan_gone"
    assert not RencanaHasilKerja.objects.filter(skp__pegawai=cast.yohana, intervensi__isnull=False).exists()


def test_the_page_of_links_on_plain_forms(cast: Cast, complete: Begin, sign_in: SignIn) -> None:
    skp, above = complete(cast.yohana), _leader(cast, HARAPAN)
    client = sign_in(cast.yohana)
    assert "dapat ditautkan" in client.get(f"/skp/{skp.pk}/").content.decode()
    assert "dapat ditautkan ke SKP pimpinan" in client.get("/").content.decode()
    page = client.get(f"/skp/{skp.pk}/tautan/").content.decode()
    assert "Kata yang sama" in page
    row = _only(skp)
    address = f"/skp/{skp.pk}/tautan/{row.pk}/"
    given = {"version": skp.version, "intervensi": _only(above).pk}
    assert client.post(address, given).status_code == 302
    assert "Lepas tautan" in client.get(f"/skp/{skp.pk}/tautan/").content.decode()
    assert client.post(f"{address}lepas/", {"version": skp.version + 1}).status_code == 302
    assert client.post(address, {"version": 2, "intervensi": "x"}).status_code == 404


@pytest.mark.parametrize("results", [1, 3])
def test_the_page_of_links_asks_the_same_for_one_and_for_three(
    cast: Cast, complete: Begin, sign_in: SignIn, results: int
) -> None:
    skp = complete(cast.yohana, results)
    _leader(cast, *[f"{HARAPAN} {number}" for number in range(results)])
    client = sign_in(cast.yohana)
    client.get(f"/skp/{skp.pk}/tautan/")
    with CaptureQueriesContext(connection) as captured:
        client.get(f"/skp/{skp.pk}/tautan/")
    assert len(captured) == 12
