"""Translations without GNU gettext: `python -m tools.messages check | update | compile`.

Sources are Indonesian, in Python and in templates; every module keeps its English in its own `locale` folder.

check     names every msgid that lacks its English, is obsolete, loses a placeholder, or contradicts another
          module; an entry under the comment "# dynamic: where" stands for words looked up at run time
update    adds the missing entries, with the words of another module where it has them, else empty
compile   writes the .mo files that Django reads
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import normalize, read_po

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "kasuari"
CATALOG = Path("locale/en/LC_MESSAGES/django.po")
KEYWORDS: dict[str, tuple[object, ...] | None] = {
    **dict.fromkeys(["_", "gettext", "gettext_lazy", "gettext_noop"]),
    **dict.fromkeys(["ngettext", "ngettext_lazy"], (1, 2)),
    **dict.fromkeys(["pgettext", "pgettext_lazy"], ((1, "c"), 2)),
    **dict.fromkeys(["npgettext", "npgettext_lazy"], ((1, "c"), 2, 3)),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|(?<!\{)\{\w*\}(?!\})")
HEADER = """msgid ""
msgstr ""
"Project-Id-Version: kasuari\\n"
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""

Key = tuple[str, str]
"""Context (empty for none) and msgid."""


@dataclass
class Entry:
    """A msgid as the sources use it: its plural, empty for none, and where it stands."""

    plural: str = ""
    places: list[str] = field(default_factory=list)


def modules() -> list[Path]:
    return sorted(path.parent for path in PACKAGE.glob("*/__init__.py"))


def used_in(module: Path) -> dict[Key, Entry]:
    """Every msgid in the Python files and templates of `module`."""
    found: dict[Key, Entry] = {}
    for path in sorted([*module.rglob("*.py"), *module.rglob("templates/**/*.*")]):
        for line, key, plural in _messages_of(path):
            entry = found.setdefault(key, Entry())
            entry.plural = entry.plural or plural
            entry.places.append(f"{path.relative_to(PACKAGE.parent)}:{line}")
    return found


def _messages_of(path: Path) -> Iterator[tuple[int, Key, str]]:
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        source = _as_python(source, path)
    for line, message, _comments, context in extract("python", BytesIO(source.encode()), keywords=KEYWORDS):
        singular, plural = message if isinstance(message, tuple) else (message, "")
        if singular:
            yield line, (context or "", singular), plural


def _as_python(source: str, path: Path) -> str:
    """Calls of gettext on the lines where the template has its tags; everything else blanked."""
    from django.conf import settings

    if not settings.configured:
        settings.configure(USE_I18N=True)
    from django.utils.translation.template import templatize

    return "\n".join(line.strip() for line in templatize(source, origin=str(path)).splitlines())


def catalog_of(module: Path) -> Catalog:
    path = module / CATALOG
    if not path.exists():
        return Catalog(locale="en")
    with path.open("rb") as file:
        return read_po(file, locale="en", abort_invalid=True)


def english_of(catalog: Catalog) -> dict[Key, tuple[str, ...]]:
    """The English of each entry that is complete and not fuzzy: one text, or one per plural form."""
    found = {}
    for message in catalog:
        texts = message.string if isinstance(message.string, list | tuple) else (message.string,)
        if message.id and all(texts) and not message.fuzzy:
            singular = message.id[0] if isinstance(message.id, list | tuple) else message.id
            found[message.context or "", singular] = tuple(texts)
    return found


def problems() -> list[str]:
    """One line per thing that is wrong with the translations."""
    lines = []
    known: dict[Key, tuple[str, tuple[str, ...]]] = {}
    for module in modules():
        catalog = catalog_of(module)
        used, english = used_in(module), english_of(catalog)
        for message in catalog:
            if message.id and any(comment.startswith("dynamic:") for comment in message.user_comments):
                singular = message.id[0] if isinstance(message.id, list | tuple) else message.id
                used.setdefault((message.context or "", singular), Entry(places=[module.name]))
        for key, entry in used.items():
            if key not in english:
                lines.append(f"{entry.places[0]}: no English for {key[1]!r}")
        for key, texts in english.items():
            if key not in used:
                lines.append(f"{module.name}: obsolete {key[1]!r}")
                continue
            wanted = set(PLACEHOLDER.findall(key[1])) | set(PLACEHOLDER.findall(used[key].plural))
            for text in texts:
                got = set(PLACEHOLDER.findall(text))
                if got - wanted or (len(texts) == 1 and got != wanted):
                    lines.append(f"{module.name}: other placeholders in {text!r} than in {key[1]!r}")
            other, said = known.setdefault(key, (module.name, texts))
            if said != texts:
                lines.append(f"{module.name}: {key[1]!r} is {texts[0]!r} here and {said[0]!r} in {other}")
    return lines


def update() -> int:
    """Append the missing entries to each catalog. Answers how many were added."""
    added = 0
    everywhere = {key: texts for module in modules() for key, texts in english_of(catalog_of(module)).items()}
    for module in modules():
        catalog = catalog_of(module)
        present = {
            (message.context or "", message.id[0] if isinstance(message.id, list | tuple) else message.id)
            for message in catalog
        }
        missing = {key: entry for key, entry in used_in(module).items() if key not in present}
        if not missing:
            continue
        path = module / CATALOG
        path.parent.mkdir(parents=True, exist_ok=True)
        text = path.read_text(encoding="utf-8") if path.exists() else HEADER
        blocks = [_block(key, entry, everywhere.get(key, ())) for key, entry in missing.items()]
        path.write_text("\n".join([text.rstrip("\n") + "\n", *blocks]), encoding="utf-8")
        added += len(missing)
    return added


def _block(key: Key, entry: Entry, english: tuple[str, ...]) -> str:
    context, singular = key
    lines = [f"msgctxt {normalize(context)}"] if context else []
    lines.append(f"msgid {normalize(singular, width=0)}")
    if entry.plural:
        lines.append(f"msgid_plural {normalize(entry.plural, width=0)}")
        texts = english if len(english) == 2 else ("", "")
        lines += [f"msgstr[{index}] {normalize(text, width=0)}" for index, text in enumerate(texts)]
    else:
        lines.append(f"msgstr {normalize(english[0] if english else '', width=0)}")
    return "\n".join(lines) + "\n"


def compile_all() -> int:
    """Write the .mo file beside each .po file. Answers how many."""
    paths = sorted(PACKAGE.glob("*/locale/*/LC_MESSAGES/django.po"))
    for path in paths:
        with path.open("rb") as source, path.with_suffix(".mo").open("wb") as target:
            write_mo(target, read_po(source, locale=path.parent.parent.name, abort_invalid=True))
    return len(paths)


def main(arguments: list[str]) -> int:
    match arguments:
        case ["check"]:
            lines = problems()
            print(
                "\n".join(
                    [*lines, f"{len(lines)} problems with translations" if lines else "translations complete"]
                )
            )
            return 1 if lines else 0
        case ["update"]:
            print(f"{update()} entries added; write the English of those that are empty")
            return 0
        case ["compile"]:
            print(f"{compile_all()} catalogs compiled")
            return 0
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
