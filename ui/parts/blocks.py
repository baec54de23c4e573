"""What stands on a page of paper: words, rows of a table, room to write; and how these follow each other from page to page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui.parts.typeset import HEADING, MM, Letters

AIR = 0.9 * MM
"""Above and below the words of a row."""
STRONG_RULE, QUIET_RULE, WRITING_RULE = "#6b7785", "#dfe4e9", "#c3cad2"
WRITING_LINE = 8.5 * MM
"""How far apart the lines are on which somebody writes by hand."""


class Block(Protocol):
    """Something with a height that is drawn at a place; before is the space above it, except at the top of a page."""

    @property
    def before(self) -> float:
        """The space above."""

    @property
    def height(self) -> float:
        """How much of a page it takes."""

    @property
    def keep(self) -> bool:
        """Whether it stands on the same page as the block after it."""

    @property
    def words(self) -> tuple[str, ...]:
        """All its words, as they are read."""

    def draw(self, painter: QPainter, y: float) -> None:
        """Draw it from this height down."""


@dataclass(frozen=True)
class Passage:
    """Lines of words."""

    lines: tuple[str, ...]
    letters: Letters
    before: float = 0.0
    keep: bool = False

    @property
    def height(self) -> float:
        """All its lines."""
        return len(self.lines) * self.letters.line

    @property
    def words(self) -> tuple[str, ...]:
        """As one."""
        return (" ".join(self.lines),)

    def draw(self, painter: QPainter, y: float) -> None:
        """One line below the other."""
        _draw_lines(painter, self.lines, self.letters, QPointF(0, y))


@dataclass(frozen=True)
class Cell:
    """The lines of one cell, where it stands and how wide it is; below says that it stands under the others, as a second line."""

    at: float
    width: float
    lines: tuple[str, ...]
    letters: Letters
    right: bool = False
    below: bool = False

    @property
    def height(self) -> float:
        """All its lines."""
        return len(self.lines) * self.letters.line


@dataclass(frozen=True)
class TableRow:
    """A row, which is never divided unless it is higher than a whole page; head stands above it where it begins a page."""

    cells: tuple[Cell, ...]
    rule: str = QUIET_RULE
    head: tuple[Block, ...] = ()
    before: float = 0.0
    keep: bool = False
    low: bool = False
    """Whether its cells stand on its rule, as headings do."""

    @property
    def height(self) -> float:
        """Its highest cell, and the highest of those below."""
        return self._first_line() + max((cell.height for cell in self.cells if cell.below), default=0.0) + 2 * AIR

    @property
    def words(self) -> tuple[str, ...]:
        """Those of each cell."""
        return tuple(" ".join(cell.lines) for cell in self.cells)

    def draw(self, painter: QPainter, y: float) -> None:
        """The cells, and the rule under them."""
        for cell in self.cells:
            top = y + AIR + (self._first_line() if cell.below else self._first_line() - cell.height if self.low else 0)
            _draw_lines(painter, cell.lines, cell.letters, QPointF(cell.at, top), cell.width if cell.right else None)
        if self.rule:
            ends = [cell.at + cell.width for cell in self.cells]
            painter.setPen(QPen(QColor(self.rule), 0.2 * MM))
            painter.drawLine(QPointF(0, y + self.height), QPointF(max(ends, default=0), y + self.height))

    def divided(self, room: float) -> tuple["TableRow", "TableRow"]:
        """What of it has room, and the rest."""
        first, rest = [], []
        for cell in self.cells:
            space = room - 2 * AIR - (self._first_line() if cell.below else 0)
            number = max(int(space / cell.letters.line), 0)
            first.append(replace(cell, lines=cell.lines[:number]))
            rest.append(replace(cell, lines=cell.lines[number:]))
        return replace(self, cells=tuple(first), rule=""), replace(self, cells=tuple(rest))

    def _first_line(self) -> float:
        return max((cell.height for cell in self.cells if not cell.below), default=0.0)


@dataclass(frozen=True)
class Writing:
    """Room to write by hand under headings: what is left of the page, or a whole one where less than least is left."""

    headings: tuple[str, ...]
    width: float
    least: float
    height: float = 0.0
    before: float = 6 * MM
    keep: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """The headings."""
        return self.headings

    def draw(self, painter: QPainter, y: float) -> None:
        """Each heading with its share of the lines."""
        share = self.height / len(self.headings)
        for at, heading in enumerate(self.headings):
            top = y + share * at
            _draw_lines(painter, (heading,), HEADING, QPointF(0, top))
            painter.setPen(QPen(QColor(WRITING_RULE), 0.2 * MM))
            line = top + HEADING.line + WRITING_LINE
            while line <= top + share - 0.25 * WRITING_LINE:
                painter.drawLine(QPointF(0, line), QPointF(self.width, line))
                line += WRITING_LINE


@dataclass(frozen=True)
class NewPage:
    """What follows begins a page."""

    before: float = 0.0
    height: float = 0.0
    keep: bool = False
    words: tuple[str, ...] = ()

    def draw(self, painter: QPainter, y: float) -> None:
        """Nothing is seen of it."""


@dataclass(frozen=True)
class Placed:
    """A block at its height on a page."""

    block: Block
    y: float


@dataclass
class Pages:
    """Places blocks one below the other, on as many pages of one height as it takes."""

    height: float
    pages: list[list[Placed]] = field(default_factory=lambda: [[]])
    _y: float = 0.0

    def flow(self, blocks: Iterable[Block]) -> list[list[Placed]]:
        """All of them; those that are kept together go to the next page together."""
        chain: list[Block] = []
        for block in blocks:
            chain.append(block)
            if not block.keep:
                self._place(chain)
                chain = []
        self._place(chain)
        return self.pages

    def _place(self, chain: Sequence[Block]) -> None:
        wanted = sum(block.before + _least(block) for block in chain)
        if self.pages[-1] and (wanted > self._left() or any(isinstance(block, NewPage) for block in chain)):
            self._turn(chain)
        for block in chain:
            if isinstance(block, TableRow) and block.height > self._left() and block.height > self.height / 2:
                self._divide(block)
            elif not isinstance(block, NewPage):
                if (
                    isinstance(block, TableRow) and block.height > self._left()
                ):  # what was to be kept together is too high
                    self._turn([block])
                self._put(block)

    def _turn(self, chain: Sequence[Block]) -> None:
        """A new page, with the head of a table that goes on there."""
        self.pages.append([])
        self._y = 0.0
        first = chain[0] if chain else None
        for block in first.head if isinstance(first, TableRow) else ():
            self._put(block)

    def _put(self, block: Block) -> None:
        top = self._y + (block.before if self.pages[-1] else 0)
        if isinstance(block, Writing):
            block = replace(block, height=self.height - top)
        self.pages[-1].append(Placed(block, top))
        self._y = top + block.height

    def _divide(self, row: TableRow) -> None:
        """A row that no page can hold goes on on the next one."""
        while row.height > self._left():
            first, row = row.divided(self._left())
            self._put(first)
            self._turn([row])
        self._put(row)

    def _left(self) -> float:
        return self.height - self._y


def _least(block: Block) -> float:
    return block.least if isinstance(block, Writing) else block.height


def _draw_lines(
    painter: QPainter, lines: Sequence[str], letters: Letters, at: QPointF, right: float | None = None
) -> None:
    """Lines from a point down; to the right of a width where one is given."""
    painter.setFont(letters.font)
    painter.setPen(QColor(letters.colour))
    for number, line in enumerate(lines):
        top = at.y() + number * letters.line
        if right is None:
            painter.drawText(QPointF(at.x(), top + letters.ascent), line)
        else:
            box = QRectF(at.x(), top, right, letters.line)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, line)
