"""Writes of pelaksanaan: steps, results and evidence (Pasal 15-16; Lampiran BAB III A).

Results and evidence are no longer written once the evaluation of their period is signed; evaluation says so
through `close_pelaksanaan`.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from kasuari.foundation.access import Actor, Answer
from kasuari.foundation.events import record
from kasuari.foundation.files import store_upload
from kasuari.foundation.refusals import Invalid, Problem, Refusal, Stale
from kasuari.foundation.rows import write_next
from kasuari.progress.access import can_plan, can_record
from kasuari.progress.events import (
    BuktiAdded,
    BuktiRemoved,
    RealisasiRecorded,
    RencanaAksiChanged,
    RencanaAksiPlanned,
    RencanaAksiRemoved,
)
from kasuari.progress.models import BuktiDukung, PenutupanPelaksanaan, Realisasi, RencanaAksi

if TYPE_CHECKING:
    from kasuari.planning.models import Indikator, PeriodeEvaluasi, RencanaHasilKerja, Skp

LONGEST_TEXT = 5000
_LARGEST = Decimal(10) ** 14


@transaction.atomic
def plan_action(
    *,
    rhk: RencanaHasilKerja,
    periode_evaluasi: PeriodeEvaluasi,
    teks: str,
    due_date: date | None = None,
    by: Actor,
    at: datetime,
) -> RencanaAksi:
    """Add a step at the end of the list of a result (format B.1.1); the same step twice is one.

    Raises NotAllowed with a reason of `progress.access.can_plan`; Invalid for an empty text or a day outside
    the period.
    """
    skp = rhk.skp
    _plannable(by, skp, periode_evaluasi).or_raise()
    teks = _checked_step(teks, due_date, periode_evaluasi)
    existing = RencanaAksi.objects.filter(rhk=rhk, periode_evaluasi=periode_evaluasi)
    if same := existing.filter(teks=teks, due_date=due_date).first():
        return same
    last = existing.aggregate(last=Max("urutan"))["last"] or 0
    step = RencanaAksi.objects.create(
        rhk=rhk, periode_evaluasi=periode_evaluasi, urutan=last + 1, teks=teks, due_date=due_date
    )
    record(
        RencanaAksiPlanned(
            by=by,
            at=at,
            object_id=skp.pk,
            pegawai_id=skp.pegawai_id,
            rencana_aksi_id=step.pk,
            rhk_id=rhk.pk,
            periode_evaluasi_id=periode_evaluasi.pk,
            teks=teks,
        )
    )
    return step


@transaction.atomic
def change_action(
    *, rencana_aksi: RencanaAksi, teks: str, due_date: date | None, version: int, by: Actor, at: datetime
) -> RencanaAksi:
    """Reword a step or move its day. Raises as `plan_action`, and Stale when it was changed in between."""
    skp = rencana_aksi.rhk.skp
    _plannable(by, skp, rencana_aksi.periode_evaluasi).or_raise()
    teks = _checked_step(teks, due_date, rencana_aksi.periode_evaluasi)
    before = rencana_aksi.teks
    write_next(rencana_aksi, version, teks=teks, due_date=due_date)
    record(
        RencanaAksiChanged(
            by=by,
            at=at,
            object_id=skp.pk,
            pegawai_id=skp.pegawai_id,
            rencana_aksi_id=rencana_aksi.pk,
            teks_before=before,
            teks=teks,
        )
    )
    rencana_aksi.refresh_from_db()
    return rencana_aksi


@transaction.atomic
def remove_action(*, rencana_aksi: RencanaAksi, version: int, by: Actor, at: datetime) -> None:
    """Take a step off the list. Raises as `change_action`."""
    skp = rencana_aksi.rhk.skp
    _plannable(by, skp, rencana_aksi.periode_evaluasi).or_raise()
    pk = rencana_aksi.pk
    removed, _rows = RencanaAksi.objects.filter(pk=pk, version=version).delete()
    if not removed:
        raise Stale
    record(
        RencanaAksiRemoved(
            by=by,
            at=at,
            object_id=skp.pk,
            pegawai_id=skp.pegawai_id,
            rencana_aksi_id=pk,
            teks=rencana_aksi.teks,
        )
    )


@transaction.atomic
def record_realisasi(
    *,
    indikator: Indikator,
    periode_evaluasi: PeriodeEvaluasi,
    teks: str,
    nilai: Decimal | None,
    sumber_data: str,
    version: int | None,
    by: Actor,
    at: datetime,
) -> Realisasi:
    """Write down what was reached on an indikator in a period (format B.1.2).

    `version` is that of the row as the writer saw it, None or 0 where nothing had been written. `nilai` None
    is unknown, never zero. Writing what already stands there changes nothing and records nothing.
    Raises NotAllowed with a reason of `can_record`, Invalid with the fields that are wrong, Stale when
    somebody
    wrote in between.
    """
    skp = indikator.rhk.skp
    _recordable(by, skp, periode_evaluasi, at).or_raise()
    teks, sumber_data = teks.strip(), sumber_data.strip()
    _check_realisasi(teks, nilai, sumber_data)
    seen = version or 0
    found = Realisasi.objects.filter(indikator=indikator, periode_evaluasi=periode_evaluasi).first()
    if found is None:
        if seen:
            raise Stale
        if not teks and nilai is None:
            raise Invalid(
                "progress.empty",
                problems=(Problem("progress.empty", "teks", _("Tulis realisasi, angka, atau keduanya.")),),
            )
    elif found.version != seen:
        raise Stale
    elif (found.teks, found.nilai, found.sumber_data) == (teks, nilai, sumber_data):
        return found
    columns = {"teks": teks, "nilai": nilai, "sumber_data": sumber_data, "recorded_at": at}
    if found is None:
        try:
            with transaction.atomic():
                written = Realisasi.objects.create(
                    indikator=indikator,
                    periode_evaluasi=periode_evaluasi,
                    recorded_by_id=_user_of(by),
                    version=1,
                    **columns,
                )
        except IntegrityError:
            raise Stale from None
    else:
        write_next(found, seen, recorded_by_id=_user_of(by), **columns)
        written = found
    record(
        RealisasiRecorded(
            by=by,
            at=at,
            object_id=skp.pk,
            pegawai_id=skp.pegawai_id,
            realisasi_id=written.pk,
            indikator_id=indikator.pk,
            periode_evaluasi_id=periode_evaluasi.pk,
            indikator=indikator.teks,
            teks=teks,
            nilai=nilai,
            sumber_data=sumber_data,
            version=written.version,
        )
    )
    return written


@transaction.atomic
def add_bukti_file(
    *,
    indikator: Indikator,
    periode_evaluasi: PeriodeEvaluasi,
    upload: UploadedFile[Any],
    nama: str = "",
    by: Actor,
    at: datetime,
) -> BuktiDukung:
    """Keep a file as evidence; its type is read from its content.

    `nama` is what the list shows, by default the name of the file. Evidence may come before the words: the
    realisasi then stays empty. The same file under the same name, sent again, is there already. Raises
    NotAllowed as `can_record`, Refusal `file.*` from `foundation.files`.
    """
    skp = indikator.rhk.skp
    _recordable(by, skp, periode_evaluasi, at).or_raise()
    kept = store_upload(upload, by_id=by.user_id, at=at)
    realisasi, nama = _row_for_bukti(indikator, periode_evaluasi, by, at), (nama.strip() or kept.name)[:200]
    if same := _listed(realisasi, nama).filter(file__sha256=kept.sha256).first():
        kept.delete()
        return same
    bukti = BuktiDukung.objects.create(
        realisasi=realisasi,
        nama=nama,
        file=kept,
        added_at=at,
        added_by_id=_user_of(by),
    )
    _record_added(bukti, indikator, periode_evaluasi, by, at, sha256=kept.sha256)
    return bukti


@transaction.atomic
def add_bukti_link(
    *,
    indikator: Indikator,
    periode_evaluasi: PeriodeEvaluasi,
    url: str,
    nama: str = "",
    by: Actor,
    at: datetime,
) -> BuktiDukung:
    """Name a place on the web as evidence; the same one under the same name, sent again, is there already.

    Only http and https; raises Invalid `progress.link` otherwise.
    """
    skp = indikator.rhk.skp
    _recordable(by, skp, periode_evaluasi, at).or_raise()
    url = checked_link(url)
    realisasi = _row_for_bukti(indikator, periode_evaluasi, by, at)
    nama = (nama.strip() or urlsplit(url).hostname or url)[:200]
    if same := _listed(realisasi, nama).filter(url=url).first():
        return same
    bukti = BuktiDukung.objects.create(
        realisasi=realisasi,
        nama=nama,
        url=url,
        added_at=at,
        added_by_id=_user_of(by),
    )
    _record_added(bukti, indikator, periode_evaluasi, by, at, url=url)
    return bukti


@transaction.atomic
def remove_bukti(*, bukti: BuktiDukung, by: Actor, at: datetime) -> None:
    """Take evidence off the list. The row and the file stay behind for the record.

    Raises NotAllowed as `can_record`; Refusal `progress.removed` when it is gone already.
    """
    skp = bukti.realisasi.indikator.rhk.skp
    _recordable(by, skp, bukti.realisasi.periode_evaluasi, at).or_raise()
    if not BuktiDukung.objects.filter(pk=bukti.pk, removed_at__isnull=True).update(
        removed_at=at, removed_by_id=_user_of(by)
    ):
        raise Refusal("progress.removed")
    record(
        BuktiRemoved(
            by=by, at=at, object_id=skp.pk, pegawai_id=skp.pegawai_id, bukti_id=bukti.pk, nama=bukti.nama
        )
    )


def close_pelaksanaan(*, skp: Skp, periode_evaluasi: PeriodeEvaluasi, by: Actor, at: datetime) -> None:
    """From now on the results and evidence of this period stand still.

    A part of signing the evaluation, inside its transaction: the event of the signing tells it.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("pelaksanaan is closed inside the transaction that signs the evaluation")
    hold(skp)
    PenutupanPelaksanaan.objects.create(
        skp=skp, periode_evaluasi=periode_evaluasi, closed_at=at, closed_by_id=_user_of(by)
    )


