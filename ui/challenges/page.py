"""Challenges: the issues resolution process as a board and as a table, and what belongs to it behind further views."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.challenges.records import (
    Challenge,
    ChallengeAction,
    ChallengeStep,
    ChallengeTheme,
    LearningLink,
    LearningPoint,
    LevelEntry,
    RungHolder,
)
from app.domain.children import Child, ChildTeam
from app.domain.officers import Allocation, Officer, Team
from app.domain.settings import Holiday, ListEntry, Setting
from app.queries.challenges.board import AskBoard
from app.queries.challenges.board import Board as BoardAnswer
from app.queries.challenges.listing import Addressees, ChallengeCounts, ChallengeFilter, ChallengeList, ChallengesTable
from app.queries.service import Choices, ServiceChoices
from ui.challenges.actions import judge, line
from ui.challenges.board import Board
from ui.challenges.doing import Doing
from ui.challenges.narrowing import EMPTY, Narrowing
from ui.challenges.pane import ChallengePane
from ui.challenges.switch import BOARD, FIGURES, SIGHTS, TABLE, existing
from ui.challenges.table import ChallengeTable
from ui.challenges.views import Shown, Views
from ui.page import Page, Tools
from ui.parts.switch import Switch

SIGHT = "challenges.sight"


class ChallengesPage(Page):
    """Board and table over one filter, the pane of the chosen challenge, and the further views."""

    title = "Challenges"
    help = "challenges"
    topics = frozenset(
        {Challenge, ChallengeStep, ChallengeAction, ChallengeTheme, LevelEntry, RungHolder, LearningPoint, LearningLink}
        | {Child, ChildTeam, Allocation, Officer, Team, Setting, ListEntry, Holiday}
    )

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self._ready = False
        self._line = ""
        self._last: dict[str, str] = {}
        self._was_list = True
        self._addressees: tuple[str, ...] = ()
        self._further: dict[str, tuple[Any, list[QAction]]] = {}
        self.pane = ChallengePane(tools)
        self.doing = Doing(self, self, self.pane)
        self._make_filters()
        self._make_body()
        self._make_pane()
        self.switch.choose(str(tools.preferences.get(SIGHT, BOARD)))
        self.switch.choose(self.switch.value())

    # ------------------------------------------------------------------------------------------------ asking, showing

    def refresh(self) -> None:
        """Ask for what is offered, then for what is shown."""
        self.tools.runner.ask(Addressees(), self._take_addressees, ticket=(self, "addressees"))
        self.tools.runner.ask(ServiceChoices(), self._take_choices, ticket=(self, "choices"))
        self.views.refresh()
        self.doing.look_again()

    def open(self, argument: object) -> None:
        """Show one challenge by its id; or log one, ("log", {...}); or a view, ("view", "clinic"); or a filter."""
        if isinstance(argument, ChallengeFilter):
            self.to_list()
            self.narrowing.set_filter(argument)
        elif isinstance(argument, tuple) and argument[0] == "log":
            self.doing.log(**argument[1])
        elif isinstance(argument, tuple) and argument[0] == "view":
            self.switch.choose(argument[1])
        else:
            self.to_list()
            if self.switch.value() == BOARD and self.board.card_now() is None:
                self.board.take_focus()  # before it is opened: the first card takes the place of nothing then
            self.choose(str(argument))
            self.doing.open(str(argument))

    def begin_again(self) -> None:
        """Back from the challenges behind a number."""
        if self.switch.value() == FIGURES:
            self._further[FIGURES][0].leave_behind()

    def actions_for_menu(self) -> list[QAction]:
        """The moves with lines between them, the views, and the saved views."""
        further = [action for _, actions in self._further.values() for action in actions if action.isVisible()]
        lines = [line(self), *further, line(self), self._sights.menuAction(), self.views.menu.menuAction()]
        return [*self.doing.deeds.for_menu(), *lines]

    def show_details(self, shown: bool, *, remember: bool = True) -> None:
        """Show or hide the pane; what is chosen is asked for when it comes into sight."""
        super().show_details(shown, remember=remember)
        if remember:
            self.doing.pane_was_turned()

    @property
    def lists(self) -> bool:
        """Whether board or table is shown, where challenges can be chosen."""
        return self.switch.value() in {BOARD, TABLE}

    def to_list(self) -> None:
        """The board, unless board or table is shown already."""
        if not self.lists:
            self.switch.choose(BOARD)

    def choose(self, challenge_id: str) -> None:
        """Make this challenge the chosen one of both lists as soon as it is in them."""
        self.board.choose(challenge_id)
        self.table.choose(challenge_id)

    def take_focus(self) -> None:
        """Put the keyboard on the chosen challenge."""
        if self.switch.value() == BOARD:
            self.board.take_focus()
        elif self.switch.value() == TABLE:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_addressees(self, addressees: tuple[str, ...]) -> None:
        self._addressees = addressees

    def _take_choices(self, choices: Choices) -> None:
        self.narrowing.offer(choices, self._addressees)
        self._ready = True
        self._ask()

    def _ask(self) -> None:
        if not self._ready:
            return
        sight, chosen = self.switch.value(), self.narrowing.filter()
        if sight == BOARD:
            self.tools.runner.ask(AskBoard(chosen, with_counts=False), self._show_board, ticket=(self, "list"))
        elif sight == TABLE:
            self.tools.runner.ask(ChallengeList(chosen, with_counts=False), self._show_table, ticket=(self, "list"))
        else:
            self._further[sight][0].refresh()
            self._say_further(sight)
            return
        self.tools.runner.ask(ChallengeCounts(chosen), self._show_counts, ticket=(self, "counts"))

    def _show_board(self, answer: BoardAnswer) -> None:
        self.board.set_empty(self.narrowing.empty_words())
        self.board.show_board(answer)
        self._say(answer.line, answer.count, answer.note)

    def _show_table(self, answer: ChallengesTable) -> None:
        self.table.set_empty(self.narrowing.empty_words())
        self._line = answer.table.line
        self.table.show_list(answer)

    def _table_shown(self) -> None:
        self._say(self._line, self.table.count())

    def _show_counts(self, counts: dict[str, int]) -> None:
        self.narrowing.show_counts(counts)
        if not any(counts.values()) and not self.narrowing.is_set():
            self.board.set_empty(EMPTY)
            self.table.set_empty(EMPTY)

    def go(self, key: str, argument: object) -> None:
        """What the pane or a view wants to be shown; a challenge is shown here."""
        if key == "challenges":
            self.open(argument)
        else:
            self.wanted.emit(key, argument)

    def _chosen(self, sight: str, challenge_id: str) -> None:
        """Another challenge is chosen in the board or in the table that is shown.

        A list that is read anew names its own card again: that takes nothing away from one that was opened since.
        """
        again = bool(challenge_id) and challenge_id == self._last.get(sight)
        self._last[sight] = challenge_id
        if self.switch.value() == sight and not (again and self.doing.now not in {"", challenge_id}):
            self.doing.note(challenge_id)

    def _say(self, words: str, count: int, note: str = "") -> None:
        if self.lists:
            said = self.narrowing.put_into(words)
            noun = "challenge" if count == 1 else "challenges"
            self.say_line(f"{said}. {note}" if note else said, f"{count:,} {noun}")

    def _say_further(self, sight: str) -> None:
        if self.switch.value() == sight:
            self.say_line(self._further[sight][0].line())

    # ------------------------------------------------------------------------------------------------------------ views

    def _change_sight(self, sight: str) -> None:
        self.tools.preferences.set(SIGHT, sight)
        is_list = sight in {BOARD, TABLE}
        self._turn_pane(is_list=is_list)
        if not is_list and sight not in self._further:
            self._make_further(sight)
        for key, (_, actions) in self._further.items():
            for action in actions:
                action.setVisible(key == sight)
        shown: QWidget = {BOARD: self.board, TABLE: self.table}.get(sight) or self._further[sight][0]
        self._stack.setCurrentWidget(shown)
        for part in (self.filters, self.views.button):
            part.setVisible(is_list)
        self.narrowing.more_row.setVisible(is_list and self.narrowing.more.isChecked())
        if self.doing.now:
            self.choose(self.doing.now)
        self.doing.note_selected(0)
        self.commanded.emit()
        self._ask()

    def _turn_pane(self, *, is_list: bool) -> None:
        """The pane belongs to board and table; behind the further views it is out of sight."""
        was_list, self._was_list = self._was_list, is_list
        if not is_list:
            self.show_details(False, remember=False)
        elif not was_list and self.tools.preferences.get(f"{self.title}.details.shown"):
            self.show_details(True, remember=False)

    def _make_further(self, sight: str) -> None:
        made = next(each for each in SIGHTS if each.key == sight).make(self.tools)
        self._stack.addWidget(made)
        actions = [self.add_action(words, do, icon=icon) for words, do, icon in made.commands()]
        self._put_first(len(actions))
        if hasattr(made, "wanted"):
            made.wanted.connect(self.go)
        if hasattr(made, "said"):
            made.said.connect(partial(self._say_further, sight))
        self._further[sight] = (made, actions)

    def _put_first(self, number: int) -> None:
        """The buttons of a further view, the last ones added, stand before the one that logs a challenge."""
        for _ in range(number):
            item = self._bar.takeAt(self._bar.count() - 1)
            button = item.widget() if item is not None else None
            if button is not None:
                self._bar.insertWidget(0, button)

    def _show_view(self, shown: Shown) -> None:
        self.switch.choose(shown.sight)
        self.narrowing.set_filter(shown.chosen)

    # ----------------------------------------------------------------------------------------------------------- making

    def _make_filters(self) -> None:
        self.narrowing = Narrowing(self.tools)
        self.narrowing.changed.connect(self._ask)
        for part in self.narrowing.usual:
            self.add_filter(part)
        self.switch = Switch(self, existing())
        self.switch.chosen.connect(self._change_sight)
        self._sights = self.switch.menu()
        self.views = Views(self, self.tools, lambda: Shown(self.narrowing.filter(), self.switch.value()))
        self.views.chosen.connect(self._show_view)
        self._bar.insertWidget(0, self.views.button)
        self.line.keep_to_one_line()
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(1, self.switch)
            layout.insertWidget(3, self.narrowing.more_row)
            layout.insertWidget(4, self.views.bar)

    def _make_body(self) -> None:
        self.board = Board(self.tools.runner, judge)
        self.board.current_card.connect(lambda card: self._chosen(BOARD, card.id if card else ""))
        self.board.activated_card.connect(lambda card: self.doing.open(card.id, enter=True))
        self.board.typed.connect(self.doing.by_letter)
        self.board.menu_wanted.connect(self.doing.deeds.show_context_menu)
        self.board.moved.connect(lambda card, level: self.doing.drop(card.id, level))
        self.table = ChallengeTable(self.tools)
        self.table.current_id.connect(partial(self._chosen, TABLE))
        self.table.activated_id.connect(lambda challenge_id: self.doing.open(challenge_id, enter=True))
        self.table.selected.connect(self.doing.note_selected)
        self.table.shown.connect(self._table_shown)
        self.table.menu_wanted.connect(self.doing.deeds.show_context_menu)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.board)
        self._stack.addWidget(self.table)
        self.set_body(self._stack)

    def _make_pane(self) -> None:
        self.pane.wanted.connect(self.go)
        self.set_details(self.pane)
        if self.tools.preferences.get(f"{self.title}.details.shown") is None:
            super().show_details(False, remember=False)
