"""Recommendation with its reasons, allocation of scarce places, and whether a programme helped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from kasuari.audit.models import AuditEntry
from kasuari.development import feasibility
from kasuari.development.allocation import Option, Task, allocate, first_come
from kasuari.development.effect import FEWEST, Change, measure
from kasuari.development.feasibility import Journey, Person, Programme, judge
from kasuari.development.models import Alokasi, Pendaftaran, PerjanjianMitra, UsulanAlokasi
from kasuari.development.operations import alokasi as operations
from kasuari.development.operations import mitra as partners
from kasuari.development.queries import alokasi as queries
from kasuari.development.queries.peta import Tally, _cells, gap_map
from kasuari.development.queries.rekomendasi import recommendations_for
from kasuari.development.words_mitra import effect_words, lack_words
from kasuari.foundation.refusals import Invalid, NotAllowed, Stale
from kasuari.foundation.states import StateRefusal
from kasuari.organisation.models import Pegawai
from tests.cast import NOW, TODAY, Cast
from tests.development.partners import (
    allocate_now,
    assess,
    code_of,
    enrol,
    isian_program,
    limits,
    partner,
    programme,
    skill,
)

SignIn = Callable[[Pegawai], Client]
PROGRAMME = Programme(
    program_id=1,
    kompetensi_id=7,
    moda="klasikal",
    lokasi="Merauke",
    biaya=Decimal(100),
    free=3,
    start_date=date(2026, 7, 20),
    last_date=date(2026, 7, 22),
)
PERSON = Person(1, {7: 2}, sasaran="jf", jabatan="Bidan Penyelia", tempat="Sota", koneksi="baik")
WAYS = {("Sota", "Merauke"): Journey(2, Decimal(50))}


def against(person: Person, programme: Programme, **changes: Any) -> list[str]:
    given: dict[str, Any] = {"journeys": WAYS, "on": TODAY}
    return [item.code for item in judge(person, programme, **(given | changes)).against]


def test_what_is_feasible_says_what_it_closes_and_takes() -> None:
    found = judge(PERSON, PROGRAMME, journeys=WAYS, on=TODAY)
    assert (found.feasible, found.value, found.cost, found.days) == (True, Decimal(1), Decimal(150), 2)
    back = judge(
        replace(PERSON, tempat="Merauke"), replace(PROGRAMME, lokasi="Sota"), journeys=WAYS, on=TODAY
    )
    assert back.days == 2  # a journey holds both ways


@pytest.mark.parametrize(
    ("person", "programme", "more", "code"),
    [
        ({"gaps": {8: 1}}, {}, {}, "gap"),
        ({}, {"free": 0}, {}, "seats"),
        ({}, {"state": "ditutup"}, {}, "closed"),
        ({}, {"batas_daftar": date(2026, 6, 1)}, {}, "closed"),
        ({}, {"agreed": False}, {}, "agreement"),
        ({"taken": {1}}, {}, {}, "enrolled"),
        ({}, {"prasyarat_id": 9}, {}, "prerequisite"),
        ({}, {"sasaran": ("jpt",)}, {}, "level"),
        ({}, {"rumpun": "guru"}, {}, "family"),
        ({}, {}, {"most_days": 1}, "travel"),
        ({"koneksi": "tidak_ada"}, {"moda": "daring"}, {}, "connection"),
        ({"busy": ((date(2026, 7, 22), date(2026, 7, 24)),)}, {}, {}, "schedule"),
        ({}, {}, {"budget": Decimal(149)}, "budget"),
    ],
)
def test_every_obstacle_is_named(
    person: dict[str, Any], programme: dict[str, Any], more: dict[str, Any], code: str
) -> None:
    assert against(replace(PERSON, **person), replace(PROGRAMME, **programme), **more) == [code]


def test_what_is_not_known_forbids_nothing_and_is_said() -> None:
    person = replace(PERSON, tempat="", koneksi="")
    for item, code in (
        (PROGRAMME, "place"),
        (replace(PROGRAMME, moda="daring"), "connection"),
        (replace(PROGRAMME, bahasa="en"), "language"),
    ):
        found = judge(person, item, journeys={}, on=TODAY)
        assert found.feasible
        assert code in [reason.code for reason in found.reasons if reason.kind == "unknown"]
    offline = replace(PROGRAMME, moda="daring", luring=True)
    assert against(replace(PERSON, koneksi="tidak_ada"), offline) == []
    assert feasibility.value_of(2, effect=Decimal("1.7")) == 2  # never more than the whole gap


def best_by_trying(task: Task) -> float:
    """The best value by trying every choice."""
    by_person: dict[int, list[int | None]] = {}
    for index, option in enumerate(task.options):
        by_person.setdefault(option.person, [None]).append(index)
    best = float("-inf")

    def walk(people: list[int], chosen: list[int]) -> None:
        nonlocal best
        if not people:
            if keeps(task, chosen):
                best = max(best, sum(task.options[item].value for item in chosen))
            return
        for item in by_person[people[0]]:
            walk(people[1:], chosen + ([] if item is None else [item]))

    walk(sorted(by_person), [])
    return best


def keeps(task: Task, chosen: Any) -> bool:
    options = [task.options[item] for item in chosen]
    asked = {option.person for option in task.options}
    seats = [sum(option.programme == place for option in options) for place in range(len(task.seats))]
    if any(taken > free for taken, free in zip(seats, task.seats, strict=True)):
        return False
    if task.budget is not None and sum(option.cost for option in options) > task.budget + 1e-6:
        return False
    if task.travel is not None and sum(option.travel for option in options) > task.travel + 1e-6:
        return False
    if len(options) < task.least:
        return False
    for group in {group for person in asked for group in task.groups[person]} if task.share else ():
        members = sum(group in task.groups[person] for person in asked)
        got = sum(group in task.groups[option.person] for option in options)
        if got < task.share * members / len(asked) * len(options) - 1 + 1e-9:
            return False
    return True


def random_task(seed: int, *, people: int = 6, programmes: int = 3, share: float = 0.8) -> Task:
    dice = Random(seed)
    options = [
        Option(
            person, place, dice.choice([0.5, 1.0, 1.5]), dice.choice([0.0, 2.0, 5.0]), dice.choice([0.0, 3.0])
        )
        for person in range(people)
        for place in range(programmes)
        if dice.random() < 0.7
    ]
    groups = [(dice.randrange(2), 2 + dice.randrange(2)) for _ in range(people)]
    return Task([dice.randrange(1, 3) for _ in range(programmes)], groups, options, 9.0, 6.0, share)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000))
def test_the_choice_is_the_best_there_is_and_the_bound_holds(seed: int) -> None:
    task = random_task(seed)
    found, best = allocate(task), best_by_trying(task)
    assert not found.lacks
    assert keeps(task, found.chosen)
    assert found.value == pytest.approx(best, rel=0.002)
    assert found.bound >= best - 1e-6
    assert found.gap <= 0.001  # what could be searched through is proved, not only bounded
    assert allocate(task) == found  # the same input, the same answer


def test_people_who_are_alike_count_together_and_each_takes_one_place() -> None:
    options = [Option(person, place, 1.0, 1.0, 0.0) for person in range(400) for place in range(3)]
    task = Task([50, 60, 70], [(person % 2,) for person in range(400)], options, budget=150, share=1.0)
    found = allocate(task)
    people = [options[item].person for item in found.chosen]
    assert (len(found.chosen), len(set(people)), found.gap) == (150, 150, 0.0)
    assert abs(sum(person % 2 for person in people) - 75) <= 1
    assert found.prices.budget > 0  # one more would bring more: the budget binds


def test_what_cannot_be_met_says_what_to_relax() -> None:
    options = [Option(person, 0, 1.0, 10.0, 1.0) for person in range(20)]
    task = Task([20], [(0,)] * 20, options, budget=50, least=8)
    found = allocate(task)
    assert (found.chosen, [(lack.what, round(lack.amount)) for lack in found.lacks]) == ((), [("budget", 30)])
    words = lack_words([{"apa": "budget", "siapa": "", "jumlah": 30.0}])
    assert words == [
        "Anggaran kurang sekitar Rp30.000.000: tambah anggaran, atau turunkan jumlah peserta paling sedikit."
    ]


def test_first_come_first_served_closes_less() -> None:
    options = [Option(0, 0, 0.5, 10.0, 0.0), *[Option(who, 0, 1.5, 1.0, 0.0) for who in range(1, 9)]]
    task = Task([9], [()] * 9, options, budget=10)
    queue = sum(options[item].value for item in first_come(task))
    assert (queue, allocate(task).value) == (0.5, 12.0)


def test_the_effect_is_the_difference_to_similar_people_with_its_range() -> None:
    trained = [Change("a", 2, 1)] * 6 + [Change("a", 2, 2)] * 2 + [Change("alone", 1, 0)]
    others = [Change("a", 2, 2)] * 9 + [Change("a", 2, 1)]
    found = measure(trained, others)
    assert found is not None
    assert (found.n, found.controls, found.unmatched) == (8, 10, 1)
    assert (found.trained, found.similar, found.mean) == pytest.approx((0.75, 0.1, 0.65))
    assert found.low < found.mean < found.high
    assert (found.verdict, effect_words(found)["title"]) == ("helps", "Membantu")
    assert "Pada 8 peserta" in effect_words(found)["text"]
    assert measure(trained[: FEWEST - 1], others) is None
    assert effect_words(None)["title"] == "Belum terukur"
    same = measure([Change("a", 2, 1), Change("a", 2, 2)] * 4, [Change("a", 2, 1), Change("a", 2, 2)] * 4)
    assert same is not None
    assert effect_words(same)["title"] == "Belum terbukti membantu"


def test_a_cell_too_small_takes_another_with_it() -> None:
    kept = _cells({1: Tally(2, 1, 1), 2: Tally(6, 6, 6), 3: Tally(9, 0, 0), 4: Tally(0, 0, 0)})
    assert [kept[unit].known for unit in (1, 2, 3, 4)] == [None, None, 9, None]
    assert (kept[3].percent, kept[1].percent) == (0, None)


pytestmark_db = pytest.mark.django_db


@pytestmark_db
def test_a_recommendation_has_reasons_and_always_something_that_costs_nothing(
    cast: Cast, sign_in: SignIn
) -> None:
    komunikasi = skill(cast)
    assess(cast, cast.yohana, komunikasi, 1)
    assess(cast, cast.markus, komunikasi, 5)
    made = partner(cast)
    good = programme(cast, made)
    programme(cast, partner(cast, "M02", agreed=False), "P2")
    by = cast.actor(cast.lusia)
    partners.note_place(unit=cast.puskesmas, tempat="Sota", terpencil=True, koneksi="terbatas", by=by, at=NOW)
    partners.note_journey(
        instansi=cast.instansi, asal="Sota", tujuan="Merauke", hari=2, biaya=Decimal(400_000), by=by, at=NOW
    )
    found = recommendations_for(cast.actor(cast.hendrika), cast.yohana.pk, on=TODAY)
    (item,) = found.items
    assert (item.gap.size, [offer.programme.program_id for offer in item.offers]) == (2, [good.pk])
    assert item.offers[0].cost == 2_200_000
    assert [reason.code for reason in item.others[0].against] == ["agreement"]
    assert [(mentor.nama, mentor.same_unit) for mentor in item.mentors] == [("Markus Ndiken", True)]
    page = sign_in(cast.yohana).get(reverse("development:my_recommendations")).content.decode()
    assert "Perjalanan ke Merauke 2 hari pergi-pulang." in page
    assert "Mintalah bimbingan Markus Ndiken" in page
    assert "Sepakati satu penugasan" in page
    away = sign_in(cast.markus).get(reverse("development:recommendations", args=[cast.yohana.pk]))
    assert away.status_code == 404


@pytestmark_db
def test_nothing_assessed_is_unknown_and_not_weak(cast: Cast, sign_in: SignIn) -> None:
    skill(cast)
    found = recommendations_for(cast.actor(cast.yohana), cast.yohana.pk, on=TODAY)
    assert (found.items, [gap.nama for gap in found.unknown]) == ((), ["Komunikasi"])
    page = sign_in(cast.yohana).get(reverse("development:my_recommendations")).content.decode()
    assert "belum diketahui, bukan lemah" in page


@pytest.fixture
def scarce(cast: Cast) -> Cast:
    """One seat for Yohana, who lacks two steps, and Markus, who lacks one."""
    komunikasi = skill(cast)
    assess(cast, cast.yohana, komunikasi, 1)
    assess(cast, cast.markus, komunikasi, 2)
    programme(cast, partner(cast), kursi=1)
    return cast


@pytestmark_db
def test_the_seat_goes_where_it_closes_most_and_why_is_told(scarce: Cast, sign_in: SignIn) -> None:
    made = allocate_now(scarce)
    assert (made.state, made.hasil["orang"], made.hasil["nilai"], made.hasil["selisih"]) == (
        "siap",
        1,
        1.0,
        0.0,
    )
    assert queries.chosen_in(made).get().pegawai == scarce.yohana
    place, reasons = queries.why_not(made, scarce.markus.pk)
    assert place is None
    assert [item.reason for item in reasons] == [
        "Semua kursi diberikan kepada peserta yang kesenjangannya setara atau lebih besar."
    ]
    path = reverse("development:allocation_why", args=[made.pk, scarce.markus.pk])
    assert sign_in(scarce.markus).get(path).status_code == 404  # not approved yet
    assert sign_in(scarce.lusia).get(path).status_code == 200
    operations.approve_allocation(alokasi=made, version=made.version, by=scarce.actor(scarce.andreas), at=NOW)
    assert "setara atau lebih besar" in sign_in(scarce.markus).get(path).content.decode()


@pytestmark_db
def test_a_change_by_hand_shows_its_cost_and_keeps_the_limits(scarce: Cast, sign_in: SignIn) -> None:
    made = allocate_now(scarce)
    out, into = queries.chosen_in(made).get(), queries.without_place(made).get()
    by = scarce.actor(scarce.lusia)
    path = reverse("development:allocation_change", args=[made.pk])
    shown = sign_in(scarce.lusia).get(path, {"masuk": into.pk, "keluar": out.pk}).content.decode()
    assert "1,0 menjadi 0,5 langkah berbobot (−0,50)" in shown
    assert f'value="{out.pk}" selected' in shown  # somebody else may still be chosen
    given: dict[str, Any] = {"alokasi": made, "version": made.version, "by": by, "at": NOW}
    with pytest.raises(StateRefusal) as full:
        operations.change_by_hand(masuk=into, keluar=None, alasan="Penting", **given)
    assert code_of(full) == "development.swap_limits"
    with pytest.raises(Invalid):
        operations.change_by_hand(masuk=into, keluar=out, alasan=" ", **given)
    operations.change_by_hand(masuk=into, keluar=out, alasan="Bertugas di garis depan", **given)
    assert queries.chosen_in(made).get().pegawai == scarce.markus
    assert (made.hasil["nilai"], made.hasil["bebas"], made.hasil["tangan"]) == (0.5, 1.0, 1)
    assert (made.hasil["selisih"], made.hasil["orang"], made.hasil["biaya"]) == (0.5, 1, int(into.biaya))
    last = AuditEntry.objects.latest("pk")
    assert (last.kind, last.data["beda"]) == ("development.allocation_changed", "-0.500")
    with pytest.raises(Stale):
        operations.leave_allocation(
            alokasi=Alokasi(pk=made.pk, state="siap", instansi=scarce.instansi), version=0, by=by, at=NOW
        )


@pytestmark_db
def test_approved_places_become_enrolments_and_invitations(scarce: Cast, sign_in: SignIn) -> None:
    made = allocate_now(scarce)
    for who in (scarce.lusia, scarce.hendrika, scarce.agus):
        with pytest.raises(NotAllowed):
            operations.approve_allocation(alokasi=made, version=made.version, by=scarce.actor(who), at=NOW)
    page = reverse("development:allocation", args=[made.pk])
    buttons = {
        who: BeautifulSoup(sign_in(person).get(page).content, "html.parser").find(
            attrs={"aria-disabled": "true"}
        )
        for who, person in (("lusia", scarce.lusia), ("andreas", scarce.andreas))
    }
    assert buttons["andreas"] is None
    assert "Setujui alokasi" in buttons["lusia"].get_text()
    by = scarce.actor(scarce.andreas)
    assert operations.approve_allocation(alokasi=made, version=made.version, by=by, at=NOW) == 1
    row = Pendaftaran.objects.get()
    assert (row.pegawai, row.state, row.kesenjangan_awal, row.program.terisi) == (
        scarce.yohana,
        "disetujui",
        2,
        1,
    )
    assert operations.invite_all(alokasi=made, by=scarce.actor(scarce.lusia), at=NOW) == 1
    row.refresh_from_db()
    assert row.state == "diundang"
    assert operations.invite_all(alokasi=made, by=scarce.actor(scarce.lusia), at=NOW) == 0


@pytestmark_db
def test_a_seat_taken_meanwhile_refuses_the_whole_approval(scarce: Cast) -> None:
    made = allocate_now(scarce)
    enrol(scarce, queries.chosen_in(made).get().program, scarce.markus, until="disetujui")
    with pytest.raises(StateRefusal) as full:
        operations.approve_allocation(
            alokasi=made, version=made.version, by=scarce.actor(scarce.andreas), at=NOW
        )
    assert code_of(full) == "development.seats_full"
    assert (Pendaftaran.objects.count(), Alokasi.objects.get().state) == (1, "siap")


@pytestmark_db
def test_an_agreement_that_ended_meanwhile_refuses_the_approval(scarce: Cast) -> None:
    made = allocate_now(scarce)
    PerjanjianMitra.objects.update(end_date=date(2026, 7, 1))
    with pytest.raises(StateRefusal) as ended:
        operations.approve_allocation(
            alokasi=made, version=made.version, by=scarce.actor(scarce.andreas), at=NOW
        )
    assert code_of(ended) == "development.no_agreement"
    assert Pendaftaran.objects.count() == 0


@pytestmark_db
def test_a_change_by_hand_keeps_the_figures_of_the_page_true(cast: Cast, sign_in: SignIn) -> None:
    """Somebody leaves and nobody comes: one person, one fee and one of the group less."""
    komunikasi = skill(cast)
    for person in (cast.yohana, cast.markus):
        assess(cast, person, komunikasi, 1)
    programme(cast, partner(cast), kursi=2)
    made = allocate_now(cast, bagian=Decimal(0))
    out = queries.chosen_in(made).get(pegawai=cast.markus)
    operations.change_by_hand(
        alokasi=made,
        masuk=None,
        keluar=out,
        alasan="Cuti",
        version=made.version,
        by=cast.actor(cast.lusia),
        at=NOW,
    )
    made.refresh_from_db()
    assert (made.hasil["orang"], made.hasil["biaya"], made.hasil["nilai"]) == (1, 1_800_000, 1.0)
    assert (made.hasil["selisih"], made.hasil["bebas"]) == (0.5, 2.0)
    assert sum(row["dapat"] for row in queries.shares_of(made) if row["jenis"] == "unit") == 1
    page = sign_in(cast.lusia).get(reverse("development:allocation", args=[made.pk])).content.decode()
    assert "<strong>1 orang</strong> mendapat tempat dari 2" in page


@pytestmark_db
def test_limits_that_cannot_be_met_together_are_explained(scarce: Cast, sign_in: SignIn) -> None:
    made = allocate_now(scarce, anggaran=Decimal(1_000_000), peserta=1)
    assert (made.state, UsulanAlokasi.objects.count()) == ("buntu", 0)
    page = sign_in(scarce.lusia).get(reverse("development:allocation", args=[made.pk])).content.decode()
    assert "tidak dapat dipenuhi bersama" in page
    assert "turunkan jumlahnya" in page or "tambah anggaran" in page
    few = allocate_now(scarce, peserta=2)
    assert lack_words(few.hasil["kurang"]) == [
        "Komunikasi Efektif P1 kurang 1 kursi: minta tambahan kepada mitranya, atau cari program serupa."
    ]


@pytestmark_db
def test_the_job_run_twice_changes_nothing(scarce: Cast) -> None:
    made = allocate_now(scarce)
    before = (made.version, AuditEntry.objects.count())
    operations.compute_allocation(alokasi_id=made.pk, at=NOW, progress=lambda done, total: None)
    made.refresh_from_db()
    assert (made.version, AuditEntry.objects.count()) == before


@pytestmark_db
@pytest.mark.parametrize(
    "changes", [{"bagian": Decimal(2)}, {"anggaran": Decimal(-1)}, {"last": date(2025, 1, 1)}]
)
def test_wrong_limits_are_refused(scarce: Cast, changes: dict[str, Any]) -> None:
    with pytest.raises(Invalid) as refused:
        operations.ask_allocation(
            instansi=scarce.instansi,
            nama="x",
            batasan=limits(**changes),
            by=scarce.actor(scarce.lusia),
            at=NOW,
        )
    assert [problem.path for problem in refused.value.problems] == list(changes)


@pytestmark_db
def test_the_measured_change_stands_in_the_catalogue(cast: Cast, sign_in: SignIn) -> None:
    """Six of Yohana's kind took part in May, six did not; in June all are assessed again."""
    komunikasi = skill(cast)
    program = programme(
        cast, partner(cast), kursi=9, start_date=date(2026, 5, 11), last_date=date(2026, 5, 12), publish=False
    )
    post = cast.penugasan(cast.yohana)
    for number in range(12):
        person = Pegawai.objects.create(
            instansi=cast.instansi, nip=f"19900101202001{number:04d}", nama=f"Rekan {number}", status="pns"
        )
        type(post).objects.create(
            pegawai=person, jabatan=post.jabatan, unit=post.unit, start_date=date(2024, 1, 1)
        )
        assess(cast, person, komunikasi, 1, on=date(2026, 4, 1))
        took = number < 6
        assess(cast, person, komunikasi, 3 if took and number else 1, on=date(2026, 6, 15))
        if took:
            Pendaftaran.objects.create(
                program=program, pegawai=person, state="selesai", hasil="lulus", created_at=NOW, reaksi=4
            )
    type(program).objects.filter(pk=program.pk).update(state="ditutup")
    page = sign_in(cast.yohana).get(reverse("development:programme", args=[program.pk])).content.decode()
    assert "Membantu" in page
    assert "Pada 6 peserta, kesenjangan mengecil rata-rata 1,7 langkah; pada 6 orang serupa" in page
    assert "4,0 dari 5 (n = 6)" in page
    found = gap_map(cast.instansi.pk, on=TODAY)
    (need,) = found.needs
    assert (need.cell.known, need.cell.lacking, need.steps) == (12, 7, 14)
    assess(cast, cast.yohana, komunikasi, 2)  # one sheet beside people with two
    type(post).objects.filter(pegawai=person).update(end_date=TODAY)  # of the twelve, the last with a gap
    (need,) = gap_map(cast.instansi.pk, on=TODAY).needs
    assert (need.cell.known, need.cell.lacking, need.steps) == (12, 7, 13)


