"""The house rules that no linter knows: who may know whom, how long things may be, what names may say."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("app", "db", "ui", "resources")
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
LONGEST_MAIN = 80

HEAVY = {"PySide6", "alembic", "highspy", "icalendar", "numpy", "openpyxl", "pandas", "pyqtgraph", "python_calamine"}

FORBIDDEN_WORDS = {"helper", "helpers", "misc", "util", "utils"}
FORBIDDEN_MODULES = FORBIDDEN_WORDS | {"base", "common"}  # fine words inside a longer name: a common year
FORBIDDEN_CLASS = re.compile(r"^Base([A-Z]|$)|Manager$")

# Written in pieces, so that this file does not hold what it looks for.
REGISTRIES = ["pypi" + ".org", "python" + "hosted.org", "registry.npm" + "js.org", "deb.deb" + "ian.org"]
FORBIDDEN_TEXT = re.compile("|".join([*map(re.escape, REGISTRIES), r"(?<![\w.~/-])/(?:work|tmp|root)/"]))


@cache
def tracked() -> list[Path]:
    """Every file that git keeps or would keep."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return sorted({ROOT / name for name in listed if (ROOT / name).is_file()})


def modules(*parts: str) -> list[Path]:
    """The Python files of some parts of the house; of all of it, with the tests, when none is named."""
    files = [path for path in tracked() if path.suffix == ".py"]
    return [path for path in files if not parts or path.relative_to(ROOT).parts[0] in parts]


@cache
def tree(path: Path) -> ast.Module:
    """A module as Python reads it."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def name_of(path: Path) -> str:
    """A file's place in the checkout, as it is said in a failure."""
    return path.relative_to(ROOT).as_posix()


def imports(path: Path) -> Iterator[str]:
    """The full names of the modules that a file imports, wherever it does so."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a file."""
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def is_or_is_in(name: str, package: str) -> bool:
    """Whether a module's full name is a package or something in it."""
    return name == package or name.startswith(package + ".")


def is_migration(path: Path) -> bool:
    """Migrations are records of what was done; they may be as long as the change was."""
    return name_of(path).startswith("db/migrations/")


# ------------------------------------------------------------------------------------------------------ who knows whom


def test_the_domain_and_what_ships_know_only_the_standard_library() -> None:
    own = {"app/domain/": ("app.domain", "resources"), "resources/": ("resources",)}
    wrong = [
        f"{name_of(path)} imports {name}"
        for folder, allowed in own.items()
        for path in modules("app", "resources")
        if name_of(path).startswith(folder)
        for name in imports(path)
        if name.partition(".")[0] not in sys.stdlib_module_names
        and not any(is_or_is_in(name, package) for package in allowed)
    ]
    assert not wrong


def test_the_late_loader_imports_nothing_of_ours() -> None:
    late = ROOT / "app" / "late.py"
    if late.exists():
        assert [name for name in imports(late) if name.partition(".")[0] not in sys.stdlib_module_names] == []


SHARED_BY_PAGES = {"parts", "gates", "handover", "meetingform"}
"""Folders of ui that are no page: any page may use them, and they know no page."""


def test_pages_do_not_know_each_other() -> None:
    pages = {path.parent.name for path in (ROOT / "ui").glob("*/__init__.py")} - SHARED_BY_PAGES
    wrong = []
    for path in modules("ui"):
        inside = path.relative_to(ROOT).parts
        own = inside[1] if len(inside) > 2 else ""
        others = pages - {own} if own in pages | SHARED_BY_PAGES else set()
        wrong += [f"{name_of(path)} imports {n}" for n in imports(path) for o in others if is_or_is_in(n, f"ui.{o}")]
    assert not wrong


def test_every_folder_of_screens_is_a_package() -> None:
    folders = {path.parent for path in (ROOT / "ui").rglob("*.py")}
    assert [name_of(folder) for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []


def test_nobody_imports_the_starting_point_or_the_tools() -> None:
    wrong = [
        f"{name_of(path)} imports {name}"
        for path in modules(*PARTS)
        for name in imports(path)
        if name.partition(".")[0] in {"main", "dev", "tests"}
    ]
    assert not wrong


def test_the_starting_point_is_short_and_knows_neither_database_nor_sheets() -> None:
    start = ROOT / "main.py"
    assert {name.partition(".")[0] for name in imports(start)} & (HEAVY | {"sqlalchemy", "sqlcipher3"}) == set()
    assert len(start.read_text(encoding="utf-8").splitlines()) < LONGEST_MAIN


def test_the_package_of_screens_is_empty_so_that_the_console_loads_no_screen() -> None:
    assert (ROOT / "ui" / "__init__.py").read_text(encoding="utf-8").strip() == ""


def test_the_command_line_loads_no_screen_and_no_heavy_library() -> None:
    verb = ["due-date", "--kind", "icpc", "--sequence", "1", "--from", "2026-01-05"]
    command = [sys.executable, "-X", "importtime", "main.py", *verb]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in answer.stderr.splitlines()}
    assert "app" in loaded
    assert loaded & HEAVY == set()


def test_no_widget_runs_an_event_loop_of_its_own() -> None:
    wrong = [
        f"{name_of(path)}:{node.lineno}"
        for path in modules("ui")
        if name_of(path) != "ui/application.py"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in {"exec", "exec_"}
    ]
    assert not wrong


def test_no_function_imports() -> None:
    wrong = [
        f"{name_of(path)}:{node.lineno}"
        for path in modules()
        for function in functions(path)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert not wrong


# ------------------------------------------------------------------------------------------------------- sizes and names


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in modules() if not is_migration(path)}
    assert {name_of(path): lines for path, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    wrong = [
        f"{name_of(path)}:{node.lineno} {node.name}"
        for path in modules(*PARTS, "main.py", "dev.py")
        if not is_migration(path)
        for node in functions(path)
        if (node.end_lineno or node.lineno) - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert not wrong


def test_every_module_says_what_it_is_for() -> None:
    silent = {path for path in modules() if not ast.get_docstring(tree(path))}
    assert [name_of(path) for path in sorted(silent) if path.name != "__init__.py"] == []


def test_no_name_says_nothing() -> None:
    wrong = [
        name_of(path) for path in modules() if FORBIDDEN_MODULES & set(path.relative_to(ROOT).with_suffix("").parts)
    ]
    for path in modules():
        classes = [node for node in ast.walk(tree(path)) if isinstance(node, ast.ClassDef)]
        wrong += [f"{name_of(path)}:{c.lineno} {c.name}" for c in classes if FORBIDDEN_CLASS.search(c.name)]
        wrong += [
            f"{name_of(path)}:{node.lineno} {node.name}"
            for node in functions(path)
            if FORBIDDEN_WORDS & set(node.name.strip("_").split("_"))
        ]
    assert not wrong


def test_no_file_names_a_registry_or_a_place_on_one_computer() -> None:
    wrong = [
        f"{name_of(path)}: {found.group()}"
        for path in tracked()
        for found in [FORBIDDEN_TEXT.search(path.read_text(encoding="utf-8", errors="ignore"))]
        if found
    ]
    assert not wrong


@pytest.mark.parametrize("name", ["holidays.csv"])
def test_what_ships_is_there(name: str) -> None:
    assert (ROOT / "resources" / name).stat().st_size > 0
