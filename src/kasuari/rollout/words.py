"""What an estimate means, in plain words, and what it cannot say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kasuari.rollout.enums import Asal, Ukuran
from kasuari.rollout.models import UjiCoba

LEVEL = 0.05
# In what an outcome is measured, where its label does not say it: (label, unit).
_MEASURED = {
    Ukuran.TEPAT_WAKTU: (gettext_lazy("Evaluasi disampaikan tepat waktu"), gettext_lazy("poin persentase")),
    Ukuran.MUTU_INDIKATOR: (gettext_lazy("Indikator tanpa saran mutu"), gettext_lazy("poin persentase")),
    Ukuran.REALISASI: (gettext_lazy("Indikator dengan realisasi"), gettext_lazy("poin persentase")),
    Ukuran.WAKTU: (gettext_lazy("Waktu kerja di sistem per orang"), gettext_lazy("menit")),
    Ukuran.DENYUT: (gettext_lazy("Denyut motivasi (1–5)"), gettext_lazy("poin")),
    Ukuran.LAYANAN: (gettext_lazy("Kepuasan masyarakat (IKM)"), gettext_lazy("poin")),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One outcome: its numbers as kept, the sentence that may be drawn from them, and what may not."""

    code: str
    label: str
    primary: bool
    numbers: dict[str, Any]
    verdict: str
    sentence: str
    limits: tuple[str, ...]
    plain_limits: tuple[str, ...]
    months: tuple[date, ...]
    pilot: tuple[float | None, ...]
    other: tuple[float | None, ...]
    starts: date

    @property
    def points(self) -> list[tuple[str, float | None]]:
        """Before and after of both groups."""
        rows = [
            (_("Uji coba, sebelum"), _average(self.pilot, self.months, before=self.starts)),
            (_("Uji coba, sesudah"), _average(self.pilot, self.months, since=self.starts)),
            (_("Pembanding, sebelum"), _average(self.other, self.months, before=self.starts)),
            (_("Pembanding, sesudah"), _average(self.other, self.months, since=self.starts)),
        ]
        return rows if any(value is not None for _label, value in rows) else []


def findings(uji: UjiCoba, isi: dict[str, Any]) -> list[Finding]:
    """Every outcome of a result, the primary ones first."""
    order = {code: place for place, code in enumerate((*uji.utama, *uji.lain))}
    found = []
    for code, numbers in sorted(isi["ukuran"].items(), key=lambda pair: order.get(pair[0], 99)):
        verdict = verdict_of(code, numbers)
        found.append(
            Finding(
                code=code,
                label=str(Ukuran(code).label),
                primary=code in uji.utama,
                numbers=numbers,
                verdict=verdict,
                sentence=sentence_of(verdict, code, numbers, drawn=isi["asal"] == Asal.DIUNDI),
                limits=tuple(limits_of(code, numbers, drawn=isi["asal"] == Asal.DIUNDI)),
                plain_limits=tuple(limits_of(code, numbers, drawn=True)),  # the sentence says it already
                months=tuple(date.fromisoformat(item) for item in numbers["bulan"]),
                pilot=tuple(numbers["deret_pilot"]),
                other=tuple(numbers["deret_pembanding"]),
                starts=uji.mulai_date,
            )
        )
    return found


def verdict_of(code: str, numbers: dict[str, Any]) -> str:
    """naik, turun, tidak_terlihat, or tidak_dapat: never a good word for what the draw cannot show."""
    effect, p = numbers["efek"], numbers["p"]
    if effect is None or p is None or {"too_few_draws", "one_unit"} & set(numbers["batas"]):
        return "tidak_dapat"
    if p <= LEVEL:
        return "naik" if effect > 0 else "turun"
    return "tidak_terlihat"


