"""Everything that is stored, computed again under the rules of its own period, and where the two differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kasuari.evaluation.enums import KeputusanKeberatan, StateKeberatan, StatePenutupan
from kasuari.evaluation.models import Evaluasi, Keberatan, Penutupan
from kasuari.evaluation.queries.closing import figures
from kasuari.evaluation.queries.predikat import predikat_of
from kasuari.evaluation.states import SIGNED
from kasuari.regulation.edition import edition_on
from kasuari.regulation.predikat import GAGAL_STUDI

if TYPE_CHECKING:
    from kasuari.planning.models import Periode, PeriodeEvaluasi

_COLUMNS = (
    *("pk", "periode_evaluasi__last_date", "rating_hasil_kerja", "rating_perilaku_kerja"),
    *("predikat", "predikat_code", "edition", "predikat_berlaku", "pegawai__nip"),
)


@dataclass(frozen=True, slots=True)
class Difference:
    """What is stored for one evaluation beside what the rules say."""

    evaluasi_id: int
    nip: str
    field: str
    stored: str
    computed: str


@dataclass(frozen=True, slots=True)
class BrokenSeal:
    """A closed period whose content is no longer what was closed."""

    periode_evaluasi: PeriodeEvaluasi
    stored: str
    computed: str


def broken_seals(periode: Periode) -> Iterator[BrokenSeal | None]:
    """One answer for each closed period of a year: None where its fingerprint is that of its closing.

    Whatever was rated, signed, changed or removed past the operations shows here, also where every predikat
    still follows from its ratings. Two queries for each period.
    """
    closed = (
        Penutupan.objects.filter(periode_evaluasi__periode=periode)
        .exclude(state=StatePenutupan.DIBUKA)
        .select_related("periode_evaluasi__periode")
        .order_by("periode_evaluasi__last_date", "pk")
    )
    for row in closed:
        _counts, sidik = figures(row.periode_evaluasi, as_of=row.closed_at)
        yield None if sidik == row.sidik else BrokenSeal(row.periode_evaluasi, row.sidik, sidik)


def recompute(
    periode: Periode, *, periode_evaluasi: PeriodeEvaluasi | None = None
) -> Iterator[Difference | None]:
    """One answer for each signed evaluation of a year (or of one period in it) and each decision: None where
    nothing differs.

    Two queries; the rows are read as they come.
    """
    decided = {
        row.evaluasi_id: row
        for row in Keberatan.objects.filter(
            evaluasi__periode_evaluasi__periode=periode, state=StateKeberatan.DIPUTUS
        ).only(
            "evaluasi_id", "keputusan", "predikat", "rating_hasil_kerja", "rating_perilaku_kerja", "edition"
        )
    }
    rows = Evaluasi.objects.filter(periode_evaluasi__periode=periode, state__in=SIGNED).order_by("pk")
    if periode_evaluasi is not None:
        rows = rows.filter(periode_evaluasi=periode_evaluasi)
    for row in rows.values_list(*_COLUMNS).iterator(chunk_size=2000):
        pk, last_date, hasil, perilaku, predikat, code, edition, holds, nip = row
        failed = code.startswith(GAGAL_STUDI)
        verdict = predikat_of(hasil, perilaku, on=last_date, gagal_studi=failed)
        right = verdict.value.value if verdict.value else ""
        pairs = [
            ("predikat", predikat, right),
            ("predikat_code", code, verdict.code),
            ("edition", edition, edition_on(last_date) or ""),
        ]
        decision = decided.get(pk)
        if decision is not None and decision.keputusan == KeputusanKeberatan.MENGUBAH:
            changed = predikat_of(
                decision.rating_hasil_kerja,
                decision.rating_perilaku_kerja,
                on=last_date,
                gagal_studi=failed,
            )
            right = changed.value.value if changed.value else ""
            pairs.append(("keberatan.predikat", decision.predikat, right))
        pairs.append(("predikat_berlaku", holds, right))
        wrong = [Difference(pk, nip or "", *pair) for pair in pairs if pair[1] != pair[2]]
        if wrong:
            yield from wrong
        else:
            yield None
