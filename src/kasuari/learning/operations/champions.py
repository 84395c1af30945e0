"""Proposing, appointing and ending a pendamping."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kasuari.accounts.enums import Role
from kasuari.accounts.queries import holders_of
from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.refusals import Invalid, Problem, Stale
from kasuari.learning.access import can_appoint, can_end_champion, can_name_champion
from kasuari.learning.enums import StatePendamping
from kasuari.learning.events import ChampionAppointed, ChampionEnded, ChampionProposed, ChampionRefused
from kasuari.learning.models import Pendamping
from kasuari.learning.states import PENDAMPING
from kasuari.organisation.queries import in_force, penugasan_rows

if TYPE_CHECKING:
    from kasuari.organisation.models import Pegawai, UnitKerja

register(
    {
        "learning.champion": Reason(
            _("Pendamping ini belum dapat ditunjuk."), _("Perbaiki isian yang ditandai.")
        )
    }
)
OPEN = (StatePendamping.DIUSULKAN, StatePendamping.BERTUGAS)


@transaction.atomic
def name_champion(
    *,
    unit: UnitKerja,
    pegawai: Pegawai | None,
    start_date: date | None,
    end_date: date | None = None,
    by: Actor,
    at: datetime,
) -> Pendamping:
    """Appoint somebody of a unit as the one to ask first, or propose them: the unit kepegawaian appoints, the
    leader of the unit proposes. The same once more is the same. Raises NotAllowed, Invalid."""
    on = timezone.localtime(at).date()
    can_name_champion(by, unit, on=on).or_raise()
    found = _checked(unit, pegawai, start_date, end_date, on)
    appointed = bool(can_appoint(by))
    state = StatePendamping.DIUSULKAN
    if appointed:
        state = StatePendamping(PENDAMPING.next(state, "tetapkan"))
    held = Pendamping.objects.filter(unit=unit, pegawai=found, state__in=OPEN).first()
    if held is not None:
        return held
    try:
        with transaction.atomic():
            made = Pendamping.objects.create(
                unit=unit,
                pegawai=found,
                state=state,
                start_date=start_date or on,
                end_date=end_date,
                proposed_at=at,
                proposed_by_id=by.user_id or 0,
            )
    except IntegrityError as clash:  # somebody else named the same person in between
        raise Stale from clash
    kind = ChampionAppointed if appointed else ChampionProposed
    record(
        kind(
            by=by,
            at=at,
            object_id=made.pk,
            nama=found.nama_lengkap,
            unit=unit.nama,
            tell=_account(found) if appointed else tuple(holders_of(Role.KEPEGAWAIAN, on=on)),
            link=reverse("learning:champions"),
        )
    )
    return made


@transaction.atomic
def decide_champion(*, pendamping: Pendamping, accept: bool, by: Actor, at: datetime) -> None:
    """Appoint whom a leader proposed, or not. Raises NotAllowed, Stale."""
    can_appoint(by).or_raise()
    state = PENDAMPING.next(pendamping.state, "tetapkan" if accept else "tolak")
    _move(pendamping, state=state)
    kind = ChampionAppointed if accept else ChampionRefused
    record(
        kind(
            by=by,
            at=at,
            object_id=pendamping.pk,
            nama=pendamping.pegawai.nama_lengkap,
            unit=pendamping.unit.nama,
            tell=(*(_account(pendamping.pegawai) if accept else ()), pendamping.proposed_by_id),
            link=reverse("learning:champions"),
        )
    )


@transaction.atomic
def end_champion(*, pendamping: Pendamping, by: Actor, at: datetime) -> None:
    """From today it is their task no more: by the unit kepegawaian, the leader, or themselves."""
    on = timezone.localtime(at).date()
    can_end_champion(by, pendamping, on=on).or_raise()
    state = PENDAMPING.next(pendamping.state, "akhiri")
    _move(pendamping, state=state, end_date=max(on, pendamping.start_date))
    record(
        ChampionEnded(
            by=by,
            at=at,
            object_id=pendamping.pk,
            nama=pendamping.pegawai.nama_lengkap,
            unit=pendamping.unit.nama,
            tell=_account(pendamping.pegawai),
            link=reverse("learning:champions"),
        )
    )


def _checked(
    unit: UnitKerja, pegawai: Pegawai | None, start_date: date | None, end_date: date | None, on: date
) -> Pegawai:
    works = pegawai is not None and (
        penugasan_rows()
        .filter(in_force(on), pegawai_id=pegawai.pk, unit__path__startswith=unit.path)
        .exists()
    )
    rules = (
        (not works, "pegawai", _("Pilih orang yang bekerja di unit itu.")),
        (start_date is None, "start_date", _("Pilih sejak kapan.")),
        (
            end_date is not None and end_date <= max(on, start_date or on),
            "end_date",
            _("Sampai kapan harus sesudah mulainya, dan sesudah hari ini."),
        ),
    )
    problems = tuple(Problem("learning.champion", path, words) for wrong, path, words in rules if wrong)
    if problems or pegawai is None:
        raise Invalid("learning.champion", problems=problems)
    return pegawai


def _move(pendamping: Pendamping, **columns: object) -> None:
    if not Pendamping.objects.filter(pk=pendamping.pk, state=pendamping.state).update(**columns):
        raise Stale


def _account(pegawai: Pegawai) -> tuple[int, ...]:
    return (pegawai.user_id,) if pegawai.user_id is not None else ()
