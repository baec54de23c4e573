"""Figures of practice: meetings, participation, quality and plans of a period as one flat list, and as words."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from app.domain.access import Right, Stamp
from app.domain.dates import Period, short
from app.domain.errors import Refusal
from app.domain.timeliness import percent, share
from app.queries.practice_figures import meetings, participation, plans, quality
from app.queries.practice_figures.lines import Line, lines_of, worth
from app.queries.practice_figures.measures import AVERAGE, BASES, COUNT, GROUPS, PART, SHARE, Asked, Part
from app.store import Store

FIGURES: dict[str, tuple[Part, ...]] = {
    "meetings": meetings.PARTS,
    "participation": participation.PARTS,
    "quality": quality.PARTS,
    "plans": plans.PARTS,
}
"""The parts of each figure, in their order."""
TITLES = {
    "meetings": "Meetings",
    "participation": "Participation",
    "quality": "Quality",
    "plans": "Child protection plans",
}


@dataclass(frozen=True)
class PracticeFigure:
    """A figure with all its lines, each with the part that it stands in."""

    what: str
    period: Period
    by: str
    basis: str
    as_at: date
    lines: tuple[tuple[str, Line], ...]

    def as_json(self) -> dict[str, Any]:
        """One flat list: one entry a key, value unrounded or null, never a total of the lines."""
        return {
            "figures": self.what,
            "period": {"from": self.period.first.isoformat(), "to": self.period.last.isoformat()},
            "as_at": self.as_at.isoformat(),
            "basis": self.basis,
            **({"by": self.by} if self.by else {}),
            "rows": [self._row(part, line) for part, line in self.lines],
        }

    def _row(self, part: str, line: Line) -> dict[str, Any]:
        measure = line.measure
        target = measure.target
        return {
            "key": line.key,
            "value": line.value,
            "numerator": line.numerator,
            "denominator": line.denominator,
            "unjudged": line.unjudged,
            "earlier": {
                "value": worth(measure.mode, *line.earlier),
                "numerator": line.earlier[0],
                "denominator": line.earlier[1],
            },
            "target": share(target.numerator, target.denominator) if target else None,
            "part": part,
            "words": line.words,
            "kind_of_value": {SHARE: "percent", PART: "percent", COUNT: "number", AVERAGE: "average"}[measure.mode],
            "definition": measure.definition,
        }

    def in_words(self) -> str:
        """The same as lines to read."""
        said = [f"{TITLES[self.what]}, {short(self.period.first)} to {short(self.period.last)}, by {self.basis}"]
        before = ""
        for part, line in self.lines:
            if part != before:
                said.append(f"{part}")
            before = part
            words = f"{line.group_words}: {line.words}" if line.group != "" else line.words
            said.append(f"  {words}: {_told(line)}")
        return "\n".join(said)


def _told(line: Line) -> str:
    silent = f"; {line.unjudged:,} not known" if line.unjudged else ""
    if line.denominator is None:
        return f"{line.numerator:,}{silent}"
    if line.measure.mode == AVERAGE:
        return f"{line.value:.1f} working days of {line.denominator:,}{silent}" if line.value is not None else "-"
    return f"{line.numerator:,} of {line.denominator:,} = {percent(line.numerator, line.denominator)}{silent}"


@dataclass(frozen=True)
class PracticeFigures:
    """How much of it: meetings, participation, quality or plans of a period, whole or in groups; part names one part."""

    what: str
    period: Period
    by: str = ""
    basis: str = "review"
    part: str = ""
    right: ClassVar[Right] = Right.SEE

    def __post_init__(self) -> None:
        parts = {part.code: part for part in FIGURES.get(self.what, ())}
        asked = ((self.what, FIGURES), (self.by, GROUPS), (self.basis, BASES), (self.part, {"": "", **parts}))
        for value, allowed in asked:
            if value not in allowed:
                raise Refusal(f'"{value}" is not a way to count.', f"Use one of: {', '.join(filter(None, allowed))}.")

    def run(self, store: Store, stamp: Stamp) -> PracticeFigure:
        """Every line of the figure."""
        asked = Asked(store, self.period, self.basis, stamp.today)
        lines = [
            (part.title, line)
            for part in FIGURES[self.what]
            if self.part in ("", part.code)
            for line in lines_of(asked, self.by, part)
        ]
        return PracticeFigure(self.what, self.period, self.by, self.basis, stamp.today, tuple(lines))
