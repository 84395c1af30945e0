"""Words that give their author away, name others or hurt; and words that do not."""

from __future__ import annotations

import pytest

from kasuari.feedback.giveaway import AUTHOR, INSULT, MOMENT, NUMBER, PERSON, Daftar, findings
from kasuari.regulation.kalimat.kamus import BAKU


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


def test_an_agency_adds_words_and_leaves_others_alone() -> None:
    def kinds(text: str, daftar: Daftar) -> list[str]:
        return [item.kind for item in findings(text, daftar)]

    own = Daftar(
        kamus=BAKU.dengan(hinaan=frozenset({"wati-wati"}), bukan_nama=frozenset({"melati"})),
        penulis=frozenset({"piket bersama"}),
        abaikan=frozenset({"kemarin"}),
    )
    assert kinds("Kami piket bersama di ruang bersalin.", Daftar()) == []
    assert kinds("Kami piket bersama di ruang bersalin.", own) == [AUTHOR]
    assert kinds("Kelakuannya seperti wati-wati.", own) == [INSULT]
    assert kinds("Ia lebih sabar kepada Bu Melati.", Daftar()) == [PERSON]
    assert kinds("Ia lebih sabar kepada Bu Melati.", own) == []
    assert kinds("Kemarin ia marah.", own) == []
