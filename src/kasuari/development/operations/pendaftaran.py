"""Enrolments: proposed, agreed to, invited, answered, attended, finished; and what came of them.

A seat is taken when an enrolment is agreed to, by one conditional write on the programme: two clerks at once
never pass the number of seats, on either engine.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kasuari.accounts.enums import Role
from kasuari.accounts.queries import holders_of
from kasuari.development.access.mitra import (
    can_agree,
    can_answer_invitation,
    can_note_behaviour,
    can_propose,
    can_publish,
    can_withdraw,
)
from kasuari.development.enums.mitra import (
    BERKURSI,
    HasilBelajar,
    StatePendaftaran,
    StateProgram,
)
from kasuari.development.events.mitra import (
    BehaviourNoted,
    CertificateUploaded,
    EnrolmentMoved,
    EnrolmentProposed,
    ReactionGiven,
    ResultReported,
)
from kasuari.development.models import Pendaftaran, ProgramPelatihan
from kasuari.development.queries.kompetensi import gaps_of
from kasuari.development.queries.mitra import agreed
from kasuari.development.queries.pendaftaran import departed, standings
from kasuari.development.states_mitra import PENDAFTARAN
from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.files import store_upload
from kasuari.foundation.refusals import Invalid, Problem
from kasuari.foundation.rows import write_next
from kasuari.foundation.states import StateRefusal
from kasuari.organisation import queries as organisation

if TYPE_CHECKING:
    from kasuari.development.models import Alokasi
    from kasuari.organisation.models import Pegawai


@transaction.atomic
def propose(
    *, program: ProgramPelatihan, pegawai: Pegawai, by: Actor, at: datetime, alasan: str = ""
) -> Pendaftaran:
    """Propose somebody for a programme. No seat is taken yet.

    Raises NotAllowed, or StateRefusal where the programme is closed, its partner has no agreement for those
    days, the person is enrolled already or no longer active.
    """
    who = organisation.identity(pegawai, at.date())
    penilai_id = organisation.superiors_of(pegawai_id=pegawai.pk, on=at.date()).penilai_id
    can_propose(by, pegawai_id=pegawai.pk, path=who.unit_path, penilai_id=penilai_id).or_raise()
    _may_begin(program, at)
    size = next(
        (gap.size for gap in gaps_of(pegawai.pk, on=at.date()) if gap.kompetensi_id == program.kompetensi_id),
        None,
    )
    row = _make(program, pegawai.pk, who.unit_id, size, by, at, alasan=alasan)
    if not standings([row], on=at.date())[row.pk].active:
        raise StateRefusal("development.not_active")
    record(
        EnrolmentProposed(
            **_about(row, by, at),
            tell=tuple(holders_of(Role.KEPEGAWAIAN, on=at.date())),
            nama=who.nama,
            judul=program.judul,
        )
    )
    return row


def _make(
    program: ProgramPelatihan,
    pegawai_id: int,
    unit_id: int | None,
    size: int | None,
    by: Actor,
    at: datetime,
    *,
    alasan: str = "",
    alokasi: Alokasi | None = None,
) -> Pendaftaran:
    try:
        with transaction.atomic():
            return Pendaftaran.objects.create(
                program=program,
                pegawai_id=pegawai_id,
                unit_id=unit_id,
                alokasi=alokasi,
                kesenjangan_awal=size,
                created_at=at,
                created_by_id=by.user_id,
                alasan=alasan.strip()[:300],
            )
    except IntegrityError:
        raise StateRefusal("development.enrolled_already") from None


@transaction.atomic
def approve_enrolment(*, pendaftaran: Pendaftaran, version: int, by: Actor, at: datetime) -> Pendaftaran:
    """Agree to an enrolment: from here on it holds a seat.

    Raises NotAllowed, Stale, or StateRefusal: `development.seats_full`, `development.not_active`,
    `development.no_agreement`.
    """
    can_agree(by, pegawai_id=pendaftaran.pegawai_id).or_raise()
    _still_there(pendaftaran, at)
    _may_begin(pendaftaran.program, at, closed=True)
    row = _move(pendaftaran, "setujui", version, by, at)
    take_seats(pendaftaran.program_id, 1)
    return row


@transaction.atomic
def invite(*, pendaftaran: Pendaftaran, version: int, by: Actor, at: datetime) -> Pendaftaran:
    """Send the invitation. From here on the partner knows of the person."""
    can_agree(by, pegawai_id=pendaftaran.pegawai_id).or_raise()
    _still_there(pendaftaran, at)
    return _move(pendaftaran, "undang", version, by, at, tell=_person(pendaftaran))


@transaction.atomic
def answer_invitation(
    *, pendaftaran: Pendaftaran, accept: bool, version: int, by: Actor, at: datetime, alasan: str = ""
) -> Pendaftaran:
    """The person takes the place or declines; a declined seat is free again. Raises Invalid without a reason
    to decline."""
    can_answer_invitation(by, pegawai_id=pendaftaran.pegawai_id).or_raise()
    if not accept and not alasan.strip():
        raise Invalid("development.invalid", problems=(_at("alasan", _("Tulis alasannya.")),))
    clerks = tuple(holders_of(Role.KEPEGAWAIAN, on=at.date()))
    row = _move(pendaftaran, "terima" if accept else "tolak", version, by, at, alasan=alasan, tell=clerks)
    if not accept:
        free_seats(pendaftaran.program_id, 1)
    return row


@transaction.atomic
def withdraw(*, pendaftaran: Pendaftaran, version: int, alasan: str, by: Actor, at: datetime) -> Pendaftaran:
    """Take an enrolment back, with its reason; a seat that it held is free again."""
    can_withdraw(by, pegawai_id=pendaftaran.pegawai_id).or_raise()
    if not alasan.strip():
        raise Invalid("development.invalid", problems=(_at("alasan", _("Tulis alasannya.")),))
    return _withdraw(pendaftaran, version, alasan, by, at)


@transaction.atomic
def report_result(
    *,
    pendaftaran: Pendaftaran,
    jp_hadir: int | None,
    hasil: str,
    version: int,
    by: Actor,
    at: datetime,
    own_mitra_id: int | None = None,
    nilai_awal: Decimal | None = None,
    nilai_akhir: Decimal | None = None,
) -> Pendaftaran:
    """What the partner reports: attendance, and with `hasil` the end. A report may be mended.

    Raises NotAllowed, Invalid, Stale, or StateRefusal where the programme has not begun.
    """
    can_publish(by, mitra_id=pendaftaran.program.mitra_id, own_mitra_id=own_mitra_id).or_raise()
    found = []
    if jp_hadir is None or not 0 <= jp_hadir <= pendaftaran.program.jp:
        words = _("Isi 0 sampai %(jp)d JP.") % {"jp": pendaftaran.program.jp}
        found.append(_at("jp_hadir", words))
    if hasil not in {"", *HasilBelajar.values}:
        found.append(_at("hasil", _("Pilih salah satu.")))
    for name, value in (("nilai_awal", nilai_awal), ("nilai_akhir", nilai_akhir)):
        if value is not None and not 0 <= value <= 100:
            found.append(_at(name, _("Isi 0 sampai 100.")))
    if found:
        raise Invalid("development.invalid", problems=tuple(found))
    if at.date() < pendaftaran.program.start_date:
        raise StateRefusal("development.not_begun")
    state = pendaftaran.state
    if state not in {StatePendaftaran.HADIR, StatePendaftaran.SELESAI}:
        state = PENDAFTARAN.next(state, "hadirkan")
    if hasil and state != StatePendaftaran.SELESAI:
        state = PENDAFTARAN.next(state, "selesaikan")
    given: dict[str, Any] = {
        "state": state,
        "jp_hadir": jp_hadir,
        "hasil": hasil or pendaftaran.hasil,
        "nilai_awal": nilai_awal,
        "nilai_akhir": nilai_akhir,
    }
    if all(getattr(pendaftaran, name) == value for name, value in given.items()):
        return pendaftaran
    if state == StatePendaftaran.SELESAI and pendaftaran.finished_at is None:
        given["finished_at"] = at
    write_next(pendaftaran, version, **given)
    record(
        ResultReported(
            **_about(pendaftaran, by, at),
            tell=_person(pendaftaran),
            nama=pendaftaran.pegawai.nama,
            judul=pendaftaran.program.judul,
            hasil=given["hasil"],
            jp_hadir=jp_hadir or 0,
        )
    )
    return pendaftaran


@transaction.atomic
def upload_certificate(
    *,
    pendaftaran: Pendaftaran,
    upload: UploadedFile[Any],
    version: int,
    by: Actor,
    at: datetime,
    own_mitra_id: int | None = None,
) -> Pendaftaran:
    """Keep a certificate: checked by its content, never by its name. Raises Refusal `file.type`, `file.empty`
    or `file.too_large`, NotAllowed, Stale, StateRefusal before the end."""
    can_publish(by, mitra_id=pendaftaran.program.mitra_id, own_mitra_id=own_mitra_id).or_raise()
    if pendaftaran.state != StatePendaftaran.SELESAI:
        raise StateRefusal("state.not_possible")
    file = store_upload(upload, by_id=by.user_id, at=at)
    write_next(pendaftaran, version, sertifikat=file)
    record(
        CertificateUploaded(
            **_about(pendaftaran, by, at),
            tell=_person(pendaftaran),
            nama=pendaftaran.pegawai.nama,
            judul=pendaftaran.program.judul,
        )
    )
    return pendaftaran


@transaction.atomic
def give_reaction(
    *, pendaftaran: Pendaftaran, reaksi: int | None, teks: str, version: int, by: Actor, at: datetime
) -> Pendaftaran:
    """The person's own word about a programme that is over: was it of use?"""
    can_answer_invitation(by, pegawai_id=pendaftaran.pegawai_id).or_raise()
    _over(pendaftaran)
    if reaksi is None or not 1 <= reaksi <= 5:
        raise Invalid("development.scale")
    write_next(pendaftaran, version, reaksi=reaksi, reaksi_teks=teks.strip()[:500])
    record(ReactionGiven(**_about(pendaftaran, by, at), judul=pendaftaran.program.judul, reaksi=reaksi))
    return pendaftaran


