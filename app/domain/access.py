"""Who may do what: the people who use the program, their roles, and the one table of rights."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.domain.calendar import today_in_london
from app.domain.errors import Refusal
from app.domain.records import Record


class Role(StrEnum):
    """What a person is to the service."""

    MANAGER = "manager"
    IRO = "iro"
    BUSINESS_SUPPORT = "business-support"
    READER = "reader"


ROLE_TITLES = {
    Role.MANAGER: "IRO team manager",
    Role.IRO: "Independent Reviewing Officer",
    Role.BUSINESS_SUPPORT: "Business support",
    Role.READER: "Reader",
}


class Right(StrEnum):
    """What a command or query may need; the words complete the sentence "may ..."."""

    SEE = "see children, reviews and figures"
    RECORD = "record reviews and children"
    CHALLENGE = "log challenges and move them"
    ALLOCATE = "allocate children"
    IMPORT = "import files"
    EXPORT = "export to files"
    NAMES = "send out files with children's full names"
    SET_UP = "change settings, officers and lists"
    PEOPLE = "change who uses the program, its passphrase and recovery key"
    AUDIT = "read the account of who did what"
    DISPOSE = "decide what is kept and what is erased"
    KEEP_SAFE = "check the file, back it up and copy it"
    PUT_BACK = "restore over the file, move it or take it as it is"


class Whose(StrEnum):
    """Whose records something is about, as seen by the person who asks."""

    OWN = "own children and those covered"
    TEAM = "children without an IRO, and what the team holds in common"
    OTHER = "children of other IROs"
    WHOLE = "the whole service"


ALL = frozenset(Whose)
MINE = frozenset({Whose.OWN, Whose.TEAM})
SHOWN = MINE | {Whose.WHOLE}
CHILDREN = MINE | {Whose.OTHER}

RIGHTS: dict[Role, dict[Right, frozenset[Whose]]] = {
    Role.MANAGER: dict.fromkeys(Right, ALL),
    Role.IRO: {
        Right.SEE: ALL,
        Right.RECORD: MINE,
        Right.CHALLENGE: MINE,
        Right.EXPORT: SHOWN,
        Right.NAMES: MINE,
        Right.KEEP_SAFE: ALL,
    },
    Role.BUSINESS_SUPPORT: {
        Right.SEE: ALL,
        Right.RECORD: CHILDREN,
        Right.CHALLENGE: CHILDREN,
        Right.ALLOCATE: CHILDREN,
        Right.IMPORT: ALL,
        Right.EXPORT: ALL,
        Right.NAMES: ALL,
        Right.KEEP_SAFE: ALL,
    },
    Role.READER: {Right.SEE: ALL},
}
"""The table of rights: what each role may do, and with whose records. Settings shows it, and a test holds every cell."""

WITHOUT_A_CHILD = {right: Whose.TEAM if right in {Right.RECORD, Right.CHALLENGE} else Whose.WHOLE for right in Right}
"""Whose something is that names no child, review, period or challenge: the team's work, or the whole service's."""

OPENING_REASONS = {
    "cover": "I am covering for the IRO",
    "duty": "I am on duty",
    "sibling": "I hold a brother or sister",
    "query": "I was asked about the child",
}
"""Why an IRO opens the page of a child whom somebody else holds."""


@dataclass(frozen=True, kw_only=True)
class Person(Record):
    """Somebody who uses the program, known by the operating system's login; perhaps one of the officers."""

    login: str
    name: str = ""
    role: str = Role.READER
    officer_id: str | None = None

    def may(self, right: Right) -> bool:
        """Whether this person's role has the right."""
        return right in RIGHTS[Role(self.role)]

    def reach(self, right: Right) -> frozenset[Whose]:
        """With whose records this person's role has the right; empty without it."""
        return RIGHTS[Role(self.role)].get(right, frozenset())


class NotAllowed(Refusal):
    """A right said no: the Desk enters it in the account."""


def without_right(person: Person, right: Right) -> NotAllowed:
    """The answer to somebody whose role may not do what they asked for."""
    role = ROLE_TITLES[Role(person.role)]
    return NotAllowed(
        f"Your role ({role}) may not {right}.", "Ask an IRO team manager to do it or to change your role."
    )


def beyond_reach(person: Person, right: Right, whose: Whose) -> NotAllowed:
    """The answer to somebody whose role has the right, but not with these records."""
    role = ROLE_TITLES[Role(person.role)]
    return NotAllowed(
        f"Your role ({role}) may not {right} for {whose}. Nothing was changed.",
        "Ask the child's IRO or an IRO team manager to do it, or to let you cover for the child.",
    )


@dataclass(frozen=True)
class Stamp:
    """Who and when: the moment (aware, UTC), today in London (or the as-of date asked for), and the person."""

    at: datetime
    today: date
    person: Person

    @property
    def true_day(self) -> date:
        """The day in London on which it is asked, whatever day is asked for: what one may see or erase goes by it."""
        return today_in_london(self.at)
