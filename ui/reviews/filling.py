"""The lines of a fill-down as they are typed or pasted: what each cell means, and why one is refused."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from app.commands.filling import CellRefusal, FillLine
from app.domain.calendar import Calendar
from app.domain.dates import short, typed, with_weekday
from app.domain.errors import Refusal
from app.domain.kinds import LOOKED_AFTER
from app.domain.participation import CODES, check_participation
from app.domain.records import fold
from app.queries.review import FillFacts
from ui.theme import theme

Index = QModelIndex | QPersistentModelIndex
FIELDS = ("held", "participation", "late_reason")
TITLES = ("Child", "Reference", "Review", "Due", "Date held", "Participation", "Late reason", "Not saved because")
FIRST_FIELD, WHY = 4, 7
EMPTY_WORDS = {"", "-", "to come", "not recorded"}
_CODE = re.compile(r"(?:pn)?\s*([0-7])(?:\W.*)?")


@dataclass
class Line:
    """One review: what is known of it, what was typed, what was refused."""

    facts: FillFacts
    typed: dict[str, str] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)

    @property
    def is_typed(self) -> bool:
        """Whether anything stands in its cells."""
        return any(self.typed.values())


@dataclass(frozen=True)
class Meaning:
    """What typed words mean: dates by the calendar, participation codes, the reasons of the service's list."""

    today: Callable[[], date]
    calendar: Callable[[], Calendar]
    reasons: Mapping[str, str]

    def held(self, text: str, line: Line) -> date | None:
        """A date, as anywhere else."""
        return None if fold(text) in EMPTY_WORDS else typed(text, self.today(), self.calendar())

    def participation(self, text: str, line: Line) -> str | None:
        """PN3, pn 3, 3, or the code with its words."""
        if fold(text) in EMPTY_WORDS:
            return None
        if line.facts.kind != LOOKED_AFTER:
            raise Refusal("Participation codes belong to looked-after reviews.", "Clear this cell.")
        match = _CODE.fullmatch(fold(text))
        if match is None:
            raise Refusal(f'"{text[:40]}" is not a participation code.', "Use PN0 to PN7, or leave it empty.")
        code, held = f"PN{match[1]}", self.day(line)
        if held:
            check_participation(code, line.facts.born, held)
        return code

    def late_reason(self, text: str, line: Line) -> str | None:
        """A reason of the list by its words, their beginning when only one has it, or its code."""
        wanted = fold(text)
        if wanted in EMPTY_WORDS:
            return None
        same = [code for code, label in self.reasons.items() if wanted in (fold(label), fold(code))]
        begun = [code for code, label in self.reasons.items() if fold(label).startswith(wanted)]
        found = same or begun
        if len(found) != 1:
            raise Refusal(f'"{text[:40]}" is not one reason of the list.', "Choose one: Alt+Down shows them.")
        if self.in_time(line):
            raise Refusal("This review was held in time.", "Clear its late reason.")
        return found[0]

    def day(self, line: Line) -> date | None:
        """The day it was held, as typed or as recorded."""
        try:
            return self.held(line.typed.get("held", ""), line) or line.facts.held
        except Refusal:
            return None

    def in_time(self, line: Line) -> bool:
        """Whether it was held by its due date."""
        held, due = self.day(line), line.facts.due
        return held is not None and due is not None and held <= due

    def of(self, key: str, text: str, line: Line) -> Any:
        """What stands in a cell; raises Refusal when it cannot be."""
        return getattr(self, key)(text, line)

    def shown(self, key: str, text: str, line: Line) -> str:
        """The words as they are shown back before they count; as typed when they cannot be read."""
        try:
            value = self.of(key, text, line)
        except Refusal:
            return text
        if value is None:
            return ""
        if key == "held":
            return with_weekday(value)
        return f"{value}: {CODES[value]}" if key == "participation" else self.reasons[value]


