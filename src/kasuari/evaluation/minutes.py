"""From a kalibrasi as one viewer sees it to its printed minutes."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from kasuari.documents.engine import Template, render
from kasuari.documents.words import day_in_words
from kasuari.evaluation.documents.labels import AXIS
from kasuari.planning import queries as planning
from kasuari.regulation.predikat import Predikat

if TYPE_CHECKING:
    from kasuari.evaluation.queries.kalibrasi import OnTable, Room

_MINUTES = Template("kasuari.evaluation.documents", "kalibrasi.typ")
_RATING = {"diatas": "Diatas", "sesuai": "Sesuai", "dibawah": "Dibawah"}
# On paper in Indonesian, whatever language the page has.
_STATE = {
    "terbuka": "Tidak dibahas; penilaian penilai tetap",
    "dipertahankan": "Dibahas; tetap",
    "diusulkan": "Usulan belum dijawab; penilaian penilai tetap",
    "diterima": "Usulan diterima penilai",
    "ditolak": "Usulan tidak diterima penilai; penilaian penilai tetap",
}


def minutes_pdf(room: Room, *, printed_at: datetime) -> bytes:
    """The minutes of a session: who took part, what was talked about, each draft before and after."""
    sesi = room.sesi
    closed = sesi.closed_at
    return render(
        _MINUTES,
        {
            "instansi": sesi.periode_evaluasi.periode.instansi.nama.upper(),
            "nama": sesi.nama,
            "periode": planning.label(sesi.periode_evaluasi),
            "dibuka": day_in_words(timezone.localtime(sesi.opened_at).date()),
            "ditutup": day_in_words(timezone.localtime(closed).date()) if closed else None,
            "pimpinan": sesi.pimpinan.nama_lengkap,
            "pimpinan_nip": sesi.pimpinan.nip,
            "peserta": [
                {"nama": item.pegawai.nama_lengkap, "membawa": item.brought_at is not None}
                for item in room.peserta
            ],
            "catatan": sesi.catatan,
            "agenda": [str(point.text) for point in room.agenda],
            "butir": [_row(item) for item in room.rows],
            "final": not room.open,
            "verifikasi": None,
        },
        title=f"Berita Acara Kalibrasi – {sesi.nama}",
        printed_at=printed_at,
    )


def _row(item: OnTable) -> dict[str, object]:
    butir = item.butir
    return {
        "nama": butir.pegawai.nama_lengkap,
        "penilai": butir.penilai.nama_lengkap,
        "semula": _words(butir.semula_hasil_kerja, butir.semula_perilaku_kerja, butir.semula_predikat),
        "usulan": _words(butir.usulan_hasil_kerja, butir.usulan_perilaku_kerja, butir.usulan_predikat)
        if butir.usulan_predikat
        else None,
        "pengusul": butir.proposed_by.name if butir.proposed_by else None,
        "alasan": butir.alasan,
        "keadaan": _STATE[butir.state],
        "jawaban": butir.jawaban,
    }


def _words(hasil: str, perilaku: str, predikat: str) -> str:
    return f"{_RATING[hasil]} / {_RATING[perilaku]}: {AXIS[Predikat(predikat)].replace('/ ', '/')}"
