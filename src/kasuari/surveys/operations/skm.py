"""A Survei Kepuasan Masyarakat from its plan to its report."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kasuari.documents.operations import issue_document
from kasuari.documents.queries import current_saying
from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.refusals import Invalid, Problem, Refusal, Stale
from kasuari.foundation.rows import write_next
from kasuari.foundation.states import StateRefusal
from kasuari.surveys import origins
from kasuari.surveys.access import Standing, can_decide_batch, can_follow_up, can_run_skm
from kasuari.surveys.codes import new_code
from kasuari.surveys.enums import BobotSkm, StateLembar, StateSurvei, StateTumpukan, UnsurSkm
from kasuari.surveys.events import (
    ABOUT,
    BatchDecided,
    FollowUpDone,
    FollowUpPlanned,
    ReportIssued,
    SurveyClosed,
    SurveyOpened,
    SurveyPlanned,
)
from kasuari.surveys.models import JawabanSkm, LembarKertas, SurveiSkm, TindakLanjutSkm, TumpukanSkm
from kasuari.surveys.printing import print_report
from kasuari.surveys.queries.skm import result_of, sums_of
from kasuari.surveys.states import SURVEI, TUMPUKAN

if TYPE_CHECKING:
    from kasuari.documents.models import Document
    from kasuari.organisation.models import UnitKerja

register(
    {
        "skm.plan": Reason(_("Survei ini belum dapat disiapkan."), _("Perbaiki isian yang ditandai.")),
        "skm.reason": Reason(_("Alasan belum ditulis."), _("Tulis satu kalimat yang dapat dibaca auditor.")),
        "skm.batches_wait": Reason(
            _("Masih ada jawaban yang ditahan dan belum diputuskan."),
            _("Putuskan dahulu apakah jawaban itu dihitung, lalu tutup surveinya."),
        ),
        "skm.paper_waits": Reason(
            _("Masih ada lembar kertas yang baru diketik satu orang atau dua ketikannya berbeda."),
            _("Selesaikan dahulu lembar itu, lalu tutup surveinya."),
        ),
        "skm.not_closed": Reason(
            _("Laporan diterbitkan setelah survei ditutup."), _("Tutup dahulu surveinya.")
        ),
        "skm.nothing_answered": Reason(
            _("Indeks belum dapat dihitung: ada unsur yang belum dijawab seorang pun."),
            _("Perpanjang surveinya atau lengkapi dengan kertas."),
        ),
    }
)

LONGEST_DAYS = 366
KIND = "SKM"


@dataclass(frozen=True, slots=True, kw_only=True)
class IsianSurvei:
    """What is asked of whom, and how it is computed."""

    layanan: str
    start_date: date
    last_date: date
    populasi: int | None = None
    gratis: bool = False
    daring: bool = False
    pengaduan_terakhir: bool = False
    bobot: str = BobotSkm.TEPAT.value
    batas_alamat: int = 5


@transaction.atomic
def plan_skm(*, unit: UnitKerja, isian: IsianSurvei, by: Actor, at: datetime) -> SurveiSkm:
    """Write down a survey of one service of a unit. Raises NotAllowed, Invalid."""
    can_run_skm(by, path=unit.path).or_raise()
    layanan = " ".join(isian.layanan.split())
    taken = SurveiSkm.objects.filter(unit=unit, layanan=layanan, start_date=isian.start_date).exists()
    days = (isian.last_date - isian.start_date).days
    rules = (
        (not layanan or len(layanan) > 120, "layanan", _("Tulis nama layanannya, paling panjang 120 huruf.")),
        (taken, "layanan", _("Survei layanan ini dengan hari pertama itu sudah ada.")),
        (days < 0, "last_date", _("Hari terakhir tidak boleh sebelum hari pertama.")),
        (days > LONGEST_DAYS, "last_date", _("Satu survei paling lama setahun.")),
        (
            isian.populasi is not None and isian.populasi < 1,
            "populasi",
            _("Tulis angka lebih dari nol, atau kosongkan."),
        ),
        (isian.bobot not in BobotSkm.values, "bobot", _("Pilih salah satu.")),
        (not 1 <= isian.batas_alamat <= 50, "batas_alamat", _("Pilih 1 sampai 50.")),
    )
    problems = tuple(Problem("skm.plan", path, words) for wrong, path, words in rules if wrong)
    if problems:
        raise Invalid("skm.plan", problems=problems)
    made = SurveiSkm.objects.create(
        instansi_id=unit.instansi_id,
        unit=unit,
        layanan=layanan,
        start_date=isian.start_date,
        last_date=isian.last_date,
        kode=new_code(),
        benih=secrets.token_hex(16),
        populasi=isian.populasi,
        gratis=isian.gratis,
        daring=isian.daring,
        pengaduan_terakhir=isian.pengaduan_terakhir,
        bobot=isian.bobot,
        batas_alamat=isian.batas_alamat,
        created_at=at,
        created_by_id=by.user_id,
    )
    record(
        SurveyPlanned(
            by=by,
            at=at,
            object_id=made.pk,
            layanan=layanan,
            unit_id=unit.pk,
            start_date=made.start_date,
            last_date=made.last_date,
            bobot=made.bobot,
        )
    )
    return made


@transaction.atomic
def open_skm(*, survei: SurveiSkm, version: int, by: Actor, at: datetime) -> SurveiSkm:
    """Let citizens answer. Raises NotAllowed, StateRefusal, Stale."""
    can_run_skm(by, path=survei.unit.path).or_raise()
    state = SURVEI.next(survei.state, "buka")
    write_next(survei, version, state=state, opened_at=at, opened_by_id=by.user_id)
    record(SurveyOpened(by=by, at=at, object_id=survei.pk, layanan=survei.layanan))
    return survei


@transaction.atomic
def close_skm(*, survei: SurveiSkm, version: int, by: Actor, at: datetime) -> SurveiSkm:
    """Take no more answers and keep the sums. Everything held back must have been decided.

    Raises NotAllowed, StateRefusal, Stale, Refusal.
    """
    can_run_skm(by, path=survei.unit.path).or_raise()
    state = SURVEI.next(survei.state, "tutup")
    if TumpukanSkm.objects.filter(survei=survei, state=StateTumpukan.DITAHAN).exists():
        raise Refusal("skm.batches_wait")
    if LembarKertas.objects.filter(survei=survei).exclude(state=StateLembar.SELESAI).exists():
        raise Refusal("skm.paper_waits")
    sums = sums_of(survei)
    thrown = sum(
        TumpukanSkm.objects.filter(survei=survei, state=StateTumpukan.DIBUANG)
        .order_by()
        .values_list("jumlah", flat=True)
    )
    hasil = {**sums, "pada": at.date().isoformat(), "dibuang": thrown}
    write_next(survei, version, state=state, hasil=hasil, closed_at=at, closed_by_id=by.user_id)
    record(
        SurveyClosed(
            by=by,
            at=at,
            object_id=survei.pk,
            layanan=survei.layanan,
            responden=sums["responden"],
            dibuang=thrown,
        )
    )
    return survei


@transaction.atomic
def decide_batch(
    *, tumpukan: TumpukanSkm, keputusan: str, alasan: str, standing: Standing, by: Actor, at: datetime
) -> None:
    """Count answers that were held back ("terima") or leave them out ("buang"), with the reason.

    Raises NotAllowed, StateRefusal, Invalid.
    """
    can_decide_batch(by, path=tumpukan.survei.unit.path, standing=standing).or_raise()
    state = TUMPUKAN.next(tumpukan.state, keputusan)
    alasan = alasan.strip()
    if not alasan or len(alasan) > 300:
        raise Invalid(
            "skm.reason",
            problems=(Problem("skm.reason", "alasan", _("Tulis alasannya, paling panjang 300 huruf.")),),
        )
    if tumpukan.survei.state != StateSurvei.TERBUKA:
        raise StateRefusal("state.not_possible")
    changed = TumpukanSkm.objects.filter(pk=tumpukan.pk, state=tumpukan.state).update(
        state=state, alasan=alasan, decided_at=at, decided_by_id=by.user_id
    )
    if not changed:
        raise Stale
    record(
        BatchDecided(
            by=by,
            at=at,
            object_id=tumpukan.survei_id,
            tumpukan_id=tumpukan.pk,
            jumlah=tumpukan.jumlah,
            keputusan=state,
            alasan=alasan,
        )
    )


@transaction.atomic
def plan_follow_up(
    *,
    survei: SurveiSkm,
    unsur: str,
    rencana: str,
    penanggung_jawab: str,
    due_date: date | None,
    standing: Standing,
    by: Actor,
    at: datetime,
) -> TindakLanjutSkm:
    """What the unit will do about an unsur. Raises NotAllowed, Invalid."""
    can_follow_up(by, path=survei.unit.path, standing=standing).or_raise()
    rencana, who = rencana.strip(), penanggung_jawab.strip()
    rules = (
        (unsur not in UnsurSkm.values, "unsur", _("Pilih salah satu.")),
        (
            not rencana or len(rencana) > 300,
            "rencana",
            _("Tulis apa yang akan dikerjakan, paling panjang 300 huruf."),
        ),
        (not who or len(who) > 120, "penanggung_jawab", _("Tulis siapa yang bertanggung jawab.")),
        (due_date is None or due_date < at.date(), "due_date", _("Pilih tanggal mulai hari ini.")),
        (
            survei.tindak_lanjut.filter(unsur=unsur, rencana=rencana).exists(),
            "rencana",
            _("Tindak lanjut ini sudah tercatat."),
        ),
    )
    problems = tuple(Problem("skm.plan", path, words) for wrong, path, words in rules if wrong)
    if problems or due_date is None:
        raise Invalid("skm.plan", problems=problems)
    made = TindakLanjutSkm.objects.create(
        survei=survei,
        unsur=unsur,
        rencana=rencana,
        penanggung_jawab=who,
        due_date=due_date,
        created_at=at,
        created_by_id=by.user_id or 0,
    )
    record(
        FollowUpPlanned(by=by, at=at, object_id=survei.pk, unsur=unsur, rencana=rencana, due_date=due_date)
    )
    return made


@transaction.atomic
def finish_follow_up(
    *, tindak_lanjut: TindakLanjutSkm, hasil: str, standing: Standing, by: Actor, at: datetime
) -> None:
    """Say what came of it. Raises NotAllowed, Invalid, Stale where it was finished already."""
    can_follow_up(by, path=tindak_lanjut.survei.unit.path, standing=standing).or_raise()
    hasil = hasil.strip()
    if not hasil or len(hasil) > 300:
        words = _("Tulis apa hasilnya, paling panjang 300 huruf.")
        raise Invalid("skm.plan", problems=(Problem("skm.plan", "hasil", words),))
    changed = TindakLanjutSkm.objects.filter(pk=tindak_lanjut.pk, done_at__isnull=True).update(
        hasil=hasil, done_at=at, done_by_id=by.user_id
    )
    if not changed:
        raise Stale
    record(
        FollowUpDone(
            by=by, at=at, object_id=tindak_lanjut.survei_id, rencana=tindak_lanjut.rencana, hasil=hasil
        )
    )


@transaction.atomic
def issue_report(*, survei: SurveiSkm, by: Actor, at: datetime) -> Document:
    """Print the report with a verification mark; what was printed already stays as it is.

    An earlier one stays genuine and stops being current.
    Raises NotAllowed, Refusal.
    """
    can_run_skm(by, path=survei.unit.path).or_raise()
    if survei.state != StateSurvei.DITUTUP:
        raise Refusal("skm.not_closed")
    result = result_of(survei)
    if result.hasil is None:
        raise Refusal("skm.nothing_answered")
    data = {
        **survei.hasil,
        "tindak_lanjut": list(survei.tindak_lanjut.order_by("pk").values_list("pk", "hasil")),
    }
    data = json.loads(json.dumps(data))
    current = current_saying(data, KIND, ABOUT, survei.pk)
    if current is not None:
        return current
    issued = issue_document(
        kind=KIND,
        title=f"Laporan Survei Kepuasan Masyarakat – {survei.layanan}",
        object_type=ABOUT,
        object_id=survei.pk,
        print_with=lambda mark: print_report(survei, result, at=at, mark=mark),
        by=by,
        at=at,
        data=data,
    )
    record(ReportIssued(by=by, at=at, object_id=survei.pk, kode=issued.code))
    return issued


def forget_origins(*, on: date) -> int:
    """Dissolve the groups of earlier days and destroy their keys. Answers how many groups lost their mark.

    Answers that counted go free of their group; a group that is still held back keeps together, without
    anything that says where it came from. Repeating it is harmless.
    """
    old = TumpukanSkm.objects.filter(tanggal__lt=on)
    with transaction.atomic():
        free = old.filter(state=StateTumpukan.DIHITUNG)
        JawabanSkm.objects.filter(tumpukan__in=free.values("pk")).update(tumpukan=None)
        gone = free.delete()[0]
        gone += old.exclude(sidik="").update(sidik="", slot=None)
    origins.forget_keys(on=on)
    return gone
