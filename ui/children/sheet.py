"""A child's own sheet of the page: who they are, and below it one part at a time, from the overview to the record."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.queries.child import ChildFacts, ReviewLine
from ui.children.cards import OF_HOUSEHOLDS, OVERVIEW, RECORD, REVIEWS, SIGHTS, make_cards
from ui.children.head import make_head
from ui.children.periods import Periods
from ui.children.record import RecordCard, Save
from ui.children.sections import Act, PeriodSection, link, spans_card
from ui.children.slot import Slot
from ui.children.timeline import TimelineCard
from ui.children.words import Day
from ui.page import Page
from ui.parts.focus import contains_focus
from ui.parts.switch import Switch
from ui.theme import GRID, set_icon

KEPT = "children.part"


class Sheet(QScrollArea):
    """Shows one child; filling it anew keeps the part, the place and the chosen review."""

    chosen = Signal(object)
    """The ReviewLine that the keyboard is on, or None."""

    def __init__(
        self, page: Page, act: Act, save: Save, actions: tuple[list[QAction], list[QAction], list[QAction]]
    ) -> None:
        super().__init__()
        self._tools, self._act = page.tools, act
        self._buttons, self._more, context = actions
        self.facts: ChildFacts | None = None
        self._stale: set[str] = set()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Child's page")
        self.periods = Periods(page.tools, act, context, self)
        self.periods.chosen.connect(self.chosen)
        self.switch = Switch(page, SIGHTS)
        self.switch.setAccessibleName("Parts of the child's page")
        self.cards = make_cards(page.tools, act)
        self.record = RecordCard(save)
        self._spans = Slot()
        self._parts = {sight.key: self._make_part(sight.key) for sight in SIGHTS}
        self._make()
        self.switch.chosen.connect(self._show_part)
        self.switch.choose(page.tools.preferences.get(KEPT, OVERVIEW))
        self._show_part(self.part)

    @property
    def line(self) -> ReviewLine | None:
        """The chosen review."""
        return self.periods.line

    @property
    def show_voided(self) -> bool:
        """Whether voided reviews are shown."""
        return self.periods.show_voided

    @property
    def part(self) -> str:
        """The part that is shown."""
        return self.switch.value()

    def show_facts(self, facts: ChildFacts, day: Day, reasons: Mapping[str, str]) -> None:
        """Fill it with a child, or with the same child anew."""
        same = self.facts is not None and self.facts.child.id == facts.child.id
        self.facts = facts
        if not same:
            self.verticalScrollBar().setValue(0)
        self.switch.offer(OF_HOUSEHOLDS if facts.child.is_household else [sight.key for sight in SIGHTS])
        self._head.fill(make_head(facts, day, self._act, self._buttons, self._more))
        self.periods.show_facts(facts, day, reasons)
        self._spans.fill(spans_card(facts))
        self._stale = set(self._parts)
        self._ask_part()

    def show_part(self, key: str) -> None:
        """Show one part, as the switch does."""
        self.switch.choose(key)

    def show_review(self, review_id: str) -> None:
        """Show the reviews with this one chosen."""
        self.show_part(REVIEWS)
        self.periods.go_to(review_id)

    def show_record(self) -> None:
        """Show what can be saved of the record, with the keyboard on its first part."""
        self.show_part(RECORD)
        self.record.take_focus()
        self.ensureWidgetVisible(self.record)

    def forget(self) -> None:
        """Hold no child any more."""
        self.facts = None
        self.periods.forget()

    def show_voided_now(self, shown: bool) -> None:
        """Show the reviews that were voided, or hide them."""
        self.periods.show_voided_now(shown)

    def take_focus(self) -> None:
        """Put the keyboard where the part is read from, and show the sheet from its top unless a review is chosen."""
        if not self._focus_part():
            self.verticalScrollBar().setValue(0)

    def _focus_part(self) -> bool:
        """On a review, on the picture of time, or on the part's name; whether it is on a review."""
        if self.part == REVIEWS and self.periods.take_focus():
            return True
        if self.part == OVERVIEW:
            self._timeline().picture.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.switch.take_focus()
        return False

    def section_now(self) -> PeriodSection | None:
        """The period whose review is chosen, else the first one."""
        return self.periods.section_now()

    # ---------------------------------------------------------------------------------------------------------- parts

    def _timeline(self) -> TimelineCard:
        return next(card for card in self.cards[OVERVIEW] if isinstance(card, TimelineCard))

    def _make(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, GRID, GRID)
        column.setSpacing(GRID * 3 // 2)
        self.back = link("All children", lambda: self._act("back", ""))
        self.back.setToolTip("Back to the list (Esc)")
        self.back.setStyleSheet("padding-left: 0")
        set_icon(self.back, "chevron-left", "accent")
        self._head = Slot()
        for widget in (self.back, self._head, self.switch, *self._parts.values()):
            column.addWidget(widget)
        column.addStretch(1)
        self.setWidget(inside)
        self._timeline().review_chosen.connect(self._choose_review)

    def _make_part(self, key: str) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID * 3 // 2)
        own: dict[str, tuple[QWidget, ...]] = {REVIEWS: (self.periods,), RECORD: (self._spans, self.record)}
        for widget in (*own.get(key, ()), *self.cards.get(key, ())):
            column.addWidget(widget)
        return part

    def _show_part(self, key: str) -> None:
        self._tools.preferences.set(KEPT, key)
        top = max(self.switch.y() - GRID, 0)
        within = any(contains_focus(part) for part in self._parts.values())
        for name, part in self._parts.items():
            part.setVisible(name == key)
        if within:  # what had the keyboard is hidden now
            self._focus_part()
        self.verticalScrollBar().setValue(min(self.verticalScrollBar().value(), top))
        self._ask_part()

    def _ask_part(self) -> None:
        """The cards of the part that is shown ask for themselves, once after each change."""
        if self.facts is not None and self.part in self._stale:
            self._stale.discard(self.part)
            for card in self.cards.get(self.part, ()):
                shown: Any = card
                shown.show_child(self.facts.child.id)

    def _choose_review(self, review_id: str) -> None:
        """A review that is chosen in the picture is told at the right."""
        self.periods.choose(self.periods.line_of(review_id))
