"""Announcing, saying that one has read it, and withdrawing."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.refusals import Invalid, NotAllowed, Problem, Stale
from kasuari.organisation.queries import pegawai_rows
from kasuari.rollout.access import can_announce
from kasuari.rollout.enums import PeranSasaran, Sasaran
from kasuari.rollout.events import Announced, AnnouncementRead, AnnouncementWithdrawn
from kasuari.rollout.models import Pengumuman, TandaBaca
from kasuari.rollout.queries.announcements import is_addressed

if TYPE_CHECKING:
    from kasuari.organisation.models import Instansi, UnitKerja
    from kasuari.rollout.models import Gelombang

SAY = {
    "judul": _("Tulis judulnya, paling panjang 120 huruf."),
    "teks": _("Tulis isinya, paling panjang 4.000 huruf."),
    "sasaran": _("Pilih untuk siapa."),
    "unit": _("Pilih unitnya."),
    "gelombang": _("Pilih gelombangnya."),
    "peran": _("Pilih perannya."),
    "last_date": _("Pilih hari ini atau sesudahnya."),
    "alasan": _("Tulis mengapa ditarik, paling panjang 300 huruf: yang sudah membaca diberi tahu."),
}


def _problem(field: str) -> Problem:
    return Problem("rollout.field", field, SAY[field])


@transaction.atomic
def announce(
    *,
    instansi: Instansi,
    judul: str,
    teks: str,
    sasaran: str,
    unit: UnitKerja | None = None,
    gelombang: Gelombang | None = None,
    peran: str = "",
    last_date: date | None,
    by: Actor,
    at: datetime,
) -> Pengumuman:
    """Announce something to everybody, a unit, a wave or a role. What the chosen audience does not need is
    left aside. The same words to the same audience on one day are one. Raises NotAllowed, Invalid."""
    can_announce(by).or_raise()
    judul, teks, today = " ".join(judul.split()), teks.strip(), timezone.localtime(at).date()
    unit = unit if sasaran == Sasaran.UNIT else None
    gelombang = gelombang if sasaran == Sasaran.GELOMBANG else None
    peran = peran if sasaran == Sasaran.PERAN else ""
    rules = (
        (not judul or len(judul) > 120, "judul"),
        (not teks or len(teks) > 4000, "teks"),
        (sasaran not in Sasaran.values, "sasaran"),
        (sasaran == Sasaran.UNIT and unit is None, "unit"),
        (sasaran == Sasaran.GELOMBANG and gelombang is None, "gelombang"),
        (sasaran == Sasaran.PERAN and peran not in PeranSasaran.values, "peran"),
        (last_date is None or last_date < today, "last_date"),
    )
    problems = tuple(_problem(field) for wrong, field in rules if wrong)
    if problems or last_date is None:
        raise Invalid("rollout.invalid", problems=problems)
    same = Pengumuman.objects.filter(
        instansi=instansi,
        judul=judul,
        teks=teks,
        sasaran=sasaran,
        unit=unit,
        gelombang=gelombang,
        peran=peran,
        withdrawn_at__isnull=True,
        last_date=last_date,
    ).first()
    if same is not None:
        return same
    made = Pengumuman.objects.create(
        instansi=instansi,
        judul=judul,
        teks=teks,
        sasaran=sasaran,
        unit=unit,
        gelombang=gelombang,
        peran=peran,
        last_date=last_date,
        published_at=at,
        published_by_id=by.user_id or 0,
    )
    record(Announced(by=by, at=at, object_id=made.pk, judul=judul, sasaran=audience_of(made)))
    return made


@transaction.atomic
def mark_read(*, pengumuman: Pengumuman, by: Actor, at: datetime) -> bool:
    """Say that one has read it. False where one had said so before. Raises NotAllowed, Invalid."""
    if by.user_id is None or not is_addressed(by, pengumuman):
        raise NotAllowed("rollout.not_addressed")
    if Pengumuman.objects.filter(pk=pengumuman.pk, withdrawn_at__isnull=False).exists():
        raise Invalid("rollout.withdrawn")
    try:
        with transaction.atomic():
            TandaBaca.objects.create(pengumuman=pengumuman, pegawai_id=by.pegawai_id or 0, read_at=at)
    except IntegrityError:
        return False
    record(
        AnnouncementRead(
            by=by, at=at, object_id=pengumuman.pk, pegawai_id=by.pegawai_id, judul=pengumuman.judul
        )
    )
    return True


@transaction.atomic
def withdraw_announcement(*, pengumuman: Pengumuman, alasan: str, by: Actor, at: datetime) -> None:
    """Take it off everybody's home page; it stays readable as withdrawn, and whoever has read it is told.
    Raises NotAllowed, Invalid, Stale."""
    can_announce(by).or_raise()
    alasan = alasan.strip()
    if not alasan or len(alasan) > 300:
        raise Invalid("rollout.invalid", problems=(_problem("alasan"),))
    changed = Pengumuman.objects.filter(pk=pengumuman.pk, withdrawn_at__isnull=True).update(
        withdrawn_at=at, alasan=alasan
    )
    if not changed:
        raise Stale
    readers = TandaBaca.objects.filter(pengumuman=pengumuman).order_by().values("pegawai_id")
    told = pegawai_rows().filter(pk__in=readers, user__isnull=False).order_by("pk")
    record(
        AnnouncementWithdrawn(
            by=by,
            at=at,
            object_id=pengumuman.pk,
            judul=pengumuman.judul,
            alasan=alasan,
            tell=tuple(told.values_list("user_id", flat=True)),
            link=reverse("rollout:announcement", args=[pengumuman.pk]),
        )
    )


def audience_of(pengumuman: Pengumuman) -> str:
    """For whom it is, in words."""
    if pengumuman.unit is not None:
        return pengumuman.unit.nama
    if pengumuman.gelombang is not None:
        return pengumuman.gelombang.nama
    if pengumuman.peran:
        return str(PeranSasaran(pengumuman.peran).label)
    return str(Sasaran.SEMUA.label)
