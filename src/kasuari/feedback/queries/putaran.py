"""Reads of 360 rounds: the rounds, the ledger of tasks, nominations, open answers, results."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Value
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from kasuari.feedback.access.putaran import can_read_units, can_run_putaran, profiles_of, runs
from kasuari.feedback.enums import (
    StateIrama,
    StateKomentar,
    StateNominasi,
    StatePutaran,
    StateTautan,
    StateTugas,
)
from kasuari.feedback.models import (
    BobotPutaran,
    HasilUnitPutaran,
    InstrumenPutaran,
    IramaUmpanBalik,
    KomentarPutaran,
    PesertaPutaran,
    Putaran,
    TautanPutaran,
    TugasPutaran,
)
from kasuari.feedback.rater_statistics import rings
from kasuari.feedback.states import PUTARAN
from kasuari.feedback.tokens import hash_of
from kasuari.foundation.access import Actor
from kasuari.foundation.refusals import Stale
from kasuari.foundation.rows import the_one
from kasuari.foundation.worklist import WorkItem
from kasuari.organisation import queries as organisation

# What waits in a round: answers, lists to approve, open answers to moderate.
ROUND_KEYS = ("feedback.isi", "feedback.setujui", "feedback.moderasi", "feedback.irama")


def putaran_visible(actor: Actor) -> QuerySet[Putaran]:
    """The rounds that the actor runs or oversees, newest first."""
    found = Putaran.objects.filter(runs(actor)).select_related("instrumen")
    return found.order_by("-start_date", "-pk")


def putaran_for(actor: Actor, putaran_id: int) -> Putaran:
    """A round to run. Raises Http404 for whoever has no part in it; NotAllowed comes from the operations."""
    found = (
        Putaran.objects.filter(pk=putaran_id)
        .select_related("instrumen", "instansi", "moderator", "moderator_pengganti")
        .first()
    )
    if found is None or not (can_run_putaran(actor) or can_read_units(actor)):
        raise Http404
    return found


def units_by_path(instansi_id: int, paths: Iterable[str]) -> dict[str, int]:
    """The id of each unit at `paths`. One query."""
    wanted = set(paths)
    return {path: pk for pk, path in organisation.unit_paths_of(instansi_id) if path in wanted}


def instruments(instansi_id: int) -> list[InstrumenPutaran]:
    """The newest version of each instrument of an agency. One query."""
    rows = InstrumenPutaran.objects.filter(instansi_id=instansi_id).order_by("nama", "versi")
    return list({row.nama: row for row in rows}.values())


def weights(instansi_id: int) -> list[BobotPutaran]:
    """Every weight of an agency, the newest first. One query."""
    rows = BobotPutaran.objects.filter(instansi_id=instansi_id)
    return list(rows.order_by("jenis_jabatan", "-start_date"))


def may(putaran: Putaran, act: str, *, version: int) -> None:
    """Raises StateRefusal where the round is not at a stage for `act`, Stale where it has changed since."""
    PUTARAN.next(putaran.state, act)
    if putaran.version != version:
        raise Stale


def takes_answers(putaran: Putaran) -> None:
    """Raises StateRefusal where the round takes no answers, and so needs no slips."""
    PUTARAN.next(putaran.state, "kartu")


@dataclass(frozen=True, slots=True)
class RingSeen:
    """People who all proposed one another; `peluang`: how often luck alone makes such a ring, in percent."""

    nama: list[str]
    peluang: float


def rings_found(putaran: Putaran, *, on: date) -> list[RingSeen]:
    """Rings among the open nominations of a round: a reason to talk, never a proof. Answers play no part."""
    named = nominations_made(putaran)
    sizes = dict(putaran.peserta.order_by().values_list("unit_id").annotate(Count("pk")))
    places = dict(putaran.peserta.filter(pegawai_id__in=named).values_list("pegawai_id", "unit_id"))
    found = rings(named, {person: sizes[unit] - 1 for person, unit in places.items()})
    people = organisation.identity_many(
        sorted({pk for ring in found for pk in ring.people}), on, with_pangkat=False
    )
    return [
        RingSeen([people[pk].nama for pk in ring.people if pk in people], round(100 * ring.chance, 2))
        for ring in found
    ]


@dataclass(frozen=True, slots=True)
class Ledger:
    """How far a round is, as whoever runs it sees it: tasks by state, nominations approved, raters left."""

    tugas: dict[str, int]
    peserta: int
    disetujui: int
    pengisi_tersisa: int
    kartu: int = 0
    kartu_dipakai: int = 0

    @property
    def asked(self) -> int:
        return sum(self.tugas.get(state, 0) for state in ("menunggu", "selesai", "menolak"))

    @property
    def done(self) -> int:
        return self.tugas.get("selesai", 0)


def ledger_of(putaran: Putaran) -> Ledger:
    """Four queries."""
    rows = TugasPutaran.objects.filter(peserta__putaran=putaran)
    states = dict(rows.order_by().values_list("state").annotate(Count("pk")))
    left = rows.filter(state=StateTugas.MENUNGGU).aggregate(n=Count("pengisi_id", distinct=True))["n"]
    people = putaran.peserta.aggregate(
        all=Count("pk"), approved=Count("pk", filter=Q(state=StateNominasi.DISETUJUI))
    )
    slips = TautanPutaran.objects.filter(peserta__putaran=putaran).aggregate(
        all=Count("pk"), used=Count("pk", filter=Q(state=StateTautan.DIPAKAI))
    )
    return Ledger(states, people["all"], people["approved"], left, slips["all"], slips["used"])


def slips_for(putaran: Putaran, *, text: str, limit: int = 40) -> list[PesertaPutaran]:
    """People of a round by a part of their name or unit, with how many slips were made (`dibuat`). How many
    were used is told of the whole round alone. One query."""
    rows = putaran.peserta.select_related("pegawai", "unit").annotate(dibuat=Count("tautan"))
    for word in text.split():
        rows = rows.filter(Q(pegawai__nama__icontains=word) | Q(unit__nama__icontains=word))
    return list(rows.order_by("unit__path", "pegawai__nama", "pk")[:limit])


def peserta_run_by(actor: Actor, peserta_id: int) -> PesertaPutaran:
    """Somebody in a round that the actor runs. Raises Http404."""
    found = PesertaPutaran.objects.select_related("putaran", "pegawai").filter(pk=peserta_id).first()
    if found is None or not (can_run_putaran(actor) or can_read_units(actor)):
        raise Http404
    return found


def slip_by_token(token: str) -> TautanPutaran | None:
    """The slip that a secret opens, whatever its state; None for a secret that nothing has. One query."""
    rows = TautanPutaran.objects.select_related("peserta__putaran__instrumen", "peserta__pegawai")
    return the_one(rows.filter(token_hash=hash_of(token)))


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who still has tasks: for chasing. Whom the tasks are about is not told."""

    nama: str
    unit: str
    jumlah: int


