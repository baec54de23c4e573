"""The people of the service: officers, the posts they hold, teams, and which child is allocated to whom."""

from dataclasses import dataclass
from datetime import date

from app.domain.records import Record

IRO, COVER = "iro", "cover"
"""What an officer is to a child: the IRO, or who covers while that one is away."""
POST_ROLES = {
    "iro": "Independent Reviewing Officer",
    "conference-chair": "Conference chair",
    "foster-carer-reviewing-officer": "Foster carer reviewing officer",
    "manager": "IRO team manager",
    "business-support": "Business support",
}


@dataclass(frozen=True, kw_only=True)
class Officer(Record):
    """Somebody who works in the service, whether or not they use the program; specialisms in words, between commas."""

    name: str
    login: str = ""
    specialisms: str | None = None


@dataclass(frozen=True, kw_only=True)
class Post(Record):
    """A post from a day: who holds it (nobody: vacant), as what, and how much of a full-time equivalent in hundredths.

    cla_percent is the part of it that is given to children looked after; None means all of it.
    """

    officer_id: str | None = None
    role: str = IRO
    start: date
    end: date | None = None
    fte_hundredths: int = 100
    agency: bool = False
    cla_percent: int | None = None


@dataclass(frozen=True, kw_only=True)
class Team(Record):
    """A social-work team of the council."""

    name: str


@dataclass(frozen=True, kw_only=True)
class Allocation(Record):
    """A child allocated to an officer in a role: from start, until the day before end (end is the first day without).

    told_on is the day on which the officer was told of the child.
    """

    child_id: str
    officer_id: str
    role: str = IRO
    start: date
    end: date | None = None
    told_on: date | None = None


LEAVE, SICKNESS, OTHER = "leave", "sickness", "other"
ABSENCES = {LEAVE: "Annual leave", SICKNESS: "Sickness", OTHER: "Other absence"}


@dataclass(frozen=True, kw_only=True)
class Absence(Record):
    """An officer away from a day until the day before end, which is the first day back (None: not known yet)."""

    officer_id: str
    kind: str = LEAVE
    start: date
    end: date | None = None


@dataclass(frozen=True, kw_only=True)
class Conflict(Record):
    """That an officer must not be the IRO of a child, and why."""

    officer_id: str
    child_id: str
    why: str
