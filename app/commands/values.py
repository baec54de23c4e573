"""What a setting may be: the values that a person gives are checked before they are kept."""

from collections.abc import Callable
from datetime import date
from typing import Any

from app.commands.practice_values import PRACTICE_CHECKS
from app.commands.value_checks import number, one_of, target
from app.domain.afterwards import NEVER, USUAL
from app.domain.caseload import ALSO_LOOKED_AFTER, BASES
from app.domain.challenges.ladder import MOST_DAYS, check_ladder
from app.domain.challenges.records import INFORMAL
from app.domain.checks import HALF, check_questions
from app.domain.checks import NEVER as NO_MIDWAY
from app.domain.errors import Refusal
from app.domain.kinds import KINDS, Interval, kind_of
from app.domain.settings import DEFINITIONS, ListEntry
from app.queries.challenges.terms import ladder_now
from app.store import Store

MOST_MONTHS, MOST_QUIET_DAYS, MOST_ABSENT_DAYS, MOST_CHILDREN = 24, 60, 250, 500
MOST_WEEKS, MOST_REPORT_DAYS = 260, 60


def check_value(store: Store, key: str, value: Any) -> None:
    """Refuse a value that a setting cannot have."""
    if type(value) is not type(DEFINITIONS[key].default) and not (key == "timeliness.target" and type(value) is float):
        raise Refusal(f"{DEFINITIONS[key].title}: this is not such a value.", "Change it on the Settings page.")
    if key == "service.demonstration":
        raise Refusal(
            "A service is made for demonstration, or it is not.", "Make a demonstration in a file of its own."
        )
    if key in _BY_ITSELF:
        _BY_ITSELF[key](value)
    elif key in _BY_THE_SERVICE:
        _BY_THE_SERVICE[key](store, value)


def _attribution(value: Any) -> None:
    if value not in ("due", "chair"):
        raise Refusal("Choose the IRO allocated on the due date, or the chair on the day.", "Choose one of the two.")


def _chaired(value: Any) -> None:
    if not value or any(code not in KINDS for code in value):
        raise Refusal("Choose at least one kind of review.", "Tick the kinds that the service chairs.")


def _by_kind(value: Any) -> None:
    for code in value:
        kind_of(code)


def _local(value: Any) -> None:
    _by_kind(value)
    for words in (words for steps in value.values() for words in steps):
        Interval.parse(words)


def _band(value: Any) -> None:
    if len(value) != 2 or any(type(end) is not int for end in value) or not 0 < value[0] < value[1] <= MOST_CHILDREN:
        raise Refusal("A band goes from a smaller number of children to a larger one.", "Give two such as 50 and 70.")


def _within(value: Any) -> None:
    if not 0 <= value <= MOST_DAYS:
        raise Refusal(f"Working days before a review lie between 0 and {MOST_DAYS}.", "0: since the previous review.")


def _records_days(value: Any) -> None:
    if value.keys() != USUAL.keys() or any(type(n) is not int or not 1 <= n <= MOST_DAYS for n in value.values()):
        raise Refusal(f"Working days after a review lie between 1 and {MOST_DAYS}.", "Give all four, such as 5.")


def _records_from(value: Any) -> None:
    if value in ("", NEVER):
        return
    try:
        date.fromisoformat(value)
    except ValueError as error:
        raise Refusal(f'"{value}" is not a day.', "Give the day, or leave it empty.") from error


def _also_looked_after(value: Any) -> None:
    for one in value:
        one_of(*ALSO_LOOKED_AFTER)(one)


def _themes(store: Store, value: Any) -> None:
    known = {entry.code for entry in store.shelf(ListEntry).find(list="challenge-theme")}
    for code in value:
        if code not in known:
            raise Refusal(f'"{code}" is not a theme of challenges.', "Choose themes of the list in Settings.")


def _entry_levels(store: Store, value: Any) -> None:
    _themes(store, value)
    top = ladder_now(store).top
    for level in value.values():
        if type(level) is not int or not INFORMAL <= level <= top:
            raise Refusal(f"There is no level {level}.", f"Give a level from {INFORMAL} to {top}.")


_BY_ITSELF: dict[str, Callable[[Any], None]] = {
    "ahead.usual-weeks": number("Weeks that show what is usual", MOST_WEEKS, 26),
    "caseload.band": _band,
    "caseload.basis": one_of(*BASES),
    "caseload.longest-absence": number("Working days", MOST_ABSENT_DAYS, 20),
    "caseload.looked-after": _also_looked_after,
    "caseload.covered": one_of("holder", "cover"),
    "checks.midway": one_of(HALF, NO_MIDWAY),
    "checks.questions": check_questions,
    "contacts.target": target,
    "lock.minutes": number("Minutes until the lock", 60, 10),
    "clipboard.seconds": number("Seconds until the clipboard is cleared", 600, 30, 0),
    "retention.children": number("Months", 900, 24, 0),
    "retention.households": number("Months", 900, 24, 0),
    "plans.final-months": number("Months until the final plan is ratified", MOST_MONTHS, 6),
    "papers.report-days": number("Working days before a meeting", MOST_REPORT_DAYS, 5, 0),
    "contacts.within": _within,
    "records.days": _records_days,
    "records.from": _records_from,
    "timeliness.target": target,
    "timeliness.attribution": _attribution,
    "kinds.chaired": _chaired,
    "kinds.names": _by_kind,
    "moves.approver": _by_kind,
    "moves.counted": one_of("all", "invited"),
    "timeliness.local": _local,
    "challenges.ladder": check_ladder,
    "challenges.total-days": number("Working days of the whole process", MOST_DAYS, 20),
    "challenges.stop": one_of("accepted", "done", "closed"),
    "challenges.denominator": one_of("resolved", "due"),
    "challenges.follow-up-months": number("Months until somebody looks again", MOST_MONTHS, 3),
    "challenges.quiet-days": number("Working days without movement", MOST_QUIET_DAYS, 10),
    **PRACTICE_CHECKS,
}
"""How the values of settings are checked by themselves."""

_BY_THE_SERVICE: dict[str, Callable[[Store, Any], None]] = {
    "challenges.entry-levels": _entry_levels,
    "challenges.positive-themes": _themes,
}
"""How those are checked that rest on the service's lists and levels."""
