"""Making waves, putting units into them, and switching functions on and off."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.functions import Fungsi
from kasuari.foundation.refusals import Invalid, Problem, Stale
from kasuari.foundation.rows import write_next
from kasuari.rollout.access import can_arrange
from kasuari.rollout.enums import JenisGelombang, Sinyal, StateGelombang
from kasuari.rollout.events import (
    PracticeBegun,
    PracticeEnded,
    SignalNoted,
    SwitchedOff,
    SwitchedOn,
    UnitJoined,
    UnitLeft,
    WaveChanged,
    WaveEnded,
    WaveMade,
)
from kasuari.rollout.models import AnggotaGelombang, Gelombang
from kasuari.rollout.queries.waves import accounts_in
from kasuari.rollout.states import GELOMBANG

if TYPE_CHECKING:
    from kasuari.organisation.models import Instansi, UnitKerja

SAY = {
    "nama": _("Beri nama, paling panjang 120 huruf."),
    "nama_once": _("Nama itu sudah dipakai gelombang lain."),
    "jenis": _("Pilih jenisnya."),
    "fungsi": _("Pilih fungsinya."),
    "tanggal": _("Pilih tanggal sejak hari ini."),
    "alasan": _("Tulis alasannya, paling panjang 300 huruf: orang di unit itu membacanya."),
    "sinyal": _("Pilih apa yang terukur."),
}


def problem(field: str, words: str = "") -> Problem:
    return Problem("rollout.field", field, SAY[words or field])


@transaction.atomic
def make_wave(
    *,
    instansi: Instansi,
    nama: str,
    jenis: str,
    rencana_date: date | None = None,
    by: Actor,
    at: datetime,
) -> Gelombang:
    """A wave after the others. Raises Invalid with every problem."""
    can_arrange(by).or_raise()
    nama = nama.strip()
    problems = []
    if not nama or len(nama) > 120:
        problems.append(problem("nama"))
    if jenis not in JenisGelombang.values:
        problems.append(problem("jenis"))
    if problems:
        raise Invalid("rollout.invalid", problems=tuple(problems))
    last = Gelombang.objects.filter(instansi=instansi).order_by("-urutan").values_list("urutan", flat=True)
    try:
        with transaction.atomic():
            made = Gelombang.objects.create(
                instansi=instansi,
                nama=nama,
                jenis=jenis,
                urutan=(last.first() or 0) + 1,
                rencana_date=rencana_date,
                created_at=at,
                created_by_id=by.user_id or 0,
            )
    except IntegrityError as clash:
        raise Invalid("rollout.invalid", problems=(problem("nama", "nama_once"),)) from clash
    record(WaveMade(by=by, at=at, object_id=made.pk, nama=nama, jenis=jenis))
    return made


@transaction.atomic
def change_wave(
    *,
    gelombang: Gelombang,
    version: int,
    nama: str,
    jenis: str,
    rencana_date: date | None,
    by: Actor,
    at: datetime,
) -> None:
    """Name, kind and planned day, before it starts."""
    can_arrange(by).or_raise()
    GELOMBANG.next(gelombang.state, "ubah")
    nama = nama.strip()
    problems = []
    if not nama or len(nama) > 120:
        problems.append(problem("nama"))
    if jenis not in JenisGelombang.values:
        problems.append(problem("jenis"))
    if problems:
        raise Invalid("rollout.invalid", problems=tuple(problems))
    try:
        with transaction.atomic():
            write_next(gelombang, version, nama=nama, jenis=jenis, rencana_date=rencana_date)
    except IntegrityError as clash:
        raise Invalid("rollout.invalid", problems=(problem("nama", "nama_once"),)) from clash
    record(WaveChanged(by=by, at=at, object_id=gelombang.pk, nama=nama, apa=jenis))


@transaction.atomic
def add_unit(*, gelombang: Gelombang, unit: UnitKerja, by: Actor, at: datetime) -> AnggotaGelombang:
    """Put a unit, with all below it, into a wave. Raises Invalid for a unit that is in a wave already, alone
    or with a unit above or below."""
    can_arrange(by).or_raise()
    locked = Gelombang.objects.select_for_update().get(pk=gelombang.pk)
    if locked.state != StateGelombang.DISIAPKAN:
        raise Invalid("rollout.running")
    for other in AnggotaGelombang.objects.filter(gelombang__instansi_id=locked.instansi_id).select_related(
        "unit", "gelombang"
    ):
        if other.unit_id == unit.pk:
            raise Invalid("rollout.unit_elsewhere", unit=unit.nama, gelombang=other.gelombang.nama)
        if other.unit.path.startswith(unit.path) or unit.path.startswith(other.unit.path):
            raise Invalid(
                "rollout.unit_within", unit=unit.nama, lain=other.unit.nama, gelombang=other.gelombang.nama
            )
    try:
        with transaction.atomic():
            made = AnggotaGelombang.objects.create(
                gelombang=locked, unit=unit, added_at=at, added_by_id=by.user_id or 0
            )
    except IntegrityError as clash:  # somebody else put it elsewhere in between
        raise Stale from clash
    record(
        UnitJoined(by=by, at=at, object_id=locked.pk, unit_id=unit.pk, unit=unit.nama, gelombang=locked.nama)
    )
    return made


@transaction.atomic
def remove_unit(*, anggota: AnggotaGelombang, by: Actor, at: datetime) -> None:
    """Take a unit out, before its wave starts. Everything is on for it again."""
    can_arrange(by).or_raise()
    if anggota.gelombang.state != StateGelombang.DISIAPKAN:
        raise Invalid("rollout.running")
    wave, unit = anggota.gelombang, anggota.unit
    AnggotaGelombang.objects.filter(pk=anggota.pk).delete()
    record(UnitLeft(by=by, at=at, object_id=wave.pk, unit_id=unit.pk, unit=unit.nama, gelombang=wave.nama))


@transaction.atomic
def note_signal(*, anggota: AnggotaGelombang, sinyal: str, by: Actor, at: datetime) -> None:
    """What was measured at the unit."""
    can_arrange(by).or_raise()
    if sinyal not in Sinyal.values:
        raise Invalid("rollout.invalid", problems=(problem("sinyal"),))
    day = timezone.localtime(at).date()
    changed = (
        AnggotaGelombang.objects.filter(pk=anggota.pk)
        .exclude(sinyal=sinyal, sinyal_date=day)
        .update(sinyal=sinyal, sinyal_date=day)
    )
    if changed:
        record(
            SignalNoted(
                by=by,
                at=at,
                object_id=anggota.gelombang_id,
                unit=anggota.unit.nama,
                sinyal=sinyal,
            )
        )


@transaction.atomic
def switch(
    *,
    gelombang: Gelombang,
    version: int,
    fungsi: str,
    on: bool,
    tanggal: date | None,
    alasan: str = "",
    by: Actor,
    at: datetime,
) -> None:
    """Switch a function on or off for a wave from a day, today at the earliest. Nothing is deleted; everybody
    in the wave is told when it is switched off."""
    can_arrange(by).or_raise()
    today, alasan = timezone.localtime(at).date(), alasan.strip()
    problems = []
    if fungsi not in Fungsi.values:
        problems.append(problem("fungsi"))
    if tanggal is None or tanggal < today:
        problems.append(problem("tanggal"))
    if (not on and not alasan) or len(alasan) > 300:
        problems.append(problem("alasan"))
    if problems or tanggal is None:
        raise Invalid("rollout.invalid", problems=tuple(problems))
    before = [row for row in gelombang.sakelar.get(fungsi, []) if row[0] < tanggal.isoformat()]
    rows = [*before, [tanggal.isoformat(), on]]
    if rows == gelombang.sakelar.get(fungsi, []):
        return
    write_next(gelombang, version, sakelar={**gelombang.sakelar, fungsi: rows})
    link = reverse("rollout:wave", args=[gelombang.pk])
    if on:
        record(
            SwitchedOn(
                by=by, at=at, object_id=gelombang.pk, fungsi=fungsi, gelombang=gelombang.nama, tanggal=tanggal
            )
        )
        return
    record(
        SwitchedOff(
            by=by,
            at=at,
            object_id=gelombang.pk,
            fungsi=fungsi,
            gelombang=gelombang.nama,
            tanggal=tanggal,
            alasan=alasan,
            tell=accounts_in(gelombang, on=today),
            link=link,
        )
    )


@transaction.atomic
def begin_practice(*, gelombang: Gelombang, version: int, by: Actor, at: datetime) -> None:
    """From now everything works and nothing counts, before the wave starts."""
    can_arrange(by).or_raise()
    GELOMBANG.next(gelombang.state, "ubah")
    if gelombang.practises:
        return
    if gelombang.pengenalan_end_at is not None:
        raise Invalid("rollout.practised_already")
    write_next(gelombang, version, pengenalan_start_at=at)
    record(
        PracticeBegun(
            by=by,
            at=at,
            object_id=gelombang.pk,
            gelombang=gelombang.nama,
            tell=accounts_in(gelombang, on=timezone.localtime(at).date()),
            link=reverse("rollout:wave", args=[gelombang.pk]),
        )
    )


@transaction.atomic
def end_practice(*, gelombang: Gelombang, version: int, by: Actor, at: datetime) -> None:
    """From now on it is real."""
    can_arrange(by).or_raise()
    if not gelombang.practises:
        return
    write_next(gelombang, version, pengenalan_end_at=at)
    record(
        PracticeEnded(
            by=by,
            at=at,
            object_id=gelombang.pk,
            gelombang=gelombang.nama,
            tell=accounts_in(gelombang, on=timezone.localtime(at).date()),
            link=reverse("rollout:wave", args=[gelombang.pk]),
        )
    )


@transaction.atomic
def end_wave(*, gelombang: Gelombang, version: int, by: Actor, at: datetime) -> None:
    """The wave has become daily work; its switches stay as they are."""
    can_arrange(by).or_raise()
    write_next(gelombang, version, state=GELOMBANG.next(gelombang.state, "selesaikan"))
    record(WaveEnded(by=by, at=at, object_id=gelombang.pk, gelombang=gelombang.nama))
