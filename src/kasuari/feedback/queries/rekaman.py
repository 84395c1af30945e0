"""The record of feedback on one SKP, by result and by value, as pages and formats show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils import timezone

from kasuari.feedback.enums import StateUmpanBalik
from kasuari.feedback.models import BuktiUmpanBalik, UmpanBalik
from kasuari.feedback.queries.umpan_balik import umpan_balik_rows
from kasuari.feedback.sasaran import part_of
from kasuari.planning import queries as planning
from kasuari.regulation.perilaku import NILAI

if TYPE_CHECKING:
    from kasuari.planning.models import PeriodeEvaluasi, Skp

# How the worked examples of the annex name the giver (p. 188-231).
PRINTED = {"pimpinan": "Pimpinan", "rekan": "Rekan kerja setingkat", "bawahan": "Pegawai di bawahnya"}


@dataclass(frozen=True, slots=True)
class Ucapan:
    """One feedback as shown: `teks` is empty once it was withdrawn."""

    id: int
    dari: str
    keterangan: str
    peran: str
    peran_label: str
    sifat: str
    bentuk_label: str
    langsung: bool
    teks: str
    given_at: datetime
    corrected: bool
    withdrawn: bool
    lewat_tautan: str
    tentang: str
    pegawai: bool = True
    bukti: tuple[BuktiUmpanBalik, ...] = ()

    @property
    def pemberi_cetak(self) -> str:
        """As the annex prints it: `Rekan kerja setingkat (nama)`, `Pegawai (nama)`, `Pasien (nama)`."""
        typed = self.keterangan[:1].upper() + self.keterangan[1:] or "Pihak lain"
        role = PRINTED.get(self.peran) or ("Pegawai" if self.pegawai else typed)
        return f"{role} ({self.dari})"

    @property
    def cetak(self) -> str:
        """The line of the record: giver, words, and the evidence with them."""
        given = ", ".join(item.nama for item in self.bukti)
        return f"{self.pemberi_cetak}: {self.teks}" + (f" (bukti dukung: {given})" if given else "")

    @property
    def praises(self) -> bool:
        return self.sifat == "apresiasi"


@dataclass(frozen=True, slots=True)
class Bagian:
    """A result or a value with what was said about it, newest first. `rhk_id` None and `nilai` None: a result
    that has left the SKP."""

    judul: str
    ucapan: tuple[Ucapan, ...]
    rhk_id: int | None = None
    nilai: int | None = None

    @property
    def standing(self) -> tuple[Ucapan, ...]:
        return tuple(item for item in self.ucapan if not item.withdrawn)


@dataclass(frozen=True, slots=True)
class Rekaman:
    """Everything said about an SKP, in a period or in the whole year."""

    hasil: tuple[Bagian, ...]
    perilaku: tuple[Bagian, ...]
    lama: tuple[Bagian, ...] = ()

    @property
    def total(self) -> int:
        return sum(len(part.standing) for part in (*self.hasil, *self.perilaku, *self.lama))

    def of_rhk(self, rhk_id: int) -> tuple[Ucapan, ...]:
        return next((part.standing for part in self.hasil if part.rhk_id == rhk_id), ())

    def of_nilai(self, nilai: int) -> tuple[Ucapan, ...]:
        return next((part.standing for part in self.perilaku if part.nilai == nilai), ())


def rekaman_of(skp: Skp, periode_evaluasi: PeriodeEvaluasi | None = None) -> Rekaman:
    """The record of `skp` (from `planning.skp_for`). Four queries, three where
    there is no evidence.

    A result finds its feedback again by its words where its row was replaced.
    """
    rows = umpan_balik_rows().filter(skp_id=skp.pk)
    if periode_evaluasi is not None:
        first = _midnight(periode_evaluasi.start_date)
        rows = rows.filter(given_at__gte=first, given_at__lt=_midnight(periode_evaluasi.last_date, 1))
    return _rekaman(skp, rows)


def empty_rekaman(skp: Skp) -> Rekaman:
    """The record of an SKP about which nobody has said anything. No query."""
    return _rekaman(skp, ())


def umpan_balik_about(skp_id: int) -> QuerySet[UmpanBalik]:
    """The bare rows of an SKP's record, to ask whether there is any."""
    return UmpanBalik.objects.filter(skp_id=skp_id)


def _rekaman(skp: Skp, rows: Iterable[UmpanBalik]) -> Rekaman:
    results = [(item.id, item.teks, item.nomor) for item in planning.contents(skp).rhk]
    by_words = {teks: pk for pk, teks, _nomor in results}
    known = {pk for pk, _teks, _nomor in results}
    by_rhk: dict[int, list[Ucapan]] = {}
    by_nilai: dict[int, list[Ucapan]] = {}
    gone: dict[str, list[Ucapan]] = {}
    for row in rows:
        if row.nilai is not None:
            by_nilai.setdefault(row.nilai, []).append(spoken(row))
            continue
        place = row.rhk_id if row.rhk_id in known else by_words.get(row.rhk_teks)
        if place is None:
            gone.setdefault(row.rhk_teks, []).append(spoken(row))
        else:
            by_rhk.setdefault(place, []).append(spoken(row))
    return Rekaman(
        hasil=tuple(
            Bagian(f"{nomor}. {teks}", tuple(by_rhk.get(pk, ())), rhk_id=pk) for pk, teks, nomor in results
        ),
        perilaku=tuple(
            Bagian(value.nama, tuple(by_nilai.get(number, ())), nilai=number)
            for number, value in enumerate(NILAI, start=1)
        ),
        lama=tuple(Bagian(teks, tuple(said)) for teks, said in gone.items()),
    )


def spoken(row: UmpanBalik) -> Ucapan:
    """A row of `umpan_balik_rows` as shown. No query."""
    withdrawn = row.state == StateUmpanBalik.DITARIK
    return Ucapan(
        id=row.pk,
        dari=row.pemberi_nama,
        keterangan=row.pemberi_keterangan,
        peran=row.peran,
        peran_label=row.get_peran_display(),
        sifat=row.sifat,
        bentuk_label=row.get_bentuk_display(),
        langsung=row.langsung,
        teks="" if withdrawn else row.teks,
        given_at=row.given_at,
        corrected=row.corrected_at is not None,
        withdrawn=withdrawn,
        lewat_tautan=row.tautan.created_by.name if row.tautan is not None else "",
        tentang=part_of(row).label,
        pegawai=row.pemberi_id is not None,
        bukti=() if withdrawn else tuple(row.bukti.all()),
    )


def as_fact(said: Ucapan) -> dict[str, Any]:
    """As an evaluation freezes it."""
    return {
        "teks": said.teks,
        "pemberi": said.pemberi_cetak,
        "peran": said.peran,
        "sifat": said.sifat,
        "given_at": timezone.localtime(said.given_at).isoformat(),
        "bukti": [
            {"nama": item.nama, "sha256": item.file.sha256 if item.file else None, "url": item.url or None}
            for item in said.bukti
        ],
    }


def _midnight(day: Any, later: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=later), time.min))
