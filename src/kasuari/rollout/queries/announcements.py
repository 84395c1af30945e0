"""Announcements: whose they are, what waits for a person, and by unit who has read them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from kasuari.accounts.enums import Role
from kasuari.accounts.queries import holders_of
from kasuari.foundation.access import Actor
from kasuari.foundation.presence import EVERYTHING
from kasuari.foundation.trees import ancestors
from kasuari.foundation.worklist import WorkItem
from kasuari.learning.queries import active_champions
from kasuari.organisation.queries import (
    in_force,
    instansi_for,
    pegawai_rows,
    penugasan_rows,
    units_led_by,
    units_of,
)
from kasuari.rollout.access import reads_every_announcement
from kasuari.rollout.enums import PeranSasaran, Sasaran, StateGelombang
from kasuari.rollout.models import AnggotaGelombang, Pengumuman, TandaBaca, TandaTanganGerbang
from kasuari.rollout.queries.units import LEAST

MOST_NAMES = 60


def addressed_to(pegawai_id: int, *, on: date) -> Q:
    """Announcements whose audience a person belongs to on a day, by where they work and what they lead."""
    posts = penugasan_rows().filter(in_force(on), pegawai_id=pegawai_id)
    below = posts.filter(unit__path__startswith=OuterRef("unit__path"))
    members = AnggotaGelombang.objects.filter(Exists(below), gelombang_id=OuterRef("gelombang_id"))
    clerks = pegawai_rows().filter(
        Q(user__role_grants__end_date__isnull=True) | Q(user__role_grants__end_date__gt=on),
        pk=pegawai_id,
        user__role_grants__role=Role.KEPEGAWAIAN,
        user__role_grants__unit_kode="",
        user__role_grants__start_date__lte=on,
    )
    return Q(instansi_id__in=pegawai_rows().filter(pk=pegawai_id).values("instansi_id")) & (
        Q(sasaran=Sasaran.SEMUA)
        | Q(Exists(below), sasaran=Sasaran.UNIT)
        | Q(Exists(members), sasaran=Sasaran.GELOMBANG)
        | Q(Exists(posts.filter(memimpin=True)), peran=PeranSasaran.PIMPINAN)
        | Q(Exists(active_champions(on).filter(pegawai_id=pegawai_id)), peran=PeranSasaran.PENDAMPING)
        | Q(Exists(clerks), peran=PeranSasaran.KEPEGAWAIAN)
    )


def unread_by(pegawai_id: int, *, on: date) -> QuerySet[Pengumuman]:
    """What somebody has not yet said to have read, oldest first."""
    read = TandaBaca.objects.filter(pengumuman_id=OuterRef("pk"), pegawai_id=pegawai_id)
    rows = Pengumuman.objects.filter(
        addressed_to(pegawai_id, on=on), ~Exists(read), withdrawn_at__isnull=True, last_date__gte=on
    )
    return rows.order_by("published_at", "pk")


def to_sign(pegawai_id: int) -> QuerySet[TandaTanganGerbang]:
    """The standing decisions about waves in preparation that wait for somebody's signature."""
    return TandaTanganGerbang.objects.filter(
        pegawai_id=pegawai_id,
        signed_at__isnull=True,
        keputusan__replaced_at__isnull=True,
        keputusan__gelombang__state=StateGelombang.DISIAPKAN,
    ).order_by("keputusan__proposed_at", "pk")


def may_wait(pk: int, *, on: date) -> dict[str, QuerySet[Any]]:
    """Without a row here nothing of that kind waits, and it need not be read."""
    return {"rollout.unread": unread_by(pk, on=on), "rollout.sign": to_sign(pk)}


