"""The words of the evaluation formats for capaian, ratings and predikat (p. 105–113)."""

from __future__ import annotations

from kasuari.regulation.predikat import CapaianOrganisasi, Predikat, Rating

CAPAIAN: dict[CapaianOrganisasi, str] = {
    CapaianOrganisasi.ISTIMEWA: "ISTIMEWA",
    CapaianOrganisasi.BAIK: "BAIK",
    CapaianOrganisasi.BUTUH_PERBAIKAN: "BUTUH PERBAIKAN",
    CapaianOrganisasi.KURANG: "KURANG",
    CapaianOrganisasi.SANGAT_KURANG: "SANGAT KURANG",
}
RATING: dict[Rating, str] = {
    Rating.DIATAS: "DIATAS EKSPEKTASI",
    Rating.SESUAI: "SESUAI EKSPEKTASI",
    Rating.DIBAWAH: "DIBAWAH EKSPEKTASI",
}
PREDIKAT: dict[Predikat, str] = {
    Predikat.SANGAT_BAIK: "SANGAT BAIK",
    Predikat.BAIK: "BAIK",
    Predikat.BUTUH_PERBAIKAN: "BUTUH PERBAIKAN",
    Predikat.KURANG: "KURANG (MISCONDUCT)",
    Predikat.SANGAT_KURANG: "SANGAT KURANG",
}
# Below the curves (p. 94–97) and in the kuadran (p. 99, 102).
AXIS: dict[Predikat, str] = {
    Predikat.SANGAT_KURANG: "Sangat Kurang",
    Predikat.KURANG: "Kurang/ Misconduct",
    Predikat.BUTUH_PERBAIKAN: "Butuh Perbaikan",
    Predikat.BAIK: "Baik",
    Predikat.SANGAT_BAIK: "Sangat Baik",
}
