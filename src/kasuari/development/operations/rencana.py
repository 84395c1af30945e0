"""The development talk, the plan that both agree on, and its progress."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from kasuari.development.access.rencana import can_agree, can_propose, can_talk, side_of
from kasuari.development.enums.rencana import CaraBelajar, Sikap, StateKegiatan, StateRencana
from kasuari.development.events.rencana import (
    ActionAdded,
    ActionMoved,
    ActionRemoved,
    FindingDiscussed,
    PlanAgreed,
    PlanClosed,
    PlanProposed,
    PlanReopened,
    PlanReturned,
    PlanWithdrawn,
    PlanWritten,
)
from kasuari.development.models import (
    HasilKompetensi,
    KegiatanPengembangan,
    PandanganKompetensi,
    RencanaPengembangan,
)
from kasuari.development.queries.rencana import DevelopmentRecord
from kasuari.development.states import KEGIATAN, RENCANA
from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.refusals import Invalid, Problem, Refusal, Stale
from kasuari.foundation.rows import write_next
from kasuari.organisation import queries as organisation

LONGEST, LINE = 2000, 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """What was typed for one action of a plan."""

    cara: str
    teks: str
    ukuran: str
    start_date: date | None
    last_date: date | None
    kompetensi_id: int | None = None
    jp_rencana: Decimal | None = None


@transaction.atomic
def say_of_finding(
    *,
    hasil: HasilKompetensi,
    penilai_id: int | None,
    sikap: str,
    catatan: str,
    by: Actor,
    at: datetime,
) -> None:
    """Confirm a finding of B.1.9, or say what is wrong with it. The newer word of the same side replaces the
    older; the finding itself is corrected by the next evaluation."""
    owner_id = hasil.evaluasi.pegawai_id
    can_talk(by, pegawai_id=owner_id, penilai_id=penilai_id).or_raise()
    catatan = catatan.strip()
    wrong = (
        ("sikap", _("Pilih salah satu."), sikap not in Sikap.values),
        ("catatan", _("Tulis apa yang perlu dikoreksi."), sikap == Sikap.KOREKSI and not catatan),
        ("catatan", _("Paling panjang 2.000 huruf."), len(catatan) > LONGEST),
    )
    _refuse(wrong)
    side = side_of(by, pegawai_id=owner_id, penilai_id=penilai_id)
    said = PandanganKompetensi.objects.filter(hasil=hasil, pihak=side, sikap=sikap, catatan=catatan)
    if said.exists():
        return
    PandanganKompetensi.objects.update_or_create(
        hasil=hasil,
        pihak=side,
        defaults={"sikap": sikap, "catatan": catatan, "said_at": at, "said_by_id": by.user_id or 0},
    )
    other = penilai_id if by.pegawai_id == owner_id else owner_id
    record(
        FindingDiscussed(
            by=by,
            at=at,
            object_id=owner_id,
            pegawai_id=owner_id,
            tell=_user(other, at),
            link=reverse("development:person", args=[owner_id]),
            hasil_id=hasil.pk,
            kompetensi=hasil.nama,
            sikap=sikap,
        )
    )


@transaction.atomic
def write_plan(
    *, held: DevelopmentRecord, tahun: int, tujuan: str, version: int, by: Actor, at: datetime
) -> RencanaPengembangan:
    """Write the goals of the year's plan, which begins with it. `version` 0: there was none."""
    can_talk(by, pegawai_id=held.pegawai.pk, penilai_id=held.penilai_id).or_raise()
    tujuan = tujuan.strip()
    _refuse((("tujuan", _("Isi tujuan, paling panjang 2.000 huruf."), not 0 < len(tujuan) <= LONGEST),))
    if version == 0:
        try:
            with transaction.atomic():
                plan = RencanaPengembangan.objects.create(
                    pegawai=held.pegawai,
                    tahun=tahun,
                    state=RENCANA.initial,
                    tujuan=tujuan,
                    created_at=at,
                    created_by_id=by.user_id or 0,
                    version=1,
                )
        except IntegrityError:
            raise Stale from None
    else:
        if held.rencana is None:
            raise Stale
        plan = held.rencana
        _move(plan, "isi", version, tujuan=tujuan)
    record(PlanWritten(**_about(plan, by, at), tahun=plan.tahun))
    return plan


