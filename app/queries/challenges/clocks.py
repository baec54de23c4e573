"""The clocks of an open challenge: this level's response and the whole process, each with the rule that sets its date."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.domain.challenges import records
from app.domain.challenges.ladder import Ladder
from app.domain.challenges.records import Challenge, ChallengeStep
from app.domain.challenges.story import Terms, in_order
from app.domain.challenges.words import days_words
from app.domain.counting import counted
from app.domain.dates import long
from app.domain.lateness import days_left
from app.queries.challenges.columns import late_or_soon
from app.table import Tone

HANDBOOK = "IRO Handbook 6.2"
HANDBOOK_DAYS = 20


@dataclass(frozen=True)
class Clock:
    """One clock: what it runs to, the working days left, how it stands in words, and why it ends then.

    original is the date without any extension; days_left is None once the clock has stopped.
    """

    title: str
    due: date | None
    days_left: int | None
    words: str
    explanation: str
    tone: Tone
    original: date | None = None


def clocks_of(
    challenge: Challenge, steps: Iterable[ChallengeStep], terms: Terms, today: date, stopped: date | None
) -> tuple[Clock, ...]:
    """Both clocks of an open formal challenge, the response's alone of an informal one, none of any other."""
    if not challenge.open:
        return ()
    reopened = [step.on for step in in_order(steps) if step.kind == records.REOPENED]
    made = []
    if challenge.response_due:
        why = _response_why(challenge, reopened, terms)
        dues = (challenge.response_due, challenge.original_due)
        made.append(_clock("Response", dues, challenge.answered_on, "Answered", why, terms, today))
    if challenge.process_due:
        why = _process_why(challenge, reopened, terms)
        dues = (challenge.process_due, challenge.process_original)
        how = "Answer accepted" if stopped == challenge.accepted_on else "Actions done"
        made.append(_clock("Whole process", dues, stopped, how, why, terms, today))
    return tuple(made)


def _clock(
    title: str, dues: tuple[date, date | None], stopped: date | None, done: str, why: str, terms: Terms, today: date
) -> Clock:
    due, original = dues
    if stopped is None:
        left = terms.calendar.working_days_between(today, due)
        said = days_words(due, today, terms.calendar)
        tone = late_or_soon(due, today, terms.calendar)
        return Clock(title, due, left, said[:1].upper() + said[1:], why, tone, original)
    how = "in time" if stopped <= due else days_left(due, stopped, terms.calendar)
    if original and original < stopped <= due:
        how = f"in time with the extra time, {days_left(original, stopped, terms.calendar)} by the first date"
    tone = Tone.ON_TIME if stopped <= (original or due) else Tone.HELD_LATE
    return Clock(title, due, None, f"{done} {long(stopped)}, {how}", why, tone, original)


def _response_why(challenge: Challenge, reopened: list[date], terms: Terms) -> str:
    """ "5 working days after level 3 was entered on 2 March 2026; the service's ladder." and any later change."""
    since, level = challenge.entered or challenge.raised_on, challenge.level
    what = f"level {level} was entered on {long(since)}"
    again = [day for day in reopened if day >= since]
    if again:
        since, what = again[-1], f"the challenge was reopened on {long(again[-1])}"
    first = _by_ladder(what, since, level, challenge.original_due, terms)
    if challenge.extended:
        return f"{first} {_more_time(challenge.original_due, challenge.response_due)}"
    return first


def _by_ladder(what: str, day: date, level: int, due: date | None, terms: Terms) -> str:
    days = _days(terms.ladders(day), level)
    if days is not None and due == terms.calendar.add_working_days(day, days):
        return f"{counted(days, 'working day')} after {what}; the service's ladder."
    usual = f" The service's ladder gives {counted(days, 'working day')}." if days is not None else ""
    return f"Set when {what}.{usual}"


def _days(ladder: Ladder, level: int) -> int | None:
    return next((rung.days for rung in ladder.rungs if rung.level == level), None)


def _process_why(challenge: Challenge, reopened: list[date], terms: Terms) -> str:
    """ "20 working days after the first formal level on 2 March 2026: IRO Handbook 6.2." and any later change."""
    first, since = challenge.process_original, challenge.formal_on or challenge.raised_on
    what = "the first formal level"
    for day in reversed(reopened):
        if terms.ladders(day).process_due(day, terms.calendar) == first:
            since, what = day, "it was reopened"
            break
    days = terms.ladders(since).total_days
    rule = HANDBOOK if days == HANDBOOK_DAYS else f"the service's setting; {HANDBOOK} says at most {HANDBOOK_DAYS}"
    said = f"{counted(days, 'working day')} after {what} on {long(since)}: {rule}."
    return f"{said} {_more_time(first, challenge.process_due)}" if challenge.process_due != first else said


def _more_time(first: date | None, now: date | None) -> str:
    return f"First due {long(first)}; more time was given until {long(now)}." if first and now else ""
