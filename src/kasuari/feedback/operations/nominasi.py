"""Nominations: the pegawai proposes a few, the penilai strikes and approves, chance fills what is struck."""

from __future__ import annotations

from datetime import datetime
from random import Random

from django.db import transaction
from django.db.models import Count, F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kasuari.feedback.access.putaran import can_decide_nomination, can_nominate
from kasuari.feedback.conflicts import conflicts_in
from kasuari.feedback.enums import Kelompok, StateNominasi, StatePutaran, StateTugas, SumberTugas
from kasuari.feedback.events.putaran import NominationApproved, RaterNominated, RaterStruck
from kasuari.feedback.models import PesertaPutaran, TugasPutaran
from kasuari.feedback.operations.putaran import DRAWN
from kasuari.feedback.queries.agency import workforce
from kasuari.feedback.states import TUGAS
from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.refusals import Invalid, Problem, Refusal
from kasuari.foundation.rows import write_next
from kasuari.foundation.states import StateRefusal
from kasuari.organisation.queries import pegawai_for

register(
    {
        "putaran.nominee": Reason(
            gettext_lazy("Orang ini tidak dapat diusulkan."),
            gettext_lazy(
                "Pilih rekan atau penerima layanan lain: bukan diri sendiri, bukan penilai atau "
                "bawahan Anda, dan "
                "belum ada di daftar."
            ),
        ),
        "putaran.nominee_many": Reason(
            gettext_lazy("Anda sudah mengusulkan {most} orang."),
            gettext_lazy("Selebihnya dipilih dengan undian supaya adil bagi semua."),
        ),
        "putaran.nominee_loaded": Reason(
            gettext_lazy("Orang ini sudah mendapat tugas sebanyak batas putaran ini."),
            gettext_lazy("Usulkan orang lain."),
        ),
        "putaran.strike_reason": Reason(
            gettext_lazy("Alasan belum diisi."),
            gettext_lazy("Tulis mengapa orang ini sebaiknya tidak mengisi."),
        ),
        "putaran.strike_duty": Reason(
            gettext_lazy("Atasan dan diri sendiri selalu mengisi."), gettext_lazy("Coret pengisi lain.")
        ),
    }
)

MOST_NOMINATIONS = 4


def _in_nomination(peserta: PesertaPutaran) -> None:
    if peserta.putaran.state != StatePutaran.NOMINASI:
        raise StateRefusal("state.not_possible")


def _load_of(peserta: PesertaPutaran, pegawai_id: int) -> int:
    rows = TugasPutaran.objects.filter(peserta__putaran_id=peserta.putaran_id, pengisi_id=pegawai_id)
    return rows.filter(kelompok__in=DRAWN, state=StateTugas.DIUSULKAN).count()


@transaction.atomic
def nominate(
    *, peserta: PesertaPutaran, pegawai_id: int, kelompok: str, by: Actor, at: datetime
) -> TugasPutaran:
    """Propose somebody who received one's work or worked beside one; the penilai approves.

    Raises NotAllowed, StateRefusal, Invalid, Refusal.
    """
    can_nominate(by, peserta).or_raise()
    _in_nomination(peserta)
    nominee = pegawai_for(by, pegawai_id)
    reports = peserta.putaran.peserta.filter(penilai_id=peserta.pegawai_id, pegawai_id=nominee.pk)
    barred = (
        nominee.pk in {peserta.pegawai_id, peserta.penilai_id}
        or kelompok not in {Kelompok.REKAN.value, Kelompok.PENERIMA_LAYANAN.value}
        or nominee.user is None
        or not nominee.user.is_active
        or reports.exists()
        or peserta.tugas.filter(pengisi=nominee).exists()
        or (peserta.pegawai_id, nominee.pk) in conflicts_in(peserta.putaran.instansi_id, on=at.date())
    )
    if barred:
        words = _("Orang ini tidak dapat diusulkan.")
        raise Invalid("putaran.nominee", problems=(Problem("putaran.nominee", "pegawai", words),))
    if peserta.tugas.filter(sumber=SumberTugas.USULAN).count() >= MOST_NOMINATIONS:
        raise Refusal("putaran.nominee_many", most=MOST_NOMINATIONS)
    if _load_of(peserta, nominee.pk) >= peserta.putaran.beban_maksimum:
        raise Refusal("putaran.nominee_loaded")
    made = TugasPutaran.objects.create(
        peserta=peserta, pengisi=nominee, kelompok=kelompok, sumber=SumberTugas.USULAN
    )
    PesertaPutaran.objects.filter(pk=peserta.pk).update(
        state=StateNominasi.DIUSULKAN, version=F("version") + 1
    )
    record(
        RaterNominated(
            by=by,
            at=at,
            object_id=peserta.pk,
            pegawai_id=peserta.pegawai_id,
            nama=nominee.nama_lengkap,
            nominee_id=nominee.pk,
            kelompok=kelompok,
        )
    )
    return made


