"""Tables of feedback."""

from kasuari.feedback.models.jawaban import (
    AmplopJawaban,
    DrafJawaban,
    HasilPutaran,
    HasilUnitPutaran,
    KomentarPutaran,
)
from kasuari.feedback.models.putaran import (
    BobotPutaran,
    CakupanPutaran,
    InstrumenPutaran,
    PesertaPutaran,
    Putaran,
    TugasPutaran,
)

__all__ = [
    "AmplopJawaban",
    "BobotPutaran",
    "CakupanPutaran",
    "DrafJawaban",
    "HasilPutaran",
    "HasilUnitPutaran",
    "InstrumenPutaran",
    "KomentarPutaran",
    "PesertaPutaran",
    "Putaran",
    "TugasPutaran",
]
