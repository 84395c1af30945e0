"""Asking for feedback, and the answer that there will be none (Lampiran BAB III C.9)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from kasuari.feedback.access import can_ask, can_close_request
from kasuari.feedback.enums import StatePermintaan
from kasuari.feedback.events import PermintaanCancelled, PermintaanDeclined, UmpanBalikRequested
from kasuari.feedback.models import PermintaanUmpanBalik
from kasuari.feedback.sasaran import Sasaran, part_of
from kasuari.feedback.states import PERMINTAAN
from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.refusals import Invalid, Problem, Stale
from kasuari.progress.operations import hold

if TYPE_CHECKING:
    from kasuari.organisation.models import Pegawai
    from kasuari.planning.models import Skp


@transaction.atomic
def ask(
    *, skp: Skp, sasaran: Sasaran, pemberi: Pegawai, pesan: str = "", by: Actor, at: datetime
) -> PermintaanUmpanBalik:
    """Ask a colleague for feedback on one part; the same question that still waits is one.

    Raises NotAllowed with a reason of `can_ask`; Invalid for oneself or somebody without an account.
    """
    hold(skp)
    can_ask(by, skp, on=at.date()).or_raise()
    if pemberi.pk == skp.pegawai_id:
        message = _("Pilih orang lain; umpan balik untuk diri sendiri tidak dapat ditulis.")
        raise Invalid("feedback.invalid", problems=(Problem("feedback.pemberi", "pemberi", message),))
    same = PermintaanUmpanBalik.objects.filter(
        skp=skp, pemberi=pemberi, state=StatePermintaan.MENUNGGU, **sasaran.columns
    )
    if found := same.order_by("pk").first():
        return found
    if by.user_id is None:
        raise RuntimeError("feedback is asked for by a person")
    asked = PermintaanUmpanBalik.objects.create(
        skp=skp,
        pemberi=pemberi,
        **sasaran.columns,
        pesan=pesan.strip()[:300],
        requested_at=at,
        requested_by_id=by.user_id,
    )
    record(
        UmpanBalikRequested(
            by=by,
            at=at,
            object_id=asked.pk,
            pegawai_id=skp.pegawai_id,
            tell=(pemberi.user_id,) if pemberi.user_id is not None else (),
            link=f"{reverse('feedback:give', args=[skp.pegawai_id])}?permintaan={asked.pk}",
            pemberi_id=pemberi.pk,
            tentang=sasaran.label[:200],
        )
    )
    return asked


@transaction.atomic
def decline_request(
    *, permintaan: PermintaanUmpanBalik, alasan: str, version: int, by: Actor, at: datetime
) -> PermintaanUmpanBalik:
    """Say that one cannot answer, with a reason if one likes. Raises NotAllowed, StateRefusal, Stale."""
    can_close_request(by, permintaan, act="tolak").or_raise()
    _close(permintaan, "tolak", alasan, version, by, at)
    owner = permintaan.skp.pegawai
    record(
        PermintaanDeclined(
            by=by,
            at=at,
            object_id=permintaan.pk,
            pegawai_id=permintaan.skp.pegawai_id,
            tell=(owner.user_id,) if owner.user_id is not None else (),
            link=reverse("feedback:mine"),
            tentang=part_of(permintaan).label[:200],
        )
    )
    permintaan.refresh_from_db()
    return permintaan


@transaction.atomic
def cancel_request(
    *, permintaan: PermintaanUmpanBalik, version: int, by: Actor, at: datetime
) -> PermintaanUmpanBalik:
    """Take one's own question back. Raises NotAllowed, StateRefusal, Stale."""
    can_close_request(by, permintaan, act="batal").or_raise()
    _close(permintaan, "batal", "", version, by, at)
    record(
        PermintaanCancelled(
            by=by,
            at=at,
            object_id=permintaan.pk,
            pegawai_id=permintaan.skp.pegawai_id,
            tentang=part_of(permintaan).label[:200],
        )
    )
    permintaan.refresh_from_db()
    return permintaan


def _close(
    permintaan: PermintaanUmpanBalik, act: str, alasan: str, version: int, by: Actor, at: datetime
) -> None:
    state = PERMINTAAN.next(permintaan.state, act)
    if not PermintaanUmpanBalik.objects.filter(
        pk=permintaan.pk, version=version, state__in=PERMINTAAN.sources(act)
    ).update(
        state=state,
        alasan=alasan.strip()[:300],
        closed_at=at,
        closed_by_id=by.user_id,
        version=F("version") + 1,
    ):
        raise Stale
