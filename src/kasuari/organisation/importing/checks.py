"""What only several rows together, or the rows and the tables, can tell: codes `file.…`."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kasuari.organisation.enums import ImportKind, JenisJabatan, JenisPenugasan, KedudukanHukum, RowAction
from kasuari.organisation.importing.known import OWN_FIELDS, Known, KnownPost, KnownUnit, folded
from kasuari.organisation.importing.rows import SheetRow, Values, day_of

STRUCTURAL = {
    JenisJabatan.JPT_UTAMA.value,
    JenisJabatan.JPT_MADYA.value,
    JenisJabatan.JPT_PRATAMA.value,
    JenisJabatan.ADMINISTRATOR.value,
    JenisJabatan.PENGAWAS.value,
}
LEADING_ACTS = {JenisPenugasan.PLT.value, JenisPenugasan.PJ.value, JenisPenugasan.TUGAS_TAMBAHAN.value}
AWAY = {KedudukanHukum.CLTN.value, KedudukanHukum.MPP.value, KedudukanHukum.PEMBERHENTIAN_SEMENTARA.value}
LEADING_WORDS = ("kepala ", "direktur ", "sekretaris ", "camat", "lurah", "ketua ", "inspektur")
UNIT_FIELDS = (
    "nama",
    "nama_jabatan",
    "eselon",
    "jenis",
    "induk_kode",
    "pemimpin_nip",
)
VERSIONED = ("nama", "nama_jabatan", "induk_kode")


def check(rows: list[SheetRow], known: Known, *, kind: str, effective_date: date) -> None:
    """Compare all rows with each other and with `known`; sets `file.` findings, actions and changes anew."""
    for row in rows:
        row.findings = [
            item
            for item in row.findings
            if not item.code.startswith("file.") and item.code != "row.same_again"
        ]
        row.action, row.changes = RowAction.NONE, []
    live = [row for row in rows if not row.skipped]
    _doubles(live, "nip" if kind == ImportKind.PEGAWAI else "kode")
    live = [row for row in live if not row.skipped]
    if kind == ImportKind.PEGAWAI:
        _pegawai(live, known, effective_date)
    else:
        _units(live, known, effective_date)


def _doubles(rows: list[SheetRow], key: str) -> None:
    seen: dict[str, SheetRow] = {}
    for row in rows:
        value = row.values.get(key, "")
        if not value:
            continue
        first = seen.setdefault(value, row)
        if first is not row:
            code = "row.same_again" if first.values == row.values else "file.duplicate"
            row.find(key if code == "file.duplicate" else "", code, sheet=first.sheet, row=str(first.row))


# --- units -----------------------------------------------------------------------------------------------


def _units(rows: list[SheetRow], known: Known, effective_date: date) -> None:
    in_file = {row.values["kode"]: row for row in rows if row.values.get("kode")}
    names: dict[str, list[str]] = {}
    for kode, nama in [(u.kode, u.nama) for u in known.units.values()] + [
        (kode, row.values.get("nama", "")) for kode, row in in_file.items()
    ]:
        if kode not in names.setdefault(folded(nama), []):
            names[folded(nama)].append(kode)
    for row in rows:
        _parent(row, known, in_file, names)
        nip = row.values.get("pemimpin_nip", "")
        if nip and known.people and nip not in known.people:
            row.find("pemimpin_nip", "file.leader_unknown")
    _one_root(rows, known)
    _circles(rows, in_file, known)
    for row in rows:
        _compare_unit(row, known.units.get(row.values.get("kode", "")), effective_date)


def _parent(row: SheetRow, known: Known, in_file: dict[str, SheetRow], names: dict[str, list[str]]) -> None:
    kode, nama = row.values.get("induk_kode", ""), row.values.get("induk_nama", "")
    if not kode and nama:
        found = names.get(folded(nama), [])
        if len(found) == 1:
            row.values["induk_kode"] = found[0]
            return
        if len(found) > 1:
            row.find("induk_nama", "file.unit_ambiguous", read=nama)
        else:
            row.find("induk_nama", "file.parent_unknown", _nearest(nama, known, names), read=nama)
    elif kode and kode not in in_file and kode not in known.units:
        by_name = names.get(folded(kode), [])
        if len(by_name) == 1:
            row.values["induk_kode"] = by_name[0]
        else:
            row.find(
                "induk_kode", "file.parent_unknown", _near_code(kode, [*in_file, *known.units]), read=kode
            )


def _one_root(rows: list[SheetRow], known: Known) -> None:
    roots = [unit for unit in known.units.values() if not unit.induk_kode]
    taken = (roots[0].kode, roots[0].nama) if roots else ("", "")
    for row in rows:
        if row.values.get("induk_kode") or row.values.get("induk_nama"):
            continue
        kode = row.values.get("kode", "")
        if not taken[0]:
            taken = (kode, row.values.get("nama", ""))
        elif kode != taken[0]:
            row.find("induk_kode", "file.second_root", taken[0], unit=taken[1])


def _circles(rows: list[SheetRow], in_file: dict[str, SheetRow], known: Known) -> None:
    parent = {unit.kode: unit.induk_kode for unit in known.units.values()}
    parent.update({kode: row.values.get("induk_kode", "") for kode, row in in_file.items()})
    reaches_root: set[str] = set()
    for row in rows:
        trail: list[str] = []
        step = row.values.get("kode", "")
        while step and step not in reaches_root and step not in trail:
            trail.append(step)
            step = parent.get(step, "")
        if step in trail:
            if row.values.get("kode") in trail[trail.index(step) :]:
                row.find("induk_kode", "file.circle")
        else:
            reaches_root.update(trail)


def _compare_unit(row: SheetRow, unit: KnownUnit | None, effective_date: date) -> None:
    if unit is None:
        row.action = RowAction.NEW
        return
    now = {key: str(getattr(unit, key)) for key in UNIT_FIELDS}
    _compare(row, now, UNIT_FIELDS)
    if any(change["column"] in VERSIONED for change in row.changes) and unit.since > effective_date:
        row.find("nama", "file.date_passed", other=unit.since.strftime("%d-%m-%Y"))


# --- people ----------------------------------------------------------------------------------------------


def _pegawai(rows: list[SheetRow], known: Known, effective_date: date) -> None:
    names = known.kodes_by_name()
    nips = {row.values["nip"] for row in rows if row.values.get("nip")} | set(known.people)
    for row in rows:
        nip = row.values.get("nip", "")
        if nip in known.elsewhere:
            row.find("nip", "file.other_agency")
        _resolve(row, "unit", known, names)
        if row.values.get("jenis_penugasan", "definitif") != JenisPenugasan.DEFINITIF:
            if not row.values.get("unit_penugasan_kode") and not row.values.get("unit_penugasan_nama"):
                row.values["unit_penugasan_kode"] = row.values.get("unit_kode", "")
            else:
                _resolve(row, "unit_penugasan", known, names)
        superior = row.values.get("atasan_nip", "")
        if superior and superior not in nips:
            row.find("atasan_nip", "file.superior_unknown")
        _starts_later(row, effective_date)
    _superiors_in_a_circle(rows)
    _two_leaders(rows, known)
    for row in rows:
        _compare_person(row, known, effective_date)


def _starts_later(row: SheetRow, effective_date: date) -> None:
    for key in ("tmt_jabatan", "tmt_golongan", "tmt_penugasan"):
        day = day_of(row.values.get(key, ""))
        if day is not None and day > effective_date:
            row.find(key, "file.starts_later", read=day.strftime("%d-%m-%Y"))


def _superiors_in_a_circle(rows: list[SheetRow]) -> None:
    """A superior of oneself, or two of each other: evidence that cannot be right, and never decides."""
    above = {row.values.get("nip", ""): row for row in rows if row.values.get("nip")}
    for row in rows:
        nip, superior = row.values.get("nip", ""), row.values.get("atasan_nip", "")
        if not nip or not superior:
            continue
        other = above.get(superior)
        if superior == nip:
            row.find("atasan_nip", "file.superior_self")
        elif other is not None and other.values.get("atasan_nip") == nip:
            row.find("atasan_nip", "file.superior_circle", other=other.values.get("nama", ""))


def _resolve(row: SheetRow, field: str, known: Known, names: dict[str, list[str]]) -> None:
    """Find the unit by its code, else by its name; the code is what is stored."""
    code_key, name_key = f"{field}_kode", f"{field}_nama"
    kode, nama = row.values.get(code_key, ""), row.values.get(name_key, "")
    if kode in known.units:
        if nama and folded(nama) != folded(known.units[kode].nama):
            row.find(name_key, "file.unit_name_differs", known.units[kode].nama, unit=known.units[kode].nama)
        return
    found = names.get(folded(nama or kode), [])
    if len(found) > 1 and row.values.get("opd_nama") and field == "unit":
        opd = folded(row.values["opd_nama"])
        narrowed = [k for k in found if opd in _line_of(k, known)]
        found = narrowed if len(narrowed) == 1 else found
    if len(found) == 1:
        row.values[code_key] = found[0]
    elif nama or kode:
        key = name_key if nama else code_key
        code = "file.unit_ambiguous" if found else "file.unit_unknown"
        row.find(key, code, "" if found else _nearest(nama or kode, known, names), read=nama or kode)


def _line_of(kode: str, known: Known) -> set[str]:
    names, step, seen = set(), kode, set()
    while step in known.units and step not in seen:
        seen.add(step)
        names.add(folded(known.units[step].nama))
        step = known.units[step].induk_kode
    return names


def _nearest(nama: str, known: Known, names: dict[str, list[str]]) -> str:
    close = difflib.get_close_matches(folded(nama), names, n=1, cutoff=0.6)
    if not close and nama.isalpha():
        close = [name for name in names if _short_form(name) == nama.casefold()][:1]
    if not close:
        return ""
    kode = names[close[0]][0]
    return known.units[kode].nama if kode in known.units else close[0]


def _short_form(name: str) -> str:
    """The first letters: "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia" is "bkpsdm"."""
    return "".join(
        word[0] for word in name.split() if word not in {"dan", "di", "pada"} and word[0].isalpha()
    )


def _near_code(kode: str, codes: Iterable[str]) -> str:
    return next(iter(difflib.get_close_matches(kode, list(codes), n=1, cutoff=0.85)), "")


@dataclass(frozen=True, slots=True)
class Post:
    """An appointment that a row asks for. `start_date` None: the day on which the import takes effect."""

    jenis: str
    jabatan: str
    jenis_jabatan: str
    jenjang: str
    eselon: str
    unit_kode: str
    memimpin: bool
    start_date: date | None


def posts_of(values: Values, known: Known) -> list[Post]:
    """The definitive appointment of a row and, after it, the acting or additional one."""
    unit = known.units.get(values.get("unit_kode", ""))
    acting = None
    if values.get("jenis_penugasan", "definitif") != JenisPenugasan.DEFINITIF:
        acting = _acting_post(values, known)
    leads = unit is not None and _leads(
        values.get("jabatan", ""), structural=values["jenis_jabatan"] in STRUCTURAL, unit=unit
    )
    if unit is not None and unit.pemimpin_nip == values["nip"]:
        leads = leads or acting is None or acting.unit_kode != unit.kode
    own = Post(
        JenisPenugasan.DEFINITIF.value,
        values["jabatan"],
        values["jenis_jabatan"],
        values.get("jenjang", ""),
        values.get("eselon", ""),
        values["unit_kode"],
        leads,
        day_of(values.get("tmt_jabatan", "")),
    )
    return [own] if acting is None else [own, acting]


def _acting_post(values: Values, known: Known) -> Post:
    unit = known.units.get(values.get("unit_penugasan_kode", ""))
    jabatan, jenis = values.get("jabatan_penugasan", ""), values["jenis_penugasan"]
    kind, jenjang, eselon = values["jenis_jabatan"], values.get("jenjang", ""), ""
    leads = False
    if unit is not None:
        at_its_head = folded(jabatan) == folded(unit.nama_jabatan) or unit.pemimpin_nip == values["nip"]
        leads = jenis in LEADING_ACTS and (
            at_its_head or (not unit.nama_jabatan and _sounds_leading(jabatan))
        )
        if at_its_head and unit.eselon and jenis != JenisPenugasan.TUGAS_TAMBAHAN:
            from kasuari.organisation.importing.cells import JABATAN_BY_ESELON

            kind, jenjang, eselon = JABATAN_BY_ESELON.get(unit.eselon, kind), "", unit.eselon
    start = day_of(values.get("tmt_penugasan", ""))
    return Post(
        jenis, jabatan, str(kind), jenjang, eselon, values.get("unit_penugasan_kode", ""), leads, start
    )


def _leads(jabatan: str, *, structural: bool, unit: KnownUnit) -> bool:
    if not structural:
        return False
    return folded(jabatan) == folded(unit.nama_jabatan) if unit.nama_jabatan else _sounds_leading(jabatan)


def _sounds_leading(jabatan: str) -> bool:
    return folded(jabatan).startswith(LEADING_WORDS)


def _two_leaders(rows: list[SheetRow], known: Known) -> None:
    seen: dict[tuple[str, str], SheetRow] = {}
    for row in rows:
        if row.refused or row.values.get("kedudukan") in AWAY:
            continue
        for post in posts_of(row.values, known):
            if not post.memimpin:
                continue
            first = seen.setdefault((post.unit_kode, post.jenis), row)
            if first is not row:
                column = "jabatan" if post.jenis == JenisPenugasan.DEFINITIF else "jabatan_penugasan"
                row.find(
                    column,
                    "file.second_leader",
                    other=first.values["nama"],
                    sheet=first.sheet,
                    row=str(first.row),
                )


def _compare_person(row: SheetRow, known: Known, effective_date: date) -> None:
    person = known.people.get(row.values.get("nip", ""))
    if person is None:
        row.action = RowAction.NEW
        return
    now = dict(person.own)
    _compare(row, now, OWN_FIELDS)
    if row.refused:
        return
    if person.rank:
        _change(row, "golongan", person.rank[1])
        if row.values.get("tmt_golongan"):
            _change(row, "tmt_golongan", person.rank[3].isoformat())
    elif row.values.get("golongan"):
        _change(row, "golongan", "")
    _change(row, "kedudukan", person.standing[1] if person.standing else "")
    posts = posts_of(row.values, known)
    _compare_post(row, posts[0], person.post, effective_date)
    if "jenis_penugasan" in row.values:
        current = {(post.jenis, post.unit_kode): post for post in person.acting}
        for post in posts[1:]:
            _compare_post(row, post, current.pop((post.jenis, post.unit_kode), None), effective_date)
        for ended in current.values():
            row.changes.append({"column": "jabatan_penugasan", "before": ended.jabatan, "after": ""})
    if row.values.get("atasan_nip") and person.post:
        _change(row, "atasan_nip", person.post.atasan_nip)
    row.action = RowAction.CHANGED if row.changes else RowAction.UNCHANGED


def same_post(post: Post, current: KnownPost) -> bool:
    """Whether an appointment goes on as it is (its start date may still be put right)."""
    return (
        post.jabatan == current.jabatan
        and post.unit_kode == current.unit_kode
        and post.jenis == current.jenis
        and post.jenis_jabatan == current.jenis_jabatan
        and post.jenjang == current.jenjang
        and post.memimpin == current.memimpin
    )


def _compare_post(row: SheetRow, post: Post, current: KnownPost | None, effective_date: date) -> None:
    own = post.jenis == JenisPenugasan.DEFINITIF
    column, day = ("jabatan", "tmt_jabatan") if own else ("jabatan_penugasan", "tmt_penugasan")
    if current is None:
        row.changes.append({"column": column, "before": "", "after": post.jabatan})
        return
    if same_post(post, current):
        if post.start_date and post.start_date != current.since:
            after = post.start_date.isoformat()
            row.changes.append({"column": day, "before": current.since.isoformat(), "after": after})
        return
    row.changes.append({"column": column, "before": current.jabatan, "after": post.jabatan})
    if post.unit_kode != current.unit_kode:
        key = "unit_kode" if own else "unit_penugasan_kode"
        row.changes.append({"column": key, "before": current.unit_kode, "after": post.unit_kode})
    if post.start_date is None or post.start_date <= current.since:
        if effective_date <= current.since:
            row.find(day, "file.date_passed", other=current.since.strftime("%d-%m-%Y"))
        elif post.start_date is not None:
            row.find(day, "file.start_moved")


def _compare(row: SheetRow, now: Values, keys: Iterable[str]) -> None:
    for key in keys:
        _change(row, key, now.get(key, ""))
    if not row.refused or row.changes:
        row.action = RowAction.CHANGED if row.changes else RowAction.UNCHANGED


def _change(row: SheetRow, key: str, before: str) -> None:
    """A blank cell says nothing and never erases."""
    after = row.values.get(key, "")
    if after and after != before:
        row.changes.append({"column": key, "before": before, "after": after})


def counts_of(rows: Iterable[SheetRow]) -> dict[str, int]:
    """How many rows have each verdict and, unless refused or skipped, each action."""
    found = Counter({"rows": 0})
    for row in rows:
        verdict = str(row.verdict)
        found["rows"] += 1
        found[verdict] += 1
        if verdict not in {"refused", "skipped"}:
            found[str(row.action)] += 1
    return dict(found)
