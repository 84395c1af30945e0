"""Slips with one-time links, by which service recipients without an account answer in a 360 round.

The unit kepegawaian makes them, because it reads no profile: whoever reads one must not know which answers
are their own. They come in sets of at least five, so that none of them stands for one person.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kasuari.feedback.access.putaran import can_run_putaran
from kasuari.feedback.enums import Kelompok, StatePutaran, StateTautan
from kasuari.feedback.events.putaran import SlipsMade, SlipsRevoked
from kasuari.feedback.models import PesertaPutaran, Putaran, TautanPutaran
from kasuari.feedback.operations.jawaban import IsianJawaban, complete, open_round, put_into_box
from kasuari.feedback.states import PUTARAN, TAUTAN_PUTARAN
from kasuari.feedback.tokens import hash_of, new_token
from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.refusals import Invalid, Problem, Refusal

register(
    {
        "putaran.slips": Reason(
            gettext_lazy("Kartu belum dapat dibuat."),
            gettext_lazy("Pilih 1-{people} orang dan jumlah kartu untuk tiap orang, lalu buat lagi."),
        ),
        "putaran.slips_many": Reason(
            gettext_lazy("Sudah ada {most} kartu yang belum dipakai tentang {nama}."),
            gettext_lazy("Cabut kartu yang belum dipakai, lalu buat yang baru."),
        ),
        "putaran.slip_used": Reason(
            gettext_lazy("Kartu ini sudah dipakai."),
            gettext_lazy(
                "Satu kartu untuk satu jawaban. Bila bukan Anda yang memakainya, mintalah kartu lain kepada "
                "petugas."
            ),
        ),
        "putaran.slip_unknown": Reason(
            gettext_lazy("Kartu ini tidak berlaku."),
            gettext_lazy(
                "Periksa alamatnya, atau mintalah kartu lain kepada petugas yang memberikannya kepada Anda."
            ),
        ),
        "putaran.slip_account": Reason(
            gettext_lazy("Kartu ini untuk penerima layanan yang tidak punya akun di sini."),
            gettext_lazy("Sebagai pegawai, Anda menjawab tugas Anda sendiri di Umpan balik 360."),
        ),
    }
)

SETS = (5, 10, 20, 30)
MOST_PEOPLE = 20
MOST_OPEN = 60


@dataclass(frozen=True, slots=True)
class SlipsOf:
    """The slips about one person, with their secrets, which are told only now."""

    peserta: PesertaPutaran
    secrets: tuple[str, ...]


@transaction.atomic
def make_slips(
    *, putaran: Putaran, peserta_ids: Sequence[int], each: int, by: Actor, at: datetime
) -> list[SlipsOf]:
    """A set of slips about each of these people, while the round takes answers.

    Raises NotAllowed, StateRefusal, Invalid, Refusal `putaran.slips_many`.
    """
    can_run_putaran(by).or_raise()
    locked = Putaran.objects.select_for_update().get(pk=putaran.pk)
    PUTARAN.next(locked.state, "kartu")
    wanted = sorted(set(peserta_ids))
    rows = PesertaPutaran.objects.filter(putaran=locked, pk__in=wanted).select_related("pegawai", "unit")
    found = list(rows.order_by("pegawai__nama", "pk"))
    problems = []
    if not found or len(found) != len(wanted) or len(found) > MOST_PEOPLE:
        message = _("Pilih 1 sampai %(people)d orang dari putaran ini.") % {"people": MOST_PEOPLE}
        problems.append(Problem("putaran.slips", "peserta", message))
    if each not in SETS:
        problems.append(Problem("putaran.slips", "each", _("Pilih jumlah kartu dari daftar.")))
    if problems:
        raise Invalid("putaran.slips", problems=tuple(problems), people=MOST_PEOPLE)
    if by.user_id is None:
        raise RuntimeError("slips are made by a person")
    made = []
    for peserta in found:
        if peserta.tautan.filter(state=StateTautan.TERBUKA).count() + each > MOST_OPEN:
            raise Refusal("putaran.slips_many", most=MOST_OPEN, nama=peserta.pegawai.nama_lengkap)
        secrets = tuple(new_token() for _number in range(each))
        TautanPutaran.objects.bulk_create(
            TautanPutaran(
                peserta=peserta, token_hash=hash_of(secret), created_at=at, created_by_id=by.user_id
            )
            for secret in secrets
        )
        made.append(SlipsOf(peserta, secrets))
    record(
        SlipsMade(
            by=by,
            at=at,
            object_id=locked.pk,
            nama=locked.nama,
            peserta_ids=[item.peserta.pk for item in made],
            jumlah=each * len(made),
        )
    )
    return made


@transaction.atomic
def revoke_slips(*, peserta: PesertaPutaran, by: Actor, at: datetime) -> None:
    """Close every slip about somebody that has not been used. Raises NotAllowed, StateRefusal."""
    can_run_putaran(by).or_raise()
    PUTARAN.next(peserta.putaran.state, "kartu")
    if peserta.tautan.filter(state__in=TAUTAN_PUTARAN.sources("cabut")).update(
        state=TAUTAN_PUTARAN.next(StateTautan.TERBUKA, "cabut")
    ):
        record(SlipsRevoked(by=by, at=at, object_id=peserta.pk))


@transaction.atomic
def answer_by_slip(*, tautan: TautanPutaran, isian: IsianJawaban) -> None:
    """Put the one answer of a slip into the box. Whoever comes second, by a forwarded link or a second
    phone, is told that it has been used. Like `send_jawaban` it leaves no event and no moment.

    Raises Invalid, Refusal `putaran.closed` or `putaran.slip_used`.
    """
    putaran = open_round(tautan.peserta.putaran_id)
    values, texts = complete(putaran, isian)
    slip = TautanPutaran.objects.filter(pk=tautan.pk, state__in=TAUTAN_PUTARAN.sources("pakai"))
    if not slip.update(state=TAUTAN_PUTARAN.next(StateTautan.TERBUKA, "pakai")):
        raise refused(TautanPutaran.objects.get(pk=tautan.pk))
    put_into_box(putaran, tautan.peserta_id, Kelompok.PENERIMA_LAYANAN.value, values, texts)


def refused(tautan: TautanPutaran) -> Refusal:
    """Why a slip that is not open takes no answer."""
    used = tautan.state == StateTautan.DIPAKAI
    return Refusal("putaran.slip_used" if used else "putaran.slip_unknown")


def check_slip(tautan: TautanPutaran) -> None:
    """Whether a slip would take an answer now. Raises Refusal."""
    if tautan.state != StateTautan.TERBUKA:
        raise refused(tautan)
    if tautan.peserta.putaran.state != StatePutaran.TERBUKA:
        raise Refusal("putaran.closed")
