"""Reading an answer out of a form, for the phone of a citizen and for the typing of paper."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict

from kasuari.foundation.reasons import Words
from kasuari.foundation.refusals import Problem
from kasuari.surveys.enums import JenisKelamin, KelompokUsia, Pekerjaan, Pendidikan, UnsurSkm
from kasuari.surveys.kuesioner import kuesioner
from kasuari.surveys.models import SurveiSkm
from kasuari.surveys.operations import IsianSkm

DIRI = (
    ("jenis_kelamin", JenisKelamin),
    ("usia", KelompokUsia),
    ("pendidikan", Pendidikan),
    ("pekerjaan", Pekerjaan),
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question as a form shows it."""

    nomor: int
    kode: str
    teks: Words
    pilihan: list[tuple[int, Words, bool]]
    galat: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A few words about oneself."""

    kode: str
    pilihan: list[tuple[str, Words, bool]]


def read(data: QueryDict) -> IsianSkm:
    """What was sent; a step that is no figure is kept as one that no scale has, so that it is refused."""
    steps = {}
    for name in UnsurSkm.values:
        given = data.get(name, "")
        if given:
            steps[name] = int(given) if given in {"1", "2", "3", "4"} else 0
    return IsianSkm(
        steps, {name: data.get(name, "")[:20] for name, _choices in DIRI}, data.get("saran", "")[:5000]
    )


def questions(survei: SurveiSkm, isian: IsianSkm, problems: tuple[Problem, ...] = ()) -> list[Question]:
    """The nine questions with what was chosen and what is wrong."""
    wrong = {problem.path: str(problem.message) for problem in problems}
    asked = kuesioner(
        gratis=survei.gratis, daring=survei.daring, pengaduan_terakhir=survei.pengaduan_terakhir
    )
    return [
        Question(
            nomor,
            item.unsur.value,
            item.teks,
            [
                (step, words, isian.nilai.get(item.unsur.value) == step)
                for step, words in enumerate(item.langkah, 1)
            ],
            wrong.get(item.unsur.value, ""),
        )
        for nomor, item in enumerate(asked, start=1)
    ]


def about_oneself(isian: IsianSkm) -> dict[str, Choice]:
    return {
        name: Choice(
            name, [(value, label, isian.diri.get(name) == value) for value, label in choices.choices]
        )
        for name, choices in DIRI
    }
