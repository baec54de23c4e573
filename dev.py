#!/usr/bin/env python3
"""The one tool of a checkout: makes .venv from the lock files, then opens the program, checks everything or measures it.

Standard library only, and it must at least start on an old Python, so that it can say which one is needed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys
import textwrap
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
STAMP = ENVIRONMENT / "iro-tracker.stamp"
OLDEST = (3, 11)
RUN_LOCK = "requirements.lock"
DEV_LOCK = "requirements-dev.lock"
LINTER = "from importlinter.cli import lint_imports_command; lint_imports_command(['--no-logo'])"

USAGE = """\
usage: python dev.py VERB [ARGUMENTS]

  demo        open the program on a demonstration service, made on the first run
  run         open the program; arguments are those of iro-tracker
  test        run every check and test: format, lint, types, import contracts, pytest; arguments go to pytest
  benchmark   measure the program against its goals; arguments go to the benchmarks
  trust       kill, starve, damage and mislead the program, and count what it lost; arguments go to the harnesses
  screenshots take the pictures in docs/screenshots anew, or put them into a folder that is named
  format      put every file into the house's format and mend what the linter can
  lock        write the two lock files anew from pyproject.toml
  install     make or refresh .venv and stop there
"""

CHECKS = (
    ("format", ["-m", "ruff", "format", "--check", "."]),
    ("lint", ["-m", "ruff", "check", "."]),
    ("types", ["-m", "mypy"]),
    ("import contracts", ["-c", LINTER]),
)
SPREAD = ("-n", "auto", "--dist", "loadfile")
"""The tests run on every core, each file of them on one, so that what a file makes once is made once."""


class Stop(Exception):
    """Why dev.py cannot go on, as a sentence that ends with the next step."""


def say(text: str) -> None:
    """Tell the developer something on stderr: stdout belongs to the program that is run."""
    print(text, file=sys.stderr, flush=True)


# ------------------------------------------------------------------------------------------------------- the environment


def check_python(version: tuple[int, ...] = sys.version_info[:2], finder: object = None) -> None:
    """Stop with one plain sentence if this Python is too old or cannot make a virtual environment."""
    if version < OLDEST:
        wanted, found = ".".join(map(str, OLDEST)), ".".join(map(str, version[:2]))
        raise Stop(
            f"IRO Tracker needs Python {wanted} or newer and this is Python {found}: "
            f"install Python {wanted} or newer and start dev.py with it."
        )
    find = finder if callable(finder) else importlib.util.find_spec
    if find("venv") is None or find("ensurepip") is None:
        raise Stop(
            "This Python cannot make a virtual environment: install its venv package "
            "(on Debian or Ubuntu: sudo apt install python3-venv) and run the same command again."
        )


def interpreter(environment: Path = ENVIRONMENT) -> Path:
    """Where the environment keeps its Python."""
    return environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def program(environment: Path = ENVIRONMENT) -> Path:
    """Where the environment keeps the console script."""
    return environment / ("Scripts/iro-tracker.exe" if os.name == "nt" else "bin/iro-tracker")


def fingerprint(root: Path = ROOT) -> str:
    """What the environment depends on: the lock files, the project's description and where the checkout lies."""
    digest = hashlib.sha256(str(root).encode())
    for name in ("pyproject.toml", RUN_LOCK, DEV_LOCK):
        digest.update((root / name).read_bytes())
    return digest.hexdigest()


def is_installed(lock: str, mark: str, stamp: Path = STAMP) -> bool:
    """Whether the stamp says that this lock, or the larger one that holds it, is what the environment was made from."""
    if not stamp.exists() or not interpreter(stamp.parent).exists():
        return False
    made_from, _, made_with = stamp.read_text(encoding="utf-8").strip().partition(" ")
    return made_with == mark and made_from in {lock, DEV_LOCK}


def works(python: Path) -> bool:
    """Whether an environment's Python starts, is new enough and has pip."""
    question = f"import sys, pip; sys.exit(sys.version_info[:2] < {OLDEST!r})"
    try:
        answer = subprocess.run([str(python), "-c", question], capture_output=True, check=False)
    except OSError:
        return False
    return answer.returncode == 0


def pip_install(*arguments: str) -> None:
    """Install into the environment, its talk on stderr; stop with a sentence if it fails."""
    command = [str(interpreter()), "-m", "pip", "--disable-pip-version-check", "install", *arguments]
    if subprocess.run(command, cwd=ROOT, stdout=sys.stderr, check=False).returncode:
        raise Stop(
            "The libraries could not be installed (the reason stands above): "
            "check the network and the disk, then run the same command again; it goes on where it stopped."
        )