def raters_left(putaran: Putaran, *, on: date, limit: int = 50) -> list[Waiting]:
    """Those with tasks left, most tasks first."""
    rows = (
        TugasPutaran.objects.filter(peserta__putaran=putaran, state=StateTugas.MENUNGGU)
        .order_by()
        .values_list("pengisi_id")
        .annotate(n=Count("pk"))
        .order_by("-n", "pengisi_id")[:limit]
    )
    counts = dict(rows)
    people = organisation.identity_many(list(counts), on, with_pangkat=False)
    return [Waiting(people[pk].nama, people[pk].unit, n) for pk, n in counts.items() if pk in people]


def reasons_given(putaran: Putaran, *, limit: int = 50) -> list[str]:
    """Why raters declined, without who and about whom."""
    rows = TugasPutaran.objects.filter(peserta__putaran=putaran, state=StateTugas.MENOLAK).exclude(alasan="")
    return sorted(rows.order_by("alasan").values_list("alasan", flat=True)[:limit])


def _tasks() -> QuerySet[TugasPutaran]:
    return TugasPutaran.objects.select_related(
        "peserta__putaran__instrumen", "peserta__pegawai", "peserta__unit", "draf"
    )


def my_tasks(pegawai_id: int | None) -> list[TugasPutaran]:
    """What somebody is asked in open rounds, done and not, by round and name. One query."""
    rows = _tasks().filter(
        pengisi_id=pegawai_id,
        peserta__putaran__state=StatePutaran.TERBUKA,
        state__in=[StateTugas.MENUNGGU, StateTugas.SELESAI, StateTugas.MENOLAK],
    )
    return list(
        rows.order_by("peserta__putaran__last_date", "peserta__putaran_id", "peserta__pegawai__nama", "pk")
    )


