"""From a stored result to the two reports. Paper is Indonesian."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.utils import timezone, translation
from django.utils.formats import date_format

from kasuari.documents.contracts import Periode
from kasuari.documents.engine import Svg
from kasuari.documents.words import day_in_words
from kasuari.rollout.documents import BarisUkuran, DataLaporan, print_report
from kasuari.rollout.enums import Asal, StateKekurangan
from kasuari.rollout.models import HasilUji, Kekurangan, UjiCoba
from kasuari.rollout.states import OPEN
from kasuari.rollout.words import Finding, findings, measured, number, with_unit

WIDTH, HEIGHT, EDGE = 250.0, 108.0, 8.0
MOVED = {"naik", "turun"}
UNMOVED = {"tidak_terlihat": "tidak terlihat perubahan", "tidak_dapat": "belum dapat disimpulkan"}
MOST_NAMES = 6


def print_short(uji: UjiCoba, hasil: HasilUji, *, at: datetime) -> bytes:
    """One page for the governor."""
    with translation.override("id"):
        return print_report(_data(uji, hasil, at=at), long=False)


def print_long(uji: UjiCoba, hasil: HasilUji, *, at: datetime) -> bytes:
    """Everything, for whoever wants to check it."""
    with translation.override("id"):
        return print_report(_data(uji, hasil, at=at), long=True)


def _data(uji: UjiCoba, hasil: HasilUji, *, at: datetime) -> DataLaporan:
    seen = findings(uji, hasil.isi)
    primary = [item for item in seen if item.primary]
    asal = (
        "Unitnya diundi."
        if uji.asal == Asal.DIUNDI
        else "Unitnya dipilih, bukan diundi, sehingga sebabnya tidak dapat dipastikan."
    )
    began = [row for row in uji.unit if row["mulai"]]
    return DataLaporan(
        judul=f"Hasil uji coba: {uji.nama}",
        instansi=uji.instansi.nama,
        periode=Periode(start_date=uji.awal_date, end_date=uji.akhir_date - timedelta(days=1)),
        mulai=uji.mulai_date,
        pilot=_some([row["nama"] for row in began]),
        pembanding=len(uji.unit) - len(began),
        asal=asal,
        metode=str(uji.get_metode_display()),
        ringkas=_summary(primary),
        ukuran=tuple(_row(item) for item in seen),
        belum=_unsaid(primary),
        kekurangan=_register(uji),
        rincian=_design(uji, hasil),
        calon=tuple(
            (
                row["nama"],
                row["strata"] or "–",
                day_in_words(date.fromisoformat(row["mulai"])) if row["mulai"] else "pembanding",
            )
            for row in uji.unit
        ),
        pustaka=hasil.isi.get("pustaka", ""),
        dihitung=timezone.localtime(hasil.computed_at).date(),
        printed_at=at,
    )


def _summary(primary: Sequence[Finding]) -> str:
    """What a governor reads first: what moved and by how much, or that nothing can be said."""
    moved = [_small(_short(item)) for item in primary if item.verdict in MOVED]
    if moved:
        return f"Di unit uji coba terlihat perubahan: {', dan '.join(moved)}."
    if any(item.verdict == "tidak_terlihat" for item in primary):
        return "Uji coba belum menunjukkan perubahan yang terlihat."
    return "Dari uji coba ini belum dapat ditarik kesimpulan."


def _short(item: Finding) -> str:
    """An outcome in a few words."""
    label = measured(item.code)[0]
    if item.verdict in MOVED:
        return f"{label} {item.verdict} {with_unit(item.code, abs(item.numbers['efek']))}"
    return f"{label}: {UNMOVED[item.verdict]}"


def _unsaid(primary: Sequence[Finding]) -> tuple[str, ...]:
    """What cannot be concluded of the main outcomes; what holds for each of them is said once."""
    about: dict[str, list[str]] = {}
    for item in primary:
        for line in item.plain_limits:
            about.setdefault(line, []).append(measured(item.code)[0])
    return tuple(
        line if len(names) == len(primary) > 1 else f"{names[0]}: {_small(line)}"
        for line, names in about.items()
    )


def _some(names: Sequence[str]) -> tuple[str, ...]:
    """The first few names, and how many more there are."""
    if len(names) <= MOST_NAMES:
        return tuple(names)
    return (*names[: MOST_NAMES - 1], f"dan {len(names) - MOST_NAMES + 1} unit lain")


def _small(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"


def _row(item: Finding) -> BarisUkuran:
    numbers = item.numbers
    p = numbers["p"]
    return BarisUkuran(
        nama=item.label,
        utama=item.primary,
        putusan=item.verdict,
        kalimat=item.sentence,
        kalimat_pendek=_short(item),
        gambar_skala=_scale(item),
        gambar_bulan=_ends(item.months),
        gambar=picture(item.pilot, item.other, item.months, item.starts),
        gambar_teks=f"{item.label}: " + "; ".join(f"{name} {number(value)}" for name, value in item.points),
        angka=(
            ("Pengaruh", with_unit(item.code, numbers["efek"])),
            ("Selang 95 persen", f"{number(numbers['bawah'])} sampai {number(numbers['atas'])}"),
            ("p (koefisien)", "–" if p is None else f"{p:.4f}".replace(".", ",")),
            ("p (statistik t)", "–" if numbers["p_t"] is None else f"{numbers['p_t']:.4f}".replace(".", ",")),
            ("ANCOVA", number(numbers["ancova"])),
            ("Terkecil yang terlihat", with_unit(item.code, numbers["terkecil"])),
            ("Simpangan antarunit", number(numbers["sebaran"])),
            ("Unit uji coba dan pembanding", f"{numbers['pilot']} dan {numbers['pembanding']}"),
            ("Unit tidak ikut dihitung", str(numbers["tertinggal"])),
            (
                "Kemungkinan undian",
                f"{numbers['undian']:,}".replace(",", ".")
                + (" (semua)" if numbers["lengkap"] else " (contoh)"),
            ),
        ),
        batas=item.limits,
        sebelum_sesudah=tuple((name, number(value)) for name, value in item.points),
    )


def _design(uji: UjiCoba, hasil: HasilUji) -> tuple[tuple[str, str], ...]:
    draw = uji.undian
    return (
        ("Cara", str(uji.get_metode_display())),
        ("Amatan", f"{day_in_words(uji.awal_date)} sampai sebelum {day_in_words(uji.akhir_date)}"),
        ("Mulai", day_in_words(uji.mulai_date)),
        (
            "Ditetapkan",
            day_in_words(timezone.localtime(uji.locked_at).date()) + f", oleh {uji.locked_by.name}",
        ),
        ("Pemilihan unit", str(uji.get_asal_display())),
        ("Benih undian", f"{draw.benih} ({draw.asal_benih})" if draw is not None else "–"),
        ("Dihitung", day_in_words(timezone.localtime(hasil.computed_at).date())),
    )


def _register(uji: UjiCoba) -> tuple[tuple[str, str], ...]:
    rows = Kekurangan.objects.filter(instansi_id=uji.instansi_id)
    states = list(rows.order_by("pk").values_list("state", flat=True))
    return (
        ("Dilaporkan", str(len(states))),
        ("Diperbaiki dan dipastikan", str(states.count(StateKekurangan.DIPASTIKAN))),
        ("Masih terbuka", str(sum(state in OPEN for state in states))),
    )


def _scale(item: Finding) -> tuple[str, str]:
    """The largest and the smallest figure of the picture."""
    known = [value for value in (*item.pilot, *item.other) if value is not None]
    return (number(max(known)), number(min(known))) if known else ("", "")


def _ends(months: Sequence[date]) -> tuple[str, str]:
    """The first and the last month of the picture."""
    names = [date_format(month, "M Y") for month in (months[0], months[-1])] if months else []
    return (names[0], names[1]) if names else ("", "")


def picture(
    pilot: Sequence[float | None], other: Sequence[float | None], months: Sequence[date], starts: date
) -> Svg | None:
    """Both groups month by month: a solid line, a dashed one, and where the pilot began. No words inside:
    the page says them, with the scale and the months."""
    known = [value for value in (*pilot, *other) if value is not None]
    if len(months) < 2 or not known:
        return None
    low, high = min(known), max(known)
    span = (high - low) or 1.0

    def place(index: int, value: float) -> str:
        x = EDGE + index * (WIDTH - 2 * EDGE) / (len(months) - 1)
        y = HEIGHT - EDGE - (value - low) * (HEIGHT - 2 * EDGE) / span
        return f"{x:.1f},{y:.1f}"

    def line(series: Sequence[float | None], style: str) -> str:
        points = " ".join(place(i, value) for i, value in enumerate(series) if value is not None)
        return f'<polyline fill="none" points="{points}" {style}/>'

    first = next((i for i, month in enumerate(months) if month >= starts.replace(day=1)), None)
    mark = ""
    if first:
        x = EDGE + (first - 0.5) * (WIDTH - 2 * EDGE) / (len(months) - 1)
        mark = f'<line x1="{x:.1f}" x2="{x:.1f}" y1="2" y2="{HEIGHT - 2}" stroke="#b45309" stroke-width="1"/>'
    frame = f'<rect x="0.5" y="0.5" width="{WIDTH - 1}" height="{HEIGHT - 1}" fill="none" stroke="#c7ccd4"/>'
    return Svg(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">{frame}{mark}'
        + line(other, 'stroke="#6b7280" stroke-width="1.6" stroke-dasharray="5 3"')
        + line(pilot, 'stroke="#1d3a5f" stroke-width="2.6"')
        + "</svg>"
    )
