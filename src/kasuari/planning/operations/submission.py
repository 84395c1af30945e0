"""Submitting, withdrawing, returning and setting an SKP (Pasal 14; Lampiran BAB II C)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.refusals import Invalid, NotAllowed, Problem
from kasuari.foundation.rows import write_next
from kasuari.planning.access import can_return, can_set_instead, can_set_skp, can_submit, can_withdraw
from kasuari.planning.events import SkpEstablished, SkpReturned, SkpSetInstead, SkpSubmitted, SkpWithdrawn
from kasuari.planning.models import CatatanSkp, PenetapanAtasan, Skp
from kasuari.planning.operations.inputs import MAX_TEXT, tidy
from kasuari.planning.people import kewenangan_of
from kasuari.planning.printing import frozen_facts, issue_skp
from kasuari.planning.queries.checks import shortcomings
from kasuari.planning.states import SKP
from kasuari.regulation import penetapan
from kasuari.regulation.edition import edition_on

register(
    {
        "planning.incomplete": Reason(
            _("SKP belum lengkap: {count} bagian wajib masih kurang."),
            _("Lengkapi bagian yang ditandai, lalu ajukan lagi."),
        ),
        "planning.no_penilai": Reason(
            _("Pejabat penilai kinerja Anda belum dapat ditentukan dari susunan organisasi."),
            _("Pakai tombol “Penilai saya salah” agar unit kepegawaian menetapkannya; draf tetap tersimpan."),
        ),
        "planning.no_notes": Reason(
            _("SKP dikembalikan tanpa catatan."),
            _("Tulis paling sedikit satu catatan supaya pegawai tahu apa yang perlu diubah."),
        ),
        "planning.no_reason": Reason(
            _("Alasan belum ditulis."),
            _("Tulis mengapa Anda menetapkan SKP ini menggantikan pejabat penilai kinerjanya."),
        ),
        "planning.note_too_long": Reason(
            _("Catatan terlalu panjang."), _("Ringkaskan menjadi paling banyak 2.000 huruf.")
        ),
    }
)


@transaction.atomic
def submit_skp(*, skp: Skp, version: int, by: Actor, at: datetime) -> Skp:
    """Hand the SKP to the penilai of the day. Raises Invalid naming every wajib shortcoming at its field.

    The penilai is read anew from the organisation, so that a draft of January reaches the penilai of March.
    """
    can_submit(by, skp).or_raise()
    state = SKP.next(skp.state, "ajukan")
    lacking = shortcomings(skp, on=skp.start_date).wajib
    if lacking:
        problems = tuple(Problem(item.code, item.path, item.message, item.basis) for item in lacking)
        raise Invalid("planning.incomplete", problems=problems, count=len(problems))
    right = kewenangan_of(skp.pegawai_id, on=at.date())
    if right.penilai_id is None:
        raise Invalid("planning.no_penilai")
    write_next(
        skp,
        version,
        state=state,
        submitted_at=at,
        submitted_by_id=by.user_id,
        penilai_id=right.penilai_id,
        atasan_penilai_id=right.atasan_penilai_id,
        unit_penilai_id=right.unit_penilai_id,
        kewenangan_code=right.code,
    )
    record(SkpSubmitted(**_about(skp, by, at, tell=_account(skp.penilai)), penilai=str(skp.penilai)))
    return skp


@transaction.atomic
def withdraw_skp(*, skp: Skp, version: int, by: Actor, at: datetime) -> Skp:
    """Take a submitted SKP back before it is set."""
    can_withdraw(by, skp).or_raise()
    write_next(skp, version, state=SKP.next(skp.state, "tarik"), submitted_at=None, submitted_by_id=None)
    record(SkpWithdrawn(**_about(skp, by, at, tell=_account(skp.penilai))))
    return skp


@transaction.atomic
def return_skp(*, skp: Skp, version: int, notes: Iterable[tuple[str, str]], by: Actor, at: datetime) -> Skp:
    """Give a submitted SKP back with notes (path of the field or "", words); at least one."""
    can_return(by, skp).or_raise()
    state = SKP.next(skp.state, "kembalikan")
    if by.user_id is None:
        raise NotAllowed("planning.no_account")
    kept = [(path[:80], words) for path, words in ((path, tidy(text)) for path, text in notes) if words]
    if not kept:
        raise Invalid("planning.no_notes")
    if any(len(words) > MAX_TEXT for _path, words in kept):
        raise Invalid("planning.note_too_long")
    write_next(skp, version, state=state)
    CatatanSkp.objects.bulk_create(
        CatatanSkp(skp=skp, path=path, teks=words, written_at=at, written_by_id=by.user_id)
        for path, words in kept
    )
    record(SkpReturned(**_about(skp, by, at, tell=_account(skp.pegawai)), count=len(kept)))
    return skp


@transaction.atomic
def set_skp(*, skp: Skp, version: int, by: Actor, at: datetime, issue: bool = True) -> Skp:
    """Set a submitted SKP: freeze people, organisation and contents into `fakta`, and issue its paper.

    Only the penilai of the day may (Pasal 14 ayat (1)); a penilai who was replaced since is refused.
    `issue` False
    leaves the paper to the first print.
    """
    can_set_skp(by, skp).or_raise()
    state = SKP.next(skp.state, "tetapkan")
    right = kewenangan_of(skp.pegawai_id, on=at.date())
    if right.penilai_id != by.pegawai_id:
        raise NotAllowed("planning.no_longer_penilai")
    edition = edition_on(skp.start_date) or ""
    write_next(
        skp,
        version,
        state=state,
        set_at=at,
        set_by_id=by.user_id,
        edition=edition,
        fakta=frozen_facts(skp, edition=edition, at=at),
    )
    record(
        SkpEstablished(
            **_about(skp, by, at, tell=_account(skp.pegawai)),
            pegawai=skp.pegawai.nama_lengkap,
            edition=edition,
        )
    )
    if issue:
        issue_skp(skp=skp, by=by, at=at)
    return skp


@transaction.atomic
def set_skp_instead(
    *, skp: Skp, version: int, alasan: str, by: Actor, at: datetime, issue: bool = True
) -> Skp:
    """Set a submitted SKP as the atasan of its penilai, who had not by the end of January (Lampiran BAB II
    C.5). The reason is kept; owner and penilai are told. The penilai stays the penilai of the year.
    """
    can_set_instead(by, skp).or_raise()
    state = SKP.next(skp.state, "gantikan")
    if by.user_id is None:
        raise NotAllowed("planning.no_account")
    words = tidy(alasan)
    if not words:
        raise Invalid("planning.no_reason", problems=(Problem("planning.no_reason", "alasan", _ASKED),))
    if len(words) > MAX_TEXT:
        raise Invalid("planning.note_too_long")
    right = kewenangan_of(skp.pegawai_id, on=at.date())
    if right.atasan_penilai_id != by.pegawai_id or skp.penilai is None or skp.atasan_penilai is None:
        raise NotAllowed("planning.not_atasan")
    edition = edition_on(skp.start_date) or ""
    PenetapanAtasan.objects.create(
        skp=skp,
        atasan=skp.atasan_penilai,
        penilai=skp.penilai,
        alasan=words,
        dasar=str(penetapan.ATASAN),
        set_at=at,
        set_by_id=by.user_id,
    )
    write_next(
        skp,
        version,
        state=state,
        set_at=at,
        set_by_id=by.user_id,
        edition=edition,
        fakta=frozen_facts(skp, edition=edition, at=at, instead=words),
    )
    record(
        SkpSetInstead(
            **_about(skp, by, at, tell=_account(skp.pegawai) + _account(skp.penilai)),
            pegawai=skp.pegawai.nama_lengkap,
            penilai=str(skp.penilai),
            penilai_id=skp.penilai.pk,
            alasan=words,
            edition=edition,
        )
    )
    if issue:
        issue_skp(skp=skp, by=by, at=at)
    return skp


_ASKED = _("Tulis alasannya.")


def _account(pegawai: Any) -> tuple[int, ...]:
    return (pegawai.user_id,) if pegawai is not None and pegawai.user_id else ()


def _about(skp: Skp, by: Actor, at: datetime, *, tell: tuple[int, ...]) -> dict[str, Any]:
    return {
        "by": by,
        "at": at,
        "object_id": skp.pk,
        "pegawai_id": skp.pegawai_id,
        "tell": tell,
        "link": reverse("planning:skp", args=[skp.pk]),
    }