# What the page on which one answers reads, and no more: it is opened by everybody, on slow lines.
_TO_ANSWER = (
    *("peserta", "pengisi", "kelompok", "state", "draf__isi"),
    *("peserta__putaran", "peserta__pegawai"),
    *("peserta__putaran__instrumen", "peserta__putaran__state", "peserta__putaran__kunci"),
    "peserta__putaran__instansi",
    *("peserta__putaran__panjang", "peserta__putaran__instrumen__skala"),
    *("peserta__putaran__instrumen__butir", "peserta__putaran__instrumen__pertanyaan"),
    *("peserta__pegawai__nama", "peserta__pegawai__gelar_depan", "peserta__pegawai__gelar_belakang"),
)


def next_tasks(pegawai_id: int | None, *, limit: int) -> list[TugasPutaran]:
    """The first tasks that wait for somebody in open rounds. One query."""
    rows = TugasPutaran.objects.filter(
        pengisi_id=pegawai_id, peserta__putaran__state=StatePutaran.TERBUKA, state=StateTugas.MENUNGGU
    ).select_related("peserta__putaran__instrumen", "peserta__pegawai", "draf")
    order = ("peserta__putaran__last_date", "peserta__putaran_id", "peserta__pegawai__nama", "pk")
    return list(rows.only(*_TO_ANSWER).order_by(*order)[:limit])


def tasks_of(putaran: Putaran) -> list[TugasPutaran]:
    """Every task of a round that waits, with its rater: for the demo, which answers for invented people."""
    rows = _tasks().filter(peserta__putaran=putaran, state=StateTugas.MENUNGGU)
    return list(
        rows.select_related("pengisi__user", "peserta__putaran__instrumen", "peserta__pegawai").order_by("pk")
    )


def task_for(actor: Actor, tugas_id: int) -> TugasPutaran:
    """One's own task. Raises Http404 for anybody else's."""
    found = _tasks().filter(pk=tugas_id).exclude(state=StateTugas.DIUSULKAN).first()
    if found is None or actor.pegawai_id is None or found.pengisi_id != actor.pegawai_id:
        raise Http404
    return found


def _peserta() -> QuerySet[PesertaPutaran]:
    tasks = TugasPutaran.objects.select_related("pengisi").order_by("kelompok", "pengisi__nama", "pk")
    return PesertaPutaran.objects.select_related(
        "putaran__instrumen", "pegawai__user", "penilai", "unit"
    ).prefetch_related(Prefetch("tugas", queryset=tasks))


def nominations_of_team(actor: Actor) -> list[PesertaPutaran]:
    """The people whose nominations the actor approves, in rounds under nomination. Two queries."""
    rows = _peserta().filter(penilai_id=actor.pegawai_id, putaran__state=StatePutaran.NOMINASI)
    return list(rows.order_by("putaran__start_date", "putaran_id", "pegawai__nama", "pk"))


def own_nominations(actor: Actor) -> list[PesertaPutaran]:
    """One's own lists of raters in rounds under nomination. Two queries."""
    if actor.pegawai_id is None:
        return []
    rows = _peserta().filter(pegawai_id=actor.pegawai_id, putaran__state=StatePutaran.NOMINASI)
    return list(rows.order_by("putaran__start_date", "putaran_id"))


def peserta_for(actor: Actor, peserta_id: int) -> PesertaPutaran:
    """Somebody in a round: oneself or somebody whom one rates. Raises Http404."""
    found = _peserta().filter(pk=peserta_id).first()
    if (
        found is None
        or actor.pegawai_id is None
        or actor.pegawai_id not in {found.pegawai_id, found.penilai_id}
    ):
        raise Http404
    return found


def proposed_for(actor: Actor, tugas_id: int) -> TugasPutaran:
    """A proposed rater of somebody whom one rates. Raises Http404: who was drawn is nobody else's to know."""
    found = _tasks().select_related("pengisi", "peserta__putaran").filter(pk=tugas_id).first()
    if found is None or actor.pegawai_id is None or found.peserta.penilai_id != actor.pegawai_id:
        raise Http404
    return found


def comments_to_moderate(actor: Actor, putaran_id: int) -> tuple[Putaran, list[KomentarPutaran]]:
    """A closed round that the actor moderates with the open answers that wait; none about the actor.

    What concerns one moderator goes to the other. They come in the order of their random keys. Raises
    Http404.
    """
    putaran = Putaran.objects.select_related("instrumen").filter(pk=putaran_id).first()
    if putaran is None or not is_moderator(actor, putaran):
        raise Http404
    rows = KomentarPutaran.objects.filter(peserta__putaran=putaran, state=StateKomentar.MENUNGGU)
    mine, other = putaran.moderator_id, putaran.moderator_pengganti_id
    if actor.pegawai_id == mine:
        rows = rows.exclude(peserta__pegawai_id=mine)
    else:
        rows = rows.exclude(peserta__pegawai_id=other)
    return putaran, list(rows.order_by("pk")[:50])


