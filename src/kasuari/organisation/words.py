"""The words of every answer of `regulation.kewenangan`: why somebody is the penilai, or nobody."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

WHY: dict[str, str | Promise] = {
    "kewenangan.pimpinan_unit": _(
        "Memimpin unit tempat pegawai ini bekerja, sehingga menjadi atasan langsungnya."
    ),
    "kewenangan.jf_memimpin_unit": _(
        "Pejabat fungsional yang memimpin unit ini dan diberi kewenangan menilai anggotanya."
    ),
    "kewenangan.plt": _(
        "Pelaksana tugas (Plt.) pemimpin unit ini; selama itu kewenangan menilai ada padanya."
    ),
    "kewenangan.pj": _("Penjabat (Pj.) pemimpin unit ini; selama itu kewenangan menilai ada padanya."),
    "kewenangan.plh_didelegasikan": _(
        "Pelaksana harian (Plh.) yang diberi pendelegasian kewenangan menilai."
    ),
    "kewenangan.plh_tidak_mengganti": _(
        "Pemimpin definitif tetap menilai; pelaksana harian (Plh.) hanya menggantikannya untuk sementara."
    ),
    "kewenangan.plt_dinilai_unit_plt": _(
        "Selama menjadi Plt., pegawai ini dinilai oleh pimpinan dari unit yang dipimpinnya sebagai Plt."
    ),
    "kewenangan.koordinator_unit_mandiri": _(
        "Pimpinan unit kerja mandiri dinilai oleh pimpinan perangkat daerah yang mengoordinasikannya."
    ),
    "kewenangan.kepala_daerah_mandiri": _(
        "Instansi ini menetapkan bahwa pimpinan unit kerja mandiri dinilai oleh kepala daerah."
    ),
    "kewenangan.kepala_daerah_jpt": _(
        "SKP setiap pejabat pimpinan tinggi di daerah ditetapkan oleh kepala daerah."
    ),
    "kewenangan.kepala_daerah_langsung": _("Bekerja langsung di bawah kepala daerah."),
    "kewenangan.ditetapkan": _("Ditetapkan tersendiri dengan keputusan; ini mendahului susunan unit."),
    "kewenangan.naik_karena_kosong": _(
        "Unitnya sedang tidak mempunyai pemimpin, sehingga kewenangan menilai naik ke pimpinan di atasnya."
    ),
    "kewenangan.naik_karena_tanpa_kewenangan": _(
        "Pemimpin unitnya belum diberi kewenangan menilai, sehingga kewenangan naik ke pimpinan di atasnya."
    ),
    "kewenangan.naik_karena_diri_sendiri": _(
        "Pegawai ini memimpin unitnya sendiri, sehingga dinilai oleh pimpinan di atasnya."
    ),
    "kewenangan.pimpinan_instansi_tidak_dinilai": _(
        "Kepala daerah tidak termasuk yang dinilai menurut peraturan ini."
    ),
    "kewenangan.atasan_diri_sendiri": _(
        "Atasan dari penilainya adalah pegawai ini sendiri, sehingga belum dapat ditentukan."
    ),
    "kewenangan.edisi_tidak_ada": _("Peraturan ini belum berlaku pada tanggal tersebut."),
}
MISSING: dict[str, str | Promise] = {
    "penugasan": _("Belum ada penugasan yang berlaku hari ini."),
    "unit": _("Unit kerjanya tidak berlaku pada tanggal ini."),
    "pimpinan_instansi": _("Kepala daerah belum dicatat."),
}


def why_penilai(code: str, missing: tuple[str, ...] = ()) -> str:
    """One sentence in the current language. Raises LookupError for a code that has no words."""
    if code == "kewenangan.tidak_ditemukan":
        parts = [str(MISSING[key]) for key in missing if key in MISSING]
        return " ".join(parts) or _now("Penilai belum dapat ditentukan.")
    return str(WHY[code])
