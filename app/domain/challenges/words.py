"""How a challenge is said in words: what comes next, how much time is left, and a message that names nobody."""

from datetime import date

from app.domain.calendar import Calendar
from app.domain.challenges import records
from app.domain.challenges.records import Challenge
from app.domain.children import Child
from app.domain.dates import WEEKDAYS, long
from app.domain.lateness import days_left

NOTHING = "Nothing more to do"
SERVICE_CONCERN = "Service concern"
NO_NAME = "No name recorded"
DECIDE = "Decide: accept, agree actions or escalate"


def days_words(due: date, today: date, calendar: Calendar) -> str:
    """Due today, 3 working days left, 2 working days late; over a weekend: due on Sunday, late since Saturday."""
    if due == today:
        return "due today"
    if calendar.working_days_between(today, due) == 0:
        return f"due on {WEEKDAYS[due.weekday()]}" if due > today else f"late since {WEEKDAYS[due.weekday()]}"
    return days_left(due, today, calendar)


def next_step(challenge: Challenge, today: date, calendar: Calendar, what: str = "") -> str:
    """What has to be done next, and by when; what is the agreed action that is due first, where it is known."""
    if challenge.state == records.AWAITING:
        return _awaited(challenge, today, calendar)
    if challenge.state == records.ANSWERED:
        return _decision(challenge, today, calendar)
    if challenge.state == records.AGREED:
        return _action(challenge.actions_due, today, what)
    if challenge.state == records.DONE:
        return "Close it: all actions are done"
    return _look_again(challenge, today, calendar)


def to_do(challenge: Challenge, today: date) -> str:
    """What has to be done next in a few words without its day, to stand beside the days that are left."""
    late = challenge.next_due is not None and challenge.next_due < today
    whole = "Whole process: " if ends_first(challenge) else ""
    said = {
        records.AWAITING: f"{whole}{'chase' if whole else 'Chase'} or escalate" if late else "Wait for the response",
        records.ANSWERED: "Agree actions, or close it"
        if challenge.accepted_on
        else "Accept, agree actions or escalate",
        records.AGREED: "Escalate: an action is late"
        if challenge.actions_due and challenge.actions_due < today
        else "See that the actions are done",
        records.DONE: "Close it: all actions are done",
    }
    if challenge.state in said:
        return said[challenge.state]
    return "Look again" if challenge.follow_up_due else "Say what came of it" if unseen(challenge) else NOTHING


def ends_first(challenge: Challenge) -> bool:
    """Whether the whole process ends before the response is due, as after an escalation late in it."""
    ends, due = challenge.process_due, challenge.response_due
    return ends is not None and not challenge.accepted_on and (due is None or ends < due)


def _awaited(challenge: Challenge, today: date, calendar: Calendar) -> str:
    """The response; a whole process that was to end before it and is late stands first."""
    said, ends = _response(challenge.response_due, today, calendar), challenge.process_due
    if ends is None or ends >= today or not ends_first(challenge):
        return said
    return f"Whole process {days_words(ends, today, calendar)}; {said[:1].lower()}{said[1:]}"


def _response(due: date | None, today: date, calendar: Calendar) -> str:
    if due is None:
        return "Waits for a response"
    said = days_words(due, today, calendar)
    if due < today:
        return f"Response {said}: chase or escalate"
    return f"Response {said}" if said.startswith("due") else f"Response due in {said.removesuffix(' left')}"


def _decision(challenge: Challenge, today: date, calendar: Calendar) -> str:
    due = challenge.process_due
    said = "Accepted: agree actions, or close it" if challenge.accepted_on else DECIDE
    if due is None or due >= today or challenge.accepted_on:
        return said
    return f"{said}; the whole process is {days_words(due, today, calendar)}"


def _action(due: date | None, today: date, what: str) -> str:
    more = f": {what}" if what else ""
    if due is None:
        return f"Action to be done{more}"
    if due < today:
        return f"Action late: escalate{f' ({what})' if what else ''}"
    return f"Action due {'today' if due == today else long(due)}{more}"


def _look_again(challenge: Challenge, today: date, calendar: Calendar) -> str:
    """After closing: when somebody looks again, or that nobody has; good practice asks for nothing."""
    due = challenge.follow_up_due
    if due is not None:
        late = f" ({days_words(due, today, calendar)})" if due < today else ""
        return f"Look again {'today' if due == today else f'by {long(due)}'}{late}"
    if unseen(challenge):
        return "Say what came of it: nobody has looked again"
    return NOTHING


def unseen(challenge: Challenge) -> bool:
    """Whether it was formal and closed, and nobody has said what came of it."""
    ended = challenge.state == records.CLOSED and challenge.outcome != records.WITHDRAWN
    return ended and challenge.formal and not challenge.impact


def initials(name: str) -> str:
    """The first letter of every part of a name: Jo O'Neill-Smith is JO; nothing of an empty name."""
    firsts = (next((c for c in part if c.isalpha()), "") for part in name.split())
    return "".join(firsts).upper()


def initials_of(child: Child | None) -> str:
    """A child's initials; words for a child without a name, and for a concern about the service."""
    if child is None:
        return SERVICE_CONCERN
    return initials(child.known_as or child.name) or NO_NAME


def message_text(challenge: Challenge, of: str, level: str, today: date, calendar: Calendar) -> str:
    """A message about where it stands now: its reference and the child's initials, never a name, a birth date or the concern."""
    return f"{_opening(challenge, of, level)}. {_standing(challenge, today, calendar)}"


def _opening(challenge: Challenge, of: str, level: str) -> str:
    where = f", {level}" if challenge.level else ""
    return f"Challenge {challenge.reference} ({of}){where}"


def _standing(challenge: Challenge, today: date, calendar: Calendar) -> str:
    """One or two sentences, without anything that a person typed."""
    response, action = challenge.response_due, challenge.actions_due
    if challenge.state == records.AWAITING and response:
        return _asked("A response", response, "Please send it, or say when it will come.", today, calendar)
    if challenge.state == records.AWAITING:
        return "A response is awaited."
    if challenge.state == records.AGREED and action:
        return _asked("An agreed action", action, "Please say when it will be done.", today, calendar)
    if challenge.state == records.CLOSED and challenge.closed_on:
        return f"It was closed on {long(challenge.closed_on)}."
    said = {
        records.ANSWERED: "The response has come; the IRO decides what follows.",
        records.AGREED: "Agreed actions are being done.",
        records.DONE: "All agreed actions are done.",
    }
    return said.get(challenge.state, "This is good practice; nothing is asked for.")


def _asked(what: str, due: date, please: str, today: date, calendar: Calendar) -> str:
    if due < today:
        return f"{what} was due on {long(due)} and is {days_words(due, today, calendar)}. {please}"
    return f"{what} is due {'today, ' if due == today else 'by '}{long(due)}."
