"""What somebody asks of a plan for many: whom it is for, and from which sources it is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.refusals import Invalid
from kasuari.planning.enums import FormatSkp, JenisLampiran, Pendekatan, SumberMassal
from kasuari.planning.models import Skp
from kasuari.planning.operations.inputs import (
    MAX_INDIKATOR,
    MAX_RHK,
    IsianIndikator,
    IsianRhk,
    check_rhk,
    tidy_lines,
)

MOST_FROM_LIBRARY = 12

register(
    {
        "planning.massal_no_sources": Reason(
            _("Belum ada sumber yang dipilih."),
            _("Centang sedikitnya satu sumber, atau tulis templatnya."),
        ),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PilihanMassal:
    """Whom: a unit with everything below it, a jabatan, kinds of jabatan, or only who has no SKP yet; what is
    empty asks nothing. From what: `sumber`, in the order of `SumberMassal`; `templat` is written once.

    The library is used for whoever has no earlier SKP; `paling_banyak` of its entries go to each person.
    `harapan` is the provisional result of the leader for what serves none yet and is like none of the
    leader's; nothing is linked before the owner says so.
    """

    unit_id: int | None = None
    jabatan_id: int | None = None
    jenis_jabatan: tuple[str, ...] = ()
    tanpa_skp: bool = False
    sumber: tuple[str, ...] = (
        SumberMassal.PK.value,
        SumberMassal.SALIN.value,
        SumberMassal.PUSTAKA.value,
        SumberMassal.PERAN.value,
    )
    paling_banyak: int = 4
    pendekatan: str = Pendekatan.KUANTITATIF.value
    templat: tuple[IsianRhk, ...] = ()
    lampiran: dict[str, tuple[str, ...]] = field(default_factory=dict)
    harapan: str = ""

    def tidy(self) -> PilihanMassal:
        """In order and checked. Raises Invalid with every problem of the template."""
        if self.pendekatan not in Pendekatan.values:
            raise Invalid("planning.pendekatan")
        templat = tuple(item.tidy() for item in self.templat)
        chosen = {item for item in self.sumber if item in SumberMassal.values}
        chosen = chosen | {SumberMassal.TEMPLAT.value} if templat else chosen - {SumberMassal.TEMPLAT.value}
        if not chosen:
            raise Invalid("planning.massal_no_sources")
        if len(templat) > MAX_RHK or any(len(item.indikator) > MAX_INDIKATOR for item in templat):
            raise Invalid("planning.too_many")
        for number, item in enumerate(templat, start=1):
            # The template is fitted to the format of each person; A.1.7 with perspektif set aside asks most.
            bare = _without_kinds(item)
            check_rhk(Skp(format=FormatSkp.A17.value), bare, f"templat/{number}")
        lampiran = {
            jenis: lines
            for jenis in JenisLampiran.values
            if (lines := tidy_lines(self.lampiran.get(jenis, ()), f"lampiran/{jenis}"))
        }
        return PilihanMassal(
            unit_id=self.unit_id,
            jabatan_id=self.jabatan_id,
            jenis_jabatan=tuple(sorted(set(self.jenis_jabatan))),
            tanpa_skp=self.tanpa_skp,
            sumber=tuple(item for item in SumberMassal.values if item in chosen),
            paling_banyak=min(max(self.paling_banyak, 1), MOST_FROM_LIBRARY),
            pendekatan=self.pendekatan,
            templat=templat,
            lampiran=lampiran,
            harapan="\n".join(tidy_lines([self.harapan], "harapan")),
        )

    def stored(self) -> dict[str, Any]:
        """As JSON."""
        columns = {item.name: getattr(self, item.name) for item in fields(self)}
        return {**columns, "templat": [plain_of(asdict(item)) for item in self.templat]}

    @classmethod
    def restored(cls, data: dict[str, Any]) -> PilihanMassal:
        """From JSON."""
        given = {**data, "templat": tuple(_result(item) for item in data.get("templat", ()))}
        for name in ("jenis_jabatan", "sumber"):
            given[name] = tuple(given.get(name, ()))
        given["lampiran"] = {key: tuple(lines) for key, lines in given.get("lampiran", {}).items()}
        known = {item.name for item in fields(cls)}
        return cls(**{name: value for name, value in given.items() if name in known})


def _without_kinds(item: IsianRhk) -> IsianRhk:
    return replace(item, indikator=tuple(replace(line, perspektif="") for line in item.indikator))


def plain_of(value: Any) -> Any:
    """A value, also nested, as JSON keeps it."""
    if isinstance(value, dict):
        return {name: plain_of(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain_of(item) for item in value]
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def _result(data: dict[str, Any]) -> IsianRhk:
    lines: Sequence[dict[str, Any]] = data.get("indikator", ())
    return IsianRhk(**{**data, "indikator": tuple(line_from(line) for line in lines)})


def line_from(data: dict[str, Any]) -> IsianIndikator:
    """An indikator from its JSON."""
    given = dict(data)
    for name in ("target_minimum", "target_maksimum"):
        given[name] = Decimal(given[name]) if given.get(name) is not None else None
    day = given.get("target_date")
    given["target_date"] = date.fromisoformat(day) if day else None
    return IsianIndikator(**given)
