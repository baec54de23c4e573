"""The service's own numbers, names and lists: dated, so that yesterday's figure keeps yesterday's setting."""

import datetime
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.kinds import KINDS, USUAL_KINDS, Interval
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


@dataclass(frozen=True)
class Definition:
    """A setting that exists: its key, its words, what it means and its value until somebody changes it."""

    key: str
    title: str
    help: str
    default: Any


DEFINITIONS = {
    d.key: d
    for d in (
        Definition("service.name", "Name of the service", "Shown in the title and on every sheet.", ""),
        Definition("service.region", "Region", "Chooses the regional benchmark.", ""),
        Definition(
            "kinds.chaired",
            "Kinds of review chaired",
            "Only these appear in menus, lists and figures.",
            list(USUAL_KINDS),
        ),
        Definition("kinds.names", "The service's own names for kinds", "Shown instead of the standard ones.", {}),
        Definition("timeliness.target", "Timeliness target", "Drawn in charts, in percent.", 95),
        Definition(
            "timeliness.local", "Local time limits", "Shown beside the statutory result; statute is the default.", {}
        ),
        Definition(
            "timeliness.attribution",
            "Whose review it is",
            "The IRO allocated on the due date, or the chair on the day.",
            "due",
        ),
        Definition("moves.approver", "Who may agree to a move", "By kind of review, in words.", {}),
        Definition(
            "service.demonstration", "Demonstration service", "Invented children; everyone is a manager.", False
        ),
        Definition(
            "setup.done", "First start finished", "Set when the first questions were answered or skipped.", False
        ),
    )
}

LISTS: dict[str, str] = {
    "late-reason": "Why reviews are late",
    "move-reason": "Why meetings move",
    "requester": "Who asks for a move",
    "period-end": "Why periods end",
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


def local_targets(value: dict[str, list[str]]) -> dict[str, tuple[Interval, ...]]:
    """Local time limits by kind from the setting's words, e.g. {"icpc": ["28 days"]}."""
    return {
        kind: tuple(Interval.parse(words) for words in steps)
        for kind, steps in value.items()
        if kind in KINDS and steps
    }
