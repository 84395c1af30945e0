"""Special cases: a result taken over after a move, the results of a study, a refusal to sign."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from kasuari.evaluation.access import can_deliver, person_of
from kasuari.evaluation.access_khusus import can_agree_carry, can_propose_carry, can_record_study
from kasuari.evaluation.enums import KelulusanStudi, StateEvaluasi
from kasuari.evaluation.events import CarryAgreed, CarryProposed, RefusalRecorded, StudyRecorded
from kasuari.evaluation.models import Evaluasi, HasilStudi, PakaiHasil, PenolakanTandaTangan
from kasuari.evaluation.operations.delivery import not_replaced
from kasuari.evaluation.operations.rating import rate
from kasuari.evaluation.queries.closing import period_open
from kasuari.evaluation.queries.khusus import holding_ratings, result_to_carry
from kasuari.evaluation.states import EVALUASI
from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.refusals import Invalid, Problem, Stale
from kasuari.foundation.states import StateRefusal
from kasuari.planning import queries as planning
from kasuari.regulation.tugas_belajar import IPK_TERTINGGI

if TYPE_CHECKING:
    from kasuari.planning.models import PeriodeEvaluasi, Skp

LONGEST_TEXT = 2000
HIGHEST_IPK = IPK_TERTINGGI


@transaction.atomic
def propose_carry(*, skp: Skp, periode_evaluasi: PeriodeEvaluasi, by: Actor, at: datetime) -> PakaiHasil:
    """The new penilai proposes to keep the result of the period before the move (BAB IV A.13.a).

    Raises NotAllowed, Invalid `evaluation.carry_not_moved` or `evaluation.carry_nothing`, or Stale where it
    was proposed already.
    """
    can_propose_carry(by, skp).or_raise()
    period_open(periode_evaluasi, on=at.date()).or_raise()
    source = result_to_carry(skp, periode_evaluasi)
    if source is None:
        moved = periode_evaluasi.start_date < skp.start_date <= periode_evaluasi.last_date
        raise Invalid("evaluation.carry_nothing" if moved else "evaluation.carry_not_moved")
    try:
        with transaction.atomic():
            made = PakaiHasil.objects.create(
                skp=skp,
                periode_evaluasi=periode_evaluasi,
                sumber=source,
                proposed_at=at,
                proposed_by_id=person_of(by),
                version=1,
            )
    except IntegrityError:
        raise Stale from None
    owner = skp.pegawai.user_id
    record(
        CarryProposed(
            by=by,
            at=at,
            object_id=skp.pk,
            pegawai_id=skp.pegawai_id,
            tell=(owner,) if owner else (),
            link=reverse("evaluation:special", args=[skp.pk, periode_evaluasi.pk]),
            periode_evaluasi_id=periode_evaluasi.pk,
            period=planning.label(periode_evaluasi),
            sumber_id=source.pk,
        )
    )
    return made


@transaction.atomic
def agree_carry(*, pakai: PakaiHasil, version: int, by: Actor, at: datetime) -> PakaiHasil:
    """The owner agrees: the ratings that hold there become the penilai's draft, which the penilai signs.

    Raises NotAllowed, StateRefusal where it was agreed already, Stale.
    """
    can_agree_carry(by, pakai).or_raise()
    if pakai.agreed_at is not None:
        raise StateRefusal("evaluation.carry_agreed")
    taken = PakaiHasil.objects.filter(pk=pakai.pk, version=version, agreed_at__isnull=True)
    if not taken.update(agreed_at=at, agreed_by_id=person_of(by), version=F("version") + 1):
        raise Stale
    penilai = pakai.skp.penilai
    told = penilai.user_id if penilai else None
    record(
        CarryAgreed(
            by=by,
            at=at,
            object_id=pakai.skp_id,
            pegawai_id=pakai.skp.pegawai_id,
            tell=(told,) if told else (),
            link=reverse("evaluation:special", args=[pakai.skp_id, pakai.periode_evaluasi_id]),
            periode_evaluasi_id=pakai.periode_evaluasi_id,
            period=planning.label(pakai.periode_evaluasi),
            sumber_id=pakai.sumber_id,
        )
    )
    return PakaiHasil.objects.select_related("skp__penilai", "sumber", "periode_evaluasi").get(pk=pakai.pk)


def use_carried(*, pakai: PakaiHasil, by: Actor, at: datetime) -> Evaluasi:
    """Write the agreed ratings as the penilai's draft, with where they come from. As `rate`; raises Invalid
    where it was not agreed to."""
    if pakai.agreed_at is None:
        raise Invalid("evaluation.carry_not_agreed")
    hasil, perilaku = holding_ratings(pakai.sumber)
    words = _("Menggunakan hasil evaluasi %(period)s di unit lama atas kesepakatan bersama (A.13.a).") % {
        "period": planning.label(pakai.sumber.periode_evaluasi)
    }
    found = Evaluasi.objects.filter(skp=pakai.skp, periode_evaluasi=pakai.periode_evaluasi).first()
    return rate(
        skp=pakai.skp,
        periode_evaluasi=pakai.periode_evaluasi,
        rating_hasil_kerja=hasil,
        alasan_hasil_kerja=f"{words} {pakai.sumber.alasan_hasil_kerja}"[:5000],
        rating_perilaku_kerja=perilaku,
        alasan_perilaku_kerja=f"{words} {pakai.sumber.alasan_perilaku_kerja}"[:5000],
        rekomendasi=pakai.sumber.rekomendasi,
        version=found.version if found else None,
        by=by,
        at=at,
    )


@transaction.atomic
def record_study(
    *,
    skp: Skp,
    periode_evaluasi: PeriodeEvaluasi,
    institusi: str,
    jenjang: str,
    luar_negeri: bool,
    universitas: str,
    prodi: str,
    ipk: Decimal | None,
    kelulusan: str,
    version: int | None,
    by: Actor,
    at: datetime,
) -> HasilStudi:
    """Write down how a tugas belajar stands: by its owner, or the penilai of the home agency (BAB IV A.16).

    `version` None or 0: none was written. Not once the evaluation is signed. Raises NotAllowed, Invalid,
    StateRefusal or Stale.
    """
    can_record_study(by, skp).or_raise()
    period_open(periode_evaluasi, on=at.date()).or_raise()
    signed = Evaluasi.objects.filter(skp=skp, periode_evaluasi=periode_evaluasi).exclude(
        state=StateEvaluasi.DINILAI
    )
    if signed.exists():
        raise StateRefusal("evaluation.signed")
    columns: dict[str, Any] = {
        "institusi": institusi.strip(),
        "jenjang": jenjang,
        "luar_negeri": luar_negeri,
        "universitas": "" if luar_negeri else universitas,
        "prodi": "" if luar_negeri else prodi,
        "ipk": ipk,
        "kelulusan": kelulusan,
    }
    _check_study(columns)
    seen = version or 0
    found = HasilStudi.objects.filter(skp=skp, periode_evaluasi=periode_evaluasi).first()
    if (found.version if found else 0) != seen:
        raise Stale
    if found is not None and all(getattr(found, name) == value for name, value in columns.items()):
        return found
    written = {**columns, "recorded_at": at, "recorded_by_id": person_of(by)}
    if found is None:
        try:
            with transaction.atomic():
                found = HasilStudi.objects.create(
                    skp=skp, periode_evaluasi=periode_evaluasi, version=1, **written
                )
        except IntegrityError:
            raise Stale from None
    else:
        taken = HasilStudi.objects.filter(pk=found.pk, version=seen)
        if not taken.update(version=F("version") + 1, **written):
            raise Stale
        found.refresh_from_db()
    record(
        StudyRecorded(
            by=by,
            at=at,
            object_id=skp.pk,
            pegawai_id=skp.pegawai_id,
            periode_evaluasi_id=periode_evaluasi.pk,
            institusi=found.institusi,
            ipk=str(found.ipk) if found.ipk is not None else "",
            kelulusan=found.kelulusan,
        )
    )
    return found


@transaction.atomic
def record_refusal(
    *,
    evaluasi: Evaluasi,
    saksi_nama: str,
    saksi_jabatan: str,
    keterangan: str,
    version: int,
    by: Actor,
    at: datetime,
) -> PenolakanTandaTangan:
    """Whoever signed notes that the owner did not sign for receipt, before a witness who is neither of them.

    Nothing of the result changes, and every clock runs on (the regulation treats no refusal: ours). Raises
    NotAllowed, StateRefusal, Invalid or Stale.
    """
    can_deliver(by, evaluasi).or_raise()
    not_replaced(evaluasi)
    state = EVALUASI.next(evaluasi.state, "catat_penolakan")
    given = {
        "saksi_nama": saksi_nama.strip(),
        "saksi_jabatan": saksi_jabatan.strip(),
        "keterangan": keterangan.strip(),
    }
    _check_refusal(evaluasi, given)
    if not Evaluasi.objects.filter(pk=evaluasi.pk, version=version, state=evaluasi.state).update(
        state=state, version=F("version") + 1
    ):
        raise Stale
    try:
        with transaction.atomic():
            made = PenolakanTandaTangan.objects.create(
                evaluasi=evaluasi, recorded_at=at, recorded_by_id=person_of(by), **given
            )
    except IntegrityError:
        raise StateRefusal("evaluation.refusal_recorded") from None
    owner = evaluasi.pegawai.user_id
    record(
        RefusalRecorded(
            by=by,
            at=at,
            object_id=evaluasi.pk,
            pegawai_id=evaluasi.pegawai_id,
            tell=(owner,) if owner else (),
            link=reverse("evaluation:result", args=[evaluasi.pk]),
            saksi=given["saksi_nama"],
            keterangan=given["keterangan"],
        )
    )
    return made


def _check_study(columns: dict[str, Any]) -> None:
    problems = []
    if not columns["institusi"] or len(columns["institusi"]) > 200:
        problems.append(
            Problem(
                "evaluation.studi_institusi",
                "institusi",
                _("Tulis nama institusinya, paling banyak 200 huruf."),
            )
        )
    ipk = columns["ipk"]
    if ipk is not None and not 0 <= ipk <= HIGHEST_IPK:
        problems.append(Problem("evaluation.studi_ipk", "ipk", _("IPK antara 0 dan 4,00.")))
    if not columns["luar_negeri"] and ipk is not None and not (columns["universitas"] and columns["prodi"]):
        problems.append(
            Problem(
                "evaluation.studi_akreditasi",
                "universitas",
                _("Pilih akreditasi institusi dan program studi; panduannya memakai keduanya."),
                "PermenPANRB 6/2022 Lampiran BAB II B.5",
            )
        )
    if columns["kelulusan"] not in KelulusanStudi.values:
        problems.append(Problem("evaluation.studi_kelulusan", "kelulusan", _("Pilih keadaan studinya.")))
    if problems:
        raise Invalid("evaluation.invalid", problems=tuple(problems))


def _check_refusal(evaluasi: Evaluasi, given: dict[str, str]) -> None:
    words = {
        "saksi_nama": _("Tulis nama saksinya."),
        "saksi_jabatan": _("Tulis jabatan saksinya."),
        "keterangan": _("Tulis kapan, di mana, dan bagaimana pegawai menolak."),
    }
    problems = [
        Problem("evaluation.refusal_empty", name, text) for name, text in words.items() if not given[name]
    ]
    parties = {evaluasi.pegawai.nama, evaluasi.pegawai.nama_lengkap, evaluasi.penilai.nama}
    parties |= {evaluasi.penilai.nama_lengkap}
    if given["saksi_nama"].casefold() in {name.casefold() for name in parties}:
        problems.append(
            Problem(
                "evaluation.refusal_witness",
                "saksi_nama",
                _("Saksi adalah orang ketiga, bukan pegawai atau penilainya."),
            )
        )
    if any(len(value) > LONGEST_TEXT for value in given.values()) or len(given["saksi_nama"]) > 200:
        problems.append(
            Problem("evaluation.teks_panjang", "keterangan", _("Ringkas menjadi paling banyak 2.000 huruf."))
        )
    if problems:
        raise Invalid("evaluation.invalid", problems=tuple(problems))
