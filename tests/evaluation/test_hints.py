"""Hints advise: they are pure, and nothing depends on them."""

from __future__ import annotations

from datetime import date

from kasuari.evaluation.hints import Around, Rated, hints_about, hints_for


def person(key: int, **changes: object) -> Rated:
    given: dict[str, object] = {
        "key": key,
        "nama": f"Pegawai {key}",
        "rating_hasil_kerja": "sesuai",
        "rating_perilaku_kerja": "sesuai",
        "alasan_hasil_kerja": f"Cakupan kunjungan rumah {key}0 persen tercatat",
        "alasan_perilaku_kerja": f"Menyapa {key} keluarga dengan ramah setiap hari",
        "bukti": 1,
    }
    return given | changes  # type: ignore[return-value]


def codes(people: list[Rated]) -> list[str]:
    return [hint.code.removeprefix("evaluation.hint.") for hint in hints_for(people)]


def test_everyone_the_same_is_said_from_four_people_on() -> None:
    assert codes([person(key) for key in range(3)]) == []
    assert codes([person(key) for key in range(4)]) == ["everybody_alike"]
    assert codes([*(person(key) for key in range(3)), person(3, rating_hasil_kerja="diatas")]) == []


def test_everyone_the_same_waits_until_everyone_is_rated() -> None:
    assert codes([*(person(key) for key in range(4)), person(4, rating_perilaku_kerja="")]) == []


def test_a_copied_reason_is_told_once_for_the_people_who_share_it() -> None:
    same = {
        "alasan_hasil_kerja": "Semua target tercapai dengan baik",
        "alasan_perilaku_kerja": "Selalu baik, ramah, dan rajin",
    }
    people = [
        person(1, **same),
        person(2, **same | {"alasan_hasil_kerja": "semua target tercapai, dengan BAIK."}),
        person(3),
    ]
    (hint,) = hints_for(people)
    assert (hint.code, hint.about) == ("evaluation.hint.copied", (1, 2))
    assert "Pegawai 1, Pegawai 2" in str(hint.text)
    assert hints_about(people, 3) == []
    assert hints_about(people, 1) == [hint]


def test_the_same_words_twice_for_one_person_are_no_copy() -> None:
    words = "Melayani semua keluarga dengan ramah"
    assert codes([person(1, alasan_hasil_kerja=words, alasan_perilaku_kerja=words)]) == []


def test_short_reasons_are_not_called_copies() -> None:
    short = "Cakupan K4 tercapai."
    found = codes([person(1, alasan_hasil_kerja=short), person(2, alasan_hasil_kerja="Sudah baik")])
    assert "copied" not in found


def test_a_rating_without_evidence_is_told() -> None:
    assert codes([person(1, bukti=0)]) == ["without_evidence"]
    assert codes([person(1, bukti=0, rating_hasil_kerja="")]) == []


QUARTER = Around(date(2026, 4, 1), date(2026, 6, 30))


def test_a_reason_of_a_word_or_two_is_told() -> None:
    assert codes([person(1, alasan_hasil_kerja="Sudah baik")]) == ["hardly_a_reason"]
    assert codes([person(1, alasan_hasil_kerja="")]) == []


def test_ratings_that_agree_for_everybody_are_told_with_their_chance() -> None:
    agreeing = [("diatas", "diatas"), ("diatas", "diatas"), ("sesuai", "sesuai"), ("sesuai", "sesuai")]
    people = [
        person(key, rating_hasil_kerja=hasil, rating_perilaku_kerja=perilaku)
        for key, (hasil, perilaku) in enumerate(agreeing)
    ]
    (hint,) = hints_for(people)
    assert hint.code == "evaluation.hint.both_ratings_agree"
    assert "1 dari 6 kali" in str(hint.certainty)  # 2! 2! / 4!
    people[0]["rating_perilaku_kerja"] = "sesuai"
    assert hints_for(people) == []


def test_one_who_differs_among_four_is_too_easily_chance() -> None:
    people = [person(key) for key in range(3)]
    people.append(person(3, rating_hasil_kerja="diatas", rating_perilaku_kerja="diatas"))
    assert hints_for(people) == []  # 1 of 4: above the chance from which it is told


def test_ratings_like_the_penilais_own_are_told_when_nearly_everybody_has_them() -> None:
    mine = Around(QUARTER.start_date, QUARTER.last_date, "sesuai", "sesuai")
    people = [*(person(key) for key in range(4)), person(4, rating_hasil_kerja="diatas")]
    (hint,) = hints_for(people, mine)
    assert hint.code == "evaluation.hint.like_oneself"
    assert "4 dari 5" in str(hint.text)
    assert "5 orang" in str(hint.certainty)
    assert hints_for(people, QUARTER) == []  # the own rating is not known
    assert hints_for([*people, person(5, rating_perilaku_kerja="")], mine) == []


def test_evidence_that_came_only_lately_is_told_and_says_what_it_cannot_know() -> None:
    lately, before = date(2026, 6, 20), date(2026, 5, 2)
    (hint,) = hints_for([person(1, first_bukti=lately), person(2, first_bukti=before)], QUARTER)
    assert (hint.code, hint.about) == ("evaluation.hint.only_lately", (1,))
    assert "20 Juni" in str(hint.text)
    assert "belum tentu tanggal pekerjaannya" in str(hint.certainty)
    assert hints_for([person(1, first_bukti=lately, rating_hasil_kerja="")], QUARTER) == []


def test_a_likeness_within_a_team_says_how_many_people_it_rests_on() -> None:
    (hint,) = hints_for([person(key) for key in range(4)])
    assert "4 orang" in str(hint.certainty)
