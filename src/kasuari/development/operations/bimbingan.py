"""Coaching and mentoring from the first word to the report (Lampiran BAB III D.4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from kasuari.development.access.bimbingan import can_answer, can_begin, can_report, can_write
from kasuari.development.enums.bimbingan import (
    SECTIONS,
    STATEMENTS,
    BentukMentoring,
    Jawaban,
    JenisBimbingan,
    StateBimbingan,
)
from kasuari.development.enums.rencana import Pihak
from kasuari.development.events.bimbingan import (
    SessionAnswered,
    SessionBegun,
    SessionReported,
    SessionSigned,
    SessionWritten,
)
from kasuari.development.models import SesiBimbingan, UmpanBalikBimbingan
from kasuari.development.queries.kompetensi import dictionary
from kasuari.development.states import BIMBINGAN
from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.refusals import Invalid, Problem, Refusal, Stale
from kasuari.organisation import queries as organisation

if TYPE_CHECKING:
    from kasuari.organisation.models import Pegawai

CELL, PLACE, LONGEST = 1000, 200, 2000
Rows = Sequence[Sequence[str]]


@transaction.atomic
def begin_session(
    *,
    pegawai: Pegawai,
    pembimbing_id: int | None,
    jenis: str,
    bentuk: str,
    kompetensi_id: int | None,
    tanggal: date | None,
    tempat: str,
    by: Actor,
    at: datetime,
) -> SesiBimbingan:
    """The penilai opens a session and names who guides: oneself or somebody who is assigned to it."""
    penilai_id = organisation.superiors_of(pegawai_id=pegawai.pk, on=at.date()).penilai_id
    can_begin(by, pegawai_id=pegawai.pk, penilai_id=penilai_id).or_raise()
    guide = organisation.pegawai_named(pegawai.instansi_id, [pembimbing_id or 0]).get(pembimbing_id or 0)
    if guide is None or guide.pk == pegawai.pk:
        raise Invalid("development.guide_unknown")
    identity = organisation.identity(pegawai, at.date())
    if identity.unit_id is None:
        raise Invalid("development.no_post")
    names = {row.kompetensi_id: row.nama for row in dictionary(pegawai.instansi_id, on=at.date())}
    tempat = tempat.strip()
    _refuse(
        (
            ("jenis", _("Pilih salah satu."), jenis not in JenisBimbingan.values),
            ("bentuk", _("Pilih salah satu."), bentuk not in ("", *BentukMentoring.values)),
            ("kompetensi", _("Pilih dari kamus."), kompetensi_id is not None and kompetensi_id not in names),
            ("tanggal", _("Isi tanggal."), tanggal is None),
            ("tempat", _("Isi tempat, paling panjang 200 huruf."), not 0 < len(tempat) <= PLACE),
        )
    )
    held_on = tanggal or at.date()
    same = SesiBimbingan.objects.filter(
        pegawai=pegawai, pembimbing=guide, jenis=jenis, tanggal=held_on, state=StateBimbingan.TERBUKA
    ).first()
    if same is not None:
        return same
    made = SesiBimbingan.objects.create(
        pegawai=pegawai,
        pembimbing=guide,
        penilai_id=penilai_id or 0,
        unit_id=identity.unit_id,
        jenis=jenis,
        bentuk=bentuk if jenis == JenisBimbingan.MENTORING else "",
        kompetensi_id=kompetensi_id,
        nama_kompetensi=names.get(kompetensi_id or 0, ""),
        tanggal=held_on,
        tempat=tempat,
        begun_at=at,
        begun_by_id=by.user_id or 0,
        version=1,
    )
    record(SessionBegun(**_about(made, by, at), jenis=jenis))
    return made


@transaction.atomic
def write_session(
    *, sesi: SesiBimbingan, parts: Mapping[str, Rows], version: int, by: Actor, at: datetime
) -> None:
    """Write one's own parts anew. A change takes the signatures off, so that both sign what stands there."""
    can_write(by, sesi).or_raise()
    BIMBINGAN.next(sesi.state, "isi")
    side = side_in(sesi, by)
    own = {item.key: item for item in SECTIONS[sesi.jenis] if item.pihak == side}
    kept = {}
    for key, rows in parts.items():
        if key not in own:
            continue
        tidy = [[" ".join(cell.split()) for cell in row] for row in rows]
        kept[key] = [row for row in tidy if any(row)][: own[key].rows]
        if any(len(cell) > CELL for row in tidy for cell in row):
            problem = Problem("development.field", key, _("Setiap isian paling panjang 1.000 huruf."))
            raise Invalid("development.invalid", problems=(problem,))
    moved = SesiBimbingan.objects.filter(pk=sesi.pk, version=version, state=sesi.state).update(
        isi={**sesi.isi, **kept},
        version=version + 1,
        pegawai_signed_at=None,
        pegawai_signed_by=None,
        pembimbing_signed_at=None,
        pembimbing_signed_by=None,
    )
    if not moved:
        raise Stale
    record(SessionWritten(**_about(sesi, by, at), pihak=side))


