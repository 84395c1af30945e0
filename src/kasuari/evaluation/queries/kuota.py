"""The numbers beside the pola distribusi, and what they say of a team. Hints: nothing depends on them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kasuari.evaluation.enums import PredikatKinerja
from kasuari.evaluation.models import SetelanKuota
from kasuari.regulation.kuota import (
    ANGKA,
    PERSEN,
    AngkaKuota,
    Batas,
    JumlahPredikat,
    Pemeriksaan,
    periksa_kuota,
)
from kasuari.regulation.parameter import berlaku

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kasuari.regulation.predikat import CapaianOrganisasi, Predikat

_NUMBERS = tuple(item.name for item in fields(AngkaKuota))


@dataclass(frozen=True, slots=True)
class Kuota:
    """The numbers in force on a day: those of the agency, or those of the letter (`setelan` None)."""

    angka: AngkaKuota | None
    setelan: SetelanKuota | None = None

    @property
    def tampil(self) -> bool:
        return self.angka is not None and (self.setelan is None or self.setelan.tampil)


def kuota_on(instansi_id: int, on: date) -> Kuota:
    """One query."""
    found = SetelanKuota.objects.filter(instansi_id=instansi_id, start_date__lte=on).order_by("-start_date")
    held = found.first()
    if held is not None:
        return Kuota(AngkaKuota(**{name: getattr(held, name) for name in _NUMBERS}), held)
    parameter = berlaku(ANGKA, on)
    return Kuota(parameter.value if parameter else None)


def kuota_history(instansi_id: int) -> list[SetelanKuota]:
    """Every setting of the agency, the newest first. One query."""
    rows = SetelanKuota.objects.filter(instansi_id=instansi_id).select_related("set_by")
    return list(rows.order_by("-start_date"))


@dataclass(frozen=True, slots=True)
class KuotaLine:
    """One line in words, and whether the real numbers agree with it."""

    text: str
    holds: bool


@dataclass(frozen=True, slots=True)
class KuotaReading:
    """What the numbers say: lines, or `unreadable`, why none can be read; both empty where none are shown."""

    lines: tuple[KuotaLine, ...] = ()
    unreadable: str = ""
    basis: str = ""


def read_kuota(
    kuota: Kuota, counts: Mapping[Predikat, int], *, capaian: CapaianOrganisasi | None, on: date
) -> KuotaReading:
    """The lines for a team whose predikat are `counts`. No query."""
    if not kuota.tampil:
        return KuotaReading()
    jumlah = JumlahPredikat(**{predikat.value: count for predikat, count in counts.items()})
    verdict = periksa_kuota(capaian=capaian, jumlah=jumlah, angka=kuota.angka, on=on)
    basis = kuota.setelan.dasar if kuota.setelan else str(verdict.basis[0])
    if verdict.code == "kuota.terlalu_sedikit_orang":
        text = _(
            "Dengan %(count)d orang, bagian dalam persen tidak dapat dibaca: satu orang saja sudah "
            "mengubahnya %(step)d persen."
        ) % {"count": jumlah.total, "step": round(PERSEN / jumlah.total)}
        return KuotaReading(unreadable=text, basis=basis)
    return KuotaReading(
        tuple(KuotaLine(_words(item), item.terpenuhi) for item in verdict.value or ()), "", basis
    )


def _words(item: Pemeriksaan) -> str:
    names = _(" atau ").join(str(PredikatKinerja(predikat.value).label) for predikat in item.predikat)
    facts = {"names": names, "count": item.jumlah, "total": item.total, "share": item.persen}
    match item.batas:
        case Batas.TERBESAR:
            text = _("%(names)s menjadi kelompok terbesar: sekarang %(count)d dari %(total)d orang.") % facts
        case Batas.ADA:
            text = _("Ada yang berpredikat %(names)s: sekarang %(count)d dari %(total)d orang.") % facts
        case Batas.PALING_BANYAK:
            words = _("%(names)s paling banyak %(share)d%%: sekarang %(count)d dari %(total)d (%(now)d%%).")
            text = words % {**facts, "now": _percent(item)}
        case Batas.PALING_SEDIKIT:
            words = _("%(names)s paling sedikit %(share)d%%: sekarang %(count)d dari %(total)d (%(now)d%%).")
            text = words % {**facts, "now": _percent(item)}
    if item.terpenuhi:
        return text
    apart = ngettext("Berbeda %(count)d orang.", "Berbeda %(count)d orang.", item.selisih)
    return f"{text} {apart % {'count': item.selisih}}"


def _percent(item: Pemeriksaan) -> int:
    return round(PERSEN * item.jumlah / item.total)