def install(lock: str) -> None:
    """Bring .venv to what the lock file says, and the project on top of it; nothing to do if the stamp says it is so."""
    mark = fingerprint()
    if is_installed(lock, mark):
        return
    check_python()
    if not works(interpreter()):
        say("Making .venv in this checkout.")
        if subprocess.run([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)], check=False).returncode:
            raise Stop(
                "The folder .venv could not be made (the reason stands above): put that right and run this again."
            )
    say(f"Installing what {lock} names into .venv; the first time takes some minutes and needs a network.")
    STAMP.unlink(missing_ok=True)
    pip_install("--require-hashes", "-r", lock)
    pip_install("--no-deps", "--no-build-isolation", "--editable", ".")
    STAMP.write_text(f"{lock} {mark}\n", encoding="utf-8")


# --------------------------------------------------------------------------------------------------------------- the verbs


def python_run(*arguments: str, **environment: str) -> int:
    """Run the environment's Python in the checkout and give back its exit code."""
    sys.stdout.flush()
    command = [str(interpreter()), *arguments]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=False).returncode


def demo(arguments: list[str]) -> int:
    """Open the window on a demonstration service."""
    return run(["--demo", *arguments])


def run(arguments: list[str]) -> int:
    """Run the program where the developer stands, so that relative paths mean what they say."""
    install(RUN_LOCK)
    return subprocess.run([str(program()), *arguments], check=False).returncode


def test(arguments: list[str]) -> int:
    """Run every check, pytest last so that its closing line is the last one; fail if any of them failed."""
    install(DEV_LOCK)
    failed = []
    for name, command in CHECKS:
        print(f"== {name}", flush=True)
        if python_run(*command):
            failed.append(name)
    if failed:
        print(f"== failed before the tests: {', '.join(failed)}")
    print("== tests", flush=True)
    platform = os.environ.get("QT_QPA_PLATFORM", "offscreen")
    code = python_run("-m", "pytest", *SPREAD, *arguments, QT_QPA_PLATFORM=platform)
    return code or (1 if failed else 0)


def benchmark(arguments: list[str]) -> int:
    """Measure the program against its goals."""
    install(DEV_LOCK)
    platform = os.environ.get("QT_QPA_PLATFORM", "offscreen")
    return python_run("-m", "tests.benchmarks", *arguments, QT_QPA_PLATFORM=platform)


def trust(arguments: list[str]) -> int:
    """Kill, starve, damage and mislead the program, and count what it lost."""
    install(DEV_LOCK)
    platform = os.environ.get("QT_QPA_PLATFORM", "offscreen")
    return python_run("-m", "tests.trust", *arguments, QT_QPA_PLATFORM=platform)


def screenshots(arguments: list[str]) -> int:
    """Take the pictures of the documents."""
    install(DEV_LOCK)
    return python_run("-m", "tests.screenshots", *arguments)


def format_(arguments: list[str]) -> int:
    """Mend what the linter can, then format."""
    install(DEV_LOCK)
    paths = arguments or ["."]
    mended = python_run("-m", "ruff", "check", "--fix", *paths)
    return python_run("-m", "ruff", "format", *paths) or mended


def lock(arguments: list[str]) -> int:
    """Write both lock files with uv; the runtime one may not differ from the developers' in any version."""
    check_python()
    if not works(interpreter()):
        install(DEV_LOCK)
    pip_install("--quiet", "uv>=0.9")
    fixed = ["--extra", "build", "--universal", "--generate-hashes", "--no-header", "--quiet", *arguments]
    compile_ = ["-m", "uv", "pip", "compile", "pyproject.toml", *fixed]
    first = python_run(*compile_, "--extra", "dev", "--output-file", DEV_LOCK)
    return first or python_run(*compile_, "--constraint", DEV_LOCK, "--output-file", RUN_LOCK)


def install_only(arguments: list[str]) -> int:
    """Make the environment that the checks need."""
    if arguments:
        raise Stop("The verb install takes no arguments: run python dev.py install.")
    install(DEV_LOCK)
    return 0


VERBS = {
    "demo": demo,
    "run": run,
    "test": test,
    "benchmark": benchmark,
    "trust": trust,
    "screenshots": screenshots,
    "format": format_,
    "lock": lock,
    "install": install_only,
}


def main(arguments: list[str]) -> int:
    """Carry out the verb, or say how dev.py is used."""
    if not arguments or arguments[0] not in VERBS:
        asked_for_help = arguments[:1] in (["-h"], ["--help"], ["help"])
        print(textwrap.dedent(USAGE), end="", file=sys.stdout if asked_for_help else sys.stderr)
        return 0 if asked_for_help else 2
    try:
        return VERBS[arguments[0]](arguments[1:])
    except Stop as reason:
        say(str(reason))
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
