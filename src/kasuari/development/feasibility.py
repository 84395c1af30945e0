"""What a programme would bring to a person, and whether the person can take part. Pure: facts in, reasons
out.

What is not known never forbids; it is said. What forbids is said with what would help.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kasuari.development.enums.mitra import Koneksi, Moda, Sasaran, StateProgram

ASSUMED = Decimal("0.5")  # the part of a step that a programme closes while nothing was measured
STEP = Decimal("0.001")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with gaps. `gaps` are steps missing by kompetensi; `busy` are days of other places."""

    pegawai_id: int
    gaps: Mapping[int, int]
    sasaran: str = ""
    jabatan: str = ""
    tempat: str = ""
    koneksi: str = ""
    terpencil: bool = False
    unit_id: int | None = None
    perangkat_daerah_id: int | None = None
    sex: str = ""
    busy: tuple[tuple[date, date], ...] = ()
    taken: Collection[int] = ()
    finished: Collection[int] = ()
    priority: bool = False  # of Pasal 31 ayat (1) huruf b, approved and in force


@dataclass(frozen=True, slots=True)
class Programme:
    """What matters of a programme. `effect`: the part of a step that it was measured to close, None before.
    `agreed`: whether an agreement with the partner covers its days."""

    program_id: int
    kompetensi_id: int | None
    moda: str
    lokasi: str
    biaya: Decimal
    free: int
    start_date: date
    last_date: date
    batas_daftar: date | None = None
    sasaran: Collection[str] = ()
    rumpun: str = ""
    luring: bool = False
    bahasa: str = "id"
    prasyarat_id: int | None = None
    prasyarat: str | None = None
    state: str = StateProgram.TERBIT
    agreed: bool = True
    judul: str = ""
    mitra_id: int = 0
    penyelenggara: str = ""
    effect: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Journey:
    """Days and money there and back."""

    hari: int
    biaya: Decimal


@dataclass(frozen=True, slots=True)
class Reason:
    """`kind`: "good", "bad" or "unknown". `code` names it for programs, `text` for people."""

    kind: str
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """A programme for a person: what it closes, what it takes, and every reason."""

    programme: Programme
    value: Decimal
    cost: Decimal
    days: int
    reasons: tuple[Reason, ...] = field(default_factory=tuple)

    @property
    def feasible(self) -> bool:
        return not self.against

    @property
    def against(self) -> tuple[Reason, ...]:
        return tuple(item for item in self.reasons if item.kind == "bad")


Journeys = Mapping[tuple[str, str], Journey]


def value_of(size: int, *, effect: Decimal | None) -> Decimal:
    """The weighted gap that one programme closes: the part of a step, counted by how far the person is from
    the standard, so that who lacks two steps comes before who lacks one."""
    part = ASSUMED if effect is None else min(max(effect, Decimal(0)), Decimal(1))
    return (part * size).quantize(STEP)


def judge(
    person: Person,
    programme: Programme,
    *,
    journeys: Journeys,
    on: date,
    budget: Decimal | None = None,
    most_days: int | None = None,
) -> Judgement:
    """Every reason for and against. `budget` is what may be spent on one place, `most_days` the longest
    journey."""
    size = person.gaps.get(programme.kompetensi_id or 0, 0)
    journey = _journey(person, programme, journeys)
    cost = programme.biaya + (journey.biaya if journey else 0)
    days = journey.hari if journey else 0
    found = [
        *_gap(size, programme),
        *_priority(person),
        *_open(person, programme, on),
        *_meant(person, programme),
        *_way(person, programme, journey, most_days),
        *_connection(person, programme),
        *_schedule(person, programme),
        *_money(cost, budget),
    ]
    return Judgement(programme, value_of(size, effect=programme.effect), cost, days, tuple(found))


def _gap(size: int, programme: Programme) -> list[Reason]:
    if not size:
        return [_bad("gap", _("Tidak ada kesenjangan yang sudah dinilai pada kompetensi ini."))]
    said = ngettext("Menutup kesenjangan %(n)d langkah.", "Menutup kesenjangan %(n)d langkah.", size) % {
        "n": size
    }
    if programme.effect is None:
        return [_good("gap", said), _open_question("effect", _("Manfaat program ini belum terukur."))]
    return [_good("gap", said)]


def _priority(person: Person) -> list[Reason]:
    if not person.priority:
        return []
    return [_good("priority", _("Didahulukan: prioritas pengembangan kompetensi (Pasal 31)."))]


