"""The dictionary, the standards of posts, format B.1.9 and the gaps that follow from them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from kasuari.audit.models import AuditEntry
from kasuari.development import operations
from kasuari.development.models import HasilKompetensi, Kompetensi, KompetensiVersi
from kasuari.development.operations import Assessed
from kasuari.development.queries import Gap, dictionary, gaps_of, gaps_of_many
from kasuari.foundation.refusals import Invalid, NotAllowed, Refusal, Stale
from kasuari.organisation.models import Pegawai, Penugasan
from kasuari.regulation.kompetensi import KAMUS_WAJIB
from tests.cast import NOW, TODAY, Cast
from tests.development.competence import ask, assess, load

pytestmark = pytest.mark.django_db
LEVELS = ("satu", "dua", "tiga", "empat", "lima")


@pytest.fixture
def kamus(cast: Cast) -> dict[str, Kompetensi]:
    return load(cast)


def gap(person: Pegawai, kode: str, *, on: date = TODAY) -> Gap:
    return next(item for item in gaps_of(person.pk, on=on) if item.kode == kode)


def add(cast: Cast, nama: str = "Kegawatdaruratan Ibu") -> Kompetensi:
    return operations.add_kompetensi(
        instansi=cast.instansi, nama=nama, arti="", level=LEVELS, by=cast.actor(cast.lusia), at=NOW
    )


def rename(
    cast: Cast, item: Kompetensi, nama: str, *, start: date = TODAY, version: int | None = None
) -> None:
    operations.rename_kompetensi(
        kompetensi=item,
        nama=nama,
        arti="",
        level=LEVELS,
        start_date=start,
        version=item.version if version is None else version,
        by=cast.actor(cast.lusia),
        at=NOW,
    )


def test_the_nine_are_loaded_once_in_the_order_of_the_form(cast: Cast, kamus: dict[str, Kompetensi]) -> None:
    assert [item.nama for item in dictionary(cast.instansi.pk, on=TODAY)] == [
        item.nama for item in KAMUS_WAJIB
    ]
    assert all(len(item.level) == 5 for item in dictionary(cast.instansi.pk, on=TODAY))
    with pytest.raises(Invalid):
        load(cast)


@pytest.mark.parametrize("who", ["yohana", "hendrika", "andreas", "agus"])
def test_the_dictionary_is_kept_by_the_clerk_alone(who: str, cast: Cast) -> None:
    with pytest.raises(NotAllowed) as refused:
        operations.load_dictionary(instansi=cast.instansi, by=cast.actor(getattr(cast, who)), at=NOW)
    assert refused.value.code == "development.not_dictionary_clerk"


def test_what_nobody_assessed_is_unknown_and_not_weak(cast: Cast, kamus: dict[str, Kompetensi]) -> None:
    ask(cast, cast.yohana, {kamus["komunikasi"]: 2})
    found = gap(cast.yohana, "komunikasi")
    assert (found.required, found.assessed, found.size, found.is_gap) == (2, None, None, False)
    assert found.asked.startswith("Aktif berkomunikasi")
    assert gap(cast.yohana, "integritas").required is None


def test_a_value_below_the_standard_is_a_gap_with_its_evidence(
    cast: Cast, kamus: dict[str, Kompetensi]
) -> None:
    ask(cast, cast.yohana, {kamus["komunikasi"]: 2})
    made = assess(cast, {kamus["komunikasi"]: 1, kamus["integritas"]: 4, kamus["kerja_sama"]: None})
    found = gap(cast.yohana, "komunikasi")
    assert (found.required, found.assessed, found.size) == (2, 1, 2)
    assert found.evidence is not None
    assert (found.evidence.evaluasi_id, found.evidence.alasan, found.evidence.standar) == (
        made.pk,
        "Terlihat dalam rapat.",
        2,
    )
    assert gap(cast.yohana, "integritas").is_strength
    assert gap(cast.yohana, "kerja_sama").size is None


def test_a_draft_counts_for_nobody(cast: Cast, kamus: dict[str, Kompetensi]) -> None:
    assess(cast, {kamus["komunikasi"]: 1}, sign=False)
    assert gap(cast.yohana, "komunikasi").size is None


def test_the_last_assessment_counts_and_an_old_day_keeps_its_own(
    cast: Cast, kamus: dict[str, Kompetensi]
) -> None:
    assess(cast, {kamus["komunikasi"]: 1})
    later = NOW + timedelta(days=90)
    assess(cast, {kamus["komunikasi"]: 3}, at=later)
    assert gap(cast.yohana, "komunikasi").size == 2
    assert gap(cast.yohana, "komunikasi", on=later.date()).size == 0


def test_a_technical_competency_is_asked_where_the_post_asks_it(
    cast: Cast, kamus: dict[str, Kompetensi]
) -> None:
    item = add(cast)
    ask(cast, cast.yohana, {item: 3})
    assert gap(cast.yohana, item.kode).required == 3
    assert item.kode not in {row.kode for row in gaps_of(cast.markus.pk, on=TODAY)}
    with pytest.raises(Invalid) as refused:
        add(cast)
    assert refused.value.code == "development.kode_taken"


def test_a_renamed_competency_keeps_its_old_name_in_what_was_found(
    cast: Cast, kamus: dict[str, Kompetensi]
) -> None:
    item = add(cast)
    assess(cast, {item: 2})
    rename(cast, item, "Kegawatdaruratan Obstetri", start=TODAY + timedelta(days=30))
    found = gap(cast.yohana, item.kode, on=TODAY + timedelta(days=31))
    assert found.nama == "Kegawatdaruratan Obstetri"
    assert found.evidence is not None
    assert found.evidence.nama == "Kegawatdaruratan Ibu"
    assert gap(cast.yohana, item.kode).nama == "Kegawatdaruratan Ibu"
    with pytest.raises(Stale):
        rename(cast, item, "Yang lain", version=1)
    entry = AuditEntry.objects.get(kind="development.kompetensi_renamed")
    assert (entry.data["semula"], entry.data["nama"]) == (
        "Kegawatdaruratan Ibu",
        "Kegawatdaruratan Obstetri",
    )


def test_only_a_technical_competency_is_retired_and_its_results_stay(
    cast: Cast, kamus: dict[str, Kompetensi]
) -> None:
    with pytest.raises(Invalid):
        operations.retire_kompetensi(
            kompetensi=kamus["komunikasi"], version=1, by=cast.actor(cast.lusia), at=NOW
        )
    item = add(cast)
    assess(cast, {item: 2})
    operations.retire_kompetensi(kompetensi=item, version=1, by=cast.actor(cast.lusia), at=NOW)
    assert item.kode not in {row.kode for row in gaps_of(cast.yohana.pk, on=TODAY)}
    assert HasilKompetensi.objects.get(kompetensi=item).nilai == 2


def test_a_standard_changes_from_its_day_on(cast: Cast, kamus: dict[str, Kompetensi]) -> None:
    item = kamus["komunikasi"]
    assert ask(cast, cast.yohana, {item: 2}) == 1
    assert ask(cast, cast.yohana, {item: 2}, start=date(2026, 6, 1)) == 0
    assert ask(cast, cast.yohana, {item: 3}, start=date(2026, 6, 1)) == 1
    assert gap(cast.yohana, "komunikasi", on=date(2026, 5, 31)).required == 2
    assert gap(cast.yohana, "komunikasi", on=date(2026, 6, 1)).required == 3
    assert ask(cast, cast.yohana, {item: None}, start=date(2026, 6, 10)) == 1
    assert gap(cast.yohana, "komunikasi").required is None
    with pytest.raises(Invalid):
        ask(cast, cast.yohana, {item: 4}, start=date(2026, 3, 1))
    with pytest.raises(Invalid):
        ask(cast, cast.yohana, {item: 6})


@pytest.mark.parametrize("who", ["yohana", "stefanus", "paulus", "lusia"])
def test_only_the_penilai_assesses(who: str, cast: Cast, kamus: dict[str, Kompetensi]) -> None:
    with pytest.raises(NotAllowed):
        assess(cast, {kamus["komunikasi"]: 1}, penilai=getattr(cast, who))


def test_a_value_needs_its_reason_and_a_sheet_a_value(cast: Cast, kamus: dict[str, Kompetensi]) -> None:
    by = cast.actor(cast.hendrika)
    made = assess(cast, {kamus["komunikasi"]: None}, sign=False)
    given: dict[str, Any] = {"evaluasi": made, "version": made.version, "by": by, "at": NOW}
    with pytest.raises(Invalid) as refused:
        operations.sign_evaluation(**given)
    assert refused.value.code == "development.nothing_assessed"
    with pytest.raises(Invalid) as refused:
        operations.save_evaluation(
            results={kamus["komunikasi"].pk: Assessed(2, " "), kamus["integritas"].pk: Assessed(6, "x")},
            rekomendasi="",
            **given,
        )
    assert [problem.path for problem in refused.value.problems] == [
        f"alasan_{kamus['komunikasi'].pk}",
        f"nilai_{kamus['integritas'].pk}",
    ]


def test_a_signed_sheet_does_not_change(cast: Cast, kamus: dict[str, Kompetensi]) -> None:
    made = assess(cast, {kamus["komunikasi"]: 2})
    with pytest.raises(Refusal):
        operations.save_evaluation(
            evaluasi=made,
            results={},
            rekomendasi="",
            version=made.version,
            by=cast.actor(cast.hendrika),
            at=NOW,
        )
    entry = AuditEntry.objects.get(kind="development.evaluasi_kompetensi_signed")
    assert (entry.data["dinilai"], entry.data["kurang"]) == (1, 1)
    assert "rapat" not in str(entry.data)


def test_a_sheet_is_saved_over_no_newer_one(cast: Cast, kamus: dict[str, Kompetensi]) -> None:
    made = assess(cast, {kamus["komunikasi"]: 2}, sign=False)
    with pytest.raises(Stale):
        operations.sign_evaluation(
            evaluasi=made, version=made.version - 1, by=cast.actor(cast.hendrika), at=NOW
        )


def test_somebody_who_moved_is_held_to_the_new_post_and_who_left_to_none(
    cast: Cast, kamus: dict[str, Kompetensi]
) -> None:
    ask(cast, cast.yohana, {kamus["komunikasi"]: 2})
    ask(cast, cast.markus, {kamus["komunikasi"]: 4})
    assess(cast, {kamus["komunikasi"]: 2})
    post = cast.penugasan(cast.yohana)
    Penugasan.objects.filter(pk=post.pk).update(end_date=TODAY + timedelta(days=7))
    after = TODAY + timedelta(days=7)
    assert gaps_of(cast.yohana.pk, on=after) == ()
    Penugasan.objects.create(
        pegawai=cast.yohana,
        jabatan=cast.penugasan(cast.markus).jabatan,
        unit=cast.puskesmas_lain,
        start_date=after,
    )
    assert gap(cast.yohana, "komunikasi", on=after).required == 4
    assert gap(cast.yohana, "komunikasi").required == 2


@pytest.mark.parametrize("count", [1, 3])
def test_gaps_of_many_take_four_queries(
    count: int, cast: Cast, kamus: dict[str, Kompetensi], django_assert_num_queries: Any
) -> None:
    people = [cast.yohana, cast.markus, cast.rosa][:count]
    for person in people:
        ask(cast, person, {kamus["komunikasi"]: 2})
    assess(cast, {kamus["komunikasi"]: 2})
    with django_assert_num_queries(4):
        found = gaps_of_many([person.pk for person in people], on=TODAY)
    assert len(found) == count


def test_words_that_are_missing_are_named(cast: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        operations.add_kompetensi(
            instansi=cast.instansi, nama="", arti="x" * 501, level=("a",), by=cast.actor(cast.lusia), at=NOW
        )
    assert [problem.path for problem in refused.value.problems] == ["nama", "arti", "level"]
    assert not KompetensiVersi.objects.exists()
