"""Every case file: facts in, verdict out. A case without a name or a source fails.

A file names its `rule` ("predikat.tetapkan_predikat"). Each case has `name`, `source`, `input` and `expect`
(`value`, `code`, `missing`, and for skp.periksa `wajib` and `saran` as "code path" lines). Text in the input
is turned into what the parameter's annotation says.

`shared` facts belong to every case of the file; a case changes a copy of them with `set` (path to value),
`delete` (paths) and `append` (path to items). A path is dotted; an item of a list is named by its id, key or
nilai.
"""

from __future__ import annotations

import copy
import importlib
import inspect
import types
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
import yaml

from kasuari.regulation import angka_kredit, skp
from kasuari.regulation.catalogue import aturan
from kasuari.regulation.verdict import Basis, Verdict

CASES = Path(__file__).parent / "cases"


def _load() -> list[Any]:
    found = []
    for path in sorted(CASES.rglob("*.yaml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        for index, case in enumerate(content["cases"]):
            name = f"{path.stem}-{index}-{case.get('name', 'unnamed')}"
            found.append(pytest.param(content["rule"], case, content.get("shared", {}), id=name))
    return found


def _typed(value: Any, hint: Any) -> Any:
    """`value` from YAML as the annotation `hint` wants it."""
    origin, arguments = get_origin(hint), get_args(hint)
    if value is None or hint in (Any, object):
        return value
    if origin in (Union, types.UnionType):
        return _typed(value, next(argument for argument in arguments if argument is not type(None)))
    if origin in (tuple, frozenset) or getattr(origin, "__name__", "") == "Iterable":
        wanted = frozenset if origin is frozenset else tuple
        return wanted(_typed(item, arguments[0]) for item in value)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(value)
    if hint is date:
        return value if isinstance(value, date) else date.fromisoformat(value)
    if hint in (Fraction, Decimal):
        return hint(str(value))
    if is_dataclass(hint):
        return _record(value, hint)
    return value


def _record(value: dict[str, Any], kind: Any) -> Any:
    if kind is skp.FaktaSkp and value.get("perilaku") == "baku":
        lines = skp.perilaku_baku(format=skp.FormatSkp(value["format"]))
        given = {name: item for name, item in value.items() if name != "perilaku"}
        return replace(_record(given, kind), perilaku=lines)
    hints = get_type_hints(kind)
    known = {field.name for field in fields(kind)}
    assert set(value) <= known, f"unknown fields {set(value) - known}"
    needed = {f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING}
    assert needed <= set(value), f"missing fields {needed - set(value)}"
    return kind(**{name: _typed(item, hints[name]) for name, item in value.items()})


def _index(items: list[dict[str, Any]], name: str) -> int:
    """The place in `items` of the one whose id, key or nilai is `name`."""
    names = [next(str(item[field]) for field in ("id", "key", "nilai") if field in item) for item in items]
    return names.index(name)


def _place(facts: dict[str, Any], path: str) -> tuple[Any, Any]:
    """The container that holds the end of `path`, and the key or index there."""
    *steps, last = path.split(".")
    here: Any = facts
    for step in steps:
        here = here[_index(here, step)] if isinstance(here, list) else here[step]
    return here, _index(here, last) if isinstance(here, list) else last


def _merge(shared: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    facts = copy.deepcopy(shared) | {k: v for k, v in given.items() if k not in ("set", "delete", "append")}
    for path in given.get("delete", []):
        holder, key = _place(facts, path)
        del holder[key]
    for path, value in given.get("set", {}).items():
        holder, key = _place(facts, path)
        holder[key] = value
    for path, items in given.get("append", {}).items():
        holder, key = _place(facts, path)
        holder[key] = [*holder[key], *items]
    return facts


def _call(rule: str, given: dict[str, Any]) -> Any:
    module, _, name = rule.partition(".")
    function = getattr(importlib.import_module(f"kasuari.regulation.{module}"), name)
    hints = get_type_hints(function)
    typed = {key: _typed(item, hints[key]) for key, item in given.items()}
    if "text" in inspect.signature(function).parameters:
        return function(typed["text"])
    return function(**typed)


def _plain(value: Any) -> Any:
    """A verdict's value as YAML can write it."""
    if isinstance(value, Fraction | Decimal):
        return str(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Enum):
        return value.value
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


@pytest.mark.parametrize(("rule", "case", "shared"), _load())
def test_case(rule: str, case: dict[str, Any], shared: dict[str, Any]) -> None:
    assert set(case) == {"name", "source", "input", "expect"}
    assert case["name"].strip()
    assert case["source"].strip()
    got = _call(rule, _merge(shared, case["input"]))
    expect = case["expect"]
    if not isinstance(got, Verdict):
        assert {"value": _plain(got)} == expect
        return
    assert got.basis
    assert all(isinstance(basis, Basis) for basis in got.basis)
    assert expect
    assert set(expect) <= {"value", "code", "missing", "tampil", "basis", "wajib", "saran"}
    if "tampil" in expect:
        for digits, text in expect["tampil"].items():
            assert angka_kredit.tampilkan(got.value, digits=digits) == text
    if "value" in expect:
        wanted, plain = expect["value"], _plain(got.value)
        if isinstance(got.value, Fraction):
            assert got.value == Fraction(str(wanted))
        elif isinstance(wanted, dict):
            assert {key: plain[key] for key in wanted} == wanted
        else:
            assert plain == wanted
    if "code" in expect:
        assert got.code == expect["code"]
    assert list(got.missing) == expect.get("missing", list(got.missing) if "wajib" in expect else [])
    if "basis" in expect:
        assert [str(basis) for basis in got.basis] == expect["basis"]
    for kind in ("wajib", "saran"):
        if kind in expect:
            assert [f"{item.code} {item.path}" for item in getattr(got, kind)] == expect[kind]


def test_every_rule_that_claims_an_article_has_a_case() -> None:
    exercised = {yaml.safe_load(path.read_text(encoding="utf-8"))["rule"] for path in CASES.rglob("*.yaml")}
    assert {rule.name for rule in aturan()} == exercised


def test_a_case_without_a_source_fails() -> None:
    case = {"name": "a", "source": " ", "input": {}, "expect": {"value": None}}
    with pytest.raises(AssertionError):
        test_case("nip.periksa", case, {})
