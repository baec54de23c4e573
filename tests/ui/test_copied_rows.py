"""Several rows on the clipboard have left the program: whoever may not export copies one at most, and others are entered."""

from contextlib import nullcontext
from datetime import date

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.commands.copyrows import CopyRows
from app.domain.access import NotAllowed, Person, Role
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
    for role, number in ((Role.READER, 3), (Role.READER, 1), (Role.MANAGER, 3)):
        runner = Runner(service.desk(Person(login=role, role=role)))
        runner.refused.connect(refused.append)
        copy_rows(runner, table, [0], rows[:number], copied.append)
        qtbot.waitUntil(lambda: runner._waiting == 0)  # noqa: B023
        runner.finish()
        assert bool(board.text()) == bool(copied)
    qtbot.waitUntil(lambda: copied == [1, 3])
    assert [str(no)[:20] for no in refused] == ["Your role (Reader) m"]
    told = service.rows("audit", ("login", "summary"), Where("action", "is", "Copy rows"))
    assert [tuple(one) for one in told] == [("manager", f"{table.title} (full names), 3 rows")]


def test_an_iro_copies_several_names_of_own_children_only_and_any_rows_without_names(
    service: Service, qtbot: QtBot
) -> None:
    iro, other = service.officer("Ola Own"), service.officer("Otto Other")
    children = [service.child(name=name) for name in ("Amy Own", "Ben Own", "Cat Other")]
    for child, officer in zip(children, (iro, iro, other), strict=True):
        service.allocated(child, officer, date(2026, 1, 5))
    review = service.open_review(service.period(children[1], date(2026, 9, 1)))
    ola = Person(login="ola", role=Role.IRO, officer_id=iro.id)
    unknown = "no key of a record"
    for keys, refused in (
        ((children[0].id, children[1].id), False),
        ((children[0].id, review.id), False),
        ((children[0].id, children[2].id), True),
        ((children[0].id, unknown), True),
        ((), False),
    ):
        with pytest.raises(NotAllowed, match="Nothing was copied") if refused else nullcontext():
            service.desk(ola).do(CopyRows("Children", 2, keys))
    told = service.rows("audit", ("summary",), Where("action", "is", "Copy rows"))
    assert sorted(summary for (summary,) in told) == ["Children (full names), 2 rows"] * 2 + ["Children, 2 rows"]


def test_rows_whose_names_are_not_shown_are_copied_without_the_right_to_names(service: Service, qtbot: QtBot) -> None:
    table, copied = reviews(), list[int]()
    runner = Runner(service.desk(Person(login="ola", role=Role.IRO)))
    copy_rows(runner, table, [1, 3], table.rows.rows[:3], copied.append)  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: copied == [3])
    runner.finish()
    assert "Amira Khan" not in QGuiApplication.clipboard().text()


def test_rows_that_come_after_the_window_was_closed_stay_off_the_clipboard(service: Service, qtbot: QtBot) -> None:
    table, copied, runner = reviews(), list[int](), Runner(service.desk())
    board = QGuiApplication.clipboard()
    board.clear()
    copy_rows(runner, table, [0], table.rows.rows[:3], copied.append)  # type: ignore[attr-defined]
    runner.finish()
    qtbot.waitUntil(lambda: runner._waiting == 0)
    assert (copied, board.text()) == ([], "")