def hold(skp: Skp) -> None:
    """Nobody else writes below this SKP until the transaction ends (a row lock where the engine has one)."""
    type(skp)._default_manager.select_for_update().only("pk").get(pk=skp.pk)


def checked_link(url: str) -> str:
    """`url` as it will be kept. Raises Invalid `progress.link` unless it is a whole http or https address."""
    url = url.strip()
    try:
        parts = urlsplit(url)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.username is None
    except ValueError:
        usable = False
    if not usable or len(url) > 500 or re.search(r"[\s\x00-\x1f\x7f<>\"'`\\]", url):
        message = _("Salin alamat lengkap yang diawali https:// atau http://.")
        raise Invalid("progress.link", problems=(Problem("progress.link", "url", message),))
    return url


def _plannable(by: Actor, skp: Skp, periode_evaluasi: PeriodeEvaluasi) -> Answer:
    hold(skp)
    return can_plan(by, skp, periode_evaluasi, closed=_closed(skp, periode_evaluasi))


def _recordable(by: Actor, skp: Skp, periode_evaluasi: PeriodeEvaluasi, at: datetime) -> Answer:
    hold(skp)
    return can_record(by, skp, periode_evaluasi, on=at.date(), closed=_closed(skp, periode_evaluasi))


def _closed(skp: Skp, periode_evaluasi: PeriodeEvaluasi) -> bool:
    return PenutupanPelaksanaan.objects.filter(skp=skp, periode_evaluasi=periode_evaluasi).exists()


