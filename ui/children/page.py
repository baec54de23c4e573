"""The children: find them, open a child's own sheet, and do there what is to be done for the child."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent

from app.domain.dates import full
from app.queries.child import ChildFacts, ChildPage, ReviewLine
from app.queries.children import ChildrenFilter, ChildrenList
from app.queries.service import Choices, ServiceChoices
from app.table import Row, Table
from ui.children import particulars
from ui.children.acts import Acts
from ui.children.beginning import Beginning
from ui.children.cardacts import CardActs
from ui.children.cards import REVIEWS
from ui.children.menu import BUTTONS, HOLDING, ITEMS, MORE, ON_REVIEW
from ui.children.middle import Middle
from ui.children.narrowing import Narrowing
from ui.children.pane import Pane
from ui.children.saving import Saving
from ui.children.sheet import Sheet
from ui.children.topics import TOPICS
from ui.children.why import Entering
from ui.children.words import EMPTY, Day, labels
from ui.page import Page, Tools
from ui.parts.tables import TableView
from ui.theme import theme


class ChildrenPage(Page):
    """The list, and in its place the sheet of the child that was opened."""

    title = "Children"
    help = "children"
    topics = TOPICS
    sheet: Sheet

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self.pane = Pane(tools)
        self.acts = Acts(tools, self.pane, lambda: self.show_details(True, remember=False), self.open)
        self.card_acts, self.saving = CardActs(self, self.acts, self.go_back), Saving(self)
        self._opening = ""
        self._by_what: dict[str, QAction] = {}
        self._line = ""
        self.narrowing = Narrowing(self, self._ask_list)
        self._entering = Entering(self, self.acts, self._ask_child)
        self._beginning = Beginning(tools, self.acts, self.narrowing, self.open, self.go_back)
        self._make_actions()
        self._make_body()
        self.set_details(self.pane)
        theme().changed.connect(self._dress)
        self.pane.left.connect(self._take_focus)
        self.pane.left.connect(self._fit_pane)
        self.pane.widened.connect(self.widen_details)
        self.sheet.switch.chosen.connect(lambda _: self._fit_pane())
        self.pane.details.clear("Choose a child to see more here. Enter opens the child's page.")
        self._show_mode()

    # ------------------------------------------------------------------------------------------------- what is shown

    def refresh(self) -> None:
        """Ask for what forms offer, for the list, and for the child that is open."""
        self.tools.runner.ask(ServiceChoices(), self._take_choices, ticket=(self, "choices"))
        self._ask_list()
        if self.sheet.facts is not None:
            self._ask_child(self.sheet.facts.child.id)

    def open(self, argument: object) -> None:
        """Open the child with this id, show the list narrowed by a ChildrenFilter, or begin what a pair says."""
        if isinstance(argument, ChildrenFilter):
            self._narrow(argument)
            return
        if isinstance(argument, tuple):
            self._beginning.begin(*argument)
            return
        self._opening = str(argument)
        self._entering.begin(self._opening)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list."""
        if event.key() == Qt.Key.Key_Escape and self.is_sheet:
            self.go_back()
        else:
            super().keyPressEvent(event)

    @property
    def is_sheet(self) -> bool:
        """Whether a child's sheet is shown, not the list."""
        return self._stack.currentWidget() is self.sheet

    @property
    def _is_household(self) -> bool:
        return self.sheet.facts is not None and self.sheet.facts.child.is_household

    def go_back(self) -> None:
        """Back to the list, on the child that was open."""
        if not self.is_sheet:
            return
        self.pane.keep_draft()
        self.pane.put_away()
        child_id = self.sheet.facts.child.id if self.sheet.facts else ""
        self.sheet.forget()
        self.acts.facts = None
        self._stack.setCurrentWidget(self.table)
        self._show_mode()
        self.table.choose(child_id)
        self._show_row(self.table.row_now())
        self.table.setFocus()

    def _ask_list(self) -> None:
        self.tools.runner.ask(ChildrenList(self.narrowing.value()), self._show_list, ticket=(self, "list"))

    def _ask_child(self, child_id: str) -> None:
        self.tools.runner.ask(ChildPage(child_id), self._show_child, ticket=(self, "child"))

    def _show_list(self, table: Table) -> None:
        self._line = table.line
        self.table.show_table(table)
        self._say()

    def _show_child(self, facts: ChildFacts) -> None:
        shown = self.sheet.facts.child.id if self.sheet.facts else ""
        new = facts.child.id != shown
        if new and self._opening != facts.child.id:
            return
        self._opening = ""
        if new:
            self.pane.keep_draft()
            self.pane.put_away()
            self.pane.details.clear("Choose a review to see why it is due then.")
        self.sheet.show_facts(facts, self._day(), labels(self.acts.choices, "period-end"))
        if new:
            self._stack.setCurrentWidget(self.sheet)
            self._show_mode()
        if new or self.sheet.back.hasFocus():
            self.sheet.take_focus()
        self.acts.opened(facts)
        self._say()

    def _take_choices(self, choices: Choices) -> None:
        self.acts.offer(choices)
        if (wanted := self.narrowing.offer(choices)) is not None:  # it came before there was an IRO to choose
            self._narrow(wanted)

    def _narrow(self, chosen: ChildrenFilter) -> None:
        self.go_back()
        self.narrowing.show(chosen)
        self._ask_list()

    def _say(self) -> None:
        if self.is_sheet:
            one = "foster household" if self._is_household else "child"
            self.say_line(f"One {one}, as at {full(self.tools.today())}. Esc goes back to the list.", f"1 {one}")
        else:
            count = self._line.rpartition(": ")[2]
            self.say_line(self._line, f"{count} {'child' if count == '1' else 'children'}" if count else "")

    def _show_mode(self) -> None:
        person = self.tools.runner.desk.person
        for item in ITEMS:
            self._by_what[item.what].setEnabled(item.on in {"both", "sheet" if self.is_sheet else "list"})
            self._by_what[item.what].setVisible(item.fits(person, self._is_household if self.is_sheet else None))
        for action in self._sights.actions():
            action.setEnabled(self.is_sheet)
        self.filters.setVisible(not self.is_sheet)
        self._fit_pane()
        self._say()

    def _fit_pane(self) -> None:
        """A child's sheet has the whole width where the pane would have nothing to say."""
        idle = self.is_sheet and self.sheet.part != REVIEWS and self.pane.task is None
        wanted = bool(self.tools.preferences.get(f"{self.title}.details.shown", True))
        self.show_details(wanted and not idle, remember=False)

    def _dress(self) -> None:
        """Another size of text: what stands side by side is laid out anew."""
        if self.is_sheet and self.isVisible():
            self.refresh()

    def _take_focus(self) -> None:
        if self.is_sheet:
            self.sheet.take_focus()
        else:
            self.table.setFocus()

    # ------------------------------------------------------------------------------------------------------- details

    def _show_row(self, row: Row | None) -> None:
        if self.is_sheet:
            return
        count = self.table.selected_count()
        if count > 1:
            particulars.show_many(self.pane.details, count, self._act)
        elif row is None:
            self.pane.details.clear("Choose a child to see more here. Enter opens the child's page.")
        else:
            particulars.show_child(self.pane.details, row, self.table.rows.table, self._act)

    def _show_review(self, line: ReviewLine | None) -> None:
        section = self.sheet.section_now()
        self.acts.line, self.acts.period = line, section.period if section else None
        if line is None:
            self.pane.details.clear("Choose a review to see why it is due then.")
        else:
            said = labels(self.acts.choices, "move-reason", "requester")
            particulars.show_review(self.pane.details, self.tools, line, said, self._act)

    def _day(self) -> Day:
        return Day(self.tools.today(), self.tools.calendar())

    # --------------------------------------------------------------------------------------------------------- parts

    def _make_body(self) -> None:
        self.table = TableView(self.tools.runner, self.tools.preferences, "children", "Children")
        self.table.set_empty(EMPTY)
        self.table.current_row.connect(self._show_row)
        self.table.selected.connect(lambda _count: self._show_row(self.table.row_now()))
        self.table.shown.connect(self._start_at_first)
        self.table.activated_row.connect(lambda row: self.open(row.id))
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.table.addActions([self._by_what[item.what] for item in ITEMS if item.on != "sheet"])
        buttons = [self._by_what[what] for what in BUTTONS]
        more = [self._by_what[what] for what in MORE]
        context = [self._by_what[what] for what in ON_REVIEW]
        save = partial(self.saving.ask, lambda: self.sheet.facts)
        self.sheet = Sheet(self, self._act, save, (buttons, more, context))
        self._sights = self.sheet.switch.menu()
        self._actions.append(self._sights.menuAction())
        self.sheet.chosen.connect(self._show_review)
        self._stack = Middle(self.pane, self.filters)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.sheet)
        self.set_body(self._stack)

    def _make_actions(self) -> None:
        for item in ITEMS:
            if item.separated:
                self._actions.append(line := QAction(self))
                line.setSeparator(True)
            self._by_what[item.what] = self.add_action(
                item.words,
                partial(self._act, item.what),
                item.keys,
                icon="plus" if item.what == "add-child" else "",
                primary=item.what == "add-child",
                button=item.what == "add-child",
            )
        self._by_what["show-voided"].setCheckable(True)

    def _act(self, what: str, record_id: str = "") -> None:
        """Do what a command, a link or a button asks for, to this record or to the chosen one."""
        row = self.table.row_now()
        known: dict[str, Callable[[], None]] = {
            **self.acts.by_word(record_id),
            **self.card_acts.by_word(record_id),
            "open-row": lambda: self.open(row.id) if row else None,
            "open": partial(self.open, record_id),
            "back": self.go_back,
            **{key: partial(self._for_chosen, key) for key in HOLDING},
            "show-voided": self._toggle_voided,
            "show-in-reviews": self._show_in_reviews,
            "log-challenge": lambda: self.wanted.emit("challenges", ("log", self.about())),
            "show-review": lambda: self.sheet.show_review(record_id),
            "save-record": self.sheet.show_record,
            "open-challenge": lambda: self.wanted.emit("challenges", record_id),
        }
        known[what]()

    def about(self) -> dict[str, object]:
        """The child that is open or chosen, and the review that the keyboard is on."""
        row, line = self.table.row_now(), self.acts.line
        child_id = self.sheet.facts.child.id if self.sheet.facts else row.id if row else None
        review = {"review_id": line.review.id} if line is not None and self.is_sheet else {}
        return {"child_ids": (child_id,), **review} if child_id else {}

    def _start_at_first(self) -> None:
        """Where the keyboard is on no row yet, it begins on the first."""
        rows = self.table.rows.kept()
        if rows and self.table.row_now() is None:
            self.table.choose(rows[0].id)

    def _for_chosen(self, what: str) -> None:
        if self.is_sheet:
            self.acts.for_child(what)
        else:
            self.table.with_selected(partial(self.acts.for_rows, what))

    def _show_in_reviews(self) -> None:
        if self.acts.line is not None:
            self.wanted.emit("reviews", self.acts.line.review.id)

    def _toggle_voided(self) -> None:
        self.sheet.show_voided_now(not self.sheet.show_voided)
        self._by_what["show-voided"].setChecked(self.sheet.show_voided)
