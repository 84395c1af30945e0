"""Words by which an open answer gives its author away, names somebody else, or hurts: gentle advice, never
a bar.

Pure. The lists are plain words and patterns, so that an agency reads and mends them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from kasuari.foundation.reasons import Words

AUTHOR, MOMENT, PERSON, INSULT, NUMBER = "penulis", "waktu", "orang_lain", "kasar", "nomor"

# What only one person can have lived through, or says which post or kin the writer is.
AUTHOR_PATTERNS = (
    r"\bsaya (?:satu-satunya|sendirian|berdua)\b",
    r"\b(?:kami|kita) berdua\b",
    r"\bsaya sebagai\b",
    r"\bsebagai (?:atasan|bawahan|staf|sekretaris|bendahara)(?:nya|mu)?\b",
    r"\bsebagai (?:istri|suami|saudara|adik|kakak|sahabat)(?:nya|mu)?\b",
    r"\b(?:dengan|kepada|terhadap|menegur|memarahi|membantu|menyuruh|memuji) saya\b",
    r"\b(?:waktu|ketika|saat) saya (?:cuti|sakit|hamil|melahirkan|lembur|pindah|baru|dinas|piket)\b",
    r"\b(?:ruangan|meja|tim|bidang|seksi|laporan|usulan|anak|istri|suami) saya\b",
    r"\bsaya (?:yang|sudah) (?:melapor|mengusulkan|menyusun|mengerjakan)\b",
)
MOMENT_PATTERNS = (
    r"\b(?:tanggal|tgl\.?) ?\d",
    r"\b(?:jam|pukul) ?\d",
    r"\b(?:hari )?(?:senin|selasa|rabu|kamis|jumat|sabtu|minggu) (?:lalu|kemarin|tanggal)\b",
    r"\b(?:kemarin|tadi pagi|tadi siang|semalam)\b",
    r"\b\d{1,2}[/-]\d{1,2}(?:[/-]\d{2,4})?\b",
)
PERSON_PATTERNS = (
    r"\b(?:[Pp]ak|[Bb]u|[Bb]apak|[Ii]bu|[Mm]as|[Mm]bak|[Kk]ak|[Ss]dr\.?|[Dd]r\.|[Nn]s\.) [A-Z][a-z]+",
)
NUMBER_PATTERNS = (r"\b\d{8,}\b", r"\b08\d{2}[- ]?\d{3}", r"\S+@\S+\.\S+")
INSULTS = frozenset(
    [
        "anjing",
        "asu",
        "babi",
        "bajingan",
        "bangsat",
        "bego",
        "bejat",
        "bodoh",
        "brengsek",
        "busuk",
        "culas",
        "dungu",
        "gila",
        "goblok",
        "idiot",
        "kampret",
        "keparat",
        "monyet",
        "munafik",
        "pecundang",
        "penjilat",
        "sampah",
        "sialan",
        "sinting",
        "tolol",
    ]
)

ADVICE: dict[str, Words] = {
    AUTHOR: _(
        "Bagian ini dapat menunjukkan bahwa Anda yang menulis. Ceritakan perilakunya, tanpa menyebut diri."
    ),
    MOMENT: _(
        "Waktu yang tepat dapat menunjukkan siapa penulisnya. Cukup tulis “dalam rapat” atau “bulan ini”."
    ),
    PERSON: _("Nama orang lain tidak perlu disebut. Tulis “seorang rekan” atau “seorang pasien”."),
    NUMBER: _("Jangan menulis nomor atau alamat. Ceritakan perilakunya saja."),
    INSULT: _(
        "Kata ini dapat melukai dan membuat pesan Anda tidak dibaca. Tulis apa yang ia lakukan dan akibatnya."
    ),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason for care: its kind and the words that caused it."""

    kind: str
    words: str

    @property
    def advice(self) -> str:
        return f"“{self.words}”: {ADVICE[self.kind]}"


def findings(text: str) -> list[Finding]:
    """Everything in `text` that deserves a second look, the author first."""
    found = []
    lists = (
        (AUTHOR, AUTHOR_PATTERNS, re.IGNORECASE),
        (MOMENT, MOMENT_PATTERNS, re.IGNORECASE),
        (PERSON, PERSON_PATTERNS, 0),
        (NUMBER, NUMBER_PATTERNS, 0),
    )
    for kind, patterns, flags in lists:
        for pattern in patterns:
            match = re.search(pattern, text, flags)
            if match:
                found.append(Finding(kind, match.group()))
                break
    hurting = [word for word in re.findall(r"[a-z]+", text.lower()) if word in INSULTS]
    return [*found, *(Finding(INSULT, word) for word in hurting[:1])]
