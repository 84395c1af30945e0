"""What a leader's plan lacks below."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kasuari.organisation.models import Pegawai
from kasuari.planning import queries
from kasuari.planning.models import Indikator, RencanaHasilKerja, Skp
from tests.cast import TODAY, Cast
from tests.planning_builder import set_skp_for

SignIn = Callable[[Pegawai], Client]


def _leader(cast: Cast, indikator: int = 1) -> tuple[Skp, RencanaHasilKerja]:
    skp = set_skp_for(cast, cast.hendrika, cast.paulus, rhk=1, indikator=indikator)
    return skp, RencanaHasilKerja.objects.get(skp=skp)


def _member(cast: Cast, pegawai: Pegawai, **columns: object) -> RencanaHasilKerja:
    """A member's one result, with these columns."""
    skp = set_skp_for(cast, pegawai, cast.hendrika, rhk=1, indikator=1)
    row = RencanaHasilKerja.objects.get(skp=skp)
    RencanaHasilKerja.objects.filter(pk=row.pk).update(**{"intervensi_teks": "", **columns})
    return row


def _split(cast: Cast, *parts: object, whole: object = 100, satuan: str = "orang") -> queries.Coverage:
    """Hendrika's target of 100 people, split between her team."""
    _skp, above = _leader(cast)
    own = above.indikator.get()
    Indikator.objects.filter(pk=own.pk).update(
        cascading="beban", target_minimum=whole, target_maksimum=whole, satuan="orang"
    )
    for pegawai, part in zip((cast.yohana, cast.markus), parts, strict=False):
        row = _member(cast, pegawai, intervensi=above, intervensi_indikator=own)
        Indikator.objects.filter(rhk=row).update(target_minimum=part, target_maksimum=part, satuan=satuan)
    return queries.coverage_of(cast.hendrika.pk, cast.periode)


def test_an_indikator_that_nobody_carries_is_named(cast: Cast) -> None:
    _skp, above = _leader(cast, indikator=2)
    first, second = above.indikator.order_by("urutan")
    _member(cast, cast.yohana, intervensi=above, intervensi_indikator=first)
    found = queries.coverage_of(cast.hendrika.pk, cast.periode)
    assert (found.carried, [item.pk for item in found.uncarried]) == (1, [second.pk])
    assert queries.coverage_count(cast.hendrika.pk, cast.periode) == 1


def test_a_result_that_is_served_as_a_whole_carries_its_indikator(cast: Cast) -> None:
    _skp, above = _leader(cast, indikator=2)
    _member(cast, cast.yohana, intervensi=above)
    found = queries.coverage_of(cast.hendrika.pk, cast.periode)
    assert (found.carried, found.uncarried, found.wrong) == (2, (), 0)
    assert queries.coverage_count(cast.hendrika.pk, cast.periode) == 0


def test_people_without_a_part_and_results_that_serve_nothing(cast: Cast) -> None:
    _skp, above = _leader(cast)
    row = _member(cast, cast.yohana, intervensi=above)
    loose = RencanaHasilKerja.objects.create(skp=row.skp, urutan=2, teks="Lepas")
    _member(cast, cast.markus)
    found = queries.coverage_of(cast.hendrika.pk, cast.periode)
    assert [skp.pegawai for skp in found.without_role] == [cast.markus]
    assert [item.pk for item in found.orphans] == [loose.pk]
    assert queries.coverage_count(cast.hendrika.pk, cast.periode) == 2


def test_whoever_leads_nobody_has_nothing_to_mend(cast: Cast) -> None:
    set_skp_for(cast, cast.yohana, cast.hendrika)
    found = queries.coverage_of(cast.yohana.pk, cast.periode)
    assert (found.team, found.wrong) == (0, 0)
    assert queries.coverage_count(cast.yohana.pk, cast.periode) == 0


@pytest.mark.parametrize(
    ("parts", "code", "words"),
    [
        ((60, 20), "cascading.kurang", "kurang 20 dari target Anda 100"),
        ((60, Decimal("40.5")), "cascading.lebih", "lebih 0,5 dari target Anda 100"),
        ((60, None), "cascading.angka_belum_lengkap", "Belum dapat dijumlahkan"),
    ],
)
def test_parts_that_do_not_add_up_are_said_with_the_difference(
    cast: Cast, parts: tuple[object, ...], code: str, words: str
) -> None:
    (found,) = _split(cast, *parts).sums
    assert found.code == code
    assert words in found.words
    assert "A.4.f.1.c" in found.basis


def test_parts_that_add_up_need_no_word(cast: Cast) -> None:
    assert _split(cast, 60, 40).sums == ()


def test_a_part_in_another_unit_is_missing_and_never_zero(cast: Cast) -> None:
    (found,) = _split(cast, 60, 40, satuan="dokumen").sums
    assert found.code == "cascading.angka_belum_lengkap"


def test_the_leader_sees_it_and_home_counts_it(cast: Cast, sign_in: SignIn) -> None:
    found = _split(cast, 60, 20)
    assert found.wrong == 1
    _skp = set_skp_for(cast, cast.rosa, cast.stefanus, rhk=1)
    page = sign_in(cast.hendrika).get("/skp/tim/cakupan/").content.decode()
    assert "kurang 20" in page
    assert "dalam cakupan rencana tim" not in sign_in(cast.hendrika).get("/").content.decode()
    RencanaHasilKerja.objects.filter(skp__pegawai=cast.yohana).update(
        intervensi=None, intervensi_indikator=None
    )
    assert [item.key for item in queries.work_for(cast.actor(cast.hendrika), on=TODAY)] == [
        f"planning.coverage.{cast.periode.pk}"
    ]


@pytest.mark.parametrize("members", [1, 3])
def test_the_page_asks_the_same_for_one_and_for_three(cast: Cast, sign_in: SignIn, members: int) -> None:
    _skp, above = _leader(cast)
    for pegawai in (cast.yohana, cast.markus, cast.rosa)[:members]:
        _member(cast, pegawai, intervensi=above)
    client = sign_in(cast.hendrika)
    client.get("/skp/tim/cakupan/")
    with CaptureQueriesContext(connection) as captured:
        client.get("/skp/tim/cakupan/")
    assert len(captured) == 15
