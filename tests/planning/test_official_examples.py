"""The worked SKP of the regulation's annexes, planned through the operations and set, in their four
formats."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kasuari.documents.queries import Standing, content_of, standing_of_file
from kasuari.organisation.models import Pegawai
from kasuari.planning import operations, queries
from kasuari.planning.models import Skp
from kasuari.planning.operations import IsianIndikator, IsianRhk
from kasuari.planning.printing import data_skp, issued_document
from tests.cast import NOW, Cast
from tests.planning.conftest import LAMPIRAN, later

SOURCE = Path(__file__).parent.parent / "data" / "skp_contoh_resmi.json"
EXAMPLES: dict[str, dict[str, Any]] = {
    item["id"]: item for item in json.loads(SOURCE.read_text(encoding="utf-8"))["skp"]
}
# Whose post in the cast asks for the format of the example.
CASES = [
    ("SKP-1", "paulus", "A.1.2"),
    ("SKP-2", "paulus", "A.1.2"),
    ("SKP-3", "paulus", "A.1.1"),
    ("SKP-5", "yohana", "A.1.7"),
    ("SKP-6", "yohana", "A.1.7"),
    ("SKP-7", "yohana", "A.1.6"),
]


def _key(words: str | None) -> str:
    return (words or "").lower().replace(" ", "_")


def _isian(row: dict[str, Any]) -> IsianRhk:
    return IsianRhk(
        teks=row["rhk"],
        jenis=row["jenis"],
        penugasan_dari=row["penugasan_dari"] or "",
        intervensi_teks=row["rhk_pimpinan_diintervensi"] or "",
        indikator=tuple(
            IsianIndikator(
                teks=item["indikator"],
                aspek=_key(item["aspek"]),
                perspektif=_key(item["perspektif"]),
                target_teks=item["target"] or "",
            )
            for item in row["iki"]
        ),
    )


def _lampiran(example: dict[str, Any]) -> dict[str, list[str]]:
    """Those of the source; where it prints none, ours, for every SKP needs them (Pasal 11-13)."""
    given = example["lampiran"]
    if given is None:
        return LAMPIRAN
    names = {
        "dukungan": "dukungan_sumber_daya",
        "skema": "skema_pertanggungjawaban",
        "konsekuensi": "konsekuensi",
    }
    return {jenis: [_line(row) for row in given[name]] for jenis, name in names.items()}


def _line(row: Any) -> str:
    return row if isinstance(row, str) else str(row["teks"])


@pytest.mark.parametrize(("number", "name", "form"), CASES)
def test_an_official_skp_is_planned_set_and_printed(
    cast: Cast, draft: Callable[..., Skp], number: str, name: str, form: str
) -> None:
    example, pegawai = EXAMPLES[number], getattr(cast, name)
    skp = draft(pegawai, example["pendekatan"])
    assert skp.format == form == example["format"]
    owner, penilai = cast.actor(pegawai), cast.actor(Pegawai.objects.get(pk=skp.penilai_id))
    operations.fill_skp(
        skp=skp,
        version=skp.version,
        rhk=[_isian(row) for row in example["hasil_kerja"]],
        ekspektasi={row["no"]: row["ekspektasi_khusus"] for row in example["perilaku_kerja"]},
        lampiran=_lampiran(example),
        by=owner,
        at=NOW,
    )
    assert [item.code for item in queries.shortcomings(skp, on=skp.start_date).wajib] == []
    operations.submit_skp(skp=skp, version=skp.version, by=owner, at=later(1))
    operations.set_skp(skp=skp, version=skp.version, by=penilai, at=later(2), issue=False)
    skp = Skp.objects.get(pk=skp.pk)
    paper = data_skp(skp.fakta, at=later(2))
    assert (paper.format.value, paper.final) == (form, True)
    assert [item.rencana for item in paper.hasil_kerja] == [row["rhk"] for row in example["hasil_kerja"]]
    printed = [(iki.indikator, iki.target) for item in paper.hasil_kerja for iki in item.iki]
    assert printed == [(i["indikator"], i["target"]) for row in example["hasil_kerja"] for i in row["iki"]]
    assert [len(value.panduan) for value in paper.perilaku] == [3] * 7
    document = issued_document(skp=skp, kind=form, by=penilai, at=later(3))
    assert standing_of_file(content_of(document)) == (Standing.CURRENT, document)
    assert standing_of_file(content_of(document) + b" ") == (Standing.ALTERED, document)
    assert issued_document(skp=skp, kind=form, by=penilai, at=later(4)).pk == document.pk


def test_an_official_jpt_skp_without_anggaran_is_refused(cast: Cast, draft: Callable[..., Skp]) -> None:
    rows = [_isian(row) for row in EXAMPLES["SKP-1"]["hasil_kerja"]]
    kept = [row for row in rows if all(item.perspektif != "anggaran" for item in row.indikator)]
    assert len(kept) == len(rows) - 1
    skp = draft(cast.paulus, "kuantitatif")
    operations.fill_skp(skp=skp, version=0, rhk=kept, lampiran=LAMPIRAN, by=cast.actor(cast.paulus), at=NOW)
    assert [(item.code, item.path) for item in queries.shortcomings(skp, on=skp.start_date).wajib] == [
        ("skp.perspektif.tanpa_anggaran", "perspektif/anggaran")
    ]
