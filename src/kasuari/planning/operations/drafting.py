"""Beginning an SKP: for oneself, for many at once, and when somebody's penilai changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.refusals import Invalid, Refusal
from kasuari.planning.access import can_draft, can_open_periode
from kasuari.planning.enums import Pendekatan
from kasuari.planning.events import SkpDrafted, SkpManyDrafted, SkpPenilaiChanged
from kasuari.planning.models import Periode, Skp
from kasuari.planning.operations.moving import refresh_spans, refuse_overlap
from kasuari.planning.people import (
    Kewenangan,
    hold_person,
    kedudukan_on,
    kewenangan_of,
    kewenangan_of_many,
    penugasan_with_people,
)
from kasuari.planning.queries.contents import golongan_jabatan
from kasuari.planning.states import BEFORE_SETTING
from kasuari.regulation import kewenangan as law
from kasuari.regulation import skp as skp_law

if TYPE_CHECKING:
    from kasuari.organisation.models import Penugasan

BATCH = 500

register(
    {
        "planning.pendekatan": Reason(
            _("Pendekatan SKP belum dipilih."), _("Pilih kualitatif atau kuantitatif.")
        ),
        "planning.other_instansi": Reason(
            _("Penugasan ini milik instansi lain daripada periodenya."),
            _("Pilih periode dari instansi tempat pegawai bertugas."),
        ),
        "planning.outside_periode": Reason(
            _("Penugasan ini tidak berlaku pada periode kinerja tersebut."),
            _("Pilih penugasan lain, atau minta unit kepegawaian memeriksa tanggalnya."),
        ),
        "planning.plh_has_no_skp": Reason(
            _("Penugasan Plh. tidak memiliki SKP sendiri."),
            _("Tuliskan tugas itu sebagai hasil kerja utama di SKP jabatan Anda (Lampiran BAB II A.6.d)."),
        ),
        "planning.no_skp_for_post": Reason(
            _("Jabatan ini tidak menyusun SKP."),
            _("Pejabat negara tidak termasuk dalam pengelolaan kinerja ini."),
        ),
        "planning.exempt_cltn": Reason(
            _("Pegawai yang sedang cuti di luar tanggungan negara tidak menyusun SKP."),
            _("SKP disusun setelah pegawai aktif kembali (Lampiran BAB II C.8)."),
        ),
        "planning.exempt_mpp": Reason(
            _("Pegawai dalam masa persiapan pensiun tidak menyusun SKP."),
            _("Tidak ada yang perlu dilakukan (Lampiran BAB II C.8)."),
        ),
        "planning.exempt_pemberhentian_sementara": Reason(
            _("Pegawai yang diberhentikan sementara tidak menyusun SKP."),
            _("SKP disusun setelah pegawai aktif kembali (Lampiran BAB II C.8)."),
        ),
        "planning.standing_unknown": Reason(
            _("Kedudukan hukum pegawai ini belum tercatat."),
            _("Minta unit kepegawaian melengkapinya; setelah itu SKP dapat disusun."),
        ),
    }
)


def draft_skp(*, periode: Periode, penugasan: Penugasan, pendekatan: str, by: Actor, at: datetime) -> Skp:
    """Begin the SKP of one appointment. Asked twice, it answers the SKP that stands already.

    The penilai, the atasan penilai and the format follow from the organisation on the day and the
    regulation; a
    penilai who cannot be found does not stop the draft. Raises Invalid with the reason where the person is
    not
    subject to planning (Lampiran BAB II C.8) or the appointment carries no SKP.
    """
    can_draft(by, penugasan, periode).or_raise()
    existing = Skp.objects.filter(periode=periode, penugasan_id=penugasan.pk).first()
    if existing is not None:
        return existing
    on = _day_within(periode, at)
    kedudukan = kedudukan_on([penugasan.pegawai_id], on=on)
    skp = new_skp(
        periode,
        penugasan,
        pendekatan,
        kewenangan_of(penugasan.pegawai_id, on=on),
        kedudukan.get(penugasan.pegawai_id),
        on=on,
        at=at,
    )
    try:
        with transaction.atomic():
            hold_person(skp.pegawai_id)
            _after_the_earlier(skp, by=by, at=at)
            skp.save(force_insert=True)
            record(
                SkpDrafted(
                    by=by,
                    at=at,
                    object_id=skp.pk,
                    pegawai_id=skp.pegawai_id,
                    link=reverse("planning:skp", args=[skp.pk]),
                    tahun=periode.tahun,
                    format=skp.format,
                    pendekatan=skp.pendekatan,
                    penilai_id=skp.penilai_id,
                    kewenangan=skp.kewenangan_code,
                )
            )
    except IntegrityError:
        return Skp.objects.get(periode=periode, penugasan_id=penugasan.pk)
    return skp


def draft_many(
    *,
    periode: Periode,
    penugasan_ids: Sequence[int],
    by: Actor,
    at: datetime,
    pendekatan: str = Pendekatan.KUALITATIF.value,
    progress: Callable[[int, int], None] | None = None,
) -> dict[int, str]:
    """Prepare empty drafts for many appointments, a fixed number of queries per 500.

    Appointments that have an SKP keep it. Answers the code of the reason for every appointment that was
    passed
    over. One event per batch that made something. Only the unit kepegawaian (or the system) may.
    """
    if not by.is_system:
        can_open_periode(by).or_raise()
    skipped: dict[int, str] = {}
    wanted = list(dict.fromkeys(penugasan_ids))
    for start in range(0, len(wanted), BATCH):
        skipped |= _draft_batch(periode, wanted[start : start + BATCH], pendekatan, by=by, at=at)
        if progress is not None:
            progress(min(start + BATCH, len(wanted)), len(wanted))
    return skipped


def refresh_penilai(*, pegawai_ids: Iterable[int], by: Actor, at: datetime, on: date | None = None) -> int:
    """Read the penilai of these people anew for every SKP that is not set yet; answers how many changed."""
    day = on or at.date()
    rows = list(
        Skp.objects.filter(
            pegawai_id__in=list(pegawai_ids), state__in=BEFORE_SETTING, periode__state="dibuka"
        ).select_related("pegawai", "periode")
    )
    if not rows:
        return 0
    rights = kewenangan_of_many({row.pegawai_id for row in rows}, on=day)
    changed = 0
    for row in rows:
        changed += change_penilai(skp=row, kewenangan=rights[row.pegawai_id], on=day, by=by, at=at)
    return changed


@transaction.atomic
def change_penilai(*, skp: Skp, kewenangan: Kewenangan, on: date, by: Actor, at: datetime) -> bool:
    """Give an SKP that is not set yet the penilai of the day. True where that changed something.

    An SKP that waits at the earlier penilai waits at the new one.
    """
    before = (skp.penilai_id, skp.atasan_penilai_id, skp.unit_penilai_id)
    after = (kewenangan.penilai_id, kewenangan.atasan_penilai_id, kewenangan.unit_penilai_id)
    if before == after or kewenangan.penilai_id is None:
        return False
    written = Skp.objects.filter(pk=skp.pk, state__in=BEFORE_SETTING).update(
        penilai_id=kewenangan.penilai_id,
        atasan_penilai_id=kewenangan.atasan_penilai_id,
        unit_penilai_id=kewenangan.unit_penilai_id,
        kewenangan_code=kewenangan.code,
        version=F("version") + 1,
    )
    if not written:
        return False
    skp.refresh_from_db()
    told = {person.user_id for person in (skp.pegawai, skp.penilai) if person and person.user_id}
    record(
        SkpPenilaiChanged(
            by=by,
            at=at,
            object_id=skp.pk,
            pegawai_id=skp.pegawai_id,
            tell=tuple(told),
            link=reverse("planning:skp", args=[skp.pk]),
            penilai=skp.penilai.nama_lengkap if skp.penilai else "",
            penilai_id=skp.penilai_id,
            kewenangan=kewenangan.code,
            on=on,
        )
    )
    return True


@transaction.atomic
def _draft_batch(
    periode: Periode, penugasan_ids: list[int], pendekatan: str, *, by: Actor, at: datetime
) -> dict[int, str]:
    on = _day_within(periode, at)
    present = set(
        Skp.objects.filter(periode=periode, penugasan_id__in=penugasan_ids).values_list(
            "penugasan_id", flat=True
        )
    )
    rows = penugasan_with_people(number for number in penugasan_ids if number not in present)
    people = {row.pegawai_id for row in rows}
    rights = kewenangan_of_many(people, on=on)
    standings = kedudukan_on(people, on=on)
    refresh_spans(by=Actor.system(by.name, on=at.date()), at=at, pegawai_ids=people)
    others: dict[int, list[Skp]] = {}
    for other in Skp.objects.filter(periode=periode, pegawai_id__in=people).select_related("penugasan"):
        others.setdefault(other.pegawai_id, []).append(other)
    skipped: dict[int, str] = {}
    made: list[Skp] = []
    for row in rows:
        try:
            can_draft(by, row, periode).or_raise()
            new = new_skp(
                periode,
                row,
                pendekatan,
                rights[row.pegawai_id],
                standings.get(row.pegawai_id),
                on=on,
                at=at,
            )
            refuse_overlap(new, others.get(row.pegawai_id, ()))
            made.append(new)
            others.setdefault(row.pegawai_id, []).append(new)
        except Refusal as refusal:
            skipped[row.pk] = refusal.code
    if made:
        Skp.objects.bulk_create(made)
        record(
            SkpManyDrafted(
                by=by,
                at=at,
                object_id=periode.pk,
                count=len(made),
                skipped=len(skipped),
                penugasan_ids=tuple(item.penugasan_id for item in made),
            )
        )
    return skipped


def new_skp(
    periode: Periode,
    penugasan: Penugasan,
    pendekatan: str,
    right: Kewenangan,
    kedudukan: str | None,
    *,
    on: date,
    at: datetime,
) -> Skp:
    """An unsaved SKP, or Invalid with the reason why there is none."""
    start, last = span(periode, penugasan)
    if penugasan.pegawai.instansi_id != periode.instansi_id:
        raise Invalid("planning.other_instansi")
    if pendekatan not in Pendekatan.values:
        raise Invalid("planning.pendekatan")
    if start > last:
        raise Invalid("planning.outside_periode")
    if penugasan.jenis == "plh":
        raise Invalid("planning.plh_has_no_skp")
    golongan = golongan_jabatan(penugasan.jabatan.jenis)
    if golongan is None:
        raise Invalid("planning.no_skp_for_post")
    _subject_to_planning(kedudukan, on)
    form = skp_law.format_skp(
        golongan_jabatan=golongan,
        pimpinan_unit_mandiri=penugasan.memimpin and penugasan.unit.is_mandiri,
        pendekatan=skp_law.Pendekatan(pendekatan),
    )
    if form.value is None:
        raise Invalid("planning.no_skp_for_post")
    return Skp(
        periode=periode,
        pegawai_id=penugasan.pegawai_id,
        penugasan=penugasan,
        unit_id=penugasan.unit_id,
        penilai_id=right.penilai_id,
        atasan_penilai_id=right.atasan_penilai_id,
        unit_penilai_id=right.unit_penilai_id,
        kewenangan_code=right.code,
        format=form.value.value,
        pendekatan=pendekatan,
        start_date=start,
        last_date=last,
        created_at=at,
    )


def _after_the_earlier(skp: Skp, *, by: Actor, at: datetime) -> None:
    """The SKP of an earlier post ends with that post; one that still runs on the same days is refused."""
    refresh_spans(by=Actor.system(by.name, on=at.date()), at=at, pegawai_ids=[skp.pegawai_id])
    others = Skp.objects.filter(periode_id=skp.periode_id, pegawai_id=skp.pegawai_id)
    refuse_overlap(skp, others.select_related("penugasan"))


def span(periode: Periode, penugasan: Penugasan) -> tuple[date, date]:
    """The first and last day (inclusive) on which the appointment runs within the year."""
    start = max(periode.start_date, penugasan.start_date)
    last = periode.last_date
    if penugasan.end_date is not None:
        last = min(last, penugasan.end_date - timedelta(days=1))
    return start, last


def _subject_to_planning(kedudukan: str | None, on: date) -> None:
    if kedudukan is None:
        raise Invalid("planning.standing_unknown")
    verdict = law.wajib_skp(kedudukan_hukum=law.KedudukanHukum(kedudukan), on=on)
    if not verdict.value:
        raise Invalid(f"planning.exempt_{kedudukan}")


def _day_within(periode: Periode, at: datetime) -> date:
    return min(max(at.date(), periode.start_date), periode.last_date)
