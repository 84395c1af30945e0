"""Scarce places: asked for with limits, computed by a job, changed by hand, approved, then invited.

The job may be killed and run twice: it asks first whether the allocation still waits for it, and writes in
one transaction whose last step moves the allocation on.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kasuari.accounts.enums import Role
from kasuari.accounts.queries import holders_of
from kasuari.development.access.mitra import can_agree, can_approve_allocation, can_keep_partners
from kasuari.development.allocation import Choice, Option, Task, allocate, first_come
from kasuari.development.enums.mitra import StateAlokasi, StatePendaftaran
from kasuari.development.events.mitra import (
    AllocationApproved,
    AllocationAsked,
    AllocationChanged,
    AllocationLeft,
    AllocationReady,
    AllocationStuck,
)
from kasuari.development.feasibility import STEP, Journeys, Person, Programme, judge
from kasuari.development.models import Alokasi, Pendaftaran, ProgramPelatihan, UsulanAlokasi
from kasuari.development.operations.pendaftaran import give_places, invite
from kasuari.development.queries.alokasi import Batasan, change_effect
from kasuari.development.queries.rekomendasi import (
    journeys_of,
    people_facts,
    programmes_open,
)
from kasuari.development.states_mitra import ALOKASI
from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.jobs import job_view
from kasuari.foundation.refusals import Invalid, Problem
from kasuari.foundation.rows import write_next
from kasuari.foundation.states import StateRefusal
from kasuari.organisation import queries as organisation

if TYPE_CHECKING:
    from kasuari.organisation.models import Instansi

Progress = Callable[[int, int], None]
BEST, VARIED = 4, 4  # feasible pairs of a person that are weighed: the best, and others in turn
MILLION = Decimal(1_000_000)


@transaction.atomic
def ask_allocation(*, instansi: Instansi, nama: str, batasan: Batasan, by: Actor, at: datetime) -> Alokasi:
    """Ask for the best use of the places within these limits; a job computes it. The same question that is
    still being computed is not asked twice. Raises NotAllowed, Invalid."""
    can_keep_partners(by).or_raise()
    nama = " ".join(nama.split())[:150]
    found = _problems(nama, batasan)
    if found:
        raise Invalid("development.allocation_limits", problems=tuple(found))
    same = {"instansi": instansi, "nama": nama, "batasan": batasan.as_json()}
    running = Alokasi.objects.filter(state=StateAlokasi.MENGHITUNG, **same).first()
    if running is not None:
        return running
    alokasi = Alokasi.objects.create(
        instansi=instansi,
        nama=nama,
        batasan=batasan.as_json(),
        created_at=at,
        created_by_id=by.user_id,
    )
    _hand_to_job(alokasi)
    record(AllocationAsked(**_about(alokasi, by, at), nama=nama))
    return alokasi


@transaction.atomic
def repeat_allocation(*, alokasi: Alokasi, version: int, by: Actor, at: datetime) -> Alokasi:
    """Hand the work to a new job, where the one before has ended without finishing it."""
    can_keep_partners(by).or_raise()
    job = job_view(str(alokasi.job_id))
    if alokasi.state == StateAlokasi.MENGHITUNG and job is not None and not job.is_finished:
        raise StateRefusal("development.allocation_running")
    _take(alokasi, version, "ulangi")
    _hand_to_job(alokasi)
    record(AllocationAsked(**_about(alokasi, by, at), nama=alokasi.nama))
    return alokasi


def compute_allocation(*, alokasi_id: int, at: datetime, progress: Progress) -> None:
    """What the job does. Raises Stale where somebody was faster."""
    alokasi = Alokasi.objects.select_related("instansi").get(pk=alokasi_id)
    if alokasi.state != StateAlokasi.MENGHITUNG:
        return
    version, begun = alokasi.version, time.monotonic()
    batasan = Batasan.from_json(alokasi.batasan)
    progress(2, 100)
    pairs = Pairs.of(alokasi.instansi_id, batasan, on=max(at.date(), batasan.first))
    progress(20, 100)
    task, groups = pairs.task(batasan)
    choice = allocate(task, tell=lambda done, total: progress(20 + 60 * done // total, 100))
    queue = sum(task.options[index].value for index in first_come(task))
    progress(85, 100)
    system = Actor.system("Kasuari", on=at.date())
    hasil = pairs.figures(choice, queue=queue, groups=groups, batasan=batasan)
    hasil["detik"] = round(time.monotonic() - begun, 1)
    asked = (alokasi.created_by_id,) if alokasi.created_by_id else ()
    with transaction.atomic():
        if choice.lacks or not choice.chosen:
            _take(alokasi, version, "buntu", hasil=hasil)
            record(AllocationStuck(**_about(alokasi, system, at), tell=asked, nama=alokasi.nama))
            return
        _write(alokasi, pairs, choice)
        _take(alokasi, version, "selesaikan", hasil=hasil)
        tell = tuple(dict.fromkeys((*asked, *holders_of(Role.PYB, on=at.date()))))
        record(
            AllocationReady(
                **_about(alokasi, system, at), tell=tell, nama=alokasi.nama, orang=len(choice.chosen)
            )
        )


@transaction.atomic
def change_by_hand(
    *,
    alokasi: Alokasi,
    masuk: UsulanAlokasi | None,
    keluar: UsulanAlokasi | None,
    alasan: str,
    version: int,
    by: Actor,
    at: datetime,
    below_share: bool = False,
) -> Alokasi:
    """Let somebody in, somebody out, or both at once; kept with its reason and what it costs.

    Raises NotAllowed, Invalid, Stale, or StateRefusal: `development.swap_limits` where a limit would break,
    and `development.swap_share` where a group falls below its share and nobody decided that (`below_share`).
    """
    can_agree(by, pegawai_id=masuk.pegawai_id if masuk else 0).or_raise()
    if masuk is None and keluar is None:
        raise Invalid("development.swap_nothing")
    if not alasan.strip():
        raise Invalid(
            "development.invalid", problems=(Problem("development.field", "alasan", _("Tulis alasannya.")),)
        )
    effect = change_effect(alokasi, masuk=masuk, keluar=keluar)
    if effect.breaks:
        raise StateRefusal("development.swap_limits", batas=", ".join(effect.breaks))
    if effect.shares and not below_share:
        raise StateRefusal("development.swap_share", kelompok="; ".join(effect.shares))
    hasil = {**alokasi.hasil, **effect.figures, "tangan": alokasi.hasil.get("tangan", 0) + 1}
    _take(alokasi, version, "ubah", hasil=hasil)
    why = alasan.strip()[:300]
    rows = UsulanAlokasi.objects.filter(alokasi=alokasi)
    if keluar is not None:
        rows.filter(pk=keluar.pk).update(terpilih=False, tangan=True, alasan=why)
    if masuk is not None:
        rows.filter(pk=masuk.pk).update(terpilih=True, tangan=True, alasan=why)
    record(
        AllocationChanged(
            **_about(alokasi, by, at),
            beda=f"{effect.difference:+.3f}",
            kelompok="; ".join(effect.shares),
            alasan=why,
        )
    )
    return alokasi


@transaction.atomic
def approve_allocation(*, alokasi: Alokasi, version: int, by: Actor, at: datetime) -> int:
    """Approve an allocation: its places become enrolments that are agreed to, all of them or none.

    Raises NotAllowed, Stale, StateRefusal `development.seats_full` or `development.no_agreement`. Answers how
    many.
    """
    can_approve_allocation(by).or_raise()
    _take(alokasi, version, "setujui", approved_at=at, approved_by_id=by.user_id)
    chosen = list(
        UsulanAlokasi.objects.filter(alokasi=alokasi, terpilih=True).select_related("program").order_by("pk")
    )
    people = people_facts({row.pegawai_id for row in chosen}, instansi_id=alokasi.instansi_id, on=at.date())
    places = [
        (
            row.program,
            row.pegawai_id,
            row.unit_id,
            people[row.pegawai_id].gaps.get(row.program.kompetensi_id or 0),
        )
        for row in chosen
        if row.pegawai_id in people
    ]
    made = give_places(alokasi=alokasi, places=places, by=by, at=at)
    record(
        AllocationApproved(
            **_about(alokasi, by, at),
            tell=(alokasi.created_by_id,) if alokasi.created_by_id else (),
            nama=alokasi.nama,
            orang=made,
        )
    )
    return made


def invite_all(*, alokasi: Alokasi, by: Actor, at: datetime) -> int:
    """Invite everybody of an approved allocation who was not invited yet. Somebody who left meanwhile, and
    the own place, stay behind. Answers how many."""
    can_keep_partners(by).or_raise()
    rows = Pendaftaran.objects.filter(alokasi=alokasi, state=StatePendaftaran.DISETUJUI)
    invited = 0
    for row in rows.select_related("program__mitra", "pegawai", "unit").order_by("pk"):
        if row.pegawai_id == by.pegawai_id:
            continue
        try:
            invite(pendaftaran=row, version=row.version, by=by, at=at)
        except StateRefusal:
            continue
        invited += 1
    return invited


@transaction.atomic
def leave_allocation(*, alokasi: Alokasi, version: int, by: Actor, at: datetime) -> Alokasi:
    """Give an allocation up; it stays readable."""
    can_keep_partners(by).or_raise()
    _take(alokasi, version, "tinggalkan")
    record(AllocationLeft(**_about(alokasi, by, at), nama=alokasi.nama))
    return alokasi


@dataclass(frozen=True, slots=True)
class Pair:
    """One feasible enrolment."""

    person: Person
    programme: Programme
    value: Decimal
    cost: Decimal
    days: int


@dataclass(frozen=True, slots=True)
class Pairs:
    """Everything that can be chosen from."""

    people: tuple[Person, ...]
    programmes: tuple[Programme, ...]
    pairs: tuple[Pair, ...]

    @classmethod
    def of(cls, instansi_id: int, batasan: Batasan, *, on: date) -> Pairs:
        programmes = programmes_open(instansi_id, on=on, last_date=batasan.last)
        people = people_facts(None, instansi_id=instansi_id, on=on)
        return cls.among(
            tuple(people.values()),
            tuple(programmes),
            journeys=journeys_of(instansi_id),
            on=on,
            most_days=batasan.most_days,
            more=batasan.prioritas,
        )

    @classmethod
    def among(
        cls,
        people: tuple[Person, ...],
        programmes: tuple[Programme, ...],
        *,
        journeys: Journeys,
        on: date,
        most_days: int | None,
        more: Decimal = Decimal(0),
    ) -> Pairs:
        """People who are alike are judged once; what differs between them is asked for each."""
        by_gap: dict[int, list[Programme]] = defaultdict(list)
        for programme in programmes:
            if programme.kompetensi_id is not None:
                by_gap[programme.kompetensi_id].append(programme)
        judged: dict[Any, list[tuple[Any, ...]]] = {}
        needs_first = any(programme.prasyarat_id for programme in programmes)
        found: list[Pair] = []
        for turn, person in enumerate(people):
            mine: list[tuple[Any, ...]] = []
            for gap, size in person.gaps.items():
                key = (gap, size, person.sasaran, person.jabatan, person.tempat, person.koneksi)
                if key not in judged:
                    like = Person(
                        0, {gap: size}, person.sasaran, person.jabatan, person.tempat, person.koneksi
                    )
                    judged[key] = _judged(like, by_gap[gap], journeys, on, most_days)
                mine += judged[key]
            mine.sort(key=lambda item: item[0])
            if person.taken or person.busy or needs_first:
                mine = [item for item in mine if _free_for(person, item[1])]
            rest = mine[BEST:]
            step = max(len(rest) // VARIED, 1)
            spread = rest[turn % step :: step][:VARIED]
            weight = 1 + more if person.priority else Decimal(1)
            found += [
                Pair(person, programme, (value * weight).quantize(STEP), cost, days)
                for _order, programme, value, cost, days in mine[:BEST] + spread
            ]
        return cls(people, programmes, tuple(found))

    def task(self, batasan: Batasan) -> tuple[Task, list[tuple[str, Any]]]:
        """The problem for the solver, and what its groups are: a unit, a sex, the remote districts."""
        names: dict[tuple[str, Any], int] = {}
        asked = {pair.person.pegawai_id for pair in self.pairs}
        people = [person for person in self.people if person.pegawai_id in asked]
        groups = []
        for person in people:
            own: list[tuple[str, Any]] = [("unit", person.perangkat_daerah_id)]
            if person.sex:
                own.append(("sex", person.sex))
            if person.terpencil:
                own.append(("remote", True))
            groups.append(tuple(names.setdefault(name, len(names)) for name in own))
        place = {person.pegawai_id: number for number, person in enumerate(people)}
        seat = {programme.program_id: number for number, programme in enumerate(self.programmes)}
        options = [
            Option(
                place[pair.person.pegawai_id],
                seat[pair.programme.program_id],
                float(pair.value),
                float(pair.cost / MILLION),
                float(pair.days),
            )
            for pair in self.pairs
        ]
        task = Task(
            seats=[max(programme.free, 0) for programme in self.programmes],
            groups=groups,
            options=options,
            budget=None if batasan.anggaran is None else float(batasan.anggaran / MILLION),
            travel=None if batasan.hari is None else float(batasan.hari),
            share=float(batasan.bagian),
            least=batasan.peserta,
        )
        return task, list(names)

    def figures(
        self, choice: Choice, *, queue: float, groups: list[tuple[str, Any]], batasan: Batasan
    ) -> dict[str, Any]:
        """What is kept of the calculation."""
        asked: dict[Any, int] = defaultdict(int)
        got: dict[Any, int] = defaultdict(int)
        chosen = [self.pairs[index] for index in choice.chosen]
        for person in {pair.person.pegawai_id: pair.person for pair in self.pairs}.values():
            for name in _groups_of(person):
                asked[name] += 1
        for pair in chosen:
            for name in _groups_of(pair.person):
                got[name] += 1
        units = organisation.units_by_id([item for kind, item in groups if kind == "unit" and item])
        names = {unit.pk: unit.nama for unit in units}
        return {
            "nilai": round(choice.value, 3),
            "bebas": round(choice.value, 3),
            "batas": round(choice.bound, 3),
            "selisih": choice.gap,
            "antre": round(queue, 3),
            "orang": len(chosen),
            "layak": len({pair.person.pegawai_id for pair in self.pairs}),
            "pasangan": len(self.pairs),
            "biaya": int(sum((pair.cost for pair in chosen), Decimal(0))),
            "hari": sum(pair.days for pair in chosen),
            "kurang": [
                {
                    "apa": lack.what,
                    "siapa": self._which(lack.what, lack.which, groups, names),
                    "jumlah": lack.amount,
                }
                for lack in choice.lacks
            ],
            "mengikat": {
                "anggaran": choice.prices.budget > 1e-6,
                "hari": choice.prices.travel > 1e-6,
                "kursi": [self.programmes[index].program_id for index in choice.prices.seats],
            },
            "kelompok": [
                {
                    "jenis": kind,
                    "nama": names.get(item, "") if kind == "unit" else str(item),
                    "orang": asked[kind, item],
                    "dapat": got[kind, item],
                }
                for kind, item in groups
            ],
        }

    def _which(self, what: str, which: int, groups: list[tuple[str, Any]], names: dict[int, str]) -> str:
        """What a lack is about: the title of a programme, a group, or nothing in particular."""
        if what == "seats":
            found = ProgramPelatihan.objects.filter(pk=self.programmes[which].program_id)
            return found.values_list("judul", flat=True).get()
        if what != "share":
            return ""
        kind, item = groups[which]
        return names.get(item, "") if kind == "unit" else f"{kind}:{item}"


def _groups_of(person: Person) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = [("unit", person.perangkat_daerah_id)]
    if person.sex:
        found.append(("sex", person.sex))
    if person.terpencil:
        found.append(("remote", True))
    return found


def _judged(
    like: Person, programmes: list[Programme], journeys: Journeys, on: date, most_days: int | None
) -> list[tuple[Any, ...]]:
    """The programmes that somebody like this can take, but for what differs between two alike: the order in
    which they are preferred, then what makes a `Pair`."""
    found = []
    for programme in programmes:
        answer = judge(like, programme, journeys=journeys, on=on, most_days=most_days)
        if all(item.code == "prerequisite" for item in answer.against):
            order = (-answer.value, answer.days, answer.cost, programme.program_id)
            found.append((order, programme, answer.value, answer.cost, answer.days))
    return found


def _free_for(person: Person, programme: Programme) -> bool:
    if programme.program_id in person.taken:
        return False
    if programme.prasyarat_id and programme.prasyarat_id not in person.finished:
        return False
    return not any(
        first <= programme.last_date and programme.start_date <= last for first, last in person.busy
    )


def _write(alokasi: Alokasi, pairs: Pairs, choice: Choice) -> None:
    chosen = set(choice.chosen)
    UsulanAlokasi.objects.filter(alokasi=alokasi).delete()
    UsulanAlokasi.objects.bulk_create(
        [
            UsulanAlokasi(
                alokasi=alokasi,
                pegawai_id=pair.person.pegawai_id,
                program_id=pair.programme.program_id,
                unit_id=pair.person.unit_id,
                nilai=pair.value,
                biaya=pair.cost,
                hari=pair.days,
                prioritas=pair.person.priority,
                terpilih=index in chosen,
            )
            for index, pair in enumerate(pairs.pairs)
        ],
        batch_size=1000,
    )


def _problems(nama: str, batasan: Batasan) -> list[Problem]:
    found = []
    if not nama:
        found.append(Problem("development.field", "nama", _("Beri nama.")))
    if batasan.last < batasan.first:
        found.append(
            Problem("development.field", "last", _("Hari terakhir tidak boleh sebelum hari pertama."))
        )
    if not 0 <= batasan.prioritas <= 1:
        found.append(Problem("development.field", "prioritas", _("Isi 0 sampai 100 persen.")))
    if not 0 <= batasan.bagian <= 1:
        found.append(Problem("development.field", "bagian", _("Isi 0 sampai 100 persen.")))
    for name in ("anggaran", "hari", "peserta", "most_days"):
        value = getattr(batasan, name)
        if value is not None and value < 0:
            found.append(Problem("development.field", name, _("Tidak boleh kurang dari nol.")))
    return found


def _hand_to_job(alokasi: Alokasi) -> None:
    from kasuari.development.tasks import allocate_places

    alokasi.job_id = allocate_places.enqueue(alokasi.pk).id
    Alokasi.objects.filter(pk=alokasi.pk).update(job_id=alokasi.job_id)


def _take(alokasi: Alokasi, version: int, act: str, **columns: Any) -> None:
    write_next(alokasi, version, state=ALOKASI.next(alokasi.state, act), **columns)


def _about(alokasi: Alokasi, by: Actor, at: datetime) -> dict[str, Any]:
    return {
        "by": by,
        "at": at,
        "object_id": alokasi.pk,
        "link": reverse("development:allocation", args=[alokasi.pk]),
    }
