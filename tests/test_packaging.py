"""The project installs: locks that pin, names that are ours, a wheel with everything in it, and a dev.py that explains."""

import ast
import importlib.metadata
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import dev

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = (dev.RUN_LOCK, dev.DEV_LOCK)
PIN = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>\S+)(?P<rest>.*)$", re.MULTILINE)


def text_of(lock: str) -> str:
    return (ROOT / lock).read_text(encoding="utf-8")


def pins(lock: str) -> set[tuple[str, str]]:
    return {(found["name"], found["version"]) for found in PIN.finditer(text_of(lock))}


def wanted(lock: str) -> list[Requirement]:
    extras = PROJECT["project"]["optional-dependencies"]
    lines = [*PROJECT["project"]["dependencies"], *extras["build"], *PROJECT["build-system"]["requires"]]
    return [Requirement(line) for line in lines + (extras["dev"] if lock == dev.DEV_LOCK else [])]


# ----------------------------------------------------------------------------------------------------------- lock files


@pytest.mark.parametrize("lock", LOCKS)
def test_every_library_is_pinned_with_its_hashes_and_no_address(lock: str) -> None:
    blocks = re.split(r"^(?=[a-z0-9])", text_of(lock), flags=re.MULTILINE)
    assert [block for block in blocks if block.strip() and "--hash=sha256:" not in block] == []
    assert not re.search(r"https?:|file:|--index|--find-links", text_of(lock))


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_holds_everything_the_project_asks_for_and_the_build_backend(lock: str) -> None:
    held = pins(lock)
    for requirement in wanted(lock):
        versions = [version for name, version in held if name == canonicalize_name(requirement.name)]
        assert versions, f"{requirement} is not in {lock}: run python dev.py lock"
        assert all(requirement.specifier.contains(version) for version in versions), (
            f"{lock} is older than {requirement}"
        )


def test_developers_run_the_very_libraries_that_users_run() -> None:
    assert pins(dev.RUN_LOCK) <= pins(dev.DEV_LOCK)


# ------------------------------------------------------------------------------------------------------ what is installed


