"""The sheet for recording many reviews at once: it takes the place of the list until it is saved or left."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.commands.filling import CellRefusal, FillDown, FillLine
from app.desk import Done
from app.domain.errors import Refusal
from app.domain.participation import CODES
from app.queries.review import FillFacts
from app.queries.service import Choices
from ui.page import Tools
from ui.preferences import DRAFT, TYPING
from ui.reviews.filling import FillModel, Meaning
from ui.reviews.filltable import FillTable
from ui.theme import GRID, set_icon

DRAFT_KEY = "reviews.fill"
PAUSE = 500
HOW = (
    "Type in the white cells, or paste a column from Excel (Ctrl+V). Ctrl+D fills down; Alt+Down shows what may stand "
    "there. Only the date is needed: what is left empty is to come."
)


class FillSheet(QWidget):
    """Lines to fill in. `left` says that the list may come back."""

    left = Signal()
    saved = Signal(object, int)
    """What was done, and how many reviews were recorded."""

    def __init__(self, tools: Tools, choices: Callable[[], Choices]) -> None:
        super().__init__()
        self.setObjectName("sheet")
        self.setAccessibleName("Fill down")
        self._tools, self._choices = tools, choices
        self._reasons: Mapping[str, str] = {}
        self._refused_line = False
        self.lines = FillModel(Meaning(tools.today, tools.calendar, {}))
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.setObjectName(TYPING)
        self._pause.timeout.connect(self.keep_draft)
        self.lines.typing.connect(self._note)
        self._make()
        for keys, do in (("Ctrl+Return", self.save), ("Ctrl+Enter", self.save), ("Esc", self.leave)):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)

    def begin(self, facts: Sequence[FillFacts]) -> None:
        """Fill in these reviews."""
        reasons = {entry.code: entry.label for entry in self._choices().lists["late-reason"]}
        self._reasons = reasons
        self.lines.meaning = Meaning(self._tools.today, self._tools.calendar, reasons)
        drafts = self._drafts()
        self.lines.show(facts, drafts)
        self.heading.setText(f"Fill down: {len(facts):,} reviews")
        again = any(one.review_id in drafts for one in facts)
        self._say("What you typed before is here again." if again else "")
        self.button.setEnabled(True)
        self.table.begin()

    def save(self) -> None:
        """Record the lines that can be recorded; the others stay and say why."""
        if not self.button.isEnabled():
            return
        self.table.setFocus()
        sent = self.lines.ready()
        if not sent:
            self._say(self._nothing(), late=True)
            return
        self.button.setEnabled(False)

        def done(result: Done[tuple[CellRefusal, ...]]) -> None:
            self._settle(sent, result)

        self._tools.runner.do(FillDown(tuple(sent)), done, self._refuse)

    def leave(self) -> None:
        """Back to the list; what was typed is kept for the next time."""
        self.keep_draft()
        if any(line.is_typed for line in self.lines.lines):
            self._tools.notices.inform("What you typed is kept. It is here again when you fill down the same reviews.")
        self.left.emit()

    def clear(self) -> None:
        """Empty every cell."""
        facts = [line.facts for line in self.lines.lines]
        self.lines.show(facts, {})
        self.keep_draft()
        self._say("")
        self.table.begin()

    def keep_draft(self) -> None:
        """Keep what is typed and not saved, beside what waits for other reviews."""
        self._pause.stop()
        here = {line.facts.review_id for line in self.lines.lines}
        others = {key: typed for key, typed in self._drafts().items() if key not in here}
        self._tools.preferences.set(DRAFT_KEY, {**others, **self.lines.drafts()} or None, DRAFT)

    def _settle(self, sent: Sequence[FillLine], done: Done[tuple[CellRefusal, ...]]) -> None:
        saved = self.lines.settle(sent, done.result)
        self._forget({line.review_id for line in sent} - {line.facts.review_id for line in self.lines.lines})
        self.keep_draft()
        self.button.setEnabled(True)
        if saved:
            self.saved.emit(done, saved)
        if not self.lines.lines:
            self.left.emit()
            return
        refused = sum(1 for line in self.lines.lines if line.refused)
        why = f", {refused:,} refused" if refused else ""
        self.heading.setText(f"Fill down: {len(self.lines.lines):,} still to fill in{why}")
        self._say("")
        self._go_to_refused()

    def _go_to_refused(self) -> None:
        rows = [row for row, line in enumerate(self.lines.lines) if line.refused]
        self.table.begin()
        if rows:
            self._say_why(rows[0])
            self.table.setCurrentIndex(self.table.currentIndex().siblingAtRow(rows[0]))

    def _refuse(self, refusal: Refusal) -> None:
        self.button.setEnabled(True)
        self._say(str(refusal), late=True)

    def _nothing(self) -> str:
        if any(line.refused for line in self.lines.lines):
            return "Nothing was saved: the cells in red say why. What you typed is still here."
        return "Nothing is typed yet. Type a date, or paste a column of dates."

    def _say_why(self, row: int) -> None:
        """The whole reason why the line that the keyboard is on was refused: the cell may be too narrow for it."""
        line = self.lines.lines[row] if 0 <= row < len(self.lines.lines) else None
        if line is not None and line.refused:
            self._say(f"{line.facts.child}: {' '.join(line.refused.values())}", late=True)
        elif self._refused_line:
            self._say("")

    def _note(self) -> None:
        self._pause.start()

    def _say(self, words: str, *, late: bool = False) -> None:
        self._refused_line = late
        self.line.setText(words)
        self.line.setVisible(bool(words))
        self.line.setProperty("tone", "late" if late else "information")
        self.line.style().polish(self.line)

    def _drafts(self) -> dict[str, dict[str, str]]:
        kept: Any = self._tools.preferences.get(DRAFT_KEY, {}, DRAFT)
        return dict(kept) if isinstance(kept, dict) else {}

    def _forget(self, review_ids: set[str]) -> None:
        kept = {key: typed for key, typed in self._drafts().items() if key not in review_ids}
        self._tools.preferences.set(DRAFT_KEY, kept or None, DRAFT)

    def _offered(self, key: str) -> Sequence[str]:
        if key == "participation":
            return [f"{code}: {words}" for code, words in CODES.items()]
        return list(self._reasons.values()) if key == "late_reason" else ()

    def _make(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        self.heading = QLabel()
        self.heading.setProperty("letters", "heading")
        how = QLabel(HOW)
        how.setProperty("quiet", True)
        how.setWordWrap(True)
        self.line = QLabel()
        self.line.setWordWrap(True)
        self.table = FillTable(self.lines, self._offered)
        self.table.selectionModel().currentChanged.connect(lambda now, _before: self._say_why(now.row()))
        self.lines.dataChanged.connect(lambda: self._say_why(self.table.currentIndex().row()))
        for widget in (self.heading, how):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        column.addWidget(self.line)
        column.addLayout(self._make_buttons())

    def _make_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GRID)
        self.button = QPushButton("&Save")
        self.button.setProperty("primary", True)
        self.button.setToolTip("Ctrl+Enter")
        set_icon(self.button, "check", "accent_text")
        leave, clear = QPushButton("&Leave"), QPushButton("&Clear all cells")
        leave.setToolTip("Esc")
        for button, do in ((self.button, self.save), (leave, self.leave), (clear, self.clear)):
            button.clicked.connect(do)
            row.addWidget(button)
        row.addStretch(1)
        return row
