"""The shape of the week in one look: a headline, sections of lines, and what each of them opens."""

from dataclasses import dataclass, field
from typing import Any

from app.table import Table, Tone

MOST = 8
"""How many lines of a section are told; the list behind it has all of them."""
HERE = "week"
"""The place of the week itself: it shows the lists that no other place has."""


@dataclass(frozen=True)
class Opens:
    """A place and what is to be shown there: a record's id, a filter, a query, or a deed and the record it is done to."""

    place: str
    what: Any = None


@dataclass(frozen=True)
class Act:
    """What is to be done next, in words, and where it is done."""

    words: str
    opens: Opens


@dataclass(frozen=True)
class Line:
    """One thing to be done: about whom, its facts, the days that are left, and the press that does it.

    said adds what only a screen reader and the tooltip say.
    """

    id: str
    title: str
    detail: str
    left: str
    tone: Tone
    opens: Opens
    act: Act | None = None
    said: str = ""


@dataclass(frozen=True)
class Section:
    """Some things of one sort: how many in words, the first of them, and the list of all; words say so where there are none."""

    key: str
    words: str
    count: int
    lines: tuple[Line, ...] = ()
    everything: Opens | None = None
    tone: Tone = Tone.PLAIN
    beside: bool = False
    """Whether it stands in the second column."""

    @property
    def has_more(self) -> bool:
        """Whether there are more than the lines that are told."""
        return self.everything is not None and self.count > len(self.lines)


@dataclass(frozen=True)
class Headline:
    """The one thing that matters today, with the press that opens it."""

    words: str
    detail: str
    tone: Tone
    act: Act | None = None


@dataclass(frozen=True)
class Week:
    """The whole look: of whom, the headline, the sections, who carries what, and whose weeks there are."""

    line: str
    headline: Headline
    sections: tuple[Section, ...]
    carried: Table | None = None
    officers: tuple[tuple[str, str], ...] = field(default=())

    def section(self, key: str) -> Section:
        """The section with this key."""
        return next(section for section in self.sections if section.key == key)
