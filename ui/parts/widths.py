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
MUCH = 0.4
"""A column that has as much of the room as this keeps its texts, however long they are."""
MOST_LINES = 3
"""A text that would take more lines than this in its column goes to a line of its own."""


@dataclass(frozen=True)
class Wish:
    """What one column needs at least, what its cells and its title would like, and its longest text."""

    at: int
    least: float
    wanted: float
    titled: float
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
    wanted = min(max(least, TEXT.width(longest)), WIDEST)
    titled = min(max(wanted, 0.6 * LABEL.width(column.title)), WIDEST)  # on two lines
    return Wish(at, least, wanted, titled, longest, column.kind is Kind.TEXT)


def _shares(wishes: Sequence[Wish], room: float) -> dict[int, float]:
    """Everybody has the least; what is left goes to the cells, then to the titles, and then to all texts by their length."""
    shares = {wish.at: wish.least for wish in wishes}
    spare = max(room - BETWEEN * (len(wishes) - 1) - sum(shares.values()), 0.0)
    spare = _give(shares, {wish.at: wish.wanted for wish in wishes}, spare)
    spare = _give(shares, {wish.at: wish.titled for wish in wishes}, spare)
    takers = [wish for wish in wishes if wish.text] or wishes
    lengths = {wish.at: min(max(TEXT.width(wish.longest), wish.wanted), 4 * WIDEST) for wish in takers}
    for at, length in lengths.items():
        shares[at] += spare * length / (sum(lengths.values()) or 1)
    return shares


def _give(shares: dict[int, float], wanted: dict[int, float], spare: float) -> float:
    """Those that want little more get it first, then the others alike; returns what is left."""
    for waiting, at in enumerate(sorted(wanted, key=lambda at: wanted[at] - shares[at])):
        given = min(wanted[at] - shares[at], spare / (len(wanted) - waiting))
        shares[at] += given
        spare -= given
    return spare


def _too_long(wishes: Sequence[Wish], shares: dict[int, float], room: float) -> Wish | None:
    """The column that goes to the second line: the widest where there is no room, or one of very long texts."""
    movable = [wish for wish in wishes[1:] if wish.text] or wishes[1:]
    if sum(shares.values()) + BETWEEN * (len(wishes) - 1) > room + 1:
        return max(movable, key=lambda wish: wish.wanted)
    movable = [wish for wish in movable if shares[wish.at] < MUCH * room]
    if not movable:
        return None
    longest = max(movable, key=lambda wish: TEXT.width(wish.longest) / shares[wish.at])
    return longest if len(broken(longest.longest, TEXT, shares[longest.at])) > MOST_LINES else None
