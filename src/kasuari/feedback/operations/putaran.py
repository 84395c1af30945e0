"""A 360 round from its plan to its release, as the unit kepegawaian runs it."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kasuari.feedback import drawing, sealing
from kasuari.feedback.access.putaran import can_run_putaran
from kasuari.feedback.conflicts import conflicts_in
from kasuari.feedback.enums import (
    ANONIM,
    Kelompok,
    StateKomentar,
    StateNominasi,
    StateTugas,
    SumberTugas,
)
from kasuari.feedback.events.putaran import (
    PutaranClosed,
    PutaranDrawn,
    PutaranOpened,
    PutaranPlanned,
    PutaranReleased,
)
from kasuari.feedback.models import (
    CakupanPutaran,
    InstrumenPutaran,
    KomentarPutaran,
    PesertaPutaran,
    Putaran,
    TugasPutaran,
)
from kasuari.feedback.operations.instrumen import usual_instrumen
from kasuari.feedback.operations.pengingat import reminder_days, reminder_problem
from kasuari.feedback.queries.agency import Workforce, workforce
from kasuari.feedback.states import PUTARAN
from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.refusals import Invalid, Problem, Refusal, Stale
from kasuari.foundation.rows import write_next
from kasuari.planning.queries import worked_together

if TYPE_CHECKING:
    from kasuari.organisation.models import Instansi

register(
    {
        "putaran.plan": Reason(
            _("Putaran ini belum dapat disiapkan."), _("Perbaiki isian yang ditandai, lalu simpan lagi.")
        ),
        "putaran.nobody": Reason(
            _("Tidak ada pegawai yang aktif di unit yang dipilih."), _("Pilih unit lain.")
        ),
        "putaran.not_counted": Reason(
            _("Jawaban putaran ini masih dihitung."), _("Tunggu sampai selesai, lalu muat ulang halaman ini.")
        ),
        "putaran.comments_wait": Reason(
            _("Masih ada {count} jawaban terbuka yang belum dimoderasi."),
            _("Mintalah moderator menyelesaikannya; semua jawaban terbuka dirilis bersama-sama."),
        ),
    }
)

BATCH = 5000
DRAWN = tuple(item.value for item in ANONIM)  # atasan and diri are asked by their appointment alone
LONGEST_ROUND_DAYS = 92
USUAL_REMINDERS = (7, 3, 1)  # days before the end
BYTES_PER_TEXT = 400
_FRAME = 80  # whom it is about, the group, and what JSON needs around
Progress = Callable[[int, int], None]


@transaction.atomic
def plan_putaran(
    *,
    instansi: Instansi,
    nama: str,
    start_date: date,
    last_date: date,
    unit_ids: Sequence[int],
    instrumen: InstrumenPutaran | None,
    moderator_id: int,
    moderator_pengganti_id: int,
    by: Actor,
    at: datetime,
    rekan_per_orang: int = 6,
    beban_maksimum: int = 10,
    ambang_rentang: int = 3,
    ambang_angka: int = 5,
    pengingat: Sequence[int] = USUAL_REMINDERS,
) -> Putaran:
    """Write down a round: when, about which units, with which instrument, and who moderates open answers.

    Without an `instrumen` it is the 21 lines of BerAKHLAK. The thresholds can be raised, never lowered.
    `pengingat`: how many days before the end the raters are reminded by themselves.
    Raises NotAllowed, Invalid.
    """
    can_run_putaran(by).or_raise()
    problems = _problems(
        nama=nama.strip(),
        days=(last_date - start_date).days,
        units=len(unit_ids),
        moderators=(moderator_id, moderator_pengganti_id),
        peers=rekan_per_orang,
        load=beban_maksimum,
        thresholds=(ambang_rentang, ambang_angka),
        taken=Putaran.objects.filter(instansi=instansi, nama=nama.strip()[:120]).exists(),
    )
    if (wrong := reminder_problem(pengingat)) is not None:
        problems = (*problems, wrong)
    if problems:
        raise Invalid("putaran.plan", problems=problems)
    instrumen = instrumen or usual_instrumen(instansi=instansi, by=by, at=at)
    made = Putaran.objects.create(
        instansi=instansi,
        nama=nama.strip()[:120],
        instrumen=instrumen,
        start_date=start_date,
        last_date=last_date,
        benih=secrets.randbits(48),
        rekan_per_orang=rekan_per_orang,
        beban_maksimum=beban_maksimum,
        ambang_rentang=ambang_rentang,
        ambang_angka=ambang_angka,
        pengingat=reminder_days(pengingat),
        moderator_id=moderator_id,
        moderator_pengganti_id=moderator_pengganti_id,
        kunci=secrets.token_hex(16),
        panjang=sealed_length(instrumen),
        created_at=at,
        created_by_id=by.user_id,
    )
    CakupanPutaran.objects.bulk_create(
        CakupanPutaran(putaran=made, unit_id=pk) for pk in sorted(set(unit_ids))
    )
    record(
        PutaranPlanned(
            by=by,
            at=at,
            object_id=made.pk,
            nama=made.nama,
            start_date=start_date,
            last_date=last_date,
            unit_ids=sorted(set(unit_ids)),
            moderator_id=moderator_id,
            moderator_pengganti_id=moderator_pengganti_id,
        )
    )
    return made


def sealed_length(instrumen: InstrumenPutaran) -> int:
    """How long everything sealed is in a round with this instrument: the same, whatever is written."""
    lines, questions = len(instrumen.butir), len(instrumen.pertanyaan)
    return sealing.rounded(_FRAME + 4 * lines + (BYTES_PER_TEXT + 4) * questions)


def _problems(
    *,
    nama: str,
    days: int,
    units: int,
    moderators: tuple[int, int],
    peers: int,
    load: int,
    thresholds: tuple[int, int],
    taken: bool,
) -> tuple[Problem, ...]:
    band, figures = thresholds
    rules = (
        (not nama, "nama", _("Beri putaran ini sebuah nama.")),
        (taken, "nama", _("Nama ini sudah dipakai putaran lain.")),
        (days < 0, "last_date", _("Hari terakhir tidak boleh sebelum hari pertama.")),
        (days > LONGEST_ROUND_DAYS, "last_date", _("Putaran berlangsung paling lama tiga bulan.")),
        (not units, "unit", _("Pilih paling sedikit satu unit.")),
        (moderators[0] == moderators[1], "moderator_pengganti", _("Pilih dua moderator yang berbeda.")),
        (not 3 <= peers <= 15, "rekan_per_orang", _("Undi 3 sampai 15 rekan untuk tiap orang.")),
        (not 3 <= load <= 30, "beban_maksimum", _("Beban paling sedikit 3 dan paling banyak 30 tugas.")),
        (band < 3, "ambang_rentang", _("Ambang gambaran umum tidak boleh di bawah 3 jawaban.")),
        (
            figures < max(5, band),
            "ambang_angka",
            _("Ambang angka tidak boleh di bawah 5 jawaban atau di bawah ambang gambaran umum."),
        ),
    )
    return tuple(Problem("putaran.plan", path, words) for wrong, path, words in rules if wrong)


def draw_putaran(
    *, putaran: Putaran, version: int, by: Actor, at: datetime, progress: Progress | None = None
) -> Putaran:
    """Draw the raters anew and begin the nominations. Repeating it replaces the draw.

    It is written in parts, so that others can work meanwhile; the round moves on when all of it is there. A
    draw that was cut off leaves parts that the next one removes. Raises NotAllowed, StateRefusal, Stale,
    Refusal `putaran.nobody`.
    """
    can_run_putaran(by).or_raise()
    state = PUTARAN.next(putaran.state, "undi")
    if putaran.version != version:
        raise Stale
    found = workforce(putaran, on=at.date())
    if not found.subjects:
        raise Refusal("putaran.nobody")
    drawn = drawing.draw(
        _facts(putaran, found, at.date()),
        drawing.Rules(
            peers=putaran.rekan_per_orang,
            reports=putaran.bawahan_maksimum,
            load=putaran.beban_maksimum,
            seed=putaran.benih,
        ),
    )
    _remove_draw(putaran)
    peserta = _write_peserta(putaran, found)
    total = len(drawn.proposals)
    for start in range(0, total, BATCH):
        with transaction.atomic():
            TugasPutaran.objects.bulk_create(
                TugasPutaran(
                    peserta_id=peserta[item.about],
                    pengisi_id=item.asked,
                    kelompok=item.group,
                    sumber=item.source,
                )
                for item in drawn.proposals[start : start + BATCH]
            )
        if progress is not None:
            progress(min(start + BATCH, total), total)
    report = {
        "peserta": len(peserta),
        "tugas": total,
        "kurang_rekan": drawn.short,
        "saling": drawn.mutual,
        "beban_tertinggi": drawn.heaviest,
    }
    with transaction.atomic():
        _move(putaran, state, rekaman={**putaran.rekaman, "undian": report})
        record(
            PutaranDrawn(
                by=by,
                at=at,
                object_id=putaran.pk,
                nama=putaran.nama,
                benih=putaran.benih,
                peserta=len(peserta),
                tugas=total,
            )
        )
    return putaran


def _facts(putaran: Putaran, found: Workforce, on: date) -> drawing.Facts:
    together = worked_together(
        putaran.instansi_id,
        start_date=date(putaran.start_date.year, 1, 1),
        last_date=putaran.last_date,
    )
    return drawing.Facts(
        people=found.people,
        subjects=found.subjects,
        together=together,
        excluded=conflicts_in(putaran.instansi_id, on=on),
    )


def _remove_draw(putaran: Putaran) -> None:
    rows = PesertaPutaran.objects.filter(putaran=putaran).order_by("pk")
    while ids := list(rows.values_list("pk", flat=True)[:500]):
        with transaction.atomic():
            TugasPutaran.objects.filter(peserta_id__in=ids).delete()
            PesertaPutaran.objects.filter(pk__in=ids).delete()


def _write_peserta(putaran: Putaran, found: Workforce) -> dict[int, int]:
    rows: dict[int, int] = {}
    for start in range(0, len(found.subjects), BATCH):
        with transaction.atomic():
            made = PesertaPutaran.objects.bulk_create(
                PesertaPutaran(
                    putaran=putaran,
                    pegawai_id=pk,
                    unit_id=found.people[pk].unit_id,
                    penilai_id=found.people[pk].penilai_id,
                    jenis_jabatan=found.kinds[pk],
                )
                for pk in found.subjects[start : start + BATCH]
            )
        rows |= {row.pegawai_id: row.pk for row in made}
    return rows


def open_putaran(*, putaran: Putaran, version: int, by: Actor, at: datetime) -> Putaran:
    """Take answers from now on: the key is made, whom an appointment no longer binds falls away.

    What a pegawai nominated and the penilai did not approve falls away too; what was drawn needs no approval
    to be asked. Raises NotAllowed, StateRefusal, Stale.
    """
    can_run_putaran(by).or_raise()
    state = PUTARAN.next(putaran.state, "buka")
    gone = _no_longer_holding(putaran, workforce(putaran, on=at.date()), at.date())
    sealing.make_key(putaran.kunci)
    with transaction.atomic():
        write_next(putaran, version, state=state, opened_at=at, opened_by_id=by.user_id)
        tasks = TugasPutaran.objects.filter(peserta__putaran=putaran, state=StateTugas.DIUSULKAN)
        for words, ids in gone.items():
            for start in range(0, len(ids), 500):
                tasks.filter(pk__in=ids[start : start + 500]).update(state=StateTugas.GUGUR, alasan=words)
        unapproved = tasks.filter(sumber=SumberTugas.USULAN).exclude(peserta__state=StateNominasi.DISETUJUI)
        unapproved.update(
            state=StateTugas.GUGUR, alasan=str(_("Tidak disetujui penilai sampai putaran dibuka."))
        )
        asked = tasks.update(state=StateTugas.MENUNGGU)
        putaran.refresh_from_db()
        record(
            PutaranOpened(
                by=by,
                at=at,
                object_id=putaran.pk,
                nama=putaran.nama,
                last_date=putaran.last_date,
                tugas=asked,
                gugur=sum(map(len, gone.values())),
            )
        )
    return putaran


def _no_longer_holding(putaran: Putaran, found: Workforce, on: date) -> dict[str, list[int]]:
    """Tasks whose ground has gone since the draw, by the reason: somebody has left, leads or is led no more,
    or has come into conflict."""
    left = str(_("Tidak lagi bertugas."))
    moved = str(_("Hubungan atasan dan bawahan sudah berubah."))
    apart = str(_("Tidak diminta mengisi tentang orang ini."))  # why is not for the ledger to tell
    excluded = conflicts_in(putaran.instansi_id, on=on)
    gone: dict[str, list[int]] = {left: [], moved: [], apart: []}
    rows = TugasPutaran.objects.filter(peserta__putaran=putaran, state=StateTugas.DIUSULKAN).order_by("pk")
    for pk, kelompok, about, asked in rows.values_list(
        "pk", "kelompok", "peserta__pegawai_id", "pengisi_id"
    ).iterator(chunk_size=BATCH):
        penilai = {
            person: found.people[person].penilai_id for person in (about, asked) if person in found.people
        }
        if about not in found.people or (asked not in found.people and kelompok != Kelompok.ATASAN):
            gone[left].append(pk)
        elif (kelompok == Kelompok.BAWAHAN and penilai.get(asked) != about) or (
            kelompok == Kelompok.ATASAN and penilai.get(about) != asked
        ):
            gone[moved].append(pk)
        elif kelompok in DRAWN and (about, asked) in excluded:
            gone[apart].append(pk)
    return gone


@transaction.atomic
def close_putaran(*, putaran: Putaran, version: int, by: Actor, at: datetime) -> Putaran:
    """Take no more answers. An answer that is on its way is either in before, or told that it was too late.

    The count follows in the background. Raises NotAllowed, StateRefusal, Stale.
    """
    can_run_putaran(by).or_raise()
    locked = Putaran.objects.select_for_update().get(pk=putaran.pk)
    state = PUTARAN.next(locked.state, "tutup")
    if locked.version != version:
        raise Stale
    _move(locked, state)
    record(PutaranClosed(by=by, at=at, object_id=locked.pk, nama=locked.nama))
    return locked


@transaction.atomic
def release_putaran(*, putaran: Putaran, version: int, by: Actor, at: datetime) -> Putaran:
    """Let everybody concerned read their results, all at once and once.

    Raises NotAllowed, StateRefusal, Stale, Refusal `putaran.not_counted` or `putaran.comments_wait`.
    """
    can_run_putaran(by).or_raise()
    state = PUTARAN.next(putaran.state, "rilis")
    if putaran.counted_at is None:
        raise Refusal("putaran.not_counted")
    waiting = KomentarPutaran.objects.filter(peserta__putaran=putaran, state=StateKomentar.MENUNGGU).count()
    if waiting:
        raise Refusal("putaran.comments_wait", count=waiting)
    if putaran.version != version:
        raise Stale
    _move(putaran, state, released_at=at, released_by_id=by.user_id)
    record(PutaranReleased(by=by, at=at, object_id=putaran.pk, nama=putaran.nama))
    return putaran


def note_job(*, putaran: Putaran, job_id: str) -> None:
    """Remember the job whose progress the page of the round shows."""
    Putaran.objects.filter(pk=putaran.pk).update(job_id=job_id)


def _move(putaran: Putaran, state: str, **columns: object) -> None:
    """To the next state if the round is still as it was read. Raises Stale."""
    write_next(putaran, putaran.version, state=state, **columns)


def overdue(rounds: Iterable[Putaran], *, on: date) -> list[Putaran]:
    """Those of `rounds` whose last day has passed."""
    return [putaran for putaran in rounds if putaran.last_date < on]
