"""Workbooks that no honest program writes."""

from __future__ import annotations

import io
import zipfile

import openpyxl


def ending_in(end: str) -> bytes:
    """A workbook of one cell, with `end` in the place where the cells of its sheet end."""
    plain, made, book = io.BytesIO(), io.BytesIO(), openpyxl.Workbook()
    book.active.append([1])
    book.save(plain)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for item in source.infolist():
            archive.writestr(item.filename, source.read(item).replace(b"</sheetData>", end.encode()))
    return made.getvalue()
