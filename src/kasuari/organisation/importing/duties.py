"""A table or a pasted text of posts and their duties, read into posts; unknown ones are told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kasuari.foundation.refusals import Refusal
from kasuari.organisation.importing.cells import plain
from kasuari.organisation.importing.parsing import Row
from kasuari.organisation.importing.reading import read_workbook
from kasuari.organisation.names import search_form

LIMIT = 20_000
JABATAN = ("jabatan", "nama jabatan", "jabatan nama", "post")
TUGAS = ("tugas", "uraian tugas", "tugas jabatan", "butir kegiatan", "uraian", "duty")


@dataclass(frozen=True, slots=True)
class Read:
    """What was read: per known post its lines; the names that no post has, with how many lines each."""

    duties: dict[int, list[str]]
    names: dict[int, str]
    unknown: dict[str, int]

    @property
    def lines(self) -> int:
        return sum(map(len, self.duties.values()))


def pairs_in_file(content: bytes, *, name: str) -> list[tuple[str, str]]:
    """Post and duty, row by row. Raises Refusal `import.no_header` and those of `read_workbook`."""
    for sheet in read_workbook(content, name=name).sheets:
        for number, row in enumerate(sheet.rows[:20]):
            headings = [" ".join(plain(cell).lower().split()) for cell in row]
            post = next((headings.index(word) for word in JABATAN if word in headings), None)
            duty = next((headings.index(word) for word in TUGAS if word in headings), None)
            if post is not None and duty is not None and post != duty:
                return list(_carried(sheet.rows[number + 1 :], post, duty))
    raise Refusal("import.no_header", columns="Jabatan, Tugas")


def _carried(rows: Iterable[Row], post: int, duty: int) -> Iterator[tuple[str, str]]:
    """An empty cell under a post means the post above, as people write such tables."""
    name = ""
    for row in rows:
        cells = [plain(cell).strip() for cell in row]
        cells += [""] * (1 + max(post, duty) - len(cells))
        name = cells[post] or name
        for line in cells[duty].splitlines():
            if name and line.strip():
                yield name, line.strip()


def pairs_in_text(text: str) -> list[tuple[str, str]]:
    """Pasted lines "post<tab>duty" or "post; duty"; a line with neither belongs to the post above."""
    found: list[tuple[str, str]] = []
    name = ""
    for line in text.splitlines():
        mark = "\t" if "\t" in line else ";"
        post, separated, duty = line.partition(mark)
        if separated:
            name = post.strip() or name
        else:
            duty = line
        if name and duty.strip():
            found.append((name, duty.strip()))
    return found


def matched(pairs: Iterable[tuple[str, str]], known: Mapping[int, str]) -> Read:
    """`pairs` by the posts of `known` (key to name), written as anybody may write them.

    Raises Refusal `import.too_many_rows` or `import.empty`.
    """
    rows = list(pairs)
    if not rows:
        raise Refusal("import.empty")
    if len(rows) > LIMIT:
        raise Refusal("import.too_many_rows", limit=LIMIT)
    keys: dict[str, list[int]] = {}
    for key, name in known.items():
        keys.setdefault(search_form(name), []).append(key)
    read = Read({}, {}, {})
    for name, duty in rows:
        found = keys.get(search_form(name), [])
        for key in found:
            read.duties.setdefault(key, []).append(duty)
            read.names[key] = known[key]
        if not found:
            read.unknown[name] = read.unknown.get(name, 0) + 1
    return read
