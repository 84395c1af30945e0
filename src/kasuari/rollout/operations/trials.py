"""Drawing pilot units, fixing the plan of an evaluation, taking observations, and estimating."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.refusals import Invalid, Problem
from kasuari.organisation.importing.plain_rows import Column, plain, read_table
from kasuari.rollout import estimate
from kasuari.rollout.access import can_arrange
from kasuari.rollout.enums import Asal, JenisGelombang, JenisUndian, Metode, Sumber, Ukuran
from kasuari.rollout.events import ObservationsTaken, TrialEstimated, TrialLocked, UnitsDrawn
from kasuari.rollout.models import Amatan, AnggotaGelombang, HasilUji, UjiCoba, Undian
from kasuari.rollout.outcomes import SOURCES
from kasuari.rollout.queries.trials import panel_of
from kasuari.rollout.queries.units import candidates
from kasuari.rollout.stretches import months_between

if TYPE_CHECKING:
    from kasuari.organisation.models import Instansi

SAY = {
    "benih": _("Tulis benihnya, paling panjang 80 huruf."),
    "asal_benih": _("Sebut dari mana benih itu, agar orang lain percaya tidak dipilih-pilih."),
    "jumlah": _("Tulis berapa unit yang diundi, lebih sedikit daripada calonnya."),
    "calon": _("Pilih paling sedikit dua calon."),
    "benih_once": _("Benih ini sudah dipakai. Satu undian tidak diulang sampai hasilnya cocok."),
    "nama": _("Beri nama yang belum dipakai, paling panjang 120 huruf."),
    "metode": _("Pilih caranya."),
    "metode_steps": _(
        "Cara bertahap perlu paling sedikit dua tahap, masing-masing dua unit atau lebih dengan "
        "rencana mulai sendiri. Untuk satu kelompok uji coba pilih beda sebelum-sesudah."
    ),
    "utama": _("Pilih satu atau dua ukuran utama."),
    "awal_date": _("Awal harus sebelum mulai, dan mulai sebelum akhir."),
    "mulai_date": _("Ukuran ditetapkan sebelum uji coba mulai: pilih hari yang akan datang."),
    "undian": _("Undian itu tidak memuat unit uji coba ini; kosongkan bila unitnya dipilih."),
    "unit": _("Masukkan dahulu unitnya ke gelombang: yang dicoba dan pembandingnya."),
}
COLUMNS = (
    Column("unit", _("Kode unit"), ("kode unit", "unor id", "kode unor", "unit"), required=True),
    Column("bulan", _("Bulan"), ("bulan", "periode"), required=True),
    Column("ukuran", _("Ukuran"), ("ukuran", "indikator"), required=True),
    Column("nilai", _("Nilai"), ("nilai", "angka"), required=True),
    Column("n", _("Banyak orang"), ("banyak orang", "n", "orang", "responden"), required=True),
)


def _problem(field: str, words: str = "") -> Problem:
    return Problem("rollout.field", field, SAY[words or field])


@transaction.atomic
def draw_units(
    *,
    instansi: Instansi,
    jenis: str,
    unit_ids: Sequence[int],
    jumlah: int | None,
    benih: str,
    asal_benih: str,
    by: Actor,
    at: datetime,
) -> Undian:
    """Draw units within their strata by a seed, once. Raises Invalid; a seed that was used is refused, so
    that nobody draws until the result pleases."""
    can_arrange(by).or_raise()
    benih, asal_benih = benih.strip(), asal_benih.strip()
    on = timezone.localtime(at).date()
    with translation.override("id"):  # the strata are published in words
        rows = [row for row in candidates(instansi, on=on) if row.unit_id in set(unit_ids)]
    if jenis == JenisUndian.URUTAN:
        jumlah = len(rows)
    problems = []
    if len(rows) < 2:
        problems.append(_problem("calon"))
    if not benih or len(benih) > 80:
        problems.append(_problem("benih"))
    if not asal_benih or len(asal_benih) > 200:
        problems.append(_problem("asal_benih"))
    most = (
        len(rows) if jenis == JenisUndian.URUTAN else len(rows) - 1
    )  # somebody must be left to compare with
    if jenis not in JenisUndian.values or jumlah is None or not 0 < jumlah <= most:
        problems.append(_problem("jumlah"))
    if problems or jumlah is None:
        raise Invalid("rollout.invalid", problems=tuple(problems))
    strata, chosen = estimate.drawn_within_strata(rows, seed=benih, count=jumlah)
    names = {row.unit_id: row.nama for row in rows}
    try:
        with transaction.atomic():
            made = Undian.objects.create(
                instansi=instansi,
                jenis=jenis,
                benih=benih,
                asal_benih=asal_benih,
                jumlah=jumlah,
                calon=[
                    {
                        "unit": row.unit_id,
                        "nama": row.nama,
                        "strata": strata[row.unit_id],
                        "orang": row.people,
                    }
                    for row in rows
                ],
                hasil=[{"unit": unit, "nama": names[unit]} for unit in chosen],
                drawn_at=at,
                drawn_by_id=by.user_id or 0,
            )
    except IntegrityError as clash:
        raise Invalid("rollout.invalid", problems=(_problem("benih", "benih_once"),)) from clash
    record(UnitsDrawn(by=by, at=at, object_id=made.pk, jumlah=jumlah, calon=len(rows), benih=benih))
    return made


@transaction.atomic
def lock_trial(
    *,
    instansi: Instansi,
    nama: str,
    metode: str,
    undian: Undian | None,
    utama: Sequence[str],
    lain: Sequence[str],
    awal_date: date | None,
    mulai_date: date | None,
    akhir_date: date | None,
    by: Actor,
    at: datetime,
) -> UjiCoba:
    """Fix what will be judged before the pilot begins. It is never changed afterwards."""
    can_arrange(by).or_raise()
    nama, on = nama.strip(), timezone.localtime(at).date()
    units = _units_of_waves(instansi, undian, metode, mulai_date)
    problems = []
    if not nama or len(nama) > 120:
        problems.append(_problem("nama"))
    if metode not in Metode.values:
        problems.append(_problem("metode"))
    elif metode == Metode.BERTAHAP and not _in_steps(units):
        problems.append(_problem("metode", "metode_steps"))
    if not 1 <= len(set(utama)) <= 2 or not set(utama) | set(lain) <= set(Ukuran.values):
        problems.append(_problem("utama"))
    if not (awal_date and mulai_date and akhir_date and awal_date < mulai_date < akhir_date):
        problems.append(_problem("awal_date"))
    elif mulai_date <= on:
        problems.append(_problem("mulai_date"))
    all_began = all(row["mulai"] for row in units)
    if not any(row["mulai"] for row in units) or (all_began and metode == Metode.DID):
        problems.append(_problem("unit"))
    began = {row["unit"] for row in units if row["mulai"]}
    if undian is not None and not began <= {row["unit"] for row in undian.hasil}:
        problems.append(_problem("undian"))
    if problems or awal_date is None or mulai_date is None or akhir_date is None:
        raise Invalid("rollout.invalid", problems=tuple(problems))
    try:
        with transaction.atomic():
            made = UjiCoba.objects.create(
                instansi=instansi,
                nama=nama,
                metode=metode,
                asal=Asal.DIUNDI if undian is not None else Asal.DIPILIH,
                undian=undian,
                utama=sorted(set(utama)),
                lain=sorted(set(lain) - set(utama)),
                unit=units,
                awal_date=awal_date,
                mulai_date=mulai_date,
                akhir_date=akhir_date,
                locked_at=at,
                locked_by_id=by.user_id or 0,
            )
    except IntegrityError as clash:
        raise Invalid("rollout.invalid", problems=(_problem("nama"),)) from clash
    words = ", ".join(str(Ukuran(code).label) for code in made.utama)
    record(TrialLocked(by=by, at=at, object_id=made.pk, nama=nama, utama=words))
    return made


def _in_steps(units: Sequence[dict[str, object]]) -> bool:
    """Whether there are two steps to compare, none of a single unit. Who never begins is a step as well."""
    counts = Counter(row["mulai"] for row in units)
    return len(counts) > 1 and min(counts.values()) > 1


def _units_of_waves(
    instansi: Instansi, undian: Undian | None, metode: str, mulai_date: date | None
) -> list[dict[str, object]]:
    """Every unit in a wave with the day on which it begins: of a pilot the day of the plan, of a later wave
    its own in a stepped plan, never for a comparison."""
    strata = {row["unit"]: row["strata"] for row in undian.calon} if undian is not None else {}
    found: list[dict[str, object]] = []
    for row in (
        AnggotaGelombang.objects.filter(gelombang__instansi=instansi)
        .select_related("gelombang", "unit")
        .order_by("gelombang__urutan", "unit__path")
    ):
        wave = row.gelombang
        begins = mulai_date if wave.jenis == JenisGelombang.PILOT else None
        if metode == Metode.BERTAHAP and wave.jenis != JenisGelombang.PEMBANDING:
            begins = wave.rencana_date or begins
        found.append(
            {
                "unit": row.unit_id,
                "nama": row.unit.nama,
                "mulai": begins.isoformat() if begins else None,
                "strata": strata.get(row.unit_id, ""),
            }
        )
    return found


@transaction.atomic
def take_observations(*, uji: UjiCoba, by: Actor, at: datetime) -> int:
    """Count what the product itself can tell, for the months that are over. What was read from a file stays:
    somebody brought it because nothing, or less, is known here."""
    can_arrange(by).or_raise()
    on = timezone.localtime(at).date()
    end = min(uji.akhir_date, on.replace(day=1))
    paths = {row.unit_id: row.unit.path for row in _members(uji)}
    brought = set(uji.amatan.filter(sumber=Sumber.BERKAS).values_list("unit_id", "bulan_date", "ukuran"))
    made = []
    for code in (*uji.utama, *uji.lain):
        if code not in SOURCES or end <= uji.awal_date:
            continue
        for (unit, month), (value, n) in SOURCES[code](paths, uji.awal_date, end).items():
            if (unit, month, code) in brought:
                continue
            made.append(
                Amatan(
                    uji=uji,
                    unit_id=unit,
                    bulan_date=month,
                    ukuran=code,
                    nilai=value,
                    n=n,
                    sumber=Sumber.KASUARI,
                )
            )
    return _keep(uji, made, Sumber.KASUARI, by=by, at=at)


@transaction.atomic
def read_observations(*, uji: UjiCoba, content: bytes, name: str, by: Actor, at: datetime) -> int:
    """Take observations from a spreadsheet: the time before, or a source outside. Raises Invalid with every
    row that cannot be taken; then nothing is."""
    can_arrange(by).or_raise()
    table = read_table(
        content, name=name, columns=COLUMNS, needed=(("unit", "bulan", "ukuran", "nilai", "n"),)
    )
    units = {row.unit.kode: row.unit_id for row in _members(uji)}
    months = set(months_between(uji.awal_date, uji.akhir_date))
    labels = {str(item.label).lower(): item.value for item in Ukuran}
    made, problems = [], []
    for row in table.rows:
        cells = {key: plain(cell).strip() for key, cell in row.cells.items()}
        code = labels.get(cells["ukuran"].lower(), cells["ukuran"].lower())
        month, value, n = _month(cells["bulan"]), _number(cells["nilai"]), _number(cells["n"])
        wrong = [
            words
            for words, bad in (
                (_("kode unit tidak dikenal dalam uji coba ini"), cells["unit"] not in units),
                (_("bulan di luar rencana"), month not in months),
                (_("ukuran tidak ada dalam rencana"), code not in (*uji.utama, *uji.lain)),
                (_("nilai bukan angka"), value is None),
                (_("banyak orang bukan bilangan bulat"), n is None or n < 0 or n != int(n)),
            )
            if bad
        ]
        if wrong or month is None or value is None or n is None:
            said = _("Baris {baris}: {apa}.").format(baris=row.row, apa="; ".join(map(str, wrong)))
            problems.append(Problem("rollout.row", "berkas", said))
            continue
        made.append(
            Amatan(
                uji=uji,
                unit_id=units[cells["unit"]],
                bulan_date=month,
                ukuran=code,
                nilai=value,
                n=int(n),
                sumber=Sumber.BERKAS,
            )
        )
    if problems:
        raise Invalid("rollout.invalid", problems=tuple(problems[:20]))
    return _keep(uji, made, Sumber.BERKAS, by=by, at=at)


@transaction.atomic
def estimate_trial(*, uji: UjiCoba, by: Actor, at: datetime) -> HasilUji:
    """Estimate every outcome of the plan from what was observed, and keep it."""
    can_arrange(by).or_raise()
    on = timezone.localtime(at).date()
    found = {code: panel_of(uji, code, on=on) for code in (*uji.utama, *uji.lain)}
    isi = {"asal": uji.asal, "metode": uji.metode, "pustaka": estimate.library(), "ukuran": {}}
    for code, seen in found.items():
        act = estimate.stepped_wedge if uji.metode == Metode.BERTAHAP else estimate.difference_in_differences
        isi["ukuran"][code] = seen.as_json(act(seen.panel))  # type: ignore[index]
    last = uji.hasil.order_by("-pk").first()
    if last is not None and last.isi == isi:
        return last
    made = HasilUji.objects.create(uji=uji, isi=isi, computed_at=at, computed_by_id=by.user_id or 0)
    record(TrialEstimated(by=by, at=at, object_id=uji.pk, nama=uji.nama))
    return made


def _members(uji: UjiCoba) -> list[AnggotaGelombang]:
    ids = [row["unit"] for row in uji.unit]
    return list(AnggotaGelombang.objects.filter(unit_id__in=ids).select_related("unit").order_by("pk"))


def _keep(uji: UjiCoba, rows: Iterable[Amatan], sumber: str, *, by: Actor, at: datetime) -> int:
    """Write what is new or different, the latest of a file; answers how many that were."""
    wanted = {(row.unit_id, row.bulan_date, row.ukuran): row for row in rows}
    held = {(row.unit_id, row.bulan_date, row.ukuran): row for row in uji.amatan.order_by("pk")}
    fresh = []
    for key, row in wanted.items():
        row.nilai = row.nilai.quantize(Decimal("0.0001"))
        before = held.get(key)
        if before is None or (before.nilai, before.n, before.sumber) != (row.nilai, row.n, row.sumber):
            fresh.append(row)
    if not fresh:
        return 0
    Amatan.objects.bulk_create(
        fresh,
        update_conflicts=True,
        update_fields=["nilai", "n", "sumber"],
        unique_fields=["uji", "unit", "bulan_date", "ukuran"],
    )
    words = str(Sumber(sumber).label).lower()
    record(ObservationsTaken(by=by, at=at, object_id=uji.pk, jumlah=len(fresh), sumber=words))
    return len(fresh)


def _month(text: str) -> date | None:
    for pattern in ("%Y-%m", "%Y-%m-%d", "%m/%Y", "%d/%m/%Y"):
        try:
            return datetime.strptime(text[:10], pattern).date().replace(day=1)
        except ValueError:
            continue
    return None


def _number(text: str) -> Decimal | None:
    try:
        found = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None
    return found if found.is_finite() and abs(found) < 10**7 else None