@transaction.atomic
def add_action(
    *,
    plan: RencanaPengembangan,
    held: DevelopmentRecord,
    action: Action,
    version: int,
    by: Actor,
    at: datetime,
) -> KegiatanPengembangan:
    """Add an action to a draft. Raises Invalid with every problem."""
    can_talk(by, pegawai_id=plan.pegawai_id, penilai_id=held.penilai_id).or_raise()
    names = {item.gap.kompetensi_id: item.gap.nama for item in held.findings}
    first, last = action.start_date, action.last_date
    wrong = (
        ("cara", _("Pilih salah satu."), action.cara not in CaraBelajar.values),
        ("teks", _("Isi, paling panjang 300 huruf."), not 0 < len(action.teks.strip()) <= LINE),
        (
            "ukuran",
            _("Tulis apa yang menunjukkan bahwa kegiatan ini berhasil."),
            not 0 < len(action.ukuran.strip()) <= LINE,
        ),
        ("start_date", _("Isi tanggal mulai."), first is None),
        (
            "last_date",
            _("Isi tanggal selesai yang tidak mendahului mulainya."),
            last is None or (first is not None and last < first),
        ),
        (
            "kompetensi",
            _("Pilih dari daftar kompetensi jabatan ini."),
            action.kompetensi_id is not None and action.kompetensi_id not in names,
        ),
        (
            "jp_rencana",
            _("Tulis angka lebih dari 0, paling besar 1.000."),
            action.jp_rencana is not None and not 0 < action.jp_rencana <= 1000,
        ),
    )
    _refuse(wrong)
    _move(plan, "isi", version)
    made = KegiatanPengembangan.objects.create(
        rencana=plan,
        kompetensi_id=action.kompetensi_id,
        nama_kompetensi=names.get(action.kompetensi_id or 0, ""),
        cara=action.cara,
        teks=action.teks.strip(),
        ukuran=action.ukuran.strip(),
        start_date=first or at.date(),
        last_date=last or at.date(),
        jp_rencana=action.jp_rencana,
    )
    record(ActionAdded(**_about(plan, by, at), kegiatan_id=made.pk, teks=made.teks))
    return made


@transaction.atomic
def remove_action(
    *, kegiatan: KegiatanPengembangan, held: DevelopmentRecord, version: int, by: Actor, at: datetime
) -> None:
    """Take an action out of a draft. One that was begun is cancelled instead, so that its story stays."""
    plan = kegiatan.rencana
    can_talk(by, pegawai_id=plan.pegawai_id, penilai_id=held.penilai_id).or_raise()
    _move(plan, "isi", version)
    pk = kegiatan.pk
    if kegiatan.state == StateKegiatan.DIRENCANAKAN and not kegiatan.belajar.exists():
        kegiatan.delete()
    else:
        KegiatanPengembangan.objects.filter(pk=pk).update(state=StateKegiatan.BATAL)
    record(ActionRemoved(**_about(plan, by, at), kegiatan_id=pk, teks=kegiatan.teks))


@transaction.atomic
def propose_plan(*, plan: RencanaPengembangan, version: int, by: Actor, at: datetime) -> None:
    """The Pegawai stands behind the plan and sends it to the penilai."""
    can_propose(by, pegawai_id=plan.pegawai_id).or_raise()
    if not plan.kegiatan.exclude(state=StateKegiatan.BATAL).exists():
        raise Invalid("development.plan_empty")
    _move(plan, "ajukan", version, proposed_at=at, proposed_by_id=by.user_id, alasan="")
    penilai = organisation.penilai_of(pegawai_id=plan.pegawai_id, on=at.date()).penilai
    tell = (penilai.user_id,) if penilai and penilai.user_id else ()
    record(PlanProposed(**(_about(plan, by, at) | {"tell": tell}), tahun=plan.tahun))


@transaction.atomic
def agree_plan(
    *, plan: RencanaPengembangan, held: DevelopmentRecord, version: int, by: Actor, at: datetime
) -> None:
    """The penilai agrees: now it is agreed by both."""
    can_agree(by, pegawai_id=plan.pegawai_id, penilai_id=held.penilai_id).or_raise()
    _move(plan, "sepakati", version, agreed_at=at, agreed_by_id=by.user_id)
    record(PlanAgreed(**_about(plan, by, at), tahun=plan.tahun))


