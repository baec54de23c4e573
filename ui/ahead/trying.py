"""What can be done with the what-if: begin a change, let the program suggest, take back, discard, apply."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtGui import QAction

from app.commands.scenarios import Applied, ApplyScenario
from app.desk import Done
from app.domain.access import without_right
from app.domain.errors import Refusal
from app.domain.officers import Officer
from app.queries.ahead.suggesting import SharingProblem
from app.queries.ahead.words import ScenarioWords
from app.queries.service import Choices
from app.solving import Problem, Stopped, Suggestion, suggest
from ui.actform import ActForm
from ui.ahead.endforms import ApplyForm, SuggestForm, said_of
from ui.ahead.forms import JoinForm, LeaveForm, MoreForm
from ui.ahead.moveform import MoveForm
from ui.ahead.pane import BUTTONS, AheadPane
from ui.ahead.tryform import TryForm
from ui.ahead.whatif import WhatIf
from ui.page import Page
from ui.parts.mnemonics import GivingWay
from ui.parts.progress import LongWork
from ui.telling import say_done

FORMS: dict[str, type[TryForm]] = {form.code: form for form in (MoveForm, JoinForm, LeaveForm, MoreForm)}
LOOKING = "Looking for a fair distribution"


class Trying:
    """Opens the forms in the pane, and ends the what-if."""

    def __init__(self, page: Page, what_if: WhatIf, pane: AheadPane, work: LongWork) -> None:
        self._page, self._tools, self._what_if, self._pane, self._work = page, page.tools, what_if, pane, work
        self._officers: tuple[Officer, ...] = ()
        self.chosen: Callable[[], str] = lambda: ""
        """The IRO whose row is chosen, who is offered first."""
        self.applied: Callable[[], None] = page.update
        self.suggested: Callable[[], None] = page.update
        """What follows when all of it was applied, and when moves were suggested."""
        self._letters = GivingWay()
        self._make_actions()
        pane.begun.connect(self.begin)
        pane.closed.connect(self._closed)
        what_if.changed.connect(self._allow)
        self._allow()

    def offer(self, choices: Choices) -> None:
        """The officers there are."""
        self._officers = choices.officers

    def begin(self, code: str) -> None:
        """Open the form of one change."""
        form: TryForm
        if code == MoveForm.code:
            form = MoveForm(self._tools, self._what_if, self._officers, self.chosen())
        else:
            form = FORMS[code](self._tools, self._what_if, self._officers)
        form.tried.connect(lambda steps: self._take(form, steps))
        self._hold(form)

    def begin_suggesting(self) -> None:
        """Open the form of a suggestion."""

        def begin(problem: Problem) -> None:
            form = SuggestForm(self._tools, self._what_if, self._officers)
            form.offer(problem)
            form.saved.connect(lambda: self._suggest(form))
            self._hold(form)

        if not self._work.is_running:
            self._tools.runner.ask(SharingProblem(self._what_if.own), begin, ticket=(self._pane, "problem"))

    def begin_applying(self) -> None:
        """Tell what applying would do, and ask for it once more."""
        person = self._tools.runner.desk.stamp().person
        if not person.may(ApplyScenario.right):
            self._tools.notices.refuse(without_right(person, ApplyScenario.right))
            return

        def begin(words: tuple[str, ...]) -> None:
            form = ApplyForm(self._tools, self._what_if, words)
            form.saved.connect(lambda: self._apply(form))
            self._hold(form)

        self._tools.runner.ask(ScenarioWords(self._what_if.whole), begin, ticket=(self._pane, "apply"))

    # ------------------------------------------------------------------------------------------------------ private parts

    def _make_actions(self) -> None:
        add, page = self._page.add_action, self._page
        self.suggest = add("&Suggest…", self.begin_suggesting, icon="lightbulb", primary=True)
        self.pane = add("&What if", self._toggle, icon="scale")
        self.begins = {
            key: add(words, partial(self.begin, key), icon=icon, button=False) for key, words, icon in BUTTONS
        }
        self.take_back = add("Ta&ke back the latest change", self._what_if.take_back, icon="undo-2", button=False)
        self.discard = add("Disca&rd what is tried", self._discard, icon="trash-2", button=False)
        self.apply = add("A&pply what was tried…", self.begin_applying, icon="check", button=False)
        page.commanded.emit()

    def in_band(self) -> list[tuple[QAction, str, str]]:
        """What stands in the band: each command, its shorter words, its icon."""
        return [
            (self.take_back, "Ta&ke back", "undo-2"),
            (self.discard, "Disca&rd", "trash-2"),
            (self.apply, "A&pply…", "check"),
        ]

    def _allow(self) -> None:
        self.take_back.setEnabled(self._what_if.can_take_back)
        for action in (self.discard, self.apply):
            action.setEnabled(self._what_if.is_on)

    def _toggle(self) -> None:
        details = self._page.details
        self._page.show_details(details is not None and not details.isVisibleTo(self._page))

    def _hold(self, form: ActForm) -> None:
        self._page.show_details(True, remember=False)
        self._pane.hold(form)
        self._letters.give_way(part for part in self._page.panes() if part is not self._page.details)

    def _closed(self) -> None:
        self._letters.give_back()

    def _take(self, form: TryForm, steps: Any) -> None:
        seen = form.seen
        self._pane.close_form()
        self._what_if.add(steps, seen)

    def _suggest(self, form: SuggestForm) -> None:
        try:
            problem = form.problem()
        except Refusal as refusal:
            form.refuse(refusal, form.blame(refusal))
            return
        self._pane.close_form()
        desk = self._tools.runner.desk
        self._work.run(LOOKING, lambda progress: solved(desk, problem, progress), self._take_suggestion)

    def _take_suggestion(self, found: Suggestion) -> None:
        said = said_of(found)
        if not found.moves:
            self._tools.notices.inform(said)
            return
        self._page.show_details(True, remember=False)
        self.suggested()
        self._what_if.suggest(found.moves, found.seen, said)

    def _discard(self) -> None:
        self._pane.close_form()
        self._what_if.discard()
        self._tools.notices.say("What was tried is discarded.", "Take back", self._what_if.take_back)

    def _apply(self, form: ApplyForm) -> None:
        form.busy(True)

        def applied(done: Done[Applied]) -> None:
            self._pane.close_form()
            self.applied()
            self._what_if.forget()
            say_done(self._tools, f"Applied: {done.result.words}.", done)

        self._tools.runner.do(form.command(), applied, form.refuse)


def solved(desk: Any, problem: SharingProblem, progress: Any) -> Suggestion:
    """The suggestion, found in a process of its own; cancelled, the work ends as cancelled."""
    try:
        return suggest(desk.ask(problem), progress=progress, cancelled=progress.cancelled)
    except Stopped:
        progress.check()
        raise
