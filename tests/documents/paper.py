"""Reads back what was printed: text, tags and alternative texts."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader


def open_pdf(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def flat(text: str) -> str:
    """Text without line breaks, doubled blanks and the breaks inside very long words."""
    return re.sub(r"\s+", " ", text.replace("\u200b", "")).strip()


def page_text(content: bytes, number: int) -> str:
    return flat(open_pdf(content).pages[number - 1].extract_text())


def whole_text(content: bytes) -> str:
    return flat(" ".join(page.extract_text() for page in open_pdf(content).pages))


def squeezed(text: str) -> str:
    """Text without any blank, for comparing words that a narrow column broke."""
    return re.sub(r"[\s\u200b]+", "", text)


def in_order(text: str, labels: list[str]) -> None:
    """Assert that every label stands in `text`, each after the one before."""
    place, text = 0, squeezed(text)
    for label in labels:
        found = text.find(squeezed(label), place)
        assert found >= 0, f"{label!r} does not follow in the text from {text[place : place + 120]!r}"
        place = found + len(squeezed(label))


def elements(content: bytes) -> Iterator[dict[str, Any]]:
    """Every element of the structure tree, in reading order."""

    def walk(node: Any) -> Iterator[dict[str, Any]]:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for item in node:
                yield from walk(item)
        elif isinstance(node, dict):
            if "/S" in node:
                yield node
            if "/K" in node:
                yield from walk(node["/K"])

    root: Any = open_pdf(content).trailer["/Root"]
    yield from walk(root["/StructTreeRoot"])


def alternative_texts(content: bytes) -> list[str]:
    return [str(element["/Alt"]) for element in elements(content) if "/Alt" in element]


def tags(content: bytes) -> list[str]:
    return [str(element["/S"]) for element in elements(content)]


def struck_out(content: bytes) -> int:
    """How many spans the tags mark as struck out."""
    count = 0
    for element in elements(content):
        attributes = element.get("/A", [])
        for item in attributes if isinstance(attributes, list) else [attributes]:
            if item.get_object().get("/TextDecorationType") == "/LineThrough":
                count += 1
    return count


def drawn_strikes(content: bytes, number: int) -> int:
    """How many lines of the strike-out's weight (0.8 pt) a page draws."""
    stream: Any = open_pdf(content).pages[number - 1].get_contents()
    return len(re.findall(rb"\b0\.8 w\b", stream.get_data()))
