"""Kalibrasi: drafts are laid on the table, talked about, and perhaps changed by their own penilai.

Nothing here writes a rating but the penilai's own answer, which goes through `rate` like any draft; and only
the penilai's signature makes it count.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from kasuari.evaluation.access import person_of
from kasuari.evaluation.access_kalibrasi import (
    can_answer,
    can_bring,
    can_lead,
    can_open,
    can_propose,
    pegawai_of,
)
from kasuari.evaluation.enums import RatingKinerja, StateButir, StateEvaluasi
from kasuari.evaluation.events_kalibrasi import (
    CalibrationAnswered,
    CalibrationKept,
    CalibrationProposed,
    KalibrasiClosed,
    KalibrasiOpened,
    RatingsBrought,
)
from kasuari.evaluation.models import ButirKalibrasi, PesertaKalibrasi, SesiKalibrasi
from kasuari.evaluation.operations.rating import rate
from kasuari.evaluation.queries.gate import evaluasi_rows
from kasuari.evaluation.queries.kalibrasi import (
    butir_for,
    drafts_to_bring,
    in_scope,
    invited,
    kalibrasi_choices,
    sesi_rows,
)
from kasuari.evaluation.queries.predikat import predikat_of
from kasuari.evaluation.states import BUTIR_KALIBRASI, SESI_KALIBRASI
from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.refusals import Invalid, Problem, Stale
from kasuari.foundation.states import StateRefusal
from kasuari.organisation import queries as organisation
from kasuari.planning import queries as planning

LONGEST_NAME, LONGEST_TEXT = 200, 5000


@transaction.atomic
def open_kalibrasi(
    *,
    periode_evaluasi: Any,
    nama: str,
    unit_id: int | None = None,
    jabatan_id: int | None = None,
    by: Actor,
    at: datetime,
) -> SesiKalibrasi:
    """The atasan of several penilai opens a session and invites them all.

    `unit_id` and `jabatan_id` narrow whom it is about. The same session opened again is the one that runs.
    Raises NotAllowed `evaluation.kalibrasi_not_leader`, Invalid.
    """
    choices = kalibrasi_choices(by, periode_evaluasi)
    can_open(by, len(choices.penilai)).or_raise()
    nama = nama.strip()
    problems = []
    if not 0 < len(nama) <= LONGEST_NAME:
        problems.append(Problem("evaluation.nama", "nama", _("Beri nama, paling banyak 200 huruf.")))
    if unit_id and unit_id not in dict(choices.units):
        problems.append(Problem("evaluation.units", "unit_id", _("Pilih unit dari daftar.")))
    if jabatan_id and jabatan_id not in dict(choices.jabatan):
        problems.append(Problem("evaluation.jabatan", "jabatan_id", _("Pilih jabatan dari daftar.")))
    if problems:
        raise Invalid("evaluation.invalid", problems=tuple(problems))
    me = pegawai_of(by)
    unit = organisation.units_of(periode_evaluasi.periode.instansi_id).get(pk=unit_id) if unit_id else None
    scope = in_scope(me, periode_evaluasi, unit=unit, jabatan_id=jabatan_id)
    penilai = sorted(set(scope.order_by().values_list("penilai_id", flat=True)) - {me, None})
    if len(penilai) < 2:
        words = _("Hanya satu penilai yang punya orang dalam lingkup ini. Perluas lingkupnya.")
        raise Invalid("evaluation.invalid", problems=(Problem("evaluation.penilai", "unit_id", words),))
    same = {"periode_evaluasi": periode_evaluasi, "pimpinan_id": me, "nama": nama}
    held = sesi_rows().filter(**same, state="berlangsung").first()
    if held is not None:
        return held
    try:
        with transaction.atomic():
            made = SesiKalibrasi.objects.create(
                **same,
                unit_id=unit_id or None,
                jabatan_id=jabatan_id or None,
                opened_at=at,
                opened_by_id=person_of(by),
                version=1,
            )
    except IntegrityError:
        raise Stale from None
    PesertaKalibrasi.objects.bulk_create(PesertaKalibrasi(sesi=made, pegawai_id=pk) for pk in penilai)
    made = sesi_rows().get(pk=made.pk)
    record(
        KalibrasiOpened(
            **_about(made, by, at, tell=_accounts(made)),
            nama=nama,
            periode_evaluasi_id=periode_evaluasi.pk,
            penilai_ids=tuple(penilai),
        )
    )
    return made


@transaction.atomic
def bring_ratings(*, sesi: SesiKalibrasi, by: Actor, at: datetime) -> int:
    """A penilai lays the drafts of their own team on the table, as they stand now. Answers how many are new.

    Until then nobody but the penilai sees them. A draft without both ratings is left out; where none is new,
    nothing happens. Raises NotAllowed and StateRefusal.
    """
    can_bring(by, invited=invited(by, sesi)).or_raise()
    _running(sesi, "bawa")
    drafts = list(drafts_to_bring(sesi, pegawai_of(by)))
    if not drafts:
        return 0
    on = sesi.periode_evaluasi.last_date
    made = []
    for draft in drafts:
        predikat = predikat_of(draft.rating_hasil_kerja, draft.rating_perilaku_kerja, on=on).value
        if predikat is not None:
            made.append(
                ButirKalibrasi(
                    sesi=sesi,
                    evaluasi=draft,
                    pegawai_id=draft.pegawai_id,
                    penilai_id=draft.penilai_id,
                    semula_hasil_kerja=draft.rating_hasil_kerja,
                    semula_perilaku_kerja=draft.rating_perilaku_kerja,
                    semula_predikat=predikat.value,
                    semula_alasan_hasil_kerja=draft.alasan_hasil_kerja,
                    semula_alasan_perilaku_kerja=draft.alasan_perilaku_kerja,
                    version=1,
                )
            )
    try:
        with transaction.atomic():
            ButirKalibrasi.objects.bulk_create(made)
    except IntegrityError:
        raise Stale from None
    sesi.peserta.filter(pegawai_id=pegawai_of(by)).update(brought_at=at, brought_by_id=person_of(by))
    record(
        RatingsBrought(
            **_about(sesi, by, at, tell=(sesi.pimpinan.user_id,)),
            count=len(made),
            evaluasi_ids=tuple(item.evaluasi_id for item in made),
        )
    )
    return len(made)


@transaction.atomic
def propose_calibration(
    *,
    butir: ButirKalibrasi,
    rating_hasil_kerja: str,
    rating_perilaku_kerja: str,
    alasan: str,
    version: int,
    by: Actor,
    at: datetime,
) -> ButirKalibrasi:
    """Propose other ratings for one draft, with a reason. The draft itself stays as its penilai wrote it.

    Raises Http404 for the own record and those of one's superiors, NotAllowed, StateRefusal, Stale, Invalid.
    """
    butir = butir_for(by, butir.pk, on=at.date())
    can_propose(by, butir, invited=invited(by, butir.sesi)).or_raise()
    _running(butir.sesi, "bahas")
    _unsigned(butir)
    state = BUTIR_KALIBRASI.next(butir.state, "usulkan")
    alasan = alasan.strip()
    problems = _reason(alasan)
    given = {"rating_hasil_kerja": rating_hasil_kerja, "rating_perilaku_kerja": rating_perilaku_kerja}
    problems += [
        Problem("evaluation.rating", name, _("Pilih salah satu dari ketiga rating."))
        for name, value in given.items()
        if value not in RatingKinerja.values
    ]
    if (rating_hasil_kerja, rating_perilaku_kerja) == (butir.semula_hasil_kerja, butir.semula_perilaku_kerja):
        words = _(
            "Kedua rating sama dengan semula. Ubah salah satunya, atau catat bahwa penilaian ini tetap."
        )
        problems.append(Problem("evaluation.tidak_ada_yang_berubah", "rating_hasil_kerja", words))
    if problems:
        raise Invalid("evaluation.invalid", problems=tuple(problems))
    predikat = predikat_of(
        rating_hasil_kerja, rating_perilaku_kerja, on=butir.sesi.periode_evaluasi.last_date
    ).value
    if predikat is None:
        raise Invalid(
            "evaluation.invalid",
            problems=(Problem("evaluation.rating", "", _("Peraturan tidak memberi predikat.")),),
        )
    changed = _change(
        butir,
        version,
        by,
        at,
        state=state,
        usulan_hasil_kerja=rating_hasil_kerja,
        usulan_perilaku_kerja=rating_perilaku_kerja,
        usulan_predikat=predikat.value,
        alasan=alasan,
        proposed_at=at,
        proposed_by_id=person_of(by),
    )
    record(
        CalibrationProposed(
            **_about(butir.sesi, by, at, tell=(butir.penilai.user_id,)),
            butir_id=butir.pk,
            evaluasi_id=butir.evaluasi_id,
            semula=(butir.semula_hasil_kerja, butir.semula_perilaku_kerja, butir.semula_predikat),
            usulan=(rating_hasil_kerja, rating_perilaku_kerja, predikat.value),
            alasan=alasan,
        )
    )
    return changed


@transaction.atomic
def keep_rating(
    *, butir: ButirKalibrasi, alasan: str, version: int, by: Actor, at: datetime
) -> ButirKalibrasi:
    """Whoever leads records that a draft was talked about and stays, with the reason."""
    butir = butir_for(by, butir.pk, on=at.date())
    can_lead(by, butir.sesi).or_raise()
    _running(butir.sesi, "bahas")
    state = BUTIR_KALIBRASI.next(butir.state, "pertahankan")
    alasan = alasan.strip()
    if problems := _reason(alasan):
        raise Invalid("evaluation.invalid", problems=tuple(problems))
    changed = _change(butir, version, by, at, state=state, alasan=alasan)
    record(
        CalibrationKept(
            **_about(butir.sesi, by, at, tell=(butir.penilai.user_id,)),
            butir_id=butir.pk,
            evaluasi_id=butir.evaluasi_id,
            alasan=alasan,
        )
    )
    return changed


@transaction.atomic
def answer_calibration(
    *, butir: ButirKalibrasi, terima: bool, jawaban: str, version: int, by: Actor, at: datetime
) -> ButirKalibrasi:
    """The penilai takes a proposal over into their own draft, or does not; either way with a reason.

    Taken over, `jawaban` becomes the reason of each rating that changes. It still is a draft: nothing counts
    before the penilai signs. Raises NotAllowed, StateRefusal, Stale, Invalid, and what `rate` raises.
    """
    butir = butir_for(by, butir.pk, on=at.date())
    can_answer(by, butir).or_raise()
    _running(butir.sesi, "bahas")
    _unsigned(butir)
    state = BUTIR_KALIBRASI.next(butir.state, "terima" if terima else "tolak")
    jawaban = jawaban.strip()
    if not 0 < len(jawaban) <= LONGEST_TEXT:
        words = _("Tulis alasan jawaban Anda, paling banyak 5.000 huruf.")
        raise Invalid("evaluation.invalid", problems=(Problem("evaluation.jawaban", "jawaban", words),))
    changed = _change(
        butir, version, by, at, state=state, jawaban=jawaban, answered_at=at, answered_by_id=person_of(by)
    )
    if terima:
        _take_over(butir, jawaban, by, at)
    record(
        CalibrationAnswered(
            **_about(butir.sesi, by, at, tell=(butir.sesi.pimpinan.user_id,)),
            butir_id=butir.pk,
            evaluasi_id=butir.evaluasi_id,
            diterima=terima,
            jawaban=jawaban,
        )
    )
    return changed


def _take_over(butir: ButirKalibrasi, jawaban: str, by: Actor, at: datetime) -> None:
    draft = evaluasi_rows().get(pk=butir.evaluasi_id)
    hasil, perilaku = butir.usulan_hasil_kerja, butir.usulan_perilaku_kerja
    rate(
        skp=planning.skp_for(by, draft.skp_id),
        periode_evaluasi=draft.periode_evaluasi,
        rating_hasil_kerja=hasil,
        alasan_hasil_kerja=draft.alasan_hasil_kerja if hasil == draft.rating_hasil_kerja else jawaban,
        rating_perilaku_kerja=perilaku,
        alasan_perilaku_kerja=draft.alasan_perilaku_kerja
        if perilaku == draft.rating_perilaku_kerja
        else jawaban,
        rekomendasi=draft.rekomendasi,
        version=draft.version,
        by=by,
        at=at,
    )


@transaction.atomic
def close_kalibrasi(
    *, sesi: SesiKalibrasi, catatan: str, version: int, by: Actor, at: datetime
) -> SesiKalibrasi:
    """Close the session; its minutes can be printed from then on. A proposal without an answer changes
    nothing."""
    can_lead(by, sesi).or_raise()
    state = _running(sesi, "tutup")
    catatan = catatan.strip()
    if len(catatan) > LONGEST_TEXT:
        words = _("Ringkas menjadi paling banyak 5.000 huruf.")
        raise Invalid("evaluation.invalid", problems=(Problem("evaluation.teks_panjang", "catatan", words),))
    if not SesiKalibrasi.objects.filter(pk=sesi.pk, version=version, state=sesi.state).update(
        state=state, catatan=catatan, closed_at=at, closed_by_id=person_of(by), version=F("version") + 1
    ):
        raise Stale
    states = list(sesi.butir.order_by("pk").values_list("state", flat=True))
    closed = sesi_rows().get(pk=sesi.pk)
    record(
        KalibrasiClosed(
            **_about(closed, by, at, tell=_accounts(closed)),
            catatan=catatan,
            butir=len(states),
            diubah=states.count(StateButir.DITERIMA),
        )
    )
    return closed


def _running(sesi: SesiKalibrasi, act: str) -> str:
    if not SESI_KALIBRASI.allows(sesi.state, act):
        raise StateRefusal("evaluation.kalibrasi_selesai")
    return SESI_KALIBRASI.next(sesi.state, act)


def _unsigned(butir: ButirKalibrasi) -> None:
    if butir.evaluasi.state != StateEvaluasi.DINILAI:
        raise StateRefusal("evaluation.kalibrasi_ditandatangani")


def _change(butir: ButirKalibrasi, version: int, by: Actor, at: datetime, **columns: Any) -> ButirKalibrasi:
    """Write the columns if nobody wrote since `version` was read. Raises Stale."""
    if not ButirKalibrasi.objects.filter(pk=butir.pk, version=version, state=butir.state).update(
        version=F("version") + 1, **columns
    ):
        raise Stale
    return butir_for(by, butir.pk, on=at.date())


def _reason(alasan: str) -> list[Problem]:
    if 0 < len(alasan) <= LONGEST_TEXT:
        return []
    return [Problem("evaluation.alasan", "alasan", _("Tulis alasannya, paling banyak 5.000 huruf."))]


def _accounts(sesi: SesiKalibrasi) -> tuple[int | None, ...]:
    return tuple(sesi.peserta.order_by("pk").values_list("pegawai__user_id", flat=True))


def _about(sesi: SesiKalibrasi, by: Actor, at: datetime, *, tell: tuple[int | None, ...]) -> dict[str, Any]:
    """The fields that every event of a session carries."""
    return {
        "by": by,
        "at": at,
        "object_id": sesi.pk,
        "tell": tuple(pk for pk in tell if pk and pk != by.user_id),
        "link": reverse("evaluation:kalibrasi", args=[sesi.pk]),
    }
