"""Reads the declaration at the head of a component template."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn

from django.template import Engine, Origin, TemplateDoesNotExist, TemplateSyntaxError
from django.template.utils import get_app_template_dirs

REQUIRED = object()
PASSTHROUGH = ("hx-", "data-", "aria-")

_HEAD = re.compile(r"\A\s*{% comment %}(?P<text>.*?){% endcomment %}", re.DOTALL)
_PROP = re.compile(
    r"^prop (?P<name>[a-z_]+)(?:: (?P<allowed>\S+))?(?: = (?P<default>.+?))?(?: -- (?P<doc>.+))?$",
    re.MULTILINE,
)
_SLOT = re.compile(r"^slot (?P<name>[a-z_]+)(?P<required> required)?(?: -- (?P<doc>.+))?$", re.MULTILINE)
_REMEMBERED = re.compile(r"^remembered(?: -- .+)?$", re.MULTILINE)
_OF_THE_PAGE = re.compile(r"\b(?:request|csrf_token)\b")
_OTHERS = re.compile(r"{% (?:c|include|extends) ")


@dataclass(frozen=True, slots=True)
class Prop:
    """A value that a component takes. `allowed` is empty where any value will do."""

    name: str
    doc: str
    default: Any = REQUIRED
    allowed: tuple[str, ...] = ()

    @property
    def required(self) -> bool:
        return self.default is REQUIRED

    @property
    def default_shown(self) -> str:
        return "" if self.required else repr(self.default)


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a component that the page fills with markup. `body` is what stands between the tags."""

    name: str
    doc: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a component is for and what it accepts.

    `remembered`: it depends on nothing else. `asks_page`: it, or what it is made of, may ask for the request
    or the token of the page.
    """

    name: str
    purpose: str
    props: dict[str, Prop]
    slots: dict[str, Slot]
    remembered: bool = False
    asks_page: bool = True

    @property
    def template_name(self) -> str:
        return f"components/{self.name}.html"

    @property
    def passes_attributes(self) -> bool:
        return "attrs" in self.props

    def check_value(self, name: str, value: object) -> None:
        """Raise TemplateSyntaxError when `value` is not among the allowed values of prop `name`."""
        allowed = self.props[name].allowed
        if allowed and str(value) not in allowed and value != self.props[name].default:
            raise TemplateSyntaxError(
                f"component {self.name}: {name}={value!r} is not one of {', '.join(allowed)}"
            )

    def refuse(self, kind: str, name: str) -> NoReturn:
        """Raise TemplateSyntaxError for an undeclared prop or slot, naming the accepted ones."""
        accepted = self.props if kind == "prop" else self.slots
        raise TemplateSyntaxError(
            f"component {self.name} has no {kind} {name!r}; it accepts: {', '.join(accepted) or 'none'}"
        )


def parse_declaration(name: str, source: str) -> Declaration:
    """The declaration in `source`. Raises TemplateSyntaxError when it is missing or contradicts itself."""
    head = _HEAD.match(source)
    if head is None:
        raise TemplateSyntaxError(f"component {name}: the template does not begin with its declaration")
    text = "\n".join(line.strip() for line in head["text"].strip().splitlines())
    props = {}
    for found in _PROP.finditer(text):
        default = REQUIRED if found["default"] is None else ast.literal_eval(found["default"])
        allowed = tuple(found["allowed"].split("|")) if found["allowed"] else ()
        props[found["name"]] = Prop(found["name"], found["doc"] or "", default, allowed)
    slots = {
        found["name"]: Slot(found["name"], found["doc"] or "", bool(found["required"]))
        for found in _SLOT.finditer(text)
    }
    declared_lines = sum(line.startswith(("prop ", "slot ")) for line in text.splitlines())
    if declared_lines != len(props) + len(slots) or props.keys() & slots.keys():
        raise TemplateSyntaxError(f"component {name}: a line of the declaration is malformed or stands twice")
    remembered = _REMEMBERED.search(text) is not None
    if remembered and _OF_THE_PAGE.search(source, head.end()):
        raise TemplateSyntaxError(
            f"component {name}: what is remembered cannot ask for request or csrf_token"
        )
    purpose = re.split(r"^(?:prop |slot |remembered)", text, maxsplit=1, flags=re.MULTILINE)[0]
    asks_page = any(found.search(source, head.end()) for found in (_OF_THE_PAGE, _OTHERS))
    return Declaration(name, " ".join(purpose.split()), props, slots, remembered, asks_page)


def declaration_of(name: str) -> Declaration:
    """The declaration of component `name`. Raises TemplateSyntaxError when there is no such component."""
    engine = Engine.get_default()
    return _read(name, engine) if engine.debug else _read_once(name, engine)


def _read(name: str, engine: Engine) -> Declaration:
    for loader in engine.template_loaders:
        for origin in loader.get_template_sources(f"components/{name}.html"):
            if (source := _contents(loader, origin)) is not None:
                return parse_declaration(name, source)
    raise TemplateSyntaxError(f"there is no component {name!r}; there are: {', '.join(declared_names())}")


_read_once = lru_cache(maxsize=None)(_read)


def _contents(loader: Any, origin: Origin) -> str | None:
    try:
        return str(loader.get_contents(origin))
    except TemplateDoesNotExist:
        return None


def declared_names() -> list[str]:
    """Names of all components of all modules, sorted."""
    folders = [Path(folder) / "components" for folder in get_app_template_dirs("templates")]
    return sorted(
        path.relative_to(folder).with_suffix("").as_posix()
        for folder in folders
        if "kasuari" in folder.parts
        for path in folder.rglob("*.html")
    )
