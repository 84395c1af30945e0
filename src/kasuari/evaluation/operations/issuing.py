"""The papers of a signed evaluation, kept and verifiable (Lampiran BAB IV B.4 and V.A)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from django.utils import timezone

from kasuari.documents.contracts import Verifikasi
from kasuari.documents.operations import issue_document
from kasuari.evaluation import printing
from kasuari.evaluation.documents import (
    ActPossible,
    print_dokumen_evaluasi,
    print_hasil_evaluasi,
    print_keputusan_keberatan,
    print_penjelasan,
)
from kasuari.evaluation.enums import JalurEvaluasi, KeputusanKeberatan
from kasuari.evaluation.models import Evaluasi, Keberatan
from kasuari.foundation.access import Actor
from kasuari.planning import queries as planning

OBJECT_TYPE = "evaluation.evaluasi"
PENJELASAN = "penjelasan"
D11, D12, D13 = "D.1.1", "D.1.2", "D.1.3"
KEPUTUSAN = "keputusan"


def outcome_of(evaluasi: Evaluasi) -> printing.Outcome:
    """What was decided, with moments in the zone of the agency."""
    return printing.Outcome(
        rating_hasil_kerja=evaluasi.rating_hasil_kerja,
        alasan_hasil_kerja=evaluasi.alasan_hasil_kerja,
        rating_perilaku_kerja=evaluasi.rating_perilaku_kerja,
        alasan_perilaku_kerja=evaluasi.alasan_perilaku_kerja,
        rekomendasi=evaluasi.rekomendasi,
        predikat=evaluasi.predikat,
        predikat_code=evaluasi.predikat_code,
        edition=evaluasi.edition,
        basis=tuple(evaluasi.fakta.get("basis", ())),
        signed_at=_local(evaluasi.signed_at),
        acknowledged_at=_local(evaluasi.acknowledged_at),
        by_atasan=evaluasi.jalur == JalurEvaluasi.ATASAN,
    )


def decision_of(keberatan: Keberatan) -> printing.Decision:
    """What was decided on an objection, with moments in the zone of the agency. Raises ValueError before."""
    if keberatan.decided_at is None:
        raise ValueError("only a decided objection has a decision")
    evaluasi, changes = keberatan.evaluasi, keberatan.keputusan == KeputusanKeberatan.MENGUBAH
    return printing.Decision(
        mengubah=changes,
        before=evaluasi.predikat,
        keberatan="\n".join(filter(None, [keberatan.alasan, keberatan.penjelasan_pegawai])),
        penjelasan_penilai=keberatan.penjelasan_penilai,
        tanpa_penjelasan=keberatan.tanpa_penjelasan,
        pertimbangan=keberatan.pertimbangan,
        rekomendasi=keberatan.rekomendasi,
        rating_hasil_kerja=keberatan.rating_hasil_kerja or evaluasi.rating_hasil_kerja,
        rating_perilaku_kerja=keberatan.rating_perilaku_kerja or evaluasi.rating_perilaku_kerja,
        predikat=keberatan.predikat or evaluasi.predikat,
        atasan_nama=keberatan.atasan.nama_lengkap,
        atasan_nip=keberatan.atasan.nip,
        decided_at=timezone.localtime(keberatan.decided_at),
        penilai_signed_at=_local(keberatan.penilai_signed_at),
        pegawai_signed_at=_local(keberatan.pegawai_signed_at),
    )


def issue_signed(evaluasi: Evaluasi, *, by: Actor, at: datetime) -> None:
    """C.1.x, D.1.1 and the explanation of an evaluation signed just now, in its transaction."""
    fakta, outcome = evaluasi.fakta, outcome_of(evaluasi)
    form = printing.FORMATS[fakta["skp"]["format"]].value
    _issue(
        evaluasi,
        kind=form,
        name=f"Hasil Evaluasi Kinerja ({form})",
        print_with=lambda mark: print_hasil_evaluasi(
            printing.hasil_evaluasi(fakta, outcome, printed_at=at, verifikasi=mark)
        ),
        by=by,
        at=at,
    )
    issue_dokumen_evaluasi(evaluasi, by=by, at=at)
    issue_penjelasan(evaluasi, by=by, at=at)


def issue_dokumen_evaluasi(evaluasi: Evaluasi, *, by: Actor, at: datetime) -> None:
    """D.1.1, or D.1.2 by the atasan: with that signature when signed, and again with the owner's once
    received."""
    kind = D12 if evaluasi.jalur == JalurEvaluasi.ATASAN else D11
    data = partial(printing.dokumen_evaluasi, evaluasi.fakta, outcome_of(evaluasi), printed_at=at)
    _issue(
        evaluasi,
        kind=kind,
        name=f"Dokumen Evaluasi Kinerja ({kind})",
        print_with=lambda mark: print_dokumen_evaluasi(data(verifikasi=mark)),
        by=by,
        at=at,
    )


def issue_decision(keberatan: Keberatan, *, by: Actor, at: datetime) -> None:
    """D.1.3 of a decision that changes, or our form of one that upholds; again with each further signature.

    A decision that changes takes the place of the papers with the predikat that was objected to.
    """
    evaluasi, decision = keberatan.evaluasi, decision_of(keberatan)
    form = printing.FORMATS[evaluasi.fakta["skp"]["format"]].value
    data = partial(
        printing.keputusan_keberatan, evaluasi.fakta, outcome_of(evaluasi), decision, printed_at=at
    )
    _issue(
        evaluasi,
        kind=D13 if decision.mengubah else KEPUTUSAN,
        name="Dokumen Evaluasi Kinerja (D.1.3)" if decision.mengubah else "Keputusan atas Keberatan",
        print_with=lambda mark: print_keputusan_keberatan(data(verifikasi=mark)),
        supersedes=(form, D11, D12) if decision.mengubah else (),
        predikat=decision.predikat,
        by=by,
        at=at,
    )


def issue_penjelasan(
    evaluasi: Evaluasi,
    *,
    decision: printing.Decision | None = None,
    return_date: date | None = None,
    objection_date: date | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """The explanation: when signed without days, and again when delivered with the last day of each act.

    A day that the calendar does not reach is left to the words, for paper prints an act without a day as one
    without a limit. After a decision D.1.3 is what the owner signs for; the regulation names no day for it.
    """
    acts = [
        ActPossible(act=act, until=until, basis=basis)
        for act, until, basis in (
            (
                "Menandatangani dan mengembalikan dokumen evaluasi",
                return_date,
                "Lampiran BAB V A.10" if evaluasi.jalur == JalurEvaluasi.ATASAN else "Lampiran BAB V A.6",
            ),
            (
                "Mengajukan keberatan kepada atasan pejabat penilai kinerja",
                objection_date,
                "Lampiran BAB V B.2",
            ),
        )
        if until is not None
    ]
    if decision is not None:
        acts.append(ActPossible(act="Menandatangani D.1.3 sebagai tanda terima", basis="Lampiran BAB V B.7"))
    data = printing.penjelasan(
        evaluasi.fakta,
        outcome_of(evaluasi),
        acts=(*acts, ActPossible(act="Membicarakan hasil ini dengan pejabat penilai kinerja")),
        decision=decision,
        printed_at=at,
    )
    _issue(
        evaluasi,
        kind=PENJELASAN,
        name="Penjelasan Predikat Kinerja",
        print_with=lambda mark: print_penjelasan(replace(data, verifikasi=mark)),
        predikat=decision.predikat if decision else "",
        by=by,
        at=at,
    )


def draft_pdf(
    fakta: dict[str, object], outcome: printing.Outcome, kind: str, *, printed_at: datetime
) -> bytes:
    """A preview marked as draft: `kind` "D.1.1" (D.1.2 of the atasan), else the format of the SKP."""
    outcome = replace(outcome, signed_at=None, acknowledged_at=None)
    if kind in {D11, D12}:
        return print_dokumen_evaluasi(printing.dokumen_evaluasi(fakta, outcome, printed_at=printed_at))
    return print_hasil_evaluasi(printing.hasil_evaluasi(fakta, outcome, printed_at=printed_at))


def _issue(
    evaluasi: Evaluasi,
    *,
    kind: str,
    name: str,
    print_with: Callable[[Verifikasi], bytes],
    supersedes: tuple[str, ...] = (),
    predikat: str = "",
    by: Actor,
    at: datetime,
) -> None:
    period = evaluasi.periode_evaluasi
    label = planning.label(period)
    year = "" if period.jenis == "tahunan" else f" {period.periode.tahun}"
    issue_document(
        kind=kind,
        title=f"{name} – {evaluasi.pegawai.nama_lengkap} – {label}{year}",
        object_type=OBJECT_TYPE,
        object_id=evaluasi.pk,
        print_with=print_with,
        by=by,
        at=at,
        pegawai_id=evaluasi.pegawai_id,
        data={
            "fakta": evaluasi.fakta,
            "predikat": predikat or evaluasi.predikat,
            "edition": evaluasi.edition,
        },
        supersedes=supersedes,
    )


def _local(moment: datetime | None) -> datetime | None:
    return timezone.localtime(moment) if moment else None
