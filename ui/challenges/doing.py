"""Which challenge is chosen, what can be done with it, and the pane in which that is done."""

from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

from app.commands.challenges.correcting import JoinChallenges, PartChallenge
from app.domain.errors import Refusal
from app.queries.challenges.one import AskChallenge, ChallengeSheet
from ui.challenges.actions import Deeds, Fitting
from ui.challenges.narrowing import Narrowing
from ui.challenges.pane import ChallengePane
from ui.challenges.table import ChallengeTable
from ui.page import Page
from ui.parts.focus import focus_first
from ui.parts.mnemonics import GivingWay


class Lists(Protocol):
    """What the page shows to choose from."""

    narrowing: Narrowing
    table: ChallengeTable

    @property
    def lists(self) -> bool:
        """Whether board or table is shown."""

    def to_list(self) -> None:
        """Show one of the two."""

    def choose(self, challenge_id: str) -> None:
        """Make this challenge the chosen one as soon as it is listed."""

    def take_focus(self) -> None:
        """Put the keyboard on the chosen challenge."""


class Doing:
    """Follows the chosen challenge; opens the form of a move in the pane, and hides the pane again if it came for it."""

    def __init__(self, page: Page, lists: Lists, pane: ChallengePane) -> None:
        self._page, self._lists, self._pane, self._runner = page, lists, pane, page.tools.runner
        self.now = ""
        """The key of the chosen challenge."""
        self._sheet: ChallengeSheet | None = None
        self._several, self._told = 0, ""
        self._entering = self._for_now = self._for_form = False
        self._waiting: Callable[[], None] | None = None
        page.add_action("Log a challe&nge", self.log, icon="plus", primary=True)
        self.deeds = Deeds(page, self.begin, self.explain)
        self.deeds.allow(None)
        pane.left.connect(self._left)
        pane.finished.connect(self._finished)
        pane.logged.connect(lists.choose)
        self._letters = GivingWay()
        pane.currentChanged.connect(lambda _now: self._give_way())

    def _give_way(self) -> None:
        """While a form is open, Alt and a letter belong to it."""
        if self._pane.form is None:
            self._letters.give_back()
        else:
            self._letters.give_way(part for part in self._page.panes() if part is not self._page.details)

    # ------------------------------------------------------------------------------------------------ what is chosen

    def note(self, challenge_id: str) -> None:
        """Another challenge is the chosen one; the pane follows when it is in sight.

        A list that was asked again says the same one anew: what is being typed stays in sight then.
        """
        typing = challenge_id == self.now and self._pane.form is not None
        if challenge_id != self.now:
            self._sheet = self._waiting = None
            self._take_back()
        self.now = challenge_id
        if not challenge_id:
            self._pane.clear()
            self._allow()
        elif self._several <= 1:
            if self._pane_shown() and not typing:
                self._pane.show_challenge(challenge_id)
            self.look_again()

    def note_selected(self, number: int) -> None:
        """So many rows of the table are chosen."""
        before, self._several = self._several, number
        self._allow()
        if before > 1 >= number and self.now:
            self.note(self.now)

    def open(self, challenge_id: str, *, enter: bool = False) -> None:
        """Show this challenge in the pane, wherever it is listed; with enter the keyboard goes there."""
        if challenge_id != self.now:
            self._sheet = self._waiting = None
        self.now, self._entering = challenge_id, enter
        self._show_pane()
        self._pane.show_challenge(challenge_id)
        self.look_again()

    def look_again(self) -> None:
        """Ask how the chosen challenge stands."""
        if self.now:
            self._runner.ask(AskChallenge(self.now), self._take, self._gone, ticket=(self._page, "sheet"))

    def _gone(self, _refusal: Refusal) -> None:
        """It was voided or undone in the meantime."""
        self.now, self._sheet = "", None
        self._allow()

    def _take(self, sheet: ChallengeSheet) -> None:
        if sheet.challenge.id != self.now:
            return
        self._sheet = sheet
        self._allow()
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting()
        if self._entering:
            self._entering = False
            focus_first(self._pane)

    def _allow(self) -> None:
        fits = None
        if self._sheet is not None and self._lists.lists:
            moves = {move.code: "" if move.allowed else move.why_not for move in self._sheet.moves}
            challenge = self._sheet.challenge
            fits = Fitting(moves, challenge.child_id is not None, challenge.group_id is not None)
        self.deeds.allow(fits, several=self._lists.lists and self._several > 1)

    # ------------------------------------------------------------------------------------------------------- actions

    def begin(self, code: str) -> None:
        """Start an action for the chosen challenge, or for several in the table."""
        if code == "find":
            self._lists.narrowing.find()
        elif self._several > 1:
            self._lists.table.with_chosen(partial(self._begin_several, code))
        elif self._sheet is None:
            self._waiting = partial(self.begin, code)
        elif code == "child":
            self._page.wanted.emit("children", self._sheet.challenge.child_id)
        elif code == "part":
            self._pane.do(PartChallenge(self.now), "It is on its own now.")
        elif code == "next-level":
            self._start("escalate", (self.now,), level=self._sheet.challenge.level + 1)
        else:
            self._start(code, (self.now,))

    def drop(self, challenge_id: str, level: int) -> None:
        """A card was dropped on a level: its form asks only for what that needs."""
        self.note(challenge_id)
        self._start("escalate", (challenge_id,), level=level)

    def log(self, **given: Any) -> None:
        """Open the form that logs a challenge, with what is known already."""
        self._take_back()
        self._lists.to_list()
        self._show_pane(for_form=True)
        self._pane.log(**given)

    def by_letter(self, letter: str) -> None:
        """The underlined letter of an action does it, or says why it cannot be done."""
        code = self.deeds.by_letter(letter)
        if code:
            self.explain(code)

    def explain(self, code: str) -> None:
        """Say why an action cannot be done; one that can be done by now is done."""
        if self._several <= 1 and self.now and self._sheet is None and self._lists.lists:
            self._waiting = partial(self.explain, code)
        elif self.deeds.why[code]:
            self._told = self.deeds.why[code]
            self._page.tools.notices.inform(self._told)
        else:
            self.begin(code)

    def _take_back(self) -> None:
        """Why something could not be done is of no use any more."""
        if self._told and self._page.tools.notices.words == self._told:
            self._page.tools.notices.dismiss()
        self._told = ""

    def _begin_several(self, code: str, ids: tuple[str, ...]) -> None:
        if code == "join":
            self._pane.do(JoinChallenges(ids), "They are joined: a move can be made for all of them.")
        else:
            self._start(code, ids)

    def _start(self, code: str, ids: tuple[str, ...], **given: Any) -> None:
        self._take_back()
        self._show_pane(for_form=True)
        self._pane.start(code, ids, **given)

    # ------------------------------------------------------------------------------------------------------ the pane

    def pane_was_turned(self) -> None:
        """The person showed or hid the pane: it stays so, and shows what is chosen."""
        self._for_now = self._for_form = False
        if self._pane_shown() and self.now and self._pane.form is None:
            self._pane.show_challenge(self.now)

    def _pane_shown(self) -> bool:
        return self._page.details is not None and self._page.details.isVisibleTo(self._page)

    def _show_pane(self, *, for_form: bool = False) -> None:
        if not self._pane_shown():
            self._for_now, self._for_form = True, for_form
            self._page.show_details(True, remember=False)

    def _finished(self) -> None:
        """A form was saved or left: a pane that came for the form goes; one that showed the challenge shows it again."""
        if self._for_form:
            self._left()
        else:
            self._lists.take_focus()

    def _left(self) -> None:
        """The pane goes if it came by itself, and the keyboard goes back."""
        if self._for_now:
            self._for_now = self._for_form = False
            self._page.show_details(False, remember=False)
        self._lists.take_focus()