@pytestmark_db
def test_the_plan_of_needs_is_a_paper_and_is_not_printed_twice(scarce: Cast, sign_in: SignIn) -> None:
    komunikasi = skill(scarce)
    for person in (scarce.hendrika, scarce.stefanus, scarce.rosa):
        assess(scarce, person, komunikasi, 2)
    clerk = sign_in(scarce.lusia)
    assert sign_in(scarce.agus).post(reverse("development:needs_plan")).status_code == 403
    for _ in range(2):
        assert clerk.post(reverse("development:needs_plan")).status_code == 302
    page = clerk.get(reverse("development:gaps")).content.decode()
    assert page.count("Rencana kebutuhan pelatihan 2026") == 1
    path = page.split('href="/kesenjangan/rencana/')[1].split('"')[0]
    got = clerk.get(f"/kesenjangan/rencana/{path}")
    assert b"".join(got).startswith(b"%PDF")  # type: ignore[arg-type]


@pytestmark_db
@pytest.mark.parametrize("rows", [1, 3])
def test_the_pages_of_an_allocation_ask_the_same_number_of_queries(
    cast: Cast, sign_in: SignIn, rows: int, django_assert_num_queries: Any
) -> None:
    komunikasi = skill(cast)
    for person in (cast.yohana, cast.markus, cast.hendrika)[:rows]:
        assess(cast, person, komunikasi, 1)
    programme(
        cast,
        partner(cast),
        kursi=9,
        start_date=TODAY + timedelta(days=9),
        last_date=TODAY + timedelta(days=9),
    )
    made = allocate_now(cast)
    clerk = sign_in(cast.lusia)
    for name, args, number in (
        ("development:allocation", [made.pk], 8),
        ("development:allocations", [], 6),
        ("development:gaps", [], 11),
    ):
        path = reverse(name, args=args)
        clerk.get(path)
        with django_assert_num_queries(number):
            assert clerk.get(path).status_code == 200


