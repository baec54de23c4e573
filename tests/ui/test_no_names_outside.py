"""No child's name leaves the encrypted file: not by titles, settings, arguments, temporary files, tracebacks or memory."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.locks import PASSPHRASE_FILE

ROOT = Path(__file__).resolve().parent.parent.parent
SCREENS = sorted((ROOT / "ui").rglob("*.py"))
FIRST, LAST = "Zebulonia", "Quillfeather"


@cache
def parsed() -> tuple[tuple[Path, ast.Module], ...]:
    """Every module of ui, read once."""
    return tuple((path, ast.parse(path.read_text(encoding="utf-8"))) for path in SCREENS)


def calls(name: str) -> Iterator[tuple[str, ast.Call]]:
    """Every call of something by this name in ui: where, and the call."""
    for path, tree in parsed():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if called == name:
                    yield str(path.relative_to(ROOT)), node


def test_titles_of_windows_are_the_programs_name_and_the_words_of_a_place() -> None:
    titles = {(where, ast.unparse(call.args[0])) for where, call in calls("setWindowTitle")}
    said = {
        title for where, title in titles if where != "ui/goingout.py"
    }  # its titles are those of the dialog after it
    assert said == {"'IRO Tracker'", "f'{page.title} – IRO Tracker'"}
    pages = [
        (str(path), node)
        for path, tree in parsed()
        for one in ast.walk(tree)
        if isinstance(one, ast.ClassDef) and any(ast.unparse(base) == "Page" for base in one.bases)
        for node in one.body
        if isinstance(node, ast.Assign | ast.AnnAssign) and "title" in ast.unparse(node).partition("=")[0]
    ]
    assert len(pages) > 8
    assert [where for where, node in pages if not isinstance(node.value, ast.Constant)] == []


def test_titles_of_dialogs_that_ask_for_files_or_before_what_is_final_are_plain_words() -> None:
    """A title that is handed on is checked where it is made."""
    handed_on = {"title", "self._title"}
    asked = [(where, call.args[1]) for where, call in calls("QFileDialog") if len(call.args) > 1]
    asked += [(where, call.args[1]) for where, call in calls("confirm_final")]
    assert len(asked) > 4
    wrong = [
        (where, ast.unparse(title))
        for where, title in asked
        if not isinstance(title, ast.Constant) and ast.unparse(title) not in handed_on
    ]
    assert wrong == []


def test_the_computers_settings_hold_the_windows_place_and_which_keys_it_remembers_only() -> None:
    kept = {
        (where, ast.unparse(call.args[0]))
        for where, call in calls("setValue")
        if isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value) == "QSettings()"
    }
    allowed = {"'geometry'", "remembered(held)", "self._noted"}
    assert {key for _, key in kept} <= allowed


def test_nothing_is_kept_in_the_computers_folders_for_caches_or_said_in_its_notifications() -> None:
    words = (
        "QStandardPaths",
        "user_cache",
        "gettempdir",
        "NamedTemporaryFile",
        "mkstemp",
        "QTemporaryFile",
        "mkdtemp",
        "QSystemTrayIcon",
    )
    wrong = [
        (str(path.relative_to(ROOT)), word)
        for folder in ("app", "db", "ui")
        for path in sorted((ROOT / folder).rglob("*.py"))
        for word in words
        if word in path.read_text(encoding="utf-8")
    ]
    assert wrong == []


def test_no_copy_of_the_memory_is_written_when_the_program_fails(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    look = "import resource; print(*resource.getrlimit(resource.RLIMIT_CORE))"
    program = f"import main, subprocess, sys; main.main(['--version']); {look}; subprocess.run([sys.executable, '-c', {look!r}])"
    told = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True, preexec_fn=allow_cores
    )
    assert resource.getrlimit(resource.RLIMIT_CORE)[1] == 0 or told.stdout.split()[-4:] == ["0"] * 4
    assert told.stdout.split()[-4:] == ["0"] * 4


def allow_cores() -> None:
    """In the child, before it begins: as large a core file as it may have."""
    import_of_child = __import__("resource")
    most = import_of_child.getrlimit(import_of_child.RLIMIT_CORE)[1]
    import_of_child.setrlimit(import_of_child.RLIMIT_CORE, (most, most))


WATCHED = """
import os, sys
told = open(os.environ["TOLD"], "a", encoding="utf-8")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
def hear(event, arguments):
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING and not isinstance(arguments[0], int):
        print("wrote", os.fsdecode(arguments[0]), file=told, flush=True)
    elif event in ("subprocess.Popen", "os.posix_spawn", "os.exec"):
        print("started", arguments[:2], arguments[3:], file=told, flush=True)
sys.addaudithook(hear)
import main
code = main.main(sys.argv[1:])
sys.exit(code)
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    for name in ("home", "temporary", "work"):
        (tmp_path / name).mkdir()
    return tmp_path


def run(home: Path, *words: str, code: str = WATCHED) -> subprocess.CompletedProcess[str]:
    """The program in a home of its own; what it opens for writing and what it starts is told in a file."""
    own = dict.fromkeys(("HOME", "LOCALAPPDATA", "APPDATA", "USERPROFILE"), str(home / "home"))
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith("XDG_")},
        **own,
        **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(home / "temporary")),
        "TOLD": str(home / "told.txt"),
        "PYTHONPATH": str(ROOT),
        "QT_QPA_PLATFORM": "offscreen",
    }
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=home / "work",
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def found(folder: Path, word: str) -> list[str]:
    """Every file in which the word stands, in any of the spellings a program writes it in, or whose name holds it."""
    spelt = [word.encode(kind) for kind in ("utf-8", "utf-16-le", "utf-16-be")]
    files = [path for path in folder.rglob("*") if path.is_file()]
    named = [str(path) for path in files if word.lower() in path.name.lower()]
    return named + [str(path) for path in files if any(one in path.read_bytes() for one in spelt)]