def work_for(actor: Actor, *, on: date, waiting: Container[str] = EVERYTHING) -> list[WorkItem]:
    """Announcements to read and gates to sign. Two queries, none where nothing waits."""
    if actor.pegawai_id is None:
        return []
    items = []
    if "rollout.sign" in waiting:
        for line in to_sign(actor.pegawai_id).select_related("keputusan__gelombang"):
            wave = line.keputusan.gelombang
            items.append(
                WorkItem(
                    key=f"rollout.sign.{line.pk}",
                    title=_("Tanda tangani keputusan %(gelombang)s") % {"gelombang": wave.nama},
                    why=_("Usulnya: %(putusan)s. Gelombang menunggu tanda tangan semua yang berkepentingan.")
                    % {"putusan": str(line.keputusan.get_putusan_display()).lower()},
                    action=_("Baca dan tanda tangani"),
                    url=reverse("rollout:gate", args=[wave.pk]),
                    due_date=wave.rencana_date,
                )
            )
    if "rollout.unread" in waiting:
        items += [
            WorkItem(
                key=f"rollout.unread.{row.pk}",
                title=row.judul,
                why=_("Pengumuman. Setelah dibaca, tekan “Sudah saya baca”."),
                action=_("Baca"),
                url=reverse("rollout:announcement", args=[row.pk]),
            )
            for row in unread_by(actor.pegawai_id, on=on)[:5]
        ]
    return items


def announcements_for(actor: Actor) -> QuerySet[Pengumuman]:
    """What concerns the actor, newest first; those who oversee the agency see all. Each with `is_read`."""
    rows = Pengumuman.objects.filter(instansi=instansi_for(actor))
    if not reads_every_announcement(actor):
        rows = rows.filter(_mine(actor))
    read = TandaBaca.objects.filter(pengumuman_id=OuterRef("pk"), pegawai_id=actor.pegawai_id or 0)
    rows = rows.annotate(is_read=Exists(read)).select_related("unit", "gelombang", "published_by")
    return rows.order_by("-published_at", "-pk")


def announcement_for(actor: Actor, pengumuman_id: int) -> Pengumuman:
    """One of them. Raises Http404."""
    found = announcements_for(actor).filter(pk=pengumuman_id).first()
    if found is None:
        raise Http404
    return found


def is_addressed(actor: Actor, pengumuman: Pengumuman) -> bool:
    """Whether it is for the actor, who may then say that they have read it. One query."""
    if actor.pegawai_id is None:
        return False
    return Pengumuman.objects.filter(addressed_to(actor.pegawai_id, on=actor.on), pk=pengumuman.pk).exists()


def _mine(actor: Actor) -> Q:
    """For the actor, or read by them once: who moves away still finds what they read."""
    me = actor.pegawai_id or 0
    return addressed_to(me, on=actor.on) | Q(
        Exists(TandaBaca.objects.filter(pengumuman_id=OuterRef("pk"), pegawai_id=me))
    )


@dataclass(frozen=True, slots=True)
class Receipts:
    """How many of a unit have read an announcement. `names` are those who have not, where the reader is
    answerable for them; `small`: several units with too few people, told together."""

    nama: str
    people: int
    read: int
    names: tuple[str, ...] = ()
    small: bool = False

    @property
    def unread(self) -> int:
        return self.people - self.read


def receipts_of(pengumuman: Pengumuman, actor: Actor, *, on: date) -> list[Receipts]:
    """Read and not read by unit, for the audience as it stands on a day. A handful of queries.

    Numbers for those who oversee the agency, units under `LEAST` people taken together or, where these are
    too few as well, left out. For the leader and the pendamping of a unit that unit alone, with the names of
    those who have not read it, because they are the ones to tell them.
    """
    people = _audience(pengumuman, on)
    read = set(TandaBaca.objects.filter(pengumuman=pengumuman).values_list("pegawai_id", flat=True))
    overall = reads_every_announcement(actor)
    answerable = answerable_for(actor, on)
    units = _grouping(pengumuman) if overall else _named(pengumuman, answerable)
    groups: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for person in people:
        path = person[2]
        group = next((own for own in reversed(ancestors(path)) if own in units), path)
        groups[group].append(person)
    found, rest = [], []
    for group in sorted(groups):
        rows = groups[group]
        own = [row for row in rows if any(row[2].startswith(path) for path in answerable)]
        if not overall and not own:
            continue
        shown = rows if overall else own
        done = sum(row[0] in read for row in shown)
        if overall and len(shown) < LEAST and not own:
            rest += shown
            continue
        names = sorted(row[1] for row in own if row[0] not in read)[:MOST_NAMES]
        found.append(Receipts(units.get(group, ""), len(shown), done, tuple(names)))
    if len(rest) >= LEAST:
        done = sum(row[0] in read for row in rest)
        found.append(Receipts(_("Unit kecil, digabung"), len(rest), done, small=True))
    return found


