"""Measures words and breaks them into lines of a width, for pages that are drawn and not shown."""

from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

DOTS = 1200
"""Dots to the inch in which pages are laid out: so fine that letters stand as far apart as they were drawn to."""
MM, POINT = DOTS / 25.4, DOTS / 72


@dataclass(frozen=True)
class Letters:
    """How words look: their size in points, their weight, their colour."""

    points: float
    colour: str = "#18212b"
    bold: bool = False

    @property
    def font(self) -> QFont:
        """The font, in dots."""
        return _font(self)

    @property
    def line(self) -> float:
        """How high a line is."""
        return _metrics(self).height()

    @property
    def ascent(self) -> float:
        """How far below the top of a line its letters stand."""
        return _metrics(self).ascent()

    def width(self, words: str) -> float:
        """How wide words are on one line."""
        return _width(self, words)


TITLE = Letters(17, bold=True)
FURTHER = Letters(13, bold=True)
HEADING = Letters(11, bold=True)
TEXT = Letters(9)
NAME = Letters(9, "#4a5663")
QUIET = Letters(8.5, "#4a5663")
LABEL = Letters(8, "#4a5663", bold=True)


def broken(words: str, letters: Letters, width: float) -> tuple[str, ...]:
    """The lines of words in a width: broken between words, within one only where it is wider than that."""
    lines: list[str] = []
    for part in words.splitlines() or [""]:
        lines += [part] if letters.width(part) <= width else _wrapped(part, letters, width)
    return tuple(lines)


def longest_word(words: str, letters: Letters) -> float:
    """How wide the widest of the words is."""
    return max((letters.width(word) for word in words.split()), default=0.0)


def elided(words: str, letters: Letters, width: float) -> str:
    """Words on one line, cut where they do not fit."""
    return _metrics(letters).elidedText(words, Qt.TextElideMode.ElideRight, width)


def _wrapped(part: str, letters: Letters, width: float) -> list[str]:
    layout, option = QTextLayout(part, letters.font), QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    units = part.encode("utf-16-le")  # Qt counts letters as they stand in UTF-16, of two bytes each
    lines = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        first, number = line.textStart(), line.textLength()
        lines.append(units[first * 2 : (first + number) * 2].decode("utf-16-le").rstrip())
    layout.endLayout()
    return lines


@cache
def _font(letters: Letters) -> QFont:
    font = QFont()
    font.setPixelSize(round(letters.points * POINT))
    font.setBold(letters.bold)
    return font


@cache
def _metrics(letters: Letters) -> QFontMetricsF:
    return QFontMetricsF(_font(letters))


@cache
def _width(letters: Letters, words: str) -> float:
    return _metrics(letters).horizontalAdvance(words)
