"""The window opens quickly: nothing is loaded that its first page does not need."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SLOW_LIBRARIES = (
    *("argon2", "cryptography", "keyring"),
    *("alembic", "holidays", "icalendar", "numpy", "openpyxl", "pandas", "psutil", "pyqtgraph", "python_calamine"),
    *("sqlalchemy.orm", "sqlalchemy.dialects.mysql", "sqlalchemy.dialects.postgresql"),
)
LATER = (
    *("app.commands.children", "app.commands.meetings", "app.commands.recorded", "app.commands.reviews"),
    *("app.commands.undoing", "app.domain.checks", "db.populations.practice", "db.tables.conferences"),
    *("app.demonstration", "app.files", "db.conversion", "db.disks", "db.upgrade", "db.wrapping"),
    *("ui.gates.ways", "ui.remembering"),
    *("ui.children.page", "ui.files.page", "ui.finder", "ui.reviews.page", "ui.settings.page", "ui.week.arranging"),
)


def test_the_first_page_shows_its_rows_with_only_what_it_needs(tmp_path: Path) -> None:
    file = str(tmp_path / "service.irotracker")
    run("main.main(['demo', sys.argv[1], '--children', '20'])", file, tmp_path)
    loaded = run("main.main(['--database', sys.argv[1]]); print(*sys.modules)", file, tmp_path).split()
    assert {"ui.week.page", "db.database", "PySide6.QtWidgets"} <= set(loaded)
    assert [name for name in loaded for part in (*SLOW_LIBRARIES, *LATER) if f"{name}.".startswith(f"{part}.")] == []


def run(words: str, file: str, home: Path) -> str:
    """What a fresh Python prints that has done this; the window closes as soon as rows are shown."""
    own = dict.fromkeys(("HOME", "LOCALAPPDATA", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"), str(home))
    environment = {**os.environ, **own, "QT_QPA_PLATFORM": "offscreen", "IRO_TRACKER_EXIT_WHEN_SHOWN": "1"}
    command = [sys.executable, "-c", f"import sys, main; {words}", file]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout
