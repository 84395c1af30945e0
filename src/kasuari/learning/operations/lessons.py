"""Doing a lesson, asking, and answering."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.refusals import Invalid, Problem, Stale
from kasuari.learning.access import can_answer_questions, can_learn
from kasuari.learning.enums import Langkah, StatePertanyaan
from kasuari.learning.events import LessonDone, QuestionAnswered, QuestionAsked
from kasuari.learning.lessons import Pelajaran
from kasuari.learning.models import PelajaranSelesai, Pertanyaan
from kasuari.learning.queries.champions import champion_accounts, helps_asker
from kasuari.organisation import queries as organisation

register(
    {
        "learning.wrong_answer": Reason(
            _("Belum tepat."), _("Baca lagi langkahnya, lalu pilih jawaban yang lain. Boleh berkali-kali.")
        ),
        "learning.question": Reason(
            _("Pertanyaan ini belum dapat dikirim."), _("Perbaiki isian yang ditandai.")
        ),
    }
)

LONGEST_QUESTION, LONGEST_ANSWER = 500, 2000


@transaction.atomic
def finish_lesson(*, pelajaran: Pelajaran, pilihan: int | None, by: Actor, at: datetime) -> bool:
    """Note that somebody has done a lesson. False where it was done before.

    Raises NotAllowed, Invalid where the check is not answered rightly.
    """
    can_learn(by).or_raise()
    if pilihan != pelajaran.benar:
        words = _("Belum tepat. Baca lagi langkahnya, lalu pilih yang lain.")
        raise Invalid("learning.wrong_answer", problems=(Problem("learning.wrong_answer", "pilihan", words),))
    try:
        with transaction.atomic():
            PelajaranSelesai.objects.create(
                pegawai_id=by.pegawai_id or 0, kode=pelajaran.kode, done_date=at.date()
            )
    except IntegrityError:
        return False
    record(
        LessonDone(
            by=by, at=at, object_id=by.pegawai_id or 0, kode=pelajaran.kode, judul=str(pelajaran.judul)
        )
    )
    return True


@transaction.atomic
def ask_question(*, langkah: str, teks: str, by: Actor, at: datetime) -> Pertanyaan:
    """Ask where one got stuck. The same question sent again is the same. Raises NotAllowed, Invalid."""
    can_learn(by).or_raise()
    teks = " ".join(teks.split())
    rules = (
        (langkah not in Langkah.values, "langkah", _("Pilih langkahnya.")),
        (
            not teks or len(teks) > LONGEST_QUESTION,
            "teks",
            _("Tulis pertanyaannya, paling panjang 500 huruf."),
        ),
    )
    problems = tuple(Problem("learning.question", path, words) for wrong, path, words in rules if wrong)
    if problems:
        raise Invalid("learning.question", problems=problems)
    held = (
        Pertanyaan.objects.filter(pegawai_id=by.pegawai_id or 0, langkah=langkah, teks=teks)
        .order_by("pk")
        .first()
    )
    if held is not None:
        return held
    made = Pertanyaan.objects.create(
        pegawai_id=by.pegawai_id or 0,
        instansi=organisation.instansi_for(by),
        langkah=langkah,
        teks=teks,
        asked_at=at,
    )
    record(
        QuestionAsked(
            by=by,
            at=at,
            object_id=made.pk,
            langkah=langkah,
            teks=teks,
            tell=champion_accounts(by, on=timezone.localtime(at).date()),
            link=reverse("learning:questions"),
        )
    )
    return made


@transaction.atomic
def answer_question(*, pertanyaan: Pertanyaan, jawaban: str, by: Actor, at: datetime) -> Pertanyaan:
    """Answer a question for everybody; whoever asked is told. Raises NotAllowed, Invalid, Stale."""
    on = timezone.localtime(at).date()
    can_answer_questions(by, helps=helps_asker(by, pertanyaan, on=on)).or_raise()
    jawaban = jawaban.strip()
    if not jawaban or len(jawaban) > LONGEST_ANSWER:
        words = _("Tulis jawabannya, paling panjang 2.000 huruf.")
        raise Invalid("learning.question", problems=(Problem("learning.question", "jawaban", words),))
    changed = Pertanyaan.objects.filter(pk=pertanyaan.pk, state=StatePertanyaan.MENUNGGU).update(
        state=StatePertanyaan.TERJAWAB, jawaban=jawaban, answered_at=at, answered_by_id=by.user_id
    )
    if not changed:
        raise Stale
    asker = pertanyaan.pegawai.user_id
    record(
        QuestionAnswered(
            by=by,
            at=at,
            object_id=pertanyaan.pk,
            tell=(asker,) if asker is not None else (),
            link=reverse("learning:questions"),
            teks=pertanyaan.teks,
            jawaban=jawaban,
        )
    )
    pertanyaan.refresh_from_db()
    return pertanyaan