def is_moderator(actor: Actor, putaran: Putaran) -> bool:
    return actor.pegawai_id is not None and actor.pegawai_id in {
        putaran.moderator_id,
        putaran.moderator_pengganti_id,
    }


def comment_for(actor: Actor, komentar_id: Any) -> KomentarPutaran:
    """An open answer that the actor moderates and that is not about them. Raises Http404."""
    found = KomentarPutaran.objects.select_related("peserta__putaran").filter(pk=komentar_id).first()
    if (
        found is None
        or not is_moderator(actor, found.peserta.putaran)
        or found.peserta.pegawai_id == actor.pegawai_id
    ):
        raise Http404
    return found


def profiles(actor: Actor) -> list[PesertaPutaran]:
    """Released profiles of oneself and of one's team, newest round first. One query."""
    rows = PesertaPutaran.objects.filter(profiles_of(actor), hasil__isnull=False)
    return list(
        rows.select_related("putaran", "pegawai").order_by(
            "-putaran__start_date", "-putaran_id", "pegawai__nama"
        )
    )


def profile_for(actor: Actor, peserta_id: int) -> PesertaPutaran:
    """A released profile that the actor may read, with its result. Raises Http404."""
    found = (
        PesertaPutaran.objects.filter(profiles_of(actor), pk=peserta_id, hasil__isnull=False)
        .select_related("putaran__instrumen", "pegawai", "penilai", "unit", "hasil")
        .first()
    )
    if found is None:
        raise Http404
    return found


def profile_before(peserta: PesertaPutaran) -> PesertaPutaran | None:
    """The same person's latest earlier released profile with the same lines. One query."""
    rows = PesertaPutaran.objects.filter(
        pegawai_id=peserta.pegawai_id,
        putaran__state=StatePutaran.DIRILIS,
        putaran__start_date__lt=peserta.putaran.start_date,
        putaran__instrumen_id=peserta.putaran.instrumen_id,
        hasil__isnull=False,
    )
    return rows.select_related("hasil", "putaran").order_by("-putaran__start_date", "-pk").first()


def comments_shown(peserta: PesertaPutaran) -> list[KomentarPutaran]:
    """Open answers about somebody that the moderator let through, in the order of their random keys."""
    rows = peserta.komentar.filter(state=StateKomentar.TAMPIL)
    return list(rows.order_by("pertanyaan", "pk"))


def comments_held(peserta: PesertaPutaran) -> int:
    return peserta.komentar.filter(state=StateKomentar.DITAHAN).count()


def unit_results(actor: Actor, putaran_id: int) -> tuple[Putaran, list[HasilUnitPutaran]]:
    """What may be shown of units in a released round, as the tree is read. Raises Http404, NotAllowed."""
    putaran = putaran_for(actor, putaran_id)
    can_read_units(actor).or_raise()
    if putaran.state != StatePutaran.DIRILIS:
        return putaran, []
    return putaran, list(putaran.hasil_unit.select_related("unit").order_by("unit__path"))


def rounds_past_last_day(*, on: date) -> list[Putaran]:
    """Open rounds whose last day has passed."""
    return list(Putaran.objects.filter(state=StatePutaran.TERBUKA, last_date__lt=on).order_by("pk"))


def rounds_to_remind() -> list[Putaran]:
    """Open rounds that remind by themselves."""
    rows = Putaran.objects.filter(state=StatePutaran.TERBUKA).order_by("pk")
    return [putaran for putaran in rows if putaran.pengingat]


def nominations_made(putaran: Putaran) -> dict[int, set[int]]:
    """Whom each person of the round proposed openly: for finding rings, never from answers. One query."""
    found: dict[int, set[int]] = {}
    rows = TugasPutaran.objects.filter(peserta__putaran=putaran, sumber="usulan").order_by("pk")
    for about, asked in rows.values_list("peserta__pegawai_id", "pengisi_id"):
        found.setdefault(about, set()).add(asked)
    return found


def _tasks_of(me: int) -> QuerySet[TugasPutaran]:
    return TugasPutaran.objects.filter(
        pengisi_id=me, state=StateTugas.MENUNGGU, peserta__putaran__state=StatePutaran.TERBUKA
    )


