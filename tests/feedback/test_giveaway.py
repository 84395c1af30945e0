"""Words that give their author away, name others or hurt; and words that do not."""

from __future__ import annotations

import pytest

from kasuari.feedback.giveaway import AUTHOR, INSULT, MOMENT, NUMBER, PERSON, findings


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ia pernah menegur saya di depan pasien.", AUTHOR),
        ("Sebagai bendahara, ia cepat memberi laporan.", AUTHOR),
        ("Waktu saya cuti, ia tidak membantu.", AUTHOR),
        ("Hanya kami berdua yang tahu.", AUTHOR),
        ("Pada tanggal 3 ia terlambat.", MOMENT),
        ("Jam 7 ia sudah datang.", MOMENT),
        ("Kemarin ia marah.", MOMENT),
        ("Seperti Pak Yosef, ia sabar.", PERSON),
        ("Hubungi 081234567890.", NUMBER),
        ("Ia bodoh sekali.", INSULT),
    ],
)
def test_what_deserves_a_second_look(text: str, kind: str) -> None:
    assert kind in [item.kind for item in findings(text)]
    assert all(item.advice for item in findings(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ia mendengarkan sampai pasien selesai bicara.",
        "Dalam rapat ia memberi kesempatan yang lain berbicara.",
        "Sebaiknya mencatat rujukan pada hari yang sama.",
        "Laporannya selalu selesai sebelum batas waktu.",
    ],
)
def test_ordinary_feedback_is_left_alone(text: str) -> None:
    assert findings(text) == []