@pytest.mark.parametrize("name", ["app", "db", "ui", "resources", "main"])
def test_what_is_imported_under_our_names_is_ours(name: str, tmp_path: Path) -> None:
    question = f"import {name}; print(list(getattr({name}, '__path__', [{name}.__file__]))[0])"
    answer = subprocess.run([sys.executable, "-c", question], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert Path(answer.stdout.strip()).is_relative_to(ROOT)
    owners = importlib.metadata.packages_distributions().get(name, [])
    assert set(owners) <= {"iro-tracker"}, f"{owners} also bring a package called {name}"


def test_the_console_script_works_from_anywhere(tmp_path: Path) -> None:
    answer = subprocess.run([dev.program(Path(sys.prefix)), "--help"], cwd=tmp_path, capture_output=True, check=False)
    assert (answer.returncode, answer.stderr) == (0, b"")
    assert b"iro-tracker" in answer.stdout


def copy_of_the_project(folder: Path) -> Path:
    """The files that a build reads, away from the checkout, so that it stays clean."""
    for name in ("pyproject.toml", "README.md", "LICENSE", "main.py"):
        shutil.copy(ROOT / name, folder / name)
    for part in ("app", "db", "ui", "resources"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def test_the_wheel_holds_every_module_and_everything_that_ships(tmp_path: Path) -> None:
    project = copy_of_the_project(tmp_path)
    files = [
        path for part in ("app", "db", "ui", "resources") for path in (project / part).rglob("*") if path.is_file()
    ]
    expected = {path.relative_to(project).as_posix() for path in files} | {"main.py"}
    build = "from setuptools import build_meta; print(build_meta.build_wheel('.'))"
    built = subprocess.run([sys.executable, "-c", build], cwd=project, capture_output=True, text=True, check=True)
    with zipfile.ZipFile(project / built.stdout.split()[-1]) as wheel:
        assert expected - set(wheel.namelist()) == set()


# --------------------------------------------------------------------------------------------------------------- dev.py


def test_the_tool_can_be_read_by_an_old_python_and_needs_no_library() -> None:
    tree = ast.parse((ROOT / "dev.py").read_text(encoding="utf-8"), feature_version=(3, 7))
    names = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert {name.partition(".")[0] for name in names} <= sys.stdlib_module_names


def test_an_old_python_is_told_which_one_is_needed() -> None:
    with pytest.raises(dev.Stop, match=r"needs Python 3\.11 or newer and this is Python 3\.9: install"):
        dev.check_python((3, 9))


@pytest.mark.parametrize("missing", ["venv", "ensurepip"])
def test_a_python_without_venv_is_told_what_to_install(missing: str) -> None:
    with pytest.raises(dev.Stop, match="sudo apt install python3-venv"):
        dev.check_python((3, 11), lambda name: None if name == missing else importlib.util.find_spec(name))


@pytest.mark.parametrize(("arguments", "code"), [([], 2), (["nonsense"], 2), (["--help"], 0)])
def test_the_tool_says_how_it_is_used(arguments: list[str], code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(arguments) == code
    said = capsys.readouterr()
    assert all(verb in said.out + said.err for verb in ("demo", "run", "test", "benchmark"))


def environment_in(folder: Path, lock: str, mark: str) -> Path:
    """An environment without pip that sees the libraries of this one, with its stamp."""
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    there = sysconfig.get_path("purelib", vars={"base": str(folder), "platbase": str(folder)}, scheme="venv")
    (Path(there) / "libraries.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    stamp = folder / dev.STAMP.name
    stamp.write_text(f"{lock} {mark}\n", encoding="utf-8")
    return stamp


def test_nothing_is_installed_twice_and_everything_again_after_a_change(tmp_path: Path) -> None:
    stamp = environment_in(tmp_path / ".venv", dev.RUN_LOCK, "before")
    assert dev.is_installed(dev.RUN_LOCK, "before", stamp)
    assert not dev.is_installed(dev.RUN_LOCK, "after", stamp)
    assert not dev.is_installed(dev.DEV_LOCK, "before", stamp)
    stamp.write_text(f"{dev.DEV_LOCK} before\n", encoding="utf-8")
    assert dev.is_installed(dev.RUN_LOCK, "before", stamp)


def test_the_fingerprint_changes_with_the_locks_and_the_place(tmp_path: Path) -> None:
    for name in ("pyproject.toml", *LOCKS):
        shutil.copy(ROOT / name, tmp_path / name)
    before = dev.fingerprint(tmp_path)
    assert before != dev.fingerprint(ROOT)
    (tmp_path / dev.RUN_LOCK).write_text("other", encoding="utf-8")
    assert dev.fingerprint(tmp_path) != before


def test_an_environment_that_cannot_start_or_has_no_pip_is_made_anew(tmp_path: Path) -> None:
    assert not dev.works(tmp_path / "python")
    assert dev.works(Path(sys.executable))


def test_a_failed_check_fails_the_run_though_the_tests_pass_and_speak_last(tmp_path: Path) -> None:
    for name in ("dev.py", *LOCKS):
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "pyproject.toml").write_text("[tool.mypy]\nfiles = ['missing']\n", encoding="utf-8")
    (tmp_path / "test_one.py").write_text("def test_one():\n    assert True\n", encoding="utf-8")
    environment_in(tmp_path / ".venv", dev.DEV_LOCK, dev.fingerprint(tmp_path))
    answer = subprocess.run(
        [sys.executable, "dev.py", "test", "test_one.py"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 1, answer.stdout + answer.stderr
    assert "failed before the tests: " in answer.stdout
    assert re.search(r"1 passed", answer.stdout.splitlines()[-1])
