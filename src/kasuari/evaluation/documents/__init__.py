"""The printed formats of penilaian: hasil evaluasi (C.1.x), dokumen evaluasi (D.1.1 to D.1.3) and the
explanation of a predikat."""

from kasuari.documents.contracts import PeriodeEvaluasi
from kasuari.evaluation.documents.curve import distribution_curve
from kasuari.evaluation.documents.data import (
    ActPossible,
    DataDokumenEvaluasi,
    DataHasilEvaluasi,
    DataKeputusanKeberatan,
    DataPenjelasan,
    FormatHasilEvaluasi,
    HasilDinilai,
    IkiDinilai,
    PerilakuDinilai,
    UmpanBalik,
)
from kasuari.evaluation.documents.printing import (
    print_dokumen_evaluasi,
    print_hasil_evaluasi,
    print_keputusan_keberatan,
    print_penjelasan,
)

__all__ = [
    "ActPossible",
    "DataDokumenEvaluasi",
    "DataHasilEvaluasi",
    "DataKeputusanKeberatan",
    "DataPenjelasan",
    "FormatHasilEvaluasi",
    "HasilDinilai",
    "IkiDinilai",
    "PerilakuDinilai",
    "PeriodeEvaluasi",
    "UmpanBalik",
    "distribution_curve",
    "print_dokumen_evaluasi",
    "print_hasil_evaluasi",
    "print_keputusan_keberatan",
    "print_penjelasan",
]