@pytestmark_db
def test_a_change_that_takes_from_a_group_needs_a_decision(cast: Cast, sign_in: SignIn) -> None:
    """Two seats, one for each dinas; the change would give both to one."""
    komunikasi = skill(cast)
    for person in (cast.yohana, cast.markus):
        assess(cast, person, komunikasi, 1)
    assess(cast, cast.agus, komunikasi, 1, by=cast.andreas)
    assess(cast, cast.lusia, komunikasi, 1, by=cast.andreas)
    programme(cast, partner(cast), kursi=2)
    made = allocate_now(cast, bagian=Decimal(1))
    out = queries.chosen_in(made).get(pegawai__in=(cast.agus, cast.lusia))
    into = queries.without_place(made).get(pegawai__in=(cast.yohana, cast.markus))
    effect = queries.change_effect(made, masuk=into, keluar=out)
    assert effect.breaks == ()
    assert effect.shares == ("BKPSDM: 0 tempat, padahal bagiannya 1,0 dari 2 tempat",)
    given: dict[str, Any] = {
        "alokasi": made,
        "masuk": into,
        "keluar": out,
        "alasan": "Puskesmas perbatasan didahulukan",
        "version": made.version,
        "by": cast.actor(cast.lusia),
        "at": NOW,
    }
    clerk = sign_in(cast.lusia)
    path = reverse("development:allocation_change", args=[made.pk])
    page = clerk.get(path, {"masuk": into.pk, "keluar": out.pk}).content.decode()
    assert "Kelompok yang bagiannya berkurang" in page
    with pytest.raises(StateRefusal) as refused:
        operations.change_by_hand(**given)
    assert code_of(refused) == "development.swap_share"
    operations.change_by_hand(**given, below_share=True)
    assert AuditEntry.objects.latest("pk").data["kelompok"].startswith("BKPSDM")
    back = queries.change_effect(made, masuk=out, keluar=into)
    assert back.shares == ()