def _lists_of(me: int) -> QuerySet[PesertaPutaran]:
    return PesertaPutaran.objects.filter(
        penilai_id=me, state=StateNominasi.DIUSULKAN, putaran__state=StatePutaran.NOMINASI
    )


def _moderated_by(me: int) -> QuerySet[Putaran]:
    comments = KomentarPutaran.objects.filter(
        peserta__putaran=OuterRef("pk"), state=StateKomentar.MENUNGGU
    ).exclude(peserta__pegawai_id=me)
    return Putaran.objects.filter(
        Q(moderator_id=me) | Q(moderator_pengganti_id=me), Exists(comments), state=StatePutaran.DITUTUP
    )


def _rhythms_for(me: int) -> QuerySet[IramaUmpanBalik]:
    """Rhythms that the other of the two proposed."""
    proposed = IramaUmpanBalik.objects.filter(
        Q(skp__pegawai_id=me) | Q(skp__penilai_id=me), state=StateIrama.DIUSULKAN, skp__state="ditetapkan"
    )
    return proposed.exclude(set_by__pegawai=me)


def _all_of(me: int) -> tuple[QuerySet[Any], ...]:
    return _tasks_of(me), _lists_of(me), _moderated_by(me), _rhythms_for(me)


def round_conditions(me: int) -> dict[str, QuerySet[Any]]:
    """What `round_work` reads, by the keys of `ROUND_KEYS`."""
    return dict(zip(ROUND_KEYS, _all_of(me), strict=True))


def _waiting_work(me: int) -> list[tuple[str, date, int, str]]:
    """What waits for somebody: its kind, a day, the round and its name. One query for all kinds."""
    tasks = _tasks_of(me).values_list(
        Value("isi"), "peserta__putaran__last_date", "peserta__putaran_id", "peserta__putaran__nama"
    )
    lists = _lists_of(me).values_list(Value("setujui"), "putaran__start_date", "putaran_id", "putaran__nama")
    moderated = _moderated_by(me).values_list(Value("moderasi"), "last_date", "pk", "nama")
    rhythms = _rhythms_for(me).values_list(Value("irama"), "start_date", "skp_id", "set_by__name")
    plain = [rows.order_by() for rows in (tasks, lists, moderated, rhythms)]
    return sorted(plain[0].union(*plain[1:], all=True))


def round_work(actor: Actor, *, on: date) -> list[WorkItem]:
    """360 tasks to answer, nominations to approve, open answers to moderate, rhythms to agree on.

    One query.
    """
    if actor.pegawai_id is None:
        return []
    waiting = _waiting_work(actor.pegawai_id)
    days = [day for kind, day, _pk, _nama in waiting if kind == "isi"]
    starts = [day for kind, day, _pk, _nama in waiting if kind == "setujui"]
    items = []
    if days:
        items.append(
            WorkItem(
                key="feedback.360",
                title=_("Isi umpan balik 360"),
                why=_("%(count)d orang menunggu jawaban Anda; kurang dari empat menit untuk tiap orang.")
                % {"count": len(days)},
                action=_("Isi sekarang"),
                url=reverse("feedback:tugas_360"),
                due_date=days[0],
                count=len(days),
            )
        )
    if starts:
        items.append(
            WorkItem(
                key="feedback.nominasi",
                title=_("Setujui pengisi 360 tim Anda"),
                why=_("Daftar pengisi %(count)d orang menunggu persetujuan Anda.") % {"count": len(starts)},
                action=_("Periksa"),
                url=reverse("feedback:nominasi"),
                due_date=starts[0],
                count=len(starts),
            )
        )
    items += [
        WorkItem(
            key=f"feedback.irama.{pk}",
            title=_("Jawab usul irama umpan balik"),
            why=_("%(name)s mengusulkan seberapa sering umpan balik berkala diberikan (Pasal 19).")
            % {"name": nama},
            action=_("Lihat"),
            url=reverse("feedback:record", args=[pk]) + "#irama",
        )
        for kind, _day, pk, nama in waiting
        if kind == "irama"
    ]
    items += [
        WorkItem(
            key=f"feedback.moderasi.{pk}",
            title=_("Moderasi jawaban terbuka"),
            why=_("Jawaban terbuka putaran %(name)s menunggu moderasi sebelum dirilis.") % {"name": nama},
            action=_("Baca"),
            url=reverse("feedback:moderasi", args=[pk]),
        )
        for kind, _day, pk, nama in waiting
        if kind == "moderasi"
    ]
    return items
