"""What of an SKP feedback is about: a rencana hasil kerja, a value of BerAKHLAK, or one line of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kasuari.foundation.refusals import Invalid, Problem
from kasuari.regulation.perilaku import NILAI

if TYPE_CHECKING:
    from kasuari.feedback.models import PermintaanUmpanBalik, TautanUmpanBalik, UmpanBalik
    from kasuari.planning.models import Skp

_KEY = re.compile(r"(rhk):(\d{1,15})|(nilai):([1-7])(?:\.([1-3]))?")


@dataclass(frozen=True, slots=True)
class Sasaran:
    """One part, as the tables keep it."""

    rhk_id: int | None = None
    rhk_teks: str = ""
    nilai: int | None = None
    butir: int | None = None

    @property
    def key(self) -> str:
        """As forms and the API send it: `rhk:12`, `nilai:3`, `nilai:3.2`."""
        if self.nilai is None:
            return f"rhk:{self.rhk_id or ''}"
        return f"nilai:{self.nilai}" + (f".{self.butir}" if self.butir else "")

    @property
    def label(self) -> str:
        """In words: the result, the value, or the line of the value."""
        if self.nilai is None:
            return self.rhk_teks
        value = NILAI[self.nilai - 1]
        return value.panduan[self.butir - 1] if self.butir else value.nama

    @property
    def columns(self) -> dict[str, object]:
        return {
            "rhk_id": self.rhk_id,
            "rhk_teks": self.rhk_teks,
            "nilai": self.nilai,
            "butir": self.butir,
        }


def part_of(row: UmpanBalik | PermintaanUmpanBalik | TautanUmpanBalik) -> Sasaran:
    """What a row is about."""
    return Sasaran(rhk_id=row.rhk_id, rhk_teks=row.rhk_teks, nilai=row.nilai, butir=row.butir)


def sasaran_in(skp: Skp, key: str) -> Sasaran:
    """The part of `skp` that `key` names. Raises Invalid for a part that it does not have."""
    found = _KEY.fullmatch(key.strip())
    if found and found[1]:
        for rhk in skp.rencana_hasil_kerja.all():
            if rhk.pk == int(found[2]):
                return Sasaran(rhk_id=rhk.pk, rhk_teks=rhk.teks)
    elif found:
        return Sasaran(nilai=int(found[4]), butir=int(found[5]) if found[5] else None)
    message = _("Pilih hasil kerja atau perilaku yang ingin Anda tanggapi.")
    raise Invalid("feedback.invalid", problems=(Problem("feedback.tentang", "tentang", message),))


def choices(skp: Skp, known: set[int] | None = None) -> list[tuple[str, list[tuple[str, str]]]]:
    """Every part of `skp` for a form: (group, [(key, words)]); of the results only those `known`, all for
    None."""
    results = sorted(
        (row for row in skp.rencana_hasil_kerja.all() if known is None or row.pk in known),
        key=lambda row: (row.jenis != "utama", row.urutan),
    )
    groups = [(_("Hasil kerja"), [(f"rhk:{row.pk}", row.teks) for row in results])] if results else []
    values = [(f"nilai:{number}", value.nama) for number, value in enumerate(NILAI, start=1)]
    return [*groups, (_("Perilaku kerja (BerAKHLAK)"), values)]


def line_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """The 21 lines below their values: (name of the value, [(key, line)])."""
    return [
        (value.nama, [(f"nilai:{number}.{line}", words) for line, words in enumerate(value.panduan, start=1)])
        for number, value in enumerate(NILAI, start=1)
    ]