@transaction.atomic
def strike_rater(*, tugas: TugasPutaran, alasan: str, by: Actor, at: datetime) -> TugasPutaran | None:
    """Strike somebody from the list of raters, for a conflict of interest say; chance draws another peer.

    Answers who was drawn instead. Raises NotAllowed, StateRefusal, Invalid, Refusal.
    """
    peserta = tugas.peserta
    can_decide_nomination(by, peserta).or_raise()
    _in_nomination(peserta)
    if tugas.kelompok not in DRAWN:
        raise Refusal("putaran.strike_duty")
    words = alasan.strip()[:300]
    if not words:
        raise Invalid(
            "putaran.strike_reason",
            problems=(Problem("putaran.strike_reason", "alasan", _("Tulis alasannya.")),),
        )
    if not TugasPutaran.objects.filter(pk=tugas.pk, state__in=TUGAS.sources("coret")).update(
        state=StateTugas.GUGUR, alasan=words
    ):
        raise StateRefusal("state.not_possible")
    drawn = _another(peserta, at) if tugas.kelompok == Kelompok.REKAN else None
    record(
        RaterStruck(
            by=by,
            at=at,
            object_id=peserta.pk,
            pegawai_id=peserta.pegawai_id,
            nama=tugas.pengisi.nama_lengkap,
            struck_id=tugas.pengisi_id,
            alasan=words,
            pengganti=drawn.pengisi.nama_lengkap if drawn else "",
        )
    )
    return drawn


def _another(peserta: PesertaPutaran, at: datetime) -> TugasPutaran | None:
    """One more peer by chance, from the same unit or team, with room for a task; None where there is none."""
    putaran = peserta.putaran
    found = workforce(putaran, on=at.date())
    own = found.people.get(peserta.pegawai_id)
    if own is None:
        return None
    asked = set(peserta.tugas.values_list("pengisi_id", flat=True))
    excluded = conflicts_in(putaran.instansi_id, on=at.date())
    near = [
        person.id
        for person in found.people.values()
        if (person.unit_id == own.unit_id or (own.penilai_id and person.penilai_id == own.penilai_id))
        and person.penilai_id != own.id
        and person.id not in asked | {own.id, own.penilai_id}
        and (own.id, person.id) not in excluded
    ]
    loads = dict(
        TugasPutaran.objects.filter(
            peserta__putaran=putaran, pengisi_id__in=near, kelompok__in=DRAWN, state=StateTugas.DIUSULKAN
        )
        .order_by()
        .values_list("pengisi_id")
        .annotate(Count("pk"))
    )
    free = sorted(pk for pk in near if loads.get(pk, 0) < putaran.beban_maksimum)
    if not free:
        return None
    chosen = Random(f"{putaran.benih}/{peserta.pk}/{len(asked)}").choice(free)  # noqa: S311 - repeatable
    return TugasPutaran.objects.create(
        peserta=peserta, pengisi_id=chosen, kelompok=Kelompok.REKAN, sumber=SumberTugas.UNDIAN
    )


@transaction.atomic
def approve_nomination(*, peserta: PesertaPutaran, version: int, by: Actor, at: datetime) -> PesertaPutaran:
    """Agree to the list of raters of one person. Raises NotAllowed, StateRefusal, Stale."""
    can_decide_nomination(by, peserta).or_raise()
    _in_nomination(peserta)
    write_next(peserta, version, state=StateNominasi.DISETUJUI)
    asked = peserta.tugas.filter(~Q(state=StateTugas.GUGUR)).count()
    record(NominationApproved(by=by, at=at, object_id=peserta.pk, pegawai_id=peserta.pegawai_id, tugas=asked))
    return peserta
