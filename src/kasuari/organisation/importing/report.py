"""The import report: every sheet row with its verdict, the values as stored, and each problem in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kasuari.organisation.importing.columns import label_of
from kasuari.organisation.importing.problems import Finding
from kasuari.organisation.importing.rows import SheetRow
from kasuari.organisation.models import ImportBatch


def report(batch: ImportBatch) -> list[dict[str, Any]]:
    """The report of a stored import, in the order of the file."""
    return [
        _line(row.sheet, row.row, row.verdict, row.values, [Finding.restored(item) for item in row.problems])
        for row in batch.rows.order_by("id").iterator(chunk_size=2000)
    ]


def report_of(rows: Iterable[SheetRow]) -> list[dict[str, Any]]:
    """The same of rows that were only read."""
    return [_line(row.sheet, row.row, str(row.verdict), row.values, row.findings) for row in rows]


def in_words(finding: Finding, *, kind: str) -> dict[str, str]:
    """A finding with the label of its column, for people."""
    return {
        "column": finding.column,
        "label": label_of(kind, finding.column) if finding.column else "",
        "code": finding.code,
        "message": finding.message,
        "suggestion": finding.suggestion,
    }


def _line(
    sheet: str, row: int, verdict: str, values: dict[str, Any], findings: list[Finding]
) -> dict[str, Any]:
    problems = [
        {
            "column": finding.column,
            "code": finding.code,
            "message": finding.message,
            "suggestion": finding.suggestion,
        }
        for finding in findings
    ]
    return {"sheet": sheet, "row": row, "verdict": verdict, "values": values, "problems": problems}
