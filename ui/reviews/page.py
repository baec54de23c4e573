"""The reviews that are to be held: overdue, due soon and later; record, plan, move and correct them."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from app.domain.children import Child, ChildTeam, SocialWorker
from app.domain.conferences import CONFERENCES, ConferenceOutcome
from app.domain.contacts import Contact
from app.domain.officers import Allocation, Officer, Team
from app.domain.quality import Quality
from app.domain.recommendations import Recommendation
from app.domain.reviews import Meeting, MeetingReview, Rearrangement, Review, Series
from app.domain.settings import Holiday, ListEntry, Setting
from app.domain.voice import Attendance, Voice
from app.queries.conference import AskConferenceAbout, ConferenceAbout
from app.queries.review import AskReview, ReviewSheet
from app.queries.reviews import DueCounts, DueFilter, DueList, DueTable, parts
from app.queries.service import Choices, ServiceChoices
from app.table import Row, Tone
from ui.doing import Doing
from ui.page import Page, Tools
from ui.parts.focus import focus_first
from ui.parts.tables import TableView
from ui.reviewform import Given
from ui.reviews.actions import Deeds, line
from ui.reviews.arriving import WayBack, arrive
from ui.reviews.fillin import FillIn
from ui.reviews.narrowing import Narrowing
from ui.reviews.pane import Pane
from ui.reviews.preparing import Preparing
from ui.reviews.tabs import PartsMenu, Tabs
from ui.reviews.words import EMPTY, FILTERED

if TYPE_CHECKING:
    from ui.reviews.sheet import FillSheet

TONES = {"overdue": Tone.LATE, "week": Tone.SOON, "no-iro": Tone.INFORMATION, "to-confirm": Tone.INFORMATION}
EXCEPTIONS = ("no-due-date", "to-confirm", "undecided")
"""Parts that are shown only when a review is in them."""
PART = "reviews.part"


class ReviewsPage(Page):
    """The list by parts and filters, the pane of the chosen review, the sheet for many."""

    title = "Reviews"
    topics = frozenset(
        {Review, Meeting, MeetingReview, Rearrangement, Series, Child, ChildTeam, Contact, SocialWorker, Allocation}
        | {Officer, Team, ListEntry, Setting, Holiday, Voice, Attendance, Quality, Recommendation}
        | {ConferenceOutcome}
    )
    help = "reviews"

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self._choices: Choices | None = None
        self._uncounted: DueFilter | None = None
        self._place, self._waiting, self._number = 0, ("", ""), 0
        self.preparing = Preparing(self, self)
        self.deeds = Deeds(self, self.preparing.before(self._begin))
        self.narrowing = Narrowing(tools)
        self.narrowing.changed.connect(self._ask_table)
        for part in self.narrowing.filters:
            self.add_filter(part)
        self._make_body()
        self._make_pane()
        self._allow()

    # ------------------------------------------------------------------------------------------------- asking, showing

    def refresh(self) -> None:
        """Ask for what the forms offer, then for the list."""
        self.tools.runner.ask(ServiceChoices(), self._take_choices, ticket=(self, "choices"))

    def open(self, argument: object) -> None:
        """Show a part of the list, a filter of it, one review in it, or begin a deed on that one."""
        self.way_back.note(argument)
        self._waiting = arrive(argument, self.narrowing, self.tabs, self.table)

    def actions_for_menu(self) -> list[QAction]:
        """The actions with lines between them, and the parts of the list."""
        return [*self.deeds.for_menu(), line(self), self._parts.menuAction()]

    def _take_choices(self, choices: Choices) -> None:
        self._choices = choices
        self.narrowing.offer(choices)
        self._ask_table()

    def _ask_table(self) -> None:
        if self._choices is None:
            return
        chosen = self._filter()
        self.tools.runner.ask(DueList(chosen, with_counts=False), self._show, ticket=(self, "table"))
        self._uncounted = chosen

    def _filter(self) -> DueFilter:
        return self.narrowing.filter(self.tabs.value())

    def _show(self, answer: DueTable) -> None:
        part = self.tabs.value()
        self.table.set_empty(FILTERED if self.narrowing.is_set() else EMPTY[part])
        self.table.show_table(answer.table)
        self._line = self.narrowing.put_into(answer.table.line)
        self.say_line(self._line, self.count_words)

    def _ask_counts(self) -> None:
        """Once the rows are here: they come first."""
        chosen, self._uncounted = self._uncounted, None
        if chosen is not None:
            self.tools.runner.ask(DueCounts(chosen), self.tabs.show_counts, ticket=(self, "counts"))

    def _shown(self) -> None:
        """The rows are here: the keyboard stays on its row, or goes to the one in its place."""
        self._ask_counts()
        self._note_selected(self.table.selected_count())
        count = self.table.count()
        self.say_line(self._line, f"{count:,} reviews" if count != 1 else "1 review")
        if count and self.table.row_now() is None:
            place = self.table.rows.index(min(self._place, count - 1), max(self.table.arrangement.first_column(), 0))
            self.table.setCurrentIndex(place)
        elif not count:
            self._show_row(None)

    def _choose_part(self, code: str) -> None:
        self.tools.preferences.set(PART, code)
        self._place = 0
        self.table.clearSelection()
        self.table.scrollToTop()
        self._ask_table()

    # --------------------------------------------------------------------------------------------------------- the pane

    def _show_row(self, row: Row | None) -> None:
        if row is None:
            if not self.table.count():
                self.pane.show_nothing("Nothing is listed here.")
                self._allow()
            return
        self._place = self.table.currentIndex().row()
        if self._number <= 1:
            self.tools.runner.ask(AskReview(row.id), self._take_sheet, lambda _: None, ticket=(self, "sheet"))

    def _take_sheet(self, sheet: ReviewSheet) -> None:
        row = self.table.row_now()
        if self._number > 1 or row is None or row.id != sheet.review.id or self._choices is None:
            return
        self._allow(sheet)
        self.pane.show_sheet(sheet, self._choices)
        code, review_id = self._waiting
        if code and review_id in ("", row.id):
            self._waiting = ("", "")
            if self.deeds.is_allowed(code):
                self._begin(code)

    def _note_selected(self, number: int) -> None:
        before, self._number = self._number, number
        if number > 1:
            self.pane.show_several(number)
            self._allow()
        elif before > 1:
            self._show_row(self.table.row_now())

    def _enter_pane(self, _row: Row) -> None:
        self.show_details(True)
        focus_first(self.pane)

    def _focus_table(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_child(self) -> None:
        if self.pane.sheet is not None:
            self.wanted.emit("children", self.pane.sheet.child.id)

    # ---------------------------------------------------------------------------------------------------------- actions

    def about(self) -> dict[str, object]:
        """The review that is chosen, and its child."""
        sheet = self.pane.sheet
        return {"child_ids": (sheet.child.id,), "review_id": sheet.review.id} if sheet else {}

    def _allow(self, sheet: ReviewSheet | None = None) -> None:
        self.deeds.allow(sheet, several=self._number > 1, filling=self.filling.is_open)

    def _begin(self, code: str) -> None:
        """Start an action: on the one review, on several, or in the sheet."""
        if code == "child":
            self._open_child()
        elif code == "challenge":
            self.wanted.emit("challenges", ("log", self.about()))
        elif code == "find":
            self.narrowing.find()
        elif code == "fill" or (code == "held" and self._number > 1):
            self.table.with_selected(self.filling.ask)
        elif self._number > 1:
            self.table.with_selected(partial(self._begin_several, code))
        elif not self._knows_row():
            self._waiting = (code, "")
        elif self._choices is not None and self.pane.sheet is not None:
            self._open_form(code, Given(self.tools, self._choices, (self.pane.sheet.review.id,), self.pane.sheet))

    def _open_form(self, code: str, given: Given) -> None:
        """In the pane; the form of a conference asks for the family first."""
        review = given.one.review

        def conference(about: ConferenceAbout) -> None:
            if self.pane.sheet is not None and self.pane.sheet.review.id == review.id:
                self.pane.open_form("conference", replace(given, conference=about))

        self.show_details(True)
        if code in ("held", "decided") and review.kind in CONFERENCES:
            self.tools.runner.ask(AskConferenceAbout(review.id), conference, ticket=(self, "conference"))
        else:
            self.pane.open_form(code, given)

    def _knows_row(self) -> bool:
        """Whether the pane shows the row that the keyboard is on; if not, it is on its way."""
        row = self.table.row_now()
        return row is not None and self.pane.sheet is not None and self.pane.sheet.review.id == row.id

    def _begin_several(self, code: str, rows: Sequence[Row]) -> None:
        if self._choices is not None:
            self.show_details(True)
            self.pane.open_form(code, Given(self.tools, self._choices, tuple(row.id for row in rows)))

    @property
    def fill(self) -> "FillSheet":
        """The sheet for many."""
        return self.filling.sheet

    def _end_fill(self) -> None:
        self._number = 1
        self._focus_table()
        if self.table.currentIndex().isValid():
            self.table.selectRow(self.table.currentIndex().row())
        self._show_row(self.table.row_now())

    # ----------------------------------------------------------------------------------------------------------- making

    def _make_body(self) -> None:
        self.tabs = Tabs([(part.code, part.title) for part in parts(self.tools.today())], TONES, EXCEPTIONS)
        self.tabs.choose(str(self.tools.preferences.get(PART, "open")))
        if not self.tabs.value():
            self.tabs.choose("open")
        self.tabs.chosen.connect(self._choose_part)
        self.table = TableView(self.tools.runner, self.tools.preferences, "reviews", "Reviews")
        self.table.current_row.connect(self._show_row)
        self.table.selected.connect(self._note_selected)
        self.table.activated_row.connect(self._enter_pane)
        self.table.shown.connect(self._shown)
        self.table.copied.connect(self._tell_copied)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(
            lambda at: self.deeds.show_context_menu(self.table.viewport().mapToGlobal(at))
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._line = ""
        self.add_part_row(self.tabs)
        self.set_body(self._stack)
        self.filling = FillIn(self, self._stack, self.table, self.tabs, self._need_choices)
        self.filling.began.connect(self._allow)
        self.filling.ended.connect(self._end_fill)
        self._parts = PartsMenu(self, self.tools.today(), self._go_to_part)

    def add_part_row(self, tabs: Tabs) -> None:
        """The parts stand between the title and the filters, across the whole page."""
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(1, tabs)

    def _make_pane(self) -> None:
        self.pane = Pane(self.tools, self.deeds.actions, self._open_child)
        self.set_details(self.pane)
        self.doing = Doing(self.tools, self.pane)
        self.pane.wanted.connect(self.doing.save)
        self.pane.widened.connect(self.widen_details)
        self.way_back = WayBack(self, self._focus_table, self.pane.left, self.doing.finished)

    def _go_to_part(self, code: str) -> None:
        if not self.filling.is_open:
            self.tabs.choose(code)

    def _need_choices(self) -> Choices:
        assert self._choices is not None
        return self._choices

    def _tell_copied(self, number: int) -> None:
        self.tools.notices.say(f"Copied {number:,} {'row' if number == 1 else 'rows'}. Paste them into Excel.")
