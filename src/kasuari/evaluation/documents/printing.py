"""Prints the result of an evaluation, the evaluation document and the explanation of a predikat."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import TypeVar

from kasuari.documents.contracts import Choice
from kasuari.documents.engine import Svg, Template, render
from kasuari.documents.printing import common_fields
from kasuari.evaluation.documents.curve import curve_words, distribution_curve
from kasuari.evaluation.documents.data import (
    DataDokumenEvaluasi,
    DataHasilEvaluasi,
    DataKeputusanKeberatan,
    DataPenjelasan,
    FormatHasilEvaluasi,
    UmpanBalik,
)
from kasuari.evaluation.documents.labels import AXIS, CAPAIAN, PREDIKAT, RATING
from kasuari.regulation.predikat import KUADRAN, Rating

_TEMPLATES = {
    FormatHasilEvaluasi.C11: Template(__package__, "c11.typ"),
    FormatHasilEvaluasi.C12: Template(__package__, "c12.typ"),
    FormatHasilEvaluasi.C13: Template(__package__, "c13.typ"),
}
_DOKUMEN = Template(__package__, "d11.typ")
_DOKUMEN_ATASAN = Template(__package__, "d12.typ")
_KEPUTUSAN = Template(__package__, "d13.typ")
_PENJELASAN = Template(__package__, "penjelasan.typ")
# The kuadran as drawn: hasil kerja falls from top to bottom, perilaku kerja rises from left to right (p. 99).
_ROWS = (Rating.DIATAS, Rating.SESUAI, Rating.DIBAWAH)
_COLUMNS = (Rating.DIBAWAH, Rating.SESUAI, Rating.DIATAS)

Answer = TypeVar("Answer", bound=Enum)


def print_hasil_evaluasi(data: DataHasilEvaluasi) -> bytes:
    """The PDF of C.1.1, C.1.2 or C.1.3."""
    fields = common_fields(data) | {
        "capaian": _choice(CAPAIAN, data.capaian),
        "rating_hasil_kerja": _choice(RATING, data.rating_hasil_kerja),
        "rating_perilaku_kerja": _choice(RATING, data.rating_perilaku_kerja),
        "predikat": _choice(PREDIKAT, data.predikat),
        "pola": None,
        "counts": None,
        "hasil_kerja": [
            {
                "no": item.no,
                "utama": item.utama,
                "rencana": item.rencana,
                "penugasan_dari": item.penugasan_dari,
                "diintervensi": item.diintervensi,
                "realisasi": item.realisasi,
                "umpan_balik": _lines(item.umpan_balik),
                "iki": [
                    {
                        "indikator": iki.indikator,
                        "target": iki.target,
                        "perspektif": iki.perspektif,
                        "aspek": iki.aspek,
                        "realisasi": iki.realisasi,
                        "umpan_balik": _lines(iki.umpan_balik),
                    }
                    for iki in item.iki
                ],
            }
            for item in data.hasil_kerja
        ],
        "perilaku": [
            {
                "no": value.no,
                "nilai": value.nilai,
                "panduan": value.panduan,
                "ekspektasi": value.ekspektasi,
                "umpan_balik": _lines(value.umpan_balik),
            }
            for value in data.perilaku
        ],
    }
    if data.pola is not None:
        fields["pola"] = {
            "picture": Svg(distribution_curve(data.pola, data.counts)),
            "words": ". ".join(curve_words(data.pola, data.counts)),
        }
    return render(
        _TEMPLATES[data.format],
        fields,
        title=f"Hasil Evaluasi Kinerja Pegawai – {data.pegawai.nama}",
        printed_at=data.printed_at,
    )


def print_dokumen_evaluasi(data: DataDokumenEvaluasi) -> bytes:
    """The PDF of D.1.1, or of D.1.2 where the atasan evaluated."""
    return render(
        _DOKUMEN_ATASAN if data.oleh_atasan else _DOKUMEN,
        _document_fields(data),
        title=f"Dokumen Evaluasi Kinerja Pegawai – {data.pegawai.nama}",
        printed_at=data.printed_at,
    )


def print_keputusan_keberatan(data: DataKeputusanKeberatan) -> bytes:
    """The PDF of D.1.3, or of the decision that upholds."""
    name = "Dokumen Evaluasi Kinerja Pegawai" if data.mengubah else "Keputusan atas Keberatan"
    return render(
        _KEPUTUSAN,
        _document_fields(data),
        title=f"{name} – {data.pegawai.nama}",
        printed_at=data.printed_at,
    )


def _document_fields(data: DataDokumenEvaluasi | DataKeputusanKeberatan) -> dict[str, object]:
    return common_fields(data) | {
        "capaian": CAPAIAN[data.capaian] if data.capaian else None,
        "predikat": PREDIKAT[data.predikat] if data.predikat else None,
    }


def print_penjelasan(data: DataPenjelasan) -> bytes:
    """The PDF of the page that explains a predikat."""
    fields = common_fields(data) | {
        "capaian": CAPAIAN[data.capaian] if data.capaian else None,
        "predikat": PREDIKAT[data.predikat],
        "rating_hasil_kerja": RATING[data.rating_hasil_kerja] if data.rating_hasil_kerja else None,
        "rating_perilaku_kerja": RATING[data.rating_perilaku_kerja] if data.rating_perilaku_kerja else None,
        "kuadran": [
            {
                "hasil": RATING[hasil],
                "cells": [
                    {
                        "predikat": AXIS[KUADRAN[hasil, perilaku]],
                        "here": (hasil, perilaku) == (data.rating_hasil_kerja, data.rating_perilaku_kerja),
                    }
                    for perilaku in _COLUMNS
                ],
            }
            for hasil in _ROWS
        ],
        "kuadran_columns": [RATING[perilaku] for perilaku in _COLUMNS],
    }
    return render(
        _PENJELASAN,
        fields,
        title=f"Penjelasan Predikat Kinerja – {data.pegawai.nama}",
        printed_at=data.printed_at,
    )


def _choice(words: Mapping[Answer, str], answer: Answer | None) -> Choice:
    return Choice(options=tuple(words.values()), selected=words[answer] if answer is not None else None)


def _lines(given: tuple[UmpanBalik, ...]) -> list[str]:
    return [item.line for item in given]
