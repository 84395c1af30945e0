"""Reads of the tasks of 360 rounds: what somebody is asked, and the slips that ask for others."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from kasuari.feedback.access.putaran import can_read_units, can_run_putaran
from kasuari.feedback.enums import StatePutaran, StateTugas
from kasuari.feedback.models import PesertaPutaran, Putaran, TautanPutaran, TugasPutaran
from kasuari.feedback.tokens import hash_of
from kasuari.foundation.access import Actor
from kasuari.foundation.rows import the_one


def slips_for(putaran: Putaran, *, text: str, limit: int = 40) -> list[PesertaPutaran]:
    """People of a round by a part of their name or unit, with how many slips were made (`dibuat`). How many
    were used is told of the whole round alone. One query."""
    rows = putaran.peserta.select_related("pegawai", "unit").annotate(dibuat=Count("tautan"))
    for word in text.split()[:6]:
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


def task_rows() -> QuerySet[TugasPutaran]:
    return TugasPutaran.objects.select_related(
        "peserta__putaran__instrumen", "peserta__pegawai", "peserta__unit", "draf"
    )


def my_tasks(pegawai_id: int | None) -> list[TugasPutaran]:
    """What somebody is asked in open rounds, done and not, by round and name. One query."""
    rows = task_rows().filter(
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
    rows = task_rows().filter(peserta__putaran=putaran, state=StateTugas.MENUNGGU)
    return list(
        rows.select_related("pengisi__user", "peserta__putaran__instrumen", "peserta__pegawai").order_by("pk")
    )


def task_for(actor: Actor, tugas_id: int) -> TugasPutaran:
    """One's own task. Raises Http404 for anybody else's."""
    found = task_rows().filter(pk=tugas_id).exclude(state=StateTugas.DIUSULKAN).first()
    if found is None or actor.pegawai_id is None or found.pengisi_id != actor.pegawai_id:
        raise Http404
    return found
