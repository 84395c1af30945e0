"""Proposing a penghargaan on the result of an evaluation, deciding on it, and taking lists out (Pasal 31)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from kasuari.accounts.enums import Role
from kasuari.accounts.queries import holders_of
from kasuari.development.access.tindak_lanjut import (
    can_decide_award,
    can_propose_award,
    can_withdraw_award,
)
from kasuari.development.enums.tindak_lanjut import BentukPenghargaan
from kasuari.development.events.tindak_lanjut import (
    AwardDecided,
    AwardProposed,
    AwardWithdrawn,
    ListExported,
)
from kasuari.development.models import UsulanPenghargaan
from kasuari.development.states_tindak_lanjut import PENGHARGAAN
from kasuari.documents.spreadsheet import Cell, write_rows
from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.refusals import Invalid, Problem, Refusal
from kasuari.foundation.rows import write_next
from kasuari.organisation import queries as organisation
from kasuari.regulation.predikat import Predikat
from kasuari.regulation.tindak_lanjut import Bentuk, Kelayakan, kelayakan_penghargaan

if TYPE_CHECKING:
    from kasuari.evaluation.models import Evaluasi

LONGEST = 500


@transaction.atomic
def propose_award(
    *, evaluasi: Evaluasi, bentuk: str, nama: str, alasan: str, by: Actor, at: datetime
) -> UsulanPenghargaan:
    """Propose one award on a result that holds. Raises NotAllowed, Invalid, or Refusal
    `development.award_not_yet` where the predikat carries none."""
    can_propose_award(
        by,
        pegawai_id=evaluasi.pegawai_id,
        penilai_id=evaluasi.penilai_id,
        path=evaluasi.skp.unit.path,
    ).or_raise()
    nama, alasan = " ".join(nama.split()), " ".join(alasan.split())
    _checked(bentuk, nama, alasan)
    answer = kelayakan_penghargaan(
        predikat=Predikat(evaluasi.predikat_berlaku),
        bentuk=Bentuk(bentuk),
        on=evaluasi.periode_evaluasi.last_date,
    )
    if answer.value in (None, Kelayakan.BELUM):
        raise Refusal("development.award_not_yet")
    try:
        with transaction.atomic():
            made = UsulanPenghargaan.objects.create(
                pegawai_id=evaluasi.pegawai_id,
                unit_id=evaluasi.skp.unit_id,
                evaluasi=evaluasi,
                predikat=evaluasi.predikat_berlaku,
                bentuk=bentuk,
                nama=nama if bentuk == BentukPenghargaan.LAIN else "",
                alasan=alasan,
                state=PENGHARGAAN.initial,
                proposed_at=at,
                proposed_by_id=by.user_id or 0,
                version=1,
            )
    except IntegrityError:
        raise Refusal("development.award_proposed_already") from None
    roles = (
        (Role.PEJABAT_PEMBINA_KEPEGAWAIAN,)
        if bentuk == BentukPenghargaan.LAIN
        else (Role.PYB, Role.PEJABAT_PEMBINA_KEPEGAWAIAN)
    )
    told = {user_id for role in roles for user_id in holders_of(role, on=at.date())} - {by.user_id}
    record(
        AwardProposed(
            by=by,
            at=at,
            object_id=made.pk,
            tell=tuple(sorted(told)),
            link=_page(made),
            bentuk=bentuk,
            nama=evaluasi.pegawai.nama_lengkap,
            alasan=alasan,
        )
    )
    return made


@transaction.atomic
def decide_award(
    *,
    usulan: UsulanPenghargaan,
    setuju: bool,
    alasan: str,
    sampai: date | None,
    version: int,
    by: Actor,
    at: datetime,
) -> None:
    """Approve or refuse, with the reason. An approved priority holds to the end of `sampai`, by default of
    the year after the evaluated one. Raises NotAllowed, Invalid, Stale."""
    can_decide_award(by, usulan).or_raise()
    alasan = _reason(alasan)
    if setuju and usulan.bentuk != BentukPenghargaan.LAIN:
        sampai = sampai or date(usulan.evaluasi.periode_evaluasi.last_date.year + 1, 12, 31)
        if sampai < at.date():
            problem = Problem("development.field", "sampai", _("Pilih tanggal yang belum lewat."))
            raise Invalid("development.invalid", problems=(problem,))
    else:
        sampai = None
    _move(
        usulan,
        "setujui" if setuju else "tolak",
        version,
        decided_at=at,
        decided_by_id=by.user_id,
        putusan_teks=alasan,
        berlaku_sampai_date=sampai,
    )
    _tell_decision(usulan, alasan, told_person=setuju, by=by, at=at)


@transaction.atomic
def revoke_award(*, usulan: UsulanPenghargaan, alasan: str, version: int, by: Actor, at: datetime) -> None:
    """Take an approved award back, with the reason. Raises NotAllowed, Invalid, Stale."""
    can_decide_award(by, usulan).or_raise()
    alasan = _reason(alasan)
    _move(usulan, "cabut", version, decided_at=at, decided_by_id=by.user_id, putusan_teks=alasan)
    _tell_decision(usulan, alasan, told_person=True, by=by, at=at)


@transaction.atomic
def withdraw_award(*, usulan: UsulanPenghargaan, version: int, by: Actor, at: datetime) -> None:
    """Whoever proposed takes it back while it waits. Raises NotAllowed, Stale."""
    can_withdraw_award(by, usulan).or_raise()
    _move(usulan, "tarik", version)
    record(
        AwardWithdrawn(
            by=by,
            at=at,
            object_id=usulan.pk,
            bentuk=usulan.bentuk,
            nama=usulan.pegawai.nama_lengkap,
        )
    )


@transaction.atomic
def export_list(
    *, name: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]], by: Actor, at: datetime
) -> bytes:
    """A list of people as a spreadsheet; whoever takes it out is kept in the ledger.

    `rows` are what a query that knows the actor has answered.
    """
    lines = list(rows)
    agency = organisation.instansi_for(by)
    record(ListExported(by=by, at=at, object_id=agency.pk, daftar=name, count=len(lines)))
    return write_rows(columns, lines, sheet=name[:31])


def _checked(bentuk: str, nama: str, alasan: str) -> None:
    problems = []
    if bentuk not in BentukPenghargaan.values:
        problems.append(Problem("development.field", "bentuk", _("Pilih bentuk penghargaannya.")))
    if bentuk == BentukPenghargaan.LAIN and not 0 < len(nama) <= 150:
        problems.append(
            Problem("development.field", "nama", _("Sebut penghargaannya, paling panjang 150 huruf."))
        )
    if not 0 < len(alasan) <= LONGEST:
        problems.append(
            Problem("development.field", "alasan", _("Tulis alasannya, paling panjang 500 huruf."))
        )
    if problems:
        raise Invalid("development.invalid", problems=tuple(problems))


def _reason(alasan: str) -> str:
    alasan = " ".join(alasan.split())
    if not 0 < len(alasan) <= LONGEST:
        problem = Problem("development.field", "alasan", _("Tulis alasannya, paling panjang 500 huruf."))
        raise Invalid("development.invalid", problems=(problem,))
    return alasan


def _move(usulan: UsulanPenghargaan, act: str, version: int, **columns: object) -> None:
    write_next(usulan, version, state=PENGHARGAAN.next(usulan.state, act), **columns)


def _tell_decision(
    usulan: UsulanPenghargaan, alasan: str, *, told_person: bool, by: Actor, at: datetime
) -> None:
    told = {usulan.proposed_by_id}
    if told_person and usulan.pegawai.user_id:
        told.add(usulan.pegawai.user_id)
    record(
        AwardDecided(
            by=by,
            at=at,
            object_id=usulan.pk,
            tell=tuple(sorted(told)),
            link=reverse("development:recognitions"),
            bentuk=usulan.bentuk,
            nama=usulan.pegawai.nama_lengkap,
            keadaan=usulan.state,
            alasan=alasan,
        )
    )


def _page(usulan: UsulanPenghargaan) -> str:
    return reverse("development:recognition", args=[usulan.pk])