@transaction.atomic
def note_behaviour(
    *, pendaftaran: Pendaftaran, perilaku: int | None, teks: str, version: int, by: Actor, at: datetime
) -> Pendaftaran:
    """What the penilai sees in the work some time after."""
    penilai_id = organisation.superiors_of(pegawai_id=pendaftaran.pegawai_id, on=at.date()).penilai_id
    can_note_behaviour(by, pegawai_id=pendaftaran.pegawai_id, penilai_id=penilai_id).or_raise()
    _over(pendaftaran)
    if perilaku is None or not 1 <= perilaku <= 5:
        raise Invalid("development.scale")
    write_next(pendaftaran, version, perilaku=perilaku, perilaku_teks=teks.strip()[:500])
    record(
        BehaviourNoted(
            **_about(pendaftaran, by, at),
            tell=_person(pendaftaran),
            judul=pendaftaran.program.judul,
            perilaku=perilaku,
        )
    )
    return pendaftaran


def withdraw_departed(*, by: Actor, at: datetime) -> int:
    """Free the places of people who hold no post any more or are away. Answers how many; the unit kepegawaian
    is told of each."""
    rows = departed(on=at.date())
    for row in rows:
        with transaction.atomic():
            _withdraw(
                row, row.version, str(_("Tidak lagi memegang jabatan, atau sedang tidak aktif.")), by, at
            )
    return len(rows)


