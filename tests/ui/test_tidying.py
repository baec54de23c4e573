"""What Python no longer needs is freed on the screen's thread only: a worker must never destroy a widget."""

import gc
from weakref import ref

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.tidying import Tidying


class Left:
    """Something that holds itself."""

    def __init__(self) -> None:
        self.me = self


def test_the_collector_never_runs_by_itself_beside_the_window(qtbot: QtBot) -> None:
    assert not gc.isenabled()


def test_what_was_left_in_a_circle_is_freed_once_it_is_due(qtbot: QtBot) -> None:
    owner = QObject()
    tidying = Tidying(owner)
    left = ref(Left())
    kept = [[] for _ in range(gc.get_threshold()[0] * 2)]  # type: ignore[var-annotated]
    assert left() is not None
    tidying.look()
    assert left() is None
    assert kept
