"""What is checked before a challenge is changed: that it may be, that the day is not to come, that words are given."""

from collections.abc import Iterable, Sequence
from datetime import date

from app.commands.checking import check_version
from app.domain.access import Stamp
from app.domain.challenges.closers import needs_reason
from app.domain.challenges.records import Challenge
from app.domain.dates import long
from app.domain.errors import Refusal
from app.domain.officers import Officer
from app.domain.settings import ListEntry
from app.queries.challenges.defaults import iros
from app.queries.service import labels
from app.store import Store

NAMED = 5
"""How many challenges an entry in the account names before it counts the others."""


def challenge_for_change(store: Store, challenge_id: str, version: int | None = None) -> Challenge:
    """The challenge as it is now; refuses a voided one and one that changed since a person read it."""
    challenge = store.shelf(Challenge).get(challenge_id)
    if challenge.voided:
        raise Refusal(f"The challenge {challenge.reference} was voided.", "Undo that first, or choose another.")
    check_version(version, challenge.version, "challenge")
    return challenge


def challenges_for_change(store: Store, challenge_ids: Iterable[str]) -> tuple[Challenge, ...]:
    """Several challenges that take one step together, each once."""
    chosen = tuple(challenge_for_change(store, one) for one in dict.fromkeys(challenge_ids))
    if not chosen:
        raise Refusal("No challenge was chosen.", "Choose at least one.")
    return chosen


def day_of(stamp: Stamp, on: date | None) -> date:
    """The day on which a step was taken, today unless said; refuses one to come."""
    day = on or stamp.today
    if day > stamp.today:
        raise Refusal(f"{long(day)} lies in the future.", "Record the step when it has been taken, or check the year.")
    return day


def check_due(due: date | None, on: date, what: str = "response") -> None:
    """Refuse a date to come that lies before the day it is set on."""
    if due is not None and due < on:
        raise Refusal(f"The {what} cannot be due before {long(on)}.", "Check both dates.")


def needed(words: str, message: str, next_step: str) -> str:
    """The words, trimmed; refuses none."""
    if not words.strip():
        raise Refusal(message, next_step)
    return words.strip()


def check_listed(store: Store, list_name: str, code: str, message: str) -> None:
    """Refuse a code that a list does not have."""
    if not store.shelf(ListEntry).find(list=list_name, code=code):
        raise Refusal(message, "Choose one from the list, or add it in Settings.")


def on_behalf_of(store: Store, stamp: Stamp, challenges: Sequence[Challenge], reason: str) -> dict[str, str]:
    """For each challenge on whose behalf it is ended and why, empty for its own IRO; refuses who may not."""
    holders = iros(store, {c.child_id for c in challenges if c.child_id}, stamp.today)
    acted = [c for c in challenges if needs_reason(stamp.person, c, holders.get(c.child_id or ""))]
    found = dict.fromkeys((c.id for c in challenges), "")
    if not acted:
        return found
    check_listed(
        store, "behalf-reason", reason, "Only the IRO ends a challenge, so say why you do it on the IRO's behalf."
    )
    label = labels(store, "behalf-reason")[reason]
    return found | {c.id: _behalf(store, c, holders.get(c.child_id or ""), label) for c in acted}


def check_may_end(store: Store, stamp: Stamp, challenges: Sequence[Challenge]) -> None:
    """Refuse who is neither the IRO nor a manager; a manager's reason stands in what they write."""
    holders = iros(store, {c.child_id for c in challenges if c.child_id}, stamp.today)
    for challenge in challenges:
        needs_reason(stamp.person, challenge, holders.get(challenge.child_id or ""))


def _behalf(store: Store, challenge: Challenge, iro_now_id: str | None, label: str) -> str:
    officer = store.shelf(Officer).maybe(challenge.raised_by_id or iro_now_id)
    return f"On behalf of {officer.name if officer else 'the IRO'}: {label}"


def describe(store: Store, challenges: Sequence[Challenge], words: str) -> None:
    """Words for the account: the challenges by their references, and what was done; nobody is named."""
    store.describe(f"{named(challenges)}: {words}")


def named(challenges: Sequence[Challenge]) -> str:
    """Challenges by their references: CH0001, CH0002; of many the number of the others."""
    more = f" and {len(challenges) - NAMED} more" if len(challenges) > NAMED else ""
    return f"{', '.join(challenge.reference for challenge in challenges[:NAMED])}{more}"
