"""The program as a process with a real window: a review recorded and undone, a month exported, by keyboard only."""

import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from app.desk import Desk
from app.domain.access import Person, Role
from app.domain.dates import Period
from app.domain.kinds import LOOKED_AFTER
from app.domain.reviews import Review
from app.queries.reviews import DueFilter, DueList
from app.queries.timeliness import Timeliness
from db.database import Database
from tests.builders import NOW, TODAY
from tests.journeys.screen import PATIENCE, Screen, becomes, missing, until
from ui.login import system_login

pytestmark = pytest.mark.skipif(bool(missing()), reason=missing() or "-")

HOUSE = Path(__file__).resolve().parents[2]
OCTOBER = Period.month(2026, 10)
LOOKER = Person(login="looker", name="Looker", role=Role.MANAGER)
TRIES, TRY = 6, 20.0
"""How often a review is recorded anew, and how many seconds each time may take until it is in the file."""


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    """A screen with a window manager."""
    with Screen(tmp_path) as made:
        yield made


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small demonstration, made by the command line."""
    file = tmp_path_factory.mktemp("service") / "small.irotracker"
    program("demo", str(file), "--children", "60", "--years", "2", "--as-of", TODAY.isoformat())
    return file


def program(*arguments: str) -> None:
    """Run the program to its end."""
    subprocess.run([sys.executable, "main.py", *arguments], cwd=HOUSE, check=True, timeout=PATIENCE)


def held(file: Path) -> set[str]:
    """The reviews that are recorded as held, read beside the window."""
    with Database.open(file) as database, database.read(desk(database).stamp()) as store:
        return {review.id for review in store.shelf(Review).find() if review.held}


def desk(database: Database) -> Desk:
    """Somebody who looks at the file."""
    return Desk(database, LOOKER, lambda: NOW, TODAY)


def test_a_review_is_recorded_undone_and_a_month_exported_by_keyboard_in_a_real_window(
    screen: Screen, demonstration: Path, tmp_path: Path
) -> None:
    target, before = tmp_path / "October.xlsx", held(demonstration)
    with open_program(screen, demonstration, tmp_path) as process:
        try:
            screen.wait_for("^My week .*IRO Tracker$")
            screen.press("ctrl+2")
            screen.wait_for("^Reviews .*IRO Tracker$")
            record_one(screen, demonstration, before)
            screen.press("ctrl+z")
            until(lambda: held(demonstration) == before, "the review undone")
            screen.press("ctrl+5")
            screen.wait_for("^Timeliness .*IRO Tracker$")
            export(screen, target)
            screen.wait_for("^Timeliness .*IRO Tracker$")
            screen.press("ctrl+q")
            assert process.wait(PATIENCE) == 0
        finally:
            process.kill()
    assert "Traceback" not in (tmp_path / "errors.txt").read_text(encoding="utf-8", errors="replace")
    assert [log.name for log in tmp_path.rglob("crashes.log*")] == []
    compare(demonstration, target)


def open_program(screen: Screen, file: Path, folder: Path) -> subprocess.Popen[bytes]:
    """Start the window on a file; what it says on standard error is kept."""
    command = [sys.executable, "main.py", "--database", str(file), "--as-of", TODAY.isoformat()]
    with (folder / "errors.txt").open("wb") as errors:
        return subprocess.Popen(command, cwd=HOUSE, env=screen.environment, stderr=errors)


def record_one(screen: Screen, file: Path, before: set[str]) -> None:
    """Find a child, Ctrl+H, the date, Ctrl+Enter; again if the list was not there yet, which nothing shows outside."""
    reference = looked_after(file)
    for _ in range(TRIES):
        screen.press("ctrl+f")
        screen.press("ctrl+a")
        screen.type(reference)
        screen.press("Return")
        screen.press("ctrl+h")
        screen.type("20/11/26")
        screen.press("ctrl+Return")
        if becomes(lambda: len(held(file) - before) == 1, TRY):
            return
        screen.press("Escape")
    raise AssertionError("No review was recorded.")


def looked_after(file: Path) -> str:
    """The reference of the child whose looked-after review is due first: a conference asks for more than its date."""
    with Database.open(file) as database:
        door = desk(database)
        table = door.ask(DueList(DueFilter(kind=LOOKED_AFTER))).table
        with database.read(door.stamp()) as store:
            first = table.rows.window(store, None, 0, 1)[0]
    return str(first.cells[table.column("reference")])


def export(screen: Screen, target: Path) -> None:
    """Ctrl+E, on from what goes out as soon as it is there, the name of the file, Enter."""
    columns, dialog = "^Export the month to Excel: what goes out$", "^Export the month to Excel$"
    for keys, shown in (("ctrl+e", columns), ("alt+c", dialog)):
        for _ in range(TRIES):
            screen.press(keys)
            if becomes(partial(screen.is_shown, shown), TRY):
                break
        screen.wait_for(shown)
    screen.press("ctrl+a")
    screen.type(str(target))
    screen.press("Return")
    until(target.exists, "the workbook")
    until(lambda: not screen.is_shown(dialog), "the dialog closed")


def compare(file: Path, target: Path) -> None:
    """The workbook says what the records say, and the audit what was done, with no link of its chain broken."""
    with Database.open(file) as database:
        door = desk(database)
        figure = door.ask(Timeliness(OCTOBER)).as_json()["rows"][0]
        with database.read(door.stamp()) as store:
            entries = store.accounts.latest(None, 3)
            broken = store.accounts.first_broken()
    assert figure["denominator"] > 0
    assert summary(target)[-1][1:3] == [figure["numerator"], figure["denominator"]]
    assert [entry.action for entry in entries] == ["Export", "Undo", "Record a review as held"]
    assert entries[1].undoes == entries[2].number
    assert str(target) in entries[0].summary
    assert {entry.login for entry in entries} == {system_login()}
    assert broken is None


def summary(target: Path) -> list[list[Any]]:
    """The rows of the summary's table below its headings."""
    sheet = load_workbook(target)["Summary by kind"]
    table = next(iter(sheet.tables.values()))
    rows = [[cell.value for cell in row] for row in sheet[table.ref][1:]]
    return [row for row in rows if any(value is not None for value in row)]
