"""The months ahead in words: the rules below every table, the verdict of a week, and what a scenario changes."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.ahead import CAN, CANNOT, FORWARD, FORWARDED, SEEN, TOGETHER, WORKED, Week
from app.domain.counting import counted
from app.domain.dates import long, short
from app.domain.officers import IRO
from app.domain.scenarios import Change, Joins, Leaves, MoreChildren, Moves, Scenario
from app.queries.ahead.outlook import NO_IRO
from app.queries.ahead.reading import allocated, on_day, past_weeks
from app.queries.caseload.counting import officer_names
from app.queries.caseload.words import fte_words
from app.store import Store
from app.table import Tone

TONES = {CAN: Tone.PLAIN, FORWARDED: Tone.SOON, CANNOT: Tone.LATE, "": Tone.PLAIN}


def day_words(day: date) -> str:
    """23 Nov: the heading of a week."""
    return short(day)[:-5]


def tenths(number: Fraction | None) -> float | None:
    """Rounded half up to one decimal."""
    return None if number is None else int(number * 10 + Fraction(1, 2)) / 10


def verdict_words(week: Week) -> str:
    """What a week asks for; its number stands in it."""
    return {
        CAN: "Can be met",
        FORWARDED: f"Bring {week.forward:,} forward",
        CANNOT: f"{week.left:,} cannot be met",
        "": "-",
    }[week.verdict]


def after(scenario: Scenario | None) -> str:
    """What a title says of a scenario."""
    return ", after the changes tried out" if scenario and scenario.changes else ""


def without_date(overdue: int) -> str:
    """How many stand in no week, for they are overdue and nothing is booked: fewer than all that are overdue."""
    return f", {overdue:,} overdue without a date" if overdue else ""


def rules(store: Store) -> tuple[str, ...]:
    """How the weeks were made and judged, in sentences."""
    weeks = counted(len(past_weeks(store)), "week")
    return (
        (
            "Falls due: a review stands in the week for which it is booked, or else in which it is due. An overdue one is counted "
            "in the week for which it is booked again; only with no date to come does it stand apart, under \"Overdue, no date\". "
            "Those that will follow count too: each review is taken to be held on that day (one that is overdue and has no date, "
            "today), and the next is due by its rule, until the period ends or the child turns 18."
        ),
        (
            "Whose: the IRO of the child on that day; while somebody covers, theirs who covers. Children in nobody's caseload stand under \"No IRO\"."
        ),
        (
            f"Usual week: the middle number (median) of the reviews held a week in any {TOGETHER} worked weeks in a row of the "
            f"last {weeks}, by the chair, or the IRO where no chair is recorded; worked weeks are those with {WORKED} days at work "
            "or more. It is counted for a full-time week and multiplied by the FTE (full-time equivalent). Somebody with fewer "
            f"than {SEEN} worked weeks, or none held in most of them, is taken to hold what the service does."
        ),
        (
            "Can be held: the usual week for the days at work in the week, without leave, bank holidays and days gone by. "
            "It is told in whole reviews, and part of one goes over into the week after: 1.7 a week are 2 in one and 1 in the next, or 2 again."
        ),
        (
            "A week cannot be met when some of its reviews are left although every week holds as many as it can: its own "
            f"first, then what is late, then those of the next {FORWARD} weeks. \"Bring forward\": more fall due than can be held, "
            "and the weeks before have room for the rest."
        ),
    )  # fmt: skip


@dataclass(frozen=True)
class ScenarioWords:
    """Ask for what a scenario changes, in words."""

    scenario: Scenario
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> tuple[str, ...]:
        """A sentence for each change, in the order in which they were made."""
        held = allocated(store, IRO)
        return scenario_words(self.scenario, officer_names(store), lambda child, day: on_day(held.get(child, ()), day))


def scenario_words(
    scenario: Scenario, recorded: Mapping[str, str], holder: Callable[[str, date], str | None]
) -> tuple[str, ...]:
    """A sentence for each change; recorded are the names of officers, holder says who holds a child on a day without it."""
    names = {**recorded, **{one.key: one.name for one in scenario.joining}}
    return tuple(_change(scenario, change, names, holder) for change in scenario.changes)


def _change(
    scenario: Scenario, change: Change, names: Mapping[str, str], holder: Callable[[str, date], str | None]
) -> str:
    if isinstance(change, Moves):
        joins = {one.key: one.start for one in scenario.joining}
        day = max(scenario.day, joins.get(change.officer_id, scenario.day))
        return _moves(change, day, names, Counter(holder(child, day) for child in change.child_ids))
    if isinstance(change, Joins):
        return f"{change.name} joins on {long(change.start)} with {fte_words(change.fte_hundredths)} FTE"
    if isinstance(change, Leaves):
        return f"{names.get(change.officer_id, '')} leaves: {long(change.end)} is the first day without them"
    return _more(change)


def _moves(change: Moves, day: date, names: Mapping[str, str], givers: Counter[str | None]) -> str:
    """Who gives how many children to whom; why, where there is one reason."""
    given = ", ".join(f"{number:,} from {names.get(who or '', NO_IRO)}" for who, number in givers.most_common())
    number = counted(len(change.child_ids), "child moves", "children move")
    why = f" ({change.why})" if change.why else ""
    return f"{number} to {names.get(change.officer_id, NO_IRO)} on {long(day)}: {given}{why}"


def _more(change: MoreChildren) -> str:
    number = counted(change.number, "more child becomes", "more children become")
    return f"{number} looked after on {long(change.start)}, without an IRO yet"
