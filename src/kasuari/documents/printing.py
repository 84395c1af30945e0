"""From a data contract to the fields that a template reads."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, Protocol

from kasuari.documents.contracts import Periode, Verifikasi
from kasuari.documents.engine import Svg
from kasuari.documents.qr import qr_svg


class Printable(Protocol):
    """What every data contract carries."""

    __dataclass_fields__: Any

    @property
    def periode(self) -> Periode: ...

    @property
    def verifikasi(self) -> Verifikasi | None: ...


def common_fields(contract: Printable) -> dict[str, object]:
    """The contract's own fields by name, the period as its printed line, and `qr` where a code is given."""
    found: dict[str, object] = {item.name: getattr(contract, item.name) for item in fields(contract)}
    found["periode"] = contract.periode.line
    found["qr"] = Svg(qr_svg(contract.verifikasi.address)) if contract.verifikasi else None
    return found
