"""From a kalibrasi as one viewer sees it to its printed minutes."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import override

from kasuari.documents.contracts import Verifikasi
from kasuari.documents.engine import Template, render
from kasuari.documents.operations import paper_as_it_stands
from kasuari.documents.printing import marked
from kasuari.evaluation.documents.labels import AXIS
from kasuari.foundation.access import Actor
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


@dataclass(frozen=True, slots=True, kw_only=True)
class DataBeritaAcara:
    """The minutes of a session: who took part, what was talked about, each draft before and after."""

    instansi: str
    nama: str
    periode: str
    dibuka: date
    ditutup: date | None
    pimpinan: str
    pimpinan_nip: str
    peserta: tuple[dict[str, object], ...]
    catatan: str
    agenda: tuple[str, ...]
    butir: tuple[dict[str, object], ...]
    printed_at: datetime
    final: bool
    verifikasi: Verifikasi | None = None


def minutes_paper(room: Room, *, by: Actor, at: datetime) -> bytes:
    """The minutes as the reader may see them; once the session is closed with a mark of their own. Readers
    from whom nothing is hidden share one paper, any other has an extract."""
    sesi = room.sesi
    with override("id"):  # paper is Indonesian, whatever language the page has
        data = data_minutes(room, at=at)
    whole = len(room.rows) == sesi.butir.count()
    return paper_as_it_stands(
        contract=data,
        print_with=print_minutes,
        kind="berita acara" if whole else "kutipan",
        title=f"{'Berita Acara' if whole else 'Kutipan Berita Acara'} Kalibrasi – {sesi.nama}",
        object_type="evaluation.kalibrasi" if whole else f"evaluation.kalibrasi.{by.user_id}",
        object_id=sesi.pk,
        by=by,
        at=at,
    )


def data_minutes(room: Room, *, at: datetime) -> DataBeritaAcara:
    """What the minutes say to one reader."""
    sesi = room.sesi
    closed = sesi.closed_at
    return DataBeritaAcara(
        instansi=sesi.periode_evaluasi.periode.instansi.nama.upper(),
        nama=sesi.nama,
        periode=planning.label(sesi.periode_evaluasi),
        dibuka=timezone.localtime(sesi.opened_at).date(),
        ditutup=timezone.localtime(closed).date() if closed else None,
        pimpinan=sesi.pimpinan.nama_lengkap,
        pimpinan_nip=sesi.pimpinan.nip or "",
        peserta=tuple(
            {"nama": item.pegawai.nama_lengkap, "membawa": item.brought_at is not None}
            for item in room.peserta
        ),
        catatan=sesi.catatan,
        agenda=tuple(str(point.text) for point in room.agenda),
        butir=tuple(_row(item) for item in room.rows),
        printed_at=at,
        final=not room.open,
    )


def print_minutes(data: DataBeritaAcara) -> bytes:
    """The PDF of the minutes."""
    return render(
        _MINUTES,
        {item.name: getattr(data, item.name) for item in fields(data)}
        | {"verifikasi": marked(data.verifikasi)},
        title=f"Berita Acara Kalibrasi – {data.nama}",
        printed_at=data.printed_at,
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
