"""What is written into a version: tidied, checked part by part, linked to results of the leader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from kasuari.foundation.refusals import Invalid
from kasuari.planning.models import Skp, VersiSkp
from kasuari.planning.naskah import Naskah
from kasuari.planning.operations.inputs import (
    MAX_INDIKATOR,
    MAX_RHK,
    check_indikator,
    check_manual,
    check_rhk,
    tidy_lines,
)
from kasuari.planning.operations.links import refuse_circle
from kasuari.planning.queries.contents import leader_results
from kasuari.regulation.perilaku import NILAI


def checked(skp: Skp, naskah: Naskah) -> Naskah:
    """The contents tidied. Raises Invalid with every problem of a part at its path."""
    if len(naskah.rhk) > MAX_RHK or any(len(item.indikator) > MAX_INDIKATOR for item in naskah.rhk):
        raise Invalid("planning.too_many")
    for item in naskah.rhk:
        check_rhk(skp, item.isian.tidy(), f"hasil_kerja/{item.id}")
        for row in item.indikator:
            path = f"hasil_kerja/{item.id}/indikator/{row.id}"
            check_indikator(skp, row.isian.tidy(), path)
            if row.manual is not None:
                check_manual(skp, row.manual.tidy(), f"{path}/manual")
    if not set(naskah.ekspektasi) <= set(range(1, len(NILAI) + 1)):
        raise Invalid("planning.no_such_part")
    return Naskah(
        rhk=tuple(
            type(item)(
                item.id,
                item.isian.tidy(),
                tuple(
                    type(row)(row.id, row.isian.tidy(), row.manual.tidy() if row.manual else None)
                    for row in item.indikator
                ),
                item.peran_id,
            )
            for item in naskah.rhk
        ),
        ekspektasi=_lines(naskah.ekspektasi, "perilaku"),
        lampiran=_lines(naskah.lampiran, "lampiran"),
    )


def linked(versi: VersiSkp, before: Naskah, after: Naskah) -> Naskah:
    """With the words of every result of the leader that is newly linked. Raises Invalid
    `planning.not_leader_result` and `planning.circle`."""
    new = {
        item.id: item.isian.intervensi_id
        for item in after.rhk
        if item.isian.intervensi_id is not None
        and item.isian.intervensi_id != _intervensi_id(before, item.id)
    }
    if not new:
        return after
    leaders = {
        row.rhk_id: row
        for row in leader_results(versi.skp, penilai_id=versi.penilai_id or versi.skp.penilai_id)
    }
    for rhk_id, intervensi_id in new.items():
        if intervensi_id not in leaders:
            raise Invalid("planning.not_leader_result")
        item = after.rhk_of(rhk_id)
        if item is None:
            continue
        if not item.is_new:
            refuse_circle(rhk_id=rhk_id, intervensi_id=intervensi_id)
        words = replace(item.isian, intervensi_teks=leaders[intervensi_id].text)
        after = after.with_rhk(replace(item, isian=words))
    return after


def _intervensi_id(naskah: Naskah, rhk_id: int) -> int | None:
    found = naskah.rhk_of(rhk_id)
    return found.isian.intervensi_id if found else None


def _lines(lists: Mapping[Any, Sequence[str]], path: str) -> dict[Any, tuple[str, ...]]:
    return {key: tidy_lines(lines, f"{path}/{key}") for key, lines in lists.items()}