def _audience(pengumuman: Pengumuman, on: date) -> list[tuple[int, str, str]]:
    """(pegawai, name, path of the unit) of everybody whom it is for, each once."""
    posts = penugasan_rows().filter(in_force(on), pegawai__instansi_id=pengumuman.instansi_id)
    if pengumuman.sasaran == Sasaran.UNIT and pengumuman.unit is not None:
        posts = posts.filter(unit__path__startswith=pengumuman.unit.path)
    elif pengumuman.sasaran == Sasaran.GELOMBANG:
        paths = AnggotaGelombang.objects.filter(gelombang_id=pengumuman.gelombang_id or 0)
        inside = Q(pk__in=[])
        for path in paths.order_by("pk").values_list("unit__path", flat=True):
            inside |= Q(unit__path__startswith=path)
        posts = posts.filter(inside)
    elif pengumuman.peran == PeranSasaran.PIMPINAN:
        posts = posts.filter(memimpin=True)
    elif pengumuman.peran == PeranSasaran.PENDAMPING:
        posts = posts.filter(pegawai_id__in=active_champions(on).order_by().values("pegawai_id"))
    elif pengumuman.peran == PeranSasaran.KEPEGAWAIAN:
        posts = posts.filter(pegawai__user_id__in=holders_of(Role.KEPEGAWAIAN, on=on))
    rows = posts.order_by("pk").values_list("pegawai_id", "pegawai__nama", "unit__path")
    once: dict[int, tuple[int, str, str]] = {}
    for row in rows:
        once.setdefault(row[0], row)
    return list(once.values())


def _grouping(pengumuman: Pengumuman) -> dict[str, str]:
    """Path and name of the units that the table speaks of: those in the wave, those directly below the unit,
    else the perangkat daerah."""
    if pengumuman.sasaran == Sasaran.GELOMBANG:
        rows = AnggotaGelombang.objects.filter(gelombang_id=pengumuman.gelombang_id or 0)
        return dict(rows.order_by("pk").values_list("unit__path", "unit__nama"))
    units = units_of(pengumuman.instansi_id)
    if pengumuman.sasaran == Sasaran.UNIT and pengumuman.unit is not None:
        top = pengumuman.unit
        units = units.filter(Q(pk=top.pk) | Q(induk_id=top.pk))
    else:
        units = units.filter(Q(induk__isnull=True) | Q(jenis="1"))
    return dict(units.order_by("path").values_list("path", "nama"))


def _named(pengumuman: Pengumuman, paths: tuple[str, ...]) -> dict[str, str]:
    """The units at these paths by name. One query."""
    rows = units_of(pengumuman.instansi_id).filter(path__in=paths)
    return dict(rows.values_list("path", "nama"))


def answerable_for(actor: Actor, on: date) -> tuple[str, ...]:
    """The units that the actor leads or helps. Three queries."""
    if actor.pegawai_id is None:
        return ()
    led = [unit.path for unit in units_led_by(actor.pegawai_id, on)]
    helped: Iterable[str] = (
        active_champions(on)
        .filter(pegawai_id=actor.pegawai_id)
        .order_by("pk")
        .values_list("unit__path", flat=True)
    )
    return tuple({*led, *helped})
