"""Thresholds, the decision to go or to wait, its signatures, and the start."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kasuari.accounts.enums import Role
from kasuari.accounts.queries import holders_of
from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.refusals import Invalid, NotAllowed, Problem, Stale
from kasuari.foundation.rows import write_next
from kasuari.organisation.queries import leaders_of, pegawai_rows
from kasuari.rollout.access import can_arrange
from kasuari.rollout.enums import JenisGelombang, Putusan, Sebagai
from kasuari.rollout.events import GateProposed, GateSigned, ThresholdSet, WaveStarted
from kasuari.rollout.models import Gelombang, KeputusanGerbang, TandaTanganGerbang
from kasuari.rollout.queries.waves import accounts_in, members_of
from kasuari.rollout.readiness import CRITERIA, lacking, measure, shown
from kasuari.rollout.states import GELOMBANG

SAY = {
    "syarat": _("Pilih syaratnya."),
    "ambang": _("Tulis angka dari 0 sampai 100, atau kosongkan dengan alasan."),
    "tanpa": _("Tulis mengapa syarat ini tidak dipakai, paling panjang 300 huruf."),
    "putusan": _("Pilih lanjut atau tunda."),
    "alasan": _("Tulis alasan menunda, paling panjang 600 huruf."),
}


def _problem(field: str) -> Problem:
    return Problem("rollout.field", field, SAY[field])


@transaction.atomic
def set_threshold(
    *,
    gelombang: Gelombang,
    version: int,
    syarat: str,
    ambang: float | None,
    tanpa: str = "",
    by: Actor,
    at: datetime,
) -> None:
    """What a criterion must reach for this wave; None does without it and says why."""
    can_arrange(by).or_raise()
    GELOMBANG.next(gelombang.state, "ubah")
    tanpa = tanpa.strip()
    found = next((item for item in CRITERIA if item.code == syarat), None)
    problems = []
    if found is None:
        problems.append(_problem("syarat"))
    if ambang is not None and not 0 <= ambang <= 100:
        problems.append(_problem("ambang"))
    if (ambang is None and not tanpa) or len(tanpa) > 300:
        problems.append(_problem("tanpa"))
    if problems or found is None:
        raise Invalid("rollout.invalid", problems=tuple(problems))
    given: dict[str, float | str | None] = {"ambang": ambang, "tanpa": "" if ambang is not None else tanpa}
    if gelombang.ambang.get(syarat) == given:
        return
    write_next(gelombang, version, ambang={**gelombang.ambang, syarat: given})
    words = str(_("tidak dipakai")) if ambang is None else shown(ambang, found)
    record(
        ThresholdSet(
            by=by,
            at=at,
            object_id=gelombang.pk,
            gelombang=gelombang.nama,
            syarat=str(found.label),
            ambang=words,
            alasan=tanpa if ambang is None else "",
        )
    )


@transaction.atomic
def propose_decision(
    *, gelombang: Gelombang, putusan: str, alasan: str = "", by: Actor, at: datetime
) -> KeputusanGerbang:
    """Go or wait, with what the criteria say now. A go is refused while a criterion holds the wave up. It is
    signed by the leader of every unit and by the PyB; each of them is told."""
    can_arrange(by).or_raise()
    wave = Gelombang.objects.select_for_update().get(pk=gelombang.pk)
    GELOMBANG.next(wave.state, "mulai")
    alasan = alasan.strip()
    problems = []
    if putusan not in Putusan.values:
        problems.append(_problem("putusan"))
    if (putusan == Putusan.TUNDA and not alasan) or len(alasan) > 600:
        problems.append(_problem("alasan"))
    if problems:
        raise Invalid("rollout.invalid", problems=tuple(problems))
    if wave.jenis == JenisGelombang.PEMBANDING:
        raise Invalid("rollout.comparison")
    on = timezone.localtime(at).date()
    members = members_of(wave)
    if not members:
        raise Invalid("rollout.no_units")
    answers = measure(wave, on=on)
    if putusan == Putusan.LANJUT and (short := lacking(answers)):
        raise Invalid("rollout.gate_closed", kurang="; ".join(short))
    standing = KeputusanGerbang.objects.filter(gelombang=wave, replaced_at__isnull=True)
    kept = [item.as_json() for item in answers]
    if standing.filter(putusan=putusan, alasan=alasan, hasil=kept).exists():
        return standing.get()
    standing.update(replaced_at=at)
    made = KeputusanGerbang.objects.create(
        gelombang=wave,
        putusan=putusan,
        alasan=alasan,
        hasil=kept,
        proposed_at=at,
        proposed_by_id=by.user_id or 0,
    )
    tell = _ask_signatures(made, {row.unit_id for row in members}, on=on)
    record(
        GateProposed(
            by=by,
            at=at,
            object_id=wave.pk,
            putusan=putusan,
            gelombang=wave.nama,
            alasan=alasan,
            tell=tell,
            link=reverse("rollout:gate", args=[wave.pk]),
        )
    )
    return made


def _ask_signatures(keputusan: KeputusanGerbang, unit_ids: set[int], *, on: date) -> tuple[int, ...]:
    """A line for everybody whom it concerns. Answers the accounts to be told."""
    leaders = leaders_of(unit_ids, on)
    signers: dict[int, tuple[str, int | None]] = {}
    for unit_id, leader in sorted(leaders.items()):
        signers.setdefault(leader.pegawai_id, (Sebagai.PIMPINAN_UNIT, unit_id))
    holders = pegawai_rows().filter(user_id__in=holders_of(Role.PYB, on=on)).order_by("pk")
    for pegawai_id in holders.values_list("pk", flat=True):
        signers.setdefault(pegawai_id, (Sebagai.PYB, None))
    TandaTanganGerbang.objects.bulk_create(
        TandaTanganGerbang(keputusan=keputusan, pegawai_id=person, sebagai=role, unit_id=unit)
        for person, (role, unit) in signers.items()
    )
    users = pegawai_rows().filter(pk__in=signers, user__isnull=False).order_by("pk")
    return tuple(users.values_list("user_id", flat=True))


@transaction.atomic
def sign_decision(*, keputusan: KeputusanGerbang, by: Actor, at: datetime) -> None:
    """Sign the standing decision, as the one whom it concerns."""
    line = keputusan.tanda_tangan.filter(pegawai_id=by.pegawai_id or 0).first()
    if by.pegawai_id is None or by.user_id is None or line is None or keputusan.replaced_at is not None:
        raise NotAllowed("rollout.not_signer")
    changed = TandaTanganGerbang.objects.filter(pk=line.pk, signed_at__isnull=True).update(signed_at=at)
    if not changed:
        raise Invalid("rollout.signed_already")
    record(
        GateSigned(
            by=by,
            at=at,
            object_id=keputusan.gelombang_id,
            pegawai_id=by.pegawai_id,
            putusan=keputusan.putusan,
            gelombang=keputusan.gelombang.nama,
        )
    )


@transaction.atomic
def start_wave(*, gelombang: Gelombang, version: int, by: Actor, at: datetime) -> None:
    """Begin. Refused without a signed go, and while a criterion holds the wave up by now; the refusal says
    what lacks."""
    can_arrange(by).or_raise()
    wave = Gelombang.objects.select_for_update().get(pk=gelombang.pk)
    if wave.version != version:
        raise Stale
    state = GELOMBANG.next(wave.state, "mulai")
    if wave.jenis == JenisGelombang.PEMBANDING:
        raise Invalid("rollout.comparison")
    found = KeputusanGerbang.objects.filter(
        gelombang=wave, replaced_at__isnull=True, putusan=Putusan.LANJUT
    ).first()
    if found is None:
        raise Invalid("rollout.no_decision")
    missing = found.tanda_tangan.filter(signed_at__isnull=True).select_related("pegawai").order_by("pk")
    names = [line.pegawai.nama_lengkap for line in missing]
    if names:
        raise Invalid("rollout.not_signed", kurang=", ".join(names))
    on = timezone.localtime(at).date()
    if short := lacking(measure(wave, on=on)):
        raise Invalid("rollout.gate_closed", kurang="; ".join(short))
    practice = {"pengenalan_end_at": at} if wave.practises else {}
    write_next(wave, version, state=state, started_at=at, started_by_id=by.user_id, **practice)
    record(
        WaveStarted(
            by=by,
            at=at,
            object_id=wave.pk,
            gelombang=wave.nama,
            tell=accounts_in(wave, on=on),
            link=reverse("rollout:wave", args=[wave.pk]),
        )
    )
