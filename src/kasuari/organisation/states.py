"""How an import and a correction move."""

from kasuari.foundation.states import Transition, TransitionTable
from kasuari.organisation.enums import ImportState as Impor
from kasuari.organisation.enums import StateKoreksi as Koreksi

IMPORT = TransitionTable(
    "organisation.import",
    initial=Impor.READING,
    rows=[
        Transition(Impor.READING, "show", "sistem", Impor.PREVIEW),
        Transition(Impor.READING, "fail", "sistem", Impor.FAILED),
        Transition(Impor.READING, "repeat", "kepegawaian", Impor.READING),
        Transition(Impor.READING, "cancel", "kepegawaian", Impor.CANCELLED),
        Transition(Impor.PREVIEW, "mend", "kepegawaian", Impor.PREVIEW),
        Transition(Impor.PREVIEW, "apply", "kepegawaian", Impor.APPLIED),
        Transition(Impor.PREVIEW, "queue", "kepegawaian", Impor.APPLYING),
        Transition(Impor.PREVIEW, "cancel", "kepegawaian", Impor.CANCELLED),
        Transition(Impor.APPLYING, "finish", "sistem", Impor.APPLIED),
        Transition(Impor.APPLYING, "return", "sistem", Impor.PREVIEW),
        Transition(Impor.APPLYING, "repeat", "kepegawaian", Impor.APPLYING),
        Transition(Impor.APPLYING, "cancel", "kepegawaian", Impor.CANCELLED),
    ],
)

KOREKSI = TransitionTable(
    "organisation.koreksi_penilai",
    initial=Koreksi.DIAJUKAN,
    rows=[
        Transition(Koreksi.DIAJUKAN, "accept", "kepegawaian", Koreksi.DITERIMA),
        Transition(Koreksi.DIAJUKAN, "refuse", "kepegawaian", Koreksi.DITOLAK),
    ],
)
