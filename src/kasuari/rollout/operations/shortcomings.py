"""The register of shortcomings, and help that is offered."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from kasuari.accounts.enums import Role
from kasuari.accounts.queries import holders_of
from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.refusals import Invalid, Problem
from kasuari.foundation.rows import write_next
from kasuari.rollout.access import can_arrange, can_report, can_verify
from kasuari.rollout.enums import StateKekurangan, Tanda, Tingkat
from kasuari.rollout.events import (
    HelpOffered,
    ShortcomingDecided,
    ShortcomingReopened,
    ShortcomingRepaired,
    ShortcomingReported,
    ShortcomingVerified,
)
from kasuari.rollout.models import BantuanUnit, Kekurangan
from kasuari.rollout.queries.waves import paths_of
from kasuari.rollout.states import KEKURANGAN

if TYPE_CHECKING:
    from kasuari.learning.models import Pendamping
    from kasuari.organisation.models import UnitKerja

SAY = {
    "judul": _("Sebut kekurangannya dalam satu kalimat pendek, paling panjang 150 huruf."),
    "teks": _("Ceritakan apa yang terjadi dan apa yang Anda harapkan, paling panjang 4.000 huruf."),
    "tingkat": _("Pilih seberapa mengganggu."),
    "alasan": _("Tulis alasannya, paling panjang 600 huruf."),
    "rilis": _("Sebut versi yang memuat perbaikannya."),
    "bantuan": _("Tulis bantuan yang ditawarkan, paling panjang 300 huruf."),
}


def _check(**wrong: bool) -> None:
    problems = tuple(Problem("rollout.field", field, SAY[field]) for field, bad in wrong.items() if bad)
    if problems:
        raise Invalid("rollout.invalid", problems=problems)


@transaction.atomic
def report_shortcoming(
    *, unit: UnitKerja, judul: str, teks: str, tingkat: str, halaman: str = "", by: Actor, at: datetime
) -> Kekurangan:
    """Say what is lacking, for the unit where one works. The unit kepegawaian is told."""
    can_report(by).or_raise()
    judul, teks = judul.strip(), teks.strip()
    _check(
        judul=not judul or len(judul) > 150,
        teks=not teks or len(teks) > 4000,
        tingkat=tingkat not in Tingkat.values,
    )
    alike = Kekurangan.objects.filter(
        pelapor_id=by.pegawai_id, judul=judul, teks=teks, state=StateKekurangan.DILAPORKAN
    ).first()
    if alike is not None:
        return alike
    made = Kekurangan.objects.create(
        instansi_id=unit.instansi_id,
        judul=judul,
        teks=teks,
        halaman=halaman.strip()[:200],
        unit=unit,
        pelapor_id=by.pegawai_id or 0,
        tingkat=tingkat,
        reported_at=at,
    )
    record(
        ShortcomingReported(
            by=by,
            at=at,
            object_id=made.pk,
            judul=judul,
            unit=unit.nama,
            tingkat=tingkat,
            tell=tuple(holders_of(Role.KEPEGAWAIAN, on=timezone.localtime(at).date())),
            link=_link(made),
        )
    )
    return made


@transaction.atomic
def decide_shortcoming(
    *,
    kekurangan: Kekurangan,
    version: int,
    accept: bool,
    alasan: str,
    tingkat: str = "",
    by: Actor,
    at: datetime,
) -> None:
    """It will be repaired, or it will not and why. The clerk may correct how grave it is."""
    can_arrange(by).or_raise()
    state, alasan = KEKURANGAN.next(kekurangan.state, "terima" if accept else "tolak"), alasan.strip()
    tingkat = tingkat or kekurangan.tingkat
    _check(
        alasan=len(alasan) > 600 or (not accept and not alasan),
        tingkat=tingkat not in Tingkat.values,
    )
    write_next(
        kekurangan,
        version,
        state=state,
        tingkat=tingkat,
        putusan_teks=alasan,
        decided_at=at,
        decided_by_id=by.user_id,
    )
    record(
        ShortcomingDecided(
            by=by,
            at=at,
            object_id=kekurangan.pk,
            judul=kekurangan.judul,
            putusan=state,
            alasan=alasan,
            tell=_reporter(kekurangan),
            link=_link(kekurangan),
        )
    )


@transaction.atomic
def repair_shortcoming(*, kekurangan: Kekurangan, version: int, rilis: str, by: Actor, at: datetime) -> None:
    """Say in which version it is repaired; whoever reported it is asked to try."""
    can_arrange(by).or_raise()
    state, rilis = KEKURANGAN.next(kekurangan.state, "perbaiki"), rilis.strip()
    _check(rilis=not rilis or len(rilis) > 40)
    write_next(kekurangan, version, state=state, rilis=rilis, repaired_at=at)
    record(
        ShortcomingRepaired(
            by=by,
            at=at,
            object_id=kekurangan.pk,
            judul=kekurangan.judul,
            rilis=rilis,
            tell=_reporter(kekurangan),
            link=_link(kekurangan),
        )
    )


@transaction.atomic
def verify_shortcoming(*, kekurangan: Kekurangan, version: int, by: Actor, at: datetime) -> None:
    """The unit that reported it has tried: it is settled."""
    _may_verify(kekurangan, by, at)
    state = KEKURANGAN.next(kekurangan.state, "pastikan")
    write_next(kekurangan, version, state=state, verified_at=at, verified_by_id=by.user_id)
    record(ShortcomingVerified(by=by, at=at, object_id=kekurangan.pk, judul=kekurangan.judul))


@transaction.atomic
def reopen_shortcoming(*, kekurangan: Kekurangan, version: int, alasan: str, by: Actor, at: datetime) -> None:
    """It is not settled yet, or the refusal is questioned: back to the unit kepegawaian, who is told."""
    _may_verify(kekurangan, by, at)
    act = "pertanyakan" if kekurangan.state == StateKekurangan.DITOLAK else "belum"
    state, alasan = KEKURANGAN.next(kekurangan.state, act), alasan.strip()
    _check(alasan=not alasan or len(alasan) > 600)
    write_next(kekurangan, version, state=state)
    record(
        ShortcomingReopened(
            by=by,
            at=at,
            object_id=kekurangan.pk,
            judul=kekurangan.judul,
            alasan=alasan,
            tell=tuple(holders_of(Role.KEPEGAWAIAN, on=timezone.localtime(at).date())),
            link=_link(kekurangan),
        )
    )


@transaction.atomic
def offer_help(
    *, unit: UnitKerja, tanda: str, teks: str, pendamping: Pendamping | None = None, by: Actor, at: datetime
) -> BantuanUnit:
    """Write down what was offered to a unit. With `pendamping`, who is told, the words may be left out."""
    can_arrange(by).or_raise()
    teks = teks.strip()
    if pendamping is not None:
        with translation.override("id"):  # it is kept, whoever writes it
            words = str(_("Pendamping {nama} diminta menawarkan bantuan."))
        asked = words.format(nama=pendamping.pegawai.nama_lengkap)
        teks = f"{asked} {teks}".strip()
    _check(bantuan=not teks or len(teks) > 300 or tanda not in Tanda.values)
    alike = BantuanUnit.objects.filter(unit=unit, tanda=tanda, teks=teks, offered_at__date=at.date()).first()
    if alike is not None:
        return alike
    made = BantuanUnit.objects.create(
        unit=unit, tanda=tanda, teks=teks, offered_at=at, offered_by_id=by.user_id or 0
    )
    told = pendamping.pegawai.user_id if pendamping is not None else None
    record(
        HelpOffered(
            by=by,
            at=at,
            object_id=unit.pk,
            unit=unit.nama,
            tanda=tanda,
            teks=teks,
            tell=(told,) if told is not None else (),
        )
    )
    return made


def _may_verify(kekurangan: Kekurangan, by: Actor, at: datetime) -> None:
    on = timezone.localtime(at).date()
    can_verify(by, kekurangan, unit_paths=paths_of(by, on=on)).or_raise()


def _reporter(kekurangan: Kekurangan) -> tuple[int, ...]:
    user_id = kekurangan.pelapor.user_id
    return (user_id,) if user_id is not None else ()


def _link(kekurangan: Kekurangan) -> str:
    return reverse("rollout:shortcoming", args=[kekurangan.pk])