def _open(person: Person, programme: Programme, on: date) -> list[Reason]:
    found = []
    last = programme.batas_daftar or programme.start_date
    if programme.state != StateProgram.TERBIT or last < on:
        found.append(_bad("closed", _("Pendaftarannya sudah ditutup.")))
    elif programme.free <= 0:
        found.append(_bad("seats", _("Kursinya sudah penuh.")))
    if not programme.agreed:
        found.append(
            _bad("agreement", _("Mitra ini tidak mempunyai perjanjian yang berlaku pada tanggal itu."))
        )
    if programme.program_id in person.taken:
        found.append(_bad("enrolled", _("Sudah terdaftar atau sudah pernah mengikuti.")))
    if programme.prasyarat_id and programme.prasyarat_id not in person.finished:
        words = _("Selesaikan dahulu program prasyaratnya: %(title)s.") % {"title": programme.prasyarat}
        found.append(_bad("prerequisite", words))
    if programme.bahasa != "id":
        found.append(
            _open_question("language", _("Tidak disampaikan dalam bahasa Indonesia; tanyakan dahulu."))
        )
    return found


def _meant(person: Person, programme: Programme) -> list[Reason]:
    found = []
    if programme.sasaran and person.sasaran and person.sasaran not in programme.sasaran:
        words = ", ".join(str(Sasaran(item).label) for item in programme.sasaran if item in Sasaran.values)
        found.append(_bad("level", _("Ditujukan bagi %(who)s.") % {"who": words}))
    if programme.rumpun and programme.rumpun.casefold() not in person.jabatan.casefold():
        found.append(_bad("family", _("Ditujukan bagi rumpun %(who)s.") % {"who": programme.rumpun}))
    return found


def _journey(person: Person, programme: Programme, journeys: Journeys) -> Journey | None:
    """None where no journey is needed or none is known."""
    if programme.moda == Moda.DARING or not programme.lokasi or programme.lokasi == person.tempat:
        return None
    ends = (person.tempat, programme.lokasi)
    return journeys.get(ends) or journeys.get((ends[1], ends[0]))


def _way(
    person: Person, programme: Programme, journey: Journey | None, most_days: int | None
) -> list[Reason]:
    if programme.moda == Moda.DARING:
        return []
    if not person.tempat or not programme.lokasi:
        return [_open_question("place", _("Jarak ke tempat kegiatan belum tercatat."))]
    if person.tempat == programme.lokasi:
        return [_good("place", _("Diadakan di %(place)s, tempat ia bekerja.") % {"place": programme.lokasi})]
    if journey is None:
        words = _("Perjalanan %(a)s–%(b)s belum tercatat.") % {"a": person.tempat, "b": programme.lokasi}
        return [_open_question("place", words)]
    words = _("Perjalanan ke %(place)s %(days)d hari pergi-pulang.") % {
        "place": programme.lokasi,
        "days": journey.hari,
    }
    if most_days is not None and journey.hari > most_days:
        return [_bad("travel", words)]
    return [_open_question("travel", words) if journey.hari > 2 else _good("travel", words)]


def _connection(person: Person, programme: Programme) -> list[Reason]:
    if programme.moda != Moda.DARING:
        return []
    if programme.luring:
        return [_good("packet", _("Tersedia paket luring: dapat diikuti tanpa sambungan tetap."))]
    if person.koneksi == Koneksi.TIDAK_ADA:
        return [
            _bad("connection", _("Tempat kerjanya tanpa sambungan internet, dan tidak ada paket luring."))
        ]
    if person.koneksi == Koneksi.TERBATAS:
        return [
            _open_question("connection", _("Sambungan di tempat kerjanya terbatas; unduh bahannya di kota."))
        ]
    if not person.koneksi:
        return [_open_question("connection", _("Sambungan internet di tempat kerjanya belum tercatat."))]
    return [_good("connection", _("Sambungan di tempat kerjanya cukup untuk belajar daring."))]


def _schedule(person: Person, programme: Programme) -> list[Reason]:
    for first, last in person.busy:
        if first <= programme.last_date and programme.start_date <= last:
            return [_bad("schedule", _("Bertabrakan dengan pelatihan lain yang sudah diikuti."))]
    return []


def _money(cost: Decimal, budget: Decimal | None) -> list[Reason]:
    if budget is not None and cost > budget:
        return [_bad("budget", _("Biaya dan perjalanannya melampaui sisa anggaran."))]
    return [_good("budget", _("Tanpa biaya."))] if not cost else []


def _good(code: str, text: str) -> Reason:
    return Reason("good", code, text)


def _bad(code: str, text: str) -> Reason:
    return Reason("bad", code, text)


def _open_question(code: str, text: str) -> Reason:
    return Reason("unknown", code, text)
