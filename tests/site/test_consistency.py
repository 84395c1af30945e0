"""The house keeps its own rules: refusals have words, templates are used and clean, pairs stay pairs."""

from __future__ import annotations

import ast
import re
import subprocess

from django.apps import apps
from django.db import models

from kasuari.foundation import reasons
from tests.site.source import PACKAGE, ROOT, calls, modules, place, strings, templates, without_comments
from tools.generated import import_rooms
from tools.tracked import problems

REFUSALS = ("Denied", "Refusal", "NotAllowed", "Invalid", "StateRefusal")
FORBIDDEN_WORDS = {
    "manager",
    "managers",
    "helper",
    "helpers",
    "handler",
    "handlers",
    "utils",
    "util",
    "service",
    "services",
    "base",
}


# An import at the command line is applied by the product, not by a person.
WITHOUT_PERSON = {"ImportBatch.applied"}


def own_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("kasuari.")]


def test_every_refusal_in_the_source_has_words() -> None:
    import_rooms()
    wordless = []
    for path, tree in modules():
        for call in calls(tree, *REFUSALS):
            if not call.args:
                continue
            codes = literals(call.args[0])
            wordless += [
                f"{place(path, call)} {code}" for code in codes if code not in reasons.registered_codes()
            ]
    assert wordless == []


def test_every_control_of_a_date_is_written_as_a_browser_reads_it() -> None:
    """Written as the reader's language writes it, a browser shows the control empty."""
    local = [
        place(path, call)
        for path, tree in modules()
        for call in calls(tree, "DateInput")
        if not any(given.arg == "format" and literals(given.value) == ["%Y-%m-%d"] for given in call.keywords)
    ]
    assert local == []


