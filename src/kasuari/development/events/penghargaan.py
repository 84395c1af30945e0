"""What can happen to appreciation."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from kasuari.development.enums.penghargaan import StateApresiasi
from kasuari.foundation.events import Code, Event

APRESIASI = "development.apresiasi"


@dataclass(frozen=True, kw_only=True)
class Appreciated(
    Event,
    kind="development.appreciated",
    about=APRESIASI,
    sentence=_("{by} menyampaikan apresiasi kepada {nama}."),
):
    nama: str


@dataclass(frozen=True, kw_only=True)
class AppreciationMoved(
    Event,
    kind="development.appreciation_moved",
    about=APRESIASI,
    sentence=_("{by} mengubah apresiasi: {keadaan}."),
    codes={"keadaan": Code(StateApresiasi)},
):
    keadaan: str


@dataclass(frozen=True, kw_only=True)
class CertificateIssued(
    Event,
    kind="development.certificate_issued",
    about=APRESIASI,
    sentence=_("{by} menerbitkan piagam penghargaan bagi {nama} ({kode})."),
):
    nama: str
    kode: str
