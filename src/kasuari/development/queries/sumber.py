"""What other modules already know of a person's strengths and gaps, as far as the reader may read it there.

Each source keeps its own rule: the SKP and feedback are read through their gates, the 360 only from a
released profile, whose thresholds were applied when it was made. Nothing is worked out anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from kasuari.feedback import queries as feedback
from kasuari.feedback.access import visible_to as feedback_visible_to
from kasuari.feedback.profile import read_profile
from kasuari.foundation.access import Actor
from kasuari.foundation.components.markup import in_words
from kasuari.planning import queries as planning
from kasuari.progress import queries as progress

MOST = 3


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign of a strength or a gap, with where it can be read in full."""

    teks: str
    note: str
    url: str


@dataclass(frozen=True, slots=True)
class Source:
    """One source: whether the reader may read it, and what it tells. Nothing told is unknown, not weak."""

    readable: bool
    strengths: tuple[Sign, ...] = ()
    gaps: tuple[Sign, ...] = ()

    @property
    def is_silent(self) -> bool:
        return not self.strengths and not self.gaps


@dataclass(frozen=True, slots=True)
class Sources:
    realisasi: Source
    umpan_balik: Source
    putaran: Source


def sources_of(actor: Actor, pegawai_id: int, *, on: date) -> Sources:
    """At most twenty queries, whatever there is to tell."""
    return Sources(
        realisasi=_realisasi(actor, pegawai_id, on=on),
        umpan_balik=_feedback(actor, pegawai_id, on=on),
        putaran=_round(actor, pegawai_id),
    )


def _realisasi(actor: Actor, pegawai_id: int, *, on: date) -> Source:
    """Indikator beside their target, in the last period of the running SKP that has ended."""
    running = progress.running_skp(pegawai_id, on)
    if not running:
        return Source(readable=True)
    try:
        skp = planning.skp_for(actor, running[0].pk)
    except Http404:
        return Source(readable=False)
    ended = [item for item in progress.periods_of(skp) if item.jenis != "tahunan" and item.last_date <= on]
    if not ended:
        return Source(readable=True)
    shown = progress.progress_of(skp, ended[-1])
    url = reverse("planning:skp", args=[skp.pk])
    told = [(item, item.standing) for item in shown.indikator]
    strengths = [item for item, found in told if found is not None and found.keadaan == "melampaui"]
    gaps = [item for item, found in told if found is not None and not found.keadaan.reached]
    label = planning.label(ended[-1])
    return Source(
        readable=True,
        strengths=tuple(Sign(item.indikator.teks, item.standing_words, url) for item in strengths[:MOST]),
        gaps=tuple(Sign(item.indikator.teks, f"{item.standing_words} {label}.", url) for item in gaps[:MOST]),
    )


def _feedback(actor: Actor, pegawai_id: int, *, on: date) -> Source:
    """The newest feedback of the year of each kind that the reader may read."""
    rows = feedback.received_by(pegawai_id).filter(
        feedback_visible_to(actor), state="diberikan", given_at__year=on.year
    )
    told = list(rows[:40])
    return Source(
        readable=True,
        strengths=tuple(_said(row) for row in told if row.sifat == "apresiasi")[:MOST],
        gaps=tuple(_said(row) for row in told if row.sifat == "perbaikan")[:MOST],
    )


def _said(row: object) -> Sign:
    teks, given_at, skp_id = (getattr(row, name) for name in ("teks", "given_at", "skp_id"))
    return Sign(
        teks, in_words(timezone.localtime(given_at).date()), reverse("feedback:record", args=[skp_id])
    )


def _round(actor: Actor, pegawai_id: int) -> Source:
    """The latest released profile of a 360 round; oneself and the penilai read it, nobody else."""
    found = next((item for item in feedback.profiles(actor) if item.pegawai_id == pegawai_id), None)
    if found is None:
        return Source(readable=False)
    peserta = feedback.profile_for(actor, found.pk)
    shown = read_profile(peserta.hasil.isi, peserta.putaran.instrumen, before=None)
    url = reverse("feedback:profil_satu", args=[peserta.pk])
    nama = peserta.putaran.nama
    return Source(
        readable=True,
        strengths=tuple(Sign(line.teks, nama, url) for line in shown.kekuatan),
        gaps=tuple(Sign(line.teks, nama, url) for line in (*shown.titik_buta, *shown.tumbuh)[:MOST]),
    )
