"""One event, three faces: an audit row in the same transaction, a timeline sentence, a notice after commit.

An event is a frozen dataclass that names its kind, the kind of object it is about and its sentence:

    @dataclass(frozen=True, kw_only=True)
    class SkpSubmitted(Event, kind="planning.skp_submitted", about="planning.skp",
                       sentence=_("{by} mengajukan SKP kepada {penilai}.")):
        penilai: str

Every field besides `by`, `at`, `object_id`, `pegawai_id` and `tell` becomes JSON data of the audit row and
may be used in the sentence. A field that keeps a code is named in `codes`, so that each reader hears its
label in their own language, and not in that of whoever acted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, ClassVar

from django.db import transaction
from django.db.models import Choices
from django.utils import timezone
from django.utils.formats import date_format

from kasuari.foundation.access import Actor
from kasuari.foundation.reasons import Words

_TWO_DOTS = re.compile(r"(?<!\.)\.\.$")
_ISO = re.compile(r"\d{4}-\d\d-\d\d(T.*)?")

REGISTRY: dict[str, type[Event]] = {}
_COMMON = {"by", "at", "object_id", "pegawai_id", "tell", "link"}


@dataclass(frozen=True, slots=True)
class Code:
    """How a code is said: as its label, `small` within a sentence, `none` where there is no code."""

    choices: type[Choices]
    small: bool = False
    none: Words = ""

    def said(self, value: Any) -> Any:
        """The label; what is no code of these, as it is."""
        if value in self.choices.values:
            label = str(self.choices(value).label)
            return label.lower() if self.small else label
        return value or str(self.none)


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened. `pegawai_id`: whose record; `tell`: user ids to notify; `link`: the page."""

    kind: ClassVar[str]
    about: ClassVar[str]
    sentence: ClassVar[Words]
    codes: ClassVar[Mapping[str, Code]]

    by: Actor
    at: datetime
    object_id: int
    pegawai_id: int | None = None
    tell: tuple[int, ...] = ()
    link: str = ""

    def __init_subclass__(
        cls, *, kind: str, about: str, sentence: Words, codes: Mapping[str, Code] | None = None
    ) -> None:
        cls.kind, cls.about, cls.sentence, cls.codes = kind, about, sentence, codes or {}
        if kind in REGISTRY and REGISTRY[kind].__qualname__ != cls.__qualname__:
            raise RuntimeError(f"event kind {kind} is declared twice")
        REGISTRY[kind] = cls

    @classmethod
    def spoken(cls, data: dict[str, Any]) -> dict[str, Any]:
        """What fills the sentence: what was stored, or what is to be said of it in the current language."""
        said = {name: code.said(data[name]) for name, code in cls.codes.items() if name in data}
        return data | said

    def data(self) -> dict[str, Any]:
        """The event's own fields as JSON."""
        return {
            item.name: _plain(getattr(self, item.name)) for item in fields(self) if item.name not in _COMMON
        }


def tell_sentence(kind: str, *, by: str, data: dict[str, Any]) -> str:
    """The timeline sentence of a stored event in the current language."""
    event = REGISTRY.get(kind)
    if event is None:
        return kind
    spoken = {name: _spoken(value) for name, value in event.spoken(data).items()}
    # A name may end with the dot of a degree ("A.Md.Keb."), and so may the sentence.
    return _TWO_DOTS.sub(".", str(event.sentence).format_map(_Tolerant(spoken, by=by)))


def label_of(kind: str) -> str:
    """What an event of this kind says, in the current language: its first sentence, without whoever acted."""
    event = REGISTRY.get(kind)
    if event is None:
        return kind
    words = str(event.sentence).format_map(_Tolerant(by="")).partition(". ")[0].strip(" .,:")
    return words[:1].upper() + words[1:]


Many = Callable[[Sequence["Event"]], None]
_sinks: list[Callable[[Event], None]] = []
_many: dict[Callable[[Event], None], Many] = {}
_listeners: list[Callable[[Event], None]] = []


def on_record(sink: Callable[[Event], None], *, many: Many | None = None) -> None:
    """Call `sink` for each event inside the transaction that caused it (the audit ledger); `many` takes the
    events of a write to many objects at once."""
    if sink not in _sinks:
        _sinks.append(sink)
    if many is not None:
        _many[sink] = many


def after_commit(listener: Callable[[Event], None]) -> None:
    """Call `listener` for each event once its transaction is durable (notices, follow-ups)."""
    if listener not in _listeners:
        _listeners.append(listener)


def record(event: Event) -> None:
    """Write the event down. Must be called inside the transaction of the write itself."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an event is recorded inside the transaction of its write")
    for sink in _sinks:
        sink(event)
    for listener in _listeners:
        transaction.on_commit(lambda listener=listener: listener(event))  # type: ignore[misc]


def record_many(events: Sequence[Event]) -> None:
    """Write down one event for each of many objects, in their order. As `record`, with few queries."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an event is recorded inside the transaction of its write")
    if not events:
        return
    for sink in _sinks:
        if sink in _many:
            _many[sink](events)
        else:
            for event in events:
                sink(event)
    for event in events:
        for listener in _listeners:
            transaction.on_commit(lambda listener=listener, event=event: listener(event))  # type: ignore[misc]


class _Tolerant(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"


def _spoken(value: Any) -> Any:
    """A day or a moment, which the ledger keeps in ISO form, in words."""
    if isinstance(value, str) and _ISO.fullmatch(value):
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:  # somebody's own words
            return value
        return date_format(timezone.localtime(moment) if timezone.is_aware(moment) else moment, "j F Y")
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    return value
