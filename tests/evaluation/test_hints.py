"""Hints advise: they are pure, and nothing depends on them."""

from __future__ import annotations

from kasuari.evaluation.hints import Rated, hints_about, hints_for


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
    assert codes([person(1, alasan_hasil_kerja="Baik."), person(2, alasan_hasil_kerja="Baik.")]) == []


def test_a_rating_without_evidence_is_told() -> None:
    assert codes([person(1, bukti=0)]) == ["without_evidence"]
    assert codes([person(1, bukti=0, rating_hasil_kerja="")]) == []