@transaction.atomic
def sign_session(*, sesi: SesiBimbingan, version: int, by: Actor, at: datetime) -> None:
    """Sign. With the second signature the session is done, and the penilai can read it."""
    can_write(by, sesi).or_raise()
    side = side_in(sesi, by)
    if not any(sesi.isi.get(item.key) for item in SECTIONS[sesi.jenis] if item.pihak == side):
        raise Invalid("development.session_empty")
    other = sesi.pembimbing_signed_at if side == Pihak.PEGAWAI else sesi.pegawai_signed_at
    next_state = BIMBINGAN.next(sesi.state, "tandatangani_kedua" if other else "tandatangani")
    names = ("pegawai_signed", "pembimbing_signed")
    mine = names[0] if side == Pihak.PEGAWAI else names[1]
    moved = SesiBimbingan.objects.filter(pk=sesi.pk, version=version, state=sesi.state).update(
        **{f"{mine}_at": at, f"{mine}_by_id": by.user_id}, state=next_state, version=version + 1
    )
    if not moved:
        raise Stale
    record(SessionSigned(**_about(sesi, by, at), selesai=next_state == StateBimbingan.SELESAI))


@transaction.atomic
def report_session(*, sesi: SesiBimbingan, by: Actor, at: datetime) -> None:
    """The penilai reports the record to the atasan (D.4.j); from then on it is read there."""
    can_report(by, sesi).or_raise()
    if sesi.state != StateBimbingan.SELESAI:
        raise Refusal("development.session_unfinished")
    atasan = organisation.penilai_of(pegawai_id=sesi.penilai_id, on=at.date()).penilai
    if atasan is None:
        raise Invalid("development.no_superior")
    moved = SesiBimbingan.objects.filter(pk=sesi.pk, reported_at__isnull=True).update(
        reported_at=at, reported_by_id=by.user_id, atasan_id=atasan.pegawai_id
    )
    if not moved:
        raise Invalid("development.reported_already")
    tell = (atasan.user_id,) if atasan.user_id else ()
    record(SessionReported(**(_about(sesi, by, at) | {"tell": tell})))


@transaction.atomic
def answer_session(
    *, sesi: SesiBimbingan, jawaban: Sequence[str], catatan: str, by: Actor, at: datetime
) -> UmpanBalikBimbingan:
    """B.1.8: how the person found the session, handed to the atasan of the pimpinan."""
    can_answer(by, sesi).or_raise()
    if sesi.state != StateBimbingan.SELESAI:
        raise Refusal("development.session_unfinished")
    catatan = catatan.strip()
    _refuse(
        (
            (
                "jawaban",
                _("Jawab kesembilan pernyataan."),
                len(jawaban) != len(STATEMENTS) or any(item not in Jawaban.values for item in jawaban),
            ),
            ("catatan", _("Paling panjang 2.000 huruf."), len(catatan) > LONGEST),
        )
    )
    penerima = organisation.penilai_of(pegawai_id=sesi.penilai_id, on=at.date()).penilai
    if penerima is None:
        raise Invalid("development.no_superior")
    try:
        with transaction.atomic():
            made = UmpanBalikBimbingan.objects.create(
                sesi=sesi,
                penerima_id=penerima.pegawai_id,
                jawaban=list(jawaban),
                catatan=catatan,
                given_at=at,
                given_by_id=by.user_id or 0,
            )
    except IntegrityError:
        raise Invalid("development.feedback_given") from None
    tell = (penerima.user_id,) if penerima.user_id else ()
    link = reverse("development:answer", args=[made.pk])
    record(SessionAnswered(**(_about(sesi, by, at) | {"tell": tell, "link": link})))
    return made


def side_in(sesi: SesiBimbingan, by: Actor) -> Pihak:
    """Whose parts the actor fills in."""
    return Pihak.PEGAWAI if by.pegawai_id == sesi.pegawai_id else Pihak.PENILAI


def _about(sesi: SesiBimbingan, by: Actor, at: datetime) -> dict[str, Any]:
    """What every event of a session carries; the other of the two is told."""
    other = sesi.pembimbing_id if by.pegawai_id == sesi.pegawai_id else sesi.pegawai_id
    people = {sesi.pegawai_id, sesi.pembimbing_id} - {by.pegawai_id} if by.pegawai_id else {other}
    told = [item.user_id for item in organisation.identity_many(people, at.date()).values() if item.user_id]
    return {
        "by": by,
        "at": at,
        "object_id": sesi.pk,
        "pegawai_id": sesi.pegawai_id,
        "tell": tuple(sorted(told)),
        "link": reverse("development:session", args=[sesi.pk]),
    }


def _refuse(wrong: tuple[tuple[str, str, bool], ...]) -> None:
    """Raises Invalid with every problem."""
    problems = tuple(Problem("development.field", path, words) for path, words, is_wrong in wrong if is_wrong)
    if problems:
        raise Invalid("development.invalid", problems=problems)
