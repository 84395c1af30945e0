"""What a rater does: keep a draft, send, decline.

These writes leave nothing behind by which an answer could be joined to its writer. A draft and an envelope
are sealed under a key outside the database and all of one length. Sending records no event and no moment: the
ledger of tasks says that it was done, and the box holds one envelope more.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kasuari.feedback import sealing
from kasuari.feedback.access.putaran import can_answer
from kasuari.feedback.enums import Kelompok, StatePutaran, StateTugas
from kasuari.feedback.events.putaran import TaskDeclined
from kasuari.feedback.models import AmplopJawaban, DrafJawaban, Putaran, TugasPutaran
from kasuari.feedback.operations.putaran import BYTES_PER_TEXT
from kasuari.feedback.states import TUGAS
from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.refusals import Invalid, Problem, Refusal
from kasuari.foundation.states import StateRefusal

register(
    {
        "putaran.closed": Reason(
            gettext_lazy(
                "Putaran ini sudah ditutup, jadi jawaban ini tidak ikut dihitung dan tidak disimpan."
            ),
            gettext_lazy("Sampaikan umpan balik Anda langsung, atau tunggu putaran berikutnya."),
        ),
        "putaran.answer": Reason(
            gettext_lazy("Jawaban ini belum lengkap."),
            gettext_lazy("Lengkapi bagian yang ditandai, lalu kirim."),
        ),
        "putaran.decline_reason": Reason(
            gettext_lazy("Alasan belum diisi."),
            gettext_lazy("Tulis satu kalimat mengapa Anda tidak dapat mengisi."),
        ),
        "putaran.decline_duty": Reason(
            gettext_lazy("Penilaian sebagai atasan dan penilaian diri tidak dapat ditolak."),
            gettext_lazy("Pilih “Belum melihat” pada butir yang tidak dapat Anda nilai."),
        ),
        "putaran.key_gone": Reason(
            gettext_lazy(
                "Kunci putaran ini tidak ada di server, jadi jawaban tidak dapat disimpan dengan aman."
            ),
            gettext_lazy("Hubungi unit kepegawaian; jangan mengirim jawaban dengan cara lain."),
        ),
    }
)

LONGEST_REASON = 300
NOT_YET = -1


@dataclass(frozen=True, slots=True)
class IsianJawaban:
    """What a rater answers: by the code of a line a step of the scale (0: cannot say), by question a text."""

    nilai: Mapping[str, int]
    teks: Mapping[str, str]


@transaction.atomic
def save_draf(*, tugas: TugasPutaran, isian: IsianJawaban, by: Actor) -> None:
    """Keep what has been written so far, for the rater alone. Leaves no event and no moment.

    Raises NotAllowed, Invalid, Refusal `putaran.closed`.
    """
    can_answer(by, tugas).or_raise()
    putaran = open_round(tugas.peserta.putaran_id)
    if not TugasPutaran.objects.filter(pk=tugas.pk, state=StateTugas.MENUNGGU).exists():
        return
    _check_texts(putaran, isian)
    seal = _seal(putaran)
    lines, questions = putaran.instrumen.butir, putaran.instrumen.pertanyaan
    content = {
        "n": [isian.nilai.get(item["kode"], NOT_YET) for item in lines],
        "t": [isian.teks.get(item["kode"], "") for item in questions],
    }
    sealed = seal.close(content, purpose=_draft_of(tugas))
    DrafJawaban.objects.update_or_create(tugas=tugas, defaults={"isi": sealed})


def read_drafs(*, tasks: Sequence[TugasPutaran], by: Actor) -> dict[int, IsianJawaban]:
    """The rater's own drafts of tasks of one round, by task. No query where the tasks came with them.

    Raises NotAllowed.
    """
    for tugas in tasks:
        can_answer(by, tugas).or_raise()
    rows = {tugas.pk: tugas.draf.isi for tugas in tasks if hasattr(tugas, "draf")}
    if not rows:
        return {}
    putaran, found = tasks[0].peserta.putaran, {}
    lines, questions = putaran.instrumen.butir, putaran.instrumen.pertanyaan
    for tugas in tasks:
        try:
            content = _seal(putaran).open(rows[tugas.pk], purpose=_draft_of(tugas))
        except (KeyError, sealing.KeyGone):
            continue
        values = zip(lines, content["n"], strict=True)
        texts = zip(questions, content["t"], strict=True)
        found[tugas.pk] = IsianJawaban(
            {item["kode"]: value for item, value in values if value != NOT_YET},
            {item["kode"]: text for item, text in texts},
        )
    return found


@transaction.atomic
def send_jawaban(*, tugas: TugasPutaran, isian: IsianJawaban, by: Actor) -> bool:
    """Put the answer into the box. False where it was sent before, from another phone: it counts once.

    Raises NotAllowed, Invalid, StateRefusal, Refusal `putaran.closed`.
    """
    can_answer(by, tugas).or_raise()
    putaran = open_round(tugas.peserta.putaran_id)
    values, texts = complete(putaran, isian)
    if not TugasPutaran.objects.filter(pk=tugas.pk, state__in=TUGAS.sources("kirim")).update(
        state=StateTugas.SELESAI
    ):
        if TugasPutaran.objects.filter(pk=tugas.pk, state=StateTugas.SELESAI).exists():
            return False
        raise StateRefusal("state.not_possible")
    DrafJawaban.objects.filter(tugas=tugas).delete()
    put_into_box(putaran, tugas.peserta_id, tugas.kelompok, values, texts)
    return True


def put_into_box(
    putaran: Putaran, about: int, group: str, values: Sequence[int], texts: Sequence[str]
) -> None:
    """One sealed envelope more; a part of sending, inside its transaction."""
    content = {"p": about, "k": group, "n": values, "t": texts}
    AmplopJawaban.objects.create(
        putaran=putaran, isi=_seal(putaran).close(content, purpose=envelope_of(putaran))
    )


@transaction.atomic
def decline_tugas(*, tugas: TugasPutaran, alasan: str, by: Actor, at: datetime) -> TugasPutaran:
    """Say that one cannot answer, and why; whoever runs the round reads it.

    Raises NotAllowed, Invalid, StateRefusal, Refusal.
    """
    can_answer(by, tugas).or_raise()
    open_round(tugas.peserta.putaran_id)
    if tugas.kelompok in {Kelompok.ATASAN, Kelompok.DIRI}:
        raise Refusal("putaran.decline_duty")
    words = alasan.strip()[:LONGEST_REASON]
    if not words:
        raise Invalid(
            "putaran.decline_reason",
            problems=(Problem("putaran.decline_reason", "alasan", _("Tulis alasannya.")),),
        )
    if not TugasPutaran.objects.filter(pk=tugas.pk, state__in=TUGAS.sources("tolak")).update(
        state=StateTugas.MENOLAK, alasan=words
    ):
        raise StateRefusal("state.not_possible")
    DrafJawaban.objects.filter(tugas=tugas).delete()
    record(TaskDeclined(by=by, at=at, object_id=tugas.peserta_id, alasan=words))
    tugas.refresh_from_db()
    return tugas


def envelope_of(putaran: Putaran) -> str:
    """What an envelope of the round is sealed for."""
    return f"amplop {putaran.pk}"


def _draft_of(tugas: TugasPutaran) -> str:
    return f"draf {tugas.pk}"


def _seal(putaran: Putaran) -> sealing.Seal:
    try:
        return sealing.seal_of(putaran.kunci, length=putaran.panjang)
    except sealing.KeyGone:
        raise Refusal("putaran.key_gone") from None


def open_round(putaran_id: int) -> Putaran:
    """The round, held open until this write is through. Raises Refusal where it takes no answers."""
    putaran = Putaran.objects.select_for_update(of=("self",)).select_related("instrumen").get(pk=putaran_id)
    if putaran.state != StatePutaran.TERBUKA:
        raise Refusal("putaran.closed")
    return putaran


def _check_texts(putaran: Putaran, isian: IsianJawaban) -> None:
    known = {item["kode"] for item in putaran.instrumen.pertanyaan}
    lines = {item["kode"] for item in putaran.instrumen.butir}
    steps = range(len(putaran.instrumen.skala) + 1)
    problems = [
        Problem("putaran.answer", code, _("Terlalu panjang. Ringkaskan menjadi paling banyak 300 huruf."))
        for code, text in isian.teks.items()
        if len(json.dumps(text, ensure_ascii=False).encode()) - 2 > BYTES_PER_TEXT
    ]
    if not (
        set(isian.teks) <= known
        and set(isian.nilai) <= lines
        and all(v in steps for v in isian.nilai.values())
    ):
        problems.append(
            Problem("putaran.answer", "", _("Pilihan ini tidak dikenal. Muat ulang halaman ini."))
        )
    if problems:
        raise Invalid("putaran.answer", problems=tuple(problems))


def complete(putaran: Putaran, isian: IsianJawaban) -> tuple[Sequence[int], Sequence[str]]:
    """The values in the order of the lines and the texts in the order of the questions. Raises Invalid."""
    _check_texts(putaran, isian)
    missing = [item["kode"] for item in putaran.instrumen.butir if item["kode"] not in isian.nilai]
    if missing:
        raise Invalid(
            "putaran.answer",
            problems=tuple(
                Problem("putaran.answer", code, _("Pilih satu, atau “Belum melihat”.")) for code in missing
            ),
        )
    values = [isian.nilai[item["kode"]] for item in putaran.instrumen.butir]
    if not any(values):
        words = _("Nilai paling sedikit satu butir. Bila tidak dapat, pilih “Tidak dapat mengisi”.")
        raise Invalid("putaran.answer", problems=(Problem("putaran.answer", "", words),))
    texts: list[Any] = [isian.teks.get(item["kode"], "").strip() for item in putaran.instrumen.pertanyaan]
    return values, texts
