"""What the verb figures prints, by its word: the words and the JSON of each figure; it loads no screen."""

from argparse import Namespace
from collections.abc import Callable
from datetime import date
from typing import Any

from app.desk import Desk
from app.domain.dates import Period, short
from app.domain.timeliness import percent
from app.late import late

Told = tuple[str, dict[str, Any]]
"""A figure in words, and as JSON."""


def figures(desk: Desk, options: Namespace, today: date) -> Told:
    """The figure that is asked for."""
    return FIGURES[options.what](desk, options, today)


def _timeliness(desk: Desk, options: Namespace, _: date) -> Told:
    asked = late("app.queries.timeliness").Timeliness
    answer = desk.ask(asked(_period(options), by=options.by, basis=options.basis, count=options.count)).as_json()
    lines = [
        f"Reviews in timescale, {short(options.first)} to {short(options.last)}, by {options.basis}, {options.count} in the period"
    ]
    for row in answer["rows"]:
        key = " ".join(str(part or "Nobody") for part in row["key"].values()) or "All"
        share = percent(row["numerator"], row["denominator"])
        unjudged = f"; {row['unjudged']:,} could not be judged" if row["unjudged"] else ""
        lines.append(f"  {key}: {row['numerator']:,} of {row['denominator']:,} = {share}{unjudged}")
    return "\n".join(lines), answer


def _challenges(desk: Desk, options: Namespace, _: date) -> Told:
    asked = late("app.queries.challenges.figures").ChallengeFigures
    return _told(desk.ask(asked(_period(options), options.by, options.count)))


def _caseload(desk: Desk, _: Namespace, today: date) -> Told:
    return _told(desk.ask(late("app.queries.caseload.figures").CaseloadFigures(today)))


def _practice(desk: Desk, options: Namespace, _: date) -> Told:
    asked = late("app.queries.practice_figures.figure").PracticeFigures
    return _told(desk.ask(asked(options.what, _period(options), options.by, options.basis)))


def _told(figure: Any) -> Told:
    return figure.in_words(), figure.as_json()


def _period(options: Namespace) -> Period:
    return Period(options.first, options.last)


FIGURES: dict[str, Callable[[Desk, Namespace, date], Told]] = {
    "timeliness": _timeliness,
    "challenges": _challenges,
    "caseload": _caseload,
    **dict.fromkeys(("meetings", "participation", "quality", "plans"), _practice),
}
