"""Reminding those whose planning is not complete, by somebody or by the calendar."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.refusals import Invalid, NotAllowed, Problem
from kasuari.organisation.queries import units_led_by
from kasuari.planning.access_dialog import REMINDERS, can_remind, can_schedule
from kasuari.planning.enums import JenisPengingat, StatePeriode
from kasuari.planning.events.dialog import JadwalChosen, PenilaiReminded, PlanningEscalated, PlanningReminded
from kasuari.planning.models import JadwalPengingat, PengingatPerencanaan, Periode
from kasuari.planning.queries.completion import day_in, deadline_of, jadwal_on
from kasuari.planning.queries.reminding import Pair, Sending, escalation, sending
from kasuari.regulation.periode import KalenderKerja, hari_kerja_antara, hari_kerja_terakhir

MOST_DAYS = 8
FARTHEST_DAY = 60

register(
    {
        "planning.nobody_to_remind": Reason(
            _("Tidak ada yang perlu diingatkan sekarang."),
            _("Semua sudah lengkap, sudah diingatkan baru-baru ini, atau belum memiliki akun."),
        ),
        "planning.unknown_keadaan": Reason(
            _("Keadaan ini tidak dikenal."),
            _("Pakai belum, draf, dikembalikan, diajukan, atau ditetapkan."),
        ),
        "planning.jadwal_problems": Reason(
            _("Jadwal pengingat belum dapat disimpan."), _("Perbaiki bagian yang ditandai, lalu simpan lagi.")
        ),
    }
)


@transaction.atomic
def remind_planning(
    *,
    periode: Periode,
    path: str,
    keadaan: Iterable[str] = (),
    q: str = "",
    pegawai_id: int | None = None,
    by: Actor,
    at: datetime,
) -> Sending:
    """Tell everybody below `path` who is to act next, save those who were told within the days of rest.

    Two events where both owners and penilai are told, because each hears another sentence. Raises Invalid
    where nobody is left to tell.
    """
    _may_remind(by, path, at)
    if periode.state != StatePeriode.DIBUKA:
        raise NotAllowed("planning.periode_closed")
    found = sending(
        periode,
        on=day_in(periode, at.date()),
        at=at,
        jeda_hari=jadwal_on(periode.instansi_id, at.date()).jeda_hari,
        path=path,
        keadaan=keadaan,
        q=q,
        pegawai_id=pegawai_id,
    )
    if not found.count:
        raise Invalid("planning.nobody_to_remind")
    _tell(periode, found, JenisPengingat.LANGSUNG, by, at)
    return found


@transaction.atomic
def remind_by_calendar(*, periode: Periode, kalender: KalenderKerja, by: Actor, at: datetime) -> int:
    """What the schedule asks for on this day: reminders before the deadline; after it also those who stand
    above. Answers how many people were told. Running it twice tells nobody twice.
    """
    on, last = at.date(), deadline_of(periode)
    if not by.is_system or periode.state != StatePeriode.DIBUKA or not kalender.hari_kerja(on):
        return 0
    jadwal = jadwal_on(periode.instansi_id, on)
    working = hari_kerja_terakhir(sampai=last, kalender=kalender)
    late = on > last
    days = hari_kerja_antara(mulai=last, sampai=on, kalender=kalender) if late else 0
    left = 0 if late else hari_kerja_antara(mulai=on, sampai=working, kalender=kalender)
    if days not in jadwal.hari_sesudah if late else left not in jadwal.hari_sebelum:
        return 0
    found = sending(periode, on=day_in(periode, on), at=at, jeda_hari=jadwal.jeda_hari)
    if found.count:
        _tell(periode, found, JenisPengingat.TERJADWAL, by, at)
    told = found.count
    if late:
        told += _escalate(periode, day_in(periode, on), jadwal.jeda_hari, by, at)
    return told


@transaction.atomic
def choose_jadwal(
    *,
    periode: Periode,
    start_date: date,
    hari_sebelum: Sequence[int],
    hari_sesudah: Sequence[int],
    jeda_hari: int,
    by: Actor,
    at: datetime,
) -> JadwalPengingat:
    """The schedule of the agency of `periode` from a day on; a schedule of the same day is replaced, an
    earlier one stays as it was until then."""
    can_schedule(by).or_raise()
    if by.user_id is None:
        raise NotAllowed("planning.no_account")
    before, after = (
        tuple(sorted(set(days), reverse=turn)) for days, turn in ((hari_sebelum, True), (hari_sesudah, False))
    )
    _check_days(before, after, jeda_hari, start_date, at.date())
    same = JadwalPengingat.objects.filter(
        instansi_id=periode.instansi_id,
        start_date=start_date,
        hari_sebelum=list(before),
        hari_sesudah=list(after),
        jeda_hari=jeda_hari,
    )
    if (held := same.first()) is not None:
        return held
    row, _made = JadwalPengingat.objects.update_or_create(
        instansi_id=periode.instansi_id,
        start_date=start_date,
        defaults={
            "hari_sebelum": list(before),
            "hari_sesudah": list(after),
            "jeda_hari": jeda_hari,
            "created_at": at,
            "created_by_id": by.user_id,
        },
    )
    record(
        JadwalChosen(
            by=by,
            at=at,
            object_id=periode.pk,
            mulai=start_date,
            hari_sebelum=before,
            hari_sesudah=after,
            jeda_hari=jeda_hari,
        )
    )
    return row


def _may_remind(by: Actor, path: str, at: datetime) -> None:
    led = [unit.path for unit in units_led_by(by.pegawai_id, at.date())] if by.pegawai_id else []
    can_remind(by, led).or_raise()
    if not any(path.startswith(item) for item in (*by.scopes(*REMINDERS), *led)):
        raise NotAllowed("planning.not_reminding")


def _tell(periode: Periode, found: Sending, jenis: str, by: Actor, at: datetime) -> None:
    last = deadline_of(periode)
    _keep(periode, (*found.owners, *found.penilai), jenis, by, at)
    for event, pairs, page in (
        (PlanningReminded, found.owners, "planning:mine"),
        (PenilaiReminded, found.penilai, "planning:team"),
    ):
        if pairs:
            record(
                event(
                    by=by,
                    at=at,
                    object_id=periode.pk,
                    tell=_accounts(pairs),
                    link=reverse(page),
                    tahun=periode.tahun,
                    batas=last,
                    count=len(_accounts(pairs)),
                )
            )


def _escalate(periode: Periode, on: date, jeda_hari: int, by: Actor, at: datetime) -> int:
    pairs = escalation(periode, on=on, at=at, jeda_hari=jeda_hari)
    if not pairs:
        return 0
    _keep(periode, pairs, JenisPengingat.ESKALASI, by, at)
    tell = _accounts(pairs)
    record(
        PlanningEscalated(
            by=by,
            at=at,
            object_id=periode.pk,
            tell=tell,
            link=reverse("planning:completion"),
            tahun=periode.tahun,
            batas=deadline_of(periode),
            count=len(tell),
        )
    )
    return len(tell)


def _keep(periode: Periode, pairs: Iterable[Pair], jenis: str, by: Actor, at: datetime) -> None:
    PengingatPerencanaan.objects.bulk_create(
        (
            PengingatPerencanaan(
                periode=periode,
                pegawai_id=pair.pegawai_id,
                kepada_id=pair.kepada_id,
                jenis=jenis,
                sent_at=at,
                reminded_by_id=by.user_id,
            )
            for pair in pairs
        ),
        batch_size=2000,
    )


def _accounts(pairs: Iterable[Pair]) -> tuple[int, ...]:
    return tuple(sorted({pair.user_id for pair in pairs if pair.user_id is not None}))


def _check_days(
    before: Sequence[int], after: Sequence[int], jeda_hari: int, start_date: date, today: date
) -> None:
    problems = []
    for path, days in (("hari_sebelum", before), ("hari_sesudah", after)):
        if len(days) > MOST_DAYS or any(not 1 <= day <= FARTHEST_DAY for day in days):
            words = _("Tulis paling banyak delapan angka antara 1 dan 60.")
            problems.append(Problem("planning.jadwal_days", path, words))
    if not 1 <= jeda_hari <= FARTHEST_DAY:
        problems.append(Problem("planning.jadwal_jeda", "jeda_hari", _("Tulis angka antara 1 dan 60.")))
    if start_date < today:
        problems.append(
            Problem("planning.jadwal_past", "start_date", _("Jadwal berlaku mulai hari ini atau nanti."))
        )
    if problems:
        raise Invalid("planning.jadwal_problems", problems=tuple(problems))
