"""Instruments and weights of 360 rounds: dated or versioned, never changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kasuari.feedback.access.putaran import can_run_putaran
from kasuari.feedback.enums import JenisJabatanBobot, Kelompok
from kasuari.feedback.events.putaran import BobotSet, InstrumenMade
from kasuari.feedback.models import BobotPutaran, InstrumenPutaran
from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.refusals import Invalid, Problem
from kasuari.regulation.perilaku import NILAI

if TYPE_CHECKING:
    from kasuari.organisation.models import Instansi

register(
    {
        "putaran.instrumen": Reason(
            _("Instrumen belum lengkap."),
            _(
                "Isi 3–60 butir, 2–10 kata skala dari yang terendah, dan paling banyak 3 pertanyaan terbuka; "
                "tiap teks paling panjang 300 huruf."
            ),
        ),
        "putaran.bobot": Reason(
            _("Bobot belum tepat."), _("Jumlahkan bobot semua kelompok menjadi 100, dan tulis dasarnya.")
        ),
    }
)

NAMA_BAKU = "BerAKHLAK"
SKALA_BAKU = ("Jarang", "Kadang-kadang", "Sering", "Selalu")
PERTANYAAN_BAKU = (
    "Perilaku apa yang sebaiknya ia teruskan? Ceritakan satu contoh.",
    "Perilaku apa yang sebaiknya ia ubah atau mulai? Ceritakan satu contoh.",
)
LONGEST_LINE = 300


@dataclass(frozen=True, slots=True)
class Butir:
    """A line to answer: the value it belongs to (any word that groups lines) and its text."""

    nilai: str
    teks: str


@transaction.atomic
def make_instrumen(
    *,
    instansi: Instansi,
    nama: str,
    skala: Sequence[str],
    butir: Sequence[Butir],
    pertanyaan: Sequence[str],
    by: Actor,
    at: datetime,
) -> InstrumenPutaran:
    """A new version of the instrument called `nama`; the same content once more is there already.

    Raises NotAllowed, Invalid.
    """
    can_run_putaran(by).or_raise()
    nama = nama.strip()
    texts = [*skala, *(item.teks for item in butir), *(item.nilai for item in butir), *pertanyaan]
    fits = 3 <= len(butir) <= 60 and 2 <= len(skala) <= 10 and len(pertanyaan) <= 3
    if not nama or not fits or not all(text.strip() and len(text) <= LONGEST_LINE for text in texts):
        raise Invalid(
            "putaran.instrumen",
            problems=(Problem("putaran.instrumen", "", str(_("Lengkapi nama, butir, dan skala."))),),
        )
    content: dict[str, Any] = {
        "skala": [text.strip() for text in skala],
        "butir": [
            {"kode": f"b{number}", "nilai": item.nilai.strip(), "teks": item.teks.strip()}
            for number, item in enumerate(butir, start=1)
        ],
        "pertanyaan": [
            {"kode": f"t{number}", "teks": text.strip()} for number, text in enumerate(pertanyaan, start=1)
        ],
    }
    last = InstrumenPutaran.objects.filter(instansi=instansi, nama=nama).order_by("-versi").first()
    if last is not None and all(getattr(last, name) == value for name, value in content.items()):
        return last
    made = InstrumenPutaran.objects.create(
        instansi=instansi,
        nama=nama,
        versi=(last.versi if last is not None else 0) + 1,
        **content,
        created_at=at,
        created_by_id=by.user_id,
    )
    record(InstrumenMade(by=by, at=at, object_id=made.pk, nama=nama, versi=made.versi, butir=len(butir)))
    return made


def usual_instrumen(*, instansi: Instansi, by: Actor, at: datetime) -> InstrumenPutaran:
    """The newest BerAKHLAK instrument: the 21 lines of the regulation, made where there is none yet."""
    found = InstrumenPutaran.objects.filter(instansi=instansi, nama=NAMA_BAKU).order_by("-versi").first()
    if found is not None:
        return found
    return make_instrumen(
        instansi=instansi,
        nama=NAMA_BAKU,
        skala=SKALA_BAKU,
        butir=[Butir(item.nilai.value, line) for item in NILAI for line in item.panduan],
        pertanyaan=PERTANYAAN_BAKU,
        by=by,
        at=at,
    )


@transaction.atomic
def set_bobot(
    *,
    instansi: Instansi,
    jenis_jabatan: str,
    bobot: Mapping[str, int],
    dasar: str,
    start_date: date,
    by: Actor,
    at: datetime,
) -> BobotPutaran:
    """Weights from a day on, for an agency whose rules score perilaku. An earlier day keeps its own.

    Raises NotAllowed, Invalid.
    """
    can_run_putaran(by).or_raise()
    whole = {item.value: int(bobot.get(item.value, 0)) for item in Kelompok}
    known = set(bobot) <= set(whole) and jenis_jabatan in JenisJabatanBobot.values
    if not known or sum(whole.values()) != 100 or min(whole.values()) < 0 or not dasar.strip():
        raise Invalid(
            "putaran.bobot",
            problems=(Problem("putaran.bobot", "", str(_("Jumlah bobot harus 100 dan dasarnya diisi."))),),
        )
    wanted = {**whole, "dasar": dasar.strip()[:300]}
    key: dict[str, Any] = {"instansi": instansi, "jenis_jabatan": jenis_jabatan, "start_date": start_date}
    same = BobotPutaran.objects.filter(**key, **wanted).first()
    if same is not None:
        return same
    row, _created = BobotPutaran.objects.update_or_create(**key, defaults=wanted)
    record(
        BobotSet(
            by=by,
            at=at,
            object_id=row.pk,
            jenis_jabatan=jenis_jabatan,
            bobot=whole,
            dasar=row.dasar,
            start_date=start_date,
        )
    )
    return row
