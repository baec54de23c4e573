"""The months ahead in words: the rules below every table, the verdict of a week, and what a scenario changes."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.ahead import CAN, CANNOT, FORWARD, FORWARDED, SEEN, TOGETHER, WORKED, Week
from app.domain.counting import counted
from app.domain.dates import long, short
from app.domain.scenarios import Change, Joins, Leaves, MoreChildren, Moves, Scenario
from app.queries.ahead.outlook import NO_IRO, Outlook
from app.queries.ahead.reading import past_weeks
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


def rules(store: Store) -> tuple[str, ...]:
    """How the weeks were made and judged, in sentences."""
    weeks = counted(len(past_weeks(store)), "week")
    return (
        (
            "Falls due: a review stands in the week for which it is booked, or else in which it is due; one that is overdue and "
            "not booked stands apart. Those that will follow count too: each review is taken to be held on that day (one that is "
            "overdue, today), and the next is due by its rule, until the period ends or the child turns 18."
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
            "Rounded to whole reviews so that the weeks together come out right: 2.5 are 2 in one week and 3 in the next."
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
        return scenario_words(Outlook.of(store, self.scenario))


def scenario_words(outlook: Outlook) -> tuple[str, ...]:
    """The changes of an outlook's scenario, one sentence each."""
    return tuple(_change(outlook, change) for change in outlook.scenario.changes)


def _change(outlook: Outlook, change: Change) -> str:
    if isinstance(change, Moves):
        return _moves(outlook, change)
    if isinstance(change, Joins):
        return f"{change.name} joins on {long(change.start)} with {fte_words(change.fte_hundredths)} FTE"
    if isinstance(change, Leaves):
        return f"{outlook.names.get(change.officer_id, '')} leaves: {long(change.end)} is the first day without them"
    return _more(change)


def _moves(outlook: Outlook, change: Moves) -> str:
    """Who gives how many children to whom; why, where there is one reason."""
    scenario = outlook.scenario
    joins = {one.key: one.start for one in scenario.joining}
    day = max(scenario.day, joins.get(change.officer_id, scenario.day))
    givers = Counter(outlook.facts.holder(child, day) for child in change.child_ids)
    given = ", ".join(f"{number:,} from {_name(outlook, who)}" for who, number in givers.most_common())
    number = counted(len(change.child_ids), "child moves", "children move")
    why = f" ({change.why})" if change.why else ""
    return f"{number} to {_name(outlook, change.officer_id)} on {long(day)}: {given}{why}"


def _name(outlook: Outlook, who: str | None) -> str:
    return outlook.names.get(who, NO_IRO) if who else NO_IRO


def _more(change: MoreChildren) -> str:
    number = counted(change.number, "more child becomes", "more children become")
    return f"{number} looked after on {long(change.start)}, without an IRO yet"
