"""How wide the columns of a table on paper are, and which of them go to a second line of each row because there is no room."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.table import Column, Kind, Row
from ui.parts.cells import words
from ui.parts.typeset import LABEL, MM, TEXT, broken, longest_word

BETWEEN = 3.2 * MM
"""The space between two columns."""
WIDEST_WORD, WIDEST = 42 * MM, 75 * MM
"""No word makes a column wider than this; and no column asks for more than this."""
COMFORTABLE = 48 * MM
"""What a column of long texts needs to be read well."""
MOST_LINES = 3
"""A text that would take more lines than this in its column goes to a line of its own."""


@dataclass(frozen=True)
class Wish:
    """What one column needs at least, what it would like, and its longest text."""

    at: int
    least: float
    wanted: float
    longest: str
    text: bool


@dataclass(frozen=True)
class Widths:
    """The columns that stand beside each other, each with its left edge and width, and those that go to a second line."""

    beside: dict[int, tuple[float, float]]
    below: tuple[int, ...] = ()


def widths(columns: Sequence[tuple[int, Column]], rows: Sequence[Row], room: float) -> Widths:
    """The columns of a table in this room; the first is never moved to the second line."""
    wishes, below = [_wish(at, column, rows) for at, column in columns], list[int]()
    while True:
        shares = _shares(wishes, room)
        moved = _too_long(wishes, shares, room) if len(wishes) > 2 else None
        if moved is None:
            break
        wishes = [wish for wish in wishes if wish is not moved]
        below.append(moved.at)
    edges, left = {}, 0.0
    for at, width in shares.items():
        edges[at] = (left, width)
        left += width + BETWEEN
    return Widths(edges, tuple(sorted(below)))


def fits(columns: Sequence[tuple[int, Column]], rows: Sequence[Row], room: float) -> bool:
    """Whether a table can be read well in this room."""
    wishes = [_wish(at, column, rows) for at, column in columns]
    return sum(max(w.least, min(w.wanted, COMFORTABLE)) for w in wishes) + BETWEEN * (len(wishes) - 1) <= room


def is_figure(column: Column) -> bool:
    """Whether its cells stand at the right."""
    return column.kind in (Kind.NUMBER, Kind.PERCENT)


def _wish(at: int, column: Column, rows: Iterable[Row]) -> Wish:
    texts = [words(row.cells[at]) for row in rows]
    if column.kind is Kind.TEXT:
        least = max((longest_word(text, TEXT) for text in texts), default=0.0)
    else:  # a date or a figure is never broken
        least = max((TEXT.width(text) for text in texts), default=0.0)
    longest = max(texts, key=TEXT.width, default="")
    least = min(max(least, longest_word(column.title, LABEL)), WIDEST_WORD)
    wanted = min(max(least, TEXT.width(longest), 0.6 * LABEL.width(column.title)), WIDEST)
    return Wish(at, least, wanted, longest, column.kind is Kind.TEXT)


def _shares(wishes: Sequence[Wish], room: float) -> dict[int, float]:
    """Everybody has the least; those that want little more get it first, then the others alike, and then all texts."""
    spare = max(room - BETWEEN * (len(wishes) - 1) - sum(wish.least for wish in wishes), 0.0)
    shares = {}
    for waiting, wish in enumerate(sorted(wishes, key=lambda wish: wish.wanted - wish.least)):
        given = min(wish.wanted - wish.least, spare / (len(wishes) - waiting))
        shares[wish.at] = wish.least + given
        spare -= given
    takers = [wish for wish in wishes if wish.text] or wishes
    wanted = sum(wish.wanted for wish in takers)
    for wish in takers if wanted else ():
        shares[wish.at] += spare * wish.wanted / wanted
    return {wish.at: shares[wish.at] for wish in wishes}


def _too_long(wishes: Sequence[Wish], shares: dict[int, float], room: float) -> Wish | None:
    """The column that goes to the second line: the widest where there is no room, or one of very long texts."""
    movable = [wish for wish in wishes[1:] if wish.text] or wishes[1:]
    if sum(shares.values()) + BETWEEN * (len(wishes) - 1) > room + 1:
        return max(movable, key=lambda wish: wish.wanted)
    longest = max(movable, key=lambda wish: TEXT.width(wish.longest) / shares[wish.at])
    return longest if len(broken(longest.longest, TEXT, shares[longest.at])) > MOST_LINES else None
