"""A window on a service's file, also on a small disk."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.builders import MANAGER, TODAY
from tests.disks import small_disk
from tests.locks import KEY, locked_copy
from tests.ui.openings import leave
from tests.ui.survives.failing import PARTS, settled
from ui import preferences as preferences_module
from ui.opening import Opening

Open = Callable[[Path], Opening]


@pytest.fixture
def open_file(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """Open the window on a file as the manager; what waits is tried again at once."""
    monkeypatch.setattr(preferences_module, "AGAIN", 20)
    made: list[Opening] = []

    def begin(path: Path) -> Opening:
        opening = Opening(PARTS, path, MANAGER.login, TODAY, key=KEY)
        made.append(opening)
        opening.begin()
        assert opening.trouble is None, opening.trouble.words
        settled(opening, qtbot)
        return opening

    yield begin
    for opening in made:
        if opening.window is not None and isValid(opening.window):
            opening.window.runner.finish()
        leave(opening)


@pytest.fixture
def opening(open_file: Open, fresh_database: Path, tmp_path: Path) -> Opening:
    """The window of a new service."""
    return open_file(locked_copy(fresh_database, tmp_path / "service.irotracker"))


@pytest.fixture
def crowded(open_file: Open, fresh_database: Path, tmp_path: Path) -> Iterator[tuple[Opening, Path]]:
    """A window whose file lies on a small disk."""
    with small_disk(tmp_path / "disk") as disk:
        yield open_file(locked_copy(fresh_database, disk / "service.irotracker")), disk
