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
        Definition(
            "moves.counted",
            "Which rearrangements are counted",
            'All requests to move a booked date ("all"), or only those after the invitations went out ("invited").',
            "all",
        ),
        Definition("moves.approver", "Who may agree to a move", "By kind of review, in words.", {}),
        Definition(
            "challenges.ladder",
            "Levels of challenge",
            "Level 1 is informal; who answers at each level, and in how many working days.",
            [
                {"level": 1, "name": "Informal", "addressee": "Social worker and team manager", "days": 5},
                {"level": 2, "name": "Team manager", "addressee": "Team manager", "days": 5},
                {"level": 3, "name": "Service manager", "addressee": "Service manager", "days": 5},
                {"level": 4, "name": "Strategic manager", "addressee": "Strategic manager", "days": 5},
                {"level": 5, "name": "Head of service", "addressee": "Head of service", "days": 5},
            ],
        ),
        Definition(
            "challenges.total-days",
            "Working days of the whole formal process",
            "From the first formal level to the resolution. IRO Handbook 6.2: at most 20 working days.",
            20,
        ),
        Definition(
            "challenges.stop",
            "When a challenge counts as resolved",
            'When the IRO accepts the response ("accepted"), all actions are done ("done"), or it is closed ("closed").',
            "accepted",
        ),
        Definition(
            "challenges.denominator",
            "Which challenges are judged",
            'Those resolved in the period ("resolved"), or those due in it, the open ones as not in time ("due").',
            "resolved",
        ),
        Definition(
            "challenges.follow-up-months",
            "Months until somebody looks again",
            "After closing, the follow-up is due then, or at the child's next review if that comes first.",
            3,
        ),
        Definition(
            "challenges.quiet-days",
            "Working days without movement",
            "A challenge that has not moved for so long comes to the clinic.",
            10,
        ),
        Definition(
            "challenges.entry-levels",
            "Usual first level by theme",
            "A theme that usually begins above level 2 needs no reason for it.",
            {"unregistered-placement": 4},
        ),
        Definition(
            "challenges.positive-themes",
            "Themes that are good practice",
            "They are recorded and ask for no answer.",
            ["good-practice"],
        ),
        Definition(
            "caseload.band",
            "Guideline band of caseload",
            "Children looked after for each full-time equivalent IRO. Statutory guidance: 50 to 70.",
            [50, 70],
        ),
        Definition(
            "caseload.basis",
            "Basis that is drawn",
            'All children ("all"), children looked after ("cla"), or those for the time given to them ("cla-given").',
            "all",
        ),
        Definition(
            "caseload.longest-absence",
            "Working days of absence that still count as in post",
            "A longer absence leaves the full-time equivalent out while it lasts.",
            20,
        ),
        Definition(
            "caseload.covered",
            "Whose a covered child is",
            'The IRO\'s ("holder") or theirs who covers ("cover").',
            "holder",
        ),
        Definition(
            "caseload.unallocated",
            "Count children without an IRO in the average",
            "They are always shown on a line of their own.",
            False,
        ),
        Definition(
            "caseload.looked-after",
            "Who counts as looked after in a caseload",
            'Beside other children in our care: those placed for adoption ("adoption"), those with short breaks ("short-breaks").',
            ["adoption"],
        ),
        Definition(
            "caseload.unborn",
            "Count unborn children in the caseload",
            "A child whose date of birth lies after the day that is counted.",
            True,
        ),
        Definition(
            "ahead.usual-weeks",
            "Weeks that show what somebody usually holds",
            "The median of the reviews held in the weeks worked among these before today, scaled to the post of each week ahead.",
            26,
        ),
        Definition(
            "contacts.within",
            "When a contact before a review counts",
            "Since the previous review (0), or within so many working days before the review.",
            0,
        ),
        Definition("contacts.target", "Target for children seen before the review", "In percent.", 95),
        Definition(
            "records.days",
            "Working days after a review",
            "Until the decisions are recorded, the record is complete, and it is sent; and from the decisions until the "
            "manager has answered them (IRO Handbook).",
            {"decisions": 5, "answered": 5, "record": 15, "sent": 20},
        ),
        Definition(
            "records.from",
            "Records are followed for reviews held from this day on",
            'Empty: from the day on which this file was made; "never": not at all. Files do not tell of older reviews.',
            "",
        ),
        Definition(
            "papers.report-days",
            "Working days before a meeting by which its report is due",
            "A local target: by then the social worker's report reaches the IRO (Independent Reviewing Officer).",
            5,
        ),
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
    "challenge-theme": "Themes of challenges",
    "challenge-outcome": "Outcomes of challenges",
    "bypass-reason": "Why a level is passed over",
    "extension-reason": "Why more time is given",
    "chased-how": "How somebody is chased",
    "behalf-reason": "Why a manager closes for the IRO",
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
