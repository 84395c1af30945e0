"""The rows of learning."""

from __future__ import annotations

from tests.site.route_row import EVERYBODY, Row

# Whoever sees a question that waits: the clerk, who answers it, and its author, who may not.
ANSWERING = "-- x.... o.."

LEARNING = [
    Row("GET", "learning:lessons", EVERYBODY),
    Row("GET", "learning:lesson", EVERYBODY, args=lambda w: {"kode": "skp"}),
    Row(
        "POST",
        "learning:lesson",
        EVERYBODY,
        args=lambda w: {"kode": "skp"},
        data=lambda w: {"pilihan": "2"},
        ok=302,
    ),
    Row("GET", "learning:practice", EVERYBODY),
    Row("POST", "learning:practice", EVERYBODY, data=lambda w: {"hasil_a": "diatas", "perilaku_a": "sesuai"}),
    Row("GET", "learning:questions", EVERYBODY),
    Row(
        "POST",
        "learning:questions",
        EVERYBODY,
        data=lambda w: {"langkah": "skp", "teks": "Bolehkah SKP diubah?"},
        ok=302,
    ),
    Row(
        "POST",
        "learning:answer",
        ANSWERING,
        args=lambda w: {"pertanyaan_id": w.pertanyaan.pk},
        data=lambda w: {"jawaban": "Boleh, lewat versi baru."},
        ok=302,
    ),
]
