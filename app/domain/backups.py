"""Which backups are kept and when one is due: a year of them in thirty-odd copies, whatever the computer's clock says."""

from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.domain.calendar import LONDON, today_in_london
from app.domain.counting import counted
from app.domain.dates import short
from app.domain.errors import Refusal

DAYS, WEEKS, MONTHS = 12, 10, 9
"""How many days, then weeks, then months have a backup kept of each."""

ASKED, MOST_ASKED = 14, 12
"""Backups that were asked for, or made before an import or an update, are kept for so many days, and so many of them."""

ON_THEIR_OWN = ("at close", "while in use")
"""Why backups are made that nobody asked for."""

LAST = 3
"""The newest backups, which are kept however close they lie: the one before an import is among them."""

EVERY = timedelta(minutes=30)
"""How long changes wait for a backup at most while the program is used."""


class Unexpected(Refusal):
    """The file is not as it was left: an older copy, another file, or one that lost its last changes."""

    def __init__(self, message: str, next_step: str, entry: int | None = None) -> None:
        super().__init__(message, next_step)
        self.entry = entry
        """The first entry of the account that is not the one that was noted, when that is known."""


class Misplaced(Refusal):
    """The file lies where a database must not lie; it can be moved."""


@dataclass(frozen=True)
class Backup:
    """One backup as its own note tells it: counts only, no names."""

    place: str
    """The folder that holds it."""
    file: str
    """The name of the database in that folder."""
    file_id: str
    at: datetime
    counter: int
    """How many changes the file had had: a clock set back cannot lower it."""
    entry: int
    """The newest entry of the account."""
    children: int
    reviews: int
    size: int
    reason: str
    program: str
    origin: str = ""
    """A mark of the place of the file that it was made of: the same file restored elsewhere is another one."""

    def is_of(self, file_id: str, file: str, origin: str) -> bool:
        """Whether it is one of the file of this identity and name in this place."""
        return (self.file_id, self.file, self.origin) == (file_id, file, origin)

    @property
    def holds(self) -> str:
        """What it holds, in numbers."""
        held = f"{counted(self.children, 'child', 'children')}, {counted(self.reviews, 'review')}"
        return f"{held}, {counted(self.entry, 'entry', 'entries')} in the account"


@dataclass(frozen=True)
class Finding:
    """What one part of a check of the file came to."""

    part: str
    good: bool
    words: str
    entry: int | None = None
    """The first broken entry of the account, where that is what was found."""


def moment_words(at: datetime) -> str:
    """A moment as it was in London, e.g. "22 Nov 2026 09:10"."""
    return f"{short(today_in_london(at))} {at.astimezone(LONDON):%H:%M}"


def is_due(counter: int, now: datetime, last: Backup | None) -> bool:
    """Whether changes have waited long enough; a clock that was set back since makes it due at once."""
    if last is None:
        return True
    return counter != last.counter and not timedelta() <= now - last.at < EVERY


def kept(backups: Collection[Backup]) -> frozenset[Backup]:
    """Those worth keeping: the newest three, then the newest of each of 12 days, 10 weeks before those, and 9 months.

    Besides, those that were asked for or made before something that changes much are kept for a fortnight.

    What is newer is told by the count of changes and not by the clock, and the days counted are days that have a backup,
    not days before today: a clock that was wrong for a while, or still is, takes none of the others' places.
    """
    days: set[Hashable] = set()
    weeks: set[Hashable] = set()
    months: set[Hashable] = set()
    slots = ((_day, days, DAYS), (_week, weeks, WEEKS), (_month, months, MONTHS))
    good = set(_asked_for(backups))
    for place, backup in enumerate(newest_first(backups)):
        day = today_in_london(backup.at)
        if _day(day) in days:
            if place < LAST:
                good.add(backup)
            continue
        for name, taken, most in slots:
            if name(day) in taken:
                break
            if len(taken) < most:
                taken.add(name(day))
                good.add(backup)
                break
    return frozenset(good)


def _asked_for(backups: Iterable[Backup]) -> list[Backup]:
    """Those that somebody wanted, on the last fourteen days that have a backup: a bad import is often noticed later."""
    days: set[date] = set()
    found: list[Backup] = []
    for backup in newest_first(backups):
        days.add(today_in_london(backup.at))
        if len(days) <= ASKED and backup.reason not in ON_THEIR_OWN:
            found.append(backup)
    return found[:MOST_ASKED]


def newest_first(backups: Iterable[Backup]) -> list[Backup]:
    """In the order in which they were made, the last one first."""
    return sorted(backups, key=lambda backup: (backup.counter, backup.at, backup.place), reverse=True)


def _day(day: date) -> Hashable:
    return day


def _week(day: date) -> Hashable:
    return day.isocalendar()[:2]


def _month(day: date) -> Hashable:
    return day.year, day.month
