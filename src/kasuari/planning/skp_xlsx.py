"""The sheet of SKP rows as a file: what is open to be written, with the words that each column offers."""

from __future__ import annotations

from collections.abc import Iterable

from kasuari.documents.spreadsheet import write_rows
from kasuari.planning import skp_file
from kasuari.planning.models import Skp


def sheet_of(skps: Iterable[Skp]) -> bytes:
    """These SKP (contents prefetched) as XLSX, in the language of whoever takes the sheet out."""
    return write_rows(
        skp_file.headers(),
        skp_file.sheet_rows(skps),
        sheet="SKP",
        choices=skp_file.choices(),
        editable=skp_file.OPEN,
        added=(1,),
        widths=skp_file.WIDTHS,
    )
