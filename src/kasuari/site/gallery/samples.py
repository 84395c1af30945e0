"""Invented people and data for the gallery and for the tests of the components."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.core.paginator import Paginator

from kasuari.foundation.components.pills import LOOKS
from kasuari.foundation.reasons import Reason
from kasuari.foundation.web.running import Running


class IndikatorForm(forms.Form):
    """A form with every kind of control."""

    indikator = forms.CharField(
        label="Indikator kinerja individu", help_text="Tulis hasilnya, bukan kegiatannya."
    )
    satuan = forms.ChoiceField(
        label="Satuan", choices=[("", "Pilih satuan"), ("persen", "Persen"), ("orang", "Orang")]
    )
    tanggal = forms.DateField(
        label="Batas waktu", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    catatan = forms.CharField(
        label="Catatan", required=False, widget=forms.Textarea, help_text="Yang perlu diketahui penilai."
    )
    aspek = forms.MultipleChoiceField(
        label="Aspek",
        choices=[("kuantitas", "Kuantitas"), ("kualitas", "Kualitas"), ("waktu", "Waktu")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    hasil_kerja = forms.ChoiceField(
        label="Rating hasil kerja",
        choices=[
            ("diatas", "Diatas Ekspektasi"),
            ("sesuai", "Sesuai Ekspektasi"),
            ("dibawah", "Dibawah Ekspektasi"),
        ],
        widget=forms.RadioSelect,
    )


PEOPLE = [
    {"name": "Ns. Maria Kogoya, S.Kep.", "url": "#maria"},
    {"name": "Yohanis Mabel, A.Md.Kep.", "url": "#yohanis"},
    {"name": "Bidan Elsina Tabuni", "url": "#elsina"},
    {"name": "Petrus Wetipo, S.KM.", "url": "#petrus"},
    {"name": "Ruth Yikwa", "url": "#ruth"},
]

RATING_MEANINGS = {
    "diatas": "Sebagian besar atau seluruh hasil di atas ekspektasi, tanpa hasil utama yang di bawahnya.",
    "sesuai": "Sebagian besar atau seluruh hasil sesuai ekspektasi.",
    "dibawah": "Sebagian besar atau seluruh hasil di bawah ekspektasi.",
}


def _cell(predikat: str, *people: dict[str, str], here: bool = False) -> dict[str, Any]:
    return {"predikat": predikat, "people": list(people), "count": len(people), "here": here}


def _box(number: int, tone: str) -> dict[str, Any]:
    people = [PEOPLE[2]] if number == 9 else []
    return {
        "number": number,
        "tone": tone,
        "people": people,
        "count": len(people),
        "more": 0,
        "url": "#kotak" if people else "",
        "here": number == 5,
    }


def samples() -> dict[str, Any]:
    """Everything that the examples use. Made anew each time, so that no example can spoil another."""
    form = IndikatorForm(
        {
            "indikator": "Persentase ibu hamil yang terlayani sesuai standar",
            "hasil_kerja": "sesuai",
            "aspek": ["kualitas"],
        }
    )
    form.is_valid()
    return {
        "running": Running("Membaca berkas", 42, "42 persen", stands_still=False, waits_long=False),
        "form": form,
        "fresh_form": IndikatorForm(auto_id="baru_%s"),
        "rating_meanings": RATING_MEANINGS,
        "rating_options": [
            (key, LOOKS[key].label, RATING_MEANINGS[key]) for key in ("diatas", "sesuai", "dibawah")
        ],
        "reason": Reason(
            "SKP pejabat penilai kinerja Anda belum ditetapkan.",
            "Anda tetap dapat menyusun draf; tautannya diusulkan lagi begitu SKP itu ditetapkan.",
        ),
        "trail": [("Dinas Kesehatan", "#dinas"), ("Puskesmas Elelim", "#puskesmas"), ("Ruang Bersalin", "")],
        "people": PEOPLE,
        "choice_pairs": [("utama", "Utama"), ("tambahan", "Tambahan")],
        "columns": [
            {"label": "Nama", "sort": "nama"},
            "Jabatan",
            {"label": "Realisasi", "sort": "realisasi", "number": True},
            "SKP",
            {"label": "Tindakan", "hidden": True},
        ],
        "rows": [
            {
                "name": PEOPLE[0]["name"],
                "jabatan": "Perawat Ahli Muda",
                "realisasi": "82%",
                "status": "ditetapkan",
            },
            {
                "name": PEOPLE[1]["name"],
                "jabatan": "Perawat Terampil",
                "realisasi": "64%",
                "status": "diajukan",
            },
            {
                "name": PEOPLE[3]["name"],
                "jabatan": "Penyuluh Kesehatan Ahli Pertama",
                "realisasi": "–",
                "status": "draf",
            },
        ],
        "page": Paginator(range(1108), 25).page(3),
        "tab_items": [
            {"label": "SKP", "url": "#skp", "active": True, "count": ""},
            {"label": "Realisasi", "url": "#realisasi", "active": False, "count": 4},
            {"label": "Umpan balik", "url": "#umpan-balik", "active": False, "count": 2},
            {"label": "Evaluasi", "url": "#evaluasi", "active": False, "count": ""},
        ],
        "step_items": [
            {"label": "Draf", "state": "done", "note": "12 Januari 2026"},
            {"label": "Diajukan", "state": "now", "note": "Menunggu dr. Yosefa Wenda"},
            {"label": "Ditetapkan", "state": "next", "note": ""},
            {"label": "Dievaluasi", "state": "next", "note": ""},
        ],
        "step_items_back": [
            {"label": "Draf", "state": "done", "note": ""},
            {"label": "Dikembalikan", "state": "back", "note": "Ada dua catatan"},
            {"label": "Ditetapkan", "state": "next", "note": ""},
        ],
        "predikat_statuses": ["sangat_baik", "baik", "butuh_perbaikan", "kurang", "sangat_kurang"],
        "statuses": list(LOOKS),
        "fact_items": [
            ("NIP", "19880412 201503 2 004"),
            ("Pangkat/golongan ruang", "Penata Tingkat I / III/d"),
            ("Jabatan", "Bidan Ahli Muda"),
            ("Unit kerja", "Puskesmas Elelim"),
            ("Atasan penilai", None),
        ],
        "story": [
            {
                "what": "mengembalikan SKP ini.",
                "by": "dr. Yosefa Wenda, M.Kes.",
                "at": datetime(2026, 1, 14, 3, 20, tzinfo=UTC),
                "note": "RHK kedua masih berupa kegiatan.\nMohon dirumuskan sebagai hasil.",
                "icon": "undo",
            },
            {
                "what": "mengajukan SKP ini.",
                "by": "Bidan Elsina Tabuni",
                "at": datetime(2026, 1, 12, 1, 5, tzinfo=UTC),
                "note": "",
                "icon": "send",
            },
            {"what": "Periode 2026 dibuka.", "by": "", "at": date(2026, 1, 2), "note": "", "icon": ""},
        ],
        "board_columns": ["Dibawah Ekspektasi", "Sesuai Ekspektasi", "Diatas Ekspektasi"],
        "board_rows": [
            {
                "label": "Diatas Ekspektasi",
                "cells": [_cell("kurang"), _cell("baik", PEOPLE[0]), _cell("sangat_baik", PEOPLE[2])],
            },
            {
                "label": "Sesuai Ekspektasi",
                "cells": [_cell("kurang"), _cell("baik", PEOPLE[1], PEOPLE[3], here=True), _cell("baik")],
            },
            {
                "label": "Dibawah Ekspektasi",
                "cells": [
                    _cell("sangat_kurang"),
                    _cell("butuh_perbaikan", PEOPLE[4]),
                    _cell("butuh_perbaikan"),
                ],
            },
        ],
        "nine_box_columns": ["Rendah", "Menengah", "Tinggi"],
        "nine_box_rows": [
            {"label": label, "cells": [_box(number, tone) for number, tone in cells]}
            for label, cells in (
                ("Di atas ekspektasi", ((4, "good"), (7, "great"), (9, "great"))),
                ("Sesuai ekspektasi", ((2, "warn"), (5, "good"), (8, "great"))),
                ("Di bawah ekspektasi", ((1, "bad"), (3, "warn"), (6, "good"))),
            )
        ],
        "nodes": [
            {
                "label": "Dinas Kesehatan",
                "url": "#dinas",
                "meta": "214 pegawai",
                "open": True,
                "children_url": "",
                "children": [
                    {
                        "label": "Sekretariat",
                        "url": "#sekretariat",
                        "meta": "31 pegawai",
                        "children": [],
                        "children_url": "",
                        "open": False,
                    },
                    {
                        "label": "Puskesmas Elelim",
                        "url": "#elelim",
                        "meta": "42 pegawai",
                        "children": [],
                        "children_url": "/ui/tree/",
                        "open": False,
                    },
                ],
            }
        ],
        "practice_day": date(2026, 7, 6),
        "line_points": [("Jan", 12), ("Feb", 20), ("Mar", None), ("Apr", 41), ("Mei", 52), ("Jun", 68)],
        "bar_points": [("Layanan ibu hamil", 82), ("Imunisasi dasar lengkap", 64), ("Kunjungan rumah", None)],
        "predikat_labels": ["Sangat Kurang", "Kurang/Misconduct", "Butuh Perbaikan", "Baik", "Sangat Baik"],
        "predikat_counts": [0, 1, 3, 8, 2],
        "predikat_guide": [2, 3, 6, 11, 2],
        "language_items": [
            {"code": "id", "name": "Bahasa Indonesia", "active": True},
            {"code": "en", "name": "English", "active": False},
        ],
        "toasts": [
            _Toast("success", "SKP diajukan kepada dr. Yosefa Wenda."),
            _Toast("error", "Berkas terlalu besar."),
        ],
    }


class _Toast:
    """Looks like a message of django.contrib.messages."""

    def __init__(self, level_tag: str, text: str) -> None:
        self.level_tag = level_tag
        self.text = text

    def __str__(self) -> str:
        return self.text
