"""Konseling kinerja (Lampiran BAB III D.5): first told, then reported, counselled and recorded.

What is written goes into the case alone. The event of each step names neither the person nor a word.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from kasuari.development.access.konseling import can_appoint, can_counsel, can_report_case, can_tell
from kasuari.development.enums.bimbingan import PeranKonselor, StateKonseling
from kasuari.development.events.bimbingan import CounsellingStep
from kasuari.development.models import KasusKonseling
from kasuari.development.queries.bimbingan import evidence_for
from kasuari.development.states import KONSELING
from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.refusals import Invalid, Problem
from kasuari.foundation.rows import write_next
from kasuari.organisation import queries as organisation

if TYPE_CHECKING:
    from kasuari.organisation.models import Pegawai

LONGEST = 5000


@transaction.atomic
def tell_problem(*, pegawai: Pegawai, disampaikan: str, by: Actor, at: datetime) -> KasusKonseling:
    """The penilai tells the person what hinders the work (D.5.c.1.c): the first step, always."""
    penilai_id = organisation.superiors_of(pegawai_id=pegawai.pk, on=at.date()).penilai_id
    can_tell(by, pegawai_id=pegawai.pk, penilai_id=penilai_id).or_raise()
    identity = organisation.identity(pegawai, at.date())
    if identity.unit_id is None:
        raise Invalid("development.no_post")
    words = _words("disampaikan", disampaikan)
    same = KasusKonseling.objects.filter(
        pegawai=pegawai, penilai_id=penilai_id, state=StateKonseling.DISAMPAIKAN, disampaikan=words
    ).first()
    if same is not None:
        return same
    made = KasusKonseling.objects.create(
        pegawai=pegawai,
        penilai_id=penilai_id or 0,
        unit_id=identity.unit_id,
        state=KONSELING.initial,
        disampaikan=words,
        told_at=at,
        told_by_id=by.user_id or 0,
        version=1,
    )
    _record(made, "sampaikan", [pegawai.pk], by, at)
    return made


@transaction.atomic
def note_change(*, case: KasusKonseling, version: int, by: Actor, at: datetime) -> None:
    """The conduct has changed: nothing is reported and the matter is closed."""
    can_report_case(by, case).or_raise()
    _move(case, "tutup", version)
    _record(case, "tutup", [case.pegawai_id], by, at)


@transaction.atomic
def report_problem(
    *,
    case: KasusKonseling,
    ekspektasi_khusus: str,
    permasalahan: str,
    serupa: bool | None,
    upaya: str,
    version: int,
    by: Actor,
    at: datetime,
    bukti_ids: Collection[int] = (),
) -> None:
    """B.1.10 to the unit kepegawaian: a duty where nothing has changed (D.5.c.1.d), with the umpan balik that
    it rests on as it stands today."""
    can_report_case(by, case).or_raise()
    wrong = (
        ("permasalahan", _("Jelaskan permasalahannya, paling panjang 5.000 huruf."), permasalahan, True),
        ("upaya", _("Tulis apa yang sudah dilakukan, paling panjang 5.000 huruf."), upaya, True),
        ("ekspektasi_khusus", _("Paling panjang 5.000 huruf."), ekspektasi_khusus, False),
    )
    problems = [
        Problem("development.field", path, words)
        for path, words, given, needed in wrong
        if len(given.strip()) > LONGEST or (needed and not given.strip())
    ]
    if serupa is None:
        problems.append(Problem("development.field", "serupa", _("Pilih ya atau tidak.")))
    evidence = dict(evidence_for(by, case)) if bukti_ids else {}
    if not set(bukti_ids) <= set(evidence):
        words = _("Pilih dari umpan balik yang ada.")
        problems.append(Problem("development.field", "bukti_ids", words))
    if problems:
        raise Invalid("development.invalid", problems=tuple(problems))
    _move(
        case,
        "laporkan",
        version,
        ekspektasi_khusus=ekspektasi_khusus.strip(),
        permasalahan=permasalahan.strip(),
        serupa=serupa,
        upaya=upaya.strip(),
        bukti=[kept for key, kept in evidence.items() if key in bukti_ids],
        reported_at=at,
        reported_by_id=by.user_id,
    )
    _record(case, "laporkan", [case.pegawai_id], by, at)


@transaction.atomic
def appoint_counsellor(
    *,
    case: KasusKonseling,
    konselor_id: int | None,
    peran: str,
    jadwal_at: datetime | None,
    tempat: str,
    version: int,
    by: Actor,
    at: datetime,
) -> None:
    """The PyB or the unit kepegawaian names the counsellor, the time and the place (D.5.c.2)."""
    can_appoint(by, case).or_raise()
    tempat = tempat.strip()
    problems = tuple(
        Problem("development.field", path, words)
        for path, words, is_wrong in (
            ("peran", _("Pilih salah satu."), peran not in PeranKonselor.values),
            ("jadwal_at", _("Isi waktu yang akan datang."), jadwal_at is None or jadwal_at < at),
            ("tempat", _("Isi tempat, paling panjang 200 huruf."), not 0 < len(tempat) <= 200),
        )
        if is_wrong
    )
    if problems:
        raise Invalid("development.invalid", problems=problems)
    found = organisation.pegawai_named(case.pegawai.instansi_id, [konselor_id or 0]).get(konselor_id or 0)
    is_penilai = found is not None and found.pk == case.penilai_id
    if found is None or found.pk == case.pegawai_id or is_penilai != (peran == PeranKonselor.PENILAI):
        raise Invalid("development.counsellor_wrong")
    atasan = organisation.penilai_of(pegawai_id=case.penilai_id, on=at.date()).penilai
    _move(
        case,
        "tetapkan",
        version,
        konselor_id=found.pk,
        peran_konselor=peran,
        jadwal_at=jadwal_at,
        tempat=tempat,
        atasan_id=atasan.pegawai_id if atasan else None,
    )
    _record(case, "tetapkan", [case.pegawai_id, found.pk], by, at)


@transaction.atomic
def write_notes(*, case: KasusKonseling, catatan: str, version: int, by: Actor, at: datetime) -> None:
    """The counsellor's own notes, which nobody else reads."""
    can_counsel(by, case).or_raise()
    catatan = catatan.strip()
    if len(catatan) > LONGEST:
        _words("catatan", catatan)
    _move(case, "catat", version, catatan=catatan)
    _record(case, "catat", [], by, at)


