"""Several rows on the clipboard have left the program: whoever may not export copies one at most, and others are entered."""

from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.domain.access import Person, Role
from app.store import Where
from tests.builders import Service
from tests.ui.tables_for_tests import reviews
from ui.parts.clipboard import copy_rows
from ui.runner import Runner


def test_several_rows_are_copied_only_by_whoever_may_export_and_are_entered(service: Service, qtbot: QtBot) -> None:
    table, copied, refused = reviews(), list[int](), list[object]()
    rows = table.rows.rows  # type: ignore[attr-defined]
    board = QGuiApplication.clipboard()
    board.clear()
    for role, number in ((Role.READER, 3), (Role.READER, 1), (Role.IRO, 3)):
        runner = Runner(service.desk(Person(login=role, role=role)))
        runner.refused.connect(refused.append)
        copy_rows(runner, table, [0], rows[:number], copied.append)
        runner.finish()
        qtbot.waitUntil(lambda: len(copied) + len(refused) > 0)
        assert bool(board.text()) == bool(copied)
    qtbot.waitUntil(lambda: copied == [1, 3])
    assert [str(no)[:20] for no in refused] == ["Your role (Reader) m"]
    told = service.rows("audit", ("login", "summary"), Where("action", "is", "Copy rows"))
    assert [tuple(one) for one in told] == [("iro", f"{table.title}, 3 rows")]