@pytestmark_db
def test_only_what_is_so_by_the_last_assessment_is_advised(cast: Cast) -> None:
    komunikasi, kerja_sama = skill(cast), skill(cast, "Kerja Sama", "kerja_sama")
    mitra = partner(cast)
    programme(cast, mitra)
    programme(cast, mitra, "P2", kompetensi_nama="Kerja Sama")
    assess(cast, cast.yohana, komunikasi, 1, on=date(2026, 5, 4))
    assess(cast, cast.yohana, kerja_sama, 1, on=date(2026, 4, 1))
    assess(cast, cast.yohana, kerja_sama, 3, on=date(2026, 5, 4))
    assess(cast, cast.markus, komunikasi, 5, on=date(2026, 4, 1))
    (item,) = recommendations_for(cast.actor(cast.yohana), cast.yohana.pk, on=TODAY).items
    assert item.gap.kompetensi_id == komunikasi.pk
    assert [offer.programme.kompetensi_id for offer in item.offers] == [komunikasi.pk]
    assert [mentor.nama for mentor in item.mentors] == ["Markus Ndiken"]
    assess(cast, cast.markus, komunikasi, 3, on=date(2026, 5, 4))
    (item,) = recommendations_for(cast.actor(cast.yohana), cast.yohana.pk, on=TODAY).items
    assert item.mentors == ()


