"""One-time links for those who have no account: a patient, a lecturer (Pasal 18 ayat (2) huruf c)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from kasuari.feedback.access import can_invite, can_revoke
from kasuari.feedback.enums import StateTautan
from kasuari.feedback.events import TautanCreated, TautanRevoked
from kasuari.feedback.models import BuktiUmpanBalik, TautanUmpanBalik, UmpanBalik
from kasuari.feedback.operations.umpan_balik import Isian, write_from_link
from kasuari.feedback.sasaran import Sasaran
from kasuari.feedback.states import TAUTAN
from kasuari.feedback.tokens import hash_of, new_token
from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.files import store_upload
from kasuari.foundation.refusals import Invalid, Problem, Refusal
from kasuari.foundation.states import StateRefusal
from kasuari.progress.operations import hold

if TYPE_CHECKING:
    from kasuari.planning.models import Skp

MOST_OPEN = 20
DAYS = (7, 14, 30)
_SHORTEST_NAME = 2


@transaction.atomic
def invite(
    *, skp: Skp, sasaran: Sasaran, ditujukan: str, days: int = 14, by: Actor, at: datetime
) -> tuple[TautanUmpanBalik, str]:
    """A link that takes one feedback about one part, and its secret, which is told only now.

    Raises NotAllowed with a reason of `can_invite`, Invalid, Refusal where too many links are open.
    """
    hold(skp)
    can_invite(by, skp, on=at.date()).or_raise()
    ditujukan = " ".join(ditujukan.split())
    problems = []
    if not ditujukan or len(ditujukan) > 80:
        message = _("Tulis untuk siapa tautan ini, misalnya “Pasien poli KIA”, paling banyak 80 huruf.")
        problems.append(Problem("feedback.ditujukan", "ditujukan", message))
    if days not in DAYS:
        problems.append(Problem("feedback.hari", "days", _("Pilih 7, 14, atau 30 hari.")))
    if problems:
        raise Invalid("feedback.invalid", problems=tuple(problems))
    open_now = TautanUmpanBalik.objects.filter(skp=skp, state=StateTautan.TERBUKA, expires_at__gt=at)
    if open_now.count() >= MOST_OPEN:
        raise Refusal("feedback.too_many_links", limit=MOST_OPEN)
    if by.user_id is None:
        raise RuntimeError("a link is made by a person")
    secret = new_token()
    tautan = TautanUmpanBalik.objects.create(
        skp=skp,
        **sasaran.columns,
        ditujukan=ditujukan,
        token_hash=hash_of(secret),
        created_at=at,
        created_by_id=by.user_id,
        expires_at=at + timedelta(days=days),
    )
    record(
        TautanCreated(
            by=by,
            at=at,
            object_id=tautan.pk,
            pegawai_id=skp.pegawai_id,
            ditujukan=ditujukan,
            tentang=sasaran.label[:200],
        )
    )
    return tautan, secret


@transaction.atomic
def revoke_link(*, tautan: TautanUmpanBalik, by: Actor, at: datetime) -> TautanUmpanBalik:
    """Close a link that has not been used. Raises NotAllowed, StateRefusal."""
    can_revoke(by, tautan).or_raise()
    state = TAUTAN.next(tautan.state, "cabut")
    if not TautanUmpanBalik.objects.filter(pk=tautan.pk, state__in=TAUTAN.sources("cabut")).update(
        state=state, revoked_at=at, revoked_by_id=by.user_id
    ):
        raise StateRefusal("state.not_possible")
    record(
        TautanRevoked(
            by=by, at=at, object_id=tautan.pk, pegawai_id=tautan.skp.pegawai_id, ditujukan=tautan.ditujukan
        )
    )
    tautan.refresh_from_db()
    return tautan


@transaction.atomic
def answer_by_link(
    *,
    tautan: TautanUmpanBalik,
    isian: Isian,
    nama: str,
    hubungan: str,
    upload: UploadedFile[Any] | None = None,
    at: datetime,
) -> UmpanBalik:
    """Take the one feedback of a link. Whoever comes second, by a forwarded link or a second phone, is told
    that it has been used.

    There is no account: the giver is who they say they are, and the page says so. Raises Invalid,
    Refusal `feedback.link_closed` or `file.*`.
    """
    nama, hubungan = " ".join(nama.split())[:100], " ".join(hubungan.split())[:80]
    problems = []
    if len(nama) < _SHORTEST_NAME:
        message = _("Tulis nama Anda; umpan balik ini bukan tanpa nama.")
        problems.append(Problem("feedback.nama", "nama", message))
    if not hubungan:
        problems.append(Problem("feedback.hubungan", "hubungan", _("Tulis hubungan Anda, misalnya pasien.")))
    if problems:
        raise Invalid("feedback.invalid", problems=tuple(problems))
    taken = TautanUmpanBalik.objects.filter(
        pk=tautan.pk, state__in=TAUTAN.sources("pakai"), expires_at__gt=at
    ).update(state=TAUTAN.next(StateTautan.TERBUKA, "pakai"), used_at=at)
    if not taken:
        raise Refusal("feedback.link_closed")
    by = Actor(user_id=None, name=f"{nama} ({hubungan})", on=at.date())
    given = write_from_link(tautan=tautan, isian=isian, nama=nama, hubungan=hubungan, by=by, at=at)
    if upload is not None:
        kept = store_upload(upload, by_id=None, at=at)
        BuktiUmpanBalik.objects.create(umpan_balik=given, nama=kept.name, file=kept, added_at=at)
    return given