@transaction.atomic
def give_places(
    *,
    alokasi: Alokasi,
    places: Sequence[tuple[ProgramPelatihan, int, int | None, int | None]],
    by: Actor,
    at: datetime,
) -> int:
    """The places of an approved allocation as enrolments that are agreed to; who is enrolled already keeps
    that. Takes all seats of a programme at once, or refuses. Answers how many.

    Raises StateRefusal `development.seats_full` or `development.no_agreement`.
    """
    wanted = ProgramPelatihan.objects.filter(pk__in={program.pk for program, *_ in places})
    if wanted.exclude(agreed()).exists():
        raise StateRefusal("development.no_agreement")
    held = set(
        Pendaftaran.objects.filter(program__in={program.pk for program, *_ in places})
        .exclude(state__in=(StatePendaftaran.BATAL, StatePendaftaran.DITOLAK))
        .values_list("program_id", "pegawai_id")
    )
    made, seats = [], dict[int, int]()
    for program, pegawai_id, unit_id, size in places:
        if (program.pk, pegawai_id) in held:
            continue
        seats[program.pk] = seats.get(program.pk, 0) + 1
        made.append(
            Pendaftaran(
                program=program,
                pegawai_id=pegawai_id,
                unit_id=unit_id,
                alokasi=alokasi,
                state=StatePendaftaran.DISETUJUI,
                kesenjangan_awal=size,
                created_at=at,
                created_by_id=by.user_id,
            )
        )
    for program_id, number in sorted(seats.items()):
        take_seats(program_id, number)
    Pendaftaran.objects.bulk_create(made, batch_size=500)
    return len(made)


