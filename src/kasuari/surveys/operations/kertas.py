"""Paper: each sheet is typed by two people who do not see each other's; what differs is looked up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.refusals import Invalid, Problem, Refusal, Stale
from kasuari.surveys.access import Standing, can_serve_counter
from kasuari.surveys.enums import StateLembar, StateSurvei, Sumber, UnsurSkm
from kasuari.surveys.events import SheetEntered, SheetResolved
from kasuari.surveys.models import EntriKertas, JawabanSkm, LembarKertas, SurveiSkm
from kasuari.surveys.operations.jawaban import PEOPLE, IsianSkm, columns, problems_of
from kasuari.surveys.states import LEMBAR

register(
    {
        "skm.sheet": Reason(_("Lembar ini belum dapat disimpan."), _("Perbaiki isian yang ditandai.")),
        "skm.same_typist": Reason(
            _("Lembar ini sudah Anda ketik; ketikan kedua harus oleh orang lain."),
            _("Serahkan kertasnya kepada rekan, lalu ketik lembar berikutnya."),
        ),
        "skm.sheet_done": Reason(
            _("Lembar dengan nomor ini sudah diketik dua kali."), _("Periksa nomor di sudut kertas.")
        ),
    }
)

LARGEST_NUMBER = 100_000


@transaction.atomic
def enter_sheet(
    *,
    survei: SurveiSkm,
    nomor: int,
    tanggal: date,
    isian: IsianSkm,
    standing: Standing,
    by: Actor,
    at: datetime,
) -> LembarKertas:
    """Type a sheet for the first or the second time; two that agree count at once.

    Raises NotAllowed, Invalid, Refusal.
    """
    can_serve_counter(by, path=survei.unit.path, standing=standing).or_raise()
    if survei.state != StateSurvei.TERBUKA:
        raise Refusal("skm.closed")
    problems = problems_of(isian)
    if not 1 <= nomor <= LARGEST_NUMBER:
        problems = (*problems, Problem("skm.sheet", "nomor", _("Tulis nomor di sudut kertas.")))
    if not survei.start_date <= tanggal <= min(survei.last_date, at.date()):
        problems = (*problems, Problem("skm.sheet", "tanggal", _("Pilih tanggal dalam masa survei.")))
    if problems:
        raise Invalid("skm.sheet", problems=problems)
    lembar, _made = LembarKertas.objects.select_for_update().get_or_create(
        survei=survei, nomor=nomor, defaults={"tanggal": tanggal}
    )
    entries = list(lembar.entri.order_by("ke"))
    if any(entry.entered_by_id == by.user_id for entry in entries):
        raise Refusal("skm.same_typist")
    if len(entries) > 1 or lembar.state != StateLembar.MENUNGGU:
        raise Refusal("skm.sheet_done")
    turn = len(entries) + 1
    try:
        with transaction.atomic():
            EntriKertas.objects.create(
                lembar=lembar, ke=turn, isi=as_typed(isian), entered_at=at, entered_by_id=by.user_id or 0
            )
    except IntegrityError as clash:
        raise Stale from clash
    if entries:
        same = not differences(entries[0].isi, as_typed(isian))
        lembar.state = LEMBAR.next(lembar.state, "sama" if same else "beda")
        lembar.save(update_fields=["state"])
        if same:
            _count(lembar, isian)
    record(SheetEntered(by=by, at=at, object_id=survei.pk, nomor=nomor, ke=turn))
    return lembar


@transaction.atomic
def resolve_sheet(
    *, lembar: LembarKertas, isian: IsianSkm, standing: Standing, by: Actor, at: datetime
) -> LembarKertas:
    """Keep what the paper really says, after looking at it again.

    Raises NotAllowed, StateRefusal, Invalid, Stale.
    """
    survei = lembar.survei
    can_serve_counter(by, path=survei.unit.path, standing=standing).or_raise()
    if survei.state != StateSurvei.TERBUKA:
        raise Refusal("skm.closed")
    state = LEMBAR.next(lembar.state, "selesaikan")
    problems = problems_of(isian)
    if problems:
        raise Invalid("skm.sheet", problems=problems)
    changed = LembarKertas.objects.filter(pk=lembar.pk, state=lembar.state).update(
        state=state, resolved_at=at, resolved_by_id=by.user_id
    )
    if not changed:
        raise Stale
    first, second = lembar.entri.order_by("ke")
    named = ", ".join(sorted(differences(first.isi, second.isi)))
    _count(lembar, isian)
    record(SheetResolved(by=by, at=at, object_id=survei.pk, nomor=lembar.nomor, berbeda=named))
    lembar.refresh_from_db()
    return lembar


def as_typed(isian: IsianSkm) -> dict[str, Any]:
    """What is kept of one typing; blanks are left out."""
    return {name: value for name, value in columns(isian).items() if value != ""}


def isian_of(isi: Mapping[str, Any]) -> IsianSkm:
    """A typing as an answer again."""
    return IsianSkm(
        {name: isi[name] for name in UnsurSkm.values if name in isi},
        {name: isi[name] for name in PEOPLE if name in isi},
        isi.get("saran", ""),
    )


def differences(first: Mapping[str, Any], second: Mapping[str, Any]) -> set[str]:
    """The questions that two typings answer differently. Of a saran the words count, not its spaces."""
    found = {name for name in {*first, *second} if first.get(name) != second.get(name)}
    if " ".join(str(first.get("saran", "")).split()) == " ".join(str(second.get("saran", "")).split()):
        found.discard("saran")
    return found


def _count(lembar: LembarKertas, isian: IsianSkm) -> None:
    JawabanSkm.objects.create(
        survei_id=lembar.survei_id, tanggal=lembar.tanggal, sumber=Sumber.KERTAS, **columns(isian)
    )
