"""Why a predikat is what it is: everything that an outsider needs to recompute it by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from kasuari.evaluation.enums import KeputusanKeberatan, StateKeberatan
from kasuari.evaluation.models import Evaluasi, Keberatan
from kasuari.evaluation.printing import realisasi_lines
from kasuari.evaluation.queries.clocks import FairDeadline, clocks_of, objection_deadline, return_deadline
from kasuari.evaluation.queries.gate import calendar_of
from kasuari.evaluation.queries.team import COLUMNS, ROWS
from kasuari.regulation.predikat import GAGAL_STUDI, KUADRAN, Predikat, Rating


@dataclass(frozen=True, slots=True)
class KuadranCell:
    hasil_kerja: Rating
    perilaku_kerja: Rating
    predikat: Predikat
    here: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """A signed evaluation explained. `fakta` is what was frozen; deadlines are None before delivery or where
    the
    calendar does not reach."""

    evaluasi: Evaluasi
    on: date
    fakta: dict[str, Any]
    basis: tuple[str, ...]
    return_by: FairDeadline | None
    objection_by: FairDeadline | None
    clocks: tuple[FairDeadline, ...] = ()
    keberatan: tuple[Keberatan, ...] = ()

    @property
    def indikator(self) -> list[dict[str, Any]]:
        return [row for item in self.fakta["hasil_kerja"] for row in item["indikator"]]

    @property
    def hasil_kerja(self) -> list[dict[str, Any]]:
        """The frozen results, each realisasi with its number in words. A column of targets is for results
        that have any; a qualitative SKP may have none."""
        return [
            {
                **item,
                "has_targets": (has := any(row["target"] for row in item["indikator"])),
                "columns": [
                    _("Indikator"),
                    *([_("Target")] if has else []),
                    _("Realisasi"),
                    _("Bukti dukung"),
                ],
                "indikator": [
                    {**row, "reached": realisasi_lines(row["realisasi"], row["satuan"])}
                    for row in item["indikator"]
                ],
            }
            for item in self.fakta["hasil_kerja"]
        ]

    @property
    def filled(self) -> int:
        return sum(row["realisasi"] is not None for row in self.indikator)

    @property
    def bukti_count(self) -> int:
        return sum(len(row["bukti"]) for row in self.indikator)

    @property
    def may_object(self) -> bool:
        """Whether an objection is still in time (Lampiran BAB V B.2)."""
        return self.objection_by is not None and self.objection_by.last_date >= self.on

    @property
    def decision(self) -> Keberatan | None:
        """The decision on an objection, if there is one."""
        return next((item for item in self.keberatan if item.state == StateKeberatan.DIPUTUS), None)

    @property
    def changed(self) -> Keberatan | None:
        """The decision whose ratings hold now."""
        found = self.decision
        return found if found is not None and found.keputusan == KeputusanKeberatan.MENGUBAH else None

    @property
    def unfinished(self) -> bool:
        """Of a study that was not finished perilaku kerja alone decides; no cell of the kuadran is meant."""
        return self.changed is None and self.evaluasi.predikat_code.startswith(GAGAL_STUDI)

    @property
    def kuadran(self) -> tuple[tuple[KuadranCell, ...], ...]:
        """The nine cells; the one of the ratings that hold is marked."""
        held = self.changed or self.evaluasi
        here = None if self.unfinished else (held.rating_hasil_kerja, held.rating_perilaku_kerja)
        return tuple(
            tuple(
                KuadranCell(hasil, perilaku, KUADRAN[hasil, perilaku], here == (hasil.value, perilaku.value))
                for perilaku in COLUMNS
            )
            for hasil in ROWS
        )

    @property
    def open_keberatan(self) -> Keberatan | None:
        """The objection that is not withdrawn, decided or not."""
        return next((item for item in self.keberatan if item.state != StateKeberatan.DICABUT), None)


def explanation(evaluasi: Evaluasi, *, on: date) -> Explanation:
    """Raises ValueError for an evaluation that is not signed. Three queries."""
    if evaluasi.signed_at is None:
        raise ValueError("only a signed evaluation is explained")
    calendar = calendar_of(evaluasi.skp)
    filed = tuple(Keberatan.objects.filter(evaluasi=evaluasi).order_by("-pk"))
    for item in filed:
        item.evaluasi = evaluasi
    return Explanation(
        evaluasi=evaluasi,
        on=on,
        fakta=evaluasi.fakta,
        basis=tuple(evaluasi.fakta["basis"]),
        return_by=return_deadline(evaluasi, calendar, on=on),
        objection_by=objection_deadline(evaluasi, calendar, on=on),
        clocks=tuple(clocks_of(evaluasi, calendar, keberatan=filed, on=on)),
        keberatan=filed,
    )
