"""The rows of a log of challenges that can be used, and what they say of their children."""

from collections.abc import Iterable, Iterator
from datetime import date

from app.domain.errors import Refusal
from app.domain.kinds import LOOKED_AFTER
from app.files.facts import ChallengeLine, Facts, Line, Refused
from app.queries.imports.logged import Logged, as_listed

DAYS = {"raised": "raised", "response_on": "response_date", "closed_on": "closed"}
"""The days of a row that cannot lie in the future, with the field that gives each."""


def believable(facts: Facts, logged: Logged, today: date) -> tuple[list[ChallengeLine], list[Refused]]:
    """The rows that can be used, and the refusals of the others."""
    kept: list[ChallengeLine] = []
    refused: list[Refused] = []
    for line in facts.challenges:
        wrong = _days(line, today) or _levels(line, logged)
        if wrong is None:
            kept.append(line)
        else:
            refused.append(facts.place(line, *wrong))
    return kept, refused


def _days(line: ChallengeLine, today: date) -> tuple[str, object, str] | None:
    for name, code in DAYS.items():
        day = getattr(line, name)
        if day is not None and day > today:
            words = {"raised": "was raised", "response_on": "was answered", "closed_on": "was closed"}[name]
            return code, day, f"The challenge {words} in the future."
    if line.born is not None and line.raised < line.born:
        return "raised", line.raised, "The challenge was raised before the child was born."
    for level, day in line.levels:
        if day > today:
            return f"level{level}", day, f"Level {level} was entered in the future."
    return None


def _levels(line: ChallengeLine, logged: Logged) -> tuple[str, object, str] | None:
    levels = [level for level in (line.level, *dict(line.levels)) if level is not None]
    theme = logged.lists["challenge-theme"].get(as_listed(line.theme), "")
    if not levels and theme not in logged.positive:
        return "level", "", "The level is missing."
    try:
        for level in levels:
            logged.terms.ladders(line.raised).rung(level)
    except Refusal as no:
        code = "level" if levels[0] == line.level else f"level{levels[0]}"
        return code, max(levels), no.message
    return None


def of_children(lines: Iterable[ChallengeLine]) -> Iterator[tuple[Line, ChallengeLine]]:
    """What each row says of its child, as a line that makes or finds the child and nothing else."""
    for line in lines:
        if not line.service:
            of_child = Line(line.sheet, line.row, line.child, line.key, line.born, LOOKED_AFTER, name=line.name)
            yield of_child, line