@transaction.atomic
def record_counselling(*, case: KasusKonseling, rekaman: str, version: int, by: Actor, at: datetime) -> None:
    """The record of the counselling, signed by the counsellor; it goes to whom D.5.d names."""
    can_counsel(by, case).or_raise()
    words = _words("rekaman", rekaman)
    _move(case, "rekam", version, rekaman=words, recorded_at=at, recorded_by_id=by.user_id)
    receivers = {
        PeranKonselor.PENILAI: [case.atasan_id],
        PeranKonselor.PEJABAT: [case.penilai_id, case.atasan_id],
    }.get(PeranKonselor(case.peran_konselor), [])
    told = [key for key in (*receivers, case.pegawai_id) if key is not None]
    _record(case, "rekam", told, by, at)


def _move(case: KasusKonseling, act: str, version: int, **columns: Any) -> None:
    write_next(case, version, state=KONSELING.next(case.state, act), **columns)


def _words(path: str, text: str) -> str:
    text = text.strip()
    if not 0 < len(text) <= LONGEST:
        problem = Problem("development.field", path, _("Isi, paling panjang 5.000 huruf."))
        raise Invalid("development.invalid", problems=(problem,))
    return text


def _record(case: KasusKonseling, langkah: str, told: list[int], by: Actor, at: datetime) -> None:
    people = organisation.identity_many(told, at.date()) if told else {}
    users = sorted(item.user_id for item in people.values() if item.user_id and item.user_id != by.user_id)
    record(
        CounsellingStep(
            by=by,
            at=at,
            object_id=case.pk,
            tell=tuple(users),
            link=reverse("development:case", args=[case.pk]),
            langkah=langkah,
        )
    )