def take_seats(program_id: int, number: int) -> None:
    """Hold seats of a programme. Raises StateRefusal `development.seats_full`; nothing is taken then."""
    taken = ProgramPelatihan.objects.filter(pk=program_id, terisi__lte=F("kursi") - number).update(
        terisi=F("terisi") + number
    )
    if not taken:
        raise StateRefusal("development.seats_full")


def free_seats(program_id: int, number: int) -> None:
    ProgramPelatihan.objects.filter(pk=program_id, terisi__gte=number).update(terisi=F("terisi") - number)


def _withdraw(row: Pendaftaran, version: int, alasan: str, by: Actor, at: datetime) -> Pendaftaran:
    held = row.state in BERKURSI
    tell = (*_person(row), *holders_of(Role.KEPEGAWAIAN, on=at.date()))
    moved = _move(row, "batalkan", version, by, at, alasan=alasan, tell=tuple(dict.fromkeys(tell)))
    if held:
        free_seats(row.program_id, 1)
    return moved


def _move(
    row: Pendaftaran,
    act: str,
    version: int,
    by: Actor,
    at: datetime,
    *,
    alasan: str = "",
    tell: tuple[int, ...] = (),
) -> Pendaftaran:
    state = PENDAFTARAN.next(row.state, act)
    given: dict[str, Any] = {"state": state}
    if alasan.strip():
        given["alasan"] = alasan.strip()[:300]
    write_next(row, version, **given)
    record(
        EnrolmentMoved(
            **_about(row, by, at),
            tell=tell,
            nama=row.pegawai.nama,
            judul=row.program.judul,
            state=str(StatePendaftaran(state)),
            alasan=alasan.strip()[:300],
        )
    )
    return row


def _may_begin(program: ProgramPelatihan, at: datetime, *, closed: bool = False) -> None:
    last = program.batas_daftar or program.start_date
    if not closed and (program.state != StateProgram.TERBIT or last < at.date()):
        raise StateRefusal("development.programme_closed")
    if not ProgramPelatihan.objects.filter(agreed(), pk=program.pk).exists():
        raise StateRefusal("development.no_agreement")


def _still_there(row: Pendaftaran, at: datetime) -> None:
    if not standings([row], on=at.date())[row.pk].active:
        raise StateRefusal("development.not_active")


def _over(row: Pendaftaran) -> None:
    if row.state != StatePendaftaran.SELESAI:
        raise StateRefusal("state.not_possible")


def _person(row: Pendaftaran) -> tuple[int, ...]:
    return (row.pegawai.user_id,) if row.pegawai.user_id else ()


def _about(row: Pendaftaran, by: Actor, at: datetime) -> dict[str, Any]:
    return {
        "by": by,
        "at": at,
        "object_id": row.pk,
        "pegawai_id": row.pegawai_id,
        "link": reverse("development:enrolment", args=[row.pk]),
    }


def _at(field_name: str, message: Any) -> Problem:
    return Problem("development.field", field_name, message)
