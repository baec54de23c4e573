"""Refuse values that the settings of adjournments, conferences and participation cannot have."""

from collections.abc import Callable
from typing import Any

from app.commands.value_checks import number, one_of, target
from app.domain.afterwards import AFTER_CONFERENCE
from app.domain.challenges.ladder import MOST_DAYS
from app.domain.errors import Refusal
from app.domain.kinds import Interval
from app.domain.participation import CODES, UNDER_FOUR

ALWAYS_NOT = "PN7"
MOST_WEEKS, MOST_ADJOURNED = 40, 250
FIRST, THEN = "first", "then"


def _not_participation(value: Any) -> None:
    if any(code not in CODES or code == UNDER_FOUR for code in value):
        raise Refusal("Only PN1 to PN7 can be no participation; PN0 is always left out.", "Choose from these.")
    if ALWAYS_NOT not in value:
        raise Refusal("PN7, did not attend or share views, is never participation.", "Choose it too.")
    if len(set(value)) == len(CODES) - 1:
        raise Refusal("Then no child could take part.", "Leave out what is participation, such as PN1.")


def _core_groups(value: Any) -> None:
    if value.keys() != {FIRST, THEN} or any(not isinstance(words, str) for words in value.values()):
        raise Refusal("Give both times of core groups.", "For example: 10 working days, then 6 weeks.")
    for words in value.values():
        Interval.parse(words)


def _conference_days(value: Any) -> None:
    if value.keys() != AFTER_CONFERENCE.keys() or any(
        type(days) is not int or not 1 <= days <= MOST_DAYS for days in value.values()
    ):
        raise Refusal(f"Working days after a conference lie between 1 and {MOST_DAYS}.", "Give all three, such as 15.")


PRACTICE_CHECKS: dict[str, Callable[[Any], None]] = {
    "reviews.adjourned": one_of("first", "completed"),
    "reviews.longest-adjournment": number("Working days of an adjournment", MOST_ADJOURNED, 20),
    "conferences.transfer-in": one_of("notified", "accepted"),
    "conferences.unborn-weeks": number("Weeks before the expected date", MOST_WEEKS, 8, 0),
    "conferences.core-groups": _core_groups,
    "records.conference-days": _conference_days,
    "participation.not": _not_participation,
    "participation.target": target,
}
"""How each of them is checked by itself."""
