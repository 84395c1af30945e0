"""Everything that an evaluation rests on, as JSON: what is shown, printed, and frozen when it is signed.

    {instansi, periode, periode_evaluasi, skp, pegawai, penilai, atasan_penilai, capaian,
     hasil_kerja: [{no, jenis, teks, penugasan_dari, diintervensi, indikator: [{id, teks, target, aspek,
                    perspektif, realisasi: {teks, nilai, sumber_data, recorded_at} | null,
                    bukti: [{id, nama, sha256, media_type, size, url, added_at}]}],
                    umpan_balik: [{teks, pemberi, peran, sifat, given_at, bukti}]}],
     perilaku: [{nilai, nama, ekspektasi, umpan_balik}], pengambilalihan: [{rhk, catatan, decided_at}],
     periodik: [{label, predikat, …}], late}

A value that is not known is null, never zero.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils import timezone

from kasuari.evaluation.models import Evaluasi
from kasuari.evaluation.queries.capaian import CapaianUsed
from kasuari.evaluation.states import SIGNED
from kasuari.feedback import queries as feedback
from kasuari.planning import queries as planning
from kasuari.progress import queries as progress

if TYPE_CHECKING:
    from kasuari.organisation.models import Pegawai, Penugasan, UnitKerja
    from kasuari.planning.models import PeriodeEvaluasi, Skp
    from kasuari.progress.models import BuktiDukung, Realisasi

_ACTING = {"plt": "Plt.", "plh": "Plh.", "pj": "Pj."}


def collect_fakta(
    skp: Skp, periode_evaluasi: PeriodeEvaluasi, *, capaian: CapaianUsed, on: date
) -> dict[str, Any]:
    """The facts of `skp` (from `planning.skp_for`) in a period, as they stand now."""
    isi = planning.contents(skp)
    done = progress.progress_of(skp, periode_evaluasi)
    said = feedback.rekaman_of(skp, periode_evaluasi)
    instansi = skp.periode.instansi
    return {
        "instansi": {
            "nama": instansi.nama,
            "kota": instansi.kota,
            "hari_kerja_per_minggu": instansi.hari_kerja_per_minggu,
        },
        "periode": {
            "tahun": skp.periode.tahun,
            "start_date": skp.start_date.isoformat(),
            "last_date": skp.last_date.isoformat(),
        },
        "periode_evaluasi": {
            "jenis": periode_evaluasi.jenis,
            "nomor": periode_evaluasi.nomor,
            "label": planning.label(periode_evaluasi),
            "start_date": periode_evaluasi.start_date.isoformat(),
            "last_date": periode_evaluasi.last_date.isoformat(),
            "window_start_date": periode_evaluasi.window_start_date.isoformat(),
            "window_last_date": periode_evaluasi.window_last_date.isoformat(),
        },
        "skp": {
            "id": skp.pk,
            "version": skp.version,
            "versi": skp.nomor_versi,
            "format": skp.format,
            "pendekatan": skp.pendekatan,
            "set_at": skp.set_at.isoformat() if skp.set_at else None,
            "edition": skp.edition,
        },
        "pegawai": identity(skp.pegawai, on=on, penugasan=skp.penugasan),
        "penilai": identity(skp.penilai, on=on, unit=skp.unit_penilai) if skp.penilai else None,
        "atasan_penilai": identity(skp.atasan_penilai, on=on) if skp.atasan_penilai else None,
        "capaian": capaian_fakta(capaian),
        "hasil_kerja": [
            {
                "no": item.rhk.nomor,
                "jenis": item.rhk.jenis,
                "teks": item.rhk.teks,
                "penugasan_dari": item.rhk.penugasan_dari,
                "diintervensi": item.rhk.intervensi_teks,
                "indikator": [
                    {
                        "id": row.indikator.id,
                        "teks": row.indikator.teks,
                        "target": row.indikator.target,
                        "aspek": row.indikator.aspek_label,
                        "perspektif": row.indikator.perspektif_label,
                        "realisasi": _realisasi(row.realisasi) if row.filled else None,
                        "satuan": row.indikator.satuan,
                        "bukti": [_bukti(bukti) for bukti in row.bukti],
                        "periodik": [
                            {"label": planning.label(period), **_realisasi(found)}
                            for period, found in row.earlier
                            if found is not None and period.pk != periode_evaluasi.pk
                        ],
                    }
                    for row in item.indikator
                ],
                "umpan_balik": [feedback.as_fact(words) for words in reversed(said.of_rhk(item.rhk.id))],
            }
            for item in done.rhk
        ],
        "perilaku": [
            {
                "nilai": item.nilai,
                "nama": item.nama,
                "ekspektasi": list(item.ekspektasi),
                "umpan_balik": [feedback.as_fact(words) for words in reversed(said.of_nilai(item.nilai))],
            }
            for item in isi.perilaku
        ],
        "pengambilalihan": [
            {"rhk": row.rhk_teks, "catatan": row.catatan, "decided_at": row.decided_at.isoformat()}
            for row in feedback.takeovers_of(skp)
        ],
        "periodik": earlier_results(skp, periode_evaluasi),
        "late": on > periode_evaluasi.window_last_date,
    }


def capaian_fakta(used: CapaianUsed) -> dict[str, Any]:
    """The capaian that counts, with where it came from. `level` null: none is known."""
    row = used.capaian
    return {
        "unit_id": used.unit_id,
        "unit_nama": used.unit_nama,
        "level": row.level if row else None,
        "sumber": None if row is None else "tahun_lalu" if used.tahun_lalu else "periode",
        "tahun": row.periode_evaluasi.periode.tahun if row else None,
        "dasar": row.dasar if row else "",
        "set_at": row.set_at.isoformat() if row else None,
        "set_by": row.set_by.name if row else None,
    }


def earlier_results(skp: Skp, periode_evaluasi: PeriodeEvaluasi) -> list[dict[str, Any]]:
    """The signed periodic results of this SKP before the period: beside it, never averaged (BAB IV B.3.b)."""
    rows = (
        Evaluasi.objects.filter(
            skp=skp, state__in=SIGNED, periode_evaluasi__last_date__lte=periode_evaluasi.last_date
        )
        .exclude(periode_evaluasi=periode_evaluasi)
        .exclude(periode_evaluasi__jenis="tahunan")
        .select_related("periode_evaluasi")
        .order_by("periode_evaluasi__last_date")
    )
    return [
        {
            "label": planning.label(row.periode_evaluasi),
            "rating_hasil_kerja": row.rating_hasil_kerja,
            "rating_perilaku_kerja": row.rating_perilaku_kerja,
            "predikat": row.predikat_berlaku,
        }
        for row in rows
    ]


def identity(
    pegawai: Pegawai, *, on: date, penugasan: Penugasan | None = None, unit: UnitKerja | None = None
) -> dict[str, Any]:
    """A person as documents print them on a day: in `penugasan`, else leading `unit`, else leading at all.

    `instansi` is given instead of a unit for an official without a NIP (kepala daerah, format A.1.1).
    """
    dated = Q(end_date__isnull=True) | Q(end_date__gt=on)
    rank = pegawai.riwayat_pangkat.filter(dated, start_date__lte=on).order_by("-start_date").first()
    if penugasan is None:
        held = list(
            pegawai.penugasan.filter(dated, start_date__lte=on)
            .select_related("jabatan", "unit__instansi")
            .order_by("start_date", "pk")
        )
        held.sort(key=lambda item: (unit is None or item.unit_id != unit.pk, not item.memimpin))
        penugasan = held[0] if held else None
    pangkat = " / ".join(part for part in (rank.pangkat, rank.golongan) if part) if rank else None
    jabatan = None
    if penugasan is not None:
        jabatan = " ".join(filter(None, [_ACTING.get(penugasan.jenis), penugasan.jabatan.nama]))
    official = pegawai.status == "NON_ASN"
    return {
        "id": pegawai.pk,
        "nama": pegawai.nama_lengkap,
        "nip": pegawai.nip,
        "pangkat": None if official else pangkat,
        "jabatan": jabatan,
        "unit_kerja": penugasan.unit.nama if penugasan and not official else None,
        "instansi": pegawai.instansi.nama if official else None,
    }


def _realisasi(row: Realisasi | None) -> dict[str, Any]:
    if row is None:
        return {"teks": "", "nilai": None, "sumber_data": "", "recorded_at": None}
    return {
        "teks": row.teks,
        "nilai": None if row.nilai is None else f"{row.nilai.normalize():f}",
        "sumber_data": row.sumber_data,
        "recorded_at": timezone.localtime(row.recorded_at).isoformat(),
    }


def _bukti(row: BuktiDukung) -> dict[str, Any]:
    file = row.file
    return {
        "id": row.pk,
        "nama": row.nama,
        "sha256": file.sha256 if file else None,
        "media_type": file.media_type if file else None,
        "size": file.size if file else None,
        "url": row.url or None,
        "added_at": timezone.localtime(row.added_at).isoformat(),
    }
