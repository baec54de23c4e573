"""What a figure of timeliness consists of: its lines with their parts, and the JSON that is promised for them."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.domain.dates import Period
from app.domain.timeliness import share
from app.store import Selection, Where
from app.table import Ratio

WHOLE = "Whole service"
NOBODY = {"iro": "Never allocated", "team": "No team"}


@dataclass(frozen=True)
class Measured:
    """A share over a selection: the conditions of its denominator and, beside those, of its numerator."""

    selection: Selection
    judged: tuple[Where, ...]
    passed: tuple[Where, ...]

    def within(self, where: tuple[Where, ...]) -> "Measured":
        """The same share over fewer rows, e.g. those of one group."""
        return replace(self, selection=replace(self.selection, where=(*self.selection.where, *where)))


@dataclass(frozen=True)
class Line:
    """One line: what it is about, the share's parts, and beside it last year's and the local target's.

    key is "" for the whole, the kind's code, the month as 2026-09, or the IRO's or team's id and name; name is theirs.
    """

    key: Any
    words: str
    name: str | None = None
    numerator: int = 0
    denominator: int = 0
    unjudged: int = 0
    to_come: int = 0
    earlier: Ratio | None = None
    local: Ratio | None = None

    @property
    def ratio(self) -> Ratio:
        """The share in time."""
        return Ratio(self.numerator, self.denominator)

    @property
    def counts(self) -> bool:
        """Whether anything was counted at all."""
        return bool(self.denominator or self.unjudged)


@dataclass(frozen=True)
class Figures:
    """A figure with all its lines: never a total among them; whole is the figure without groups, where it was asked for."""

    period: Period
    by: str
    basis: str
    count: str
    as_at: date
    attribution: str
    lines: tuple[Line, ...]
    whole: Line | None
    has_local: bool = False

    def as_json(self) -> dict[str, Any]:
        """The promised JSON: one entry a key, value unrounded or null, never a total."""
        shown = [line for line in self.lines if self.by not in NOBODY or line.counts]
        return {
            "period": {"from": self.period.first.isoformat(), "to": self.period.last.isoformat()},
            "basis": self.basis,
            "count": self.count,
            "rows": [
                {
                    "key": self._key(line),
                    "value": share(line.numerator, line.denominator),
                    "numerator": line.numerator,
                    "denominator": line.denominator,
                    "unjudged": line.unjudged,
                }
                for line in shown
            ],
        }

    def _key(self, line: Line) -> dict[str, str | None]:
        if not self.by:
            return {}
        return {self.by: line.name if self.by in NOBODY else line.key}
