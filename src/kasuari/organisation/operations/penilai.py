""" "My penilai is wrong": a proposal that the clerk accepts, which sets a penilai by decision, or refuses."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.urls import reverse

from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.refusals import Invalid, Problem, Refusal, Stale
from kasuari.organisation.access import can_decide_koreksi, can_report_penilai
from kasuari.organisation.enums import StateKoreksi
from kasuari.organisation.events import KoreksiAccepted, KoreksiRefused, PenilaiReported
from kasuari.organisation.models import KoreksiPenilai, Pegawai, PenetapanPenilai
from kasuari.organisation.queries.authority import penilai_of
from kasuari.organisation.states import KOREKSI


@transaction.atomic
def report_penilai(
    *, pegawai: Pegawai, penilai_usulan_id: int, alasan: str, berlaku_date: date, by: Actor, at: datetime
) -> KoreksiPenilai:
    """Say that the penilai is wrong and who it should be. One open report per person.

    Raises NotAllowed, Refusal `organisation.correction_open`, or Invalid with every problem at once.
    """
    can_report_penilai(by, pegawai).or_raise()
    found = penilai_of(pegawai_id=pegawai.pk, on=berlaku_date)
    now = found.penilai.pegawai_id if found.penilai else None
    usulan = Pegawai.objects.filter(pk=penilai_usulan_id, instansi_id=pegawai.instansi_id).first()
    _check_report(pegawai, usulan, now, alasan)
    assert usulan is not None  # noqa: S101 - _check_report has refused it
    try:
        with transaction.atomic():
            koreksi = KoreksiPenilai.objects.create(
                pegawai=pegawai,
                penilai_semula_id=now,
                penilai_usulan=usulan,
                berlaku_date=berlaku_date,
                alasan=alasan.strip(),
                submitted_at=at,
                submitted_by_id=by.user_id or 0,
            )
    except IntegrityError:
        raise Refusal("organisation.correction_open") from None
    record(
        PenilaiReported(
            by=by,
            at=at,
            object_id=koreksi.pk,
            pegawai_id=pegawai.pk,
            pegawai=pegawai.nama_lengkap,
            penilai_semula=found.penilai.nama if found.penilai else "",
            penilai_usulan=usulan.nama_lengkap,
            tell=_accounts(pegawai),
            link=reverse("organisation:person", args=[pegawai.pk]),
        )
    )
    return koreksi


@transaction.atomic
def accept_koreksi(*, koreksi: KoreksiPenilai, note: str = "", by: Actor, at: datetime) -> PenetapanPenilai:
    """Set the proposed penilai by decision, from the day of the report on. It comes before the tree.

    Raises NotAllowed, StateRefusal or Stale.
    """
    can_decide_koreksi(by, koreksi).or_raise()
    usulan = koreksi.penilai_usulan
    if usulan is None:
        raise Refusal("organisation.penilai_unknown")
    _decide(koreksi, "accept", note, by=by, at=at)
    start = koreksi.berlaku_date
    in_the_way = PenetapanPenilai.objects.filter(pegawai_id=koreksi.pegawai_id).filter(
        Q(end_date__isnull=True) | Q(end_date__gt=start)
    )
    in_the_way.filter(start_date__lt=start).update(end_date=start)
    later = in_the_way.filter(start_date__gte=start).order_by("start_date").first()
    given = {
        "penilai": usulan,
        "dasar": f"Koreksi penilai: {koreksi.alasan}"[:300],
        "decided_at": at,
        "decided_by_id": by.user_id,
    }
    if later is not None and later.start_date == start:
        PenetapanPenilai.objects.filter(pk=later.pk).update(
            penilai_id=usulan.pk, dasar=given["dasar"], decided_at=at, decided_by_id=by.user_id
        )
        penetapan = PenetapanPenilai.objects.get(pk=later.pk)
    else:
        penetapan = PenetapanPenilai.objects.create(
            pegawai_id=koreksi.pegawai_id,
            start_date=start,
            end_date=later.start_date if later is not None else None,
            **given,
        )
    record(
        KoreksiAccepted(
            by=by,
            at=at,
            object_id=koreksi.pk,
            pegawai_id=koreksi.pegawai_id,
            pegawai=koreksi.pegawai.nama_lengkap,
            penilai=usulan.nama_lengkap,
            start_date=start.strftime("%d-%m-%Y"),
            note=note.strip(),
            tell=_accounts(koreksi.pegawai, usulan, koreksi.penilai_semula),
            link=reverse("organisation:person", args=[koreksi.pegawai_id]),
        )
    )
    return penetapan


@transaction.atomic
def refuse_koreksi(*, koreksi: KoreksiPenilai, note: str, by: Actor, at: datetime) -> KoreksiPenilai:
    """Leave the penilai as it is, and say why. Raises NotAllowed, StateRefusal, Stale or Invalid."""
    can_decide_koreksi(by, koreksi).or_raise()
    if not note.strip():
        problem = Problem(
            "organisation.note_missing", "note", Refusal("organisation.note_missing").reason.why
        )
        raise Invalid("organisation.note_missing", problems=(problem,))
    _decide(koreksi, "refuse", note, by=by, at=at)
    record(
        KoreksiRefused(
            by=by,
            at=at,
            object_id=koreksi.pk,
            pegawai_id=koreksi.pegawai_id,
            pegawai=koreksi.pegawai.nama_lengkap,
            note=note.strip(),
            tell=_accounts(koreksi.pegawai),
            link=reverse("organisation:person", args=[koreksi.pegawai_id]),
        )
    )
    koreksi.refresh_from_db()
    return koreksi


def _decide(koreksi: KoreksiPenilai, act: str, note: str, *, by: Actor, at: datetime) -> None:
    state = KOREKSI.next(koreksi.state, act)
    decided = KoreksiPenilai.objects.filter(pk=koreksi.pk, state=StateKoreksi.DIAJUKAN).update(
        state=state, decided_at=at, decided_by_id=by.user_id, decision_note=note.strip()
    )
    if not decided:
        raise Stale


def _check_report(pegawai: Pegawai, usulan: Pegawai | None, now: int | None, alasan: str) -> None:
    codes = []
    if usulan is None:
        codes.append(("organisation.penilai_unknown", "penilai_usulan"))
    elif usulan.pk == pegawai.pk:
        codes.append(("organisation.penilai_self", "penilai_usulan"))
    elif usulan.pk == now:
        codes.append(("organisation.penilai_same", "penilai_usulan"))
    if not alasan.strip():
        codes.append(("organisation.reason_missing", "alasan"))
    if codes:
        problems = tuple(Problem(code, path, Refusal(code).reason.why) for code, path in codes)
        raise Invalid(codes[0][0], problems=problems)


def _accounts(*people: Pegawai | None) -> tuple[int, ...]:
    return tuple(person.user_id for person in people if person is not None and person.user_id is not None)
