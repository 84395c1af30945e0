"""What one gets: strengths, blind spots, change, what to do next; few answers, none, and all the same."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from kasuari.feedback import operations
from kasuari.feedback.models import KomentarPutaran, PesertaPutaran
from kasuari.feedback.profile import Profile, read_profile
from tests.cast import NOW, Cast
from tests.feedback import rounds
from tests.feedback.rounds import Said


@dataclass
class Instrumen:
    """Three lines of three values, as an agency may compose them."""

    skala: list[str] = field(default_factory=lambda: ["Jarang", "Kadang-kadang", "Sering", "Selalu"])
    butir: list[dict[str, str]] = field(
        default_factory=lambda: [
            {"kode": "b1", "nilai": "harmonis", "teks": "Menolong"},
            {"kode": "b2", "nilai": "adaptif", "teks": "Belajar"},
            {"kode": "b3", "nilai": "berani", "teks": "Berkata jujur"},
        ]
    )


def stored(
    means: tuple[str, str, str], own: tuple[int, int, int] | None = None, n: int = 6
) -> dict[str, Any]:
    lines = dict(zip(("b1", "b2", "b3"), means, strict=True))
    values = dict(zip(("harmonis", "adaptif", "berani"), means, strict=True))
    return {
        "blok": [
            {
                "kelompok": ["rekan"],
                "n": n,
                "tingkat": "angka",
                "butir": {code: {"rata": mean, "ujung": 0} for code, mean in lines.items()},
                "nilai": values,
                "andal": "bahan_percakapan",
                "seragam": False,
            }
        ],
        **({"diri": dict(zip(("b1", "b2", "b3"), own, strict=True))} if own else {}),
    }


def read(isi: dict[str, Any], before: dict[str, Any] | None = None) -> Profile:
    return read_profile(isi, Instrumen(), before=before)


def test_strengths_blind_spots_and_hidden_strengths_are_told_in_words() -> None:
    shown = read(stored(("3.6", "3.0", "2.0"), own=(2, 3, 4)))
    assert [line.teks for line in shown.kekuatan] == ["Menolong"]
    assert [line.teks for line in shown.tumbuh] == ["Berkata jujur"]
    assert [line.teks for line in shown.titik_buta] == ["Berkata jujur"]
    assert [line.teks for line in shown.tersembunyi] == ["Menolong"]
    assert "Cukup untuk bahan percakapan" in shown.sumber[0].percaya
    assert shown.langkah  # of a value that the product does not know, too


def test_where_all_is_the_same_nothing_is_named_a_strength_or_a_gap() -> None:
    shown = read(stored(("3.0", "3.0", "3.0")))
    assert (shown.kekuatan, shown.tumbuh, shown.titik_buta) == ((), (), ())
    assert shown.has_others


def test_change_since_the_last_round_is_told_where_it_is_more_than_chance() -> None:
    shown = read(stored(("3.6", "3.0", "2.0")), before=stored(("3.0", "2.9", "2.6")))
    assert shown.perubahan == (
        "Harmonis naik menurut rekan kerja.",
        "berani turun menurut rekan kerja.",
    )
    assert read(stored(("3.6", "3.0", "2.0"))).perubahan == ()


def test_no_answer_at_all_is_an_answer() -> None:
    shown = read({"blok": []})
    assert not shown.has_others
    assert shown.langkah
    assert shown.sumber == ()


@pytest.mark.django_db
def test_a_round_without_one_answer_is_counted_and_its_profile_says_so(cast: Cast, sign_in: Any) -> None:
    putaran = rounds.release(cast, rounds.counted(cast, rounds.opened(cast)))
    peserta = PesertaPutaran.objects.get(putaran=putaran, pegawai=cast.yohana)
    assert peserta.hasil.isi == {"blok": []}
    page = sign_in(cast.yohana).get(f"/360/profil/{peserta.pk}/").content.decode()
    assert "Belum cukup jawaban untuk berkata banyak." in page
    guide = sign_in(cast.hendrika).get(f"/360/profil/{peserta.pk}/panduan/")
    assert "Ceritakan satu hal baik yang Anda lihat sendiri" in guide.content.decode()


@pytest.mark.django_db
def test_a_script_in_an_open_answer_is_only_words(cast: Cast, sign_in: Any) -> None:
    rounds.staff(cast, cast.puskesmas)
    putaran = rounds.opened(cast)
    rounds.answered(cast, putaran, lambda tugas: Said(3, "<script>alert(1)</script> ramah"))
    putaran = rounds.counted(cast, putaran)
    moderator = sign_in(cast.andreas).get(f"/360/moderasi/{putaran.pk}/").content.decode()
    assert "&lt;script&gt;alert(1)" in moderator
    KomentarPutaran.objects.update(state="tampil")
    putaran = rounds.release(cast, putaran)
    peserta = PesertaPutaran.objects.get(putaran=putaran, pegawai=cast.yohana)
    page = sign_in(cast.yohana).get(f"/360/profil/{peserta.pk}/").content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in moderator + page
    assert "sama seringnya" in page  # everybody said 3 everywhere


@pytest.mark.django_db
def test_weights_are_those_of_the_type_of_jabatan_on_the_last_day(cast: Cast) -> None:
    """A missing group is left out and the others are put to 100 again; nothing is zero."""
    rounds.staff(cast, cast.puskesmas)
    putaran = rounds.opened(cast)
    kind = PesertaPutaran.objects.get(putaran=putaran, pegawai=cast.yohana).jenis_jabatan

    def weigh(jenis: str, day: date, **bobot: int) -> None:
        operations.set_bobot(
            instansi=cast.instansi,
            jenis_jabatan=jenis,
            bobot=bobot,
            dasar="Peraturan Gubernur 5/2026",
            start_date=day,
            by=cast.actor(cast.lusia),
            at=NOW,
        )

    weigh("", date(2026, 1, 1), atasan=100)
    weigh(kind, date(2026, 1, 1), atasan=10, rekan=90)
    weigh(kind, date(2026, 7, 1), atasan=60, rekan=20, bawahan=20)
    weigh(kind, date(2026, 8, 1), rekan=100)  # after the round
    rounds.answered(cast, putaran, lambda tugas: Said(4 if tugas.kelompok == "atasan" else 2))
    rounds.counted(cast, putaran)
    score = rounds.profile(putaran, cast.yohana)["skor"]
    assert score == {"nilai": "83.3", "tanpa": ["bawahan"], "bobot": {"atasan": "75.0", "rekan": "25.0"}}
