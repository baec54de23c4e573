"""A child's own sheet of the page: who they are, their periods and reviews, and who holds them."""

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.queries.child import ChildFacts, ReviewLine
from ui.children.challenges import ChallengesCard
from ui.children.contacts import ContactsCard
from ui.children.sections import (
    Act,
    PeriodSection,
    block,
    label,
    link,
    padded,
    sibling_links,
    spans_card,
    unplaced_card,
    voided_card,
)
from ui.children.words import Day, under_name
from ui.page import Tools
from ui.parts.bar import Bar
from ui.parts.focus import contains_focus
from ui.theme import GRID, set_icon


class Sheet(QScrollArea):
    """Shows one child; filling it anew keeps the place and the chosen review."""

    chosen = Signal(object)
    """The ReviewLine that the keyboard is on, or None."""

    def __init__(
        self, tools: Tools, act: Act, buttons: list[QAction], more: list[QAction], context: list[QAction]
    ) -> None:
        super().__init__()
        self._tools, self._act, self._buttons, self._more, self._context = tools, act, buttons, more, context
        self.facts: ChildFacts | None = None
        self.line: ReviewLine | None = None
        self.show_voided = False
        self._fresh = False
        self._sections: dict[str, PeriodSection] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Child's page")
        self._make()

    def show_facts(self, facts: ChildFacts, day: Day, reasons: Mapping[str, str]) -> None:
        """Fill it with a child, or with the same child anew."""
        same = self.facts is not None and self.facts.child.id == facts.child.id
        self.facts = facts
        if not same:
            self._choose(None)
            self._fresh = True
            self.verticalScrollBar().setValue(0)
        self._fill(self._head, self._make_head(facts, day))
        self._fill(self._unplaced, unplaced_card(facts.unplaced, self._act) if facts.unplaced else None)
        self._show_periods(facts, day, reasons)
        self._contacts.show_child(facts.child.id)
        self._challenges.show_child(facts.child.id)
        self._fill(self._spans, spans_card(facts))
        self.show_voided_now(self.show_voided)
        if self.line is not None:
            self._choose(self._find(self.line.review.id))

    def forget(self) -> None:
        """Hold no child any more."""
        self.facts = None
        self._choose(None)

    def show_voided_now(self, shown: bool) -> None:
        """Show the reviews that were voided, or hide them."""
        self.show_voided = shown
        voided = self.facts.voided if self.facts else ()
        self._fill(self._voided, voided_card(voided) if voided and shown else self._voided_link(len(voided)))

    def take_focus(self) -> None:
        """Put the keyboard on the review it was on, or on the first one, or on Back."""
        for section in self._sections.values():
            if self.line is not None and section.line_of(self.line.review.id) is not None:
                section.table.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        first = next((s.table for s in self._ordered() if s.table.isVisibleTo(self)), None)
        (first or self.back).setFocus(Qt.FocusReason.OtherFocusReason)

    def section_now(self) -> PeriodSection | None:
        """The period whose review is chosen, else the first one."""
        line = self.line
        sections = self._ordered()
        chosen = [s for s in sections if line is not None and s.line_of(line.review.id) is not None]
        return next(iter(chosen or sections), None)

    # ---------------------------------------------------------------------------------------------------------- parts

    def _make(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, GRID, GRID)
        column.setSpacing(GRID * 3 // 2)
        self.back = link("All children", lambda: self._act("back", ""))
        self.back.setToolTip("Back to the list (Esc)")
        self.back.setStyleSheet("padding-left: 0")
        set_icon(self.back, "chevron-left", "accent")
        column.addWidget(self.back)
        self._head, self._unplaced, self._spans, self._voided = (_slot() for _ in range(4))
        self._challenges = ChallengesCard(
            self._tools, lambda key: self._act("open-challenge", key), lambda: self._act("log-challenge", "")
        )
        self._contacts = ContactsCard(self._tools, self._act)
        self._periods = QVBoxLayout()
        self._periods.setSpacing(GRID * 3 // 2)
        self._none = label(
            "No period is recorded yet. Start one with Ctrl+Shift+P: its first review becomes due.", quiet=True
        )
        column.addWidget(self._head)
        column.addWidget(self._unplaced)
        column.addWidget(self._contacts)
        column.addWidget(self._none)
        column.addLayout(self._periods)
        column.addWidget(self._challenges)
        column.addWidget(self._spans)
        column.addWidget(self._voided)
        column.addStretch(1)
        self.setWidget(inside)

    def _make_head(self, facts: ChildFacts, day: Day) -> QWidget:
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(label(facts.child.shown_name, letters="title"))
        column.addWidget(label(under_name(facts.child, day.today), quiet=True))
        held = (
            ("IRO", facts.iro or "No IRO"),
            ("Team", facts.team or "No team"),
            ("Social worker", facts.social_worker or "Not recorded"),
        )
        bar = Bar()
        for title, words in held:
            bar.add(block(title, words))
        column.addWidget(bar)
        column.addWidget(sibling_links(facts, self._act))
        column.addWidget(self._make_buttons())
        return head

    def _make_buttons(self) -> QWidget:
        bar = Bar()
        for action in self._buttons:
            button = QPushButton(action.text().replace("&", ""))
            button.setToolTip(f"{button.text()} ({action.shortcut().toString()})")
            button.clicked.connect(action.trigger)
            bar.add(button)
        more = QPushButton("&More")
        more.setAccessibleName("More that can be done")
        menu = QMenu(more)
        menu.addActions(self._more)
        more.setMenu(menu)
        bar.add(more)
        return bar

    def _show_periods(self, facts: ChildFacts, day: Day, reasons: Mapping[str, str]) -> None:
        wanted = [period.series.id for period in facts.periods]
        for gone in [key for key in self._sections if key not in wanted]:
            section = self._sections.pop(gone)
            section.hide()
            section.deleteLater()
        for at, period in enumerate(facts.periods):
            section = self._sections.get(period.series.id) or self._add_section(period.series.id)
            self._periods.removeWidget(section)
            self._periods.insertWidget(at, section)
            section.show_period(period, day, reasons)
        self._none.setVisible(not wanted)

    def _add_section(self, series_id: str) -> PeriodSection:
        section = PeriodSection(self._tools, self._act)
        self._sections[series_id] = section
        table = section.table
        table.entered.connect(lambda: self._note(section))
        table.current_row.connect(lambda _row: self._note(section) if contains_focus(table) else None)
        table.activated_row.connect(lambda row: self._act("correct-review", row.id))
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        table.addActions(self._context)
        return section

    def _note(self, section: PeriodSection) -> None:
        """The keyboard is in this period: its row counts as chosen, the other periods' rows no longer."""
        for other in self._sections.values():
            if other is not section:
                other.table.clearSelection()
        row = section.table.row_now()
        self._choose(section.line_of(row.id) if row else None)
        if not self._fresh:
            QTimer.singleShot(0, section, lambda: self._reveal(section))
        self._fresh = self._fresh and row is None

    def _reveal(self, section: PeriodSection) -> None:
        table, inside = section.table, self.widget()
        if inside is None:
            return
        rect = table.visualRect(table.currentIndex())
        middle = table.viewport().mapTo(inside, QPoint(0, rect.center().y()))
        self.ensureVisible(0, middle.y(), 0, rect.height() * 2)

    def _choose(self, line: ReviewLine | None) -> None:
        self.line = line
        self.chosen.emit(line)

    def _find(self, review_id: str) -> ReviewLine | None:
        found = (section.line_of(review_id) for section in self._sections.values())
        return next((line for line in found if line is not None), None)

    def _ordered(self) -> list[PeriodSection]:
        periods = self.facts.periods if self.facts else ()
        return [self._sections[period.series.id] for period in periods if period.series.id in self._sections]

    def _voided_link(self, count: int) -> QWidget | None:
        if not count:
            return None
        words = "Show 1 voided review" if count == 1 else f"Show {count} voided reviews"
        return link(words, lambda: self._act("show-voided", ""))

    def _fill(self, slot: QWidget, widget: QWidget | None) -> None:
        """Put this into its place instead of what stands there."""
        layout = slot.layout()
        assert layout is not None
        while (item := layout.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        if widget is not None:
            layout.addWidget(widget)
        slot.setVisible(widget is not None)


def _slot() -> QWidget:
    slot = QWidget()
    padded(slot).setContentsMargins(0, 0, 0, 0)
    return slot
