"""The challenges of a week: those that await a response, an action or a follow-up."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.challenges.records import AGREED, ANSWERED, AWAITING, DONE
from app.domain.challenges.words import SERVICE_CONCERN, days_words, to_do
from app.domain.counting import counted
from app.queries.challenges.columns import NATURAL, STANDING, late_or_soon, standing
from app.queries.challenges.listing import OPEN, POPULATION, ChallengeFilter
from app.queries.week.shapes import MOST, Act, Line, Opens, Section
from app.queries.week.sight import Sight, joined
from app.store import Selection, Store, Where
from app.table import Tone

FIELDS = (
    *("id", "child_id", "child", "late", "overdue", "actions_late", "raised_by_id", "iro_now_id"),
    *STANDING,
)
RESPONSE, ACTION = (AWAITING,), (ANSWERED, AGREED, DONE)
CHALLENGES = "challenges"


@dataclass(frozen=True)
class Followed:
    """One challenge, with the officers whose it is."""

    values: dict[str, Any]

    @property
    def officers(self) -> frozenset[str]:
        """Who raised it and who holds the child now, as the filter of the list means an IRO's challenges."""
        return frozenset(filter(None, (self.values["raised_by_id"], self.values["iro_now_id"])))


def open_challenges(store: Store, sight: Sight) -> list[Followed]:
    """All that are open, in one reading, in the order of the list."""
    return _read(store, sight, OPEN)


def sections(store: Store, sight: Sight, found: Sequence[Followed]) -> list[Section]:
    """What waits for others, what waits for the IRO, and what is to be looked at again."""
    looked = _read(store, sight, Where("follow_up_due_now", "is", True))
    mine = sight.officer_id
    response, action = (ChallengeFilter(states=states, officer_id=mine) for states in (RESPONSE, ACTION))
    return [
        _section(
            sight,
            ("response", "{} awaiting a response", "No challenge awaits a response."),
            [one for one in found if one.values["state"] in RESPONSE],
            response,
        ),
        _section(
            sight,
            ("action", "{} awaiting an action or a decision", "No challenge awaits an action."),
            [one for one in found if one.values["state"] in ACTION],
            action,
        ),
        _section(
            sight,
            ("follow-up", "{} to be looked at again", "No follow-up is due."),
            looked,
            ChallengeFilter("follow-up", officer_id=mine),
        ),
    ]


def _read(store: Store, sight: Sight, which: Where) -> list[Followed]:
    theirs = (Where("whose", "is", sight.officer_id),) if sight.officer_id else ()
    rows = store.rows(Selection(POPULATION, (which, *theirs), sight.today), FIELDS, NATURAL)
    return [Followed(dict(zip(FIELDS, row, strict=True))) for row in rows]


def _section(sight: Sight, words: tuple[str, str, str], found: Sequence[Followed], chosen: ChallengeFilter) -> Section:
    key, some, nothing = words
    said = some.format(counted(len(found), "challenge")) if found else nothing
    tone = Tone.LATE if any(one.values["late"] for one in found) else Tone.PLAIN
    lines = tuple(_line(sight, one.values) for one in found[:MOST])
    return Section(key, said, len(found), lines, Opens(CHALLENGES, chosen), tone, beside=True)


def _line(sight: Sight, values: dict[str, Any]) -> Line:
    due, opens = values["next_due"], Opens(CHALLENGES, values["id"])
    who = sight.holder(values["raised_by_id"] or values["iro_now_id"])
    next_step = to_do(standing(values), sight.today)
    tone = Tone.LATE if values["late"] else late_or_soon(due, sight.today, sight.calendar) if due else Tone.PLAIN
    return Line(
        values["id"],
        values["child"] if values["child_id"] else SERVICE_CONCERN,
        joined(who, next_step),
        days_words(due, sight.today, sight.calendar) if due else "",
        tone,
        opens,
        Act("Open", opens),
        f"challenge {values['reference']}",
    )
