"""The DfE's rules about reviews, counted over every row of the files as they stand: how many rows break each.

Sources: DfE, "Children looked after by local authorities: guide to the SSDA903 collection", validation rules 166, 167,
399, 440, 441 and 1012, and the return's own internal checks INT08 and INT17.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from app.domain.calendar import birthday
from app.domain.participation import CODES, UNDER_FOUR
from app.domain.statuses import SHORT_BREAK_STATUSES

ALL_RULES = ("166", "167", "399", "440", "441", "1012", "INT08", "INT17")


class ReviewRow(NamedTuple):
    """What one row of reviews says, as it stands."""

    key: str
    held: date | None
    code: str
    born: date | None
    says_born: bool = False  # the row holds something as date of birth, readable or not


@dataclass
class Rules:
    """Counts of rows that break rules. Those that need a file that is not there are not counted."""

    counts: Counter[str] = field(default_factory=Counter)
    births: dict[str, date | None] = field(default_factory=dict)
    long_term: dict[str, bool] = field(default_factory=dict)  # by child with episodes: whether any is not V3 or V4
    fourth: dict[date, date] = field(default_factory=dict)
    has_header: bool = False
    has_episodes: bool = False

    def expect(self, header: bool, episodes: bool) -> None:
        """Say which of the other files are there."""
        self.has_header, self.has_episodes = header, episodes

    def header(self, key: str, born: date | None) -> None:
        """A child of the header."""
        self.births.setdefault(key, born)

    def episode(self, key: str, status: str) -> None:
        """An episode of a child."""
        self.long_term[key] = self.long_term.get(key, False) or status not in SHORT_BREAK_STATUSES

    def review(self, row: ReviewRow) -> None:
        """Count what one row of reviews breaks."""
        key, held, code, born, says_born = row
        if held is None:
            self.counts["166"] += 1
        if code not in CODES:
            self.counts["167"] += 1
        if self.has_episodes:
            self._against_episodes(key)
        if self.has_header:
            known = self.births.get(key)
            if key not in self.births:
                self.counts["INT08"] += 1
            elif says_born and born != known:
                self.counts["INT17"] += 1
            born = born or known
        if held and born:
            self.age(held, code, born)

    def _against_episodes(self, key: str) -> None:
        long_term = self.long_term.get(key)
        if long_term is None:
            self.counts["1012"] += 1
        elif not long_term:
            self.counts["399"] += 1

    def age(self, held: date, code: str, born: date) -> None:
        """Rules 440 and 441; on the 4th birthday both pass. The birthdays are worked out once for each date of birth."""
        fourth = self.fourth.get(born)
        if fourth is None:
            fourth = self.fourth[born] = birthday(born, 4)
        if held > fourth:
            if code == UNDER_FOUR:
                self.counts["440"] += 1
        elif held < fourth and code != UNDER_FOUR and code in CODES:
            self.counts["441"] += 1

    def warnings(self) -> dict[str, int]:
        """The rules that at least one row breaks, in their order."""
        return {rule: self.counts[rule] for rule in ALL_RULES if self.counts[rule]}
