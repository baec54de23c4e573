"""Caseloads as a figure for other programs: one row an officer, children and FTE, never a total."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from app.domain.access import Right, Stamp
from app.domain.caseload import ALL
from app.domain.dates import long
from app.queries.caseload.counting import Carried, Counter, officer_names
from app.queries.caseload.on import by_name, line
from app.queries.caseload.words import fte_words, per_fte_words
from app.store import Store


@dataclass(frozen=True)
class CaseloadFigure:
    """A day's loads with the names of their officers."""

    counts: Carried
    names: dict[str, str]

    def as_json(self) -> dict[str, Any]:
        """The promised JSON: children with an open allocation, FTE or null, their quotient unrounded or null."""
        day = self.counts.day.isoformat()
        return {
            "period": {"from": day, "to": day},
            "basis": ALL,
            "count": "open",
            "rows": [
                {
                    "key": {"iro": self.names[who]},
                    "value": load.children / (load.fte / 100) if load.fte else None,
                    "numerator": load.children,
                    "denominator": load.fte / 100 if load.fte else None,
                }
                for who, load in by_name(self.counts.loads, self.names)
            ],
            "unallocated": self.counts.waiting.children,
        }

    def in_words(self) -> str:
        """The same as lines to read."""
        width = max((len(self.names[who]) for who in self.counts.loads), default=0)
        lines = [f"Caseloads on {long(self.counts.day)}: children with an open allocation for each FTE in post"]
        lines += [
            f"  {self.names[who]:<{width}}  {load.children:>5,} ÷ {fte_words(load.fte)} = {per_fte_words(load, ALL)}"
            for who, load in by_name(self.counts.loads, self.names)
        ]
        if not self.counts.loads:
            lines.append("  None.")
        return "\n".join([*lines, line(self.counts, self.counts.service)])


@dataclass(frozen=True)
class CaseloadFigures:
    """Ask for everybody's caseload on a day as a figure."""

    day: date
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> CaseloadFigure:
        """Everybody in a reviewing post that day, and everybody who held a child."""
        return CaseloadFigure(Counter(store).on(self.day), dict(officer_names(store)))
