"""What the gate of a wave measures, each criterion against its threshold.

A criterion of which nothing is known is unknown, never passed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from kasuari.accounts.queries import activated_among
from kasuari.foundation.reasons import Words
from kasuari.learning.queries import lessons_done
from kasuari.organisation.queries import pegawai_rows, superiors_for_people
from kasuari.rollout.enums import Tingkat
from kasuari.rollout.models import BarisSejajar, Gelombang, Kekurangan
from kasuari.rollout.queries.waves import members_of, people_below, subject_to_rating
from kasuari.rollout.states import OPEN
from kasuari.surveys.enums import Skala
from kasuari.surveys.queries import pulse_by_unit


class Keadaan(StrEnum):
    """Whether a criterion is met."""

    LULUS = "lulus"
    BELUM = "belum"
    TIDAK_DIKETAHUI = "tidak_diketahui"
    TANPA = "tanpa"  # the agency does without, with its reason


@dataclass(frozen=True, slots=True)
class Syarat:
    """A criterion: what it measures, in which unit, and what it must reach unless a wave says otherwise.
    `at_most`: less is better."""

    code: str
    label: Words
    unit: Words
    ambang: float
    how: Words
    at_most: bool = False


@dataclass(frozen=True, slots=True)
class Terukur:
    """One criterion of one wave as measured. `value` None is not known."""

    syarat: Syarat
    ambang: float | None
    value: float | None
    of: int | None
    tanpa: str = ""

    @property
    def keadaan(self) -> Keadaan:
        if self.ambang is None:
            return Keadaan.TANPA
        if self.value is None:
            return Keadaan.TIDAK_DIKETAHUI
        met = self.value <= self.ambang if self.syarat.at_most else self.value >= self.ambang
        return Keadaan.LULUS if met else Keadaan.BELUM

    @property
    def holds_up(self) -> bool:
        return self.keadaan in {Keadaan.BELUM, Keadaan.TIDAK_DIKETAHUI}

    def as_json(self) -> dict[str, Any]:
        """As it is kept with a decision."""
        return {
            "syarat": self.syarat.code,
            "ambang": self.ambang,
            "nilai": self.value,
            "dari": self.of,
            "keadaan": self.keadaan.value,
            "tanpa": self.tanpa,
        }


PERCENT = _("%")
CRITERIA = (
    Syarat(
        "akun", _("Akun sudah diaktifkan"), PERCENT, 90, _("orang yang sudah memasang kata sandi sendiri")
    ),
    Syarat(
        "penilai", _("Data penilai benar"), PERCENT, 95, _("orang yang penilainya ditemukan dari penugasan")
    ),
    Syarat(
        "pelajaran",
        _("Pelajaran selesai"),
        PERCENT,
        80,
        _("orang yang menyelesaikan pelajaran untuk perannya"),
    ),
    Syarat("sinyal", _("Sinyal diukur"), PERCENT, 100, _("unit yang sinyalnya sudah diukur")),
    Syarat(
        "denyut",
        _("Denyut kesiapan"),
        _("dari 5"),
        3,
        _("rata-rata jawaban kesiapan, bila jawabannya cukup banyak"),
    ),
    Syarat(
        "kekurangan",
        _("Kekurangan berat yang terbuka"),
        _("catatan"),
        0,
        _("kekurangan berat atau menghambat yang belum dipastikan beres"),
        at_most=True,
    ),
    Syarat(
        "sejajar",
        _("Perbedaan uji sejajar yang belum diputus"),
        _("baris"),
        0,
        _("baris yang berbeda dan belum diputuskan siapa yang benar, pada gelombang sebelumnya"),
        at_most=True,
    ),
)
Measured = tuple[float | None, int | None]
# How old an answer about readiness may be.
FRESH = timedelta(days=365)


def measure(gelombang: Gelombang, *, on: date) -> list[Terukur]:
    """Every criterion as it stands. A handful of queries, whatever the number of units."""
    members = members_of(gelombang)
    found = people_below([row.unit.path for row in members], on=on)
    people = sorted({person for rows in found.values() for person, _ in rows})
    users = sorted({user for rows in found.values() for _, user in rows if user is not None})
    values: dict[str, Measured] = {
        "akun": _share(activated_among(users) if users else 0, len(people)),
        "penilai": _penilai(people, on),
        "sinyal": _share(sum(bool(row.sinyal) for row in members), len(members)),
        "pelajaran": lessons_done(people, on=on),
        "denyut": _pulse([row.unit_id for row in members], on),
        "kekurangan": (float(_grave(gelombang)), None),
        "sejajar": _undecided(gelombang),
    }
    answers = []
    for item in CRITERIA:
        given = gelombang.ambang.get(item.code, {})
        value, of = values.get(item.code, (None, None))
        ambang = given.get("ambang", item.ambang) if given else item.ambang
        answers.append(Terukur(item, ambang, value, of, given.get("tanpa", "")))
    return answers


def lacking(answers: Iterable[Terukur]) -> list[str]:
    """What holds the wave up, in words."""
    found = []
    for item in answers:
        if item.keadaan is Keadaan.TIDAK_DIKETAHUI:
            found.append(_("{syarat} (belum diketahui)").format(syarat=str(item.syarat.label).lower()))
        elif item.keadaan is Keadaan.BELUM and item.value is not None and item.ambang is not None:
            words = _("{syarat} ({nilai}, perlu {ambang})")
            found.append(
                words.format(
                    syarat=str(item.syarat.label).lower(),
                    nilai=shown(item.value, item.syarat),
                    ambang=shown(item.ambang, item.syarat),
                )
            )
    return [str(words) for words in found]


def shown(value: float, syarat: Syarat) -> str:
    """ "87%", "3", "3,4 dari 5"."""
    number = f"{value:.0f}" if value == round(value) or syarat.unit is PERCENT else f"{value:.1f}"
    return f"{number}%" if syarat.unit is PERCENT else number


def _share(part: int, whole: int) -> Measured:
    return (100 * part / whole, whole) if whole else (None, None)


def _pulse(unit_ids: list[int], on: date) -> Measured:
    """The mean of the units' newest scale of readiness, each unit that may be shown counting once."""
    found = pulse_by_unit(unit_ids, start_date=on - FRESH, last_date=on)
    newest = [waves[-1][2].get(Skala.KESIAPAN) for waves in found.values()]
    known = [value for value in newest if value is not None]
    return (float(sum(known) / len(known)), None) if known else (None, None)


def _penilai(people: list[int], on: date) -> Measured:
    rows = subject_to_rating(pegawai_rows().filter(pk__in=people))
    rated = list(rows.order_by().values_list("pk", flat=True))
    found = superiors_for_people(pegawai_ids=rated, on=on) if rated else {}
    right = sum(answer.penilai_id is not None for answer in found.values())
    return _share(right, len(rated))


def _grave(gelombang: Gelombang) -> int:
    grave = (Tingkat.BERAT, Tingkat.MENGHAMBAT)
    return Kekurangan.objects.filter(
        instansi_id=gelombang.instansi_id, state__in=OPEN, tingkat__in=grave
    ).count()


def _undecided(gelombang: Gelombang) -> Measured:
    """Differences of earlier waves that nobody has decided; nought where nothing was compared, because a
    parallel run is the agency's own choice."""
    rows = BarisSejajar.objects.filter(
        sejajar__gelombang__instansi_id=gelombang.instansi_id,
        sejajar__gelombang__urutan__lt=gelombang.urutan,
        sama=False,
        putusan="",
    )
    return float(rows.count()), None