def literals(node: ast.expr) -> list[str]:
    """The codes that an argument can be, where it is written out: "a", or "a" if … else "b"."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return literals(node.body) + literals(node.orelse)
    return []


def test_every_registered_refusal_is_used() -> None:
    import_rooms()
    written = [
        node.value
        for _, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    begun = {
        str(node.values[0].value)
        for _, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr) and node.values and isinstance(node.values[0], ast.Constant)
    }
    composed = tuple(start for start in begun if "." in start and not start.endswith("."))
    unused = [
        code
        for code in reasons.registered_codes()
        if written.count(code) < 2 and not code.startswith(composed)
    ]
    assert sorted(unused) == []


def test_every_template_is_used() -> None:
    mentioned = strings()
    for text in templates().values():
        mentioned |= set(re.findall(r"""["']([\w./-]+\.(?:html|txt|js|svg))["']""", without_comments(text)))
    unused = [
        name
        for name in templates()
        if name not in mentioned
        and not name.startswith(("components/", "component_parts/", "site/gallery/examples/"))
        and name not in {"403.html", "403_csrf.html", "404.html", "429.html", "500.html", "400.html"}
        and not name.startswith(("account/", "allauth/"))
    ]
    assert unused == []


def test_no_words_to_translate_hide_in_a_formatted_string() -> None:
    """What collects the words for English does not look inside an f-string."""
    hidden = [
        f"{path.relative_to(PACKAGE)}:{call.lineno}"
        for path, tree in modules()
        for text in ast.walk(tree)
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in {"_", "gettext", "gettext_lazy", "ngettext", "pgettext"}
    ]
    assert hidden == []


def test_templates_carry_no_inline_script_or_style() -> None:
    inline = re.compile(
        r"<script(?![^>]*\bsrc=)(?![^>]*type=[\"']application/json)[^>]*>|<style\b|\sstyle=|\son[a-z]+=|javascript:",
        re.IGNORECASE,
    )
    found = [
        f"{name}: {match.group().strip()}"
        for name, text in templates().items()
        if name.endswith(".html")
        for match in inline.finditer(without_comments(text))
    ]
    assert found == []


def test_templates_load_nothing_from_another_host() -> None:
    remote = re.compile(r"(?:src|href|action)=[\"'](?:https?:)?//", re.IGNORECASE)
    assert [name for name, text in templates().items() if remote.search(without_comments(text))] == []


def test_a_moment_and_its_person_are_set_together() -> None:
    unpaired = []
    for model in own_models():
        names = {field.name: field for field in model._meta.get_fields() if isinstance(field, models.Field)}
        for name, field in names.items():
            stem = name.removesuffix("_at")
            person = names.get(f"{stem}_by")
            if stem == name or person is None or not person.is_relation or person.related_model is model:
                continue
            if not field.null and not person.null:
                continue
            if field.null != person.null and stem in {"created", "granted"}:
                continue  # what the product itself made or granted has no person
            if not any(binds(constraint, stem) for constraint in model._meta.constraints):
                unpaired.append(f"{model.__name__}.{stem}")
    assert [name for name in unpaired if name not in WITHOUT_PERSON] == []


def binds(constraint: models.BaseConstraint, stem: str) -> bool:
    if not isinstance(constraint, models.CheckConstraint):
        return False
    words = str(constraint.condition)
    return f"{stem}_at__isnull" in words and f"{stem}_by__isnull" in words


def test_files_are_kept_by_the_product_and_not_by_the_web_server() -> None:
    fields = [field for model in own_models() for field in model._meta.get_fields()]
    assert [str(field) for field in fields if isinstance(field, models.FileField)] == []


def test_foreign_keys_between_modules_go_by_name() -> None:
    imported = [
        place(path, node)
        for path, tree in modules()
        if "models" in {path.stem, path.parent.name}
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("kasuari.")
        and "models" in (node.module or "").split(".")
        and (node.module or "").split(".")[1] != path.relative_to(PACKAGE).parts[0]
    ]
    assert imported == []


def test_only_the_clock_reads_the_clock() -> None:
    read = []
    for path, tree in modules():
        if path.relative_to(PACKAGE).as_posix() == "foundation/clock.py":
            continue
        for call in calls(tree, "now", "today", "localtime", "localdate", "utcnow"):
            owner = call.func.value if isinstance(call.func, ast.Attribute) else None
            name = owner.id if isinstance(owner, ast.Name) else getattr(owner, "attr", "")
            if name in {"datetime", "date", "timezone", "time"} and not converts(call):
                read.append(place(path, call))
    assert read == []


def converts(call: ast.Call) -> bool:
    """`localtime(value)` puts a given moment into the local zone; it reads no clock."""
    return getattr(call.func, "attr", "") in {"localtime", "localdate"} and bool(call.args)


def test_the_domain_gets_the_time_as_an_argument() -> None:
    """Queries, operations, access and states never ask the clock; views, commands and jobs do."""
    rooms = {"models", "access", "queries", "operations", "states", "events"}
    asking = []
    for path, tree in modules():
        parts = [part.removesuffix(".py") for part in path.relative_to(PACKAGE).parts]
        if len(parts) > 1 and parts[1] in rooms and parts[0] != "foundation":
            asking += [place(path, node) for node in ast.walk(tree) if imports_clock(node)]
    assert asking == []


def imports_clock(node: ast.AST) -> bool:
    if isinstance(node, ast.ImportFrom):
        return (node.module or "").endswith("foundation.clock") or (
            (node.module or "").endswith("kasuari.foundation")
            and any(name.name == "clock" for name in node.names)
        )
    return isinstance(node, ast.Import) and any(name.name.endswith("foundation.clock") for name in node.names)


def test_a_write_is_asked_for_by_keywords_alone() -> None:
    """`by=` whom and `at=` when, and no argument that a reader would have to count."""
    counted = []
    for path, tree in modules():
        if "operations" not in path.relative_to(PACKAGE).with_suffix("").parts:
            continue
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                named = {argument.arg for argument in node.args.kwonlyargs}
                atomic = any("atomic" in ast.dump(item) for item in node.decorator_list)
                if atomic and {"by", "at"} <= named and node.args.args:
                    counted.append(f"{place(path, node)} {node.name}")
    assert counted == []


def test_nothing_has_a_name_that_says_nothing() -> None:
    vague = [
        place(path, tree)
        for path, tree in modules()
        if set(re.split(r"[_\W]+", path.stem.lower())) & FORBIDDEN_WORDS
    ]
    for path, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                words = {word.lower() for word in re.findall(r"[A-Z][a-z]+", node.name)}
                bases = {getattr(base, "attr", getattr(base, "id", "")) for base in node.bases}
                framework = any(word in name for name in bases for word in ("Handler", "Manager", "Base"))
                if words & FORBIDDEN_WORDS and not framework:
                    vague.append(f"{place(path, node)} {node.name}")
    assert vague == []


def test_ppk_is_never_short_for_the_penilai() -> None:
    wrong = re.compile(r"\bppk_?(?:in|penilai)\b|penilai\s*\(PPK\)", re.IGNORECASE)
    assert [
        str(path.relative_to(ROOT)) for path, _ in modules() if wrong.search(path.read_text("utf-8"))
    ] == []


def test_tracked_files_carry_no_foreign_address_and_stay_short() -> None:
    assert problems() == []


def test_the_licence_is_whole() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert text.splitlines()[0].strip() == "GNU AFFERO GENERAL PUBLIC LICENSE"
    assert "13. Remote Network Interaction; Use with the GNU General Public License." in text
    assert len(text.encode()) == 34_523


def test_the_lock_pins_every_package_with_its_hash() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[a-z0-9])", text.strip(), flags=re.IGNORECASE)
    assert len(blocks) > 50
    assert [block.split()[0] for block in blocks if "==" not in block or "--hash=sha256:" not in block] == []


def test_scripts_of_the_repository_are_executable_and_parse() -> None:
    run = ROOT / ".ci" / "run"
    assert run.stat().st_mode & 0o111
    subprocess.run(["bash", "-n", str(run)], check=True)