@pytestmark_db
def test_a_prerequisite_is_named_and_kept_by_advice_and_allocation(cast: Cast, sign_in: SignIn) -> None:
    komunikasi = skill(cast)
    assess(cast, cast.yohana, komunikasi, 1)
    mitra = partner(cast)
    first = programme(
        cast, mitra, "P0", judul="Dasar", start_date=date(2026, 6, 1), last_date=date(2026, 6, 2)
    )
    wanted = programme(cast, mitra, "P1", prasyarat_id=first.pk)
    (item,) = recommendations_for(cast.actor(cast.yohana), cast.yohana.pk, on=TODAY).items
    assert item.offers == ()
    assert [reason.text for reason in item.others[0].against] == [
        "Selesaikan dahulu program prasyaratnya: Dasar."
    ]
    assert allocate_now(cast).state == "buntu"
    Pendaftaran.objects.create(program=first, pegawai=cast.yohana, state="selesai", created_at=NOW)
    (item,) = recommendations_for(cast.actor(cast.yohana), cast.yohana.pk, on=TODAY).items
    assert [offer.programme.program_id for offer in item.offers] == [wanted.pk]
    assert queries.chosen_in(allocate_now(cast)).get().pegawai == cast.yohana
    page = sign_in(cast.lusia).get(reverse("development:programme", args=[wanted.pk])).content.decode()
    assert "Dasar" in page
    with pytest.raises(Invalid) as circle:
        partners.write_programme(
            mitra=mitra,
            program=first,
            isian=isian_program("P0", prasyarat_id=wanted.pk),
            version=first.version,
            by=cast.actor(cast.lusia),
            at=NOW,
        )
    assert [(item.path, str(item.message)) for item in circle.value.problems] == [
        ("prasyarat", "Prasyarat tidak boleh berputar kembali ke program itu sendiri.")
    ]


@pytestmark_db
def test_of_two_with_the_same_gap_the_priority_of_pasal_31_comes_first(
    cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    komunikasi = skill(cast)
    for person in (cast.yohana, cast.markus):
        assess(cast, person, komunikasi, 1)
    programme(cast, partner(cast), kursi=1)
    for person in (cast.markus, cast.yohana):
        with monkeypatch.context() as patched:
            patched.setattr(
                "kasuari.development.queries.rekomendasi.priorities_of",
                lambda pegawai_ids, person=person, **given: {person.pk: object()},
            )
            made = allocate_now(cast)
            (item,) = recommendations_for(cast.actor(person), person.pk, on=TODAY).items
        row = queries.chosen_in(made).get()
        assert (row.pegawai, row.prioritas, row.nilai) == (person, True, Decimal("1.2"))
        assert "priority" in [reason.code for reason in item.offers[0].reasons]
    page = sign_in(cast.lusia).get(reverse("development:allocation", args=[made.pk])).content.decode()
    assert "prioritas Pasal 31" in page
    flat = allocate_now(cast, prioritas=Decimal(0))
    assert flat.hasil["nilai"] == 1.0
