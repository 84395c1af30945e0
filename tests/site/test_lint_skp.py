"""`kasuari lint-skp`: what goes in, what comes out, and what is refused in one line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kasuari.cli import main


def run(*arguments: str, given: str | bytes = "") -> Any:
    return CliRunner().invoke(main, ["lint-skp", *arguments], input=given)


def test_items_keep_their_keys_and_get_the_answers() -> None:
    item = {
        "id": 7, "rhk": "Ibu bersalin tertolong", "indikator": "Persalinan selalu ditolong bidan",
        "target": "10–5 %", "jabatan": "Bidan Terampil", "tugas": ["Menolong persalinan normal"],
    }  # fmt: skip
    result = run("-", given=json.dumps([item]))
    [answer] = json.loads(result.output)
    assert result.exit_code == 0
    assert {key: answer[key] for key in item} == item
    assert (answer["rhk_kind"], answer["absolute_problem"], answer["target_malformed"]) == (
        "hasil",
        False,
        True,
    )
    assert answer["relevance"] >= 0.7
    codes = {found["code"] for found in answer["advice"]}
    assert codes == {"mutu.mutlak.dikecualikan", "mutu.target.rentang_terbalik"}
    assert all(set(found) == {"code", "field", "message", "words", "basis"} for found in answer["advice"])


def test_what_is_not_given_is_not_checked() -> None:
    [answer] = json.loads(run("-", given="[{}]").output)
    assert answer == {
        "rhk_kind": None, "measurable": None, "absolute_problem": False, "target_malformed": False,
        "relevance": None, "advice": [],
    }  # fmt: skip


def test_the_advice_speaks_english_on_request_and_goes_to_a_file(tmp_path: Path) -> None:
    source, target = tmp_path / "in.json", tmp_path / "out.json"
    source.write_text('\ufeff[{"rhk": "Layanan umum"}]', encoding="utf-8")
    result = run(str(source), "--output", str(target), "--language", "en")
    assert (result.exit_code, result.output) == (0, "")
    [answer] = json.loads(target.read_text(encoding="utf-8"))
    assert answer["advice"][0]["message"].startswith("This is only the name of a field")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("", "not JSON"),
        ("[1", "line 1, column"),
        ('{"rhk": "a"}', "a list is wanted, and this is an object"),
        ("[1]", "item 1 must be an object"),
        ('[{"rhk": ["a"]}]', "item 1: rhk must be a text"),
        ('[{"tugas": [1]}]', "tugas must hold texts"),
        ("[" * 100_000, "nested too deeply"),
        (b"[\xff]", "UTF-8"),
    ],
)
def test_unreadable_input_is_one_clear_line(given: str | bytes, said: str) -> None:
    result = run("-", given=given)
    assert result.exit_code == 1
    assert said in result.output
    assert "Traceback" not in result.output
    assert len(result.output.strip().splitlines()) == 1


def test_a_file_that_is_not_there_is_told() -> None:
    result = run("tidak-ada.json")
    assert (result.exit_code, result.output) == (1, "tidak-ada.json: there is no such file.\n")
