"""The people of the service: officers, the posts they hold, teams, and which child is allocated to whom."""

from dataclasses import dataclass
from datetime import date

from app.domain.records import Record

IRO = "iro"
POST_ROLES = {
    "iro": "Independent Reviewing Officer",
    "conference-chair": "Conference chair",
    "foster-carer-reviewing-officer": "Foster carer reviewing officer",
    "manager": "IRO team manager",
    "business-support": "Business support",
}


@dataclass(frozen=True, kw_only=True)
class Officer(Record):
    """Somebody who works in the service, whether or not they use the program."""

    name: str
    login: str = ""


@dataclass(frozen=True, kw_only=True)
class Post(Record):
    """A post from a day: who holds it (nobody: vacant), as what, and how much of a full-time equivalent in hundredths."""

    officer_id: str | None = None
    role: str = IRO
    start: date
    end: date | None = None
    fte_hundredths: int = 100
    agency: bool = False


@dataclass(frozen=True, kw_only=True)
class Team(Record):
    """A social-work team of the council."""

    name: str


@dataclass(frozen=True, kw_only=True)
class Allocation(Record):
    """A child allocated to an officer in a role: from start, until the day before end (end is the first day without)."""

    child_id: str
    officer_id: str
    role: str = IRO
    start: date
    end: date | None = None