def sentence_of(verdict: str, code: str, numbers: dict[str, Any], *, drawn: bool) -> str:
    """One sentence that anybody understands."""
    label, _unit = measured(code)
    size = with_unit(code, abs(numbers["efek"]) if numbers["efek"] is not None else None)
    span = ""
    if numbers["bawah"] is not None and numbers["atas"] is not None:
        span = _("antara %(low)s dan %(high)s") % {
            "low": number(numbers["bawah"]),
            "high": number(numbers["atas"]),
        }
    values = {"label": label, "size": size, "span": span, "mde": with_unit(code, numbers["terkecil"])}
    if verdict == "tidak_dapat":
        return _("%(label)s: belum dapat disimpulkan.") % values
    if verdict == "tidak_terlihat":
        return (
            _(
                "%(label)s: tidak terlihat perubahan. Perubahan yang lebih kecil daripada %(mde)s "
                "memang tidak akan terlihat."
            )
            % values
        )
    moved = (
        _("%(label)s naik %(size)s dibandingkan unit pembanding (%(span)s).")
        if verdict == "naik"
        else _("%(label)s turun %(size)s dibandingkan unit pembanding (%(span)s).")
    ) % values
    if drawn:
        return moved
    return moved + " " + _("Unitnya dipilih, bukan diundi: perubahan ini belum tentu karena cara kerja baru.")


def limits_of(code: str, numbers: dict[str, Any], *, drawn: bool) -> list[str]:
    """What cannot be concluded, and why."""
    said = {
        "no_pilot": _("Belum ada amatan sesudah uji coba mulai."),
        "no_comparison": _("Unit pembanding kurang dari dua, jadi tidak ada yang dapat dibandingkan."),
        "no_steps": _("Belum ada dua tahap yang dapat dibandingkan."),
        "one_unit": _(
            "Hanya satu unit uji coba: apa pun yang khas pada unit itu tidak dapat dibedakan "
            "dari pengaruh cara kerja baru."
        ),
        "too_few_draws": _(
            "Unitnya terlalu sedikit: undian apa pun tidak dapat menghasilkan bukti pada taraf 5 persen."
        ),
        "baseline_missing": _("Ada unit tanpa amatan awal; unit itu tidak ikut dihitung."),
        "after_missing": _("Ada unit tanpa amatan sesudah mulai; unit itu tidak ikut dihitung."),
        "period_missing": _("Ada unit tanpa amatan pada salah satu bulan; unit itu tidak ikut dihitung."),
        "step_of_one": _(
            "Ada tahap yang hanya berisi satu unit; hasil bertahap dengan tahap sekecil itu rapuh."
        ),
    }
    found = [said[code] for code in numbers["batas"] if code in said]
    if numbers["efek"] is not None and not drawn:
        found.append(
            _(
                "Unit uji coba dipilih, bukan diundi. Angka p adalah peringkat di antara semua "
                "kemungkinan, bukan peluang."
            )
        )
    if numbers["terkecil"] is not None:
        found.append(
            _(
                "Dengan unit sebanyak ini, hanya perubahan sekitar %(mde)s atau lebih yang biasanya "
                "terlihat (4 dari 5 kali)."
            )
            % {"mde": with_unit(code, numbers["terkecil"])}
        )
    return found


def measured(code: str) -> tuple[str, str]:
    """The name of an outcome in a sentence, and in what it is measured; "" where the name says it."""
    label, unit = _MEASURED.get(Ukuran(code), (Ukuran(code).label, ""))
    return str(label), str(unit)


def with_unit(code: str, value: float | None) -> str:
    """ "25,5 poin persentase" """
    unit = measured(code)[1]
    return f"{number(value)} {unit}" if unit and value is not None else number(value)


def number(value: float | None) -> str:
    """ "3,4", in English "3.4"; "–" where nothing is known."""
    if value is None:
        return "–"
    text = f"{value:.1f}" if abs(value) >= 1 else f"{value:.2f}"
    text = text.replace("-", "−")
    return text if get_language() == "en" else text.replace(".", ",")


def _average(
    series: tuple[float | None, ...],
    months: tuple[date, ...],
    *,
    before: date | None = None,
    since: date | None = None,
) -> float | None:
    known = [
        value
        for value, month in zip(series, months, strict=True)
        if value is not None
        and (before is None or month < before.replace(day=1))
        and (since is None or month >= since.replace(day=1))
    ]
    return round(sum(known) / len(known), 2) if known else None
