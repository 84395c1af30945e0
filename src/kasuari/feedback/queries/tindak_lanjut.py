"""The ladder of Pasal 20 for each result of an SKP: what was done, and what may follow now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kasuari.feedback.enums import StateUmpanBalik, TindakanLanjut
from kasuari.feedback.models import TindakLanjut, UmpanBalik
from kasuari.planning import queries as planning
from kasuari.regulation import umpan_balik as law
from kasuari.regulation.verdict import Verdict

if TYPE_CHECKING:
    from kasuari.planning.models import RencanaHasilKerja, Skp


@dataclass(frozen=True, slots=True)
class Jenjang:
    """One result: its follow-ups (oldest first), how much feedback came since the last of them, and what the
    law offers where progress is seen and where it is not."""

    rhk: planning.IsiRhk
    riwayat: tuple[TindakLanjut, ...]
    umpan_balik_baru: int
    bila_maju: Verdict[law.Tangga]
    bila_tidak: Verdict[law.Tangga]

    @property
    def taken_over(self) -> TindakLanjut | None:
        last = self.riwayat[-1] if self.riwayat else None
        return last if last is not None and last.tindakan == TindakanLanjut.PENGAMBILALIHAN else None

    @property
    def tahap(self) -> str:
        """Where the ladder stands if there is no progress now."""
        return self.bila_tidak.value.tahap.value if self.bila_tidak.value else "tanpa_umpan_balik"


def tindak_lanjut_of(skp: Skp) -> list[TindakLanjut]:
    """Every follow-up on an SKP, oldest first. One query."""
    return list(
        TindakLanjut.objects.filter(skp_id=skp.pk).select_related("decided_by").order_by("decided_at", "pk")
    )


def ladder_of(skp: Skp) -> list[Jenjang]:
    """The ladder of every result of `skp` (from `planning.skp_for`). Two queries."""
    taken = tindak_lanjut_of(skp)
    said = list(
        UmpanBalik.objects.filter(skp_id=skp.pk, nilai__isnull=True, state=StateUmpanBalik.DIBERIKAN)
        .order_by("given_at")
        .values_list("rhk_id", "rhk_teks", "given_at")
    )
    found = []
    for item in planning.contents(skp).rhk:
        steps = [row for row in taken if row.rhk_id == item.id or row.rhk_teks == item.teks]
        since = steps[-1].decided_at if steps else None
        fresh = sum(
            1
            for rhk_id, teks, at in said
            if (rhk_id == item.id or teks == item.teks) and (since is None or at > since)
        )
        found.append(
            Jenjang(
                rhk=item,
                riwayat=tuple(steps),
                umpan_balik_baru=fresh,
                bila_maju=_verdict(steps, True, fresh),
                bila_tidak=_verdict(steps, False, fresh),
            )
        )
    return found


def step_of(skp: Skp, rhk: RencanaHasilKerja, *, maju: bool) -> Verdict[law.Tangga]:
    """What the law offers for one result now. Two queries."""
    for item in ladder_of(skp):
        if item.rhk.id == rhk.pk:
            return item.bila_maju if maju else item.bila_tidak
    raise RuntimeError("the result belongs to another SKP")


def takeovers_of(skp: Skp) -> list[TindakLanjut]:
    """Results that were taken over, with the notes that the evaluation considers (Pasal 20 ayat (8))."""
    return [row for row in tindak_lanjut_of(skp) if row.tindakan == TindakanLanjut.PENGAMBILALIHAN]


def _verdict(steps: Iterable[TindakLanjut], maju: bool, fresh: int) -> Verdict[law.Tangga]:
    before = tuple(law.Langkah(row.maju, law.Tindakan(row.tindakan)) for row in steps)
    return law.tindak_lanjut(riwayat=before, maju=maju, umpan_balik_baru=fresh)
