"""Words by which an open answer gives its author away, names somebody else, or hurts: gentle advice, never
a bar.

Pure. Insults and names of others are those of `regulation.kalimat`; what shows the author or the moment are
the patterns here. An agency adds words of its own and leaves others alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from kasuari.foundation.reasons import Words
from kasuari.regulation.kalimat import Perhatian, periksa_kalimat
from kasuari.regulation.kalimat.kamus import BAKU, Kamus, rata

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
    r"\b(?:[Pp]ak|[Bb]u|[Bb]apak|[Ii]bu|[Mm]as|[Mm]bak|[Kk]ak|[Ss]dr\.?|[Dd]r\.|[Nn]s\.) ([A-Z][a-z]+)",
)
# What the patterns look for, to be read by whoever keeps the words.
EXAMPLES = {
    AUTHOR: (
        *("saya satu-satunya", "kami berdua", "saya sebagai …", "sebagai bendahara", "sebagai kakaknya"),
        *("menegur saya", "membantu saya", "waktu saya cuti", "ruangan saya", "laporan saya"),
    ),
    MOMENT: ("tanggal 3", "jam 7", "Senin lalu", "kemarin", "tadi pagi", "12/6"),
}
NUMBER_PATTERNS = (r"\b\d{8,}\b", r"\b08\d{2}[- ]?\d{3}", r"[^\s@]{1,64}@[^\s@]{1,255}\.[^\s@]+")
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


@dataclass(frozen=True, slots=True)
class Daftar:
    """The words of an agency: those of `regulation.kalimat`, more that show the author, and what to leave."""

    kamus: Kamus = BAKU
    penulis: frozenset[str] = frozenset()
    abaikan: frozenset[str] = frozenset()


def findings(text: str, daftar: Daftar = Daftar()) -> list[Finding]:
    """Everything in `text` that deserves a second look, the author first."""
    found = []
    own = [word for word in sorted(daftar.penulis) if re.search(rf"\b{re.escape(word)}\b", rata(text))]
    found += [Finding(AUTHOR, word) for word in own[:1]]
    lists = (
        (AUTHOR, AUTHOR_PATTERNS, re.IGNORECASE),
        (MOMENT, MOMENT_PATTERNS, re.IGNORECASE),
        (PERSON, PERSON_PATTERNS, 0),
        (NUMBER, NUMBER_PATTERNS, 0),
    )
    for kind, patterns, flags in lists:
        if any(item.kind == kind for item in found):
            continue
        for match in (match for pattern in patterns for match in re.finditer(pattern, text, flags)):
            named = match.group(1).lower() if match.re.groups else ""
            if rata(match.group()) in daftar.abaikan or named in daftar.kamus.bukan_nama:
                continue
            found.append(Finding(kind, match.group()))
            break
    verdict = periksa_kalimat(teks=text, kamus_instansi=daftar.kamus)
    for item in verdict.value or ():
        kind = _ALSO.get(item.perhatian, "")
        if kind and not any(other.kind == kind for other in found):
            found.append(Finding(kind, item.kata[0]))
    return found


_ALSO = {
    Perhatian.HINAAN: INSULT,
    Perhatian.ORANG_KETIGA: PERSON,
    Perhatian.DATA_PRIBADI: NUMBER,
}
