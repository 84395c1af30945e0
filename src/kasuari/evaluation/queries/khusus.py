"""Reads of special cases: the result to keep after a move, the results of a study, a refusal to sign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import Http404

from kasuari.evaluation.enums import KelulusanStudi, KeputusanKeberatan, StateKeberatan
from kasuari.evaluation.models import Evaluasi, HasilStudi, Keberatan, PakaiHasil, PenolakanTandaTangan
from kasuari.evaluation.states import SIGNED
from kasuari.foundation.rows import the_one
from kasuari.regulation.predikat import Predikat
from kasuari.regulation.tugas_belajar import Akreditasi, JenjangStudi, panduan_ipk
from kasuari.regulation.verdict import Verdict

if TYPE_CHECKING:
    from kasuari.planning.models import PeriodeEvaluasi, Skp


def result_to_carry(skp: Skp, periode_evaluasi: PeriodeEvaluasi) -> Evaluasi | None:
    """The last signed periodic result of who moved within the period, from before the move; None where there
    is none, or nobody moved. One query.

    Source: Lampiran BAB IV A.13.a, whose example takes the result of the year before where the move was
    early in the year.
    """
    if periode_evaluasi.jenis == "tahunan":
        return None
    if not periode_evaluasi.start_date < skp.start_date <= periode_evaluasi.last_date:
        return None
    return (
        Evaluasi.objects.filter(
            pegawai_id=skp.pegawai_id,
            state__in=SIGNED,
            periode_evaluasi__last_date__lt=periode_evaluasi.start_date,
        )
        .exclude(skp=skp)
        .select_related("periode_evaluasi__periode", "skp__unit", "penilai")
        .order_by("-periode_evaluasi__last_date", "-periode_evaluasi__start_date", "-pk")
        .first()
    )


def holding_ratings(evaluasi: Evaluasi) -> tuple[str, str]:
    """The two ratings that hold: those of a decision on an objection, where one changed them. One query."""
    changed = Keberatan.objects.filter(
        evaluasi=evaluasi, state=StateKeberatan.DIPUTUS, keputusan=KeputusanKeberatan.MENGUBAH
    ).first()
    if changed is not None:
        return changed.rating_hasil_kerja, changed.rating_perilaku_kerja
    return evaluasi.rating_hasil_kerja, evaluasi.rating_perilaku_kerja


def carry_of(skp: Skp, periode_evaluasi: PeriodeEvaluasi) -> PakaiHasil | None:
    """What was agreed about an earlier result. One query."""
    rows = PakaiHasil.objects.select_related(
        "skp__penilai", "skp__pegawai", "periode_evaluasi__periode", "sumber__periode_evaluasi__periode"
    )
    return the_one(rows.filter(skp=skp, periode_evaluasi=periode_evaluasi))


def carry_for(skp: Skp, periode_evaluasi: PeriodeEvaluasi) -> PakaiHasil:
    """As `carry_of`. Raises Http404 where nothing was proposed."""
    found = carry_of(skp, periode_evaluasi)
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True, slots=True)
class Study:
    """The results of a study with what the guide of the regulation says."""

    row: HasilStudi
    guide: Verdict[Predikat]

    @property
    def failed(self) -> bool:
        return self.row.kelulusan == KelulusanStudi.TIDAK_SELESAI

    def as_fact(self) -> dict[str, Any]:
        """As it is frozen when the evaluation is signed."""
        row = self.row
        return {
            "institusi": row.institusi,
            "jenjang": row.jenjang,
            "luar_negeri": row.luar_negeri,
            "universitas": row.universitas,
            "prodi": row.prodi,
            "ipk": None if row.ipk is None else str(row.ipk),
            "kelulusan": row.kelulusan,
            "panduan": self.guide.value.value if self.guide.value else None,
        }


def study_of(skp: Skp, periode_evaluasi: PeriodeEvaluasi) -> Study | None:
    """What was written down of a tugas belajar in a period. One query."""
    row = the_one(HasilStudi.objects.filter(skp=skp, periode_evaluasi=periode_evaluasi))
    if row is None:
        return None
    guide = panduan_ipk(
        jenjang=JenjangStudi(row.jenjang),
        luar_negeri=row.luar_negeri,
        universitas=Akreditasi(row.universitas) if row.universitas else None,
        prodi=Akreditasi(row.prodi) if row.prodi else None,
        ipk=row.ipk,
        on=periode_evaluasi.last_date,
    )
    return Study(row, guide)


def refusal_of(evaluasi: Evaluasi) -> PenolakanTandaTangan | None:
    """The note that the owner did not sign. One query."""
    return the_one(PenolakanTandaTangan.objects.filter(evaluasi=evaluasi).select_related("recorded_by"))
