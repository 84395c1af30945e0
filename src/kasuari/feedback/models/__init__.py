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
    TautanPutaran,
    TugasPutaran,
)
from kasuari.feedback.models.umpan_balik import (
    BuktiUmpanBalik,
    CatatanPribadi,
    IramaUmpanBalik,
    KataUmpanBalik,
    PermintaanUmpanBalik,
    RedaksiUmpanBalik,
    TautanUmpanBalik,
    TindakLanjut,
    UmpanBalik,
)

__all__ = [
    "AmplopJawaban",
    "BobotPutaran",
    "BuktiUmpanBalik",
    "CakupanPutaran",
    "CatatanPribadi",
    "DrafJawaban",
    "HasilPutaran",
    "HasilUnitPutaran",
    "InstrumenPutaran",
    "IramaUmpanBalik",
    "KataUmpanBalik",
    "KomentarPutaran",
    "PermintaanUmpanBalik",
    "PesertaPutaran",
    "Putaran",
    "RedaksiUmpanBalik",
    "TautanPutaran",
    "TautanUmpanBalik",
    "TindakLanjut",
    "TugasPutaran",
    "UmpanBalik",
]
