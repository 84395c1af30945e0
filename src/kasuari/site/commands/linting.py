"""`kasuari lint-skp`: a list of results and indikator through the rules of `regulation.mutu`. No database."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from kasuari.regulation import mutu
from kasuari.regulation.mutu import saran as advice

LANGUAGES = ("id", "en")
TEXTS = ("rhk", "indikator", "target", "jabatan")


class Unreadable(Exception):
    """The input is no list of results; the words say what it is and what is wanted."""


def read_items(text: str) -> list[dict[str, Any]]:
    """The list in `text`. Raises Unreadable with the place of the fault."""
    try:
        items = json.loads(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        raise Unreadable(
            f"this is not JSON: {error.msg} at line {error.lineno}, column {error.colno}."
        ) from None
    except RecursionError:
        raise Unreadable("this JSON is nested too deeply.") from None
    if not isinstance(items, list):
        raise Unreadable(f"a list is wanted, and this is {_kind(items)}.")
    for number, item in enumerate(items, start=1):
        if not isinstance(item, dict):
            raise Unreadable(f"item {number} must be an object, and it is {_kind(item)}.")
        for name in TEXTS:
            if not isinstance(item.get(name), str | int | float | None) or isinstance(item.get(name), bool):
                raise Unreadable(f"item {number}: {name} must be a text, and it is {_kind(item[name])}.")
        duties = item.get("tugas")
        if not isinstance(duties, str | list | None):
            raise Unreadable(f"item {number}: tugas must be a list of texts, and it is {_kind(duties)}.")
        if isinstance(duties, list) and not all(isinstance(duty, str) for duty in duties):
            raise Unreadable(f"item {number}: tugas must hold texts only.")
    return items


def _kind(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "a text", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")


def lint(items: list[dict[str, Any]], *, language: str) -> list[dict[str, Any]]:
    """Each item with its own keys, and after them what the rules say. What is not given is not checked."""
    with spoken(language):
        return [{**item, **_answer(item)} for item in items]


def _answer(item: dict[str, Any]) -> dict[str, Any]:
    from kasuari.planning.hints import hint

    rhk, indikator, target, jabatan = (_text(item.get(name)) for name in TEXTS)
    tugas = item.get("tugas") or []
    duties = tugas.splitlines() if isinstance(tugas, str) else tugas
    measured = item.get("indikator") is not None or item.get("target") is not None
    kind = mutu.jenis_pernyataan(teks=rhk).value
    score = mutu.relevansi(teks=f"{rhk} {indikator}", tugas=duties, jabatan=jabatan).value
    return {
        "rhk_kind": kind.value if kind else None,
        "measurable": mutu.keterukuran(indikator=indikator, target=target).value if measured else None,
        "absolute_problem": bool(
            mutu.mutlak(rhk=rhk, indikator=indikator, target=target, jabatan=jabatan).value
        ),
        "target_malformed": bool(mutu.bentuk_target(target=target, indikator=indikator).value),
        "relevance": None if score is None else round(score.numerator / score.denominator, 3),
        "advice": [
            {
                "code": found.code,
                "field": found.field,
                "message": hint(found),
                "words": list(found.kata),
                "basis": [str(basis) for basis in found.basis],
            }
            for found in _advice(rhk, indikator, target, jabatan, duties, measured=measured)
        ],
    }


def _advice(
    rhk: str, indikator: str, target: str, jabatan: str, duties: list[str], *, measured: bool
) -> Iterator[advice.Saran]:
    if rhk.strip():
        yield from advice.tentang_pernyataan(rhk=rhk)
    yield from advice.tentang_mutlak(rhk=rhk, indikator=indikator, target=target, jabatan=jabatan)
    malformed = list(advice.tentang_target(target=target, indikator=indikator))
    yield from malformed
    if measured and not malformed:
        yield from advice.tentang_ukuran(indikator=indikator, target=target)
    yield from advice.tentang_relevansi(teks=f"{rhk} {indikator}", tugas=duties, jabatan=jabatan)


def _text(value: Any) -> str:
    return "" if value is None else str(value).strip()


def spoken(language: str) -> Any:
    """The language in which the advice speaks; works where no settings were loaded, for none are needed."""
    from pathlib import Path

    import django
    from django.conf import settings
    from django.utils.translation import override

    import kasuari.planning

    if not settings.configured:
        locale = Path(kasuari.planning.__file__).parent / "locale"
        settings.configure(
            USE_I18N=True,
            LANGUAGE_CODE="id",
            LANGUAGES=[("id", "Indonesia"), ("en", "English")],
            LOCALE_PATHS=[locale],
        )
        django.setup()
    return override(language)
