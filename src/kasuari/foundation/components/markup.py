"""Small tags and filters that component templates need: icons, attributes, widgets of forms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from hashlib import blake2s
from typing import Any

from django.forms import BoundField
from django.templatetags.static import static
from django.utils import formats, timezone
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from kasuari.foundation import charts
from kasuari.foundation.components.pills import PillLook, look_of


def icon(name: str, label: str = "") -> SafeString:
    """The icon `name` of the sprite; decorative unless `label` says what it means."""
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}"></use></svg>',
            label,
            f"{static('kasuari/icons.svg')}#{name}",
        )
    return _decorative_icon(name)


@lru_cache(maxsize=256)
def _decorative_icon(name: str) -> SafeString:
    """The address of the sprite is that of the release; a new release is a new process."""
    href = f"{static('kasuari/icons.svg')}#{name}"
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}"></use></svg>', href)


def flat_attributes(attributes: Mapping[str, Any]) -> SafeString:
    """` name="value"` for each; True gives a bare attribute, None and False give none."""
    return format_html_join(
        "",
        "{}{}",
        (
            (format_html(" {}", name), "" if value is True else format_html('="{}"', value))
            for name, value in attributes.items()
            if value is not None and value is not False
        ),
    )


def widget(field: BoundField, advice: object = "", attrs: object = "", **extra: Any) -> SafeString:
    """The control of `field`, tied to its hint, error and advice for those who listen to the page."""
    described = [
        f"{field.auto_id}_{part}"
        for part, present in (("hint", field.help_text), ("error", field.errors), ("advice", advice))
        if present
    ]
    attributes = {
        name.replace("_", "-"): value for name, value in extra.items() if value not in (None, "", False)
    }
    if described:
        attributes["aria-describedby"] = " ".join(described)
    html = field.as_widget(attrs=attributes)
    if not attrs:
        return html
    start = html.index("<") + 1
    end = start + len(html[start:].split(None, 1)[0].split(">", 1)[0])
    return mark_safe(html[:end] + str(attrs) + html[end:])  # noqa: S308


def options_with(field: BoundField | None, descriptions: Mapping[str, object]) -> list[dict[str, Any]]:
    """One {id, name, value, label, checked, type, description} per choice of a radio or checkbox field."""
    if field is None:
        return []
    texts = {str(getattr(key, "value", key)): text for key, text in descriptions.items()}
    return [
        {
            "id": option.id_for_label,
            "name": option.data["name"],
            "value": str(option.data["value"]),
            "label": option.choice_label,
            "checked": bool(option.data["selected"]),
            "type": option.data["type"],
            "description": texts.get(str(option.data["value"]), ""),
        }
        for option in field.subwidgets
        if str(option.data["value"]) != ""
    ]


def in_words(value: date | datetime | None) -> str:
    """A day in words, in the language of the reader: `12 Februari 2026`; a moment also with its time."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return f"{formats.date_format(local, 'j F Y')}, {formats.date_format(local, 'H.i')}"
    return formats.date_format(value, "j F Y")


def pill_of(status: object, tone: str, icon: str, label: object) -> PillLook:
    """How a pill looks: by its `status`, or by what is given for one that is no status."""
    return look_of(status) if status else PillLook(tone or "neutral", icon or "dot", str(label))


def reason_words(value: object) -> dict[str, object]:
    """{why, next} of a Reason, a Denied or a plain text; both empty where there is nothing to say."""
    if not value and not hasattr(value, "reason"):
        return {"why": "", "next": ""}
    reason = getattr(value, "reason", value)
    return {"why": getattr(reason, "why", reason), "next": getattr(reason, "next", "")}


def as_columns(columns: Iterable[object], sort: str) -> list[dict[str, object]]:
    """Headings of a table with the direction they are sorted in and the key that their link asks for."""
    found = []
    for column in columns:
        given = dict(column) if isinstance(column, Mapping) else {"label": column}
        key = given.get("sort", "")
        direction = {key: "ascending", f"-{key}": "descending"}.get(sort, "") if key else ""
        found.append(
            {
                "label": given["label"],
                "sort": key,
                "number": given.get("number", False),
                "hidden": given.get("hidden", False),
                "direction": direction,
                "next": f"-{key}" if direction == "ascending" else key,
            }
        )
    return found


def page_url(number: int, url: str) -> str:
    """`url` with the page `number`: `?q=x` gives `?q=x&halaman=2`."""
    joint = "" if url.endswith(("?", "&")) else "&" if "?" in url else "?"
    return f"{url}{joint}halaman={number}"


def initials(name: object) -> str:
    """Two letters of a name without its titles: `dr. Yosefa Wenda, M.Kes.` gives `YW`."""
    words = [
        word for word in str(name).split(",")[0].split() if word[:1].isalpha() and not word.endswith(".")
    ]
    chosen = [words[0], words[-1]] if len(words) > 1 else words
    return "".join(word[0] for word in chosen).upper() or str(name)[:1].upper()


def anchor(*parts: object) -> str:
    """An id made from `parts`: the same for the same words, so that a page compares equal to itself."""
    text = "\n".join(str(part) for part in parts)
    return f"k{blake2s(text.encode(), digest_size=5).hexdigest()}"


def person_chips(people: Iterable[Mapping[str, object]]) -> SafeString:
    """A list of people {name, url}, each small and round; no components, for a board has sixty of them."""
    chips = ((person["url"], person["name"], initials(person["name"]), person["name"]) for person in people)
    return format_html("<ul>{}</ul>", format_html_join("", _CHIP, chips))


_CHIP = (
    '<li><a class="person person--chip" href="{}" title="{}">'
    '<span class="avatar" aria-hidden="true">{}</span><span class="person__in">'
    '<span class="person__name">{}</span></span></a></li>'
)


def number_cells(cells: Iterable[tuple[str, str]]) -> SafeString:
    """The numbers of a row, each with the label of its column; no components, for a map has hundreds."""
    return mark_safe(  # noqa: S308 - both are escaped, and not by format_html, which takes twice as long
        "".join(
            f'<td class="number" data-label="{conditional_escape(label)}">{conditional_escape(value)}</td>'
            for label, value in cells
        )
    )


def option_list(options: Iterable[tuple[object, object]], value: object) -> SafeString:
    """The `<option>` of each (value, label), that of `value` chosen."""
    chosen = str(value)
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((key, _SELECTED if str(key) == chosen else "", text) for key, text in options),
    )


_SELECTED = mark_safe(" selected")


def grouped(value: object) -> object:
    """A number with its thousands apart, as the language of the reader writes it; anything else as it is."""
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return formats.number_format(value, use_l10n=True, force_grouping=True)
    return value


def breakable(text: object) -> SafeString:
    """`text`, allowed to break after a slash."""
    return mark_safe(conditional_escape(str(text)).replace("/", "/<wbr>"))  # noqa: S308


TAGS = (
    *(icon, widget, anchor, pill_of, person_chips, number_cells, option_list),
    *(charts.sparkline, charts.distribution, charts.ring, charts.bars),
)
FILTERS = (
    grouped,
    breakable,
    options_with,
    in_words,
    reason_words,
    as_columns,
    page_url,
    initials,
)
