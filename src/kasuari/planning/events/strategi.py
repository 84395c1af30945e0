"""What happens to workblocks and to the templates of the lampiran, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from kasuari.foundation.events import Code, Event
from kasuari.planning.enums import KelompokJabatan
from kasuari.planning.events.skp import SKP

TEMPLAT = "planning.templat"


@dataclass(frozen=True, kw_only=True)
class WorkblockAdded(
    Event, kind="planning.workblock_added", about=SKP, sentence=_("{by} menyusun workblock “{judul}”.")
):
    workblock_id: int
    judul: str
    indikator_id: int | None


@dataclass(frozen=True, kw_only=True)
class WorkblockChanged(
    Event, kind="planning.workblock_changed", about=SKP, sentence=_("{by} mengubah workblock “{judul}”.")
):
    workblock_id: int
    judul: str
    changed: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class WorkblockRemoved(
    Event, kind="planning.workblock_removed", about=SKP, sentence=_("{by} menghapus workblock “{judul}”.")
):
    workblock_id: int
    judul: str


@dataclass(frozen=True, kw_only=True)
class TemplatWritten(
    Event,
    kind="planning.templat_written",
    about=TEMPLAT,
    sentence=_("{by} menulis templat lampiran {kelompok}, berlaku mulai {start_date}."),
    codes={"kelompok": Code(KelompokJabatan)},
):
    kelompok: str
    start_date: date
    lines: dict[str, tuple[str, ...]]
