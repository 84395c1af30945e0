"""Documentation that can rot fails: tables, settings, commands, links and generated pages."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps

from kasuari.site.config import Config
from tests.site.source import ROOT
from tools.docs import generators

DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *(ROOT / "deploy").rglob("*.md")])


def own_models() -> dict[str, str]:
    return {
        model.__name__: model._meta.app_label
        for model in apps.get_models()
        if model.__module__.startswith("kasuari.")
    }


def glossary_tables() -> dict[str, str]:
    """Table -> the module under whose heading the glossary lists it."""
    found, module = {}, ""
    for line in (DOCS / "glossary.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            module = line.removeprefix("### ") if line.startswith("### ") else ""
        elif module and (row := re.match(r"\| `(\w+)` \| .+ \| .+ \|$", line)):
            found[row.group(1)] = module
    return found


def test_every_table_is_in_the_glossary_and_nothing_else() -> None:
    assert glossary_tables() == own_models()


def test_every_table_of_the_glossary_names_its_source() -> None:
    text = (DOCS / "glossary.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `\w+` \| (.+) \| (.+) \|$", text, flags=re.MULTILINE)
    assert [
        row
        for row in rows
        if not re.search(r"Pasal|Lampiran|[Ff]ormat|PermenPANRB|Peraturan LAN|ours", row[1])
    ] == []


def test_every_setting_is_described_and_documented() -> None:
    page = (DOCS / "reference" / "settings.md").read_text(encoding="utf-8")
    for name, field in Config.model_fields.items():
        assert field.description, name
        assert f"`KASUARI_{name.upper()}`" in page


@pytest.mark.parametrize("module", generators())
def test_generated_pages_are_up_to_date(module: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", module, "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_of_the_documentation_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        if not there.exists() or (anchor and anchor not in anchors(there)):
            broken.append(target)
    assert broken == []


def anchors(page: Path) -> set[str]:
    """The anchors that a Markdown reader makes of the headings."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def test_every_page_of_the_documentation_is_reachable_from_the_readme() -> None:
    reached, waiting = set(), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in reached or page.suffix != ".md" or not page.exists():
            continue
        reached.add(page)
        targets = re.findall(r"\]\(([^)\s#]+)", page.read_text(encoding="utf-8"))
        waiting += [
            (page.parent / target).resolve() for target in targets if not re.match(r"[a-z]+:", target)
        ]
    assert [page.relative_to(ROOT).as_posix() for page in PAGES if page not in reached] == []


def test_every_recipe_of_the_readme_exists() -> None:
    recipes = set(
        re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    )
    mentioned = {
        recipe for page in PAGES for recipe in re.findall(r"\bmake ([a-z-]+)", "\n".join(code_of(page)))
    }
    assert mentioned <= recipes
    assert {"setup", "demo", "demo-reset", "test", "check", "fix", "bench", "docs"} <= recipes


def code_of(page: Path) -> list[str]:
    text = page.read_text(encoding="utf-8")
    return re.findall(r"```.*?```|`[^`\n]+`", text, flags=re.DOTALL)


def test_every_decision_record_says_what_was_decided_and_when() -> None:
    records = sorted((DOCS / "adr").glob("[0-9]*.md"))
    assert len(records) >= 10
    for number, record in enumerate(records, start=1):
        text = record.read_text(encoding="utf-8")
        assert record.name.startswith(f"{number:04d}-")
        assert re.match(rf"# {number}\. \S", text), record.name
        for heading in ("Decided", "Why", "Consequences"):
            assert f"## {heading}" in text, f"{record.name}: {heading}"
        assert len(text.splitlines()) <= 60, f"{record.name} is no half page"