def imported(home: Path) -> tuple[str, ...]:
    """An encrypted file with one child, and the words of the command line that open it."""
    made, file = home / "children.csv", home / "work" / "service.irotracker"
    made.write_text(
        "Child ID,First name,Last name,Date of birth,Care start date,IRO\n"
        f"C1,{FIRST},{LAST},13/03/2015,21/02/2025,Alison Wright\n",
        encoding="utf-8",
    )
    words = ("--database", str(file), "--passphrase-file", str(PASSPHRASE_FILE))
    told = run(home, "import", *words, "--recovery-key-file", str(home / "key.txt"), str(made))
    assert told.returncode == 0, told.stderr
    made.unlink()
    return words


def test_an_import_and_an_export_leave_a_name_in_the_encrypted_file_and_in_the_export_only(home: Path) -> None:
    words = imported(home)
    exported = run(home, "export", "due", *words, "--to", str(home / "out.xlsx"))
    told = (home / "told.txt").read_text(encoding="utf-8")
    assert exported.returncode == 0, exported.stderr
    assert (home / "out.xlsx").exists()
    assert "started" in told  # the reading of files, in a process of its own
    assert FIRST not in told
    assert LAST not in told
    wrote = {Path(line.removeprefix("wrote ")) for line in told.splitlines() if line.startswith("wrote ")}
    assert any(path.name.startswith(".out-") for path in wrote)
    assert [path for path in wrote if path.is_relative_to(home / "temporary") and path.is_file()] == []
    for word in (FIRST, LAST):
        assert found(home, word) == []  # the export's sheets are packed, and the file is encrypted


PLANTED = """
import sys, app.commands.exports, main
def broken(*_, **__):
    raise RuntimeError("of Zebulonia Quillfeather")
app.commands.exports.export_due = broken
sys.exit(main.main(sys.argv[1:]))
"""


def test_an_error_that_nobody_foresaw_is_told_on_the_command_line_without_its_words(home: Path) -> None:
    file = home / "work" / "demonstration.irotracker"
    assert run(home, "demo", str(file), "--children", "5").returncode == 0
    told = run(home, "export", "due", "--database", str(file), "--to", str(home / "out.xlsx"), code=PLANTED)
    assert told.returncode == 1
    assert "RuntimeError" in told.stderr
    assert FIRST not in told.stderr + told.stdout


DRIVEN = """
import sys
from pathlib import Path
import main
import ui.opening
from app.domain.children import Child
from PySide6.QtCore import QTimer, qWarning
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit
from ui.lock.lock import Lock
from ui.window import Window

NAME = "Zebulonia Quillfeather"
titles = set()

def settle(application, until):
    while not until():
        application.processEvents()
        titles.update(window.title() for window in QGuiApplication.topLevelWindows())
        titles.update(widget.windowTitle() for widget in QApplication.topLevelWidgets())

def drive(application):
    window = next(one for one in QApplication.topLevelWidgets() if isinstance(one, Window))
    quiet = lambda: window.runner._waiting == 0 and window.page is not None
    settle(application, quiet)
    desk = window.runner.desk
    with desk._keeper.read(desk.stamp()) as store:
        child = next(one for one in store.shelf(Child).find())
    for place in window.given.places:
        window.go(place.key)
        settle(application, quiet)
    window.go("children", child.id)
    settle(application, quiet)
    for line in window.findChildren(QLineEdit):
        line.setText(NAME)
    QApplication.clipboard().setText(NAME)
    settle(application, quiet)
    for action in window.all_actions():
        if "record" in action.text().lower().replace("&", "") and action.isEnabled():
            action.trigger()
            settle(application, quiet)
    def broken():
        raise RuntimeError(NAME)
    QTimer.singleShot(0, broken)
    qWarning(NAME)
    shown = []
    QTimer.singleShot(0, lambda: shown.append(True))
    settle(application, lambda: shown)
    for dialog in QApplication.topLevelWidgets():
        if isinstance(dialog, QDialog):
            dialog.close()
    locker = window.findChild(Lock)
    locker.lock()
    settle(application, lambda: locker.is_locked)
    locker._unlock("the test")
    settle(application, quiet)
    window.close()
    print("|".join(sorted(titles)))
    return 0

ui.opening.run = drive
sys.exit(main.main(sys.argv[1:]))
"""


def test_a_window_on_every_place_leaves_a_name_nowhere_but_in_the_encrypted_file(home: Path) -> None:
    words = imported(home)
    told = run(home, *words, code=DRIVEN)
    assert told.returncode == 0, told.stderr
    assert "Children – IRO Tracker" in told.stdout
    assert list((home / "home").rglob("crashes.log")) != []
    for word in (FIRST, LAST):
        assert word not in told.stdout + told.stderr
        assert found(home, word) == []


def test_the_search_finds_a_name_in_a_file_and_in_the_name_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "settings.ini").write_text(f"[recent]\nfile={FIRST}.xlsx", encoding="utf-16")
    (tmp_path / f".{FIRST.lower()}-1.tmp").touch()
    assert len(found(tmp_path, FIRST)) == 2