@transaction.atomic
def return_plan(
    *,
    plan: RencanaPengembangan,
    held: DevelopmentRecord,
    alasan: str,
    version: int,
    by: Actor,
    at: datetime,
) -> None:
    """The penilai sends it back with a reason."""
    can_agree(by, pegawai_id=plan.pegawai_id, penilai_id=held.penilai_id).or_raise()
    alasan = alasan.strip()[:LONGEST]
    if not alasan:
        raise Invalid("development.reason_missing")
    _move(plan, "kembalikan", version, alasan=alasan, proposed_at=None, proposed_by_id=None)
    record(PlanReturned(**_about(plan, by, at), tahun=plan.tahun, alasan=alasan))


@transaction.atomic
def withdraw_plan(*, plan: RencanaPengembangan, version: int, by: Actor, at: datetime) -> None:
    """The Pegawai takes it back before the penilai has agreed."""
    can_propose(by, pegawai_id=plan.pegawai_id).or_raise()
    _move(plan, "tarik", version, proposed_at=None, proposed_by_id=None)
    record(PlanWithdrawn(**_about(plan, by, at), tahun=plan.tahun))


@transaction.atomic
def reopen_plan(
    *, plan: RencanaPengembangan, held: DevelopmentRecord, version: int, by: Actor, at: datetime
) -> None:
    """Either of the two opens an agreed plan for a change; it has to be agreed anew."""
    can_talk(by, pegawai_id=plan.pegawai_id, penilai_id=held.penilai_id).or_raise()
    _move(plan, "ubah", version, proposed_at=None, proposed_by_id=None, agreed_at=None, agreed_by_id=None)
    record(PlanReopened(**_about(plan, by, at), tahun=plan.tahun))


@transaction.atomic
def close_plan(
    *, plan: RencanaPengembangan, held: DevelopmentRecord, version: int, by: Actor, at: datetime
) -> None:
    """The penilai ends the year's plan."""
    can_agree(by, pegawai_id=plan.pegawai_id, penilai_id=held.penilai_id).or_raise()
    _move(plan, "tutup", version)
    record(PlanClosed(**_about(plan, by, at), tahun=plan.tahun))


@transaction.atomic
def move_action(
    *,
    kegiatan: KegiatanPengembangan,
    held: DevelopmentRecord,
    act: str,
    kemajuan: str,
    version: int,
    by: Actor,
    at: datetime,
) -> None:
    """Note how far an action of an agreed plan has come: mulai, selesaikan or batalkan."""
    plan = kegiatan.rencana
    can_talk(by, pegawai_id=plan.pegawai_id, penilai_id=held.penilai_id).or_raise()
    if plan.state != StateRencana.DISEPAKATI:
        raise Refusal("development.plan_not_agreed")
    next_state = KEGIATAN.next(kegiatan.state, act)
    kemajuan = " ".join(kemajuan.split())[:LINE]
    moved = KegiatanPengembangan.objects.filter(pk=kegiatan.pk, version=version, state=kegiatan.state).update(
        state=next_state, kemajuan=kemajuan, version=version + 1
    )
    if not moved:
        raise Stale
    record(
        ActionMoved(
            **_about(plan, by, at),
            kegiatan_id=kegiatan.pk,
            teks=kegiatan.teks,
            keadaan=next_state,
            kemajuan=kemajuan,
        )
    )


def _move(plan: RencanaPengembangan, act: str, version: int, **columns: Any) -> None:
    """One step of the state table. Raises StateRefusal, or Stale where somebody else wrote in between."""
    write_next(plan, version, state=RENCANA.next(plan.state, act), **columns)


def _about(plan: RencanaPengembangan, by: Actor, at: datetime) -> dict[str, Any]:
    """What every event of a plan carries; the owner is told of what another did."""
    told = _user(plan.pegawai_id, at) if by.pegawai_id != plan.pegawai_id else ()
    return {
        "by": by,
        "at": at,
        "object_id": plan.pegawai_id,
        "pegawai_id": plan.pegawai_id,
        "tell": told,
        "link": reverse("development:plan", args=[plan.pk]),
    }


def _user(pegawai_id: int | None, at: datetime) -> tuple[int, ...]:
    if pegawai_id is None:
        return ()
    user_id = organisation.identity(pegawai_id, at.date()).user_id
    return (user_id,) if user_id else ()


def _refuse(wrong: tuple[tuple[str, str, bool], ...]) -> None:
    """Raises Invalid with every problem."""
    problems = tuple(Problem("development.field", path, words) for path, words, is_wrong in wrong if is_wrong)
    if problems:
        raise Invalid("development.invalid", problems=problems)
