"""The QR code that opens the public page of a stored document."""

from __future__ import annotations

import io

import segno


def qr_svg(address: str) -> str:
    """An SVG drawing of `address` as a QR code (error correction M, quiet zone of four modules).

    The mask is fixed: every mask is read alike, and trying all eight costs as much as laying out half a page.
    """
    if not address:
        raise ValueError("a QR code needs an address")
    drawing = io.BytesIO()
    segno.make(address, error="m", micro=False, mask=0).save(
        drawing, kind="svg", border=4, xmldecl=False, nl=False, unit="", omitsize=True
    )
    return drawing.getvalue().decode("utf-8")
