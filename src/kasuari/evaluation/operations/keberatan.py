"""The objection: filed, heard on both sides, decided once (Pasal 29; Lampiran BAB V B)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kasuari.evaluation.access import can_decide, can_explain, can_sign_decision, can_speak, person_of
from kasuari.evaluation.enums import KeputusanKeberatan, RatingKinerja, StateKeberatan
from kasuari.evaluation.events import (
    KeberatanDecided,
    KeberatanExplained,
    KeberatanFiled,
    KeberatanReplied,
    KeberatanSigned,
    KeberatanWithdrawn,
)
from kasuari.evaluation.models import BuktiKeberatan, Evaluasi, Keberatan
from kasuari.evaluation.operations.issuing import decision_of, issue_decision, issue_penjelasan
from kasuari.evaluation.operations.signing import beyond_the_unit
from kasuari.evaluation.queries.clocks import decision_deadline
from kasuari.evaluation.queries.gate import calendar_of
from kasuari.evaluation.queries.keberatan import keberatan_rows, objection
from kasuari.evaluation.states import EVALUASI, KEBERATAN
from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.files import store_upload
from kasuari.foundation.refusals import Invalid, NotAllowed, Problem, Stale
from kasuari.foundation.states import StateRefusal
from kasuari.regulation.edition import edition_on
from kasuari.regulation.keberatan import Keputusan, putusan
from kasuari.regulation.predikat import GAGAL_STUDI, Rating

LONGEST_TEXT = 5000
MOST_FILES = 10


@transaction.atomic
def file_keberatan(
    *, evaluasi: Evaluasi, alasan: str, files: Sequence[UploadedFile[Any]] = (), by: Actor, at: datetime
) -> Keberatan:
    """The owner objects to a delivered result, with reasons and evidence, to the atasan of the penilai.

    In time is what is filed on the last day until midnight in the zone of the agency. The same objection sent
    again is the one that is there. Raises NotAllowed with the reason of the law, StateRefusal
    `evaluation.keberatan_ada`, Invalid, and Refusal `file.*`.
    """
    alasan = alasan.strip()
    on = timezone.localtime(at).date()
    held = _standing(evaluasi)
    if held is not None and held.pegawai_id == by.pegawai_id and held.alasan == alasan:
        return held
    found = objection(by, evaluasi, on=on)
    if (
        held is not None
        and found.verdict.code == "keberatan.sudah_diputus"
        and held.pegawai_id == by.pegawai_id
    ):
        raise StateRefusal("evaluation.keberatan_ada")
    found.answer.or_raise()
    if found.atasan_id is None:
        raise NotAllowed("evaluation.keberatan_tanpa_atasan")
    _refuse(_text(alasan, "alasan", _("Tulis alasan keberatan Anda.")), _count(files))
    try:
        with transaction.atomic():
            made = Keberatan.objects.create(
                evaluasi=evaluasi,
                pegawai_id=evaluasi.pegawai_id,
                penilai_id=evaluasi.penilai_id,
                atasan_id=found.atasan_id,
                alasan=alasan,
                filed_at=at,
                filed_by_id=person_of(by),
                version=1,
            )
    except IntegrityError:
        raise StateRefusal("evaluation.keberatan_ada") from None
    names = _keep(made, files, by, at)
    made = keberatan_rows().get(pk=made.pk)
    until = decision_deadline(made, calendar_of(made.evaluasi.skp), on=on)
    record(
        KeberatanFiled(
            **_about(made, by, at, tell=(made.atasan, made.penilai)),
            alasan=alasan,
            bukti=names,
            decision_last_date=until.last_date if until else None,
        )
    )
    return made


@transaction.atomic
def explain_keberatan(
    *, keberatan: Keberatan, penjelasan: str, version: int, by: Actor, at: datetime
) -> Keberatan:
    """The penilai gives the explanation that the atasan asks for, once (Lampiran BAB V B.4)."""
    can_explain(by, keberatan).or_raise()
    state = KEBERATAN.next(keberatan.state, "jelaskan")
    penjelasan = penjelasan.strip()
    _refuse(_text(penjelasan, "penjelasan", _("Tulis penjelasan Anda.")))
    changed = _change(
        keberatan,
        version,
        state=state,
        penjelasan_penilai=penjelasan,
        explained_at=at,
        explained_by_id=by.user_id,
    )
    record(
        KeberatanExplained(
            **_about(changed, by, at, tell=(changed.atasan, changed.pegawai)), penjelasan=penjelasan
        )
    )
    return changed


@transaction.atomic
def reply_keberatan(
    *,
    keberatan: Keberatan,
    penjelasan: str,
    files: Sequence[UploadedFile[Any]] = (),
    version: int,
    by: Actor,
    at: datetime,
) -> Keberatan:
    """The owner adds to the objection while it is examined: words, evidence, or both (Lampiran BAB V B.4)."""
    can_speak(by, keberatan).or_raise()
    state = KEBERATAN.next(keberatan.state, "tambahkan")
    penjelasan = penjelasan.strip()
    words = "\n\n".join(filter(None, [keberatan.penjelasan_pegawai, penjelasan]))
    empty = _("Tulis keterangan tambahan, atau pilih berkasnya.")
    _refuse(
        _text(words, "penjelasan", empty) if not files or words else [],
        [] if penjelasan or files else [Problem("evaluation.keterangan_kosong", "penjelasan", empty)],
        _count(files, held=keberatan.bukti.count()),
    )
    changed = _change(
        keberatan, version, state=state, penjelasan_pegawai=words, replied_at=at, replied_by_id=by.user_id
    )
    names = _keep(changed, files, by, at)
    record(
        KeberatanReplied(
            **_about(changed, by, at, tell=(changed.atasan, changed.penilai)),
            penjelasan=penjelasan,
            bukti=names,
        )
    )
    return keberatan_rows().get(pk=changed.pk)


@transaction.atomic
def withdraw_keberatan(*, keberatan: Keberatan, version: int, by: Actor, at: datetime) -> Keberatan:
    """The owner takes the objection back before it is decided; within the window another may be filed."""
    can_speak(by, keberatan).or_raise()
    state = KEBERATAN.next(keberatan.state, "cabut")
    changed = _change(keberatan, version, state=state, withdrawn_at=at, withdrawn_by_id=by.user_id)
    record(KeberatanWithdrawn(**_about(changed, by, at, tell=(changed.atasan, changed.penilai))))
    return changed


@transaction.atomic
def decide_keberatan(
    *,
    keberatan: Keberatan,
    keputusan: str,
    pertimbangan: str,
    rekomendasi: str = "",
    rating_hasil_kerja: str = "",
    rating_perilaku_kerja: str = "",
    tanpa_penjelasan: str = "",
    version: int,
    by: Actor,
    at: datetime,
) -> Keberatan:
    """The atasan upholds the result or changes it; the predikat is again the kuadran's answer.

    Where the penilai gave no explanation, `tanpa_penjelasan` says why it was decided all the same. A decision
    that changes issues D.1.3, which takes the place of the papers before and of the receipt that was given
    for them, and a new explanation; it is delivered with the decision, and the owner signs for it anew.
    Raises NotAllowed, StateRefusal, Stale, and Invalid with everything that is lacking.
    """
    can_decide(by, keberatan).or_raise()
    state = KEBERATAN.next(keberatan.state, "putuskan")
    evaluasi, on = keberatan.evaluasi, keberatan.evaluasi.periode_evaluasi.last_date
    pertimbangan, rekomendasi = pertimbangan.strip(), rekomendasi.strip()
    tanpa_penjelasan = tanpa_penjelasan.strip()
    problems = _text(pertimbangan, "pertimbangan", _("Tulis pertimbangan keputusan Anda."))
    problems += _text(rekomendasi, "rekomendasi") + _text(tanpa_penjelasan, "tanpa_penjelasan")
    heard = keberatan.state == StateKeberatan.DIJELASKAN
    if not heard and not tanpa_penjelasan:
        words = _("Penilai belum memberi penjelasan. Tunggu, atau tulis mengapa keberatan diputus tanpanya.")
        basis = "PermenPANRB 6/2022 Lampiran BAB V B.4"
        problems.append(Problem("evaluation.belum_didengar", "tanpa_penjelasan", words, basis))
    if keputusan not in KeputusanKeberatan.values:
        problems.append(Problem("evaluation.keputusan", "keputusan", _("Pilih keputusan Anda.")))
        _refuse(problems)
    changes = keputusan == KeputusanKeberatan.MENGUBAH
    known = {value: Rating(value) for value in RatingKinerja.values}
    failed = evaluasi.predikat_code.startswith(GAGAL_STUDI)
    verdict = putusan(
        keputusan=Keputusan(keputusan),
        semula=(Rating(evaluasi.rating_hasil_kerja), Rating(evaluasi.rating_perilaku_kerja)),
        hasil_kerja=known.get(rating_hasil_kerja),
        perilaku_kerja=known.get(rating_perilaku_kerja),
        on=on,
        gagal_studi=failed,
    )
    result, edition = verdict.value, edition_on(on)
    if result is None or edition is None:
        problems += [
            Problem("evaluation.rating", f"rating_{name}", _("Pilih salah satu dari ketiga rating."))
            for name in verdict.missing
        ]
        if verdict.code == "keberatan.tidak_ada_yang_berubah":
            words = _("Kedua rating sama dengan semula. Ubah salah satunya, atau kuatkan hasilnya.")
            problems.append(Problem("evaluation.tidak_ada_yang_berubah", "keputusan", words))
        problems = problems or [Problem(verdict.code, "", _("Peraturan tidak memberi predikat."))]
        raise Invalid("evaluation.invalid", problems=tuple(problems))
    if changes:
        problems += beyond_the_unit(rating_hasil_kerja, evaluasi.skp, evaluasi.periode_evaluasi)
    _refuse(problems)
    until = decision_deadline(keberatan, calendar_of(evaluasi.skp), on=timezone.localtime(at).date())
    columns = {
        "rating_hasil_kerja": result.hasil_kerja.value,
        "rating_perilaku_kerja": result.perilaku_kerja.value,
        "predikat": result.predikat.value,
        "predikat_code": f"{GAGAL_STUDI}.{result.perilaku_kerja}"
        if failed
        else f"predikat.kuadran.{result.hasil_kerja}_{result.perilaku_kerja}",
        "edition": edition,
    }
    decided = _change(
        keberatan,
        version,
        state=state,
        keputusan=keputusan,
        pertimbangan=pertimbangan,
        rekomendasi=rekomendasi,
        tanpa_penjelasan="" if heard else tanpa_penjelasan,
        decided_at=at,
        decided_by_id=by.user_id,
        **(columns if changes else {}),
    )
    if changes:
        _move(evaluasi, "ubah", predikat_berlaku=result.predikat.value)
        decided = keberatan_rows().get(pk=decided.pk)
    issue_decision(decided, by=by, at=at)
    if changes:
        issue_penjelasan(decided.evaluasi, decision=decision_of(decided), by=by, at=at)
    record(
        KeberatanDecided(
            **_about(decided, by, at, tell=(decided.pegawai, decided.penilai)),
            keputusan=keputusan,
            rating_hasil_kerja=result.hasil_kerja.value,
            rating_perilaku_kerja=result.perilaku_kerja.value,
            predikat_before=evaluasi.predikat,
            predikat=result.predikat.value,
            edition=edition,
            heard=heard,
            late=until is not None and until.last_date < timezone.localtime(at).date(),
        )
    )
    return decided


@transaction.atomic
def sign_decision(*, keberatan: Keberatan, version: int, by: Actor, at: datetime) -> Keberatan:
    """The owner or the penilai signs the decision; signing again changes nothing. The paper is reissued.

    The owner's signature under D.1.3 is the receipt of the changed result.
    """
    can_sign_decision(by, keberatan).or_raise()
    KEBERATAN.next(keberatan.state, "tanda_tangani")
    pihak = "pegawai" if by.pegawai_id == keberatan.pegawai_id else "penilai"
    if getattr(keberatan, f"{pihak}_signed_at") is not None:
        return keberatan
    signed = _change(keberatan, version, **{f"{pihak}_signed_at": at, f"{pihak}_signed_by_id": by.user_id})
    if pihak == "pegawai" and signed.keputusan == KeputusanKeberatan.MENGUBAH:
        _move(signed.evaluasi, "terima_perubahan")
    issue_decision(signed, by=by, at=at)
    record(KeberatanSigned(**_about(signed, by, at, tell=(signed.atasan,)), pihak=pihak))
    return signed


def _standing(evaluasi: Evaluasi) -> Keberatan | None:
    return keberatan_rows().filter(evaluasi=evaluasi).exclude(state=StateKeberatan.DICABUT).first()


def _change(keberatan: Keberatan, version: int, **columns: Any) -> Keberatan:
    """Write the columns if nobody wrote since `version` was read. Raises Stale."""
    if not Keberatan.objects.filter(pk=keberatan.pk, version=version, state=keberatan.state).update(
        version=F("version") + 1, **columns
    ):
        raise Stale
    return keberatan_rows().get(pk=keberatan.pk)


def _move(evaluasi: Evaluasi, act: str, **columns: Any) -> None:
    """Take the evaluation itself along. Raises StateRefusal, and Stale where somebody moved it meanwhile."""
    state = EVALUASI.next(evaluasi.state, act)
    if not Evaluasi.objects.filter(pk=evaluasi.pk, state=evaluasi.state).update(
        state=state, version=F("version") + 1, **columns
    ):
        raise Stale


def _keep(
    keberatan: Keberatan, files: Sequence[UploadedFile[Any]], by: Actor, at: datetime
) -> tuple[str, ...]:
    """Keep the files as evidence and answer their names."""
    names = []
    for upload in files:
        kept = store_upload(upload, by_id=by.user_id, at=at)
        BuktiKeberatan.objects.create(
            keberatan=keberatan, nama=kept.name[:200], file=kept, added_at=at, added_by_id=person_of(by)
        )
        names.append(kept.name)
    return tuple(names)


def _about(keberatan: Keberatan, by: Actor, at: datetime, *, tell: Sequence[Any]) -> dict[str, Any]:
    """The fields that every event of an objection carries."""
    return {
        "by": by,
        "at": at,
        "object_id": keberatan.pk,
        "pegawai_id": keberatan.pegawai_id,
        "evaluasi_id": keberatan.evaluasi_id,
        "tell": tuple(person.user_id for person in tell if person.user_id),
        "link": reverse("evaluation:keberatan", args=[keberatan.pk]),
    }


def _text(text: str, path: str, empty: str = "") -> list[Problem]:
    if empty and not text:
        return [Problem(f"evaluation.{path}_kosong", path, empty)]
    if len(text) > LONGEST_TEXT:
        return [Problem("evaluation.teks_panjang", path, _("Ringkas menjadi paling banyak 5.000 huruf."))]
    return []


def _count(files: Sequence[UploadedFile[Any]], held: int = 0) -> list[Problem]:
    if len(files) + held <= MOST_FILES:
        return []
    return [Problem("evaluation.berkas_banyak", "files", _("Sertakan paling banyak sepuluh berkas."))]


def _refuse(*problems: list[Problem]) -> None:
    found = tuple(item for group in problems for item in group)
    if found:
        raise Invalid("evaluation.invalid", problems=found)
