"""From a data contract to the fields that a template reads."""

from __future__ import annotations

import hashlib
import json
from dataclasses import Field, fields
from datetime import datetime
from typing import Any, ClassVar, Protocol

from kasuari.documents.contracts import Periode, Verifikasi
from kasuari.documents.engine import Exact, Svg, plain
from kasuari.documents.qr import qr_svg
from kasuari.foundation.functions import practises


class Printable(Protocol):
    """What every data contract carries."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    @property
    def periode(self) -> Periode: ...

    @property
    def verifikasi(self) -> Verifikasi | None: ...


def common_fields(contract: Printable) -> dict[str, object]:
    """The contract's own fields by name, the period as its printed line, `qr` where a code is given, and
    `pengenalan` while the person it is about is practising: then every page says so."""
    found: dict[str, object] = {item.name: getattr(contract, item.name) for item in fields(contract)}
    found["periode"] = contract.periode.line
    mark = contract.verifikasi
    found["verifikasi"] = marked(mark)
    found["pengenalan"] = in_practice(nip_of(contract), getattr(contract, "printed_at", None))
    found["qr"] = Svg(qr_svg(mark.address)) if mark else None
    return found


def marked(mark: Verifikasi | None) -> dict[str, Exact] | None:
    """The code and its address for the foot of every page."""
    return {"code": Exact(mark.code), "address": Exact(mark.address)} if mark else None


class Paper(Protocol):
    """A contract whose paper is kept: `final` False is a draft, and a draft bears no code."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    @property
    def printed_at(self) -> datetime: ...

    @property
    def final(self) -> bool: ...


def fingerprint(contract: Paper) -> str:
    """The SHA-256 of everything that the paper says, whenever and under whatever code it is printed."""
    said = {
        item.name: getattr(contract, item.name)
        for item in fields(contract)
        if item.name not in {"printed_at", "verifikasi"}
    }
    said["pengenalan"] = in_practice(nip_of(contract), contract.printed_at)
    return hashlib.sha256(json.dumps(plain(said), sort_keys=True).encode()).hexdigest()


def nip_of(contract: object) -> str:
    """The NIP of whom a paper is about: its own field, the person in its head, or whoever signs as the
    Pegawai; "" for a paper about a unit or the agency."""
    for source in (contract, getattr(contract, "pegawai", None), getattr(contract, "ttd_pegawai", None)):
        nip = getattr(source, "nip", None)
        if nip:
            return str(nip)
    return ""


def in_practice(nip: str, at: datetime | None) -> bool:
    """Whether a paper about this person, printed then, says that nothing counts yet."""
    return bool(nip and at and practises(nip, at))
