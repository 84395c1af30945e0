"""An answer of a citizen: counted, or held back with all that came with it.

It writes no event: it has no person, and the ledger would keep the moment. The survey tells at its closing
how many came.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from hmac import compare_digest
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.refusals import Invalid, Problem, Refusal
from kasuari.foundation.turns import in_turn
from kasuari.surveys import origins
from kasuari.surveys.codes import as_typed, kode_hari
from kasuari.surveys.enums import (
    JenisKelamin,
    KelompokUsia,
    Pekerjaan,
    Pendidikan,
    Sebab,
    StateSurvei,
    StateTumpukan,
    UnsurSkm,
)
from kasuari.surveys.models import JawabanSkm, SurveiSkm, TumpukanSkm

register(
    {
        "skm.answer": Reason(
            _("Jawaban ini belum lengkap."), _("Lengkapi bagian yang ditandai, lalu kirim lagi.")
        ),
        "skm.closed": Reason(
            _("Survei ini sedang tidak menerima jawaban."),
            _("Sampaikan saran Anda langsung kepada petugas, atau ikuti survei berikutnya."),
        ),
        "skm.form_old": Reason(
            _("Formulir ini sudah terlalu lama terbuka atau bukan dari halaman kami, jadi tidak disimpan."),
            _("Pindai lagi kode QR di loket, lalu isi dan kirim dari halaman itu."),
        ),
        "skm.too_many": Reason(
            _("Terlalu banyak jawaban dari sambungan ini dalam sepuluh menit, jadi yang ini tidak disimpan."),
            _("Coba lagi sepuluh menit lagi, pakai sambungan lain, atau isi di kertas di loket."),
        ),
    }
)

LONGEST_SARAN = 500
# What is kept of one connection in ten minutes, all of it held back, before nothing more is kept.
MOST_HELD = 200
PEOPLE = {
    "jenis_kelamin": JenisKelamin.values,
    "usia": KelompokUsia.values,
    "pendidikan": Pendidikan.values,
    "pekerjaan": Pekerjaan.values,
}


@dataclass(frozen=True, slots=True)
class IsianSkm:
    """What somebody answers: a step by unsur (left out: no answer), a few words about oneself, a saran."""

    nilai: Mapping[str, int]
    diri: Mapping[str, str] = field(default_factory=dict)
    saran: str = ""


def receive_answer(
    *, survei: SurveiSkm, isian: IsianSkm, kode: str, key: UUID, address: str, at: datetime
) -> StateTumpukan | None:
    """Keep an answer that came over the network. None where this form was sent before: it counts once.

    Raises Invalid, Refusal `skm.closed`, `skm.too_many`.
    """
    today = at.date()
    check_open(survei, at=at)
    problems = problems_of(isian)
    if not _knows_the_code(survei, kode, at=at):
        words = _("Kode ini bukan kode hari ini. Lihat kodenya di loket, atau pindai lagi gambar di sana.")
        problems = (*problems, Problem("skm.answer", "kode", words))
    if problems:
        raise Invalid("skm.answer", problems=problems)
    slot = origins.slot_of(at)
    sidik = origins.sidik_of(address, survei_id=survei.pk, tanggal=today, slot=slot)
    try:
        with in_turn(), transaction.atomic():
            group, state = _group(survei, today, slot, sidik)
            JawabanSkm.objects.create(
                id=key, survei_id=survei.pk, tumpukan_id=group, tanggal=today, **columns(isian)
            )
    except IntegrityError:
        if JawabanSkm.objects.filter(pk=key, survei_id=survei.pk).exists():
            return None
        raise
    return state


def check_open(survei: SurveiSkm, *, at: datetime) -> None:
    """Raises Refusal where the survey takes no answers."""
    if survei.state != StateSurvei.TERBUKA or not survei.start_date <= at.date() <= survei.last_date:
        raise Refusal("skm.closed")


def problems_of(isian: IsianSkm) -> tuple[Problem, ...]:
    """Everything that is wrong with an answer."""
    found = [
        Problem("skm.answer", name, _("Pilih salah satu jawaban."))
        for name in isian.nilai
        if name not in UnsurSkm.values or isian.nilai[name] not in (1, 2, 3, 4)
    ]
    if not isian.nilai:
        found.append(Problem("skm.answer", "", _("Jawab paling sedikit satu pertanyaan.")))
    found += [
        Problem("skm.answer", name, _("Pilih salah satu jawaban."))
        for name, value in isian.diri.items()
        if name not in PEOPLE or (value and value not in PEOPLE[name])
    ]
    if len(isian.saran) > LONGEST_SARAN:
        found.append(Problem("skm.answer", "saran", _("Ringkaskan saran menjadi paling banyak 500 huruf.")))
    return tuple(found)


def columns(isian: IsianSkm) -> dict[str, object]:
    """An answer as the columns of its row."""
    return {
        **isian.nilai,
        **{name: value for name, value in isian.diri.items() if value},
        "saran": isian.saran.strip(),
    }


def _knows_the_code(survei: SurveiSkm, kode: str, *, at: datetime) -> bool:
    """Today's, or yesterday's for who answers at home in the evening and after midnight."""
    typed = as_typed(kode).encode()
    days = (at.date(), at.date() - timedelta(days=1))
    return any(compare_digest(typed, kode_hari(survei.benih, day).encode()) for day in days)


def _group(survei: SurveiSkm, tanggal: date, slot: int, sidik: str) -> tuple[int, StateTumpukan]:
    """The answers with which this one came, and whether they count. Raises Refusal `skm.too_many`.

    A group that outgrows the limit is held back as a whole: its first answers are no better than its last.
    """
    rows = TumpukanSkm.objects.filter(survei_id=survei.pk, tanggal=tanggal, slot=slot)
    mine = rows.filter(sidik=sidik)
    for _attempt in (1, 2):
        found = mine.select_for_update().values_list("pk", "jumlah", "state").first()
        if found is not None:
            pk, size, state = found
            if size >= MOST_HELD:
                raise Refusal("skm.too_many")
            changes: dict[str, Any] = {"jumlah": F("jumlah") + 1}
            if size >= survei.batas_alamat and state == StateTumpukan.DIHITUNG:
                state = StateTumpukan.DITAHAN
                changes |= {"state": state, "sebab": Sebab.ALAMAT}
            mine.update(**changes)
            return pk, StateTumpukan(state)
        limit = survei.batas_ramai
        crowded = rows.order_by().values_list("pk")[limit : limit + 1]
        full = bool(list(crowded))
        state = StateTumpukan.DITAHAN if full else StateTumpukan.DIHITUNG
        try:
            with transaction.atomic():
                made = TumpukanSkm.objects.create(
                    survei_id=survei.pk,
                    tanggal=tanggal,
                    slot=slot,
                    sidik=sidik,
                    jumlah=1,
                    state=state,
                    sebab=Sebab.RAMAI if full else "",
                )
        except IntegrityError:
            continue  # another answer of the same connection was faster
        return made.pk, state
    raise Refusal("skm.too_many")
