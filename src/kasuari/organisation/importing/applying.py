"""Checked rows into the tables, in few queries whatever the size. Called in a transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Model

from kasuari.accounts.operations import ensure_users
from kasuari.foundation.access import Actor
from kasuari.foundation.trees import segment
from kasuari.organisation.enums import JenisPenugasan, JenisUnit, KedudukanHukum, RowAction
from kasuari.organisation.importing.checks import VERSIONED, Post, posts_of, same_post
from kasuari.organisation.importing.known import OWN_FIELDS, Known, KnownPerson, KnownPost
from kasuari.organisation.importing.rows import SheetRow, day_of
from kasuari.organisation.models import (
    Instansi,
    Jabatan,
    Pegawai,
    Penugasan,
    RiwayatKedudukan,
    RiwayatPangkat,
    UnitKerja,
    UnitKerjaVersi,
)
from kasuari.organisation.names import search_form

BATCH = 500
DATES = {"tanggal_lahir", "tmt_cpns", "akhir_kontrak"}
Tick = Callable[[], None]
_DATED: tuple[type[Model], ...] = (Penugasan, RiwayatPangkat, RiwayatKedudukan)
TICKS = 5 + len(_DATED)  # how often `apply_pegawai` tells that it is further


# --- units -----------------------------------------------------------------------------------------------


def apply_units(rows: list[SheetRow], known: Known, *, instansi: Instansi, effective_date: date) -> None:
    """Make and change units, parents before children; a new name or place opens a new version."""
    wanted = {row.values["kode"]: row for row in rows if row.action in {RowAction.NEW, RowAction.CHANGED}}
    new = {kode: row for kode, row in wanted.items() if row.action == RowAction.NEW}
    ids = {unit.kode: unit.id for unit in known.units.values()}
    units = {unit.kode: unit for unit in UnitKerja.objects.filter(instansi=instansi).order_by("path")}
    left = dict(new)
    while left:
        ready = [kode for kode, row in left.items() if row.values.get("induk_kode", "") not in left]
        made = UnitKerja.objects.bulk_create(
            [_new_unit(left[kode], instansi, ids, effective_date) for kode in ready], batch_size=BATCH
        )
        for unit in made:
            ids[unit.kode], units[unit.kode] = unit.pk, unit
            del left[unit.kode]
    _reopen_versions(wanted, known, units, ids, effective_date)
    for kode, row in wanted.items():
        if row.action == RowAction.CHANGED:
            _set_unit(units[kode], row, ids)
    place(units.values(), also={unit.pk for kode, unit in units.items() if kode in wanted})
    _lead_as_recorded(wanted, units, effective_date)


def _new_unit(row: SheetRow, instansi: Instansi, ids: dict[str, int], effective_date: date) -> UnitKerja:
    values = row.values
    return UnitKerja(
        instansi=instansi,
        kode=values["kode"],
        nama=values["nama"],
        nama_jabatan=values.get("nama_jabatan", ""),
        jenis=values["jenis"],
        eselon=values.get("eselon", ""),
        pemimpin_nip=values.get("pemimpin_nip", ""),
        induk_id=ids[values["induk_kode"]] if values.get("induk_kode") else None,
        path="",
        start_date=effective_date,
    )


def _set_unit(unit: UnitKerja, row: SheetRow, ids: dict[str, int]) -> None:
    for change in row.changes:
        key, value = change["column"], change["after"]
        if key == "induk_kode":
            unit.induk_id = ids[value]
        elif key != "perangkat_daerah_kode":
            setattr(unit, key, value)


def _reopen_versions(
    wanted: dict[str, SheetRow],
    known: Known,
    units: dict[str, UnitKerja],
    ids: dict[str, int],
    effective_date: date,
) -> None:
    opened, ending, same_day = [], [], []
    for kode, row in wanted.items():
        changed = {change["column"]: change["after"] for change in row.changes}
        if row.action == RowAction.CHANGED and not set(changed) & set(VERSIONED):
            continue
        unit = units[kode]
        induk_kode = changed.get("induk_kode", "")
        version = UnitKerjaVersi(
            unit=unit,
            nama=changed.get("nama", unit.nama),
            nama_jabatan=changed.get("nama_jabatan", unit.nama_jabatan),
            induk_id=ids[induk_kode] if induk_kode else unit.induk_id,
            start_date=effective_date,
        )
        if row.action == RowAction.CHANGED and known.units[kode].since == effective_date:
            same_day.append(version)
            continue
        if row.action == RowAction.CHANGED:
            ending.append(unit.pk)
        opened.append(version)
    _in_parts(
        ending,
        lambda part: UnitKerjaVersi.objects.filter(unit_id__in=part, end_date__isnull=True).update(
            end_date=effective_date
        ),
    )
    for version in same_day:
        UnitKerjaVersi.objects.filter(unit_id=version.unit_id, end_date__isnull=True).update(
            nama=version.nama, nama_jabatan=version.nama_jabatan, induk_id=version.induk_id
        )
    UnitKerjaVersi.objects.bulk_create(opened, batch_size=BATCH)


def place(units: Iterable[UnitKerja], *, also: set[int] | None = None) -> None:
    """Give every unit its path, depth and perangkat daerah; saves those that moved and those in `also`."""
    everything = {unit.pk: unit for unit in units}
    children: dict[int | None, list[UnitKerja]] = {}
    for unit in everything.values():
        children.setdefault(unit.induk_id, []).append(unit)
    changed = []
    waiting: list[tuple[UnitKerja, str, int, int | None]] = [
        (unit, "", 0, None) for unit in children.get(None, [])
    ]
    while waiting:
        unit, above, depth, opd = waiting.pop()
        own = unit.pk if unit.jenis == JenisUnit.PERANGKAT_DAERAH else opd
        path = above + segment(unit.pk)
        if (unit.path, unit.depth, unit.perangkat_daerah_id) != (path, depth, own) or unit.pk in (also or ()):
            unit.path, unit.depth, unit.perangkat_daerah_id = path, depth, own
            unit.version += 1
            changed.append(unit)
        waiting += [(child, path, depth + 1, own) for child in children.get(unit.pk, [])]
    UnitKerja.objects.bulk_update(
        changed,
        [
            "nama",
            "nama_jabatan",
            "jenis",
            "eselon",
            "pemimpin_nip",
            "induk",
            "path",
            "depth",
            "perangkat_daerah",
            "version",
        ],
        batch_size=60,
    )


def _lead_as_recorded(wanted: dict[str, SheetRow], units: dict[str, UnitKerja], effective_date: date) -> None:
    """Where the file names another leader, the appointments there follow from the effective date on."""
    recorded = {
        units[kode].pk: row.values["pemimpin_nip"]
        for kode, row in wanted.items()
        if any(change["column"] == "pemimpin_nip" for change in row.changes)
    }
    if not recorded:
        return
    ending, opening, set_now = [], [], []
    current = Penugasan.objects.filter(unit_id__in=recorded, end_date__isnull=True).select_related(
        "pegawai", "jabatan"
    )
    rows = list(current.order_by("id"))
    acting = {
        (post.unit_id, post.pegawai_id)
        for post in rows
        if post.jenis not in {JenisPenugasan.DEFINITIF, JenisPenugasan.PLH}
    }
    for post in rows:
        named = post.pegawai.nip == recorded[post.unit_id] and post.jenis != JenisPenugasan.PLH
        if named and post.jenis == JenisPenugasan.DEFINITIF and (post.unit_id, post.pegawai_id) in acting:
            named = False
        head = post.jenis == JenisPenugasan.DEFINITIF and post.jabatan.nama == wanted_name(
            units, post.unit_id
        )
        leads = named or head
        if leads == post.memimpin:
            continue
        if post.start_date >= effective_date:
            post.memimpin = leads
            set_now.append(post)
            continue
        ending.append(post.pk)
        opening.append(
            Penugasan(
                pegawai=post.pegawai,
                jabatan=post.jabatan,
                unit_id=post.unit_id,
                jenis=post.jenis,
                memimpin=leads,
                atasan_tercatat_nip=post.atasan_tercatat_nip,
                start_date=effective_date,
            )
        )
    Penugasan.objects.bulk_update(set_now, ["memimpin"], batch_size=BATCH)
    _in_parts(ending, lambda part: Penugasan.objects.filter(pk__in=part).update(end_date=effective_date))
    Penugasan.objects.bulk_create(opening, batch_size=BATCH)


def wanted_name(units: dict[str, UnitKerja], unit_id: int) -> str:
    return next((unit.nama_jabatan for unit in units.values() if unit.pk == unit_id), "")


# --- people ----------------------------------------------------------------------------------------------


def apply_pegawai(
    rows: list[SheetRow],
    known: Known,
    *,
    instansi: Instansi,
    effective_date: date,
    by: Actor,
    at: datetime,
    tick: Tick | None = None,
) -> None:
    """Make and change people, posts, ranks and standings; what ends is closed, never overwritten."""
    new = [row for row in rows if row.action == RowAction.NEW]
    changed = [row for row in rows if row.action == RowAction.CHANGED]
    writer = _People(known, instansi, effective_date)
    tick = tick or _silent
    writer.jabatan([*new, *changed])
    tick()
    accounts = [(row.values["nip"], row.values["nama"], row.values.get("email", "")) for row in new]
    users = ensure_users(rows=accounts, by=by, at=at)
    tick()
    people = Pegawai.objects.bulk_create(
        [
            Pegawai(instansi=instansi, nip=row.values["nip"], user_id=users[row.values["nip"]], **_own(row))
            for row in new
        ],
        batch_size=BATCH,
    )
    for row, pegawai in zip(new, people, strict=True):
        writer.begin(row, pegawai.pk)
    tick()
    mending = []
    for row in changed:
        person = known.people[row.values["nip"]]
        if own := {
            change["column"]: change["after"] for change in row.changes if change["column"] in OWN_FIELDS
        }:
            mending.append((person.id, own))
        writer.go_on(row, person)
    _mend_own(mending)
    tick()
    writer.save(tick)


def _silent() -> None:
    """Nobody asks how far it is."""


def _own(row: SheetRow) -> dict[str, Any]:
    own: dict[str, Any] = {
        key: day_of(row.values.get(key, "")) if key in DATES else row.values.get(key, "")
        for key in OWN_FIELDS
    }
    return {**own, "nama_cari": search_form(row.values["nama"])}


def _mend_own(mending: list[tuple[int, dict[str, str]]]) -> None:
    if not mending:
        return
    people = {}
    ids = [pk for pk, _ in mending]
    for start in range(0, len(ids), BATCH):
        people.update(Pegawai.objects.in_bulk(ids[start : start + BATCH]))
    for pk, own in mending:
        for key, value in own.items():
            setattr(people[pk], key, day_of(value) if key in DATES else value)
        people[pk].nama_cari = search_form(people[pk].nama)
        people[pk].version += 1
    Pegawai.objects.bulk_update(people.values(), [*OWN_FIELDS, "nama_cari", "version"], batch_size=50)


class _People:
    """Collects the dated rows of many people and writes them in a few statements."""

    def __init__(self, known: Known, instansi: Instansi, effective_date: date) -> None:
        self.known, self.instansi, self.effective_date = known, instansi, effective_date
        self.unit_ids = {kode: unit.id for kode, unit in known.units.items()}
        self.opening: list[Penugasan | RiwayatPangkat | RiwayatKedudukan] = []
        self.ending: dict[type[Any], dict[date, list[int]]] = {}
        self.moving: list[tuple[int, date]] = []
        self.superiors: list[tuple[int, str]] = []
        self.ranks: list[tuple[int, dict[str, Any]]] = []

    def jabatan(self, rows: list[SheetRow]) -> None:
        missing: dict[tuple[str, str, str], str] = {}
        for row in rows:
            for post in posts_of(row.values, self.known):
                key = (post.jabatan, post.jenis_jabatan, post.jenjang)
                if key not in self.known.jabatan:
                    missing.setdefault(key, post.eselon)
        made = Jabatan.objects.bulk_create(
            [
                Jabatan(instansi=self.instansi, nama=nama, jenis=jenis, jenjang=jenjang, eselon=eselon)
                for (nama, jenis, jenjang), eselon in missing.items()
            ],
            batch_size=BATCH,
        )
        self.known.jabatan.update({(item.nama, item.jenis, item.jenjang): item.pk for item in made})

    def begin(self, row: SheetRow, pegawai_id: int) -> None:
        values = row.values
        for post in posts_of(values, self.known):
            self._open(post, pegawai_id, values.get("atasan_nip", ""), post.start_date or self.effective_date)
        if values.get("golongan"):
            start = day_of(values.get("tmt_golongan", "")) or self.effective_date
            self._open_rank(pegawai_id, values, start)
        standing = values.get("kedudukan") or KedudukanHukum.AKTIF.value
        active_since = day_of(values.get("tmt_cpns", "")) if standing == KedudukanHukum.AKTIF else None
        start = min(active_since or self.effective_date, self.effective_date)
        self.opening.append(RiwayatKedudukan(pegawai_id=pegawai_id, kedudukan=standing, start_date=start))

    def go_on(self, row: SheetRow, person: KnownPerson) -> None:
        values, changed = row.values, {change["column"] for change in row.changes}
        posts = posts_of(values, self.known)
        superior = values.get("atasan_nip", "")
        self._post(posts[0], person.post, person.id, superior)
        if "jenis_penugasan" in values:
            current = {(post.jenis, post.unit_kode): post for post in person.acting}
            for post in posts[1:]:
                self._post(post, current.pop((post.jenis, post.unit_kode), None), person.id, superior)
            for ended in current.values():
                self._end(Penugasan, ended.id, ended.since, self.effective_date)
        if changed & {"golongan", "tmt_golongan"}:
            self._rank(row, person)
        if "kedudukan" in changed:
            if person.standing and person.standing[2] >= self.effective_date:
                self.ranks.append((-person.standing[0], {"kedudukan": values["kedudukan"]}))
            else:
                if person.standing:
                    self._end(RiwayatKedudukan, person.standing[0], person.standing[2], self.effective_date)
                self.opening.append(
                    RiwayatKedudukan(
                        pegawai_id=person.id, kedudukan=values["kedudukan"], start_date=self.effective_date
                    )
                )

    def _post(self, post: Post, current: KnownPost | None, pegawai_id: int, superior: str) -> None:
        if current is None:
            self._open(post, pegawai_id, superior, post.start_date or self.effective_date)
            return
        if same_post(post, current):
            if post.start_date and post.start_date != current.since:
                self.moving.append((current.id, post.start_date))
            if superior and superior != current.atasan_nip:
                self.superiors.append((current.id, superior))
            return
        start = (
            post.start_date if post.start_date and post.start_date > current.since else self.effective_date
        )
        self._end(Penugasan, current.id, current.since, start)
        self._open(post, pegawai_id, superior or current.atasan_nip, start)

    def _rank(self, row: SheetRow, person: KnownPerson) -> None:
        values = row.values
        golongan = values.get("golongan") or (person.rank[1] if person.rank else "")
        start = day_of(values.get("tmt_golongan", "")) or self.effective_date
        if person.rank is None:
            self._open_rank(person.id, values, start)
        elif golongan == person.rank[1] or start <= person.rank[3]:
            pangkat = values.get("pangkat", "") or person.rank[2]
            given = {
                "golongan": golongan,
                "pangkat": pangkat,
                "start_date": day_of(values.get("tmt_golongan", "")) or person.rank[3],
            }
            self.ranks.append((person.rank[0], given))
        else:
            self._end(RiwayatPangkat, person.rank[0], person.rank[3], start)
            self._open_rank(person.id, values, start)

    def _open_rank(self, pegawai_id: int, values: dict[str, str], start: date) -> None:
        self.opening.append(
            RiwayatPangkat(
                pegawai_id=pegawai_id,
                golongan=values["golongan"],
                pangkat=values.get("pangkat", ""),
                start_date=start,
            )
        )

    def _open(self, post: Post, pegawai_id: int, superior: str, start: date) -> None:
        self.opening.append(
            Penugasan(
                pegawai_id=pegawai_id,
                jabatan_id=self.known.jabatan[post.jabatan, post.jenis_jabatan, post.jenjang],
                unit_id=self.unit_ids[post.unit_kode],
                jenis=post.jenis,
                memimpin=post.memimpin,
                atasan_tercatat_nip=superior,
                start_date=start,
            )
        )

    def _end(self, model: type[Any], pk: int, since: date, end: date) -> None:
        self.ending.setdefault(model, {}).setdefault(max(end, since + timedelta(days=1)), []).append(pk)

    def save(self, tick: Tick) -> None:
        """Close first, then open, so that nobody holds two definitive posts in between."""
        for model, by_day in self.ending.items():
            for end, ids in by_day.items():
                _in_parts(ids, lambda part, m=model, e=end: m.objects.filter(pk__in=part).update(end_date=e))  # type: ignore[misc]
        _grouped(Penugasan, self.moving, "start_date")
        _grouped(Penugasan, self.superiors, "atasan_tercatat_nip")
        for pk, given in self.ranks:
            model = RiwayatPangkat if pk > 0 else RiwayatKedudukan
            model.objects.filter(pk=abs(pk)).update(**given)
        tick()
        for kind in _DATED:
            rows = [row for row in self.opening if isinstance(row, kind)]
            kind._default_manager.bulk_create(rows, batch_size=BATCH)
            tick()


def _grouped(model: type[Any], pairs: Iterable[tuple[int, Any]], field: str) -> None:
    by_value: dict[Any, list[int]] = {}
    for pk, value in pairs:
        by_value.setdefault(value, []).append(pk)
    for value, ids in by_value.items():
        _in_parts(ids, lambda part, v=value: model.objects.filter(pk__in=part).update(**{field: v}))  # type: ignore[misc]


def _in_parts(ids: list[int], act: Callable[[list[int]], object]) -> None:
    for start in range(0, len(ids), BATCH):
        act(ids[start : start + BATCH])