class FillModel(QAbstractTableModel):
    """The lines as a table: three columns are typed in, the last says why a line was not saved."""

    typing = Signal()

    def __init__(self, meaning: Meaning) -> None:
        super().__init__()
        self.meaning = meaning
        self.lines: list[Line] = []

    def show(self, facts: Sequence[FillFacts], drafts: Mapping[str, Mapping[str, str]]) -> None:
        """These reviews, with what was typed for them before and not saved."""
        self.beginResetModel()
        self.lines = [Line(one, dict(drafts.get(one.review_id, {}))) for one in facts]
        self.endResetModel()

    def put(self, row: int, key: str, text: str) -> None:
        """Words into a cell, shown back as they are understood."""
        line = self.lines[row]
        line.typed[key] = self.meaning.shown(key, text.strip(), line)
        self._check(line)
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(TITLES) - 1))
        self.typing.emit()

    def takes(self, row: int, column: int) -> bool:
        """Whether a cell can be typed in."""
        key, line = key_of(column), self.lines[row]
        if line.typed.get(key or ""):
            return True
        if key == "participation":
            return line.facts.kind == LOOKED_AFTER
        return key == "held" or (key == "late_reason" and not self.meaning.in_time(line))

    def ready(self) -> list[FillLine]:
        """The lines that something was typed for and that can be read; the others say why not."""
        good = []
        for line in self.lines:
            self._check(line)
            if line.is_typed and not line.refused:
                values = {key: self.meaning.of(key, line.typed.get(key, ""), line) for key in FIELDS}
                good.append(FillLine(line.facts.review_id, **values))
        self._all_changed()
        return good

    def settle(self, sent: Iterable[FillLine], refusals: Iterable[CellRefusal]) -> int:
        """What was saved leaves, what was refused stays and says why; how many were saved."""
        by_review: dict[str, dict[str, str]] = {}
        for refusal in refusals:
            by_review.setdefault(refusal.review_id, {})[refusal.field] = refusal.message
        saved = {line.review_id for line in sent} - set(by_review)
        self.beginResetModel()
        self.lines = [line for line in self.lines if line.facts.review_id not in saved]
        for line in self.lines:
            line.refused |= by_review.get(line.facts.review_id, {})
        self.endResetModel()
        return len(saved)

    def drafts(self) -> dict[str, dict[str, str]]:
        """What is typed and not saved, by review."""
        return {line.facts.review_id: dict(line.typed) for line in self.lines if line.is_typed}

    def _check(self, line: Line) -> None:
        line.refused = {}
        for key in FIELDS:
            try:
                self.meaning.of(key, line.typed.get(key, ""), line)
            except Refusal as refusal:
                line.refused[key] = str(refusal)

    def _all_changed(self) -> None:
        if self.lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines) - 1, len(TITLES) - 1))

    # -------------------------------------------------------------------------------------------------- Qt's questions

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default, never changed)
        """One row for each review."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (the same)
        """What is known, what is typed, why not."""
        return 0 if parent.isValid() else len(TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The titles."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return TITLES[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Three columns can be edited."""
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usual | Qt.ItemFlag.ItemIsEditable if self.takes(index.row(), index.column()) else usual

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell; a refused one in the colour of what is late, and its reason beside it."""
        line, key = self.lines[index.row()], key_of(index.column())
        refused = line.refused.get(key or "", "")
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(line, index.column())
        if role == Qt.ItemDataRole.EditRole:
            return line.typed.get(key or "", "")
        if role == Qt.ItemDataRole.ToolTipRole:
            return refused or self._words(line, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._words(line, index.column())} {refused}".strip()
        return self._colour(line, index.column(), role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Something was typed."""
        key = key_of(index.column())
        if role != Qt.ItemDataRole.EditRole or key is None:
            return False
        self.put(index.row(), key, str(value))
        return True

    def _words(self, line: Line, column: int) -> str:
        facts, key = line.facts, key_of(column)
        if key == "participation" and facts.kind != LOOKED_AFTER and not line.typed.get(key):
            return "Not asked"
        if key == "late_reason" and self.meaning.in_time(line) and not line.typed.get(key):
            return "In time"
        if key:
            return line.typed.get(key) or self._recorded(facts, key)
        known = (facts.child, facts.reference, facts.title, short(facts.due) if facts.due else "Not known")
        return "  ".join(line.refused.values()) if column == WHY else known[column]

    def _recorded(self, facts: FillFacts, key: str) -> str:
        """What is recorded already stands there quietly."""
        value = getattr(facts, key)
        if value is None:
            return ""
        if key == "held":
            return with_weekday(value)
        return f"{value}: {CODES.get(value, '')}" if key == "participation" else self.meaning.reasons.get(value, value)

    def _colour(self, line: Line, column: int, role: int) -> Any:
        key = key_of(column)
        refused = bool(key and line.refused.get(key)) or (column == WHY and bool(line.refused))
        if role == Qt.ItemDataRole.ForegroundRole:
            recorded = key is None or not line.typed.get(key)
            return theme().color("late" if refused else "quiet" if recorded and column > 0 else "text")
        if role == Qt.ItemDataRole.BackgroundRole and key:
            return theme().color("late_tint" if refused else "surface")
        return None


def key_of(column: int) -> str | None:
    """The field that a column is typed into."""
    return FIELDS[column - FIRST_FIELD] if FIRST_FIELD <= column < WHY else None
