"""The screen never waits: answers and refusals come back to it, stale ones do not, and bugs are loud."""

from dataclasses import dataclass
from logging import LogRecord
from queue import SimpleQueue
from typing import Any, ClassVar

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.desk import Desk, Done
from app.domain.access import Right, Stamp
from app.domain.errors import Refusal
from app.domain.officers import Team
from app.store import Store
from tests.builders import Service
from ui.runner import Progress, Runner


def thread() -> str | None:
    """The name of the thread that asks."""
    return LogRecord("", 0, "", 0, "", None, None).threadName


@dataclass(frozen=True)
class AddTeam:
    """A change."""

    name: str
    right: ClassVar[Right] = Right.SET_UP
    title: ClassVar[str] = "Team added"

    def run(self, store: Store, stamp: Stamp) -> str:
        """Keep it, unless it has no name."""
        if not self.name:
            raise Refusal("A team needs a name.", "Type one.")
        return store.shelf(Team).keep(Team(name=self.name)).id


@dataclass(frozen=True)
class CountTeams:
    """A question that can be held up."""

    gate: SimpleQueue[None] | None = None
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> int:
        """How many teams there are."""
        if self.gate is not None:
            self.gate.get()
        assert thread() == "questions"
        return len(store.shelf(Team).find())


@dataclass(frozen=True)
class Break:
    """A question with a bug."""

    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> int:
        """Raise what is no Refusal."""
        raise ZeroDivisionError


def test_a_change_is_answered_and_then_announced(runner: Runner, qtbot: QtBot) -> None:
    told: list[Done[str]] = []
    with qtbot.waitSignal(runner.changed) as announced:
        runner.do(AddTeam("East"), told.append)
    assert announced.args == [frozenset({Team})]
    assert told[0].topics == {Team}


def test_a_question_is_answered_in_the_thread_of_the_screen(runner: Runner, qtbot: QtBot) -> None:
    heard: list[Any] = []
    runner.ask(CountTeams(), lambda count: heard.append((count, thread())))
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [(0, "MainThread")]


def test_a_newer_question_makes_the_older_answer_stale(runner: Runner, qtbot: QtBot) -> None:
    page, gate = QObject(), SimpleQueue[None]()
    heard: list[str] = []
    runner.ask(CountTeams(gate), lambda _: heard.append("older"), ticket=(page, "teams"))
    runner.ask(CountTeams(), lambda _: heard.append("newer"), ticket=(page, "teams"))
    runner.ask(CountTeams(), lambda _: heard.append("other"), ticket=(page, "other"))
    gate.put(None)
    qtbot.waitUntil(lambda: "other" in heard)
    assert heard == ["newer", "other"]


def test_a_question_does_not_wait_for_a_change(runner: Runner, qtbot: QtBot) -> None:
    gate = SimpleQueue[None]()
    heard: list[int] = []
    runner.ask(CountTeams(gate), heard.append)
    with qtbot.waitSignal(runner.changed):
        runner.do(AddTeam("East"))
    gate.put(None)
    qtbot.waitUntil(lambda: bool(heard))


def test_a_refusal_goes_to_the_notices_unless_a_form_takes_it(runner: Runner, qtbot: QtBot) -> None:
    with qtbot.waitSignal(runner.refused) as told:
        runner.do(AddTeam(""))
    assert str(told.args[0]) == "A team needs a name. Type one."
    taken: list[Refusal] = []
    with qtbot.assertNotEmitted(runner.refused):
        runner.do(AddTeam(""), failed=taken.append)
        qtbot.waitUntil(lambda: bool(taken))


def test_a_bug_is_raised_loudly_in_the_thread_of_the_screen(runner: Runner, qtbot: QtBot) -> None:
    with qtbot.captureExceptions() as raised:
        runner.ask(Break(), lambda _: None)
        qtbot.waitUntil(lambda: bool(raised))
    assert raised[0][0] is ZeroDivisionError


def test_it_says_when_it_is_busy_and_when_it_saves(runner: Runner, qtbot: QtBot) -> None:
    said: list[tuple[str, bool]] = []
    runner.busy.connect(lambda busy: said.append(("busy", busy)))
    runner.saving.connect(lambda saving: said.append(("saving", saving)))
    runner.do(AddTeam("East"))
    qtbot.waitUntil(lambda: ("saving", False) in said)
    assert said == [("busy", True), ("saving", True), ("busy", False), ("saving", False)]


def test_what_was_asked_to_be_written_is_written_before_it_finishes(desk: Desk, service: Service, qtbot: QtBot) -> None:
    runner = Runner(desk)
    for name in ("East", "West", "North"):
        runner.do(AddTeam(name))
    runner.finish()
    with service.read() as store:
        assert len(store.shelf(Team).find()) == 3


def test_an_answer_for_a_page_that_is_gone_is_dropped(runner: Runner, qtbot: QtBot) -> None:
    gate, page = SimpleQueue[None](), QObject()
    heard: list[int] = []
    runner.ask(CountTeams(gate), heard.append, ticket=(page, "teams"))
    with qtbot.waitSignal(page.destroyed):
        page.deleteLater()
    with qtbot.waitSignal(runner.busy, check_params_cb=lambda busy: not busy):
        gate.put(None)
    assert heard == []


def test_long_work_tells_how_far_it_is(runner: Runner, qtbot: QtBot) -> None:
    told: list[tuple[str, int, int]] = []
    done: list[int] = []

    def work(progress: Progress[int]) -> int:
        for row in range(3):
            progress("Reading rows", row, 3)
        return 3

    runner.run_long(work, lambda *said: told.append(said), done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert told == [("Reading rows", 0, 3), ("Reading rows", 1, 3), ("Reading rows", 2, 3)]


def test_long_work_that_is_cancelled_gives_nothing(runner: Runner, qtbot: QtBot) -> None:
    begun, gate = SimpleQueue[None](), SimpleQueue[None]()
    heard: list[object] = []

    def work(progress: Progress[int]) -> int:
        begun.put(None)
        gate.get()
        progress.check()
        return 1

    with qtbot.waitSignal(runner.busy, check_params_cb=lambda busy: not busy):
        progress = runner.run_long(work, lambda *_: None, heard.append, heard.append)
        begun.get()
        progress.cancel()
        gate.put(None)
    assert heard == []


@pytest.mark.parametrize("times", [1, 5])
def test_finishing_ends_long_work(desk: Desk, qtbot: QtBot, times: int) -> None:
    runner = Runner(desk)

    def work(progress: Progress[int]) -> int:
        while not progress.cancelled():
            progress("Working")
        return 0

    for _ in range(times):
        runner.run_long(work, lambda *_: None, lambda _: None)
    runner.finish()
    assert len(runner._long) == times
    assert not any(thread.is_alive() for thread in runner._long.values())
