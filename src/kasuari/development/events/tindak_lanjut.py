"""What can happen to proposals of a penghargaan, and who took lists out."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from kasuari.development.enums.tindak_lanjut import BentukPenghargaan, StateUsulan
from kasuari.foundation.events import Code, Event

PENGHARGAAN = "development.penghargaan"
DAFTAR = "development.daftar"


@dataclass(frozen=True, kw_only=True)
class AwardProposed(
    Event,
    kind="development.award_proposed",
    about=PENGHARGAAN,
    sentence=_("{by} mengusulkan {bentuk} bagi {nama}: {alasan}"),
    codes={"bentuk": Code(BentukPenghargaan)},
):
    bentuk: str
    nama: str
    alasan: str


@dataclass(frozen=True, kw_only=True)
class AwardDecided(
    Event,
    kind="development.award_decided",
    about=PENGHARGAAN,
    sentence=_("{by} memutus usulan {bentuk} bagi {nama}: {keadaan}. {alasan}"),
    codes={"bentuk": Code(BentukPenghargaan), "keadaan": Code(StateUsulan)},
):
    bentuk: str
    nama: str
    keadaan: str
    alasan: str


@dataclass(frozen=True, kw_only=True)
class AwardWithdrawn(
    Event,
    kind="development.award_withdrawn",
    about=PENGHARGAAN,
    sentence=_("{by} menarik usulan {bentuk} bagi {nama}."),
    codes={"bentuk": Code(BentukPenghargaan)},
):
    bentuk: str
    nama: str


@dataclass(frozen=True, kw_only=True)
class ListExported(
    Event,
    kind="development.list_exported",
    about=DAFTAR,
    sentence=_("{by} mengunduh daftar {daftar}: {count} baris."),
):
    daftar: str
    count: int
