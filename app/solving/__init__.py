"""Suggests a fair distribution of children: whole numbers and rules, solved in a child process, with a reason for each move."""

from collections.abc import Mapping

from app.domain.dates import long
from app.domain.errors import Refusal
from app.solving.fair import Found, Model, model_of
from app.solving.problem import Carrier, Charge, Problem
from app.solving.reasons import Reasons
from app.solving.solver import Progress, Question, Stopped, solve
from app.solving.suggestion import Share, Suggestion, gathered, with_suggestion

__all__ = ["Carrier", "Charge", "Problem", "Share", "Stopped", "Suggestion", "suggest", "with_suggestion"]

SECONDS = 8.0
"""With starting and ending, an answer is there within ten."""


def suggest(
    problem: Problem, progress: Progress | None = None, cancelled: Question | None = None, seconds: float = SECONDS
) -> Suggestion:
    """A fair distribution, the best or near it, found in at most so many seconds; the same problem gives the same answer.

    `progress` is told in words how good the best so far is; `cancelled` is asked about fifty times a second and ends the
    search with Stopped. Refuses in words when nobody may take children.
    """
    if not any(carrier.open for carrier in problem.carriers):
        raise Refusal(
            f"Nobody may take children on {long(problem.day)}: everybody chosen is leaving, away or in no reviewing post.",
            "Nothing has been changed. Let more officers take children, or add a post.",
        )
    model = model_of(problem)
    solved = solve(model.programme, seconds, progress, cancelled)
    found = model.read(solved)
    before, after = problem.carried({}), problem.carried(found.goes_to)
    for who, number in found.more.items():
        after[who] += number
    reasons = Reasons(problem, before, after)
    return Suggestion(
        gathered(_said(problem, model, found, reasons)),
        solved.objective,
        solved.bound,
        solved.gap,
        solved.seconds,
        _shares(problem, before),
        _shares(problem, after),
        {one.child_id: one.seen for one in problem.charges if one.child_id in found.goes_to},
        tuple(reasons.nobody_for(unit) for unit in model.stuck),
        found.more,
    )


def _said(problem: Problem, model: Model, found: Found, reasons: Reasons) -> dict[str, tuple[str, str]]:
    """Where each child goes and why, by who gives and who takes; brothers and sisters next to each other."""
    names = {one.officer_id: one.name.casefold() for one in problem.carriers}
    going = []
    for unit in (unit for units in model.classes for unit in units):
        moving = [one for one in unit.charges if one.child_id in found.goes_to]
        if moving:
            to = found.goes_to[moving[0].child_id]
            going.append((names.get(moving[0].holder, ""), names[to], to, unit))
    said: dict[str, tuple[str, str]] = {}
    for _, _, to, unit in sorted(going, key=lambda one: one[:3]):
        said |= {child: (to, why) for child, why in reasons.of_unit(unit, to).items()}
    return said


def _shares(problem: Problem, loads: Mapping[str, int]) -> tuple[Share, ...]:
    shares = (Share(one.officer_id, one.name, loads[one.officer_id], one.fte) for one in problem.carriers)
    return tuple(sorted(shares, key=lambda one: (not one.fte, one.name.casefold(), one.officer_id)))
