"""What remembered components looked like: the markup of a component by everything that it depends on.

A component that declares itself `remembered` is a function of its props and the language and of nothing else:
it is given neither the request nor a token. So what it looked like once is what it looks like, for whoever
asks; nothing can become stale or reach somebody else. A template that is read anew begins with nothing.
"""

from __future__ import annotations

from enum import Enum
from typing import Any
from weakref import WeakKeyDictionary

from django.template import Context, Template
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language

MOST = 512
PLAIN = (str, SafeString, int, bool, type(None))

Key = tuple[object, ...]

_looks: WeakKeyDictionary[Template, dict[Key, SafeString]] = WeakKeyDictionary()


def inside(context: Context, values: dict[str, Any]) -> Context:
    """What a component sees: `values` and nothing else, under the settings of the page."""
    found = Context(values, autoescape=context.autoescape, use_l10n=context.use_l10n, use_tz=context.use_tz)
    found.render_context = context.render_context
    found.template = context.template
    return found


def remembered(template: Template, context: Context, values: dict[str, Any]) -> SafeString:
    """`template` with `values`, rendered only where it was not rendered with the same before."""
    key = _key(context, values)
    if key is None:
        return template.render(inside(context, values))
    looks = _looks.get(template)
    if looks is None:
        looks = _looks[template] = {}
    found = looks.get(key)
    if found is None:
        found = template.render(inside(context, values))
        if len(looks) >= MOST:
            looks.clear()
        looks[key] = found
    return found


def _key(context: Context, values: dict[str, Any]) -> Key | None:
    """None where a value is more than a plain one: it may be changed, or look different tomorrow."""
    parts: list[object] = [get_language(), context.autoescape]
    for value in values.values():
        plain = str(value) if isinstance(value, Promise) else value
        if type(plain) not in PLAIN and not isinstance(plain, Enum):
            return None
        parts += (type(plain), plain)
    return tuple(parts)
