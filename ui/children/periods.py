"""The reviews part of a child's sheet: reviews in no period, each period with its reviews, and those that were voided."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.queries.child import ChildFacts, ReviewLine
from ui.children.sections import Act, PeriodSection, label, link, unplaced_card, voided_card
from ui.children.slot import Slot
from ui.children.words import Day
from ui.page import Tools
from ui.parts.focus import contains_focus
from ui.theme import GRID


class Periods(QWidget):
    """Fills its sections anew and keeps the chosen review; `area` is the sheet that scrolls."""

    chosen = Signal(object)
    """The ReviewLine that the keyboard is on, or None."""

    def __init__(self, tools: Tools, act: Act, context: Sequence[QAction], area: QScrollArea) -> None:
        super().__init__()
        self._tools, self._act, self._context, self._area = tools, act, context, area
        self.facts: ChildFacts | None = None
        self.line: ReviewLine | None = None
        self.show_voided = False
        self._fresh = False
        self._sections: dict[str, PeriodSection] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID * 3 // 2)
        self._unplaced, self._voided = Slot(), Slot()
        self._none = label(
            "No period is recorded yet. Start one with Ctrl+Shift+P: its first review becomes due.", quiet=True
        )
        self._column = QVBoxLayout()
        self._column.setSpacing(GRID * 3 // 2)
        column.addWidget(self._unplaced)
        column.addWidget(self._none)
        column.addLayout(self._column)
        column.addWidget(self._voided)

    def show_facts(self, facts: ChildFacts, day: Day, reasons: Mapping[str, str]) -> None:
        """Fill it with a child, or with the same child anew."""
        same = self.facts is not None and self.facts.child.id == facts.child.id
        self.facts = facts
        if not same:
            self.choose(None)
            self._fresh = True
        self._unplaced.fill(unplaced_card(facts.unplaced, self._act) if facts.unplaced else None)
        self._show_sections(facts, day, reasons)
        self.show_voided_now(self.show_voided)
        if self.line is not None:
            self.choose(self.line_of(self.line.review.id))

    def forget(self) -> None:
        """Hold no child any more."""
        self.facts = None
        self.choose(None)

    def show_voided_now(self, shown: bool) -> None:
        """Show the reviews that were voided, or hide them."""
        self.show_voided = shown
        voided = self.facts.voided if self.facts else ()
        self._voided.fill(voided_card(voided) if voided and shown else self._voided_link(len(voided)))

    def take_focus(self) -> bool:
        """Put the keyboard on the review it was on, or on the first one; whether there is one."""
        chosen = self.section_of(self.line)
        first = next((s for s in self.ordered() if s.table.isVisibleTo(self)), None)
        section = chosen or first
        if section is not None:
            section.table.setFocus(Qt.FocusReason.OtherFocusReason)
        return section is not None

    def section_now(self) -> PeriodSection | None:
        """The period whose review is chosen, else the first one."""
        return self.section_of(self.line) or next(iter(self.ordered()), None)

    def section_of(self, line: ReviewLine | None) -> PeriodSection | None:
        """The period that a review belongs to."""
        if line is None:
            return None
        return next((s for s in self.ordered() if s.line_of(line.review.id) is not None), None)

    def choose(self, line: ReviewLine | None) -> None:
        """This review counts as chosen."""
        self.line = line
        self.chosen.emit(line)

    def go_to(self, review_id: str) -> None:
        """Put the keyboard on this review."""
        section = self.section_of(self.line_of(review_id))
        if section is not None:
            section.table.setFocus(Qt.FocusReason.OtherFocusReason)
            section.table.choose(review_id)

    def line_of(self, review_id: str) -> ReviewLine | None:
        """One of the reviews shown."""
        found = (section.line_of(review_id) for section in self._sections.values())
        return next((line for line in found if line is not None), None)

    def ordered(self) -> list[PeriodSection]:
        """The periods from above to below."""
        periods = self.facts.periods if self.facts else ()
        return [self._sections[period.series.id] for period in periods if period.series.id in self._sections]

    def _show_sections(self, facts: ChildFacts, day: Day, reasons: Mapping[str, str]) -> None:
        wanted = [period.series.id for period in facts.periods]
        for gone in [key for key in self._sections if key not in wanted]:
            section = self._sections.pop(gone)
            section.hide()
            section.deleteLater()
        for at, period in enumerate(facts.periods):
            section = self._sections.get(period.series.id) or self._add_section(period.series.id)
            self._column.removeWidget(section)
            self._column.insertWidget(at, section)
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
        table.addActions(list(self._context))
        return section

    def _note(self, section: PeriodSection) -> None:
        """The keyboard is in this period: its row counts as chosen, the other periods' rows no longer."""
        for other in self._sections.values():
            if other is not section:
                other.table.clearSelection()
        row = section.table.row_now()
        self.choose(section.line_of(row.id) if row else None)
        if not self._fresh:
            QTimer.singleShot(0, section, lambda: self._reveal(section))
        self._fresh = self._fresh and row is None

    def _reveal(self, section: PeriodSection) -> None:
        table, inside = section.table, self._area.widget()
        if inside is None:
            return
        rect = table.visualRect(table.currentIndex())
        middle = table.viewport().mapTo(inside, QPoint(0, rect.center().y()))
        self._area.ensureVisible(0, middle.y(), 0, rect.height() * 2)

    def _voided_link(self, count: int) -> QWidget | None:
        if not count:
            return None
        words = "Show 1 voided review" if count == 1 else f"Show {count} voided reviews"
        return link(words, lambda: self._act("show-voided", ""))
