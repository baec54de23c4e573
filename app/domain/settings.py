"""The service's own numbers, names and lists: dated, so that yesterday's figure keeps yesterday's setting."""

import datetime
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.definitions.caseload import CASELOAD
from app.domain.definitions.challenges import CHALLENGES
from app.domain.definitions.lock import LOCK
from app.domain.definitions.practice import PRACTICE
from app.domain.definitions.retention import RETENTION
from app.domain.definitions.reviews import REVIEWS
from app.domain.definitions.service import SERVICE
from app.domain.kinds import KINDS, Interval
from app.domain.records import Record, live


@dataclass(frozen=True, kw_only=True)
class Setting(Record):
    """A value (as JSON) that a setting has from a day on."""

    key: str
    start: date
    value: str


@dataclass(frozen=True, kw_only=True)
class Holiday(Record):
    """A bank holiday of England and Wales; confirmed when the government has published it."""

    date: datetime.date
    name: str
    confirmed: bool = True


@dataclass(frozen=True, kw_only=True)
class ListEntry(Record):
    """One value of a list of the service, e.g. a reason for lateness; retired values stay readable."""

    list: str
    code: str
    label: str
    group: str = ""
    position: int = 0
    retired: bool = False


DEFINITIONS = {one.key: one for one in (*SERVICE, *REVIEWS, *CHALLENGES, *CASELOAD, *PRACTICE, *RETENTION, *LOCK)}
"""Every setting by its key."""

LISTS: dict[str, str] = {
    "late-reason": "Why reviews are late",
    "move-reason": "Why meetings move",
    "requester": "Who asks for a move",
    "period-end": "Why periods end",
    "challenge-theme": "Themes of challenges",
    "challenge-outcome": "Outcomes of challenges",
    "bypass-reason": "Why a level is passed over",
    "extension-reason": "Why more time is given",
    "chased-how": "How somebody is chased",
    "behalf-reason": "Why a manager closes for the IRO",
    "adjourn-reason": "Why reviews are adjourned",
    "attender": "Who comes to reviews and conferences",
    "permanence-plan": "Permanence plans",
    "not-ratified": "Why final plans are not ratified",
    "gathering-kind": "Other meetings that are counted",
    "disruption-theme": "Themes of disruption meetings",
}

REGIONS = (
    "North East",
    "North West",
    "Yorkshire and The Humber",
    "East Midlands",
    "West Midlands",
    "East of England",
    "London",
    "South East",
    "South West",
)
"""The nine English regions, for the regional benchmark."""


def value_at(settings: Iterable[Setting], key: str, day: date) -> Any:
    """The value that a setting has on a day, or its default."""
    past = [s for s in live(settings) if s.key == key and s.start <= day]
    return json.loads(max(past, key=lambda s: s.start).value) if past else DEFINITIONS[key].default


def value_words(value: str) -> str:
    """A kept value as one reads it: one that has several named parts by their names."""
    try:
        known = json.loads(value)
    except ValueError:
        return value
    return ", ".join(f"{name} {part}" for name, part in known.items()) if isinstance(known, dict) else value


def local_targets(value: dict[str, list[str]]) -> dict[str, tuple[Interval, ...]]:
    """Local time limits by kind from the setting's words, e.g. {"icpc": ["28 days"]}."""
    return {
        kind: tuple(Interval.parse(words) for words in steps)
        for kind, steps in value.items()
        if kind in KINDS and steps
    }