def _checked_step(teks: str, due_date: date | None, periode_evaluasi: PeriodeEvaluasi) -> str:
    teks = teks.strip()
    problems = []
    if not teks:
        problems.append(Problem("progress.teks_kosong", "teks", _("Tulis langkah yang direncanakan.")))
    elif len(teks) > LONGEST_TEXT:
        problems.append(
            Problem("progress.teks_panjang", "teks", _("Ringkas menjadi paling banyak 5.000 huruf."))
        )
    if due_date is not None and not periode_evaluasi.start_date <= due_date <= periode_evaluasi.last_date:
        message = _("Pilih tanggal di dalam periode ini.")
        problems.append(Problem("progress.tanggal_di_luar_periode", "due_date", message))
    if problems:
        raise Invalid("progress.invalid", problems=tuple(problems))
    return teks


def _check_realisasi(teks: str, nilai: Decimal | None, sumber_data: str) -> None:
    problems = []
    if len(teks) > LONGEST_TEXT:
        problems.append(
            Problem("progress.teks_panjang", "teks", _("Ringkas menjadi paling banyak 5.000 huruf."))
        )
    if len(sumber_data) > 300:
        message = _("Ringkas menjadi paling banyak 300 huruf.")
        problems.append(Problem("progress.sumber_panjang", "sumber_data", message))
    if nilai is not None and not _storable(nilai):
        message = _("Tulis angka dengan paling banyak empat desimal.")
        problems.append(Problem("progress.nilai", "nilai", message))
    if problems:
        raise Invalid("progress.invalid", problems=tuple(problems))


def _storable(nilai: Decimal) -> bool:
    return nilai.is_finite() and abs(nilai) < _LARGEST and nilai == round(nilai, 4)


def _row_for_bukti(
    indikator: Indikator, periode_evaluasi: PeriodeEvaluasi, by: Actor, at: datetime
) -> Realisasi:
    found, _made = Realisasi.objects.get_or_create(
        indikator=indikator,
        periode_evaluasi=periode_evaluasi,
        defaults={"recorded_at": at, "recorded_by_id": _user_of(by)},
    )
    return found


def _listed(realisasi: Realisasi, nama: str) -> QuerySet[BuktiDukung]:
    return BuktiDukung.objects.filter(realisasi=realisasi, nama=nama, removed_at__isnull=True)


def _record_added(
    bukti: BuktiDukung,
    indikator: Indikator,
    periode_evaluasi: PeriodeEvaluasi,
    by: Actor,
    at: datetime,
    *,
    sha256: str = "",
    url: str = "",
) -> None:
    skp = indikator.rhk.skp
    record(
        BuktiAdded(
            by=by,
            at=at,
            object_id=skp.pk,
            pegawai_id=skp.pegawai_id,
            bukti_id=bukti.pk,
            indikator_id=indikator.pk,
            periode_evaluasi_id=periode_evaluasi.pk,
            nama=bukti.nama,
            sha256=sha256,
            url=url,
        )
    )


def _user_of(by: Actor) -> int:
    if by.user_id is None:
        raise RuntimeError("pelaksanaan is written by a person")
    return by.user_id
