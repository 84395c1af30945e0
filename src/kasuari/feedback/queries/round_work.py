"""What a 360 round or a rhythm asks of a person today."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from kasuari.feedback.enums import (
    StateIrama,
    StateKomentar,
    StateNominasi,
    StatePutaran,
    StateTugas,
)
from kasuari.feedback.models import (
    IramaUmpanBalik,
    KomentarPutaran,
    PesertaPutaran,
    Putaran,
    TugasPutaran,
)
from kasuari.foundation.access import Actor
from kasuari.foundation.worklist import WorkItem

# What waits in a round: answers, lists to approve, open answers to moderate.
ROUND_KEYS = ("feedback.isi", "feedback.setujui", "feedback.moderasi", "feedback.irama")


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
