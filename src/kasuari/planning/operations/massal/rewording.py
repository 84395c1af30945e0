"""New words for one result or indikator that a run wrote for many: for all who hold it as it was written.

Whoever has changed it in the meantime keeps their own words, and what is handed in or set does not change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from kasuari.foundation.access import Actor
from kasuari.foundation.events import record_many
from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.refusals import Invalid
from kasuari.planning.enums import FormatSkp, StateBarisMassal, StateSkp
from kasuari.planning.events.massal import SkpPlanUndone, SkpReworded
from kasuari.planning.models import BarisMassal, Indikator, RencanaHasilKerja, RencanaMassal, Skp
from kasuari.planning.operations.inputs import IsianIndikator, IsianRhk, check_indikator, check_rhk
from kasuari.planning.operations.massal.choices import line_from, plain_of
from kasuari.planning.operations.massal.writing import about, digest, words_of
from kasuari.planning.operations.pustaka import fitted
from kasuari.planning.queries.contents import target_in_words
from kasuari.planning.states import WRITABLE

register(
    {
        "planning.massal_no_such_words": Reason(
            _("Kalimat itu tidak lagi dipegang siapa pun seperti semula."),
            _("Muat ulang halaman, lalu pilih dari daftar."),
        ),
        "planning.massal_same_words": Reason(
            _("Kalimat dan targetnya masih sama."),
            _("Ubah kalimat atau targetnya, lalu lihat pratinjau lagi."),
        ),
        "planning.massal_reworded": Reason(
            _("Pemiliknya sudah mengubah kalimat atau targetnya sendiri."), _("Tulisannya dipertahankan.")
        ),
        "planning.massal_removed": Reason(
            _("Pemiliknya sudah menghapus baris ini."), _("Tidak ada yang perlu dilakukan.")
        ),
    }
)

_RHK, _INDIKATOR = "r", "i"


@dataclass(frozen=True, slots=True)
class Kelompok:
    """One wording that a run gave to several people: `kind` "r" a result, "i" an indikator; `holders` have it
    unchanged, of `given`. `sample` is one of them."""

    kind: str
    key: str
    teks: str
    target: str
    rhk: str
    holders: int
    given: int
    sample: Indikator | RencanaHasilKerja

    @property
    def id(self) -> str:
        return f"{self.kind}-{self.key}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PilihanUbah:
    """Which wording becomes which. `indikator` with its target; for a result only `teks`."""

    kind: str
    key: str
    teks: str = ""
    indikator: IsianIndikator | None = None
    before: str = ""

    def tidy(self, massal: RencanaMassal) -> PilihanUbah:
        """Checked against what the run wrote. Raises Invalid."""
        found = next(
            (item for item in groups_of(massal) if (item.kind, item.key) == (self.kind, self.key)), None
        )
        if found is None:
            raise Invalid("planning.massal_no_such_words")
        judged = Skp(format=FormatSkp.A17.value)
        if self.kind == _RHK:
            rhk = IsianRhk(teks=self.teks).tidy()
            check_rhk(judged, rhk, "teks")
            key, teks, indikator = digest(rhk.teks), rhk.teks, None
        else:
            indikator = (self.indikator or IsianIndikator(teks=self.teks)).tidy()
            if not indikator.teks:
                raise Invalid("planning.massal_same_words")
            check_indikator(judged, fitted(indikator, FormatSkp.A17.value), "indikator")
            key, teks = digest(*words_of(Indikator(**_columns(indikator)))), indikator.teks
        if key == self.key:
            raise Invalid("planning.massal_same_words")
        return PilihanUbah(kind=self.kind, key=self.key, teks=teks, indikator=indikator, before=found.teks)

    def stored(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "kind": self.kind,
            "key": self.key,
            "teks": self.teks,
            "indikator": plain_of(asdict(self.indikator)) if self.indikator else None,
            "before": self.before,
        }

    @classmethod
    def restored(cls, data: dict[str, Any]) -> PilihanUbah:
        """From JSON."""
        line = data.get("indikator")
        return cls(**{**data, "indikator": line_from(line) if line else None})


def groups_of(massal: RencanaMassal) -> list[Kelompok]:
    """Every wording that two people or more were given and at least one holds unchanged, most held first.
    Three queries."""
    written = _written(massal)
    given = Counter((key[0], words) for parts in written.values() for key, words in parts.items())
    skp_ids = list(written)
    results = {
        row.pk: row
        for row in RencanaHasilKerja.objects.filter(skp_id__in=skp_ids).order_by("skp_id", "urutan")
    }
    lines = Indikator.objects.filter(rhk__skp_id__in=skp_ids).order_by("rhk__skp_id", "rhk__urutan", "urutan")
    held: dict[tuple[str, str], list[Indikator | RencanaHasilKerja]] = {}
    for result in results.values():
        words = written[result.skp_id].get(f"{_RHK}{result.pk}")
        if words and words == digest(result.teks):
            held.setdefault((_RHK, words), []).append(result)
    for line in lines:
        line.rhk = results[line.rhk_id]
        words = written[line.rhk.skp_id].get(f"{_INDIKATOR}{line.pk}")
        if words and words == digest(*words_of(line)):
            held.setdefault((_INDIKATOR, words), []).append(line)
    found = [
        Kelompok(
            kind,
            words,
            rows[0].teks,
            target_in_words(rows[0]) if isinstance(rows[0], Indikator) else "",
            rows[0].rhk.teks if isinstance(rows[0], Indikator) else "",
            len(rows),
            given[kind, words],
            rows[0],
        )
        for (kind, words), rows in held.items()
        if given[kind, words] > 1
    ]
    return sorted(found, key=lambda item: (-item.holders, item.kind != _RHK, item.teks))


def rewordings_of(massal: RencanaMassal, pilihan: PilihanUbah, *, by: Actor) -> list[BarisMassal]:
    """A row for everybody whom the run gave these words: to be reworded, or passed over for a reason."""
    rows = (
        BarisMassal.objects.filter(
            massal_id=massal.asal_id, state=StateBarisMassal.DITULIS, skp__isnull=False
        )
        .select_related("skp")
        .order_by("urutan")
    )
    holders = [
        (
            row,
            [
                int(key[1:])
                for key, words in row.tulisan.items()
                if key[0] == pilihan.kind and words == pilihan.key
            ],
        )
        for row in rows
    ]
    now = _present(pilihan.kind, [number for _row, numbers in holders for number in numbers])
    found: list[BarisMassal] = []
    for row, numbers in holders:
        if not numbers:
            continue
        reason = _why_not(
            row.skp.state if row.skp else "", [now.get(number, "") for number in numbers], pilihan.key
        )
        found.append(
            BarisMassal(
                massal=massal,
                urutan=len(found) + 1,
                pegawai_id=row.pegawai_id,
                penugasan_id=row.penugasan_id,
                skp=row.skp,
                state=StateBarisMassal.DILEWATI if reason else StateBarisMassal.MENUNGGU,
                code=reason,
                rhk=len(numbers) if pilihan.kind == _RHK else 0,
                indikator=len(numbers) if pilihan.kind == _INDIKATOR else 0,
                tulisan={} if reason else {f"{pilihan.kind}{number}": "" for number in numbers},
            )
        )
    return found


def reword_batch(massal: RencanaMassal, rows: Sequence[BarisMassal], *, by: Actor, at: datetime) -> None:
    """Write the new words of these rows, where the old ones still stand."""
    pilihan = PilihanUbah.restored(massal.pilihan)
    skps = _locked(rows)
    parts = _parts(pilihan.kind, [int(key[1:]) for row in rows for key in row.tulisan])
    touched: list[Any] = []
    events = []
    for row in rows:
        skp = skps.get(row.skp_id or 0)
        mine = [parts.get(int(key[1:])) for key in row.tulisan]
        now = ["" if part is None else _digest_of(part) for part in mine]
        row.code = _why_not(skp.state if skp else "", now, pilihan.key)
        if skp is None or row.code:
            row.state, row.tulisan = StateBarisMassal.DILEWATI, {}
            continue
        row.state = StateBarisMassal.DITULIS
        row.tulisan = {f"{pilihan.kind}{part.pk}": _before(part) for part in mine if part is not None}
        for part in mine:
            if part is not None:
                _reword(part, pilihan)
                touched.append(part)
        row.skp_version = skp.version + 1
        events.append(
            SkpReworded(**about(skp, by, at), massal_id=massal.pk, before=pilihan.before, after=pilihan.teks)
        )
    _save(touched)
    _next(massal, rows, skps)
    record_many(events)
    BarisMassal.objects.bulk_update(rows, ["state", "code", "skp_version", "tulisan"], batch_size=50)


def unword_batch(massal: RencanaMassal, rows: Sequence[BarisMassal], *, by: Actor, at: datetime) -> None:
    """Put the words back that stood before, where nobody has touched the SKP since."""
    skps = _locked(rows)
    pilihan = PilihanUbah.restored(massal.pilihan)
    parts = _parts(pilihan.kind, [int(key[1:]) for row in rows for key in row.tulisan])
    touched: list[Any] = []
    events = []
    for row in rows:
        skp = skps.get(row.skp_id or 0)
        if skp is None or skp.version != row.skp_version or skp.state not in WRITABLE:
            row.state, row.code = StateBarisMassal.DIPERTAHANKAN, "planning.massal_touched"
            continue
        row.state = StateBarisMassal.DIURUNGKAN
        for key, before in row.tulisan.items():
            part = parts[int(key[1:])]
            for name, value in _restored(before).items():
                setattr(part, name, value)
            touched.append(part)
        row.skp_version = skp.version + 1
        events.append(SkpPlanUndone(**about(skp, by, at), massal_id=massal.pk, removed=False))
    _save(touched)
    _next(massal, rows, skps)
    record_many(events)
    BarisMassal.objects.bulk_update(rows, ["state", "code", "skp_version"], batch_size=50)


def _why_not(state: str, now: Sequence[str], key: str) -> str:
    if state == StateSkp.DIAJUKAN:
        return "planning.massal_submitted"
    if state == StateSkp.DITETAPKAN:
        return "planning.massal_set"
    if not any(now):
        return "planning.massal_removed"
    return "" if all(words == key for words in now) else "planning.massal_reworded"


def _written(massal: RencanaMassal) -> dict[int, dict[str, str]]:
    rows = massal.baris.filter(state=StateBarisMassal.DITULIS, skp__isnull=False).order_by("urutan")
    return {
        skp_id: {key: words for key, words in parts.items() if key[0] in {_RHK, _INDIKATOR}}
        for skp_id, parts in rows.values_list("skp_id", "tulisan")
    }


def _present(kind: str, numbers: Sequence[int]) -> dict[int, str]:
    return {pk: _digest_of(part) for pk, part in _parts(kind, numbers).items()}


def _parts(kind: str, numbers: Sequence[int]) -> dict[int, Any]:
    rows: Any = RencanaHasilKerja.objects if kind == _RHK else Indikator.objects.select_related("rhk")
    return {row.pk: row for row in rows.filter(pk__in=list(numbers)).order_by("pk")}


def _digest_of(part: Any) -> str:
    return digest(*words_of(part)) if isinstance(part, Indikator) else digest(part.teks)


def _locked(rows: Sequence[BarisMassal]) -> dict[int, Skp]:
    ids = [row.skp_id for row in rows if row.skp_id]
    found = Skp.objects.select_for_update(of=("self",)).filter(pk__in=ids).defer("fakta")
    return {skp.pk: skp for skp in found.select_related("pegawai").order_by("pk")}


def _columns(item: IsianIndikator) -> dict[str, Any]:
    return {name: getattr(item, name) for name in IsianIndikator.__slots__}


def _before(part: Any) -> Any:
    if isinstance(part, Indikator):
        return plain_of({name: getattr(part, name) for name in (*IsianIndikator.__slots__, "periksa")})
    return {"teks": part.teks}


def _restored(before: dict[str, Any]) -> dict[str, Any]:
    if "target_jenis" not in before:
        return before
    given = dict(before)
    periksa = given.pop("periksa", False)
    return {**_columns(line_from(given)), "periksa": periksa}


def _reword(part: Any, pilihan: PilihanUbah) -> None:
    if pilihan.indikator is None:
        part.teks = pilihan.teks
        return
    for name, value in _columns(pilihan.indikator).items():
        # Aspek and perspektif belong to the format of each SKP and stay.
        if name not in {"aspek", "perspektif"}:
            setattr(part, name, value)
    part.periksa = True


def _save(parts: Sequence[Any]) -> None:
    results = [part for part in parts if isinstance(part, RencanaHasilKerja)]
    lines = [part for part in parts if isinstance(part, Indikator)]
    if results:
        RencanaHasilKerja.objects.bulk_update(results, ["teks"], batch_size=100)
    if lines:
        Indikator.objects.bulk_update(lines, [*IsianIndikator.__slots__, "periksa"], batch_size=50)


def _next(massal: RencanaMassal, rows: Sequence[BarisMassal], skps: dict[int, Skp]) -> None:
    """The next version of every SKP that was written; the run behind it goes along, so that it can still be
    taken back and its words still be told."""
    done = {StateBarisMassal.DITULIS, StateBarisMassal.DIURUNGKAN}
    ids = [row.skp_id for row in rows if row.state in done and row.skp_id]
    if not ids:
        return
    before = {pk: skps[pk].version for pk in ids}
    Skp.objects.filter(pk__in=ids).update(version=F("version") + 1)
    origin = list(BarisMassal.objects.filter(massal_id=massal.asal_id, skp_id__in=ids).order_by("pk"))
    keys = {row.skp_id: list(row.tulisan) for row in rows}
    kind = str(massal.pilihan["kind"])
    numbers = [int(key[1:]) for row in origin for key in keys[row.skp_id]]
    words = _present(kind, numbers)
    for row in origin:
        if row.skp_version == before[row.skp_id or 0]:
            row.skp_version += 1
        row.tulisan |= {key: words[int(key[1:])] for key in keys[row.skp_id] if int(key[1:]) in words}
    BarisMassal.objects.bulk_update(origin, ["skp_version", "tulisan"], batch_size=50)
