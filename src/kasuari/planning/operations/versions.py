"""A set SKP changes by a new version: begun with its reason, written, submitted, set again (Pasal 14).

The running version stays as it is, with its realisasi, until the penilai of the day sets the new one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.refusals import Invalid, NotAllowed, Problem, Stale
from kasuari.foundation.rows import write_next
from kasuari.planning.access import (
    can_cancel_version,
    can_return_version,
    can_set_version,
    can_set_version_instead,
    can_start_version,
    can_submit_version,
    can_write_version,
)
from kasuari.planning.differences import Difference, difference
from kasuari.planning.enums import SebabPerubahan, StateVersi
from kasuari.planning.events import (
    VersiCancelled,
    VersiEstablished,
    VersiResumed,
    VersiReturned,
    VersiSetInstead,
    VersiStarted,
    VersiSubmitted,
    VersiWithdrawn,
    VersiWritten,
)
from kasuari.planning.models import CatatanVersi, PenetapanAtasan, Skp, VersiSkp
from kasuari.planning.naskah import Naskah, as_read, from_json, naskah_of, to_json
from kasuari.planning.naskah_roles import with_roles
from kasuari.planning.operations.applying import apply_version
from kasuari.planning.operations.inputs import MAX_TEXT, tidy
from kasuari.planning.operations.roles import waiting_items
from kasuari.planning.operations.version_contents import checked, linked
from kasuari.planning.operations.versioning import same_version
from kasuari.planning.people import Kewenangan, kewenangan_of
from kasuari.planning.printing import frozen_facts, issue_skp
from kasuari.planning.queries.checks import shortcomings
from kasuari.planning.states import OPEN_VERSION, VERSI
from kasuari.regulation import penetapan
from kasuari.regulation.edition import edition_on

register(
    {
        "planning.version_open": Reason(
            _("Versi baru SKP ini sudah sedang disusun."),
            _("Lanjutkan versi itu, atau batalkan dulu bila tidak jadi."),
        ),
        "planning.no_change_reason": Reason(
            _("Alasan perubahan belum ditulis."),
            _("Pilih sebabnya, lalu tulis satu kalimat mengapa harapan berubah."),
        ),
        "planning.nothing_changed": Reason(
            _("Versi ini masih sama dengan SKP yang berlaku."),
            _("Ubah bagian yang perlu, atau batalkan versi ini."),
        ),
        "planning.version_outdated": Reason(
            _("Versi ini disusun dari isi yang sudah tidak berlaku."),
            _("Mulai versi baru dari SKP yang berlaku sekarang."),
        ),
    }
)


_ASKED = _("Tulis alasannya.")


@transaction.atomic
def start_version(*, skp: Skp, version: int, sebab: str, alasan: str, by: Actor, at: datetime) -> VersiSkp:
    """Begin a new version of a set SKP from what runs now, with the roles of matrices that wait.

    A penilai who is no longer one today is refused. Raises Invalid `planning.no_change_reason` and
    `planning.version_open`.
    """
    can_start_version(by, skp).or_raise()
    alasan = tidy(alasan)
    if sebab not in SebabPerubahan.values or not alasan:
        raise Invalid("planning.no_change_reason")
    if len(alasan) > MAX_TEXT:
        raise Invalid("planning.note_too_long")
    right = kewenangan_of(skp.pegawai_id, on=at.date())
    if by.pegawai_id != skp.pegawai_id and right.penilai_id != by.pegawai_id:
        raise NotAllowed("planning.no_longer_penilai")
    same_version(skp, version)
    _keep_running(skp)
    naskah = naskah_of(skp)
    roles = waiting_items([skp.pegawai_id], skp.periode_id)
    try:
        with transaction.atomic():
            versi = VersiSkp.objects.create(
                skp=skp,
                nomor=skp.nomor_versi + 1,
                sebab=sebab,
                alasan=alasan,
                dasar=to_json(naskah),
                isi=to_json(with_roles(naskah, roles)),
                penilai_id=right.penilai_id,
                started_at=at,
                started_by_id=by.user_id,
            )
    except IntegrityError:
        raise Invalid("planning.version_open") from None
    record(
        VersiStarted(
            **_about(versi, by, at),
            sebab=sebab,
            alasan=alasan,
        )
    )
    return versi


@transaction.atomic
def write_version(
    *, versi: VersiSkp, version: int, change: Callable[[Naskah], Naskah], by: Actor, at: datetime
) -> VersiSkp:
    """Write the contents of a version: `change` answers them as they shall stand. What says the same already
    is no write. Raises Stale, and Invalid with every problem at its part."""
    can_write_version(by, versi).or_raise()
    before = from_json(versi.isi)
    after = linked(versi, before, checked(versi.skp, change(before)))
    stored = to_json(after)
    if from_json(stored) == before:
        if not VersiSkp.objects.filter(pk=versi.pk, version=version).exists():
            raise Stale
        return versi
    write_next(versi, version, isi=stored)
    found = difference(before, after)
    record(
        VersiWritten(
            **_about(versi, by, at),
            added=found.count("added"),
            removed=found.count("removed"),
            changed=found.count("changed"),
        )
    )
    return versi


def take_roles(*, versi: VersiSkp, version: int, by: Actor, at: datetime) -> VersiSkp:
    """Bring roles of matrices that came since the version was begun into it. Raises Stale."""
    roles = waiting_items([versi.skp.pegawai_id], versi.skp.periode_id)
    return write_version(
        versi=versi, version=version, change=lambda naskah: with_roles(naskah, roles), by=by, at=at
    )


@transaction.atomic
def submit_version(*, versi: VersiSkp, version: int, by: Actor, at: datetime) -> VersiSkp:
    """Sign it and hand it to the penilai of the day. Raises Invalid naming what is lacking, and where nothing
    differs from the running version."""
    can_submit_version(by, versi).or_raise()
    state = VERSI.next(versi.state, "ajukan")
    skp, naskah = versi.skp, from_json(versi.isi)
    if not difference(from_json(versi.dasar), naskah).any:
        raise Invalid("planning.nothing_changed")
    lacking = shortcomings(skp, on=skp.start_date, isi=as_read(naskah, skp)).wajib
    if lacking:
        problems = tuple(Problem(item.code, item.path, item.message, item.basis) for item in lacking)
        raise Invalid("planning.incomplete", problems=problems, count=len(problems))
    right = kewenangan_of(skp.pegawai_id, on=at.date())
    if right.penilai_id is None:
        raise Invalid("planning.no_penilai")
    write_next(
        versi,
        version,
        state=state,
        submitted_at=at,
        submitted_by_id=by.user_id,
        penilai_id=right.penilai_id,
    )
    record(VersiSubmitted(**_about(versi, by, at), penilai=str(versi.penilai)))
    return versi


@transaction.atomic
def withdraw_version(*, versi: VersiSkp, version: int, by: Actor, at: datetime) -> VersiSkp:
    """Take a submitted version back before it is set."""
    can_submit_version(by, versi).or_raise()
    state = VERSI.next(versi.state, "tarik")
    write_next(versi, version, state=state, submitted_at=None, submitted_by_id=None)
    record(VersiWithdrawn(**_about(versi, by, at)))
    return versi


@transaction.atomic
def return_version(
    *, versi: VersiSkp, version: int, notes: Iterable[tuple[str, str]], by: Actor, at: datetime
) -> VersiSkp:
    """Give a submitted version back with notes (path of the part or "", words); at least one."""
    can_return_version(by, versi).or_raise()
    state = VERSI.next(versi.state, "kembalikan")
    if by.user_id is None:
        raise NotAllowed("planning.no_account")
    kept = [(path[:80], words) for path, words in ((path, tidy(text)) for path, text in notes) if words]
    if not kept:
        raise Invalid("planning.no_notes")
    if any(len(words) > MAX_TEXT for _path, words in kept):
        raise Invalid("planning.note_too_long")
    write_next(versi, version, state=state)
    CatatanVersi.objects.bulk_create(
        CatatanVersi(versi=versi, path=path, teks=words, written_at=at, written_by_id=by.user_id)
        for path, words in kept
    )
    record(VersiReturned(**_about(versi, by, at), count=len(kept)))
    return versi


@transaction.atomic
def set_version(*, versi: VersiSkp, version: int, by: Actor, at: datetime, issue: bool = True) -> VersiSkp:
    """Set a submitted version: from now on it is what the SKP says.

    Kept parts stay the rows they are, with their realisasi, rencana aksi and links; what was taken out stays
    in the history. Only the penilai of the day may; one who was replaced since is refused with that reason.
    """
    can_set_version(by, versi).or_raise()
    state = VERSI.next(versi.state, "tetapkan")
    right = kewenangan_of(versi.skp.pegawai_id, on=at.date())
    if right.penilai_id != by.pegawai_id:
        raise NotAllowed("planning.no_longer_penilai")
    found, edition, loosened = _establish(versi, version, state, right, by=by, at=at)
    record(
        VersiEstablished(
            **_about(versi, by, at),
            pegawai=versi.skp.pegawai.nama_lengkap,
            edition=edition,
            loosened=loosened,
            **_counts(found),
        )
    )
    if issue:
        issue_skp(skp=versi.skp, by=by, at=at)
    return versi


@transaction.atomic
def set_version_instead(
    *, versi: VersiSkp, version: int, alasan: str, by: Actor, at: datetime, issue: bool = True
) -> VersiSkp:
    """Set a submitted version as the atasan, where the penilai whom it was handed to is the penilai no more
    and nobody took over. The reason is kept; owner and penilai are told. The penilai of the SKP stays.
    """
    can_set_version_instead(by, versi).or_raise()
    state = VERSI.next(versi.state, "gantikan")
    words = tidy(alasan)
    if not words:
        raise Invalid("planning.no_reason", problems=(Problem("planning.no_reason", "alasan", _ASKED),))
    if len(words) > MAX_TEXT:
        raise Invalid("planning.note_too_long")
    atasan, penilai = versi.skp.atasan_penilai, versi.penilai
    if by.user_id is None or atasan is None or penilai is None:
        raise NotAllowed("planning.not_atasan")
    found, edition, loosened = _establish(versi, version, state, None, by=by, at=at, instead=words)
    PenetapanAtasan.objects.create(
        skp=versi.skp,
        atasan=atasan,
        penilai=penilai,
        alasan=words,
        dasar=str(penetapan.ATASAN),
        set_at=at,
        set_by_id=by.user_id,
    )
    record(
        VersiSetInstead(
            **_about(versi, by, at),
            pegawai=versi.skp.pegawai.nama_lengkap,
            penilai=str(penilai),
            penilai_id=penilai.pk,
            alasan=words,
            edition=edition,
            loosened=loosened,
            **_counts(found),
        )
    )
    if issue:
        issue_skp(skp=versi.skp, by=by, at=at)
    return versi


def _establish(
    versi: VersiSkp,
    version: int,
    state: str,
    right: Kewenangan | None,
    *,
    by: Actor,
    at: datetime,
    instead: str = "",
) -> tuple[Difference, str, int]:
    """The contents become those of the SKP. Answers what changed, by which edition, and how many results of
    others lost what they leaned on. `right` None keeps whom the SKP names as penilai and atasan."""
    skp = Skp.objects.select_for_update().get(pk=versi.skp_id)
    if skp.nomor_versi != versi.nomor - 1:
        raise Invalid("planning.version_outdated")
    edition = edition_on(skp.start_date) or ""
    before, after = from_json(versi.dasar), from_json(versi.isi)
    _take_over(skp, versi, right, edition=edition, by=by, at=at)
    loosened = apply_version(skp=skp, before=before, after=after)
    skp = versi.skp = Skp.objects.select_related(
        "periode__instansi", "pegawai", "penilai", "atasan_penilai", "unit_penilai"
    ).get(pk=skp.pk)
    fakta = frozen_facts(skp, edition=edition, at=at, instead=instead)
    Skp.objects.filter(pk=skp.pk).update(fakta=fakta)
    skp.fakta = fakta
    # `isi` with the rows that new parts became, so that a later version is compared with them.
    write_next(
        versi,
        version,
        state=state,
        set_at=at,
        set_by_id=by.user_id,
        edition=edition,
        fakta=fakta,
        isi=to_json(naskah_of(skp)),
    )
    return difference(before, after), edition, loosened


def _counts(found: Difference) -> dict[str, Any]:
    return {kind: found.count(kind) for kind in ("added", "removed", "changed")}


@transaction.atomic
def cancel_version(*, versi: VersiSkp, version: int, by: Actor, at: datetime) -> VersiSkp:
    """Give a version up; what runs stays as it is, and the version can be taken up again."""
    can_cancel_version(by, versi).or_raise()
    write_next(versi, version, state=VERSI.next(versi.state, "batalkan"))
    record(VersiCancelled(**_about(versi, by, at)))
    return versi


@transaction.atomic
def resume_version(*, versi: VersiSkp, version: int, by: Actor, at: datetime) -> VersiSkp:
    """Take up again what was given up, as long as the version that it began from still runs."""
    can_cancel_version(by, versi).or_raise()
    state = VERSI.next(versi.state, "lanjutkan")
    if versi.skp.nomor_versi != versi.nomor - 1:
        raise Invalid("planning.version_outdated")
    if VersiSkp.objects.filter(skp_id=versi.skp_id, state__in=OPEN_VERSION).exists():
        raise Invalid("planning.version_open")
    right = kewenangan_of(versi.skp.pegawai_id, on=at.date())
    write_next(
        versi, version, state=state, penilai_id=right.penilai_id, submitted_at=None, submitted_by_id=None
    )
    record(VersiResumed(**_about(versi, by, at)))
    return versi


def _keep_running(skp: Skp) -> None:
    """The first version of an SKP becomes a row of its own once there is a second."""
    VersiSkp.objects.get_or_create(
        skp=skp,
        nomor=skp.nomor_versi,
        state=StateVersi.DITETAPKAN,
        defaults={
            "isi": to_json(naskah_of(skp)),
            "fakta": skp.fakta,
            "edition": skp.edition,
            "penilai_id": skp.penilai_id,
            "submitted_at": skp.submitted_at,
            "submitted_by_id": skp.submitted_by_id,
            "set_at": skp.set_at,
            "set_by_id": skp.set_by_id,
        },
    )


def _take_over(
    skp: Skp, versi: VersiSkp, right: Kewenangan | None, *, edition: str, by: Actor, at: datetime
) -> None:
    """What the SKP says of itself becomes what the new version says."""
    people = asdict(right) if right is not None else {}
    if people:
        people["kewenangan_code"] = people.pop("code")
    written = Skp.objects.filter(pk=skp.pk, nomor_versi=versi.nomor - 1).update(
        nomor_versi=versi.nomor,
        submitted_at=versi.submitted_at,
        submitted_by_id=versi.submitted_by_id,
        set_at=at,
        set_by_id=by.user_id,
        edition=edition,
        version=F("version") + 1,
        **people,
    )
    if not written:
        raise Stale


def _about(versi: VersiSkp, by: Actor, at: datetime) -> dict[str, Any]:
    """The common fields of an event about a version; owner and penilai hear what the other did."""
    people = (versi.skp.pegawai, versi.penilai)
    told = {person.user_id for person in people if person is not None and person.user_id}
    return {
        "by": by,
        "at": at,
        "object_id": versi.skp_id,
        "pegawai_id": versi.skp.pegawai_id,
        "tell": tuple(sorted(told - {by.user_id})),
        "link": reverse("planning:versi", args=[versi.skp_id, versi.pk]),
        "versi_id": versi.pk,
        "nomor": versi.nomor,
    }
